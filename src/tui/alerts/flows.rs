//! The flows 流程 with their live cases: read when one is shown, when something changes, and once a minute.

use std::collections::BTreeMap;

use super::super::App;
use super::super::app::Screen;
use super::super::window::Window;
use super::Chart;
use crate::desk::StoreError;
use crate::domain::complaint::{Complaint, ComplaintId};
use crate::domain::due::DueKind;
use crate::domain::flow::{FLOWS, Flow, Step};
use crate::domain::policy::PARAMS;
use crate::text::alerts_tui as words;

/// The flows as they were last read.
#[derive(Default)]
pub struct Flows {
    /// Which flow is shown.
    pub which: usize,
    /// Which of its steps is chosen.
    pub at: usize,
    /// Live and overdue cases of the shown flow, by step.
    pub counts: BTreeMap<&'static str, (usize, usize)>,
    /// The clocks of its steps as the house rules have them, by step: `锁房时长 30 分钟`.
    pub clocks: BTreeMap<&'static str, String>,
    /// How it is drawn.
    pub chart: Chart,
}

impl Flows {
    /// The shown one.
    pub fn flow(&self) -> &'static Flow {
        FLOWS.get(self.which).unwrap_or(&FLOWS[0])
    }
}

/// The cases of a step.
pub struct Cases {
    /// Of which step.
    pub title: String,
    /// Every one, the overdue ones first.
    pub rows: Vec<CaseRow>,
    /// The chosen one.
    pub at: usize,
}

/// A case.
pub struct CaseRow {
    /// As it is opened: `RG-0012`, `3-1-1203`, `#7`.
    pub subject: String,
    /// What it is, masked.
    pub text: String,
    /// Its deadline has passed.
    pub overdue: bool,
}

impl App {
    /// Reads the shown flow again.
    pub(in super::super) fn read_flows(&mut self) -> Result<(), StoreError> {
        let flow = self.flows.flow();
        self.flows.counts = self.desk.case_counts(flow)?;
        let policy = self.desk.policy()?;
        let clock = |step: &Step| {
            let param = PARAMS.iter().find(|param| Some(param.name) == step.clock)?;
            let value = param.show(policy.get(param)).in_lang(self.lang);
            let unit = param.measure.text().get(self.lang);
            Some((step.id, format!("{} {value} {unit}", param.text.get(self.lang)).trim_end().to_owned()))
        };
        self.flows.clocks = flow.steps.iter().filter_map(clock).collect();
        self.flows.chart = Chart::of(flow);
        self.flows.at = self.flows.at.min(flow.steps.len().saturating_sub(1));
        Ok(())
    }

    /// Shows the flows.
    pub(in super::super) fn open_flows(&mut self) {
        if let Some((kind, action)) = self.alert_here().map(|alert| (alert.due.kind, alert.next.action)) {
            let id = flow_of(kind, action);
            self.flows.which = FLOWS.iter().position(|flow| flow.id == id).unwrap_or(self.flows.which);
            let here = |step: &Step| step.action == Some(action);
            self.flows.at = self.flows.flow().steps.iter().position(here).unwrap_or(0);
        }
        self.show(Screen::Flows);
    }

    /// Another flow.
    pub(in super::super) fn turn_flow(&mut self, by: i64) {
        let to = (self.flows.which as i64 + by).rem_euclid(FLOWS.len() as i64);
        (self.flows.which, self.flows.at) = (to as usize, 0);
        self.reload_later();
    }

    /// Up and down its steps.
    pub(in super::super) fn flows_step(&mut self, by: i32) {
        let last = self.flows.flow().steps.len().saturating_sub(1) as i64;
        self.flows.at = (self.flows.at as i64 + i64::from(by)).clamp(0, last) as usize;
    }

    /// Enter: the cases of the step.
    pub(in super::super) fn show_cases(&mut self) {
        let flow = self.flows.flow();
        let Some(step) = flow.steps.get(self.flows.at) else { return };
        let cases = match self.desk.cases(flow) {
            Ok(cases) => cases,
            Err(error) => return self.warn(error.say()),
        };
        let complaints = self.desk.complaints().unwrap_or_default();
        let mut rows: Vec<CaseRow> = Vec::new();
        {
            let Ok(names) = self.desk.names() else { return };
            for case in cases.into_iter().filter(|case| case.step == step.id) {
                let subject = match &case.subject {
                    crate::text::Arg::Guest(id) => format!("#{id}"),
                    other => other.in_lang(self.lang),
                };
                let deal = crate::domain::deal::DealId::parse(&subject).filter(|_| subject.starts_with("RG"));
                let deal = deal.and_then(|id| self.desk.deal(id).ok().flatten());
                let text = match (&case.subject, deal) {
                    (crate::text::Arg::Guest(id), _) => {
                        format!("{subject}  {}", names.guest(crate::domain::guest::GuestId(*id)))
                    }
                    (_, Some(deal)) => {
                        let unit = deal.unit.as_ref().map(ToString::to_string).unwrap_or_default();
                        let who = names.staff(deal.consultant).unwrap_or_default();
                        format!("{subject}  {unit}  {}  {who}", names.guest(deal.guest))
                    }
                    _ => complaint_in_words(&complaints, &subject),
                };
                rows.push(CaseRow { subject, text, overdue: case.overdue });
            }
        }
        if rows.is_empty() {
            return self.warn(words::NO_CASES);
        }
        rows.sort_by_key(|row| !row.overdue);
        let title = crate::say!(words::CASES_TITLE, step = step.text, count = rows.len()).in_lang(self.lang);
        self.windows.push(Window::Cases(Box::new(Cases { title, rows, at: 0 })));
    }

    /// Up and down the cases.
    pub(in super::super) fn cases_step(&mut self, by: i32) {
        if let Some(Window::Cases(cases)) = self.windows.last_mut() {
            let last = cases.rows.len().saturating_sub(1) as i64;
            cases.at = (cases.at as i64 + i64::from(by)).clamp(0, last) as usize;
        }
    }

    /// A click on a case: chooses it; a second one opens it.
    pub(in super::super) fn click_case(&mut self, at: usize) {
        if let Some(Window::Cases(cases)) = self.windows.last_mut() {
            let same = cases.at == at;
            cases.at = at;
            if same {
                self.case_enter();
            }
        }
    }

    /// Enter on a case opens it.
    pub(in super::super) fn case_enter(&mut self) {
        let Some(Window::Cases(cases)) = self.windows.last() else { return };
        if let Some(subject) = cases.rows.get(cases.at).map(|row| row.subject.clone()) {
            self.open_case(&subject);
        }
    }
}

/// A complaint by what it is about; any other case by its number alone.
fn complaint_in_words(complaints: &[(ComplaintId, Complaint)], subject: &str) -> String {
    let found = complaints.iter().find(|(id, _)| id.to_string() == subject);
    found.map_or_else(|| subject.to_owned(), |(_, complaint)| format!("{subject}  {}", complaint.what))
}

/// The flow that a deadline stands in: of a signing the one of its next step.
fn flow_of(kind: DueKind, action: &str) -> &'static str {
    match (kind, action) {
        (DueKind::SignBy, "deal.put_off") => "extension",
        (DueKind::SignBy, "deal.swap_over") => "swap",
        (DueKind::SignBy, "deal.rename") => "buyers",
        (DueKind::SignBy, "deal.replan") => "pay_plan",
        (DueKind::SignBy | DueKind::Release | DueKind::PayBack, _) => "release",
        (DueKind::Balance | DueKind::Entry, _) => "subscription",
        (DueKind::ComplaintReply, _) => "complaint",
        (DueKind::FollowUp | DueKind::Appointment, _) => "reception",
        (DueKind::Hold | DueKind::Reserve, _) => "sales_control",
    }
}
