//! What happens at the door: guests, the register of the witness, calls, a guest who changes hands.

use super::super::book::{self, VisitEntry, Visitor};
use super::super::{Deed, Failure, Filled, attribution};
use super::meant::{code, reception};
use crate::domain::guest::{Guest, GuestId, Source};
use crate::domain::permission::Role;
use crate::domain::roster::decide::Comes;
use crate::domain::roster::{Arrival, RosterEvent};

pub(super) fn guest(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let kind = code(f, "kind", Arrival::from_code)?;
    let guest = f.text_of("guest").map(|text| deed.find_guest(text)).transpose()?;
    let known = guest.map(|guest| attribution::of(deed, guest)).transpose()?.unwrap_or_default();
    // A guest who comes back goes to whose guest they are, and with no trace of them to whom they were registered for.
    let to = match (f.text_of("who"), guest) {
        (Some(name), _) => Some(deed.on_the_table(name, "who")?),
        (None, Some(guest)) if kind == Arrival::Returning => {
            known.consultant().or(deed.registered_for(guest)?)
        }
        _ => None,
    };
    // What shows that they had met is a visit, a call, a follow-up: not that somebody entered the name.
    let comes = Comes { kind, to, guest, met: to.is_some_and(|to| known.had_met(to)) };
    deed.on_roster(|roster, ctx| roster.decide_guest(comes, ctx))
}

/// The witness writes the guest into the visit register of the day as well (atlas 三.1, 三.2).
pub(super) fn register(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let no = reception(deed, f, |roster| {
        let unwritten = roster.table().receptions.iter().filter(|r| r.register.is_none());
        unwritten.map(|r| (r.no, r.who)).collect()
    })?;
    let by = deed.named_or_oneself(f.text_of("by"), "by")?;
    let roster = deed.roster()?.state;
    // Who writes is decided first: the register names the witness.
    let decided = roster.decide_register(no, by, None, true, &deed.ctx())?;
    let witness = decided.iter().find_map(|event| match event {
        RosterEvent::RegisterWritten { by, .. } => Some(*by),
        _ => None,
    });
    let Some(reception) = roster.table().reception(no) else { return Ok(()) };
    let known = reception.guest.filter(|_| !["guest", "name", "phone"].iter().any(|field| f.has(field)));
    let visitor = match known {
        Some(guest) => meanwhile(deed, guest)?,
        None => book::visitor(deed, f, true)?,
    };
    let entry = VisitEntry {
        visitor,
        at: Some(reception.at),
        kind: None,
        source: f.choice("source").and_then(|code| Source::from_code(code)),
        consultant: Some(reception.who),
        named: (reception.kind == Arrival::Named).then_some(reception.who),
        witness: witness.filter(|witness| *witness != reception.who),
        reception: Some(no),
        for_a_colleague: reception.kind == Arrival::Duty,
        consent: f.choice("consent").map(|code| *code == "yes"),
    };
    let (guest, _) = book::visit(deed, entry)?;
    deed.on_roster(|roster, ctx| roster.decide_register(no, witness, guest, guest.is_some(), ctx))
}

/// Who a guest is by the time the register is written: merged into somebody else, or forgotten and so nobody.
fn meanwhile(deed: &Deed, guest: GuestId) -> Result<Visitor, Failure> {
    let guest = deed.work.survivor(guest)?;
    let forgotten = deed.work.load::<Guest>(&guest.0.to_string())?.state.forgotten;
    Ok(if forgotten { Visitor::NoPhone } else { Visitor::Known(guest) })
}

/// A call goes to whoever is next for calls, and stands in the call register: with the caller where they say who they
/// are, else as a line that waits for them (RULES 3.1 来电登记表).
pub(super) fn call(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let roster = deed.roster()?.state;
    let decided = roster.decide_call(None, &deed.ctx())?;
    let taken = decided.iter().find_map(|event| match event {
        RosterEvent::CallTaken { who, no, .. } => Some((*who, *no)),
        _ => None,
    });
    let says = ["guest", "name", "phone"].iter().any(|field| f.has(field));
    let guest = if says {
        let visitor = book::visitor(deed, f, false)?;
        let source = f.choice("source").and_then(|code| Source::from_code(code));
        let consent = f.choice("consent").map(|code| *code == "yes");
        book::call(deed, visitor, None, source, taken.map(|(who, _)| who), consent)?.0
    } else {
        if let Some((who, no)) = taken {
            book::open_call(deed, Some(who), no)?;
        }
        None
    };
    deed.on_roster(|roster, ctx| roster.decide_call(guest, ctx))
}

/// Both who gives and who takes agree, each with their own PIN; or the manager decides.
pub(super) fn transfer(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let no = reception(deed, f, |roster| roster.table().open().map(|r| (r.no, r.who)).collect())?;
    let to = deed.find_consultant_at(f.text("to"), "to")?;
    let from = deed.roster()?.state.table().reception(no).map(|r| r.who);
    let agreed = |who| deed.actor == who || deed.ctx().approver == Some(who);
    let both = agreed(to) && from.is_some_and(agreed);
    if !both && !deed.takes_part(Role::Manager) {
        deed.wait_for(&[Role::Consultant, Role::TeamLead, Role::Manager]);
    }
    deed.on_roster(|roster, ctx| roster.decide_transfer(no, to, f.text("reason"), ctx))
}

/// A call that counts no more leaves no line behind that waits for its caller.
pub(super) fn strike_call(deed: &mut Deed, event: i64, reason: &str) -> Result<(), Failure> {
    let roster = deed.roster()?.state;
    let meant = roster.entries().iter().find(|entry| entry.meta.seq == event && !roster.is_void(event));
    match meant.map(|entry| &entry.event) {
        Some(RosterEvent::CallTaken { no, guest: None, .. }) => book::strike_call(deed, *no, reason),
        _ => Ok(()),
    }
}
