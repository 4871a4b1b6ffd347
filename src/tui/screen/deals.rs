//! Deals 交易: the list, live ones first, and the chosen one beside or below it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::deals::{Row, Told};
use super::super::guests::Tone;
use super::super::mouse::Hit;
use super::super::widget::{enough, hang, put, width, wrap};
use super::super::{App, command};
use super::Hits;
use super::columns::{Column, Columns};
use super::unit::Line;
use crate::say;
use crate::text::deals_tui as words;

/// A screen at least so wide has the deal beside the list.
const WITH_PANEL: u16 = 160;
/// Columns of the list where there is a panel.
const LIST: u16 = 104;
/// Rows of the list where the deal stands below it, of all.
const LIST_PARTS: (u16, u16) = (2, 5);

const COLUMNS: &[Column] = &[
    Column { title: words::H_DEAL, least: 7, most: 8 },
    Column { title: words::H_UNIT, least: 9, most: 12 },
    Column { title: words::H_GUEST, least: 4, most: 8 },
    Column { title: words::H_CONSULTANT, least: 5, most: 8 },
    Column { title: words::H_PRICE, least: 12, most: 13 },
    Column { title: words::H_NEXT, least: 15, most: 18 },
    Column { title: words::H_DEPOSIT, least: 13, most: 16 },
    Column { title: words::H_SIGN_BY, least: 5, most: 8 },
    Column { title: words::H_WHO, least: 8, most: 14 },
];

/// The column that matters most.
const DEPOSIT: usize = 6;

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Position {
    super::top::draw(app, buffer, screen, hits);
    let middle = Rect { y: screen.y + 1, height: screen.height - 2, ..screen };
    let beside = screen.width >= WITH_PANEL;
    let (list, told) = if beside {
        for y in 0..middle.height {
            put(buffer, middle, LIST, y, app.theme.line(), app.theme.faint());
        }
        let right = Rect { x: middle.x + LIST + 2, width: middle.width - LIST - 3, ..middle };
        (Rect { width: LIST, ..middle }, right)
    } else {
        let rows = middle.height * LIST_PARTS.0 / LIST_PARTS.1;
        let below = Rect { y: middle.y + rows, height: middle.height - rows, ..middle };
        (Rect { height: rows, ..middle }, below)
    };
    if app.deals.here().is_some() {
        draw_told(app, &app.deals.told, buffer, told, !beside);
    }
    let cursor = draw_search(app, buffer, list);
    let rows = Rect { y: list.y + 1, height: list.height - 1, ..list };
    if app.deals.count() == 0 {
        let text = if app.deals.is_empty() { words::NO_DEALS } else { words::NONE_FOUND };
        let text = say!(text, key = command::key("screen.sale")).in_lang(app.lang);
        for (y, part) in (1..rows.height).zip(wrap(&text, rows.width - 2)) {
            put(buffer, rows, 1, y, &part, app.theme.faint());
        }
    } else {
        draw_list(app, buffer, rows, hits);
    }
    cursor
}

fn draw_search(app: &App, buffer: &mut Buffer, area: Rect) -> Position {
    let deals = &app.deals;
    let label = format!("{} ", crate::text::guests_tui::SEARCH.get(app.lang));
    let from = put(buffer, area, 1, 0, &label, app.theme.strong());
    let typed = deals.typed.text();
    let found = if typed.is_empty() {
        say!(words::LIVE, live = deals.live(), count = deals.count())
    } else {
        say!(words::FOUND, count = deals.count())
    };
    let found = found.in_lang(app.lang);
    let room = area.width.saturating_sub(width(&found) + 2);
    put(buffer, area, room, 0, &found, app.theme.faint());
    let field = Rect { x: area.x + from, width: room.saturating_sub(from + 1), ..area };
    if typed.is_empty() {
        let hint = enough(words::FIND_HINT.get(app.lang), field.width.saturating_sub(1));
        put(buffer, field, 1, 0, hint, app.theme.faint());
        return Position { x: field.x, y: area.y };
    }
    let (_, shown, at) = deals.typed.window(field.width);
    put(buffer, field, 0, 0, shown, app.theme.strong());
    Position { x: field.x + at, y: area.y }
}

fn draw_list(app: &App, buffer: &mut Buffer, area: Rect, hits: &mut Hits) {
    // What is over may be long, and is not waited for.
    let live = app.deals.rows().filter(|row| row.live);
    let columns = Columns::fitting(COLUMNS, DEPOSIT, area.width - 2, live.map(|row| cells(app, row)));
    columns.draw_titles(app, buffer, area);
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let deals = &app.deals;
    let fit = usize::from(rows.height);
    let first = (deals.at + 1).saturating_sub(fit);
    for (y, (at, row)) in (0..rows.height).zip(deals.rows().enumerate().skip(first)) {
        let place = Rect { y: rows.y + y, height: 1, ..rows };
        let chosen = (at == deals.at).then(|| app.theme.cursor());
        columns.draw(buffer, place, &cells(app, row), chosen);
        hits.push((place, Hit::Deal(at)));
    }
    super::columns::draw_more(app, buffer, rows, first > 0, first + fit < deals.count());
}

fn cells(app: &App, row: &Row) -> [(String, Style); 9] {
    let plain = if row.live { Style::new() } else { app.theme.faint() };
    let alarm = |so: bool| if so { app.theme.alarm() } else { plain };
    let price = row.price.map(|price| price.to_string()).unwrap_or_default();
    [
        (row.id.to_string(), app.theme.faint()),
        (row.unit.as_ref().map(ToString::to_string).unwrap_or_default(), plain),
        (row.guest.clone(), plain),
        (row.consultant.clone(), plain),
        (price, plain),
        (row.next.clone(), if row.live { app.theme.strong() } else { plain }),
        (row.deposit.clone(), alarm(row.lacks)),
        (row.sign_by.clone(), alarm(row.overdue)),
        (row.whose.clone(), plain),
    ]
}

/// A deal: its steps first, then everything that fits.
pub(super) fn draw_told(app: &App, told: &Told, buffer: &mut Buffer, area: Rect, wide: bool) {
    let rows = super::steps::height(app, &told.steps, &told.next, area.width).min(area.height);
    let flow = Rect { height: rows, ..area };
    super::steps::draw(app, &told.steps, &told.next, buffer, flow);
    let inside = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        y: area.y + rows,
        height: area.height - rows,
    };
    let columns = if wide { inside.width.saturating_sub(3) / 2 } else { inside.width };
    put(buffer, inside, 0, 0, &told.title, app.theme.strong());
    let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let fit = usize::from(body.height);
    let lines = lines(app, told, columns, wide.then_some(fit));
    for (at, line) in lines.iter().enumerate() {
        let (column, y) = if wide { (at / fit.max(1), at % fit.max(1)) } else { (0, at) };
        if column > usize::from(wide) || y >= fit {
            break;
        }
        let x = body.x + u16::try_from(column).unwrap_or(0) * (columns + 3);
        let place = Rect { x, width: columns, ..body };
        super::unit::put_line(buffer, place, u16::try_from(y).unwrap_or(u16::MAX), line);
    }
}

/// A deal in lines of so many columns. Where one column of `height` lines stands beside another, no sentence goes on in
/// the next one, and no title stays behind.
pub(super) fn lines(app: &App, told: &Told, columns: u16, height: Option<usize>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (text, tone) in &told.lines {
        let style = app.theme.tone(*tone);
        // What is struck out is, with its blanks in front.
        let parts = hang(text, columns);
        let needs = parts.len() + usize::from(*tone == Tone::Strong);
        let left = height.filter(|height| *height > 0).map(|height| height - lines.len() % height);
        if let Some(left) = left.filter(|left| needs > *left && needs <= height.unwrap_or_default()) {
            lines.extend(std::iter::repeat_n(Vec::new(), left));
        }
        let style = if *tone == Tone::Plain { Style::new() } else { style };
        lines.extend(parts.into_iter().map(|part| vec![(part, style)]));
    }
    lines
}
