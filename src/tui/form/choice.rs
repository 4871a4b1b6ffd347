//! Lines that are chosen and not typed: one of several choices, or several of them.

use super::{Form, Line};
use crate::desk::Kind;
use crate::desk::field::Choice;
use crate::domain::find::Needle;

/// The choices that are called as was typed: in characters, pinyin, initials or English, by their beginning; where none
/// begins so, by any part of it.
fn fitting(choices: &[Choice], typed: &str) -> Vec<usize> {
    let needle = Needle::new(typed);
    let typed = typed.trim_start().to_lowercase();
    let begins = |choice: &Choice| {
        let ends: Vec<usize> = choice.text.zh.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        // Found in the shortest beginning, and not without its first character.
        let shortest = ends.iter().find(|end| needle.finds(&choice.text.zh[..**end]));
        shortest.is_some_and(|end| !needle.finds(&choice.text.zh[ends[0]..*end]))
            || choice.text.en.to_lowercase().starts_with(&typed)
            || choice.code == typed
    };
    let all = |fits: &dyn Fn(&Choice) -> bool| -> Vec<usize> {
        choices.iter().enumerate().filter(|(_, choice)| fits(choice)).map(|(at, _)| at).collect()
    };
    let begun = all(&begins);
    // One letter stands somewhere in most of them.
    if !begun.is_empty() || typed.chars().count() < 2 {
        return begun;
    }
    all(&|choice| needle.finds(choice.text.zh) || choice.text.en.to_lowercase().contains(&typed))
}

fn begun(choices: &[Choice], letter: char) -> Vec<usize> {
    fitting(choices, &letter.to_string())
}

impl Line {
    /// What it can be chosen from, where typing is not needed.
    pub fn choices(&self) -> Option<&[Choice]> {
        match self.field.kind {
            Kind::Choices(_) if self.ticked.is_some() => self.ticked.as_deref(),
            Kind::Choice(choices) | Kind::Choices(choices) => Some(choices),
            _ => None,
        }
    }

    /// Offers these of its choices and no others, all of them taken: what does not fit is taken off. What a draft took
    /// off stays off.
    fn tick(&mut self, codes: &[&str]) {
        let Kind::Choices(choices) = self.field.kind else { return };
        let offered: Vec<Choice> = choices.iter().filter(|c| codes.contains(&c.code)).copied().collect();
        if self.ticked.as_ref() == Some(&offered) {
            return;
        }
        if self.ticked.is_some() || self.text().is_empty() {
            self.edit.set(&codes.join(","));
        }
        (self.needed, self.at, self.loose, self.ticked) = (true, None, false, Some(offered));
    }

    /// Whether all of its choices are taken to begin with, and taken off.
    pub fn is_ticked_off(&self) -> bool {
        self.ticked.is_some()
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
        // Where everything is taken to begin with, going past what was taken off does not take it again.
        let free = self.choices().filter(|_| self.ticked.is_none()).and_then(|all| all.get(at));
        self.loose = free.is_some_and(|choice| !self.has(choice));
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
        self.sought.clear();
    }

    /// Whether a choice is one of those that were looked for.
    pub fn seeks(&self, at: usize) -> bool {
        let choices = self.choices().filter(|_| !self.sought.is_empty());
        choices.is_some_and(|choices| fitting(choices, &self.sought).contains(&at))
    }

    /// Whether no choice is called as was typed: nothing else is taken for it.
    pub fn seeks_in_vain(&self) -> bool {
        let Some(choices) = self.choices() else { return false };
        let mut letters = self.sought.chars();
        let first = letters.next();
        let again =
            first.is_some_and(|first| letters.all(|c| c == first) && !begun(choices, first).is_empty());
        first.is_some() && !again && fitting(choices, &self.sought).is_empty()
    }
}

impl Form {
    /// A list to tick off: these choices, all taken.
    pub fn tick(&mut self, name: &str, codes: &[&str]) {
        if let Some(line) = self.named(name) {
            line.tick(codes);
        }
    }

    /// Takes the choice at this place.
    pub fn choose_this(&mut self, at: usize) {
        if let Some(line) = self.lines.get_mut(self.focus) {
            line.sought.clear();
        }
        self.stand_on(at);
    }

    fn stand_on(&mut self, at: usize) {
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

    /// One more character of what is looked for among the choices: all that was typed counts, not its last letter. The
    /// same letter again goes to the next choice that begins with it.
    pub(super) fn seek(&mut self, c: char) {
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        if line.choices().is_some() {
            line.sought.push(c);
        }
        let Some(choices) = line.choices() else { return };
        let now = (0..choices.len()).find(|at| line.stands_on(*at));
        let again = line.sought.chars().all(|before| before == c);
        let (fits, round) = match fitting(choices, &line.sought) {
            fits if fits.is_empty() && again => (begun(choices, c), true),
            fits => (fits, line.sought.chars().count() == 1),
        };
        let stays = now.filter(|now| !round && fits.contains(now));
        let next = fits.iter().find(|at| round && now.is_some_and(|now| **at > now));
        if let Some(at) = stays.or(next.copied()).or(fits.first().copied()) {
            self.stand_on(at);
        }
    }

    /// Takes the last character of what is looked for away; answers whether there was more than one.
    pub(super) fn seek_less(&mut self) -> bool {
        let Some(line) = self.lines.get_mut(self.focus) else { return false };
        line.sought.pop();
        let Some(choices) = line.choices().filter(|_| !line.sought.is_empty()) else { return false };
        if let Some(at) = fitting(choices, &line.sought).first() {
            self.stand_on(*at);
        }
        true
    }

    /// The line where something is looked for that there is not.
    pub fn in_vain(&self) -> Option<usize> {
        self.lines.iter().position(|line| line.is_seen() && line.seeks_in_vain())
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
