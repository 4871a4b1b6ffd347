//! Why somebody stands where they stand, in words: one sentence with the rule and the times, and every step of the day.

use super::member::{Member, Placed};
use super::queue::{Basis, Place};
use super::step::{Block, Step, What};
use super::table::Table;
use super::{Arrival, Roster, Turn};
use crate::domain::ctx::Ctx;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Arg, Say, roster as words, tui};

/// More people ahead than this are counted, not named.
const NAMED_AHEAD: usize = 4;

impl Roster {
    /// One sentence: the place, what it rests on, and who is ahead by which rule; `None` for whoever never signed in.
    pub fn explain(&self, who: StaffId, ctx: &Ctx) -> Option<Say> {
        let table = self.table();
        let member = table.member(who)?;
        if member.left {
            let gone = table.steps.iter().rev().find(|step| step.who == who && step.what == What::SignedOut);
            let at = gone.map_or_else(String::new, |step| ctx.local(step.at).clock());
            return Some(say!(words::X_LEFT, who = who, at = at));
        }
        let order = table.order(ctx.now);
        let Some(at) = order.iter().position(|place| place.who == who) else {
            let block = table.block(member, ctx.now)?;
            return Some(self.explain_blocked(member, block, ctx));
        };
        let basis = self.basis_in_words(&order[at], member, ctx);
        if at == 0 {
            return Some(say!(words::X_ON_DUTY, who = who, basis = basis));
        }
        let named = order[..at].iter().take(NAMED_AHEAD);
        let mut ahead: Vec<Arg> =
            named.map(|other| Arg::from(self.ahead_because(other, &order[at], ctx))).collect();
        if at > NAMED_AHEAD {
            ahead.push(say!(words::X_AND_MORE, count = at - NAMED_AHEAD).into());
        }
        Some(say!(words::X_PLACE, who = who, place = at + 1, basis = basis, ahead = ahead))
    }

    /// Every step of somebody's day with its time, first to last.
    pub fn derivation(&self, who: StaffId, ctx: &Ctx) -> Vec<(String, Say)> {
        let steps = self.table().steps.iter().filter(|step| step.who == who);
        steps.map(|step| (ctx.local(step.at).clock(), step_in_words(step, ctx))).collect()
    }

    fn explain_blocked(&self, member: &Member, block: Block, ctx: &Ctx) -> Say {
        let table = self.table();
        let keeps = match block.keeps_turns(&table.rules()) {
            true if table.counts_guests() => words::X_KEEPS_COUNT,
            true => words::X_MADE_UP,
            false => words::X_NOT_MADE_UP,
        };
        let clock = |at| ctx.local(at).clock();
        let (since, what, until): (_, Say, Option<Say>) = match block {
            Block::Serving(no) => {
                let is_it = |what: &What| matches!(what, What::Took { no: n, .. } | What::Got { no: n, .. } if *n == no);
                let mut steps = table.steps.iter().rev();
                let since = steps.find(|step| step.who == member.who && is_it(&step.what));
                (since.map(|step| step.at), say!(words::X_SERVING, no = no), None)
            }
            Block::Away(kind) => {
                let back = member.away.and_then(|(_, _, back)| back);
                let back = back.map(|at| say!(words::EV_BACK_AT, back = clock(at)));
                (member.away.map(|(_, since, _)| since), say!(words::X_AWAY, kind = kind.text()), back)
            }
            Block::Suspended => {
                // The end of time is the rest of the day, and no clock shows it.
                let until = member.suspended.filter(|until| until.0 < i64::MAX);
                let until = until.map(|at| say!(words::EV_UNTIL, until = clock(at)));
                (Some(member.suspended_since), words::X_SUSPENDED.into(), until)
            }
        };
        let count = member.credits.len();
        let owed = (count > 0).then(|| say!(words::X_OWED, count = count));
        let or_nothing = |say: Option<Say>| say.map_or(Arg::from(""), Arg::from);
        say!(
            words::X_BLOCKED,
            who = member.who,
            what = what,
            since = since.map_or_else(String::new, clock),
            until = or_nothing(until),
            keeps = keeps,
            owed = or_nothing(owed)
        )
    }

    /// What a turn to be made up goes back to.
    fn owed_because(&self, who: StaffId, since: Millis) -> Say {
        let here = |step: &&Step| step.who == who && step.at == since;
        let steps = || self.table().steps.iter().filter(here);
        let because = steps().find_map(|step| match &step.what {
            What::PassedWithCredit { block, .. } => {
                Some(say!(words::X_PASSED_WHILE, block = block.in_words()))
            }
            What::Took { no, kind: Arrival::Duty, .. } => Some(say!(words::X_FOR_DUTY, no = *no)),
            _ => None,
        });
        because.unwrap_or_else(|| words::X_GRANTED.into())
    }

    fn basis_in_words(&self, place: &Place, member: &Member, ctx: &Ctx) -> Say {
        let table = self.table();
        let on_table = table.members.iter().filter(|m| !m.left).position(|m| m.who == place.who).unwrap_or(0);
        match place.basis {
            Basis::Door => {
                let since = table.door.map_or_else(String::new, |(_, since)| ctx.local(since).clock());
                say!(words::X_BY_DOOR, since = since)
            }
            Basis::Restored(since) => say!(words::X_BY_RESTORED, since = ctx.local(since).clock()),
            Basis::Makeup(since) | Basis::AfterRound(_, since) => {
                let at_once = matches!(place.basis, Basis::Makeup(_));
                let text = if at_once { words::X_BY_MAKEUP } else { words::X_BY_AFTER_ROUND };
                let why = self.owed_because(member.who, since);
                say!(text, count = member.credits.len(), since = ctx.local(since).clock(), why = why)
            }
            Basis::Round(level, _) => {
                let placed = self.placed_in_words(member, ctx);
                if table.counts_guests() {
                    say!(words::X_BY_FEWEST, new = level.max(0), place = on_table + 1, placed = placed)
                } else {
                    say!(words::X_BY_ROUND, round = level + 1, place = on_table + 1, placed = placed)
                }
            }
        }
    }

    /// What a place on the table rests on.
    fn placed_in_words(&self, member: &Member, ctx: &Ctx) -> Say {
        let clock = |at| ctx.local(at).clock();
        match member.placed {
            Placed::Arrived(at) => {
                let rule = if self.table().counts_guests() { "1.1.5" } else { "1.1.1" };
                let by = say!(words::X_ARRIVED, at = clock(at), rule = rule);
                if member.late { say!(words::X_LATE, by = by) } else { by }
            }
            Placed::Confirmed(at) => say!(words::X_CONFIRMED, at = clock(at)),
            Placed::Back(at) => say!(words::X_BACK_LAST, at = clock(at)),
            Placed::Again(at) => say!(words::X_AGAIN_LAST, at = clock(at)),
            Placed::Manager(at) => say!(words::X_PLACED_BY_MANAGER, at = clock(at)),
        }
    }

    /// Why `other` is ahead of `own`.
    fn ahead_because(&self, other: &Place, own: &Place, ctx: &Ctx) -> Say {
        let clock = |at| ctx.local(at).clock();
        let fewest = self.table().counts_guests();
        let because: Say = match (other.basis, own.basis) {
            (Basis::Door, _) => words::X_AHEAD_DOOR.into(),
            _ if own.other_team && !other.other_team => {
                say!(words::X_AHEAD_TEAM, team = other.group.text())
            }
            (Basis::Restored(since), _) => say!(words::X_AHEAD_RESTORED, since = clock(since)),
            (Basis::Makeup(since) | Basis::AfterRound(_, since), _) => {
                say!(words::X_AHEAD_MAKEUP, since = clock(since))
            }
            (Basis::Round(a, _), Basis::Round(b, _)) if a < b && fewest => {
                say!(words::X_AHEAD_FEWER, new = a.max(0))
            }
            (Basis::Round(a, _), Basis::Round(b, _)) if a < b => {
                say!(words::X_AHEAD_ROUND, round = a + 1)
            }
            (Basis::Round(..), Basis::AfterRound(..)) => words::X_AHEAD_BEFORE_MAKEUPS.into(),
            _ => words::X_AHEAD_PLACE.into(),
        };
        say!(words::X_AHEAD, who = other.who, because = because)
    }
}

impl Block {
    /// What keeps somebody: `with reception 3`, `away: lunch`.
    fn in_words(self) -> Say {
        match self {
            Self::Serving(no) => say!(words::WHILE_SERVING, no = no),
            Self::Away(kind) => say!(words::WHILE_AWAY, kind = kind.text()),
            Self::Suspended => words::WHILE_SUSPENDED.into(),
        }
    }
}

impl Table {
    /// What somebody is doing at `at`: for programs, and in words. `tz_min` is the office clock's offset from UTC.
    pub fn state(&self, member: &Member, at: Millis, tz_min: i32) -> (&'static str, Say) {
        let at_door = self.door.is_some_and(|(door, _)| door == member.who);
        let (code, state): (&str, Say) = match self.block(member, at) {
            _ if member.left => ("left", words::S_OUT.into()),
            Some(block @ Block::Serving(_)) => ("serving", block.in_words()),
            Some(block @ Block::Away(_)) => ("away", block.in_words()),
            Some(block @ Block::Suspended) => ("suspended", block.in_words()),
            None if at_door => ("door", tui::AT_DOOR.into()),
            None => ("ready", words::READY.into()),
        };
        match (code, member.away) {
            ("away", Some((_, since, _))) => {
                (code, say!(words::STATE_SINCE, state = state, since = since.local(tz_min).clock()))
            }
            _ => (code, state),
        }
    }
}

/// One step as a sentence, the rule at its end.
fn step_in_words(step: &Step, ctx: &Ctx) -> Say {
    match &step.what {
        What::SignedIn { place, late: true, skipped: true } => say!(words::S_IN_LATE_SKIP, place = *place),
        What::SignedIn { place, late: true, .. } => say!(words::S_IN_LATE, place = *place),
        What::SignedIn { place, .. } => say!(words::S_IN, place = *place),
        What::JoinedAt { level } => say!(words::S_JOINED, round = *level + 1),
        What::Fixed { place } => say!(words::S_FIXED, place = *place),
        What::Door => words::S_DOOR.into(),
        What::Took { no, kind, turn } => {
            say!(words::S_TOOK, no = *no, kind = kind.text(), turn = turn.text())
        }
        What::Call { turn } => say!(words::S_CALL, turn = turn.text()),
        What::PassedWithCredit { block, by } => say!(words::S_PASSED, who = *by, block = block.in_words()),
        What::PassedLost { block, by, cap: true } => {
            say!(words::S_LOST_CAP, who = *by, block = block.in_words())
        }
        What::PassedLost { block, by, .. } => say!(words::S_LOST, who = *by, block = block.in_words()),
        What::LostApart { block, by } => say!(words::S_LOST_APART, who = *by, block = block.in_words()),
        What::Restored { no, reason } => say!(words::S_RESTORED, no = *no, reason = reason.text()),
        What::Granted => words::S_GRANTED.into(),
        What::Skipped { turns, penalty } => say!(words::S_SKIPPED, turns = *turns, why = penalty.text()),
        What::Away { kind, keeps: true } => say!(words::S_AWAY_KEEPS, kind = kind.text()),
        What::Away { kind, .. } => say!(words::S_AWAY, kind = kind.text()),
        What::Back { tail: true } => words::S_BACK_TAIL.into(),
        What::Back { .. } => words::S_BACK.into(),
        What::Suspended { until } => {
            let until = until.map(|at| say!(words::EV_UNTIL, until = ctx.local(at).clock()));
            say!(words::S_SUSPENDED, until = until.map_or(Arg::from(""), Arg::from))
        }
        What::Resumed => words::S_RESUMED.into(),
        What::Reordered { place, settled: 0 } => say!(words::S_REORDERED, place = *place),
        What::Reordered { place, settled } => {
            say!(words::S_REORDERED_SETTLED, place = *place, count = *settled)
        }
        What::Gave { no, to, turn: Turn::None } => say!(words::S_GAVE_ONLY, no = *no, to = *to),
        What::Gave { no, to, .. } => say!(words::S_GAVE, no = *no, to = *to),
        What::Got { no, from, turn: Turn::None } => say!(words::S_GOT_ONLY, no = *no, from = *from),
        What::Got { no, from, .. } => say!(words::S_GOT, no = *no, from = *from),
        What::SignedOut => words::S_OUT.into(),
    }
}
