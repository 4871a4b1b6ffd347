//! The doctor, the manual pages, the completions.

use crate::office::{Office, everything};

/// The lines of one level, as the doctor gives them to programs.
fn of_level(checks: &serde_json::Value, level: &str) -> Vec<String> {
    let checks = checks["checks"].as_array().unwrap();
    let of = checks.iter().filter(|check| check["level"] == level);
    of.map(|check| check["what"].as_str().unwrap().to_owned()).collect()
}

fn examined(office: &Office, code: i32) -> serde_json::Value {
    let answer = office.run(&["doctor", "--format", "json", "--lang", "en"]);
    assert_eq!(answer.code, code, "{}{}", answer.out, answer.err);
    serde_json::from_str(&answer.out).unwrap()
}

#[test]
fn without_a_project_it_says_so_kindly_and_makes_nothing() {
    let office = Office::empty();
    let checks = examined(&office, 0);
    assert!(of_level(&checks, "wrong").is_empty(), "{checks}");
    assert!(of_level(&checks, "look").iter().any(|what| what.contains("no project")), "{checks}");
    assert_eq!(std::fs::read_dir(office.folder.path()).unwrap().count(), 0, "not even a log file");
}

#[test]
fn of_a_sound_project_everything_is_well_and_nothing_is_touched() {
    let office = Office::founded();
    let before = everything(office.folder.path());
    for lang in ["zh", "en"] {
        for full in [&[][..], &["--full"]] {
            let mut args = vec!["doctor", "--lang", lang];
            args.extend(full);
            let said = office.run(&args).ok();
            assert!(said.contains("松风明月") && !said.contains("\nx "), "{said}");
            assert!(!said.contains('{'), "{said}");
        }
    }
    assert_eq!(everything(office.folder.path()), before);
}

#[test]
fn a_log_that_waits_to_be_folded_in_stays_as_it_is() {
    let office = Office::founded();
    // A window that was killed: what it wrote is still beside the file.
    let held = rusqlite::Connection::open(office.db()).unwrap();
    held.execute_batch("PRAGMA wal_autocheckpoint = 0; CREATE TEMP TABLE t(x)").unwrap();
    office.run(&["do", "clock.confirm", "--as", "李静"]);
    let beside = |ending: &str| std::path::PathBuf::from(format!("{}{ending}", office.db().display()));
    let wal = std::fs::read(beside("-wal")).ok();
    let file = std::fs::read(office.db()).unwrap();
    office.run(&["doctor"]).ok();
    assert_eq!(std::fs::read(beside("-wal")).ok(), wal);
    assert_eq!(std::fs::read(office.db()).unwrap(), file);
    drop(held);
}

#[test]
fn whatever_is_wrong_is_named_with_what_to_do() {
    let office = Office::founded();
    let config = office.folder.path().join("config/anchang");
    let db = office.db();
    let whole = std::fs::read(&db).unwrap();
    let stopped = |code: i32, make: &dyn Fn(), named: &str| {
        make();
        let checks = examined(&office, code);
        let found = of_level(&checks, "wrong");
        assert!(found.iter().any(|what| what.contains(named)), "{named}: {checks}");
        let remedies = checks["checks"].as_array().unwrap().iter();
        assert!(remedies.filter(|c| c["level"] != "ok").all(|c| c["to_do"].is_string()), "{checks}");
        // For people: one sentence at the end, and its exit code.
        let answer = office.run(&["doctor", "--lang", "zh"]);
        assert_eq!((answer.code, answer.err.lines().count()), (code, 1), "{}", answer.err);
        assert!(answer.out.contains("\nx ") && answer.out.contains("请做"), "{}", answer.out);
    };
    let wrong = |make: &dyn Fn(), named: &str| stopped(15, make, named);
    wrong(&|| std::fs::write(config.join("config.toml"), "colour = 3\n").unwrap(), "no setting colour");
    std::fs::write(config.join("config.toml"), "").unwrap();
    wrong(&|| std::fs::write(config.join("holidays.toml"), "year = 3\n").unwrap(), "holidays.toml");
    std::fs::remove_file(config.join("holidays.toml")).unwrap();
    wrong(&|| std::fs::write(config.join("rates.toml"), "[[rate]]\n").unwrap(), "rates.toml");
    std::fs::remove_file(config.join("rates.toml")).unwrap();
    let forms = config.join("forms");
    std::fs::create_dir(&forms).unwrap();
    wrong(&|| std::fs::write(forms.join("plan.html"), "<p>\n{% if %}").unwrap(), "line 2");
    std::fs::remove_file(forms.join("plan.html")).unwrap();

    // An event that was changed behind the program's back: the quick look sees it as well.
    wrong(
        &|| {
            let conn = rusqlite::Connection::open(&db).unwrap();
            conn.execute_batch(
                "DROP TRIGGER IF EXISTS event_no_update; UPDATE event SET station = 'x' WHERE seq = 2",
            )
            .unwrap();
        },
        "2",
    );
    std::fs::write(&db, &whole).unwrap();
    examined(&office, 0);
    stopped(11, &|| std::fs::write(&db, "no database".repeat(400)).unwrap(), "not an anchang project");
    let newer = || {
        std::fs::write(&db, &whole).unwrap();
        rusqlite::Connection::open(&db).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    };
    stopped(10, &newer, "newer program");
    assert!(office.run(&["doctor"]).out.contains("install an anchang newer than this one"));
    std::fs::write(&db, &whole).unwrap();

    // A backup that is not what it was.
    let backups = db.parent().unwrap().join("backups");
    let backup = std::fs::read_dir(&backups)
        .unwrap()
        .flatten()
        .find(|e| e.path().extension().is_some_and(|x| x == "db"));
    wrong(&|| std::fs::write(backup.as_ref().unwrap().path(), "x").unwrap(), "cannot be trusted");
}

#[test]
fn manual_pages_are_written_in_both_languages() {
    let office = Office::empty();
    let zh = office.run(&["man", "--lang", "zh"]).ok();
    let en = office.run(&["man", "--lang", "en"]).ok();
    assert!(zh.contains(".SH 退出码") && zh.contains("建立新项目"), "{zh}");
    assert!(
        en.contains(".SH \"EXIT STATUS\"") && en.contains("ANCHANG_APPROVE_PIN") && !en.contains(".SH 名称"),
        "{en}"
    );
    let folder = office.folder.path().join("man");
    office.run(&["man", "--out", folder.to_str().unwrap()]).ok();
    for page in ["anchang.1", "anchang-do.1", "anchang-show.1", "anchang-show-units.1", "anchang-doctor.1"] {
        let text = std::fs::read_to_string(folder.join(page)).unwrap();
        assert!(text.contains(".TH ") && text.contains(".SH SYNOPSIS"), "{page}: {text}");
    }
}

#[test]
fn completions_are_written_for_five_shells() {
    let office = Office::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let made = office.run(&["completions", shell]).ok();
        for word in ["anchang", "doctor", "unit", "dry-run"] {
            assert!(made.contains(word), "{shell} has no {word}");
        }
    }
}
