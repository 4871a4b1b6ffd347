//! Areas in integer 0.01 square metres.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

use super::money::{Fen, decimal, div_half_up};
use crate::text::Arg;

/// A floor area in hundredths of a square metre (125.53 ㎡ = 12,553).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Area(pub i64);

impl Area {
    /// No unit is larger: a million square metres.
    pub const MOST: Self = Self(100_000_000);

    /// Reads `125.53`, `125.53㎡`, `125.5 m2`, `1,025.00平方米`. At most two digits below the point.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = super::clean::fold_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        let text = ["㎡", "m2", "m²", "M2", "平方米", "平米", "平"]
            .iter()
            .find_map(|unit| text.strip_suffix(unit))
            .unwrap_or(&text);
        decimal(text, 2).map(Self).filter(|area| area.0.abs() <= Self::MOST.0)
    }

    /// The area that costs `total` at `unit_price`, half-up to 0.01 ㎡; `None` where the price is not positive.
    pub fn from_prices(total: Fen, unit_price: Fen) -> Option<Self> {
        (unit_price.0 > 0).then(|| Self(div_half_up(i128::from(total.0) * 100, i128::from(unit_price.0))))
    }

    /// Square metres, for JSON and csv only (never for arithmetic).
    pub fn as_m2(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl fmt::Display for Area {
    /// `125.53`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100))
    }
}

impl Sum for Area {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        Self(items.fold(0, |sum, area| sum.saturating_add(area.0)))
    }
}
impl From<Area> for Arg {
    fn from(value: Area) -> Self {
        Self::Str(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_with_and_without_their_unit() {
        for text in ["125.53", "125.53㎡", "125.53 m2", "１２５．５３平方米", "125.530"] {
            assert_eq!(Area::parse(text), Some(Area(12_553)), "{text}");
        }
        assert_eq!(Area::parse("88.5"), Some(Area(8_850)));
        assert_eq!(Area::parse("88.123"), None);
        assert_eq!(Area::parse("--"), None);
    }

    #[test]
    fn an_area_follows_from_total_and_unit_price() {
        // total rounded to whole yuan, as matrix price lists print it
        assert_eq!(Area::from_prices(Fen::yuan(6_556_416), Fen(5_222_987)), Some(Area(12_553)));
        assert_eq!(Area::from_prices(Fen::yuan(1), Fen(0)), None);
    }
}
