//! The parameters 参数 of a project, each with its default and its limits (RULES 4).

use super::{Measure, Param, Word, param};
use crate::domain::roster::rules as roster;
use crate::text::{change, guest, people as words, sale};

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
    Measure::OneOf(crate::domain::make_up::Rounding::CHOICES),
    0,
    0,
    crate::domain::make_up::Rounding::CHOICES.len() as i64 - 1,
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
