//! Changes as a list that leaves the program 变更台账, with the sums of refunds and forfeitures 退房挞定统计 (RULES 3.3).

use crate::desk::{Desk, StoreError, Which};
use crate::domain::application::{Application, Request};
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealId};
use crate::domain::money::Fen;
use crate::paper::Sight;
use crate::paper::sale::{List, names_of, plain};
use crate::text::{Lang, Text, change, changed as words, forms, listed, sale, shell};

/// Ends of subscriptions that were carried out: how many, for how much, and what became of the money.
#[derive(Default)]
struct Sum {
    units: i64,
    price: Fen,
    kept: Fen,
    back: Fen,
    on_top: Fen,
}

/// Applications about a subscription that were made on these days or carried out on them, in order; below them the sums of
/// refunds and of forfeitures that were carried out on these days.
///
/// # Errors
/// What the store says.
pub fn changes(
    desk: &Desk,
    (from, to): (Day, Day),
    sight: Option<Sight>,
    lang: Lang,
) -> Result<List, StoreError> {
    let names = desk.names()?;
    let (_, tz_min) = desk.now();
    let mut list = List { headings: HEADINGS.to_vec(), rows: Vec::new() };
    let (mut refunds, mut forfeits) = (Sum::default(), Sum::default());
    let mut all = desk.applications(Which::All)?;
    all.sort_by_key(|(id, _)| *id);
    for (id, app) in all {
        let Some((request, number)) = change_of(&app) else { continue };
        let day = |at| Day::of(at, tz_min);
        let executed = app.executed.map(day);
        let days = from..=to;
        if !days.contains(&day(app.at)) && !executed.is_some_and(|day| days.contains(&day)) {
            continue;
        }
        let deal = desk.deal(number)?.unwrap_or_default();
        let price = deal.price();
        let settled = match request {
            Request::Release { settlement, .. } => Some(*settlement),
            _ => None,
        };
        if let Some(s) = settled.filter(|_| executed.is_some_and(|day| days.contains(&day))) {
            let sum = if s.forfeit > Fen::ZERO { &mut forfeits } else { &mut refunds };
            sum.units += 1;
            sum.price = sum.price + price;
            sum.kept = sum.kept + s.forfeit;
            sum.back = sum.back + s.refund;
            sum.on_top = sum.on_top + s.on_top;
        }
        let (before, after) = sides(desk, &deal, request, sight, lang)?;
        let fen = |of: Option<Fen>| of.map(plain).unwrap_or_default();
        let cause = match request {
            Request::Release { cause, .. } => cause.text().get(lang),
            _ => "",
        };
        list.rows.push(vec![
            id.to_string(),
            app.at.local(tz_min).to_string(),
            executed.map(|day| day.to_string()).unwrap_or_default(),
            request.kind().text().get(lang).to_owned(),
            number.to_string(),
            app.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
            names_of(desk, &deal, sight)?.join(", "),
            before,
            after,
            cause.to_owned(),
            String::new(),
            plain(price),
            fen(settled.map(|s| s.forfeit)),
            fen(settled.map(|s| s.refund)),
            fen(settled.map(|s| s.on_top)),
            app.state().text().get(lang).to_owned(),
            names.staff(app.by).unwrap_or_default().to_owned(),
            app.reason.clone(),
        ]);
    }
    for (text, sum) in [(words::SUM_REFUNDS, refunds), (words::SUM_FORFEITS, forfeits)] {
        let mut row = vec![String::new(); HEADINGS.len()];
        text.get(lang).clone_into(&mut row[3]);
        row[10] = sum.units.to_string();
        for (at, fen) in [(11, sum.price), (12, sum.kept), (13, sum.back), (14, sum.on_top)] {
            row[at] = plain(fen);
        }
        list.rows.push(row);
    }
    Ok(list)
}

const HEADINGS: &[(Text, bool)] = &[
    (sale::F_APPLICATION, false),
    (listed::H_MADE, false),
    (words::H_CARRIED_OUT, false),
    (listed::H_WHAT, false),
    (forms::DEAL_NO, false),
    (shell::H_UNIT, false),
    (listed::H_BUYERS, false),
    (words::H_BEFORE, false),
    (words::H_AFTER, false),
    (change::F_CAUSE, false),
    (words::H_UNITS, true),
    (listed::H_PRICE, true),
    (words::H_KEPT, true),
    (words::H_BACK, true),
    (words::H_ON_TOP, true),
    (listed::H_STANDING, false),
    (listed::H_ASKED_BY, false),
    (listed::H_NOTE, false),
];

/// What an application asks for, where it changes or ends a subscription.
fn change_of(app: &Application) -> Option<(&Request, DealId)> {
    let request = app.request.as_ref()?;
    match request {
        Request::Subscription { .. } | Request::Discount { .. } => None,
        _ => Some((request, app.deal?)),
    }
}

/// What was, and what is to be.
fn sides(
    desk: &Desk,
    deal: &Deal,
    request: &Request,
    sight: Option<Sight>,
    lang: Lang,
) -> Result<(String, String), StoreError> {
    Ok(match request {
        Request::Extension { from, to, .. } => (from.to_string(), to.to_string()),
        Request::Swap { to, to_unit, .. } => {
            (deal.unit.as_ref().map(ToString::to_string).unwrap_or_default(), format!("{to_unit} {to}"))
        }
        Request::Plan { before, make_up, plan, .. } => {
            (before.to_string(), format!("{} {}", plan.kind().text().get(lang), make_up.deal))
        }
        Request::Buyers { buyers, .. } => {
            let mut after = Vec::new();
            for buyer in buyers {
                let row = crate::paper::sale::now(desk, buyer.guest)?;
                after.push(crate::paper::sale::called(row.as_ref(), buyer.guest, sight));
            }
            (String::new(), after.join(", "))
        }
        _ => (String::new(), String::new()),
    })
}

/// Everybody whom the list of these days would name.
///
/// # Errors
/// What the store says.
pub fn people(desk: &Desk, (from, to): (Day, Day)) -> Result<Vec<crate::desk::GuestRow>, StoreError> {
    let (_, tz_min) = desk.now();
    let mut rows = Vec::new();
    for (_, app) in desk.applications(Which::All)? {
        let Some((request, number)) = change_of(&app) else { continue };
        let on = |at| (from..=to).contains(&Day::of(at, tz_min));
        if !on(app.at) && !app.executed.is_some_and(on) {
            continue;
        }
        if let Some(deal) = desk.deal(number)? {
            rows.extend(crate::paper::sale::people_of(desk, &deal)?);
        }
        if let Request::Buyers { buyers, .. } = request {
            for buyer in buyers {
                rows.extend(crate::paper::sale::now(desk, buyer.guest)?);
            }
        }
    }
    Ok(rows)
}
