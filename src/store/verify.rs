//! `anchang verify`: the chain, a replay compared with every row, SQLite's own check, the vault, and a second opinion
//! on double sales that shares no code with the rest (RELIABILITY 2.3, decision 8).

use std::collections::HashSet;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::{StoreError, sql};
use super::log::{self, Hash, StoredEvent, short};
use super::replay::{All, World, stream_of};
use super::rows::{self, Stored};
use super::{Store, backup, mirror, open, schema};
use crate::say;
use crate::text::{Say, Text, log as words};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What, as a sentence.
    pub say: Say,
    /// Rebuilding the rows from the log mends it.
    pub rebuild_mends: bool,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// How many events were read.
    pub events: i64,
    /// How many rows were compared.
    pub rows: i64,
    /// Where the log ends: printed on receipts and kept in the backups' manifest.
    pub head: String,
    /// Nothing, if all is well. At most [`MOST_FINDINGS`].
    pub findings: Vec<Finding>,
}

/// More findings than this say nothing new.
const MOST_FINDINGS: usize = 100;

/// Which file is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The project itself.
    Live,
    /// A backup: people who were forgotten since are missing in it, each with a note.
    Copy,
}

pub(super) struct Check<'c> {
    pub(super) conn: &'c Connection,
    pub(super) kind: Kind,
    findings: Vec<Finding>,
    rows: i64,
}

impl Store {
    /// Verifies everything. Reads only; other windows go on working.
    ///
    /// # Errors
    /// Only when the file cannot be read at all; damage is reported as findings.
    pub fn verify(&self, progress: &mut dyn FnMut(i64)) -> Result<Report, StoreError> {
        let mut report = verify(&self.conn, Kind::Live, progress)?;
        self.remembered(&mut report)?;
        Ok(report)
    }

    /// Heads that were remembered outside the file: a cut tail or a wholly rewritten log shows only here.
    pub(super) fn remembered(&self, report: &mut Report) -> Result<(), StoreError> {
        for (seq, head, place) in
            backup::manifest_heads(&self.path).into_iter().chain(mirror::last_head(&self.path))
        {
            if report.findings.len() < MOST_FINDINGS && !self.has_event(seq, &head)? {
                let say = say!(words::BEHIND_ANCHOR, seq = seq, head = &head, place = place);
                report.findings.push(Finding { say, rebuild_mends: false });
            }
        }
        Ok(())
    }

    /// Whether event `seq` has a hash that begins with `head`.
    pub(super) fn has_event(&self, seq: i64, head: &str) -> Result<bool, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT hash FROM event WHERE seq = ?1").map_err(sql)?;
        let hash: Option<Hash> =
            rusqlite::OptionalExtension::optional(statement.query_row([seq], |row| row.get(0)))
                .map_err(sql)?;
        Ok(hash.is_some_and(|hash| crate::domain::hex::hex(&hash).starts_with(head)))
    }
}

/// Verifies the file behind a connection. SQLite's own check runs beside ours, on a connection of its own: it takes
/// as long.
pub(super) fn verify(
    conn: &Connection,
    kind: Kind,
    progress: &mut dyn FnMut(i64),
) -> Result<Report, StoreError> {
    let path = conn.path().map(std::path::PathBuf::from).unwrap_or_default();
    std::thread::scope(|scope| {
        let sqlite = scope.spawn(move || sqlite_says(&path));
        let mut report = verify_log(conn, kind, progress)?;
        match sqlite.join() {
            Ok(Ok(lines)) => report.findings.extend(lines.into_iter().map(|line| {
                let say = say!(words::SQLITE_SAYS, what = line);
                Finding { say, rebuild_mends: false }
            })),
            Ok(Err(StoreError::Damaged(what))) => {
                let say = say!(words::SQLITE_SAYS, what = what);
                report.findings.push(Finding { say, rebuild_mends: false });
            }
            Ok(Err(other)) => return Err(other),
            Err(_) => return Err(StoreError::SelfCheck("integrity_check".into())),
        }
        Ok(report)
    })
}

/// What SQLite's own integrity check finds.
fn sqlite_says(path: &std::path::Path) -> Result<Vec<String>, StoreError> {
    let conn = open::open_to_read(path)?;
    let mut statement = conn.prepare("PRAGMA integrity_check(10)").map_err(sql)?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0)).map_err(sql)?;
    let lines = lines.collect::<Result<Vec<_>, _>>().map_err(sql)?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// The first damage that SQLite finds in the file's structure. Rows that contradict an index are no reason to stop: a
/// rebuild writes both anew.
pub(super) fn damaged_pages(conn: &Connection) -> Result<Option<String>, StoreError> {
    let mut statement = conn.prepare("PRAGMA quick_check(1)").map_err(sql)?;
    let line: String = statement.query_row([], |row| row.get(0)).map_err(sql)?;
    Ok((line != "ok").then_some(line))
}

fn verify_log(conn: &Connection, kind: Kind, progress: &mut dyn FnMut(i64)) -> Result<Report, StoreError> {
    // One snapshot for all of it, so that other windows' writes do not look like damage.
    conn.execute_batch("BEGIN").map_err(sql)?;
    let mut check = Check { conn, kind, findings: Vec::new(), rows: 0 };
    let checked = check.everything(progress);
    conn.execute_batch("ROLLBACK").map_err(sql)?;
    let (events, head) = match checked {
        Ok(done) => done,
        Err(StoreError::Damaged(detail)) => {
            check.find(words::UNREADABLE, &[("detail", detail)], false);
            (0, String::new())
        }
        Err(StoreError::Unreadable(error)) => {
            check.find(words::UNREADABLE, &[("detail", error.to_string())], false);
            (0, String::new())
        }
        Err(other) => return Err(other),
    };
    Ok(Report { events, rows: check.rows, head, findings: check.findings })
}

impl Check<'_> {
    pub(super) fn find(&mut self, text: Text, args: &[(&'static str, String)], rebuild_mends: bool) {
        if self.findings.len() < MOST_FINDINGS {
            let args = args.iter().map(|(name, value)| (*name, value.into())).collect();
            self.findings.push(Finding { say: Say { text, args }, rebuild_mends });
        }
    }

    fn everything(&mut self, progress: &mut dyn FnMut(i64)) -> Result<(i64, String), StoreError> {
        self.schema()?;
        let (world, head) = self.chain(progress)?;
        self.rows_of(&world.projects)?;
        self.rows_of(&world.policies)?;
        self.rows_of(&world.staff)?;
        self.rows_of(&world.guests)?;
        self.rows_of(&world.rosters)?;
        self.rows_of(&world.books)?;
        self.rows_of(&world.units)?;
        self.rows_of(&world.deals)?;
        self.rows_of(&world.applications)?;
        self.rows_of(&world.receipts)?;
        self.rows_of(&world.stocks)?;
        self.rows_of(&world.papers)?;
        self.rows_of(&world.discounts)?;
        self.rows_of(&world.complaints)?;
        self.rows_of(&world.days)?;
        self.claims(&world)?;
        self.dues(&world)?;
        self.upto(&world)?;
        self.vault(&world)?;
        self.cross(&world);
        self.second_opinion()?;
        Ok((world.upto, head))
    }

    /// Tables, indexes and triggers as this program makes them.
    fn schema(&mut self) -> Result<(), StoreError> {
        let (stored, expected) = (schema::parts(self.conn)?, schema::expected_parts()?);
        let differ = expected.iter().filter(|part| !stored.contains(part));
        let strange = stored.iter().filter(|part| !expected.contains(part));
        let names: std::collections::BTreeSet<&String> = differ.chain(strange).map(|part| &part.1).collect();
        for name in names {
            self.find(words::PART_DIFFERS, &[("what", name.clone())], false);
        }
        Ok(())
    }

    /// Reads the log once: every hash, every link, every number, and the fold.
    fn chain(&mut self, progress: &mut dyn FnMut(i64)) -> Result<(World, String), StoreError> {
        let genesis: Hash = self
            .conn
            .query_row("SELECT value FROM meta WHERE name = 'genesis'", [], |row| row.get(0))
            .map_err(sql)?;
        let mut world = World::default();
        let (mut prev, mut seq, mut effective) = (genesis, 0, i64::MIN);
        let mut fold_stopped = false;
        let conn = self.conn;
        log::each_after::<StoreError>(conn, 0, -1, |event| {
            if event.seq % 8192 == 0 {
                progress(event.seq);
            }
            let at = || vec![("seq", event.seq.to_string())];
            if event.seq != seq + 1 {
                self.find(words::GAP, &[("seq", (seq + 1).to_string())], false);
            }
            if event.prev != prev {
                self.find(words::BROKEN_LINK, &at(), false);
            }
            if event.compute_hash() != event.hash {
                self.find(words::BROKEN_HASH, &at(), false);
            }
            if event.effective < effective {
                self.find(words::TIME_BACK, &at(), false);
            }
            (prev, seq, effective) = (event.hash, event.seq, event.effective);
            if !fold_stopped && let Err(error) = world.take(event) {
                fold_stopped = true;
                self.find(
                    words::CANNOT_FOLD,
                    &[("seq", event.seq.to_string()), ("detail", error.to_string())],
                    false,
                );
            }
            Ok(())
        })?;
        Ok((world, if seq == 0 { String::new() } else { short(&prev) }))
    }

    /// Every row as the log makes it, no row more and none less.
    fn rows_of<A: Stored>(&mut self, all: &All<A>) -> Result<(), StoreError> {
        let mut seen = HashSet::new();
        let mut statement = self.conn.prepare(A::ALL).map_err(sql)?;
        let columns = statement.column_count();
        let mut stored = statement.query([]).map_err(sql)?;
        while let Some(row) = stored.next().map_err(sql)? {
            self.rows += 1;
            let values =
                (0..columns).map(|i| row.get::<_, Value>(i)).collect::<Result<Vec<_>, _>>().map_err(sql)?;
            let key = match values.first() {
                Some(Value::Text(key)) => key.clone(),
                Some(Value::Integer(key)) => key.to_string(),
                _ => String::new(),
            };
            let expected = all.get(&key).map(rows::row_values).transpose()?;
            if expected.as_ref() != Some(&values) {
                self.find(words::ROW_DIFFERS, &[("what", stream_of::<A>(&key))], true);
            }
            seen.insert(key);
        }
        for key in all.keys().filter(|key| !seen.contains(*key)) {
            self.find(words::ROW_MISSING, &[("what", stream_of::<A>(key))], true);
        }
        Ok(())
    }

    fn claims(&mut self, world: &World) -> Result<(), StoreError> {
        let mut statement = self
            .conn
            .prepare("SELECT unit, kind, opened_seq, closed_seq FROM claim ORDER BY opened_seq")
            .map_err(sql)?;
        let stored = statement
            .query_map([], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?))
            })
            .map_err(sql)?
            .collect::<Result<Vec<(String, String, i64, Option<i64>)>, _>>()
            .map_err(sql)?;
        self.rows += stored.len() as i64;
        let expected: Vec<_> =
            world.claims.iter().map(|c| (c.unit.clone(), c.kind.to_owned(), c.opened, c.closed)).collect();
        if stored != expected {
            self.find(words::TABLE_DIFFERS, &[("what", "claim".into())], true);
        }
        Ok(())
    }

    fn dues(&mut self, world: &World) -> Result<(), StoreError> {
        fn of<A: Stored>(all: &All<A>) -> impl Iterator<Item = (String, String, i64, i64)> + '_ {
            all.values().flat_map(|t| {
                let stream = stream_of::<A>(&t.key);
                t.state
                    .dues()
                    .into_iter()
                    .map(move |d| (stream.clone(), d.kind.code().to_owned(), d.at.0, d.owner.0))
            })
        }
        let mut expected: Vec<_> = of(&world.units)
            .chain(of(&world.guests))
            .chain(of(&world.staff))
            .chain(of(&world.deals))
            .chain(of(&world.complaints))
            .collect();
        expected.sort();
        let mut statement = self
            .conn
            .prepare("SELECT stream, kind, at_ms, owner FROM due ORDER BY stream, kind")
            .map_err(sql)?;
        let stored = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .map_err(sql)?
            .collect::<Result<Vec<(String, String, i64, i64)>, _>>()
            .map_err(sql)?;
        self.rows += stored.len() as i64;
        if stored != expected {
            self.find(words::TABLE_DIFFERS, &[("what", "due".into())], true);
        }
        Ok(())
    }

    fn upto(&mut self, world: &World) -> Result<(), StoreError> {
        let upto: i64 = self
            .conn
            .query_row("SELECT upto_seq FROM projection_meta WHERE name = 'all'", [], |row| row.get(0))
            .map_err(sql)?;
        if upto != world.upto {
            self.find(words::TABLE_DIFFERS, &[("what", "projection_meta".into())], true);
        }
        Ok(())
    }

    /// In SQL over the log alone: no unit ever had two claims open at once (layer 6 of RELIABILITY 2.4).
    fn second_opinion(&mut self) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare(DOUBLE_CLAIMS).map_err(sql)?;
        let units = statement
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))
            .map_err(sql)?
            .collect::<Result<Vec<_>, _>>()
            .map_err(sql)?;
        for (unit, seq) in units {
            self.find(words::DOUBLE_CLAIM, &[("unit", unit), ("seq", seq.to_string())], false);
        }
        Ok(())
    }
}

/// A claim that begins while the one before it has not ended. Only a hold may turn into a reservation directly, only what
/// is held or reserved into a subscription, and only what is in change is released again.
pub(super) const DOUBLE_CLAIMS: &str = "
    SELECT stream, seq FROM (
      SELECT stream, seq, type, lag(type) OVER (PARTITION BY stream ORDER BY seq) AS before
      FROM event WHERE type IN ('unit.held', 'unit.hold_ended', 'unit.reserved', 'unit.reserve_ended',
        'unit.subscribed', 'unit.changing', 'unit.change_dropped', 'unit.reopened'))
    WHERE (type = 'unit.held' AND before IN
            ('unit.held', 'unit.reserved', 'unit.subscribed', 'unit.changing', 'unit.change_dropped'))
       OR (type = 'unit.reserved' AND before IN
            ('unit.reserved', 'unit.subscribed', 'unit.changing', 'unit.change_dropped'))
       OR (type = 'unit.subscribed' AND (before IS NULL OR before NOT IN ('unit.held', 'unit.reserved')))
       OR (type = 'unit.changing' AND (before IS NULL OR before NOT IN ('unit.subscribed', 'unit.change_dropped')))
       OR (type = 'unit.change_dropped' AND before IS NOT 'unit.changing')
       OR (type = 'unit.reopened' AND before IS NOT 'unit.changing')
       OR (type = 'unit.hold_ended' AND before IS NOT 'unit.held')
       OR (type = 'unit.reserve_ended' AND before IS NOT 'unit.reserved')
    ORDER BY seq LIMIT 100";

impl StoredEvent {
    /// Whether it is linked to `prev` and whole.
    pub(super) fn follows(&self, prev: &Hash) -> bool {
        self.prev == *prev && self.compute_hash() == self.hash
    }
}
