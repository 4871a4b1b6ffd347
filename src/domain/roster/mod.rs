//! Rotation 带客轮班 (RULES 1.1): one table a day, a pure fold of what was written down. Whose turn it is, and why,
//! follows from the entries alone; taking one back is folding the others again.
//!
//! - [`rules`]: the switches a day runs by
//! - [`table`]: the fold, and what each entry did to whom
//! - [`queue`]: who comes next
//! - [`decide`]: what may happen
//! - [`explain`]: why, in words

pub mod decide;
pub mod explain;
pub mod queue;
pub mod rules;
pub mod table;

use serde::{Deserialize, Serialize};

use super::event::{Aggregate, EventSet, Meta, Unreadable, events};
use super::guest::GuestId;
use super::moment::Millis;
use super::policy::Word;
use super::staff::StaffId;
use crate::text::{Text, roster as words};
use rules::Rules;
use table::Table;

/// Kinds of something: each with the code that is typed and stored, and its words.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident { $($(#[$kind_doc:meta])* $kind:ident = $code:literal, $text:expr;)* })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$kind_doc])* $kind),* }

        impl $name {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];
            /// The same as words.
            pub const WORDS: &'static [Word] = &[$(Word { code: $code, text: $text }),*];

            /// As typed and stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code),* }
            }

            /// In words.
            pub const fn text(self) -> Text {
                match self { $(Self::$kind => $text),* }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    )* };
}

kinds! {
    /// One of two teams (RULES 1.1.5 `ab_groups`).
    Group {
        /// The first.
        A = "a", words::GROUP_A;
        /// The second.
        B = "b", words::GROUP_B;
    }
    /// What sort of guest came (RULES 1.1.3).
    Arrival {
        /// 首次到访: new, to whoever is on duty.
        First = "first", words::FIRST;
        /// 老客户回访: a guest of one's own comes back.
        Returning = "returning", words::RETURNING;
        /// 指定接待: asks for somebody by name.
        Named = "named", words::NAMED;
        /// 老带新: brought by an owner.
        Referral = "referral", words::REFERRAL;
        /// 亲友: a relative or friend.
        Relative = "relative", words::RELATIVE;
        /// 市调, 同行, 踩盘: a competitor looking around.
        Research = "research", words::RESEARCH;
        /// 办事, 找人, 物业, 送货: no guest at all.
        Errand = "errand", words::ERRAND;
        /// 渠道带访: brought by a broker.
        Channel = "channel", words::CHANNEL;
        /// 义务接待: a colleague's guest while they are absent.
        Duty = "duty", words::DUTY;
    }
    /// What a guest took from whoever received them.
    Turn {
        /// The turn in the order of the table.
        Queue = "queue", words::TURN_QUEUE;
        /// Their turn, but not because it was theirs to be next.
        Own = "own", words::TURN_OWN;
        /// A turn to be made up.
        Credit = "credit", words::TURN_CREDIT;
        /// A turn in the order of brokers' guests, or of calls.
        Separate = "separate", words::TURN_SEPARATE;
        /// Nothing.
        None = "none", words::TURN_NONE;
    }
    /// How a reception ended.
    Outcome {
        /// 待跟进: left, to be followed up.
        FollowUp = "follow_up", words::FOLLOW_UP;
        /// 约好再访: will come again.
        Appointed = "appointed", words::APPOINTED;
        /// 成交: took a unit.
        Bought = "bought", words::BOUGHT;
        /// 无意向: does not want any.
        NoInterest = "no_interest", words::NO_INTEREST;
        /// 市调: turned out to be a competitor; gives the turn back (RULES 1.1.3).
        Research = "research", words::RESEARCH;
        /// 办事: turned out to be no guest; gives the turn back (RULES 1.1.3).
        Errand = "errand", words::ERRAND;
    }
    /// Why a turn comes back.
    RestoreReason {
        /// A competitor (RULES 1.1.3).
        Research = "research", words::RESEARCH;
        /// No guest at all (RULES 1.1.3).
        Errand = "errand", words::ERRAND;
        /// The manager says so.
        Manager = "manager", words::BY_MANAGER;
    }
    /// Why somebody is away (RULES 1.1.4).
    Away {
        /// 洗手间, having told a colleague.
        Toilet = "toilet", words::TOILET;
        /// 午餐
        Lunch = "lunch", words::LUNCH;
        /// 外出公干
        Business = "business", words::BUSINESS;
        /// 市调: looking at competitors.
        Research = "research", words::RESEARCH_TRIP;
        /// 外展
        Fair = "fair", words::FAIR;
        /// 经理安排
        Manager = "manager", words::BY_MANAGER;
        /// 请假
        Leave = "leave", words::LEAVE;
        /// 休息
        Rest = "rest", words::REST;
        /// 私事
        Private = "private", words::PRIVATE;
    }
    /// Why a turn is taken away (RULES 1.1.4).
    Penalty {
        /// 未问首访: did not ask whether the guest came for the first time.
        DidNotAsk = "did_not_ask", words::DID_NOT_ASK;
        /// 多次违规: three or more violations; three turns.
        Violations = "violations", words::VIOLATIONS;
        /// 其他
        Other = "other", words::OTHER;
    }
}

impl Arrival {
    /// Whether such a guest is written down: everybody but declared researchers and who is no guest (RULES 1.2).
    pub const fn is_registered(self) -> bool {
        !matches!(self, Self::Research | Self::Errand)
    }

    /// Whether somebody has to be named who receives them.
    pub const fn names_somebody(self) -> bool {
        matches!(self, Self::Returning | Self::Named | Self::Relative)
    }
}

impl Away {
    /// Whether turns that pass meanwhile are made up (RULES 1.1.4).
    pub const fn keeps_place(self, rules: &Rules) -> bool {
        match self {
            Self::Toilet | Self::Business | Self::Research | Self::Fair | Self::Manager => true,
            Self::Lunch => rules.lunch_keeps_place,
            Self::Leave | Self::Rest | Self::Private => rules.leave_keeps_place,
        }
    }
}

events! {
    /// What happens in a day's rotation (RULES 1.1.6).
    RosterEvent {
        /// The day's table was begun, with the rules it runs by.
        "roster.opened" v 1 => Opened {
            /// The rules of the day.
            rules: Rules,
            /// The team that comes first.
            first_group: Group,
        }
        /// Signed in 签到.
        "roster.signed_in" v 1 => SignedIn {
            /// Who.
            who: StaffId,
            /// In which team.
            group: Group,
            /// After the start of work.
            late: bool,
        }
        /// The table was confirmed 确认轮次.
        "roster.order_fixed" v 1 => OrderFixed {
            /// Everybody, first to last.
            order: Vec<StaffId>,
        }
        /// Stands at the door now 上门口位.
        "roster.stepped_up" v 1 => SteppedUp {
            /// Who.
            who: StaffId,
        }
        /// A guest went to somebody 接待.
        "roster.guest_assigned" v 1 => GuestAssigned {
            /// Number of the reception, counted through the day.
            no: u32,
            /// Who receives.
            who: StaffId,
            /// What sort of guest.
            kind: Arrival,
            /// The guest, where known at the door.
            guest: Option<GuestId>,
            /// What it took.
            turn: Turn,
        }
        /// A call was taken 来电.
        "roster.call_taken" v 1 => CallTaken {
            /// Number of the call, counted through the day.
            no: u32,
            /// Who took it.
            who: StaffId,
            /// The guest, where known.
            guest: Option<GuestId>,
            /// What it took.
            turn: Turn,
        }
        /// The register was written 登记.
        "roster.register_written" v 1 => RegisterWritten {
            /// Of which reception.
            no: u32,
            /// By whom: the witness.
            by: StaffId,
            /// The guest.
            guest: Option<GuestId>,
            /// Complete enough to count: with a phone number (RULES 1.1.3).
            valid: bool,
        }
        /// A reception is over 接待结束.
        "roster.reception_ended" v 1 => ReceptionEnded {
            /// Which.
            no: u32,
            /// How.
            outcome: Outcome,
        }
        /// A turn came back 还轮.
        "roster.turn_restored" v 1 => TurnRestored {
            /// Of which reception.
            no: u32,
            /// Why.
            reason: RestoreReason,
            /// Remark.
            note: String,
        }
        /// A turn to be made up was granted 补接.
        "roster.turn_granted" v 1 => TurnGranted {
            /// To whom.
            who: StaffId,
            /// Why.
            reason: String,
        }
        /// Turns were taken away 罚轮.
        "roster.turn_skipped" v 1 => TurnSkipped {
            /// From whom.
            who: StaffId,
            /// How many.
            turns: u32,
            /// Why.
            penalty: Penalty,
            /// Remark.
            note: String,
        }
        /// Left the lobby 离岗.
        "roster.went_away" v 1 => WentAway {
            /// Who.
            who: StaffId,
            /// Why.
            kind: Away,
            /// When expected back.
            back: Option<Millis>,
        }
        /// Is back 返岗.
        "roster.came_back" v 1 => CameBack {
            /// Who.
            who: StaffId,
        }
        /// May take no guests for a while 停轮.
        "roster.suspended" v 1 => Suspended {
            /// Who.
            who: StaffId,
            /// Until when; `None` for the rest of the day.
            until: Option<Millis>,
            /// Why.
            reason: String,
        }
        /// May take guests again 恢复.
        "roster.resumed" v 1 => Resumed {
            /// Who.
            who: StaffId,
            /// Why.
            reason: String,
        }
        /// The manager changed the order 调整.
        "roster.reordered" v 1 => Reordered {
            /// Everybody, first to last.
            order: Vec<StaffId>,
            /// Why.
            reason: String,
        }
        /// A guest changed hands 转交; the turn goes with them.
        "roster.guest_transferred" v 1 => GuestTransferred {
            /// Of which reception.
            no: u32,
            /// From whom.
            from: StaffId,
            /// To whom.
            to: StaffId,
            /// Why.
            reason: String,
        }
        /// Went home 签退.
        "roster.signed_out" v 1 => SignedOut {
            /// Who.
            who: StaffId,
        }
        /// An entry counts no more 更正: the day is folded without it.
        "roster.corrected" v 1 => Corrected {
            /// Its place in the log.
            event: i64,
            /// Why.
            reason: String,
        }
    }
}

/// One entry of the day.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What the log knows of it.
    pub meta: Meta,
    /// What happened.
    pub event: RosterEvent,
}

/// The rotation of one day.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "Doc", into = "Doc")]
pub struct Roster {
    entries: Vec<Entry>,
    table: Table,
}

impl Roster {
    /// What was written down, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The table as it is now.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Whether an entry was taken back.
    pub fn is_void(&self, seq: i64) -> bool {
        self.entries.iter().any(|e| matches!(e.event, RosterEvent::Corrected { event, .. } if event == seq))
    }

    /// The day as it stood at `at`: a correction made later is not known yet.
    #[must_use]
    pub fn as_of(&self, at: Millis) -> Self {
        let entries = self.entries.iter().take_while(|e| e.meta.at <= at).cloned().collect();
        let mut past = Self { entries, table: Table::default() };
        past.fold();
        past
    }

    fn fold(&mut self) {
        let mut table = Table::default();
        for entry in &self.entries {
            if !self.is_void(entry.meta.seq) {
                table.take(entry);
            }
        }
        self.table = table;
    }
}

impl Aggregate for Roster {
    type Event = RosterEvent;
    const KIND: &'static str = "roster";

    fn evolve(&mut self, event: &RosterEvent, meta: &Meta) {
        let entry = Entry { meta: *meta, event: event.clone() };
        let again = matches!(event, RosterEvent::Corrected { .. });
        if !again {
            self.table.take(&entry);
        }
        self.entries.push(entry);
        if again {
            self.fold();
        }
    }
}

/// An entry as the row holds it: the same body as in the log.
#[derive(Serialize, Deserialize)]
struct DocEntry {
    seq: i64,
    at: Millis,
    tz: i32,
    actor: StaffId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approver: Option<StaffId>,
    kind: String,
    ver: u16,
    body: String,
}

/// A day as its row holds it.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Doc(Vec<DocEntry>);

impl From<Roster> for Doc {
    fn from(roster: Roster) -> Self {
        let entry = |Entry { meta, event }: Entry| {
            let (kind, ver) = event.kind();
            DocEntry {
                seq: meta.seq,
                at: meta.at,
                tz: meta.tz_min,
                actor: meta.actor,
                approver: meta.approver,
                kind: kind.to_owned(),
                ver,
                body: event.encode(),
            }
        };
        Self(roster.entries.into_iter().map(entry).collect())
    }
}

impl TryFrom<Doc> for Roster {
    type Error = Unreadable;

    fn try_from(Doc(entries): Doc) -> Result<Self, Unreadable> {
        let entry = |e: DocEntry| {
            let event = RosterEvent::decode(&e.kind, e.ver, &e.body)?;
            let meta =
                Meta { seq: e.seq, at: e.at, tz_min: e.tz, actor: e.actor, approver: e.approver };
            Ok(Entry { meta, event })
        };
        let entries = entries.into_iter().map(entry).collect::<Result<_, Unreadable>>()?;
        let mut roster = Self { entries, table: Table::default() };
        roster.fold();
        Ok(roster)
    }
}
