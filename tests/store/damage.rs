//! RELIABILITY 4, row 12: rotten bits, lost and swapped pages, cut files, a missing or an old write-ahead log. Damage
//! that changes data is noticed, always, and nothing panics.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::types::Value;

use super::support::*;
use crate::store::{Store, sabotage, verify};

#[derive(Debug, Default)]
struct Outcome {
    tries: usize,
    /// The tables read otherwise than before, or not at all.
    data_changed: usize,
    noticed: usize,
    /// Noticed by opening, before any verification.
    at_open: usize,
    missed: Vec<String>,
    panics: usize,
}

impl Outcome {
    fn look(&mut self, what: &str, bytes: &[u8], original: &[Vec<Value>]) {
        let project = Project::of(bytes);
        self.tries += 1;
        let changed = !dump_of(&project.db).is_ok_and(|rows| rows == original);
        let seen = catch_unwind(AssertUnwindSafe(|| {
            let at_open = Store::open(&project.db).is_err();
            (at_open, !findings(&project.db).is_empty())
        }));
        let Ok((at_open, noticed)) = seen else {
            self.panics += 1;
            self.missed.push(format!("{what}: panic"));
            return;
        };
        if changed {
            self.data_changed += 1;
            self.noticed += usize::from(noticed);
            self.at_open += usize::from(at_open);
            // A row shape that is out of date is made anew when the file opens: mended is as good as noticed.
            if !noticed && !dump_of(&project.db).is_ok_and(|rows| rows == original) {
                self.missed.push(what.to_owned());
            }
        }
    }
}

/// A closed file with some hundred events, and what it holds.
fn closed_file() -> (Vec<u8>, Vec<Vec<Value>>) {
    let project = Project::new();
    let store = project.store();
    for n in 0..150 {
        write(&store, |work| turn(work, &unit_key(3 + n % 28), 2 + (n % 2) as i64)).expect("written");
    }
    store.checkpoint().expect("checkpoint");
    drop(store);
    (project.bytes(), dump_of(&project.db).expect("reads"))
}

const PAGE: usize = 4096;

#[test]
fn damage_that_changes_data_is_always_noticed() {
    let (bytes, original) = closed_file();
    let mut dice = Dice(0x5EED_0012);
    let mut outcome = Outcome::default();
    for _ in 0..rounds(300) {
        let (at, bit) = (dice.roll(bytes.len()), dice.roll(8));
        let mut bad = bytes.clone();
        bad[at] ^= 1 << bit;
        outcome.look(&format!("bit {bit} of byte {at}"), &bad, &original);
    }
    let flips = outcome.data_changed;
    let pages = bytes.len() / PAGE;
    for page in 0..pages {
        let mut bad = bytes.clone();
        bad[page * PAGE..(page + 1) * PAGE].fill(0);
        outcome.look(&format!("page {page} zeroed"), &bad, &original);
        let other = dice.roll(pages);
        let mut bad = bytes.clone();
        let kept = bad[page * PAGE..(page + 1) * PAGE].to_vec();
        bad.copy_within(other * PAGE..(other + 1) * PAGE, page * PAGE);
        bad[other * PAGE..(other + 1) * PAGE].copy_from_slice(&kept);
        outcome.look(&format!("pages {page} and {other} swapped"), &bad, &original);
    }
    for _ in 0..rounds(300) / 15 {
        let length = dice.roll(bytes.len());
        outcome.look(&format!("cut to {length}"), &bytes[..length], &original);
    }
    println!("damage: {outcome:?}, {flips} of the flips changed data, {pages} pages");
    assert_eq!(outcome.panics, 0, "{outcome:?}");
    assert_eq!(outcome.missed, Vec::<String>::new());
    assert!(flips > 50, "most bits carry data: {outcome:?}");
}

/// The write-ahead log of a killed writer, lost or exchanged for an old one: the mirror remembers more than is there.
#[test]
fn a_missing_or_old_write_ahead_log_is_noticed() {
    let _alone = alone();
    let project = Project::new();
    let killed_writer = || {
        let mut writer = Running::start(child("write", &project.db, ""));
        for _ in 0..20 {
            writer.hear().expect("writes");
        }
        writer.kill();
        (project.bytes(), std::fs::read(beside(&project.db, "-wal")).expect("nobody has it open"))
    };
    let (_, old_wal) = killed_writer();
    project.store().mirror().expect("mirrored"); // and folds the log in when it closes
    let (db, wal) = killed_writer();
    project.store().mirror().expect("mirrored");
    assert_clean(&project.db);
    let mut flipped = wal.clone();
    flipped[wal.len() / 2] ^= 4;
    let cut = &wal[..wal.len() / 2];
    for (what, wal) in
        [("missing", None), ("old", Some(&old_wal[..])), ("flipped", Some(&flipped)), ("cut", Some(cut))]
    {
        std::fs::write(&project.db, &db).expect("write");
        let _ = std::fs::remove_file(beside(&project.db, "-shm"));
        match wal {
            Some(wal) => std::fs::write(beside(&project.db, "-wal"), wal).expect("write"),
            None => std::fs::remove_file(beside(&project.db, "-wal")).unwrap_or_default(),
        }
        let found = findings(&project.db);
        println!("write-ahead log {what}: {:?}", found.first());
        assert!(!found.is_empty(), "{what}");
    }
    std::fs::write(&project.db, &db).expect("write");
    let _ = std::fs::remove_file(beside(&project.db, "-shm"));
    std::fs::write(beside(&project.db, "-wal"), &wal).expect("write");
    assert_clean(&project.db); // the right one folds in, which leaves a newer file
    std::fs::write(beside(&project.db, "-wal"), &old_wal).expect("write");
    let found = findings(&project.db);
    println!("write-ahead log of an older file: {:?}", found.first());
    assert!(!found.is_empty());
}

const COLUMNS: &[&str] = &[
    "seq",
    "cmd_id",
    "cmd_ix",
    "stream",
    "stream_ver",
    "type",
    "ver",
    "wall_ms",
    "eff_ms",
    "tz_min",
    "actor",
    "approver",
    "station",
    "session",
    "app_ver",
    "reverses",
    "payload",
    "prev",
    "hash",
];

/// Changes every byte of every column of one event, one at a time; answers how many there were and which passed.
fn change_every_byte(project: &Project, seq: i64) -> (usize, Vec<String>) {
    let conn = project.raw();
    conn.execute_batch(
        "DROP TRIGGER event_append; DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete",
    )
    .expect("drop");
    let (mut tries, mut missed) = (0, Vec::new());
    for column in COLUMNS {
        let read = format!("SELECT {column} FROM event WHERE seq = ?1");
        let old: Value = conn.query_row(&read, [seq], |row| row.get(0)).expect("reads");
        let mut others: Vec<Value> = match &old {
            Value::Integer(n) => (0..8).map(|byte| Value::Integer(n ^ (1 << (byte * 8)))).collect(),
            Value::Null => vec![Value::Integer(1)],
            Value::Text(text) => (0..text.len())
                .map(|at| {
                    // Another character of the same length, so that the text can still be read.
                    let mut bytes = text.clone().into_bytes();
                    bytes[at] ^= 1;
                    Value::Text(String::from_utf8(bytes).unwrap_or_else(|_| format!("{text}?")))
                })
                .collect(),
            Value::Blob(blob) => (0..blob.len())
                .map(|at| {
                    let mut bytes = blob.clone();
                    bytes[at] ^= 1;
                    Value::Blob(bytes)
                })
                .collect(),
            Value::Real(_) => panic!("no such column"),
        };
        if *column == "approver" {
            others.push(Value::Integer(3));
        }
        for other in others {
            tries += 1;
            let at = if *column == "seq" { other.clone() } else { Value::Integer(seq) };
            let set = format!("UPDATE event SET {column} = ?1 WHERE seq = ?2");
            if conn.execute(&set, rusqlite::params![other, seq]).is_err() {
                continue; // the number of another event: the file itself refuses it
            }
            let noticed = match verify::verify(&conn, verify::Kind::Live, &mut |_| ()) {
                Ok(report) => report.findings.iter().any(|finding| !about_schema(finding)),
                Err(_) => true,
            };
            if !noticed {
                missed.push(format!("{column} = {other:?}"));
            }
            conn.execute(&set, rusqlite::params![old, at]).expect("changed back");
        }
    }
    (tries, missed)
}

#[test]
fn every_byte_of_an_event_is_protected() {
    let project = Project::new();
    let seq = project.store().head().expect("reads").seq - 1;
    let (tries, missed) = change_every_byte(&project, seq);
    println!("every byte of event {seq}: {tries} changes, all noticed");
    assert!(tries > 200, "{tries}");
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn a_column_that_the_chain_omits_is_found_out() {
    sabotage::with("chain_omits_station", || {
        let dir = tempfile::tempdir().expect("tempdir");
        let db = dir.path().join("anchang.db");
        found(&db);
        let project = Project { dir, db };
        let seq = project.store().head().expect("reads").seq - 1;
        let (_, missed) = change_every_byte(&project, seq);
        assert!(!missed.is_empty() && missed.iter().all(|m| m.starts_with("station")), "{missed:?}");
    });
}
