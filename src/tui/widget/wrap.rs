//! Breaking Chinese text into lines: between any two Han characters, never before closing punctuation nor after an
//! opening one, and Latin words whole (TERMINAL 3.2).

use super::text::width;

const NOT_FIRST: &str = "，。、；：？！）》」』】〉,.;:?!)]}%";
const NOT_LAST: &str = "（《「『【〈([{";

/// How far the second line of an entry stands in, so that its first one is seen.
const HANG: u16 = 2;

/// The lines of a text in `columns` columns.
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    broken(text, columns, columns)
}

/// The lines of one entry of a list: what goes on below stands in, behind the blanks that the text begins with.
pub fn hang(text: &str, columns: u16) -> Vec<String> {
    let told = text.trim_start_matches(' ');
    let indent = u16::try_from(text.len() - told.len()).unwrap_or(0);
    let room = columns.saturating_sub(indent);
    let lines = broken(told, room, room.saturating_sub(HANG)).into_iter().enumerate();
    let blanks = |at: usize| usize::from(if at == 0 { indent } else { indent + HANG });
    lines.map(|(at, line)| format!("{:blanks$}{line}", "", blanks = blanks(at))).collect()
}

/// The first line has room for `first` columns, every other one for `rest`.
fn broken(text: &str, first: u16, rest: u16) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let room = if lines.is_empty() { first } else { rest };
        let fits = width(&line) + width(&piece) <= room;
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
    fn chinese_breaks_anywhere_but_around_punctuation() {
        assert_eq!(wrap("已于上午锁房。", 12), ["已于上午锁房。"], "the full stop stays with its sentence");
        assert_eq!(wrap("客户（张三）来访", 6), ["客户", "（张三）", "来访"]);
        assert_eq!(wrap("held until 10:42 by 王磊", 10), ["held until", "10:42 by", "王磊"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn an_entry_goes_on_behind_its_beginning() {
        assert_eq!(hang("09:30  held for 王磊", 10), ["09:30", "  held for", "  王磊"]);
        assert_eq!(hang("  推盘 88号 李静", 12), ["  推盘 88号", "    李静"]);
        assert_eq!(hang("推盘", 12), ["推盘"]);
    }
}
