//! A sales office to try things in: ten people, one a role, and a second consultant; released units in building 3,
//! unreleased ones in building 9; three guests.
//!
//! Argon2 takes a fifth of a second a PIN on purpose, so the office is founded once; every test gets a copy of its file
//! and of its sittings.

use std::path::PathBuf;
use std::sync::OnceLock;

use anchang::desk::action::ACTIONS;
use anchang::desk::{
    Action, Approval, Clock, CommandId, Desk, Done, Failure, Filled, Founder, LogFilter, Session, StoredEvent,
};
use anchang::domain::area::Area;
use anchang::domain::moment::Millis;
use anchang::domain::money::Fen;
use anchang::domain::permission::Role;
use anchang::domain::person::Pii;
use anchang::domain::price_list::{Facts, Place, PriceBasis, PriceList, PriceRow, Quote, SheetLayout};
use anchang::domain::refusal::Refusal;
use anchang::domain::unit::Unit;
use anchang::text::{Arg, Say, Text};
use serde_json::Value;
use tempfile::TempDir;

/// 2026-11-28 09:00 in China.
pub const NINE: Millis = Millis(1_795_827_600_000);
const CHINA: i32 = 480;

/// A person of the office: the place in [`CAST`].
pub type Who = usize;
pub const RECEPTION: Who = 0;
pub const CONSULTANT: Who = 1;
pub const TEAM_LEAD: Who = 2;
pub const ASSISTANT: Who = 3;
pub const MANAGER: Who = 4;
pub const FINANCE: Who = 5;
pub const CONTRACT: Who = 6;
pub const AFTER_SALES: Who = 7;
pub const LEADER: Who = 8;
pub const ADMINISTRATOR: Who = 9;
/// A second consultant.
pub const COLLEAGUE: Who = 10;

/// Names in the order of [`Role::ALL`], and the second consultant.
pub const CAST: [&str; 11] = [
    "前台小林",
    "顾问小陈",
    "主管老周",
    "助理小吴",
    "经理老王",
    "财务小郑",
    "合同小冯",
    "客服小褚",
    "领导老卫",
    "管理员小蒋",
    "顾问小沈",
];

pub fn pin(who: Who) -> String {
    format!("ming-{}-{who}", 7 * who)
}

pub fn role(who: Who) -> Role {
    Role::ALL.get(who).copied().unwrap_or(Role::Consultant)
}

struct Template {
    file: Vec<u8>,
    sittings: Vec<Session>,
}

/// One office.
pub struct Office {
    pub desk: Desk,
    pub clock: Clock,
    pub path: PathBuf,
    sittings: Vec<Session>,
    _folder: TempDir,
}

/// In memory where the system has such a place: what a crash leaves behind is tested elsewhere.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = folder();
        let path = folder.path().join("anchang.db");
        let clock = Clock::set(NINE, CHINA);
        let founder = Founder {
            project: "云山府".into(),
            manager: Pii::new(CAST[MANAGER].to_owned()),
            pin: Pii::new(pin(MANAGER)),
        };
        let desk = Desk::found(&path, &founder, clock.clone(), "desk-1").unwrap();
        let manager = desk.sign_in(CAST[MANAGER], &Pii::new(pin(MANAGER))).unwrap();
        let mut sittings = vec![manager; CAST.len()];
        let mut office =
            Office { desk, clock, path: path.clone(), sittings: sittings.clone(), _folder: folder };
        for (who, name) in CAST.iter().enumerate() {
            if who != MANAGER {
                let fields = format!("name={name}; roles={}; pin={}", role(who).code(), pin(who));
                office.done(MANAGER, "staff.add", &fields);
                sittings[who] = office.desk.sign_in(name, &Pii::new(pin(who))).unwrap();
            }
        }
        office.sittings.clone_from(&sittings);
        office
            .import(
                MANAGER,
                price_list(&[
                    ("3-1-1203", 12_553, 5_222_987),
                    ("3-1-1204", 8_850, 5_000_000),
                    ("3-1-1205", 8_850, 5_000_000),
                    ("3-1-1206", 8_050, 1_234_565),
                    ("3-2-0101", 10_000, 3_000_000),
                    ("9-1-0101", 10_000, 2_000_000),
                    ("9-1-0102", 10_000, 2_000_000),
                ]),
            )
            .unwrap();
        office.done(MANAGER, "unit.release", "units=3-*; permit=深房许字(2026)001号");
        for (name, phone) in [("张三", "13800000001"), ("李四", "13800000002"), ("王五", "13800000003")]
        {
            office.done(RECEPTION, "guest.add", &format!("name={name}; phone={phone}"));
        }
        let Office { desk, _folder: folder, .. } = office;
        desk.checkpoint().unwrap();
        drop(desk);
        let file = std::fs::read(&path).unwrap();
        drop(folder);
        Template { file, sittings }
    })
}

impl Office {
    pub fn new() -> Self {
        let template = template();
        let folder = folder();
        let path = folder.path().join("anchang.db");
        std::fs::write(&path, &template.file).unwrap();
        let clock = Clock::set(NINE, CHINA);
        let desk = Desk::open(&path, clock.clone(), "desk-1").unwrap();
        Self { desk, clock, path, sittings: template.sittings.clone(), _folder: folder }
    }

    /// Another window on the same file, at the same time of day.
    pub fn window(&self) -> Desk {
        Desk::open(&self.path, self.clock.clone(), "desk-2").unwrap()
    }

    /// Closes the desk; the files stay.
    pub fn close(self) -> TempDir {
        let Self { _folder: folder, .. } = self;
        folder
    }

    pub fn sitting(&self, who: Who) -> &Session {
        &self.sittings[who]
    }

    /// Somebody signs in anew: their next actions are of this sitting.
    pub fn sign_in(&mut self, who: Who, pin: &str) {
        self.sittings[who] = self.desk.sign_in(CAST[who], &Pii::new(pin.to_owned())).unwrap();
    }

    pub fn now(&self) -> Millis {
        self.clock.now().0
    }

    pub fn later(&self, minutes: i64) {
        self.clock.put(self.now().plus_minutes(minutes));
    }

    /// What happens when somebody does something alone.
    pub fn act(&mut self, who: Who, id: &str, fields: &str) -> Result<Done, Failure> {
        let (action, filled) = fill(id, fields)?;
        let sitting = self.sittings[who].clone();
        self.desk.act(&sitting, action, &filled, None, CommandId::new())
    }

    /// What happens when somebody does something and another types their PIN for it.
    pub fn act_with(&mut self, who: Who, id: &str, fields: &str, approver: Who) -> Result<Done, Failure> {
        let (action, filled) = fill(id, fields)?;
        let command = CommandId::new();
        let approval = self.approval(approver, action, &filled, command);
        let sitting = self.sittings[who].clone();
        self.desk.act(&sitting, action, &filled, Some(approval), command)
    }

    pub fn approval(&self, who: Who, action: &Action, filled: &Filled, command: CommandId) -> Approval {
        self.desk.approve(CAST[who], &Pii::new(pin(who)), action, filled, command).unwrap()
    }

    /// Does something that must work.
    pub fn done(&mut self, who: Who, id: &str, fields: &str) -> Done {
        self.act(who, id, fields).unwrap_or_else(|failure| panic!("{id} {fields}: {failure:?}"))
    }

    pub fn import(&mut self, who: Who, list: PriceList) -> Result<Done, Failure> {
        let action = action("unit.import");
        let mut filled = Filled::new();
        filled.put_list(&action.fields[0], list);
        let sitting = self.sittings[who].clone();
        self.desk.act(&sitting, action, &filled, None, CommandId::new())
    }

    pub fn unit(&self, id: &str) -> Unit {
        self.desk.unit(&id.parse().unwrap()).unwrap().unwrap_or_else(|| panic!("no unit {id}")).unit
    }

    /// The last event's number.
    pub fn head(&self) -> i64 {
        self.desk.head().unwrap().seq
    }

    pub fn since(&self, head: i64) -> Vec<StoredEvent> {
        self.desk.log(&LogFilter { since: head, ..LogFilter::default() }).unwrap()
    }

    /// Asserts that exactly these events stand behind `head`, each with at least these fields in its body.
    #[track_caller]
    pub fn recorded(&self, head: i64, expected: &[(&str, &str, Value)]) {
        let events = self.since(head);
        let kinds: Vec<(&str, &str)> = events.iter().map(|e| (&*e.stream, &*e.kind)).collect();
        let wanted: Vec<(&str, &str)> = expected.iter().map(|(stream, kind, _)| (*stream, *kind)).collect();
        assert_eq!(kinds, wanted);
        for (event, (_, kind, fields)) in events.iter().zip(expected) {
            let body: Value = serde_json::from_str(&event.payload).unwrap();
            for (name, value) in fields.as_object().into_iter().flatten() {
                assert_eq!(&body[name], value, "{kind}.{name} in {body}");
            }
        }
    }

    /// Asserts that an action is refused by this line at this field, and that nothing at all is written.
    #[track_caller]
    pub fn refuses(&mut self, who: Who, id: &str, fields: &str, why: Text, field: Option<&str>) {
        let head = self.desk.head().unwrap();
        let result = self.act(who, id, fields);
        is_refused(&result, why, field);
        assert_eq!(self.desk.head().unwrap(), head, "a refusal writes nothing");
    }
}

#[track_caller]
pub fn is_refused<T: std::fmt::Debug>(result: &Result<T, Failure>, why: Text, field: Option<&str>) {
    match result {
        Err(Failure::Refused(refusal)) => is_why(refusal, why, field),
        other => panic!("expected a refusal by `{}`: {other:?}", why.en),
    }
}

/// Whoever has no right PIN is denied, which is not a rule's refusal.
#[track_caller]
pub fn is_denied<T: std::fmt::Debug>(result: &Result<T, Failure>, why: Text, field: Option<&str>) {
    match result {
        Err(Failure::Denied(refusal)) => is_why(refusal, why, field),
        other => panic!("expected to be denied by `{}`: {other:?}", why.en),
    }
}

#[track_caller]
fn is_why(refusal: &Refusal, why: Text, field: Option<&str>) {
    assert!(lines(&refusal.why).contains(&why), "refused, but by {:?}", refusal.why);
    assert_eq!(refusal.field, field, "{:?}", refusal.why);
    assert!(!refusal.rule.is_empty());
}

/// The remedy's line of a refusal.
pub fn remedy<T>(result: &Result<T, Failure>) -> Option<Text> {
    match result {
        Err(Failure::Refused(Refusal { remedy: Some(say), .. })) => Some(say.text),
        _ => None,
    }
}

/// Every line of the text table in a sentence: a refusal about a unit wraps the one that says why.
pub fn lines(say: &Say) -> Vec<Text> {
    let mut found = vec![say.text];
    for (_, arg) in &say.args {
        if let Arg::Say(inner) = arg {
            found.extend(lines(inner));
        }
    }
    found
}

pub fn action(id: &str) -> &'static Action {
    ACTIONS.find(id).unwrap_or_else(|| panic!("no action {id}"))
}

/// Fills an action's fields from `name=value; name=value`.
pub fn fill(id: &str, fields: &str) -> Result<(&'static Action, Filled), Refusal> {
    let action = action(id);
    let mut filled = Filled::new();
    for part in fields.split("; ").filter(|part| !part.is_empty()) {
        let (name, typed) = part.split_once('=').unwrap();
        let field = action.fields.iter().find(|f| f.name == name);
        filled.put(field.unwrap_or_else(|| panic!("{id} has no field {name}")), typed)?;
    }
    Ok((action, filled))
}

/// A list of `(unit, area in 0.01 m2, unit price in fen)`; totals half-up to the fen.
pub fn price_list(rows: &[(&str, i64, i64)]) -> PriceList {
    let rows = rows.iter().zip(1..).map(|((unit, area, price), row)| PriceRow {
        at: Place { sheet: String::new(), row, column: 1 },
        unit: unit.parse().unwrap(),
        facts: Facts { floor: 1, gross_area: Area(*area), ..Facts::default() },
        quote: Quote {
            unit_price: Fen(*price),
            total: Fen((area * price + 50) / 100),
            basis: PriceBasis::Gross,
        },
        status_in_file: None,
    });
    PriceList {
        file_name: "价目表.xlsx".into(),
        sha256: "0".repeat(64),
        layout: SheetLayout::List,
        rows: rows.collect(),
    }
}
