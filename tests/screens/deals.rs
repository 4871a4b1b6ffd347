//! Subscription 认购 (F4), deals 交易 (F7) and approvals 审批 (F8): how they look, and a subscription by keys alone.

use std::sync::OnceLock;

use anchang::domain::deal::{DealId, Handout};
use anchang::domain::person::Pii;
use anchang::paper::Form;
use anchang::text::Lang;
use anchang::tui::term::{Input, Key};
use anchang::tui::{About, App, Print, Theme};
use tempfile::TempDir;

use crate::office::{self, Office, PIN, sign_in_as, type_in};
use crate::paper;
use crate::pictures::{SIZES, photograph};
use crate::see::wide::{hides, screen, shows};

const CONSULTANT: &str = "ming-7-1";
const FINANCE: &str = "ming-5-5";
const CONTRACT: &str = "ming-6-6";
const ASSISTANT: &str = "ming-8-8";

/// An office that sells: discounts, forms, buyers with documents, deals in several steps.
pub fn selling() -> Office {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let mut office = Office::new();
        office.done("staff.add", &format!("name=小钱; roles=finance; pin={FINANCE}"));
        office.done("staff.add", &format!("name=小许; roles=contract; pin={CONTRACT}"));
        office.done("staff.add", &format!("name=小周; roles=assistant; pin={ASSISTANT}"));
        office.done("staff.add", "name=林总; roles=leader; pin=ming-1-leader");
        let session = |office: &Office, name: &str, pin: &str| {
            office.desk.sign_in(name, &Pii::new(pin.to_owned())).unwrap()
        };
        let chen = session(&office, "小陈", CONSULTANT);
        let qian = session(&office, "小钱", FINANCE);
        let xu = session(&office, "小许", CONTRACT);
        let zhou = session(&office, "小周", ASSISTANT);
        let lin = session(&office, "林总", "ming-1-leader");
        office.done_by(
            &lin,
            "discount.publish",
            "name=按时签约; percent=98折; evidence=优惠2026-01; until=2027-01-31",
        );
        let amount = "name=一次性付款; off_total=2万; evidence=优惠2026-02; until=2027-01-31";
        office.done_by(&lin, "discount.publish", amount);
        // 2026-11-28 10:12: a unit that is subscribed and handed over.
        let identify = "guest=#3; id_no=11010519491231002X; address=深圳市福田区莲花路1号";
        office.done_by(&chen, "guest.identify", identify);
        let enter =
            "unit=3-2-2502; buyers=#3; discounts=按时签约; plan=commercial_loan; deposit=10万; limit=passed";
        office.done_by(&chen, "deal.enter", enter);
        office.done_by(&chen, "deal.sign", "deal=RG-0001");
        office.done("application.approve", "application=SP-0001");
        office.done_by(&chen, "deal.confirm", "deal=RG-0001");
        office.done_by(&qian, "deal.receive", "deal=RG-0001; amount=10万; method=cash");
        office.done_with_manager(&qian, "receipt.void", "receipt=SJ-000001; reason=收款方式写错");
        office.done_by(&qian, "deal.receive", "deal=RG-0001; amount=10万; method=card");
        office.done_by(&xu, "deal.stamp", "deal=RG-0001");
        office.done_by(&chen, "deal.file", "deal=RG-0001");
        office.done("deal.subscribe", "deal=RG-0001");
        office.done_by(&zhou, "deal.archive", "deal=RG-0001; place=档案柜3-2");
        office.later(20);
        // One that waits for the manager, with a deposit in two parts.
        office.done("unit.hold", "unit=3-2-2401; consultant=小陈; guest=#2");
        let identify =
            "guest=#2; id_kind=passport; id_no=E12345678; born=1990-03-07; address=深圳市南山区科技园2路";
        office.done_by(&chen, "guest.identify", identify);
        let enter = "unit=3-2-2401; buyers=#2; limit=passed; plan=one_payment; deposit=5万; now=1万; terms=交房前付清";
        office.done_by(&chen, "deal.enter", enter);
        office.done_by(&chen, "deal.sign", "deal=RG-0002");
        office.later(7);
        office.desk.tick().unwrap();
        office.done("unit.hold", "unit=3-1-2402; consultant=小陈; guest=#1");
        office.into_file()
    });
    let office = Office::of(file);
    office.later(27);
    office
}

fn open(lang: Lang) -> (App, TempDir) {
    let Office { desk, folder, .. } = selling();
    (office::app(desk, lang, Theme::colours()), folder)
}

fn pictures(view: &str, sizes: &[(u16, u16)], prepare: impl Fn(&mut App)) {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = open(lang);
        prepare(&mut app);
        photograph(view, &app, lang, sizes);
    }
}

/// The cursor of the grid goes to a unit.
fn go_to(app: &mut App, unit: &str) {
    app.press(Key::F(3));
    type_in(app, unit);
    app.press(Key::Enter);
}

/// The form of the unit that 小陈 holds for 张三.
fn form(app: &mut App) {
    sign_in_as(app, "小陈", CONSULTANT);
    choose_unit(app, "3-1-2402");
}

fn choose_unit(app: &mut App, unit: &str) {
    go_to(app, unit);
    app.press(Key::F(4));
}

/// To the field of this label.
fn field(app: &mut App, label: &str) {
    for _ in 0..30 {
        let buffer = paper::draw(app, (200, 60));
        let area = buffer.area;
        let (x, y) = cursor(app);
        let row: String = (0..area.width).map(|x| buffer[(x, y)].symbol()).collect();
        let _ = x;
        if row.replace(' ', "").contains(label) {
            return;
        }
        app.press(Key::Tab);
    }
    panic!("no field {label}:\n{}", screen(app));
}

fn cursor(app: &App) -> (u16, u16) {
    let backend = ratatui::backend::TestBackend::new(200, 60);
    let mut terminal = ratatui::Terminal::new(backend).unwrap();
    terminal.draw(|frame| anchang::tui::draw(app, frame)).unwrap();
    let at = terminal.get_cursor_position().unwrap();
    (at.x, at.y)
}

#[test]
fn the_form_as_it_opens() {
    pictures("entry", &SIZES, form);
}

#[test]
fn the_form_filled() {
    pictures("entry-filled", &SIZES, |app| {
        form(app);
        fill(app);
    });
}

/// Discount, commercial loan, deposit.
fn fill(app: &mut App) {
    let zh = screen(app).contains("认购");
    let name = |chinese, english| if zh { chinese } else { english };
    field(app, name("优惠", "Discounts"));
    type_in(app, "ZK-01");
    field(app, name("付款方式", "Payplan"));
    app.press(Key::Right);
    app.press(Key::Right);
    app.press(Key::Right);
    field(app, name("定金", "Deposit"));
    type_in(app, "10万");
    field(app, name("购房资格", "Righttobuy"));
    app.press(Key::Right);
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    pictures("entry-wrong", &SIZES[..2], |app| {
        form(app);
        let zh = screen(app).contains("认购");
        field(app, if zh { "付款方式" } else { "Payplan" });
        app.press(Key::Right);
        field(app, if zh { "定金" } else { "Deposit" });
        // 21 %.
        type_in(app, "140万");
    });
}

#[test]
fn locking_comes_first() {
    pictures("entry-lock", &SIZES[..2], |app| {
        sign_in_as(app, "小陈", CONSULTANT);
        choose_unit(app, "3-2-2301");
    });
}

#[test]
fn a_document_from_within_the_form() {
    pictures("entry-identify", &SIZES[..1], |app| {
        form(app);
        app.press(Key::Ctrl('d'));
    });
}

#[test]
fn the_list() {
    pictures("deals", &SIZES, |app| app.press(Key::F(7)));
}

#[test]
fn a_deal_by_itself() {
    pictures("deal", &SIZES, |app| {
        app.press(Key::F(7));
        app.press(Key::Ctrl('d'));
    });
}

#[test]
fn what_waits_for_the_manager() {
    pictures("approvals", &SIZES, |app| {
        sign_in_as(app, "#1", PIN);
        app.press(Key::F(8));
    });
}

#[test]
fn approving() {
    pictures("approvals-approve", &SIZES[..1], |app| {
        sign_in_as(app, "#1", PIN);
        app.press(Key::F(8));
        app.press(Key::Enter);
    });
}

#[test]
fn nothing_waits() {
    pictures("approvals-none", &SIZES[..1], |app| app.press(Key::F(8)));
}

#[test]
fn without_colours() {
    let Office { desk, folder: _folder, .. } = selling();
    let mut app = office::app(desk, Lang::Zh, Theme::plain());
    form(&mut app);
    fill(&mut app);
    photograph("entry-plain", &app, Lang::Zh, &SIZES[1..2]);
}

#[test]
fn deals_are_found_by_number_unit_and_people() {
    let (mut app, _folder) = open(Lang::Zh);
    app.press(Key::F(7));
    shows(&app, "进行中 2, 共 2");
    for (typed, found, not) in [
        ("0002", "RG-0002", "RG-0001  "),
        ("3-2-2502", "3-2-2502", "RG-0002 "),
        ("oymy", "欧*", "RG-0001 "),
        ("xiaochen", "RG-0001", "没有这样的"),
    ] {
        type_in(&mut app, typed);
        shows(&app, found);
        hides(&app, not);
        app.press(Key::Esc);
    }
    hides(&app, "欧阳明月");
}

#[test]
fn a_subscription_by_keys_alone() {
    let (mut app, _folder) = open(Lang::Zh);
    form(&mut app);
    shows(&app, "锁 剩");
    shows(&app, "还没有登记有效证件");
    // One key to the document of the buyer who has none.
    app.press(Key::Ctrl('d'));
    shows(&app, "登记证件");
    shows(&app, "[#1");
    // The reader types into whatever field has the focus.
    read(&mut app, "44030519900101123X");
    app.press(Key::Ctrl('s'));
    shows(&app, "证件已登记");
    shows(&app, "证件号校验通过 1/1");
    fill(&mut app);
    shows(&app, "陆佰肆拾");
    app.press(Key::Ctrl('s'));
    shows(&app, "RG-0003 已填写");
    shows(&app, "下一步 顾问签字: 置业顾问 小陈");
    app.press(Key::Enter);
    app.press(Key::Enter);
    shows(&app, "下一步 经理审核: 销售经理 老王");
    // On the spot: the manager's PIN.
    app.press(Key::Enter);
    app.press(Key::Ctrl('s'));
    shows(&app, "需要批准");
    type_in(&mut app, "老王");
    app.press(Key::Tab);
    type_in(&mut app, PIN);
    app.press(Key::Enter);
    shows(&app, "下一步 客户签名");
    app.press(Key::Enter);
    app.press(Key::Enter);
    shows(&app, "下一步 财务收定金: 财务 小钱");
    // Not the consultant's step: it says whose it is.
    app.press(Key::Enter);
    shows(&app, "财务 小钱。F12 换人");
    sign_in_as(&mut app, "小钱", FINANCE);
    app.press(Key::Enter);
    shows(&app, "100,000.00");
    app.press(Key::Right);
    app.press(Key::Ctrl('s'));
    shows(&app, "下一步 盖章分联: 合同 小许");
    sign_in_as(&mut app, "小许", CONTRACT);
    app.press(Key::Enter);
    app.press(Key::Enter);
    shows(&app, "下一步 客户档案表: 置业顾问 小陈");
    sign_in_as(&mut app, "小陈", CONSULTANT);
    // The file lacks the address: it is asked for at once, and then the step can be done.
    app.press(Key::Enter);
    shows(&app, "客户档案还缺: 通讯地址");
    type_in(&mut app, "深圳市福田区莲花路8号");
    app.press(Key::Ctrl('s'));
    app.press(Key::Enter);
    app.press(Key::Enter);
    shows(&app, "下一步 销控改认购: 销售助理 小周");
}

/// RULES 1.16: the number of an identity card tells the birthday, that of a passport does not.
/// The papers of the subscription that has come to its last step.
fn papers(app: &mut App) {
    sign_in_as(app, "小陈", CONSULTANT);
    choose_unit(app, "3-2-2502");
    app.press(Key::Enter);
}

/// The proof of income is not printed yet: it is taken off, whichever way the arrows go past it.
fn without_the_proof_of_income(app: &mut App) {
    papers(app);
    for _ in 0..4 {
        app.press(Key::Right);
    }
    app.press(Key::Char(' '));
    app.press(Key::Left);
    app.press(Key::Right);
}

#[test]
fn the_papers_for_the_buyer_are_ticked_off() {
    pictures("deal-papers", &SIZES[..2], papers);
    pictures("deal-papers-one-off", &SIZES[..1], without_the_proof_of_income);
    pictures("deal-papers-owed", &SIZES[..2], |app| {
        without_the_proof_of_income(app);
        app.press(Key::Enter);
    });
}

#[test]
fn enter_alone_hands_over_all_papers_and_none_are_not_all() {
    let (mut app, _folder) = open(Lang::En);
    papers(&mut app);
    app.press(Key::Ctrl('u'));
    app.press(Key::Enter);
    assert!(app.desk().deal(DealId(1)).unwrap().unwrap().handed.is_empty(), "{}", screen(&app));
    let (mut app, _folder) = open(Lang::En);
    papers(&mut app);
    app.press(Key::Enter);
    assert_eq!(app.desk().deal(DealId(1)).unwrap().unwrap().handed, Handout::ALL, "{}", screen(&app));
}

/// Another pay plan for the subscription that stands: paid at once, without its discount.
fn pay_plan(app: &mut App) {
    sign_in_as(app, "小陈", CONSULTANT);
    choose_unit(app, "3-2-2502");
    office::choose(app, "变更付款方式");
    app.press(Key::Right);
}

#[test]
fn another_pay_plan_says_what_it_comes_to_before_it_is_asked_for() {
    pictures("deal-pay-plan", &SIZES[..2], pay_plan);
    pictures("deal-pay-plan-dearer", &SIZES[..2], |app| {
        pay_plan(app);
        app.press(Key::Right);
        app.press(Key::Right);
        let zh = screen(app).contains("认购");
        field(app, if zh { "失去的优惠" } else { "Discountslost" });
        type_in(app, "ZK-01");
        app.press(Key::Tab);
    });
}

#[test]
fn another_pay_plan_waits_for_the_manager_with_its_rows() {
    pictures("approval-pay-plan", &SIZES[1..2], |app| {
        pay_plan(app);
        app.press(Key::Ctrl('s'));
        type_in(app, "资金周转");
        app.press(Key::Ctrl('s'));
        app.press(Key::F(8));
        app.press(Key::End);
    });
}

#[test]
fn the_supplement_is_printed_where_it_waits() {
    let (mut app, _folder) = open(Lang::En);
    pay_plan(&mut app);
    app.press(Key::Ctrl('s'));
    type_in(&mut app, "资金周转");
    app.press(Key::Ctrl('s'));
    app.press(Key::F(8));
    app.press(Key::End);
    app.press(Key::Ctrl('n'));
    app.press(Key::Enter);
    let Some(Print::Form { form, about, .. }) = app.take_print() else { panic!("{}", screen(&app)) };
    assert_eq!(form, Form::Replan);
    assert!(matches!(about, About::Change(DealId(1), Some(_))));
}

#[test]
fn another_pay_plan_is_asked_for_with_a_reason() {
    let (mut app, _folder) = open(Lang::En);
    pay_plan(&mut app);
    app.press(Key::Ctrl('s'));
    assert!(screen(&app).contains("must"), "{}", screen(&app));
    type_in(&mut app, "资金周转");
    app.press(Key::Ctrl('s'));
    shows(&app, "Pay plan");
    let deal = app.desk().deal(DealId(1)).unwrap().unwrap();
    assert!(deal.change.is_some(), "{}", screen(&app));
}

#[test]
fn only_a_document_that_tells_no_birthday_asks_for_it() {
    let (mut app, _folder) = open(Lang::Zh);
    form(&mut app);
    app.press(Key::Ctrl('d'));
    shows(&app, "[居民身份证");
    hides(&app, "出生日期");
    hides(&app, "法定代表人");
    app.press(Key::BackTab);
    app.press(Key::Right);
    app.press(Key::Right);
    shows(&app, "[护照");
    shows(&app, "出生日期");
}

#[test]
fn the_next_person_goes_on_with_the_deal_that_was_found() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "小陈", CONSULTANT);
    app.press(Key::F(7));
    type_in(&mut app, "2502");
    sign_in_as(&mut app, "小周", ASSISTANT);
    app.press(Key::Ctrl('d'));
    shows(&app, "RG-0001  3-2-2502");
    hides(&app, "RG-0002");
}

/// RULES 3.1: every form of the deal that is looked at, the one that the flow comes to next offered first.
#[test]
fn the_forms_of_a_deal_are_printed_where_it_is_looked_at() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "小陈", CONSULTANT);
    app.press(Key::F(7));
    app.press(Key::Ctrl('n'));
    // The newest waits for the manager with an interim form.
    shows(&app, "[认购审批单");
    app.press(Key::Ctrl('s'));
    let reason = "办理认购".to_owned();
    let print =
        |form, deal, reason: &str| Print::Form { form, about: About::Deal(deal), reason: reason.to_owned() };
    assert_eq!(app.take_print(), Some(print(Form::Approval, DealId(2), &reason)));
    app.press(Key::Down);
    app.press(Key::Ctrl('n'));
    shows(&app, "[资料交接清单");
    // Without a reason people are masked; any other form is a letter away.
    app.press(Key::Right);
    shows(&app, "[购房须知");
    app.press(Key::Tab);
    app.press(Key::Ctrl('u'));
    app.press(Key::Enter);
    assert_eq!(app.take_print(), Some(print(Form::BuyersNotice, DealId(1), "")));
    // The reason is logged: a PIN in it is asked about first.
    app.press(Key::Ctrl('n'));
    app.press(Key::Tab);
    app.press(Key::Ctrl('u'));
    type_in(&mut app, "shan-7715");
    app.press(Key::Ctrl('s'));
    shows(&app, "像是密码");
    assert_eq!(app.take_print(), None);
    app.press(Key::Char('y'));
    assert_eq!(app.take_print(), Some(print(Form::HandOver, DealId(1), "shan-7715")));
}

/// The usual deposit stands there and typing replaces it; a special discount is asked for from within the form.
#[test]
fn the_usual_deposit_is_filled_in_and_a_special_discount_a_key_away() {
    let (mut app, _folder) = open(Lang::Zh);
    form(&mut app);
    field(&mut app, "定金");
    shows(&app, "[50,000.00");
    type_in(&mut app, "10万");
    shows(&app, "[10万");
    hides(&app, "50,000.0010万");
    app.press(Key::Ctrl('r'));
    shows(&app, "申请特例折扣");
    shows(&app, "[3-1-2402                                      ]");
    shows(&app, "[#1                                            ]");
    app.press(Key::Esc);
    shows(&app, "[10万");
}

/// A card reader types without a pause and ends with Enter.
fn read(app: &mut App, text: &str) {
    for (at, c) in text.chars().enumerate() {
        let now = 100_000 + 4 * at as u64;
        app.take(if c.is_ascii() { Input::Key(Key::Char(c)) } else { Input::Han(c) }, now);
    }
    app.take(Input::Key(Key::Enter), 100_000 + 4 * text.chars().count() as u64);
}

#[test]
fn a_card_adds_the_buyer_whose_document_it_is() {
    let (mut app, _folder) = open(Lang::Zh);
    form(&mut app);
    field(&mut app, "认购人");
    // Of 王五 it is on file.
    read(&mut app, "11010519491231002X");
    shows(&app, "#1, #3");
    shows(&app, "50%");
    // Nobody has this one yet: the form for it opens, filled.
    read(&mut app, "钱进,男,汉,19900101,深圳市罗湖区东门路3号,44030519900101123X");
    shows(&app, "登记证件");
    shows(&app, "44030519900101123X");
    app.press(Key::Ctrl('s'));
    shows(&app, "#1, #3, #4");
    hides(&app, "44030519900101123X");
}

#[test]
fn nothing_typed_is_lost() {
    let (mut app, _folder) = open(Lang::Zh);
    form(&mut app);
    fill(&mut app);
    app.press(Key::Esc);
    shows(&app, "草稿已保存");
    app.press(Key::F(4));
    shows(&app, "ZK-01");
    shows(&app, "[10万");
    // What was agreed comes back as well.
    app.press(Key::Esc);
    go_to(&mut app, "3-2-2401");
    app.press(Key::F(4));
    shows(&app, "已带入 RG-0002 的内容");
    shows(&app, "交房前付清");
    shows(&app, "[10,000.00");
    app.press(Key::Ctrl('n'));
    shows(&app, "已从头填写");
}

#[test]
fn a_stale_price_is_refused() {
    let mut office = selling();
    let mut app = office::app(office.window(), Lang::Zh, Theme::colours());
    sign_in_as(&mut app, "小陈", CONSULTANT);
    choose_unit(&mut app, "3-2-2301");
    // The form is filled before the unit is locked.
    app.press(Key::Esc);
    office.done("unit.price", "units=3-2-2301; change=+1; reason=调价");
    assert!(app.tick().unwrap());
    shows(&app, "表价已变");
}

#[test]
fn the_manager_decides_in_their_own_window() {
    let (mut app, _folder) = open(Lang::Zh);
    app.press(Key::F(8));
    shows(&app, "请先登录");
    sign_in_as(&mut app, "#1", PIN);
    shows(&app, "F8 审批 1");
    shows(&app, "SP-0002");
    shows(&app, "先交 10,000.00");
    shows(&app, "交房前付清");
    app.press(Key::Ctrl('r'));
    app.press(Key::Ctrl('s'));
    shows(&app, "退回修改");
    type_in(&mut app, "定金先交5万");
    app.press(Key::Ctrl('s'));
    shows(&app, "没有等待您审批的申请");
    sign_in_as(&mut app, "小陈", CONSULTANT);
    app.press(Key::F(7));
    shows(&app, "填写认购书");
    app.press(Key::Enter);
    // What was agreed, and what the manager wants changed in it.
    shows(&app, "退回: 定金先交5万");
    shows(&app, "50,000.00");
}

#[test]
fn no_size_and_no_key_is_too_much() {
    let (mut app, _folder) = open(Lang::En);
    form(&mut app);
    let keys = [
        Key::Down,
        Key::PageDown,
        Key::BackTab,
        Key::Ctrl('u'),
        Key::Esc,
        Key::Ctrl('4'),
        Key::Esc,
        Key::F(7),
        Key::End,
        Key::Ctrl('d'),
        Key::PageDown,
        Key::Esc,
        Key::F(8),
        Key::End,
    ];
    for key in keys {
        app.press(key);
        for size in [(1, 1), (79, 24), (80, 24), (81, 25), (99, 30), (159, 31), (160, 31), (400, 120)] {
            paper::words(&paper::draw(&app, size));
        }
    }
}

/// RULES 1.8: a change that was approved is the next step at once, before papers are handed out in the old names; its form
/// is printed where it is decided about, and F10 names the deal that it is about.
#[test]
fn an_approved_change_comes_before_the_last_steps() {
    let mut office = selling();
    let chen = office.desk.sign_in("小陈", &Pii::new(CONSULTANT.to_owned())).unwrap();
    office.done_by(
        &chen,
        "deal.buyers",
        "deal=RG-0001; buyers=#3 50, #2 50; evidence=BG-0001; reason=夫妻加名",
    );
    let Office { desk, folder: _folder, .. } = office;
    let mut app = office::app(desk, Lang::Zh, Theme::colours());
    app.press(Key::F(7));
    app.press(Key::Down);
    shows(&app, "下一步 交购房资料");
    // The manager prints it, and approves.
    office::sign_in(&mut app);
    app.press(Key::F(8));
    app.press(Key::Down);
    app.press(Key::Ctrl('n'));
    shows(&app, "更名申请表");
    app.press(Key::Ctrl('s'));
    let Some(Print::Form { form: Form::Rename, about, reason }) = app.take_print() else {
        panic!("{}", screen(&app))
    };
    assert!(matches!(about, About::Change(DealId(1), Some(_))));
    assert_eq!(reason, "办理认购");
    app.press(Key::Enter);
    app.press(Key::Ctrl('s'));
    app.press(Key::F(7));
    app.press(Key::Down);
    shows(&app, "收回认购书各联");
    hides(&app, "下一步 交购房资料");
    app.press(Key::F(10));
    shows(&app, "全部操作 RG-0001  3-2-2502");
}

/// RULES 1.8: the form of other buyers starts with those of now, ready to add somebody to.
#[test]
fn other_buyers_start_with_those_of_now() {
    let (mut app, _folder) = open(Lang::Zh);
    sign_in_as(&mut app, "小陈", CONSULTANT);
    app.press(Key::F(7));
    app.press(Key::Down);
    app.press(Key::F(10));
    type_in(&mut app, "sqgm");
    app.press(Key::Enter);
    shows(&app, "[#3 100%");
    app.press(Key::End);
    type_in(&mut app, ", #2 50");
    shows(&app, "[#3 100%, #2 50");
}
