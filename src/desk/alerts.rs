//! Alerts 预警: every live deadline with its unit, guest, money at stake and the one next step. Read only.

use std::collections::BTreeMap;

use super::{Desk, DueRow, Which};
use crate::domain::alert::{self, Next, Urgency};
use crate::domain::application::{AppId, Application};
use crate::domain::complaint::{Complaint, ComplaintId};
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealId};
use crate::domain::due::DueKind;
use crate::domain::event::Aggregate;
use crate::domain::guest::{Guest, GuestId};
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::policy;
use crate::domain::unit::Unit;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::StoreError;
use crate::text::close as words;

/// A deadline as the alerts show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// What becomes due, when, whose task it is.
    pub due: DueRow,
    /// How late it is.
    pub urgency: Urgency,
    /// Of which unit.
    pub unit: Option<UnitId>,
    /// Of which guest.
    pub guest: Option<GuestId>,
    /// Of which deal.
    pub deal: Option<DealId>,
    /// Of which complaint.
    pub complaint: Option<ComplaintId>,
    /// Money at stake: the deposit, what of it is missing, or what is owed to the buyer.
    pub money: Option<Fen>,
    /// The one next step.
    pub next: Next,
}

/// What every alert looks at.
struct House<'a> {
    /// Live deals, or the one that is asked about.
    deals: &'a BTreeMap<DealId, Deal>,
    now: Millis,
    tz_min: i32,
    /// How often a hold may be renewed.
    renewals: i64,
}

impl House<'_> {
    fn today(&self) -> Day {
        Day::of(self.now, self.tz_min)
    }
}

/// Steps that are refused while a copy of the deal's forms is out.
const NEEDS_COPIES: [&str; 3] = ["deal.reopen", "deal.swap_over", "deal.rename"];

impl Desk {
    /// Every live deadline until so many days from now with its next step, the most overdue first.
    ///
    /// # Errors
    /// What the store says.
    pub fn alerts(&self, days: i64) -> Result<Vec<Alert>, StoreError> {
        self.alerts_of(days, |_| true)
    }

    /// Those of some kinds: an office has many times more guests to follow up than deals.
    ///
    /// # Errors
    /// What the store says.
    pub fn alerts_of(&self, days: i64, kinds: impl Fn(DueKind) -> bool) -> Result<Vec<Alert>, StoreError> {
        // One question for all deals: an office has thousands.
        let deals = self.store.deals(Which::Live)?.into_iter().collect();
        let house = self.house(&deals)?;
        let dues = self.alert_dues(days)?.into_iter().filter(|due| kinds(due.kind));
        dues.map(|due| self.alert(due, &house)).collect()
    }

    /// The deadlines without what has to be looked up for each: whoever shows a part of them asks [`Desk::alert_of`] for
    /// that part. What is settled and waits for its release has no clock of its own and stands among today's.
    ///
    /// # Errors
    /// What the store says.
    pub fn alert_dues(&self, days: i64) -> Result<Vec<DueRow>, StoreError> {
        let (now, tz_min) = self.read_ctx(|ctx| (ctx.now, ctx.tz_min))?;
        let today = Day::of(now, tz_min);
        let mut dues = self.store.dues_until(today.plus(days).end(tz_min))?;
        for due in dues.iter_mut().filter(|due| due.kind == DueKind::Release) {
            due.at = today.end(tz_min);
        }
        // Those stand where the day ends now.
        dues.sort_by_key(|due| due.at);
        Ok(dues)
    }

    /// A deadline with its unit, guest, money at stake and the one next step.
    ///
    /// # Errors
    /// What the store says.
    pub fn alert_of(&self, due: &DueRow) -> Result<Alert, StoreError> {
        let id = due.stream.strip_prefix("deal:").and_then(|key| key.parse().ok()).map(DealId);
        let deal = id.map(|id| self.store.deal(id)).transpose()?.flatten();
        let deals = id.zip(deal).into_iter().collect();
        self.alert(due.clone(), &self.house(&deals)?)
    }

    fn house<'a>(&self, deals: &'a BTreeMap<DealId, Deal>) -> Result<House<'a>, StoreError> {
        self.read_ctx(|ctx| House {
            deals,
            now: ctx.now,
            tz_min: ctx.tz_min,
            renewals: ctx.policy.get(&policy::HOLD_RENEW),
        })
    }

    /// How many deadlines are overdue or due today: the number in the top bar, that of the alerts until tonight.
    ///
    /// # Errors
    /// What the store says.
    pub fn alert_count(&self) -> Result<usize, StoreError> {
        let (now, tz_min) = self.read_ctx(|ctx| (ctx.now, ctx.tz_min))?;
        self.store.due_count(Day::of(now, tz_min).end(tz_min))
    }

    /// How many deadlines have passed: when there are more than before, the terminal may ring.
    ///
    /// # Errors
    /// What the store says.
    pub fn overdue_count(&self) -> Result<usize, StoreError> {
        self.store.overdue_count(self.read_ctx(|ctx| ctx.now)?)
    }

    fn alert(&self, due: DueRow, house: &House) -> Result<Alert, StoreError> {
        let stream = due.stream.clone();
        let (kind, key) = stream.split_once(':').unwrap_or_default();
        let urgency = Urgency::of(due.at, house.now, house.tz_min);
        let mut alert = Alert {
            next: alert::of_due(due.kind, None, false),
            due,
            urgency,
            unit: None,
            guest: None,
            deal: None,
            complaint: None,
            money: None,
        };
        match kind {
            Unit::KIND => {
                alert.unit = key.parse().ok();
                let unit = self.store.load::<Unit>(key)?.state;
                let renewed = unit.hold.is_some_and(|hold| hold.renewals >= house.renewals);
                alert.next = alert::of_due(alert.due.kind, None, renewed);
                alert.guest = unit.holder().and_then(|(_, guest)| guest);
            }
            Guest::KIND => alert.guest = key.parse().ok().map(GuestId),
            Complaint::KIND => {
                let complaint = self.store.load::<Complaint>(key)?.state;
                alert.complaint = key.parse().ok().map(ComplaintId);
                (alert.unit, alert.guest) = (complaint.unit, complaint.guest);
                alert.next = alert::of_due(alert.due.kind, None, complaint.department.is_some());
            }
            Deal::KIND => self.about_deal(&mut alert, key, house)?,
            _ => {}
        }
        Ok(alert)
    }

    fn about_deal(&self, alert: &mut Alert, key: &str, house: &House) -> Result<(), StoreError> {
        alert.deal = key.parse().ok().map(DealId);
        let Some(id) = alert.deal else { return Ok(()) };
        // A deal that is over may still owe something.
        let over = if house.deals.contains_key(&id) { None } else { self.store.deal(id)? };
        let Some(deal) = house.deals.get(&id).or(over.as_ref()) else { return Ok(()) };
        alert.unit.clone_from(&deal.unit);
        alert.guest = Some(deal.guest);
        alert.money = Some(match alert.due.kind {
            DueKind::Balance => deal.deposit_missing(),
            DueKind::PayBack => deal.owed(),
            _ => deal.deposited(),
        });
        let app = self.running_application(deal)?;
        let app = app.as_ref().map(|(id, app)| (*id, app));
        alert.next = match alert.due.kind {
            DueKind::SignBy | DueKind::Release => alert::of_signing(deal, app, house.today()),
            DueKind::Balance => alert::of_deposit(deal, app),
            kind => alert::of_due(kind, Some(deal), false),
        };
        alert.next = self.or_recall(alert.next.clone(), alert.deal)?;
        let extension = app.map(|(_, app)| app).filter(|app| app.is_extension());
        let lost =
            self.read_ctx(|ctx| extension.map_or_else(|| deal.loses(ctx), |app| deal.loses_by(app, ctx)))?;
        if let Some(lost) = lost {
            let why = alert.next.why.clone();
            let (names, off, price) = (lost.listed(), lost.off, lost.price);
            alert.next.why = say!(words::WHY_LOST, why = why, names = names, off = off, price = price);
        }
        Ok(())
    }

    /// What is left about a deal that has no step of its own to come.
    ///
    /// # Errors
    /// What the store says.
    pub fn left_of(&self, id: DealId, deal: &Deal) -> Result<Vec<Next>, StoreError> {
        alert::of_rest(deal).into_iter().map(|step| self.or_recall(step, Some(id))).collect()
    }

    /// Before a unit is released, or another form takes the place of the old one, every copy comes back: then that is the
    /// next step.
    ///
    /// # Errors
    /// What the store says.
    pub fn or_recall(&self, step: Next, deal: Option<DealId>) -> Result<Next, StoreError> {
        let Some(deal) = deal.filter(|_| NEEDS_COPIES.contains(&step.action)) else { return Ok(step) };
        let papers = self.store.papers_of(deal)?;
        let out = papers.iter().find(|(_, paper)| !paper.is_recalled());
        Ok(match out {
            Some((paper, _)) => Next {
                action: "paper.recall",
                text: words::N_RECALL.into(),
                with: Some(("paper", paper.to_string())),
                ..step
            },
            None => step,
        })
    }

    /// The application that runs for a deal.
    ///
    /// # Errors
    /// What the store says.
    pub fn running_application(&self, deal: &Deal) -> Result<Option<(AppId, Application)>, StoreError> {
        let Some(id) = deal.change else { return Ok(None) };
        Ok(self.store.application(id)?.map(|app| (id, app)))
    }
}
