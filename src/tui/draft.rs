//! Drafts 草稿: what is typed into the form of an action and not sent survives a kill. It is kept when the person pauses,
//! never with a PIN, and given up with the form.

use std::collections::BTreeMap;

use super::App;
use super::act::shortened;
use super::form::{Form, Line, Note};
use super::window::Window;
use crate::desk::{ACTIONS, CommandId, Kind};
use crate::domain::hex::hex;
use crate::say;
use crate::text::{Arg, deals_tui, tui as words};

/// Under which name a draft keeps its command's: no field is called so.
const COMMAND: &str = ".command";

fn command(text: &str) -> Option<CommandId> {
    let mut id = [0; 16];
    for (at, byte) in id.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(CommandId(id))
}

/// What a form says that is worth keeping.
fn typed(form: &Form) -> BTreeMap<String, String> {
    let open = form.lines.iter().filter(|line| line.is_kept() && !line.text().is_empty());
    let mut typed: BTreeMap<String, String> =
        open.map(|line| (line.field.name.to_owned(), line.text().to_owned())).collect();
    // The command keeps its name: sent just before the program was killed, it is not recorded a second time.
    typed.insert(COMMAND.to_owned(), hex(&form.id.0));
    typed
}

impl App {
    /// Keeps what was typed since the last time.
    pub(super) fn keep_draft(&mut self) {
        let Some(staff) = self.person.as_ref().map(|person| person.session.staff) else { return };
        for window in &mut self.windows {
            let Window::Form(form) = window else { continue };
            let unsaved = std::mem::take(&mut form.unsaved);
            if let Some(key) = form.draft.as_ref().filter(|_| unsaved) {
                // A draft is a comfort: without a place for it, one works on.
                let _ = self.desk.keep_draft(staff, key, &typed(form));
            }
        }
    }

    /// Fills in what was typed before the program ended, where it was about the same units.
    pub(super) fn restore_draft(&self, form: &mut Form) {
        let Some(staff) = self.person.as_ref().map(|person| person.session.staff) else { return };
        let Some(draft) = form.draft.as_ref().and_then(|key| self.desk.draft(staff, key)) else { return };
        // Its units are those that were chosen now.
        let units = |line: &Line| matches!(line.field.kind, Kind::Unit | Kind::Units);
        for line in form.lines.iter_mut().filter(|line| line.is_kept() && !units(line)) {
            line.edit.set(draft.typed.get(line.field.name).map_or("", String::as_str));
        }
        form.id = draft.typed.get(COMMAND).and_then(|text| command(text)).unwrap_or(form.id);
        let at = draft.at.local(self.tz_min).brief(self.now);
        // Leaving the form of a subscription keeps its draft.
        let said = if form.is_entry() {
            say!(deals_tui::DRAFT_BACK, at = at, key = super::command::key("entry.anew"))
        } else {
            say!(words::DRAFT_BACK, at = at)
        };
        form.note = Some(Note::Hint(said.in_lang(self.lang)));
        form.dirty = true;
    }

    /// Says what this person has not sent yet.
    pub(super) fn tell_of_drafts(&mut self) {
        let Some(staff) = self.person.as_ref().map(|person| person.session.staff) else { return };
        let keys = self.desk.drafts(staff);
        let kept = keys.iter().filter_map(|key| {
            let (id, about) = key.split_once(' ')?;
            let what = ACTIONS.find(id)?.text;
            Some(match about {
                "" => what.into(),
                _ => say!(words::DRAFT_OF, what = what, about = shortened(about)).into(),
            })
        });
        let kept: Vec<Arg> = kept.collect();
        if !kept.is_empty() {
            self.tell(say!(words::DRAFTS_KEPT, drafts = kept));
        }
    }

    /// The form was sent or given up.
    pub(super) fn drop_draft(&self, form: &Form) {
        if let (Some(person), Some(key)) = (&self.person, &form.draft) {
            let _ = self.desk.drop_draft(person.session.staff, key);
        }
    }
}
