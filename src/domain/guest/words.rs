//! A guest's events in words.

use super::GuestEvent;
use crate::domain::event::Meta;
use crate::domain::register::field_text;
use crate::domain::words::{InWords, clock, noted};
use crate::say;
use crate::text::{Arg, Say, guest as words, log, sale};

/// A part of a sentence that is there or not.
fn part(say: Option<Say>) -> Arg {
    say.map_or_else(|| Arg::Str(String::new()), Arg::from)
}

/// Fields by what they are called.
pub(in crate::domain) fn fields(codes: &[String]) -> Arg {
    Arg::List(codes.iter().map(|code| field_text(code).map_or_else(|| code.into(), Arg::from)).collect())
}

impl InWords for GuestEvent {
    fn say(&self, meta: &Meta) -> Say {
        match self {
            Self::Registered { consultant: Some(consultant), .. } => {
                say!(log::EV_GUEST_REGISTERED_FOR, who = *consultant)
            }
            Self::Registered { consultant: None, .. } => log::EV_GUEST_REGISTERED.into(),
            Self::Forgotten { reason } => say!(log::EV_GUEST_FORGOTTEN, note = noted(reason)),
            Self::Visited { at, kind, consultant, named, claim_until, .. } => say!(
                words::EV_VISITED,
                kind = kind.text(),
                when = clock(*at, meta),
                who = part(consultant.map(|who| say!(words::BY_WHOM, who = who))),
                named = part(named.map(|who| say!(words::NAMED, who = who))),
                claim = part(claim_until.map(|until| say!(words::CLAIM_UNTIL, until = until)))
            ),
            Self::Helped { by, .. } => say!(words::EV_HELPED, who = *by),
            Self::Called { at, consultant, .. } => say!(
                words::EV_CALLED,
                when = clock(*at, meta),
                who = part(consultant.map(|who| say!(words::ANSWERED_BY, who = who)))
            ),
            Self::FollowedUp { how, reached, note, grade, next, by, .. } => say!(
                words::EV_FOLLOWED_UP,
                who = *by,
                how = how.text(),
                reached = if *reached { words::REACHED } else { words::NOT_REACHED },
                grade = part(grade.map(|grade| say!(words::WITH_GRADE, grade = grade.text()))),
                next = part(next.map(|day| say!(words::WITH_NEXT, day = day))),
                note = note
            ),
            Self::Appointed { at, by } => say!(words::EV_APPOINTED, at = clock(*at, meta), who = *by),
            Self::AppointmentEnded { came: true, note } => {
                say!(words::EV_APPOINTMENT_CAME, note = noted(note))
            }
            Self::AppointmentEnded { came: false, note } => {
                say!(words::EV_APPOINTMENT_MISSED, note = noted(note))
            }
            Self::Linked { to, relation } => {
                say!(words::EV_LINKED, guest = *to, relation = relation.text())
            }
            Self::Unlinked { to, reason } => say!(words::EV_UNLINKED, guest = *to, note = noted(reason)),
            Self::Reported { company, broker, until, .. } => {
                say!(words::EV_REPORTED, company = company, broker = broker, until = *until)
            }
            Self::Claimed { by, note } => say!(words::EV_CLAIMED, who = *by, note = noted(note)),
            Self::Ruled { shares, reason, rules, .. } => {
                let shares: Vec<Arg> = shares
                    .iter()
                    .map(|s| say!(words::SHARE, who = s.consultant, percent = s.percent).into())
                    .collect();
                let rules: Vec<Arg> = rules.iter().map(Arg::from).collect();
                say!(words::EV_RULED, shares = shares, rules = rules, note = noted(reason))
            }
            Self::HandedOver { to: Some(to), reason, protected_until, .. } => {
                say!(words::EV_HANDED_OVER, who = *to, until = *protected_until, note = noted(reason))
            }
            Self::HandedOver { to: None, reason, .. } => say!(words::EV_TO_MANAGER, note = noted(reason)),
            Self::Merged { into, reason } => say!(words::EV_MERGED, guest = *into, note = noted(reason)),
            Self::TookOver { from } => say!(words::EV_TOOK_OVER, guest = *from),
            Self::Separated { reason } => say!(words::EV_SEPARATED, note = noted(reason)),
            Self::LetGo { from } => say!(words::EV_LET_GO, guest = *from),
            Self::CarriedOver { from, next, appointment, grade } => say!(
                words::EV_CARRIED_OVER,
                guest = *from,
                grade = part(grade.map(|grade| say!(words::WITH_GRADE, grade = grade.text()))),
                next = part(next.map(|next| say!(words::WITH_NEXT, day = next.day))),
                appointment =
                    part(appointment.map(|a| say!(words::WITH_APPOINTMENT, at = clock(a.at, meta))))
            ),
            Self::Consented { given: true } => words::EV_CONSENTED.into(),
            Self::Consented { given: false } => words::EV_NOT_CONSENTED.into(),
            Self::Answered { fields: codes, grade, .. } => say!(
                words::EV_ANSWERED,
                fields = fields(codes),
                grade = part(grade.map(|grade| say!(words::WITH_GRADE, grade = grade.text())))
            ),
            Self::AnswersLost { entries } => say!(words::EV_ANSWERS_LOST, count = entries.len()),
            Self::Amended { register, day, line, .. } => {
                say!(words::EV_AMENDED, day = *day, register = register.text(), line = *line)
            }
            Self::Identified { fields: codes, .. } => {
                let codes: Vec<Arg> = codes
                    .iter()
                    .map(|code| {
                        crate::domain::buyer_file::text_of(code).map_or_else(|| code.into(), Arg::from)
                    })
                    .collect();
                say!(sale::EV_IDENTIFIED, fields = codes)
            }
            Self::Blocked { reason } => say!(sale::EV_BLOCKED, note = noted(reason)),
            Self::Unblocked { reason } => say!(sale::EV_UNBLOCKED, note = noted(reason)),
            Self::Corrected { fields: codes, reason, .. } => {
                say!(words::EV_CORRECTED, fields = fields(codes), note = noted(reason))
            }
        }
    }
}
