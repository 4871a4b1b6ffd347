//! Finds tables of floors by room positions on a sheet and says of every number in them which room and what it is.
//!
//! A table begins with a row of positions (`01`, `1号房`) that has floors below it in a column to its left. Everything
//! else is looked for where people put it: buildings and sections in columns beside the floors, above the positions, in
//! titles and in the name of the sheet; what the numbers are in a row under the positions, in the name of the sheet, in
//! titles.

use super::block_rows::{Entry, Reader};
use super::check::{Draft, Problems, Spot};
use super::grid::{Cell, Grid};
use super::header::{Column, Meaning, Measure, meaning, ten_thousands, title_measure};
use super::label;
use super::number::Number;

/// A column of numbers.
#[derive(Debug, Clone)]
pub(super) struct Position {
    pub column: u32,
    pub sign: String,
    pub floors: u32,
    pub measure: Option<Meaning>,
    pub wan: bool,
    pub building: Option<String>,
    pub section: Option<String>,
    pub areas: Vec<(Measure, Number, Spot)>,
    pub layout: Option<String>,
    pub orientation: Option<String>,
}

/// Columns that speak for the rows of one table.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub floors: u32,
    pub left: u32,
    pub right: u32,
    pub building_column: Option<u32>,
    pub section_column: Option<u32>,
    pub measure_column: Option<u32>,
    pub building: Option<String>,
    pub section: Option<String>,
    pub floor: Option<String>,
}

#[derive(Debug)]
pub(super) struct Block {
    pub positions: Vec<Position>,
    pub sides: Vec<Side>,
    pub data_from: u32,
    /// A floor has been read: rows of facts come before the first.
    pub begun: bool,
}

impl Block {
    /// Whether a row belongs to this table, although its numbers may look like positions.
    fn goes_on(&self, grid: &Grid, row: u32) -> bool {
        self.sides.iter().any(|side| {
            let head = grid.at(row, side.floors);
            let fact = |m: Meaning| {
                matches!(
                    m.column,
                    Column::Layout
                        | Column::Orientation
                        | Column::Value(Measure::Gross | Measure::Net | Measure::Shared)
                )
            };
            is_floor(head) || !self.begun && meaning(&head.text()).is_some_and(fact)
        })
    }
}

/// The sign of a position (`01` of `01室`, `1号房`, `1单元01`), and its section; `None` for what is none.
fn position(cell: &Cell) -> Option<(String, Option<String>)> {
    let text = cell.text();
    if text.is_empty() || text.len() > 24 {
        return None;
    }
    let text = label::tidy(&text).to_uppercase();
    let section = label::section_in(&text);
    let text = text.rsplit_once("单元").map_or(text.as_str(), |(_, rest)| rest).trim_start_matches('-');
    let bare = ["号房", "户型", "号户", "房号", "室", "房", "号", "户", "型", "#"]
        .iter()
        .find_map(|e| text.strip_suffix(e))
        .unwrap_or(text);
    // `X01` is how the position is written where the floor stands for X.
    let bare = bare
        .strip_prefix(['X', 'N', '*'])
        .filter(|rest| rest.len() == 2 && rest.bytes().all(|b| b.is_ascii_digit()))
        .unwrap_or(bare);
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let letters = bare.bytes().filter(u8::is_ascii_uppercase).count();
    let sign = digits + letters == bare.len() && (1..=2).contains(&digits) && letters <= 1
        || digits == 0 && letters == 1 && bare.len() == 1;
    (sign && bare != "0" && bare != "00").then(|| (bare.to_owned(), section))
}

/// All numbers of a sheet. Tables that do not say what they hold go to `unknown`.
pub(super) fn entries(
    sheet: usize,
    grid: &Grid,
    file: &str,
    draft: &mut Draft,
    all: &mut Vec<Entry>,
    unknown: &mut Vec<Spot>,
    problems: &mut Problems,
) {
    let rows: Vec<u32> = grid.row_numbers().collect();
    let mut block: Option<Block> = None;
    let mut above_from = 0;
    let mut reader = Reader { sheet, grid, draft, all, unknown, problems };
    for (i, row) in rows.iter().enumerate() {
        let goes_on = block.as_ref().is_some_and(|b| b.goes_on(grid, *row));
        if !goes_on && let Some(mut next) = find_block(grid, &rows, i) {
            let above: Vec<u32> = rows[..i].iter().rev().take_while(|r| **r >= above_from).copied().collect();
            label_block(grid, file, *row, &above, &mut next);
            if let Some(old) = &block {
                carry_over(old, &mut next);
            }
            block = Some(next);
            above_from = row + 1;
            continue;
        }
        if let Some(block) = &mut block
            && *row >= block.data_from
            && reader.row(*row, block)
        {
            block.begun = true;
            above_from = row + 1;
        }
    }
}

fn is_floor(cell: &Cell) -> bool {
    !cell.is_blank() && label::floor(&cell.text()).is_some()
}

/// A building that stands in a merged cell beside two tables is carried from the first to the second.
fn carry_over(old: &Block, next: &mut Block) {
    // What a row between floors said ends with its table.
    for side in next.sides.iter_mut().filter(|s| s.building_column.is_some()) {
        if let Some(before) =
            old.sides.iter().find(|s| s.building_column == side.building_column && s.floors == side.floors)
        {
            side.building.clone_from(&before.building);
            side.section.clone_from(&before.section);
        }
    }
}

/// A table whose positions stand in row `i`.
fn find_block(grid: &Grid, rows: &[u32], i: usize) -> Option<Block> {
    let row = rows[i];
    let signs: Vec<(u32, (String, Option<String>))> = grid
        .row(row)
        .filter(|(c, _)| !grid.own(row, *c).is_blank())
        .filter_map(|(c, cell)| Some((c, position(cell)?)))
        .collect();
    let first = signs.first()?.0;
    let is_sign = |column: u32| signs.iter().any(|(c, _)| *c == column);
    let below = &rows[i + 1..rows.len().min(i + 12)];
    // Columns with floors, left of a position; the header above them is empty or speaks of floors or rooms.
    let last = signs.last().map_or(first, |(c, _)| *c);
    let under = below.first().copied();
    let is_measure = |c: u32| under.is_some_and(|u| value_of(grid.at(u, c)).is_some());
    let mut floors: Vec<u32> = Vec::new();
    for strict in [true, false] {
        floors = (0..last)
            .filter(|c| {
                !is_sign(*c) && (!is_measure(*c) || *c < first) && has_floors(grid, row, below, *c, strict)
            })
            .collect();
        if floors.iter().any(|f| *f < last) {
            break;
        }
    }
    let measures_under =
        under.map_or(0, |u| grid.row(u).filter(|(c, cell)| *c >= first && value_of(cell).is_some()).count());
    let sub = under.filter(|u| measures_under > 0 && !floors.iter().any(|f| is_floor(grid.at(*u, *f))));
    let mut block =
        Block { positions: Vec::new(), sides: Vec::new(), data_from: sub.unwrap_or(row) + 1, begun: false };
    for (at, (column, (sign, section))) in signs.iter().enumerate() {
        let Some(floor) = floors.iter().rev().find(|f| *f < column) else { continue };
        // Under a position its total, unit price and area may stand side by side.
        let mut columns = vec![*column];
        if sub.is_some() {
            let end = signs.get(at + 1).map_or(column + 6, |(next, _)| *next);
            let sub_row = sub.unwrap_or(row);
            columns = (*column..end)
                .filter(|c| value_of(grid.at(sub_row, *c)).is_some() && !floors.contains(c))
                .collect();
        }
        for column in columns {
            block.positions.push(Position {
                column,
                sign: sign.clone(),
                floors: *floor,
                measure: sub.and_then(|s| value_of(grid.at(s, column))),
                wan: false,
                building: None,
                section: section.clone(),
                areas: Vec::new(),
                layout: None,
                orientation: None,
            });
        }
    }
    let mut left = 0;
    for floor in floors {
        let mine: Vec<u32> = block.positions.iter().filter(|p| p.floors == floor).map(|p| p.column).collect();
        let (Some(start), Some(end)) = (mine.first(), mine.last()) else { continue };
        let mut side = Side {
            floors: floor,
            left,
            right: *end,
            building_column: None,
            section_column: None,
            measure_column: None,
            building: None,
            section: None,
            floor: None,
        };
        side_columns(grid, row, below, *start, &mut side);
        left = end + 1;
        block.sides.push(side);
    }
    (!block.positions.is_empty()).then_some(block)
}

pub(super) fn value_of(cell: &Cell) -> Option<Meaning> {
    match cell {
        Cell::Text(text) => meaning(text).filter(|m| matches!(m.column, Column::Value(_))),
        Cell::Empty | Cell::Number(_) => None,
    }
}

/// Whether a column holds floors below a header row.
fn has_floors(grid: &Grid, row: u32, below: &[u32], column: u32, strict: bool) -> bool {
    let head = grid.at(row, column);
    if is_floor(head) {
        return false;
    }
    if !head.is_blank() && strict {
        let known = meaning(&head.text()).is_some_and(|m| matches!(m.column, Column::Floor | Column::Room));
        if !known && title_measure(&head.text()).is_none() {
            return false;
        }
    }
    let excluded = meaning(&head.text())
        .is_some_and(|m| matches!(m.column, Column::Building | Column::Section | Column::Other));
    let mut cells = below.iter().map(|r| grid.at(*r, column)).filter(|c| !c.is_blank());
    // Rows of facts (户型, 面积) may stand between the positions and the first floor.
    !excluded && cells.find(|c| meaning(&c.text()).is_none()).is_some_and(is_floor)
}

/// Which columns beside the floors hold buildings, sections and what a row's numbers are.
fn side_columns(grid: &Grid, row: u32, below: &[u32], start: u32, side: &mut Side) {
    for column in (side.left..start).filter(|c| *c != side.floors) {
        let head = grid.at(row, column);
        let head = if head.is_blank() && row > 0 { grid.at(row - 1, column) } else { head };
        let means = meaning(&head.text()).map(|m| m.column);
        let content = below.iter().map(|r| grid.at(*r, column)).find(|c| !c.is_blank());
        let Some(text) = content.map(Cell::text) else {
            // Nothing near: a building in the middle of its merged cell, if the header says so.
            match means {
                Some(Column::Building) => side.building_column = Some(column),
                Some(Column::Section) => side.section_column = Some(column),
                _ => {}
            }
            continue;
        };
        let place = match means {
            Some(Column::Building) => &mut side.building_column,
            Some(Column::Section) => &mut side.section_column,
            Some(Column::Other) => continue,
            _ if label::building_in(&text).is_some() => &mut side.building_column,
            _ if label::section_in(&text).is_some() => &mut side.section_column,
            _ if value_of(content.unwrap_or(&Cell::Empty)).is_some() => &mut side.measure_column,
            None if head.is_blank() && column < side.floors && text.chars().count() <= 12 => {
                if side.building_column.is_none() {
                    &mut side.building_column
                } else {
                    &mut side.section_column
                }
            }
            _ => continue,
        };
        place.get_or_insert(column);
    }
}

/// Says what the positions are, from what stands above them, the name of the sheet and of the file.
fn label_block(grid: &Grid, file: &str, row: u32, above: &[u32], block: &mut Block) {
    let named = title_measure(&grid.name);
    let titles: Vec<String> =
        above.iter().flat_map(|r| grid.row(*r)).map(|(_, c)| c.text().into_owned()).collect();
    // Titles of all of the sheet speak for tables further down as well.
    let top: Vec<String> = grid
        .row_numbers()
        .take_while(|r| *r < row)
        .take(6)
        .flat_map(|r| grid.row(r))
        .filter(|(_, c)| matches!(c, Cell::Text(_)))
        .map(|(_, c)| c.text().into_owned())
        .collect();
    let corner: Vec<String> =
        grid.row(row).filter(|(_, c)| position(c).is_none()).map(|(_, c)| c.text().into_owned()).collect();
    for at in &mut block.positions {
        let left = block.sides.iter().find(|s| s.floors == at.floors).map_or(0, |s| s.left);
        let over: Vec<String> =
            above.iter().map(|r| grid.at_or_left(*r, at.column, left).text().into_owned()).collect();
        let near = |f: &dyn Fn(&str) -> Option<Meaning>| {
            over.iter()
                .find_map(|t| f(t))
                .or_else(|| corner.iter().chain(&titles).chain(&top).find_map(|t| f(t)))
        };
        at.measure = at.measure.or(named).or_else(|| near(&title_measure)).or_else(|| title_measure(file));
        at.building = over.iter().find_map(|t| label::building_in(t));
        at.section = at.section.take().or_else(|| over.iter().find_map(|t| label::section_in(t)));
        if at.building.is_none() {
            let unique = |texts: &[String]| label::building_in(&texts.join(";"));
            at.building = unique(&titles)
                .or_else(|| label::building_in(&grid.name))
                .or_else(|| unique(&top))
                .or_else(|| label::building_in(file));
        }
        if at.section.is_none() {
            at.section = label::section_in(&titles.join(";")).or_else(|| label::section_in(&grid.name));
        }
        if let Some(found) = at.measure {
            let said = match found.column {
                Column::Value(Measure::Total) => found.ten_thousands.or_else(|| {
                    std::iter::once(&grid.name)
                        .chain(&over)
                        .chain(&corner)
                        .chain(&titles)
                        .chain(&top)
                        .find_map(|t| ten_thousands(t))
                }),
                _ => found.ten_thousands,
            };
            at.wan = said.unwrap_or(false);
        }
    }
}
