//! What a grid shows of every unit: now, and as it was.

use rusqlite::Connection;
use rusqlite::params;
use serde::Deserialize;

use super::error::{StoreError, sql};
use super::log::{self, StoredEvent, select_events};
use super::replay::{World, stream_of};
use super::work::THE_PROJECT;
use super::{Store, UnitRow};
use crate::domain::area::Area;
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::project::Project;
use crate::domain::staff::StaffId;
use crate::domain::unit::{Status, Unit};
use crate::domain::unit_id::UnitId;

/// What a grid shows of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Its name.
    pub id: UnitId,
    /// Where it stands in sales control.
    pub status: Status,
    /// Floor; basements are negative.
    pub floor: i32,
    /// Gross area.
    pub gross_area: Area,
    /// List price of the whole.
    pub total: Fen,
}

/// What a grid's views and filters ask of a unit besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridFacts {
    /// List price, fen for one square metre; the whole price where the unit is priced as a whole.
    pub unit_price: Fen,
    /// Layout 户型.
    pub layout: Option<String>,
    /// Orientation 朝向.
    pub orientation: Option<String>,
    /// Whose hold or reservation it is.
    pub holder: Option<StaffId>,
    /// For whom.
    pub guest: Option<GuestId>,
}

/// The parts of a unit's document that [`GridFacts`] takes; the rest is skipped unread.
#[derive(Deserialize)]
struct Doc {
    facts: DocFacts,
    price: DocPrice,
}
#[derive(Deserialize)]
struct DocFacts {
    #[serde(default)]
    layout: Option<String>,
    #[serde(default)]
    orientation: Option<String>,
}
#[derive(Deserialize)]
struct DocPrice {
    quote: DocQuote,
}
#[derive(Deserialize)]
struct DocQuote {
    unit_price: Fen,
}

impl Store {
    /// What a grid shows of every unit, in the order people read them: from one index, in a few milliseconds.
    pub fn grid(&self) -> Result<Vec<GridRow>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT key, status, floor, gross_area, total FROM unit")
            .map_err(sql)?;
        let mut rows = statement.query([]).map_err(sql)?;
        let mut units = Vec::new();
        while let Some(row) = rows.next().map_err(sql)? {
            let key: String = row.get(0).map_err(sql)?;
            let code = row.get_ref(1).map_err(sql)?;
            let status = code.as_str().ok().and_then(Status::from_code);
            let damaged = || StoreError::Damaged(format!("unit:{key}"));
            units.push(GridRow {
                status: status.ok_or_else(damaged)?,
                floor: row.get(2).map_err(sql)?,
                gross_area: Area(row.get(3).map_err(sql)?),
                total: Fen(row.get(4).map_err(sql)?),
                id: UnitId::try_from(key.clone()).map_err(|_| damaged())?,
            });
        }
        units.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(units)
    }

    /// What views and filters ask of every unit, in the order of [`Store::grid`]. Reads the documents, so it costs more.
    ///
    /// # Errors
    /// A row that cannot be read.
    pub fn grid_facts(&self) -> Result<Vec<GridFacts>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT key, doc, holder, guest FROM unit").map_err(sql)?;
        let mut rows = statement.query([]).map_err(sql)?;
        let mut units: Vec<(UnitId, GridFacts)> = Vec::new();
        while let Some(row) = rows.next().map_err(sql)? {
            let key: String = row.get(0).map_err(sql)?;
            let damaged = || StoreError::Damaged(format!("unit:{key}"));
            let doc = row.get_ref(1).map_err(sql)?.as_str().map_err(|_| damaged())?;
            let doc: Doc = serde_json::from_str(doc).map_err(|_| damaged())?;
            let facts = GridFacts {
                unit_price: doc.price.quote.unit_price,
                layout: doc.facts.layout,
                orientation: doc.facts.orientation,
                holder: row.get::<_, Option<i64>>(2).map_err(sql)?.map(StaffId),
                guest: row.get::<_, Option<i64>>(3).map_err(sql)?.map(GuestId),
            };
            units.push((UnitId::try_from(key.clone()).map_err(|_| damaged())?, facts));
        }
        units.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(units.into_iter().map(|(_, facts)| facts).collect())
    }

    /// The grid as it was at `at`, in the order people read it. Reads the log up to there.
    ///
    /// # Errors
    /// An event that cannot be read.
    pub fn grid_as_of(&self, at: Millis) -> Result<Vec<(GridRow, GridFacts)>, StoreError> {
        Ok(self.units_as_of(at)?.into_iter().map(shown).collect())
    }

    /// One unit as it was at `at`; `None` before it was entered. Reads its own events only.
    ///
    /// # Errors
    /// An event that cannot be read.
    pub fn unit_as_of(&self, id: &UnitId, at: Millis) -> Result<Option<UnitRow>, StoreError> {
        self.unit_after(id, self.last_until(at)?)
    }

    /// One unit as the log had it after event `seq`.
    ///
    /// # Errors
    /// An event that cannot be read.
    pub fn unit_after(&self, id: &UnitId, seq: i64) -> Result<Option<UnitRow>, StoreError> {
        let key = id.to_string();
        let mut world = World::default();
        // The project's own events as well: they say while which the clock was not trusted. `+`: by stream, not by number.
        let mut statement = self
            .conn
            .prepare_cached(select_events!("WHERE stream IN (?1, ?2) AND +seq <= ?3 ORDER BY +seq"))
            .map_err(sql)?;
        let streams = (stream_of::<Unit>(&key), stream_of::<Project>(THE_PROJECT));
        let events =
            statement.query_map(params![streams.0, streams.1, seq], StoredEvent::from_row).map_err(sql)?;
        for event in events {
            world.take(&event.map_err(sql)?)?;
        }
        let found = world.units.remove(&key);
        Ok(found.map(|tracked| UnitRow { id: id.clone(), version: tracked.version, unit: tracked.state }))
    }

    /// The last event at or before `at` by effective time, which never runs backwards; 0 before the first one.
    pub(super) fn last_until(&self, at: Millis) -> Result<i64, StoreError> {
        last_until(&self.conn, at)
    }

    /// The streams that events from `first` to `last` were appended to, in the order they were first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn streams_written(&self, first: i64, last: i64) -> Result<Vec<String>, StoreError> {
        // `+`: by number, not by the index of streams.
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT stream FROM event WHERE seq BETWEEN ?1 AND ?2 GROUP BY +stream ORDER BY min(seq)",
            )
            .map_err(sql)?;
        let streams = statement.query_map([first, last], |row| row.get(0)).map_err(sql)?;
        streams.collect::<Result<_, _>>().map_err(sql)
    }
}

/// What a grid shows of a unit that was replayed: the same as its row would hold.
fn shown(row: UnitRow) -> (GridRow, GridFacts) {
    let UnitRow { id, unit, .. } = row;
    let holder = unit.holder();
    let facts = GridFacts {
        unit_price: unit.price.quote.unit_price,
        layout: unit.facts.layout,
        orientation: unit.facts.orientation,
        holder: holder.map(|h| h.0),
        guest: holder.and_then(|h| h.1),
    };
    let row = GridRow {
        id,
        status: unit.status,
        floor: unit.facts.floor,
        gross_area: unit.facts.gross_area,
        total: unit.price.quote.total,
    };
    (row, facts)
}

/// The last event up to a moment; 0 where there is none. Effective time never goes back.
pub(super) fn last_until(conn: &Connection, at: Millis) -> Result<i64, StoreError> {
    let (mut before, mut after) = (0, log::head(conn)?.seq + 1);
    let mut time = conn.prepare_cached("SELECT eff_ms <= ?2 FROM event WHERE seq = ?1").map_err(sql)?;
    while before + 1 < after {
        let middle = before + (after - before) / 2;
        let came: bool = time.query_row([middle, at.0], |row| row.get(0)).map_err(sql)?;
        *(if came { &mut before } else { &mut after }) = middle;
    }
    Ok(before)
}
