//! Forms: fields as the action table declares them, typed into, with what is wrong said at its field.

pub mod offer;

use crate::desk::field::{Choice, must};
use crate::desk::{Action, CommandId, Field, Filled, Kind};
use crate::domain::find::Needle;
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::text::{Lang, Text, cli, shell, tui as words};

use super::grid::filter;
use super::term::Key;
use super::widget::Edit;
use offer::Offer;

/// What a form is for.
#[derive(Clone)]
pub enum Purpose {
    /// Who is at the desk.
    SignIn,
    /// The same person again after a pause.
    Unlock,
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
    /// A moment of the past to look at.
    AsOf,
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
const FOUND: &[Field] = &[
    must("project", words::F_PROJECT, Kind::Text),
    must("manager", words::F_MANAGER, Kind::Name),
    must("pin", cli::F_NEW_PIN, Kind::Pin),
    must("again", words::F_PIN_AGAIN, Kind::Pin),
];

/// One line of a form.
#[derive(Clone)]
pub struct Line {
    /// The field it fills.
    pub field: &'static Field,
    /// What was typed.
    pub edit: Edit,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// Whose number or which unit it is, in words: what an offer said when it was taken.
    pub gloss: String,
    /// Among several choices: the one that the arrows stand on.
    at: Option<usize>,
    /// That one goes again when the arrows go on: nobody has kept it.
    loose: bool,
}

impl Line {
    fn new(field: &'static Field) -> Self {
        Self { field, edit: Edit::default(), wrong: None, gloss: String::new(), at: None, loose: false }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.edit.text()
    }

    /// Shown as stars.
    pub fn is_secret(&self) -> bool {
        matches!(self.field.kind, Kind::Pin)
    }

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
    fn keep(&mut self, at: usize) {
        if !std::mem::take(&mut self.loose) {
            self.toggle(at);
        }
    }

    fn forget_choice(&mut self) {
        (self.at, self.loose) = (None, false);
    }
}

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
        }
    }

    /// Name and PIN.
    pub fn sign_in() -> Self {
        Self::new(Purpose::SignIn, words::CMD_PERSON, SIGN_IN)
    }

    /// The PIN of who is at the desk already.
    pub fn unlock() -> Self {
        Self::new(Purpose::Unlock, words::LOCKED, UNLOCK)
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

    /// The filter, with what it is now.
    pub fn filter(typed: &[String]) -> Self {
        let mut form = Self::new(Purpose::Filter, words::CMD_FILTER, filter::FIELDS);
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
                Kind::Unit => line.edit.set(unit),
                Kind::Units => line.edit.set(units),
                _ => {}
            }
        }
        form.focus_on_empty();
        let about: Vec<&str> = form.lines.iter().map(Line::text).collect();
        form.draft = Some(format!("{} {}", action.id, about.join("").trim()));
        form
    }

    /// Fills a line in before anybody types; `gloss` says what it means.
    pub fn preset(&mut self, name: &str, text: &str, gloss: String) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.field.name == name) {
            line.edit.set(text);
            line.gloss = gloss;
        }
    }

    /// The first line that is empty is written next.
    pub fn focus_on_empty(&mut self) {
        self.focus = self.lines.iter().position(|line| line.text().is_empty()).unwrap_or(0);
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

    /// The next line, or the one before, round and round.
    pub fn move_focus(&mut self, by: i32) {
        let lines = self.lines.len() as i64;
        if lines > 0 {
            self.focus = (self.focus as i64 + i64::from(by)).rem_euclid(lines) as usize;
        }
        self.offer = None;
    }

    /// Whether Enter would send it.
    pub fn at_the_end(&self) -> bool {
        self.focus + 1 >= self.lines.len()
    }

    /// The line being written was changed.
    fn touched(&mut self) {
        (self.dirty, self.unsaved) = (true, true);
        self.note = None;
        self.offer = None;
        if let Some(line) = self.lines.get_mut(self.focus) {
            line.wrong = None;
            line.gloss.clear();
        }
    }

    /// Writes a character at the cursor; among choices a blank goes to the next one, a letter to the next that begins
    /// with it, in pinyin as well.
    pub fn write(&mut self, c: char) {
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        if line.choices().is_some() {
            if let (' ', Some(at)) = (c, line.at) {
                line.keep(at);
                self.touched();
            } else if c == ' ' {
                self.choose(1);
            } else {
                self.choose_by(c);
            }
            return;
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
            line.edit.set("");
            line.forget_choice();
            self.touched();
        } else if if before { line.edit.backspace() } else { line.edit.delete() } {
            self.touched();
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
            Some(line) => line.edit.move_by(by),
            None => {}
        }
    }

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

    fn choose_by(&mut self, c: char) {
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

    fn choose(&mut self, by: i32) {
        let Some(line) = self.line() else { return };
        let Some(choices) = line.choices().filter(|c| !c.is_empty()) else { return };
        let now = (0..choices.len()).find(|at| line.stands_on(*at));
        self.choose_this(match now {
            None => 0,
            Some(at) => (at as i64 + i64::from(by)).rem_euclid(choices.len() as i64) as usize,
        });
    }

    /// The one thing that can be meant: the only offer for what was typed, or the only person who may approve.
    pub fn only_offer(&self) -> Option<usize> {
        let line = self.line()?;
        let file = matches!(line.field.kind, Kind::PriceList);
        let meant = !line.text().trim().is_empty() || self.is_approval();
        (meant && !file && self.offers.len() == 1).then_some(0)
    }

    /// A number was typed in full: whose it is stands below it, as if the offer had been taken.
    fn explain(&mut self, offers: Vec<Offer>) -> Vec<Offer> {
        if let (Some(line), Some(offer)) = (self.lines.get_mut(self.focus), offers.into_iter().next())
            && matches!(line.field.kind, Kind::Guest)
        {
            line.gloss = offer.gloss;
        }
        Vec::new()
    }

    /// Whether the focused line must be filled in.
    pub fn line_is_needed(&self) -> bool {
        self.line().is_some_and(|line| line.field.required)
    }

    /// Takes an offer into the line.
    pub fn take_offer(&mut self, at: usize) {
        let Some(offer) = self.offers.get(at).cloned() else { return };
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        // Of several roles, the last one is being typed.
        let before = match line.field.kind {
            Kind::Roles => {
                line.edit.text().rfind(offer::SEPARATORS).map_or("", |at| &line.edit.text()[..=at])
            }
            _ => "",
        };
        let text = format!("{before}{}", offer.value);
        line.edit.set(&text);
        self.touched();
        if let Some(line) = self.lines.get_mut(self.focus) {
            line.gloss = offer.gloss;
        }
    }

    /// What a reader typed into the focused line moves to the line it belongs to, a phone number to a phone, and the next
    /// line has the focus.
    pub fn put_where_it_belongs(&mut self, read: &str) {
        let phone = crate::domain::person::parse_phone(read).is_some();
        let target = self.lines.iter().position(|line| phone && matches!(line.field.kind, Kind::Phone));
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

    /// What the line shows: a choice in words, a PIN as stars.
    pub fn shown(line: &Line, lang: Lang) -> String {
        if line.is_secret() {
            return "*".repeat(line.text().chars().count());
        }
        match line.choices() {
            Some(choices) => {
                let chosen = choices.iter().filter(|choice| line.has(choice));
                chosen.map(|choice| choice.text.get(lang)).collect::<Vec<_>>().join(" ")
            }
            None => line.text().to_owned(),
        }
    }

    /// The input of an action from what was typed; what is wrong stands at its line afterwards.
    pub fn fill(&mut self, action: &Action, lang: Lang) -> Option<Filled> {
        let mut filled = Filled::new();
        let mut whole = true;
        for line in &mut self.lines {
            line.wrong = None;
            let empty = line.text().trim().is_empty();
            // A price list is read from its file later.
            if matches!(line.field.kind, Kind::PriceList) {
                continue;
            }
            if empty {
                if line.field.required {
                    line.wrong = Some(words::NEEDED.get(lang).to_owned());
                    whole = false;
                }
                continue;
            }
            if let Err(refusal) = filled.put(line.field, line.edit.text()) {
                line.wrong = Some(refusal.in_words(lang));
                whole = false;
            }
        }
        let typed = |field: &&Field| !matches!(field.kind, Kind::PriceList);
        let fields: Vec<Field> = action.fields.iter().filter(typed).copied().collect();
        if let Err(refusal) = filled.complete(&fields).map_err(Box::new)
            && whole
        {
            whole = false;
            self.complain(&refusal, lang);
        }
        if !whole {
            self.focus = self.lines.iter().position(|l| l.wrong.is_some()).unwrap_or(self.focus);
        }
        whole.then_some(filled)
    }

    /// Says what is wrong, at its line where there is one.
    pub fn complain(&mut self, refusal: &Refusal, lang: Lang) {
        let sentence = refusal.in_words(lang);
        match self.lines.iter().position(|line| Some(line.field.name) == refusal.field) {
            Some(at) => {
                self.focus = at;
                self.lines[at].wrong = Some(sentence);
            }
            None => self.note = Some(Note::Wrong(sentence)),
        }
    }

    /// Forgets every PIN: a typed one is not kept on the screen. Answers whether there was one.
    pub fn forget_pins(&mut self) -> bool {
        let secrets = self.lines.iter_mut().filter(|line| line.is_secret() && !line.text().is_empty());
        secrets.map(|line| line.edit.set("")).count() > 0
    }

    /// Whether it asks for somebody else's PIN.
    pub fn is_approval(&self) -> bool {
        matches!(self.purpose, Purpose::Approve { .. })
    }

    /// Says at its line what must be there and is not; answers whether everything is.
    pub fn is_complete(&mut self, lang: Lang) -> bool {
        let empty = |line: &Line| line.field.required && line.text().trim().is_empty();
        let Some(first) = self.lines.iter().position(empty) else { return true };
        self.focus = first;
        self.lines[first].wrong = Some(words::NEEDED.get(lang).to_owned());
        false
    }
}
