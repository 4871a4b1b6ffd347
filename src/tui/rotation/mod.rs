//! The rotation 轮岗 as it was last read, and what is chosen of it; `doing.rs` has what each key does.

mod doing;

use std::collections::HashMap;

use crate::desk::StoreError;
use crate::domain::day::Day;
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::roster::member::{Member, Reception};
use crate::domain::roster::step::Block;
use crate::domain::roster::{Roster, Turn};
use crate::domain::staff::StaffId;
use crate::text::Say;

use super::App;

/// More entries than this nobody reads beside the board.
const LOG: usize = 100;

/// The rotation as it was last read: today's, or that of a moment of the past.
#[derive(Default)]
pub struct Rotation {
    /// The day.
    pub day: Day,
    /// Its table and entries.
    pub roster: Roster,
    /// The moment of the past that is shown.
    pub as_of: Option<Millis>,
    /// Which line is chosen.
    pub at: usize,
    /// What was taken at the door last, until the cursor is moved: the register is about it.
    newest: Option<Row>,
    /// What happened, the last first: time and words.
    pub log: Vec<(Millis, Say)>,
    /// Calls whose caller nobody has written down: the line in the register, who took it, when.
    pub calls: Vec<(u32, StaffId, Millis)>,
    /// The last day before this one, where a reception of it was never ended.
    pub left: Option<(Day, Roster)>,
    staff: HashMap<StaffId, String>,
    guests: HashMap<GuestId, String>,
}

/// A line of the board that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Somebody who can take a guest; their place in the order.
    Place(StaffId, usize),
    /// A reception that is not over.
    Reception(u32, StaffId),
    /// A reception of an earlier day that nobody ended.
    Left(Day, u32, StaffId),
    /// A reception that is over and that nobody has written down.
    Over(u32, StaffId),
    /// A call whose caller nobody has written down: its line in the register, and who took it.
    Call(u32, StaffId),
    /// Somebody who is away or suspended.
    Absent(StaffId),
}

impl Row {
    /// Who it is about.
    pub fn who(self) -> StaffId {
        match self {
            Self::Place(who, _)
            | Self::Reception(_, who)
            | Self::Left(_, _, who)
            | Self::Over(_, who)
            | Self::Call(_, who)
            | Self::Absent(who) => who,
        }
    }
}

impl Rotation {
    /// Everything that can be chosen, from top to bottom.
    pub fn rows(&self, now: Millis) -> Vec<Row> {
        let table = self.roster.table();
        let order = table.order(now);
        let places = order.iter().enumerate().map(|(at, place)| Row::Place(place.who, at));
        let open = table.open().map(|r| Row::Reception(r.no, r.who));
        let absent = table.blocked(now).into_iter().filter(|(_, block)| !matches!(block, Block::Serving(_)));
        let calls = self.calls.iter().map(|(line, who, _)| Row::Call(*line, *who));
        let over = self.unwritten().filter(|r| r.ended.is_some()).map(|r| Row::Over(r.no, r.who));
        places
            .chain(open)
            .chain(self.left())
            .chain(over)
            .chain(calls)
            .chain(absent.map(|(who, _)| Row::Absent(who)))
            .collect()
    }

    /// Receptions of the last day before this one that nobody ended.
    fn left(&self) -> impl Iterator<Item = Row> {
        let left = self.left.iter();
        left.flat_map(|(day, roster)| roster.table().open().map(|r| Row::Left(*day, r.no, r.who)))
    }

    /// Whether a reception can be ended: of today, or one that was left open.
    pub fn has_open(&self) -> bool {
        self.roster.table().open().next().is_some() || self.left.is_some()
    }

    /// A reception of this day, or of the one that was left open.
    pub fn reception_of(&self, day: Day, no: u32) -> Option<&Reception> {
        let left = self.left.as_ref().filter(|(left, _)| *left == day);
        left.map_or(&self.roster, |(_, roster)| roster).table().reception(no)
    }

    /// Another line is chosen.
    pub fn stand_on(&mut self, at: usize) {
        (self.at, self.newest) = (at, None);
    }

    /// The line that is chosen.
    pub fn row(&self, now: Millis) -> Option<Row> {
        let rows = self.rows(now);
        rows.get(self.at.min(rows.len().saturating_sub(1))).copied()
    }

    /// A name.
    pub fn name(&self, who: StaffId) -> &str {
        self.staff.get(&who).map_or("?", String::as_str)
    }

    /// Somebody's name as it can be typed: with several of one name, the number.
    fn typed(&self, who: StaffId) -> String {
        let name = self.name(who);
        if self.staff.values().filter(|other| *other == name).count() == 1 {
            name.to_owned()
        } else {
            format!("#{}", who.0)
        }
    }

    /// A guest, masked.
    pub fn guest(&self, reception: &Reception) -> Option<&str> {
        self.guests.get(&reception.guest?).map(String::as_str)
    }

    /// Somebody on the table.
    pub fn member(&self, who: StaffId) -> Option<&Member> {
        self.roster.table().member(who)
    }

    /// Receptions that took a turn which can come back, the last first.
    pub fn taken(&self) -> impl Iterator<Item = &Reception> {
        self.roster.table().receptions.iter().rev().filter(|r| r.turn != Turn::None && !r.restored)
    }

    /// Whether somebody at the door, or on the phone, is not written down.
    pub fn lacks_a_register(&self) -> bool {
        self.unwritten().next().is_some() || !self.calls.is_empty()
    }

    /// Receptions whose register nobody has written.
    pub fn unwritten(&self) -> impl Iterator<Item = &Reception> {
        self.roster.table().receptions.iter().filter(|r| r.register.is_none() && r.kind.is_registered())
    }
}

impl App {
    /// The moment that the rotation is shown at.
    pub(super) fn at_the_door(&self) -> Millis {
        self.rotation.as_of.unwrap_or(self.now)
    }

    /// Shows the rotation at a moment of the past, or now.
    pub(super) fn rotation_at(&mut self, as_of: Option<Millis>) -> Result<(), StoreError> {
        self.rotation.as_of = as_of;
        self.read_rotation()
    }

    /// Reads the rotation again.
    pub(super) fn read_rotation(&mut self) -> Result<(), StoreError> {
        let as_of = self.rotation.as_of;
        let day = as_of.map_or_else(|| self.desk.today(), |at| Day::of(at, self.tz_min));
        let roster = self.desk.roster(day)?;
        let roster = match as_of {
            Some(at) => roster.as_of(at),
            None => roster,
        };
        let names = self.desk.names()?;
        let left = if as_of.is_some() { None } else { self.desk.left_open()? };
        let tables = || left.iter().map(|(_, left)| left.table()).chain([roster.table()]);
        let guests = tables().flat_map(|table| &table.receptions).filter_map(|r| r.guest);
        let guests = guests.map(|guest| (guest, names.guest(guest))).collect();
        let staff = tables().flat_map(|table| &table.members).map(|m| m.who);
        let staff = staff.map(|who| (who, names.staff(who).unwrap_or("?").to_owned())).collect();
        let entries = roster.entries().iter().rev().filter(|entry| !roster.is_void(entry.meta.seq));
        let log = entries.take(LOG).map(|entry| {
            (entry.meta.at, names.fill(crate::domain::words::InWords::say(&entry.event, &entry.meta)))
        });
        let log = log.collect();
        let calls = if as_of.is_some() { Vec::new() } else { self.open_calls(day)? };
        let chosen = self.rotation.row(self.at_the_door());
        let (at, newest) = (self.rotation.at, self.rotation.newest);
        self.rotation = Rotation { day, roster, as_of, at, newest, log, calls, left, staff, guests };
        // The cursor stays on whom it was on: another window's guest must not put somebody else under the next key.
        let rows = self.rotation.rows(self.at_the_door());
        let again = chosen.and_then(|chosen| {
            let same = |row: &Row| match (chosen, *row) {
                (Row::Place(a, _), Row::Place(b, _)) => a == b,
                (a, b) => a == b,
            };
            rows.iter().position(same).or_else(|| rows.iter().position(|row| row.who() == chosen.who()))
        });
        self.rotation.at = again.unwrap_or(self.rotation.at);
        Ok(())
    }

    fn open_calls(&self, day: Day) -> Result<Vec<(u32, StaffId, Millis)>, StoreError> {
        let book = self.desk.book(day)?;
        Ok(book.open_calls().filter_map(|(line, held)| Some((line, held.consultant?, held.at))).collect())
    }

    /// What was just taken at the door is what the register is about next. The cursor goes to a guest; a call leaves it
    /// and the order where they are.
    pub(super) fn follow_door(&mut self, action: &str) {
        let table = self.rotation.roster.table();
        let newest = match action {
            "roster.guest" => table.open().map(|r| Row::Reception(r.no, r.who)).last(),
            "roster.call" => self.rotation.calls.last().map(|(line, who, _)| Row::Call(*line, *who)),
            _ => return,
        };
        self.rotation.newest = newest;
        let rows = self.rotation.rows(self.at_the_door());
        let guest = newest.filter(|row| matches!(row, Row::Reception(..)));
        if let Some(at) = guest.and_then(|guest| rows.iter().position(|row| *row == guest)) {
            self.rotation.at = at;
        }
    }

    /// Up and down.
    pub(super) fn rotation_step(&mut self, by: i32) {
        let last = self.rotation.rows(self.at_the_door()).len().saturating_sub(1) as i64;
        self.rotation.stand_on((self.rotation.at as i64 + i64::from(by)).clamp(0, last) as usize);
    }

    /// Whether a command is what the day at the door waits for: the footer names it first.
    pub(super) fn is_next(&self, id: &str) -> bool {
        let table = self.rotation.roster.table();
        match id {
            "rotation.sign_in" | "rotation.confirm" => table.confirmed.is_none(),
            "setup" => self.setup.is_some() && self.writable().is_ok(),
            "rotation.register" => self.rotation.lacks_a_register(),
            _ => false,
        }
    }
}
