//! A forgotten guest is in no file any more: not in the database and its free pages, not in the write-ahead log, not
//! in a backup, not in the mirror (RELIABILITY 2.5 and row 19 of section 4).

use super::support::*;
use crate::store::sabotage;

fn hits(project: &Project) -> Vec<String> {
    let has = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    let all = project.everything();
    all.into_iter()
        .filter(|(_, bytes)| has(bytes, PLANTED_NAME) || has(bytes, PLANTED_PHONE))
        .map(|(name, _)| name)
        .collect()
}

/// Registers others around the planted guest, backs up, forgets, and closes.
fn forget(project: &Project) {
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    desk.mirror().expect("mirrored");
    desk.backup().expect("backup");
    act(&mut desk, &manager, "guest.forget", &[("guest", PLANTED_PHONE), ("reason", "本人要求")])
        .expect("forgotten");
    assert_eq!(desk.forget_in_copies(None).expect("backups"), Vec::<std::path::PathBuf>::new());
    desk.mirror().expect("mirrored");
    desk.checkpoint().expect("checkpoint");
}

#[test]
fn a_forgotten_guest_is_in_no_file() {
    let project = Project::new();
    let before = hits(&project);
    assert_eq!(before.len(), 1, "the search finds what is there: {before:?}");
    forget(&project);
    assert_eq!(hits(&project), Vec::<String>::new());
    assert_clean(&project.db);
    let backup = project.store().newest_backup().expect("still there");
    let from = crate::store::backup_folder(&project.db).join(backup.file);
    crate::desk::Desk::restore(&project.db, &from, &clock(), "desk-1").expect("the backup still restores");
    assert_clean(&project.db);
}

#[test]
fn a_forgotten_guests_document_is_in_no_file() {
    const NUMBER: &str = "110101199003074514";
    const ADDRESS: &str = "科苑路待忘号";
    let project = Project::new();
    let found = || {
        let has = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
        let all = project.everything();
        all.into_iter().filter(|(_, b)| has(b, NUMBER) || has(b, ADDRESS)).map(|(n, _)| n).collect::<Vec<_>>()
    };
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let fields = [("guest", PLANTED_PHONE), ("id_no", NUMBER), ("address", ADDRESS)];
    act(&mut desk, &manager, "guest.identify", &fields).expect("on file");
    desk.checkpoint().expect("checkpoint");
    drop(desk);
    assert!(!found().is_empty(), "the search finds what is there");
    forget(&project);
    assert_eq!(found(), Vec::<String>::new());
    assert_clean(&project.db);
}

#[test]
fn a_second_disk_that_is_away_is_cleaned_when_it_is_back() {
    let project = Project::new();
    let second = project.db.with_file_name("usb");
    let away = project.db.with_file_name("usb-away");
    std::fs::create_dir(&second).expect("usb");
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let backup = desk.backup().expect("backup");
    crate::store::copy_backup(&project.db, &backup, &second).expect("copied");
    std::fs::rename(&second, &away).expect("unplugged");
    act(&mut desk, &manager, "guest.forget", &[("guest", PLANTED_PHONE), ("reason", "本人要求")])
        .expect("forgotten");
    assert_eq!(desk.forget_in_copies(Some(&second)).expect("backups"), std::slice::from_ref(&second));
    drop(desk);
    let left = hits(&project);
    assert!(left.iter().all(|name| name.contains("usb-away")) && !left.is_empty(), "{left:?}");
    std::fs::rename(&away, &second).expect("plugged in");
    let desk = project.desk();
    assert_eq!(desk.forget_in_copies(Some(&second)).expect("backups"), Vec::<std::path::PathBuf>::new());
    assert_eq!(hits(&project), Vec::<String>::new());
    // Where there is no disk, nothing is made in its place.
    std::fs::remove_dir_all(&second).expect("gone");
    assert!(crate::store::copy_backup(&project.db, &backup, &second).is_err() && !second.exists());
}

/// A copy that somebody made by hand is nobody's to rewrite; doctor finds those that are ours.
#[test]
fn whoever_was_forgotten_does_not_come_back_with_a_copy_made_by_hand() {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let backup = desk.backup().expect("backup");
    let ours = crate::store::backup_folder(&project.db).join(&backup.file);
    let elsewhere = tempfile::tempdir().expect("tempdir");
    let by_hand = elsewhere.path().join("copy.db");
    std::fs::write(&by_hand, std::fs::read(&ours).expect("read")).expect("copied");
    let done = act(&mut desk, &manager, "guest.forget", &[("guest", PLANTED_PHONE), ("reason", "本人要求")])
        .expect("forgotten");
    assert_eq!(done.notes[0].text, crate::text::shell::FORGET_BACKUPS);
    assert_eq!(desk.copies_that_remember(None).expect("looks"), std::slice::from_ref(&ours));
    desk.forget_in_copies(None).expect("forgets");
    assert_eq!(desk.copies_that_remember(None).expect("looks"), Vec::<std::path::PathBuf>::new());
    desk.mirror().expect("mirrored");
    desk.checkpoint().expect("checkpoint");
    drop(desk);
    let restored = crate::desk::Desk::restore(&project.db, &by_hand, &clock(), "desk-1").expect("restores");
    assert!(restored.up_to_date);
    assert_eq!(hits(&project), Vec::<String>::new());
    // Without the file and its mirror nobody knows that anybody was forgotten, and that is said.
    let alone = elsewhere.path().join("new/anchang.db");
    let restored = crate::desk::Desk::restore(&alone, &by_hand, &clock(), "desk-1").expect("restores");
    assert!(!restored.up_to_date);
}

#[test]
fn a_build_that_only_unlinks_the_row_is_found_out() {
    sabotage::with("no_secure_delete", || {
        let project = Project::new();
        forget(&project);
        assert!(!hits(&project).is_empty());
    });
}

#[test]
fn what_retention_let_go_of_here_is_cleaned_on_the_second_disk() {
    let project = Project::new();
    let second = project.db.with_file_name("usb");
    std::fs::create_dir(&second).expect("usb");
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let backup = desk.backup().expect("backup");
    crate::store::copy_backup(&project.db, &backup, &second).expect("copied");
    std::fs::remove_file(crate::store::backup_folder(&project.db).join(&backup.file)).expect("let go of");
    act(&mut desk, &manager, "guest.forget", &[("guest", PLANTED_PHONE), ("reason", "本人要求")])
        .expect("forgotten");
    desk.forget_in_copies(Some(&second)).expect("forgets");
    desk.checkpoint().expect("checkpoint");
    assert_eq!(hits(&project), Vec::<String>::new());
}

/// A file set aside may be another project's, in which the number means somebody else.
#[test]
fn nobody_else_is_forgotten_with_a_guest() {
    let project = Project::new();
    let dir = tempfile::tempdir().expect("tempdir");
    let other = dir.path().join("anchang.db");
    found(&other);
    let aside = beside(&project.db, ".old-20260101000000");
    std::fs::rename(&other, &aside).expect("another project's file");
    let people = |path: &std::path::Path| -> i64 {
        let conn = rusqlite::Connection::open(path).expect("opens");
        conn.query_row("SELECT count(*) FROM person", [], |row| row.get(0)).expect("reads")
    };
    let before = people(&aside);
    forget(&project);
    assert!(before > 0 && people(&aside) == before, "{before}");
}

/// Somebody whose phone was corrected after a backup is found in it by the record of that day; their answers go too.
#[test]
fn a_corrected_guest_is_forgotten_in_the_copies_of_before_and_so_are_their_answers() {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    for (name, roles) in [("前台", "reception"), ("助理", "assistant")] {
        act(&mut desk, &manager, "staff.add", &[("name", name), ("roles", roles), ("pin", PIN)])
            .expect("joined");
    }
    let reception = desk.sign_in("前台", &crate::domain::person::Pii::new(PIN.into())).expect("signed in");
    let visit = [("guest", PLANTED_PHONE), ("consultant", "#2"), ("source", "online"), ("consent", "yes")];
    act(&mut desk, &reception, "guest.visit", &visit).expect("visited");
    let answered = [("guest", PLANTED_PHONE), ("occupation", "植入的职业")];
    act(&mut desk, &reception, "guest.complete", &answered).expect("answered");
    desk.mirror().expect("mirrored");
    desk.backup().expect("backup");
    let assistant = desk.sign_in("助理", &crate::domain::person::Pii::new(PIN.into())).expect("signed in");
    let fields = [("guest", PLANTED_PHONE), ("phone", "13966667777"), ("reason", "听错")];
    let action = crate::desk::ACTIONS.find("guest.correct").expect("an action");
    let mut filled = crate::desk::Filled::new();
    for (name, typed) in fields {
        let field = action.fields.iter().find(|f| f.name == name).expect("a field");
        filled.put(field, typed).expect("fits");
    }
    let id = crate::desk::CommandId::new();
    let approval = desk
        .approve(MANAGER, &crate::domain::person::Pii::new(PIN.into()), action, &filled, id)
        .expect("approved");
    desk.act(&assistant, action, &filled, Some(approval), id).expect("corrected");
    let forget = [("guest", "13966667777"), ("reason", "本人要求")];
    act(&mut desk, &manager, "guest.forget", &forget).expect("forgotten");
    assert_eq!(desk.forget_in_copies(None).expect("backups"), Vec::<std::path::PathBuf>::new());
    desk.checkpoint().expect("checkpoint");
    drop(desk);
    assert_eq!(hits(&project), Vec::<String>::new());
    let planted = "植入的职业".as_bytes();
    for (name, bytes) in project.everything() {
        assert!(!bytes.windows(planted.len()).any(|w| w == planted), "answers in {name}");
    }
    assert_clean(&project.db);
}
