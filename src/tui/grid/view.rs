//! What a cell says besides its status: the room, the price, the area, the type, the buyer.

use crate::desk::{GridFacts, GridRow, Names};
use crate::text::{Text, tui as words};

/// A view of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// The room.
    #[default]
    Room,
    /// List price of the whole, in ten thousand yuan.
    Total,
    /// List price of a square metre, in yuan.
    UnitPrice,
    /// Gross area in square metres.
    Area,
    /// Layout.
    Layout,
    /// Guest or consultant.
    Buyer,
}

impl View {
    /// Every view, in the order the key goes through them.
    pub const ALL: [Self; 6] =
        [Self::Room, Self::Total, Self::UnitPrice, Self::Area, Self::Layout, Self::Buyer];

    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::Room => words::VIEW_ROOM,
            Self::Total => words::VIEW_TOTAL,
            Self::UnitPrice => words::VIEW_UNIT_PRICE,
            Self::Area => words::VIEW_AREA,
            Self::Layout => words::VIEW_LAYOUT,
            Self::Buyer => words::VIEW_BUYER,
        }
    }

    /// The one that the key goes to.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|view| *view == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// Whether it takes more than every grid knows of a unit.
    pub const fn needs_facts(self) -> bool {
        matches!(self, Self::UnitPrice | Self::Layout | Self::Buyer)
    }

    /// What a cell says; nothing in the view of rooms, whose cells say the room.
    pub fn label(self, row: &GridRow, facts: Option<&GridFacts>, names: &Names) -> String {
        match self {
            Self::Room => String::new(),
            Self::Total => ten_thousands(row.total.0),
            Self::UnitPrice => facts.map_or(String::new(), |f| ((f.unit_price.0 + 50) / 100).to_string()),
            Self::Area => square_metres(row.gross_area.0),
            Self::Layout => facts.and_then(|f| f.layout.clone()).unwrap_or_default(),
            Self::Buyer => {
                let guest = facts.and_then(|f| f.guest).map(|guest| names.guest(guest));
                let holder = facts.and_then(|f| f.holder).and_then(|who| names.staff(who).map(str::to_owned));
                // The masked name alone: the phone number does not fit.
                let guest = guest.map(|masked| masked.split(' ').next().unwrap_or_default().to_owned());
                guest.or(holder).unwrap_or_default()
            }
        }
    }
}

/// `93.87`, and from a hundred square metres on `125.5`, half-up: five columns.
fn square_metres(hundredths: i64) -> String {
    if hundredths < 10_000 {
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    } else {
        let tenths = (hundredths + 5) / 10;
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// `655.6`, and without decimals from ten million yuan on, half-up: five columns.
fn ten_thousands(fen: i64) -> String {
    let tenths = (fen + 50_000) / 100_000;
    if tenths >= 10_000 {
        ((fen + 500_000) / 1_000_000).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_stand_in_ten_thousand_yuan() {
        assert_eq!(ten_thousands(655_641_558), "655.6");
        assert_eq!(ten_thousands(659_696_052), "659.7", "rounded, not cut");
        assert_eq!(ten_thousands(1_234_567_890), "1235", "twelve million yuan");
        assert_eq!(ten_thousands(0), "0.0");
    }

    #[test]
    fn areas_are_rounded_not_cut() {
        assert_eq!(square_metres(9_387), "93.87");
        assert_eq!(square_metres(12_558), "125.6");
        assert_eq!(square_metres(12_554), "125.5");
    }

    #[test]
    fn the_key_goes_round() {
        let mut view = View::default();
        for _ in View::ALL {
            view = view.next();
        }
        assert_eq!(view, View::Room);
    }
}
