//! The registers of a day 来访登记表/来电登记表: each line in words, what is missing, and where the hand-in stands.

use super::super::App;
use crate::desk::{Names, StoreError, book_in_words};
use crate::domain::book::Line;
use crate::domain::day::Day;
use crate::domain::guest::{GuestId, VisitKind};
use crate::domain::register::{Register, field_text};
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Lang, guest as guest_words, guests_tui as words};

/// The registers of a day as they were last read.
#[derive(Default)]
pub struct Registers {
    /// The day.
    pub day: Day,
    /// Its lines in words: visits, then calls.
    pub lines: Vec<BookLine>,
    /// Which of them is chosen.
    pub at: usize,
    /// What they come to, and where they are.
    pub summary: String,
}

/// A line of a register in words, its guest masked.
pub struct BookLine {
    /// Of which register.
    pub register: Register,
    /// Its number there.
    pub number: u32,
    /// Who; `None` for an invalid registration.
    pub guest: Option<GuestId>,
    /// When.
    pub time: String,
    /// Who, masked.
    pub who: String,
    /// What the visit is.
    pub kind: &'static str,
    /// Who received or answered.
    pub consultant: String,
    /// Who wrote it.
    pub witness: String,
    /// Where they heard of the project.
    pub source: &'static str,
    /// How far the hand-in is with it.
    pub state: String,
    /// The fields that are missing, by code.
    pub missing: Vec<String>,
    /// The same in words.
    pub missing_words: String,
    /// Struck out by a correction.
    pub struck: bool,
    /// A call whose caller nobody has written down.
    pub open: bool,
}

impl BookLine {
    fn new((register, number, line): (Register, u32, &Line), names: &Names, lang: Lang, tz_min: i32) -> Self {
        let staff = |id: Option<StaffId>| id.and_then(|id| names.staff(id)).unwrap_or_default().to_owned();
        let nobody = if line.is_open() { guest_words::OPEN } else { guest_words::INVALID };
        let kind = line.kind.map(|kind| match kind {
            VisitKind::First => words::KIND_FIRST,
            VisitKind::Returning => words::KIND_RETURNING,
            VisitKind::CallToVisit => words::KIND_FROM_CALL,
        });
        let state = match line.confirmed {
            _ if line.struck => words::STRUCK.get(lang).to_owned(),
            Some(at) => say!(words::CONFIRMED_AT, at = at.local(tz_min).clock()).in_lang(lang),
            None if line.awaits().is_some() => words::WAITS.get(lang).to_owned(),
            None => String::new(),
        };
        let missing = line.lacks().to_vec();
        let in_words =
            |code: &String| field_text(code).map_or(code.clone(), |text| text.get(lang).to_owned());
        let missing_words = missing.iter().map(in_words).collect::<Vec<_>>().join(" ");
        Self {
            register,
            number,
            guest: line.guest,
            time: line.at.local(tz_min).clock(),
            who: line.guest.map_or_else(|| nobody.get(lang).to_owned(), |guest| names.guest(guest)),
            kind: kind.map_or("", |text| text.get(lang)),
            consultant: staff(line.consultant),
            witness: staff(line.witness),
            source: line.source.map_or("", |source| source.text().get(lang)),
            state,
            missing,
            missing_words,
            struck: line.struck,
            open: line.is_open(),
        }
    }
}

impl Registers {
    /// The line that is chosen.
    pub fn line(&self) -> Option<&BookLine> {
        self.lines.get(self.at)
    }

    /// The first line from `from` on that lacks something.
    pub fn first_incomplete(&self, from: usize) -> Option<usize> {
        let lacks = |at: &usize| !self.lines[*at].missing.is_empty();
        (from..self.lines.len()).find(lacks)
    }
}

impl App {
    pub(super) fn read_registers(&mut self) -> Result<(), StoreError> {
        let day = self.guests.registers.day;
        let book = self.desk.book(day)?;
        let names = self.desk.names()?;
        let lines: Vec<BookLine> =
            book.lines().map(|line| BookLine::new(line, &names, self.lang, self.tz_min)).collect();
        let says = book_in_words(day, &book).into_iter().map(|say| names.fill(say).in_lang(self.lang));
        let summary = says.collect::<Vec<_>>().join(" ");
        drop(names);
        let at = self.guests.registers.at.min(lines.len().saturating_sub(1));
        self.guests.registers = Registers { day, lines, at, summary };
        Ok(())
    }

    /// The registers of the day before or after.
    pub(in super::super) fn turn_day(&mut self, by: i64) {
        let day = self.guests.registers.day.plus(by);
        if day > self.desk.today() {
            return self.warn(words::FUTURE_DAY);
        }
        self.guests.registers.day = day;
        if self.read_registers().is_err() {
            self.reload_later();
        }
        self.guests.registers.at = self.guests.registers.first_incomplete(0).unwrap_or(0);
        self.guest_moved();
    }

    /// What was just entered is what is completed next: the cursor goes to its line.
    pub(in super::super) fn follow_line(&mut self, action: &str) {
        let register = match action {
            "guest.visit" => Register::Visit,
            "guest.call" => Register::Call,
            _ => return,
        };
        let registers = &mut self.guests.registers;
        registers.at = registers.lines.iter().rposition(|l| l.register == register).unwrap_or(registers.at);
    }

    /// The next line that lacks something, round and round.
    pub(in super::super) fn next_incomplete(&mut self) {
        let registers = &self.guests.registers;
        let found = registers.first_incomplete(registers.at + 1).or_else(|| registers.first_incomplete(0));
        match found {
            Some(at) => {
                self.guests.registers.at = at;
                self.guest_moved();
            }
            None => self.warn(words::ALL_COMPLETE),
        }
    }
}
