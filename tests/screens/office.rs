//! A small project that is always the same: a tower with two sections, a hole and a basement, and a low wide building.

use std::sync::OnceLock;

use anchang::desk::{ACTIONS, Action, Clock, CommandId, Desk, Filled, Founder, Session};
use anchang::domain::area::Area;
use anchang::domain::moment::Millis;
use anchang::domain::money::Fen;
use anchang::domain::person::Pii;
use anchang::domain::price_list::{Facts, Place, PriceBasis, PriceList, PriceRow, Quote, SheetLayout};
use anchang::text::Lang;
use anchang::tui::term::Key;
use anchang::tui::{App, Theme};
use tempfile::TempDir;

/// 2026-11-28 09:00 in China.
const NINE: Millis = Millis(1_795_827_600_000);
const CHINA: i32 = 480;
pub const PIN: &str = "ming-28-4";

/// A file of the project, its clock, and who is at the desk.
pub struct Office {
    pub desk: Desk,
    pub clock: Clock,
    pub manager: Session,
    path: std::path::PathBuf,
    pub folder: TempDir,
}

fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// An action with its fields from `name=value; name=value`.
fn filled(id: &str, fields: &str) -> (&'static Action, Filled) {
    let action = ACTIONS.find(id).unwrap();
    let mut filled = Filled::new();
    for part in fields.split("; ").filter(|part| !part.is_empty()) {
        let (name, typed) = part.split_once('=').unwrap();
        filled.put(action.fields.iter().find(|f| f.name == name).expect(name), typed).unwrap();
    }
    (action, filled)
}

impl Office {
    /// Founded at nine: nobody has done anything.
    pub fn founded() -> Self {
        let folder = folder();
        let path = folder.path().join("anchang.db");
        let clock = Clock::set(NINE, CHINA);
        let founder = Founder {
            project: "云山府".into(),
            manager: Pii::new("老王".to_owned()),
            pin: Pii::new(PIN.to_owned()),
        };
        let desk = Desk::found(&path, &founder, clock.clone(), "desk-1").unwrap();
        let manager = desk.sign_in("老王", &Pii::new(PIN.to_owned())).unwrap();
        Self { desk, clock, manager, path, folder }
    }

    /// The project of the pictures. Argon2 is slow on purpose: it is made once, everybody gets a copy.
    pub fn new() -> Self {
        static FILE: OnceLock<(Vec<u8>, Session)> = OnceLock::new();
        let (file, manager) = FILE.get_or_init(|| {
            let mut office = Self::founded();
            office.history();
            let Self { desk, manager, path, folder: _folder, .. } = office;
            desk.checkpoint().unwrap();
            drop(desk);
            (std::fs::read(path).unwrap(), manager)
        });
        Self::at(file, manager.clone())
    }

    fn at(file: &[u8], manager: Session) -> Self {
        let folder = folder();
        let path = folder.path().join("anchang.db");
        std::fs::write(&path, file).unwrap();
        let clock = Clock::set(NINE.plus_minutes(72), CHINA);
        let desk = Desk::open(&path, clock.clone(), "desk-1").unwrap();
        Self { desk, clock, manager, path, folder }
    }

    /// A copy of a file that was made from this project, with its manager at the desk.
    pub fn of(file: &[u8]) -> Self {
        Self::at(file, Self::new().manager)
    }

    /// The file as it is.
    pub fn into_file(self) -> Vec<u8> {
        self.desk.checkpoint().unwrap();
        drop(self.desk);
        std::fs::read(self.path).unwrap()
    }

    /// Another window on the same file.
    pub fn window(&self) -> Desk {
        Desk::open(&self.path, self.clock.clone(), "desk-2").unwrap()
    }

    /// Does something that must work.
    pub fn done(&mut self, id: &str, fields: &str) {
        let manager = self.manager.clone();
        self.done_by(&manager, id, fields);
    }

    /// The same by somebody else.
    pub fn done_by(&mut self, who: &Session, id: &str, fields: &str) {
        let (action, filled) = filled(id, fields);
        let done = self.desk.act(who, action, &filled, None, CommandId::new());
        done.unwrap_or_else(|failure| panic!("{id} {fields}: {failure:?}"));
    }

    /// The same with the manager's PIN.
    pub fn done_with_manager(&mut self, who: &Session, id: &str, fields: &str) {
        let (action, filled) = filled(id, fields);
        let command = CommandId::new();
        let approval = self.desk.approve("老王", &Pii::new(PIN.to_owned()), action, &filled, command);
        self.desk.act(who, action, &filled, Some(approval.unwrap()), command).unwrap();
    }

    pub fn later(&self, minutes: i64) {
        self.clock.put(self.clock.now().0.plus_minutes(minutes));
    }

    fn history(&mut self) {
        self.done("staff.add", "name=小陈; phone=13700000007; roles=consultant; pin=ming-7-1");
        let consultant = self.desk.sign_in("小陈", &Pii::new("ming-7-1".to_owned())).unwrap();
        let action = ACTIONS.find("unit.import").unwrap();
        let mut filled = Filled::new();
        filled.put_list(&action.fields[0], price_list());
        self.desk.act(&self.manager, action, &filled, None, CommandId::new()).unwrap();
        self.later(5);
        self.done("unit.release", "units=3-1-*,3-2-*; permit=深房许字(2026)福田001号");
        for (name, phone) in [("张三", "13800000001"), ("欧阳明月", "13800000002"), ("王五", "13800000003")]
        {
            self.done_by(&consultant, "guest.add", &format!("name={name}; phone={phone}"));
        }
        self.later(5);
        self.done("unit.withhold", "units=3-1-2601; reason=show_flat; note=精装样板间, 开盘前不售");
        self.done("unit.encumber", "units=3-1-2502; kind=seizure; document=(2026)粤0304执保1234号");
        self.done("unit.encumber", "units=3-2-2503; kind=mortgage; document=抵押001; consent=同意书7");
        self.done("unit.price", "units=3-1-2602; change=+2.5; reason=楼层差调整");
        self.later(50);
        self.done("unit.reserve", "unit=3-2-2502; consultant=小陈; guest=#3");
        self.done("unit.hold", "unit=3-1-2602; consultant=小陈; guest=#1");
        self.done("unit.hold", "unit=3-1-2501; consultant=小陈");
        self.done("unit.wait", "unit=3-1-2602; consultant=小陈; guest=#2");
        self.done("unit.wait", "unit=3-1-2602; consultant=小陈; guest=#3");
        self.later(12);
    }
}

/// 26 floors of two sections and a basement, and four floors of fourteen shops.
fn price_list() -> PriceList {
    let mut rows = Vec::new();
    let mut add = |unit: String, floor: i32, area: i64, net: Option<i64>, yuan: i64, layout: &str| {
        let price = yuan * 100;
        rows.push(PriceRow {
            at: Place { sheet: String::new(), row: rows.len() as u32 + 2, column: 1 },
            unit: unit.parse().unwrap(),
            facts: Facts {
                floor,
                gross_area: Area(area),
                net_area: net.map(Area),
                layout: Some(layout.into()),
                orientation: Some("南北".into()),
                usage: Some("住宅".into()),
                ..Facts::default()
            },
            quote: Quote {
                unit_price: Fen(price),
                total: Fen((area * price + 50) / 100),
                basis: PriceBasis::Gross,
            },
            status_in_file: None,
        });
    };
    for floor in 1..=26 {
        for room in 1..=2 {
            add(format!("3-1-{floor:02}{room:02}"), floor, 12_553, Some(9_814), 52_229, "三室两厅两卫");
        }
        for room in 1..=3 {
            // The top floor of the second section is a garden.
            if floor < 26 {
                add(format!("3-2-{floor:02}{room:02}"), floor, 8_850, None, 50_000, "两室一厅");
            }
        }
    }
    add("3-1-B101".into(), -1, 4_000, None, 20_000, "储藏室");
    for floor in 1..=4 {
        for room in 1..=14 {
            add(format!("商业12-1-{floor}{room:02}"), floor, 6_000, Some(4_800), 120_000, "商铺");
        }
    }
    PriceList { file_name: "价目表.xlsx".into(), sha256: "0".repeat(64), layout: SheetLayout::List, rows }
}

/// The terminal on the project; the file lives as long as what is answered beside it.
pub fn open(lang: Lang) -> (App, TempDir) {
    let Office { desk, folder, .. } = Office::new();
    (app(desk, lang, Theme::colours()), folder)
}

/// The terminal on a project that has just been founded.
pub fn empty(lang: Lang) -> (App, TempDir) {
    let Office { desk, folder, .. } = Office::founded();
    (app(desk, lang, Theme::colours()), folder)
}

/// A terminal on a desk.
pub fn app(desk: Desk, lang: Lang, theme: Theme) -> App {
    App::new(desk, lang, theme, anchang::exchange::price_list::read).unwrap()
}

/// Puts the manager at the desk.
pub fn sign_in(app: &mut App) {
    sign_in_as(app, "#1", PIN);
}

/// Puts somebody at the desk.
pub fn sign_in_as(app: &mut App, who: &str, pin: &str) {
    app.press(Key::F(12));
    type_in(app, who);
    app.press(Key::Tab);
    type_in(app, pin);
    app.press(Key::Enter);
}

/// Opens an action by its name in the palette.
pub fn choose(app: &mut App, action: &str) {
    app.press(Key::F(10));
    type_in(app, action);
    app.press(Key::Enter);
}

/// Types a word.
pub fn type_in(app: &mut App, text: &str) {
    for c in text.chars() {
        if c.is_ascii() { app.press(Key::Char(c)) } else { app.write(c) }
    }
}
