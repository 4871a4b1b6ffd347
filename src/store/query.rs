//! Reading: lists for screens and the command line. Each query is one statement; nothing stays open behind it.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::{StoreError, sql};
use super::log::select_events;
use super::rows::{self, Stored, Tracked};
use super::work::Work;
use super::{Store, StoredEvent, log, vault};
use crate::domain::guest::{Guest, GuestId};
use crate::domain::person::{Exposure, Person, PersonId, PersonKind, Pii};
use crate::domain::staff::{Staff, StaffId};
use crate::domain::unit::Unit;
use crate::domain::unit_id::UnitId;

/// A unit with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// Its name.
    pub id: UnitId,
    /// How many events made it.
    pub version: i64,
    /// The unit.
    pub unit: Unit,
}

/// A member of the staff with their name.
#[derive(Debug, Clone)]
pub struct StaffRow {
    /// Number.
    pub id: StaffId,
    /// Name, as colleagues know it.
    pub name: String,
    /// The rest.
    pub staff: Staff,
}

/// A guest with their record in the vault.
#[derive(Debug, Clone)]
pub struct GuestRow {
    /// Number.
    pub id: GuestId,
    /// The vault's record; `None` when forgotten.
    pub person: Option<Person>,
    /// The rest.
    pub guest: Guest,
}

/// Which events to read.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// Only after this one.
    pub since: i64,
    /// Only of this stream: `unit:3-1-1203`.
    pub stream: Option<String>,
    /// Only of this type, or of a family: `unit.held`, `unit.`.
    pub kind: Option<String>,
    /// Only by this person.
    pub actor: Option<StaffId>,
    /// At most so many, the newest ones.
    pub last: Option<i64>,
}

const OF_ALL: &str = select_events!(
    "WHERE seq > ?1 AND type BETWEEN ?2 AND ?3 AND (?4 IS NULL OR actor = ?4) AND ?6 IS NULL ORDER BY seq DESC LIMIT ?5"
);
const OF_A_STREAM: &str = select_events!(
    "WHERE stream = ?6 AND seq > ?1 AND type BETWEEN ?2 AND ?3 AND (?4 IS NULL OR actor = ?4) \
     ORDER BY stream_ver DESC LIMIT ?5"
);

impl Store {
    /// Every unit in the order people read them.
    pub fn units(&self) -> Result<Vec<UnitRow>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT key, ver, doc FROM unit").map_err(sql)?;
        let mut rows = statement.query([]).map_err(sql)?;
        let mut units = Vec::new();
        while let Some(row) = rows.next().map_err(sql)? {
            let key = row.get_ref(0).map_err(sql)?;
            let key = key.as_str().map_err(|e| StoreError::Damaged(e.to_string()))?;
            let doc = row.get_ref(2).map_err(sql)?;
            let doc = doc.as_str().map_err(|e| StoreError::Damaged(e.to_string()))?;
            let damaged = |e: &dyn std::fmt::Display| StoreError::Damaged(format!("unit:{key}: {e}"));
            units.push(UnitRow {
                id: UnitId::try_from(key.to_owned()).map_err(|e| damaged(&e))?,
                version: row.get(1).map_err(sql)?,
                unit: serde_json::from_str(doc).map_err(|e| damaged(&e))?,
            });
        }
        units.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(units)
    }

    /// One unit.
    pub fn unit(&self, id: &UnitId) -> Result<Option<UnitRow>, StoreError> {
        let tracked: Tracked<Unit> = rows::load(&self.conn, &id.to_string())?;
        Ok((tracked.version > 0).then(|| UnitRow {
            id: id.clone(),
            version: tracked.version,
            unit: tracked.state,
        }))
    }

    /// One aggregate.
    pub fn load<A: Stored>(&self, key: &str) -> Result<Tracked<A>, StoreError> {
        rows::load(&self.conn, key)
    }

    /// Everybody who works or worked here, by number.
    pub fn staff(&self) -> Result<Vec<StaffRow>, StoreError> {
        staff(&self.conn)
    }

    /// The record of a member of the staff in the vault.
    pub fn staff_person(&self, id: StaffId) -> Result<Option<Person>, StoreError> {
        let staff: Tracked<Staff> = rows::load(&self.conn, &id.0.to_string())?;
        vault::person(&self.conn, staff.state.person)
    }

    /// Everybody's name alone.
    pub fn staff_names(&self) -> Result<Vec<(StaffId, String)>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT s.key, coalesce(p.name, '') FROM staff s LEFT JOIN person p ON p.person = s.person",
            )
            .map_err(sql)?;
        let rows = statement.query_map([], |row| Ok((StaffId(row.get(0)?), row.get(1)?))).map_err(sql)?;
        rows.collect::<Result<_, _>>().map_err(sql)
    }

    /// A guest with their record.
    pub fn guest(&self, id: GuestId) -> Result<Option<GuestRow>, StoreError> {
        guest(&self.conn, id)
    }

    /// As whom a guest is found: somebody else after a merger.
    pub fn survivor(&self, id: GuestId) -> Result<GuestId, StoreError> {
        survivor(&self.conn, id)
    }

    /// Every guest, by number.
    pub fn guests(&self) -> Result<Vec<GuestRow>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT g.key, g.doc, p.name, p.phone FROM guest g LEFT JOIN person p ON p.person = g.person ORDER BY g.key",
            )
            .map_err(sql)?;
        let mut rows = statement.query([]).map_err(sql)?;
        let mut guests = Vec::new();
        while let Some(row) = rows.next().map_err(sql)? {
            let id: i64 = row.get(0).map_err(sql)?;
            let doc: String = row.get(1).map_err(sql)?;
            let name: Option<String> = row.get(2).map_err(sql)?;
            let phone: Option<String> = row.get(3).map_err(sql)?;
            guests.push(GuestRow {
                id: GuestId(id),
                person: name.map(|name| Person { name: Pii::new(name), phone: phone.map(Pii::new) }),
                guest: serde_json::from_str(&doc)
                    .map_err(|e| StoreError::Damaged(format!("guest:{id}: {e}")))?,
            });
        }
        Ok(guests)
    }

    /// Events in order.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<StoredEvent>, StoreError> {
        let (from, to) = filter.kind.as_deref().map_or((String::new(), "\u{10FFFF}".to_owned()), |kind| {
            let end = if kind.ends_with('.') { format!("{kind}\u{10FFFF}") } else { kind.to_owned() };
            (kind.to_owned(), end)
        });
        let limit = filter.last.unwrap_or(-1);
        // A stream has an index of its own: the history of one unit must not cost a look at every event.
        let mut statement = self
            .conn
            .prepare_cached(if filter.stream.is_some() { OF_A_STREAM } else { OF_ALL })
            .map_err(sql)?;
        let rows = statement
            .query_map(
                params![filter.since, from, to, filter.actor.map(|a| a.0), limit, filter.stream],
                StoredEvent::from_row,
            )
            .map_err(sql)?;
        let mut events = rows.collect::<Result<Vec<_>, _>>().map_err(sql)?;
        events.reverse();
        Ok(events)
    }

    /// Every event after `since`, one at a time.
    pub fn each_event<E: From<StoreError>>(
        &self,
        since: i64,
        each: impl FnMut(&StoredEvent) -> Result<(), E>,
    ) -> Result<(), E> {
        log::each_after(&self.conn, since, -1, each)
    }

    /// Who was forgotten, each with the commitments to the records that they ever had.
    pub fn forgotten_people(&self) -> Result<Vec<(PersonId, Vec<String>)>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT doc FROM guest WHERE person NOT IN (SELECT person FROM person)")
            .map_err(sql)?;
        let docs = statement.query_map([], |row| row.get::<_, String>(0)).map_err(sql)?;
        let mut people = Vec::new();
        for doc in docs {
            let guest: Guest = serde_json::from_str(&doc.map_err(sql)?)
                .map_err(|e| StoreError::Damaged(format!("guest: {e}")))?;
            let mut commits = guest.earlier_commits;
            commits.push(guest.commit);
            people.push((guest.person, commits));
        }
        Ok(people)
    }

    /// Events from `first` to `last`, one at a time.
    pub fn events(
        &self,
        first: i64,
        last: i64,
        each: impl FnMut(&StoredEvent) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        log::each_after(&self.conn, first - 1, last - first + 1, each)
    }

    /// Every guest with exactly this name and this phone number, whoever they turned out to be.
    pub fn entered_as(&self, person: &Person) -> Result<Vec<GuestId>, StoreError> {
        entered_as(&self.conn, person)
    }

    /// The hash of a PIN, for comparing outside the write transaction.
    pub fn pin_hash(&self, staff: StaffId) -> Result<Option<String>, StoreError> {
        vault::pin_hash(&self.conn, staff.0)
    }
}

impl Work<'_> {
    /// Everybody who works or worked here, by number.
    pub fn staff(&self) -> Result<Vec<StaffRow>, StoreError> {
        staff(self.connection())
    }

    /// Guests by phone or name.
    pub fn guests_called(&self, kind: Called) -> Result<Vec<GuestId>, StoreError> {
        guests_called(self.connection(), kind)
    }

    /// Every guest with exactly this name and this phone number, whoever they turned out to be.
    pub fn entered_as(&self, person: &Person) -> Result<Vec<GuestId>, StoreError> {
        entered_as(self.connection(), person)
    }

    /// As whom a guest is found: somebody else after a merger.
    pub fn survivor(&self, id: GuestId) -> Result<GuestId, StoreError> {
        survivor(self.connection(), id)
    }

    /// The guest whose person in the vault this is.
    pub fn guest_of_person(&self, person: PersonId) -> Result<Option<GuestId>, StoreError> {
        self.connection()
            .prepare_cached("SELECT key FROM guest WHERE person = ?1")
            .map_err(sql)?
            .query_row([person.0], |row| row.get(0).map(GuestId))
            .optional()
            .map_err(sql)
    }

    /// How many units a consultant has in this status.
    pub fn claims_of(&self, consultant: StaffId, status: &str) -> Result<i64, StoreError> {
        self.connection()
            .prepare_cached("SELECT count(*) FROM unit WHERE holder = ?1 AND status = ?2")
            .and_then(|mut s| s.query_row(params![consultant.0, status], |row| row.get(0)))
            .map_err(sql)
    }

    /// Every unit's key.
    pub fn unit_keys(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection().prepare("SELECT key FROM unit").map_err(sql)?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(sql)?;
        rows.collect::<Result<_, _>>().map_err(sql)
    }

    /// Whether a unit is held, reserved or waited for in a guest's name. Reads every unit: forgetting is rare.
    pub fn guest_is_bound(&self, guest: GuestId) -> Result<bool, StoreError> {
        for key in self.unit_keys()? {
            let unit: Tracked<Unit> = rows::load(self.connection(), &key)?;
            let has_it = unit.state.claim().is_some_and(|claim| claim.guest == Some(guest));
            if has_it || unit.state.waitlist.iter().any(|w| w.guest == guest) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The stream of an event, and whether something has reversed it already.
    pub fn event_stream(&self, seq: i64) -> Result<Option<(String, bool)>, StoreError> {
        self.connection()
            .prepare_cached(
                "SELECT stream, EXISTS(SELECT 1 FROM event r WHERE r.reverses = e.seq) FROM event e WHERE seq = ?1",
            )
            .map_err(sql)?
            .query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(sql)
    }

    /// The hash of a PIN.
    pub fn pin_hash(&self, staff: StaffId) -> Result<Option<String>, StoreError> {
        vault::pin_hash(self.connection(), staff.0)
    }
}

/// How somebody names a guest.
#[derive(Debug, Clone, Copy)]
pub enum Called<'a> {
    /// By phone number.
    Phone(&'a str),
    /// By name.
    Name(&'a str),
}

fn guests_called(conn: &Connection, called: Called) -> Result<Vec<GuestId>, StoreError> {
    let people = match called {
        Called::Phone(phone) => vault::by_phone(conn, PersonKind::Guest, phone)?,
        Called::Name(name) => vault::by_name(conn, PersonKind::Guest, name)?,
    };
    let mut statement = conn.prepare_cached("SELECT key FROM guest WHERE person = ?1").map_err(sql)?;
    let mut guests = Vec::new();
    for PersonId(person) in people {
        let found = statement.query_row([person], |row| row.get(0).map(GuestId)).optional().map_err(sql)?;
        if let Some(found) = found {
            let found = survivor(conn, found)?;
            if !guests.contains(&found) {
                guests.push(found);
            }
        }
    }
    Ok(guests)
}

fn entered_as(conn: &Connection, person: &Person) -> Result<Vec<GuestId>, StoreError> {
    let Some(phone) = &person.phone else { return Ok(Vec::new()) };
    let mut statement = conn.prepare_cached("SELECT key FROM guest WHERE person = ?1").map_err(sql)?;
    let mut guests = Vec::new();
    for id in vault::by_phone(conn, PersonKind::Guest, phone.expose(&Exposure::granted()))? {
        if vault::person(conn, id)?.is_some_and(|held| held == *person) {
            guests
                .extend(statement.query_row([id.0], |row| row.get(0).map(GuestId)).optional().map_err(sql)?);
        }
    }
    Ok(guests)
}

/// As whom a guest is found: somebody else after a merger.
pub(super) fn survivor(conn: &Connection, id: GuestId) -> Result<GuestId, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT doc ->> 'merged_into' FROM guest WHERE key = ?1").map_err(sql)?;
    let mut id = id;
    // A merger leads on to another one; never in a circle, for who was merged is refused.
    loop {
        let into = statement.query_row([id.0], |row| row.get::<_, Option<i64>>(0)).optional().map_err(sql)?;
        match into.flatten() {
            Some(into) if into != id.0 => id = GuestId(into),
            _ => return Ok(id),
        }
    }
}

fn staff(conn: &Connection) -> Result<Vec<StaffRow>, StoreError> {
    let mut statement = conn
        .prepare_cached(
            "SELECT s.key, coalesce(p.name, ''), s.doc FROM staff s LEFT JOIN person p ON p.person = s.person ORDER BY s.key",
        )
        .map_err(sql)?;
    let mut rows = statement.query([]).map_err(sql)?;
    let mut staff = Vec::new();
    while let Some(row) = rows.next().map_err(sql)? {
        let id: i64 = row.get(0).map_err(sql)?;
        let doc: String = row.get(2).map_err(sql)?;
        staff.push(StaffRow {
            id: StaffId(id),
            name: row.get(1).map_err(sql)?,
            staff: serde_json::from_str(&doc).map_err(|e| StoreError::Damaged(format!("staff:{id}: {e}")))?,
        });
    }
    Ok(staff)
}

fn guest(conn: &Connection, id: GuestId) -> Result<Option<GuestRow>, StoreError> {
    let tracked: Tracked<Guest> = rows::load(conn, &id.0.to_string())?;
    if tracked.version == 0 {
        return Ok(None);
    }
    let person = if tracked.state.forgotten { None } else { vault::person(conn, tracked.state.person)? };
    Ok(Some(GuestRow { id, person, guest: tracked.state }))
}
