//! RELIABILITY 4, row 8: eight processes want the same unit at the same instant, a thousand times.

use std::time::{SystemTime, UNIX_EPOCH};

use super::support::*;
use crate::store::verify::DOUBLE_CLAIMS;

const RACERS: usize = 8;
/// Microseconds between two rounds: more than eight attempts take on two busy cores.
const STEP: i64 = 16_000;

#[derive(Debug, Default)]
struct Outcome {
    rounds: usize,
    wins: Vec<usize>,
    /// Rounds that more or less than one process won.
    not_one_winner: usize,
    /// Units that the second opinion over the log says were claimed twice.
    doubles: usize,
    errors: Vec<String>,
    worst_us: u64,
    p99_us: u64,
}

fn race(rounds: usize, sabotage: &str) -> Outcome {
    let project = Project::new();
    add_units(&project.store(), 1_001..=1_000 + rounds, usize::MAX);
    if !sabotage.is_empty() {
        project.raw().execute_batch("DROP INDEX claim_one_live").expect("drop");
    }
    let mut racers: Vec<Running> =
        (0..RACERS).map(|_| Running::start(child("race", &project.db, sabotage))).collect();
    for racer in &mut racers {
        assert_eq!(racer.hear().as_deref(), Some("ready"));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_micros() as i64;
    for (n, racer) in racers.iter_mut().enumerate() {
        racer.tell(&format!("{} {STEP} {rounds} {}", now + 100_000, 2 + n % 2));
    }
    let mut outcome = Outcome { rounds, wins: vec![0; RACERS], ..Outcome::default() };
    let mut winners = vec![0; rounds];
    let mut waits: Vec<u64> = Vec::new();
    for (n, racer) in racers.iter_mut().enumerate() {
        let said = racer.hear_rest();
        assert_eq!(said.len(), rounds, "racer {n} came to its end");
        for line in said {
            let parts: Vec<&str> = line.split(' ').collect();
            waits.push(parts[2].parse().expect("a number"));
            match parts[1] {
                "won" => {
                    outcome.wins[n] += 1;
                    winners[parts[0].parse::<usize>().expect("a number")] += 1;
                }
                "lost" => {}
                error => outcome.errors.push(error.to_owned()),
            }
        }
    }
    waits.sort_unstable();
    outcome.worst_us = waits.last().copied().unwrap_or_default();
    outcome.p99_us = waits[waits.len() * 99 / 100];
    outcome.not_one_winner = winners.iter().filter(|w| **w != 1).count();
    let all_doubles = DOUBLE_CLAIMS.replace("LIMIT 100", "");
    let count = format!("SELECT count(DISTINCT stream) FROM ({all_doubles})");
    outcome.doubles =
        project.raw().query_row(&count, [], |row| row.get::<_, i64>(0)).expect("count") as usize;
    let found = findings(&project.db);
    assert_eq!(
        found.iter().any(|f| f.contains("claimed twice")),
        outcome.doubles > 0,
        "verify agrees: {found:?}"
    );
    assert!(!sabotage.is_empty() || found.is_empty(), "{found:?}");
    outcome
}

#[test]
fn every_round_has_exactly_one_winner() {
    let _alone = alone();
    let outcome = race(rounds(1_000), "");
    println!("race: {outcome:?}");
    assert_eq!((outcome.not_one_winner, outcome.doubles), (0, 0), "{outcome:?}");
    assert_eq!(outcome.errors, Vec::<String>::new());
    assert!(outcome.wins.iter().all(|wins| *wins > 0), "no process is shut out: {outcome:?}");
    // The target of RELIABILITY is 100 ms on a machine of one's own; a busy test machine gets ten times that.
    assert!(outcome.worst_us < 1_000_000, "{outcome:?}");
}

#[test]
fn two_consultants_subscribe_the_same_unit_and_one_is_told_who_has_it_since_when() {
    let _alone = alone();
    let rounds = rounds(200);
    let project = Project::new();
    add_units(&project.store(), 1_001..=1_000 + rounds, usize::MAX);
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    for (guest, number) in [("#1", "110101199003074514"), ("#2", "320102198506151121")] {
        act(&mut desk, &manager, "guest.identify", &[("guest", guest), ("id_no", number)]).expect("on file");
    }
    drop(desk);
    // 张三 is #2 and 李四 is #3.
    let names = ["张三", "李四"];
    let mut racers: Vec<Running> =
        names.iter().map(|_| Running::start(child("subscribe", &project.db, ""))).collect();
    for racer in &mut racers {
        assert_eq!(racer.hear().as_deref(), Some("ready"));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_micros() as i64;
    for (n, racer) in racers.iter_mut().enumerate() {
        racer.tell(&format!("{} 40000 {rounds} {} {}", now + 100_000, 2 + n, 1 + n));
    }
    let said: Vec<Vec<String>> = racers.iter_mut().map(Running::hear_rest).collect();
    let mut wins = [0, 0];
    assert!(said.iter().all(|said| said.len() == rounds), "both came to their end");
    for (round, both) in said[0].iter().zip(&said[1]).enumerate() {
        let of = |n: usize| [both.0, both.1][n].split_once(' ').expect("a round and how").1;
        let winner = (0..2).find(|n| of(*n) == "won").unwrap_or_else(|| panic!("{} {}", of(0), of(1)));
        wins[winner] += 1;
        let loser = of(1 - winner);
        assert!(loser.starts_with("lost "), "round {round}: {loser}");
        // In words: who has it, since when, and what to do.
        for word in [names[winner], "10:42", &unit_key(1_001 + round), "候补"] {
            assert!(loser.contains(word), "{word} in {loser}");
        }
    }
    println!("race for a subscription: {wins:?}");
    assert!(wins.iter().all(|wins| *wins > 0), "no process is shut out: {wins:?}");
    assert_eq!(project.store().deals(crate::store::Which::All).expect("reads").len(), rounds);
    assert_clean(&project.db);
}

#[test]
fn a_build_that_decides_on_old_state_sells_twice_and_is_found_out() {
    let _alone = alone();
    let outcome = race(100, "stale_decide,no_selfcheck");
    println!("race, stale_decide without index and self-check: {outcome:?}");
    assert!(outcome.doubles * 2 > outcome.rounds, "{outcome:?}");
    assert!(outcome.not_one_winner * 2 > outcome.rounds, "{outcome:?}");
}

#[test]
fn a_build_with_deferred_transactions_fails_at_once_and_is_found_out() {
    let _alone = alone();
    let outcome = race(100, "deferred");
    println!(
        "race, deferred: {} errors, {} rounds without one winner",
        outcome.errors.len(),
        outcome.not_one_winner
    );
    assert!(!outcome.errors.is_empty(), "{outcome:?}");
}
