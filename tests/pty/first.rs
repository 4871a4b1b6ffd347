//! The first morning: a new computer, a real price list, the whole of it by keys alone.

use crate::terminal::{House, Terminal};

const DOWN: &str = "\u{1b}[B";
const RIGHT: &str = "\u{1b}[C";
const F10: &str = "\u{1b}[21~";
const F12: &str = "\u{1b}[24~";
const ESC: &str = "\u{1b}";
const CTRL_S: &str = "\u{13}";

/// The price list of a real building of 416 units, as the city publishes it.
const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/shenzhen-presale-416-units.xls");

fn choose(terminal: &mut Terminal, action: &str) {
    terminal.typed(F10);
    terminal.wait_for("┌ 全部操作");
    terminal.typed(action);
    terminal.wait_for(&format!("> {action}"));
    terminal.typed("\r");
    terminal.wait_until_gone("┌ 全部操作");
}

#[test]
fn from_nothing_to_a_reserved_unit() {
    let house = House::empty();
    let mut terminal = Terminal::open(&house, (120, 36));
    terminal.wait_for("这台电脑上还没有项目");
    terminal.typed("云山府\r老王\rshan-77-1\rshan-77-2\r");
    terminal.wait_for("两次输入的密码不同");
    terminal.typed("shan-77-1\rshan-77-1\r");
    // The manager is at the desk, and the next thing to do is open.
    terminal.wait_for("销售经理 老王");
    terminal.wait_for("┌ 导入价目表");
    terminal.typed("/no/such/file.xlsx");
    terminal.typed(CTRL_S);
    terminal.wait_for("价目表有 1 处问题");
    terminal.typed(ESC);
    terminal.wait_until_gone("价目表有 1 处问题");
    terminal.typed("\u{15}");
    terminal.typed(REAL);
    terminal.typed(CTRL_S);
    terminal.wait_for("价目表共 416 套");
    terminal.typed(CTRL_S);
    terminal.wait_for("共 416  未推 416");

    // Everything in the building goes on sale; that cannot be taken back, so Enter alone does nothing.
    terminal.typed("\u{1}");
    terminal.wait_for("已标记");
    choose(&mut terminal, "推盘");
    terminal.wait_for("┌ 推盘 ─");
    terminal.typed("深房许字88号\r");
    terminal.wait_for("┌ 请确认");
    terminal.typed("\r");
    terminal.wait_until_gone("┌ 请确认");
    terminal.typed("\r");
    terminal.wait_for("┌ 请确认");
    terminal.typed(RIGHT);
    terminal.typed("\r");
    terminal.wait("units on sale", |t| t.screen().contains("可售") && !t.screen().contains("┌ 推盘"));

    // A consultant and their guest.
    choose(&mut terminal, "staff.add");
    terminal.wait_for("┌ 添加员工");
    terminal.typed("王磊\r");
    terminal.typed("consultant\r");
    // No phone number for guests to call.
    terminal.typed("\r");
    terminal.typed("lei-204-9\r");
    terminal.wait_until_gone("┌ 添加员工");
    terminal.typed(F12);
    terminal.wait_for("┌ 换人");
    terminal.typed("wl");
    terminal.wait_for("王磊  置业顾问");
    terminal.typed("\r");
    terminal.typed("lei-204-9\r");
    terminal.wait_for("置业顾问 王磊");
    choose(&mut terminal, "guest.add");
    terminal.wait_for("┌ 登记客户");
    terminal.typed("张三\r13812341234\r\r");
    terminal.wait_for("登记");
    terminal.wait_until_gone("┌ 登记客户");

    // Held with the manager's PIN on the spot, found by initials; then reserved.
    choose(&mut terminal, "unit.hold");
    terminal.wait_for("┌ 锁房 ─");
    terminal.typed("zs");
    terminal.wait_for("张* 138****1234");
    terminal.typed("\r\r");
    terminal.wait_for("┌ 需要批准");
    terminal.typed(DOWN);
    terminal.typed("\r");
    terminal.typed("shan-77-1\r");
    terminal.wait("the hold", |t| t.at_cursor().starts_with('锁'));
    choose(&mut terminal, "unit.reserve");
    terminal.wait_for("┌ 预留 ─");
    terminal.typed("zs\r");
    terminal.typed(CTRL_S);
    terminal.wait_for("┌ 需要批准");
    terminal.typed("lw\r");
    terminal.typed("shan-77-1\r");
    terminal.wait("the reservation", |t| t.at_cursor().starts_with('留'));

    // Looked through: the unit, its history in words, the key help.
    terminal.typed("\r");
    terminal.wait_for("┌ 房源");
    terminal.wait_for("客户 张* 138****1234");
    terminal.wait_for("批准 老王");
    terminal.leave();
    house.run(&["verify"], None);
}
