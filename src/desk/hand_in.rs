//! The registers of a day as a whole: confirmed by the consultants, collected by the assistant, archived by the manager
//! (atlas 三.2), and corrected by two people (RULES 1.0 更正).

use super::action::Action;
use super::attribution;
use super::book::DAY;
use super::field::{Choice, Field, Kind, may, must};
use super::{Deed, Failure, Filled};
use crate::domain::book::{Book, Line, LineCorrection};
use crate::domain::day::Day;
use crate::domain::guest::{GuestEvent, GuestId, Source, VisitIntent};
use crate::domain::moment::Millis;
use crate::domain::permission::{Control, Duty};
use crate::domain::person::Exposure;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::staff::StaffId;
use crate::text::{cli, guest as words};

const CORRECTABLE: &[Choice] = &[
    Choice { code: "at", text: words::C_AT },
    Choice { code: "consultant", text: words::C_CONSULTANT },
    Choice { code: "witness", text: words::C_WITNESS },
    Choice { code: "guest", text: words::C_GUEST },
    Choice { code: "source", text: words::C_SOURCE },
    Choice { code: "struck", text: words::C_STRUCK },
];

const LINE: [Field; 2] = [
    must("register", words::F_REGISTER, Kind::Choice(Register::CHOICES)),
    must("line", words::F_LINE, Kind::Number),
];

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "book.confirm",
        text: words::A_BOOK_CONFIRM,
        duty: Duty::Register,
        control: Control::Single,
        fields: &[DAY],
        run: |deed, f| {
            let (day, actor) = (past_day(deed, f)?, deed.actor);
            deed.on_book(day, |book, _| book.decide_confirm(actor))
        },
    },
    Action {
        id: "book.collect",
        text: words::A_BOOK_COLLECT,
        duty: Duty::RegisterHandIn,
        control: Control::Single,
        fields: &[DAY, may("note", cli::F_NOTE, Kind::Note)],
        run: |deed, f| {
            let day = past_day(deed, f)?;
            deed.on_book(day, |book, _| book.decide_collect(f.text("note")))
        },
    },
    Action {
        id: "book.archive",
        text: words::A_BOOK_ARCHIVE,
        duty: Duty::RegisterHandIn,
        control: Control::Approved,
        fields: &[DAY, may("note", cli::F_NOTE, Kind::Note)],
        run: |deed, f| {
            let day = past_day(deed, f)?;
            deed.on_book(day, |book, _| book.decide_archive(f.text("note")))
        },
    },
    Action {
        id: "book.correct",
        text: words::A_BOOK_CORRECT,
        duty: Duty::Correct,
        control: Control::TwoPeople,
        fields: &[
            DAY,
            LINE[0],
            LINE[1],
            must("what", cli::F_WHAT, Kind::Choice(CORRECTABLE)),
            may("value", cli::F_VALUE, Kind::Private),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let day = past_day(deed, f)?;
            let register = f.choice("register").and_then(|code| Register::from_code(code));
            let register = Filled::need(register, "register")?;
            let line = u32::try_from(f.number("line").copied().unwrap_or_default()).unwrap_or_default();
            correct(deed, day, (register, line), f)
        },
    },
];

/// The day that is meant: the last such day, or today.
pub(super) fn past_day(deed: &Deed, f: &Filled) -> Result<Day, Failure> {
    let today = deed.today();
    let Some(date) = f.date("day") else { return Ok(today) };
    let found = date.back(today).filter(|day| *day <= today);
    found.ok_or_else(|| Refusal::new("RULES 1.2", words::DATE_WRONG).at("day").into())
}

/// Corrects a line.
fn correct(deed: &mut Deed, day: Day, at: (Register, u32), f: &Filled) -> Result<(), Failure> {
    let book = deed.work.load::<Book>(&day.to_string())?.state;
    let line: Line = book.line(at.0, at.1).cloned().unwrap_or_default();
    let value = f.secret("value").map(|value| value.expose(&Exposure::granted()).clone()).unwrap_or_default();
    let wrong = || Failure::from(Refusal::new("RULES 1.2", words::VALUE_WRONG).at("value"));
    let what = match f.choice("what").copied() {
        Some("at") => {
            let minute = crate::domain::day::parse_time(&value).ok_or_else(wrong)?;
            LineCorrection::At { from: line.at, to: day.at(minute, deed.ctx().tz_min) }
        }
        Some("consultant") => {
            let to = deed.find_consultant_at(&value, "value")?;
            LineCorrection::Consultant { from: line.consultant, to }
        }
        Some("witness") => {
            LineCorrection::Witness { from: line.witness, to: deed.find_staff(&value, "value")?.id }
        }
        Some("guest") => LineCorrection::Guest { from: line.guest, to: deed.find_guest_at(&value, "value")? },
        Some("source") => {
            let called = |c: &&Choice| c.code == value || c.text.zh == value || c.text.en == value;
            let found = Source::CHOICES.iter().find(called).and_then(|c| Source::from_code(c.code));
            LineCorrection::Source { from: line.source, to: found.ok_or_else(wrong)? }
        }
        _ => LineCorrection::Struck {},
    };
    let correction = what.clone();
    deed.on_book(day, |book, ctx| book.decide_correct(day, at, correction, f.text("reason"), ctx))?;
    // What the line says of the guest is evidence: it changes with the line.
    match (what, line.guest) {
        (LineCorrection::Consultant { to, .. }, Some(guest)) => {
            amend(deed, guest, (day, at), Some(to), None, false)
        }
        (LineCorrection::At { to, .. }, Some(guest)) => amend(deed, guest, (day, at), None, Some(to), false),
        (LineCorrection::Struck {}, Some(guest)) => amend(deed, guest, (day, at), None, None, true),
        (LineCorrection::Guest { to, .. }, was) => {
            if let Some(was) = was {
                amend(deed, was, (day, at), None, None, true)?;
            }
            trace_of(deed, to, at, &line)
        }
        _ => Ok(()),
    }
}

/// Changes a guest's trace with the line that it stands on.
pub(super) fn amend(
    deed: &mut Deed,
    guest: GuestId,
    (day, (register, line)): (Day, (Register, u32)),
    consultant: Option<StaffId>,
    at: Option<Millis>,
    struck: bool,
) -> Result<(), Failure> {
    deed.on_guest(guest, |_, _| Ok(vec![GuestEvent::Amended { register, day, line, consultant, at, struck }]))
}

/// Gives a guest the trace of a line that turned out to be theirs.
fn trace_of(
    deed: &mut Deed,
    guest: GuestId,
    (register, number): (Register, u32),
    line: &Line,
) -> Result<(), Failure> {
    let (at, consultant, witness) = (line.at, line.consultant, line.witness);
    match register {
        Register::Call => deed.on_guest(guest, |guest, ctx| guest.decide_call(number, at, consultant, ctx)),
        Register::Visit => {
            let known = attribution::of(deed, guest)?;
            let intent =
                VisitIntent { line: number, at, kind: None, consultant, named: None, witness, helper: None };
            deed.on_guest(guest, |guest, ctx| guest.decide_visit(intent, &known, ctx))
        }
    }
}
