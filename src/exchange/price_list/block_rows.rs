//! Reads the rows of a table of floors by rooms: of every number which room it is of and what it is.

use super::blocks::{Block, Position, Side, value_of};
use super::check::{Draft, Problems, Spot, name};
use super::grid::{Cell, Grid};
use super::header::{Column, Meaning, Measure, is_sum, meaning};
use super::label;
use super::number::{Number, Reading, is_nothing, read};
use crate::say;
use crate::text::price_list as text;

/// A number and what it is.
pub(super) struct Entry {
    pub label: usize,
    pub section: String,
    pub floor: i32,
    pub room: String,
    pub measure: Measure,
    pub net_price: bool,
    /// `None` where the cell holds something else, which has been said.
    pub number: Option<Number>,
    pub at: Spot,
    pub layout: Option<String>,
    pub orientation: Option<String>,
}

/// Words where a building has no room.
const NO_ROOM: &[&str] =
    &["架空", "避难", "设备", "物业", "大堂", "挑空", "中空", "上空", "机房", "公共", "无此房", "空置"];

/// What stands beside a row in the column of buildings or sections.
fn beside(grid: &Grid, row: u32, column: Option<u32>) -> Option<String> {
    let text = label::tidy(&grid.at(row, column?).text()).into_owned();
    (!is_nothing(&text) && !is_sum(&text)).then_some(text)
}

/// Reads the rows of one sheet.
pub(super) struct Reader<'a> {
    pub sheet: usize,
    pub grid: &'a Grid,
    pub draft: &'a mut Draft,
    pub all: &'a mut Vec<Entry>,
    pub unknown: &'a mut Vec<Spot>,
    pub problems: &'a mut Problems,
}

impl Reader<'_> {
    /// Reads a row of a table; whether it held a floor.
    pub fn row(&mut self, row: u32, block: &mut Block) -> bool {
        let grid = self.grid;
        let mut held = false;
        for side in &mut block.sides {
            if let Some(building) = beside(grid, row, side.building_column)
                && side.building.as_ref() != Some(&building)
            {
                // A new building has its own sections and, where floors are merged, its own first floor.
                (side.building, side.section, side.floor) = (Some(building), None, None);
            }
            if let Some(section) = beside(grid, row, side.section_column)
                && side.section.as_ref() != Some(&section)
            {
                (side.section, side.floor) = (Some(section), None);
            }
            let row_measure = side.measure_column.and_then(|c| value_of(grid.at(row, c)));
            let floor_cell = grid.at(row, side.floors);
            let floor = label::floor(&floor_cell.text())
                .or_else(|| side.floor.clone().filter(|_| floor_cell.is_blank() && row_measure.is_some()));
            let mine = || block.positions.iter().filter(|p| p.floors == side.floors);
            let Some(floor) = floor else {
                let numbers =
                    mine().any(|p| matches!(read(grid.own(row, p.column), false), Reading::Number(_)));
                let sum = grid.row(row).any(|(_, c)| matches!(c, Cell::Text(t) if is_sum(t)));
                if let Some(fact) =
                    meaning(&floor_cell.text()).map(|m| m.column).or_else(|| row_measure.map(|m| m.column))
                {
                    self.facts(row, fact, side.floors, &mut block.positions);
                } else if numbers && !sum {
                    let place = grid.place(row, side.floors);
                    if floor_cell.is_blank() {
                        self.problems.at(place, text::FLOOR_BLANK);
                    } else {
                        self.problems
                            .at(place, say!(text::FLOOR_UNCLEAR, found = floor_cell.text().as_ref()));
                    }
                } else if !numbers
                    && let Some(building) = grid
                        .row(row)
                        .filter(|(c, _)| (side.left..=side.right).contains(c))
                        .find_map(|(_, c)| label::building_in(&c.text()))
                {
                    side.building = Some(building); // a row with the building's name over its floors
                    side.section = None;
                }
                continue;
            };
            held = true;
            side.floor = Some(floor.clone());
            for at in mine() {
                self.cell(row, &floor, side, at, row_measure);
            }
        }
        held
    }

    /// A row of areas or layouts that speaks for all floors below.
    fn facts(&mut self, row: u32, fact: Column, floors: u32, positions: &mut [Position]) {
        for at in positions.iter_mut().filter(|p| p.floors == floors) {
            let cell = self.grid.at(row, at.column);
            let words = || {
                (!is_nothing(&cell.text())).then(|| crate::domain::clean::clean(&cell.text()).ok()).flatten()
            };
            match fact {
                Column::Value(measure @ (Measure::Gross | Measure::Net | Measure::Shared)) => {
                    if let Reading::Number(number) = read(cell, false) {
                        at.areas.push((measure, number, Spot { sheet: self.sheet, row, column: at.column }));
                    }
                }
                Column::Layout => at.layout = words(),
                Column::Orientation => at.orientation = words(),
                _ => {}
            }
        }
    }

    fn cell(&mut self, row: u32, floor: &str, side: &Side, at: &Position, row_measure: Option<Meaning>) {
        let grid = self.grid;
        // A merged price is one unit over two floors, not two units.
        let cell = grid.own(row, at.column);
        let measure = row_measure.or(at.measure);
        let wan = row_measure.and_then(|m| m.ten_thousands).unwrap_or(at.wan);
        let reading = read(cell, wan);
        let found = cell.text();
        if reading == Reading::Nothing
            || reading == Reading::Other && NO_ROOM.iter().any(|w| found.contains(w))
        {
            return;
        }
        let spot = Spot { sheet: self.sheet, row, column: at.column };
        let Some(Meaning { column: Column::Value(measure), net, .. }) = measure else {
            if matches!(reading, Reading::Number(_))
                && self.unknown.last().is_none_or(|u| u.sheet != self.sheet)
            {
                self.unknown.push(spot);
            }
            return;
        };
        let number = match reading {
            Reading::Number(number) => Some(number),
            Reading::Nothing | Reading::Other => {
                let say = say!(text::NOT_A_NUMBER, what = name(measure), found = found.as_ref());
                self.problems.at(grid.place(row, at.column), say);
                None
            }
        };
        let Some(building) = side.building.as_ref().or(at.building.as_ref()) else {
            self.problems.at(grid.place(row, at.column), text::NO_BUILDING);
            return;
        };
        let (building, in_label) = label::split(building);
        let section = side.section.as_ref().map(|s| label::section_in(s).unwrap_or_else(|| s.clone()));
        let section = section.or(in_label).or_else(|| at.section.clone()).unwrap_or_default();
        let Some((floor, room)) = label::room(Some(floor), &at.sign) else {
            self.problems.at(grid.place(row, at.column), say!(text::ROOM_UNCLEAR, found = &at.sign));
            return;
        };
        let label = self.draft.label(&building);
        let mut add = |measure, number, at: Spot, net_price, layout, orientation| {
            let (section, room) = (section.clone(), room.clone());
            self.all.push(Entry {
                label,
                section,
                floor,
                room,
                measure,
                net_price,
                number,
                at,
                layout,
                orientation,
            });
        };
        let net_price = net && measure == Measure::UnitPrice;
        add(measure, number, spot, net_price, at.layout.clone(), at.orientation.clone());
        for (measure, number, spot) in &at.areas {
            add(*measure, Some(*number), *spot, false, None, None);
        }
    }
}
