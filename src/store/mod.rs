//! The one file. rusqlite is used here and nowhere else.
//!
//! Everything a person does is appended to `event` in one transaction that also writes the rows derived from it; the
//! rows can always be made anew from the log. What this room refuses: a second way to write, a read transaction that
//! outlives a query, and any touch of the database files through `std::fs` while they are open.

mod answers;
mod asof;
mod backup;
mod command;
mod deals;
mod drafts;
mod due;
mod error;
mod find;
mod forget;
mod grid;
mod log;
mod look;
mod mirror;
mod open;
mod query;
mod replay;
mod restore;
mod roll;
mod rows;
mod sabotage;
mod schema;
mod vault;
mod verify;
mod verify_money;
mod verify_people;
mod work;

#[cfg(test)]
#[path = "../../tests/store/mod.rs"]
mod tests;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::domain::moment::Millis;
use error::sql;

pub use answers::Answers;
pub use backup::{Backup, BackupError, backup_folder, backups, copy_backup};
pub use command::{Command, CommandId, Recorded};
pub use deals::Which;
pub use drafts::Draft;
pub use due::DueRow;
pub use error::StoreError;
pub use find::Sought;
pub use grid::{GridFacts, GridRow};
pub use log::{Head, StoredEvent, short};
pub use look::{is_whole, mirror_folder, network_share_of, sqlite_version};
pub use query::{Called, GuestRow, LogFilter, StaffRow, UnitRow};
pub use restore::{Restored, put_away, restore};
pub use rows::Tracked;
pub use verify::{Finding, Report};
pub use work::{THE_PROJECT, Work};

/// An open project.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    seen: Cell<i64>,
    /// Names at hand for searching.
    roll: RefCell<roll::Roll>,
    /// Tells a restore that somebody is here.
    _presence: open::Presence,
}

impl Store {
    /// Opens an existing project.
    ///
    /// # Errors
    /// Every reason of [`StoreError`] why a file cannot be worked on; nothing is changed then.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        // The checks come first: where they fail, not even the lock file may appear.
        let _early = sabotage::on("lock_first").then(|| open::Presence::shared(path));
        let conn = open::open(path)?;
        let presence = open::Presence::shared(path)?;
        let store = Self::over(conn, path, presence);
        store.catch_up_rows()?;
        store.seen.set(store.data_version()?);
        Ok(store)
    }

    /// Opens a project whose rows may be wrong, to make them anew from its log.
    ///
    /// # Errors
    /// As [`Store::open`], except for what a rebuild mends.
    pub fn open_to_rebuild(path: &Path) -> Result<Self, StoreError> {
        let conn = open::open(path)?;
        let presence = open::Presence::shared(path)?;
        Ok(Self::over(conn, path, presence))
    }

    /// Opens a file that has no name yet, to make it ready.
    fn open_draft(path: &Path) -> Result<Self, StoreError> {
        let conn = open::open(path)?;
        let presence = open::Presence::none();
        let store = Self::over(conn, path, presence);
        store.catch_up_rows()?;
        Ok(store)
    }

    fn over(conn: Connection, path: &Path, presence: open::Presence) -> Self {
        Self {
            conn,
            path: path.to_owned(),
            seen: Cell::new(0),
            roll: RefCell::default(),
            _presence: presence,
        }
    }

    /// Makes a new project; `first` writes its first events. Killed in the middle it leaves no project, never half of
    /// one.
    ///
    /// # Errors
    /// The file exists, the place cannot be used, or what `first` answers.
    pub fn create<E: From<StoreError>>(
        path: &Path,
        command: Command,
        first: impl FnOnce(&mut Work) -> Result<(), E>,
    ) -> Result<Self, E> {
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()).into());
        }
        let draft = open::beside(path, &format!(".new-{}", std::process::id()));
        let made = Self::found(&draft, command, first)
            .and_then(|()| publish(&draft, path).map_err(E::from))
            .and_then(|()| Self::open(path).map_err(E::from));
        for ending in ["", "-wal", "-shm", ".lock"] {
            let _ = std::fs::remove_file(open::beside(&draft, ending));
        }
        made
    }

    fn found<E: From<StoreError>>(
        draft: &Path,
        command: Command,
        first: impl FnOnce(&mut Work) -> Result<(), E>,
    ) -> Result<(), E> {
        let conn = open::create(draft).map_err(|error| match error {
            // A file that is not there yet: it is the folder that does not take it.
            StoreError::ReadOnlyFile(_) => StoreError::ReadOnlyFolder(open::folder_of(draft)),
            other => other,
        })?;
        let genesis = log::genesis(uuid::Uuid::now_v7().as_bytes(), command.wall);
        conn.execute("INSERT INTO meta(name, value) VALUES('genesis', ?1)", [genesis]).map_err(sql)?;
        conn.execute(
            "INSERT INTO projection_meta(name, code_ver, upto_seq) VALUES('all', ?1, 0)",
            [schema::PROJECTION_VERSION],
        )
        .map_err(sql)?;
        run(&conn, command, |work| first(work).map(drop))?;
        conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").map_err(sql)?;
        conn.close().map_err(|(_, error)| sql(error))?;
        Ok(())
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One write transaction. What `body` refuses leaves no trace.
    ///
    /// # Errors
    /// What `body` answers, or what the store says.
    pub fn write<T, E: From<StoreError>>(
        &self,
        command: Command,
        body: impl FnOnce(&mut Work) -> Result<T, E>,
    ) -> Result<(T, Option<Recorded>), E> {
        run(&self.conn, command, body)
    }

    /// What `body` finds in one snapshot; whatever it writes is taken back. Nobody waits for it.
    ///
    /// # Errors
    /// What `body` answers, or what the store says.
    pub fn look<T, E: From<StoreError>>(
        &self,
        command: Command,
        body: impl FnOnce(&mut Work) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut work = Work::begin_looking(&self.conn, command)?;
        let found = body(&mut work);
        work.roll_back();
        found
    }

    /// What a command left in the log: the answer after an I/O error, and to a command that comes twice.
    pub fn recorded(&self, id: CommandId) -> Result<Option<Recorded>, StoreError> {
        command::recorded(&self.conn, id)
    }

    /// Where the log ends.
    pub fn head(&self) -> Result<Head, StoreError> {
        log::head(&self.conn)
    }

    /// Whether another window wrote since this was last asked (3 µs).
    pub fn changed(&self) -> Result<bool, StoreError> {
        let now = self.data_version()?;
        Ok(self.seen.replace(now) != now)
    }

    fn data_version(&self) -> Result<i64, StoreError> {
        self.conn.pragma_query_value(None, "data_version", |row| row.get(0)).map_err(sql)
    }

    /// Rows that an older program shaped differently are made anew; rows that lag behind the log are damage.
    fn catch_up_rows(&self) -> Result<(), StoreError> {
        // In one statement, so that another window's commit does not fall between the two numbers.
        let (code, upto, head): (i64, i64, i64) = self
            .conn
            .query_row(
                "SELECT code_ver, upto_seq, (SELECT coalesce(max(seq), 0) FROM event) FROM projection_meta \
                 WHERE name = 'all'",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .map_err(sql)?;
        if code > schema::PROJECTION_VERSION {
            return Err(StoreError::Outdated);
        }
        if code < schema::PROJECTION_VERSION {
            return self.rebuild(&mut |_| ()).map(drop);
        }
        if upto != head {
            return Err(StoreError::Damaged(format!("rows at {upto}, log at {head}")));
        }
        Ok(())
    }

    /// Folds the write-ahead log back into the file; done when idle and at exit.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").map_err(sql)
    }

    /// Whether a live deadline that ends by itself is at or before `now`.
    pub fn any_due(&self, now: Millis) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT EXISTS(SELECT 1 FROM due WHERE at_ms <= ?1 AND kind IN ('hold', 'reserve', 'entry'))",
            )
            .and_then(|mut s| s.query_row([now.0], |row| row.get(0)))
            .map_err(sql)
    }
}

fn run<T, E: From<StoreError>>(
    conn: &Connection,
    command: Command,
    body: impl FnOnce(&mut Work) -> Result<T, E>,
) -> Result<(T, Option<Recorded>), E> {
    let mut work = Work::begin(conn, command)?;
    match body(&mut work) {
        Ok(done) => Ok((done, work.commit()?)),
        Err(error) => {
            work.roll_back();
            Err(error)
        }
    }
}

/// Gives a finished file its name without ever replacing another: a hard link fails where the name is taken.
fn publish(draft: &Path, path: &Path) -> Result<(), StoreError> {
    match std::fs::hard_link(draft, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::Exists(path.to_owned()))
        }
        // File systems without hard links (FAT, exFAT).
        Err(_) if !path.exists() => std::fs::rename(draft, path).map_err(|e| error::io(path, &e)),
        Err(_) => Err(StoreError::Exists(path.to_owned())),
    }
}
