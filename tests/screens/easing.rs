//! What the terminal does so that nobody types in vain: what is refused is said early, what is meant is found.

use anchang::desk::Founder;
use anchang::domain::person::Pii;
use anchang::text::Lang;
use anchang::tui::term::{Input, Key};
use anchang::tui::{App, First};

use crate::office::{self, Office, PIN, choose, sign_in, sign_in_as, type_in};
use crate::paper;
use crate::see::wide::{hides, screen, shows};

fn go_to(app: &mut App, room: &str) {
    type_in(app, room);
    app.press(Key::Enter);
}

/// In which row a text stands.
#[track_caller]
fn row(app: &App, text: &str) -> usize {
    let screen = screen(app);
    screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text}:\n{screen}"))
}

fn coloured(office: &Office) -> App {
    office::app(office.window(), Lang::Zh, anchang::tui::Theme::colours())
}

#[test]
fn what_is_refused_anyway_is_refused_before_a_second_pin_is_asked_for() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    go_to(&mut app, "3-1-2602");
    choose(&mut app, "unit.hold");
    app.press(Key::Ctrl('s'));
    shows(&app, "已于 10:00 锁房");
    hides(&app, "┌ 需要批准");
    app.press(Key::Esc);
    app.press(Key::Esc);
    go_to(&mut app, "3-1-1203");
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.hold");
    type_in(&mut app, "#99");
    app.press(Key::Ctrl('s'));
    shows(&app, "没有这位客户");
    app.press(Key::Ctrl('u'));
    app.press(Key::Ctrl('s'));
    shows(&app, "┌ 需要批准");
}

#[test]
fn what_a_status_refuses_comes_last_and_says_why() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    app.press(Key::F(10));
    app.press(Key::Up);
    // The last of all.
    shows(&app, "目前是「可售」");
    app.press(Key::Esc);
    app.press(Key::F(10));
    assert!(row(&app, "unit.hold") < row(&app, "unit.price"));
    hides(&app, "unit.lift");
    // It opens all the same, for another unit, and says why.
    type_in(&mut app, "解控");
    app.press(Key::Enter);
    shows(&app, "┌ 解控");
    shows(&app, "目前是「可售」");
    app.press(Key::Esc);
    // Of marked units, one that it refuses is enough.
    go_to(&mut app, "3-1-2501");
    app.press(Key::Char(' '));
    go_to(&mut app, "3-1-1201");
    app.press(Key::Char(' '));
    app.press(Key::F(10));
    type_in(&mut app, "unit.withhold");
    shows(&app, "3-1-2501: 目前是「锁房」");
}

#[test]
fn whoever_may_not_is_told_who_may() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    choose(&mut app, "unit.release");
    shows(&app, "可由: 销售助理、销售经理");
}

#[test]
fn other_words_find_the_action_too() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    for (word, id) in [
        ("改价", "调价"),
        ("退房", "放回"),
        ("解锁", "放回"),
        ("放盘", "推盘"),
        ("开盘", "推盘"),
        ("锁定", "锁房"),
        ("gaijia", "调价"),
        ("reprice", "调价"),
    ] {
        app.press(Key::F(10));
        type_in(&mut app, word);
        row(&app, &format!("│  {id}  "));
        app.press(Key::Esc);
        app.press(Key::Esc);
    }
}

#[test]
fn a_held_unit_is_reserved_for_whom_it_is_held() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    go_to(&mut app, "3-1-2602");
    app.press(Key::F(10));
    assert!(row(&app, "unit.reserve") < row(&app, "unit.renew"));
    app.press(Key::Enter);
    shows(&app, "┌ 预留");
    shows(&app, "[#1 ");
    shows(&app, "张* ");
    shows(&app, "[小陈 ");
    app.press(Key::Ctrl('s'));
    shows(&app, "留2602");
}

#[test]
fn more_offers_than_fit_are_counted_and_reached() {
    let mut office = Office::new();
    let consultant = office.desk.sign_in("小陈", &Pii::new("ming-7-1".to_owned())).unwrap();
    for i in 10..25 {
        office.done_by(&consultant, "guest.add", &format!("name=赵六; phone=139000000{i}"));
    }
    let mut app = coloured(&office);
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.hold");
    type_in(&mut app, "赵");
    shows(&app, ".. 还有 5 个");
    hides(&app, "#4  ");
    for _ in 0..15 {
        app.press(Key::Down);
    }
    shows(&app, "#4  ");
    app.press(Key::Enter);
    shows(&app, "[#4 ");
}

#[test]
fn a_number_typed_in_full_says_whose_it_is() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.hold");
    type_in(&mut app, "#2");
    shows(&app, "欧* 138****0002");
    app.press(Key::Tab);
    shows(&app, "欧* 138****0002");
    app.press(Key::BackTab);
    app.press(Key::Backspace);
    app.press(Key::Char('9'));
    hides(&app, "欧* 138****0002");
}

#[test]
fn a_name_that_nobody_has_is_said_at_the_name() {
    let (mut app, _folder) = office::open(Lang::Zh);
    for key in [Key::Enter, Key::Tab] {
        app.press(Key::F(12));
        type_in(&mut app, "无名氏");
        app.press(key);
        shows(&app, "没有名为「无名氏」的员工");
        app.press(Key::Ctrl('u'));
        type_in(&mut app, "小陈");
        app.press(key);
        type_in(&mut app, "x");
        shows(&app, "[* ");
        app.press(Key::Esc);
        app.press(Key::Esc);
    }
}

#[test]
fn the_pause_after_wrong_pins_is_announced_with_its_length() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "wrong-1");
    shows(&app, "小陈 的密码不对。");
    for pin in ["wrong-2", "wrong-3"] {
        type_in(&mut app, pin);
        app.press(Key::Enter);
    }
    shows(&app, "暂停 ");
    shows(&app, "2026-11-28 10:12:30 再试");
    app.press(Key::Esc);
    app.press(Key::Esc);
    // Who comes back in the meantime is told at the name.
    app.press(Key::F(12));
    type_in(&mut app, "小陈");
    app.press(Key::Enter);
    shows(&app, "暂停到 2026-11-28");
}

#[test]
fn what_was_not_sent_is_told_to_whom_it_belongs() {
    let office = Office::new();
    let mut app = coloured(&office);
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.hold");
    type_in(&mut app, "#2");
    app.idle(std::time::Duration::from_secs(1)).unwrap();
    let mut app = coloured(&office);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    hides(&app, "未提交");
    sign_in_as(&mut app, "老王", PIN);
    shows(&app, "有未提交的内容: 锁房 3-1-1201");
}

#[test]
fn several_statuses_are_filtered_together() {
    let (mut app, _folder) = office::open(Lang::Zh);
    app.press(Key::Ctrl('f'));
    for key in [Key::Char('s'), Key::Char(' '), Key::Right, Key::Right] {
        app.press(key);
    }
    // The arrows pass over what is not kept.
    shows(&app, "[锁房 小订 ");
    app.press(Key::Left);
    shows(&app, "[锁房 预留 ");
    app.press(Key::Ctrl('s'));
    shows(&app, "筛选 锁房/预留 (3)");
    // The form remembers them, and the blank gives one up again.
    app.press(Key::Ctrl('f'));
    shows(&app, "[锁房 预留 ");
    for key in [Key::Char('y'), Key::Char(' '), Key::Ctrl('s')] {
        app.press(key);
    }
    shows(&app, "筛选 锁房 (2)");
}

#[test]
fn the_board_turns_the_pages_of_a_tall_building() {
    let office = Office::new();
    let mut app = coloured(&office);
    let small = |app: &App| paper::words(&paper::draw(app, (80, 24))).join("\n");
    app.press(Key::Ctrl('b'));
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(small(&app));
        office.clock.put(office.clock.now().0.plus_seconds(20));
        assert!(app.tick().unwrap());
    }
    assert!(seen[0].contains("云山府  3栋  第 1/2 页") && seen[0].contains("2601"), "{}", seen[0]);
    assert!(seen[1].contains("第 2/2 页") && seen[1].contains("B101"), "{}", seen[1]);
    assert!(!seen[1].contains("2601"), "{}", seen[1]);
    assert!(seen[2].contains("商业12栋  第 1/1 页") && seen[2].contains("10:12"), "{}", seen[2]);
    assert!(small(&app).contains("10:13"), "the clock goes on");
}

#[test]
fn help_on_the_grid_explains_every_sign() {
    let (mut app, _folder) = office::open(Lang::Zh);
    app.press(Key::F(1));
    for sign in ["未 未推", "控 销控", "可 可售", "锁 锁房", "留 预留", "签 签约", "* 已标记"]
    {
        shows(&app, sign);
    }
}

#[test]
fn windows_speak_of_no_rules_codes_or_command_lines() {
    let (mut app, _folder) = office::open(Lang::Zh);
    let speaks_plainly = |app: &App| {
        for word in ["规则", "anchang", "consultant", "unit_price", "hold_min"] {
            hides(app, word);
        }
    };
    sign_in(&mut app);
    go_to(&mut app, "3-1-2602");
    choose(&mut app, "unit.hold");
    app.press(Key::Ctrl('s'));
    shows(&app, "已于 10:00 锁房");
    speaks_plainly(&app);
    app.press(Key::Esc);
    choose(&mut app, "staff.add");
    type_in(&mut app, "赵六");
    app.press(Key::Tab);
    shows(&app, " 置业顾问 ");
    speaks_plainly(&app);
    type_in(&mut app, "zygw");
    app.press(Key::Enter);
    shows(&app, "[置业顾问 ");
    app.press(Key::BackTab);
    type_in(&mut app, "x");
    app.press(Key::Backspace);
    app.press(Key::Ctrl('s'));
    shows(&app, "此项必填");
    speaks_plainly(&app);
    app.press(Key::Esc);
    app.press(Key::Esc);
    go_to(&mut app, "3-1-1201");
    choose(&mut app, "unit.price");
    app.press(Key::Up);
    app.press(Key::BackTab);
    type_in(&mut app, "试");
    app.press(Key::Ctrl('s'));
    speaks_plainly(&app);
    app.press(Key::F(12));
    type_in(&mut app, "无名氏");
    app.press(Key::Enter);
    speaks_plainly(&app);
}

#[test]
fn several_units_are_counted() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    go_to(&mut app, "3-1-1201");
    app.press(Key::Ctrl('r'));
    choose(&mut app, "销控");
    shows(&app, "共 5 套");
    app.press(Key::Right);
    app.press(Key::Right);
    app.press(Key::Ctrl('s'));
    shows(&app, "销控 5 套: 3-1-1201 等");
    app.press(Key::Ctrl('z'));
    shows(&app, "已撤销: 解控 5 套");
    app.press(Key::Tab);
    app.press(Key::Ctrl('a'));
    choose(&mut app, "推盘");
    shows(&app, "共 56 套");
    type_in(&mut app, "深房许字88号");
    for key in [Key::Ctrl('s'), Key::Char('y')] {
        app.press(key);
    }
    shows(&app, "推盘 56 套");
}

#[test]
fn an_import_is_told_by_its_sum() {
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    let rows =
        "3,1,12,1288,三室两厅,120.00,100.00,50000,6000000\n3,1,12,1289,三室两厅,120.00,100.00,50000,6000000";
    let head = "楼栋,单元,楼层,房号,户型,建筑面积,套内面积,单价,总价";
    std::fs::write(file.path(), format!("{head}\n{rows}\n")).unwrap();
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    choose(&mut app, "unit.import");
    type_in(&mut app, file.path().to_str().unwrap());
    app.press(Key::Ctrl('s'));
    app.work();
    app.press(Key::Ctrl('s'));
    shows(&app, "新增 2, 变更 0");
}

#[test]
fn a_question_is_answered_by_letters_and_leaving_twice_leaves() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    go_to(&mut app, "3-1-2602");
    for answer in ["n", "N", "否"] {
        choose(&mut app, "unit.give_back");
        app.press(Key::Ctrl('s'));
        shows(&app, "┌ 请确认");
        type_in(&mut app, answer);
        hides(&app, "┌ 请确认");
        shows(&app, "锁2602");
        app.press(Key::Esc);
        app.press(Key::Esc);
    }
    choose(&mut app, "unit.give_back");
    app.press(Key::Ctrl('s'));
    type_in(&mut app, "是");
    shows(&app, "可2602");
    choose(&mut app, "guest.forget");
    type_in(&mut app, "#1");
    app.press(Key::Tab);
    type_in(&mut app, "本人要求");
    app.press(Key::Ctrl('s'));
    shows(&app, "不能撤销");
    app.press(Key::Ctrl('q'));
    shows(&app, "仍要退出吗");
    hides(&app, "不能撤销");
    app.press(Key::Ctrl('q'));
    assert!(app.is_over());
}

#[test]
fn pasted_lines_are_one_line_with_one_blank_between() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    choose(&mut app, "guest.add");
    app.take(Input::Paste("\r\n 欧阳\r\n\r\n明月\r\n".into()), 0);
    shows(&app, "[欧阳 明月 ");
}

#[test]
fn the_first_form_has_help() {
    let mut first = First::new(Lang::Zh, anchang::tui::Theme::colours(), "/x/anchang.db".into());
    let see = |first: &First| paper::words(&paper::draw_first(first, (80, 24))).join("\n");
    let mut nothing = |_: &Founder| panic!("nothing was sent");
    first.press(Key::F(1), &mut nothing);
    assert!(see(&first).contains("┌ 帮助") && see(&first).contains("密码至少 6 位"), "{}", see(&first));
    first.press(Key::Esc, &mut nothing);
    assert!(!see(&first).contains("┌ 帮助"), "{}", see(&first));
    first.press(Key::Char('x'), &mut nothing);
    assert!(see(&first).contains("[x "), "{}", see(&first));
}
