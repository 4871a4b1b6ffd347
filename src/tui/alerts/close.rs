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
use super::task::{Task, What};
use crate::desk::close::Evening;
use crate::desk::{ACTIONS, BackupError, DueRow, LogFilter, StoreError};
use crate::domain::alert::Urgency;
use crate::domain::close::{CloseEvent, DayClose, Figures, Finding, FindingKind};
use crate::domain::complaint::ComplaintId;
use crate::domain::day::Day;
use crate::domain::deal::DealId;
use crate::domain::due::DueKind;
use crate::domain::event::{Aggregate, EventSet};
use crate::domain::money::Fen;
use crate::domain::permission::Role;
use crate::domain::receipt::Method;
use crate::domain::unit::Status;
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

    fn tasks(&self, shown: Day, evening: &Evening, close: &DayClose) -> Result<Vec<Task>, StoreError> {
        let names = self.desk.names()?;
        let in_words = |say: Say| names.fill(say).in_lang(self.lang);
        let mut tasks = Vec::new();
        for overdue in &evening.overdue {
            let (Some(day), owner) = (overdue.due, overdue.consultant) else { continue };
            let stream = format!("deal:{}", overdue.deal.0);
            let due = DueRow { kind: DueKind::SignBy, stream, at: day.end(self.tz_min), owner };
            let mut alert = self.desk.alert_of(&due)?;
            // As of the evening that is closed, not of today.
            alert.urgency = Urgency::Overdue(day.until(shown));
            alert.next.text = self.alert_in_words(&alert);
            let carried = close.carried.get(&overdue.deal);
            let done = carried.map(|reason| in_words(say!(words::C_CARRIED, reason = reason)));
            let done = done.or_else(|| overdue.acted.then(|| words::C_ACTED.get(self.lang).to_owned()));
            let masked = names.guest(overdue.guest);
            let cells = [
                alert.urgency.say().in_lang(self.lang),
                overdue.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
                masked.split(' ').next().unwrap_or_default().to_owned(),
                names.staff(owner).unwrap_or_default().to_owned(),
            ];
            tasks.push((day, Task { what: What::Overdue(Box::new(alert)), done, cells }));
        }
        tasks.sort_by_key(|(day, _)| *day);
        let mut tasks: Vec<Task> = tasks.into_iter().map(|(_, task)| task).collect();
        for finding in evening.findings.iter().filter(|finding| finding.kind.must_be_explained()) {
            let explained = close.explanation(finding);
            let done = explained.map(|reason| in_words(say!(words::C_EXPLAINED, reason = reason)));
            let cells = [in_words(means(finding)), String::new(), String::new(), String::new()];
            tasks.push(Task { what: What::Finding(finding.clone()), done, cells });
        }
        Ok(tasks)
    }

    /// Who signed the last day before this one.
    fn last_signed(&self, open: Option<Day>) -> Result<Option<String>, StoreError> {
        let today = self.desk.today();
        let last = open.unwrap_or_else(|| today.plus(1));
        // An office that is shut over a holiday has closed its last day a week ago.
        for back in 1..=10 {
            let day = last.plus(-back);
            if let Some(sheet) = self.desk.day_close(day)?.sheet {
                let names = self.desk.names()?;
                let at = sheet.at.local(self.tz_min).brief(self.now);
                let by = |who| Arg::from(who);
                let signed = say!(
                    words::C_SIGNED,
                    day = day,
                    who = by(sheet.by),
                    with = by(sheet.with.unwrap_or(sheet.by)),
                    at = at,
                    head = &sheet.head
                );
                return Ok(Some(names.fill(signed).in_lang(self.lang)));
            }
        }
        Ok(None)
    }

    /// Clock, backup, personal data that was looked at, holds that end by tomorrow.
    fn to_be_known(&self, evening: &Evening) -> Result<Vec<(String, Tone)>, StoreError> {
        let mut lines = Vec::new();
        let clock = evening.findings.iter().any(|finding| finding.kind == FindingKind::Clock);
        let (text, tone) = if clock || self.clock_suspect {
            (words::C_CLOCK_BAD, Tone::Alarm)
        } else {
            (words::C_CLOCK_OK, Tone::Plain)
        };
        lines.push((text.get(self.lang).to_owned(), tone));
        let backup = self.desk.newest_backup().map_or_else(
            || words::C_BACKUP_NONE.into(),
            |backup| say!(words::C_BACKUP_AT, at = backup.at.local(self.tz_min).brief(self.now)),
        );
        lines.push((backup.in_lang(self.lang), Tone::Plain));
        for finding in evening.findings.iter().filter(|finding| finding.kind == FindingKind::Reveals) {
            lines.push((say!(words::C_REVEALS, count = finding.count).in_lang(self.lang), Tone::Plain));
        }
        let complaints = self.desk.complaints()?;
        for finding in evening.findings.iter().filter(|finding| finding.kind == FindingKind::Complaint) {
            let about = finding.about.rsplit(':').next().and_then(ComplaintId::parse);
            let Some((id, complaint)) = complaints.iter().find(|(id, _)| Some(*id) == about) else {
                continue;
            };
            let line = say!(
                words::C_COMPLAINT,
                complaint = *id,
                days = finding.count,
                key = command::key("palette"),
                what = &complaint.what
            );
            lines.push((line.in_lang(self.lang), Tone::Alarm));
        }
        let dues = self.desk.alert_dues(1)?;
        for kind in [DueKind::Hold, DueKind::Reserve] {
            // They come in the order of their time; the list of all is the alerts.
            let ends: Vec<&DueRow> = dues.iter().filter(|due| due.kind == kind).collect();
            if let Some(first) = ends.first() {
                let unit = first.stream.split_once(':').map_or("", |(_, unit)| unit);
                let at = first.at.local(self.tz_min).brief(self.now);
                let holds =
                    say!(words::C_HOLDS, what = kind.text(), count = ends.len(), unit = unit, at = at);
                lines.push((holds.in_lang(self.lang), Tone::Plain));
            }
        }
        Ok(lines)
    }

    /// What the day came to, a line each.
    fn sheet_lines(&self, figures: &Figures) -> Vec<String> {
        let lang = self.lang;
        let parts = |parts: Vec<Say>| {
            let parts: Vec<String> = parts.into_iter().map(|say| say.in_lang(lang)).collect();
            if parts.is_empty() { words::S_NONE.get(lang).to_owned() } else { parts.join("  ") }
        };
        let money = |by: &std::collections::BTreeMap<String, Fen>| {
            let part = |(code, amount): (&String, &Fen)| {
                let what = Method::from_code(code).map_or_else(
                    || Say { text: words::S_PART, args: Vec::new() },
                    |method| method.text().into(),
                );
                say!(words::S_PART, what = what, amount = *amount)
            };
            parts(by.iter().map(part).collect())
        };
        let grid = Status::ALL.iter().filter_map(|status| {
            let count = figures.grid.get(status.code()).copied().filter(|count| *count > 0)?;
            Some(say!(words::S_PART, what = status.text(), amount = count))
        });
        let figures = [
            say!(words::S_VISITS, new = figures.new_visits, again = figures.returns, calls = figures.calls),
            say!(words::S_SUBSCRIBED, count = figures.subscribed, amount = figures.subscribed_price),
            say!(words::S_ENDED, count = figures.ended, amount = figures.ended_price),
            say!(words::S_RECEIVED, list = money(&figures.received)),
            say!(words::S_PAID_BACK, list = money(&figures.paid_back)),
            say!(
                words::S_DEPOSITS,
                deposits = figures.deposits,
                payable = figures.payable,
                forfeited = figures.forfeited
            ),
            say!(words::S_GRID, list = parts(grid.collect())),
            say!(words::S_OVERDUE, count = figures.overdue),
        ];
        figures.into_iter().map(|say| say.in_lang(lang)).collect()
    }

    fn tell_task(&mut self) -> Result<(), StoreError> {
        let reason = command::key("close.reason");
        self.closing.told = match self.closing.here().map(|task| &task.what) {
            Some(What::Overdue(alert)) => {
                let how = if self.closing.day == Some(self.desk.today()) {
                    words::C_HOW
                } else {
                    words::C_HOW_PAST
                };
                let next = say!(how, next = alert.next.text.clone(), key = reason);
                self.tell_alert(alert, next, self.closing.day.unwrap_or_else(|| self.desk.today()))?
            }
            Some(What::Finding(finding)) => {
                let how = say!(words::C_HOW_EXPLAIN, how = put_right(finding.kind), key = reason);
                vec![(means(finding).in_lang(self.lang), Tone::Strong), (how.in_lang(self.lang), Tone::Plain)]
            }
            None => self.closing.sheet.iter().map(|line| (line.clone(), Tone::Plain)).collect(),
        };
        Ok(())
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

    /// What was carried over at the close of a day and why, the last first.
    fn carried(&self, day: Day) -> Vec<(DealId, String)> {
        let filter = LogFilter {
            stream: Some(format!("{}:{day}", DayClose::KIND)),
            kind: Some("day.carried".to_owned()),
            ..LogFilter::default()
        };
        let mut log = self.desk.log(&filter).unwrap_or_default();
        log.sort_by_key(|event| std::cmp::Reverse(event.seq));
        let read = log.iter().filter_map(|event| {
            let version = u16::try_from(event.ver).ok()?;
            match CloseEvent::decode(&event.kind, version, &event.payload).ok()? {
                CloseEvent::Carried { deal, reason } => Some((deal, reason)),
                _ => None,
            }
        });
        read.collect()
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

/// What makes two tasks the same one.
fn subject(task: &Task) -> String {
    match &task.what {
        What::Overdue(alert) => alert.due.stream.clone(),
        What::Finding(finding) => format!("{} {}", finding.kind.code(), finding.about),
    }
}

fn deal_of(finding: &Finding) -> Option<DealId> {
    finding.about.strip_prefix("deal:").and_then(|id| id.parse().ok()).map(DealId)
}

/// What a finding means, in words.
fn means(finding: &Finding) -> Say {
    let count = finding.count;
    match finding.kind {
        FindingKind::GridDeals => say!(words::M_GRID_DEALS, count = count),
        FindingKind::Receipts => say!(words::M_RECEIPTS, amount = Fen(count)),
        FindingKind::Incomplete => say!(words::M_INCOMPLETE, count = count),
        FindingKind::Unwitnessed => say!(words::M_UNWITNESSED, count = count),
        FindingKind::OpenReception => say!(words::M_OPEN_RECEPTION, count = count),
        FindingKind::DepositMissing => {
            let deal = deal_of(finding).map(|deal| deal.to_string()).unwrap_or_default();
            say!(words::M_DEPOSIT, deal = deal, amount = Fen(count))
        }
        FindingKind::AfterClose => {
            let deal = deal_of(finding).map(|deal| deal.to_string()).unwrap_or_default();
            say!(words::M_AFTER_CLOSE, deal = deal, amount = Fen(count))
        }
        FindingKind::Clock => words::C_CLOCK_BAD.into(),
        FindingKind::Backup => words::C_BACKUP_NONE.into(),
        FindingKind::Reveals => say!(words::C_REVEALS, count = count),
        FindingKind::Complaint => FindingKind::Complaint.text().into(),
    }
}

/// How a finding is put right.
const fn put_right(kind: FindingKind) -> crate::text::Text {
    match kind {
        FindingKind::GridDeals => words::R_GRID_DEALS,
        FindingKind::Receipts => words::R_RECEIPTS,
        FindingKind::Incomplete => words::R_INCOMPLETE,
        FindingKind::Unwitnessed => words::R_UNWITNESSED,
        FindingKind::OpenReception => words::R_OPEN_RECEPTION,
        FindingKind::DepositMissing => words::R_DEPOSIT,
        FindingKind::Clock => words::C_CLOCK_BAD,
        FindingKind::AfterClose | FindingKind::Backup | FindingKind::Reveals | FindingKind::Complaint => {
            words::C_ONLY_REASON
        }
    }
}
