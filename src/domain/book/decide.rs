//! What may be decided about the book of a day.

use super::{Book, BookEvent, LineCorrection};
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::guest::{GuestId, Source, VisitKind};
use crate::domain::moment::Millis;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Arg, guest as words};

const RULE: &str = "RULES 1.2";

/// A line as it is entered.
#[derive(Debug, Clone)]
pub struct EntryIntent {
    /// In which register.
    pub register: Register,
    /// Who; `None` for somebody who left no phone.
    pub guest: Option<GuestId>,
    /// When.
    pub at: Millis,
    /// What the visit is.
    pub kind: Option<VisitKind>,
    /// Where they heard of the project.
    pub source: Option<Source>,
    /// Who received or answered.
    pub consultant: Option<StaffId>,
    /// Who wrote the register.
    pub witness: Option<StaffId>,
    /// The number of the reception in the rotation.
    pub reception: Option<u32>,
    /// What is missing of the register's questions.
    pub missing: Vec<String>,
}

/// What is filled in on the same day.
#[derive(Debug, Clone, Default)]
pub struct FilledIn {
    /// Where they heard of the project, where that was blank.
    pub source: Option<Source>,
    /// Who received or answered, where that was blank.
    pub consultant: Option<StaffId>,
    /// What is still missing of the register's questions.
    pub missing: Vec<String>,
}

fn lacks(missing: &mut Vec<String>, code: &str, lacking: bool) {
    if lacking {
        missing.push(code.to_owned());
    }
}

impl Book {
    /// The number of the next line.
    pub fn next_line(&self, register: Register) -> u32 {
        self.register(register).len() as u32 + 1
    }

    /// Enters a line, on its own day, not ahead of the clock.
    ///
    /// # Errors
    /// Another day, or a moment that has not come.
    pub fn decide_enter(&self, day: Day, intent: EntryIntent, ctx: &Ctx) -> Result<Vec<BookEvent>, Refusal> {
        same_day(day, ctx)?;
        if intent.at > ctx.now || Day::of(intent.at, ctx.tz_min) != day {
            return Err(Refusal::new(RULE, words::TIME_NOT_TODAY).at("at"));
        }
        let mut missing = intent.missing;
        lacks(&mut missing, "source", intent.source.is_none());
        lacks(&mut missing, "consultant", intent.consultant.is_none());
        Ok(vec![BookEvent::Entered {
            register: intent.register,
            line: self.next_line(intent.register),
            guest: intent.guest,
            at: intent.at,
            kind: intent.kind,
            source: intent.source,
            consultant: intent.consultant,
            witness: intent.witness,
            reception: intent.reception,
            missing,
        }])
    }

    /// Writes down who called, on the line that was left open when the call was taken.
    ///
    /// # Errors
    /// Another day, no such line, or it says who already.
    pub fn decide_name(
        &self,
        day: Day,
        line: u32,
        (guest, source): (Option<GuestId>, Option<Source>),
        mut missing: Vec<String>,
        ctx: &Ctx,
    ) -> Result<Vec<BookEvent>, Refusal> {
        same_day(day, ctx)?;
        let register = Register::Call;
        let held = self.existing(register, line)?;
        if !held.is_open() {
            return Err(Refusal::new(RULE, say!(words::LINE_SAYS_WHO, line = line)).at("line"));
        }
        lacks(&mut missing, "source", held.source.or(source).is_none());
        lacks(&mut missing, "consultant", held.consultant.is_none());
        Ok(vec![BookEvent::Named { register, line, guest, source, missing }])
    }

    /// Completes a line on its own day.
    ///
    /// # Errors
    /// Another day, or no such line.
    pub fn decide_complete(
        &self,
        day: Day,
        (register, line): (Register, u32),
        filled: FilledIn,
        ctx: &Ctx,
    ) -> Result<Vec<BookEvent>, Refusal> {
        same_day(day, ctx)?;
        let held = self.existing(register, line)?;
        if held.struck {
            return Err(Refusal::new(RULE, words::STRUCK_ALREADY).at("line"));
        }
        let source = filled.source.filter(|_| held.source.is_none());
        let consultant = filled.consultant.filter(|_| held.consultant.is_none());
        let mut missing = filled.missing;
        lacks(&mut missing, "source", held.source.or(source).is_none());
        lacks(&mut missing, "consultant", held.consultant.or(consultant).is_none());
        Ok(vec![BookEvent::Completed { register, line, source, consultant, missing }])
    }

    /// A consultant confirms all of their lines that are not confirmed yet.
    ///
    /// # Errors
    /// There is none.
    pub fn decide_confirm(&self, consultant: StaffId) -> Result<Vec<BookEvent>, Refusal> {
        let of = |register: Register| -> Vec<u32> {
            let lines =
                self.lines().filter(|(r, _, line)| *r == register && line.awaits() == Some(consultant));
            lines.map(|(_, n, _)| n).collect()
        };
        let (visits, calls) = (of(Register::Visit), of(Register::Call));
        if visits.is_empty() && calls.is_empty() {
            return Err(Refusal::new("atlas 3.2", words::NOTHING_TO_CONFIRM));
        }
        Ok(vec![BookEvent::Confirmed { consultant, visits, calls }])
    }

    /// The assistant collects both registers. Lines that their consultants did not confirm take a word why.
    ///
    /// # Errors
    /// Nothing in them, collected already, or unconfirmed lines without a word.
    pub fn decide_collect(&self, note: &str) -> Result<Vec<BookEvent>, Refusal> {
        if self.visits.is_empty() && self.calls.is_empty() {
            return Err(Refusal::new("atlas 3.2", words::BOOK_EMPTY).at("day"));
        }
        if self.collected.is_some() {
            return Err(Refusal::new("atlas 3.2", words::COLLECTED_ALREADY).at("day"));
        }
        let sum = self.summary();
        if sum.unconfirmed > 0 && note.is_empty() {
            let mut who: Vec<StaffId> = self.lines().filter_map(|(_, _, line)| line.awaits()).collect();
            who.sort();
            who.dedup();
            let who: Vec<Arg> = who.into_iter().map(Arg::from).collect();
            let refusal =
                Refusal::new("atlas 3.2", say!(words::UNCONFIRMED, count = sum.unconfirmed, who = who));
            return Err(refusal.at("note").try_this(words::UNCONFIRMED_REMEDY));
        }
        Ok(vec![BookEvent::Collected {
            visits: sum.visits,
            calls: sum.calls,
            incomplete: sum.incomplete,
            unconfirmed: sum.unconfirmed,
            note: note.to_owned(),
        }])
    }

    /// The manager takes both registers, and they are archived.
    ///
    /// # Errors
    /// Not collected, or archived already.
    pub fn decide_archive(&self, note: &str) -> Result<Vec<BookEvent>, Refusal> {
        if self.archived.is_some() {
            return Err(Refusal::new("atlas 3.2", words::ARCHIVED_ALREADY).at("day"));
        }
        if self.collected.is_none() {
            let refusal = Refusal::new("atlas 3.2", words::NOT_COLLECTED).at("day");
            return Err(refusal.try_this(words::NOT_COLLECTED_REMEDY));
        }
        Ok(vec![BookEvent::Archived { note: note.to_owned() }])
    }

    /// Corrects a line, on whatever day.
    ///
    /// # Errors
    /// No such line, struck out already, or nothing would change.
    pub fn decide_correct(
        &self,
        day: Day,
        (register, line): (Register, u32),
        what: LineCorrection,
        reason: &str,
        ctx: &Ctx,
    ) -> Result<Vec<BookEvent>, Refusal> {
        let held = self.existing(register, line)?;
        if held.struck {
            return Err(Refusal::new(RULE, words::STRUCK_ALREADY).at("line"));
        }
        let same = match &what {
            LineCorrection::At { from, to } => from == to,
            LineCorrection::Consultant { from, to } | LineCorrection::Witness { from, to } => {
                *from == Some(*to)
            }
            LineCorrection::Guest { from, to } => *from == Some(*to),
            LineCorrection::Source { from, to } => *from == Some(*to),
            LineCorrection::Completed { .. } | LineCorrection::Struck {} => false,
        };
        if same {
            return Err(Refusal::new(RULE, words::CORRECT_SAME).at("value"));
        }
        if let LineCorrection::At { to, .. } = what
            && (to > ctx.now || Day::of(to, ctx.tz_min) != day)
        {
            return Err(Refusal::new(RULE, words::TIME_NOT_THAT_DAY).at("value"));
        }
        Ok(vec![BookEvent::Corrected { register, line, what, reason: reason.to_owned() }])
    }

    fn existing(&self, register: Register, line: u32) -> Result<&super::Line, Refusal> {
        self.line(register, line).ok_or_else(|| {
            let why = say!(words::NO_SUCH_LINE, register = register.text(), line = line);
            Refusal::new(RULE, why).at("line")
        })
    }
}

/// Same day only, no back-entry.
fn same_day(day: Day, ctx: &Ctx) -> Result<(), Refusal> {
    ctx.clock_trusted()?;
    if Day::of(ctx.now, ctx.tz_min) == day {
        return Ok(());
    }
    Err(Refusal::new(RULE, say!(words::DAY_OVER, day = day)).try_this(words::DAY_OVER_REMEDY))
}
