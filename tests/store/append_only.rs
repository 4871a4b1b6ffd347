//! The log only grows: by the guard on our own connections, and by its triggers alone for everybody else.

use super::support::*;

/// Ways to change a stored event, each on every key that SQLite could resolve a conflict by.
const CHANGES: &[&str] = &[
    "UPDATE event SET station = 'x' WHERE seq = 5",
    "DELETE FROM event WHERE seq = 5",
    "DELETE FROM event",
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 5",
    "REPLACE INTO event(seq, cmd_id, cmd_ix, stream, stream_ver, type, ver, wall_ms, eff_ms, tz_min, actor, station, session,
       app_ver, payload, prev, hash)
     SELECT (SELECT max(seq) + 1 FROM event), cmd_id, cmd_ix, 'unit:new', 1, type, ver, wall_ms,
       (SELECT max(eff_ms) FROM event), tz_min, actor, station, session, app_ver, payload,
       (SELECT hash FROM event ORDER BY seq DESC LIMIT 1), hash FROM event WHERE seq = 5",
    "REPLACE INTO event(seq, cmd_id, cmd_ix, stream, stream_ver, type, ver, wall_ms, eff_ms, tz_min, actor, station, session,
       app_ver, payload, prev, hash)
     SELECT (SELECT max(seq) + 1 FROM event), randomblob(16), 0, stream, stream_ver, type, ver, wall_ms,
       (SELECT max(eff_ms) FROM event), tz_min, actor, station, session, app_ver, payload,
       (SELECT hash FROM event ORDER BY seq DESC LIMIT 1), hash FROM event WHERE seq = 5",
    "INSERT INTO event SELECT * FROM event WHERE seq = 5 ON CONFLICT(seq) DO UPDATE SET station = 'x'",
    "INSERT INTO event SELECT * FROM event WHERE seq = 5 ON CONFLICT(cmd_id, cmd_ix) DO UPDATE SET station = 'x'",
    "INSERT INTO event SELECT * FROM event WHERE seq = 5 ON CONFLICT(stream, stream_ver) DO UPDATE SET station = 'x'",
    "UPDATE OR REPLACE event SET seq = 6 WHERE seq = 5",
];

/// Ways around the triggers, closed on our own connections only.
const WAYS_AROUND: &[&str] = &[
    "DROP TRIGGER event_no_update",
    "DROP INDEX claim_one_live",
    "DROP TABLE event",
    "ALTER TABLE event RENAME TO event2",
    "ALTER TABLE event DROP COLUMN station",
    "ATTACH DATABASE ':memory:' AS other",
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_schema SET sql = '' WHERE name = 'event_no_update'",
    "DELETE FROM sqlite_schema WHERE name = 'event_no_update'",
];

#[test]
fn our_own_connections_cannot_change_the_log() {
    let project = Project::new();
    let before = dump_of(&project.db).expect("reads");
    let store = project.store();
    for sql in CHANGES.iter().chain(WAYS_AROUND) {
        assert!(store.conn.execute_batch(sql).is_err(), "{sql}");
    }
    drop(store);
    assert!(dump_of(&project.db).expect("reads") == before);
    assert_clean(&project.db);
}

#[test]
fn the_triggers_alone_keep_the_log_from_being_changed() {
    let project = Project::new();
    let before = dump_of(&project.db).expect("reads");
    for recursive in ["OFF", "ON"] {
        let conn = rusqlite::Connection::open(&project.db).expect("opens");
        conn.pragma_update(None, "recursive_triggers", recursive).expect("setting");
        for sql in CHANGES {
            let error = conn.execute_batch(sql).err().unwrap_or_else(|| panic!("went through: {sql}"));
            assert!(error.to_string().contains("append-only"), "{sql}: {error}");
        }
    }
    assert!(dump_of(&project.db).expect("reads") == before);
}

#[test]
fn without_the_triggers_the_same_changes_go_through() {
    let project = Project::new();
    let conn = project.raw();
    conn.execute_batch(
        "DROP TRIGGER event_append; DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete",
    )
    .expect("drop");
    for sql in CHANGES.iter().filter(|sql| !sql.starts_with("DELETE FROM event")) {
        conn.execute_batch("SAVEPOINT before").expect("savepoint");
        assert!(conn.execute_batch(sql).is_ok(), "{sql}");
        conn.execute_batch("ROLLBACK TO before; RELEASE before").expect("back");
    }
}

/// A gap, a broken link and a step back in time are refused by the file itself.
#[test]
fn only_what_follows_the_last_event_is_appended() {
    let project = Project::new();
    let conn = project.raw();
    let insert = |seq: &str, prev: &str, effective: &str| {
        conn.execute_batch(&format!(
            "INSERT INTO event(seq, cmd_id, cmd_ix, stream, stream_ver, type, ver, wall_ms, eff_ms, tz_min, actor, station,
               session, app_ver, payload, prev, hash)
             SELECT {seq}, randomblob(16), 0, 'unit:new', 1, type, ver, wall_ms, {effective}, tz_min, actor, station,
               session, app_ver, payload, {prev}, hash FROM event ORDER BY seq DESC LIMIT 1"
        ))
    };
    assert!(insert("seq + 2", "hash", "eff_ms").is_err(), "a gap");
    assert!(insert("seq + 1", "prev", "eff_ms").is_err(), "a broken link");
    assert!(insert("seq + 1", "hash", "eff_ms - 1").is_err(), "a step back in time");
    assert!(insert("seq + 1", "hash", "eff_ms").is_ok());
}
