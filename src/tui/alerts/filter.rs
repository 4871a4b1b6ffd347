//! Which alerts are shown: by kind, consultant and days ahead. What is typed is declared as fields.

use super::super::App;
use super::super::form::Form;
use super::super::window::Window;
use crate::desk::field::{Choice, Field, Kind, may};
use crate::desk::{DueRow, Failure};
use crate::domain::due::DueKind;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::text::{Lang, alerts_tui as words};

const KINDS: &[Choice] = &kinds();

const fn kinds() -> [Choice; DueKind::ALL.len()] {
    let mut all = [Choice { code: "", text: words::ALERTS }; DueKind::ALL.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = Choice { code: DueKind::ALL[i].code(), text: DueKind::ALL[i].text() };
        i += 1;
    }
    all
}

/// The fields of the filter, in the order of its form.
pub const FIELDS: &[Field] = &[
    may("kinds", words::F_KINDS, Kind::Choices(KINDS)),
    may("owner", words::F_OWNER, Kind::Staff),
    may("days", words::F_DAYS, Kind::Number),
];

/// Days ahead where nobody said otherwise: reminders begin two days before a contract (RULES 1.8).
const DAYS: i64 = 3;
/// More is no alert.
const MOST_DAYS: i64 = 366;

/// A filter.
#[derive(Default)]
pub struct Filter {
    /// What was typed into each of [`FIELDS`]: the form opens with it again.
    pub typed: Vec<String>,
    kinds: Vec<DueKind>,
    owner: Option<StaffId>,
    days: Option<i64>,
}

impl Filter {
    /// Whether it shows everything.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.owner.is_none() && self.days.is_none()
    }

    /// Days ahead.
    pub fn days(&self) -> i64 {
        self.days.unwrap_or(DAYS)
    }

    /// Whether a deadline is shown.
    pub fn takes(&self, due: &DueRow) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&due.kind))
            && self.owner.is_none_or(|owner| owner == due.owner)
    }

    /// In a few words.
    pub fn in_words(&self, lang: Lang) -> String {
        let mut parts: Vec<String> = self.kinds.iter().map(|kind| kind.text().get(lang).to_owned()).collect();
        parts.extend(self.typed.get(1).filter(|who| !who.is_empty()).cloned());
        parts.join(" ")
    }
}

impl App {
    /// Opens the form of the filter.
    pub(in super::super) fn open_alert_filter(&mut self) {
        let form = Form::alert_filter(&self.alerts.filter.typed);
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Takes the filter that was filled in.
    pub(in super::super) fn set_alert_filter(&mut self) -> Result<(), Failure> {
        let Some(Window::Form(form)) = self.windows.last() else { return Ok(()) };
        let typed: Vec<String> = form.lines.iter().map(|line| line.text().trim().to_owned()).collect();
        let of = |at: usize| typed.get(at).map_or("", String::as_str);
        let codes = typed.first().map(|text| text.split(',').collect::<Vec<_>>()).unwrap_or_default();
        let kinds = DueKind::ALL.iter().copied().filter(|kind| codes.contains(&kind.code())).collect();
        let owner = match of(1) {
            "" => None,
            name => Some(self.desk.find_staff(name)?.id),
        };
        let days = match of(2) {
            "" => None,
            days => {
                let days = days.parse().ok().filter(|days| (0..=MOST_DAYS).contains(days));
                Some(days.ok_or_else(|| Refusal::new("DESIGN 5", words::DAYS_RANGE).at("days"))?)
            }
        };
        self.alerts.filter = Filter { typed, kinds, owner, days };
        self.windows.pop();
        self.reload_later();
        Ok(())
    }
}
