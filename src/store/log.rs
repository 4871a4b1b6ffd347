//! The event log: rows as stored, the hash chain over them (RELIABILITY 2.2), reading in order.

use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};

use super::error::{StoreError, sql};
use super::sabotage;
use crate::domain::event::Meta;
use crate::domain::hex::hex;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

/// A SHA-256.
pub type Hash = [u8; 32];

/// Where the log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last event; 0 in an empty log.
    pub seq: i64,
    /// Its hash, or the genesis.
    pub hash: Hash,
    /// What the computer's clock said.
    pub wall: Millis,
    /// Effective time.
    pub effective: Millis,
}

/// The first twelve digits of a hash: what is printed on paper.
pub fn short(hash: &Hash) -> String {
    hex(&hash[..6])
}

/// An event with every column as stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredEvent {
    /// Its place, counted from 1 without gaps.
    pub seq: i64,
    /// The command it belongs to.
    pub cmd_id: [u8; 16],
    /// Its place within the command.
    pub cmd_ix: i64,
    /// `unit:3-1-1203`
    pub stream: String,
    /// Its place within the stream.
    pub stream_ver: i64,
    /// `unit.held`
    pub kind: String,
    /// Version of the body.
    pub ver: i64,
    /// What the computer's clock said.
    pub wall: i64,
    /// Effective time: never before the event in front of it.
    pub effective: i64,
    /// The clock's offset from UTC, minutes.
    pub tz_min: i64,
    /// Who.
    pub actor: i64,
    /// Whose PIN confirmed it.
    pub approver: Option<i64>,
    /// On which desk.
    pub station: String,
    /// In which sitting.
    pub session: Vec<u8>,
    /// By which program.
    pub app_ver: String,
    /// The event that it reverses.
    pub reverses: Option<i64>,
    /// The body.
    pub payload: String,
    /// Hash of the event in front of it.
    pub prev: Hash,
    /// Hash of this one.
    pub hash: Hash,
}

/// `SELECT` of every column in the order that [`StoredEvent::from_row`] reads them.
macro_rules! select_events {
    ($rest:literal) => {
        concat!(
            "SELECT seq, cmd_id, cmd_ix, stream, stream_ver, type, ver, wall_ms, eff_ms, tz_min, actor, approver, \
             station, session, app_ver, reverses, payload, prev, hash FROM event ",
            $rest
        )
    };
}
pub(super) use select_events;

impl StoredEvent {
    pub(super) fn from_row(row: &Row) -> rusqlite::Result<Self> {
        let mut event = Self::default();
        event.read(row)?;
        Ok(event)
    }

    /// Reads a row into this event, reusing its memory: a log is read a million rows at a time.
    fn read(&mut self, row: &Row) -> rusqlite::Result<()> {
        fn text(row: &Row, column: usize, into: &mut String) -> rusqlite::Result<()> {
            into.clear();
            into.push_str(row.get_ref(column)?.as_str()?);
            Ok(())
        }
        self.seq = row.get(0)?;
        self.cmd_id = row.get(1)?;
        self.cmd_ix = row.get(2)?;
        text(row, 3, &mut self.stream)?;
        self.stream_ver = row.get(4)?;
        text(row, 5, &mut self.kind)?;
        self.ver = row.get(6)?;
        self.wall = row.get(7)?;
        self.effective = row.get(8)?;
        self.tz_min = row.get(9)?;
        self.actor = row.get(10)?;
        self.approver = row.get(11)?;
        text(row, 12, &mut self.station)?;
        self.session.clear();
        self.session.extend_from_slice(row.get_ref(13)?.as_blob()?);
        text(row, 14, &mut self.app_ver)?;
        self.reverses = row.get(15)?;
        text(row, 16, &mut self.payload)?;
        self.prev = row.get(17)?;
        self.hash = row.get(18)?;
        Ok(())
    }

    /// SHA-256 over the previous hash and every column exactly as stored. Leaving a column out would leave it
    /// unprotected.
    pub fn compute_hash(&self) -> Hash {
        let mut feed = Feed(Sha256::new());
        feed.0.update(b"anchang-event\x01");
        feed.0.update(self.prev);
        feed.number(self.seq);
        feed.bytes(&self.cmd_id);
        feed.number(self.cmd_ix);
        feed.bytes(self.stream.as_bytes());
        feed.number(self.stream_ver);
        feed.bytes(self.kind.as_bytes());
        feed.number(self.ver);
        feed.number(self.wall);
        feed.number(self.effective);
        feed.number(self.tz_min);
        feed.number(self.actor);
        feed.optional(self.approver);
        if !sabotage::on("chain_omits_station") {
            feed.bytes(self.station.as_bytes());
        }
        feed.bytes(&self.session);
        feed.bytes(self.app_ver.as_bytes());
        feed.optional(self.reverses);
        feed.bytes(self.payload.as_bytes());
        feed.0.finalize().into()
    }

    /// The first and the second part of the stream's name: `("unit", "3-1-1203")`.
    pub fn stream_parts(&self) -> (&str, &str) {
        self.stream.split_once(':').unwrap_or((&self.stream, ""))
    }

    /// What aggregates may know besides the body. `frozen` is where time stands still while the clock is not trusted.
    pub fn meta(&self, frozen: Option<Millis>) -> Meta {
        Meta {
            seq: self.seq,
            at: frozen.unwrap_or(Millis(self.wall)),
            tz_min: self.tz_min as i32,
            actor: StaffId(self.actor),
            approver: self.approver.map(StaffId),
        }
    }
}

/// Length-prefixed columns going into a hash.
struct Feed(Sha256);

impl Feed {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u32).to_le_bytes());
        self.0.update(bytes);
    }

    fn number(&mut self, value: i64) {
        self.bytes(&value.to_le_bytes());
    }

    fn optional(&mut self, value: Option<i64>) {
        match value {
            Some(value) => self.number(value),
            None => self.0.update(u32::MAX.to_le_bytes()),
        }
    }
}

/// The genesis of a project's chain.
pub(super) fn genesis(project_id: &[u8; 16], created: Millis) -> Hash {
    let mut sha = Sha256::new();
    sha.update(super::schema::APPLICATION_ID.to_le_bytes());
    sha.update(project_id);
    sha.update(created.0.to_le_bytes());
    sha.finalize().into()
}

/// Where the log ends now.
pub(super) fn head(conn: &Connection) -> Result<Head, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT seq, hash, wall_ms, eff_ms FROM event ORDER BY seq DESC LIMIT 1")
        .map_err(sql)?;
    let last = statement.query_row([], |row| {
        Ok(Head {
            seq: row.get(0)?,
            hash: row.get(1)?,
            wall: Millis(row.get(2)?),
            effective: Millis(row.get(3)?),
        })
    });
    match last {
        Ok(head) => Ok(head),
        Err(rusqlite::Error::QueryReturnedNoRows) => {
            let hash = conn
                .query_row("SELECT value FROM meta WHERE name = 'genesis'", [], |row| row.get(0))
                .map_err(sql)?;
            Ok(Head { seq: 0, hash, wall: Millis(i64::MIN), effective: Millis(i64::MIN) })
        }
        Err(error) => Err(sql(error)),
    }
}

pub(super) fn insert(conn: &Connection, event: &StoredEvent) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO event(seq, cmd_id, cmd_ix, stream, stream_ver, type, ver, wall_ms, eff_ms, tz_min, actor, approver, \
         station, session, app_ver, reverses, payload, prev, hash) \
         VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19)",
    )
    .and_then(|mut s| {
        s.execute(params![
            event.seq,
            event.cmd_id,
            event.cmd_ix,
            event.stream,
            event.stream_ver,
            event.kind,
            event.ver,
            event.wall,
            event.effective,
            event.tz_min,
            event.actor,
            event.approver,
            event.station,
            event.session,
            event.app_ver,
            event.reverses,
            event.payload,
            event.prev,
            event.hash
        ])
    })
    .map(drop)
    .map_err(sql)
}

/// Calls `each` for every event after `after`, at most `limit`, in order.
pub(super) fn each_after<E: From<StoreError>>(
    conn: &Connection,
    after: i64,
    limit: i64,
    mut each: impl FnMut(&StoredEvent) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement =
        conn.prepare_cached(select_events!("WHERE seq > ?1 ORDER BY seq LIMIT ?2")).map_err(sql)?;
    let mut rows = statement.query([after, limit]).map_err(sql)?;
    let mut event = StoredEvent::default();
    while let Some(row) = rows.next().map_err(sql)? {
        event.read(row).map_err(sql)?;
        each(&event)?;
    }
    Ok(())
}
