//! The next step of a project that is being set up: from an empty file to the first subscription. It stands above the
//! footer, and one key goes there, with what is known filled in; whoever may not do it is asked to make room first.

use super::App;
use super::form::Note;
use super::grid::shape;
use super::window::{Entry, Window};
use crate::desk::deal::ENTER_ID;
use crate::desk::{ACTIONS, Action, StoreError, Which};
use crate::domain::permission::{Grant, Role, grant};
use crate::domain::unit::Status;
use crate::say;
use crate::text::{Arg, Say, Text, tui as words};

/// What a new project still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Units: the price list.
    Import,
    /// Units that are for sale.
    Release,
    /// Somebody who sells.
    Staff,
    /// A guest.
    Guest,
    /// A unit that is held.
    Hold,
    /// A unit that is reserved.
    Reserve,
    /// A subscription.
    Subscribe,
}

/// An office with more guests than this knows its way.
const BEGINNER: usize = 5;

/// Nothing is going on about such a unit, but that somebody looks at it.
const fn is_quiet(status: Status) -> bool {
    use Status::{Available, Held, Unreleased, Withheld};
    matches!(status, Unreleased | Withheld | Available | Held)
}

/// Of more people nobody needs to know.
const MOST_NAMED: usize = 3;

impl Step {
    /// The action that does it.
    pub const fn action(self) -> &'static str {
        match self {
            Self::Import => "unit.import",
            Self::Release => "unit.release",
            Self::Staff => "staff.add",
            Self::Guest => "guest.add",
            Self::Hold => "unit.hold",
            Self::Reserve => "unit.reserve",
            Self::Subscribe => ENTER_ID,
        }
    }

    const fn text(self) -> Text {
        match self {
            Self::Import => words::SETUP_IMPORT,
            Self::Release => words::SETUP_RELEASE,
            Self::Staff => words::SETUP_STAFF,
            Self::Guest => words::SETUP_GUEST,
            Self::Hold => words::SETUP_HOLD,
            Self::Reserve => words::SETUP_RESERVE,
            Self::Subscribe => words::SETUP_SUBSCRIBE,
        }
    }
}

impl App {
    /// What the project still lacks; nothing once it lives.
    pub(super) fn look_at_setup(&mut self) -> Result<(), StoreError> {
        self.setup = self.missing()?;
        self.setup_by = self
            .setup
            .and_then(|step| ACTIONS.find(step.action()))
            .map_or_else(Vec::new, |a| self.who_may(a));
        Ok(())
    }

    fn missing(&self) -> Result<Option<Step>, StoreError> {
        // Of the past nothing is missing.
        if self.grid.as_of.is_some() {
            return Ok(None);
        }
        let some = |wanted: &dyn Fn(Status) -> bool| self.grid.units.iter().any(|row| wanted(row.status));
        if self.grid.units.is_empty() {
            return Ok(Some(Step::Import));
        }
        if !some(&|status| status != Status::Unreleased) {
            return Ok(Some(Step::Release));
        }
        // One unit that is reserved is the beginner's; an office that lives has more going on.
        let going: Vec<Status> =
            self.grid.units.iter().map(|row| row.status).filter(|s| !is_quiet(*s)).collect();
        let reserved = match going.as_slice() {
            [] => false,
            [Status::Reserved] => true,
            _ => return Ok(None),
        };
        if reserved && some(&|status| status == Status::Held) || !self.desk.deals(Which::All)?.is_empty() {
            return Ok(None);
        }
        if !self.desk.staff()?.iter().any(|row| row.staff.active && row.staff.roles.receives()) {
            return Ok(Some(Step::Staff));
        }
        Ok(match self.desk.find_guests("", BEGINNER)?.len() {
            BEGINNER.. => None,
            0 => Some(Step::Guest),
            _ if reserved => Some(Step::Subscribe),
            _ if some(&|status| status == Status::Held) => Some(Step::Reserve),
            _ if some(&|status| status == Status::Available) => Some(Step::Hold),
            _ => None,
        })
    }

    /// The next step in words, where there is one.
    pub(super) fn setup_in_words(&self) -> Option<Say> {
        let step = self.setup?;
        let key = super::command::key("setup");
        let what = say!(words::SETUP_NEXT, key = key, what = step.text());
        let Some(action) = ACTIONS.find(step.action()) else { return Some(what) };
        if self.why_not(Entry::Action(action)).is_none() {
            return Some(what);
        }
        // Drawn with every key: whoever may do it was read when something changed.
        let who: Vec<Arg> = self.setup_by.iter().map(|who| Arg::from(who.as_str())).collect();
        Some(if who.is_empty() { what } else { say!(words::SETUP_BY, what = what, who = who) })
    }

    /// By name, whoever works here and may do an action.
    fn who_may(&self, action: &Action) -> Vec<String> {
        let staff = self.desk.staff().unwrap_or_default().into_iter();
        let may =
            staff.filter(|row| row.staff.active && grant(action.duty, row.staff.roles) >= Grant::Request);
        may.map(|row| row.name).take(MOST_NAMED).collect()
    }

    /// Goes to the next step.
    pub(super) fn do_setup(&mut self) {
        let Some(step) = self.setup else { return };
        let Some(action) = ACTIONS.find(step.action()) else { return };
        let why = self.why_not(Entry::Action(action));
        if self.person.is_none() || why.is_some() {
            self.make_room_for(&self.who_may(action), Self::do_setup);
            return self.warn(why.unwrap_or_else(|| words::SIGN_IN_FIRST.into()));
        }
        let wanted = match step {
            Step::Hold => Some(Status::Available),
            Step::Reserve => Some(Status::Held),
            Step::Subscribe => Some(Status::Reserved),
            _ => None,
        };
        if let Some(status) = wanted {
            self.go_to_one(status);
        }
        self.open_action(action);
        let guest = match self.desk.find_guests("", 2).unwrap_or_default().as_slice() {
            [only] => Some((format!("#{}", only.id.0), only.masked.clone())),
            _ => None,
        };
        let all = say!(words::UNITS_NAMED, count = self.grid.units.len()).in_lang(self.lang);
        let consultant = Role::Consultant.text().get(self.lang);
        let chosen = !self.grid.marks.is_empty();
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        // A draft of theirs says more than we know.
        if form.dirty {
            return;
        }
        match (step, guest) {
            (Step::Release, _) if !chosen => form.preset("units", "*", all),
            (Step::Staff, _) => form.preset("roles", consultant, String::new()),
            (Step::Hold, Some((number, masked))) => {
                form.preset("guest", &number, masked);
                form.focus_on_open();
            }
            _ => {}
        }
        self.look_for_offers();
    }

    /// Nobody sells alone: while the project is set up the next colleague is asked for, until there is none.
    pub(super) fn next_joins(&mut self) {
        let Some(action) = ACTIONS.find("staff.add").filter(|_| self.setup.is_some()) else { return };
        if !self.windows.is_empty() || self.screen != super::app::Screen::Grid {
            return;
        }
        self.open_action(action);
        let consultant = Role::Consultant.text().get(self.lang);
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            // Most of them sell; another role is typed over it.
            form.preset("roles", consultant, String::new());
            form.note = Some(Note::Hint(words::STAFF_NEXT.get(self.lang).to_owned()));
        }
        self.look_for_offers();
    }

    /// The cursor goes to a unit in this status, unless it stands on one.
    fn go_to_one(&mut self, status: Status) {
        if self.grid.current().is_some_and(|row| row.status == status) {
            return;
        }
        let found = self.grid.units.iter().find(|row| row.status == status);
        if let Some(at) = found.and_then(|row| shape::find(&self.grid.buildings, &self.grid.units, &row.id)) {
            self.grid.at = at;
            self.moved();
        }
    }

    /// Opens an action; whoever may not do it is told who may, who can sit down and go on with it at once.
    pub(super) fn open_or_make_room(&mut self, action: &'static Action) {
        let Some(why) = self.why_not(Entry::Action(action)) else { return self.open_action(action) };
        let who = self.who_may(action);
        // In the past nobody can do anything, and what nobody here may do needs no PIN.
        if self.writable().is_ok() && !who.is_empty() {
            self.make_room_for(&who, move |app| app.open_or_make_room(action));
        }
        self.warn(why);
    }

    /// Somebody else sits down, and goes on with `then`; where only one person can be meant, only the PIN is typed.
    fn make_room_for(&mut self, who: &[String], then: impl FnOnce(&mut Self) + 'static) {
        self.change_person();
        self.once_signed_in = Some(Box::new(then));
        if let ([only], Some(Window::Form(form))) = (who, self.windows.last_mut()) {
            form.means(only);
        }
    }
}
