//! Live deadlines: what is due, when, and whose task it is.

use rusqlite::Connection;

use super::Store;
use super::error::{StoreError, sql};
use super::work::Work;
use crate::domain::due::DueKind;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

/// A live deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// What becomes due.
    pub kind: DueKind,
    /// `unit:3-1-1203`
    pub stream: String,
    /// When.
    pub at: Millis,
    /// Whose task.
    pub owner: StaffId,
}

impl Store {
    /// Live deadlines up to a moment, the earliest first.
    pub fn dues_until(&self, until: Millis) -> Result<Vec<DueRow>, StoreError> {
        dues_until(&self.conn, until)
    }

    /// How many live deadlines there are up to a moment.
    pub fn due_count(&self, until: Millis) -> Result<usize, StoreError> {
        let count: i64 = self
            .conn
            .prepare_cached("SELECT count(*) FROM due WHERE at_ms <= ?1")
            .and_then(|mut s| s.query_row([until.0], |row| row.get(0)))
            .map_err(sql)?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// How many live deadlines have passed. What is settled has no clock that could pass.
    pub fn overdue_count(&self, now: Millis) -> Result<usize, StoreError> {
        let count: i64 = self
            .conn
            .prepare_cached("SELECT count(*) FROM due WHERE at_ms < ?1 AND kind <> 'release'")
            .and_then(|mut s| s.query_row([now.0], |row| row.get(0)))
            .map_err(sql)?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Every live deadline, the earliest first.
    pub fn dues(&self) -> Result<Vec<DueRow>, StoreError> {
        dues_until(&self.conn, Millis(i64::MAX))
    }
}

impl Work<'_> {
    /// Live deadlines that end by themselves, at or before `now`, the earliest first.
    pub fn ending_until(&self, now: Millis) -> Result<Vec<DueRow>, StoreError> {
        dues(
            self.connection(),
            "SELECT kind, stream, at_ms, owner FROM due WHERE at_ms <= ?1 AND kind IN ('hold', 'reserve', 'entry')",
            now,
        )
    }
}

/// Read in one go and sorted here: by its index every row would be looked up by itself, and an office has a hundred
/// thousand guests to follow up.
fn dues_until(conn: &Connection, until: Millis) -> Result<Vec<DueRow>, StoreError> {
    dues(conn, "SELECT kind, stream, at_ms, owner FROM due WHERE +at_ms <= ?1", until)
}

fn dues(conn: &Connection, query: &'static str, until: Millis) -> Result<Vec<DueRow>, StoreError> {
    let mut statement = conn.prepare_cached(query).map_err(sql)?;
    let mut rows = statement.query([until.0]).map_err(sql)?;
    let mut dues = Vec::new();
    while let Some(row) = rows.next().map_err(sql)? {
        let code = row.get_ref(0).map_err(sql)?;
        let code = code.as_str().map_err(|e| StoreError::Damaged(e.to_string()))?;
        let kind = DueKind::ALL.iter().copied().find(|k| k.code() == code);
        let kind = kind.ok_or_else(|| StoreError::Damaged(format!("due {code}")))?;
        let (stream, at) = (row.get(1).map_err(sql)?, Millis(row.get(2).map_err(sql)?));
        dues.push(DueRow { kind, stream, at, owner: StaffId(row.get(3).map_err(sql)?) });
    }
    // Of one time by number: `deal:9` before `deal:10`.
    dues.sort_unstable_by(|a, b| {
        let key = |due: &DueRow| (due.at, due.stream.len());
        key(a).cmp(&key(b)).then_with(|| (&a.stream, a.kind.code()).cmp(&(&b.stream, b.kind.code())))
    });
    Ok(dues)
}
