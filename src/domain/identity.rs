//! Documents of buyers 证件: what makes a number valid, and what follows from it (RULES 1.4, 1.16).
//!
//! A number enters as typed text and leaves as [`Pii`]; no refusal repeats it.

use super::choice::choices;
use super::clean::fold_width;
use super::day::Day;
use super::person::Pii;
use super::refusal::Refusal;
use crate::say;
use crate::text::{Say, deal as words};

choices! {
    /// The kind of a document 证件类型.
    IdKind {
        /// 居民身份证, and the residence permits 居住证 of people from Hong Kong, Macao and Taiwan, numbered alike.
        Resident = "resident_id", words::ID_RESIDENT;
        /// 护照
        Passport = "passport", words::ID_PASSPORT;
        /// 港澳居民来往内地通行证
        HkMacao = "hk_macao_permit", words::ID_HK_MACAO;
        /// 台湾居民来往大陆通行证
        Taiwan = "taiwan_permit", words::ID_TAIWAN;
        /// 外国人永久居留身份证
        Foreigner = "foreigner_card", words::ID_FOREIGNER;
        /// 统一社会信用代码 of a company.
        Company = "company_code", words::ID_COMPANY;
    }
}

choices! {
    /// Sex 性别.
    Sex {
        /// 男
        Male = "male", words::SEX_MALE;
        /// 女
        Female = "female", words::SEX_FEMALE;
    }
}

/// A valid number of a document and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    kind: IdKind,
    number: Pii<String>,
    born: Option<Pii<Day>>,
    sex: Option<Sex>,
}

impl Document {
    /// Reads a number as typed: full-width characters, blanks, dashes and small letters are put right.
    ///
    /// # Errors
    /// What is wrong, at `field`, in words that do not repeat the number. `today` bounds a birth date.
    pub fn read(kind: IdKind, typed: &str, today: Day, field: &'static str) -> Result<Self, Refusal> {
        let number = plain(typed);
        let checked = if number.is_empty() {
            Err(say!(words::ID_EMPTY, kind = kind.text()))
        } else {
            match kind {
                IdKind::Resident => resident(&number, today).map(Some),
                IdKind::Passport => shape(is_passport(&number), words::ID_SHAPE_PASSPORT),
                IdKind::HkMacao => shape(is_hk_macao(&number), words::ID_SHAPE_HK_MACAO),
                IdKind::Taiwan => shape(is_digits(&number, &[8, 10]), words::ID_SHAPE_TAIWAN),
                IdKind::Foreigner => foreigner(&number, today),
                IdKind::Company => company(&number).map(|()| None),
            }
        };
        let born = checked.map_err(|why| {
            let remedy = match kind {
                IdKind::Resident if why.text == words::ID_OLD => words::ID_OLD_REMEDY,
                IdKind::Resident => words::ID_REMEDY,
                IdKind::Company => words::ID_REMEDY_LICENCE,
                _ => words::ID_REMEDY_KIND,
            };
            Refusal::new("RULES 1.16", why).at(field).try_this(remedy)
        })?;
        let (born, sex) = born.unzip();
        Ok(Self { kind, number: Pii::new(number), born: born.map(Pii::new), sex })
    }

    /// The same with the date of birth that was entered from the document, where its number does not tell one: a passport
    /// or a permit. A company has none.
    #[must_use]
    pub fn with_born(mut self, entered: Option<Day>) -> Self {
        if self.born.is_none() && self.kind != IdKind::Company {
            self.born = entered.map(Pii::new);
        }
        self
    }

    /// The kind.
    pub const fn kind(&self) -> IdKind {
        self.kind
    }

    /// The number in its plain form, as the vault keeps it.
    pub const fn number(&self) -> &Pii<String> {
        &self.number
    }

    /// The birth date, where the number tells it or it was entered.
    pub const fn born(&self) -> Option<&Pii<Day>> {
        self.born.as_ref()
    }

    /// The sex, where the number tells it.
    pub const fn sex(&self) -> Option<Sex> {
        self.sex
    }

    /// Full years 周岁 on a day, where the birth date is known; on the 18th birthday it is 18.
    pub fn age_on(&self, day: Day) -> Option<u32> {
        self.born.as_ref().map(|born| born.age_on(day))
    }

    /// For screens and lists (RULES 2): `1101**********002X`.
    pub fn masked(&self) -> String {
        self.number.masked_number()
    }
}

/// Without blanks, dashes and brackets, in plain capital letters; a multiplication sign or a Cyrillic letter for an X.
fn plain(typed: &str) -> String {
    fold_width(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')'))
        .map(|c| if matches!(c, '\u{D7}' | '\u{425}' | '\u{445}') { 'X' } else { c.to_ascii_uppercase() })
        .collect()
}

fn shape<T>(fits: bool, otherwise: crate::text::Text) -> Result<Option<T>, Say> {
    if fits { Ok(None) } else { Err(otherwise.into()) }
}

/// What a number says of a person.
type Born = (Day, Sex);

const ID_LENGTH: usize = 18;
/// GB 11643: weights of the first 17 digits, and the check character by remainder.
const ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS: &[u8; 11] = b"10X98765432";
/// GB/T 2260: provinces; 81, 82 and 83 stand for Hong Kong, Macao and Taiwan on residence permits.
const PROVINCES: [u32; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// An identity number by GB 11643.
fn resident(number: &str, today: Day) -> Result<Born, Say> {
    if is_digits(number, &[15]) {
        return Err(words::ID_OLD.into());
    }
    let born = eighteen(number, IdKind::Resident, today)?;
    let province = number[..2].parse().unwrap_or(0);
    if PROVINCES.contains(&province) { Ok(born) } else { Err(words::ID_REGION.into()) }
}

/// A card of 2023 and later is numbered like a resident's and begins with 9; older ones are known by their shape.
fn foreigner(number: &str, today: Day) -> Result<Option<Born>, Say> {
    if number.len() == ID_LENGTH && number.starts_with('9') {
        return eighteen(number, IdKind::Foreigner, today).map(Some);
    }
    let bytes = number.as_bytes();
    let old = bytes.len() == 15
        && bytes[..3].iter().all(u8::is_ascii_uppercase)
        && bytes[3..].iter().all(u8::is_ascii_digit);
    shape(old, words::ID_SHAPE_FOREIGNER)
}

/// The length, the characters, the date and the check character of 18 digits.
fn eighteen(number: &str, kind: IdKind, today: Day) -> Result<Born, Say> {
    let fits = |place: usize, c: char| c.is_ascii_digit() || place == ID_LENGTH - 1 && c == 'X';
    characters(number, kind, fits)?;
    let bytes = number.as_bytes();
    let digit = |place: usize| u32::from(bytes[place] - b'0');
    let part = |range: std::ops::Range<usize>| range.fold(0, |value, place| value * 10 + digit(place));
    let sum: u32 = ID_WEIGHTS.iter().enumerate().map(|(place, weight)| weight * digit(place)).sum();
    let born = Day::new(part(6..10) as i32, part(10..12), part(12..14)).filter(|_| part(6..10) >= 1800);
    let born = born.ok_or(words::ID_DATE)?;
    if born > today {
        return Err(words::ID_FUTURE.into());
    }
    if ID_CHECKS[sum as usize % 11] != bytes[ID_LENGTH - 1] {
        return Err(say!(words::ID_CHECK, kind = kind.text()));
    }
    Ok((born, if digit(16) % 2 == 1 { Sex::Male } else { Sex::Female }))
}

/// GB 32100: the characters of a company's code, worth their place.
const CODE_CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A unified social credit code by GB 32100: the sum of value x 3^place, modulo 31, is filled up to 31.
fn company(number: &str) -> Result<(), Say> {
    // The two digits of authority and kind may be letters; the district code (places 3 to 8) may not.
    let fits = |place: usize, c: char| {
        if (2..8).contains(&place) { c.is_ascii_digit() } else { CODE_CHARACTERS.contains(c) }
    };
    characters(number, IdKind::Company, fits)?;
    let value = |c: char| CODE_CHARACTERS.find(c).unwrap_or(0);
    let weighed = number.chars().take(ID_LENGTH - 1);
    let (sum, _) = weighed.fold((0, 1), |(sum, weight), c| (sum + value(c) * weight, weight * 3 % 31));
    let check = (31 - sum % 31) % 31;
    let fits = number.chars().next_back().map(value) == Some(check);
    if fits { Ok(()) } else { Err(say!(words::ID_CHECK, kind = IdKind::Company.text())) }
}

/// 18 characters, each of which may stand in its place.
fn characters(number: &str, kind: IdKind, fits: impl Fn(usize, char) -> bool) -> Result<(), Say> {
    let count = number.chars().count();
    if count != ID_LENGTH {
        return Err(say!(words::ID_LENGTH, kind = kind.text(), length = ID_LENGTH, count = count));
    }
    match number.chars().enumerate().find(|(place, c)| !fits(*place, *c)) {
        Some((place, _)) => Err(say!(words::ID_CHARACTER, kind = kind.text(), place = place + 1)),
        None => Ok(()),
    }
}

/// Passports of all countries: letters and digits, no more than the machine-readable line and a few old ones hold.
fn is_passport(number: &str) -> bool {
    (5..=12).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
        && number.bytes().any(|b| b.is_ascii_digit())
}

fn is_hk_macao(number: &str) -> bool {
    number.strip_prefix(['H', 'M']).is_some_and(|rest| is_digits(rest, &[8, 10]))
}

fn is_digits(number: &str, lengths: &[usize]) -> bool {
    lengths.contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// What an ID-card reader typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRead {
    /// Name 姓名, where it came with the number.
    pub name: Option<Pii<String>>,
    /// Number 公民身份号码, valid.
    pub number: Pii<String>,
    /// Address 住址, where it came with the number.
    pub address: Option<Pii<String>>,
}

/// Reads the burst of keys that a card reader sends: name, sex, nation, birth date, address, number, issuer and validity
/// with tabs, bars, line breaks or commas between them, or the number alone. `None` where no valid number is in it.
///
/// Readers differ in their order: the name is the first field, the address the longest one that is neither a date, the
/// issuing police nor the number.
pub fn read_card(burst: &str, today: Day) -> Option<CardRead> {
    let burst = burst.trim();
    let between = ['\t', '|', '\n', ',', '，'].into_iter().find(|c| burst.contains(*c)).unwrap_or('\t');
    let fields: Vec<&str> = burst.split(between).map(value).collect();
    let is_number = |field: &str| resident(&plain(field), today).is_ok();
    let at = fields.iter().position(|field| is_number(field))?;
    let kept = |field: &str| super::clean::clean(field).ok().filter(|text| !text.is_empty()).map(Pii::new);
    let is_address = |field: &&&str| {
        let no_date = super::day::Date::parse(field).is_none();
        let no_issuer = !field.ends_with('局');
        !is_number(field) && no_date && no_issuer && field.chars().count() > 4 && field.chars().any(is_han)
    };
    let address = fields.iter().skip(1).filter(is_address).max_by_key(|field| field.chars().count());
    Some(CardRead {
        name: fields.first().filter(|_| at > 0).and_then(|name| kept(name)),
        number: Pii::new(plain(fields[at])),
        address: address.and_then(|address| kept(address)),
    })
}

/// A field without the heading that some readers send: `姓名:张三`.
fn value(field: &str) -> &str {
    match field.split_once([':', '：']) {
        Some((heading, rest)) if heading.chars().count() <= 8 => rest.trim(),
        _ => field.trim(),
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn read(kind: IdKind, typed: &str) -> Result<Document, Refusal> {
        Document::read(kind, typed, day("2026-11-28"), "id_number")
    }

    fn pii(text: &str) -> Pii<String> {
        Pii::new(text.to_owned())
    }

    /// The line a refusal is made of; and that it names its field, says what to do and does not repeat the number.
    #[track_caller]
    fn refused(kind: IdKind, typed: &str) -> crate::text::Text {
        let refusal = read(kind, typed).unwrap_err();
        assert_eq!((refusal.field, refusal.rule), (Some("id_number"), "RULES 1.16"));
        assert!(refusal.remedy.is_some());
        let parts: Vec<char> = typed.chars().collect();
        for lang in [Lang::Zh, Lang::En] {
            let said = refusal.in_lang(lang);
            for part in parts.windows(5) {
                assert!(!said.contains(&part.iter().collect::<String>()), "{said}");
            }
        }
        refusal.why.text
    }

    #[test]
    fn check_characters_of_rules_1_16() {
        for number in ["11010519491231002X", "440524188001010014", "110101199003074514", "320102198506151121"]
        {
            assert_eq!(*read(IdKind::Resident, number).unwrap().number(), pii(number));
            for other in "0123456789X".chars().filter(|c| !number.ends_with(*c)) {
                let wrong = format!("{}{other}", &number[..17]);
                assert_eq!(refused(IdKind::Resident, &wrong), words::ID_CHECK, "{wrong}");
            }
        }
    }

    #[test]
    fn the_number_tells_sex_birth_date_and_age() {
        let man = read(IdKind::Resident, "110101199003074514").unwrap();
        assert_eq!(man.sex(), Some(Sex::Male));
        assert_eq!(man.born(), Some(&Pii::new(day("1990-03-07"))));
        assert_eq!(man.age_on(day("2008-03-06")), Some(17));
        assert_eq!(man.age_on(day("2008-03-07")), Some(18), "the 18th birthday counts");
        assert_eq!(read(IdKind::Resident, "11010519491231002X").unwrap().sex(), Some(Sex::Female));
        // Born on 29 February 2008; 2026 has none.
        let leap = read(IdKind::Resident, "110101200802290016").unwrap();
        assert_eq!(leap.age_on(day("2026-02-28")), Some(17));
        assert_eq!(leap.age_on(day("2026-03-01")), Some(18));
    }

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        for typed in [
            "11010519491231002x",
            " 110105 1949 1231 002X ",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105-19491231-002×",
        ] {
            let read = read(IdKind::Resident, typed).unwrap();
            assert_eq!(*read.number(), pii("11010519491231002X"), "{typed}");
            assert_eq!(read.masked(), "1101**********002X");
        }
    }

    #[test]
    fn what_is_wrong_with_an_identity_number_is_said() {
        for (typed, text) in [
            ("", words::ID_EMPTY),
            ("110105491231002", words::ID_OLD),
            ("1101051949123100", words::ID_LENGTH),
            ("11010519491231002A", words::ID_CHARACTER),
            ("1101051949123100X2", words::ID_CHARACTER),
            ("11010119900230451X", words::ID_DATE),
            ("110101202711290019", words::ID_FUTURE),
            ("110101199003074541", words::ID_CHECK),
            ("张三", words::ID_LENGTH),
        ] {
            assert_eq!(refused(IdKind::Resident, typed), text, "{typed}");
        }
        // 91 is no province; its check character is right.
        assert_eq!(refused(IdKind::Resident, "911111199003074517"), words::ID_REGION);
        assert!(read(IdKind::Resident, "810000199003074518").is_ok(), "a residence permit of Hong Kong");
    }

    #[test]
    fn company_codes_of_gb_32100() {
        // The example of the standard, and codes of known companies.
        for code in ["91350100M000100Y43", "9144030071526726XG", "914403001922038216", "91440300192181490G"] {
            let read = read(IdKind::Company, code).unwrap();
            assert_eq!((read.number(), read.born(), read.sex()), (&pii(code), None, None));
        }
        for (code, text) in [
            ("91350100M000100Y44", words::ID_CHECK),
            ("91530100M000100Y43", words::ID_CHECK),
            ("91350100I000100Y43", words::ID_CHARACTER),
            ("9135010OM000100Y43", words::ID_CHARACTER),
            ("91350100M000100Y4", words::ID_LENGTH),
        ] {
            assert_eq!(refused(IdKind::Company, code), text, "{code}");
        }
    }

    #[test]
    fn passports_and_permits_go_by_their_shape() {
        for (kind, good) in [
            (IdKind::Passport, "E12345678"),
            (IdKind::Passport, "ea1234567"),
            (IdKind::Passport, "533401372"),
            (IdKind::HkMacao, "H12345678"),
            (IdKind::HkMacao, "M1234567801"),
            (IdKind::Taiwan, "12345678"),
            (IdKind::Taiwan, "1234567801"),
            (IdKind::Foreigner, "USA110077010101"),
            (IdKind::Foreigner, "911111199003074517"),
        ] {
            assert!(read(kind, good).is_ok(), "{good}");
        }
        for (kind, bad, text) in [
            (IdKind::Passport, "E123", words::ID_SHAPE_PASSPORT),
            (IdKind::Passport, "11010519491231002X", words::ID_SHAPE_PASSPORT),
            (IdKind::HkMacao, "A12345678", words::ID_SHAPE_HK_MACAO),
            (IdKind::HkMacao, "H123456789", words::ID_SHAPE_HK_MACAO),
            (IdKind::Taiwan, "T12345678", words::ID_SHAPE_TAIWAN),
            (IdKind::Foreigner, "USA11007701010", words::ID_SHAPE_FOREIGNER),
            (IdKind::Foreigner, "911111199003074518", words::ID_CHECK),
        ] {
            assert_eq!(refused(kind, bad), text, "{bad}");
        }
    }

    #[test]
    fn debug_says_nothing() {
        let debug = format!("{:?}", read(IdKind::Resident, "110101199003074514").unwrap());
        assert!(!debug.contains("1990") && !debug.contains("4514"), "{debug}");
    }

    #[test]
    fn the_burst_of_a_card_reader_falls_into_its_fields() {
        let today = day("2026-11-28");
        let whole = [
            "张三",
            "男",
            "汉",
            "1990年03月07日",
            "北京市东城区景山前街4号",
            "110101199003074514",
            "北京市公安局东城分局",
            "2015.01.01-2035.01.01",
        ];
        for between in ["\t", "|", "\n", "\r\n", ","] {
            let card = read_card(&format!("{}\r\n", whole.join(between)), today).unwrap();
            assert_eq!(card.name, Some(pii("张三")), "{between:?}");
            assert_eq!(card.number, pii("110101199003074514"));
            assert_eq!(card.address, Some(pii("北京市东城区景山前街4号")));
        }
        let headed = "姓名:李四|公民身份号码:11010519491231002x|住址:北京市朝阳区建国路1号|签发机关:北京市公安局朝阳分局";
        let card = read_card(headed, today).unwrap();
        assert_eq!(card.name, Some(pii("李四")));
        assert_eq!(card.address, Some(pii("北京市朝阳区建国路1号")));
        let alone = read_card("110101199003074514\n", today).unwrap();
        assert_eq!(alone, CardRead { name: None, number: pii("110101199003074514"), address: None });
    }

    #[test]
    fn what_is_no_card_is_none() {
        let today = day("2026-11-28");
        for burst in ["", "张三", "110101199003074515", "13812345678\n", "张三\t110101199003074515"] {
            assert_eq!(read_card(burst, today), None, "{burst}");
        }
    }
}
