//! People: joining, roles, PINs, leaving and coming back (RULES 1.0, DESIGN 5).

use anchang::desk::{Desk, Failure};
use anchang::domain::permission::Role;
use anchang::domain::person::Pii;
use anchang::text::people;
use serde_json::json;

use crate::office::{
    ADMINISTRATOR, ASSISTANT, CAST, COLLEAGUE, CONSULTANT, LEADER, MANAGER, Office, RECEPTION, is_denied,
    is_refused, pin,
};

fn try_pin(desk: &Desk, typed: &str) -> Result<anchang::desk::Session, Failure> {
    desk.sign_in(CAST[CONSULTANT], &Pii::new(typed.to_owned()))
}

#[test]
fn somebody_joins_with_roles_and_a_pin() {
    let mut office = Office::new();
    let head = office.head();
    let fields = "name=小韩; roles=consultant,销售主管; pin=xin-yuan-gong";
    let done = office.act_with(ADMINISTRATOR, "staff.add", fields, MANAGER).unwrap();
    assert_eq!(done.created.as_deref(), Some("#12"));
    office.recorded(
        head,
        &[
            ("staff:12", "staff.added", json!({"roles": ["consultant", "team_lead"]})),
            ("staff:12", "staff.pin_set", json!({})),
        ],
    );
    let log: String = office.since(head).iter().map(|e| e.payload.clone()).collect();
    assert!(!log.contains("小韩") && !log.contains("xin-yuan"), "neither name nor PIN in the log: {log}");
    office.desk.sign_in("小韩", &Pii::new("xin-yuan-gong".to_owned())).unwrap();
    office.desk.sign_in("#12", &Pii::new("xin-yuan-gong".to_owned())).unwrap();
}

#[test]
fn names_are_not_taken_twice_and_pins_are_not_easy() {
    let mut office = Office::new();
    let add = "staff.add";
    let taken = "name=顾问小陈; roles=consultant; pin=xin-yuan-gong";
    office.refuses(MANAGER, add, taken, people::NAME_TAKEN, Some("name"));
    for (pin, why) in
        [("12345", people::PIN_TOO_SHORT), ("111111", people::PIN_TOO_EASY), ("654321", people::PIN_TOO_EASY)]
    {
        let fields = format!("name=小韩; roles=consultant; pin={pin}");
        office.refuses(MANAGER, add, &fields, why, Some("pin"));
        office.refuses(MANAGER, "staff.pin", &format!("pin={pin}"), why, Some("pin"));
        let reset = format!("staff=顾问小陈; pin={pin}");
        office.refuses(MANAGER, "staff.reset_pin", &reset, why, Some("pin"));
    }
}

#[test]
fn roles_change_and_count_at_once() {
    let mut office = Office::new();
    let head = office.head();
    office.done(MANAGER, "staff.roles", "staff=顾问小陈; roles=assistant");
    office.recorded(
        head,
        &[("staff:3", "staff.roles_changed", json!({"from": ["consultant"], "to": ["assistant"]}))],
    );
    office.done(CONSULTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小沈");
    let same = "staff=顾问小陈; roles=assistant";
    office.refuses(MANAGER, "staff.roles", same, people::SAME_ROLES, Some("roles"));
}

#[test]
fn the_last_manager_stays_one() {
    let mut office = Office::new();
    let roles = "staff=经理老王; roles=consultant";
    office.refuses(LEADER, "staff.roles", roles, people::LAST_MANAGER, Some("roles"));
    let leave = "staff=经理老王; reason=r";
    office.refuses(LEADER, "staff.leave", leave, people::LAST_MANAGER, Some("staff"));
    office.done(MANAGER, "staff.roles", "staff=主管老周; roles=team_lead,manager");
    office.done(LEADER, "staff.leave", leave);
}

#[test]
fn whoever_left_can_do_nothing_until_they_come_back() {
    let mut office = Office::new();
    let head = office.head();
    office.done(MANAGER, "staff.leave", "staff=顾问小陈; reason=离职单3号");
    office.recorded(head, &[("staff:3", "staff.left", json!({"reason": "离职单3号"}))]);
    is_denied(&try_pin(&office.desk, &pin(CONSULTANT)), people::SIGN_IN_LEFT, None);
    office.refuses(CONSULTANT, "unit.wait", "unit=3-1-1203; guest=#1", people::SESSION_OVER, None);
    let hold = "unit=3-1-1203; consultant=顾问小陈";
    office.refuses(MANAGER, "unit.hold", hold, people::NOT_A_CONSULTANT, Some("consultant"));
    let again = "staff=顾问小陈; reason=r";
    office.refuses(MANAGER, "staff.leave", again, people::ALREADY_LEFT, Some("staff"));
    office.done(MANAGER, "staff.return", "staff=顾问小陈");
    // The sitting from before stays over; a new one begins with the PIN.
    office.refuses(CONSULTANT, "unit.wait", "unit=3-1-1203; guest=#1", people::SESSION_OVER, None);
    try_pin(&office.desk, &pin(CONSULTANT)).unwrap();
    office.refuses(MANAGER, "staff.return", "staff=顾问小陈", people::NEVER_LEFT, Some("staff"));
    office.refuses(MANAGER, "staff.return", "staff=某某", people::NOBODY_CALLED, Some("staff"));
}

#[test]
fn three_wrong_pins_pause_in_every_window_and_after_reopening() {
    let office = Office::new();
    let other = office.window();
    let head = office.head();
    is_denied(&try_pin(&office.desk, "falsch"), people::SIGN_IN_WRONG, Some("pin"));
    is_denied(&try_pin(&other, "falsch"), people::SIGN_IN_WRONG, Some("pin"));
    is_denied(&try_pin(&office.desk, "falsch"), people::SIGN_IN_WRONG, Some("pin"));
    let until = office.now().plus_seconds(30);
    let failed = || ("staff:3", "staff.pin_failed", json!({}));
    office.recorded(
        head,
        &[failed(), failed(), failed(), ("staff:3", "staff.locked_out", json!({"until": until.0}))],
    );
    let right = pin(CONSULTANT);
    is_denied(&try_pin(&office.desk, &right), people::SIGN_IN_PAUSED, None);
    is_denied(&try_pin(&other, &right), people::SIGN_IN_PAUSED, None);
    is_denied(&try_pin(&office.window(), &right), people::SIGN_IN_PAUSED, None);
    assert_eq!(office.head(), head + 4, "a try during the pause is not looked at and not logged");
    office.clock.put(until);
    try_pin(&other, &right).unwrap();
    assert_eq!(office.since(head + 4).iter().map(|e| &*e.kind).collect::<Vec<_>>(), ["staff.pin_accepted"]);
    let head = office.head();
    try_pin(&other, &right).unwrap();
    assert_eq!(office.head(), head, "a right PIN leaves nothing");
}

#[test]
fn nobody_is_signed_in_who_is_not_there() {
    let office = Office::new();
    for name in ["谁", "#99", "", "#", "\u{200B}"] {
        let result = office.desk.sign_in(name, &Pii::new("x".into()));
        is_refused(&result, people::NOBODY_CALLED, None);
    }
}

#[test]
fn a_changed_pin_ends_the_sitting_everywhere() {
    let mut office = Office::new();
    office.done(CONSULTANT, "staff.pin", "pin=xin-yuan-gong");
    let wait = "unit=3-1-1203; guest=#1";
    office.refuses(CONSULTANT, "unit.wait", wait, people::SESSION_OVER, None);
    is_denied(&try_pin(&office.desk, &pin(CONSULTANT)), people::SIGN_IN_WRONG, Some("pin"));
    office.sign_in(CONSULTANT, "xin-yuan-gong");
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小沈");
    office.done(CONSULTANT, "unit.wait", wait);
}

#[test]
fn a_reset_pin_ends_the_sitting_and_the_pause() {
    let mut office = Office::new();
    for _ in 0..3 {
        assert!(try_pin(&office.desk, "falsch").is_err());
    }
    let head = office.head();
    office.done(MANAGER, "staff.reset_pin", "staff=顾问小陈; pin=xin-yuan-gong");
    office.recorded(head, &[("staff:3", "staff.pin_set", json!({}))]);
    office.refuses(CONSULTANT, "unit.wait", "unit=3-1-1203; guest=#1", people::SESSION_OVER, None);
    try_pin(&office.desk, "xin-yuan-gong").unwrap();
    office.done(COLLEAGUE, "staff.pin", "pin=zi-ji-de-mi-ma");
}

#[test]
fn personal_data_is_seen_with_a_reason_by_roles_that_may() {
    // RULES 1.0: 看明文个人信息, 前台 none, everybody else leaves a trace; RULES 4: reveal_reason=required.
    let office = Office::new();
    let head = office.desk.head().unwrap();
    let denied = office.desk.reveal(office.sitting(RECEPTION), "guests", 3, "好奇");
    assert!(matches!(denied, Err(Failure::Denied(_))), "{denied:?}");
    office.recorded(head.seq, &[("staff:2", "staff.denied", json!({"action": "reveal guests"}))]);
    let head = office.desk.head().unwrap();
    let silent = office.desk.reveal(office.sitting(MANAGER), "guests", 3, " ");
    is_refused(&silent, anchang::text::cli::EMPTY, Some("reason"));
    assert_eq!(office.desk.head().unwrap(), head);
    office.desk.reveal(office.sitting(MANAGER), "guests", 3, "核对认购书").unwrap();
    let body = json!({"what": "guests", "rows": 3, "reason": "核对认购书"});
    office.recorded(head.seq, &[("staff:1", "staff.revealed", body)]);
    assert_eq!(crate::office::role(MANAGER), Role::Manager);
}

#[test]
fn a_leader_is_made_and_given_a_pin_by_a_leader() {
    // Otherwise a manager could confirm their own requests under a leader's name.
    let mut office = Office::new();
    let leader = CAST[LEADER];
    for (action, fields) in [
        ("staff.reset_pin", format!("staff={leader}; pin=xin-yuan-gong")),
        ("staff.roles", "staff=顾问小陈; roles=leader".to_owned()),
        ("staff.roles", format!("staff={leader}; roles=consultant")),
        ("staff.leave", format!("staff={leader}; reason=r")),
        ("staff.add", "name=小韩; roles=leader; pin=xin-yuan-gong".to_owned()),
    ] {
        office.refuses(MANAGER, action, &fields, people::LEADERS_BY_LEADERS, Some("staff"));
    }
    office.act_with(MANAGER, "staff.roles", "staff=顾问小陈; roles=leader", LEADER).unwrap();
}

#[test]
fn whoever_comes_back_must_not_share_a_name() {
    let mut office = Office::new();
    office.done(MANAGER, "staff.leave", "staff=顾问小陈; reason=r");
    office.done(MANAGER, "staff.add", "name=顾问小陈; roles=consultant; pin=xin-yuan-gong");
    office.refuses(MANAGER, "staff.return", "staff=#3", people::NAME_TAKEN, Some("name"));
}
