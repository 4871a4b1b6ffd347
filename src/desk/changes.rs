//! Changes before the contract 变更 as actions: reminders and notices, extension, refund and forfeiture, swap, change of
//! buyers (RULES 1.5, 1.8). Each is asked for, decided as an application, and then carried out by whoever owns it.

use super::action::Action;
use super::deal::{all_back, deal, draw_stamped, issue, on_deal, void_forms};
use super::field::{Choice, Field, Kind, may, must};
use super::{Deed, Failure, Filled, buyers, discounts, foresee};
use crate::domain::application::{AppEvent, AppId, AppKind, AppState, Application, Ask, Decision, Request};
use crate::domain::day::Day;
use crate::domain::deal::{Cause, Deal, DealEvent, DealId, Notice, Outcome, RemindHow, Step, Via};
use crate::domain::money::Fen;
use crate::domain::paper::PaperKind;
use crate::domain::permission::{Control, Duty};
use crate::domain::policy;
use crate::domain::receipt::{Method, Movement, Pocket, Receipt, ReceiptId};
use crate::domain::refusal::Refusal;
use crate::domain::unit::{HoldIntent, Status, Unit};
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::Tracked;
use crate::text::{change as words, cli, sale};

const DEAL: Field = must("deal", sale::F_DEAL, Kind::Deal);
const APPLICATION: Field = must("application", sale::F_APPLICATION, Kind::Application);
const REASON: Field = must("reason", cli::F_REASON, Kind::Note);
const EVIDENCE: Field = must("evidence", words::F_PAPER_NO, Kind::Text);
const NOTICE: Field = must("notice", words::F_NOTICE, Kind::Choice(Notice::CHOICES));
const YES_NO: &[Choice] = super::book::YES_NO;

#[rustfmt::skip]
pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "deal.remind", text: words::A_REMIND, duty: Duty::FollowUp, control: Control::Single,
        fields: &[
            DEAL,
            must("how", words::F_REMIND_HOW, Kind::Choice(RemindHow::CHOICES)),
            must("reached", words::F_REACHED, Kind::Choice(YES_NO)),
            may("note", cli::F_NOTE, Kind::Note),
        ],
        run: |deed, f| {
            let how = Filled::need(f.choice("how").and_then(|code| RemindHow::from_code(code)), "how")?;
            let reached = f.choice("reached").is_some_and(|code| *code == "yes");
            on_deal(deed, deal(deed, f)?, |deal, id, _| deal.decide_remind(id, how, reached, f.text("note")))
        },
    },
    Action {
        id: "deal.notice", text: words::A_NOTICE, duty: Duty::SubscriptionArchive, control: Control::Single,
        fields: &[DEAL, NOTICE, must("number", words::F_NOTICE_NO, Kind::Text), must("via", words::F_VIA, Kind::Choice(Via::CHOICES))],
        run: |deed, f| {
            let via = Filled::need(f.choice("via").and_then(|code| Via::from_code(code)), "via")?;
            let (notice, number) = (notice(f)?, f.text("number"));
            let id = deal(deed, f)?;
            let used = deed.work.notice_numbered(number)?;
            on_deal(deed, id, |deal, id, ctx| deal.decide_notice(id, notice, (number, used), via, ctx))
        },
    },
    Action {
        id: "deal.delivered", text: words::A_DELIVERED, duty: Duty::SubscriptionArchive, control: Control::Single,
        fields: &[DEAL, NOTICE, may("on", words::F_ARRIVED_ON, Kind::Date), must("proof", words::F_PROOF, Kind::Text)],
        run: |deed, f| {
            let today = deed.today();
            let on = f.date("on").and_then(|date| date.back(today)).unwrap_or(today);
            let (notice, proof) = (notice(f)?, f.text("proof"));
            on_deal(deed, deal(deed, f)?, |deal, id, ctx| deal.decide_delivered(id, notice, on, proof, ctx))
        },
    },
    Action {
        id: "deal.extend", text: words::A_EXTEND, duty: Duty::Ask, control: Control::Single,
        fields: &[
            DEAL,
            may("days", words::F_DAYS, Kind::Number),
            may("to", words::F_NEW_DAY, Kind::Date),
            may("keep", words::F_KEEP, Kind::Choice(YES_NO)),
            EVIDENCE,
            REASON,
        ],
        run: extend,
    },
    Action {
        id: "deal.put_off", text: words::A_PUT_OFF, duty: Duty::Extension, control: Control::Single,
        fields: &[APPLICATION],
        run: put_off,
    },
    Action {
        id: "deal.release", text: words::A_RELEASE, duty: Duty::Ask, control: Control::Single,
        fields: &[
            DEAL,
            must("cause", words::F_CAUSE, Kind::Choice(Cause::CHOICES)),
            may("kept", words::F_KEPT, Kind::Money),
            may("declaration", words::F_DECLARATION, Kind::Text),
            EVIDENCE,
            REASON,
        ],
        run: release,
    },
    Action {
        id: "deal.settle", text: words::A_SETTLE, duty: Duty::TakeMoney, control: Control::Single,
        fields: &[APPLICATION],
        run: settle,
    },
    Action {
        id: "deal.pay_back", text: words::A_PAY_BACK, duty: Duty::TakeMoney, control: Control::Single,
        fields: &[
            DEAL,
            may("amount", sale::F_AMOUNT, Kind::Money),
            must("method", words::F_PAY_METHOD, Kind::Choice(Method::CHOICES)),
            may("note", cli::F_NOTE, Kind::Note),
        ],
        run: pay_back,
    },
    Action {
        id: "deal.reopen", text: words::A_REOPEN, duty: Duty::SalesControl, control: Control::Approved,
        fields: &[DEAL],
        run: |deed, f| reopen(deed, deal(deed, f)?),
    },
    Action {
        id: "deal.revive", text: words::A_REVIVE, duty: Duty::SalesControl, control: Control::Approved,
        fields: &[must("deal", sale::F_DEAL, Kind::Deal), may("sign_by", sale::F_SIGN_BY, Kind::Date), REASON],
        run: revive,
    },
    Action {
        id: "deal.swap", text: words::A_SWAP, duty: Duty::Ask, control: Control::Single,
        fields: &[DEAL, must("to", words::F_NEW_DEAL, Kind::Deal), EVIDENCE, REASON],
        run: swap,
    },
    Action {
        id: "deal.swap_over", text: words::A_SWAP_OVER, duty: Duty::Change, control: Control::Single,
        fields: &[APPLICATION],
        run: swap_over,
    },
    Action {
        id: "deal.buyers", text: words::A_BUYERS, duty: Duty::Ask, control: Control::Single,
        fields: &[DEAL, must("buyers", words::F_NEW_BUYERS, Kind::Buyers), EVIDENCE, REASON],
        run: other_buyers,
    },
    Action {
        id: "deal.rename", text: words::A_RENAME, duty: Duty::TakeMoney, control: Control::Single,
        fields: &[APPLICATION],
        run: rename,
    },
];

fn notice(f: &Filled) -> Result<Notice, Failure> {
    Filled::need(f.choice("notice").and_then(|code| Notice::from_code(code)), "notice")
}

/// Hands an application about a deal in; the deal and, where it may end, its unit know of it from here on.
pub(super) fn ask(deed: &mut Deed, id: DealId, request: Request, reason: &str) -> Result<AppId, Failure> {
    let app = AppId(deed.work.next_key::<Application>()?);
    on_deal(deed, id, |deal, id, _| deal.decide_ask(id, app))?;
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let Some(unit) = deal.state.unit.clone() else { return Ok(app) };
    if ends(request.kind()) {
        deed.on_unit(&unit, None, |unit, ctx| unit.decide_change(id, ctx))?;
    }
    let ask = Ask { deal: Some(id), unit: &unit, guest: deal.state.guest, request, reason };
    let mut tracked: Tracked<Application> = deed.work.load(&app.0.to_string())?;
    deed.work.record(&mut tracked, &Application::decide_make(ask))?;
    deed.created = Some(app.to_string());
    Ok(app)
}

/// Whether the deal would end by it: its unit is in change meanwhile.
const fn ends(kind: AppKind) -> bool {
    matches!(kind, AppKind::Release | AppKind::Swap)
}

/// An application came to nothing: the deal goes on as before.
fn dropped(deed: &mut Deed, id: DealId, app: AppId, request: &Request) -> Result<(), Failure> {
    on_deal(deed, id, |deal, id, _| deal.decide_drop(id, app))?;
    if let Request::Swap { to, .. } = request {
        on_deal(deed, *to, |deal, to, _| deal.decide_drop(to, app))?;
    }
    if !request.discounts().is_empty() {
        let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
        discounts::take_again(deed, id, &deal.state, &[])?;
    }
    if ends(request.kind()) {
        let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
        if let Some(unit) = &deal.state.unit {
            deed.on_unit(unit, None, |unit, ctx| unit.decide_change_drop(id, ctx))?;
        }
    }
    Ok(())
}

/// What a decision about a change means for its deal: approval waits to be carried out, anything else drops it.
pub(super) fn decided(
    deed: &mut Deed,
    app: AppId,
    deal: DealId,
    request: &Request,
    decision: Decision,
) -> Result<(), Failure> {
    match decision {
        Decision::Approved => discounts::asked_still_given(deed, deal, &request.discounts()),
        Decision::Returned | Decision::Refused => dropped(deed, deal, app, request),
    }
}

/// An approved application of a kind, with its deal; carrying it out is written down.
pub(super) fn carry_out(
    deed: &mut Deed,
    f: &Filled,
    kind: AppKind,
) -> Result<(AppId, DealId, Request), Failure> {
    let id = AppId(*Filled::need(f.number("application"), "application")?);
    let mut app: Tracked<Application> = deed.work.load(&id.0.to_string())?;
    let stands = |app: &Application| {
        let why = say!(sale::APPLICATION_STANDS, application = id, state = app.state().text());
        Failure::from(Refusal::new("RULES 1.5", why).at("application"))
    };
    let fits = app.state.request.as_ref().is_some_and(|request| request.kind() == kind);
    let (Some(request), Some(deal), true) = (app.state.request.clone(), app.state.deal, fits) else {
        let why = say!(words::OTHER_KIND, application = id, kind = kind.text());
        return Err(Refusal::new("RULES 1.8", why).at("application").into());
    };
    if app.state.state() != AppState::Approved {
        return Err(stands(&app.state));
    }
    deed.work.record(&mut app, &[AppEvent::Executed { note: String::new() }])?;
    Ok((id, deal, request))
}

fn extend(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = deal(deed, f)?;
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let today = deed.today();
    let to = f.date("to").and_then(|date| date.ahead(today));
    let given = (to, f.number("days").copied());
    let keep = f.choice("keep").is_some_and(|code| *code == "yes");
    let request = foresee::extension(id, &now.state, given, keep, f.text("evidence"), &deed.ctx())?;
    ask(deed, id, request, f.text("reason")).map(drop)
}

fn put_off(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let (app, id, request) = carry_out(deed, f, AppKind::Extension)?;
    let Request::Extension { from, to, .. } = request else { return Ok(()) };
    let asked: Tracked<Application> = deed.work.load(&app.0.to_string())?;
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    if let Some(lost) = now.state.loses_by(&asked.state, &deed.ctx()) {
        on_deal(deed, id, |deal, id, _| deal.decide_lose(id, app, lost))?;
        // What it lost others may have.
        let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
        discounts::take_again(deed, id, &now.state, &[])?;
    }
    on_deal(deed, id, |deal, id, _| deal.decide_extend(id, app, (from, to)))
}

fn release(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = deal(deed, f)?;
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let cause = Filled::need(f.choice("cause").and_then(|code| Cause::from_code(code)), "cause")?;
    let papers = (f.text("evidence"), f.text_of("declaration").map(String::as_str));
    let request = foresee::release(id, &now.state, cause, f.money("kept").copied(), papers, &deed.ctx())?;
    ask(deed, id, request, f.text("reason")).map(drop)
}

/// Moves money of a deal by a voucher of its own.
fn post(deed: &mut Deed, id: DealId, movement: Movement, note: &str) -> Result<(), Failure> {
    post_by(deed, id, movement, Method::Voucher, note).map(drop)
}

fn post_by(
    deed: &mut Deed,
    id: DealId,
    movement: Movement,
    method: Method,
    note: &str,
) -> Result<ReceiptId, Failure> {
    let receipt = ReceiptId(deed.work.next_key::<Receipt>()?);
    issue(deed, receipt, id, movement, method, None, note)?;
    on_deal(deed, id, |_, _, _| Ok(vec![DealEvent::Posted { receipt, movement, voids: None }]))?;
    Ok(receipt)
}

fn settle(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let (app, id, request) = carry_out(deed, f, AppKind::Release)?;
    let Request::Release { cause, settlement, evidence } = request else { return Ok(()) };
    on_deal(deed, id, |deal, id, _| deal.decide_settle(id, app, cause, settlement))?;
    for movement in settlement.movements() {
        post(deed, id, movement, &evidence)?;
    }
    owe(deed, id)
}

/// What is owed to the buyer is to be paid back by a day of the house, whatever becomes of the unit (RULES 1.3.3).
fn owe(deed: &mut Deed, id: DealId) -> Result<(), Failure> {
    on_deal(deed, id, |deal, _, ctx| {
        let owed = deal.owed();
        if owed <= Fen::ZERO {
            return Ok(Vec::new());
        }
        let by = ctx.days_after(Day::of(ctx.now, ctx.tz_min), ctx.policy.get(&policy::PAY_BACK_DAYS))?;
        Ok(vec![DealEvent::Owed { owed, by }])
    })
}

fn pay_back(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = deal(deed, f)?;
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let owed = now.state.account.balance(Pocket::Payable);
    let movement = now.state.decide_pay_back(id, f.money("amount").copied().unwrap_or(owed))?;
    let method = Filled::need(f.choice("method").and_then(|code| Method::from_code(code)), "method")?;
    if method == Method::Voucher {
        return Err(Refusal::new("RULES 1.8", words::PAY_BACK_VOUCHER).at("method").into());
    }
    let receipt = post_by(deed, id, movement, method, f.text("note"))?;
    deed.created = Some(receipt.to_string());
    Ok(())
}

/// The release rule is met: the deal is over, the unit on public sale again.
fn reopen(deed: &mut Deed, id: DealId) -> Result<(), Failure> {
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let events = now.state.decide_release(id)?;
    all_back(deed.work, id)?;
    if let Some(unit) = &now.state.unit {
        deed.on_unit(unit, None, |unit, ctx| unit.decide_reopen(id, ctx))?;
    }
    Ok(super::deal::end(deed.work, now, id, &events)?)
}

/// Takes a forfeiture back: while the unit is in change it is simply subscribed again; released meanwhile, it is taken
/// again if nobody else has it.
fn revive(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = deal(deed, f)?;
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let today = deed.today();
    let sign_by = match f.date("sign_by").and_then(|date| date.ahead(today)) {
        Some(day) => day,
        None => deed.ctx().days_after(today, deed.ctx().policy.get(&policy::SIGN_DAYS))?,
    };
    let events = now.state.decide_revive(id, sign_by, f.text("reason"), &deed.ctx())?;
    let Some((_, settlement)) = now.state.settled else { return Ok(()) };
    let payable = now.state.account.balance(Pocket::Payable);
    if payable != settlement.refund + settlement.on_top {
        return Err(Refusal::new("RULES 1.8", words::REVIVE_PAID).at("deal").into());
    }
    if let Some(unit) = now.state.unit.clone() {
        take_again(deed, &unit, id, &now.state)?;
    }
    on_deal(deed, id, |_, _, _| Ok(events))?;
    if now.state.ended.is_some() {
        discounts::take_again(deed, id, &now.state, &[])?;
        // Its form became void when the unit was released.
        let kind = now.state.paper.map_or(PaperKind::Subscription, |paper| paper.kind);
        let paper = draw_stamped(deed, kind, id)?;
        on_deal(deed, id, |_, _, _| Ok(vec![DealEvent::PaperExchanged { paper }]))?;
    }
    // The vouchers are taken back one by one: nothing is hidden.
    for movement in settlement.movements() {
        post(deed, id, movement.back(), f.text("reason"))?;
    }
    Ok(())
}

fn take_again(deed: &mut Deed, unit: &UnitId, id: DealId, deal: &Deal) -> Result<(), Failure> {
    let state = deed.work.load::<Unit>(&unit.to_string())?.state;
    match state.status {
        Status::Changing => deed.on_unit(unit, None, |unit, ctx| unit.decide_change_drop(id, ctx)),
        Status::Available => {
            let intent = HoldIntent { consultant: deal.consultant, guest: Some(deal.guest) };
            deed.on_unit(unit, None, |unit, ctx| unit.decide_hold(intent, ctx))?;
            let (consultant, guest) = (deal.consultant, deal.guest);
            deed.on_unit(unit, None, |unit, ctx| unit.decide_bind(id, consultant, guest, ctx))?;
            deed.on_unit(unit, None, |unit, ctx| unit.decide_subscribe(id, ctx))
        }
        _ => Err(Refusal::new("RULES 1.8", words::REVIVE_SOLD).at("deal").into()),
    }
}

/// Asks for a swap into another subscription of the same guest, whose unit is locked already: the new one is locked
/// before the old one is released (RULES 1.8).
fn swap(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = deal(deed, f)?;
    let to = named_deal(deed, f, "to")?;
    let old: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let new: Tracked<Deal> = deed.work.load(&to.0.to_string())?;
    if new.version == 0 {
        let none = say!(sale::NO_SUCH_DEAL, deal = to);
        return Err(Refusal::new("RULES 1.8", none).at("to").into());
    }
    ready_for_swap(id, to, &old.state, &new.state, None)?;
    let request = Request::Swap {
        to,
        to_unit: new.state.unit.clone().ok_or_else(|| Refusal::new("RULES 1.8", words::SWAP_SAME))?,
        difference: new.state.price() - old.state.price(),
        evidence: f.text("evidence").to_owned(),
    };
    let app = ask(deed, id, request, f.text("reason"))?;
    // Until it is decided the new form stays as it was decided about, and its unit locked.
    on_deal(deed, to, |_, _, _| Ok(vec![DealEvent::ChangeAsked { application: app }]))
}

/// Whether one deal can go on as another; `by` is the application by which it does, nothing while it is asked for.
fn ready_for_swap(id: DealId, to: DealId, old: &Deal, new: &Deal, by: Option<AppId>) -> Result<(), Failure> {
    let refuse = |say| Failure::from(Refusal::new("RULES 1.8", say).at("to"));
    if id == to {
        return Err(refuse(words::SWAP_SAME.into()));
    }
    if new.guest != old.guest {
        return Err(refuse(say!(words::SWAP_GUEST, to = to)));
    }
    if new.next_step() != Some(Step::Deposit) || new.holds_money() || new.change != by {
        let refusal = Refusal::new("RULES 1.8", say!(words::SWAP_NOT_READY, to = to)).at("to");
        return Err(refusal.try_this(words::SWAP_NOT_READY_REMEDY).into());
    }
    // Subscribed with the deposit in full, or a part of it and a day for the rest (RULES 1.3.2).
    let (paid, needed) = (old.account.balance(Pocket::Deposit), new.first_deposit());
    if paid < needed {
        return Err(Refusal::new("RULES 1.4", say!(words::SWAP_SHORT, paid = paid, needed = needed))
            .at("to")
            .try_this(words::SWAP_SHORT_REMEDY)
            .into());
    }
    Ok(())
}

/// Another deal by its number or unit.
fn named_deal(deed: &Deed, f: &Filled, field: &'static str) -> Result<DealId, Failure> {
    let text = f.text(field);
    if let Some(id) = DealId::parse(text) {
        return Ok(id);
    }
    let unit: Option<UnitId> = text.parse().ok();
    let found = unit.as_ref().map(|unit| deed.work.deal_of_unit(unit)).transpose()?.flatten();
    found.ok_or_else(|| Refusal::new("RULES 1.4", say!(sale::NO_DEAL_OF_UNIT, unit = text)).at(field).into())
}

/// The swap in one transaction: the old papers are back, the money goes over, the new unit is subscribed, the old one on
/// public sale. What the new deposit does not need is owed to the buyer.
fn swap_over(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let (app, id, request) = carry_out(deed, f, AppKind::Swap)?;
    let Request::Swap { to, .. } = request else { return Ok(()) };
    let old: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let new: Tracked<Deal> = deed.work.load(&to.0.to_string())?;
    ready_for_swap(id, to, &old.state, &new.state, Some(app))?;
    all_back(deed.work, id)?;
    let paid = old.state.account.balance(Pocket::Deposit);
    let over = paid.min(new.state.deposit_missing());
    let note = format!("{id} {to}");
    let moved = |from, to, amount| Movement { from, to, amount };
    post(deed, id, moved(Pocket::Deposit, Pocket::Transfer, over), &note)?;
    post(deed, id, moved(Pocket::Transfer, Pocket::Buyer, over), &note)?;
    post(deed, to, moved(Pocket::Buyer, Pocket::Deposit, over), &note)?;
    if paid > over {
        post(deed, id, moved(Pocket::Deposit, Pocket::Payable, paid - over), &note)?;
        owe(deed, id)?;
    }
    on_deal(deed, id, |_, _, _| Ok(vec![DealEvent::Swapped { application: app, other: to }]))?;
    on_deal(deed, to, |_, _, _| Ok(vec![DealEvent::Swapped { application: app, other: id }]))?;
    if let Some(unit) = &new.state.unit {
        deed.on_unit(unit, None, |unit, ctx| unit.decide_subscribe(to, ctx))?;
    }
    let own_clock = deed.ctx().policy.get(&policy::SWAP_CLOCK) == 0;
    let agreed = new.state.terms.as_ref().map(|terms| terms.sign_by);
    let kept = if own_clock { agreed } else { old.state.sign_by };
    let sign_by: Day = kept.or(agreed).unwrap_or_default();
    on_deal(deed, to, |_, _, _| Ok(vec![DealEvent::Subscribed { sign_by }]))?;
    if let Some(unit) = &old.state.unit {
        deed.on_unit(unit, None, |unit, ctx| unit.decide_reopen(id, ctx))?;
    }
    let over: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let ended = DealEvent::Ended { how: Outcome::Swapped, reason: to.to_string() };
    Ok(super::deal::end(deed.work, over, id, &[ended])?)
}

fn other_buyers(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = deal(deed, f)?;
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let wanted = buyers::read(deed, f.text("buyers"))?;
    let before = now.state.terms.as_ref().map(|terms| terms.buyers.clone()).unwrap_or_default();
    if wanted == before {
        return Err(Refusal::new("RULES 1.8", words::BUYERS_SAME).at("buyers").into());
    }
    let today = deed.today();
    let facts = buyers::facts(deed, &wanted, today)?;
    if let Some(refusal) = crate::domain::deal::check_buyers(&wanted, &facts) {
        return Err(refusal.into());
    }
    // Adding a buyer is granted by the manager; to take one away puts a name in the place of another.
    let renamed = before.iter().any(|old| wanted.iter().all(|new| new.guest != old.guest));
    let request = Request::Buyers { buyers: wanted, renamed, evidence: f.text("evidence").to_owned() };
    ask(deed, id, request, f.text("reason")).map(drop)
}

/// Carries a change of buyers out: the old form is void, a new one is drawn and stamped, the receipts are exchanged
/// without money (换票单).
fn rename(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let (app, id, request) = carry_out(deed, f, AppKind::Buyers)?;
    let Request::Buyers { buyers, .. } = request else { return Ok(()) };
    all_back(deed.work, id)?;
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let deposit = now.state.account.balance(Pocket::Deposit);
    let kind = now.state.paper.map_or(PaperKind::Subscription, |paper| paper.kind);
    void_forms(deed, id, words::VOIDED_BUYERS.zh)?;
    on_deal(deed, id, |deal, id, _| deal.decide_buyers(id, app, buyers))?;
    let paper = draw_stamped(deed, kind, id)?;
    on_deal(deed, id, |_, _, _| Ok(vec![DealEvent::PaperExchanged { paper }]))?;
    if deposit.0 > 0 {
        let back = Movement { from: Pocket::Deposit, to: Pocket::Buyer, amount: deposit };
        post(deed, id, back, words::EXCHANGE_OF_RECEIPTS.zh)?;
        post(deed, id, back.back(), words::EXCHANGE_OF_RECEIPTS.zh)?;
    }
    Ok(())
}
