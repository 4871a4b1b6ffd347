//! The area difference 面积误差 between contract and survey, settled by the 3 % rule (RULES 1.16, 2 row 23).

use super::area::Area;
use super::money::{Fen, div_half_up};
use super::ppm::Ppm;

/// The share up to which a difference is settled at the contract's unit price: 3 %.
pub const LIMIT: Ppm = Ppm::percent(3);

/// What a difference comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AreaGap {
    /// Surveyed minus contract area.
    pub difference: Area,
    /// 误差比: the difference as a share of the contract area, half-up to the millionth. For showing; `may_rescind`
    /// is decided on the exact figures.
    pub error: Ppm,
    /// 买受人补: what the buyer still pays, for the larger area within the limit.
    pub buyer_pays: Fen,
    /// 出卖人承担: the price of the larger area beyond the limit, which nobody pays.
    pub seller_bears: Fen,
    /// 退还: what the seller returns for the smaller area, within the limit once and beyond it twice.
    pub refund: Fen,
    /// 可解除: beyond the limit, larger or smaller, the buyer may rescind instead.
    pub may_rescind: bool,
}

/// Settles a difference at the unit price of the contract (fen for one square metre), half-up to the fen; what lies
/// beyond `limit` is the rest, so that the parts sum to the whole. `None` where the contract has no area.
pub fn settle(contract: Area, surveyed: Area, unit_price: Fen, limit: Ppm) -> Option<AreaGap> {
    if contract.0 <= 0 {
        return None;
    }
    let difference = surveyed.0 - contract.0;
    let size = Area(difference.abs());
    let beyond_limit = i128::from(size.0) * 1_000_000 > i128::from(contract.0) * i128::from(limit.0);
    let whole = unit_price.times_area(size);
    // The limit itself is seldom a whole 0.01 square metre: it is multiplied before it is rounded.
    let at_limit = i128::from(contract.0) * i128::from(limit.0) * i128::from(unit_price.0);
    let within = if beyond_limit { Fen(div_half_up(at_limit, 100_000_000)).min(whole) } else { whole };
    let beyond = whole - within;
    let larger = difference > 0;
    Some(AreaGap {
        difference: Area(difference),
        error: Ppm(div_half_up(i128::from(difference) * 1_000_000, i128::from(contract.0))),
        buyer_pays: if larger { within } else { Fen::ZERO },
        seller_bears: if larger { beyond } else { Fen::ZERO },
        refund: if larger { Fen::ZERO } else { within + beyond + beyond },
        may_rescind: beyond_limit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RULES 1.16: 120.00 square metres at 10,000 yuan.
    fn gap(surveyed: i64) -> AreaGap {
        settle(Area(12_000), Area(surveyed), Fen::yuan(10_000), LIMIT).unwrap()
    }

    #[test]
    fn larger_within_the_limit_the_buyer_pays() {
        let gap = gap(12_240);
        assert_eq!((gap.error, gap.difference), (Ppm::percent(2), Area(240)));
        assert_eq!((gap.buyer_pays, gap.seller_bears, gap.refund), (Fen::yuan(24_000), Fen::ZERO, Fen::ZERO));
        assert!(!gap.may_rescind);
    }

    #[test]
    fn larger_beyond_the_limit_the_seller_bears_the_rest() {
        let gap = gap(12_480);
        assert_eq!(gap.error, Ppm::percent(4));
        assert_eq!((gap.buyer_pays, gap.seller_bears), (Fen::yuan(36_000), Fen::yuan(12_000)));
        assert!(gap.may_rescind);
    }

    #[test]
    fn smaller_to_the_limit_itself_is_returned_once() {
        let gap = gap(11_640);
        assert_eq!((gap.refund, gap.buyer_pays, gap.may_rescind), (Fen::yuan(36_000), Fen::ZERO, false));
        assert_eq!(gap.error, Ppm::percent(-3));
    }

    #[test]
    fn smaller_beyond_the_limit_is_returned_twice() {
        // 3.60 square metres once, 1.40 twice: 36,000 + 28,000.
        let gap = gap(11_500);
        assert_eq!((gap.refund, gap.may_rescind), (Fen::yuan(64_000), true));
        assert_eq!(gap.error, Ppm(-41_667));
    }

    #[test]
    fn a_limit_between_two_hundredths_counts_exactly() {
        // 3 % of 88.88 is 2.6664: 91.54 is within, 91.55 is not, and 2.6664 x 10,000 = 26,664.
        let settled = |surveyed| settle(Area(8_888), Area(surveyed), Fen::yuan(10_000), LIMIT).unwrap();
        assert_eq!((settled(9_154).buyer_pays, settled(9_154).may_rescind), (Fen::yuan(26_600), false));
        assert_eq!(
            (settled(9_155).buyer_pays, settled(9_155).seller_bears),
            (Fen::yuan(26_664), Fen::yuan(36))
        );
        assert!(settled(9_155).may_rescind);
    }

    #[test]
    fn no_difference_is_nothing_and_no_contract_area_is_none() {
        let same = gap(12_000);
        assert_eq!((same.buyer_pays, same.refund, same.may_rescind), (Fen::ZERO, Fen::ZERO, false));
        assert_eq!(settle(Area(0), Area(100), Fen::yuan(1), LIMIT), None);
    }
}
