//! Changes of the demo: overdue signings on every rung of the ladder, extensions, forfeitures and refunds in every state, a
//! swap, other buyers, complaints, and the close of the days of the last week.

use serde::Deserialize;

use super::super::Stop;
use super::day::Hours;
use super::play::Play;
use super::plots::{Act, DEMAND, PLOTS};
use super::sale::{Fate, Selling, Who};
use crate::domain::application::{AppId, AppState};
use crate::domain::close::FindingKind;
use crate::domain::complaint::ComplaintId;
use crate::domain::deal::{DealId, Step};
use crate::domain::moment::Millis;
use crate::domain::paper::Place;
use crate::domain::permission::Role;

/// Words of changes in `office.toml`.
#[derive(Debug, Deserialize)]
pub(super) struct ChangeWords {
    pub reminder: String,
    pub extension: String,
    pub not_extended: String,
    pub declared: String,
    pub bank: String,
    pub own_fault: String,
    pub agreed: String,
    pub other_unit: String,
    pub relative: String,
    pub waiting: String,
    pub missing: String,
    pub complaints: [String; 3],
    pub judged: String,
    pub answered: String,
    pub content: String,
}

/// A subscription as far as its plot has come.
pub(super) struct Told {
    plot: usize,
    selling: Selling,
    /// The application that was made last.
    application: String,
    /// The subscription that it is swapped into.
    other: Option<Selling>,
}

/// When the day's changes happen, minutes after midnight.
const AT: i64 = 11 * 60 + 1;
/// Between one and the next, milliseconds: a day's changes take less than a minute.
const STEP: i64 = 250;
/// The days of the last week that were closed; yesterday and the day before were not.
const CLOSED: std::ops::RangeInclusive<i64> = 3..=9;

impl Play<'_> {
    /// What changes this minute of a day.
    pub(super) fn changes_of(&mut self, hours: &Hours, minute: i64) -> Result<(), Stop> {
        if minute == AT && hours.ago > 0 {
            self.changes_on(hours.ago, hours.midnight.plus_minutes(minute))?;
        }
        Ok(())
    }

    /// What changes today.
    pub(super) fn changes_now(&mut self, now: Millis) -> Result<(), Stop> {
        self.changes_on(0, now)
    }

    fn changes_on(&mut self, ago: i64, from: Millis) -> Result<(), Stop> {
        let mut at = from;
        for (plot, p) in PLOTS.iter().enumerate() {
            if p.ago == ago
                && let Some(selling) = self.subscribe(p.who, p.pays, Fate::Until(None))?
            {
                while self.go_on(&selling)?.is_some() {}
                self.told.push(Told { plot, selling, application: String::new(), other: None });
            }
            for (_, act) in p.acts.iter().filter(|act| act.0 == ago) {
                at = Millis(at.0 + STEP);
                self.clock.put(at);
                let Some(place) = self.told.iter().position(|told| told.plot == plot) else { continue };
                let mut told = self.told.remove(place);
                self.change(&mut told, *act)?;
                self.told.insert(place, told);
            }
        }
        self.complaints_on(ago)
    }

    fn change(&mut self, told: &mut Told, act: Act) -> Result<(), Stop> {
        let words = &self.office.change;
        let id = told.selling.deal.to_string();
        let of = ("deal", id.as_str());
        let app = told.application.clone();
        let carry_out = [("application", app.as_str())];
        let consultant = told.selling.consultant.clone();
        let (manager, finance, assistant) =
            (self.name(Role::Manager), self.name(Role::Finance), self.name(Role::Assistant));
        let paper = format!("BG-{:04}", told.plot + 1);
        let evidence = ("evidence", paper.as_str());
        let asked = match act {
            Act::Call => {
                let fields = [of, ("how", "call"), ("reached", "yes"), ("note", &words.reminder)];
                self.act(&consultant, "deal.remind", &fields)?;
                None
            }
            Act::Notice(notice) => {
                let number = format!("{}-{:03}", if notice == DEMAND { "CQ" } else { "JC" }, told.plot + 1);
                let fields = [of, ("notice", notice), ("number", number.as_str()), ("via", "ems")];
                self.act(&assistant, "deal.notice", &fields)?;
                None
            }
            Act::Arrived(notice) => {
                let proof = format!("EMS 10{:08}CN", 31_570 + told.plot);
                self.act(&assistant, "deal.delivered", &[of, ("notice", notice), ("proof", &proof)])?;
                None
            }
            Act::Extend(days) => {
                let fields = [of, ("days", days), evidence, ("reason", &words.extension)];
                self.make(&consultant, "deal.extend", &fields)?
            }
            Act::Release(cause, declared) => {
                let reason = match cause {
                    "f3" => &words.bank,
                    "f4" => &words.own_fault,
                    "f5" => &words.agreed,
                    _ => &words.declared,
                };
                let mut fields = vec![of, ("cause", cause), evidence, ("reason", reason.as_str())];
                if cause == "f5" {
                    fields.push(("kept", "50000"));
                }
                let statement = format!("SM-{:03}", told.plot + 1);
                if declared {
                    fields.push(("declaration", statement.as_str()));
                }
                self.make(&consultant, "deal.release", &fields)?
            }
            Act::Swap => {
                let reason = words.other_unit.clone();
                told.other = self.other_unit(&told.selling)?;
                let Some(other) = &told.other else { return Ok(()) };
                let to = other.deal.to_string();
                self.make(&consultant, "deal.swap", &[of, ("to", &to), evidence, ("reason", &reason)])?
            }
            Act::Buyers => {
                let reason = words.relative.clone();
                let relative = self.buyers_of(&consultant, Who::One)?.join(",");
                let fields = [of, ("buyers", relative.as_str()), evidence, ("reason", reason.as_str())];
                self.make(&consultant, "deal.buyers", &fields)?
            }
            Act::Approve => self.decide(&app, false)?,
            Act::ApproveAll => self.decide(&app, true)?,
            Act::Refuse => {
                let fields = [carry_out[0], ("reason", words.not_extended.as_str())];
                self.act(&manager, "application.refuse", &fields)?;
                None
            }
            Act::PutOff => self.make(&assistant, "deal.put_off", &carry_out)?,
            Act::Settle => self.make(&finance, "deal.settle", &carry_out)?,
            Act::Recall => self.recall(told.selling.deal)?,
            Act::Reopen => self.make(&manager, "deal.reopen", &[of])?,
            Act::PayBack => {
                self.act(&finance, "deal.pay_back", &[of, ("method", "bank")])?;
                None
            }
            Act::SwapOver => self.make(&assistant, "deal.swap_over", &carry_out)?,
            Act::Rename => self.make(&finance, "deal.rename", &carry_out)?,
            Act::Finish => {
                if let Some(other) = &told.other {
                    while self.go_on(other)?.is_some() {}
                }
                None
            }
        };
        if let Some(asked) = asked {
            told.application = asked;
        }
        Ok(())
    }

    /// The next level approves, or every one.
    fn decide(&mut self, number: &str, all: bool) -> Result<Option<String>, Stop> {
        let Some(id) = AppId::parse(number) else { return Ok(None) };
        while let Some(role) = self.desk_ref().application(id)?.and_then(|app| app.waits_for()) {
            let who = self.name(role);
            self.act(&who, "application.approve", &[("application", number)])?;
            if !all {
                break;
            }
        }
        debug_assert!(
            !all || self.desk_ref().application(id)?.is_some_and(|app| app.state() == AppState::Approved)
        );
        Ok(None)
    }

    /// Every copy that is out comes back.
    fn recall(&mut self, deal: DealId) -> Result<Option<String>, Stop> {
        let clerk = self.name(Role::Contract);
        for (number, paper) in self.desk_ref().papers_of(deal)? {
            for (copy, place) in (1..).zip(&paper.copies) {
                if paper.void.is_none() && !matches!(place, Place::Recalled | Place::Lost(_)) {
                    let (number, copy) = (number.to_string(), i32::to_string(&copy));
                    self.act(&clerk, "paper.recall", &[("paper", &number), ("copy", &copy)])?;
                }
            }
        }
        Ok(None)
    }

    /// The same guest's subscription of another unit, as far as the deposit.
    fn other_unit(&mut self, old: &Selling) -> Result<Option<Selling>, Stop> {
        let Some(deal) = self.desk_ref().deal(old.deal)? else { return Ok(None) };
        let Some(unit) = self.free_unit()? else { return Ok(None) };
        let buyers: Vec<String> = deal
            .terms
            .iter()
            .flat_map(|terms| &terms.buyers)
            .map(|buyer| format!("#{} {}", buyer.guest.0, buyer.share.to_string().trim_end_matches('%')))
            .collect();
        let (assistant, guest) = (self.name(Role::Assistant), format!("#{}", deal.guest.0));
        let hold = [("unit", unit.as_str()), ("guest", &guest), ("consultant", &old.consultant)];
        self.act(&assistant, "unit.hold", &hold)?;
        let buyers = buyers.join(", ");
        let fields = [
            ("unit", unit.as_str()),
            ("buyers", buyers.as_str()),
            ("limit", "passed"),
            ("deposit", "200000"),
            ("plan", "one_payment"),
        ];
        let made = self.make(&old.consultant, "deal.enter", &fields)?;
        let Some(deal) = made.as_deref().and_then(DealId::parse) else { return Ok(None) };
        let mut new = Selling {
            unit,
            consultant: old.consultant.clone(),
            deal,
            fate: Fate::Until(Some(Step::Deposit)),
        };
        while self.go_on(&new)?.is_some() {}
        new.fate = Fate::Until(None);
        Ok(Some(new))
    }

    /// One complaint that was closed, one that waits for an answer, one that nobody judged yet.
    fn complaints_on(&mut self, ago: i64) -> Result<(), Stop> {
        let manager = self.name(Role::Manager);
        let words = &self.office.change;
        match ago {
            5 => {
                let id = self.complain(0, "visit")?;
                let of = ("complaint", id.as_str());
                let fields = [of, ("department", "sales"), ("note", words.judged.as_str())];
                self.act(&manager, "complaint.judge", &fields)?;
                self.act(&manager, "complaint.answer", &[of, ("answer", words.answered.as_str())])
            }
            4 => {
                let id = ComplaintId(1).to_string();
                let fields =
                    [("complaint", id.as_str()), ("verdict", "satisfied"), ("note", words.content.as_str())];
                self.try_act(&manager, "complaint.close", &fields)
            }
            1 => {
                let id = self.complain(1, "call")?;
                let fields = [("complaint", id.as_str()), ("department", "property")];
                self.act(&manager, "complaint.judge", &fields)
            }
            0 => self.complain(2, "call").map(drop),
            _ => Ok(()),
        }
    }

    fn complain(&mut self, which: usize, how: &str) -> Result<String, Stop> {
        let consultant = self.name(Role::Consultant);
        let what = self.office.change.complaints[which].clone();
        let mut fields = vec![("how", how.to_owned()), ("what", what)];
        if let Some(told) = self.told.get(which) {
            fields.push(("unit", told.selling.unit.clone()));
            if let Some(deal) = self.desk_ref().deal(told.selling.deal)? {
                fields.push(("guest", format!("#{}", deal.guest.0)));
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Ok(self.make(&consultant, "complaint.receive", &fields)?.unwrap_or_default())
    }

    /// Manager and finance close the day, where it is one of those that were closed.
    pub(super) fn close_of(&mut self, ago: i64) -> Result<(), Stop> {
        if !CLOSED.contains(&ago) {
            return Ok(());
        }
        let day = self.desk_ref().today();
        let evening = self.desk_ref().evening(day)?;
        let (manager, finance) = (self.name(Role::Manager), self.name(Role::Finance));
        let words = &self.office.change;
        for overdue in evening.overdue.iter().filter(|overdue| !overdue.acted) {
            let id = overdue.deal.to_string();
            self.act(&manager, "day.carry", &[("deal", &id), ("reason", &words.waiting)])?;
        }
        for finding in evening.findings.iter().filter(|finding| finding.kind.must_be_explained()) {
            // What does not add up is no part of a day.
            if matches!(finding.kind, FindingKind::GridDeals | FindingKind::Receipts) {
                continue;
            }
            let fields =
                [("kind", finding.kind.code()), ("about", &finding.about), ("reason", &words.missing)];
            self.act(&manager, "day.explain", &fields)?;
        }
        self.act_with(&manager, &finance, "day.close", &[])
    }
}
