//! What happens to a deal.

use super::{Buyer, Cause, DealId, Handout, Lost, Notice, Outcome, RemindHow, Settlement, Terms, Via};
use crate::domain::application::AppId;
use crate::domain::day::Day;
use crate::domain::event::events;
use crate::domain::guest::GuestId;
use crate::domain::make_up::MakeUp;
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::paper::PaperId;
use crate::domain::pay_plan::PayPlan;
use crate::domain::receipt::{Movement, ReceiptId};
use crate::domain::staff::StaffId;
use crate::domain::unit_id::UnitId;

events! {
    /// What happens to a deal.
    DealEvent {
        /// A subscription begins: the unit is locked for it.
        "deal.begun" v 1 => Begun {
            /// Of which unit.
            unit: UnitId,
            /// Whose.
            consultant: StaffId,
            /// For whom.
            guest: GuestId,
            /// Until when it must have come to the deposit.
            expires: Millis,
        }
        /// The form was filled, or filled anew.
        "deal.filled" v 1 => Filled {
            /// What is agreed.
            terms: Terms,
        }
        /// The consultant checked and signed it, and handed it to the manager.
        "deal.signed" v 1 => Signed {
            /// The form that was drawn.
            paper: PaperId,
            /// The approval sheet.
            application: AppId,
        }
        /// The manager approved it.
        "deal.approved" v 1 => Approved {
            /// The approval sheet.
            application: AppId,
        }
        /// The manager sent it back to be filled anew.
        "deal.sent_back" v 1 => SentBack {
            /// The approval sheet.
            application: AppId,
        }
        /// The guest confirmed the terms and signed.
        "deal.confirmed" v 1 => Confirmed {}
        /// A receipt was written.
        "deal.posted" v 1 => Posted {
            /// Its number.
            receipt: ReceiptId,
            /// What it moves.
            movement: Movement,
            /// The receipt that it takes back.
            voids: Option<ReceiptId>,
        }
        /// Without money again, it has once more so long to come to the deposit.
        "deal.renewed" v 1 => Renewed {
            /// Until when it must have come to the deposit.
            expires: Millis,
        }
        /// The rest of the deposit may come later.
        "deal.balance_moved" v 1 => BalanceMoved {
            /// It was due on this day.
            from: Day,
            /// It is due on this day.
            to: Day,
            /// Why.
            reason: String,
        }
        /// The form was stamped and its copies were handed out.
        "deal.stamped" v 1 => Stamped {}
        /// The formal form took the place of the interim one.
        "deal.paper_exchanged" v 1 => PaperExchanged {
            /// The form that was drawn.
            paper: PaperId,
        }
        /// The buyer's file is complete.
        "deal.filed" v 1 => Filed {}
        /// The grid says subscribed; the clock of the signing runs.
        "deal.subscribed" v 1 => Subscribed {
            /// The day by which the contract is to be signed.
            sign_by: Day,
        }
        /// Recorded and archived.
        "deal.archived" v 1 => Archived {
            /// Where the paper lies.
            place: String,
        }
        /// The purchase papers were handed to the buyer.
        "deal.papers_given" v 1 => PapersGiven {
            /// Which.
            papers: Vec<Handout>,
        }
        /// The buyer was reminded of the signing.
        "deal.reminded" v 1 => Reminded {
            /// How.
            how: RemindHow,
            /// Whether they were reached.
            reached: bool,
            /// What was said.
            note: String,
        }
        /// A written notice was sent.
        "deal.noticed" v 1 => Noticed {
            /// Which.
            notice: Notice,
            /// Its number.
            number: String,
            /// By when the buyer must act.
            cure_by: Option<Day>,
            /// How.
            via: Via,
        }
        /// A written notice arrived.
        "deal.delivered" v 1 => Delivered {
            /// Which.
            notice: Notice,
            /// On this day.
            on: Day,
            /// Its proof.
            proof: String,
            /// By when the buyer must act, counted from that day.
            cure_by: Option<Day>,
        }
        /// An application that would change or end it runs.
        "deal.change_asked" v 1 => ChangeAsked {
            /// Which.
            application: AppId,
        }
        /// That application came to nothing.
        "deal.change_dropped" v 1 => ChangeDropped {
            /// Which.
            application: AppId,
        }
        /// The signing was put off 延期.
        "deal.extended" v 1 => Extended {
            /// By which application.
            application: AppId,
            /// It was due on this day.
            from: Day,
            /// It is due on this day.
            to: Day,
        }
        /// Signed late, it lost discounts 逾期失去优惠.
        "deal.discounts_lost" v 1 => DiscountsLost {
            /// Which, and what it costs now.
            lost: Lost,
        }
        /// What becomes of the deposit was carried out 挞定/退定.
        "deal.settled" v 1 => Settled {
            /// By which application.
            application: AppId,
            /// Whose fault.
            cause: Cause,
            /// How much to whom.
            settlement: Settlement,
        }
        /// Something is owed to the buyer: it is to be paid back by a day.
        "deal.owed" v 1 => Owed {
            /// How much in all.
            owed: Fen,
            /// By when.
            by: Day,
        }
        /// A forfeiture was taken back 激活.
        "deal.revived" v 1 => Revived {
            /// The day by which the contract is to be signed now.
            sign_by: Day,
            /// Why.
            reason: String,
        }
        /// Other buyers 更名, 增减权益人.
        "deal.buyers_changed" v 1 => BuyersChanged {
            /// By which application.
            application: AppId,
            /// Who buys now.
            buyers: Vec<Buyer>,
        }
        /// Another pay plan 变更付款方式.
        "deal.plan_changed" v 1 => PlanChanged {
            /// By which application.
            application: AppId,
            /// The price with it.
            make_up: MakeUp,
            /// How it is paid now.
            plan: PayPlan,
        }
        /// Money came from another deal of the buyer's, or went there 换房.
        "deal.swapped" v 1 => Swapped {
            /// By which application.
            application: AppId,
            /// The other deal.
            other: DealId,
        }
        /// It is over.
        "deal.ended" v 1 => Ended {
            /// How.
            how: Outcome,
            /// Why.
            reason: String,
        }
    }
}
