//! What the other processes do. The test `run` is one of them when a role is set, and nothing otherwise.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

use super::support::*;
use crate::desk::Failure;
use crate::domain::hex::hex;
use crate::store::{CommandId, Store, StoreError, sabotage, schema};

#[test]
fn run() {
    let Ok(role) = std::env::var("ANCHANG_ROLE") else { return };
    let db = PathBuf::from(std::env::var("ANCHANG_DB").expect("a file"));
    match role.as_str() {
        "write" => write_for_ever(&db),
        "race" => race(&db),
        "subscribe" => subscribe(&db),
        "migrate" => migrate(&db),
        "fill" => fill(&db),
        "lock" => lock(&db),
        "open" => open(&db),
        "restore" => restore(&db),
        other => panic!("no role {other}"),
    }
}

/// One line to the parent, written at once. When nobody listens any more there is nothing left to do.
fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    if out.write_all(format!("\n@{what}\n").as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

fn listen() -> String {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).expect("a parent");
    line.trim_end().to_owned()
}

/// Commits without an end and acknowledges each commit after it returned.
fn write_for_ever(db: &Path) {
    let store = Store::open(db).expect("opens");
    let mut dice = Dice(u64::from(std::process::id()) << 20 | 1);
    let end = Instant::now() + Duration::from_mins(1);
    while Instant::now() < end {
        let id = CommandId::new();
        let unit = unit_key(3 + dice.roll(28));
        let (consultant, phone) = (2 + dice.roll(2) as i64, dice.roll(8));
        let done = store.write::<_, StoreError>(command(id), |work| {
            turn(work, &unit, consultant)?;
            if phone == 0 {
                register(work, "客", &format!("139{:08}", dice.roll(99_999_999)))?;
            }
            if sabotage::on("ack_early") {
                say(&format!("ack {}", hex(&id.0)));
            }
            Ok(())
        });
        match done {
            Ok(_) if sabotage::on("ack_early") => {}
            Ok(_) => say(&format!("ack {}", hex(&id.0))),
            Err(error) => say(&format!("err {error}")),
        }
    }
}

fn micros() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_micros() as i64
}

/// Tries every unit at the instant agreed for it: round `k` is at `t0 + k * step`.
fn race(db: &Path) {
    let mut desk = crate::desk::Desk::open(db, clock(), "desk-1").expect("opens");
    let manager = sign_in(&desk);
    say("ready");
    let order = listen();
    let mut numbers = order.split(' ').map(|n| n.parse::<i64>().expect("a number"));
    let mut next = || numbers.next().expect("t0 step rounds consultant");
    let (t0, step, rounds, consultant) = (next(), next(), next(), next());
    let consultant = format!("#{consultant}");
    let mut results = Vec::new();
    for round in 0..rounds {
        let unit = unit_key(1_001 + round as usize);
        let fields = [("unit", unit.as_str()), ("consultant", consultant.as_str())];
        let at = t0 + round * step;
        wait_until(at);
        let began = Instant::now();
        let how = match act(&mut desk, &manager, "unit.hold", &fields) {
            Ok(_) => "won".to_owned(),
            Err(Failure::Refused(_)) => "lost".to_owned(),
            Err(error) => format!("err:{}", error.in_lang(crate::text::Lang::En).replace(' ', "_")),
        };
        results.push(format!("{round} {how} {}", began.elapsed().as_micros()));
    }
    for result in results {
        say(&result);
    }
}

/// Waits without sleeping late.
fn wait_until(at: i64) {
    let early = at - micros() - 300;
    if early > 0 {
        std::thread::sleep(Duration::from_micros(early as u64));
    }
    while micros() < at {
        std::hint::spin_loop();
    }
}

/// Subscribes every unit at the instant agreed for it, for a consultant and a guest of its own.
fn subscribe(db: &Path) {
    let mut desk = crate::desk::Desk::open(db, clock(), "desk-1").expect("opens");
    let manager = sign_in(&desk);
    say("ready");
    let order = listen();
    let mut numbers = order.split(' ').map(|n| n.parse::<i64>().expect("a number"));
    let mut next = || numbers.next().expect("t0 step rounds consultant guest");
    let (t0, step, rounds, consultant, guest) = (next(), next(), next(), next(), next());
    let (consultant, guest) = (format!("#{consultant}"), format!("#{guest}"));
    let mut results = Vec::new();
    for round in 0..rounds {
        let unit = unit_key(1_001 + round as usize);
        let fields = [
            ("unit", unit.as_str()),
            ("guest", guest.as_str()),
            ("consultant", consultant.as_str()),
            ("plan", "one_payment"),
            ("deposit", "10万"),
        ];
        wait_until(t0 + round * step);
        let how = match act(&mut desk, &manager, "deal.enter", &fields) {
            Ok(_) => "won".to_owned(),
            Err(Failure::Refused(refusal)) => format!("lost {}", refusal.in_words(crate::text::Lang::Zh)),
            Err(error) => format!("err {}", error.in_lang(crate::text::Lang::En)),
        };
        results.push(format!("{round} {how}"));
    }
    for result in results {
        say(&result);
    }
}

/// Takes a file to the version after this program's.
fn migrate(db: &Path) {
    let conn = Connection::open(db).expect("opens");
    conn.execute_batch("PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
        .expect("settings");
    say("go");
    match schema::run(&conn, &super::migrate::steps()) {
        Ok(()) => say("done"),
        Err(error) => say(&format!("err {error}")),
    }
}

/// Fills a small disk until it is full, reads, makes room, and writes on without opening anew.
fn fill(disk: &Path) {
    let db = disk.join("anchang.db");
    let ballast = disk.join("ballast");
    std::fs::write(&db, std::fs::read(std::env::var("ANCHANG_FROM").expect("a copy")).expect("read"))
        .expect("fits");
    std::fs::write(&ballast, vec![1u8; 200 * 1024]).expect("fits");
    let store = Store::open(&db).expect("opens");
    let full = super::disk_full::until_full(&store);
    super::disk_full::check_after_full(&store, &full, || {
        std::fs::remove_file(&ballast).expect("room");
    });
    let missing = super::disk_full::missing(&store, &full.acks);
    drop(store);
    say(&format!(
        "acks {} missing {missing} error {} findings {}",
        full.acks.len(),
        full.error,
        findings(&db).len()
    ));
}

/// Keeps the file locked until told otherwise: the write lock, or all of it.
fn lock(db: &Path) {
    let conn = Connection::open(db).expect("opens");
    if std::env::var("ANCHANG_LOCK").as_deref() == Ok("all") {
        conn.execute_batch("PRAGMA locking_mode=EXCLUSIVE").expect("mode");
    }
    conn.execute_batch("BEGIN EXCLUSIVE; UPDATE meta SET value = value").expect("locked");
    say("locked");
    listen();
    conn.execute_batch("ROLLBACK").expect("free");
}

/// Opens the file and says how that went.
fn open(db: &Path) {
    match Store::open(db) {
        Ok(store) => say(&format!("opened {}", store.head().expect("reads").seq)),
        Err(error) => say(&format!("{} {error:?}", error.exit_code())),
    }
}

/// Restores a backup.
fn restore(db: &Path) {
    let from = PathBuf::from(std::env::var("ANCHANG_FROM").expect("a backup"));
    say("go");
    match crate::desk::Desk::restore(db, &from, &clock(), "desk-1") {
        Ok(_) => say("done"),
        Err(error) => say(&format!("err {error}")),
    }
}
