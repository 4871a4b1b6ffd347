//! Looking guests up by what somebody typed. The names are compared here, so that none leaves the vault but those found.

use rusqlite::OptionalExtension;

use super::error::{StoreError, sql};
use super::{GuestRow, Store, query, vault};
use crate::domain::find::Needle;
use crate::domain::guest::{Guest, GuestId};
use crate::domain::person::PersonKind;

/// Which guests are meant.
#[derive(Clone, Copy)]
pub enum Sought<'a> {
    /// Everybody.
    Anybody,
    /// Whose phone number, or whose document's number, ends so.
    Tail(&'a str),
    /// Whose name is found by this.
    Named(&'a Needle),
}

/// Records of the vault that are read in some milliseconds.
const A_PART: usize = 10_000;

impl Store {
    /// Guests who are not forgotten, the last registered first, `most` of them at most. A hundred
    /// thousand names are gone through in some milliseconds.
    ///
    /// # Errors
    /// What SQLite says, or a guest that cannot be read.
    pub fn find_guests(&self, sought: Sought, most: usize) -> Result<Vec<GuestRow>, StoreError> {
        let mut found: Vec<GuestRow> = Vec::new();
        // One moment for all of it: several hundred looks at the file would each lock it anew.
        let _moment = self.conn.unchecked_transaction().map_err(sql)?;
        if matches!(sought, Sought::Anybody) {
            // Numbers in the vault only go up: the highest came last.
            let mut everybody = self
                .conn
                .prepare_cached("SELECT person FROM person WHERE kind = ?1 ORDER BY person DESC")
                .map_err(sql)?;
            let mut rows = everybody.query([PersonKind::Guest.code()]).map_err(sql)?;
            while found.len() < most
                && let Some(row) = rows.next().map_err(sql)?
            {
                self.take_guest(row.get(0).map_err(sql)?, &mut found)?;
            }
            return Ok(found);
        }
        let mut roll = self.roll.borrow_mut();
        roll.catch_up(&self.conn, usize::MAX)?;
        let meant = roll.newest_first().filter(|(_, name, phone)| match sought {
            Sought::Anybody => true,
            Sought::Tail(tail) => phone.ends_with(tail),
            Sought::Named(needle) => needle.finds(name),
        });
        for (person, _, _) in meant {
            if found.len() >= most {
                break;
            }
            self.take_guest(person, &mut found)?;
        }
        if let Sought::Tail(tail) = sought {
            // Buyers only: few beside the guests, and read where they lie.
            let documents = super::answers::documents(&self.conn)?;
            for (person, _) in documents.into_iter().filter(|(_, number)| number.ends_with(tail)) {
                if found.len() >= most {
                    break;
                }
                self.take_guest(person.0, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Reads a part of what searching needs, before somebody waits for it. Answers whether all is there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn make_ready_to_find(&self) -> Result<bool, StoreError> {
        self.roll.borrow_mut().catch_up(&self.conn, A_PART)
    }

    /// Who was merged leads to the same guest once more: that one is found once.
    fn take_guest(&self, person: i64, found: &mut Vec<GuestRow>) -> Result<(), StoreError> {
        let guest = self.guest_of(person)?;
        found.extend(guest.filter(|guest| found.iter().all(|known| known.id != guest.id)));
        Ok(())
    }

    /// The guest that a record in the vault belongs to; `None` when they are forgotten.
    fn guest_of(&self, person: i64) -> Result<Option<GuestRow>, StoreError> {
        let row: Option<(i64, String)> = self
            .conn
            .prepare_cached("SELECT key, doc FROM guest WHERE person = ?1")
            .map_err(sql)?
            .query_row([person], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(sql)?;
        let Some((id, doc)) = row else { return Ok(None) };
        let guest: Guest =
            serde_json::from_str(&doc).map_err(|e| StoreError::Damaged(format!("guest:{id}: {e}")))?;
        if guest.forgotten {
            return Ok(None);
        }
        if guest.merged_into.is_some() {
            return Ok(self
                .guest(query::survivor(&self.conn, GuestId(id))?)?
                .filter(|row| row.person.is_some()));
        }
        let person = vault::person(&self.conn, guest.person)?;
        Ok(person.map(|person| GuestRow { id: GuestId(id), person: Some(person), guest }))
    }
}
