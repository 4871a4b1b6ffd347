//! A journey with the mouse for everything but what is written.

use crate::terminal::{House, Terminal};

#[test]
fn everything_can_be_clicked() {
    let house = House::new();
    let unit = house.available().into_iter().next().unwrap();
    let room = unit.rsplit('-').next().unwrap().to_owned();
    let mut terminal = Terminal::open(&house, (120, 36));
    terminal.wait_for("共 120");
    terminal.typed(&format!("{unit}\r"));
    let cell = format!("可{room}");
    terminal.wait("the unit", |t| t.at_cursor().starts_with(&cell));

    // One click chooses, the second opens; the footer's words are buttons.
    terminal.click(&cell);
    terminal.wait_for("┌ 房源");
    terminal.click("Esc 返回");
    terminal.wait_until_gone("┌ 房源");
    // Whoever sits at the desk stands in the corner, and a click there changes that.
    terminal.click("未登录");
    terminal.wait_for("┌ 登录");
    terminal.click("Esc 返回");
    terminal.wait_until_gone("┌ 登录");
    terminal.click("F10 全部操作");
    terminal.wait_for("请先登录");
    terminal.typed("孙悦\t135790\r");
    // Whoever asked for the palette gets it after signing in.
    terminal.wait_for("┌ 全部操作");
    terminal.click("锁房");
    terminal.wait_for("┌ 锁房 ─");
    terminal.click("置业顾问");
    terminal.click("[");
    terminal.typed("\u{1b}");
    terminal.wait_until_gone("┌ 锁房 ─");

    terminal.click("Ctrl+F 筛选");
    terminal.wait_for("┌ 筛选");
    terminal.wait_for("可售");
    terminal.click(" 锁房 ");
    terminal.click("Ctrl+S 提交");
    terminal.wait_for("筛选 锁房");
    terminal.typed("\u{1b}");
    terminal.wait_until_gone("筛选 锁房");

    // What a narrow footer leaves out is clicked in the help.
    terminal.click("F1 帮助");
    terminal.wait_for("┌ 帮助");
    terminal.click("Ctrl+F  /           筛选");
    terminal.wait_until_gone("┌ 帮助");
    terminal.wait_for("┌ 筛选");
    terminal.typed("\u{1b}");
    terminal.wait_until_gone("┌ 筛选");

    // Wheel towards the end: three floors down; then the mouse goes back to the terminal.
    terminal.typed("1501\r");
    terminal.wait("floor fifteen", |t| t.at_cursor().ends_with("1501"));
    let before = terminal.at_cursor();
    terminal.typed("\u{1b}[<65;10;10M");
    terminal.wait("three floors down", |t| t.at_cursor() != before);
    terminal.typed("\u{5}");
    terminal.wait_for("鼠标已交还终端");
    assert!(terminal.bytes.windows(8).any(|bytes| bytes == b"\x1b[?1000l"));
    terminal.leave();
}
