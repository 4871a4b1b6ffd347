//! Numbered paper 纸质文书: the stock of printed forms, who drew one, who holds each copy, and what became of it
//! (RULES 1.4: 认购书 are numbered continuously and kept in a ledger; 1.8: recalled, voided, lost).

mod words;

use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::deal::DealId;
use super::event::{Aggregate, Meta, events};
use super::moment::Millis;
use super::refusal::Refusal;
use super::staff::StaffId;
use crate::say;
use crate::text::{Arg, sale as texts};

choices! {
    /// A kind of numbered form.
    PaperKind {
        /// 认购书
        Subscription = "subscription", texts::PAPER_SUBSCRIPTION;
        /// 临时认购书: while a part of the deposit is missing.
        Interim = "interim", texts::PAPER_INTERIM;
    }
}

impl PaperKind {
    /// What its numbers begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Subscription => "RGS",
            Self::Interim => "LRG",
        }
    }
}

/// A numbered form: `RGS-000123`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PaperId {
    /// Its kind.
    pub kind: PaperKind,
    /// Its number.
    pub number: i64,
}

impl std::fmt::Display for PaperId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}-{:06}", self.kind.prefix(), self.number))
    }
}

impl From<PaperId> for String {
    fn from(id: PaperId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for PaperId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or(text)
    }
}

impl From<PaperId> for Arg {
    fn from(id: PaperId) -> Self {
        Self::Str(id.to_string())
    }
}

impl PaperId {
    /// Reads `RGS-000123`, `rgs123`; `123` is a subscription form.
    pub fn parse(text: &str) -> Option<Self> {
        let upper = super::clean::fold_width(text).trim().to_uppercase();
        let kind = PaperKind::ALL.iter().copied().find(|kind| upper.starts_with(kind.prefix()));
        let kind = kind.unwrap_or(PaperKind::Subscription);
        super::deal::numbered(&upper, kind.prefix()).map(|number| Self { kind, number })
    }
}

choices! {
    /// Who has a copy.
    Keeper {
        /// 客户
        Guest = "guest", texts::KEEPER_GUEST;
        /// 销售助理 (归档)
        Assistant = "assistant", texts::KEEPER_ASSISTANT;
        /// 财务
        Finance = "finance", texts::KEEPER_FINANCE;
        /// 合同人员
        Contract = "contract", texts::KEEPER_CONTRACT;
    }
}

events! {
    /// What happens to the stock of a kind of form.
    StockEvent {
        /// Printed forms came in.
        "stock.added" v 1 => Added {
            /// First number.
            from: i64,
            /// Last number.
            to: i64,
            /// Copies of each form.
            copies: u8,
        }
        /// The next one was drawn.
        "stock.drawn" v 1 => Drawn {
            /// Its number.
            number: i64,
        }
    }
}

/// A batch of printed forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// First number.
    pub from: i64,
    /// Last number.
    pub to: i64,
    /// Copies of each form.
    pub copies: u8,
    /// When it came in.
    pub at: Millis,
    /// Who took it in.
    pub by: StaffId,
}

/// The stock of one kind of form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stock {
    /// Every batch, in order.
    pub batches: Vec<Batch>,
    /// The last number that was drawn.
    pub drawn: i64,
}

/// The most copies of a form.
pub const MOST_COPIES: i64 = 9;

impl Stock {
    /// Takes a batch of printed forms in.
    ///
    /// # Errors
    /// Numbers the wrong way round, overlapping what there is, or an odd count of copies.
    pub fn decide_add(&self, from: i64, to: i64, copies: i64) -> Result<Vec<StockEvent>, Refusal> {
        let refuse = |text, field| Err(Refusal::new("RULES 1.4", text).at(field));
        if from < 1 || to < from || to - from > 100_000 {
            return refuse(texts::STOCK_RANGE, "to");
        }
        if copies == 1 {
            // The guest's and the assistant's (atlas 三.3).
            return refuse(texts::STOCK_COPY_KEEPERS, "copies");
        }
        if !(2..=MOST_COPIES).contains(&copies) {
            return refuse(texts::STOCK_COPIES, "copies");
        }
        let last = self.batches.iter().map(|b| b.to).max().unwrap_or(0).max(self.drawn);
        if from <= last {
            let why = say!(texts::STOCK_OVERLAPS, last = last);
            return Err(Refusal::new("RULES 1.4", why).at("from"));
        }
        Ok(vec![StockEvent::Added { from, to, copies: copies as u8 }])
    }

    /// The next form and its copies. Where no printed stock was ever taken in, the program prints the forms itself and
    /// counts them up, with `copies` each.
    ///
    /// # Errors
    /// The printed stock is used up.
    pub fn next(&self, copies: i64) -> Result<(i64, u8), Refusal> {
        if self.batches.is_empty() {
            return Ok((self.drawn + 1, copies.clamp(1, MOST_COPIES) as u8));
        }
        let batch = self.batches.iter().find(|batch| batch.to > self.drawn);
        let batch = batch.ok_or_else(|| {
            Refusal::new("RULES 1.4", texts::STOCK_EMPTY).at("deal").try_this(texts::STOCK_EMPTY_REMEDY)
        })?;
        Ok((batch.from.max(self.drawn + 1), batch.copies))
    }

    /// How many printed forms are left; `None` where the program prints them itself.
    pub fn left(&self) -> Option<i64> {
        let left = |batch: &Batch| (batch.to - batch.from.max(self.drawn + 1) + 1).max(0);
        (!self.batches.is_empty()).then(|| self.batches.iter().map(left).sum())
    }
}

impl Aggregate for Stock {
    type Event = StockEvent;
    const KIND: &'static str = "stock";

    fn evolve(&mut self, event: &StockEvent, meta: &Meta) {
        match event {
            StockEvent::Added { from, to, copies } => self.batches.push(Batch {
                from: *from,
                to: *to,
                copies: *copies,
                at: meta.at,
                by: meta.actor,
            }),
            StockEvent::Drawn { number } => self.drawn = *number,
        }
    }
}

events! {
    /// What happens to a numbered form.
    PaperEvent {
        /// Drawn for a deal.
        "paper.drawn" v 1 => Drawn {
            /// For which.
            deal: DealId,
            /// How many copies it has.
            copies: u8,
        }
        /// Stamped.
        "paper.stamped" v 1 => Stamped {}
        /// A copy was handed over.
        "paper.handed" v 1 => Handed {
            /// Which copy, from 1.
            copy: u8,
            /// To whom.
            to: Keeper,
        }
        /// A copy came back.
        "paper.recalled" v 1 => Recalled {
            /// Which copy, from 1.
            copy: u8,
        }
        /// A copy was lost 遗失: declared in writing, the manager signed.
        "paper.lost" v 1 => Lost {
            /// Which copy, from 1.
            copy: u8,
            /// The number of the declaration.
            statement: String,
        }
        /// The whole form is void.
        "paper.voided" v 1 => Voided {
            /// Why.
            reason: String,
        }
    }
}

/// Where a copy is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// With whoever drew the form.
    Drawn,
    /// With somebody.
    With(Keeper),
    /// Back in the office.
    Recalled,
    /// Lost; the number of the declaration.
    Lost(String),
}

/// A numbered form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Paper {
    /// For which deal; `None` before it is drawn.
    pub deal: Option<DealId>,
    /// Who drew it.
    pub drawn_by: StaffId,
    /// When.
    pub drawn: Millis,
    /// When it was stamped.
    pub stamped: Option<Millis>,
    /// Where each copy is.
    pub copies: Vec<Place>,
    /// Why it is void.
    pub void: Option<String>,
}

impl Paper {
    /// Whether every copy is back or declared lost (RULES 1.3.3, release rule 2).
    pub fn is_recalled(&self) -> bool {
        self.copies.iter().all(|place| !matches!(place, Place::With(_)))
    }

    fn copy(&self, id: PaperId, copy: i64) -> Result<&Place, Refusal> {
        let refuse = |say| Refusal::new("RULES 1.4", say).at("paper");
        if self.deal.is_none() {
            return Err(refuse(say!(texts::NO_SUCH_PAPER, paper = id)));
        }
        let at = usize::try_from(copy).ok().and_then(|n| n.checked_sub(1));
        at.and_then(|at| self.copies.get(at)).ok_or_else(|| {
            let why = say!(texts::NO_SUCH_COPY, paper = id, most = self.copies.len());
            Refusal::new("RULES 1.4", why).at("copy")
        })
    }

    /// Hands a copy over, or takes it back where `to` is nobody. A copy of a void form only comes back.
    ///
    /// # Errors
    /// No such paper or copy, void, lost, not stamped, or where it is already.
    pub fn decide_hand(
        &self,
        id: PaperId,
        copy: i64,
        to: Option<Keeper>,
    ) -> Result<Vec<PaperEvent>, Refusal> {
        let place = self.copy(id, copy)?;
        let refuse = |text| Err(Refusal::new("RULES 1.4", say!(text, paper = id, copy = copy)).at("copy"));
        if matches!(place, Place::Lost(_)) {
            return refuse(texts::COPY_IS_LOST);
        }
        if to.is_some() && self.void.is_some() {
            return Err(Refusal::new("RULES 1.4", say!(texts::PAPER_IS_VOID, paper = id)).at("paper"));
        }
        match to {
            Some(_) if self.stamped.is_none() => refuse(texts::PAPER_NOT_STAMPED),
            Some(to) if *place == Place::With(to) => refuse(texts::COPY_IS_THERE),
            Some(to) => Ok(vec![PaperEvent::Handed { copy: copy as u8, to }]),
            None if !matches!(place, Place::With(_)) => refuse(texts::COPY_IS_THERE),
            None => Ok(vec![PaperEvent::Recalled { copy: copy as u8 }]),
        }
    }

    /// Declares a copy lost 遗失声明 (RULES 1.8).
    ///
    /// # Errors
    /// No such paper or copy, or lost already.
    pub fn decide_lose(&self, id: PaperId, copy: i64, statement: &str) -> Result<Vec<PaperEvent>, Refusal> {
        if matches!(self.copy(id, copy)?, Place::Lost(_)) {
            let why = say!(texts::COPY_IS_LOST, paper = id, copy = copy);
            return Err(Refusal::new("RULES 1.8", why).at("copy"));
        }
        Ok(vec![PaperEvent::Lost { copy: copy as u8, statement: statement.to_owned() }])
    }

    /// Stamps it and hands the copies out: the guest's, the assistant's, and further ones to finance and the contract clerk
    /// (atlas 三.3; forms with three copies). A copy that was lost stays lost.
    pub fn decide_stamp(&self) -> Vec<PaperEvent> {
        let keepers = [Keeper::Guest, Keeper::Assistant, Keeper::Finance, Keeper::Contract];
        let copies = (1..).zip(&self.copies).zip(keepers);
        let there = copies.filter(|((_, place), _)| !matches!(place, Place::Lost(_)));
        let handed = there.map(|((copy, _), to)| PaperEvent::Handed { copy, to });
        [PaperEvent::Stamped {}].into_iter().chain(handed).collect()
    }

    /// Takes back every copy that somebody has, and declares the whole form void: it is exchanged for another one.
    pub fn decide_exchange(&self, reason: &str) -> Vec<PaperEvent> {
        let out = (1..).zip(&self.copies).filter(|(_, place)| matches!(place, Place::With(_)));
        let back = out.map(|(copy, _)| PaperEvent::Recalled { copy });
        back.chain(self.decide_void(reason)).collect()
    }

    /// Declares the whole form void. Nothing where it is void already.
    pub fn decide_void(&self, reason: &str) -> Vec<PaperEvent> {
        match (self.deal, &self.void) {
            (Some(_), None) => vec![PaperEvent::Voided { reason: reason.to_owned() }],
            _ => Vec::new(),
        }
    }
}

impl Aggregate for Paper {
    type Event = PaperEvent;
    const KIND: &'static str = "paper";

    fn evolve(&mut self, event: &PaperEvent, meta: &Meta) {
        let mut put = |copy: &u8, place: Place| {
            if let Some(slot) = usize::from(*copy).checked_sub(1).and_then(|at| self.copies.get_mut(at)) {
                *slot = place;
            }
        };
        match event {
            PaperEvent::Drawn { deal, copies } => {
                *self = Self {
                    deal: Some(*deal),
                    drawn_by: meta.actor,
                    drawn: meta.at,
                    copies: vec![Place::Drawn; usize::from(*copies)],
                    ..Self::default()
                };
            }
            PaperEvent::Stamped {} => self.stamped = Some(meta.at),
            PaperEvent::Handed { copy, to } => put(copy, Place::With(*to)),
            PaperEvent::Recalled { copy } => put(copy, Place::Recalled),
            PaperEvent::Lost { copy, statement } => put(copy, Place::Lost(statement.clone())),
            PaperEvent::Voided { reason } => self.void = Some(reason.clone()),
        }
    }
}
