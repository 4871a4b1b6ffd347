//! Drafts 草稿: what was typed into a form and not sent. Files beside the database, not rows in it: a draft is no fact,
//! and it must be writable while another window writes. They may name people, so nobody but the account reads them,
//! they last a day, and forgetting anybody deletes them all.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::backup::sync_folder;
use super::error::{StoreError, io};
use super::{Store, open};
use crate::domain::hex::hex;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

/// A draft is forgotten after a day.
const LASTS_MS: u64 = 24 * 60 * 60_000;

/// No form holds more; a file that does is not ours.
const LARGEST: u64 = 1 << 20;

/// What was typed into a form and not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// By name of the field.
    pub typed: BTreeMap<String, String>,
    /// When it was kept.
    pub at: Millis,
}

/// A file's content: it names whose it is, so that one that was copied or renamed is nobody's.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    staff: i64,
    key: String,
    at: i64,
    typed: BTreeMap<String, String>,
}

impl Store {
    /// What somebody typed and did not send. Whatever is older than a day is deleted on the way; a damaged file is no
    /// draft.
    pub fn draft(&self, staff: StaffId, key: &str, now: Millis) -> Option<Draft> {
        sweep(self.path(), now);
        let content = read(&file_of(self.path(), staff, key))?;
        (content.staff == staff.0 && content.key == key)
            .then_some(Draft { typed: content.typed, at: Millis(content.at) })
    }

    /// Under which names somebody's drafts are kept, the newest first.
    pub fn drafts_of(&self, staff: StaffId, now: Millis) -> Vec<String> {
        sweep(self.path(), now);
        let kept = ours(self.path()).into_iter().filter_map(|file| read(&file));
        let mut theirs: Vec<Content> = kept.filter(|content| content.staff == staff.0).collect();
        theirs.sort_by_key(|content| std::cmp::Reverse(content.at));
        theirs.into_iter().map(|content| content.key).collect()
    }

    /// Keeps what was typed. Killed in between, the draft before is still there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_draft(
        &self,
        staff: StaffId,
        key: &str,
        typed: &BTreeMap<String, String>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let content = Content { staff: staff.0, key: key.to_owned(), at: now.0, typed: typed.clone() };
        let json = serde_json::to_vec(&content).map_err(|e| StoreError::Io(e.to_string()))?;
        let folder = folder(self.path());
        make_private(&folder).map_err(|e| io(&folder, &e))?;
        let file = file_of(self.path(), staff, key);
        // One name for each window: two that write at once must not write into each other.
        let part = open::beside(&file, &format!(".{}", std::process::id()));
        let _ = std::fs::remove_file(&part);
        let written = create_private(&part)
            .and_then(|mut new| new.write_all(&json).and_then(|()| new.sync_all()))
            .and_then(|()| std::fs::rename(&part, &file));
        if let Err(error) = written {
            let _ = std::fs::remove_file(&part);
            return Err(io(&file, &error));
        }
        sync_folder(&folder);
        Ok(())
    }

    /// Deletes a draft; none is as good as one that is gone.
    ///
    /// # Errors
    /// The file is there and cannot be deleted.
    pub fn drop_draft(&self, staff: StaffId, key: &str) -> Result<(), StoreError> {
        let file = file_of(self.path(), staff, key);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(&file, &error)),
            _ => Ok(()),
        }
    }

    /// Deletes what is older than a day.
    pub fn sweep_drafts(&self, now: Millis) {
        sweep(self.path(), now);
    }

    /// Deletes every draft of the project: they may name somebody who was just forgotten. Answers which could not be.
    pub fn drop_drafts(&self) -> Vec<PathBuf> {
        drop_all(self.path())
    }
}

/// Deletes every draft of the project at `db`. Answers which could not be.
pub(super) fn drop_all(db: &Path) -> Vec<PathBuf> {
    let mut all = ours(db);
    all.retain(|file| std::fs::remove_file(file).is_err());
    all
}

fn sweep(db: &Path, now: Millis) {
    for file in ours(db) {
        let old = match read(&file) {
            // Either way: a clock that was set back makes no draft last longer.
            Some(content) => now.0.abs_diff(content.at) > LASTS_MS,
            // Damaged, or begun by a window that was killed; a young one may be in the middle of being written.
            None => age_on_disk(&file).is_some_and(|age| age > Duration::from_millis(LASTS_MS)),
        };
        if old {
            let _ = std::fs::remove_file(&file);
        }
    }
}

fn age_on_disk(file: &Path) -> Option<Duration> {
    std::fs::symlink_metadata(file).ok()?.modified().ok()?.elapsed().ok()
}

fn read(file: &Path) -> Option<Content> {
    let about = std::fs::symlink_metadata(file).ok()?;
    if !about.is_file() || about.len() > LARGEST {
        return None;
    }
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}

fn folder(db: &Path) -> PathBuf {
    open::folder_of(db).join("drafts")
}

/// `drafts/anchang.7.0f3a….json`: whatever the key holds, the name is safe.
fn file_of(db: &Path, staff: StaffId, key: &str) -> PathBuf {
    let key = hex(&Sha256::digest(key)[..8]);
    folder(db).join(format!("{}.{}.{key}.json", stem(db), staff.0))
}

fn stem(db: &Path) -> String {
    db.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files of this project in the folder, also those that were never finished; nobody else's.
fn ours(db: &Path) -> Vec<PathBuf> {
    let stem = stem(db);
    let entries = std::fs::read_dir(folder(db)).into_iter().flatten().flatten();
    entries
        .filter(|entry| is_ours(&stem, &entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .collect()
}

fn is_ours(stem: &str, name: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.')) else { return false };
    let parts: Vec<&str> = rest.split('.').collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let key = |text: &str| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    match parts.as_slice() {
        [staff, hash, "json"] => digits(staff) && key(hash),
        [staff, hash, "json", process] => digits(staff) && key(hash) && digits(process),
        _ => false,
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    match std::fs::DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            // Unpacked from somewhere, or made by hand.
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
        }
        made => made,
    }
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> std::io::Result<()> {
    // Inherits who may read from the account's data folder.
    std::fs::create_dir_all(folder)
}

fn create_private(file: &Path) -> std::io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_projects_drafts_are_told_from_anothers() {
        let mine = ["a.7.0123456789abcdef.json", "a.7.0123456789abcdef.json.4711"];
        let not = [
            "a.1.7.0123456789abcdef.json",
            "ab.7.0123456789abcdef.json",
            "a.x.0123456789abcdef.json",
            "a.7.0123.json",
            "a.7.0123456789abcdef.txt",
            "a.db",
            "a",
            "",
        ];
        assert!(mine.iter().all(|name| is_ours("a", name)));
        assert!(not.iter().all(|name| !is_ours("a", name)), "{not:?}");
        assert!(is_ours("a.1", "a.1.7.0123456789abcdef.json"), "a dot in the project's own name");
        assert!(is_ours("3", "3.7.0123456789abcdef.json"));
    }
}
