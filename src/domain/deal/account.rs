//! The account of a deal: a fold of its receipts. Nothing is ever entered twice or taken away: every receipt moves an
//! amount from one pocket to another.

use serde::{Deserialize, Serialize};

use crate::domain::money::Fen;
use crate::domain::receipt::{Movement, Pocket, ReceiptId};

/// A receipt as the account has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Its number.
    pub receipt: ReceiptId,
    /// What it moved.
    pub movement: Movement,
    /// The receipt that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voids: Option<ReceiptId>,
}

/// The account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Account {
    /// Every receipt, in order.
    pub postings: Vec<Posting>,
}

impl Account {
    /// What is in a pocket. The buyer's own is negative: what the office holds is missing there.
    pub fn balance(&self, pocket: Pocket) -> Fen {
        self.postings
            .iter()
            .map(|p| match (p.movement.from == pocket, p.movement.to == pocket) {
                (true, false) => -p.movement.amount,
                (false, true) => p.movement.amount,
                _ => Fen::ZERO,
            })
            .sum()
    }

    /// Money of the buyer's that counts as deposit 定金, also what has become price since.
    pub fn deposited(&self) -> Fen {
        self.balance(Pocket::Deposit) + self.balance(Pocket::Price)
    }

    /// What the buyer has paid in and not got back.
    pub fn paid(&self) -> Fen {
        -self.balance(Pocket::Buyer)
    }

    /// Whether all pockets together hold nothing, as they must.
    pub fn balances(&self) -> bool {
        Pocket::ALL.iter().map(|pocket| self.balance(*pocket)).sum::<Fen>() == Fen::ZERO
    }

    /// Whether no money of the buyer is left in it: all of it was given back or moved on.
    pub fn is_clear(&self) -> bool {
        [Pocket::Deposit, Pocket::Price, Pocket::Payable, Pocket::Transfer]
            .iter()
            .all(|pocket| self.balance(*pocket) == Fen::ZERO)
    }

    /// Whether a receipt was taken back.
    pub fn is_void(&self, receipt: ReceiptId) -> bool {
        self.postings.iter().any(|p| p.voids == Some(receipt))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(receipt: i64, from: Pocket, to: Pocket, yuan: i64) -> Posting {
        let movement = Movement { from, to, amount: Fen::yuan(yuan) };
        Posting { receipt: ReceiptId(receipt), movement, voids: None }
    }

    #[test]
    fn a_deposit_turns_into_price_and_the_rest_stays() {
        let account = Account {
            postings: vec![
                posted(1, Pocket::Buyer, Pocket::Deposit, 50_000),
                posted(2, Pocket::Buyer, Pocket::Deposit, 30_000),
                posted(3, Pocket::Deposit, Pocket::Price, 60_000),
            ],
        };
        assert_eq!(account.balance(Pocket::Deposit), Fen::yuan(20_000));
        assert_eq!(account.balance(Pocket::Price), Fen::yuan(60_000));
        assert_eq!(account.paid(), Fen::yuan(80_000));
        assert!(account.balances() && !account.is_clear());
    }

    #[test]
    fn a_counter_receipt_leaves_nothing_and_hides_nothing() {
        let first = posted(1, Pocket::Buyer, Pocket::Deposit, 50_000);
        let counter =
            Posting { receipt: ReceiptId(2), movement: first.movement.back(), voids: Some(ReceiptId(1)) };
        let account = Account { postings: vec![first, counter] };
        assert_eq!(account.paid(), Fen::ZERO);
        assert!(account.is_clear() && account.is_void(ReceiptId(1)) && !account.is_void(ReceiptId(2)));
        assert_eq!(account.postings.len(), 2);
    }

    #[test]
    fn forfeited_money_is_no_longer_the_buyers() {
        // RULES 1.16: total 1,200,000, 300,000 paid as deposit: 240,000 forfeitable, 60,000 refundable.
        let account = Account {
            postings: vec![
                posted(1, Pocket::Buyer, Pocket::Deposit, 300_000),
                posted(2, Pocket::Deposit, Pocket::Forfeit, 240_000),
                posted(3, Pocket::Deposit, Pocket::Payable, 60_000),
                posted(4, Pocket::Payable, Pocket::Buyer, 60_000),
            ],
        };
        assert_eq!(account.paid(), Fen::yuan(240_000));
        assert!(account.balances() && account.is_clear());
    }
}
