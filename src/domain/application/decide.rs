//! What may be decided about an application.

use super::{AppEvent, AppId, AppState, Application, Decision, Request};
use crate::domain::ctx::Ctx;
use crate::domain::deal::DealId;
use crate::domain::guest::GuestId;
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::sale as words;

/// An application as it is handed in.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// Of which deal.
    pub deal: Option<DealId>,
    /// Of which unit.
    pub unit: &'a UnitId,
    /// For whom.
    pub guest: GuestId,
    /// What is asked for.
    pub request: Request,
    /// Why.
    pub reason: &'a str,
}

impl Application {
    /// Hands it in.
    pub fn decide_make(ask: Ask) -> Vec<AppEvent> {
        vec![AppEvent::Made {
            deal: ask.deal,
            unit: ask.unit.clone(),
            guest: ask.guest,
            levels: ask.request.levels().to_vec(),
            request: ask.request,
            reason: ask.reason.to_owned(),
        }]
    }

    fn pending(&self, id: AppId) -> Result<Role, Refusal> {
        self.waits_for().ok_or_else(|| {
            let refusal = |say| Refusal::new("RULES 1.0", say).at("application");
            match self.request {
                None => refusal(say!(words::NO_SUCH_APPLICATION, application = id)),
                Some(_) => {
                    refusal(say!(words::APPLICATION_STANDS, application = id, state = self.state().text()))
                }
            }
        })
    }

    /// Whose decision is next, for whoever checks the roles.
    ///
    /// # Errors
    /// No such application, or nothing to decide about it any more.
    pub fn next_level(&self, id: AppId) -> Result<Role, Refusal> {
        self.pending(id)
    }

    /// Whether somebody has decided about it already: two levels take two people, also where one wears both hats.
    pub fn has_decided(&self, who: StaffId) -> bool {
        self.decided.iter().any(|decided| decided.who == who)
    }

    /// Decides at the level that is next. `who` decides: the actor, or the person whose PIN confirms it. Nobody decides
    /// about what they ask for themselves, nor about a sale of their own (`seller`) that somebody else handed in, nor at
    /// two levels (RULES 1.0, 1.6: the manager certifies what the leader signs).
    ///
    /// # Errors
    /// Nothing to decide, one's own application, decided by them already, or a refusal without a reason.
    pub fn decide_level(
        &self,
        id: AppId,
        who: StaffId,
        seller: Option<StaffId>,
        decision: Decision,
        reason: &str,
    ) -> Result<Vec<AppEvent>, Refusal> {
        let role = self.pending(id)?;
        if who == self.by || Some(who) == seller {
            let refusal = Refusal::new("RULES 1.0", say!(words::OWN_APPLICATION, application = id));
            return Err(refusal.at("application").try_this(words::OWN_APPLICATION_REMEDY));
        }
        if self.has_decided(who) {
            let refusal = Refusal::new("RULES 1.0", say!(words::DECIDED_BY_SAME, application = id));
            return Err(refusal.at("application").try_this(words::DECIDED_BY_SAME_REMEDY));
        }
        if decision != Decision::Approved && reason.is_empty() {
            return Err(Refusal::new("RULES 1.0", words::DECISION_NEEDS_REASON).at("reason"));
        }
        Ok(vec![AppEvent::Decided { role, who, decision, reason: reason.to_owned() }])
    }

    /// Takes it back: whoever asked, or the manager. A change of a deal also after it was approved, as long as nobody
    /// carried it out: otherwise what cannot be carried out any more would bind the deal for ever.
    ///
    /// # Errors
    /// Somebody else's, or decided already.
    pub fn decide_withdraw(&self, id: AppId, reason: &str, ctx: &Ctx) -> Result<Vec<AppEvent>, Refusal> {
        let waits = self.request.as_ref().is_some_and(|request| request.kind().is_change())
            && self.state() == AppState::Approved;
        if !waits {
            self.pending(id)?;
        }
        if ctx.actor != self.by && !ctx.roles.has(Role::Manager) {
            let refusal = Refusal::new("RULES 1.0", say!(words::NOT_YOUR_APPLICATION, who = self.by));
            return Err(refusal.at("application"));
        }
        Ok(vec![AppEvent::Withdrawn { reason: reason.to_owned() }])
    }

    /// Whether what was approved may be used now.
    ///
    /// # Errors
    /// Not approved, or its time is over.
    pub fn usable(&self, id: AppId, today: crate::domain::day::Day) -> Result<(), Refusal> {
        let refuse = |say| Err(Refusal::new("RULES 1.6", say).at("special"));
        match (&self.request, self.state()) {
            (None, _) => refuse(say!(words::NO_SUCH_APPLICATION, application = id)),
            (Some(Request::Discount { valid_until, .. }), AppState::Approved) if *valid_until < today => {
                refuse(say!(words::APPLICATION_EXPIRED, application = id, until = *valid_until))
            }
            (Some(_), AppState::Approved) => Ok(()),
            (Some(_), state) => {
                refuse(say!(words::APPLICATION_STANDS, application = id, state = state.text()))
            }
        }
    }

    /// Carries out a discount that was approved.
    ///
    /// # Errors
    /// Not approved, or no discount.
    pub fn decide_execute(&self, id: AppId, note: &str) -> Result<Vec<AppEvent>, Refusal> {
        if self.state() != AppState::Approved {
            let why = say!(words::APPLICATION_STANDS, application = id, state = self.state().text());
            return Err(Refusal::new("RULES 1.6", why).at("application"));
        }
        if !matches!(self.request, Some(Request::Discount { .. })) {
            let refusal = Refusal::new("RULES 1.6", say!(words::NOT_A_DISCOUNT, application = id));
            return Err(refusal.at("application"));
        }
        Ok(vec![AppEvent::Executed { note: note.to_owned() }])
    }

    /// Files it: what was carried out or refused, and a subscription's approval sheet.
    ///
    /// # Errors
    /// Still running.
    pub fn decide_archive(&self, id: AppId, place: &str) -> Result<Vec<AppEvent>, Refusal> {
        let sheet = matches!(self.request, Some(Request::Subscription { .. }));
        match self.state() {
            AppState::Executed | AppState::Refused => {
                Ok(vec![AppEvent::Archived { place: place.to_owned() }])
            }
            AppState::Approved if sheet => Ok(vec![AppEvent::Archived { place: place.to_owned() }]),
            state => {
                let why = say!(words::APPLICATION_STANDS, application = id, state = state.text());
                Err(Refusal::new("RULES 1.6", why).at("application"))
            }
        }
    }
}
