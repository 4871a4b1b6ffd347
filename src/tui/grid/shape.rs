//! The shape of a building on the grid: floors from the top, sections side by side, rooms in their columns.

use std::collections::{BTreeMap, HashSet};

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
    // Where two rooms of a floor would share a place, each keeps its whole name: no unit may hide another.
    let mut taken = HashSet::new();
    let mut doubled = HashSet::new();
    for index in rows {
        let row = &units[*index];
        let place = (row.id.section(), row.floor, place(row));
        if !taken.insert(place) {
            doubled.insert(place);
        }
    }
    let column_of = |row: &GridRow| {
        let short = place(row);
        let whole = doubled.contains(&(row.id.section(), row.floor, short));
        (row.id.section().to_owned(), if whole { row.id.room() } else { short }.to_owned())
    };
    let mut columns: Vec<(String, String)> = rows.iter().map(|index| column_of(&units[*index])).collect();
    columns.sort_by(|a, b| natural(&a.0, &b.0).then_with(|| natural(&a.1, &b.1)));
    columns.dedup();
    let mut floors: BTreeMap<i32, Vec<Option<usize>>> = BTreeMap::new();
    for index in rows {
        let row = &units[*index];
        let cells = floors.entry(row.floor).or_insert_with(|| vec![None; columns.len()]);
        let wanted = column_of(row);
        let column = columns.iter().position(|column| *column == wanted);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::area::Area;
    use crate::domain::money::Fen;
    use crate::domain::unit::Status;

    #[test]
    fn every_unit_has_a_cell_of_its_own() {
        // Shops 1 to 12 on the ground floor: 11 without its floor would be 1 again.
        let mut units: Vec<GridRow> = (1..=12)
            .map(|room| GridRow {
                id: UnitId::new("S", "1", &room.to_string()).unwrap(),
                status: Status::Available,
                floor: 1,
                gross_area: Area(100),
                total: Fen(100),
            })
            .collect();
        units.sort_by(|a, b| a.id.cmp(&b.id));
        let buildings = shape(&units);
        let mut cells: Vec<usize> =
            buildings[0].floors.iter().flat_map(|f| f.cells.iter().flatten().copied()).collect();
        cells.sort_unstable();
        assert_eq!(cells, (0..12).collect::<Vec<_>>());
    }
}
