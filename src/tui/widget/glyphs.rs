//! Names in letters that are read across a room: a bitmap glyph of every character, two of its pixels in a cell.
//!
//! Only the lower half block is drawn, and cells are turned over where the upper half or both are set: fonts of Chinese
//! consoles have that one character, and a full cell needs none.

use std::ops::RangeInclusive;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Rows and columns of pixels of a Han glyph.
const SIZE: u16 = 16;
/// Where the glyphs of GNU Unifont lie (`assets/glyphs/LICENSE.md`): which characters, and how many columns of pixels.
const RUNS: [(RangeInclusive<char>, u16); 4] = [
    (' '..='~', 8),
    ('\u{B7}'..='\u{B7}', 8),
    ('\u{3400}'..='\u{4DBF}', SIZE),
    ('\u{4E00}'..='\u{9FFF}', SIZE),
];
static GLYPHS: &[u8] = include_bytes!("../../../assets/glyphs/unifont.bin");

/// A text in large letters.
pub struct Large {
    glyphs: Vec<(&'static [u8], u16)>,
    scale: u16,
}

impl Large {
    /// As large as fits into these columns and rows; `None` where it does not, or has a character without a glyph.
    pub fn new(text: &str, columns: u16, rows: u16) -> Option<Self> {
        let glyphs = text.chars().map(glyph).collect::<Option<Vec<_>>>()?;
        let across: u16 = glyphs.iter().map(|(_, columns)| columns).sum();
        let scale = columns.checked_div(across)?.min(rows / (SIZE / 2)).min(2);
        (scale > 0).then_some(Self { glyphs, scale })
    }

    /// How many rows it takes.
    pub fn rows(&self) -> u16 {
        SIZE / 2 * self.scale
    }

    /// Draws it from the upper left corner of an area.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, style: Style) {
        let turned = if style.add_modifier.contains(Modifier::REVERSED) {
            style.remove_modifier(Modifier::REVERSED)
        } else {
            style.add_modifier(Modifier::REVERSED)
        };
        let mut left = area.x;
        for &(glyph, columns) in &self.glyphs {
            let is_set = |x: u16, y: u16| {
                let (x, y) = (x / self.scale, y / self.scale);
                let byte = glyph.get(usize::from(y * (columns / 8) + x / 8)).copied().unwrap_or_default();
                byte >> (7 - x % 8) & 1 == 1
            };
            for y in 0..self.rows() {
                for x in 0..columns * self.scale {
                    let (symbol, style) = match (is_set(x, 2 * y), is_set(x, 2 * y + 1)) {
                        (false, false) => (" ", style),
                        (false, true) => ("▄", style),
                        (true, false) => ("▄", turned),
                        (true, true) => (" ", turned),
                    };
                    if let Some(cell) = buffer.cell_mut((left + x, area.y + y)) {
                        cell.set_symbol(symbol).set_style(style);
                    }
                }
            }
            left += columns * self.scale;
        }
    }
}

/// The pixels of a character and how many columns they have.
fn glyph(c: char) -> Option<(&'static [u8], u16)> {
    let mut from = 0;
    for (run, columns) in RUNS {
        let size = usize::from(columns / 8 * SIZE);
        if run.contains(&c) {
            let at = from + (c as usize - *run.start() as usize) * size;
            return GLYPHS.get(at..at + size).map(|glyph| (glyph, columns));
        }
        from += (*run.end() as usize - *run.start() as usize + 1) * size;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What somebody would see: `#` where there is ink.
    fn seen(text: &str, scale: u16) -> Vec<String> {
        let area = Rect::new(0, 0, 32 * scale, 8 * scale);
        let mut buffer = Buffer::empty(area);
        let large = Large::new(text, area.width, area.height).unwrap();
        large.draw(&mut buffer, area, Style::new());
        let ink = |x, y, lower: bool| {
            let cell = &buffer[(x, y)];
            let turned = cell.modifier.contains(Modifier::REVERSED);
            // Below is ink where the block is drawn and not turned over, or where an empty cell is turned over.
            if lower { (cell.symbol() == "▄") != turned } else { turned }
        };
        let line = |y: u16| {
            let row: String =
                (0..area.width).map(|x| if ink(x, y / 2, y % 2 == 1) { '#' } else { ' ' }).collect();
            row.trim_end().to_owned()
        };
        (0..16 * scale).map(line).collect()
    }

    #[test]
    fn a_name_is_drawn_as_its_strokes() {
        let ten = [
            "       #",
            "       #",
            "       #",
            "       #",
            "       #",
            "       #",
            "###############",
            "       #",
        ];
        assert_eq!(seen("十", 1)[..8], ten.map(str::to_owned));
        assert_eq!(seen("十", 2)[12], "##############################");
    }

    #[test]
    fn rare_surnames_and_other_alphabets_have_glyphs_and_what_has_none_is_left_to_small_letters() {
        for name in ["仇", "尉迟", "䶮", "·", "Anna Li"] {
            assert!(Large::new(name, 200, 8).is_some(), "{name}");
        }
        assert!(Large::new("𠮷", 200, 8).is_none());
        assert!(Large::new("欧阳晓", 47, 8).is_none(), "48 columns");
        assert!(Large::new("欧阳晓", 48, 7).is_none(), "8 rows");
        assert!(Large::new("", 48, 8).is_none());
    }
}
