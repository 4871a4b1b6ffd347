//! Working days 工作日: weekends, public holidays and the weekends that are worked instead (DESIGN 3). A year that nobody
//! entered is a state of its own: no day of it is guessed.

use serde::{Deserialize, Serialize};

use super::ctx::Ctx;
use super::day::Day;
use super::policy;
use super::refusal::Refusal;
use crate::say;
use crate::text::change as words;

/// A year as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// Which.
    pub year: i32,
    /// First and last day of each holiday.
    pub off: Vec<(Day, Day)>,
    /// Saturdays and Sundays that are worked.
    pub work: Vec<Day>,
}

/// Every year that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// In any order.
    #[serde(rename = "year", default)]
    pub years: Vec<Year>,
}

/// A year that nobody entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotEntered(pub i32);

impl Calendar {
    /// Whether a day is worked.
    ///
    /// # Errors
    /// Its year is not entered.
    pub fn is_worked(&self, day: Day) -> Result<bool, NotEntered> {
        let entered = self.years.iter().find(|y| y.year == day.year());
        let entered = entered.ok_or(NotEntered(day.year()))?;
        // A holiday at the turn of the year may stand in either of the two.
        let off = self.years.iter().flat_map(|y| &y.off).any(|(first, last)| (*first..=*last).contains(&day));
        Ok(entered.work.contains(&day) || !off && !day.is_weekend())
    }

    /// So many working days after a day: the day itself does not count.
    ///
    /// # Errors
    /// A year on the way is not entered.
    pub fn after(&self, day: Day, working: i64) -> Result<Day, NotEntered> {
        let (mut at, mut left) = (day, working);
        while left > 0 {
            at = at.plus(1);
            left -= i64::from(self.is_worked(at)?);
        }
        Ok(at)
    }
}

impl Ctx<'_> {
    /// So many days after a day as the house counts them: natural days, or working days. What comes out is stored as a
    /// date, so that a later change of the rule moves nothing.
    ///
    /// # Errors
    /// The house counts working days and a year on the way is not entered.
    pub fn days_after(&self, day: Day, days: i64) -> Result<Day, Refusal> {
        if self.policy.get(&policy::DAY_COUNT) == 0 {
            return Ok(day.plus(days));
        }
        self.calendar.after(day, days).map_err(|NotEntered(year)| {
            let refusal = Refusal::new("DESIGN 3", say!(words::YEAR_NOT_ENTERED, year = i64::from(year)));
            refusal.try_this(words::YEAR_NOT_ENTERED_REMEDY)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Calendar {
        toml::from_str(include_str!("../../assets/holidays.toml")).unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_published_days_of_2024_2025_and_2026() {
        let calendar = shipped();
        for (text, worked) in [
            ("2024-02-04", true),  // 春节调休, Sunday
            ("2024-02-09", true),  // 除夕: encouraged, not off
            ("2024-02-10", false), // 春节
            ("2024-02-17", false),
            ("2024-02-18", true), // Sunday
            ("2024-09-14", true), // 中秋调休, Saturday
            ("2024-10-12", true), // 国庆调休, Saturday
            ("2025-01-26", true), // Sunday
            ("2025-01-28", false),
            ("2025-02-04", false),
            ("2025-02-05", true),
            ("2025-02-08", true), // Saturday
            ("2025-10-08", false),
            ("2025-10-11", true), // Saturday
            ("2026-01-02", false),
            ("2026-01-04", true),  // Sunday
            ("2026-02-14", true),  // Saturday
            ("2026-02-23", false), // Monday
            ("2026-02-28", true),  // Saturday
            ("2026-05-09", true),  // Saturday
            ("2026-09-20", true),  // Sunday
            ("2026-10-10", true),  // Saturday
            ("2026-11-28", false), // an ordinary Saturday
        ] {
            assert_eq!(calendar.is_worked(day(text)), Ok(worked), "{text}");
        }
    }

    #[test]
    fn working_days_go_over_holidays_and_count_make_up_saturdays() {
        let calendar = shipped();
        for (from, days, to) in [
            ("2026-09-30", 1, "2026-10-08"), // Wednesday before the National Day
            ("2026-09-30", 3, "2026-10-10"), // Thursday, Friday, the Saturday that is worked
            ("2026-02-13", 2, "2026-02-24"), // Friday; Saturday is worked, then the Spring Festival
            ("2025-01-27", 1, "2025-02-05"),
            ("2026-11-27", 7, "2026-12-08"), // Friday: an ordinary week and a half
            ("2026-11-27", 0, "2026-11-27"),
        ] {
            assert_eq!(calendar.after(day(from), days), Ok(day(to)), "{from} + {days}");
        }
    }

    #[test]
    fn a_year_that_is_not_entered_is_said_and_never_guessed() {
        let calendar = shipped();
        assert_eq!(calendar.is_worked(day("2027-01-04")), Err(NotEntered(2027)));
        assert_eq!(calendar.after(day("2026-12-28"), 7), Err(NotEntered(2027)));
        assert_eq!(calendar.after(day("2026-12-28"), 3), Ok(day("2026-12-31")));
    }
}
