//! What may be decided about a deal: each step by itself, in the order of the flow (RULES 1.4).

use super::terms::{Entry, Facts, Weighed, weigh};
use super::{Deal, DealEvent, DealId, Handout, Outcome, Step};
use crate::domain::application::AppId;
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::paper::PaperId;
use crate::domain::permission::Role;
use crate::domain::policy;
use crate::domain::receipt::{Movement, Pocket, ReceiptId};
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Arg, sale as words};

const RULE: &str = "RULES 1.4";

/// Money that the buyer hands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// How much.
    pub amount: Fen,
    /// The number of the receipt.
    pub receipt: ReceiptId,
}

impl Deal {
    /// Begins a subscription of a unit that is locked for it.
    ///
    /// # Errors
    /// The clock cannot be trusted.
    pub fn decide_begin(
        unit: &UnitId,
        consultant: StaffId,
        guest: GuestId,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        ctx.clock_trusted()?;
        let expires = ctx.now.plus_minutes(ctx.policy.get(&policy::ENTRY_MIN));
        Ok(vec![DealEvent::Begun { unit: unit.clone(), consultant, guest, expires }])
    }

    /// Refuses what is done to a deal that there is not, or that is over.
    pub(super) fn live(&self, id: DealId) -> Result<(), Refusal> {
        let refuse = |say| Err(Refusal::new(RULE, say).at("deal"));
        match (&self.unit, &self.ended) {
            (None, _) => refuse(say!(words::NO_SUCH_DEAL, deal = id)),
            (_, Some(end)) => refuse(say!(words::DEAL_OVER, deal = id, how = end.how.text())),
            _ => Ok(()),
        }
    }

    /// Refuses a step before its time, or a second time, and says whose step is next.
    fn turn(&self, id: DealId, step: Step) -> Result<(), Refusal> {
        self.live(id)?;
        match self.next_step() {
            Some(next) if next == step => Ok(()),
            _ if self.is_done(step) => {
                Err(Refusal::new(RULE, say!(words::STEP_DONE, deal = id, step = step.text())).at("deal"))
            }
            Some(next) => {
                let why = say!(words::STEP_NOT_YET, step = step.text(), next = next.text());
                let remedy = say!(words::STEP_NOT_YET_REMEDY, role = next.role().text(), next = next.text());
                Err(Refusal::new(RULE, why).at("deal").try_this(remedy))
            }
            None => Err(Refusal::new(RULE, say!(words::STEP_DONE, deal = id, step = step.text())).at("deal")),
        }
    }

    /// The consultant whose deal it is, or the manager.
    fn own(&self, ctx: &Ctx) -> Result<(), Refusal> {
        if ctx.actor == self.consultant || ctx.roles.has(Role::Manager) {
            return Ok(());
        }
        let why = say!(words::NOT_YOUR_DEAL, who = self.consultant);
        Err(Refusal::new("RULES 1.0", why).at("deal").try_this(words::NOT_YOUR_DEAL_REMEDY))
    }

    /// Fills the form, or fills it anew; what was signed or approved before is asked for again.
    ///
    /// # Errors
    /// Money is in already, somebody else's deal, the clock cannot be trusted, or the first check that is red.
    pub fn decide_fill(
        &self,
        id: DealId,
        entry: &Entry,
        facts: &Facts,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.live(id)?;
        self.own(ctx)?;
        self.unchanging(id)?;
        ctx.clock_trusted()?;
        if self.holds_money() || self.done.contains_key(&Step::Grid) {
            let refusal = Refusal::new(RULE, say!(words::FILLED_FOR_GOOD, deal = id)).at("deal");
            return Err(refusal.try_this(words::FILLED_FOR_GOOD_REMEDY));
        }
        let Weighed { terms, checks, .. } = weigh(entry, facts, ctx);
        if let Some(refusal) = checks.into_iter().find_map(|check| check.refusal) {
            return Err(refusal);
        }
        // Without a red check there are terms.
        let terms = terms.ok_or_else(|| Refusal::new(RULE, words::NOTHING_FILLED))?;
        let mut events = vec![DealEvent::Filled { terms }];
        // Nothing ran while its stamped form stood; it runs again now and must not be over at once.
        if ctx.now >= self.expires {
            events.push(self.renewed(ctx));
        }
        Ok(events)
    }

    /// Once more so long to come to the deposit.
    fn renewed(&self, ctx: &Ctx) -> DealEvent {
        let expires = ctx.now.plus_minutes(ctx.policy.get(&policy::ENTRY_MIN));
        DealEvent::Renewed { expires: expires.max(self.expires) }
    }

    /// The consultant checked the form and signs it.
    ///
    /// # Errors
    /// Not its turn, or somebody else's deal.
    pub fn decide_sign(
        &self,
        id: DealId,
        paper: PaperId,
        application: AppId,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.turn(id, Step::Sign)?;
        self.own(ctx)?;
        Ok(vec![DealEvent::Signed { paper, application }])
    }

    /// Whether it can be signed now, before a form is drawn for it.
    ///
    /// # Errors
    /// As [`Deal::decide_sign`].
    pub fn may_sign(&self, id: DealId, ctx: &Ctx) -> Result<(), Refusal> {
        self.turn(id, Step::Sign)?;
        self.own(ctx)
    }

    /// The manager approved the approval sheet.
    ///
    /// # Errors
    /// Not its turn.
    pub fn decide_approved(&self, id: DealId, application: AppId) -> Result<Vec<DealEvent>, Refusal> {
        self.turn(id, Step::Review)?;
        Ok(vec![DealEvent::Approved { application }])
    }

    /// The manager sent the approval sheet back.
    ///
    /// # Errors
    /// Not its turn.
    pub fn decide_sent_back(&self, id: DealId, application: AppId) -> Result<Vec<DealEvent>, Refusal> {
        self.turn(id, Step::Review)?;
        Ok(vec![DealEvent::SentBack { application }])
    }

    /// The guest read the terms and signed.
    ///
    /// # Errors
    /// Not its turn, or somebody else's deal.
    pub fn decide_confirm(&self, id: DealId, ctx: &Ctx) -> Result<Vec<DealEvent>, Refusal> {
        self.turn(id, Step::Confirm)?;
        self.own(ctx)?;
        Ok(vec![DealEvent::Confirmed {}])
    }

    /// Takes deposit money in: the first of it at its step, the rest of a short deposit afterwards. Never more than was
    /// agreed.
    ///
    /// # Errors
    /// Not its turn, nothing missing, not above zero, too much, or less than was agreed to come first.
    pub fn decide_receive(
        &self,
        id: DealId,
        received: Received,
        ctx: &Ctx,
    ) -> Result<(Vec<DealEvent>, Movement), Refusal> {
        self.live(id)?;
        ctx.clock_trusted()?;
        let first = !self.is_done(Step::Deposit);
        if first {
            // Its deposit comes over from the other subscription while a swap is decided about.
            self.unchanging(id)?;
            self.turn(id, Step::Deposit)?;
        }
        let refuse = |say| Err(Refusal::new(RULE, say).at("amount"));
        let missing = self.deposit_missing();
        if missing == Fen::ZERO {
            return refuse(say!(words::DEPOSIT_COMPLETE, deal = id));
        }
        if received.amount.0 <= 0 {
            return refuse(words::AMOUNT_NOT_POSITIVE.into());
        }
        if received.amount > missing {
            let refusal = Refusal::new(RULE, say!(words::DEPOSIT_TOO_MUCH, missing = missing)).at("amount");
            return Err(refusal.try_this(words::DEPOSIT_TOO_MUCH_REMEDY));
        }
        let needed = self.deposit_due();
        if first && received.amount < needed {
            let refusal = Refusal::new(RULE, say!(words::DEPOSIT_TOO_LITTLE, needed = needed)).at("amount");
            return Err(refusal.try_this(words::DEPOSIT_TOO_LITTLE_REMEDY));
        }
        let movement = Movement { from: Pocket::Buyer, to: Pocket::Deposit, amount: received.amount };
        Ok((vec![DealEvent::Posted { receipt: received.receipt, movement, voids: None }], movement))
    }

    /// Enters the counter-receipt that takes a receipt back. Where no money is left before the form is stamped, the deal
    /// has its time once more: what was counted wrong is corrected without losing the unit. Stamped it does not run out.
    /// What was paid back by mistake is owed again, also after the deal is over.
    ///
    /// # Errors
    /// The deal is over, the clock cannot be trusted, or more would go back than is there.
    pub fn decide_void(
        &self,
        id: DealId,
        receipt: ReceiptId,
        voids: ReceiptId,
        movement: Movement,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        let owed_again = movement.to == Pocket::Payable;
        if !owed_again {
            self.live(id)?;
        }
        ctx.clock_trusted()?;
        // What the buyer has in their own pocket no account knows.
        if movement.from != Pocket::Buyer && self.account.balance(movement.from) < movement.amount {
            let why = say!(words::MONEY_MOVED_ON, receipt = voids);
            return Err(Refusal::new(RULE, why).at("receipt"));
        }
        let mut events = vec![DealEvent::Posted { receipt, movement, voids: Some(voids) }];
        if !owed_again && self.account.paid() == movement.amount && !self.done.contains_key(&Step::Stamp) {
            events.push(self.renewed(ctx));
        }
        Ok(events)
    }

    /// Moves the day by which the rest of the deposit is due.
    ///
    /// # Errors
    /// Nothing is missing, not a later day, or too late.
    pub fn decide_move_balance(
        &self,
        id: DealId,
        to: Day,
        reason: &str,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.live(id)?;
        ctx.clock_trusted()?;
        let why = match self.balance_by {
            _ if self.deposit_taken_back() => Some(words::BALANCE_TAKEN_BACK),
            None => Some(words::BALANCE_NONE),
            Some(_) => (self.deposit_missing() == Fen::ZERO).then_some(words::DEPOSIT_COMPLETE),
        };
        if let Some(why) = why {
            return Err(Refusal::new(RULE, say!(why, deal = id)).at("deal"));
        }
        let from = self.balance_by.unwrap_or_default();
        let today = Day::of(ctx.now, ctx.tz_min);
        let last = ctx.days_after(from.max(today), ctx.policy.get(&policy::BALANCE_DAYS)).unwrap_or(to);
        if to <= from || to < today || to > last {
            return Err(Refusal::new(RULE, say!(words::BALANCE_DAY, from = from, last = last)).at("to"));
        }
        Ok(vec![DealEvent::BalanceMoved { from, to, reason: reason.to_owned() }])
    }

    /// Stamps the form.
    ///
    /// # Errors
    /// Not its turn.
    pub fn decide_stamp(&self, id: DealId) -> Result<Vec<DealEvent>, Refusal> {
        self.turn(id, Step::Stamp)?;
        Ok(vec![DealEvent::Stamped {}])
    }

    /// Puts the formal form in the place of the interim one.
    ///
    /// # Errors
    /// There is no interim form, or the deposit is not whole yet.
    pub fn decide_exchange(&self, id: DealId, paper: PaperId) -> Result<Vec<DealEvent>, Refusal> {
        self.live(id)?;
        if !self.wants_exchange() {
            return Err(Refusal::new(RULE, say!(words::NO_EXCHANGE, deal = id)).at("deal"));
        }
        Ok(vec![DealEvent::PaperExchanged { paper }])
    }

    /// The buyers' file 成交客户档案表 is complete. `gaps` names what is missing of whom.
    ///
    /// # Errors
    /// Not its turn, somebody else's deal, or something is missing.
    pub fn decide_file(&self, id: DealId, gaps: Vec<Arg>, ctx: &Ctx) -> Result<Vec<DealEvent>, Refusal> {
        self.turn(id, Step::File)?;
        self.own(ctx)?;
        if !gaps.is_empty() {
            let refusal = Refusal::new("RULES 3.1", say!(words::FILE_GAPS, gaps = gaps)).at("deal");
            return Err(refusal.try_this(words::FILE_GAPS_REMEDY));
        }
        Ok(vec![DealEvent::Filed {}])
    }

    /// The grid says subscribed 认购; the clock of the signing runs from the day that stands on the form.
    ///
    /// # Errors
    /// Not its turn.
    pub fn decide_subscribe(&self, id: DealId) -> Result<Vec<DealEvent>, Refusal> {
        self.turn(id, Step::Grid)?;
        let sign_by = self.terms.as_ref().map(|terms| terms.sign_by).unwrap_or_default();
        Ok(vec![DealEvent::Subscribed { sign_by }])
    }

    /// Recorded and archived.
    ///
    /// # Errors
    /// Not its turn.
    pub fn decide_archive(&self, id: DealId, place: &str) -> Result<Vec<DealEvent>, Refusal> {
        self.turn(id, Step::Archive)?;
        Ok(vec![DealEvent::Archived { place: place.to_owned() }])
    }

    /// The purchase papers were handed to the buyer: all that the buyer lacks, or only those named. What is left out is
    /// handed over later, once the others were (RULES 1.4 ⑬).
    ///
    /// # Errors
    /// Not its turn, somebody else's deal, or a paper that does not belong to it.
    pub fn decide_papers(
        &self,
        id: DealId,
        papers: Option<Vec<Handout>>,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        if self.papers_owed().is_empty() {
            self.turn(id, Step::Papers)?;
        }
        self.own(ctx)?;
        let belong = self.handouts();
        let papers = papers.unwrap_or_else(|| self.papers_missing());
        if let Some(paper) = papers.iter().find(|paper| !belong.contains(paper)) {
            let why = say!(words::PAPER_OF_MORTGAGE, deal = id, paper = paper.text());
            return Err(Refusal::new(RULE, why).at("papers"));
        }
        let papers = belong.into_iter().filter(|paper| papers.contains(paper)).collect();
        Ok(vec![DealEvent::PapersGiven { papers }])
    }

    /// Ends it before the subscription stands. While money of the buyer's is in it, that goes back first.
    ///
    /// # Errors
    /// Over already, subscribed, somebody else's deal, or money is in it.
    pub fn decide_withdraw(
        &self,
        id: DealId,
        how: Outcome,
        reason: &str,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.live(id)?;
        if how == Outcome::Withdrawn {
            self.own(ctx)?;
            self.unchanging(id)?;
        }
        if self.done.contains_key(&Step::Grid) {
            let refusal = Refusal::new("RULES 1.8", say!(words::WITHDRAW_SUBSCRIBED, deal = id)).at("deal");
            return Err(refusal.try_this(words::WITHDRAW_SUBSCRIBED_REMEDY));
        }
        if self.holds_money() {
            let why = say!(words::WITHDRAW_MONEY, deal = id, paid = self.account.paid());
            return Err(Refusal::new(RULE, why).at("deal").try_this(words::WITHDRAW_MONEY_REMEDY));
        }
        Ok(vec![DealEvent::Ended { how, reason: reason.to_owned() }])
    }

    /// What has run out by now: a subscription that did not come to the deposit. Nothing while the clock cannot be
    /// trusted.
    pub fn decide_expire(&self, ctx: &Ctx) -> Vec<DealEvent> {
        if ctx.clock_suspect || !self.runs_out() || ctx.now < self.expires {
            return Vec::new();
        }
        vec![DealEvent::Ended { how: Outcome::Expired, reason: String::new() }]
    }
}
