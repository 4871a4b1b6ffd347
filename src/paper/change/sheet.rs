//! A change filled in: everything that any of its forms prints.

use serde::Serialize;

use super::story::{Sent, Story};
use crate::desk::{Desk, Failure, Names, StoreError};
use crate::domain::application::{AppId, AppState, Application, Request};
use crate::domain::capital::capital;
use crate::domain::day::Day;
use crate::domain::deal::{Cause, Deal, DealId, Notice, Settlement, Step};
use crate::domain::deposit::{self, Split};
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::paper::Place;
use crate::domain::policy;
use crate::domain::receipt::Pocket;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::paper::sale::{self, LANG, Person, Seller, named};
use crate::paper::{Form, Sight};
use crate::say;
use crate::text::{Text, changed as words, forms, listed};

/// A change as its forms print it.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// The deal: what every form of a sale has.
    #[serde(flatten)]
    sale: sale::Sheet,
    /// The day it was subscribed.
    subscribed: String,
    /// The day the contract is due now.
    due: String,
    /// Days it is overdue today; 0 where it is not.
    late: i64,
    app: Option<App>,
    dues: Vec<DueRow>,
    dues_sum: DueRow,
    extension: Option<ExtensionOut>,
    money: Money,
    settlement: Option<SettlementOut>,
    swap: Option<Swap>,
    replan: Option<Replan>,
    plan_before: Option<sale::Plan>,
    buyers_before: Vec<Person>,
    buyers_after: Vec<Person>,
    /// The form that the buyers signed: the one in force, of a deal that is over its last.
    form_no: String,
    papers: Vec<PaperOut>,
    receipts: Vec<ReceiptOut>,
    #[serde(flatten)]
    story: Story,
    /// The notice that this form is, where it was sent.
    sent: Option<Sent>,
    /// Whether that notice may go out by now.
    ready: bool,
    /// 1 where the extension that this form asks for is among those that were carried out.
    own: usize,
    /// Days to act after a demand.
    cure_days: i64,
}

/// An application.
#[derive(Debug, Clone, Serialize)]
struct App {
    number: String,
    at: String,
    by: String,
    reason: String,
    evidence: String,
    state: &'static str,
    waits_for: &'static str,
    /// `approved`, `refused`, or empty while it is open.
    answer: &'static str,
    levels: Vec<Level>,
    executed: String,
    archived: String,
}

/// A level that decides, with what it decided.
#[derive(Debug, Clone, Default, Serialize)]
struct Level {
    role: &'static str,
    who: String,
    decision: &'static str,
    reason: String,
    at: String,
}

/// A line of what is to be paid.
#[derive(Debug, Clone, Default, Serialize)]
struct DueRow {
    what: String,
    due: String,
    amount: String,
    paid: String,
    missing: String,
}

/// An extension.
#[derive(Debug, Clone, Serialize)]
struct ExtensionOut {
    from: String,
    to: String,
    days: i64,
    nth: i64,
    total: i64,
    beyond: bool,
    lost: Option<LostOut>,
}

/// What an extension that was asked for too late loses.
#[derive(Debug, Clone, Serialize)]
struct LostOut {
    names: String,
    off: String,
    price: String,
    /// It is to be kept all the same.
    keep: bool,
}

/// The deposit against the law's cap.
#[derive(Debug, Clone, Serialize)]
struct Money {
    price: String,
    /// 20 % of the price.
    cap: String,
    paid: String,
    paid_capital: String,
    /// What of it is under the deposit rule.
    forfeitable: String,
    /// What of it is above the cap.
    above: String,
    paid_back: String,
}

/// What becomes of the deposit.
#[derive(Debug, Clone, Serialize)]
struct SettlementOut {
    cause: &'static str,
    code: &'static str,
    law: &'static str,
    rule: &'static str,
    forfeit: String,
    forfeit_capital: String,
    refund: String,
    on_top: String,
    /// Refund and what is paid on top.
    back: String,
    back_capital: String,
}

/// The other side of a swap.
#[derive(Debug, Clone, Serialize)]
struct Swap {
    to: sale::Sheet,
    difference: String,
    /// `more`, `less`, `same`.
    direction: &'static str,
    difference_capital: String,
    over: String,
    over_capital: String,
    rest: String,
    old_sign_by: String,
}

/// Another pay plan.
#[derive(Debug, Clone, Serialize)]
struct Replan {
    price: sale::Price,
    plan: sale::Plan,
    before: String,
    /// By how much the price changes, without its sign.
    difference: String,
    /// `more`, `less`, `same`.
    direction: &'static str,
    lose: String,
    take: String,
}

/// A copy of a numbered form that has to come back.
#[derive(Debug, Clone, Serialize)]
struct PaperOut {
    number: String,
    kind: &'static str,
    label: String,
    place: String,
    back: bool,
    void: String,
}

/// A receipt of the deal.
#[derive(Debug, Clone, Serialize)]
struct ReceiptOut {
    number: String,
    day: String,
    from: &'static str,
    to: &'static str,
    amount: String,
    method: &'static str,
    note: String,
    void: bool,
    /// Money that the buyer paid in: its paper comes back.
    paid_in: bool,
}

/// The sheet of a change for one of its forms. Whoever may not be seen is masked.
///
/// # Errors
/// No such deal, one that is not filled, or what the store says.
pub fn sheet(
    desk: &Desk,
    form: Form,
    id: DealId,
    application: Option<AppId>,
    sight: Option<Sight>,
    seller: &Seller,
) -> Result<Sheet, Failure> {
    let sale = sale::sheet(desk, form, id, sight, seller)?;
    let none = || Failure::from(Refusal::new("RULES 1.4", say!(forms::NO_SUCH_DEAL_OR_UNIT, text = id)));
    let deal = desk.deal(id)?.ok_or_else(none)?;
    let (names, (_, tz_min)) = (desk.names()?, desk.now());
    let app = application.map(|app| desk.application(app)).transpose()?.flatten();
    let request = app.as_ref().and_then(|app| app.request.clone());
    let story = Story::of(desk, id, &names, application)?;
    let (dues, dues_sum) = dues(&deal);
    let notice = match form {
        Form::Demand => Some(Notice::Demand),
        Form::Rescission => Some(Notice::Rescission),
        _ => None,
    };
    let sent = story.notices.iter().rev().find(|sent| Some(sent.notice) == notice && !sent.past).cloned();
    let settlement = match &request {
        Some(Request::Release { cause, settlement, .. }) => Some((*cause, *settlement)),
        _ => deal.settled,
    };
    let today = desk.today();
    let late = deal.is_overdue(today) && deal.settled.is_none();
    let ready = match notice {
        _ if sent.is_some() => true,
        Some(Notice::Rescission) => late && deal.demand_is_over(today),
        Some(Notice::Demand) | None => late,
    };
    let executed = app.as_ref().and_then(|app| app.executed);
    let extension = match &request {
        Some(Request::Extension { from, to, nth, total, beyond, lost, keep, .. }) => Some(ExtensionOut {
            from: from.to_string(),
            to: to.to_string(),
            days: from.until(*to),
            nth: *nth,
            total: *total,
            beyond: *beyond,
            lost: lost.as_ref().map(|lost| LostOut {
                names: lost.names.join("、"),
                off: lost.off.to_string(),
                price: lost.price.to_string(),
                keep: *keep,
            }),
        }),
        _ => None,
    };
    let swap = match &request {
        Some(Request::Swap { to, difference, .. }) => {
            Some(swap(desk, &deal, *to, *difference, app.as_ref(), sight, seller)?)
        }
        _ => None,
    };
    let replan = match &request {
        Some(Request::Plan { before, make_up, plan, lose, take, .. }) => {
            let row = deal.unit.as_ref().map(|unit| desk.unit(unit)).transpose()?.flatten();
            let unit = row.map(|row| row.unit).unwrap_or_default();
            let (direction, size) = apart(make_up.deal - *before);
            Some(Replan {
                price: sale::price(desk, &names, &unit, make_up)?,
                plan: sale::plan_out(plan),
                before: before.to_string(),
                difference: size.to_string(),
                direction,
                lose: lose.join("、"),
                take: take.join("、"),
            })
        }
        _ => None,
    };
    let after = match &request {
        Some(Request::Buyers { buyers, .. }) => named(desk, buyers, sight)?,
        _ => Vec::new(),
    };
    let papers = papers(desk, id, executed)?;
    let signed = papers.iter().find(|paper| paper.void.is_empty()).or(papers.last());
    Ok(Sheet {
        form_no: signed.map(|paper| paper.number.clone()).unwrap_or_default(),
        subscribed: deal
            .done
            .get(&Step::Grid)
            .map(|done| Day::of(done.at, deal.tz_min).to_string())
            .unwrap_or_default(),
        due: deal.sign_by.map(|day| day.to_string()).unwrap_or_default(),
        late: if late { deal.sign_by.map_or(0, |day| day.until(today)) } else { 0 },
        app: app.as_ref().zip(application).map(|(app, id)| application_out(id, app, &names, tz_min)),
        dues,
        dues_sum,
        extension,
        money: money(&deal, settlement.map(|(_, settlement)| settlement)),
        settlement: settlement.map(|(cause, settlement)| settlement_out(cause, settlement)),
        swap,
        replan,
        plan_before: story.plan.as_ref().map(sale::plan_out),
        buyers_before: named(desk, &story.buyers, sight)?,
        buyers_after: after,
        papers,
        receipts: receipts(desk, id, executed)?,
        story,
        sent,
        ready,
        own: usize::from(matches!(form, Form::Extension) && executed.is_some()),
        cure_days: desk.read_ctx(|ctx| ctx.policy.get(&policy::CURE_DAYS))?,
        sale,
    })
}

fn application_out(id: AppId, app: &Application, names: &Names, tz_min: i32) -> App {
    let staff = |id: StaffId| names.staff(id).unwrap_or_default().to_owned();
    let level = |(at, role): (usize, &crate::domain::permission::Role)| {
        let decided = app.decided.get(at);
        Level {
            role: role.text().get(LANG),
            who: decided.map(|d| staff(d.who)).unwrap_or_default(),
            decision: decided.map_or("", |d| d.decision.text().get(LANG)),
            reason: decided.map(|d| d.reason.clone()).unwrap_or_default(),
            at: decided.map(|d| d.at.local(tz_min).to_string()).unwrap_or_default(),
        }
    };
    let evidence = match &app.request {
        Some(
            Request::Extension { evidence, .. }
            | Request::Release { evidence, .. }
            | Request::Swap { evidence, .. }
            | Request::Buyers { evidence, .. }
            | Request::Plan { evidence, .. }
            | Request::Discount { evidence, .. },
        ) => evidence.clone(),
        Some(Request::Subscription { .. }) | None => String::new(),
    };
    App {
        number: id.to_string(),
        at: app.at.local(tz_min).to_string(),
        by: staff(app.by),
        reason: app.reason.clone(),
        evidence,
        state: app.state().text().get(LANG),
        waits_for: app.waits_for().map_or("", |role| role.text().get(LANG)),
        answer: match app.state() {
            AppState::Approved | AppState::Executed => "approved",
            AppState::Archived if app.executed.is_some() => "approved",
            AppState::Refused | AppState::Archived => "refused",
            AppState::Pending | AppState::Returned | AppState::Withdrawn => "",
        },
        levels: app.levels.iter().enumerate().map(level).collect(),
        executed: app.executed.map(|at| at.local(tz_min).to_string()).unwrap_or_default(),
        archived: app.archived.clone().unwrap_or_default(),
    }
}

/// What is to be paid, what of it came in, and what is missing: money counts for the rows in their order.
fn dues(deal: &Deal) -> (Vec<DueRow>, DueRow) {
    let Some(terms) = &deal.terms else { return Default::default() };
    let paid = deal.deposited();
    let mut left = paid;
    let mut rows = Vec::new();
    for row in terms.plan.rows() {
        let got = left.min(row.amount).max(Fen::ZERO);
        left = left - got;
        rows.push(DueRow {
            what: row.what.say().in_lang(LANG),
            due: row.due.to_string(),
            amount: row.amount.to_string(),
            paid: got.to_string(),
            missing: (row.amount - got).to_string(),
        });
    }
    if let Some(gap) = deal.beyond_plan() {
        let what = crate::text::change::LOST_TO_PAY.get(LANG).to_owned();
        let (amount, missing) = (gap.to_string(), (gap - left).to_string());
        rows.push(DueRow { what, amount, paid: left.to_string(), missing, ..DueRow::default() });
    }
    let sum = DueRow {
        amount: deal.price().to_string(),
        paid: paid.to_string(),
        missing: (deal.price() - paid).to_string(),
        ..DueRow::default()
    };
    (rows, sum)
}

fn money(deal: &Deal, settlement: Option<Settlement>) -> Money {
    let price = deal.price();
    // What was settled is no deposit any more: then what it was made of is what was paid.
    let paid = settlement.map_or_else(|| deal.deposited(), |s| s.forfeit + s.refund);
    let back = deal.account.postings.iter().filter(|p| p.movement.from == Pocket::Payable);
    let back = back.filter(|p| p.movement.to == Pocket::Buyer).map(|p| p.movement.amount).sum::<Fen>();
    Money { paid_back: back.to_string(), ..calculated(price, paid) }
}

/// A deposit against the cap of the law (RULES 1.16).
fn calculated(price: Fen, paid: Fen) -> Money {
    let split = Split::of(price, paid);
    Money {
        price: price.to_string(),
        cap: deposit::cap(price, deposit::LEGAL_CAP).to_string(),
        paid: paid.to_string(),
        paid_capital: capital(paid),
        forfeitable: split.forfeitable.to_string(),
        above: split.refund.to_string(),
        paid_back: Fen::ZERO.to_string(),
    }
}

fn settlement_out(cause: Cause, s: Settlement) -> SettlementOut {
    let (law, rule): (Text, Text) = match cause {
        Cause::Buyer => (words::LAW_F1, words::RULE_F1),
        Cause::BuyerPapers => (words::LAW_F2, words::RULE_F1),
        Cause::Nobody => (words::LAW_F3, words::RULE_F3),
        Cause::Seller => (words::LAW_F4, words::RULE_F4),
        Cause::Agreed => (words::LAW_F5, words::RULE_F5),
        Cause::Both => (words::LAW_F6, words::RULE_F6),
    };
    let back = s.refund + s.on_top;
    SettlementOut {
        cause: cause.text().get(LANG),
        code: cause.code(),
        law: law.get(LANG),
        rule: rule.get(LANG),
        forfeit: s.forfeit.to_string(),
        forfeit_capital: capital(s.forfeit),
        refund: s.refund.to_string(),
        on_top: s.on_top.to_string(),
        back: back.to_string(),
        back_capital: capital(back),
    }
}

/// A difference as it is printed: which way, and how much.
fn apart(difference: Fen) -> (&'static str, Fen) {
    match difference.0 {
        0 => ("same", Fen::ZERO),
        more if more > 0 => ("more", difference),
        _ => ("less", -difference),
    }
}

fn swap(
    desk: &Desk,
    old: &Deal,
    to: DealId,
    difference: Fen,
    app: Option<&Application>,
    sight: Option<Sight>,
    seller: &Seller,
) -> Result<Swap, Failure> {
    let new = desk.deal(to)?.unwrap_or_default();
    let sum = |pocket: Pocket| -> Fen {
        old.account.postings.iter().filter(|p| p.movement.to == pocket).map(|p| p.movement.amount).sum()
    };
    let (over, rest) = if app.is_some_and(|app| app.executed.is_some()) {
        (sum(Pocket::Transfer), sum(Pocket::Payable))
    } else {
        let over = old.deposited().min(new.deposit_missing());
        (over, old.deposited() - over)
    };
    let (direction, size) = apart(difference);
    Ok(Swap {
        to: sale::sheet(desk, Form::Approval, to, sight, seller)?,
        difference: size.to_string(),
        direction,
        difference_capital: capital(size),
        over: over.to_string(),
        over_capital: capital(over),
        rest: rest.to_string(),
        old_sign_by: old.sign_by.map(|day| day.to_string()).unwrap_or_default(),
    })
}

/// The numbered forms of a deal; of one whose change was carried out, those that were there before.
fn papers(desk: &Desk, id: DealId, executed: Option<Millis>) -> Result<Vec<PaperOut>, StoreError> {
    let mut rows = Vec::new();
    for (number, paper) in desk.papers_of(id)? {
        if executed.is_some_and(|at| paper.drawn >= at) {
            continue;
        }
        for (no, place) in (1usize..).zip(&paper.copies) {
            let text = match place {
                Place::Drawn => listed::PLACE_DRAWN.get(LANG).to_owned(),
                Place::With(keeper) => keeper.text().get(LANG).to_owned(),
                Place::Recalled => listed::PLACE_RECALLED.get(LANG).to_owned(),
                Place::Lost(statement) => say!(listed::PLACE_LOST, statement = statement).in_lang(LANG),
            };
            rows.push(PaperOut {
                number: number.to_string(),
                kind: number.kind.text().get(LANG),
                label: say!(forms::COPY_OF, no = no, of = paper.copies.len()).in_lang(LANG),
                place: text,
                back: matches!(place, Place::Recalled | Place::Lost(_)),
                void: paper.void.clone().unwrap_or_default(),
            });
        }
    }
    Ok(rows)
}

/// The receipts of a deal, likewise.
fn receipts(desk: &Desk, id: DealId, executed: Option<Millis>) -> Result<Vec<ReceiptOut>, StoreError> {
    let mut rows = Vec::new();
    for (number, receipt) in desk.receipts()?.into_iter().filter(|(_, receipt)| receipt.deal == id) {
        let Some(movement) = receipt.movement else { continue };
        if executed.is_some_and(|at| receipt.at >= at) {
            continue;
        }
        rows.push(ReceiptOut {
            number: number.to_string(),
            day: receipt.day.to_string(),
            from: movement.from.text().get(LANG),
            to: movement.to.text().get(LANG),
            amount: movement.amount.to_string(),
            method: receipt.method.map_or("", |method| method.text().get(LANG)),
            void: receipt.voids.is_some() || receipt.voided_by.is_some(),
            paid_in: movement.from == Pocket::Buyer,
            note: receipt.note,
        });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RULES 1.16: 1,200,000 with 300,000 paid as deposit. No action takes so much; a deal that was brought over may have it.
    #[test]
    fn the_calculation_of_rules_1_16() {
        let (price, paid) = (Fen::yuan(1_200_000), Fen::yuan(300_000));
        let money = calculated(price, paid);
        assert_eq!(
            (money.cap.as_str(), money.forfeitable.as_str(), money.above.as_str()),
            ("240,000.00", "240,000.00", "60,000.00")
        );
        assert_eq!(money.paid_capital, "叁拾万元整");
        let of = |cause| settlement_out(cause, Settlement::of(cause, price, paid, None).unwrap());
        let forfeit = of(Cause::Buyer);
        assert_eq!((forfeit.forfeit.as_str(), forfeit.back.as_str()), ("240,000.00", "60,000.00"));
        assert_eq!(forfeit.forfeit_capital, "贰拾肆万元整");
        let double = of(Cause::Seller);
        assert_eq!((double.forfeit.as_str(), double.back.as_str()), ("0.00", "540,000.00"));
        assert_eq!(double.back_capital, "伍拾肆万元整");
        assert_eq!(of(Cause::Nobody).back, "300,000.00");
    }
}
