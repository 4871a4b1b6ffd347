//! The whole log folded into memory: what verify compares the rows with, and what rebuild writes them from.

use std::collections::HashMap;

use rusqlite::params;

use super::error::{StoreError, sql};
use super::log::StoredEvent;
use super::rows::{self, Claim, Stored, Tracked};
use super::work::THE_PROJECT;
use super::{Store, UnitRow, schema};
use crate::domain::application::Application;
use crate::domain::book::Book;
use crate::domain::close::DayClose;
use crate::domain::complaint::Complaint;
use crate::domain::deal::Deal;
use crate::domain::discount::Discount;
use crate::domain::event::{Aggregate, EventSet, Meta, Unreadable};
use crate::domain::guest::Guest;
use crate::domain::moment::Millis;
use crate::domain::paper::{Paper, Stock};
use crate::domain::policy::Policy;
use crate::domain::project::Project;
use crate::domain::receipt::Receipt;
use crate::domain::roster::Roster;
use crate::domain::staff::Staff;
use crate::domain::unit::Unit;
use crate::domain::unit_id::{NotAUnit, UnitId};

/// A claim as its row holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClaimRow {
    pub unit: String,
    pub kind: &'static str,
    pub opened: i64,
    pub closed: Option<i64>,
}

/// All aggregates of one kind.
pub(super) type All<A> = HashMap<String, Tracked<A>>;

/// Everything the log says.
#[derive(Default)]
pub(super) struct World {
    pub projects: All<Project>,
    pub policies: All<Policy>,
    pub staff: All<Staff>,
    pub guests: All<Guest>,
    pub rosters: All<Roster>,
    pub books: All<Book>,
    pub units: All<Unit>,
    pub deals: All<Deal>,
    pub applications: All<Application>,
    pub receipts: All<Receipt>,
    pub stocks: All<Stock>,
    pub papers: All<Paper>,
    pub discounts: All<Discount>,
    pub complaints: All<Complaint>,
    pub days: All<DayClose>,
    pub claims: Vec<ClaimRow>,
    live: HashMap<String, usize>,
    /// The last event taken in.
    pub upto: i64,
}

impl World {
    /// Takes one stored event in.
    pub fn take(&mut self, event: &StoredEvent) -> Result<(), StoreError> {
        let (kind, key) = event.stream_parts();
        let meta = event.meta(self.projects.get(THE_PROJECT).and_then(|project| project.state.frozen));
        match kind {
            Unit::KIND => {
                let (before, after) = take_one(&mut self.units, key, event, &meta)?;
                self.follow_claim(key, before, after, event.seq);
            }
            Book::KIND => drop(take_one(&mut self.books, key, event, &meta)?),
            Guest::KIND => drop(take_one(&mut self.guests, key, event, &meta)?),
            Staff::KIND => drop(take_one(&mut self.staff, key, event, &meta)?),
            Roster::KIND => drop(take_one(&mut self.rosters, key, event, &meta)?),
            Policy::KIND => drop(take_one(&mut self.policies, key, event, &meta)?),
            Project::KIND => drop(take_one(&mut self.projects, key, event, &meta)?),
            Deal::KIND => drop(take_one(&mut self.deals, key, event, &meta)?),
            Application::KIND => drop(take_one(&mut self.applications, key, event, &meta)?),
            Receipt::KIND => drop(take_one(&mut self.receipts, key, event, &meta)?),
            Stock::KIND => drop(take_one(&mut self.stocks, key, event, &meta)?),
            Paper::KIND => drop(take_one(&mut self.papers, key, event, &meta)?),
            Complaint::KIND => drop(take_one(&mut self.complaints, key, event, &meta)?),
            DayClose::KIND => drop(take_one(&mut self.days, key, event, &meta)?),
            Discount::KIND => drop(take_one(&mut self.discounts, key, event, &meta)?),
            _ => return Err(Unreadable::Unknown(event.stream.clone(), event.ver as u16).into()),
        }
        self.upto = event.seq;
        Ok(())
    }

    fn follow_claim(&mut self, unit: &str, before: Option<Claim>, after: Option<Claim>, seq: i64) {
        if before == after {
            return;
        }
        if let Some(open) = self.live.remove(unit).and_then(|at| self.claims.get_mut(at)) {
            open.closed = Some(seq);
        }
        if let Some(claim) = after {
            self.live.insert(unit.to_owned(), self.claims.len());
            self.claims.push(ClaimRow {
                unit: unit.to_owned(),
                kind: claim.status.code(),
                opened: seq,
                closed: None,
            });
        }
    }
}

fn take_one<A: Stored>(
    all: &mut All<A>,
    key: &str,
    event: &StoredEvent,
    meta: &Meta,
) -> Result<(Option<Claim>, Option<Claim>), StoreError> {
    let body = A::Event::decode(&event.kind, event.ver as u16, &event.payload)?;
    if let Some(tracked) = all.get_mut(key) {
        return evolve(tracked, &body, event, meta);
    }
    let mut tracked = Tracked { key: key.to_owned(), version: 0, state: A::default() };
    let claims = evolve(&mut tracked, &body, event, meta)?;
    all.insert(key.to_owned(), tracked);
    Ok(claims)
}

/// Evolves one aggregate; returns its claim before and after.
fn evolve<A: Stored>(
    tracked: &mut Tracked<A>,
    body: &A::Event,
    event: &StoredEvent,
    meta: &Meta,
) -> Result<(Option<Claim>, Option<Claim>), StoreError> {
    if tracked.version + 1 != event.stream_ver {
        let detail = format!("{} jumps from {} to {}", event.stream, tracked.version, event.stream_ver);
        return Err(StoreError::Damaged(detail));
    }
    let before = tracked.state.claim();
    tracked.state.evolve(body, meta);
    tracked.version += 1;
    Ok((before, tracked.state.claim()))
}

impl Store {
    /// Every unit as it was at `at`, in the order people read them; nothing is changed. Reads the log up to there.
    ///
    /// # Errors
    /// An event that cannot be read.
    pub fn units_as_of(&self, at: Millis) -> Result<Vec<UnitRow>, StoreError> {
        let mut world = World::default();
        let last = self.last_until(at)?;
        self.events(1, last, |event| world.take(event))?;
        let mut units = Vec::with_capacity(world.units.len());
        for (key, tracked) in world.units {
            let damaged = |e: NotAUnit| StoreError::Damaged(format!("unit:{e}"));
            let id = UnitId::try_from(key).map_err(damaged)?;
            units.push(UnitRow { id, version: tracked.version, unit: tracked.state });
        }
        units.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(units)
    }

    /// Writes every derived table anew from the log, in one transaction. Returns how many events were read.
    ///
    /// # Errors
    /// An event that cannot be read; nothing is changed then.
    pub fn rebuild(&self, progress: &mut dyn FnMut(i64)) -> Result<i64, StoreError> {
        // Rows can be mended from the log, pages cannot: writing on would bury what a restore can still read.
        if let Some(first) = super::verify::damaged_pages(&self.conn)? {
            return Err(StoreError::Damaged(first));
        }
        self.conn.execute_batch("BEGIN IMMEDIATE").map_err(sql)?;
        let done = self.rebuild_inside(progress);
        self.conn.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" }).map_err(sql)?;
        done
    }

    fn rebuild_inside(&self, progress: &mut dyn FnMut(i64)) -> Result<i64, StoreError> {
        let mut world = World::default();
        self.each_event(0, |event| {
            if event.seq % 4096 == 0 {
                progress(event.seq);
            }
            world.take(event)
        })?;
        self.conn.execute_batch("DELETE FROM claim; DELETE FROM due").map_err(sql)?;
        self.write_all(&world.projects)?;
        self.write_all(&world.policies)?;
        self.write_all(&world.staff)?;
        self.write_all(&world.guests)?;
        self.write_all(&world.rosters)?;
        self.write_all(&world.books)?;
        self.write_all(&world.units)?;
        self.write_all(&world.deals)?;
        self.write_all(&world.applications)?;
        self.write_all(&world.receipts)?;
        self.write_all(&world.stocks)?;
        self.write_all(&world.papers)?;
        self.write_all(&world.discounts)?;
        self.write_all(&world.complaints)?;
        self.write_all(&world.days)?;
        for claim in &world.claims {
            self.conn
                .prepare_cached(
                    "INSERT INTO claim(unit, kind, opened_seq, closed_seq) VALUES(?1, ?2, ?3, ?4)",
                )
                .and_then(|mut s| s.execute(params![claim.unit, claim.kind, claim.opened, claim.closed]))
                .map_err(sql)?;
        }
        self.conn
            .execute(
                "INSERT OR REPLACE INTO projection_meta(name, code_ver, upto_seq) VALUES('all', ?1, ?2)",
                [schema::PROJECTION_VERSION, world.upto],
            )
            .map_err(sql)?;
        Ok(world.upto)
    }

    fn write_all<A: Stored>(&self, all: &All<A>) -> Result<(), StoreError> {
        self.conn.execute(A::CLEAR, []).map_err(sql)?;
        // In the order of their keys: the same log makes the same file, and neighbours lie together.
        let mut all: Vec<&Tracked<A>> = all.values().collect();
        all.sort_by(|a, b| a.key.cmp(&b.key));
        for tracked in all {
            rows::save(&self.conn, tracked)?;
            for due in tracked.state.dues() {
                self.conn
                    .prepare_cached("INSERT INTO due(stream, kind, at_ms, owner) VALUES(?1, ?2, ?3, ?4)")
                    .and_then(|mut s| {
                        let stream = stream_of::<A>(&tracked.key);
                        s.execute(params![stream, due.kind.code(), due.at.0, due.owner.0])
                    })
                    .map_err(sql)?;
            }
        }
        Ok(())
    }
}

/// `unit:3-1-1203`
pub(super) fn stream_of<A: Aggregate>(key: &str) -> String {
    format!("{}:{key}", A::KIND)
}
