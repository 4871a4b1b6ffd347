//! What comes of an action: what it is said to have done, what goes on after it, taking it back.

use super::App;
use super::command;
use super::window::Window;
use crate::desk::{Action, CommandId, Done, Failure, Filled, Kind};
use crate::domain::guest::GuestId;
use crate::say;
use crate::text::{Say, tui as words};

impl App {
    /// A guest was registered over a form that asked for one: they stand in it. Answers whether there was such a form.
    pub(super) fn back_to_the_form(&mut self, action: &Action, done: &Done) -> bool {
        let number = done.created.as_deref().and_then(|number| number.trim_start_matches('#').parse().ok());
        let names = self.desk.names().ok();
        let gloss = number.map(GuestId).and_then(|id| Some(names.as_ref()?.guest(id))).unwrap_or_default();
        drop(names);
        let [.., Window::Form(below), Window::Form(_)] = self.windows.as_mut_slice() else { return false };
        let asks = below.line().is_some_and(|line| matches!(line.field.kind, Kind::Guest));
        let (true, Some(number)) = (asks && action.id == "guest.add", number) else { return false };
        let name = below.line().map_or("", |line| line.field.name);
        below.preset(name, &format!("#{number}"), gloss);
        (below.dirty, below.unsaved) = (true, true);
        below.move_focus(1);
        self.windows.pop();
        true
    }

    /// What comes next of itself: the cursor on whom the door is about, the next one of several.
    pub(super) fn go_on(&mut self, action: &str) {
        self.follow_door(action);
        self.follow_line(action);
        match action {
            "roster.sign_in" => self.next_signs_in(),
            "staff.add" => self.next_joins(),
            _ => self.back_to_close(),
        }
    }

    pub(super) fn done(&mut self, action: &'static Action, filled: &Filled, done: Done) {
        let windows =
            if self.back_to_the_form(action, &done) { Vec::new() } else { std::mem::take(&mut self.windows) };
        for window in windows {
            match window {
                // A subscription waits below what was done for it.
                Window::Form(form) if form.is_entry() && action.id != crate::desk::deal::ENTER_ID => {
                    self.windows.push(Window::Form(form));
                }
                Window::Form(form) => self.drop_draft(&form),
                // The unit or guest that was looked at before is looked at again.
                Window::Unit { .. } | Window::Guest { .. } => self.windows.push(window),
                _ => {}
            }
        }
        if action.fields.iter().any(|field| matches!(field.kind, Kind::Units)) {
            self.grid.marks.clear();
        }
        self.done_over_entry(action.id, &done);
        self.follow_deal(action, done.created.as_deref());
        self.follow_close(action.id);
        self.follow_alert(action.id);
        let desk = &self.desk;
        self.undo.retain(|(action, filled, done)| desk.undo_of(action, filled, done).is_some());
        let can_undo = self.desk.undo_of(action, filled, &done).is_some();
        let what = in_short(action, &done);
        let what = match done.skipped.first().cloned() {
            Some(reason) => {
                say!(words::DONE_BUT, first = what, count = done.skipped.len(), reason = reason)
            }
            None => what,
        };
        if can_undo {
            self.undo.push((action, filled.clone(), done));
        }
        let key = command::key("undo");
        self.tell(if can_undo { say!(words::DONE_UNDO, what = what, key = key) } else { what });
        if action.id == "staff.pin" {
            self.lock(words::LOCKED_PIN);
        }
    }

    /// Takes the last action back, by the action that does.
    pub(super) fn take_back(&mut self) {
        let Some((done, filled, what)) = self.undo.last() else { return };
        let Some(person) = self.person.clone() else { return };
        let name = done.text;
        // Asked now and not when it was done: somebody may have gone on with it since.
        let Some((action, filled)) = self.desk.undo_of(done, filled, what) else {
            // Nothing before it either: whoever presses the key again does not mean something older.
            self.undo.clear();
            return self.warn(say!(words::CANNOT_UNDO, what = name));
        };
        let id = CommandId::new();
        match self.desk.act(&person.session, action, &filled, None, id) {
            Ok(done) => {
                let what = in_short(action, &done);
                self.undo.pop();
                self.tell(say!(words::UNDONE, what = what));
                self.reload_later();
            }
            Err(Failure::NeedsApproval(roles)) => self.ask_for_approval(action, &filled, id, roles),
            Err(failure) => self.warn_of(&failure),
        }
    }
}

/// Actions whose last event sums up the others.
const SUMS_UP: &[&str] = &[
    "unit.import",
    "unit.release",
    "roster.sign_in",
    "roster.call",
    "deal.sign",
    "deal.stamp",
    "deal.exchange",
    "deal.subscribe",
    "deal.extend",
    "deal.release",
    "deal.swap",
    "deal.buyers",
    "deal.pay_plan",
    "deal.put_off",
    "deal.settle",
    "deal.swap_over",
    "deal.rename",
    "deal.replan",
];

/// What an action did: to one unit in its own words, to several how many they are.
fn in_short(action: &Action, done: &Done) -> Say {
    // That the unit is bound by it is the least of what a subscription means.
    if let Some(deal) = done.created.as_ref().filter(|_| action.id == crate::desk::deal::ENTER_ID) {
        return say!(crate::text::deals_tui::FILLED_NOW, deal = deal);
    }
    let sum = if SUMS_UP.contains(&action.id) { done.says.last() } else { None };
    match (sum, done.says.first(), done.units.as_slice()) {
        (Some(sum), ..) => sum.clone(),
        (None, Some(_), [first, _, ..]) => {
            say!(words::DONE_MORE, what = action.text, count = done.units.len(), first = first)
        }
        (None, Some(first), _) => first.clone(),
        (None, None, _) => say!(words::DONE, what = action.text),
    }
}
