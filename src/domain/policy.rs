//! House rules 参数: what may differ from site to site is a parameter with a default (RULES 4), never a constant
//! buried in a rule.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::choice::Choice as Word;
use super::event::{Aggregate, Meta, events};
use super::refusal::Refusal;
use super::roster::rules as roster;
use crate::say;
use crate::text::{Arg, Say, Text, change, cli, guest, people as words, sale};

/// What a parameter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Natural days.
    Days,
    /// Seconds.
    Seconds,
    /// Times, pieces, rows.
    Count,
    /// Whole yuan.
    Yuan,
    /// Hundredths.
    Percent,
    /// A time of the day, in minutes after midnight.
    Clock,
    /// One of these words; what is stored is its place.
    OneOf(&'static [Word]),
}

impl Measure {
    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::Minutes => words::MINUTES,
            Self::Hours => words::HOURS,
            Self::Days => guest::DAYS,
            Self::Seconds => words::SECONDS,
            Self::Count => words::COUNT,
            Self::Yuan => sale::YUAN,
            Self::Percent => sale::PERCENT,
            Self::Clock => words::CLOCK,
            Self::OneOf(_) => words::SWITCH,
        }
    }
}

/// A parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Param {
    /// As typed and stored: `hold_min`.
    pub name: &'static str,
    /// In words.
    pub text: Text,
    /// What it counts.
    pub measure: Measure,
    /// Where nothing was set.
    pub default: i64,
    /// The least it may be.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
    /// Where it comes from.
    pub rule: &'static str,
}

impl Param {
    /// Reads a value as people write it: `30`, `9:00`, `cyclic`; `None` when it is none.
    pub fn read(&self, typed: &str) -> Option<i64> {
        let folded = super::clean::fold_width(typed).trim().to_lowercase();
        match self.measure {
            Measure::OneOf(positions) => {
                let is = |w: &Word| {
                    w.code == folded || w.text.zh == typed.trim() || w.text.en.to_lowercase() == folded
                };
                positions.iter().position(is).map(|at| at as i64)
            }
            Measure::Clock => {
                let (hours, minutes) = folded.split_once(':')?;
                let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
                (0..60).contains(&minutes).then_some(hours * 60 + minutes)
            }
            _ => folded.parse().ok(),
        }
    }

    /// A value as people read it.
    pub fn show(&self, value: i64) -> Arg {
        match self.measure {
            Measure::OneOf(positions) => usize::try_from(value)
                .ok()
                .and_then(|at| positions.get(at))
                .map_or_else(|| value.into(), |word| word.text.into()),
            Measure::Clock => format!("{:02}:{:02}", value / 60, value % 60).into(),
            _ => value.into(),
        }
    }

    /// What may be typed, for whoever typed something else.
    fn bounds(&self, typed: &str) -> Say {
        match self.measure {
            Measure::OneOf(positions) => {
                let known: Vec<Arg> = positions
                    .iter()
                    .map(|w| say!(cli::CODE_AND_TEXT, code = w.code, text = w.text).into())
                    .collect();
                say!(words::PARAM_ONE_OF, name = self.text, value = typed, known = known)
            }
            _ => say!(
                words::PARAM_BOUNDS,
                name = self.text,
                least = self.show(self.least),
                most = self.show(self.most),
                measure = self.measure.text(),
                value = typed
            ),
        }
    }
}

/// How long a hold 锁房 lasts.
pub const HOLD_MIN: Param =
    param("hold_min", words::P_HOLD_MIN, Measure::Minutes, 30, 1, 24 * 60, "RULES 4 holds");
/// How often a hold can be renewed.
pub const HOLD_RENEW: Param =
    param("hold_renew", words::P_HOLD_RENEW, Measure::Count, 1, 0, 10, "RULES 4 holds");
/// How long a reservation 预留 lasts.
pub const RESERVE_H: Param =
    param("reserve_h", words::P_RESERVE_H, Measure::Hours, 24, 1, 24 * 30, "RULES 4 holds");
/// How many live reservations a consultant may have.
pub const RESERVE_PER_CONSULTANT: Param =
    param("reserve_per_consultant", words::P_RESERVE_QUOTA, Measure::Count, 2, 0, 1000, "RULES 4 holds");
/// How long the first on the waitlist 候补 comes first after a unit is free again.
pub const WAITLIST_FIRST_MIN: Param =
    param("waitlist_first_min", words::P_WAITLIST_FIRST, Measure::Minutes, 30, 0, 7 * 24 * 60, "DESIGN 3");
/// How far a list price may move by a percentage at once; farther by an amount.
pub const PRICE_CHANGE_PCT: Param =
    param("price_change_pct", words::P_PRICE_CHANGE, Measure::Percent, 30, 1, 100, "DESIGN 3");
/// How many wrong PINs in a row pause a person.
pub const PIN_TRIES: Param = param("pin_tries", words::P_PIN_TRIES, Measure::Count, 3, 1, 20, "DESIGN 5");
/// The first pause; it doubles with every further one, to at most fifteen minutes.
pub const PIN_PAUSE_S: Param =
    param("pin_pause_s", words::P_PIN_PAUSE, Measure::Seconds, 30, 1, 900, "RELIABILITY 3");
/// How long nobody touches the keys before the person at the desk is signed out.
pub const IDLE_LOCK_MIN: Param =
    param("idle_lock_min", words::P_IDLE_LOCK, Measure::Minutes, 10, 1, 8 * 60, "DESIGN 5");

/// How long a visit protects the consultant who received 来访保护期.
pub const VISIT_PROTECT_DAYS: Param =
    param("visit_protect_days", guest::P_VISIT_PROTECT, Measure::Days, 10, 1, 365, "RULES 4 attribution");
/// How long a call protects the consultant who answered 来电保护期.
pub const CALL_PROTECT_DAYS: Param =
    param("call_protect_days", guest::P_CALL_PROTECT, Measure::Days, 15, 1, 365, "RULES 4 attribution");
/// Without a follow-up for so long before a deal the guest counts as given up.
pub const INACTIVE_DAYS: Param =
    param("inactive_days", guest::P_INACTIVE, Measure::Days, 7, 1, 365, "RULES 4 attribution");
/// Followed for so long without another visit, a guest goes to the manager.
pub const HANDOVER_TO_MANAGER_DAYS: Param =
    param("handover_to_manager_days", guest::P_HANDOVER, Measure::Days, 40, 1, 365, "RULES 4 attribution");
/// How long a guest whom a colleague received in turn can be claimed.
pub const CLAIM_DAYS: Param =
    param("claim_days", guest::P_CLAIM, Measure::Days, 2, 0, 30, "RULES 4 attribution");
/// How long after a deal its guest can be disputed.
pub const DISPUTE_DAYS: Param =
    param("dispute_days", guest::P_DISPUTE, Measure::Days, 7, 0, 90, "RULES 4 attribution");
/// How long a channel's report 报备 is valid.
pub const REPORT_VALID_DAYS: Param =
    param("report_valid_days", guest::P_REPORT_VALID, Measure::Days, 30, 1, 180, "RULES 1.2");
/// How long before the arrival a channel must have reported.
pub const REPORT_BEFORE_MIN: Param =
    param("report_before_min", guest::P_REPORT_BEFORE, Measure::Minutes, 30, 0, 24 * 60, "RULES 1.2");

/// An export with more rows about people than this takes a manager's PIN.
pub const EXPORT_LIMIT_ROWS: Param =
    param("export_limit_rows", words::P_EXPORT_LIMIT, Measure::Count, 50, 0, 100_000, "RULES 4 privacy");

/// How long a subscription that was begun may take to come to the deposit; its unit is locked that long.
pub const ENTRY_MIN: Param =
    param("entry_min", sale::P_ENTRY_MIN, Measure::Minutes, 120, 10, 3 * 24 * 60, "RULES 1.4");
/// By when the contract is to be signed, counted from the subscription.
pub const SIGN_DAYS: Param = param("sign_days", sale::P_SIGN_DAYS, Measure::Days, 7, 1, 60, "RULES 4 clocks");
/// Whether periods are counted in natural or in working days.
pub const DAY_COUNT: Param =
    param("day_count", change::P_DAY_COUNT, Measure::OneOf(DAY_COUNTS), 0, 0, 1, "DESIGN 3");
const DAY_COUNTS: &[Word] = &[
    Word { code: "natural", text: change::NATURAL_DAYS },
    Word { code: "working", text: change::WORKING_DAYS },
];
/// The most days of one extension of the signing 延期.
pub const EXT_MAX_EACH: Param =
    param("sign_ext_max_each", change::P_EXT_EACH, Measure::Days, 7, 1, 90, "RULES 1.5");
/// How often the manager extends alone; oftener the leader decides.
pub const EXT_TIMES: Param =
    param("sign_ext_times", change::P_EXT_TIMES, Measure::Count, 2, 0, 20, "RULES 1.5");
/// How many days in all the manager extends alone; more the leader decides.
pub const EXT_TOTAL: Param =
    param("sign_ext_total", change::P_EXT_TOTAL, Measure::Days, 15, 0, 365, "RULES 1.5");
/// How many days before a signing it is reminded of.
pub const REMIND_DAYS: Param =
    param("remind_days", change::P_REMIND, Measure::Days, 2, 0, 30, "RULES 4 clocks");
/// How long a buyer has after a demand 催签通知书 reached them.
pub const CURE_DAYS: Param = param("cure_days", change::P_CURE, Measure::Days, 3, 1, 90, "RULES 1.8");
/// Whether the new subscription of a swap 换房 starts a clock of its own, or keeps the old one.
pub const SWAP_CLOCK: Param =
    param("swap_clock", change::P_SWAP_CLOCK, Measure::OneOf(SWAP_CLOCKS), 0, 0, 1, "RULES 1.8");
const SWAP_CLOCKS: &[Word] =
    &[Word { code: "new", text: change::NEW_CLOCK }, Word { code: "old", text: change::OLD_CLOCK }];
/// Which discounts an overdue signing loses 逾期失去优惠.
pub const LATE_LOSES: Param =
    param("late_loses", change::P_LATE_LOSES, Measure::OneOf(LATE_LOSSES), 2, 0, 2, "RULES 1.6");
const LATE_LOSSES: &[Word] = &[
    Word { code: "none", text: change::LOSES_NONE },
    Word { code: "published", text: change::LOSES_PUBLISHED },
    Word { code: "all", text: change::LOSES_ALL },
];
/// By when what is owed to a buyer is paid back.
pub const PAY_BACK_DAYS: Param =
    param("pay_back_days", change::P_PAY_BACK, Measure::Days, 7, 0, 90, "RULES 1.3.3");
/// How soon a complaint gets its first answer.
pub const COMPLAINT_H: Param =
    param("complaint_first_reply_h", change::P_COMPLAINT, Measure::Hours, 24, 1, 24 * 14, "RULES 1.7");

/// The most of a price that a deposit 定金 may be (Civil Code 586).
pub const DEPOSIT_CAP_PCT: Param =
    param("deposit_cap_pct", sale::P_DEPOSIT_CAP, Measure::Percent, 20, 1, 20, "RULES 2 row 2");
/// The least deposit; less takes the manager and a day for the rest.
pub const MIN_DEPOSIT: Param =
    param("min_deposit", sale::P_MIN_DEPOSIT, Measure::Yuan, 50_000, 0, 10_000_000, "RULES 4 money");
/// By when the rest of a short deposit is due at the latest.
pub const BALANCE_DAYS: Param =
    param("balance_days", sale::P_BALANCE_DAYS, Measure::Days, 3, 1, 60, "RULES 1.4");
/// The least share of the list price that a unit may be sold for 底价, where none is set for it.
pub const FLOOR_PCT: Param = param("floor_pct", sale::P_FLOOR_PCT, Measure::Percent, 95, 1, 100, "RULES 1.6");
/// Below the floor by more than this is shown in red.
pub const FLOOR_RED_PCT: Param =
    param("discount_floor_red", sale::P_FLOOR_RED, Measure::Percent, 3, 0, 100, "RULES 4 money");
/// How many special discounts a deal may have.
pub const SPECIALS: Param =
    param("special_discounts", sale::P_SPECIALS, Measure::Count, 1, 0, 5, "RULES 1.6");
/// How a price is rounded at the end.
pub const PRICE_ROUNDING: Param = param(
    "price_rounding",
    sale::P_ROUNDING,
    Measure::OneOf(super::make_up::Rounding::CHOICES),
    0,
    0,
    super::make_up::Rounding::CHOICES.len() as i64 - 1,
    "RULES 1.16",
);
/// Loans are rounded down to a multiple of this.
pub const LOAN_STEP: Param =
    param("loan_step", sale::P_LOAN_STEP, Measure::Yuan, 10_000, 1, 1_000_000, "RULES 1.16");
/// The least share of the price that is paid down where there is a loan.
pub const LEAST_DOWN_PCT: Param =
    param("least_down_pct", sale::P_LEAST_DOWN, Measure::Percent, 15, 0, 100, "RULES 1.16");
/// Copies of a subscription form that the program prints itself: the guest's and the assistant's (atlas 三.3).
pub const SUBSCRIPTION_COPIES: Param =
    param("subscription_copies", sale::P_COPIES, Measure::Count, 2, 2, 9, "RULES 1.4");
/// A down payment by instalments longer than this is shown in red.
pub const DOWN_INSTALMENT_RED: Param =
    param("downpay_instalment_red", sale::P_DOWN_RED, Measure::Days, 90, 1, 3650, "RULES 4 money");
/// A full price by instalments longer than this is shown in red.
pub const FULL_INSTALMENT_RED: Param =
    param("full_instalment_red", sale::P_FULL_RED, Measure::Days, 180, 1, 3650, "RULES 4 money");

/// Every parameter there is.
pub const PARAMS: &[Param] = &[
    HOLD_MIN,
    HOLD_RENEW,
    RESERVE_H,
    RESERVE_PER_CONSULTANT,
    WAITLIST_FIRST_MIN,
    PRICE_CHANGE_PCT,
    PIN_TRIES,
    PIN_PAUSE_S,
    IDLE_LOCK_MIN,
    roster::BASE_ORDER,
    roster::LATE_RULE,
    roster::LATE_MINUTES,
    roster::WORK_START,
    roster::WORK_END,
    roster::OLD_VISIT_CONSUMES,
    roster::NAMED_CONSUMES,
    roster::RESEARCH_RESTORES,
    roster::LUNCH_KEEPS_PLACE,
    roster::LEAVE_KEEPS_PLACE,
    roster::MAKEUP_MODE,
    roster::MAKEUP_CAP,
    roster::PENALTY_UNIT,
    roster::BUSY_WITH_OLD,
    roster::WITNESS_REGISTER,
    roster::CALL_QUEUE,
    roster::CHANNEL_QUEUE,
    roster::AB_GROUPS,
    roster::POSITION_TIMEOUT,
    VISIT_PROTECT_DAYS,
    CALL_PROTECT_DAYS,
    INACTIVE_DAYS,
    HANDOVER_TO_MANAGER_DAYS,
    CLAIM_DAYS,
    DISPUTE_DAYS,
    REPORT_VALID_DAYS,
    REPORT_BEFORE_MIN,
    EXPORT_LIMIT_ROWS,
    ENTRY_MIN,
    SIGN_DAYS,
    DEPOSIT_CAP_PCT,
    MIN_DEPOSIT,
    BALANCE_DAYS,
    FLOOR_PCT,
    FLOOR_RED_PCT,
    SPECIALS,
    PRICE_ROUNDING,
    LOAN_STEP,
    LEAST_DOWN_PCT,
    SUBSCRIPTION_COPIES,
    DOWN_INSTALMENT_RED,
    FULL_INSTALMENT_RED,
    DAY_COUNT,
    EXT_MAX_EACH,
    EXT_TIMES,
    EXT_TOTAL,
    REMIND_DAYS,
    CURE_DAYS,
    SWAP_CLOCK,
    PAY_BACK_DAYS,
    LATE_LOSES,
    COMPLAINT_H,
];

pub(super) const fn param(
    name: &'static str,
    text: Text,
    measure: Measure,
    default: i64,
    least: i64,
    most: i64,
    rule: &'static str,
) -> Param {
    Param { name, text, measure, default, least, most, rule }
}

/// The parameter of this name: `hold_min`, or its name in either language.
///
/// # Errors
/// None is called so; the answer lists them.
pub fn find_param(name: &str) -> Result<&'static Param, Refusal> {
    let folded = super::clean::fold_width(name).to_lowercase();
    let called = |p: &&Param| p.name == folded || p.text.zh == name || p.text.en.to_lowercase() == folded;
    PARAMS.iter().find(called).ok_or_else(|| {
        let known: Vec<Arg> = PARAMS.iter().map(|p| p.name.into()).collect();
        Refusal::new("RULES 4", say!(words::NO_SUCH_PARAM, name = name))
            .at("name")
            .typed(say!(words::KNOWN_PARAMS, names = known))
    })
}

events! {
    /// What happens to the house rules.
    PolicyEvent {
        /// A parameter got a value.
        "policy.set" v 1 => Set {
            /// Its name.
            name: String,
            /// What it was.
            from: i64,
            /// What it is now.
            to: i64,
            /// Why.
            reason: String,
        }
    }
}

/// The house rules of a project.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Policy {
    set: BTreeMap<String, i64>,
}

impl Policy {
    /// What a parameter is today.
    pub fn get(&self, param: &Param) -> i64 {
        self.set.get(param.name).copied().unwrap_or(param.default)
    }

    /// Sets a parameter to what was typed.
    ///
    /// # Errors
    /// No such parameter, or a value outside its bounds.
    pub fn decide_set(&self, name: &str, typed: &str, reason: &str) -> Result<Vec<PolicyEvent>, Refusal> {
        let param = find_param(name)?;
        let value = param.read(typed).filter(|value| (param.least..=param.most).contains(value));
        let Some(value) = value else {
            return Err(Refusal::new(param.rule, param.bounds(typed)).at("value"));
        };
        let from = self.get(param);
        if from == value {
            let same = say!(words::PARAM_SAME, name = param.text, value = param.show(value));
            return Err(Refusal::new(param.rule, same).at("value"));
        }
        Ok(vec![PolicyEvent::Set { name: param.name.to_owned(), from, to: value, reason: reason.to_owned() }])
    }
}

impl Aggregate for Policy {
    type Event = PolicyEvent;
    const KIND: &'static str = "policy";

    fn evolve(&mut self, event: &PolicyEvent, _: &Meta) {
        match event {
            PolicyEvent::Set { name, to, .. } => {
                self.set.insert(name.clone(), *to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_those_of_rules_4() {
        let policy = Policy::default();
        assert_eq!(policy.get(&HOLD_MIN), 30);
        assert_eq!(policy.get(&HOLD_RENEW), 1);
        assert_eq!(policy.get(&RESERVE_H), 24);
        assert_eq!(policy.get(&RESERVE_PER_CONSULTANT), 2);
    }

    #[test]
    fn whoever_walks_away_is_signed_out_after_ten_minutes_unless_the_house_says_otherwise() {
        let policy = Policy::default();
        assert_eq!(policy.get(&IDLE_LOCK_MIN), 10);
        for minutes in [1, 480] {
            assert!(policy.decide_set("idle_lock_min", &minutes.to_string(), "x").is_ok(), "{minutes}");
        }
        for minutes in [0, 481] {
            assert_eq!(
                policy.decide_set("idle_lock_min", &minutes.to_string(), "x").unwrap_err().field,
                Some("value")
            );
        }
    }

    #[test]
    fn a_parameter_goes_by_its_code_or_its_name_in_either_language() {
        for param in PARAMS {
            let wide: String =
                param.name.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
            for name in [param.name, param.text.zh, param.text.en, &param.text.en.to_uppercase(), &wide] {
                assert_eq!(find_param(name).map(|p| p.name), Ok(param.name), "{name}");
            }
        }
        let refused = find_param("锁房").unwrap_err();
        assert_eq!((refused.why.text, refused.field), (words::NO_SUCH_PARAM, Some("name")));
    }

    #[test]
    fn a_value_outside_its_bounds_is_refused_at_its_field() {
        let refused = Policy::default().decide_set("hold_min", "0", "x").unwrap_err();
        assert_eq!((refused.field, refused.why.text), (Some("value"), words::PARAM_BOUNDS));
        assert_eq!(Policy::default().decide_set("hold_mins", "5", "x").unwrap_err().field, Some("name"));
    }
}
