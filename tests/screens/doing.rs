//! What keys and clicks do, beyond how it looks.

use std::time::Duration;

use anchang::text::Lang;
use anchang::tui::App;
use anchang::tui::term::{Input, Key, Mouse};
use ratatui::style::Modifier;

use crate::office::{self, Office, PIN, choose, sign_in, sign_in_as, type_in};
use crate::paper;
use crate::see::wide::{SIZE, hides, screen, shows};

fn go_to(app: &mut App, room: &str) {
    type_in(app, room);
    app.press(Key::Enter);
}

/// Where a text begins, by columns and rows.
#[track_caller]
fn place(app: &App, text: &str) -> (u16, u16) {
    let buffer = paper::draw(app, SIZE);
    let row = |x: u16, y: u16| (x..SIZE.0).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    // Behind each wide character stands a blank.
    let spread: String =
        text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("{c} ") }).collect();
    let found = (0..SIZE.1)
        .find_map(|y| (0..SIZE.0).find(|x| row(*x, y).starts_with(spread.trim_end())).map(|x| (x, y)));
    found.unwrap_or_else(|| panic!("no {text}:\n{}", screen(app)))
}

#[track_caller]
fn click(app: &mut App, text: &str, what: Mouse) {
    let (x, y) = place(app, text);
    app.take(Input::Mouse(what, x, y), 0);
}

#[test]
fn what_was_done_is_taken_back_and_nothing_else() {
    let (mut app, _folder) = office::open(Lang::Zh);
    app.press(Key::Ctrl('z'));
    shows(&app, "没有可撤销的操作");
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.withhold");
    app.press(Key::Right);
    app.press(Key::Right);
    app.press(Key::Ctrl('s'));
    shows(&app, "控1201");
    shows(&app, "Ctrl+Z 撤销");
    app.press(Key::Ctrl('z'));
    shows(&app, "可1201");
    shows(&app, "已撤销");
    app.press(Key::Ctrl('z'));
    shows(&app, "没有可撤销的操作");
}

#[test]
fn somebody_elses_next_step_ends_the_undo() {
    let mut office = Office::new();
    let mut app = office::app(office.window(), Lang::Zh, anchang::tui::Theme::colours());
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.price");
    type_in(&mut app, "50000");
    for _ in 0..3 {
        app.press(Key::Tab);
    }
    type_in(&mut app, "试价");
    app.press(Key::Ctrl('s'));
    shows(&app, "Ctrl+Z 撤销");
    office.done("unit.price", "units=3-1-1201; unit_price=51000; reason=再调");
    app.tick().unwrap();
    app.press(Key::Ctrl('z'));
    shows(&app, "不能再撤销");
    shows(&app, "51,000.00");
}

#[test]
fn several_marked_units_are_one_action() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    app.press(Key::Ctrl('r'));
    choose(&mut app, "销控");
    app.press(Key::Right);
    app.press(Key::Right);
    app.press(Key::Ctrl('s'));
    for room in ["1201", "1202", "1203"] {
        shows(&app, &format!("控{room}"));
    }
    hides(&app, "已标记");
    app.press(Key::Ctrl('z'));
    for room in ["1201", "1202", "1203"] {
        shows(&app, &format!("可{room}"));
    }
}

#[test]
fn nothing_is_lost_when_nobody_touches_a_key() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    assert!(!app.idle(Duration::from_secs(599)).unwrap(), "not before its time");
    choose(&mut app, "guest.add");
    type_in(&mut app, "赵六");
    assert!(app.idle(Duration::from_mins(10)).unwrap());
    hides(&app, "赵六");
    hides(&app, "置业顾问 小陈");
    type_in(&mut app, PIN);
    app.press(Key::Enter);
    shows(&app, "小陈 的密码不对");
    type_in(&mut app, "ming-7-1");
    app.press(Key::Enter);
    shows(&app, "置业顾问 小陈");
    shows(&app, "赵六");
    // Whoever leaves instead is out, and what was open is closed.
    assert!(app.idle(Duration::from_mins(10)).unwrap());
    app.press(Key::Esc);
    hides(&app, "赵六");
    hides(&app, "置业顾问 小陈");
    app.press(Key::F(10));
    shows(&app, "请先登录");
}

#[test]
fn a_draft_survives_the_program() {
    let office = Office::new();
    let open = || office::app(office.window(), Lang::Zh, anchang::tui::Theme::colours());
    let mut app = open();
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.reserve");
    type_in(&mut app, "#2");
    app.idle(Duration::from_secs(1)).unwrap();
    drop(app);
    let mut app = open();
    sign_in(&mut app);
    // A draft belongs to its unit.
    go_to(&mut app, "3-1-1101");
    choose(&mut app, "unit.reserve");
    hides(&app, "的草稿");
    app.press(Key::Esc);
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.reserve");
    shows(&app, "已恢复 10:12 的草稿");
    shows(&app, "[#2 ");
    // Given up on purpose, it is gone.
    app.press(Key::Esc);
    app.press(Key::Esc);
    choose(&mut app, "unit.reserve");
    hides(&app, "的草稿");
}

#[test]
fn leaving_with_a_half_typed_form_is_asked_about() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    choose(&mut app, "policy.set");
    type_in(&mut app, "x");
    app.press(Key::Ctrl('q'));
    shows(&app, "仍要退出吗");
    app.press(Key::Enter);
    assert!(!app.is_over(), "Enter alone changes nothing");
    app.press(Key::Ctrl('q'));
    app.press(Key::Tab);
    app.press(Key::Enter);
    assert!(app.is_over());
}

#[test]
fn enter_alone_never_does_what_cannot_be_undone() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    go_to(&mut app, "3-1-2602");
    choose(&mut app, "放回");
    for _ in 0..4 {
        app.press(Key::Enter);
    }
    shows(&app, "锁2602");
    app.press(Key::Ctrl('s'));
    app.press(Key::Left);
    app.press(Key::Enter);
    shows(&app, "可2602");
}

#[test]
fn the_past_and_the_board_are_for_looking_only() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    go_to(&mut app, "3-1-2602");
    shows(&app, "锁2602");
    app.press(Key::Ctrl('t'));
    app.press(Key::Ctrl('u'));
    type_in(&mut app, "9:20");
    app.press(Key::Enter);
    assert!(app.is_busy(), "it says so first");
    app.work();
    // At 9:20 nobody had held it, and its history knows nothing of later.
    shows(&app, "可2602");
    hides(&app, "10:00  ");
    app.press(Key::F(10));
    type_in(&mut app, "unit.hold");
    app.press(Key::Enter);
    shows(&app, "正在查看历史时刻");
    app.press(Key::Esc);
    app.press(Key::Esc);
    app.press(Key::Esc);
    shows(&app, "锁2602");
    app.press(Key::Ctrl('b'));
    app.press(Key::Char(' '));
    shows(&app, "大屏只供查看");
}

#[test]
fn the_board_turns_by_itself() {
    let office = Office::new();
    let mut app = office::app(office.window(), Lang::Zh, anchang::tui::Theme::colours());
    app.press(Key::Ctrl('b'));
    shows(&app, "2601");
    assert!(!app.tick().unwrap());
    office.clock.put(office.clock.now().0.plus_seconds(20));
    assert!(app.tick().unwrap());
    hides(&app, "2601");
    shows(&app, "可101".trim_start_matches('可'));
}

#[test]
fn a_readers_burst_goes_where_it_belongs_and_sends_nothing() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    choose(&mut app, "guest.add");
    let mut now = 1_000;
    for c in "13812341234".chars() {
        app.take(Input::Key(Key::Char(c)), now);
        now += 10;
    }
    app.take(Input::Key(Key::Enter), now);
    let screen = screen(&app);
    let line = |label: &str| screen.lines().find(|line| line.contains(label)).unwrap().to_owned();
    assert!(line("姓名").contains("[   "), "{screen}");
    assert!(line("电话").contains("[13812341234"), "{screen}");
    shows(&app, "读卡: 11 位");
}

#[test]
fn what_is_pasted_is_one_line() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    choose(&mut app, "guest.add");
    app.take(Input::Paste("  欧阳\n明月\t\u{7}\n".into()), 0);
    shows(&app, "[欧阳 明月 ");
}

#[test]
fn a_filter_leaves_what_it_takes_and_goes_from_one_to_the_next() {
    let (mut app, _folder) = office::open(Lang::Zh);
    app.press(Key::Ctrl('n'));
    shows(&app, "还没有筛选");
    app.press(Key::Ctrl('f'));
    app.press(Key::Tab);
    type_in(&mut app, "两室");
    app.press(Key::Ctrl('s'));
    shows(&app, "筛选 户型 两室 (75)");
    // The cursor was on a unit that it does not take.
    shows(&app, "3-2-2501");
    app.press(Key::Ctrl('n'));
    shows(&app, "3-2-2502");
    app.press(Key::Ctrl('a'));
    shows(&app, "已标记 75 套");
    app.press(Key::Esc);
    app.press(Key::Esc);
    hides(&app, "筛选 户型");
}

#[test]
fn clicks_do_what_keys_do() {
    let (mut app, _folder) = office::open(Lang::Zh);
    paper::draw(&app, SIZE);
    click(&mut app, "锁2602", Mouse::Click);
    shows(&app, "3-1-2602");
    click(&mut app, "锁2602", Mouse::Click);
    shows(&app, "┌ 房源");
    // Under a window nothing is hit.
    click(&mut app, "云山府", Mouse::Click);
    shows(&app, "┌ 房源");
    click(&mut app, "Esc 返回", Mouse::Click);
    hides(&app, "┌ 房源");
    click(&mut app, "可2501", Mouse::Mark);
    shows(&app, "已标记 1 套");
    click(&mut app, "商业12栋", Mouse::Click);
    shows(&app, "商业12-1-401");
    app.take(Input::Mouse(Mouse::Down, 0, 5), 0);
    shows(&app, "商业12-1-101");
    sign_in(&mut app);
    app.press(Key::F(10));
    click(&mut app, "删除客户个人信息", Mouse::Click);
    shows(&app, "┌ 删除客户个人信息");
    type_in(&mut app, "zs");
    click(&mut app, "张*", Mouse::Click);
    shows(&app, "[#1 ");
    type_in(&mut app, "本人要求");
    click(&mut app, "Ctrl+S 提交", Mouse::Click);
    shows(&app, "┌ 请确认");
    click(&mut app, "取消", Mouse::Click);
    hides(&app, "┌ 请确认");
}

#[test]
fn the_cursor_is_marked_on_every_theme() {
    let app = office::app(Office::new().desk, Lang::Zh, anchang::tui::Theme::plain());
    let (x, y) = place(&app, "控2601");
    assert!(paper::draw(&app, SIZE)[(x, y)].modifier.contains(Modifier::REVERSED));
}

#[test]
fn a_hold_that_this_window_lets_run_out_is_seen_here_too() {
    let office = Office::new();
    let mut app = office::app(office.window(), Lang::Zh, anchang::tui::Theme::colours());
    shows(&app, "锁2602");
    // Held at ten for thirty minutes.
    office.clock.put(office.clock.now().0.plus_minutes(18));
    assert!(app.tick().unwrap());
    shows(&app, "可2602");
    hides(&app, "锁房 2");
    assert!(!app.tick().unwrap(), "once");
}

#[test]
fn an_undo_that_was_not_done_leaves_the_one_before_alone() {
    let mut office = Office::new();
    let mut app = office::app(office.window(), Lang::Zh, anchang::tui::Theme::colours());
    sign_in(&mut app);
    for room in ["3-1-1201", "3-1-1101"] {
        go_to(&mut app, room);
        choose(&mut app, "unit.withhold");
        app.press(Key::Right);
        app.press(Key::Right);
        app.press(Key::Ctrl('s'));
    }
    office.done("unit.lift", "units=3-1-1101");
    app.tick().unwrap();
    for _ in 0..2 {
        app.press(Key::Ctrl('z'));
    }
    shows(&app, "控1201");
}

#[test]
fn a_new_pin_of_ones_own_is_typed_once_more() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    choose(&mut app, "staff.pin");
    type_in(&mut app, "ming-8-2");
    app.press(Key::Ctrl('s'));
    shows(&app, "密码已修改");
    hides(&app, "置业顾问 小陈");
    type_in(&mut app, "ming-8-2");
    app.press(Key::Enter);
    shows(&app, "置业顾问 小陈");
    choose(&mut app, "guest.add");
    type_in(&mut app, "赵六");
    app.press(Key::Tab);
    type_in(&mut app, "13812341234");
    app.press(Key::Ctrl('s'));
    hides(&app, "┌ 登记客户");
}

#[test]
fn a_reset_pin_parks_what_is_typed() {
    let mut office = Office::new();
    let mut app = office::app(office.window(), Lang::Zh, anchang::tui::Theme::colours());
    sign_in_as(&mut app, "小陈", "ming-7-1");
    choose(&mut app, "guest.add");
    type_in(&mut app, "赵六");
    app.press(Key::Tab);
    type_in(&mut app, "13812341234");
    office.done("staff.reset_pin", "staff=小陈; pin=ming-9-3");
    app.press(Key::Ctrl('s'));
    shows(&app, "┌ 已锁定");
    type_in(&mut app, "ming-9-3");
    app.press(Key::Enter);
    shows(&app, "[赵六 ");
}

#[test]
fn a_pin_that_was_not_sent_is_forgotten_whoever_is_at_the_desk() {
    let (mut app, _folder) = office::open(Lang::Zh);
    app.press(Key::F(12));
    type_in(&mut app, "#1");
    app.press(Key::Tab);
    type_in(&mut app, PIN);
    shows(&app, "****");
    assert!(app.idle(Duration::from_mins(1)).unwrap());
    hides(&app, "****");
}

#[test]
fn the_board_stays_when_the_person_is_signed_out() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    app.press(Key::Ctrl('b'));
    assert!(app.idle(Duration::from_mins(10)).unwrap());
    hides(&app, "已锁定");
    app.press(Key::Esc);
    hides(&app, "销售经理 老王");
}

#[test]
fn marks_belong_to_whoever_made_them() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    app.press(Key::Ctrl('r'));
    shows(&app, "已标记");
    // Something else in between does not take them off.
    choose(&mut app, "policy.set");
    type_in(&mut app, "hold_min");
    app.press(Key::Tab);
    type_in(&mut app, "20");
    app.press(Key::Tab);
    type_in(&mut app, "试");
    app.press(Key::Ctrl('s'));
    shows(&app, "已标记");
    sign_in_as(&mut app, "小陈", "ming-7-1");
    hides(&app, "已标记");
}

#[test]
fn what_must_be_filled_in_says_so() {
    let (mut app, _folder) = office::open(Lang::Zh);
    app.press(Key::F(12));
    app.press(Key::Ctrl('s'));
    shows(&app, "此项必填");
}

#[test]
fn of_what_help_is_about_nothing_sticks_out_around_it() {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = office::open(lang);
        let frames = |app: &App| {
            let count = |size| paper::words(&paper::draw(app, size)).join("").matches('┌').count();
            [count((80, 24)), count(SIZE), count((200, 60))]
        };
        app.press(Key::F(12));
        assert_eq!(frames(&app), [1, 1, 1]);
        app.press(Key::F(1));
        assert_eq!(frames(&app), [1, 1, 1], "only help has a frame");
        app.press(Key::Esc);
        assert_eq!(frames(&app), [1, 1, 1], "the form is there again");
    }
}
