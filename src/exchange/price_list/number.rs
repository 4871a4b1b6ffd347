//! Numbers as price lists write them, exact to a millionth. Refuses to guess: what is no plain number is told so.

use super::grid::Cell;
use crate::domain::area::Area;
use crate::domain::clean::fold_width;
use crate::domain::money::Fen;

/// One, in millionths.
pub(super) const ONE: i64 = 1_000_000;
/// 0.01, in millionths.
const HUNDREDTH: i64 = ONE / 100;
/// The greatest number read: beyond it an f64 no longer holds millionths.
const GREATEST: f64 = 9e9;

/// A number and how finely it was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The value in millionths.
    pub micro: i64,
    /// The worth of the last digit printed, in millionths: 10,000 for `5.25`.
    pub step: i64,
}

/// What a cell says where a number is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing: empty, `--`, `/`.
    Nothing,
    /// A number.
    Number(Number),
    /// Something else.
    Other,
}

impl Number {
    fn new(micro: i64) -> Self {
        let mut step = 1;
        while step < ONE && micro % (step * 10) == 0 {
            step *= 10;
        }
        Self { micro, step }
    }

    fn times(self, factor: i64) -> Option<Self> {
        Some(Self { micro: self.micro.checked_mul(factor)?, step: self.step * factor })
    }

    /// As money, half-up to the fen.
    pub fn fen(self) -> Fen {
        let rounded = self.micro.div_euclid(HUNDREDTH);
        Fen(rounded + i64::from(self.micro.rem_euclid(HUNDREDTH) >= HUNDREDTH / 2))
    }

    /// As an area; `None` with more than two decimals.
    pub fn area(self) -> Option<Area> {
        (self.micro % HUNDREDTH == 0).then_some(Area(self.micro / HUNDREDTH))
    }
}

/// Reads a cell as a number; `ten_thousands` where the header says 万元.
pub(super) fn read(cell: &Cell, ten_thousands: bool) -> Reading {
    let (number, factor) = match cell {
        Cell::Empty => return Reading::Nothing,
        Cell::Number(value) => {
            if value.abs() > GREATEST || value.is_nan() {
                return Reading::Other;
            }
            (Some(Number::new((value * ONE as f64).round() as i64)), None)
        }
        Cell::Text(text) => match from_text(text) {
            None => return Reading::Nothing,
            Some(pair) => pair,
        },
    };
    let factor = factor.unwrap_or(if ten_thousands { 10_000 } else { 1 });
    number.and_then(|n| n.times(factor)).map_or(Reading::Other, Reading::Number)
}

/// Whether a text is how price lists leave a cell empty.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.chars().all(|c| matches!(c, '-' | '/' | '\\' | '—' | '–' | '－' | '―' | '─') || c.is_whitespace())
        || text == "无"
}

/// `None` for nothing; else the number, where it is one, and the factor its own unit gives it.
fn from_text(text: &str) -> Option<(Option<Number>, Option<i64>)> {
    if is_nothing(text) {
        return None;
    }
    let folded: String = if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        text.to_owned()
    } else {
        fold_width(text).chars().filter(|c| !c.is_whitespace()).collect()
    };
    let mut rest = folded.trim_start_matches(['¥', '￥']);
    for unit in
        ["/㎡", "/m2", "/m²", "/平方米", "/平米", "/平", "㎡", "m2", "m²", "M2", "平方米", "平米", "元"]
    {
        rest = rest.strip_suffix(unit).unwrap_or(rest);
    }
    let (rest, factor) = rest.strip_suffix('万').map_or((rest, None), |rest| (rest, Some(10_000)));
    Some((decimal(rest), factor))
}

fn decimal(text: &str) -> Option<Number> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty()
        || whole.len() > 16
        || !fraction.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let mut value: i64 = 0;
    for byte in whole.bytes().filter(|b| *b != b',') {
        value = value.checked_mul(10)?.checked_add(i64::from(byte.is_ascii_digit().then(|| byte - b'0')?))?;
    }
    if value as f64 > GREATEST {
        return None;
    }
    let mut micro = value * ONE;
    let mut worth = ONE;
    for byte in fraction.bytes().take(6) {
        worth /= 10;
        micro += i64::from(byte - b'0') * worth;
    }
    // The seventh decimal decides the sixth: what Excel adds below it is noise.
    micro += i64::from(fraction.as_bytes().get(6).is_some_and(|b| *b >= b'5'));
    Some(Number::new(if negative { -micro } else { micro }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Reading {
        read(&Cell::Text(text.into()), false)
    }

    #[test]
    fn numbers_are_read_as_price_lists_write_them() {
        for (written, micro) in [
            ("52229.87", 52_229_870_000),
            ("52,229.87", 52_229_870_000),
            ("５２，２２９．８７元/㎡", 52_229_870_000),
            (" ¥ 1 234 ", 1_234_000_000),
            ("125.53㎡", 125_530_000),
            ("125.53000000000001", 125_530_000),
            ("655.64万元", 6_556_400_000_000),
            ("-5", -5_000_000),
        ] {
            assert!(matches!(text(written), Reading::Number(n) if n.micro == micro), "{written}");
        }
        for written in ["", " ", "--", "/", "—", "无"] {
            assert_eq!(text(written), Reading::Nothing, "{written}");
        }
        for written in ["已售", "1.2.3", "12a", "#REF!", "99999999999", "1.234,56"] {
            assert_eq!(text(written), Reading::Other, "{written}");
        }
    }

    #[test]
    fn what_excel_calculated_loses_only_its_noise() {
        let cell = |value| match read(&Cell::Number(value), false) {
            Reading::Number(number) => number,
            other => panic!("{other:?}"),
        };
        assert_eq!(cell(125.530_000_000_000_01).area(), Some(Area(12_553)));
        assert_eq!(cell(125.534).area(), None);
        assert_eq!(cell(52_229.871_2).fen(), Fen(5_222_987));
        assert_eq!(cell(52_229.875).fen(), Fen(5_222_988), "half goes up");
        assert_eq!(cell(6_556_416.0).step, ONE);
        assert_eq!(read(&Cell::Number(f64::NAN), false), Reading::Other);
        assert_eq!(read(&Cell::Number(f64::INFINITY), false), Reading::Other);
    }

    #[test]
    fn the_header_can_say_ten_thousands() {
        let cell = Cell::Number(655.64);
        assert!(matches!(read(&cell, true), Reading::Number(n) if n.fen() == Fen::yuan(6_556_400)));
    }
}
