//! RELIABILITY 1: the settings that the promises rest on hold on every connection, whoever opened it.

use rusqlite::Connection;

use super::support::*;
use crate::store::{open, sabotage};

/// What is not as decided.
fn wrong(conn: &Connection) -> Vec<String> {
    [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("recursive_triggers", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("secure_delete", "1"),
    ]
    .into_iter()
    .filter_map(|(name, decided)| {
        let value = conn.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0));
        let value = match value.expect("reads") {
            rusqlite::types::Value::Integer(n) => n.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        };
        (value != decided).then(|| format!("{name}={value}"))
    })
    .collect()
}

#[test]
fn every_connection_has_the_settings_that_were_decided() {
    let project = Project::new();
    let store = project.store();
    assert_eq!(wrong(&store.conn), Vec::<String>::new());
    assert_eq!(wrong(&open::open_unguarded(&project.db).expect("opens")), Vec::<String>::new());
    assert!(rusqlite::version_number() >= 3_051_003, "the SQLite without the WAL-reset race");
}

#[test]
fn a_build_that_does_not_wait_for_the_disk_is_found_out() {
    let project = Project::new();
    let store = sabotage::with("sync_off", || project.store());
    assert_eq!(wrong(&store.conn), ["synchronous=0"]);
}

/// The tick asks for these kinds by name, in the index and in two queries: what `due.rs` says and what SQL says is one.
#[test]
fn what_ends_by_itself_is_what_the_index_names() {
    use crate::domain::due::DueKind;
    let ends: Vec<&str> =
        DueKind::ALL.iter().filter(|kind| kind.ends_by_itself()).map(|kind| kind.code()).collect();
    let named = format!("kind IN ('{}')", ends.join("', '"));
    // The newest step that makes the index is the one that holds.
    let newest =
        crate::store::schema::STEPS.iter().rev().find(|step| step.contains("CREATE INDEX due_by_itself"));
    assert!(newest.expect("a step makes it").contains(&named), "{named}");
    for source in [include_str!("../../src/store/mod.rs"), include_str!("../../src/store/due.rs")] {
        assert_eq!(source.matches("kind IN (").count(), source.matches(&named).count(), "{named}");
        assert!(source.contains(&named), "{named}");
    }
}
