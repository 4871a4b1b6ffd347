//! A look at a file that changes nothing, also at one that cannot be worked on: what `anchang doctor` reads.

use std::path::Path;

use super::backup::{Backup, backup_folder, sha256_of};
use super::error::StoreError;
use super::log::{self, Hash, short};
use super::verify::{self, Finding, Report};
use super::{Store, mirror, open, schema};
use crate::say;
use crate::text::log as words;

/// How many of the last events a glance reads.
const LAST: i64 = 2_000;

impl Store {
    /// Opens an existing project to look at it. It is neither migrated nor caught up, and nothing is written.
    ///
    /// # Errors
    /// Every reason why it could not be worked on.
    pub fn open_to_look(path: &Path) -> Result<Self, StoreError> {
        let conn = open::open_to_look(path)?;
        // Whoever looks stands in nobody's way.
        Ok(Self::over(conn, path, open::Presence::none()))
    }

    /// Whether an older program wrote the file last: the next opening brings it up to date.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_older(&self) -> Result<bool, StoreError> {
        Ok(schema::version(&self.conn)? < schema::SCHEMA_VERSION
            || schema::rows_version(&self.conn)? < schema::PROJECTION_VERSION)
    }

    /// SQLite's quick check, the chain of the last events, and the heads remembered outside the file: what takes a
    /// moment. [`Store::verify`] does everything.
    ///
    /// # Errors
    /// Only when the file cannot be read at all; damage is reported as findings.
    pub fn glance(&self) -> Result<Report, StoreError> {
        let head = log::head(&self.conn)?;
        let mut report = Report { events: 0, rows: 0, head: short(&head.hash), findings: Vec::new() };
        let mut find = |say| report.findings.push(Finding { say, rebuild_mends: false });
        if let Some(line) = verify::damaged_pages(&self.conn)? {
            find(say!(words::SQLITE_SAYS, what = line));
        }
        let mut before: Option<(i64, Hash)> = None;
        let mut events = 0;
        log::each_after::<StoreError>(&self.conn, head.seq - LAST, -1, |event| {
            if let Some((seq, hash)) = before {
                if event.seq != seq + 1 {
                    find(say!(words::GAP, seq = seq + 1));
                }
                if event.prev != hash {
                    find(say!(words::BROKEN_LINK, seq = event.seq));
                }
            }
            if event.compute_hash() != event.hash {
                find(say!(words::BROKEN_HASH, seq = event.seq));
            }
            before = Some((event.seq, event.hash));
            events += 1;
            Ok(())
        })?;
        report.events = events;
        self.remembered(&mut report)?;
        Ok(report)
    }
}

/// Whether a backup is still, byte for byte, what was verified.
///
/// # Errors
/// It cannot be read.
pub fn is_whole(db: &Path, backup: &Backup) -> Result<bool, StoreError> {
    Ok(sha256_of(&backup_folder(db).join(&backup.file))? == backup.sha256)
}

/// Where the second copy of the log lies.
pub fn mirror_folder(db: &Path) -> std::path::PathBuf {
    mirror::folder(db)
}

/// The version of SQLite in this program.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// The kind of network share that the folder of a project is on, if it is one.
pub fn network_share_of(db: &Path) -> Option<&'static str> {
    open::network_share(&open::folder_of(db))
}
