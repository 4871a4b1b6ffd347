//! What is typed into a field, read as its kind says.

use super::field::{Choice, Field, Kind, Pattern, Value};
use crate::domain::application::AppId;
use crate::domain::area::Area;
use crate::domain::clean;
use crate::domain::day::{self, Date};
use crate::domain::deal::DealId;
use crate::domain::money::Fen;
use crate::domain::paper::PaperId;
use crate::domain::permission::Role;
use crate::domain::person::{Pii, parse_partial_phone, parse_phone};
use crate::domain::policy;
use crate::domain::ppm::Ppm;
use crate::domain::receipt::ReceiptId;
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::{Arg, Say, cli as words};

/// The most characters of a text.
const MOST: usize = 200;
/// The most of a list of units: all of a big project, each by name.
const MOST_UNITS: usize = 1 << 20;

/// Text fit to be kept, not empty, not too long.
pub(super) fn plain(typed: &str, field: &'static str) -> Result<String, Refusal> {
    cleaned(typed, field, &field.into(), MOST)
}

/// The same; what is wrong is said with the field's label.
fn cleaned(typed: &str, field: &'static str, label: &Arg, most: usize) -> Result<String, Refusal> {
    let refuse = |why: Say| Err(Refusal::new("RELIABILITY 3", why).at(field));
    match clean::clean(typed) {
        Err(bad) => refuse(say!(words::INVISIBLE, code = format!("U+{:04X}", bad as u32))),
        Ok(text) if text.is_empty() => refuse(say!(words::EMPTY, field = label.clone())),
        Ok(text) if text.chars().count() > most => {
            refuse(say!(words::TOO_LONG, field = label.clone(), most = most))
        }
        Ok(text) => Ok(text),
    }
}

pub(super) fn parse(field: &Field, typed: &str) -> Result<Value, Refusal> {
    if matches!(field.kind, Kind::Pin) {
        // Exactly as typed: blanks count.
        return Ok(Value::Secret(Pii::new(typed.to_owned())));
    }
    let most = if matches!(field.kind, Kind::Units) { MOST_UNITS } else { MOST };
    let text = cleaned(typed, field.name, &field.text.into(), most)?;
    let wrong = || {
        let why = say!(words::FIELD_WRONG, field = field.text, value = &text, hint = field.kind.hint());
        Refusal::new("DESIGN 5", why).at(field.name)
    };
    Ok(match field.kind {
        // Nobody is called by digits or dashes alone; a company's name may have some.
        Kind::Name if !text.chars().any(char::is_alphabetic) => {
            return Err(Refusal::new("RULES 3.1", say!(words::NAME_WRONG, field = field.text)).at(field.name));
        }
        // Personal data is not repeated in a sentence.
        Kind::Name | Kind::Private | Kind::Pin | Kind::DocumentNo => Value::Secret(Pii::new(text)),
        Kind::Note if holds_a_number_of_a_person(&text) => {
            return Err(Refusal::new("RULES 2", words::NOTE_PERSONAL)
                .at(field.name)
                .try_this(words::NOTE_PERSONAL_REMEDY));
        }
        Kind::Text
        | Kind::Note
        | Kind::Staff
        | Kind::People
        | Kind::Reception
        | Kind::When
        | Kind::Guest
        | Kind::Discounts
        | Kind::Buyers
        | Kind::Parts => Value::Text(text),
        Kind::Share => Value::Ppm(Ppm::parse(&text).ok_or_else(wrong)?.0),
        Kind::Deal => {
            let number = DealId::parse(&text).map(|id| id.to_string());
            let unit = || text.parse::<crate::domain::unit_id::UnitId>().ok().map(|id| id.to_string());
            Value::Text(number.or_else(unit).ok_or_else(wrong)?)
        }
        Kind::Application => Value::Number(AppId::parse(&text).ok_or_else(wrong)?.0),
        Kind::Complaint => {
            Value::Number(crate::domain::complaint::ComplaintId::parse(&text).ok_or_else(wrong)?.0)
        }
        Kind::Receipt => Value::Number(ReceiptId::parse(&text).ok_or_else(wrong)?.0),
        Kind::Paper => Value::Text(PaperId::parse(&text).ok_or_else(wrong)?.to_string()),
        Kind::Phone => Value::Phone(
            parse_phone(&text).ok_or_else(|| Refusal::new("RULES 3.1", words::PHONE_WRONG).at(field.name))?,
        ),
        Kind::ReportedPhone => {
            let phone = parse_phone(&text).or_else(|| parse_partial_phone(&text));
            Value::Phone(phone.ok_or_else(|| Refusal::new("RULES 3.1", words::PHONE_WRONG).at(field.name))?)
        }
        Kind::Money => Value::Money(Fen::parse(&text).ok_or_else(wrong)?),
        Kind::Area => Value::Area(Area::parse(&text).ok_or_else(wrong)?),
        Kind::Percent => Value::Ppm(percent(&text).ok_or_else(wrong)?),
        Kind::Number => Value::Number(clean::fold_width(&text).parse().map_err(|_| wrong())?),
        Kind::Unit => Value::Unit(text.parse().map_err(|_| wrong())?),
        Kind::Units => Value::Units(patterns(&text).ok_or_else(wrong)?),
        Kind::Choice(choices) => {
            Value::Choice(chosen(choices, &text).ok_or_else(|| wrong().typed(one_of(choices)))?)
        }
        Kind::Choices(choices) => {
            let named = text.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty());
            let codes: Option<Vec<&str>> = named.map(|name| chosen(choices, name)).collect();
            let codes = codes.filter(|codes| !codes.is_empty());
            Value::Choices(codes.ok_or_else(|| wrong().typed(one_of(choices)))?)
        }
        Kind::Roles => {
            let roles: Option<Vec<Role>> = role_names(&text).into_iter().map(role).collect();
            let roles = roles.ok_or_else(|| {
                let known: Vec<Arg> = Role::ALL
                    .iter()
                    .map(|r| say!(words::CODE_AND_TEXT, code = r.code(), text = r.text()).into())
                    .collect();
                wrong().typed(say!(words::ONE_OF, known = known))
            })?;
            Value::Roles(roles.into())
        }
        Kind::Param => {
            let param = policy::find_param(&text).map_err(|refusal| refusal.at(field.name))?;
            Value::Text(param.name.to_owned())
        }
        Kind::Date => Value::Date(Date::parse(&text).ok_or_else(wrong)?),
        Kind::Time => Value::Time(day::parse_time(&text).ok_or_else(wrong)?),
        Kind::PriceList => return Err(wrong()),
    })
}

/// The code of the choice that is called so: by its code or its words.
fn chosen(choices: &[Choice], name: &str) -> Option<&'static str> {
    let folded = clean::fold_width(name).to_lowercase();
    let called = |c: &&Choice| c.code == folded || c.text.zh == name || c.text.en.to_lowercase() == folded;
    choices.iter().find(called).map(|c| c.code)
}

/// Everything that could have been typed.
fn one_of(choices: &[Choice]) -> Say {
    let known = choices.iter().map(|c| say!(words::CODE_AND_TEXT, code = c.code, text = c.text).into());
    say!(words::ONE_OF, known = known.collect::<Vec<Arg>>())
}

/// Whether a mobile number or an ID number stands in a text, also as `+86 138 0000 1234` or `138-0000-1234`.
fn holds_a_number_of_a_person(text: &str) -> bool {
    let folded = clean::fold_width(text);
    let is_number = |run: &str| {
        let digits = run.trim_end_matches(['X', 'x']);
        let mobile = ["", "86", "0086"].iter().filter_map(|code| digits.strip_prefix(code)).any(|number| {
            number.len() == 11 && number.starts_with('1') && matches!(number.as_bytes()[1], b'3'..=b'9')
        });
        mobile || run.len() == 18 && digits.len() >= 17
    };
    let runs: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_digit() && !matches!(c, 'X' | 'x' | ' ' | '-'))
        .flat_map(|part| [vec![part], part.split([' ', '-']).collect()].concat())
        .collect();
    // In groups as people write them, 3 4 4 of a mobile number and 6 8 4 of an ID: other numbers in a row are none.
    let grouped = |run: &str| {
        let groups: Vec<&str> = run.split([' ', '-']).filter(|group| !group.is_empty()).collect();
        let joined = |count: usize, lengths: &[usize]| {
            groups.windows(count).any(|window| {
                window.iter().map(|group| group.len()).eq(lengths.iter().copied())
                    && is_number(&window.concat())
            })
        };
        joined(3, &[3, 4, 4]) || joined(2, &[3, 8]) || joined(2, &[7, 4]) || joined(3, &[6, 8, 4])
    };
    runs.iter().any(|run| is_number(run) || grouped(run))
}

/// The names between the commas, or between blanks where a name is none as a whole: `Team lead` has a blank in it.
fn role_names(text: &str) -> Vec<&str> {
    let parts = text.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty());
    parts
        .flat_map(|part| if role(part).is_some() { vec![part] } else { part.split_whitespace().collect() })
        .collect()
}

fn role(name: &str) -> Option<Role> {
    let lower = name.to_lowercase();
    Role::ALL
        .into_iter()
        .find(|r| r.code() == lower || r.text().zh == name || r.text().en.to_lowercase() == lower)
}

/// `+2`, `-1.5%`, `2.5％` in millionths.
fn percent(text: &str) -> Option<i64> {
    let folded = clean::fold_width(text);
    let number = folded.trim().trim_end_matches('%').trim();
    // Four digits below the percent are a millionth; Fen has the same decimal reader at two.
    let (sign, digits) = match number.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || whole.len() > 4 || fraction.len() > 4 {
        return None;
    }
    if !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    format!("{whole}{fraction:0<4}").parse::<i64>().ok().map(|n| sign * n)
}

/// `3-1-12F`, `3-1-12层`
fn floor(part: &str) -> Option<Pattern> {
    let name = part.strip_suffix(['F', 'f', '层'])?;
    let at = name.rfind('-').filter(|at| *at > 0)?;
    let (prefix, floor) =
        if name[..at].ends_with('-') { (&name[..at], &name[at..]) } else { (&name[..=at], &name[at + 1..]) };
    Some(Pattern::Floor(prefix.to_uppercase(), floor.parse().ok()?))
}

fn patterns(text: &str) -> Option<Vec<Pattern>> {
    let folded = clean::fold_width(text);
    let parts = folded.split([',', '、', ';', ' ']).filter(|p| !p.is_empty());
    let found: Option<Vec<Pattern>> = parts
        .map(|part| match part.strip_suffix('*') {
            Some("") => Some(Pattern::Under(String::new())),
            Some(prefix) if prefix.ends_with('-') => Some(Pattern::Under(prefix.to_uppercase())),
            Some(_) => None,
            None => match part.split_once("..") {
                Some((first, last)) => Some(Pattern::Between(first.parse().ok()?, last.parse().ok()?)),
                None => floor(part).or_else(|| part.parse().ok().map(Pattern::One)),
            },
        })
        .collect();
    found.filter(|f| !f.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_millionths() {
        for (text, ppm) in
            [("+2", 20_000), ("-1.5%", -15_000), ("2.5％", 25_000), ("0.0001", 1), ("100", 1_000_000)]
        {
            assert_eq!(percent(text), Some(ppm), "{text}");
        }
        for text in ["", "%", "1.00001", "12345", "x", "--2"] {
            assert_eq!(percent(text), None, "{text}");
        }
    }

    #[test]
    fn remarks_hold_no_numbers_of_people() {
        for text in [
            "客户张三13812345678要",
            "身份证11010519491231002X",
            "１３８１２３４５６７８",
            "电话 138 1234 5678",
            "138-1234-5678 下午打",
            "138 12345678",
            "+86 138 1234 5678",
            "+8613812345678",
            "008613812345678",
            "110105 19491231 002X",
        ] {
            assert!(holds_a_number_of_a_person(text), "{text}");
        }
        for text in [
            "领导批示第88号",
            "20261123-001",
            "6556415.58 元",
            "合同 2026000113",
            "3-1-1203 和 3-2-1504",
            "2026-11-28 10:30",
            "138 平 1234 元 5678",
        ] {
            assert!(!holds_a_number_of_a_person(text), "{text}");
        }
    }

    #[test]
    fn roles_are_named_in_either_language_and_some_names_have_a_blank() {
        let named = |text| role_names(text).into_iter().map(role).collect::<Option<Vec<Role>>>();
        let both = Some(vec![Role::TeamLead, Role::Consultant]);
        for text in
            ["team_lead,consultant", "Team lead, Consultant", "销售主管、置业顾问", "销售主管 置业顾问"]
        {
            assert_eq!(named(text), both, "{text}");
        }
        assert_eq!(named("team boss"), None);
    }

    #[test]
    fn unit_lists_take_names_and_stars() {
        assert_eq!(patterns("*"), Some(vec![Pattern::Under(String::new())]));
        assert_eq!(patterns("3-1-*，3栋1单元1203").map(|p| p.len()), Some(2), "a full-width comma");
        assert_eq!(patterns("3-1-*,3栋1单元1203").map(|p| p.len()), Some(2));
        assert_eq!(patterns("3-1-12F"), Some(vec![Pattern::Floor("3-1-".into(), 12)]));
        assert_eq!(patterns("3-1--1层"), Some(vec![Pattern::Floor("3-1-".into(), -1)]));
        assert_eq!(patterns("3-1-301..3-1-304").map(|p| p.len()), Some(1));
        assert_eq!(patterns("3*"), None, "3* would also be 30");
        assert_eq!(patterns(""), None);
    }
}
