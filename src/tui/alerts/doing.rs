//! What each key does about a deadline: its one next step, an extension, a call that was made, a complaint.

use super::super::App;
use super::super::app::Screen;
use super::super::form::{Form, Purpose};
use super::super::widget::Scroll;
use super::super::window::{Entry, Window};
use crate::desk::alerts::Alert;
use crate::desk::deal::ENTER_ID;
use crate::desk::{ACTIONS, Kind};
use crate::domain::application::AppId;
use crate::domain::complaint::ComplaintId;
use crate::domain::deal::DealId;
use crate::text::{Say, alerts_tui as words, close};

/// What people mostly do with a deadline, in this order.
pub const OF_ALERTS: &[&str] = &[
    "deal.remind",
    "deal.extend",
    "deal.notice",
    "deal.delivered",
    "deal.release",
    "application.approve",
    "deal.put_off",
    "deal.settle",
    "paper.recall",
    "deal.reopen",
    "deal.receive",
    "deal.swap",
    "deal.buyers",
    "deal.pay_plan",
    "guest.follow_up",
    "guest.appointment_end",
    "unit.renew",
    "unit.give_back",
    "complaint.receive",
    "complaint.judge",
    "complaint.answer",
    "complaint.close",
    "day.carry",
    "day.explain",
    "day.close",
];

impl App {
    /// The deadline that is looked at, in the list or in the close of a day.
    pub(in super::super) fn alert_here(&self) -> Option<&Alert> {
        match self.screen {
            Screen::Alerts => self.alerts.here(),
            Screen::Close => self.closing.here().and_then(super::Task::alert),
            _ => None,
        }
    }

    /// The one next step in words: an application waits for somebody, unless whoever is at the desk decides about it.
    pub(super) fn alert_in_words(&self, alert: &Alert) -> Say {
        let next = alert.next.text.clone();
        if next.text != close::N_WAITS {
            return next;
        }
        let id = alert.next.with.as_ref().and_then(|(_, id)| AppId::parse(id));
        let app = id.and_then(|id| self.desk.application(id).ok().flatten());
        if app.is_some_and(|app| self.decides(&app)) { Say { text: close::N_DECIDE, ..next } } else { next }
    }

    /// What an application asks for, beside its number.
    fn application_in_words(&self, id: &str) -> String {
        let Some(Ok(Some(app))) = AppId::parse(id).map(|id| self.desk.application(id)) else {
            return String::new();
        };
        let (Some(request), Ok(names)) = (app.request, self.desk.names()) else { return String::new() };
        let unit = app.unit.map(|unit| unit.to_string()).unwrap_or_default();
        let who = names.staff(app.by).unwrap_or_default();
        let what = names.fill(request.say()).in_lang(self.lang);
        format!("{}  {unit}  {what}  {}  {who}", request.kind().text().get(self.lang), app.reason)
    }

    /// Enter: the one next step of the deadline.
    pub(in super::super) fn alert_next(&mut self) {
        if !self.at_the_desk(Self::alert_next) {
            return;
        }
        let Some(alert) = self.alert_here() else { return self.warn(words::NO_ALERT_HERE) };
        let (action, with, unit) = (alert.next.action, alert.next.with.clone(), alert.unit.clone());
        if action == ENTER_ID {
            return self.open_entry(unit.as_ref());
        }
        let mut given: Vec<(&str, String)> = with.into_iter().collect();
        if action == "deal.remind" {
            given.push(("how", "call".to_owned()));
        }
        self.about_alert(action, &given);
    }

    /// The buyer asks for a later day.
    pub(in super::super) fn alert_extend(&mut self) {
        if !self.at_the_desk(Self::alert_extend) {
            return;
        }
        let id = self.alert_here().and_then(|alert| alert.deal);
        let deal = id.and_then(|id| Some((id, self.desk.deal(id).ok()??)));
        // Nobody fills in what can only be refused.
        if let Some(Err(refusal)) = deal.map(|(id, deal)| deal.subscribed(id)) {
            return self.warn(refusal.why);
        }
        self.about_its_deal("deal.extend", &[]);
    }

    /// A call to the buyer, whether they were reached or not.
    pub(in super::super) fn alert_call(&mut self) {
        if self.at_the_desk(Self::alert_call) {
            self.about_its_deal("deal.remind", &[("how", "call".to_owned())]);
        }
    }

    /// A complaint comes in.
    pub(in super::super) fn alert_complaint(&mut self) {
        if self.at_the_desk(Self::alert_complaint) {
            self.about_alert("complaint.receive", &[]);
        }
    }

    /// The whole of its deal.
    pub(in super::super) fn alert_deal(&mut self) {
        match self.alert_here().map(|alert| alert.deal) {
            Some(Some(deal)) => self.show_deal(deal),
            Some(None) => self.warn(words::NO_DEAL_HERE),
            None => self.warn(words::NO_ALERT_HERE),
        }
    }

    fn about_its_deal(&mut self, id: &str, given: &[(&str, String)]) {
        match self.alert_here().map(|alert| alert.deal.is_some()) {
            Some(true) => self.about_alert(id, given),
            Some(false) => self.warn(words::NO_DEAL_HERE),
            None => self.warn(words::NO_ALERT_HERE),
        }
    }

    /// Opens the form of an action with what the deadline is about filled in; where whoever is at the desk may not,
    /// that is said, and whose it is.
    pub(super) fn about_alert(&mut self, id: &str, given: &[(&str, String)]) {
        let Some(action) = ACTIONS.find(id) else { return };
        if let Some(why) = self.why_not(Entry::Action(action)) {
            return self.warn(why);
        }
        let mut form = Form::act(action, "", "");
        self.fill_alert(&mut form);
        for (name, text) in given {
            let is_application = form
                .lines
                .iter()
                .any(|line| line.field.name == *name && matches!(line.field.kind, Kind::Application));
            let gloss = if is_application { self.application_in_words(text) } else { String::new() };
            form.preset(name, text, gloss);
        }
        form.focus_on_open();
        self.propose(&mut form, action);
        self.restore_draft(&mut form);
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Fills in what the deadline says: its deal, unit, guest, complaint.
    pub(in super::super) fn fill_alert(&self, form: &mut Form) {
        let Some(alert) = self.alert_here() else { return };
        // A complaint comes from anybody, not from whose deadline happens to be chosen.
        if matches!(form.purpose, Purpose::Act(action) if action.id == "complaint.receive") {
            return;
        }
        let guest = alert.guest.map(|guest| {
            let masked = self.desk.names().map(|names| names.guest(guest)).unwrap_or_default();
            (format!("#{}", guest.0), masked)
        });
        let unit = alert.unit.as_ref().map(ToString::to_string);
        let deal = alert.deal.and_then(|id| self.desk.deal(id).ok().flatten().map(|deal| (id, deal)));
        let fields: Vec<(&'static str, Kind)> =
            form.lines.iter().map(|line| (line.field.name, line.field.kind)).collect();
        for (name, kind) in fields {
            match kind {
                // The second deal of a swap is another one.
                Kind::Deal if name == "deal" => {
                    if let Some((id, deal)) = &deal {
                        form.preset(name, &id.to_string(), self.deal_gloss(deal));
                    }
                }
                Kind::Unit => form.preset(name, unit.as_deref().unwrap_or_default(), String::new()),
                Kind::Guest => {
                    if let Some((typed, masked)) = &guest {
                        form.preset(name, typed, masked.clone());
                    }
                }
                Kind::Complaint => {
                    if let Some(id) = alert.complaint {
                        let all = self.desk.complaints().unwrap_or_default();
                        let what = all.into_iter().find(|(other, _)| *other == id).map(|(_, c)| c.what);
                        form.preset(name, &id.to_string(), what.unwrap_or_default());
                    }
                }
                Kind::Application => {
                    let app = deal.as_ref().and_then(|(_, deal)| deal.change.or(deal.application));
                    if let Some(app) = app {
                        let app = app.to_string();
                        form.preset(name, &app, self.application_in_words(&app));
                    }
                }
                _ => {}
            }
        }
        if let Some((_, deal)) = &deal
            && let Some(line) = form.named("amount")
        {
            line.ghost = deal.deposit_due().to_string();
        }
        form.focus_on_open();
        form.about(&alert.due.stream);
    }

    /// The next step of a complaint; after the first answer no clock runs, and it is closed (RULES 1.7).
    fn go_on_with_complaint(&mut self, id: ComplaintId) {
        let all = self.desk.complaints().unwrap_or_default();
        let Some((_, complaint)) = all.into_iter().find(|(other, _)| *other == id) else { return };
        let step = match (complaint.department, complaint.answers.is_empty()) {
            (None, _) => "complaint.judge",
            (Some(_), true) => "complaint.answer",
            (Some(_), false) => "complaint.close",
        };
        self.about_alert(step, &[("complaint", id.to_string())]);
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.means_that("complaint", complaint.what);
        }
    }

    /// Opens what a case is: a deal by itself, a guest in the book, a unit on the grid.
    pub(super) fn open_case(&mut self, subject: &str) {
        self.windows.clear();
        if let Some(deal) = DealId::parse(subject).filter(|_| subject.starts_with("RG")) {
            return self.show_deal(deal);
        }
        if let Some(app) = self
            .desk
            .applications(crate::desk::Which::All)
            .ok()
            .and_then(|all| all.into_iter().find(|(id, _)| id.to_string() == subject).map(|(_, app)| app))
        {
            return match app.deal {
                Some(deal) => self.show_deal(deal),
                None => self.show(Screen::Approvals),
            };
        }
        if subject.starts_with('#') {
            self.guests.in_registers = false;
            self.guests.typed.set(subject);
            self.show(Screen::Guests);
            return self.search_guests();
        }
        if let Some(place) = self.grid.find(subject) {
            self.show(Screen::Grid);
            self.grid.at = place;
            self.windows.push(Window::Unit { scroll: Scroll::default() });
            return self.moved();
        }
        if let Some(id) = ComplaintId::parse(subject).filter(|_| subject.starts_with("TS")) {
            return self.go_on_with_complaint(id);
        }
        self.alerts.typed.set("");
        self.show(Screen::Alerts);
    }
}
