//! What the forms of a deal and the purchase plan both print: the unit, its price, what is due when, loans, taxes and fees.

use serde::Serialize;

use super::LANG;
use crate::desk::{Desk, Names, StoreError};
use crate::domain::area::Area;
use crate::domain::capital::capital;
use crate::domain::make_up::MakeUp;
use crate::domain::money::Fen;
use crate::domain::pay_plan::{self, PayPlan, What};
use crate::domain::policy;
use crate::domain::ppm::Ppm;
use crate::domain::price_list::PriceBasis;
use crate::domain::tax::{self, Holding, Purchase};
use crate::domain::unit::Unit;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Text, forms as words, sale};

/// The unit.
#[derive(Debug, Clone, Serialize)]
pub(super) struct UnitOut {
    id: String,
    name: String,
    building: String,
    section: String,
    floor: i32,
    room: String,
    orientation: String,
    usage: String,
    layout: String,
    gross: String,
    net: String,
    shared: String,
    permit: String,
    encumbrances: Vec<String>,
}

/// From the list price to the price agreed.
#[derive(Debug, Clone, Serialize)]
pub(in crate::paper) struct Price {
    /// What the unit price multiplies: `gross`, `net`, `whole`.
    basis: &'static str,
    basis_text: &'static str,
    version: u32,
    list_total: String,
    list_unit: String,
    lines: Vec<Line>,
    rounding: String,
    unit: String,
    pub(super) total: String,
    pub(super) capital: String,
    /// Of the list price.
    share: String,
    off: String,
    floor: String,
    below_by: String,
    below_share: String,
    below_red: bool,
}

/// A discount.
#[derive(Debug, Clone, Serialize)]
struct Line {
    kind: &'static str,
    name: String,
    how: String,
    evidence: String,
    approver: String,
    before: String,
    off: String,
    after: String,
}

/// A row of the pay plan.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    what: String,
    amount: String,
    capital: String,
    due: String,
    by_bank: bool,
}

/// A loan.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LoanOut {
    lender: &'static str,
    principal: String,
    rate: String,
    years: String,
    how: &'static str,
    first: String,
    last: String,
    interest: String,
}

/// A tax or fee.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Charge {
    what: &'static str,
    amount: String,
    rate: String,
    note: &'static str,
}

pub(super) fn unit(id: &UnitId, unit: &Unit) -> UnitOut {
    let facts = &unit.facts;
    let area = |area: Option<Area>| area.map(|a| a.to_string()).unwrap_or_default();
    let name = say!(words::UNIT_OF, building = id.building(), section = id.section(), room = id.room());
    UnitOut {
        id: id.to_string(),
        name: name.in_lang(LANG),
        building: id.building().to_owned(),
        section: id.section().to_owned(),
        floor: facts.floor,
        room: id.room().to_owned(),
        orientation: facts.orientation.clone().unwrap_or_default(),
        usage: facts.usage.clone().unwrap_or_default(),
        layout: facts.layout.clone().unwrap_or_default(),
        gross: facts.gross_area.to_string(),
        net: area(facts.net_area),
        // What a list leaves out is the rest.
        shared: area(facts.shared_area.or(facts.net_area.map(|net| Area(facts.gross_area.0 - net.0)))),
        permit: unit.permit.clone().unwrap_or_default(),
        encumbrances: unit
            .encumbrances
            .iter()
            .map(|e| format!("{} {}", e.kind.text().get(LANG), e.document))
            .collect(),
    }
}

pub(in crate::paper) fn price(
    desk: &Desk,
    names: &Names,
    unit: &Unit,
    made: &MakeUp,
) -> Result<Price, StoreError> {
    let (basis, text): (&'static str, Text) = match made.list.quote.basis {
        PriceBasis::Gross => ("gross", words::BASIS_GROSS),
        PriceBasis::Net => ("net", words::BASIS_NET),
        PriceBasis::Whole => ("whole", words::BASIS_WHOLE),
    };
    let (floor_now, red) =
        desk.read_ctx(|ctx| (unit.floor_price(ctx), Ppm::percent(ctx.policy.get(&policy::FLOOR_RED_PCT))))?;
    let below = made.below_floor;
    let lines = made.lines.iter().map(|line| Line {
        kind: line.discount.kind.text().get(LANG),
        name: line.discount.name.clone(),
        how: line.discount.method.say().in_lang(LANG),
        evidence: line.discount.evidence.clone().unwrap_or_default(),
        approver: line.discount.approver.and_then(|id| names.staff(id)).unwrap_or_default().to_owned(),
        before: line.before.to_string(),
        off: line.off.to_string(),
        after: line.after.to_string(),
    });
    let whole = made.list.quote.basis == PriceBasis::Whole;
    Ok(Price {
        basis,
        basis_text: text.get(LANG),
        version: made.list.version,
        list_total: made.list.quote.total.to_string(),
        list_unit: if whole { String::new() } else { made.list.quote.unit_price.to_string() },
        lines: lines.collect(),
        rounding: if made.rounding == Fen::ZERO { String::new() } else { made.rounding.to_string() },
        unit: made.unit_price.map(|price| price.to_string()).unwrap_or_default(),
        total: made.deal.to_string(),
        capital: capital(made.deal),
        share: made.share().to_string(),
        off: made.off().to_string(),
        floor: below.map_or(floor_now, |b| b.floor).to_string(),
        below_by: below.map(|b| b.by.to_string()).unwrap_or_default(),
        below_share: below.map(|b| b.share.to_string()).unwrap_or_default(),
        below_red: below.is_some_and(|b| b.exceeds(red)),
    })
}

pub(super) fn row(row: &pay_plan::Row) -> Row {
    Row {
        what: row.what.say().in_lang(LANG),
        amount: row.amount.to_string(),
        capital: capital(row.amount),
        due: row.due.to_string(),
        by_bank: matches!(row.what, What::FundLoan | What::CommercialLoan),
    }
}

/// The loans of a plan with who lends them: the fund's stand in front of the bank's.
pub(super) fn loans(plan: &PayPlan) -> Vec<LoanOut> {
    let lent = plan.rows().iter().filter_map(|row| match row.what {
        What::FundLoan => Some(words::LENDER_FUND),
        What::CommercialLoan => Some(words::LENDER_BANK),
        _ => None,
    });
    lent.zip(plan.loans())
        .map(|(lender, loan)| LoanOut {
            lender: lender.get(LANG),
            principal: loan.principal().to_string(),
            rate: loan.rate().to_string(),
            years: years(loan.months()),
            how: loan.how().text().get(LANG),
            first: loan.first_payment().to_string(),
            last: loan.last_payment().to_string(),
            interest: loan.interest().to_string(),
        })
        .collect()
}

/// Years of a term: `30`, `12.5`.
fn years(months: u32) -> String {
    if months.is_multiple_of(12) {
        (months / 12).to_string()
    } else {
        format!("{:.1}", f64::from(months) / 12.0)
    }
}

/// Taxes and fees of a purchase; of a home the family's only one where nothing else is said.
pub(super) fn charges(
    desk: &Desk,
    unit: &Unit,
    price: Fen,
    owners: usize,
    holding: Option<Holding>,
) -> Vec<tax::Charge> {
    let home = unit.facts.usage.as_deref().is_none_or(|usage| usage.contains(sale::HOME_WORD.zh));
    let purchase = Purchase {
        price,
        area: unit.facts.gross_area,
        holding: holding.unwrap_or(if home { Holding::Sole } else { Holding::NonHome }),
        extra_certificates: u32::try_from(owners.saturating_sub(1)).unwrap_or(u32::MAX),
    };
    desk.rates(desk.today()).estimate(&purchase).to_vec()
}

pub(super) fn charge(charge: &tax::Charge) -> Charge {
    Charge {
        what: charge.what.get(LANG),
        amount: charge.amount.map(|amount| amount.to_string()).unwrap_or_default(),
        rate: charge.rate.map(|rate| rate.to_string()).unwrap_or_default(),
        note: charge.note.map(|note| note.get(LANG)).unwrap_or_default(),
    }
}

pub(super) fn total(charges: &[tax::Charge]) -> Fen {
    tax::total(charges)
}
