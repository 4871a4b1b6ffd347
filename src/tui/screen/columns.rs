//! Rows of cells under titles, cut and padded by display width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::App;
use super::super::widget::{cut, put, width};
use crate::text::Text;

/// More rows than this are not measured.
const MEASURED: usize = 500;
/// Half a figure is not taken for a whole one.
const CUT: &str = "..";

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
    all: &'static [Column],
    widths: Vec<u16>,
    /// Stands where a cell was cut.
    mark: &'static str,
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
        Self { all: columns, widths, mark: "" }
    }

    /// Each as wide as its cells need it, the column `before` the others, and no wider as long as another one is short of
    /// room; a column that is left without any is not drawn, rather than cut to pieces. What then is left goes to the
    /// first columns as ever.
    pub fn fitting<const N: usize>(
        columns: &'static [Column],
        before: usize,
        room: u16,
        rows: impl Iterator<Item = [(String, Style); N]>,
    ) -> Self {
        let mut wanted = vec![0; columns.len()];
        for cells in rows.take(MEASURED) {
            for (most, (text, _)) in wanted.iter_mut().zip(&cells) {
                *most = width(text).max(*most);
            }
        }
        for (wanted, column) in wanted.iter_mut().zip(columns) {
            // A title may be cut where its cells are short: what stands below it explains it.
            *wanted = (*wanted)
                .min(column.most)
                .max(column.least.min(width(column.title.zh).max(width(column.title.en))));
        }
        let mut widths: Vec<u16> =
            columns.iter().zip(&wanted).map(|(c, wanted)| c.least.min(*wanted)).collect();
        let used = |widths: &[u16]| widths.iter().map(|width| width + 1).sum::<u16>().saturating_sub(1);
        while used(&widths) > room && widths.len() > 1 {
            widths.pop();
        }
        let mut left = room.saturating_sub(used(&widths));
        if let (Some(width), Some(wanted)) = (widths.get_mut(before), wanted.get(before)) {
            let more = left.min(wanted.saturating_sub(*width));
            *width += more;
            left -= more;
        }
        // One by one: no column waits until another one has all it wants.
        loop {
            let before = left;
            for (width, wanted) in widths.iter_mut().zip(&wanted) {
                let more = left.min(1).min(wanted.saturating_sub(*width));
                *width += more;
                left -= more;
            }
            if left == before {
                break;
            }
        }
        for (width, column) in widths.iter_mut().zip(columns) {
            let more = column.most.saturating_sub(*width).min(left);
            *width += more;
            left -= more;
        }
        Self { all: columns, widths, mark: CUT }
    }

    /// The titles.
    pub fn draw_titles(&self, app: &App, buffer: &mut Buffer, row: Rect) {
        let titles: Vec<(String, Style)> =
            self.all.iter().map(|c| (c.title.get(app.lang).to_owned(), app.theme.faint())).collect();
        self.put(buffer, row, &titles, None, "");
    }

    /// A row; `chosen` is the style of the one under the cursor.
    pub fn draw(&self, buffer: &mut Buffer, row: Rect, cells: &[(String, Style)], chosen: Option<Style>) {
        self.put(buffer, row, cells, chosen, self.mark);
    }

    fn put(
        &self,
        buffer: &mut Buffer,
        row: Rect,
        cells: &[(String, Style)],
        chosen: Option<Style>,
        mark: &str,
    ) {
        let inside = Rect { x: row.x + 1, width: row.width.saturating_sub(2), height: 1, ..row };
        if let Some(style) = chosen {
            put(buffer, inside, 0, 0, &" ".repeat(inside.width.into()), style);
        }
        let mut x = 0;
        for ((text, style), width) in cells.iter().zip(&self.widths) {
            let left = inside.width.saturating_sub(x).min(*width);
            let cell = Rect { x: inside.x + x, width: left, ..inside };
            let style = chosen.unwrap_or(*style);
            let room = if self::width(text) > left { left.saturating_sub(self::width(mark)) } else { left };
            let end = put(buffer, cell, 0, 0, cut(text, room).0, style);
            if room < left {
                put(buffer, cell, end, 0, mark, style);
            }
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
