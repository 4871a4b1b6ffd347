//! Guests: one phone is one guest (RULES 1.2), and forgetting on request (RELIABILITY 2.5).

use anchang::text::{cli, people};
use serde_json::json;

use crate::office::{ASSISTANT, CONSULTANT, MANAGER, Office, RECEPTION, is_refused};

#[test]
fn a_guest_belongs_to_the_consultant_who_registers_or_is_named() {
    let mut office = Office::new();
    let head = office.head();
    let done = office.done(CONSULTANT, "guest.add", "name=赵六; phone=13800000006");
    assert_eq!(done.created.as_deref(), Some("#4"));
    let (own, named) = (office.sitting(CONSULTANT).staff.0, office.sitting(crate::office::COLLEAGUE).staff.0);
    office.done(RECEPTION, "guest.add", "name=孙七; phone=13800000007; consultant=顾问小沈");
    office.done(RECEPTION, "guest.add", "name=周八; phone=13800000008");
    office.recorded(
        head,
        &[
            ("guest:4", "guest.registered", json!({"consultant": own})),
            ("guest:5", "guest.registered", json!({"consultant": named})),
            ("guest:6", "guest.registered", json!({"consultant": null})),
        ],
    );
    let log: String = office.since(head).iter().map(|e| e.payload.clone()).collect();
    assert!(!log.contains("赵六") && !log.contains("0000006"), "no personal data in the log: {log}");
}

#[test]
fn a_known_phone_is_a_known_guest() {
    let mut office = Office::new();
    for phone in ["13800000001", "138-0000-0001", "+86 13800000001", "１３８００００００01"] {
        let fields = format!("name=张三丰; phone={phone}");
        office.refuses(RECEPTION, "guest.add", &fields, people::GUEST_KNOWN, Some("phone"));
    }
    let said = office.act(RECEPTION, "guest.add", "name=张三丰; phone=13800000001").unwrap_err();
    let said = said.in_lang(anchang::text::Lang::Zh);
    assert!(said.contains("#1") && said.contains("138****0001") && !said.contains("13800000001"), "{said}");
}

#[test]
fn odd_names_and_phones_are_refused_at_their_field() {
    let mut office = Office::new();
    let add = "guest.add";
    office.refuses(RECEPTION, add, "name=赵六; phone=12345", cli::PHONE_WRONG, Some("phone"));
    office.refuses(RECEPTION, add, "name= ; phone=13800000006", cli::EMPTY, Some("name"));
    office.refuses(RECEPTION, add, "name=赵\u{202E}六; phone=13800000006", cli::INVISIBLE, Some("name"));
    office.refuses(RECEPTION, add, "name=赵六", cli::FIELD_MISSING, Some("phone"));
    office.refuses(RECEPTION, add, "phone=13800000006", cli::FIELD_MISSING, Some("name"));
    let finance = "name=赵六; phone=13800000006; consultant=财务小郑";
    office.refuses(RECEPTION, add, finance, people::NOT_A_CONSULTANT, Some("consultant"));
}

#[test]
fn of_several_with_one_name_the_number_is_asked_for() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.add", "name=张三; phone=13800000009");
    let hold = "unit=3-1-1203; consultant=顾问小陈; guest=张三";
    office.refuses(MANAGER, "unit.hold", hold, people::SEVERAL_GUESTS, Some("guest"));
}

#[test]
fn a_forgotten_guest_is_gone_and_the_log_stays_whole() {
    let mut office = Office::new();
    let head = office.head();
    office.done(MANAGER, "guest.forget", "guest=#1; reason=本人申请");
    office.recorded(head, &[("guest:1", "guest.forgotten", json!({"reason": "本人申请"}))]);
    for guest in ["#1", "13800000001", "张三"] {
        let hold = format!("unit=3-1-1203; consultant=顾问小陈; guest={guest}");
        office.refuses(MANAGER, "unit.hold", &hold, people::NO_SUCH_GUEST, Some("guest"));
    }
    let again = "guest=#1; reason=r";
    office.refuses(MANAGER, "guest.forget", again, people::NO_SUCH_GUEST, Some("guest"));
    // The phone may come again, as somebody new.
    let done = office.done(RECEPTION, "guest.add", "name=张三; phone=13800000001");
    assert_eq!(done.created.as_deref(), Some("#4"));
    let report = office.desk.verify(&mut |_| ()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn a_guest_with_a_unit_to_their_name_is_not_forgotten() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    office.done(CONSULTANT, "unit.wait", "unit=3-1-1203; guest=#2");
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#3");
    for guest in ["#1", "#2", "#3"] {
        let fields = format!("guest={guest}; reason=r");
        office.refuses(MANAGER, "guest.forget", &fields, people::GUEST_BOUND, Some("guest"));
    }
    office.done(CONSULTANT, "unit.give_back", "unit=3-1-1203");
    office.done(MANAGER, "guest.forget", "guest=#1; reason=r");
}

#[test]
fn forgetting_takes_a_reason_and_the_manager() {
    let mut office = Office::new();
    office.refuses(MANAGER, "guest.forget", "guest=#1", cli::FIELD_MISSING, Some("reason"));
    let head = office.head();
    let by_consultant = office.act_with(ASSISTANT, "guest.forget", "guest=#1; reason=r", CONSULTANT);
    is_refused(&by_consultant, people::APPROVER_UNFIT, Some("approver"));
    assert_eq!(office.head(), head);
    office.act_with(ASSISTANT, "guest.forget", "guest=#1; reason=r", MANAGER).unwrap();
}

/// The log still means the forgotten person by that number.
#[test]
fn the_number_of_a_forgotten_person_is_never_anybody_elses() {
    let mut office = Office::new();
    office.done(MANAGER, "guest.forget", "guest=#3; reason=本人申请");
    office.done(RECEPTION, "guest.add", "name=赵六; phone=13800000006");
    let report = office.desk.verify(&mut |_| ()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}
