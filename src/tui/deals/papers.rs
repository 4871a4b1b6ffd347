//! Printing the forms of a deal 打印 (RULES 3.1): the one that the flow comes to next is offered. It is printed in full
//! for whoever may see the buyers, and the log says why; without a reason names and documents are masked.

use super::super::App;
use super::super::form::{Form, Note};
use super::super::run::{About, Print};
use super::super::window::Window;
use crate::desk::Failure;
use crate::domain::application::Request;
use crate::domain::choice::Choice;
use crate::domain::deal::{Deal, Step};
use crate::domain::money::Fen;
use crate::domain::paper::PaperKind;
use crate::domain::permission::Role;
use crate::domain::receipt::Method;
use crate::domain::refusal::Refusal;
use crate::paper::Form as Paper;
use crate::text::{Text, deals_tui as words};

/// The forms of a subscription, in the order of its steps; then those of its changes, which the buyers sign as well.
const PAPERS: &[Paper] = &[
    Paper::PurchasePlan,
    Paper::Approval,
    Paper::Subscription,
    Paper::Interim,
    Paper::Receipt,
    Paper::Voucher,
    Paper::CustomerFile,
    Paper::HandOver,
    Paper::BuyersNotice,
    Paper::MortgageNotice,
    Paper::Commitment,
    Paper::SigningNotice,
    Paper::Extension,
    Paper::Rename,
    Paper::Replan,
    Paper::Swap,
    Paper::Release,
    Paper::Forfeit,
];

/// The same to choose from.
pub(in super::super) const CHOICES: &[Choice] = &{
    let mut all = [Choice { code: "", text: words::CMD_PRINT }; PAPERS.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = Choice { code: PAPERS[at].code(), text: PAPERS[at].text() };
        at += 1;
    }
    all
};

/// The form that the flow comes to next, or that the step just done is about.
fn next_paper(deal: &Deal) -> Paper {
    match deal.next_step() {
        Some(Step::Hold | Step::Fill | Step::Sign) => Paper::PurchasePlan,
        Some(Step::Review) => Paper::Approval,
        Some(Step::Confirm | Step::Deposit) if deal.paper.is_some_and(|p| p.kind == PaperKind::Interim) => {
            Paper::Interim
        }
        Some(Step::Confirm | Step::Deposit) => Paper::Subscription,
        Some(Step::Stamp) => Paper::Receipt,
        Some(Step::File | Step::Grid) => Paper::CustomerFile,
        Some(Step::Archive | Step::Papers) => Paper::HandOver,
        None => Paper::SigningNotice,
    }
}

/// The form of a change that is asked for; what else is asked for has none of its own.
pub(in super::super) fn of_request(request: &Request) -> Option<Paper> {
    Some(match request {
        Request::Extension { .. } => Paper::Extension,
        Request::Release { settlement, .. } if settlement.forfeit > Fen::ZERO => Paper::Forfeit,
        Request::Release { .. } => Paper::Release,
        Request::Swap { .. } => Paper::Swap,
        Request::Buyers { .. } => Paper::Rename,
        Request::Plan { .. } => Paper::Replan,
        Request::Subscription { .. } | Request::Discount { .. } => return None,
    })
}

impl App {
    /// Which form of the deal, and why in full.
    pub(in super::super) fn print_of_deal(&mut self) {
        if !self.at_the_desk(Self::print_of_deal) {
            return;
        }
        let Some(id) = self.deal_here() else { return self.warn(words::NO_DEAL_HERE) };
        let Ok(Some(deal)) = self.desk.deal(id) else { return self.warn(words::NO_DEAL_HERE) };
        // Among the approvals it is the application that is looked at.
        let asked = self.approvals_here().and_then(|app| self.paper_of_change(id, app));
        if let Some((paper, about)) = asked {
            return self.ask_why_in_full(Form::print(about, Some(paper)), words::PRINT_REASON);
        }
        // Finance prints the receipts that they write.
        let finance = self.person.as_ref().is_some_and(|me| me.roles.has(Role::Finance));
        let receipt = finance && !deal.account.postings.is_empty();
        let change = deal.change.and_then(|app| self.paper_of_change(id, app)).map(|(paper, _)| paper);
        let late = || if receipt { Paper::Receipt } else { next_paper(&deal) };
        let paper = self.paper_of_money(&deal).or(change).unwrap_or_else(late);
        let mut form = Form::print(About::Deal(id), None);
        form.preset("paper", paper.code(), String::new());
        self.ask_why_in_full(form, words::PRINT_REASON);
    }

    /// What is to be signed of the money that whoever is at the desk moved last: a voucher where a change was carried
    /// out, a receipt where it was paid back after that. While a change is open its form comes first.
    fn paper_of_money(&self, deal: &Deal) -> Option<Paper> {
        let me = self.person.as_ref().map(|me| me.session.staff);
        let last = deal.account.postings.last()?;
        let asked = deal.change.and_then(|app| self.desk.application(app).ok().flatten());
        if asked.is_some_and(|app| app.executed.is_none()) {
            return None;
        }
        let receipts = self.desk.receipts().unwrap_or_default();
        let (_, written) = receipts.iter().find(|(id, r)| *id == last.receipt && Some(r.by) == me)?;
        Some(if written.method == Some(Method::Voucher) { Paper::Voucher } else { Paper::Receipt })
    }

    /// Asks why a form is printed in full, with what is mostly the reason filled in.
    pub(in super::super) fn ask_why_in_full(&mut self, mut form: Form, reason: Text) {
        form.propose("reason", reason.get(self.lang));
        form.note = Some(Note::Hint(words::PRINT_HINT.get(self.lang).to_owned()));
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Hands the chosen form to whatever prints.
    pub(in super::super) fn send_to_print(
        &mut self,
        about: About,
        known: Option<Paper>,
    ) -> Result<(), Failure> {
        let Some(Window::Form(form)) = self.windows.last() else { return Ok(()) };
        let code = form.text("paper");
        let chosen = || PAPERS.iter().copied().find(|paper| paper.code() == code);
        let Some(paper) = known.or_else(chosen) else {
            return Err(Refusal::new("RULES 3.1", words::WHICH_PAPER).at("paper").into());
        };
        let reason = form.text("reason").trim().to_owned();
        self.windows.pop();
        self.print = Some(Print::Form { form: paper, about, reason });
        Ok(())
    }
}
