//! A unit: beside the grid, or in a window with everything that is known of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::widget::{Scroll, hang, popup, put};
use super::super::{App, Theme};
use crate::text::tui as words;

/// One line: parts with their styles, one behind the other.
pub(super) type Line = Vec<(String, Style)>;

fn lines(app: &App, columns: u16, everything: bool) -> Vec<Line> {
    let sheet = &app.grid.sheet;
    let mut lines: Vec<Line> = Vec::new();
    let strong = app.theme.strong();
    for (at, text) in sheet.facts.iter().enumerate() {
        let style = if at == 0 { strong } else { Style::new() };
        lines.extend(hang(text, columns).into_iter().map(|part| vec![(part, style)]));
    }
    let parts = [
        (words::WAITLIST, &sheet.waiting, everything),
        (words::PRICES, &sheet.prices, everything),
        (words::HISTORY, &sheet.history, true),
    ];
    for (title, part, wanted) in parts {
        if !wanted || (part.is_empty() && title != words::HISTORY) {
            continue;
        }
        lines.push(Vec::new());
        lines.push(vec![(title.get(app.lang).to_owned(), strong)]);
        for text in part {
            lines.extend(hang(text, columns).into_iter().map(|part| vec![(part, Style::new())]));
        }
    }
    lines
}

/// Beside the grid: as much of it as fits.
pub(super) fn draw_panel(app: &App, buffer: &mut Buffer, area: Rect) {
    for (y, line) in (0..area.height).zip(&lines(app, area.width, false)) {
        put_line(buffer, area, y, line);
    }
}

/// In a window: all of it.
pub(super) fn draw_window(app: &App, scroll: &Scroll, buffer: &mut Buffer, screen: Rect) {
    let lines = lines(app, screen.width.min(96) - 8, true);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(screen.height - 2);
    let title = words::UNIT.get(app.lang);
    let inside = popup(buffer, screen, screen.width.min(96) - 4, rows, title, app.theme);
    draw_scrolled(app, &lines, scroll, buffer, inside);
}

/// Lines from where they are scrolled to, with signs on the frame where there are more.
pub(super) fn draw_scrolled(app: &App, lines: &[Line], scroll: &Scroll, buffer: &mut Buffer, inside: Rect) {
    let rows = usize::from(inside.height);
    let first = scroll.first(lines.len(), rows);
    for (y, line) in (0..inside.height).zip(lines.iter().skip(first)) {
        put_line(buffer, inside, y, line);
    }
    draw_more(app.theme, first > 0, first + rows < lines.len(), buffer, inside);
}

pub(super) fn put_line(buffer: &mut Buffer, area: Rect, y: u16, line: &Line) {
    let mut x = 0;
    for (text, style) in line {
        x = put(buffer, area, x, y, text, *style);
    }
}

/// On the frame, where no text is covered.
pub(super) fn draw_more(theme: Theme, above: bool, below: bool, buffer: &mut Buffer, inside: Rect) {
    let x = inside.right().saturating_sub(1);
    for (sign, y, _) in [("^", inside.y.saturating_sub(1), above), ("v", inside.bottom(), below)]
        .into_iter()
        .filter(|(_, _, more)| *more)
    {
        buffer.set_string(x, y, sign, theme.strong());
    }
}
