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

/// The same id with another input, or from somebody else, is another command: an action must not be lost because a
/// script used an id twice.
#[test]
fn an_id_that_is_used_for_something_else_is_another_command() {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let id = CommandId::new();
    let hold = |unit| [("unit", unit), ("consultant", "#2")];
    act_as(&mut desk, &manager, "unit.hold", &hold("3-1-1004"), None, id).expect("held");
    let other = act_as(&mut desk, &manager, "unit.hold", &hold("3-1-1005"), None, id).expect("held as well");
    assert!(!other.recorded.again);
    let back =
        act_as(&mut desk, &manager, "unit.give_back", &[("unit", "3-1-1004")], None, id).expect("given back");
    assert!(!back.recorded.again);
}

/// The head and how far the rows are must be read together.
#[test]
fn a_window_can_be_opened_while_another_one_writes() {
    let project = Project::new();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let store = project.store();
            let mut holder = 2;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                write(&store, |work| turn(work, "3-1-1003", holder)).expect("written");
                holder = 5 - holder;
            }
        });
        let opened: Vec<_> = (0..400).map(|_| crate::store::Store::open(&project.db).map(drop)).collect();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        let failed: Vec<_> = opened.into_iter().filter_map(Result::err).collect();
        assert!(failed.is_empty(), "{failed:?}");
    });
}
