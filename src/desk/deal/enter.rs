//! Filling the form of a subscription 填写认购书: the unit is locked first, then the form is worked out and checked.

use super::ending;
use super::{Deal, DealId, Deed, Failure, Filled};
use crate::desk::{buyers, discounts};
use crate::domain::application::AppId;
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::deal::{Buyer, Entry, Facts, LimitCheck, PlanEntry, Short};
use crate::domain::guest::GuestId;
use crate::domain::loan::Repayment;
use crate::domain::money::Fen;
use crate::domain::pay_plan::{self, Lender, PlanKind};
use crate::domain::permission::{Control, Duty, Role};
use crate::domain::policy;
use crate::domain::ppm::Ppm;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::domain::unit::{HoldIntent, Status, Unit};
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::Tracked;
use crate::text::{sale as words, unit as unit_words};

/// Days until the money of a loan is expected, where nothing else is said.
const LOAN_DAYS: i64 = 60;

/// Fills the form of the unit's deal, or begins one. The form knows the deal by its unit.
pub(super) fn run(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    fill(deed, f).map_err(|failure| match failure {
        Failure::Refused(refusal) if refusal.field == Some("deal") => Failure::Refused(refusal.at("unit")),
        other => other,
    })
}

fn fill(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let unit = Filled::need(f.unit("unit"), "unit")?.clone();
    let id = match deed.work.deal_of_unit(&unit)? {
        Some(id) => of_others(deed, &unit, id, f)?,
        None => begin(deed, &unit, f)?,
    };
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    same_deal(deed, &deal.state, f)?;
    let (entry, facts_of) = entry(deed, &unit, Some(id), deal.state.guest, f)?;
    let state = deed.work.load::<Unit>(&unit.to_string())?.state;
    let facts = Facts { unit: &state, buyers: facts_of, today: deed.today() };
    super::on_deal(deed, id, |deal, id, ctx| deal.decide_fill(id, &entry, &facts, ctx))?;
    ending::unsign(deed, id, &deal.state)?;
    let published = discounts::published(deed, f.text("discounts"))?;
    let special = f.number("special").map(|id| AppId(*id));
    discounts::keep(deed.work, id, &published, special.as_slice())?;
    deed.created = Some(id.to_string());
    Ok(())
}

/// A unit that another consultant's deal has: who has it, and since when. The manager fills anybody's form, but not the
/// one of this consultant for that one.
pub(super) fn of_others(deed: &Deed, unit: &UnitId, id: DealId, f: &Filled) -> Result<DealId, Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let theirs = match f.text_of("consultant") {
        Some(name) => deed.consultant(Some(name))? == deal.state.consultant,
        None => deal.state.consultant == deed.actor || deed.ctx().roles.has(Role::Manager),
    };
    if theirs {
        return Ok(id);
    }
    let state = deed.work.load::<Unit>(&unit.to_string())?.state;
    let refusal = Refusal::new("RULES 1.3.3", state.standing(&deed.ctx())).at("unit");
    Err(crate::desk::deed::about(unit, refusal.try_this(words::TAKEN_BY_OTHER)).into())
}

/// A form that names another guest than the unit's deal is not a form of that deal.
fn same_deal(deed: &Deed, deal: &Deal, f: &Filled) -> Result<(), Failure> {
    if let Some(text) = f.text_of("guest")
        && deed.find_guest(text)? != deal.guest
    {
        let refusal = Refusal::new("RULES 1.3.3", say!(unit_words::HELD_FOR_OTHER, guest = deal.guest));
        return Err(refusal.at("guest").try_this(unit_words::HELD_FOR_OTHER_DEAL_REMEDY).into());
    }
    Ok(())
}

/// For which consultant: the one named, whoever has it locked already, or the actor; a manager fills the form of whoever
/// has it locked, or whose guest it is.
fn whose(deed: &Deed, f: &Filled, unit: &Unit, guest: Option<GuestId>) -> Result<StaffId, Failure> {
    match (f.text_of("consultant"), unit.holder()) {
        // Whose guest it is stands on the hold already.
        (None, Some((holder, _))) if !deed.actor_sells() || deed.ctx().roles.has(Role::Manager) => Ok(holder),
        (named, _) => deed.consultant_of(named.map(String::as_str), guest),
    }
}

/// Why a deal of this unit cannot begin, as things stand: somebody else has it, or it is not for sale. Nothing is done.
pub(super) fn may_begin(deed: &Deed, unit: &Unit, guest: Option<GuestId>, f: &Filled) -> Result<(), Failure> {
    let consultant = whose(deed, f, unit, guest)?;
    let ctx = deed.ctx();
    if unit.status == Status::Available {
        unit.decide_hold(HoldIntent { consultant, guest }, &ctx)?;
    } else {
        // Without anybody yet it is about the unit alone.
        let held_for = unit.holder().and_then(|(_, guest)| guest);
        let guest = guest.or(held_for).unwrap_or_default();
        unit.decide_bind(DealId::default(), consultant, guest, &ctx)?;
    }
    Ok(())
}

/// Locks the unit where nobody has it, binds it, and begins the deal.
fn begin(deed: &mut Deed, unit: &UnitId, f: &Filled) -> Result<DealId, Failure> {
    let state = deed.work.load::<Unit>(&unit.to_string())?.state;
    let guest = whom(deed, f, &state)?;
    let consultant = whose(deed, f, &state, Some(guest))?;
    if state.status == Status::Available {
        // The manager locks; whoever may only ask needs their PIN (RULES 1.4 ②).
        deed.require_in_the_end(Duty::Hold, Control::Single)?;
        let intent = HoldIntent { consultant, guest: Some(guest) };
        deed.on_unit(unit, None, |unit, ctx| unit.decide_hold(intent, ctx))?;
    }
    let id = DealId(deed.work.next_key::<Deal>()?);
    deed.on_unit(unit, None, |unit, ctx| unit.decide_bind(id, consultant, guest, ctx))?;
    super::on_deal(deed, id, |_, _, ctx| Deal::decide_begin(unit, consultant, guest, ctx))?;
    Ok(id)
}

/// For whom: the guest that is named, the first buyer, or whom the unit is held for.
fn whom(deed: &Deed, f: &Filled, unit: &Unit) -> Result<GuestId, Failure> {
    if let Some(text) = f.text_of("guest") {
        return deed.find_guest(text);
    }
    if let Some(text) = f.text_of("buyers")
        && let Some(first) = buyers::read(deed, text)?.first()
    {
        return Ok(first.guest);
    }
    let held_for = unit.holder().and_then(|(_, guest)| guest);
    held_for.ok_or_else(|| Refusal::new("RULES 1.4", words::NO_BUYER).at("guest").into())
}

/// The form as the domain takes it, and what is known of its buyers. `deal` is the one that is filled anew.
pub(super) fn entry(
    deed: &Deed,
    unit: &UnitId,
    deal: Option<DealId>,
    guest: GuestId,
    f: &Filled,
) -> Result<(Entry, Vec<crate::domain::deal::BuyerFacts>), Failure> {
    let today = deed.today();
    let named = match f.text_of("buyers") {
        Some(text) => buyers::read(deed, text)?,
        None => vec![Buyer { guest, share: Ppm::WHOLE, guardian: None }],
    };
    let special = f.number("special").map(|id| AppId(*id));
    let discounts = discounts::chosen(deed, unit, deal, &named, f.text("discounts"), special)?;
    let short = match (f.money("now"), day(f, "rest_by", today)?) {
        (Some(now), rest_by) => {
            let ctx = deed.ctx();
            let rest_by = match rest_by {
                Some(day) => day,
                None => ctx.days_after(today, ctx.policy.get(&policy::BALANCE_DAYS))?,
            };
            Some(Short { now: *now, rest_by })
        }
        (None, Some(_)) => return Err(Refusal::new("RULES 1.4", words::SHORT_NOW).at("now").into()),
        (None, None) => None,
    };
    let ctx = deed.ctx();
    let sign_by = match day(f, "sign_by", today)? {
        Some(day) => day,
        None => ctx.days_after(today, ctx.policy.get(&policy::SIGN_DAYS)).map_err(|r| r.at("sign_by"))?,
    };
    let entry = Entry {
        list_version: f.number("list").and_then(|n| u32::try_from(*n).ok()),
        plan: plan(deed, f, None)?,
        discounts,
        deposit: f.money("deposit").copied(),
        short,
        sign_by: Some(sign_by),
        limit: f.choice("limit").and_then(|code| LimitCheck::from_code(code)).unwrap_or(LimitCheck::Open),
        special: f.text("terms").to_owned(),
        buyers: named,
    };
    let facts = buyers::facts(deed, &entry.buyers, today)?;
    Ok((entry, facts))
}

fn day(f: &Filled, name: &'static str, today: Day) -> Result<Option<Day>, Failure> {
    let Some(date) = f.date(name) else { return Ok(None) };
    let day = date.ahead(today);
    let wrong = || Refusal::new("RULES 1.4", crate::text::guest::DATE_WRONG).at(name);
    Ok(Some(day.ok_or_else(wrong)?))
}

/// The pay plan with the house's rates where none is said. `due` is the usual day of its first row, else that of a
/// signing that is agreed today.
pub(in crate::desk) fn plan(deed: &Deed, f: &Filled, due: Option<Day>) -> Result<Option<PlanEntry>, Failure> {
    let today = deed.today();
    let Some(kind) = f.choice("plan").and_then(|code| PlanKind::from_code(code)) else { return Ok(None) };
    let ctx: Ctx = deed.ctx();
    let years = f.number("years").copied().unwrap_or(30);
    if !(1..=40).contains(&years) {
        return Err(Refusal::new("RULES 1.16", words::YEARS_RANGE).at("years").into());
    }
    let months = years as u32 * 12;
    let rates = deed.rates.loans;
    let share = |name, default: Ppm| f.ppm(name).map_or(default, |ppm| Ppm(*ppm));
    let first_due = match day(f, "pay_by", today)?.or(due) {
        Some(day) => day,
        None => ctx.days_after(today, ctx.policy.get(&policy::SIGN_DAYS))?,
    };
    let terms = pay_plan::Terms {
        down_share: share("down", Ppm::percent(30)),
        unit: Fen::yuan(ctx.policy.get(&policy::LOAN_STEP)),
        bank: Lender { rate: share("rate", rates.bank), months },
        fund: Lender { rate: share("fund_rate", rates.fund_first), months },
        fund_most: f.money("fund").copied().unwrap_or(Fen::ZERO),
        how: f
            .choice("how")
            .and_then(|code| Repayment::from_code(code))
            .unwrap_or(Repayment::EqualInstalments),
        first_due,
        loans_due: first_due.plus(LOAN_DAYS),
    };
    let rows = f.text_of("parts").map_or(Ok(Vec::new()), |text| parts(text, today))?;
    Ok(Some(PlanEntry { kind, terms, rows }))
}

/// `+7 100万, 2027-03-01 200万`
fn parts(text: &str, today: Day) -> Result<Vec<(Day, Fen)>, Failure> {
    let mut rows = Vec::new();
    // A comma between digits groups them.
    for part in text.split([';', '；', '，', '、']).flat_map(|part| part.split(", ")) {
        let part = part.trim();
        let (day, amount) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let day = crate::domain::day::Date::parse(day).and_then(|date| date.ahead(today));
        let (Some(day), Some(amount)) = (day, Fen::parse(amount)) else {
            return Err(Refusal::new("RULES 1.16", say!(words::PARTS_WRONG, part = part)).at("parts").into());
        };
        rows.push((day, amount));
    }
    Ok(rows)
}
