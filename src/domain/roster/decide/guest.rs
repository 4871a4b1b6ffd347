//! Guests and calls: who takes them, what it takes from whom, and when it comes back (RULES 1.1.3).

use super::{Decided, refuse};
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::refusal::Refusal;
use crate::domain::roster::rules::{NamedConsumes, Queue, Rules};
use crate::domain::roster::step::Block;
use crate::domain::roster::table::Table;
use crate::domain::roster::{Arrival, Outcome, RestoreReason, Roster, RosterEvent, Turn};
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::roster as words;

/// A guest who comes in.
#[derive(Debug, Clone, Copy)]
pub struct Comes {
    /// What sort of guest.
    pub kind: Arrival,
    /// To whom, where the order does not say it.
    pub to: Option<StaffId>,
    /// The guest, where known.
    pub guest: Option<GuestId>,
    /// Something shows that they had met before: a call, a visit, a referral.
    pub met: bool,
}

/// Before or after work a guest takes no turn (RULES 1.1.3).
fn off_hours(rules: &Rules, ctx: &Ctx) -> bool {
    let minute = ctx.local(ctx.now).minute_of_day();
    minute < rules.work_start || minute >= rules.work_end
}

impl Roster {
    /// A guest comes in 接待: who receives them and what it takes from them (RULES 1.1.3).
    ///
    /// # Errors
    /// Nobody is free, the order decides and somebody else was named, or somebody has to be named.
    pub fn decide_guest(&self, comes: Comes, ctx: &Ctx) -> Decided {
        let (table, rules) = (self.table(), self.table().rules());
        let by_order = |separate: &[StaffId]| {
            separate.first().copied().ok_or_else(|| {
                self.first(ctx.now).err().unwrap_or_else(|| {
                    Refusal::new("RULES 1.1.2", words::NOBODY_FREE).try_this(words::NOBODY_FREE_REMEDY)
                })
            })
        };
        let named = |who: Option<StaffId>| {
            let who = who.ok_or_else(|| refuse("RULES 1.1.3", words::WHO_MISSING, "who"))?;
            let m = table.here(who, "who")?;
            match table.block(m, ctx.now) {
                // A guest of one's own may join another one; nobody is called back from lunch by the program.
                Some(block @ (Block::Away(_) | Block::Suspended)) => {
                    let why = Table::blocked_because(who, block);
                    Err(refuse("RULES 1.1.3", why, "who").try_this(words::DUTY_INSTEAD))
                }
                _ => Ok(who),
            }
        };
        let in_queue = || {
            let first = self.first(ctx.now)?;
            Ok((first, table.turn_of_first(first)))
        };
        let serves = |who: StaffId| {
            table.member(who).is_some_and(|m| matches!(table.block(m, ctx.now), Some(Block::Serving(_))))
        };
        let (who, turn) = match (comes.kind, comes.to) {
            (Arrival::First, _) | (Arrival::Referral, None) => in_queue()?,
            // Whoever has a guest of another customer does not take the owner's friend too: the next one does.
            (Arrival::Referral, Some(to)) if serves(to) => in_queue()?,
            (Arrival::Research, _) => match in_queue()? {
                (first, _) if rules.research_restores => (first, Turn::None),
                taken => taken,
            },
            (Arrival::Errand, _) => (in_queue()?.0, Turn::None),
            (Arrival::Channel, _) => match rules.channel_queue {
                Queue::Separate => (by_order(&table.channel_order(ctx.now))?, Turn::Separate),
                Queue::Consumes => in_queue()?,
            },
            (Arrival::Returning, to) => {
                (named(to)?, if rules.old_visit_consumes { Turn::Own } else { Turn::None })
            }
            (Arrival::Named, to) => {
                let takes = match rules.named_consumes {
                    NamedConsumes::NoIfEvidence => !comes.met,
                    NamedConsumes::Yes => true,
                    NamedConsumes::No => false,
                };
                (named(to)?, if takes { Turn::Own } else { Turn::None })
            }
            (Arrival::Referral | Arrival::Relative, to) => (named(to)?, Turn::None),
            (Arrival::Duty, to) => {
                (to.map_or_else(|| self.first(ctx.now), |to| named(Some(to)))?, Turn::None)
            }
        };
        // Where the order decides, naming somebody changes nothing.
        let ordered =
            matches!(comes.kind, Arrival::First | Arrival::Research | Arrival::Errand | Arrival::Channel);
        if ordered && comes.to.is_some_and(|to| to != who) {
            let refusal = refuse("RULES 1.1.1", say!(words::ORDER_DECIDES, who = who), "who");
            return Err(refusal.try_this(words::ORDER_DECIDES_REMEDY));
        }
        let turn = if off_hours(&rules, ctx) { Turn::None } else { turn };
        let no = self.next_number(|event| match event {
            RosterEvent::GuestAssigned { no, .. } => Some(*no),
            _ => None,
        });
        Ok(vec![RosterEvent::GuestAssigned { no, who, kind: comes.kind, guest: comes.guest, turn }])
    }

    /// The next number of its kind: never one that an entry had before, also not one that was taken back.
    fn next_number(&self, of: impl Fn(&RosterEvent) -> Option<u32>) -> u32 {
        self.entries().iter().filter_map(|entry| of(&entry.event)).max().unwrap_or(0) + 1
    }

    /// A call comes in 来电: the first in the order for calls takes it.
    ///
    /// # Errors
    /// Nobody is free.
    pub fn decide_call(&self, guest: Option<GuestId>, ctx: &Ctx) -> Decided {
        let table = self.table();
        let Some(who) = table.call_order(ctx.now).first().copied() else {
            self.first(ctx.now)?;
            return Err(Refusal::new("RULES 1.1.3", words::NOBODY_FREE).try_this(words::NOBODY_FREE_REMEDY));
        };
        let turn = match table.rules().call_queue {
            Queue::Separate => Turn::Separate,
            Queue::Consumes if off_hours(&table.rules(), ctx) => Turn::None,
            Queue::Consumes => table.turn_of_first(who),
        };
        let no = self.next_number(|event| match event {
            RosterEvent::CallTaken { no, .. } => Some(*no),
            _ => None,
        });
        Ok(vec![RosterEvent::CallTaken { no, who, guest, turn }])
    }

    /// Writes the register for a reception 登记见证: the next person does, and steps up to the door (atlas 三.1).
    ///
    /// # Errors
    /// No such reception, written already, or by whoever receives the guest.
    pub fn decide_register(
        &self,
        no: u32,
        by: Option<StaffId>,
        guest: Option<GuestId>,
        valid: bool,
        ctx: &Ctx,
    ) -> Decided {
        let table = self.table();
        let Some(reception) = table.reception(no) else {
            return Err(refuse("RULES 1.1.6", say!(words::NO_SUCH_RECEPTION, no = no), "reception"));
        };
        if let Some((at, by, _)) = reception.register {
            let why = say!(words::REGISTERED_ALREADY, no = no, who = by, at = ctx.show(at));
            return Err(refuse("RULES 1.1.6", why, "reception"));
        }
        let next = table.order(ctx.now).into_iter().map(|place| place.who).find(|who| *who != reception.who);
        let by = match by.or(next) {
            Some(by) => by,
            // Whoever is alone in the lobby writes for themselves.
            None => reception.who,
        };
        table.here(by, "by")?;
        if by == reception.who && table.rules().witness_register && next.is_some() {
            let refusal = refuse("RULES 1.1.1", say!(words::WITNESS_SELF, who = by), "by");
            return Err(refusal.try_this(words::WITNESS_REMEDY));
        }
        let mut events = vec![RosterEvent::RegisterWritten { no, by, guest, valid }];
        if table.door.is_none() && table.order(ctx.now).first().is_some_and(|place| place.who == by) {
            events.push(RosterEvent::SteppedUp { who: by });
        }
        Ok(events)
    }

    /// A reception is over 接待结束. Where it turns out that the guest was none, the turn comes back. One that nobody ended
    /// on its day is ended later: somebody says when it was over, and no turn comes back any more (RULES 1.1.5).
    ///
    /// # Errors
    /// No such reception, over already, or no time at which it can have been over.
    pub fn decide_end(&self, no: u32, outcome: Outcome, at: Option<Millis>, ctx: &Ctx) -> Decided {
        let reception = self.table().open_reception(no)?;
        let day = Day::of(reception.at, ctx.tz_min);
        let late = day != Day::of(ctx.now, ctx.tz_min);
        let ended = match at {
            None if late => {
                let why = say!(words::END_WHEN, day = day);
                return Err(refuse("RULES 1.1.6", why, "at").try_this(words::END_WHEN_REMEDY));
            }
            None => RosterEvent::ReceptionEnded { no, outcome },
            Some(at) if at < reception.at || at > ctx.now => {
                let why = say!(words::END_NOT_THEN, no = no, at = ctx.show(reception.at));
                return Err(refuse("RULES 1.1.6", why, "at").try_this(words::END_WHEN_REMEDY));
            }
            Some(at) => RosterEvent::ReceptionEndedLate { no, outcome, at },
        };
        let mut events = vec![ended];
        let reason = match outcome {
            Outcome::Research if self.table().rules().research_restores => Some(RestoreReason::Research),
            Outcome::Errand => Some(RestoreReason::Errand),
            _ => None,
        };
        if let Some(reason) = reason
            && !late
            && reception.turn != Turn::None
            && !reception.restored
        {
            events.push(RosterEvent::TurnRestored { no, reason, note: String::new() });
        }
        Ok(events)
    }

    /// Gives a turn back 还轮, until the end of the day (RULES 1.1.5).
    ///
    /// # Errors
    /// No turn was taken, it came back already, or the rules of the day keep it.
    pub fn decide_restore(&self, no: u32, reason: RestoreReason, note: &str) -> Decided {
        let Some(reception) = self.table().reception(no) else {
            return Err(refuse("RULES 1.1.6", say!(words::NO_SUCH_RECEPTION, no = no), "reception"));
        };
        if reception.turn == Turn::None {
            return Err(refuse("RULES 1.1.3", say!(words::NO_TURN_TAKEN, no = no), "reception"));
        }
        if reception.restored {
            return Err(refuse("RULES 1.1.3", say!(words::RESTORED_ALREADY, no = no), "reception"));
        }
        if reason == RestoreReason::Research && !self.table().rules().research_restores {
            return Err(refuse("RULES 1.1.5", words::RESEARCH_KEEPS, "reason"));
        }
        if reason == RestoreReason::Manager && note.is_empty() {
            return Err(refuse("RULES 1.1.4", words::NOTE_MISSING, "note"));
        }
        Ok(vec![RosterEvent::TurnRestored { no, reason, note: note.to_owned() }])
    }

    /// Gives a guest to a colleague 转交, both agreeing; the turn goes with the guest.
    ///
    /// # Errors
    /// No such reception, or the colleague cannot take them.
    pub fn decide_transfer(&self, no: u32, to: StaffId, reason: &str, ctx: &Ctx) -> Decided {
        let reception = self.table().open_reception(no)?;
        let member = self.table().here(to, "to")?;
        if reception.register.is_some_and(|(_, _, valid)| valid) {
            let refusal = refuse("RULES 1.2", say!(words::REGISTERED_FOR, who = reception.who), "reception");
            return Err(refusal.try_this(words::HAND_OVER_INSTEAD));
        }
        if to == reception.who {
            return Err(refuse("RULES 1.1.6", say!(words::TRANSFER_SAME, who = to), "to"));
        }
        if let Some(block) = self.table().block(member, ctx.now) {
            return Err(refuse("RULES 1.1.6", Table::blocked_because(to, block), "to"));
        }
        let (from, reason) = (reception.who, reason.to_owned());
        Ok(vec![RosterEvent::GuestTransferred { no, from, to, reason }])
    }
}
