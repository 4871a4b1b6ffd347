//! A morning at the counter, by command line alone.

use serde_json::json;

use crate::office::{Office, PIN, everything};

#[test]
fn the_published_price_list_becomes_416_units() {
    let office = Office::founded();
    let list = crate::office::shenzhen();
    let preview = office.run(&["import", "units", list.to_str().unwrap(), "--dry-run"]).ok();
    assert!(preview.contains("416 units") && preview.contains("2,134,261,656.44"), "{preview}");
    assert!(
        office.run(&["show", "units", "--format", "json"]).json().as_array().unwrap().is_empty(),
        "only a preview"
    );
    office.run(&["import", "units", list.to_str().unwrap(), "--as", "李静"]).ok();

    let units = office.run(&["show", "units", "--format", "json"]).json();
    let units = units.as_array().unwrap();
    assert_eq!(units.len(), 416);
    let total: i64 = units.iter().map(|u| u["list_total_fen"].as_i64().unwrap()).sum();
    assert_eq!(total, 213_426_165_644);
    for (building, count) in [("3", 116), ("6", 180), ("7", 120)] {
        assert_eq!(units.iter().filter(|u| u["building"] == building).count(), count, "building {building}");
    }
    // First row of the published file: 3栋 1单元 31 01 52229.87 125.53 100.05
    let unit = office.unit("3栋1单元3101");
    for (name, value) in [
        ("unit", json!("3-1-3101")),
        ("building", json!("3")),
        ("section", json!("1")),
        ("floor", json!(31)),
        ("room", json!("3101")),
        ("status", json!("unreleased")),
        ("gross_area_m2", json!(125.53)),
        ("net_area_m2", json!(100.05)),
        ("list_unit_price_fen", json!(5_222_987)),
        ("list_total_fen", json!(655_641_558)),
        ("hold_until", json!(null)),
        ("held_by", json!(null)),
    ] {
        assert_eq!(unit[name], value, "{name}");
    }
    let again = office.run(&["import", "units", list.to_str().unwrap(), "--as", "李静"]).refused(1);
    assert!(again.contains("no difference"), "{again}");
}

#[test]
fn a_hold_takes_the_managers_pin_and_shows_to_everybody() {
    let office = Office::open();
    assert!(
        office.act("王磊", &["unit.hold", "unit=3-1-1203"]).refused(6).contains("PIN"),
        "a request needs a PIN"
    );
    let before = everything(office.folder.path());
    let denied = office.act("王磊", &["unit.release", "units=*", "permit=x"]).refused(5);
    assert!(denied.contains("may not do this: release a batch"), "{denied}");
    assert_ne!(everything(office.folder.path()), before, "the denial is logged");

    let held = office.act("王磊/李静", &["unit.hold", "unit=3-1-1203"]).ok();
    assert!(held.contains("held for 王磊 until"), "{held}");
    let unit = office.unit("3-1-1203");
    assert_eq!((unit["status"].as_str(), unit["held_by"].as_str()), (Some("held"), Some("王磊")));
    assert!(unit["hold_until"].as_str().unwrap().ends_with("+08:00"), "RFC 3339 on the office clock");

    let refused = office.act("赵敏/李静", &["unit.hold", "unit=3-1-1203"]).refused(1);
    assert!(
        refused.contains("Held for 王磊") && refused.contains("waitlist"),
        "who, and what to do: {refused}"
    );
    let due = office.run(&["show", "due", "--format", "json"]).json();
    assert_eq!((due[0]["kind"].as_str(), due[0]["about"].as_str()), (Some("hold"), Some("3-1-1203")));
    assert_eq!(due[0]["stream"], "unit:3-1-1203");

    let log = office.run(&["show", "log", "--unit", "3-1-1203", "--format", "json"]).json();
    let last = log.as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["type"], "unit.held");
    assert_eq!((last["by"].as_str(), last["approved_by"].as_str()), (Some("王磊"), Some("李静")));
    office.run(&["verify"]).ok();
}

#[test]
fn personal_data_is_masked_until_somebody_gives_a_reason() {
    let office = Office::open();
    let added =
        office.run(&["do", "guest.add", "name=张三丰", "phone=13812345678", "--as", "王磊", "--json"]).json();
    assert_eq!(added["created"], "#1");
    office.act("王磊/李静", &["unit.hold", "unit=3-1-1203", "guest=13812345678"]).ok();
    for list in ["units", "guests", "log"] {
        let shown = office.run(&["show", list]).ok();
        assert!(!shown.contains("张三丰") && !shown.contains("13812345678"), "{list}: {shown}");
    }
    let masked = office.run(&["show", "guests", "--format", "json"]).json();
    assert_eq!((masked[0]["name"].as_str(), masked[0]["phone"].as_str()), (Some("张*"), Some("138****5678")));

    let shown = office.run(&["show", "guests", "--reveal", "call back", "--as", "李静"]).ok();
    assert!(shown.contains("张三丰") && shown.contains("13812345678"), "{shown}");
    let log = office.run(&["show", "log", "--type", "staff.revealed", "--format", "json"]).json();
    assert_eq!(log[0]["payload"]["reason"], "call back");
    // RULES 1.0: 本人客户. Another consultant's guest stays masked.
    let other = office.run(&["show", "guests", "--reveal", "curious", "--as", "赵敏"]).ok();
    assert!(!other.contains("张三丰"), "{other}");
    let own = office.run(&["show", "guests", "--reveal", "call back", "--as", "王磊"]).ok();
    assert!(own.contains("张三丰"), "{own}");
    let exported = office.run(&["export", "log"]).ok();
    assert!(
        !exported.contains("张三丰") && !exported.contains("13812345678") && !exported.contains("王磊"),
        "{exported}"
    );
}

#[test]
fn a_command_id_is_recorded_once() {
    let office = Office::open();
    let hold = [
        "do",
        "unit.hold",
        "unit=3-1-1203",
        "consultant=王磊",
        "--as",
        "孙悦",
        "--json",
        "--id",
        "01890a5d-ac96-774b-bcce-b302099a8057",
    ];
    let first = office.run(&hold).json();
    let second = office.run(&hold).json();
    assert_eq!((&first["result"], &second["result"]), (&json!("recorded"), &json!("recorded_before")));
    assert_eq!(first["last_seq"], second["last_seq"]);
}

#[test]
fn a_pin_comes_from_a_file_as_well_and_a_wrong_one_is_counted() {
    let office = Office::founded();
    let file = office.folder.path().join("pin");
    std::fs::write(&file, format!("{PIN}\n")).unwrap();
    let run = |pin: &str| {
        let mut command = office.command();
        command.env_remove("ANCHANG_PIN").args([
            "do",
            "policy.set",
            "name=hold_min",
            "value=20",
            "reason=test",
        ]);
        command.args(["--as", "李静", "--pin-file", pin]);
        crate::office::answer(command.output().unwrap())
    };
    let wrong = office.folder.path().join("wrong");
    std::fs::write(&wrong, "999111").unwrap();
    for _ in 0..3 {
        assert!(run(wrong.to_str().unwrap()).refused(5).contains("The PIN of 李静 is wrong"));
    }
    assert!(
        run(file.to_str().unwrap()).refused(5).contains("paused until"),
        "the right PIN during the pause"
    );
    assert!(run("/nowhere/pin").refused(2).contains("/nowhere/pin"));
}

#[test]
fn a_backup_is_restored_on_another_path_and_the_old_file_is_kept() {
    let office = Office::open();
    let said = office.run(&["backup"]).ok();
    let backup = std::fs::read_dir(office.db().parent().unwrap().join("backups"))
        .unwrap()
        .flatten()
        .map(|e| e.path())
        .find(|p| said.contains(p.file_name().unwrap().to_str().unwrap()))
        .unwrap();
    let elsewhere = office.folder.path().join("elsewhere/copy.db");
    let db = elsewhere.to_str().unwrap();
    office.run(&["restore", backup.to_str().unwrap(), "--db", db]).ok();
    let units = office.run(&["show", "units", "--format", "json", "--db", db]).json();
    assert_eq!(units.as_array().unwrap().len(), 416);
    office.run(&["verify", "--db", db]).ok();

    // On the spot: the file in place is set aside, and what came after the backup returns from the mirror.
    office.act("王磊/李静", &["unit.hold", "unit=3-1-1203"]).ok();
    let said = office.run(&["restore", backup.to_str().unwrap()]).ok();
    assert!(said.contains("1 later event from the mirror"), "{said}");
    assert_eq!(office.unit("3-1-1203")["status"], "held");
    assert!(said.lines().any(|l| l.contains(".old-")), "{said}");
    office.run(&["verify"]).ok();
}

#[test]
fn damaged_rows_are_made_anew_from_the_log() {
    let office = Office::open();
    let plain = rusqlite::Connection::open(office.db()).unwrap();
    plain
        .execute(
            "UPDATE unit SET status = 'available', doc = replace(doc, '5222987', '1') WHERE key = '3-1-3101'",
            [],
        )
        .unwrap();
    plain.close().unwrap();
    let found = office.run(&["verify"]);
    assert_eq!(found.code, 15);
    assert!(
        found.out.contains("unit:3-1-3101") && found.err.contains("anchang rebuild"),
        "{}{}",
        found.out,
        found.err
    );
    office.run(&["rebuild"]).ok();
    office.run(&["verify"]).ok();
    assert_eq!(office.unit("3-1-3101")["list_unit_price_fen"], 5_222_987);
}

#[test]
fn every_past_minute_can_be_looked_at_again() {
    let office = Office::open();
    let before = chrono_now();
    std::thread::sleep(std::time::Duration::from_millis(20));
    office.act("王磊/李静", &["unit.hold", "unit=3-1-1203"]).ok();
    let as_of = |at: &str| {
        office.run(&["show", "units", "--unit", "3-1-1203", "--as-of", at, "--format", "json"]).json()[0]["status"].clone()
    };
    assert_eq!(as_of(&before), "available");
    assert_eq!(as_of(&chrono_now()), "held");
}

fn chrono_now() -> String {
    chrono::Utc::now().to_rfc3339()
}

#[test]
fn restore_without_a_file_names_the_backups() {
    let office = Office::open();
    office.run(&["backup"]).ok();
    let answer = office.run(&["restore"]);
    assert_eq!(answer.code, 2);
    assert!(answer.out.lines().count() >= 2 && answer.out.contains("backups/anchang-"), "{}", answer.out);
}

#[test]
fn csv_has_a_heading_and_a_line_a_unit() {
    let office = Office::open();
    let csv = office.run(&["show", "units", "--building", "3", "--floor", "31", "--format", "csv"]).ok();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 5, "{csv}");
    assert!(lines[0].starts_with("unit,building,section,floor,room,status,gross_area_m2"), "{csv}");
    assert!(lines[1].starts_with("3-1-3101,3,1,31,3101,available,125.53"), "{csv}");
}

#[test]
fn a_jump_of_the_clock_is_said_once_with_what_to_do() {
    use anchang::desk::{Clock, Desk, Founder};
    use anchang::domain::moment::Millis;
    use anchang::domain::person::Pii;
    let office = Office::empty();
    std::fs::create_dir_all(office.db().parent().unwrap()).unwrap();
    let founder =
        Founder {
            project: "松风明月".into(), manager: Pii::new("李静".into()), pin: Pii::new(PIN.into())
        };
    // The last event is three days old: too long for the clock to be believed.
    let then = Millis(chrono::Utc::now().timestamp_millis() - 3 * 86_400_000);
    drop(Desk::found(&office.db(), &founder, Clock::set(then, 480), "test").unwrap());
    let warnings = |answer: &crate::office::Answer| {
        assert_eq!(answer.code, 0, "{}", answer.err);
        answer.err.lines().filter(|l| l.contains("anchang do clock.confirm --as NAME")).count()
    };
    assert_eq!(warnings(&office.run(&["show", "staff"])), 1);
    let list = crate::office::shenzhen();
    assert_eq!(warnings(&office.run(&["import", "units", list.to_str().unwrap(), "--as", "李静"])), 1);
    assert_eq!(warnings(&office.act("李静", &["unit.release", "units=*", "permit=x"])), 1);
    office.act("李静", &["staff.add", "name=王磊", "roles=consultant", "pin=135790"]).ok();
    let refused = office.act("王磊/李静", &["unit.hold", "unit=3-1-1203"]).refused(1);
    assert_eq!(refused.matches("odd jump").count(), 1, "{refused}");
    assert_eq!(warnings(&office.act("李静", &["clock.confirm"])), 0);
    assert_eq!(warnings(&office.run(&["show", "staff"])), 0);
    office.act("王磊/李静", &["unit.hold", "unit=3-1-1203"]).ok();
}

#[test]
fn a_guest_who_was_handed_over_is_unmasked_for_whose_guest_they_are_now() {
    let office = Office::open();
    office
        .run(&["do", "guest.visit", "name=张三丰", "phone=13812345678", "source=online", "--as", "王磊"])
        .ok();
    let sees = |who: &str| {
        let shown = office.run(&["show", "guests", "--reveal", "call back", "--as", who]).ok();
        shown.contains("13812345678")
    };
    assert_eq!((sees("王磊"), sees("赵敏")), (true, false));
    office.act("李静", &["guest.hand_over", "guest=#1", "consultant=赵敏", "reason=调整"]).ok();
    assert_eq!((sees("王磊"), sees("赵敏")), (false, true));
    // Taken back, the guest is the manager's.
    office.act("李静", &["guest.hand_over", "guest=#1", "reason=收回"]).ok();
    assert_eq!((sees("王磊"), sees("赵敏"), sees("李静")), (false, false, true));
}
