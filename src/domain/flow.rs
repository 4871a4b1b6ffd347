//! THE FLOW TABLE: every flow chart of the atlas as data, added as the flows are built.

use super::permission::Role;
use crate::text::{Text, guest, sale, unit as words};

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
        step("grid", sale::S_GRID, Role::Manager, "deal.subscribe", &["archive"], Some("sign_days")),
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
