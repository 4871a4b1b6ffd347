//! What may be decided about a guest at the counter: visits, calls, follow-ups, appointments, consent, answers.

use super::{Grade, Guest, GuestEvent, How, VisitKind};
use crate::domain::attribution::Attribution;
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::moment::Millis;
use crate::domain::policy;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{guest as words, people};

/// A visit as the register has it.
#[derive(Debug, Clone, Copy)]
pub struct VisitIntent {
    /// The line in the day's register.
    pub line: u32,
    /// When they came.
    pub at: Millis,
    /// What it is; `None` lets the record say.
    pub kind: Option<VisitKind>,
    /// Who receives.
    pub consultant: Option<StaffId>,
    /// Whom the guest asked for.
    pub named: Option<StaffId>,
    /// Who writes the register.
    pub witness: Option<StaffId>,
    /// Received for an absent colleague 义务接待, whose guest it is and stays: the consultant above.
    pub helper: Option<StaffId>,
}

/// A follow-up as the log has it.
#[derive(Debug, Clone)]
pub struct FollowUpIntent {
    /// How.
    pub how: How,
    /// Whether the guest was reached.
    pub reached: bool,
    /// What was said.
    pub note: String,
    /// The grade now.
    pub grade: Option<Grade>,
    /// When to follow up next.
    pub next: Option<Day>,
    /// By whom.
    pub by: StaffId,
}

impl Guest {
    /// Refuses what is done to somebody who is forgotten or found as somebody else.
    pub(super) fn present(&self) -> Result<(), Refusal> {
        if self.forgotten {
            return Err(Refusal::new("RELIABILITY 2.5", people::ALREADY_FORGOTTEN).at("guest"));
        }
        match self.merged_into {
            None => Ok(()),
            Some(into) => {
                Err(Refusal::new("RULES 1.2", say!(words::IS_MERGED, guest = into, number = into.0))
                    .at("guest"))
            }
        }
    }

    /// Forgets. `bound` says that a unit is held, reserved or waited for in this guest's name.
    ///
    /// # Errors
    /// Already forgotten, or still bound to a unit.
    pub fn decide_forget(&self, reason: &str, bound: bool) -> Result<Vec<GuestEvent>, Refusal> {
        if self.forgotten {
            return Err(Refusal::new("RELIABILITY 2.5", people::ALREADY_FORGOTTEN).at("guest"));
        }
        if bound {
            let refusal = Refusal::new("RELIABILITY 2.5", people::GUEST_BOUND);
            return Err(refusal.at("guest").try_this(people::GUEST_BOUND_REMEDY));
        }
        Ok(vec![GuestEvent::Forgotten { reason: reason.to_owned() }])
    }

    /// Comes to the sales office. A visit on the day of an appointment, or after it, ends it.
    ///
    /// # Errors
    /// The kind is not what the record says.
    pub fn decide_visit(
        &self,
        intent: VisitIntent,
        known: &Attribution,
        ctx: &Ctx,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        let says = known.kind_of_visit();
        if let Some(kind) = intent.kind.filter(|kind| *kind != says) {
            let why = say!(words::KIND_OTHER, kind = kind.text(), says = says.text());
            return Err(Refusal::new("RULES 3.1", why).at("kind").try_this(words::KIND_OTHER_REMEDY));
        }
        let day = Day::of(intent.at, ctx.tz_min);
        // Somebody else's guest whom this consultant received in turn: the other has some days to claim them, from when
        // it is known.
        let others = known.consultant().is_some() && intent.consultant.is_some_and(|who| !known.is_of(who));
        let claim_until =
            others.then(|| Day::of(ctx.now, ctx.tz_min).plus(ctx.policy.get(&policy::CLAIM_DAYS)));
        let mut events = vec![GuestEvent::Visited {
            day,
            line: intent.line,
            at: intent.at,
            kind: says,
            consultant: intent.consultant,
            named: intent.named,
            witness: intent.witness,
            protected_until: day.plus(ctx.policy.get(&policy::VISIT_PROTECT_DAYS)),
            claim_until,
            to_manager: day.plus(ctx.policy.get(&policy::HANDOVER_TO_MANAGER_DAYS)),
        }];
        events.extend(intent.helper.map(|by| GuestEvent::Helped { line: intent.line, by }));
        if self.appointment.is_some_and(|a| Day::of(a.at, ctx.tz_min) <= day) {
            events.push(GuestEvent::AppointmentEnded { came: true, note: String::new() });
        }
        Ok(events)
    }

    /// Calls.
    ///
    /// # Errors
    /// Forgotten, or the same as somebody else.
    pub fn decide_call(
        &self,
        line: u32,
        at: Millis,
        consultant: Option<StaffId>,
        ctx: &Ctx,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        let day = Day::of(at, ctx.tz_min);
        Ok(vec![GuestEvent::Called {
            day,
            line,
            at,
            consultant,
            protected_until: day.plus(ctx.policy.get(&policy::CALL_PROTECT_DAYS)),
            to_manager: day.plus(ctx.policy.get(&policy::HANDOVER_TO_MANAGER_DAYS)),
        }])
    }

    /// Follows up. Only an effective contact protects, only where nobody else is protected, never a guest whom the
    /// manager took back, and never beyond the day on which the guest goes to the manager.
    ///
    /// # Errors
    /// The next date has passed, or reaching nobody tells a new grade.
    pub fn decide_follow_up(
        &self,
        intent: FollowUpIntent,
        known: &Attribution,
        ctx: &Ctx,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        ctx.clock_trusted()?;
        let today = Day::of(ctx.now, ctx.tz_min);
        if intent.next.is_some_and(|next| next < today) {
            return Err(Refusal::new("RULES 3.1", words::NEXT_PASSED).at("next"));
        }
        if !intent.reached && intent.grade.is_some() {
            return Err(Refusal::new("RULES 1.2", words::GRADE_UNREACHED).at("grade"));
        }
        let theirs = known.is_of(intent.by) || known.consultant().is_none() && !known.with_manager;
        let protected_until = (intent.reached && theirs).then(|| {
            let days = if known.visited { policy::VISIT_PROTECT_DAYS } else { policy::CALL_PROTECT_DAYS };
            let until = today.plus(ctx.policy.get(&days));
            known.to_manager.map_or(until, |last| until.min(last))
        });
        let FollowUpIntent { how, reached, note, grade, next, by } = intent;
        Ok(vec![GuestEvent::FollowedUp { how, reached, note, grade, next, by, protected_until }])
    }

    /// Makes an appointment; another one moves it.
    ///
    /// # Errors
    /// The moment has passed.
    pub fn decide_appoint(&self, at: Millis, by: StaffId, ctx: &Ctx) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        ctx.clock_trusted()?;
        if at <= ctx.now {
            return Err(Refusal::new("RULES 1.2", words::APPOINTMENT_PASSED).at("day"));
        }
        Ok(vec![GuestEvent::Appointed { at, by }])
    }

    /// Ends the appointment.
    ///
    /// # Errors
    /// There is none.
    pub fn decide_end_appointment(&self, came: bool, note: &str) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        if self.appointment.is_none() {
            return Err(Refusal::new("RULES 1.2", words::NO_APPOINTMENT).at("guest"));
        }
        Ok(vec![GuestEvent::AppointmentEnded { came, note: note.to_owned() }])
    }

    /// Records that the guest was told and what they said.
    ///
    /// # Errors
    /// They have said so already.
    pub fn decide_consent(&self, given: bool) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        if self.consent == Some(given) {
            return Err(Refusal::new("PIPL 13-15", words::CONSENT_SAME).at("consent"));
        }
        Ok(vec![GuestEvent::Consented { given }])
    }

    /// Lets answers be kept; without consent only what the reception needs may be (PIPL art. 6 and 13).
    ///
    /// # Errors
    /// No consent.
    pub fn may_profile(&self, consents_now: bool) -> Result<(), Refusal> {
        self.present()?;
        if consents_now || self.consent == Some(true) {
            return Ok(());
        }
        Err(Refusal::new("PIPL 6, 13", words::NO_CONSENT).at("consent").try_this(words::NO_CONSENT_REMEDY))
    }
}
