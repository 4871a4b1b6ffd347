//! Deals, applications, paper and receipts as lists.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use super::error::{StoreError, sql};
use super::rows::{Stored, Tracked};
use super::{Store, Work};
use crate::domain::application::{AppId, Application};
use crate::domain::complaint::{Complaint, ComplaintId};
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealEvent, DealId, Notice};
use crate::domain::discount::{Discount, DiscountId};
use crate::domain::event::{Aggregate, EventSet};
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::paper::{Paper, PaperId};
use crate::domain::receipt::{Receipt, ReceiptId};
use crate::domain::unit_id::UnitId;

/// Which deals are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that run.
    Live,
    /// All of them.
    All,
}

fn list<A: Aggregate, K>(
    conn: &Connection,
    query: &'static str,
    values: &[&dyn ToSql],
    key: impl Fn(&str) -> Option<K>,
) -> Result<Vec<(K, A)>, StoreError> {
    let mut statement = conn.prepare_cached(query).map_err(sql)?;
    let mut rows = statement.query(params_from_iter(values)).map_err(sql)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next().map_err(sql)? {
        let name: String = row.get(0).map_err(sql)?;
        let doc: String = row.get(1).map_err(sql)?;
        let damaged = |e: &dyn std::fmt::Display| StoreError::Damaged(format!("{}:{name}: {e}", A::KIND));
        let state = serde_json::from_str(&doc).map_err(|e| damaged(&e))?;
        all.push((key(&name).ok_or_else(|| damaged(&"key"))?, state));
    }
    Ok(all)
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// The live deal of a unit.
fn of_unit(conn: &Connection, unit: &UnitId) -> Result<Option<DealId>, StoreError> {
    conn.prepare_cached("SELECT key FROM deal WHERE unit = ?1 AND live = 1")
        .map_err(sql)?
        .query_row([unit.to_string()], |row| row.get(0).map(DealId))
        .optional()
        .map_err(sql)
}

fn papers(conn: &Connection, deal: DealId) -> Result<Vec<(PaperId, Paper)>, StoreError> {
    list(conn, "SELECT key, doc FROM paper WHERE deal = ?1 ORDER BY key", &[&deal.0], PaperId::parse)
}

/// Whether a guest buys, or bought with money, in any deal: such people are not forgotten (RELIABILITY 2.5).
fn is_buyer(conn: &Connection, guest: GuestId) -> Result<bool, StoreError> {
    let deals = list::<Deal, _>(conn, "SELECT CAST(key AS TEXT), doc FROM deal", &[], number)?;
    Ok(deals
        .into_iter()
        .any(|(_, deal)| deal.names(guest) && (deal.is_live() || !deal.account.postings.is_empty())))
}

impl Work<'_> {
    /// Every deal, also those that are over.
    pub fn all_deals(&self) -> Result<Vec<(DealId, Deal)>, StoreError> {
        list(self.connection(), "SELECT CAST(key AS TEXT), doc FROM deal ORDER BY key", &[], |k| {
            number(k).map(DealId)
        })
    }

    /// Every receipt, by number.
    pub fn all_receipts(&self) -> Result<Vec<(ReceiptId, Receipt)>, StoreError> {
        let key = |k: &str| number(k).map(ReceiptId);
        list(self.connection(), "SELECT CAST(key AS TEXT), doc FROM receipt ORDER BY key", &[], key)
    }

    /// How many units stand where.
    pub fn units_by_status(&self) -> Result<BTreeMap<String, i64>, StoreError> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT status, count(*) FROM unit GROUP BY status")
            .map_err(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(sql)?;
        rows.collect::<Result<_, _>>().map_err(sql)
    }

    /// Whether somebody wrote to a stream between two moments; what the program did by itself does not count.
    pub fn stream_moved(&self, stream: &str, from: Millis, to: Millis) -> Result<bool, StoreError> {
        self.connection()
            .prepare_cached(
                "SELECT EXISTS(SELECT 1 FROM event WHERE stream = ?1 AND eff_ms BETWEEN ?2 AND ?3 AND actor <> 0)",
            )
            .and_then(|mut s| s.query_row(params![stream, from.0, to.0], |row| row.get(0)))
            .map_err(sql)
    }

    /// Whether an application about a deal was written to between two moments.
    pub fn application_moved(&self, deal: DealId, from: Millis, to: Millis) -> Result<bool, StoreError> {
        for (app, _) in self.applications_of(deal)? {
            if self.stream_moved(&format!("{}:{}", Application::KIND, app.0), from, to)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many events of a type there are between two moments.
    pub fn events_of_kind_on(&self, kind: &str, from: Millis, to: Millis) -> Result<i64, StoreError> {
        let (first, last) = (self.last_until(Millis(from.0 - 1))?, self.last_until(to)?);
        self.connection()
            // By their place: what came before the day is not read.
            .prepare_cached("SELECT count(*) FROM event WHERE seq > ?2 AND seq <= ?3 AND type = ?1")
            .and_then(|mut s| s.query_row(params![kind, first, last], |row| row.get(0)))
            .map_err(sql)
    }

    /// The first notice that went out under a number, and of which deal. By the log: a deal whose signing was put off knows
    /// no more what was demanded before. Deal by deal, for only streams have an index: an office has a million other events.
    pub fn notice_numbered(&self, number: &str) -> Result<Option<(DealId, Notice)>, StoreError> {
        let mut statement = self
            .connection()
            .prepare_cached(
                "SELECT d.key, e.ver, e.payload FROM deal d CROSS JOIN event e ON e.stream = 'deal:' || d.key \
                 WHERE e.type = 'deal.noticed' ORDER BY e.seq",
            )
            .map_err(sql)?;
        let mut rows = statement.query([]).map_err(sql)?;
        while let Some(row) = rows.next().map_err(sql)? {
            let (deal, version, payload): (i64, u16, String) =
                (row.get(0).map_err(sql)?, row.get(1).map_err(sql)?, row.get(2).map_err(sql)?);
            if let DealEvent::Noticed { notice, number: used, .. } =
                DealEvent::decode("deal.noticed", version, &payload)?
                && used == number
            {
                return Ok(Some((DealId(deal), notice)));
            }
        }
        Ok(None)
    }

    /// The first day that somebody worked on and that is not closed, up to now. Days before the first close of all are
    /// not asked for: an office that begins to close days begins with that day.
    pub fn first_open_day(&self, tz_min: i32) -> Result<Option<Day>, StoreError> {
        let closed: Option<String> = self
            .connection()
            .prepare_cached("SELECT max(key) FROM day WHERE closed = 1")
            .and_then(|mut s| s.query_row([], |row| row.get(0)))
            .map_err(sql)?;
        let today = Day::of(self.now(), tz_min);
        let Some(last) = closed.and_then(|day| day.parse::<Day>().ok()) else { return Ok(Some(today)) };
        let mut day = last.plus(1);
        while day <= today {
            let (from, to) = (day.at(0, tz_min), day.end(tz_min));
            let (before, last) = (self.last_until(Millis(from.0 - 1))?, self.last_until(to)?);
            let worked: bool = self
                .connection()
                .prepare_cached(
                    "SELECT EXISTS(SELECT 1 FROM event WHERE seq > ?1 AND seq <= ?2 AND actor <> 0)",
                )
                .and_then(|mut s| s.query_row([before, last], |row| row.get(0)))
                .map_err(sql)?;
            if worked || day == today {
                return Ok(Some(day));
            }
            day = day.plus(1);
        }
        Ok(None)
    }

    /// The last day before a day on which people signed in.
    pub fn rotation_before(&self, day: Day) -> Result<Option<Day>, StoreError> {
        let before: Option<String> = self
            .connection()
            .prepare_cached("SELECT max(key) FROM roster WHERE key < ?1")
            .and_then(|mut s| s.query_row([day.to_string()], |row| row.get(0)))
            .map_err(sql)?;
        Ok(before.and_then(|day| day.parse().ok()))
    }

    /// The live deal of a unit.
    pub fn deal_of_unit(&self, unit: &UnitId) -> Result<Option<DealId>, StoreError> {
        of_unit(self.connection(), unit)
    }

    /// Every numbered form that was drawn for a deal.
    pub fn papers_of(&self, deal: DealId) -> Result<Vec<(PaperId, Paper)>, StoreError> {
        papers(self.connection(), deal)
    }

    /// The applications of a deal.
    pub fn applications_of(&self, deal: DealId) -> Result<Vec<(AppId, Application)>, StoreError> {
        list(
            self.connection(),
            "SELECT CAST(key AS TEXT), doc FROM application WHERE deal = ?1 ORDER BY key",
            &[&deal.0],
            |k| number(k).map(AppId),
        )
    }

    /// Every published discount.
    pub fn discounts(&self) -> Result<Vec<(DiscountId, Discount)>, StoreError> {
        list(self.connection(), DISCOUNTS, &[], |k| number(k).map(DiscountId))
    }

    /// Every complaint, those that run first.
    pub fn complaints(&self) -> Result<Vec<(ComplaintId, Complaint)>, StoreError> {
        list(self.connection(), COMPLAINTS, &[], |k| number(k).map(ComplaintId))
    }

    /// Whether a guest buys, or bought with money, in any deal.
    pub fn guest_buys(&self, guest: GuestId) -> Result<bool, StoreError> {
        is_buyer(self.connection(), guest)
    }
}

const COMPLAINTS: &str =
    "SELECT CAST(key AS TEXT), doc FROM complaint ORDER BY open DESC, CASE WHEN open THEN key ELSE -key END";
const DISCOUNTS: &str = "SELECT CAST(key AS TEXT), doc FROM discount ORDER BY live DESC, key";

impl Store {
    /// Complaints, those that run first, the oldest of them first.
    pub fn complaints(&self) -> Result<Vec<(ComplaintId, Complaint)>, StoreError> {
        list(&self.conn, COMPLAINTS, &[], |k| number(k).map(ComplaintId))
    }

    /// Deals, the last begun first.
    pub fn deals(&self, which: Which) -> Result<Vec<(DealId, Deal)>, StoreError> {
        let query = match which {
            Which::Live => "SELECT CAST(key AS TEXT), doc FROM deal WHERE live = 1 ORDER BY key DESC",
            Which::All => "SELECT CAST(key AS TEXT), doc FROM deal ORDER BY key DESC",
        };
        list(&self.conn, query, &[], |k| number(k).map(DealId))
    }

    /// One deal; `None` where there is none.
    pub fn deal(&self, id: DealId) -> Result<Option<Deal>, StoreError> {
        Ok(found(self.load::<Deal>(&id.0.to_string())?))
    }

    /// One numbered form; `None` where it was not drawn.
    pub fn paper(&self, id: PaperId) -> Result<Option<Paper>, StoreError> {
        Ok(found(self.load::<Paper>(&id.to_string())?))
    }

    /// The live deal of a unit.
    pub fn deal_of_unit(&self, unit: &UnitId) -> Result<Option<DealId>, StoreError> {
        of_unit(&self.conn, unit)
    }

    /// Applications, those that wait the longest first, then the others, the newest first.
    pub fn applications(&self, which: Which) -> Result<Vec<(AppId, Application)>, StoreError> {
        let query = match which {
            Which::Live => {
                "SELECT CAST(key AS TEXT), doc FROM application WHERE waits_for IS NOT NULL ORDER BY key"
            }
            Which::All => {
                "SELECT CAST(key AS TEXT), doc FROM application \
                 ORDER BY waits_for IS NULL, CASE WHEN waits_for IS NULL THEN -key ELSE key END"
            }
        };
        list(&self.conn, query, &[], |k| number(k).map(AppId))
    }

    /// One application; `None` where there is none.
    pub fn application(&self, id: AppId) -> Result<Option<Application>, StoreError> {
        Ok(found(self.load::<Application>(&id.0.to_string())?))
    }

    /// The numbered forms that were drawn for a deal.
    pub fn papers_of(&self, deal: DealId) -> Result<Vec<(PaperId, Paper)>, StoreError> {
        papers(&self.conn, deal)
    }

    /// Every numbered form that was drawn.
    pub fn papers(&self) -> Result<Vec<(PaperId, Paper)>, StoreError> {
        list(&self.conn, "SELECT key, doc FROM paper ORDER BY key", &[], PaperId::parse)
    }

    /// Every receipt, by number.
    pub fn receipts(&self) -> Result<Vec<(ReceiptId, Receipt)>, StoreError> {
        let key = |k: &str| number(k).map(ReceiptId);
        list(&self.conn, "SELECT CAST(key AS TEXT), doc FROM receipt ORDER BY key", &[], key)
    }

    /// Every published discount, those still given first.
    pub fn discounts(&self) -> Result<Vec<(DiscountId, Discount)>, StoreError> {
        list(&self.conn, DISCOUNTS, &[], |k| number(k).map(DiscountId))
    }
}

fn found<A: Stored>(tracked: Tracked<A>) -> Option<A> {
    (tracked.version > 0).then_some(tracked.state)
}
