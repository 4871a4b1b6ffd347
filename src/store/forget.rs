//! Forgetting a person everywhere: in the file, in every backup, in their second copies, and in the files that a
//! restore set aside. The log and its mirror have nothing to forget.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, params};

use super::error::{StoreError, sql};
use super::{Store, backup, open};
use crate::domain::person::PersonId;

impl Store {
    /// Takes everybody who was forgotten out of every copy that still has them. Cheap when nobody was; what a crash
    /// interrupted is made up for by the next call. Answers which copies could not be rewritten.
    ///
    /// # Errors
    /// The manifest or a backup cannot be written.
    pub fn forget_in_copies(&self, second: Option<&Path>) -> Result<Vec<PathBuf>, StoreError> {
        let done = backup::taken_out(&self.path);
        let people: Vec<PersonId> =
            self.forgotten_people()?.into_iter().filter(|person| !done.contains(&person.0)).collect();
        if people.is_empty() {
            return Ok(Vec::new());
        }
        // What was deleted may still stand in the write-ahead log.
        self.checkpoint()?;
        // A backup that is being taken right now was begun before: wait for it, and it is in the list.
        let lock = backup::lock_file(&backup::backup_folder(&self.path))?;
        lock.lock().map_err(|e| StoreError::Io(e.to_string()))?;
        let mut untouched = Vec::new();
        // A second disk that is away now is cleaned when it is back: until then nothing is noted as done.
        let away = second.filter(|folder| !folder.is_dir());
        untouched.extend(away.map(Path::to_owned));
        for person in people {
            for copy in backup::backups(&self.path) {
                let path = backup::backup_folder(&self.path).join(&copy.file);
                let twin = second.map(|folder| folder.join(&copy.file)).filter(|twin| twin.is_file());
                if forget_in(&path, person)? {
                    backup::note_changed(&self.path, copy)?;
                }
                untouched.extend(twin.filter(|twin| forget_in(twin, person).is_err()));
            }
            let aside = open::set_aside_files(&self.path).into_iter();
            untouched.extend(aside.filter(|file| forget_in(file, person).is_err()));
            if away.is_none() {
                backup::note_forgotten(&self.path, person)?;
            }
        }
        Ok(untouched)
    }
}

/// Takes a person out of a copy that nobody works on; it keeps a note, so that it still verifies and a restore forgets
/// them again. Answers whether they were in it.
fn forget_in(copy: &Path, person: PersonId) -> Result<bool, StoreError> {
    let conn = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(sql)?;
    conn.pragma_update(None, "secure_delete", "ON").map_err(sql)?;
    // Together: a record without its note would make the copy fail its check for ever.
    conn.execute_batch("BEGIN IMMEDIATE").map_err(sql)?;
    let gone = conn.execute("DELETE FROM person WHERE person = ?1", [person.0]).map_err(sql)?;
    if gone == 0 {
        conn.execute_batch("ROLLBACK").map_err(sql)?;
        return Ok(false);
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
