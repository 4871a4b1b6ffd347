//! The close of a day 日结: every overdue signing and every finding one by one, then what is to be known, the sheet, and two
//! signatures. What was done stands in the log, so an interrupted evening goes on where it was.

use super::super::App;
use super::super::app::Screen;
use super::super::command;
use super::super::form::Note;
use super::super::guests::Tone;
use super::super::import::Job;
use super::super::run::Print;
use super::super::window::{Entry, Window};
use super::evening::{deal_of, means, subject};
use super::task::{Task, What};
use crate::desk::{ACTIONS, BackupError, StoreError};
use crate::domain::close::{Finding, FindingKind};
use crate::domain::day::Day;
use crate::domain::due::DueKind;
use crate::domain::permission::Role;
use crate::say;
use crate::text::{Arg, Say, alerts_tui as words};

/// The close of the day that is open longest.
#[derive(Default)]
pub struct Closing {
    /// The day; `None` when none is open.
    pub day: Option<Day>,
    /// What has to be done, overdue signings first.
    pub tasks: Vec<Task>,
    /// Which of them is chosen; behind the last one: the signing.
    pub at: usize,
    /// The chosen one in detail.
    pub told: Vec<(String, Tone)>,
    /// To be known.
    pub known: Vec<(String, Tone)>,
    /// The sheet: what the day came to, or comes to.
    pub sheet: Vec<String>,
    /// The last day that was signed, by whom.
    pub signed: Option<String>,
    /// Whether the manager was asked for open days already.
    asked: bool,
}

impl Closing {
    /// The chosen task.
    pub fn here(&self) -> Option<&Task> {
        self.tasks.get(self.at)
    }

    /// How many tasks are open.
    pub fn open(&self) -> usize {
        self.tasks.iter().filter(|task| task.done.is_none()).count()
    }

    /// How many of the tasks of a sort are done, and how many there are.
    pub fn done_of(&self, overdue: bool) -> (usize, usize) {
        let of = || self.tasks.iter().filter(|task| task.is_overdue() == overdue);
        (of().filter(|task| task.done.is_some()).count(), of().count())
    }

    /// The next open task from here on, round to the first; the signing where none is left.
    fn next_open(&self, from: usize) -> usize {
        let open = |at: &usize| self.tasks.get(*at).is_some_and(|task| task.done.is_none());
        let after = (from..self.tasks.len()).find(open);
        after.or_else(|| (0..from).find(open)).unwrap_or(self.tasks.len())
    }
}

impl App {
    /// Reads the evening of the day that is open longest; the cursor goes on when its task is done.
    pub(in super::super) fn read_close(&mut self) -> Result<(), StoreError> {
        let before = (self.closing.day, self.closing.at);
        let here = self.closing.here().map(subject);
        let day = self.desk.first_open_day()?;
        self.closing.day = day;
        let shown = day.unwrap_or_else(|| self.desk.today());
        let close = self.desk.day_close(shown)?;
        let evening = self.desk.evening(shown)?;
        self.closing.signed = self.last_signed(day)?;
        self.closing.known = self.to_be_known(&evening)?;
        let figures = close.sheet.as_ref().map_or(&evening.figures, |sheet| &sheet.figures);
        self.closing.sheet = self.sheet_lines(figures);
        self.closing.tasks = if day.is_some() { self.tasks(shown, &evening, &close)? } else { Vec::new() };
        let closing = &mut self.closing;
        let same = here.and_then(|here| closing.tasks.iter().position(|task| subject(task) == here));
        closing.at = match same {
            // Whatever is open stays chosen; what was just done lets the next one come.
            Some(at) if closing.tasks[at].done.is_none() => at,
            Some(at) => closing.next_open(at),
            None if before.0 == day && before.1 > 0 => closing.next_open(before.1.min(closing.tasks.len())),
            None => closing.next_open(0),
        };
        self.tell_task()
    }

    /// The cursor is on another task.
    pub(super) fn task_moved(&mut self) {
        if self.tell_task().is_err() {
            self.closing.told.clear();
        }
    }

    /// Up and down; behind the last task is the signing.
    pub(in super::super) fn close_step(&mut self, by: i32) {
        let last = self.closing.tasks.len() as i64;
        self.closing.at = (self.closing.at as i64 + i64::from(by)).clamp(0, last) as usize;
        self.task_moved();
    }

    /// Shows the close of the day that is open longest.
    pub(in super::super) fn open_close(&mut self) {
        if self.at_the_desk(Self::open_close) {
            self.closing = Closing { asked: self.closing.asked, ..Closing::default() };
            self.show(Screen::Close);
        }
    }

    /// Enter: the next step of an overdue signing, what puts a finding right, or the signing.
    pub(in super::super) fn close_enter(&mut self) {
        if !self.at_the_desk(Self::close_enter) {
            return;
        }
        match self.closing.here().map(|task| &task.what) {
            Some(What::Overdue(_)) => self.alert_next(),
            Some(What::Finding(finding)) => {
                let finding = finding.clone();
                self.put_right(&finding);
            }
            None => self.sign_day(),
        }
    }

    fn put_right(&mut self, finding: &Finding) {
        let Some(day) = self.closing.day else { return };
        match finding.kind {
            FindingKind::Incomplete => {
                self.guests.in_registers = true;
                self.guests.registers.day = day;
                self.show(Screen::Guests);
                self.guests.for_close = true;
                self.guests.registers.at = self.guests.registers.first_incomplete(0).unwrap_or(0);
                self.guest_moved();
            }
            FindingKind::Unwitnessed if day == self.desk.today() => self.show(Screen::Rotation),
            FindingKind::OpenReception => self.end_first_of(day),
            FindingKind::DepositMissing => {
                let deal = deal_of(finding).map(|deal| deal.to_string()).unwrap_or_default();
                self.about_alert("deal.receive", &[("deal", deal)]);
            }
            _ => self.give_reason(),
        }
    }

    /// Carries the overdue signing over, or explains what was found: with a reason.
    pub(in super::super) fn give_reason(&mut self) {
        if !self.at_the_desk(Self::give_reason) {
            return;
        }
        let Some(day) = self.closing.day else { return self.warn(words::C_ALL_CLOSED) };
        let day = ("day", day.to_string());
        match self.closing.here().map(|task| &task.what) {
            Some(What::Overdue(alert)) => {
                let deal = alert.deal.map(|deal| deal.to_string()).unwrap_or_default();
                self.about_alert("day.carry", &[day, ("deal", deal)]);
            }
            Some(What::Finding(finding)) => {
                let about = ("about", finding.about.clone());
                let means = means(finding).in_lang(self.lang);
                self.about_alert("day.explain", &[day, ("kind", finding.kind.code().to_owned()), about]);
                // What the log knows it by says nothing to anybody: what was found stands there in words.
                if let Some(Window::Form(form)) = self.windows.last_mut() {
                    form.hide("about");
                    form.means_that("kind", means);
                }
            }
            None => self.warn(words::C_NO_REASON),
        }
    }

    /// The last line that lacked something is complete: the close that asked for it goes on.
    pub(in super::super) fn back_to_close(&mut self) {
        let waits = self.guests.for_close && self.screen == Screen::Guests && self.guests.in_registers;
        if waits && self.windows.is_empty() && self.guests.registers.first_incomplete(0).is_none() {
            self.show(Screen::Close);
        }
    }

    /// Signs the day: whoever is at the desk and the other of manager and finance.
    pub(in super::super) fn sign_day(&mut self) {
        if !self.at_the_desk(Self::sign_day) {
            return;
        }
        let Some(day) = self.closing.day else { return self.warn(words::C_ALL_CLOSED) };
        let open = self.closing.open();
        if open > 0 {
            self.closing.at = self.closing.next_open(0);
            self.task_moved();
            return self.warn(say!(words::C_NOT_YET, open = open));
        }
        let Some(action) = ACTIONS.find("day.close") else { return };
        if let Some(why) = self.why_not(Entry::Action(action)) {
            return self.warn(why);
        }
        self.do_now("day.close", &[("day", day.to_string())]);
        // Read before anybody types a PIN: what is still going on is on the sheet of the next day.
        let still = if day == self.desk.today() { self.still_open() } else { Ok(None) };
        if let (Ok(Some(still)), Some(Window::Form(form))) = (still, self.windows.last_mut())
            && form.is_approval()
        {
            form.evidence.push(Note::Wrong(still.in_lang(self.lang)));
        }
    }

    /// Holds and subscriptions being filled in at this moment (RULES 3.4).
    fn still_open(&self) -> Result<Option<Say>, StoreError> {
        let dues = self.desk.alert_dues(1)?;
        let of = |kind| dues.iter().filter(|due| due.kind == kind).count();
        let parts = [(words::C_STILL_HOLDS, of(DueKind::Hold)), (words::C_STILL_ENTRIES, of(DueKind::Entry))];
        let parts: Vec<Arg> = parts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(text, count)| say!(text, count = count).into())
            .collect();
        Ok((!parts.is_empty()).then(|| say!(words::C_STILL_OPEN, what = parts)))
    }

    /// Prints the sheet of the day: signed, or as it stands.
    pub(in super::super) fn print_day(&mut self) {
        let today = self.desk.today();
        // With nothing open the last one is today's.
        self.print = Some(Print::Day(self.closing.day.unwrap_or(today)));
    }

    /// What may be the reason: what was written about the same signing the last time, then what was said of others, the
    /// most recent first.
    pub(in super::super) fn usual_reasons(&self) -> Vec<String> {
        let Some(day) = self.closing.day else { return Vec::new() };
        let deal = self.alert_here().and_then(|alert| alert.deal);
        let (before, now) = (self.carried(day.plus(-1)), self.carried(day));
        let same = before.iter().find(|(of, _)| Some(*of) == deal).cloned();
        let mut reasons: Vec<String> = Vec::new();
        for (_, reason) in same.into_iter().chain(now).chain(before) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }

    /// What follows from a day that was signed: its backup, said first, for it takes a while.
    pub(in super::super) fn follow_close(&mut self, action: &str) {
        if action == "day.close" {
            self.job = Some(Job::BackUp);
        }
    }

    /// Takes the backup of a day that was signed.
    pub(in super::super) fn back_up_day(&mut self) {
        let day = self.closing.day.unwrap_or_else(|| self.desk.today());
        // The next open day is shown already.
        let day = (0..=10)
            .map(|back| day.plus(-back))
            .find(|day| self.desk.day_close(*day).is_ok_and(|close| close.sheet.is_some()));
        let day = day.unwrap_or_else(|| self.desk.today());
        match self.desk.backup() {
            Ok(backup) => self.tell(say!(words::C_BACKED_UP, day = day, file = backup.file)),
            Err(error) => {
                let what = match error {
                    BackupError::Store(error) => error.say(),
                    BackupError::Bad(say) => say,
                    BackupError::Busy => crate::text::shell::BACKUP_BUSY.into(),
                };
                self.warn(say!(words::C_BACKUP_FAILED, day = day, what = what));
            }
        }
        self.reload_later();
    }

    /// A manager who signs in is asked once for days before today that are open; they came for something else, so it
    /// stands in no way.
    pub(in super::super) fn ask_for_open_days(&mut self) {
        let manages =
            self.person.as_ref().is_some_and(|person| person.roles.iter().any(|r| r == Role::Manager));
        // What they have not sent yet is said first.
        if !manages || self.closing.asked || self.toast.is_some() {
            return;
        }
        let today = self.desk.today();
        // Whoever cannot read it now is asked the next time.
        let Ok(Some(day)) = self.desk.first_open_day() else { return };
        if day < today {
            self.closing.asked = true;
            let (alerts, close) = (command::key("screen.alerts"), command::key("alerts.close"));
            self.warn(say!(words::C_ASK, day = day, alerts = alerts, close = close));
        }
    }
}
