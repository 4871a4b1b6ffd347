//! Mortgages 抵押 and seizures 查封 (RULES 1.3.2, the encumbrance track).

use anchang::domain::unit::Status;
use anchang::text::{cli, unit as words};
use serde_json::json;

use crate::office::{ASSISTANT, MANAGER, Office, is_refused, remedy};

const U: &str = "unit:3-1-1203";
const SEIZE: &str = "units=3-1-1203; kind=seizure; document=(2026)深执01号";

#[test]
fn the_consent_to_a_live_mortgage_can_come_later() {
    let mut office = Office::new();
    office.done(MANAGER, "unit.encumber", "units=3-1-1203; kind=mortgage; document=M1");
    let again = "units=3-1-1203; kind=mortgage; document=M1";
    office.refuses(MANAGER, "unit.encumber", again, words::ENCUMBERED_TWICE, Some("document"));
    office.done(MANAGER, "unit.encumber", "units=3-1-1203; kind=mortgage; document=M1; consent=C9");
    let live = office.unit("3-1-1203").encumbrances;
    assert_eq!(live.iter().map(|e| e.consent.as_deref()).collect::<Vec<_>>(), [Some("C9")]);
    office.done(MANAGER, "unit.lift", "units=3-1-1203");
}

#[test]
fn a_seizure_takes_an_available_unit_off_the_market() {
    let mut office = Office::new();
    let head = office.head();
    office.done(MANAGER, "unit.encumber", SEIZE);
    office.recorded(
        head,
        &[
            (U, "unit.encumbered", json!({"kind": "seizure", "document": "(2026)深执01号", "consent": null})),
            (U, "unit.withheld", json!({"reason": "seizure", "note": "(2026)深执01号"})),
        ],
    );
    assert_eq!(office.unit("3-1-1203").status, Status::Withheld);
}

#[test]
fn a_seizure_ends_a_hold_and_a_reservation_at_once() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#1");
    let head = office.head();
    office.done(MANAGER, "unit.encumber", "units=3-1-1203,3-1-1204; kind=查封; document=D1");
    office.recorded(
        head,
        &[
            (U, "unit.encumbered", json!({"kind": "seizure"})),
            (U, "unit.hold_ended", json!({"how": "encumbered"})),
            (U, "unit.withheld", json!({"reason": "seizure"})),
            ("unit:3-1-1204", "unit.encumbered", json!({"kind": "seizure"})),
            ("unit:3-1-1204", "unit.reserve_ended", json!({"how": "encumbered"})),
            ("unit:3-1-1204", "unit.withheld", json!({"reason": "seizure"})),
        ],
    );
    for unit in ["3-1-1203", "3-1-1204"] {
        let unit = office.unit(unit);
        assert_eq!((unit.status, unit.hold, unit.reservation), (Status::Withheld, None, None));
    }
    assert_eq!(office.desk.dues().unwrap(), [], "no deadline is left behind");
}

#[test]
fn a_mortgage_without_consent_blocks_the_sale_and_one_with_consent_does_not() {
    let mut office = Office::new();
    office.done(MANAGER, "unit.encumber", "units=3-1-1203; kind=mortgage; document=M1");
    assert_eq!(office.unit("3-1-1203").status, Status::Withheld);
    let head = office.head();
    office.done(MANAGER, "unit.encumber", "units=3-1-1204; kind=mortgage; document=M2; consent=同意书2");
    office.recorded(head, &[("unit:3-1-1204", "unit.encumbered", json!({"consent": "同意书2"}))]);
    assert_eq!(office.unit("3-1-1204").status, Status::Available);
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1204; consultant=顾问小陈");
}

#[test]
fn an_encumbered_unit_is_not_lifted_or_released_before_it_is_free() {
    let mut office = Office::new();
    office.done(MANAGER, "unit.encumber", SEIZE);
    let lifted = office.act(MANAGER, "unit.lift", "units=3-1-1203");
    is_refused(&lifted, words::ENCUMBERED, Some("unit"));
    assert_eq!(remedy(&lifted), Some(words::ENCUMBERED_REMEDY));
    let head = office.head();
    office.done(MANAGER, "unit.unencumber", &format!("{SEIZE}; note=裁定解封"));
    office.recorded(
        head,
        &[(
            U,
            "unit.unencumbered",
            json!({"kind": "seizure", "document": "(2026)深执01号", "note": "裁定解封"}),
        )],
    );
    assert_eq!(office.unit("3-1-1203").status, Status::Withheld, "free of it, yet withheld until lifted");
    office.done(MANAGER, "unit.lift", "units=3-1-1203");
    assert_eq!(office.unit("3-1-1203").status, Status::Available);

    office.done(MANAGER, "unit.encumber", "units=9-1-101; kind=mortgage; document=M9");
    assert_eq!(office.unit("9-1-101").status, Status::Unreleased);
    let release = "units=9-1-101; permit=P";
    office.refuses(MANAGER, "unit.release", release, words::ENCUMBERED, Some("unit"));
}

#[test]
fn one_of_two_encumbrances_still_blocks() {
    let mut office = Office::new();
    office.done(MANAGER, "unit.encumber", SEIZE);
    office.done(MANAGER, "unit.encumber", "units=3-1-1203; kind=mortgage; document=M1");
    office.done(MANAGER, "unit.unencumber", SEIZE);
    office.refuses(MANAGER, "unit.lift", "units=3-1-1203", words::ENCUMBERED, Some("unit"));
}

#[test]
fn odd_encumbrances_are_refused_at_their_field() {
    let mut office = Office::new();
    office.done(MANAGER, "unit.encumber", SEIZE);
    office.refuses(MANAGER, "unit.encumber", SEIZE, words::ENCUMBERED_TWICE, Some("document"));
    let consent = "units=3-1-1204; kind=seizure; document=D; consent=C";
    office.refuses(MANAGER, "unit.encumber", consent, words::SEIZURE_CONSENT, Some("consent"));
    let silent = "units=3-1-1204; kind=seizure";
    office.refuses(MANAGER, "unit.encumber", silent, cli::FIELD_MISSING, Some("document"));
    let other = "units=3-1-1203; kind=seizure; document=另一份";
    let unknown = office.act(MANAGER, "unit.unencumber", other);
    is_refused(&unknown, words::NOT_ENCUMBERED, Some("document"));
    assert_eq!(remedy(&unknown), Some(words::LIVE_DOCUMENTS), "the live ones are named");
}
