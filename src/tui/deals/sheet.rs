//! A deal in words: the steps and whose turn it is, price, plan, buyers, account, papers, what happened. Read when the
//! cursor moves or the file changes, never while drawing.

use super::super::App;
use super::super::guests::Tone;
use super::doing::left_in_words;
use crate::desk::{Names, StoreError, event_in_words};
use crate::domain::deal::{Deal, DealId, Step, Terms};
use crate::domain::make_up::{Line, MakeUp};
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::paper::{Paper, PaperId, Place};
use crate::domain::pay_plan::PayPlan;
use crate::domain::permission::Role;
use crate::domain::receipt::Pocket;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Arg, Lang, Say, Text, deals_tui as words, listed};

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// It is done.
    Done,
    /// It is next.
    Next,
    /// It comes later.
    Later,
}

/// A deal in words.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Number and unit.
    pub title: String,
    /// The steps in their order.
    pub steps: Vec<(Text, StepState)>,
    /// Whose turn it is, or how it ended.
    pub next: String,
    /// Everything else, a line each.
    pub lines: Vec<(String, Tone)>,
}

impl App {
    /// Puts a deal into words.
    pub(super) fn tell_deal(&self, id: DealId) -> Result<Told, StoreError> {
        let Some(deal) = self.desk.deal(id)? else { return Ok(Told::default()) };
        let names = self.desk.names()?;
        let teller = Teller { names: &names, lang: self.lang, now: self.now, tz_min: self.tz_min };
        let unit: Arg = deal.unit.as_ref().map_or_else(|| "".into(), Arg::from);
        let mut lines = vec![(
            teller.say(say!(words::WHOSE_DEAL, guest = deal.guest, who = deal.consultant)),
            Tone::Plain,
        )];
        teller.standing(&deal, &mut lines);
        if let Some(terms) = &deal.terms {
            teller.price(&deal, terms, &mut lines);
            teller.plan(&deal, terms, &mut lines);
            self.buyers_in_words(&teller, terms, &mut lines)?;
        }
        teller.account(&deal, &mut lines);
        teller.papers(&self.desk.papers_of(id)?, &mut lines);
        teller.title(words::TIMELINE, &mut lines);
        for event in self.desk.timeline(id)?.iter().rev() {
            let at = teller.time(Millis(event.wall));
            let what = teller.say(event_in_words(event)?);
            let people = [Some(event.actor), event.approver].into_iter().flatten();
            let people: Vec<&str> = people.filter_map(|who| names.staff(StaffId(who))).collect();
            lines.push((format!("{at}  {what}  {}", people.join(" ")).trim_end().to_owned(), Tone::Plain));
        }
        Ok(Told {
            title: teller.say(say!(words::DEAL_TITLE, deal = id, unit = unit)),
            steps: steps(&deal),
            next: self.whose_turn(id, &deal, &teller)?,
            lines,
        })
    }

    /// Whose turn it is, by role and by name.
    fn whose_turn(&self, id: DealId, deal: &Deal, teller: &Teller) -> Result<String, StoreError> {
        if let Some(end) = &deal.ended {
            return Ok(teller.say(say!(words::DEAL_ENDED, how = end.how.text(), reason = &end.reason)));
        }
        if let Some(change) = self.change_of(deal) {
            return Ok(teller.say(change.say()));
        }
        let Some(step) = deal.next_step() else {
            if let Some(next) = self.desk.left_of(id, deal)?.first() {
                return Ok(teller.say(left_in_words(next)));
            }
            let day = deal.sign_by.unwrap_or_default();
            return Ok(teller.say(say!(words::ALL_DONE, day = day)));
        };
        Ok(teller.say(self.next_in_words(step, Some(deal.consultant))?))
    }

    /// A step with the role that owns it and everybody who has that role.
    pub(super) fn next_in_words(&self, step: Step, consultant: Option<StaffId>) -> Result<Say, StoreError> {
        let (role, text) = (step.role(), step.text());
        let names: Vec<Arg> = if let Some(who) = consultant.filter(|_| role == Role::Consultant) {
            vec![who.into()]
        } else {
            let staff = self.desk.staff()?.into_iter();
            let fits = staff.filter(|row| row.staff.active && row.staff.roles.has(role));
            fits.take(4).map(|row| row.id.into()).collect()
        };
        Ok(if names.is_empty() {
            say!(words::NEXT_STEP, step = text, role = role.text())
        } else {
            say!(words::NEXT_STEP_WHO, step = text, role = role.text(), names = names)
        })
    }

    fn buyers_in_words(
        &self,
        teller: &Teller,
        terms: &Terms,
        lines: &mut Vec<(String, Tone)>,
    ) -> Result<(), StoreError> {
        teller.title(words::BUYERS, lines);
        for buyer in &terms.buyers {
            let file = self.desk.has_document(buyer.guest)?;
            let file = if file { words::BUYER_ON_FILE } else { words::BUYER_NO_FILE };
            let line = teller.say(say!(words::BUYER_LINE, guest = buyer.guest, share = buyer.share));
            let guardian = buyer.guardian.map(|guest| teller.say(say!(words::GUARDIAN, guest = guest)));
            let parts = [Some(line), Some(file.get(self.lang).to_owned()), guardian];
            lines.push((parts.into_iter().flatten().collect::<Vec<_>>().join("  "), Tone::Plain));
        }
        lines.push((teller.say(say!(words::LIMIT, limit = terms.limit.text())), Tone::Plain));
        Ok(())
    }
}

/// The steps in their order.
pub(super) fn steps(deal: &Deal) -> Vec<(Text, StepState)> {
    let next = deal.next_step();
    // A deposit that went back, or over to another subscription, was taken all the same.
    let went = |step| step == Step::Deposit && next != Some(step) && deal.is_done(Step::Stamp);
    let state = |step: Step| match (deal.is_done(step) || went(step), next == Some(step)) {
        (true, _) => StepState::Done,
        (_, true) => StepState::Next,
        _ => StepState::Later,
    };
    Step::ALL.iter().map(|step| (step.text(), state(*step))).collect()
}

/// Puts a deal into words.
struct Teller<'n, 's> {
    names: &'n Names<'s>,
    lang: Lang,
    now: Millis,
    tz_min: i32,
}

impl Teller<'_, '_> {
    fn say(&self, say: Say) -> String {
        self.names.fill(say).in_lang(self.lang)
    }

    fn time(&self, at: Millis) -> String {
        at.local(self.tz_min).brief(self.now)
    }

    fn title(&self, text: impl Into<Say>, lines: &mut Vec<(String, Tone)>) {
        lines.push((String::new(), Tone::Plain));
        lines.push((self.say(text.into()), Tone::Strong));
    }

    /// Since when, and what becomes due.
    fn standing(&self, deal: &Deal, lines: &mut Vec<(String, Tone)>) {
        lines.push((self.say(say!(words::SINCE, at = self.time(deal.since))), Tone::Plain));
        let waits = deal.is_live() && !deal.holds_money() && !deal.is_done(Step::Grid);
        if waits {
            let at = self.time(deal.expires);
            lines.push((self.say(say!(words::EXPIRES, at = at)), Tone::Alarm));
        }
        if let Some(day) = deal.sign_by.or(deal.terms.as_ref().map(|terms| terms.sign_by)) {
            lines.push((self.say(say!(words::SIGN_BY, day = day)), Tone::Plain));
        }
        let owed: Vec<Arg> = deal.papers_owed().into_iter().map(|paper| paper.text().into()).collect();
        if !owed.is_empty() {
            lines.push((self.say(say!(listed::D_PAPERS_OWED, papers = owed)), Tone::Plain));
        }
        if let Some(place) = &deal.archived_at {
            lines.push((self.say(say!(words::ARCHIVED_AT, place = place)), Tone::Plain));
        }
    }

    /// The price that holds now; discounts that were lost are struck out.
    fn price(&self, deal: &Deal, terms: &Terms, lines: &mut Vec<(String, Tone)>) {
        let Some(made) = deal.make_up() else { return };
        self.title(words::MAKE_UP, lines);
        for (text, amount) in make_up(&made, self.lang) {
            lines.push((format!("{text}  {amount}"), Tone::Plain));
        }
        for line in deal.lost_lines() {
            let (text, amount) = discount(line, self.lang);
            lines.push((format!("{text}  {amount}"), Tone::Struck));
        }
        lines.extend(deal.lost.iter().map(|lost| (self.say(lost.say()), Tone::Alarm)));
        let price = say!(words::PRICE_AND_SHARE, price = made.deal, share = made.share());
        lines.push((format!("{}  {}", words::DEAL_PRICE.get(self.lang), self.say(price)), Tone::Strong));
        lines.push((crate::domain::capital::capital(made.deal), Tone::Plain));
        if !terms.special.is_empty() {
            lines.push((self.say(say!(words::SPECIAL_TERMS, terms = &terms.special)), Tone::Plain));
        }
    }

    fn plan(&self, deal: &Deal, terms: &Terms, lines: &mut Vec<(String, Tone)>) {
        self.title(say!(words::PLAN, kind = terms.plan.kind().text()), lines);
        lines.extend(plan_rows(&terms.plan).into_iter().map(|say| (self.say(say), Tone::Plain)));
        lines.extend(deal.plan_warning().map(|say| (self.say(say), Tone::Alarm)));
    }

    /// The money: what is in, then every receipt; one that was taken back is struck out.
    fn account(&self, deal: &Deal, lines: &mut Vec<(String, Tone)>) {
        let paid = deal.account.paid();
        self.title(say!(words::ACCOUNT, paid = paid, deposit = deal.account.balance(Pocket::Deposit)), lines);
        let missing = deal.deposit_missing();
        if missing > Fen::ZERO && deal.is_live() && deal.settled.is_none() {
            lines.push(match deal.balance_by {
                Some(day) => (self.say(say!(words::MISSING_BY, missing = missing, day = day)), Tone::Alarm),
                None => (self.say(say!(words::MISSING, missing = missing)), Tone::Plain),
            });
        }
        if deal.account.postings.is_empty() {
            lines.push((words::NOTHING_PAID.get(self.lang).to_owned(), Tone::Faint));
        }
        for posting in &deal.account.postings {
            let what = posting.movement.say();
            let receipt = posting.receipt;
            let void = deal.account.is_void(receipt);
            let say = match posting.voids {
                Some(voids) => say!(words::RECEIPT_BACK, receipt = receipt, voids = voids, what = what),
                None if void => say!(words::RECEIPT_VOID, receipt = receipt, what = what),
                None => say!(words::RECEIPT, receipt = receipt, what = what),
            };
            lines.push((self.say(say), if void { Tone::Struck } else { Tone::Plain }));
        }
    }

    /// The numbered forms and where each copy is.
    fn papers(&self, papers: &[(PaperId, Paper)], lines: &mut Vec<(String, Tone)>) {
        if papers.is_empty() {
            return;
        }
        self.title(words::PAPERS, lines);
        for (id, paper) in papers {
            let state: Arg = match (&paper.void, paper.stamped) {
                (Some(reason), _) => say!(words::PAPER_VOID, reason = reason).into(),
                (None, Some(_)) => words::PAPER_STAMPED.into(),
                (None, None) => words::PAPER_DRAWN.into(),
            };
            let tone = if paper.void.is_some() { Tone::Struck } else { Tone::Plain };
            let line = say!(words::PAPER_LINE, paper = *id, kind = id.kind.text(), state = state);
            lines.push((self.say(line), tone));
            let copies = paper.copies.iter().enumerate();
            let copies = copies.map(|(at, place)| {
                self.say(say!(words::COPY_AT, copy = at + 1, place = place_in_words(place)))
            });
            lines.push((format!("  {}", copies.collect::<Vec<_>>().join("  ")), tone));
        }
    }
}

fn place_in_words(place: &Place) -> Arg {
    match place {
        Place::Drawn => words::PLACE_DRAWN.into(),
        Place::With(keeper) => keeper.text().into(),
        Place::Recalled => words::PLACE_RECALLED.into(),
        Place::Lost(statement) => say!(words::PLACE_LOST, statement = statement).into(),
    }
}

/// From the list price through the discounts, line by line: what, and how much.
pub fn make_up(made: &MakeUp, lang: Lang) -> Vec<(String, String)> {
    let list = say!(words::LIST_VERSION, total = made.list.quote.total, version = made.list.version);
    let mut lines = vec![(words::LIST_PRICE.get(lang).to_owned(), list.in_lang(lang))];
    lines.extend(made.lines.iter().map(|line| discount(line, lang)));
    if made.rounding != Fen::ZERO {
        lines.push((words::PRICE_ROUNDING.get(lang).to_owned(), made.rounding.to_string()));
    }
    lines
}

/// A discount: what and how, and how much.
fn discount(line: &Line, lang: Lang) -> (String, String) {
    let how = line.discount.method.say().in_lang(lang);
    (format!("{}  {how}", line.discount.name), format!("-{}", line.off))
}

/// The rows of the plan, then its loans.
pub fn plan_rows(plan: &PayPlan) -> Vec<Say> {
    let rows = plan.rows().iter();
    let rows =
        rows.map(|row| say!(words::PLAN_ROW, day = row.due, what = row.what.say(), amount = row.amount));
    let loans = plan.loans().iter().map(|loan| {
        say!(
            words::LOAN,
            amount = loan.principal(),
            years = loan.months() / 12,
            rate = loan.rate(),
            how = loan.how().text()
        )
    });
    rows.chain(loans).collect()
}
