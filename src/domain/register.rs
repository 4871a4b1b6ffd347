//! What the registers ask 来访登记表/来电登记表 (RULES 3.1), as data: the form, the command line and the printed sheet
//! go through the same list. The answers are personal data and lie in the vault.

use super::choice::Choice;
use crate::text::{Text, register as words};

/// How a question is answered.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// One of these.
    One(&'static [Choice]),
    /// A line of text.
    Line,
    /// An amount of money.
    Money,
    /// An area.
    Area,
    /// A whole number.
    Count,
}

/// One question of a register.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// As typed and stored: `motive`.
    pub code: &'static str,
    /// In words.
    pub text: Text,
    /// How it is answered.
    pub answer: Answer,
    /// Stands on the visit register.
    pub visit: bool,
    /// Stands on the call register.
    pub call: bool,
    /// A line without it is not complete.
    pub needed: bool,
}

const fn ask(code: &'static str, text: Text, answer: Answer) -> Question {
    Question { code, text, answer, visit: true, call: false, needed: true }
}

impl Question {
    const fn and_calls(self) -> Self {
        Self { call: true, ..self }
    }
    const fn only_calls(self) -> Self {
        Self { visit: false, call: true, ..self }
    }
    const fn if_any(self) -> Self {
        Self { needed: false, ..self }
    }
}

const fn choice(code: &'static str, text: Text) -> Choice {
    Choice { code, text }
}

const SEX: &[Choice] = &[choice("male", words::MALE), choice("female", words::FEMALE)];
const AGE: &[Choice] = &[
    choice("under_25", words::AGE_UNDER_25),
    choice("25_30", words::AGE_25_30),
    choice("31_35", words::AGE_31_35),
    choice("36_40", words::AGE_36_40),
    choice("41_50", words::AGE_41_50),
    choice("51_60", words::AGE_51_60),
    choice("over_60", words::AGE_OVER_60),
];
const COMPANIONS: &[Choice] = &[
    choice("alone", words::ALONE),
    choice("family", words::WITH_FAMILY),
    choice("friends", words::WITH_FRIENDS),
];
const EMPLOYER: &[Choice] = &[
    choice("government", words::EMPLOYER_GOVERNMENT),
    choice("public", words::EMPLOYER_PUBLIC),
    choice("state_owned", words::EMPLOYER_STATE),
    choice("private", words::EMPLOYER_PRIVATE),
    choice("foreign", words::EMPLOYER_FOREIGN),
    choice("self_employed", words::EMPLOYER_SELF),
    choice("other", words::OTHER),
];
const MOTIVE: &[Choice] =
    &[choice("own_use", words::MOTIVE_OWN_USE), choice("investment", words::MOTIVE_INVESTMENT)];
const FLOOR: &[Choice] = &[
    choice("low", words::FLOOR_LOW),
    choice("middle", words::FLOOR_MIDDLE),
    choice("high", words::FLOOR_HIGH),
    choice("any", words::ANY),
];
const PAYMENT: &[Choice] = &[
    choice("at_once", words::PAYMENT_AT_ONCE),
    choice("instalments", words::PAYMENT_INSTALMENTS),
    choice("mortgage", words::PAYMENT_MORTGAGE),
    choice("fund", words::PAYMENT_FUND),
    choice("mixed", words::PAYMENT_MIXED),
];
const TRANSPORT: &[Choice] = &[
    choice("car", words::TRANSPORT_CAR),
    choice("public", words::TRANSPORT_PUBLIC),
    choice("taxi", words::TRANSPORT_TAXI),
    choice("shuttle", words::TRANSPORT_SHUTTLE),
    choice("bicycle", words::TRANSPORT_BICYCLE),
    choice("on_foot", words::TRANSPORT_ON_FOOT),
];

/// Every question, in the order of the printed form. Name, phone, source, grade and consent stand in fields of their
/// own.
#[rustfmt::skip]
pub const QUESTIONS: &[Question] = &[
    ask("sex",            words::SEX,            Answer::One(SEX)).and_calls(),
    ask("companions",     words::COMPANIONS,     Answer::One(COMPANIONS)),
    ask("age",            words::AGE,            Answer::One(AGE)),
    ask("living_area",    words::LIVING_AREA,    Answer::Line).and_calls(),
    ask("work_area",      words::WORK_AREA,      Answer::Line),
    ask("employer",       words::EMPLOYER,       Answer::One(EMPLOYER)),
    ask("occupation",     words::OCCUPATION,     Answer::Line),
    ask("motive",         words::MOTIVE,         Answer::One(MOTIVE)),
    ask("wanted_area",    words::WANTED_AREA,    Answer::Area).and_calls(),
    ask("layout",         words::LAYOUT,         Answer::Line).and_calls(),
    ask("floor",          words::FLOOR,          Answer::One(FLOOR)),
    ask("orientation",    words::ORIENTATION,    Answer::Line),
    ask("unit_price",     words::UNIT_PRICE,     Answer::Money),
    ask("total",          words::TOTAL,          Answer::Money),
    ask("payment",        words::PAYMENT,        Answer::One(PAYMENT)),
    ask("bought",         words::BOUGHT,         Answer::Count),
    ask("considerations", words::CONSIDERATIONS, Answer::Line),
    ask("resistance",     words::RESISTANCE,     Answer::Line),
    ask("transport",      words::TRANSPORT,      Answer::One(TRANSPORT)),
    ask("likes",          words::LIKES,          Answer::Line),
    ask("doubts",         words::DOUBTS,         Answer::Line),
    ask("asked",          words::ASKED,          Answer::Line).only_calls(),
    ask("remark",         words::REMARK,         Answer::Line).and_calls().if_any(),
];

/// Which register.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// 来访登记
    #[default]
    Visit,
    /// 来电登记
    Call,
}

impl Register {
    /// Both, for fields.
    pub const CHOICES: &'static [Choice] =
        &[choice("visit", words::VISIT_REGISTER), choice("call", words::CALL_REGISTER)];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Call => "call",
        }
    }

    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::Visit => words::VISIT_REGISTER,
            Self::Call => words::CALL_REGISTER,
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Visit, Self::Call].into_iter().find(|r| r.code() == code)
    }

    /// What it asks, in the order of the printed form.
    pub fn questions(self) -> impl Iterator<Item = &'static Question> {
        QUESTIONS.iter().filter(move |q| if self == Self::Visit { q.visit } else { q.call })
    }

    /// The codes of what is missing when these are answered.
    pub fn missing<'a>(
        self,
        answered: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = &'static str> + 'a {
        self.questions().filter(move |q| q.needed && !answered(q.code)).map(|q| q.code)
    }
}

/// A question by its code.
pub fn question(code: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|q| q.code == code)
}

/// What a field of a line is called: a question, or one of those with fields of their own.
pub fn field_text(code: &str) -> Option<Text> {
    use crate::text::{cli, guest};
    let own = match code {
        "name" => cli::F_NAME,
        "phone" => cli::F_PHONE,
        "consultant" => cli::F_CONSULTANT,
        "source" => guest::F_SOURCE,
        "grade" => guest::F_GRADE,
        "consent" => guest::F_CONSENT,
        _ => return question(code).map(|q| q.text),
    };
    Some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RULES 3.1 来访登记表 and 来电登记表, written out a second time; name, phone, source, grade, consent, times and
    /// people are fields of the line itself.
    #[test]
    fn the_registers_ask_what_rules_3_1_says() {
        let visit: Vec<&str> = Register::Visit.questions().map(|q| q.text.zh).collect();
        assert_eq!(
            visit,
            [
                "性别",
                "同行",
                "年龄段",
                "居住区域",
                "工作区域",
                "单位性质",
                "职业",
                "用途/动机",
                "需求面积",
                "需求户型",
                "需求楼层",
                "需求朝向",
                "接受单价",
                "接受总价",
                "付款方式",
                "置业次数",
                "考量因素",
                "抗性",
                "交通工具",
                "认可点",
                "疑问点",
                "备注"
            ]
        );
        let call: Vec<&str> = Register::Call.questions().map(|q| q.text.zh).collect();
        assert_eq!(call, ["性别", "居住区域", "需求面积", "需求户型", "问题要点", "备注"]);
    }

    #[test]
    fn nothing_but_a_remark_may_stay_blank() {
        let optional: Vec<&str> = QUESTIONS.iter().filter(|q| !q.needed).map(|q| q.code).collect();
        assert_eq!(optional, ["remark"]);
        let missing: Vec<&str> = Register::Call.missing(|code| code == "sex").collect();
        assert_eq!(missing, ["living_area", "wanted_area", "layout", "asked"]);
    }

    #[test]
    fn codes_stand_once() {
        for question in QUESTIONS {
            assert_eq!(QUESTIONS.iter().filter(|q| q.code == question.code).count(), 1, "{}", question.code);
            if let Answer::One(choices) = question.answer {
                for choice in choices {
                    assert_eq!(
                        choices.iter().filter(|c| c.code == choice.code).count(),
                        1,
                        "{}",
                        choice.code
                    );
                }
            }
        }
    }
}
