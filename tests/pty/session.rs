//! Sittings at the terminal from the first frame to the last byte.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::terminal::{House, Terminal};

const UP: &str = "\u{1b}[A";
const RIGHT: &str = "\u{1b}[C";
const DOWN: &str = "\u{1b}[B";
const F1: &str = "\u{1b}OP";
const ESC: &str = "\u{1b}";
const CTRL_B: &str = "\u{2}";
const CTRL_L: &str = "\u{c}";

/// Looks at everything there is.
fn a_sitting(size: (u16, u16)) {
    let house = House::new();
    let mut terminal = Terminal::open(&house, size);
    terminal.wait_for("F3 销控");
    terminal.wait_for("共 120");
    let first = terminal.at_cursor();
    assert!(first.ends_with("01"), "the first unit of the top floor: {first:?}");

    terminal.typed(RIGHT);
    terminal.wait("one to the right", |t| t.at_cursor() != first);
    let right = terminal.at_cursor();
    terminal.typed(DOWN);
    terminal.wait("one floor down", |t| t.at_cursor() != right);
    terminal.typed(UP);
    terminal.wait("back up", |t| t.at_cursor() == right);

    terminal.typed("301");
    terminal.wait_for("跳到: 301");
    terminal.typed("\r");
    terminal.wait("room 301", |t| t.at_cursor().ends_with("301"));
    terminal.typed("9977\r");
    terminal.wait_for("没有房号 9977");
    terminal.typed(RIGHT);
    terminal.wait_until_gone("没有房号");
    terminal.typed("你");
    terminal.wait_for("当前是中文输入");

    terminal.typed("\r");
    terminal.wait_for("┌ 房源");
    terminal.wait_for("单价");
    terminal.typed(ESC);
    terminal.wait_until_gone("┌ 房源");
    terminal.typed(F1);
    terminal.wait_for("┌ 帮助");
    terminal.typed(CTRL_L);
    terminal.wait_for("┌ Help");
    terminal.typed(ESC);
    terminal.wait_until_gone("┌ Help");
    terminal.wait_for("120 units");
    terminal.typed(CTRL_B);
    terminal.wait_for("Building 1  page ");
    terminal.typed(CTRL_B);
    terminal.typed(CTRL_L);
    terminal.wait_for("F3 销控");

    terminal.resize(60, 20);
    terminal.wait_for("窗口太小");
    terminal.resize(140, 40);
    terminal.wait_for("历史");
    terminal.wait_for("共 120");
    terminal.resize(size.0, size.1);
    terminal.wait_for("共 120");
    terminal.leave();
}

#[test]
fn a_sitting_at_80_by_24() {
    a_sitting((80, 24));
}

#[test]
fn a_sitting_at_120_by_36() {
    a_sitting((120, 36));
}

#[test]
fn leaving_out_of_a_window_works_too() {
    let house = House::new();
    let mut terminal = Terminal::open(&house, (80, 24));
    terminal.wait_for("共 120");
    terminal.typed(F1);
    terminal.wait_for("┌ 帮助");
    terminal.leave();
}

#[test]
fn a_hold_by_the_command_line_is_seen_in_every_terminal_at_once() {
    let house = House::new();
    let units = house.available();
    let unit = units.first().unwrap();
    let mut terminals: Vec<Terminal> =
        [(80, 24), (120, 36)].map(|size| Terminal::open(&house, size)).into_iter().collect();
    for terminal in &mut terminals {
        terminal.wait_for("共 120");
        terminal.typed(&format!("{unit}\r"));
        let room = unit.rsplit('-').next().unwrap();
        terminal.wait(unit, |t| t.at_cursor() == format!("可{room}"));
    }
    let fields = [&*format!("unit={unit}"), "consultant=王磊"];
    house.run(&["do", "unit.hold", fields[0], fields[1], "--as", "孙悦"], Some("135790"));
    let seen: Vec<SystemTime> = terminals
        .iter_mut()
        .map(|terminal| terminal.wait("the hold", |t| t.at_cursor().starts_with('锁')))
        .collect();
    // From the time in the event, which is taken before it is written.
    let log = house.run(&["show", "log", "--last", "1", "--format", "json"], None);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log[0]["type"], "unit.held", "{log}");
    let written = chrono::DateTime::parse_from_rfc3339(log[0]["at"].as_str().unwrap()).unwrap();
    let written = UNIX_EPOCH + Duration::from_millis(u64::try_from(written.timestamp_millis()).unwrap());
    for at in seen {
        let took = at.duration_since(written).unwrap_or_default();
        println!("event to frame: {} ms", took.as_millis());
        // 300 ms is the promise; tests of the same time share the processors.
        assert!(took < Duration::from_millis(700), "{took:?}");
    }
    for terminal in terminals {
        terminal.leave();
    }
}

#[test]
fn idle_means_silent() {
    let house = House::new();
    let mut terminal = Terminal::open(&house, (120, 36));
    terminal.wait_for("共 120");
    while terminal.look(Duration::from_millis(300)) > 0 {}
    // Not over the turn of a minute: the clock on the screen turns with it, a slow program a little late.
    let second = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() % 60;
    while !(4..=57).contains(&second()) {
        terminal.look(Duration::from_millis(200));
    }
    let (end, mut bytes) = (Instant::now() + Duration::from_secs(1), 0);
    while Instant::now() < end {
        bytes += terminal.look(Duration::from_millis(50));
    }
    assert_eq!(bytes, 0, "{:?}", String::from_utf8_lossy(&terminal.bytes));
    terminal.leave();
}

#[test]
fn a_terminal_that_is_closed_leaves_in_order() {
    let house = House::new();
    for signal in ["-TERM", "-HUP"] {
        let mut terminal = Terminal::open(&house, (80, 24));
        terminal.wait_for("共 120");
        terminal.signal(signal);
        terminal.has_left();
    }
}

#[test]
fn what_is_typed_while_the_demo_is_made_goes_nowhere() {
    let house = House::empty();
    let mut terminal = Terminal::open_with(&house, (120, 36), &["demo", "--units", "120"]);
    // At once: before there is anything to type into.
    terminal.typed("9901\r\u{1b}[24~");
    terminal.wait_for("未登录");
    terminal.look(Duration::from_millis(600));
    let screen = terminal.screen();
    assert!(
        !screen.contains("没有房号") && !screen.contains("┌ 换人") && !screen.contains("┌ 登录"),
        "{screen}"
    );
}
