//! The guest book 客户: the list with its search, the guest under the cursor, the registers of a day.

mod doing;
mod registers;
mod sheet;

use std::cell::Cell;

use crate::desk::{GuestRow, Names, StoreError};
use crate::domain::attribution::Attribution;
use crate::domain::day::Day;
use crate::domain::guest::{GuestId, What};
use crate::domain::person::Pii;
use crate::say;
use crate::text::{Lang, guests_tui as words};

use super::App;
use super::app::Screen;
use super::command::Context;
use super::term::Key;
use super::widget::Edit;
use super::window::Window;
pub use registers::{BookLine, Registers};
pub use sheet::{Sheet, Tone};

/// A search that finds more is no search.
pub const MOST: usize = 200;

/// The guest book as it was last read.
#[derive(Default)]
pub struct Guests {
    /// What is looked for.
    pub typed: Edit,
    /// Who was found; the newest without a search.
    pub rows: Vec<Row>,
    /// Which of them is chosen.
    pub at: usize,
    /// The guest under the cursor, in words.
    pub sheet: Sheet,
    /// Whether the registers are shown instead of the list.
    pub in_registers: bool,
    /// The close of the day waits for them: Esc goes back there.
    pub for_close: bool,
    /// The registers of a day.
    pub registers: Registers,
    /// Whether the guest under the cursor was drawn beside the list: only the one who draws knows.
    pub beside: Cell<bool>,
    /// The day when it was read.
    pub today: Day,
}

/// A guest of the list, masked.
pub struct Row {
    /// Number.
    pub id: GuestId,
    /// Name.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// Whose guest today by the evidence; in brackets with whom they are only registered.
    pub whose: String,
    /// Somebody else has evidence as well.
    pub conflict: bool,
    /// How likely to buy.
    pub grade: String,
    /// Last contact.
    pub last: String,
    /// When to follow up next.
    pub next: String,
    /// That has passed.
    pub overdue: bool,
}

impl Row {
    fn new(row: &GuestRow, known: &Attribution, names: &Names, app: &App) -> Self {
        let (now, tz_min) = (app.now, app.tz_min);
        let today = Day::of(now, tz_min);
        let person = row.person.as_ref();
        let masked = |number: &Pii<String>| number.masked_number();
        let contact =
            |what: &What| matches!(what, What::Visit { .. } | What::Call { .. } | What::FollowUp { .. });
        let last = row.guest.traces.iter().filter(|t| contact(&t.what)).map(|t| t.at).max();
        let last = last.map(|at| match Day::of(at, tz_min) {
            day if day == today => at.local(tz_min).clock(),
            day => short(day, today),
        });
        Self {
            id: row.id,
            name: person.map(|p| p.name.masked_name()).unwrap_or_default(),
            phone: person.and_then(|p| p.phone.as_ref()).map(masked).unwrap_or_default(),
            whose: whose_in_words(row, known, names, app.lang),
            conflict: !known.others.is_empty(),
            grade: row.guest.grade.map(|grade| grade.code().to_uppercase()).unwrap_or_default(),
            last: last.unwrap_or_default(),
            next: row.guest.next.map(|next| short(next.day, today)).unwrap_or_default(),
            overdue: row.guest.next.is_some_and(|next| next.at < now),
        }
    }
}

/// Whose guest today: `王磊`, `王磊 !` where somebody else has evidence, `(王磊)` where they are only registered.
fn whose_in_words(row: &GuestRow, known: &Attribution, names: &Names, lang: Lang) -> String {
    let say = match (&known.whose, row.guest.consultant) {
        (Some(whose), _) if known.others.is_empty() => crate::desk::whose(whose),
        (Some(whose), _) => say!(words::CONFLICTED, who = crate::desk::whose(whose)),
        (None, Some(who)) => say!(words::ONLY_REGISTERED, who = who),
        (None, None) => return String::new(),
    };
    names.fill(say).in_lang(lang)
}

/// A date without what goes without saying: `11-28`, `27-01-05`.
pub fn short(day: Day, today: Day) -> String {
    let (day, today) = (day.to_string(), today.to_string());
    let from = if day.get(..4) == today.get(..4) { 5 } else { 2 };
    day.get(from..).unwrap_or(&day).to_owned()
}

impl Guests {
    /// Where its keys mean what.
    pub fn context(&self) -> Context {
        if self.in_registers { Context::Book } else { Context::Guests }
    }

    /// Who is under the cursor.
    pub fn here(&self) -> Option<GuestId> {
        if self.in_registers {
            self.registers.line().and_then(|line| line.guest)
        } else {
            self.rows.get(self.at).map(|row| row.id)
        }
    }
}

impl App {
    /// Reads the guest book again; the cursor stays on its guest.
    pub(super) fn read_guests(&mut self) -> Result<(), StoreError> {
        let today = self.desk.today();
        // Whoever looked at today goes on looking at today.
        if self.guests.registers.day == self.guests.today {
            self.guests.registers.day = today;
        }
        self.guests.today = today;
        let here = self.guests.rows.get(self.guests.at).map(|row| row.id);
        self.find_guests()?;
        let at = self.guests.rows.iter().position(|row| Some(row.id) == here);
        if here.is_some() && at.is_none() && !self.guests.in_registers {
            // Whoever is gone is looked at no more.
            self.windows.retain(|window| !matches!(window, Window::Guest { .. }));
        }
        self.guests.at = at.unwrap_or(0);
        self.read_registers()?;
        self.look_at_guest()
    }

    fn find_guests(&mut self) -> Result<(), StoreError> {
        let found = self.desk.find_guest_rows(self.guests.typed.text(), MOST)?;
        let known = self.desk.attributions(&found)?;
        let names = self.desk.names()?;
        let rows = found.iter().zip(&known);
        let rows = rows.map(|(row, known)| Row::new(row, known, &names, self)).collect();
        drop(names);
        self.guests.rows = rows;
        Ok(())
    }

    /// What is looked for has changed.
    pub(super) fn search_guests(&mut self) {
        self.guests.at = 0;
        if self.find_guests().is_err() {
            self.guests.rows.clear();
        }
        self.guest_moved();
    }

    /// A key of writing in the search.
    pub(super) fn edit_search(&mut self, key: Key) {
        if self.guests.in_registers {
            return;
        }
        if self.guests.typed.write(key) {
            self.search_guests();
        }
    }

    /// Nothing is looked for any more.
    pub(super) fn forget_search(&mut self) {
        if !self.guests.typed.text().is_empty() {
            self.guests.typed.set("");
            self.search_guests();
        }
    }

    /// The cursor is elsewhere: reads what is said of the guest there.
    pub(super) fn guest_moved(&mut self) {
        if self.look_at_guest().is_err() {
            self.guests.sheet = Sheet::default();
        }
    }

    /// Up and down, in the list or in the registers.
    pub(super) fn guests_step(&mut self, by: i32) {
        let guests = &mut self.guests;
        let (at, all) = if guests.in_registers {
            (&mut guests.registers.at, guests.registers.lines.len())
        } else {
            (&mut guests.at, guests.rows.len())
        };
        let last = all.saturating_sub(1) as i64;
        *at = (*at as i64 + i64::from(by)).clamp(0, last) as usize;
        self.guest_moved();
    }

    /// A click on a line: chooses it; a second one does what Enter does.
    pub(super) fn click_guest(&mut self, at: usize) {
        let guests = &mut self.guests;
        let place = if guests.in_registers { &mut guests.registers.at } else { &mut guests.at };
        let same = *place == at;
        *place = at;
        self.guest_moved();
        if let Some(cmd) = super::command::find(Key::Enter, self.context()).filter(|_| same) {
            self.run(cmd);
        }
    }

    /// The list instead of the registers, and back.
    pub(super) fn other_view(&mut self) {
        self.guests.in_registers = !self.guests.in_registers;
        if self.guests.in_registers {
            self.guests.registers.at = self.guests.registers.first_incomplete(0).unwrap_or(0);
        }
        self.guest_moved();
    }

    /// Whether letters are written into the search.
    pub(super) fn is_searching(&self) -> bool {
        self.screen == Screen::Guests && !self.guests.in_registers && self.windows.is_empty()
    }
}
