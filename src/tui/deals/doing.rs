//! The one next step of a deal, and any action with the deal filled in.

use super::super::App;
use super::super::app::Screen;
use super::super::form::Form;
use super::super::window::{Entry, Window};
use crate::desk::{ACTIONS, Action, Kind};
use crate::domain::deal::{Deal, DealId, Step};
use crate::domain::guest::GuestId;
use crate::say;
use crate::text::deals_tui as words;

/// What people mostly do with a deal, in this order.
pub const OF_DEALS: &[&str] = &[
    "deal.enter",
    "deal.sign",
    "application.approve",
    "deal.confirm",
    "deal.receive",
    "deal.stamp",
    "deal.file",
    "deal.subscribe",
    "deal.archive",
    "deal.papers",
    "guest.identify",
    "deal.exchange",
    "deal.balance",
    "receipt.void",
    "deal.withdraw",
    "discount.special",
    "application.return",
    "application.refuse",
    "application.withdraw",
    "paper.hand",
    "paper.recall",
    "paper.lose",
];

/// What people mostly do with what waits for a decision.
pub const OF_APPROVALS: &[&str] =
    &["application.approve", "application.return", "application.refuse", "application.withdraw"];

impl App {
    /// Enter: the one next step of the deal that is looked at.
    pub(in super::super) fn next_step(&mut self) {
        if !self.at_the_desk(Self::next_step) {
            return;
        }
        let Some(id) = self.deal_here() else { return self.warn(words::NO_DEAL_HERE) };
        let Ok(Some(deal)) = self.desk.deal(id) else { return self.warn(words::NO_DEAL_HERE) };
        let step = deal.next_step();
        // A refused or expired one is filled again from what was typed.
        let Some(step) = step else {
            if deal.wants_exchange() {
                return self.about_deal("deal.exchange");
            }
            return self.warn(say!(words::NO_STEP_LEFT, deal = id));
        };
        if matches!(step, Step::Hold | Step::Fill) {
            return self.open_entry(deal.unit.as_ref());
        }
        self.about_deal(step.action());
    }

    /// Opens the form of an action with the deal filled in; where whoever is at the desk may not, that is said, and
    /// whose it is.
    fn about_deal(&mut self, id: &str) {
        let Some(action) = ACTIONS.find(id) else { return };
        if let Some(why) = self.why_not(Entry::Action(action)) {
            return self.warn(why);
        }
        let mut form = Form::act(action, "", "");
        self.fill_deal(&mut form);
        self.restore_draft(&mut form);
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Fills in what the deal that is looked at says.
    pub(in super::super) fn fill_deal(&self, form: &mut Form) {
        let Some(id) = self.deal_here() else { return };
        let Ok(Some(deal)) = self.desk.deal(id) else { return };
        let unit = deal.unit.as_ref().map(ToString::to_string).unwrap_or_default();
        let fields: Vec<(&'static str, Kind)> =
            form.lines.iter().map(|line| (line.field.name, line.field.kind)).collect();
        for (name, kind) in fields {
            match kind {
                Kind::Deal => form.preset(name, &id.to_string(), self.deal_gloss(&deal)),
                Kind::Unit => form.preset(name, &unit, String::new()),
                Kind::Guest => {
                    let masked = self.desk.names().map(|names| names.guest(deal.guest)).unwrap_or_default();
                    form.preset(name, &format!("#{}", deal.guest.0), masked);
                }
                Kind::Application => {
                    let app = self.approvals_here().or(deal.application);
                    if let Some(app) = app {
                        form.preset(name, &app.to_string(), self.deal_gloss(&deal));
                    }
                }
                Kind::Paper => {
                    if let Some(paper) = deal.paper {
                        form.preset(name, &paper.to_string(), String::new());
                    }
                }
                Kind::Receipt => {
                    let open = deal.account.postings.iter().rev();
                    let open = open.filter(|p| p.voids.is_none() && !deal.account.is_void(p.receipt));
                    if let [only] = open.collect::<Vec<_>>().as_slice() {
                        form.preset(name, &only.receipt.to_string(), only.movement.say().in_lang(self.lang));
                    }
                }
                _ => {}
            }
        }
        // What is taken next stands there in grey.
        if let Some(line) = form.lines.iter_mut().find(|line| line.field.name == "amount") {
            line.ghost = deal.deposit_due().to_string();
        }
        form.focus_on_open();
        form.about(&id.to_string());
    }

    fn approvals_here(&self) -> Option<crate::domain::application::AppId> {
        let here = (self.screen == Screen::Approvals).then(|| self.approvals.here()).flatten();
        here.map(|row| row.id)
    }

    /// What a deal is about, beside its number: `3-1-1203 张* 王磊`.
    pub(in super::super) fn deal_gloss(&self, deal: &Deal) -> String {
        let Ok(names) = self.desk.names() else { return String::new() };
        let guest: GuestId = deal.guest;
        let parts = [
            deal.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
            names.guest(guest),
            names.staff(deal.consultant).unwrap_or_default().to_owned(),
            deal.next_step().map(|step| step.text().get(self.lang).to_owned()).unwrap_or_default(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    }

    /// What follows on the screen from an action that was done.
    pub(in super::super) fn follow_deal(&mut self, action: &Action, created: Option<&str>) {
        if action.id == crate::desk::deal::ENTER_ID
            && let Some(id) = created.and_then(DealId::parse)
        {
            self.show_deal(id);
        }
    }
}
