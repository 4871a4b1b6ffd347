//! The close of a day 日结: what is to be done one by one, what is to be known, the sheet, the signing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::alerts::Task;
use super::super::mouse::Hit;
use super::super::widget::{cut, hang, put};
use super::super::{App, command};
use super::Hits;
use super::unit::Line;
use crate::say;
use crate::text::{Say, alerts_tui as words};

/// A screen at least so wide has what is to be known and the sheet beside the tasks.
const WITH_PANEL: u16 = 160;
/// Columns of the tasks there.
const TASKS: u16 = 92;
/// Columns of a task: how late, unit, guest, consultant.
const CELLS: [u16; 4] = [14, 12, 7, 9];

/// A line, and the task that it is.
struct Row {
    line: Line,
    task: Option<usize>,
}

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Option<Position> {
    super::top::draw(app, buffer, screen, hits);
    let middle = Rect { y: screen.y + 1, height: screen.height - 2, ..screen };
    let title = Rect { height: 1, ..middle };
    let (say, style) = heading(app);
    put(buffer, title, 1, 0, &say.in_lang(app.lang), style);
    let beside = screen.width >= WITH_PANEL;
    let signing = app.closing.at >= app.closing.tasks.len();
    // Before the signing the sheet is read: it has half of a small screen.
    let below = if signing { (middle.height - 1) / 2 } else { (middle.height - 1) * 2 / 5 };
    let height = middle.height - 1 - below;
    let tasks = Rect { y: middle.y + 1, height, width: if beside { TASKS } else { middle.width }, ..middle };
    let detail = Rect { y: tasks.bottom(), height: below, ..middle };
    let mut rows = rows(app, tasks.width - 3);
    let more = lines_of_the_day(app, if beside { middle.width - TASKS - 3 } else { tasks.width - 3 }, beside);
    if beside {
        let right = Rect { x: middle.x + TASKS + 2, width: middle.width - TASKS - 3, ..tasks };
        for y in 0..tasks.height {
            buffer.set_string(middle.x + TASKS, tasks.y + y, app.theme.line(), app.theme.faint());
        }
        for (y, line) in (0..right.height).zip(&more) {
            super::unit::put_line(buffer, right, y, line);
        }
    } else {
        rows.extend(more.into_iter().map(|line| Row { line, task: None }));
    }
    let cursor = draw_rows(app, buffer, tasks, &rows, hits);
    // Beside the tasks it stands already.
    let told = if beside && signing { &[] } else { app.closing.told.as_slice() };
    super::alerts::draw_told(app, told, buffer, detail);
    cursor
}

fn heading(app: &App) -> (Say, Style) {
    let closing = &app.closing;
    match (closing.day, closing.open()) {
        (None, _) => (words::C_ALL_CLOSED.into(), app.theme.good()),
        (Some(day), 0) => (say!(words::C_READY, day = day), app.theme.good()),
        (Some(day), open) => (say!(words::C_TITLE, day = day, open = open), app.theme.strong()),
    }
}

/// The tasks under their titles, and the signing behind them.
fn rows(app: &App, columns: u16) -> Vec<Row> {
    let closing = &app.closing;
    let mut rows: Vec<Row> = Vec::new();
    let faint = app.theme.faint();
    for (overdue, title) in [(true, words::C_OVERDUE), (false, words::C_FINDINGS)] {
        let (done, count) = closing.done_of(overdue);
        let title = say!(title, done = done, count = count).in_lang(app.lang);
        rows.push(Row { line: vec![(title, app.theme.strong())], task: None });
        if count == 0 {
            rows.push(Row { line: vec![(format!("  {}", words::C_NONE.get(app.lang)), faint)], task: None });
        }
        for (at, task) in closing.tasks.iter().enumerate().filter(|(_, task)| task.is_overdue() == overdue) {
            rows.push(Row { line: of_task(app, task, columns), task: Some(at) });
        }
    }
    if closing.day.is_some() {
        let sign = format!("    {} ({})", words::C_SIGN.get(app.lang), command::key("close.sign"));
        rows.push(Row { line: vec![(sign, app.theme.strong())], task: Some(closing.tasks.len()) });
    }
    rows
}

fn of_task(app: &App, task: &Task, columns: u16) -> Line {
    let open = task.done.is_none();
    let (sign, first) = match (open, task.is_overdue()) {
        (true, true) => ("[ ] ", app.theme.alarm()),
        (true, false) => ("[ ] ", app.theme.strong()),
        (false, _) => ("[v] ", app.theme.faint()),
    };
    let plain = if open { Style::new() } else { app.theme.faint() };
    let mut line = vec![(sign.to_owned(), first)];
    if task.is_overdue() {
        for (at, (cell, room)) in task.cells.iter().zip(CELLS).enumerate() {
            line.push((pad(cell, room), if at == 0 { first } else { plain }));
        }
        let next = task.alert().map(|alert| format!("> {}", alert.next.text.in_lang(app.lang)));
        line.push((
            task.done.clone().or(next).unwrap_or_default(),
            if open { app.theme.strong() } else { plain },
        ));
    } else {
        let text = match &task.done {
            Some(done) => format!("{}  {done}", task.cells[0]),
            None => task.cells[0].clone(),
        };
        line.push((cut(&text, columns.saturating_sub(4)).0.to_owned(), plain));
    }
    line
}

fn pad(text: &str, columns: u16) -> String {
    let (fits, used) = cut(text, columns - 1);
    format!("{fits}{}", " ".repeat(usize::from(columns - used)))
}

/// What is to be known, and the sheet where it does not stand below.
fn lines_of_the_day(app: &App, columns: u16, with_sheet: bool) -> Vec<Line> {
    let closing = &app.closing;
    let strong = app.theme.strong();
    let mut lines: Vec<Line> = vec![vec![(words::C_KNOWN.get(app.lang).to_owned(), strong)]];
    for (text, tone) in &closing.known {
        let style = super::alerts::style(app, *tone);
        lines.extend(hang(&format!("  {text}"), columns).into_iter().map(|part| vec![(part, style)]));
    }
    if with_sheet {
        lines.push(vec![(words::C_SHEET.get(app.lang).to_owned(), strong)]);
    }
    for text in closing.sheet.iter().filter(|_| with_sheet).chain(&closing.signed) {
        let parts = hang(&format!("  {text}"), columns).into_iter();
        lines.extend(parts.map(|part| vec![(part, Style::new())]));
    }
    lines
}

fn draw_rows(app: &App, buffer: &mut Buffer, area: Rect, rows: &[Row], hits: &mut Hits) -> Option<Position> {
    let fit = usize::from(area.height);
    let here = rows.iter().position(|row| row.task == Some(app.closing.at)).unwrap_or(0);
    // At the signing the sheet behind it is seen; a task is seen with those after it.
    let signing = app.closing.at >= app.closing.tasks.len();
    let last = rows.len().saturating_sub(fit);
    let first =
        if signing { here.saturating_sub(1).min(last) } else { (here + 3).saturating_sub(fit).min(last) };
    let mut cursor = None;
    for (y, row) in (0..area.height).zip(rows.iter().skip(first)) {
        let place = Rect { y: area.y + y, height: 1, x: area.x + 1, width: area.width.saturating_sub(2) };
        super::unit::put_line(buffer, place, 0, &row.line);
        let Some(task) = row.task else { continue };
        if task == app.closing.at {
            buffer.set_style(place, app.theme.cursor());
            cursor = Some(Position { x: place.x + 1, y: place.y });
        }
        hits.push((place, Hit::Alert(task)));
    }
    super::columns::draw_more(app, buffer, area, first > 0, first + fit < rows.len());
    cursor
}
