//! Sales control 销控 as actions (RULES 1.3).

use super::action::Action;
use super::field::{Choice, Kind, Pattern, may, must};
use super::pick::{each_unit, matching};
use super::{Deed, Failure, Filled, THE_PROJECT};
use crate::domain::guest::GuestId;
use crate::domain::permission::{Control, Duty};
use crate::domain::project::{Project, ProjectEvent};
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::domain::unit::{
    Correction, EncumbranceKind, HoldIntent, NewPrice, ReserveIntent, Status, Unit, WithholdReason,
};
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::{Tracked, Work};
use crate::text::{cli as words, price_list, unit as unit_words};

const REASONS: &[Choice] = &choices::<7>(WithholdReason::ALL);
const ENCUMBRANCES: &[Choice] = &[
    Choice { code: EncumbranceKind::Mortgage.code(), text: EncumbranceKind::Mortgage.text() },
    Choice { code: EncumbranceKind::Seizure.code(), text: EncumbranceKind::Seizure.text() },
];
const CORRECTABLE: &[Choice] = &[
    Choice { code: "gross_area", text: price_list::GROSS_AREA },
    Choice { code: "net_area", text: price_list::NET_AREA },
    Choice { code: "layout", text: price_list::LAYOUT },
    Choice { code: "orientation", text: price_list::ORIENTATION },
    Choice { code: "usage", text: price_list::USAGE },
    Choice { code: "unreleased", text: unit_words::UNRELEASED },
];

const fn choices<const N: usize>(reasons: &[WithholdReason]) -> [Choice; N] {
    let mut all = [Choice { code: "", text: unit_words::OWN_USE }; N];
    let mut i = 0;
    while i < N {
        all[i] = Choice { code: reasons[i].code(), text: reasons[i].text() };
        i += 1;
    }
    all
}

const UNIT: super::Field = must("unit", words::F_UNIT, Kind::Unit);
const UNITS: super::Field = must("units", words::F_UNITS, Kind::Units);
const CONSULTANT: super::Field = may("consultant", words::F_CONSULTANT, Kind::Staff);
const NOTE: super::Field = may("note", words::F_NOTE, Kind::Note);
const REASON: super::Field = must("reason", words::F_REASON, Kind::Note);

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "unit.release",
        text: words::A_RELEASE,
        duty: Duty::SalesControl,
        control: Control::Approved,
        fields: &[UNITS, must("permit", words::F_PERMIT, Kind::Text)],
        run: |deed, f| release(deed, units(f)?, f.text("permit")),
    },
    Action {
        id: "unit.withhold",
        text: words::A_WITHHOLD,
        duty: Duty::SalesControl,
        control: Control::Approved,
        fields: &[UNITS, must("reason", words::F_REASON, Kind::Choice(REASONS)), NOTE],
        run: |deed, f| {
            let reason = f.choice("reason").and_then(|code| WithholdReason::from_code(code));
            withhold(deed, units(f)?, Filled::need(reason, "reason")?, f.text("note"))
        },
    },
    Action {
        id: "unit.lift",
        text: words::A_LIFT,
        duty: Duty::SalesControl,
        control: Control::Approved,
        fields: &[UNITS, NOTE],
        run: |deed, f| lift(deed, units(f)?, f.text("note")),
    },
    Action {
        id: "unit.hold",
        text: words::A_HOLD,
        duty: Duty::Hold,
        control: Control::Single,
        fields: &[UNIT, may("guest", words::F_GUEST, Kind::Guest), CONSULTANT],
        run: |deed, f| {
            let guest = guest(deed, f)?;
            let intent = HoldIntent { consultant: deed.consultant_of(consultant(f), guest)?, guest };
            hold(deed, unit(f)?, intent)
        },
    },
    Action {
        id: "unit.renew",
        text: words::A_RENEW,
        duty: Duty::Hold,
        control: Control::Single,
        fields: &[UNIT],
        run: |deed, f| deed.on_unit(unit(f)?, None, Unit::decide_renew),
    },
    Action {
        id: "unit.reserve",
        text: words::A_RESERVE,
        duty: Duty::Reserve,
        control: Control::Approved,
        fields: &[UNIT, must("guest", words::F_GUEST, Kind::Guest), CONSULTANT, NOTE],
        run: |deed, f| {
            let guest = named_guest(deed, f)?;
            let consultant = deed.consultant_of(consultant(f), Some(guest))?;
            reserve(deed, unit(f)?, consultant, guest, f.text("note"))
        },
    },
    Action {
        id: "unit.give_back",
        text: words::A_GIVE_BACK,
        duty: Duty::GiveBack,
        control: Control::Single,
        fields: &[UNIT, NOTE],
        run: |deed, f| {
            let note = f.text("note");
            deed.on_unit(unit(f)?, None, |unit, ctx| unit.decide_give_back(note, ctx))
        },
    },
    Action {
        id: "unit.wait",
        text: words::A_WAIT,
        duty: Duty::Waitlist,
        control: Control::Single,
        fields: &[UNIT, must("guest", words::F_GUEST, Kind::Guest), CONSULTANT],
        run: |deed, f| {
            let guest = named_guest(deed, f)?;
            let consultant = deed.consultant_of(consultant(f), Some(guest))?;
            deed.on_unit(unit(f)?, None, |unit, _| unit.decide_wait(consultant, guest))
        },
    },
    Action {
        id: "unit.unwait",
        text: words::A_UNWAIT,
        duty: Duty::Waitlist,
        control: Control::Single,
        fields: &[UNIT, must("guest", words::F_GUEST, Kind::Guest), NOTE],
        run: |deed, f| {
            let guest = named_guest(deed, f)?;
            let note = f.text("note");
            deed.on_unit(unit(f)?, None, |unit, ctx| unit.decide_unwait(guest, note, ctx))
        },
    },
    Action {
        id: "unit.price",
        text: words::A_PRICE,
        duty: Duty::Price,
        control: Control::Approved,
        fields: &[
            UNITS,
            may("unit_price", words::F_UNIT_PRICE, Kind::Money),
            may("total", words::F_TOTAL, Kind::Money),
            may("change", words::F_CHANGE, Kind::Percent),
            REASON,
        ],
        run: |deed, f| price(deed, units(f)?, new_price(f)?, f.text("reason")),
    },
    Action {
        id: "unit.price_back",
        text: words::A_PRICE_BACK,
        duty: Duty::Price,
        control: Control::Approved,
        fields: &[UNITS, REASON],
        run: |deed, f| price_back(deed, units(f)?, f.text("reason")),
    },
    Action {
        id: "unit.encumber",
        text: words::A_ENCUMBER,
        duty: Duty::SalesControl,
        control: Control::Approved,
        fields: &[
            UNITS,
            must("kind", words::F_ENCUMBRANCE, Kind::Choice(ENCUMBRANCES)),
            must("document", words::F_DOCUMENT, Kind::Text),
            may("consent", words::F_CONSENT, Kind::Text),
        ],
        run: |deed, f| {
            let kind = encumbrance(f)?;
            let consent = f.text_of("consent").map(String::as_str);
            each_unit(deed, units(f)?, |deed, id| {
                deed.on_unit(id, None, |unit, _| unit.decide_encumber(kind, f.text("document"), consent))
            })
            .map(drop)
        },
    },
    Action {
        id: "unit.unencumber",
        text: words::A_UNENCUMBER,
        duty: Duty::SalesControl,
        control: Control::Approved,
        fields: &[
            UNITS,
            must("kind", words::F_ENCUMBRANCE, Kind::Choice(ENCUMBRANCES)),
            must("document", words::F_DOCUMENT, Kind::Text),
            NOTE,
        ],
        run: |deed, f| {
            let kind = encumbrance(f)?;
            each_unit(deed, units(f)?, |deed, id| {
                deed.on_unit(id, None, |unit, _| {
                    unit.decide_unencumber(kind, f.text("document"), f.text("note"))
                })
            })
            .map(drop)
        },
    },
    Action {
        id: "unit.correct",
        text: words::A_CORRECT,
        duty: Duty::Correct,
        control: Control::TwoPeople,
        fields: &[
            UNIT,
            must("what", words::F_WHAT, Kind::Choice(CORRECTABLE)),
            may("value", words::F_VALUE, Kind::Text),
            may("event", words::F_EVENT, Kind::Number),
            REASON,
        ],
        run: |deed, f| {
            let what = Filled::need(f.choice("what"), "what")?;
            correct(deed, unit(f)?, what, f)
        },
    },
];

fn unit(f: &Filled) -> Result<&UnitId, Failure> {
    Filled::need(f.unit("unit"), "unit")
}

fn units(f: &Filled) -> Result<&[Pattern], Failure> {
    Filled::need(f.units("units").map(Vec::as_slice), "units")
}

fn consultant(f: &Filled) -> Option<&str> {
    f.text_of("consultant").map(String::as_str)
}

fn guest(deed: &Deed, f: &Filled) -> Result<Option<GuestId>, Failure> {
    f.text_of("guest").map(|text| deed.find_guest(text)).transpose()
}

fn named_guest(deed: &Deed, f: &Filled) -> Result<GuestId, Failure> {
    Filled::need(guest(deed, f)?, "guest")
}

fn encumbrance(f: &Filled) -> Result<EncumbranceKind, Failure> {
    Filled::need(f.choice("kind").and_then(|code| EncumbranceKind::from_code(code)), "kind")
}

fn new_price(f: &Filled) -> Result<NewPrice, Failure> {
    let given = [
        f.money("unit_price").copied().map(NewPrice::UnitPrice),
        f.money("total").copied().map(NewPrice::Total),
        f.ppm("change").copied().map(NewPrice::ChangePpm),
    ];
    let mut given = given.into_iter().flatten();
    if let (Some(price), None) = (given.next(), given.next()) {
        return Ok(price);
    }
    let refusal = Refusal::new("RULES 1.3", words::ONE_PRICE).at("unit_price");
    Err(refusal.typed(words::ONE_PRICE_TYPED).into())
}

/// Puts a batch on sale under its permit 推盘.
pub fn release(deed: &mut Deed, units: &[Pattern], permit: &str) -> Result<(), Failure> {
    let count = each_unit(deed, units, |deed, id| {
        deed.on_unit(id, None, |unit, ctx| unit.decide_release(permit, ctx))
    })?;
    let mut project: Tracked<Project> = deed.work.load(THE_PROJECT)?;
    let batch = ProjectEvent::BatchReleased { permit: permit.to_owned(), units: count as i64 };
    Ok(deed.work.record(&mut project, &[batch])?)
}

/// Takes units off sale 销控; for own use 自留 only with a leader.
pub fn withhold(
    deed: &mut Deed,
    units: &[Pattern],
    reason: WithholdReason,
    note: &str,
) -> Result<(), Failure> {
    each_unit(deed, units, |deed, id| {
        deed.on_unit(id, None, |unit, ctx| unit.decide_withhold(reason, note, ctx))
    })
    .map(drop)
}

/// Puts units back on sale 解控; those kept for own use only with a leader.
pub fn lift(deed: &mut Deed, units: &[Pattern], note: &str) -> Result<(), Failure> {
    each_unit(deed, units, |deed, id| deed.on_unit(id, None, |unit, ctx| unit.decide_lift(note, ctx)))
        .map(drop)
}

#[expect(clippy::unnecessary_wraps, reason = "a row of EXCEPTIONS")]
/// Keeping for own use 自留 is the leader's to decide (RULES 1.0).
pub(super) fn withhold_for_own_use(_: &Work, _: StaffId, f: &Filled) -> Result<Option<Duty>, Failure> {
    let own_use = f.choice("reason").is_some_and(|code| *code == WithholdReason::OwnUse.code());
    Ok(own_use.then_some(Duty::OwnUse))
}

/// So is giving it up. Such units are lifted by themselves: the others are the manager's.
pub(super) fn lift_own_use(work: &Work, _: StaffId, f: &Filled) -> Result<Option<Duty>, Failure> {
    let ids = matching(work, f.units("units").map_or(&[], Vec::as_slice))?;
    let mut own_use = 0;
    for (id, _) in &ids {
        let unit: Tracked<Unit> = work.load(&id.to_string())?;
        own_use += usize::from(unit.state.withheld.is_some_and(|w| w.reason == WithholdReason::OwnUse));
    }
    if own_use > 0 && own_use < ids.len() {
        return Err(Refusal::new("RULES 1.0", words::LIFT_SEPARATELY).at("units").into());
    }
    Ok((own_use > 0).then_some(Duty::OwnUse))
}

/// Holds a unit 锁房.
pub fn hold(deed: &mut Deed, unit: &UnitId, intent: HoldIntent) -> Result<(), Failure> {
    deed.on_unit(unit, None, |unit, ctx| unit.decide_hold(intent, ctx))
}

/// Reserves a unit for a guest 预留.
pub fn reserve(
    deed: &mut Deed,
    unit: &UnitId,
    consultant: StaffId,
    guest: GuestId,
    note: &str,
) -> Result<(), Failure> {
    let live_reservations = deed.work.claims_of(consultant, Status::Reserved.code())?;
    let intent = ReserveIntent { consultant, guest, note, live_reservations };
    deed.on_unit(unit, None, |unit, ctx| unit.decide_reserve(intent, ctx))
}

/// Changes list prices; every unit gets a new version.
pub fn price(deed: &mut Deed, units: &[Pattern], price: NewPrice, reason: &str) -> Result<(), Failure> {
    let count = matching(deed.work, units)?.len();
    if count > 1 && matches!(price, NewPrice::Total(_)) {
        return Err(Refusal::new("RULES 1.3", words::TOTAL_FOR_ONE).at("total").into());
    }
    each_unit(deed, units, |deed, id| {
        deed.on_unit(id, None, |unit, ctx| unit.decide_price(price, reason, ctx))
    })
    .map(drop)
}

/// Goes back to the list price before; every unit gets a new version.
pub fn price_back(deed: &mut Deed, units: &[Pattern], reason: &str) -> Result<(), Failure> {
    each_unit(deed, units, |deed, id| deed.on_unit(id, None, |unit, ctx| unit.decide_price_back(reason, ctx)))
        .map(drop)
}

/// Corrects what was entered wrongly 更正.
fn correct(deed: &mut Deed, id: &UnitId, what: &str, f: &Filled) -> Result<(), Failure> {
    let unit: Tracked<Unit> = deed.work.load(&id.to_string())?;
    let facts = &unit.state.facts;
    let value = f.text("value");
    let area = || {
        crate::domain::area::Area::parse(value).ok_or_else(|| {
            let why = say!(words::FIELD_WRONG, field = words::F_VALUE, value = value, hint = words::K_AREA);
            Failure::from(Refusal::new("DESIGN 5", why).at("value"))
        })
    };
    if value.is_empty() && what != "unreleased" {
        return Err(Refusal::new("DESIGN 1", say!(words::FIELD_NEEDED, name = words::F_VALUE))
            .at("value")
            .into());
    }
    let to = value.to_owned();
    let correction = match what {
        "gross_area" => Correction::GrossArea { from: facts.gross_area, to: area()? },
        "net_area" => Correction::NetArea { from: facts.net_area, to: area()? },
        "layout" => Correction::Layout { from: facts.layout.clone(), to },
        "orientation" => Correction::Orientation { from: facts.orientation.clone(), to },
        "usage" => Correction::Usage { from: facts.usage.clone(), to },
        _ => Correction::Unreleased {},
    };
    let reverses = f.number("event").copied();
    if let Some(seq) = reverses {
        deed.check_reversal(&format!("unit:{id}"), seq)?;
    }
    deed.on_unit(id, reverses, |unit, ctx| unit.decide_correct(correction, f.text("reason"), ctx))
}
