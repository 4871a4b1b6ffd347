//! The palette: every action and every command, found by a few letters, pinyin or initials; what fits the unit under the
//! cursor comes first.

use crate::desk::{ACTIONS, Action, Kind};
use crate::domain::find::Needle;
use crate::domain::permission::{Grant, grant};
use crate::domain::unit::Status;
use crate::say;
use crate::text::{Arg, Lang, Say, tui as words};

use super::App;
use super::command::{COMMANDS, Cmd, Context};
use super::form::Form;
use super::window::{Entry, Palette, Window};

/// What people mostly do with a unit in each status, in this order. Everything else stands behind it.
const FITTING: &[(Status, &[&str])] = &[
    (Status::Unreleased, &["unit.release", "unit.price", "unit.encumber"]),
    (Status::Withheld, &["unit.lift", "unit.price"]),
    (Status::Available, &["unit.hold", "unit.reserve", "unit.withhold", "unit.price", "unit.encumber"]),
    (Status::Held, &["unit.renew", "unit.give_back", "unit.reserve", "unit.wait"]),
    (Status::Reserved, &["unit.give_back", "unit.wait", "unit.unwait"]),
];

impl Entry {
    /// In words.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Action(action) => action.text.get(lang),
            Self::Command(cmd) => cmd.text.get(lang),
        }
    }

    /// Its key, or its name on the command line.
    pub fn beside(self) -> String {
        match self {
            Self::Action(action) => action.id.to_owned(),
            Self::Command(cmd) => cmd.keys.first().map(ToString::to_string).unwrap_or_default(),
        }
    }

    fn is_found(self, needle: &Needle) -> bool {
        let (text, id) = match self {
            Self::Action(action) => (action.text, action.id),
            Self::Command(cmd) => (cmd.text, cmd.id),
        };
        needle.is_empty() || needle.finds(text.zh) || needle.finds(text.en) || needle.finds(id)
    }
}

impl App {
    /// Opens the palette. Somebody must be at the desk first.
    pub(super) fn open_palette(&mut self) {
        if self.person.is_none() {
            self.change_person();
            self.once_signed_in = Some(Self::open_palette);
            self.warn(words::SIGN_IN_FIRST);
            return;
        }
        self.windows.push(Window::Palette(Palette::default()));
        self.search_palette();
    }

    /// Finds again what was typed.
    pub(super) fn search_palette(&mut self) {
        let Some(Window::Palette(palette)) = self.windows.last() else { return };
        let needle = Needle::new(palette.typed.text().trim());
        let mut entries: Vec<Entry> = self.everything().filter(|entry| entry.is_found(&needle)).collect();
        if !needle.is_empty() {
            // Whoever types the whole word means it.
            let typed = palette.typed.text().trim().to_lowercase();
            let is_meant = |entry: &Entry| {
                entry.text(Lang::Zh).starts_with(&typed) || entry.text(Lang::En).starts_with(&typed)
            };
            entries.sort_by_key(|entry| !is_meant(entry));
        }
        if let Some(Window::Palette(palette)) = self.windows.last_mut() {
            palette.entries = entries;
            palette.at = 0;
        }
    }

    /// Every action and command, what fits the unit under the cursor first.
    fn everything(&self) -> impl Iterator<Item = Entry> {
        let status = self.grid.current().map(|row| row.status);
        let first = FITTING.iter().find(|(s, _)| Some(*s) == status).map_or(&[][..], |(_, ids)| ids);
        let place = move |action: &Action| match first.iter().position(|id| *id == action.id) {
            Some(at) => at,
            None if is_about_units(action) => first.len(),
            None => first.len() + 1,
        };
        let mut actions: Vec<&'static Action> = ACTIONS.iter().collect();
        actions.sort_by_key(|action| place(action));
        let commands = COMMANDS.iter().filter(|cmd| cmd.in_palette());
        actions.into_iter().map(Entry::Action).chain(commands.map(Entry::Command))
    }

    /// Why an entry cannot be taken now; `None` where it can.
    pub(super) fn why_not(&self, entry: Entry) -> Option<Say> {
        match entry {
            Entry::Command(cmd) => (cmd.enabled)(self).err(),
            Entry::Action(action) => {
                if let Err(why) = self.writable() {
                    return Some(why);
                }
                let (who, roles) = self.person.as_ref().map(|p| (p.name.clone(), p.roles))?;
                // Own use 自留 belongs to the leader although the action's own row does not: asking the desk tells.
                let other = crate::desk::action::EXCEPTIONS.iter().any(|(id, _)| *id == action.id);
                (grant(action.duty, roles) < Grant::Request && !other).then(|| {
                    let roles: Vec<Arg> = roles.iter().map(|role| role.text().into()).collect();
                    say!(words::MAY_NOT, who = who, roles = roles)
                })
            }
        }
    }

    /// Moves through what was found.
    pub(super) fn palette_step(&mut self, by: i32) {
        if let Some(Window::Palette(palette)) = self.windows.last_mut() {
            let last = palette.entries.len() as i64 - 1;
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
        let Some(entry) = palette.entries.get(palette.at).copied() else { return };
        if let Some(why) = self.why_not(entry) {
            self.warn(why);
            return;
        }
        self.windows.pop();
        match entry {
            Entry::Action(action) => self.open_action(action),
            Entry::Command(cmd) => self.run(cmd),
        }
    }

    /// Opens the form of an action, with what was chosen on the grid filled in.
    pub(super) fn open_action(&mut self, action: &'static Action) {
        let unit = self.grid.current().map(|row| row.id.to_string()).unwrap_or_default();
        let mut form = Form::act(action, &unit, &self.grid.chosen());
        self.restore_draft(&mut form);
        self.windows.push(Window::Form(Box::new(form)));
    }
}

/// Whether an action is done to units.
fn is_about_units(action: &Action) -> bool {
    action.fields.iter().any(|field| matches!(field.kind, Kind::Unit | Kind::Units))
}

impl Cmd {
    /// Whether the palette lists it: what works on the grid, but for moving about.
    fn in_palette(&self) -> bool {
        self.contexts.contains(&Context::Grid) && !self.id.starts_with("move.") && self.id != "palette"
    }
}
