//! Receipts 收据: every movement of money has a number of its own, and none is ever taken back but by another one
//! (RULES 1.4, 1.8: counted face to face, voided only by a counter-receipt, transfers 转账单, exchange 换票单).

use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::day::Day;
use super::deal::DealId;
use super::event::{Aggregate, Meta, events};
use super::moment::Millis;
use super::money::Fen;
use super::refusal::Refusal;
use super::staff::StaffId;
use crate::say;
use crate::text::{Arg, sale as words};

/// The number of a receipt; continuous in the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReceiptId(pub i64);

impl std::fmt::Display for ReceiptId {
    /// `SJ-000123`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("SJ-{:06}", self.0))
    }
}

impl From<ReceiptId> for Arg {
    fn from(id: ReceiptId) -> Self {
        Self::Str(id.to_string())
    }
}

impl ReceiptId {
    /// Reads `SJ-000123`, `sj123`, `123`.
    pub fn parse(text: &str) -> Option<Self> {
        super::deal::numbered(text, "SJ").map(Self)
    }
}

choices! {
    /// Where money of a deal can be. Every receipt moves an amount from one to another, so that the account of a deal
    /// always balances: all pockets together hold nothing.
    Pocket {
        /// The buyer's own: what the office has in all is what is missing here.
        Buyer = "buyer", words::POCKET_BUYER;
        /// 定金: falls under the deposit rule (RULES 2 rows 2-7).
        Deposit = "deposit", words::POCKET_DEPOSIT;
        /// 房款: paid on the price.
        Price = "price", words::POCKET_PRICE;
        /// 应退: owed to the buyer.
        Payable = "payable", words::POCKET_PAYABLE;
        /// 违约金收入: forfeited.
        Forfeit = "forfeit", words::POCKET_FORFEIT;
        /// 赔付: what the seller pays on top, for their own fault (RULES 1.8 F4).
        Penalty = "penalty", words::POCKET_PENALTY;
        /// 转出: on its way to another deal of the same buyer (换房转账).
        Transfer = "transfer", words::POCKET_TRANSFER;
    }
}

choices! {
    /// How money changes hands.
    Method {
        /// 现金: counted in front of the buyer.
        Cash = "cash", words::METHOD_CASH;
        /// 刷卡
        Card = "card", words::METHOD_CARD;
        /// 银行转账
        Bank = "bank", words::METHOD_BANK;
        /// 内部转账单: no money changes hands.
        Voucher = "voucher", words::METHOD_VOUCHER;
    }
}

/// One movement of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// From here.
    pub from: Pocket,
    /// To there.
    pub to: Pocket,
    /// How much; always above zero.
    pub amount: Fen,
}

impl Movement {
    /// The same the other way round: what a counter-receipt moves.
    #[must_use]
    pub const fn back(self) -> Self {
        Self { from: self.to, to: self.from, amount: self.amount }
    }
}

events! {
    /// What happens to a receipt.
    ReceiptEvent {
        /// Written out.
        "receipt.issued" v 1 => Issued {
            /// Of which deal.
            deal: DealId,
            /// What it moves.
            movement: Movement,
            /// How.
            method: Method,
            /// The receipt that it takes back.
            voids: Option<ReceiptId>,
            /// The day in the books.
            day: Day,
            /// In words.
            note: String,
        }
        /// Taken back by a counter-receipt.
        "receipt.voided" v 1 => Voided {
            /// Its number.
            by: ReceiptId,
            /// Why.
            reason: String,
        }
    }
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Receipt {
    /// Of which deal.
    pub deal: DealId,
    /// What it moved; `None` before it is written.
    pub movement: Option<Movement>,
    /// How.
    pub method: Option<Method>,
    /// The receipt that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voids: Option<ReceiptId>,
    /// The receipt that took it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided_by: Option<ReceiptId>,
    /// The day in the books.
    pub day: Day,
    /// When.
    pub at: Millis,
    /// Who wrote it.
    pub by: StaffId,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Receipt {
    /// What a counter-receipt moves.
    ///
    /// # Errors
    /// No such receipt, one that was taken back already, one that itself takes another back, or a voucher.
    pub fn decide_void(&self, id: ReceiptId) -> Result<Movement, Refusal> {
        let refuse = |text| Err(Refusal::new("RULES 1.4", say!(text, receipt = id)).at("receipt"));
        match (self.movement, self.voided_by, self.voids) {
            (None, _, _) => refuse(words::NO_SUCH_RECEIPT),
            (_, Some(by), _) => {
                Err(Refusal::new("RULES 1.4", say!(words::RECEIPT_VOIDED_ALREADY, receipt = id, by = by))
                    .at("receipt"))
            }
            (_, _, Some(_)) => refuse(words::RECEIPT_IS_COUNTER),
            // It moved between pockets, by a settlement, a swap or an exchange: half of those cannot be taken back.
            _ if self.method == Some(Method::Voucher) => refuse(words::VOUCHER_STAYS),
            (Some(movement), None, None) => Ok(movement.back()),
        }
    }
}

impl Aggregate for Receipt {
    type Event = ReceiptEvent;
    const KIND: &'static str = "receipt";

    fn evolve(&mut self, event: &ReceiptEvent, meta: &Meta) {
        match event {
            ReceiptEvent::Issued { deal, movement, method, voids, day, note } => {
                *self = Self {
                    deal: *deal,
                    movement: Some(*movement),
                    method: Some(*method),
                    voids: *voids,
                    voided_by: None,
                    day: *day,
                    at: meta.at,
                    by: meta.actor,
                    note: note.clone(),
                };
            }
            ReceiptEvent::Voided { by, .. } => self.voided_by = Some(*by),
        }
    }
}
