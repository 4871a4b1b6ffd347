//! The live cases of every flow 流程图: where each stands, and which are overdue. Read only; the steps themselves are the
//! flow table ([`crate::domain::flow`]).

use std::collections::BTreeMap;

use super::alerts::Alert;
use super::{Desk, Which};
use crate::domain::alert::Urgency;
use crate::domain::application::{AppKind, AppState, Application};
use crate::domain::complaint::Complaint;
use crate::domain::deal::{Deal, Step};
use crate::domain::due::DueKind;
use crate::domain::flow::Flow;
use crate::domain::unit::Status;
use crate::store::StoreError;
use crate::text::Arg;

/// A live case of a flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The step it stands at, by its name within the flow.
    pub step: &'static str,
    /// What it is: a unit, a deal, an application, a complaint, a guest.
    pub subject: Arg,
    /// Its deadline has passed.
    pub overdue: bool,
}

impl Desk {
    /// Every live case of a flow, in the order of its steps.
    ///
    /// # Errors
    /// What the store says.
    pub fn cases(&self, flow: &Flow) -> Result<Vec<Case>, StoreError> {
        let of_guests = |kind| matches!(kind, DueKind::FollowUp | DueKind::Appointment);
        let alerts = self.alerts_of(0, |kind| of_guests(kind) == (flow.id == "reception"))?;
        let mut cases = match flow.id {
            "sales_control" => self.held_units(&alerts)?,
            "subscription" => self.open_subscriptions(&alerts)?,
            "special_discount" => self.open_applications(AppKind::Discount, &alerts, of_discount)?,
            "extension" => self.open_applications(AppKind::Extension, &alerts, of_extension)?,
            "release" => self.releases(&alerts)?,
            "swap" => self.open_applications(AppKind::Swap, &alerts, of_swap)?,
            "buyers" => self.open_applications(AppKind::Buyers, &alerts, of_buyers)?,
            "pay_plan" => self.open_applications(AppKind::Plan, &alerts, of_release)?,
            "complaint" => self.open_complaints(&alerts)?,
            "reception" => follow_ups(&alerts),
            _ => Vec::new(),
        };
        let place = |case: &Case| flow.steps.iter().position(|step| step.id == case.step);
        cases.sort_by_key(place);
        Ok(cases)
    }

    /// How many cases stand at each step, and how many of them are overdue.
    ///
    /// # Errors
    /// What the store says.
    pub fn case_counts(&self, flow: &Flow) -> Result<BTreeMap<&'static str, (usize, usize)>, StoreError> {
        let mut counts: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
        for case in self.cases(flow)? {
            let count = counts.entry(case.step).or_default();
            count.0 += 1;
            count.1 += usize::from(case.overdue);
        }
        Ok(counts)
    }

    fn held_units(&self, alerts: &[Alert]) -> Result<Vec<Case>, StoreError> {
        let step = |status: Status| match status {
            Status::Unreleased => Some("import"),
            Status::Withheld => Some("withhold"),
            Status::Held => Some("hold"),
            Status::Reserved => Some("reserve"),
            _ => None,
        };
        let case = |row: super::GridRow| {
            let overdue =
                alerts.iter().any(|a| is_late(a) && a.deal.is_none() && a.unit.as_ref() == Some(&row.id));
            Some(Case { step: step(row.status)?, subject: row.id.to_string().into(), overdue })
        };
        Ok(self.grid()?.into_iter().filter_map(case).collect())
    }

    fn open_subscriptions(&self, alerts: &[Alert]) -> Result<Vec<Case>, StoreError> {
        let step = |deal: &Deal| match deal.next_step() {
            _ if deal.wants_exchange() => Some("exchange"),
            Some(Step::Hold | Step::Fill) => Some("fill"),
            Some(Step::Sign) => Some("sign"),
            Some(Step::Review) => Some("review"),
            Some(Step::Confirm) => Some("confirm"),
            Some(Step::Deposit) => Some("deposit"),
            Some(Step::Stamp) => Some("stamp"),
            Some(Step::File) => Some("file"),
            Some(Step::Grid) => Some("grid"),
            Some(Step::Archive) => Some("archive"),
            Some(Step::Papers) => Some("papers"),
            None if deal.deposit_missing().0 > 0 => Some("balance"),
            None if !deal.papers_owed().is_empty() => Some("papers"),
            None => None,
        };
        let case = |(id, deal): (_, Deal)| {
            let overdue = alerts.iter().any(|a| is_late(a) && a.deal == Some(id));
            Some(Case { step: step(&deal)?, subject: Arg::from(id), overdue })
        };
        Ok(self.deals(Which::Live)?.into_iter().filter_map(case).collect())
    }

    fn open_applications(
        &self,
        kind: AppKind,
        alerts: &[Alert],
        step: fn(&Application) -> Option<&'static str>,
    ) -> Result<Vec<Case>, StoreError> {
        let mut cases = Vec::new();
        for (id, app) in self.applications(Which::All)? {
            let fits = app.request.as_ref().is_some_and(|request| request.kind() == kind);
            if let Some(step) = step(&app).filter(|_| fits) {
                let overdue =
                    alerts.iter().any(|a| is_late(a) && a.deal.is_some() && a.deal == app.of_deal());
                cases.push(Case { step, subject: Arg::from(id), overdue });
            }
        }
        Ok(cases)
    }

    /// Overdue signings on their rung of the ladder, and what is settled until its unit is free.
    fn releases(&self, alerts: &[Alert]) -> Result<Vec<Case>, StoreError> {
        let mut cases = self.open_applications(AppKind::Release, alerts, of_release)?;
        for alert in alerts.iter().filter(|a| OF_RELEASES.contains(&a.due.kind)) {
            let step = match (alert.next.action, alert.next.with.as_ref().map(|(_, v)| v.as_str())) {
                ("deal.remind", _) => "remind",
                ("deal.notice", Some("rescission")) => "rescind",
                ("deal.notice", _) => "demand",
                ("deal.delivered", _) => "delivered",
                ("deal.release", _) => "ask",
                ("paper.recall", _) => "recall",
                ("deal.reopen", _) => "reopen",
                ("deal.pay_back", _) => "pay_back",
                _ => continue,
            };
            if let Some(deal) = alert.deal {
                cases.push(Case { step, subject: Arg::from(deal), overdue: is_late(alert) });
            }
        }
        Ok(cases)
    }

    fn open_complaints(&self, alerts: &[Alert]) -> Result<Vec<Case>, StoreError> {
        let step = |c: &Complaint| match (c.department, c.answers.is_empty()) {
            (None, _) => "receive",
            (Some(_), true) => "judge",
            (Some(_), false) => "answer",
        };
        let open = self.complaints()?.into_iter().filter(|(_, c)| c.is_open());
        let case = |(id, complaint): (_, Complaint)| Case {
            step: step(&complaint),
            subject: Arg::from(id),
            overdue: alerts.iter().any(|a| is_late(a) && a.complaint == Some(id)),
        };
        Ok(open.map(case).collect())
    }
}

/// Deadlines on the way from an overdue signing to the last fen paid back.
const OF_RELEASES: [DueKind; 3] = [DueKind::SignBy, DueKind::Release, DueKind::PayBack];

fn is_late(alert: &Alert) -> bool {
    matches!(alert.urgency, Urgency::Overdue(_))
}

fn of_discount(app: &Application) -> Option<&'static str> {
    match app.state() {
        AppState::Pending => Some("ask"),
        AppState::Approved => Some("decide"),
        AppState::Executed | AppState::Refused => Some("execute"),
        _ => None,
    }
}

fn of_extension(app: &Application) -> Option<&'static str> {
    match app.state() {
        AppState::Pending => Some("ask"),
        AppState::Approved => Some("decide"),
        AppState::Executed => Some("put_off"),
        AppState::Refused => Some("refuse"),
        _ => None,
    }
}

fn of_release(app: &Application) -> Option<&'static str> {
    match app.state() {
        AppState::Pending => Some("ask"),
        AppState::Approved => Some("decide"),
        _ => None,
    }
}

fn of_swap(app: &Application) -> Option<&'static str> {
    of_release(app)
}

fn of_buyers(app: &Application) -> Option<&'static str> {
    of_release(app)
}

/// Guests who are to be followed up, or who said that they come.
fn follow_ups(alerts: &[Alert]) -> Vec<Case> {
    let case = |alert: &Alert| {
        let step = match alert.due.kind {
            DueKind::FollowUp => "follow_up",
            DueKind::Appointment => "appoint",
            _ => return None,
        };
        Some(Case { step, subject: Arg::from(alert.guest?), overdue: is_late(alert) })
    };
    alerts.iter().filter_map(case).collect()
}
