//! THE TEXT TABLE: every word a person can read, Chinese and English side by side, one line each, one file a room.
//!
//! A key is a constant, so a missing one does not compile, and a missing language does not compile either.
//! Nothing here knows what the words are about: values reach a sentence as [`Arg`]s and are put in the blanks
//! `{like_this}` when somebody's language is known.

pub mod alerts_tui;
pub mod also;
mod arg;
pub mod change;
pub mod changed;
pub mod cli;
pub mod close;
pub mod common;
pub mod complaint;
pub mod deal;
pub mod deals_tui;
pub mod doctor;
pub mod forms;
pub mod guest;
pub mod guests_tui;
pub mod listed;
pub mod log;
pub mod paper;
pub mod people;
pub mod price_list;
pub mod register;
pub mod roster;
pub mod sale;
pub mod shell;
pub mod sms;
pub mod store;
pub mod tui;
pub mod unit;

pub use arg::Arg;

/// The languages of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// Reads `zh`, `zh-CN`, `zh_CN.UTF-8`, `en`, `en-GB` …; `None` for any other language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        match tag.split(['-', '_', '.']).next() {
            Some("zh" | "cn" | "chinese" | "中文") => Some(Self::Zh),
            Some("en" | "english") => Some(Self::En),
            _ => None,
        }
    }

    /// `zh` or `en`, as the config file and `--lang` write it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// One line of the text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Text {
    /// The words in one language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A sentence whose blanks are known and whose language is not yet: what the domain answers with.
#[derive(Debug, Clone, PartialEq)]
pub struct Say {
    /// The line of the table.
    pub text: Text,
    /// What goes in its blanks, by name.
    pub args: Vec<(&'static str, Arg)>,
}

impl From<Text> for Say {
    fn from(text: Text) -> Self {
        Self { text, args: Vec::new() }
    }
}

impl Say {
    /// The finished sentence. People are named by number; a room that knows names resolves them first
    /// ([`Say::resolve`]).
    pub fn in_lang(&self, lang: Lang) -> String {
        fill(self.text.get(lang), |name| {
            self.args.iter().find(|(n, _)| *n == name).map(|(_, arg)| arg.in_lang(lang))
        })
    }

    /// Replaces every person and guest in the blanks by the name that `name` gives for it.
    pub fn resolve(&mut self, name: &dyn Fn(&Arg) -> Option<String>) {
        for (_, arg) in &mut self.args {
            arg.resolve(name);
        }
    }
}

/// Puts values in the blanks `{name}`; a blank that nobody fills stays visible, so that a test sees it. What follows a
/// number is written for it: `{count} unit(s) (is|are)` is `1 unit is` and `2 units are`.
fn fill(pattern: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let (mut rest, mut one) = (pattern, false);
    while let Some((before, after)) = rest.split_once('{') {
        numbered(&mut out, before, one);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        if let Some(text) = value(name) {
            one = text == "1";
            out.push_str(&text);
        } else {
            out.extend(["{", name, "}"]);
        }
        rest = tail;
    }
    numbered(&mut out, rest, one);
    out
}

/// Writes words of which some depend on the number before them.
fn numbered(out: &mut String, words: &str, one: bool) {
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('(') {
        out.push_str(before);
        let inside =
            after.split_once(')').map(|(inside, tail)| (if inside == "s" { "|s" } else { inside }, tail));
        let either = inside.and_then(|(inside, tail)| Some((inside.split_once('|')?, tail)));
        if let Some(((single, several), tail)) = either {
            out.push_str(if one { single } else { several });
            rest = tail;
        } else {
            out.push('(');
            rest = after;
        }
    }
    out.push_str(rest);
}

/// Builds a [`Say`]: `say!(unit::HELD_BY, who = Arg::staff(7), until = "10:42")`.
#[macro_export]
macro_rules! say {
    ($text:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::Say {
            text: $text,
            args: vec![$((stringify!($name), $crate::text::Arg::from($value))),*],
        }
    };
}

/// Declares the lines of one room and lists them for the tests.
macro_rules! texts {
    ($( $name:ident = $zh:literal, $en:literal; )*) => {
        $(
            #[doc = concat!("`", $zh, "`")]
            #[doc = ""]
            #[doc = concat!("`", $en, "`")]
            pub const $name: $crate::text::Text = $crate::text::Text { zh: $zh, en: $en };
        )*
        /// Every line of this room with its key.
        pub const ALL: &[(&str, $crate::text::Text)] = &[ $((stringify!($name), $name)),* ];
    };
}
pub(crate) use texts;

/// Every room of the table with its lines.
pub const ROOMS: &[(&str, &[(&str, Text)])] = &[
    ("alerts_tui", alerts_tui::ALL),
    ("also", also::ALL),
    ("change", change::ALL),
    ("changed", changed::ALL),
    ("cli", cli::ALL),
    ("close", close::ALL),
    ("common", common::ALL),
    ("complaint", complaint::ALL),
    ("deal", deal::ALL),
    ("deals_tui", deals_tui::ALL),
    ("doctor", doctor::ALL),
    ("forms", forms::ALL),
    ("guest", guest::ALL),
    ("guests_tui", guests_tui::ALL),
    ("listed", listed::ALL),
    ("log", log::ALL),
    ("paper", paper::ALL),
    ("people", people::ALL),
    ("price_list", price_list::ALL),
    ("roster", roster::ALL),
    ("register", register::ALL),
    ("sale", sale::ALL),
    ("shell", shell::ALL),
    ("sms", sms::ALL),
    ("store", store::ALL),
    ("tui", tui::ALL),
    ("unit", unit::ALL),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn blanks(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_languages_have_words_and_the_same_blanks() {
        for (room, lines) in ROOMS {
            for (key, text) in *lines {
                assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{room}::{key} is empty");
                assert_eq!(blanks(text.zh), blanks(text.en), "{room}::{key}: the blanks differ");
            }
        }
    }

    #[test]
    fn ambiguous_width_characters_stay_out() {
        // TERMINAL 3.1: two columns wide on a legacy Chinese console, one in our arithmetic.
        for (room, lines) in ROOMS {
            for (key, text) in *lines {
                for c in "·…—“”‘’①●■★▲→←↑↓×÷±°".chars() {
                    assert!(!text.zh.contains(c) && !text.en.contains(c), "{room}::{key} has `{c}`");
                }
            }
        }
    }

    #[test]
    fn blanks_are_filled_in_the_readers_language() {
        const GREETING: Text = Text { zh: "你好 {who}", en: "Hello {who}" };
        let say = say!(GREETING, who = "王磊");
        assert_eq!(say.in_lang(Lang::Zh), "你好 王磊");
        assert_eq!(say.in_lang(Lang::En), "Hello 王磊");
    }

    #[test]
    fn one_is_one_and_two_are_two() {
        const LEFT: Text =
            Text { zh: "{count} 套 (保留)", en: "{who}: {count} unit(s) (was|were) left (kept)" };
        let left = |count: i64| say!(LEFT, who = "1", count = count);
        assert_eq!(left(1).in_lang(Lang::En), "1: 1 unit was left (kept)");
        assert_eq!(left(21).in_lang(Lang::En), "1: 21 units were left (kept)");
        assert_eq!(left(1).in_lang(Lang::Zh), "1 套 (保留)");
    }

    #[test]
    fn an_unfilled_blank_stays_visible() {
        const BROKEN: Text = Text { zh: "{who} {", en: "{who} {" };
        assert_eq!(Say::from(BROKEN).in_lang(Lang::En), "{who} {");
    }

    #[test]
    fn language_tags_of_every_platform_are_understood() {
        assert_eq!(Lang::from_tag("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::from_tag("zh-Hans-CN"), Some(Lang::Zh));
        assert_eq!(Lang::from_tag("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_tag("fr-FR"), None);
    }
}
