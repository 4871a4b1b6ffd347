//! RULES 1.3.3, row by row: every way from one status to another that a person can go by hand.

use anchang::domain::unit::{Status, WithholdReason};
use anchang::text::{cli, people, unit as words};
use serde_json::json;

use crate::office::{ASSISTANT, COLLEAGUE, CONSULTANT, LEADER, MANAGER, NINE, Office, is_refused, remedy};

const U: &str = "unit:3-1-1203";

// N -> A: a batch with its permit number; the manager, data by the assistant.

#[test]
fn a_released_batch_is_available_under_its_permit() {
    let mut office = Office::new();
    let head = office.head();
    office.done(MANAGER, "unit.release", "units=9-1-*; permit=P-9");
    office.recorded(
        head,
        &[
            ("unit:9-1-101", "unit.released", json!({"permit": "P-9"})),
            ("unit:9-1-102", "unit.released", json!({"permit": "P-9"})),
            ("project:1", "project.batch_released", json!({"permit": "P-9", "units": 2})),
        ],
    );
    for id in ["9-1-101", "9-1-102"] {
        let unit = office.unit(id);
        assert_eq!((unit.status, unit.permit.as_deref()), (Status::Available, Some("P-9")));
    }
}

#[test]
fn a_batch_is_released_whole_or_not_at_all() {
    let mut office = Office::new();
    // 3-1-1203 is on sale already, so not one of building 9 comes on sale with it.
    office.refuses(MANAGER, "unit.release", "units=9-1-*,3-1-1203; permit=P-9", words::STANDS, Some("unit"));
    assert_eq!(office.unit("9-1-101").status, Status::Unreleased);
}

#[test]
fn nothing_is_released_without_a_permit_number() {
    let mut office = Office::new();
    office.refuses(MANAGER, "unit.release", "units=9-1-101", cli::FIELD_MISSING, Some("permit"));
}

#[test]
fn patterns_and_names_that_mean_no_unit_are_refused() {
    let mut office = Office::new();
    let release = "unit.release";
    office.refuses(MANAGER, release, "units=7-*; permit=P", cli::NO_UNITS_UNDER, Some("units"));
    office.refuses(MANAGER, release, "units=7-1-0101; permit=P", words::NO_SUCH_UNIT, Some("unit"));
    office.refuses(MANAGER, release, "units=3*; permit=P", cli::FIELD_WRONG, Some("units"));
}

#[test]
fn an_unreleased_unit_can_only_be_released() {
    let mut office = Office::new();
    office.refuses(MANAGER, "unit.withhold", "units=9-1-101; reason=show_flat", words::STANDS, Some("unit"));
    office.refuses(MANAGER, "unit.lift", "units=9-1-101", words::STANDS, Some("unit"));
    let hold = format!("unit=9-1-101; consultant={}", crate::office::CAST[CONSULTANT]);
    office.refuses(MANAGER, "unit.hold", &hold, words::STANDS, Some("unit"));
    office.refuses(MANAGER, "unit.reserve", &format!("{hold}; guest=#1"), words::STANDS, Some("unit"));
}

// A -> W and W -> A: with a reason; the leader for 自留.

#[test]
fn every_reason_but_own_use_is_the_managers_to_withhold_and_lift() {
    for reason in
        ["show_flat", "mortgage", "seizure", "work_payment", "leader_keeps", "repricing", "样板房", "待调价"]
    {
        let mut office = Office::new();
        let head = office.head();
        office.done(MANAGER, "unit.withhold", &format!("units=3-1-1203; reason={reason}; note=会议纪要3"));
        let unit = office.unit("3-1-1203");
        let withheld = unit.withheld.clone().unwrap();
        assert_eq!((unit.status, &*withheld.note), (Status::Withheld, "会议纪要3"), "{reason}");
        office.recorded(head, &[(U, "unit.withheld", json!({"reason": withheld.reason.code()}))]);
        office.done(MANAGER, "unit.lift", "units=3-1-1203; note=会后");
        let unit = office.unit("3-1-1203");
        assert_eq!((unit.status, unit.withheld), (Status::Available, None), "{reason}");
        assert_eq!(office.since(head)[1].kind, "unit.lifted");
    }
}

#[test]
fn own_use_takes_a_leader_both_ways() {
    let mut office = Office::new();
    let withhold = "units=3-1-1203; reason=own_use";
    let head = office.head();
    let alone = office.act(MANAGER, "unit.withhold", withhold);
    let Err(anchang::desk::Failure::NeedsApproval(roles)) = alone else { panic!("{alone:?}") };
    assert_eq!(roles, [anchang::domain::permission::Role::Leader]);
    assert_eq!(office.head(), head);
    office.act_with(MANAGER, "unit.withhold", withhold, LEADER).unwrap();
    office.recorded(head, &[(U, "unit.withheld", json!({"reason": "own_use"}))]);
    assert_eq!(office.since(head)[0].approver, Some(office.sitting(LEADER).staff.0));
    assert_eq!(office.unit("3-1-1203").withheld.unwrap().reason, WithholdReason::OwnUse);

    let head = office.head();
    let alone = office.act(MANAGER, "unit.lift", "units=3-1-1203");
    assert!(matches!(alone, Err(anchang::desk::Failure::NeedsApproval(_))), "{alone:?}");
    assert_eq!(office.head(), head);
    office.act_with(MANAGER, "unit.lift", "units=3-1-1203", LEADER).unwrap();
    assert_eq!(office.unit("3-1-1203").status, Status::Available);

    // RULES 1.0: the assistant carries it out with the leader's PIN, the leader alone, never with the manager's.
    let wrong = office.act_with(ASSISTANT, "unit.withhold", withhold, MANAGER);
    is_refused(&wrong, anchang::text::people::APPROVER_UNFIT, Some("approver"));
    office.act_with(ASSISTANT, "unit.withhold", withhold, LEADER).unwrap();
    office.done(MANAGER, "unit.withhold", "units=3-1-1204; reason=show_flat");
    let mixed = "units=3-1-1203,3-1-1204";
    let head = office.head();
    let refused = office.act_with(MANAGER, "unit.lift", mixed, LEADER);
    is_refused(&refused, cli::LIFT_SEPARATELY, Some("units"));
    assert_eq!(office.head(), head);
    office.done(LEADER, "unit.lift", "units=3-1-1203");
}

#[test]
fn a_hold_for_one_guest_is_reserved_for_no_other() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    let other = "unit=3-1-1203; guest=#2; consultant=顾问小陈";
    office.refuses(MANAGER, "unit.reserve", other, words::HELD_FOR_OTHER, Some("guest"));
    office.done(MANAGER, "unit.reserve", "unit=3-1-1203; guest=#1; consultant=顾问小陈");
    assert_eq!(office.unit("3-1-1203").status, Status::Reserved);
}

#[test]
fn a_reason_outside_the_list_is_refused_at_its_field() {
    let mut office = Office::new();
    let withhold = "unit.withhold";
    office.refuses(MANAGER, withhold, "units=3-1-1203; reason=because", cli::FIELD_WRONG, Some("reason"));
    office.refuses(MANAGER, withhold, "units=3-1-1203", cli::FIELD_MISSING, Some("reason"));
}

#[test]
fn only_an_available_unit_can_be_withheld() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    let held = office.act(MANAGER, "unit.withhold", "units=3-1-1203; reason=show_flat");
    is_refused(&held, words::STANDS_HELD, Some("unit"));
    assert_eq!(remedy(&held), Some(words::WITHHOLD_REMEDY));
    office.done(MANAGER, "unit.withhold", "units=3-1-1204; reason=show_flat");
    let again = "units=3-1-1204; reason=repricing";
    office.refuses(MANAGER, "unit.withhold", again, words::STANDS_WITHHELD, Some("unit"));
    office.refuses(MANAGER, "unit.lift", "units=3-1-1205", words::STANDS, Some("unit"));
}

// A -> H and H -> A: 30 minutes, one renewal; the manager's PIN or the delegate's.

#[test]
fn a_consultants_hold_is_confirmed_by_the_delegate_and_lasts_thirty_minutes() {
    let mut office = Office::new();
    let head = office.head();
    office.act_with(CONSULTANT, "unit.hold", "unit=3-1-1203; guest=#1", ASSISTANT).unwrap();
    let consultant = office.sitting(CONSULTANT).staff;
    let until = NINE.plus_minutes(30);
    office.recorded(
        head,
        &[(U, "unit.held", json!({"consultant": consultant.0, "guest": 1, "until": until.0}))],
    );
    let event = &office.since(head)[0];
    let assistant = office.sitting(ASSISTANT).staff;
    assert_eq!((event.actor, event.approver), (consultant.0, Some(assistant.0)));
    let hold = office.unit("3-1-1203").hold.unwrap();
    assert_eq!((hold.consultant, hold.until, hold.renewals), (consultant, until, 0));
    let dues = office.desk.dues().unwrap();
    assert_eq!(
        dues.iter().map(|d| (&*d.stream, d.at, d.owner)).collect::<Vec<_>>(),
        [(U, until, consultant)]
    );
}

#[test]
fn the_manager_and_the_assistant_hold_for_a_named_consultant_alone() {
    let mut office = Office::new();
    for (who, unit) in [(MANAGER, "3-1-1203"), (ASSISTANT, "3-1-1204")] {
        office.done(who, "unit.hold", &format!("unit={unit}; consultant=顾问小陈"));
        assert_eq!(office.unit(unit).hold.unwrap().consultant, office.sitting(CONSULTANT).staff);
    }
    let hold = "unit.hold";
    office.refuses(ASSISTANT, hold, "unit=3-1-1205", people::CONSULTANT_MISSING, Some("consultant"));
    // In a small office the manager sells as well.
    office.done(MANAGER, hold, "unit=3-1-1206");
    assert_eq!(office.unit("3-1-1206").hold.unwrap().consultant, office.sitting(MANAGER).staff);
    let finance = "unit=3-1-1205; consultant=财务小郑";
    office.refuses(MANAGER, hold, finance, people::NOT_A_CONSULTANT, Some("consultant"));
    let nobody = "unit=3-1-1205; consultant=谁";
    office.refuses(MANAGER, hold, nobody, people::NOBODY_CALLED, Some("consultant"));
}

#[test]
fn a_consultant_holds_only_for_themselves() {
    let mut office = Office::new();
    let head = office.head();
    let asked = office.act_with(CONSULTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小沈", ASSISTANT);
    is_refused(&asked, people::ONLY_FOR_YOURSELF, Some("consultant"));
    assert_eq!(office.head(), head);
}

#[test]
fn a_held_or_reserved_unit_is_nobody_elses() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#1");
    let theirs = |unit: &str| format!("unit={unit}; consultant=顾问小沈");
    let held = office.act(ASSISTANT, "unit.hold", &theirs("3-1-1203"));
    is_refused(&held, words::STANDS_HELD, Some("unit"));
    assert_eq!(remedy(&held), Some(words::HOLD_REMEDY));
    let claim = format!("{}; guest=#2", theirs("3-1-1203"));
    office.refuses(MANAGER, "unit.reserve", &claim, words::STANDS_HELD, Some("unit"));
    office.refuses(ASSISTANT, "unit.hold", &theirs("3-1-1204"), words::STANDS_RESERVED, Some("unit"));
    let claim = format!("{}; guest=#2", theirs("3-1-1204"));
    office.refuses(MANAGER, "unit.reserve", &claim, words::STANDS_RESERVED, Some("unit"));
    office.done(MANAGER, "unit.withhold", "units=3-1-1205; reason=show_flat");
    office.refuses(ASSISTANT, "unit.hold", &theirs("3-1-1205"), words::STANDS_WITHHELD, Some("unit"));
}

#[test]
fn a_hold_is_renewed_once_from_where_it_would_have_ended_and_not_twice() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.later(10);
    let head = office.head();
    office.act_with(CONSULTANT, "unit.renew", "unit=3-1-1203", MANAGER).unwrap();
    let (from, until) = (NINE.plus_minutes(30).0, NINE.plus_minutes(60).0);
    office.recorded(head, &[(U, "unit.hold_renewed", json!({"from": from, "until": until}))]);
    let again = office.act(MANAGER, "unit.renew", "unit=3-1-1203");
    is_refused(&again, words::RENEWED_ENOUGH, Some("unit"));
    assert_eq!(remedy(&again), Some(words::RENEWED_ENOUGH_REMEDY));
    office.later(50);
    office.desk.tick().unwrap();
    assert_eq!(office.unit("3-1-1203").status, Status::Available, "the renewed time is over");
    office.refuses(MANAGER, "unit.renew", "unit=3-1-1203", words::STANDS, Some("unit"));
}

#[test]
fn another_consultants_hold_is_not_renewed() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    let head = office.head();
    let renewed = office.act_with(COLLEAGUE, "unit.renew", "unit=3-1-1203", MANAGER);
    is_refused(&renewed, words::NOT_YOURS, Some("unit"));
    assert_eq!(office.head(), head);
}

// A/H -> R and R -> A: the manager grants, a named customer, 24 h, two a consultant.

#[test]
fn a_reservation_is_the_managers_to_grant_and_lasts_a_day() {
    let mut office = Office::new();
    let head = office.head();
    let fields = "unit=3-1-1203; guest=#1; note=等家人";
    let asked = office.act(CONSULTANT, "unit.reserve", fields);
    assert!(matches!(asked, Err(anchang::desk::Failure::NeedsApproval(_))), "{asked:?}");
    let by_assistant = office.act_with(CONSULTANT, "unit.reserve", fields, ASSISTANT);
    is_refused(&by_assistant, people::APPROVER_UNFIT, Some("approver"));
    assert_eq!(office.head(), head);
    office.act_with(CONSULTANT, "unit.reserve", fields, MANAGER).unwrap();
    let (consultant, until) = (office.sitting(CONSULTANT).staff, NINE.plus_minutes(24 * 60));
    office.recorded(
        head,
        &[(
            U,
            "unit.reserved",
            json!({"consultant": consultant.0, "guest": 1, "until": until.0, "note": "等家人"}),
        )],
    );
    let unit = office.unit("3-1-1203");
    assert_eq!((unit.status, unit.reservation.unwrap().until), (Status::Reserved, until));
}

#[test]
fn a_reservation_needs_a_named_guest_who_exists() {
    let mut office = Office::new();
    let reserve = "unit.reserve";
    let nobody = "unit=3-1-1203; consultant=顾问小陈";
    office.refuses(MANAGER, reserve, nobody, cli::FIELD_MISSING, Some("guest"));
    for guest in ["#99", "99", "13900000009", "赵六"] {
        let fields = format!("unit=3-1-1203; consultant=顾问小陈; guest={guest}");
        office.refuses(MANAGER, reserve, &fields, people::NO_SUCH_GUEST, Some("guest"));
    }
}

#[test]
fn a_guest_is_found_by_number_phone_and_name() {
    for (guest, found) in [("#2", 2), ("2", 2), ("13800000002", 2), ("138 0000 0003", 3), ("王五", 3)] {
        let mut office = Office::new();
        office.done(ASSISTANT, "unit.hold", &format!("unit=3-1-1203; consultant=顾问小陈; guest={guest}"));
        assert_eq!(office.unit("3-1-1203").hold.unwrap().guest.unwrap().0, found, "{guest}");
    }
}

#[test]
fn two_reservations_a_consultant_are_the_quota() {
    let mut office = Office::new();
    let reserve = |unit: &str, who: &str| format!("unit={unit}; consultant={who}; guest=#1");
    office.done(MANAGER, "unit.reserve", &reserve("3-1-1203", "顾问小陈"));
    office.done(MANAGER, "unit.reserve", &reserve("3-1-1204", "顾问小陈"));
    let third = office.act(MANAGER, "unit.reserve", &reserve("3-1-1205", "顾问小陈"));
    is_refused(&third, words::RESERVE_QUOTA, Some("consultant"));
    assert_eq!(remedy(&third), Some(words::RESERVE_QUOTA_REMEDY));
    office.done(MANAGER, "unit.reserve", &reserve("3-1-1205", "顾问小沈"));
    office.done(CONSULTANT, "unit.give_back", "unit=3-1-1203");
    office.done(MANAGER, "unit.reserve", &reserve("3-1-1206", "顾问小陈"));
    // A hold does not count: the quota is on reservations.
    office.done(MANAGER, "unit.hold", "unit=3-2-101; consultant=顾问小陈");
}

#[test]
fn a_hold_becomes_a_reservation_of_the_same_consultant() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    office.later(20);
    let head = office.head();
    office.act_with(CONSULTANT, "unit.reserve", "unit=3-1-1203; guest=#1", MANAGER).unwrap();
    office.recorded(head, &[(U, "unit.reserved", json!({"until": NINE.plus_minutes(20 + 24 * 60).0}))]);
    let unit = office.unit("3-1-1203");
    assert_eq!((unit.status, unit.hold), (Status::Reserved, None));
    assert_eq!(office.desk.dues().unwrap().len(), 1, "the hold's deadline is gone");
    office.later(15);
    office.desk.tick().unwrap();
    assert_eq!(office.unit("3-1-1203").status, Status::Reserved, "the old hold does not end it");
}

// H -> A, R -> A: given back.

#[test]
fn a_claim_is_given_back_by_its_holder_the_assistant_or_the_manager() {
    for who in [CONSULTANT, ASSISTANT, MANAGER] {
        let mut office = Office::new();
        office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
        office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#1");
        let head = office.head();
        office.done(who, "unit.give_back", "unit=3-1-1203; note=客户放弃");
        office.done(who, "unit.give_back", "unit=3-1-1204");
        office.recorded(
            head,
            &[
                (U, "unit.hold_ended", json!({"how": "given_back", "note": "客户放弃"})),
                ("unit:3-1-1204", "unit.reserve_ended", json!({"how": "given_back"})),
            ],
        );
        for unit in ["3-1-1203", "3-1-1204"] {
            let unit = office.unit(unit);
            assert_eq!((unit.status, unit.hold, unit.reservation), (Status::Available, None, None));
        }
        assert_eq!(office.desk.dues().unwrap(), []);
    }
}

#[test]
fn another_consultant_cannot_give_a_claim_back() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#1");
    for unit in ["3-1-1203", "3-1-1204"] {
        let fields = format!("unit={unit}");
        office.refuses(COLLEAGUE, "unit.give_back", &fields, words::NOT_YOURS, Some("unit"));
    }
}

#[test]
fn what_nobody_has_cannot_be_given_back() {
    let mut office = Office::new();
    let back = office.act(MANAGER, "unit.give_back", "unit=3-1-1203");
    is_refused(&back, words::STANDS, Some("unit"));
    assert_eq!(remedy(&back), Some(words::GIVE_BACK_REMEDY));
}

#[test]
fn a_unit_that_does_not_exist_is_said_not_to_exist_whatever_is_asked_of_it() {
    let mut office = Office::new();
    for (id, fields) in [
        ("unit.hold", "unit=3-1-9999; consultant=顾问小陈"),
        ("unit.renew", "unit=3-1-9999"),
        ("unit.reserve", "unit=3-1-9999; consultant=顾问小陈; guest=#1"),
        ("unit.give_back", "unit=3-1-9999"),
        ("unit.wait", "unit=3-1-9999; consultant=顾问小陈; guest=#1"),
        ("unit.unwait", "unit=3-1-9999; guest=#1"),
        ("unit.withhold", "units=3-1-9999; reason=show_flat"),
        ("unit.lift", "units=3-1-9999"),
        ("unit.price", "units=3-1-9999; total=100; reason=r"),
        ("unit.encumber", "units=3-1-9999; kind=seizure; document=D"),
        ("unit.unencumber", "units=3-1-9999; kind=seizure; document=D"),
    ] {
        office.refuses(MANAGER, id, fields, words::NO_SUCH_UNIT, Some("unit"));
    }
}

#[test]
fn a_released_unit_lists_the_whole_way_it_went_in_words() {
    let mut office = Office::new();
    let done = office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    let said = done.says[0].in_lang(anchang::text::Lang::Zh);
    for part in ["3-1-1203", "顾问小陈", "张*", "138****0001", "09:30"] {
        assert!(said.contains(part), "`{part}` is missing in {said}");
    }
    assert!(!said.contains("张三"), "guests are masked: {said}");
}
