//! Alerts 预警 (F5), the close of a day 日结 and the flows 流程: how they look, and an evening by keys alone.

use std::sync::OnceLock;

use anchang::domain::moment::Millis;
use anchang::domain::person::Pii;
use anchang::paper::Form;
use anchang::text::Lang;
use anchang::tui::term::{Input, Key};
use anchang::tui::{About, App, Print, Theme};
use tempfile::TempDir;

use crate::office::{self, Office, PIN, sign_in_as, type_in};
use crate::pictures::{SIZES, photograph};
use crate::see::wide::{hides, screen, shows};

const CONSULTANT: &str = "ming-7-1";
const FINANCE: &str = "ming-5-5";
const ASSISTANT: &str = "ming-8-8";

/// 2026-12-08 17:52 in China: ten days after the subscriptions, three after their contracts were due.
const EVENING: Millis = Millis(1_795_827_600_000 + (10 * 24 * 60 + 532) * 60_000);

/// Twelve signings that are overdue, some of them further up the ladder, a hold, an appointment, a complaint.
pub fn overdue() -> Office {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let mut office = crate::deals::selling();
        let session = |office: &Office, name: &str, pin: &str| {
            office.desk.sign_in(name, &Pii::new(pin.to_owned())).unwrap()
        };
        let chen = session(&office, "小陈", CONSULTANT);
        let qian = session(&office, "小钱", FINANCE);
        let xu = session(&office, "小许", "ming-6-6");
        let zhou = session(&office, "小周", ASSISTANT);
        // With the one of `selling` there are twelve.
        for nth in 0..11 {
            let (floor, number) = (10 + nth, nth + 3);
            let unit = format!("3-2-{floor}01");
            let guest = format!(
                "name=客{}; phone=1390000{:04}",
                "甲乙丙丁戊己庚辛壬癸子".chars().nth(nth).unwrap(),
                nth
            );
            office.done_by(&chen, "guest.add", &guest);
            let guest = format!("1390000{nth:04}");
            let file = format!(
                "guest={guest}; id_kind=passport; id_no=E1000000{nth}; born=1990-03-07; address=深圳市南山区科技园{nth}路"
            );
            office.done_by(&chen, "guest.identify", &file);
            office.done("unit.hold", &format!("unit={unit}; consultant=小陈; guest={guest}"));
            let id = office.desk.find_guests(&guest, 2).unwrap()[0].id.0;
            let enter =
                format!("unit={unit}; buyers=#{id}; plan=commercial_loan; deposit=10万; limit=passed");
            office.done_by(&chen, "deal.enter", &enter);
            let deal = format!("deal=RG-{number:04}");
            office.done_by(&chen, "deal.sign", &deal);
            let app = office.desk.applications(anchang::desk::Which::Live).unwrap();
            let app = app.iter().map(|(id, _)| *id).max().unwrap();
            office.done("application.approve", &format!("application={app}"));
            office.done_by(&chen, "deal.confirm", &deal);
            office.done_by(&qian, "deal.receive", &format!("{deal}; amount=10万; method=card"));
            office.done_by(&xu, "deal.stamp", &deal);
            office.done_by(&chen, "deal.file", &deal);
            office.done("deal.subscribe", &deal);
            office.done_by(&zhou, "deal.archive", &format!("{deal}; place=档案柜3-{nth}"));
        }
        office.desk.tick().unwrap();
        // The eighth: two further up the ladder than the others.
        office.clock.put(EVENING.plus_minutes(-24 * 60));
        let chen = session(&office, "小陈", CONSULTANT);
        let zhou = session(&office, "小周", ASSISTANT);
        // A test skips the week that an office works through.
        office.done("clock.confirm", "");
        office.done_by(&chen, "deal.remind", "deal=RG-0003; how=call; reached=yes; note=等配偶出差回来");
        office.done_by(&chen, "deal.remind", "deal=RG-0004; how=call; reached=yes; note=本周内来签");
        office.done_by(&zhou, "deal.notice", "deal=RG-0004; notice=demand; number=催2026-001; via=ems");
        office.done_by(&chen, "guest.appoint", "guest=13900000001; day=+1; time=18:30; consultant=小陈");
        office.clock.put(EVENING.plus_minutes(-20));
        office.done("complaint.receive", "how=visit; what=样板间与交付标准说明不一致; unit=3-2-2502");
        office.done("unit.hold", "unit=3-1-2301; consultant=小陈; guest=#1");
        office.clock.put(EVENING);
        office.into_file()
    });
    let office = Office::of(file);
    office.clock.put(EVENING);
    office
}

fn open(lang: Lang) -> (App, TempDir) {
    let Office { desk, folder, .. } = overdue();
    let mut app = office::app(desk, lang, Theme::colours());
    app.press(Key::F(5));
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
fn the_alerts() {
    pictures("alerts", &SIZES, |_| ());
}

#[test]
fn no_next_step_is_cut_in_english_on_the_smallest_screen() {
    let (app, _folder) = open(Lang::En);
    let rows = crate::paper::words(&crate::paper::draw(&app, SIZES[0]));
    let steps: Vec<&String> = rows.iter().filter(|row| row.contains("> ")).collect();
    assert!(steps.len() >= 10 && !steps.iter().any(|row| row.contains("..")), "{steps:#?}");
}

#[test]
fn looked_for() {
    pictures("alerts-search", &SIZES[..1], |app| type_in(app, "1301"));
}

#[test]
fn the_close_as_it_opens() {
    pictures("close", &SIZES, |app| {
        sign_in_as(app, "#1", PIN);
        app.press(Key::Ctrl('s'));
    });
}

#[test]
fn a_message() {
    pictures("alerts-message", &SIZES[..2], |app| {
        sign_in_as(app, "#1", PIN);
        app.press(Key::Ctrl('d'));
    });
}

#[test]
fn the_flow_of_a_release() {
    pictures("flow", &SIZES, |app| {
        // The chart is the one that the signing under the cursor stands in.
        app.press(Key::Ctrl('a'));
    });
}

#[test]
fn the_flow_of_sales_control() {
    pictures("flow-first", &SIZES[1..2], |app| {
        app.press(Key::Ctrl('a'));
        for _ in 0..6 {
            app.press(Key::Left);
        }
    });
}

#[test]
fn help_over_the_close() {
    pictures("close-help", &SIZES[..1], |app| {
        sign_in_as(app, "#1", PIN);
        app.press(Key::Ctrl('s'));
        app.press(Key::F(1));
    });
}

#[test]
fn without_colours() {
    let Office { desk, folder: _folder, .. } = overdue();
    let mut app = office::app(desk, Lang::Zh, Theme::plain());
    app.press(Key::F(5));
    photograph("alerts-plain", &app, Lang::Zh, &SIZES[1..2]);
}

#[test]
fn enter_starts_the_one_next_step_with_everything_filled_in() {
    let (mut app, _folder) = open(Lang::Zh);
    shows(&app, "逾期 12  今天 2  3 天内 1");
    app.press(Key::Enter);
    shows(&app, "请先登录");
    app.press(Key::Esc);
    sign_in_as(&mut app, "小周", ASSISTANT);
    // The demand was sent: what is next is its arrival, and nothing else.
    type_in(&mut app, "1101");
    shows(&app, "登记催签送达");
    hides(&app, "3-2-1201");
    shows(&app, "通知到达才生效 (民法典 565)");
    app.press(Key::Enter);
    shows(&app, "[RG-0004");
    shows(&app, "催签通知书");
    // Written is its proof at once: today is what nobody has to say.
    type_in(&mut app, "EMS1234567890 本人签收");
    app.press(Key::Ctrl('s'));
    shows(&app, "宽限期内再联系");
    app.press(Key::Esc);
    shows(&app, "逾期 12");
}

#[test]
fn alerts_are_found_by_kind_guest_and_consultant_and_filtered() {
    let (mut app, _folder) = open(Lang::Zh);
    for (typed, found) in
        [("投诉", "投诉首复"), ("xiaochen", "3-2-1001"), ("RG-0005", "3-2-1201"), ("tousu", "判责")]
    {
        type_in(&mut app, typed);
        shows(&app, found);
        app.press(Key::Esc);
        shows(&app, "逾期 12  今天 2");
    }
    sign_in_as(&mut app, "#1", PIN);
    app.press(Key::Ctrl('f'));
    app.press(Key::Tab);
    app.press(Key::Tab);
    type_in(&mut app, "400");
    app.press(Key::Ctrl('s'));
    shows(&app, "天数是 0 到 366");
    app.press(Key::Ctrl('u'));
    type_in(&mut app, "0");
    app.press(Key::Ctrl('s'));
    shows(&app, "逾期 12  今天 2  0 天内 0");
    app.press(Key::Esc);
    shows(&app, "3 天内 1");
}

#[test]
fn the_next_person_sees_the_whole_list_and_whose_step_it_is_now() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "小陈", CONSULTANT);
    app.press(Key::F(5));
    type_in(&mut app, "3-2-1001");
    app.press(Key::Ctrl('e'));
    for _ in 0..3 {
        app.press(Key::Tab);
    }
    type_in(&mut app, "客户出差");
    app.press(Key::Ctrl('s'));
    shows(&app, "等销售经理审批");
    hides(&app, "3-2-1101");
    sign_in_as(&mut app, "老王", PIN);
    shows(&app, "3-2-1101");
    shows(&app, "销售经理审批: 延迟签约");
    hides(&app, "等销售经理审批");
}

#[test]
fn a_message_is_copied_and_written_down() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "小陈", CONSULTANT);
    app.press(Key::Ctrl('d'));
    shows(&app, "短信: 催签");
    shows(&app, "已逾期 3 天未签约");
    // Whoever was not put off has no answer to it.
    app.press(Key::Tab);
    shows(&app, "短信: 签约提醒");
    app.press(Key::Enter);
    let copied = app.take_clipboard().unwrap();
    assert!(copied.contains("3-2-2502") && !copied.contains("1380000"), "{copied}");
    shows(&app, "已复制到剪贴板, 已记下");
    // The next one comes; what was written down stands at this one.
    app.press(Key::Up);
    shows(&app, "短信提醒, 未联系上");
    assert!(app.take_clipboard().is_none());
}

#[test]
fn what_a_blank_costs_the_guest_stands_where_it_is_left_blank() {
    for (lang, told) in [
        (Lang::Zh, "[不填就不保留, 客户多付 88,500.00 元"),
        (Lang::En, "[blank: not kept, 88,500.00 more to pay"),
    ] {
        let (mut app, _folder) = open(lang);
        sign_in_as(&mut app, "小陈", CONSULTANT);
        app.press(Key::Ctrl('e'));
        shows(&app, "[RG-0001");
        shows(&app, told);
    }
}

#[test]
fn an_extension_and_a_call_are_one_key_each() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "小陈", CONSULTANT);
    app.press(Key::Ctrl('t'));
    shows(&app, "[RG-0001");
    type_in(&mut app, "y");
    app.press(Key::Tab);
    type_in(&mut app, "周五来签");
    app.press(Key::Ctrl('s'));
    shows(&app, "> 发催签通知书");
    // The next one comes by itself.
    app.press(Key::Ctrl('e'));
    shows(&app, "[RG-0003");
    app.press(Key::Esc);
    app.press(Key::Up);
    app.press(Key::Ctrl('e'));
    shows(&app, "[RG-0001");
    // As many days as the manager grants, the day they lead to, and who decides.
    shows(&app, "延期天数                [7 ");
    shows(&app, "至 2026-12-12, 第 1 次, 累计 7 天, 销售经理批");
    shows(&app, "[YQ-001 ");
    type_in(&mut app, "12");
    shows(&app, "公司领导批");
    app.press(Key::Tab);
    type_in(&mut app, "12-10");
    shows(&app, "至 2026-12-10, 第 1 次, 累计 5 天, 销售经理批");
    app.press(Key::Esc);
    app.press(Key::Esc);
    // A guest to come has no contract to put off.
    type_in(&mut app, "约访");
    app.press(Key::Ctrl('e'));
    shows(&app, "这一项不是认购");
    app.press(Key::Ctrl('r'));
    shows(&app, "受理投诉");
}

/// The manager alone at the desk, then finance for the second signature. Counts every key.
#[test]
fn a_day_with_twelve_overdue_signings_is_closed_by_keys() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "#1", PIN);
    let mut keys = 0;
    let mut press = |app: &mut App, key: Key| {
        keys += 1;
        app.press(key);
    };
    press(&mut app, Key::Ctrl('s'));
    shows(&app, "2026-12-08 日结  还差 12 项");
    // Not before everything is done.
    press(&mut app, Key::Ctrl('s'));
    shows(&app, "还差 12 项: 请先处理或写明原因");
    for left in (0..12).rev() {
        if left % 2 == 0 {
            // Called, and nobody answered.
            press(&mut app, Key::Ctrl('t'));
            shows(&app, "[RG-");
            press(&mut app, Key::Char('n'));
            press(&mut app, Key::Ctrl('s'));
        } else {
            press(&mut app, Key::Char(' '));
            shows(&app, "逾期结转");
            for c in "等银行".chars() {
                press(&mut app, Key::Char(c));
            }
            press(&mut app, Key::Enter);
        }
        let text = if left == 0 {
            "2026-12-08 日结  可以签字".to_owned()
        } else {
            format!("还差 {left} 项")
        };
        shows(&app, &text);
    }
    press(&mut app, Key::Enter);
    shows(&app, "财务");
    // Before anybody types a PIN: what comes of it is on the next sheet.
    shows(&app, "还没结束: 锁房 1 套。之后办的记入下一张日结单。");
    for c in "小钱".chars() {
        press(&mut app, Key::Char(c));
    }
    press(&mut app, Key::Tab);
    for c in FINANCE.chars() {
        press(&mut app, Key::Char(c));
    }
    press(&mut app, Key::Enter);
    assert!(app.is_busy(), "the backup is said first");
    app.work();
    shows(&app, "2026-12-08 已日结; 备份");
    shows(&app, "今天已日结, 没有待结的日子");
    shows(&app, "老王");
    shows(&app, "小钱");
    // Two keys a second make this one minute.
    assert!(keys < 120, "{keys} keys");
}

#[test]
fn an_interrupted_evening_goes_on_and_the_next_day_knows() {
    let office = overdue();
    let window = office.window();
    let Office { desk, clock, folder: _folder, .. } = office;
    let mut app = office::app(desk, Lang::Zh, Theme::colours());
    sign_in_as(&mut app, "#1", PIN);
    app.press(Key::F(5));
    app.press(Key::Ctrl('s'));
    for _ in 0..3 {
        app.press(Key::Char(' '));
        type_in(&mut app, "明早联系");
        app.press(Key::Enter);
    }
    drop(app);
    let mut app = office::app(window, Lang::Zh, Theme::colours());
    sign_in_as(&mut app, "#1", PIN);
    app.press(Key::F(5));
    app.press(Key::Ctrl('s'));
    shows(&app, "还差 9 项");
    shows(&app, "结转: 明早联系");
    shows(&app, "认购 RG-0005");
    for _ in 0..9 {
        app.press(Key::Char(' '));
        type_in(&mut app, "明早联系");
        app.press(Key::Enter);
    }
    app.press(Key::Ctrl('s'));
    type_in(&mut app, "小钱");
    app.press(Key::Tab);
    type_in(&mut app, FINANCE);
    app.press(Key::Enter);
    app.work();
    // The next morning the list says why they are here.
    clock.put(EVENING.plus_minutes(15 * 60));
    app.tick().unwrap();
    app.press(Key::F(5));
    shows(&app, "2026-12-08 结转: 明早联系");
    hides(&app, "未日结");
    // Nobody closed that day: two days later the manager is asked, once.
    app.press(Key::Ctrl('t'));
    type_in(&mut app, "n");
    app.press(Key::Ctrl('s'));
    clock.put(EVENING.plus_minutes(48 * 60));
    app.tick().unwrap();
    app.press(Key::F(12));
    type_in(&mut app, "#1");
    app.press(Key::Tab);
    type_in(&mut app, PIN);
    app.press(Key::Enter);
    shows(&app, "2026-12-09 还没有日结: F5, 再按 Ctrl+S");
    app.press(Key::F(5));
    app.press(Key::Ctrl('s'));
    shows(&app, "2026-12-09 日结  还差");
    // The list and the panel count to the evening that is closed, not to today.
    shows(&app, "逾期 4 天");
    hides(&app, "逾期 5 天");
    shows(&app, "2026-12-08 结转: 明早联系");
}

#[test]
fn what_was_found_is_explained_in_words_and_not_by_its_name_in_the_log() {
    for (lang, found, about) in [
        (Lang::Zh, "当天的来访来电登记有 1 行没有补全。", "哪一项"),
        (Lang::En, "1 line of the day's registers is incomplete.", "About"),
    ] {
        let mut office = overdue();
        let chen = office.desk.sign_in("小陈", &Pii::new(CONSULTANT.to_owned())).unwrap();
        office.done_by(&chen, "guest.call", "name=孙七; phone=13911112222; source=网络");
        let Office { desk, folder: _folder, .. } = office;
        let mut app = office::app(desk, lang, Theme::colours());
        sign_in_as(&mut app, "#1", PIN);
        app.press(Key::F(5));
        app.press(Key::Ctrl('s'));
        for _ in 0..12 {
            app.press(Key::Char(' '));
            type_in(&mut app, "等银行");
            app.press(Key::Enter);
        }
        app.press(Key::Char(' '));
        shows(&app, found);
        hides(&app, "book:");
        hides(&app, about);
        type_in(&mut app, "客户不愿说");
        app.press(Key::Enter);
        shows(&app, "客户不愿说");
        hides(&app, "日结  还差");
    }
}

#[test]
fn a_flow_lists_its_cases_and_opens_them() {
    let (mut app, _folder) = open(Lang::Zh);
    app.press(Key::Ctrl('a'));
    shows(&app, "退定/挞定");
    shows(&app, "逾期 12");
    app.press(Key::Tab);
    shows(&app, "换房");
    app.press(Key::BackTab);
    app.press(Key::Enter);
    shows(&app, "RG-0001  3-2-2502");
    app.press(Key::Down);
    app.press(Key::Enter);
    shows(&app, "RG-0005  3-2-1201");
    app.press(Key::F(5));
    app.press(Key::Ctrl('a'));
    app.press(Key::End);
    for _ in 0..4 {
        app.press(Key::PageDown);
    }
    app.press(Key::Enter);
    shows(&app, "这一步没有在办事项");
    app.press(Key::Esc);
    shows(&app, "下一步");
}

#[test]
fn nothing_is_drawn_anew_while_nothing_happens() {
    let office = overdue();
    let Office { desk, clock, folder: _folder, .. } = office;
    let mut app = office::app(desk, Lang::Zh, Theme::colours());
    app.press(Key::F(5));
    app.tick().unwrap();
    assert!(!app.tick().unwrap());
    clock.put(EVENING.plus_minutes(1));
    assert!(app.tick().unwrap(), "deadlines move with the minute");
    assert!(!app.tick().unwrap());
    app.take(Input::Han('投'), 0);
    shows(&app, "查找 投");
}

#[test]
fn the_terminal_rings_when_more_is_overdue_and_only_when_wanted() {
    for wanted in [false, true] {
        let Office { desk, clock, folder: _folder, .. } = overdue();
        let mut app = office::app(desk, Lang::Zh, Theme::colours());
        if wanted {
            app.with_bell().unwrap();
        }
        app.tick().unwrap();
        assert!(!app.take_ring());
        // The appointment of 18:30.
        clock.put(EVENING.plus_minutes(40));
        app.tick().unwrap();
        assert_eq!(app.take_ring(), wanted);
        assert!(!app.take_ring());
    }
}

/// RULES 3.1: as everywhere else, in full for a reason that is logged, or masked without one.
#[test]
fn a_form_of_a_deadline_is_printed_in_full_for_a_reason() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "#1", PIN);
    let complaint = (0..20).any(|_| {
        app.press(Key::Ctrl('n'));
        let asked = screen(&app).contains("客户投诉接收单");
        if !asked {
            app.press(Key::Esc);
            app.take_print();
            app.press(Key::Down);
        }
        asked
    });
    assert!(complaint, "{}", screen(&app));
    let printed = |app: &mut App| match app.take_print() {
        Some(Print::Form { form, about: About::Complaint(_), reason }) => (form, reason),
        other => panic!("{other:?}"),
    };
    app.press(Key::Ctrl('s'));
    assert_eq!(printed(&mut app), (Form::Complaint, "办理催签、变更或投诉".to_owned()));
    app.press(Key::Ctrl('n'));
    app.press(Key::Ctrl('u'));
    app.press(Key::Enter);
    assert_eq!(printed(&mut app), (Form::Complaint, String::new()));
}

#[test]
fn the_sheet_and_a_message_are_printed() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "#1", PIN);
    app.press(Key::Ctrl('n'));
    let Some(Print::Message { title, text }) = app.take_print() else { panic!("no message") };
    assert_eq!(title, "催签");
    assert!(text.contains("3-2-2502"), "{text}");
    app.press(Key::Esc);
    app.press(Key::Ctrl('s'));
    app.press(Key::Ctrl('n'));
    assert_eq!(app.take_print(), Some(Print::Day("2026-12-08".parse().unwrap())));
    assert_eq!(app.take_print(), None);
}

/// RULES 1.7 names no clock after the first answer: the flow and the form itself lead to what is not closed.
#[test]
fn an_answered_complaint_is_closed_from_its_flow_or_from_everything_that_can_be_done() {
    for by_flow in [true, false] {
        let mut office = overdue();
        office.done("complaint.judge", "complaint=TS-0001; department=sales");
        office.done("complaint.answer", "complaint=TS-0001; answer=已向客户说明");
        let Office { desk, folder: _folder, .. } = office;
        let mut app = office::app(desk, Lang::Zh, Theme::colours());
        sign_in_as(&mut app, "#1", PIN);
        app.press(Key::F(5));
        hides(&app, "投诉");
        app.press(Key::Ctrl('s'));
        shows(&app, "未结案 (F10 投诉结案): 样板间");
        app.press(Key::Esc);
        if by_flow {
            app.press(Key::Ctrl('a'));
            for _ in 0..20 {
                if screen(&app).contains("受理投诉") {
                    break;
                }
                app.press(Key::Tab);
            }
            for _ in 0..2 {
                app.press(Key::Down);
            }
            app.press(Key::Enter);
            shows(&app, "TS-0001  样板间");
            app.press(Key::Enter);
        } else {
            app.press(Key::F(10));
            type_in(&mut app, "投诉结案");
            app.press(Key::Enter);
            shows(&app, "TS-0001  样板间");
            app.press(Key::Down);
            app.press(Key::Enter);
        }
        shows(&app, "┌ 投诉结案");
        shows(&app, "[TS-0001");
        shows(&app, "样板间与交付标准说明不一致");
    }
}
