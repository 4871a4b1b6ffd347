//! RELIABILITY 4, row 13: somebody with a tool and the file. Whatever they change is noticed from the file alone, but
//! for a cut tail and a wholly re-hashed log: those are noticed by what was remembered elsewhere.

use rusqlite::Connection;

use super::support::*;
use crate::store::log::{self, StoredEvent};

/// Every event of a file.
fn events(conn: &Connection) -> Vec<StoredEvent> {
    let mut all = Vec::new();
    log::each_after::<crate::store::StoreError>(conn, 0, -1, |event| {
        all.push(event.clone());
        Ok(())
    })
    .expect("reads");
    all
}

/// Writes the log anew with hashes that fit, from `from` on.
fn rewrite(conn: &Connection, mut all: Vec<StoredEvent>, from: i64) {
    conn.execute("DELETE FROM event", []).expect("emptied");
    let mut prev = all[0].prev;
    for event in &mut all {
        if event.seq >= from {
            event.prev = prev;
            event.hash = event.compute_hash();
        }
        prev = event.hash;
        log::insert(conn, event).expect("put back");
    }
}

/// Links and hashes that fit whatever the log says now.
pub fn rewritten(conn: &Connection) {
    rewrite(conn, events(conn), 1);
}

/// Makes the rows fit the log again, as our own rebuild does.
pub fn rebuild(project: &Project) {
    project
        .raw()
        .execute_batch("UPDATE projection_meta SET upto_seq = (SELECT max(seq) FROM event)")
        .expect("upto");
    project.store().rebuild(&mut |_| ()).expect("rebuilt");
}

/// A project with some holds at its end, for the tail that is cut.
fn with_tail() -> Project {
    let project = Project::new();
    let store = project.store();
    for n in 0..6 {
        write(&store, |work| turn(work, &unit_key(3 + n), 2)).expect("written");
    }
    drop(store);
    project
}

#[track_caller]
pub fn noticed(project: &Project, what: &str) {
    let found = findings(&project.db);
    println!("{what}: {:?}", found.first());
    assert!(!found.is_empty(), "{what} passed");
}

#[test]
fn whatever_is_changed_in_the_log_is_noticed() {
    let tamper = |what: &str, body: &dyn Fn(&Connection, Vec<StoredEvent>)| {
        let project = with_tail();
        project.without_triggers(|conn| body(conn, events(conn)));
        noticed(&project, what);
    };
    let edit = "UPDATE event SET payload = replace(payload, '\"consultant\":2', '\"consultant\":3') WHERE type = 'unit.held'";
    tamper("an edited event", &|conn, _| {
        assert!(conn.execute(edit, []).expect("edited") > 0);
    });
    tamper("a deleted event", &|conn, all| {
        conn.execute("DELETE FROM event WHERE seq = ?1", [all.len() as i64 - 3]).expect("deleted");
    });
    tamper("a deleted event, the rest counted and hashed anew", &|conn, mut all| {
        let gone = all.len() as i64 - 3;
        all.retain(|event| event.seq != gone);
        for event in &mut all {
            event.seq -= i64::from(event.seq > gone);
        }
        rewrite(conn, all, gone);
        conn.execute_batch("UPDATE projection_meta SET upto_seq = upto_seq - 1").expect("upto");
    });
    tamper("an inserted event", &|conn, all| {
        let last = all.last().expect("events");
        let mut forged =
            StoredEvent { seq: last.seq + 1, cmd_ix: 1, stream: "unit:3-1-1020".into(), ..last.clone() };
        (forged.stream_ver, forged.prev) = (3, last.hash);
        forged.hash = forged.compute_hash();
        log::insert(conn, &forged).expect("inserted");
    });
    tamper("two events in another order", &|conn, mut all| {
        let last = all.len() - 1;
        all.swap(last, last - 1);
        (all[last].seq, all[last - 1].seq) = (last as i64 + 1, last as i64);
        rewrite(conn, all, i64::MAX);
    });
    tamper("an edited event, hashed anew from there on", &|conn, _| {
        conn.execute(edit, []).expect("edited");
        rewrite(conn, events(conn), 1);
    });
}

#[test]
fn whatever_is_changed_beside_the_log_is_noticed() {
    for (what, sql) in [
        ("an edited unit", "UPDATE unit SET doc = replace(doc, '许字2026第001号', '许字2026第002号')"),
        ("an edited column", "UPDATE unit SET status = 'available' WHERE key = '3-1-1001'"),
        (
            "a unit more",
            "INSERT INTO unit SELECT '9-9-1', ver, building, status, holder, guest, until_ms, floor, gross_area, total, doc FROM unit LIMIT 1",
        ),
        ("a unit less", "DELETE FROM unit WHERE key = '3-1-1009'"),
        ("an edited claim", "UPDATE claim SET kind = 'reserved'"),
        ("a claim less", "DELETE FROM claim WHERE unit = '3-1-1001'"),
        ("an edited deadline", "UPDATE due SET at_ms = at_ms + 3600000"),
        (
            "an edited parameter",
            "INSERT INTO policy(key, ver, doc) VALUES('1', 1, '{\"values\":{\"hold_min\":999}}')",
        ),
        ("more roles", "UPDATE staff SET doc = replace(doc, 'consultant', 'manager')"),
        ("an edited phone", "UPDATE person SET phone = '13800000009' WHERE phone IS NOT NULL"),
        ("an edited name", "UPDATE person SET name = '王二' WHERE person = 1"),
        ("a person less", "DELETE FROM person WHERE phone IS NOT NULL"),
        ("a person more", "INSERT INTO person(kind, name, salt) VALUES('guest', '无名', zeroblob(16))"),
        (
            "an exchanged PIN",
            "UPDATE credential SET pin_hash = (SELECT pin_hash FROM credential WHERE staff = 2) WHERE staff = 1",
        ),
        ("a PIN less", "DELETE FROM credential WHERE staff = 1"),
        ("a PIN more", "INSERT INTO credential(staff, pin_hash) VALUES(9, 'x')"),
        ("another genesis", "UPDATE meta SET value = zeroblob(32) WHERE name = 'genesis'"),
        (
            "a note that somebody was forgotten",
            "DELETE FROM person WHERE person = 1; INSERT INTO meta VALUES('forgotten:1', x'')",
        ),
    ] {
        let project = Project::new();
        let before = dump_of(&project.db).expect("reads");
        project.raw().execute_batch(sql).expect(what);
        assert!(dump_of(&project.db).expect("reads") != before, "{what} changes something");
        noticed(&project, what);
    }
}

#[test]
fn a_trigger_or_an_index_that_is_gone_is_noticed() {
    for sql in ["DROP TRIGGER event_no_update", "DROP INDEX claim_one_live", "CREATE TABLE notes(a)"] {
        let project = Project::new();
        assert_eq!(project.store().verify(&mut |_| ()).expect("reads").findings, []);
        project.raw().execute_batch(sql).expect("done");
        let report = project.store().verify(&mut |_| ()).expect("reads");
        assert!(report.findings.iter().any(about_schema), "{sql}: {report:?}");
    }
}

/// What the file alone cannot tell, and who can.
fn only_by_an_anchor(what: &str, tamper: impl Fn(&Project)) {
    let alone = with_tail();
    tamper(&alone);
    rebuild(&alone);
    assert_eq!(findings(&alone.db), Vec::<String>::new(), "{what}: the file alone is consistent");
    let backed_up = with_tail();
    backed_up.store().backup(NOON).expect("backup");
    assert_clean(&backed_up.db);
    tamper(&backed_up);
    rebuild(&backed_up);
    let found = findings(&backed_up.db);
    assert!(found.iter().any(|f| f.contains("backup manifest")), "{what}: {found:?}");
    let mirrored = with_tail();
    mirrored.store().mirror().expect("mirrored");
    assert_clean(&mirrored.db);
    tamper(&mirrored);
    rebuild(&mirrored);
    let found = findings(&mirrored.db);
    assert!(found.iter().any(|f| f.contains("log mirror")), "{what}: {found:?}");
    assert!(mirrored.store().mirror().is_err(), "{what}: the mirror does not follow");
}

#[test]
fn a_cut_tail_is_noticed_by_manifest_and_mirror() {
    only_by_an_anchor("a cut tail", |project| {
        project.without_triggers(|conn| {
            conn.execute("DELETE FROM event WHERE seq > (SELECT max(seq) - 3 FROM event)", []).expect("cut");
        });
    });
}

#[test]
fn a_wholly_rewritten_log_is_noticed_by_manifest_and_mirror() {
    only_by_an_anchor("a rewritten log", |project| {
        project.without_triggers(|conn| {
            conn.execute("UPDATE event SET station = 'desk-9' WHERE seq = 10", []).expect("edited");
            rewrite(conn, events(conn), 1);
        });
    });
}
