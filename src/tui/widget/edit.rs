//! One line of text being written, with its cursor. What does not fit scrolls sideways; the cursor is always in sight.

use unicode_width::UnicodeWidthChar;

use super::super::term::Key;

/// The most characters a line takes: a list of many marked units is long.
const MOST: usize = 1 << 20;

/// A line being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    text: String,
    /// Where the cursor is, counted in characters.
    cursor: usize,
}

impl Edit {
    /// A line that has something in it already, the cursor behind it.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.chars().count() }
    }

    /// What is in it.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn byte(&self, char: usize) -> usize {
        self.text.char_indices().nth(char).map_or(self.text.len(), |(at, _)| at)
    }

    /// Writes a character at the cursor.
    pub fn insert(&mut self, c: char) {
        if self.text.len() < MOST {
            self.text.insert(self.byte(self.cursor), c);
            self.cursor += 1;
        }
    }

    /// Takes the character before the cursor away; answers whether there was one.
    pub fn backspace(&mut self) -> bool {
        self.cursor > 0 && {
            self.cursor -= 1;
            self.delete()
        }
    }

    /// Takes the character at the cursor away; answers whether there was one.
    pub fn delete(&mut self) -> bool {
        let at = self.byte(self.cursor);
        at < self.text.len() && {
            self.text.remove(at);
            true
        }
    }

    /// Moves the cursor by characters; stays within the line.
    pub fn move_by(&mut self, by: i32) {
        let length = self.text.chars().count() as i64;
        self.cursor = (self.cursor as i64 + i64::from(by)).clamp(0, length) as usize;
    }

    /// A key of writing in a search; answers whether what is looked for may be another. Going about in it looks for nothing
    /// new.
    pub fn write(&mut self, key: Key) -> bool {
        match key {
            Key::Char(c) => self.insert(c),
            Key::Backspace => drop(self.backspace()),
            Key::Delete => drop(self.delete()),
            Key::Left => self.move_by(-1),
            Key::Right => self.move_by(1),
            _ => return false,
        }
        !matches!(key, Key::Left | Key::Right)
    }

    /// Puts the cursor at the column `column` of what [`Edit::window`] shows.
    pub fn click(&mut self, columns: u16, column: u16) {
        let (from, _, _) = self.window(columns);
        let mut used = 0;
        let mut at = from;
        for c in self.text.chars().skip(from) {
            used += c.width().unwrap_or(0);
            if used > usize::from(column) {
                break;
            }
            at += 1;
        }
        self.cursor = at;
    }

    /// Writes something else instead.
    pub fn set(&mut self, text: &str) {
        *self = Self::new(text);
    }

    /// The part that is seen through `columns`: its first character, the text from there on, and the cursor's column.
    pub fn window(&self, columns: u16) -> (usize, &str, u16) {
        let mut used = 0;
        let mut from = (self.cursor, self.byte(self.cursor));
        // Backwards from the cursor, which takes a column itself, as far as it fits.
        for (at, c) in self.text[..from.1].char_indices().rev() {
            let wide = c.width().unwrap_or(0) as u16;
            if used + wide + 1 > columns {
                break;
            }
            used += wide;
            from = (from.0 - 1, at);
        }
        (from.0, &self.text[from.1..], used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_taking_away_happen_at_the_cursor() {
        let mut line = Edit::new("张丰");
        line.move_by(-1);
        line.insert('三');
        assert_eq!(line.text(), "张三丰");
        assert!(line.delete() && line.backspace());
        assert_eq!(line.text(), "张");
        assert!(!line.delete());
        line.move_by(i32::MIN);
        assert!(!line.backspace());
    }

    #[test]
    fn the_cursor_is_always_in_sight() {
        let mut line = Edit::new("深房许字二〇二六");
        // Three wide characters and the cursor fit into seven columns.
        assert_eq!(line.window(7), (5, "〇二六".get(..).unwrap(), 6));
        line.move_by(i32::MIN);
        assert_eq!(line.window(7), (0, "深房许字二〇二六", 0));
    }

    #[test]
    fn a_click_finds_its_character() {
        let mut line = Edit::new("ab张三");
        line.click(20, 3);
        line.insert('x');
        assert_eq!(line.text(), "abx张三", "the second column of a wide character is that character");
    }
}
