//! The one next step of a deal, and any action with the deal filled in.

use super::super::App;
use super::super::app::{Person, Screen};
use super::super::form::Form;
use super::super::window::{Entry, Window};
use crate::desk::{ACTIONS, Action, Kind, StoreError};
use crate::domain::alert::{Next, of_application};
use crate::domain::application::{AppId, Application};
use crate::domain::deal::{Deal, DealId, Outcome, Step};
use crate::domain::flow::FLOWS;
use crate::domain::guest::GuestId;
use crate::domain::permission::Role;
use crate::say;
use crate::text::{Say, deals_tui as words};

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
    "deal.pay_plan",
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

/// An application that runs for a deal, with its one next step.
pub(super) struct Change {
    /// Its number.
    id: AppId,
    app: Application,
    /// What is next.
    pub(super) next: Next,
    /// Whose step that is.
    pub(super) whose: Option<Role>,
}

impl Change {
    /// What is next, beside a column that says whose it is.
    pub(super) fn briefly(&self) -> Say {
        let kind = self.app.request.as_ref().map(|request| request.kind().text());
        match (self.app.waits_for(), kind) {
            (Some(_), Some(kind)) => say!(words::DECISION_ABOUT, kind = kind),
            _ => self.next.text.clone(),
        }
    }

    /// Whom it waits for, and for what.
    pub(super) fn say(&self) -> Say {
        let kind = self.app.request.as_ref().map(|request| request.kind().text());
        match (self.app.waits_for(), kind, self.whose) {
            (Some(role), Some(kind), _) => {
                say!(words::WAITS_FOR_DECISION, role = role.text(), application = self.id, kind = kind)
            }
            (_, _, Some(role)) => say!(words::NEXT_STEP, step = self.next.text.clone(), role = role.text()),
            _ => self.next.text.clone(),
        }
    }
}

/// What is left of a deal, and whose it is.
pub(super) fn left_in_words(next: &Next) -> Say {
    match carries_out(next.action) {
        Some(role) => say!(words::NEXT_STEP, step = next.text.clone(), role = role.text()),
        None => next.text.clone(),
    }
}

/// Whose step an action is in the flows.
pub(super) fn carries_out(action: &str) -> Option<Role> {
    let mut steps = FLOWS.iter().flat_map(|flow| flow.steps);
    steps.find(|step| step.action == Some(action)).and_then(|step| step.role)
}

impl App {
    /// Enter: the one next step of the deal that is looked at.
    pub(in super::super) fn next_step(&mut self) {
        if !self.at_the_desk(Self::next_step) {
            return;
        }
        let Some(id) = self.deal_here() else { return self.warn(words::NO_DEAL_HERE) };
        let Ok(Some(deal)) = self.desk.deal(id) else { return self.warn(words::NO_DEAL_HERE) };
        if let Some(change) = self.change_of(&deal) {
            return self.go_on_with(&change);
        }
        // A refused or expired one is filled again from what was typed.
        let Some(step) = deal.next_step() else { return self.what_is_left(id, &deal) };
        if matches!(step, Step::Hold | Step::Fill) {
            return self.open_entry(deal.unit.as_ref());
        }
        if self.is_not_for_me(step.action()) {
            let whose = self.next_in_words(step, Some(deal.consultant));
            return self.say_whose(whose);
        }
        // What the file lacks is asked for at once: the step itself would only say so.
        if step == Step::File
            && let Ok(Some((guest, code))) = self.desk.file_gap(&deal)
        {
            return self.complete_file(guest, code);
        }
        self.about_deal(step.action(), None, None);
    }

    /// A deal without a step of its own to come: what is left of it that whoever is at the desk may do, else whose it is.
    fn what_is_left(&mut self, id: DealId, deal: &Deal) {
        let left = self.desk.left_of(id, deal).unwrap_or_default();
        let mine = left.iter().find(|next| !self.is_not_for_me(next.action));
        match (mine, left.first(), deal.sign_by.filter(|_| deal.is_live())) {
            (Some(next), ..) => self.about_deal(next.action, None, next.with.clone()),
            (None, Some(next), _) => self.say_whose(Ok(left_in_words(next))),
            (None, None, Some(day)) => self.tell(say!(words::ALL_DONE, day = day)),
            (None, None, None) => {
                let swapped = deal.ended.as_ref().is_some_and(|end| end.how == Outcome::Swapped);
                let key = super::super::command::key("screen.sale");
                self.warn(if swapped {
                    say!(words::NO_STEP_LEFT, deal = id)
                } else {
                    say!(words::NO_STEP_BUT_AGAIN, deal = id, key = key)
                });
            }
        }
    }

    /// The action of the one next step of the deal that is looked at: of everything that can be done it comes first.
    pub(in super::super) fn next_action(&self) -> Option<&'static str> {
        let id = self.deal_here()?;
        let deal = self.desk.deal(id).ok().flatten()?;
        let change = self.change_of(&deal).map(|change| change.next.action);
        let left = self.desk.left_of(id, &deal).ok().and_then(|left| left.first().map(|next| next.action));
        change.or_else(|| deal.next_step().map(Step::action)).or(left)
    }

    /// The step of an application that runs for a deal: its decision, or what was approved is carried out. What waits
    /// for a decision stops no step of the flow; what was approved comes before them: nothing more is handed out in the
    /// old names, or about what is being ended.
    pub(super) fn change_of(&self, deal: &Deal) -> Option<Change> {
        let id = deal.change.filter(|_| deal.is_live())?;
        let app = self.desk.application(id).ok().flatten()?;
        let waits = app.waits_for().is_some();
        if waits && deal.next_step().is_some_and(|step| step != Step::Deposit) {
            return None;
        }
        let next = self.desk.or_recall(of_application(id, &app)?, app.deal).ok()?;
        let whose = app.waits_for().or_else(|| carries_out(next.action));
        Some(Change { id, app, next, whose })
    }

    fn go_on_with(&mut self, change: &Change) {
        let mine = match change.app.waits_for() {
            Some(_) => self.decides(&change.app),
            None => !self.is_not_for_me(change.next.action),
        };
        if mine {
            return self.about_deal(change.next.action, Some(change.id), change.next.with.clone());
        }
        self.say_whose(Ok(change.say()));
    }

    /// Whether whoever is at the desk decides about an application now.
    pub(in super::super) fn decides(&self, app: &Application) -> bool {
        let decides = |me: &Person| self.desk.decides(app, me.session.staff, me.roles);
        self.person.as_ref().is_some_and(|me| decides(me).unwrap_or(false))
    }

    /// Whether the roles of whoever is at the desk have no part in an action.
    fn is_not_for_me(&self, action: &str) -> bool {
        let action = ACTIONS.find(action).filter(|_| self.writable().is_ok());
        action.is_some_and(|action| self.why_not(Entry::Action(action)).is_some())
    }

    /// Whose step it is, and how they come to the desk.
    fn say_whose(&mut self, whose: Result<Say, StoreError>) {
        let said = whose.ok().zip(self.desk.names().ok());
        let said = said.map(|(say, names)| names.fill(say).in_lang(self.lang));
        if let Some(next) = said {
            self.warn(say!(words::WHOSE_STEP, next = next, key = super::super::command::key("person")));
        }
    }

    /// Opens the form of an action with the deal filled in; where whoever is at the desk may not, that is said, and
    /// whose it is.
    fn about_deal(&mut self, id: &str, application: Option<AppId>, with: Option<(&'static str, String)>) {
        let Some(action) = ACTIONS.find(id) else { return };
        if let Some(why) = self.why_not(Entry::Action(action)) {
            return self.warn(why);
        }
        let mut form = Form::act(action, "", "");
        self.fill_deal(&mut form);
        if let Some((name, text)) = with.filter(|(name, _)| *name != "application") {
            form.preset(name, &text, String::new());
        }
        self.propose(&mut form, action);
        if let Some(app) = application {
            let gloss = self.deal_here().and_then(|id| self.desk.deal(id).ok().flatten());
            let gloss = gloss.map(|deal| self.deal_gloss(&deal)).unwrap_or_default();
            form.preset("application", &app.to_string(), gloss);
            form.about(&app.to_string());
        }
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
                // The second deal of a swap is another one.
                Kind::Deal if name == "deal" => form.preset(name, &id.to_string(), self.deal_gloss(&deal)),
                Kind::Unit => form.preset(name, &unit, String::new()),
                Kind::Guest => {
                    let masked = self.desk.names().map(|names| names.guest(deal.guest)).unwrap_or_default();
                    form.preset(name, &format!("#{}", deal.guest.0), masked);
                }
                Kind::Application if name == "application" => {
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
        if let Some(line) = form.named("amount") {
            line.ghost = deal.deposit_due().to_string();
        }
        form.focus_on_open();
        form.about(&id.to_string());
    }

    pub(super) fn approvals_here(&self) -> Option<AppId> {
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
