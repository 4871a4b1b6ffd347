//! Guests 客户: who they are, what is known of them, and every trace of who looked after them (RULES 1.2).
//!
//! What a guest answered for the register is personal data and lies in the vault; here are only its commitments. What
//! may be decided is `decide.rs` and `settle.rs`; whose guest it is follows from the traces by
//! [`super::attribution`]; this file has the events, the state and how events change it.

mod decide;
mod kinds;
mod settle;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::due::{Due, DueKind};
use super::event::{Aggregate, Meta, events};
use super::moment::Millis;
use super::person::PersonId;
use super::register::Register;
use super::staff::StaffId;
use crate::text::Arg;

pub use decide::{FollowUpIntent, VisitIntent};
pub(super) use words::fields as fields_in_words;

pub use kinds::{Grade, How, Relation, Source, VisitKind};
pub use settle::ReportIntent;

/// A guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GuestId(pub i64);

impl From<GuestId> for Arg {
    fn from(id: GuestId) -> Self {
        Self::Guest(id.0)
    }
}

/// A consultant's part in a guest, in percent: 100, or 50 and 50 (RULES 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Share {
    /// Whose.
    pub consultant: StaffId,
    /// How much.
    pub percent: u32,
}

events! {
    /// What happens to a guest.
    GuestEvent {
        /// Registered.
        "guest.registered" v 1 => Registered {
            /// Who, in the vault.
            person: PersonId,
            /// Commitment to the vault's record.
            commit: String,
            /// Whose guest.
            consultant: Option<StaffId>,
        }
        /// The vault's record was deleted on request (PIPL art. 47).
        "guest.forgotten" v 1 => Forgotten {
            /// Why.
            reason: String,
        }
        /// Came to the sales office 来访; the line stands in the day's register.
        "guest.visited" v 1 => Visited {
            /// In the register of this day.
            day: Day,
            /// On this line.
            line: u32,
            /// When they came.
            at: Millis,
            /// First visit, returning, or after a call.
            kind: VisitKind,
            /// Who received them.
            consultant: Option<StaffId>,
            /// Whom they asked for by name 指定.
            named: Option<StaffId>,
            /// Who wrote the register.
            witness: Option<StaffId>,
            /// The last day of the consultant's protection 保护期.
            protected_until: Day,
            /// The last day on which somebody else's claim to the guest is heard; `None` when nobody else has one.
            claim_until: Option<Day>,
            /// Followed without another visit, the guest goes to the manager after this day.
            to_manager: Day,
        }
        /// Called 来电; the line stands in the day's register.
        "guest.called" v 1 => Called {
            /// In the register of this day.
            day: Day,
            /// On this line.
            line: u32,
            /// When.
            at: Millis,
            /// Who answered.
            consultant: Option<StaffId>,
            /// The last day of the consultant's protection.
            protected_until: Day,
            /// Followed without a visit, the guest goes to the manager after this day.
            to_manager: Day,
        }
        /// Followed up 跟进 (RULES 3.1 客户跟踪表).
        "guest.followed_up" v 1 => FollowedUp {
            /// How.
            how: How,
            /// Whether the guest was reached: a phone that is off is no effective contact.
            reached: bool,
            /// What was said.
            note: String,
            /// The grade now; `None` leaves it.
            grade: Option<Grade>,
            /// When to follow up next.
            next: Option<Day>,
            /// By whom.
            by: StaffId,
            /// The last day of the protection it gives; `None` when it gives none.
            protected_until: Option<Day>,
        }
        /// An appointment 约访.
        "guest.appointed" v 1 => Appointed {
            /// When they want to come.
            at: Millis,
            /// With whom.
            by: StaffId,
        }
        /// The appointment is over.
        "guest.appointment_ended" v 1 => AppointmentEnded {
            /// They came.
            came: bool,
            /// In words.
            note: String,
        }
        /// Immediate family of another guest.
        "guest.linked" v 1 => Linked {
            /// Of whom.
            to: GuestId,
            /// What the other is to this one.
            relation: Relation,
        }
        /// Not family after all.
        "guest.unlinked" v 1 => Unlinked {
            /// Of whom.
            to: GuestId,
            /// Why.
            reason: String,
        }
        /// Reported by a channel 报备.
        "guest.reported" v 1 => Reported {
            /// The channel company.
            company: String,
            /// The broker's code.
            broker: String,
            /// A visit before this moment came too soon after the report.
            valid_from: Millis,
            /// The report's last day.
            until: Day,
        }
        /// A consultant claims the guest whom a colleague received (RULES 1.2, 2-day claim period).
        "guest.claimed" v 1 => Claimed {
            /// Who.
            by: StaffId,
            /// On what grounds.
            note: String,
        }
        /// The manager ruled whose guest it is 判客.
        "guest.ruled" v 1 => Ruled {
            /// Whose.
            shares: Vec<Share>,
            /// Why.
            reason: String,
            /// The events that were looked at, by number.
            evidence: Vec<i64>,
            /// The rules that were applied.
            rules: Vec<String>,
        }
        /// Handed over to another consultant, or back to the manager.
        "guest.handed_over" v 1 => HandedOver {
            /// From whom.
            from: Option<StaffId>,
            /// To whom; `None` for the manager.
            to: Option<StaffId>,
            /// Why.
            reason: String,
            /// The last day of the new consultant's protection.
            protected_until: Day,
        }
        /// The same person as another guest: from now on found only as that one.
        "guest.merged" v 1 => Merged {
            /// As whom.
            into: GuestId,
            /// Why.
            reason: String,
        }
        /// Another guest turned out to be this one.
        "guest.took_over" v 1 => TookOver {
            /// Who.
            from: GuestId,
        }
        /// Was told how personal data is used, and agreed or did not 知情同意 (PIPL art. 13 and 17).
        "guest.consented" v 1 => Consented {
            /// Agreed.
            given: bool,
        }
        /// Answers for the register were put in the vault.
        "guest.answered" v 1 => Answered {
            /// Which line of which register: `2026-11-28 visit 3`.
            entry: String,
            /// Commitment to the vault's record of all answers of this line.
            commit: String,
            /// Which fields, by their codes.
            fields: Vec<String>,
            /// The grade now; `None` leaves it.
            grade: Option<Grade>,
        }
        /// Answers that were given after a backup were lost when it was restored.
        "guest.answers_lost" v 1 => AnswersLost {
            /// Of which lines.
            entries: Vec<String>,
        }
        /// A line of a register was corrected or completed, and with it this guest's trace.
        "guest.amended" v 1 => Amended {
            /// In which register.
            register: Register,
            /// Of this day.
            day: Day,
            /// On this line.
            line: u32,
            /// Who received or answered, where that changed.
            consultant: Option<StaffId>,
            /// When, where that changed.
            at: Option<Millis>,
            /// It counts no more: struck out, or another guest's.
            struck: bool,
        }
        /// Name or phone corrected 更正.
        "guest.corrected" v 1 => Corrected {
            /// Which fields, by their codes.
            fields: Vec<String>,
            /// Commitment to the vault's new record.
            commit: String,
            /// Why.
            reason: String,
        }
    }
}

/// A trace of somebody having to do with a guest: what evidence 判客 is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The event.
    pub seq: i64,
    /// When.
    pub at: Millis,
    /// On which day of the office.
    pub day: Day,
    /// Which.
    #[serde(flatten)]
    pub what: What,
}

impl Trace {
    /// On which line of which register it stands.
    fn stands_on(&self) -> Option<(Register, Day, u32)> {
        match &self.what {
            What::Visit { line, .. } => Some((Register::Visit, self.day, *line)),
            What::Call { line, .. } => Some((Register::Call, self.day, *line)),
            _ => None,
        }
    }
}

/// What left the trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// A visit.
    Visit {
        /// The line in the register of that day.
        line: u32,
        /// Who received.
        consultant: Option<StaffId>,
        /// Whom the guest asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        named: Option<StaffId>,
        /// Protected until.
        until: Day,
        /// Until when somebody else may claim.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim_until: Option<Day>,
        /// The manager's after this.
        to_manager: Day,
    },
    /// A call.
    Call {
        /// The line in the register of that day.
        line: u32,
        /// Who answered.
        consultant: Option<StaffId>,
        /// Protected until.
        until: Day,
        /// The manager's after this.
        to_manager: Day,
    },
    /// A follow-up.
    FollowUp {
        /// By whom.
        by: StaffId,
        /// Protected until, where it was an effective contact.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
    },
    /// A channel's report.
    Report {
        /// The company.
        company: String,
        /// The broker.
        broker: String,
        /// A visit before this came too soon.
        valid_from: Millis,
        /// Valid until.
        until: Day,
    },
    /// A consultant's claim.
    Claim {
        /// Whose.
        by: StaffId,
    },
    /// The manager's ruling.
    Ruling {
        /// Whose guest.
        shares: Vec<Share>,
    },
    /// Handed over.
    HandOver {
        /// To whom.
        to: Option<StaffId>,
        /// Protected until.
        until: Day,
    },
}

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

    /// Whether a visit is on record.
    pub fn has_visited(&self) -> bool {
        self.traces.iter().any(|t| matches!(t.what, What::Visit { .. }))
    }

    /// Whether a call is on record.
    pub fn has_called(&self) -> bool {
        self.traces.iter().any(|t| matches!(t.what, What::Call { .. }))
    }

    /// What a visit now would be.
    pub fn kind_of_visit(&self) -> VisitKind {
        match (self.has_visited(), self.has_called()) {
            (true, _) => VisitKind::Returning,
            (false, true) => VisitKind::CallToVisit,
            (false, false) => VisitKind::First,
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
                // Whoever receives somebody that is nobody's guest has a guest.
                self.consultant = self.consultant.or(*consultant);
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
            GuestEvent::Called { line, at, consultant, protected_until, to_manager, .. } => {
                self.consultant = self.consultant.or(*consultant);
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
                self.next = next.map(|day| NextContact { day, at: day.end(meta.tz_min), by: *by });
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
                self.trace(meta, meta.at, What::Ruling { shares: shares.clone() });
            }
            GuestEvent::HandedOver { to, protected_until, .. } => {
                self.consultant = *to;
                self.trace(meta, meta.at, What::HandOver { to: *to, until: *protected_until });
                // The task goes with the guest.
                if let (Some(next), Some(to)) = (&mut self.next, to) {
                    next.by = *to;
                }
                if let (Some(appointment), Some(to)) = (&mut self.appointment, to) {
                    appointment.by = *to;
                }
            }
            GuestEvent::Merged { into, .. } => {
                self.merged_into = Some(*into);
                self.next = None;
                self.appointment = None;
            }
            GuestEvent::TookOver { from } => self.merged.push(*from),
            GuestEvent::Consented { given } => {
                self.consent = Some(*given);
                if !given {
                    self.answers.clear();
                }
            }
            GuestEvent::Answered { entry, commit, grade, .. } => {
                self.answers.insert(entry.clone(), commit.clone());
                self.grade = grade.or(self.grade);
            }
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
