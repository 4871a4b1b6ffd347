//! Writing in a form: the cursor from line to line and within one, characters, what is pasted or read by a reader.

use super::super::term::Key;
use super::Form;
use super::line::Line;
use crate::desk::Kind;

impl Form {
    /// The next line, or the one before, round and round.
    pub fn move_focus(&mut self, by: i32) {
        if let Some(line) = self.lines.get_mut(self.focus).filter(|line| !line.seeks_in_vain()) {
            line.sought.clear();
        }
        let lines = self.lines.len() as i64;
        for _ in 0..lines {
            self.focus = (self.focus as i64 + i64::from(by)).rem_euclid(lines) as usize;
            if self.line().is_some_and(Line::is_seen) {
                break;
            }
        }
        // Nobody can see what of a PIN to mend: it is typed anew.
        if let Some(line) = self.lines.get_mut(self.focus).filter(|line| line.is_secret()) {
            line.offer_anew();
        }
        self.offer = None;
    }

    /// A click `x` columns into a line of so many.
    pub fn click_line(&mut self, at: usize, columns: u16, x: u16) {
        self.focus = at;
        self.offer = None;
        if let Some(line) = self.lines.get_mut(at).filter(|line| line.choices().is_none()) {
            line.edit.click(columns, x);
        }
    }

    /// Whether Enter would send it. What says by itself whom it means is only gone to by whoever means somebody else.
    pub fn at_the_end(&self) -> bool {
        let means_me =
            |line: &Line| line.field.name == "consultant" && line.text().is_empty() && !line.is_open();
        self.lines.iter().skip(self.focus + 1).all(|line| !line.is_seen() || means_me(line))
    }

    /// The line being written was changed.
    pub(super) fn touched(&mut self) {
        (self.dirty, self.unsaved) = (true, true);
        self.note = None;
        self.offer = None;
        if let Some(line) = self.lines.get_mut(self.focus) {
            line.wrong = None;
            line.fresh = false;
            line.gloss.clear();
        }
    }

    /// Writes a character at the cursor; among choices a blank goes to the next one, and letters find one, in pinyin as
    /// well.
    pub fn write(&mut self, c: char) {
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        if line.choices().is_some() {
            if let (' ', Some(at)) = (c, line.at) {
                line.keep(at);
                line.sought.clear();
                self.touched();
            } else if c == ' ' {
                self.choose(1);
            } else {
                self.seek(c);
            }
            return;
        }
        if line.fresh {
            line.edit.set("");
        }
        line.edit.insert(c);
        self.touched();
    }

    /// A key of writing: a character, taking one away, going about in the line.
    pub fn edit(&mut self, key: Key) {
        match key {
            Key::Char(c) => self.write(c),
            Key::Backspace => self.erase(true),
            Key::Delete => self.erase(false),
            Key::Left => self.sideways(-1),
            Key::Right => self.sideways(1),
            Key::Home => self.sideways(i32::MIN),
            Key::End => self.sideways(i32::MAX),
            _ => {}
        }
    }

    /// Takes characters away: before the cursor, or at it.
    pub fn erase(&mut self, before: bool) {
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        if line.choices().is_some() {
            if !before || !self.seek_less() {
                self.clear();
            }
        } else if line.is_fresh() {
            line.edit.set("");
            self.touched();
        } else if if before { line.edit.backspace() } else { line.edit.delete() } {
            self.touched();
        }
    }

    /// Writes what was pasted: among choices the whole of it names one.
    pub fn paste(&mut self, text: &str) {
        match self.lines.get_mut(self.focus) {
            Some(line) if line.choices().is_some() => {
                line.sought.clear();
                text.chars().for_each(|c| self.seek(c));
            }
            _ => text.chars().for_each(|c| self.write(c)),
        }
    }

    /// Empties the line.
    pub fn clear(&mut self) {
        if let Some(line) = self.lines.get_mut(self.focus) {
            line.edit.set("");
            line.forget_choice();
            self.touched();
        }
    }

    /// The cursor within the line, or another choice.
    pub fn sideways(&mut self, by: i32) {
        match self.lines.get_mut(self.focus) {
            Some(line) if line.choices().is_some() => self.choose(by.signum()),
            Some(line) => {
                line.fresh = false;
                line.edit.move_by(by);
            }
            None => {}
        }
    }

    /// What a reader typed into the focused line moves to the line it belongs to, a phone number to a phone, and the next
    /// line has the focus.
    pub fn put_where_it_belongs(&mut self, read: &str) {
        self.stop_seeking();
        let phone = crate::domain::person::parse_phone(read).is_some();
        let target = self
            .lines
            .iter()
            .position(|line| phone && matches!(line.field.kind, Kind::Phone | Kind::ReportedPhone));
        // Among choices nothing was written.
        let target = target.filter(|_| self.line().is_some_and(|line| line.choices().is_none()));
        if let Some(target) = target.filter(|target| *target != self.focus) {
            for _ in read.chars() {
                self.erase(true);
            }
            self.focus = target;
            self.clear();
            read.chars().for_each(|c| self.write(c));
        }
        if !self.at_the_end() {
            self.move_focus(1);
        }
    }
}
