//! Money in integer fen 分; nothing in the program calculates money in floating point.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use serde::{Deserialize, Serialize};

use super::area::Area;
use crate::text::Arg;

/// An amount of money in fen 分 (0.01 yuan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// No amount in this trade is larger: a hundred thousand million yuan.
    pub const MOST: Self = Self(10_000_000_000_000);

    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whole yuan.
    pub const fn yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }

    /// A unit price (fen for one square metre) times an area, half-up to the fen (RULES 1.16).
    #[must_use]
    pub fn times_area(self, area: Area) -> Self {
        Self(div_half_up(i128::from(self.0) * i128::from(area.0), 100))
    }

    /// The unit price (fen for one square metre) that makes `self` over `area`, half-up to the fen;
    /// `None` for no area.
    pub fn per_area(self, area: Area) -> Option<Self> {
        (area.0 > 0).then(|| Self(div_half_up(i128::from(self.0) * 100, i128::from(area.0))))
    }

    /// This amount changed by `ppm` millionths (20,000 = +2 %), half-up to the fen.
    #[must_use]
    pub fn changed_by_ppm(self, ppm: i64) -> Self {
        Self(div_half_up(i128::from(self.0) * i128::from(1_000_000 + ppm), 1_000_000))
    }

    /// Reads what people type: `6,556,415.58`, `¥50000`, `120万`, `1.5亿`, `５０`. At most two digits below the
    /// yuan after scaling; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = super::clean::fold_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.trim_start_matches(['¥', '￥']).trim_end_matches('元');
        let (digits, shift) = match text.strip_suffix('万') {
            Some(rest) => (rest, 4),
            None => text.strip_suffix('亿').map_or((text, 0), |rest| (rest, 8)),
        };
        decimal(digits, shift + 2).map(Self).filter(|fen| fen.0.abs() <= Self::MOST.0)
    }
}

/// `text` as a decimal number times `10^scale`; `None` when it is no plain number or does not come out whole.
/// Thousands separators may stand between the digits before the point.
pub(super) fn decimal(text: &str, scale: u32) -> Option<i64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.replace(',', "");
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() && fraction.is_empty() || fraction.len() > scale as usize {
        return None;
    }
    if !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{whole}{fraction:0<width$}", width = scale as usize);
    let value: i64 = digits.parse().ok()?;
    Some(if negative { -value } else { value })
}

/// Integer division rounding half away from zero. The divisor is positive.
pub(super) fn div_half_up(value: i128, by: i128) -> i64 {
    let half = by / 2;
    let rounded = if value >= 0 { (value + half) / by } else { (value - half) / by };
    i64::try_from(rounded).unwrap_or(if rounded > 0 { i64::MAX } else { i64::MIN })
}

impl fmt::Display for Fen {
    /// `6,556,415.58`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (yuan, fen) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = yuan.to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 4);
        if self.0 < 0 {
            grouped.push('-');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        f.pad(&format!("{grouped}.{fen:02}"))
    }
}

impl Add for Fen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}
impl Sub for Fen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}
impl Neg for Fen {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}
impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}
impl From<Fen> for Arg {
    fn from(value: Fen) -> Self {
        Self::Str(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, fen) in [
            ("6,556,415.58", 655_641_558),
            ("¥50000", 5_000_000),
            ("120万", 120_000_000),
            ("1.5亿", 15_000_000_000),
            ("５０．５元", 5_050),
            ("-3.2", -320),
            (".5", 50),
            ("52229.870", 5_222_987),
        ] {
            assert_eq!(Fen::parse(text), Some(Fen(fen)), "{text}");
        }
        for text in ["", "1.234", "12a", "--", "1e5", "99999999999999999999", "万", "1.2.3"] {
            assert_eq!(Fen::parse(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_shown_with_separators() {
        assert_eq!(Fen(655_641_558).to_string(), "6,556,415.58");
        assert_eq!(Fen(-5).to_string(), "-0.05");
        assert_eq!(Fen(0).to_string(), "0.00");
        assert_eq!(Fen(100_000).to_string(), "1,000.00");
    }

    #[test]
    fn unit_price_times_area_rounds_half_up_to_the_fen() {
        // RULES 1.16; first unit of the Shenzhen list: 52,229.87 x 125.53 = 6,556,415.5811
        assert_eq!(Fen(5_222_987).times_area(Area(12_553)), Fen(655_641_558));
        assert_eq!(Fen(1).times_area(Area(50)), Fen(1), "0.5 fen goes up");
        assert_eq!(Fen(1).times_area(Area(49)), Fen(0));
        assert_eq!(Fen(655_641_558).per_area(Area(12_553)), Some(Fen(5_222_987)));
        assert_eq!(Fen(1).per_area(Area(0)), None);
    }
}
