//! One way to open the file: every check before it is touched, every setting on every connection (RELIABILITY 1).

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags};

use super::error::{StoreError, io, sql};
use super::{sabotage, schema};

/// The first SQLite without the WAL-reset corruption race (RELIABILITY decision 4).
const OLDEST_SQLITE: i32 = 3_051_003;

/// How long a writer waits for another.
const BUSY_LIMIT: Duration = Duration::from_secs(5);

/// Opens an existing file for work. Nothing is created or changed unless every check passes.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let mut conn = checked(path)?;
    settle(&conn)?;
    schema::migrate(&conn)?;
    guard(&mut conn)?;
    Ok(conn)
}

/// Opens an existing file to look at it: nothing is set, migrated, written or folded together, and what lies beside
/// the file stays as it is.
pub(super) fn open_to_look(path: &Path) -> Result<Connection, StoreError> {
    // With a write-ahead log the last to leave would fold it into the file; without one there is nothing to fold, and
    // what SQLite puts beside the file goes away again.
    let has_log = beside(path, "-wal").exists();
    let conn = checked(path)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log).map_err(sql)?;
    conn.pragma_update(None, "query_only", "ON").map_err(sql)?;
    Ok(conn)
}

/// A connection to a file that may be worked on: it is there, it is ours, its place is fit, it can be written.
fn checked(path: &Path) -> Result<Connection, StoreError> {
    check_place(path)?;
    if !path.is_file() {
        let missing = !path.exists();
        return Err(if missing {
            StoreError::NotFound(path.to_owned())
        } else {
            StoreError::Foreign(path.to_owned())
        });
    }
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    if conn.is_readonly(rusqlite::MAIN_DB).map_err(sql)? {
        return Err(StoreError::ReadOnlyFile(path.to_owned()));
    }
    check_ours(&conn, path)?;
    Ok(conn)
}

/// Makes a new, empty file at `path`, which must not exist.
pub(super) fn create(path: &Path) -> Result<Connection, StoreError> {
    check_place(path)?;
    let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    settle(&conn)?;
    schema::migrate(&conn)?;
    guard(&mut conn)?;
    Ok(conn)
}

/// Opens a file that nobody works on, such as a backup, for reading.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    if !path.is_file() {
        return Err(StoreError::NotFound(path.to_owned()));
    }
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    check_ours(&conn, path)?;
    Ok(conn)
}

/// A second connection for maintenance, without the guard that forbids `VACUUM INTO` its inner ATTACH.
pub(super) fn open_unguarded(path: &Path) -> Result<Connection, StoreError> {
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    check_ours(&conn, path)?;
    settle(&conn)?;
    Ok(conn)
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite(rusqlite::version().to_owned()));
    }
    let mut conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| at(path, sql(error)))?;
    conn.busy_handler(Some(wait)).map_err(sql)?;
    Ok(conn)
}

/// Sleeps a little, unevenly, so that writers neither collide nor starve; SQLite's own steps of up to 100 ms are
/// unfair (RELIABILITY 1).
fn wait(tries: i32) -> bool {
    thread_local! { static SINCE: std::cell::Cell<Option<Instant>> = const { std::cell::Cell::new(None) }; }
    let since = SINCE.with(|s| match s.get() {
        Some(since) if tries > 0 => since,
        _ => {
            let now = Instant::now();
            s.set(Some(now));
            now
        }
    });
    if since.elapsed() > BUSY_LIMIT {
        return false;
    }
    // The clock's own noise spreads the waiters; no random generator is needed for that.
    let noise =
        u64::from(since.elapsed().subsec_nanos() ^ std::process::id().wrapping_mul(0x9E37_79B9)) % 1_500;
    std::thread::sleep(Duration::from_micros(200 + noise));
    true
}

pub(super) fn check_place(path: &Path) -> Result<(), StoreError> {
    let folder = folder_of(path);
    if !folder.exists() {
        return Err(StoreError::NotFound(path.to_owned()));
    }
    if let Some(kind) = network_share(&folder) {
        return Err(StoreError::NetworkShare { path: path.to_owned(), kind });
    }
    if !writable(&folder) {
        return Err(StoreError::ReadOnlyFolder(folder));
    }
    Ok(())
}

/// The folder a file stands in.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(unix)]
fn writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn writable(_: &Path) -> bool {
    true // there the attempt itself tells, with the same sentence
}

/// The kind of network share that `folder` is on, if it is one: WAL needs memory shared by all who have the file open.
#[cfg(target_os = "linux")]
pub(super) fn network_share(folder: &Path) -> Option<&'static str> {
    network_kind(rustix::fs::statfs(folder).ok()?.f_type as i64)
}

/// The network file systems among the magic numbers of statfs(2).
#[cfg(target_os = "linux")]
fn network_kind(magic: i64) -> Option<&'static str> {
    match magic & 0xFFFF_FFFF {
        0x6969 => Some("NFS"),
        0x517B => Some("SMB"),
        0xFF53_4D42 => Some("CIFS"),
        0xFE53_4D42 => Some("SMB2"),
        0x564C => Some("NCP"),
        0x5346_414F | 0x6B41_4653 => Some("AFS"),
        0x0102_1997 => Some("9P"),
        0x00C3_6400 => Some("Ceph"),
        _ => None,
    }
}

/// Windows: a share, also one with a drive letter, has a UNC path when it is spelled out.
#[cfg(windows)]
pub(super) fn network_share(folder: &Path) -> Option<&'static str> {
    use std::path::{Component, Prefix};
    let spelled_out = folder.canonicalize().ok()?;
    let prefix = match spelled_out.components().next() {
        Some(Component::Prefix(prefix)) => prefix.kind(),
        _ => return None,
    };
    matches!(prefix, Prefix::UNC(..) | Prefix::VerbatimUNC(..)).then_some("SMB")
}

#[cfg(not(any(target_os = "linux", windows)))]
pub(super) fn network_share(_: &Path) -> Option<&'static str> {
    None
}

/// Ours, and not from the future. Only reads.
fn check_ours(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let id = schema::application_id(conn).map_err(|error| match error {
        // "file is not a database": no damage of ours, somebody else's file.
        StoreError::Damaged(text) if text.contains("not a database") => StoreError::Foreign(path.to_owned()),
        other => at(path, other),
    })?;
    if id != schema::APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let found = schema::version(conn)?;
    if found > schema::SCHEMA_VERSION {
        return Err(StoreError::Newer { found, known: schema::SCHEMA_VERSION });
    }
    Ok(())
}

/// Puts the real path into errors that SQLite reports without one.
fn at(path: &Path, error: StoreError) -> StoreError {
    match error {
        StoreError::ReadOnlyFile(_) => StoreError::ReadOnlyFile(path.to_owned()),
        other => other,
    }
}

fn settle(conn: &Connection) -> Result<(), StoreError> {
    let synchronous = if sabotage::on("sync_off") { "OFF" } else { "FULL" };
    let secure_delete = if sabotage::on("no_secure_delete") { "OFF" } else { "ON" };
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).map_err(sql)?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::Io(format!("journal_mode={mode}")));
    }
    let settings: [(&str, &str); 9] = [
        ("cache_size", "-24000"), // a price list of 20,000 units in one transaction without spilling pages twice
        ("synchronous", synchronous),
        ("foreign_keys", "ON"),
        ("recursive_triggers", "ON"), // without it INSERT OR REPLACE slips past the delete trigger
        ("trusted_schema", "OFF"),
        ("cell_size_check", "ON"),
        ("mmap_size", "0"),
        ("secure_delete", secure_delete),
        ("temp_store", "MEMORY"),
    ];
    for (name, value) in settings {
        conn.pragma_update(None, name, value).map_err(sql)?;
    }
    #[cfg(target_os = "macos")]
    for name in ["fullfsync", "checkpoint_fullfsync"] {
        conn.pragma_update(None, name, "ON").map_err(sql)?;
    }
    conn.set_prepared_statement_cache_capacity(64);
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        conn.set_db_config(config, on).map_err(sql)?;
    }
    Ok(())
}

/// What no code of ours does, no code of ours can do: DEFENSIVE alone does not stop DROP TRIGGER.
fn guard(conn: &mut Connection) -> Result<(), StoreError> {
    conn.authorizer(Some(|context: AuthContext<'_>| {
        let denied = match context.action {
            AuthAction::Update { table_name, .. } | AuthAction::Delete { table_name } => {
                table_name == "event" || table_name == "sqlite_master"
            }
            AuthAction::DropTable { .. }
            | AuthAction::DropTrigger { .. }
            | AuthAction::DropIndex { .. }
            | AuthAction::DropView { .. }
            | AuthAction::DropVtable { .. }
            | AuthAction::AlterTable { .. }
            | AuthAction::Attach { .. }
            | AuthAction::Detach { .. } => true,
            AuthAction::Pragma { pragma_name, pragma_value } => {
                pragma_name == "writable_schema" && pragma_value.is_some()
            }
            _ => false,
        };
        if denied { Authorization::Deny } else { Authorization::Allow }
    }))
    .map_err(sql)
}

/// A lock file beside the database: every window holds it shared, a restore needs it alone. (The database itself must
/// never be opened by anything but SQLite, RELIABILITY decision 3.)
pub(super) struct Presence(
    #[expect(dead_code, reason = "held, never read: dropping it unlocks")] Option<std::fs::File>,
);

impl Presence {
    /// In a file that nobody else knows of.
    pub(super) fn none() -> Self {
        Self(None)
    }

    pub(super) fn shared(path: &Path) -> Result<Self, StoreError> {
        let file = lock_file(path)?;
        match file.try_lock_shared() {
            Ok(()) => Ok(Self(Some(file))),
            Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(std::fs::TryLockError::Error(error)) => Err(io(path, &error)),
        }
    }

    pub(super) fn alone(path: &Path) -> Result<Self, StoreError> {
        let file = lock_file(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(std::fs::TryLockError::Error(error)) => Err(io(path, &error)),
        }
    }
}

fn lock_file(path: &Path) -> Result<std::fs::File, StoreError> {
    let beside = beside(path, ".lock");
    std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&beside)
        .map_err(|error| io(&folder_of(path), &error))
}

/// Database files beside the project that a restore set aside or, killed, left behind: `anchang.db.old-…`.
pub(super) fn set_aside_files(path: &Path) -> Vec<PathBuf> {
    let project = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let prefixes = [format!("{project}.old-"), format!("{project}.restore-")];
    let files = std::fs::read_dir(folder_of(path)).into_iter().flatten().flatten();
    files
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            prefixes.iter().any(|p| name.starts_with(p.as_str()))
                && !name.ends_with("-wal")
                && !name.ends_with("-shm")
        })
        .map(|entry| entry.path())
        .collect()
}

/// `anchang.db` → `anchang.db.lock`
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_known_by_their_magic() {
        // linux/magic.h
        assert_eq!(network_kind(0x6969), Some("NFS"));
        assert_eq!(network_kind(0xFF53_4D42), Some("CIFS"));
        assert_eq!(network_kind(i64::from(0xFE53_4D42_u32 as i32)), Some("SMB2"), "sign-extended on 32 bits");
        for local in [0xEF53, 0x0102_1994, 0x9123_683E, 0x5846_5342, 0x794C_7630] {
            assert_eq!(network_kind(local), None, "{local:x}: ext4, tmpfs, btrfs, xfs, overlay");
        }
    }
}
