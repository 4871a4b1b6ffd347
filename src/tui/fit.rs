//! What fits a unit: what people mostly do with it, what its status refuses, and what else they call it.

use crate::desk::Action;
use crate::domain::unit::{Means, Status, allowed};
use crate::text::{Text, also};

/// What people mostly do with a unit in each status, in this order. Everything else stands behind it.
const FITTING: &[(Status, &[&str])] = &[
    (Status::Unreleased, &["unit.release", "unit.price", "unit.encumber"]),
    (Status::Withheld, &["unit.lift", "unit.price"]),
    (
        Status::Available,
        &["unit.hold", "deal.enter", "unit.reserve", "unit.withhold", "unit.price", "unit.encumber"],
    ),
    (Status::Held, &["unit.reserve", "deal.enter", "unit.renew", "unit.give_back", "unit.wait"]),
    (Status::Reserved, &["deal.enter", "unit.give_back", "unit.wait", "unit.unwait"]),
];

/// What people mostly do with a guest.
pub const GUESTS: &[&str] = &[
    "guest.follow_up",
    "guest.visit",
    "guest.call",
    "guest.appoint",
    "guest.appointment_end",
    "guest.complete",
    "guest.claim",
    "guest.rule",
    "guest.link",
    "unit.hold",
    "unit.reserve",
];

/// What people mostly do with the registers of a day.
pub const REGISTERS: &[&str] = &[
    "guest.complete",
    "book.confirm",
    "book.collect",
    "book.archive",
    "book.correct",
    "book.complete",
    "guest.follow_up",
];

/// What an action does to a unit, by the transition table; one of them must lead somewhere.
const MEANS: &[(&str, &[Means])] = &[
    ("unit.release", &[Means::Release]),
    ("unit.withhold", &[Means::Withhold]),
    ("unit.lift", &[Means::Lift]),
    ("unit.hold", &[Means::Hold]),
    ("unit.renew", &[Means::HoldEnd]),
    ("unit.reserve", &[Means::Reserve]),
    ("unit.give_back", &[Means::HoldEnd, Means::ReserveEnd]),
];

/// What nobody does to a unit that somebody has.
const OF_NOBODY: &[&str] = &["unit.price", "unit.price_back", "unit.correct"];

/// Other words for it.
const ALSO: &[(&str, Text)] = &[
    ("unit.import", also::IMPORT),
    ("unit.release", also::RELEASE),
    ("unit.withhold", also::WITHHOLD),
    ("unit.lift", also::LIFT),
    ("unit.hold", also::HOLD),
    ("unit.renew", also::RENEW),
    ("unit.reserve", also::RESERVE),
    ("unit.give_back", also::GIVE_BACK),
    ("unit.wait", also::WAIT),
    ("unit.unwait", also::UNWAIT),
    ("unit.price", also::PRICE),
    ("unit.price_back", also::PRICE_BACK),
    ("unit.encumber", also::ENCUMBER),
    ("unit.unencumber", also::UNENCUMBER),
    ("unit.correct", also::CORRECT),
    ("guest.add", also::GUEST_ADD),
    ("guest.forget", also::GUEST_FORGET),
    ("staff.add", also::STAFF_ADD),
    ("staff.roles", also::STAFF_ROLES),
    ("staff.pin", also::STAFF_PIN),
    ("staff.reset_pin", also::STAFF_RESET_PIN),
    ("staff.leave", also::STAFF_LEAVE),
    ("policy.set", also::POLICY_SET),
    ("person", also::PERSON),
    ("signout", also::SIGN_OUT),
    ("past", also::PAST),
    ("board", also::BOARD),
    ("undo", also::UNDO),
];

/// What comes first for a unit in this status.
pub fn first(status: Option<Status>) -> &'static [&'static str] {
    FITTING.iter().find(|(s, _)| Some(*s) == status).map_or(&[], |(_, ids)| ids)
}

/// Whether the status of a unit alone refuses an action.
pub fn refuses(status: Status, action: &Action) -> bool {
    if OF_NOBODY.contains(&action.id) {
        return status.is_claim() || status.is_sold();
    }
    let means = MEANS.iter().find(|(id, _)| *id == action.id);
    means.is_some_and(|(_, means)| means.iter().all(|means| allowed(status, *means).is_none()))
}

/// What else people call an action or a command.
pub fn also(id: &str) -> Option<Text> {
    ALSO.iter().find(|(also, _)| *also == id).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::super::command::COMMANDS;
    use super::*;
    use crate::desk::ACTIONS;

    #[test]
    fn the_tables_are_about_what_there_is() {
        let fitting = FITTING.iter().flat_map(|(_, ids)| ids.iter().copied());
        let acting = fitting.chain(MEANS.iter().map(|(id, _)| *id)).chain(OF_NOBODY.iter().copied());
        for id in acting.chain(GUESTS.iter().copied()).chain(REGISTERS.iter().copied()) {
            assert!(ACTIONS.find(id).is_some(), "{id}");
        }
        for (id, _) in ALSO {
            assert!(ACTIONS.find(id).is_some() || COMMANDS.iter().any(|cmd| cmd.id == *id), "{id}");
        }
    }

    #[test]
    fn nothing_is_put_first_that_the_status_refuses() {
        for (status, ids) in FITTING {
            for id in *ids {
                assert!(!refuses(*status, ACTIONS.find(id).unwrap()), "{id} on {status:?}");
            }
        }
    }
}
