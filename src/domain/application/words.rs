//! Applications in words.

use super::{AppEvent, Request};
use crate::domain::event::Meta;
use crate::domain::words::{InWords, noted};
use crate::say;
use crate::text::{Say, sale as words};

impl Request {
    /// What is asked for, as a sentence.
    pub fn say(&self) -> Say {
        match self {
            Self::Subscription { price, share, deposit, .. } => {
                say!(words::ASKS_SUBSCRIPTION, price = *price, share = *share, deposit = *deposit)
            }
            Self::Discount { reduction, evidence, leader, valid_until, .. } => say!(
                words::ASKS_DISCOUNT,
                what = reduction.say(),
                evidence = evidence,
                leader = *leader,
                until = *valid_until
            ),
        }
    }
}

impl InWords for AppEvent {
    fn say(&self, _: &Meta) -> Say {
        match self {
            Self::Made { request, reason, .. } => say!(
                words::EV_APP_MADE,
                kind = request.kind().text(),
                what = request.say(),
                note = noted(reason)
            ),
            Self::Decided { role, who, decision, reason } => say!(
                words::EV_APP_DECIDED,
                role = role.text(),
                who = *who,
                decision = decision.text(),
                note = noted(reason)
            ),
            Self::Withdrawn { reason } => say!(words::EV_APP_WITHDRAWN, note = noted(reason)),
            Self::Executed { note } => say!(words::EV_APP_EXECUTED, note = noted(note)),
            Self::Archived { place } => say!(words::EV_APP_ARCHIVED, place = place),
        }
    }
}
