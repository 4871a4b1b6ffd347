//! The steps after the form is filled: signature, stamp, file, grid.

use super::{Deal, DealEvent, DealId, Deed, Failure, ending, on_deal};
use crate::desk::{buyers, discounts};
use crate::domain::application::{AppId, Application, Ask, Request};
use crate::domain::deal::{Terms, check_buyers};
use crate::domain::paper::{Paper, PaperEvent, PaperId, PaperKind, Stock, StockEvent};
use crate::domain::policy;
use crate::domain::refusal::Refusal;
use crate::store::Tracked;
use crate::text::sale as words;

fn terms(deal: &Deal) -> Result<&Terms, Failure> {
    deal.terms.as_ref().ok_or_else(|| Refusal::new("RULES 1.4", words::NOTHING_FILLED).at("deal").into())
}

/// Refuses what has run out since the form was filled: a discount that is given no longer, a buyer who must not buy any
/// more (RULES 1.4 preconditions, 1.6). A form is filled while the right to buy is looked into, and goes no further.
fn still_stands(deed: &Deed, id: DealId, terms: &Terms) -> Result<(), Failure> {
    discounts::still_given(deed, id)?;
    let facts = buyers::facts(deed, &terms.buyers, deed.today())?;
    let refused = check_buyers(&terms.buyers, &facts).or_else(|| terms.limit_is_open());
    refused.map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// Says of a refusal what to do about it where it does not say so itself, at the field that the action has.
fn stale(failure: Failure, field: &'static str, remedy: crate::text::Text) -> Failure {
    match failure {
        Failure::Refused(refusal) => {
            let refusal = refusal.at(field);
            let said = refusal.remedy.is_some();
            Failure::Refused(if said { refusal } else { refusal.try_this(remedy) })
        }
        other => other,
    }
}

/// The manager approved the approval sheet: what ran out while it waited is not approved.
pub(in crate::desk) fn approved(deed: &mut Deed, id: DealId, sheet: AppId) -> Result<(), Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let still = still_stands(deed, id, terms(&deal.state)?);
    still.map_err(|failure| stale(failure, "application", words::STALE_REVIEW_REMEDY))?;
    on_deal(deed, id, |deal, id, _| deal.decide_approved(id, sheet))
}

/// The consultant signs: a numbered form is drawn, and the approval sheet 认购审批单 goes to the manager.
pub(super) fn sign(deed: &mut Deed, id: DealId) -> Result<(), Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    deal.state.may_sign(id, &deed.ctx())?;
    let agreed = terms(&deal.state)?;
    still_stands(deed, id, agreed).map_err(|failure| stale(failure, "deal", words::STALE_SIGN_REMEDY))?;
    let kind = if agreed.short.is_some() { PaperKind::Interim } else { PaperKind::Subscription };
    let request = Request::Subscription {
        price: agreed.price(),
        list: agreed.make_up.list.quote.total,
        share: agreed.make_up.share(),
        deposit: agreed.deposit,
        short: agreed.short.map(|short| short.now),
    };
    let (unit, guest) = (deal.state.unit.clone(), deal.state.guest);
    let reason = agreed.special.clone();
    let paper = draw(deed, kind, id)?;
    let app = AppId(deed.work.next_key::<Application>()?);
    if let Some(unit) = unit {
        let ask = Ask { deal: Some(id), unit: &unit, guest, request, reason: &reason };
        let mut tracked: Tracked<Application> = deed.work.load(&app.0.to_string())?;
        deed.work.record(&mut tracked, &Application::decide_make(ask))?;
    }
    on_deal(deed, id, |deal, id, ctx| deal.decide_sign(id, paper, app, ctx))
}

/// Draws the next form of a kind for a deal, stamped and handed out at once.
pub(in crate::desk) fn draw_stamped(
    deed: &mut Deed,
    kind: PaperKind,
    deal: DealId,
) -> Result<PaperId, Failure> {
    let paper = draw(deed, kind, deal)?;
    stamp_and_hand_out(deed, paper)?;
    Ok(paper)
}

/// Draws the next numbered form of a kind for a deal.
fn draw(deed: &mut Deed, kind: PaperKind, deal: DealId) -> Result<PaperId, Failure> {
    let mut stock: Tracked<Stock> = deed.work.load(kind.code())?;
    let copies = deed.ctx().policy.get(&policy::SUBSCRIPTION_COPIES);
    let (number, copies) = stock.state.next(copies)?;
    let id = PaperId { kind, number };
    deed.work.record(&mut stock, &[StockEvent::Drawn { number }])?;
    let mut paper: Tracked<Paper> = deed.work.load(&id.to_string())?;
    deed.work.record(&mut paper, &[PaperEvent::Drawn { deal, copies }])?;
    Ok(id)
}

/// Stamps a form and hands its copies out.
fn stamp_and_hand_out(deed: &mut Deed, id: PaperId) -> Result<(), Failure> {
    let mut paper: Tracked<Paper> = deed.work.load(&id.to_string())?;
    let events = paper.state.decide_stamp();
    Ok(deed.work.record(&mut paper, &events)?)
}

/// The contract clerk stamps the form and hands the copies out.
pub(super) fn stamp(deed: &mut Deed, id: DealId) -> Result<(), Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let events = deal.state.decide_stamp(id)?;
    if let Some(paper) = deal.state.paper {
        stamp_and_hand_out(deed, paper)?;
    }
    on_deal(deed, id, |_, _, _| Ok(events))
}

/// The formal form takes the place of the interim one, stamped and handed out at once.
pub(super) fn exchange(deed: &mut Deed, id: DealId) -> Result<(), Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    // Before a form is drawn for nothing.
    let interim = PaperId { kind: PaperKind::Subscription, number: 0 };
    deal.state.decide_exchange(id, interim)?;
    ending::void_interim(deed.work, id)?;
    let paper = draw_stamped(deed, PaperKind::Subscription, id)?;
    on_deal(deed, id, |deal, id, _| deal.decide_exchange(id, paper))
}

/// The buyers' file is complete.
pub(super) fn file(deed: &mut Deed, id: DealId) -> Result<(), Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let gaps = match &deal.state.terms {
        Some(terms) => buyers::gaps(deed, &terms.buyers)?,
        None => Vec::new(),
    };
    on_deal(deed, id, |deal, id, ctx| deal.decide_file(id, gaps, ctx))
}

/// The grid says subscribed.
pub(super) fn subscribe(deed: &mut Deed, id: DealId) -> Result<(), Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let events: Vec<DealEvent> = deal.state.decide_subscribe(id)?;
    if let Some(unit) = &deal.state.unit {
        deed.on_unit(unit, None, |unit, ctx| {
            unit.decide_subscribe(id, ctx).map_err(|refusal| refusal.at("deal"))
        })?;
    }
    on_deal(deed, id, |_, _, _| Ok(events))
}
