//! RELIABILITY 2.4: each layer against double sale holds alone, with the ones before it taken away.

use super::support::*;
use crate::desk::{Failure, StoreError};
use crate::store::sabotage;

/// Holds a unit for #2, then for #3 on the same broken build; answers what the second one got.
fn hold_twice(project: &Project, broken: &'static str) -> Result<(), Failure> {
    sabotage::with(broken, || {
        let mut desk = project.desk();
        let manager = sign_in(&desk);
        let mut hold = |consultant| {
            act(&mut desk, &manager, "unit.hold", &[("unit", "3-1-1005"), ("consultant", consultant)])
        };
        hold("#2").expect("free");
        hold("#3").map(drop)
    })
}

fn without_index(project: &Project) {
    project.raw().execute_batch("DROP INDEX claim_one_live").expect("drop");
}

#[test]
fn the_decision_refuses_alone() {
    let project = Project::new();
    without_index(&project);
    let second = hold_twice(&project, "no_selfcheck");
    assert!(matches!(second, Err(Failure::Refused(_))), "{second:?}");
}

#[test]
fn the_version_of_the_stream_refuses_alone() {
    let project = Project::new();
    without_index(&project);
    let drop_triggers =
        "DROP TRIGGER event_append; DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete";
    project.raw().execute_batch(drop_triggers).expect("drop");
    let second = hold_twice(&project, "stale_version,no_selfcheck");
    assert!(
        matches!(&second, Err(Failure::Store(StoreError::Conflict(why))) if why.contains("event.stream_ver")),
        "{second:?}"
    );
}

#[test]
fn the_index_on_live_claims_refuses_alone() {
    let project = Project::new();
    let second = hold_twice(&project, "stale_decide,no_selfcheck");
    assert!(
        matches!(&second, Err(Failure::Store(StoreError::Conflict(why))) if why.contains("claim.unit")),
        "{second:?}"
    );
    assert_clean(&project.db);
}

#[test]
fn the_count_before_the_commit_refuses_alone() {
    let project = Project::new();
    without_index(&project);
    let second = hold_twice(&project, "stale_decide");
    assert!(
        matches!(&second, Err(Failure::Store(StoreError::SelfCheck(why))) if why.contains("3-1-1005")),
        "{second:?}"
    );
    assert_clean(&project.db);
}

#[test]
fn the_second_opinion_sees_alone_what_passed_everything_else() {
    let project = Project::new();
    without_index(&project);
    hold_twice(&project, "stale_decide,no_selfcheck").expect("nothing is left to stop it");
    let found = findings(&project.db);
    assert!(found.iter().any(|f| f.contains("unit:3-1-1005 was claimed twice")), "{found:?}");
}

/// A decision that lets a second hold through although it sees the first: the claim that nobody gave up stays open.
#[test]
fn a_claim_that_nobody_gave_up_is_not_taken_over() {
    let project = Project::new();
    let store = project.store();
    let second = write(&store, |work| change(work, "3-1-1001", |_| hold(3)));
    assert!(matches!(&second, Err(StoreError::Conflict(why)) if why.contains("claim.unit")), "{second:?}");
    let same_again = write(&store, |work| change(work, "3-1-1002", |_| hold(3)));
    assert!(matches!(same_again, Err(StoreError::Conflict(_))), "reserved, {same_again:?}");
    drop(store);
    without_index(&project);
    let store = project.store();
    let second = write(&store, |work| change(work, "3-1-1001", |_| hold(3)));
    assert!(matches!(second, Err(StoreError::SelfCheck(_))), "{second:?}");
}
