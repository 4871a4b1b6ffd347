//! Whose guest is meant by what stands in a form, said at its foot before anything is sent (RULES 1.2 判客). Looked up
//! when the text has changed, and only then.

use super::super::App;
use super::super::window::Window;
use super::{Form, Line, Note, Purpose};
use crate::desk::{FoundGuest, Kind, Sentence, StoreError, verdict};
use crate::domain::guest::GuestId;
use crate::domain::person::{Pii, parse_phone};
use crate::say;
use crate::text::guests_tui as words;

/// The action whose form shows every piece of evidence: it is decided on them.
const RULES_ON_IT: &str = "guest.rule";

/// Whether a guest can be meant by this line.
fn names_a_guest(line: &Line) -> bool {
    let kind = matches!(line.field.kind, Kind::Guest | Kind::Phone | Kind::ReportedPhone);
    kind && !line.text().trim().is_empty()
}

impl Form {
    /// The line that says which guest is meant: the focused one, or the first that is filled in.
    fn guest_line(&self) -> Option<usize> {
        let focused = self.line().is_some_and(names_a_guest).then_some(self.focus);
        focused.or_else(|| self.lines.iter().position(names_a_guest))
    }
}

impl App {
    /// Weighs the evidence on the guest who is meant in the form on top.
    pub(super) fn weigh(&mut self) {
        let Some(Window::Form(form)) = self.windows.last() else { return };
        if !matches!(form.purpose, Purpose::Act(_)) {
            return;
        }
        // Whoever is new may have been reported by name.
        let meant = form.guest_line().map(|at| {
            let typed = form.lines[at].text().trim().to_owned();
            (at, typed, form.text("name").trim().to_owned())
        });
        if meant == form.weighed {
            return;
        }
        let (evidence, guest) = match &meant {
            // A file that cannot be read says so when the form is sent.
            Some((at, typed, name)) => self.evidence(form, *at, typed, name).unwrap_or_default(),
            None => Default::default(),
        };
        let whose = guest.and_then(|guest| self.ghost_of_guest(form, guest));
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            if let Some((name, whose)) = whose {
                form.ghost(name, whose);
            }
            (form.evidence, form.weighed) = (evidence, meant);
        }
    }

    /// The evidence where exactly one guest is meant, and which one. Half a phone number means nobody yet: its digits may
    /// end another.
    fn evidence(
        &self,
        form: &Form,
        at: usize,
        typed: &str,
        name: &str,
    ) -> Result<(Vec<Note>, Option<GuestId>), StoreError> {
        let is_phone = matches!(form.lines[at].field.kind, Kind::Phone | Kind::ReportedPhone);
        let phone = parse_phone(typed);
        if is_phone && phone.is_none() {
            return Ok((Vec::new(), None));
        }
        let whole = matches!(form.purpose, Purpose::Act(action) if action.id == RULES_ON_IT);
        Ok(match self.desk.find_guests(typed, 2)?.as_slice() {
            [] if is_phone => {
                let mut notes = vec![Note::Hint(words::NEW_PHONE.get(self.lang).to_owned())];
                if let Some(phone) = phone {
                    let reports = self.desk.reports_like(&Pii::new(name.to_owned()), &phone)?;
                    let says = reports.iter().map(|report| report.may_be().in_lang(self.lang));
                    notes.extend(says.map(Note::Wrong));
                }
                (notes, None)
            }
            [guest] => (self.evidence_on(guest, is_phone, whole)?, Some(guest.id)),
            _ => (Vec::new(), None),
        })
    }

    fn evidence_on(&self, guest: &FoundGuest, with_name: bool, whole: bool) -> Result<Vec<Note>, StoreError> {
        let names = self.desk.names()?;
        let attribution = self.desk.attribution_of(guest.id)?;
        // A guest field says below itself who it is.
        let who = with_name
            .then(|| say!(words::MEANT, guest = &guest.masked, number = guest.id.0).in_lang(self.lang));
        let (warnings, hints): (Vec<_>, Vec<_>) =
            verdict(&attribution).into_iter().partition(|sentence| sentence.warns);
        let in_words = |sentence: Sentence| names.fill(sentence.say).in_lang(self.lang);
        // One line where it fits: the form below it is long enough.
        let parts: Vec<String> = who.into_iter().chain(hints.into_iter().map(in_words)).collect();
        let mut notes = vec![Note::Hint(parts.join(" "))];
        notes.extend(warnings.into_iter().map(|sentence| Note::Wrong(in_words(sentence))));
        if whole {
            let pieces = self.evidence_lines(&attribution.evidence)?;
            notes.extend(pieces.into_iter().map(|(text, _)| Note::Hint(text)));
        }
        Ok(notes)
    }
}
