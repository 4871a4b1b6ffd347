//! The close of a day 日结 (RULES 3.4, DESIGN 5): every overdue signing was acted on or carried over with a reason, what
//! does not agree was explained, and manager and finance sign the figures together with the head of the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::area::Area;
use super::day::Day;
use super::deal::DealId;
use super::event::{Aggregate, Meta, events};
use super::guest::GuestId;
use super::moment::Millis;
use super::money::Fen;
use super::refusal::Refusal;
use super::staff::StaffId;
use super::unit_id::UnitId;
use super::words::{InWords, noted};
use crate::say;
use crate::text::{Say, Text, close as words};

/// What the day came to: counted from deals, receipts and the grid, not from one another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Calls 来电.
    pub calls: i64,
    /// First visits 新访.
    pub new_visits: i64,
    /// Further visits 回访.
    pub returns: i64,
    /// Subscriptions of the day: units.
    pub subscribed: i64,
    /// Their gross area; not counted before 2026-11-29.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscribed_area: Option<Area>,
    /// Their prices.
    pub subscribed_price: Fen,
    /// Ended by forfeiture, refund or swap: units.
    pub ended: i64,
    /// Their gross area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_area: Option<Area>,
    /// Their prices.
    pub ended_price: Fen,
    /// Money received, by how it was paid.
    pub received: BTreeMap<String, Fen>,
    /// Money paid back to buyers, by how.
    pub paid_back: BTreeMap<String, Fen>,
    /// Money of buyers that the office holds as deposits after the day.
    pub deposits: Fen,
    /// What is owed to buyers after the day.
    pub payable: Fen,
    /// Forfeited so far.
    pub forfeited: Fen,
    /// The grid after the day: units by status.
    pub grid: BTreeMap<String, i64>,
    /// Signings overdue after the day.
    pub overdue: i64,
}

/// Something that the evening has to look at, as it is on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// What it is about: `deal:12`, `book:2026-11-28`, `grid`.
    pub about: String,
    /// What kind of finding.
    pub kind: FindingKind,
    /// How many, or how much in fen.
    pub count: i64,
}

super::choice::choices! {
    /// What an evening finds.
    FindingKind {
        /// 销控与认购不符
        GridDeals = "grid_deals", words::FIND_GRID_DEALS;
        /// 账户与收据不符
        Receipts = "receipts", words::FIND_RECEIPTS;
        /// 登记未补全
        Incomplete = "incomplete", words::FIND_INCOMPLETE;
        /// 接待未见证
        Unwitnessed = "unwitnessed", words::FIND_UNWITNESSED;
        /// 接待未结束
        OpenReception = "open_reception", words::FIND_OPEN_RECEPTION;
        /// 定金未收齐
        DepositMissing = "deposit_missing", words::FIND_DEPOSIT_MISSING;
        /// 上次日结之后、当天之内又有收付或认购
        AfterClose = "after_close", words::FIND_AFTER_CLOSE;
        /// 时钟未确认
        Clock = "clock", words::FIND_CLOCK;
        /// 没有当日备份
        Backup = "backup", words::FIND_BACKUP;
        /// 查看个人信息
        Reveals = "reveals", words::FIND_REVEALS;
        /// 投诉已答复未结案
        Complaint = "complaint", words::FIND_COMPLAINT;
    }
}

impl FindingKind {
    /// Whether the day cannot be closed before somebody explains it. The others are on the sheet to be known.
    pub const fn must_be_explained(self) -> bool {
        match self {
            Self::GridDeals
            | Self::Receipts
            | Self::Incomplete
            | Self::Unwitnessed
            | Self::OpenReception
            | Self::DepositMissing
            | Self::AfterClose => true,
            Self::Clock | Self::Backup | Self::Reveals | Self::Complaint => false,
        }
    }

    /// In words, for lists.
    pub const fn words(self) -> Text {
        self.text()
    }
}

events! {
    /// What happens on the evening of a day.
    CloseEvent {
        /// An overdue signing goes over to the next day.
        "day.carried" v 1 => Carried {
            /// Whose.
            deal: DealId,
            /// Why.
            reason: String,
        }
        /// What does not agree, or is missing, was explained.
        "day.explained" v 2 => Explained {
            /// What it is about.
            about: String,
            /// What kind.
            kind: FindingKind,
            /// How many, or how much, it was then.
            count: i64,
            /// Why.
            reason: String,
        }
        /// Closed and signed.
        "day.closed" v 2 => Closed {
            /// What it came to.
            figures: Figures,
            /// What was found.
            findings: Vec<Finding>,
            /// Overdue signings that go over, as they stood.
            overdue: Vec<OverdueToday>,
            /// The last event before it.
            head_seq: i64,
            /// The head of the log then.
            head: String,
        }
        /// Explained, whatever the amount: as it was written before 2026-11-29.
        "day.explained" v 1 => ExplainedAny {
            /// What it is about.
            about: String,
            /// What kind.
            kind: FindingKind,
            /// Why.
            reason: String,
        }
        /// Closed and signed, overdue signings by their numbers alone: as it was written before 2026-11-29.
        "day.closed" v 1 => ClosedBefore {
            /// What it came to.
            figures: Figures,
            /// What was found.
            findings: Vec<Finding>,
            /// Overdue signings that go over.
            carried: Vec<DealId>,
            /// The last event before it.
            head_seq: i64,
            /// The head of the log then.
            head: String,
        }
    }
}

/// The evening of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DayClose {
    /// Overdue signings that go over, with the reason.
    pub carried: BTreeMap<DealId, String>,
    /// What was explained.
    pub explained: Vec<Explained>,
    /// The signed sheet.
    pub sheet: Option<Sheet>,
}

/// A finding that was explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// What it is about.
    pub about: String,
    /// What kind.
    pub kind: FindingKind,
    /// How many, or how much, it was then.
    pub count: Option<i64>,
    /// Why.
    pub reason: String,
}

/// A signed day sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What the day came to.
    pub figures: Figures,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Overdue signings as they stood.
    pub overdue: Vec<OverdueToday>,
    /// The last event before it.
    pub head_seq: i64,
    /// The head of the log then.
    pub head: String,
    /// Who signed.
    pub by: StaffId,
    /// Whose PIN signed with them.
    pub with: Option<StaffId>,
    /// When.
    pub at: Millis,
}

/// An overdue signing as the evening sees it, and as the signed sheet keeps it whatever becomes of the deal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OverdueToday {
    /// Whose.
    pub deal: DealId,
    /// Of which unit.
    pub unit: Option<UnitId>,
    /// Of which guest.
    pub guest: GuestId,
    /// Whose deal.
    pub consultant: StaffId,
    /// When it was due; a sheet of before 2026-11-29 names the deal alone.
    pub due: Option<Day>,
    /// The deposit that it is about.
    pub money: Fen,
    /// Something was done about it on that day.
    pub acted: bool,
}

impl DayClose {
    fn open(&self, day: Day) -> Result<(), Refusal> {
        match &self.sheet {
            None => Ok(()),
            Some(_) => Err(Refusal::new("RULES 3.4", say!(words::CLOSED_ALREADY, day = day)).at("day")),
        }
    }

    /// How a finding was explained. An explanation is for what was found: another amount asks for another one.
    pub fn explanation(&self, finding: &Finding) -> Option<&str> {
        let this = |e: &&Explained| {
            e.about == finding.about
                && e.kind == finding.kind
                && e.count.is_none_or(|count| count == finding.count)
        };
        self.explained.iter().find(this).map(|explained| explained.reason.as_str())
    }

    fn explain(&mut self, about: &str, kind: FindingKind, count: Option<i64>, reason: &str) {
        self.explained.retain(|e| (e.about.as_str(), e.kind) != (about, kind));
        let (about, reason) = (about.to_owned(), reason.to_owned());
        self.explained.push(Explained { about, kind, count, reason });
    }

    fn sign(
        &mut self,
        (figures, findings, overdue): (&Figures, &[Finding], &[OverdueToday]),
        head_seq: i64,
        head: &str,
        meta: &Meta,
    ) {
        self.sheet = Some(Sheet {
            figures: figures.clone(),
            findings: findings.to_vec(),
            overdue: overdue.to_vec(),
            head_seq,
            head: head.to_owned(),
            by: meta.actor,
            with: meta.approver,
            at: meta.at,
        });
    }

    /// Carries an overdue signing over.
    ///
    /// # Errors
    /// The day is closed, or it was not overdue on that day.
    pub fn decide_carry(
        &self,
        day: Day,
        deal: DealId,
        reason: &str,
        overdue: &[OverdueToday],
    ) -> Result<Vec<CloseEvent>, Refusal> {
        self.open(day)?;
        if !overdue.iter().any(|o| o.deal == deal) {
            let why = say!(crate::text::change::NOT_OVERDUE, deal = deal);
            return Err(Refusal::new("RULES 1.8", why).at("deal"));
        }
        Ok(vec![CloseEvent::Carried { deal, reason: reason.to_owned() }])
    }

    /// Explains a finding.
    ///
    /// # Errors
    /// The day is closed, or there is no such finding.
    pub fn decide_explain(
        &self,
        day: Day,
        about: &str,
        kind: FindingKind,
        reason: &str,
        found: &[Finding],
    ) -> Result<Vec<CloseEvent>, Refusal> {
        self.open(day)?;
        let Some(finding) = found.iter().find(|f| f.about == about && f.kind == kind) else {
            return Err(Refusal::new("RULES 3.4", words::NO_SUCH_FINDING).at("about"));
        };
        let count = finding.count;
        Ok(vec![CloseEvent::Explained { about: about.to_owned(), kind, count, reason: reason.to_owned() }])
    }

    /// Closes the day.
    ///
    /// # Errors
    /// Closed already, an overdue signing that nobody acted on and that is not carried over, or a finding that must be
    /// explained and is not.
    pub fn decide_close(
        &self,
        day: Day,
        figures: Figures,
        findings: Vec<Finding>,
        overdue: Vec<OverdueToday>,
        head: (i64, String),
    ) -> Result<Vec<CloseEvent>, Refusal> {
        self.open(day)?;
        let untouched = overdue.iter().find(|o| !o.acted && !self.carried.contains_key(&o.deal));
        if let Some(overdue) = untouched {
            let refusal = Refusal::new("RULES 1.8", say!(words::OVERDUE_UNTOUCHED, deal = overdue.deal));
            return Err(refusal.at("day").try_this(words::OVERDUE_UNTOUCHED_REMEDY));
        }
        let open = findings.iter().find(|f| f.kind.must_be_explained() && self.explanation(f).is_none());
        if let Some(finding) = open {
            let why = say!(words::UNEXPLAINED, what = finding.kind.text(), about = &finding.about);
            return Err(Refusal::new("RULES 3.4", why).at("day").try_this(words::UNEXPLAINED_REMEDY));
        }
        let (head_seq, head) = head;
        Ok(vec![CloseEvent::Closed { figures, findings, overdue, head_seq, head }])
    }
}

impl Aggregate for DayClose {
    type Event = CloseEvent;
    const KIND: &'static str = "day";

    fn evolve(&mut self, event: &CloseEvent, meta: &Meta) {
        match event {
            CloseEvent::Carried { deal, reason } => drop(self.carried.insert(*deal, reason.clone())),
            CloseEvent::Explained { about, kind, count, reason } => {
                self.explain(about, *kind, Some(*count), reason);
            }
            CloseEvent::ExplainedAny { about, kind, reason } => self.explain(about, *kind, None, reason),
            CloseEvent::Closed { figures, findings, overdue, head_seq, head } => {
                self.sign((figures, findings, overdue), *head_seq, head, meta);
            }
            CloseEvent::ClosedBefore { figures, findings, carried, head_seq, head } => {
                let named = |deal: &DealId| OverdueToday { deal: *deal, ..OverdueToday::default() };
                let overdue: Vec<_> = carried.iter().map(named).collect();
                self.sign((figures, findings, &overdue), *head_seq, head, meta);
            }
        }
    }
}

impl InWords for CloseEvent {
    fn say(&self, _: &Meta) -> Say {
        match self {
            Self::Carried { deal, reason } => {
                say!(words::EV_CARRIED, deal = *deal, note = noted(reason))
            }
            Self::Explained { about, kind, reason, .. } | Self::ExplainedAny { about, kind, reason } => {
                // Whatever is about the whole day is named by its kind.
                let deal = about.strip_prefix("deal:").and_then(|id| id.parse().ok()).map(DealId);
                let about = deal.map(|deal| format!(" {deal}")).unwrap_or_default();
                say!(words::EV_EXPLAINED, what = kind.text(), about = about, note = noted(reason))
            }
            Self::Closed { figures, overdue, head, .. } => closed(figures, overdue.len(), head),
            Self::ClosedBefore { figures, carried, head, .. } => closed(figures, carried.len(), head),
        }
    }
}

fn closed(figures: &Figures, carried: usize, head: &str) -> Say {
    say!(
        words::EV_CLOSED,
        subscribed = figures.subscribed,
        deposits = figures.deposits,
        carried = carried,
        head = head
    )
}
