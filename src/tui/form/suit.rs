//! What a form of the door and the guest book asks as things stand: what must be there by the kind of guest, what says
//! the same in another way, and what an empty line means.

use super::super::App;
use super::super::window::{Entry, Window};
use super::{Form, Purpose};
use crate::domain::guest::GuestId;
use crate::domain::permission::{Role, Roles};
use crate::domain::roster::Arrival;
use crate::domain::roster::rules::{AbGroups, Rules};
use crate::text::{Lang, guest as guest_words, roster as roster_words};

/// A guest is known, or says name and phone.
const SAYS_WHO: [&str; 3] = ["guest", "name", "phone"];
/// Where no phone is left, the registration is invalid (RULES 1.1.3).
const MAY_LACK_PHONE: [&str; 3] = ["roster.register", "guest.visit", "guest.caller"];
/// Whoever is at the desk receives, where they sell; now, where no time is said.
const OF_ONESELF: [&str; 2] = ["guest.visit", "guest.call"];
/// About oneself, where nobody is named.
const ONES_OWN: [&str; 4] = ["roster.sign_in", "roster.away", "roster.back", "roster.sign_out"];
/// Whose guest it is says for whom a manager does this.
const FOR_A_CONSULTANT: [&str; 6] =
    ["unit.hold", "unit.reserve", "unit.wait", "guest.appoint", "guest.visit", "guest.call"];

impl Form {
    fn action_id(&self) -> &'static str {
        if let Purpose::Act(action) = self.purpose { action.id } else { "" }
    }

    /// Whether a name is all it asks: taking one is the whole answer, and one key takes it back.
    pub fn is_one_line_of_the_door(&self) -> bool {
        let seen = self.lines.iter().filter(|line| line.is_seen()).count();
        seen == 1 && self.action_id().starts_with("roster.")
    }

    /// What must be there, and what does not matter, by what was typed already.
    pub fn suit(&mut self, lang: Lang) {
        let id = self.action_id();
        let has = |form: &Self, name: &str| form.lines.iter().any(|line| line.field.name == name);
        if SAYS_WHO.iter().all(|name| has(self, name)) {
            let known = !self.text("guest").is_empty();
            let named = !self.text("name").is_empty() || !self.text("phone").is_empty();
            for line in self.lines.iter_mut().filter(|line| SAYS_WHO.contains(&line.field.name)) {
                let off = if line.field.name == "guest" { named } else { known };
                line.off = off && line.text().is_empty() && line.wrong.is_none();
            }
        }
        if MAY_LACK_PHONE.contains(&id) {
            self.ghost("phone", guest_words::NO_PHONE_GHOST.get(lang).to_owned());
        }
        if id == "roster.reorder" {
            self.ghost("order", roster_words::ORDER_GHOST.get(lang).to_owned());
        }
        if OF_ONESELF.contains(&id) {
            self.ghost("at", guest_words::NOW_GHOST.get(lang).to_owned());
        }
        if id == "roster.guest" {
            let kind = Arrival::from_code(self.text("kind"));
            // A guest who comes back says by themselves whose guest they are.
            let told = kind == Some(Arrival::Returning) && !self.text("guest").is_empty();
            let needed = kind.is_some_and(Arrival::names_somebody) && !told;
            if let Some(line) = self.named("who") {
                line.needed = needed;
            }
        }
    }
}

impl App {
    /// What an empty line of the form on top means, where the rotation or the house says it.
    pub(super) fn say_defaults(&mut self) {
        let Some(Window::Form(form)) = self.windows.last() else { return };
        let id = form.action_id();
        let table = self.rotation.roster.table();
        let me = self.person.as_ref();
        let mine = |does: fn(Roles) -> bool| {
            me.filter(|me| does(me.roles)).map(|me| me.name.clone()).unwrap_or_default()
        };
        let name = |who| self.rotation.name(who).to_owned();
        let ghost = match id {
            "roster.guest" if form.text("guest").is_empty() => {
                let kind = Arrival::from_code(form.text("kind"));
                let who = kind.and_then(|kind| self.who_takes(Entry::Arrival(kind)));
                ("who", who.map(name).unwrap_or_default())
            }
            "roster.register" => {
                let no = form.text("reception").parse().unwrap_or_default();
                let receives = table.reception(no).map(|r| r.who);
                let own =
                    me.map(|me| me.session.staff).filter(|me| table.member(*me).is_some_and(|m| !m.left));
                let next = || table.order(self.at_the_door()).into_iter().map(|place| place.who);
                let by = own.or_else(|| next().find(|who| Some(*who) != receives));
                ("by", by.map(name).unwrap_or_default())
            }
            id if ONES_OWN.contains(&id) => ("who", mine(Roles::receives)),
            // Whose guest it is has said so already.
            id if OF_ONESELF.contains(&id) && form.text("guest").is_empty() => {
                ("consultant", mine(Roles::sells))
            }
            _ => return,
        };
        // Without two teams nobody is asked for theirs.
        let teams = id == "roster.sign_in"
            && self.desk.policy().is_ok_and(|policy| Rules::of(&policy).ab_groups != AbGroups::Off);
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            // Whoever sells means themselves; everybody else says who.
            let said = !ghost.1.is_empty();
            form.ghost(ghost.0, ghost.1);
            if ONES_OWN.contains(&id)
                && let Some(line) = form.named("who")
            {
                line.needed = !said;
            }
            if id == "roster.sign_in" {
                form.switch("group", teams);
            }
        }
    }

    /// For whom the manager's form is about this guest, where it names nobody: for whose guest it is.
    pub(super) fn ghost_of_guest(&self, form: &Form, guest: GuestId) -> Option<(&'static str, String)> {
        let id = form.action_id();
        let returns = id == "roster.guest" && form.text("kind") == Arrival::Returning.code();
        let manages = self.person.as_ref().is_some_and(|me| me.roles.has(Role::Manager));
        if !(returns || manages && FOR_A_CONSULTANT.contains(&id)) {
            return None;
        }
        let whose = self.desk.attribution_of(guest).ok()?.consultant()?;
        let names = self.desk.names().ok()?;
        Some((if returns { "who" } else { "consultant" }, names.staff(whose)?.to_owned()))
    }
}
