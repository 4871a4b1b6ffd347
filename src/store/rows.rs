//! One table an aggregate: written only from the aggregate, in the transaction that appends its events.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, ToSql, params_from_iter};

use super::error::{StoreError, sql};
use crate::domain::application::Application;
use crate::domain::book::Book;
use crate::domain::close::DayClose;
use crate::domain::complaint::Complaint;
use crate::domain::deal::{Deal, Step};
use crate::domain::discount::Discount;
use crate::domain::event::Aggregate;
use crate::domain::guest::{Guest, GuestId};
use crate::domain::paper::{Paper, Stock};
use crate::domain::policy::Policy;
use crate::domain::project::Project;
use crate::domain::receipt::Receipt;
use crate::domain::roster::Roster;
use crate::domain::staff::{Staff, StaffId};
use crate::domain::unit::{Status, Unit};

/// An aggregate as loaded: its state and how many events made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked<A> {
    /// Its name within its kind: `3-1-1203`, `7`.
    pub key: String,
    /// How many events made it; 0 when it does not exist yet.
    pub version: i64,
    /// Its state.
    pub state: A,
}

/// An aggregate with a table.
pub trait Stored: Aggregate {
    /// Reads `ver, doc` by key.
    const LOAD: &'static str;
    /// Writes key, ver, the columns of [`Stored::columns`], and doc.
    const SAVE: &'static str;
    /// Reads key, ver, the columns, doc of every row.
    const ALL: &'static str;
    /// Empties the table before a rebuild.
    const CLEAR: &'static str;
    /// The key as stored.
    fn key(key: &str) -> Value;
    /// The columns that queries use, between `ver` and `doc`.
    fn columns(&self, key: &str) -> Vec<Value>;
    /// Who has it for themselves, excluding everybody else.
    fn claim(&self) -> Option<Claim> {
        None
    }
}

/// Who has a unit for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// By which status.
    pub status: Status,
    /// Whose guest.
    pub consultant: Option<StaffId>,
    /// For whom.
    pub guest: Option<GuestId>,
}

impl Claim {
    /// Whether this claim may turn into `next` without having been given up: a hold into the reservation of the same
    /// consultant, a hold that names its guest, or anything into what stands on a document. Never into somebody else's
    /// hold or reservation.
    pub(super) fn leads_to(self, next: Self) -> bool {
        match next.status {
            // A hold that named nobody may name its guest.
            Status::Held => {
                self.status == Status::Held && self.consultant == next.consultant && self.guest.is_none()
            }
            Status::Reserved => self.status == Status::Held && self.consultant == next.consultant,
            _ => true,
        }
    }
}

fn number(key: &str) -> Value {
    Value::Integer(key.parse().unwrap_or(i64::MIN))
}

fn text(key: &str) -> Value {
    Value::Text(key.to_owned())
}

fn optional(value: Option<i64>) -> Value {
    value.map_or(Value::Null, Value::Integer)
}

/// The four statements of a table, from its columns between `ver` and `doc`.
macro_rules! statements {
    ($table:literal $(: $($column:ident),+)?) => {
        const LOAD: &'static str = concat!("SELECT ver, doc FROM ", $table, " WHERE key = ?1");
        const SAVE: &'static str = concat!(
            "INSERT INTO ", $table, "(key, ver, ", $($(stringify!($column), ", ",)+)? "doc) VALUES(?, ?, ",
            $($(statements!(@mark $column),)+)? "?) ON CONFLICT(key) DO UPDATE SET ver = excluded.ver, ",
            $($(stringify!($column), " = excluded.", stringify!($column), ", ",)+)? "doc = excluded.doc"
        );
        const ALL: &'static str =
            concat!("SELECT key, ver, ", $($(stringify!($column), ", ",)+)? "doc FROM ", $table);
        const CLEAR: &'static str = concat!("DELETE FROM ", $table);
    };
    (@mark $column:ident) => { "?, " };
}

impl Stored for Project {
    statements!("project");
    fn key(key: &str) -> Value {
        text(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for Policy {
    statements!("policy");
    fn key(key: &str) -> Value {
        text(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for Roster {
    statements!("roster");
    fn key(key: &str) -> Value {
        text(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for Staff {
    statements!("staff": person, active);
    fn key(key: &str) -> Value {
        number(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![Value::Integer(self.person.0), Value::Integer(i64::from(self.active))]
    }
}

impl Stored for Guest {
    statements!("guest": person, consultant);
    fn key(key: &str) -> Value {
        number(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![Value::Integer(self.person.0), optional(self.consultant.map(|c| c.0))]
    }
}

impl Stored for Book {
    statements!("book": archived);
    fn key(key: &str) -> Value {
        text(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![Value::Integer(i64::from(self.archived.is_some()))]
    }
}

impl Stored for Unit {
    statements!("unit": building, status, holder, guest, until_ms, floor, gross_area, total);
    fn key(key: &str) -> Value {
        text(key)
    }
    fn columns(&self, key: &str) -> Vec<Value> {
        let building = key.split('-').next().unwrap_or_default();
        let (holder, guest) = self.holder().map_or((None, None), |(who, guest)| (Some(who.0), guest));
        let until = self.hold.map(|h| h.until).or(self.reservation.map(|r| r.until));
        vec![
            text(building),
            text(self.status.code()),
            optional(holder),
            optional(guest.map(|g| g.0)),
            optional(until.map(|u| u.0)),
            Value::Integer(i64::from(self.facts.floor)),
            Value::Integer(self.facts.gross_area.0),
            Value::Integer(self.price.quote.total.0),
        ]
    }
    fn claim(&self) -> Option<Claim> {
        let (consultant, guest) = self.holder().map_or((None, None), |(who, guest)| (Some(who), guest));
        self.claimed().then_some(Claim { status: self.status, consultant, guest })
    }
}

impl Stored for Deal {
    statements!("deal": unit, guest, consultant, live, step, sign_by);
    fn key(key: &str) -> Value {
        number(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        let step = self.next_step().map(Step::code).unwrap_or_default();
        vec![
            text(&self.unit.as_ref().map(ToString::to_string).unwrap_or_default()),
            Value::Integer(self.guest.0),
            Value::Integer(self.consultant.0),
            Value::Integer(i64::from(self.is_live())),
            text(step),
            self.sign_by.map_or(Value::Null, |day| text(&day.to_string())),
        ]
    }
}

impl Stored for Application {
    statements!("application": deal, kind, state, waits_for, by);
    fn key(key: &str) -> Value {
        number(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![
            optional(self.of_deal().map(|deal| deal.0)),
            text(self.request.as_ref().map(|r| r.kind().code()).unwrap_or_default()),
            text(self.state().code()),
            self.waits_for().map_or(Value::Null, |role| text(role.code())),
            Value::Integer(self.by.0),
        ]
    }
}

impl Stored for Receipt {
    statements!("receipt": deal, day);
    fn key(key: &str) -> Value {
        number(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![Value::Integer(self.deal.0), text(&self.day.to_string())]
    }
}

impl Stored for Stock {
    statements!("stock");
    fn key(key: &str) -> Value {
        text(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for Paper {
    statements!("paper": deal);
    fn key(key: &str) -> Value {
        text(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![optional(self.deal.map(|deal| deal.0))]
    }
}

impl Stored for Discount {
    statements!("discount": live);
    fn key(key: &str) -> Value {
        number(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![Value::Integer(i64::from(self.reduction.is_some() && self.ended.is_none()))]
    }
}

impl Stored for Complaint {
    statements!("complaint": open);
    fn key(key: &str) -> Value {
        number(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![Value::Integer(i64::from(self.is_open()))]
    }
}

impl Stored for DayClose {
    statements!("day": closed);
    fn key(key: &str) -> Value {
        text(key)
    }
    fn columns(&self, _: &str) -> Vec<Value> {
        vec![Value::Integer(i64::from(self.sheet.is_some()))]
    }
}

/// The document of an aggregate, as its row holds it.
pub(super) fn document<A: Aggregate>(state: &A) -> Result<String, StoreError> {
    serde_json::to_string(state).map_err(|e| StoreError::SelfCheck(e.to_string()))
}

pub(super) fn load<A: Stored>(conn: &Connection, key: &str) -> Result<Tracked<A>, StoreError> {
    let row = conn
        .prepare_cached(A::LOAD)
        .map_err(sql)?
        .query_row([A::key(key)], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
        .optional()
        .map_err(sql)?;
    match row {
        None => Ok(Tracked { key: key.to_owned(), version: 0, state: A::default() }),
        Some((version, doc)) => {
            let state = serde_json::from_str(&doc)
                .map_err(|e| StoreError::Damaged(format!("{}:{key}: {e}", A::KIND)))?;
            Ok(Tracked { key: key.to_owned(), version, state })
        }
    }
}

pub(super) fn save<A: Stored>(conn: &Connection, tracked: &Tracked<A>) -> Result<(), StoreError> {
    let values = row_values(tracked)?;
    let mut statement = conn.prepare_cached(A::SAVE).map_err(sql)?;
    statement.execute(params_from_iter(values.iter().map(|v| v as &dyn ToSql))).map(drop).map_err(sql)
}

/// A whole row as [`Stored::ALL`] reads it.
pub(super) fn row_values<A: Stored>(tracked: &Tracked<A>) -> Result<Vec<Value>, StoreError> {
    let mut values = vec![A::key(&tracked.key), Value::Integer(tracked.version)];
    values.extend(tracked.state.columns(&tracked.key));
    values.push(Value::Text(document(&tracked.state)?));
    Ok(values)
}

/// An aggregate whose keys count up.
pub trait Numbered: Stored {
    /// Reads the next free number.
    const NEXT: &'static str;
}

impl Numbered for crate::domain::staff::Staff {
    const NEXT: &'static str = "SELECT coalesce(max(key), 0) + 1 FROM staff";
}
impl Numbered for crate::domain::deal::Deal {
    const NEXT: &'static str = "SELECT coalesce(max(key), 0) + 1 FROM deal";
}
impl Numbered for crate::domain::application::Application {
    const NEXT: &'static str = "SELECT coalesce(max(key), 0) + 1 FROM application";
}
impl Numbered for crate::domain::receipt::Receipt {
    const NEXT: &'static str = "SELECT coalesce(max(key), 0) + 1 FROM receipt";
}
impl Numbered for crate::domain::discount::Discount {
    const NEXT: &'static str = "SELECT coalesce(max(key), 0) + 1 FROM discount";
}
impl Numbered for crate::domain::complaint::Complaint {
    const NEXT: &'static str = "SELECT coalesce(max(key), 0) + 1 FROM complaint";
}
impl Numbered for crate::domain::guest::Guest {
    const NEXT: &'static str = "SELECT coalesce(max(key), 0) + 1 FROM guest";
}
