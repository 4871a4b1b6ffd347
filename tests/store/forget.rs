//! A forgotten guest is in no file any more: not in the database and its free pages, not in the write-ahead log, not
//! in a backup, not in the mirror (RELIABILITY 2.5 and row 19 of section 4).

use super::support::*;
use crate::domain::person::PersonId;
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
fn forget(project: &Project) -> usize {
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    desk.mirror().expect("mirrored");
    desk.backup().expect("backup");
    act(&mut desk, &manager, "guest.forget", &[("guest", PLANTED_PHONE), ("reason", "本人要求")])
        .expect("forgotten");
    let touched = desk.forget_in_backups(PersonId(4)).expect("backups");
    desk.mirror().expect("mirrored");
    desk.checkpoint().expect("checkpoint");
    touched
}

#[test]
fn a_forgotten_guest_is_in_no_file() {
    let project = Project::new();
    let before = hits(&project);
    assert_eq!(before.len(), 1, "the search finds what is there: {before:?}");
    assert_eq!(forget(&project), 1, "taken out of the backup as well");
    assert_eq!(hits(&project), Vec::<String>::new());
    assert_clean(&project.db);
    let backup = project.store().newest_backup().expect("still there");
    let from = crate::store::backup_folder(&project.db).join(backup.file);
    crate::desk::Desk::restore(&project.db, &from, &clock(), "desk-1").expect("the backup still restores");
    assert_clean(&project.db);
}

#[test]
fn a_build_that_only_unlinks_the_row_is_found_out() {
    sabotage::with("no_secure_delete", || {
        let project = Project::new();
        forget(&project);
        assert!(!hits(&project).is_empty());
    });
}
