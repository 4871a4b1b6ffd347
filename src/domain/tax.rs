//! An estimate of taxes and fees 税费估算, at rates that hold from a day on (RULES 1.15).
//!
//! Every rate is a dated parameter. The shipped ones stand in `assets/rates.toml` and, for whoever cannot read it, in
//! [`Rates::default`]; a test keeps the two alike.

use serde::{Deserialize, Serialize};

use super::area::Area;
use super::choice::choices;
use super::day::Day;
use super::money::Fen;
use super::ppm::Ppm;
use crate::text::{Text, deal as words};

choices! {
    /// What the unit is to the family that buys it.
    Holding {
        /// 家庭唯一住房
        Sole = "sole_home", words::HOLDING_SOLE;
        /// 家庭第二套住房
        Second = "second_home", words::HOLDING_SECOND;
        /// 第三套及以上: the reduced rates do not apply.
        Further = "further_home", words::HOLDING_FURTHER;
        /// 非住宅: shops, offices, parking spaces.
        NonHome = "non_home", words::HOLDING_NON_HOME;
    }
}

/// Deed tax 契税.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeedTax {
    /// Up to and with this gross area a home is small.
    pub small_home: Area,
    /// The family's only home, small.
    pub sole_small: Ppm,
    /// The family's only home, larger.
    pub sole_large: Ppm,
    /// The family's second home, small.
    pub second_small: Ppm,
    /// The family's second home, larger.
    pub second_large: Ppm,
    /// Everything else: further homes and what is no home.
    pub full: Ppm,
}

/// Yearly rates of mortgages, for reference (RULES 1.16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoanRates {
    /// LPR for five years and longer, which banks go by.
    pub bank: Ppm,
    /// Housing fund, longer than five years, first home.
    pub fund_first: Ppm,
    /// The same for a second home.
    pub fund_second: Ppm,
}

/// Every rate, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    /// The first day on which they hold.
    pub from: Day,
    /// 契税
    pub deed_tax: DeedTax,
    /// 维修资金, fen for one square metre of gross area; the city sets it, so none is shipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<Fen>,
    /// 不动产登记费 of a home, in fen.
    pub registration_home: Fen,
    /// The same of anything else, in fen.
    pub registration_other: Fen,
    /// 工本费: each certificate beyond the first, in fen.
    pub certificate: Fen,
    /// 印花税 of what is no home; individuals who buy homes are exempt.
    pub stamp_other: Ppm,
    /// Mortgages.
    pub loans: LoanRates,
}

impl Default for Rates {
    /// Those of RULES 1.15 and 1.16, as of May 2025.
    fn default() -> Self {
        Self {
            from: Day::new(2025, 5, 20).unwrap_or_default(),
            deed_tax: DeedTax {
                small_home: Area(14_000),
                sole_small: Ppm(10_000),
                sole_large: Ppm(15_000),
                second_small: Ppm(10_000),
                second_large: Ppm(20_000),
                full: Ppm(30_000),
            },
            maintenance: None,
            registration_home: Fen::yuan(80),
            registration_other: Fen::yuan(550),
            certificate: Fen::yuan(10),
            stamp_other: Ppm(500),
            loans: LoanRates { bank: Ppm(35_000), fund_first: Ppm(26_000), fund_second: Ppm(30_750) },
        }
    }
}

/// Rates by the day from which they hold, as `assets/rates.toml` has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateTable {
    /// In any order.
    pub rates: Vec<Rates>,
}

impl Default for RateTable {
    fn default() -> Self {
        Self { rates: vec![Rates::default()] }
    }
}

impl RateTable {
    /// The rates of a day: those that hold from the latest day up to it; `None` before the first.
    pub fn on(&self, day: Day) -> Option<&Rates> {
        self.rates.iter().filter(|rates| rates.from <= day).max_by_key(|rates| rates.from)
    }
}

/// What is bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    /// The deal price, which stands in for the tax base.
    pub price: Fen,
    /// Gross area.
    pub area: Area,
    /// What it is to the family.
    pub holding: Holding,
    /// Certificates beyond the first, one for every further owner.
    pub extra_certificates: u32,
}

/// A line of the estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// What.
    pub what: Text,
    /// How much; `None` where the rate is not set.
    pub amount: Option<Fen>,
    /// The rate, where it is a share of the price.
    pub rate: Option<Ppm>,
    /// What to say beside it.
    pub note: Option<Text>,
}

impl Rates {
    /// The rate of the deed tax.
    pub fn deed_tax_rate(&self, holding: Holding, area: Area) -> Ppm {
        let small = area <= self.deed_tax.small_home;
        match (holding, small) {
            (Holding::Sole, true) => self.deed_tax.sole_small,
            (Holding::Sole, false) => self.deed_tax.sole_large,
            (Holding::Second, true) => self.deed_tax.second_small,
            (Holding::Second, false) => self.deed_tax.second_large,
            (Holding::Further | Holding::NonHome, _) => self.deed_tax.full,
        }
    }

    /// 税费估算: deed tax, stamp duty, maintenance fund, registration fee, in the order they are printed. Shares are
    /// half-up to the fen. [`words::TAX_ESTIMATE`] belongs under it.
    pub fn estimate(&self, purchase: &Purchase) -> [Charge; 4] {
        let Purchase { price, area, holding, extra_certificates } = *purchase;
        let home = holding != Holding::NonHome;
        let deed = self.deed_tax_rate(holding, area);
        let stamp = if home { Ppm(0) } else { self.stamp_other };
        let registration = if home { self.registration_home } else { self.registration_other };
        let certificates = Fen(self.certificate.0.saturating_mul(i64::from(extra_certificates)));
        let charge = |what, amount, rate, note| Charge { what, amount, rate, note };
        [
            charge(words::TAX_DEED, Some(deed.of(price)), Some(deed), None),
            charge(
                words::TAX_STAMP,
                Some(stamp.of(price)),
                Some(stamp),
                home.then_some(words::TAX_STAMP_HOME),
            ),
            charge(words::TAX_MAINTENANCE, self.maintenance.map(|rate| rate.times_area(area)), None, None),
            charge(words::TAX_REGISTRATION, Some(registration + certificates), None, None),
        ]
    }
}

/// The sum of the charges that are known.
pub fn total(charges: &[Charge]) -> Fen {
    charges.iter().filter_map(|charge| charge.amount).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_is_the_default() {
        let shipped: RateTable = toml::from_str(include_str!("../../assets/rates.toml")).unwrap();
        assert_eq!(shipped, RateTable::default());
    }

    #[test]
    fn deed_tax_of_rules_1_15() {
        let rates = Rates::default();
        for (holding, area, percent_tenths) in [
            (Holding::Sole, 14_000, 10),
            (Holding::Sole, 14_001, 15),
            (Holding::Second, 14_000, 10),
            (Holding::Second, 14_001, 20),
            (Holding::Further, 9_000, 30),
            (Holding::NonHome, 5_000, 30),
        ] {
            assert_eq!(
                rates.deed_tax_rate(holding, Area(area)),
                Ppm(percent_tenths * 1_000),
                "{holding:?} {area}"
            );
        }
    }

    fn amounts(rates: &Rates, purchase: &Purchase) -> Vec<Option<Fen>> {
        rates.estimate(purchase).iter().map(|charge| charge.amount).collect()
    }

    #[test]
    fn taxes_and_fees_of_a_home() {
        let rates = Rates { maintenance: Some(Fen::yuan(100)), ..Rates::default() };
        let price = Fen(639_273_400);
        let home = Purchase { price, area: Area(12_553), holding: Holding::Sole, extra_certificates: 1 };
        // 1 % of 6,392,734.00; 100 x 125.53; 80 and a certificate of 10.
        let expected = [Some(Fen(6_392_734)), Some(Fen::ZERO), Some(Fen(1_255_300)), Some(Fen::yuan(90))];
        assert_eq!(amounts(&rates, &home), expected);
        assert_eq!(total(&rates.estimate(&home)), Fen(6_392_734 + 1_255_300 + 9_000));
        assert_eq!(rates.estimate(&home)[1].note, Some(words::TAX_STAMP_HOME));
    }

    #[test]
    fn taxes_and_fees_of_a_parking_space_where_the_city_has_no_fund() {
        let price = Fen::yuan(180_000);
        let parking = Purchase { price, area: Area(1_250), holding: Holding::NonHome, extra_certificates: 0 };
        // 3 %; 0.05 %; none set; 550.
        let expected = [Some(Fen::yuan(5_400)), Some(Fen::yuan(90)), None, Some(Fen::yuan(550))];
        assert_eq!(amounts(&Rates::default(), &parking), expected);
        assert_eq!(total(&Rates::default().estimate(&parking)), Fen::yuan(6_040));
    }

    #[test]
    fn the_rates_of_a_day_are_the_latest_before_it() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let older = Rates { from: day("2024-12-01"), registration_home: Fen::yuan(1), ..Rates::default() };
        let table = RateTable { rates: vec![Rates::default(), older] };
        assert_eq!(table.on(day("2024-11-30")), None);
        assert_eq!(table.on(day("2025-05-19")), Some(&older));
        assert_eq!(table.on(day("2025-05-20")), Some(&Rates::default()));
    }
}
