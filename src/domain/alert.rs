//! What is next about a deadline 预警: exactly one lawful step, and why it is this one (DESIGN 5; RULES 1.5, 1.8, 1.12).

use super::application::{AppId, AppKind, AppState, Application};
use super::day::Day;
use super::deal::{Deal, Notice};
use super::due::DueKind;
use super::moment::Millis;
use super::money::Fen;
use crate::say;
use crate::text::{Arg, Say, close as words, sale};

/// The one next step.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// The action that takes it.
    pub action: &'static str,
    /// In words.
    pub text: Say,
    /// Why it is this one.
    pub why: Say,
    /// A choice that the step is about, with its field: which notice, which application.
    pub with: Option<(&'static str, String)>,
}

fn next(action: &'static str, text: impl Into<Say>, why: impl Into<Say>) -> Next {
    Next { action, text: text.into(), why: why.into(), with: None }
}

impl Next {
    fn with(self, field: &'static str, value: impl std::fmt::Display) -> Self {
        Self { with: Some((field, value.to_string())), ..self }
    }
}

/// How late a deadline is, as lists sort and colour it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Passed so many days ago; 0 for earlier today.
    Overdue(i64),
    /// Today.
    Today,
    /// In so many days.
    In(i64),
}

impl Urgency {
    /// Of a deadline, seen now.
    pub fn of(at: Millis, now: Millis, tz_min: i32) -> Self {
        let days = Day::of(now, tz_min).until(Day::of(at, tz_min));
        match days {
            _ if at < now => Self::Overdue(-days),
            0 => Self::Today,
            days => Self::In(days),
        }
    }

    /// In words: `逾期 3 天`.
    pub fn say(self) -> Say {
        match self {
            Self::Overdue(0) | Self::Today => words::DUE_TODAY.into(),
            Self::Overdue(days) => say!(words::OVERDUE_DAYS, days = days),
            Self::In(days) => say!(words::DUE_IN, days = days),
        }
    }
}

/// What is next about the signing of a subscription. `application` is the one that runs for it.
pub fn of_signing(deal: &Deal, application: Option<(AppId, &Application)>, today: Day) -> Next {
    if let Some((id, app)) = application
        && let Some(step) = of_application(id, app)
    {
        return step;
    }
    if deal.settled.is_some() {
        return next("deal.reopen", words::N_REOPEN, words::WHY_RELEASE_RULE);
    }
    let Some(due) = deal.sign_by.filter(|_| deal.is_overdue(today)) else {
        let soon = deal.sign_by.is_some_and(|due| due == today);
        let text = if soon { words::N_CONFIRM_COMING } else { words::N_REMIND };
        return next("deal.remind", text, words::WHY_SOON);
    };
    overdue(deal, due, today)
}

/// The ladder of RULES 1.8, one rung at a time: call, demand, its arrival, its days, rescission, its arrival, the fault.
fn overdue(deal: &Deal, due: Day, today: Day) -> Next {
    // Whether or not they answered: who stays silent gets the demand (RULES 1.8).
    let called = deal.reminders.iter().any(|r| Day::of(r.at, deal.tz_min) > due);
    let Some(demand) = deal.notice(Notice::Demand) else {
        return if called {
            next("deal.notice", words::N_DEMAND, words::WHY_DEMAND).with("notice", Notice::Demand.code())
        } else {
            next("deal.remind", words::N_CALL, words::WHY_CALL)
        };
    };
    if demand.arrived.is_none() {
        return next("deal.delivered", words::N_DELIVER, words::WHY_DELIVER)
            .with("notice", Notice::Demand.code());
    }
    if let Some(day) = demand.cure_by.filter(|day| *day >= today) {
        return next("deal.remind", words::N_WAIT, say!(words::WHY_CURE, day = day));
    }
    match deal.notice(Notice::Rescission).map(|sent| sent.arrived.is_some()) {
        None => next("deal.notice", words::N_RESCIND, words::WHY_RESCIND)
            .with("notice", Notice::Rescission.code()),
        Some(false) => next("deal.delivered", words::N_DELIVER_RESCISSION, words::WHY_DELIVER)
            .with("notice", Notice::Rescission.code()),
        Some(true) => next("deal.release", words::N_RELEASE, words::WHY_RELEASE),
    }
}

/// What is next about an application; `None` where it asks for nothing more.
pub fn of_application(id: AppId, app: &Application) -> Option<Next> {
    let kind = app.request.as_ref()?.kind();
    let step = match (app.state(), kind) {
        (AppState::Pending, _) => {
            let role = app.waits_for()?;
            let text = say!(words::N_WAITS, role = role.text(), kind = kind.text());
            next("application.approve", text, words::WHY_PENDING)
        }
        (AppState::Approved, AppKind::Extension) => {
            next("deal.put_off", words::N_PUT_OFF, words::WHY_APPROVED)
        }
        (AppState::Approved, AppKind::Release) => next("deal.settle", words::N_SETTLE, words::WHY_APPROVED),
        (AppState::Approved, AppKind::Swap) => next("deal.swap_over", words::N_SWAP, words::WHY_APPROVED),
        (AppState::Approved, AppKind::Buyers) => next("deal.rename", words::N_RENAME, words::WHY_APPROVED),
        (AppState::Approved, AppKind::Plan) => next("deal.replan", words::N_REPLAN, words::WHY_APPROVED),
        _ => return None,
    };
    Some(step.with("application", id))
}

/// What is next about a deposit of which something is missing. One that was taken back is not taken anew while a change
/// of the deal is decided about: that is next then.
pub fn of_deposit(deal: &Deal, application: Option<(AppId, &Application)>) -> Next {
    if !deal.deposit_taken_back() {
        return of_due(DueKind::Balance, Some(deal), false);
    }
    let change = application.and_then(|(id, app)| of_application(id, app));
    change.unwrap_or_else(|| next("deal.receive", words::N_COLLECT_AGAIN, words::WHY_TAKEN_BACK))
}

/// What is left about a deal that has no step of its own to come: of one that is being ended its unit and the money, of
/// one that goes on the rest of the deposit, the formal form and the papers that were left out (RULES 1.3.2, 1.4, 1.8).
pub fn of_rest(deal: &Deal) -> Vec<Next> {
    let mut left = Vec::new();
    let ending = deal.settled.is_some();
    if deal.is_live() && ending {
        left.push(of_due(DueKind::Release, Some(deal), false));
    }
    if deal.owed() > Fen::ZERO {
        left.push(of_due(DueKind::PayBack, Some(deal), false));
    }
    if !ending && deal.missing_due().is_some() {
        left.push(of_due(DueKind::Balance, Some(deal), false));
    }
    if !ending && deal.wants_exchange() {
        left.push(next("deal.exchange", sale::A_EXCHANGE, words::WHY_DUE));
    }
    if let Some(gap) = deal.beyond_plan().filter(|_| deal.is_live() && deal.change.is_none() && !ending) {
        left.push(next("deal.pay_plan", say!(words::N_PLAN, gap = gap), words::WHY_PLAN));
    }
    let owed = deal.papers_owed();
    if !owed.is_empty() {
        let papers: Vec<Arg> = owed.into_iter().map(|paper| paper.text().into()).collect();
        left.push(next("deal.papers", say!(words::N_PAPERS, papers = papers), words::WHY_PAPERS));
    }
    left
}

/// What is next about any other deadline. `done`: its first step is taken already, the complaint judged, the hold renewed
/// as often as it may be.
pub fn of_due(kind: DueKind, deal: Option<&Deal>, done: bool) -> Next {
    match kind {
        DueKind::Hold if done => next("deal.enter", words::N_RESERVE, words::WHY_DUE),
        DueKind::Hold => next("unit.renew", words::N_RENEW, words::WHY_DUE),
        DueKind::Reserve => next("deal.enter", words::N_RESERVE, words::WHY_DUE),
        DueKind::FollowUp => next("guest.follow_up", words::N_FOLLOW, words::WHY_DUE),
        DueKind::Appointment => next("guest.appointment_end", words::N_APPOINTMENT, words::WHY_DUE),
        DueKind::Balance => next("deal.receive", words::N_RECEIVE, words::WHY_DUE),
        DueKind::Release => next("deal.reopen", words::N_REOPEN, words::WHY_RELEASE_RULE),
        DueKind::PayBack => {
            let owed = deal.map(Deal::owed).unwrap_or_default();
            next("deal.pay_back", say!(words::N_PAY_BACK, owed = owed), words::WHY_OWED)
        }
        DueKind::Entry | DueKind::SignBy => {
            let step = deal.and_then(Deal::next_step);
            let action = step.map_or("deal.remind", super::deal::Step::action);
            let text =
                step.map_or_else(|| words::N_REMIND.into(), |step| say!(words::N_STEP, step = step.text()));
            let step = next(action, text, words::WHY_DUE);
            match deal.and_then(|deal| deal.application).filter(|_| step.action == "application.approve") {
                Some(id) => step.with("application", id),
                None => step,
            }
        }
        DueKind::ComplaintReply if done => next("complaint.answer", words::N_ANSWER, words::WHY_DUE),
        DueKind::ComplaintReply => next("complaint.judge", words::N_JUDGE, words::WHY_DUE),
    }
}
