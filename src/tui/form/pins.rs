//! PINs in forms: a new one is fit, none stands where words do, none stays.

use super::line::Line;
use super::{Form, Purpose, WHO};
use crate::desk::Kind;
use crate::domain::staff::looks_like_pin;
use crate::text::{Lang, Text};

impl Form {
    /// Whether a PIN in it is a new one.
    pub fn makes_pins(&self) -> bool {
        matches!(self.purpose, Purpose::Found | Purpose::Act(_))
    }

    /// A new PIN is looked at when its line is left, before anybody types it a second time; answers whether it is fit.
    pub fn pin_is_fit(&mut self, lang: Lang) -> bool {
        let new = self.makes_pins();
        let Some(line) = self.lines.get_mut(self.focus) else { return true };
        if !new || !line.is_secret() || line.field.name == "again" || line.text().is_empty() {
            return true;
        }
        let fit = crate::domain::staff::check_new_pin(line.text());
        fit.map_err(|refusal| line.refuse(refusal.in_words(lang))).is_ok()
    }

    /// A line of words that holds what could be somebody's PIN: it is not recorded without a question.
    pub fn pin_in_words(&self) -> Option<Text> {
        let of_words = |line: &&Line| matches!(line.field.kind, Kind::Name | Kind::Note) && line.is_seen();
        let found = self.lines.iter().filter(of_words).find(|line| looks_like_pin(line.text().trim()));
        found.map(|line| line.field.text)
    }

    /// A name that nobody has and that holds a digit is somebody's PIN: it is taken out again. Answers whether it was.
    pub fn forget_pin_as_name(&mut self) -> bool {
        let Some(line) = self.named(WHO.name) else { return false };
        let is_pin = line.text().contains(|c: char| c.is_ascii_digit()) && !line.text().starts_with('#');
        if is_pin {
            line.edit.set("");
        }
        is_pin
    }
}
