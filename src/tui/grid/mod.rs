//! The grid 销控: the units as last read, where the cursor is, what is marked, filtered and shown. Nothing here draws,
//! and nothing here reads the file: `sheet.rs` and the app do.

pub mod figures;
pub mod filter;
mod moves;
pub mod shape;
pub mod sheet;
pub mod view;

use std::cell::Cell;
use std::collections::BTreeSet;

use super::fit;
use crate::desk::{Action, GridFacts, GridRow};
use crate::domain::moment::Millis;
use crate::domain::unit_id::UnitId;

use figures::Figures;
use filter::Filter;
use shape::Building;
use sheet::Sheet;
use view::View;

/// Building, floor from the top, column.
pub type Place = (usize, usize, usize);

/// The state of the grid.
#[derive(Default)]
pub struct Grid {
    /// In the order people read them.
    pub units: Vec<GridRow>,
    /// Beside each unit, what a view or a filter asks for; empty while none does.
    pub facts: Vec<GridFacts>,
    /// Their sums.
    pub figures: Figures,
    /// The same units as floors by rooms.
    pub buildings: Vec<Building>,
    /// Where the cursor is.
    pub at: Place,
    /// Units that an action is going to take together.
    pub marks: BTreeSet<UnitId>,
    /// Which units stand out.
    pub filter: Filter,
    /// Beside each unit, whether the filter takes it; empty without one.
    pub taken: Vec<bool>,
    /// What a cell says.
    pub view: View,
    /// Beside each unit, what its cell says; empty in the view of rooms.
    pub labels: Vec<String>,
    /// The moment of the past that is shown.
    pub as_of: Option<Millis>,
    /// Where the cursor was before somebody looked into the past.
    pub came_from: Option<UnitId>,
    /// Full screen for a second monitor, read only.
    pub board: bool,
    /// When the board last turned to another building.
    pub turned: Millis,
    /// How many floors were in sight when it was last drawn: a page of the board.
    pub in_sight: Cell<usize>,
    /// A room number being typed.
    pub typed: String,
    /// What is said of the unit under the cursor.
    pub sheet: Sheet,
}

impl Grid {
    /// The unit under the cursor.
    pub fn current(&self) -> Option<&GridRow> {
        self.unit_at(self.at)
    }

    fn unit_at(&self, (building, floor, column): Place) -> Option<&GridRow> {
        let index = *self.buildings.get(building)?.floors.get(floor)?.cells.get(column)?;
        self.units.get(index?)
    }

    /// Whether the filter takes a unit.
    pub fn takes(&self, index: usize) -> bool {
        self.taken.get(index).copied().unwrap_or(true)
    }

    /// Takes in what was read; the cursor stays on its unit, and marks of units that are gone are taken off.
    pub fn take(&mut self, units: Vec<GridRow>, facts: Vec<GridFacts>) {
        let here = self.current().map(|row| row.id.clone());
        self.figures = Figures::of(&units);
        self.units = units;
        self.facts = facts;
        self.buildings = shape::shape(&self.units);
        self.at = here.and_then(|id| shape::find(&self.buildings, &self.units, &id)).unwrap_or((0, 0, 0));
        // The top floor of the first building, as on the wall; its corner may be a hole.
        if self.current().is_none() {
            self.step(0, 0);
        }
        if !self.marks.is_empty() {
            let there: BTreeSet<&UnitId> = self.units.iter().map(|row| &row.id).collect();
            self.marks.retain(|id| there.contains(id));
        }
        self.filter_again();
    }

    /// Asks the filter about every unit.
    pub fn filter_again(&mut self) {
        self.taken = if self.filter.is_empty() {
            Vec::new()
        } else {
            let facts = |index| self.facts.get(index);
            self.units.iter().enumerate().map(|(i, row)| self.filter.takes(row, facts(i))).collect()
        };
    }

    /// Moves the cursor over the units there are; holes in the building are passed over.
    pub fn step(&mut self, right: i32, up: i32) {
        let Some(building) = self.buildings.get(self.at.0) else { return };
        let (floors, columns) = (building.floors.len(), building.columns.len());
        if floors == 0 || columns == 0 {
            return;
        }
        // Floors are listed from the top.
        self.at.1 = (self.at.1 as i64 - i64::from(up)).clamp(0, floors as i64 - 1) as usize;
        let cells = &building.floors[self.at.1].cells;
        let wanted = (self.at.2 as i64 + i64::from(right)).clamp(0, columns as i64 - 1) as usize;
        let there = |column: &usize| cells.get(*column).is_some_and(Option::is_some);
        let ahead = (wanted..columns).find(there);
        let behind = (0..=wanted).rev().find(there);
        self.at.2 = if right < 0 { behind.or(ahead) } else { ahead.or(behind) }.unwrap_or(wanted);
    }

    /// Goes to the top of the building that is `by` further, round and round.
    pub fn turn(&mut self, by: usize) {
        if !self.buildings.is_empty() {
            self.at = ((self.at.0 + by) % self.buildings.len(), 0, 0);
            self.step(0, 0);
        }
    }

    /// Which page of the building the board shows, and how many there are: as many floors each as are in sight.
    pub fn page(&self) -> (usize, usize) {
        let fit = self.in_sight.get().max(1);
        let floors = self.buildings.get(self.at.0).map_or(0, |building| building.floors.len());
        (self.at.1 / fit, floors.div_ceil(fit).max(1))
    }

    /// Goes to the next page of the building, after the last one to the next building.
    pub fn turn_page(&mut self) {
        let (page, pages) = self.page();
        if page + 1 < pages {
            self.at.1 = (page + 1) * self.in_sight.get().max(1);
            self.step(0, 0);
        } else {
            self.turn(1);
        }
    }

    /// Goes to the next unit that the filter takes, in reading order, through all buildings; answers whether there is one.
    pub fn next_match(&mut self) -> bool {
        let all: Vec<(Place, usize)> = self
            .buildings
            .iter()
            .enumerate()
            .flat_map(|(b, building)| {
                building.floors.iter().enumerate().flat_map(move |(f, floor)| {
                    floor.cells.iter().enumerate().filter_map(move |(c, cell)| cell.map(|i| ((b, f, c), i)))
                })
            })
            .filter(|(_, index)| self.takes(*index))
            .collect();
        let next = all.iter().find(|(place, _)| *place > self.at).or(all.first());
        next.map(|(place, _)| self.at = *place).is_some()
    }

    /// Marks the unit under the cursor, or takes the mark off.
    pub fn mark(&mut self) {
        if let Some(id) = self.current().map(|row| row.id.clone())
            && !self.marks.remove(&id)
        {
            self.marks.insert(id);
        }
    }

    /// Marks the floor under the cursor, as far as the filter takes it, or takes those marks off.
    pub fn mark_floor(&mut self) {
        let floor = self.buildings.get(self.at.0).and_then(|b| b.floors.get(self.at.1));
        let cells: Vec<usize> = floor.into_iter().flat_map(|f| f.cells.iter().flatten().copied()).collect();
        self.mark_these(&cells);
    }

    /// Marks the whole building, as far as the filter takes it, or takes those marks off.
    pub fn mark_building(&mut self) {
        let floors = self.buildings.get(self.at.0).map(|b| b.floors.as_slice()).unwrap_or_default();
        let cells: Vec<usize> = floors.iter().flat_map(|f| f.cells.iter().flatten().copied()).collect();
        self.mark_these(&cells);
    }

    fn mark_these(&mut self, cells: &[usize]) {
        let taken = cells.iter().filter(|index| self.takes(**index));
        let ids: Vec<UnitId> = taken.filter_map(|i| Some(self.units.get(*i)?.id.clone())).collect();
        if ids.iter().all(|id| self.marks.contains(id)) {
            self.marks.retain(|id| !ids.contains(id));
        } else {
            self.marks.extend(ids);
        }
    }

    /// Where a typed room is: `1203` in this building first, `3-1-1203` anywhere.
    pub fn find(&self, typed: &str) -> Option<Place> {
        let whole: Option<UnitId> = typed.parse().ok();
        whole.and_then(|id| shape::find(&self.buildings, &self.units, &id)).or_else(|| {
            let room = typed.trim_start_matches('0').to_uppercase();
            shape::find_room(&self.buildings, &self.units, self.at.0, &room)
        })
    }

    /// How many units `3-1-*` or `*` means, as far as their status lets the action; nothing for other ways of naming.
    pub fn fitting(&self, typed: &str, action: &Action) -> Option<usize> {
        let begin = typed.strip_suffix('*')?;
        let meant = self.units.iter().filter(|row| row.id.to_string().starts_with(begin));
        Some(meant.filter(|row| !fit::refuses(row.status, action)).count())
    }

    /// What an action takes: the marked units, or the one under the cursor.
    pub fn chosen(&self) -> String {
        if self.marks.is_empty() {
            return self.current().map(|row| row.id.to_string()).unwrap_or_default();
        }
        let marked: Vec<String> = self.marks.iter().map(ToString::to_string).collect();
        marked.join(",")
    }
}
