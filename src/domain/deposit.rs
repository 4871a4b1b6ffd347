//! The deposit 定金: what of it has the force of a deposit, and what becomes of it when the deal fails
//! (RULES 1.16, 2 rows 2, 3 and 6).

use super::money::Fen;
use super::ppm::Ppm;
use super::refusal::Refusal;
use crate::say;
use crate::text::deal as words;

/// The most of a price that the law takes for a deposit: 20 % (RULES 2 row 2). A house may set less, never more.
pub const LEGAL_CAP: Ppm = Ppm::percent(20);

/// The most that has the force of a deposit: `share` of the price, never a part of a fen above.
#[must_use]
pub fn cap(price: Fen, share: Ppm) -> Fen {
    share.min(LEGAL_CAP).of_at_most(price)
}

/// Whether a deposit may be agreed.
///
/// # Errors
/// Nothing, or more than [`cap`]; the refusal stands at `field`.
pub fn check(price: Fen, deposit: Fen, share: Ppm, field: &'static str) -> Result<(), Refusal> {
    let most = cap(price, share);
    if deposit.0 <= 0 {
        return Err(Refusal::new("RULES 1.4", words::DEPOSIT_NOTHING).at(field));
    }
    if deposit > most {
        let why =
            say!(words::DEPOSIT_OVER_CAP, deposit = deposit, share = share.min(LEGAL_CAP), price = price);
        return Err(Refusal::new("RULES 1.4", why)
            .at(field)
            .try_this(say!(words::DEPOSIT_AT_MOST, most = most)));
    }
    Ok(())
}

/// What becomes of money paid as a deposit, by whose breach the deal fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// 可没收: kept by the seller when the buyer is in breach.
    pub forfeitable: Fen,
    /// 应退: returned to the buyer even then; what is above the cap has no force as a deposit.
    pub refund: Fen,
}

impl Split {
    /// Splits what was really paid (RULES 2 row 2: the amount delivered counts, not the amount agreed). Less than
    /// nothing counts as nothing.
    pub fn of(price: Fen, paid: Fen) -> Self {
        let forfeitable = paid.max(Fen::ZERO).min(cap(price, LEGAL_CAP)).max(Fen::ZERO);
        Self { forfeitable, refund: paid.max(Fen::ZERO) - forfeitable }
    }

    /// 双倍返还: what the seller pays back when the seller is in breach.
    #[must_use]
    pub fn double_return(self) -> Fen {
        self.forfeitable + self.forfeitable + self.refund
    }

    /// 全额退还: what the seller pays back when nobody is in breach (RULES 2 row 7).
    #[must_use]
    pub fn full_return(self) -> Fen {
        self.forfeitable + self.refund
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_rules_1_16() {
        let split = Split::of(Fen::yuan(1_200_000), Fen::yuan(300_000));
        assert_eq!((split.forfeitable, split.refund), (Fen::yuan(240_000), Fen::yuan(60_000)));
        assert_eq!(split.double_return(), Fen::yuan(540_000));
        assert_eq!(split.full_return(), Fen::yuan(300_000));
        let split = Split::of(Fen::yuan(1_200_000), Fen::yuan(50_000));
        assert_eq!((split.forfeitable, split.refund), (Fen::yuan(50_000), Fen::ZERO));
        assert_eq!(split.double_return(), Fen::yuan(100_000));
    }

    #[test]
    fn twenty_per_cent_may_be_agreed_and_a_fen_more_not() {
        // 20 % of 6,556,415.58 is 1,311,283.116: the law says not above.
        let price = Fen(655_641_558);
        assert_eq!(cap(price, LEGAL_CAP), Fen(131_128_311));
        assert_eq!(check(price, Fen(131_128_311), LEGAL_CAP, "deposit"), Ok(()));
        let refused = check(price, Fen(131_128_312), LEGAL_CAP, "deposit").unwrap_err();
        assert_eq!((refused.field, refused.why.text), (Some("deposit"), words::DEPOSIT_OVER_CAP));
        assert!(check(price, Fen::ZERO, LEGAL_CAP, "deposit").is_err());
    }

    #[test]
    fn a_house_may_ask_less_and_never_more() {
        let price = Fen::yuan(1_000_000);
        assert_eq!(cap(price, Ppm::percent(10)), Fen::yuan(100_000));
        assert_eq!(cap(price, Ppm::percent(21)), Fen::yuan(200_000));
    }
}
