//! A short message 短信 about a deadline: its blanks filled, copied to whatever sends it, and written down.

use super::super::App;
use super::super::deals::of_request;
use super::super::form::Form as Ask;
use super::super::run::{About, Print};
use super::super::window::Window;
use crate::desk::alerts::Alert;
use crate::desk::{ACTIONS, CommandId, Failure, Filled, StoreError};
use crate::domain::application::AppId;
use crate::domain::deal::{DealId, Notice};
use crate::domain::due::DueKind;
use crate::paper::Form;
use crate::paper::sms::{NoSms, Sms};
use crate::say;
use crate::text::{Arg, Say, alerts_tui as words, changed};

/// A message that is looked at before it is sent.
pub struct Message {
    /// Which fit the deadline; the first is the one mostly meant.
    which: Vec<Sms>,
    /// The chosen one.
    at: usize,
    /// Of which deal.
    deal: Option<DealId>,
    /// Whose it is.
    pub to: String,
    /// The text.
    pub text: String,
}

impl Message {
    /// What sort of message it is.
    pub fn sms(&self) -> Sms {
        self.which.get(self.at).copied().unwrap_or(Sms::Remind)
    }
}

impl App {
    /// Shows the message about the deadline.
    pub(in super::super) fn alert_message(&mut self) {
        if !self.at_the_desk(Self::alert_message) {
            return;
        }
        let Some(alert) = self.alert_here() else { return self.warn(words::NO_ALERT_HERE) };
        let late = matches!(alert.urgency, crate::domain::alert::Urgency::Overdue(_));
        let which = match alert.due.kind {
            DueKind::SignBy if late => vec![Sms::Demand, Sms::Remind, Sms::Extended, Sms::NotExtended],
            DueKind::SignBy => vec![Sms::Remind, Sms::Congratulation, Sms::Extended, Sms::NotExtended],
            DueKind::Balance => vec![Sms::Balance],
            DueKind::Appointment => vec![Sms::Appointment, Sms::Thanks],
            DueKind::FollowUp => vec![Sms::Thanks],
            DueKind::ComplaintReply => vec![Sms::Complaint],
            DueKind::Hold | DueKind::Reserve | DueKind::Entry | DueKind::Release | DueKind::PayBack => {
                return self.warn(words::NO_MESSAGE_HERE);
            }
        };
        let deal = alert.deal;
        let guest = alert.guest.map(|guest| self.desk.names().map(|names| names.guest(guest)));
        let parts = [deal.map(|deal| deal.to_string()), guest.and_then(Result::ok)];
        let to = parts.into_iter().flatten().collect::<Vec<_>>().join("  ");
        let mut message = Message { which, at: 0, deal, to, text: String::new() };
        // The first that says what is so; where none does, why the one mostly meant does not.
        let mut refused = None;
        for at in 0..message.which.len() {
            message.at = at;
            match self.written(&message) {
                Ok(text) => {
                    message.text = text;
                    return self.windows.push(Window::Message(Box::new(message)));
                }
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        self.warn(refused.unwrap_or_else(|| words::NO_MESSAGE_HERE.into()));
    }

    fn written(&self, message: &Message) -> Result<String, Say> {
        let wrong = |why: NoSms| match why {
            NoSms::Store(error) => error.say(),
            NoSms::NotSo => say!(changed::SMS_NOT_SO, kind = message.sms().text(), about = &message.to),
            NoSms::Blank(what) => {
                let what = match what.as_str() {
                    "phone" => changed::BLANK_PHONE.into(),
                    "day" => changed::BLANK_DAY.into(),
                    _ => Arg::from(what),
                };
                say!(changed::SMS_BLANK, what = what)
            }
            NoSms::Wrong(what) => say!(words::MESSAGE_WRONG, what = what),
        };
        let store = |error: StoreError| error.say();
        let (sms, folder, lang) = (message.sms(), self.folder.as_deref(), self.lang);
        let Some(alert) = self.alert_here() else { return Err(words::NO_ALERT_HERE.into()) };
        if let Some(id) = alert.deal
            && let Some(deal) = self.desk.deal(id).map_err(store)?
        {
            return sms.about_deal(&self.desk, id, &deal, folder, lang).map_err(wrong);
        }
        if let Some(id) = alert.complaint {
            let all = self.desk.complaints().map_err(store)?;
            let complaint = all.into_iter().find(|(other, _)| *other == id).map(|(_, complaint)| complaint);
            let Some(complaint) = complaint else { return Err(words::NO_MESSAGE_HERE.into()) };
            return sms.about_complaint(&self.desk, id, &complaint, folder, lang).map_err(wrong);
        }
        match alert.guest {
            Some(guest) => sms.to_guest(&self.desk, guest, folder, lang).map_err(wrong),
            None => Err(words::NO_MESSAGE_HERE.into()),
        }
    }

    /// Another message that fits.
    pub(in super::super) fn other_message(&mut self) {
        let Some(Window::Message(mut message)) = self.windows.pop() else { return };
        let all = message.which.len();
        // One that asks for what this deal does not have is passed over.
        for _ in 0..all {
            message.at = (message.at + 1) % all;
            if let Ok(text) = self.written(&message) {
                message.text = text;
                break;
            }
        }
        self.windows.push(Window::Message(message));
    }

    /// Copies the message, and writes down that the buyer was written to.
    pub(in super::super) fn copy_message(&mut self) {
        let Some(Window::Message(message)) = self.windows.pop() else { return };
        self.clipboard = Some(message.text.clone());
        let Some(deal) = message.deal else { return self.tell(words::MESSAGE_COPIED) };
        match self.note_message(deal, message.sms()) {
            Ok(()) => self.tell(words::MESSAGE_COPIED),
            Err(failure) => self.warn_of(&failure),
        }
    }

    /// Prints the message that is looked at; on the list the paper that the next step is about, else the message. That does
    /// not write it down, for nobody knows whether it is sent.
    pub(in super::super) fn print_message(&mut self) {
        if !matches!(self.windows.last(), Some(Window::Message(_))) {
            if let Some((form, about)) = self.alert_here().and_then(|alert| self.paper_of(alert)) {
                if self.at_the_desk(Self::print_message) {
                    let form = Ask::print(about, Some(form));
                    self.ask_why_in_full(form, words::PRINT_REASON);
                }
                return;
            }
            self.alert_message();
        }
        if let Some(Window::Message(message)) = self.windows.last() {
            let title = message.sms().text().get(self.lang).to_owned();
            self.print = Some(Print::Message { title, text: message.text.clone() });
        }
    }

    /// The paper that the next step is about: the application that runs, the notice that is sent, the complaint.
    fn paper_of(&self, alert: &Alert) -> Option<(Form, About)> {
        if let Some(id) = alert.complaint {
            return Some((Form::Complaint, About::Complaint(id)));
        }
        let id = alert.deal?;
        let (field, value) = alert.next.with.as_ref()?;
        if *field == "application" {
            return self.paper_of_change(id, AppId::parse(value)?);
        }
        let form = match Notice::from_code(value).filter(|_| *field == "notice")? {
            Notice::Demand => Form::Demand,
            Notice::Rescission => Form::Rescission,
        };
        Some((form, About::Change(id, None)))
    }

    /// The form of an application that changes or ends a deal.
    pub(in super::super) fn paper_of_change(&self, id: DealId, app: AppId) -> Option<(Form, About)> {
        let form = of_request(self.desk.application(app).ok()??.request.as_ref()?)?;
        Some((form, About::Change(id, Some(app))))
    }

    /// A text message reaches nobody until somebody answers: it counts as not reached.
    fn note_message(&mut self, deal: DealId, sms: Sms) -> Result<(), Failure> {
        let Some(action) = ACTIONS.find("deal.remind") else { return Ok(()) };
        let fields = [
            ("deal", deal.to_string()),
            ("how", "sms".to_owned()),
            ("reached", "no".to_owned()),
            ("note", sms.text().get(self.lang).to_owned()),
        ];
        let mut filled = Filled::new();
        for field in action.fields {
            if let Some((_, text)) = fields.iter().find(|(name, _)| *name == field.name) {
                filled.put(field, text)?;
            }
        }
        self.try_to(action, &filled, None, CommandId::new())
    }
}
