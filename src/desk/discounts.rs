//! Discounts 优惠 as actions: publishing them, a leader's special one, floor prices (RULES 1.6); and which a form takes.

use super::action::Action;
use super::field::{Kind, may, must};
use super::{Deed, Failure, Filled};
use crate::domain::application::{AppEvent, AppId, Application, Ask, Given, Request};
use crate::domain::clean::fold_width;
use crate::domain::deal::{Buyer, Deal, DealId};
use crate::domain::discount::{Discount, DiscountEvent, DiscountId};
use crate::domain::make_up::{self, DiscountKind, Method};
use crate::domain::permission::{Control, Duty, Role};
use crate::domain::ppm::Ppm;
use crate::domain::refusal::Refusal;
use crate::domain::unit::Unit;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::{StoreError, Tracked, Work};
use crate::text::{change as changed, cli, sale as words};

/// How a discount is given: exactly one of these.
const HOW: [super::Field; 4] = [
    may("percent", words::F_PERCENT, Kind::Share),
    may("off_total", words::F_OFF, Kind::Money),
    may("off_unit", words::F_OFF_UNIT, Kind::Money),
    may("fixed_unit", words::F_FIXED_UNIT, Kind::Money),
];

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "discount.publish",
        text: words::A_PUBLISH,
        duty: Duty::PublishedDiscount,
        control: Control::Approved,
        fields: &[
            must("name", words::F_DISCOUNT_NAME, Kind::Note),
            HOW[0],
            HOW[1],
            HOW[2],
            HOW[3],
            must("evidence", words::F_EVIDENCE, Kind::Note),
            may("from", words::F_VALID_FROM, Kind::Date),
            must("until", words::F_VALID_UNTIL, Kind::Date),
            may("quota", words::F_QUOTA, Kind::Number),
        ],
        run: publish,
    },
    Action {
        id: "discount.end",
        text: words::A_END_DISCOUNT,
        duty: Duty::PublishedDiscount,
        control: Control::Approved,
        fields: &[
            must("discount", words::F_DISCOUNT, Kind::Discounts),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let id = named(deed, f.text("discount"), "discount")?;
            let mut discount: Tracked<Discount> = deed.work.load(&id.0.to_string())?;
            let events = discount.state.decide_end(id, f.text("reason"))?;
            Ok(deed.work.record(&mut discount, &events)?)
        },
    },
    Action {
        id: "discount.special",
        text: words::A_SPECIAL,
        duty: Duty::Ask,
        control: Control::Single,
        fields: &[
            must("unit", cli::F_UNIT, Kind::Unit),
            must("guest", cli::F_GUEST, Kind::Guest),
            HOW[0],
            HOW[1],
            HOW[2],
            HOW[3],
            must("evidence", words::F_EVIDENCE, Kind::Note),
            must("leader", words::F_LEADER, Kind::Staff),
            must("given", words::F_GIVEN, Kind::Choice(Given::CHOICES)),
            must("until", words::F_VALID_UNTIL, Kind::Date),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: special,
    },
    Action {
        id: "unit.floor",
        text: words::A_FLOOR,
        duty: Duty::FloorPrice,
        control: Control::Approved,
        fields: &[
            must("unit", cli::F_UNIT, Kind::Unit),
            may("floor", words::F_FLOOR, Kind::Money),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let (floor, reason) = (f.money("floor").copied(), f.text("reason"));
            let unit = Filled::need(f.unit("unit"), "unit")?;
            deed.on_unit(unit, None, |unit, _| unit.decide_floor(floor, reason))
        },
    },
];

fn how(f: &Filled) -> Result<Method, Failure> {
    let given = [
        f.ppm("percent").map(|ppm| Method::Percent(Ppm(*ppm))),
        f.money("off_total").map(|fen| Method::Amount(*fen)),
        f.money("off_unit").map(|fen| Method::UnitPriceOff(*fen)),
        f.money("fixed_unit").map(|fen| Method::FixedUnitPrice(*fen)),
    ];
    let mut given = given.into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(method), None) if method.makes_sense() => Ok(method),
        (Some(_), None) => Err(Refusal::new("RULES 1.6", words::METHOD_RANGE).at("percent").into()),
        _ => Err(Refusal::new("RULES 1.6", words::ONE_METHOD).at("percent").into()),
    }
}

fn publish(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let today = deed.today();
    let reduction = how(f)?;
    let from =
        f.date("from").map(|date| Filled::need(date.ahead(today), "from")).transpose()?.unwrap_or(today);
    let until = Filled::need(f.date("until").and_then(|date| date.ahead(today)), "until")?;
    if until < from || until < today {
        return Err(Refusal::new("RULES 1.6", words::VALID_RANGE).at("until").into());
    }
    let quota = f.number("quota").copied();
    if quota.is_some_and(|quota| quota < 1) {
        return Err(Refusal::new("RULES 1.6", words::QUOTA_RANGE).at("quota").into());
    }
    let (name, evidence) = (f.text("name").to_owned(), f.text("evidence").to_owned());
    let id = DiscountId(deed.work.next_key::<Discount>()?);
    let mut discount: Tracked<Discount> = deed.work.load(&id.0.to_string())?;
    let event = DiscountEvent::Published { name, reduction, evidence, from, until, quota };
    deed.work.record(&mut discount, &[event])?;
    deed.created = Some(id.to_string());
    Ok(())
}

/// Applies for a leader's special discount 特例折扣: never without the number of the leader's note.
fn special(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let today = deed.today();
    let unit = Filled::need(f.unit("unit"), "unit")?.clone();
    let guest = deed.find_guest(f.text("guest"))?;
    let leader = deed.find_staff(f.text("leader"), "leader")?;
    if !leader.staff.active || !leader.staff.roles.has(Role::Leader) {
        let refusal = Refusal::new("RULES 1.6", say!(words::NOT_A_LEADER, who = leader.id));
        return Err(refusal.at("leader").into());
    }
    let given = Filled::need(f.choice("given").and_then(|code| Given::from_code(code)), "given")?;
    let valid_until = Filled::need(f.date("until").and_then(|date| date.ahead(today)), "until")?;
    if valid_until < today {
        return Err(Refusal::new("RULES 1.6", words::VALID_RANGE).at("until").into());
    }
    // Refuses a unit that there is not, and one that nothing can be taken off.
    deed.on_unit(&unit, None, Unit::decide_asked_about)?;
    let request = Request::Discount {
        reduction: how(f)?,
        evidence: f.text("evidence").to_owned(),
        leader: leader.id,
        given,
        valid_until,
    };
    // The deal that the unit has is this guest's, or it has nothing to do with it.
    let mut deal = deed.work.deal_of_unit(&unit)?;
    if let Some(running) = deal
        && deed.work.load::<Deal>(&running.0.to_string())?.state.guest != guest
    {
        deal = None;
    }
    let id = AppId(deed.work.next_key::<Application>()?);
    let mut app: Tracked<Application> = deed.work.load(&id.0.to_string())?;
    let ask = Ask { deal, unit: &unit, guest, request, reason: f.text("reason") };
    deed.work.record(&mut app, &Application::decide_make(ask))?;
    deed.created = Some(id.to_string());
    Ok(())
}

/// One published discount by number or name. Of several with one name the one that holds today, else the newest.
fn named(deed: &Deed, text: &str, field: &'static str) -> Result<DiscountId, Failure> {
    let (all, today) = (deed.work.discounts()?, deed.today());
    let same = all.iter().filter(|(_, d)| d.name == text);
    let by_name = same.max_by_key(|(id, d)| (d.holds_on(today), d.ended.is_none(), *id)).map(|(id, _)| *id);
    let found = by_name.or_else(|| DiscountId::parse(text).filter(|id| all.iter().any(|(k, _)| k == id)));
    found.ok_or_else(|| {
        Refusal::new("RULES 1.6", say!(words::NO_SUCH_DISCOUNT, discount = text)).at(field).into()
    })
}

/// The published discounts that a form names, each once.
pub(super) fn published(deed: &Deed, text: &str) -> Result<Vec<DiscountId>, Failure> {
    let folded = fold_width(text);
    let mut all = Vec::new();
    for part in folded.split([',', '、', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let id = named(deed, part, "discounts")?;
        if !all.contains(&id) {
            all.push(id);
        }
    }
    Ok(all)
}

/// The discounts that a form takes, published ones and an approved special one.
pub(super) fn chosen(
    deed: &Deed,
    unit: &UnitId,
    deal: Option<DealId>,
    buyers: &[Buyer],
    text: &str,
    special: Option<AppId>,
) -> Result<Vec<make_up::Discount>, Failure> {
    let today = deed.today();
    let mut all = Vec::new();
    for id in published(deed, text)? {
        let discount = deed.work.load::<Discount>(&id.0.to_string())?.state;
        let method = discount.usable(id, deal, today)?;
        all.push(make_up::Discount {
            kind: DiscountKind::General,
            method,
            name: discount.name,
            evidence: Some(discount.evidence),
            approver: None,
            until: Some(discount.until),
            quota: None,
        });
    }
    if let Some(id) = special {
        all.push(approved(deed, unit, deal, buyers, id)?);
    }
    Ok(all)
}

/// A special discount that was approved for this unit and one of these buyers, and that no other deal has used.
fn approved(
    deed: &Deed,
    unit: &UnitId,
    deal: Option<DealId>,
    buyers: &[Buyer],
    id: AppId,
) -> Result<make_up::Discount, Failure> {
    let app = deed.work.load::<Application>(&id.0.to_string())?.state;
    app.usable(id, deed.today())?;
    let refuse = |say| Failure::from(Refusal::new("RULES 1.6", say).at("special"));
    let has_it = app.of_deal();
    let Some(Request::Discount { reduction, evidence, leader, valid_until, .. }) = app.request else {
        return Err(refuse(say!(words::SPECIAL_OTHER, application = id)));
    };
    // Whom it was granted to may have turned out to be somebody else since.
    let guest = deed.work.survivor(app.guest)?;
    let theirs = buyers.iter().any(|b| b.guest == guest || b.guardian == Some(guest));
    if app.unit.as_ref() != Some(unit) || !theirs {
        return Err(refuse(say!(words::SPECIAL_OTHER, application = id)));
    }
    free_for(deed, deal, id, has_it)?;
    Ok(make_up::Discount {
        kind: DiscountKind::Special,
        method: reduction,
        name: format!("{} {id}", words::APP_DISCOUNT.zh),
        evidence: Some(evidence),
        approver: Some(leader),
        until: Some(valid_until),
        quota: None,
    })
}

/// Refuses a special discount that another live deal has.
fn free_for(deed: &Deed, deal: Option<DealId>, id: AppId, has_it: Option<DealId>) -> Result<(), Failure> {
    if let Some(other) = has_it.filter(|other| Some(*other) != deal)
        && deed.work.load::<Deal>(&other.0.to_string())?.state.is_live()
    {
        let why = say!(words::SPECIAL_USED, application = id, deal = other);
        return Err(Refusal::new("RULES 1.6", why).at("special").into());
    }
    Ok(())
}

/// Keeps which deal has which discounts: the published ones for their quotas, the special ones so that the log says who
/// gave them in which deal.
pub(super) fn keep(
    work: &mut Work,
    deal: DealId,
    published: &[DiscountId],
    specials: &[AppId],
) -> Result<(), StoreError> {
    for (id, state) in work.discounts()? {
        let has = state.deals.contains(&deal);
        let event = match (published.contains(&id), has) {
            (true, false) => DiscountEvent::Taken { deal },
            (false, true) => DiscountEvent::Freed { deal },
            _ => continue,
        };
        let mut discount: Tracked<Discount> = work.load(&id.0.to_string())?;
        work.record(&mut discount, &[event])?;
    }
    let given = work.applications_of(deal)?.into_iter().filter(|(_, app)| app.taken == Some(deal));
    let given: Vec<AppId> = given.map(|(id, _)| id).collect();
    for id in given.iter().filter(|id| !specials.contains(id)) {
        let mut app: Tracked<Application> = work.load(&id.0.to_string())?;
        work.record(&mut app, &[AppEvent::Freed { deal }])?;
    }
    for id in specials.iter().filter(|id| !given.contains(id)) {
        let mut app: Tracked<Application> = work.load(&id.0.to_string())?;
        work.record(&mut app, &[AppEvent::Taken { deal }])?;
    }
    Ok(())
}

/// A deal has the discounts of its price, those `asked` for with another pay plan, and no others: what it lost is given
/// back. One that comes back had given back all of them when it ended, and somebody else may have them since; that one has
/// expired meanwhile is no matter, for it was given in time.
pub(super) fn take_again(
    deed: &mut Deed,
    deal: DealId,
    state: &Deal,
    asked: &[make_up::Discount],
) -> Result<(), Failure> {
    let (mut published, mut specials) = (Vec::new(), Vec::new());
    let all = deed.work.discounts()?;
    let lines = state.terms.iter().flat_map(|terms| &terms.make_up.lines);
    let lost = |name: &String| state.lost.as_ref().is_some_and(|lost| lost.names.contains(name));
    for had in lines.map(|line| &line.discount).filter(|d| !lost(&d.name)).chain(asked) {
        if had.kind == DiscountKind::Special {
            if let Some(id) = special_of(had) {
                let app = deed.work.load::<Application>(&id.0.to_string())?.state;
                free_for(deed, Some(deal), id, app.of_deal())?;
                specials.push(id);
            }
            continue;
        }
        let more =
            |d: &Discount| d.reduction == Some(had.method) && d.name == had.name && d.holds_on(deed.today());
        // The one it had, or what was published of it since.
        let same = all.iter().filter(|(_, d)| is_same(d, had));
        let mut fit = same.chain(all.iter().filter(|(_, d)| more(d)));
        let Some((_, first)) = fit.clone().next() else { continue };
        let Some((id, _)) = fit.find(|(_, d)| d.used_up(Some(deal)).is_none()) else {
            let quota = first.quota.unwrap_or_default();
            let why = say!(changed::REVIVE_DISCOUNT, discount = &first.name, quota = quota);
            let refusal = Refusal::new("RULES 1.6", why).at("deal");
            return Err(refusal.try_this(changed::REVIVE_DISCOUNT_REMEDY).into());
        };
        published.push(*id);
    }
    Ok(keep(deed.work, deal, &published, &specials)?)
}

/// The application that a special discount was granted by.
fn special_of(discount: &make_up::Discount) -> Option<AppId> {
    discount.name.rsplit(' ').next().and_then(AppId::parse)
}

/// Whether a discount of a price is this published one.
fn is_same(published: &Discount, had: &make_up::Discount) -> bool {
    published.reduction == Some(had.method)
        && published.name == had.name
        && Some(&published.evidence) == had.evidence.as_ref()
        && Some(published.until) == had.until
}

/// Whether what was asked for with another pay plan is still given when it is approved (RULES 1.6).
pub(super) fn asked_still_given(
    deed: &Deed,
    deal: DealId,
    asked: &[make_up::Discount],
) -> Result<(), Failure> {
    let today = deed.today();
    for had in asked {
        if let Some(id) = special_of(had).filter(|_| had.kind == DiscountKind::Special) {
            let app = deed.work.load::<Application>(&id.0.to_string())?.state;
            // One that was carried out is given for good.
            if app.executed.is_none() {
                app.usable(id, today)?;
            }
        }
    }
    for (id, discount) in deed.work.discounts()? {
        if discount.deals.contains(&deal) && asked.iter().any(|had| is_same(&discount, had)) {
            discount.usable(id, Some(deal), today)?;
        }
    }
    Ok(())
}

/// Whether every discount of a deal is still given today: between the form and its signature or approval one may have
/// run out or been ended (RULES 1.6).
pub(super) fn still_given(deed: &Deed, deal: DealId) -> Result<(), Failure> {
    let today = deed.today();
    for (id, discount) in deed.work.discounts()? {
        if discount.deals.contains(&deal) {
            discount.usable(id, Some(deal), today)?;
        }
    }
    for (id, app) in deed.work.applications_of(deal)? {
        // One that was carried out is given for good.
        if app.taken == Some(deal) && app.executed.is_none() {
            app.usable(id, today)?;
        }
    }
    Ok(())
}
