//! Rolling backups: taken by `VACUUM INTO`, verified in full before they count, listed with the log's head
//! (RELIABILITY 2.6). Plain copies of a live file are never made: they lose what is in the write-ahead log.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::{StoreError, io, sql};
use super::{Store, open, verify};
use crate::domain::hex::hex;
use crate::domain::moment::Millis;
use crate::domain::person::PersonId;
use crate::text::{Say, Text, log as log_words, store as words};

/// A verified backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// Its file name in the backup folder.
    pub file: String,
    /// The last event in it.
    pub seq: i64,
    /// That event's hash, hexadecimal.
    pub head: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// When it was taken.
    pub at: Millis,
}

/// A line of the manifest.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Taken(Backup),
    /// From here on the log is shorter on purpose: heads behind `restored_to` no longer count.
    Restored {
        restored_to: i64,
        /// The hash there; nothing for a file that was put away.
        head: Option<String>,
    },
    /// This person was taken out of every copy that there was.
    Forgotten {
        forgotten: i64,
    },
}

/// Why a backup was not taken or not used.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It did not pass its verification.
    #[error("the backup did not pass its check")]
    Bad(Say),
    /// Another window is taking one right now.
    #[error("another window is taking a backup")]
    Busy,
}

impl BackupError {
    pub(super) fn bad(path: &Path, what: impl Into<crate::text::Arg>) -> Self {
        Self::Bad(Say {
            text: words::BACKUP_BAD,
            args: vec![("path", path.display().to_string().into()), ("what", what.into())],
        })
    }
}

/// How many are kept: the newest, then one a day, a week, a month.
const KEEP_NEWEST: usize = 6;
const KEEP_DAILY: usize = 12;
const KEEP_WEEKLY: usize = 10;
const KEEP_MONTHLY: usize = 9;

/// Where the backups of a project are.
pub fn backup_folder(db: &Path) -> PathBuf {
    open::folder_of(db).join("backups")
}

fn manifest_path(db: &Path) -> PathBuf {
    backup_folder(db).join(format!("{}.manifest.jsonl", stem(db)))
}

fn stem(db: &Path) -> String {
    db.file_stem().map_or_else(|| "anchang".to_owned(), |s| s.to_string_lossy().into_owned())
}

impl Store {
    /// Takes a backup, verifies it in full, and lets old ones go.
    ///
    /// # Errors
    /// The place cannot be written, or the copy does not pass its verification; then nothing is kept.
    pub fn backup(&self, now: Millis) -> Result<Backup, BackupError> {
        let folder = backup_folder(&self.path);
        std::fs::create_dir_all(&folder).map_err(|e| io(&folder, &e))?;
        let lock = lock_file(&folder)?;
        if lock.try_lock().is_err() {
            return Err(BackupError::Busy);
        }
        remove_drafts(&folder);
        let draft = folder.join(format!("{}.part-{}", stem(&self.path), std::process::id()));
        let done = self.backup_to(&draft, &folder, now);
        let _ = std::fs::remove_file(&draft);
        let taken = done?;
        self.prune(&folder)?;
        Ok(taken)
    }

    fn backup_to(&self, draft: &Path, folder: &Path, now: Millis) -> Result<Backup, BackupError> {
        let _ = std::fs::remove_file(draft);
        let target = draft.to_str().ok_or_else(|| StoreError::Io(draft.display().to_string()))?;
        let conn = open::open_unguarded(&self.path)?;
        conn.execute("VACUUM INTO ?1", [target]).map_err(sql)?;
        drop(conn);
        let copy = open::open_to_read(draft)?;
        let report = verify::verify(&copy, verify::Kind::Copy, &mut |_| ())?;
        let head = super::log::head(&copy)?;
        drop(copy);
        if let Some(finding) = report.findings.into_iter().next() {
            return Err(BackupError::bad(draft, finding.say));
        }
        let at = now.local(0).to_string().replace([':', '-', ' '], "");
        let file = format!("{}-{at}-{}.db", stem(&self.path), head.seq);
        let finished = folder.join(&file);
        std::fs::rename(draft, &finished).map_err(|e| io(&finished, &e))?;
        sync_folder(folder);
        let backup =
            Backup { file, seq: head.seq, head: hex(&head.hash), sha256: sha256_of(&finished)?, at: now };
        note(&self.path, &Line::Taken(backup.clone()))?;
        Ok(backup)
    }

    /// The newest verified backup.
    pub fn newest_backup(&self) -> Option<Backup> {
        backups(&self.path).pop()
    }

    /// Lets go of what retention no longer wants. Never the newest.
    fn prune(&self, folder: &Path) -> Result<(), StoreError> {
        let all = backups(&self.path);
        let day = 24 * 3_600_000;
        let mut keep: Vec<&str> = all.iter().rev().take(KEEP_NEWEST).map(|b| b.file.as_str()).collect();
        for (length, count) in [(day, KEEP_DAILY), (7 * day, KEEP_WEEKLY), (30 * day, KEEP_MONTHLY)] {
            let mut last = None;
            let mut kept = 0;
            for backup in all.iter().rev() {
                let bucket = backup.at.0.div_euclid(length);
                if last != Some(bucket) && kept < count {
                    keep.push(&backup.file);
                    last = Some(bucket);
                    kept += 1;
                }
            }
        }
        for backup in all.iter().filter(|b| !keep.contains(&b.file.as_str())) {
            let path = folder.join(&backup.file);
            std::fs::remove_file(&path).map_err(|e| io(&path, &e))?;
        }
        Ok(())
    }
}

/// Copies a finished backup to a second place (a USB stick, a NAS): there one bad disk cannot reach both.
///
/// # Errors
/// The place cannot be written; the backup itself is not touched.
#[expect(
    clippy::disallowed_methods,
    reason = "a backup is a finished file that nobody has open as a database"
)]
pub fn copy_backup(db: &Path, backup: &Backup, second: &Path) -> Result<PathBuf, StoreError> {
    // Not made when missing: an absent disk would become a folder on this one.
    if !second.is_dir() {
        return Err(StoreError::NoSecondPlace(second.to_owned()));
    }
    let draft = second.join(format!("{}.part", backup.file));
    let finished = second.join(&backup.file);
    std::fs::copy(backup_folder(db).join(&backup.file), &draft).map_err(|e| io(&draft, &e))?;
    std::fs::File::open(&draft).and_then(|f| f.sync_all()).map_err(|e| io(&draft, &e))?;
    if sha256_of(&draft)? != backup.sha256 {
        return Err(StoreError::Damaged(draft.display().to_string()));
    }
    std::fs::rename(&draft, &finished).map_err(|e| io(&finished, &e))?;
    sync_folder(second);
    Ok(finished)
}

/// Whoever holds it works on the backups alone.
pub(super) fn lock_file(folder: &Path) -> Result<std::fs::File, StoreError> {
    std::fs::create_dir_all(folder).map_err(|e| io(folder, &e))?;
    let path = folder.join("lock");
    std::fs::File::create(&path).map_err(|e| io(&path, &e))
}

/// Drafts that a killed process left behind: they hold personal data and belong to no list. The caller has the lock.
fn remove_drafts(folder: &Path) {
    let drafts = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for draft in drafts.filter(|path| path.to_string_lossy().contains(".part-")) {
        let _ = std::fs::remove_file(draft);
    }
}

/// The name in `meta` that says a person was taken out of this copy.
pub(super) fn forgotten_note(person: PersonId) -> String {
    format!("forgotten:{}", person.0)
}

/// Every backup that is still there, oldest first.
pub fn backups(db: &Path) -> Vec<Backup> {
    let folder = backup_folder(db);
    let mut all: Vec<Backup> = Vec::new();
    for line in manifest(db) {
        if let Line::Taken(backup) = line {
            all.retain(|b| b.file != backup.file);
            if folder.join(&backup.file).is_file() {
                all.push(backup);
            }
        }
    }
    all.sort_by_key(|b| (b.at, b.seq));
    all
}

/// What the manifest remembers of the log: (seq, hash, where it is remembered).
pub(super) fn manifest_heads(db: &Path) -> Vec<(i64, String, Text)> {
    let mut heads = Vec::new();
    for line in manifest(db) {
        match line {
            Line::Taken(backup) => heads.push((backup.seq, backup.head, log_words::PLACE_MANIFEST)),
            // Heads of the branch that was left no longer count.
            Line::Restored { restored_to, head } => {
                heads.clear();
                heads.extend(head.map(|head| (restored_to, head, log_words::PLACE_MANIFEST)));
            }
            Line::Forgotten { .. } => {}
        }
    }
    heads.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    heads.dedup();
    heads
}

/// Who was taken out of every backup since the last one was taken.
pub(super) fn taken_out(db: &Path) -> Vec<i64> {
    let mut people = Vec::new();
    for line in manifest(db) {
        match line {
            Line::Forgotten { forgotten } => people.push(forgotten),
            // The numbers begin again from there: once more does no harm.
            Line::Restored { .. } => people.clear(),
            Line::Taken(_) => {}
        }
    }
    people
}

/// Notes that a person was taken out of every backup.
pub(super) fn note_forgotten(db: &Path, person: PersonId) -> Result<(), StoreError> {
    note(db, &Line::Forgotten { forgotten: person.0 })
}

/// Notes that a backup has other bytes now; a copy that is no backup of ours is nobody's to note.
pub(super) fn note_changed(db: &Path, copy: &Path) -> Result<(), StoreError> {
    let listed = backups(db).into_iter().find(|b| backup_folder(db).join(&b.file) == copy);
    let Some(mut backup) = listed else { return Ok(()) };
    backup.sha256 = sha256_of(copy)?;
    note(db, &Line::Taken(backup))
}

/// The name of every backup that ever was.
pub(super) fn every_name(db: &Path) -> Vec<String> {
    let names = manifest(db).into_iter().filter_map(|line| match line {
        Line::Taken(backup) => Some(backup.file),
        Line::Restored { .. } | Line::Forgotten { .. } => None,
    });
    names.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// Notes that the log is shorter on purpose from now on.
pub(super) fn note_restored(db: &Path, restored_to: i64, head: Option<String>) -> Result<(), StoreError> {
    note(db, &Line::Restored { restored_to, head })
}

fn manifest(db: &Path) -> Vec<Line> {
    let text = std::fs::read_to_string(manifest_path(db)).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn note(db: &Path, line: &Line) -> Result<(), StoreError> {
    let path = manifest_path(db);
    // A restore to a new place notes something before any backup was taken there.
    let folder = backup_folder(db);
    std::fs::create_dir_all(&folder).map_err(|e| io(&folder, &e))?;
    let json = serde_json::to_string(line).map_err(|e| StoreError::Io(e.to_string()))?;
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .and_then(|mut file| writeln!(file, "{json}").and_then(|()| file.sync_all()))
        .map_err(|e| io(&path, &e))
}

/// SHA-256 of a file that nobody has open as a database.
pub(super) fn sha256_of(path: &Path) -> Result<String, StoreError> {
    let mut file = std::fs::File::open(path).map_err(|e| io(path, &e))?;
    let mut sha = Sha256::new();
    let mut block = vec![0u8; 1 << 16];
    loop {
        let read = std::io::Read::read(&mut file, &mut block).map_err(|e| io(path, &e))?;
        if read == 0 {
            return Ok(hex(&sha.finalize()));
        }
        sha.update(&block[..read]);
    }
}

/// Makes a rename last through a power cut.
pub(super) fn sync_folder(folder: &Path) {
    let _ = std::fs::File::open(folder).and_then(|f| f.sync_all());
}
