//! Drafts 草稿 (DESIGN 5: drafts survive a crash): kept for their person and form, for a day, for nobody else's eyes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anchang::desk::{Backup, Desk, put_away};
use anchang::domain::staff::StaffId;

use crate::office::{CONSULTANT, MANAGER, NINE, Office};

const FORM: &str = "unit.hold 3-1-1203";
const WHO: StaffId = StaffId(2);

fn typed(fields: &[(&str, &str)]) -> BTreeMap<String, String> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn some() -> BTreeMap<String, String> {
    typed(&[("unit", "3-1-1203"), ("guest", "张三"), ("note", "没写完")])
}

fn folder(office: &Office) -> PathBuf {
    office.path.with_file_name("drafts")
}

fn files(office: &Office) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(office)).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn what_was_typed_is_there_in_the_next_window() {
    let office = Office::new();
    assert_eq!(office.desk.draft(WHO, FORM), None);
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    office.later(5);
    let draft = office.window().draft(WHO, FORM).unwrap();
    assert_eq!((draft.typed, draft.at), (some(), NINE));
    // The last one counts.
    office.desk.keep_draft(WHO, FORM, &typed(&[("unit", "3-1-1204")])).unwrap();
    let draft = office.desk.draft(WHO, FORM).unwrap();
    assert_eq!((draft.typed, draft.at), (typed(&[("unit", "3-1-1204")]), NINE.plus_minutes(5)));
    assert_eq!(files(&office).len(), 1, "nothing is left lying about");
}

#[test]
fn a_draft_is_its_persons_and_its_forms() {
    let office = Office::new();
    for key in [FORM, "unit.hold", "", "../../etc/passwd", "a/b\\c:d\0", &"长".repeat(500)] {
        office.desk.keep_draft(WHO, key, &typed(&[("key", key)])).unwrap();
    }
    assert_eq!(files(&office).len(), 6);
    for key in ["../../etc/passwd", "", FORM] {
        assert_eq!(office.desk.draft(WHO, key).map(|d| d.typed), Some(typed(&[("key", key)])), "{key}");
        assert_eq!(office.desk.draft(StaffId(3), key), None, "{key} is not the colleague's");
    }
    assert_eq!(office.desk.draft(WHO, "unit.holds"), None);
}

#[test]
fn a_draft_that_was_dropped_is_gone_and_dropping_it_again_is_no_error() {
    let office = Office::new();
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    office.desk.keep_draft(WHO, "other", &some()).unwrap();
    office.desk.drop_draft(WHO, FORM).unwrap();
    office.desk.drop_draft(WHO, FORM).unwrap();
    assert_eq!(office.desk.draft(WHO, FORM), None);
    assert!(office.desk.draft(WHO, "other").is_some());
}

#[test]
fn pins_stay_out() {
    let office = Office::new();
    let form = typed(&[("name", "小韩"), ("pin", "274913")]);
    office.desk.keep_draft(WHO, "staff.add", &form).unwrap();
    assert_eq!(office.desk.draft(WHO, "staff.add").unwrap().typed, typed(&[("name", "小韩")]));
    for file in files(&office) {
        assert!(!std::fs::read_to_string(file).unwrap().contains("274913"));
    }
}

#[test]
fn a_day_later_it_is_deleted_also_when_another_is_looked_at() {
    let office = Office::new();
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    office.later(24 * 60);
    assert!(office.desk.draft(WHO, FORM).is_some(), "24 hours are not over");
    office.later(1);
    office.desk.keep_draft(WHO, "other", &some()).unwrap();
    assert!(office.desk.draft(WHO, "other").is_some());
    assert_eq!(files(&office).len(), 1);
    assert_eq!(office.desk.draft(WHO, FORM), None);
    // A clock that was set back makes none last longer.
    office.later(-3 * 24 * 60);
    assert_eq!(office.desk.draft(WHO, "other"), None);
    assert_eq!(files(&office).len(), 0);
}

#[test]
fn a_torn_or_foreign_file_is_no_draft() {
    let office = Office::new();
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    let file = files(&office).remove(0);
    let whole = std::fs::read(&file).unwrap();
    for length in 0..whole.len() {
        std::fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(office.desk.draft(WHO, FORM), None, "{length} bytes");
    }
    for other in [&b"\xFF\xFE"[..], b"[]", b"null", b"{\"typed\":{}}"] {
        std::fs::write(&file, other).unwrap();
        assert_eq!(office.desk.draft(WHO, FORM), None, "{other:?}");
    }
    // Somebody else's under this one's name.
    std::fs::remove_file(&file).unwrap();
    office.desk.keep_draft(StaffId(3), FORM, &some()).unwrap();
    std::fs::rename(files(&office).remove(0), &file).unwrap();
    assert_eq!(office.desk.draft(WHO, FORM), None);
    // A folder in its place, and then a new draft where it was damaged.
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    assert_eq!(office.desk.draft(WHO, FORM), None);
    assert!(office.desk.keep_draft(WHO, FORM, &some()).is_err(), "told, not swallowed");
    std::fs::remove_dir(&file).unwrap();
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    assert!(office.desk.draft(WHO, FORM).is_some());
    assert_eq!(files(&office).len(), 1, "also what could not be finished is gone");
}

#[cfg(unix)]
#[test]
fn only_the_account_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::new();
    std::fs::create_dir(folder(&office)).unwrap();
    std::fs::set_permissions(folder(&office), std::fs::Permissions::from_mode(0o755)).unwrap();
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    let mode = |path: &PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder(&office)), 0o700);
    assert_eq!(mode(&files(&office)[0]), 0o600);
    // Also over a file that was laid open.
    std::fs::set_permissions(&files(&office)[0], std::fs::Permissions::from_mode(0o666)).unwrap();
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    assert_eq!(mode(&files(&office)[0]), 0o600);
}

#[test]
fn forgetting_a_guest_deletes_every_draft_of_the_project_and_no_other() {
    let mut office = Office::new();
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    office.desk.keep_draft(StaffId(3), "guest.add", &some()).unwrap();
    // Begun by a window that was killed: it may hold the name as well.
    let torn = files(&office)[0].with_extension("json.4711");
    std::fs::write(&torn, "{\"typed\":{\"name\":\"张").unwrap();
    let others = folder(&office).join("anchang-2.2.0123456789abcdef.json");
    let notes = folder(&office).join("notes.txt");
    for file in [&others, &notes] {
        std::fs::write(file, "x").unwrap();
    }
    office.done(CONSULTANT, "guest.add", "name=赵六; phone=13800000006");
    assert_eq!(files(&office).len(), 5, "another action deletes none");
    assert!(office.act(CONSULTANT, "guest.forget", "guest=#1; reason=r").is_err());
    assert_eq!(files(&office).len(), 5, "nor does one that was refused");
    office.done(MANAGER, "guest.forget", "guest=#1; reason=本人要求");
    let mut left = files(&office);
    left.sort();
    assert_eq!(left, [others, notes]);
    assert_eq!(office.desk.draft(WHO, FORM), None);
}

#[test]
fn what_a_crash_kept_of_it_goes_with_the_copies() {
    let mut office = Office::new();
    office.done(MANAGER, "guest.forget", "guest=#1; reason=本人要求");
    // As if the process had ended between the commit and the deletion.
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    assert_eq!(office.desk.forget_in_copies(None).unwrap(), [] as [PathBuf; 0]);
    assert_eq!(office.desk.draft(WHO, FORM), None);
    // Once that is done, later drafts are left alone.
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    office.desk.forget_in_copies(None).unwrap();
    assert!(office.desk.draft(WHO, FORM).is_some());
}

#[test]
fn another_file_in_the_projects_place_has_no_drafts() {
    let office = Office::new();
    let Backup { file, .. } = office.desk.backup().unwrap();
    let backup = anchang::desk::backup_folder(&office.path).join(file);
    office.desk.keep_draft(WHO, FORM, &some()).unwrap();
    let Office { desk, clock, path, .. } = &office;
    assert!(Desk::restore(path, &backup, clock, "desk-1").is_err(), "somebody has it open");
    assert!(desk.draft(WHO, FORM).is_some(), "and nothing is lost");
    let (path, clock) = (path.clone(), clock.clone());
    let folder = office.close();
    Desk::restore(&path, &backup, &clock, "desk-1").unwrap();
    let desk = Desk::open(&path, clock.clone(), "desk-1").unwrap();
    assert_eq!(desk.draft(WHO, FORM), None);
    desk.keep_draft(WHO, FORM, &some()).unwrap();
    drop(desk);
    put_away(&path, clock.now().0).unwrap();
    assert_eq!(std::fs::read_dir(folder.path().join("drafts")).unwrap().count(), 0);
}
