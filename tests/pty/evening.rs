//! An evening at a real terminal: the manager closes a day with twelve overdue signings, finance signs with them, and a
//! backup that verifies is there.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anchang::desk::{ACTIONS, Clock, CommandId, Desk, Filled, Founder, Session};
use anchang::domain::area::Area;
use anchang::domain::moment::Millis;
use anchang::domain::money::Fen;
use anchang::domain::person::Pii;
use anchang::domain::price_list::{Facts, Place, PriceBasis, PriceList, PriceRow, Quote, SheetLayout};

use crate::terminal::{House, Terminal};

const MANAGER: (&str, &str) = ("李静", "739154");
const FINANCE: (&str, &str) = ("小钱", "846275");
const PIN: &str = "501926";
const DAY_MIN: i64 = 24 * 60;
const CHINA: i32 = 480;

const F5: &str = "\u{1b}[15~";
const F12: &str = "\u{1b}[24~";
const CTRL_S: &str = "\u{13}";
const CTRL_T: &str = "\u{14}";
const ENTER: &str = "\r";

fn done(desk: &mut Desk, who: &Session, id: &str, fields: &str) {
    let action = ACTIONS.find(id).unwrap();
    let mut filled = Filled::new();
    for part in fields.split("; ").filter(|part| !part.is_empty()) {
        let (name, typed) = part.split_once('=').unwrap();
        filled.put(action.fields.iter().find(|f| f.name == name).expect(name), typed).unwrap();
    }
    let done = desk.act(who, action, &filled, None, CommandId::new());
    done.unwrap_or_else(|failure| panic!("{id} {fields}: {failure:?}"));
}

fn price_list() -> PriceList {
    let row = |floor: i64| PriceRow {
        at: Place { sheet: String::new(), row: floor as u32 + 1, column: 1 },
        unit: format!("3-1-{floor:02}01").parse().unwrap(),
        facts: Facts { floor: floor as i32, gross_area: Area(10_000), ..Facts::default() },
        quote: Quote { unit_price: Fen(5_000_000), total: Fen(500_000_000), basis: PriceBasis::Gross },
        status_in_file: None,
    };
    let rows = (1..=12).map(row).collect();
    PriceList { file_name: "价目表.xlsx".into(), sha256: "0".repeat(64), layout: SheetLayout::List, rows }
}

/// An office whose twelve subscriptions of nine days ago nobody has signed.
fn office(house: &House) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as i64;
    let clock = Clock::set(Millis(now).plus_minutes(-9 * DAY_MIN), CHINA);
    let pin = |pin: &str| Pii::new(pin.to_owned());
    let founder = Founder { project: "云山府".into(), manager: pin(MANAGER.0), pin: pin(MANAGER.1) };
    let mut desk = Desk::found(&house.db(), &founder, clock.clone(), "desk-1").unwrap();
    let manager = desk.sign_in(MANAGER.0, &pin(MANAGER.1)).unwrap();
    let people = [("小钱", "finance"), ("小陈", "consultant"), ("小许", "contract"), ("小周", "assistant")];
    let [finance, consultant, contract, assistant] = people.map(|(name, role)| {
        let secret = if name == FINANCE.0 { FINANCE.1 } else { PIN };
        done(&mut desk, &manager, "staff.add", &format!("name={name}; roles={role}; pin={secret}"));
        desk.sign_in(name, &pin(secret)).unwrap()
    });
    let import = ACTIONS.find("unit.import").unwrap();
    let mut filled = Filled::new();
    filled.put_list(&import.fields[0], price_list());
    desk.act(&manager, import, &filled, None, CommandId::new()).unwrap();
    done(&mut desk, &manager, "unit.release", "units=*; permit=深房许字(2026)福田001号");
    for nth in 1..=12 {
        let (guest, unit, deal) = (format!("#{nth}"), format!("3-1-{nth:02}01"), format!("RG-{nth:04}"));
        done(&mut desk, &consultant, "guest.add", &format!("name=客人; phone=139000000{nth:02}"));
        let file = format!(
            "guest={guest}; id_kind=passport; id_no=E100000{nth:02}; born=1990-03-07; address=科技园{nth}路"
        );
        done(&mut desk, &consultant, "guest.identify", &file);
        done(&mut desk, &manager, "unit.hold", &format!("unit={unit}; consultant=小陈; guest={guest}"));
        let enter = format!("unit={unit}; buyers={guest}; plan=commercial_loan; deposit=10万; limit=passed");
        done(&mut desk, &consultant, "deal.enter", &enter);
        done(&mut desk, &consultant, "deal.sign", &format!("deal={deal}"));
        done(&mut desk, &manager, "application.approve", &format!("application=SP-{nth:04}"));
        done(&mut desk, &consultant, "deal.confirm", &format!("deal={deal}"));
        done(&mut desk, &finance, "deal.receive", &format!("deal={deal}; amount=10万; method=card"));
        done(&mut desk, &contract, "deal.stamp", &format!("deal={deal}"));
        done(&mut desk, &consultant, "deal.file", &format!("deal={deal}"));
        done(&mut desk, &manager, "deal.subscribe", &format!("deal={deal}"));
        done(&mut desk, &assistant, "deal.archive", &format!("deal={deal}; place=柜{nth}"));
    }
    // Something happens on every day: no clock jumps.
    for day in (0..9).rev() {
        clock.put(Millis(now).plus_minutes(-day * DAY_MIN - 1));
        desk.tick().unwrap();
        done(&mut desk, &manager, "staff.add", &format!("name=新人{day}; roles=consultant; pin={PIN}"));
    }
    desk.checkpoint().unwrap();
}

#[test]
fn the_manager_closes_a_day_with_twelve_overdue_signings() {
    let house = House::empty();
    office(&house);
    let mut terminal = Terminal::open(&house, (120, 36));
    terminal.wait_for("F5 预警 12");
    terminal.typed(F12);
    terminal.wait_for("┌ 换人");
    terminal.typed(&format!("{}\t{}{ENTER}", MANAGER.0, MANAGER.1));
    terminal.wait_until_gone("┌ 换人");
    let begun = Instant::now();
    let mut keys = 2;
    terminal.typed(F5);
    terminal.wait_for("逾期 12");
    terminal.typed(CTRL_S);
    terminal.wait_for("还差 12 项");
    for left in (0..12).rev() {
        if left % 3 == 0 {
            terminal.typed(CTRL_T);
            terminal.wait_for("┌ ");
            terminal.typed(&format!("n{CTRL_S}"));
            keys += 3;
        } else {
            terminal.typed(" ");
            terminal.wait_for("┌ 逾期结转");
            terminal.typed(&format!("等银行{ENTER}"));
            keys += 5;
        }
        let text = if left == 0 { "可以签字".to_owned() } else { format!("还差 {left} 项") };
        terminal.wait_for(&text);
    }
    terminal.typed(ENTER);
    terminal.wait_for("财务");
    terminal.typed(&format!("{}\t{}{ENTER}", FINANCE.0, FINANCE.1));
    keys += 11;
    terminal.wait_for("备份");
    terminal.wait_for("没有待结的日子");
    // A key takes a person two seconds, looking included: that is the five minutes of the issue with room to spare.
    assert!(keys * 2 < 5 * 60, "{keys} keys");
    assert!(begun.elapsed().as_secs() < 120);
    terminal.leave();
    let backups = anchang::desk::backups(&house.db());
    let newest = backups.last().unwrap();
    assert!(anchang::desk::backup_folder(&house.db()).join(&newest.file).exists());
    house.run(&["verify"], None);
}
