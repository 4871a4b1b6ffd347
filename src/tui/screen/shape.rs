//! The shape of a building on the grid: floors from the top, sections side by side, rooms in their columns.

use std::collections::BTreeMap;

use crate::desk::GridRow;
use crate::domain::unit_id::{UnitId, natural};

/// A building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// `3`
    pub name: String,
    /// The section and the place within the floor of each column.
    pub columns: Vec<(String, String)>,
    /// From the top.
    pub floors: Vec<Floor>,
    /// How many units.
    pub units: usize,
}

/// A floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// 12; basements are negative.
    pub number: i32,
    /// A unit by its place in the list, or a hole, for each column.
    pub cells: Vec<Option<usize>>,
}

/// The place of a room within its floor: `03` of `1203`.
fn place(row: &GridRow) -> &str {
    let room = row.id.room();
    let floor = row.floor;
    let number = floor.unsigned_abs().to_string();
    let head = if floor < 0 { format!("B{number}") } else { number };
    room.strip_prefix(head.as_str()).filter(|rest| !rest.is_empty()).unwrap_or(room)
}

/// The buildings of a list of units that is sorted by name.
pub fn shape(units: &[GridRow]) -> Vec<Building> {
    let mut buildings: Vec<(String, Vec<usize>)> = Vec::new();
    for (index, row) in units.iter().enumerate() {
        match buildings.last_mut() {
            Some((name, rows)) if name == row.id.building() => rows.push(index),
            _ => buildings.push((row.id.building().to_owned(), vec![index])),
        }
    }
    buildings.into_iter().map(|(name, rows)| one(units, name, &rows)).collect()
}

fn one(units: &[GridRow], name: String, rows: &[usize]) -> Building {
    let mut columns: Vec<(String, String)> =
        rows.iter().map(|i| (units[*i].id.section().to_owned(), place(&units[*i]).to_owned())).collect();
    columns.sort_by(|a, b| natural(&a.0, &b.0).then_with(|| natural(&a.1, &b.1)));
    columns.dedup();
    let mut floors: BTreeMap<i32, Vec<Option<usize>>> = BTreeMap::new();
    for index in rows {
        let row = &units[*index];
        let cells = floors.entry(row.floor).or_insert_with(|| vec![None; columns.len()]);
        let column = columns.iter().position(|c| c.0 == row.id.section() && c.1 == place(row));
        if let Some(cell) = column.and_then(|column| cells.get_mut(column)) {
            *cell = Some(*index);
        }
    }
    let floors = floors.into_iter().rev().map(|(number, cells)| Floor { number, cells }).collect();
    Building { name, columns, floors, units: rows.len() }
}

/// Where a unit is: building, floor, column.
pub fn find(buildings: &[Building], units: &[GridRow], id: &UnitId) -> Option<(usize, usize, usize)> {
    let building = buildings.iter().position(|b| b.name == id.building())?;
    place_of(buildings, building, |index| units[index].id == *id)
}

/// Where a room is: in this building first, then in the others.
pub fn find_room(
    buildings: &[Building],
    units: &[GridRow],
    here: usize,
    room: &str,
) -> Option<(usize, usize, usize)> {
    let others = (0..buildings.len()).filter(|other| *other != here);
    std::iter::once(here)
        .chain(others)
        .find_map(|b| place_of(buildings, b, |index| units[index].id.room() == room))
}

fn place_of(
    buildings: &[Building],
    building: usize,
    is_it: impl Fn(usize) -> bool,
) -> Option<(usize, usize, usize)> {
    let floors = &buildings.get(building)?.floors;
    floors.iter().enumerate().find_map(|(floor, f)| {
        let column = f.cells.iter().position(|cell| cell.is_some_and(&is_it))?;
        Some((building, floor, column))
    })
}
