//! What can go wrong with the file, each with its own sentence and exit code.

use std::path::PathBuf;

use crate::domain::event::Unreadable;
use crate::say;
use crate::text::{Say, store as words};

/// A failure of the store. Nothing was changed unless it is [`StoreError::OutcomeUnknown`].
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such file.
    #[error("no project at {0}")]
    NotFound(PathBuf),
    /// There is one already.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// Written by a newer program.
    #[error("schema {found} is newer than {known}")]
    Newer {
        /// What the file says.
        found: i32,
        /// What this program knows.
        known: i32,
    },
    /// Not one of our files.
    #[error("{0} is not an anchang file")]
    Foreign(PathBuf),
    /// The file cannot be written.
    #[error("{0} is read-only")]
    ReadOnlyFile(PathBuf),
    /// Nothing can be created beside the file.
    #[error("folder {0} is read-only")]
    ReadOnlyFolder(PathBuf),
    /// On a network share.
    #[error("{path} is on a network share ({kind})")]
    NetworkShare {
        /// Where.
        path: PathBuf,
        /// Which kind.
        kind: &'static str,
    },
    /// Somebody else has it for longer than we wait.
    #[error("the file is locked")]
    Locked,
    /// A backup or restore needs it alone.
    #[error("another window has the file open")]
    InUse,
    /// The file is damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// The SQLite in this program has a known corruption bug.
    #[error("SQLite {0} is too old")]
    OldSqlite(String),
    /// The second place for backups is not there.
    #[error("{0} is not there")]
    NoSecondPlace(PathBuf),
    /// A backup of another project.
    #[error("the backup is another project's")]
    OtherProject,
    /// No room left.
    #[error("the disk is full")]
    Full,
    /// The disk failed while committing: recorded or not recorded must be looked up by command id.
    #[error("the outcome of the commit is unknown: {0}")]
    OutcomeUnknown(String),
    /// The file was upgraded while this old program had it open.
    #[error("the file was upgraded by a newer program")]
    Outdated,
    /// The check before commit found something wrong; nothing was written.
    #[error("self-check failed: {0}")]
    SelfCheck(String),
    /// The log holds an event that this program cannot read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Another command changed the same thing in between, or a unique rule of the file was broken.
    #[error("conflict: {0}")]
    Conflict(String),
    /// Anything else the file system or SQLite says.
    #[error("{0}")]
    Io(String),
}

impl StoreError {
    /// The process's exit code.
    pub fn exit_code(&self) -> i32 {
        match self {
            Self::NotFound(_) => 3,
            Self::Exists(_) | Self::OtherProject => 4,
            Self::Newer { .. } | Self::Unreadable(Unreadable::Unknown(..)) | Self::Outdated => 10,
            Self::Foreign(_) => 11,
            Self::ReadOnlyFile(_) | Self::ReadOnlyFolder(_) => 12,
            Self::NetworkShare { .. } => 13,
            Self::Locked | Self::InUse => 14,
            Self::Damaged(_) | Self::Unreadable(Unreadable::Body(..)) => 15,
            Self::OldSqlite(_) => 16,
            Self::Full => 17,
            Self::OutcomeUnknown(_) => 18,
            Self::SelfCheck(_) | Self::Conflict(_) | Self::NoSecondPlace(_) | Self::Io(_) => 19,
        }
    }

    /// The sentence for a person: what, where, what to do.
    pub fn say(&self) -> Say {
        match self {
            Self::NotFound(path) => say!(words::NOT_FOUND, path = path.display().to_string()),
            Self::Exists(path) => say!(words::EXISTS, path = path.display().to_string()),
            Self::Newer { found, known } => say!(words::NEWER, found = *found, known = *known),
            Self::Foreign(path) if path.is_dir() => say!(words::A_FOLDER, path = path.display().to_string()),
            Self::Foreign(path) => say!(words::FOREIGN, path = path.display().to_string()),
            Self::ReadOnlyFile(path) => say!(words::READ_ONLY_FILE, path = path.display().to_string()),
            Self::ReadOnlyFolder(path) => say!(words::READ_ONLY_FOLDER, path = path.display().to_string()),
            Self::NetworkShare { path, kind } => {
                say!(words::NETWORK_SHARE, path = path.display().to_string(), kind = *kind)
            }
            Self::Locked => words::LOCKED.into(),
            Self::InUse => words::IN_USE.into(),
            Self::Damaged(detail) => say!(words::DAMAGED, detail = detail),
            Self::Unreadable(Unreadable::Body(kind, detail)) => {
                say!(words::DAMAGED, detail = format!("{kind}: {detail}"))
            }
            Self::Unreadable(Unreadable::Unknown(kind, version)) => {
                say!(words::NEWER_EVENT, kind = kind, version = *version)
            }
            Self::OldSqlite(version) => say!(words::OLD_SQLITE, version = version),
            Self::NoSecondPlace(path) => say!(words::NO_SECOND_PLACE, path = path.display().to_string()),
            Self::OtherProject => words::OTHER_PROJECT.into(),
            Self::Full => words::FULL.into(),
            Self::OutcomeUnknown(detail) => say!(words::OUTCOME_UNKNOWN, detail = detail),
            Self::Outdated => words::OUTDATED.into(),
            Self::SelfCheck(what) => say!(words::SELF_CHECK, what = what),
            Self::Conflict(what) => say!(words::CONFLICT, what = what),
            Self::Io(what) => say!(words::IO, what = what),
        }
    }
}

/// Sorts what SQLite says into our kinds.
#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
pub(super) fn sql(error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode::{
        CannotOpen, ConstraintViolation, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull,
        NotADatabase, ReadOnly,
    };
    let text = error.to_string();
    match error.sqlite_error_code() {
        Some(DatabaseBusy | DatabaseLocked) => StoreError::Locked,
        Some(DatabaseCorrupt | NotADatabase) => StoreError::Damaged(text),
        Some(DiskFull) => StoreError::Full,
        Some(ReadOnly | CannotOpen) => StoreError::ReadOnlyFile(PathBuf::from(text)),
        Some(ConstraintViolation) => StoreError::Conflict(text),
        _ => StoreError::Io(text),
    }
}

/// A file-system error at `path`.
pub(super) fn io(path: &std::path::Path, error: &std::io::Error) -> StoreError {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnlyFolder(path.to_owned())
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Io(format!("{}: {error}", path.display())),
    }
}
