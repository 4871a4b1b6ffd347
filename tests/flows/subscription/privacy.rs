//! What is known of a buyer (RULES 2 rows 28-30, RELIABILITY 2.5): in the vault and nowhere else, and as long as it must.

use anchang::desk::LogFilter;
use anchang::domain::deal::Step;
use anchang::domain::guest::GuestId;
use anchang::text::{cli, people};

use super::counter::{FORM, ID_1, ID_2, counter, enter, refused, sound, up_to};
use crate::office::{CONSULTANT, FINANCE, LEADER, MANAGER, Office, is_refused, lines};

const ADDRESS: &str = "科苑路1号";

fn log(office: &Office) -> String {
    let events = office.desk.log(&LogFilter::default()).unwrap();
    format!("{events:?}")
}

#[test]
fn a_document_is_in_no_log_and_in_no_debug_output() {
    let mut office = counter();
    up_to(&mut office, Step::Papers);
    let log = log(&office);
    for secret in [ID_1, ID_2, ADDRESS, "张三", "13800000001"] {
        assert!(!log.contains(secret), "{secret}");
    }
    let file = office.desk.buyer_file(GuestId(1)).unwrap();
    assert!(file.contains_key("id_no") && file.contains_key("address"));
    let shown = format!("{file:?}");
    assert!(!shown.contains(ID_1) && !shown.contains(ADDRESS), "{shown}");
    let (_, filled) =
        crate::office::fill("guest.identify", &format!("guest=#1; id_no={ID_1}; address={ADDRESS}")).unwrap();
    let shown = format!("{filled:?}");
    assert!(!shown.contains(ID_1) && !shown.contains(ADDRESS), "{shown}");
}

#[test]
fn remarks_and_conditions_hold_no_number_of_a_person() {
    let mut office = counter();
    let numbers = [ID_1, "13800000001"];
    for number in numbers {
        let result = enter_terms(&mut office, &format!("代办人 {number}"));
        is_refused(&result, cli::NOTE_PERSONAL, Some("terms"));
    }
    enter_terms(&mut office, "赠车位一个").unwrap();
    for number in numbers {
        let result = office.act(CONSULTANT, "deal.withdraw", &format!("deal=RG-0001; reason=见 {number}"));
        is_refused(&result, cli::NOTE_PERSONAL, Some("reason"));
        // The numbers of documents and places are in the log as well.
        let special = format!(
            "unit=3-2-0101; guest=#1; off_total=1万; evidence=批条 {number}; leader=领导老卫; given=contract; until=+5; reason=x"
        );
        let result = office.act(CONSULTANT, "discount.special", &special);
        is_refused(&result, cli::NOTE_PERSONAL, Some("evidence"));
    }
}

fn enter_terms(office: &mut Office, terms: &str) -> Result<anchang::desk::Done, anchang::desk::Failure> {
    enter(office, &format!("{FORM}; terms={terms}"))
}

#[test]
fn a_guest_who_buys_or_acts_for_a_buyer_is_not_forgotten() {
    let mut office = counter();
    let child = super::counter::id_born("20150101", 3);
    let child = office
        .done(CONSULTANT, "guest.identify", &format!("name=小明; id_no={child}; address=x"))
        .created
        .unwrap();
    // #1 is whom it is for, the child and #2 buy, #3 acts for the child.
    enter(&mut office, &format!("{FORM}; buyers={child} 50/#3, #2 50")).unwrap();
    for guest in ["#1", "#2", "#3", &child] {
        let result =
            office.act_with(MANAGER, "guest.forget", &format!("guest={guest}; reason=本人要求"), LEADER);
        is_refused(&result, people::GUEST_BUYS, Some("guest"));
    }
    // Without a sale and without money there is nothing to keep them for.
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=x");
    for guest in ["#1", "#2", "#3", &child] {
        office.act_with(MANAGER, "guest.forget", &format!("guest={guest}; reason=本人要求"), LEADER).unwrap();
    }
    for guest in [1, 2, 3] {
        assert!(office.desk.buyer_file(GuestId(guest)).unwrap().is_empty(), "erased with the guest");
    }
    sound(&office);
}

#[test]
fn whoever_paid_once_is_kept_for_the_books() {
    let mut office = counter();
    up_to(&mut office, Step::Deposit);
    office.act_with(FINANCE, "receipt.void", "receipt=1; reason=x", MANAGER).unwrap();
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=x");
    let result = office.act_with(MANAGER, "guest.forget", "guest=#1; reason=本人要求", LEADER);
    is_refused(&result, people::GUEST_BUYS, Some("guest"));
}

#[test]
fn a_document_survives_a_refused_profile_consent() {
    let mut office = counter();
    office.done(CONSULTANT, "guest.consent", "guest=#1; consent=yes");
    office.done(CONSULTANT, "guest.consent", "guest=#1; consent=no");
    assert!(
        office.desk.buyer_file(GuestId(1)).unwrap().contains_key("id_no"),
        "a sale rests on it, not on consent"
    );
    enter(&mut office, FORM).unwrap();
    sound(&office);
}

#[test]
fn a_document_is_erased_with_a_guest_who_may_be_forgotten() {
    let mut office = counter();
    office.act_with(MANAGER, "guest.forget", "guest=#1; reason=本人要求", LEADER).unwrap();
    assert!(office.desk.buyer_file(GuestId(1)).unwrap().is_empty());
    // The same document may come back as a new guest's.
    let name = format!("name=张三; id_no={ID_1}; address=x");
    office.done(CONSULTANT, "guest.identify", &name);
    let refusal = refused(&mut office, CONSULTANT, "deal.enter", FORM);
    assert!(lines(&refusal.why).contains(&people::NO_SUCH_GUEST), "{refusal:?}");
    sound(&office);
}
