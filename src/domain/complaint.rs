//! Complaints 客户投诉 (RULES 1.7): received with a clock for the first answer, judged whose department it is, answered,
//! closed with what the guest says of it.

use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::ctx::Ctx;
use super::day::Day;
use super::due::{Due, DueKind};
use super::event::{Aggregate, Meta, events};
use super::guest::GuestId;
use super::moment::Millis;
use super::policy;
use super::refusal::Refusal;
use super::staff::StaffId;
use super::unit_id::UnitId;
use super::words::{InWords, noted};
use crate::say;
use crate::text::{Arg, Say, complaint as words};

/// The number of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ComplaintId(pub i64);

impl std::fmt::Display for ComplaintId {
    /// `TS-0004`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("TS-{:04}", self.0))
    }
}

impl From<ComplaintId> for Arg {
    fn from(id: ComplaintId) -> Self {
        Self::Str(id.to_string())
    }
}

impl ComplaintId {
    /// Reads `TS-0004`, `ts4`, `#4`, `4`.
    pub fn parse(text: &str) -> Option<Self> {
        super::deal::numbered(text, "TS").map(Self)
    }
}

choices! {
    /// How it came in.
    ComplaintHow {
        /// 来电
        Call = "call", words::BY_CALL;
        /// 亲临现场
        Visit = "visit", words::BY_VISIT;
        /// 书面
        Letter = "letter", words::BY_LETTER;
    }
}

choices! {
    /// Whose it is 判责.
    Department {
        /// 本部门
        Sales = "sales", words::OWN_DEPARTMENT;
        /// 物业服务中心: the guest is guided there to fill the form.
        Property = "property", words::PROPERTY;
        /// 工程
        Works = "works", words::WORKS;
        /// 其他部门
        Other = "other", words::OTHER_DEPARTMENT;
    }
}

choices! {
    /// What the guest says of it in the end.
    Verdict {
        /// 满意
        Satisfied = "satisfied", words::SATISFIED;
        /// 不满意
        Unsatisfied = "unsatisfied", words::UNSATISFIED;
        /// 升级
        Escalated = "escalated", words::ESCALATED;
    }
}

events! {
    /// What happens to a complaint.
    ComplaintEvent {
        /// Received 受理.
        "complaint.received" v 1 => Received {
            /// Of whom, where they are a guest.
            guest: Option<GuestId>,
            /// About which unit.
            unit: Option<UnitId>,
            /// How.
            how: ComplaintHow,
            /// What.
            what: String,
            /// When the first answer is due.
            reply_by: Millis,
        }
        /// Judged whose it is 判责, and who handles it.
        "complaint.judged" v 1 => Judged {
            /// Whose.
            department: Department,
            /// Who handles it.
            handler: StaffId,
            /// Why.
            note: String,
        }
        /// The guest was answered 反馈: the result, or how far it is.
        "complaint.answered" v 1 => Answered {
            /// What was said.
            note: String,
        }
        /// Closed 结案.
        "complaint.closed" v 1 => Closed {
            /// What the guest says.
            verdict: Verdict,
            /// In words.
            note: String,
        }
    }
}

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Complaint {
    /// When it came in; nothing before.
    pub received: Option<Millis>,
    /// Who took it.
    pub by: StaffId,
    /// Of whom.
    pub guest: Option<GuestId>,
    /// About which unit.
    pub unit: Option<UnitId>,
    /// How.
    pub how: Option<ComplaintHow>,
    /// What.
    pub what: String,
    /// When the first answer is due.
    pub reply_by: Millis,
    /// Whose it is.
    pub department: Option<Department>,
    /// Who handles it.
    pub handler: Option<StaffId>,
    /// Every answer with when it was given.
    pub answers: Vec<(Millis, String)>,
    /// How it ended.
    pub closed: Option<(Millis, Verdict)>,
}

impl Complaint {
    /// Whether it still runs.
    pub fn is_open(&self) -> bool {
        self.received.is_some() && self.closed.is_none()
    }

    /// Days since the first answer to one that was not closed by the end of a day; nothing of any other.
    pub fn answered_for(&self, day: Day, tz_min: i32) -> Option<i64> {
        let answered = Day::of(self.answers.first()?.0, tz_min);
        let closed = self.closed.map(|(at, _)| Day::of(at, tz_min));
        (answered <= day && closed.is_none_or(|closed| closed > day)).then(|| answered.until(day))
    }

    fn open(&self, id: ComplaintId) -> Result<(), Refusal> {
        let refuse = |text| Err(Refusal::new("RULES 1.7", say!(text, complaint = id)).at("complaint"));
        match (self.received, self.closed) {
            (None, _) => refuse(words::NO_SUCH_COMPLAINT),
            (_, Some(_)) => refuse(words::COMPLAINT_CLOSED),
            _ => Ok(()),
        }
    }

    /// Takes it in; the clock of the first answer begins.
    ///
    /// # Errors
    /// The clock cannot be trusted.
    pub fn decide_receive(
        guest: Option<GuestId>,
        unit: Option<UnitId>,
        how: ComplaintHow,
        what: &str,
        ctx: &Ctx,
    ) -> Result<Vec<ComplaintEvent>, Refusal> {
        ctx.clock_trusted()?;
        let reply_by = ctx.now.plus_minutes(60 * ctx.policy.get(&policy::COMPLAINT_H));
        Ok(vec![ComplaintEvent::Received { guest, unit, how, what: what.to_owned(), reply_by }])
    }

    /// Says whose it is and who handles it; again where it turns out to be somebody else's.
    ///
    /// # Errors
    /// None such, or closed.
    pub fn decide_judge(
        &self,
        id: ComplaintId,
        department: Department,
        handler: StaffId,
        note: &str,
    ) -> Result<Vec<ComplaintEvent>, Refusal> {
        self.open(id)?;
        Ok(vec![ComplaintEvent::Judged { department, handler, note: note.to_owned() }])
    }

    /// Answers the guest.
    ///
    /// # Errors
    /// None such, closed, or nobody has judged whose it is.
    pub fn decide_answer(&self, id: ComplaintId, note: &str) -> Result<Vec<ComplaintEvent>, Refusal> {
        self.open(id)?;
        if self.department.is_none() {
            return Err(Refusal::new("RULES 1.7", words::JUDGE_FIRST).at("complaint"));
        }
        Ok(vec![ComplaintEvent::Answered { note: note.to_owned() }])
    }

    /// Closes it with what the guest says. One that is escalated runs on under another number.
    ///
    /// # Errors
    /// None such, closed, or never answered.
    pub fn decide_close(
        &self,
        id: ComplaintId,
        verdict: Verdict,
        note: &str,
    ) -> Result<Vec<ComplaintEvent>, Refusal> {
        self.open(id)?;
        if self.answers.is_empty() {
            return Err(Refusal::new("RULES 1.7", words::ANSWER_FIRST).at("complaint"));
        }
        Ok(vec![ComplaintEvent::Closed { verdict, note: note.to_owned() }])
    }
}

impl Aggregate for Complaint {
    type Event = ComplaintEvent;
    const KIND: &'static str = "complaint";

    fn evolve(&mut self, event: &ComplaintEvent, meta: &Meta) {
        match event {
            ComplaintEvent::Received { guest, unit, how, what, reply_by } => {
                *self = Self {
                    received: Some(meta.at),
                    by: meta.actor,
                    guest: *guest,
                    unit: unit.clone(),
                    how: Some(*how),
                    what: what.clone(),
                    reply_by: *reply_by,
                    ..Self::default()
                };
            }
            ComplaintEvent::Judged { department, handler, .. } => {
                self.department = Some(*department);
                self.handler = Some(*handler);
            }
            ComplaintEvent::Answered { note } => self.answers.push((meta.at, note.clone())),
            ComplaintEvent::Closed { verdict, .. } => self.closed = Some((meta.at, *verdict)),
        }
    }

    fn dues(&self) -> Vec<Due> {
        if !self.is_open() || !self.answers.is_empty() {
            return Vec::new();
        }
        let owner = self.handler.unwrap_or(self.by);
        vec![Due { kind: DueKind::ComplaintReply, at: self.reply_by, owner }]
    }
}

impl InWords for ComplaintEvent {
    fn say(&self, meta: &Meta) -> Say {
        match self {
            Self::Received { how, what, reply_by, .. } => say!(
                words::EV_RECEIVED,
                how = how.text(),
                what = what,
                until = super::words::clock(*reply_by, meta)
            ),
            Self::Judged { department, handler, note } => {
                say!(words::EV_JUDGED, department = department.text(), who = *handler, note = noted(note))
            }
            Self::Answered { note } => say!(words::EV_ANSWERED, what = note),
            Self::Closed { verdict, note } => {
                say!(words::EV_CLOSED, verdict = verdict.text(), note = noted(note))
            }
        }
    }
}
