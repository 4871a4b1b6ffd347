//! An identity card held to a reader 刷身份证: whose it is, and which fields its burst of keys fills.

use super::{Desk, Failure, Session};
use crate::domain::buyer_file::{ADDRESS, ID_KIND, ID_NO};
use crate::domain::guest::GuestId;
use crate::domain::identity::{IdKind, read_card};
use crate::domain::person::Exposure;
use crate::store::CommandId;

const RIGHT: &Exposure = &Exposure::granted();

/// What a reader typed, for a form. It is what whoever holds the card to the reader would type by hand.
#[derive(Clone)]
pub struct Card {
    /// Whose document it is, where it is on file; else who of those asked about has the name and no document yet.
    pub guest: Option<GuestId>,
    /// Whether it is on file already.
    pub on_file: bool,
    /// Fields by name with what they would be typed as.
    pub fields: Vec<(&'static str, String)>,
}

impl Desk {
    /// Reads the burst of a card reader; `None` where it is none. `of` are those who may be meant by the name on it.
    ///
    /// # Errors
    /// What the store says.
    pub fn read_card(&self, who: &Session, burst: &str, of: &[GuestId]) -> Result<Option<Card>, Failure> {
        let Some(card) = read_card(burst, self.today()) else { return Ok(None) };
        let command = self.command(who.staff, who.id, CommandId::new());
        let owner = self.store.look::<_, Failure>(command, |work| {
            let owner = work.person_with_document(&card.number)?;
            Ok(owner.map(|person| work.guest_of_person(person)).transpose()?.flatten())
        })?;
        let named = || -> Result<Option<GuestId>, Failure> {
            let Some(name) = &card.name else { return Ok(None) };
            for id in of {
                let known = self.guest(*id)?.and_then(|row| row.person);
                let same = known.is_some_and(|person| person.name.expose(RIGHT) == name.expose(RIGHT));
                if same && !self.buyer_file(*id)?.contains_key(ID_NO) {
                    return Ok(Some(*id));
                }
            }
            Ok(None)
        };
        let mut fields =
            vec![(ID_KIND, IdKind::Resident.code().to_owned()), (ID_NO, card.number.expose(RIGHT).clone())];
        fields.extend(card.name.as_ref().map(|name| ("name", name.expose(RIGHT).clone())));
        fields.extend(card.address.as_ref().map(|address| (ADDRESS, address.expose(RIGHT).clone())));
        let guest = match owner {
            Some(owner) => Some(owner),
            None => named()?,
        };
        Ok(Some(Card { guest, on_file: owner.is_some(), fields }))
    }

    /// Whether a document of a guest is on file; what it says is not told.
    ///
    /// # Errors
    /// What the store says.
    pub fn has_document(&self, id: GuestId) -> Result<bool, crate::store::StoreError> {
        let file = self.buyer_file(id)?;
        Ok(file.contains_key(ID_NO))
    }
}
