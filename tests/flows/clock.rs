//! Time: expiry by whichever window looks first, house rules that move no stored deadline, and a clock that jumps
//! (RELIABILITY 2.3).

use anchang::desk::Desk;
use anchang::domain::moment::Millis;
use anchang::domain::unit::Status;
use anchang::text::{cli, people, unit as words};
use serde_json::json;

use crate::office::{
    ASSISTANT, CAST, CONSULTANT, MANAGER, NINE, Office, RECEPTION, is_denied, is_refused, pin, remedy,
};

const U: &str = "unit:3-1-1203";
const HOLD: &str = "unit=3-1-1203; consultant=顾问小陈";

fn status(desk: &Desk) -> Status {
    desk.unit(&"3-1-1203".parse().unwrap()).unwrap().unwrap().unit.status
}

#[test]
fn a_hold_ends_at_its_minute_and_not_before() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", HOLD);
    let head = office.head();
    office.clock.put(Millis(NINE.plus_minutes(30).0 - 1));
    office.desk.tick().unwrap();
    assert_eq!(office.head(), head);
    office.clock.put(NINE.plus_minutes(30));
    office.desk.tick().unwrap();
    office.recorded(head, &[(U, "unit.hold_ended", json!({"how": "expired"}))]);
    assert_eq!(office.since(head)[0].actor, 0, "by the program itself");
    assert_eq!(office.unit("3-1-1203").status, Status::Available);
}

#[test]
fn a_reservation_ends_after_a_day() {
    let mut office = Office::new();
    office.done(MANAGER, "unit.reserve", &format!("{HOLD}; guest=#1"));
    let head = office.head();
    office.later(24 * 60 - 1);
    office.desk.tick().unwrap();
    assert_eq!(office.head(), head);
    office.later(1);
    office.desk.tick().unwrap();
    office.recorded(head, &[(U, "unit.reserve_ended", json!({"how": "expired"}))]);
}

#[test]
fn whichever_window_looks_first_ends_it_once() {
    let mut office = Office::new();
    let other = office.window();
    office.done(ASSISTANT, "unit.hold", HOLD);
    assert!(other.changed().unwrap(), "the other window sees it");
    let head = office.head();
    office.later(31);
    other.tick().unwrap();
    office.desk.tick().unwrap();
    other.tick().unwrap();
    office.recorded(head, &[(U, "unit.hold_ended", json!({"how": "expired"}))]);
    assert_eq!((status(&office.desk), status(&other)), (Status::Available, Status::Available));
}

#[test]
fn an_action_sees_what_has_run_out_before_it() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", HOLD);
    office.later(45);
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小沈");
    assert_eq!(office.unit("3-1-1203").hold.unwrap().until, NINE.plus_minutes(75));
}

#[test]
fn house_rules_move_no_stored_deadline() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", HOLD);
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#1");
    let dues = office.desk.dues().unwrap();
    let head = office.head();
    office.done(MANAGER, "policy.set", "name=hold_min; value=10; reason=周末");
    office.recorded(
        head,
        &[("policy:1", "policy.set", json!({"name": "hold_min", "from": 30, "to": 10, "reason": "周末"}))],
    );
    office.done(MANAGER, "policy.set", "name=reserve_h; value=1; reason=周末");
    assert_eq!(office.desk.dues().unwrap(), dues);
    office.later(15);
    office.desk.tick().unwrap();
    assert_eq!(office.unit("3-1-1203").status, Status::Held);
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1205; consultant=顾问小陈");
    assert_eq!(office.unit("3-1-1205").hold.unwrap().until, NINE.plus_minutes(25), "the new rule");
    // A renewal is a new deadline: from where the old one ended, as long as today's rule says.
    office.done(ASSISTANT, "unit.renew", "unit=3-1-1203");
    assert_eq!(office.unit("3-1-1203").hold.unwrap().until, NINE.plus_minutes(40));
}

#[test]
fn odd_parameters_are_refused() {
    let mut office = Office::new();
    let set = "policy.set";
    office.refuses(MANAGER, set, "name=hold_max; value=1; reason=r", people::NO_SUCH_PARAM, Some("name"));
    office.refuses(MANAGER, set, "name=hold_min; value=0; reason=r", people::PARAM_BOUNDS, Some("value"));
    office.refuses(MANAGER, set, "name=hold_min; value=30; reason=r", people::PARAM_SAME, Some("value"));
    office.refuses(MANAGER, set, "name=hold_min; value=abc; reason=r", people::PARAM_BOUNDS, Some("value"));
    office.refuses(MANAGER, set, "name=hold_min; value=20", cli::FIELD_MISSING, Some("reason"));
}

#[test]
fn nothing_ends_by_itself_after_a_jump_until_the_clock_is_confirmed() {
    let mut office = Office::new();
    let other = office.window();
    office.done(ASSISTANT, "unit.hold", HOLD);
    let head = office.head();
    let wall = NINE.plus_minutes(25 * 60);
    office.clock.put(wall);
    assert!(office.desk.clock_suspect().unwrap());
    office.desk.tick().unwrap();
    other.tick().unwrap();
    office.recorded(head, &[("project:1", "clock.suspect", json!({"last": NINE.0, "wall": wall.0}))]);
    assert_eq!(office.since(head)[0].effective, NINE.0, "effective time stands still");
    office.later(60);
    office.desk.tick().unwrap();
    assert_eq!((office.unit("3-1-1203").status, office.head()), (Status::Held, head + 1));

    office.done(RECEPTION, "clock.confirm", "");
    office.desk.tick().unwrap();
    let kinds: Vec<String> = office.since(head + 1).into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["clock.confirmed", "unit.hold_ended"]);
    assert!(!office.desk.clock_suspect().unwrap());
    office.refuses(MANAGER, "clock.confirm", "", cli::CLOCK_FINE, None);
}

#[test]
fn no_new_deadline_while_the_clock_is_suspect() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", HOLD);
    for jump in [25 * 60, -10] {
        office.clock.put(NINE.plus_minutes(jump));
        for (id, fields) in [
            ("unit.hold", "unit=3-1-1204; consultant=顾问小陈"),
            ("unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#1"),
            ("unit.renew", "unit=3-1-1203"),
        ] {
            let result = office.act(MANAGER, id, fields);
            is_refused(&result, words::CLOCK_SUSPECT, None);
            assert_eq!(remedy(&result), Some(words::CLOCK_SUSPECT_REMEDY));
        }
    }
    // What makes no deadline still works.
    office.done(MANAGER, "unit.give_back", "unit=3-1-1203");
    office.done(MANAGER, "unit.withhold", "units=3-1-1205; reason=show_flat");
}

#[test]
fn a_clock_set_back_keeps_the_order_of_time() {
    let mut office = Office::new();
    office.later(60);
    office.done(MANAGER, "unit.withhold", "units=3-1-1205; reason=show_flat");
    office.clock.put(NINE);
    office.done(MANAGER, "clock.confirm", "");
    office.done(MANAGER, "unit.lift", "units=3-1-1205");
    let times: Vec<i64> = office.since(0).iter().map(|e| e.effective).collect();
    assert!(times.is_sorted(), "{times:?}");
}

#[test]
fn a_denied_action_does_not_make_a_jumped_clock_trusted() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", HOLD);
    office.clock.put(NINE.plus_minutes(10 * 365 * 24 * 60));
    // Reading would say it; the denial must not be what hides it.
    assert!(office.act(RECEPTION, "unit.withhold", "units=3-1-1204; reason=show_flat").is_err());
    assert!(office.desk.clock_suspect().unwrap(), "after a denial");
    office.desk.tick().unwrap();
    assert_eq!(office.unit("3-1-1203").status, Status::Held, "nothing ended by itself");
    assert_eq!(office.desk.head().unwrap().effective, NINE);
}

#[test]
fn a_reveal_does_not_make_a_jumped_clock_trusted() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", HOLD);
    office.clock.put(NINE.plus_minutes(10 * 365 * 24 * 60));
    office.desk.reveal(office.sitting(MANAGER), "guests", 3, "核对").unwrap();
    assert!(office.desk.clock_suspect().unwrap(), "after a reveal");
    office.desk.tick().unwrap();
    assert_eq!(office.unit("3-1-1203").status, Status::Held);
}

#[test]
fn a_pause_after_wrong_pins_ends_also_while_the_clock_waits_to_be_confirmed() {
    // A Monday: the office was closed for longer than a day, and the first to come mistypes three times. Effective time
    // stands still until somebody confirms the clock, which only somebody signed in can do.
    let office = Office::new();
    office.later(3 * 24 * 60);
    let try_pin = |typed: &str| {
        office.desk.sign_in(CAST[CONSULTANT], &anchang::domain::person::Pii::new(typed.to_owned()))
    };
    for _ in 0..3 {
        is_denied(&try_pin("falsch"), people::SIGN_IN_WRONG, Some("pin"));
    }
    is_denied(&try_pin(&pin(CONSULTANT)), people::SIGN_IN_PAUSED, None);
    office.later(1);
    try_pin(&pin(CONSULTANT)).unwrap();
}

#[test]
fn a_wrong_year_that_was_confirmed_leaves_no_later_deadline_in_it() {
    let mut office = Office::new();
    office.clock.put(NINE.plus_minutes(3 * 365 * 24 * 60));
    // Anybody confirms a weekend; a year takes a manager.
    let alone = office.act(RECEPTION, "clock.confirm", "");
    assert!(matches!(alone, Err(anchang::desk::Failure::Denied(_))), "{alone:?}");
    office.done(MANAGER, "clock.confirm", "");
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1204; consultant=顾问小陈");
    // The computer's clock is put right, and that is confirmed as well.
    office.clock.put(NINE.plus_minutes(10));
    office.done(MANAGER, "clock.confirm", "");
    office.done(ASSISTANT, "unit.hold", HOLD);
    assert_eq!(office.unit("3-1-1203").hold.unwrap().until, NINE.plus_minutes(40));
    assert_eq!(office.unit("3-1-1203").hold.unwrap().since, NINE.plus_minutes(10));
    office.clock.put(NINE.plus_minutes(41));
    office.desk.tick().unwrap();
    assert_eq!(office.unit("3-1-1203").status, Status::Available);
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn a_weekend_is_anybodys_to_confirm() {
    let mut office = Office::new();
    office.clock.put(NINE.plus_minutes(3 * 24 * 60));
    let refused = office.act(ASSISTANT, "unit.hold", HOLD);
    is_refused(&refused, words::CLOCK_SUSPECT, None);
    office.done(RECEPTION, "clock.confirm", "");
    office.done(ASSISTANT, "unit.hold", HOLD);
}

#[test]
fn remarks_hold_no_numbers_of_people() {
    let mut office = Office::new();
    let note = "unit=3-1-1203; note=客户13812345678要";
    office.refuses(MANAGER, "unit.give_back", note, cli::NOTE_PERSONAL, Some("note"));
}
