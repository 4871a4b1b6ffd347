//! Two windows on one file, and a command that comes twice.

use super::support::*;
use crate::store::{CommandId, StoreError};

#[test]
fn a_window_sees_that_another_one_wrote() {
    let project = Project::new();
    let (one, two) = (project.store(), project.store());
    assert!(!one.changed().expect("asks"));
    write(&two, |work| turn(work, "3-1-1003", 2)).expect("written");
    assert!(one.changed().expect("asks"));
    assert!(!one.changed().expect("asks"), "told once");
    assert!(!two.changed().expect("asks"), "not about its own");
    let id = "3-1-1003".parse().expect("a unit");
    assert_eq!(one.unit(&id).expect("reads"), two.unit(&id).expect("reads"));
}

#[test]
fn a_command_that_comes_twice_is_recorded_once() {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let id = CommandId::new();
    let fields = [("unit", "3-1-1004"), ("consultant", "#2")];
    let first = act_as(&mut desk, &manager, "unit.hold", &fields, None, id).expect("held");
    let head = desk.head().expect("reads");
    let again = act_as(&mut desk, &manager, "unit.hold", &fields, None, id).expect("the same answer");
    assert!(!first.recorded.again && again.recorded.again);
    assert_eq!((first.recorded.first, &first.recorded.head), (again.recorded.first, &again.recorded.head));
    assert_eq!(first.says, again.says);
    assert_eq!(desk.head().expect("reads"), head, "nothing was added");
}

/// The file itself refuses the second recording, should nobody ask first.
#[test]
fn the_file_alone_refuses_a_command_id_twice() {
    let project = Project::new();
    let store = project.store();
    let id = CommandId::new();
    let record = |unit: &str| store.write::<_, StoreError>(command(id), |work| turn(work, unit, 2));
    record("3-1-1004").expect("recorded");
    assert!(matches!(record("3-1-1005"), Err(StoreError::Conflict(_))));
    assert!(matches!(record("3-1-1004"), Err(StoreError::Conflict(_))));
    drop(store);
    assert_clean(&project.db);
}
