//! Breaking Chinese text into lines: between any two Han characters, never before closing punctuation nor after an
//! opening one, and Latin words whole (TERMINAL 3.2).

use super::text::width;

const NOT_FIRST: &str = "，。、；：？！）》」』】〉,.;:?!)]}%";
const NOT_LAST: &str = "（《「『【〈([{";

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

/// The same, what goes on in the next line under where it began: behind a time, a number, a name with its colon.
pub fn wrap_hanging(text: &str, columns: u16) -> Vec<String> {
    /// A longer beginning is no heading.
    const MOST: u16 = 24;
    let begins = text.len() - text.trim_start().len();
    let head = ["  ", ": "].iter().filter_map(|gap| {
        let at = begins + text[begins..].find(gap)? + gap.len();
        let at = at + (text[at..].len() - text[at..].trim_start().len());
        Some(width(&text[..at])).filter(|columns| *columns <= MOST)
    });
    let hang = head.min().unwrap_or_else(|| width(&text[..begins])).min(columns / 2);
    if width(text) <= columns {
        return vec![text.to_owned()];
    }
    let (first, rest) = text.split_at(split_at(text, hang));
    let blank = " ".repeat(hang.into());
    let parts = wrap(rest, columns - hang);
    let lines = parts.into_iter().enumerate();
    lines.map(|(at, part)| format!("{}{part}", if at == 0 { first } else { &blank })).collect()
}

/// Where so many columns end.
fn split_at(text: &str, columns: u16) -> usize {
    super::text::cut(text, columns).0.len()
}

/// Han characters one by one, Latin words whole, blanks by themselves.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let latin = c.is_ascii() && c != ' ';
        if latin {
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
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_goes_on_under_where_it_began() {
        let parts = wrap_hanging("11-20 11:01  已联系上, 等预审", 26);
        assert_eq!(parts, ["11-20 11:01  已联系上, 等", "             预审"]);
        assert_eq!(wrap_hanging("说明: 客户出差下周返沪", 16), ["说明: 客户出差下", "      周返沪"]);
        assert_eq!(wrap_hanging("  一行", 16), ["  一行"]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_around_punctuation() {
        assert_eq!(wrap("已于上午锁房。", 12), ["已于上午锁房。"], "the full stop stays with its sentence");
        assert_eq!(wrap("客户（张三）来访", 6), ["客户", "（张三）", "来访"]);
        assert_eq!(wrap("held until 10:42 by 王磊", 10), ["held until", "10:42 by", "王磊"]);
        assert_eq!(wrap("", 10), [""]);
    }
}
