//! What waits for a decision 审批: the oldest first, with the figures that matter.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::deals::Waiting;
use super::super::mouse::Hit;
use super::super::widget::{hang, put, wrap};
use super::super::{App, command};
use super::Hits;
use super::columns::{Column, Columns};
use crate::say;
use crate::text::{Arg, deals_tui as words};

/// A screen at least so wide has the application beside the list.
const WITH_PANEL: u16 = 160;
const LIST: u16 = 84;
const LIST_PARTS: (u16, u16) = (2, 5);

const COLUMNS: &[Column] = &[
    Column { title: words::H_APPLICATION, least: 7, most: 8 },
    Column { title: words::H_KIND, least: 12, most: 16 },
    Column { title: words::H_UNIT, least: 9, most: 12 },
    Column { title: words::H_FIGURES, least: 22, most: 44 },
    Column { title: words::H_ASKED_BY, least: 8, most: 10 },
    Column { title: words::H_WAITS, least: 8, most: 8 },
];

/// The column that matters most.
const FIGURES: usize = 3;

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Option<Position> {
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
    let count = app.approvals.count();
    let title = say!(words::WAITING, count = count).in_lang(app.lang);
    put(buffer, list, 1, 0, &title, app.theme.strong());
    let Some(here) = app.approvals.here() else {
        let text = if app.person.is_none() {
            say!(words::SIGN_IN_TO_SEE, key = command::key("person"))
        } else {
            words::NOTHING_WAITS.into()
        };
        for (y, part) in (2..list.height).zip(wrap(&text.in_lang(app.lang), list.width - 2)) {
            put(buffer, list, 1, y, &part, app.theme.faint());
        }
        return Some(Position { x: list.x + 1, y: list.y });
    };
    draw_here(app, here, buffer, told, !beside);
    let rows = Rect { y: list.y + 1, height: list.height - 1, ..list };
    let columns = Columns::fitting(
        COLUMNS,
        FIGURES,
        rows.width - 3,
        app.approvals.rows.iter().map(|row| cells(app, row)),
    );
    columns.draw_titles(app, buffer, rows);
    let body = Rect { y: rows.y + 1, height: rows.height.saturating_sub(1), ..rows };
    let fit = usize::from(body.height);
    let first = (app.approvals.at + 1).saturating_sub(fit);
    let mut cursor = None;
    for (y, (at, row)) in (0..body.height).zip(app.approvals.rows.iter().enumerate().skip(first)) {
        let place = Rect { y: body.y + y, height: 1, ..body };
        let chosen = (at == app.approvals.at).then(|| app.theme.cursor());
        columns.draw(buffer, place, &cells(app, row), chosen);
        hits.push((place, Hit::Deal(at)));
        cursor = cursor.or(chosen.map(|_| Position { x: place.x + 1, y: place.y }));
    }
    super::columns::draw_more(app, buffer, body, first > 0, first + fit < app.approvals.rows.len());
    cursor
}

fn cells(app: &App, row: &Waiting) -> [(String, Style); 6] {
    let plain = if row.mine.is_ok() { Style::new() } else { app.theme.faint() };
    let figures = if row.below { app.theme.alarm() } else { plain };
    [
        (row.id.to_string(), app.theme.faint()),
        (row.kind.clone(), plain),
        (row.unit.as_ref().map(ToString::to_string).unwrap_or_default(), plain),
        (row.figures.clone(), figures),
        (row.by.clone(), plain),
        (app.waits(row.since), plain),
    ]
}

fn draw_here(app: &App, here: &Waiting, buffer: &mut Buffer, area: Rect, with_line: bool) {
    if with_line {
        for x in 0..area.width {
            put(buffer, area, x, 0, app.theme.frame().horizontal_top, app.theme.faint());
        }
    }
    let inside = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        y: area.y + u16::from(with_line),
        height: area.height.saturating_sub(u16::from(with_line)),
    };
    let unit: Arg = here.unit.as_ref().map_or_else(|| "".into(), Arg::from);
    let title = say!(words::A_TITLE, application = here.id, kind = &here.kind, unit = unit).in_lang(app.lang);
    put(buffer, inside, 0, 0, &title, app.theme.strong());
    let asked = say!(words::A_ASKED, who = &here.by, waits = app.waits(here.since)).in_lang(app.lang);
    let mut y = put_wrapped(buffer, inside, 1, &asked, Style::new());
    if let Err(role) = here.mine {
        let text = say!(words::ASKED_BY_ME, role = role).in_lang(app.lang);
        y = put_wrapped(buffer, inside, y, &text, app.theme.amber());
    }
    for (text, tone) in &here.lines {
        y = put_wrapped(buffer, inside, y, text, app.theme.tone(*tone));
    }
}

fn put_wrapped(buffer: &mut Buffer, area: Rect, y: u16, text: &str, style: Style) -> u16 {
    let mut y = y;
    for part in hang(text, area.width) {
        put(buffer, area, 0, y, &part, style);
        y += 1;
    }
    y
}
