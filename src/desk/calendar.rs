//! The calendar 节假日 that the house counts working days by: shipped, and replaced by an office's own file.

use std::sync::{LazyLock, OnceLock};

use crate::domain::calendar::Calendar;

/// The shipped calendar: what an office's own file begins with.
pub const SHIPPED: &str = include_str!("../../assets/holidays.toml");

static OWN: OnceLock<Calendar> = OnceLock::new();
static DEFAULT: LazyLock<Calendar> = LazyLock::new(|| read(SHIPPED).unwrap_or_default());

/// Reads a calendar.
///
/// # Errors
/// What is wrong with the file, with its line.
pub fn read(text: &str) -> Result<Calendar, String> {
    toml::from_str(text).map_err(|e| e.to_string())
}

/// Uses an office's own calendar for the rest of the program's run; the first one stays.
pub fn use_own(calendar: Calendar) {
    let _ = OWN.set(calendar);
}

/// The calendar in use.
pub fn the() -> &'static Calendar {
    OWN.get().unwrap_or(&DEFAULT)
}
