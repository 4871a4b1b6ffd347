//! What a change would come to, before it is asked for, and what its form starts with: the days by the house's rule, the
//! next number of a paper (RULES 1.5, 1.8). Read only.

use super::{Desk, Failure, LogFilter, Which};
use crate::domain::application::{AppKind, Request};
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::deal::{Cause, Deal, DealEvent, DealId, Extension, Notice, Settlement};
use crate::domain::event::EventSet;
use crate::domain::money::Fen;
use crate::domain::policy;
use crate::domain::receipt::Pocket;
use crate::domain::refusal::Refusal;
use crate::store::StoreError;
use crate::text::change as words;

/// Papers that an office numbers one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// 催签通知书, 解除认购通知书
    Notice(Notice),
    /// 申请单: extension, release, swap, change of buyers, another pay plan.
    Application(AppKind),
}

impl Series {
    /// How an office that has none yet may begin.
    const fn first(self) -> &'static str {
        match self {
            Self::Notice(Notice::Demand) => "CQ-001",
            Self::Notice(Notice::Rescission) => "JC-001",
            Self::Application(AppKind::Extension) => "YQ-001",
            Self::Application(AppKind::Release) => "TD-001",
            Self::Application(AppKind::Swap) => "HF-001",
            Self::Application(AppKind::Plan) => "FK-001",
            Self::Application(_) => "GM-001",
        }
    }
}

/// The day asked for and the days until then are linked both ways (RULES 1.5): one of them is given.
pub(super) fn extension(
    id: DealId,
    deal: &Deal,
    (to, days): (Option<Day>, Option<i64>),
    keep: bool,
    evidence: &str,
    ctx: &Ctx,
) -> Result<Request, Failure> {
    let today = Day::of(ctx.now, ctx.tz_min);
    let to = match (to, days) {
        (Some(day), None) => day,
        (None, Some(days)) => ctx.days_after(deal.sign_by.unwrap_or(today), days)?,
        _ => return Err(Refusal::new("RULES 1.5", words::DAY_OR_DAYS).at("to").into()),
    };
    let asked = deal.may_extend(id, to, keep, ctx)?;
    Ok(Request::Extension {
        from: asked.from,
        to: asked.to,
        nth: asked.nth,
        total: asked.total,
        beyond: asked.beyond,
        evidence: evidence.to_owned(),
        keep: keep && asked.lost.is_some(),
        lost: asked.lost,
    })
}

/// The end of a subscription: the fault decides about the deposit (RULES 1.8).
pub(super) fn release(
    id: DealId,
    deal: &Deal,
    cause: Cause,
    kept: Option<Fen>,
    (evidence, declaration): (&str, Option<&str>),
    ctx: &Ctx,
) -> Result<Request, Failure> {
    deal.may_release(id, cause, declaration, ctx)?;
    let settlement = Settlement::of(cause, deal.price(), deal.account.balance(Pocket::Deposit), kept)?;
    let evidence = match declaration {
        Some(number) => format!("{evidence} {number}"),
        None => evidence.to_owned(),
    };
    Ok(Request::Release { cause, settlement, evidence })
}

impl Desk {
    /// What an extension would be.
    ///
    /// # Errors
    /// Why it may not be asked for, or what the store says.
    pub fn extension_of(
        &self,
        id: DealId,
        deal: &Deal,
        (to, days): (Option<Day>, Option<i64>),
        keep: bool,
    ) -> Result<Request, Failure> {
        self.read_ctx(|ctx| extension(id, deal, (to, days), keep, "", ctx))?
    }

    /// What the end of a subscription would be.
    ///
    /// # Errors
    /// Why it may not be asked for, or what the store says.
    pub fn release_of(
        &self,
        id: DealId,
        deal: &Deal,
        cause: Cause,
        kept: Option<Fen>,
        declaration: Option<&str>,
    ) -> Result<Request, Failure> {
        self.read_ctx(|ctx| release(id, deal, cause, kept, ("", declaration), ctx))?
    }

    /// As many days as the manager grants at once and in all; more only where the day would have passed already.
    ///
    /// # Errors
    /// What the store says.
    pub fn usual_extension(&self, deal: &Deal) -> Result<i64, StoreError> {
        let today = self.today();
        self.read_ctx(|ctx| {
            let each = ctx.policy.get(&policy::EXT_MAX_EACH);
            let had: i64 = deal.extensions.iter().map(Extension::days).sum();
            let usual = each.min(ctx.policy.get(&policy::EXT_TOTAL) - had).max(1);
            let late = deal.sign_by.map_or(0, |from| from.until(today));
            if usual > late { usual } else { late + each }
        })
    }

    /// The number after the last one of its series, as the office writes them.
    ///
    /// # Errors
    /// What the store says.
    pub fn next_number(&self, series: Series) -> Result<String, StoreError> {
        let mut used: Vec<(bool, String)> = match series {
            Series::Notice(_) => {
                // By the log: a deal whose signing was put off knows no more what was demanded before.
                let kind = Some("deal.noticed".to_owned());
                let mut sent = Vec::new();
                for event in self.log(&LogFilter { kind, ..LogFilter::default() })? {
                    let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
                    let event = DealEvent::decode(&event.kind, version, &event.payload)?;
                    if let DealEvent::Noticed { notice, number, .. } = event {
                        sent.push((Series::Notice(notice) == series, number));
                    }
                }
                sent
            }
            Series::Application(kind) => {
                let all = self.applications(Which::All)?.into_iter().filter_map(|(_, app)| app.request);
                all.filter_map(|request| Some((request.kind() == kind, evidence_of(&request)?.to_owned())))
                    .collect()
            }
        };
        used.retain(|(_, number)| after(number).is_some());
        // As the last one is written, after the highest: numbers are not always used in their order.
        let begin = |number: &str| number.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let last = used.iter().rev().find(|(same, _)| *same).map(|(_, number)| begin(number));
        let of_series = used.iter().filter(|(_, number)| last.as_ref() == Some(&begin(number)));
        let highest = of_series.max_by_key(|(_, number)| (number.len(), number.clone()));
        let mut next =
            highest.and_then(|(_, number)| after(number)).unwrap_or_else(|| series.first().to_owned());
        while used.iter().any(|(_, number)| *number == next) {
            let Some(following) = after(&next) else { break };
            next = following;
        }
        Ok(next)
    }
}

/// The number of what the buyer signed; of what came with it, no more.
fn evidence_of(request: &Request) -> Option<&str> {
    let (Request::Extension { evidence, .. }
    | Request::Release { evidence, .. }
    | Request::Swap { evidence, .. }
    | Request::Buyers { evidence, .. }
    | Request::Plan { evidence, .. }) = request
    else {
        return None;
    };
    evidence.split_whitespace().next()
}

/// `催2026-009` leads to `催2026-010`; what does not end in a number leads nowhere.
fn after(number: &str) -> Option<String> {
    let begin = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &number[begin.len()..];
    let next = digits.parse::<u32>().ok()?.checked_add(1)?;
    Some(format!("{begin}{next:0width$}", width = digits.len()))
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn numbers_go_on_as_the_office_writes_them() {
        let cases = [("CQ-011", Some("CQ-012")), ("催2026-009", Some("催2026-010")), ("99", Some("100"))];
        for (number, next) in cases {
            assert_eq!(after(number).as_deref(), next, "{number}");
        }
        assert_eq!(after("微信截图"), None);
        assert_eq!(after("1380000000012345"), None);
    }
}
