//! A whole Saturday at the reception by keys alone: ten consultants, sixty guests, twenty-five calls, lunches, a late
//! arrival, named guests, researchers, a penalty, a reorder, a dispute. After every key that does something the board
//! shows the order that a sheet of paper gives.

#[path = "../flows/rotation/sheet.rs"]
mod sheet;

use crate::terminal::{House, Terminal};
use sheet::Sheet;

const PEOPLE: [&str; 10] = ["安东", "白兰", "陈晨", "丁香", "方圆", "高山", "何倩", "金秋", "林可", "孟夏"];
const MANAGER: (&str, &str) = ("李静", "739154");
const RECEPTION: (&str, &str) = ("小何", "846275");

const F2: &str = "\u{1b}OQ";
const F10: &str = "\u{1b}[21~";
const F12: &str = "\u{1b}[24~";
const DOWN: &str = "\u{1b}[B";
const RIGHT: &str = "\u{1b}[C";
const PAGE_UP: &str = "\u{1b}[5~";
const ENTER: &str = "\r";
const CTRL_A: &str = "\u{1}";
const CTRL_D: &str = "\u{4}";
const CTRL_E: &str = "\u{5}";
const ESC: &str = "\u{1b}";
const CTRL_F: &str = "\u{6}";
const CTRL_R: &str = "\u{12}";
const CTRL_S: &str = "\u{13}";

struct Saturday {
    terminal: Terminal,
    sheet: Sheet,
    guests: usize,
    /// Who has a guest, by number.
    inside: Vec<&'static str>,
    /// How many were free before the last thing happened.
    before: usize,
}

/// An office with ten consultants that is open all day and all night: a test does not choose its hour.
fn house() -> House {
    let house = House::empty();
    house.run_with(
        &["init", "--project", "松风明月", "--manager", MANAGER.0],
        &[("ANCHANG_NEW_PIN", MANAGER.1)],
    );
    let done = |args: &[&str], new_pin: &str| {
        let mut all = vec!["do"];
        all.extend(args);
        all.extend(["--as", MANAGER.0]);
        house.run_with(&all, &[("ANCHANG_PIN", MANAGER.1), ("ANCHANG_NEW_PIN", new_pin)]);
    };
    done(&["staff.add", "name=小何", "roles=reception"], RECEPTION.1);
    for name in PEOPLE {
        done(&["staff.add", &format!("name={name}"), "roles=consultant"], "501926");
    }
    done(&["policy.set", "name=work_start", "value=00:00", "reason=全天"], "");
    done(&["policy.set", "name=work_end", "value=24:00", "reason=全天"], "");
    house
}

fn spaced(name: &str) -> String {
    name.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// The order as the board shows it.
fn on_the_board(terminal: &Terminal) -> Vec<&'static str> {
    let screen = terminal.screen();
    let lines = screen.lines().skip_while(|line| !line.trim_start().starts_with("轮序")).skip(1);
    lines
        .map_while(|line| {
            let left: String = line.chars().take(24).collect();
            PEOPLE.iter().find(|name| left.contains(&spaced(name))).copied()
        })
        .collect()
}

impl Saturday {
    fn person(&mut self, (name, pin): (&str, &str)) {
        self.terminal.typed(F12);
        self.terminal.wait_for("│ 密码");
        self.terminal.typed(&format!("{name}\t{pin}{ENTER}"));
        self.terminal.wait_until_gone("│ 密码");
        self.terminal.typed(F2);
    }

    /// The board and the paper say the same.
    #[track_caller]
    fn agrees(&mut self, after: &str) {
        let expected = self.sheet.order();
        let what = format!("{expected:?} after {after}");
        self.terminal.wait(&what, |t| !t.screen().contains('┌') && on_the_board(t) == expected);
    }

    /// Everybody who can take a guest is asked about in turn: the board explains the place that the paper gives.
    fn explained(&mut self) {
        let order = self.sheet.order();
        self.terminal.typed(&PAGE_UP.repeat(3));
        for (at, who) in order.iter().enumerate() {
            let begins = match at {
                0 => format!("{who} 当值: "),
                at => format!("{who} 排第 {}: ", at + 1),
            };
            self.terminal.typed(CTRL_D);
            // The rest of the sentence, word for word, is compared in tests/flows/rotation/saturday.rs.
            self.terminal.wait(&format!("{begins} {order:?}"), |t| t.screen().contains(&begins));
            self.terminal.typed(ESC);
            self.terminal.wait_until_gone("┌ ");
            self.terminal.typed(DOWN);
        }
        self.terminal.typed(&PAGE_UP.repeat(3));
    }

    /// Chooses something in a palette by its name.
    fn choose(&mut self, opener: &str, name: &str) {
        self.terminal.typed(opener);
        self.terminal.wait_for("┌ ");
        self.terminal.typed(name);
        self.terminal.wait_for(&format!("> {name}"));
        self.terminal.typed(ENTER);
    }

    #[track_caller]
    fn guest(&mut self) -> &'static str {
        let who = self.sheet.new_guest();
        self.guests += 1;
        self.inside.push(who);
        // Two keys.
        self.terminal.typed(ENTER);
        self.terminal.typed(ENTER);
        let no = self.guests;
        self.terminal.wait_for(&format!("{who} 接待第 {no} 组 首访"));
        self.agrees("a guest");
        who
    }

    /// A guest for somebody who is named.
    #[track_caller]
    fn guest_for(&mut self, kind: &str, who: &'static str) {
        self.guests += 1;
        self.inside.push(who);
        self.choose(ENTER, kind);
        self.terminal.wait_for("┌ 客户到访");
        // Who comes back is asked first for their own name; without it, whom they came to.
        let back = if kind == "回访" { "\u{1b}[Z" } else { "" };
        self.terminal.typed(&format!("{back}{who}{CTRL_S}"));
        self.agrees(kind);
    }

    #[track_caller]
    fn ends(&mut self, who: &'static str, research: bool) {
        self.before = self.sheet.order().len();
        self.sheet.is_free_again(who);
        if research {
            self.sheet.back.push(who);
        }
        // Down to the reception: below those who are free, by number.
        let free = self.before;
        let at = self.inside.iter().position(|name| *name == who).unwrap();
        self.inside.remove(at);
        self.terminal.typed(&PAGE_UP.repeat(3));
        self.terminal.typed(&DOWN.repeat(free + at));
        self.terminal.typed(CTRL_E);
        self.terminal.wait_for("┌ 接待结束");
        if research {
            self.terminal.typed(&RIGHT.repeat(4));
        }
        self.terminal.typed(CTRL_S);
        self.agrees(&format!("the guest of {who} left"));
    }

    #[track_caller]
    fn stream(&mut self, count: usize) {
        let mut inside: Vec<&'static str> = Vec::new();
        for _ in 0..count {
            inside.push(self.guest());
            if inside.len() > 2 {
                let first = inside.remove(0);
                self.ends(first, false);
            }
        }
        for who in inside {
            self.ends(who, false);
        }
    }

    #[track_caller]
    fn goes_away(&mut self, who: &'static str, kind: usize, made_up: bool) {
        let at = self.sheet.order().iter().position(|name| *name == who).unwrap();
        self.sheet.leaves(who, made_up);
        self.terminal.typed(&PAGE_UP.repeat(3));
        self.terminal.typed(&DOWN.repeat(at));
        self.terminal.typed(CTRL_A);
        self.terminal.wait_for("┌ 离岗");
        self.terminal.wait_for(who);
        self.terminal.typed(&RIGHT.repeat(kind));
        self.terminal.typed(CTRL_S);
        self.agrees(&format!("{who} went away"));
    }

    #[track_caller]
    fn comes_back(&mut self, who: &'static str) {
        self.sheet.is_free_again(who);
        self.choose(F10, "返岗");
        self.terminal.wait_for("┌ 返岗");
        self.terminal.typed(&format!("{who}{CTRL_S}"));
        self.agrees(&format!("{who} came back"));
    }
}

#[test]
fn by_keys_alone() {
    let house = house();
    let mut terminal = Terminal::open(&house, (200, 60));
    terminal.wait_for("松风明月");
    terminal.typed(F2);
    terminal.wait_for("还没有人签到");
    let mut day = Saturday { terminal, sheet: Sheet::default(), guests: 0, inside: Vec::new(), before: 0 };
    day.person(RECEPTION);

    for name in &PEOPLE[..9] {
        day.sheet.rows.push((name, 0));
        if *name == PEOPLE[0] {
            day.terminal.typed(CTRL_S);
        }
        // The form of the next one opens by itself.
        day.terminal.wait_for("┌ 签到");
        day.terminal.typed(&format!("{name}{CTRL_S}"));
        let signed = day.sheet.order();
        day.terminal.wait("the sign-ins", |t| on_the_board(t) == signed);
    }
    day.terminal.typed("\u{1b}");
    day.terminal.wait_until_gone("┌ 签到");
    day.terminal.typed(CTRL_F);
    day.terminal.wait_for("小何 确认");
    // The tenth comes after the table was confirmed, and is last.
    day.sheet.rows.push((PEOPLE[9], 0));
    day.terminal.typed(CTRL_S);
    day.terminal.wait_for("┌ 签到");
    day.terminal.typed(&format!("{}{CTRL_S}", PEOPLE[9]));
    day.agrees("a late sign-in");

    day.terminal.typed(" ");
    day.sheet.door = Some("安东");
    day.terminal.wait_for("当值   安 东");
    day.explained();
    assert_eq!(day.guest(), "安东");
    // The register by the next one, who steps up.
    day.terminal.typed(CTRL_R);
    day.terminal.wait_for("┌ 登记见证");
    day.terminal.typed(&format!("孙先生\t13911110001{CTRL_S}"));
    day.sheet.door = Some("白兰");
    day.terminal.wait_for("当值   白 兰");
    day.agrees("the register");
    assert_eq!(day.guest(), "白兰");
    day.ends("安东", false);
    day.ends("白兰", false);
    day.stream(10);

    // Two named guests; nothing shows that they had met, so each takes a turn.
    for who in ["丁香", "何倩"] {
        let row = day.sheet.rows.iter().position(|(name, _)| *name == who).unwrap();
        day.sheet.rows[row].1 += 1;
        day.sheet.leaves(who, true);
        day.guest_for("指定", who);
        day.ends(who, false);
    }
    // A returning guest keeps 陈晨 busy while turns pass.
    day.sheet.leaves("陈晨", true);
    day.guest_for("回访", "陈晨");
    day.stream(4);
    day.ends("陈晨", false);

    // Three researchers: one says so at the door, two turn out to be.
    let first = day.sheet.order()[0];
    day.sheet.leaves(first, true);
    day.guests += 1;
    day.choose(ENTER, "市调");
    day.agrees("a researcher");
    day.sheet.is_free_again(first);
    day.terminal.typed(CTRL_E);
    day.terminal.wait_for("┌ 接待结束");
    day.terminal.typed(CTRL_S);
    day.agrees("the researcher left");
    for _ in 0..2 {
        let who = day.guest();
        day.ends(who, true);
    }

    // Lunches, and one private errand that is not made up.
    for name in &PEOPLE[..4] {
        day.goes_away(name, 2, true);
    }
    day.stream(7);
    for name in &PEOPLE[..4] {
        day.comes_back(name);
    }
    day.explained();
    day.goes_away(PEOPLE[9], 9, false);
    day.stream(12);
    let lowest = day.sheet.rows[..9].iter().map(|(_, marks)| *marks).min().unwrap();
    day.sheet.rows[9].1 = day.sheet.rows[9].1.max(lowest);
    day.comes_back(PEOPLE[9]);

    for i in 0..25 {
        day.choose(ENTER, "来电");
        // The order of arrival from the first call on: everybody is free.
        let taker = PEOPLE[i % 10];
        day.terminal.wait_for(&format!("{taker} 接来电 {}", i + 1));
        day.agrees("a call");
    }

    // The manager: a penalty, another order, a dispute.
    day.person(MANAGER);
    day.choose(F10, "罚轮");
    day.terminal.wait_for("┌ 罚轮");
    day.terminal.typed(&format!("高山\t{RIGHT}{CTRL_S}"));
    let row = day.sheet.rows.iter().position(|(name, _)| *name == "高山").unwrap();
    day.sheet.rows[row].1 += 1;
    day.agrees("a penalty");
    let reversed: Vec<&'static str> = PEOPLE.into_iter().rev().collect();
    day.sheet.rows = reversed.iter().map(|name| (*name, 0)).collect();
    (day.sheet.back, day.sheet.owed) = (Vec::new(), Vec::new());
    day.choose(F10, "调整轮次");
    day.terminal.wait_for("┌ 调整轮次");
    day.terminal.typed(&format!("{}\t下午另行排序{CTRL_S}", reversed.join(",")));
    day.agrees("another order");
    day.explained();
    day.person(RECEPTION);
    assert_eq!(day.guest(), "孟夏");
    day.person(MANAGER);
    day.sheet.is_free_again("孟夏");
    day.sheet.back.push("孟夏");
    day.inside = vec!["林可"];
    let row = day.sheet.rows.iter().position(|(name, _)| *name == "林可").unwrap();
    day.sheet.rows[row].1 += 1;
    day.sheet.leaves("林可", true);
    day.choose(F10, "转交客户");
    day.terminal.wait_for("┌ 转交客户");
    day.terminal.typed(&format!("孟夏\t林可\t先接过电话{CTRL_S}"));
    day.agrees("the dispute");
    day.explained();
    day.person(RECEPTION);
    day.ends("林可", false);
    day.stream(60 - day.guests);

    day.terminal.leave();
    let rows = house.run(&["show", "roster", "--receptions", "--format", "json"], None);
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 60);
    // The same numbers as on the paper of tests/flows/rotation/saturday.rs.
    let kinds = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).count();
    assert_eq!((kinds("named"), kinds("returning"), kinds("research"), kinds("first")), (2, 1, 1, 56));
    let none = rows.iter().filter(|row| row["kind"] == "research" || row["restored"] == true).count();
    assert_eq!(none, 3, "researchers");
    let table = house.run(&["show", "roster", "--format", "json"], None);
    let table: serde_json::Value = serde_json::from_str(&table).unwrap();
    let sum = |of: &str| table.as_array().unwrap().iter().map(|row| row[of].as_i64().unwrap()).sum::<i64>();
    // Of the named guests nothing shows that they had met: each counts. One researcher at the door, one returning.
    assert_eq!((table.as_array().unwrap().len(), sum("new"), sum("calls")), (10, 60 - 3 - 1, 25));
    house.run(&["verify"], None);
}
