//! One line of text at a place, cut at the edge.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// Columns that a text takes.
pub fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// A title or a label: English begins with a capital letter there.
pub fn title(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The beginning of a text that fits into `columns`, and how many it takes. A wide character that would be cut in two
/// is left out.
pub fn cut(text: &str, columns: u16) -> (&str, u16) {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        let wide = u16::try_from(unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)).unwrap_or(0);
        if used + wide > columns {
            return (&text[..at], used);
        }
        used += wide;
    }
    (text, used)
}

/// As many words of an enumeration as fit whole into `columns`.
pub fn enough(text: &str, columns: u16) -> &str {
    let (fits, _) = cut(text, columns);
    if fits.len() == text.len() {
        return text;
    }
    let end = fits.rfind(['、', ',', '，']);
    end.map_or(fits, |end| &fits[..end])
}

/// A name in at most so many columns: what is left out of a long one stands between its beginning and its end, which tell
/// versions apart.
pub fn squeeze(name: &str, columns: u16) -> String {
    if width(name) <= columns || columns < 8 {
        return name.to_owned();
    }
    let room = (columns - 2).div_ceil(2);
    let mut from = name.len();
    while let Some((at, _)) = name[..from].char_indices().next_back() {
        if width(&name[at..]) > room {
            break;
        }
        from = at;
    }
    let end = &name[from..];
    let (begin, _) = cut(name, columns - 2 - width(end));
    format!("{begin}..{end}")
}

/// Puts a text into `area`, `x` and `y` counted from its corner; answers the column behind it.
pub fn put(buffer: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
    if x >= area.width || y >= area.height {
        return x;
    }
    let (fits, used) = cut(text, area.width - x);
    buffer.set_string(area.x + x, area.y + y, fits, style);
    x + used
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_is_never_cut_in_two() {
        assert_eq!(cut("可1203", 6), ("可1203", 6));
        assert_eq!(cut("可售房源", 5), ("可售", 4));
        assert_eq!(cut("可", 1), ("", 0));
    }

    #[test]
    fn a_long_name_keeps_its_beginning_and_its_end() {
        assert_eq!(squeeze("list.xlsx", 12), "list.xlsx");
        assert_eq!(squeeze("price-list-2026-v2.xlsx", 16), "price-l..v2.xlsx");
        assert_eq!(squeeze("云山府三期价目表.xlsx", 15), "云山府..表.xlsx");
        assert_eq!(squeeze("云山府三期价目表.xlsx", 4), "云山府三期价目表.xlsx");
    }

    #[test]
    fn an_enumeration_ends_with_a_whole_word() {
        assert_eq!(enough("name, pinyin, phone", 19), "name, pinyin, phone");
        assert_eq!(enough("name, pinyin, phone", 16), "name, pinyin");
        assert_eq!(enough("姓名、电话尾号", 9), "姓名");
    }
}
