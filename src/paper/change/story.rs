//! What happened to a deal on its way to a change, from the log: what was put off, who was reminded, what was sent and
//! when it arrived. The deal itself forgets a demand once the day it was about is put off; a form does not.

use serde::Serialize;

use crate::desk::{Desk, Failure, Names, StoreError};
use crate::domain::application::AppId;
use crate::domain::day::Day;
use crate::domain::deal::{Buyer, DealEvent, DealId, Notice};
use crate::domain::event::EventSet;
use crate::domain::moment::Millis;
use crate::domain::pay_plan::PayPlan;
use crate::domain::staff::StaffId;
use crate::paper::sale::LANG;
use crate::text::change as words;

/// A signing that was put off.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PutOff {
    application: String,
    from: String,
    to: String,
    days: i64,
    at: String,
}

/// A reminder.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Reminded {
    at: String,
    how: &'static str,
    reached: &'static str,
    note: String,
    by: String,
}

/// A notice.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sent {
    #[serde(skip)]
    pub(super) notice: Notice,
    text: &'static str,
    number: String,
    at: String,
    day: String,
    via: &'static str,
    cure_by: String,
    arrived: String,
    proof: String,
    /// The day it was about was put off since: it has no effect any more.
    pub(super) past: bool,
}

/// All of it.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Story {
    extensions: Vec<PutOff>,
    reminders: Vec<Reminded>,
    pub(super) notices: Vec<Sent>,
    /// Who bought when the application was made.
    #[serde(skip)]
    pub(super) buyers: Vec<Buyer>,
    /// How it was to be paid then.
    #[serde(skip)]
    pub(super) plan: Option<PayPlan>,
}

impl Story {
    /// Of a deal, up to and with an application where there is one.
    ///
    /// # Errors
    /// What the store says.
    pub(super) fn of(
        desk: &Desk,
        id: DealId,
        names: &Names,
        application: Option<AppId>,
    ) -> Result<Self, Failure> {
        let (_, tz_min) = desk.now();
        let staff = |id: i64| names.staff(StaffId(id)).unwrap_or_default().to_owned();
        let mut story = Self::default();
        let (mut buyers, mut plan) = (Vec::new(), None);
        for event in desk.timeline(id)? {
            if !event.kind.starts_with("deal.") {
                continue;
            }
            let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
            let at = Millis(event.effective);
            match DealEvent::decode(&event.kind, version, &event.payload).map_err(StoreError::from)? {
                DealEvent::Filled { terms } => (buyers, plan) = (terms.buyers, Some(terms.plan)),
                DealEvent::PlanChanged { plan: other, .. } => plan = Some(other),
                DealEvent::BuyersChanged { buyers: others, .. } => buyers = others,
                DealEvent::ChangeAsked { application: asked } if application == Some(asked) => {
                    story.buyers.clone_from(&buyers);
                    story.plan.clone_from(&plan);
                }
                DealEvent::Extended { application, from, to } => {
                    story.notices.iter_mut().for_each(|sent| sent.past = true);
                    story.extensions.push(PutOff {
                        application: application.to_string(),
                        from: from.to_string(),
                        to: to.to_string(),
                        days: from.until(to),
                        at: at.local(tz_min).to_string(),
                    });
                }
                DealEvent::Revived { .. } => story.notices.iter_mut().for_each(|sent| sent.past = true),
                DealEvent::Reminded { how, reached, note } => story.reminders.push(Reminded {
                    at: at.local(tz_min).to_string(),
                    how: how.text().get(LANG),
                    reached: if reached { words::REACHED } else { words::NOT_REACHED }.get(LANG),
                    note,
                    by: staff(event.actor),
                }),
                DealEvent::Noticed { notice, number, cure_by, via } => story.notices.push(Sent {
                    notice,
                    text: notice.text().get(LANG),
                    number,
                    at: at.local(tz_min).to_string(),
                    day: Day::of(at, tz_min).to_string(),
                    via: via.text().get(LANG),
                    cure_by: cure_by.map(|day| day.to_string()).unwrap_or_default(),
                    arrived: String::new(),
                    proof: String::new(),
                    past: false,
                }),
                DealEvent::Delivered { notice, on, proof, cure_by } => {
                    if let Some(sent) = story.notices.iter_mut().rev().find(|sent| sent.notice == notice) {
                        sent.arrived = on.to_string();
                        sent.proof = proof;
                        if let Some(day) = cure_by {
                            sent.cure_by = day.to_string();
                        }
                    }
                }
                _ => {}
            }
        }
        if application.is_none() {
            (story.buyers, story.plan) = (buyers, plan);
        }
        Ok(story)
    }
}
