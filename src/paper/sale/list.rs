//! The sales sheet 销售表 (RULES 3.3).

use serde::Serialize;

use super::people::people_of;
use super::{LANG, Seller, Sight, called, now};
use crate::desk::{Desk, GuestRow, StoreError, Which};
use crate::domain::area::Area;
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealId, Step};
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::text::{Text, listed as words};

/// The sales sheet of some days.
#[derive(Debug, Clone, Serialize)]
pub struct Sales {
    from: String,
    to: String,
    seller: Seller,
    masked: bool,
    lines: Vec<Line>,
    subscribed: Sum,
    running: Sum,
    ended: Sum,
}

/// A deal.
#[derive(Debug, Clone, Serialize)]
struct Line {
    deal: String,
    day: String,
    unit: String,
    layout: String,
    gross: String,
    buyers: String,
    list: String,
    off: String,
    share: String,
    unit_price: String,
    price: String,
    plan: &'static str,
    deposit: String,
    paid: String,
    sign_by: String,
    consultant: String,
    state: &'static str,
    over: bool,
}

/// A sum of deals.
#[derive(Debug, Clone, Default, Serialize)]
struct Sum {
    deals: usize,
    gross: String,
    price: String,
    paid: String,
    #[serde(skip)]
    area: Area,
    #[serde(skip)]
    money: (Fen, Fen),
}

impl Sum {
    fn add(&mut self, area: Area, price: Fen, paid: Fen) {
        self.deals += 1;
        self.area = Area(self.area.0 + area.0);
        self.money = (self.money.0 + price, self.money.1 + paid);
        self.gross = self.area.to_string();
        self.price = self.money.0.to_string();
        self.paid = self.money.1.to_string();
    }
}

/// The deals that were begun on these days, in order.
///
/// # Errors
/// What the store says.
pub fn deals_begun(desk: &Desk, from: Day, to: Day) -> Result<Vec<(DealId, Deal)>, StoreError> {
    let mut deals = desk.deals(Which::All)?;
    deals.retain(|(_, deal)| (from..=to).contains(&Day::of(deal.since, deal.tz_min)));
    deals.sort_by_key(|(id, _)| *id);
    Ok(deals)
}

/// Everybody whom an exported list of these days would name: of `deals`, `receipts` or `applications`.
///
/// # Errors
/// What the store says.
pub fn people_between(desk: &Desk, what: &str, (from, to): (Day, Day)) -> Result<Vec<GuestRow>, StoreError> {
    let (_, tz_min) = desk.now();
    let mut rows = Vec::new();
    match what {
        "applications" => {
            let all = desk.applications(Which::All)?;
            for (_, app) in all.iter().filter(|(_, app)| (from..=to).contains(&Day::of(app.at, tz_min))) {
                rows.extend(now(desk, app.guest)?);
            }
        }
        "receipts" => {
            let all = desk.receipts()?;
            for (_, receipt) in all.iter().filter(|(_, receipt)| (from..=to).contains(&receipt.day)) {
                if let Some(deal) = desk.deal(receipt.deal)? {
                    rows.extend(people_of(desk, &deal)?);
                }
            }
        }
        _ => {
            for (_, deal) in deals_begun(desk, from, to)? {
                rows.extend(people_of(desk, &deal)?);
            }
        }
    }
    Ok(rows)
}

/// Where a deal stands: how it ended, subscribed, or the step that is next.
pub fn standing(deal: &Deal) -> Text {
    match (&deal.ended, deal.next_step()) {
        (Some(end), _) => end.how.text(),
        (None, _) if deal.is_done(Step::Grid) => words::SUBSCRIBED,
        (None, Some(step)) => step.text(),
        (None, None) => words::SUBSCRIBED,
    }
}

/// The buyers' names, first to last.
pub(in crate::paper) fn names_of(
    desk: &Desk,
    deal: &Deal,
    sight: Option<Sight>,
) -> Result<Vec<String>, StoreError> {
    let ids: Vec<GuestId> = match &deal.terms {
        Some(terms) => terms.buyers.iter().map(|buyer| buyer.guest).collect(),
        None => vec![deal.guest],
    };
    ids.into_iter().map(|id| Ok(called(now(desk, id)?.as_ref(), id, sight))).collect()
}

/// The sales sheet 销售表: every deal that was begun on these days.
///
/// # Errors
/// What the store says.
pub fn sales(
    desk: &Desk,
    (from, to): (Day, Day),
    sight: Option<Sight>,
    seller: &Seller,
) -> Result<Sales, StoreError> {
    let names = desk.names()?;
    let zero = || Sum {
        gross: Area::default().to_string(),
        price: Fen::ZERO.to_string(),
        paid: Fen::ZERO.to_string(),
        ..Sum::default()
    };
    let (mut subscribed, mut running, mut ended) = (zero(), zero(), zero());
    let mut lines = Vec::new();
    for (id, deal) in deals_begun(desk, from, to)? {
        let row = deal.unit.as_ref().map(|unit| desk.unit(unit)).transpose()?.flatten();
        let facts = row.map(|row| row.unit.facts);
        let area = facts.as_ref().map(|facts| facts.gross_area).unwrap_or_default();
        let price = deal.price();
        let paid = deal.deposited();
        let sum = match (&deal.ended, deal.is_done(Step::Grid)) {
            (Some(_), _) => &mut ended,
            (None, true) => &mut subscribed,
            (None, false) => &mut running,
        };
        sum.add(area, price, paid);
        let terms = deal.terms.as_ref();
        let made = deal.make_up();
        let fen = |fen: Option<Fen>| fen.map(|fen| fen.to_string()).unwrap_or_default();
        lines.push(Line {
            deal: id.to_string(),
            day: Day::of(deal.since, deal.tz_min).to_string(),
            unit: deal.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
            layout: facts.and_then(|facts| facts.layout).unwrap_or_default(),
            gross: area.to_string(),
            buyers: names_of(desk, &deal, sight)?.join(", "),
            list: fen(made.as_ref().map(|made| made.list.quote.total)),
            off: fen(made.as_ref().map(|made| made.list.quote.total - made.deal)),
            share: made.as_ref().map(|made| made.share().to_string()).unwrap_or_default(),
            unit_price: fen(made.as_ref().and_then(|made| made.unit_price)),
            price: fen(terms.map(|_| deal.price())),
            plan: terms.map(|terms| terms.plan.kind().text().get(LANG)).unwrap_or_default(),
            deposit: fen(terms.map(|terms| terms.deposit)),
            paid: paid.to_string(),
            sign_by: terms.map(|terms| terms.sign_by.to_string()).unwrap_or_default(),
            consultant: names.staff(deal.consultant).unwrap_or_default().to_owned(),
            state: standing(&deal).get(LANG),
            over: deal.ended.is_some(),
        });
    }
    Ok(Sales {
        from: from.to_string(),
        to: to.to_string(),
        seller: seller.clone(),
        masked: sight.is_none(),
        lines,
        subscribed,
        running,
        ended,
    })
}
