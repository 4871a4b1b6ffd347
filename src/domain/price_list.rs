//! A price list 价目表 after it was read and before it becomes units: what `exchange` hands to `desk`.

use serde::{Deserialize, Serialize};

use super::area::Area;
use super::money::Fen;
use super::unit_id::UnitId;
use crate::text::Say;

/// What the unit price multiplies 计价方式 (RULES 3.1, subscription form: 套内/建筑/套).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// Gross floor area 建筑面积.
    #[default]
    Gross,
    /// Net floor area 套内面积.
    Net,
    /// The whole unit 按套 (parking spaces).
    Whole,
}

/// What a price list says about a unit besides its price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Floor 楼层; basements are negative.
    pub floor: i32,
    /// Gross area 建筑面积.
    pub gross_area: Area,
    /// The gross area was calculated from total and unit price, not read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub area_derived: bool,
    /// Net area 套内面积.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net_area: Option<Area>,
    /// Shared area 公摊面积.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_area: Option<Area>,
    /// Layout 户型: `三室两厅`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<String>,
    /// Orientation 朝向: `南`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orientation: Option<String>,
    /// Use 用途: `住宅`, `商业`, `车位`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
}

/// The list price 表价 of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quote {
    /// Unit price 单价, fen for one square metre of `basis`.
    pub unit_price: Fen,
    /// Total 总价.
    pub total: Fen,
    /// What the unit price multiplies.
    #[serde(default)]
    pub basis: PriceBasis,
}

/// Where in a file something stands, as the person who opens it finds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Name of the sheet; empty for csv.
    pub sheet: String,
    /// Row, counted from 1 as spreadsheets do.
    pub row: u32,
    /// Column, counted from 1; 0 where the whole row is meant.
    pub column: u32,
}

impl std::fmt::Display for Place {
    /// `价目表!F12`, `F12`, or `价目表!12` for a whole row.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "{}!", self.sheet)?;
        }
        let mut letters = Vec::new();
        let mut column = self.column;
        while column > 0 {
            letters.push(b'A' + ((column - 1) % 26) as u8);
            column = (column - 1) / 26;
        }
        letters.iter().rev().try_for_each(|c| write!(f, "{}", *c as char))?;
        write!(f, "{}", self.row)
    }
}

impl From<&Place> for crate::text::Arg {
    fn from(place: &Place) -> Self {
        Self::Str(place.to_string())
    }
}

/// One unit of a price list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceRow {
    /// Where it stands.
    pub at: Place,
    /// The unit.
    pub unit: UnitId,
    /// Areas, layout, floor.
    pub facts: Facts,
    /// List price.
    pub quote: Quote,
    /// What the file says of its sale status 销售状态, word for word. Never adopted: a status follows from actions
    /// and documents (RULES 1.3.3); the preview tells how many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_in_file: Option<String>,
}

/// The layout a price list was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetLayout {
    /// A row a unit.
    List,
    /// Floors by room positions.
    Matrix,
}

/// A price list without problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    /// Name of the file, without its folder.
    pub file_name: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// What it was recognised as.
    pub layout: SheetLayout,
    /// The units in the order of the file; no unit twice.
    pub rows: Vec<PriceRow>,
}

/// Something wrong with a price list, by cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Where; `None` when the whole file is meant.
    pub at: Option<Place>,
    /// What is wrong and what to do.
    pub say: Say,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_in_a_spreadsheet() {
        let place = |sheet: &str, row, column| Place { sheet: sheet.into(), row, column }.to_string();
        assert_eq!(place("价目表", 12, 6), "价目表!F12");
        assert_eq!(place("", 1, 1), "A1");
        assert_eq!(place("", 2, 27), "AA2");
        assert_eq!(place("", 2, 702), "ZZ2");
        assert_eq!(place("总价", 9, 0), "总价!9");
    }
}
