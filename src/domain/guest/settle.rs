//! What decides whose guest it is: reports, claims, rulings, hand-overs; families and duplicates (RULES 1.2).

use super::{Guest, GuestEvent, GuestId, Relation, Share};
use crate::domain::attribution::{Attribution, Standing, Whose};
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::policy;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{guest as words, sale};

const RULE: &str = "RULES 1.2";

/// A channel's report 报备.
#[derive(Debug, Clone, Copy)]
pub struct ReportIntent<'a> {
    /// The company.
    pub company: &'a str,
    /// The broker's code.
    pub broker: &'a str,
}

impl Guest {
    /// Takes a channel's report. Earlier evidence of others goes before it, but the report is recorded all the same.
    ///
    /// # Errors
    /// The same broker's report still lasts.
    pub fn decide_report(
        &self,
        intent: ReportIntent,
        known: &Attribution,
        ctx: &Ctx,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        ctx.clock_trusted()?;
        let (company, broker) = (intent.company.to_owned(), intent.broker.to_owned());
        let same = Whose::Channel { company: company.clone(), broker: broker.clone() };
        if known.evidence.iter().any(|e| e.whose == same && e.standing == Standing::Live) {
            return Err(Refusal::new(RULE, words::REPORTED_ALREADY).at("broker"));
        }
        let today = Day::of(ctx.now, ctx.tz_min);
        Ok(vec![GuestEvent::Reported {
            company,
            broker,
            valid_from: ctx.now.plus_minutes(ctx.policy.get(&policy::REPORT_BEFORE_MIN)),
            until: today.plus(ctx.policy.get(&policy::REPORT_VALID_DAYS)),
        }])
    }

    /// Claims a guest whom a colleague received. `deal` is the day on which the guest took a unit: some days later it is
    /// too late (RULES 1.2 `dispute_days`).
    ///
    /// # Errors
    /// The claimant has no live evidence, or the deal is too long ago.
    pub fn decide_claim(
        &self,
        by: StaffId,
        note: &str,
        known: &Attribution,
        deal: Option<Day>,
        ctx: &Ctx,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        let last = deal.map(|day| day.plus(ctx.policy.get(&policy::DISPUTE_DAYS)));
        if let (Some(deal), Some(last)) = (deal, last.filter(|last| *last < Day::of(ctx.now, ctx.tz_min))) {
            let why = say!(words::DISPUTE_OVER, deal = deal, last = last);
            return Err(Refusal::new(RULE, why).at("guest").try_this(words::DISPUTE_OVER_REMEDY));
        }
        let mine =
            |whose: &Whose| matches!(whose, Whose::Consultants(s) if s.iter().any(|s| s.consultant == by));
        if !known.evidence.iter().any(|e| e.standing == Standing::Live && mine(&e.whose)) {
            return Err(Refusal::new(RULE, words::NOTHING_TO_CLAIM).at("guest"));
        }
        Ok(vec![GuestEvent::Claimed { by, note: note.to_owned() }])
    }

    /// Rules whose guest it is: one consultant, or two by halves. The evidence that was looked at goes into the event.
    ///
    /// # Errors
    /// Twice the same consultant.
    pub fn decide_rule(
        &self,
        first: StaffId,
        second: Option<StaffId>,
        reason: &str,
        known: &Attribution,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        let shares = match second {
            Some(second) if second == first => {
                return Err(Refusal::new(RULE, words::SAME_TWICE).at("second"));
            }
            Some(second) => {
                vec![Share { consultant: first, percent: 50 }, Share { consultant: second, percent: 50 }]
            }
            None => vec![Share { consultant: first, percent: 100 }],
        };
        let mut evidence: Vec<i64> = known.evidence.iter().map(|e| e.seq).collect();
        evidence.sort_unstable();
        evidence.dedup();
        let mut rules: Vec<String> = known.rules().into_iter().map(str::to_owned).collect();
        let ruling = crate::domain::attribution::Ground::Ruling.rule().to_owned();
        if !rules.contains(&ruling) {
            rules.push(ruling);
        }
        Ok(vec![GuestEvent::Ruled { shares, reason: reason.to_owned(), evidence, rules }])
    }

    /// Hands the guest over to another consultant, or back to the manager.
    ///
    /// # Errors
    /// It is that consultant's guest already.
    pub fn decide_hand_over(
        &self,
        to: Option<StaffId>,
        reason: &str,
        known: &Attribution,
        ctx: &Ctx,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        ctx.clock_trusted()?;
        let theirs = match to {
            Some(to) => known.whose == Some(Whose::one(to)),
            None => known.whose.is_none() && self.consultant.is_none(),
        };
        if theirs {
            return Err(Refusal::new(RULE, words::IS_THEIRS).at("consultant"));
        }
        let today = Day::of(ctx.now, ctx.tz_min);
        let protected_until = today.plus(ctx.policy.get(&policy::VISIT_PROTECT_DAYS));
        let reason = reason.to_owned();
        Ok(vec![GuestEvent::HandedOver { from: self.consultant, to, reason, protected_until }])
    }

    /// Links immediate family: they count as one customer.
    ///
    /// # Errors
    /// Oneself, or linked so already.
    pub fn decide_link(
        &self,
        id: GuestId,
        to: GuestId,
        relation: Relation,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        if id == to {
            return Err(Refusal::new(RULE, words::LINK_SELF).at("to"));
        }
        if self.links.iter().any(|link| link.to == to && link.relation == relation) {
            return Err(Refusal::new(RULE, words::LINKED_ALREADY).at("to"));
        }
        Ok(vec![GuestEvent::Linked { to, relation }])
    }

    /// Takes a link back.
    ///
    /// # Errors
    /// There is none.
    pub fn decide_unlink(&self, to: GuestId, reason: &str) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        if !self.links.iter().any(|link| link.to == to) {
            return Err(Refusal::new(RULE, words::NOT_LINKED).at("to"));
        }
        Ok(vec![GuestEvent::Unlinked { to, reason: reason.to_owned() }])
    }

    /// Says that this guest is the same person as another, who is found from now on. `bound` says that a unit is held,
    /// reserved or waited for in this guest's name.
    ///
    /// # Errors
    /// Oneself, or bound to a unit.
    pub fn decide_merge(
        &self,
        id: GuestId,
        into: GuestId,
        reason: &str,
        bound: bool,
    ) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        if id == into {
            return Err(Refusal::new(RULE, words::MERGE_SELF).at("into"));
        }
        if bound {
            let refusal = Refusal::new(RULE, say!(words::MERGE_BOUND, guest = id));
            return Err(refusal.at("guest").try_this(crate::text::people::GUEST_BOUND_REMEDY));
        }
        Ok(vec![GuestEvent::Merged { into, reason: reason.to_owned() }])
    }

    /// Takes a merger back: each is a guest of their own again, with their own traces. What was still to be done stays
    /// with whom it went to.
    ///
    /// # Errors
    /// Forgotten, or not merged.
    pub fn decide_separate(&self, id: GuestId, reason: &str) -> Result<Vec<GuestEvent>, Refusal> {
        if self.merged_into.is_none() || self.forgotten {
            return Err(Refusal::new(RULE, say!(words::NOT_MERGED, number = id.0)).at("guest"));
        }
        Ok(vec![GuestEvent::Separated { reason: reason.to_owned() }])
    }

    /// Puts a document on file, whose record in the vault has this commitment.
    ///
    /// # Errors
    /// Forgotten, or found as somebody else.
    pub fn decide_identify(&self, commit: String, fields: Vec<String>) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        Ok(vec![GuestEvent::Identified { commit, fields }])
    }

    /// Puts the guest on the list of those who must not buy 黑名单, or takes them off it.
    ///
    /// # Errors
    /// Forgotten, found as somebody else, or on it (off it) already.
    pub fn decide_block(&self, blocked: bool, reason: &str) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        if self.blocked.is_some() == blocked {
            let why = if blocked { sale::BLOCKED_ALREADY } else { sale::BLOCKED_NOT };
            return Err(Refusal::new("RULES 1.4", why).at("guest"));
        }
        let reason = reason.to_owned();
        Ok(vec![if blocked { GuestEvent::Blocked { reason } } else { GuestEvent::Unblocked { reason } }])
    }

    /// Takes over another guest who turned out to be this one, with what is still to be done: of two follow-ups
    /// the earlier one stays, of two appointments one's own.
    ///
    /// # Errors
    /// Forgotten, or found as somebody else.
    pub fn decide_take_over(&self, from: GuestId, other: &Self) -> Result<Vec<GuestEvent>, Refusal> {
        self.present()?;
        let mut events = vec![GuestEvent::TookOver { from }];
        let next = other.next.filter(|next| self.next.is_none_or(|own| next.at < own.at));
        let appointment = other.appointment.filter(|_| self.appointment.is_none());
        let grade = other.grade.filter(|_| self.grade.is_none());
        if next.is_some() || appointment.is_some() || grade.is_some() {
            events.push(GuestEvent::CarriedOver { from, next, appointment, grade });
        }
        Ok(events)
    }
}
