//! Guests 客户: who they are, what is known of them, and every trace of who looked after them (RULES 1.2).
//!
//! What a guest answered for the register is personal data and lies in the vault; here are only its commitments. What
//! may be decided is `decide.rs` and `settle.rs`; whose guest it is follows from the traces by
//! [`super::attribution`]; this file has the events, the state and how events change it.

mod decide;
mod events;
mod kinds;
mod settle;
mod trace;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::due::{Due, DueKind};
use super::event::{Aggregate, Meta};
use super::moment::Millis;
use super::person::PersonId;
use super::staff::StaffId;
use crate::text::Arg;

pub use decide::{FollowUpIntent, VisitIntent};
pub(super) use words::fields as fields_in_words;

pub use events::{GuestEvent, Share};
pub use kinds::{Grade, How, Relation, Source, VisitKind};
pub use settle::ReportIntent;
pub use trace::{Trace, What};

/// A guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GuestId(pub i64);

impl From<GuestId> for Arg {
    fn from(id: GuestId) -> Self {
        Self::Guest(id.0)
    }
}

/// Under this name the vault keeps a guest's document, beside the answers for the registers.
pub const IDENTITY: &str = "identity";

/// When to follow up next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextContact {
    /// On this day.
    pub day: Day,
    /// Overdue after this moment.
    pub at: Millis,
    /// Whose task.
    pub by: StaffId,
}

/// An appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// When.
    pub at: Millis,
    /// With whom.
    pub by: StaffId,
}

/// Immediate family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Who.
    pub to: GuestId,
    /// What they are to this guest.
    pub relation: Relation,
}

/// A guest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Guest {
    /// Who, in the vault.
    pub person: PersonId,
    /// Commitment to the vault's record.
    pub commit: String,
    /// Commitments to the records before corrections: an old backup still holds one of those.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier_commits: Vec<String>,
    /// Whose guest, as registered, ruled or handed over.
    pub consultant: Option<StaffId>,
    /// The vault's record is gone.
    pub forgotten: bool,
    /// Since when registered.
    pub since: Millis,
    /// Every trace, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traces: Vec<Trace>,
    /// Immediate family.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// How likely to buy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// When to follow up next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextContact>,
    /// The open appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Appointment>,
    /// Whether the guest agreed to a profile being kept; `None` before they were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<bool>,
    /// Commitments to the answers in the vault, by line of a register.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// Why nothing is sold to this guest 黑名单.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked: Option<String>,
    /// The same person as this guest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<GuestId>,
    /// Who turned out to be this guest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<GuestId>,
}

impl Guest {
    fn trace(&mut self, meta: &Meta, at: Millis, what: What) {
        self.traces.push(Trace { seq: meta.seq, at, day: Day::of(at, meta.tz_min), what });
    }

    /// Whether the manager took the guest back and nobody has them since.
    fn with_manager(&self) -> bool {
        let decided = |trace: &&Trace| matches!(trace.what, What::Ruling { .. } | What::HandOver { .. });
        let last = self.traces.iter().rev().find(decided).map(|trace| &trace.what);
        self.consultant.is_none() && matches!(last, Some(What::HandOver { to: None, .. }))
    }

    /// Whoever receives somebody that is nobody's guest has a guest, and what waited with the manager.
    fn goes_to(&mut self, consultant: Option<StaffId>) {
        if let Some(who) = consultant.filter(|_| self.with_manager()) {
            self.tasks_to(who);
        }
        self.consultant = self.consultant.or(consultant);
    }

    /// What is to be done goes with the guest.
    fn tasks_to(&mut self, who: StaffId) {
        if let Some(next) = &mut self.next {
            next.by = who;
        }
        if let Some(appointment) = &mut self.appointment {
            appointment.by = who;
        }
    }
}

impl Aggregate for Guest {
    type Event = GuestEvent;
    const KIND: &'static str = "guest";

    fn evolve(&mut self, event: &GuestEvent, meta: &Meta) {
        match event {
            GuestEvent::Registered { person, commit, consultant } => {
                *self = Self {
                    person: *person,
                    commit: commit.clone(),
                    consultant: *consultant,
                    since: meta.at,
                    ..Self::default()
                };
            }
            GuestEvent::Forgotten { .. } => {
                self.forgotten = true;
                self.answers.clear();
                self.next = None;
                self.appointment = None;
            }
            GuestEvent::Visited {
                line,
                at,
                consultant,
                named,
                protected_until,
                claim_until,
                to_manager,
                ..
            } => {
                self.goes_to(*consultant);
                let what = What::Visit {
                    line: *line,
                    consultant: *consultant,
                    named: *named,
                    until: *protected_until,
                    claim_until: *claim_until,
                    to_manager: *to_manager,
                };
                self.trace(meta, *at, what);
            }
            GuestEvent::Helped { line, by } => self.trace(meta, meta.at, What::Help { line: *line, by: *by }),
            GuestEvent::Called { line, at, consultant, protected_until, to_manager, .. } => {
                self.goes_to(*consultant);
                let what = What::Call {
                    line: *line,
                    consultant: *consultant,
                    until: *protected_until,
                    to_manager: *to_manager,
                };
                self.trace(meta, *at, what);
            }
            GuestEvent::FollowedUp { grade, next, by, protected_until, .. } => {
                self.grade = grade.or(self.grade);
                // A colleague who says no next date leaves the task of whose it is.
                if next.is_some() || self.next.is_some_and(|task| task.by == *by) {
                    self.next = next.map(|day| NextContact { day, at: day.end(meta.tz_min), by: *by });
                }
                self.trace(meta, meta.at, What::FollowUp { by: *by, until: *protected_until });
            }
            GuestEvent::Appointed { at, by } => self.appointment = Some(Appointment { at: *at, by: *by }),
            GuestEvent::AppointmentEnded { .. } => self.appointment = None,
            GuestEvent::Linked { to, relation } => {
                self.links.retain(|link| link.to != *to);
                self.links.push(Link { to: *to, relation: *relation });
            }
            GuestEvent::Unlinked { to, .. } => self.links.retain(|link| link.to != *to),
            GuestEvent::Reported { company, broker, valid_from, until } => {
                let (company, broker) = (company.clone(), broker.clone());
                let what = What::Report { company, broker, valid_from: *valid_from, until: *until };
                self.trace(meta, meta.at, what);
            }
            GuestEvent::Claimed { by, .. } => self.trace(meta, meta.at, What::Claim { by: *by }),
            GuestEvent::Ruled { shares, .. } => {
                self.consultant = shares.first().map(|share| share.consultant);
                if let Some(owner) = self.consultant {
                    self.tasks_to(owner);
                }
                self.trace(meta, meta.at, What::Ruling { shares: shares.clone() });
            }
            GuestEvent::HandedOver { to, protected_until, .. } => {
                self.consultant = *to;
                self.trace(meta, meta.at, What::HandOver { to: *to, until: *protected_until });
                // Taken back, it waits with the manager who decided.
                self.tasks_to(to.unwrap_or(meta.approver.unwrap_or(meta.actor)));
            }
            GuestEvent::Merged { into, .. } => {
                self.merged_into = Some(*into);
                self.next = None;
                self.appointment = None;
            }
            GuestEvent::TookOver { from } => self.merged.push(*from),
            GuestEvent::Separated { .. } => self.merged_into = None,
            GuestEvent::LetGo { from } => self.merged.retain(|same| same != from),
            GuestEvent::CarriedOver { next, appointment, grade, .. } => {
                self.next = next.or(self.next);
                self.appointment = appointment.or(self.appointment);
                self.grade = self.grade.or(*grade);
            }
            GuestEvent::Consented { given } => {
                self.consent = Some(*given);
                if !given {
                    self.answers.retain(|entry, _| entry == IDENTITY);
                }
            }
            GuestEvent::Answered { entry, commit, grade, .. } => {
                self.answers.insert(entry.clone(), commit.clone());
                self.grade = grade.or(self.grade);
            }
            GuestEvent::Identified { commit, .. } => {
                self.answers.insert(IDENTITY.to_owned(), commit.clone());
            }
            GuestEvent::Blocked { reason } => self.blocked = Some(reason.clone()),
            GuestEvent::Unblocked { .. } => self.blocked = None,
            GuestEvent::AnswersLost { entries } => self.answers.retain(|entry, _| !entries.contains(entry)),
            GuestEvent::Amended { register, day, line, consultant, at, struck } => {
                let whole = (*register, *day, *line);
                if *struck {
                    self.traces.retain(|trace| trace.stands_on() != Some(whole));
                }
                for trace in self.traces.iter_mut().filter(|trace| trace.stands_on() == Some(whole)) {
                    trace.at = at.unwrap_or(trace.at);
                    if let (
                        What::Visit { consultant: who, .. } | What::Call { consultant: who, .. },
                        Some(_),
                    ) = (&mut trace.what, consultant)
                    {
                        *who = *consultant;
                    }
                }
                self.consultant = self.consultant.or(*consultant);
            }
            GuestEvent::Corrected { commit, .. } => {
                self.earlier_commits.push(std::mem::replace(&mut self.commit, commit.clone()));
            }
        }
    }

    fn dues(&self) -> Vec<Due> {
        let next = self.next.map(|n| Due { kind: DueKind::FollowUp, at: n.at, owner: n.by });
        let appointment = self.appointment.map(|a| Due { kind: DueKind::Appointment, at: a.at, owner: a.by });
        next.into_iter().chain(appointment).collect()
    }
}
