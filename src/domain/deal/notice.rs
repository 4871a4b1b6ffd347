//! Reminders and notices 催签 (RULES 1.8): who was reached, what was sent, and the proof that it arrived. A rescission takes
//! effect when the notice reaches the other side (Civil Code 565), so proof is part of it.

use serde::{Deserialize, Serialize};

use super::{Deal, DealEvent, DealId};
use crate::domain::choice::choices;
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::moment::Millis;
use crate::domain::policy;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::change as words;

choices! {
    /// How a buyer is reminded.
    RemindHow {
        /// 电话
        Call = "call", words::REMIND_CALL;
        /// 短信
        Sms = "sms", words::REMIND_SMS;
        /// 微信
        Wechat = "wechat", words::REMIND_WECHAT;
        /// 面谈
        Meeting = "meeting", words::REMIND_MEETING;
    }
}

choices! {
    /// A written notice.
    Notice {
        /// 催签通知书: demands the signing by a day.
        Demand = "demand", words::NOTICE_DEMAND;
        /// 解除认购协议通知书
        Rescission = "rescission", words::NOTICE_RESCISSION;
    }
}

choices! {
    /// How a notice is delivered 送达方式.
    Via {
        /// 邮政特快专递
        Ems = "ems", words::VIA_EMS;
        /// 当面签收
        Hand = "hand", words::VIA_HAND;
        /// 短信
        Sms = "sms", words::REMIND_SMS;
        /// 电子邮件
        Email = "email", words::VIA_EMAIL;
    }
}

/// A reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// How.
    pub how: RemindHow,
    /// Whether the buyer was reached.
    pub reached: bool,
    /// What was said.
    pub note: String,
    /// By whom.
    pub by: StaffId,
    /// When.
    pub at: Millis,
}

/// A notice that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentNotice {
    /// Which.
    pub notice: Notice,
    /// Its number.
    pub number: String,
    /// By when the buyer must act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cure_by: Option<Day>,
    /// How it was sent.
    pub via: Via,
    /// When.
    pub at: Millis,
    /// The day it arrived, with its proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<(Day, String)>,
}

impl Deal {
    /// The last notice of a kind since the signing was last due.
    pub fn notice(&self, notice: Notice) -> Option<&SentNotice> {
        self.notices.iter().rev().find(|sent| sent.notice == notice)
    }

    /// Whether the day of the signing has passed.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.is_live() && self.sign_by.is_some_and(|day| day < today)
    }

    /// Whether the demand arrived and its time is over.
    pub fn demand_is_over(&self, today: Day) -> bool {
        self.notice(Notice::Demand)
            .is_some_and(|sent| sent.arrived.is_some() && sent.cure_by.is_some_and(|day| day < today))
    }

    /// Writes down that the buyer was reminded, or that nobody was reached.
    ///
    /// # Errors
    /// No such deal, or over.
    pub fn decide_remind(
        &self,
        id: DealId,
        how: RemindHow,
        reached: bool,
        note: &str,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.live(id)?;
        Ok(vec![DealEvent::Reminded { how, reached, note: note.to_owned() }])
    }

    /// Sends a notice. A demand goes out once the signing is overdue and sets the days of the house to act; a rescission
    /// only after the demand arrived and its time is over. What went out is told apart by its number alone: `used` is the
    /// notice that has it already.
    ///
    /// # Errors
    /// Not overdue, the demand has not run out, or the number is taken.
    pub fn decide_notice(
        &self,
        id: DealId,
        notice: Notice,
        (number, used): (&str, Option<(DealId, Notice)>),
        via: Via,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.live(id)?;
        ctx.clock_trusted()?;
        let today = Day::of(ctx.now, ctx.tz_min);
        let refuse = |say| Err(Refusal::new("RULES 1.8", say).at("deal"));
        if !self.is_overdue(today) {
            return refuse(say!(words::NOT_OVERDUE, deal = id));
        }
        let cure_by = match notice {
            Notice::Demand => Some(ctx.days_after(today, ctx.policy.get(&policy::CURE_DAYS))?),
            Notice::Rescission if self.demand_is_over(today) => None,
            Notice::Rescission => return refuse(words::DEMAND_FIRST.into()),
        };
        if let Some((first, which)) = used {
            let why = say!(words::NOTICE_NO_USED, number = number, deal = first, notice = which.text());
            let refusal = Refusal::new("RULES 1.8", why).at("number");
            return Err(refusal.try_this(words::NOTICE_NO_USED_REMEDY));
        }
        Ok(vec![DealEvent::Noticed { notice, number: number.to_owned(), cure_by, via }])
    }

    /// Writes down when a notice arrived, with its proof. The days to act never end before they were given.
    ///
    /// # Errors
    /// None was sent, it arrived already, or a day before it was sent or after today.
    pub fn decide_delivered(
        &self,
        id: DealId,
        notice: Notice,
        on: Day,
        proof: &str,
        ctx: &Ctx,
    ) -> Result<Vec<DealEvent>, Refusal> {
        self.live(id)?;
        let sent = self.notice(notice).filter(|sent| sent.arrived.is_none());
        let Some(sent) = sent else {
            let why = say!(words::NOTHING_SENT, notice = notice.text());
            return Err(Refusal::new("RULES 1.8", why).at("notice"));
        };
        let (first, today) = (Day::of(sent.at, ctx.tz_min), Day::of(ctx.now, ctx.tz_min));
        if on < first || on > today {
            let why = say!(words::ARRIVED_RANGE, first = first, last = today);
            return Err(Refusal::new("RULES 1.8", why).at("on"));
        }
        // The buyer has the days from when the demand reached them, and never less than the notice itself gives.
        let cure_by = match notice {
            Notice::Demand => sent.cure_by.max(Some(ctx.days_after(on, ctx.policy.get(&policy::CURE_DAYS))?)),
            Notice::Rescission => None,
        };
        Ok(vec![DealEvent::Delivered { notice, on, proof: proof.to_owned(), cure_by }])
    }
}
