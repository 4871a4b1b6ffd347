//! Personal data: kept in the vault, never in the log, and never shown by accident.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::day::Day;

/// A person in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub i64);

/// Personal data. It has no `Display`, its `Debug` says nothing and it does not serialise: to see what is inside takes
/// an [`Exposure`], which only the vault and a logged reveal can make.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pii<T>(T);

/// The right to see personal data.
#[derive(Debug)]
pub struct Exposure(());

impl Exposure {
    /// For writing to and searching in the vault, or after the reveal was logged. Nobody outside `store` and `desk`
    /// can make one.
    pub(crate) const fn granted() -> Self {
        Self(())
    }
}

impl<T> Pii<T> {
    /// Wraps personal data as soon as it enters the program.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The data itself, for those who have the right.
    pub const fn expose(&self, _: &Exposure) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Pii<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pii(*)")
    }
}

impl Pii<String> {
    /// A name with only its first character: `张*`.
    pub fn masked_name(&self) -> String {
        self.0.chars().next().map_or_else(String::new, |first| format!("{first}*"))
    }

    /// A number with its head and its last four: `138****1234`; a short one with its last two.
    pub fn masked_number(&self) -> String {
        if self.is_partial() {
            return self.0.clone();
        }
        let chars: Vec<char> = self.0.chars().collect();
        let (head, tail) = match chars.len() {
            0..=4 => (0, chars.len().min(1)),
            5..=8 => (0, 2),
            9..=12 => (3, 4),
            _ => (4, 4),
        };
        let hidden = chars.len() - head - tail;
        let start: String = chars[..head].iter().collect();
        let end: String = chars[chars.len() - tail..].iter().collect();
        format!("{start}{}{end}", "*".repeat(hidden.min(10)))
    }
}

impl Pii<String> {
    /// Whether it is a phone number of which only the first three and the last four digits are known.
    pub fn is_partial(&self) -> bool {
        self.0.contains(UNKNOWN)
    }

    /// Of a whole mobile number what a masked one says of it: `138????1234`.
    pub fn partial(&self) -> Option<Self> {
        let mobile =
            self.0.len() == 11 && self.0.bytes().all(|b| b.is_ascii_digit()) && self.0.starts_with('1');
        mobile.then(|| Self(format!("{}{}{}", &self.0[..3], UNKNOWN.to_string().repeat(4), &self.0[7..])))
    }
}

impl Pii<Day> {
    /// The age in full years 周岁 on a day, which says less than the birth date; whoever is born on 29 February is a
    /// year older on 1 March where there is none.
    pub fn age_on(&self, day: Day) -> u32 {
        self.0.years_until(day)
    }
}

/// A phone number: digits, with `+` in front of a foreign one.
pub type Phone = Pii<String>;

/// Reads a phone number: a mainland mobile (11 digits from 13 to 19), a landline with its area code, or `+` and 7 to
/// 15 digits for a foreign one. Blanks, dashes and brackets are passed over. `None` for anything else.
pub fn parse_phone(text: &str) -> Option<Phone> {
    let folded = super::clean::fold_width(text);
    let digits: String = folded.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
    let (foreign, number) = match digits.strip_prefix('+').or_else(|| digits.strip_prefix("00")) {
        Some(rest) => rest.strip_prefix("86").map_or((true, rest), |home| (false, home)),
        None => (false, digits.as_str()),
    };
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let home = |n: &str| {
        let mobile = n.len() == 11 && n.starts_with('1') && matches!(n.as_bytes().get(1), Some(b'3'..=b'9'));
        mobile || (10..=12).contains(&n.len()) && n.starts_with('0')
    };
    match (foreign, number.len()) {
        (true, 7..=15) => Some(Pii(format!("+{number}"))),
        (false, _) if home(number) => Some(Pii(number.to_owned())),
        _ => None,
    }
}

/// Stands for a digit that nobody told: it cannot be mistaken for one of ours that is only not shown.
const UNKNOWN: char = '?';

/// Reads a mobile number whose middle four digits a channel keeps to itself (RULES 1.2 报备): `138****1234`,
/// `138xxxx1234`. `None` for anything else, a whole number too.
pub fn parse_partial_phone(text: &str) -> Option<Phone> {
    let folded = super::clean::fold_width(text);
    let signs: Vec<char> = folded.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let (head, rest) = signs.split_at_checked(3)?;
    let (hidden, tail) = rest.split_at_checked(4)?;
    let hides = |c: &char| matches!(c, '*' | 'x' | 'X' | '?' | '×' | '•' | '●' | '※' | '#');
    let known: String = head.iter().chain(tail).collect();
    let digits = tail.len() == 4 && known.bytes().all(|b| b.is_ascii_digit());
    let mobile = head[0] == '1' && matches!(head[1], '3'..='9');
    let number = || format!("{}{}{}", &known[..3], UNKNOWN.to_string().repeat(4), &known[3..]);
    (digits && mobile && hidden.iter().all(hides)).then(|| Pii(number()))
}

/// What the vault keeps of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name 姓名.
    pub name: Pii<String>,
    /// Phone 电话.
    pub phone: Option<Phone>,
}

/// Why a person is in the vault; how long they stay follows from it (RELIABILITY 2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// A member of the staff.
    Staff,
    /// A guest.
    Guest,
}

impl PersonKind {
    /// As stored: `guest`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Guest => "guest",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        parse_phone(text).map(|p| p.expose(&Exposure::granted()).clone())
    }

    #[test]
    fn phones_are_understood_and_others_refused() {
        assert_eq!(shown("138 1234-5678").as_deref(), Some("13812345678"));
        assert_eq!(shown("+86 13812345678").as_deref(), Some("13812345678"));
        assert_eq!(shown("１３８１２３４５６７８").as_deref(), Some("13812345678"));
        assert_eq!(shown("0755-26812345").as_deref(), Some("075526812345"));
        assert_eq!(shown("+44 20 7946 0958").as_deref(), Some("+442079460958"));
        for bad in ["", "1381234567", "12812345678", "138123456789", "abc", "+12"] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }

    #[test]
    fn masks_are_those_of_the_design() {
        assert_eq!(Pii::new("13812341234".to_owned()).masked_number(), "138****1234");
        assert_eq!(Pii::new("张三".to_owned()).masked_name(), "张*");
        assert_eq!(Pii::new("110101199003070002X".to_owned()).masked_number().len(), 18);
        assert_eq!(Pii::new("1234".to_owned()).masked_number(), "***4");
        assert_eq!(Pii::new(String::new()).masked_number(), "");
    }

    #[test]
    fn a_partial_phone_is_read_as_brokers_write_it_and_is_never_a_whole_one() {
        for typed in
            ["138****1234", "138 **** 1234", "138-xxxx-1234", "１３８＊＊＊＊１２３４", "138????1234"]
        {
            let phone = parse_partial_phone(typed).unwrap();
            assert!(phone.is_partial() && phone.masked_number() == "138????1234", "{typed}");
            assert_eq!(shown(typed), None, "{typed}");
        }
        for bad in [
            "13812341234",
            "138***1234",
            "138*****1234",
            "128****1234",
            "****1234",
            "138****",
            "",
            "三三三****1234",
        ] {
            assert!(parse_partial_phone(bad).is_none(), "{bad}");
        }
        let whole = parse_phone("13812341234").unwrap();
        assert_eq!((whole.is_partial(), whole.partial()), (false, parse_partial_phone("138****1234")));
        assert_eq!(parse_phone("0755-26812345").unwrap().partial(), None);
    }

    #[test]
    fn debug_says_nothing() {
        let person = Person { name: Pii::new("张三".into()), phone: parse_phone("13812341234") };
        let debug = format!("{person:?}");
        assert!(!debug.contains('张') && !debug.contains("1381"), "{debug}");
    }
}
