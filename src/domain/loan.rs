//! Mortgages 按揭: what a month costs, in equal instalments 等额本息 or with equal principal 等额本金 (RULES 1.16).
//!
//! All arithmetic is in integers. `(1+i)^-n` is a fixed-point number with 27 decimals, wrong by less than n/2 in the last
//! one, which moves a monthly payment of the largest loan and the lowest rate by less than a millionth of a fen: a
//! figure is rounded wrongly only if it lies closer than that to half a fen.
//!
//! Two totals of interest are kept apart. [`Loan::interest`] is the exact figure rounded once, which banks and
//! calculators print. The sum of a [`Loan::schedule`] is what months rounded to the fen come to: with equal principal the
//! same; in equal instalments every rounding bears interest until the last month settles it, which makes at most
//! `((1+i)^n - 1) / i` fen (six yuan in thirty years at 3.5 %, usually one or two).

use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::money::{Fen, div_half_up};
use super::ppm::Ppm;
use super::refusal::Refusal;
use crate::say;
use crate::text::deal as words;

choices! {
    /// How a loan is repaid 还款方式.
    Repayment {
        /// 等额本息: the same payment every month.
        EqualInstalments = "equal_instalments", words::EQUAL_INSTALMENTS;
        /// 等额本金: the same principal every month, and less interest from month to month.
        EqualPrincipal = "equal_principal", words::EQUAL_PRINCIPAL;
    }
}

/// No loan is smaller: a thousand yuan, the smallest unit to which loans are rounded (RULES 1.16).
pub const LEAST: Fen = Fen::yuan(1_000);
/// No loan lasts longer: 40 years.
pub const MOST_MONTHS: u32 = 480;
/// No mortgage costs more: 24 % a year, above what courts enforce.
pub const MOST_RATE: Ppm = Ppm::percent(24);

/// A loan with a fixed yearly rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    principal: Fen,
    rate: Ppm,
    months: u32,
    how: Repayment,
}

/// A month of a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Month {
    /// Which, from 1.
    pub no: u32,
    /// 本金
    pub principal: Fen,
    /// 利息
    pub interest: Fen,
    /// 月供: both together.
    pub payment: Fen,
    /// 剩余本金: what is owed afterwards.
    pub rest: Fen,
}

/// Decimals of a fixed-point number, in groups of three.
const GROUPS: u32 = 9;
const ONE: i128 = 1000_i128.pow(GROUPS);
/// A monthly rate is so many parts of the yearly millionths.
const PARTS: i128 = 12_000_000;

impl Loan {
    /// A loan of `principal` for `months` at a yearly `rate`.
    ///
    /// # Errors
    /// An amount below [`LEAST`] or above [`Fen::MOST`], a term of nothing or above [`MOST_MONTHS`], a rate below
    /// nothing or above [`MOST_RATE`]; at the fields `loan`, `months`, `rate`.
    pub fn new(principal: Fen, rate: Ppm, months: u32, how: Repayment) -> Result<Self, Refusal> {
        let refuse = |why: crate::text::Say, field| {
            Err(Refusal::new("RULES 1.16", why).at(field).try_this(words::PLAN_FIX_FIELD))
        };
        if !(LEAST..=Fen::MOST).contains(&principal) {
            return refuse(say!(words::LOAN_AMOUNT, least = LEAST, most = Fen::MOST), "loan");
        }
        if !(1..=MOST_MONTHS).contains(&months) {
            return refuse(say!(words::LOAN_MONTHS, months = months, most = MOST_MONTHS), "months");
        }
        if !(Ppm(0)..=MOST_RATE).contains(&rate) {
            return refuse(say!(words::LOAN_RATE, rate = rate, most = MOST_RATE), "rate");
        }
        Ok(Self { principal, rate, months, how })
    }

    /// 贷款额
    pub const fn principal(&self) -> Fen {
        self.principal
    }

    /// 年利率
    pub const fn rate(&self) -> Ppm {
        self.rate
    }

    /// 期数
    pub const fn months(&self) -> u32 {
        self.months
    }

    /// 还款方式
    pub const fn how(&self) -> Repayment {
        self.how
    }

    /// 首月月供: the payment of the first month, the exact figure rounded once. In equal instalments it is that of
    /// every month.
    pub fn first_payment(&self) -> Fen {
        self.exact_payment(1)
    }

    /// 末月月供: the payment of the last month, the exact figure rounded once.
    pub fn last_payment(&self) -> Fen {
        self.exact_payment(self.months)
    }

    /// 每月递减: how much less every month costs than the one before it; nothing in equal instalments.
    pub fn step(&self) -> Fen {
        match self.how {
            Repayment::EqualInstalments => Fen::ZERO,
            Repayment::EqualPrincipal => {
                Fen(div_half_up(self.yearly(), i128::from(self.months.max(1)) * PARTS))
            }
        }
    }

    /// 利息总额: all interest, the exact figure rounded once.
    pub fn interest(&self) -> Fen {
        let months = i128::from(self.months);
        match self.how {
            Repayment::EqualInstalments if self.rate.0 == 0 => Fen::ZERO,
            Repayment::EqualInstalments => {
                Fen(scaled(months * self.yearly(), self.annuity()) - self.principal.0)
            }
            Repayment::EqualPrincipal => self.interest_until(self.months),
        }
    }

    /// 还款总额: principal and all interest.
    pub fn total(&self) -> Fen {
        self.principal + self.interest()
    }

    /// 还款计划: month by month to the fen; the principal of all months sums to the loan.
    ///
    /// In equal instalments the interest of a month is on what is still owed, half-up, and the last month pays the rest.
    /// With equal principal what was paid and the interest in it until a month are the exact figures, rounded; a month
    /// is the difference to the one before it: the first payment is [`Loan::first_payment`], every other one within a
    /// fen of the exact one.
    pub fn schedule(&self) -> Schedule {
        Schedule { loan: *self, no: 0, rest: self.principal, payment: self.first_payment() }
    }

    /// Principal times the yearly millionths.
    fn yearly(&self) -> i128 {
        i128::from(self.principal.0) * i128::from(self.rate.0)
    }

    /// `PARTS * (1 - (1+i)^-n)`, with 27 decimals.
    fn annuity(&self) -> i128 {
        let growth = PARTS + i128::from(self.rate.0);
        let discount = (0..self.months).fold(ONE, |v, _| (v * PARTS + growth / 2) / growth);
        PARTS * (ONE - discount)
    }

    /// The payment of month `no`, the exact figure rounded once.
    fn exact_payment(&self, no: u32) -> Fen {
        let (months, principal) = (i128::from(self.months.max(1)), i128::from(self.principal.0));
        match self.how {
            Repayment::EqualInstalments if self.rate.0 == 0 => Fen(div_half_up(principal, months)),
            Repayment::EqualInstalments => Fen(scaled(self.yearly(), self.annuity())),
            Repayment::EqualPrincipal => {
                let months_left = months - i128::from(no) + 1;
                let exact = principal * PARTS + self.yearly() * months_left;
                Fen(div_half_up(exact, months * PARTS))
            }
        }
    }

    /// With equal principal: the interest of the first `no` months, half-up.
    fn interest_until(&self, no: u32) -> Fen {
        let (months, no) = (i128::from(self.months.max(1)), i128::from(no));
        Fen(div_half_up(self.yearly() * owed(months, no), months * PARTS))
    }

    /// With equal principal: what is paid in the first `no` months, half-up.
    fn paid_until(&self, no: u32) -> Fen {
        let (months, no) = (i128::from(self.months.max(1)), i128::from(no));
        let exact = i128::from(self.principal.0) * PARTS * no + self.yearly() * owed(months, no);
        Fen(div_half_up(exact, months * PARTS))
    }
}

/// What is owed before months 1 to `no` in all, in parts of principal / months: months + (months - 1) + ...
const fn owed(months: i128, no: i128) -> i128 {
    no * months - no * (no - 1) / 2
}

/// `value * 10^27 / by`, half-up, by long division: the product itself has no room.
fn scaled(value: i128, by: i128) -> i64 {
    let by = by.max(1);
    let (mut quotient, mut rest) = (value / by, value % by);
    for _ in 0..GROUPS {
        rest *= 1000;
        quotient = quotient * 1000 + rest / by;
        rest %= by;
    }
    (quotient + i128::from(rest * 2 >= by)) as i64
}

/// The months of a loan, one after the other.
#[derive(Debug, Clone)]
pub struct Schedule {
    loan: Loan,
    no: u32,
    rest: Fen,
    payment: Fen,
}

impl Iterator for Schedule {
    type Item = Month;

    fn next(&mut self) -> Option<Month> {
        let loan = &self.loan;
        if self.no >= loan.months {
            return None;
        }
        self.no += 1;
        let (principal, interest) = match loan.how {
            Repayment::EqualInstalments => {
                let interest = Fen(div_half_up(i128::from(self.rest.0) * i128::from(loan.rate.0), PARTS));
                let last = self.no == loan.months;
                let principal = if last { self.rest } else { (self.payment - interest).min(self.rest) };
                (principal, interest)
            }
            Repayment::EqualPrincipal => {
                let interest = loan.interest_until(self.no) - loan.interest_until(self.no - 1);
                (loan.paid_until(self.no) - loan.paid_until(self.no - 1) - interest, interest)
            }
        };
        self.rest = self.rest - principal;
        Some(Month { no: self.no, principal, interest, payment: principal + interest, rest: self.rest })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.loan.months - self.no) as usize;
        (left, Some(left))
    }
}

/// 组合贷: several loans month by month, added up until the longest is repaid.
pub fn together(loans: &[Loan]) -> impl Iterator<Item = Month> + use<> {
    let mut schedules: Vec<Schedule> = loans.iter().map(Loan::schedule).collect();
    std::iter::from_fn(move || {
        let months = schedules.iter_mut().filter_map(Iterator::next);
        months.reduce(|sum, month| Month {
            no: sum.no.max(month.no),
            principal: sum.principal + month.principal,
            interest: sum.interest + month.interest,
            payment: sum.payment + month.payment,
            rest: sum.rest + month.rest,
        })
    })
}

/// 首付 and 贷款: at least `share` of the total is paid down; the loan is rounded down to whole `unit`s (1,000 or 10,000
/// yuan), and the down payment is what it leaves (RULES 1.16).
pub fn down_payment(total: Fen, share: Ppm, unit: Fen) -> (Fen, Fen) {
    let loan = round_down((Ppm(Ppm::WHOLE.0 - share.0)).of_at_most(total), unit);
    (total - loan, loan)
}

/// An amount rounded down to whole units.
pub(super) fn round_down(amount: Fen, unit: Fen) -> Fen {
    Fen(amount.0.max(0) / unit.0.max(1) * unit.0.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loan(yuan: i64, rate: i64, months: u32, how: Repayment) -> Loan {
        Loan::new(Fen::yuan(yuan), Ppm(rate), months, how).unwrap()
    }

    #[test]
    fn equal_instalments_of_rules_1_16() {
        for (yuan, rate, months, payment, interest) in
            [(1_000_000, 35_000, 360, 449_045, 61_656_088), (800_000, 26_000, 360, 320_272, 35_297_837)]
        {
            let loan = loan(yuan, rate, months, Repayment::EqualInstalments);
            assert_eq!((loan.first_payment(), loan.last_payment()), (Fen(payment), Fen(payment)));
            assert_eq!((loan.interest(), loan.step()), (Fen(interest), Fen::ZERO));
        }
        assert_eq!(loan(1_000_000, 39_000, 300, Repayment::EqualInstalments).first_payment(), Fen(522_331));
    }

    #[test]
    fn equal_principal_of_rules_1_16() {
        let loan = loan(1_000_000, 35_000, 360, Repayment::EqualPrincipal);
        assert_eq!((loan.first_payment(), loan.last_payment()), (Fen(569_444), Fen(278_588)));
        assert_eq!((loan.step(), loan.interest()), (Fen(810), Fen(52_645_833)));
        let months: Vec<Month> = loan.schedule().collect();
        assert_eq!((months[0].payment, months[359].payment), (Fen(569_444), Fen(278_588)));
        assert_eq!(months.iter().map(|m| m.interest).sum::<Fen>(), loan.interest());
        assert_eq!(months.iter().map(|m| m.principal).sum::<Fen>(), loan.principal());
    }

    #[test]
    fn a_schedule_repays_the_loan_to_the_fen() {
        let loan = loan(1_000_000, 35_000, 360, Repayment::EqualInstalments);
        let months: Vec<Month> = loan.schedule().collect();
        assert_eq!(months.len(), 360);
        // The first month: 1,000,000 x 3.5 % / 12 = 2,916.67.
        assert_eq!((months[0].interest, months[0].principal), (Fen(291_667), Fen(157_378)));
        assert_eq!(months[0].rest, Fen(99_842_622));
        assert!(months[..359].iter().all(|m| m.payment == Fen(449_045)));
        assert_eq!(months[359].rest, Fen::ZERO);
        assert_eq!(months.iter().map(|m| m.principal).sum::<Fen>(), loan.principal());
        let rounded: Fen = months.iter().map(|m| m.interest).sum();
        // ((1 + 0.035 / 12)^360 - 1) / (0.035 / 12) = 635 fen.
        assert!((rounded - loan.interest()).0.abs() <= 635, "{rounded}");
    }

    #[test]
    fn a_combined_loan_is_the_sum_of_two() {
        let fund = loan(800_000, 26_000, 360, Repayment::EqualInstalments);
        let bank = loan(1_000_000, 35_000, 240, Repayment::EqualPrincipal);
        let months: Vec<Month> = together(&[fund, bank]).collect();
        assert_eq!(months.len(), 360);
        // 3,202.72 + (1,000,000 / 240 + 2,916.67).
        assert_eq!(months[0].payment, fund.first_payment() + bank.schedule().next().unwrap().payment);
        assert_eq!(months[300].payment, fund.first_payment());
        assert_eq!(months.iter().map(|m| m.principal).sum::<Fen>(), Fen::yuan(1_800_000));
        assert_eq!(months[0].rest + months[0].principal, Fen::yuan(1_800_000));
        assert_eq!(together(&[]).count(), 0);
    }

    #[test]
    fn without_interest_the_principal_is_spread() {
        for how in Repayment::ALL {
            let loan = loan(1_000, 0, 3, *how);
            assert_eq!((loan.interest(), loan.first_payment()), (Fen::ZERO, Fen(33_333)));
            let months: Vec<Month> = loan.schedule().collect();
            assert_eq!(months[0].payment, Fen(33_333));
            assert_eq!(months.iter().map(|m| m.principal).sum::<Fen>(), Fen::yuan(1_000));
            assert!(months.iter().all(|m| m.interest == Fen::ZERO && (m.payment.0 - 33_333).abs() <= 1));
        }
    }

    #[test]
    fn what_is_no_loan_is_refused_at_its_field() {
        let field = |principal, rate, months| {
            Loan::new(principal, Ppm(rate), months, Repayment::EqualPrincipal).unwrap_err().field
        };
        assert_eq!(field(LEAST - Fen(1), 35_000, 360), Some("loan"));
        assert_eq!(field(Fen::MOST + Fen(1), 35_000, 360), Some("loan"));
        assert_eq!(field(LEAST, 35_000, 0), Some("months"));
        assert_eq!(field(LEAST, 35_000, 481), Some("months"));
        assert_eq!(field(LEAST, -1, 360), Some("rate"));
        assert_eq!(field(LEAST, 240_001, 360), Some("rate"));
    }

    #[test]
    fn the_loan_is_rounded_down_and_the_down_payment_is_the_rest() {
        // 85 % of 6,556,415.58 is 5,572,953.24.
        let price = Fen(655_641_558);
        let (down, loan) = down_payment(price, Ppm::percent(15), Fen::yuan(10_000));
        assert_eq!((down, loan), (Fen(98_641_558), Fen::yuan(5_570_000)));
        let (down, loan) = down_payment(price, Ppm::percent(15), Fen::yuan(1_000));
        assert_eq!((down, loan), (Fen(98_441_558), Fen::yuan(5_572_000)));
    }

    #[test]
    fn the_largest_loans_and_the_oddest_terms_are_exact() {
        // Calculated with fractions of whole numbers.
        for (fen, rate, months, payment, interest) in [
            (10_000_000_000_000, 1, 480, 20_833_750_871, 200_418_000),
            (10_000_000_000_000, 240_000, 480, 200_014_892_921, 86_007_148_602_122),
            (10_000_000_000_000, 240_000, 1, 10_200_000_000_000, 200_000_000_000),
            (123_456_789, 41_900, 173, 951_935, 41_227_883),
        ] {
            let loan = Loan::new(Fen(fen), Ppm(rate), months, Repayment::EqualInstalments).unwrap();
            assert_eq!(
                (loan.first_payment(), loan.interest()),
                (Fen(payment), Fen(interest)),
                "{rate} {months}"
            );
        }
    }
}
