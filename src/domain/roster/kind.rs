//! Sorts of guests, turns, absences, outcomes: each with the code that is typed and stored, and its words.

use super::rules::Rules;
use crate::domain::choice::choices;
use crate::text::roster as words;

choices! {
    /// One of two teams (RULES 1.1.5 `ab_groups`).
    Group {
        /// The first.
        A = "a", words::GROUP_A;
        /// The second.
        B = "b", words::GROUP_B;
    }
}

choices! {
    /// What sort of guest came (RULES 1.1.3).
    Arrival {
        /// 首次到访: new, to whoever is on duty.
        First = "first", words::FIRST;
        /// 老客户回访: a guest of one's own comes back.
        Returning = "returning", words::RETURNING;
        /// 指定接待: asks for somebody by name.
        Named = "named", words::NAMED;
        /// 老带新: brought by an owner.
        Referral = "referral", words::REFERRAL;
        /// 亲友: a relative or friend.
        Relative = "relative", words::RELATIVE;
        /// 市调, 同行, 踩盘: a competitor looking around.
        Research = "research", words::RESEARCH;
        /// 办事, 找人, 物业, 送货: no guest at all.
        Errand = "errand", words::ERRAND;
        /// 渠道带访: brought by a broker.
        Channel = "channel", words::CHANNEL;
        /// 义务接待: a colleague's guest while they are absent.
        Duty = "duty", words::DUTY;
    }
}

choices! {
    /// What a guest took from whoever received them.
    Turn {
        /// The turn in the order of the table.
        Queue = "queue", words::TURN_QUEUE;
        /// Their turn, but not because it was theirs to be next.
        Own = "own", words::TURN_OWN;
        /// A turn to be made up.
        Credit = "credit", words::TURN_CREDIT;
        /// A turn in the order of brokers' guests, or of calls.
        Separate = "separate", words::TURN_SEPARATE;
        /// Nothing.
        None = "none", words::TURN_NONE;
    }
}

choices! {
    /// How a reception ended.
    Outcome {
        /// 待跟进: left, to be followed up.
        FollowUp = "follow_up", words::FOLLOW_UP;
        /// 约好再访: will come again.
        Appointed = "appointed", words::APPOINTED;
        /// 成交: took a unit.
        Bought = "bought", words::BOUGHT;
        /// 无意向: does not want any.
        NoInterest = "no_interest", words::NO_INTEREST;
        /// 市调: turned out to be a competitor; gives the turn back (RULES 1.1.3).
        Research = "research", words::RESEARCH;
        /// 办事: turned out to be no guest; gives the turn back (RULES 1.1.3).
        Errand = "errand", words::ERRAND;
    }
}

choices! {
    /// Why a turn comes back.
    RestoreReason {
        /// A competitor (RULES 1.1.3).
        Research = "research", words::RESEARCH;
        /// No guest at all (RULES 1.1.3).
        Errand = "errand", words::ERRAND;
        /// The manager says so.
        Manager = "manager", words::BY_MANAGER;
    }
}

choices! {
    /// Why somebody is away (RULES 1.1.4).
    Away {
        /// 洗手间, having told a colleague.
        Toilet = "toilet", words::TOILET;
        /// 午餐
        Lunch = "lunch", words::LUNCH;
        /// 外出公干
        Business = "business", words::BUSINESS;
        /// 市调: looking at competitors.
        Research = "research", words::RESEARCH_TRIP;
        /// 外展
        Fair = "fair", words::FAIR;
        /// 经理安排
        Manager = "manager", words::BY_MANAGER;
        /// 请假
        Leave = "leave", words::LEAVE;
        /// 休息
        Rest = "rest", words::REST;
        /// 私事
        Private = "private", words::PRIVATE;
    }
}

choices! {
    /// Why a turn is taken away (RULES 1.1.4).
    Penalty {
        /// 未问首访: did not ask whether the guest came for the first time.
        DidNotAsk = "did_not_ask", words::DID_NOT_ASK;
        /// 多次违规: three or more violations; three turns.
        Violations = "violations", words::VIOLATIONS;
        /// 其他
        Other = "other", words::OTHER;
    }
}

impl Arrival {
    /// Whether such a guest is written down: everybody but declared researchers and who is no guest (RULES 1.2).
    pub const fn is_registered(self) -> bool {
        !matches!(self, Self::Research | Self::Errand)
    }

    /// Whether somebody has to be named who receives them.
    pub const fn names_somebody(self) -> bool {
        matches!(self, Self::Returning | Self::Named | Self::Relative)
    }
}

impl Outcome {
    /// Whether the guest was none, so that the turn comes back (RULES 1.1.3).
    pub const fn gives_back(self) -> bool {
        matches!(self, Self::Research | Self::Errand)
    }
}

impl Away {
    /// Whether turns that pass meanwhile are made up (RULES 1.1.4).
    pub const fn keeps_place(self, rules: &Rules) -> bool {
        match self {
            Self::Toilet | Self::Business | Self::Research | Self::Fair | Self::Manager => true,
            Self::Lunch => rules.lunch_keeps_place,
            Self::Leave | Self::Rest | Self::Private => rules.leave_keeps_place,
        }
    }
}
