//! A whole day at one counter by keys alone, each person in their turn: reception, consultants, manager, finance,
//! contract clerk, assistant; from the first sign-in to the signed close, whose backup opens on another path.

use crate::office::{ASSISTANT, CONSULTANT, CONTRACT, FINANCE, MANAGER, OTHER, RECEPTION, with_overdue};
use crate::terminal::{House, Terminal};

const F2: &str = "\u{1b}OQ";
const F3: &str = "\u{1b}OR";
const F4: &str = "\u{1b}OS";
const F5: &str = "\u{1b}[15~";
const F7: &str = "\u{1b}[18~";
const F8: &str = "\u{1b}[19~";
const F10: &str = "\u{1b}[21~";
const F12: &str = "\u{1b}[24~";
const DOWN: &str = "\u{1b}[B";
const RIGHT: &str = "\u{1b}[C";
const ENTER: &str = "\r";
const CTRL_D: &str = "\u{4}";
const CTRL_E: &str = "\u{5}";
const CTRL_F: &str = "\u{6}";
const CTRL_R: &str = "\u{12}";
const CTRL_S: &str = "\u{13}";
const CTRL_T: &str = "\u{14}";
const CTRL_X: &str = "\u{18}";

/// The counter's one terminal.
struct Counter(Terminal);

impl Counter {
    #[track_caller]
    fn person(&mut self, (name, pin): (&str, &str)) {
        self.0.typed(F12);
        self.0.wait_for("│ 密码");
        self.0.typed(&format!("{name}\t{pin}{ENTER}"));
        self.0.wait_until_gone("│ 密码");
        self.0.wait_for(&format!("{name}  "));
    }

    /// Opens a form by a key, fills it in, sends it; it is gone when it was taken.
    #[track_caller]
    fn form(&mut self, key: &str, title: &str, filled: &str) {
        self.0.typed(key);
        self.0.wait_for(&format!("┌ {title} ─"));
        self.0.typed(&format!("{filled}{CTRL_S}"));
        self.0.wait_until_gone(&format!("┌ {title} ─"));
    }

    /// An action out of the list of all of them.
    #[track_caller]
    fn action(&mut self, name: &str, filled: &str) {
        self.0.typed(F10);
        self.0.wait_for("┌ 全部操作");
        self.0.typed(name);
        self.0.wait_for(&format!("> {name}"));
        self.form(ENTER, name, filled);
    }

    /// The manager's PIN on the spot.
    #[track_caller]
    fn approved(&mut self) {
        self.0.wait_for("┌ 需要批准");
        self.0.typed(&format!("{}\t{}{ENTER}", MANAGER.0, MANAGER.1));
        self.0.wait_until_gone("┌ 需要批准");
    }

    #[track_caller]
    fn at_unit(&mut self, unit: &str) {
        self.0.typed(F3);
        self.0.wait_for("输入房号跳转");
        self.0.typed(&format!("{unit}{ENTER}"));
        let room = unit.rsplit('-').next().unwrap().trim_start_matches('0').to_owned();
        self.0.wait(unit, |t| t.at_cursor().ends_with(&room));
    }

    /// The next step of the deal in front of somebody, where nothing has to be filled in.
    #[track_caller]
    fn step(&mut self, title: &str, filled: &str, next: &str) {
        self.form(ENTER, title, filled);
        self.0.wait_for(next);
    }

    /// From the grid to the filled and signed form: held with the manager's PIN, the card on the reader, one payment.
    #[track_caller]
    fn subscribes(&mut self, unit: &str, phone: &str, card: &str) {
        self.at_unit(unit);
        self.0.typed(F4);
        self.0.wait_for("┌ 锁房 ─");
        self.0.typed(phone);
        self.0.wait_for(&format!("{}****{}", &phone[..3], &phone[7..]));
        self.0.typed(CTRL_S);
        self.approved();
        self.0.wait_for("无证件: Ctrl+D 登记");
        self.0.typed(CTRL_D);
        self.0.wait_for("┌ 登记证件 ─");
        self.0.typed(&format!("{card}{ENTER}"));
        self.0.wait_for("读卡: 已填入");
        self.0.typed(&format!("\t深圳市福田区莲花路1号{CTRL_S}"));
        self.0.wait_until_gone("┌ 登记证件 ─");
        self.0.wait_for("证件号校验通过 1/1");
        self.0.typed("\t\t\t");
        self.0.typed(RIGHT);
        self.0.wait_for("✓ 付款计划 1 笔合计");
        self.0.typed("\t\t5万");
        self.0.wait_for("✓ 定金不超过 20%");
        // The right to buy is checked before anybody signs.
        self.0.typed("\t\t\t");
        self.0.typed(RIGHT);
        self.0.wait_until_gone("购房资格待核验");
        self.0.typed(CTRL_S);
        self.0.wait_for("下一步 顾问签字");
        self.step("顾问签字报审", "", "下一步 经理审核");
    }
}

#[test]
fn from_the_first_sign_in_to_the_signed_close() {
    let house = House::empty();
    with_overdue(&house, 2);
    let mut day = Counter(Terminal::open(&house, (120, 36)));
    day.0.wait_for("未登录 F12 登录");

    // Morning: reception signs two consultants in, and the first guests come.
    day.person(RECEPTION);
    day.0.typed(F2);
    day.0.typed(CTRL_S);
    day.0.wait_for("┌ 签到 ─");
    for (name, _) in [CONSULTANT, OTHER] {
        day.0.typed(&format!("{name}{CTRL_S}"));
        day.0.wait_for(&format!("{name} 签到"));
    }
    day.0.typed("\u{1b}");
    day.0.wait_until_gone("┌ 签到 ─");
    day.0.typed(CTRL_F);
    day.0.wait_for("小何 确认");
    day.0.typed(&format!("{ENTER}{ENTER}"));
    day.0.wait_for("小陈 接待第 1 组");
    day.form(CTRL_R, "登记见证", "单丁\t13955550001");
    day.0.typed(&format!("{ENTER}{ENTER}"));
    day.0.wait_for("小林 接待第 2 组");
    day.form(CTRL_R, "登记见证", "仇戊\t13955550002");
    // The cursor stands on the newest.
    for left in ["第 2 组接待结束", "第 1 组接待结束"] {
        day.form(CTRL_E, "接待结束", "");
        day.0.wait_for(left);
    }

    // The first subscription, through all five hands to the papers.
    day.person(CONSULTANT);
    day.subscribes("3-1-1001", "13955550001", "44030519900101123X");
    day.person(MANAGER);
    day.0.typed(F8);
    day.0.wait_for("等我审批 1");
    day.form(ENTER, "审批同意", "");
    day.0.typed(F7);
    day.0.wait_for("下一步 客户签名: 置业顾问 小陈");
    day.person(CONSULTANT);
    day.step("客户签名确认", "", "下一步 财务收定金: 财务 小钱");
    day.person(FINANCE);
    day.step("收定金", RIGHT, "下一步 盖章分联: 合同 小许");
    day.person(CONTRACT);
    day.step("盖章分联", "", "下一步 客户档案表: 置业顾问 小陈");
    day.person(CONSULTANT);
    day.step("客户档案表", "", "下一步 销控改认购");
    day.person(ASSISTANT);
    day.0.typed(ENTER);
    day.0.wait_for("┌ 销控改认购 ─");
    day.0.typed(ENTER);
    day.approved();
    day.0.wait_for("下一步 记录存档");
    day.step("认购存档", "档案柜3", "下一步 交购房资料");
    day.person(CONSULTANT);
    day.step("交购房资料", "", "各步已完成");

    // The second one is refused, with a reason that its consultant reads; the unit is free again.
    day.person(OTHER);
    day.subscribes("3-1-1101", "13955550002", "440305199201010012");
    day.person(MANAGER);
    day.0.typed(F8);
    day.0.wait_for("等我审批 1");
    day.form(CTRL_X, "不同意", "客户要求改买别的楼层");
    // That cannot be taken back, so Enter alone would do nothing.
    day.0.wait_for("┌ 请确认");
    day.0.typed("y");
    day.0.wait_for("没有等待您审批");
    day.person(OTHER);
    day.0.typed(F7);
    day.0.wait_for("查找");
    day.0.typed("1101");
    day.0.wait_for("客户要求改买别的楼层");

    // An overdue signing: its consultant asks for a later day, the manager agrees, the assistant carries it out.
    day.person(CONSULTANT);
    day.0.typed(F5);
    day.0.wait_for("逾期 2 天");
    // Seven days, and a number for the paper, are proposed.
    day.form(CTRL_E, "申请延迟签约", "\t\t\t客户出差, 下周回来");
    day.0.wait_for("> 等销售经理审批: 延迟签约");
    day.person(MANAGER);
    day.0.typed(F8);
    day.0.wait_for("延迟签约");
    day.form(ENTER, "审批同意", "");
    day.person(ASSISTANT);
    day.0.typed(F5);
    day.0.wait_for("> 执行已批延迟签约");
    day.form(ENTER, "执行延迟签约", "");
    day.0.wait_for("逾期 1  ");

    // The other one: called, and written down.
    day.person(CONSULTANT);
    day.0.typed(F5);
    day.0.wait_for("> 电话催签并记录");
    day.form(CTRL_T, "记录提醒", "n");

    // A guest complains at the desk; the manager answers within the day.
    day.person(RECEPTION);
    day.0.typed(F5);
    day.form(CTRL_R, "受理投诉", &format!("{RIGHT}\t电话一直没人接"));
    day.0.wait_for("投诉首复");
    day.person(MANAGER);
    day.0.typed(F5);
    day.0.wait_for("> 判责");
    // Below the overdue signing.
    day.0.typed(DOWN);
    day.form(ENTER, "投诉判责", RIGHT);
    day.0.wait_for("> 答复客户");
    day.form(ENTER, "答复投诉", "已致歉, 换专人联系");

    // A price is changed; the grid shows it.
    day.at_unit("3-1-1501");
    day.action("调价", "51000\t\t\t楼层好");
    day.0.wait_for("5,100,000.00");

    // The evening: consultants complete their lines of the register.
    day.person(CONSULTANT);
    day.0.typed("\u{1b}[17~");
    day.0.wait_for("F6");
    day.0.typed("\t");
    day.0.wait_for("来访登记表 2 行");
    // This guest consents to no profile: how they heard of us is all that is asked.
    day.form(ENTER, "补全登记表", &format!("n\t{RIGHT}"));
    day.0.wait_for("不全 1");
    day.0.typed(CTRL_S);
    day.0.wait_for("小陈 确认来访 1 行");
    day.person(MANAGER);
    day.0.typed(F5);
    day.0.wait_for("逾期 1  ");
    day.0.typed(CTRL_S);
    day.0.wait_for("有 1 行没有补全");
    day.0.wait_for("还差 1 项");
    day.form(CTRL_X, "说明差异", "小林明早补全");
    day.0.wait_for("可以签字");
    // What was sold and what was taken in today, before anybody signs for it.
    day.0.wait_for("认购  1 套  5,000,000.00 元");
    day.0.wait_for("50,000.00");
    day.0.typed(CTRL_S);
    day.0.wait_for("┌ 需要批准");
    day.0.typed(&format!("{}\t{}{ENTER}", FINANCE.0, FINANCE.1));
    day.0.wait_for("没有待结的日子");
    day.0.leave();
    house.run(&["verify"], None);

    // The backup of the evening opens on another path, with every deal and every unit.
    let backups = anchang::desk::backups(&house.db());
    let newest = anchang::desk::backup_folder(&house.db()).join(&backups.last().unwrap().file);
    let other = House::empty();
    other.run(&["restore", newest.to_str().unwrap()], None);
    other.run(&["verify"], None);
    for list in ["units", "deals", "receipts", "applications", "complaints", "alerts"] {
        let [here, there] =
            [&house, &other].map(|house| house.run(&["show", list, "--format", "json"], None));
        assert_eq!(here, there, "{list}");
    }
    let deals = other.run(&["show", "deals", "--format", "csv"], None);
    for unit in ["3-1-101", "3-1-201", "3-1-1001", "3-1-1101"] {
        assert!(deals.contains(unit), "{unit}: {deals}");
    }
}
