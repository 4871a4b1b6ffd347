//! Drafts 草稿: what is typed into the form of an action and not sent survives a kill. It is kept when the person pauses,
//! never with a PIN, and given up with the form.

use std::collections::BTreeMap;

use super::App;
use super::form::{Form, Note};
use super::window::Window;
use crate::say;
use crate::text::tui as words;

/// What a form says that is worth keeping.
fn typed(form: &Form) -> BTreeMap<String, String> {
    let open = form.lines.iter().filter(|line| !line.is_secret() && !line.text().is_empty());
    open.map(|line| (line.field.name.to_owned(), line.text().to_owned())).collect()
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
        for line in form.lines.iter_mut().filter(|line| !line.is_secret()) {
            line.edit.set(draft.typed.get(line.field.name).map_or("", String::as_str));
        }
        let at = draft.at.local(self.tz_min).brief(self.now);
        form.note = Some(Note::Hint(say!(words::DRAFT_BACK, at = at).in_lang(self.lang)));
        form.dirty = true;
    }

    /// The form was sent or given up.
    pub(super) fn drop_draft(&self, form: &Form) {
        if let (Some(person), Some(key)) = (&self.person, &form.draft) {
            let _ = self.desk.drop_draft(person.session.staff, key);
        }
    }
}
