//! The first time: what a stranger did with the keys, the mouse and the PIN, and what must then happen (issue 3).

use std::cell::Cell;

use anchang::desk::Founder;
use anchang::text::Lang;
use anchang::tui::term::{Key, Mouse};
use anchang::tui::{App, First, Theme};

use crate::office::{self, PIN, choose, sign_in, sign_in_as, type_in};
use crate::paper;
use crate::see::wide::{SIZE, hides, screen, shows};

const MING: &str = "ming-7-1";

#[test]
fn a_room_that_was_typed_is_the_one_that_is_meant_without_enter() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    type_in(&mut app, "1203");
    shows(&app, "跳到: 1203 (Enter)");
    choose(&mut app, "unit.hold");
    shows(&app, "[3-2-1203 ");
    app.press(Key::Esc);
    app.press(Key::Esc);
    hides(&app, "跳到");
    // Nothing is done to another unit than the one that was meant.
    type_in(&mut app, "9999");
    app.press(Key::F(10));
    shows(&app, "没有房号 9999");
    hides(&app, "┌ 全部操作");
}

#[test]
fn what_one_may_not_do_is_offered_to_whoever_may() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", MING);
    type_in(&mut app, "1203");
    choose(&mut app, "unit.price");
    // Who may is said, and can sit down at once.
    shows(&app, "无权做这一项");
    shows(&app, "┌ 换人");
    type_in(&mut app, "老王");
    app.press(Key::Tab);
    type_in(&mut app, PIN);
    app.press(Key::Enter);
    shows(&app, "销售经理 老王");
    shows(&app, "┌ 调价");
    shows(&app, "[3-2-1203 ");
    // Whoever leaves the sign-in is still at the desk, and nothing waits.
    app.press(Key::Esc);
    app.press(Key::F(12));
    type_in(&mut app, "小陈");
    app.press(Key::Tab);
    type_in(&mut app, MING);
    app.press(Key::Enter);
    choose(&mut app, "unit.price");
    app.press(Key::Esc);
    shows(&app, "小陈");
    hides(&app, "┌");
}

#[test]
fn a_pin_typed_as_a_name_is_neither_seen_nor_said() {
    let (mut app, _folder) = office::open(Lang::Zh);
    app.press(Key::F(12));
    type_in(&mut app, "135790");
    shows(&app, "[******");
    hides(&app, "135790");
    app.press(Key::Enter);
    shows(&app, "这一项填姓名");
    hides(&app, "135790");
    hides(&app, "******");
    // One of letters is seen no longer than it takes to go on.
    type_in(&mut app, MING);
    app.press(Key::Tab);
    shows(&app, "这一项填姓名");
    hides(&app, MING);
    // A wrong name is still said.
    type_in(&mut app, "nobody");
    app.press(Key::Tab);
    shows(&app, "没有名为「nobody」的员工");
}

/// Clicks on a text, the first that is seen.
fn click(app: &mut App, text: &str) {
    let rows = paper::words(&paper::draw(app, SIZE));
    let (y, row) = rows.iter().enumerate().find(|(_, row)| row.contains(text)).expect(text);
    app.mouse(Mouse::Click, column(row, text), u16::try_from(y).unwrap());
}

/// Han characters take two columns, frames one.
fn column(row: &str, text: &str) -> u16 {
    row[..row.find(text).unwrap()].chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}

#[test]
fn the_first_line_is_clicked_over_a_window_and_so_are_more_offers() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    app.press(Key::Enter);
    shows(&app, "┌ 房源");
    click(&mut app, "F8 审批");
    hides(&app, "┌ 房源");
    shows(&app, "等我审批");
    // A form is not left by a click beside it, but another person can sit down.
    click(&mut app, "F3 销控");
    choose(&mut app, "unit.hold");
    click(&mut app, "F8 审批");
    shows(&app, "┌ 锁房");
    click(&mut app, "销售经理 老王");
    shows(&app, "┌ 换人");
    app.press(Key::Esc);
    app.press(Key::Esc);
    app.press(Key::Esc);
    choose(&mut app, "policy.set");
    let before = screen(&app);
    click(&mut app, ".. 还有");
    assert_ne!(screen(&app), before);
    while screen(&app) != before {
        click(&mut app, ".. 还有");
    }
}

#[test]
fn the_first_form_is_clicked() {
    let mut first = First::new(Lang::Zh, Theme::colours(), "/x/anchang.db".into());
    let sent = Cell::new(0);
    let mut found = |_: &Founder| {
        sent.set(sent.get() + 1);
        Ok(())
    };
    let see = |first: &First| paper::words(&paper::draw_first(first, SIZE));
    let mut click = |first: &mut First, text: &str| {
        let rows = see(first);
        let (y, row) = rows.iter().enumerate().find(|(_, row)| row.contains(text)).expect(text);
        first.mouse(Mouse::Click, column(row, text), u16::try_from(y).unwrap(), &mut found)
    };
    for (label, text) in
        [("再输一次密码", PIN), ("新密码", PIN), ("销售经理姓名", "Li"), ("项目名称", "Moon")]
    {
        assert!(click(&mut first, label).is_none());
        for c in text.chars() {
            first.press(Key::Char(c), &mut |_| Ok(()));
        }
    }
    assert!(click(&mut first, "F1 帮助").is_none() && first.press(Key::Esc, &mut |_| Ok(())).is_none());
    assert!(click(&mut first, "Ctrl+L 中文").is_none());
    assert!(click(&mut first, "Ctrl+S Send").is_some(), "{}", see(&first).join("\n"));
    assert_eq!(sent.get(), 1);
}
