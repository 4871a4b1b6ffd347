//! Names as price lists write them: buildings with the project in front, sections, floors in words, rooms.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::clean::fold_width;
use crate::domain::unit_id::floor_and_room;

const ENDS: &[&str] = &["号楼", "#楼", "栋楼", "幢楼", "栋", "幢", "座", "#"];
const ENGLISH: &[&str] = &["building", "block", "tower", "bldg"];

/// A text without width variants and blanks.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(fold_width(text).chars().filter(|c| !c.is_whitespace()).collect())
}

fn is_sign(c: char) -> bool {
    c.is_ascii_alphanumeric() || "一二三四五六七八九十甲乙丙丁".contains(c)
}

/// The sign at the end of a text: `3` of `松风3`; empty where it ends otherwise.
fn last_sign(text: &str) -> &str {
    let plain = |c: char| c.is_ascii_alphanumeric();
    let start = |is: &dyn Fn(char) -> bool| {
        text.char_indices().rev().take_while(|(_, c)| is(*c)).last().map(|(at, _)| at)
    };
    start(&plain).or_else(|| start(&is_sign)).map_or("", |at| &text[at..])
}

/// The only building a text names, with what stands before it (the project): `松风3栋` of `松风3栋总价表`. `None` where
/// it names none or several.
pub(super) fn building_in(text: &str) -> Option<String> {
    let text = tidy(text);
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut from = 0;
    while let Some((at, end)) = ENDS
        .iter()
        .filter_map(|e| text[from..].find(e).map(|at| (from + at, e)))
        .min_by_key(|(at, e)| (*at, usize::MAX - e.len()))
    {
        let until = at + end.len();
        if !last_sign(&text[..at]).is_empty() && !text[until..].starts_with('落') {
            let part = &text[..until];
            found.insert(part.rsplit([':', ';', ',', '|', '、', '.']).next().unwrap_or(part));
        }
        from = until;
    }
    if found.is_empty() {
        let lower = text.to_ascii_lowercase();
        for word in ENGLISH {
            if let Some((_, after)) = lower.split_once(word) {
                let sign: usize = after.chars().take_while(char::is_ascii_alphanumeric).count();
                let start = lower.len() - after.len();
                found.insert(&text[start..start + sign]);
            }
        }
    }
    (found.len() == 1).then(|| found.pop_first().map(ToOwned::to_owned)).flatten().filter(|f| !f.is_empty())
}

/// The section a text names: `1` of `3栋1单元`.
pub(super) fn section_in(text: &str) -> Option<String> {
    let text = tidy(text);
    let (before, _) = text.split_once("单元")?;
    let sign = last_sign(before);
    (!sign.is_empty()).then(|| counted(sign).map_or_else(|| sign.to_owned(), |n| n.to_string()))
}

/// Parts `3栋1单元` into its building and its section.
pub(super) fn split(label: &str) -> (String, Option<String>) {
    let text = tidy(label);
    let Some(section) = section_in(&text) else { return (text.into_owned(), None) };
    let before = text.split_once("单元").map_or("", |(before, _)| before);
    let building = before.strip_suffix(last_sign(before)).unwrap_or(before);
    (building.trim_end_matches(['-', '/', '第']).to_owned(), Some(section))
}

/// A number in digits or Chinese numerals below a hundred.
fn counted(text: &str) -> Option<i32> {
    if !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as i32 + 1);
    let (tens, ones) = match text.split_once('十') {
        Some((tens, ones)) => (if tens.is_empty() { 1 } else { digit(only(tens)?)? }, ones),
        None => (0, text),
    };
    let ones = if ones.is_empty() && tens > 0 { 0 } else { digit(only(ones)?)? };
    Some(tens * 10 + ones)
}

fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// A floor in its plain form (`31`, `-1`, `12A`): of `31层`, `31F`, `第三十一层`, `负一层`, `B1`, `地下1层`.
pub(super) fn floor(text: &str) -> Option<String> {
    let text = tidy(text);
    if matches!(&*text, "首层" | "底层" | "一层") {
        return Some("1".to_owned());
    }
    let upper = text.to_uppercase();
    let mut rest = upper.as_str();
    rest = rest.strip_prefix('第').unwrap_or(rest);
    for end in ["层", "楼", "F", "."] {
        rest = rest.strip_suffix(end).unwrap_or(rest);
    }
    let below = ["地下", "负", "B", "-"].iter().find_map(|sign| rest.strip_prefix(sign));
    if let Some(rest) = below {
        let rest = if rest == "室" { "1" } else { rest };
        return counted(rest).filter(|n| (1..=20).contains(n)).map(|n| format!("-{n}"));
    }
    if let Some(digits) = rest.strip_suffix(['A', 'B']).filter(|d| counted(d).is_some()) {
        return (!digits.starts_with('0')).then(|| rest.to_owned());
    }
    counted(rest).filter(|n| (1..=200).contains(n)).map(|n| n.to_string())
}

/// Floor and whole room number from what a price list has. `12A` is the floor above 12, `12B` the one above that.
pub(super) fn room(floor: Option<&str>, room: &str) -> Option<(i32, String)> {
    let Some(lettered) = floor.filter(|f| f.ends_with(['A', 'B'])) else {
        return floor_and_room(floor, room);
    };
    let above = if lettered.ends_with('A') { 1 } else { 2 };
    let number: i32 = lettered[..lettered.len() - 1].parse().ok()?;
    let whole = room.to_uppercase();
    if whole.starts_with(lettered) {
        return Some((
            number + above,
            floor_and_room(Some("1"), &format!("1{whole}"))?.1.get(1..)?.to_owned(),
        ));
    }
    let (_, within) = floor_and_room(Some("1"), room)?;
    let within = within.strip_prefix('1').filter(|w| w.len() == 2).unwrap_or(&within);
    Some((number + above, format!("{lettered}{within}")))
}

/// Whether a room number has only characters that the name of a unit may have.
pub(super) fn is_sign_of_room(room: &str) -> bool {
    (1..=16).contains(&room.len())
        && room.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '+' | '/' | '.' | '&'))
}

/// Short names for all buildings of a price list: the sign at the end where it tells them apart (`松风3栋` is `3`), else
/// what is left without what all begin with (`东区3栋`, `西区3栋` are `东区3`, `西区3`). With `same_sign`, a label that
/// is nothing but its sign means the building with that sign: a sheet named `3栋` goes with a cell `松风3栋`.
pub(super) fn short_names<'a>(
    labels: impl Iterator<Item = &'a str>,
    same_sign: bool,
) -> HashMap<String, String> {
    let labels: BTreeSet<&str> = labels.collect();
    let bare: BTreeMap<&str, String> = labels.iter().map(|label| (*label, without_end(label))).collect();
    let mut stems: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut telling = true;
    for name in bare.values() {
        let sign = last_sign(name);
        telling &= !sign.is_empty();
        stems.entry(sign).or_default().insert(name.strip_suffix(sign).unwrap_or_default());
    }
    telling &= stems.values().all(|s| s.iter().filter(|stem| !(same_sign && stem.is_empty())).count() <= 1);
    let common = common_start(&bare.values().map(String::as_str).collect::<BTreeSet<_>>());
    bare.iter()
        .map(|(label, name)| {
            let short = if telling { last_sign(name) } else { &name[common..] };
            let short: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
            ((*label).to_owned(), short)
        })
        .collect()
}

fn without_end(label: &str) -> String {
    let text = tidy(label).to_uppercase();
    // `3栋(公寓)` is building 3 as well
    let text = text.split_once('(').map_or(text.as_str(), |(before, after)| {
        if after.ends_with(')') && !last_sign(without(before)).is_empty() { before } else { &text }
    });
    without(text).to_owned()
}

fn without(text: &str) -> &str {
    ENDS.iter().chain(&["楼", "号"]).find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

/// The length of what all names begin with, never cutting a number or a word of letters in two.
fn common_start(names: &BTreeSet<&str>) -> usize {
    let (Some(first), Some(last)) = (names.first(), names.last()) else { return 0 };
    if names.len() == 1 {
        return 0;
    }
    let mut length = 0;
    for ((at, a), b) in first.char_indices().zip(last.chars()) {
        if a != b {
            break;
        }
        length = at + a.len_utf8();
    }
    let sign = last_sign(&first[..length]);
    length - if sign.is_ascii() { sign.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(labels: &[&str]) -> Vec<String> {
        let names = short_names(labels.iter().copied(), false);
        labels.iter().map(|l| names[*l].clone()).collect()
    }

    #[test]
    fn buildings_get_short_names_that_stay_distinct() {
        assert_eq!(short(&["松风明月花园3栋", "松风明月花园6栋"]), ["3", "6"]);
        assert_eq!(short(&["松风明月花园11栋", "松风明月花园12栋"]), ["11", "12"]);
        assert_eq!(short(&["A座"]), ["A"]);
        assert_eq!(short(&["东区3栋", "西区3栋"]), ["东区3", "西区3"]);
        assert_eq!(short(&["松风东区3栋", "松风西区3栋", "松风东区5栋"]), ["东区3", "西区3", "东区5"]);
        assert_eq!(short(&["8号楼", "12#", "9"]), ["8", "12", "9"]);
        assert_eq!(short(&["三栋", "四栋"]), ["三", "四"]);
        assert_eq!(short(&["3栋（公寓）"]), ["3"]);
    }

    #[test]
    fn a_title_names_one_building_or_none() {
        assert_eq!(building_in("松风明月花园3栋总价表").as_deref(), Some("松风明月花园3栋"));
        assert_eq!(building_in("附表一：松风3栋").as_deref(), Some("松风3栋"));
        assert_eq!(building_in("Building 3").as_deref(), Some("3"));
        for text in ["3栋、6栋总价表", "价目表", "房屋坐落", "座落"] {
            assert_eq!(building_in(text), None, "{text}");
        }
        assert_eq!(split("松风3栋1单元"), ("松风3栋".into(), Some("1".into())));
        assert_eq!(split("3栋二单元"), ("3栋".into(), Some("2".into())));
        assert_eq!(split("3栋"), ("3栋".into(), None));
    }

    #[test]
    fn floors_are_understood() {
        for (text, plain) in [
            ("31", "31"),
            ("31层", "31"),
            ("31F", "31"),
            ("第三十一层", "31"),
            ("十层", "10"),
            ("-1", "-1"),
            ("B1", "-1"),
            ("负一层", "-1"),
            ("地下2层", "-2"),
            ("首层", "1"),
            ("12A", "12A"),
            ("B1层", "-1"),
        ] {
            assert_eq!(floor(text).as_deref(), Some(plain), "{text}");
        }
        for text in ["", "0", "合计", "3栋", "52229.87", "楼层", "999", "--"] {
            assert_eq!(floor(text), None, "{text}");
        }
        assert_eq!(room(Some("12A"), "01"), Some((13, "12A01".into())));
        assert_eq!(room(Some("12A"), "12A01室"), Some((13, "12A01".into())));
        assert_eq!(room(Some("-1"), "05"), Some((-1, "B105".into())));
    }
}
