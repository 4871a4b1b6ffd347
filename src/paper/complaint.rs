//! Complaints on paper 客户投诉接收单 (RULES 1.7, 3.1), and as a list that leaves the program.

use serde::Serialize;

use super::Sight;
use super::sale::{LANG, List, Person, Seller, called, now, person};
use crate::desk::{Desk, Failure, GuestRow, LogFilter, Names, StoreError};
use crate::domain::complaint::{Complaint, ComplaintEvent, ComplaintId, Department};
use crate::domain::day::Day;
use crate::domain::event::{Aggregate, EventSet};
use crate::domain::moment::Millis;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Lang, Text, changed as words, common, complaint as texts, listed, shell};

/// The sheet of a complaint.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    number: String,
    at: String,
    how: &'static str,
    by: String,
    masked: bool,
    who: Option<Person>,
    unit: String,
    what: String,
    reply_by: String,
    /// The first answer came after its time, or its time is over without one.
    late: bool,
    department: &'static str,
    departments: Vec<Tick>,
    handler: String,
    judged: Vec<Line>,
    answers: Vec<Line>,
    verdict: &'static str,
    closed: String,
    closed_note: String,
    open: bool,
    seller: Seller,
    day: String,
}

/// A box that is ticked or not.
#[derive(Debug, Clone, Serialize)]
struct Tick {
    text: &'static str,
    ticked: bool,
}

/// Something that was done about it.
#[derive(Debug, Clone, Serialize)]
struct Line {
    at: String,
    who: String,
    text: String,
}

/// One complaint.
///
/// # Errors
/// There is none such, or what the store says.
pub fn find(desk: &Desk, typed: &str) -> Result<(ComplaintId, Complaint), Failure> {
    let none = || Failure::from(Refusal::new("RULES 1.7", say!(texts::NO_SUCH_COMPLAINT, complaint = typed)));
    let id = ComplaintId::parse(typed).ok_or_else(none)?;
    desk.complaints()?.into_iter().find(|(number, _)| *number == id).ok_or_else(none)
}

/// Who complained, where they are a guest.
///
/// # Errors
/// What the store says.
pub fn people(desk: &Desk, complaint: &Complaint) -> Result<Vec<GuestRow>, StoreError> {
    Ok(complaint.guest.map(|guest| now(desk, guest)).transpose()?.flatten().into_iter().collect())
}

/// The sheet of one complaint.
///
/// # Errors
/// There is none such, or what the store says.
pub fn sheet(desk: &Desk, id: ComplaintId, sight: Option<Sight>, seller: &Seller) -> Result<Sheet, Failure> {
    let (_, complaint) = find(desk, &id.to_string())?;
    let (names, (wall, tz_min)) = (desk.names()?, desk.now());
    let staff = |id: i64| names.staff(StaffId(id)).unwrap_or_default().to_owned();
    let (mut judged, mut answers, mut closed_note) = (Vec::new(), Vec::new(), String::new());
    let stream = Some(format!("{}:{}", Complaint::KIND, id.0));
    for event in desk.log(&LogFilter { stream, ..LogFilter::default() })? {
        let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
        let line = |text: String| Line {
            at: Millis(event.effective).local(tz_min).to_string(),
            who: staff(event.actor),
            text,
        };
        match ComplaintEvent::decode(&event.kind, version, &event.payload).map_err(StoreError::from)? {
            ComplaintEvent::Judged { department, handler, note } => {
                let who = names.staff(handler).unwrap_or_default();
                let text = format!("{} {who} {note}", department.text().get(LANG));
                judged.push(line(text.trim_end().to_owned()));
            }
            ComplaintEvent::Answered { note } => answers.push(line(note)),
            ComplaintEvent::Closed { note, .. } => closed_note = note,
            ComplaintEvent::Received { .. } => {}
        }
    }
    let tick = |department: &Department| Tick {
        text: department.text().get(LANG),
        ticked: complaint.department == Some(*department),
    };
    Ok(Sheet {
        number: id.to_string(),
        at: at(complaint.received, tz_min),
        how: complaint.how.map_or("", |how| how.text().get(LANG)),
        by: names.staff(complaint.by).unwrap_or_default().to_owned(),
        masked: sight.is_none(),
        who: complaint.guest.map(|guest| person(desk, guest, sight)).transpose()?,
        unit: complaint.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        what: complaint.what.clone(),
        reply_by: complaint.reply_by.local(tz_min).to_string(),
        late: is_late(&complaint, wall),
        department: complaint.department.map_or("", |department| department.text().get(LANG)),
        departments: Department::ALL.iter().map(tick).collect(),
        handler: handler(&complaint, &names),
        judged,
        answers,
        verdict: complaint.closed.map_or("", |(_, verdict)| verdict.text().get(LANG)),
        closed: at(complaint.closed.map(|(at, _)| at), tz_min),
        closed_note,
        open: complaint.is_open(),
        seller: seller.clone(),
        day: desk.today().to_string(),
    })
}

fn at(at: Option<Millis>, tz_min: i32) -> String {
    at.map(|at| at.local(tz_min).to_string()).unwrap_or_default()
}

fn handler(complaint: &Complaint, names: &Names) -> String {
    complaint.handler.and_then(|who| names.staff(who)).unwrap_or_default().to_owned()
}

/// Whether the first answer came after its time, or its time is over without one.
pub fn is_late(complaint: &Complaint, now: Millis) -> bool {
    let answered = complaint.answers.first().map_or(now, |(at, _)| *at);
    answered > complaint.reply_by
}

/// Where a complaint stands (RULES 1.7): received, judged, answered, or how it was closed.
pub fn standing(complaint: &Complaint) -> Text {
    match (complaint.closed, complaint.department, complaint.answers.is_empty()) {
        (Some((_, verdict)), ..) => verdict.text(),
        (None, None, _) => words::C_RECEIVED,
        (None, Some(_), true) => words::C_JUDGED,
        (None, Some(_), false) => words::C_ANSWERED,
    }
}

const HEADINGS: &[(Text, bool)] = &[
    (texts::F_COMPLAINT, false),
    (words::H_RECEIVED, false),
    (texts::F_HOW, false),
    (shell::H_GUEST, false),
    (shell::H_UNIT, false),
    (texts::F_WHAT, false),
    (words::H_REPLY_BY, false),
    (words::H_LATE, false),
    (texts::F_DEPARTMENT, false),
    (texts::F_HANDLER, false),
    (texts::F_ANSWER, false),
    (listed::H_STANDING, false),
    (words::H_CLOSED, false),
];

/// Complaints that came in on these days, in order.
///
/// # Errors
/// What the store says.
pub fn between(desk: &Desk, (from, to): (Day, Day)) -> Result<Vec<(ComplaintId, Complaint)>, StoreError> {
    let (_, tz_min) = desk.now();
    let mut all = desk.complaints()?;
    all.retain(|(_, c)| c.received.is_some_and(|at| (from..=to).contains(&Day::of(at, tz_min))));
    all.sort_by_key(|(id, _)| *id);
    Ok(all)
}

/// The list of these days.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk, days: (Day, Day), sight: Option<Sight>, lang: Lang) -> Result<List, StoreError> {
    let (names, (wall, tz_min)) = (desk.names()?, desk.now());
    let mut list = List { headings: HEADINGS.to_vec(), rows: Vec::new() };
    for (id, complaint) in between(desk, days)? {
        let guest = match complaint.guest {
            Some(guest) => called(now(desk, guest)?.as_ref(), guest, sight),
            None => String::new(),
        };
        let answers: Vec<&str> = complaint.answers.iter().map(|(_, text)| text.as_str()).collect();
        let late = if is_late(&complaint, wall) { common::YES.get(lang) } else { "" };
        list.rows.push(vec![
            id.to_string(),
            at(complaint.received, tz_min),
            complaint.how.map_or("", |how| how.text().get(lang)).to_owned(),
            guest,
            complaint.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
            complaint.what.clone(),
            complaint.reply_by.local(tz_min).to_string(),
            late.to_owned(),
            complaint.department.map_or("", |department| department.text().get(lang)).to_owned(),
            handler(&complaint, &names),
            answers.join("; "),
            standing(&complaint).get(lang).to_owned(),
            at(complaint.closed.map(|(at, _)| at), tz_min),
        ]);
    }
    Ok(list)
}
