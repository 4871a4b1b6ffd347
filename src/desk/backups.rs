//! Care for the file: verify, rebuild, backup, restore, mirror, looking at personal data.

use std::path::{Path, PathBuf};

use super::clock::Clock;
use super::{Desk, Failure, Session};
use crate::domain::day::Day;
use crate::domain::hex::hex;
use crate::domain::permission::{Control, Duty, Roles, Verdict, verdict};
use crate::domain::person::Exposure;
use crate::domain::refusal::Refusal;
use crate::domain::staff::{Staff, StaffEvent, StaffId};
use crate::say;
use crate::store::{Backup, BackupError, CommandId, Report, Restored, StoreError, restore};
use crate::text::{Say, people as words, shell};

/// A changed project is backed up again after this long.
const BACKUP_EVERY_MS: i64 = 30 * 60_000;

impl Desk {
    /// Verifies everything; reads only.
    ///
    /// # Errors
    /// Only when the file cannot be read at all.
    pub fn verify(&self, progress: &mut dyn FnMut(i64)) -> Result<Report, StoreError> {
        self.store.verify(progress)
    }

    /// What can be verified in a moment: SQLite's quick check, the chain of the last events, the remembered heads.
    ///
    /// # Errors
    /// Only when the file cannot be read at all.
    pub fn glance(&self) -> Result<Report, StoreError> {
        self.store.glance()
    }

    /// Whether an older program wrote the file last: the next opening brings it up to date.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_older(&self) -> Result<bool, StoreError> {
        self.store.is_older()
    }

    /// Writes every derived table anew from the log; returns how many events were read.
    ///
    /// # Errors
    /// An event that cannot be read; nothing is changed then.
    pub fn rebuild(&self, progress: &mut dyn FnMut(i64)) -> Result<i64, StoreError> {
        self.store.rebuild(progress)
    }

    /// Takes a backup now and verifies it.
    ///
    /// # Errors
    /// [`BackupError`]; then nothing is kept.
    pub fn backup(&self) -> Result<Backup, BackupError> {
        self.store.backup(self.clock.now().0)
    }

    /// The newest verified backup.
    pub fn newest_backup(&self) -> Option<Backup> {
        self.store.newest_backup()
    }

    /// Takes a backup if something changed since the last one and that is a while ago.
    ///
    /// # Errors
    /// As [`Desk::backup`]; another window that is taking one is no error.
    pub fn backup_if_stale(&self) -> Result<Option<Backup>, BackupError> {
        let now = self.clock.now().0;
        if let Some(last) = self.newest_backup() {
            let young = now.0.abs_diff(last.at.0) < BACKUP_EVERY_MS as u64;
            // By hash: after a restore the same number may be another event.
            if young || last.head == hex(&self.store.head()?.hash) {
                return Ok(None);
            }
        }
        match self.backup() {
            Ok(backup) => Ok(Some(backup)),
            Err(BackupError::Busy) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Brings the mirror of the log up to date.
    ///
    /// # Errors
    /// The folder cannot be written, or the mirror contradicts the log.
    pub fn mirror(&self) -> Result<(), StoreError> {
        self.store.mirror()
    }

    /// Folds the write-ahead log back into the file: at exit and when idle.
    ///
    /// # Errors
    /// What the store says.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.store.checkpoint()
    }

    /// Puts a backup in the place of a project that nobody has open.
    ///
    /// # Errors
    /// [`BackupError`]; then nothing was changed.
    pub fn restore(db: &Path, backup: &Path, clock: &Clock, station: &str) -> Result<Restored, BackupError> {
        let command = super::command(clock, station, StaffId::SYSTEM, [0; 16], CommandId::new());
        restore(db, backup, &command)
    }

    /// Takes everybody who was forgotten out of the backups, their second copies and the files set aside; made up for
    /// after a crash by the next call. Answers which copies could not be rewritten.
    ///
    /// # Errors
    /// The manifest or a backup cannot be written.
    pub fn forget_in_copies(&self, second: Option<&Path>) -> Result<Vec<PathBuf>, StoreError> {
        self.store.forget_in_copies(second)
    }

    /// Which backups a guest is taken out of, and what is to be done by hand.
    pub(super) fn backups_that_forget(&self) -> Say {
        let all = crate::store::backups(self.store.path());
        let tz_min = self.clock.now().1;
        let day = |backup: &Backup| Day::of(backup.at, tz_min);
        match (all.first(), all.last()) {
            (Some(first), Some(last)) => {
                say!(shell::FORGET_BACKUPS, count = all.len(), oldest = day(first), newest = day(last))
            }
            _ => shell::FORGET_NO_BACKUPS.into(),
        }
    }

    /// Copies that still hold somebody who was forgotten; nothing is changed.
    ///
    /// # Errors
    /// What the store says.
    pub fn copies_that_remember(&self, second: Option<&Path>) -> Result<Vec<PathBuf>, StoreError> {
        self.store.copies_that_remember(second)
    }

    /// The right to see personal data of `rows` people, logged with its reason before anything is shown.
    ///
    /// # Errors
    /// A role that may not, or no reason.
    pub fn reveal(&self, who: &Session, what: &str, rows: usize, reason: &str) -> Result<Exposure, Failure> {
        let reason = super::parse::plain(reason, "reason")?;
        let command = self.command(who.staff, who.id, CommandId::new());
        let (allowed, _) = self.store.write::<_, Failure>(command, |work| {
            super::deed::watch_clock(work)?;
            let mut staff = work.load::<Staff>(&who.staff.0.to_string())?;
            // A sitting from before a new PIN or a departure is over here as well.
            let sitting =
                staff.state.active && staff.state.pin == who.pin && staff.state.departures == who.departures;
            let roles: Roles = if sitting { staff.state.roles } else { Roles::default() };
            let allowed = verdict(Duty::Reveal, Control::Single, roles, None) == Verdict::Allowed;
            // A refused attempt is recorded as well.
            let event = if allowed {
                StaffEvent::Revealed { what: what.to_owned(), rows: rows as i64, reason }
            } else {
                StaffEvent::Denied { action: format!("reveal {what}") }
            };
            work.record(&mut staff, &[event])?;
            Ok(allowed)
        })?;
        if allowed {
            return Ok(Exposure::granted());
        }
        let refusal = Refusal::new("RULES 1.0", say!(words::MAY_NOT_REVEAL, who = who.staff));
        Err(Failure::Denied(self.named(refusal)))
    }
}
