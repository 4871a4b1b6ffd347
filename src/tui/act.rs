//! Acting from the grid: who is at the desk, what can be done to the unit under the cursor, the second person's PIN.

use crate::desk::{ACTIONS, Action, Failure, Kind};
use crate::domain::permission::{Grant, grant};
use crate::domain::person::Pii;
use crate::say;
use crate::text::{Arg, Say, tui as words};

use super::App;
use super::app::Open;
use super::form::{Form, Purpose};
use super::term::Key;

impl App {
    /// F12: another person at the desk.
    pub(super) fn change_person(&mut self) {
        self.open = Open::Form(Box::new(Form::sign_in()));
    }

    /// F10: what can be done to the unit under the cursor. Somebody must be at the desk first.
    pub(super) fn open_menu(&mut self) {
        if self.current().is_none() {
            return;
        }
        if self.person.is_none() {
            self.toast = Some(words::SIGN_IN_FIRST.into());
            self.change_person();
            return;
        }
        let items = ACTIONS.iter().filter(|action| is_about_a_unit(action)).collect();
        self.open = Open::Menu { items, at: 0 };
    }

    /// Why a person may not even start an action; `None` where they may.
    pub(super) fn why_not(&self, action: &Action) -> Option<Say> {
        let (who, roles) = self.person.as_ref().map(|p| (p.name.clone(), p.roles))?;
        // Own use 自留 belongs to the leader although the action's own row does not: asking the desk tells.
        let other = crate::desk::action::EXCEPTIONS.iter().any(|(id, _)| *id == action.id);
        (grant(action.duty, roles) < Grant::Request && !other).then(|| {
            let roles: Vec<Arg> = roles.iter().map(|role| role.text().into()).collect();
            say!(words::MAY_NOT, who = who, roles = roles)
        })
    }

    /// A key while a menu is open; answers whether it was for the menu.
    pub(super) fn press_in_menu(&mut self, key: Key) -> bool {
        let Open::Menu { items, at } = &mut self.open else { return false };
        match key {
            Key::Down => *at = (*at + 1) % items.len().max(1),
            Key::Up => *at = (*at + items.len().saturating_sub(1)) % items.len().max(1),
            Key::Enter => {
                let Some(action) = items.get(*at).copied() else { return true };
                if let Some(why) = self.why_not(action) {
                    self.toast = Some(why);
                } else {
                    let unit = self.current().map(|row| row.id.to_string()).unwrap_or_default();
                    self.open = Open::Form(Box::new(Form::act(action, &unit)));
                }
            }
            _ => return false,
        }
        true
    }

    /// A key while a form is open; answers whether it was for the form.
    pub(super) fn press_in_form(&mut self, key: Key) -> bool {
        let Open::Form(form) = &mut self.open else { return false };
        let lines = form.lines.len();
        match key {
            Key::Tab | Key::Down => form.move_focus(1),
            Key::BackTab | Key::Up => form.move_focus(lines.saturating_sub(1)),
            Key::Left => form.sideways(false),
            Key::Right => form.sideways(true),
            Key::Char(' ') if form.choices().is_some() => form.sideways(true),
            Key::Backspace => form.erase(),
            Key::Char(c) => form.write(c),
            Key::Enter if !form.at_the_end() => form.move_focus(1),
            Key::Enter | Key::Ctrl('s') => self.send(),
            _ => return false,
        }
        true
    }

    /// A Han character: written into a form, a hint anywhere else.
    pub(super) fn write(&mut self, c: char) {
        match &mut self.open {
            Open::Form(form) => form.write(c),
            _ => self.input_method_is_on(),
        }
    }

    fn send(&mut self) {
        let Open::Form(form) = &mut self.open else { return };
        let mut form = (**form).clone();
        let lang = self.lang;
        let text = |at: usize| form.lines.get(at).map(|l| l.typed.clone()).unwrap_or_default();
        let (name, pin) = (text(0), Pii::new(text(1)));
        let done = match form.purpose.clone() {
            Purpose::SignIn => self.sign_in(&name, &pin),
            Purpose::Act(action) => match form.fill(action, lang) {
                None => {
                    self.open = Open::Form(Box::new(form));
                    return;
                }
                Some(filled) => self.try_to(action, &filled, None, &form),
            },
            Purpose::Approve { action, filled, id, form: before } => {
                match self.desk.approve(&name, &pin, action, &filled, id) {
                    Ok(approval) => {
                        // Whatever the action is refused for is mended in its own form, where nothing typed is lost.
                        form = *before;
                        self.try_to(action, &filled, Some(approval), &form)
                    }
                    Err(failure) => Err(failure),
                }
            }
        };
        let Err(failure) = done else { return };
        match failure {
            Failure::Refused(refusal) | Failure::Denied(refusal) => form.complain(&refusal, lang),
            other => form.wrong = Some(other.in_lang(lang)),
        }
        // A typed PIN is not kept on the screen.
        for line in form.lines.iter_mut().filter(|line| line.secret) {
            line.typed.clear();
            line.cursor = 0;
        }
        self.open = Open::Form(Box::new(form));
    }
}

/// Whether an action is done to a unit.
fn is_about_a_unit(action: &Action) -> bool {
    action.fields.iter().any(|field| matches!(field.kind, Kind::Unit | Kind::Units))
}
