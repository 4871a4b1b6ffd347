//! The close of a day 日结 as actions, and what an evening finds (RULES 3.4; DESIGN 5).

use std::collections::{BTreeMap, BTreeSet};

use super::action::Action;
use super::deal::deal;
use super::field::{Field, Kind, may, must};
use super::{Deed, Desk, Failure, Filled, THE_PROJECT};
use crate::domain::area::Area;
use crate::domain::book::Book;
use crate::domain::close::{CloseEvent, DayClose, Figures, Finding, FindingKind, OverdueToday, Sheet};
use crate::domain::complaint::Complaint;
use crate::domain::day::Day;
use crate::domain::deal::{Deal, Step};
use crate::domain::event::Aggregate;
use crate::domain::moment::Millis;
use crate::domain::permission::{Control, Duty, Role};
use crate::domain::project::{self, Project};
use crate::domain::receipt::{Method, Pocket, Receipt};
use crate::domain::refusal::Refusal;
use crate::domain::roster::Roster;
use crate::domain::unit::Unit;
use crate::say;
use crate::store::{StoreError, Tracked, Work, short};
use crate::text::{cli, close as words, sale};

const DAY: Field = may("day", words::F_DAY, Kind::Date);

#[rustfmt::skip]
pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "day.carry", text: words::A_CARRY, duty: Duty::DayClose, control: Control::Single,
        fields: &[DAY, must("deal", sale::F_DEAL, Kind::Deal), must("reason", cli::F_REASON, Kind::Note)],
        run: |deed, f| {
            let (day, id) = (the_day(deed, f)?, deal(deed, f)?);
            let evening = deed.work.evening(day, deed.ctx().tz_min)?;
            on_day(deed, day, |close| close.decide_carry(day, id, f.text("reason"), &evening.overdue))
        },
    },
    Action {
        id: "day.explain", text: words::A_EXPLAIN, duty: Duty::DayClose, control: Control::Single,
        fields: &[
            DAY,
            must("kind", words::F_KIND, Kind::Choice(FindingKind::CHOICES)),
            must("about", words::F_ABOUT, Kind::Text),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let day = the_day(deed, f)?;
            let kind = Filled::need(f.choice("kind").and_then(|code| FindingKind::from_code(code)), "kind")?;
            let evening = deed.work.evening(day, deed.ctx().tz_min)?;
            on_day(deed, day, |close| close.decide_explain(day, f.text("about"), kind, f.text("reason"), &evening.findings))
        },
    },
    Action {
        id: "day.close", text: words::A_CLOSE, duty: Duty::DayClose, control: Control::TwoPeople,
        fields: &[DAY],
        run: close,
    },
];

/// The day that is meant: today, or one of the past.
fn the_day(deed: &Deed, f: &Filled) -> Result<Day, Failure> {
    let today = deed.today();
    let day = f.date("day").and_then(|date| date.back(today)).unwrap_or(today);
    if day > today {
        return Err(Refusal::new("RULES 3.4", say!(words::DAY_AHEAD, day = day)).at("day").into());
    }
    Ok(day)
}

fn on_day(
    deed: &mut Deed,
    day: Day,
    decide: impl FnOnce(&DayClose) -> Result<Vec<CloseEvent>, Refusal>,
) -> Result<(), Failure> {
    let mut close: Tracked<DayClose> = deed.work.load(&day.to_string())?;
    let events = decide(&close.state)?;
    Ok(deed.work.record(&mut close, &events)?)
}

/// Closes a day: manager and finance sign together, earlier days first.
fn close(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let day = the_day(deed, f)?;
    if !(deed.takes_part(Role::Manager) && deed.takes_part(Role::Finance)) {
        return Err(Refusal::new("RULES 3.4", words::CLOSE_BOTH).at("approver").into());
    }
    if let Some(earlier) = deed.work.first_open_day(deed.ctx().tz_min)?.filter(|open| *open < day) {
        return Err(Refusal::new("RULES 3.4", say!(words::EARLIER_OPEN, day = earlier)).at("day").into());
    }
    let evening = deed.work.evening(day, deed.ctx().tz_min)?;
    let head = deed.work.head();
    let at = (head.seq, short(&head.hash));
    on_day(deed, day, |close| close.decide_close(day, evening.figures, evening.findings, evening.overdue, at))
}

/// What an evening has before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evening {
    /// What the day came to.
    pub figures: Figures,
    /// What has to be looked at.
    pub findings: Vec<Finding>,
    /// Overdue signings.
    pub overdue: Vec<OverdueToday>,
}

impl Work<'_> {
    /// What the evening of a day has before it, counted from deals, receipts, registers and the grid by themselves. A day
    /// that has passed comes to what it came to then, whatever was booked since; what was put right since is no finding.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn evening(&self, day: Day, tz_min: i32) -> Result<Evening, StoreError> {
        let mut evening = Evening::default();
        let seq = self.last_until(day.end(tz_min))?;
        self.count_deals(day, tz_min, seq, &mut evening)?;
        self.count_money(day, seq, &mut evening)?;
        self.count_after_close(day, tz_min, seq, &mut evening)?;
        self.count_registers(day, &mut evening)?;
        let project = self.load::<Project>(THE_PROJECT)?.state;
        // A jump that nothing has written down yet counts as well.
        if project.frozen.is_some() || project::is_suspect(self.head().wall, self.wall()) {
            evening.findings.push(finding("clock", FindingKind::Clock, 1));
        }
        let reveals = self.events_of_kind_on("staff.revealed", day.at(0, tz_min), day.end(tz_min))?;
        if reveals > 0 {
            evening.findings.push(finding("staff", FindingKind::Reveals, reveals));
        }
        // The clock ends with the first answer; what is not closed must not be forgotten (RULES 1.7).
        for (id, complaint) in self.complaints()? {
            if let Some(days) = complaint.answered_for(day, tz_min) {
                let about = format!("{}:{}", Complaint::KIND, id.0);
                evening.findings.push(finding(&about, FindingKind::Complaint, days));
            }
        }
        Ok(evening)
    }

    fn count_deals(&self, day: Day, tz_min: i32, seq: i64, evening: &mut Evening) -> Result<(), StoreError> {
        let figures = &mut evening.figures;
        let (mut subscribed, mut balance_open) = (0, Vec::new());
        for (id, deal) in self.deals_at(seq)? {
            let price = deal.price();
            let grid = deal.done.get(&Step::Grid);
            if grid.is_some_and(|done| Day::of(done.at, tz_min) == day) {
                figures.subscribed += 1;
                figures.subscribed_area = self.with_area(figures.subscribed_area, &deal)?;
                figures.subscribed_price = figures.subscribed_price + price;
            }
            if grid.is_some() && deal.ended.as_ref().is_some_and(|end| Day::of(end.at, tz_min) == day) {
                figures.ended += 1;
                figures.ended_area = self.with_area(figures.ended_area, &deal)?;
                figures.ended_price = figures.ended_price + price;
            }
            figures.deposits = figures.deposits + deal.account.balance(Pocket::Deposit);
            figures.payable = figures.payable + deal.account.balance(Pocket::Payable);
            figures.forfeited = figures.forfeited + deal.account.balance(Pocket::Forfeit);
            subscribed += i64::from(deal.is_live() && grid.is_some());
            // Subscribed with the deposit in full, or a part of it and a day for the rest (RULES 1.3.2).
            let agreed = deal.balance_by.filter(|_| !deal.deposit_taken_back());
            let late = agreed.map_or(grid.is_some(), |by| by < day);
            let missing =
                |deal: &Deal| deal.is_live() && deal.settled.is_none() && deal.deposit_missing().0 > 0;
            if late && missing(&deal) && missing(&self.load::<Deal>(&id.0.to_string())?.state) {
                balance_open.push((id, deal.deposit_missing()));
            }
            if let Some(due) = deal.sign_by.filter(|_| deal.is_overdue(day) && deal.settled.is_none()) {
                let stream = format!("{}:{}", Deal::KIND, id.0);
                // Since that day began, also where the day is closed on the next one.
                let (from, to) = (day.at(0, tz_min), self.now());
                let acted = self.stream_moved(&stream, from, to)? || self.application_moved(id, from, to)?;
                evening.overdue.push(OverdueToday {
                    deal: id,
                    unit: deal.unit.clone(),
                    guest: deal.guest,
                    consultant: deal.consultant,
                    due: Some(due),
                    money: deal.deposited(),
                    acted,
                });
            }
        }
        figures.overdue = evening.overdue.len() as i64;
        figures.grid = self.units_by_status_at(seq)?;
        let on_grid: i64 = ["subscribed", "changing"].iter().filter_map(|s| figures.grid.get(*s)).sum();
        if on_grid != subscribed {
            evening.findings.push(finding("grid", FindingKind::GridDeals, on_grid - subscribed));
        }
        for (id, missing) in balance_open {
            let about = format!("{}:{}", Deal::KIND, id.0);
            evening.findings.push(finding(&about, FindingKind::DepositMissing, missing.0));
        }
        Ok(())
    }

    /// An area and that of a deal's unit.
    fn with_area(&self, sum: Option<Area>, deal: &Deal) -> Result<Option<Area>, StoreError> {
        let Some(unit) = &deal.unit else { return Ok(sum) };
        let area = self.load::<Unit>(&unit.to_string())?.state.facts.gross_area;
        Ok(Some(sum.into_iter().chain([area]).sum()))
    }

    /// Receipts by themselves against the accounts of the deals.
    fn count_money(&self, day: Day, seq: i64, evening: &mut Evening) -> Result<(), StoreError> {
        let mut held = crate::domain::money::Fen::ZERO;
        for (_, receipt) in self.receipts_at(seq)? {
            let Receipt { movement: Some(movement), method: Some(method), .. } = &receipt else { continue };
            let amount = movement.amount;
            if movement.to == Pocket::Deposit {
                held = held + amount;
            }
            if movement.from == Pocket::Deposit {
                held = held - amount;
            }
            // No money changes hands by a voucher: what is counted is what is in the till and at the bank.
            if receipt.day == day && *method != Method::Voucher {
                let code = method.code().to_owned();
                let figures = &mut evening.figures;
                if movement.from == Pocket::Buyer {
                    let sum = figures.received.entry(code).or_default();
                    *sum = *sum + amount;
                } else if movement.to == Pocket::Buyer {
                    let sum = figures.paid_back.entry(code).or_default();
                    *sum = *sum + amount;
                }
            }
        }
        let gap = held - evening.figures.deposits;
        if gap.0 != 0 {
            evening.findings.push(finding("receipt", FindingKind::Receipts, gap.0));
        }
        Ok(())
    }

    /// What went on after the last close, on the day that it had closed: no sheet has it yet, so this one names it.
    fn count_after_close(
        &self,
        day: Day,
        tz_min: i32,
        seq: i64,
        evening: &mut Evening,
    ) -> Result<(), StoreError> {
        let Some((closed, sheet)) = self.last_close(day)? else { return Ok(()) };
        let on_it: BTreeSet<_> = self.receipts_at(sheet.head_seq)?.into_iter().map(|(id, _)| id).collect();
        let mut after: BTreeMap<_, i64> = BTreeMap::new();
        for (id, receipt) in self.receipts_at(seq)? {
            let Receipt { movement: Some(movement), method: Some(method), .. } = &receipt else { continue };
            if receipt.day == closed && !on_it.contains(&id) && *method != Method::Voucher {
                let sign =
                    i64::from(movement.from == Pocket::Buyer) - i64::from(movement.to == Pocket::Buyer);
                *after.entry(receipt.deal).or_default() += sign * movement.amount.0;
            }
        }
        let later = |at: Millis| at > sheet.at && Day::of(at, tz_min) == closed;
        for (id, deal) in self.deals_at(seq)? {
            let subscribed = deal.done.get(&Step::Grid);
            let ended = deal.ended.as_ref().filter(|_| subscribed.is_some());
            if subscribed.is_some_and(|done| later(done.at)) || ended.is_some_and(|end| later(end.at)) {
                after.entry(id).or_default();
            }
        }
        for (id, amount) in after {
            evening.findings.push(finding(
                &format!("{}:{}", Deal::KIND, id.0),
                FindingKind::AfterClose,
                amount,
            ));
        }
        Ok(())
    }

    /// The last signed day before a day; an office is shut for weeks at most.
    fn last_close(&self, day: Day) -> Result<Option<(Day, Sheet)>, StoreError> {
        for back in 1..=31 {
            let day = day.plus(-back);
            if let Some(sheet) = self.load::<DayClose>(&day.to_string())?.state.sheet {
                return Ok(Some((day, sheet)));
            }
        }
        Ok(None)
    }

    fn count_registers(&self, day: Day, evening: &mut Evening) -> Result<(), StoreError> {
        let sum = self.load::<Book>(&day.to_string())?.state.summary();
        let figures = &mut evening.figures;
        figures.calls = i64::from(sum.calls);
        figures.new_visits = i64::from(sum.first + sum.from_calls);
        figures.returns = i64::from(sum.returning);
        let about = format!("{}:{day}", Book::KIND);
        if sum.incomplete > 0 {
            evening.findings.push(finding(&about, FindingKind::Incomplete, i64::from(sum.incomplete)));
        }
        let roster = self.load::<Roster>(&day.to_string())?.state;
        let about = format!("{}:{day}", Roster::KIND);
        let table = roster.table();
        let open = [
            (FindingKind::Unwitnessed, table.unwitnessed().count()),
            (FindingKind::OpenReception, table.open().count()),
        ];
        for (kind, count) in open.into_iter().filter(|(_, count)| *count > 0) {
            evening.findings.push(finding(&about, kind, count as i64));
        }
        Ok(())
    }
}

fn finding(about: &str, kind: FindingKind, count: i64) -> Finding {
    Finding { about: about.to_owned(), kind, count }
}

impl Desk {
    /// What the evening of a day has before it, with what the store knows of backups.
    ///
    /// # Errors
    /// What the store says.
    pub fn evening(&self, day: Day) -> Result<Evening, StoreError> {
        let (_, tz_min) = self.now();
        let command =
            self.command(crate::domain::staff::StaffId::SYSTEM, [0; 16], crate::store::CommandId::new());
        self.store.look(command, |work| work.evening(day, tz_min))
    }

    /// The evening of a day as it is recorded.
    pub fn day_close(&self, day: Day) -> Result<DayClose, StoreError> {
        Ok(self.store.load::<DayClose>(&day.to_string())?.state)
    }

    /// The first day with events that is not closed yet, up to today; `None` when there is none.
    ///
    /// # Errors
    /// What the store says.
    pub fn first_open_day(&self) -> Result<Option<Day>, StoreError> {
        let (_, tz_min) = self.now();
        let command =
            self.command(crate::domain::staff::StaffId::SYSTEM, [0; 16], crate::store::CommandId::new());
        self.store.look(command, |work| work.first_open_day(tz_min))
    }
}
