//! Breaking Chinese text into lines: between any two Han characters, never before closing punctuation nor after an
//! opening one, and Latin words whole (TERMINAL 3.2).

use super::text::width;

const NOT_FIRST: &str = "，。、；：？！）》」』】〉,.;:?!)]}%";
const NOT_LAST: &str = "（《「『【〈([{";

/// The longest Chinese name of a person.
const NAME: usize = 4;

/// How far the second line of an entry stands in, so that its first one is seen.
const HANG: u16 = 2;

/// The longest beginning of an entry that the rest of it stands behind; a longer one is no heading.
const HEAD: u16 = 24;

/// The lines of a text in `columns` columns.
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let fits = width(&line) + width(&piece) <= columns;
        let must_follow = piece.chars().next().is_some_and(|c| NOT_FIRST.contains(c));
        if !fits && !line.is_empty() && !must_follow {
            // An opening bracket at the end goes to the next line.
            let keep = line.trim_end_matches(|c| NOT_LAST.contains(c)).len();
            let carried = line.split_off(keep);
            lines.push(line.trim_end().to_owned());
            line = carried;
        }
        if !(line.is_empty() && piece == " ") {
            line.push_str(&piece);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The lines of one entry of a list: what goes on below stands behind the time, number or name that it begins with, or
/// a little in.
pub fn hang(text: &str, columns: u16) -> Vec<String> {
    if width(text) <= columns {
        return vec![text.trim_end().to_owned()];
    }
    let begins = text.len() - text.trim_start_matches(' ').len();
    let head = ["  ", ": "].iter().filter_map(|gap| {
        let at = begins + text[begins..].find(gap)? + gap.len();
        let at = at + (text[at..].len() - text[at..].trim_start_matches(' ').len());
        Some(width(&text[..at])).filter(|wide| *wide <= HEAD.min(columns * 2 / 3))
    });
    let hang = head.min().unwrap_or_else(|| (width(&text[..begins]) + HANG).min(columns / 2));
    let (first, rest) = text.split_at(super::text::cut(text, hang).0.len());
    let blank = " ".repeat(hang.into());
    let lines = wrap(rest, columns - hang).into_iter().enumerate();
    lines.map(|(at, line)| format!("{}{line}", if at == 0 { first } else { &blank })).collect()
}

/// Han characters one by one, Latin words whole, blanks by themselves. In English a Chinese name is a word.
fn pieces(text: &str) -> Vec<String> {
    let english = text.chars().filter(char::is_ascii_alphabetic).count() > han(text);
    let mut pieces: Vec<String> = Vec::new();
    for part in text.split_inclusive(' ') {
        let word = part.strip_suffix(' ').unwrap_or(part);
        match han(word) {
            1..=NAME if english => pieces.push(word.to_owned()),
            _ => split(word, &mut pieces),
        }
        pieces.extend((word.len() < part.len()).then(|| " ".to_owned()));
    }
    pieces
}

fn han(text: &str) -> usize {
    text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count()
}

fn split(text: &str, pieces: &mut Vec<String>) {
    let mut word = String::new();
    for c in text.chars() {
        if c.is_ascii() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            pieces.push(std::mem::take(&mut word));
        }
        pieces.push(c.to_string());
    }
    if !word.is_empty() {
        pieces.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_goes_on_under_where_it_began() {
        assert_eq!(
            hang("11-20 11:01  已联系上, 等预审", 26),
            ["11-20 11:01  已联系上, 等", "             预审"]
        );
        assert_eq!(hang("说明: 客户出差下周返沪", 16), ["说明: 客户出差下", "      周返沪"]);
        assert_eq!(hang("  一行", 16), ["  一行"]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_around_punctuation() {
        assert_eq!(wrap("已于上午锁房。", 12), ["已于上午锁房。"], "the full stop stays with its sentence");
        assert_eq!(wrap("客户（张三）来访", 6), ["客户", "（张三）", "来访"]);
        assert_eq!(wrap("held until 10:42 by 王磊", 10), ["held until", "10:42 by", "王磊"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn in_english_a_chinese_name_is_not_broken() {
        assert_eq!(wrap("asked by consultant 王磊, 2 h", 22), ["asked by consultant", "王磊, 2 h"]);
        assert_eq!(wrap("guest of 李*", 11), ["guest of", "李*"]);
        assert_eq!(wrap("reason: 客户出差下周返沪", 13), ["reason: 客户", "出差下周返沪"]);
    }

    #[test]
    fn an_entry_goes_on_behind_its_beginning() {
        assert_eq!(hang("09:30  held for 王磊", 10), ["09:30", "  held for", "  王磊"]);
        assert_eq!(hang("  推盘 88号 李静", 12), ["  推盘 88号", "    李静"]);
        assert_eq!(hang("推盘", 12), ["推盘"]);
        assert!(hang("    推盘", 3).concat().contains('推'), "no room to stand in");
    }
}
