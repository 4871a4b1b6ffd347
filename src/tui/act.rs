//! Acting: what is sent, the second person's PIN. What comes of it: `answer.rs`.

use crate::desk::action::ASKS;
use crate::desk::{ACTIONS, Action, Approval, CommandId, Failure, Filled, Kind};
use crate::domain::permission::Role;
use crate::domain::person::Pii;
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::{Arg, tui as words};

use super::App;
use super::form::{Form, Line, Note, Purpose};
use super::import::Job;
use super::window::{Question, Then, Window};

impl App {
    /// Tab and the arrows in a form: among the offers, or from line to line.
    pub(super) fn form_down(&mut self) {
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        let last = form.offers.len().saturating_sub(1);
        match form.offer {
            _ if form.offers.is_empty() => form.move_focus(1),
            None => form.offer = Some(0),
            Some(at) => form.offer = Some((at + 1).min(last)),
        }
    }

    pub(super) fn form_up(&mut self) {
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        match form.offer {
            None => form.move_focus(-1),
            Some(at) => form.offer = at.checked_sub(1),
        }
    }

    pub(super) fn form_move(&mut self, by: i32) {
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        // What is said below the line has to be mended first.
        if by > 0 && (form.line().is_some_and(Line::seeks_in_vain) || form.names_again()) {
            return;
        }
        // As in a shell: Tab completes a path.
        let path = (by > 0 && form.seeks_a_file() && !form.offers.is_empty()).then_some(0);
        if let Some(at) = form.offer.or(form.only_offer()).or(path) {
            form.take_offer(at);
        }
        if by < 0 || self.name_is_known() {
            self.move_on(by);
        }
    }

    pub(super) fn move_on(&mut self, by: i32) {
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.move_focus(by);
        }
    }

    /// Nobody types a PIN under a name that nobody has, or whose PIN is not looked at now: that is said at the name.
    fn name_is_known(&mut self) -> bool {
        let Some(Window::Form(form)) = self.windows.last() else { return true };
        let asks = matches!(form.purpose, Purpose::SignIn | Purpose::Approve { .. });
        let Some(line) = form.line().filter(|line| asks && !line.is_secret()) else { return true };
        let name = line.text().trim();
        let known = if name.is_empty() { Ok(()) } else { self.desk.may_try_pin(name).map(drop) };
        known.map_err(|failure| self.complain(failure)).is_ok()
    }

    pub(super) fn form_clear(&mut self) {
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.clear();
        }
    }

    /// Enter: takes the offer, goes to the next line, at the end sends. With one offer only, it is the one meant.
    pub(super) fn form_enter(&mut self) {
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        if form.line().is_some_and(Line::seeks_in_vain) || form.names_again() {
            return;
        }
        let lang = self.lang;
        let typed = form.line().is_some_and(|line| !line.text().trim().is_empty());
        let exact = form.line().is_some_and(|line| form.offers.iter().any(|o| o.value == line.text().trim()));
        let only = form.only_offer();
        let file = form.line().is_some_and(|line| matches!(line.field.kind, Kind::PriceList));
        // Half a path is never sent: with one way to go on it is gone, of several one is chosen.
        let path = if form.seeks_a_file() { form.offers.len() } else { 0 };
        match form.offer.or(only).or((path == 1).then_some(0)) {
            Some(at) if form.offers.get(at).is_some_and(|offer| offer.is_new) => self.register_new(),
            Some(at) => {
                form.take_offer(at);
                // A folder is opened; a list is shown before anything is written, so that nobody presses twice.
                let at_once = form.at_the_end() && form.is_one_line_of_the_door();
                if (file && !form.seeks_a_file()) || at_once {
                    self.send();
                } else if !file && !form.at_the_end() && self.name_is_known() {
                    self.move_on(1);
                }
            }
            None if typed && !exact && form.offers.len() > 1 && !file => form.offer = Some(0),
            None if path > 1 => form.offer = Some(0),
            None if form.at_the_end() => self.send(),
            // Nobody is asked for a PIN whose name is missing.
            None if !typed && !matches!(form.purpose, Purpose::Act(_)) && form.line_is_needed() => {
                form.is_complete(lang);
            }
            None if self.name_is_known() => self.move_on(1),
            None => {}
        }
    }

    /// Whoever was typed into the focused field is nobody's guest yet: they are registered over the form, and then stand
    /// in it.
    fn register_new(&mut self) {
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        let Some(action) = ACTIONS.find("guest.add") else { return };
        let typed = form.line().map(|line| line.text().trim().to_owned()).unwrap_or_default();
        form.offer = None;
        let mut new = Form::act(action, "", "");
        new.draft = None;
        let is_phone = crate::domain::person::parse_phone(&typed).is_some();
        new.preset(if is_phone { "phone" } else { "name" }, &typed, String::new());
        new.focus_on_empty();
        self.windows.push(Window::Form(Box::new(new)));
    }

    /// Sends the form on top; what looks like a PIN in the wrong place is asked about first.
    pub(super) fn send(&mut self) {
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        if let Some(at) = form.offer.or(form.only_offer()) {
            form.take_offer(at);
        }
        if let Some(field) = form.pin_in_words()
            && match form.purpose {
                Purpose::Act(action) => form.fill(action, self.lang).is_some(),
                // The reason is logged.
                Purpose::Print(..) => form.is_complete(self.lang),
                _ => false,
            }
        {
            let text = say!(words::SURE_NO_PIN, field = field);
            self.windows.push(Window::Question(Question { text, yes: false, then: Then::Ask }));
            return;
        }
        self.ask_and_send();
    }

    /// Sends the form on top; what cannot be taken back is asked about first.
    pub(super) fn ask_and_send(&mut self) {
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        if let Purpose::Act(action) = form.purpose
            && ASKS.contains(&action.id)
        {
            // Asked only when it could be sent.
            if form.fill(action, self.lang).is_some() {
                let said =
                    form.lines.iter().filter(|line| !line.is_secret() && !line.text().trim().is_empty());
                let about: Vec<Arg> = said
                    .map(|line| {
                        let value = shortened(Form::shown(line, self.lang).trim());
                        let value = match (line.field.kind, self.grid.fitting(line.text().trim(), action)) {
                            (Kind::Units, Some(count)) => {
                                say!(words::SURE_UNITS, units = value, count = count).into()
                            }
                            _ => value,
                        };
                        say!(words::SURE_FIELD, field = line.field.text, value = value).into()
                    })
                    .collect();
                let text = say!(words::SURE, what = action.text, about = about);
                self.windows.push(Window::Question(Question { text, yes: false, then: Then::Send }));
            }
            return;
        }
        self.send_for_good();
    }

    /// Sends the form on top.
    pub(super) fn send_for_good(&mut self) {
        let lang = self.lang;
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        // The fields of an action are looked at when it is filled.
        if !matches!(form.purpose, Purpose::Act(_)) && !form.is_complete(lang) {
            return;
        }
        let (purpose, id) = (form.purpose.clone(), form.id);
        let pin = Pii::new(form.text("pin").to_owned());
        let sent = match purpose {
            Purpose::SignIn => {
                let name = form.text("name").to_owned();
                self.sign_in(&name, &pin)
            }
            Purpose::Unlock { .. } => self.unlock(&pin),
            Purpose::Filter => self.set_filter(),
            Purpose::AlertFilter => self.set_alert_filter(),
            Purpose::AsOf => self.ask_for_the_past(),
            Purpose::Print(about, paper) => self.send_to_print(about, paper),
            Purpose::Act(action) => self.send_action(action, id),
            Purpose::Approve { action, filled, id, .. } => {
                let name = form.text("name").to_owned();
                self.send_approval(action, &filled, id, &name, &pin)
            }
            // Before there is a project there is no desk: the first run sends this one itself.
            Purpose::Found => Ok(()),
        };
        if let Err(failure) = sent {
            self.complain(failure);
        }
    }

    /// Says what is wrong, in the form on top where there is one.
    pub(super) fn complain(&mut self, failure: Failure) {
        let lang = self.lang;
        // The PIN was changed, or they left and came back: they type it again, and nothing typed is lost.
        if matches!(&failure, Failure::Refused(refusal) if refusal.why.text == crate::text::people::SESSION_OVER)
        {
            return self.lock(crate::text::people::SESSION_OVER);
        }
        let already = self.who_is_in(&failure);
        let Some(Window::Form(form)) = self.windows.last_mut() else {
            return self.warn_of(&failure);
        };
        match failure {
            Failure::Refused(mut refusal) | Failure::Denied(mut refusal) => {
                if matches!(form.purpose, Purpose::SignIn | Purpose::Approve { .. }) {
                    // Whoever is not there, or several: it is the name that has to change.
                    refusal.field = refusal.field.or(Some("name"));
                    // Nobody is called so: it was a PIN, and is neither said nor shown again.
                    if refusal.why.text == crate::text::people::NOBODY_CALLED && form.forget_pin_as_name() {
                        refusal = Refusal::new("DESIGN 5", words::PIN_AS_NAME).at("name");
                    }
                }
                if let Some(already) = already {
                    refusal = already;
                }
                form.complain(&refusal, lang);
            }
            other => form.note = Some(Note::Wrong(other.in_words(lang))),
        }
        form.forget_pins();
    }

    fn send_action(&mut self, action: &'static Action, id: CommandId) -> Result<(), Failure> {
        let lang = self.lang;
        let Some(Window::Form(form)) = self.windows.last_mut() else { return Ok(()) };
        let Some(filled) = form.fill(action, lang) else { return Ok(()) };
        // A price list is looked at before it is taken in.
        if let Some(line) = form.lines.iter().find(|line| matches!(line.field.kind, Kind::PriceList)) {
            if line.text().trim().is_empty() {
                form.is_complete(lang);
                return Ok(());
            }
            self.job = Some(Job::Read(line.text().trim().into()));
            self.tell(crate::text::shell::READING);
            return Ok(());
        }
        self.try_to(action, &filled, None, id)
    }

    fn send_approval(
        &mut self,
        action: &'static Action,
        filled: &Filled,
        id: CommandId,
        name: &str,
        pin: &Pii<String>,
    ) -> Result<(), Failure> {
        let approval = self.desk.approve(name, pin, action, filled, id)?;
        // Whatever the action is refused for is mended in its own form below, where nothing typed is lost.
        self.windows.pop();
        self.try_to(action, filled, Some(approval), id)
    }

    /// Does an action; where another person's PIN is needed, asks for it.
    pub(super) fn try_to(
        &mut self,
        action: &'static Action,
        filled: &Filled,
        approval: Option<Approval>,
        id: CommandId,
    ) -> Result<(), Failure> {
        let Some(person) = self.person.clone() else {
            self.change_person();
            return Ok(());
        };
        self.writable().map_err(|why| Refusal::new("DESIGN 5", why))?;
        match self.desk.act(&person.session, action, filled, approval, id) {
            Ok(done) => {
                self.done(action, filled, done);
                self.reload_later();
                self.go_on(action.id);
                Ok(())
            }
            Err(Failure::NeedsApproval(roles)) => {
                self.ask_for_approval(action, filled, id, roles);
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    pub(super) fn ask_for_approval(
        &mut self,
        action: &'static Action,
        filled: &Filled,
        id: CommandId,
        roles: Vec<Role>,
    ) {
        let why = Failure::NeedsApproval(roles.clone()).in_words(self.lang);
        let likely = self.who_agrees(action).or_else(|| self.likely_approver(&roles));
        let mut form = Form::approve(action, filled.clone(), id, roles);
        if let Some(name) = likely {
            form.means(&name);
        }
        form.note = Some(Note::Hint(why));
        self.windows.push(Window::Form(Box::new(form)));
    }
}

/// The first few of many units, and how many there are.
pub(super) fn shortened(units: &str) -> Arg {
    let named: Vec<&str> = units.split(',').collect();
    match named.get(..4) {
        Some(first) if named.len() > 4 => {
            say!(words::AND_MORE, first = first.join(", "), count = named.len()).into()
        }
        _ => named.join(", ").into(),
    }
}
