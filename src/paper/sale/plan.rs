//! The purchase plan 置业计划书 (RULES 3.1): three ways to pay side by side, each repaid in both ways, with taxes and fees.

use serde::Serialize;

use super::figures::{Charge, LoanOut, Price, Row, UnitOut, charge, charges, loans, price, row, total, unit};
use super::people::{Person, buyers, person};
use super::{LANG, Seller, Sight, find_deal};
use crate::desk::{Desk, Failure, UnitRow};
use crate::domain::day::Day;
use crate::domain::deal::Deal;
use crate::domain::discount::{Discount, DiscountId};
use crate::domain::guest::GuestId;
use crate::domain::loan::{Loan, Repayment};
use crate::domain::make_up::{self, DiscountKind, ListPrice, MakeUp};
use crate::domain::money::Fen;
use crate::domain::pay_plan::{self, Lender, PayPlan, PlanKind};
use crate::domain::policy;
use crate::domain::ppm::Ppm;
use crate::domain::price_list::PriceBasis;
use crate::domain::refusal::Refusal;
use crate::domain::tax::Holding;
use crate::say;
use crate::text::sale;

/// What somebody wants to see; what is left out follows from the deal, else from the house.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// 首付比例
    pub down: Option<Ppm>,
    /// 贷款年限
    pub years: Option<u32>,
    /// The most that the housing fund lends.
    pub fund: Option<Fen>,
    /// What the home is to the family.
    pub holding: Option<Holding>,
    /// The last day on which the plan holds.
    pub valid: Option<Day>,
    /// Published discounts by number or name, of a unit without a deal.
    pub discounts: Vec<String>,
    /// How many own it.
    pub owners: usize,
}

/// A purchase plan, filled in.
#[derive(Debug, Clone, Serialize)]
pub struct PlanSheet {
    day: String,
    deal: String,
    valid: String,
    seller: Seller,
    masked: bool,
    buyers: Vec<Person>,
    consultant: String,
    unit: UnitOut,
    price: Price,
    deposit: String,
    columns: Vec<Column>,
    charges: Vec<Charge>,
    charges_total: String,
    holding: &'static str,
    rates_from: String,
}

/// One way to pay.
#[derive(Debug, Clone, Serialize)]
struct Column {
    name: &'static str,
    /// Why it cannot be paid so.
    why: String,
    rows: Vec<Row>,
    down: String,
    down_share: String,
    loan: String,
    loans: Vec<LoanOut>,
    /// 等额本息: every month, interest, all that is repaid.
    instalments: Repaid,
    /// 等额本金: the first month, how much less every month, interest, all that is repaid.
    principal: Repaid,
}

/// What a loan costs when it is repaid in one of the ways.
#[derive(Debug, Clone, Default, Serialize)]
struct Repaid {
    first: String,
    step: String,
    last: String,
    interest: String,
    total: String,
}

/// The plan of a deal.
///
/// # Errors
/// No such deal, not filled, or what the store says.
pub fn of_deal(
    desk: &Desk,
    typed: &str,
    wanted: &Wanted,
    sight: Option<Sight>,
    seller: &Seller,
) -> Result<PlanSheet, Failure> {
    let (id, deal) = find_deal(desk, typed)?;
    let refuse = |say| Failure::from(Refusal::new("RULES 1.4", say).at("deal"));
    let not_filled = || refuse(say!(crate::text::forms::NOT_FILLED, deal = id));
    let terms = deal.terms.as_ref().ok_or_else(not_filled)?;
    let key = deal.unit.as_ref().ok_or_else(not_filled)?;
    let row = desk.unit(key)?.ok_or_else(not_filled)?;
    let made = deal.make_up().ok_or_else(not_filled)?;
    let wanted = from_deal(&deal, wanted);
    let first = terms.plan.rows().first().map(|row| row.due);
    let mut sheet = fill(desk, &row, &made, terms.deposit, first, &wanted, seller)?;
    sheet.deal = id.to_string();
    sheet.masked = sight.is_none();
    sheet.buyers = buyers(desk, &deal, sight)?;
    desk.names()?.staff(deal.consultant).unwrap_or_default().clone_into(&mut sheet.consultant);
    Ok(sheet)
}

/// What the deal says already: its down payment, term and loan from the fund.
fn from_deal(deal: &Deal, wanted: &Wanted) -> Wanted {
    let mut wanted = wanted.clone();
    let Some(terms) = &deal.terms else { return wanted };
    // Every owner has a certificate of their own to pay for (RULES 1.15).
    wanted.owners = terms.buyers.len();
    let plan = &terms.plan;
    let lent: Fen = plan.loans().iter().map(Loan::principal).sum();
    if lent > Fen::ZERO {
        // Rounded down, so that the rounding of the loan comes out as it did.
        let down = i128::from((plan.price() - lent).0) * 1_000_000 / i128::from(plan.price().0.max(1));
        wanted.down = wanted.down.or_else(|| i64::try_from(down).ok().map(Ppm));
    }
    wanted.years = wanted.years.or_else(|| plan.loans().first().map(|loan| loan.months() / 12));
    if matches!(plan.kind(), PlanKind::Combined | PlanKind::Fund) {
        wanted.fund = wanted.fund.or_else(|| plan.loans().first().map(Loan::principal));
    }
    wanted
}

/// The plan of a unit for a guest who has not subscribed: at the list price of today, less published discounts.
///
/// # Errors
/// No such discount, one that is not given now, or what the store says.
pub fn of_unit(
    desk: &Desk,
    row: &UnitRow,
    guest: Option<GuestId>,
    wanted: &Wanted,
    sight: Option<Sight>,
    seller: &Seller,
) -> Result<PlanSheet, Failure> {
    let discounts = chosen(desk, &wanted.discounts)?;
    let quote = row.unit.price.quote;
    let area = match quote.basis {
        PriceBasis::Net => row.unit.facts.net_area.unwrap_or_default(),
        PriceBasis::Gross | PriceBasis::Whole => row.unit.facts.gross_area,
    };
    let (rounding, least) =
        desk.read_ctx(|ctx| (ctx.policy.get(&policy::PRICE_ROUNDING), ctx.policy.get(&policy::MIN_DEPOSIT)))?;
    let rounding = usize::try_from(rounding).ok().and_then(|at| make_up::Rounding::ALL.get(at)).copied();
    let terms = make_up::Terms {
        today: desk.today(),
        rounding: rounding.unwrap_or(make_up::Rounding::None),
        floor: None,
        specials_stack: false,
    };
    let made = MakeUp::new(ListPrice { quote, area, version: row.unit.price.version }, &discounts, &terms)?;
    let mut sheet = fill(desk, row, &made, Fen::yuan(least), None, wanted, seller)?;
    sheet.masked = sight.is_none();
    if let Some(guest) = guest {
        sheet.buyers.push(person(desk, guest, sight)?);
        let consultant = desk.guest(guest)?.and_then(|row| row.guest.consultant);
        let names = desk.names()?;
        consultant.and_then(|id| names.staff(id)).unwrap_or_default().clone_into(&mut sheet.consultant);
    }
    Ok(sheet)
}

fn chosen(desk: &Desk, wanted: &[String]) -> Result<Vec<make_up::Discount>, Failure> {
    let all = desk.discounts()?;
    let mut chosen = Vec::new();
    for text in wanted {
        let fits =
            |(id, d): &&(DiscountId, Discount)| d.name == *text || DiscountId::parse(text) == Some(*id);
        let none = || Refusal::new("RULES 1.6", say!(sale::NO_SUCH_DISCOUNT, discount = text));
        let (id, discount) = all.iter().find(fits).ok_or_else(none)?;
        chosen.push(make_up::Discount {
            kind: DiscountKind::General,
            method: discount.usable(*id, None, desk.today())?,
            name: discount.name.clone(),
            evidence: Some(discount.evidence.clone()),
            approver: None,
            until: Some(discount.until),
            quota: None,
        });
    }
    Ok(chosen)
}

/// Everything but who it is for.
fn fill(
    desk: &Desk,
    row: &UnitRow,
    made: &MakeUp,
    deposit: Fen,
    first_due: Option<Day>,
    wanted: &Wanted,
    seller: &Seller,
) -> Result<PlanSheet, Failure> {
    let today = desk.today();
    let rates = desk.rates(today);
    let (sign_days, step, least_down) = desk.read_ctx(|ctx| {
        let get = |param| ctx.policy.get(param);
        (get(&policy::SIGN_DAYS), get(&policy::LOAN_STEP), get(&policy::LEAST_DOWN_PCT))
    })?;
    let months = wanted.years.unwrap_or(30) * 12;
    let first_due = first_due.unwrap_or_else(|| today.plus(sign_days));
    let terms = pay_plan::Terms {
        down_share: wanted.down.unwrap_or(Ppm::percent(least_down.max(30))),
        unit: Fen::yuan(step),
        bank: Lender { rate: rates.loans.bank, months },
        fund: Lender { rate: rates.loans.fund_first, months },
        fund_most: wanted.fund.unwrap_or(Fen::ZERO),
        how: Repayment::EqualInstalments,
        first_due,
        loans_due: first_due,
    };
    let names = desk.names()?;
    let kinds = [PlanKind::OnePayment, PlanKind::Commercial, PlanKind::Combined];
    let plans = PayPlan::side_by_side(pay_plan::Price { deal: made.deal, deposit }, &terms);
    let mut columns: Vec<Column> = kinds.into_iter().zip(plans).map(column).collect();
    if let (None, Some(combined)) = (wanted.fund, columns.last_mut()) {
        // Not a loan of nothing: nobody has said what the fund lends these buyers.
        crate::text::forms::FUND_UNKNOWN.get(LANG).clone_into(&mut combined.why);
    }
    let taxes = charges(desk, &row.unit, made.deal, wanted.owners, wanted.holding);
    let home = row.unit.facts.usage.as_deref().is_none_or(|usage| usage.contains(sale::HOME_WORD.zh));
    let holding = wanted.holding.unwrap_or(if home { Holding::Sole } else { Holding::NonHome });
    Ok(PlanSheet {
        day: today.to_string(),
        deal: String::new(),
        valid: wanted.valid.map(|day| day.to_string()).unwrap_or_default(),
        seller: seller.clone(),
        masked: true,
        buyers: Vec::new(),
        consultant: String::new(),
        unit: unit(&row.id, &row.unit),
        price: price(desk, &names, &row.unit, made)?,
        deposit: deposit.to_string(),
        columns,
        charges_total: total(&taxes).to_string(),
        charges: taxes.iter().map(charge).collect(),
        holding: holding.text().get(LANG),
        rates_from: rates.from.to_string(),
    })
}

fn column((kind, plan): (PlanKind, Result<PayPlan, Refusal>)) -> Column {
    let mut column = Column {
        name: kind.text().get(LANG),
        why: String::new(),
        rows: Vec::new(),
        down: String::new(),
        down_share: String::new(),
        loan: String::new(),
        loans: Vec::new(),
        instalments: Repaid::default(),
        principal: Repaid::default(),
    };
    let plan = match plan {
        Ok(plan) => plan,
        Err(refusal) => {
            column.why = refusal.why.in_lang(LANG);
            return column;
        }
    };
    let lent: Fen = plan.loans().iter().map(Loan::principal).sum();
    column.rows = plan.rows().iter().map(row).collect();
    column.down = (plan.price() - lent).to_string();
    column.down_share =
        Ppm::share(plan.price() - lent, plan.price()).map(|share| share.to_string()).unwrap_or_default();
    column.loans = loans(&plan);
    if lent > Fen::ZERO {
        column.loan = lent.to_string();
        column.instalments = repaid(&plan, Repayment::EqualInstalments);
        column.principal = repaid(&plan, Repayment::EqualPrincipal);
    }
    column
}

/// The loans of a plan together, repaid in one of the ways.
fn repaid(plan: &PayPlan, how: Repayment) -> Repaid {
    let again: Result<Vec<Loan>, Refusal> =
        plan.loans().iter().map(|l| Loan::new(l.principal(), l.rate(), l.months(), how)).collect();
    let Ok(all) = again else { return Repaid::default() };
    let sum = |of: fn(&Loan) -> Fen| all.iter().map(of).sum::<Fen>().to_string();
    Repaid {
        first: sum(Loan::first_payment),
        step: sum(Loan::step),
        last: sum(Loan::last_payment),
        interest: sum(Loan::interest),
        total: sum(Loan::total),
    }
}
