//! Rotation 带客轮班 (RULES 1.1): one table a day, a pure fold of what was written down. Whose turn it is, and why,
//! follows from the entries alone; taking one back is folding the others again.
//!
//! - [`kind`]: sorts of guests, turns, absences, outcomes
//! - [`rules`]: the switches a day runs by
//! - [`table`]: the fold; on it stand [`member`]s, and [`step`]s say what each entry did to whom
//! - `turns`: what a guest takes from whom, and how it comes back
//! - [`queue`]: who comes next
//! - [`decide`]: what may happen
//! - [`explain`]: why, in words

pub mod decide;
pub mod explain;
pub mod kind;
pub mod member;
pub mod queue;
pub mod rules;
pub mod step;
pub mod table;
mod turns;

use serde::{Deserialize, Serialize};

use super::event::{Aggregate, EventSet, Meta, Unreadable, events};
use super::guest::GuestId;
use super::moment::Millis;
use super::staff::StaffId;
pub use kind::{Arrival, Away, Group, Outcome, Penalty, RestoreReason, Turn};
use rules::Rules;
use table::Table;

events! {
    /// What happens in a day's rotation (RULES 1.1.6).
    RosterEvent {
        /// The day's table was begun, with the rules it runs by.
        "roster.opened" v 1 => Opened {
            /// The rules of the day.
            rules: Rules,
            /// The team that comes first.
            first_group: Group,
        }
        /// Signed in 签到.
        "roster.signed_in" v 1 => SignedIn {
            /// Who.
            who: StaffId,
            /// In which team.
            group: Group,
            /// After the start of work.
            late: bool,
        }
        /// The table was confirmed 确认轮次.
        "roster.order_fixed" v 1 => OrderFixed {
            /// Everybody, first to last.
            order: Vec<StaffId>,
        }
        /// Stands at the door now 上门口位.
        "roster.stepped_up" v 1 => SteppedUp {
            /// Who.
            who: StaffId,
        }
        /// A guest went to somebody 接待.
        "roster.guest_assigned" v 1 => GuestAssigned {
            /// Number of the reception, counted through the day.
            no: u32,
            /// Who receives.
            who: StaffId,
            /// What sort of guest.
            kind: Arrival,
            /// The guest, where known at the door.
            guest: Option<GuestId>,
            /// What it took.
            turn: Turn,
        }
        /// A call was taken 来电.
        "roster.call_taken" v 1 => CallTaken {
            /// Number of the call, counted through the day.
            no: u32,
            /// Who took it.
            who: StaffId,
            /// The guest, where known.
            guest: Option<GuestId>,
            /// What it took.
            turn: Turn,
        }
        /// The register was written 登记.
        "roster.register_written" v 1 => RegisterWritten {
            /// Of which reception.
            no: u32,
            /// By whom: the witness.
            by: StaffId,
            /// The guest.
            guest: Option<GuestId>,
            /// Complete enough to count: with a phone number (RULES 1.1.3).
            valid: bool,
        }
        /// A reception is over 接待结束.
        "roster.reception_ended" v 1 => ReceptionEnded {
            /// Which.
            no: u32,
            /// How.
            outcome: Outcome,
        }
        /// A reception is over, written down afterwards: also one that nobody ended on its day.
        "roster.reception_ended_late" v 1 => ReceptionEndedLate {
            /// Which.
            no: u32,
            /// How.
            outcome: Outcome,
            /// When, as somebody says.
            at: Millis,
        }
        /// A turn came back 还轮.
        "roster.turn_restored" v 1 => TurnRestored {
            /// Of which reception.
            no: u32,
            /// Why.
            reason: RestoreReason,
            /// Remark.
            note: String,
        }
        /// A turn to be made up was granted 补接.
        "roster.turn_granted" v 1 => TurnGranted {
            /// To whom.
            who: StaffId,
            /// Why.
            reason: String,
        }
        /// Turns were taken away 罚轮.
        "roster.turn_skipped" v 1 => TurnSkipped {
            /// From whom.
            who: StaffId,
            /// How many.
            turns: u32,
            /// Why.
            penalty: Penalty,
            /// Remark.
            note: String,
        }
        /// Left the lobby 离岗.
        "roster.went_away" v 1 => WentAway {
            /// Who.
            who: StaffId,
            /// Why.
            kind: Away,
            /// When expected back.
            back: Option<Millis>,
        }
        /// Is back 返岗.
        "roster.came_back" v 1 => CameBack {
            /// Who.
            who: StaffId,
        }
        /// May take no guests for a while 停轮.
        "roster.suspended" v 1 => Suspended {
            /// Who.
            who: StaffId,
            /// Until when; `None` for the rest of the day.
            until: Option<Millis>,
            /// Why.
            reason: String,
        }
        /// May take guests again 恢复.
        "roster.resumed" v 1 => Resumed {
            /// Who.
            who: StaffId,
            /// Why.
            reason: String,
        }
        /// The manager changed the order 调整.
        "roster.reordered" v 1 => Reordered {
            /// Everybody, first to last.
            order: Vec<StaffId>,
            /// Why.
            reason: String,
        }
        /// A guest changed hands 转交; the turn goes with them.
        "roster.guest_transferred" v 1 => GuestTransferred {
            /// Of which reception.
            no: u32,
            /// From whom.
            from: StaffId,
            /// To whom.
            to: StaffId,
            /// Why.
            reason: String,
        }
        /// Went home 签退.
        "roster.signed_out" v 1 => SignedOut {
            /// Who.
            who: StaffId,
        }
        /// An entry counts no more 更正: the day is folded without it.
        "roster.corrected" v 1 => Corrected {
            /// Its place in the log.
            event: i64,
            /// Why.
            reason: String,
        }
    }
}

/// One entry of the day.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What the log knows of it.
    pub meta: Meta,
    /// What happened.
    pub event: RosterEvent,
}

/// The rotation of one day.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "Doc", into = "Doc")]
pub struct Roster {
    entries: Vec<Entry>,
    table: Table,
}

impl Roster {
    /// What was written down, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The table as it is now.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Whether an entry was taken back.
    pub fn is_void(&self, seq: i64) -> bool {
        self.entries.iter().any(|e| matches!(e.event, RosterEvent::Corrected { event, .. } if event == seq))
    }

    /// The day as it stood at `at`: a correction made later is not known yet.
    #[must_use]
    pub fn as_of(&self, at: Millis) -> Self {
        let entries = self.entries.iter().take_while(|e| e.meta.at <= at).cloned().collect();
        let mut past = Self { entries, table: Table::default() };
        past.fold();
        past
    }

    fn fold(&mut self) {
        let mut table = Table::default();
        for entry in &self.entries {
            if !self.is_void(entry.meta.seq) {
                table.take(entry);
            }
        }
        self.table = table;
    }
}

impl Aggregate for Roster {
    type Event = RosterEvent;
    const KIND: &'static str = "roster";

    fn evolve(&mut self, event: &RosterEvent, meta: &Meta) {
        let entry = Entry { meta: *meta, event: event.clone() };
        let again = matches!(event, RosterEvent::Corrected { .. });
        if !again {
            self.table.take(&entry);
        }
        self.entries.push(entry);
        if again {
            self.fold();
        }
    }
}

/// An entry as the row holds it: the same body as in the log.
#[derive(Serialize, Deserialize)]
struct DocEntry {
    seq: i64,
    at: Millis,
    tz: i32,
    actor: StaffId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approver: Option<StaffId>,
    kind: String,
    ver: u16,
    body: String,
}

/// A day as its row holds it.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Doc(Vec<DocEntry>);

impl From<Roster> for Doc {
    fn from(roster: Roster) -> Self {
        let entry = |Entry { meta, event }: Entry| {
            let (kind, ver) = event.kind();
            DocEntry {
                seq: meta.seq,
                at: meta.at,
                tz: meta.tz_min,
                actor: meta.actor,
                approver: meta.approver,
                kind: kind.to_owned(),
                ver,
                body: event.encode(),
            }
        };
        Self(roster.entries.into_iter().map(entry).collect())
    }
}

impl TryFrom<Doc> for Roster {
    type Error = Unreadable;

    fn try_from(Doc(entries): Doc) -> Result<Self, Unreadable> {
        let entry = |e: DocEntry| {
            let event = RosterEvent::decode(&e.kind, e.ver, &e.body)?;
            let meta = Meta { seq: e.seq, at: e.at, tz_min: e.tz, actor: e.actor, approver: e.approver };
            Ok(Entry { meta, event })
        };
        let entries = entries.into_iter().map(entry).collect::<Result<_, Unreadable>>()?;
        let mut roster = Self { entries, table: Table::default() };
        roster.fold();
        Ok(roster)
    }
}
