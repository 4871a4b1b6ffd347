//! THE FLOW TABLE: every flow chart of the atlas as data, added as the flows are built.

use super::permission::Role;
use crate::text::{Text, change, close, complaint, guest, sale, unit as words};

/// One step of a flow.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its name within the flow.
    pub id: &'static str,
    /// In words.
    pub text: Text,
    /// Who owns it; `None` where the program does it by itself.
    pub role: Option<Role>,
    /// The action that does it; `None` where the program does it by itself.
    pub action: Option<&'static str>,
    /// What can come next.
    pub next: &'static [&'static str],
    /// The parameter that is its clock.
    pub clock: Option<&'static str>,
}

/// A flow.
#[derive(Debug, Clone, Copy)]
pub struct Flow {
    /// As typed: `sales_control`.
    pub id: &'static str,
    /// In words.
    pub text: Text,
    /// Where it stands in the rules.
    pub rule: &'static str,
    /// Its steps; the first is where it starts.
    pub steps: &'static [Step],
}

const fn step(
    id: &'static str,
    text: Text,
    role: Role,
    action: &'static str,
    next: &'static [&'static str],
    clock: Option<&'static str>,
) -> Step {
    Step { id, text, role: Some(role), action: Some(action), next, clock }
}

const fn by_itself(
    id: &'static str,
    text: Text,
    next: &'static [&'static str],
    clock: Option<&'static str>,
) -> Step {
    Step { id, text, role: None, action: None, next, clock }
}

/// Every flow that is built.
#[rustfmt::skip]
pub const FLOWS: &[Flow] = &[Flow {
    id: "sales_control",
    text: words::FLOW_SALES_CONTROL,
    rule: "RULES 1.3",
    steps: &[
        step("import", words::STEP_IMPORT, Role::Assistant, "unit.import", &["release"], None),
        step("release", words::STEP_RELEASE, Role::Manager, "unit.release", &["withhold", "hold", "reserve"], None),
        step("withhold", words::STEP_WITHHOLD, Role::Manager, "unit.withhold", &["lift"], None),
        step("lift", words::STEP_LIFT, Role::Manager, "unit.lift", &["withhold", "hold", "reserve"], None),
        step("hold", words::STEP_HOLD, Role::Consultant, "unit.hold", &["renew", "reserve", "give_back", "expire"], Some("hold_min")),
        step("renew", words::STEP_RENEW, Role::Consultant, "unit.renew", &["reserve", "give_back", "expire"], Some("hold_min")),
        step("reserve", words::STEP_RESERVE, Role::Manager, "unit.reserve", &["give_back", "expire"], Some("reserve_h")),
        step("give_back", words::STEP_GIVE_BACK, Role::Consultant, "unit.give_back", &["wait_first"], None),
        by_itself("expire", words::STEP_EXPIRE, &["wait_first"], None),
        by_itself("wait_first", words::STEP_WAIT_FIRST, &["hold", "reserve", "withhold"], Some("waitlist_first_min")),
    ],
}, Flow {
    id: "reception",
    text: guest::FLOW_RECEPTION,
    rule: "RULES 1.2",
    steps: &[
        step("call", guest::STEP_CALL, Role::Consultant, "guest.call", &["appoint", "follow_up"], Some("call_protect_days")),
        step("appoint", guest::STEP_APPOINT, Role::Consultant, "guest.appoint", &["visit", "missed"], None),
        step("missed", guest::STEP_MISSED, Role::Consultant, "guest.appointment_end", &["follow_up"], None),
        step("visit", guest::STEP_VISIT, Role::Reception, "guest.visit", &["complete", "rule"], Some("visit_protect_days")),
        step("complete", guest::STEP_COMPLETE, Role::Consultant, "guest.complete", &["follow_up"], None),
        step("follow_up", guest::STEP_FOLLOW_UP, Role::Consultant, "guest.follow_up", &["follow_up", "appoint", "visit", "hand_over"], Some("inactive_days")),
        step("rule", guest::STEP_RULE, Role::Manager, "guest.rule", &["follow_up"], Some("claim_days")),
        step("hand_over", guest::STEP_HAND_OVER, Role::Manager, "guest.hand_over", &["follow_up"], Some("handover_to_manager_days")),
    ],
}, Flow {
    id: "registers",
    text: guest::FLOW_REGISTERS,
    rule: "atlas 3.2",
    steps: &[
        step("confirm", guest::STEP_CONFIRM, Role::Consultant, "book.confirm", &["collect"], None),
        step("collect", guest::STEP_COLLECT, Role::Assistant, "book.collect", &["archive"], None),
        step("archive", guest::STEP_ARCHIVE, Role::Manager, "book.archive", &["correct"], None),
        step("correct", guest::STEP_CORRECT, Role::Manager, "book.correct", &["correct"], None),
    ],
}, Flow {
    id: "subscription",
    text: sale::A_ENTER,
    rule: "RULES 1.4",
    steps: &[
        step("hold", sale::S_HOLD, Role::Manager, "unit.hold", &["fill"], Some("hold_min")),
        step("fill", sale::S_FILL, Role::Consultant, "deal.enter", &["sign", "withdraw", "expire"], Some("entry_min")),
        step("sign", sale::S_SIGN, Role::Consultant, "deal.sign", &["review"], None),
        step("review", sale::S_REVIEW, Role::Manager, "application.approve", &["confirm", "send_back", "refuse"], None),
        step("send_back", sale::A_RETURN, Role::Manager, "application.return", &["fill"], None),
        step("refuse", sale::A_REFUSE, Role::Manager, "application.refuse", &[], None),
        step("confirm", sale::S_CONFIRM, Role::Consultant, "deal.confirm", &["deposit", "withdraw", "expire"], None),
        step("deposit", sale::S_DEPOSIT, Role::Finance, "deal.receive", &["stamp", "void", "balance"], Some("balance_days")),
        step("balance", sale::DUE_BALANCE, Role::Finance, "deal.receive", &["exchange"], Some("balance_days")),
        step("void", sale::A_VOID, Role::Finance, "receipt.void", &["deposit", "withdraw"], None),
        step("stamp", sale::S_STAMP, Role::Contract, "deal.stamp", &["file", "exchange"], None),
        step("exchange", sale::A_EXCHANGE, Role::Contract, "deal.exchange", &["file"], None),
        step("file", sale::S_FILE, Role::Consultant, "deal.file", &["grid"], None),
        step("grid", sale::S_GRID, Role::Assistant, "deal.subscribe", &["archive"], Some("sign_days")),
        step("archive", sale::S_ARCHIVE, Role::Assistant, "deal.archive", &["papers"], None),
        step("papers", sale::S_PAPERS, Role::Consultant, "deal.papers", &[], None),
        step("withdraw", sale::A_WITHDRAW, Role::Consultant, "deal.withdraw", &[], None),
        by_itself("expire", sale::O_EXPIRED, &[], Some("entry_min")),
    ],
}, Flow {
    id: "special_discount",
    text: sale::APP_DISCOUNT,
    rule: "RULES 1.6",
    steps: &[
        step("ask", sale::A_SPECIAL, Role::Consultant, "discount.special", &["decide", "refuse"], None),
        step("decide", sale::A_APPROVE, Role::Manager, "application.approve", &["use"], None),
        step("refuse", sale::A_REFUSE, Role::Leader, "application.refuse", &["archive"], None),
        step("use", sale::A_ENTER, Role::Consultant, "deal.enter", &["execute"], None),
        step("execute", sale::A_APP_EXECUTE, Role::Finance, "application.execute", &["archive"], None),
        step("archive", sale::A_APP_ARCHIVE, Role::Assistant, "application.archive", &[], None),
    ],
}, Flow {
    id: "extension",
    text: change::APP_EXTENSION,
    rule: "RULES 1.5",
    steps: &[
        step("ask", change::A_EXTEND, Role::Consultant, "deal.extend", &["decide", "refuse"], Some("sign_ext_max_each")),
        step("decide", sale::A_APPROVE, Role::Manager, "application.approve", &["put_off"], None),
        step("refuse", sale::A_REFUSE, Role::Manager, "application.refuse", &["archive"], None),
        step("put_off", change::A_PUT_OFF, Role::Assistant, "deal.put_off", &["archive"], None),
        step("archive", sale::A_APP_ARCHIVE, Role::Assistant, "application.archive", &[], None),
    ],
}, Flow {
    id: "release",
    text: change::APP_RELEASE,
    rule: "RULES 1.8",
    steps: &[
        step("remind", change::A_REMIND, Role::Consultant, "deal.remind", &["remind", "demand", "ask"], Some("remind_days")),
        step("demand", change::NOTICE_DEMAND, Role::Assistant, "deal.notice", &["delivered"], Some("cure_days")),
        step("delivered", change::A_DELIVERED, Role::Assistant, "deal.delivered", &["rescind", "ask"], None),
        step("rescind", change::NOTICE_RESCISSION, Role::Assistant, "deal.notice", &["delivered"], None),
        step("ask", change::A_RELEASE, Role::Consultant, "deal.release", &["decide", "refuse"], None),
        step("decide", sale::A_APPROVE, Role::Leader, "application.approve", &["settle"], None),
        step("refuse", sale::A_REFUSE, Role::Manager, "application.refuse", &["remind"], None),
        step("settle", change::A_SETTLE, Role::Finance, "deal.settle", &["recall", "revive"], None),
        step("recall", sale::A_RECALL, Role::Contract, "paper.recall", &["reopen"], None),
        step("reopen", change::A_REOPEN, Role::Manager, "deal.reopen", &["pay_back", "revive"], None),
        step("pay_back", change::A_PAY_BACK, Role::Finance, "deal.pay_back", &[], None),
        step("revive", change::A_REVIVE, Role::Manager, "deal.revive", &["remind"], None),
    ],
}, Flow {
    id: "swap",
    text: change::APP_SWAP,
    rule: "RULES 1.8",
    steps: &[
        step("enter", sale::A_ENTER, Role::Consultant, "deal.enter", &["ask"], Some("entry_min")),
        step("ask", change::A_SWAP, Role::Consultant, "deal.swap", &["decide", "refuse"], None),
        step("decide", sale::A_APPROVE, Role::Leader, "application.approve", &["recall"], None),
        step("refuse", sale::A_REFUSE, Role::Manager, "application.refuse", &[], None),
        step("recall", sale::A_RECALL, Role::Contract, "paper.recall", &["over"], None),
        step("over", change::A_SWAP_OVER, Role::Assistant, "deal.swap_over", &["stamp"], Some("swap_clock")),
        step("stamp", sale::S_STAMP, Role::Contract, "deal.stamp", &[], None),
    ],
}, Flow {
    id: "buyers",
    text: change::APP_BUYERS,
    rule: "RULES 1.8",
    steps: &[
        step("ask", change::A_BUYERS, Role::Consultant, "deal.buyers", &["decide", "refuse"], None),
        step("decide", sale::A_APPROVE, Role::Leader, "application.approve", &["recall"], None),
        step("refuse", sale::A_REFUSE, Role::Manager, "application.refuse", &[], None),
        step("recall", sale::A_RECALL, Role::Contract, "paper.recall", &["rename"], None),
        step("rename", change::A_RENAME, Role::Finance, "deal.rename", &[], None),
    ],
}, Flow {
    id: "pay_plan",
    text: change::APP_PLAN,
    rule: "RULES 1.6",
    steps: &[
        step("ask", change::A_PLAN, Role::Consultant, "deal.pay_plan", &["decide", "refuse"], None),
        step("decide", sale::A_APPROVE, Role::Manager, "application.approve", &["replan"], None),
        step("refuse", sale::A_REFUSE, Role::Manager, "application.refuse", &[], None),
        step("replan", change::A_REPLAN, Role::Assistant, "deal.replan", &[], None),
    ],
}, Flow {
    id: "complaint",
    text: complaint::FLOW_COMPLAINT,
    rule: "RULES 1.7",
    steps: &[
        step("receive", complaint::A_RECEIVE, Role::Consultant, "complaint.receive", &["judge"], Some("complaint_first_reply_h")),
        step("judge", complaint::A_JUDGE, Role::Manager, "complaint.judge", &["judge", "answer"], None),
        step("answer", complaint::A_ANSWER, Role::Consultant, "complaint.answer", &["answer", "close"], None),
        step("close", complaint::A_CLOSE, Role::Consultant, "complaint.close", &[], None),
    ],
}, Flow {
    id: "day_close",
    text: close::A_CLOSE,
    rule: "RULES 3.4",
    steps: &[
        step("overdue", close::A_CARRY, Role::Manager, "day.carry", &["explain"], None),
        step("explain", close::A_EXPLAIN, Role::Manager, "day.explain", &["close"], None),
        step("close", close::A_CLOSE, Role::Manager, "day.close", &[], None),
    ],
}];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::PARAMS;

    #[test]
    fn every_step_leads_to_steps_that_exist_and_is_led_to() {
        for flow in FLOWS {
            for (i, step) in flow.steps.iter().enumerate() {
                for next in step.next {
                    assert!(flow.steps.iter().any(|s| s.id == *next), "{}: {} -> {next}", flow.id, step.id);
                }
                let reached = i == 0 || flow.steps.iter().any(|s| s.next.contains(&step.id));
                assert!(reached, "{}: nothing leads to {}", flow.id, step.id);
                assert!(flow.steps.iter().filter(|s| s.id == step.id).count() == 1, "{} twice", step.id);
            }
        }
    }

    #[test]
    fn clocks_are_parameters() {
        for step in FLOWS.iter().flat_map(|f| f.steps) {
            if let Some(clock) = step.clock {
                assert!(PARAMS.iter().any(|p| p.name == clock), "{clock}");
            }
        }
    }
}
