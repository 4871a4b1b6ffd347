//! The grid 销控: a building as floors by rooms, the unit under the cursor beside it, the figures at the foot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::grid::shape::Building;
use super::super::grid::view::View;
use super::super::mouse::Hit;
use super::super::widget::{put, width, wrap};
use super::super::{App, command};
use super::{Hits, foot, unit};
use crate::domain::unit::Status;
use crate::say;
use crate::text::{Text, tui as words};

/// Columns of a cell at least: the sign, the room, a gap.
const CELL: u16 = 8;
/// Columns of a cell at most, where a building is narrower than the screen.
const WIDE_CELL: u16 = 12;
/// Columns between two sections.
const GAP: u16 = 2;
/// Columns of the floor's number.
const FLOOR: u16 = 4;
/// Columns of the panel beside the grid.
const PANEL: u16 = 44;

/// The sign of a status: a Han character or a letter, so that it is never colour alone.
pub(super) fn sign(status: Status) -> Text {
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

/// Lines of figures below the grid.
pub(super) const FIGURES: u16 = 2;

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Option<Position> {
    let board = app.grid.board;
    let foot = if board { FIGURES } else { FIGURES + 1 };
    let panel = if board || screen.width < 100 { 0 } else { PANEL };
    let middle = Rect { y: screen.y + 1, height: screen.height - 1 - foot, ..screen };
    let grid = Rect { width: screen.width - panel, ..middle };
    app.grid.in_sight.set(usize::from(floors_in_sight(app, grid.height)));
    super::top::draw(app, buffer, screen, hits);
    let figures = Rect { y: screen.bottom() - foot, height: FIGURES, ..screen };
    // The board has no line of keys; what is typed there is answered all the same.
    if !board || foot::draw_answer(app, buffer, figures) == 0 {
        draw_figures(app, buffer, figures);
    }
    if panel > 0 {
        let area = Rect { x: grid.right(), width: panel, ..middle };
        for y in 0..area.height {
            put(buffer, area, 0, y, app.theme.line(), app.theme.faint());
        }
        unit::draw_panel(app, buffer, Rect { x: area.x + 2, width: area.width - 3, ..area });
    }
    let Some(building) = app.grid.buildings.get(app.grid.at.0) else {
        put(buffer, grid, 2, 2, words::EMPTY_1.get(app.lang), app.theme.strong());
        let next = if app.person.is_some() {
            say!(words::EMPTY_3, key = command::key("setup"))
        } else {
            words::EMPTY_2.into()
        };
        for (y, line) in (4..).zip(wrap(&next.in_lang(app.lang), grid.width.saturating_sub(4))) {
            put(buffer, grid, 2, y, &line, Style::new());
        }
        return None;
    };
    draw_building(app, building, buffer, grid, hits)
}

/// Every status with its number, then how much is sold; what does not fit into the first line stands in the second.
fn draw_figures(app: &App, buffer: &mut Buffer, area: Rect) {
    let all = say!(words::FIGURES, all = app.grid.units.len()).in_lang(app.lang);
    let mut x = put(buffer, area, 1, 0, &all, app.theme.strong());
    let mut y = 0;
    for (status, count) in &app.grid.figures.counts {
        let text = format!("{} {count}", status.text().get(app.lang));
        if x + width(&text) + 1 > area.width {
            (x, y) = (1, y + 1);
        }
        x = put(buffer, area, x, y, &text, app.theme.status(*status)) + 2;
    }
    // Nothing is sold yet where something comes next.
    if let Some(next) = app.setup_in_words().filter(|_| y == 0 && !app.grid.board) {
        // In a window its key means something else.
        if app.windows.is_empty() {
            put(buffer, area, 1, 1, &next.in_lang(app.lang), app.theme.good());
        }
        return;
    }
    let Some(share) = app.grid.figures.sold() else { return };
    let text = share.in_lang(app.lang);
    if x + width(&text) >= area.width {
        y += 1;
    }
    put(buffer, area, area.width.saturating_sub(width(&text) + 1), y, &text, Style::new());
}

/// The buildings by name, this one set off, how big it is, and what is filtered, viewed and marked.
fn draw_head(app: &App, building: &Building, buffer: &mut Buffer, area: Rect, hits: &mut Hits) {
    let mut tags: Vec<(String, Style)> = Vec::new();
    if !app.grid.marks.is_empty() {
        let marked = say!(words::MARKED, count = app.grid.marks.len()).in_lang(app.lang);
        tags.push((marked, app.theme.good()));
    }
    if !app.grid.filter.is_empty() {
        let taken = app.grid.taken.iter().filter(|taken| **taken).count();
        let filter = app.grid.filter.in_lang(app.lang);
        tags.push((
            say!(words::FILTER, filter = filter, count = taken).in_lang(app.lang),
            app.theme.warning(),
        ));
    }
    if app.grid.view != View::Room {
        let view = say!(words::VIEW, view = app.grid.view.text()).in_lang(app.lang);
        tags.push((view, app.theme.strong()));
    }
    let mut right = area.width;
    for (text, style) in tags {
        let text = format!(" {text} ");
        right = right.saturating_sub(width(&text) + 1);
        put(buffer, area, right, 0, &text, style);
    }
    let size =
        say!(words::BUILDING_SIZE, floors = building.floors.len(), units = building.units).in_lang(app.lang);
    let room = right.saturating_sub(width(&size) + 4);
    // As many buildings to the left of this one as fit, then to the right.
    let name = |at: usize| say!(words::BUILDING, building = &app.grid.buildings[at].name).in_lang(app.lang);
    let here = app.grid.at.0;
    let wide = |at: usize| width(&name(at)) + 2;
    let (mut first, mut last, mut used) = (here, here, wide(here));
    loop {
        let before = first.checked_sub(1).filter(|at| used + wide(*at) <= room);
        first = before.inspect(|at| used += wide(*at)).unwrap_or(first);
        let after = Some(last + 1).filter(|at| *at < app.grid.buildings.len() && used + wide(*at) <= room);
        last = after.inspect(|at| used += wide(*at)).unwrap_or(last);
        if before.is_none() && after.is_none() {
            break;
        }
    }
    if first > 0 {
        put(buffer, area, 0, 0, "<", app.theme.strong());
    }
    let mut x = 1;
    for at in first..=last {
        let style = if at == here { app.theme.chosen() } else { app.theme.faint() };
        let from = x;
        x = put(buffer, Rect { width: right, ..area }, x, 0, &format!(" {} ", name(at)), style);
        hits.push((Rect { x: area.x + from, width: x - from, height: 1, ..area }, Hit::Building(at)));
    }
    let more = if last + 1 < app.grid.buildings.len() { ">" } else { " " };
    x = put(buffer, Rect { width: right, ..area }, x, 0, more, app.theme.strong());
    let x = put(buffer, Rect { width: right, ..area }, x + 1, 0, &size, app.theme.faint());
    let jump = words::JUMP_HINT.get(app.lang);
    if !app.grid.board && x + 3 + width(jump) < right {
        put(buffer, Rect { width: right, ..area }, x + 3, 0, jump, app.theme.faint());
    }
}

/// Rows over the floors: cells that do not say their room need it over their column.
fn heads(app: &App) -> u16 {
    if app.grid.view == View::Room { 2 } else { 3 }
}

fn floors_in_sight(app: &App, height: u16) -> u16 {
    height.saturating_sub(heads(app) + 1)
}

fn draw_building(
    app: &App,
    building: &Building,
    buffer: &mut Buffer,
    area: Rect,
    hits: &mut Hits,
) -> Option<Position> {
    draw_head(app, building, buffer, area, hits);
    let heads = heads(app);
    let rows = floors_in_sight(app, area.height);
    let (_, at_floor, at_column) = app.grid.at;
    let columns = Columns::of(building, at_column, area.width);
    let (first_column, fit) = (columns.first, columns.fit());
    let last_floor = building.floors.len().saturating_sub(usize::from(rows));
    let first_floor = if app.grid.board {
        app.grid.page().0 * usize::from(rows)
    } else {
        at_floor.saturating_sub(usize::from(rows) / 2)
    };
    let first_floor = first_floor.min(last_floor);
    draw_sections(app, building, buffer, area, &columns);
    let more = [
        first_column > 0,
        first_column + fit < building.columns.len(),
        first_floor > 0,
        first_floor + usize::from(rows) < building.floors.len(),
    ];
    draw_more(app, buffer, Rect { height: rows + heads, ..area }, more);
    let mut cursor = None;
    let floors = building.floors.iter().enumerate().skip(first_floor).take(usize::from(rows));
    for (line, (at, floor)) in floors.enumerate() {
        let y = u16::try_from(line).unwrap_or(0) + heads;
        put(buffer, area, 1, y, &format!("{:>3}", floor.number), app.theme.faint());
        for (column, cell) in floor.cells.iter().enumerate().skip(first_column).take(fit) {
            let Some(index) = *cell else { continue };
            let Some(x) = columns.x(column) else { continue };
            let here = (at, column) == (at_floor, at_column);
            draw_cell(app, index, here && !app.grid.board, buffer, area, (x, y));
            // On the board nobody points at anything.
            if here && !app.grid.board {
                cursor = Some(Position { x: area.x + x, y: area.y + y });
            }
            let place = Rect { x: area.x + x, y: area.y + y, width: CELL - 1, height: 1 };
            hits.push((place, Hit::Unit((app.grid.at.0, at, column))));
        }
    }
    cursor
}

/// Which columns of the building are in sight, and where.
struct Columns {
    first: usize,
    xs: Vec<u16>,
}

impl Columns {
    /// As many as fit, the one under the cursor among them; wider where there is room, a gap between two sections.
    fn of(building: &Building, at: usize, width: u16) -> Self {
        let all = building.columns.len();
        let is_new =
            |column: usize| column > 0 && building.columns[column - 1].0 != building.columns[column].0;
        let room = width.saturating_sub(FLOOR + 2);
        let gap = |first: usize, column: usize| if column > first && is_new(column) { GAP } else { 0 };
        let needed = |first: usize, last: usize| -> u16 {
            (first..=last).map(|column| CELL + gap(first, column)).fold(0, u16::saturating_add)
        };
        let at = at.min(all.saturating_sub(1));
        let first = (0..=at).find(|first| needed(*first, at) <= room).unwrap_or(at);
        let last =
            (at..all).take_while(|last| *last == at || needed(first, *last) <= room).last().unwrap_or(at);
        // Where a whole building is in sight, what is left over makes its cells wider.
        let spare = room.saturating_sub(needed(first, last));
        let count = u16::try_from(last + 1 - first).unwrap_or(1).max(1);
        let whole = first == 0 && last + 1 >= all;
        let cell = if whole { (CELL + spare / count).min(WIDE_CELL) } else { CELL };
        let mut x = FLOOR + 2;
        let xs = (first..(last + 1).min(all)).map(|column| {
            x += gap(first, column) + cell;
            x - cell
        });
        Self { first, xs: xs.collect() }
    }

    fn fit(&self) -> usize {
        self.xs.len()
    }

    fn x(&self, column: usize) -> Option<u16> {
        self.xs.get(column.checked_sub(self.first)?).copied()
    }
}

fn draw_cell(app: &App, index: usize, here: bool, buffer: &mut Buffer, area: Rect, (x, y): (u16, u16)) {
    let Some(row) = app.grid.units.get(index) else { return };
    let label = app.grid.labels.get(index).map_or_else(|| row.id.room(), String::as_str);
    let taken = app.grid.takes(index);
    let sign = sign(row.status).get(app.lang);
    let mark = if taken { sign.to_owned() } else { " ".repeat(width(sign).into()) };
    let mut style = if taken { app.theme.status(row.status) } else { app.theme.faint() };
    if app.grid.marks.contains(&row.id) {
        style = style.patch(app.theme.marked());
        put(buffer, area, x - 1, y, "*", app.theme.strong());
    }
    if here {
        style = style.patch(app.theme.cursor());
    }
    let cell = Rect { width: (x + CELL - 1).min(area.width), ..area };
    put(buffer, cell, x, y, &format!("{mark}{label}"), style);
}

/// Signs that the building goes on to the left, to the right, above, below.
fn draw_more(app: &App, buffer: &mut Buffer, area: Rect, more: [bool; 4]) {
    let (right, low) = (area.width.saturating_sub(2), area.height.saturating_sub(1));
    let places = [(FLOOR, 1, "<"), (right, 1, ">"), (0, 2, "^"), (0, low, "v")];
    for ((x, y, mark), _) in places.into_iter().zip(more).filter(|(_, more)| *more) {
        put(buffer, area, x, y, mark, app.theme.strong());
    }
}

/// The names of the sections over their first columns; in views without room numbers the places of the rooms below.
fn draw_sections(app: &App, building: &Building, buffer: &mut Buffer, area: Rect, columns: &Columns) {
    let mut before = None;
    for (column, (section, place)) in building.columns.iter().enumerate() {
        let Some(x) = columns.x(column) else { continue };
        if before != Some(section) {
            let name = say!(words::SECTION, section = section).in_lang(app.lang);
            put(buffer, area, x, 1, &name, app.theme.faint());
            before = Some(section);
        }
        if app.grid.view != View::Room {
            put(buffer, area, x, 2, place, app.theme.faint());
        }
    }
}
