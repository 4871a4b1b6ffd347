//! Corrections 更正: a new fact by two people; never a change of an old one (RULES 1.3.3, any->corrected).

use anchang::desk::Failure;
use anchang::domain::area::Area;
use anchang::domain::unit::Status;
use anchang::text::{cli, people, unit as words};
use serde_json::json;

use crate::office::{ASSISTANT, CONSULTANT, LEADER, MANAGER, Office, is_refused, remedy};

const U: &str = "unit:3-1-1203";
const AREA: &str = "unit=3-1-1203; what=gross_area; value=124.53; reason=测绘报告";

#[test]
fn a_correction_takes_two_people_one_of_them_the_manager() {
    let mut office = Office::new();
    let head = office.head();
    for who in [MANAGER, ASSISTANT] {
        let alone = office.act(who, "unit.correct", AREA);
        assert!(matches!(alone, Err(Failure::NeedsApproval(_))), "{alone:?}");
    }
    assert_eq!(office.head(), head);
    office.act_with(MANAGER, "unit.correct", AREA, ASSISTANT).unwrap();
    let event = &office.since(head)[0];
    let people = (event.actor, event.approver);
    assert_eq!(people, (office.sitting(MANAGER).staff.0, Some(office.sitting(ASSISTANT).staff.0)));
    let back = AREA.replace("124.53", "125.53");
    office.act_with(ASSISTANT, "unit.correct", &back, MANAGER).unwrap();
}

#[test]
fn a_corrected_area_makes_a_new_price_version_from_the_unit_price() {
    let mut office = Office::new();
    let head = office.head();
    office.act_with(MANAGER, "unit.correct", AREA, ASSISTANT).unwrap();
    office.recorded(
        head,
        &[(
            U,
            "unit.corrected",
            json!({"what": {"gross_area": {"from": 12_553, "to": 12_453}}, "reason": "测绘报告"}),
        )],
    );
    let unit = office.unit("3-1-1203");
    assert_eq!(unit.facts.gross_area, Area(12_453));
    // 52,229.87 x 124.53 = 6,504,185.7111
    assert_eq!((unit.price.version, unit.price.quote.total.0), (2, 650_418_571));
    assert_eq!(unit.price.quote.unit_price.0, 5_222_987);
    assert_eq!(unit.earlier_prices[0].quote.total.0, 655_641_558);
}

#[test]
fn facts_beside_the_area_leave_the_price_alone() {
    let mut office = Office::new();
    for (what, value) in [("layout", "三室两厅"), ("orientation", "南"), ("usage", "住宅")] {
        let fields = format!("unit=3-1-1203; what={what}; value={value}; reason=r");
        office.act_with(MANAGER, "unit.correct", &fields, ASSISTANT).unwrap();
    }
    let unit = office.unit("3-1-1203");
    assert_eq!(unit.facts.layout.as_deref(), Some("三室两厅"));
    assert_eq!(unit.facts.orientation.as_deref(), Some("南"));
    assert_eq!(unit.facts.usage.as_deref(), Some("住宅"));
    assert_eq!(unit.price.version, 1);
}

#[test]
fn a_unit_released_by_mistake_goes_back_to_unreleased() {
    let mut office = Office::new();
    let released = office
        .since(0)
        .into_iter()
        .find(|e| e.stream == U && e.kind == "unit.released")
        .map(|e| e.seq)
        .unwrap();
    let head = office.head();
    let fields = format!("unit=3-1-1203; what=unreleased; event={released}; reason=批次弄错");
    office.act_with(MANAGER, "unit.correct", &fields, ASSISTANT).unwrap();
    assert_eq!(office.since(head)[0].reverses, Some(released));
    let unit = office.unit("3-1-1203");
    assert_eq!((unit.status, unit.permit), (Status::Unreleased, None));
    // Once only, also after it is on sale again.
    office.done(MANAGER, "unit.release", "units=3-1-1203; permit=P2");
    let again = office.act_with(MANAGER, "unit.correct", &fields, ASSISTANT);
    is_refused(&again, people::REVERSED_ALREADY, Some("event"));
}

#[test]
fn only_an_event_of_this_unit_is_reversed() {
    let mut office = Office::new();
    let other = office.since(0).into_iter().find(|e| e.stream == "unit:3-1-1204").map(|e| e.seq).unwrap();
    for event in [other, 1, 999_999, 0, -3] {
        let fields = format!("{AREA}; event={event}");
        let result = office.act_with(MANAGER, "unit.correct", &fields, ASSISTANT);
        is_refused(&result, people::OTHER_EVENT, Some("event"));
    }
}

#[test]
fn odd_corrections_are_refused() {
    let mut office = Office::new();
    let cases = [
        ("what=gross_area; value=125.53", words::CORRECT_SAME),
        ("what=gross_area; value=0", words::AREA_NOT_POSITIVE),
        ("what=gross_area; value=-5", words::AREA_NOT_POSITIVE),
        ("what=net_area; value=0", words::AREA_NOT_POSITIVE),
        ("what=net_area; value=125.54", words::NET_ABOVE_GROSS),
        ("what=gross_area; value=大概一百", cli::FIELD_WRONG),
        ("what=layout", cli::FIELD_NEEDED),
    ];
    let head = office.head();
    for (fields, why) in cases {
        let fields = format!("unit=3-1-1203; {fields}; reason=r");
        is_refused(&office.act_with(MANAGER, "unit.correct", &fields, ASSISTANT), why, Some("value"));
    }
    let fields = "unit=9-1-101; what=unreleased; reason=r";
    is_refused(
        &office.act_with(MANAGER, "unit.correct", fields, ASSISTANT),
        words::CORRECT_SAME,
        Some("value"),
    );
    let silent = "unit=3-1-1203; what=layout; value=x";
    is_refused(
        &office.act_with(MANAGER, "unit.correct", silent, ASSISTANT),
        cli::FIELD_MISSING,
        Some("reason"),
    );
    let missing = "unit=3-1-9999; what=layout; value=x; reason=r";
    is_refused(
        &office.act_with(MANAGER, "unit.correct", missing, ASSISTANT),
        words::NO_SUCH_UNIT,
        Some("unit"),
    );
    assert_eq!(office.head(), head);
}

#[test]
fn a_claimed_unit_is_not_corrected_under_the_guests_hands() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    let corrected = office.act_with(MANAGER, "unit.correct", AREA, ASSISTANT);
    is_refused(&corrected, words::STANDS_HELD, Some("unit"));
    assert_eq!(remedy(&corrected), Some(words::CORRECT_REMEDY));
    let denied = office.act(CONSULTANT, "unit.correct", AREA);
    assert!(matches!(denied, Err(Failure::Denied(_))), "{denied:?}");
}

#[test]
fn what_a_leader_keeps_is_not_corrected_out_of_the_leaders_hands() {
    // RULES 1.3.3, W->A "leader for 自留": a correction back to unreleased and a release would be a way around it.
    let mut office = Office::new();
    office.act_with(MANAGER, "unit.withhold", "units=3-1-1203; reason=own_use", LEADER).unwrap();
    let fields = "unit=3-1-1203; what=unreleased; reason=r";
    let corrected = office.act_with(MANAGER, "unit.correct", fields, ASSISTANT);
    is_refused(&corrected, words::STANDS_WITHHELD, Some("unit"));
    assert_eq!(remedy(&corrected), Some(words::OWN_USE_REMEDY));
    office.act_with(MANAGER, "unit.correct", AREA, ASSISTANT).unwrap();
}
