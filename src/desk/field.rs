//! The input fields that actions declare: the terminal draws its forms from them, the command line fills them from
//! `field=value`, and both get the same sentence for a wrong value.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Failure, parse};
use crate::domain::area::Area;
use crate::domain::day::Date;
use crate::domain::money::Fen;
use crate::domain::permission::Roles;
use crate::domain::person::{Phone, Pii};
use crate::domain::price_list::PriceList;
use crate::domain::refusal::Refusal;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Text, cli as words, sale};

pub use crate::domain::choice::Choice;
/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A line of text: a permit, the number of a document.
    Text,
    /// A remark. It stands in the log for ever, so it may hold no phone or ID number.
    Note,
    /// Money: `52,229.87`, `120万`.
    Money,
    /// An area: `125.53`.
    Area,
    /// A percentage with its sign: `+2`, `-1.5%`.
    Percent,
    /// A whole number.
    Number,
    /// One of these.
    Choice(&'static [Choice]),
    /// Any of these, with commas.
    Choices(&'static [Choice]),
    /// A unit: `3-1-1203`.
    Unit,
    /// Several units: `3-1-1203,3-1-1204`, `3-1-*`, `3-*`, `*`.
    Units,
    /// A member of the staff: a name, or `#7`.
    Staff,
    /// Several members of the staff, first to last: `王磊,赵敏`.
    People,
    /// A reception of today: its number, or who receives.
    Reception,
    /// A time of today: `12:40`, `+40` minutes.
    When,
    /// A guest: `#12`, a phone number, a name.
    Guest,
    /// A phone number.
    Phone,
    /// A phone number, or one whose middle four digits a channel keeps to itself: `138****1234`.
    ReportedPhone,
    /// Roles: `assistant`, `consultant,team_lead`.
    Roles,
    /// A new PIN, never shown.
    Pin,
    /// A parameter of the house: its code or its name in either language.
    Param,
    /// A person's name, never logged.
    Name,
    /// A line about a person, never logged.
    Private,
    /// A date: `+7`, `11-30`, `2026-11-30`.
    Date,
    /// A time of day: `14:30`.
    Time,
    /// A price list, read from a file by whoever fills the field.
    PriceList,
    /// A share: `30%`, `98折`, `3.5`.
    Share,
    /// A deal: its number, or its unit.
    Deal,
    /// An application: its number.
    Application,
    /// A receipt: its number.
    Receipt,
    /// A complaint: its number.
    Complaint,
    /// A numbered form: its number.
    Paper,
    /// Published discounts: their numbers or names, with commas.
    Discounts,
    /// Buyers with their shares: `#12 50, #15 50`; who acts for them behind a slash.
    Buyers,
    /// Dated parts of a price: `+7 100万, 2027-03-01 200万`.
    Parts,
    /// The number of a document, never logged.
    DocumentNo,
}

impl Kind {
    /// How a value is written, in words.
    pub const fn hint(self) -> Text {
        match self {
            Self::Text | Self::Private => words::K_TEXT,
            Self::Note => words::K_NOTE,
            Self::Money => words::K_MONEY,
            Self::Area => words::K_AREA,
            Self::Percent => words::K_PERCENT,
            Self::Number => words::K_NUMBER,
            Self::Choice(_) | Self::Choices(_) => words::K_CHOICE,
            Self::Unit => words::K_UNIT,
            Self::Units => words::K_UNITS,
            Self::Staff => words::K_STAFF,
            Self::People => words::K_PEOPLE,
            Self::Reception => words::K_RECEPTION,
            Self::When => words::K_WHEN,
            Self::Guest => words::K_GUEST,
            Self::Phone => words::K_PHONE,
            Self::ReportedPhone => words::K_REPORTED_PHONE,
            Self::Roles => words::K_ROLES,
            Self::Pin => words::K_PIN,
            Self::Param => words::K_PARAM,
            Self::Name => words::K_NAME,
            Self::Date => crate::text::guest::K_DATE,
            Self::Time => crate::text::guest::K_TIME,
            Self::PriceList => words::K_FILE,
            Self::Share => sale::K_SHARE,
            Self::Deal => sale::K_DEAL,
            Self::Application => sale::K_APPLICATION,
            Self::Receipt => sale::K_RECEIPT,
            Self::Complaint => crate::text::complaint::K_COMPLAINT,
            Self::Paper => sale::K_PAPER,
            Self::Discounts => sale::K_DISCOUNTS,
            Self::Buyers => sale::K_BUYERS,
            Self::Parts => sale::K_PARTS,
            Self::DocumentNo => sale::K_DOCUMENT_NO,
        }
    }
}

/// A field of an action.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// As typed: `unit`.
    pub name: &'static str,
    /// In words.
    pub text: Text,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
}

/// A required field.
pub const fn must(name: &'static str, text: Text, kind: Kind) -> Field {
    Field { name, text, kind, required: true }
}

/// An optional field.
pub const fn may(name: &'static str, text: Text, kind: Kind) -> Field {
    Field { name, text, kind, required: false }
}

/// Which units are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// This one.
    One(UnitId),
    /// All whose name begins so: `3-`, `3-1-`; empty for all.
    Under(String),
    /// All of a floor: `3-1-12F`.
    Floor(String, i32),
    /// From one to another, in the order people read them: `3-1-301..3-1-304`.
    Between(UnitId, UnitId),
}

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(id) => write!(f, "{id}"),
            Self::Under(prefix) => write!(f, "{prefix}*"),
            Self::Floor(prefix, floor) => write!(f, "{prefix}{floor}F"),
            Self::Between(first, last) => write!(f, "{first}..{last}"),
        }
    }
}

/// A value of a field.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text, number of a document, name of a parameter.
    Text(String),
    /// Money.
    Money(Fen),
    /// An area.
    Area(Area),
    /// Millionths.
    Ppm(i64),
    /// A whole number.
    Number(i64),
    /// The code of a choice.
    Choice(&'static str),
    /// The codes of several.
    Choices(Vec<&'static str>),
    /// A unit.
    Unit(UnitId),
    /// Several units.
    Units(Vec<Pattern>),
    /// A phone number.
    Phone(Phone),
    /// Roles.
    Roles(Roles),
    /// A PIN or a name.
    Secret(Pii<String>),
    /// A date as typed: what it means depends on today.
    Date(Date),
    /// A time of day in minutes.
    Time(u16),
    /// A price list.
    PriceList(Box<PriceList>),
}

/// The filled fields of one action.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    values: BTreeMap<&'static str, Value>,
    /// What was typed, hashed: what an approval is bound to.
    typed: BTreeMap<&'static str, [u8; 32]>,
}

impl Filled {
    /// No field filled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Fills a field from what was typed.
    ///
    /// # Errors
    /// What is wrong with it, at its field.
    pub fn put(&mut self, field: &Field, typed: &str) -> Result<(), Refusal> {
        let value = parse::parse(field, typed)?;
        self.put_value(field, value, typed);
        Ok(())
    }

    /// Fills a field with a price list that was read from a file.
    pub fn put_list(&mut self, field: &Field, list: PriceList) {
        let fingerprint = list.sha256.clone();
        self.put_value(field, Value::PriceList(Box::new(list)), &fingerprint);
    }

    /// Fills a field with a PIN that was asked for.
    ///
    /// # Errors
    /// A PIN that cannot be typed again.
    pub fn put_secret(&mut self, field: &Field, secret: &Pii<String>) -> Result<(), Refusal> {
        self.put(field, secret.expose(&crate::domain::person::Exposure::granted()))
    }

    /// Takes a field over from another action's input.
    pub(super) fn copy(&mut self, field: &Field, from: &Self) {
        if let (Some(value), Some(typed)) = (from.values.get(field.name), from.typed.get(field.name)) {
            self.values.insert(field.name, value.clone());
            self.typed.insert(field.name, *typed);
        }
    }

    /// Fills a field with a value, and with what it would be typed as.
    pub(super) fn put_value(&mut self, field: &Field, value: Value, typed: &str) {
        self.typed.insert(field.name, Sha256::digest(typed).into());
        self.values.insert(field.name, value);
    }

    /// What an approval is bound to.
    pub(super) fn digest(&self) -> [u8; 32] {
        self.digest_of(|_| true)
    }

    /// The same without names, phone numbers and PINs: a hash of those would give them away to whoever guesses.
    pub(super) fn open_digest(&self, fields: &[Field]) -> [u8; 32] {
        let open = |name: &str| {
            fields.iter().any(|f| {
                f.name == name
                    && !matches!(
                        f.kind,
                        Kind::Name
                            | Kind::Private
                            | Kind::Phone
                            | Kind::ReportedPhone
                            | Kind::Pin
                            | Kind::Guest
                            | Kind::Buyers
                            | Kind::DocumentNo
                    )
            })
        };
        self.digest_of(open)
    }

    fn digest_of(&self, with: impl Fn(&str) -> bool) -> [u8; 32] {
        let mut sha = Sha256::new();
        for (name, typed) in self.typed.iter().filter(|(name, _)| with(name)) {
            sha.update((name.len() as u32).to_le_bytes());
            sha.update(name);
            sha.update(typed);
        }
        sha.finalize().into()
    }

    /// Whether a field is filled.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Refuses while a required field is missing.
    ///
    /// # Errors
    /// The first one missing.
    pub fn complete(&self, fields: &[Field]) -> Result<(), Refusal> {
        match fields.iter().find(|f| f.required && !self.values.contains_key(f.name)) {
            None => Ok(()),
            Some(field) => {
                let why = say!(words::FIELD_MISSING, field = field.text, hint = field.kind.hint());
                let refusal = Refusal::new("DESIGN 1", why).at(field.name);
                Err(refusal.typed(say!(words::FIELD_TYPED, name = field.name)))
            }
        }
    }
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident: $variant:ident -> $ty:ty;)*) => { impl Filled { $(
        $(#[$doc])*
        pub(super) fn $name(&self, field: &'static str) -> Option<&$ty> {
            match self.values.get(field) {
                Some(Value::$variant(value)) => Some(value),
                _ => None,
            }
        }
    )* } };
}
getters! {
    /// Text.
    text_of: Text -> String;
    /// Money.
    money: Money -> Fen;
    /// Millionths.
    ppm: Ppm -> i64;
    /// A number.
    number: Number -> i64;
    /// A choice.
    choice: Choice -> &'static str;
    /// Several choices.
    choices: Choices -> Vec<&'static str>;
    /// A unit.
    unit: Unit -> UnitId;
    /// Several units.
    units: Units -> Vec<Pattern>;
    /// A phone number.
    phone: Phone -> Phone;
    /// Roles.
    roles: Roles -> Roles;
    /// A PIN or a name.
    secret: Secret -> Pii<String>;
    /// A date.
    date: Date -> Date;
    /// A time of day.
    time: Time -> u16;
    /// An area.
    area: Area -> Area;
    /// A price list.
    list: PriceList -> PriceList;
}

impl Filled {
    /// Text, or nothing.
    pub(super) fn text(&self, field: &'static str) -> &str {
        self.text_of(field).map_or("", String::as_str)
    }

    /// A field that `complete` has seen.
    pub(super) fn need<T>(value: Option<T>, field: &'static str) -> Result<T, Failure> {
        value
            .ok_or_else(|| Refusal::new("DESIGN 1", say!(words::FIELD_NEEDED, name = field)).at(field).into())
    }
}
