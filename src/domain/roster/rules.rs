//! The switches of the rotation (RULES 1.1.5): which rules a day runs by. A day keeps those it began with, so that an
//! order that was fixed never moves by a change of policy.

use serde::{Deserialize, Serialize};

use crate::domain::policy::{Measure, Param, Policy, Word, param};
use crate::text::roster as words;

/// Switches: their positions, the default first, each with the code that is typed.
macro_rules! switches {
    ($($(#[$doc:meta])* $name:ident { $(#[$first_doc:meta])* $first:ident = $first_code:literal, $first_text:expr; $($(#[$position_doc:meta])* $position:ident = $code:literal, $text:expr;)* })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { #[default] $(#[$first_doc])* $first, $($(#[$position_doc])* $position),* }

        impl $name {
            /// Every position, the default first.
            pub const ALL: &'static [Self] = &[Self::$first, $(Self::$position),*];
            /// The same as words.
            pub const WORDS: &'static [Word] =
                &[Word { code: $first_code, text: $first_text }, $(Word { code: $code, text: $text }),*];

            fn at(value: i64) -> Self {
                usize::try_from(value).ok().and_then(|at| Self::ALL.get(at)).copied().unwrap_or_default()
            }
        }
    )* };
}

switches! {
    /// Who comes next.
    BaseOrder {
        /// Everybody once in the order of the table, then again.
        Cyclic = "cyclic", words::CYCLIC;
        /// Whoever had the fewest new guests.
        FewestNew = "fewest_new", words::FEWEST_NEW;
    }
    /// What becomes of whoever signs in late.
    LateRule {
        /// Last in the order.
        Tail = "tail", words::TAIL;
        /// Last in the order, and one turn less.
        TailAndSkip1 = "tail_and_skip1", words::TAIL_AND_SKIP;
    }
    /// Whether a guest who asks for somebody by name takes a turn from them.
    NamedConsumes {
        /// Only where nothing shows that they had met before.
        NoIfEvidence = "no_if_evidence", words::NO_IF_EVIDENCE;
        /// Always.
        Yes = "yes", words::YES;
        /// Never.
        No = "no", words::NO;
    }
    /// When a missed turn is made up.
    MakeupMode {
        /// Next, once back in the lobby.
        ImmediateNext = "immediate_next", words::IMMEDIATE_NEXT;
        /// After everybody had their turn of this round.
        EndOfRound = "end_of_round", words::END_OF_ROUND;
    }
    /// Whether calls, or guests of brokers, have an order of their own.
    Queue {
        /// One of their own.
        Separate = "separate", words::SEPARATE;
        /// They take a turn like a new guest.
        Consumes = "consumes", words::CONSUMES;
    }
    /// Two teams at one counter.
    AbGroups {
        /// One team.
        Off = "off", words::OFF;
        /// The teams take new guests in turn.
        AlternateGroup = "alternate_group", words::ALTERNATE_GROUP;
        /// Each team has its day.
        AlternateDay = "alternate_day", words::ALTERNATE_DAY;
    }
}

/// Yes, then no, as parameters whose default is yes store them; [`NO_YES`] is the other way round.
const YES_NO: Measure =
    Measure::OneOf(&[Word { code: "yes", text: words::YES }, Word { code: "no", text: words::NO }]);
const NO_YES: Measure =
    Measure::OneOf(&[Word { code: "no", text: words::NO }, Word { code: "yes", text: words::YES }]);

const fn one_of(name: &'static str, text: crate::text::Text, positions: &'static [Word]) -> Param {
    param(name, text, Measure::OneOf(positions), 0, 0, positions.len() as i64 - 1, RULE)
}
const fn yes_no(name: &'static str, text: crate::text::Text, measure: Measure) -> Param {
    param(name, text, measure, 0, 0, 1, RULE)
}

const RULE: &str = "RULES 1.1.5";
/// No limit on makeups.
const NO_CAP: i64 = 99;

/// Who comes next.
pub const BASE_ORDER: Param = one_of("base_order", words::P_BASE_ORDER, BaseOrder::WORDS);
/// What becomes of whoever is late.
pub const LATE_RULE: Param = one_of("late_rule", words::P_LATE_RULE, LateRule::WORDS);
/// How many minutes after the start of work are not late yet.
pub const LATE_MINUTES: Param =
    param("late_minutes", words::P_LATE_MINUTES, Measure::Minutes, 0, 0, 240, RULE);
/// When work begins; a guest taken before takes no turn (RULES 1.1.3).
pub const WORK_START: Param =
    param("work_start", words::P_WORK_START, Measure::Clock, 9 * 60, 0, 24 * 60 - 1, "RULES 1.1.3");
/// When work ends; a guest taken after takes no turn (RULES 1.1.3).
pub const WORK_END: Param =
    param("work_end", words::P_WORK_END, Measure::Clock, 18 * 60, 1, 24 * 60, "RULES 1.1.3");
/// Whether a returning guest takes a turn.
pub const OLD_VISIT_CONSUMES: Param = yes_no("old_visit_consumes", words::P_OLD_VISIT, NO_YES);
/// Whether a guest who asks by name takes a turn.
pub const NAMED_CONSUMES: Param = one_of("named_consumes", words::P_NAMED, NamedConsumes::WORDS);
/// Whether a turn that went to a researcher comes back, until the end of the day.
pub const RESEARCH_RESTORES: Param = yes_no("research_restores", words::P_RESEARCH, YES_NO);
/// Whether lunch keeps one's place.
pub const LUNCH_KEEPS_PLACE: Param = yes_no("lunch_keeps_place", words::P_LUNCH, YES_NO);
/// Whether private leave keeps one's place.
pub const LEAVE_KEEPS_PLACE: Param = yes_no("leave_keeps_place", words::P_LEAVE, NO_YES);
/// When a missed turn is made up.
pub const MAKEUP_MODE: Param = one_of("makeup_mode", words::P_MAKEUP_MODE, MakeupMode::WORDS);
/// How many missed turns a day are made up; 99 is no limit.
pub const MAKEUP_CAP: Param =
    param("makeup_cap_per_day", words::P_MAKEUP_CAP, Measure::Count, NO_CAP, 0, NO_CAP, RULE);
/// How many turns a penalty takes.
pub const PENALTY_UNIT: Param = param("penalty_unit", words::P_PENALTY, Measure::Count, 1, 1, 10, RULE);
/// Whether a guest of one's own on site keeps one from new ones.
pub const BUSY_WITH_OLD: Param = yes_no("busy_with_old_blocks_new", words::P_BUSY_OLD, YES_NO);
/// Whether the next person writes the register for the one just taken.
pub const WITNESS_REGISTER: Param = yes_no("witness_register", words::P_WITNESS, YES_NO);
/// Whether calls have an order of their own.
pub const CALL_QUEUE: Param = one_of("call_queue", words::P_CALL_QUEUE, Queue::WORDS);
/// Whether guests of brokers have an order of their own.
pub const CHANNEL_QUEUE: Param = one_of("channel_queue", words::P_CHANNEL_QUEUE, Queue::WORDS);
/// Two teams at one counter.
pub const AB_GROUPS: Param = one_of("ab_groups", words::P_AB_GROUPS, AbGroups::WORDS);
/// After how many minutes at the door somebody else should stand there; for information.
pub const POSITION_TIMEOUT: Param =
    param("position_timeout_min", words::P_POSITION, Measure::Minutes, 20, 1, 240, RULE);

/// The rules of one day.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of RULES 1.1.5")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rules {
    /// Who comes next.
    pub base_order: BaseOrder,
    /// What becomes of whoever is late.
    pub late_rule: LateRule,
    /// Minutes after the start of work that are not late yet.
    pub late_minutes: i64,
    /// When work begins, minutes after midnight.
    pub work_start: i64,
    /// When work ends, minutes after midnight.
    pub work_end: i64,
    /// A returning guest takes a turn.
    pub old_visit_consumes: bool,
    /// Whether a guest who asks by name takes a turn.
    pub named_consumes: NamedConsumes,
    /// A turn that went to a researcher comes back.
    pub research_restores: bool,
    /// Lunch keeps one's place.
    pub lunch_keeps_place: bool,
    /// Private leave keeps one's place.
    pub leave_keeps_place: bool,
    /// When a missed turn is made up.
    pub makeup_mode: MakeupMode,
    /// How many missed turns are made up; `None` for no limit.
    pub makeup_cap: Option<u32>,
    /// How many turns a penalty takes.
    pub penalty_unit: u32,
    /// A guest of one's own on site keeps one from new ones.
    pub busy_with_old_blocks_new: bool,
    /// The next person writes the register for the one just taken.
    pub witness_register: bool,
    /// Calls.
    pub call_queue: Queue,
    /// Guests of brokers.
    pub channel_queue: Queue,
    /// Two teams at one counter.
    pub ab_groups: AbGroups,
    /// Minutes at the door.
    pub position_timeout_min: i64,
}

impl Rules {
    /// The rules of today.
    pub fn of(policy: &Policy) -> Self {
        let default_yes = |param: &Param| policy.get(param) == 0;
        let default_no = |param: &Param| policy.get(param) == 1;
        Self {
            base_order: BaseOrder::at(policy.get(&BASE_ORDER)),
            late_rule: LateRule::at(policy.get(&LATE_RULE)),
            late_minutes: policy.get(&LATE_MINUTES),
            work_start: policy.get(&WORK_START),
            work_end: policy.get(&WORK_END),
            old_visit_consumes: default_no(&OLD_VISIT_CONSUMES),
            named_consumes: NamedConsumes::at(policy.get(&NAMED_CONSUMES)),
            research_restores: default_yes(&RESEARCH_RESTORES),
            lunch_keeps_place: default_yes(&LUNCH_KEEPS_PLACE),
            leave_keeps_place: default_no(&LEAVE_KEEPS_PLACE),
            makeup_mode: MakeupMode::at(policy.get(&MAKEUP_MODE)),
            makeup_cap: Some(policy.get(&MAKEUP_CAP))
                .filter(|cap| *cap < NO_CAP)
                .and_then(|cap| u32::try_from(cap).ok()),
            penalty_unit: u32::try_from(policy.get(&PENALTY_UNIT)).unwrap_or(1),
            busy_with_old_blocks_new: default_yes(&BUSY_WITH_OLD),
            witness_register: default_yes(&WITNESS_REGISTER),
            call_queue: Queue::at(policy.get(&CALL_QUEUE)),
            channel_queue: Queue::at(policy.get(&CHANNEL_QUEUE)),
            ab_groups: AbGroups::at(policy.get(&AB_GROUPS)),
            position_timeout_min: policy.get(&POSITION_TIMEOUT),
        }
    }
}
