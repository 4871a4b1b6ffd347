//! The write transaction: one action, all or nothing (DESIGN 1). Events, rows, claims and deadlines change together,
//! and what was written is read back and checked before it is committed.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::command::{Command, CommandId, Recorded, recorded};
use super::error::{StoreError, sql};
use super::log::{self, Head, StoredEvent};
use super::rows::{self, Claim, Numbered, Stored, Tracked};
use super::{sabotage, schema, vault};
use crate::domain::event::EventSet;
use crate::domain::moment::Millis;
use crate::domain::person::{Person, PersonId, PersonKind};
use crate::domain::project::Project;
use crate::domain::staff::StaffId;

/// The key of the one project of a file.
pub const THE_PROJECT: &str = "1";

/// An open write transaction.
pub struct Work<'c> {
    conn: &'c Connection,
    command: Command,
    next_ix: i64,
    head: Head,
    effective: Millis,
    frozen: Option<Millis>,
    began: i64,
    first: Option<i64>,
    /// Units whose claims changed: checked before commit.
    claimed: BTreeSet<String>,
}

impl<'c> Work<'c> {
    pub(super) fn begin(conn: &'c Connection, command: Command) -> Result<Self, StoreError> {
        let how = if sabotage::on("deferred") { "BEGIN DEFERRED" } else { "BEGIN IMMEDIATE" };
        Self::begun(conn, command, how)
    }

    /// The same to look only: it holds no lock, and nothing of it is kept.
    pub(super) fn begin_looking(conn: &'c Connection, command: Command) -> Result<Self, StoreError> {
        Self::begun(conn, command, "BEGIN DEFERRED")
    }

    fn begun(conn: &'c Connection, command: Command, how: &str) -> Result<Self, StoreError> {
        conn.execute_batch(how).map_err(sql)?;
        let work = (|| {
            // An old window left open after an upgrade must stop, not write.
            if schema::version(conn)? != schema::SCHEMA_VERSION
                || schema::rows_version(conn)? != schema::PROJECTION_VERSION
            {
                return Err(StoreError::Outdated);
            }
            let head = log::head(conn)?;
            let frozen = rows::load::<Project>(conn, THE_PROJECT)?.state.frozen;
            let effective = if frozen.is_some() { head.effective } else { command.wall.max(head.effective) };
            Ok(Self {
                conn,
                command,
                next_ix: 0,
                head,
                effective,
                frozen,
                began: head.seq,
                first: None,
                claimed: BTreeSet::new(),
            })
        })();
        if work.is_err() {
            let _ = conn.execute_batch("ROLLBACK");
        }
        work
    }

    /// Where the log ended when the transaction began, or after what it wrote.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Now: the computer's clock, or where time was frozen while that cannot be trusted.
    pub fn now(&self) -> Millis {
        self.frozen.unwrap_or(self.command.wall)
    }

    /// What the computer's clock says.
    pub fn wall(&self) -> Millis {
        self.command.wall
    }

    /// The clock's offset from UTC, minutes.
    pub fn tz_min(&self) -> i32 {
        self.command.tz_min
    }

    /// Lets time stand still at `at`: the computer's clock cannot be trusted. Effective time, which only orders the
    /// log, stays where it was as well.
    pub fn freeze_time(&mut self, at: Millis) {
        self.frozen = Some(at);
        self.effective = self.head.effective;
    }

    /// What this command left in the log before, if it was recorded already.
    pub fn already(&self) -> Result<Option<Recorded>, StoreError> {
        recorded(self.conn, self.command.id)
    }

    /// An aggregate as it is now.
    pub fn load<A: Stored>(&self, key: &str) -> Result<Tracked<A>, StoreError> {
        let tracked = rows::load(self.conn, key)?;
        #[cfg(test)]
        let tracked = sabotage::stale(self.conn, tracked)?;
        Ok(tracked)
    }

    /// Appends events to an aggregate's stream, evolves it and saves its row.
    pub fn record<A: Stored>(
        &mut self,
        tracked: &mut Tracked<A>,
        events: &[A::Event],
    ) -> Result<(), StoreError> {
        self.record_reversing(tracked, events, None)
    }

    /// Like [`Work::record`]; the first event reverses an earlier one, which can happen only once.
    pub fn record_reversing<A: Stored>(
        &mut self,
        tracked: &mut Tracked<A>,
        events: &[A::Event],
        mut reverses: Option<i64>,
    ) -> Result<(), StoreError> {
        let stream = format!("{}:{}", A::KIND, tracked.key);
        let dues_before = tracked.state.dues();
        for body in events {
            let (kind, ver) = body.kind();
            let mut event = StoredEvent {
                seq: self.head.seq + 1,
                cmd_id: self.command.id.0,
                cmd_ix: self.next_ix,
                stream: stream.clone(),
                stream_ver: tracked.version + 1,
                kind: kind.to_owned(),
                ver: i64::from(ver),
                wall: self.command.wall.0,
                effective: self.effective.0,
                tz_min: i64::from(self.command.tz_min),
                actor: self.command.actor.0,
                approver: self.command.approver.map(|a| a.0),
                station: self.command.station.clone(),
                session: self.command.session.to_vec(),
                app_ver: env!("CARGO_PKG_VERSION").to_owned(),
                reverses: reverses.take(),
                payload: body.encode(),
                prev: self.head.hash,
                hash: [0; 32],
            };
            event.hash = event.compute_hash();
            log::insert(self.conn, &event)?;
            let claim_before = tracked.state.claim();
            tracked.state.evolve(body, &event.meta(self.frozen));
            tracked.version += 1;
            self.follow_claim(&tracked.key, claim_before, tracked.state.claim(), event.seq)?;
            self.head =
                Head { seq: event.seq, hash: event.hash, wall: self.command.wall, effective: self.effective };
            self.first.get_or_insert(event.seq);
            self.next_ix += 1;
        }
        if events.is_empty() {
            return Ok(());
        }
        if sabotage::on("rows_later") {
            // A row saved in a transaction of its own: a kill in between leaves log and row apart.
            self.conn.execute_batch("COMMIT; BEGIN IMMEDIATE").map_err(sql)?;
        }
        rows::save(self.conn, tracked)?;
        let dues = tracked.state.dues();
        if dues != dues_before {
            self.conn
                .prepare_cached("DELETE FROM due WHERE stream = ?1")
                .and_then(|mut s| s.execute([&stream]))
                .map_err(sql)?;
            for due in dues {
                self.conn
                    .prepare_cached("INSERT INTO due(stream, kind, at_ms, owner) VALUES(?1, ?2, ?3, ?4)")
                    .and_then(|mut s| s.execute(params![stream, due.kind.code(), due.at.0, due.owner.0]))
                    .map_err(sql)?;
            }
        }
        Ok(())
    }

    /// Does something as the program itself, as a command of its own within this transaction: a clock warning, an
    /// expiry.
    pub fn as_system<T>(
        &mut self,
        body: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let system =
            Command { id: CommandId::new(), actor: StaffId::SYSTEM, approver: None, ..self.command.clone() };
        let command = std::mem::replace(&mut self.command, system);
        let (ix, first) = (std::mem::take(&mut self.next_ix), self.first.take());
        let done = body(self);
        self.command = command;
        self.next_ix = ix;
        self.first = first;
        done
    }

    fn follow_claim(
        &mut self,
        unit: &str,
        before: Option<Claim>,
        now: Option<Claim>,
        seq: i64,
    ) -> Result<(), StoreError> {
        if before == now {
            return Ok(());
        }
        self.claimed.insert(unit.to_owned());
        // A claim that nobody gave up stays open: then the index refuses the next one, whatever `decide` let through.
        if before.is_some_and(|before| now.is_none_or(|now| before.leads_to(now))) {
            let mut close = self
                .conn
                .prepare_cached("UPDATE claim SET closed_seq = ?2 WHERE unit = ?1 AND closed_seq IS NULL")
                .map_err(sql)?;
            close.execute(params![unit, seq]).map_err(sql)?;
        }
        if let Some(claim) = now {
            let mut open = self
                .conn
                .prepare_cached("INSERT INTO claim(unit, kind, opened_seq) VALUES(?1, ?2, ?3)")
                .map_err(sql)?;
            open.execute(params![unit, claim.status.code(), seq]).map_err(sql)?;
        }
        Ok(())
    }

    /// Puts a person in the vault.
    pub fn enroll(&self, kind: PersonKind, person: &Person) -> Result<(PersonId, String), StoreError> {
        vault::enroll(self.conn, kind, person)
    }

    /// Replaces a person's record in the vault; returns the new commitment.
    pub fn replace_person(
        &self,
        id: PersonId,
        kind: PersonKind,
        person: &Person,
    ) -> Result<String, StoreError> {
        vault::replace(self.conn, id, kind, person)
    }

    /// A person's record in the vault; `None` when forgotten.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        vault::person(self.conn, id)
    }

    /// Takes a person out of the vault.
    pub fn forget(&self, id: PersonId) -> Result<(), StoreError> {
        vault::forget(self.conn, id)
    }

    /// Keeps the hash of a PIN; returns its commitment.
    pub fn keep_pin(&self, staff: StaffId, hash: &str) -> Result<String, StoreError> {
        vault::keep_pin(self.conn, staff.0, hash)
    }

    /// The next free number of a numbered aggregate.
    pub fn next_key<A: Numbered>(&self) -> Result<i64, StoreError> {
        self.conn.query_row(A::NEXT, [], |row| row.get(0)).map_err(sql)
    }

    /// For reading inside the transaction.
    pub(super) fn connection(&self) -> &Connection {
        self.conn
    }

    /// Checks what was written and commits it.
    pub(super) fn commit(self) -> Result<Option<Recorded>, StoreError> {
        let checked = self.check();
        if let Err(error) = checked {
            let _ = self.conn.execute_batch("ROLLBACK");
            return Err(error);
        }
        if let Err(error) = self.conn.execute_batch("COMMIT") {
            let error = sql(error);
            let rolled_back = self.conn.is_autocommit() || self.conn.execute_batch("ROLLBACK").is_ok();
            return Err(match error {
                // SQLite rolled the transaction back itself and said why: nothing was written.
                StoreError::Full | StoreError::Locked if rolled_back => error,
                other => StoreError::OutcomeUnknown(other.to_string()),
            });
        }
        Ok(self.first.map(|first| Recorded {
            first,
            last: self.head.seq,
            head: log::short(&self.head.hash),
            again: false,
        }))
    }

    pub(super) fn roll_back(self) {
        let _ = self.conn.execute_batch("ROLLBACK");
    }

    /// Fossil's rule: what was written is read back and compared before it is committed.
    fn check(&self) -> Result<(), StoreError> {
        if self.head.seq == self.began {
            return Ok(());
        }
        let mut last = None;
        log::each_after(self.conn, self.began, i64::MAX, |event| {
            if event.compute_hash() != event.hash {
                return Err(StoreError::SelfCheck(format!("event {}", event.seq)));
            }
            last = Some((event.seq, event.hash));
            Ok(())
        })?;
        if last != Some((self.head.seq, self.head.hash)) {
            return Err(StoreError::SelfCheck("head".into()));
        }
        let mut live = self
            .conn
            .prepare_cached("SELECT count(*) FROM claim WHERE unit = ?1 AND closed_seq IS NULL")
            .map_err(sql)?;
        for unit in &self.claimed {
            let claims: i64 = live.query_row([unit], |row| row.get(0)).map_err(sql)?;
            if claims > 1 && !sabotage::on("no_selfcheck") {
                return Err(StoreError::SelfCheck(format!("{unit}: {claims} claims")));
            }
        }
        self.conn
            .prepare_cached("UPDATE projection_meta SET upto_seq = ?1 WHERE name = 'all'")
            .and_then(|mut s| s.execute([self.head.seq]))
            .map(drop)
            .map_err(sql)
    }
}
