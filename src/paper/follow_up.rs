//! How a guest was followed up 客户跟踪表 (RULES 3.1): which time, on which day, how, reached or not, what was said, the
//! grade, the next date.

use serde::Serialize;

use super::said;
use crate::desk::{Candidate, Desk, LogFilter, StoreError};
use crate::domain::event::EventSet;
use crate::domain::guest::{Grade, GuestEvent};
use crate::domain::moment::Millis;
use crate::text::{Lang, Text, guest as guest_words};

/// Lines at least: what is left is for the pen.
const LINES: usize = 12;

/// The sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    day: String,
    guest: String,
    number: i64,
    /// Whose guest.
    verdict: Vec<String>,
    contacts: Vec<Contact>,
    /// Empty lines below them.
    blanks: Vec<usize>,
}

/// One contact.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    nth: usize,
    at: String,
    how: &'static str,
    reached: &'static str,
    note: String,
    /// As it stood after this contact.
    grade: &'static str,
    next: String,
    by: String,
}

/// The sheet of one guest, masked; with those who turned out to be the same.
///
/// # Errors
/// What the store says.
pub fn sheet(desk: &Desk, candidate: &Candidate, lang: Lang) -> Result<Sheet, StoreError> {
    let (names, (_, tz_min), id) = (desk.names()?, desk.now(), candidate.guest.id);
    let mut events = Vec::new();
    for (guest, _) in desk.same_person(id)? {
        let filter = LogFilter { stream: Some(format!("guest:{}", guest.0)), ..LogFilter::default() };
        events.extend(desk.log(&filter)?);
    }
    events.sort_by_key(|event| event.seq);
    let word = |text: Text| text.get(lang);
    let (mut contacts, mut now): (Vec<Contact>, Option<Grade>) = (Vec::new(), None);
    for event in events {
        let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
        match GuestEvent::decode(&event.kind, version, &event.payload)? {
            GuestEvent::Answered { grade, .. } => now = grade.or(now),
            GuestEvent::FollowedUp { how, reached, note, grade, next, by, .. } => {
                now = grade.or(now);
                contacts.push(Contact {
                    nth: contacts.len() + 1,
                    at: Millis(event.effective).local(tz_min).to_string(),
                    how: word(how.text()),
                    reached: word(if reached { guest_words::YES } else { guest_words::NO }),
                    note,
                    grade: now.map_or("", |grade| word(grade.text())),
                    next: next.map(|day| day.to_string()).unwrap_or_default(),
                    by: names.staff(by).unwrap_or_default().to_owned(),
                });
            }
            _ => {}
        }
    }
    Ok(Sheet {
        day: desk.today().to_string(),
        guest: candidate.guest.masked.clone(),
        number: id.0,
        verdict: candidate.attribution.verdict().into_iter().map(|say| said(&names, say, lang)).collect(),
        blanks: (contacts.len() + 1..=LINES).collect(),
        contacts,
    })
}
