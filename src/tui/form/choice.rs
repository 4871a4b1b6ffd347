//! Lines that are chosen and not typed: one of several choices, or several of them.

use super::{Form, Line};
use crate::desk::Kind;
use crate::desk::field::Choice;
use crate::domain::find::Needle;

impl Line {
    /// What it can be chosen from, where typing is not needed.
    pub fn choices(&self) -> Option<&'static [Choice]> {
        match self.field.kind {
            Kind::Choice(choices) | Kind::Choices(choices) => Some(choices),
            _ => None,
        }
    }

    /// Whether several of its choices can be taken together.
    pub fn takes_several(&self) -> bool {
        matches!(self.field.kind, Kind::Choices(_))
    }

    /// Whether a choice is taken.
    pub fn has(&self, choice: &Choice) -> bool {
        self.text().split(',').any(|code| code == choice.code)
    }

    /// Whether the arrows stand on this choice.
    pub fn stands_on(&self, at: usize) -> bool {
        match self.choices() {
            Some(_) if self.takes_several() => self.at == Some(at),
            choices => choices.and_then(|all| all.get(at)).is_some_and(|choice| self.has(choice)),
        }
    }

    fn toggle(&mut self, at: usize) {
        let Some(choices) = self.choices() else { return };
        let taken = choices.iter().enumerate().filter(|(i, choice)| self.has(choice) != (*i == at));
        let codes: Vec<&str> = taken.map(|(_, choice)| choice.code).collect();
        self.edit.set(&codes.join(","));
    }

    /// The arrows go to this choice; the one before stays only when it was kept.
    fn go_to(&mut self, at: usize) {
        if let Some(before) = self.at.filter(|_| self.loose) {
            self.toggle(before);
        }
        self.at = Some(at);
        self.loose = self.choices().and_then(|all| all.get(at)).is_some_and(|choice| !self.has(choice));
        if self.loose {
            self.toggle(at);
        }
    }

    /// Keeps the choice that the arrows stand on, or gives it up.
    pub(super) fn keep(&mut self, at: usize) {
        if !std::mem::take(&mut self.loose) {
            self.toggle(at);
        }
    }

    pub(super) fn forget_choice(&mut self) {
        (self.at, self.loose) = (None, false);
    }
}

impl Form {
    /// Takes the choice at this place.
    pub fn choose_this(&mut self, at: usize) {
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        if let Some(choice) = line.choices().and_then(|choices| choices.get(at)) {
            if line.takes_several() {
                line.go_to(at);
            } else {
                line.edit.set(choice.code);
            }
            self.touched();
        }
    }

    /// A click takes a choice; of several it keeps it, or gives it up.
    pub fn click_choice(&mut self, at: usize) {
        match self.lines.get_mut(self.focus) {
            Some(line) if line.takes_several() => {
                if line.at != Some(at) {
                    line.go_to(at);
                }
                line.keep(at);
                self.touched();
            }
            _ => self.choose_this(at),
        }
    }

    pub(super) fn choose_by(&mut self, c: char) {
        let Some(choices) = self.line().and_then(Line::choices) else { return };
        let needle = Needle::new(&c.to_string());
        let begins = |choice: &Choice| {
            let first: String = choice.text.zh.chars().take(1).collect();
            needle.finds(&first) || choice.text.en.to_lowercase().starts_with(c.to_ascii_lowercase())
        };
        let now = (0..choices.len()).find(|at| self.line().is_some_and(|line| line.stands_on(*at)));
        let after = now.map_or(0, |at| at + 1);
        let round = (after..choices.len()).chain(0..after.min(choices.len()));
        if let Some(at) = round.into_iter().find(|at| begins(&choices[*at])) {
            self.choose_this(at);
        }
    }

    pub(super) fn choose(&mut self, by: i32) {
        let Some(line) = self.line() else { return };
        let Some(choices) = line.choices().filter(|c| !c.is_empty()) else { return };
        let now = (0..choices.len()).find(|at| line.stands_on(*at));
        self.choose_this(match now {
            None => 0,
            Some(at) => (at as i64 + i64::from(by)).rem_euclid(choices.len() as i64) as usize,
        });
    }
}
