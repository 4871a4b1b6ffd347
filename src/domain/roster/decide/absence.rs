//! Absence, penalties, suspension, the manager's order (RULES 1.1.4).

use super::{Decided, refuse};
use crate::domain::ctx::Ctx;
use crate::domain::moment::Millis;
use crate::domain::roster::{Away, Penalty, Roster, RosterEvent};
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::roster as words;

/// Three or more violations take three turns (RULES 1.1.4).
const VIOLATIONS_TURNS: u32 = 3;

impl Roster {
    /// Grants a turn to be made up 补接.
    ///
    /// # Errors
    /// Not signed in.
    pub fn decide_grant(&self, who: StaffId, reason: &str) -> Decided {
        self.table().here(who, "who")?;
        Ok(vec![RosterEvent::TurnGranted { who, reason: reason.to_owned() }])
    }

    /// Takes turns away 罚轮 (RULES 1.1.4): one unit, three for several violations, or as many as said.
    ///
    /// # Errors
    /// Not signed in, or no number of turns.
    pub fn decide_skip(&self, who: StaffId, penalty: Penalty, turns: Option<i64>, note: &str) -> Decided {
        self.table().here(who, "who")?;
        let turns = match (turns, penalty) {
            (Some(turns), _) => u32::try_from(turns).ok().filter(|turns| (1..=10).contains(turns)),
            (None, Penalty::Violations) => Some(VIOLATIONS_TURNS),
            (None, _) => Some(self.table().rules().penalty_unit),
        };
        let Some(turns) = turns else {
            return Err(refuse("RULES 1.1.4", words::TURNS_BOUNDS, "turns"));
        };
        Ok(vec![RosterEvent::TurnSkipped { who, turns, penalty, note: note.to_owned() }])
    }

    /// Leaves the lobby 离岗.
    ///
    /// # Errors
    /// Not signed in, away already, still with a guest, or expected back in the past.
    pub fn decide_away(&self, who: StaffId, kind: Away, back: Option<Millis>, ctx: &Ctx) -> Decided {
        let member = self.table().here(who, "who")?;
        if let Some((kind, since, _)) = member.away {
            let why = say!(words::AWAY_ALREADY, who = who, kind = kind.text(), at = ctx.show(since));
            return Err(refuse("RULES 1.1.4", why, "who"));
        }
        if let Some(reception) = self.table().open().find(|r| r.who == who) {
            let why = say!(words::IS_SERVING, who = who, no = reception.no);
            return Err(refuse("RULES 1.1.4", why, "who").try_this(words::END_FIRST));
        }
        if back.is_some_and(|back| back <= ctx.now) {
            return Err(refuse("RULES 1.1.4", words::BACK_IN_THE_PAST, "back"));
        }
        Ok(vec![RosterEvent::WentAway { who, kind, back }])
    }

    /// Is back 返岗.
    ///
    /// # Errors
    /// Not signed in, or not away.
    pub fn decide_back(&self, who: StaffId) -> Decided {
        if self.table().here(who, "who")?.away.is_none() {
            return Err(refuse("RULES 1.1.4", say!(words::NOT_AWAY, who = who), "who"));
        }
        Ok(vec![RosterEvent::CameBack { who }])
    }

    /// Takes no guests for a while 停轮.
    ///
    /// # Errors
    /// Not signed in, suspended already, or until a time that is past.
    pub fn decide_suspend(&self, who: StaffId, until: Option<Millis>, reason: &str, ctx: &Ctx) -> Decided {
        let member = self.table().here(who, "who")?;
        if member.suspended.is_some_and(|until| ctx.now < until) {
            return Err(refuse("RULES 1.1.4", say!(words::IS_SUSPENDED, who = who), "who"));
        }
        if until.is_some_and(|until| until <= ctx.now) {
            return Err(refuse("RULES 1.1.4", words::BACK_IN_THE_PAST, "until"));
        }
        let day = |at: Millis| at.local(ctx.tz_min).day_number();
        if until.is_some_and(|until| day(until) != day(ctx.now)) {
            return Err(refuse("RULES 1.1.4", words::TODAY_ONLY, "until"));
        }
        Ok(vec![RosterEvent::Suspended { who, until, reason: reason.to_owned() }])
    }

    /// May take guests again 恢复.
    ///
    /// # Errors
    /// Not signed in, or not suspended.
    pub fn decide_resume(&self, who: StaffId, reason: &str, ctx: &Ctx) -> Decided {
        let member = self.table().here(who, "who")?;
        if member.suspended.is_none_or(|until| ctx.now >= until) {
            return Err(refuse("RULES 1.1.4", say!(words::NOT_SUSPENDED, who = who), "who"));
        }
        Ok(vec![RosterEvent::Resumed { who, reason: reason.to_owned() }])
    }

    /// Changes the order 调整轮次; turns that were to be made up are settled by it.
    ///
    /// # Errors
    /// The order does not name everybody once.
    pub fn decide_reorder(&self, order: &[StaffId], reason: &str) -> Decided {
        self.table().whole(order)?;
        Ok(vec![RosterEvent::Reordered { order: order.to_vec(), reason: reason.to_owned() }])
    }
}
