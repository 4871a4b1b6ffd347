//! What becomes of typed, pasted and imported text before anything is made of it.

use unicode_normalization::UnicodeNormalization;

/// Full-width letters, digits and punctuation as their plain forms, ideographic space as a space (TERMINAL 3.4).
pub fn fold_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{00A0}' => ' ',
            '。' => '.',
            '—' | '–' | '−' => '-',
            _ => c,
        })
        .collect()
}

/// Text fit to be kept and shown: NFC, trimmed, runs of white space as one space. `Err` with the character when it
/// holds one that cannot be seen or that turns the line around: two names that look equal must be equal.
///
/// # Errors
/// The first control, zero-width, bidi-control or private-use character.
pub fn clean(text: &str) -> Result<String, char> {
    let text: String = text.trim_start_matches('\u{FEFF}').nfc().collect();
    if let Some(bad) = text.chars().find(|c| is_invisible(*c)) {
        return Err(bad);
    }
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Characters a reader cannot see, or that change how others are seen.
pub fn is_invisible(c: char) -> bool {
    let blank = c.is_whitespace();
    (c.is_control() && !blank)
        || matches!(c,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{061C}' | '\u{00AD}' | '\u{E000}'..='\u{F8FF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Text for a place that no terminal library guards (command line, logs): control and invisible characters as `?`.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if is_invisible(c) && c != '\n' { '?' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_normalised_and_invisible_characters_are_refused() {
        assert_eq!(clean("  张  三 "), Ok("张 三".to_owned()));
        assert_eq!(clean("e\u{301}"), Ok("\u{e9}".to_owned()));
        assert_eq!(clean("张\u{200B}三"), Err('\u{200B}'));
        assert_eq!(clean("张\u{202E}三"), Err('\u{202E}'));
        assert_eq!(clean("a\u{1b}[31m"), Err('\u{1b}'));
    }

    #[test]
    fn full_width_is_folded() {
        assert_eq!(fold_width("３－１－１２０３　Ａ"), "3-1-1203 A");
    }
}
