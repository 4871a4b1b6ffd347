//! Who may look at whom (DESIGN 2), held against the source itself: from the `use` lines and from paths written out.
//!
//! The checks are plain functions over a file's text. Each is first shown to find a line made up to break it, so that
//! a check that finds nothing is known to be able to.

// In a test a panic is the answer; the exemption of .clippy.toml does not reach helpers of integration tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

/// Something a file must not have.
#[derive(Debug, PartialEq)]
struct Offence {
    line: usize,
    what: String,
}

/// A room and the rooms it may look at, besides itself.
struct Room {
    name: &'static str,
    sees: &'static [&'static str],
}

/// DESIGN 2. `store` at `text` as well: its failures are sentences.
const ROOMS: &[Room] = &[
    Room { name: "text", sees: &[] },
    Room { name: "domain", sees: &["text"] },
    Room { name: "store", sees: &["domain", "text"] },
    Room { name: "desk", sees: &["domain", "store", "text"] },
    Room { name: "paper", sees: &["domain", "desk", "text"] },
    Room { name: "exchange", sees: &["domain", "desk", "text"] },
    Room { name: "cli", sees: &["desk", "paper", "exchange", "domain", "text", "tui"] },
    Room { name: "tui", sees: &["desk", "paper", "exchange", "domain", "text"] },
];

/// Files whose job is to know Chinese words besides the text table: what people type and what price lists are headed.
const HAN_ALLOWED: &[&str] = &[
    "domain/unit_id.rs",
    "domain/money.rs",
    "domain/moment.rs",
    "domain/area.rs",
    "domain/clean.rs",
    "domain/day.rs",
    "exchange/", // header names of price lists, and what stands in cells
];

const SOFT_LINES: usize = 400;
const HARD_LINES: usize = 800;

/// A source file split so that checks need not know Rust: code without comments and strings, and the strings.
struct Source {
    /// A line each, comments gone, string contents gone (the quotes stay).
    code: Vec<String>,
    /// Every string literal with the line it begins on and what stands before it on that line.
    strings: Vec<(usize, String, String)>,
}

/// Takes comments and string literals apart from code; stops at the test module.
fn read(text: &str) -> Source {
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let chars: Vec<char> = text.chars().collect();
    let mut source = Source { code: vec![String::new()], strings: Vec::new() };
    let mut at = 0;
    let peek = |at: usize| chars.get(at).copied().unwrap_or('\0');
    while at < chars.len() {
        let c = chars[at];
        match c {
            '\n' => source.code.push(String::new()),
            '/' if peek(at + 1) == '/' => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
                continue;
            }
            '/' if peek(at + 1) == '*' => {
                while at < chars.len() && !(chars[at] == '*' && peek(at + 1) == '/') {
                    if chars[at] == '\n' {
                        source.code.push(String::new());
                    }
                    at += 1;
                }
                at += 1;
            }
            // A character literal, not a lifetime.
            '\'' if peek(at + 1) == '\\' || peek(at + 2) == '\'' => {
                at += if peek(at + 1) == '\\' { 3 } else { 2 };
                while at < chars.len() && chars[at] != '\'' && peek(at - 1) != '\'' {
                    at += 1;
                }
            }
            '"' | 'r' if c == '"' || is_raw(&chars, at) => {
                let line = source.code.len();
                let before = source.code.last().cloned().unwrap_or_default();
                let (content, end) = literal(&chars, at);
                source.code.last_mut().unwrap().push_str("\"\"");
                let breaks = content.matches('\n').count();
                source.strings.push((line, before, content));
                source.code.extend(std::iter::repeat_n(String::new(), breaks));
                at = end;
                continue;
            }
            _ => source.code.last_mut().unwrap().push(c),
        }
        at += 1;
    }
    source
}

fn is_raw(chars: &[char], at: usize) -> bool {
    let alone = at == 0 || !(chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') || chars[at - 1] == 'b';
    let mut next = at + 1;
    while chars.get(next) == Some(&'#') {
        next += 1;
    }
    chars[at] == 'r' && alone && chars.get(next) == Some(&'"')
}

/// A string literal's content and where it ends.
fn literal(chars: &[char], at: usize) -> (String, usize) {
    let mut content = String::new();
    if chars[at] == 'r' {
        let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
        let mut i = at + hashes + 2;
        while i < chars.len() {
            let closes = chars[i] == '"'
                && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
            if closes {
                break;
            }
            content.push(chars[i]);
            i += 1;
        }
        return (content, i + hashes + 1);
    }
    let mut i = at + 1;
    while i < chars.len() && chars[i] != '"' {
        if chars[i] == '\\' {
            i += 1;
            // An escape is no letter of a word; a line break behind a backslash still is a line.
            content.push(if chars.get(i) == Some(&'\n') { '\n' } else { ' ' });
        } else {
            content.push(chars[i]);
        }
        i += 1;
    }
    (content, i + 1)
}

/// The room of a file, by its path below `src`.
fn room_of(path: &str) -> Option<&'static Room> {
    ROOMS
        .iter()
        .find(|room| path.strip_prefix(room.name).is_some_and(|rest| rest.starts_with('/') || rest == ".rs"))
}

/// Rooms a file looks at and must not.
fn looks(path: &str, source: &Source) -> Vec<Offence> {
    let Some(room) = room_of(path) else { return Vec::new() };
    let mut offences = Vec::new();
    for (line, seen) in rooms_named(path, source) {
        if seen != room.name && !room.sees.contains(&seen) {
            offences.push(Offence { line, what: format!("{} looks at {seen}", room.name) });
        }
    }
    offences
}

/// Every room that code names as `crate::room`, `anchang::room`, in a braced `use`, or through `super::` from the
/// room's own root.
fn rooms_named(path: &str, source: &Source) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    // One line a statement, so that a `use` over several lines is read whole.
    let mut joined = String::new();
    let mut starts = Vec::new();
    for (i, line) in source.code.iter().enumerate() {
        starts.push((joined.len(), i + 1));
        joined.push_str(line);
        joined.push(' ');
    }
    let line_of =
        |at: usize| starts.iter().rev().find(|(start, _)| *start <= at).map_or(1, |(_, line)| *line);
    // `super::` out of a room's own root file reaches the crate.
    let depth = path.matches('/').count() - usize::from(path.ends_with("/mod.rs"));
    let up = "super::".repeat(depth + 1);
    for root in ["crate::", "anchang::", up.as_str()] {
        for (at, _) in joined.match_indices(root) {
            // `super::super::x` also contains `super::x`: only the whole climb counts.
            if joined[..at].ends_with("::") {
                continue;
            }
            let rest = &joined[at + root.len()..];
            if rest.starts_with("super::") {
                continue;
            }
            for name in heads(rest) {
                if let Some(room) = ROOMS.iter().find(|room| room.name == name) {
                    found.push((line_of(at), room.name));
                }
            }
        }
    }
    found
}

/// The first names of a path or of every branch of a braced group: `{desk::{a, b}, store}` gives desk, store.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    if !rest.trim_start().starts_with('{') {
        return vec![name(rest)];
    }
    let (mut depth, mut branch, mut found) = (0, String::new(), Vec::new());
    for c in rest.trim_start().chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (c == ',' && depth == 1) {
            found.push(name(branch.trim_start_matches('{')));
            branch.clear();
            if depth == 0 {
                break;
            }
        } else {
            branch.push(c);
        }
    }
    found
}

/// Words in the code of some files that others must not have.
fn words(path: &str, source: &Source) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (i, line) in source.code.iter().enumerate() {
        let mut offend = |what: &str| offences.push(Offence { line: i + 1, what: what.to_owned() });
        if line.contains("rusqlite") && !path.starts_with("store/") {
            offend("rusqlite outside src/store");
        }
        let clock = ["Local::now", "Utc::now", "SystemTime::now", "Instant::now"];
        if path.starts_with("domain/") && clock.iter().any(|now| line.contains(now)) {
            offend("the domain asks a clock");
        }
    }
    offences
}

/// SQL put together by `format!`, which is how text becomes commands.
fn built_sql(source: &Source) -> Vec<Offence> {
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA "];
    let built = source.strings.iter().filter(|(_, before, content)| {
        let upper = content.trim_start().to_uppercase();
        before.trim_end().ends_with("format!(") && verbs.iter().any(|verb| upper.starts_with(verb))
            || before.trim_end().ends_with("format!(") && verbs.iter().any(|verb| content.contains(verb))
    });
    built.map(|(line, ..)| Offence { line: *line, what: "format! builds SQL".into() }).collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

/// Words for people outside the text table: Han characters in a string, or an English sentence that is printed.
fn loose_words(path: &str, source: &Source) -> Vec<Offence> {
    if path.starts_with("text/") || path == "text.rs" {
        return Vec::new();
    }
    let han_allowed = HAN_ALLOWED.iter().any(|allowed| path.starts_with(allowed));
    let mut offences = Vec::new();
    for (line, before, content) in &source.strings {
        if !han_allowed && content.chars().any(is_han) {
            offences.push(Offence { line: *line, what: format!("Han characters in a string: {content}") });
        }
        let before = before.trim_end();
        let printed = ["print!(", "println!(", "writeln!(out, ", "write!(out, "]
            .iter()
            .any(|print| before.ends_with(print.trim_end()));
        let english = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
        let spoken: Vec<bool> =
            content.split(' ').map(|w| english(w.trim_matches([',', '.', ':', '!', '?']))).collect();
        if printed && spoken.windows(2).any(|pair| pair == [true, true]) {
            offences.push(Offence { line: *line, what: format!("a printed sentence: {content}") });
        }
    }
    offences
}

/// Lines before the test module.
fn length(text: &str) -> usize {
    text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text).lines().count()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every source file: its path below `src` with `/`, and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    assert!(found.len() > 40, "the source is there");
    let below = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (below(path), std::fs::read_to_string(path).unwrap())).collect()
}

#[track_caller]
fn clean(check: impl Fn(&str, &Source) -> Vec<Offence>) {
    let mut all = Vec::new();
    for (path, text) in sources() {
        for offence in check(&path, &read(&text)) {
            all.push(format!("src/{path}:{}: {}", offence.line, offence.what));
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn rooms_look_only_where_they_may() {
    clean(looks);
}

#[test]
fn rusqlite_stays_in_the_store_and_clocks_out_of_the_domain() {
    clean(words);
}

#[test]
fn no_sql_is_put_together_by_format() {
    clean(|_, source| built_sql(source));
}

#[test]
fn words_for_people_stand_in_the_text_table() {
    clean(loose_words);
}

#[test]
fn files_stay_short() {
    let long: Vec<(String, usize)> = sources()
        .into_iter()
        .map(|(path, text)| (path, length(&text)))
        .filter(|f| f.1 > SOFT_LINES)
        .collect();
    for (path, lines) in &long {
        eprintln!("warning: src/{path} has {lines} lines; over {SOFT_LINES} is usually a missing module");
    }
    let too_long: Vec<_> = long.iter().filter(|(_, lines)| *lines > HARD_LINES).collect();
    assert!(too_long.is_empty(), "over {HARD_LINES} lines: {too_long:?}");
}

// Each check finds what it is for.

fn offences(path: &str, text: &str) -> Vec<String> {
    let source = read(text);
    let found = [looks(path, &source), words(path, &source), built_sql(&source), loose_words(path, &source)];
    found.into_iter().flatten().map(|offence| offence.what).collect()
}

#[test]
fn a_look_at_the_wrong_room_is_found_however_it_is_written() {
    for (path, text) in [
        ("cli/do.rs", "use crate::store::Store;"),
        ("cli/do.rs", "use crate::{\n    desk::Desk,\n    store,\n};"),
        ("tui/screen/grid.rs", "fn f() { let s = crate::store::Store::open(p); }"),
        ("tui/screen/grid.rs", "use super::super::super::store::Store;"),
        ("desk/mod.rs", "pub use super::cli::x;"),
        ("domain/unit/mod.rs", "use crate::desk::{Desk};"),
        ("domain/money.rs", "use super::super::store::x;"),
        ("text/mod.rs", "use crate::domain::unit::Unit;"),
        ("store/log.rs", "pub use crate::desk::Desk;"),
        ("exchange/mod.rs", "use crate::tui::x;"),
        ("paper/form.rs", "use crate::store::x;"),
    ] {
        assert_eq!(offences(path, text).len(), 1, "{path}: {text}");
    }
}

#[test]
fn a_look_at_the_right_room_is_no_offence() {
    for (path, text) in [
        (
            "desk/units.rs",
            "use crate::store::Tracked;\nuse crate::domain::{unit::Unit, staff};\nuse crate::text::cli;",
        ),
        ("domain/unit/mod.rs", "use crate::say; use super::due::Due; use super::store_of;"),
        ("desk/x.rs", "// use crate::tui::x;\n/* crate::cli::y */ const A: &str = \"crate::tui::x\";"),
        ("cli/do.rs", "use crate::desk::action::ACTIONS; // never crate::store::x"),
        ("tui/form/mod.rs", "use super::super::desk::Desk; use super::store_view;"),
        ("domain/a.rs", "fn f<'a>(x: &'a str) -> char { '\"' }\nuse crate::text::T;"),
    ] {
        assert_eq!(offences(path, text), [""; 0], "{path}: {text}");
    }
}

#[test]
fn rusqlite_clocks_and_built_sql_are_found() {
    for (path, text) in [
        ("desk/mod.rs", "use rusqlite::Connection;"),
        ("domain/day.rs", "let now = chrono::Local::now();"),
        ("domain/day.rs", "let now = Utc::now();"),
        ("domain/day.rs", "let now = std::time::SystemTime::now();"),
        ("domain/day.rs", "let now = Instant::now();"),
        ("store/query.rs", "conn.execute(&format!(\"DELETE FROM {table}\"), [])"),
        ("store/query.rs", "let q = format!(\n    \"select {x} from unit\");"),
        ("store/query.rs", "let q = format!(r#\"WITH x AS (SELECT {y})\"#);"),
    ] {
        let text = text.replace("format!(\n    ", "format!(");
        assert_eq!(offences(path, &text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("store/query.rs", "use rusqlite::Connection; conn.prepare(\"SELECT 1\")"),
        ("desk/clock.rs", "let now = Local::now();"),
        ("desk/x.rs", "format!(\"{a}-{b}\")"),
    ] {
        assert_eq!(offences(path, text), [""; 0], "{path}: {text}");
    }
}

#[test]
fn loose_words_are_found() {
    for (path, text) in [
        ("desk/units.rs", "let s = \"已售\";"),
        ("cli/do.rs", "println!(\"Nothing was recorded.\");"),
        ("cli/do.rs", "eprintln!(\"no such file {path}\");"),
        ("tui/run.rs", "let s = r#\"锁房\"#;"),
    ] {
        assert_eq!(offences(path, text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("text/unit.rs", "HELD = \"锁房\", \"Held\";"),
        ("domain/money.rs", "text.strip_suffix(\"万\")"),
        ("desk/units.rs", "//! 销控\n/// 锁房\nlet s = \"held\"; // 锁房"),
        ("desk/units.rs", "let s = 1;\n#[cfg(test)]\nmod tests {\n    const S: &str = \"锁房\";\n}\n"),
        ("cli/do.rs", "println!(\"{}\", say.in_lang(lang)); println!(\"{a} {b}: {c}\");"),
    ] {
        assert_eq!(offences(path, text), [""; 0], "{path}: {text}");
    }
}

#[test]
fn tests_do_not_count_as_length() {
    let text = format!("{}\n#[cfg(test)]\nmod tests {{\n{}}}\n", "x\n".repeat(10), "y\n".repeat(900));
    assert_eq!(length(&text), 10);
}

/// The right to see personal data is made where it is logged (desk) and where it is kept (store), nowhere else.
#[test]
fn nobody_else_grants_themselves_a_look_at_personal_data() {
    let granting = |text: &str| text.contains("Exposure::granted");
    assert!(granting("let right = Exposure::granted();"), "the check sees it");
    for (path, text) in sources() {
        let may = ["desk/", "store/", "domain/person.rs"].iter().any(|room| path.contains(room));
        assert!(may || !granting(&text), "{path}");
    }
}
