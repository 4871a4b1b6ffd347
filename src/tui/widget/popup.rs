//! A window over the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::widgets::{Block, Clear, Widget};

use super::super::Theme;

/// Clears a window of at most `columns` by `rows` in the middle of `screen` and draws its frame; answers its inside. A
/// wide character that the left edge would cut in two is blanked first: ratatui 0.30.2 would lose the frame there
/// (TERMINAL 0.1).
pub fn popup(buffer: &mut Buffer, screen: Rect, columns: u16, rows: u16, title: &str, theme: Theme) -> Rect {
    let columns = columns.min(screen.width);
    let rows = rows.min(screen.height);
    let area = Rect {
        x: screen.x + (screen.width - columns) / 2,
        y: screen.y + (screen.height - rows) / 2,
        width: columns,
        height: rows,
    };
    if area.x > screen.x {
        for y in area.y..area.bottom() {
            if let Some(cell) = buffer.cell_mut((area.x - 1, y))
                && super::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    Clear.render(area, buffer);
    let block =
        Block::bordered().border_set(border::PLAIN).border_style(theme.faint()).title(format!(" {title} "));
    let inside = block.inner(area);
    block.render(area, buffer);
    inside
}
