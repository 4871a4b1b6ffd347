//! The figures at the foot of the grid, counted when the units are read and not when they are drawn.

use crate::desk::GridRow;
use crate::domain::unit::Status;
use crate::say;
use crate::text::{Say, tui as words};

/// Units, gross area in 0.01 square metres, list value in fen.
#[derive(Debug, Clone, Copy, Default)]
struct Sum(i64, i64, i64);

/// Sums of all units.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// How many units there are in each status, in the order people list them; none where there are none.
    pub counts: Vec<(Status, usize)>,
    put_on_sale: Sum,
    sold: Sum,
}

impl Figures {
    /// Counts them.
    pub fn of(units: &[GridRow]) -> Self {
        let mut figures = Self::default();
        let mut counts = vec![0_usize; Status::ALL.len()];
        for row in units {
            if let Some(place) = Status::ALL.iter().position(|status| *status == row.status) {
                counts[place] += 1;
            }
            let add = |sum: &mut Sum| *sum = Sum(sum.0 + 1, sum.1 + row.gross_area.0, sum.2 + row.total.0);
            if row.status != Status::Unreleased {
                add(&mut figures.put_on_sale);
            }
            if row.status.is_sold() {
                add(&mut figures.sold);
            }
        }
        figures.counts = Status::ALL.iter().copied().zip(counts).filter(|(_, count)| *count > 0).collect();
        figures
    }

    /// How much is sold of what was put on sale 去化: by number, area and value; nothing while nothing is on sale.
    pub fn sold(&self) -> Option<Say> {
        let (all, gone) = (self.put_on_sale, self.sold);
        let percent = |part: i64, whole: i64| {
            let tenths = i128::from(part) * 1000 / i128::from(whole.max(1));
            format!("{}.{}%", tenths / 10, tenths % 10)
        };
        (all.0 > 0).then(|| {
            say!(
                words::SOLD,
                units = percent(gone.0, all.0),
                area = percent(gone.1, all.1),
                amount = percent(gone.2, all.2)
            )
        })
    }
}
