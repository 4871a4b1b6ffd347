//! Whose guest somebody is and what a day's registers come to, as sentences: the command line and the terminal say the
//! same.

use crate::domain::attribution::{Attribution, Whose};
use crate::domain::book::{Book, HandIn};
use crate::domain::day::Day;
use crate::say;
use crate::text::{Arg, Say, guest as words, shell};

/// A sentence, and whether somebody has to do something about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// The sentence.
    pub say: Say,
    /// It warns.
    pub warns: bool,
}

impl From<Say> for Sentence {
    fn from(say: Say) -> Self {
        Self { say, warns: false }
    }
}

/// Whose guest: `王磊`, `王磊 50%、赵敏 50%`, `甲渠道 A07`.
pub fn whose(whose: &Whose) -> Say {
    match whose {
        Whose::Channel { company, broker } => say!(words::CHANNEL, company = company, broker = broker),
        Whose::Consultants(shares) => {
            let each = shares.iter().map(|share| match share.percent {
                100 => Arg::from(share.consultant),
                percent => say!(words::SHARE, who = share.consultant, percent = percent).into(),
            });
            say!(shell::PLAIN, text = each.collect::<Vec<_>>())
        }
    }
}

/// Whose guest it is today, on what ground, for how long; who else has evidence.
pub fn verdict(attribution: &Attribution) -> Vec<Sentence> {
    let mut says: Vec<Sentence> = Vec::new();
    match (&attribution.whose, attribution.by.map(|at| &attribution.evidence[at])) {
        (Some(owner), Some(by)) => {
            let is_of = say!(words::IS_GUEST_OF, who = whose(owner), ground = by.ground.text());
            says.push(is_of.into());
            says.extend(by.days_left.map(|days| say!(words::DAYS_LEFT, days = days).into()));
        }
        _ => says.push(Say::from(words::IS_NOBODYS).into()),
    }
    if !attribution.others.is_empty() {
        let others: Vec<Arg> = attribution.others.iter().map(|other| whose(other).into()).collect();
        says.push(Sentence { say: say!(words::CONFLICT, others = others), warns: true });
    }
    says.extend(attribution.quiet_days.map(|days| say!(words::QUIET, days = days).into()));
    says
}

/// What the registers of a day come to, and where they are.
pub fn book_in_words(day: Day, book: &Book) -> Vec<Say> {
    let sum = book.summary();
    let mut says = vec![say!(
        words::SUMMARY,
        day = day,
        visits = sum.visits,
        first = sum.first + sum.from_calls,
        returning = sum.returning,
        calls = sum.calls,
        invalid = sum.invalid,
        incomplete = sum.incomplete,
        unconfirmed = sum.unconfirmed
    )];
    let step = |text, hand_in: Option<HandIn>| hand_in.map(|step| say!(text, who = step.by));
    says.extend(step(words::IS_COLLECTED, book.collected));
    says.extend(step(words::IS_ARCHIVED, book.archived));
    says
}
