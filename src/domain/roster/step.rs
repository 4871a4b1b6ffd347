//! What an entry did to whom, and by which rule: what `explain` tells.

use super::rules::Rules;
use super::{Arrival, Away, Penalty, RestoreReason, Turn};
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

/// Why somebody cannot take a new guest now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// Receives a guest.
    Serving(u32),
    /// Is away.
    Away(Away),
    /// Is suspended.
    Suspended,
}

impl Block {
    /// Whether turns that pass meanwhile are made up (RULES 1.1.4).
    pub const fn keeps_turns(self, rules: &Rules) -> bool {
        match self {
            Self::Serving(_) => true,
            Self::Away(kind) => kind.keeps_place(rules),
            Self::Suspended => false,
        }
    }
}

/// What an entry did to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Millis,
    /// To whom.
    pub who: StaffId,
    /// What.
    pub what: What,
}

/// See [`Step`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Came on the table.
    SignedIn {
        /// As which.
        place: usize,
        /// After the start of work.
        late: bool,
        /// That cost a turn.
        skipped: bool,
    },
    /// Joined a round that had begun.
    JoinedAt {
        /// Rounds that were over.
        level: i32,
    },
    /// The table was confirmed.
    Fixed {
        /// With them as which.
        place: usize,
    },
    /// Stands at the door.
    Door,
    /// Took a guest.
    Took {
        /// Which reception.
        no: u32,
        /// What sort of guest.
        kind: Arrival,
        /// What it took.
        turn: Turn,
    },
    /// Took a call.
    Call {
        /// What it took.
        turn: Turn,
    },
    /// Their turn passed while they could not take it; it is made up.
    PassedWithCredit {
        /// Why they could not.
        block: Block,
        /// Who took the guest.
        by: StaffId,
    },
    /// Their turn passed while they could not take it; it is lost.
    PassedLost {
        /// Why they could not.
        block: Block,
        /// Who took the guest.
        by: StaffId,
        /// It would be made up, but the day's limit is reached.
        cap: bool,
    },
    /// Their turn in the order of calls or of brokers' guests passed while they could not take it; it is lost.
    LostApart {
        /// Why they could not.
        block: Block,
        /// Who took the guest or the call.
        by: StaffId,
    },
    /// A turn came back.
    Restored {
        /// Of which reception.
        no: u32,
        /// Why.
        reason: RestoreReason,
    },
    /// A turn was granted.
    Granted,
    /// Turns were taken away.
    Skipped {
        /// How many.
        turns: u32,
        /// Why.
        penalty: Penalty,
    },
    /// Went away.
    Away {
        /// Why.
        kind: Away,
        /// With the place kept.
        keeps: bool,
    },
    /// Is back.
    Back {
        /// At the end, not having kept the place.
        tail: bool,
    },
    /// Suspended.
    Suspended {
        /// Until when.
        until: Option<Millis>,
    },
    /// Not suspended any more.
    Resumed,
    /// Put somewhere by the manager.
    Reordered {
        /// As which.
        place: usize,
        /// Turns to be made up that this settled.
        settled: usize,
    },
    /// Gave a guest away, and the turn with it where one was taken.
    Gave {
        /// Which reception.
        no: u32,
        /// To whom.
        to: StaffId,
        /// What went with it.
        turn: Turn,
    },
    /// Got a guest, and the turn with it where one was taken.
    Got {
        /// Which reception.
        no: u32,
        /// From whom.
        from: StaffId,
        /// What came with it.
        turn: Turn,
    },
    /// Went home.
    SignedOut,
}
