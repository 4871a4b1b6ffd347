//! Buyers and guardians on paper, from the vault.

use serde::Serialize;

use super::{LANG, Sight, called, now};
use crate::desk::{Answers, Desk, GuestRow, StoreError};
use crate::domain::buyer_file::{BORN, ID_KIND, ID_NO, MARITAL, Marital};
use crate::domain::deal::{Buyer, Deal};
use crate::domain::guest::GuestId;
use crate::domain::identity::{Document, IdKind};
use crate::domain::person::{Exposure, Pii};
use crate::text::paper as words;

/// A buyer or a guardian. What is on file and may not be seen says so; what is not on file is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Person {
    pub(super) number: i64,
    pub(super) name: String,
    id_kind: String,
    id_no: String,
    born: String,
    sex: String,
    nationality: String,
    address: String,
    postcode: String,
    phone: String,
    mobile2: String,
    landline: String,
    representative: String,
    /// `married`, `single`, `divorced`; empty where it is unknown or may not be seen.
    marital: String,
    marital_text: String,
    company: bool,
    masked: bool,
    /// Their share: `50%`; empty of a guardian.
    pub(super) share: String,
    pub(super) guardian: Option<Box<Person>>,
}

impl Person {
    /// A company.
    pub(super) const fn is_company(&self) -> bool {
        self.company
    }
}

/// Somebody's file with the right to see it.
struct Open<'a> {
    file: Answers,
    right: Option<&'a Exposure>,
}

impl Open<'_> {
    fn line(&self, code: &str) -> String {
        match (self.file.get(code), self.right) {
            (None, _) => String::new(),
            (Some(value), Some(right)) => value.expose(right).clone(),
            (Some(_), None) => words::HIDDEN.get(LANG).to_owned(),
        }
    }

    fn number(&self, code: &str) -> String {
        match (self.file.get(code), self.right) {
            (None, _) => String::new(),
            (Some(value), Some(right)) => value.expose(right).clone(),
            (Some(value), None) => value.masked_number(),
        }
    }

    /// The code of a choice, where it may be seen.
    fn code(&self, code: &str) -> Option<&str> {
        self.file.get(code).zip(self.right).map(|(value, right)| value.expose(right).as_str())
    }

    /// A choice in words.
    fn choice(&self, code: &str, text: Option<crate::text::Text>) -> String {
        text.map_or_else(|| self.line(code), |text| text.get(LANG).to_owned())
    }

    fn document(&self, desk: &Desk) -> Option<Document> {
        let kind = self.code(ID_KIND).and_then(IdKind::from_code).unwrap_or(IdKind::Resident);
        let born = self.code(BORN).and_then(|born| born.parse().ok());
        Some(Document::read(kind, self.code(ID_NO)?, desk.today(), ID_NO).ok()?.with_born(born))
    }
}

/// One person as they stand on a form.
pub(in crate::paper) fn person(desk: &Desk, id: GuestId, sight: Option<Sight>) -> Result<Person, StoreError> {
    let row = now(desk, id)?;
    let right = row.as_ref().and_then(|row| sight.and_then(|sight| sight.on(row)));
    let Some(row) = row else {
        return Ok(Person { number: id.0, name: called(None, id, sight), ..Person::default() });
    };
    let open = Open { file: desk.buyer_file(row.id)?, right };
    let phone = row.person.as_ref().and_then(|person| person.phone.as_ref());
    let phone = match (phone, right) {
        (Some(phone), Some(right)) => phone.expose(right).clone(),
        (Some(phone), None) => Pii::masked_number(phone),
        (None, _) => String::new(),
    };
    let kind = open.code(ID_KIND).and_then(IdKind::from_code);
    let marital = open.code(MARITAL).and_then(Marital::from_code);
    let document = open.document(desk);
    let born = document.as_ref().and_then(Document::born).zip(right);
    Ok(Person {
        number: row.id.0,
        name: called(Some(&row), row.id, sight),
        id_kind: match right {
            Some(_) => open.choice(ID_KIND, kind.map(IdKind::text)),
            // Beside the number, which is masked by itself.
            None => {
                open.file.get(ID_KIND).map(|_| words::A_DOCUMENT.get(LANG).to_owned()).unwrap_or_default()
            }
        },
        id_no: open.number(ID_NO),
        born: born.map(|(born, right)| born.expose(right).to_string()).unwrap_or_default(),
        sex: document.and_then(|d| d.sex()).map(|sex| sex.text().get(LANG).to_owned()).unwrap_or_default(),
        nationality: open.line("nationality"),
        address: open.line("address"),
        // One mask for the whole address.
        postcode: right.map(|_| open.line("postcode")).unwrap_or_default(),
        phone,
        mobile2: open.number("mobile2"),
        landline: open.number("landline"),
        representative: open.line("representative"),
        marital: marital.map(|m| m.code().to_owned()).unwrap_or_default(),
        marital_text: open.choice(MARITAL, marital.map(Marital::text)),
        company: kind == Some(IdKind::Company) || open.file.contains_key("representative"),
        masked: right.is_none(),
        share: String::new(),
        guardian: None,
    })
}

/// The buyers of a deal with their shares and guardians; whom it is for while no buyer is named.
pub(in crate::paper) fn buyers(
    desk: &Desk,
    deal: &Deal,
    sight: Option<Sight>,
) -> Result<Vec<Person>, StoreError> {
    match &deal.terms {
        Some(terms) => named(desk, &terms.buyers, sight),
        None => Ok(vec![person(desk, deal.guest, sight)?]),
    }
}

/// Buyers with their shares and guardians.
pub(in crate::paper) fn named(
    desk: &Desk,
    buyers: &[Buyer],
    sight: Option<Sight>,
) -> Result<Vec<Person>, StoreError> {
    let mut all = Vec::new();
    for buyer in buyers {
        let mut one = person(desk, buyer.guest, sight)?;
        one.share = buyer.share.to_string();
        let guardian = buyer.guardian.map(|id| person(desk, id, sight)).transpose()?;
        one.guardian = guardian.map(Box::new);
        all.push(one);
    }
    Ok(all)
}

/// Everybody whom the forms of a deal name: how many somebody would see.
///
/// # Errors
/// What the store says.
pub fn people_of(desk: &Desk, deal: &Deal) -> Result<Vec<GuestRow>, StoreError> {
    let mut ids: Vec<GuestId> = deal.people().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut rows = Vec::new();
    for id in ids {
        rows.extend(now(desk, id)?);
    }
    Ok(rows)
}
