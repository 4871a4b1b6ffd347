//! The palette: every action and every command, found by a few letters, pinyin or initials; what fits the unit under the
//! cursor comes first.

use crate::desk::{ACTIONS, Action, Kind};
use crate::domain::find::Needle;
use crate::domain::permission::{Grant, Role, doers, grant};
use crate::domain::unit::Status;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Arg, Lang, Say, Text, tui as words, unit as unit_words};

use super::App;
use super::app::Screen;
use super::command::{COMMANDS, Cmd};
use super::fit;
use super::form::{Form, Line};
use super::window::{Entry, Found, Palette, Topic, Window};

impl Entry {
    /// In words.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Action(action) => action.text.get(lang),
            Self::Command(cmd) => cmd.text.get(lang),
            Self::Arrival(kind) => kind.text().get(lang),
            Self::Call => words::CALL.get(lang),
        }
    }

    /// Whether somebody has to be named.
    pub fn names_somebody(self) -> bool {
        matches!(self, Self::Arrival(kind) if kind.names_somebody())
    }

    /// Its key, or its name on the command line.
    pub fn beside(self) -> String {
        match self {
            Self::Action(action) => action.id.to_owned(),
            Self::Command(cmd) => cmd.keys.first().map(ToString::to_string).unwrap_or_default(),
            Self::Arrival(_) | Self::Call => String::new(),
        }
    }

    fn named(self) -> (Text, &'static str) {
        match self {
            Self::Action(action) => (action.text, action.id),
            Self::Command(cmd) => (cmd.text, cmd.id),
            Self::Arrival(kind) => (kind.text(), kind.code()),
            Self::Call => (words::CALL, "call"),
        }
    }

    fn is_found(self, needle: &Needle) -> bool {
        let (text, id) = self.named();
        let also = |text: Text| [text.zh, text.en].into_iter().flat_map(str::split_whitespace);
        needle.is_empty()
            || needle.finds(text.zh)
            || needle.finds(text.en)
            || needle.finds(id)
            || fit::also(id).is_some_and(|text| also(text).any(|word| needle.finds(word)))
    }

    /// Whether `typed` is its name, or begins it.
    fn is_meant(self, typed: &str) -> bool {
        let (text, id) = self.named();
        text.zh.starts_with(typed) || text.en.starts_with(typed) || id == typed
    }
}

impl App {
    /// Opens the palette. Somebody must be at the desk first.
    pub(super) fn open_palette(&mut self) {
        if self.person.is_none() {
            self.change_person();
            self.once_signed_in = Some(Box::new(Self::open_palette));
            self.warn(words::SIGN_IN_FIRST);
            return;
        }
        let palette = Palette { marked: self.marked_by_status(), ..Palette::default() };
        self.windows.push(Window::Palette(palette));
        self.search_palette();
    }

    /// Finds again what was typed.
    pub(super) fn search_palette(&mut self) {
        let Some(Window::Palette(palette)) = self.windows.last() else { return };
        let typed = palette.typed.text().trim().to_lowercase();
        let needle = Needle::new(&typed);
        let mut found: Vec<Found> = match palette.topic {
            Topic::Everything => self.everything().map(|entry| self.judged(entry, &palette.marked)).collect(),
            Topic::Arrivals => self.arrivals(),
        };
        found.retain(|found| found.entry.is_found(&needle));
        // Whoever types the whole word means it; what cannot be done comes last, what the status refuses last of all.
        found.sort_by_key(|found| {
            let unmeant = typed.is_empty() || !found.entry.is_meant(&typed);
            (unmeant, found.why.is_some(), found.why.is_some() && !found.is_shut)
        });
        if let Some(Window::Palette(palette)) = self.windows.last_mut() {
            palette.found = found;
            palette.at = 0;
        }
    }

    fn judged(&self, entry: Entry, marked: &[(Status, UnitId)]) -> Found {
        let shut = self.why_not(entry);
        let is_shut = shut.is_some();
        let unfit = match entry {
            Entry::Action(action) => self.why_unfit(action, marked),
            Entry::Command(_) | Entry::Arrival(_) | Entry::Call => None,
        };
        Found { entry, why: shut.or(unfit), is_shut }
    }

    /// Of the marked units the first one in each status.
    fn marked_by_status(&self) -> Vec<(Status, UnitId)> {
        let mut found: Vec<(Status, UnitId)> = Vec::new();
        for row in self.grid.units.iter().filter(|row| self.grid.marks.contains(&row.id)) {
            if !found.iter().any(|(status, _)| *status == row.status) {
                found.push((row.status, row.id.clone()));
            }
        }
        found
    }

    /// Why the status of what was chosen on the grid refuses an action; another unit can still be typed.
    fn why_unfit(&self, action: &Action, marked: &[(Status, UnitId)]) -> Option<Say> {
        // In the guest book no unit was chosen.
        if !matches!(self.screen, Screen::Grid | Screen::Rotation) {
            return None;
        }
        let standing = |status: Status| say!(unit_words::STANDS, status = status.text());
        let several = action.fields.iter().any(|field| matches!(field.kind, Kind::Units));
        if several && !marked.is_empty() {
            let (status, unit) = marked.iter().find(|(status, _)| fit::refuses(*status, action))?;
            return Some(say!(unit_words::ABOUT, unit = unit, why = standing(*status)));
        }
        let row = self.grid.current().filter(|_| is_about_units(action))?;
        let refused = fit::refuses(row.status, action).then(|| standing(row.status));
        refused.or_else(|| self.nothing_there(action, &row.id))
    }

    /// Why there is nothing that an action could take away, or wait for. Whoever cannot read the unit now is told later.
    fn nothing_there(&self, action: &Action, id: &UnitId) -> Option<Say> {
        if !["unit.wait", "unit.unwait", "unit.price_back", "unit.unencumber"].contains(&action.id) {
            return None;
        }
        let unit = self.desk.unit(id).ok()??.unit;
        match action.id {
            "unit.wait" if unit.status == Status::Available && unit.waitlist.is_empty() => {
                Some(unit_words::WAIT_FREE.into())
            }
            "unit.unwait" if unit.waitlist.is_empty() => Some(words::NOBODY_WAITS.into()),
            "unit.price_back" if unit.earlier_prices.is_empty() => Some(unit_words::NO_EARLIER_PRICE.into()),
            "unit.unencumber" if unit.encumbrances.is_empty() => Some(words::NO_ENCUMBRANCE.into()),
            _ => None,
        }
    }

    /// Every action and command, what fits the unit under the cursor first.
    fn everything(&self) -> impl Iterator<Item = Entry> {
        let first = match self.screen {
            Screen::Guests if self.guests.in_registers => fit::REGISTERS,
            Screen::Guests => fit::GUESTS,
            Screen::Sale | Screen::Deals => super::deals::OF_DEALS,
            Screen::Approvals => super::deals::OF_APPROVALS,
            Screen::Alerts | Screen::Close | Screen::Flows => super::alerts::OF_ALERTS,
            _ => fit::first(self.grid.current().map(|row| row.status)),
        };
        let with_guests = self.screen == Screen::Guests;
        let of_deals = !matches!(self.screen, Screen::Grid | Screen::Rotation | Screen::Guests);
        let is_about_it = move |action: &Action| {
            if of_deals {
                ["deal.", "application.", "receipt.", "paper."].iter().any(|room| action.id.starts_with(room))
            } else if with_guests {
                action.id.starts_with("guest.")
            } else {
                is_about_units(action)
            }
        };
        let at_the_door = self.screen == Screen::Rotation;
        let setup = self.setup.filter(|_| self.screen == Screen::Grid).map(super::setup::Step::action);
        let next = setup.or_else(|| self.next_action()).filter(|_| !at_the_door);
        let place = move |action: &Action| match first.iter().position(|id| *id == action.id) {
            _ if next == Some(action.id) || at_the_door && action.id.starts_with("roster.") => 0,
            Some(at) => at + 1,
            None if is_about_it(action) => first.len() + 1,
            None => first.len() + 2,
        };
        let mut actions: Vec<&'static Action> = ACTIONS.iter().collect();
        actions.sort_by_key(|action| place(action));
        let here = self.base();
        let commands = COMMANDS.iter().filter(move |cmd| cmd.in_palette() && cmd.contexts.contains(&here));
        actions.into_iter().map(Entry::Action).chain(commands.map(Entry::Command))
    }

    /// Why an entry cannot be taken now; `None` where it can.
    pub(super) fn why_not(&self, entry: Entry) -> Option<Say> {
        match entry {
            Entry::Command(cmd) => (cmd.enabled)(self).err(),
            Entry::Arrival(_) | Entry::Call => None,
            Entry::Action(action) => {
                if let Err(why) = self.writable() {
                    return Some(why);
                }
                let (who, roles) = self.person.as_ref().map(|p| (p.name.clone(), p.roles))?;
                // Own use 自留 belongs to the leader although the action's own row does not: asking the desk tells.
                let other = crate::desk::action::EXCEPTIONS.iter().any(|(id, _)| *id == action.id);
                (grant(action.duty, roles) < Grant::Request && !other).then(|| {
                    let roles: Vec<Arg> = roles.iter().map(|role| role.text().into()).collect();
                    let (alone, asking) = doers(action.duty, action.control);
                    let may: Vec<Arg> = Role::ALL
                        .iter()
                        .filter(|role| alone.contains(role) || asking.contains(role))
                        .map(|role| role.text().into())
                        .collect();
                    say!(words::MAY_NOT, who = who, roles = roles, may = may)
                })
            }
        }
    }

    /// Moves through what was found.
    pub(super) fn palette_step(&mut self, by: i32) {
        if let Some(Window::Palette(palette)) = self.windows.last_mut() {
            let last = palette.found.len() as i64 - 1;
            let round = by.abs() == 1 && last >= 0;
            let to = palette.at as i64 + i64::from(by);
            palette.at = if round { to.rem_euclid(last + 1) } else { to.clamp(0, last.max(0)) } as usize;
        }
    }

    pub(super) fn palette_page_down(&mut self) {
        self.palette_step(10);
    }

    pub(super) fn palette_page_up(&mut self) {
        self.palette_step(-10);
    }

    /// Takes what is chosen.
    pub(super) fn palette_go(&mut self) {
        let Some(Window::Palette(palette)) = self.windows.last() else { return };
        let Some(found) = palette.found.get(palette.at) else { return };
        let entry = found.entry;
        if let (Some(why), Entry::Command(_)) = (found.why.clone().filter(|_| found.is_shut), entry) {
            self.warn(why);
            return;
        }
        // What was done in the past is over: the palette stays for what can be looked at.
        if let (Entry::Action(_), Err(why)) = (entry, self.writable()) {
            self.warn(why);
            return;
        }
        self.windows.pop();
        match entry {
            Entry::Action(action) => self.open_or_make_room(action),
            Entry::Command(cmd) => self.run(cmd),
            Entry::Arrival(_) | Entry::Call => self.came(entry),
        }
    }

    /// Opens the form of an action, with what was chosen on the grid filled in. What its status refuses is said at once,
    /// at the field where another one can be typed.
    pub(super) fn open_action(&mut self, action: &'static Action) {
        if action.id == crate::desk::deal::ENTER_ID {
            return self.subscribe();
        }
        let mut form = if self.screen == Screen::Rotation && action.id.starts_with("roster.") {
            self.form_about_row(action)
        } else if matches!(self.screen, Screen::Alerts | Screen::Close | Screen::Flows) {
            let mut form = Form::act(action, "", "");
            self.fill_alert(&mut form);
            form
        } else if matches!(self.screen, Screen::Sale | Screen::Deals | Screen::Approvals) {
            let mut form = Form::act(action, "", "");
            self.fill_deal(&mut form);
            form
        } else if self.screen == Screen::Guests {
            let mut form = Form::act(action, "", "");
            if let Some(guest) = self.guests.here() {
                self.fill_guest(&mut form, guest);
                form.focus_on_empty();
            }
            form
        } else {
            let unit = self.grid.current().map(|row| row.id.to_string()).unwrap_or_default();
            let mut form = Form::act(action, &unit, &self.grid.chosen());
            self.fill_from_hold(&mut form, action);
            form
        };
        self.propose(&mut form, action);
        // Whoever sells does it for themselves, unless they name somebody.
        let me = self.person.as_ref().filter(|me| me.roles.sells());
        if let Some(me) = me.filter(|_| ["unit.hold", "unit.reserve", "guest.add"].contains(&action.id)) {
            form.ghost("consultant", me.name.clone());
        }
        self.restore_draft(&mut form);
        if let Some(why) = self.why_unfit(action, &self.marked_by_status()) {
            let unit = |line: &Line| matches!(line.field.kind, Kind::Unit | Kind::Units);
            if let Some(at) = form.lines.iter().position(unit) {
                form.focus = at;
                form.lines[at].wrong = Some(why.in_lang(self.lang));
            }
        }
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// A held unit is mostly reserved for whom it is held, and a special discount asked for them.
    fn fill_from_hold(&self, form: &mut Form, action: &Action) {
        let Some(row) =
            self.grid.current().filter(|_| matches!(action.id, "unit.reserve" | "discount.special"))
        else {
            return;
        };
        // Whoever cannot read it now types it.
        let Ok(Some(row)) = self.desk.unit(&row.id) else { return };
        let (Some(hold), Ok(names)) = (row.unit.hold, self.desk.names()) else { return };
        if let Some(guest) = hold.guest {
            form.preset("guest", &format!("#{}", guest.0), names.guest(guest));
        }
        form.preset("consultant", names.staff(hold.consultant).unwrap_or_default(), String::new());
        form.focus_on_empty();
    }
}

/// Whether an action is done to units.
fn is_about_units(action: &Action) -> bool {
    action.fields.iter().any(|field| matches!(field.kind, Kind::Unit | Kind::Units))
}

impl Cmd {
    /// Whether the palette lists it: what works on the grid, but for moving about.
    fn in_palette(&self) -> bool {
        let base = self.contexts.iter().any(|context| context.is_base());
        base && !self.id.starts_with("move.") && self.id != "palette"
    }
}
