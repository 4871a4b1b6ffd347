//! Points in time. The domain never asks a clock: a moment comes in from the edge and is stored as a fact.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat};
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

    /// The minute it is in, as registers have it.
    #[must_use]
    pub const fn on_the_minute(self) -> Self {
        Self(self.0 - self.0.rem_euclid(60_000))
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

/// Reads a moment as people write it: `2026-11-20 15:42`, with seconds, with a `T` between, RFC 3339, or a day alone, which means its end.
/// Without an offset it is on the office clock, `tz_min` minutes from UTC.
pub fn parse(text: &str, tz_min: i32) -> Option<Millis> {
    let text = super::clean::fold_width(text);
    let text = text.trim();
    if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
        return Some(Millis(exact.timestamp_millis()));
    }
    let offset = FixedOffset::east_opt(tz_min * 60)?;
    let local = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_milli_opt(23, 59, 59, 999))?;
    Some(Millis(local.and_local_timezone(offset).single()?.timestamp_millis()))
}

/// Days as people name them, and how many ago they are. The longer name stands first.
const DAYS: &[(&str, i64)] =
    &[("大前天", 3), ("前天", 2), ("昨天", 1), ("今天", 0), ("yesterday", 1), ("today", 0)];
/// What stands behind a number of them, in minutes.
const AGO: &[(&str, i64)] = &[
    ("分钟前", 1),
    ("小时前", 60),
    ("个小时前", 60),
    ("天前", DAY),
    ("minutes ago", 1),
    ("minute ago", 1),
    ("hours ago", 60),
    ("hour ago", 60),
    ("days ago", DAY),
    ("day ago", DAY),
];
const DAY: i64 = 24 * 60;

/// `昨天`, `昨天15:00`, `3天前`, `三天前 15:00`, `yesterday`, `2 hours ago`. A day that is named means its end, as a date
/// alone does.
fn parse_said(text: &str, now: Millis, tz_min: i32) -> Option<Millis> {
    let text = text.to_lowercase();
    let on_day = |days: i64, time: &str| {
        let day = now.plus_minutes(-days * DAY).local(tz_min).to_string();
        parse(format!("{} {}", day.get(..10)?, time.trim()).trim(), tz_min)
    };
    if let Some((name, days)) = DAYS.iter().find(|(name, _)| text.starts_with(name)) {
        return on_day(*days, &text[name.len()..]);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (count, rest) = match digits {
        0 => (han_digit(text.chars().next()?)?, text.chars().skip(1).collect()),
        _ => (text[..digits].parse::<u32>().ok()?.into(), text[digits..].trim_start().to_owned()),
    };
    let (unit, minutes) = AGO.iter().find(|(unit, _)| rest.starts_with(unit))?;
    match &rest[unit.len()..] {
        "" => Some(now.plus_minutes(-count.checked_mul(*minutes)?)),
        time if *minutes == DAY => on_day(count, time),
        _ => None,
    }
}

fn han_digit(c: char) -> Option<i64> {
    match c {
        '两' => Some(2),
        _ => "一二三四五六七八九十".chars().zip(1..).find(|(digit, _)| *digit == c).map(|(_, n)| n),
    }
}

/// As [`parse`], and as people say it near `now`: `15:42` today, `11-20 15:42` this year, `-30m`, `-2h`, `-3d` ago,
/// `昨天15:00`, `3天前`, `3 days ago`.
pub fn parse_near(text: &str, now: Millis, tz_min: i32) -> Option<Millis> {
    let folded = super::clean::fold_width(text);
    let text = folded.trim();
    if let Some(ago) = text.strip_prefix('-') {
        let minutes = [('m', 1), ('h', 60), ('d', 24 * 60)]
            .into_iter()
            .find_map(|(unit, minutes)| Some((ago.strip_suffix(unit)?, minutes)))
            .and_then(|(count, minutes)| count.parse::<u32>().ok()?.checked_mul(minutes))?;
        return Some(now.plus_minutes(-i64::from(minutes)));
    }
    let today = now.local(tz_min).to_string();
    let (day, year) = (today.get(..10)?, today.get(..4)?);
    if text.is_empty() {
        return None;
    }
    parse(text, tz_min)
        .or_else(|| parse(&format!("{day} {text}"), tz_min))
        .or_else(|| parse(&format!("{year}-{text}"), tz_min))
        .or_else(|| parse_said(text, now, tz_min))
}

/// Why a moment cannot be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPast {
    /// Nobody can tell which one is meant.
    Unreadable,
    /// This one is still to come.
    Future(Millis),
}

/// A moment of the past, as [`parse_near`] reads it. Today alone means now: its end is still to come.
///
/// # Errors
/// [`NotPast`]
pub fn parse_past(text: &str, now: Millis, tz_min: i32) -> Result<Millis, NotPast> {
    let at = parse_near(text, now, tz_min).ok_or(NotPast::Unreadable)?;
    let ends_today = super::day::Day::of(now, tz_min).end(tz_min) == at;
    match at {
        _ if ends_today => Ok(now),
        at if at > now => Err(NotPast::Future(at)),
        at => Ok(at),
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

    /// The time of the day: `10:42`.
    pub fn clock(self) -> String {
        self.time().map_or_else(String::new, |t| t.format("%H:%M").to_string())
    }

    /// Minutes since midnight.
    pub const fn minute_of_day(self) -> i64 {
        (self.at.0 + self.tz_min as i64 * 60_000).rem_euclid(86_400_000) / 60_000
    }

    /// Days since 1970-01-01.
    pub const fn day_number(self) -> i64 {
        (self.at.0 + self.tz_min as i64 * 60_000).div_euclid(86_400_000)
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
    fn moments_are_read_as_people_write_them() {
        let noon = Some(Millis(1_795_838_520_000)); // 2026-11-28T04:02:00Z
        assert_eq!(parse("2026-11-28 12:02", 480), noon);
        assert_eq!(parse("2026-11-28 12:02:00", 480), noon);
        assert_eq!(parse("2026-11-28T12:02:00", 480), noon);
        assert_eq!(parse("2026-11-28T12:02", 480), noon);
        assert_eq!(parse("2026-11-28T12:02:00+08:00", 0), noon);
        assert_eq!(parse("2026-11-28", 480), Some(Millis(1_795_881_599_999)), "the end of the day");
        assert_eq!(parse("yesterday", 480), None);
    }

    #[test]
    fn moments_near_now_are_read_as_people_say_them() {
        let now = parse("2026-11-28 12:02", 480).unwrap();
        for (text, meant) in [
            ("10:30", "2026-11-28 10:30"),
            ("11-20 15:42", "2026-11-20 15:42"),
            ("2025-01-02 03:04", "2025-01-02 03:04"),
            ("-2h", "2026-11-28 10:02"),
            ("－30m", "2026-11-28 11:32"),
            ("-3d", "2026-11-25 12:02"),
            ("昨天", "2026-11-27"),
            ("昨天15:00", "2026-11-27 15:00"),
            ("昨天 15：00", "2026-11-27 15:00"),
            ("大前天 8:30", "2026-11-25 8:30"),
            ("今天 8:30", "2026-11-28 8:30"),
            ("3天前", "2026-11-25 12:02"),
            ("三天前15:00", "2026-11-25 15:00"),
            ("两小时前", "2026-11-28 10:02"),
            ("30分钟前", "2026-11-28 11:32"),
            ("Yesterday", "2026-11-27"),
            ("yesterday 15:00", "2026-11-27 15:00"),
            ("3 days ago", "2026-11-25 12:02"),
            ("1 hour ago", "2026-11-28 11:02"),
        ] {
            assert_eq!(parse_near(text, now, 480), parse(meant, 480), "{text}");
        }
        for text in [
            "",
            "-",
            "-2",
            "-xh",
            "25:00",
            "99999999999d",
            "昨天下午",
            "天前",
            "3天",
            "昨天25:00",
            "4294967295天前15:00",
        ] {
            assert_eq!(parse_near(text, now, 480), None, "{text}");
        }
    }

    #[test]
    fn only_the_past_can_be_looked_at() {
        let now = parse("2026-11-28 12:02", 480).unwrap();
        for text in ["2026-11-28", "11-28", "今天", "today"] {
            assert_eq!(parse_past(text, now, 480), Ok(now), "{text}");
        }
        assert_eq!(parse_past("-2h", now, 480), Ok(now.plus_minutes(-120)));
        let late = parse("2026-11-28 18:00", 480).unwrap();
        assert_eq!(parse_past("18:00", now, 480), Err(NotPast::Future(late)));
        assert_eq!(parse_past("soon", now, 480), Err(NotPast::Unreadable));
    }

    #[test]
    fn a_moment_beyond_the_calendar_is_shown_as_nothing() {
        assert_eq!(Millis(i64::MAX).local(0).to_string(), "-");
    }
}
