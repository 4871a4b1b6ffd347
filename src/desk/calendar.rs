//! The calendar 节假日 that the house counts working days by: shipped, and replaced by an office's own file.

use std::sync::{LazyLock, OnceLock};

use crate::domain::calendar::{Calendar, Year};
use crate::domain::day::Day;
use crate::say;
use crate::text::{Say, changed as words, listed};

/// The shipped calendar: what an office's own file begins with.
pub const SHIPPED: &str = include_str!("../../assets/holidays.toml");

static OWN: OnceLock<Calendar> = OnceLock::new();
static DEFAULT: LazyLock<Calendar> = LazyLock::new(|| read(SHIPPED).unwrap_or_default());

/// A calendar that cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: Say,
}

/// The file, each year and each of its days with its place.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    year: Vec<toml::Spanned<YearIn>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct YearIn {
    year: i32,
    off: Vec<toml::Spanned<(Day, Day)>>,
    work: Vec<toml::Spanned<Day>>,
}

/// Reads a calendar.
///
/// # Errors
/// What is wrong with the file, with its line.
pub fn read(text: &str) -> Result<Calendar, Wrong> {
    let line = |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
    let file: File = toml::from_str(text).map_err(|error| Wrong {
        line: error.span().map_or(1, |span| line(span.start)),
        // The reader's own words name the field.
        what: say!(listed::RATES_FORMAT, what = error.message().trim()),
    })?;
    if file.year.is_empty() {
        return Err(Wrong { line: 1, what: words::CALENDAR_NONE.into() });
    }
    let mut calendar = Calendar::default();
    for spanned in file.year {
        let at = line(spanned.span().start);
        let entered = spanned.into_inner();
        let number = entered.year;
        if calendar.years.iter().any(|known| known.year == number) {
            let what = say!(words::CALENDAR_TWICE, year = i64::from(number));
            return Err(Wrong { line: at, what });
        }
        let mut year = Year { year: number, off: Vec::new(), work: Vec::new() };
        for off in entered.off {
            let at = line(off.span().start);
            let (first, last) = off.into_inner();
            if last < first {
                let what = say!(words::CALENDAR_BACKWARDS, first = first, last = last);
                return Err(Wrong { line: at, what });
            }
            // A holiday at the turn of the year may begin or end in another one.
            if first.year() != number && last.year() != number {
                return Err(Wrong { line: at, what: off_year(first, number) });
            }
            year.off.push((first, last));
        }
        for work in entered.work {
            let at = line(work.span().start);
            let day = work.into_inner();
            if day.year() != number {
                return Err(Wrong { line: at, what: off_year(day, number) });
            }
            if !day.is_weekend() {
                return Err(Wrong { line: at, what: say!(words::CALENDAR_NO_WEEKEND, day = day) });
            }
            year.work.push(day);
        }
        calendar.years.push(year);
    }
    Ok(calendar)
}

fn off_year(day: Day, year: i32) -> Say {
    say!(words::CALENDAR_OFF_YEAR, day = day, year = i64::from(year))
}

/// Uses an office's own calendar for the rest of the program's run; the first one stays.
pub fn use_own(calendar: Calendar) {
    let _ = OWN.set(calendar);
}

/// The calendar in use.
pub fn the() -> &'static Calendar {
    OWN.get().unwrap_or(&DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn the_shipped_calendar_is_read_whole() {
        let shipped = read(SHIPPED).unwrap();
        let as_it_stands: Calendar = toml::from_str(SHIPPED).unwrap();
        assert_eq!(shipped, as_it_stands);
    }

    #[test]
    fn a_wrong_calendar_is_named_with_its_line() {
        let year = "[[year]]\nyear = 2027\n";
        for (text, line, named) in [
            (String::new(), 1, "no [[year]]"),
            ("[[year]]\nyear = ".to_owned(), 2, "not written right"),
            (format!("{year}off = []\nwork = []\nrest = 1\n"), 5, "rest"),
            (format!("{year}off = []\nwork = []\n{year}off = []\nwork = []\n"), 5, "2027 is there twice"),
            (format!("{year}off = [\n[\"2027-05-05\", \"2027-05-01\"]]\nwork = []\n"), 4, "ends before"),
            (
                format!("{year}off = [[\"2028-05-01\", \"2028-05-05\"]]\nwork = []\n"),
                3,
                "2028-05-01 is not in 2027",
            ),
            (
                format!("{year}off = []\nwork = [\n\"2027-05-08\",\n\"2027-05-10\"]\n"),
                6,
                "no Saturday or Sunday",
            ),
            (format!("{year}off = []\nwork = [\"2027-02-30\"]\n"), 4, "not written right"),
        ] {
            let wrong = read(&text).unwrap_err();
            let said = wrong.what.in_lang(Lang::En);
            assert!(said.contains(named), "{said}");
            assert_eq!(wrong.line, line, "{said}: {text}");
        }
    }
}
