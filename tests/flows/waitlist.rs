//! The waitlist 候补 (DESIGN 3: a unit knows its waitlist): its order, and the half hour in which its first comes first.

use anchang::domain::unit::Status;
use anchang::text::{people, unit as words};
use serde_json::json;

use crate::office::{ASSISTANT, COLLEAGUE, CONSULTANT, MANAGER, Office, is_refused, remedy};

const U: &str = "unit:3-1-1203";

/// 3-1-1203 held for guest 1; guests 2 and 3 wait, in this order.
fn two_wait() -> Office {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    office.done(COLLEAGUE, "unit.wait", "unit=3-1-1203; guest=#2");
    office.done(CONSULTANT, "unit.wait", "unit=3-1-1203; guest=#3");
    office
}

fn waiting(office: &Office) -> Vec<i64> {
    office.unit("3-1-1203").waitlist.iter().map(|w| w.guest.0).collect()
}

#[test]
fn guests_wait_in_the_order_they_came() {
    let office = two_wait();
    assert_eq!(waiting(&office), [2, 3]);
    let unit = office.unit("3-1-1203");
    assert_eq!(unit.waitlist[0].consultant, office.sitting(COLLEAGUE).staff);
    assert_eq!(unit.status, Status::Held, "waiting changes nothing else");
}

#[test]
fn waiting_is_recorded_with_guest_and_consultant() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    let head = office.head();
    office.done(COLLEAGUE, "unit.wait", "unit=3-1-1203; guest=#2");
    let colleague = office.sitting(COLLEAGUE).staff.0;
    office.recorded(head, &[(U, "unit.waited", json!({"consultant": colleague, "guest": 2}))]);
}

#[test]
fn nobody_waits_for_a_free_unit_twice_or_for_what_they_have() {
    let mut office = two_wait();
    let wait = "unit.wait";
    office.refuses(COLLEAGUE, wait, "unit=3-1-1203; guest=#2", words::WAITS_ALREADY, Some("guest"));
    office.refuses(CONSULTANT, wait, "unit=3-1-1203; guest=#1", words::HAS_IT_ALREADY, Some("guest"));
    let free = office.act(COLLEAGUE, wait, "unit=3-1-1204; guest=#2");
    is_refused(&free, words::WAIT_FREE, Some("unit"));
    assert_eq!(remedy(&free), Some(words::WAIT_FREE_REMEDY));
}

#[test]
fn the_first_comes_first_for_half_an_hour_after_the_unit_is_free() {
    let mut office = two_wait();
    office.done(CONSULTANT, "unit.give_back", "unit=3-1-1203");
    for (guest, minutes) in [("#1", 0), ("#3", 10), ("#1", 19)] {
        office.later(minutes);
        let claim = format!("unit=3-1-1203; consultant=顾问小陈; guest={guest}");
        let held = office.act(MANAGER, "unit.hold", &claim);
        is_refused(&held, words::WAITLIST_FIRST, Some("guest"));
        assert_eq!(remedy(&held), Some(words::WAITLIST_FIRST_REMEDY));
        office.refuses(MANAGER, "unit.reserve", &claim, words::WAITLIST_FIRST, Some("guest"));
    }
    let nameless = "unit=3-1-1203; consultant=顾问小陈";
    office.refuses(MANAGER, "unit.hold", nameless, words::WAITLIST_FIRST, Some("guest"));
    // 29 minutes have passed; in the thirtieth it is anybody's.
    office.later(1);
    office.done(MANAGER, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    assert_eq!(waiting(&office), [2, 3], "who was passed over still waits");
}

#[test]
fn the_first_takes_it_and_leaves_the_list_and_the_second_is_then_first() {
    let mut office = two_wait();
    office.later(30);
    office.desk.tick().unwrap();
    office.done(MANAGER, "unit.reserve", "unit=3-1-1203; consultant=顾问小沈; guest=#2");
    assert_eq!(waiting(&office), [3]);
    office.done(COLLEAGUE, "unit.give_back", "unit=3-1-1203");
    let first_again = "unit=3-1-1203; consultant=顾问小沈; guest=#2";
    office.refuses(MANAGER, "unit.hold", first_again, words::WAITLIST_FIRST, Some("guest"));
    office.done(MANAGER, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#3");
    assert_eq!(waiting(&office), [0i64; 0]);
}

#[test]
fn precedence_follows_the_house_rule() {
    let mut office = two_wait();
    office.done(MANAGER, "policy.set", "name=waitlist_first_min; value=0; reason=不设优先");
    office.done(CONSULTANT, "unit.give_back", "unit=3-1-1203");
    office.done(MANAGER, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
}

#[test]
fn a_guest_is_taken_off_by_their_consultant_or_the_keepers_of_the_grid() {
    let mut office = two_wait();
    let unwait = "unit.unwait";
    office.refuses(CONSULTANT, unwait, "unit=3-1-1203; guest=#2", words::NOT_YOURS, Some("unit"));
    office.refuses(CONSULTANT, unwait, "unit=3-1-1203; guest=#1", words::WAITS_NOT, Some("guest"));
    let head = office.head();
    office.done(COLLEAGUE, unwait, "unit=3-1-1203; guest=#2; note=已买别处");
    office.done(MANAGER, unwait, "unit=3-1-1203; guest=#3");
    office.recorded(
        head,
        &[
            (U, "unit.unwaited", json!({"guest": 2, "note": "已买别处"})),
            (U, "unit.unwaited", json!({"guest": 3})),
        ],
    );
    assert_eq!(waiting(&office), [0i64; 0]);
}

#[test]
fn a_waiting_guest_exists() {
    let mut office = two_wait();
    office.refuses(CONSULTANT, "unit.wait", "unit=3-1-1203; guest=#77", people::NO_SUCH_GUEST, Some("guest"));
}
