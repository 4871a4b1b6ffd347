//! A subscription at the counter: five people in five roles at one terminal, from the grid to the papers in the buyer's
//! hand; and two consultants at two terminals who want the same unit.

use crate::terminal::{House, Terminal};

const F4: &str = "\u{1b}OS";
const F8: &str = "\u{1b}[19~";
const F12: &str = "\u{1b}[24~";
const RIGHT: &str = "\u{1b}[C";
const DOWN: &str = "\u{1b}[B";
const ESC: &str = "\u{1b}";
const ENTER: &str = "\r";
const CTRL_D: &str = "\u{4}";
const CTRL_S: &str = "\u{13}";

const CONSULTANT: (&str, &str) = ("王磊", "314159");
const OTHER: (&str, &str) = ("赵敏", "271828");
const MANAGER: (&str, &str) = ("李静", "246810");
const ASSISTANT: (&str, &str) = ("孙悦", "135790");
const FINANCE: (&str, &str) = ("钱会", "223606");
const CONTRACT: (&str, &str) = ("郑同", "264575");

fn person(terminal: &mut Terminal, (name, pin): (&str, &str)) {
    terminal.typed(F12);
    terminal.wait_for("│ 密码");
    terminal.typed(&format!("{name}\t{pin}{ENTER}"));
    terminal.wait_until_gone("│ 密码");
    terminal.wait_for(&format!("{name}  "));
}

/// Somebody else's PIN on the spot.
fn second(terminal: &mut Terminal, (name, pin): (&str, &str)) {
    terminal.wait_for("┌ 需要批准");
    terminal.typed(&format!("{name}\t{pin}{ENTER}"));
    terminal.wait_until_gone("┌ 需要批准");
}

/// The cursor of the grid goes to a unit.
fn choose(terminal: &mut Terminal, unit: &str) {
    let room = unit.rsplit('-').next().unwrap().to_owned();
    terminal.typed(&format!("{unit}{ENTER}"));
    terminal.wait(unit, |t| t.at_cursor().ends_with(&room));
}

/// The next step where nothing has to be filled in: its form, and sending it.
fn step(terminal: &mut Terminal, title: &str, next: &str) {
    terminal.typed(ENTER);
    terminal.wait_for(&format!("┌ {title} ─"));
    terminal.typed(ENTER);
    terminal.wait_for(&format!("下一步 {next}"));
}

fn guest(house: &House, name: &str, phone: &str, (by, pin): (&str, &str)) {
    house
        .run(&["do", "guest.add", &format!("name={name}"), &format!("phone={phone}"), "--as", by], Some(pin));
}

#[test]
fn from_the_grid_to_the_papers_by_five_people_at_one_terminal() {
    let house = House::new();
    guest(&house, "单丁", "13955550001", CONSULTANT);
    let unit = house.available().into_iter().next().unwrap();
    let mut terminal = Terminal::open(&house, (120, 36));
    terminal.wait_for("F3 销控");
    person(&mut terminal, CONSULTANT);
    choose(&mut terminal, &unit);

    // Locked first: the manager's PIN on the spot.
    terminal.typed(F4);
    terminal.wait_for("┌ 锁房 ─");
    terminal.typed("13955550001");
    terminal.wait_for("单* 139****0001");
    terminal.typed(CTRL_S);
    second(&mut terminal, MANAGER);
    terminal.wait_for("锁 剩");
    terminal.wait_for("无证件: Ctrl+D 登记");

    // The card on the reader, wherever the cursor stands; the address by hand.
    terminal.typed(CTRL_D);
    terminal.wait_for("┌ 登记证件 ─");
    terminal.typed(&format!("44030519900101123X{ENTER}"));
    terminal.wait_for("读卡: 已填入");
    terminal.typed(&format!("\t深圳市福田区莲花路1号{CTRL_S}"));
    terminal.wait_until_gone("┌ 登记证件 ─");
    terminal.wait_for("证件号校验通过 1/1");

    // One payment, a deposit; the price is there at once.
    terminal.typed("\t\t\t");
    terminal.typed(RIGHT);
    terminal.wait_for("一次性付款");
    terminal.wait_for("✓ 付款计划 1 笔合计");
    terminal.typed("\t\t");
    terminal.typed("5万");
    terminal.wait_for("✓ 定金不超过 20%");
    // The right to buy is checked before anybody signs.
    terminal.typed("\t\t\t");
    terminal.typed(RIGHT);
    terminal.wait_until_gone("购房资格待核验");
    terminal.typed(CTRL_S);
    terminal.wait_for("下一步 顾问签字: 置业顾问 王磊");
    step(&mut terminal, "顾问签字报审", "经理审核: 销售经理 李静");

    // The manager in their own turn: one waits.
    person(&mut terminal, MANAGER);
    terminal.typed(F8);
    terminal.wait_for("等我审批");
    terminal.wait_for(&unit);
    // The demo has some that wait longer: the newest one stands last.
    for _ in 0..9 {
        terminal.typed(DOWN);
    }
    terminal.typed(CTRL_D);
    terminal.wait("its deal", |t| t.screen().contains("下一步 经理审核") && t.screen().contains(&unit));
    step(&mut terminal, "审批同意", "客户签名: 置业顾问 王磊");
    person(&mut terminal, CONSULTANT);
    step(&mut terminal, "客户签名确认", "财务收定金: 财务 钱会");
    // Not the consultant's step.
    terminal.typed(ENTER);
    terminal.wait_for("财务 钱会。F12 换人");
    person(&mut terminal, FINANCE);
    terminal.typed(ENTER);
    terminal.wait_for("┌ 收定金 ─");
    terminal.wait_for("50,000.00");
    terminal.typed(&format!("{RIGHT}{CTRL_S}"));
    terminal.wait_for("下一步 盖章分联: 合同 郑同");
    person(&mut terminal, CONTRACT);
    step(&mut terminal, "盖章分联", "客户档案表: 置业顾问 王磊");
    person(&mut terminal, CONSULTANT);
    step(&mut terminal, "客户档案表", "销控改认购: 销售助理 孙悦");
    // The assistant keeps the grid; the manager's PIN confirms it.
    person(&mut terminal, ASSISTANT);
    terminal.typed(ENTER);
    terminal.wait_for("┌ 销控改认购 ─");
    terminal.typed(ENTER);
    second(&mut terminal, MANAGER);
    terminal.wait_for("下一步 记录存档: 销售助理 孙悦");
    terminal.typed(ENTER);
    terminal.wait_for("┌ 认购存档 ─");
    terminal.typed(&format!("档案柜3{CTRL_S}"));
    terminal.wait_for("下一步 交购房资料: 置业顾问 王磊");
    person(&mut terminal, CONSULTANT);
    terminal.typed(ENTER);
    terminal.wait_for("┌ 交购房资料 ─");
    terminal.typed(ENTER);
    terminal.wait_for("各步已完成");
    terminal.leave();

    let status = house.run(&["show", "units", "--status", "subscribed", "--format", "json"], None);
    assert!(status.contains(&format!("\"{unit}\"")), "{unit}: {status}");
    house.run(&["verify"], None);
}

#[test]
fn of_two_consultants_who_subscribe_the_same_unit_one_succeeds_and_the_other_loses_no_word() {
    let house = House::new();
    for (name, phone, by) in [("单丁", "13955550001", CONSULTANT), ("仇戊", "13955550002", OTHER)] {
        guest(&house, name, phone, by);
        let fields = [
            &*format!("guest={phone}"),
            "id_kind=passport",
            &*format!("id_no=E{phone}").replace("139", ""),
            "born=1990-03-07",
            "address=深圳市福田区莲花路1号",
        ];
        let mut args = vec!["do", "guest.identify"];
        args.extend(fields);
        args.extend(["--as", by.0]);
        house.run(&args, Some(by.1));
    }
    let unit = house.available().into_iter().next().unwrap();
    let mut terminals = [(CONSULTANT, "13955550001"), (OTHER, "13955550002")].map(|(who, phone)| {
        let mut terminal = Terminal::open(&house, (120, 36));
        terminal.wait_for("F3 销控");
        person(&mut terminal, who);
        choose(&mut terminal, &unit);
        terminal.typed(F4);
        terminal.wait_for("┌ 锁房 ─");
        // Filled first, locked when it is sent.
        terminal.typed(ESC);
        terminal.wait_until_gone("┌ 锁房 ─");
        terminal.typed(phone);
        terminal.wait_for("****000");
        // To the pay plan, past buyers and discounts.
        terminal.typed("\t\t\t\t");
        terminal.typed(RIGHT);
        terminal.wait_for("✓ 付款计划 1 笔合计");
        terminal.typed("\t\t5万\t\t\t\t");
        terminal.typed("窗帘由客户自备");
        terminal.wait_for("窗帘由客户自备");
        terminal
    });
    // Both at the same instant.
    for terminal in &mut terminals {
        terminal.typed(CTRL_S);
    }
    for terminal in &mut terminals {
        terminal.wait_for("┌ 需要批准");
        terminal.typed(&format!("{}\t{}", MANAGER.0, MANAGER.1));
    }
    for terminal in &mut terminals {
        terminal.typed(ENTER);
    }
    for terminal in &mut terminals {
        terminal.wait_until_gone("┌ 需要批准");
    }
    let won = terminals.each_mut().map(|terminal| {
        terminal.wait("an answer", |t| {
            let screen = t.screen();
            screen.contains("下一步 顾问签字") || screen.contains("候补")
        });
        terminal.screen().contains("下一步 顾问签字")
    });
    assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
    let [first, second] = terminals;
    let (winner, mut loser) = if won[0] { ("王磊", second) } else { ("赵敏", first) };
    let screen = loser.screen();
    // Who and since when, at the unit, and what to do.
    assert!(screen.contains(winner), "{screen}");
    for kept in ["5万", "一次性付款", "窗帘由客户自备", "登记候补"] {
        assert!(screen.contains(kept), "no {kept}:\n{screen}");
    }
    // Leaving keeps it as well.
    loser.typed(ESC);
    loser.wait_for("草稿已保存");
    loser.leave();
    house.run(&["verify"], None);
}
