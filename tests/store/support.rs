//! A project in a moment, people at its desk, children to kill, and what a file holds.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command as Process, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock};

use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

use crate::desk::{ACTIONS, Approval, Clock, Desk, Done, Failure, Filled, Founder, Session};
use crate::domain::area::Area;
use crate::domain::guest::{Guest, GuestEvent, GuestId};
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::person::{Person, PersonKind, Pii};
use crate::domain::price_list::{Facts, PriceBasis, Quote};
use crate::domain::staff::StaffId;
use crate::domain::unit::{Ended, Status, Unit, UnitEvent};
use crate::store::{Command, CommandId, Finding, Recorded, Store, StoreError, Work, open};

/// 2026-11-28T02:42:05.120Z, 10:42 in the office.
pub const NOON: Millis = Millis(1_795_833_725_120);
pub const MANAGER: &str = "王经理";
pub const PIN: &str = "274913";
/// A guest whose traces are looked for byte by byte.
pub const PLANTED_NAME: &str = "欧阳待忘";
pub const PLANTED_PHONE: &str = "13987654321";

pub fn clock() -> Clock {
    Clock::set(NOON, 480)
}

/// How many rounds a fault test makes: `default`, or as many as `ANCHANG_FAULT_ROUNDS` says.
pub fn rounds(default: usize) -> usize {
    std::env::var("ANCHANG_FAULT_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

/// Tests that start many processes run one after another: their figures mean nothing otherwise.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A project in a folder of its own.
pub struct Project {
    pub dir: TempDir,
    pub db: PathBuf,
}

impl Project {
    /// A manager, consultants #2 and #3, units `3-1-1001` to `3-1-1040` on sale but the last ten, guests #1 (planted)
    /// and #2, one hold, one reservation.
    pub fn new() -> Self {
        static BASE: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = BASE.get_or_init(|| {
            let dir = tempfile::tempdir().expect("tempdir");
            let db = dir.path().join("anchang.db");
            found(&db);
            std::fs::read(&db).expect("a closed file")
        });
        Self::of(bytes)
    }

    pub fn of(bytes: &[u8]) -> Self {
        let dir = tempfile::tempdir().expect("tempdir");
        let db = dir.path().join("anchang.db");
        std::fs::write(&db, bytes).expect("write");
        Self { dir, db }
    }

    /// The file's bytes. Nobody may have it open.
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.db).expect("a closed file")
    }

    pub fn store(&self) -> Store {
        Store::open(&self.db).expect("opens")
    }

    pub fn desk(&self) -> Desk {
        self.desk_at(&clock())
    }

    pub fn desk_at(&self, clock: &Clock) -> Desk {
        Desk::open(&self.db, clock.clone(), "desk-1").expect("opens")
    }

    /// A connection that knows nothing of us: whoever has a tool and the file.
    pub fn raw(&self) -> Connection {
        let conn = Connection::open(&self.db).expect("opens");
        conn.execute_batch(
            "PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA ignore_check_constraints=ON",
        )
        .expect("settings");
        conn
    }

    /// Does something with the log that its triggers forbid, and puts the triggers back.
    pub fn without_triggers(&self, body: impl FnOnce(&Connection)) {
        let conn = self.raw();
        let triggers: Vec<(String, String)> = conn
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .and_then(|mut s| s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
            .expect("triggers");
        for (name, _) in &triggers {
            conn.execute_batch(&format!("DROP TRIGGER {name}")).expect("drop");
        }
        body(&conn);
        for (_, sql) in &triggers {
            conn.execute_batch(sql).expect("put back");
        }
    }

    /// Every file in its folder with its content. Nobody may have the database open.
    pub fn everything(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        walk(self.dir.path(), &mut all);
        all.sort();
        all
    }
}

fn walk(folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("listing") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            walk(&path, all);
        } else {
            all.push((path.display().to_string(), std::fs::read(&path).expect("a closed file")));
        }
    }
}

/// Founds the base project at `db` and closes it.
pub fn found(db: &Path) {
    let founder =
        Founder { project: "云麓府".into(), manager: Pii::new(MANAGER.into()), pin: Pii::new(PIN.into()) };
    let mut desk = Desk::found(db, &founder, clock(), "desk-1").expect("founded");
    let manager = sign_in(&desk);
    for name in ["张三", "李四"] {
        let fields = [("name", name), ("roles", "consultant"), ("pin", "518204")];
        act(&mut desk, &manager, "staff.add", &fields).expect("added");
    }
    drop(desk);
    let store = Store::open(db).expect("opens");
    add_units(&store, 1..=40, 30);
    for (name, phone) in [(PLANTED_NAME, PLANTED_PHONE), ("赵六", "13800000002")] {
        write(&store, |work| register(work, name, phone).map(drop)).expect("registered");
    }
    write(&store, |work| change(work, "3-1-1001", |_| hold(2))).expect("held");
    let reserved = UnitEvent::Reserved {
        consultant: StaffId(3),
        guest: GuestId(2),
        until: NOON.plus_minutes(60 * 24),
        note: "等家人".into(),
    };
    write(&store, |work| change(work, "3-1-1002", |_| reserved)).expect("reserved");
    store.checkpoint().expect("checkpoint");
}

/// Imports units in one command and puts those up to `on_sale` on sale.
pub fn add_units(store: &Store, numbers: std::ops::RangeInclusive<usize>, on_sale: usize) {
    write(store, |work| {
        for n in numbers {
            let mut unit = work.load::<Unit>(&unit_key(n))?;
            let facts = Facts { floor: 1, gross_area: Area(12_553), ..Facts::default() };
            let quote =
                Quote { unit_price: Fen(5_222_987), total: Fen(655_641_558), basis: PriceBasis::Gross };
            work.record(&mut unit, &[UnitEvent::Imported { facts, quote }])?;
            if n <= on_sale {
                work.record(&mut unit, &[UnitEvent::Released { permit: "许字2026第001号".into() }])?;
            }
        }
        Ok(())
    })
    .expect("units");
}

pub fn unit_key(n: usize) -> String {
    format!("3-1-{}", 1_000 + n)
}

pub fn hold(consultant: i64) -> UnitEvent {
    UnitEvent::Held { consultant: StaffId(consultant), guest: None, until: NOON.plus_minutes(30) }
}

/// Records the one event that `next` makes of a unit.
pub fn change(work: &mut Work, key: &str, next: impl FnOnce(&Unit) -> UnitEvent) -> Result<(), StoreError> {
    let mut unit = work.load::<Unit>(key)?;
    let event = next(&unit.state);
    work.record(&mut unit, &[event])
}

/// Holds a unit that is free, gives back one that is held.
pub fn turn(work: &mut Work, key: &str, consultant: i64) -> Result<(), StoreError> {
    change(work, key, |unit| match unit.status {
        Status::Held => UnitEvent::HoldEnded { how: Ended::GivenBack, note: String::new() },
        _ => hold(consultant),
    })
}

pub fn register(work: &mut Work, name: &str, phone: &str) -> Result<GuestId, StoreError> {
    let person = Person { name: Pii::new(name.to_owned()), phone: Some(Pii::new(phone.to_owned())) };
    let (person, commit) = work.enroll(PersonKind::Guest, &person)?;
    let id = GuestId(work.next_key::<Guest>()?);
    let mut guest = work.load::<Guest>(&id.0.to_string())?;
    work.record(&mut guest, &[GuestEvent::Registered { person, commit, consultant: Some(StaffId(2)) }])?;
    Ok(id)
}

pub fn command(id: CommandId) -> Command {
    Command {
        id,
        actor: StaffId(2),
        approver: None,
        station: "desk-1".into(),
        session: [7; 16],
        wall: NOON,
        tz_min: 480,
    }
}

pub fn write(
    store: &Store,
    body: impl FnOnce(&mut Work) -> Result<(), StoreError>,
) -> Result<Option<Recorded>, StoreError> {
    store.write::<_, StoreError>(command(CommandId::new()), body).map(|((), recorded)| recorded)
}

pub fn sign_in(desk: &Desk) -> Session {
    desk.sign_in(MANAGER, &Pii::new(PIN.into())).expect("signed in")
}

pub fn act(desk: &mut Desk, who: &Session, id: &str, fields: &[(&str, &str)]) -> Result<Done, Failure> {
    act_as(desk, who, id, fields, None, CommandId::new())
}

pub fn act_as(
    desk: &mut Desk,
    who: &Session,
    id: &str,
    fields: &[(&str, &str)],
    approval: Option<Approval>,
    command: CommandId,
) -> Result<Done, Failure> {
    let action = ACTIONS.find(id).expect("an action");
    let mut filled = Filled::new();
    for (name, typed) in fields {
        let field = action.fields.iter().find(|f| f.name == *name).expect("a field");
        filled.put(field, typed)?;
    }
    desk.act(who, action, &filled, approval, command)
}

/// Whether a finding says only that a table, index or trigger is not ours: tests that had to remove one look further.
pub fn about_schema(finding: &Finding) -> bool {
    finding.say.text == crate::text::log::PART_DIFFERS
}

/// What a verification of the whole file says, as text; empty when all is well.
pub fn findings(db: &Path) -> Vec<String> {
    match Store::open(db) {
        Err(error) => vec![format!("open: {error}")],
        Ok(store) => match store.verify(&mut |_| ()) {
            Err(error) => vec![format!("verify: {error}")],
            Ok(report) => report
                .findings
                .iter()
                .filter(|finding| !about_schema(finding))
                .map(|finding| finding.say.in_lang(crate::text::Lang::En))
                .collect(),
        },
    }
}

pub fn assert_clean(db: &Path) {
    assert_eq!(findings(db), Vec::<String>::new());
}

const TABLES: &[&str] = &[
    "meta",
    "event",
    "person",
    "credential",
    "answer",
    "project",
    "policy",
    "staff",
    "guest",
    "book",
    "roster",
    "unit",
    "deal",
    "application",
    "receipt",
    "stock",
    "paper",
    "discount",
    "claim",
    "due",
    "projection_meta",
];

/// Every row of every table, read from the tables themselves and not from an index.
pub fn dump(conn: &Connection) -> rusqlite::Result<Vec<Vec<Value>>> {
    let mut all = Vec::new();
    for table in TABLES {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table} NOT INDEXED"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.push((0..columns).map(|i| row.get::<_, Value>(i)).collect::<rusqlite::Result<_>>()?);
        }
    }
    Ok(all)
}

/// Like [`dump`], of a file that is then closed again.
pub fn dump_of(db: &Path) -> rusqlite::Result<Vec<Vec<Value>>> {
    dump(&Connection::open_with_flags(db, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE)?)
}

/// Numbers that look random and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// Another process: this test program once more, in one of the roles of `child.rs`.
pub fn child(role: &str, db: &Path, sabotage: &str) -> Process {
    let mut process = Process::new(std::env::current_exe().expect("this program"));
    process
        .args(["--exact", "store::tests::child::run", "--nocapture", "--test-threads=1"])
        .env("ANCHANG_ROLE", role)
        .env("ANCHANG_DB", db)
        .env("ANCHANG_SABOTAGE", sabotage)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    process
}

/// A running child and what it says.
pub struct Running {
    pub child: Child,
    said: BufReader<ChildStdout>,
}

impl Running {
    pub fn start(mut process: Process) -> Self {
        let mut child = process.spawn().expect("starts");
        let said = BufReader::new(child.stdout.take().expect("piped"));
        Self { child, said }
    }

    /// The next thing it says; `None` when it is gone. A line that a kill cut off does not count.
    pub fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        loop {
            line.clear();
            if self.said.read_line(&mut line).ok()? == 0 || !line.ends_with('\n') {
                return None;
            }
            if let Some(said) = line.trim_end().strip_prefix('@') {
                return Some(said.to_owned());
            }
        }
    }

    pub fn hear_rest(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.hear()).collect()
    }

    pub fn tell(&mut self, what: &str) {
        let stdin = self.child.stdin.as_mut().expect("piped");
        writeln!(stdin, "{what}").expect("listens");
    }

    /// SIGKILL: no destructor, no flush, no goodbye.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("reaped");
    }

    pub fn wait(&mut self) -> bool {
        self.child.wait().expect("reaped").success()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lock file's path beside a database.
pub fn beside(db: &Path, ending: &str) -> PathBuf {
    open::beside(db, ending)
}
