//! Days of the office: the date that a moment has on the office clock, and dates as people type them.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, FixedOffset, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::clean::fold_width;
use super::moment::Millis;

/// A natural day: `2026-11-28`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

/// What is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a day: {0}")]
pub struct NotADay(pub String);

impl Day {
    /// This year, month and day; `None` where the calendar has none.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The day of a moment on the office clock.
    pub fn of(at: Millis, tz_min: i32) -> Self {
        let local = at.plus_minutes(i64::from(tz_min)).0;
        Self(chrono::DateTime::from_timestamp_millis(local).unwrap_or_default().date_naive())
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        self.0.weekday().number_from_monday() > 5
    }

    /// So many days later; earlier where negative.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let by = Days::new(days.unsigned_abs());
        let moved = if days < 0 { self.0.checked_sub_days(by) } else { self.0.checked_add_days(by) };
        Self(moved.unwrap_or(self.0))
    }

    /// How many days from here to `other`; negative where that has passed.
    pub fn until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// So many months later; the last day of the month where it has no such day.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(months)).unwrap_or(self.0))
    }

    /// Full years from here to `other`, a birthday counting as reached; none where that has passed.
    pub fn years_until(self, other: Self) -> u32 {
        other.0.years_since(self.0).unwrap_or(0)
    }

    /// Minutes after midnight on the office clock.
    pub fn at(self, minute: u16, tz_min: i32) -> Millis {
        let midnight = self.0.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc().timestamp_millis();
        Millis(midnight).plus_minutes(i64::from(minute) - i64::from(tz_min))
    }

    /// The last moment of it.
    pub fn end(self, tz_min: i32) -> Millis {
        Millis(self.plus(1).at(0, tz_min).0 - 1)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.format("%Y-%m-%d").to_string())
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Self).map_err(|_| NotADay(text.to_owned()))
    }
}

impl TryFrom<String> for Day {
    type Error = NotADay;
    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl From<Day> for crate::text::Arg {
    fn from(day: Day) -> Self {
        Self::Str(day.to_string())
    }
}

/// A date as it was typed: what it means depends on today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// `+7`: so many days from today.
    Plus(i64),
    /// `11-30`: month and day.
    MonthDay(u32, u32),
    /// `2026-11-30`
    On(Day),
}

impl Date {
    /// Reads `+7`, `-1`, `11-30`, `11/30`, `11月30日`, `2026-11-30`.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold_width(text);
        let text = folded.trim();
        if let Some(days) = text.strip_prefix('+').or(text.strip_prefix('-').map(|_| text)) {
            let days: i64 = days.trim().parse().ok()?;
            return (days.unsigned_abs() <= 3660).then_some(Self::Plus(days));
        }
        let parts: Option<Vec<u32>> = text
            .split(['-', '/', '.', '年', '月', '日'])
            .filter(|p| !p.is_empty())
            .map(|p| p.parse().ok())
            .collect();
        match parts?.as_slice() {
            // A leap day is a date, in the next year that has one.
            [month, day] => NaiveDate::from_ymd_opt(2024, *month, *day).map(|_| Self::MonthDay(*month, *day)),
            [year @ 1900..=9999, month, day] => {
                NaiveDate::from_ymd_opt(*year as i32, *month, *day).map(|d| Self::On(Day(d)))
            }
            _ => None,
        }
    }

    /// The first such day from today on; `2026-11-30` and `-1` as they are.
    pub fn ahead(self, today: Day) -> Option<Day> {
        match self {
            Self::Plus(days) => Some(today.plus(days)),
            Self::On(day) => Some(day),
            Self::MonthDay(month, day) => {
                let year = today.0.year();
                let years = year..=year + 8;
                years.filter_map(|y| NaiveDate::from_ymd_opt(y, month, day)).map(Day).find(|d| *d >= today)
            }
        }
    }

    /// The last such day up to today.
    pub fn back(self, today: Day) -> Option<Day> {
        let Self::MonthDay(month, day) = self else { return self.ahead(today) };
        let year = today.0.year();
        let mut years =
            (year - 8..=year).rev().filter_map(|y| NaiveDate::from_ymd_opt(y, month, day)).map(Day);
        years.find(|d| *d <= today)
    }
}

/// Reads a date of birth in full: `1990-03-07`, `1990年3月7日`, `19900307`; not after today.
pub fn parse_birthday(text: &str, today: Day) -> Option<Day> {
    let folded = fold_width(text);
    let digits = folded.trim();
    let day = if digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) {
        Day::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
    } else {
        match Date::parse(digits)? {
            Date::On(day) => Some(day),
            Date::Plus(_) | Date::MonthDay(..) => None,
        }
    };
    day.filter(|day| *day <= today && day.year() >= 1900)
}

/// Reads a time of day in minutes: `14:30`, `1430`, `14点30`, `9:05`.
pub fn parse_time(text: &str) -> Option<u16> {
    let folded = fold_width(text);
    let text = folded.trim();
    let (hour, minute) = match text.split_once([':', '点', '时']) {
        Some((hour, minute)) => (hour, minute.trim_end_matches('分')),
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => return None,
    };
    let minute = if minute.is_empty() { "0" } else { minute };
    let digits = |t: &str| t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit());
    let (hour, minute) = (
        digits(hour).then(|| hour.parse::<u16>().ok())??,
        digits(minute).then(|| minute.parse::<u16>().ok())??,
    );
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

impl Day {
    /// Hours and minutes of a moment on the office clock: `14:30`.
    pub fn clock(at: Millis, tz_min: i32) -> String {
        let time = FixedOffset::east_opt(tz_min * 60)
            .and_then(|offset| Some(chrono::DateTime::from_timestamp_millis(at.0)?.with_timezone(&offset)));
        time.map_or_else(String::new, |t| t.format("%H:%M").to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_office() {
        let at = Millis(1_795_827_600_000); // 2026-11-28T09:00+08:00
        assert_eq!(Day::of(at, 480), day("2026-11-28"));
        assert_eq!(day("2026-11-28").at(9 * 60, 480), at);
        assert_eq!(Day::of(day("2026-11-28").end(480), 480), day("2026-11-28"));
        assert_eq!(Day::of(Millis(day("2026-11-28").end(480).0 + 1), 480), day("2026-11-29"));
        assert_eq!(day("2026-11-28").until(day("2026-12-08")), 10);
        assert_eq!(day("2026-12-31").plus(1), day("2027-01-01"));
        assert_eq!(Day::clock(at, 480), "09:00");
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let today = day("2026-11-28");
        for (text, ahead, back) in [
            ("+7", "2026-12-05", "2026-12-05"),
            ("＋７", "2026-12-05", "2026-12-05"),
            ("-1", "2026-11-27", "2026-11-27"),
            ("11-30", "2026-11-30", "2025-11-30"),
            ("11月30日", "2026-11-30", "2025-11-30"),
            ("01-05", "2027-01-05", "2026-01-05"),
            ("11-28", "2026-11-28", "2026-11-28"),
            ("2-29", "2028-02-29", "2024-02-29"),
            ("2026-11-30", "2026-11-30", "2026-11-30"),
            ("2026/11/30", "2026-11-30", "2026-11-30"),
        ] {
            let date = Date::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(date.ahead(today), Some(day(ahead)), "{text}");
            assert_eq!(date.back(today), Some(day(back)), "{text}");
        }
        for text in ["", "7", "+x", "13-01", "11-31", "26-11-30-1", "+99999", "tomorrow"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for (text, minute) in
            [("14:30", 870), ("1430", 870), ("１４：３０", 870), ("9:05", 545), ("14点", 840)]
        {
            assert_eq!(parse_time(text), Some(minute), "{text}");
        }
        for text in ["", "24:00", "12:60", "9", "12345", "ab:cd"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}
