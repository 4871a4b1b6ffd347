//! The rates of taxes, fees and mortgages 税费与贷款利率: shipped, and replaced by an office's own file.

use super::Desk;
use crate::domain::day::Day;
use crate::domain::tax::{RateTable, Rates};

/// The shipped table: what an office's own file begins with.
pub const SHIPPED: &str = include_str!("../../assets/rates.toml");

/// Reads a table of rates.
///
/// # Errors
/// What is wrong with the file, with its line.
pub fn read(text: &str) -> Result<RateTable, String> {
    toml::from_str(text).map_err(|e| e.to_string())
}

impl Desk {
    /// Uses an office's own rates.
    pub fn use_rates(&mut self, table: RateTable) {
        self.rates = table;
    }

    /// The rates of a day; before the first ones, the shipped ones.
    pub fn rates(&self, day: Day) -> Rates {
        self.rates.on(day).copied().unwrap_or_default()
    }
}
