//! Names for the numbers that sentences carry: colleagues by name, guests masked.

use std::cell::RefCell;
use std::collections::HashMap;

use super::Desk;
use crate::domain::guest::GuestId;
use crate::domain::person::Exposure;
use crate::domain::staff::StaffId;
use crate::store::{GuestRow, Store, StoreError};
use crate::text::{Arg, Say, people as words};

/// Names for numbers.
pub struct Names<'s> {
    staff: HashMap<i64, String>,
    store: &'s Store,
    guests: RefCell<HashMap<i64, String>>,
}

impl<'s> Names<'s> {
    pub(super) fn of(store: &'s Store) -> Result<Self, StoreError> {
        let staff = store.staff_names()?.into_iter().map(|(id, name)| (id.0, name)).collect();
        Ok(Self { staff, store, guests: RefCell::default() })
    }

    /// A colleague's name; `None` for the program itself.
    pub fn staff(&self, id: StaffId) -> Option<&str> {
        self.staff.get(&id.0).map(String::as_str)
    }

    /// A guest, masked: `张* 138****1234`.
    pub fn guest(&self, id: GuestId) -> String {
        if let Some(known) = self.guests.borrow().get(&id.0) {
            return known.clone();
        }
        let masked =
            self.store.guest(id).ok().flatten().map_or_else(|| format!("#{}", id.0), |row| masked(&row));
        self.guests.borrow_mut().insert(id.0, masked.clone());
        masked
    }

    /// Fills the names into a sentence.
    pub fn fill(&self, mut say: Say) -> Say {
        say.resolve(&|arg| match arg {
            Arg::Staff(id) => self.staff(StaffId(*id)).map(str::to_owned),
            Arg::Guest(id) => Some(self.guest(GuestId(*id))),
            _ => None,
        });
        // What is left is the program itself.
        let mut args = std::mem::take(&mut say.args);
        for (_, arg) in &mut args {
            if *arg == Arg::Staff(StaffId::SYSTEM.0) {
                *arg = words::SYSTEM.into();
            }
        }
        say.args = args;
        say
    }
}

impl Desk {
    /// The phone number that a member of the staff gives to guests, where one is on file.
    ///
    /// # Errors
    /// What the store says.
    pub fn staff_phone(&self, id: StaffId) -> Result<Option<String>, StoreError> {
        let phone = self.store.staff_person(id)?.and_then(|person| person.phone);
        Ok(phone.map(|phone| phone.expose(&Exposure::granted()).clone()))
    }
}

/// A guest, masked: `张* 138****1234`; `#12` when forgotten.
pub(super) fn masked(row: &GuestRow) -> String {
    let Some(person) = &row.person else { return format!("#{}", row.id.0) };
    let name = person.name.masked_name();
    match &person.phone {
        Some(phone) => format!("{name} {}", phone.masked_number()),
        None => name,
    }
}
