//! The terminal: whether it is one, how large, what it calls itself, and how wide it draws what we draw.

use std::io::IsTerminal;

use super::Findings;
use crate::say;
use crate::text::doctor as words;
use crate::tui::term;

/// A Chinese character.
const HAN: &str = "\u{4E2D}";

pub(super) fn look(found: &mut Findings) {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if cfg!(unix) {
        // As the C library reads them.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
        let folded = locale.to_ascii_lowercase().replace('-', "");
        let shown = if locale.is_empty() { "C".to_owned() } else { locale };
        if folded.contains("utf8") {
            found.well(words::TERMINAL, say!(words::UTF8, locale = shown));
        } else {
            found.look(words::TERMINAL, say!(words::NOT_UTF8, locale = shown), words::FIX_UTF8);
        }
    }
    if !std::io::stdout().is_terminal() {
        return found.well(words::TERMINAL, words::NO_TERMINAL);
    }
    let (columns, rows) = crossterm::terminal::size().unwrap_or_default();
    let shown = |name: &str| variable(name).unwrap_or_else(|| "-".to_owned());
    found.well(
        words::TERMINAL,
        say!(
            words::TERMINAL_IS,
            columns = columns,
            rows = rows,
            term = shown("TERM"),
            colour = shown("COLORTERM"),
            none = shown("NO_COLOR")
        ),
    );
    if columns < 80 || rows < 24 {
        let small = say!(words::TERMINAL_SMALL, columns = columns, rows = rows);
        found.look(words::TERMINAL, small, words::FIX_SMALL);
    }
    // The answer comes in where keys come in.
    if std::io::stdin().is_terminal() {
        widths(found);
    }
}

fn widths(found: &mut Findings) {
    let out = &mut std::io::stdout();
    // Who does not answer once is not asked again: each time costs two seconds.
    let han = term::columns_of(out, HAN);
    let line = han.and_then(|_| term::columns_of(out, term::LINE));
    match (han, line) {
        (Some(2), Some(1)) => found.well(words::TERMINAL, words::WIDTHS),
        (Some(han), Some(line)) => {
            if han != 2 {
                found.look(words::TERMINAL, say!(words::HAN_WIDTH, columns = han), words::FIX_HAN_WIDTH);
            }
            if line != 1 {
                found.look(words::TERMINAL, words::LINE_WIDTH, words::FIX_LINE_WIDTH);
            }
        }
        _ => found.look(words::TERMINAL, words::NO_WIDTHS, words::FIX_NO_WIDTHS),
    }
}
