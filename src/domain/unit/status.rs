//! The words of sales control: statuses, reasons, encumbrances.

use serde::{Deserialize, Serialize};

use crate::domain::moment::Millis;
use crate::text::{Text, unit as words};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $( $(#[$vdoc:meta])* $variant:ident = $code:literal, $text:ident; )* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $( #[serde(rename = $code)] $(#[$vdoc])* $variant, )* }

        impl $name {
            /// Every one, in the order people list them.
            pub const ALL: &'static [Self] = &[ $(Self::$variant),* ];

            /// As typed and stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// In words.
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => words::$text),* }
            }

            /// Reads a stored or typed code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.code() == code)
            }
        }
    };
}

codes! {
    /// Where a unit stands, exclusively (RULES 1.3.2). Only the first five can be set by hand; the rest follow from
    /// documents.
    #[derive(Default)]
    Status {
        /// 未推: no permit batch, or not opened.
        #[default]
        Unreleased = "unreleased", UNRELEASED;
        /// 销控: visible, not for sale.
        Withheld = "withheld", WITHHELD;
        /// 可售
        Available = "available", AVAILABLE;
        /// 锁房: during negotiation at the table.
        Held = "held", HELD;
        /// 预留: granted to a named guest, no money.
        Reserved = "reserved", RESERVED;
        /// 小订: a small deposit.
        SmallDeposit = "small_deposit", SMALL_DEPOSIT;
        /// 认购: subscription signed, deposit in.
        Subscribed = "subscribed", SUBSCRIBED;
        /// 签约: sale contract signed.
        Contracted = "contracted", CONTRACTED;
        /// 变更中: a change of the deal is running.
        Changing = "changing", CHANGING;
        /// 回购: bought back, not yet released again.
        BoughtBack = "bought_back", BOUGHT_BACK;
    }
}

impl Status {
    /// Whether somebody has the unit for themselves.
    pub const fn is_claim(self) -> bool {
        match self {
            Self::Unreleased | Self::Withheld | Self::Available | Self::BoughtBack => false,
            Self::Held
            | Self::Reserved
            | Self::SmallDeposit
            | Self::Subscribed
            | Self::Contracted
            | Self::Changing => true,
        }
    }

    /// Whether a document stands behind it: such a unit is never touched by hand or by a new price list.
    pub const fn is_sold(self) -> bool {
        match self {
            Self::Unreleased | Self::Withheld | Self::Available | Self::Held | Self::Reserved => false,
            Self::SmallDeposit | Self::Subscribed | Self::Contracted | Self::Changing | Self::BoughtBack => {
                true
            }
        }
    }
}

codes! {
    /// Why a unit is withheld 销控 (RULES 1.3.2, W).
    WithholdReason {
        /// 自留: only a leader decides.
        OwnUse = "own_use", OWN_USE;
        /// 样板房
        ShowFlat = "show_flat", SHOW_FLAT;
        /// 抵押
        Mortgage = "mortgage", MORTGAGE;
        /// 查封
        Seizure = "seizure", SEIZURE;
        /// 抵工程款
        WorkPayment = "work_payment", WORK_PAYMENT;
        /// 领导保留
        LeaderKeeps = "leader_keeps", LEADER_KEEPS;
        /// 待调价
        Repricing = "repricing", REPRICING;
    }
}

codes! {
    /// What burdens a unit 负担轨 (RULES 1.3.2).
    EncumbranceKind {
        /// 在建工程抵押: for sale only with the mortgagee's consent.
        Mortgage = "mortgage", MORTGAGE;
        /// 查封: not for sale.
        Seizure = "seizure", SEIZURE;
    }
}

impl EncumbranceKind {
    /// Why a unit is withheld that has one.
    pub const fn withholds(self) -> WithholdReason {
        match self {
            Self::Mortgage => WithholdReason::Mortgage,
            Self::Seizure => WithholdReason::Seizure,
        }
    }
}

codes! {
    /// How a hold or reservation came to its end.
    Ended {
        /// Its time was over.
        Expired = "expired", ENDED_EXPIRED;
        /// Given back.
        GivenBack = "given_back", ENDED_GIVEN_BACK;
        /// The unit was seized or mortgaged meanwhile.
        Encumbered = "encumbered", ENDED_ENCUMBERED;
        /// The subscription that it was for was withdrawn, refused or not finished in time.
        DealEnded = "deal_ended", ENDED_DEAL;
    }
}

/// A live mortgage or seizure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encumbrance {
    /// Which.
    pub kind: EncumbranceKind,
    /// Document number.
    pub document: String,
    /// The mortgagee's consent to the sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
    /// Since when.
    pub since: Millis,
}

impl Encumbrance {
    /// Whether the unit must not be sold while it lasts.
    pub fn blocks_sale(&self) -> bool {
        match self.kind {
            EncumbranceKind::Seizure => true,
            EncumbranceKind::Mortgage => self.consent.is_none(),
        }
    }
}
