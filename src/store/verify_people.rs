//! The part of a verification that is about people: the vault against the commitments in the log.

use std::collections::HashSet;

use super::error::{StoreError, sql};
use super::replay::World;
use super::verify::{Check, Kind};
use super::{answers, backup, vault};
use crate::domain::person::PersonId;
use crate::text::log as words;

impl Check<'_> {
    /// The vault against the commitments in the log: nobody edited, nobody missing, nobody left behind.
    pub(super) fn vault(&mut self, world: &World) -> Result<(), StoreError> {
        let mut known: HashSet<PersonId> = HashSet::new();
        let staff = world.staff.values().map(|t| (t.state.person, t.state.commit.clone(), false, true));
        let guests =
            world.guests.values().map(|t| (t.state.person, t.state.commit.clone(), t.state.forgotten, false));
        for (person, commit, forgotten, is_staff) in staff.chain(guests) {
            known.insert(person);
            let held = vault::recompute(self.conn, person)?;
            let expected = (!forgotten).then_some(commit);
            let taken_out = held.is_none() && self.was_taken_out(person, is_staff)?;
            if held != expected && !taken_out {
                let text = if forgotten { words::NOT_FORGOTTEN } else { words::VAULT_DIFFERS };
                self.find(text, &[("who", person.0.to_string())], false);
            }
        }
        for person in vault::everybody(self.conn)? {
            if !known.contains(&person) {
                self.find(words::VAULT_STRANGER, &[("who", person.0.to_string())], false);
            }
        }
        self.answers(world)?;
        for tracked in world.staff.values() {
            let id = tracked.key.parse().unwrap_or_default();
            let held = vault::pin_hash(self.conn, id)?.map(|hash| vault::pin_commitment(&hash));
            // Who joined after the backup that was restored has neither a record nor a PIN until somebody sets one.
            let taken_out = held.is_none() && self.was_taken_out(tracked.state.person, true)?;
            if held != tracked.state.pin && !taken_out {
                self.find(words::PIN_DIFFERS, &[("who", tracked.key.clone())], false);
            }
        }
        for staff in vault::everybody_with_a_pin(self.conn)? {
            if !world.staff.contains_key(&staff.to_string()) {
                self.find(words::PIN_DIFFERS, &[("who", staff.to_string())], false);
            }
        }
        Ok(())
    }

    /// What guests answered against the commitments in the log.
    fn answers(&mut self, world: &World) -> Result<(), StoreError> {
        let mut known: HashSet<(PersonId, &String)> = HashSet::new();
        for tracked in world.guests.values() {
            let person = tracked.state.person;
            for (entry, commit) in &tracked.state.answers {
                known.insert((person, entry));
                let held = answers::recompute(self.conn, person, entry)?;
                let taken_out = held.is_none() && self.was_taken_out(person, false)?;
                if held.as_ref() != Some(commit) && !taken_out {
                    self.find(words::VAULT_DIFFERS, &[("who", person.0.to_string())], false);
                }
            }
        }
        for (person, entry) in answers::every_entry(self.conn)? {
            if !known.contains(&(person, &entry)) {
                self.find(words::VAULT_STRANGER, &[("who", person.0.to_string())], false);
            }
        }
        Ok(())
    }

    /// Whether a person's record is missing for a reason that a note tells: taken out of this copy because they were
    /// forgotten after it was made, or joined the staff after the backup that was restored. A restored project itself
    /// needs no note for guests, for its log says that they are forgotten; there a note would only hide a deletion.
    fn was_taken_out(&self, person: PersonId, is_staff: bool) -> Result<bool, StoreError> {
        if self.kind == Kind::Live && !is_staff {
            return Ok(false);
        }
        let note = backup::forgotten_note(person);
        self.conn
            .query_row(
                "SELECT EXISTS(SELECT 1 FROM meta WHERE name = ?1)
                 AND (?2 OR EXISTS(SELECT 1 FROM event WHERE type = 'log.restored'))",
                rusqlite::params![note, self.kind == Kind::Copy],
                |row| row.get(0),
            )
            .map_err(sql)
    }
}
