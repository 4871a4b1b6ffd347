//! Deals as actions 认购: from the locked unit to the handed-over papers, each step by the role that owns it (RULES 1.4).
//!
//! `enter.rs` fills the form, `steps.rs` goes on from it, `money.rs` takes deposits in and receipts back, `ending.rs`
//! ends what does not come about, `weigh.rs` works a form out while it is written.

mod ending;
mod enter;
mod money;
mod reading;
mod steps;
mod weigh;

use super::action::Action;
use super::field::{Field, Kind, may, must};
use super::{Deed, Failure, Filled};
use crate::domain::ctx::Ctx;
use crate::domain::deal::{Deal, DealEvent, DealId, Handout, LimitCheck};
use crate::domain::loan::Repayment;
use crate::domain::pay_plan::PlanKind;
use crate::domain::permission::{Control, Duty};
use crate::domain::receipt::Method;
use crate::domain::refusal::Refusal;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::Tracked;
use crate::text::{cli, sale as words};

pub(super) use ending::{all_back, end, expire, void_forms};
pub(super) use enter::plan;
pub(super) use money::issue;
pub(super) use steps::{approved, draw_stamped};
pub use weigh::{Deadline, Sheet, Tone};

const DEAL: Field = must("deal", words::F_DEAL, Kind::Deal);

/// What a subscription form asks.
pub(super) const ENTER: &[Field] = &[
    must("unit", cli::F_UNIT, Kind::Unit),
    may("guest", cli::F_GUEST, Kind::Guest),
    may("buyers", words::F_BUYERS, Kind::Buyers),
    may("discounts", words::F_DISCOUNTS, Kind::Discounts),
    may("special", words::F_SPECIAL, Kind::Application),
    must("plan", words::F_PLAN, Kind::Choice(PlanKind::CHOICES)),
    may("down", words::F_DOWN, Kind::Share),
    may("years", words::F_YEARS, Kind::Number),
    may("how", words::F_HOW, Kind::Choice(Repayment::CHOICES)),
    may("rate", words::F_RATE, Kind::Share),
    may("fund", words::F_FUND, Kind::Money),
    may("fund_rate", words::F_FUND_RATE, Kind::Share),
    may("parts", words::F_PARTS, Kind::Parts),
    may("pay_by", words::F_PAY_BY, Kind::Date),
    must("deposit", words::F_DEPOSIT, Kind::Money),
    may("now", words::F_NOW, Kind::Money),
    may("rest_by", words::F_REST_BY, Kind::Date),
    may("sign_by", words::F_SIGN_BY, Kind::Date),
    may("limit", words::F_LIMIT, Kind::Choice(LimitCheck::CHOICES)),
    may("terms", words::F_TERMS, Kind::Note),
    may("list", words::F_LIST, Kind::Number),
    may("consultant", cli::F_CONSULTANT, Kind::Staff),
];

/// The action that fills a subscription form.
pub const ENTER_ID: &str = "deal.enter";

const fn row(
    id: &'static str,
    text: crate::text::Text,
    duty: Duty,
    control: Control,
    fields: &'static [Field],
    run: fn(&mut Deed, &Filled) -> Result<(), Failure>,
) -> Action {
    Action { id, text, duty, control, fields, run }
}

const REASON: Field = must("reason", cli::F_REASON, Kind::Note);
const NOTE: Field = may("note", cli::F_NOTE, Kind::Note);

#[rustfmt::skip]
pub(super) const ACTIONS: &[Action] = &[
    row(ENTER_ID, words::A_ENTER, Duty::SubscriptionEntry, Control::Single, ENTER, enter::run),
    row("deal.sign", words::A_SIGN, Duty::SubscriptionEntry, Control::Single, &[DEAL], |deed, f| steps::sign(deed, deal(deed, f)?)),
    row("deal.confirm", words::A_CONFIRM, Duty::SubscriptionEntry, Control::Single, &[DEAL], |deed, f| {
        on_deal(deed, deal(deed, f)?, Deal::decide_confirm)
    }),
    row("deal.receive", words::A_RECEIVE, Duty::TakeMoney, Control::Single, &[
        DEAL,
        may("amount", words::F_AMOUNT, Kind::Money),
        must("method", words::F_METHOD, Kind::Choice(Method::CHOICES)),
        NOTE,
    ], |deed, f| money::receive(deed, deal(deed, f)?, f)),
    row("deal.stamp", words::A_STAMP, Duty::SubscriptionStamp, Control::Single, &[DEAL], |deed, f| steps::stamp(deed, deal(deed, f)?)),
    row("deal.exchange", words::A_EXCHANGE, Duty::SubscriptionStamp, Control::Single, &[DEAL], |deed, f| steps::exchange(deed, deal(deed, f)?)),
    row("deal.file", words::A_FILE, Duty::SubscriptionEntry, Control::Single, &[DEAL], |deed, f| steps::file(deed, deal(deed, f)?)),
    row("deal.subscribe", words::A_SUBSCRIBE, Duty::SalesControl, Control::Approved, &[DEAL], |deed, f| steps::subscribe(deed, deal(deed, f)?)),
    row("deal.archive", words::A_ARCHIVE, Duty::SubscriptionArchive, Control::Single, &[DEAL, must("place", words::F_PLACE, Kind::Note)], |deed, f| {
        let place = f.text("place");
        on_deal(deed, deal(deed, f)?, |deal, id, _| deal.decide_archive(id, place))
    }),
    row("deal.papers", words::A_PAPERS, Duty::SubscriptionEntry, Control::Single, &[
        DEAL,
        may("papers", words::F_HANDOUTS, Kind::Choices(Handout::CHOICES)),
    ], |deed, f| {
        let papers = f.choices("papers").map(|codes| codes.iter().filter_map(|code| Handout::from_code(code)).collect());
        on_deal(deed, deal(deed, f)?, |deal, id, ctx| deal.decide_papers(id, papers, ctx))
    }),
    row("deal.withdraw", words::A_WITHDRAW, Duty::SubscriptionEntry, Control::Single, &[DEAL, REASON], |deed, f| {
        ending::withdraw(deed, deal(deed, f)?, f.text("reason"))
    }),
    row("deal.balance", words::A_BALANCE, Duty::Reserve, Control::Approved, &[
        DEAL,
        must("to", words::F_TO_DAY, Kind::Date),
        REASON,
    ], |deed, f| {
        let today = deed.today();
        let to = Filled::need(f.date("to").and_then(|date| date.ahead(today)), "to")?;
        let reason = f.text("reason");
        on_deal(deed, deal(deed, f)?, |deal, id, ctx| deal.decide_move_balance(id, to, reason, ctx))
    }),
    row("receipt.void", words::A_VOID, Duty::CounterReceipt, Control::TwoPeople, &[
        must("receipt", words::F_RECEIPT, Kind::Receipt),
        REASON,
    ], money::void),
];

/// Which deal is meant: by its number, or the one that runs for a unit.
pub(super) fn deal(deed: &Deed, f: &Filled) -> Result<DealId, Failure> {
    let text = f.text("deal");
    if let Some(id) = DealId::parse(text) {
        return Ok(id);
    }
    let unit: Option<UnitId> = text.parse().ok();
    let found = unit.as_ref().map(|unit| deed.work.deal_of_unit(unit)).transpose()?.flatten();
    found
        .ok_or_else(|| Refusal::new("RULES 1.4", say!(words::NO_DEAL_OF_UNIT, unit = text)).at("deal").into())
}

/// Decides on a deal and records what was decided.
pub(super) fn on_deal(
    deed: &mut Deed,
    id: DealId,
    decide: impl FnOnce(&Deal, DealId, &Ctx) -> Result<Vec<DealEvent>, Refusal>,
) -> Result<(), Failure> {
    let mut deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let events = decide(&deal.state, id, &deed.ctx())?;
    Ok(deed.work.record(&mut deal, &events)?)
}
