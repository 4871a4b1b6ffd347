//! The grid 销控: a building as floors by rooms, the unit under the cursor beside it, the figures at the foot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::App;
use super::super::command::{COMMANDS, Cmd, Context};
use super::super::term::Key;
use super::super::widget::{popup, put, width, wrap};
use super::shape::Building;
use crate::domain::unit::Status;
use crate::say;
use crate::text::{Text, tui as words};

/// Columns of a cell: the sign, the room, a gap.
const CELL: u16 = 8;
/// Columns of the floor's number.
const FLOOR: u16 = 4;
/// Columns of the panel beside the grid.
const PANEL: u16 = 44;

/// The sign of a status: a Han character or a letter, so that it is never colour alone.
fn sign(status: Status) -> Text {
    match status {
        Status::Unreleased => words::S_UNRELEASED,
        Status::Withheld => words::S_WITHHELD,
        Status::Available => words::S_AVAILABLE,
        Status::Held => words::S_HELD,
        Status::Reserved => words::S_RESERVED,
        Status::SmallDeposit => words::S_SMALL_DEPOSIT,
        Status::Subscribed => words::S_SUBSCRIBED,
        Status::Contracted => words::S_CONTRACTED,
        Status::Changing => words::S_CHANGING,
        Status::BoughtBack => words::S_BOUGHT_BACK,
    }
}

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect) -> Option<Position> {
    let top = u16::from(!app.board);
    let foot = if app.board { 2 } else { 3 };
    let panel = if app.board || screen.width < 100 { 0 } else { PANEL };
    let middle = Rect { y: screen.y + top, height: screen.height - top - foot, ..screen };
    let grid = Rect { width: screen.width - panel, ..middle };
    if !app.board {
        draw_top(app, buffer, screen);
        draw_keys(app, buffer, Rect { y: screen.bottom() - 1, height: 1, ..screen });
    }
    let figures = Rect { y: screen.bottom() - foot, height: 2, ..screen };
    // The board has no line of keys; what is typed there is answered all the same.
    if !(app.board && draw_answer(app, buffer, figures)) {
        draw_figures(app, buffer, figures);
    }
    if panel > 0 {
        draw_panel(app, buffer, Rect { x: grid.right(), width: panel, ..middle });
    }
    let Some(building) = app.buildings.get(app.at.0) else {
        put(buffer, grid, 2, 2, words::EMPTY_1.get(app.lang), app.theme.strong());
        put(buffer, grid, 2, 4, words::EMPTY_2.get(app.lang), Style::new());
        return None;
    };
    draw_building(app, building, buffer, grid)
}

fn draw_top(app: &App, buffer: &mut Buffer, screen: Rect) {
    let bar = Rect { height: 1, ..screen };
    buffer.set_style(bar, app.theme.bar());
    let style = app.theme.bar();
    put(buffer, bar, 1, 0, &format!("{}  {}", app.project, words::GRID.get(app.lang)), style);
    let who = app.person.as_ref().map_or(String::new(), |p| format!("{}  ", p.name));
    let clock = format!("{who}{}", app.now.local(app.tz_min).brief(app.now));
    let right = width(&clock) + 1;
    put(buffer, bar, bar.width.saturating_sub(right), 0, &clock, style);
    if app.clock_suspect {
        let warning = format!(" {} ", words::CLOCK_SUSPECT.get(app.lang));
        put(
            buffer,
            bar,
            bar.width.saturating_sub(right + width(&warning) + 1),
            0,
            &warning,
            app.theme.warning(),
        );
    }
}

/// What is answered to the last key, or the room number so far, if there is either.
fn draw_answer(app: &App, buffer: &mut Buffer, area: Rect) -> bool {
    if let Some(toast) = &app.toast {
        put(buffer, area, 1, 0, &toast.in_lang(app.lang), app.theme.warning());
    } else if !app.typed.is_empty() {
        put(buffer, area, 1, 0, &say!(words::JUMP, typed = &app.typed).in_lang(app.lang), app.theme.strong());
    }
    app.toast.is_some() || !app.typed.is_empty()
}

/// The footer, from the command table: what works here. The last two, help and the way out, are named in any width;
/// those before them give way.
fn draw_keys(app: &App, buffer: &mut Buffer, area: Rect) {
    if draw_answer(app, buffer, area) {
        return;
    }
    let context = app.context();
    let here = |cmd: &&Cmd| {
        let way_back = context == Context::Popup && cmd.keys.contains(&Key::Esc);
        cmd.contexts.contains(&context) && (cmd.in_footer || way_back)
    };
    let mut named: Vec<(String, &str)> = COMMANDS
        .iter()
        .filter(here)
        .filter_map(|cmd| Some((cmd.keys.first()?.to_string(), cmd.text.get(app.lang))))
        .collect();
    let needed = |named: &[(String, &str)]| -> u16 {
        named.iter().map(|(key, text)| width(key) + width(text) + 3).sum::<u16>().saturating_sub(1)
    };
    while named.len() > 2 && needed(&named) > area.width {
        named.remove(named.len() - 3);
    }
    let mut x = 1;
    for (key, text) in named {
        x = put(buffer, area, x, 0, &key, app.theme.strong());
        x = put(buffer, area, x + 1, 0, text, Style::new()) + 2;
    }
}

/// Every status with its number, then how much is sold; what does not fit into the first line stands in the second.
fn draw_figures(app: &App, buffer: &mut Buffer, area: Rect) {
    let all = say!(words::FIGURES, all = app.units.len()).in_lang(app.lang);
    let mut x = put(buffer, area, 1, 0, &all, app.theme.strong());
    let mut y = 0;
    for (status, count) in app.counts() {
        let text = format!("{} {count}", status.text().get(app.lang));
        if x + width(&text) + 1 > area.width {
            (x, y) = (1, y + 1);
        }
        x = put(buffer, area, x, y, &text, app.theme.status(status)) + 2;
    }
    let Some(share) = sold(app) else { return };
    let text = share.in_lang(app.lang);
    if x + width(&text) >= area.width {
        y += 1;
    }
    put(buffer, area, area.width.saturating_sub(width(&text) + 1), y, &text, Style::new());
}

/// How much is sold, of what was put on sale: by number, area and value.
fn sold(app: &App) -> Option<crate::text::Say> {
    let (mut all, mut gone) = ((0_i64, 0_i64, 0_i64), (0_i64, 0_i64, 0_i64));
    for row in app.units.iter().filter(|row| row.status != Status::Unreleased) {
        let these = (1, row.gross_area.0, row.total.0);
        all = (all.0 + these.0, all.1 + these.1, all.2 + these.2);
        if row.status.is_sold() {
            gone = (gone.0 + these.0, gone.1 + these.1, gone.2 + these.2);
        }
    }
    let percent = |part: i64, whole: i64| {
        let tenths = i128::from(part) * 1000 / i128::from(whole.max(1));
        format!("{}.{}%", tenths / 10, tenths % 10)
    };
    (all.0 > 0).then(|| {
        say!(
            words::SOLD,
            units = percent(gone.0, all.0),
            area = percent(gone.1, all.1),
            amount = percent(gone.2, all.2)
        )
    })
}

fn draw_building(app: &App, building: &Building, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let name = say!(words::BUILDING, building = &building.name).in_lang(app.lang);
    let size =
        say!(words::BUILDING_SIZE, floors = building.floors.len(), units = building.units).in_lang(app.lang);
    let x = put(buffer, area, 1, 0, &name, app.theme.strong());
    let place = format!("{size}  ({}/{})", app.at.0 + 1, app.buildings.len());
    put(buffer, area, x + 2, 0, &place, app.theme.faint());
    let rows = area.height.saturating_sub(3);
    let fit = ((area.width.saturating_sub(FLOOR + 2)) / CELL).max(1) as usize;
    let first_column =
        app.at.2.saturating_sub(fit.saturating_sub(1)).min(building.columns.len().saturating_sub(fit));
    let last_floor = building.floors.len().saturating_sub(usize::from(rows));
    let first_floor = app.at.1.saturating_sub(usize::from(rows) / 2).min(last_floor);
    draw_sections(app, building, buffer, area, first_column, fit);
    draw_more(
        app,
        buffer,
        Rect { height: rows + 2, ..area },
        [
            first_column > 0,
            first_column + fit < building.columns.len(),
            first_floor > 0,
            first_floor + usize::from(rows) < building.floors.len(),
        ],
    );
    let mut cursor = None;
    for (line, (at, floor)) in
        building.floors.iter().enumerate().skip(first_floor).take(usize::from(rows)).enumerate()
    {
        let y = u16::try_from(line).unwrap_or(0) + 2;
        let number = format!("{:>3}", floor.number);
        put(buffer, area, 1, y, &number, app.theme.faint());
        for (column, cell) in floor.cells.iter().enumerate().skip(first_column).take(fit) {
            let Some(row) = cell.and_then(|index| app.units.get(index)) else { continue };
            let x = FLOOR + 2 + u16::try_from(column - first_column).unwrap_or(0) * CELL;
            let mark = sign(row.status).get(app.lang);
            let text = format!("{mark}{}", row.id.room());
            let mut style = app.theme.status(row.status);
            if (at, column) == (app.at.1, app.at.2) {
                style = style.patch(app.theme.cursor());
                cursor = Some(Position { x: area.x + x, y: area.y + y });
            }
            put(buffer, Rect { width: (x + CELL - 1).min(area.width), ..area }, x, y, &text, style);
        }
    }
    cursor
}

/// Signs that the building goes on to the left, to the right, above, below.
fn draw_more(app: &App, buffer: &mut Buffer, area: Rect, more: [bool; 4]) {
    let (right, low) = (area.width.saturating_sub(2), area.height.saturating_sub(1));
    let places = [(FLOOR, 1, "<"), (right, 1, ">"), (0, 2, "^"), (0, low, "v")];
    for ((x, y, mark), _) in places.into_iter().zip(more).filter(|(_, more)| *more) {
        put(buffer, area, x, y, mark, app.theme.strong());
    }
}

/// The names of the sections over their first columns.
fn draw_sections(app: &App, building: &Building, buffer: &mut Buffer, area: Rect, first: usize, fit: usize) {
    let mut before = None;
    for (column, (section, _)) in building.columns.iter().enumerate().skip(first).take(fit) {
        if before != Some(section) {
            let x = FLOOR + 2 + u16::try_from(column - first).unwrap_or(0) * CELL;
            let name = say!(words::SECTION, section = section).in_lang(app.lang);
            put(buffer, area, x, 1, &name, app.theme.faint());
            before = Some(section);
        }
    }
}

fn draw_panel(app: &App, buffer: &mut Buffer, area: Rect) {
    for y in 0..area.height {
        put(buffer, area, 0, y, "|", app.theme.faint());
    }
    let inside = Rect { x: area.x + 2, width: area.width - 3, ..area };
    draw_unit(app, buffer, inside, 0);
}

/// A unit in a window of its own: all that is said of it, and its history from the newest.
pub(super) fn draw_detail(app: &App, buffer: &mut Buffer, screen: Rect, from: usize) {
    let inside = popup(
        buffer,
        screen,
        screen.width.min(96) - 4,
        screen.height - 4,
        words::UNIT.get(app.lang),
        app.theme,
    );
    let frame = inside;
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let y = draw_unit(app, buffer, inside, from);
    if y >= inside.height {
        // On the frame, where no text is covered.
        buffer.set_string(frame.right().saturating_sub(2), frame.bottom(), "v", app.theme.strong());
    }
}

/// What is said of the unit under the cursor, and its history from line `from`; answers the last row.
fn draw_unit(app: &App, buffer: &mut Buffer, inside: Rect, from: usize) -> u16 {
    let mut y = 0;
    for (at, line) in app.detail.iter().enumerate() {
        for part in wrap(line, inside.width) {
            put(buffer, inside, 0, y, &part, if at == 0 { app.theme.strong() } else { Style::new() });
            y += 1;
        }
    }
    y += 1;
    let x = put(buffer, inside, 0, y, words::HISTORY.get(app.lang), app.theme.strong());
    if from > 0 {
        put(buffer, inside, x + 1, y, "^", app.theme.strong());
    }
    for line in app.history.iter().skip(from) {
        for part in wrap(line, inside.width) {
            y += 1;
            put(buffer, inside, 0, y, &part, Style::new());
        }
    }
    y
}
