//! The book's events in words.

use super::{BookEvent, LineCorrection, Summary};
use crate::domain::day::Day;
use crate::domain::event::Meta;
use crate::domain::guest::{GuestId, fields_in_words};
use crate::domain::moment::Millis;
use crate::domain::words::{InWords, clock, noted};
use crate::say;
use crate::text::{Arg, Say, Text, guest as words, log};

fn part(say: Option<Say>) -> Arg {
    say.map_or_else(|| Arg::Str(String::new()), Arg::from)
}

fn missing(codes: &[String]) -> Arg {
    part((!codes.is_empty()).then(|| say!(words::MISSING, fields = fields_in_words(codes))))
}

/// Who a line is about: a guest, nobody who left a phone, or somebody who is not written down yet.
fn who(guest: Option<GuestId>, lacks: &[String]) -> Arg {
    let nobody = if lacks.iter().any(|code| code == "phone") { words::OPEN } else { words::INVALID };
    guest.map_or_else(|| Arg::from(nobody), Arg::from)
}

impl Summary {
    /// One sentence for the manager.
    pub fn say(&self, day: Day) -> Say {
        say!(
            words::SUMMARY,
            day = day,
            visits = self.visits,
            first = self.first + self.from_calls,
            returning = self.returning,
            calls = self.calls,
            invalid = self.invalid,
            incomplete = self.incomplete,
            unconfirmed = self.unconfirmed
        )
    }
}

impl InWords for BookEvent {
    fn say(&self, meta: &Meta) -> Say {
        match self {
            Self::Entered { register, line, guest, at, kind, consultant, missing: lacks, .. } => say!(
                words::EV_ENTERED,
                register = register.text(),
                line = *line,
                guest = who(*guest, lacks),
                at = clock(*at, meta),
                kind = part(kind.map(|kind| say!(words::WITH_KIND, kind = kind.text()))),
                who = part(consultant.map(|who| say!(words::BY_WHOM, who = who))),
                missing = missing(lacks)
            ),
            Self::Named { register, line, guest, missing: lacks, .. } => say!(
                words::EV_LINE_NAMED,
                register = register.text(),
                line = *line,
                guest = who(*guest, lacks),
                missing = missing(lacks)
            ),
            Self::Completed { register, line, missing: lacks, .. } => {
                say!(words::EV_COMPLETED, register = register.text(), line = *line, missing = missing(lacks))
            }
            Self::Confirmed { consultant, visits, calls } => {
                say!(words::EV_CONFIRMED, who = *consultant, visits = visits.len(), calls = calls.len())
            }
            Self::Collected { visits, calls, incomplete, unconfirmed, note } => say!(
                words::EV_COLLECTED,
                visits = *visits,
                calls = *calls,
                incomplete = *incomplete,
                unconfirmed = *unconfirmed,
                note = noted(note)
            ),
            Self::Archived { note } => say!(words::EV_ARCHIVED, note = noted(note)),
            Self::Corrected { register, line, what, reason } => say!(
                words::EV_LINE_CORRECTED,
                register = register.text(),
                line = *line,
                what = correction(what, meta),
                note = noted(reason)
            ),
        }
    }
}

fn correction(what: &LineCorrection, meta: &Meta) -> Say {
    let changed = |what: Text, from: Option<Arg>, to: Arg| {
        say!(log::CHANGED, what = what, from = from.unwrap_or_else(|| "-".into()), to = to)
    };
    let time = |at: &Millis| Arg::from(clock(*at, meta));
    match what {
        LineCorrection::At { from, to } => changed(words::C_AT, Some(time(from)), time(to)),
        LineCorrection::Consultant { from, to } => {
            let to = say!(words::TO_CONFIRM, who = *to);
            changed(words::C_CONSULTANT, from.map(Arg::from), to.into())
        }
        LineCorrection::Witness { from, to } => changed(words::C_WITNESS, from.map(Arg::from), (*to).into()),
        LineCorrection::Guest { from, to } => changed(words::C_GUEST, from.map(Arg::from), (*to).into()),
        LineCorrection::Source { from, to } => {
            changed(words::C_SOURCE, from.map(|s| s.text().into()), to.text().into())
        }
        LineCorrection::Struck {} => words::STRUCK.into(),
        LineCorrection::Completed { missing: lacks } => {
            say!(words::EV_PLAIN_COMPLETED, missing = missing(lacks))
        }
    }
}
