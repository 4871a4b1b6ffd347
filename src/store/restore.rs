//! Restoring a backup: the old file is kept, never overwritten; what came after the backup is read from the mirror;
//! people who were forgotten stay forgotten.

use std::path::{Path, PathBuf};

use super::backup::{self, BackupError};
use super::command::{Command, CommandId};
use super::error::{StoreError, io, sql};
use super::verify::{self, Kind};
use super::work::THE_PROJECT;
use super::{Store, answers, drafts, log, mirror, open, schema, vault};
use crate::domain::guest::{Guest, GuestEvent};
use crate::domain::hex::hex;
use crate::domain::moment::Millis;
use crate::domain::person::PersonId;
use crate::domain::project::{self, Project, ProjectEvent};
use crate::domain::staff::{Staff, StaffEvent};

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The last event of the backup.
    pub backup_seq: i64,
    /// How many events after it came from the mirror.
    pub from_mirror: i64,
    /// Guests and staff who came after the backup and whose names could not be taken from the old file either.
    pub lost_people: usize,
    /// Where the old file is now, if there was one.
    pub kept: Option<PathBuf>,
    /// Everything that is known to have come after the backup is there; else nobody knows who was forgotten since.
    pub up_to_date: bool,
}

/// Puts `backup` in the place of `db`. `command` says who, where and when. All is made ready in a draft; only the last
/// step gives it the project's name, so that a killed restore leaves the project as it was.
///
/// # Errors
/// Another window has the project open, the backup does not pass its verification or is another project's; nothing is
/// changed then.
pub fn restore(db: &Path, backup: &Path, command: &Command) -> Result<Restored, BackupError> {
    let folder = open::folder_of(db);
    std::fs::create_dir_all(&folder).map_err(|e| io(&folder, &e))?;
    open::check_place(db)?;
    let source = open::open_to_read(backup)?;
    let alone = open::Presence::alone(db)?;
    let draft = open::beside(db, &format!(".restore-{}", std::process::id()));
    let ready = prepare(&source, backup, &draft, db, command);
    drop(source);
    let done = ready.and_then(|ready| Ok(put_in_place(&draft, db, command, &ready)?));
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(open::beside(&draft, ending));
    }
    let done = done?;
    drop(alone);
    Store::open(db)?.mirror()?;
    Ok(done)
}

/// What the draft holds.
struct Ready {
    backup_seq: i64,
    from_mirror: i64,
    head: log::Head,
    mirror_agrees: bool,
    lost_people: usize,
    up_to_date: bool,
}

/// Puts a project away under another name, with its mirror, so that a new one can be founded in its place. Answers
/// where it is now.
///
/// # Errors
/// Another window has the project open.
pub fn put_away(db: &Path, now: Millis) -> Result<Option<PathBuf>, StoreError> {
    let _alone = open::Presence::alone(db)?;
    let stamp = now.local(0).to_string().replace([':', '-', ' '], "");
    let kept = set_aside(db, &stamp)?;
    drafts::drop_all(db);
    if db.exists() {
        std::fs::remove_file(db).map_err(|e| io(db, &e))?;
    }
    set_mirror_aside(db, &stamp)?;
    backup::note_restored(db, 0, None)?;
    Ok(kept)
}

/// The backup, verified, with what the mirror has after it, and people and PINs in line with the log.
fn prepare(
    source: &rusqlite::Connection,
    backup: &Path,
    draft: &Path,
    db: &Path,
    command: &Command,
) -> Result<Ready, BackupError> {
    copy(source, draft)?;
    let head = checked(draft, backup)?;
    let store = Store::open_draft(draft)?;
    same_project(&store, db)?;
    let from_mirror = store.take_from_mirror(db, head.seq)?;
    if let Ok(old) = open::open_to_read(db) {
        store.take_people_from(&old)?;
    }
    let mirrored = mirror::last_head(db);
    let mirror_agrees = match &mirrored {
        None => true,
        Some((seq, hash, _)) => store.has_event(*seq, hash)?,
    };
    let end = store.head()?;
    store.write::<_, StoreError>(command.clone(), |work| {
        let mut project = work.load::<Project>(THE_PROJECT)?;
        // A new computer with a dead battery is just when files are restored: its clock is looked at like any other.
        if project.state.frozen.is_none() && project::is_suspect(end.wall, command.wall) {
            work.freeze_time(end.wall);
            let suspect = ProjectEvent::ClockSuspect { last: end.wall, wall: command.wall };
            work.record(&mut project, &[suspect])?;
        }
        work.record(&mut project, &[ProjectEvent::Restored { lost_head: last_known(db), head: head.seq }])
    })?;
    let lost_people = store.settle_people(command)?;
    store.checkpoint()?;
    let up_to_date =
        mirror_agrees && last_known(db).or(mirrored.map(|(seq, ..)| seq)).is_some_and(|last| last <= end.seq);
    Ok(Ready { backup_seq: head.seq, from_mirror, head: end, mirror_agrees, lost_people, up_to_date })
}

fn put_in_place(draft: &Path, db: &Path, command: &Command, ready: &Ready) -> Result<Restored, StoreError> {
    let stamp = command.wall.local(0).to_string().replace([':', '-', ' '], "");
    // What would contradict the restored file goes first: killed in between, the mirror is written anew.
    if !ready.mirror_agrees {
        set_mirror_aside(db, &stamp)?;
    }
    backup::note_restored(db, ready.head.seq, Some(hex(&ready.head.hash)))?;
    let kept = set_aside(db, &stamp)?;
    // They were typed against what the old file said, and may name who is forgotten in the new one.
    drafts::drop_all(db);
    std::fs::rename(draft, db).map_err(|e| io(db, &e))?;
    backup::sync_folder(&open::folder_of(db));
    Ok(Restored {
        backup_seq: ready.backup_seq,
        from_mirror: ready.from_mirror,
        lost_people: ready.lost_people,
        kept,
        up_to_date: ready.up_to_date,
    })
}

/// Refuses another project's backup: by the beginning of the chain where the file in place can be read, else by what
/// the manifest and the mirror remember.
fn same_project(store: &Store, db: &Path) -> Result<(), StoreError> {
    let genesis = |conn: &rusqlite::Connection| {
        conn.query_row("SELECT value FROM meta WHERE name = 'genesis'", [], |row| row.get::<_, Vec<u8>>(0))
            .ok()
    };
    let here = open::open_to_read(db).ok().and_then(|conn| genesis(&conn));
    let same = if here.is_some() {
        genesis(&store.conn) == here
    } else {
        let end = store.head()?.seq;
        let heads = backup::manifest_heads(db).into_iter().filter(|(seq, ..)| *seq <= end);
        let mut known = heads.map(|(seq, head, _)| store.has_event(seq, &head)).peekable();
        known.peek().is_none() || known.any(|known| known.unwrap_or(false))
    };
    if same { Ok(()) } else { Err(StoreError::OtherProject) }
}

/// The head of a copy of `backup` that passes every check: what was checked is what takes the project's place.
fn checked(draft: &Path, backup: &Path) -> Result<log::Head, BackupError> {
    let conn = open::open_to_read(draft)?;
    let report = verify::verify(&conn, Kind::Copy, &mut |_| ())?;
    // Rows that an older program shaped are made anew from the log when the file is opened.
    let older = schema::rows_version(&conn)? < schema::PROJECTION_VERSION;
    let mut findings = report.findings.into_iter().filter(|finding| !(older && finding.rebuild_mends));
    if let Some(finding) = findings.next() {
        return Err(BackupError::bad(backup, finding.say));
    }
    Ok(log::head(&conn)?)
}

/// The last event of the file that will be set aside, if it can still be read.
fn last_known(db: &Path) -> Option<i64> {
    if !db.is_file() {
        return None;
    }
    let conn = open::open_to_read(db).ok()?;
    log::head(&conn).ok().map(|head| head.seq)
}

/// Copies through SQLite: a file that was set aside, or one that is open elsewhere, may have its last events in a
/// write-ahead log, which a plain copy would leave behind without a word.
fn copy(source: &rusqlite::Connection, draft: &Path) -> Result<(), StoreError> {
    let _ = std::fs::remove_file(draft);
    let target = draft.to_str().ok_or_else(|| StoreError::Io(draft.display().to_string()))?;
    source.pragma_update(None, "synchronous", "FULL").map_err(sql)?;
    source.execute("VACUUM INTO ?1", [target]).map(drop).map_err(sql)
}

/// Gives the old file a second name, to be kept when the first goes to the restored one. Nobody has it open: the
/// caller is alone.
fn set_aside(db: &Path, stamp: &str) -> Result<Option<PathBuf>, StoreError> {
    // Two restores within a second must not put one old file over the other.
    let free =
        |name: &PathBuf| ["", "-wal", "-shm"].iter().all(|ending| !open::beside(name, ending).exists());
    let first = open::beside(db, &format!(".old-{stamp}"));
    let mut others = (2..).map(|n| open::beside(db, &format!(".old-{stamp}-{n}")));
    let aside = if free(&first) { first } else { others.find(free).unwrap_or(first) };
    if !db.exists() {
        return Ok(None);
    }
    fold_in(db);
    for ending in ["-wal", "-shm"] {
        let (from, to) = (open::beside(db, ending), open::beside(&aside, ending));
        if from.exists() {
            std::fs::rename(&from, &to).map_err(|e| io(&from, &e))?;
        }
    }
    // A link first, so that there is a file at `db` at every moment; file systems without links get a rename.
    if std::fs::hard_link(db, &aside).is_err() {
        std::fs::rename(db, &aside).map_err(|e| io(db, &e))?;
    }
    Ok(Some(aside))
}

/// Folds what is left in the write-ahead log back into a file that can still be opened; a damaged one stays as it is.
fn fold_in(db: &Path) {
    if let Ok(conn) = open::open_unguarded(db) {
        let _ = conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}

/// A mirror that goes on beyond the restored log would contradict it: it is kept under another name.
fn set_mirror_aside(db: &Path, stamp: &str) -> Result<(), StoreError> {
    for file in mirror::files(db) {
        let aside = open::beside(&file, &format!(".old-{stamp}"));
        std::fs::rename(&file, &aside).map_err(|e| io(&file, &e))?;
    }
    Ok(())
}

impl Store {
    /// Appends what the mirror has after `since`, as long as the chain holds, and makes the rows anew.
    fn take_from_mirror(&self, db: &Path, since: i64) -> Result<i64, StoreError> {
        let mut prev = self.head()?.hash;
        let mut next = since + 1;
        self.conn.execute_batch("BEGIN IMMEDIATE").map_err(sql)?;
        let taken: Result<i64, StoreError> = (|| {
            for file in mirror::files(db) {
                let text = std::fs::read_to_string(&file).map_err(|e| io(&file, &e))?;
                for event in text.lines().filter_map(mirror::parse) {
                    if event.seq == next && event.follows(&prev) {
                        log::insert(&self.conn, &event)?;
                        (prev, next) = (event.hash, next + 1);
                    }
                }
            }
            Ok(next - 1 - since)
        })();
        self.conn.execute_batch(if taken.is_ok() { "COMMIT" } else { "ROLLBACK" }).map_err(sql)?;
        let taken = taken?;
        if taken > 0 {
            self.rebuild(&mut |_| ())?;
        }
        Ok(taken)
    }

    /// Names, numbers and PINs that are newer than the backup stand in no log and in no mirror: they come from the old
    /// file, where it can be read and what it holds is what the log committed to.
    fn take_people_from(&self, old: &rusqlite::Connection) -> Result<(), StoreError> {
        let staff = self.staff()?;
        let mut answered: Vec<(PersonId, String, String)> = Vec::new();
        let mut wanted: Vec<(PersonId, String)> =
            staff.iter().map(|row| (row.staff.person, row.staff.commit.clone())).collect();
        for key in self.guest_keys()? {
            let guest = self.load::<Guest>(&key)?.state;
            let person = guest.person;
            answered.extend(guest.answers.into_iter().map(|(entry, commit)| (person, entry, commit)));
            wanted.extend((!guest.forgotten).then_some((guest.person, guest.commit)));
        }
        for (person, commit) in wanted {
            let commit = Some(commit);
            if vault::recompute(&self.conn, person)? != commit && vault::recompute(old, person)? == commit {
                vault::copy(old, &self.conn, person)?;
            }
        }
        let has_answers = answers::has_table(old)?;
        for (person, entry, commit) in answered.into_iter().filter(|_| has_answers) {
            let commit = Some(commit);
            if answers::recompute(&self.conn, person, &entry)? != commit
                && answers::recompute(old, person, &entry)? == commit
            {
                answers::copy(old, &self.conn, person, &entry)?;
            }
        }
        for row in staff {
            if let Some(hash) = vault::pin_hash(old, row.id.0)?
                && row.staff.pin == Some(vault::pin_commitment(&hash))
            {
                vault::keep_pin(&self.conn, row.id.0, &hash)?;
            }
        }
        Ok(())
    }

    /// Brings people and PINs in line with the log: who was forgotten is forgotten again, who came after the backup
    /// has no record to show, and a PIN that was changed after it is the one before. Answers how many have none.
    fn settle_people(&self, command: &Command) -> Result<usize, StoreError> {
        let mut lost = 0;
        let guests = self.guest_keys()?;
        let staff = self.staff()?;
        let system = Command { id: CommandId::new(), ..command.clone() };
        self.write::<_, StoreError>(system, |work| {
            for key in &guests {
                let mut guest = work.load::<Guest>(key)?;
                let record = vault::recompute(&self.conn, guest.state.person)?;
                if guest.state.forgotten {
                    work.forget(guest.state.person)?;
                } else if record.is_none() {
                    lost += 1;
                    work.record(&mut guest, &[GuestEvent::Forgotten { reason: "restore".into() }])?;
                } else if let Some(commit) = record.filter(|held| *held != guest.state.commit) {
                    // The correction came after the backup.
                    let (fields, reason) = (Vec::new(), "restore".into());
                    work.record(&mut guest, &[GuestEvent::Corrected { fields, commit, reason }])?;
                }
                self.settle_answers(work, &mut guest)?;
            }
            for (person, entry) in answers::every_entry(&self.conn)? {
                // Given and taken back after the backup.
                let known = self.guest_of_person(person)?.is_some_and(|g| g.answers.contains_key(&entry));
                if !known {
                    answers::forget_entry(&self.conn, person, &entry)?;
                }
            }
            for row in &staff {
                let mut staff = work.load::<Staff>(&row.id.0.to_string())?;
                let held = work.pin_hash(row.id)?.map(|hash| vault::pin_commitment(&hash));
                if let Some(commit) = held.filter(|commit| staff.state.pin.as_ref() != Some(commit)) {
                    work.record(&mut staff, &[StaffEvent::PinSet { commit }])?;
                }
                let nameless = vault::recompute(&self.conn, staff.state.person)?.is_none();
                let pinless = staff.state.pin.is_some() && work.pin_hash(row.id)?.is_none();
                if nameless || pinless {
                    lost += usize::from(nameless);
                    self.conn
                        .execute(
                            "INSERT OR REPLACE INTO meta(name, value) VALUES(?1, x'')",
                            [backup::forgotten_note(PersonId(staff.state.person.0))],
                        )
                        .map_err(sql)?;
                }
            }
            Ok(())
        })?;
        Ok(lost)
    }

    /// Answers that came after the backup and could not be read from the old file are lost; the log says so.
    fn settle_answers(
        &self,
        work: &mut super::Work,
        guest: &mut super::Tracked<Guest>,
    ) -> Result<(), StoreError> {
        let mut lost = Vec::new();
        for (entry, commit) in &guest.state.answers {
            if answers::recompute(&self.conn, guest.state.person, entry)?.as_ref() != Some(commit) {
                lost.push(entry.clone());
            }
        }
        if lost.is_empty() {
            return Ok(());
        }
        work.record(guest, &[GuestEvent::AnswersLost { entries: lost }])
    }

    fn guest_of_person(&self, person: PersonId) -> Result<Option<Guest>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT doc FROM guest WHERE person = ?1").map_err(sql)?;
        let doc: Option<String> =
            rusqlite::OptionalExtension::optional(statement.query_row([person.0], |row| row.get(0)))
                .map_err(sql)?;
        let read =
            |doc: String| serde_json::from_str(&doc).map_err(|e| StoreError::Damaged(format!("guest: {e}")));
        doc.map(read).transpose()
    }

    fn guest_keys(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare("SELECT key FROM guest").map_err(sql)?;
        let keys = statement.query_map([], |row| row.get::<_, i64>(0).map(|k| k.to_string())).map_err(sql)?;
        keys.collect::<Result<_, _>>().map_err(sql)
    }
}
