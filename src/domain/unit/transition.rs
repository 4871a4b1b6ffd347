//! The transition table of RULES 1.3.3 as data. What is not in it is refused.

use super::Status;
use Status::{
    Available, BoughtBack, Changing, Contracted, Held, Reserved, SmallDeposit, Subscribed, Unreleased,
    Withheld,
};

/// What moves a unit from one status to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Means {
    /// 推盘: a batch with its permit number.
    Release,
    /// 销控
    Withhold,
    /// 解控
    Lift,
    /// 锁房
    Hold,
    /// Time over, or given back.
    HoldEnd,
    /// 预留
    Reserve,
    /// Time over, or given back.
    ReserveEnd,
    /// 小订单 and receipt
    SmallDeposit,
    /// Refunded or lapsed
    SmallDepositEnd,
    /// 认购书, deposit receipt, manager's review
    Subscribe,
    /// 延迟签约 approved, or 更名: the status stays
    SubscriptionChange,
    /// 买卖合同 and first payment
    Sign,
    /// 退定, 挞定, 换房, 退房 applied for
    Change,
    /// The change was refused, withdrawn or taken back: RULES 1.3.3 has no row for it, but what is not changed stays
    ChangeDrop,
    /// The release rule of RULES 1.3.3 is met
    ReleaseAfterChange,
    /// 回购
    BuyBack,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// From here.
    pub from: Status,
    /// To there.
    pub to: Status,
    /// By this.
    pub by: Means,
    /// Needs a document event and cannot be keyed directly (the table's ✱).
    pub needs_document: bool,
}

const fn by_hand(from: Status, to: Status, by: Means) -> Transition {
    Transition { from, to, by, needs_document: false }
}

const fn by_document(from: Status, to: Status, by: Means) -> Transition {
    Transition { from, to, by, needs_document: true }
}

/// The table.
pub const TRANSITIONS: &[Transition] = &[
    by_hand(Unreleased, Available, Means::Release),
    by_hand(Available, Withheld, Means::Withhold),
    by_hand(Withheld, Available, Means::Lift),
    by_hand(Available, Held, Means::Hold),
    by_hand(Held, Available, Means::HoldEnd),
    by_hand(Available, Reserved, Means::Reserve),
    by_hand(Held, Reserved, Means::Reserve),
    by_hand(Reserved, Available, Means::ReserveEnd),
    by_hand(Held, SmallDeposit, Means::SmallDeposit),
    by_hand(Reserved, SmallDeposit, Means::SmallDeposit),
    by_hand(SmallDeposit, Available, Means::SmallDepositEnd),
    by_document(Held, Subscribed, Means::Subscribe),
    by_document(Reserved, Subscribed, Means::Subscribe),
    by_document(SmallDeposit, Subscribed, Means::Subscribe),
    by_document(Subscribed, Subscribed, Means::SubscriptionChange),
    by_document(Subscribed, Contracted, Means::Sign),
    by_document(Subscribed, Changing, Means::Change),
    by_document(Contracted, Changing, Means::Change),
    by_document(Changing, Subscribed, Means::ChangeDrop),
    by_document(Changing, Available, Means::ReleaseAfterChange),
    by_document(Contracted, BoughtBack, Means::BuyBack),
];

/// Where `means` leads from `from`; `None` when the table does not have it.
pub fn allowed(from: Status, means: Means) -> Option<Status> {
    TRANSITIONS.iter().find(|t| t.from == from && t.by == means).map(|t| t.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_means_leads_to_one_place_only() {
        for (i, row) in TRANSITIONS.iter().enumerate() {
            assert!(
                TRANSITIONS[i + 1..].iter().all(|other| (other.from, other.by) != (row.from, row.by)),
                "{row:?} is ambiguous"
            );
        }
    }

    #[test]
    fn documents_stand_behind_everything_sold() {
        // RULES 1.3.3: the rows with ✱.
        for row in TRANSITIONS {
            let touches_sale = [row.from, row.to]
                .iter()
                .any(|s| matches!(s, Subscribed | Contracted | Changing | BoughtBack));
            assert_eq!(row.needs_document, touches_sale, "{row:?}");
        }
    }

    #[test]
    fn nothing_leaves_unreleased_but_a_release() {
        let ways: Vec<Means> = TRANSITIONS.iter().filter(|t| t.from == Unreleased).map(|t| t.by).collect();
        assert_eq!(ways, [Means::Release]);
    }
}
