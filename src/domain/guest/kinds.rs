//! Closed lists of the guest book: kinds of visits, ways to follow up, grades, relations, sources.

use crate::domain::choice::choices;
use crate::text::guest as words;

choices! {
    /// What a visit is (RULES 3.1 来访登记表: 首次/多次/来电转来访).
    VisitKind {
        /// 首次: never seen before.
        First = "first", words::FIRST;
        /// 多次: has been here before.
        Returning = "returning", words::RETURNING;
        /// 来电转来访: has called, comes for the first time.
        CallToVisit = "call_to_visit", words::CALL_TO_VISIT;
    }
}

choices! {
    /// How a guest was followed up (RULES 3.1 客户跟踪表: 方式).
    How {
        /// 电话
        Phone = "phone", words::HOW_PHONE;
        /// 微信
        Wechat = "wechat", words::HOW_WECHAT;
        /// 短信
        Sms = "sms", words::HOW_SMS;
        /// 面谈
        Meeting = "meeting", words::HOW_MEETING;
        /// 上门
        Home = "home", words::HOW_HOME;
    }
}

choices! {
    /// How likely a guest buys 意向等级 (RULES 3.1).
    Grade {
        /// Ready to buy.
        A = "a", words::GRADE_A;
        /// Strongly interested.
        B = "b", words::GRADE_B;
        /// Interested.
        C = "c", words::GRADE_C;
        /// Not now.
        D = "d", words::GRADE_D;
    }
}

choices! {
    /// Immediate family: counts as one customer (RULES 1.2).
    Relation {
        /// 配偶
        Spouse = "spouse", words::SPOUSE;
        /// 父母
        Parent = "parent", words::PARENT;
        /// 子女
        Child = "child", words::CHILD;
        /// 兄弟姐妹
        Sibling = "sibling", words::SIBLING;
    }
}

impl Relation {
    /// What the one is to the other.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            Self::Spouse | Self::Sibling => self,
        }
    }
}

choices! {
    /// Where a guest heard of the project 认知途径 (RULES 3.1).
    Source {
        /// 围挡
        Hoarding = "hoarding", words::SOURCE_HOARDING;
        /// 外展
        Stand = "stand", words::SOURCE_STAND;
        /// 户外
        Outdoor = "outdoor", words::SOURCE_OUTDOOR;
        /// 网络
        Online = "online", words::SOURCE_ONLINE;
        /// 派单
        Leaflet = "leaflet", words::SOURCE_LEAFLET;
        /// 短信
        Sms = "sms", words::SOURCE_SMS;
        /// 报纸
        Newspaper = "newspaper", words::SOURCE_NEWSPAPER;
        /// 介绍
        Referral = "referral", words::SOURCE_REFERRAL;
        /// 路过
        PassingBy = "passing_by", words::SOURCE_PASSING_BY;
        /// 渠道
        Channel = "channel", words::SOURCE_CHANNEL;
    }
}
