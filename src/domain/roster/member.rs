//! Who and what stands on the table: people, receptions, calls.

use super::{Arrival, Away, Group, Outcome, Turn};
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

/// A turn to be made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// Since when.
    pub since: Millis,
    /// It came back from a guest who was none, and goes before everything.
    pub restored: bool,
    /// The round in which it was missed.
    pub round: i32,
}

/// What somebody's place on the table rests on, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// The order of arrival.
    Arrived(Millis),
    /// The table was confirmed in another order: lots were drawn.
    Confirmed(Millis),
    /// Came back from where no place is kept: last.
    Back(Millis),
    /// Signed in again after going home: last.
    Again(Millis),
    /// The manager's order.
    Manager(Millis),
}

/// Somebody on the table. Their place in [`Table::members`] is their place in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub who: StaffId,
    /// In which team.
    pub group: Group,
    /// When they signed in.
    pub signed_in: Millis,
    /// What their place on the table rests on.
    pub placed: Placed,
    /// After the start of work.
    pub late: bool,
    /// Turns had, in rounds of the table; with `fewest_new`, new guests.
    pub level: i32,
    /// The same for calls.
    pub call_level: i32,
    /// The same for brokers' guests.
    pub channel_level: i32,
    /// Turns to be made up, the oldest first.
    pub credits: Vec<Credit>,
    /// How many missed turns became such credits today.
    pub made_up: u32,
    /// Away, why, since when, expected back.
    pub away: Option<(Away, Millis, Option<Millis>)>,
    /// Suspended, until when; the end of time for the rest of the day.
    pub suspended: Option<Millis>,
    /// Since when, the last time.
    pub suspended_since: Millis,
    /// Went home.
    pub left: bool,
    /// New guests of today that count.
    pub new: u32,
    /// Other guests of today.
    pub old: u32,
    /// Calls of today.
    pub calls: u32,
    /// Free since: waiting is counted from here.
    pub free_since: Millis,
    /// Milliseconds spent waiting for the new guests that came.
    pub waited: i64,
}

/// A reception 接待.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reception {
    /// Number, counted through the day.
    pub no: u32,
    /// Who receives.
    pub who: StaffId,
    /// What sort of guest.
    pub kind: Arrival,
    /// The guest, once known.
    pub guest: Option<GuestId>,
    /// When it began.
    pub at: Millis,
    /// What it took.
    pub turn: Turn,
    /// When, by whom, and whether completely the register was written.
    pub register: Option<(Millis, StaffId, bool)>,
    /// When and how it ended.
    pub ended: Option<(Millis, Outcome)>,
    /// The turn came back.
    pub restored: bool,
    /// The team whose guest it counts as, where the teams take turns.
    pub team: Option<Group>,
    /// Milliseconds that whoever receives had waited for it.
    pub waited: i64,
}

/// A call 来电.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// Number, counted through the day.
    pub no: u32,
    /// Who took it.
    pub who: StaffId,
    /// The guest, where known.
    pub guest: Option<GuestId>,
    /// When.
    pub at: Millis,
}
