//! The guest book as actions: the visit and call registers of a day, what stands in them, and how they are handed in
//! (RULES 1.2, 3.1; atlas 三.2).

use super::action::Action;
use super::field::{Choice, Field, Kind, may, must};
use super::{Deed, Failure, Filled, attribution, guests};
use crate::domain::book::{EntryIntent, FilledIn, Line, LineCorrection};
use crate::domain::day::Day;
use crate::domain::guest::{Guest, GuestEvent, GuestId, Source, VisitIntent, VisitKind};
use crate::domain::moment::Millis;
use crate::domain::permission::{Control, Duty};
use crate::domain::person::{Exposure, Phone, Pii};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Answer, QUESTIONS, Question, Register};
use crate::domain::staff::StaffId;
use crate::store::{Answers, Called, Tracked};
use crate::text::{cli, guest as words};

pub(super) const YES_NO: &[Choice] =
    &[Choice { code: "yes", text: words::YES }, Choice { code: "no", text: words::NO }];
const CORRECTABLE: &[Choice] = &[
    Choice { code: "at", text: words::C_AT },
    Choice { code: "consultant", text: words::C_CONSULTANT },
    Choice { code: "witness", text: words::C_WITNESS },
    Choice { code: "guest", text: words::C_GUEST },
    Choice { code: "source", text: words::C_SOURCE },
    Choice { code: "struck", text: words::C_STRUCK },
];

/// Who came or called.
#[derive(Debug, Clone)]
pub enum Visitor {
    /// Somebody who is registered.
    Known(GuestId),
    /// Somebody who gives a name and a phone number; a known number is a known guest (RULES 1.2 (1)).
    Named(Pii<String>, Phone),
    /// Somebody who leaves no phone: an invalid registration 无效登记 (RULES 1.1.3).
    NoPhone,
}

/// A visit as it is entered at the door. Everything else is completed later the same day.
#[derive(Debug, Clone)]
pub struct VisitEntry {
    /// Who.
    pub visitor: Visitor,
    /// When; now where it is not said.
    pub at: Option<Millis>,
    /// What the visit is; the record says where it is not said.
    pub kind: Option<VisitKind>,
    /// Where they heard of the project.
    pub source: Option<Source>,
    /// Who receives.
    pub consultant: Option<StaffId>,
    /// Whom the guest asked for by name.
    pub named: Option<StaffId>,
    /// Who writes the register.
    pub witness: Option<StaffId>,
    /// The number of the reception in the rotation.
    pub reception: Option<u32>,
    /// Told how the data is used, and agreed or not; `None` when not asked yet.
    pub consent: Option<bool>,
}

const WHO: [Field; 3] = [
    may("guest", cli::F_GUEST, Kind::Guest),
    may("name", cli::F_NAME, Kind::Name),
    may("phone", cli::F_PHONE, Kind::Phone),
];
const CONSENT: Field = may("consent", words::F_CONSENT, Kind::Choice(YES_NO));
const SOURCE: Field = may("source", words::F_SOURCE, Kind::Choice(Source::CHOICES));
const CONSULTANT: Field = may("consultant", cli::F_CONSULTANT, Kind::Staff);
const AT: Field = may("at", words::F_AT, Kind::Time);
const DAY: Field = may("day", words::F_DAY, Kind::Date);
const LINE: [Field; 2] = [
    must("register", words::F_REGISTER, Kind::Choice(Register::CHOICES)),
    must("line", words::F_LINE, Kind::Number),
];

/// The field of a question.
const fn field(question: &Question) -> Field {
    let kind = match question.answer {
        Answer::One(choices) => Kind::Choice(choices),
        Answer::Line => Kind::Private,
        Answer::Money => Kind::Money,
        Answer::Area => Kind::Area,
        Answer::Count => Kind::Number,
    };
    may(question.code, question.text, kind)
}

/// `first`, and behind it every question of the registers.
const fn with_questions<const FIRST: usize, const ALL: usize>(first: [Field; FIRST]) -> [Field; ALL] {
    let mut all = [AT; ALL];
    let mut at = 0;
    while at < FIRST {
        all[at] = first[at];
        at += 1;
    }
    while at < ALL {
        all[at] = field(&QUESTIONS[at - FIRST]);
        at += 1;
    }
    all
}

const REST: usize = QUESTIONS.len();
const GRADE: Field = may("grade", words::F_GRADE, Kind::Choice(crate::domain::guest::Grade::CHOICES));
const COMPLETE: [Field; 5 + REST] =
    with_questions([must("guest", cli::F_GUEST, Kind::Guest), CONSENT, SOURCE, CONSULTANT, GRADE]);
const COMPLETE_LATE: [Field; 5 + REST] = with_questions([
    must("day", words::F_DAY, Kind::Date),
    must("guest", cli::F_GUEST, Kind::Guest),
    must("reason", cli::F_REASON, Kind::Note),
    CONSENT,
    GRADE,
]);

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "guest.visit",
        text: words::A_VISIT,
        duty: Duty::Register,
        control: Control::Single,
        fields: &[
            WHO[1],
            WHO[2],
            SOURCE,
            CONSULTANT,
            WHO[0],
            CONSENT,
            AT,
            may("kind", words::F_KIND, Kind::Choice(VisitKind::CHOICES)),
            may("named", words::F_NAMED, Kind::Staff),
            may("witness", words::F_WITNESS, Kind::Staff),
        ],
        run: |deed, f| {
            let entry = VisitEntry {
                visitor: visitor(deed, f, true)?,
                at: time(deed, f),
                kind: f.choice("kind").and_then(|code| VisitKind::from_code(code)),
                source: f.choice("source").and_then(|code| Source::from_code(code)),
                consultant: receiver(deed, f)?,
                named: seller(deed, f, "named")?,
                witness: seller(deed, f, "witness")?,
                reception: None,
                consent: f.choice("consent").map(|code| *code == "yes"),
            };
            visit(deed, entry).map(drop)
        },
    },
    Action {
        id: "guest.call",
        text: words::A_CALL,
        duty: Duty::Register,
        control: Control::Single,
        fields: &[WHO[2], WHO[1], SOURCE, CONSULTANT, WHO[0], CONSENT, AT],
        run: |deed, f| {
            let visitor = visitor(deed, f, false)?;
            let (at, consultant) = (time(deed, f), receiver(deed, f)?);
            let source = f.choice("source").and_then(|code| Source::from_code(code));
            let consent = f.choice("consent").map(|code| *code == "yes");
            call(deed, visitor, at, source, consultant, consent).map(drop)
        },
    },
    Action {
        id: "guest.complete",
        text: words::A_COMPLETE,
        duty: Duty::Register,
        control: Control::Single,
        fields: &COMPLETE,
        run: |deed, f| complete(deed, f, None),
    },
    Action {
        id: "guest.consent",
        text: words::A_CONSENT,
        duty: Duty::Register,
        control: Control::Single,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            must("consent", words::F_CONSENT, Kind::Choice(YES_NO)),
        ],
        run: |deed, f| {
            let guest = deed.find_guest(f.text("guest"))?;
            consent(deed, guest, f.choice("consent").is_some_and(|code| *code == "yes"))
        },
    },
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
        id: "book.complete",
        text: words::A_BOOK_COMPLETE,
        duty: Duty::Correct,
        control: Control::TwoPeople,
        fields: &COMPLETE_LATE,
        run: |deed, f| {
            let day = past_day(deed, f)?;
            complete(deed, f, Some(day))
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

/// Records a visit at the door: the guest, new or known, and a line in today's register. Answers the guest, who is
/// nobody where no phone was left, and the line.
///
/// # Errors
/// The time is not today, or the kind is not what the record says.
pub fn visit(deed: &mut Deed, entry: VisitEntry) -> Result<(Option<GuestId>, u32), Failure> {
    let at = on_the_minute(entry.at.unwrap_or(deed.now()));
    let guest = registered(deed, entry.visitor, entry.consultant)?;
    let day = deed.today();
    let line =
        deed.work.load::<crate::domain::book::Book>(&day.to_string())?.state.next_line(Register::Visit);
    let mut kind = entry.kind;
    if let Some(guest) = guest {
        if let Some(given) = entry.consent {
            consent_if_new(deed, guest, given)?;
        }
        let known = attribution::of(deed, guest)?;
        let VisitEntry { consultant, named, witness, .. } = entry;
        let intent = VisitIntent { line, at, kind, consultant, named, witness };
        deed.on_guest(guest, |guest, ctx| {
            kind = Some(guest.kind_of_visit());
            guest.decide_visit(intent, &known, ctx)
        })?;
    }
    let missing = missing(deed, guest, Register::Visit)?;
    let intent = EntryIntent {
        register: Register::Visit,
        guest,
        at,
        kind,
        source: entry.source,
        consultant: entry.consultant,
        witness: entry.witness,
        reception: entry.reception,
        missing,
    };
    deed.on_book(day, |book, ctx| book.decide_enter(day, intent, ctx))?;
    Ok((guest, line))
}

/// Records a call, like [`visit`].
///
/// # Errors
/// The time is not today.
pub fn call(
    deed: &mut Deed,
    visitor: Visitor,
    at: Option<Millis>,
    source: Option<Source>,
    consultant: Option<StaffId>,
    consents: Option<bool>,
) -> Result<(Option<GuestId>, u32), Failure> {
    let at = on_the_minute(at.unwrap_or(deed.now()));
    let guest = registered(deed, visitor, consultant)?;
    let day = deed.today();
    let line = deed.work.load::<crate::domain::book::Book>(&day.to_string())?.state.next_line(Register::Call);
    if let Some(guest) = guest {
        if let Some(given) = consents {
            consent_if_new(deed, guest, given)?;
        }
        deed.on_guest(guest, |guest, ctx| guest.decide_call(line, at, consultant, ctx))?;
    }
    let missing = missing(deed, guest, Register::Call)?;
    let intent = EntryIntent {
        register: Register::Call,
        guest,
        at,
        kind: None,
        source,
        consultant,
        witness: None,
        reception: None,
        missing,
    };
    deed.on_book(day, |book, ctx| book.decide_enter(day, intent, ctx))?;
    Ok((guest, line))
}

/// To the minute, as the register has it.
fn on_the_minute(at: Millis) -> Millis {
    Millis(at.0 - at.0.rem_euclid(60_000))
}

/// The guest of a line, registered where they are new.
fn registered(
    deed: &mut Deed,
    visitor: Visitor,
    consultant: Option<StaffId>,
) -> Result<Option<GuestId>, Failure> {
    Ok(match visitor {
        Visitor::Known(guest) => Some(guest),
        Visitor::NoPhone => None,
        Visitor::Named(name, phone) => {
            let known = deed.work.guests_called(Called::Phone(phone.expose(&Exposure::granted())))?;
            match known.first() {
                Some(known) => Some(*known),
                None => Some(guests::add(deed, name, phone, consultant)?),
            }
        }
    })
}

/// Who is meant by the fields `guest`, or `name` and `phone`.
fn visitor(deed: &Deed, f: &Filled, may_lack_phone: bool) -> Result<Visitor, Failure> {
    let named = f.has("name") || f.has("phone");
    if f.has("guest") {
        if named {
            return Err(Refusal::new("RULES 3.1", words::NOT_BOTH).at("guest").into());
        }
        return Ok(Visitor::Known(deed.find_guest(f.text("guest"))?));
    }
    match (f.secret("name"), f.phone("phone")) {
        (Some(name), Some(phone)) => Ok(Visitor::Named(name.clone(), phone.clone())),
        // Whoever leaves no phone is nobody: not even the name is kept.
        (_, None) if may_lack_phone => Ok(Visitor::NoPhone),
        (None, Some(phone)) => {
            let known = deed.work.guests_called(Called::Phone(phone.expose(&Exposure::granted())))?;
            let known = known.first().map(|known| Visitor::Known(*known));
            known.ok_or_else(|| Refusal::new("RULES 3.1", words::NAME_AND_PHONE).at("name").into())
        }
        _ => Err(Refusal::new("RULES 3.1", words::NAME_AND_PHONE).at("phone").into()),
    }
}

/// The time of day that was typed, today.
fn time(deed: &Deed, f: &Filled) -> Option<Millis> {
    f.time("at").map(|minute| deed.today().at(*minute, deed.ctx().tz_min))
}

/// Who receives: the one named, or the actor where they sell.
fn receiver(deed: &Deed, f: &Filled) -> Result<Option<StaffId>, Failure> {
    Ok(seller(deed, f, "consultant")?.or_else(|| deed.actor_sells().then_some(deed.actor)))
}

/// Somebody who sells, where the field is filled.
pub(super) fn seller(deed: &Deed, f: &Filled, field: &'static str) -> Result<Option<StaffId>, Failure> {
    f.text_of(field).map(|name| deed.find_consultant_at(name, field)).transpose()
}

/// The day that is meant: the last such day, or today.
fn past_day(deed: &Deed, f: &Filled) -> Result<Day, Failure> {
    let today = deed.today();
    let Some(date) = f.date("day") else { return Ok(today) };
    let found = date.back(today).filter(|day| *day <= today);
    found.ok_or_else(|| Refusal::new("RULES 1.2", words::DATE_WRONG).at("day").into())
}

/// Records consent, or that there is none: then no profile stays.
fn consent(deed: &mut Deed, id: GuestId, given: bool) -> Result<(), Failure> {
    deed.on_guest(id, |guest, _| guest.decide_consent(given))?;
    if !given {
        let person = deed.work.load::<Guest>(&id.0.to_string())?.state.person;
        deed.work.forget_answers(person)?;
    }
    Ok(())
}

fn consent_if_new(deed: &mut Deed, id: GuestId, given: bool) -> Result<(), Failure> {
    let known = deed.work.load::<Guest>(&id.0.to_string())?.state.consent;
    if known == Some(given) { Ok(()) } else { consent(deed, id, given) }
}

/// What a line still lacks. Whoever answered at an earlier visit need not answer again; whoever does not agree to a
/// profile is asked nothing more.
fn missing(deed: &Deed, guest: Option<GuestId>, register: Register) -> Result<Vec<String>, Failure> {
    let Some(id) = guest else { return Ok(Vec::new()) };
    let guest = deed.work.load::<Guest>(&id.0.to_string())?.state;
    if guest.consent == Some(false) {
        return Ok(Vec::new());
    }
    let earlier = deed.work.answers(guest.person)?;
    let answered = |code: &str| earlier.iter().any(|(_, answers)| answers.contains_key(code));
    let asked = guest.consent.is_none().then_some("consent");
    let ungraded = (register == Register::Visit && guest.grade.is_none()).then_some("grade");
    let all = asked.into_iter().chain(ungraded).chain(register.missing(answered));
    Ok(all.map(str::to_owned).collect())
}

/// Completes a line of the registers: of today, or of an earlier day as a correction.
fn complete(deed: &mut Deed, f: &Filled, late: Option<Day>) -> Result<(), Failure> {
    let id = deed.find_guest(f.text("guest"))?;
    let day = late.unwrap_or(deed.today());
    let consents = f.choice("consent").map(|code| *code == "yes");
    if let Some(given) = consents {
        consent_if_new(deed, id, given)?;
    }
    let book = deed.work.load::<crate::domain::book::Book>(&day.to_string())?.state;
    let Some((register, line)) = book.line_of(id).map(|(register, line, _)| (register, line)) else {
        let refusal = Refusal::new("RULES 1.2", words::NO_LINE_TODAY).at("guest");
        return Err(refusal.try_this(words::NO_LINE_TODAY_REMEDY).into());
    };
    let answers = given_answers(f)?;
    let grade = f.choice("grade").and_then(|code| crate::domain::guest::Grade::from_code(code));
    let source = f.choice("source").and_then(|code| Source::from_code(code));
    let consultant = seller(deed, f, "consultant")?;
    let nothing =
        [answers.is_empty(), grade.is_none(), source.is_none(), consultant.is_none(), consents.is_none()];
    if nothing == [true; 5] {
        return Err(Refusal::new("RULES 3.1", words::NOTHING_ANSWERED).into());
    }
    let mut guest: Tracked<Guest> = deed.work.load(&id.0.to_string())?;
    if !answers.is_empty() || grade.is_some() {
        guest.state.may_profile(consents == Some(true))?;
        let mut codes: Vec<String> = answers.keys().cloned().collect();
        codes.sort_by_key(|code| QUESTIONS.iter().position(|q| q.code == code));
        let entry = format!("{day} {} {line}", register.code());
        let person = guest.state.person;
        let earlier = deed.work.answers(person)?;
        let mut whole = earlier.into_iter().find(|(e, _)| *e == entry).map(|(_, a)| a).unwrap_or_default();
        whole.extend(answers);
        let commit = deed.work.keep_answers(person, &entry, &whole)?;
        let answered = GuestEvent::Answered { entry, commit, fields: codes, grade };
        deed.work.record(&mut guest, &[answered])?;
    }
    let unreceived = book.line(register, line).is_some_and(|line| line.consultant.is_none());
    // Whoever called in the morning and came at noon stands on two lines.
    let lines: Vec<(Register, u32)> = book
        .lines()
        .filter(|(_, _, line)| line.guest == Some(id) && !line.struck)
        .map(|(r, n, _)| (r, n))
        .collect();
    for at in lines {
        let missing = missing(deed, Some(id), at.0)?;
        let this = at == (register, line);
        if late.is_some() {
            if this {
                let what = LineCorrection::Completed { missing };
                deed.on_book(day, |book, ctx| book.decide_correct(day, at, what, f.text("reason"), ctx))?;
            }
            continue;
        }
        if let Some(who) = consultant.filter(|_| this && unreceived) {
            amend(deed, id, (day, at), Some(who), None, false)?;
        }
        let filled =
            FilledIn { source: source.filter(|_| this), consultant: consultant.filter(|_| this), missing };
        deed.on_book(day, |book, ctx| book.decide_complete(day, at, filled, ctx))?;
    }
    Ok(())
}

/// The answers among the filled fields, as they are stored: choices by code, amounts in fen, areas in 0.01 m2.
fn given_answers(f: &Filled) -> Result<Answers, Refusal> {
    let text = |q: &Question| match q.answer {
        Answer::One(_) => f.choice(q.code).map(|code| (*code).to_owned()),
        Answer::Line => f.secret(q.code).map(|line| line.expose(&Exposure::granted()).clone()),
        Answer::Money => f.money(q.code).map(|fen| fen.0.to_string()),
        Answer::Area => f.area(q.code).map(|area| area.0.to_string()),
        Answer::Count => f.number(q.code).map(i64::to_string),
    };
    let below = |q: &Question| {
        let number =
            f.number(q.code).copied().or(f.money(q.code).map(|m| m.0)).or(f.area(q.code).map(|a| a.0));
        number.is_some_and(|number| number < 0)
    };
    if let Some(wrong) = QUESTIONS.iter().find(|q| below(q)) {
        return Err(Refusal::new("RULES 3.1", words::BELOW_ZERO).at(wrong.code));
    }
    Ok(QUESTIONS.iter().filter_map(|q| Some((q.code.to_owned(), Pii::new(text(q)?)))).collect())
}

/// Corrects a line.
fn correct(deed: &mut Deed, day: Day, at: (Register, u32), f: &Filled) -> Result<(), Failure> {
    let book = deed.work.load::<crate::domain::book::Book>(&day.to_string())?.state;
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
fn amend(
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
            let intent = VisitIntent { line: number, at, kind: None, consultant, named: None, witness };
            deed.on_guest(guest, |guest, ctx| guest.decide_visit(intent, &known, ctx))
        }
    }
}
