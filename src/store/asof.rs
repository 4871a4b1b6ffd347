//! How things stood at an earlier event, inside the transaction: what the sheet of a past day counts. Only streams that
//! were written to since are folded again; everything else stands as it stood.

use std::collections::BTreeMap;

use rusqlite::params;

use super::error::{StoreError, sql};
use super::log::{StoredEvent, select_events};
use super::replay::stream_of;
use super::rows::{Stored, Tracked};
use super::{Work, grid};
use crate::domain::deal::{Deal, DealId};
use crate::domain::event::{Aggregate, EventSet};
use crate::domain::moment::Millis;
use crate::domain::receipt::{Receipt, ReceiptId};
use crate::domain::unit::Unit;

const STREAM_UNTIL: &str = select_events!("WHERE stream = ?1 AND seq <= ?2 ORDER BY stream_ver");

impl Work<'_> {
    /// The last event up to a moment; 0 where there is none. Effective time never goes back.
    pub fn last_until(&self, at: Millis) -> Result<i64, StoreError> {
        grid::last_until(self.connection(), at)
    }

    /// The keys of a kind that were written to after an event.
    fn moved_since<A: Aggregate>(&self, seq: i64) -> Result<Vec<String>, StoreError> {
        let from = stream_of::<A>("");
        let mut statement = self
            .connection()
            .prepare_cached(
                "SELECT DISTINCT substr(stream, length(?2) + 1) FROM event \
                 WHERE seq > ?1 AND substr(stream, 1, length(?2)) = ?2",
            )
            .map_err(sql)?;
        let rows = statement.query_map(params![seq, from], |row| row.get(0)).map_err(sql)?;
        rows.collect::<Result<_, _>>().map_err(sql)
    }

    /// An aggregate as it was right after an event. While the clock was frozen effective time stood still with it.
    pub fn load_at<A: Stored>(&self, key: &str, seq: i64) -> Result<Tracked<A>, StoreError> {
        let mut tracked = Tracked { key: key.to_owned(), version: 0, state: A::default() };
        let mut statement = self.connection().prepare_cached(STREAM_UNTIL).map_err(sql)?;
        let rows =
            statement.query_map(params![stream_of::<A>(key), seq], StoredEvent::from_row).map_err(sql)?;
        for event in rows {
            let event = event.map_err(sql)?;
            let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
            let body = A::Event::decode(&event.kind, version, &event.payload)?;
            tracked.state.evolve(&body, &event.meta(Some(Millis(event.effective))));
            tracked.version += 1;
        }
        Ok(tracked)
    }

    fn as_they_were<A: Stored, K: Copy + PartialEq>(
        &self,
        mut all: Vec<(K, A)>,
        key: impl Fn(i64) -> K,
        seq: i64,
    ) -> Result<Vec<(K, A)>, StoreError> {
        for moved in self.moved_since::<A>(seq)? {
            let Some(id) = moved.parse().ok().map(&key) else { continue };
            let then = self.load_at::<A>(&moved, seq)?;
            all.retain(|(other, _)| *other != id || then.version > 0);
            if let Some(found) = all.iter_mut().find(|(other, _)| *other == id) {
                found.1 = then.state;
            }
        }
        Ok(all)
    }

    /// Every deal as it was right after an event, also those that were over.
    pub fn deals_at(&self, seq: i64) -> Result<Vec<(DealId, Deal)>, StoreError> {
        self.as_they_were(self.all_deals()?, DealId, seq)
    }

    /// Every receipt that had been written by then.
    pub fn receipts_at(&self, seq: i64) -> Result<Vec<(ReceiptId, Receipt)>, StoreError> {
        self.as_they_were(self.all_receipts()?, ReceiptId, seq)
    }

    /// How many units stood where right after an event.
    pub fn units_by_status_at(&self, seq: i64) -> Result<BTreeMap<String, i64>, StoreError> {
        let mut units = self.units_by_status()?;
        for key in self.moved_since::<Unit>(seq)? {
            let now = self.load::<Unit>(&key)?.state.status;
            *units.entry(now.code().to_owned()).or_default() -= 1;
            let then = self.load_at::<Unit>(&key, seq)?;
            if then.version > 0 {
                *units.entry(then.state.status.code().to_owned()).or_default() += 1;
            }
        }
        units.retain(|_, count| *count != 0);
        Ok(units)
    }
}
