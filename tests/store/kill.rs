//! RELIABILITY 4, row 1: kill -9 of writers during commits. What was acknowledged is there, and the file verifies.

use std::time::{Duration, Instant};

use super::support::*;
use crate::store::{CommandId, Store};

const WRITERS: usize = 4;

#[derive(Debug, Default)]
struct Outcome {
    kills: usize,
    acks: usize,
    lost: usize,
    /// Rounds after which the file did not open or did not verify.
    bad: usize,
    /// The first thing that was found.
    first: Option<String>,
}

fn kill_writers(kills: usize, sabotage: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let mut dice = Dice(0x5EED_0001);
    let mut project = Project::new();
    for round in 0..kills.div_ceil(WRITERS) {
        if round % 12 == 0 {
            project = Project::new(); // a short log keeps the verification of every round short
        }
        let mut writers: Vec<Running> =
            (0..WRITERS).map(|_| Running::start(child("write", &project.db, sabotage))).collect();
        let mut acked: Vec<String> = Vec::new();
        for writer in &mut writers {
            acked.extend(writer.hear());
        }
        // One after another, so that the others meet what a dead writer left behind.
        for writer in &mut writers {
            std::thread::sleep(Duration::from_micros(dice.roll(6_000) as u64));
            writer.kill();
            outcome.kills += 1;
        }
        for writer in &mut writers {
            acked.extend(writer.hear_rest());
        }
        let acked: Vec<&str> = acked.iter().filter_map(|said| said.strip_prefix("ack ")).collect();
        outcome.acks += acked.len();
        let found = findings(&project.db);
        if let Ok(store) = Store::open(&project.db) {
            let known = |id: &&&str| {
                let id = u128::from_str_radix(id, 16).expect("an id").to_be_bytes();
                store.recorded(CommandId(id)).expect("reads").is_some()
            };
            outcome.lost += acked.len() - acked.iter().filter(known).count();
        }
        if let Some(first) = found.into_iter().next() {
            outcome.bad += 1;
            outcome.first.get_or_insert(first);
            project = Project::new();
        }
        if !sabotage.is_empty() && (outcome.lost > 0 || outcome.bad > 0) {
            break;
        }
    }
    outcome
}

#[test]
fn nothing_acknowledged_is_lost_when_writers_are_killed() {
    let _alone = alone();
    let began = Instant::now();
    let outcome = kill_writers(rounds(200), "");
    println!("kill -9: {outcome:?} in {:?}", began.elapsed());
    assert!(outcome.acks > outcome.kills, "the writers wrote: {outcome:?}");
    assert_eq!((outcome.lost, outcome.bad), (0, 0), "{outcome:?}");
}

#[test]
fn rows_saved_after_the_commit_are_found_out() {
    let _alone = alone();
    let outcome = kill_writers(120, "rows_later");
    println!("kill -9, rows_later: {outcome:?}");
    assert!(outcome.bad > 0, "{outcome:?}");
}

#[test]
fn an_acknowledgement_before_the_commit_is_found_out() {
    let _alone = alone();
    let outcome = kill_writers(120, "ack_early");
    println!("kill -9, ack_early: {outcome:?}");
    assert!(outcome.lost > 0, "{outcome:?}");
}
