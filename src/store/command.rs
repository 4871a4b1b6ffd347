//! A command: its name, what its events share, what it left in the log (DESIGN 1).

use rusqlite::{Connection, OptionalExtension};

use super::error::{StoreError, sql};
use super::log;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

/// The name of a command: made when its form opens, so that the same command is never recorded twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CommandId(pub [u8; 16]);

impl CommandId {
    /// A new one, sortable by time.
    pub fn new() -> Self {
        Self(*uuid::Uuid::now_v7().as_bytes())
    }
}

impl Default for CommandId {
    fn default() -> Self {
        Self::new()
    }
}

/// Who does it, where and when: the columns that all events of a command share.
#[derive(Debug, Clone)]
pub struct Command {
    /// Its name.
    pub id: CommandId,
    /// Who.
    pub actor: StaffId,
    /// Whose PIN confirmed it.
    pub approver: Option<StaffId>,
    /// On which desk.
    pub station: String,
    /// In which sitting.
    pub session: [u8; 16],
    /// What the computer's clock says.
    pub wall: Millis,
    /// Its offset from UTC, minutes.
    pub tz_min: i32,
}

/// What a command left in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its first event.
    pub first: i64,
    /// Its last event.
    pub last: i64,
    /// First digits of the last event's hash.
    pub head: String,
    /// It was in the log already: this was the same command once more.
    pub again: bool,
}

/// What a command left in the log, if anything.
pub(super) fn recorded(conn: &Connection, id: CommandId) -> Result<Option<Recorded>, StoreError> {
    let found: Option<(i64, i64)> = conn
        .prepare_cached("SELECT min(seq), max(seq) FROM event WHERE cmd_id = ?1 HAVING count(*) > 0")
        .map_err(sql)?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .map_err(sql)?;
    let Some((first, last)) = found else { return Ok(None) };
    let hash: log::Hash =
        conn.query_row("SELECT hash FROM event WHERE seq = ?1", [last], |row| row.get(0)).map_err(sql)?;
    Ok(Some(Recorded { first, last, head: log::short(&hash), again: true }))
}
