//! Applications 申请 as actions: deciding about them, in order, each level by its own role (RULES 1.0); and what follows.

use super::action::Action;
use super::deal::{approved, end, on_deal};
use super::field::{Field, Kind, may, must};
use super::{Deed, Desk, Failure, Filled, StoreError, changes};
use crate::domain::application::{AppId, AppKind, AppState, Application, Decision};
use crate::domain::deal::{Deal, DealEvent, DealId, Outcome};
use crate::domain::permission::{Control, Duty, Role, Roles};
use crate::domain::staff::{Staff, StaffId};
use crate::store::Tracked;
use crate::text::{cli, sale as words};

const APPLICATION: Field = must("application", words::F_APPLICATION, Kind::Application);
const REASON: Field = must("reason", cli::F_REASON, Kind::Note);

#[rustfmt::skip]
pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "application.approve", text: words::A_APPROVE, duty: Duty::Decide, control: Control::Approved,
        fields: &[APPLICATION, may("reason", words::F_REASON_MAY, Kind::Note)],
        run: |deed, f| decide(deed, f, Decision::Approved),
    },
    Action {
        id: "application.return", text: words::A_RETURN, duty: Duty::Decide, control: Control::Approved,
        fields: &[APPLICATION, REASON],
        run: |deed, f| decide(deed, f, Decision::Returned),
    },
    Action {
        id: "application.refuse", text: words::A_REFUSE, duty: Duty::Decide, control: Control::Approved,
        fields: &[APPLICATION, REASON],
        run: |deed, f| decide(deed, f, Decision::Refused),
    },
    Action {
        id: "application.withdraw", text: words::A_APP_WITHDRAW, duty: Duty::Ask, control: Control::Single,
        fields: &[APPLICATION, REASON],
        run: |deed, f| {
            let id = application(f)?;
            let mut app: Tracked<Application> = deed.work.load(&id.0.to_string())?;
            let events = app.state.decide_withdraw(id, f.text("reason"), &deed.ctx())?;
            deed.work.record(&mut app, &events)?;
            // Without its approval sheet a subscription is filled anew.
            follow(deed, id, &app.state, Decision::Returned)
        },
    },
    Action {
        id: "application.execute", text: words::A_APP_EXECUTE, duty: Duty::SpecialDiscount, control: Control::Single,
        fields: &[APPLICATION, may("note", cli::F_NOTE, Kind::Note)],
        run: |deed, f| {
            let id = application(f)?;
            let mut app: Tracked<Application> = deed.work.load(&id.0.to_string())?;
            let events = app.state.decide_execute(id, f.text("note"))?;
            Ok(deed.work.record(&mut app, &events)?)
        },
    },
    Action {
        id: "application.archive", text: words::A_APP_ARCHIVE, duty: Duty::SubscriptionArchive, control: Control::Single,
        fields: &[APPLICATION, must("place", words::F_PLACE, Kind::Note)],
        run: |deed, f| {
            let id = application(f)?;
            let mut app: Tracked<Application> = deed.work.load(&id.0.to_string())?;
            let events = app.state.decide_archive(id, f.text("place"))?;
            Ok(deed.work.record(&mut app, &events)?)
        },
    },
];

fn application(f: &Filled) -> Result<AppId, Failure> {
    Ok(AppId(*Filled::need(f.number("application"), "application")?))
}

/// Who may stand for a role: the leader also for the manager, but only where a manager asks or sells, about which
/// somebody else must decide (RULES 1.0: otherwise a leader has no part in subscriptions, and does not certify the own
/// signature).
fn stands_for(role: Role, a_managers_own: bool) -> &'static [Role] {
    match role {
        Role::Manager if a_managers_own => &[Role::Manager, Role::Leader],
        Role::Manager => &[Role::Manager],
        Role::Finance => &[Role::Finance],
        _ => &[Role::Leader],
    }
}

/// Whether a manager asks or sells.
fn a_managers_own(
    by: StaffId,
    seller: Option<StaffId>,
    staff: impl Fn(StaffId) -> Result<Staff, StoreError>,
) -> Result<bool, StoreError> {
    let of_manager = |id| staff(id).map(|staff| staff.roles.has(Role::Manager));
    Ok(of_manager(by)? || seller.map(of_manager).transpose()?.unwrap_or(false))
}

impl Desk {
    /// Whether somebody with these roles may decide about an application now: never about their own, nor at two levels.
    ///
    /// # Errors
    /// What the store says.
    pub fn decides(&self, app: &Application, who: StaffId, roles: Roles) -> Result<bool, StoreError> {
        let Some(role) = app.waits_for() else { return Ok(false) };
        let seller = match app.deal_sold() {
            Some(deal) => self.deal(deal)?.map(|deal| deal.consultant),
            None => None,
        };
        if who == app.by || Some(who) == seller || app.has_decided(who) {
            return Ok(false);
        }
        let staff = |id: StaffId| Ok(self.store.load::<Staff>(&id.0.to_string())?.state);
        Ok(roles.any(stands_for(role, a_managers_own(app.by, seller, staff)?)))
    }
}

/// Decides at the level that is next: the actor where they may, else whoever's PIN confirms it.
fn decide(deed: &mut Deed, f: &Filled, decision: Decision) -> Result<(), Failure> {
    let id = application(f)?;
    let mut app: Tracked<Application> = deed.work.load(&id.0.to_string())?;
    let role = app.state.next_level(id)?;
    let seller = match app.state.deal_sold() {
        Some(deal) => Some(deed.work.load::<Deal>(&deal.0.to_string())?.state.consultant),
        None => None,
    };
    let staff = |id: StaffId| Ok(deed.work.load::<Staff>(&id.0.to_string())?.state);
    let roles = stands_for(role, a_managers_own(app.state.by, seller, staff)?);
    let own = |who| who == app.state.by || Some(who) == seller || app.state.has_decided(who);
    let who = decider(deed, roles, own, role)?;
    let events = app.state.decide_level(id, who, seller, decision, f.text("reason"))?;
    deed.work.record(&mut app, &events)?;
    if decision == Decision::Approved && app.state.state() != AppState::Approved {
        return Ok(());
    }
    follow(deed, id, &app.state, decision)
}

/// The person whose decision it is: the actor where they may and it is not their own, else whoever's PIN confirms it.
/// While nobody is known yet, the PIN is asked for last.
fn decider(
    deed: &mut Deed,
    roles: &[Role],
    own: impl Fn(StaffId) -> bool,
    level: Role,
) -> Result<StaffId, Failure> {
    let ctx = deed.ctx();
    if ctx.roles.any(roles) && !own(ctx.actor) {
        return Ok(ctx.actor);
    }
    match (ctx.approver, deed.approver_has(roles)) {
        (Some(approver), true) => Ok(approver),
        (Some(_), false) => {
            let why = crate::say!(words::LEVEL_NEEDS, role = level.text());
            Err(crate::domain::refusal::Refusal::new("RULES 1.0", why).at("approver").into())
        }
        (None, _) => {
            deed.wait_for(roles);
            Ok(StaffId::SYSTEM)
        }
    }
}

/// What a decision means for the deal.
fn follow(deed: &mut Deed, id: AppId, app: &Application, decision: Decision) -> Result<(), Failure> {
    let (Some(request), Some(deal)) = (&app.request, app.deal) else { return Ok(()) };
    match request.kind() {
        AppKind::Subscription => {}
        // A discount that is refused leaves its deal as it is.
        AppKind::Discount => return Ok(()),
        AppKind::Extension | AppKind::Release | AppKind::Swap | AppKind::Buyers | AppKind::Plan => {
            return changes::decided(deed, id, deal, request, decision);
        }
    }
    match decision {
        Decision::Approved => approved(deed, deal, id),
        Decision::Returned => on_deal(deed, deal, |deal, number, _| deal.decide_sent_back(number, id)),
        Decision::Refused => refuse(deed, deal, app),
    }
}

/// A refused subscription is over; the unit is free again.
fn refuse(deed: &mut Deed, id: DealId, app: &Application) -> Result<(), Failure> {
    let reason = app.decided.last().map(|d| d.reason.clone()).unwrap_or_default();
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let events: Vec<DealEvent> = deal.state.decide_withdraw(id, Outcome::Refused, &reason, &deed.ctx())?;
    Ok(end(deed.work, deal, id, &events)?)
}
