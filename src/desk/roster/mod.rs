//! The rotation 带客轮班 as actions (RULES 1.1): who signs in, who receives, whose turn comes back, and why.

mod door;
mod meant;

use super::Filled;
use super::action::Action;
use super::book::{CONSENT, SOURCE, WHO};
use super::field::{Field, Kind, may, must};
use crate::domain::permission::{Control, Duty};
use crate::domain::roster::{Arrival, Away, Group, Outcome, Penalty, RestoreReason};
use crate::text::{cli as words, guest as guest_words};
use door::{call, guest, register, strike_call, transfer};
use meant::{code, reception, when, with_the_rest};

pub(super) use meant::{about_ones_place, about_oneself, own_reception};

/// An earlier day on which something was left open.
const DAY: Field = may("day", guest_words::F_DAY, Kind::Date);

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "roster.sign_in",
        text: words::A_ROSTER_SIGN_IN,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[
            may("who", words::F_WHO, Kind::Staff),
            may("group", words::F_GROUP, Kind::Choice(Group::CHOICES)),
        ],
        run: |deed, f| {
            let who = deed.seller(f.text_of("who"), "who")?;
            let group = f.choice("group").and_then(|code| Group::from_code(code));
            deed.on_roster(|roster, ctx| roster.decide_sign_in(who, group, ctx))
        },
    },
    Action {
        id: "roster.confirm",
        text: words::A_ROSTER_CONFIRM,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[may("order", words::F_ORDER, Kind::People)],
        run: |deed, f| {
            let order = f.text_of("order").map(|names| deed.people(names, "order")).transpose()?;
            // Another order once guests have come is the manager's to give.
            if order.is_some() && !deed.roster()?.state.table().receptions.is_empty() {
                deed.require_in_the_end(Duty::RotationReorder, Control::Approved)?;
            }
            deed.on_roster(|roster, ctx| roster.decide_confirm(order.as_deref(), ctx))
        },
    },
    Action {
        id: "roster.step_up",
        text: words::A_ROSTER_STEP_UP,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[may("who", words::F_WHO, Kind::Staff)],
        run: |deed, f| {
            let who = deed.named_or_oneself(f.text_of("who"), "who")?;
            deed.on_roster(|roster, ctx| roster.decide_step_up(who, ctx))
        },
    },
    Action {
        id: "roster.guest",
        text: words::A_ROSTER_GUEST,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[
            must("kind", words::F_ARRIVAL, Kind::Choice(Arrival::CHOICES)),
            may("who", words::F_RECEIVES, Kind::Staff),
            may("guest", words::F_GUEST, Kind::Guest),
        ],
        run: guest,
    },
    Action {
        id: "roster.call",
        text: words::A_ROSTER_CALL,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[WHO[2], WHO[1], SOURCE, WHO[0], CONSENT],
        run: call,
    },
    Action {
        id: "roster.register",
        text: words::A_ROSTER_REGISTER,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[
            may("reception", words::F_RECEPTION, Kind::Reception),
            WHO[1],
            WHO[2],
            SOURCE,
            WHO[0],
            CONSENT,
            may("by", words::F_WITNESS, Kind::Staff),
        ],
        run: register,
    },
    Action {
        id: "roster.end",
        text: words::A_ROSTER_END,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[
            may("reception", words::F_RECEPTION, Kind::Reception),
            must("outcome", words::F_OUTCOME, Kind::Choice(Outcome::CHOICES)),
            DAY,
            may("at", words::F_ENDED_AT, Kind::When),
        ],
        run: |deed, f| {
            let no = reception(deed, f, |roster| roster.table().open().map(|r| (r.no, r.who)).collect())?;
            let outcome = code(f, "outcome", Outcome::from_code)?;
            let (day, at) = (deed.day_of_roster(f), when(deed, f, "at")?);
            deed.on_roster_of(day, |roster, ctx| roster.decide_end(no, outcome, at, ctx))
        },
    },
    Action {
        id: "roster.restore",
        text: words::A_ROSTER_RESTORE,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[
            must("reception", words::F_RECEPTION, Kind::Reception),
            must("reason", words::F_REASON, Kind::Choice(RestoreReason::CHOICES)),
            may("note", words::F_NOTE, Kind::Note),
        ],
        run: |deed, f| {
            let no = reception(deed, f, |roster| {
                roster.table().receptions.iter().map(|r| (r.no, r.who)).collect()
            })?;
            let reason = code(f, "reason", RestoreReason::from_code)?;
            if reason == RestoreReason::Manager {
                deed.require_in_the_end(Duty::RotationReorder, Control::Approved)?;
            }
            deed.on_roster(|roster, _| roster.decide_restore(no, reason, f.text("note")))
        },
    },
    Action {
        id: "roster.grant",
        text: words::A_ROSTER_GRANT,
        duty: Duty::RotationReorder,
        control: Control::Approved,
        fields: &[must("who", words::F_WHO, Kind::Staff), must("reason", words::F_REASON, Kind::Note)],
        run: |deed, f| {
            let who = deed.seller(f.text_of("who"), "who")?;
            deed.on_roster(|roster, _| roster.decide_grant(who, f.text("reason")))
        },
    },
    Action {
        id: "roster.skip",
        text: words::A_ROSTER_SKIP,
        duty: Duty::RotationReorder,
        control: Control::Approved,
        fields: &[
            must("who", words::F_WHO, Kind::Staff),
            must("penalty", words::F_PENALTY, Kind::Choice(Penalty::CHOICES)),
            may("turns", words::F_TURNS, Kind::Number),
            may("note", words::F_NOTE, Kind::Note),
        ],
        run: |deed, f| {
            let who = deed.seller(f.text_of("who"), "who")?;
            let penalty = code(f, "penalty", Penalty::from_code)?;
            let turns = f.number("turns").copied();
            deed.on_roster(|roster, _| roster.decide_skip(who, penalty, turns, f.text("note")))
        },
    },
    Action {
        id: "roster.away",
        text: words::A_ROSTER_AWAY,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[
            must("kind", words::F_AWAY, Kind::Choice(Away::CHOICES)),
            may("who", words::F_WHO, Kind::Staff),
            may("back", words::F_BACK, Kind::When),
        ],
        run: |deed, f| {
            let who = deed.seller(f.text_of("who"), "who")?;
            let kind = code(f, "kind", Away::from_code)?;
            if kind == Away::Manager {
                deed.require_in_the_end(Duty::RotationReorder, Control::Approved)?;
            }
            let back = when(deed, f, "back")?;
            deed.on_roster(|roster, ctx| roster.decide_away(who, kind, back, ctx))
        },
    },
    Action {
        id: "roster.back",
        text: words::A_ROSTER_BACK,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[may("who", words::F_WHO, Kind::Staff)],
        run: |deed, f| {
            let who = deed.seller(f.text_of("who"), "who")?;
            deed.on_roster(|roster, _| roster.decide_back(who))
        },
    },
    Action {
        id: "roster.suspend",
        text: words::A_ROSTER_SUSPEND,
        duty: Duty::RotationReorder,
        control: Control::Approved,
        fields: &[
            must("who", words::F_WHO, Kind::Staff),
            may("until", words::F_UNTIL, Kind::When),
            must("reason", words::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let who = deed.seller(f.text_of("who"), "who")?;
            let until = when(deed, f, "until")?;
            deed.on_roster(|roster, ctx| roster.decide_suspend(who, until, f.text("reason"), ctx))
        },
    },
    Action {
        id: "roster.resume",
        text: words::A_ROSTER_RESUME,
        duty: Duty::RotationReorder,
        control: Control::Approved,
        fields: &[must("who", words::F_WHO, Kind::Staff), must("reason", words::F_REASON, Kind::Note)],
        run: |deed, f| {
            let who = deed.seller(f.text_of("who"), "who")?;
            deed.on_roster(|roster, ctx| roster.decide_resume(who, f.text("reason"), ctx))
        },
    },
    Action {
        id: "roster.reorder",
        text: words::A_ROSTER_REORDER,
        duty: Duty::RotationReorder,
        control: Control::Approved,
        fields: &[must("order", words::F_ORDER, Kind::People), must("reason", words::F_REASON, Kind::Note)],
        run: |deed, f| {
            let first = deed.people(f.text("order"), "order")?;
            deed.on_roster(|roster, ctx| {
                let order = with_the_rest(roster.table(), first, ctx.now);
                roster.decide_reorder(&order, f.text("reason"))
            })
        },
    },
    Action {
        id: "roster.transfer",
        text: words::A_ROSTER_TRANSFER,
        duty: Duty::OwnTurn,
        control: Control::Single,
        fields: &[
            must("reception", words::F_RECEPTION, Kind::Reception),
            must("to", words::F_TO, Kind::Staff),
            must("reason", words::F_REASON, Kind::Note),
        ],
        run: transfer,
    },
    Action {
        id: "roster.sign_out",
        text: words::A_ROSTER_SIGN_OUT,
        duty: Duty::RotationSign,
        control: Control::Single,
        fields: &[may("who", words::F_WHO, Kind::Staff)],
        run: |deed, f| {
            let who = deed.seller(f.text_of("who"), "who")?;
            deed.on_roster(|roster, _| roster.decide_sign_out(who))
        },
    },
    Action {
        id: "roster.take_back",
        text: words::A_ROSTER_TAKE_BACK,
        duty: Duty::OwnEntry,
        control: Control::Single,
        fields: &[
            must("event", words::F_EVENT, Kind::Number),
            must("reason", words::F_REASON, Kind::Note),
            DAY,
        ],
        run: |deed, f| {
            let event = *Filled::need(f.number("event"), "event")?;
            strike_call(deed, event, f.text("reason"))?;
            let day = deed.day_of_roster(f);
            deed.on_roster_of(day, |roster, ctx| roster.decide_take_back(event, f.text("reason"), ctx))
        },
    },
    Action {
        id: "roster.correct",
        text: words::A_ROSTER_CORRECT,
        duty: Duty::Correct,
        control: Control::TwoPeople,
        fields: &[
            must("event", words::F_EVENT, Kind::Number),
            must("reason", words::F_REASON, Kind::Note),
            DAY,
        ],
        run: |deed, f| {
            let event = *Filled::need(f.number("event"), "event")?;
            strike_call(deed, event, f.text("reason"))?;
            let day = deed.day_of_roster(f);
            deed.on_roster_of(day, |roster, ctx| roster.decide_correct(event, f.text("reason"), ctx))
        },
    },
];
