//! The registers of a day 来访登记表/来电登记表: what stands in them, what is missing, how far the hand-in is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::App;
use super::super::guests::BookLine;
use super::super::mouse::Hit;
use super::super::widget::{put, wrap};
use super::Hits;
use super::columns::{Column, Columns, draw_more};
use crate::domain::register::Register;
use crate::say;
use crate::text::guests_tui as words;

const COLUMNS: &[Column] = &[
    Column { title: words::H_LINE, least: 3, most: 4 },
    Column { title: words::H_TIME, least: 5, most: 6 },
    Column { title: words::H_GUEST, least: 15, most: 20 },
    Column { title: words::H_KIND, least: 10, most: 12 },
    Column { title: words::H_RECEIVED, least: 7, most: 12 },
    Column { title: words::H_WITNESS, least: 7, most: 12 },
    Column { title: words::H_SOURCE, least: 8, most: 12 },
    Column { title: words::H_STATE, least: 10, most: 12 },
    Column { title: words::H_MISSING, least: 5, most: 120 },
];
/// On a screen so wide, what is missing stands in its line by name.
const WITH_NAMES: u16 = 120;
/// More lines of missing fields than this are not drawn.
const MOST_MISSING: usize = 4;

/// Draws them; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, area: Rect, hits: &mut Hits) -> Option<Position> {
    let registers = &app.guests.registers;
    let inside = Rect { x: area.x + 1, width: area.width - 2, ..area };
    let mut y = 0;
    for part in head(app, inside.width) {
        put(buffer, inside, 0, y, &part, app.theme.strong());
        y += 1;
    }
    // What the line under the cursor lacks stands at the foot, in full.
    let missing = registers.line().filter(|line| !line.missing.is_empty()).map_or_else(Vec::new, |line| {
        let text = say!(words::MISSING, line = line.number, fields = &line.missing_words).in_lang(app.lang);
        wrap(&text, inside.width).into_iter().take(MOST_MISSING).collect()
    });
    let foot = u16::try_from(missing.len()).unwrap_or(0);
    for (at, part) in (0..foot).zip(&missing) {
        put(buffer, inside, 0, area.height - foot + at, part, app.theme.alarm());
    }
    let list = Rect { y: area.y + y, height: area.height.saturating_sub(y + foot), ..area };
    if registers.lines.is_empty() {
        put(buffer, list, 1, 1, words::NO_LINES.get(app.lang), app.theme.faint());
        return None;
    }
    draw_list(app, buffer, list, hits)
}

/// The day, and what its registers come to.
fn head(app: &App, columns: u16) -> Vec<String> {
    let registers = &app.guests.registers;
    let text = if registers.day == app.guests.today {
        let day = registers.day.to_string();
        registers.summary.replacen(&day, &say!(words::TODAY_IS, day = &day).in_lang(app.lang), 1)
    } else {
        registers.summary.clone()
    };
    wrap(&text, columns)
}

/// A row of the list: a title, the columns' titles, or a line of a register.
enum Row<'a> {
    Blank,
    Title(String),
    Titles,
    Line(usize, &'a BookLine),
}

fn rows(app: &App) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let lines = &app.guests.registers.lines;
    for (register, title) in [(Register::Visit, words::VISITS), (Register::Call, words::CALLS)] {
        let of = lines.iter().enumerate().filter(|(_, line)| line.register == register);
        let count = of.clone().count();
        if count == 0 {
            continue;
        }
        rows.push(Row::Blank);
        rows.push(Row::Title(say!(title, count = count).in_lang(app.lang)));
        rows.push(Row::Titles);
        rows.extend(of.map(|(at, line)| Row::Line(at, line)));
    }
    rows
}

fn draw_list(app: &App, buffer: &mut Buffer, area: Rect, hits: &mut Hits) -> Option<Position> {
    let registers = &app.guests.registers;
    let columns = Columns::new(COLUMNS, area.width - 2);
    let rows = rows(app);
    let here =
        rows.iter().position(|row| matches!(row, Row::Line(at, _) if *at == registers.at)).unwrap_or(0);
    let fit = usize::from(area.height);
    let first = (here + 2).saturating_sub(fit).min(rows.len().saturating_sub(fit));
    let mut cursor = None;
    for (y, row) in (0..area.height).zip(rows.iter().skip(first)) {
        let place = Rect { y: area.y + y, height: 1, ..area };
        match row {
            Row::Blank => {}
            Row::Title(text) => drop(put(buffer, place, 1, 0, text, app.theme.strong())),
            Row::Titles => columns.draw_titles(app, buffer, place),
            Row::Line(at, line) => {
                let chosen = (*at == registers.at).then(|| app.theme.cursor());
                columns.draw(buffer, place, &cells(app, line, area.width >= WITH_NAMES), chosen);
                hits.push((place, Hit::Guest(*at)));
                cursor = cursor.or(chosen.map(|_| Position { x: place.x + 1, y: place.y }));
            }
        }
    }
    draw_more(app, buffer, area, first > 0, first + fit < rows.len());
    cursor
}

fn cells(app: &App, line: &BookLine, by_name: bool) -> [(String, Style); 9] {
    let plain = if line.struck { app.theme.faint() } else { Style::new() };
    let lacks = line.missing.len();
    let missing = match lacks {
        0 => String::new(),
        _ => say!(words::LACKS, count = lacks).in_lang(app.lang),
    };
    let missing = if by_name && lacks > 0 { format!("{missing}  {}", line.missing_words) } else { missing };
    [
        // Named at the foot, and typed into a correction.
        (format!("{:>2}", line.number), app.theme.faint()),
        (line.time.clone(), plain),
        (line.who.clone(), if line.guest.is_none() { app.theme.faint() } else { plain }),
        (line.kind.to_owned(), plain),
        (line.consultant.clone(), plain),
        (line.witness.clone(), plain),
        (line.source.to_owned(), plain),
        (line.state.clone(), plain),
        (missing, app.theme.alarm()),
    ]
}
