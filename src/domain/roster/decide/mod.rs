//! What may happen in a day's rotation (RULES 1.1). Every refusal changes nothing and says what to do instead.

mod absence;
mod correct;
mod guest;

use super::member::{Member, Reception};
use super::rules::{AbGroups, Rules};
use super::step::Block;
use super::table::Table;
use super::{Group, Roster, RosterEvent};
use crate::domain::ctx::Ctx;
use crate::domain::moment::Millis;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Arg, Say, roster as words};

pub use guest::Comes;

type Decided = Result<Vec<RosterEvent>, Refusal>;

fn refuse(rule: &'static str, why: impl Into<Say>, field: &'static str) -> Refusal {
    Refusal::new(rule, why).at(field)
}

impl Table {
    fn here(&self, who: StaffId, field: &'static str) -> Result<&Member, Refusal> {
        let member = self.member(who).filter(|m| !m.left);
        member.ok_or_else(|| {
            refuse("RULES 1.1.1", say!(words::NOT_SIGNED_IN, who = who), field).try_this(words::SIGN_IN_FIRST)
        })
    }

    fn open_reception(&self, no: u32) -> Result<&Reception, Refusal> {
        match self.reception(no) {
            Some(r) if r.ended.is_none() => Ok(r),
            Some(_) => Err(refuse("RULES 1.1.6", say!(words::RECEPTION_OVER, no = no), "reception")),
            None => Err(refuse("RULES 1.1.6", say!(words::NO_SUCH_RECEPTION, no = no), "reception")),
        }
    }

    /// Why somebody cannot do it now, in words.
    pub(super) fn blocked_because(who: StaffId, block: Block) -> Say {
        match block {
            Block::Serving(no) => say!(words::IS_SERVING, who = who, no = no),
            Block::Away(kind) => say!(words::IS_AWAY, who = who, kind = kind.text()),
            Block::Suspended => say!(words::IS_SUSPENDED, who = who),
        }
    }

    /// A list that names everybody who is here exactly once.
    fn whole(&self, order: &[StaffId]) -> Result<(), Refusal> {
        let mut here: Vec<StaffId> = self.members.iter().filter(|m| !m.left).map(|m| m.who).collect();
        let mut named = order.to_vec();
        here.sort_unstable();
        named.sort_unstable();
        if here == named {
            return Ok(());
        }
        let all: Vec<Arg> = self.members.iter().filter(|m| !m.left).map(|m| Arg::from(m.who)).collect();
        Err(refuse("RULES 1.1.1", words::ORDER_NOT_WHOLE, "order")
            .try_this(say!(words::ORDER_NAMES, all = all)))
    }
}

impl Roster {
    /// Signs somebody in 签到. The first of the day opens the table with the rules of today.
    ///
    /// # Errors
    /// Signed in already, or a team is missing.
    pub fn decide_sign_in(&self, who: StaffId, group: Option<Group>, ctx: &Ctx) -> Decided {
        let mut events = Vec::new();
        let rules = if let Some(rules) = self.table().rules {
            rules
        } else {
            let rules = Rules::of(ctx.policy);
            let even = ctx.local(ctx.now).day_number() % 2 == 0;
            let first_group = if even { Group::A } else { Group::B };
            events.push(RosterEvent::Opened { rules, first_group });
            rules
        };
        if let Some(m) = self.table().member(who).filter(|m| !m.left) {
            let at = ctx.show(m.signed_in);
            return Err(refuse("RULES 1.1.1", say!(words::SIGNED_IN_ALREADY, who = who, at = at), "who"));
        }
        let group = match (rules.ab_groups, group) {
            (AbGroups::Off, _) => Group::A,
            (_, Some(group)) => group,
            (_, None) => {
                return Err(refuse("RULES 1.1.5", say!(words::GROUP_MISSING, who = who), "group"));
            }
        };
        // Whoever was here in the morning is not late for coming back.
        let late = self.table().member(who).is_none()
            && ctx.local(ctx.now).minute_of_day() > rules.work_start + rules.late_minutes;
        events.push(RosterEvent::SignedIn { who, group, late });
        Ok(events)
    }

    /// Confirms the table 确认轮次, in the order of arrival or in the one given (drawn lots).
    ///
    /// # Errors
    /// Nobody has signed in, it is confirmed already, or the order does not name everybody once.
    pub fn decide_confirm(&self, order: Option<&[StaffId]>, ctx: &Ctx) -> Decided {
        let table = self.table();
        let arrived: Vec<StaffId> = table.members.iter().filter(|m| !m.left).map(|m| m.who).collect();
        if arrived.is_empty() {
            return Err(Refusal::new("RULES 1.1.1", words::NOBODY_SIGNED_IN).try_this(words::SIGN_IN_FIRST));
        }
        if let Some((at, by)) = table.confirmed {
            let why = say!(words::CONFIRMED_ALREADY, who = by, at = ctx.show(at));
            return Err(Refusal::new("RULES 1.1.1", why).try_this(words::REORDER_INSTEAD));
        }
        let order = order.map_or(arrived, <[StaffId]>::to_vec);
        table.whole(&order)?;
        Ok(vec![RosterEvent::OrderFixed { order }])
    }

    /// Steps up to the door 上门口位: whoever is next in the order.
    ///
    /// # Errors
    /// Somebody stands there already, or it is another's turn.
    pub fn decide_step_up(&self, who: Option<StaffId>, ctx: &Ctx) -> Decided {
        let table = self.table();
        if let Some((door, _)) = table.door {
            return Err(refuse("RULES 1.1.2", say!(words::DOOR_TAKEN, who = door), "who"));
        }
        let first = self.first(ctx.now)?;
        match who {
            Some(who) if who != first => {
                let member = table.here(who, "who")?;
                let why = match table.block(member, ctx.now) {
                    Some(block) => Table::blocked_because(who, block),
                    None => say!(words::ANOTHERS_TURN, who = first),
                };
                Err(refuse("RULES 1.1.2", why, "who").try_this(words::REORDER_INSTEAD))
            }
            _ => Ok(vec![RosterEvent::SteppedUp { who: first }]),
        }
    }

    /// Whoever is on duty.
    fn first(&self, at: Millis) -> Result<StaffId, Refusal> {
        if self.table().members.iter().all(|m| m.left) {
            return Err(Refusal::new("RULES 1.1.1", words::NOBODY_SIGNED_IN).try_this(words::SIGN_IN_FIRST));
        }
        let first = self.table().order(at).first().map(|place| place.who);
        first.ok_or_else(|| {
            Refusal::new("RULES 1.1.2", words::NOBODY_FREE).try_this(words::NOBODY_FREE_REMEDY)
        })
    }

    /// Goes home 签退.
    ///
    /// # Errors
    /// Not signed in, or still with a guest.
    pub fn decide_sign_out(&self, who: StaffId) -> Decided {
        self.table().here(who, "who")?;
        if let Some(reception) = self.table().open().find(|r| r.who == who) {
            let why = say!(words::IS_SERVING, who = who, no = reception.no);
            return Err(refuse("RULES 1.1.6", why, "who").try_this(words::END_FIRST));
        }
        Ok(vec![RosterEvent::SignedOut { who }])
    }
}
