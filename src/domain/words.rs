//! Every event as a sentence: for the history of a unit, the log, and the answer to an action.

use super::event::Meta;
use super::moment::Millis;
use super::permission::Roles;
use super::policy::{PARAMS, PolicyEvent};
use super::project::ProjectEvent;
use super::roster::RosterEvent;
use super::roster::rules::BaseOrder;
use super::staff::StaffEvent;
use super::unit::{Correction, UnitEvent};
use crate::say;
use crate::text::{Arg, Say, log as words, roster};

/// An event that can be said.
pub trait InWords {
    /// What happened, without who and when: those stand beside it.
    fn say(&self, meta: &Meta) -> Say;
}

pub(super) fn clock(at: Millis, meta: &Meta) -> String {
    at.local(meta.tz_min).brief(meta.at)
}

fn roles(roles: Roles) -> Arg {
    Arg::List(roles.iter().map(|role| role.text().into()).collect())
}

/// ` (note)`, or nothing for an empty note.
pub(super) fn noted(note: &str) -> Arg {
    if note.is_empty() { Arg::Str(String::new()) } else { say!(words::NOTE, note = note).into() }
}

impl InWords for UnitEvent {
    fn say(&self, meta: &Meta) -> Say {
        match self {
            Self::Imported { facts, quote } => {
                say!(
                    words::EV_IMPORTED,
                    area = facts.gross_area,
                    price = quote.unit_price,
                    total = quote.total
                )
            }
            Self::FactsChanged { from, to } => {
                say!(words::EV_FACTS_CHANGED, from = from.gross_area, to = to.gross_area)
            }
            Self::Priced { from, to, reason } => {
                say!(
                    words::EV_PRICED,
                    from = from.unit_price,
                    to = to.unit_price,
                    total = to.total,
                    note = noted(reason)
                )
            }
            Self::Released { permit } => say!(words::EV_RELEASED, permit = permit),
            Self::Withheld { reason, note } => {
                say!(words::EV_WITHHELD, reason = reason.text(), note = noted(note))
            }
            Self::Lifted { note } => say!(words::EV_LIFTED, note = noted(note)),
            Self::Held { consultant, guest, until } => match guest {
                Some(guest) => {
                    say!(words::EV_HELD_FOR, who = *consultant, guest = *guest, until = clock(*until, meta))
                }
                None => say!(words::EV_HELD, who = *consultant, until = clock(*until, meta)),
            },
            Self::HoldRenewed { until, .. } => say!(words::EV_HOLD_RENEWED, until = clock(*until, meta)),
            Self::HoldEnded { how, note } => say!(words::EV_HOLD_ENDED, how = how.text(), note = noted(note)),
            Self::Reserved { consultant, guest, until, note } => say!(
                words::EV_RESERVED,
                who = *consultant,
                guest = *guest,
                until = clock(*until, meta),
                note = noted(note)
            ),
            Self::ReserveEnded { how, note } => {
                say!(words::EV_RESERVE_ENDED, how = how.text(), note = noted(note))
            }
            Self::Waited { consultant, guest } => say!(words::EV_WAITED, who = *consultant, guest = *guest),
            Self::Unwaited { guest, note } => say!(words::EV_UNWAITED, guest = *guest, note = noted(note)),
            Self::Encumbered { kind, document, .. } => {
                say!(words::EV_ENCUMBERED, kind = kind.text(), document = document)
            }
            Self::Unencumbered { kind, document, note } => {
                say!(words::EV_UNENCUMBERED, kind = kind.text(), document = document, note = noted(note))
            }
            Self::HoldNamed { guest, .. } => say!(words::EV_HOLD_NAMED, guest = *guest),
            Self::Bound { deal } => say!(words::EV_BOUND, deal = *deal),
            Self::Subscribed { deal } => say!(words::EV_SUBSCRIBED, deal = *deal),
            Self::Changing { deal } => say!(words::EV_CHANGING, deal = *deal),
            Self::ChangeDropped { deal } => say!(words::EV_CHANGE_DROPPED, deal = *deal),
            Self::Reopened { deal } => say!(words::EV_REOPENED, deal = *deal),
            Self::Floored { to, reason, .. } => match to {
                Some(to) => say!(words::EV_FLOORED, to = *to, note = noted(reason)),
                None => say!(words::EV_FLOOR_GONE, note = noted(reason)),
            },
            Self::Corrected { what, reason } => {
                say!(words::EV_CORRECTED, what = correction(what), note = noted(reason))
            }
        }
    }
}

fn correction(what: &Correction) -> Say {
    use crate::text::price_list as facts;
    let changed =
        |what: crate::text::Text, from: Arg, to: Arg| say!(words::CHANGED, what = what, from = from, to = to);
    let area = |area: &Option<super::area::Area>| area.map_or(Arg::from("-"), Arg::from);
    let text = |text: &Option<String>| Arg::from(text.as_deref().unwrap_or("-"));
    match what {
        Correction::GrossArea { from, to } => changed(facts::GROSS_AREA, (*from).into(), (*to).into()),
        Correction::NetArea { from, to } => changed(facts::NET_AREA, area(from), (*to).into()),
        Correction::Layout { from, to } => changed(facts::LAYOUT, text(from), to.into()),
        Correction::Orientation { from, to } => changed(facts::ORIENTATION, text(from), to.into()),
        Correction::Usage { from, to } => changed(facts::USAGE, text(from), to.into()),
        Correction::Unreleased {} => words::BACK_TO_UNRELEASED.into(),
    }
}

impl InWords for StaffEvent {
    fn say(&self, meta: &Meta) -> Say {
        match self {
            Self::Added { roles: r, .. } => say!(words::EV_STAFF_ADDED, roles = roles(*r)),
            Self::RolesChanged { from, to } => {
                say!(words::EV_ROLES_CHANGED, from = roles(*from), to = roles(*to))
            }
            Self::PinSet { .. } => words::EV_PIN_SET.into(),
            Self::PinFailed {} => words::EV_PIN_FAILED.into(),
            Self::LockedOut { until } => say!(words::EV_LOCKED_OUT, until = clock(*until, meta)),
            Self::PinAccepted {} => words::EV_PIN_ACCEPTED.into(),
            Self::Denied { action } => say!(words::EV_DENIED, action = action),
            Self::Left { reason } => say!(words::EV_LEFT, note = noted(reason)),
            Self::Returned {} => words::EV_RETURNED.into(),
            Self::Revealed { what, rows, reason } => {
                say!(words::EV_REVEALED, what = what, rows = *rows, reason = reason)
            }
            Self::Exported { what, from, to, rows, masked } => {
                let text = if *masked { words::EV_EXPORTED } else { words::EV_EXPORTED_UNMASKED };
                say!(text, what = what, from = *from, to = *to, rows = *rows)
            }
        }
    }
}

impl InWords for PolicyEvent {
    fn say(&self, _: &Meta) -> Say {
        match self {
            Self::Set { name, from, to, reason } => {
                let param = PARAMS.iter().find(|p| p.name == name);
                let text = param.map_or(Arg::from(name), |p| p.text.into());
                let show = |value: i64| param.map_or(Arg::from(value), |p| p.show(value));
                say!(
                    words::EV_POLICY_SET,
                    name = text,
                    from = show(*from),
                    to = show(*to),
                    note = noted(reason)
                )
            }
        }
    }
}

impl InWords for ProjectEvent {
    fn say(&self, meta: &Meta) -> Say {
        match self {
            Self::Created { name } => say!(words::EV_PROJECT_CREATED, name = name),
            Self::PriceListImported { file, added, changed, .. } => {
                say!(words::EV_LIST_IMPORTED, file = file, added = *added, changed = *changed)
            }
            Self::BatchReleased { permit, units } => {
                say!(words::EV_BATCH_RELEASED, permit = permit, units = *units)
            }
            Self::ClockSuspect { last, wall } => say!(
                words::EV_CLOCK_SUSPECT,
                last = last.local(meta.tz_min).to_string(),
                wall = wall.local(meta.tz_min).to_string()
            ),
            Self::ClockConfirmed {} => words::EV_CLOCK_CONFIRMED.into(),
            Self::Restored { lost_head, head } => {
                let lost = lost_head.map_or(Arg::from("?"), Arg::from);
                say!(words::EV_RESTORED, head = *head, lost = lost)
            }
        }
    }
}

impl InWords for RosterEvent {
    fn say(&self, meta: &Meta) -> Say {
        let names =
            |order: &[super::staff::StaffId]| Arg::List(order.iter().map(|who| (*who).into()).collect());
        let guest = |guest: &Option<super::guest::GuestId>| match guest {
            Some(guest) => Arg::from(say!(roster::EV_GUEST, guest = *guest)),
            None => Arg::from(""),
        };
        match self {
            Self::Opened { rules, .. } => {
                let at = BaseOrder::ALL.iter().position(|o| *o == rules.base_order).unwrap_or(0);
                say!(roster::EV_OPENED, order = BaseOrder::WORDS[at].text)
            }
            Self::SignedIn { who, late, .. } => {
                let late = if *late { Arg::from(roster::EV_LATE) } else { Arg::from("") };
                say!(roster::EV_SIGNED_IN, who = *who, late = late)
            }
            Self::OrderFixed { order } => say!(roster::EV_FIXED, order = names(order)),
            Self::SteppedUp { who } => say!(roster::EV_DOOR, who = *who),
            Self::GuestAssigned { no, who, kind, guest: g, turn } => say!(
                roster::EV_TOOK,
                who = *who,
                no = *no,
                kind = kind.text(),
                guest = guest(g),
                turn = turn.text()
            ),
            Self::CallTaken { no, who, guest: g, turn } => {
                say!(roster::EV_CALL, who = *who, no = *no, guest = guest(g), turn = turn.text())
            }
            Self::RegisterWritten { no, by, valid: false, .. } => {
                say!(roster::EV_REGISTER_INVALID, by = *by, no = *no)
            }
            Self::RegisterWritten { no, by, guest: g, .. } => {
                say!(roster::EV_REGISTER, by = *by, no = *no, guest = guest(g))
            }
            Self::ReceptionEnded { no, outcome } => {
                say!(roster::EV_ENDED, no = *no, outcome = outcome.text())
            }
            Self::ReceptionEndedLate { no, outcome, at } => {
                let at = at.local(meta.tz_min).brief(meta.at);
                say!(roster::EV_ENDED_LATE, no = *no, at = at, outcome = outcome.text())
            }
            Self::TurnRestored { no, reason, note } => {
                say!(roster::EV_RESTORED, no = *no, reason = reason.text(), note = noted(note))
            }
            Self::TurnGranted { who, reason } => {
                say!(roster::EV_GRANTED, who = *who, note = noted(reason))
            }
            Self::TurnSkipped { who, turns, penalty, note } => {
                say!(roster::EV_SKIPPED, who = *who, turns = *turns, why = penalty.text(), note = noted(note))
            }
            Self::WentAway { who, kind, back } => {
                let back =
                    back.map_or(Arg::from(""), |at| say!(roster::EV_BACK_AT, back = clock(at, meta)).into());
                say!(roster::EV_AWAY, who = *who, kind = kind.text(), back = back)
            }
            Self::CameBack { who } => say!(roster::EV_BACK, who = *who),
            Self::Suspended { who, until, reason } => {
                let until =
                    until.map_or(Arg::from(""), |at| say!(roster::EV_UNTIL, until = clock(at, meta)).into());
                say!(roster::EV_SUSPENDED, who = *who, until = until, note = noted(reason))
            }
            Self::Resumed { who, reason } => say!(roster::EV_RESUMED, who = *who, note = noted(reason)),
            Self::Reordered { order, reason } => {
                say!(roster::EV_REORDERED, order = names(order), note = noted(reason))
            }
            Self::GuestTransferred { no, from, to, reason } => {
                say!(roster::EV_TRANSFERRED, no = *no, from = *from, to = *to, note = noted(reason))
            }
            Self::SignedOut { who } => say!(roster::EV_OUT, who = *who),
            Self::Corrected { event, reason } => {
                say!(roster::EV_CORRECTED, event = *event, note = noted(reason))
            }
        }
    }
}
