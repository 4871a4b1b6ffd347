//! Guests 客户: for now who they are and whose; the guest book comes with its own flow.

use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Meta, events};
use super::person::PersonId;
use super::refusal::Refusal;
use super::staff::StaffId;
use crate::text::{Arg, people as words};

/// A guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GuestId(pub i64);

impl From<GuestId> for Arg {
    fn from(id: GuestId) -> Self {
        Self::Guest(id.0)
    }
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
    }
}

/// A guest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Guest {
    /// Who, in the vault.
    pub person: PersonId,
    /// Commitment to the vault's record.
    pub commit: String,
    /// Whose guest.
    pub consultant: Option<StaffId>,
    /// The vault's record is gone.
    pub forgotten: bool,
}

impl Guest {
    /// Forgets. `bound` says that a unit is held, reserved or waited for in this guest's name.
    ///
    /// # Errors
    /// Already forgotten, or still bound to a unit.
    pub fn decide_forget(&self, reason: &str, bound: bool) -> Result<Vec<GuestEvent>, Refusal> {
        if self.forgotten {
            return Err(Refusal::new("RELIABILITY 2.5", words::ALREADY_FORGOTTEN).at("guest"));
        }
        if bound {
            let refusal = Refusal::new("RELIABILITY 2.5", words::GUEST_BOUND);
            return Err(refusal.at("guest").try_this(words::GUEST_BOUND_REMEDY));
        }
        Ok(vec![GuestEvent::Forgotten { reason: reason.to_owned() }])
    }
}

impl Aggregate for Guest {
    type Event = GuestEvent;
    const KIND: &'static str = "guest";

    fn evolve(&mut self, event: &GuestEvent, _: &Meta) {
        match event {
            GuestEvent::Registered { person, commit, consultant } => {
                *self = Self {
                    person: *person,
                    commit: commit.clone(),
                    consultant: *consultant,
                    forgotten: false,
                };
            }
            GuestEvent::Forgotten { .. } => self.forgotten = true,
        }
    }
}
