//! Traces of who had to do with a guest.

use serde::{Deserialize, Serialize};

use super::Share;
use crate::domain::day::Day;
use crate::domain::moment::Millis;
use crate::domain::register::Register;
use crate::domain::staff::StaffId;

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
    pub fn stands_on(&self) -> Option<(Register, Day, u32)> {
        match &self.what {
            What::Visit { line, .. } | What::Help { line, .. } => Some((Register::Visit, self.day, *line)),
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
    /// Received for an absent colleague.
    Help {
        /// The line in the register of that day.
        line: u32,
        /// Who received.
        by: StaffId,
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
