//! The guest book 客户: whoever was searched for, and the guest under the cursor beside the list or in a window.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::guests::{Row, Sheet};
use super::super::mouse::Hit;
use super::super::widget::{Scroll, enough, hang, popup, put, width, wrap};
use super::super::{App, command};
use super::Hits;
use super::columns::{Column, Columns};
use super::unit::{Line, draw_scrolled};
use crate::say;
use crate::text::guests_tui as words;

/// A screen at least so wide has the guest beside the list.
const WITH_PANEL: u16 = 100;
/// Columns of the list where there is a panel, at least and at most.
const LIST: (u16, u16) = (58, 74);
/// Columns of the list: number, name, phone, whose guest, grade, last contact, next date.
const COLUMNS: &[Column] = &[
    Column { title: words::H_NUMBER, least: 7, most: 8 },
    Column { title: words::H_NAME, least: 6, most: 10 },
    Column { title: words::H_PHONE, least: 12, most: 14 },
    Column { title: words::H_WHOSE, least: 10, most: 14 },
    Column { title: words::H_GRADE, least: 2, most: 3 },
    Column { title: words::H_LAST, least: 6, most: 9 },
    Column { title: words::H_NEXT, least: 6, most: 9 },
];

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Option<Position> {
    super::top::draw(app, buffer, screen, hits);
    let middle = Rect { y: screen.y + 1, height: screen.height - 2, ..screen };
    if app.guests.in_registers {
        app.guests.beside.set(false);
        return super::registers::draw(app, buffer, middle, hits);
    }
    let beside = screen.width >= WITH_PANEL;
    app.guests.beside.set(beside);
    let columns = if beside { (middle.width / 2).clamp(LIST.0, LIST.1) } else { middle.width };
    let left = Rect { width: columns, ..middle };
    if beside {
        for y in 0..middle.height {
            put(buffer, middle, left.width, y, app.theme.line(), app.theme.faint());
        }
        let right = Rect { x: left.right() + 2, width: middle.width - left.width - 2, ..middle };
        // A mark that may not begin a line hangs over by up to two columns.
        for (y, line) in (0..right.height).zip(&lines(app, right.width - 2, true)) {
            super::unit::put_line(buffer, right, y, line);
        }
    }
    let cursor = draw_search(app, buffer, left);
    let list = Rect { y: left.y + 1, height: left.height - 1, ..left };
    if app.guests.rows.is_empty() {
        let key = command::key("guests.visit");
        let looking = !app.guests.typed.text().is_empty();
        let text = if looking { words::NOBODY_FOUND } else { words::NOBODY_YET };
        let text = say!(text, key = key).in_lang(app.lang);
        for (y, part) in (1..list.height).zip(wrap(&text, list.width - 2)) {
            put(buffer, list, 1, y, &part, app.theme.faint());
        }
    } else {
        draw_list(app, buffer, list, hits);
    }
    Some(cursor)
}

/// What is looked for, and how many were found.
fn draw_search(app: &App, buffer: &mut Buffer, area: Rect) -> Position {
    let guests = &app.guests;
    let label = format!("{} ", words::SEARCH.get(app.lang));
    let from = put(buffer, area, 1, 0, &label, app.theme.strong());
    let typed = guests.typed.text();
    let count = guests.rows.len();
    let count = if count < super::super::guests::MOST { count.to_string() } else { format!("{count}+") };
    let found = if typed.is_empty() { words::NEWEST } else { words::FOUND };
    let found = say!(found, count = count).in_lang(app.lang);
    let room = area.width.saturating_sub(width(&found) + 2);
    put(buffer, area, room, 0, &found, app.theme.faint());
    let field = Rect { x: area.x + from, width: room.saturating_sub(from + 1), ..area };
    if typed.is_empty() {
        let hint = enough(words::SEARCH_HINT.get(app.lang), field.width.saturating_sub(1));
        put(buffer, field, 1, 0, hint, app.theme.faint());
        return Position { x: field.x, y: area.y };
    }
    let (_, shown, at) = guests.typed.window(field.width);
    put(buffer, field, 0, 0, shown, app.theme.strong());
    Position { x: field.x + at, y: area.y }
}

fn draw_list(app: &App, buffer: &mut Buffer, area: Rect, hits: &mut Hits) {
    let columns = Columns::new(COLUMNS, area.width - 2);
    columns.draw_titles(app, buffer, area);
    let rows = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let guests = &app.guests;
    let fit = usize::from(rows.height);
    let first = (guests.at + 1).saturating_sub(fit);
    for (y, (at, row)) in (0..rows.height).zip(guests.rows.iter().enumerate().skip(first)) {
        let place = Rect { y: rows.y + y, height: 1, ..rows };
        let chosen = (at == guests.at).then(|| app.theme.cursor());
        columns.draw(buffer, place, &cells(app, row), chosen);
        hits.push((place, Hit::Guest(at)));
    }
    super::columns::draw_more(app, buffer, rows, first > 0, first + fit < guests.rows.len());
}

fn cells(app: &App, row: &Row) -> [(String, Style); 7] {
    let plain = Style::new();
    let next = if row.overdue { app.theme.alarm() } else { plain };
    [
        (format!("#{}", row.id.0), app.theme.faint()),
        (row.name.clone(), app.theme.strong()),
        (row.phone.clone(), plain),
        (row.whose.clone(), if row.conflict { app.theme.alarm() } else { plain }),
        (row.grade.clone(), plain),
        (row.last.clone(), plain),
        (row.next.clone(), next),
    ]
}

/// The guest under the cursor.
fn lines(app: &App, columns: u16, with_title: bool) -> Vec<Line> {
    let Sheet { title, lines } = &app.guests.sheet;
    let mut drawn: Vec<Line> = Vec::new();
    if with_title {
        drawn.push(vec![(title.clone(), app.theme.strong())]);
        drawn.push(Vec::new());
    }
    for (text, tone) in lines {
        let style = app.theme.tone(*tone);
        drawn.extend(hang(text, columns).into_iter().map(|part| vec![(part, style)]));
    }
    drawn
}

/// The guest under the cursor in a window, with everything.
pub(super) fn draw_window(app: &App, scroll: &Scroll, buffer: &mut Buffer, screen: Rect) {
    let columns = screen.width.min(96) - 8;
    let lines = lines(app, columns, false);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(screen.height - 2);
    let title = say!(words::TITLE, guest = &app.guests.sheet.title).in_lang(app.lang);
    let inside = popup(buffer, screen, columns + 4, rows, &title, app.theme);
    draw_scrolled(app, &lines, scroll, buffer, inside);
}
