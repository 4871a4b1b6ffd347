//! Whose guest somebody is and what a day's registers come to, as sentences: the command line and the terminal say the
//! same.

use crate::domain::attribution::{Attribution, Whose};
use crate::domain::book::{Book, HandIn};
use crate::domain::day::Day;
use crate::say;
use crate::text::{Say, guest as words};

/// A sentence, and whether somebody has to do something about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// The sentence.
    pub say: Say,
    /// It warns.
    pub warns: bool,
}

/// Whose guest: `王磊`, `王磊 50%、赵敏 50%`, `甲渠道 A07`.
pub fn whose(whose: &Whose) -> Say {
    whose.say()
}

/// Whose guest it is today, on what ground, for how long; who else has evidence.
pub fn verdict(attribution: &Attribution) -> Vec<Sentence> {
    let says = attribution.verdict().into_iter();
    says.map(|say| Sentence { warns: [words::CONFLICT, words::MAY_BE].contains(&say.text), say }).collect()
}

/// What the registers of a day come to, and where they are.
pub fn book_in_words(day: Day, book: &Book) -> Vec<Say> {
    let mut says = vec![book.summary().say(day)];
    let step = |text, hand_in: Option<HandIn>| hand_in.map(|step| say!(text, who = step.by));
    says.extend(step(words::IS_COLLECTED, book.collected));
    says.extend(step(words::IS_ARCHIVED, book.archived));
    says
}
