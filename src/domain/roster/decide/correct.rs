//! Taking an entry back: the day is folded again without it.

use super::{Decided, refuse};
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::roster::{Roster, RosterEvent, Turn};
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Text, roster as words};

/// How long whoever made an entry may take it back alone.
const TAKE_BACK_MS: i64 = 10 * 60_000;

impl Roster {
    /// Takes an entry out of the day 更正: everything after it is folded again without it. Of an earlier day only what was
    /// written into it today.
    ///
    /// # Errors
    /// No such entry of today, taken back already, or later entries would hang in the air.
    pub fn decide_correct(&self, event: i64, reason: &str, ctx: &Ctx) -> Decided {
        let at = |why: Text| refuse("RELIABILITY 2.3", say!(why, seq = event), "event");
        let is_today = |at| Day::of(at, ctx.tz_min) == Day::of(ctx.now, ctx.tz_min);
        let Some(entry) = self.entries().iter().find(|e| e.meta.seq == event && is_today(e.meta.at)) else {
            return Err(at(words::NO_SUCH_ENTRY));
        };
        if self.is_void(event) {
            return Err(at(words::CORRECTED_ALREADY));
        }
        let live = || self.entries().iter().filter(|e| e.meta.seq > event && !self.is_void(e.meta.seq));
        let hangs = match &entry.event {
            RosterEvent::Opened { .. } | RosterEvent::Corrected { .. } => {
                return Err(at(words::NOT_CORRECTABLE));
            }
            // The line in the day's register would stay, and the next one be a second.
            RosterEvent::RegisterWritten { guest: Some(_), .. } | RosterEvent::CallTaken { guest: Some(_), .. } => {
                return Err(at(words::IN_THE_REGISTER).try_this(words::IN_THE_REGISTER_REMEDY));
            }
            RosterEvent::SignedIn { who, .. } | RosterEvent::CameBack { who } => {
                live().any(|e| names(&e.event, *who))
            }
            RosterEvent::TurnGranted { who, .. } => live().any(|e| {
                matches!(e.event, RosterEvent::GuestAssigned { who: w, turn: Turn::Credit, .. } if w == *who)
            }),
            RosterEvent::GuestAssigned { no, .. } | RosterEvent::GuestTransferred { no, .. } => {
                live().any(|e| is_about(&e.event, *no))
            }
            RosterEvent::SignedOut { who } => {
                live().any(|e| matches!(e.event, RosterEvent::SignedIn { who: again, .. } if again == *who))
            }
            RosterEvent::ReceptionEnded { no, .. } | RosterEvent::ReceptionEndedLate { no, .. } => {
                live().any(|e| matches!(e.event, RosterEvent::TurnRestored { no: n, .. } if n == *no))
            }
            _ => false,
        };
        if hangs {
            return Err(at(words::LATER_ENTRIES).try_this(words::LATER_ENTRIES_REMEDY));
        }
        Ok(vec![RosterEvent::Corrected { event, reason: reason.to_owned() }])
    }

    /// Takes back what one has just written down oneself 撤销: the last entry, within ten minutes.
    ///
    /// # Errors
    /// Something was written since, somebody else did it, or it is too long ago.
    pub fn decide_take_back(&self, event: i64, reason: &str, ctx: &Ctx) -> Decided {
        let last = self
            .entries()
            .iter()
            .rev()
            .find(|e| !self.is_void(e.meta.seq) && !matches!(e.event, RosterEvent::Corrected { .. }));
        // What stands in the day's registers as well, or took a second PIN, is not taken back by one key.
        let alone = |event: &RosterEvent| {
            matches!(
                event,
                RosterEvent::SignedIn { .. }
                    | RosterEvent::OrderFixed { .. }
                    | RosterEvent::SteppedUp { .. }
                    | RosterEvent::GuestAssigned { .. }
                    | RosterEvent::CallTaken { guest: None, .. }
                    | RosterEvent::ReceptionEnded { .. }
                    | RosterEvent::ReceptionEndedLate { .. }
                    | RosterEvent::TurnRestored { .. }
                    | RosterEvent::WentAway { .. }
                    | RosterEvent::CameBack { .. }
                    | RosterEvent::SignedOut { .. }
            )
        };
        let own = last.filter(|e| {
            e.meta.seq == event
                && e.meta.actor == ctx.actor
                && ctx.now.0 - e.meta.at.0 <= TAKE_BACK_MS
                && e.meta.approver.is_none()
                && alone(&e.event)
        });
        if own.is_none() {
            let refusal = refuse("RELIABILITY 2.3", say!(words::NOT_THE_LAST, seq = event), "event");
            return Err(refusal.try_this(words::CORRECT_INSTEAD));
        }
        self.decide_correct(event, reason, ctx)
    }
}

/// Whether an entry is about somebody.
fn names(event: &RosterEvent, wanted: StaffId) -> bool {
    match event {
        RosterEvent::SteppedUp { who }
        | RosterEvent::GuestAssigned { who, .. }
        | RosterEvent::CallTaken { who, .. }
        | RosterEvent::TurnGranted { who, .. }
        | RosterEvent::TurnSkipped { who, .. }
        | RosterEvent::WentAway { who, .. }
        | RosterEvent::CameBack { who }
        | RosterEvent::Suspended { who, .. }
        | RosterEvent::Resumed { who, .. }
        | RosterEvent::SignedOut { who }
        | RosterEvent::RegisterWritten { by: who, .. } => *who == wanted,
        RosterEvent::GuestTransferred { from, to, .. } => *from == wanted || *to == wanted,
        RosterEvent::OrderFixed { order } | RosterEvent::Reordered { order, .. } => order.contains(&wanted),
        _ => false,
    }
}

/// Whether an entry is about a reception.
fn is_about(event: &RosterEvent, wanted: u32) -> bool {
    match event {
        RosterEvent::RegisterWritten { no, .. }
        | RosterEvent::ReceptionEnded { no, .. }
        | RosterEvent::ReceptionEndedLate { no, .. }
        | RosterEvent::TurnRestored { no, .. }
        | RosterEvent::GuestTransferred { no, .. } => *no == wanted,
        _ => false,
    }
}
