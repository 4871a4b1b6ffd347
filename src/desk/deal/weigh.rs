//! A subscription form worked out while it is written: price, capitals, mortgage, taxes, checks, deadlines. Nothing is
//! recorded: the transaction it is done in is always taken back.

use super::{DealId, Deed, Failure, Filled, enter};
use crate::desk::{ACTIONS, Desk, Session};
use crate::domain::capital::capital;
use crate::domain::day::Day;
use crate::domain::deal::{Buyer, Deal, Facts, Terms, weigh};
use crate::domain::guest::GuestId;
use crate::domain::loan::{Loan, Repayment};
use crate::domain::make_up::MakeUp;
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::tax::{Charge, Holding, Purchase};
use crate::domain::unit::Unit;
use crate::domain::unit_id::UnitId;
use crate::store::{CommandId, Tracked};
use crate::text::{Say, Text, sale as words};

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Green,
    /// As it may be; somebody should know.
    Mind,
    /// It must not be sent so.
    Red,
}

/// A deadline that the subscription will make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// What.
    pub what: Text,
    /// When.
    pub day: Day,
}

/// A form worked out.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The deal that runs for the unit already.
    pub deal: Option<DealId>,
    /// Until when the unit is locked, where it is.
    pub locked_until: Option<Millis>,
    /// The unit as it is now.
    pub unit: Unit,
    /// Who buys, with their shares.
    pub buyers: Vec<Buyer>,
    /// Every check in the order of the form, with names filled in.
    pub checks: Vec<(Tone, Say)>,
    /// The fields that a red check is about.
    pub red: Vec<(&'static str, Say)>,
    /// What would be agreed; `None` while it cannot be worked out.
    pub terms: Option<Terms>,
    /// From the list price to the price, also while the rest is missing.
    pub make_up: Option<MakeUp>,
    /// The price in capitals; empty without one.
    pub capital: String,
    /// The first month in equal instalments and with equal principal, where there is a loan.
    pub monthly: Option<(Fen, Fen)>,
    /// Taxes and fees.
    pub charges: Vec<Charge>,
    /// What becomes due by it.
    pub deadlines: Vec<Deadline>,
}

impl Desk {
    /// Works a subscription form out as it stands. Fields may be missing; what is wrong with them are red checks.
    ///
    /// # Errors
    /// The unit is missing or there is none, the sitting is over, or what the store says.
    pub fn weigh(&self, who: &Session, filled: &Filled) -> Result<Sheet, Failure> {
        let Some(action) = ACTIONS.find(super::ENTER_ID) else {
            return Err(Refusal::new("DESIGN 1", words::NOTHING_FILLED).into());
        };
        let command = self.command(who.staff, who.id, CommandId::new());
        let mut sheet = self.store.look::<_, Failure>(command, |work| {
            let mut deed = Deed::begin(work, who, None, action, filled)?;
            deed.rates = self.rates(deed.today());
            sheet(&deed, filled)
        })?;
        let names = self.names()?;
        for (_, say) in &mut sheet.checks {
            *say = names.fill(say.clone());
        }
        for (_, say) in &mut sheet.red {
            *say = names.fill(say.clone());
        }
        Ok(sheet)
    }
}

fn sheet(deed: &Deed, f: &Filled) -> Result<Sheet, Failure> {
    let id: UnitId = Filled::need(f.unit("unit"), "unit")?.clone();
    let tracked: Tracked<Unit> = deed.work.load(&id.to_string())?;
    let unit = tracked.state;
    let live = deed.work.deal_of_unit(&id)?;
    let (deal, taken) = match live.map(|deal| enter::of_others(deed, &id, deal, f)) {
        None => (None, None),
        Some(Ok(deal)) => (Some(deal), None),
        Some(Err(Failure::Refused(refusal))) => (None, Some(refusal)),
        Some(Err(other)) => return Err(other),
    };
    let running = deal.map(|id| deed.work.load::<Deal>(&id.0.to_string())).transpose()?;
    let locked_until = match &running {
        Some(running) if !running.state.holds_money() => Some(running.state.expires),
        Some(_) => None,
        None if taken.is_some() => None,
        None => unit.hold.map(|h| h.until).or(unit.reservation.map(|r| r.until)),
    };
    let mut sheet = Sheet {
        deal,
        locked_until,
        unit,
        buyers: Vec::new(),
        checks: Vec::new(),
        red: Vec::new(),
        terms: None,
        make_up: None,
        capital: String::new(),
        monthly: None,
        charges: Vec::new(),
        deadlines: Vec::new(),
    };
    let guest = match &running {
        Some(running) => Some(running.state.guest),
        None => guest(deed, f, &sheet.unit)?,
    };
    let taken = match (taken, guest) {
        (None, guest) if deal.is_none() => match enter::may_begin(deed, &sheet.unit, guest, f) {
            Err(Failure::Refused(refusal)) => Some(refusal),
            _ => None,
        },
        (taken, _) => taken,
    };
    // Of a unit that somebody else has neither the lock nor the guest are this form's.
    if taken.is_some() {
        sheet.locked_until = None;
    }
    let guest = guest.filter(|_| taken.is_none() || f.has("guest"));
    // Without anybody yet the price can be worked out all the same; the check says who is missing.
    let made = enter::entry(deed, &id, deal, guest.unwrap_or_default(), f);
    let (mut entry, facts) = match made {
        Ok(made) => made,
        Err(Failure::Refused(refusal)) => {
            sheet.checks.push((Tone::Red, refusal.why.clone()));
            sheet.red.extend(refusal.field.map(|field| (field, refusal.why)));
            return Ok(sheet);
        }
        Err(other) => return Err(other),
    };
    if guest.is_none() && !f.has("buyers") {
        entry.buyers.clear();
    }
    sheet.buyers.clone_from(&entry.buyers);
    let facts = Facts { unit: &sheet.unit, buyers: facts, today: deed.today() };
    let weighed = weigh(&entry, &facts, &deed.ctx());
    for check in &weighed.checks {
        let tone = match (&check.refusal, check.mind) {
            (Some(_), _) => Tone::Red,
            (None, true) => Tone::Mind,
            (None, false) => Tone::Green,
        };
        sheet.checks.push((tone, check.what.clone()));
        if let Some(refusal) = &check.refusal {
            sheet.red.extend(refusal.field.map(|field| (field, refusal.why.clone())));
        }
    }
    // Whoever has it comes first: the rest is in vain.
    if let Some(refusal) = taken.filter(|r| weighed.checks.iter().all(|check| check.what != r.why)) {
        sheet.checks.insert(0, (Tone::Red, refusal.why.clone()));
        sheet.red.extend(refusal.field.map(|field| (field, refusal.why)));
    }
    sheet.terms = weighed.terms;
    sheet.make_up = weighed.make_up;
    figures(deed, &mut sheet);
    Ok(sheet)
}

/// For whom, as far as the form says it; what is wrong with it is said by the checks.
fn guest(deed: &Deed, f: &Filled, unit: &Unit) -> Result<Option<GuestId>, Failure> {
    match f.text_of("guest").map(|text| deed.find_guest(text)) {
        Some(Ok(guest)) => Ok(Some(guest)),
        Some(Err(Failure::Refused(_))) => Ok(None),
        Some(Err(other)) => Err(other),
        None => Ok(unit.holder().and_then(|(_, guest)| guest)),
    }
}

/// What stands beside the form once the price is known.
fn figures(deed: &Deed, sheet: &mut Sheet) {
    if let Some(made) = &sheet.make_up {
        sheet.capital = capital(made.deal);
    }
    let Some(terms) = &sheet.terms else { return };
    let monthly = |how| -> Option<Fen> {
        let loans = terms.plan.loans().iter();
        let again = loans.map(|l| Loan::new(l.principal(), l.rate(), l.months(), how));
        let again: Result<Vec<Loan>, _> = again.collect();
        Some(again.ok()?.iter().map(Loan::first_payment).sum())
    };
    if !terms.plan.loans().is_empty() {
        sheet.monthly = monthly(Repayment::EqualInstalments).zip(monthly(Repayment::EqualPrincipal));
    }
    let home = sheet.unit.facts.usage.as_deref().is_none_or(|usage| usage.contains(words::HOME_WORD.zh));
    let purchase = Purchase {
        price: terms.price(),
        area: sheet.unit.facts.gross_area,
        holding: if home { Holding::Sole } else { Holding::NonHome },
        extra_certificates: terms.buyers.len().saturating_sub(1) as u32,
    };
    sheet.charges = deed.rates.estimate(&purchase).to_vec();
    sheet.deadlines.push(Deadline { what: words::DUE_SIGN_BY, day: terms.sign_by });
    if let Some(short) = terms.short {
        sheet.deadlines.push(Deadline { what: words::DUE_BALANCE, day: short.rest_by });
    }
    if let Some(first) = terms.plan.rows().first() {
        sheet.deadlines.push(Deadline { what: words::DUE_FIRST_PAYMENT, day: first.due });
    }
}
