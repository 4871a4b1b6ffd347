//! What becomes of the subscriptions of the demo, a plot each: the overdue ones on every rung of the ladder, extensions,
//! forfeitures, refunds, a swap and other buyers.

use super::sale::{Pays, Who};

/// What happens to a subscription some days before today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Call,
    Notice(&'static str),
    Arrived(&'static str),
    Extend(&'static str),
    /// One level says yes.
    Approve,
    /// Every level says yes.
    ApproveAll,
    Refuse,
    PutOff,
    /// By this fault; declared by the buyer where so.
    Release(&'static str, bool),
    Settle,
    Recall,
    Reopen,
    PayBack,
    Swap,
    SwapOver,
    Finish,
    Buyers,
    Rename,
}

pub(super) const DEMAND: &str = "demand";
pub(super) const RESCISSION: &str = "rescission";

/// A subscription: so many days ago, whose, and what happens to it.
pub(super) struct Plot {
    pub ago: i64,
    pub who: Who,
    pub pays: Pays,
    pub acts: &'static [(i64, Act)],
}

const fn plot(ago: i64, who: Who, pays: Pays, acts: &'static [(i64, Act)]) -> Plot {
    Plot { ago, who, pays, acts }
}

/// The contract is due seven days after the subscription, a demand gives three days (RULES 4).
pub(super) const PLOTS: &[Plot] = &[
    // Overdue, a rung each.
    plot(12, Who::One, Pays::Bank, &[(4, Act::Call)]),
    plot(12, Who::Couple, Pays::Bank, &[(4, Act::Call), (2, Act::Notice(DEMAND))]),
    plot(11, Who::One, Pays::Once, &[(3, Act::Call), (3, Act::Notice(DEMAND)), (1, Act::Arrived(DEMAND))]),
    plot(14, Who::Couple, Pays::Both, &[(6, Act::Call), (6, Act::Notice(DEMAND)), (5, Act::Arrived(DEMAND))]),
    plot(
        15,
        Who::One,
        Pays::Bank,
        &[(7, Act::Call), (7, Act::Notice(DEMAND)), (6, Act::Arrived(DEMAND)), (2, Act::Notice(RESCISSION))],
    ),
    plot(
        16,
        Who::One,
        Pays::Fund,
        &[
            (8, Act::Call),
            (8, Act::Notice(DEMAND)),
            (7, Act::Arrived(DEMAND)),
            (3, Act::Notice(RESCISSION)),
            (1, Act::Arrived(RESCISSION)),
        ],
    ),
    // Extensions: waiting, approved, carried out, refused.
    plot(7, Who::Couple, Pays::Bank, &[(0, Act::Extend("7"))]),
    plot(8, Who::One, Pays::Bank, &[(1, Act::Call), (0, Act::Extend("5")), (0, Act::Approve)]),
    plot(
        10,
        Who::Couple,
        Pays::Both,
        &[(4, Act::Call), (3, Act::Extend("7")), (3, Act::Approve), (2, Act::PutOff)],
    ),
    plot(6, Who::One, Pays::Bank, &[(2, Act::Extend("7")), (1, Act::Refuse)]),
    // Forfeitures: waiting for finance, settled, finished.
    plot(
        17,
        Who::One,
        Pays::Bank,
        &[
            (9, Act::Call),
            (9, Act::Notice(DEMAND)),
            (8, Act::Arrived(DEMAND)),
            (4, Act::Notice(RESCISSION)),
            (4, Act::Arrived(RESCISSION)),
            (2, Act::Release("f1", false)),
            (1, Act::Approve),
        ],
    ),
    plot(
        13,
        Who::One,
        Pays::Once,
        &[(5, Act::Call), (5, Act::Release("f1", true)), (4, Act::ApproveAll), (2, Act::Settle)],
    ),
    plot(
        18,
        Who::Couple,
        Pays::Bank,
        &[
            (11, Act::Call),
            (10, Act::Release("f1", true)),
            (9, Act::ApproveAll),
            (8, Act::Settle),
            (7, Act::Recall),
            (6, Act::Reopen),
        ],
    ),
    // Refunds: nobody's fault, the seller's own, by agreement.
    plot(
        15,
        Who::Couple,
        Pays::Bank,
        &[
            (10, Act::Release("f3", false)),
            (9, Act::ApproveAll),
            (8, Act::Settle),
            (8, Act::Recall),
            (7, Act::Reopen),
            (5, Act::PayBack),
        ],
    ),
    plot(
        14,
        Who::One,
        Pays::Once,
        &[
            (8, Act::Release("f4", false)),
            (7, Act::ApproveAll),
            (6, Act::Settle),
            (6, Act::Recall),
            (5, Act::Reopen),
            (3, Act::PayBack),
        ],
    ),
    plot(
        13,
        Who::One,
        Pays::Bank,
        &[
            (7, Act::Release("f5", false)),
            (6, Act::ApproveAll),
            (5, Act::Settle),
            (5, Act::Recall),
            (5, Act::Reopen),
            (4, Act::PayBack),
        ],
    ),
    // A swap, and a relative in the buyer's place.
    plot(
        9,
        Who::Couple,
        Pays::Bank,
        &[(5, Act::Swap), (4, Act::ApproveAll), (4, Act::Recall), (4, Act::SwapOver), (3, Act::Finish)],
    ),
    plot(
        6,
        Who::One,
        Pays::Once,
        &[(4, Act::Buyers), (3, Act::ApproveAll), (2, Act::Recall), (2, Act::Rename)],
    ),
];
