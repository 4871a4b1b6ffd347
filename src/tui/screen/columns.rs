//! Rows of cells under titles, cut and padded by display width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::App;
use super::super::widget::put;
use crate::text::Text;

/// A column.
pub(super) struct Column {
    /// What stands above it.
    pub title: Text,
    /// Columns of the screen it needs.
    pub least: u16,
    /// More do not help it.
    pub most: u16,
}

/// Columns as wide as the room allows.
pub(super) struct Columns {
    columns: &'static [Column],
    widths: Vec<u16>,
}

impl Columns {
    /// Each as wide as it needs, then what is left one by one, the first columns first. The last may have all the rest.
    pub fn new(columns: &'static [Column], room: u16) -> Self {
        let mut widths: Vec<u16> = columns.iter().map(|column| column.least).collect();
        let used: u16 = widths.iter().map(|width| width + 1).sum();
        let mut left = room.saturating_sub(used.saturating_sub(1));
        for (width, column) in widths.iter_mut().zip(columns) {
            let more = (column.most - column.least).min(left);
            *width += more;
            left -= more;
        }
        Self { columns, widths }
    }

    /// The titles.
    pub fn draw_titles(&self, app: &App, buffer: &mut Buffer, row: Rect) {
        let titles: Vec<(String, Style)> =
            self.columns.iter().map(|c| (c.title.get(app.lang).to_owned(), app.theme.faint())).collect();
        self.draw(buffer, row, &titles, None);
    }

    /// A row; `chosen` is the style of the one under the cursor.
    pub fn draw(&self, buffer: &mut Buffer, row: Rect, cells: &[(String, Style)], chosen: Option<Style>) {
        let inside = Rect { x: row.x + 1, width: row.width.saturating_sub(2), height: 1, ..row };
        if let Some(style) = chosen {
            put(buffer, inside, 0, 0, &" ".repeat(inside.width.into()), style);
        }
        let mut x = 0;
        for ((text, style), width) in cells.iter().zip(&self.widths) {
            let left = inside.width.saturating_sub(x).min(*width);
            let cell = Rect { x: inside.x + x, width: left, ..inside };
            put(buffer, cell, 0, 0, text, chosen.unwrap_or(*style));
            x += width + 1;
        }
    }
}

/// Signs at the right edge where there are more rows.
pub(super) fn draw_more(app: &App, buffer: &mut Buffer, area: Rect, above: bool, below: bool) {
    for (sign, y, more) in [("^", area.y, above), ("v", area.bottom() - 1, below)] {
        if more {
            buffer.set_string(area.right() - 1, y, sign, app.theme.strong());
        }
    }
}
