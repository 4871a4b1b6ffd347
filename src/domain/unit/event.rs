//! What happens to a unit.

use super::{Correction, EncumbranceKind, Ended, WithholdReason};
use crate::domain::deal::DealId;
use crate::domain::event::events;
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::price_list::{Facts, Quote};
use crate::domain::staff::StaffId;

events! {
    /// What happens to a unit.
    UnitEvent {
        /// Entered from a price list.
        "unit.imported" v 1 => Imported {
            /// Areas, layout, floor.
            facts: Facts,
            /// List price.
            quote: Quote,
        }
        /// A later price list has other facts.
        "unit.facts_changed" v 1 => FactsChanged {
            /// What they were.
            from: Facts,
            /// What they are now.
            to: Facts,
        }
        /// The list price changed; the version counts up.
        "unit.priced" v 1 => Priced {
            /// What it was.
            from: Quote,
            /// What it is now.
            to: Quote,
            /// Why.
            reason: String,
        }
        /// Put on sale 推盘.
        "unit.released" v 1 => Released {
            /// Permit number 预售许可证号.
            permit: String,
        }
        /// Taken off sale 销控.
        "unit.withheld" v 1 => Withheld {
            /// Why.
            reason: WithholdReason,
            /// In words.
            note: String,
        }
        /// Back on sale 解控.
        "unit.lifted" v 1 => Lifted {
            /// In words.
            note: String,
        }
        /// Held 锁房.
        "unit.held" v 1 => Held {
            /// For whose negotiation.
            consultant: StaffId,
            /// With whom.
            guest: Option<GuestId>,
            /// Until when.
            until: Millis,
        }
        /// The hold lasts longer.
        "unit.hold_renewed" v 1 => HoldRenewed {
            /// Until when it lasted.
            from: Millis,
            /// Until when it lasts.
            until: Millis,
        }
        /// The hold is over.
        "unit.hold_ended" v 1 => HoldEnded {
            /// How.
            how: Ended,
            /// In words.
            note: String,
        }
        /// Reserved 预留 for a guest.
        "unit.reserved" v 1 => Reserved {
            /// Whose guest.
            consultant: StaffId,
            /// For whom.
            guest: GuestId,
            /// Until when.
            until: Millis,
            /// Why.
            note: String,
        }
        /// The reservation is over.
        "unit.reserve_ended" v 1 => ReserveEnded {
            /// How.
            how: Ended,
            /// In words.
            note: String,
        }
        /// Somebody waits for it 候补.
        "unit.waited" v 1 => Waited {
            /// Whose guest.
            consultant: StaffId,
            /// Who.
            guest: GuestId,
        }
        /// Somebody waits no longer.
        "unit.unwaited" v 1 => Unwaited {
            /// Who.
            guest: GuestId,
            /// In words.
            note: String,
        }
        /// Mortgaged 抵押 or seized 查封.
        "unit.encumbered" v 1 => Encumbered {
            /// Which.
            kind: EncumbranceKind,
            /// Document number.
            document: String,
            /// The mortgagee's consent to the sale, by document number.
            consent: Option<String>,
        }
        /// The mortgage or seizure was cancelled.
        "unit.unencumbered" v 1 => Unencumbered {
            /// Which.
            kind: EncumbranceKind,
            /// Document number of what was cancelled.
            document: String,
            /// In words.
            note: String,
        }
        /// A hold that named nobody names its guest.
        "unit.hold_named" v 1 => HoldNamed {
            /// Who.
            guest: GuestId,
            /// Whose.
            consultant: StaffId,
        }
        /// A deal has it: no clock of its own lets it go any more.
        "unit.bound" v 1 => Bound {
            /// Which.
            deal: DealId,
        }
        /// Subscribed 认购.
        "unit.subscribed" v 1 => Subscribed {
            /// By which deal.
            deal: DealId,
        }
        /// A change of its deal runs 变更中: refund, forfeiture or swap.
        "unit.changing" v 1 => Changing {
            /// Of which deal.
            deal: DealId,
        }
        /// The change came to nothing, or was taken back: subscribed as before.
        "unit.change_dropped" v 1 => ChangeDropped {
            /// Of which deal.
            deal: DealId,
        }
        /// The release rule is met: on public sale again.
        "unit.reopened" v 1 => Reopened {
            /// Of which deal.
            deal: DealId,
        }
        /// Its floor price 底价 was set.
        "unit.floored" v 1 => Floored {
            /// What it was; `None` for the share that the house rules say.
            from: Option<Fen>,
            /// What it is now.
            to: Option<Fen>,
            /// Why.
            reason: String,
        }
        /// Corrected 更正.
        "unit.corrected" v 1 => Corrected {
            /// What.
            what: Correction,
            /// Why.
            reason: String,
        }
    }
}
