//! Deals, receipts and applications as lists that leave the program (RULES 3.3).

use super::list::{deals_begun, names_of, standing};
use super::{Sight, called, now};
use crate::desk::{Desk, Names, StoreError, Which};
use crate::domain::day::Day;
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::staff::StaffId;
use crate::text::{Lang, Text, forms, guest as guest_words, listed as words, sale, shell};

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
