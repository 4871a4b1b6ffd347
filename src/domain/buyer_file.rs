//! What is kept of a buyer 成交客户档案表 (RULES 3.1): the document and where to reach them. It lies in the vault.

use super::choice::{Choice, choices};
use super::clean::fold_width;
use super::identity::IdKind;
use super::person::parse_phone;
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
    /// A word, which has no digits.
    Word,
    /// A telephone number, an extension behind it.
    Phone,
    /// A postcode of any country.
    Postcode,
    /// A line.
    Line,
}

impl Takes {
    /// What is wrong with a line as it was typed; nobody's data is repeated in the sentence.
    pub fn wrong(self, typed: &str) -> Option<Text> {
        let folded = fold_width(typed);
        let (fits, why) = match self {
            Self::One(_) | Self::Number | Self::Birthday | Self::Line => return None,
            Self::Word => {
                let letters = folded.chars().any(char::is_alphabetic);
                (letters && !folded.chars().any(char::is_numeric), words::WORD_WRONG)
            }
            Self::Phone => {
                let number = folded.split('转').next().unwrap_or_default();
                (parse_phone(number).is_some(), words::LINE_WRONG)
            }
            Self::Postcode => {
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-');
                let fits = (3..=10).contains(&folded.len()) && folded.chars().all(plain);
                (fits && folded.chars().any(|c| c.is_ascii_digit()), words::POSTCODE_WRONG)
            }
        };
        (!fits).then_some(why)
    }
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
    item("nationality", words::F_NATIONALITY, Takes::Word),
    item(BORN, words::F_BORN, Takes::Birthday),
    item("postcode", words::F_POSTCODE, Takes::Postcode),
    item(MOBILE, words::F_MOBILE2, Takes::Phone),
    item("landline", words::F_LANDLINE, Takes::Phone),
    item(REPRESENTATIVE, words::F_REPRESENTATIVE, Takes::Word),
];

/// What an entry is called.
pub fn text_of(code: &str) -> Option<Text> {
    ITEMS.iter().find(|item| item.code == code).map(|item| item.text)
}
