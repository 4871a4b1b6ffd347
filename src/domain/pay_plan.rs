//! Pay plans 付款方式: which money is due when, summing to the deal price to the fen (RULES 1.4, 1.16, 3.1).

use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::day::Day;
use super::loan::{Loan, Repayment, down_payment, round_down};
use super::money::Fen;
use super::ppm::Ppm;
use super::refusal::Refusal;
use crate::say;
use crate::text::{Say, deal as words};

choices! {
    /// How a buyer pays 付款方式.
    PlanKind {
        /// 一次性付款
        OnePayment = "one_payment", words::PLAN_ONE_PAYMENT;
        /// 分期付款
        Instalments = "instalments", words::PLAN_INSTALMENTS;
        /// 商业贷款
        Commercial = "commercial_loan", words::PLAN_COMMERCIAL;
        /// 公积金贷款
        Fund = "fund_loan", words::PLAN_FUND;
        /// 组合贷款: the housing fund lends what it may, a bank the rest.
        Combined = "combined_loan", words::PLAN_COMBINED;
    }
}

/// What a row of a pay plan is for 款项.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// 全款
    FullPrice,
    /// 第 n 期房款, from 1.
    Instalment(u32),
    /// 首付款
    DownPayment,
    /// 公积金贷款放款: paid by the housing fund.
    FundLoan,
    /// 商业贷款放款: paid by the bank.
    CommercialLoan,
}

impl What {
    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::FullPrice => words::DUE_FULL_PRICE.into(),
            Self::Instalment(no) => say!(words::DUE_INSTALMENT, no = no),
            Self::DownPayment => words::DUE_DOWN_PAYMENT.into(),
            Self::FundLoan => words::DUE_FUND.into(),
            Self::CommercialLoan => words::DUE_COMMERCIAL.into(),
        }
    }
}

/// A row of a pay plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What for.
    pub what: What,
    /// How much; always more than nothing.
    pub amount: Fen,
    /// The last day for it; of a loan the day on which the money is expected.
    pub due: Day,
}

/// A pay plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayPlan {
    kind: PlanKind,
    deposit: Fen,
    rows: Vec<Row>,
    loans: Vec<Loan>,
}

/// The deal that is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// 成交总价
    pub deal: Fen,
    /// 定金: counted into the first row, where it turns into price (定金转房款).
    pub deposit: Fen,
}

/// Rate and term of a lender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lender {
    /// Yearly rate.
    pub rate: Ppm,
    /// Term in months.
    pub months: u32,
}

/// The terms of a plan with loans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// 首付比例: at least this share of the deal price is paid down.
    pub down_share: Ppm,
    /// Loans are rounded down to whole units of this: 1,000 or 10,000 yuan.
    pub unit: Fen,
    /// The bank.
    pub bank: Lender,
    /// The housing fund.
    pub fund: Lender,
    /// The most that the housing fund lends these buyers.
    pub fund_most: Fen,
    /// How the loans are repaid.
    pub how: Repayment,
    /// The day for the full price or the down payment.
    pub first_due: Day,
    /// The day on which loans are expected.
    pub loans_due: Day,
}

impl PayPlan {
    /// 一次性付款: the whole price by one day.
    ///
    /// # Errors
    /// No price, or a deposit above it.
    pub fn one_payment(price: Price, due: Day) -> Result<Self, Refusal> {
        let rows = vec![Row { what: What::FullPrice, amount: price.deal, due }];
        Self::of(PlanKind::OnePayment, price, rows, Vec::new())
    }

    /// 分期付款: dated parts, in the order of their days.
    ///
    /// # Errors
    /// No parts, a part of nothing, a day before the one in front of it, parts that do not sum to the price (the sentence
    /// says by how much and what the last one would be), a first part below the deposit; at the field `rows`.
    pub fn instalments(price: Price, parts: &[(Day, Fen)]) -> Result<Self, Refusal> {
        let refuse = |why: Say, remedy: Say| Err(refusal(why, "rows", remedy));
        if parts.is_empty() {
            return refuse(words::PLAN_NO_ROWS.into(), words::PLAN_FIX_FIELD.into());
        }
        for (no, part) in parts.iter().enumerate() {
            if part.1 <= Fen::ZERO {
                return refuse(say!(words::PLAN_ROW_NOTHING, no = no + 1), words::PLAN_FIX_FIELD.into());
            }
            if no > 0 && part.0 < parts[no - 1].0 {
                return refuse(say!(words::PLAN_ROW_ORDER, no = no + 1), words::PLAN_FIX_FIELD.into());
            }
        }
        let sum: Fen = parts.iter().map(|part| part.1).sum();
        if sum != price.deal {
            let (text, gap) = match price.deal - sum {
                short if short > Fen::ZERO => (words::PLAN_SUM_SHORT, short),
                over => (words::PLAN_SUM_OVER, -over),
            };
            let last = parts[parts.len() - 1].1 + price.deal - sum;
            let remedy = if last > Fen::ZERO {
                say!(words::PLAN_SUM_REMEDY, last = last)
            } else {
                words::PLAN_SUM_REMEDY_ROWS.into()
            };
            return refuse(say!(text, sum = sum, price = price.deal, gap = gap), remedy);
        }
        let numbered = (1..).zip(parts);
        let rows = numbered.map(|(no, (due, amount))| Row {
            what: What::Instalment(no),
            amount: *amount,
            due: *due,
        });
        Self::of(PlanKind::Instalments, price, rows.collect(), Vec::new())
    }

    /// 商业贷款: the down payment and a bank's loan.
    ///
    /// # Errors
    /// Terms without sense, nothing left to lend, a deposit above the down payment.
    pub fn commercial(price: Price, terms: &Terms) -> Result<Self, Refusal> {
        let (_, loan) = terms.split(price.deal)?;
        Self::lent(PlanKind::Commercial, price, terms, Fen::ZERO, loan)
    }

    /// 公积金贷款: the down payment and the housing fund's loan, which is `fund_most` at most; the down payment is larger
    /// where that is not enough.
    ///
    /// # Errors
    /// As [`PayPlan::commercial`].
    pub fn fund(price: Price, terms: &Terms) -> Result<Self, Refusal> {
        let (_, loan) = terms.split(price.deal)?;
        Self::lent(PlanKind::Fund, price, terms, loan.min(terms.fund_may_lend()), Fen::ZERO)
    }

    /// 组合贷款: the down payment, the most that the housing fund lends, and a bank's loan over the rest.
    ///
    /// # Errors
    /// As [`PayPlan::commercial`], or the housing fund's loan is enough or nothing.
    pub fn combined(price: Price, terms: &Terms) -> Result<Self, Refusal> {
        let (_, loan) = terms.split(price.deal)?;
        let fund = terms.fund_may_lend();
        if fund >= loan {
            return Err(refusal(words::PLAN_NO_COMMERCIAL.into(), "plan", words::PLAN_ANOTHER.into()));
        }
        if fund == Fen::ZERO {
            return Err(no_loan(terms.unit));
        }
        Self::lent(PlanKind::Combined, price, terms, fund, loan - fund)
    }

    /// The three plans of a purchase plan 置业计划书, side by side: one payment, commercial loan, combined loan. A
    /// plan that these terms do not allow says why.
    pub fn side_by_side(price: Price, terms: &Terms) -> [Result<Self, Refusal>; 3] {
        let one = Self::one_payment(price, terms.first_due);
        [one, Self::commercial(price, terms), Self::combined(price, terms)]
    }

    fn lent(kind: PlanKind, price: Price, terms: &Terms, fund: Fen, bank: Fen) -> Result<Self, Refusal> {
        let down = price.deal - fund - bank;
        let mut rows = vec![Row { what: What::DownPayment, amount: down, due: terms.first_due }];
        let mut loans = Vec::new();
        for (what, amount, lender) in
            [(What::FundLoan, fund, terms.fund), (What::CommercialLoan, bank, terms.bank)]
        {
            if amount > Fen::ZERO {
                loans.push(Loan::new(amount, lender.rate, lender.months, terms.how)?);
                rows.push(Row { what, amount, due: terms.loans_due });
            }
        }
        if loans.is_empty() {
            return Err(no_loan(terms.unit));
        }
        Self::of(kind, price, rows, loans)
    }

    /// Rows that sum to the price, the first of which covers the deposit.
    fn of(kind: PlanKind, price: Price, rows: Vec<Row>, loans: Vec<Loan>) -> Result<Self, Refusal> {
        if price.deal <= Fen::ZERO {
            return Err(refusal(words::PLAN_PRICE_NOTHING.into(), "price", words::PLAN_FIX_FIELD.into()));
        }
        let deposit = price.deposit.max(Fen::ZERO);
        match rows.first() {
            Some(first) if first.amount < deposit => {
                let why = say!(words::PLAN_DEPOSIT_OVER_FIRST, deposit = deposit, first = first.amount);
                Err(refusal(why, "deposit", words::PLAN_DEPOSIT_REMEDY.into()))
            }
            _ => Ok(Self { kind, deposit, rows, loans }),
        }
    }

    /// 付款方式
    pub const fn kind(&self) -> PlanKind {
        self.kind
    }

    /// What is due, in its order; the deposit is within the first row.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The loans of the buyers: the housing fund's in front of the bank's.
    pub fn loans(&self) -> &[Loan] {
        &self.loans
    }

    /// 定金: what of the first row is paid already.
    pub const fn deposit(&self) -> Fen {
        self.deposit
    }

    /// The sum of all rows: the deal price.
    pub fn price(&self) -> Fen {
        self.rows.iter().map(|row| row.amount).sum()
    }

    /// 首笔: the first row less the deposit.
    pub fn first_to_pay(&self) -> Fen {
        self.rows.first().map_or(Fen::ZERO, |first| first.amount - self.deposit)
    }

    /// 月供: what all loans together cost in their first month.
    pub fn first_month(&self) -> Fen {
        self.loans.iter().map(Loan::first_payment).sum()
    }

    /// 利息总额 of all loans.
    pub fn interest(&self) -> Fen {
        self.loans.iter().map(Loan::interest).sum()
    }
}

impl Terms {
    /// The down payment and all that may be lent.
    fn split(&self, deal: Fen) -> Result<(Fen, Fen), Refusal> {
        if !(Ppm(1)..Ppm::WHOLE).contains(&self.down_share) {
            let why = say!(words::PLAN_DOWN_SHARE, share = self.down_share);
            return Err(refusal(why, "down_share", words::PLAN_FIX_FIELD.into()));
        }
        if self.unit <= Fen::ZERO {
            return Err(refusal(words::PLAN_LOAN_UNIT.into(), "unit", words::PLAN_FIX_FIELD.into()));
        }
        if deal <= Fen::ZERO {
            return Err(refusal(words::PLAN_PRICE_NOTHING.into(), "price", words::PLAN_FIX_FIELD.into()));
        }
        match down_payment(deal, self.down_share, self.unit) {
            (_, Fen::ZERO) => Err(no_loan(self.unit)),
            parts => Ok(parts),
        }
    }

    fn fund_may_lend(&self) -> Fen {
        round_down(self.fund_most, self.unit)
    }
}

fn no_loan(unit: Fen) -> Refusal {
    refusal(say!(words::PLAN_NO_LOAN, unit = unit), "plan", words::PLAN_ANOTHER.into())
}

fn refusal(why: Say, field: &'static str, remedy: Say) -> Refusal {
    Refusal::new("RULES 1.16", why).at(field).try_this(remedy)
}

/// Parts of an amount by shares: each is half-up to the fen of what is reached so far less what was given before, so that
/// shares of the whole sum to the whole; every part is within a fen of its own share.
pub fn spread(total: Fen, shares: &[Ppm]) -> Vec<Fen> {
    let (mut reached, mut given) = (Ppm(0), Fen::ZERO);
    let parts = shares.iter().map(|share| {
        reached = Ppm(reached.0 + share.0);
        let part = reached.of(total) - given;
        given = given + part;
        part
    });
    parts.collect()
}

/// An amount in `count` equal parts in whole `unit`s, one every month from `first` on; the last takes what is over.
pub fn spread_monthly(total: Fen, count: u32, unit: Fen, first: Day) -> Vec<(Day, Fen)> {
    let part = round_down(Fen(total.0 / i64::from(count.max(1))), unit);
    let last = total - Fen(part.0 * i64::from(count.max(1) - 1));
    (0..count).map(|no| (first.plus_months(no), if no + 1 == count { last } else { part })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A deal of 2,000,000.50 with a deposit of 50,000.
    const PRICE: Price = Price { deal: Fen(200_000_050), deposit: Fen::yuan(50_000) };

    fn terms() -> Terms {
        Terms {
            down_share: Ppm::percent(15),
            unit: Fen::yuan(10_000),
            bank: Lender { rate: Ppm(35_000), months: 360 },
            fund: Lender { rate: Ppm(26_000), months: 360 },
            fund_most: Fen::yuan(800_000),
            how: Repayment::EqualInstalments,
            first_due: day("2026-12-05"),
            loans_due: day("2027-01-31"),
        }
    }

    fn amounts(plan: &PayPlan) -> Vec<(What, Fen)> {
        assert_eq!(plan.price(), PRICE.deal);
        plan.rows().iter().map(|row| (row.what, row.amount)).collect()
    }

    #[test]
    fn one_payment_is_the_price_with_the_deposit_in_it() {
        let plan = PayPlan::one_payment(PRICE, day("2026-12-05")).unwrap();
        assert_eq!(amounts(&plan), [(What::FullPrice, PRICE.deal)]);
        assert_eq!((plan.first_to_pay(), plan.first_month()), (Fen(195_000_050), Fen::ZERO));
    }

    #[test]
    fn instalments_must_sum_to_the_price() {
        let parts = |last| {
            [
                (day("2026-12-05"), Fen::yuan(1_000_000)),
                (day("2027-01-05"), Fen::yuan(600_000)),
                (day("2027-02-05"), last),
            ]
        };
        let plan = PayPlan::instalments(PRICE, &parts(Fen(40_000_050))).unwrap();
        assert_eq!(amounts(&plan)[2], (What::Instalment(3), Fen(40_000_050)));
        let short = PayPlan::instalments(PRICE, &parts(Fen(40_000_000))).unwrap_err();
        let why = say!(words::PLAN_SUM_SHORT, sum = Fen::yuan(2_000_000), price = PRICE.deal, gap = Fen(50));
        assert_eq!((short.why, short.field), (why, Some("rows")));
        assert_eq!(short.remedy.as_deref(), Some(&say!(words::PLAN_SUM_REMEDY, last = Fen(40_000_050))));
        let over = PayPlan::instalments(PRICE, &parts(Fen(40_000_051))).unwrap_err();
        assert_eq!(over.why.text, words::PLAN_SUM_OVER);
    }

    #[test]
    fn instalments_without_sense_are_refused() {
        let first = day("2026-12-05");
        for (parts, text) in [
            (vec![], words::PLAN_NO_ROWS),
            (vec![(first, PRICE.deal), (first, Fen::ZERO)], words::PLAN_ROW_NOTHING),
            (vec![(first, Fen(1)), (day("2026-12-04"), PRICE.deal - Fen(1))], words::PLAN_ROW_ORDER),
            (vec![(first, Fen(1)), (first, PRICE.deal - Fen(1))], words::PLAN_DEPOSIT_OVER_FIRST),
        ] {
            assert_eq!(PayPlan::instalments(PRICE, &parts).unwrap_err().why.text, text);
        }
    }

    #[test]
    fn a_commercial_loan_leaves_the_rest_as_down_payment() {
        // 85 % of 2,000,000.50 is 1,700,000.425: 1,700,000 in units of 10,000.
        let plan = PayPlan::commercial(PRICE, &terms()).unwrap();
        assert_eq!(
            amounts(&plan),
            [(What::DownPayment, Fen(30_000_050)), (What::CommercialLoan, Fen::yuan(1_700_000)),]
        );
        assert_eq!((plan.first_to_pay(), plan.loans().len()), (Fen(25_000_050), 1));
        // 1.7 x 4,490.44688 = 7,633.7597
        assert_eq!(plan.first_month(), Fen(763_376));
    }

    #[test]
    fn the_housing_fund_lends_its_most() {
        let plan = PayPlan::fund(PRICE, &terms()).unwrap();
        assert_eq!(
            amounts(&plan),
            [(What::DownPayment, Fen(120_000_050)), (What::FundLoan, Fen::yuan(800_000)),]
        );
        assert_eq!((plan.first_month(), plan.interest()), (Fen(320_272), Fen(35_297_837)));
    }

    #[test]
    fn combined_is_the_fund_first_and_the_bank_for_the_rest() {
        let plan = PayPlan::combined(PRICE, &terms()).unwrap();
        assert_eq!(
            amounts(&plan),
            [
                (What::DownPayment, Fen(30_000_050)),
                (What::FundLoan, Fen::yuan(800_000)),
                (What::CommercialLoan, Fen::yuan(900_000)),
            ]
        );
        // 3,202.72 + 0.9 x 4,490.44688 = 4,041.40
        assert_eq!(plan.first_month(), Fen(320_272 + 404_140));
        let enough = Terms { fund_most: Fen::yuan(1_700_000), ..terms() };
        assert_eq!(PayPlan::combined(PRICE, &enough).unwrap_err().why.text, words::PLAN_NO_COMMERCIAL);
        let nothing = Terms { fund_most: Fen::yuan(9_999), ..terms() };
        assert_eq!(PayPlan::combined(PRICE, &nothing).unwrap_err().why.text, words::PLAN_NO_LOAN);
    }

    #[test]
    fn three_plans_stand_side_by_side() {
        let plans = PayPlan::side_by_side(PRICE, &terms()).map(Result::unwrap);
        assert_eq!(
            plans.each_ref().map(PayPlan::kind),
            [PlanKind::OnePayment, PlanKind::Commercial, PlanKind::Combined]
        );
        assert!(plans.iter().all(|plan| plan.price() == PRICE.deal && plan.deposit() == PRICE.deposit));
    }

    #[test]
    fn terms_without_sense_are_refused_at_their_field() {
        let field = |terms: Terms| PayPlan::commercial(PRICE, &terms).unwrap_err().field;
        assert_eq!(field(Terms { down_share: Ppm::WHOLE, ..terms() }), Some("down_share"));
        assert_eq!(field(Terms { down_share: Ppm(0), ..terms() }), Some("down_share"));
        assert_eq!(field(Terms { unit: Fen::ZERO, ..terms() }), Some("unit"));
        assert_eq!(field(Terms { bank: Lender { rate: Ppm(35_000), months: 0 }, ..terms() }), Some("months"));
        assert_eq!(field(Terms { down_share: Ppm(1), unit: Fen::yuan(10_000_000), ..terms() }), Some("plan"));
        let deep = Price { deposit: Fen::yuan(300_001), ..PRICE };
        assert_eq!(PayPlan::commercial(deep, &terms()).unwrap_err().field, Some("deposit"));
        let nothing = Price { deal: Fen::ZERO, deposit: Fen::ZERO };
        assert_eq!(PayPlan::one_payment(nothing, day("2026-12-05")).unwrap_err().field, Some("price"));
    }

    #[test]
    fn remainders_are_spread_so_that_nothing_is_lost() {
        assert_eq!(
            spread(Fen(100), &[Ppm(333_333), Ppm(333_333), Ppm(333_334)]),
            [Fen(33), Fen(34), Fen(33)]
        );
        assert_eq!(spread(Fen(101), &[Ppm::percent(50), Ppm::percent(50)]), [Fen(51), Fen(50)]);
        let parts = spread_monthly(PRICE.deal, 3, Fen::yuan(1), day("2026-12-31"));
        assert_eq!(
            parts,
            [
                (day("2026-12-31"), Fen::yuan(666_666)),
                (day("2027-01-31"), Fen::yuan(666_666)),
                (day("2027-02-28"), Fen(66_666_850)),
            ]
        );
        assert!(PayPlan::instalments(PRICE, &parts).is_ok());
        assert_eq!(spread_monthly(PRICE.deal, 0, Fen::yuan(1), day("2026-12-31")), []);
    }
}
