//! RELIABILITY 4, row 5: files that cannot be worked on. Each has its own error and exit code, and nothing is created
//! or changed.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::time::{Duration, Instant};

use super::support::*;
use crate::store::{Store, StoreError, sabotage};

/// Opens `db`, which must fail; answers how, and whether the folder is as it was.
fn tried(project: &Project, db: &std::path::Path) -> (StoreError, bool) {
    let before = project.everything();
    let Err(error) = Store::open(db) else { panic!("{} opened", db.display()) };
    (error, project.everything() == before)
}

fn refused(project: &Project, db: &std::path::Path) -> StoreError {
    let (error, untouched) = tried(project, db);
    assert!(untouched, "{error:?} left its traces");
    error
}

#[test]
fn a_build_that_makes_its_lock_file_first_is_found_out() {
    let project = Project::new();
    patched(&project, "PRAGMA user_version=99");
    let (error, untouched) = sabotage::with("lock_first", || tried(&project, &project.db));
    assert!(matches!(error, StoreError::Newer { .. }) && !untouched, "{error:?}");
}

fn patched(project: &Project, sql: &str) {
    project.raw().execute_batch(sql).expect("patched");
}

#[test]
fn what_is_not_there_is_not_found() {
    let project = Project::new();
    let error = refused(&project, &project.dir.path().join("other.db"));
    assert!(matches!(error, StoreError::NotFound(_)) && error.exit_code() == 3, "{error:?}");
    let error = refused(&project, &project.dir.path().join("no/such/folder.db"));
    assert!(matches!(error, StoreError::NotFound(_)), "{error:?}");
}

#[test]
fn what_is_not_ours_is_foreign() {
    let project = Project::new();
    let foreign = |db: &std::path::Path| {
        let error = refused(&project, db);
        assert!(
            matches!(error, StoreError::Foreign(_)) && error.exit_code() == 11,
            "{}: {error:?}",
            db.display()
        );
    };
    let at = |name: &str| project.dir.path().join(name);
    std::fs::create_dir(at("folder.db")).expect("folder");
    foreign(&at("folder.db"));
    std::fs::write(at("text.db"), "客户名单\n".repeat(1_000)).expect("text");
    foreign(&at("text.db"));
    std::fs::write(at("empty.db"), "").expect("empty");
    foreign(&at("empty.db"));
    let other = rusqlite::Connection::open(at("other.db")).expect("opens");
    other.execute_batch("PRAGMA application_id=7; CREATE TABLE t(a)").expect("made");
    drop(other);
    foreign(&at("other.db"));
    let mut bytes = project.bytes();
    bytes[..16].copy_from_slice(b"SQLite format 9\0");
    std::fs::write(at("header.db"), bytes).expect("write");
    foreign(&at("header.db"));
}

#[test]
fn a_damaged_header_is_damage() {
    let project = Project::new();
    let mut bytes = project.bytes();
    bytes[100] = 0xFF; // the kind of the first page, where the tables are listed
    std::fs::write(&project.db, bytes).expect("write");
    let error = refused(&project, &project.db);
    assert!(matches!(error, StoreError::Damaged(_)) && error.exit_code() == 15, "{error:?}");
}

#[test]
fn a_newer_file_is_refused_in_words() {
    let project = Project::new();
    patched(&project, "PRAGMA user_version=99");
    let error = refused(&project, &project.db);
    assert!(matches!(error, StoreError::Newer { found: 99, .. }) && error.exit_code() == 10, "{error:?}");
}

#[test]
fn an_older_program_left_open_stops_after_an_upgrade() {
    let project = Project::new();
    let store = project.store();
    patched(&project, "PRAGMA user_version=99");
    let error = write(&store, |work| turn(work, "3-1-1003", 2)).expect_err("outdated");
    assert!(matches!(error, StoreError::Outdated) && error.exit_code() == 10, "{error:?}");
}

/// Opens the file as somebody who is not root: root may write everywhere.
fn as_nobody(project: &Project) -> String {
    let mut process = child("open", &project.db, "");
    if rustix::process::geteuid().is_root() {
        process.uid(65_534).gid(65_534);
    }
    let before = project.everything();
    let said = Running::start(process).hear_rest();
    assert!(project.everything() == before, "{said:?} left its traces");
    assert_eq!(said.len(), 1, "the test program must be readable for everybody: {said:?}");
    said[0].clone()
}

fn permit(path: &std::path::Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("mode");
}

#[test]
fn a_read_only_file_and_a_read_only_folder_are_told_apart() {
    let project = Project::new();
    permit(project.dir.path(), 0o777);
    permit(&project.db, 0o444);
    let said = as_nobody(&project);
    assert!(said.starts_with("12 ReadOnlyFile"), "{said}");
    permit(&project.db, 0o666);
    permit(project.dir.path(), 0o555);
    let said = as_nobody(&project);
    assert!(said.starts_with("12 ReadOnlyFolder"), "{said}");
    permit(project.dir.path(), 0o777);
    assert!(as_nobody_opens(&project).starts_with("opened"));
}

/// The same person where nothing stands in the way: the refusals above are about the permissions.
fn as_nobody_opens(project: &Project) -> String {
    let mut process = child("open", &project.db, "");
    if rustix::process::geteuid().is_root() {
        process.uid(65_534).gid(65_534);
    }
    Running::start(process).hear().expect("says")
}

fn locked_by(project: &Project, how: &str) -> Running {
    let mut process = child("lock", &project.db, "");
    process.env("ANCHANG_LOCK", how);
    let mut locker = Running::start(process);
    assert_eq!(locker.hear().as_deref(), Some("locked"));
    locker
}

#[test]
fn a_writer_waits_five_seconds_and_then_says_locked() {
    let project = Project::new();
    let store = project.store();
    let mut locker = locked_by(&project, "write");
    let began = Instant::now();
    let error = write(&store, |work| turn(work, "3-1-1003", 2)).expect_err("locked");
    assert!(matches!(error, StoreError::Locked) && error.exit_code() == 14, "{error:?}");
    let waited = began.elapsed();
    assert!(waited >= Duration::from_secs(5) && waited < Duration::from_secs(9), "{waited:?}");
    assert_eq!(store.units().expect("reading does not wait").len(), 40);
    locker.tell("go");
    assert!(locker.wait());
    write(&store, |work| turn(work, "3-1-1003", 2)).expect("free again");
}

#[test]
fn a_file_that_another_program_keeps_to_itself_is_locked() {
    let project = Project::new();
    let _locker = locked_by(&project, "all");
    let began = Instant::now();
    let error = Store::open(&project.db).err().expect("locked");
    assert!(matches!(error, StoreError::Locked) && error.exit_code() == 14, "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
    assert!(!beside(&project.db, ".lock").exists(), "not even the lock file appears");
}
