//! What a price list says of a unit, and corrections 更正 of what it said wrongly.

use serde::{Deserialize, Serialize};

use super::{Status, Unit, UnitEvent, WithholdReason};
use crate::domain::area::Area;
use crate::domain::ctx::Ctx;
use crate::domain::moment::Millis;
use crate::domain::price_list::{Facts, Quote};
use crate::domain::refusal::Refusal;
use crate::text::{Text, unit as words};

/// What a row of a price list does to its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// A new unit.
    Added,
    /// Everything as before.
    Unchanged,
    /// Facts or price change.
    Changed,
    /// It differs, but somebody has a claim on the unit or it is sold: nothing is touched.
    LeftAlone,
}

/// What a row of a price list would do to its unit, and the events that do it.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportPlan {
    /// What.
    pub what: Imported,
    /// The events; none when nothing changes.
    pub events: Vec<UnitEvent>,
    /// The facts as they would be: what a list leaves out is kept.
    pub facts: Facts,
}

/// Totals of two lists that differ by no more than this are one price, rounded differently (whole yuan, fen).
const ROUNDING_FEN: i64 = 50;

impl Unit {
    /// Takes a row of a price list in.
    pub fn decide_import(&self, facts: &Facts, quote: &Quote, reason: &str) -> ImportPlan {
        if !self.exists() {
            let events = vec![UnitEvent::Imported { facts: facts.clone(), quote: *quote }];
            return ImportPlan { what: Imported::Added, events, facts: facts.clone() };
        }
        let facts = self.merged(facts);
        let mut events = Vec::new();
        if facts != self.facts {
            events.push(UnitEvent::FactsChanged { from: self.facts.clone(), to: facts.clone() });
        }
        if !same_price(&self.price.quote, quote) {
            events.push(UnitEvent::Priced { from: self.price.quote, to: *quote, reason: reason.to_owned() });
        }
        let what = if events.is_empty() {
            Imported::Unchanged
        } else if self.status.is_claim() || self.status.is_sold() {
            events.clear();
            Imported::LeftAlone
        } else {
            Imported::Changed
        };
        ImportPlan { what, events, facts }
    }

    /// The facts of a new list, with what it does not say kept from before; an area that was read is not replaced by
    /// the same area calculated.
    fn merged(&self, new: &Facts) -> Facts {
        let old = &self.facts;
        let kept = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
        let same_area = new.gross_area == old.gross_area;
        Facts {
            floor: new.floor,
            gross_area: new.gross_area,
            area_derived: new.area_derived && (!same_area || old.area_derived),
            net_area: new.net_area.or(old.net_area),
            shared_area: new.shared_area.or(old.shared_area),
            layout: kept(&new.layout, &old.layout),
            orientation: kept(&new.orientation, &old.orientation),
            usage: kept(&new.usage, &old.usage),
        }
    }

    /// Corrects what was entered wrongly (RULES 1.3.3, any→corrected).
    ///
    /// # Errors
    /// No such unit, claimed or sold, kept for own use, or nothing to correct.
    pub fn decide_correct(
        &self,
        what: Correction,
        reason: &str,
        ctx: &Ctx,
    ) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        if self.status.is_claim() || self.status.is_sold() {
            let refusal = Refusal::new("RULES 1.3.3", self.standing(ctx));
            return Err(refusal.at("unit").try_this(words::CORRECT_REMEDY));
        }
        let own_use = self.withheld.as_ref().is_some_and(|w| w.reason == WithholdReason::OwnUse);
        if what == (Correction::Unreleased {}) && own_use {
            // Otherwise two people below a leader could release what only a leader may lift.
            let refusal = Refusal::new("RULES 1.3.3", self.standing(ctx));
            return Err(refusal.at("unit").try_this(words::OWN_USE_REMEDY));
        }
        let refuse = |text: Text| Err(Refusal::new("RULES 1.3.3", text).at("value"));
        match &what {
            Correction::GrossArea { to, .. } if to.0 <= 0 => return refuse(words::AREA_NOT_POSITIVE),
            Correction::GrossArea { to, .. } if self.facts.net_area.is_some_and(|net| net > *to) => {
                return refuse(words::NET_ABOVE_GROSS);
            }
            Correction::NetArea { to, .. } if to.0 <= 0 => return refuse(words::AREA_NOT_POSITIVE),
            Correction::NetArea { to, .. } if *to > self.facts.gross_area => {
                return refuse(words::NET_ABOVE_GROSS);
            }
            Correction::Unreleased {} if self.status == Status::Unreleased => {
                return refuse(words::CORRECT_SAME);
            }
            _ => {}
        }
        if what.changes_nothing() {
            return refuse(words::CORRECT_SAME);
        }
        Ok(vec![UnitEvent::Corrected { what, reason: reason.to_owned() }])
    }

    /// Takes a correction in. A corrected area makes a new version of the price: the unit price stands, the total
    /// follows.
    pub(super) fn apply_correction(&mut self, what: &Correction, at: Millis) {
        match what {
            Correction::GrossArea { to, .. } => {
                self.facts.gross_area = *to;
                self.facts.area_derived = false;
                self.facts.shared_area = self.facts.net_area.map(|net| Area(to.0 - net.0));
                self.retotal(at);
            }
            Correction::NetArea { to, .. } => {
                self.facts.net_area = Some(*to);
                self.facts.shared_area = Some(Area(self.facts.gross_area.0 - to.0));
                self.retotal(at);
            }
            Correction::Layout { to, .. } => self.facts.layout = Some(to.clone()),
            Correction::Orientation { to, .. } => self.facts.orientation = Some(to.clone()),
            Correction::Usage { to, .. } => self.facts.usage = Some(to.clone()),
            Correction::Unreleased {} => {
                self.status = Status::Unreleased;
                self.permit = None;
                self.withheld = None;
            }
        }
    }

    fn retotal(&mut self, at: Millis) {
        let quote = self.price.quote;
        if let Some(area) = self.priced_area(quote.basis) {
            let total = quote.unit_price.times_area(area);
            if total != quote.total {
                self.set_price(Quote { total, ..quote }, at);
            }
        }
    }
}

/// What a correction changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// The gross area 建筑面积.
    GrossArea {
        /// What was entered.
        from: Area,
        /// What is right.
        to: Area,
    },
    /// The net area 套内面积.
    NetArea {
        /// What was entered.
        from: Option<Area>,
        /// What is right.
        to: Area,
    },
    /// The layout 户型.
    Layout {
        /// What was entered.
        from: Option<String>,
        /// What is right.
        to: String,
    },
    /// The orientation 朝向.
    Orientation {
        /// What was entered.
        from: Option<String>,
        /// What is right.
        to: String,
    },
    /// The use 用途.
    Usage {
        /// What was entered.
        from: Option<String>,
        /// What is right.
        to: String,
    },
    /// Released or withheld by mistake: back to unreleased.
    Unreleased {},
}

impl Correction {
    fn changes_nothing(&self) -> bool {
        match self {
            Self::GrossArea { from, to } => from == to,
            Self::NetArea { from, to } => *from == Some(*to),
            Self::Layout { from, to } | Self::Orientation { from, to } | Self::Usage { from, to } => {
                from.as_ref() == Some(to)
            }
            Self::Unreleased {} => false,
        }
    }
}

fn same_price(old: &Quote, new: &Quote) -> bool {
    old.unit_price == new.unit_price
        && old.basis == new.basis
        && (old.total.0 - new.total.0).abs() <= ROUNDING_FEN
}
