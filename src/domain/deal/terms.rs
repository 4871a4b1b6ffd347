//! What is agreed in a subscription, and the checks that must be green before it stands (RULES 1.4 preconditions, 1.6, 2).
//! The same checks stand beside the form while it is filled and decide when it is sent.

use serde::{Deserialize, Serialize};

use crate::domain::choice::choices;
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::deposit;
use crate::domain::guest::GuestId;
use crate::domain::make_up::{self, Discount, DiscountKind, Floor, ListPrice, MakeUp};
use crate::domain::money::Fen;
use crate::domain::pay_plan::{self, PayPlan, PlanKind, Price};
use crate::domain::policy;
use crate::domain::ppm::Ppm;
use crate::domain::price_list::PriceBasis;
use crate::domain::refusal::Refusal;
use crate::domain::unit::Unit;
use crate::say;
use crate::text::{Arg, Say, sale as words};

choices! {
    /// Whether the buyer may buy by the rules of the city 限购核验 (RULES 1.4).
    LimitCheck {
        /// 已核验, 有购房资格
        Passed = "passed", words::LIMIT_PASSED;
        /// 本市不限购
        NoLimit = "no_limit", words::LIMIT_NONE;
        /// 待核验: to be checked before anybody signs.
        Open = "open", words::LIMIT_OPEN;
    }
}

/// A buyer 认购人.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// Who.
    pub guest: GuestId,
    /// Their share.
    pub share: Ppm,
    /// Who acts for them 法定代理人, where they are under age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<GuestId>,
}

/// A deposit that comes in two parts: less than the house's least, decided by the manager (RULES 1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Short {
    /// What comes now.
    pub now: Fen,
    /// By when the rest is due.
    pub rest_by: Day,
}

/// What is agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Who buys.
    pub buyers: Vec<Buyer>,
    /// From the list price to the price agreed.
    pub make_up: MakeUp,
    /// How it is paid.
    pub plan: PayPlan,
    /// The deposit 定金.
    pub deposit: Fen,
    /// Where it comes in two parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Short>,
    /// By when the contract is to be signed 签约期限.
    pub sign_by: Day,
    /// Whether the buyers may buy.
    pub limit: LimitCheck,
    /// Special conditions 特殊条款, as they are printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub special: String,
}

impl Terms {
    /// Refuses to go on while nobody has looked into the right to buy 购房资格: a precondition (RULES 1.4).
    pub fn limit_is_open(&self) -> Option<Refusal> {
        let refusal = || Refusal::new("RULES 1.4", words::LIMIT_STILL_OPEN).at("deal");
        (self.limit == LimitCheck::Open).then(|| refusal().try_this(words::LIMIT_STILL_OPEN_REMEDY))
    }

    /// The price agreed 成交价.
    pub const fn price(&self) -> Fen {
        self.make_up.deal
    }
}

/// How it is paid, as it is entered.
#[derive(Debug, Clone)]
pub struct PlanEntry {
    /// Which plan.
    pub kind: PlanKind,
    /// Its terms.
    pub terms: pay_plan::Terms,
    /// The parts of instalments; empty where the plan makes its own rows.
    pub rows: Vec<(Day, Fen)>,
}

/// A subscription as it is entered.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The version of the list price that whoever filled the form saw.
    pub list_version: Option<u32>,
    /// Who buys.
    pub buyers: Vec<Buyer>,
    /// The discounts, published and special ones.
    pub discounts: Vec<Discount>,
    /// How it is paid; `None` while it is not said.
    pub plan: Option<PlanEntry>,
    /// The deposit; `None` while it is not said.
    pub deposit: Option<Fen>,
    /// Where it comes in two parts.
    pub short: Option<Short>,
    /// By when the contract is to be signed.
    pub sign_by: Option<Day>,
    /// Whether the buyers may buy.
    pub limit: LimitCheck,
    /// Special conditions.
    pub special: String,
}

/// What is known of a buyer, without who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuyerFacts {
    /// Who.
    pub guest: GuestId,
    /// A valid document is on file.
    pub identified: bool,
    /// A company.
    pub company: bool,
    /// Full years today, where the document or its entry says it; none of a company.
    pub age: Option<u32>,
    /// Not to be sold to 黑名单.
    pub blocked: bool,
}

/// What the checks look at besides the form.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// The buyers and their guardians.
    pub buyers: Vec<BuyerFacts>,
    /// Today on the office clock.
    pub today: Day,
}

/// One check beside the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What is checked, with the figures.
    pub what: Say,
    /// Why it is red; `None` where it is green or only to be known.
    pub refusal: Option<Refusal>,
    /// Green, but somebody should know.
    pub mind: bool,
}

/// A form with its checks.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// What would be agreed; `None` while the price or the plan cannot be worked out.
    pub terms: Option<Terms>,
    /// From the list price to the price, also while the rest is missing.
    pub make_up: Option<MakeUp>,
    /// Every check, in the order of the form.
    pub checks: Vec<Check>,
}

fn green(what: impl Into<Say>) -> Check {
    Check { what: what.into(), refusal: None, mind: false }
}

fn mind(what: impl Into<Say>) -> Check {
    Check { what: what.into(), refusal: None, mind: true }
}

fn red(refusal: Refusal) -> Check {
    Check { what: refusal.why.clone(), refusal: Some(refusal), mind: false }
}

/// Works a form out and checks it. Nothing is decided here.
pub fn weigh(entry: &Entry, facts: &Facts, ctx: &Ctx) -> Weighed {
    let mut checks = about_unit(entry, facts);
    checks.extend(about_buyers(entry, facts));
    let made = price(entry, facts, ctx);
    let make_up = match made {
        Ok(made) => {
            checks.push(about_floor(&made, ctx));
            Some(made)
        }
        Err(refusal) => {
            checks.push(red(refusal.at("discounts")));
            None
        }
    };
    let deposit = entry.deposit.unwrap_or(Fen::ZERO);
    let plan = make_up.as_ref().and_then(|made| match plan(entry.plan.as_ref(), deposit, made.deal) {
        Ok(plan) => {
            checks.extend(about_plan(&plan, facts.today, ctx));
            Some(plan)
        }
        Err(refusal) => {
            checks.push(red(refusal));
            None
        }
    });
    if let Some(made) = &make_up {
        checks.extend(about_deposit(entry, made.deal, facts.today, ctx));
    }
    checks.push(about_signing(entry, facts.today, ctx));
    let terms = match (make_up.clone(), plan, entry.deposit, entry.sign_by) {
        (Some(make_up), Some(plan), Some(deposit), Some(sign_by)) => Some(Terms {
            buyers: entry.buyers.clone(),
            make_up,
            plan,
            deposit,
            short: entry.short,
            sign_by,
            limit: entry.limit,
            special: entry.special.clone(),
        }),
        _ => None,
    };
    Weighed { terms, make_up, checks }
}

/// Permit, encumbrances, and whether the list price still is what the form shows.
fn about_unit(entry: &Entry, facts: &Facts) -> Vec<Check> {
    let unit = facts.unit;
    let mut checks = Vec::new();
    checks.push(match &unit.permit {
        Some(permit) => green(say!(words::C_PERMIT, permit = permit)),
        None => {
            red(Refusal::new("RULES 2 row 9", words::NO_PERMIT).at("unit").try_this(words::NO_PERMIT_REMEDY))
        }
    });
    if let Some(e) = unit.encumbrances.iter().find(|e| e.blocks_sale()) {
        let why = say!(crate::text::unit::ENCUMBERED, kind = e.kind.text(), document = &e.document);
        let remedy = crate::text::unit::ENCUMBERED_REMEDY;
        checks.push(red(Refusal::new("RULES 1.3.2", why).at("unit").try_this(remedy)));
    }
    if let Some(seen) = entry.list_version.filter(|seen| *seen != unit.price.version) {
        let why =
            say!(words::LIST_STALE, seen = seen, now = unit.price.version, total = unit.price.quote.total);
        checks.push(red(Refusal::new("RULES 1.4", why).at("list").try_this(words::LIST_STALE_REMEDY)));
    }
    checks
}

/// Documents, age, shares, and who must not buy.
fn about_buyers(entry: &Entry, facts: &Facts) -> Vec<Check> {
    buyers_in_order(&entry.buyers, &facts.buyers, entry.limit)
}

fn buyers_in_order(buyers: &[Buyer], facts: &[BuyerFacts], limit: LimitCheck) -> Vec<Check> {
    let refuse = |rule, say: Say| Refusal::new(rule, say).at("buyers");
    if buyers.is_empty() {
        return vec![red(refuse("RULES 1.4", words::NO_BUYER.into()))];
    }
    let of = |guest: GuestId| facts.iter().find(|b| b.guest == guest);
    let mut checks = Vec::new();
    let names = |guests: Vec<GuestId>| -> Arg { Arg::List(guests.into_iter().map(Arg::from).collect()) };
    let twice = buyers.iter().enumerate();
    let twice = twice.filter(|(i, b)| buyers[..*i].iter().any(|other| other.guest == b.guest));
    if let Some((_, buyer)) = twice.into_iter().next() {
        checks.push(red(refuse("RULES 1.4", say!(words::BUYER_TWICE, guest = buyer.guest))));
    }
    let everybody = buyers.iter().flat_map(|b| [Some(b.guest), b.guardian]).flatten();
    let everybody: Vec<GuestId> = everybody.collect();
    if let Some(blocked) = everybody.iter().find(|g| of(**g).is_some_and(|b| b.blocked)) {
        let refusal = refuse("RULES 1.4", say!(words::BUYER_BLOCKED, guest = *blocked));
        checks.push(red(refusal.try_this(words::BUYER_BLOCKED_REMEDY)));
    }
    let missing: Vec<GuestId> =
        everybody.iter().copied().filter(|g| of(*g).is_none_or(|b| !b.identified)).collect();
    let (count, all) = (everybody.len() - missing.len(), everybody.len());
    checks.push(if missing.is_empty() {
        green(say!(words::C_IDS, count = count, all = all))
    } else {
        let refusal = refuse("RULES 1.4", say!(words::IDS_MISSING, guests = names(missing)));
        red(refusal.try_this(words::IDS_MISSING_REMEDY))
    });
    let ageless: Vec<GuestId> = everybody
        .iter()
        .copied()
        .filter(|g| of(*g).is_some_and(|b| b.identified && !b.company && b.age.is_none()))
        .collect();
    if !ageless.is_empty() {
        let refusal = refuse("RULES 1.4", say!(words::BORN_MISSING, guests = names(ageless)));
        checks.push(red(refusal.try_this(words::BORN_MISSING_REMEDY)));
    }
    for buyer in buyers {
        let minor = of(buyer.guest).filter(|b| !b.company).and_then(|b| b.age).filter(|age| *age < 18);
        let Some(age) = minor else { continue };
        let guardian = buyer.guardian.filter(|g| *g != buyer.guest);
        let adult = guardian
            .and_then(of)
            .is_some_and(|g| g.identified && !g.company && g.age.is_some_and(|age| age >= 18));
        checks.push(if adult {
            mind(say!(words::C_GUARDIAN, guest = buyer.guest, age = age))
        } else {
            let refusal = refuse("RULES 1.4", say!(words::BUYER_UNDER_AGE, guest = buyer.guest, age = age));
            red(refusal.try_this(words::BUYER_UNDER_AGE_REMEDY))
        });
    }
    let sum: i64 = buyers.iter().map(|b| b.share.0).sum();
    if buyers.iter().any(|b| b.share.0 <= 0) || sum != Ppm::WHOLE.0 {
        checks.push(red(refuse("RULES 1.4", say!(words::SHARES_SUM, sum = Ppm(sum)))));
    }
    if limit == LimitCheck::Open {
        checks.push(mind(words::C_LIMIT_OPEN));
    }
    checks
}

/// Why these people cannot buy together, if they cannot.
pub fn check_buyers(buyers: &[Buyer], facts: &[BuyerFacts]) -> Option<Refusal> {
    buyers_in_order(buyers, facts, LimitCheck::Passed).into_iter().find_map(|check| check.refusal)
}

/// The price from the list price of today through the discounts.
fn price(entry: &Entry, facts: &Facts, ctx: &Ctx) -> Result<MakeUp, Refusal> {
    let unit = facts.unit;
    let quote = unit.price.quote;
    let area = match quote.basis {
        PriceBasis::Net => unit.facts.net_area.unwrap_or_default(),
        PriceBasis::Gross | PriceBasis::Whole => unit.facts.gross_area,
    };
    let stack = specials_stack(&entry.discounts, ctx)?;
    let terms = make_up::Terms {
        today: facts.today,
        rounding: rounding(ctx),
        floor: Some(Floor::Price(unit.floor_price(ctx))),
        specials_stack: stack,
    };
    MakeUp::new(ListPrice { quote, area, version: unit.price.version }, &entry.discounts, &terms)
}

/// Whether special discounts add up by the rule of the house, which has a most of them.
pub(super) fn specials_stack(discounts: &[Discount], ctx: &Ctx) -> Result<bool, Refusal> {
    let specials = discounts.iter().filter(|d| d.kind == DiscountKind::Special).count() as i64;
    let most = ctx.policy.get(&policy::SPECIALS);
    if specials > most {
        let refusal = Refusal::new("RULES 1.6", say!(words::TOO_MANY_SPECIALS, most = most)).at("special");
        return Err(refusal);
    }
    Ok(most > 1)
}

/// How the house rounds a price.
pub(super) fn rounding(ctx: &Ctx) -> make_up::Rounding {
    let at = usize::try_from(ctx.policy.get(&policy::PRICE_ROUNDING)).ok();
    at.and_then(|at| make_up::Rounding::ALL.get(at)).copied().unwrap_or(make_up::Rounding::None)
}

/// Below the floor only on a leader's evidence, and by no more than the leader granted (RULES 1.6).
pub(super) fn about_floor(made: &MakeUp, ctx: &Ctx) -> Check {
    let Some(below) = made.below_floor else {
        return green(say!(words::C_FLOOR, share = made.share()));
    };
    let special = || made.lines.iter().filter(|line| line.discount.kind == DiscountKind::Special);
    // The leader granted so much and no more: the other discounts and the price without it keep to the floor.
    let granted = special().map(|line| line.off).sum::<Fen>() - made.rounding.min(Fen::ZERO);
    let evidence = special().find_map(|line| line.discount.evidence.clone()).filter(|_| below.by <= granted);
    let far = below.exceeds(Ppm::percent(ctx.policy.get(&policy::FLOOR_RED_PCT)));
    let how_far = if far { words::FAR_BELOW.into() } else { Arg::Str(String::new()) };
    if let Some(evidence) = evidence {
        return mind(say!(
            words::C_BELOW_FLOOR,
            by = below.by,
            share = below.share,
            far = how_far,
            evidence = evidence
        ));
    }
    let why =
        say!(words::BELOW_FLOOR, by = below.by, share = below.share, far = how_far, floor = below.floor);
    red(Refusal::new("RULES 1.6", why).at("discounts").try_this(words::BELOW_FLOOR_REMEDY))
}

pub(super) fn plan(plan: Option<&PlanEntry>, deposit: Fen, deal: Fen) -> Result<PayPlan, Refusal> {
    let Some(plan) = plan else {
        return Err(Refusal::new("RULES 1.4", words::NO_PLAN).at("plan"));
    };
    let price = Price { deal, deposit };
    let made = match plan.kind {
        PlanKind::OnePayment => PayPlan::one_payment(price, plan.terms.first_due),
        PlanKind::Instalments => PayPlan::instalments(price, &plan.rows),
        PlanKind::Commercial => PayPlan::commercial(price, &plan.terms),
        PlanKind::Fund => PayPlan::fund(price, &plan.terms),
        PlanKind::Combined => PayPlan::combined(price, &plan.terms),
    };
    // The fields of a plan by their names in the form.
    made.map_err(|refusal| match refusal.field {
        Some("rows") => refusal.at("parts"),
        Some("down_share") => refusal.at("down"),
        Some("deposit" | "plan") => refusal,
        _ => refusal.at("plan"),
    })
}

/// A down payment that is too small, parts that take too long, loans that papers are missing for.
pub(super) fn about_plan(plan: &PayPlan, today: Day, ctx: &Ctx) -> Vec<Check> {
    let rows = plan.rows();
    let total: Fen = rows.iter().map(|row| row.amount).sum();
    let mut checks = vec![green(say!(words::C_PLAN, rows = rows.len(), total = total))];
    if plan.loans().is_empty() {
        let days = rows.last().map_or(0, |row| today.until(row.due));
        let most = ctx.policy.get(&policy::FULL_INSTALMENT_RED);
        if days > most {
            checks.push(mind(say!(words::C_LONG_INSTALMENTS, days = days, most = most)));
        }
        return checks;
    }
    let down = rows.first().map_or(Fen::ZERO, |row| row.amount);
    let least = Ppm::percent(ctx.policy.get(&policy::LEAST_DOWN_PCT));
    if i128::from(down.0) * 1_000_000 < i128::from(total.0) * i128::from(least.0) {
        let share = Ppm::share(down, total).unwrap_or_default();
        let why = say!(words::DOWN_TOO_SMALL, share = share, least = least);
        checks.push(red(Refusal::new("RULES 1.16", why).at("down")));
    }
    let days = rows.first().map_or(0, |row| today.until(row.due));
    let most = ctx.policy.get(&policy::DOWN_INSTALMENT_RED);
    if days > most {
        checks.push(mind(say!(words::C_LONG_DOWN, days = days, most = most)));
    }
    checks.push(mind(words::C_MORTGAGE_PAPERS));
    checks
}

/// The cap of the law, the least of the house, and a deposit in two parts.
fn about_deposit(entry: &Entry, price: Fen, today: Day, ctx: &Ctx) -> Vec<Check> {
    let Some(amount) = entry.deposit else {
        return vec![red(Refusal::new("RULES 1.4", words::NO_DEPOSIT).at("deposit"))];
    };
    let share = Ppm::percent(ctx.policy.get(&policy::DEPOSIT_CAP_PCT));
    if amount.0 <= 0 {
        return vec![red(Refusal::new("RULES 1.4", words::AMOUNT_NOT_POSITIVE).at("deposit"))];
    }
    if let Err(refusal) = deposit::check(price, amount, share, "deposit") {
        return vec![red(refusal)];
    }
    let mut checks = vec![green(say!(words::C_DEPOSIT, share = share, cap = deposit::cap(price, share)))];
    let least = Fen::yuan(ctx.policy.get(&policy::MIN_DEPOSIT)).min(deposit::cap(price, share));
    if amount < least {
        checks.push(mind(say!(words::C_DEPOSIT_LOW, least = least)));
    }
    if let Some(short) = entry.short {
        // Where working days cannot be counted the day that was typed stands, as long as it is not past.
        let latest = ctx.days_after(today, ctx.policy.get(&policy::BALANCE_DAYS)).unwrap_or(short.rest_by);
        if short.now.0 <= 0 || short.now >= amount {
            checks.push(red(Refusal::new("RULES 1.4", words::SHORT_NOW).at("now")));
        } else if short.rest_by < today || short.rest_by > latest {
            let why = say!(words::SHORT_REST_BY, last = latest);
            checks.push(red(Refusal::new("RULES 1.4", why).at("rest_by")));
        } else {
            let rest = amount - short.now;
            checks.push(mind(say!(words::C_SHORT, rest = rest, by = short.rest_by)));
        }
    }
    checks
}

/// The day of the signing within the days of the house.
fn about_signing(entry: &Entry, today: Day, ctx: &Ctx) -> Check {
    let refuse = |say: Say| red(Refusal::new("RULES 1.5", say).at("sign_by"));
    let Some(day) = entry.sign_by else { return refuse(words::NO_SIGN_BY.into()) };
    let last = ctx.days_after(today, ctx.policy.get(&policy::SIGN_DAYS)).unwrap_or(day);
    if day < today || day > last {
        return refuse(say!(words::SIGN_BY_RANGE, first = today, last = last));
    }
    green(say!(words::C_SIGN_BY, day = day))
}
