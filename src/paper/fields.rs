//! The fields of both registers in the order of the printed form (RULES 3.1).

use crate::domain::register::{Answer, Question, Register, field_text, question};
use crate::text::{Text, guest, paper as words};

/// 来访登记表 (RULES 3.1).
const VISIT: &[&str] = &[
    "line",
    "at",
    "kind",
    "companions",
    "name",
    "sex",
    "phone",
    "age",
    "living_area",
    "work_area",
    "employer",
    "occupation",
    "source",
    "motive",
    "wanted_area",
    "layout",
    "floor",
    "orientation",
    "unit_price",
    "total",
    "payment",
    "bought",
    "considerations",
    "resistance",
    "grade",
    "transport",
    "likes",
    "doubts",
    "consultant",
    "witness",
    "remark",
    "consent",
    "state",
];

/// 来电登记表 (RULES 3.1); consent and state as in the other.
const CALL: &[&str] = &[
    "line",
    "at",
    "phone",
    "name",
    "sex",
    "source",
    "wanted_area",
    "layout",
    "living_area",
    "asked",
    "appointment",
    "came",
    "consultant",
    "remark",
    "consent",
    "state",
];

/// Those that stand in columns of the printed form; the others stand below them.
const COLUMNS: &[&str] = &[
    "line",
    "at",
    "kind",
    "name",
    "phone",
    "source",
    "grade",
    "appointment",
    "came",
    "consultant",
    "witness",
    "consent",
    "state",
];

/// The fields of a register, by code.
pub(super) const fn of(register: Register) -> &'static [&'static str] {
    match register {
        Register::Visit => VISIT,
        Register::Call => CALL,
    }
}

/// Whether a field has a column of its own on the printed form.
pub(super) fn has_column(code: &str) -> bool {
    COLUMNS.contains(&code)
}

/// What a field is called.
pub(super) fn heading(code: &str, register: Register) -> Text {
    match (code, register) {
        ("line", _) => words::H_PLACE,
        ("at", Register::Visit) => words::H_ARRIVED,
        ("at", Register::Call) => words::H_TIME,
        ("kind", _) => guest::F_KIND,
        ("consultant", Register::Visit) => guest::C_CONSULTANT,
        ("consultant", Register::Call) => words::H_ANSWERED,
        ("phone", Register::Call) => words::H_CALLER,
        ("witness", _) => guest::C_WITNESS,
        ("appointment", _) => words::H_APPOINTMENT,
        ("came", _) => words::H_CAME,
        ("state", _) => words::H_STATE,
        _ => field_text(code).unwrap_or(words::H_STATE),
    }
}

/// Whether a field holds numbers, for a spreadsheet.
pub(super) fn is_numeric(code: &str) -> bool {
    let counts = |q: &Question| matches!(q.answer, Answer::Money | Answer::Area | Answer::Count);
    code == "line" || question(code).is_some_and(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RULES 3.1, written out a second time.
    #[test]
    fn both_registers_have_every_field_of_rules_3_1_in_its_order() {
        let heads = |register| of(register).iter().map(|code| heading(code, register).zh).collect::<Vec<_>>();
        let visit = "序 到访时刻 首次/多次 同行 姓名 性别 电话 年龄段 居住区域 工作区域 单位性质 职业 认知途径 \
             用途/动机 需求面积 需求户型 需求楼层 需求朝向 接受单价 接受总价 付款方式 置业次数 考量因素 抗性 \
             意向等级 交通工具 认可点 疑问点 接待人 登记人 备注 知情同意 状态";
        assert_eq!(heads(Register::Visit), visit.split_whitespace().collect::<Vec<_>>());
        let call = "序 时刻 来电号码 姓名 性别 认知途径 需求面积 需求户型 居住区域 问题要点 约访时间 是否到访 \
             接听人 备注 知情同意 状态";
        assert_eq!(heads(Register::Call), call.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn every_question_of_a_register_stands_on_its_form() {
        for register in [Register::Visit, Register::Call] {
            for question in register.questions() {
                assert!(of(register).contains(&question.code), "{register:?} {}", question.code);
            }
        }
    }
}
