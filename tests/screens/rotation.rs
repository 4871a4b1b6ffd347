//! The rotation 轮岗: how it looks, and a morning at the reception by keys alone.

use std::sync::OnceLock;

use anchang::domain::moment::Millis;
use anchang::text::Lang;
use anchang::tui::term::{Input, Key, Mouse};
use anchang::tui::{App, Masked, Print, Theme};
use tempfile::TempDir;

use crate::office::{self, Office, sign_in_as, type_in};
use crate::paper;
use crate::pictures::{SIZES, photograph};
use crate::see::wide::{hides, screen, shows};

const RECEPTION: &str = "ming-9-9";
const PEOPLE: [&str; 5] = ["王磊", "赵敏", "周航", "何倩", "欧阳晓"];

/// 2026-11-29 08:40 in China.
const MORNING: Millis = Millis(1_795_827_600_000 + (24 * 60 - 20) * 60_000);

/// The office of the pictures with a reception and five more consultants.
fn staffed() -> Office {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let mut office = Office::new();
        office.done("staff.add", &format!("name=小何; roles=reception; pin={RECEPTION}"));
        for name in PEOPLE {
            office.done("staff.add", &format!("name={name}; roles=consultant; pin=ming-1-{name}"));
        }
        office.into_file()
    });
    let office = Office::of(file);
    office.clock.put(MORNING);
    office
}

/// A busy morning: two guests inside, one of them not written down, one person at lunch, one owed a turn.
fn busy() -> Office {
    let mut office = staffed();
    for name in PEOPLE {
        office.done("roster.sign_in", &format!("who={name}"));
        office.later(3);
    }
    office.done("roster.confirm", "");
    office.done("roster.step_up", "");
    office.later(20);
    office.done("roster.guest", "kind=first");
    office.later(2);
    office.done("roster.register", "name=孙先生; phone=13911110001; by=赵敏");
    office.later(10);
    office.done("roster.guest", "kind=returning; who=周航");
    office.done("roster.guest", "kind=first");
    office.done("roster.guest", "kind=first");
    office.later(6);
    office.done("roster.end", "reception=周航; outcome=appointed");
    office.done("roster.away", "kind=lunch; who=欧阳晓; back=+40");
    office.done("roster.call", "");
    office.later(4);
    office
}

fn open(office: Office, lang: Lang) -> (App, TempDir) {
    let Office { desk, folder, .. } = office;
    let mut app = office::app(desk, lang, Theme::colours());
    app.press(Key::F(2));
    (app, folder)
}

fn pictures(view: &str, sizes: &[(u16, u16)], office: fn() -> Office, prepare: impl Fn(&mut App)) {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = open(office(), lang);
        prepare(&mut app);
        photograph(view, &app, lang, sizes);
    }
}

#[test]
fn before_anybody_has_signed_in() {
    pictures("rotation-empty", &SIZES, staffed, |_| ());
}

#[test]
fn a_busy_morning() {
    pictures("rotation", &SIZES, busy, |_| ());
}

#[test]
fn who_comes_in() {
    pictures("rotation-arrivals", &SIZES, busy, |app| {
        sign_in_as(app, "小何", RECEPTION);
        app.press(Key::Enter);
    });
}

#[test]
fn why() {
    pictures("rotation-why", &SIZES[..2], busy, |app| {
        app.press(Key::Down);
        app.press(Key::Ctrl('d'));
    });
}

/// Looks at the rotation of another moment.
fn look_back(app: &mut App, typed: &str) {
    app.press(Key::Ctrl('t'));
    type_in(app, typed);
    app.press(Key::Enter);
    app.work();
}

#[test]
fn the_rotation_of_a_past_minute() {
    // 09:14: signed in, confirmed, nobody received yet.
    pictures("rotation-past", &SIZES, busy, |app| look_back(app, "09:14"));
}

#[test]
fn the_rotation_of_a_day_when_nobody_came() {
    pictures("rotation-past-empty", &SIZES[..1], busy, |app| look_back(app, "3 days ago"));
}

#[test]
fn the_past_at_the_door_is_for_looking_only_and_the_present_is_one_key_away() {
    let office = busy();
    let clock = office.clock.clone();
    let (mut app, _folder) = open(office, Lang::Zh);
    sign_in_as(&mut app, "小何", RECEPTION);
    shows(&app, "未登记!");
    // A moment to come is refused in the form, nothing else happens.
    app.press(Key::Ctrl('t'));
    type_in(&mut app, "23:00");
    app.press(Key::Enter);
    shows(&app, "还没有到");
    app.press(Key::Esc);
    app.press(Key::Esc);

    look_back(&mut app, "９：１４");
    shows(&app, "历史 2026-11-29 09:14 只读");
    assert!(!screen(&app).contains("未登记!"), "{}", screen(&app));
    // Every key that would do something says why not; explaining works, as of then.
    for key in [Key::Enter, Key::Char(' '), Key::Ctrl('r'), Key::Ctrl('e'), Key::Ctrl('a'), Key::Ctrl('s')] {
        app.press(key);
        shows(&app, "只读, 按 Esc");
    }
    for key in [Key::Ctrl('f'), Key::Ctrl('b'), Key::Ctrl('z')] {
        app.press(key);
        shows(&app, "只读, 按 Esc");
    }
    app.press(Key::Ctrl('d'));
    shows(&app, "周航 排第 3");
    app.press(Key::Esc);
    // Time goes on without moving the past, also over midnight.
    clock.put(clock.now().0.plus_minutes(24 * 60));
    assert!(app.tick().is_ok());
    assert!(app.tick().is_ok_and(|drawn| !drawn), "nothing is read again and again");
    shows(&app, "历史 2026-11-29 09:14 只读");
    app.press(Key::Esc);
    assert!(!screen(&app).contains("历史 20"), "{}", screen(&app));
    shows(&app, "11-30");

    // Whoever comes back to the door finds the present.
    look_back(&mut app, "昨天");
    shows(&app, "历史 2026-11-29 23:59 只读");
    app.press(Key::F(3));
    app.press(Key::F(2));
    assert!(!screen(&app).contains("历史 20"), "{}", screen(&app));
}

#[test]
fn help_over_the_rotation() {
    pictures("rotation-help", &SIZES[..2], busy, |app| app.press(Key::F(1)));
}

#[test]
fn without_colours() {
    let Office { desk, folder: _folder, .. } = busy();
    let mut app = office::app(desk, Lang::Zh, Theme::plain());
    app.press(Key::F(2));
    photograph("rotation-plain", &app, Lang::Zh, &SIZES[..1]);
}

#[test]
fn reception_runs_the_morning_by_keys_alone() {
    let office = staffed();
    let clock = office.clock.clone();
    let later = |minutes: i64| clock.put(clock.now().0.plus_minutes(minutes));
    let (mut app, _folder) = open(office, Lang::Zh);
    let tick = |app: &mut App| assert!(app.tick().is_ok());

    // A key before anybody is at the desk asks who it is, and goes on from there.
    app.press(Key::Ctrl('s'));
    shows(&app, "┌ 登录");
    type_in(&mut app, "小何");
    app.press(Key::Tab);
    type_in(&mut app, RECEPTION);
    app.press(Key::Enter);
    shows(&app, "┌ 签到");
    // Those are offered who can sign in: no manager, and later nobody twice.
    shows(&app, "王磊  置业顾问");
    assert!(!screen(&app).contains("李静  销售经理"), "{}", screen(&app));

    // Signing in by initials: the only person meant is taken.
    for (i, (typed, name)) in [("wl", "王 磊"), ("zm", "赵 敏"), ("zhouh", "周 航")].into_iter().enumerate()
    {
        if i > 0 {
            shows(&app, &format!("已签到 {i} 人"));
        }
        type_in(&mut app, typed);
        app.press(Key::Enter);
        tick(&mut app);
        shows(&app, name);
        later(2);
        tick(&mut app);
    }
    // The letters of somebody who is in already say so.
    type_in(&mut app, "wl");
    app.press(Key::Enter);
    shows(&app, "王磊 已在 08:40 签到");
    app.press(Key::Esc);
    app.press(Key::Esc);
    app.press(Key::Ctrl('f'));
    shows(&app, "确认");
    app.press(Key::Char(' '));
    shows(&app, "当值   王 磊");

    // A new guest is taken with two keys.
    later(20);
    tick(&mut app);
    app.press(Key::Enter);
    app.press(Key::Enter);
    shows(&app, "王磊 接待第 1 组 首访, 占用本轮");
    shows(&app, "门口无人");
    shows(&app, "未登记!");

    // The next one writes the register and stands at the door.
    app.press(Key::Ctrl('r'));
    type_in(&mut app, "孙先生");
    app.press(Key::Tab);
    type_in(&mut app, "13911110009");
    app.press(Key::Ctrl('s'));
    shows(&app, "登记 赵敏");
    shows(&app, "当值   赵 敏");

    // The reception is over: the turn is gone, and comes back when the guest was none.
    later(15);
    tick(&mut app);
    app.press(Key::Ctrl('e'));
    shows(&app, "王磊 首访");
    app.press(Key::Enter);
    shows(&app, "第 1 组接待结束: 待跟进");
    app.press(Key::Ctrl('z'));
    shows(&app, "已撤销");
    app.press(Key::Ctrl('e'));
    app.press(Key::Enter);
    app.press(Key::Ctrl('b'));
    app.press(Key::Ctrl('s'));
    shows(&app, "第 1 组还轮: 市调");
    // The cursor has stayed on 王磊 through all of this.
    app.press(Key::Ctrl('d'));
    shows(&app, "王磊 排第 2");
    shows(&app, "还轮, 优先");
    app.press(Key::Esc);

    // Away and back with the same key.
    app.press(Key::Ctrl('a'));
    app.press(Key::Right);
    app.press(Key::Ctrl('s'));
    shows(&app, "离岗: 洗手间");
    for _ in 0..5 {
        app.press(Key::Down);
    }
    app.press(Key::Char('a'));
    shows(&app, "王磊 返岗");

    // With the input method on, letters do not arrive: nothing happens, and that is said.
    app.take(Input::Han('签'), 0);
    shows(&app, "中文输入");
    app.press(Key::F(3));
    shows(&app, "3栋");
}

#[test]
fn the_sheet_of_the_day_that_is_shown_is_printed() {
    let (mut app, _folder) = open(busy(), Lang::Zh);
    sign_in_as(&mut app, "小何", RECEPTION);
    app.press(Key::F(10));
    type_in(&mut app, "打印轮班表");
    shows(&app, "打印轮班表");
    let before = screen(&app);
    app.press(Key::Enter);
    let sheet = Print::Masked(Masked::Roster("2026-11-29".parse().unwrap()));
    assert_eq!(app.take_print(), Some(sheet), "{before}{}", screen(&app));
}

#[test]
fn when_everybody_is_in_the_key_says_so() {
    let mut office = busy();
    office.done("roster.sign_in", "who=小陈");
    let (mut app, _folder) = open(office, Lang::Zh);
    sign_in_as(&mut app, "小何", RECEPTION);
    app.press(Key::Ctrl('s'));
    shows(&app, "顾问都已签到");
    hides(&app, "┌ 签到");
}

#[test]
fn a_call_is_one_key_and_waits_for_its_caller() {
    let (mut app, _folder) = open(busy(), Lang::Zh);
    sign_in_as(&mut app, "小何", RECEPTION);
    shows(&app, "来电未登记 1 个");
    app.press(Key::Ctrl('n'));
    shows(&app, "接来电 2");
    shows(&app, "来电未登记 2 个");
    // The next key writes it down.
    app.press(Key::Ctrl('r'));
    shows(&app, "┌ 记来电人");
    type_in(&mut app, "13911110077");
    app.press(Key::Enter);
    type_in(&mut app, "钱先生");
    app.press(Key::Ctrl('s'));
    shows(&app, "来电未登记 1 个");
    // The other one is found in the registers as well, where Enter asks who it was.
    app.press(Key::F(6));
    app.press(Key::Tab);
    shows(&app, "待记来电人");
    shows(&app, "无效 0");
}

#[test]
fn a_kind_that_needs_a_name_says_so_and_who_comes_back_brings_it() {
    let (mut app, _folder) = open(busy(), Lang::Zh);
    sign_in_as(&mut app, "小何", RECEPTION);
    app.press(Key::Enter);
    type_in(&mut app, "zd");
    app.press(Key::Enter);
    // 指定: who receives is what has to be said.
    let line = |app: &App| screen(app).lines().find(|l| l.contains("接待人")).unwrap_or_default().to_owned();
    assert!(!line(&app).contains("可省"), "{}", screen(&app));
    app.press(Key::Esc);
    app.press(Key::Enter);
    type_in(&mut app, "hf");
    app.press(Key::Enter);
    assert!(!line(&app).contains("可省"), "{}", screen(&app));
    // 回访: the guest is asked first, and says whose guest they are.
    type_in(&mut app, "13911110001");
    app.press(Key::Tab);
    assert!(line(&app).contains("王磊"), "{}", screen(&app));
}

#[test]
fn either_a_guest_or_a_name_is_asked() {
    let (mut app, _folder) = open(busy(), Lang::Zh);
    sign_in_as(&mut app, "小何", RECEPTION);
    app.press(Key::Ctrl('n'));
    app.press(Key::Ctrl('r'));
    shows(&app, "不留电话为无效登记");
    assert!(screen(&app).contains("│ 客户 "), "{}", screen(&app));
    type_in(&mut app, "13911110077");
    app.press(Key::Tab);
    assert!(!screen(&app).contains("│ 客户 "), "who is named needs no number: {}", screen(&app));
}

#[test]
fn the_close_sends_to_the_incomplete_lines_and_esc_comes_back_to_it() {
    let (mut app, _folder) = open(busy(), Lang::Zh);
    sign_in_as(&mut app, "#1", office::PIN);
    app.press(Key::F(5));
    app.press(Key::Ctrl('s'));
    shows(&app, "当天的来访来电登记有 2 行没有补全");
    app.press(Key::Enter);
    shows(&app, "来电登记表 1 行");
    app.press(Key::Esc);
    shows(&app, "2026-11-29 日结");
    app.press(Key::F(6));
    shows(&app, "查找");
}

#[test]
fn what_is_done_about_somebody_begins_with_whoever_is_chosen() {
    let (mut app, _folder) = open(busy(), Lang::Zh);
    sign_in_as(&mut app, "#1", office::PIN);
    let act = |app: &mut App, name: &str| {
        app.press(Key::F(10));
        type_in(app, name);
        app.press(Key::Enter);
    };
    app.press(Key::PageUp);
    act(&mut app, "罚轮");
    // Whoever is on the table is offered, and nobody else.
    shows(&app, "[周航");
    type_in(&mut app, "ox");
    shows(&app, "欧阳晓");
    app.press(Key::Esc);
    app.press(Key::Esc);
    app.press(Key::Esc);
    // Who is named comes first; nobody writes out the whole table.
    act(&mut app, "调整轮次");
    shows(&app, "写排到前面的人, 其余跟在后面");
}

#[test]
fn whoever_takes_a_guest_over_is_the_one_who_types_the_pin() {
    let (mut app, _folder) = open(busy(), Lang::Zh);
    sign_in_as(&mut app, "何倩", "ming-1-何倩");
    app.press(Key::F(10));
    type_in(&mut app, "转交客户");
    app.press(Key::Enter);
    type_in(&mut app, "4");
    app.press(Key::Tab);
    type_in(&mut app, "周航");
    app.press(Key::Tab);
    type_in(&mut app, "同乡");
    app.press(Key::Ctrl('s'));
    shows(&app, "需要批准 - 转交客户");
    shows(&app, "[周航  ");
    type_in(&mut app, "ming-1-周航");
    app.press(Key::Enter);
    shows(&app, "第 4 组由 何倩 转给 周航");
}

#[test]
fn clicks_choose_lines_and_screens() {
    let (mut app, _folder) = open(busy(), Lang::Zh);
    paper::draw(&app, (120, 36));
    app.take(Input::Mouse(Mouse::Click, 20, 0), 0);
    paper::draw(&app, (120, 36));
    shows(&app, "3栋");
    app.take(Input::Mouse(Mouse::Click, 11, 0), 0);
    shows(&app, "当值");
}

#[test]
fn another_window_sees_the_guest() {
    let office = busy();
    let (desk, who) = (office.window(), office.manager.clone());
    let (mut app, _folder) = open(office, Lang::Zh);
    let action = anchang::desk::ACTIONS.find("roster.guest").unwrap();
    let mut filled = anchang::desk::Filled::new();
    filled.put(&action.fields[0], "channel").unwrap();
    let mut desk = desk;
    desk.act(&who, action, &filled, None, anchang::desk::CommandId::new()).unwrap();
    assert!(app.tick().unwrap());
    shows(&app, "首访");
    shows(&app, "渠道");
}

#[test]
fn an_answer_hides_no_key_however_long_it_is() {
    for lang in [Lang::Zh, Lang::En] {
        let (office, mut alone) = (busy(), 0);
        let mut app = office::app(office.window(), lang, Theme::colours());
        sign_in_as(&mut app, "小何", RECEPTION);
        let narrow = |app: &App| paper::words(&paper::draw(app, (80, 24)));
        let steps: [&[Key]; 3] = [
            &[Key::Enter, Key::Enter],
            &[Key::Ctrl('n')],
            &[Key::F(3), Key::Char('9'), Key::Char('9'), Key::Enter],
        ];
        for keys in steps {
            for key in keys {
                app.press(*key);
            }
            let answered = narrow(&app);
            // An answer fades; the keys are the same then.
            office.later(1);
            app.tick().unwrap();
            let faded = narrow(&app);
            assert_ne!(answered, faded, "nothing was answered to {keys:?}");
            assert!(answered[23].ends_with(faded[23].trim_start()), "{keys:?}:\n{}", answered.join("\n"));
            alone += usize::from(answered[23] == faded[23]);
        }
        assert!(alone > 0, "no answer was long");
    }
}

#[test]
fn what_was_left_open_yesterday_is_named_and_ended_with_the_time_that_is_said() {
    let office = busy();
    office.clock.put(MORNING.plus_minutes(24 * 60));
    let mut app = office::app(office.window(), Lang::Zh, Theme::colours());
    sign_in_as(&mut app, "小何", RECEPTION);
    let narrow = |app: &App| paper::words(&paper::draw(app, (80, 24))).join("\n");
    shows(&app, "11-29 没有结束的接待 (Ctrl+E 补记)");
    assert!(narrow(&app).contains("没有结束的接待"), "{}", narrow(&app));
    for left in (0..3).rev() {
        app.press(Key::Ctrl('e'));
        shows(&app, "┌ 接待结束");
        shows(&app, "日期");
        shows(&app, "结束时间");
        // It has to be said.
        app.press(Key::Ctrl('s'));
        shows(&app, "此项必填");
        type_in(&mut app, "18:30");
        app.press(Key::Ctrl('s'));
        assert_eq!(screen(&app).contains("没有结束的接待"), left > 0, "{}", screen(&app));
    }
}

#[test]
fn the_close_of_yesterday_asks_for_what_was_left_open_and_ends_it_in_place() {
    let mut office = busy();
    // Days are closed here: the one before is.
    office.done("staff.add", "name=小财; roles=finance; pin=ming-3-3");
    let finance =
        office.desk.sign_in("小财", &anchang::domain::person::Pii::new("ming-3-3".to_owned())).unwrap();
    office.done_with_manager(&finance, "day.close", "day=2026-11-28");
    office.clock.put(MORNING.plus_minutes(24 * 60));
    let mut app = office::app(office.window(), Lang::Zh, Theme::colours());
    sign_in_as(&mut app, "#1", office::PIN);
    app.press(Key::F(5));
    app.press(Key::Ctrl('s'));
    shows(&app, "2026-11-29 日结");
    let open = "当天有 3 组接待没有结束";
    app.press(Key::Down);
    app.press(Key::Down);
    shows(&app, open);
    app.press(Key::Enter);
    shows(&app, "┌ 接待结束");
    type_in(&mut app, "18:30");
    app.press(Key::Ctrl('s'));
    shows(&app, "2026-11-29 日结");
    shows(&app, "当天有 2 组接待没有结束");
}

#[test]
fn the_last_incomplete_line_completed_from_the_close_leads_back_to_it() {
    let mut office = staffed();
    // In a small office whoever closes the day sells as well.
    office.done("staff.add", "name=小全; roles=manager,consultant; pin=ming-4-4");
    for (name, phone) in [("孙悦", "13911110077"), ("周正", "13911110088")] {
        let all =
            office.desk.sign_in("小全", &anchang::domain::person::Pii::new("ming-4-4".to_owned())).unwrap();
        office.done_by(&all, "guest.visit", &format!("name={name}; phone={phone}; source=online"));
    }
    let mut app = office::app(office.window(), Lang::Zh, Theme::colours());
    sign_in_as(&mut app, "小全", "ming-4-4");
    app.press(Key::F(5));
    app.press(Key::Ctrl('s'));
    shows(&app, "有 2 行没有补全");
    app.press(Key::Enter);
    for left in [1, 0] {
        app.press(Key::Enter);
        shows(&app, "┌ 补全登记");
        // A guest who wants no profile leaves nothing to be asked.
        type_in(&mut app, "否");
        app.press(Key::Ctrl('s'));
        // Behind the last one the close goes on.
        assert_eq!(screen(&app).contains("来访登记表 2 行"), left > 0, "{}", screen(&app));
        assert_eq!(screen(&app).contains("2026-11-29 日结"), left == 0, "{}", screen(&app));
        if left > 0 {
            app.press(Key::Ctrl('n'));
        }
    }
    assert!(!screen(&app).contains("没有补全"), "{}", screen(&app));
}
