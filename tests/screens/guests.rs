//! The guest book 客户: how it looks, and a day with guests by keys alone.

use std::sync::OnceLock;

use anchang::domain::guest::GuestId;
use anchang::domain::moment::Millis;
use anchang::domain::person::Pii;
use anchang::domain::register::Register;
use anchang::text::Lang;
use anchang::tui::term::{Input, Key, Mouse};
use anchang::tui::{App, Masked, Print, Theme};
use tempfile::TempDir;

use crate::office::{self, Office, PIN, choose, sign_in_as, type_in};
use crate::paper;
use crate::pictures::{SIZES, photograph};
use crate::see::wide::{hides, shows};

const RECEPTION: &str = "ming-9-9";
const ASSISTANT: &str = "ming-8-8";
const WANG: &str = "ming-1-王磊";
const ZHAO: &str = "ming-1-赵敏";

/// 2026-11-29 14:30 in China.
const AFTERNOON: Millis = Millis(1_795_827_600_000 + (24 * 60 + 330) * 60_000);

/// Two days with guests: visits, calls, follow-ups, a family, a channel's report that conflicts, lines half complete.
fn busy() -> Office {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let mut office = Office::new();
        office.done("staff.add", &format!("name=小何; roles=reception; pin={RECEPTION}"));
        office.done("staff.add", &format!("name=小周; roles=assistant; pin={ASSISTANT}"));
        office.done("staff.add", &format!("name=王磊; roles=consultant; pin={WANG}"));
        office.done("staff.add", &format!("name=赵敏; roles=consultant; pin={ZHAO}"));
        let sessions = |office: &Office| {
            [("小何", RECEPTION), ("王磊", WANG), ("赵敏", ZHAO)]
                .map(|(name, pin)| office.desk.sign_in(name, &Pii::new(pin.to_owned())).unwrap())
        };
        // 2026-11-28: a call, a visit of the caller's wife to somebody else.
        let [he, wang, zhao] = sessions(&office);
        office.done_by(&wang, "guest.call", "name=李四; phone=13911110001; source=online");
        let visit = "name=孙悦; phone=13911110002; source=passing_by; consultant=赵敏; witness=王磊";
        office.done_by(&he, "guest.visit", visit);
        office.later(30);
        office.done("guest.link", "guest=孙悦; to=李四; relation=spouse");
        let follow = "guest=孙悦; how=phone; reached=yes; content=下午再来看样板间; grade=a; next=+0";
        office.done_by(&zhao, "guest.follow_up", follow);
        // 2026-11-29, from nine on.
        office.clock.put(AFTERNOON.plus_minutes(-330));
        let [he, wang, zhao] = sessions(&office);
        let report = "name=周正; phone=13911110003; company=安居; broker=A07";
        office.done("guest.report", report);
        office.later(45);
        office.done_by(&he, "guest.visit", "guest=周正; source=channel; consultant=王磊; witness=赵敏");
        office.later(20);
        office.done_by(&he, "guest.visit", "name=单雄信; phone=13911110004; consultant=赵敏; witness=王磊");
        office.later(15);
        office.done_by(&he, "guest.visit", "source=passing_by; consultant=王磊");
        office.later(30);
        office.done_by(&zhao, "guest.call", "guest=单雄信; source=online");
        office.done_by(&wang, "guest.appoint", "guest=周正; day=+2; time=10:00; consultant=王磊");
        office.clock.put(AFTERNOON);
        office.into_file()
    });
    let office = Office::of(file);
    office.clock.put(AFTERNOON);
    office
}

fn open(lang: Lang) -> (App, TempDir) {
    let Office { desk, folder, .. } = busy();
    let mut app = office::app(desk, lang, Theme::colours());
    app.press(Key::F(6));
    (app, folder)
}

fn pictures(view: &str, sizes: &[(u16, u16)], prepare: impl Fn(&mut App)) {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = open(lang);
        prepare(&mut app);
        photograph(view, &app, lang, sizes);
    }
}

#[test]
fn the_list() {
    pictures("guests", &SIZES, |_| ());
}

#[test]
fn a_search_by_initials() {
    pictures("guests-search", &SIZES, |app| type_in(app, "zz"));
}

#[test]
fn a_guest_in_detail() {
    pictures("guests-detail", &SIZES, |app| {
        type_in(app, "sunyue");
        app.press(Key::Ctrl('d'));
    });
}

#[test]
fn the_registers() {
    pictures("guests-registers", &SIZES, |app| app.press(Key::Tab));
}

#[test]
fn the_registers_of_yesterday() {
    pictures("guests-yesterday", &SIZES[..1], |app| {
        app.press(Key::Tab);
        app.press(Key::Left);
    });
}

#[test]
fn a_visit_with_its_evidence() {
    pictures("guests-evidence", &SIZES, |app| {
        sign_in_as(app, "小何", RECEPTION);
        app.press(Key::Ctrl('r'));
        type_in(app, "周先生");
        app.press(Key::Tab);
        type_in(app, "13911110003");
    });
}

/// Two brokers reported the same guest without the middle four digits.
fn reported(lang: Lang, came: bool) -> (App, TempDir) {
    let mut office = busy();
    for broker in ["A07", "B11"] {
        office.done("guest.report", &format!("name=赵六; phone=139****0009; company=安居; broker={broker}"));
    }
    if came {
        let zhao = office.desk.sign_in("赵敏", &Pii::new(ZHAO.to_owned())).unwrap();
        office.done_by(
            &zhao,
            "guest.visit",
            "name=赵六; phone=13911110009; source=passing_by; consultant=赵敏",
        );
    }
    let Office { desk, folder, .. } = office;
    let mut app = office::app(desk, lang, Theme::colours());
    app.press(Key::F(6));
    (app, folder)
}

#[test]
fn a_visit_of_somebody_whom_a_masked_report_may_mean() {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = reported(lang, false);
        sign_in_as(&mut app, "小何", RECEPTION);
        app.press(Key::Ctrl('r'));
        type_in(&mut app, "赵六");
        app.press(Key::Tab);
        type_in(&mut app, "13911110009");
        photograph("guests-may-be-form", &app, lang, &SIZES[..1]);
    }
}

#[test]
fn a_guest_whom_a_masked_report_may_mean() {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = reported(lang, true);
        type_in(&mut app, "0009");
        photograph("guests-may-be", &app, lang, &SIZES[1..2]);
    }
}

#[test]
fn a_report_with_a_masked_number_is_written_in_the_form_of_any_other() {
    let (mut app, _folder) = reported(Lang::Zh, true);
    sign_in_as(&mut app, "小周", ASSISTANT);
    choose(&mut app, "guest.report");
    for part in ["王芳", "136 **** 4321", "安居", "A07"] {
        type_in(&mut app, part);
        app.press(Key::Tab);
    }
    app.press(Key::Ctrl('s'));
    type_in(&mut app, "4321");
    shows(&app, "136????4321");
}

#[test]
fn a_ruling_on_the_evidence() {
    pictures("guests-ruling", &SIZES, |app| {
        sign_in_as(app, "#1", PIN);
        type_in(app, "0003");
        app.press(Key::Ctrl('e'));
    });
}

#[test]
fn completing_a_line() {
    pictures("guests-complete", &SIZES, |app| {
        sign_in_as(app, "王磊", WANG);
        app.press(Key::Tab);
        app.press(Key::Enter);
    });
}

#[test]
fn what_can_be_done_with_a_guest() {
    pictures("guests-palette", &SIZES[..2], |app| {
        sign_in_as(app, "赵敏", ZHAO);
        type_in(app, "sxx");
        app.press(Key::Ctrl('p'));
    });
}

#[test]
fn handing_in() {
    pictures("guests-collect", &SIZES[..1], |app| {
        sign_in_as(app, "小周", ASSISTANT);
        app.press(Key::Tab);
        app.press(Key::Ctrl('s'));
    });
}

#[test]
fn nobody_is_found() {
    pictures("guests-nobody", &SIZES[..1], |app| type_in(app, "13900000009"));
}

#[test]
fn help_over_the_guests() {
    pictures("guests-help", &SIZES[..2], |app| app.press(Key::F(1)));
}

#[test]
fn without_colours() {
    let Office { desk, folder: _folder, .. } = busy();
    let mut app = office::app(desk, Lang::Zh, Theme::plain());
    app.press(Key::F(6));
    photograph("guests-plain", &app, Lang::Zh, &SIZES[1..2]);
    app.press(Key::Tab);
    photograph("guests-registers-plain", &app, Lang::Zh, &SIZES[..1]);
}

#[test]
fn whoever_is_meant_is_found_while_typing() {
    let (mut app, _folder) = open(Lang::Zh);
    shows(&app, "最新 7 位");
    // 单 is read Shan as a name; the masked name is all there is to see.
    type_in(&mut app, "sxx");
    shows(&app, "单*");
    shows(&app, "1 位");
    hides(&app, "雄信");
    hides(&app, "13911110004");
    app.press(Key::Esc);
    shows(&app, "最新 7 位");
    for (typed, found) in [("#6", "周*"), ("0002", "孙*"), ("李", "李*"), ("shanxiongxin", "单*")] {
        type_in(&mut app, typed);
        shows(&app, found);
        for _ in typed.chars() {
            app.press(Key::Backspace);
        }
        shows(&app, "最新 7 位");
    }
    // With the input method on the characters arrive by themselves.
    app.take(Input::Han('孙'), 0);
    shows(&app, "#5 孙*");
    app.press(Key::F(3));
    app.press(Key::Ctrl('u'));
    shows(&app, "查找 孙");
}

#[test]
fn reception_registers_at_the_door() {
    let (mut app, _folder) = open(Lang::Zh);
    // The phone is searched for first; nobody has it, and it goes into the form.
    type_in(&mut app, "13911110009");
    shows(&app, "没有这样的客户");
    app.press(Key::Ctrl('r'));
    shows(&app, "请先登录");
    type_in(&mut app, "小何");
    app.press(Key::Tab);
    type_in(&mut app, RECEPTION);
    app.press(Key::Enter);
    shows(&app, "[13911110009");
    shows(&app, "没有登记过这个电话: 新客户");
    type_in(&mut app, "钱进");
    app.press(Key::Tab);
    app.press(Key::Tab);
    type_in(&mut app, "l");
    app.press(Key::Ctrl('s'));
    shows(&app, "#8 钱* 139****0009");
    shows(&app, "来访 (首次)");
    // Whoever is known comes again: the guest is filled in, and the evidence stands below before anything is sent.
    app.press(Key::Esc);
    type_in(&mut app, "zhou");
    app.press(Key::Ctrl('r'));
    shows(&app, "[#6");
    shows(&app, "有冲突, 另有证据: 王磊");
    app.press(Key::Ctrl('s'));
    shows(&app, "来访 (多次)");
}

#[test]
fn a_conflict_is_shown_in_every_form_before_it_is_sent() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "赵敏", ZHAO);
    app.press(Key::F(3));
    choose(&mut app, "unit.hold");
    hides(&app, "有冲突");
    app.press(Key::Tab);
    type_in(&mut app, "#6");
    shows(&app, "归属: 安居 A07, 依据: 电话登记");
    shows(&app, "有冲突, 另有证据: 王磊");
    // It stays while the rest is filled in, and goes with the guest.
    app.press(Key::Tab);
    shows(&app, "有冲突, 另有证据: 王磊");
    app.press(Key::BackTab);
    app.press(Key::Ctrl('u'));
    hides(&app, "有冲突");
    // Half a phone number is nobody's yet.
    app.press(Key::Esc);
    app.press(Key::Esc);
    app.press(Key::F(6));
    app.press(Key::Ctrl('t'));
    type_in(&mut app, "1391111000");
    hides(&app, "归属: 安居");
    type_in(&mut app, "3");
    shows(&app, "周* 139****0003 (#6) 归属: 安居 A07");
    // Over the registers whoever calls is not the guest of the line under the cursor: what is typed is a phone number.
    app.press(Key::Esc);
    app.press(Key::Esc);
    app.press(Key::Tab);
    app.press(Key::Ctrl('t'));
    type_in(&mut app, "13900009999");
    shows(&app, "[13900009999");
    shows(&app, "没有登记过这个电话: 新客户。");
}

#[test]
fn a_consultant_follows_up_and_makes_an_appointment() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "赵敏", ZHAO);
    type_in(&mut app, "sxx");
    app.press(Key::Ctrl('f'));
    shows(&app, "[#7");
    type_in(&mut app, "w");
    app.press(Key::Tab);
    type_in(&mut app, "y");
    app.press(Key::Tab);
    type_in(&mut app, "约周末再来");
    app.press(Key::Tab);
    type_in(&mut app, "b");
    app.press(Key::Tab);
    type_in(&mut app, "+3");
    app.press(Key::Ctrl('s'));
    shows(&app, "12-02");
    shows(&app, "约周末再来");
    app.press(Key::Ctrl('a'));
    type_in(&mut app, "+2");
    app.press(Key::Tab);
    type_in(&mut app, "15:00");
    app.press(Key::Ctrl('s'));
    shows(&app, "约访 2026-12-01 15:00, 赵敏");
    // Enter is for everything else.
    app.press(Key::Enter);
    shows(&app, "全部操作 #7 单*");
}

#[test]
fn the_registers_are_completed_and_handed_in() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "王磊", WANG);
    app.press(Key::Tab);
    shows(&app, "第 1 行缺: 知情同意");
    app.press(Key::Ctrl('n'));
    shows(&app, "第 2 行缺");
    app.press(Key::Up);
    app.press(Key::Enter);
    // Whoever does not agree is asked nothing more.
    shows(&app, "[#6");
    type_in(&mut app, "f");
    app.press(Key::Ctrl('s'));
    shows(&app, "不全 2");
    hides(&app, "第 1 行缺");
    app.press(Key::Ctrl('s'));
    shows(&app, "王磊 确认来访 2 行、来电 0 行");
    shows(&app, "确认 14:30");
    app.press(Key::Ctrl('s'));
    shows(&app, "没有等待您确认的登记");

    sign_in_as(&mut app, "小周", ASSISTANT);
    app.press(Key::Ctrl('s'));
    shows(&app, "收取登记表并汇总");
    shows(&app, "未确认 2");
    app.press(Key::Ctrl('s'));
    shows(&app, "未经顾问确认: 赵敏");
    type_in(&mut app, "赵敏已下班");
    app.press(Key::Ctrl('s'));
    shows(&app, "小周 已收取");

    sign_in_as(&mut app, "#1", PIN);
    app.press(Key::Ctrl('s'));
    shows(&app, "登记表归档");
    app.press(Key::Ctrl('s'));
    shows(&app, "老王 已归档");
    app.press(Key::Ctrl('s'));
    shows(&app, "2026-11-29 的登记表已归档");

    // Yesterday's lines are not completed any more, but corrected; tomorrow has none.
    app.press(Key::Char('['));
    shows(&app, "2026-11-28: 来访 1");
    app.press(Key::Enter);
    shows(&app, "补录登记表 (更正)");
    app.press(Key::Esc);
    app.press(Key::Right);
    app.press(Key::Right);
    shows(&app, "明天还没有登记");
    app.press(Key::Esc);
    shows(&app, "查找");
}

#[test]
fn the_manager_rules_on_the_evidence() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "#1", PIN);
    type_in(&mut app, "zhou");
    app.press(Key::Ctrl('e'));
    shows(&app, "09:00  渠道报备  安居 A07  电话登记  有效  剩 30 天");
    type_in(&mut app, "wl");
    app.press(Key::Enter);
    app.press(Key::Tab);
    type_in(&mut app, "渠道未带访");
    app.press(Key::Ctrl('s'));
    shows(&app, "归属: 王磊, 依据: 经理裁定");
    hides(&app, "有冲突");
}

#[test]
fn what_is_looked_at_is_printed() {
    let (mut app, _folder) = open(Lang::Zh);
    type_in(&mut app, "sunyue");
    app.press(Key::Ctrl('n'));
    assert_eq!(app.take_print(), Some(Print::Masked(Masked::FollowUps(GuestId(5)))));
    app.press(Key::Ctrl('b'));
    assert_eq!(app.take_print(), Some(Print::Masked(Masked::Ruling(GuestId(5)))));
    // The register of the line under the cursor: visits first, calls below them.
    app.press(Key::Tab);
    let today = "2026-11-29".parse().unwrap();
    for (key, which) in [(Key::Home, Register::Visit), (Key::End, Register::Call)] {
        app.press(key);
        app.press(Key::Ctrl('b'));
        assert_eq!(app.take_print(), Some(Print::Masked(Masked::Register(which, today))));
    }
}

#[test]
fn clicks_choose_and_a_second_one_opens() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "#1", PIN);
    paper::draw(&app, (80, 24));
    // The third line of the list.
    app.take(Input::Mouse(Mouse::Click, 10, 5), 0);
    paper::draw(&app, (80, 24));
    app.take(Input::Mouse(Mouse::Click, 10, 5), 0);
    let narrow = paper::words(&paper::draw(&app, (80, 24))).join("\n");
    assert!(narrow.contains("客户 #5 孙*"), "{narrow}");
    app.press(Key::Enter);
    shows(&app, "全部操作 #5 孙*");
    app.press(Key::Esc);
    app.press(Key::Esc);
    app.take(Input::Mouse(Mouse::Up, 10, 5), 0);
    shows(&app, "#6 周*");
}

#[test]
fn another_windows_guest_is_seen() {
    let mut office = busy();
    let mut app = office::app(office.window(), Lang::Zh, Theme::colours());
    app.press(Key::F(6));
    hides(&app, "#8");
    let he = office.desk.sign_in("小何", &Pii::new(RECEPTION.to_owned())).unwrap();
    office.done_by(&he, "guest.visit", "name=吴同; phone=13911110010; consultant=赵敏");
    assert!(app.tick().unwrap());
    shows(&app, "#8");
    // At midnight what is due today is overdue.
    office.later(24 * 60);
    assert!(app.tick().unwrap());
    app.press(Key::Tab);
    shows(&app, "2026-11-30 今天: 来访 0");
}

#[test]
fn the_language_changes_every_word() {
    let (mut app, _folder) = open(Lang::Zh);
    let (english, _english) = open(Lang::En);
    app.press(Key::Ctrl('l'));
    assert_eq!(paper::draw(&app, (120, 36)), paper::draw(&english, (120, 36)));
    app.press(Key::Tab);
    shows(&app, "Visit register");
}

#[test]
fn whoever_was_merged_is_found_once() {
    let (mut app, _folder) = open(Lang::Zh);
    app.take(Input::Paste("139-1111-0003\n".to_owned()), 0);
    shows(&app, "1 位");
    shows(&app, "#6       周*");
    // Whoever was merged is found as who they turned out to be.
    sign_in_as(&mut app, "#1", PIN);
    app.press(Key::Esc);
    type_in(&mut app, "#4");
    app.press(Key::Ctrl('d'));
    shows(&app, "客户 #4 李*");
    app.press(Key::Esc);
    choose(&mut app, "guest.merge");
    type_in(&mut app, "#6");
    app.press(Key::Tab);
    type_in(&mut app, "同一人两个电话");
    app.press(Key::Ctrl('s'));
    app.press(Key::Right);
    app.press(Key::Enter);
    shows(&app, "与 李* 139****0001 为同一人");
    app.press(Key::Esc);
    shows(&app, "#6  ");
    hides(&app, "#4  ");
}

#[test]
fn no_size_and_no_key_is_too_much() {
    let (mut app, _folder) = open(Lang::En);
    let keys = [Key::End, Key::Ctrl('d'), Key::PageDown, Key::Esc, Key::Tab, Key::Home, Key::Ctrl('n')];
    for key in keys {
        app.press(key);
        for size in [(1, 1), (79, 24), (80, 24), (81, 25), (99, 30), (100, 30), (101, 31), (400, 120)] {
            paper::words(&paper::draw(&app, size));
        }
    }
}
