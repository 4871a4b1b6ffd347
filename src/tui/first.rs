//! The first run: there is no project yet. One form makes it with its first manager; then the grid opens, with the form
//! that takes a price list in.

use std::cell::RefCell;

use crossterm::event;
use ratatui::layout::Rect;

use super::command::Context;
use super::form::{Form, Note, Purpose};
use super::input::one_line;
use super::mouse::{self, Hit};
use super::run::RunError;
use super::screen;
use super::term::{Guard, Input, Key, Mouse, Normaliser};
use super::{Theme, command};
use crate::desk::{Failure, Founder};
use crate::domain::person::Pii;
use crate::text::{Lang, tui as words};

/// The first form while it is filled.
pub struct First {
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    pub(super) form: Form,
    /// Where the project will be.
    pub(super) place: String,
    /// The keys stand over the form.
    pub(super) help: bool,
    /// Where on the screen what is, as it was last drawn.
    pub(super) hits: RefCell<Vec<(Rect, Hit)>>,
    mouse: bool,
    quit: bool,
}

/// Who is going to work here.
pub struct Founded {
    /// The first manager's name and PIN: they are at the desk at once.
    pub manager: String,
    /// Their PIN.
    pub pin: Pii<String>,
    /// The language they chose on the way.
    pub lang: Lang,
}

impl First {
    /// An empty form.
    pub fn new(lang: Lang, theme: Theme, place: String) -> Self {
        let hits = RefCell::default();
        Self { lang, theme, form: Form::found(), place, help: false, hits, mouse: true, quit: false }
    }

    /// Leaves the mouse to the terminal.
    #[must_use]
    pub fn without_mouse(self) -> Self {
        Self { mouse: false, ..self }
    }

    /// A key; `found` makes the project. Answers who made it, when it is made.
    pub fn press(
        &mut self,
        key: Key,
        found: &mut dyn FnMut(&Founder) -> Result<(), Failure>,
    ) -> Option<Founded> {
        let cmd = command::find(key, Context::Form).filter(|_| !matches!(key, Key::Char(_)));
        // Any key goes back to the form, and is not taken for more than that.
        if std::mem::take(&mut self.help) {
            return None;
        }
        match cmd {
            Some(cmd) => return self.run(cmd, found),
            None => self.form.edit(key),
        }
        None
    }

    /// What the mouse did at a column and a row; answers as [`First::press`].
    pub fn mouse(
        &mut self,
        what: Mouse,
        x: u16,
        y: u16,
        found: &mut dyn FnMut(&Founder) -> Result<(), Failure>,
    ) -> Option<Founded> {
        if std::mem::take(&mut self.help) {
            return None;
        }
        let hit = mouse::hit(&self.hits.borrow(), x, y);
        match (what, hit) {
            (Mouse::Up, _) => self.form.move_focus(-1),
            (Mouse::Down, _) => self.form.move_focus(1),
            (_, Some(Hit::Command(cmd))) => return self.run(cmd, found),
            (_, Some(Hit::Line(at, from, columns))) => {
                self.form.click_line(at, columns, x.saturating_sub(from));
            }
            _ => {}
        }
        None
    }

    fn run(
        &mut self,
        cmd: &command::Cmd,
        found: &mut dyn FnMut(&Founder) -> Result<(), Failure>,
    ) -> Option<Founded> {
        match cmd.id {
            "form.previous" | "form.up" => self.form.move_focus(-1),
            "form.enter" if self.form.at_the_end() => return self.send(found),
            "form.next" | "form.down" | "form.enter" if self.form.pin_is_fit(self.lang) => {
                self.form.move_focus(1);
            }
            "form.send" => return self.send(found),
            "form.clear" => self.form.clear(),
            "help" => self.help = true,
            "language" => {
                self.lang = if self.lang == Lang::Zh { Lang::En } else { Lang::Zh };
                self.form.note = None;
            }
            // Once more, and what was typed is gone.
            "quit" if std::mem::take(&mut self.form.dirty) => {
                self.form.note = Some(Note::Wrong(words::LEAVE_FIRST.get(self.lang).to_owned()));
            }
            "quit" => self.quit = true,
            _ => {}
        }
        None
    }

    fn send(&mut self, found: &mut dyn FnMut(&Founder) -> Result<(), Failure>) -> Option<Founded> {
        if !self.form.is_complete(self.lang) {
            return None;
        }
        let text = |name| self.form.text(name).to_owned();
        if text("pin") != text("again") {
            self.form.note = Some(Note::Wrong(words::PINS_DIFFER.get(self.lang).to_owned()));
            self.form.forget_pins();
            self.form.focus = 2;
            return None;
        }
        let founder = Founder {
            project: text("project"),
            manager: Pii::new(text("manager")),
            pin: Pii::new(text("pin")),
        };
        let (manager, pin) = (text("manager"), Pii::new(text("pin")));
        match found(&founder) {
            Ok(()) => Some(Founded { manager, pin, lang: self.lang }),
            Err(Failure::Refused(refusal) | Failure::Denied(refusal)) => {
                self.form.complain(&refusal, self.lang);
                None
            }
            Err(other) => {
                self.form.note = Some(Note::Wrong(other.in_words(self.lang)));
                None
            }
        }
    }

    /// The keys that work here: those of a form.
    pub(super) fn keys() -> impl Iterator<Item = &'static command::Cmd> {
        const IDS: [&str; 6] = ["form.enter", "form.send", "form.next", "language", "help", "quit"];
        command::COMMANDS.iter().filter(|cmd| IDS.contains(&cmd.id))
    }
}

/// Asks for the project and its first manager; `None` when they leave instead.
///
/// # Errors
/// The terminal is gone.
pub fn first_run(
    guard: &mut Guard,
    mut first: First,
    mut found: impl FnMut(&Founder) -> Result<(), Failure>,
) -> Result<Option<Founded>, RunError> {
    let mut normaliser = Normaliser::default();
    debug_assert!(matches!(first.form.purpose, Purpose::Found));
    guard.mouse(first.mouse)?;
    while !first.quit {
        guard.draw(|frame| screen::draw_first(&first, frame))?;
        let done = match normaliser.fold(event::read()?) {
            Some(Input::Key(key)) => first.press(key, &mut found),
            Some(Input::Mouse(what, x, y)) => first.mouse(what, x, y, &mut found),
            Some(Input::Han(c) | Input::Folded(_, c)) if !first.help => {
                first.form.write(c);
                None
            }
            Some(Input::Paste(text)) if !first.help => {
                one_line(&text).chars().for_each(|c| first.form.write(c));
                None
            }
            _ => None,
        };
        if done.is_some() {
            return Ok(done);
        }
    }
    Ok(None)
}
