//! Who buys: a document put on file from within the form, a card held to the reader.

use super::super::App;
use super::super::form::{Form, Note, Purpose};
use super::super::window::Window;
use crate::desk::{ACTIONS, Card};
use crate::domain::buyer_file::{BORN, ID_KIND, ID_NO, REPRESENTATIVE};
use crate::domain::guest::GuestId;
use crate::domain::identity::IdKind;
use crate::say;
use crate::text::deals_tui as words;

impl Form {
    /// Leaves out of a document what its kind does not ask for: the number of an identity card tells the birthday (RULES
    /// 1.16), and only a company has somebody who represents it.
    pub(in super::super) fn leave_out_of_document(&mut self) {
        if !matches!(self.purpose, Purpose::Act(action) if action.id == "guest.identify") {
            return;
        }
        let kind = IdKind::from_code(self.text(ID_KIND)).unwrap_or(IdKind::Resident);
        for line in &mut self.lines {
            let asked = match line.field.name {
                BORN => !matches!(kind, IdKind::Resident | IdKind::Company),
                REPRESENTATIVE => kind == IdKind::Company,
                _ => true,
            };
            line.off = !asked && line.text().is_empty() && line.wrong.is_none();
        }
    }
}

impl App {
    /// The form for the document of the first buyer who has none on file; of a new buyer where everybody has.
    pub(in super::super) fn identify(&mut self) {
        let named = self.buyers_named(&self.sale.weighing);
        let missing = named.into_iter().find(|guest| !self.desk.has_document(*guest).unwrap_or(false));
        let hint = missing.is_none().then_some(words::ALL_ON_FILE);
        self.open_identify(missing, &[], hint.map(|text| text.get(self.lang).to_owned()));
    }

    /// What the customer file lacks of a buyer, at its field.
    pub(super) fn complete_file(&mut self, guest: GuestId, code: &'static str) {
        let text = crate::domain::buyer_file::text_of(code).map(|text| text.get(self.lang));
        let hint = say!(words::FILE_LACKS, what = text.unwrap_or_default());
        self.open_identify(Some(guest), &[], Some(hint.in_lang(self.lang)));
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.focus_on(code);
        }
    }

    fn open_identify(
        &mut self,
        guest: Option<GuestId>,
        fields: &[(&'static str, String)],
        hint: Option<String>,
    ) {
        let Some(action) = ACTIONS.find("guest.identify") else { return };
        let mut form = Form::act(action, "", "");
        form.draft = None;
        if let Some(guest) = guest {
            let masked = self.desk.names().map(|names| names.guest(guest)).unwrap_or_default();
            form.preset("guest", &format!("#{}", guest.0), masked);
        }
        for (name, text) in fields {
            // Whoever is on file by name keeps it.
            if *name != "name" || guest.is_none() {
                form.preset(name, text, String::new());
            }
        }
        // Most hold an identity card; another kind stands one line above.
        form.focus_on(if guest.is_none() && fields.is_empty() { "name" } else { ID_NO });
        let filed = guest.is_some_and(|guest| self.desk.has_document(guest).unwrap_or(true));
        for line in form.lines.iter_mut().filter(|_| !filed) {
            match line.field.name {
                ID_KIND => IdKind::Resident.text().get(self.lang).clone_into(&mut line.ghost),
                // It is what the form is for.
                ID_NO => line.needed = guest.is_some(),
                _ => {}
            }
        }
        form.dirty = !fields.is_empty();
        form.note = hint.map(Note::Hint);
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// A guest buys as well; whoever buys already is not named twice.
    pub(in super::super) fn add_buyer(&mut self, guest: GuestId) {
        let named = self.buyers_named(&self.sale.weighing);
        if named.contains(&guest) {
            return;
        }
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        if !form.is_entry() {
            return;
        }
        if named.is_empty() && form.text("guest").is_empty() {
            form.preset("guest", &format!("#{}", guest.0), String::new());
        } else {
            let before = form.text("buyers").trim().trim_end_matches(',').to_owned();
            let before = if before.is_empty() {
                named.iter().map(|guest| format!("#{}", guest.0)).collect::<Vec<_>>().join(", ")
            } else {
                before
            };
            form.preset("buyers", &format!("{before}, #{}", guest.0), String::new());
        }
        (form.dirty, form.unsaved) = (true, true);
    }

    /// What a card reader typed; answers whether it was a card and the form on top had a use for it.
    pub(in super::super) fn card_read(&mut self, read: &str) -> bool {
        let Some(person) = self.person.clone() else { return false };
        let Some(Window::Form(form)) = self.windows.last() else { return false };
        let Purpose::Act(action) = form.purpose else { return false };
        let takes_document = action.fields.iter().any(|field| field.name == "id_no");
        if !takes_document && !form.is_entry() {
            return false;
        }
        let of = self.buyers_named(&self.sale.weighing);
        let Ok(Some(card)) = self.desk.read_card(&person.session, read, &of) else { return false };
        let Some(Window::Form(form)) = self.windows.last_mut() else { return false };
        form.take_back(read);
        if takes_document {
            let named = !form.text("guest").trim().is_empty();
            for (name, text) in &card.fields {
                if *name != "name" || (!named && form.text("name").is_empty()) {
                    form.preset(name, text, String::new());
                }
            }
            (form.dirty, form.unsaved) = (true, true);
            self.tell(words::READ_HERE);
        } else {
            self.card_in_entry(&card);
        }
        true
    }

    fn card_in_entry(&mut self, card: &Card) {
        let Some(guest) = card.guest.filter(|_| card.on_file) else {
            self.open_identify(card.guest, &card.fields, None);
            return self.tell(words::READ_NEW);
        };
        self.add_buyer(guest);
        let masked = self.desk.names().map(|names| names.guest(guest)).unwrap_or_default();
        self.tell(say!(words::READ_AS, guest = masked));
        self.weigh_again();
    }
}
