//! Completing the registers 补全登记表: what guests answer goes to the vault, with their consent, on the day itself or as a
//! correction (RULES 1.2, 3.1).

use super::action::Action;
use super::book::{AT, CONSENT, CONSULTANT, SOURCE, YES_NO, seller};
use super::field::{Field, Kind, may, must};
use super::hand_in::{amend, past_day};
use super::{Deed, Failure, Filled, attribution};
use crate::domain::book::{Book, FilledIn, LineCorrection};
use crate::domain::day::Day;
use crate::domain::guest::{Grade, Guest, GuestEvent, GuestId, Source};
use crate::domain::permission::{Control, Duty};
use crate::domain::person::{Exposure, Pii};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Answer, QUESTIONS, Question, Register};
use crate::store::{Answers, Tracked};
use crate::text::{cli, guest as words};

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
const GRADE: Field = may("grade", words::F_GRADE, Kind::Choice(Grade::CHOICES));
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
];

/// Records consent, or that there is none: then no profile stays.
fn consent(deed: &mut Deed, id: GuestId, given: bool) -> Result<(), Failure> {
    deed.on_guest(id, |guest, _| guest.decide_consent(given))?;
    if given {
        return Ok(());
    }
    for (same, guest) in attribution::same(deed, id)? {
        deed.work.forget_answers(guest.person)?;
        // What was said under another number, by who turned out to be this guest, goes as well.
        if same != id && !guest.forgotten {
            deed.on_guest(same, |_, _| Ok(vec![GuestEvent::Consented { given }]))?;
        }
    }
    Ok(())
}

pub(super) fn consent_if_new(deed: &mut Deed, id: GuestId, given: bool) -> Result<(), Failure> {
    let known = deed.work.load::<Guest>(&id.0.to_string())?.state.consent;
    if known == Some(given) { Ok(()) } else { consent(deed, id, given) }
}

/// What a line still lacks. Whoever answered at an earlier visit need not answer again; whoever does not agree to a
/// profile is asked nothing more.
pub(super) fn missing(
    deed: &Deed,
    guest: Option<GuestId>,
    register: Register,
) -> Result<Vec<String>, Failure> {
    let Some(id) = guest else { return Ok(Vec::new()) };
    let guest = deed.work.load::<Guest>(&id.0.to_string())?.state;
    if guest.consent == Some(false) {
        return Ok(Vec::new());
    }
    let mut earlier = Vec::new();
    for (_, same) in attribution::same(deed, id)? {
        earlier.extend(deed.work.answers(same.person)?);
    }
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
    let book = deed.work.load::<Book>(&day.to_string())?.state;
    let same: Vec<GuestId> = attribution::same(deed, id)?.into_iter().map(|(id, _)| id).collect();
    // Whoever called in the morning and came at noon stands on two lines; what is answered stands on the last.
    let last = book.lines_of(&same).max_by_key(|(_, _, line)| line.at);
    let Some((register, line)) = last.map(|(register, line, _)| (register, line)) else {
        let refusal = Refusal::new("RULES 1.2", words::NO_LINE_TODAY).at("guest");
        return Err(refusal.try_this(words::NO_LINE_TODAY_REMEDY).into());
    };
    let answers = given_answers(f)?;
    let grade = f.choice("grade").and_then(|code| Grade::from_code(code));
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
    for (which, number, held) in book.lines_of(&same) {
        let at = (which, number);
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
            amend(deed, held.guest.unwrap_or(id), (day, at), Some(who), None, false)?;
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
