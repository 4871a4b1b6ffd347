//! The make-up of a price 价格构成: from the list price through the discounts to the deal price (RULES 1.6, 1.16).
//!
//! The order is fixed and printed: percentages, then unit prices (a fixed one, then so much less), then amounts; within
//! a step as they were given. Every line is rounded half-up to the fen, the deal price then by the rule of the house, in
//! a line of its own: list price minus all lines plus that rounding is the deal price, to the fen.
//!
//! Nothing here decides who may give what: the result tells the facts.

use serde::{Deserialize, Serialize};

use super::area::Area;
use super::choice::choices;
use super::day::Day;
use super::money::Fen;
use super::ppm::Ppm;
use super::price_list::{PriceBasis, Quote};
use super::refusal::Refusal;
use super::staff::StaffId;
use crate::say;
use crate::text::{Say, deal as words};

choices! {
    /// The class of a discount (RULES 1.6).
    DiscountKind {
        /// 一般性折扣: published before the sale, without conditions.
        General = "general", words::DISCOUNT_GENERAL;
        /// 特例折扣: for staff, groups, bulk, or granted by a leader.
        Special = "special", words::DISCOUNT_SPECIAL;
    }
}

choices! {
    /// What becomes of the part of a deal price below the yuan.
    Rounding {
        /// It stays.
        None = "none", words::ROUND_NONE;
        /// It is dropped.
        YuanDown = "yuan_down", words::ROUND_YUAN_DOWN;
        /// From 50 fen on it makes a yuan.
        YuanHalfUp = "yuan_half_up", words::ROUND_YUAN_HALF_UP;
    }
}

impl Rounding {
    /// The rounded price. A price below a yuan stays: no home is free for being rounded.
    #[must_use]
    pub fn of(self, price: Fen) -> Fen {
        let rounded = match self {
            Self::None => price.0,
            Self::YuanDown => price.0 / 100 * 100,
            Self::YuanHalfUp => (price.0 + 50) / 100 * 100,
        };
        if rounded > 0 { Fen(rounded) } else { price }
    }
}

/// How a discount is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 折扣率: what remains to be paid of the price so far; 98折 is 98 %.
    Percent(Ppm),
    /// 一口价: the unit price becomes this, fen for one square metre.
    FixedUnitPrice(Fen),
    /// 单价优惠: so much less for one square metre.
    UnitPriceOff(Fen),
    /// 总价优惠: so much less for the unit.
    Amount(Fen),
}

impl Method {
    /// Its place in the printed order.
    const fn step(self) -> u8 {
        match self {
            Self::Percent(_) => 0,
            Self::FixedUnitPrice(_) => 1,
            Self::UnitPriceOff(_) => 2,
            Self::Amount(_) => 3,
        }
    }

    /// Whether it takes something off, whatever the price: less than all, more than nothing.
    pub fn makes_sense(self) -> bool {
        match self {
            Self::Percent(share) => share > Ppm(0) && share < Ppm::WHOLE,
            Self::FixedUnitPrice(fen) | Self::UnitPriceOff(fen) | Self::Amount(fen) => fen > Fen::ZERO,
        }
    }

    /// As it is printed.
    pub fn say(self) -> Say {
        match self {
            Self::Percent(share) => say!(words::BY_PERCENT, share = share),
            Self::FixedUnitPrice(price) => say!(words::BY_FIXED_UNIT_PRICE, price = price),
            Self::UnitPriceOff(price) => say!(words::BY_UNIT_PRICE, price = price),
            Self::Amount(amount) => say!(words::BY_AMOUNT, amount = amount),
        }
    }
}

/// How often a discount may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Units in all 政策申请套数.
    pub of: u32,
    /// Units before this one 已发起套数.
    pub used: u32,
}

/// A discount with its evidence (RULES 1.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// Its class.
    pub kind: DiscountKind,
    /// How it is worked out.
    pub method: Method,
    /// What people call it: `按时签约优惠`.
    pub name: String,
    /// 依据编号: number of the policy or of the leader's note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approver: Option<StaffId>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// How often it may be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<Quota>,
}

/// The list price that a make-up begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPrice {
    /// Total, unit price and what it multiplies.
    pub quote: Quote,
    /// The area that the unit price multiplies; not looked at where the unit is priced as a whole.
    pub area: Area,
    /// The version of the unit's price: whoever confirms later sees whether it still stands.
    pub version: u32,
}

impl ListPrice {
    /// The area behind the unit price; `None` where the price is for the whole unit.
    fn priced_area(&self) -> Option<Area> {
        (self.quote.basis != PriceBasis::Whole && self.area.0 > 0).then_some(self.area)
    }
}

/// The lowest price 底价 that needs nobody's leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Floor {
    /// A share of the list price.
    Share(Ppm),
    /// An amount.
    Price(Fen),
}

impl Floor {
    /// In money, half-up to the fen.
    pub fn of(self, list: Fen) -> Fen {
        match self {
            Self::Share(share) => share.of(list),
            Self::Price(price) => price,
        }
    }
}

/// What the house allows and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The day on which discounts must hold.
    pub today: Day,
    /// The rounding of the deal price.
    pub rounding: Rounding,
    /// The floor price, if there is one.
    pub floor: Option<Floor>,
    /// Whether more than one special discount may be used.
    pub specials_stack: bool,
}

/// A discount at its place in the make-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub discount: Discount,
    /// The price in front of it.
    pub before: Fen,
    /// What it takes off; always more than nothing.
    pub off: Fen,
    /// The price behind it.
    pub after: Fen,
}

/// 破底: a deal price below the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BelowFloor {
    /// The floor price.
    pub floor: Fen,
    /// 破底金额
    pub by: Fen,
    /// 破底比例: `by` as a share of the floor price, half-up to the millionth.
    pub share: Ppm,
}

impl BelowFloor {
    fn of(floor: Fen, deal: Fen) -> Option<Self> {
        let by = floor - deal;
        let share = Ppm::share(by, floor)?;
        (by > Fen::ZERO).then_some(Self { floor, by, share })
    }

    /// Whether it is further below than `limit` (RULES 1.6: red above 3 %), by the exact figures.
    pub fn exceeds(&self, limit: Ppm) -> bool {
        i128::from(self.by.0) * 1_000_000 > i128::from(self.floor.0) * i128::from(limit.0)
    }
}

/// A worked-out price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeUp {
    /// Where it begins.
    pub list: ListPrice,
    /// The discounts in their printed order.
    pub lines: Vec<Line>,
    /// 取整: what the rounding of the house adds, below zero where it takes.
    pub rounding: Fen,
    /// 成交总价
    pub deal: Fen,
    /// 成交单价: the deal price for one square metre, half-up; `None` where the unit is priced as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Fen>,
    /// Set where the deal price is below the floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below_floor: Option<BelowFloor>,
}

impl MakeUp {
    /// Works out a price; `discounts` in any order.
    ///
    /// # Errors
    /// A list price of nothing; a discount that is over, used up, of no sense, without effect or that leaves nothing to
    /// pay; a second special one where only one is allowed. The sentence names the discount; the field is `discount`
    /// (`list_price` for the first).
    pub fn new(list: ListPrice, discounts: &[Discount], terms: &Terms) -> Result<Self, Refusal> {
        if list.quote.total <= Fen::ZERO {
            let refusal = Refusal::new("RULES 1.6", words::LIST_PRICE_NOTHING).at("list_price");
            return Err(refusal.try_this(words::LIST_PRICE_REMEDY));
        }
        may_be_used(discounts, terms)?;
        let mut ordered: Vec<&Discount> = discounts.iter().collect();
        ordered.sort_by_key(|discount| discount.method.step());
        let mut price = list.quote.total;
        let mut lines = Vec::with_capacity(ordered.len());
        for discount in ordered {
            let off = discount.off(price, list.priced_area())?;
            lines.push(Line { discount: discount.clone(), before: price, off, after: price - off });
            price = price - off;
        }
        let deal = terms.rounding.of(price);
        let floor = terms.floor.map(|floor| floor.of(list.quote.total));
        let below_floor = floor.and_then(|floor| BelowFloor::of(floor, deal));
        let unit_price = list.priced_area().and_then(|area| deal.per_area(area));
        Ok(Self { list, lines, rounding: deal - price, deal, unit_price, below_floor })
    }

    /// What is left of it when some of its discounts are lost: worked out anew from the list price.
    ///
    /// # Errors
    /// One that is left takes nothing off any more.
    pub fn without(&self, lost: impl Fn(&Discount) -> bool, rounding: Rounding) -> Result<Self, Refusal> {
        let left: Vec<Discount> =
            self.lines.iter().map(|line| &line.discount).filter(|d| !lost(d)).cloned().collect();
        // They were given in time: their last day is no matter any more.
        let terms = Terms { today: Day::default(), rounding, floor: None, specials_stack: true };
        Self::new(self.list, &left, &terms)
    }

    /// What is left of it once these discounts are lost and it costs this.
    #[must_use]
    pub fn once_lost(&self, names: &[String], price: Fen) -> Self {
        let lost = |discount: &Discount| names.contains(&discount.name);
        // They could be worked out when they were lost.
        let left = self.without(lost, Rounding::None).unwrap_or_else(|_| self.clone());
        Self {
            rounding: price - left.deal,
            deal: price,
            unit_price: self.list.priced_area().and_then(|area| price.per_area(area)),
            below_floor: self.below_floor.and_then(|below| BelowFloor::of(below.floor, price)),
            ..left
        }
    }

    /// 优惠合计: what the list price comes down by, rounding included.
    pub fn off(&self) -> Fen {
        self.list.quote.total - self.deal
    }

    /// 综合折扣: the deal price as a share of the list price, half-up to the millionth.
    pub fn share(&self) -> Ppm {
        Ppm::share(self.deal, self.list.quote.total).unwrap_or(Ppm::WHOLE)
    }
}

/// Validity, quota and stacking.
fn may_be_used(discounts: &[Discount], terms: &Terms) -> Result<(), Refusal> {
    for discount in discounts {
        if let Some(until) = discount.until.filter(|until| *until < terms.today) {
            return Err(drop_it(say!(words::DISCOUNT_EXPIRED, name = &discount.name, until = until)));
        }
        if let Some(quota) = discount.quota.filter(|quota| quota.used >= quota.of) {
            return Err(drop_it(say!(words::DISCOUNT_USED_UP, name = &discount.name, quota = quota.of)));
        }
    }
    let mut specials = discounts.iter().filter(|discount| discount.kind == DiscountKind::Special);
    match (specials.next(), specials.next()) {
        (Some(first), Some(second)) if !terms.specials_stack => {
            Err(drop_it(say!(words::DISCOUNT_SPECIAL_TWICE, first = &first.name, name = &second.name)))
        }
        _ => Ok(()),
    }
}

fn drop_it(why: Say) -> Refusal {
    Refusal::new("RULES 1.6", why).at("discount").try_this(words::DISCOUNT_REMEDY_DROP)
}

impl Discount {
    /// What it takes off a price.
    fn off(&self, price: Fen, area: Option<Area>) -> Result<Fen, Refusal> {
        let name = || &self.name;
        let value = || {
            let refusal =
                Refusal::new("RULES 1.6", say!(words::DISCOUNT_VALUE, name = name())).at("discount");
            refusal.try_this(words::DISCOUNT_REMEDY_VALUE)
        };
        let area = || area.ok_or_else(|| drop_it(say!(words::DISCOUNT_NO_AREA, name = name())));
        if !self.method.makes_sense() {
            return Err(value());
        }
        let off = match self.method {
            Method::Percent(share) => price - share.of(price),
            Method::FixedUnitPrice(unit) => price - unit.times_area(area()?),
            Method::UnitPriceOff(unit) => unit.times_area(area()?),
            Method::Amount(amount) => amount,
        };
        if off <= Fen::ZERO {
            return Err(drop_it(say!(words::DISCOUNT_RAISES, name = name())));
        }
        if off >= price {
            return Err(drop_it(say!(words::DISCOUNT_EATS_PRICE, name = name())));
        }
        Ok(off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first unit of the Shenzhen list: 125.53 square metres at 52,229.87, in all 6,556,415.58.
    fn list() -> ListPrice {
        let quote = Quote { unit_price: Fen(5_222_987), total: Fen(655_641_558), basis: PriceBasis::Gross };
        ListPrice { quote, area: Area(12_553), version: 3 }
    }

    fn terms() -> Terms {
        let today = "2026-11-28".parse().unwrap();
        Terms { today, rounding: Rounding::None, floor: None, specials_stack: false }
    }

    fn off(name: &str, method: Method) -> Discount {
        let kind = DiscountKind::General;
        Discount { kind, method, name: name.into(), evidence: None, approver: None, until: None, quota: None }
    }

    fn special(name: &str, method: Method) -> Discount {
        Discount { kind: DiscountKind::Special, ..off(name, method) }
    }

    #[track_caller]
    fn refused(discounts: &[Discount]) -> Refusal {
        let refusal = MakeUp::new(list(), discounts, &terms()).unwrap_err();
        assert_eq!((refusal.field, refusal.rule), (Some("discount"), "RULES 1.6"));
        assert!(refusal.remedy.is_some());
        refusal
    }

    #[test]
    fn without_discounts_the_list_price_is_the_deal_price() {
        let made = MakeUp::new(list(), &[], &terms()).unwrap();
        assert_eq!((made.deal, made.rounding, made.share()), (Fen(655_641_558), Fen::ZERO, Ppm::WHOLE));
        assert_eq!((made.unit_price, made.below_floor), (Some(Fen(5_222_987)), None));
    }

    #[test]
    fn percent_then_unit_price_then_amount_however_they_are_given() {
        let discounts = [
            off("老带新", Method::Amount(Fen::yuan(20_000))),
            off("团购", Method::UnitPriceOff(Fen::yuan(100))),
            off("按时签约", Method::Percent(Ppm::percent(98))),
        ];
        let made =
            MakeUp::new(list(), &discounts, &Terms { rounding: Rounding::YuanDown, ..terms() }).unwrap();
        let steps: Vec<_> = made.lines.iter().map(|l| (l.discount.name.as_str(), l.off, l.after)).collect();
        // 6,556,415.58 x 98 % = 6,425,287.2684; 100 x 125.53 = 12,553; then 20,000.
        assert_eq!(
            steps,
            [
                ("按时签约", Fen(13_112_831), Fen(642_528_727)),
                ("团购", Fen(1_255_300), Fen(641_273_427)),
                ("老带新", Fen(2_000_000), Fen(639_273_427)),
            ]
        );
        assert_eq!((made.deal, made.rounding), (Fen(639_273_400), Fen(-27)));
        // 6,392,734 / 125.53 = 50,925.94598...
        assert_eq!(made.unit_price, Some(Fen(5_092_595)));
        // 6,392,734.00 / 6,556,415.58 = 0.97503...
        assert_eq!((made.off(), made.share()), (Fen(16_368_158), Ppm(975_035)));
    }

    #[test]
    fn two_percentages_multiply() {
        let discounts =
            [off("a", Method::Percent(Ppm::percent(99))), off("b", Method::Percent(Ppm::percent(98)))];
        // 6,556,415.58 x 0.99 = 6,490,851.4242 -> .42; x 0.98 = 6,361,034.3916 -> .39
        let made = MakeUp::new(list(), &discounts, &terms()).unwrap();
        assert_eq!((made.lines[0].after, made.deal), (Fen(649_085_142), Fen(636_103_439)));
    }

    #[test]
    fn a_fixed_unit_price_replaces_the_one_before_it() {
        let made = MakeUp::new(list(), &[off("一口价", Method::FixedUnitPrice(Fen::yuan(50_000)))], &terms());
        let made = made.unwrap();
        assert_eq!((made.deal, made.unit_price), (Fen(627_650_000), Some(Fen::yuan(50_000))));
        let dear = off("一口价", Method::FixedUnitPrice(Fen(5_222_987)));
        assert_eq!(refused(&[dear]).why.text, words::DISCOUNT_RAISES);
    }

    #[test]
    fn roundings_of_the_house() {
        for (rounding, fen, rounded) in [
            (Rounding::None, 150, 150),
            (Rounding::YuanDown, 199, 100),
            (Rounding::YuanHalfUp, 150, 200),
            (Rounding::YuanHalfUp, 149, 100),
            (Rounding::YuanDown, 99, 99),
        ] {
            assert_eq!(rounding.of(Fen(fen)), Fen(rounded), "{rounding:?} {fen}");
        }
    }

    #[test]
    fn what_is_over_or_used_up_is_refused_by_name() {
        let percent = Method::Percent(Ppm::percent(98));
        let until =
            |day: &str| Discount { until: Some(day.parse().unwrap()), ..off("开盘优惠", percent) };
        let refusal = refused(&[until("2026-11-27")]);
        assert_eq!(refusal.why, say!(words::DISCOUNT_EXPIRED, name = "开盘优惠", until = "2026-11-27"));
        assert!(MakeUp::new(list(), &[until("2026-11-28")], &terms()).is_ok(), "the last day counts");
        let used = |used| Discount { quota: Some(Quota { of: 10, used }), ..off("前十名", percent) };
        assert_eq!(refused(&[used(10)]).why, say!(words::DISCOUNT_USED_UP, name = "前十名", quota = 10));
        assert!(MakeUp::new(list(), &[used(9)], &terms()).is_ok());
    }

    #[test]
    fn one_special_discount_unless_more_are_allowed() {
        let discounts = [
            special("员工", Method::Percent(Ppm::percent(95))),
            special("领导", Method::Amount(Fen::yuan(10_000))),
        ];
        let why = say!(words::DISCOUNT_SPECIAL_TWICE, first = "员工", name = "领导");
        assert_eq!(refused(&discounts).why, why);
        assert!(MakeUp::new(list(), &discounts, &Terms { specials_stack: true, ..terms() }).is_ok());
        assert!(MakeUp::new(list(), &discounts[..1], &terms()).is_ok());
    }

    #[test]
    fn values_without_sense_are_refused() {
        for method in [
            Method::Percent(Ppm::WHOLE),
            Method::Percent(Ppm(0)),
            Method::Percent(Ppm(-1)),
            Method::Amount(Fen::ZERO),
            Method::Amount(Fen(-1)),
            Method::UnitPriceOff(Fen::ZERO),
            Method::FixedUnitPrice(Fen::ZERO),
        ] {
            assert_eq!(refused(&[off("x", method)]).why.text, words::DISCOUNT_VALUE, "{method:?}");
        }
        for method in [Method::Amount(Fen(655_641_558)), Method::UnitPriceOff(Fen::yuan(60_000))] {
            assert_eq!(refused(&[off("x", method)]).why.text, words::DISCOUNT_EATS_PRICE, "{method:?}");
        }
    }

    #[test]
    fn a_unit_priced_as_a_whole_has_no_unit_price() {
        let quote =
            Quote { unit_price: Fen::yuan(180_000), total: Fen::yuan(180_000), basis: PriceBasis::Whole };
        let parking = ListPrice { quote, area: Area(1_250), version: 1 };
        let made = MakeUp::new(parking, &[off("x", Method::Amount(Fen::yuan(5_000)))], &terms()).unwrap();
        assert_eq!((made.deal, made.unit_price), (Fen::yuan(175_000), None));
        let by_unit = MakeUp::new(parking, &[off("x", Method::UnitPriceOff(Fen(1)))], &terms()).unwrap_err();
        assert_eq!(by_unit.why.text, words::DISCOUNT_NO_AREA);
    }

    #[test]
    fn below_the_floor_is_told_by_how_much() {
        let floor = Some(Floor::Price(Fen::yuan(6_500_000)));
        let down = |yuan| {
            let discounts = [off("x", Method::Amount(Fen(655_641_558) - Fen::yuan(yuan)))];
            MakeUp::new(list(), &discounts, &Terms { floor, ..terms() }).unwrap().below_floor
        };
        assert_eq!(down(6_500_000), None);
        let three = down(6_305_000).unwrap();
        assert_eq!((three.by, three.share), (Fen::yuan(195_000), Ppm::percent(3)));
        assert!(!three.exceeds(Ppm::percent(3)), "3 % is not red");
        assert!(down(6_304_999).unwrap().exceeds(Ppm::percent(3)));
        // 90 % of 6,556,415.58 = 5,900,774.022
        assert_eq!(Floor::Share(Ppm::percent(90)).of(Fen(655_641_558)), Fen(590_077_402));
    }

    #[test]
    fn a_list_price_of_nothing_is_refused() {
        let nothing = ListPrice { quote: Quote::default(), ..list() };
        let refusal = MakeUp::new(nothing, &[], &terms()).unwrap_err();
        assert_eq!((refusal.field, refusal.why.text), (Some("list_price"), words::LIST_PRICE_NOTHING));
    }
}
