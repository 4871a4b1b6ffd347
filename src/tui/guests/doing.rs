//! What each key does in the guest book: one key for each thing that happens with a guest.

use super::super::App;
use super::super::form::{Form, Note};
use super::super::run::{Masked, Print};
use super::super::widget::Scroll;
use super::super::window::{Entry, Window};
use super::registers::BookLine;
use crate::desk::ACTIONS;
use crate::domain::guest::GuestId;
use crate::domain::person::parse_phone;
use crate::domain::register::Register;
use crate::say;
use crate::text::{guest as guest_words, guests_tui as words};

impl App {
    /// Enter: the guest in a window where it was not drawn beside the list, else what can be done with them.
    pub(in super::super) fn guest_enter(&mut self) {
        let in_window = matches!(self.windows.last(), Some(Window::Guest { .. }));
        if in_window || self.guests.beside.get() || self.guests.here().is_none() {
            self.open_palette();
        } else {
            self.guest_evidence();
        }
    }

    /// The guest with all evidence and everything that happened.
    pub(in super::super) fn guest_evidence(&mut self) {
        if self.guests.here().is_none() {
            return self.warn(words::NO_GUEST_HERE);
        }
        self.windows.push(Window::Guest { scroll: Scroll::default() });
        self.guest_moved();
    }

    /// A visit at the door. Whoever was searched for comes; else what was typed goes into the form.
    pub(in super::super) fn guest_visit(&mut self) {
        if self.at_the_desk(Self::guest_visit) {
            self.register("guest.visit");
        }
    }

    /// A call, likewise.
    pub(in super::super) fn guest_call(&mut self) {
        if self.at_the_desk(Self::guest_call) {
            self.register("guest.call");
        }
    }

    fn register(&mut self, id: &str) {
        // Over the registers nobody was looked for: whoever calls or comes now is not the guest of the line.
        let sought = if self.guests.in_registers { "" } else { self.guests.typed.text().trim() };
        let typed = sought.to_owned();
        let meant = !typed.is_empty() || !self.windows.is_empty();
        let guest = self.guests.here().filter(|_| meant);
        let Some(mut form) = self.form_about(id, guest) else { return };
        if guest.is_some() {
            form.focus_on("source");
        } else if parse_phone(&typed).is_some() {
            form.preset("phone", &typed, String::new());
            form.focus_on_empty();
        } else if !typed.is_ascii() {
            form.preset("name", &typed, String::new());
            form.focus_on_empty();
        }
        // What happens at the door is never half written: no draft of yesterday comes up.
        form.draft = None;
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// A follow-up of the guest under the cursor.
    pub(in super::super) fn guest_follow_up(&mut self) {
        if self.at_the_desk(Self::guest_follow_up) {
            self.about_guest("guest.follow_up");
        }
    }

    /// An appointment.
    pub(in super::super) fn guest_appoint(&mut self) {
        if self.at_the_desk(Self::guest_appoint) {
            self.about_guest("guest.appoint");
        }
    }

    /// The manager's ruling; its form shows the evidence.
    pub(in super::super) fn guest_rule(&mut self) {
        if self.at_the_desk(Self::guest_rule) {
            self.about_guest("guest.rule");
        }
    }

    /// How the guest under the cursor was followed up, on paper.
    pub(in super::super) fn print_follow_ups(&mut self) {
        let Some(guest) = self.guests.here() else { return self.warn(words::NO_GUEST_HERE) };
        self.print = Some(Print::Masked(Masked::FollowUps(guest)));
    }

    /// Whose guest it is, with the evidence and places to sign, on paper.
    pub(in super::super) fn print_ruling(&mut self) {
        let Some(guest) = self.guests.here() else { return self.warn(words::NO_GUEST_HERE) };
        self.print = Some(Print::Masked(Masked::Ruling(guest)));
    }

    /// The register of the line under the cursor, of its day.
    pub(in super::super) fn print_register(&mut self) {
        let registers = &self.guests.registers;
        let which = registers.line().map_or(Register::Visit, |line| line.register);
        self.print = Some(Print::Masked(Masked::Register(which, registers.day)));
    }

    fn about_guest(&mut self, id: &str) {
        let Some(guest) = self.guests.here() else { return self.warn(words::NO_GUEST_HERE) };
        let Some(mut form) = self.form_about(id, Some(guest)) else { return };
        form.focus_on_empty();
        self.restore_draft(&mut form);
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// The form of an action with its guest filled in; nothing where whoever is at the desk may not, which is said.
    fn form_about(&mut self, id: &str, guest: Option<GuestId>) -> Option<Form> {
        let action = ACTIONS.find(id)?;
        if let Some(why) = self.why_not(Entry::Action(action)) {
            self.warn(why);
            return None;
        }
        let mut form = Form::act(action, "", "");
        if let Some(guest) = guest {
            self.fill_guest(&mut form, guest);
        }
        Some(form)
    }

    /// Fills a guest in, with who that is; a draft belongs to its guest.
    pub(in super::super) fn fill_guest(&self, form: &mut Form, guest: GuestId) {
        let typed = format!("#{}", guest.0);
        let masked = self.desk.names().map(|names| names.guest(guest)).unwrap_or_default();
        form.preset("guest", &typed, masked);
        if let (true, Some(draft)) = (form.text("guest") == typed, &mut form.draft) {
            draft.push_str(&typed);
        }
    }

    /// Completes the line under the cursor: today's by itself, an earlier day's as a correction.
    pub(in super::super) fn complete_line(&mut self) {
        if !self.at_the_desk(Self::complete_line) {
            return;
        }
        let registers = &self.guests.registers;
        let Some(line) = registers.line() else { return self.warn(words::NO_LINES) };
        let guest = match line {
            BookLine { struck: true, .. } => return self.warn(words::LINE_STRUCK),
            BookLine { open: true, .. } => return self.write_caller(),
            BookLine { guest: None, .. } => return self.warn(words::LINE_OF_NOBODY),
            BookLine { guest: Some(guest), .. } => *guest,
        };
        let (missing, day) = (line.missing.clone(), registers.day);
        let today = day == self.desk.today();
        let id = if today { "guest.complete" } else { "book.complete" };
        let Some(mut form) = self.form_about(id, Some(guest)) else { return };
        let first = form.lines.iter().position(|line| missing.iter().any(|code| code == line.field.name));
        form.focus = first.unwrap_or(1);
        if !today {
            form.preset("day", &day.to_string(), String::new());
            form.focus_on_empty();
        }
        self.restore_draft(&mut form);
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Who called, on the line under the cursor: of an earlier day as a correction.
    fn write_caller(&mut self) {
        let registers = &self.guests.registers;
        let Some(line) = registers.line() else { return };
        let (number, day) = (line.number.to_string(), registers.day);
        let said = format!("{} {}", line.consultant, line.time);
        let today = day == self.desk.today();
        let Some(mut form) = self.form_about(if today { "guest.caller" } else { "book.correct" }, None)
        else {
            return;
        };
        form.preset("line", &number, said);
        for (name, text) in [("day", day.to_string().as_str()), ("register", "call"), ("what", "guest")] {
            form.preset(name, text, String::new());
        }
        form.focus_on_empty();
        form.draft = None;
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// The step of the hand-in that is next for whoever is at the desk: a consultant confirms, then the assistant
    /// collects, then the manager archives.
    pub(in super::super) fn hand_in(&mut self) {
        if !self.at_the_desk(Self::hand_in) {
            return;
        }
        let today = self.desk.today();
        let day = if self.guests.in_registers { self.guests.registers.day } else { today };
        let book = match self.desk.book(day) {
            Ok(book) => book,
            Err(error) => return self.warn_of(&error.into()),
        };
        let typed = if day == today { String::new() } else { day.to_string() };
        let me = self.person.as_ref().map(|person| person.session.staff);
        if book.lines().any(|(_, _, line)| line.awaits().is_some() && line.awaits() == me) {
            let fields = [("day", typed)];
            let given = if day == today { &[][..] } else { &fields[..] };
            return self.do_now("book.confirm", given);
        }
        let sells = self.person.as_ref().is_some_and(|person| {
            ACTIONS.find("book.collect").is_some_and(|collect| {
                crate::domain::permission::grant(collect.duty, person.roles)
                    < crate::domain::permission::Grant::Request
            })
        });
        if sells {
            return self.warn(guest_words::NOTHING_TO_CONFIRM);
        }
        let id = match (book.collected, book.archived) {
            (_, Some(_)) => return self.warn(say!(words::NOTHING_LEFT, day = day)),
            (None, None) => "book.collect",
            (Some(_), None) => "book.archive",
        };
        let Some(mut form) = self.form_about(id, None) else { return };
        form.preset("day", &typed, String::new());
        form.ghost("day", day.to_string());
        // Lines that nobody confirmed take a word why (atlas 三.2).
        if id == "book.collect" && book.summary().unconfirmed > 0 {
            form.ghost("note", words::SAY_WHY_UNCONFIRMED.get(self.lang).to_owned());
        }
        form.focus_on("note");
        self.restore_draft(&mut form);
        if form.note.is_none() {
            let says = crate::desk::book_in_words(day, &book).into_iter();
            let says = self.desk.names().map(|names| {
                says.map(|say| names.fill(say).in_lang(self.lang)).collect::<Vec<_>>().join(" ")
            });
            form.note = says.ok().map(Note::Hint);
        }
        self.windows.push(Window::Form(Box::new(form)));
    }
}
