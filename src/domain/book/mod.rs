//! The book of a day 客户登记本: its visit and call registers, and how they are handed in (atlas 三.2; RULES 5 row 2:
//! both registers go in).
//!
//! A line is entered and completed on its own day; afterwards it changes only by a correction (RULES 1.2: same day
//! only, no back-entry). Nothing ever takes a line out.

mod decide;
mod words;

use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Meta, events};
use super::guest::{GuestId, Source, VisitKind};
use super::moment::Millis;
use super::register::Register;
use super::staff::StaffId;

pub use decide::{EntryIntent, FilledIn};

/// What a correction changes 更正.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineCorrection {
    /// The time.
    At {
        /// Was.
        from: Millis,
        /// Is.
        to: Millis,
    },
    /// Who received or answered.
    Consultant {
        /// Was.
        from: Option<StaffId>,
        /// Is.
        to: StaffId,
    },
    /// Who wrote the register.
    Witness {
        /// Was.
        from: Option<StaffId>,
        /// Is.
        to: StaffId,
    },
    /// Which guest.
    Guest {
        /// Was.
        from: Option<GuestId>,
        /// Is.
        to: GuestId,
    },
    /// Where they heard of the project.
    Source {
        /// Was.
        from: Option<Source>,
        /// Is.
        to: Source,
    },
    /// Struck out: it stays where it is and counts no more.
    Struck {},
    /// Fields that were missing were filled in.
    Completed {
        /// What is still missing.
        missing: Vec<String>,
    },
}

events! {
    /// What happens to the book of a day.
    BookEvent {
        /// A line was entered.
        "book.entered" v 1 => Entered {
            /// In which register.
            register: Register,
            /// The line, counted from 1 in each register.
            line: u32,
            /// Who; `None` for somebody who left no phone: an invalid registration 无效登记.
            guest: Option<GuestId>,
            /// When, to the minute.
            at: Millis,
            /// What the visit is; `None` for a call.
            kind: Option<VisitKind>,
            /// Where they heard of the project.
            source: Option<Source>,
            /// Who received or answered.
            consultant: Option<StaffId>,
            /// Who wrote the register.
            witness: Option<StaffId>,
            /// The number of the reception in the rotation.
            reception: Option<u32>,
            /// What is missing, by the fields' codes.
            missing: Vec<String>,
        }
        /// Fields were filled in on the same day.
        "book.completed" v 1 => Completed {
            /// In which register.
            register: Register,
            /// The line.
            line: u32,
            /// Where they heard of the project, where that was blank.
            source: Option<Source>,
            /// Who received or answered, where that was blank.
            consultant: Option<StaffId>,
            /// What is still missing.
            missing: Vec<String>,
        }
        /// The caller of a line taken at the door was written down on the same day.
        "book.named" v 1 => Named {
            /// In which register.
            register: Register,
            /// The line.
            line: u32,
            /// Who; `None` for somebody who left no number: an invalid registration 无效登记.
            guest: Option<GuestId>,
            /// Where they heard of the project.
            source: Option<Source>,
            /// What is still missing.
            missing: Vec<String>,
        }
        /// A consultant confirmed their lines.
        "book.confirmed" v 1 => Confirmed {
            /// Whose lines.
            consultant: StaffId,
            /// Of the visit register.
            visits: Vec<u32>,
            /// Of the call register.
            calls: Vec<u32>,
        }
        /// The assistant collected both registers and summed them up for the manager.
        "book.collected" v 1 => Collected {
            /// Lines of the visit register.
            visits: u32,
            /// Lines of the call register.
            calls: u32,
            /// Lines with something missing.
            incomplete: u32,
            /// Lines that nobody confirmed.
            unconfirmed: u32,
            /// Why, where lines are unconfirmed.
            note: String,
        }
        /// The manager took them and they were archived 归档.
        "book.archived" v 1 => Archived {
            /// In words.
            note: String,
        }
        /// A line was corrected 更正.
        "book.corrected" v 1 => Corrected {
            /// In which register.
            register: Register,
            /// The line.
            line: u32,
            /// What.
            what: LineCorrection,
            /// Why.
            reason: String,
        }
    }
}

/// One line of a register.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// Who; `None` for an invalid registration.
    pub guest: Option<GuestId>,
    /// When.
    pub at: Millis,
    /// What the visit is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<VisitKind>,
    /// Where they heard of the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Who received or answered.
    pub consultant: Option<StaffId>,
    /// Who wrote the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<StaffId>,
    /// The number of the reception in the rotation; of a call, that of the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reception: Option<u32>,
    /// What is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Who entered it.
    pub by: StaffId,
    /// When its consultant confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Millis>,
    /// Struck out by a correction.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub struck: bool,
    /// How often it was corrected.
    #[serde(skip_serializing_if = "is_zero")]
    pub corrections: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Line {
    /// Whether it counts: somebody who left a phone number, not struck out.
    pub fn is_valid(&self) -> bool {
        self.guest.is_some() && !self.struck
    }

    /// Whether nobody has written down yet who it was: a call taken at the door.
    pub fn is_open(&self) -> bool {
        self.guest.is_none() && !self.struck && self.missing.iter().any(|code| code == "phone")
    }

    /// What is missing. Nobody is asked for a line that is struck out, or whose guest left no phone and is gone.
    pub fn lacks(&self) -> &[String] {
        if self.is_valid() || self.is_open() { &self.missing } else { &[] }
    }

    /// Whether something has to be filled in.
    pub fn is_incomplete(&self) -> bool {
        !self.lacks().is_empty()
    }

    /// Whether its consultant still has to confirm it.
    pub fn awaits(&self) -> Option<StaffId> {
        self.consultant.filter(|_| self.confirmed.is_none() && !self.struck)
    }
}

/// A step of the hand-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandIn {
    /// When.
    pub at: Millis,
    /// By whom.
    pub by: StaffId,
}

/// The book of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Book {
    /// The visit register.
    pub visits: Vec<Line>,
    /// The call register.
    pub calls: Vec<Line>,
    /// Collected by the assistant; a line entered later opens it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected: Option<HandIn>,
    /// Archived; a line entered later opens it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<HandIn>,
}

/// What a day's registers come to: the summary for the manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Lines of the visit register, struck ones not counted.
    pub visits: u32,
    /// First visits.
    pub first: u32,
    /// Returning guests.
    pub returning: u32,
    /// First visits after a call.
    pub from_calls: u32,
    /// Calls.
    pub calls: u32,
    /// Without a phone number 无效登记.
    pub invalid: u32,
    /// With something missing.
    pub incomplete: u32,
    /// Not confirmed by their consultant.
    pub unconfirmed: u32,
}

impl Book {
    /// A register.
    pub fn register(&self, register: Register) -> &Vec<Line> {
        match register {
            Register::Visit => &self.visits,
            Register::Call => &self.calls,
        }
    }

    /// A line, counted from 1.
    pub fn line(&self, register: Register, line: u32) -> Option<&Line> {
        self.register(register).get((line as usize).checked_sub(1)?)
    }

    fn line_mut(&mut self, register: Register, line: u32) -> Option<&mut Line> {
        let lines = match register {
            Register::Visit => &mut self.visits,
            Register::Call => &mut self.calls,
        };
        lines.get_mut((line as usize).checked_sub(1)?)
    }

    /// Every line with its register and number: visits, then calls.
    pub fn lines(&self) -> impl Iterator<Item = (Register, u32, &Line)> {
        let visits = (1u32..).zip(&self.visits).map(|(n, line)| (Register::Visit, n, line));
        visits.chain((1u32..).zip(&self.calls).map(|(n, line)| (Register::Call, n, line)))
    }

    /// The lines of the day that count of these guests: of one person under several numbers.
    pub fn lines_of(&self, guests: &[GuestId]) -> impl Iterator<Item = (Register, u32, &Line)> {
        let of = |line: &Line| line.guest.is_some_and(|guest| guests.contains(&guest)) && !line.struck;
        self.lines().filter(move |(_, _, line)| of(line))
    }

    /// Calls taken at the door that nobody has written down yet: their lines.
    pub fn open_calls(&self) -> impl Iterator<Item = (u32, &Line)> {
        (1u32..).zip(&self.calls).filter(|(_, line)| line.is_open())
    }

    /// Lines with something missing.
    pub fn incomplete(&self) -> impl Iterator<Item = (Register, u32, &Line)> {
        self.lines().filter(|(_, _, line)| line.is_incomplete())
    }

    /// What it comes to.
    pub fn summary(&self) -> Summary {
        let mut sum = Summary::default();
        for (register, _, line) in self.lines().filter(|(_, _, line)| !line.struck) {
            match register {
                Register::Visit => sum.visits += 1,
                Register::Call => sum.calls += 1,
            }
            match line.kind {
                Some(VisitKind::First) => sum.first += 1,
                Some(VisitKind::Returning) => sum.returning += 1,
                Some(VisitKind::CallToVisit) => sum.from_calls += 1,
                None => {}
            }
            sum.invalid += u32::from(line.guest.is_none() && !line.is_open());
            sum.incomplete += u32::from(line.is_incomplete());
            sum.unconfirmed += u32::from(line.awaits().is_some());
        }
        sum
    }
}

impl Aggregate for Book {
    type Event = BookEvent;
    const KIND: &'static str = "book";

    fn evolve(&mut self, event: &BookEvent, meta: &Meta) {
        let hand_in = HandIn { at: meta.at, by: meta.actor };
        match event {
            BookEvent::Entered {
                register,
                guest,
                at,
                kind,
                source,
                consultant,
                witness,
                reception,
                missing,
                ..
            } => {
                let line = Line {
                    guest: *guest,
                    at: *at,
                    kind: *kind,
                    source: *source,
                    consultant: *consultant,
                    witness: *witness,
                    reception: *reception,
                    missing: missing.clone(),
                    by: meta.actor,
                    ..Line::default()
                };
                match register {
                    Register::Visit => self.visits.push(line),
                    Register::Call => self.calls.push(line),
                }
                (self.collected, self.archived) = (None, None);
            }
            BookEvent::Completed { register, line, source, consultant, missing } => {
                if let Some(line) = self.line_mut(*register, *line) {
                    line.source = line.source.or(*source);
                    line.consultant = line.consultant.or(*consultant);
                    line.missing.clone_from(missing);
                    line.confirmed = None;
                }
                (self.collected, self.archived) = (None, None);
            }
            BookEvent::Named { register, line, guest, source, missing } => {
                if let Some(line) = self.line_mut(*register, *line) {
                    line.guest = *guest;
                    line.source = line.source.or(*source);
                    line.missing.clone_from(missing);
                    line.confirmed = None;
                }
                (self.collected, self.archived) = (None, None);
            }
            BookEvent::Confirmed { visits, calls, .. } => {
                for (register, lines) in [(Register::Visit, visits), (Register::Call, calls)] {
                    for line in lines {
                        if let Some(line) = self.line_mut(register, *line) {
                            line.confirmed = Some(meta.at);
                        }
                    }
                }
            }
            BookEvent::Collected { .. } => self.collected = Some(hand_in),
            BookEvent::Archived { .. } => self.archived = Some(hand_in),
            BookEvent::Corrected { register, line, what, .. } => {
                let Some(line) = self.line_mut(*register, *line) else { return };
                line.corrections += 1;
                match what {
                    LineCorrection::At { to, .. } => line.at = *to,
                    LineCorrection::Consultant { to, .. } => {
                        line.consultant = Some(*to);
                        // Whoever it stands for now confirms it.
                        line.confirmed = None;
                        line.missing.retain(|code| code != "consultant");
                    }
                    LineCorrection::Witness { to, .. } => line.witness = Some(*to),
                    LineCorrection::Guest { to, .. } => {
                        line.guest = Some(*to);
                        line.missing.retain(|code| code != "name" && code != "phone");
                    }
                    LineCorrection::Source { to, .. } => {
                        line.source = Some(*to);
                        line.missing.retain(|code| code != "source");
                    }
                    LineCorrection::Struck {} => line.struck = true,
                    LineCorrection::Completed { missing } => line.missing.clone_from(missing),
                }
            }
        }
    }
}
