//! The vault's second table: what guests answered for the registers. As with names and phones, an event carries only a
//! salted commitment.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::error::{StoreError, sql};
use super::{Store, Work};
use crate::domain::buyer_file::ID_NO;
use crate::domain::guest::IDENTITY;
use crate::domain::hex::hex;
use crate::domain::person::{Exposure, PersonId, Pii};

const RIGHT: &Exposure = &Exposure::granted();

/// The answers of one line of a register, by the questions' codes.
pub type Answers = BTreeMap<String, Pii<String>>;

fn commitment(salt: &[u8], entry: &str, doc: &str) -> String {
    let mut sha = Sha256::new();
    sha.update(salt);
    for part in [entry, doc] {
        sha.update((part.len() as u32).to_le_bytes());
        sha.update(part);
    }
    hex(&sha.finalize())
}

fn read(doc: &str) -> Result<Answers, StoreError> {
    let plain: BTreeMap<String, String> =
        serde_json::from_str(doc).map_err(|e| StoreError::Damaged(format!("answer: {e}")))?;
    Ok(plain.into_iter().map(|(code, text)| (code, Pii::new(text))).collect())
}

/// Keeps the answers of a line; returns the commitment for the event.
fn keep(conn: &Connection, person: PersonId, entry: &str, answers: &Answers) -> Result<String, StoreError> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|e| StoreError::Io(e.to_string()))?;
    let plain: BTreeMap<&String, &String> =
        answers.iter().map(|(code, text)| (code, text.expose(RIGHT))).collect();
    let doc = serde_json::to_string(&plain).map_err(|e| StoreError::SelfCheck(e.to_string()))?;
    conn.prepare_cached("INSERT OR REPLACE INTO answer(person, entry, doc, salt) VALUES(?1, ?2, ?3, ?4)")
        .and_then(|mut s| s.execute(params![person.0, entry, doc, salt]))
        .map_err(sql)?;
    Ok(commitment(&salt, entry, &doc))
}

/// All answers of a person, by line.
fn of(conn: &Connection, person: PersonId) -> Result<Vec<(String, Answers)>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT entry, doc FROM answer WHERE person = ?1 ORDER BY entry").map_err(sql)?;
    let mut rows = statement.query([person.0]).map_err(sql)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next().map_err(sql)? {
        let doc: String = row.get(1).map_err(sql)?;
        all.push((row.get(0).map_err(sql)?, read(&doc)?));
    }
    Ok(all)
}

/// Deletes all answers of a person. `secure_delete` overwrites them.
pub(super) fn forget(conn: &Connection, person: PersonId) -> Result<usize, StoreError> {
    conn.execute("DELETE FROM answer WHERE person = ?1", [person.0]).map_err(sql)
}

/// Deletes the answers of one line.
pub(super) fn forget_entry(conn: &Connection, person: PersonId, entry: &str) -> Result<(), StoreError> {
    conn.execute("DELETE FROM answer WHERE person = ?1 AND entry = ?2", params![person.0, entry])
        .map(drop)
        .map_err(sql)
}

/// The commitment of what the vault holds now; `None` when there is nothing.
pub(super) fn recompute(
    conn: &Connection,
    person: PersonId,
    entry: &str,
) -> Result<Option<String>, StoreError> {
    conn.prepare_cached("SELECT salt, doc FROM answer WHERE person = ?1 AND entry = ?2")
        .map_err(sql)?
        .query_row(params![person.0, entry], |row| {
            let (salt, doc): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            Ok(commitment(&salt, entry, &doc))
        })
        .optional()
        .map_err(sql)
}

/// Copies the answers of a line from another file of the same project.
pub(super) fn copy(
    from: &Connection,
    to: &Connection,
    person: PersonId,
    entry: &str,
) -> Result<(), StoreError> {
    let (doc, salt): (String, Vec<u8>) = from
        .query_row(
            "SELECT doc, salt FROM answer WHERE person = ?1 AND entry = ?2",
            params![person.0, entry],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .map_err(sql)?;
    to.execute(
        "INSERT OR REPLACE INTO answer(person, entry, doc, salt) VALUES(?1, ?2, ?3, ?4)",
        params![person.0, entry, doc, salt],
    )
    .map(drop)
    .map_err(sql)
}

/// Whether a file has the table at all: a backup of an older program has not.
pub(super) fn has_table(conn: &Connection) -> Result<bool, StoreError> {
    conn.query_row(
        "SELECT EXISTS(SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'answer')",
        [],
        |row| row.get(0),
    )
    .map_err(sql)
}

/// Every line of every person that the vault has answers for.
pub(super) fn every_entry(conn: &Connection) -> Result<Vec<(PersonId, String)>, StoreError> {
    let mut statement =
        conn.prepare("SELECT person, entry FROM answer ORDER BY person, entry").map_err(sql)?;
    let rows = statement.query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?))).map_err(sql)?;
    rows.collect::<Result<_, _>>().map_err(sql)
}

/// Every document's number with the person it belongs to.
pub(super) fn documents(conn: &Connection) -> Result<Vec<(PersonId, String)>, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT person, doc ->> ?2 FROM answer WHERE entry = ?1 ORDER BY person DESC")
        .map_err(sql)?;
    let rows = statement
        .query_map(params![IDENTITY, ID_NO], |row| {
            Ok((PersonId(row.get(0)?), row.get::<_, Option<String>>(1)?))
        })
        .map_err(sql)?;
    let mut all = Vec::new();
    for row in rows {
        if let (person, Some(number)) = row.map_err(sql)? {
            all.push((person, number));
        }
    }
    Ok(all)
}

impl Work<'_> {
    /// Puts the answers of a line in the vault; returns their commitment.
    pub fn keep_answers(
        &self,
        person: PersonId,
        entry: &str,
        answers: &Answers,
    ) -> Result<String, StoreError> {
        keep(self.connection(), person, entry, answers)
    }

    /// All answers of a person, by line of a register.
    pub fn answers(&self, person: PersonId) -> Result<Vec<(String, Answers)>, StoreError> {
        of(self.connection(), person)
    }

    /// Takes a person's answers for the registers out of the vault; the document of a buyer stays.
    pub fn forget_answers(&self, person: PersonId) -> Result<(), StoreError> {
        self.connection()
            .execute("DELETE FROM answer WHERE person = ?1 AND entry <> ?2", params![person.0, IDENTITY])
            .map(drop)
            .map_err(sql)
    }

    /// Whose document has this number: their person in the vault.
    pub fn person_with_document(&self, number: &Pii<String>) -> Result<Option<PersonId>, StoreError> {
        let wanted = number.expose(RIGHT);
        Ok(documents(self.connection())?
            .into_iter()
            .find(|(_, held)| held == wanted)
            .map(|(person, _)| person))
    }
}

impl Store {
    /// All answers of a person, by line of a register.
    pub fn answers(&self, person: PersonId) -> Result<Vec<(String, Answers)>, StoreError> {
        of(&self.conn, person)
    }
}
