//! The state of the terminal: the grid, the windows over it, who is at the desk. Commands change it; nothing here draws.

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use crate::desk::{Action, Desk, Done, Failure, Filled, Session, StoreError};
use crate::domain::moment::Millis;
use crate::domain::permission::Roles;
use crate::domain::policy::IDLE_LOCK_MIN;
use crate::domain::price_list::{PriceList, Problem};
use crate::text::{Lang, Say, tui as words};

use super::command::{self, Cmd, Context};
use super::form::{Form, Note};
use super::grid::Grid;
use super::mouse::Hit;
use super::term::{Burst, Key};
use super::window::{Question, Then, Window};
use super::{Theme, import::Job};

/// Who is at the desk.
#[derive(Clone)]
pub(super) struct Person {
    pub session: Session,
    pub name: String,
    pub roles: Roles,
}

/// What is answered to the last key.
#[derive(Clone)]
pub(super) struct Toast {
    pub text: String,
    pub good: bool,
    since: Millis,
}

/// How long an answer stays.
const TOAST_MS: i64 = 12_000;
/// How long the board shows one building.
const BOARD_MS: i64 = 20_000;

/// Reads a price list.
pub type Reader = fn(&Path) -> Result<PriceList, Vec<Problem>>;

/// The state of the terminal.
pub struct App {
    pub(super) desk: Desk,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    pub(super) project: String,
    pub(super) now: Millis,
    pub(super) tz_min: i32,
    pub(super) clock_suspect: bool,
    pub(super) grid: Grid,
    /// The last one is on top.
    pub(super) windows: Vec<Window>,
    pub(super) toast: Option<Toast>,
    pub(super) person: Option<Person>,
    /// What was done in this sitting and can be taken back, the newest last.
    pub(super) undo: Vec<(&'static Action, Filled, Done)>,
    /// Who was at the desk when nobody touched the keys for too long, and what was open then.
    pub(super) locked: Option<(Person, Vec<Window>)>,
    /// What was asked for before anybody had signed in.
    pub(super) once_signed_in: Option<fn(&mut App)>,
    /// Work that takes long enough to say so first.
    pub(super) job: Option<Job>,
    pub(super) reader: Reader,
    pub(super) mouse: bool,
    /// Where on the screen what is, as it was last drawn.
    pub(super) hits: RefCell<Vec<(ratatui::layout::Rect, Hit)>>,
    pub(super) burst: Burst,
    quit: bool,
}

impl App {
    /// The grid of an open project. `reader` reads a price list.
    ///
    /// # Errors
    /// What the store says.
    pub fn new(desk: Desk, lang: Lang, theme: Theme, reader: Reader) -> Result<Self, StoreError> {
        let (now, tz_min) = desk.now();
        let mut app = Self {
            desk,
            lang,
            theme,
            project: String::new(),
            now,
            tz_min,
            clock_suspect: false,
            grid: Grid::default(),
            windows: Vec::new(),
            toast: None,
            person: None,
            undo: Vec::new(),
            locked: None,
            once_signed_in: None,
            job: None,
            reader,
            mouse: true,
            hits: RefCell::default(),
            burst: Burst::default(),
            quit: false,
        };
        app.reload()?;
        // The top floor of the first building, as on the wall; its corner may be a hole.
        app.grid.step(0, 0);
        app.moved();
        Ok(app)
    }

    /// The project, to be looked after when the person has left.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// How it looks now: the language may have been changed inside.
    pub fn look(&self) -> (Lang, Theme) {
        (self.lang, self.theme)
    }

    /// Frames of `+-|` from now on.
    pub fn use_ascii_frames(&mut self) {
        self.theme = self.theme.with_ascii_frames();
    }

    /// Whether the program has the mouse, or the terminal its own selecting of text.
    pub fn wants_mouse(&self) -> bool {
        self.mouse
    }

    /// Leaves the mouse to the terminal.
    pub fn without_mouse(&mut self) {
        self.mouse = false;
    }

    /// Reads again what is shown; the cursor stays on its unit. The past does not change.
    ///
    /// # Errors
    /// What the store says.
    pub fn reload(&mut self) -> Result<(), StoreError> {
        self.project = self.desk.project()?.name;
        self.clock_suspect = self.desk.clock_suspect()?;
        if self.grid.as_of.is_none() {
            self.read_grid()?;
        }
        self.look_at_unit()
    }

    fn read_grid(&mut self) -> Result<(), StoreError> {
        let wanted = self.grid.view.needs_facts() || self.grid.filter.needs_facts();
        let facts = if wanted { self.desk.grid_facts()? } else { Vec::new() };
        let units = self.desk.grid()?;
        // Another window may have imported units between the two.
        let facts = if facts.len() == units.len() { facts } else { Vec::new() };
        self.grid.take(units, facts);
        self.relabel()
    }

    /// Says anew what the cells say.
    pub(super) fn relabel(&mut self) -> Result<(), StoreError> {
        let (view, grid) = (self.grid.view, &self.grid);
        self.grid.labels = if view == super::grid::view::View::Room {
            Vec::new()
        } else {
            let names = self.desk.names()?;
            let units = grid.units.iter().enumerate();
            units.map(|(i, row)| view.label(row, grid.facts.get(i), &names)).collect()
        };
        Ok(())
    }

    /// What has happened outside: another window's change, a deadline, the next minute. Answers whether to draw.
    ///
    /// # Errors
    /// What the store says.
    pub fn tick(&mut self) -> Result<bool, StoreError> {
        self.desk.tick()?;
        let changed = self.desk.changed()?;
        let (now, tz_min) = self.desk.now();
        let minute = now.0.div_euclid(60_000) != self.now.0.div_euclid(60_000);
        (self.now, self.tz_min) = (now, tz_min);
        if changed {
            self.reload()?;
        } else if minute {
            self.look_at_unit()?;
        }
        self.keep_draft();
        let faded = self.toast.as_ref().is_some_and(|toast| now.0 - toast.since.0 > TOAST_MS);
        if faded {
            self.toast = None;
        }
        let turns = self.grid.board && self.windows.is_empty() && now.0 - self.grid.turned.0 >= BOARD_MS;
        if turns && self.grid.buildings.len() > 1 {
            self.turn(1);
        }
        Ok(changed || minute || faded || turns)
    }

    /// Nobody has touched a key for so long. Signs the person at the desk out when the house rule says so; what is half
    /// typed comes back with their PIN. Answers whether to draw.
    ///
    /// # Errors
    /// What the store says.
    pub fn idle(&mut self, so_long: Duration) -> Result<bool, StoreError> {
        if self.person.is_none() {
            return Ok(false);
        }
        let minutes = u64::try_from(self.desk.policy()?.get(&IDLE_LOCK_MIN)).unwrap_or(0);
        if so_long < Duration::from_secs(minutes * 60) {
            return Ok(false);
        }
        let Some(person) = self.person.take() else { return Ok(false) };
        let mut parked = std::mem::take(&mut self.windows);
        for window in &mut parked {
            if let Window::Form(form) = window {
                form.forget_pins();
            }
        }
        self.locked = Some((person, parked));
        self.toast = None;
        let mut form = Form::unlock();
        form.note = Some(Note::Hint(words::LOCKED_WHY.get(self.lang).to_owned()));
        self.windows.push(Window::Form(Box::new(form)));
        Ok(true)
    }

    /// Whether the person wants to leave.
    pub fn is_over(&self) -> bool {
        self.quit
    }

    /// Where keys mean what.
    pub(super) fn context(&self) -> Context {
        self.windows.last().map_or(Context::Grid, Window::context)
    }

    /// A key: a command of the table, or typing.
    pub fn press(&mut self, key: Key) {
        let context = self.context();
        let typed = context.takes_letters() && matches!(key, Key::Char(_));
        if let Some(cmd) = command::find(key, context).filter(|_| !typed) {
            self.run(cmd);
        } else {
            self.toast = None;
            self.type_in(key);
        }
        self.look_for_offers();
    }

    /// Does a command, or says why it cannot be done now.
    pub(super) fn run(&mut self, cmd: &Cmd) {
        self.toast = None;
        match (cmd.enabled)(self) {
            Ok(()) => (cmd.run)(self),
            Err(why) => self.warn(why),
        }
    }

    /// A key that no command has: part of a room number, of a field, of what is looked for.
    fn type_in(&mut self, key: Key) {
        match self.windows.last_mut() {
            None => match key {
                Key::Char(c) if self.grid.typed.len() < 16 && (c.is_ascii_alphanumeric() || c == '-') => {
                    self.grid.typed.push(c);
                }
                Key::Backspace => drop(self.grid.typed.pop()),
                _ => {}
            },
            Some(Window::Form(form)) => match key {
                Key::Char(c) => form.write(c),
                Key::Backspace => form.erase(true),
                Key::Delete => form.erase(false),
                Key::Left => form.sideways(-1),
                Key::Right => form.sideways(1),
                Key::Home => form.sideways(i32::MIN),
                Key::End => form.sideways(i32::MAX),
                _ => {}
            },
            Some(Window::Palette(palette)) => {
                match key {
                    Key::Char(c) => palette.typed.insert(c),
                    Key::Backspace => drop(palette.typed.backspace()),
                    Key::Delete => drop(palette.typed.delete()),
                    Key::Left => return palette.typed.move_by(-1),
                    Key::Right => return palette.typed.move_by(1),
                    _ => return,
                }
                self.search_palette();
            }
            Some(Window::Question(question)) => {
                if matches!(key, Key::Left | Key::Right | Key::Up | Key::Down) {
                    question.yes = !question.yes;
                }
            }
            Some(_) => {}
        }
    }

    /// A Han character: written where something is written, a hint anywhere else.
    pub fn write(&mut self, c: char) {
        // A building may have a Chinese name: 商业12-1-101.
        let of_a_room = !self.grid.typed.is_empty() || self.begins_a_building(c);
        match self.windows.last_mut() {
            Some(Window::Form(form)) => form.write(c),
            Some(Window::Palette(palette)) => {
                palette.typed.insert(c);
                self.search_palette();
            }
            None if of_a_room => self.grid.typed.push(c),
            _ => self.warn(words::CHINESE_INPUT),
        }
        self.look_for_offers();
    }

    fn begins_a_building(&self, c: char) -> bool {
        self.grid.buildings.iter().any(|building| building.name.starts_with(c))
    }

    /// Several characters at once. Whatever is no character of a line is left out.
    pub fn paste(&mut self, text: &str) {
        let text = text.trim();
        for c in text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }) {
            match self.context() {
                _ if c.is_control() => {}
                Context::Form | Context::Palette => self.write(c),
                Context::Grid => self.type_in(Key::Char(c)),
                _ => {}
            }
        }
    }

    /// Says something that went wrong or has to be known.
    pub(super) fn warn(&mut self, say: impl Into<Say>) {
        self.toast_with(say.into().in_lang(self.lang), false);
    }

    /// Says why something could not be done.
    pub(super) fn warn_of(&mut self, failure: &Failure) {
        self.toast_with(failure.in_lang(self.lang), false);
    }

    fn toast_with(&mut self, text: String, good: bool) {
        self.toast = Some(Toast { text, good, since: self.now });
    }

    /// Says what was done.
    pub(super) fn tell(&mut self, say: impl Into<Say>) {
        self.toast_with(say.into().in_lang(self.lang), true);
    }

    /// Whether anything may be changed from here.
    pub(super) fn writable(&self) -> Result<(), Say> {
        if self.grid.board {
            return Err(words::BOARD_READ_ONLY.into());
        }
        if self.grid.as_of.is_some() {
            return Err(words::PAST_READ_ONLY.into());
        }
        Ok(())
    }

    pub(super) fn step(&mut self, right: i32, up: i32) {
        self.grid.step(right, up);
        self.moved();
    }

    pub(super) fn turn(&mut self, by: usize) {
        self.grid.turn(by);
        self.grid.turned = self.now;
        self.moved();
    }

    pub(super) fn previous_building(&mut self) {
        self.turn(self.grid.buildings.len().saturating_sub(1));
    }

    pub(super) fn next_match(&mut self) {
        if self.grid.next_match() {
            self.moved();
        } else {
            self.warn(words::NO_MATCH);
        }
    }

    pub(super) fn next_view(&mut self) {
        self.grid.view = self.grid.view.next();
        self.read_again();
    }

    /// Reads the units again because something else of them is asked for.
    pub(super) fn read_again(&mut self) {
        let read = if self.grid.as_of.is_none() {
            self.read_grid()
        } else {
            self.grid.filter_again();
            self.relabel()
        };
        if let Err(error) = read {
            self.warn(error.say());
        }
        self.moved();
    }

    pub(super) fn open_filter(&mut self) {
        let form = Form::filter(&self.grid.filter.typed);
        self.windows.push(Window::Form(Box::new(form)));
    }

    pub(super) fn open_past(&mut self) {
        let at = self.grid.as_of.unwrap_or(self.now).local(self.tz_min).to_string();
        // Down to the minute.
        let form = Form::as_of(at.get(..16).unwrap_or(&at));
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Back from the past.
    pub(super) fn now_again(&mut self) {
        self.grid.as_of = None;
        self.read_again();
    }

    pub(super) fn open_help(&mut self) {
        if matches!(self.windows.last(), Some(Window::Help { .. })) {
            self.windows.pop();
        } else {
            let about = self.context();
            self.windows.push(Window::Help { about, scroll: super::widget::Scroll::default() });
        }
    }

    pub(super) fn toggle_board(&mut self) {
        self.grid.board = !self.grid.board;
        self.grid.turned = self.now;
        self.grid.marks.clear();
    }

    pub(super) fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.tell(if self.mouse { words::MOUSE_ON } else { words::MOUSE_OFF });
    }

    pub(super) fn toggle_language(&mut self) {
        self.lang = match self.lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        self.moved();
    }

    /// Leaves the program; not without a word about what is half typed.
    pub(super) fn quit(&mut self) {
        let dirty = self.windows.iter().any(|window| matches!(window, Window::Form(form) if form.dirty));
        if dirty {
            let text = words::QUIT_DIRTY.into();
            self.windows.push(Window::Question(Question { text, yes: false, then: Then::Quit }));
        } else {
            self.quit = true;
        }
    }

    /// Answers the question on top.
    pub(super) fn answer(&mut self) {
        let Some(Window::Question(question)) = self.windows.last() else { return };
        let (yes, then) = (question.yes, question.then);
        self.windows.pop();
        match (yes, then) {
            (false, _) => {}
            (true, Then::Quit) => self.quit = true,
            (true, Then::Send) => self.send_for_good(),
        }
    }

    /// Leaves one level: a window, a typed room number, marks, the past, the board.
    pub(super) fn back(&mut self) {
        match self.windows.last_mut() {
            Some(Window::Form(form)) if form.offer.is_some() => form.offer = None,
            Some(Window::Form(form)) if form.dirty => {
                form.dirty = false;
                // Once more, and what was typed is gone.
                form.note = Some(Note::Wrong(words::LEAVE_FORM.get(self.lang).to_owned()));
            }
            Some(Window::Palette(palette)) if !palette.typed.text().is_empty() => {
                palette.typed.set("");
                self.search_palette();
            }
            Some(_) => self.leave_window(),
            None if !self.grid.typed.is_empty() => self.grid.typed.clear(),
            None if !self.grid.marks.is_empty() => self.grid.marks.clear(),
            None if self.grid.as_of.is_some() => self.now_again(),
            None if self.grid.board => self.toggle_board(),
            None if !self.grid.filter.is_empty() => {
                self.grid.filter = super::grid::filter::Filter::default();
                self.read_again();
            }
            None => {}
        }
    }

    fn leave_window(&mut self) {
        if let Some(Window::Form(form)) = self.windows.pop() {
            self.drop_draft(&form);
            self.once_signed_in = None;
            // Whoever does not give the PIN is not at the desk any more.
            if matches!(form.purpose, super::form::Purpose::Unlock) {
                self.locked = None;
                self.undo.clear();
            }
        }
    }

    /// Enter: goes to the room that was typed, or opens the unit under the cursor.
    pub(super) fn open_unit(&mut self) {
        if self.grid.typed.is_empty() {
            if self.grid.current().is_some() {
                self.windows.push(Window::Unit { scroll: super::widget::Scroll::default() });
            }
            return;
        }
        let typed = std::mem::take(&mut self.grid.typed);
        match self.grid.find(&typed) {
            Some(place) => {
                self.grid.at = place;
                self.moved();
            }
            None => self.warn(crate::say!(words::NOT_THERE, typed = typed)),
        }
    }

    pub(super) fn scroll(&mut self, lines: i32) {
        if let Some(scroll) = self.windows.last_mut().and_then(Window::scroll) {
            scroll.by(lines);
        }
    }
}
