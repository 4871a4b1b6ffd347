//! The first morning: a new computer, a real price list, the whole of it by keys alone.

use crate::terminal::{House, Terminal};

const ESC: &str = "\u{1b}";
const CTRL_S: &str = "\u{13}";

/// The price list of a real building of 416 units, as the city publishes it.
const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/shenzhen-presale-416-units.xls");

#[test]
fn from_nothing_to_a_reserved_unit() {
    let house = House::empty();
    // The list was downloaded: nobody has to know its path.
    let downloads = house.db().with_file_name("Downloads");
    std::fs::create_dir(&downloads).unwrap();
    let list = std::fs::read(REAL).unwrap();
    std::fs::write(downloads.join("shenzhen-presale-416-units.xls"), list).unwrap();
    let mut terminal = Terminal::open(&house, (120, 36));
    let mut typed = 0;
    let mut keys = |terminal: &mut Terminal, text: &str| {
        // A Han character is about three keys of an input method, an arrow is one.
        typed += text.chars().map(|c| if c.is_ascii() { 1 } else { 3 }).sum::<usize>();
        terminal.typed(text);
    };
    terminal.wait_for("这台电脑上还没有项目");
    keys(&mut terminal, "云山府\r老王\r739154\r");
    // Typed differently the second time, once.
    terminal.typed("739155\r");
    terminal.wait_for("两次输入的密码不同");
    terminal.typed("739154\r");
    keys(&mut terminal, "739154\r");
    // The manager is at the desk, and the next thing to do is open.
    terminal.wait_for("销售经理 老王");
    terminal.wait_for("┌ 导入价目表");
    terminal.typed("/no/such/file.xlsx");
    terminal.typed(CTRL_S);
    terminal.wait_for("价目表有 1 处问题");
    terminal.typed(ESC);
    terminal.wait_until_gone("价目表有 1 处问题");
    terminal.typed("\u{15}");
    // Its name gives way to the folder beside it.
    terminal.wait_for("units.xls ");
    keys(&mut terminal, "\r");
    terminal.wait_for("价目表共 416 套");
    keys(&mut terminal, CTRL_S);
    terminal.wait_for("共 416  未推 416");

    // Everything goes on sale; that cannot be taken back, so Enter alone does nothing.
    terminal.wait_for("下一步 Ctrl+S: 推盘");
    keys(&mut terminal, CTRL_S);
    terminal.wait_for("┌ 推盘 ─");
    keys(&mut terminal, "深房许字88号\r");
    terminal.wait_for("┌ 请确认");
    terminal.typed("\r");
    terminal.wait_until_gone("┌ 请确认");
    terminal.typed("\r");
    terminal.wait_for("┌ 请确认");
    keys(&mut terminal, "y");
    terminal.wait_for("可售 416");

    // A consultant and their guest.
    terminal.wait_for("下一步 Ctrl+S: 添加员工");
    keys(&mut terminal, CTRL_S);
    terminal.wait_for("┌ 添加员工");
    keys(&mut terminal, "王磊\r\r\r501926\r");
    // The next colleague is asked for, until there is none.
    terminal.wait_for("接着加下一位");
    keys(&mut terminal, "\u{1b}");
    terminal.wait_until_gone("┌ 添加员工");
    terminal.wait_for("由 王磊 做, 先换人");
    keys(&mut terminal, CTRL_S);
    terminal.wait_for("┌ 换人");
    keys(&mut terminal, "501926\r");
    terminal.wait_for("置业顾问 王磊");
    terminal.wait_for("┌ 登记客户");
    keys(&mut terminal, "张三\r13812341234\r\r");
    terminal.wait_until_gone("┌ 登记客户");

    // Held with the manager's PIN on the spot; then reserved.
    terminal.wait_for("下一步 Ctrl+S: 锁房");
    keys(&mut terminal, CTRL_S);
    terminal.wait_for("张* 138****1234");
    keys(&mut terminal, "\r");
    terminal.wait_for("┌ 需要批准");
    keys(&mut terminal, "739154\r");
    terminal.wait("the hold", |t| t.at_cursor().starts_with('锁'));
    terminal.wait_for("下一步 Ctrl+S: 预留");
    keys(&mut terminal, CTRL_S);
    terminal.wait_for("┌ 预留 ─");
    keys(&mut terminal, "\r");
    terminal.wait_for("┌ 需要批准");
    keys(&mut terminal, "739154\r");
    terminal.wait("the reservation", |t| t.at_cursor().starts_with('留'));

    // Looked through: the unit, its history in words, the key help.
    keys(&mut terminal, "\r");
    terminal.wait_for("┌ 房源");
    terminal.wait_for("客户 张* 138****1234");
    terminal.wait_for("批准 老王");
    println!("{typed} keys");
    // Three keys a second and a look of a second and a half at each of two dozen screens: a minute and a half.
    assert!(typed < 170, "{typed} keys");
    terminal.leave();
    house.run(&["verify"], None);
}
