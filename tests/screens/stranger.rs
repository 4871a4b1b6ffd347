//! What somebody who has never seen the program tries first, and what must then happen (issues 3 and 4: a stranger's
//! journey with the footer and F1 alone).

use anchang::desk::Founder;
use anchang::text::Lang;
use anchang::tui::term::Key;
use anchang::tui::{App, First, Theme};

use crate::office::{self, choose, sign_in, sign_in_as, type_in};
use crate::paper;

const SIZE: (u16, u16) = (80, 24);

fn screen(app: &App) -> String {
    paper::words(&paper::draw(app, SIZE)).join("\n")
}

#[track_caller]
fn shows(app: &App, text: &str) {
    assert!(screen(app).contains(text), "no {text}:\n{}", screen(app));
}

#[track_caller]
fn hides(app: &App, text: &str) {
    assert!(!screen(app).contains(text), "{text}:\n{}", screen(app));
}

#[test]
fn a_new_pin_is_judged_before_it_is_typed_again_and_typing_replaces_it() {
    let mut first = First::new(Lang::Zh, Theme::colours(), "/x/anchang.db".into());
    let see = |first: &First| paper::words(&paper::draw_first(first, SIZE)).join("\n");
    let mut sent = 0;
    let mut found = |_: &Founder| {
        sent += 1;
        Ok(())
    };
    let mut keys = |first: &mut First, text: &str| {
        for c in text.chars() {
            first.press(Key::Char(c), &mut found);
        }
        first.press(Key::Enter, &mut found)
    };
    keys(&mut first, "Moon");
    keys(&mut first, "Li");
    assert!(see(&first).contains("至少 6 位"), "said before anybody types: {}", see(&first));
    keys(&mut first, "1234");
    assert!(see(&first).contains("密码至少 6 位。") && see(&first).contains("[****  "), "{}", see(&first));
    keys(&mut first, "135790");
    // The cursor went on only now, and what was refused is gone.
    assert!(see(&first).contains("[******  ") && !see(&first).contains("密码至少"), "{}", see(&first));
    assert!(keys(&mut first, "135790").is_some(), "{}", see(&first));
    assert_eq!(sent, 1);
}

#[test]
fn what_was_filled_in_beforehand_is_replaced_by_typing_and_kept_by_moving() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    choose(&mut app, "unit.withhold");
    app.press(Key::BackTab);
    while !screen(&app).contains("3-1-1203,3-1-1204 或") {
        app.press(Key::BackTab);
    }
    let before = screen(&app);
    app.press(Key::End);
    type_in(&mut app, ",");
    assert_ne!(screen(&app), before);
    shows(&app, ", ");
    app.press(Key::Esc);
    app.press(Key::Esc);
    choose(&mut app, "unit.hold");
    app.press(Key::BackTab);
    type_in(&mut app, "3-1-1203");
    shows(&app, "[3-1-1203  ");
}

#[test]
fn a_guest_who_is_not_registered_is_registered_over_the_form_that_asks() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    choose(&mut app, "unit.hold");
    type_in(&mut app, "慕容复");
    shows(&app, "+ 慕容复");
    app.press(Key::Enter);
    shows(&app, "┌ 登记客户");
    shows(&app, "[慕容复  ");
    type_in(&mut app, "13700007777");
    app.press(Key::Ctrl('s'));
    // Back in the form of before, which knows the guest now.
    hides(&app, "┌ 登记客户");
    shows(&app, "┌ 锁房");
    shows(&app, "137****7777");
    hides(&app, "+ 慕容复");
}

#[test]
fn whoever_may_not_register_is_told_who_may() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    choose(&mut app, "unit.hold");
    type_in(&mut app, "慕容复");
    hides(&app, "+ 慕容复");
    app.press(Key::Ctrl('s'));
    shows(&app, "没有这位客户: 慕容复");
    shows(&app, "由前台、顾问先");
}

#[test]
fn half_a_path_is_completed_and_never_sent() {
    let (mut app, folder) = office::empty(Lang::En);
    let lists = folder.path().join("only").join("lists");
    std::fs::create_dir_all(&lists).unwrap();
    std::fs::write(lists.join("prices.csv"), "房号,面积\n").unwrap();
    sign_in(&mut app);
    choose(&mut app, "unit.import");
    type_in(&mut app, &format!("{}/only/li", folder.path().display()));
    app.press(Key::Tab);
    shows(&app, "only/lists/");
    shows(&app, "prices.csv");
    hides(&app, "there is no file");
    // One list is there: it is the one meant, and it is read at once.
    app.press(Key::Enter);
    assert!(app.is_busy(), "{}", screen(&app));
}

#[test]
fn another_screen_is_one_key_away_from_the_window_of_a_unit() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    app.press(Key::Enter);
    shows(&app, "┌ 房源");
    app.press(Key::F(6));
    hides(&app, "┌ 房源");
    shows(&app, "查找");
}

#[test]
fn the_palette_says_what_there_is_nothing_of() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    for (action, why) in [("unit.unwait", "没有人候补"), ("unit.unencumber", "没有抵押或查封")] {
        app.press(Key::F(10));
        type_in(&mut app, action);
        shows(&app, why);
        app.press(Key::Esc);
        app.press(Key::Esc);
    }
}
