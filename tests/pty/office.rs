//! A small office whose subscriptions of nine days ago nobody has signed yet, made by the real actions.

use std::time::{SystemTime, UNIX_EPOCH};

use anchang::desk::{ACTIONS, Clock, CommandId, Desk, Filled, Founder, Session};
use anchang::domain::area::Area;
use anchang::domain::moment::Millis;
use anchang::domain::money::Fen;
use anchang::domain::person::Pii;
use anchang::domain::price_list::{Facts, Place, PriceBasis, PriceList, PriceRow, Quote, SheetLayout};

use crate::terminal::House;

pub const MANAGER: (&str, &str) = ("李静", "739154");
pub const FINANCE: (&str, &str) = ("小钱", "846275");
pub const CONSULTANT: (&str, &str) = ("小陈", PIN);
pub const OTHER: (&str, &str) = ("小林", PIN);
pub const CONTRACT: (&str, &str) = ("小许", PIN);
pub const ASSISTANT: (&str, &str) = ("小周", PIN);
pub const RECEPTION: (&str, &str) = ("小何", PIN);
const PIN: &str = "501926";

const DAY_MIN: i64 = 24 * 60;
const CHINA: i32 = 480;

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

/// Twenty floors of one unit: 5,000,000 yuan each.
fn price_list() -> PriceList {
    let row = |floor: i64| PriceRow {
        at: Place { sheet: String::new(), row: floor as u32 + 1, column: 1 },
        unit: format!("3-1-{floor:02}01").parse().unwrap(),
        facts: Facts { floor: floor as i32, gross_area: Area(10_000), ..Facts::default() },
        quote: Quote { unit_price: Fen(5_000_000), total: Fen(500_000_000), basis: PriceBasis::Gross },
        status_in_file: None,
    };
    let rows = (1..=20).map(row).collect();
    PriceList { file_name: "价目表.xlsx".into(), sha256: "0".repeat(64), layout: SheetLayout::List, rows }
}

/// Founds it nine days ago, with so many subscriptions that are two days overdue now, open at any hour: a test does not
/// choose its own.
pub fn with_overdue(house: &House, overdue: u32) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as i64;
    let clock = Clock::set(Millis(now).plus_minutes(-9 * DAY_MIN), CHINA);
    let pin = |pin: &str| Pii::new(pin.to_owned());
    let founder = Founder { project: "云山府".into(), manager: pin(MANAGER.0), pin: pin(MANAGER.1) };
    let mut desk = Desk::found(&house.db(), &founder, clock.clone(), "desk-1").unwrap();
    let manager = desk.sign_in(MANAGER.0, &pin(MANAGER.1)).unwrap();
    for (name, value) in [("work_start", "00:00"), ("work_end", "24:00")] {
        done(&mut desk, &manager, "policy.set", &format!("name={name}; value={value}; reason=全天"));
    }
    let people = [
        (FINANCE, "finance"),
        (CONSULTANT, "consultant"),
        (OTHER, "consultant"),
        (CONTRACT, "contract"),
        (ASSISTANT, "assistant"),
        (RECEPTION, "reception"),
    ];
    let [finance, consultant, _, contract, assistant, _] = people.map(|((name, secret), role)| {
        done(&mut desk, &manager, "staff.add", &format!("name={name}; roles={role}; pin={secret}"));
        desk.sign_in(name, &pin(secret)).unwrap()
    });
    let import = ACTIONS.find("unit.import").unwrap();
    let mut filled = Filled::new();
    filled.put_list(&import.fields[0], price_list());
    desk.act(&manager, import, &filled, None, CommandId::new()).unwrap();
    done(&mut desk, &manager, "unit.release", "units=*; permit=深房许字(2026)福田001号");
    for nth in 1..=overdue {
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
