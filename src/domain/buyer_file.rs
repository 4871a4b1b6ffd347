//! What is kept of a buyer 成交客户档案表 (RULES 3.1): the document and where to reach them. It lies in the vault.

use super::choice::{Choice, choices};
use super::identity::IdKind;
use crate::text::{Text, sale as words};

choices! {
    /// 婚姻状况: which papers a bank wants follows from it (RULES 1.10).
    Marital {
        /// 已婚
        Married = "married", words::MARRIED;
        /// 未婚
        Single = "single", words::SINGLE;
        /// 离异
        Divorced = "divorced", words::DIVORCED;
    }
}

/// How an entry is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One of these.
    One(&'static [Choice]),
    /// The number of the document.
    Number,
    /// A date of birth.
    Birthday,
    /// A line.
    Line,
}

/// One entry of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// As typed and stored.
    pub code: &'static str,
    /// In words.
    pub text: Text,
    /// How it is answered.
    pub takes: Takes,
}

const fn item(code: &'static str, text: Text, takes: Takes) -> Item {
    Item { code, text, takes }
}

/// The code of the kind of document.
pub const ID_KIND: &str = "id_kind";
/// The code of its number.
pub const ID_NO: &str = "id_no";
/// The code of the date of birth, of a document whose number does not tell it.
pub const BORN: &str = "born";
/// The code of the postal address.
pub const ADDRESS: &str = "address";
/// The code of the marital status.
pub const MARITAL: &str = "marital";

/// The code of a further mobile phone 手机2.
pub const MOBILE: &str = "mobile2";

/// The code of who represents a company 法定代表人.
pub const REPRESENTATIVE: &str = "representative";

/// Every entry, in the order of the form.
pub const ITEMS: &[Item] = &[
    item(ID_KIND, words::F_ID_KIND, Takes::One(IdKind::CHOICES)),
    item(ID_NO, words::F_ID_NO, Takes::Number),
    item(ADDRESS, words::F_ADDRESS, Takes::Line),
    item(MARITAL, words::F_MARITAL, Takes::One(Marital::CHOICES)),
    item("nationality", words::F_NATIONALITY, Takes::Line),
    item(BORN, words::F_BORN, Takes::Birthday),
    item("postcode", words::F_POSTCODE, Takes::Line),
    item(MOBILE, words::F_MOBILE2, Takes::Line),
    item("landline", words::F_LANDLINE, Takes::Line),
    item(REPRESENTATIVE, words::F_REPRESENTATIVE, Takes::Line),
];

/// What an entry is called.
pub fn text_of(code: &str) -> Option<Text> {
    ITEMS.iter().find(|item| item.code == code).map(|item| item.text)
}
