//! A window over the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

use super::super::Theme;

/// Clears a window of at most `columns` by `rows` in the middle of `screen` and draws its frame; answers its inside, one
/// column free on each side of the text. A column beside the frame is cleared as well, and a wide character that the
/// left edge would cut in two is blanked first: ratatui 0.30.2 would lose the frame there (TERMINAL 0.1).
pub fn popup(buffer: &mut Buffer, screen: Rect, columns: u16, rows: u16, title: &str, theme: Theme) -> Rect {
    let columns = columns.min(screen.width);
    let rows = rows.min(screen.height);
    let area = Rect {
        x: screen.x + (screen.width - columns) / 2,
        y: screen.y + (screen.height - rows) / 2,
        width: columns,
        height: rows,
    };
    let left = area.x.saturating_sub(1).max(screen.x);
    let cleared = Rect { x: left, width: (area.right() + 1).min(screen.right()) - left, ..area };
    if cleared.x > screen.x {
        for y in cleared.y..cleared.bottom() {
            if let Some(cell) = buffer.cell_mut((cleared.x - 1, y))
                && super::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    Clear.render(cleared, buffer);
    let block = Block::bordered()
        .border_set(theme.frame())
        .border_style(theme.faint())
        .title_style(theme.strong())
        .title(format!(" {title} "));
    let inside = block.inner(area);
    block.render(area, buffer);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}
