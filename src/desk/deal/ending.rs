//! What becomes of a deal that does not come about: its unit, its paper, its application and its discounts follow, in
//! the same transaction, so that no way leaves a unit locked for ever.

use super::{Deal, DealEvent, DealId, Deed, Failure};
use crate::desk::discounts;
use crate::domain::application::{AppEvent, AppState, Application};
use crate::domain::ctx::Ctx;
use crate::domain::deal::{Outcome, Step};
use crate::domain::paper::{Paper, PaperKind, Place};
use crate::domain::refusal::Refusal;
use crate::domain::unit::Unit;
use crate::say;
use crate::store::{StoreError, Tracked, Work};
use crate::text::{Arg, Lang, sale as words};

/// Withdraws a deal before any money is in it, or after it went back.
pub(super) fn withdraw(deed: &mut Deed, id: DealId, reason: &str) -> Result<(), Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let events = deal.state.decide_withdraw(id, Outcome::Withdrawn, reason, &deed.ctx())?;
    all_back(deed.work, id)?;
    end(deed.work, deal, id, &events)?;
    Ok(())
}

/// Ends a deal with these events and lets go of everything it had.
pub(in crate::desk) fn end(
    work: &mut Work,
    mut deal: Tracked<Deal>,
    id: DealId,
    events: &[DealEvent],
) -> Result<(), StoreError> {
    let how = events.iter().find_map(|event| match event {
        DealEvent::Ended { how, .. } => Some(*how),
        _ => None,
    });
    let Some(how) = how else { return Ok(()) };
    // First: the last thing that is said of it is how it ended.
    discounts::keep(work, id, &[], &[])?;
    work.record(&mut deal, events)?;
    if let Some(key) = deal.state.unit.as_ref() {
        let mut unit: Tracked<Unit> = work.load(&key.to_string())?;
        let gone = unit.state.decide_let_go(id, how.text().get(Lang::Zh));
        work.record(&mut unit, &gone)?;
    }
    // Reasons stand in the log in the language of the office's paper.
    let why = say!(words::VOIDED_ENDED, how = how.text()).in_lang(Lang::Zh);
    void_papers(work, id, &why)?;
    drop_applications(work, id, &why, |_| true)
}

/// What was signed before a form was filled anew counts no more.
pub(super) fn unsign(deed: &mut Deed, id: DealId, before: &Deal) -> Result<(), Failure> {
    if !before.is_done(Step::Sign) && before.paper.is_none() {
        return Ok(());
    }
    all_back(deed.work, id)?;
    let why = words::VOIDED_REFILL.get(Lang::Zh);
    void_papers(deed.work, id, why)?;
    // A special discount that is asked for meanwhile is asked for all the same.
    drop_applications(deed.work, id, why, |app| app.deal_of_sheet() == Some(id))?;
    Ok(())
}

/// Refuses while a copy of a form is with somebody: a unit is let go, and another form is written, only once every
/// original is back or declared lost (RULES 1.3.3, release rule 2).
pub(in crate::desk) fn all_back(work: &Work, id: DealId) -> Result<(), Failure> {
    let papers = work.papers_of(id)?;
    let Some((paper, state)) = papers.iter().find(|(_, paper)| !paper.is_recalled()) else { return Ok(()) };
    let out = (1..).zip(&state.copies).filter_map(|(copy, place): (i64, _)| match place {
        Place::With(keeper) => Some(say!(words::COPY_WITH, copy = copy, keeper = keeper.text()).into()),
        _ => None,
    });
    let why = say!(words::COPIES_OUT, paper = *paper, copies = out.collect::<Vec<Arg>>());
    Err(Refusal::new("RULES 1.3.3", why).at("deal").try_this(words::COPIES_OUT_REMEDY).into())
}

/// Declares the forms of a deal void.
fn void_papers(work: &mut Work, id: DealId, why: &str) -> Result<(), StoreError> {
    for (paper, _) in work.papers_of(id)? {
        let mut paper: Tracked<Paper> = work.load(&paper.to_string())?;
        let events = paper.state.decide_void(why);
        work.record(&mut paper, &events)?;
    }
    Ok(())
}

/// Declares every form of a deal void.
pub(in crate::desk) fn void_forms(deed: &mut Deed, id: DealId, why: &str) -> Result<(), Failure> {
    Ok(void_papers(deed.work, id, why)?)
}

/// The interim form comes back and is void once the formal one is there.
pub(super) fn void_interim(work: &mut Work, id: DealId) -> Result<(), StoreError> {
    for (paper, _) in work.papers_of(id)?.into_iter().filter(|(p, _)| p.kind == PaperKind::Interim) {
        let mut interim: Tracked<Paper> = work.load(&paper.to_string())?;
        let events = interim.state.decide_exchange(words::VOIDED_EXCHANGED.get(Lang::Zh));
        work.record(&mut interim, &events)?;
    }
    Ok(())
}

/// Applications of these that still wait are taken back.
fn drop_applications(
    work: &mut Work,
    id: DealId,
    why: &str,
    which: impl Fn(&Application) -> bool,
) -> Result<(), StoreError> {
    for (app, _) in work.applications_of(id)?.into_iter().filter(|(_, app)| which(app)) {
        let mut app: Tracked<Application> = work.load(&app.0.to_string())?;
        if app.state.state() == AppState::Pending {
            work.record(&mut app, &[AppEvent::Withdrawn { reason: why.to_owned() }])?;
        }
    }
    Ok(())
}

/// Ends a deal whose time is over. Done by the program itself.
pub(in crate::desk) fn expire(work: &mut Work, key: &str, ctx: &Ctx) -> Result<(), StoreError> {
    let deal: Tracked<Deal> = work.load(key)?;
    let events = deal.state.decide_expire(ctx);
    match key.parse() {
        Ok(id) => end(work, deal, DealId(id), &events),
        Err(_) => Ok(()),
    }
}
