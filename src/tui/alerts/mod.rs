//! Alerts 预警 in the terminal: the list (F5) here, finding in it in `search.rs` and `filter.rs`, what each key does in
//! `doing.rs`; the close of a day in `close.rs`, what it shows in `evening.rs` and `task.rs`; what forms start with in
//! `propose.rs`, the flows in `flows.rs` and `chart.rs`, short messages in `message.rs`.

mod chart;
mod close;
mod doing;
mod evening;
mod filter;
mod flows;
mod message;
mod propose;
mod search;
mod task;

use std::collections::{BTreeMap, HashMap};

use crate::desk::alerts::Alert;
use crate::desk::{DueRow, LogFilter, Names, StoreError, event_in_words};
use crate::domain::alert::Urgency;
use crate::domain::day::Day;
use crate::domain::due::DueKind;
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Say, alerts_tui as words};

use super::App;
use super::app::Screen;
use super::guests::Tone;
use super::term::Key;
use super::widget::Edit;
pub use chart::Chart;
pub use close::Closing;
pub use doing::OF_ALERTS;
pub use filter::{FIELDS, Filter};
pub use flows::{Cases, Flows};
pub use message::Message;
pub use propose::is_for_a_swap;
pub use task::Task;

/// Rows before and after the cursor that are looked up: more no screen shows.
const AROUND: usize = 64;
/// Events in the detail of a line.
const HISTORY: i64 = 12;

/// The alerts as they were last read.
#[derive(Default)]
pub struct Alerts {
    /// What is looked for.
    pub typed: Edit,
    /// Which are shown.
    pub filter: Filter,
    /// Every deadline of the days asked for: what binds, the most overdue first, then guests to follow up.
    dues: Vec<DueRow>,
    /// Units and guests of the deals, read once something is looked for.
    deals: HashMap<i64, (Option<UnitId>, GuestId)>,
    /// Which of the deadlines were found.
    found: Vec<usize>,
    /// Which of those is chosen.
    pub at: usize,
    /// Those around the chosen one, in words.
    shown: BTreeMap<usize, Row>,
    /// The chosen one in detail.
    pub told: Vec<(String, Tone)>,
    /// Overdue, due today, due later, of those found.
    pub counts: (usize, usize, usize),
    /// Overdue signings of those found.
    pub signings: usize,
    /// Overdue and due today, whatever is shown.
    pub count: usize,
    /// Something was done about the chosen signing: the next overdue one comes.
    go_on: bool,
    /// Overdue, as it was last listened for.
    overdue: Option<usize>,
    /// The day that is open longest, before today.
    pub open_day: Option<Day>,
}

/// A line of the list, its guest masked.
pub struct Row {
    /// The deadline.
    pub alert: Alert,
    /// `逾期 3 天`
    pub when: String,
    /// Guest.
    pub guest: String,
    /// Consultant.
    pub owner: String,
    /// Money at stake.
    pub money: String,
    /// The next step.
    pub next: String,
}

impl Row {
    fn new(mut alert: Alert, names: &Names, app: &App) -> Self {
        alert.next.text = app.alert_in_words(&alert);
        let lang = app.lang;
        let masked = alert.guest.map(|guest| names.guest(guest)).unwrap_or_default();
        let money = alert.money.filter(|money| money.0 != 0).map(|amount| match alert.due.kind {
            DueKind::Balance => say!(words::MONEY_LACKS, amount = amount),
            DueKind::PayBack => say!(words::MONEY_OWED, amount = amount),
            _ => say!(words::MONEY_DEPOSIT, amount = amount),
        });
        Self {
            when: when(&alert, app.now, app.tz_min).in_lang(lang),
            guest: masked.split(' ').next().unwrap_or_default().to_owned(),
            owner: names.staff(alert.due.owner).unwrap_or_default().to_owned(),
            money: money.map(|say| say.in_lang(lang)).unwrap_or_default(),
            next: names.fill(alert.next.text.clone()).in_lang(lang),
            alert,
        }
    }
}

/// When it is due: in days, and today by the time where there is one. A contract is due by the end of a day.
fn when(alert: &Alert, now: Millis, tz_min: i32) -> Say {
    let at = alert.due.at;
    let whole_day = match alert.due.kind {
        DueKind::SignBy | DueKind::Release | DueKind::Balance | DueKind::PayBack | DueKind::FollowUp => true,
        DueKind::Hold
        | DueKind::Reserve
        | DueKind::Appointment
        | DueKind::Entry
        | DueKind::ComplaintReply => false,
    };
    let text = match alert.urgency {
        _ if whole_day => return alert.urgency.say(),
        Urgency::Overdue(0) => words::LATE_TODAY,
        Urgency::Today => words::AT_TIME,
        _ => return alert.urgency.say(),
    };
    debug_assert!(at.0.abs_diff(now.0) < 48 * 3_600_000);
    say!(text, time = at.local(tz_min).clock())
}

impl Alerts {
    /// How many were found.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found although something is due.
    pub fn hides_all(&self) -> bool {
        self.found.is_empty() && (!self.dues.is_empty() || !self.filter.is_empty())
    }

    /// Somebody else sits here: what the last person looked for is theirs.
    pub(super) fn begin_anew(&mut self) {
        self.typed.set("");
        (self.filter, self.at) = (Filter::default(), 0);
    }

    /// A line that was looked up.
    pub fn row(&self, at: usize) -> Option<&Row> {
        self.shown.get(&at)
    }

    /// The chosen one.
    pub fn here(&self) -> Option<&Alert> {
        self.row(self.at).map(|row| &row.alert)
    }

    fn due(&self, at: usize) -> Option<&DueRow> {
        self.found.get(at).and_then(|at| self.dues.get(*at))
    }
}

impl App {
    /// What of the alerts stands in the first line of every screen.
    pub(super) fn count_alerts(&mut self) -> Result<(), StoreError> {
        self.alerts.count = self.desk.alert_count()?;
        Ok(())
    }

    /// Rings when more is overdue than the last time.
    pub(super) fn listen(&mut self) -> Result<(), StoreError> {
        if self.bell {
            let overdue = self.desk.overdue_count()?;
            self.ring |= self.alerts.overdue.is_some_and(|before| overdue > before);
            self.alerts.overdue = Some(overdue);
        }
        Ok(())
    }

    /// Reads again what of the alerts is on the screen.
    pub(super) fn read_shown_alerts(&mut self) -> Result<(), StoreError> {
        match self.screen {
            Screen::Alerts => self.read_alerts(),
            Screen::Close => self.read_close(),
            Screen::Flows => self.read_flows(),
            _ => Ok(()),
        }
    }

    /// Reads the alerts again; the cursor stays on its line.
    pub(super) fn read_alerts(&mut self) -> Result<(), StoreError> {
        let here = self.alerts.due(self.alerts.at).map(|due| (due.kind, due.stream.clone()));
        self.alerts.dues = self.desk.alert_dues(self.alerts.filter.days())?;
        // A hundred guests to follow up must not hide the one contract that is overdue: what binds stands first.
        self.alerts.dues.sort_by_key(|due| matches!(due.kind, DueKind::FollowUp | DueKind::Appointment));
        self.alerts.deals.clear();
        let today = self.desk.today();
        self.alerts.open_day = self.desk.first_open_day()?.filter(|day| *day < today);
        self.find_alerts()?;
        if let Some((kind, stream)) = here {
            let same = |at: &usize| {
                self.alerts.dues.get(*at).is_some_and(|due| due.kind == kind && due.stream == stream)
            };
            let at = self.alerts.found.iter().position(same);
            let go_on = std::mem::take(&mut self.alerts.go_on);
            // One that is gone has let the next one come by itself.
            self.alerts.at = match at {
                Some(at) if go_on => self.next_overdue(at),
                at => at.unwrap_or(self.alerts.at),
            };
        }
        self.alert_moved_to()
    }

    /// The overdue signing after this one; this one where it is the last.
    fn next_overdue(&self, at: usize) -> usize {
        let signing = |at: &usize| {
            self.alerts.due(*at).is_some_and(|due| due.kind == DueKind::SignBy && due.at < self.now)
        };
        (at + 1..self.alerts.len()).find(signing).unwrap_or(at)
    }

    /// A step was taken about the chosen signing.
    pub(super) fn follow_alert(&mut self, action: &str) {
        let overdue = self.alerts.here().is_some_and(|alert| {
            alert.due.kind == DueKind::SignBy && matches!(alert.urgency, Urgency::Overdue(_))
        });
        let about_deals = action.starts_with("deal.") || action.starts_with("application.");
        self.alerts.go_on = self.screen == Screen::Alerts && overdue && about_deals;
    }

    /// Looks up what is around the cursor, and the line under it in detail.
    fn alert_moved_to(&mut self) -> Result<(), StoreError> {
        let at = self.alerts.at;
        let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(self.alerts.len());
        let missing: Vec<usize> = around.filter(|at| !self.alerts.shown.contains_key(at)).collect();
        let mut rows = Vec::with_capacity(missing.len());
        {
            let names = self.desk.names()?;
            for at in missing {
                let Some(due) = self.alerts.due(at) else { continue };
                rows.push((at, Row::new(self.desk.alert_of(due)?, &names, self)));
            }
        }
        self.alerts.shown.extend(rows);
        self.alerts.told = match self.alerts.here() {
            Some(alert) => {
                let next = say!(words::NEXT_IS, next = alert.next.text.clone());
                self.tell_alert(alert, next, self.desk.today())?
            }
            None => Vec::new(),
        };
        Ok(())
    }

    /// The cursor is elsewhere; what cannot be read now is not shown.
    fn alert_moved(&mut self) {
        if self.alert_moved_to().is_err() {
            self.alerts.told.clear();
        }
    }

    /// A deadline in detail, seen on a day: what it is about, `next`, why it is this step, what happened.
    pub(super) fn tell_alert(
        &self,
        alert: &Alert,
        next: Say,
        on: Day,
    ) -> Result<Vec<(String, Tone)>, StoreError> {
        let names = self.desk.names()?;
        let in_words = |say: Say| names.fill(say).in_lang(self.lang);
        let late = matches!(alert.urgency, Urgency::Overdue(_));
        let mut first: Vec<String> = Vec::new();
        first.extend(alert.unit.as_ref().map(ToString::to_string));
        first.extend(alert.guest.map(|guest| names.guest(guest)));
        first.push(alert.due.kind.text().get(self.lang).to_owned());
        first.push(in_words(when(alert, self.now, self.tz_min)));
        let mut lines = vec![(first.join("  "), if late { Tone::Alarm } else { Tone::Strong })];
        if let Some(id) = alert.deal
            && let Some(deal) = self.desk.deal(id)?
        {
            let text = match deal.sign_by {
                Some(day) => {
                    let days: i64 = deal.extensions.iter().map(crate::domain::deal::Extension::days).sum();
                    say!(words::D_SIGNING, deal = id, day = day, count = deal.extensions.len(), days = days)
                }
                None => say!(words::D_DEAL, deal = id),
            };
            lines.push((in_words(text), Tone::Plain));
            let yesterday = on.plus(-1);
            if let Some(reason) = self.desk.day_close(yesterday)?.carried.get(&id) {
                let carried = say!(words::D_CARRIED, day = yesterday, reason = reason);
                lines.push((in_words(carried), Tone::Plain));
            }
        }
        lines.push((in_words(next), Tone::Strong));
        lines.push((in_words(say!(words::WHY_IS, why = alert.next.why.clone())), Tone::Plain));
        lines.push((words::HISTORY.get(self.lang).to_owned(), Tone::Strong));
        let filter =
            LogFilter { stream: Some(alert.due.stream.clone()), last: Some(HISTORY), ..LogFilter::default() };
        for event in self.desk.log(&filter)?.iter().rev() {
            let at = Millis(event.wall).local(self.tz_min).brief(self.now);
            let what = in_words(event_in_words(event)?);
            let who = names.staff(StaffId(event.actor)).unwrap_or_default();
            lines.push((format!("{at}  {what}  {who}").trim_end().to_owned(), Tone::Plain));
        }
        Ok(lines)
    }

    /// Up and down.
    pub(super) fn alerts_step(&mut self, by: i32) {
        let last = self.alerts.len().saturating_sub(1) as i64;
        self.alerts.at = (self.alerts.at as i64 + i64::from(by)).clamp(0, last) as usize;
        self.alert_moved();
    }

    /// A click on a line: chooses it; a second one does what Enter does.
    pub(super) fn click_alert(&mut self, at: usize) {
        let place = match self.screen {
            Screen::Close => &mut self.closing.at,
            Screen::Flows => &mut self.flows.at,
            _ => &mut self.alerts.at,
        };
        let same = *place == at;
        *place = at;
        match self.screen {
            Screen::Close => self.task_moved(),
            Screen::Flows => {}
            _ => self.alert_moved(),
        }
        if let Some(cmd) = super::command::find(Key::Enter, self.context()).filter(|_| same) {
            self.run(cmd);
        }
    }
}
