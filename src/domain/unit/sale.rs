//! What a deal 交易 does with a unit: bind it, subscribe it, let it go (RULES 1.3.3, 1.4); and its floor price 底价.

use super::{Ended, Means, Status, Unit, UnitEvent};
use crate::domain::ctx::Ctx;
use crate::domain::deal::DealId;
use crate::domain::guest::GuestId;
use crate::domain::money::{Fen, div_half_up};
use crate::domain::policy;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::unit as words;

const RULE: &str = "RULES 1.3.3";

impl Unit {
    /// Refuses what would pull the unit away from under a deal.
    pub(super) fn without_deal(&self, ctx: &Ctx) -> Result<(), Refusal> {
        match self.sale {
            None => Ok(()),
            Some(_) => Err(Refusal::new(RULE, self.standing(ctx)).at("unit").try_this(words::DEAL_REMEDY)),
        }
    }

    /// Binds a held or reserved unit to a deal: from here on only the deal lets it go.
    ///
    /// # Errors
    /// Neither held nor reserved, somebody else's, for another guest, another deal's, or encumbered.
    pub fn decide_bind(
        &self,
        deal: DealId,
        consultant: StaffId,
        guest: GuestId,
        ctx: &Ctx,
    ) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        self.without_deal(ctx)?;
        let stands = || Refusal::new(RULE, self.standing(ctx)).at("unit");
        if !matches!(self.status, Status::Held | Status::Reserved) {
            return Err(stands());
        }
        match self.holder() {
            Some((who, _)) if who != consultant => Err(stands().try_this(words::HOLD_REMEDY)),
            Some((_, Some(other))) if other != guest => {
                let refusal = Refusal::new(RULE, say!(words::HELD_FOR_OTHER, guest = other));
                Err(refusal.at("guest").try_this(words::HELD_FOR_OTHER_DEAL_REMEDY))
            }
            _ => {
                self.sale_unblocked()?;
                let mut events = Vec::new();
                // A hold without a name gets one: whom it is for is what the deal says.
                if let Some(hold) = self.hold.filter(|hold| hold.guest.is_none()) {
                    events.push(UnitEvent::HoldNamed { guest, consultant: hold.consultant });
                }
                events.push(UnitEvent::Bound { deal });
                Ok(events)
            }
        }
    }

    /// The grid says subscribed 认购.
    ///
    /// # Errors
    /// Another deal has it, or it is encumbered.
    pub fn decide_subscribe(&self, deal: DealId, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        if self.sale.is_none_or(|sale| sale.deal != deal) {
            return Err(Refusal::new(RULE, self.standing(ctx)).at("unit"));
        }
        self.way(Means::Subscribe, ctx, None)?;
        self.sale_unblocked()?;
        Ok(vec![UnitEvent::Subscribed { deal }])
    }

    /// The deal that had it is over before the subscription stood.
    pub fn decide_let_go(&self, deal: DealId, note: &str) -> Vec<UnitEvent> {
        if self.sale.is_none_or(|sale| sale.deal != deal) {
            return Vec::new();
        }
        let (how, note) = (Ended::DealEnded, note.to_owned());
        let mut events = match self.status {
            Status::Held => vec![UnitEvent::HoldEnded { how, note }],
            Status::Reserved => vec![UnitEvent::ReserveEnded { how, note }],
            _ => return Vec::new(),
        };
        events.extend(self.barred());
        events
    }

    /// Mortgaged or seized while a deal had it: it goes where it would have gone without the deal.
    fn barred(&self) -> Option<UnitEvent> {
        let e = self.encumbrances.iter().find(|e| e.blocks_sale())?;
        Some(UnitEvent::Withheld { reason: e.kind.withholds(), note: e.document.clone() })
    }

    /// Whether money may be taken for it.
    ///
    /// # Errors
    /// Mortgaged without consent, or seized.
    pub fn decide_take_money(&self) -> Result<(), Refusal> {
        self.sale_unblocked()
    }

    /// Where a document of its deal leads; refused where another deal has it.
    fn by_document(
        &self,
        deal: DealId,
        means: Means,
        ctx: &Ctx,
        event: UnitEvent,
    ) -> Result<Vec<UnitEvent>, Refusal> {
        if self.sale.is_none_or(|sale| sale.deal != deal) {
            return Err(Refusal::new(RULE, self.standing(ctx)).at("unit"));
        }
        self.way(means, ctx, None)?;
        Ok(vec![event])
    }

    /// A change of its deal runs 变更中.
    ///
    /// # Errors
    /// Another deal has it, or it is not subscribed.
    pub fn decide_change(&self, deal: DealId, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.by_document(deal, Means::Change, ctx, UnitEvent::Changing { deal })
    }

    /// The change came to nothing.
    ///
    /// # Errors
    /// Another deal has it, or no change runs.
    pub fn decide_change_drop(&self, deal: DealId, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.by_document(deal, Means::ChangeDrop, ctx, UnitEvent::ChangeDropped { deal })
    }

    /// The release rule is met: on public sale again; the first on the waitlist comes first.
    ///
    /// # Errors
    /// Another deal has it, or no change runs.
    pub fn decide_reopen(&self, deal: DealId, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        let mut events =
            self.by_document(deal, Means::ReleaseAfterChange, ctx, UnitEvent::Reopened { deal })?;
        events.extend(self.barred());
        Ok(events)
    }

    /// Whether a discount may still be asked for.
    ///
    /// # Errors
    /// No such unit, or sold already.
    pub fn decide_asked_about(&self, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        if self.status.is_sold() {
            let refusal = Refusal::new("RULES 1.6", self.standing(ctx)).at("unit");
            return Err(refusal.try_this(crate::text::sale::ASK_SOLD));
        }
        Ok(Vec::new())
    }

    /// The least it may be sold for 底价: what was set for it, or the house's share of the list price, half-up to the
    /// fen.
    pub fn floor_price(&self, ctx: &Ctx) -> Fen {
        self.floor.unwrap_or_else(|| {
            let share = i128::from(ctx.policy.get(&policy::FLOOR_PCT));
            Fen(div_half_up(i128::from(self.price.quote.total.0) * share, 100))
        })
    }

    /// Sets the floor price; `None` goes back to the house's share of the list price.
    ///
    /// # Errors
    /// No such unit, not above zero, above the list price, or the same as before.
    pub fn decide_floor(&self, to: Option<Fen>, reason: &str) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        let refuse = |text| Err(Refusal::new("RULES 1.6", text).at("floor"));
        if let Some(floor) = to {
            if floor.0 <= 0 {
                return refuse(words::PRICE_NOT_POSITIVE);
            }
            if floor > self.price.quote.total {
                return refuse(words::FLOOR_ABOVE_LIST);
            }
        }
        if to == self.floor {
            return refuse(words::FLOOR_SAME);
        }
        Ok(vec![UnitEvent::Floored { from: self.floor, to, reason: reason.to_owned() }])
    }
}
