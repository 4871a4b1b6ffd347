//! RELIABILITY 4, row 6: killed in a migration, and two at once: the file is exactly old or exactly new.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::support::*;
use crate::store::schema;

/// This program's steps and one more that adds a table and rewrites many rows.
pub fn steps() -> Vec<&'static str> {
    let mut steps = schema::STEPS.to_vec();
    steps.push(
        "CREATE TABLE tally(n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
         INSERT INTO tally(n, text) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 15000)
           SELECT n, printf('%064d', n) FROM c;
         ALTER TABLE unit ADD COLUMN storey INTEGER;
         UPDATE unit SET storey = 7;
         UPDATE tally SET text = text || n;",
    );
    steps
}

/// Schema and rows as one text.
fn content(conn: &Connection) -> String {
    let tally = match conn.query_row("SELECT count(*), sum(length(text)) FROM tally", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?))
    }) {
        Ok(tally) => format!("{tally:?}"),
        Err(_) => "no tally".to_owned(),
    };
    format!(
        "{:?} {:?} {tally} {:?}",
        schema::version(conn).expect("reads"),
        schema::parts(conn).expect("reads"),
        dump(conn).expect("reads")
    )
}

#[derive(Debug, Default)]
struct Outcome {
    kills: usize,
    old: usize,
    new: usize,
    between: usize,
}

fn kill_migrations(kills: usize, sabotage: &str) -> Outcome {
    let base = Project::new();
    let old = content(&base.raw());
    let began = Instant::now();
    schema::run(&base.raw(), &steps()).expect("migrates");
    let takes = began.elapsed() + Duration::from_millis(5);
    let new = content(&base.raw());
    assert_ne!(old, new);
    let mut outcome = Outcome::default();
    let pairs = kills.div_ceil(2);
    for pair in 0..pairs {
        let project = Project::new();
        let mut two: Vec<Running> =
            (0..2).map(|_| Running::start(child("migrate", &project.db, sabotage))).collect();
        for one in &mut two {
            assert_eq!(one.hear().as_deref(), Some("go"));
        }
        // Every moment of a migration gets its kill, from the first to beyond the last.
        if pair + 1 < pairs {
            std::thread::sleep(takes * pair as u32 / pairs as u32);
        } else {
            two[0].hear();
        }
        for one in &mut two {
            one.kill();
            outcome.kills += 1;
        }
        match content(&project.raw()) {
            found if found == old => outcome.old += 1,
            found if found == new => outcome.new += 1,
            _ => outcome.between += 1,
        }
    }
    outcome
}

#[test]
fn a_killed_migration_leaves_the_old_file_or_the_new_one() {
    let _alone = alone();
    let outcome = kill_migrations(rounds(60), "");
    println!("migration: {outcome:?}");
    assert_eq!(outcome.between, 0, "{outcome:?}");
    assert!(outcome.old > 0 && outcome.new > 0, "the kills hit both sides: {outcome:?}");
}

#[test]
fn a_migration_in_pieces_is_found_out() {
    let _alone = alone();
    let outcome = kill_migrations(40, "migrate_in_pieces");
    println!("migration in pieces: {outcome:?}");
    assert!(outcome.between > 0, "{outcome:?}");
}

#[test]
fn two_processes_that_migrate_at_once_both_come_to_the_new_file() {
    for _ in 0..3 {
        let project = Project::new();
        let mut two: Vec<Running> =
            (0..2).map(|_| Running::start(child("migrate", &project.db, ""))).collect();
        for one in &mut two {
            assert_eq!(one.hear_rest(), ["go", "done"]);
        }
        assert_eq!(schema::version(&project.raw()).expect("reads") as usize, steps().len());
    }
}
