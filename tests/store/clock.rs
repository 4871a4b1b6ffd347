//! RELIABILITY 4, row 16: a clock that jumps ends nothing, is written down once, and goes on when somebody confirms it.

use super::support::*;
use crate::desk::{Desk, Failure, LogFilter};

fn count(desk: &Desk, kind: &str) -> usize {
    desk.log(&LogFilter { kind: Some(kind.to_owned()), ..LogFilter::default() }).expect("reads").len()
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

#[test]
fn a_clock_that_jumps_ends_nothing_until_it_is_confirmed() {
    for (what, minutes, ends_afterwards) in [
        ("ten years back", -10 * YEAR, false),
        ("an hour back", -HOUR, false),
        ("a day and an hour ahead", DAY + HOUR, true),
        ("ten years ahead", 10 * YEAR, true),
    ] {
        let project = Project::new();
        let clock = clock();
        let mut desk = project.desk_at(&clock);
        let manager = sign_in(&desk);
        let effective = desk.head().expect("reads").effective;
        clock.put(NOON.plus_minutes(minutes));
        assert!(desk.clock_suspect().expect("asks"), "{what}");
        for _ in 0..3 {
            desk.tick().expect("ticks");
            let hold = act(&mut desk, &manager, "unit.hold", &[("unit", "3-1-1007"), ("consultant", "#2")]);
            assert!(
                matches!(hold, Err(Failure::Refused(_))),
                "{what}: no deadline on such a clock, {hold:?}"
            );
        }
        // What stores no deadline goes on, at the time that was true last.
        act(&mut desk, &manager, "unit.withhold", &[("units", "3-1-1008"), ("reason", "repricing")])
            .expect("withheld");
        desk.tick().expect("ticks");
        assert_eq!(count(&desk, "clock.suspect"), 1, "{what}: written down once");
        assert_eq!(count(&desk, "unit.hold_ended") + count(&desk, "unit.reserve_ended"), 0, "{what}");
        assert_eq!(desk.head().expect("reads").effective, effective, "{what}: time stands still");
        act(&mut desk, &manager, "clock.confirm", &[]).expect("confirmed");
        assert!(!desk.clock_suspect().expect("asks"), "{what}");
        desk.tick().expect("ticks");
        let ended = count(&desk, "unit.hold_ended") + count(&desk, "unit.reserve_ended");
        assert_eq!(ended, if ends_afterwards { 2 } else { 0 }, "{what}");
        act(&mut desk, &manager, "unit.hold", &[("unit", "3-1-1009"), ("consultant", "#2")])
            .expect("goes on");
        assert_eq!(count(&desk, "clock.suspect"), 1, "{what}");
        assert!(desk.head().expect("reads").effective >= effective, "{what}: never backwards");
        drop(desk);
        assert_clean(&project.db);
    }
}

#[test]
fn a_clock_within_its_bounds_ends_what_has_run_out() {
    let project = Project::new();
    let clock = clock();
    let mut desk = project.desk_at(&clock);
    clock.put(NOON.plus_minutes(31));
    desk.tick().expect("ticks");
    assert_eq!((count(&desk, "unit.hold_ended"), count(&desk, "clock.suspect")), (1, 0));
    clock.put(NOON.plus_minutes(30));
    let manager = sign_in(&desk);
    act(&mut desk, &manager, "unit.hold", &[("unit", "3-1-1001"), ("consultant", "#2")])
        .expect("a minute back is fine");
    assert_eq!(count(&desk, "clock.suspect"), 0);
    drop(desk);
    assert_clean(&project.db);
}

/// A new computer with a dead battery is just when a file is restored.
#[test]
fn a_restore_under_a_wrong_clock_expires_nothing() {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    act(&mut desk, &manager, "unit.hold", &[("unit", "3-1-1006"), ("consultant", "#2")]).expect("held");
    let backup = desk.backup().expect("backup");
    drop(desk);
    let from = crate::store::backup_folder(&project.db).join(backup.file);
    let (now, tz_min) = clock().now();
    let wrong = crate::desk::Clock::set(now.plus_minutes(10 * 365 * 24 * 60), tz_min);
    crate::desk::Desk::restore(&project.db, &from, &wrong, "desk-1").expect("restored");
    let desk = crate::desk::Desk::open(&project.db, wrong, "desk-1").expect("opens");
    desk.tick().expect("ticks");
    assert!(desk.clock_suspect().expect("asks"));
    let unit = desk.unit(&"3-1-1006".parse().expect("a unit")).expect("reads").expect("there");
    assert!(unit.unit.hold.is_some(), "nothing expires by a clock that nobody has confirmed");
    drop(desk);
    assert_clean(&project.db);
}
