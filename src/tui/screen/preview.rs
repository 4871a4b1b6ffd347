//! What an import would do: the sum, then every difference. Only the lines in sight are made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::App;
use super::super::import::Preview;
use super::super::widget::{popup, put, title as capital, wrap};
use super::unit::draw_more;
use crate::text::tui as words;

/// Columns of the unit's name.
const UNIT: u16 = 12;

/// Draws it.
pub(super) fn draw(app: &App, preview: &Preview, buffer: &mut Buffer, screen: Rect) {
    let columns = screen.width.min(116) - 4;
    let title = format!("{} - {}", capital(words::IN_PREVIEW.get(app.lang)), preview.list.file_name);
    let summary: Vec<String> =
        preview.summary().into_iter().flat_map(|say| wrap(&say.in_lang(app.lang), columns - 4)).collect();
    let wanted = summary.len() + preview.lines() + 3;
    let rows = u16::try_from(wanted).unwrap_or(u16::MAX).clamp(12, screen.height - 2);
    let inside = popup(buffer, screen, columns, rows, &title, app.theme);
    let mut y = 0;
    for line in &summary {
        put(buffer, inside, 0, y, line, Style::new());
        y += 1;
    }
    let list = Rect { y: inside.y + y + 1, height: inside.height.saturating_sub(y + 1), ..inside };
    let fit = usize::from(list.height);
    let first = preview.scroll.first(preview.lines(), fit);
    for (y, at) in (0..list.height).zip(first..preview.lines()) {
        let mut x = 0;
        for (column, text) in preview.line(at, app.lang).iter().enumerate() {
            let style = if column == 0 { app.theme.strong() } else { Style::new() };
            put(buffer, list, x, y, text, style);
            x += UNIT;
        }
    }
    draw_more(app.theme, first > 0, first + fit < preview.lines(), buffer, inside);
}
