//! What every action has in common: recorded once, all or nothing, and the file still whole afterwards (DESIGN 1).

use anchang::desk::action::ACTIONS;
use anchang::desk::{CommandId, Failure, Filled};
use anchang::text::cli;
use serde_json::json;

use crate::office::{ASSISTANT, COLLEAGUE, CONSULTANT, MANAGER, Office, RECEPTION, fill};

#[test]
fn the_same_command_twice_is_recorded_once() {
    let mut office = Office::new();
    let sitting = office.sitting(ASSISTANT).clone();
    let (hold, fields) = fill("unit.hold", "unit=3-1-1203; consultant=顾问小陈").unwrap();
    let id = CommandId::new();
    let first = office.desk.act(&sitting, hold, &fields, None, id).unwrap();
    assert!(!first.recorded.again);
    let head = office.desk.head().unwrap();
    let mut other = office.window();
    for desk in [&mut office.desk, &mut other] {
        let again = desk.act(&sitting, hold, &fields, None, id).unwrap();
        assert!(again.recorded.again);
        assert_eq!((again.recorded.first, again.recorded.last), (first.recorded.first, first.recorded.last));
        assert_eq!(again.recorded.head, first.recorded.head);
        assert_eq!(again.says, first.says, "and says the same");
    }
    assert_eq!(office.desk.head().unwrap(), head);
}

#[test]
fn a_denied_action_leaves_one_trace_and_nothing_else() {
    let mut office = Office::new();
    let head = office.head();
    let denied = office.act(RECEPTION, "unit.withhold", "units=3-1-1203; reason=show_flat");
    let Err(failure @ Failure::Denied(_)) = denied else { panic!("{denied:?}") };
    assert_eq!(failure.exit_code(), 5);
    let reception = office.sitting(RECEPTION).staff.0;
    let stream = format!("staff:{reception}");
    office.recorded(head, &[(&*stream, "staff.denied", json!({"action": "unit.withhold"}))]);
    assert_eq!(office.unit("3-1-1203").status, anchang::domain::unit::Status::Available);
}

#[test]
fn one_unit_is_never_two_peoples() {
    let mut office = Office::new();
    let mut other = office.window();
    let (hold, mine) = fill("unit.hold", "unit=3-1-1203; consultant=顾问小陈").unwrap();
    let (_, theirs) = fill("unit.hold", "unit=3-1-1203; consultant=顾问小沈").unwrap();
    let (assistant, manager) = (office.sitting(ASSISTANT).clone(), office.sitting(MANAGER).clone());
    other.act(&manager, hold, &theirs, None, CommandId::new()).unwrap();
    let result = office.desk.act(&assistant, hold, &mine, None, CommandId::new());
    crate::office::is_refused(&result, anchang::text::unit::STANDS_HELD, Some("unit"));
    assert_eq!(office.unit("3-1-1203").hold.unwrap().consultant, office.sitting(COLLEAGUE).staff);
}

#[test]
fn no_action_runs_with_a_required_field_missing() {
    let mut office = Office::new();
    let manager = office.sitting(MANAGER).clone();
    let head = office.head();
    for action in ACTIONS.iter().filter(|a| a.fields.iter().any(|f| f.required)) {
        let result = office.desk.act(&manager, action, &Filled::new(), None, CommandId::new());
        match result {
            Err(Failure::Refused(refusal)) => {
                assert_eq!(refusal.why.text, cli::FIELD_MISSING, "{}", action.id);
                let first = action.fields.iter().find(|f| f.required).map(|f| f.name);
                assert_eq!(refusal.field, first, "{}", action.id);
            }
            Err(Failure::NeedsApproval(_) | Failure::Denied(_)) => {}
            other => panic!("{}: {other:?}", action.id),
        }
    }
    let written: Vec<String> = office.since(head).into_iter().map(|e| e.kind).collect();
    assert!(written.iter().all(|kind| kind == "staff.denied"), "{written:?}");
}

#[test]
fn the_file_verifies_after_a_busy_morning() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    office.done(COLLEAGUE, "unit.wait", "unit=3-1-1203; guest=#2");
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小沈; guest=#3");
    office.done(CONSULTANT, "unit.give_back", "unit=3-1-1203");
    office.done(MANAGER, "unit.encumber", "units=3-*; kind=seizure; document=D");
    office.done(MANAGER, "unit.price", "units=3-1-1205; change=-3; reason=r");
    let _ = office.act(RECEPTION, "unit.lift", "units=3-1-1205");
    office.later(31);
    office.desk.tick().unwrap();
    let report = office.desk.verify(&mut |_| ()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    let before = office.desk.units().unwrap();
    office.desk.rebuild(&mut |_| ()).unwrap();
    assert_eq!(office.desk.units().unwrap(), before, "the rows are the fold of the log");
}

#[test]
fn whatever_is_typed_into_a_field_nothing_panics_and_the_file_stays_whole() {
    let long = "长".repeat(201);
    let typed = [
        "",
        " ",
        "*",
        "#",
        "-",
        "0",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "92233720368547758.07",
        "99999999999999999999",
        "';DROP TABLE unit;--",
        "\u{202E}",
        "\u{0}",
        "3-1-1203",
        "3-*",
        "#1",
        "#-1",
        "+9999",
        "-9999.9999%",
        "own_use",
        "gross_area",
        "张三",
        &long,
        "\u{1F600}",
        "{who}",
        "=",
        "__",
        "%s",
    ];
    let mut office = Office::new();
    for row in crate::permissions::EXPECTED.iter().filter(|row| row.action != "unit.import") {
        // A PIN that is changed ends the sitting; finance needs its own no more.
        let who = if row.action == "staff.pin" { crate::office::FINANCE } else { MANAGER };
        for field in crate::office::action(row.action).fields {
            for value in typed {
                let others =
                    row.fields.split("; ").filter(|part| !part.starts_with(&format!("{}=", field.name)));
                let fields: Vec<String> =
                    others.map(str::to_owned).chain([format!("{}={value}", field.name)]).collect();
                if let Err(failure) = office.act(who, row.action, &fields.join("; ")) {
                    for lang in [anchang::text::Lang::Zh, anchang::text::Lang::En] {
                        let said = failure.in_lang(lang);
                        let blank = said.contains('{') && !value.contains('{');
                        assert!(!said.is_empty() && !blank, "{} {fields:?}: {said}", row.action);
                    }
                    assert!(!matches!(failure, Failure::Store(_)), "{} {fields:?}: {failure:?}", row.action);
                }
            }
        }
    }
    // A correction takes a second PIN, which takes its time: only the figures at the ends.
    for value in ["9223372036854775807", "92233720368547758.07", "-92233720368547758.07", "0.01", "张三"] {
        let fields = format!("unit=3-1-1206; what=gross_area; reason=r; value={value}");
        let _ = office.act_with(MANAGER, "unit.correct", &fields, ASSISTANT);
    }
    let report = office.desk.verify(&mut |_| ()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}
