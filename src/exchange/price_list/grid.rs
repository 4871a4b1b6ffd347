//! A sheet as the cells that hold something, with merged cells filled in. Knows nothing of prices.

use std::borrow::Cow;

use crate::domain::price_list::Place;

/// The rows all sheets of a file may have together.
pub(super) const MAX_ROWS: usize = 100_000;
/// The cells all sheets of a file may have together.
pub(super) const MAX_CELLS: usize = 2_000_000;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Text, as it is in the file.
    Text(Box<str>),
    /// A number.
    Number(f64),
}

impl Cell {
    /// The words of the cell: whole numbers without a point.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number(value) if value.fract() == 0.0 && value.abs() < 1e15 => {
                Cow::Owned((*value as i64).to_string())
            }
            // Six decimals are enough to say what was found and hide the noise of a calculation.
            Self::Number(value) => Cow::Owned(format!("{}", (value * 1e6).round() / 1e6)),
        }
    }

    /// Whether there is nothing to be seen in the cell.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) => false,
        }
    }
}

/// A rectangle of merged cells, rows and columns counted from 0, ends included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merge {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

#[derive(Debug)]
struct Held {
    column: u32,
    /// Repeated here because the cell is merged; its own place is further up or left.
    filled: bool,
    cell: Cell,
}

#[derive(Debug)]
struct Row {
    number: u32,
    cells: Vec<Held>,
}

/// A sheet. Rows and columns count from 0 as calamine does; only [`Grid::place`] speaks to people.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Name of the sheet; empty for csv.
    pub name: String,
    rows: Vec<Row>,
}

/// There is more than a price list may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TooMany {
    Rows,
    Cells,
}

/// Counts rows and cells over all sheets of a file.
#[derive(Debug, Default)]
pub(super) struct Budget {
    rows: usize,
    cells: usize,
}

static NOTHING: Cell = Cell::Empty;

impl Grid {
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), rows: Vec::new() }
    }

    /// Adds a cell. Cells come in reading order; those out of order are put in their place.
    pub fn push(&mut self, row: u32, column: u32, cell: Cell, budget: &mut Budget) -> Result<(), TooMany> {
        if cell.is_blank() {
            return Ok(());
        }
        budget.cells += 1;
        if budget.cells > MAX_CELLS {
            return Err(TooMany::Cells);
        }
        let at = match self.rows.last() {
            Some(last) if last.number == row => self.rows.len() - 1,
            _ => match self.rows.binary_search_by_key(&row, |r| r.number) {
                Ok(at) => at,
                Err(at) => {
                    budget.rows += 1;
                    if budget.rows > MAX_ROWS {
                        return Err(TooMany::Rows);
                    }
                    self.rows.insert(at, Row { number: row, cells: Vec::new() });
                    at
                }
            },
        };
        put(&mut self.rows[at].cells, Held { column, filled: false, cell });
        Ok(())
    }

    /// Repeats what stands at the top left of each merged rectangle in all its rows that hold anything.
    pub fn fill(&mut self, merges: &[Merge], budget: &mut Budget) -> Result<(), TooMany> {
        for merge in merges {
            let cell = self.at(merge.rows.0, merge.columns.0).clone();
            if cell.is_blank() {
                continue;
            }
            let first = self.rows.partition_point(|r| r.number < merge.rows.0);
            for row in self.rows[first..].iter_mut().take_while(|r| r.number <= merge.rows.1) {
                for column in merge.columns.0..=merge.columns.1 {
                    budget.cells += 1;
                    if budget.cells > MAX_CELLS {
                        return Err(TooMany::Cells);
                    }
                    if (row.number, column) != (merge.rows.0, merge.columns.0) {
                        put(&mut row.cells, Held { column, filled: true, cell: cell.clone() });
                    }
                }
            }
        }
        Ok(())
    }

    /// The numbers of the rows that hold anything, in order.
    pub fn row_numbers(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.rows.iter().map(|r| r.number)
    }

    /// The cells of a row, by column.
    pub fn row(&self, row: u32) -> impl DoubleEndedIterator<Item = (u32, &Cell)> {
        self.held(row).iter().map(|h| (h.column, &h.cell))
    }

    pub fn at(&self, row: u32, column: u32) -> &Cell {
        self.find(row, column).map_or(&NOTHING, |h| &h.cell)
    }

    /// The cell unless it is only the repetition of a merged one.
    pub fn own(&self, row: u32, column: u32) -> &Cell {
        self.find(row, column).filter(|h| !h.filled).map_or(&NOTHING, |h| &h.cell)
    }

    /// The nearest cell with something in it at `column` or left of it, not left of `from`.
    pub fn at_or_left(&self, row: u32, column: u32, from: u32) -> &Cell {
        let cells = self.held(row);
        let end = cells.partition_point(|h| h.column <= column);
        cells[..end].last().filter(|h| h.column >= from).map_or(&NOTHING, |h| &h.cell)
    }

    /// A cell as people find it.
    pub fn place(&self, row: u32, column: u32) -> Place {
        Place { sheet: self.name.clone(), row: row + 1, column: column + 1 }
    }

    fn held(&self, row: u32) -> &[Held] {
        // Most sheets have no empty rows: the row stands where its number says.
        let first = self.rows.first().map_or(0, |r| r.number);
        let guess =
            row.checked_sub(first).and_then(|at| self.rows.get(at as usize)).filter(|r| r.number == row);
        let found = || self.rows.binary_search_by_key(&row, |r| r.number).ok().map(|at| &self.rows[at]);
        guess.or_else(found).map_or(&[], |r| &r.cells)
    }

    fn find(&self, row: u32, column: u32) -> Option<&Held> {
        let cells = self.held(row);
        // Most rows have no gaps: the cell stands where its column says.
        if let Some(held) = cells.get(column as usize).filter(|h| h.column == column) {
            return Some(held);
        }
        cells.binary_search_by_key(&column, |h| h.column).ok().map(|at| &cells[at])
    }
}

/// Puts a cell in its place; one that is there already stays.
fn put(cells: &mut Vec<Held>, held: Held) {
    if cells.last().is_none_or(|last| last.column < held.column) {
        cells.push(held);
    } else if let Err(at) = cells.binary_search_by_key(&held.column, |h| h.column) {
        cells.insert(at, held);
    }
}
