//! Forms: fields as the action table declares them, typed into, with what is wrong said at its field.

mod choice;
mod evidence;
mod files;
mod fill;
mod line;
pub mod offer;
mod pins;
mod suit;
mod typing;

use crate::desk::field::{may, must};
use crate::desk::{Action, CommandId, Field, Filled, Kind};
use crate::domain::permission::Role;
use crate::paper::Form as Paper;
use crate::text::{Lang, Text, cli, deals_tui, shell, tui as words};

use super::grid::filter;
use super::run::About;
use offer::Offer;

pub use line::Line;

/// What a form is for.
#[derive(Clone)]
pub enum Purpose {
    /// Who is at the desk.
    SignIn,
    /// The same person again after a pause.
    Unlock {
        /// Whose PIN it takes.
        who: String,
    },
    /// An action of the table.
    Act(&'static Action),
    /// Another person's PIN for exactly this command.
    Approve {
        /// Which action.
        action: &'static Action,
        /// Its input.
        filled: Box<Filled>,
        /// Its command.
        id: CommandId,
        /// Whose PIN counts.
        roles: Vec<Role>,
    },
    /// Which units stand out.
    Filter,
    /// Which alerts are shown.
    AlertFilter,
    /// A moment of the past to look at.
    AsOf,
    /// Which form is printed about what: one of a deal where none is named.
    Print(About, Option<Paper>),
    /// A new project and its first manager.
    Found,
}

/// Somebody's name.
const WHO: Field = must("name", words::NAME, Kind::Staff);
/// The name of whoever approves.
const APPROVER: Field = must("name", words::APPROVER, Kind::Staff);
/// A PIN that somebody has.
const PIN: Field = must("pin", words::PIN, Kind::Pin);
/// A moment.
const MOMENT: Field = must("moment", words::F_MOMENT, Kind::Text);

const SIGN_IN: &[Field] = &[WHO, PIN];
const UNLOCK: &[Field] = &[PIN];
const APPROVE: &[Field] = &[APPROVER, PIN];
const AS_OF: &[Field] = &[MOMENT];
const PRINT: &[Field] = &[
    must("paper", deals_tui::F_PAPER, Kind::Choice(super::deals::PAPERS)),
    may("reason", deals_tui::F_PRINT_REASON, Kind::Note),
];
const FOUND: &[Field] = &[
    must("project", words::F_PROJECT, Kind::Text),
    must("manager", words::F_MANAGER, Kind::Name),
    must("pin", cli::F_NEW_PIN, Kind::Pin),
    must("again", words::F_PIN_AGAIN, Kind::Pin),
];

/// A form while it is filled.
#[derive(Clone)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// In words.
    pub title: Text,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The line being written.
    pub focus: usize,
    /// What the focused field could be.
    pub offers: Vec<Offer>,
    /// The offer that Enter takes.
    pub offer: Option<usize>,
    /// What is wrong with the whole, or has to be known.
    pub note: Option<Note>,
    /// Something was typed that leaving would lose.
    pub dirty: bool,
    /// Something was typed since the draft was last kept.
    pub unsaved: bool,
    /// Under which name its draft is kept: of actions, one for each choice of units.
    pub draft: Option<String>,
    /// Names the command, so that pressing twice records once.
    pub id: CommandId,
    /// For which line and text the offers were looked up.
    pub looked: Option<(usize, String)>,
    /// Whose guest is meant by what was typed, on what evidence.
    pub evidence: Vec<Note>,
    /// For which line and text that was looked up.
    pub weighed: Option<(usize, String, String)>,
}

/// A sentence at the foot of a form.
#[derive(Clone)]
pub enum Note {
    /// Something is wrong.
    Wrong(String),
    /// Good to know.
    Hint(String),
}

impl Form {
    fn new(purpose: Purpose, title: Text, fields: &'static [Field]) -> Self {
        Self {
            purpose,
            title,
            lines: fields.iter().map(Line::new).collect(),
            focus: 0,
            offers: Vec::new(),
            offer: None,
            note: None,
            dirty: false,
            unsaved: false,
            draft: None,
            id: CommandId::new(),
            looked: None,
            evidence: Vec::new(),
            weighed: None,
        }
    }

    /// Name and PIN; where somebody is at the desk, of who comes in their place.
    pub fn sign_in(occupied: bool) -> Self {
        let title = if occupied { words::CMD_PERSON } else { words::CMD_LOG_IN };
        Self::new(Purpose::SignIn, title, SIGN_IN)
    }

    /// The PIN of who is at the desk already.
    pub fn unlock(who: &str) -> Self {
        Self::new(Purpose::Unlock { who: who.to_owned() }, words::LOCKED, UNLOCK)
    }

    /// A new project.
    pub fn found() -> Self {
        Self::new(Purpose::Found, shell::C_INIT, FOUND)
    }

    /// A moment of the past.
    pub fn as_of(hint: String) -> Self {
        let mut form = Self::new(Purpose::AsOf, words::CMD_AS_OF, AS_OF);
        form.note = Some(Note::Hint(hint));
        form
    }

    /// Which form is printed, and why in full. What is known already is not asked.
    pub fn print(about: About, paper: Option<Paper>) -> Self {
        let (title, fields) = match paper {
            Some(paper) => (paper.text(), PRINT.get(1..).unwrap_or_default()),
            None => (deals_tui::CMD_PRINT, PRINT),
        };
        Self::new(Purpose::Print(about, paper), title, fields)
    }

    /// The filter, with what it is now.
    pub fn filter(typed: &[String]) -> Self {
        let mut form = Self::new(Purpose::Filter, words::CMD_FILTER, filter::FIELDS);
        for (line, text) in form.lines.iter_mut().zip(typed) {
            line.edit.set(text);
        }
        form
    }

    /// The filter of the alerts, with what it is now.
    pub fn alert_filter(typed: &[String]) -> Self {
        let mut form = Self::new(Purpose::AlertFilter, words::CMD_FILTER, super::alerts::FIELDS);
        for (line, text) in form.lines.iter_mut().zip(typed) {
            line.edit.set(text);
        }
        form
    }

    /// The fields of an action; `units` are filled in where it takes several, `unit` where it takes one.
    pub fn act(action: &'static Action, unit: &str, units: &str) -> Self {
        let mut form = Self::new(Purpose::Act(action), action.text, action.fields);
        for line in &mut form.lines {
            match line.field.kind {
                Kind::Unit => line.suggest(unit),
                Kind::Units => line.suggest(units),
                _ => {}
            }
        }
        form.focus_on_empty();
        let about: Vec<&str> = form.lines.iter().map(Line::text).collect();
        form.draft = Some(format!("{} {}", action.id, about.join("").trim()));
        form
    }

    /// The line of a field.
    pub fn named(&mut self, name: &str) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.field.name == name)
    }

    /// Fills a line in before anybody types; `gloss` says what it means.
    pub fn preset(&mut self, name: &str, text: &str, gloss: String) {
        if let Some(line) = self.named(name) {
            line.suggest(text);
            line.gloss = gloss;
        }
    }

    /// Proposes a value: typing replaces it, whatever kind of line it is.
    pub fn propose(&mut self, name: &str, text: &str) {
        if let Some(line) = self.named(name).filter(|line| line.text().is_empty()) {
            line.edit.set(text);
            line.fresh = true;
        }
    }

    /// Sent as it was filled in, but not shown.
    pub fn hide(&mut self, name: &str) {
        if let Some(line) = self.named(name) {
            line.hidden = true;
        }
    }

    /// Says below a line what its value means.
    pub fn means_that(&mut self, name: &str, gloss: String) {
        if let Some(line) = self.named(name) {
            line.gloss = gloss;
        }
    }

    /// Here it must be filled in.
    pub fn need(&mut self, name: &str) {
        if let Some(line) = self.named(name) {
            line.needed = true;
        }
    }

    /// What an empty line means.
    pub fn ghost(&mut self, name: &str, text: String) {
        if let Some(line) = self.named(name) {
            line.ghost = text;
        }
    }

    /// A line matters only as things stand.
    pub fn switch(&mut self, name: &str, on: bool) {
        if let Some(line) = self.named(name) {
            line.off = !on;
        }
    }

    /// What was typed into a line that matters.
    pub fn seen(&self, name: &str) -> &str {
        self.lines
            .iter()
            .find(|line| line.field.name == name && !line.off)
            .map_or("", |line| line.text().trim())
    }

    /// Two lines that say the same in two ways: what is typed into one empties the other.
    pub fn link(&mut self, one: &str, other: &str) {
        let here = self.line().filter(|line| !line.text().is_empty()).map(|line| line.field.name);
        for (from, to) in [(one, other), (other, one)] {
            if here == Some(from)
                && let Some(line) = self.named(to)
            {
                line.edit.set("");
                (line.gloss, line.live, line.wrong) = (String::new(), String::new(), None);
            }
        }
    }

    /// The line of this field is written next.
    pub fn focus_on(&mut self, name: &str) {
        self.focus = self.lines.iter().position(|line| line.field.name == name).unwrap_or(0);
    }

    /// The first line that is empty is written next.
    pub fn focus_on_empty(&mut self) {
        self.focus = self.lines.iter().position(|line| line.text().is_empty()).unwrap_or(0);
    }

    /// The first line that must be filled in and is not is written next; where nothing is open, the last that says
    /// something: Enter sends it there.
    pub fn focus_on_open(&mut self) {
        let open = |line: &Line| line.needed && line.text().is_empty();
        let says = |line: &Line| line.is_seen() && !line.text().is_empty();
        let last = self.lines.iter().rposition(says).unwrap_or(self.lines.len().saturating_sub(1));
        let first = self.lines.iter().position(open);
        self.focus = first.or_else(|| self.lines.iter().position(Line::is_open)).unwrap_or(last);
    }

    /// Its draft belongs to this: a deal, an application.
    pub fn about(&mut self, what: &str) {
        if let Some(draft) = self.draft.as_mut().filter(|draft| !draft.ends_with(what)) {
            draft.push_str(what);
        }
    }

    /// Takes what a reader typed out of the focused line.
    pub fn take_back(&mut self, read: &str) {
        self.stop_seeking();
        if self.line().is_some_and(|line| line.choices().is_none()) {
            for _ in read.chars() {
                self.erase(true);
            }
        }
    }

    /// What a reader typed names no choice.
    fn stop_seeking(&mut self) {
        if let Some(line) = self.lines.get_mut(self.focus) {
            line.sought.clear();
        }
    }

    /// The same command waits for another person's PIN.
    pub fn approve(action: &'static Action, filled: Filled, id: CommandId, roles: Vec<Role>) -> Self {
        let purpose = Purpose::Approve { action, filled: Box::new(filled), id, roles };
        Self::new(purpose, words::APPROVAL, APPROVE)
    }

    /// The line being written.
    pub fn line(&self) -> Option<&Line> {
        self.lines.get(self.focus)
    }

    /// What was typed into the field of that name.
    pub fn text(&self, name: &str) -> &str {
        self.lines.iter().find(|line| line.field.name == name).map_or("", Line::text)
    }

    /// Whether the focused line must be filled in.
    pub fn line_is_needed(&self) -> bool {
        self.line().is_some_and(|line| line.needed)
    }

    /// What the line shows: a choice in words, a PIN as stars.
    pub fn shown(line: &Line, lang: Lang) -> String {
        if line.is_starred() {
            return "*".repeat(line.text().chars().count());
        }
        match line.choices() {
            // Their names would not fit: which ones it are stands below.
            Some(choices) if line.is_ticked_off() => {
                format!("{}/{}", choices.iter().filter(|choice| line.has(choice)).count(), choices.len())
            }
            Some(choices) => {
                let chosen = choices.iter().filter(|choice| line.has(choice));
                chosen.map(|choice| choice.text.get(lang)).collect::<Vec<_>>().join(" ")
            }
            None => line.text().to_owned(),
        }
    }

    /// Whether it asks who is at the desk.
    pub fn is_sign_in(&self) -> bool {
        matches!(self.purpose, Purpose::SignIn)
    }

    /// Whether it is about an action, and somebody has typed into it.
    pub fn is_begun(&self) -> bool {
        self.dirty && matches!(self.purpose, Purpose::Act(_))
    }

    /// Whether it asks for somebody else's PIN.
    pub fn is_approval(&self) -> bool {
        matches!(self.purpose, Purpose::Approve { .. })
    }
}
