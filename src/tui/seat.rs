//! Who is at the desk: signing in and out, the first manager, the same person again after a pause.

use super::App;
use super::app::{Person, Screen};
use super::form::Form;
use super::window::Window;
use crate::desk::{ACTIONS, Failure, Session};
use crate::domain::permission::Role;
use crate::domain::person::Pii;
use crate::say;
use crate::text::tui as words;

impl App {
    /// Another person at the desk.
    pub(super) fn change_person(&mut self) {
        self.windows.push(Window::Form(Box::new(Form::sign_in())));
    }

    /// Nobody at the desk.
    pub(super) fn sign_out(&mut self) {
        self.keep_draft();
        if let Some(person) = self.person.clone() {
            self.leave_seat();
            self.tell(say!(words::SIGNED_OUT, who = person.name));
        }
    }

    /// Puts somebody at the desk.
    ///
    /// # Errors
    /// As [`crate::desk::Desk::sign_in`].
    pub fn sign_in(&mut self, name: &str, pin: &Pii<String>) -> Result<(), Failure> {
        let session = self.desk.sign_in(name, pin)?;
        // What the last person marked and did is theirs.
        self.leave_seat();
        self.seat(session)?;
        self.alerts.begin_anew();
        self.windows.clear();
        self.tell_of_drafts();
        if let Some(next) = self.once_signed_in.take() {
            next(self);
        } else if self.screen == Screen::Grid
            && self.person.as_ref().is_some_and(|p| p.roles.iter().eq([Role::Reception]))
        {
            // Reception works at the door.
            self.show(Screen::Rotation);
        } else {
            self.ask_for_open_days();
        }
        Ok(())
    }

    /// The first manager of a new project is at the desk at once, and the next thing to do is open: the price list.
    ///
    /// # Errors
    /// As [`App::sign_in`].
    pub fn begin(&mut self, manager: &str, pin: &Pii<String>) -> Result<(), Failure> {
        self.sign_in(manager, pin)?;
        if let Some(action) = ACTIONS.find("unit.import") {
            self.open_action(action);
            self.look_for_offers();
        }
        Ok(())
    }

    fn seat(&mut self, session: Session) -> Result<(), Failure> {
        let row = self.desk.staff()?.into_iter().find(|row| row.id == session.staff);
        self.person = row.map(|row| Person { session, name: row.name, roles: row.staff.roles });
        // What waits is another for everybody.
        self.read_approvals()?;
        Ok(())
    }

    /// The same person again: what was open comes back.
    pub(super) fn unlock(&mut self, pin: &Pii<String>) -> Result<(), Failure> {
        let Some(number) = self.locked.as_ref().map(|(person, _)| person.session.staff.0) else {
            return Ok(());
        };
        let session = self.desk.sign_in(&format!("#{number}"), pin)?;
        self.seat(session)?;
        self.windows = self.locked.take().map(|(_, parked)| parked).unwrap_or_default();
        Ok(())
    }
}
