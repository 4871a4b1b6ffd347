//! What is to be seen at the close of a day 日结: its tasks, what is to be known, the sheet, each in words.

use super::super::App;
use super::super::command;
use super::super::guests::Tone;
use super::task::{Task, What};
use crate::desk::close::Evening;
use crate::desk::{DueRow, LogFilter, StoreError};
use crate::domain::alert::Urgency;
use crate::domain::close::{CloseEvent, DayClose, Figures, Finding, FindingKind};
use crate::domain::complaint::ComplaintId;
use crate::domain::day::Day;
use crate::domain::deal::DealId;
use crate::domain::due::DueKind;
use crate::domain::event::{Aggregate, EventSet};
use crate::domain::money::Fen;
use crate::domain::receipt::Method;
use crate::domain::unit::Status;
use crate::say;
use crate::text::{Arg, Say, alerts_tui as words};

impl App {
    pub(super) fn tasks(
        &self,
        shown: Day,
        evening: &Evening,
        close: &DayClose,
    ) -> Result<Vec<Task>, StoreError> {
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
    pub(super) fn last_signed(&self, open: Option<Day>) -> Result<Option<String>, StoreError> {
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
    pub(super) fn to_be_known(&self, evening: &Evening) -> Result<Vec<(String, Tone)>, StoreError> {
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
    pub(super) fn sheet_lines(&self, figures: &Figures) -> Vec<String> {
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

    pub(super) fn tell_task(&mut self) -> Result<(), StoreError> {
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

    /// What was carried over at the close of a day and why, the last first.
    pub(super) fn carried(&self, day: Day) -> Vec<(DealId, String)> {
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
}

/// What makes two tasks the same one.
pub(super) fn subject(task: &Task) -> String {
    match &task.what {
        What::Overdue(alert) => alert.due.stream.clone(),
        What::Finding(finding) => format!("{} {}", finding.kind.code(), finding.about),
    }
}

pub(super) fn deal_of(finding: &Finding) -> Option<DealId> {
    finding.about.strip_prefix("deal:").and_then(|id| id.parse().ok()).map(DealId)
}

/// What a finding means, in words.
pub(super) fn means(finding: &Finding) -> Say {
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
pub(super) const fn put_right(kind: FindingKind) -> crate::text::Text {
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
