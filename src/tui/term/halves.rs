//! Halves of wide characters. Over one half of an old one a terminal writes what is new and blanks the other half in
//! the colours of the moment; ratatui takes that half for what it was and leaves a stain there. So it is written again.

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Rect;

/// Where wide characters began in the last frame.
#[derive(Default)]
pub struct Halves {
    area: Rect,
    wide: Vec<bool>,
}

impl Halves {
    /// Has the other half written of every wide character that this frame no longer has.
    pub fn mend(&mut self, buffer: &mut Buffer) {
        // A character of one byte is never wide: most of a frame is not measured.
        let is_wide = |cell: &Cell| cell.symbol().len() > 1 && cell.cell_width() > 1;
        let wide: Vec<bool> = buffer.content.iter().map(is_wide).collect();
        if self.area == buffer.area {
            for at in (1..wide.len()).filter(|at| self.wide[at - 1] && !wide[at - 1]) {
                buffer.content[at].diff_option = CellDiffOption::AlwaysUpdate;
            }
        }
        (self.area, self.wide) = (buffer.area, wide);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    /// The columns that are written between two frames.
    fn written(before: &str, after: &str) -> Vec<u16> {
        let (mut halves, mut frames) = (Halves::default(), Vec::new());
        for text in [before, after] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
            buffer.set_string(0, 0, text, Style::new().bg(Color::Yellow));
            halves.mend(&mut buffer);
            frames.push(buffer);
        }
        frames[0].diff(&frames[1]).into_iter().map(|(x, _, _)| x).collect()
    }

    #[test]
    fn what_is_left_of_a_wide_character_is_written_again() {
        assert_eq!(written("a可", "abc"), [1, 2]);
        assert_eq!(written("a可", "可 "), [0, 2], "the new one covers a half of the old one");
        assert_eq!(written("a可", "a售"), [1], "a wide one over a wide one leaves nothing");
        assert_eq!(written("abc", "abd"), [2]);
    }
}
