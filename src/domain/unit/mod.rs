//! A unit 房源: what it is, what it costs, and where it stands in sales control 销控.
//!
//! Status and its transitions are `transition.rs`; what happens to it is `event.rs`; what may be decided is
//! `control.rs`, `price.rs` and `facts.rs`;
//! this file has the state and how events change it.

mod control;
mod event;
mod facts;
mod price;
mod sale;
mod status;
mod transition;

use serde::{Deserialize, Serialize};

use super::deal::DealId;
use super::due::{Due, DueKind};
use super::event::{Aggregate, Meta};
use super::guest::GuestId;
use super::moment::Millis;
use super::money::Fen;
use super::price_list::{Facts, Quote};
use super::staff::StaffId;

pub use control::{HoldIntent, ReserveIntent};
pub use event::UnitEvent;
pub use facts::{Correction, ImportPlan, Imported};
pub use price::NewPrice;
pub use status::{Encumbrance, EncumbranceKind, Ended, Status, WithholdReason};
pub use transition::{Means, TRANSITIONS, Transition, allowed};

/// A hold 锁房.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// For whose negotiation.
    pub consultant: StaffId,
    /// With whom.
    pub guest: Option<GuestId>,
    /// Since when.
    pub since: Millis,
    /// Until when.
    pub until: Millis,
    /// Renewed how often.
    pub renewals: i64,
    /// Who did it.
    pub by: StaffId,
    /// Whose PIN confirmed it.
    pub approver: Option<StaffId>,
}

/// A reservation 预留.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reservation {
    /// Whose guest.
    pub consultant: StaffId,
    /// For whom.
    pub guest: GuestId,
    /// Since when.
    pub since: Millis,
    /// Until when.
    pub until: Millis,
    /// Whose PIN confirmed it, or who granted it.
    pub approver: Option<StaffId>,
}

/// The deal 交易 that has the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// Which.
    pub deal: DealId,
    /// Whose guest.
    pub consultant: StaffId,
    /// For whom.
    pub guest: GuestId,
    /// Since when.
    pub since: Millis,
}

/// Why a unit is not for sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withholding {
    /// Why.
    pub reason: WithholdReason,
    /// In words.
    pub note: String,
    /// Since when.
    pub since: Millis,
    /// By whom.
    pub by: StaffId,
}

/// Somebody who waits for the unit 候补.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Whose guest.
    pub consultant: StaffId,
    /// Who.
    pub guest: GuestId,
    /// Since when.
    pub since: Millis,
}

/// A list price that holds or held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PriceVersion {
    /// Counted from 1.
    pub version: u32,
    /// The price.
    pub quote: Quote,
    /// Since when.
    pub since: Millis,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unit {
    /// Where it stands in sales control.
    pub status: Status,
    /// Areas, layout, floor.
    pub facts: Facts,
    /// The list price of today.
    pub price: PriceVersion,
    /// Earlier list prices, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_prices: Vec<PriceVersion>,
    /// Permit number under which it was put on sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permit: Option<String>,
    /// Why it is not for sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withholding>,
    /// The hold on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// The reservation on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Reservation>,
    /// The deal that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale: Option<Sale>,
    /// The least it may be sold for 底价; `None` for the share of the list price that the house rules say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Fen>,
    /// Who waits for it, first come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waitlist: Vec<Waiting>,
    /// Mortgages and seizures that are live.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub encumbrances: Vec<Encumbrance>,
    /// When it last became free to be taken: the waitlist's turn counts from here.
    #[serde(default)]
    pub free_since: Millis,
}

impl Unit {
    /// Whether a price list has entered it.
    pub fn exists(&self) -> bool {
        self.price.version > 0
    }

    /// Whether somebody has a claim on it that excludes everybody else: at most one is ever live.
    pub fn claimed(&self) -> bool {
        self.status.is_claim()
    }

    /// Whose deal, hold 锁房 or reservation 预留 is on it, and for which guest.
    pub fn holder(&self) -> Option<(StaffId, Option<GuestId>)> {
        let sale = self.sale.map(|s| (s.consultant, Some(s.guest)));
        let hold = self.hold.map(|h| (h.consultant, h.guest));
        sale.or(hold).or(self.reservation.map(|r| (r.consultant, Some(r.guest))))
    }

    fn become_free(&mut self, at: Millis) {
        self.status = Status::Available;
        self.hold = None;
        self.reservation = None;
        self.withheld = None;
        self.sale = None;
        self.free_since = at;
    }

    fn set_price(&mut self, quote: Quote, at: Millis) {
        if self.price.version > 0 {
            self.earlier_prices.push(self.price);
        }
        self.price = PriceVersion { version: self.price.version + 1, quote, since: at };
    }
}

impl Aggregate for Unit {
    type Event = UnitEvent;
    const KIND: &'static str = "unit";

    fn evolve(&mut self, event: &UnitEvent, meta: &Meta) {
        match event {
            UnitEvent::Imported { facts, quote } => {
                self.facts = facts.clone();
                self.set_price(*quote, meta.at);
            }
            UnitEvent::FactsChanged { to, .. } => self.facts = to.clone(),
            UnitEvent::Priced { to, .. } => self.set_price(*to, meta.at),
            UnitEvent::Released { permit } => {
                self.permit = Some(permit.clone());
                self.become_free(meta.at);
            }
            UnitEvent::Withheld { reason, note } => {
                self.status = Status::Withheld;
                self.withheld =
                    Some(Withholding { reason: *reason, note: note.clone(), since: meta.at, by: meta.actor });
            }
            UnitEvent::Held { consultant, guest, until } => {
                self.status = Status::Held;
                self.waitlist.retain(|w| Some(w.guest) != *guest);
                self.hold = Some(Hold {
                    consultant: *consultant,
                    guest: *guest,
                    since: meta.at,
                    until: *until,
                    renewals: 0,
                    by: meta.actor,
                    approver: meta.approver,
                });
            }
            UnitEvent::HoldRenewed { until, .. } => {
                if let Some(hold) = &mut self.hold {
                    hold.until = *until;
                    hold.renewals += 1;
                }
            }
            UnitEvent::Lifted { .. } | UnitEvent::HoldEnded { .. } | UnitEvent::ReserveEnded { .. } => {
                self.become_free(meta.at);
            }
            UnitEvent::Reserved { consultant, guest, until, .. } => {
                self.status = Status::Reserved;
                self.hold = None;
                self.waitlist.retain(|w| w.guest != *guest);
                self.reservation = Some(Reservation {
                    consultant: *consultant,
                    guest: *guest,
                    since: meta.at,
                    until: *until,
                    approver: meta.approver.or(Some(meta.actor)),
                });
            }
            UnitEvent::Waited { consultant, guest } => {
                self.waitlist.push(Waiting { consultant: *consultant, guest: *guest, since: meta.at });
            }
            UnitEvent::Unwaited { guest, .. } => self.waitlist.retain(|w| w.guest != *guest),
            UnitEvent::Encumbered { kind, document, consent } => {
                // The same document again brings the consent that was missing.
                self.encumbrances.retain(|e| (e.kind, &e.document) != (*kind, document));
                self.encumbrances.push(Encumbrance {
                    kind: *kind,
                    document: document.clone(),
                    consent: consent.clone(),
                    since: meta.at,
                });
            }
            UnitEvent::Unencumbered { kind, document, .. } => {
                self.encumbrances.retain(|e| (e.kind, &e.document) != (*kind, document));
            }
            UnitEvent::HoldNamed { guest, .. } => {
                self.waitlist.retain(|w| w.guest != *guest);
                if let Some(hold) = &mut self.hold {
                    hold.guest = Some(*guest);
                }
            }
            UnitEvent::Bound { deal } => {
                if let Some((consultant, Some(guest))) = self.holder() {
                    self.sale = Some(Sale { deal: *deal, consultant, guest, since: meta.at });
                }
            }
            UnitEvent::Subscribed { .. } => {
                self.status = Status::Subscribed;
                self.hold = None;
                self.reservation = None;
            }
            UnitEvent::Changing { .. } => self.status = Status::Changing,
            UnitEvent::ChangeDropped { .. } => self.status = Status::Subscribed,
            UnitEvent::Reopened { .. } => self.become_free(meta.at),
            UnitEvent::Floored { to, .. } => self.floor = *to,
            UnitEvent::Corrected { what, .. } => self.apply_correction(what, meta.at),
        }
    }

    fn dues(&self) -> Vec<Due> {
        if self.sale.is_some() {
            return Vec::new();
        }
        let hold = self.hold.map(|h| Due { kind: DueKind::Hold, at: h.until, owner: h.consultant });
        let reserve =
            self.reservation.map(|r| Due { kind: DueKind::Reserve, at: r.until, owner: r.consultant });
        hold.into_iter().chain(reserve).collect()
    }
}
