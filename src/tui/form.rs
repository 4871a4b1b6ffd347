//! Forms: fields as the action table declares them, typed into, with what is wrong said at its field.

use crate::desk::{Action, CommandId, Field, Filled, Kind};
use crate::domain::refusal::Refusal;
use crate::text::{Lang, Text, tui as words};

/// What a form is for.
#[derive(Clone)]
pub(super) enum Purpose {
    /// Who is at the desk.
    SignIn,
    /// An action of the table.
    Act(&'static Action),
    /// Another person's PIN for exactly this command.
    Approve {
        action: &'static Action,
        filled: Box<Filled>,
        id: CommandId,
        /// What was filled, to come back to when the action itself is refused.
        form: Box<Form>,
    },
}

/// One line of a form.
#[derive(Clone)]
pub(super) struct Line {
    /// In words.
    pub label: Text,
    /// The field it fills.
    pub field: Option<&'static Field>,
    /// What was typed.
    pub typed: String,
    /// Where in it the cursor is, counted in characters.
    pub cursor: usize,
    /// Shown as dots.
    pub secret: bool,
    /// What is wrong with it.
    pub wrong: Option<String>,
}

/// A form while it is filled.
#[derive(Clone)]
pub(super) struct Form {
    pub purpose: Purpose,
    pub title: Text,
    pub lines: Vec<Line>,
    pub focus: usize,
    /// What is wrong with the whole.
    pub wrong: Option<String>,
    /// Something was typed that leaving would lose.
    pub dirty: bool,
    /// Names the command, so that pressing twice records once.
    pub id: CommandId,
}

fn line(label: Text, secret: bool) -> Line {
    Line { label, field: None, typed: String::new(), cursor: 0, secret, wrong: None }
}

impl Form {
    /// Name and PIN.
    pub(super) fn sign_in() -> Self {
        let lines = vec![line(words::NAME, false), line(words::PIN, true)];
        Self {
            purpose: Purpose::SignIn,
            title: words::CMD_PERSON,
            lines,
            focus: 0,
            wrong: None,
            dirty: false,
            id: CommandId::new(),
        }
    }

    /// The fields of an action, with the unit filled in.
    pub(super) fn act(action: &'static Action, unit: &str) -> Self {
        let lines: Vec<Line> = action
            .fields
            .iter()
            .map(|field| {
                let typed = if matches!(field.kind, Kind::Unit | Kind::Units) {
                    unit.to_owned()
                } else {
                    String::new()
                };
                let cursor = typed.chars().count();
                Line {
                    label: field.text,
                    field: Some(field),
                    typed,
                    cursor,
                    secret: matches!(field.kind, Kind::Pin),
                    wrong: None,
                }
            })
            .collect();
        let focus = lines.iter().position(|l| l.typed.is_empty()).unwrap_or(0);
        Self {
            purpose: Purpose::Act(action),
            title: action.text,
            lines,
            focus,
            wrong: None,
            dirty: false,
            id: CommandId::new(),
        }
    }

    /// The same command waits for another person's PIN.
    pub(super) fn approve(action: &'static Action, filled: Filled, form: Self) -> Self {
        let id = form.id;
        let lines = vec![line(words::APPROVER, false), line(words::PIN, true)];
        let purpose = Purpose::Approve { action, filled: Box::new(filled), id, form: Box::new(form) };
        Self { purpose, title: words::APPROVAL, lines, focus: 0, wrong: None, dirty: false, id }
    }

    /// The choices of the line that has the focus.
    pub(super) fn choices(&self) -> Option<&'static [crate::desk::field::Choice]> {
        match self.lines.get(self.focus)?.field?.kind {
            Kind::Choice(choices) => Some(choices),
            _ => None,
        }
    }

    /// The next line, or the one before, round and round.
    pub(super) fn move_focus(&mut self, by: usize) {
        if !self.lines.is_empty() {
            self.focus = (self.focus + by) % self.lines.len();
        }
    }

    /// Whether Enter would send it.
    pub(super) fn at_the_end(&self) -> bool {
        self.focus + 1 >= self.lines.len()
    }

    /// Writes a character at the cursor.
    pub(super) fn write(&mut self, c: char) {
        if self.choices().is_some() {
            return;
        }
        if let Some(line) = self.lines.get_mut(self.focus).filter(|line| line.typed.chars().count() < 200) {
            let at = line.typed.char_indices().nth(line.cursor).map_or(line.typed.len(), |(at, _)| at);
            line.typed.insert(at, c);
            line.cursor += 1;
            line.wrong = None;
            self.dirty = true;
        }
        self.wrong = None;
    }

    /// Takes the character before the cursor away.
    pub(super) fn erase(&mut self) {
        if let Some(line) = self.lines.get_mut(self.focus).filter(|line| line.cursor > 0) {
            line.cursor -= 1;
            if let Some((at, _)) = line.typed.char_indices().nth(line.cursor) {
                line.typed.remove(at);
            }
            line.wrong = None;
        }
    }

    /// The cursor within the line, or the next choice.
    pub(super) fn sideways(&mut self, right: bool) {
        let choices = self.choices();
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        if let Some(choices) = choices.filter(|c| !c.is_empty()) {
            let now = choices.iter().position(|c| c.code == line.typed);
            let next = match (now, right) {
                (None, _) => 0,
                (Some(at), true) => (at + 1) % choices.len(),
                (Some(at), false) => (at + choices.len() - 1) % choices.len(),
            };
            choices[next].code.clone_into(&mut line.typed);
            line.wrong = None;
            return;
        }
        let length = line.typed.chars().count();
        line.cursor = if right { (line.cursor + 1).min(length) } else { line.cursor.saturating_sub(1) };
    }

    /// What the line shows: a choice in words, a PIN as dots.
    pub(super) fn shown(line: &Line, lang: Lang) -> String {
        if line.secret {
            return "*".repeat(line.typed.chars().count());
        }
        match line.field.map(|f| f.kind) {
            Some(Kind::Choice(choices)) => choices
                .iter()
                .find(|c| c.code == line.typed)
                .map_or_else(|| words::CHOOSE.get(lang).to_owned(), |c| c.text.get(lang).to_owned()),
            _ => line.typed.clone(),
        }
    }

    /// The input of an action from what was typed; what is wrong stands at its line afterwards.
    pub(super) fn fill(&mut self, action: &Action, lang: Lang) -> Option<Filled> {
        let mut filled = Filled::new();
        let mut whole = true;
        for line in &mut self.lines {
            line.wrong = None;
            let Some(field) = line.field.filter(|field| field.required || !line.typed.trim().is_empty())
            else {
                continue;
            };
            if let Err(refusal) = filled.put(field, &line.typed) {
                line.wrong = Some(refusal.in_lang(lang));
                whole = false;
            }
        }
        if let Err(refusal) = filled.complete(action.fields) {
            whole = false;
            self.complain(&refusal, lang);
        }
        (!whole)
            .then(|| self.focus = self.lines.iter().position(|l| l.wrong.is_some()).unwrap_or(self.focus));
        whole.then_some(filled)
    }

    /// Says what is wrong, at its line where there is one.
    pub(super) fn complain(&mut self, refusal: &Refusal, lang: Lang) {
        let sentence = refusal.in_lang(lang);
        let line = self.lines.iter().position(|l| l.field.is_some_and(|f| Some(f.name) == refusal.field));
        match line {
            Some(at) => {
                self.focus = at;
                self.lines[at].wrong = Some(sentence);
            }
            None => self.wrong = Some(sentence),
        }
    }
}
