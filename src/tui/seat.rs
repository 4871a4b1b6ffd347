//! Who is at the desk: signing in and out, the first manager, the same person again after a pause.

use std::time::Duration;

use super::App;
use super::app::{Person, Screen};
use super::deals::Approvals;
use super::form::{Form, Note, Purpose};
use super::window::Window;
use crate::desk::{ACTIONS, Failure, Session, StoreError};
use crate::domain::find::Needle;
use crate::domain::permission::Role;
use crate::domain::person::Pii;
use crate::domain::policy::IDLE_LOCK_MIN;
use crate::domain::staff::StaffId;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Text, tui as words};

/// What somebody had begun to fill in when they made room for somebody else.
pub(super) struct Aside {
    /// Where.
    screen: Screen,
    /// Its forms, the last one on top.
    forms: Vec<Window>,
}

/// Whoever types nothing for so long has paused.
const PAUSE: Duration = Duration::from_millis(500);

impl App {
    /// Another person at the desk: from everywhere, so that no PIN is typed where no PIN belongs. What is open waits.
    pub(super) fn change_person(&mut self) {
        self.keep_draft();
        self.close_sign_in();
        self.windows.push(Window::Form(Box::new(Form::sign_in(self.person.is_some()))));
    }

    fn close_sign_in(&mut self) {
        if matches!(self.windows.last(), Some(Window::Form(form)) if form.is_sign_in()) {
            self.windows.pop();
        }
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
        self.close_sign_in();
        self.make_room(session.staff);
        self.seat(session)?;
        self.tell_of_drafts();
        if let Some(next) = self.once_signed_in.take() {
            next(self);
        } else if self.take_up() || !self.windows.is_empty() {
            // They go on where they were.
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

    /// What belongs to whoever was at the desk makes room for somebody else; the same person keeps it.
    fn make_room(&mut self, who: StaffId) {
        if let Some((before, parked)) = self.locked.take() {
            self.windows = parked;
            self.person = Some(before);
        }
        match self.person.as_ref().map(|person| person.session.staff) {
            Some(before) if before == who => {}
            Some(before) => {
                let open = std::mem::take(&mut self.windows);
                self.put_aside(before, open);
                if self.screen == Screen::Sale && self.sale.deal.is_none() {
                    self.leave_sale();
                }
                self.leave_seat();
            }
            // A form that nobody could send goes on with whoever can.
            None => self.windows.retain(|window| matches!(window, Window::Form(form) if form.is_begun())),
        }
    }

    /// Keeps what somebody has begun to fill in, without its PINs, until they are back.
    pub(super) fn put_aside(&mut self, whose: StaffId, mut open: Vec<Window>) {
        open.retain(|window| matches!(window, Window::Form(form) if matches!(form.purpose, Purpose::Act(_))));
        let begun = |window: &Window| matches!(window, Window::Form(form) if form.is_begun());
        open.truncate(open.iter().rposition(begun).map_or(0, |at| at + 1));
        for window in &mut open {
            if let Window::Form(form) = window {
                form.forget_pins();
                (form.looked, form.weighed) = (None, None);
            }
        }
        if !open.is_empty() {
            self.aside.insert(whose, Aside { screen: self.screen, forms: open });
        }
    }

    /// Whoever is back finds what they had begun; answers whether there was anything.
    fn take_up(&mut self) -> bool {
        let whose = self.person.as_ref().map(|person| person.session.staff);
        let Some(Aside { screen, forms }) = whose.and_then(|who| self.aside.remove(&who)) else {
            return false;
        };
        // The deal of a subscription may have gone on since: it is opened anew, with its draft.
        let entry = forms.iter().find_map(|window| match window {
            Window::Form(form) if form.is_entry() => Some(form.text("unit").trim().parse::<UnitId>().ok()),
            _ => None,
        });
        if let Some(unit) = entry {
            self.open_entry(unit.as_ref());
        } else {
            self.show(screen);
            self.windows = forms;
        }
        true
    }

    fn seat(&mut self, session: Session) -> Result<(), Failure> {
        let row = self.desk.staff()?.into_iter().find(|row| row.id == session.staff);
        self.person = row.map(|row| Person { session, name: row.name, roles: row.staff.roles });
        // What waits, and whose step it is, is another for everybody.
        Ok(self.reload()?)
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

    /// Nobody has touched a key for so long: what is half typed is kept, typed PINs are forgotten, and the person at
    /// the desk is signed out when the house rule says so. Answers whether to draw.
    ///
    /// # Errors
    /// What the store says.
    pub fn idle(&mut self, so_long: Duration) -> Result<bool, StoreError> {
        if so_long >= PAUSE {
            self.keep_draft();
        }
        // Less than a minute the rule never is.
        if so_long < Duration::from_mins(1) {
            return Ok(false);
        }
        let mut forgotten = false;
        for window in &mut self.windows {
            if let Window::Form(form) = window {
                forgotten |= form.forget_pins();
            }
        }
        let minutes = u64::try_from(self.desk.policy()?.get(&IDLE_LOCK_MIN)).unwrap_or(0);
        if self.person.is_none() || so_long < Duration::from_mins(minutes) {
            return Ok(forgotten);
        }
        if self.grid.board {
            // Nobody stands at a second monitor.
            self.windows.clear();
            self.leave_seat();
        } else {
            self.lock(words::LOCKED_WHY);
        }
        Ok(true)
    }

    /// The person at the desk has to type their PIN again; what is open comes back with it.
    pub(super) fn lock(&mut self, why: Text) {
        self.keep_draft();
        let Some(person) = self.person.take() else { return };
        let mut parked = std::mem::take(&mut self.windows);
        // An approval in the middle holds what was filled in, a new PIN perhaps: its own form below asks again.
        parked.retain(
            |window| !matches!(window, Window::Form(form) if form.is_approval() || form.is_sign_in()),
        );
        for window in &mut parked {
            if let Window::Form(form) = window {
                form.forget_pins();
            }
        }
        (self.toast, self.once_signed_in) = (None, None);
        let mut form = Form::unlock(&person.name);
        self.locked = Some((person, parked));
        form.note = Some(Note::Hint(why.get(self.lang).to_owned()));
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Nobody is at the desk: nothing of theirs stays.
    pub(super) fn leave_seat(&mut self) {
        self.forget_search();
        self.forget_deal_search();
        self.alerts.begin_anew();
        self.person = None;
        self.locked = None;
        self.undo.clear();
        self.grid.marks.clear();
        self.approvals = Approvals::default();
    }
}

impl Form {
    /// Only this person can be meant: only their PIN is typed.
    pub(super) fn means(&mut self, name: &str) {
        self.preset("name", name, String::new());
        self.focus_on("pin");
    }

    /// Whoever types the name that stands there already, as always, is still at the PIN: it comes next.
    pub(super) fn names_again(&mut self) -> bool {
        let name = self.text("name").trim().to_owned();
        let asks = self.is_approval() || self.is_sign_in();
        let typed = self.line().filter(|line| asks && line.is_secret()).map_or("", |line| line.text().trim());
        // No PIN is that short.
        let short = (1..6).contains(&typed.chars().count()) && Needle::new(typed).finds(&name);
        let again = !name.is_empty() && (typed == name || short);
        if again {
            self.clear();
        }
        again
    }
}
