//! Forgetting a person everywhere: in the file, in every backup, in their second copies, and in the files that a
//! restore set aside. The log and its mirror have nothing to forget.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, params};

use super::error::{StoreError, sql};
use super::{Store, answers, backup, drafts, open, vault};
use crate::domain::person::PersonId;

impl Store {
    /// Takes everybody who was forgotten out of every copy that still has them. Cheap when nobody was; what a crash
    /// interrupted is made up for by the next call. Answers which copies could not be rewritten.
    ///
    /// # Errors
    /// The manifest or a backup cannot be written.
    pub fn forget_in_copies(&self, second: Option<&Path>) -> Result<Vec<PathBuf>, StoreError> {
        let people = self.still_in_copies()?;
        if people.is_empty() {
            return Ok(Vec::new());
        }
        // What was deleted may still stand in the write-ahead log.
        self.checkpoint()?;
        // A backup that is being taken right now was begun before: wait for it, and it is in the list.
        let folder = backup::backup_folder(&self.path);
        let lock = backup::lock_file(&folder)?;
        lock.lock().map_err(|e| StoreError::Io(e.to_string()))?;
        let genesis = genesis_of(&self.conn)?;
        let copies = self.copies(second);
        // A second disk that is away now is cleaned when it is back, and a copy that failed is tried again: until then
        // nothing is noted as done.
        let mut untouched = drafts::drop_all(&self.path);
        untouched.extend(second.filter(|folder| !folder.is_dir()).map(Path::to_owned));
        for (person, commits) in people {
            let mut whole = untouched.is_empty();
            for copy in &copies {
                match forget_in(copy, person, &commits, &genesis) {
                    Ok(true) => backup::note_changed(&self.path, copy)?,
                    Ok(false) => {}
                    Err(_) => {
                        whole = false;
                        untouched.push(copy.clone());
                    }
                }
            }
            if whole {
                backup::note_forgotten(&self.path, person)?;
            }
        }
        untouched.sort();
        untouched.dedup();
        Ok(untouched)
    }

    /// Who was forgotten and was not taken out of every copy yet, with the commitments to what copies hold of them.
    fn still_in_copies(&self) -> Result<Vec<(PersonId, Vec<String>)>, StoreError> {
        let done = backup::taken_out(&self.path);
        Ok(self.forgotten_people()?.into_iter().filter(|(person, _)| !done.contains(&person.0)).collect())
    }

    /// Every copy that there is of this project where we put them.
    fn copies(&self, second: Option<&Path>) -> Vec<PathBuf> {
        let folder = backup::backup_folder(&self.path);
        // The second place may still have what retention let go of here.
        let names = backup::every_name(&self.path);
        let twins = names.iter().flat_map(|name| [name.clone(), format!("{name}.part")]);
        let mut copies: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
        copies.extend(second.into_iter().flat_map(|second| twins.clone().map(|twin| second.join(twin))));
        copies.extend(open::set_aside_files(&self.path));
        copies.retain(|copy| copy.is_file());
        copies
    }

    /// Copies that still hold somebody who was forgotten; nothing is changed. A second place that is away stands for
    /// what is in it.
    ///
    /// # Errors
    /// What SQLite says of the project itself.
    pub fn copies_that_remember(&self, second: Option<&Path>) -> Result<Vec<PathBuf>, StoreError> {
        let people = self.still_in_copies()?;
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let genesis = genesis_of(&self.conn)?;
        let remembers = |copy: &PathBuf| {
            let Ok(conn) = open::open_to_read(copy) else { return true };
            let known = |(person, commits): &(PersonId, Vec<String>)| {
                vault::recompute(&conn, *person).ok().flatten().is_some_and(|held| commits.contains(&held))
            };
            genesis_of(&conn).is_ok_and(|own| own == genesis) && people.iter().any(known)
        };
        let mut copies: Vec<PathBuf> = self.copies(second).into_iter().filter(remembers).collect();
        copies.extend(second.filter(|folder| !folder.is_dir()).map(Path::to_owned));
        Ok(copies)
    }
}

fn genesis_of(conn: &Connection) -> Result<Vec<u8>, StoreError> {
    conn.query_row("SELECT value FROM meta WHERE name = 'genesis'", [], |row| row.get(0)).map_err(sql)
}

/// Takes a person out of a copy that nobody works on; it keeps a note, so that it still verifies and a restore forgets
/// them again. Answers whether they were in it.
fn forget_in(copy: &Path, person: PersonId, commits: &[String], genesis: &[u8]) -> Result<bool, StoreError> {
    let conn = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(sql)?;
    // The same number may be somebody else: in another project's file, or on a branch that a restore left.
    let known = vault::recompute(&conn, person)?.is_some_and(|held| commits.contains(&held));
    if genesis_of(&conn)? != genesis || !known {
        return Ok(false);
    }
    conn.pragma_update(None, "secure_delete", "ON").map_err(sql)?;
    // Together: a record without its note would make the copy fail its check for ever.
    conn.execute_batch("BEGIN IMMEDIATE").map_err(sql)?;
    let gone = conn.execute("DELETE FROM person WHERE person = ?1", [person.0]).map_err(sql)?;
    if gone == 0 {
        conn.execute_batch("ROLLBACK").map_err(sql)?;
        return Ok(false);
    }
    if answers::has_table(&conn)? {
        answers::forget(&conn, person)?;
    }
    conn.execute(
        "INSERT OR REPLACE INTO meta(name, value) VALUES(?1, x'')",
        params![backup::forgotten_note(person)],
    )
    .map_err(sql)?;
    conn.execute_batch("COMMIT").map_err(sql)?;
    conn.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").map_err(sql)?;
    Ok(true)
}
