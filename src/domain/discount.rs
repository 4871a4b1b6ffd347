//! Published discounts 一般性折扣 (RULES 1.6): approved before the sale, unconditional, filed; each with its evidence, how
//! long it is valid and how many units may have it. A leader's special discount 特例折扣 is an application.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::deal::DealId;
use super::event::{Aggregate, Meta, events};
use super::make_up::Method as Reduction;
use super::refusal::Refusal;
use super::words::{InWords, noted};
use crate::say;
use crate::text::{Arg, Say, sale as words};

/// The number of a published discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DiscountId(pub i64);

impl From<DiscountId> for Arg {
    fn from(id: DiscountId) -> Self {
        Self::Str(id.to_string())
    }
}

impl std::fmt::Display for DiscountId {
    /// `ZK-03`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("ZK-{:02}", self.0))
    }
}

impl DiscountId {
    /// Reads `ZK-03`, `zk3`, `#3`, `3`.
    pub fn parse(text: &str) -> Option<Self> {
        super::deal::numbered(text, "ZK").map(Self)
    }
}

events! {
    /// What happens to a published discount.
    DiscountEvent {
        /// Published.
        "discount.published" v 1 => Published {
            /// As it is printed.
            name: String,
            /// What it takes off.
            reduction: Reduction,
            /// The number of the approval it rests on.
            evidence: String,
            /// From this day.
            from: Day,
            /// To this day, it included.
            until: Day,
            /// How many units may have it; `None` for any number.
            quota: Option<i64>,
        }
        /// No longer given.
        "discount.ended" v 1 => Ended {
            /// Why.
            reason: String,
        }
        /// A deal has it.
        "discount.taken" v 1 => Taken {
            /// Which.
            deal: DealId,
        }
        /// A deal has it no longer.
        "discount.freed" v 1 => Freed {
            /// Which.
            deal: DealId,
        }
    }
}

/// A published discount.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Discount {
    /// As it is printed.
    pub name: String,
    /// What it takes off; `None` before it is published.
    pub reduction: Option<Reduction>,
    /// The number of the approval it rests on.
    pub evidence: String,
    /// From this day.
    pub from: Day,
    /// To this day, it included.
    pub until: Day,
    /// How many units may have it.
    pub quota: Option<i64>,
    /// Which deals have it.
    pub deals: BTreeSet<DealId>,
    /// Why it is no longer given.
    pub ended: Option<String>,
}

impl Discount {
    /// Whether it is given on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.reduction.is_some() && self.ended.is_none() && (self.from..=self.until).contains(&day)
    }

    /// What it takes off a deal of today.
    ///
    /// # Errors
    /// No such discount, not yet or no longer given, or given to as many units as may have it.
    pub fn usable(&self, id: DiscountId, deal: Option<DealId>, today: Day) -> Result<Reduction, Refusal> {
        let refuse = |say| Err(Refusal::new("RULES 1.6", say).at("discounts"));
        let Some(reduction) = self.reduction else {
            return refuse(say!(words::NO_SUCH_DISCOUNT, discount = id));
        };
        let name = &self.name;
        if !self.holds_on(today) {
            let say = say!(words::DISCOUNT_NOT_VALID, name = name, from = self.from, until = self.until);
            return refuse(say);
        }
        if let Some(quota) = self.used_up(deal) {
            return refuse(say!(words::DISCOUNT_USED_UP, name = name, quota = quota));
        }
        Ok(reduction)
    }

    /// The quota, where as many others have it as may.
    pub fn used_up(&self, deal: Option<DealId>) -> Option<i64> {
        let has_it = deal.is_some_and(|deal| self.deals.contains(&deal));
        self.quota.filter(|quota| !has_it && self.deals.len() as i64 >= *quota)
    }

    /// Ends it.
    ///
    /// # Errors
    /// No such discount, or ended already.
    pub fn decide_end(&self, id: DiscountId, reason: &str) -> Result<Vec<DiscountEvent>, Refusal> {
        if self.reduction.is_none() || self.ended.is_some() {
            let why = say!(words::NO_SUCH_DISCOUNT, discount = id);
            return Err(Refusal::new("RULES 1.6", why).at("discount"));
        }
        Ok(vec![DiscountEvent::Ended { reason: reason.to_owned() }])
    }
}

impl Aggregate for Discount {
    type Event = DiscountEvent;
    const KIND: &'static str = "discount";

    fn evolve(&mut self, event: &DiscountEvent, _: &Meta) {
        match event {
            DiscountEvent::Published { name, reduction, evidence, from, until, quota } => {
                *self = Self {
                    name: name.clone(),
                    reduction: Some(*reduction),
                    evidence: evidence.clone(),
                    from: *from,
                    until: *until,
                    quota: *quota,
                    ..Self::default()
                };
            }
            DiscountEvent::Ended { reason } => self.ended = Some(reason.clone()),
            DiscountEvent::Taken { deal } => drop(self.deals.insert(*deal)),
            DiscountEvent::Freed { deal } => drop(self.deals.remove(deal)),
        }
    }
}

impl InWords for DiscountEvent {
    fn say(&self, _: &Meta) -> Say {
        match self {
            Self::Published { name, reduction, from, until, quota, .. } => {
                let quota = quota.map_or_else(|| words::ANY_NUMBER.into(), Arg::from);
                say!(
                    words::EV_DISCOUNT_PUBLISHED,
                    name = name,
                    what = reduction.say(),
                    from = *from,
                    until = *until,
                    quota = quota
                )
            }
            Self::Ended { reason } => say!(words::EV_DISCOUNT_ENDED, note = noted(reason)),
            Self::Taken { deal } => say!(words::EV_DISCOUNT_TAKEN, deal = *deal),
            Self::Freed { deal } => say!(words::EV_DISCOUNT_FREED, deal = *deal),
        }
    }
}
