//! Shares and rates in integer millionths: 3.5 % = 35,000 ppm.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::money::{Fen, decimal, div_half_up};
use crate::text::Arg;

/// A share of something or a yearly rate, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ppm(pub i64);

impl Ppm {
    /// All of it.
    pub const WHOLE: Self = Self(1_000_000);

    /// Whole per cent.
    pub const fn percent(percent: i64) -> Self {
        Self(percent * 10_000)
    }

    /// This share of an amount, half-up to the fen.
    #[must_use]
    pub fn of(self, amount: Fen) -> Fen {
        Fen(div_half_up(i128::from(amount.0) * i128::from(self.0), 1_000_000))
    }

    /// This share of an amount and not a part of a fen more: for what must not be exceeded.
    #[must_use]
    pub fn of_at_most(self, amount: Fen) -> Fen {
        let exact = i128::from(amount.0) * i128::from(self.0);
        Fen(exact.div_euclid(1_000_000) as i64)
    }

    /// What share `part` is of `whole`, half-up to the millionth; `None` where the whole is not positive.
    pub fn share(part: Fen, whole: Fen) -> Option<Self> {
        (whole.0 > 0).then(|| Self(div_half_up(i128::from(part.0) * 1_000_000, i128::from(whole.0))))
    }

    /// Reads a share as people type it: `3.5%`, `3.5` (per cent), `98折` and `9.8折` (98 % remain to be paid).
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = super::clean::fold_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        let Some(folds) = text.strip_suffix('折') else {
            return decimal(text.trim_end_matches('%'), 4).map(Self);
        };
        // 9.8折 and 98折 are the same: tenths where a single digit stands before the point.
        let percent = decimal(folds, 4)?;
        match percent {
            10_000..100_000 => Some(Self(percent * 10)),
            100_000..1_000_000 => Some(Self(percent)),
            _ => None,
        }
    }
}

impl fmt::Display for Ppm {
    /// `3.5%`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, below) = (self.0.unsigned_abs() / 10_000, self.0.unsigned_abs() % 10_000);
        let digits = format!("{sign}{whole}.{below:04}");
        f.pad(&format!("{}%", digits.trim_end_matches('0').trim_end_matches('.')))
    }
}

impl From<Ppm> for Arg {
    fn from(value: Ppm) -> Self {
        Self::Str(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_people_type_them() {
        for (text, ppm) in [
            ("3.5%", 35_000),
            ("3.075 ％", 30_750),
            ("2.6", 26_000),
            ("98折", 980_000),
            ("9.8 折", 980_000),
            ("85折", 850_000),
            ("9折", 900_000),
            ("97.5折", 975_000),
        ] {
            assert_eq!(Ppm::parse(text), Some(Ppm(ppm)), "{text}");
        }
        for text in ["", "%", "100折", "0.98折", "x", "1.23456%"] {
            assert_eq!(Ppm::parse(text), None, "{text}");
        }
    }

    #[test]
    fn shares_are_shown_without_needless_digits() {
        for (ppm, text) in
            [(35_000, "3.5%"), (30_750, "3.075%"), (200_000, "20%"), (0, "0%"), (-41_667, "-4.1667%")]
        {
            assert_eq!(Ppm(ppm).to_string(), text);
        }
    }

    #[test]
    fn a_share_is_half_up_and_a_cap_is_not_above() {
        assert_eq!(Ppm::percent(20).of(Fen(13)), Fen(3));
        assert_eq!(Ppm::percent(20).of_at_most(Fen(14)), Fen(2));
        assert_eq!(Ppm::percent(50).of(Fen(1)), Fen(1));
        assert_eq!(Ppm::share(Fen(1), Fen(3)), Some(Ppm(333_333)));
        assert_eq!(Ppm::share(Fen(1), Fen(0)), None);
    }
}
