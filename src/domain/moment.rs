//! Points in time. The domain never asks a clock: a moment comes in from the edge and is stored as a fact.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// Later by whole minutes.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + minutes * 60_000)
    }

    /// Later by whole seconds.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000)
    }

    /// As a wall clock with this offset from UTC shows it.
    pub const fn local(self, tz_min: i32) -> Local {
        Local { at: self, tz_min }
    }
}

/// A moment on the wall clock of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    at: Millis,
    tz_min: i32,
}

impl Local {
    fn time(self) -> Option<DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(self.tz_min * 60)?;
        Some(DateTime::from_timestamp_millis(self.at.0)?.with_timezone(&offset))
    }

    /// `2026-11-28T10:42:05.120+08:00`
    pub fn rfc3339(self) -> String {
        self.time().map_or_else(String::new, |t| t.to_rfc3339_opts(SecondsFormat::Millis, false))
    }

    /// `10:42` on the same day as `today`, `11-28 10:42` in the same year, else with the year.
    pub fn brief(self, today: Millis) -> String {
        let (Some(time), Some(now)) = (self.time(), today.local(self.tz_min).time()) else {
            return String::new();
        };
        let pattern = if time.date_naive() == now.date_naive() {
            "%H:%M"
        } else if time.year() == now.year() {
            "%m-%d %H:%M"
        } else {
            "%Y-%m-%d %H:%M"
        };
        time.format(pattern).to_string()
    }
}

impl fmt::Display for Local {
    /// `2026-11-28 10:42:05`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time() {
            Some(time) => f.pad(&time.format("%Y-%m-%d %H:%M:%S").to_string()),
            None => f.pad("-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_shown_on_the_office_clock() {
        let at = Millis(1_795_833_725_120); // 2026-11-28T02:42:05.120Z
        assert_eq!(at.local(480).rfc3339(), "2026-11-28T10:42:05.120+08:00");
        assert_eq!(at.local(480).to_string(), "2026-11-28 10:42:05");
        assert_eq!(at.local(480).brief(at.plus_minutes(60)), "10:42");
        assert_eq!(at.local(480).brief(at.plus_minutes(60 * 24)), "11-28 10:42");
        assert_eq!(at.local(480).brief(at.plus_minutes(60 * 24 * 365)), "2026-11-28 10:42");
    }

    #[test]
    fn a_moment_beyond_the_calendar_is_shown_as_nothing() {
        assert_eq!(Millis(i64::MAX).local(0).to_string(), "-");
    }
}
