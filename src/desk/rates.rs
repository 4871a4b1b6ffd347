//! The rates of taxes, fees and mortgages 税费与贷款利率: shipped, and replaced by an office's own file.

use super::Desk;
use crate::domain::day::Day;
use crate::domain::money::Fen;
use crate::domain::ppm::Ppm;
use crate::domain::tax::{RateTable, Rates};
use crate::say;
use crate::text::{Say, listed as words};

/// The shipped table: what an office's own file begins with.
pub const SHIPPED: &str = include_str!("../../assets/rates.toml");

/// A table of rates that cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: Say,
}

/// The file, each set of rates with its place.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rates: Vec<toml::Spanned<Rates>>,
}

/// Reads a table of rates.
///
/// # Errors
/// What is wrong with the file, with its line.
pub fn read(text: &str) -> Result<RateTable, Wrong> {
    let line = |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
    let file: File = toml::from_str(text).map_err(|error| Wrong {
        line: error.span().map_or(1, |span| line(span.start)),
        // The reader's own words name the field.
        what: say!(words::RATES_FORMAT, what = error.message().trim()),
    })?;
    if file.rates.is_empty() {
        return Err(Wrong { line: 1, what: words::RATES_NONE.into() });
    }
    let mut table = RateTable { rates: Vec::new() };
    for set in file.rates {
        let at = line(set.span().start);
        let rates = set.into_inner();
        if table.rates.iter().any(|known| known.from == rates.from) {
            return Err(Wrong { line: at, what: say!(words::RATES_TWICE, day = rates.from) });
        }
        if !in_range(&rates) {
            return Err(Wrong { line: at, what: words::RATES_RANGE.into() });
        }
        table.rates.push(rates);
    }
    Ok(table)
}

fn in_range(rates: &Rates) -> bool {
    let (tax, loans) = (&rates.deed_tax, &rates.loans);
    let shares = [
        tax.sole_small,
        tax.sole_large,
        tax.second_small,
        tax.second_large,
        tax.full,
        rates.stamp_other,
        loans.bank,
        loans.fund_first,
        loans.fund_second,
    ];
    let fees = [
        rates.maintenance.unwrap_or(Fen::ZERO),
        rates.registration_home,
        rates.registration_other,
        rates.certificate,
    ];
    shares.iter().all(|share| (Ppm(0)..=Ppm::WHOLE).contains(share))
        && fees.iter().all(|fee| *fee >= Fen::ZERO)
        && tax.small_home.0 >= 0
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
