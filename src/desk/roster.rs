//! The rotation 带客轮班 as actions (RULES 1.1): who signs in, who receives, whose turn comes back, and why.

use super::action::Action;
use super::book::{self, CONSENT, SOURCE, VisitEntry, Visitor, WHO};
use super::field::{Kind, may, must};
use super::{Deed, Failure, Filled, deed, session};
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::guest::Source;
use crate::domain::moment::{self, Millis};
use crate::domain::permission::{Control, Duty, Role};
use crate::domain::refusal::Refusal;
use crate::domain::roster::decide::Comes;
use crate::domain::roster::{Arrival, Away, Group, Outcome, Penalty, RestoreReason, Roster, RosterEvent};
use crate::domain::staff::{Staff, StaffId};
use crate::say;
use crate::store::{Tracked, Work};
use crate::text::{cli as words, people};

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
        ],
        run: |deed, f| {
            let no = reception(deed, f, |roster| roster.table().open().map(|r| (r.no, r.who)).collect())?;
            let outcome = code(f, "outcome", Outcome::from_code)?;
            deed.on_roster(|roster, ctx| roster.decide_end(no, outcome, ctx))
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
            let order = deed.people(f.text("order"), "order")?;
            deed.on_roster(|roster, _| roster.decide_reorder(&order, f.text("reason")))
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
        fields: &[must("event", words::F_EVENT, Kind::Number), must("reason", words::F_REASON, Kind::Note)],
        run: |deed, f| {
            let event = *Filled::need(f.number("event"), "event")?;
            deed.on_roster(|roster, ctx| roster.decide_take_back(event, f.text("reason"), ctx))
        },
    },
    Action {
        id: "roster.correct",
        text: words::A_ROSTER_CORRECT,
        duty: Duty::Correct,
        control: Control::TwoPeople,
        fields: &[must("event", words::F_EVENT, Kind::Number), must("reason", words::F_REASON, Kind::Note)],
        run: |deed, f| {
            let event = *Filled::need(f.number("event"), "event")?;
            deed.on_roster(|roster, _| roster.decide_correct(event, f.text("reason")))
        },
    },
];

/// What somebody does about themselves is theirs to do with their own PIN (RULES 1.1.1).
pub(super) fn about_oneself(work: &Work, actor: StaffId, f: &Filled) -> Result<Option<Duty>, Failure> {
    let Some(name) = f.text_of("who").or(f.text_of("by")) else {
        let roles = work.load::<Staff>(&actor.0.to_string())?.state.roles;
        return Ok(deed::sells(roles).then_some(Duty::OwnTurn));
    };
    let row = session::find(work.staff()?, name);
    Ok(row.is_ok_and(|row| row.id == actor).then_some(Duty::OwnTurn))
}

/// Ending one's own reception is too.
pub(super) fn own_reception(work: &Work, actor: StaffId, f: &Filled) -> Result<Option<Duty>, Failure> {
    let day = Day::of(work.now(), work.tz_min());
    let roster: Tracked<Roster> = work.load(&day.to_string())?;
    let mut open = roster.state.table().open();
    let own = match f.text_of("reception").and_then(|no| no.parse::<u32>().ok()) {
        Some(no) => open.any(|r| r.no == no && r.who == actor),
        None => open.any(|r| r.who == actor),
    };
    Ok(own.then_some(Duty::OwnTurn))
}

impl Deed<'_, '_> {
    /// Decides on today's rotation and records what was decided.
    pub(super) fn on_roster(
        &mut self,
        decide: impl FnOnce(&Roster, &Ctx) -> Result<Vec<RosterEvent>, Refusal>,
    ) -> Result<(), Failure> {
        let mut roster = self.roster()?;
        let events = decide(&roster.state, &self.ctx())?;
        Ok(self.work.record(&mut roster, &events)?)
    }

    /// Today's rotation.
    fn roster(&self) -> Result<Tracked<Roster>, Failure> {
        Ok(self.work.load(&self.today().to_string())?)
    }

    /// Somebody who sells: the one named, or the actor.
    fn seller(&self, name: Option<&String>, field: &'static str) -> Result<StaffId, Failure> {
        match name {
            Some(name) => self.find_consultant_at(name, field),
            None if self.actor_sells() => Ok(self.actor),
            None => Err(Refusal::new("RULES 1.1.1", people::WHO_MISSING).at(field).into()),
        }
    }

    /// The one named; where nobody is, whoever is on the table means themselves, and everybody else whoever is next.
    fn named_or_oneself(
        &self,
        name: Option<&String>,
        field: &'static str,
    ) -> Result<Option<StaffId>, Failure> {
        if let Some(name) = name {
            self.find_consultant_at(name, field).map(Some)
        } else {
            let on_the_table = self.roster()?.state.table().member(self.actor).is_some_and(|m| !m.left);
            Ok(on_the_table.then_some(self.actor))
        }
    }

    /// Several people by name, first to last: `王磊,赵敏`.
    fn people(&self, names: &str, field: &'static str) -> Result<Vec<StaffId>, Failure> {
        let names = names.split([',', '，', '、', ' ', ';']).map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| self.find_consultant_at(name, field)).collect()
    }
}

/// The kind that a choice means; `complete` has seen it.
fn code<T>(f: &Filled, field: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, Failure> {
    Filled::need(f.choice(field).and_then(|code| read(code)), field)
}

/// A time of today that is typed as `12:40`, `+40` or `40` minutes from now.
fn when(deed: &Deed, f: &Filled, field: &'static str) -> Result<Option<Millis>, Failure> {
    let Some(typed) = f.text_of(field) else { return Ok(None) };
    let ctx = deed.ctx();
    let minutes = typed.strip_prefix('+').unwrap_or(typed).parse::<u32>().ok();
    let at = match minutes {
        Some(minutes) => Some(ctx.now.plus_minutes(i64::from(minutes))),
        None => moment::parse_near(typed, ctx.now, ctx.tz_min),
    };
    if let Some(at) = at {
        Ok(Some(at))
    } else {
        let why = say!(words::WHEN_WRONG, value = typed);
        Err(Refusal::new("DESIGN 5", why).at(field).into())
    }
}

/// Which reception is meant: by number, by who receives, or the only one there is.
fn reception(
    deed: &Deed,
    f: &Filled,
    candidates: impl Fn(&Roster) -> Vec<(u32, StaffId)>,
) -> Result<u32, Failure> {
    let roster = deed.roster()?;
    let of = |who: StaffId| {
        let all = candidates(&roster.state);
        all.iter().filter(|(_, w)| *w == who).map(|(no, _)| *no).collect::<Vec<u32>>()
    };
    let missing = || Err(Refusal::new("RULES 1.1.6", words::RECEPTION_MISSING).at("reception").into());
    if let Some(typed) = f.text_of("reception") {
        if let Ok(no) = typed.trim_start_matches('#').parse() {
            Ok(no)
        } else {
            let who = deed.find_consultant_at(typed, "reception")?;
            match of(who).as_slice() {
                [one] => Ok(*one),
                _ => missing(),
            }
        }
    } else {
        let own = of(deed.actor);
        let all: Vec<u32> = candidates(&roster.state).iter().map(|(no, _)| *no).collect();
        match (own.as_slice(), all.as_slice()) {
            ([one], _) | ([], [one]) => Ok(*one),
            _ => missing(),
        }
    }
}

fn guest(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let kind = code(f, "kind", Arrival::from_code)?;
    let guest = f.text_of("guest").map(|text| deed.find_guest(text)).transpose()?;
    let own = match guest {
        Some(guest) => deed.consultant_of(guest)?,
        None => None,
    };
    // A guest who comes back goes to whose guest they are.
    let to = match f.text_of("who") {
        Some(name) => Some(deed.find_consultant_at(name, "who")?),
        None if kind == Arrival::Returning => own,
        None => None,
    };
    let comes = Comes { kind, to, guest, met: own.is_some() && own == to };
    deed.on_roster(|roster, ctx| roster.decide_guest(comes, ctx))
}

/// The witness writes the guest into the visit register of the day as well (atlas 三.1, 三.2).
fn register(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
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
        Some(guest) => Visitor::Known(guest),
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
        consent: f.choice("consent").map(|code| *code == "yes"),
    };
    let (guest, _) = book::visit(deed, entry)?;
    deed.on_roster(|roster, ctx| roster.decide_register(no, witness, guest, guest.is_some(), ctx))
}

/// A call goes to whoever is next for calls; where the caller says who they are, it stands in the call register too.
fn call(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let roster = deed.roster()?.state;
    let decided = roster.decide_call(None, &deed.ctx())?;
    let who = decided.iter().find_map(|event| match event {
        RosterEvent::CallTaken { who, .. } => Some(*who),
        _ => None,
    });
    let says = ["guest", "name", "phone"].iter().any(|field| f.has(field));
    let guest = if says {
        let visitor = book::visitor(deed, f, false)?;
        let source = f.choice("source").and_then(|code| Source::from_code(code));
        let consent = f.choice("consent").map(|code| *code == "yes");
        book::call(deed, visitor, None, source, who, consent)?.0
    } else {
        None
    };
    deed.on_roster(|roster, ctx| roster.decide_call(guest, ctx))
}

/// Both who gives and who takes agree, each with their own PIN; or the manager decides.
fn transfer(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
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
