//! Acting from the grid by keys alone: sign in, hold with the manager's PIN on the spot, what is refused and why.

use crate::terminal::{House, Terminal};

const F10: &str = "\u{1b}[21~";
const F12: &str = "\u{1b}[24~";
const ESC: &str = "\u{1b}";
const CTRL_S: &str = "\u{13}";

fn sign_in(terminal: &mut Terminal, name: &str, pin: &str) {
    terminal.typed(F12);
    terminal.wait_for("│ 密码");
    terminal.typed(name);
    terminal.typed("\t");
    terminal.typed(pin);
    terminal.typed("\r");
}

/// Opens an action by its name.
fn choose(terminal: &mut Terminal, action: &str) {
    terminal.typed(F10);
    terminal.wait_for("┌ 全部操作");
    terminal.typed(action);
    terminal.wait_for(&format!("> {action}"));
    terminal.typed("\r");
}

#[test]
fn a_consultant_holds_a_unit_with_the_managers_pin_on_the_spot() {
    let house = House::new();
    let unit = house.available().into_iter().next().unwrap();
    let room = unit.rsplit('-').next().unwrap().to_owned();
    let mut terminal = Terminal::open(&house, (120, 36));
    terminal.wait_for("F3 销控");

    terminal.typed(F10);
    terminal.wait_for("请先登录");
    terminal.typed(ESC);
    terminal.wait_until_gone("│ 密码");
    sign_in(&mut terminal, "王磊", "000000");
    terminal.wait_for("王磊 的密码不对");
    terminal.typed(ESC);
    terminal.wait_for("再按一次 Esc");
    terminal.typed(ESC);
    terminal.wait_until_gone("│ 密码");
    sign_in(&mut terminal, "王磊", "314159");
    terminal.wait_for("置业顾问 王磊  ");
    terminal.wait_until_gone("│ 密码");

    terminal.typed(&unit);
    terminal.typed("\r");
    terminal.wait("the unit", |t| t.at_cursor().ends_with(&room));
    choose(&mut terminal, "锁房");
    terminal.wait_for("┌ 锁房 ─");
    // A request takes the PIN of somebody who may (RULES 1.3.3).
    terminal.typed("#99999");
    terminal.typed(CTRL_S);
    // What the action is refused for is said in its own form before anybody's PIN is asked for.
    terminal.wait_for("没有这位客户: #99999");
    for _ in 0..6 {
        terminal.typed("\u{7f}");
    }
    terminal.typed(CTRL_S);
    terminal.wait_for("┌ 需要批准");
    terminal.typed("李静\t999999\r");
    terminal.wait_for("李静 的密码不对");
    terminal.typed("246810\r");
    terminal.wait_for(&format!("{unit}: 王磊 锁房至"));
    terminal.wait_for("批准 李静");
    let log = house.run(&["show", "log", "--unit", &unit, "--last", "1", "--format", "json"], None);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!((log[0]["type"].as_str(), log[0]["by"].as_str()), (Some("unit.held"), Some("王磊")));
    assert_eq!(log[0]["approved_by"], "李静");
    terminal.leave();
}

#[test]
fn what_a_role_may_not_do_says_so_in_the_palette() {
    let house = House::new();
    let mut terminal = Terminal::open(&house, (80, 24));
    terminal.wait_for("F3 销控");
    sign_in(&mut terminal, "小何", "112233");
    terminal.wait_for("前台 小何  ");
    terminal.typed(F10);
    terminal.typed("unit.hold");
    terminal.wait_for("小何 (前台) 无权做这一项, 可由: 置业顾问、销售主管");
    // Enter makes room for somebody who may; whoever has not come is not waited for.
    terminal.typed("\r");
    terminal.wait_for("│ 密码");
    terminal.typed(ESC);
    terminal.wait_until_gone("│ 密码");
    terminal.wait_for("前台 小何  ");
    terminal.leave();
}
