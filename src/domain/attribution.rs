//! Attribution 判客: whose guest is it, on what evidence (RULES 1.2).
//!
//! A pure function from the traces of a guest, of those who turned out to be the same person, and of their immediate
//! family. Protection 保护期 was stored with each trace when it arose, so a later change of a parameter moves no old
//! one.

use std::collections::BTreeMap;

use super::day::Day;
use super::guest::{Guest, GuestId, Relation, Share, Trace, VisitKind, What};
use super::moment::Millis;
use super::policy::{self, Policy};
use super::staff::StaffId;
use crate::domain::choice::choices;
use crate::say;
use crate::text::{Arg, Say, guest as words, shell};

choices! {
    /// What evidence rests on, in the order of RULES 1.2.
    Ground {
        /// (1) The exact phone in a valid registration.
        Phone = "phone", words::GROUND_PHONE;
        /// (2) The ID number.
        IdNumber = "id_number", words::GROUND_ID;
        /// (3) Immediate family.
        Family = "family", words::GROUND_FAMILY;
        /// (4) The guest's own naming.
        Naming = "naming", words::GROUND_NAMING;
        /// (5) The follow-up log within the protection period.
        FollowUp = "follow_up", words::GROUND_FOLLOW_UP;
        /// (6) The manager's ruling.
        Ruling = "ruling", words::GROUND_RULING;
    }
}

impl Ground {
    /// Where it stands in the rules.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Phone => "RULES 1.2 (1)",
            Self::IdNumber => "RULES 1.2 (2)",
            Self::Family => "RULES 1.2 (3)",
            Self::Naming => "RULES 1.2 (4)",
            Self::FollowUp => "RULES 1.2 (5)",
            Self::Ruling => "RULES 1.2 (6)",
        }
    }
}

choices! {
    /// What a piece of evidence is worth today.
    Standing {
        /// It counts.
        Live = "live", words::STANDING_LIVE;
        /// Its protection is over.
        Lapsed = "lapsed", words::STANDING_LAPSED;
        /// A colleague received the guest, and nobody claimed them in time.
        Unclaimed = "unclaimed", words::STANDING_UNCLAIMED;
        /// A later ruling or hand-over settled it.
        Settled = "settled", words::STANDING_SETTLED;
        /// The guest was not reached.
        NotReached = "not_reached", words::STANDING_NOT_REACHED;
        /// A channel's report too short before the visit.
        TooLate = "too_late", words::STANDING_TOO_LATE;
    }
}

choices! {
    /// What left a piece of evidence.
    Kind {
        /// A visit.
        Visit = "visit", words::KIND_VISIT;
        /// A call.
        Call = "call", words::KIND_CALL;
        /// A follow-up.
        FollowUp = "follow_up", words::KIND_FOLLOW_UP;
        /// A channel's report.
        Report = "report", words::KIND_REPORT;
        /// A ruling.
        Ruling = "ruling", words::KIND_RULING;
        /// A hand-over.
        HandOver = "hand_over", words::KIND_HAND_OVER;
    }
}

/// Whose guest a piece of evidence says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// A consultant's, or two consultants' by halves.
    Consultants(Vec<Share>),
    /// A channel's.
    Channel {
        /// The company.
        company: String,
        /// The broker.
        broker: String,
    },
}

impl Whose {
    pub(super) fn one(consultant: StaffId) -> Self {
        Self::Consultants(vec![Share { consultant, percent: 100 }])
    }

    /// In words: `王磊`, `王磊 50%、赵敏 50%`, `甲渠道 A07`.
    pub fn say(&self) -> Say {
        match self {
            Self::Channel { company, broker } => say!(words::CHANNEL, company = company, broker = broker),
            Self::Consultants(shares) => {
                let all: Vec<Arg> = shares
                    .iter()
                    .map(|share| match share.percent {
                        100 => Arg::from(share.consultant),
                        percent => say!(words::SHARE, who = share.consultant, percent = percent).into(),
                    })
                    .collect();
                say!(shell::PLAIN, text = all)
            }
        }
    }

    fn includes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Consultants(mine), Self::Consultants(theirs)) => {
                theirs.iter().all(|t| mine.iter().any(|m| m.consultant == t.consultant))
            }
            _ => self == other,
        }
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it rests on.
    pub ground: Ground,
    /// What left it.
    pub kind: Kind,
    /// The event, by number.
    pub seq: i64,
    /// When.
    pub at: Millis,
    /// In whose record it stands: the guest's own, or of their family.
    pub guest: GuestId,
    /// How that person is related, for family.
    pub relation: Option<Relation>,
    /// Whose guest it says.
    pub whose: Whose,
    /// What it is worth today.
    pub standing: Standing,
    /// Days of protection left, today not counted; `None` where it does not run out.
    pub days_left: Option<i64>,
}

impl Evidence {
    /// Of a channel's report with a masked number: whom it may mean is for somebody to say.
    pub fn may_be(&self) -> Say {
        let days = self.days_left.unwrap_or_default();
        say!(words::MAY_BE, channel = self.whose.say(), number = self.guest.0, days = days)
    }
}

/// A record that bears on the question.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Of whom.
    pub id: GuestId,
    /// The record.
    pub guest: &'a Guest,
    /// How they are related; `None` for the guest in question and who turned out to be the same.
    pub relation: Option<Relation>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// All evidence, in the order of RULES 1.2; within a ground the earliest first.
    pub evidence: Vec<Evidence>,
    /// Whose guest it is today; `None` when nobody's.
    pub whose: Option<Whose>,
    /// Which piece of evidence decides.
    pub by: Option<usize>,
    /// Who else has live evidence: a conflict, to be settled before the reception starts.
    pub others: Vec<Whose>,
    /// Days since whoever's guest it is left a trace, when so many that a deal today would count as given up.
    pub quiet_days: Option<i64>,
    /// A visit is on record, of the guest or of who turned out to be the same.
    pub visited: bool,
    /// A call is.
    pub called: bool,
    /// Followed without another visit or call, the guest goes to the manager after this day.
    pub to_manager: Option<Day>,
    /// Who received the guest today for whoever's guest it is: a deal today is one half each (RULES 1.1.3, 1.2).
    pub half_today: Option<StaffId>,
    /// The manager took the guest back and has given them to nobody since.
    pub with_manager: bool,
    /// A channel's reports with a masked number that may mean this guest, the earliest first. None counts before
    /// somebody has said that it is the same person.
    pub maybe: Vec<Evidence>,
}

impl Attribution {
    /// The rules that the evidence stands on.
    pub fn rules(&self) -> Vec<&'static str> {
        let mut rules: Vec<&'static str> = self.evidence.iter().map(|e| e.ground.rule()).collect();
        rules.dedup();
        rules
    }

    /// Whose guest it is today, as sentences.
    pub fn verdict(&self) -> Vec<Say> {
        let mut says = Vec::new();
        match (&self.whose, self.by.map(|at| &self.evidence[at])) {
            (Some(owner), Some(by)) => {
                says.push(say!(words::IS_GUEST_OF, who = owner.say(), ground = by.ground.text()));
                says.extend(by.days_left.map(|days| say!(words::DAYS_LEFT, days = days)));
            }
            _ => says.push(words::IS_NOBODYS.into()),
        }
        if !self.others.is_empty() {
            let others: Vec<Arg> = self.others.iter().map(|other| other.say().into()).collect();
            says.push(say!(words::CONFLICT, others = others));
        }
        says.extend(self.half_today.map(|who| say!(words::HALF_TODAY, who = who)));
        says.extend(self.quiet_days.map(|days| say!(words::QUIET, days = days)));
        says.extend(self.maybe.iter().map(Evidence::may_be));
        says
    }

    /// Whether it is this consultant's guest, alone or by halves.
    pub fn is_of(&self, who: StaffId) -> bool {
        self.whose.as_ref().is_some_and(|whose| whose.includes(&Whose::one(who)))
    }

    /// Whether the guest is this consultant's own 本人客户 (RULES 1.0): by the evidence; where nobody left a trace yet, theirs
    /// for whom the guest was registered.
    pub fn is_own(&self, who: StaffId, registered_for: Option<StaffId>) -> bool {
        let untouched = self.evidence.is_empty() && !self.with_manager;
        self.is_of(who) || (untouched && registered_for == Some(who))
    }

    /// Whether something shows that a guest had to do with this consultant before, protected or not: a visit, a call, a
    /// follow-up that reached them, a ruling or a hand-over (RULES 1.1.3 指定接待). That the guest once asked for them is
    /// no contact.
    pub fn had_met(&self, who: StaffId) -> bool {
        self.evidence.iter().any(|e| {
            e.ground != Ground::Naming
                && e.standing != Standing::NotReached
                && e.whose.includes(&Whose::one(who))
        })
    }

    /// What a visit now would be.
    pub const fn kind_of_visit(&self) -> VisitKind {
        match (self.visited, self.called) {
            (true, _) => VisitKind::Returning,
            (false, true) => VisitKind::CallToVisit,
            (false, false) => VisitKind::First,
        }
    }

    /// The one consultant whose guest it is; of two the first.
    pub fn consultant(&self) -> Option<StaffId> {
        match &self.whose {
            Some(Whose::Consultants(shares)) => shares.first().map(|share| share.consultant),
            _ => None,
        }
    }
}

/// Until when a consultant's protection has lasted without a gap.
#[derive(Debug, Clone, Copy)]
struct Chain {
    since_seq: i64,
    until: Day,
}

/// Weighs the evidence as of `today`. `arrived` are visits, by number, whose time the rotation took down when the guest
/// came, whenever the register was written.
pub fn attribute(records: &[Record], arrived: &[i64], policy: &Policy, today: Day) -> Attribution {
    let mut traces: Vec<(&Trace, &Record)> =
        records.iter().flat_map(|record| record.guest.traces.iter().map(move |t| (t, record))).collect();
    traces.sort_by_key(|(trace, _)| trace.seq);
    let decision = traces.iter().rev().map(|(t, _)| *t).find(|t| settles(&t.what));
    let settled = decision.map_or(0, |trace| trace.seq);
    let (chains, unclaimed) = protection(&traces, settled, today);
    let too_late = |report: &Trace| {
        let mut visits = traces.iter().map(|(t, _)| *t).filter(|t| matches!(t.what, What::Visit { .. }));
        visits.any(|visit| too_late(report, visit, arrived.contains(&visit.seq)))
    };
    let mut evidence: Vec<Evidence> = Vec::new();
    for (trace, record) in &traces {
        for (kind, own_ground, whose, until) in statements(trace) {
            let ground = match own_ground {
                Ground::Phone if record.relation.is_some() => Ground::Family,
                other => other,
            };
            let chain = match &whose {
                Whose::Consultants(shares) => shares.first().and_then(|share| chains.get(&share.consultant)),
                Whose::Channel { .. } => None,
            };
            let within = chain.filter(|chain| trace.seq >= chain.since_seq).map(|chain| chain.until);
            let until = if kind == Kind::Report || kind == Kind::Ruling { until } else { within.or(until) };
            // A ruling holds until somebody rules anew.
            let lost = kind != Kind::Ruling
                && matches!(&whose, Whose::Consultants(shares)
                if shares.first().is_some_and(|s| unclaimed.get(&s.consultant).is_some_and(|at| trace.seq < *at)));
            let standing = if trace.seq < settled {
                Standing::Settled
            } else if let What::FollowUp { until: None, .. } = trace.what {
                Standing::NotReached
            } else if lost {
                Standing::Unclaimed
            } else if too_late(trace) {
                Standing::TooLate
            } else if until.is_some_and(|until| until < today) {
                Standing::Lapsed
            } else {
                Standing::Live
            };
            evidence.push(Evidence {
                ground,
                kind,
                seq: trace.seq,
                at: trace.at,
                guest: record.id,
                relation: record.relation,
                whose,
                standing,
                days_left: until.filter(|_| standing == Standing::Live).map(|until| today.until(until)),
            });
        }
    }
    evidence.sort_by_key(|e| (e.ground, e.at, e.seq));
    let mut attribution = decide(evidence, policy, &traces, today);
    attribution.with_manager = matches!(decision, Some(Trace { what: What::HandOver { to: None, .. }, .. }));
    attribution
}

fn settles(what: &What) -> bool {
    matches!(what, What::Ruling { .. } | What::HandOver { .. })
}

/// What a trace says: a visit may also name somebody.
fn statements(trace: &Trace) -> Vec<(Kind, Ground, Whose, Option<Day>)> {
    match &trace.what {
        What::Visit { consultant, named, until, .. } => {
            let own = consultant.map(|c| (Kind::Visit, Ground::Phone, Whose::one(c), Some(*until)));
            let named = named.map(|n| (Kind::Visit, Ground::Naming, Whose::one(n), Some(*until)));
            own.into_iter().chain(named).collect()
        }
        What::Call { consultant, until, .. } => {
            consultant.map(|c| (Kind::Call, Ground::Phone, Whose::one(c), Some(*until))).into_iter().collect()
        }
        What::FollowUp { by, until } => vec![(Kind::FollowUp, Ground::FollowUp, Whose::one(*by), *until)],
        What::Report { company, broker, until, .. } => {
            let whose = Whose::Channel { company: company.clone(), broker: broker.clone() };
            vec![(Kind::Report, Ground::Phone, whose, Some(*until))]
        }
        What::Claim { .. } | What::Help { .. } => Vec::new(),
        What::Ruling { shares } => {
            vec![(Kind::Ruling, Ground::Ruling, Whose::Consultants(shares.clone()), None)]
        }
        What::HandOver { to, until } => {
            to.map(|to| (Kind::HandOver, Ground::Ruling, Whose::one(to), Some(*until))).into_iter().collect()
        }
    }
}

/// A broker reports at least half an hour before the guest arrives (RULES 1.2), by the minute as the register has it.
/// Whoever was at the door already is not reported while the register is being written; a time that somebody typed back
/// proves no such thing.
fn too_late(report: &Trace, visit: &Trace, arrived: bool) -> bool {
    let What::Report { valid_from, .. } = report.what else { return false };
    let since = report.at.on_the_minute();
    let known = visit.at >= since || arrived && visit.day == report.day;
    known && visit.at < valid_from.on_the_minute()
}

/// Each consultant's protection, and since which event whose earlier evidence is void because nobody claimed the guest
/// in time.
fn protection(
    traces: &[(&Trace, &Record)],
    settled: i64,
    today: Day,
) -> (BTreeMap<StaffId, Chain>, BTreeMap<StaffId, i64>) {
    let mut chains: BTreeMap<StaffId, Chain> = BTreeMap::new();
    let mut unclaimed = BTreeMap::new();
    for (i, (trace, _)) in traces.iter().enumerate().filter(|(_, (t, _))| t.seq >= settled) {
        let (consultant, until) = match &trace.what {
            What::Visit { consultant: Some(c), until, .. }
            | What::Call { consultant: Some(c), until, .. } => (*c, *until),
            What::FollowUp { by, until: Some(until) } => (*by, *until),
            What::HandOver { to: Some(to), until } => (*to, *until),
            _ => continue,
        };
        if let What::Visit { claim_until: Some(last), .. } = &trace.what
            && *last < today
        {
            for (other, chain) in chains.iter().filter(|(other, _)| **other != consultant) {
                let spoke = traces[i..].iter().any(|(t, _)| t.day <= *last && acts(&t.what) == Some(*other));
                if !spoke && chain.until >= trace.day {
                    unclaimed.insert(*other, trace.seq);
                }
            }
            chains.retain(|other, _| unclaimed.get(other) != Some(&trace.seq));
        }
        let chain = chains.entry(consultant).or_insert(Chain { since_seq: trace.seq, until });
        if chain.until < trace.day {
            *chain = Chain { since_seq: trace.seq, until };
        }
        chain.until = chain.until.max(until);
    }
    (chains, unclaimed)
}

/// Who acts in a trace.
fn acts(what: &What) -> Option<StaffId> {
    match what {
        What::Visit { consultant, .. } | What::Call { consultant, .. } => *consultant,
        What::FollowUp { by, .. } | What::Claim { by } => Some(*by),
        What::Help { .. } | What::Report { .. } | What::Ruling { .. } | What::HandOver { .. } => None,
    }
}

/// A ruling decides; else immediate family is one customer, and the earliest live registration of that customer wins
/// ("first visit wins", "earliest evidence wins"); then whom the guest named; then who follows them.
fn decide(evidence: Vec<Evidence>, policy: &Policy, traces: &[(&Trace, &Record)], today: Day) -> Attribution {
    let class = |e: &Evidence| match e.ground {
        Ground::Ruling => 0,
        Ground::Phone | Ground::IdNumber | Ground::Family => 1,
        Ground::Naming => 2,
        Ground::FollowUp => 3,
    };
    let live = || evidence.iter().enumerate().filter(|(_, e)| e.standing == Standing::Live);
    // By when it was written down: a time typed back afterwards proves nothing against what stood there before.
    let by = live().min_by_key(|(_, e)| (class(e), e.seq)).map(|(i, _)| i);
    let whose = by.map(|i| evidence[i].whose.clone());
    let mut others: Vec<Whose> = Vec::new();
    if let Some(winner) = &whose {
        for (_, e) in live() {
            if !winner.includes(&e.whose) && !others.contains(&e.whose) {
                others.push(e.whose.clone());
            }
        }
    }
    let own = || traces.iter().filter(|(_, record)| record.relation.is_none()).map(|(t, _)| &t.what);
    let to_manager = |what: &What| match what {
        What::Visit { to_manager, .. } | What::Call { to_manager, .. } => Some(*to_manager),
        _ => None,
    };
    let mut attribution = Attribution {
        evidence,
        whose,
        by,
        others,
        quiet_days: None,
        half_today: None,
        visited: own().any(|what| matches!(what, What::Visit { .. })),
        called: own().any(|what| matches!(what, What::Call { .. })),
        to_manager: own().filter_map(to_manager).next_back(),
        with_manager: false,
        maybe: Vec::new(),
    };
    let helped = traces.iter().rev().find_map(|(t, _)| match &t.what {
        What::Help { by, .. } if t.day == today => Some(*by),
        _ => None,
    });
    attribution.half_today = helped.filter(|who| attribution.whose.is_some() && !attribution.is_of(*who));
    let mine = |t: &Trace| match &t.what {
        What::HandOver { to, .. } => *to,
        What::Ruling { shares } => shares.first().map(|s| s.consultant),
        what => acts(what),
    };
    attribution.quiet_days = attribution.consultant().and_then(|owner| {
        let last = traces.iter().rev().find(|(t, _)| mine(t) == Some(owner))?.0.day;
        Some(last.until(today)).filter(|days| *days > policy.get(&policy::INACTIVE_DAYS))
    });
    attribution
}
