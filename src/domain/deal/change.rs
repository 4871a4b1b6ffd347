//! Changes before the contract 变更: extension 延期, refund 退定, forfeiture 挞定, swap 换房, change of buyers 更名 (RULES 1.5,
//! 1.8); another pay plan has `replan.rs`. Each is an application first; what is decided here is whether it may be asked for, and what it does when it is
//! carried out.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Buyer, Deal, DealEvent, DealId, Notice, Outcome, Step, Terms};
use crate::domain::application::{AppId, Application, Request};
use crate::domain::choice::choices;
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::deposit::Split;
use crate::domain::make_up::{Discount, DiscountKind, Line, MakeUp};
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::policy;
use crate::domain::receipt::{Movement, Pocket};
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::{Arg, Say, change as words};

choices! {
    /// Whose fault it is that a subscription fails 责任分类; the money follows from it (RULES 1.8).
    Cause {
        /// F1 买方原因: changes their mind, does not come after notice.
        Buyer = "f1", words::CAUSE_F1;
        /// F2 买方原因, 征信或资料: withheld or false mortgage papers.
        BuyerPapers = "f2", words::CAUSE_F2;
        /// F3 不可归责: bank policy, purchase limits, force majeure, terms not agreed in good faith.
        Nobody = "f3", words::CAUSE_F3;
        /// F4 卖方原因: sold to another, permit missing, a wrong statement.
        Seller = "f4", words::CAUSE_F4;
        /// F5 协商: the company agrees to let go.
        Agreed = "f5", words::CAUSE_F5;
        /// F6 双方违约
        Both = "f6", words::CAUSE_F6;
    }
}

impl Cause {
    /// The article that it rests on.
    pub const fn law(self) -> &'static str {
        match self {
            Self::Buyer => "L1 4, L2 587",
            Self::BuyerPapers => "L1 19, L2 588",
            Self::Nobody => "L1 4, L1 19, L3 68",
            Self::Seller => "L2 587",
            Self::Agreed => "L2 562",
            Self::Both => "L3 68",
        }
    }
}

/// What becomes of the deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Kept by the seller.
    pub forfeit: Fen,
    /// Owed to the buyer of what they paid.
    pub refund: Fen,
    /// Paid by the seller on top.
    pub on_top: Fen,
}

impl Settlement {
    /// What the law makes of a deposit that was really paid; by agreement the seller keeps `kept`, never more than by the
    /// buyer's own fault (RULES 1.8, 1.16).
    ///
    /// # Errors
    /// More is to be kept than the law lets, or less than nothing.
    pub fn of(cause: Cause, price: Fen, paid: Fen, kept: Option<Fen>) -> Result<Self, Refusal> {
        let split = Split::of(price, paid);
        let agreed = kept.unwrap_or(Fen::ZERO);
        if agreed < Fen::ZERO || agreed > split.forfeitable {
            let why = say!(words::KEEP_RANGE, most = split.forfeitable);
            return Err(Refusal::new("RULES 1.8", why).at("kept"));
        }
        if kept.is_some() && !matches!(cause, Cause::Agreed | Cause::Both) {
            return Err(Refusal::new("RULES 1.8", words::KEEP_ONLY_AGREED).at("kept"));
        }
        Ok(match cause {
            Cause::Buyer | Cause::BuyerPapers => {
                Self { forfeit: split.forfeitable, refund: split.refund, on_top: Fen::ZERO }
            }
            Cause::Nobody => Self { forfeit: Fen::ZERO, refund: split.full_return(), on_top: Fen::ZERO },
            Cause::Seller => Self {
                forfeit: Fen::ZERO,
                refund: split.full_return(),
                on_top: split.double_return() - split.full_return(),
            },
            Cause::Agreed | Cause::Both => {
                Self { forfeit: agreed, refund: split.full_return() - agreed, on_top: Fen::ZERO }
            }
        })
    }

    /// How the deal ends by it.
    pub fn outcome(self) -> Outcome {
        if self.forfeit > Fen::ZERO { Outcome::Forfeited } else { Outcome::Refunded }
    }

    /// The movements that carry it out: forfeit, and what is owed to the buyer.
    pub fn movements(self) -> Vec<Movement> {
        [
            (Pocket::Deposit, Pocket::Forfeit, self.forfeit),
            (Pocket::Deposit, Pocket::Payable, self.refund),
            (Pocket::Penalty, Pocket::Payable, self.on_top),
        ]
        .into_iter()
        .filter(|(_, _, amount)| *amount > Fen::ZERO)
        .map(|(from, to, amount)| Movement { from, to, amount })
        .collect()
    }
}

/// An extension that was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// It was due on this day.
    pub from: Day,
    /// It is due on this day.
    pub to: Day,
    /// When that was decided.
    pub at: Millis,
}

impl Extension {
    /// How many days.
    pub fn days(&self) -> i64 {
        self.from.until(self.to)
    }
}

/// An extension as it is asked for, with what decides at which level (RULES 1.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionAsked {
    /// The day it is due now.
    pub from: Day,
    /// The day asked for.
    pub to: Day,
    /// The how-manieth: the first is 1.
    pub nth: i64,
    /// Days in all, this one included.
    pub total: i64,
    /// Beyond what the manager decides alone.
    pub beyond: bool,
    /// What is lost because it is overdue already.
    pub lost: Option<Lost>,
}

/// What a price loses because the contract was not signed in time 逾期失去优惠 (RULES 1.6; atlas 承诺函 3: back to the
/// original price).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The discounts, as they are printed.
    pub names: Vec<String>,
    /// What they took off.
    pub off: Fen,
    /// The price without them.
    pub price: Fen,
}

impl Lost {
    /// The discounts as one word of a sentence.
    pub fn listed(&self) -> Arg {
        let names: Vec<Arg> = self.names.iter().map(|name| name.clone().into()).collect();
        names.into()
    }

    /// Why it costs what it costs.
    pub fn say(&self) -> Say {
        say!(words::EV_DISCOUNTS_LOST, names = self.listed(), off = self.off, price = self.price)
    }
}

impl Deal {
    /// What it costs: what was agreed, or what is left of that after an overdue signing.
    pub fn price(&self) -> Fen {
        let agreed = self.terms.as_ref().map(Terms::price).unwrap_or_default();
        self.lost.as_ref().map_or(agreed, |lost| lost.price)
    }

    /// What it costs, made up from the list price: as agreed, or what is left of that after an overdue signing.
    pub fn make_up(&self) -> Option<Cow<'_, MakeUp>> {
        let agreed = &self.terms.as_ref()?.make_up;
        Some(match &self.lost {
            Some(lost) => Cow::Owned(agreed.once_lost(&lost.names, lost.price)),
            None => Cow::Borrowed(agreed),
        })
    }

    /// The lines of what was agreed that it lost.
    pub fn lost_lines(&self) -> impl Iterator<Item = &Line> {
        let lines = self.terms.iter().flat_map(|terms| &terms.make_up.lines);
        lines.filter(|line| self.lost.as_ref().is_some_and(|lost| lost.names.contains(&line.discount.name)))
    }

    /// What it costs beyond its pay plan, which was agreed with the discounts: no part of the plan asks for that.
    pub fn beyond_plan(&self) -> Option<Fen> {
        let gap = self.price() - self.terms.as_ref()?.plan.price();
        (gap != Fen::ZERO).then_some(gap)
    }

    /// The same in a sentence, with what to do.
    pub fn plan_warning(&self) -> Option<Say> {
        let gap = self.beyond_plan()?;
        let (price, plan) = (self.price(), self.price() - gap);
        Some(say!(words::PLAN_BEHIND, plan = plan, price = price, gap = gap))
    }

    /// What an overdue signing loses by the rule of the house; nothing while it is in time, or once it is lost.
    pub fn loses(&self, ctx: &Ctx) -> Option<Lost> {
        let overdue = self.is_overdue(Day::of(ctx.now, ctx.tz_min)) && self.settled.is_none();
        let terms = self.terms.as_ref().filter(|_| overdue && self.lost.is_none())?;
        let rule = ctx.policy.get(&policy::LATE_LOSES);
        let lost = |d: &Discount| rule == 2 || (rule == 1 && d.kind == DiscountKind::General);
        let made = &terms.make_up;
        let names: Vec<String> = made
            .lines
            .iter()
            .map(|line| &line.discount)
            .filter(|d| lost(d))
            .map(|d| d.name.clone())
            .collect();
        if names.is_empty() {
            return None;
        }
        let price = made.without(lost, super::terms::rounding(ctx)).ok()?.deal;
        Some(Lost { names, off: price - made.deal, price })
    }

    /// What an extension costs: what its application says, and where the day passed before it was approved, what an overdue
    /// signing loses. Asking in time does not stop the clock (RULES 1.5, 1.6).
    pub fn loses_by(&self, app: &Application, ctx: &Ctx) -> Option<Lost> {
        let approved = Day::of(app.approved_at().unwrap_or(ctx.now), ctx.tz_min);
        match app.request.as_ref()? {
            Request::Extension { lost: Some(lost), keep, .. } => Some(lost.clone()).filter(|_| !keep),
            Request::Extension { from, lost: None, .. } if approved > *from => self.loses(ctx),
            _ => None,
        }
    }

    /// Refuses what is asked for of a deal that is not subscribed, or for which something else runs.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn subscribed(&self, id: DealId) -> Result<(), Refusal> {
        self.live(id)?;
        if !self.done.contains_key(&Step::Grid) {
            let refusal = Refusal::new("RULES 1.8", say!(words::NOT_SUBSCRIBED, deal = id)).at("deal");
            return Err(refusal.try_this(words::NOT_SUBSCRIBED_REMEDY));
        }
        self.unchanging(id)
    }

    /// Refuses while an application about it runs.
    pub(super) fn unchanging(&self, id: DealId) -> Result<(), Refusal> {
        match self.change {
            None => Ok(()),
            Some(app) => {
                let why = say!(words::CHANGE_RUNS, deal = id, application = app);
                Err(Refusal::new("RULES 1.8", why).at("deal"))
            }
        }
    }

    /// Whether the signing may be put off to a day, and who decides that. One day on from the old one at least; the
    /// clock of the old day goes on until it is approved (RULES 1.5). Asked for when it is overdue already the discounts
    /// are lost, or the leader lets them be kept (RULES 1.6).
    ///
    /// # Errors
    /// Not subscribed, something else runs, or not a later day.
    pub fn may_extend(&self, id: DealId, to: Day, keep: bool, ctx: &Ctx) -> Result<ExtensionAsked, Refusal> {
        self.subscribed(id)?;
        ctx.clock_trusted()?;
        let from = self.sign_by.unwrap_or_default();
        let today = Day::of(ctx.now, ctx.tz_min);
        if to <= from || to < today {
            let why = say!(words::EXTEND_LATER, from = from);
            return Err(Refusal::new("RULES 1.5", why).at("to"));
        }
        let nth = self.extensions.len() as i64 + 1;
        let total = self.extensions.iter().map(Extension::days).sum::<i64>() + from.until(to);
        let beyond = from.until(to) > ctx.policy.get(&policy::EXT_MAX_EACH)
            || nth > ctx.policy.get(&policy::EXT_TIMES)
            || total > ctx.policy.get(&policy::EXT_TOTAL);
        let lost = self.loses(ctx);
        let beyond = beyond || (keep && lost.is_some());
        Ok(ExtensionAsked { from, to, nth, total, beyond, lost })
    }

    /// An application about this deal runs: its unit is in change, unless it is only the day that is asked about.
    pub fn decide_ask(&self, id: DealId, application: AppId) -> Result<Vec<DealEvent>, Refusal> {
        self.subscribed(id)?;
        Ok(vec![DealEvent::ChangeAsked { application }])
    }

    /// The application came to nothing.
    pub fn decide_drop(&self, id: DealId, application: AppId) -> Result<Vec<DealEvent>, Refusal> {
        self.runs(id, application)?;
        Ok(vec![DealEvent::ChangeDropped { application }])
    }

    pub(super) fn runs(&self, id: DealId, application: AppId) -> Result<(), Refusal> {
        self.live(id)?;
        if self.change == Some(application) {
            return Ok(());
        }
        let why = say!(words::CHANGE_NOT_RUNNING, deal = id, application = application);
        Err(Refusal::new("RULES 1.8", why).at("application"))
    }

    /// Loses its discounts: what an extension that was asked for too late costs (RULES 1.6).
    ///
    /// # Errors
    /// Another application runs.
    pub fn decide_lose(&self, id: DealId, application: AppId, lost: Lost) -> Result<Vec<DealEvent>, Refusal> {
        self.runs(id, application)?;
        Ok(vec![DealEvent::DiscountsLost { lost }])
    }

    /// Puts the signing off, as it was approved.
    ///
    /// # Errors
    /// Another application runs.
    pub fn decide_extend(
        &self,
        id: DealId,
        application: AppId,
        (from, to): (Day, Day),
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.runs(id, application)?;
        Ok(vec![DealEvent::Extended { application, from, to }])
    }

    /// Whether a subscription may be ended by this cause. Where the buyer is at fault, a demand must have reached them
    /// and run out, and the rescission must have reached them, or they have declared it themselves (RULES 1.8; Civil
    /// Code 565).
    ///
    /// # Errors
    /// Not subscribed, something else runs, or the proof is missing.
    pub fn may_release(
        &self,
        id: DealId,
        cause: Cause,
        declaration: Option<&str>,
        ctx: &Ctx,
    ) -> Result<(), Refusal> {
        self.subscribed(id)?;
        if !matches!(cause, Cause::Buyer | Cause::BuyerPapers) || declaration.is_some() {
            return Ok(());
        }
        let today = Day::of(ctx.now, ctx.tz_min);
        let rescinded = self.notice(Notice::Rescission).is_some_and(|sent| sent.arrived.is_some());
        if self.is_overdue(today) && self.demand_is_over(today) && rescinded {
            return Ok(());
        }
        let refusal = Refusal::new("RULES 1.8", words::PROOF_MISSING).at("deal");
        Err(refusal.try_this(words::PROOF_MISSING_REMEDY))
    }

    /// What was approved about the deposit is carried out.
    ///
    /// # Errors
    /// Another application runs, or the deposit is no longer what was decided about.
    pub fn decide_settle(
        &self,
        id: DealId,
        application: AppId,
        cause: Cause,
        settlement: Settlement,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.runs(id, application)?;
        if self.settled.is_some() {
            return Err(Refusal::new("RULES 1.8", say!(words::SETTLED_ALREADY, deal = id)).at("deal"));
        }
        let paid = self.account.balance(Pocket::Deposit);
        if settlement.forfeit + settlement.refund != paid {
            let refusal = Refusal::new("RULES 1.8", say!(words::SETTLE_STALE, paid = paid)).at("application");
            return Err(refusal.try_this(words::SETTLE_STALE_REMEDY));
        }
        Ok(vec![DealEvent::Settled { application, cause, settlement }])
    }

    /// The release rule of RULES 1.3.3, as far as the deal knows it: the approved paper, and what is owed recorded as
    /// payable. Whether every copy is back or declared lost the papers know.
    ///
    /// # Errors
    /// Not settled.
    pub fn decide_release(&self, id: DealId) -> Result<Vec<DealEvent>, Refusal> {
        self.live(id)?;
        let Some((cause, settlement)) = self.settled else {
            let refusal = Refusal::new("RULES 1.3.3", words::NOT_SETTLED).at("deal");
            return Err(refusal.try_this(words::NOT_SETTLED_REMEDY));
        };
        let reason = cause.text().get(crate::text::Lang::Zh).to_owned();
        Ok(vec![DealEvent::Ended { how: settlement.outcome(), reason }])
    }

    /// Takes a forfeiture back before the unit is sold again 激活.
    ///
    /// # Errors
    /// Not forfeited, the clock cannot be trusted, or a day that has passed.
    pub fn decide_revive(
        &self,
        id: DealId,
        sign_by: Day,
        reason: &str,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        let refuse = |say| Err(Refusal::new("RULES 1.8", say).at("deal"));
        let forfeited = self.settled.is_some_and(|(_, s)| s.forfeit > Fen::ZERO);
        let ended_so = self.ended.as_ref().is_none_or(|end| end.how == Outcome::Forfeited);
        if self.unit.is_none() || !forfeited || !ended_so {
            return refuse(say!(words::NOT_FORFEITED, deal = id));
        }
        ctx.clock_trusted()?;
        let today = Day::of(ctx.now, ctx.tz_min);
        if sign_by < today {
            return Err(Refusal::new("RULES 1.5", say!(words::REVIVE_PAST, today = today)).at("sign_by"));
        }
        Ok(vec![DealEvent::Revived { sign_by, reason: reason.to_owned() }])
    }

    /// Pays what is owed to the buyer, also after the deal is over: one agency opens the unit first and pays after seven
    /// working days (RULES 1.3.3).
    ///
    /// # Errors
    /// Nothing is owed, or more than is owed.
    pub fn decide_pay_back(&self, id: DealId, amount: Fen) -> Result<Movement, Refusal> {
        let owed = self.account.balance(Pocket::Payable);
        if self.unit.is_none() || owed <= Fen::ZERO {
            return Err(Refusal::new("RULES 1.8", say!(words::NOTHING_OWED, deal = id)).at("deal"));
        }
        if amount <= Fen::ZERO || amount > owed {
            return Err(Refusal::new("RULES 1.8", say!(words::OWED_RANGE, owed = owed)).at("amount"));
        }
        Ok(Movement { from: Pocket::Payable, to: Pocket::Buyer, amount })
    }

    /// Other buyers, as it was approved.
    ///
    /// # Errors
    /// Another application runs.
    pub fn decide_buyers(
        &self,
        id: DealId,
        application: AppId,
        buyers: Vec<Buyer>,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.runs(id, application)?;
        Ok(vec![DealEvent::BuyersChanged { application, buyers }])
    }
}
