//! The sales sheet 销售表, and deals, receipts and applications as lists to be exported (RULES 3.3).

use serde::Serialize;

use super::people::people_of;
use super::{LANG, Seller, Sight, called, now};
use crate::desk::{Desk, GuestRow, Names, StoreError, Which};
use crate::domain::area::Area;
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealId, Step};
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::staff::StaffId;
use crate::text::{Lang, Text, forms, guest as guest_words, listed as words, sale, shell};

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

/// A list that leaves the program: deals, receipts or applications.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// What the columns are called, and whether they hold numbers.
    pub headings: Vec<(Text, bool)>,
    /// A row each.
    pub rows: Vec<Vec<String>>,
}

/// Who may be named, and in which language.
#[derive(Clone, Copy)]
struct How<'a> {
    desk: &'a Desk,
    names: &'a Names<'a>,
    sight: Option<Sight<'a>>,
    lang: Lang,
}

impl How<'_> {
    fn staff(&self, id: StaffId) -> String {
        self.names.staff(id).unwrap_or_default().to_owned()
    }

    fn guest(&self, id: GuestId) -> Result<String, StoreError> {
        Ok(called(now(self.desk, id)?.as_ref(), id, self.sight))
    }

    fn say(&self, text: Text) -> String {
        text.get(self.lang).to_owned()
    }
}

/// Plain digits, for a spreadsheet: `1234.50`.
pub(in crate::paper) fn plain(fen: Fen) -> String {
    fen.to_string().replace(',', "")
}

impl List {
    /// Deals that were begun on these days.
    ///
    /// # Errors
    /// What the store says.
    pub fn deals(
        desk: &Desk,
        (from, to): (Day, Day),
        sight: Option<Sight>,
        lang: Lang,
    ) -> Result<Self, StoreError> {
        let names = desk.names()?;
        let how = How { desk, names: &names, sight, lang };
        let mut list = Self {
            headings: vec![
                (forms::DEAL_NO, false),
                (words::H_BEGUN, false),
                (shell::H_UNIT, false),
                (words::H_GROSS, true),
                (words::H_BUYERS, false),
                (words::H_LIST_TOTAL, true),
                (words::H_OFF, true),
                (words::H_UNIT_PRICE, true),
                (words::H_PRICE, true),
                (sale::F_PLAN, false),
                (sale::F_DEPOSIT, true),
                (words::H_PAID, true),
                (words::H_MISSING, true),
                (sale::F_SIGN_BY, false),
                (sale::F_PAPER, false),
                (guest_words::C_CONSULTANT, false),
                (words::H_STANDING, false),
                (words::H_NEXT_ROLE, false),
            ],
            rows: Vec::new(),
        };
        for (id, deal) in deals_begun(desk, from, to)? {
            let row = deal.unit.as_ref().map(|unit| desk.unit(unit)).transpose()?.flatten();
            let made = deal.make_up();
            let fen = |fen: Option<Fen>| fen.map(plain).unwrap_or_default();
            let terms = deal.terms.as_ref();
            list.rows.push(vec![
                id.to_string(),
                deal.since.local(deal.tz_min).to_string(),
                deal.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
                row.map(|row| row.unit.facts.gross_area.to_string()).unwrap_or_default(),
                names_of(desk, &deal, sight)?.join(", "),
                fen(made.as_ref().map(|made| made.list.quote.total)),
                fen(made.as_ref().map(|made| made.list.quote.total - made.deal)),
                fen(made.as_ref().and_then(|made| made.unit_price)),
                fen(terms.map(|_| deal.price())),
                terms.map(|terms| how.say(terms.plan.kind().text())).unwrap_or_default(),
                fen(terms.map(|terms| terms.deposit)),
                plain(deal.deposited()),
                fen(terms.map(|_| deal.deposit_missing())),
                terms.map(|terms| terms.sign_by.to_string()).unwrap_or_default(),
                deal.paper.map(|paper| paper.to_string()).unwrap_or_default(),
                how.staff(deal.consultant),
                how.say(standing(&deal)),
                deal.next_step().map(|step| how.say(step.role().text())).unwrap_or_default(),
            ]);
        }
        Ok(list)
    }

    /// Receipts in the books of these days.
    ///
    /// # Errors
    /// What the store says.
    pub fn receipts(
        desk: &Desk,
        (from, to): (Day, Day),
        sight: Option<Sight>,
        lang: Lang,
    ) -> Result<Self, StoreError> {
        let names = desk.names()?;
        let how = How { desk, names: &names, sight, lang };
        let mut list = Self {
            headings: vec![
                (sale::F_RECEIPT, false),
                (words::H_DAY, false),
                (forms::DEAL_NO, false),
                (shell::H_UNIT, false),
                (words::H_BUYERS, false),
                (words::H_FROM, false),
                (words::H_TO, false),
                (sale::F_AMOUNT, true),
                (sale::F_METHOD, false),
                (words::H_VOIDS, false),
                (words::H_VOIDED_BY, false),
                (words::H_WRITTEN_BY, false),
                (words::H_NOTE, false),
            ],
            rows: Vec::new(),
        };
        for (id, receipt) in desk.receipts()? {
            let Some(movement) = receipt.movement.filter(|_| (from..=to).contains(&receipt.day)) else {
                continue;
            };
            let deal = desk.deal(receipt.deal)?;
            let buyers = deal.as_ref().map(|deal| names_of(desk, deal, sight)).transpose()?;
            list.rows.push(vec![
                id.to_string(),
                receipt.day.to_string(),
                receipt.deal.to_string(),
                deal.and_then(|deal| deal.unit).map(|unit| unit.to_string()).unwrap_or_default(),
                buyers.unwrap_or_default().join(", "),
                how.say(movement.from.text()),
                how.say(movement.to.text()),
                plain(movement.amount),
                receipt.method.map(|method| how.say(method.text())).unwrap_or_default(),
                receipt.voids.map(|id| id.to_string()).unwrap_or_default(),
                receipt.voided_by.map(|id| id.to_string()).unwrap_or_default(),
                how.staff(receipt.by),
                receipt.note,
            ]);
        }
        Ok(list)
    }

    /// Applications that were made on these days.
    ///
    /// # Errors
    /// What the store says.
    pub fn applications(
        desk: &Desk,
        (from, to): (Day, Day),
        sight: Option<Sight>,
        lang: Lang,
    ) -> Result<Self, StoreError> {
        let names = desk.names()?;
        let how = How { desk, names: &names, sight, lang };
        let (_, tz_min) = desk.now();
        let mut list = Self {
            headings: vec![
                (sale::F_APPLICATION, false),
                (words::H_MADE, false),
                (words::H_WHAT, false),
                (shell::H_UNIT, false),
                (forms::DEAL_NO, false),
                (shell::H_GUEST, false),
                (words::H_ASKS, false),
                (words::H_ASKED_BY, false),
                (words::H_STANDING, false),
                (words::H_NEXT_ROLE, false),
                (words::H_DECIDED, false),
                (words::H_NOTE, false),
            ],
            rows: Vec::new(),
        };
        let mut all = desk.applications(Which::All)?;
        all.retain(|(_, app)| (from..=to).contains(&Day::of(app.at, tz_min)));
        all.sort_by_key(|(id, _)| *id);
        for (id, app) in all {
            let decided = app.decided.iter().map(|d| {
                format!(
                    "{} {}: {} {}",
                    how.say(d.role.text()),
                    how.staff(d.who),
                    how.say(d.decision.text()),
                    d.reason
                )
                .trim_end()
                .to_owned()
            });
            list.rows.push(vec![
                id.to_string(),
                app.at.local(tz_min).to_string(),
                app.request.as_ref().map(|r| how.say(r.kind().text())).unwrap_or_default(),
                app.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
                app.deal.map(|deal| deal.to_string()).unwrap_or_default(),
                how.guest(app.guest)?,
                app.request.as_ref().map(|r| names.fill(r.say()).in_lang(lang)).unwrap_or_default(),
                how.staff(app.by),
                how.say(app.state().text()),
                app.waits_for().map(|role| how.say(role.text())).unwrap_or_default(),
                decided.collect::<Vec<_>>().join("; "),
                app.reason.clone(),
            ]);
        }
        Ok(list)
    }
}
