//! Finding guests by what somebody types: number, tail of the phone, name, pinyin, initials.

use super::{Desk, names};
use crate::domain::clean::fold_width;
use crate::domain::find::Needle;
use crate::domain::guest::GuestId;
use crate::domain::person::{Exposure, parse_partial_phone, parse_phone};
use crate::domain::staff::StaffId;
use crate::domain::unit_id::UnitId;
use crate::store::{GuestRow, Sought, StoreError};

/// Fewer digits than this are not a phone number's tail.
const SHORTEST_TAIL: usize = 3;

/// A guest who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundGuest {
    /// Number.
    pub id: GuestId,
    /// Name and phone, masked: `张* 138****1234`.
    pub masked: String,
    /// Whose guest.
    pub consultant: Option<StaffId>,
}

impl From<GuestRow> for FoundGuest {
    fn from(row: GuestRow) -> Self {
        Self { id: row.id, masked: names::masked(&row), consultant: row.guest.consultant }
    }
}

impl Desk {
    /// Guests by `#12`, by the number of their unit, by at least three digits at the end of the phone number or of a buyer's document, by the whole number, by the name or a
    /// part of it, by pinyin or initials; by nothing typed everybody. The last registered come first, `most` at most.
    /// Who was forgotten is never found.
    ///
    /// # Errors
    /// What the store says.
    pub fn find_guests(&self, typed: &str, most: usize) -> Result<Vec<FoundGuest>, StoreError> {
        Ok(self.find_guest_rows(typed, most)?.into_iter().map(FoundGuest::from).collect())
    }

    /// Guests whose unit was typed, `3-1-1203` or `3栋1单元1203`: who has it first, then who waits for it. `None` where
    /// no such unit is for sale here.
    fn bound_to(&self, typed: &str) -> Result<Option<Vec<GuestRow>>, StoreError> {
        let Ok(id) = typed.parse::<UnitId>() else { return Ok(None) };
        let Some(row) = self.store.unit(&id)? else { return Ok(None) };
        let holder = row.unit.holder().and_then(|(_, guest)| guest);
        let mut guests: Vec<GuestId> = Vec::new();
        for guest in holder.into_iter().chain(row.unit.waitlist.iter().map(|waiting| waiting.guest)) {
            let guest = self.store.survivor(guest)?;
            if !guests.contains(&guest) {
                guests.push(guest);
            }
        }
        let mut found = Vec::new();
        for guest in guests {
            found.extend(self.store.guest(guest)?.filter(|row| row.person.is_some()));
        }
        Ok(Some(found))
    }

    /// Reads a part of what searching needs while nobody types, so that the first letter finds as fast as the others.
    /// Answers whether all is there.
    ///
    /// # Errors
    /// What the store says.
    pub fn make_ready_to_find(&self) -> Result<bool, StoreError> {
        self.store.make_ready_to_find()
    }

    /// The same with everything that is known of each.
    ///
    /// # Errors
    /// What the store says.
    pub fn find_guest_rows(&self, typed: &str, most: usize) -> Result<Vec<GuestRow>, StoreError> {
        let typed = fold_width(typed);
        let typed = typed.trim();
        if let Some(number) = typed.strip_prefix('#') {
            let Ok(number) = number.trim().parse() else { return Ok(Vec::new()) };
            let id = self.store.survivor(GuestId(number))?;
            let found = self.store.guest(id)?.filter(|row| row.person.is_some());
            return Ok(found.into_iter().take(most).collect());
        }
        if let Some(bound) = self.bound_to(typed)? {
            return Ok(bound.into_iter().take(most).collect());
        }
        let needle = Needle::new(typed);
        let tail = phone_tail(typed);
        let sought = match &tail {
            Some(tail) => Sought::Tail(tail),
            None if needle.is_empty() => Sought::Anybody,
            None => Sought::Named(&needle),
        };
        self.store.find_guests(sought, most)
    }
}

/// What the number of a phone or a document must end with, if digits were typed, with the X that a document may end in. A number as it stands on a card, `+86 138 0000 1234`, is
/// read as it was when it was registered.
fn phone_tail(typed: &str) -> Option<String> {
    if let Some(phone) = parse_phone(typed).or_else(|| parse_partial_phone(typed)) {
        return Some(phone.expose(&Exposure::granted()).clone());
    }
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let digits = digits.to_ascii_uppercase();
    let number = digits.strip_suffix('X').unwrap_or(&digits);
    (digits.len() >= SHORTEST_TAIL && number.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}
