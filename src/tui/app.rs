//! What is shown: the units as last read, where the cursor is, what is open. Commands change it; nothing here draws.

use crate::desk::{Action, Approval, Desk, Failure, Filled, GridRow, Session, StoreError};
use crate::domain::moment::Millis;
use crate::domain::permission::Roles;
use crate::domain::person::Pii;
use crate::domain::unit::Status;
use crate::domain::unit_id::UnitId;
use crate::text::{Lang, Say, tui as words};

use super::Theme;
use super::command::Context;
use super::form::Form;
use super::screen::shape::{self, Building};

/// What stands over the grid.
#[derive(Clone)]
pub(super) enum Open {
    /// Nothing.
    Nothing,
    /// The keys.
    Help,
    /// A unit and its history, from this line on.
    Detail { from: usize },
    /// What can be done to the unit.
    Menu { items: Vec<&'static Action>, at: usize },
    /// A form.
    Form(Box<Form>),
}

/// Who is at the desk.
#[derive(Clone)]
pub(super) struct Person {
    pub session: Session,
    pub name: String,
    pub roles: Roles,
}

/// The state of the terminal.
pub struct App {
    pub(super) desk: Desk,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    pub(super) project: String,
    pub(super) now: Millis,
    pub(super) tz_min: i32,
    pub(super) clock_suspect: bool,
    pub(super) buildings: Vec<Building>,
    pub(super) units: Vec<GridRow>,
    pub(super) at: (usize, usize, usize),
    pub(super) open: Open,
    pub(super) board: bool,
    pub(super) typed: String,
    pub(super) toast: Option<Say>,
    pub(super) person: Option<Person>,
    /// What is said of the unit under the cursor: read when the cursor moves or the file changes, not when drawing.
    pub(super) detail: Vec<String>,
    pub(super) history: Vec<String>,
    quit: bool,
}

impl App {
    /// The grid of an open project.
    ///
    /// # Errors
    /// What the store says.
    pub fn new(desk: Desk, lang: Lang, theme: Theme) -> Result<Self, StoreError> {
        let (now, tz_min) = desk.now();
        let mut app = Self {
            desk,
            lang,
            theme,
            project: String::new(),
            now,
            tz_min,
            clock_suspect: false,
            buildings: Vec::new(),
            units: Vec::new(),
            at: (0, 0, 0),
            open: Open::Nothing,
            board: false,
            typed: String::new(),
            toast: None,
            person: None,
            detail: Vec::new(),
            history: Vec::new(),
            quit: false,
        };
        app.reload()?;
        // The top floor of the first building, as on the wall; its corner may be a hole.
        app.step(0, 0);
        Ok(app)
    }

    /// Reads again what is shown; the cursor stays on its unit.
    ///
    /// # Errors
    /// What the store says.
    pub fn reload(&mut self) -> Result<(), StoreError> {
        let here = self.current().map(|row| row.id.clone());
        self.project = self.desk.project()?.name;
        self.clock_suspect = self.desk.clock_suspect()?;
        self.units = self.desk.grid()?;
        self.buildings = shape::shape(&self.units);
        self.at = here.and_then(|id| shape::find(&self.buildings, &self.units, &id)).unwrap_or((0, 0, 0));
        self.settle();
        self.look_at_unit()
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
        Ok(changed || minute)
    }

    /// Whether the person wants to leave.
    pub fn is_over(&self) -> bool {
        self.quit
    }

    /// Where keys mean what.
    pub(super) fn context(&self) -> Context {
        if matches!(self.open, Open::Nothing) { Context::Grid } else { Context::Popup }
    }

    /// The unit under the cursor.
    pub(super) fn current(&self) -> Option<&GridRow> {
        let (building, floor, column) = self.at;
        let index = *self.buildings.get(building)?.floors.get(floor)?.cells.get(column)?;
        self.units.get(index?)
    }

    fn settle(&mut self) {
        self.at.0 = self.at.0.min(self.buildings.len().saturating_sub(1));
        if let Some(building) = self.buildings.get(self.at.0) {
            self.at.1 = self.at.1.min(building.floors.len().saturating_sub(1));
            self.at.2 = self.at.2.min(building.columns.len().saturating_sub(1));
        }
    }

    /// Moves the cursor over the units there are; holes in the building are passed over.
    pub(super) fn step(&mut self, right: i32, up: i32) {
        self.toast = None;
        let Some(building) = self.buildings.get(self.at.0) else { return };
        let (floors, columns) = (building.floors.len(), building.columns.len());
        if floors == 0 || columns == 0 {
            return;
        }
        if up != 0 {
            // Floors are listed from the top.
            let to = (self.at.1 as i64 - i64::from(up)).clamp(0, floors as i64 - 1);
            self.at.1 = to as usize;
        }
        let cells = &building.floors[self.at.1].cells;
        let wanted = (self.at.2 as i64 + i64::from(right)).clamp(0, columns as i64 - 1) as usize;
        let there = |column: &usize| cells.get(*column).is_some_and(Option::is_some);
        let nearest = |to: usize| {
            let ahead = (to..columns).find(there);
            let behind = (0..=to).rev().find(there);
            if right < 0 { behind.or(ahead) } else { ahead.or(behind) }
        };
        self.at.2 = nearest(wanted).unwrap_or(wanted);
        self.moved();
    }

    pub(super) fn next_building(&mut self) {
        self.turn(1);
    }

    pub(super) fn previous_building(&mut self) {
        self.turn(self.buildings.len().saturating_sub(1));
    }

    fn turn(&mut self, by: usize) {
        if !self.buildings.is_empty() {
            self.at = ((self.at.0 + by) % self.buildings.len(), 0, 0);
            self.step(0, 0);
        }
    }

    pub(super) fn toggle_help(&mut self) {
        // What is typed into a form is not thrown away for a look at the keys.
        if matches!(self.open, Open::Form(_) | Open::Menu { .. }) {
            return;
        }
        self.open = if matches!(self.open, Open::Help) { Open::Nothing } else { Open::Help };
    }

    pub(super) fn toggle_board(&mut self) {
        self.board = !self.board;
    }

    pub(super) fn toggle_language(&mut self) {
        self.lang = match self.lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        self.moved();
    }

    pub(super) fn quit(&mut self) {
        self.quit = true;
    }

    /// Leaves one level: a window, a typed room number, the board.
    pub(super) fn back(&mut self) {
        self.toast = None;
        if let Open::Form(form) = &mut self.open
            && std::mem::take(&mut form.dirty)
        {
            // Once more, and what was typed is gone.
            form.wrong = Some(words::LEAVE_FORM.get(self.lang).to_owned());
            return;
        }
        if !matches!(self.open, Open::Nothing) {
            self.open = Open::Nothing;
        } else if self.typed.is_empty() {
            self.board = false;
        } else {
            self.typed.clear();
        }
    }

    /// Enter: goes to the room that was typed, or opens the unit under the cursor.
    pub(super) fn open_detail(&mut self) {
        if self.typed.is_empty() {
            if self.current().is_some() {
                self.open = Open::Detail { from: 0 };
            }
        } else {
            self.jump();
        }
    }

    /// A key that no command has: part of a room number, or scrolling.
    pub(super) fn type_in(&mut self, c: char) {
        self.toast = None;
        if self.typed.len() < 16 && (c.is_ascii_alphanumeric() || c == '-') {
            self.typed.push(c);
        }
    }

    pub(super) fn erase(&mut self) {
        self.typed.pop();
    }

    pub(super) fn scroll(&mut self, by: i32) {
        if let Open::Detail { from } = &mut self.open {
            let last = self.history.len().saturating_sub(1);
            *from = (*from as i64 + i64::from(by)).clamp(0, last as i64) as usize;
        }
    }

    pub(super) fn input_method_is_on(&mut self) {
        self.toast = Some(words::CHINESE_INPUT.into());
    }

    /// `1203` is looked for in this building first; `3-1-1203` anywhere.
    fn jump(&mut self) {
        let typed = std::mem::take(&mut self.typed);
        let whole: Option<UnitId> = typed.parse().ok();
        let place = whole.and_then(|id| shape::find(&self.buildings, &self.units, &id)).or_else(|| {
            let room = typed.trim_start_matches('0').to_uppercase();
            shape::find_room(&self.buildings, &self.units, self.at.0, &room)
        });
        match place {
            Some(place) => {
                self.at = place;
                self.moved();
            }
            None => self.toast = Some(crate::say!(words::NOT_THERE, typed = typed)),
        }
    }

    /// Puts somebody at the desk.
    pub(super) fn sign_in(&mut self, name: &str, pin: &Pii<String>) -> Result<(), Failure> {
        let session = self.desk.sign_in(name, pin)?;
        let row = self.desk.staff()?.into_iter().find(|row| row.id == session.staff);
        self.person = row.map(|row| Person { session, name: row.name, roles: row.staff.roles });
        self.open = Open::Nothing;
        Ok(())
    }

    /// Does an action; where another person's PIN is needed, asks for it.
    pub(super) fn try_to(
        &mut self,
        action: &'static Action,
        filled: &Filled,
        approval: Option<Approval>,
        form: &Form,
    ) -> Result<(), Failure> {
        let Some(person) = self.person.clone() else {
            self.open = Open::Form(Box::new(Form::sign_in()));
            return Ok(());
        };
        match self.desk.act(&person.session, action, filled, approval, form.id) {
            Ok(done) => {
                self.open = Open::Nothing;
                let skipped = done.skipped.len();
                self.toast = match (done.says.into_iter().next(), done.skipped.into_iter().next()) {
                    (Some(first), Some(reason)) => {
                        Some(crate::say!(words::DONE_BUT, first = first, count = skipped, reason = reason))
                    }
                    (first, _) => first,
                };
                Ok(self.reload()?)
            }
            Err(Failure::NeedsApproval(_)) => {
                self.open = Open::Form(Box::new(Form::approve(action, filled.clone(), form.clone())));
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    /// How many units there are in each status.
    pub(super) fn counts(&self) -> Vec<(Status, usize)> {
        let count = |status: &Status| self.units.iter().filter(|row| row.status == *status).count();
        Status::ALL.iter().map(|status| (*status, count(status))).filter(|(_, n)| *n > 0).collect()
    }
}
