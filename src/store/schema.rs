//! The tables and how they came to be. Versions only go up; a step that was released is never edited again.

use rusqlite::Connection;

use super::error::{StoreError, sql};
use super::sabotage;

/// `ANCG`: `file` and `PRAGMA application_id` recognise our files by it.
pub(super) const APPLICATION_ID: i32 = 0x414E_4347;

/// What `user_version` this program writes.
pub(super) const SCHEMA_VERSION: i32 = STEPS.len() as i32;

/// Bumped whenever an aggregate's row or document changes shape: a file with another number is rebuilt from its log
/// when it is opened.
pub(super) const PROJECTION_VERSION: i64 = 9;

/// Step `n` leads from version `n` to `n + 1`.
pub(super) const STEPS: &[&str] =
    &[include_str!("schema/001.sql"), include_str!("schema/002.sql"), include_str!("schema/003.sql")];

/// Takes the file up to this program's version in one transaction: two processes may try at once, and a killed one
/// leaves the old file.
pub(super) fn migrate(conn: &Connection) -> Result<(), StoreError> {
    run(conn, STEPS)
}

pub(super) fn run(conn: &Connection, steps: &[&str]) -> Result<(), StoreError> {
    if version(conn)? as usize >= steps.len() {
        return Ok(());
    }
    let whole = !sabotage::on("migrate_in_pieces");
    if whole {
        conn.execute_batch("BEGIN IMMEDIATE").map_err(sql)?;
    }
    let done = (|| {
        // Read again under the lock: another process may have been faster.
        for (n, step) in steps.iter().enumerate().skip(version(conn)? as usize) {
            conn.execute_batch(step).map_err(sql)?;
            conn.pragma_update(None, "user_version", n as i32 + 1).map_err(sql)?;
        }
        conn.pragma_update(None, "application_id", APPLICATION_ID).map_err(sql)
    })();
    if whole {
        match done {
            Ok(()) => conn.execute_batch("COMMIT").map_err(sql)?,
            Err(_) => conn.execute_batch("ROLLBACK").map_err(sql)?,
        }
    }
    done
}

pub(super) fn version(conn: &Connection) -> Result<i32, StoreError> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sql)
}

/// What shape the rows have.
pub(super) fn rows_version(conn: &Connection) -> Result<i64, StoreError> {
    conn.prepare_cached("SELECT code_ver FROM projection_meta WHERE name = 'all'")
        .and_then(|mut s| s.query_row([], |row| row.get(0)))
        .map_err(sql)
}

pub(super) fn application_id(conn: &Connection) -> Result<i32, StoreError> {
    conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(sql)
}

/// Every table, index and trigger: kind, name, table, text.
pub(super) type Parts = Vec<(String, String, String, Option<String>)>;

/// What a file of ours is made of. Statistics of SQLite's own are left out.
pub(super) fn parts(conn: &Connection) -> Result<Parts, StoreError> {
    let mut statement = conn
        .prepare(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name",
        )
        .map_err(sql)?;
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .map_err(sql)?;
    rows.collect::<Result<_, _>>().map_err(sql)
}

/// What it should be made of: a trigger or an index that is gone leaves the log unprotected without changing a row.
pub(super) fn expected_parts() -> Result<Parts, StoreError> {
    let conn = Connection::open_in_memory().map_err(sql)?;
    migrate(&conn)?;
    parts(&conn)
}
