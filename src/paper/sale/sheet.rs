//! A deal filled in: everything that any of its forms prints.

use std::borrow::Cow;

use serde::Serialize;

use super::figures::{Charge, LoanOut, Price, Row, UnitOut, charge, charges, loans, price, row, total, unit};
use super::people::{Person, buyers};
use super::{LANG, Seller, Sight};
use crate::desk::{Desk, Failure, Names, StoreError};
use crate::domain::capital::capital;
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealId, Handout, Step, Terms};
use crate::domain::deposit;
use crate::domain::money::Fen;
use crate::domain::paper::{Keeper, Paper, PaperId, PaperKind, Place};
use crate::domain::pay_plan::{PayPlan, PlanKind};
use crate::domain::ppm::Ppm;
use crate::domain::receipt::Pocket;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::paper::Form;
use crate::say;
use crate::text::forms as words;

/// A deal as its forms print it.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    day: String,
    deal: String,
    seller: Seller,
    /// The number of the form, and a sheet for each of its copies; one without a number for forms that have none.
    form_no: String,
    copies: Vec<Copy>,
    /// Why the form is void.
    void: String,
    masked: bool,
    buyers: Vec<Person>,
    /// A company buys: what goes by the family is not said.
    company: bool,
    unit: UnitOut,
    price: Price,
    plan: Plan,
    /// Which discounts were lost since it was agreed.
    lost: String,
    /// That the plan does not come to the price any more.
    plan_behind: String,
    deposit: Deposit,
    begun: String,
    sign_by: String,
    special: String,
    limit: String,
    consultant: String,
    /// Theirs, else the seller's.
    consultant_phone: String,
    application: Option<Approval>,
    /// Every step with who did it and when.
    steps: Vec<StepOut>,
    handed: Vec<Handed>,
    /// How it ended.
    ended: String,
    charges: Vec<Charge>,
    charges_total: String,
}

/// One copy of a form.
#[derive(Debug, Clone, Serialize)]
struct Copy {
    no: usize,
    label: String,
    keeper: String,
}

/// How it is paid.
#[derive(Debug, Clone, Serialize)]
pub(in crate::paper) struct Plan {
    /// `one_payment`, `instalments`, `commercial_loan`, `fund_loan`, `combined_loan`.
    kind: &'static str,
    text: &'static str,
    loan: bool,
    rows: Vec<Row>,
    loans: Vec<LoanOut>,
    down: String,
    down_share: String,
    down_left: String,
    loan_total: String,
    monthly: String,
    /// Twice the first month: what a proof of income usually has to reach (RULES 1.10).
    income: String,
}

/// The deposit and what came in of it.
#[derive(Debug, Clone, Serialize)]
struct Deposit {
    amount: String,
    capital: String,
    /// 20 % of the price.
    cap: String,
    now: String,
    now_capital: String,
    rest: String,
    rest_by: String,
    paid: String,
    paid_capital: String,
    missing: String,
    receipts: Vec<String>,
}

/// The approval sheet.
#[derive(Debug, Clone, Serialize)]
struct Approval {
    number: String,
    at: String,
    by: String,
    state: &'static str,
    waits_for: &'static str,
    decided: Vec<Decided>,
}

/// One level's decision.
#[derive(Debug, Clone, Serialize)]
struct Decided {
    role: &'static str,
    who: String,
    decision: &'static str,
    reason: String,
    at: String,
}

/// A step.
#[derive(Debug, Clone, Serialize)]
struct StepOut {
    text: &'static str,
    role: &'static str,
    by: String,
    approver: String,
    at: String,
}

/// A paper that is handed to the buyer.
#[derive(Debug, Clone, Serialize)]
struct Handed {
    text: &'static str,
    done: bool,
}

/// The sheet of a deal for one of its forms. Whoever may not be seen is masked.
///
/// # Errors
/// No such deal, not filled yet, a numbered form that was not drawn yet, or what the store says.
pub fn sheet(
    desk: &Desk,
    form: Form,
    id: DealId,
    sight: Option<Sight>,
    seller: &Seller,
) -> Result<Sheet, Failure> {
    let refuse = |say| Failure::from(Refusal::new("RULES 1.4", say).at("deal"));
    let deal = desk.deal(id)?.ok_or_else(|| refuse(say!(words::NO_SUCH_DEAL_OR_UNIT, text = id)))?;
    let not_filled = || refuse(say!(words::NOT_FILLED, deal = id));
    let terms = deal.terms.as_ref().ok_or_else(not_filled)?;
    let key = deal.unit.as_ref().ok_or_else(not_filled)?;
    let row = desk.unit(key)?.ok_or_else(|| refuse(say!(words::NO_SUCH_UNIT, text = key)))?;
    // A form says what was agreed on it; everything else what holds now.
    let own = matches!(form, Form::Subscription | Form::Interim | Form::Approval | Form::Commitment);
    let terms = deal.signed_terms().filter(|_| own).unwrap_or(terms);
    let agreed = || Some(Cow::Borrowed(&terms.make_up));
    let made = if own { agreed() } else { deal.make_up() }.ok_or_else(not_filled)?;
    let (lost, behind) = if own { (None, None) } else { (deal.lost.as_ref(), deal.plan_warning()) };
    let numbered = match form {
        Form::Subscription => Some(drawn(desk, id, &deal, PaperKind::Subscription)?),
        Form::Interim => Some(drawn(desk, id, &deal, PaperKind::Interim)?),
        _ => None,
    };
    let (names, (_, tz_min)) = (desk.names()?, desk.now());
    let buyers = buyers(desk, &deal, sight)?;
    let staff = |id: StaffId| names.staff(id).unwrap_or_default().to_owned();
    let company = buyers.first().is_some_and(Person::is_company);
    let mut charges = charges(desk, &row.unit, made.deal, terms.buyers.len(), None);
    if company {
        // The table of RULES 1.15 is about families; of a company the authority says.
        for charge in charges.iter_mut().filter(|charge| charge.rate.is_some()) {
            (charge.amount, charge.rate, charge.note) = (None, None, None);
        }
    }
    Ok(Sheet {
        day: desk.today().to_string(),
        deal: id.to_string(),
        seller: seller.clone(),
        form_no: numbered.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default(),
        copies: copies(numbered.as_ref().map(|(_, paper)| paper)),
        void: numbered.and_then(|(_, paper)| paper.void).unwrap_or_default(),
        masked: sight.is_none(),
        company,
        buyers,
        unit: unit(key, &row.unit),
        price: price(desk, &names, &row.unit, &made)?,
        plan: plan_out(&terms.plan),
        lost: lost.map(|lost| lost.say().in_lang(LANG)).unwrap_or_default(),
        plan_behind: behind.map(|say| say.in_lang(LANG)).unwrap_or_default(),
        deposit: money(&deal, terms, made.deal),
        begun: Day::of(deal.since, tz_min).to_string(),
        sign_by: match form {
            Form::Subscription | Form::Interim => terms.sign_by,
            _ => deal.sign_by.unwrap_or(terms.sign_by),
        }
        .to_string(),
        special: terms.special.clone(),
        limit: terms.limit.text().get(LANG).to_owned(),
        consultant: staff(deal.consultant),
        consultant_phone: desk.staff_phone(deal.consultant)?.unwrap_or_else(|| seller.phone.clone()),
        application: approval(desk, &deal, &names, tz_min)?,
        steps: steps(&deal, &names, tz_min),
        handed: handed(&deal),
        ended: deal.ended.map(|end| end.how.text().get(LANG).to_owned()).unwrap_or_default(),
        charges_total: total(&charges).to_string(),
        charges: charges.iter().map(charge).collect(),
    })
}

/// The numbered form of a kind: the one in use, else the last one that was drawn.
fn drawn(desk: &Desk, id: DealId, deal: &Deal, kind: PaperKind) -> Result<(PaperId, Paper), Failure> {
    let all = desk.papers_of(id)?.into_iter().filter(|(paper, _)| paper.kind == kind);
    let found = all.max_by_key(|(paper, _)| (deal.paper == Some(*paper), paper.number));
    found.ok_or_else(|| {
        let why = say!(words::NO_FORM_YET, deal = id, kind = kind.text());
        Refusal::new("RULES 1.4", why).at("deal").into()
    })
}

/// A sheet for each copy, each with who keeps it: as it was handed out, or as it will be.
fn copies(paper: Option<&Paper>) -> Vec<Copy> {
    let Some(paper) = paper else {
        return vec![Copy { no: 1, label: String::new(), keeper: String::new() }];
    };
    let of = paper.copies.len();
    let one = |(no, place): (usize, &Place)| {
        let keeper = match place {
            Place::With(keeper) => Some(*keeper),
            _ => Keeper::ALL.get(no - 1).copied(),
        };
        Copy {
            no,
            label: say!(words::COPY_OF, no = no, of = of).in_lang(LANG),
            keeper: keeper.map(|k| k.text().get(LANG).to_owned()).unwrap_or_default(),
        }
    };
    (1..).zip(&paper.copies).map(one).collect()
}

/// A pay plan as it is printed.
pub(in crate::paper) fn plan_out(plan: &PayPlan) -> Plan {
    let loan: Fen = plan.loans().iter().map(crate::domain::loan::Loan::principal).sum();
    let down = plan.price() - loan;
    let monthly = plan.first_month();
    let some = |fen: Fen| if fen == Fen::ZERO { String::new() } else { fen.to_string() };
    Plan {
        kind: plan.kind().code(),
        text: plan.kind().text().get(LANG),
        loan: matches!(plan.kind(), PlanKind::Commercial | PlanKind::Fund | PlanKind::Combined),
        rows: plan.rows().iter().map(row).collect(),
        loans: loans(plan),
        down: down.to_string(),
        down_share: Ppm::share(down, plan.price()).map(|share| share.to_string()).unwrap_or_default(),
        down_left: plan.first_to_pay().to_string(),
        loan_total: some(loan),
        monthly: some(monthly),
        income: some(monthly + monthly),
    }
}

fn money(deal: &Deal, terms: &Terms, price: Fen) -> Deposit {
    let paid = deal.deposited();
    let (now, rest, rest_by) = match terms.short {
        Some(short) => (
            short.now,
            (terms.deposit - short.now).to_string(),
            deal.balance_by.unwrap_or(short.rest_by).to_string(),
        ),
        None => (terms.deposit, String::new(), String::new()),
    };
    let standing = deal.account.postings.iter().filter(|p| p.movement.to == Pocket::Deposit);
    let receipts = standing.filter(|p| !deal.account.is_void(p.receipt)).map(|p| p.receipt.to_string());
    Deposit {
        amount: terms.deposit.to_string(),
        capital: capital(terms.deposit),
        cap: deposit::cap(price, deposit::LEGAL_CAP).to_string(),
        now: now.to_string(),
        now_capital: capital(now),
        rest,
        rest_by,
        paid: paid.to_string(),
        paid_capital: capital(paid),
        missing: deal.deposit_missing().to_string(),
        receipts: receipts.collect(),
    }
}

fn approval(desk: &Desk, deal: &Deal, names: &Names, tz_min: i32) -> Result<Option<Approval>, StoreError> {
    let Some(id) = deal.application else { return Ok(None) };
    let Some(app) = desk.application(id)? else { return Ok(None) };
    let staff = |id: StaffId| names.staff(id).unwrap_or_default().to_owned();
    let decided = app.decided.iter().map(|d| Decided {
        role: d.role.text().get(LANG),
        who: staff(d.who),
        decision: d.decision.text().get(LANG),
        reason: d.reason.clone(),
        at: d.at.local(tz_min).to_string(),
    });
    Ok(Some(Approval {
        number: id.to_string(),
        at: app.at.local(tz_min).to_string(),
        by: staff(app.by),
        state: app.state().text().get(LANG),
        waits_for: app.waits_for().map(|role| role.text().get(LANG)).unwrap_or_default(),
        decided: decided.collect(),
    }))
}

fn steps(deal: &Deal, names: &Names, tz_min: i32) -> Vec<StepOut> {
    let staff = |id: StaffId| names.staff(id).unwrap_or_default().to_owned();
    let one = |step: &Step| {
        let done = deal.done.get(step).filter(|_| deal.is_done(*step));
        StepOut {
            text: step.text().get(LANG),
            role: step.role().text().get(LANG),
            by: done.map(|d| staff(d.by)).unwrap_or_default(),
            approver: done.and_then(|d| d.approver).map(staff).unwrap_or_default(),
            at: done.map(|d| d.at.local(tz_min).to_string()).unwrap_or_default(),
        }
    };
    Step::ALL.iter().map(one).collect()
}

fn handed(deal: &Deal) -> Vec<Handed> {
    let one = |paper: &Handout| Handed { text: paper.text().get(LANG), done: deal.handed.contains(paper) };
    deal.handouts().iter().map(one).collect()
}
