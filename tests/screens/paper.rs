//! A screen on paper: its words as a person reads them, then the styles of every row.

use std::fmt::Write;

use anchang::tui::{App, First};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Draws the terminal as it stands.
pub fn draw(app: &App, (columns, rows): (u16, u16)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| anchang::tui::draw(app, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// Where the real cursor stands: column and row.
pub fn cursor(app: &App, (columns, rows): (u16, u16)) -> (u16, u16) {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| anchang::tui::draw(app, frame)).unwrap();
    let at = terminal.get_cursor_position().unwrap();
    (at.x, at.y)
}

/// Draws the first run as it stands.
pub fn draw_first(first: &First, (columns, rows): (u16, u16)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| anchang::tui::draw_first(first, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// The words of every row. The cell behind a wide character is blank and is passed over.
pub fn words(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let mut lines = Vec::new();
    for y in 0..area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            if symbol.width() == 2 {
                x += 1;
                assert!(x < area.width, "{symbol} is cut at the right edge of row {y}");
                assert_eq!(buffer[(x, y)].symbol(), " ", "behind {symbol} at {x}, {y}");
            }
            x += 1;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The words, then for each row how many columns stand in which style, and what the styles are.
pub fn print(buffer: &Buffer) -> String {
    let mut page = String::new();
    for line in words(buffer) {
        writeln!(page, "{line}").unwrap();
    }
    let mut known: Vec<String> = Vec::new();
    let mut before: Option<(u16, String)> = None;
    let mut styles = Vec::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let name = name(cell.fg, cell.bg, cell.modifier);
            let at = known.iter().position(|k| *k == name).unwrap_or_else(|| {
                known.push(name);
                known.len() - 1
            });
            match runs.last_mut() {
                Some((count, style)) if *style == at => *count += 1,
                _ => runs.push((1, at)),
            }
        }
        let letter = |style: &usize| char::from(b'a' + u8::try_from(*style).unwrap());
        let row: Vec<String> =
            runs.iter().map(|(count, style)| format!("{count}{}", letter(style))).collect();
        let row = row.join(" ");
        match before.take() {
            Some((first, same)) if same == row => before = Some((first, same)),
            Some((first, other)) => {
                styles.push((first, y - 1, other));
                before = Some((y, row));
            }
            None => before = Some((y, row)),
        }
    }
    if let Some((first, row)) = before {
        styles.push((first, buffer.area.height - 1, row));
    }
    for (first, last, row) in styles {
        let rows = if first == last { first.to_string() } else { format!("{first}-{last}") };
        writeln!(page, "styles {rows}: {row}").unwrap();
    }
    for (name, letter) in known.iter().zip('a'..) {
        writeln!(page, "{letter} = {name}").unwrap();
    }
    page
}

fn name(fg: Color, bg: Color, modifier: Modifier) -> String {
    let on = if bg == Color::Reset { String::new() } else { format!(" on {bg}") };
    let how = if modifier.is_empty() { String::new() } else { format!(" {modifier:?}") };
    format!("{fg}{on}{how}")
}
