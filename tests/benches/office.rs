//! A sales office to measure.

use std::path::Path;

use anchang::desk::{ACTIONS, Action, Clock, CommandId, Desk, Filled, Founder, Session};
use anchang::domain::person::Pii;
use anchang::domain::price_list::{Facts, Place, PriceBasis, PriceList, PriceRow, Quote, SheetLayout};
use anchang::domain::{area::Area, money::Fen, unit_id::UnitId};

pub struct Office {
    pub desk: Desk,
    pub manager: Session,
}

pub fn fill(id: &str, fields: &[(&str, &str)]) -> (&'static Action, Filled) {
    let action = ACTIONS.find(id).unwrap();
    let mut filled = Filled::new();
    for (name, value) in fields {
        filled.put(action.fields.iter().find(|f| f.name == *name).unwrap(), value).unwrap();
    }
    (action, filled)
}

impl Office {
    pub fn found(path: &Path) -> Self {
        let pin = Pii::new("135790".to_owned());
        let founder =
            Founder { project: "松风明月".into(), manager: Pii::new("李静".into()), pin: pin.clone() };
        let desk = Desk::found(path, &founder, Clock::System, "bench").unwrap();
        let manager = desk.sign_in("李静", &pin).unwrap();
        Self { desk, manager }
    }

    pub fn act(&mut self, id: &str, fields: &[(&str, &str)]) {
        let (action, filled) = fill(id, fields);
        self.desk.act(&self.manager, action, &filled, None, CommandId::new()).unwrap();
    }

    /// Units without a file.
    pub fn import_small(&mut self, units: usize) {
        let rows = (0..units)
            .map(|n| {
                let (building, floor, room) = place(n);
                let (unit_price, gross_area) = (Fen(5_222_987 + n as i64), Area(12_553));
                PriceRow {
                    at: Place { sheet: String::new(), row: n as u32 + 2, column: 0 },
                    unit: UnitId::new(&building.to_string(), "1", &format!("{floor}{room:02}")).unwrap(),
                    facts: Facts { floor: floor as i32, gross_area, ..Facts::default() },
                    quote: Quote {
                        unit_price,
                        total: unit_price.times_area(gross_area),
                        basis: PriceBasis::Gross,
                    },
                    status_in_file: None,
                }
            })
            .collect();
        let list =
            PriceList { file_name: "bench".into(), sha256: String::new(), layout: SheetLayout::List, rows };
        let action = ACTIONS.find("unit.import").unwrap();
        let mut filled = Filled::new();
        filled.put_list(&action.fields[0], list);
        self.desk.act(&self.manager, action, &filled, None, CommandId::new()).unwrap();
    }
}

/// Building, floor and room of the n-th unit: 33 floors of 6.
fn place(n: usize) -> (usize, usize, usize) {
    (n / 198 + 1, n % 198 / 6 + 1, n % 6 + 1)
}

/// A price list as offices keep it: 11 columns.
pub fn write_list(path: &Path, units: usize) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let headers =
        ["楼栋", "单元", "楼层", "房号", "户型", "朝向", "用途", "建筑面积", "套内面积", "单价", "总价"];
    for (column, header) in headers.iter().enumerate() {
        sheet.write_string(0, column as u16, *header).unwrap();
    }
    for n in 0..units {
        let (building, floor, room) = place(n);
        let row = n as u32 + 1;
        let unit_price = 5_222_987 + n as i64;
        let total = Fen(unit_price).times_area(Area(12_553)).0;
        sheet.write_string(row, 0, format!("{building}栋")).unwrap();
        sheet.write_string(row, 1, "1单元").unwrap();
        sheet.write_number(row, 2, floor as f64).unwrap();
        sheet.write_string(row, 3, format!("{floor}{room:02}")).unwrap();
        sheet.write_string(row, 4, "三室两厅").unwrap();
        sheet.write_string(row, 5, "南").unwrap();
        sheet.write_string(row, 6, "住宅").unwrap();
        sheet.write_number(row, 7, 125.53).unwrap();
        sheet.write_number(row, 8, 100.05).unwrap();
        sheet.write_number(row, 9, unit_price as f64 / 100.0).unwrap();
        sheet.write_number(row, 10, total as f64 / 100.0).unwrap();
    }
    book.save(path).unwrap();
}

/// Guests put straight into the tables: a hundred thousand durable actions take minutes.
pub fn add_guests(conn: &rusqlite::Connection, guests: usize) {
    let surnames: Vec<char> =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高曾单仇解查盖区朴乐翟".chars().collect();
    let given: Vec<char> =
        "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华建国志文宇浩然子轩梓涵雨欣国藩".chars().collect();
    conn.execute_batch("BEGIN").unwrap();
    let first: i64 =
        conn.query_row("SELECT coalesce(max(person), 0) + 1 FROM person", [], |row| row.get(0)).unwrap();
    let mut dice = 0x2545_F491_4F6C_DD1D_u64;
    let mut roll = |sides: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice % sides as u64) as usize
    };
    for n in 0..guests as i64 {
        let mut name = String::from(surnames[roll(surnames.len())]);
        name.push(given[roll(given.len())]);
        if roll(3) > 0 {
            name.push(given[roll(given.len())]);
        }
        let phone = format!("139{:08}", roll(100_000_000));
        let person = first + n;
        conn.prepare_cached(
            "INSERT INTO person(person, kind, name, phone, salt) VALUES(?1, 'guest', ?2, ?3, zeroblob(16))",
        )
        .unwrap()
        .execute(rusqlite::params![person, name, phone])
        .unwrap();
        let doc = format!(
            r#"{{"person":{person},"commit":"{n:064x}","consultant":1,"forgotten":false,"since":0}}"#
        );
        conn.prepare_cached("INSERT INTO guest(key, ver, person, consultant, doc) VALUES(?1, 1, ?2, 1, ?3)")
            .unwrap()
            .execute(rusqlite::params![n + 1, person, doc])
            .unwrap();
    }
    conn.execute_batch("COMMIT").unwrap();
}
