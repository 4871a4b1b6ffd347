//! What may happen in a day's rotation (RULES 1.1). Every refusal changes nothing and says what to do instead.

use super::rules::{AbGroups, NamedConsumes, Queue, Rules};
use super::table::{Block, Member, Reception, Table};
use super::{Arrival, Away, Group, Outcome, Penalty, RestoreReason, Roster, RosterEvent, Turn};
use crate::domain::ctx::Ctx;
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Arg, Say, Text, roster as words};

type Decided = Result<Vec<RosterEvent>, Refusal>;

/// How long whoever made an entry may take it back alone.
const TAKE_BACK_MS: i64 = 10 * 60_000;

/// Three or more violations take three turns (RULES 1.1.4).
const VIOLATIONS_TURNS: u32 = 3;

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

fn refuse(rule: &'static str, why: impl Into<Say>, field: &'static str) -> Refusal {
    Refusal::new(rule, why).at(field)
}

/// Before or after work a guest takes no turn (RULES 1.1.3).
fn off_hours(rules: &Rules, ctx: &Ctx) -> bool {
    let minute = ctx.local(ctx.now).minute_of_day();
    minute < rules.work_start || minute >= rules.work_end
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
    pub(super) fn blocked_because(&self, who: StaffId, block: Block) -> Say {
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
        let all: Vec<Arg> =
            self.members.iter().filter(|m| !m.left).map(|m| Arg::from(m.who)).collect();
        Err(refuse("RULES 1.1.1", words::ORDER_NOT_WHOLE, "order").try_this(say!(words::ORDER_NAMES, all = all)))
    }
}

impl Roster {
    /// Signs somebody in 签到. The first of the day opens the table with the rules of today.
    ///
    /// # Errors
    /// Signed in already, or a team is missing.
    pub fn decide_sign_in(&self, who: StaffId, group: Option<Group>, ctx: &Ctx) -> Decided {
        let mut events = Vec::new();
        let rules = match self.table().rules {
            Some(rules) => rules,
            None => {
                let rules = Rules::of(ctx.policy);
                let even = ctx.local(ctx.now).day_number() % 2 == 0;
                let first_group = if even { Group::A } else { Group::B };
                events.push(RosterEvent::Opened { rules, first_group });
                rules
            }
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
        let late = ctx.local(ctx.now).minute_of_day() > rules.work_start + rules.late_minutes;
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
                    Some(block) => table.blocked_because(who, block),
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
        first.ok_or_else(|| Refusal::new("RULES 1.1.2", words::NOBODY_FREE).try_this(words::NOBODY_FREE_REMEDY))
    }

    /// A guest comes in 接待: who receives them and what it takes from them (RULES 1.1.3).
    ///
    /// # Errors
    /// Nobody is free, the order decides and somebody else was named, or somebody has to be named.
    pub fn decide_guest(&self, comes: Comes, ctx: &Ctx) -> Decided {
        let (table, rules) = (self.table(), self.table().rules());
        let by_order = |separate: &[StaffId]| {
            separate.first().copied().ok_or_else(|| self.first(ctx.now).err().unwrap_or_else(|| {
                Refusal::new("RULES 1.1.2", words::NOBODY_FREE).try_this(words::NOBODY_FREE_REMEDY)
            }))
        };
        let named = |who: Option<StaffId>| {
            let who = who.ok_or_else(|| refuse("RULES 1.1.3", words::WHO_MISSING, "who"))?;
            let m = table.here(who, "who")?;
            match table.block(m, ctx.now) {
                // A guest of one's own may join another one; nobody is called back from lunch by the program.
                Some(block @ (Block::Away(_) | Block::Suspended)) => {
                    let why = table.blocked_because(who, block);
                    Err(refuse("RULES 1.1.3", why, "who").try_this(words::DUTY_INSTEAD))
                }
                _ => Ok(who),
            }
        };
        let in_queue = || {
            let first = self.first(ctx.now)?;
            Ok((first, table.turn_of_first(first)))
        };
        let (who, turn) = match (comes.kind, comes.to) {
            (Arrival::First | Arrival::Research | Arrival::Errand | Arrival::Channel, Some(to)) => {
                let first = self.first(ctx.now)?;
                if to != first {
                    let refusal = refuse("RULES 1.1.1", say!(words::ORDER_DECIDES, who = first), "who");
                    return Err(refusal.try_this(words::ORDER_DECIDES_REMEDY));
                }
                in_queue()?
            }
            (Arrival::First | Arrival::Referral, None) => in_queue()?,
            (Arrival::Research, None) => match in_queue()? {
                (first, _) if rules.research_restores => (first, Turn::None),
                taken => taken,
            },
            (Arrival::Errand, None) => (in_queue()?.0, Turn::None),
            (Arrival::Channel, None) => match rules.channel_queue {
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
        let turn = if off_hours(&rules, ctx) { Turn::None } else { turn };
        let no = table.receptions.iter().map(|r| r.no).max().unwrap_or(0) + 1;
        Ok(vec![RosterEvent::GuestAssigned { no, who, kind: comes.kind, guest: comes.guest, turn }])
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
        let no = table.calls.iter().map(|c| c.no).max().unwrap_or(0) + 1;
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
        let alone = table.members.iter().all(|m| m.left || m.who == reception.who);
        if by == reception.who && table.rules().witness_register && !alone && next.is_some() {
            let refusal = refuse("RULES 1.1.1", say!(words::WITNESS_SELF, who = by), "by");
            return Err(refusal.try_this(words::WITNESS_REMEDY));
        }
        let mut events = vec![RosterEvent::RegisterWritten { no, by, guest, valid }];
        if table.door.is_none() && table.order(ctx.now).first().is_some_and(|place| place.who == by) {
            events.push(RosterEvent::SteppedUp { who: by });
        }
        Ok(events)
    }

    /// A reception is over 接待结束. Where it turns out that the guest was none, the turn comes back.
    ///
    /// # Errors
    /// No such reception, or over already.
    pub fn decide_end(&self, no: u32, outcome: Outcome, _: &Ctx) -> Decided {
        let reception = self.table().open_reception(no)?;
        let mut events = vec![RosterEvent::ReceptionEnded { no, outcome }];
        let reason = match outcome {
            Outcome::Research if self.table().rules().research_restores => Some(RestoreReason::Research),
            Outcome::Errand => Some(RestoreReason::Errand),
            _ => None,
        };
        if let Some(reason) = reason
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
        Ok(vec![RosterEvent::Suspended { who, until, reason: reason.to_owned() }])
    }

    /// May take guests again 恢复.
    ///
    /// # Errors
    /// Not signed in, or not suspended.
    pub fn decide_resume(&self, who: StaffId, reason: &str, ctx: &Ctx) -> Decided {
        let member = self.table().here(who, "who")?;
        if !member.suspended.is_some_and(|until| ctx.now < until) {
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

    /// Gives a guest to a colleague 转交, both agreeing; the turn goes with the guest.
    ///
    /// # Errors
    /// No such reception, or the colleague cannot take them.
    pub fn decide_transfer(&self, no: u32, to: StaffId, reason: &str, ctx: &Ctx) -> Decided {
        let reception = self.table().open_reception(no)?;
        let member = self.table().here(to, "to")?;
        if to == reception.who {
            return Err(refuse("RULES 1.1.6", say!(words::TRANSFER_SAME, who = to), "to"));
        }
        if let Some(block) = self.table().block(member, ctx.now) {
            return Err(refuse("RULES 1.1.6", self.table().blocked_because(to, block), "to"));
        }
        let (from, reason) = (reception.who, reason.to_owned());
        Ok(vec![RosterEvent::GuestTransferred { no, from, to, reason }])
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

    /// Takes an entry out of the day 更正: everything after it is folded again without it.
    ///
    /// # Errors
    /// No such entry of this day, taken back already, or later entries would hang in the air.
    pub fn decide_correct(&self, event: i64, reason: &str) -> Decided {
        let at = |why: Text| refuse("RELIABILITY 2.3", say!(why, seq = event), "event");
        let Some(entry) = self.entries().iter().find(|e| e.meta.seq == event) else {
            return Err(at(words::NO_SUCH_ENTRY));
        };
        if self.is_void(event) {
            return Err(at(words::CORRECTED_ALREADY));
        }
        let live = || self.entries().iter().filter(|e| e.meta.seq > event && !self.is_void(e.meta.seq));
        let hangs = match &entry.event {
            RosterEvent::Opened { .. } | RosterEvent::Corrected { .. } => return Err(at(words::NOT_CORRECTABLE)),
            RosterEvent::SignedIn { who, .. } => live().any(|e| names(&e.event, *who)),
            RosterEvent::GuestAssigned { no, .. } => live().any(|e| is_about(&e.event, *no)),
            RosterEvent::ReceptionEnded { no, .. } => {
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
        let last = self.entries().iter().rev().find(|e| {
            !self.is_void(e.meta.seq) && !matches!(e.event, RosterEvent::Corrected { .. })
        });
        let own = last.filter(|e| {
            e.meta.seq == event && e.meta.actor == ctx.actor && ctx.now.0 - e.meta.at.0 <= TAKE_BACK_MS
        });
        if own.is_none() {
            let refusal = refuse("RELIABILITY 2.3", say!(words::NOT_THE_LAST, seq = event), "event");
            return Err(refusal.try_this(words::CORRECT_INSTEAD));
        }
        self.decide_correct(event, reason)
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
        | RosterEvent::TurnRestored { no, .. }
        | RosterEvent::GuestTransferred { no, .. } => *no == wanted,
        _ => false,
    }
}
