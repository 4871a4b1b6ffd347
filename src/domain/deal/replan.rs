//! Another pay plan 变更付款方式 of a subscription that stands (atlas 二; RULES 1.6, 1.8).
//!
//! RULES say nothing more of it than that it is a change before the contract. What a sales office expects: the list price
//! stays the one that was agreed, for the unit stays the same (only a swap takes the price of its day); a discount that
//! hangs on the kind of payment is lost or comes to it, and everything that stood at the subscription is asked again; the
//! money that came in stays; the day of the signing stays, for asking does not stop the clock (RULES 1.5).

use super::terms::{about_floor, about_plan, plan, rounding, specials_stack};
use super::{Deal, DealEvent, DealId, PlanEntry, Terms};
use crate::domain::application::AppId;
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::deposit;
use crate::domain::make_up::{self, Discount, Floor, MakeUp};
use crate::domain::money::Fen;
use crate::domain::pay_plan::PayPlan;
use crate::domain::policy;
use crate::domain::ppm::Ppm;
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::change as words;

/// Another pay plan as it is entered.
#[derive(Debug, Clone)]
pub struct Replan {
    /// How it is to be paid.
    pub plan: PlanEntry,
    /// Names of discounts that hang on the old kind of payment.
    pub lose: Vec<String>,
    /// Discounts that come with the new one; each holds today.
    pub take: Vec<Discount>,
}

impl Deal {
    /// The day on which the first money of another pay plan is usually due: with the contract, where that is still to come.
    pub fn first_money_day(&self, today: Day) -> Option<Day> {
        self.sign_by.filter(|day| *day >= today)
    }

    /// The price and the plan that it would have. What it keeps was given in time and is not looked at again; a price that
    /// comes down keeps to the floor and the cap of the deposit of today.
    ///
    /// # Errors
    /// Not subscribed, something else runs, nothing changes, a discount that it has not or must not have, or what a
    /// subscription with that price and plan would be refused for.
    pub fn may_replan(
        &self,
        id: DealId,
        asked: &Replan,
        floor: Fen,
        ctx: &Ctx,
    ) -> Result<(MakeUp, PayPlan), Refusal> {
        self.subscribed(id)?;
        ctx.clock_trusted()?;
        let refuse = |field, say| Err(Refusal::new("RULES 1.6", say).at(field));
        let (Some(terms), Some(now)) = (&self.terms, self.make_up()) else {
            return refuse("deal", say!(words::NOT_SUBSCRIBED, deal = id));
        };
        let has = |name: &String| now.lines.iter().any(|line| line.discount.name == *name);
        if let Some(name) = asked.lose.iter().find(|name| !has(name)) {
            return refuse("lose", say!(words::PLAN_HAS_NOT, discount = name));
        }
        for discount in &asked.take {
            if has(&discount.name) {
                return refuse("take", say!(words::PLAN_HAS, discount = &discount.name));
            }
            // Lost by a late signing they come back by a leader's leave only, not by another plan.
            let lost = self.lost.iter().flat_map(|lost| &lost.names).chain(&self.forgone);
            if lost.into_iter().any(|name| *name == discount.name) {
                return refuse("take", say!(words::PLAN_LOST, discount = &discount.name));
            }
        }
        let made = if asked.lose.is_empty() && asked.take.is_empty() {
            now.into_owned()
        } else {
            let kept = now.lines.iter().map(|line| &line.discount).filter(|d| !asked.lose.contains(&d.name));
            let discounts: Vec<Discount> = kept.chain(&asked.take).cloned().collect();
            let by = make_up::Terms {
                today: Day::default(),
                rounding: rounding(ctx),
                floor: Some(Floor::Price(floor)),
                specials_stack: specials_stack(&discounts, ctx)?,
            };
            MakeUp::new(now.list, &discounts, &by).map_err(|refusal| refusal.at("take"))?
        };
        if made.deal < self.price() {
            if let Some(refusal) = about_floor(&made, ctx).refusal {
                return Err(refusal.at("take"));
            }
            let cap = Ppm::percent(ctx.policy.get(&policy::DEPOSIT_CAP_PCT));
            deposit::check(made.deal, terms.deposit, cap, "take")?;
        }
        let plan = plan(Some(&asked.plan), terms.deposit, made.deal)?;
        if let Some(refusal) =
            about_plan(&plan, Day::of(ctx.now, ctx.tz_min), ctx).into_iter().find_map(|check| check.refusal)
        {
            return Err(refusal);
        }
        if plan == terms.plan {
            return refuse("plan", words::PLAN_SAME.into());
        }
        Ok((made, plan))
    }

    /// Another pay plan, as it was approved.
    ///
    /// # Errors
    /// Another application runs.
    pub fn decide_replan(
        &self,
        id: DealId,
        application: AppId,
        make_up: MakeUp,
        plan: PayPlan,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.runs(id, application)?;
        Ok(vec![DealEvent::PlanChanged { application, make_up, plan }])
    }

    /// What stands on its form: that was signed, and a supplement changes it; it is not drawn anew.
    pub fn signed_terms(&self) -> Option<&Terms> {
        self.signed.as_ref().or(self.terms.as_ref())
    }
}
