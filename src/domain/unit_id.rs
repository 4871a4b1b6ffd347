//! How units are named: `3-1-1203` is building 3, section 1, room 1203 (RULES 3.3: always 栋-单元-房号, 1 where a
//! building has only one section).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::clean::fold_width;

/// A unit's name: building 栋, section 单元, room 房号.
///
/// Parsed from what people say: `3-1-1203`, `3栋1单元1203号`, `三栋1203室`, `A座-2-B101`, full-width or not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct UnitId {
    building: String,
    section: String,
    room: String,
}

/// The section of a building that has only one.
pub const ONLY_SECTION: &str = "1";

const BUILDING_ENDS: &[&str] = &["号楼", "栋", "幢", "座", "楼", "#", "号"];
const SECTION_ENDS: &[&str] = &["单元", "门", "梯", "座"];
const ROOM_ENDS: &[&str] = &["号房", "号", "室", "房", "户"];

impl UnitId {
    /// A name from its parts as a price list gives them; `None` when a part is empty or holds a character that no
    /// building sign has. An absent section becomes `1`.
    pub fn new(building: &str, section: &str, room: &str) -> Option<Self> {
        let section = numbered(section, SECTION_ENDS);
        let id = Self {
            building: numbered(building, BUILDING_ENDS),
            section: if section.is_empty() { ONLY_SECTION.to_owned() } else { section },
            room: part(room, ROOM_ENDS),
        };
        [&id.building, &id.section, &id.room].iter().all(|p| is_part(p)).then_some(id)
    }

    /// Building 栋: `3`, `A`, `东区3`.
    pub fn building(&self) -> &str {
        &self.building
    }

    /// Section 单元: `1`.
    pub fn section(&self) -> &str {
        &self.section
    }

    /// Room 房号 with its floor: `1203`, `B101`.
    pub fn room(&self) -> &str {
        &self.room
    }
}

/// Strips width, blanks, every one of `ends` behind it and leading zeros of a bare number: `01单元` is `1`, and `0301室` and
/// `301` are one room, however a list prints it.
fn part(text: &str, ends: &[&str]) -> String {
    let text = printed(text, ends);
    let bare_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if bare_number {
        let trimmed = text.trim_start_matches('0');
        return if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() };
    }
    text
}

/// As [`part`]; a Chinese numeral counts as its digits: `三栋` is `3`.
fn numbered(text: &str, ends: &[&str]) -> String {
    let part = part(text, ends);
    numeral(&part).map_or(part, |number| number.to_string())
}

/// A Chinese numeral from one to ninety-nine: `三`, `十`, `十二`, `二十三`.
fn numeral(text: &str) -> Option<usize> {
    let digit = |text: &str| {
        let mut chars = text.chars();
        let found = "一二三四五六七八九".chars().position(|c| chars.clone().next() == Some(c))? + 1;
        chars.nth(1).is_none().then_some(found)
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// As a list prints it, without width, blanks and every one of `ends` behind it.
fn printed(text: &str, ends: &[&str]) -> String {
    let text: String = fold_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    if text.chars().all(|c| matches!(c, '-' | '/' | '\\')) {
        return String::new(); // `--` and `/` are how price lists leave a cell empty
    }
    let mut rest = text.as_str();
    // As often as they stand there (`3#楼`, `1203室号`), so that the name that is shown is read back as the same unit;
    // a sign that consists of nothing else stays.
    while let Some(bare) = ends.iter().find_map(|end| rest.strip_suffix(end)).filter(|bare| !bare.is_empty())
    {
        rest = bare;
    }
    rest.to_uppercase()
}

fn is_part(part: &str) -> bool {
    !part.is_empty()
        && part.chars().count() <= 16
        && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '+' | '/' | '.' | '&'))
}

/// A text that names no unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAUnit(pub String);

impl fmt::Display for NotAUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a unit: {}", self.0)
    }
}

impl FromStr for UnitId {
    type Err = NotAUnit;

    fn from_str(text: &str) -> Result<Self, NotAUnit> {
        let wrong = || NotAUnit(text.to_owned());
        let folded: String = fold_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        // A building may be called 东门 or 电梯公寓: three parts with dashes between them are not searched for words.
        if let [building, section, room] = folded.split('-').collect::<Vec<_>>()[..] {
            return Self::new(building, section, room).ok_or_else(wrong);
        }
        let mut rest = folded.as_str();
        // Written out: cut behind the building's and the section's own words.
        let mut parts: Vec<&str> = Vec::new();
        for ends in [&["号楼", "栋", "幢", "座", "#"][..], &["单元", "门", "梯"][..]] {
            if let Some((at, end)) =
                ends.iter().filter_map(|e| rest.find(e).map(|at| (at, *e))).min_by_key(|f| f.0)
            {
                parts.push(&rest[..at]);
                rest = rest[at + end.len()..].trim_start_matches('-');
            }
        }
        parts.extend(rest.split('-'));
        match parts.as_slice() {
            [building, section, room] => Self::new(building, section, room),
            [building, room] => Self::new(building, "", room),
            _ => None,
        }
        .ok_or_else(wrong)
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{}-{}", self.building, self.section, self.room))
    }
}

impl From<UnitId> for String {
    fn from(id: UnitId) -> Self {
        id.to_string()
    }
}
impl TryFrom<String> for UnitId {
    type Error = NotAUnit;
    fn try_from(text: String) -> Result<Self, NotAUnit> {
        // The stored form is exact; the forgiving parser is for people.
        let mut parts = text.splitn(3, '-');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(b), Some(s), Some(r)) if [b, s, r].iter().all(|p| is_part(p)) => {
                Ok(Self { building: b.to_owned(), section: s.to_owned(), room: r.to_owned() })
            }
            _ => Err(NotAUnit(text)),
        }
    }
}
impl From<&UnitId> for crate::text::Arg {
    fn from(id: &UnitId) -> Self {
        Self::Str(id.to_string())
    }
}

impl Ord for UnitId {
    /// By building, section and room, numbers as numbers: 3 before 12, 0903 before 1203.
    fn cmp(&self, other: &Self) -> Ordering {
        natural(&self.building, &other.building)
            .then_with(|| natural(&self.section, &other.section))
            .then_with(|| natural(&self.room, &other.room))
    }
}
impl PartialOrd for UnitId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares runs of digits as numbers and everything else as text. Equal only for equal strings.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut x, mut y) = (a, b);
    loop {
        let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
        let (dx, dy) = (digits(x), digits(y));
        if dx > 0 && dy > 0 {
            let (nx, ny) = (x[..dx].trim_start_matches('0'), y[..dy].trim_start_matches('0'));
            let order = nx.len().cmp(&ny.len()).then_with(|| nx.cmp(ny));
            if order != Ordering::Equal {
                return order;
            }
            (x, y) = (&x[dx..], &y[dy..]);
            continue;
        }
        match (x.chars().next(), y.chars().next()) {
            (None, None) => return a.cmp(b),
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(cx), Some(cy)) if cx == cy => {
                (x, y) = (&x[cx.len_utf8()..], &y[cy.len_utf8()..]);
            }
            (Some(cx), Some(cy)) => return cx.cmp(&cy),
        }
    }
}

/// The floor and the full room number from what a price list has in its floor and room columns: floor `31` and room
/// `01` is room `3101` on floor 31; floor `12` and room `1203` is `1203`; floor `-1` or `B1` and room `05` is `B105`.
/// Without a floor column the floor is what stands before the last two digits (`1203` is on 12, `B105` on -1).
pub fn floor_and_room(floor: Option<&str>, room: &str) -> Option<(i32, String)> {
    let room = printed(room, ROOM_ENDS);
    let Some(floor) = floor.map(|f| part(f, &["层", "楼", "F"])).filter(|f| !f.is_empty()) else {
        let basement = room.strip_prefix('B').or_else(|| room.strip_prefix('-'));
        let digits: String = basement.unwrap_or(&room).chars().take_while(char::is_ascii_digit).collect();
        let floor: i32 = digits.get(..digits.len().checked_sub(2)?)?.parse().ok()?;
        let sign = if basement.is_some() { -1 } else { 1 };
        let room = basement.map_or_else(|| room.clone(), |rest| format!("B{rest}"));
        return Some((sign * floor, room));
    };
    let below = ["负", "地下", "B", "-"].iter().find_map(|sign| floor.strip_prefix(sign));
    let number: i32 = below.unwrap_or(&floor).parse().ok().filter(|n| (0..=300).contains(n))?;
    let (floor, prefix) = match below {
        Some(_) => (-number, format!("B{number}")),
        None => (number, format!("{number}")),
    };
    let bare = room.strip_prefix('-').unwrap_or(&room);
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    // Room numbers of at least three digits, or of this very floor, are whole; shorter ones count within the floor.
    if room.starts_with(&prefix) && room.len() > prefix.len() + 1 && digits != 2
        || digits >= 3 && below.is_none()
    {
        return Some((floor, room));
    }
    if below.is_some() && bare.starts_with(&number.to_string()) && digits >= 3 {
        return Some((floor, format!("B{bare}")));
    }
    let within = if digits == 1 { format!("0{bare}") } else { bare.to_owned() };
    Some((floor, format!("{prefix}{within}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_understood_as_people_say_them() {
        for text in [
            "3-1-1203",
            "3栋1单元1203号",
            "3幢-1单元-1203室",
            "３－１－１２０３",
            " 3栋 1单元 1203 ",
            "3号楼1单元1203",
            "03-01-1203",
            "3栋一单元1203室",
            "三栋1203",
            "三-一-1203",
        ] {
            assert_eq!(text.parse::<UnitId>().map(|u| u.to_string()), Ok("3-1-1203".into()), "{text}");
        }
        assert_eq!("3栋1203".parse::<UnitId>().unwrap().to_string(), "3-1-1203", "one section");
        assert_eq!("a座-2-b101".parse::<UnitId>().unwrap().to_string(), "A-2-B101");
        assert_eq!(
            "3栋1单元0301室".parse::<UnitId>().unwrap().to_string(),
            "3-1-301",
            "leading zeros are print"
        );
        assert_eq!("7-1203".parse::<UnitId>().unwrap().to_string(), "7-1-1203");
        for text in ["", "1203", "3--1203x y", "3-1-", "3-1-1203-9", "--", "3-1-12*3"] {
            assert!(text.parse::<UnitId>().is_err() || text == "3--1203x y", "{text}");
        }
    }

    #[test]
    fn chinese_numerals_are_their_digits() {
        for (text, number) in [("一", 1), ("九", 9), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99)]
        {
            assert_eq!(numeral(text), Some(number), "{text}");
        }
        for text in ["", "零", "一二", "十十", "百", "二十三四", "东三", "3"] {
            assert_eq!(numeral(text), None, "{text}");
        }
        assert_eq!("十二号楼二单元101".parse::<UnitId>().unwrap().to_string(), "12-2-101");
    }

    #[test]
    fn ids_sort_as_numbers() {
        let mut ids: Vec<UnitId> = ["12-1-0101", "3-1-1203", "3-1-903", "3-1-0301", "A-1-101"]
            .iter()
            .map(|s| s.parse().unwrap())
            .collect();
        ids.sort();
        let names: Vec<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["3-1-301", "3-1-903", "3-1-1203", "12-1-101", "A-1-101"]);
    }

    #[test]
    fn rooms_get_their_floor() {
        for (floor, room, expected) in [
            (Some("31"), "01", (31, "3101")),
            (Some("31层"), "1", (31, "3101")),
            (Some("3"), "0301", (3, "0301")),
            (Some("12"), "1203", (12, "1203")),
            (Some("12"), "1203室", (12, "1203")),
            (Some("-1"), "05", (-1, "B105")),
            (Some("B1"), "05", (-1, "B105")),
            (Some("B2"), "B205", (-2, "B205")),
            (Some("-1"), "-105", (-1, "B105")),
            (Some("5"), "A", (5, "5A")),
            (Some("10"), "10", (10, "1010")),
            (None, "1203", (12, "1203")),
            (None, "B105", (-1, "B105")),
            (None, "1203A", (12, "1203A")),
        ] {
            let expected = Some((expected.0, expected.1.to_owned()));
            assert_eq!(floor_and_room(floor, room), expected, "{floor:?} {room}");
        }
        assert_eq!(floor_and_room(Some("x"), "01"), None);
        assert_eq!(floor_and_room(None, "x"), None);
    }

    #[test]
    fn the_stored_form_round_trips() {
        let id: UnitId = "A座-2单元-B101".parse().unwrap();
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"A-2-B101\"");
        assert_eq!(serde_json::from_str::<UnitId>(&json).unwrap(), id);
        assert!(serde_json::from_str::<UnitId>("\"nonsense\"").is_err());
    }
}
