//! What a person types to find something: part of a name, its pinyin, its initials, or a mix of them.

use std::cell::RefCell;
use std::sync::LazyLock;

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use unicode_normalization::UnicodeNormalization;

use super::clean::{fold_width, is_invisible};

const NOTATIONS: PinyinNotation = PinyinNotation::Ascii.union(PinyinNotation::AsciiFirstLetter);

/// Every reading of every character: made once, borrowed by every needle.
static READINGS: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(NOTATIONS));

/// Makes the readings before somebody waits for them: some milliseconds.
pub fn make_ready() {
    LazyLock::force(&READINGS);
}

/// What was typed, ready to be looked for in many texts.
pub struct Needle {
    /// Plain letters, lower case, without what cannot be seen.
    plain: String,
    /// Only where letters were typed that could be pinyin.
    pinyin: Option<IbMatcher<'static>>,
    /// Passes over what cannot match.
    steps: Option<Steps>,
}

/// How far into the needle each character of a text can lead: asked of a hundred thousand names, nearly all of which it
/// rules out at the cost of a look into a table for each character. It rules out none that matches.
struct Steps {
    needle: Vec<char>,
    by_reading: bool,
    /// For every place in the needle and character of the basic block: the places it leads to, one bit each; 0 is not
    /// known yet.
    known: RefCell<Vec<Vec<u64>>>,
}

/// The basic block of Han characters.
const BASIC: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';
/// Set in what is known.
const KNOWN: u64 = 1 << 63;
/// Longer needles are looked for without this.
const LONGEST: usize = 60;

impl Steps {
    fn new(needle: &str, by_reading: bool) -> Option<Self> {
        let needle: Vec<char> = needle.chars().collect();
        let fits = (1..=LONGEST).contains(&needle.len());
        let known = RefCell::new(vec![Vec::new(); needle.len()]);
        fits.then_some(Self { needle, by_reading, known })
    }

    fn may_be_in(&self, text: &str) -> bool {
        let end = 1 << self.needle.len();
        let mut reached = 1;
        for c in text.chars() {
            // Of rarer characters nothing is known beforehand.
            if !c.is_ascii() && !BASIC.contains(&c) {
                return true;
            }
            let mut next = 1;
            for place in 0..self.needle.len() {
                if reached & (1 << place) != 0 {
                    next |= self.step(place, c);
                }
            }
            if next & end != 0 {
                return true;
            }
            reached = next;
        }
        false
    }

    fn step(&self, place: usize, c: char) -> u64 {
        if c.is_ascii() {
            return if self.needle[place] == c.to_ascii_lowercase() { 1 << (place + 1) } else { 0 };
        }
        let at = c as usize - *BASIC.start() as usize;
        let mut known = self.known.borrow_mut();
        let known = &mut known[place];
        if known.is_empty() {
            known.resize(*BASIC.end() as usize - *BASIC.start() as usize + 1, 0);
        }
        if known[at] == 0 {
            known[at] = KNOWN | self.leads_to(place, c);
        }
        known[at] & !KNOWN
    }

    /// By the character itself, by an initial, by a whole reading, by the beginning of one at the end of the needle.
    fn leads_to(&self, place: usize, c: char) -> u64 {
        let rest = &self.needle[place..];
        let mut places = if rest[0] == c { 1 << (place + 1) } else { 0 };
        if self.by_reading {
            READINGS.get_pinyins_and_for_each(c, |pinyin| {
                let Some(reading) = pinyin.notation(PinyinNotation::Ascii) else { return };
                let same = rest.iter().zip(reading.chars()).take_while(|(a, b)| **a == *b).count();
                if same > 0 {
                    places |= 1 << (place + 1);
                }
                if same == rest.len() || same == reading.len() {
                    places |= 1 << (place + same);
                }
            });
        }
        places
    }
}

impl Needle {
    /// Reads what was typed. The costly part is done here, so that [`Needle::finds`] is cheap.
    pub fn new(typed: &str) -> Self {
        let plain = plain(typed);
        // Input methods write ü as v; blanks between syllables are for the eye.
        let spelled: String =
            plain.chars().filter(|c| *c != ' ').map(|c| if c == 'ü' { 'v' } else { c }).collect();
        // The matcher folds case by itself and takes only characters whose length that does not change.
        let readable = spelled.chars().all(|c| c.is_ascii() || is_han(c));
        let pinyin = (readable && spelled.bytes().any(|b| b.is_ascii_lowercase())).then(|| {
            let readings = PinyinMatchConfig::builder(NOTATIONS).data(&READINGS).build();
            // While somebody types, the last syllable is not finished yet.
            IbMatcher::builder(spelled.as_str()).is_pattern_partial(true).pinyin(readings).build()
        });
        let steps = readable.then(|| Steps::new(&spelled, pinyin.is_some())).flatten();
        Self { plain, pinyin, steps }
    }

    /// Whether nothing was typed; then everything is found.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// Whether `text` holds what was typed: as it stands, whatever the case and the width of the letters, or by pinyin
    /// 拼音: in full, by initials, or mixed, with every reading that a character has (曾 is zeng and ceng).
    pub fn finds(&self, text: &str) -> bool {
        let may = self.steps.as_ref().is_none_or(|steps| steps.may_be_in(text));
        if may && self.pinyin.as_ref().is_some_and(|pinyin| pinyin.is_match(text)) {
            return true;
        }
        // Most names have nothing to fold, and there are a hundred thousand of them.
        if text.chars().all(is_han) {
            may && text.contains(&self.plain)
        } else {
            plain(text).contains(&self.plain)
        }
    }
}

fn plain(text: &str) -> String {
    let folded = fold_width(text).to_lowercase();
    let seen: String = folded.nfc().filter(|c| !is_invisible(*c)).collect();
    seen.trim().to_owned()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        Needle::new(typed).finds(text)
    }

    #[test]
    fn a_name_is_found_by_part_pinyin_initials_and_a_mix() {
        for typed in [
            "张",
            "三",
            "张三",
            "zs",
            "ZS",
            "ｚｓ",
            "zhangsan",
            "Zhang San",
            "zhangs",
            "zsan",
            "张s",
            "zhang",
        ] {
            assert!(finds(typed, "张三"), "{typed}");
        }
        assert!(finds("san", "张三"), "also the given name alone");
        assert!(finds("zhangsa", "张三"), "a syllable that is not finished yet");
        assert!(finds("zs", "老张三"), "anywhere in the name");
    }

    #[test]
    fn surnames_with_readings_of_their_own_are_found_by_them() {
        for (typed, name) in [
            ("zgf", "曾国藩"),
            ("zengguofan", "曾国藩"),
            ("sxx", "单雄信"),
            ("shanxiongxin", "单雄信"),
            ("qiuying", "仇英"),
            ("xiejin", "解缙"),
            ("zhashenxing", "查慎行"),
            ("gexiang", "盖祥"),
            ("ouming", "区明"),
            ("piaoshu", "朴树"),
            ("yueyi", "乐毅"),
            ("zhairang", "翟让"),
            ("yuchijing", "尉迟敬"),
            ("ycj", "尉迟敬"),
            ("lvbu", "吕布"),
            ("lüb", "吕布"),
            ("lb", "吕布"),
            ("ouyang", "欧阳修"),
            ("oyx", "欧阳修"),
        ] {
            assert!(finds(typed, name), "{typed} {name}");
        }
    }

    /// Every surname of issue C that is read otherwise as a surname, by its own reading, in full and by initials, and
    /// by the reading that it has elsewhere.
    #[test]
    fn heteronym_surnames_are_found_by_every_reading() {
        for (name, readings) in [
            ("曾国藩", ["zeng", "ceng"].as_slice()),
            ("单雄信", &["shan", "dan", "chan"]),
            ("仇英", &["qiu", "chou"]),
            ("解缙", &["xie", "jie"]),
            ("查良镛", &["zha", "cha"]),
            ("盖叫天", &["ge", "gai"]),
            ("区适子", &["ou", "qu"]),
            ("朴树", &["piao", "pu"]),
            ("乐毅", &["yue", "le"]),
            ("翟让", &["zhai", "di"]),
        ] {
            for reading in readings {
                let initial = &reading[..1];
                assert!(finds(reading, name) && finds(initial, name), "{reading} {name}");
                assert!(finds(&reading.to_uppercase(), name), "{reading} {name}");
            }
        }
        for typed in ["yuchi", "ycj", "yuchijingde", "weichi", "尉c", "尉迟j"] {
            assert!(finds(typed, "尉迟敬德"), "{typed}");
        }
    }

    /// What is found with the table is what is found without it.
    fn agree(typed: &str, name: &str) {
        let without = Needle { steps: None, ..Needle::new(typed) };
        assert_eq!(finds(typed, name), without.finds(name), "{typed} {name}");
    }

    #[test]
    fn what_rules_names_out_beforehand_rules_out_none_that_matches() {
        let names = [
            "张三",
            "曾国藩",
            "尉迟敬德",
            "John Smith",
            "J张",
            "欧阳·娜娜",
            "㐂田",
            "吕布",
            "ＡＢ张",
            "",
            "西安",
            "先西",
            "嗯嗯",
            "长孙无忌",
            "翟让",
            "Kelvin",
            "ſ张",
        ];
        for typed in [
            "z", "zs", "s", "c", "wc", "js", "j", "jz", "j张", "张", "oynn", "lv", "lü", "a", "ab", "bz",
            "t", "xian", "xia", "xi", "xa", "xianx", "n", "ng", "hm", "changs", "zhangsun", "张三", "三",
            "k", "n s", "張",
        ] {
            for name in names {
                agree(typed, name);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn nor_of_any_names_by_any_letters(
            typed in "[a-z张曾尉西]{1,6}",
            names in proptest::collection::vec("[张曾尉迟单仇解查盖区朴乐翟西安长吕女行重那A-Ca-c ]{0,4}", 1..8),
            han in proptest::collection::vec("[\u{4E00}-\u{9FFF}]{1,4}", 1..8),
        ) {
            for name in names.iter().chain(&han) {
                agree(&typed, name);
            }
        }
    }

    #[test]
    fn a_long_needle_is_looked_for_all_the_same() {
        let name = "张".repeat(70);
        assert!(finds(&"z".repeat(70), &name) && finds(&"z".repeat(60), &name));
        assert!(!finds(&"z".repeat(71), &name));
    }

    #[test]
    fn other_names_are_not_found() {
        for (typed, name) in [
            ("zs", "李四"),
            ("sz", "张三"),
            ("zhangsi", "张三"),
            ("zzs", "张三"),
            ("zss", "张三"),
            ("张四", "张三"),
            ("lisi", "张三"),
            ("hang", "张三"),
            ("an", "张三"),
            ("x", "张三"),
            ("3", "张三"),
        ] {
            assert!(!finds(typed, name), "{typed} {name}");
        }
    }

    #[test]
    fn plain_text_is_found_whatever_its_case_and_width() {
        assert!(finds("smith", "John SMITH"));
        assert!(finds("n s", "John Smith"));
        assert!(finds("３－１", "3-1-1203"));
        assert!(finds("３", "３号楼"));
        assert!(finds("Ａ", "a座"));
        assert!(!finds("smyth", "John Smith"));
        assert!(!finds("js", "John Smith"), "initials are for Han characters");
    }

    #[test]
    fn odd_input_finds_nothing_and_breaks_nothing() {
        for typed in ["İ", "ſs", "ẞ", "K", "e\u{301}", "🀄", "%", "_", "*", "\\"] {
            assert!(!finds(typed, "张三"), "{typed}");
        }
        assert!(finds("e\u{301}", "Andr\u{e9}"), "however it is put together");
        assert!(finds("张\u{200B}三", "张三"), "what cannot be seen is not looked for");
    }

    #[test]
    fn nothing_typed_finds_everything() {
        for typed in ["", "  ", "\u{3000}", "\u{200B}"] {
            let needle = Needle::new(typed);
            assert!(needle.is_empty() && needle.finds("张三") && needle.finds(""), "{typed:?}");
        }
        assert!(!Needle::new("a").is_empty());
    }
}
