//! List prices 表价 and their versions.

use super::{Status, Unit, UnitEvent};
use crate::domain::area::Area;
use crate::domain::ctx::Ctx;
use crate::domain::money::Fen;
use crate::domain::policy;
use crate::domain::price_list::{PriceBasis, Quote};
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::unit as words;

/// Lists print prices in whole yuan: so far a total may be from unit price times area, for one square metre.
const LIST_ROUNDING: Fen = Fen::yuan(1);

/// How a new list price is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewPrice {
    /// For one square metre.
    UnitPrice(Fen),
    /// For the whole unit.
    Total(Fen),
    /// Up or down by millionths of the old unit price.
    ChangePpm(i64),
}

impl NewPrice {
    /// The input field it came in.
    const fn field(self) -> &'static str {
        match self {
            Self::UnitPrice(_) => "unit_price",
            Self::Total(_) => "total",
            Self::ChangePpm(_) => "change",
        }
    }
}

impl Unit {
    /// The area that the unit price multiplies; `None` where the price is for the whole unit.
    pub(super) fn priced_area(&self, basis: PriceBasis) -> Option<Area> {
        match basis {
            PriceBasis::Gross => Some(self.facts.gross_area),
            PriceBasis::Net => self.facts.net_area,
            PriceBasis::Whole => None,
        }
    }

    /// A unit price makes the total, half-up to the fen; a total makes the unit price, half-up to the fen.
    fn quote(&self, price: NewPrice) -> Quote {
        let old = self.price.quote;
        let area = self.priced_area(old.basis).filter(|a| a.0 > 0);
        let from_unit_price = |unit_price: Fen| Quote {
            unit_price,
            total: area.map_or(unit_price, |a| unit_price.times_area(a)),
            basis: old.basis,
        };
        match price {
            NewPrice::UnitPrice(unit_price) => from_unit_price(unit_price),
            NewPrice::ChangePpm(ppm) => from_unit_price(old.unit_price.changed_by_ppm(ppm)),
            NewPrice::Total(total) => Quote {
                unit_price: area.and_then(|a| total.per_area(a)).unwrap_or(total),
                total,
                basis: old.basis,
            },
        }
    }

    /// A unit that somebody has a claim on, or that is sold, keeps the price it was offered at.
    fn may_change_price(&self, ctx: &Ctx) -> Result<(), Refusal> {
        self.entered()?;
        if !matches!(self.status, Status::Unreleased | Status::Withheld | Status::Available) {
            let refusal = Refusal::new("RULES 1.3.3", self.standing(ctx));
            return Err(refusal.at("unit").try_this(words::PRICE_REMEDY));
        }
        Ok(())
    }

    /// Goes back to the list price before 恢复上一版价格: a new version with the numbers of the one before it.
    ///
    /// # Errors
    /// Claimed or sold, no version before, or its numbers belong to an area that was corrected since.
    pub fn decide_price_back(&self, reason: &str, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.may_change_price(ctx)?;
        let Some(before) = self.earlier_prices.last() else {
            return Err(Refusal::new("RULES 1.3", words::NO_EARLIER_PRICE).at("unit"));
        };
        let to = before.quote;
        if !self.is_of_this_area(to) {
            let refusal = Refusal::new("RULES 1.3", words::EARLIER_PRICE_OTHER_AREA).at("unit");
            return Err(refusal.try_this(words::EARLIER_PRICE_OTHER_AREA_REMEDY));
        }
        if to == self.price.quote {
            return Err(Refusal::new("RULES 1.3", words::PRICE_SAME).at("unit"));
        }
        Ok(vec![UnitEvent::Priced { from: self.price.quote, to, reason: reason.to_owned() }])
    }

    /// Whether an earlier price was made with the area of today. A corrected area keeps the unit price and makes a new
    /// total; where a new list changed both, the old two no longer make the area, give or take what lists round.
    fn is_of_this_area(&self, earlier: Quote) -> bool {
        let now = self.price.quote;
        let retotalled = earlier.unit_price == now.unit_price && earlier.basis == now.basis && earlier != now;
        let made = self.priced_area(earlier.basis).and_then(|area| earlier.total.per_area(area));
        let far = made.is_some_and(|made| (made - earlier.unit_price).0.abs() > LIST_ROUNDING.0);
        !retotalled && (self.facts.area_derived || !far)
    }

    /// Changes the list price. A unit that somebody has a claim on keeps the price it was offered at.
    ///
    /// # Errors
    /// Claimed or sold, not positive, or the same price.
    pub fn decide_price(&self, price: NewPrice, reason: &str, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.may_change_price(ctx)?;
        let to = self.quote(price);
        if to.unit_price.0 <= 0 || to.total.0 <= 0 {
            return Err(Refusal::new("RULES 1.3", words::PRICE_NOT_POSITIVE).at(price.field()));
        }
        if to.unit_price > Fen::MOST || to.total > Fen::MOST {
            return Err(Refusal::new("RULES 1.3", words::PRICE_TOO_HIGH).at(price.field()));
        }
        if let NewPrice::ChangePpm(ppm) = price {
            let most = ctx.policy.get(&policy::PRICE_CHANGE_PCT);
            if ppm.abs() > most * 10_000 {
                let refusal = Refusal::new("RULES 1.3", say!(words::PRICE_CHANGE_TOO_FAR, most = most));
                return Err(refusal.at("change").try_this(words::PRICE_CHANGE_TOO_FAR_REMEDY));
            }
        }
        if to == self.price.quote {
            return Err(Refusal::new("RULES 1.3", words::PRICE_SAME).at(price.field()));
        }
        Ok(vec![UnitEvent::Priced { from: self.price.quote, to, reason: reason.to_owned() }])
    }
}
