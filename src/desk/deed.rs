//! One action while it happens: the transaction, who acts, who confirmed, the house rules, the time.

use super::action::{Action, EXCEPTIONS};
use super::{Failure, Filled, Session, THE_POLICY, THE_PROJECT};
use crate::domain::book::Book;
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::deal::Deal;
use crate::domain::event::Aggregate;
use crate::domain::guest::{Guest, GuestId};
use crate::domain::moment::Millis;
use crate::domain::permission::{self, Control, Duty, Role, Roles, Verdict};
use crate::domain::policy::Policy;
use crate::domain::project::{self, Project, ProjectEvent};
use crate::domain::refusal::Refusal;
use crate::domain::staff::{Staff, StaffId};
use crate::domain::tax::Rates;
use crate::domain::unit::Unit;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::{StoreError, Tracked, Work};
use crate::text::{Arg, Text, people as words, unit as unit_words};

/// One action while it happens.
pub struct Deed<'w, 'c> {
    pub(super) work: &'w mut Work<'c>,
    /// Who acts.
    pub actor: StaffId,
    pub(super) roles: Roles,
    approver: Option<(StaffId, Roles)>,
    /// Somebody else's PIN is missing yet, of one of these roles: what is decided now is not kept.
    awaited: Vec<Role>,
    policy: Policy,
    tz_min: i32,
    suspect: bool,
    action: Text,
    pub(super) created: Option<String>,
    /// Units that a pattern meant and that did not fit.
    pub(super) skipped: Vec<Refusal>,
    /// The hash of a new PIN, made before the transaction began: it takes a fifth of a second.
    pub(super) new_pin: Option<Result<String, Failure>>,
    /// Taxes, fees and mortgages of today.
    pub(super) rates: Rates,
}

impl<'w, 'c> Deed<'w, 'c> {
    /// Checks the sitting, the clock and the permission.
    pub(super) fn begin(
        work: &'w mut Work<'c>,
        who: &Session,
        approver: Option<StaffId>,
        action: &Action,
        filled: &Filled,
    ) -> Result<Self, Failure> {
        let suspect = watch_clock(work)?;
        let policy = work.load::<Policy>(THE_POLICY)?.state;
        let actor = work.load::<Staff>(&who.staff.0.to_string())?.state;
        if !actor.active || actor.pin != who.pin || actor.departures != who.departures {
            return Err(Refusal::new("DESIGN 5", words::SESSION_OVER).into());
        }
        let approver = match approver {
            None => None,
            Some(id) if id == who.staff => {
                return Err(Refusal::new("DESIGN 5", words::APPROVER_SAME).at("approver").into());
            }
            Some(id) => {
                let approver = work.load::<Staff>(&id.0.to_string())?.state;
                // Whoever left since their PIN was typed has no role any more.
                Some((id, if approver.active { approver.roles } else { Roles::default() }))
            }
        };
        let tz_min = work.tz_min();
        let mut deed = Self {
            work,
            actor: who.staff,
            roles: actor.roles,
            approver,
            awaited: Vec::new(),
            policy,
            tz_min,
            suspect,
            action: action.text,
            created: None,
            skipped: Vec::new(),
            new_pin: None,
            rates: Rates::default(),
        };
        let other = EXCEPTIONS.iter().find(|(id, _)| *id == action.id);
        let other = other.map_or(Ok(None), |(_, ask)| ask(deed.work, who.staff, filled))?;
        deed.require_in_the_end(other.unwrap_or(action.duty), action.control)?;
        Ok(deed)
    }

    /// Asks the permission table.
    ///
    /// # Errors
    /// Denied, somebody else's PIN is missing, or theirs does not count for this.
    pub fn require(&self, duty: Duty, control: Control) -> Result<(), Failure> {
        let roles: Vec<Arg> =
            permission::approvers(duty, control).into_iter().map(|r| r.text().into()).collect();
        match permission::verdict(duty, control, self.roles, self.approver.map(|a| a.1)) {
            Verdict::Allowed => Ok(()),
            Verdict::NeedsApproval => Err(Failure::NeedsApproval(permission::approvers(duty, control))),
            Verdict::ApproverUnfit => {
                let who = self.approver.map_or(StaffId::SYSTEM, |a| a.0);
                let refusal =
                    Refusal::new("RULES 1.0", say!(words::APPROVER_UNFIT, who = who, action = self.action));
                Err(refusal.at("approver").try_this(say!(words::ASK_ONE_OF, roles = roles)).into())
            }
            Verdict::Denied => {
                let own: Vec<Arg> = self.roles.iter().map(|r| r.text().into()).collect();
                let why = say!(words::DENIED, who = self.actor, roles = own, action = self.action);
                let refusal = Refusal::new("RULES 1.0", why);
                let may = |role: &Role| {
                    permission::verdict(duty, control, [*role].into_iter().collect(), None) != Verdict::Denied
                };
                let doers: Vec<Arg> =
                    Role::ALL.iter().filter(|role| may(role)).map(|r| r.text().into()).collect();
                Err(Failure::Denied(refusal.try_this(say!(words::ASK_ONE_OF, roles = doers))))
            }
        }
    }

    /// Asks the permission table; where somebody else's PIN is missing, that is asked for last.
    ///
    /// # Errors
    /// As [`Deed::require`], but for the missing PIN.
    pub(super) fn require_in_the_end(&mut self, duty: Duty, control: Control) -> Result<(), Failure> {
        match self.require(duty, control) {
            Err(Failure::NeedsApproval(roles)) => self.awaited = roles,
            other => other?,
        }
        Ok(())
    }

    /// Asks for the PIN of one of these roles, last.
    pub(super) fn wait_for(&mut self, roles: &[Role]) {
        self.awaited = roles.to_vec();
    }

    /// Of people who act together only those are asked for who do not act already.
    pub(super) fn wait_for_others(&mut self, together: &[Role]) {
        let others = together.iter().copied().filter(|role| !self.roles.has(*role));
        let others: Vec<Role> = others.collect();
        if !self.awaited.is_empty() && !others.is_empty() {
            self.awaited = others;
        }
    }

    /// Refuses what is decided so far while somebody else's PIN is missing. Asked last: whatever else would refuse it has
    /// said so by then, and nobody is called to the desk for nothing.
    pub(super) fn confirmed(&mut self) -> Result<(), Failure> {
        match std::mem::take(&mut self.awaited) {
            awaited if awaited.is_empty() => Ok(()),
            awaited => Err(Failure::NeedsApproval(awaited)),
        }
    }

    /// Whether the actor or the approver has this role; while the approver is not known, whether they could.
    pub(super) fn takes_part(&self, role: Role) -> bool {
        self.roles.has(role)
            || self.approver.is_some_and(|(_, roles)| roles.has(role))
            || self.awaited.contains(&role)
    }

    /// Whether the approver has one of these roles.
    pub(super) fn approver_has(&self, wanted: &[Role]) -> bool {
        self.approver.is_some_and(|(_, roles)| roles.any(wanted))
    }

    /// The circumstances, for the domain.
    pub fn ctx(&self) -> Ctx<'_> {
        Ctx {
            now: self.now(),
            tz_min: self.tz_min,
            actor: self.actor,
            roles: self.roles,
            approver: self.approver.map(|a| a.0),
            policy: &self.policy,
            calendar: super::calendar::the(),
            clock_suspect: self.suspect,
        }
    }

    /// Now: the clock's time, or where it was frozen.
    pub fn now(&self) -> Millis {
        self.work.now()
    }

    /// Decides on a unit and records what was decided. A refusal says which unit it is about.
    pub(super) fn on_unit(
        &mut self,
        id: &UnitId,
        reverses: Option<i64>,
        decide: impl FnOnce(&Unit, &Ctx) -> Result<Vec<<Unit as Aggregate>::Event>, Refusal>,
    ) -> Result<(), Failure> {
        let mut unit: Tracked<Unit> = self.work.load(&id.to_string())?;
        let events = decide(&unit.state, &self.ctx()).map_err(|refusal| about(id, refusal))?;
        Ok(self.work.record_reversing(&mut unit, &events, reverses)?)
    }

    /// Decides on a member of the staff and records it.
    pub(super) fn on_staff(
        &mut self,
        id: StaffId,
        decide: impl FnOnce(&Staff, &Ctx) -> Result<Vec<<Staff as Aggregate>::Event>, Refusal>,
    ) -> Result<(), Failure> {
        let mut staff: Tracked<Staff> = self.work.load(&id.0.to_string())?;
        let events = decide(&staff.state, &self.ctx())?;
        Ok(self.work.record(&mut staff, &events)?)
    }

    /// Decides on a guest and records what was decided.
    pub(super) fn on_guest(
        &mut self,
        id: GuestId,
        decide: impl FnOnce(&Guest, &Ctx) -> Result<Vec<<Guest as Aggregate>::Event>, Refusal>,
    ) -> Result<(), Failure> {
        let mut guest: Tracked<Guest> = self.work.load(&id.0.to_string())?;
        let events = decide(&guest.state, &self.ctx())?;
        Ok(self.work.record(&mut guest, &events)?)
    }

    /// Decides on the registers of a day and records what was decided.
    pub(super) fn on_book(
        &mut self,
        day: Day,
        decide: impl FnOnce(&Book, &Ctx) -> Result<Vec<<Book as Aggregate>::Event>, Refusal>,
    ) -> Result<(), Failure> {
        let mut book: Tracked<Book> = self.work.load(&day.to_string())?;
        let events = decide(&book.state, &self.ctx())?;
        Ok(self.work.record(&mut book, &events)?)
    }

    /// Today on the office clock.
    pub(super) fn today(&self) -> Day {
        Day::of(self.now(), self.tz_min)
    }

    /// Whether an event of this stream can be reversed by a correction.
    pub(super) fn check_reversal(&self, stream: &str, seq: i64) -> Result<(), Failure> {
        let why = match self.work.event_stream(seq)? {
            Some((found, false)) if found == stream => return Ok(()),
            Some((found, true)) if found == stream => words::REVERSED_ALREADY,
            _ => words::OTHER_EVENT,
        };
        Err(Refusal::new("RELIABILITY 2.3", say!(why, seq = seq)).at("event").into())
    }
}

/// Puts the unit's name in front of a refusal.
pub(super) fn about(id: &UnitId, mut refusal: Refusal) -> Refusal {
    refusal.why = say!(unit_words::ABOUT, unit = id, why = refusal.why);
    refusal
}

/// Looks at the computer's clock before anything is decided. A jump is written down once; until somebody confirms the
/// clock, effective time stands still (RELIABILITY 2.3).
pub(super) fn watch_clock(work: &mut Work) -> Result<bool, StoreError> {
    let mut project = work.load::<Project>(THE_PROJECT)?;
    if project.state.frozen.is_some() {
        return Ok(true);
    }
    let (last, wall) = (work.head().wall, work.wall());
    if work.head().seq == 0 || !project::is_suspect(last, wall) {
        return Ok(false);
    }
    work.freeze_time(last);
    work.as_system(|work| work.record(&mut project, &[ProjectEvent::ClockSuspect { last, wall }]))?;
    Ok(true)
}

/// Ends what has run out by now. Never after a jump of the clock that nobody has confirmed.
pub(super) fn expire(work: &mut Work) -> Result<(), StoreError> {
    let suspect = watch_clock(work)?;
    let policy = work.load::<Policy>(THE_POLICY)?.state;
    let now = work.now();
    let tz_min = work.tz_min();
    let ctx = Ctx {
        now,
        tz_min,
        actor: StaffId::SYSTEM,
        roles: Roles::default(),
        approver: None,
        policy: &policy,
        calendar: super::calendar::the(),
        clock_suspect: suspect,
    };
    for due in work.ending_until(now)? {
        match due.stream.split_once(':') {
            Some((Unit::KIND, key)) => {
                let mut unit: Tracked<Unit> = work.load(key)?;
                let events = unit.state.decide_expire(&ctx);
                work.record(&mut unit, &events)?;
            }
            Some((Deal::KIND, key)) => super::deal::expire(work, key, &ctx)?,
            _ => {}
        }
    }
    Ok(())
}
