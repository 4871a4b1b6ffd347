//! RELIABILITY 4, row 17: backups under writers, restoring each of them, and what the mirror gives back.

use super::support::*;
use crate::desk::{BackupError, Desk};
use crate::domain::moment::Millis;
use crate::domain::person::Pii;
use crate::store::{Store, StoreError, backup_folder};

/// Every event's hash, in order.
fn hashes(store: &Store) -> Vec<[u8; 32]> {
    let mut all = Vec::new();
    store
        .each_event::<StoreError>(0, |event| {
            all.push(event.hash);
            Ok(())
        })
        .expect("reads");
    all
}

fn restore(project: &Project, backup: &std::path::Path) -> Result<crate::store::Restored, BackupError> {
    Desk::restore(&project.db, backup, &clock(), "desk-1")
}

#[test]
fn every_backup_taken_under_writers_can_be_restored() {
    let _alone = alone();
    let project = Project::new();
    let mut writers: Vec<Running> = (0..2).map(|_| Running::start(child("write", &project.db, ""))).collect();
    for writer in &mut writers {
        writer.hear().expect("writes");
    }
    let store = project.store();
    let taken: Vec<_> = (0..4).map(|n| store.backup(Millis(NOON.0 + n * 60_000)).expect("backup")).collect();
    for writer in &mut writers {
        writer.kill();
    }
    let live = hashes(&store);
    assert!(taken.last().expect("four").seq > taken[0].seq, "the writers went on: {taken:?}");
    for backup in &taken {
        let other = tempfile::tempdir().expect("tempdir");
        let place = Project { db: other.path().join("anchang.db"), dir: other };
        let restored = restore(&place, &backup_folder(&project.db).join(&backup.file)).expect("restored");
        assert_eq!((restored.backup_seq, restored.from_mirror), (backup.seq, 0));
        assert_clean(&place.db);
        let known = backup.seq as usize;
        assert!(hashes(&place.store())[..known] == live[..known], "{}: a beginning of the log", backup.file);
    }
    drop(store);
    assert_clean(&project.db);
    println!(
        "backups under writers: {:?} of {} events",
        taken.iter().map(|b| b.seq).collect::<Vec<_>>(),
        live.len()
    );
}

#[test]
fn a_plain_copy_instead_of_a_backup_is_found_out() {
    let project = Project::new();
    let store = project.store();
    write(&store, |work| turn(work, "3-1-1003", 2)).expect("written");
    drop(store);
    // Somebody copies the file of a writer that was killed, without its write-ahead log.
    let _alone = alone();
    let mut writer = Running::start(child("write", &project.db, ""));
    let acked = std::iter::from_fn(|| writer.hear()).take(10).count() as i64;
    writer.kill();
    let copied = Project::of(&project.bytes());
    let (whole, copy) =
        (project.store().head().expect("reads").seq, copied.store().head().expect("reads").seq);
    assert!(whole - copy >= acked, "{copy} of {whole}");
}

/// What stands in a write-ahead log beside the file that is restored comes back as well: a file that was set aside
/// may have one.
#[test]
fn a_restore_takes_the_write_ahead_log_of_its_source_with_it() {
    let _alone = alone();
    let project = Project::new();
    let mut writer = Running::start(child("write", &project.db, ""));
    for _ in 0..10 {
        writer.hear().expect("writes");
    }
    writer.kill();
    let place = Project::new();
    let aside = place.dir.path().join("anchang.db.old");
    std::fs::write(&aside, project.bytes()).expect("write");
    let wal = std::fs::read(beside(&project.db, "-wal")).expect("a killed writer's log");
    std::fs::write(beside(&aside, "-wal"), wal).expect("write");
    let whole = project.store().head().expect("reads").seq;
    let restored = restore(&place, &aside).expect("restored");
    assert_eq!(restored.backup_seq, whole);
    assert_clean(&place.db);
    let events = place.store().head().expect("reads").seq;
    assert!(events > whole, "all events and the one that says so: {events} of {whole}");
}

#[test]
fn names_and_pins_that_only_a_lost_file_had_are_counted() {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let backup = desk.backup().expect("backup");
    act(&mut desk, &manager, "staff.add", &[("name", "周八"), ("roles", "reception"), ("pin", "602815")])
        .expect("added");
    act(&mut desk, &manager, "staff.reset_pin", &[("staff", "张三"), ("pin", "771204")]).expect("reset");
    desk.mirror().expect("mirrored");
    drop(desk);
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(beside(&project.db, ending));
    }
    let restored = restore(&project, &backup_folder(&project.db).join(&backup.file)).expect("restored");
    assert!(restored.from_mirror > 0 && restored.lost_people == 1, "{restored:?}");
    // The PIN of the backup counts again, for the hash of the new one is gone.
    let desk = project.desk();
    assert!(desk.sign_in("张三", &Pii::new("518204".into())).is_ok());
    assert!(desk.sign_in("张三", &Pii::new("771204".into())).is_err());
    drop(desk);
    assert_clean(&project.db);
}

#[test]
fn another_projects_backup_is_refused() {
    let here = Project::new();
    // Founded by itself: the test projects are copies of one.
    let dir = tempfile::tempdir().expect("tempdir");
    let db = dir.path().join("anchang.db");
    found(&db);
    let other = Project { dir, db };
    let desk = other.desk();
    let backup = desk.backup().expect("backup");
    drop(desk);
    let from = backup_folder(&other.db).join(&backup.file);
    let before = here.bytes();
    assert!(matches!(restore(&here, &from), Err(BackupError::Store(StoreError::OtherProject))));
    assert_eq!(here.bytes(), before);
    // Also where the file in place cannot be read: the manifest and the mirror still know whose place this is.
    here.desk().backup().expect("backup");
    std::fs::write(&here.db, b"gone").expect("overwritten");
    assert!(matches!(restore(&here, &from), Err(BackupError::Store(StoreError::OtherProject))));
}

#[test]
fn a_restore_gives_back_from_the_mirror_what_came_after_the_backup() {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let backup = desk.backup().expect("backup");
    let act = |desk: &mut Desk, id: &str, fields: &[(&str, &str)]| act(desk, &manager, id, fields).expect(id);
    act(&mut desk, "unit.hold", &[("unit", "3-1-1006"), ("consultant", "#2")]);
    act(&mut desk, "staff.add", &[("name", "周八"), ("roles", "reception"), ("pin", "602815")]);
    act(&mut desk, "staff.reset_pin", &[("staff", "张三"), ("pin", "771204")]);
    drop(desk);
    let store = project.store();
    write(&store, |work| register(work, "吴九", "13800000099").map(drop)).expect("registered");
    store.mirror().expect("mirrored");
    let (live, head) = (hashes(&store), store.head().expect("reads").seq);
    drop(store);
    let restored = restore(&project, &backup_folder(&project.db).join(&backup.file)).expect("restored");
    assert_eq!((restored.backup_seq, restored.from_mirror), (backup.seq, head - backup.seq));
    assert!(restored.kept.is_some_and(|kept| kept.is_file()), "the old file is kept");
    assert_clean(&project.db);
    let store = project.store();
    assert!(hashes(&store)[..live.len()] == live[..], "every event is back");
    let unit = store.unit(&"3-1-1006".parse().expect("a unit")).expect("reads").expect("there");
    assert!(unit.unit.hold.is_some());
    drop(store);
    // Names and PINs stand in no mirror: they come from the file that was set aside, which can be read.
    assert_eq!(restored.lost_people, 0);
    let desk = project.desk();
    assert!(desk.sign_in("张三", &Pii::new("771204".into())).is_ok());
    assert!(desk.sign_in("周八", &Pii::new("602815".into())).is_ok());
    desk.mirror().expect("the mirror goes on");
    drop(desk);
    assert_clean(&project.db);
}

#[test]
fn two_restores_in_one_second_keep_both_old_files() {
    let project = Project::new();
    let backup = project.store().backup(NOON).expect("backup");
    let from = backup_folder(&project.db).join(&backup.file);
    let kept: Vec<_> =
        (0..3).map(|_| restore(&project, &from).expect("restored").kept.expect("kept")).collect();
    assert!(kept.iter().all(|path| path.is_file()), "{kept:?}");
    assert!(kept[0] != kept[1] && kept[1] != kept[2], "{kept:?}");
    assert_clean(&project.db);
}

#[test]
fn a_restore_is_refused_while_a_window_has_the_file_open() {
    let project = Project::new();
    let store = project.store();
    let backup = store.backup(NOON).expect("backup");
    let from = backup_folder(&project.db).join(&backup.file);
    let head = store.head().expect("reads");
    let refused = restore(&project, &from).expect_err("somebody is here");
    assert!(matches!(refused, BackupError::Store(StoreError::InUse)), "{refused:?}");
    assert_eq!(store.head().expect("reads"), head);
    assert!(restore(&project, &from).is_err(), "still");
    drop(store);
    restore(&project, &from).expect("now");
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let project = Project::new();
    let backup = project.store().backup(NOON).expect("backup");
    let from = backup_folder(&project.db).join(&backup.file);
    let conn = rusqlite::Connection::open(&from).expect("opens");
    conn.execute("UPDATE unit SET status = 'available' WHERE key = '3-1-1001'", []).expect("edited");
    drop(conn);
    let before = dump_of(&project.db).expect("reads");
    assert!(matches!(restore(&project, &from), Err(BackupError::Bad(_))));
    assert!(dump_of(&project.db).expect("reads") == before);
}

/// Wherever a restore is killed, both files are still there, and restoring once more completes it.
#[test]
fn a_killed_restore_can_be_done_again() {
    let _alone = alone();
    let (mut gone, mut untouched) = (0, 0);
    for round in 0..rounds(12).min(200) {
        let project = Project::new();
        let store = project.store();
        let backup = store.backup(NOON).expect("backup");
        for n in 0..5 {
            write(&store, |work| turn(work, &unit_key(3 + n), 2)).expect("written");
        }
        store.mirror().expect("mirrored");
        let head = store.head().expect("reads");
        drop(store);
        let from = backup_folder(&project.db).join(&backup.file);
        let mut process = child("restore", &project.db, "");
        process.env("ANCHANG_FROM", &from);
        let mut killed = Running::start(process);
        assert_eq!(killed.hear().as_deref(), Some("go"));
        std::thread::sleep(std::time::Duration::from_millis(5 * round as u64 % 60));
        killed.kill();
        gone += usize::from(!project.db.exists());
        untouched += usize::from(findings(&project.db).is_empty());
        restore(&project, &from).expect("restored");
        assert_clean(&project.db);
        let store = project.store();
        assert!(
            store.has_event(head.seq, &crate::domain::hex::hex(&head.hash)).expect("reads"),
            "every event is back"
        );
    }
    println!("killed restores: {gone} left no file in place, {untouched} were before or after it");
}

/// Back and forth between two branches: what the one left remembered is no tail that was cut.
#[test]
fn restoring_the_other_branch_again_leaves_nothing_to_complain_about() {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let first = desk.backup().expect("backup");
    act(&mut desk, &manager, "unit.hold", &[("unit", "3-1-1006"), ("consultant", "#2")]).expect("held");
    let second = desk.backup().expect("backup");
    drop(desk);
    let folder = backup_folder(&project.db);
    restore(&project, &folder.join(&first.file)).expect("back");
    let desk = project.desk();
    desk.backup().expect("a backup of the other branch");
    drop(desk);
    restore(&project, &folder.join(&second.file)).expect("forth");
    assert_clean(&project.db);
}

/// After a restore the same number is another event, which no backup has yet.
#[test]
fn a_branch_as_long_as_the_last_backup_is_backed_up() {
    let _alone = alone();
    let project = Project::new();
    let clock = clock();
    let mut desk = project.desk_at(&clock);
    let manager = sign_in(&desk);
    let first = desk.backup().expect("backup");
    act(&mut desk, &manager, "unit.hold", &[("unit", "3-1-1006"), ("consultant", "#2")]).expect("held");
    let second = desk.backup().expect("backup");
    drop(desk);
    restore(&project, &backup_folder(&project.db).join(&first.file)).expect("back");
    clock.put(Millis(clock.now().0.0 + 3_600_000));
    let desk = project.desk_at(&clock);
    let head = desk.backup_if_stale().expect("looks").expect("takes one");
    assert!(head.seq == second.seq && head.head != second.head, "{head:?} {second:?}");
    assert!(desk.backup_if_stale().expect("looks").is_none(), "nothing changed since");
}

/// What guests answered stands in no log and in no mirror: it comes from the old file, or the log says that it is lost.
#[test]
fn a_restore_brings_answers_back_from_the_old_file_or_says_that_they_are_lost() {
    let _alone = alone();
    for old_file_is_there in [true, false] {
        let project = Project::new();
        let mut desk = project.desk();
        let manager = sign_in(&desk);
        let visit = [("guest", "#2"), ("consultant", "#2"), ("source", "online"), ("consent", "yes")];
        // A manager sells as well in a small office, but does not keep the register.
        let mut act = |id: &str, fields: &[(&str, &str)]| act(&mut desk, &manager, id, fields);
        act("staff.add", &[("name", "前台"), ("roles", "reception"), ("pin", PIN)]).expect("joined");
        drop(desk);
        let mut desk = project.desk();
        let reception = desk.sign_in("前台", &Pii::new(PIN.into())).expect("signed in");
        super::support::act(&mut desk, &reception, "guest.visit", &visit).expect("visited");
        let first = [("guest", "#2"), ("sex", "male")];
        super::support::act(&mut desk, &reception, "guest.complete", &first).expect("answered");
        desk.mirror().expect("mirrored");
        let backup = desk.backup().expect("backup");
        let later = [("guest", "#2"), ("living_area", "南山")];
        super::support::act(&mut desk, &reception, "guest.complete", &later).expect("answered");
        desk.mirror().expect("mirrored");
        drop(desk);
        let from = backup_folder(&project.db).join(&backup.file);
        if !old_file_is_there {
            std::fs::write(&project.db, b"").expect("gone");
        }
        restore(&project, &from).expect("restored");
        assert_clean(&project.db);
        let desk = project.desk();
        let answers = desk.answers(crate::domain::guest::GuestId(2)).expect("reads");
        let codes: Vec<String> = answers.iter().flat_map(|(_, a)| a.keys().cloned()).collect();
        let expected: &[&str] = if old_file_is_there { &["living_area", "sex"] } else { &[] };
        assert_eq!(codes, expected, "the old file is there: {old_file_is_there}");
        let said = desk.log(&crate::desk::LogFilter::default()).expect("reads");
        assert_eq!(said.iter().any(|e| e.kind == "guest.answers_lost"), !old_file_is_there);
    }
}
