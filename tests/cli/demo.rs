//! The demo office: made by the real actions, there again at the second start, as big as it is asked for.

use crate::office::Office;

fn units(office: &Office, db: &str, status: &str) -> usize {
    let rows = office.run(&["show", "units", "--status", status, "--format", "json", "--db", db]).json();
    rows.as_array().unwrap().len()
}

#[test]
fn the_demo_is_a_living_office_that_is_there_again() {
    let office = Office::empty();
    let said = office.run(&["demo"]).ok();
    assert!(said.contains("李静") && said.contains("246810"), "who is there, with which PIN: {said}");
    let demo = office.folder.path().join("data/anchang/demo.db");
    let db = demo.to_str().unwrap();
    for status in ["unreleased", "withheld", "available", "held", "reserved"] {
        assert!(units(&office, db, status) > 0, "{status}");
    }
    let all = office.run(&["show", "units", "--format", "json", "--db", db]).json();
    assert!((450..=550).contains(&all.as_array().unwrap().len()), "about 500 units");
    office.run(&["verify", "--db", db]).ok();
    let deals = office.run(&["show", "deals", "--format", "json", "--db", db]).json();
    let deals = deals.as_array().unwrap();
    let next = |step: &str| deals.iter().any(|deal| deal["next_step"] == step);
    for step in ["fill", "sign", "review", "confirm", "deposit", "stamp", "file", "grid", "archive", "papers"]
    {
        assert!(next(step), "one waits for {step}");
    }
    for status in ["subscribed", "withdrawn", "refused", "expired"] {
        assert!(deals.iter().any(|deal| deal["status"] == status), "{status}");
    }
    weeks_of_guests(&office, db);
    let log = || {
        office.run(&["show", "log", "--last", "1", "--format", "json", "--db", db]).json()[0]["seq"].clone()
    };
    let last = log();
    assert!(office.run(&["demo"]).ok().contains("there already"));
    assert_eq!(log(), last, "the same file");
    assert!(!office.db().exists(), "the real project is another file");
}

/// Three weeks of rotation and registers: people come as they please, more at the weekend; some come again; most lines
/// are complete, and the turns are even.
fn weeks_of_guests(office: &Office, db: &str) {
    let shown = |args: &[&str]| office.run(&[args, &["--format", "json", "--db", db]].concat()).json();
    let (mut weekdays, mut weekends, mut kinds) = (Vec::new(), Vec::new(), std::collections::BTreeSet::new());
    let (mut lines, mut incomplete) = (0, 0);
    for ago in 1..=20 {
        let day = format!("-{ago}");
        let receptions = shown(&["show", "roster", "--receptions", "--day", &day]);
        let receptions = receptions.as_array().unwrap();
        kinds.extend(receptions.iter().map(|r| r["kind"].as_str().unwrap().to_owned()));
        let at: chrono::DateTime<chrono::FixedOffset> =
            receptions[0]["at"].as_str().unwrap().parse().unwrap();
        let weekend = chrono::Datelike::weekday(&at).number_from_monday() > 5;
        if weekend { &mut weekends } else { &mut weekdays }.push(receptions.len());
        let each = shown(&["show", "roster", "--day", &day]);
        let new: Vec<i64> = each.as_array().unwrap().iter().map(|r| r["new"].as_i64().unwrap()).collect();
        assert!(new.iter().max().unwrap() - new.iter().min().unwrap() <= 3, "{day}: {new:?}");
        let book = shown(&["show", "book", "--day", &day]);
        lines += book.as_array().unwrap().len();
        incomplete +=
            book.as_array().unwrap().iter().filter(|l| l["missing"] != serde_json::json!([])).count();
    }
    for kind in ["first", "returning", "named", "research", "errand", "channel"] {
        assert!(kinds.contains(kind), "{kind}");
    }
    let mean = |of: &[usize]| of.iter().sum::<usize>() as f64 / of.len() as f64;
    assert!(mean(&weekends) > 1.5 * mean(&weekdays), "{weekends:?} {weekdays:?}");
    // No two days alike: the spread of a Poisson process is about its mean.
    let spread = weekdays.iter().map(|n| (*n as f64 - mean(&weekdays)).powi(2)).sum::<f64>()
        / (weekdays.len() - 1) as f64;
    assert!((0.2..4.0).contains(&(spread / mean(&weekdays))), "{weekdays:?}");
    assert!(incomplete > 0 && incomplete * 2 < lines, "{incomplete} of {lines}");
}

#[test]
fn fresh_makes_it_anew_and_keeps_the_old_one() {
    let office = Office::empty();
    let demo = office.folder.path().join("d/demo.db");
    let db = demo.to_str().unwrap();
    office.run(&["demo", "--no-ui", "--units", "60", "--events", "400", "--db", db]).ok();
    let all = office.run(&["show", "units", "--format", "json", "--db", db]).json();
    assert_eq!(all.as_array().unwrap().len(), 60, "exactly");
    let log = office.run(&["show", "log", "--last", "1", "--format", "json", "--db", db]).json();
    assert!(log[0]["seq"].as_i64().unwrap() >= 400);
    office.run(&["demo", "--no-ui", "--fresh", "--units", "80", "--db", db]).ok();
    let all = office.run(&["show", "units", "--format", "json", "--db", db]).json();
    assert_eq!(all.as_array().unwrap().len(), 80);
    let old = std::fs::read_dir(demo.parent().unwrap()).unwrap().flatten();
    assert_eq!(old.filter(|e| e.file_name().to_string_lossy().contains(".old-")).count(), 1);
    // The old mirror and manifest do not contradict the new file.
    let mut command = office.command();
    command.env("ANCHANG_PIN", "246810").args(["do", "policy.set", "name=hold_min", "value=20", "reason=x"]);
    let answer = crate::office::answer(command.args(["--as", "李静", "--db", db]).output().unwrap());
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    office.run(&["verify", "--db", db]).ok();
}

#[test]
fn a_real_project_is_never_taken_for_a_demo() {
    let office = Office::founded();
    let db = office.db();
    office.run(&["demo", "--fresh", "--db", db.to_str().unwrap()]).refused(2);
    office.run(&["demo", "--db", db.to_str().unwrap()]).refused(2);
    office.run(&["verify"]).ok();
}
