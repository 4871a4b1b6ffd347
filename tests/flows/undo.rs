//! Undoing 撤销: what the inverse leaves is what was there before, in everything but history. Where that cannot be, no
//! undo is offered.

use anchang::desk::{CommandId, Done, Filled};
use anchang::domain::moment::Millis;
use anchang::domain::money::Fen;
use anchang::domain::unit::{Status, Unit};
use anchang::text::unit as words;
use serde_json::json;

use crate::office::{
    ASSISTANT, CAST, COLLEAGUE, CONSULTANT, MANAGER, Office, Who, action, fill, is_refused, pin, remedy,
};

/// Does something, and answers its undo, if there is one.
fn done_and_undo(
    office: &mut Office,
    who: Who,
    id: &str,
    fields: &str,
) -> (Done, Option<(&'static str, Filled)>) {
    let filled = fill(id, fields).unwrap().1;
    let done = office.done(who, id, fields);
    let undo = office.desk.undo_of(action(id), &filled, &done);
    (done, undo.map(|(action, filled)| (action.id, filled)))
}

#[track_caller]
fn undo(office: &mut Office, who: Who, undo: Option<(&'static str, Filled)>) -> Done {
    let (id, filled) = undo.expect("an undo");
    let sitting = office.sitting(who).clone();
    office.desk.act(&sitting, action(id), &filled, None, CommandId::new()).unwrap()
}

/// Everything of a unit but its history: since when it is free, and which versions its price had.
fn state(office: &Office, id: &str) -> Unit {
    let mut unit = office.unit(id);
    unit.free_since = Millis(0);
    unit.earlier_prices.clear();
    (unit.price.version, unit.price.since) = (0, Millis(0));
    unit
}

/// Each pair of the table: after it and its undo a unit is what it was.
#[track_caller]
fn comes_back(office: &mut Office, who: Who, id: &str, fields: &str, units: &[&str], expected: &str) {
    let before: Vec<Unit> = units.iter().map(|unit| state(office, unit)).collect();
    let (done, inverse) = done_and_undo(office, who, id, fields);
    let changed: Vec<Unit> = units.iter().map(|unit| state(office, unit)).collect();
    assert_ne!(before, changed, "{id} did something");
    assert_eq!(inverse.as_ref().map(|(id, _)| *id), Some(expected));
    office.later(2);
    let head = office.head();
    undo(office, who, inverse);
    let after: Vec<Unit> = units.iter().map(|unit| state(office, unit)).collect();
    assert_eq!(before, after, "{id}");
    // In the log it says what it takes back.
    let note = format!("撤销 #{}", done.recorded.first);
    for event in office.since(head) {
        let body: serde_json::Value = serde_json::from_str(&event.payload).unwrap();
        assert!(body["note"] == json!(note) || body["reason"] == json!(note), "{body}");
    }
}

#[track_caller]
fn no_undo(office: &mut Office, who: Who, id: &str, fields: &str) {
    let (_, undo) = done_and_undo(office, who, id, fields);
    assert!(undo.is_none(), "{id} {fields}: {undo:?}");
}

#[test]
fn a_hold_is_given_back() {
    let mut office = Office::new();
    let hold = "unit=3-1-1203; consultant=顾问小陈; guest=#1";
    comes_back(&mut office, ASSISTANT, "unit.hold", hold, &["3-1-1203"], "unit.give_back");
    assert_eq!(office.desk.dues().unwrap(), []);
}

#[test]
fn a_reservation_is_given_back_but_not_one_that_was_a_hold() {
    let mut office = Office::new();
    let reserve = "unit=3-1-1203; consultant=顾问小陈; guest=#1; note=认筹客户";
    comes_back(&mut office, MANAGER, "unit.reserve", reserve, &["3-1-1203"], "unit.give_back");
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1204; consultant=顾问小陈");
    no_undo(&mut office, MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#1");
}

#[test]
fn what_took_a_guest_off_the_waitlist_or_would_start_its_turn_anew_has_no_undo() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.done(ASSISTANT, "unit.wait", "unit=3-1-1203; consultant=顾问小沈; guest=#2");
    office.done(ASSISTANT, "unit.give_back", "unit=3-1-1203");
    no_undo(&mut office, ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小沈; guest=#2");
    // Somebody else takes it after the turn of the first is over.
    office.done(ASSISTANT, "unit.wait", "unit=3-1-1203; consultant=顾问小沈; guest=#3");
    office.done(ASSISTANT, "unit.give_back", "unit=3-1-1203");
    office.later(31);
    no_undo(&mut office, MANAGER, "unit.withhold", "units=3-1-1203; reason=show_flat");
    office.done(MANAGER, "unit.lift", "units=3-1-1203");
    office.later(31);
    no_undo(&mut office, ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
}

#[test]
fn who_was_put_on_the_waitlist_comes_off_it() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.done(CONSULTANT, "unit.wait", "unit=3-1-1203; guest=李四");
    let wait = "unit=3-1-1203; guest=13800000001";
    comes_back(&mut office, COLLEAGUE, "unit.wait", wait, &["3-1-1203"], "unit.unwait");
    assert_eq!(office.unit("3-1-1203").waitlist.len(), 1);
}

#[test]
fn a_withheld_batch_is_lifted_unit_by_unit() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1204; consultant=顾问小陈");
    office.done(MANAGER, "unit.withhold", "units=3-1-1206; reason=repricing");
    // A pattern passes those over; its undo must not lift what somebody else withheld.
    let units = ["3-1-1203", "3-1-1204", "3-1-1205", "3-1-1206"];
    comes_back(
        &mut office,
        MANAGER,
        "unit.withhold",
        "units=3-1-*; reason=show_flat; note=n",
        &units,
        "unit.lift",
    );
    assert_eq!(office.unit("3-1-1206").status, Status::Withheld);
}

#[test]
fn a_mortgage_is_cancelled_only_where_it_changed_nothing_else() {
    let mut office = Office::new();
    let consented = "units=3-1-1203,3-1-1204; kind=mortgage; document=M1; consent=C1";
    comes_back(
        &mut office,
        MANAGER,
        "unit.encumber",
        consented,
        &["3-1-1203", "3-1-1204"],
        "unit.unencumber",
    );
    let unreleased = "units=9-1-0101; kind=seizure; document=S1";
    comes_back(&mut office, MANAGER, "unit.encumber", unreleased, &["9-1-0101"], "unit.unencumber");
    // It took the unit off the market: cancelling does not put it back.
    no_undo(&mut office, MANAGER, "unit.encumber", "units=3-1-1205; kind=mortgage; document=M2");
    // It brought the consent to a live mortgage: cancelling would take the mortgage away as well.
    no_undo(&mut office, MANAGER, "unit.encumber", "units=3-1-1205; kind=mortgage; document=M2; consent=C2");
    // Another document of the same unit is no hindrance.
    let other = "units=3-1-1205; kind=mortgage; document=M3; consent=C3";
    comes_back(&mut office, MANAGER, "unit.encumber", other, &["3-1-1205"], "unit.unencumber");
}

#[test]
fn a_price_goes_back_as_a_new_version() {
    let mut office = Office::new();
    let units = ["3-1-1203", "3-1-1206"];
    let price = "units=3-1-1203,3-1-1206; change=+2; reason=公司调价1号";
    comes_back(&mut office, MANAGER, "unit.price", price, &units, "unit.price_back");
    let unit = office.unit("3-1-1203");
    assert_eq!(unit.price.version, 3, "history only grows");
    assert_eq!(unit.earlier_prices.len(), 2);
    // 52,229.87 x 125.53 = 6,556,415.5811, as in the list.
    assert_eq!(unit.price.quote.total, Fen(655_641_558));
}

#[test]
fn going_back_to_the_price_before_is_refused_in_words_where_it_cannot_be() {
    let mut office = Office::new();
    let back = "units=3-1-1203; reason=r";
    office.refuses(MANAGER, "unit.price_back", back, words::NO_EARLIER_PRICE, Some("unit"));
    office.refuses(MANAGER, "unit.price_back", "units=3-1-9999; reason=r", words::NO_SUCH_UNIT, Some("unit"));
    office.done(MANAGER, "unit.price", "units=3-1-1203; change=1; reason=r");
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    let refused = office.act(MANAGER, "unit.price_back", back);
    is_refused(&refused, words::STANDS_HELD, Some("unit"));
    assert_eq!(remedy(&refused), Some(words::PRICE_REMEDY));
    office.done(ASSISTANT, "unit.give_back", "unit=3-1-1203");
    office.done(MANAGER, "unit.price_back", back);
    // Twice is there and back again.
    office.done(MANAGER, "unit.price_back", back);
    // 52,229.87 x 1.01 = 52,752.1687
    assert_eq!(office.unit("3-1-1203").price.quote.unit_price, Fen(5_275_217));
}

#[test]
fn a_price_of_an_area_that_was_corrected_does_not_come_back() {
    let mut office = Office::new();
    let area = "unit=3-1-1203; what=gross_area; value=126.00; reason=实测";
    office.act_with(MANAGER, "unit.correct", area, ASSISTANT).unwrap();
    let back = "units=3-1-1203; reason=r";
    office.refuses(MANAGER, "unit.price_back", back, words::EARLIER_PRICE_OTHER_AREA, Some("unit"));
    // The version after the correction can come back.
    let corrected = office.unit("3-1-1203").price.quote;
    office.done(MANAGER, "unit.price", "units=3-1-1203; change=1; reason=r");
    office.done(MANAGER, "unit.price_back", back);
    assert_eq!(office.unit("3-1-1203").price.quote, corrected);
}

#[test]
fn who_left_by_mistake_returns() {
    let mut office = Office::new();
    let find = |office: &Office| office.desk.find_staff(CAST[COLLEAGUE]).unwrap().staff;
    let before = find(&office);
    let fields = format!("staff={}; reason=r", CAST[COLLEAGUE]);
    let (_, inverse) = done_and_undo(&mut office, MANAGER, "staff.leave", &fields);
    assert!(!find(&office).active);
    undo(&mut office, MANAGER, inverse);
    let mut after = find(&office);
    assert_eq!(after.departures, before.departures + 1, "the old sitting stays over");
    after.departures = before.departures;
    assert_eq!(after, before);
    office.sign_in(COLLEAGUE, &pin(COLLEAGUE));
}

#[test]
fn what_somebody_did_since_is_not_undone_with_it() {
    let mut office = Office::new();
    let hold = "unit=3-1-1203; consultant=顾问小陈";
    let (done, undo) = done_and_undo(&mut office, ASSISTANT, "unit.hold", hold);
    assert!(undo.is_some());
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1204; consultant=顾问小陈");
    let filled = fill("unit.hold", hold).unwrap().1;
    let ask = |office: &Office| office.desk.undo_of(action("unit.hold"), &filled, &done).map(|(a, _)| a.id);
    assert_eq!(ask(&office), Some("unit.give_back"), "another unit is another matter");
    office.done(ASSISTANT, "unit.give_back", "unit=3-1-1203");
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小沈");
    assert_eq!(ask(&office), None, "that is the colleague's hold now");
}

#[test]
fn what_is_not_in_the_table_has_no_undo() {
    let mut office = Office::new();
    no_undo(&mut office, MANAGER, "unit.release", "units=9-1-0101; permit=P");
    no_undo(&mut office, MANAGER, "policy.set", "name=hold_min; value=10; reason=r");
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    no_undo(&mut office, ASSISTANT, "unit.give_back", "unit=3-1-1203");
}
