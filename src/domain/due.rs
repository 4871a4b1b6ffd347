//! Deadlines 到期: every aggregate names its live ones; the store keeps them sorted by time.

use serde::{Deserialize, Serialize};

use super::moment::Millis;
use super::staff::StaffId;
use crate::text::{Text, complaint, guest, sale, unit as words};

/// What becomes due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// A hold 锁房 ends (RULES 1.3.2).
    Hold,
    /// A reservation 预留 ends (RULES 1.3.2).
    Reserve,
    /// A guest is to be followed up 跟进 (RULES 3.1 客户跟踪表: 下次日期).
    FollowUp,
    /// A guest wants to come 约访 (RULES 1.2).
    Appointment,
    /// A subscription that was begun must have come to the deposit 认购填写 (RULES 1.4).
    Entry,
    /// The rest of a short deposit 补足定金 (RULES 1.4).
    Balance,
    /// The contract is to be signed 签约 (RULES 1.5).
    SignBy,
    /// What is settled waits for its unit to be released 放出房源 (RULES 1.3.3): no clock of its own, open every day.
    Release,
    /// What is owed to a buyer is to be paid back 退款 (RULES 1.3.3, 1.8).
    PayBack,
    /// The first answer to a complaint 投诉首复 (RULES 1.7).
    ComplaintReply,
}

impl DueKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Hold,
        Self::Reserve,
        Self::FollowUp,
        Self::Appointment,
        Self::Entry,
        Self::Balance,
        Self::SignBy,
        Self::Release,
        Self::PayBack,
        Self::ComplaintReply,
    ];

    /// As stored: `hold`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Reserve => "reserve",
            Self::FollowUp => "follow_up",
            Self::Appointment => "appointment",
            Self::Entry => "entry",
            Self::Balance => "balance",
            Self::SignBy => "sign_by",
            Self::Release => "release",
            Self::PayBack => "pay_back",
            Self::ComplaintReply => "complaint_reply",
        }
    }

    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::Hold => words::DUE_HOLD,
            Self::Reserve => words::DUE_RESERVE,
            Self::FollowUp => guest::DUE_FOLLOW_UP,
            Self::Appointment => guest::DUE_APPOINTMENT,
            Self::Entry => sale::DUE_ENTRY,
            Self::Balance => sale::DUE_BALANCE,
            Self::SignBy => sale::DUE_SIGN_BY,
            Self::Release => sale::DUE_RELEASE,
            Self::PayBack => sale::DUE_PAY_BACK,
            Self::ComplaintReply => complaint::DUE_REPLY,
        }
    }

    /// Whether the program itself ends it when the time has come, by an event.
    pub const fn ends_by_itself(self) -> bool {
        match self {
            Self::Hold | Self::Reserve | Self::Entry => true,
            Self::FollowUp
            | Self::Appointment
            | Self::Balance
            | Self::SignBy
            | Self::Release
            | Self::PayBack
            | Self::ComplaintReply => false,
        }
    }
}

/// One live deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub kind: DueKind,
    /// When.
    pub at: Millis,
    /// Whose task it is.
    pub owner: StaffId,
}
