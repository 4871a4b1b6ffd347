//! A deal 交易: from the chosen unit to the stamped, filed and printed subscription 认购 (RULES 1.4).
//!
//! `step.rs` has the steps in their order, `terms.rs` what is agreed, `account.rs` the money, `event.rs` what
//! happens to it, `decide.rs` what may be decided; this file has the state and how events change it.

mod account;
mod change;
mod decide;
mod event;
mod notice;
mod replan;
mod step;
mod terms;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::application::AppId;
use super::day::Day;
use super::due::{Due, DueKind};
use super::event::{Aggregate, Meta};
use super::guest::GuestId;
use super::moment::Millis;
use super::money::Fen;
use super::paper::PaperId;
use super::receipt::Pocket;
use super::staff::StaffId;
use super::unit_id::UnitId;
use crate::text::Arg;

pub use account::{Account, Posting};
pub use change::{Cause, Extension, ExtensionAsked, Lost, Settlement};
pub use decide::Received;
pub use event::DealEvent;
pub use notice::{Notice, RemindHow, Reminder, SentNotice, Via};
pub use replan::Replan;
pub use step::{Handout, Outcome, Step};
pub use terms::{
    Buyer, BuyerFacts, Check, Entry, Facts, LimitCheck, PlanEntry, Short, Terms, Weighed, check_buyers, weigh,
};

/// The number of a deal; continuous in the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DealId(pub i64);

impl std::fmt::Display for DealId {
    /// `RG-0113`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("RG-{:04}", self.0))
    }
}

impl From<DealId> for Arg {
    fn from(id: DealId) -> Self {
        Self::Str(id.to_string())
    }
}

impl DealId {
    /// Reads `RG-0113`, `rg113`, `#113`, `113`.
    pub fn parse(text: &str) -> Option<Self> {
        numbered(text, "RG").map(Self)
    }
}

/// The number behind a prefix that need not be typed: `RG-0113`, `rg113`, `#113`, `113`.
pub(super) fn numbered(text: &str, prefix: &str) -> Option<i64> {
    let folded = super::clean::fold_width(text).trim().to_uppercase();
    let rest = folded.strip_prefix(prefix).or_else(|| folded.strip_prefix('#')).unwrap_or(&folded);
    let digits = rest.trim_start_matches('-');
    let number = digits.len() <= 9 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    number.then(|| digits.parse().ok()).flatten().filter(|n| *n > 0)
}

/// Who did a step and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneBy {
    /// Who.
    pub by: StaffId,
    /// Whose PIN confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approver: Option<StaffId>,
    /// When.
    pub at: Millis,
}

/// How a deal ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// How.
    pub how: Outcome,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Millis,
}

/// A deal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Deal {
    /// Of which unit; `None` before it begins.
    pub unit: Option<UnitId>,
    /// Whose.
    pub consultant: StaffId,
    /// For whom.
    pub guest: GuestId,
    /// Since when.
    pub since: Millis,
    /// Until when it must have come to the deposit.
    pub expires: Millis,
    /// What is agreed.
    pub terms: Option<Terms>,
    /// What its form says, where another pay plan was agreed since 变更付款方式.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<Terms>,
    /// Steps that are done; the deposit follows from the account.
    pub done: BTreeMap<Step, DoneBy>,
    /// The approval sheet that runs or ran last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<AppId>,
    /// The form that was drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperId>,
    /// The money.
    pub account: Account,
    /// When the rest of the deposit is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance_by: Option<Day>,
    /// When the contract is to be signed, once the clock runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_by: Option<Day>,
    /// Where the paper lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<String>,
    /// What was handed to the buyer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handed: Vec<Handout>,
    /// Every reminder, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// Every notice, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<SentNotice>,
    /// Every time the signing was put off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// What it lost because it was not signed in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Lost>,
    /// Discounts that it lost so, and that another pay plan left behind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forgone: Vec<String>,
    /// The application that would change or end it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<AppId>,
    /// What became of the deposit, and by whose fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<(Cause, Settlement)>,
    /// Since when it has been settled: its unit waits for the release from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_on: Option<Day>,
    /// By when what is owed to the buyer is paid back, and who of finance sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay_back: Option<(Day, StaffId)>,
    /// The deal that it came from, or went on as, by a swap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub swapped: Option<DealId>,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<End>,
    /// The office clock's offset when its days were set, minutes.
    pub tz_min: i32,
}

impl Deal {
    /// Whether it has begun and is not over.
    pub fn is_live(&self) -> bool {
        self.unit.is_some() && self.ended.is_none()
    }

    /// Whether a guest has to do with it: whose it is, or one of the buyers or their guardians.
    pub fn names(&self, guest: GuestId) -> bool {
        self.people().any(|id| id == guest)
    }

    /// Everybody it is about: whose it is, the buyers, their guardians; some more than once.
    pub fn people(&self) -> impl Iterator<Item = GuestId> + '_ {
        let buyers = self.terms.iter().flat_map(|terms| &terms.buyers);
        let buyers = buyers.flat_map(|b| [Some(b.guest), b.guardian].into_iter().flatten());
        std::iter::once(self.guest).chain(buyers)
    }

    /// Money of the buyer's that counts as deposit 定金, also what has become price since.
    pub fn deposited(&self) -> Fen {
        self.account.deposited()
    }

    /// What must be in before the form is stamped: the deposit, or the part of it that was agreed to come first.
    pub fn first_deposit(&self) -> Fen {
        self.terms.as_ref().map_or(Fen::MOST, |t| t.short.map_or(t.deposit, |short| short.now))
    }

    /// What of the deposit is not in yet.
    pub fn deposit_missing(&self) -> Fen {
        let agreed = self.terms.as_ref().map_or(Fen::ZERO, |t| t.deposit);
        Fen((agreed.0 - self.deposited().0).max(0))
    }

    /// What of the deposit is to be taken next: its first part, or all that is missing.
    pub fn deposit_due(&self) -> Fen {
        let first = self.first_deposit() - self.deposited();
        if first > Fen::ZERO { first } else { self.deposit_missing() }
    }

    /// Whether what had come of the deposit was taken back by a counter-receipt after the form was stamped on it.
    pub fn deposit_taken_back(&self) -> bool {
        self.is_live()
            && self.settled.is_none()
            && self.done.contains_key(&Step::Stamp)
            && !self.is_done(Step::Deposit)
    }

    /// The day by which the missing part of the deposit is due. The rest has the day that was agreed; what was taken back
    /// should have been there since the form was stamped (RULES 1.3.2: in full, or a deficit with a due date). `None`
    /// where nothing is missing or the time of the entry itself is what counts; what is settled misses nothing.
    pub fn missing_due(&self) -> Option<Day> {
        if self.deposit_taken_back() {
            return self.done.get(&Step::Stamp).map(|done| Day::of(done.at, self.tz_min));
        }
        let rest =
            self.is_done(Step::Deposit) && self.settled.is_none() && self.deposit_missing() > Fen::ZERO;
        self.balance_by.filter(|_| rest && self.is_live())
    }

    /// Whether a step is done.
    pub fn is_done(&self, step: Step) -> bool {
        match step {
            Step::Deposit => self.terms.is_some() && self.deposited() >= self.first_deposit(),
            Step::Papers => self.done.contains_key(&step) && self.papers_missing().is_empty(),
            _ => self.done.contains_key(&step),
        }
    }

    /// The step that is next; `None` when all are done, when it is over, or when its deposit was settled: no money is
    /// taken for what is being ended. Papers that were left out are no step: they hold nothing up (RULES 1.4 ⑬).
    pub fn next_step(&self) -> Option<Step> {
        if !self.is_live() || self.settled.is_some() {
            return None;
        }
        Step::ALL.iter().copied().find(|step| !self.is_done(*step) && !self.owes_papers(*step))
    }

    /// The papers that belong to it: those of a mortgage only where there is a loan (RULES 1.4 ⑬).
    pub fn handouts(&self) -> Vec<Handout> {
        let loan = self.terms.as_ref().is_some_and(|terms| !terms.plan.loans().is_empty());
        Handout::ALL.iter().copied().filter(|paper| loan || !paper.of_mortgages()).collect()
    }

    /// Those that the buyer has not been handed yet.
    pub fn papers_missing(&self) -> Vec<Handout> {
        self.handouts().into_iter().filter(|paper| !self.handed.contains(paper)).collect()
    }

    fn owes_papers(&self, step: Step) -> bool {
        step == Step::Papers && self.done.contains_key(&step)
    }

    /// The papers that were left out when the others were handed over 缺件: what is still to be done about them.
    pub fn papers_owed(&self) -> Vec<Handout> {
        let owes = self.is_live() && self.settled.is_none() && self.owes_papers(Step::Papers);
        if owes { self.papers_missing() } else { Vec::new() }
    }

    /// Whether the formal form has to take the place of the interim one: the deposit is whole now.
    pub fn wants_exchange(&self) -> bool {
        self.is_live()
            && self.done.contains_key(&Step::Stamp)
            && self.paper.as_ref().is_some_and(|paper| paper.kind == super::paper::PaperKind::Interim)
            && self.deposit_missing() == Fen::ZERO
    }

    /// Whether money was taken that has not gone back.
    pub fn holds_money(&self) -> bool {
        !self.account.is_clear()
    }

    /// What is owed to the buyer.
    pub fn owed(&self) -> Fen {
        self.account.balance(Pocket::Payable)
    }

    /// Whether its time runs out by itself: not while money is in it, nor while stamped copies are out (RULES 1.3.3: what
    /// was handed out is recalled before a unit is let go), nor while a swap into it is decided about (RULES 1.8: the new
    /// unit is locked before the old one is released).
    pub fn runs_out(&self) -> bool {
        let begun = [Step::Stamp, Step::Grid].iter().any(|step| self.done.contains_key(step));
        self.is_live() && !self.holds_money() && !begun && self.change.is_none()
    }

    fn did(&mut self, step: Step, meta: &Meta) {
        self.done.insert(step, DoneBy { by: meta.actor, approver: meta.approver, at: meta.at });
    }
}

impl Aggregate for Deal {
    type Event = DealEvent;
    const KIND: &'static str = "deal";

    fn evolve(&mut self, event: &DealEvent, meta: &Meta) {
        match event {
            DealEvent::Begun { unit, consultant, guest, expires } => {
                *self = Self {
                    unit: Some(unit.clone()),
                    consultant: *consultant,
                    guest: *guest,
                    since: meta.at,
                    expires: *expires,
                    tz_min: meta.tz_min,
                    ..Self::default()
                };
                self.did(Step::Hold, meta);
            }
            DealEvent::Filled { terms } => {
                self.balance_by = terms.short.map(|short| short.rest_by);
                self.terms = Some(terms.clone());
                self.done.retain(|step, _| *step <= Step::Fill);
                self.did(Step::Fill, meta);
            }
            DealEvent::Signed { paper, application } => {
                self.paper = Some(*paper);
                self.application = Some(*application);
                self.did(Step::Sign, meta);
            }
            DealEvent::Approved { .. } => self.did(Step::Review, meta),
            DealEvent::SentBack { .. } => self.done.retain(|step, _| *step < Step::Fill),
            DealEvent::Confirmed {} => self.did(Step::Confirm, meta),
            DealEvent::Posted { receipt, movement, voids } => {
                if movement.to == Pocket::Payable && self.owed() == Fen::ZERO {
                    // Finance books what is settled; a swap is carried out by others, who took no money.
                    let took = self.done.get(&Step::Deposit).filter(|_| self.settled.is_none());
                    let who = took.map_or(meta.actor, |done| done.by);
                    self.pay_back = Some((Day::of(meta.at, meta.tz_min), who));
                }
                self.account.postings.push(Posting { receipt: *receipt, movement: *movement, voids: *voids });
                if self.is_done(Step::Deposit) {
                    self.done.entry(Step::Deposit).or_insert(DoneBy {
                        by: meta.actor,
                        approver: meta.approver,
                        at: meta.at,
                    });
                } else {
                    self.done.remove(&Step::Deposit);
                }
            }
            DealEvent::Renewed { expires } => self.expires = *expires,
            DealEvent::BalanceMoved { to, .. } => self.balance_by = Some(*to),
            DealEvent::Stamped {} => self.did(Step::Stamp, meta),
            DealEvent::PaperExchanged { paper } => {
                self.paper = Some(*paper);
                self.signed = None;
            }
            DealEvent::Filed {} => self.did(Step::File, meta),
            DealEvent::Subscribed { sign_by } => {
                self.sign_by = Some(*sign_by);
                self.did(Step::Grid, meta);
            }
            DealEvent::Archived { place } => {
                self.archived_at = Some(place.clone());
                self.did(Step::Archive, meta);
            }
            DealEvent::PapersGiven { papers } => {
                let given = papers.iter().filter(|paper| !self.handed.contains(paper)).copied();
                let given: Vec<Handout> = given.collect();
                self.handed.extend(given);
                self.did(Step::Papers, meta);
            }
            DealEvent::Reminded { how, reached, note } => self.reminders.push(Reminder {
                how: *how,
                reached: *reached,
                note: note.clone(),
                by: meta.actor,
                at: meta.at,
            }),
            DealEvent::Noticed { notice, number, cure_by, via } => self.notices.push(SentNotice {
                notice: *notice,
                number: number.clone(),
                cure_by: *cure_by,
                via: *via,
                at: meta.at,
                arrived: None,
            }),
            DealEvent::Delivered { notice, on, proof, cure_by } => {
                if let Some(sent) = self.notices.iter_mut().rev().find(|sent| sent.notice == *notice) {
                    sent.arrived = Some((*on, proof.clone()));
                    sent.cure_by = cure_by.or(sent.cure_by);
                }
            }
            DealEvent::ChangeAsked { application } => self.change = Some(*application),
            DealEvent::ChangeDropped { .. } => self.change = None,
            DealEvent::Extended { from, to, .. } => {
                self.change = None;
                self.sign_by = Some(*to);
                self.extensions.push(Extension { from: *from, to: *to, at: meta.at });
                // What was demanded by the old day is demanded no longer.
                self.notices.clear();
            }
            DealEvent::DiscountsLost { lost } => self.lost = Some(lost.clone()),
            DealEvent::Settled { cause, settlement, .. } => {
                self.settled = Some((*cause, *settlement));
                self.settled_on = Some(Day::of(meta.at, meta.tz_min));
            }
            DealEvent::Owed { by, .. } => {
                if let Some((day, _)) = &mut self.pay_back {
                    *day = *by;
                }
            }
            DealEvent::Revived { sign_by, .. } => {
                self.settled = None;
                self.settled_on = None;
                self.change = None;
                self.ended = None;
                self.notices.clear();
                self.sign_by = Some(*sign_by);
            }
            DealEvent::BuyersChanged { buyers, .. } => {
                self.change = None;
                if let Some(terms) = &mut self.terms {
                    terms.buyers.clone_from(buyers);
                }
                if let Some(first) = buyers.first() {
                    self.guest = first.guest;
                }
            }
            DealEvent::PlanChanged { make_up, plan, .. } => {
                self.change = None;
                // What was lost is no part of the new price, and stays lost.
                self.forgone.extend(self.lost.take().into_iter().flat_map(|lost| lost.names));
                if let Some(terms) = &mut self.terms {
                    self.signed.get_or_insert_with(|| terms.clone());
                    terms.make_up.clone_from(make_up);
                    terms.plan.clone_from(plan);
                }
            }
            DealEvent::Swapped { other, .. } => {
                self.swapped = Some(*other);
                self.change = None;
            }
            DealEvent::Ended { how, reason } => {
                self.ended = Some(End { how: *how, reason: reason.clone(), at: meta.at });
            }
        }
    }

    fn dues(&self) -> Vec<Due> {
        let mut dues = Vec::new();
        // Also after the deal is over: what is owed is owed until it is paid.
        if let Some((day, owner)) = self.pay_back.filter(|_| self.owed() > Fen::ZERO) {
            dues.push(Due { kind: DueKind::PayBack, at: day.end(self.tz_min), owner });
        }
        if !self.is_live() {
            return dues;
        }
        let mut due = |kind, at| dues.push(Due { kind, at, owner: self.consultant });
        if self.runs_out() {
            due(DueKind::Entry, self.expires);
        }
        if let Some(day) = self.missing_due() {
            due(DueKind::Balance, day.end(self.tz_min));
        }
        // What is settled waits for its release only.
        match (self.settled_on, self.sign_by) {
            (Some(day), _) => due(DueKind::Release, day.end(self.tz_min)),
            (None, Some(day)) => due(DueKind::SignBy, day.end(self.tz_min)),
            (None, None) => {}
        }
        dues
    }
}
