//! The numbers of DESIGN section 7 that exist so far, each against its reference in the same run.
//!
//! `cargo bench` runs all; `cargo bench -- import` only those whose name has `import` in it. Sizes:
//! `ANCHANG_BENCH_UNITS` (20,000), `ANCHANG_BENCH_EVENTS` (1,000,000), `ANCHANG_BENCH_ACTIONS` (1,000).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark that cannot go on has failed"
)]

mod office;

use std::time::{Duration, Instant};

use anchang::desk::{ACTIONS, Clock, CommandId, Desk, Filled};
use anchang::exchange::price_list;
use anchang::text::Lang;
use anchang::tui::term::Key;
use anchang::tui::{App, Theme};
use calamine::Reader;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    // `cargo test --benches` and `cargo bench` pass options of their own.
    let only: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|o| name.contains(o.as_str()));
    let units = size("ANCHANG_BENCH_UNITS", 20_000);
    println!("{:<44} {:>12} {:>12} {:>8}  reach", "what", "ours", "reference", "ratio");
    if wanted("import") {
        import(units);
    }
    if wanted("action") {
        action(size("ANCHANG_BENCH_ACTIONS", 1_000));
    }
    if wanted("screen") {
        screen(units);
    }
    if wanted("find") {
        find(size("ANCHANG_BENCH_GUESTS", 100_000));
    }
    if wanted("alerts") {
        alerts(size("ANCHANG_BENCH_DUES", 100_000));
    }
    if wanted("verify") {
        verify(units, size("ANCHANG_BENCH_EVENTS", 1_000_000));
    }
}

fn size(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn row(what: &str, ours: Duration, reference: Duration, reach: &str) {
    let ratio = ours.as_secs_f64() / reference.as_secs_f64();
    println!("{what:<44} {:>12} {:>12} {ratio:>7.2}x  {reach}", shown(ours), shown(reference));
}

fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1e3 {
        format!("{micros:.1} us")
    } else if micros < 1e6 {
        format!("{:.2} ms", micros / 1e3)
    } else {
        format!("{:.2} s", micros / 1e6)
    }
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

/// Reading, checking and committing a price list, against calamine merely reading its cells.
fn import(units: usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.xlsx");
    office::write_list(&file, units);
    let (mut ours, mut reading, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..7 {
        let started = Instant::now();
        let mut book = calamine::open_workbook_auto(&file).unwrap();
        let cells: usize = book
            .sheet_names()
            .iter()
            .map(|name| {
                book.worksheet_range(name)
                    .unwrap()
                    .cells()
                    .filter(|(_, _, c)| !calamine::DataType::is_empty(*c))
                    .count()
            })
            .sum();
        assert!(cells > units * 8);
        bare.push(started.elapsed());

        let mut office = office::Office::found(&folder.path().join(format!("{round}.db")));
        let started = Instant::now();
        let list = price_list::read(&file).unwrap();
        reading.push(started.elapsed());
        let action = ACTIONS.find("unit.import").unwrap();
        let mut filled = Filled::new();
        filled.put_list(&action.fields[0], list);
        office.desk.act(&office.manager, action, &filled, None, CommandId::new()).unwrap();
        ours.push(started.elapsed());
    }
    let reference = percentile(&mut bare, 50);
    row(&format!("read {units} units from xlsx"), percentile(&mut reading, 50), reference, "");
    row(
        &format!("import {units} units from xlsx"),
        percentile(&mut ours, 50),
        reference,
        "<= 2x calamine reading",
    );
}

/// One action committed durably, against one bare durable insert, interleaved.
fn action(rounds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let mut office = office::Office::found(&folder.path().join("desk.db"));
    office.import_small(200);
    office.act("unit.release", &[("units", "*"), ("permit", "P-1")]);
    let bare = rusqlite::Connection::open(folder.path().join("bare.db")).unwrap();
    bare.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
    )
    .unwrap();
    let body = "x".repeat(300);
    let (mut ours, mut reference) = (Vec::new(), Vec::new());
    let units: Vec<String> = office.desk.units().unwrap().iter().map(|row| row.id.to_string()).collect();
    for round in 0..rounds {
        let unit = &units[(round / 2) % units.len()];
        let id = if round % 2 == 0 { "unit.withhold" } else { "unit.lift" };
        let fields: &[(&str, &str)] =
            if round % 2 == 0 { &[("units", unit), ("reason", "show_flat")] } else { &[("units", unit)] };
        let (action, filled) = office::fill(id, fields);
        let started = Instant::now();
        office.desk.act(&office.manager, action, &filled, None, CommandId::new()).unwrap();
        ours.push(started.elapsed());
        let started = Instant::now();
        bare.prepare_cached("INSERT INTO t(body) VALUES(?1)").unwrap().execute([&body]).unwrap();
        reference.push(started.elapsed());
    }
    row(
        "one action, durable, p50",
        percentile(&mut ours, 50),
        percentile(&mut reference, 50),
        "<= 1.5x bare durable insert",
    );
    row("one action, durable, p99", percentile(&mut ours, 99), percentile(&mut reference, 99), "");
}

/// A key and the frame it makes, without a terminal; and what another window's change costs this one. With a terminal
/// and a million events: `pty-latency` on `anchang demo --units 20000 --events 1000000`.
fn screen(units: usize) {
    const SIZE: (u16, u16) = (200, 60);
    let folder = tempfile::tempdir().unwrap();
    let mut office = office::Office::found(&folder.path().join("desk.db"));
    office.import_small(units);
    let desk = Desk::open(&folder.path().join("desk.db"), Clock::System, "screen").unwrap();
    let mut app = App::new(desk, Lang::Zh, Theme::colours(), price_list::read).unwrap();
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    let mut empty = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    let (mut keys, mut nothing, mut changes) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..1_000 {
        let started = Instant::now();
        app.press(if round % 3 == 0 { Key::Right } else { Key::Down });
        terminal.draw(|frame| anchang::tui::draw(&app, frame)).unwrap();
        keys.push(started.elapsed());
        let started = Instant::now();
        empty.draw(|_| ()).unwrap();
        nothing.push(started.elapsed());
        if round % 50 == 0 {
            let change = if round % 100 == 0 { "+1" } else { "-0.9" };
            let fields = [("units", "1-1-101"), ("change", change), ("reason", "bench")];
            office.act("unit.price", &fields);
            let started = Instant::now();
            assert!(app.tick().unwrap());
            changes.push(started.elapsed());
        }
    }
    let (key, drawn) = (percentile(&mut keys, 50), percentile(&mut nothing, 50));
    row(&format!("key to frame, {units} units, 200x60, p50"), key, drawn, "(reference: an empty frame)");
    row("the same, p99", percentile(&mut keys, 99), percentile(&mut nothing, 99), "");
    row("another window's change taken in, p50", percentile(&mut changes, 50), drawn, "");
}

/// A guest found by what is typed among many, against one pass over their names in SQL.
fn find(guests: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let office = office::Office::found(&path);
    let raw = rusqlite::Connection::open(&path).unwrap();
    office::add_guests(&raw, guests);
    let mut reference = Vec::new();
    for _ in 0..20 {
        let started = Instant::now();
        let count: i64 = raw
            .query_row("SELECT count(*) FROM person WHERE instr(name, '龘') > 0", [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 0);
        reference.push(started.elapsed());
    }
    let reference = percentile(&mut reference, 50);
    for typed in [
        "zs",
        "zhangwei",
        "zengguofan",
        "q",
        "zzzz",
        "zhangg",
        "张伟",
        "龘",
        "4321",
        "13800000000",
        "张z",
        "yuchi",
    ] {
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..20 {
            let started = Instant::now();
            found = office.desk.find_guests(typed, 10).unwrap().len();
            times.push(started.elapsed());
        }
        let what = format!("find `{typed}` among {guests}: {found} found");
        row(&what, percentile(&mut times, 50), reference, "<= 16 ms");
    }
}

/// The list of alerts as it opens, with the first page looked up, against one pass over the deadlines in SQL.
fn alerts(dues: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let office = office::Office::found(&path);
    let raw = rusqlite::Connection::open(&path).unwrap();
    office::add_guests(&raw, dues);
    let (now, _) = office.desk.now();
    raw.execute(
        "INSERT INTO due(stream, kind, at_ms, owner) \
         SELECT 'guest:' || key, 'follow_up', ?1 - (key * 7919 % 100000) * 60000, 1 FROM guest",
        [now.0],
    )
    .unwrap();
    let (mut times, mut counts, mut reference) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..20 {
        let started = Instant::now();
        let found = office.desk.alert_dues(3).unwrap();
        for due in found.iter().take(65) {
            office.desk.alert_of(due).unwrap();
        }
        times.push(started.elapsed());
        let started = Instant::now();
        assert_eq!(office.desk.alert_count().unwrap(), found.len());
        counts.push(started.elapsed());
        let started = Instant::now();
        let sum: i64 = raw
            .query_row(
                "SELECT sum(length(kind) + length(stream) + owner) FROM due WHERE +at_ms > 0",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert!(sum > 0);
        reference.push(started.elapsed());
    }
    let reference = percentile(&mut reference, 50);
    row(
        &format!("alerts of {dues} deadlines, first page"),
        percentile(&mut times, 50),
        reference,
        "<= 50 ms",
    );
    row("their number in the top bar", percentile(&mut counts, 50), reference, "<= 16 ms");
}

/// Verifying a large log with full replay, and rebuilding it.
fn verify(units: usize, events: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut office = office::Office::found(&path);
    office.import_small(units);
    let mut so_far = usize::try_from(office.desk.head().unwrap().seq).unwrap();
    let mut up = true;
    let started = Instant::now();
    while so_far < events {
        office.act(
            "unit.price",
            &[("units", "*"), ("change", if up { "+1" } else { "-0.9" }), ("reason", "bench")],
        );
        up = !up;
        so_far = usize::try_from(office.desk.head().unwrap().seq).unwrap();
    }
    println!("(made {so_far} events in {})", shown(started.elapsed()));
    let started = Instant::now();
    let mut count = 0usize;
    let plain =
        rusqlite::Connection::open_with_flags(&path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement =
        plain.prepare("SELECT seq, stream, type, payload, prev, hash FROM event ORDER BY seq").unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        count += row.get::<_, String>(3).unwrap().len();
    }
    assert!(count > 0);
    let scan = started.elapsed();
    let started = Instant::now();
    let report = office.desk.verify(&mut |_| ()).unwrap();
    let ours = started.elapsed();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    row(&format!("verify {so_far} events, everything"), ours, scan, "(reference: merely reading the rows)");
    println!("  {:.0} events a second (reach: 300,000)", so_far as f64 / ours.as_secs_f64());
    let started = Instant::now();
    office.desk.rebuild(&mut |_| ()).unwrap();
    row(&format!("rebuild from {so_far} events"), started.elapsed(), scan, "");
}
