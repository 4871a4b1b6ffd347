//! Sales control 销控: release, withhold, hold, reserve, give back, wait, encumber (RULES 1.3).

use super::{EncumbranceKind, Ended, Means, Status, Unit, UnitEvent, WithholdReason, allowed};
use crate::domain::ctx::Ctx;
use crate::domain::guest::GuestId;
use crate::domain::permission::Role;
use crate::domain::policy;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Arg, Say, Text, unit as words};

const TABLE_RULE: &str = "RULES 1.3.3";

/// Asks for a hold 锁房.
#[derive(Debug, Clone, Copy)]
pub struct HoldIntent {
    /// For whose negotiation.
    pub consultant: StaffId,
    /// With whom.
    pub guest: Option<GuestId>,
}

/// Asks for a reservation 预留.
#[derive(Debug, Clone, Copy)]
pub struct ReserveIntent<'a> {
    /// Whose guest.
    pub consultant: StaffId,
    /// For whom.
    pub guest: GuestId,
    /// Why.
    pub note: &'a str,
    /// How many live reservations the consultant has already.
    pub live_reservations: i64,
}

impl Unit {
    /// Why the unit is where it is, as a sentence: who has it, since when, until when.
    pub fn standing(&self, ctx: &Ctx) -> Say {
        if let Some(sale) = &self.sale {
            return say!(
                words::STANDS_SOLD,
                who = sale.consultant,
                since = ctx.show(sale.since),
                deal = sale.deal
            );
        }
        if let Some(hold) = &self.hold {
            return say!(
                words::STANDS_HELD,
                who = hold.consultant,
                since = ctx.show(hold.since),
                until = ctx.show(hold.until)
            );
        }
        if let Some(reservation) = &self.reservation {
            return say!(
                words::STANDS_RESERVED,
                who = reservation.consultant,
                guest = reservation.guest,
                until = ctx.show(reservation.until)
            );
        }
        if let Some(withheld) = &self.withheld {
            return say!(
                words::STANDS_WITHHELD,
                reason = withheld.reason.text(),
                since = ctx.show(withheld.since),
                who = withheld.by
            );
        }
        say!(words::STANDS, status = self.status.text())
    }

    /// Refuses what no price list has entered.
    pub(super) fn entered(&self) -> Result<(), Refusal> {
        if self.exists() {
            return Ok(());
        }
        let refusal = Refusal::new("RULES 1.3.1", words::NO_SUCH_UNIT);
        Err(refusal.at("unit").try_this(words::NO_SUCH_UNIT_REMEDY))
    }

    /// Where `means` leads from here by the transition table.
    pub(super) fn way(&self, means: Means, ctx: &Ctx, remedy: Option<Text>) -> Result<Status, Refusal> {
        self.entered()?;
        allowed(self.status, means).ok_or_else(|| {
            let refusal = Refusal::new(TABLE_RULE, self.standing(ctx)).at("unit");
            // To wait, or to give back, helps only where somebody has the unit.
            match remedy.filter(|_| self.status.is_claim()) {
                Some(remedy) => refusal.try_this(remedy),
                None => refusal,
            }
        })
    }

    /// Refuses while a mortgage without consent or a seizure lasts.
    pub(super) fn sale_unblocked(&self) -> Result<(), Refusal> {
        match self.encumbrances.iter().find(|e| e.blocks_sale()) {
            None => Ok(()),
            Some(e) => {
                let why = say!(words::ENCUMBERED, kind = e.kind.text(), document = &e.document);
                Err(Refusal::new("RULES 1.3.2", why).at("unit").try_this(words::ENCUMBERED_REMEDY))
            }
        }
    }

    /// Lets the first on the waitlist come first for a while after the unit became free.
    fn waitlist_served(&self, guest: Option<GuestId>, consultant: StaffId, ctx: &Ctx) -> Result<(), Refusal> {
        let until = self.free_since.plus_minutes(ctx.policy.get(&policy::WAITLIST_FIRST_MIN));
        match self.waitlist.first() {
            Some(first)
                if (guest, consultant) != (Some(first.guest), first.consultant)
                    && self.status == Status::Available
                    && ctx.now < until =>
            {
                let why = say!(
                    words::WAITLIST_FIRST,
                    guest = first.guest,
                    who = first.consultant,
                    until = ctx.show(until)
                );
                Err(Refusal::new("DESIGN 3", why).at("guest").try_this(words::WAITLIST_FIRST_REMEDY))
            }
            _ => Ok(()),
        }
    }

    /// Puts the unit on sale under a permit 推盘.
    ///
    /// # Errors
    /// Not unreleased, or encumbered.
    pub fn decide_release(&self, permit: &str, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.way(Means::Release, ctx, None)?;
        self.sale_unblocked()?;
        Ok(vec![UnitEvent::Released { permit: permit.to_owned() }])
    }

    /// Takes the unit off sale 销控.
    ///
    /// # Errors
    /// Not available.
    pub fn decide_withhold(
        &self,
        reason: WithholdReason,
        note: &str,
        ctx: &Ctx,
    ) -> Result<Vec<UnitEvent>, Refusal> {
        self.way(Means::Withhold, ctx, Some(words::WITHHOLD_REMEDY))?;
        Ok(vec![UnitEvent::Withheld { reason, note: note.to_owned() }])
    }

    /// Puts the unit back on sale 解控.
    ///
    /// # Errors
    /// Not withheld, or encumbered.
    pub fn decide_lift(&self, note: &str, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.way(Means::Lift, ctx, None)?;
        self.sale_unblocked()?;
        Ok(vec![UnitEvent::Lifted { note: note.to_owned() }])
    }

    /// Holds the unit 锁房.
    ///
    /// # Errors
    /// Not available, encumbered, somebody on the waitlist comes first, or the clock cannot be trusted.
    pub fn decide_hold(&self, intent: HoldIntent, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.way(Means::Hold, ctx, Some(words::HOLD_REMEDY))?;
        self.sale_unblocked()?;
        self.waitlist_served(intent.guest, intent.consultant, ctx)?;
        ctx.clock_trusted()?;
        let until = ctx.now.plus_minutes(ctx.policy.get(&policy::HOLD_MIN));
        Ok(vec![UnitEvent::Held { consultant: intent.consultant, guest: intent.guest, until }])
    }

    /// Lets the hold last once more as long, from where it would have ended.
    ///
    /// # Errors
    /// Not held, not one's own, renewed often enough, or the clock cannot be trusted.
    pub fn decide_renew(&self, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        self.without_deal(ctx)?;
        let Some(hold) = &self.hold else {
            return Err(Refusal::new(TABLE_RULE, self.standing(ctx))
                .at("unit")
                .try_this(words::RENEW_REMEDY));
        };
        Self::own_or_keeper(hold.consultant, ctx)?;
        ctx.clock_trusted()?;
        let most = ctx.policy.get(&policy::HOLD_RENEW);
        if hold.renewals >= most {
            let refusal = Refusal::new("RULES 1.3.2", say!(words::RENEWED_ENOUGH, most = most));
            return Err(refusal.at("unit").try_this(words::RENEWED_ENOUGH_REMEDY));
        }
        let until = hold.until.plus_minutes(ctx.policy.get(&policy::HOLD_MIN));
        Ok(vec![UnitEvent::HoldRenewed { from: hold.until, until }])
    }

    /// Reserves the unit for a named guest 预留.
    ///
    /// # Errors
    /// Not available or held by the same consultant, encumbered, somebody on the waitlist comes first, the
    /// consultant's quota is used up, or the clock cannot be trusted.
    pub fn decide_reserve(&self, intent: ReserveIntent, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.way(Means::Reserve, ctx, Some(words::HOLD_REMEDY))?;
        self.without_deal(ctx)?;
        if self.hold.is_some_and(|hold| hold.consultant != intent.consultant) {
            return Err(Refusal::new(TABLE_RULE, self.standing(ctx)).at("unit").try_this(words::HOLD_REMEDY));
        }
        if let Some(guest) = self.hold.and_then(|hold| hold.guest).filter(|guest| *guest != intent.guest) {
            let refusal = Refusal::new(TABLE_RULE, say!(words::HELD_FOR_OTHER, guest = guest));
            return Err(refusal.at("guest").try_this(words::HELD_FOR_OTHER_REMEDY));
        }
        self.sale_unblocked()?;
        self.waitlist_served(Some(intent.guest), intent.consultant, ctx)?;
        ctx.clock_trusted()?;
        let quota = ctx.policy.get(&policy::RESERVE_PER_CONSULTANT);
        if intent.live_reservations >= quota {
            let why = say!(
                words::RESERVE_QUOTA,
                who = intent.consultant,
                live = intent.live_reservations,
                quota = quota
            );
            return Err(Refusal::new("RULES 1.3.2", why)
                .at("consultant")
                .try_this(words::RESERVE_QUOTA_REMEDY));
        }
        let until = ctx.now.plus_minutes(60 * ctx.policy.get(&policy::RESERVE_H));
        Ok(vec![UnitEvent::Reserved {
            consultant: intent.consultant,
            guest: intent.guest,
            until,
            note: intent.note.to_owned(),
        }])
    }

    /// Gives a hold or reservation back before its time.
    ///
    /// # Errors
    /// Neither held nor reserved, or somebody else's.
    pub fn decide_give_back(&self, note: &str, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        self.without_deal(ctx)?;
        let note = note.to_owned();
        match (&self.hold, &self.reservation) {
            (Some(hold), _) => {
                Self::own_or_keeper(hold.consultant, ctx)?;
                Ok(vec![UnitEvent::HoldEnded { how: Ended::GivenBack, note }])
            }
            (None, Some(reservation)) => {
                Self::own_or_keeper(reservation.consultant, ctx)?;
                Ok(vec![UnitEvent::ReserveEnded { how: Ended::GivenBack, note }])
            }
            (None, None) => {
                Err(Refusal::new(TABLE_RULE, self.standing(ctx)).at("unit").try_this(words::GIVE_BACK_REMEDY))
            }
        }
    }

    /// The consultant it belongs to, or who keeps the grid.
    fn own_or_keeper(consultant: StaffId, ctx: &Ctx) -> Result<(), Refusal> {
        if ctx.actor == consultant || ctx.roles.any(&[Role::Assistant, Role::Manager]) {
            return Ok(());
        }
        let refusal = Refusal::new("RULES 1.0", say!(words::NOT_YOURS, who = consultant));
        Err(refusal.at("unit").try_this(words::NOT_YOURS_REMEDY))
    }

    /// What has run out by now. Nothing while the clock cannot be trusted: expiry is proposed by the clock and becomes
    /// true only through these events.
    pub fn decide_expire(&self, ctx: &Ctx) -> Vec<UnitEvent> {
        if ctx.clock_suspect || self.sale.is_some() {
            return Vec::new();
        }
        let over = |until| ctx.now >= until;
        if self.hold.is_some_and(|h| over(h.until)) {
            return vec![UnitEvent::HoldEnded { how: Ended::Expired, note: String::new() }];
        }
        if self.reservation.is_some_and(|r| over(r.until)) {
            return vec![UnitEvent::ReserveEnded { how: Ended::Expired, note: String::new() }];
        }
        Vec::new()
    }

    /// Puts a guest on the waitlist 候补.
    ///
    /// # Errors
    /// No such unit, the unit is free, or the guest already has it or waits.
    pub fn decide_wait(&self, consultant: StaffId, guest: GuestId) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        if self.status == Status::Available && self.waitlist.is_empty() {
            return Err(Refusal::new("DESIGN 3", words::WAIT_FREE)
                .at("unit")
                .try_this(words::WAIT_FREE_REMEDY));
        }
        if self.waitlist.iter().any(|w| w.guest == guest) {
            return Err(Refusal::new("DESIGN 3", words::WAITS_ALREADY).at("guest"));
        }
        if self.holder().is_some_and(|(_, holder)| holder == Some(guest)) {
            return Err(Refusal::new("DESIGN 3", words::HAS_IT_ALREADY).at("guest"));
        }
        Ok(vec![UnitEvent::Waited { consultant, guest }])
    }

    /// Takes a guest off the waitlist.
    ///
    /// # Errors
    /// Not on it, or somebody else's guest.
    pub fn decide_unwait(&self, guest: GuestId, note: &str, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        let Some(waiting) = self.waitlist.iter().find(|w| w.guest == guest) else {
            return Err(Refusal::new("DESIGN 3", words::WAITS_NOT).at("guest"));
        };
        Self::own_or_keeper(waiting.consultant, ctx)?;
        Ok(vec![UnitEvent::Unwaited { guest, note: note.to_owned() }])
    }

    /// Records a mortgage 抵押 or a seizure 查封. What then must not be sold leaves the market at once: a hold or
    /// reservation ends, and the unit is withheld.
    ///
    /// # Errors
    /// No such unit, the same document twice, or consent to a seizure.
    pub fn decide_encumber(
        &self,
        kind: EncumbranceKind,
        document: &str,
        consent: Option<&str>,
    ) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        let live = self.encumbrances.iter().find(|e| e.kind == kind && e.document == document);
        // The same mortgage once more, now with the mortgagee's consent, is news; anything else is a repetition.
        if live.is_some_and(|e| e.consent.is_some() || consent.is_none()) {
            let why = say!(words::ENCUMBERED_TWICE, kind = kind.text(), document = document);
            return Err(Refusal::new("RULES 1.3.2", why).at("document"));
        }
        if kind == EncumbranceKind::Seizure && consent.is_some() {
            return Err(Refusal::new("RULES 1.3.2", words::SEIZURE_CONSENT).at("consent"));
        }
        let encumbered = UnitEvent::Encumbered {
            kind,
            document: document.to_owned(),
            consent: consent.map(str::to_owned),
        };
        let mut events = vec![encumbered];
        // What a deal has stays with it: the deal is stopped by its own checks, with people to tell.
        let blocks = (kind == EncumbranceKind::Seizure || consent.is_none()) && self.sale.is_none();
        if blocks {
            let note = document.to_owned();
            match self.status {
                Status::Held => {
                    events.push(UnitEvent::HoldEnded { how: Ended::Encumbered, note: note.clone() });
                }
                Status::Reserved => {
                    events.push(UnitEvent::ReserveEnded { how: Ended::Encumbered, note: note.clone() });
                }
                _ => {}
            }
            if matches!(self.status, Status::Available | Status::Held | Status::Reserved) {
                events.push(UnitEvent::Withheld { reason: kind.withholds(), note });
            }
        }
        Ok(events)
    }

    /// Records that a mortgage or seizure was cancelled. The unit stays withheld until it is lifted.
    ///
    /// # Errors
    /// No such encumbrance.
    pub fn decide_unencumber(
        &self,
        kind: EncumbranceKind,
        document: &str,
        note: &str,
    ) -> Result<Vec<UnitEvent>, Refusal> {
        self.entered()?;
        if !self.encumbrances.iter().any(|e| e.kind == kind && e.document == document) {
            let live: Vec<Arg> = self.encumbrances.iter().map(|e| Arg::from(&e.document)).collect();
            let refusal = Refusal::new(
                "RULES 1.3.2",
                say!(words::NOT_ENCUMBERED, kind = kind.text(), document = document),
            )
            .at("document");
            return Err(if live.is_empty() {
                refusal
            } else {
                refusal.try_this(say!(words::LIVE_DOCUMENTS, live = live))
            });
        }
        Ok(vec![UnitEvent::Unencumbered { kind, document: document.to_owned(), note: note.to_owned() }])
    }
}
