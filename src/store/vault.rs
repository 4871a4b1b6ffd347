//! The vault of personal data and the hashes of PINs. Nothing of it is in the log: an event carries a person's number
//! and a salted commitment, so that an edited vault shows and a forgotten person leaves nothing to guess from.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::error::{StoreError, sql};
use crate::domain::hex::hex;
use crate::domain::person::{Exposure, Person, PersonId, PersonKind, Pii};

const RIGHT: &Exposure = &Exposure::granted();

/// Puts a person in; returns the number and the commitment for the event.
pub(super) fn enroll(
    conn: &Connection,
    kind: PersonKind,
    person: &Person,
) -> Result<(PersonId, String), StoreError> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|e| StoreError::Io(e.to_string()))?;
    let (name, phone) = (person.name.expose(RIGHT), person.phone.as_ref().map(|p| p.expose(RIGHT)));
    // Never a number that anybody had before, also not of one who was forgotten: the log still means them by it.
    let number: i64 = conn.query_row(NEXT_PERSON, [], |row| row.get(0)).map_err(sql)?;
    conn.prepare_cached("INSERT INTO person(person, kind, name, phone, salt) VALUES(?1, ?2, ?3, ?4, ?5)")
        .and_then(|mut s| s.execute(params![number, kind.code(), name, phone, salt]))
        .map_err(sql)?;
    Ok((PersonId(number), commitment(&salt, kind.code(), name, phone.map(String::as_str))))
}

const NEXT_PERSON: &str = "SELECT 1 + max(\
     (SELECT coalesce(max(person), 0) FROM person), \
     (SELECT coalesce(max(person), 0) FROM staff), \
     (SELECT coalesce(max(person), 0) FROM guest))";

fn commitment(salt: &[u8], kind: &str, name: &str, phone: Option<&str>) -> String {
    let mut sha = Sha256::new();
    sha.update(salt);
    for part in [Some(kind), Some(name), phone] {
        match part {
            Some(text) => {
                sha.update((text.len() as u32).to_le_bytes());
                sha.update(text);
            }
            None => sha.update(u32::MAX.to_le_bytes()),
        }
    }
    hex(&sha.finalize())
}

/// A person; `None` when forgotten.
pub(super) fn person(conn: &Connection, id: PersonId) -> Result<Option<Person>, StoreError> {
    conn.prepare_cached("SELECT name, phone FROM person WHERE person = ?1")
        .map_err(sql)?
        .query_row([id.0], |row| {
            Ok(Person { name: Pii::new(row.get(0)?), phone: row.get::<_, Option<String>>(1)?.map(Pii::new) })
        })
        .optional()
        .map_err(sql)
}

/// Who has this name.
pub(super) fn by_name(conn: &Connection, kind: PersonKind, name: &str) -> Result<Vec<PersonId>, StoreError> {
    ids(conn, "SELECT person FROM person WHERE kind = ?1 AND name = ?2 ORDER BY person", kind, name)
}

/// Who has this phone number.
pub(super) fn by_phone(
    conn: &Connection,
    kind: PersonKind,
    phone: &str,
) -> Result<Vec<PersonId>, StoreError> {
    ids(conn, "SELECT person FROM person WHERE kind = ?1 AND phone = ?2 ORDER BY person", kind, phone)
}

fn ids(
    conn: &Connection,
    query: &'static str,
    kind: PersonKind,
    value: &str,
) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = conn.prepare_cached(query).map_err(sql)?;
    let found =
        statement.query_map(params![kind.code(), value], |row| row.get(0).map(PersonId)).map_err(sql)?;
    found.collect::<Result<_, _>>().map_err(sql)
}

/// Replaces a person's record; returns the new commitment for the event.
pub(super) fn replace(
    conn: &Connection,
    id: PersonId,
    kind: PersonKind,
    person: &Person,
) -> Result<String, StoreError> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|e| StoreError::Io(e.to_string()))?;
    let (name, phone) = (person.name.expose(RIGHT), person.phone.as_ref().map(|p| p.expose(RIGHT)));
    conn.prepare_cached("UPDATE person SET name = ?2, phone = ?3, salt = ?4 WHERE person = ?1")
        .and_then(|mut s| s.execute(params![id.0, name, phone, salt]))
        .map_err(sql)?;
    Ok(commitment(&salt, kind.code(), name, phone.map(String::as_str)))
}

/// Deletes a person's record and answers. `secure_delete` overwrites them.
pub(super) fn forget(conn: &Connection, id: PersonId) -> Result<(), StoreError> {
    super::answers::forget(conn, id)?;
    conn.execute("DELETE FROM person WHERE person = ?1", [id.0]).map(drop).map_err(sql)
}

/// The commitment of what the vault holds now; `None` when there is nothing.
pub(super) fn recompute(conn: &Connection, id: PersonId) -> Result<Option<String>, StoreError> {
    conn.prepare_cached("SELECT salt, kind, name, phone FROM person WHERE person = ?1")
        .map_err(sql)?
        .query_row([id.0], |row| {
            let (salt, kind): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            let (name, phone): (String, Option<String>) = (row.get(2)?, row.get(3)?);
            Ok(commitment(&salt, &kind, &name, phone.as_deref()))
        })
        .optional()
        .map_err(sql)
}

/// Copies a person's record from another file of the same project.
pub(super) fn copy(from: &Connection, to: &Connection, id: PersonId) -> Result<(), StoreError> {
    let record = from
        .query_row("SELECT kind, name, phone, salt FROM person WHERE person = ?1", [id.0], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
                row.get::<_, Vec<u8>>(3)?,
            ))
        })
        .map_err(sql)?;
    to.execute(
        "INSERT OR REPLACE INTO person(person, kind, name, phone, salt) VALUES(?1, ?2, ?3, ?4, ?5)",
        params![id.0, record.0, record.1, record.2, record.3],
    )
    .map(drop)
    .map_err(sql)
}

/// Every person's number.
pub(super) fn everybody(conn: &Connection) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = conn.prepare("SELECT person FROM person ORDER BY person").map_err(sql)?;
    let found = statement.query_map([], |row| row.get(0).map(PersonId)).map_err(sql)?;
    found.collect::<Result<_, _>>().map_err(sql)
}

/// Every member of the staff who has a PIN.
pub(super) fn everybody_with_a_pin(conn: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare("SELECT staff FROM credential ORDER BY staff").map_err(sql)?;
    let found = statement.query_map([], |row| row.get(0)).map_err(sql)?;
    found.collect::<Result<_, _>>().map_err(sql)
}

/// Keeps the hash of a PIN; returns the commitment for the event.
pub(super) fn keep_pin(conn: &Connection, staff: i64, hash: &str) -> Result<String, StoreError> {
    conn.execute("INSERT OR REPLACE INTO credential(staff, pin_hash) VALUES(?1, ?2)", params![staff, hash])
        .map_err(sql)?;
    Ok(pin_commitment(hash))
}

/// The commitment of a PIN's hash.
pub(super) fn pin_commitment(hash: &str) -> String {
    hex(&Sha256::digest(hash))
}

/// The hash of a PIN.
pub(super) fn pin_hash(conn: &Connection, staff: i64) -> Result<Option<String>, StoreError> {
    conn.prepare_cached("SELECT pin_hash FROM credential WHERE staff = ?1")
        .map_err(sql)?
        .query_row([staff], |row| row.get(0))
        .optional()
        .map_err(sql)
}
