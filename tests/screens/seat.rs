//! F12 works over everything that is open, and what is typed to find a choice is taken as a whole.

use anchang::text::Lang;
use anchang::tui::term::Key;
use anchang::tui::{App, Theme};

use crate::office::{self, PIN, choose, sign_in, sign_in_as, type_in};
use crate::see::wide::{hides, screen, shows};

const MING: &str = "ming-7-1";

#[test]
fn a_form_waits_for_its_owner_while_somebody_else_sits_down() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    choose(&mut app, "unit.price");
    type_in(&mut app, "51234");
    // Whoever believes to be at the sign-in is there: nothing of it is typed into the form.
    app.press(Key::F(12));
    shows(&app, "┌ 换人");
    type_in(&mut app, "小陈");
    app.press(Key::Tab);
    type_in(&mut app, MING);
    app.press(Key::Enter);
    shows(&app, "置业顾问 小陈");
    hides(&app, "┌ 调价");
    // Not for the other, and not with the next sign-in of the other either.
    sign_in_as(&mut app, "小陈", MING);
    hides(&app, "┌ 调价");
    sign_in_as(&mut app, "老王", PIN);
    shows(&app, "销售经理 老王");
    shows(&app, "┌ 调价");
    shows(&app, "[51234  ");
    // Once.
    app.press(Key::Esc);
    app.press(Key::Esc);
    sign_in_as(&mut app, "小陈", MING);
    sign_in_as(&mut app, "老王", PIN);
    hides(&app, "┌ 调价");
}

#[test]
fn whoever_does_not_sign_in_after_all_is_back_in_the_form() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    choose(&mut app, "unit.price");
    type_in(&mut app, "51234");
    app.press(Key::F(12));
    // A second time is no second window.
    app.press(Key::F(12));
    app.press(Key::Esc);
    shows(&app, "┌ 调价");
    shows(&app, "[51234  ");
    // The same person again goes on too.
    sign_in_as(&mut app, "老王", PIN);
    shows(&app, "[51234  ");
}

#[test]
fn the_key_works_over_every_window() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    let over: [fn(&mut App); 5] = [
        |app| app.press(Key::F(1)),
        |app| app.press(Key::Enter),
        |app| app.press(Key::Ctrl('f')),
        // The approval of another person.
        |app| {
            sign_in_as(app, "小陈", MING);
            type_in(app, "3-1-1202");
            app.press(Key::Enter);
            choose(app, "unit.hold");
            type_in(app, "#1");
            app.press(Key::Ctrl('s'));
            shows(app, "┌ 需要批准");
        },
        // A question.
        |app| {
            sign_in_as(app, "老王", PIN);
            type_in(app, "3-1-2401");
            app.press(Key::Enter);
            choose(app, "unit.encumber");
            app.press(Key::Char(' '));
            app.press(Key::Tab);
            type_in(app, "123456");
            app.press(Key::Ctrl('q'));
            shows(app, "┌ 请确认");
        },
    ];
    for open in over {
        open(&mut app);
        app.press(Key::F(12));
        shows(&app, "┌ 换人");
        app.press(Key::Esc);
        hides(&app, "┌ 换人");
        for _ in 0..4 {
            app.press(Key::Esc);
        }
    }
}

#[test]
fn somebody_else_can_sit_down_at_a_locked_desk_and_takes_nothing_with_them() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    choose(&mut app, "unit.price");
    type_in(&mut app, "51234");
    assert!(app.idle(std::time::Duration::from_mins(30)).unwrap());
    shows(&app, "已锁定");
    sign_in_as(&mut app, "小陈", MING);
    shows(&app, "置业顾问 小陈");
    hides(&app, "┌ 调价");
    sign_in_as(&mut app, "老王", PIN);
    shows(&app, "[51234  ");
}

#[test]
fn a_pin_among_words_is_asked_about_before_it_is_recorded() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    choose(&mut app, "unit.price");
    type_in(&mut app, "51000");
    for _ in 0..3 {
        app.press(Key::Tab);
    }
    type_in(&mut app, "shan-7715");
    app.press(Key::Ctrl('s'));
    shows(&app, "像是密码");
    // Enter alone does not send it.
    app.press(Key::Enter);
    shows(&app, "┌ 调价");
    hides(&app, "像是密码");
}

#[test]
fn whoever_leaves_a_locked_desk_leaves_nothing_of_theirs_in_sight() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    app.press(Key::F(6));
    type_in(&mut app, "4455");
    shows(&app, "4455");
    assert!(app.idle(std::time::Duration::from_mins(30)).unwrap());
    // Nobody gives the PIN.
    app.press(Key::Esc);
    hides(&app, "已锁定");
    hides(&app, "4455");
}

#[test]
fn what_waits_for_its_owner_is_not_lost_by_something_else_they_do_first() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    choose(&mut app, "unit.price");
    type_in(&mut app, "51234");
    sign_in_as(&mut app, "小陈", MING);
    app.press(Key::Ctrl('o'));
    // Asked for before anybody has signed in, it is done first.
    app.press(Key::F(5));
    app.press(Key::Ctrl('r'));
    type_in(&mut app, "老王");
    app.press(Key::Tab);
    type_in(&mut app, PIN);
    app.press(Key::Enter);
    shows(&app, "┌ 受理投诉");
    hides(&app, "[51234  ");
    sign_in_as(&mut app, "小陈", MING);
    sign_in_as(&mut app, "老王", PIN);
    shows(&app, "[51234  ");
}

#[test]
fn what_somebody_else_was_asked_to_do_is_not_done_after_the_desk_was_locked() {
    let mut office = office::Office::founded();
    office.done("staff.add", "name=小陈; phone=13700000007; roles=consultant; pin=ming-7-1");
    let mut app = office::app(office.desk, Lang::Zh, Theme::colours());
    sign_in_as(&mut app, "小陈", MING);
    // The price list is the manager's.
    app.press(Key::Ctrl('s'));
    shows(&app, "┌ 换人");
    assert!(app.idle(std::time::Duration::from_mins(30)).unwrap());
    type_in(&mut app, MING);
    app.press(Key::Enter);
    shows(&app, "置业顾问 小陈");
    sign_in(&mut app);
    shows(&app, "销售经理 老王");
    hides(&app, "┌ 导入价目表");
}

#[test]
fn that_it_is_no_pin_does_not_answer_whether_it_is_to_be_done() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    choose(&mut app, "guest.forget");
    type_in(&mut app, "#1");
    app.press(Key::Tab);
    type_in(&mut app, "shan-7715");
    app.press(Key::Ctrl('s'));
    shows(&app, "像是密码");
    app.press(Key::Char('y'));
    shows(&app, "做了就不能撤销");
}

/// The form of a visit, at the way the guest heard of the house: 围挡 外展 户外 网络 派单 短信 报纸 介绍 路过 渠道.
fn at_the_source(app: &mut App) {
    sign_in_as(app, "小陈", MING);
    app.press(Key::F(6));
    app.press(Key::Ctrl('r'));
    while !screen(app).contains("围挡   外展") {
        app.press(Key::Tab);
    }
}

#[test]
fn a_choice_is_found_by_everything_that_was_typed_and_not_by_its_last_letter() {
    let (mut app, _folder) = office::open(Lang::Zh);
    at_the_source(&mut app);
    for (typed, chosen) in [
        ("wl", "网络"),
        ("wangluo", "网络"),
        ("waizhan", "外展"),
        ("hw", "户外"),
        ("网络", "网络"),
        ("online", "网络"),
        ("passing", "路过"),
        ("qu", "渠道"),
    ] {
        app.press(Key::Ctrl('u'));
        type_in(&mut app, typed);
        shows(&app, &format!("[{chosen}  {typed} "));
        // As one paste it is the same.
        app.press(Key::Ctrl('u'));
        app.paste(typed);
        shows(&app, &format!("[{chosen}  {typed} "));
    }
    // The same letter again goes on to the next that begins with it.
    app.press(Key::Ctrl('u'));
    type_in(&mut app, "ww");
    shows(&app, "[外展  ww ");
    // One letter less: the first that fits what is left.
    app.press(Key::Backspace);
    shows(&app, "[围挡  w ");
}

#[test]
fn what_no_choice_is_called_is_said_and_nothing_else_is_taken_for_it() {
    let (mut app, _folder) = office::open(Lang::Zh);
    at_the_source(&mut app);
    type_in(&mut app, "wlx");
    shows(&app, "没有「wlx」这一项");
    app.press(Key::Enter);
    shows(&app, "没有「wlx」这一项");
    app.press(Key::Ctrl('s'));
    shows(&app, "没有「wlx」这一项");
    app.press(Key::Backspace);
    shows(&app, "[网络  wl ");
    hides(&app, "这一项");
    app.press(Key::Tab);
    shows(&app, "[网络   ");
}
