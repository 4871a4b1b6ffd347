//! The header of a list: which row it is, what its columns hold. It may span two rows and stand twice side by side.

use super::grid::{Cell, Grid};
use super::header::{Column, Meaning, Measure, meaning, ten_thousands};
use super::label;
use crate::domain::price_list::Place;

/// How far down a header is looked for.
pub(super) const HEADER_WITHIN: usize = 100;

/// Where each thing stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub building: Option<u32>,
    pub section: Option<u32>,
    pub floor: Option<u32>,
    pub room: u32,
    pub values: [Option<u32>; 5],
    pub ten_thousands: [bool; 5],
    pub net_price: bool,
    pub layout: Option<u32>,
    pub orientation: Option<u32>,
    pub usage: Option<u32>,
    pub status: Option<u32>,
}

/// A header: its last row and the lists side by side under it.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub first_row: u32,
    pub last_row: u32,
    pub lists: Vec<Columns>,
}

/// The header of a sheet that has rooms and areas but no prices, when no sheet has any.
pub(super) fn rooms_without_prices(sheets: &[Grid]) -> Option<Place> {
    sheets.iter().find_map(|grid| {
        let header = grid.row_numbers().take(HEADER_WITHIN).find_map(|row| header(grid, row))?;
        let mut place = grid.place(header.last_row, 0);
        place.column = 0;
        Some(place)
    })
}

/// A header that begins in `row`; one without lists has rooms but no prices.
pub(super) fn header(grid: &Grid, row: u32) -> Option<Header> {
    let room = |row: u32| {
        grid.row(row)
            .find(|(_, c)| is_header_text(c) && meaning(&c.text()).is_some_and(|m| m.column == Column::Room))
            .map(|(at, _)| at)
    };
    // `Unit` alone means the room where nothing else does.
    let unit = || grid.row(row).find(|(_, c)| c.text().eq_ignore_ascii_case("unit")).map(|(at, _)| at);
    let (room, by_unit) = room(row).map(|at| (at, false)).or_else(|| unit().map(|at| (at, true)))?;
    let rows: Vec<u32> = grid.row_numbers().skip_while(|r| *r + 1 < row).take(4).collect();
    let at = rows.iter().position(|r| *r == row)?;
    let (above, below) = (
        at.checked_sub(1).map(|i| rows[i]),
        rows.get(at + 1).copied().filter(|b| continues(grid, row, *b, room)),
    );
    let mut columns: Vec<u32> = grid.row(row).map(|(c, _)| c).collect();
    if let Some(below) = below {
        columns.extend(grid.row(below).map(|(c, _)| c));
        columns.sort_unstable();
        columns.dedup();
    }
    let room_above = above.map(|r| grid.at(r, room).text().into_owned()).unwrap_or_default();
    let mut meanings = Vec::new();
    for column in columns {
        let own = grid.at(row, column).text();
        let under = below.map(|b| grid.at(b, column).text()).filter(|t| *t != own).unwrap_or_default();
        // A group such as 面积 stands above its parts: merged, or only above the first of them.
        let over = if own.is_empty() {
            grid.at_or_left(row, column, 0).text()
        } else {
            above
                .map(|r| grid.at(r, column).text())
                .filter(|t| *t != room_above && t.chars().count() <= 8)
                .unwrap_or_default()
        };
        let lowest = if under.is_empty() { &own } else { &under };
        let together = format!("{over}{own}{under}");
        let bare = matches!(&*label::tidy(lowest), "建筑" | "套内" | "户内" | "公摊" | "分摊");
        let alone = meaning(lowest).filter(|_| !bare || together == lowest.as_ref());
        let Some(mut found) = alone.or_else(|| meaning(&together)).or_else(|| meaning(lowest)) else {
            continue;
        };
        if let Some(whole) = meaning(&together) {
            found = Meaning {
                net: whole.net,
                ten_thousands: found.ten_thousands.or(whole.ten_thousands),
                rank: whole.rank,
                ..found
            };
        }
        if by_unit && column == room {
            found.column = Column::Room;
        }
        meanings.push((column, found));
    }
    let kinds = meanings.iter().filter(|(_, m)| m.column != Column::Other).count();
    if kinds < 2 {
        return None;
    }
    let first_row = if room_above.is_empty() && meanings.iter().any(|_| above.is_some()) {
        above.unwrap_or(row)
    } else {
        row
    };
    let wan = ten_thousands_above(grid, row);
    let mut lists: Vec<Columns> =
        side_by_side(&meanings).iter().filter_map(|list| place_columns(list, wan)).collect();
    if let Some(first) = lists.first().cloned() {
        // Lists side by side share what only the first of them has.
        for list in &mut lists {
            list.building = list.building.or(first.building);
            list.section = list.section.or(first.section);
            list.floor = list.floor.or(first.floor);
        }
    }
    Some(Header { first_row, last_row: below.unwrap_or(row), lists })
}

pub(super) fn is_header_text(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(_))
}

/// Whether the row below a header is its second row: words only, nothing of its own under the room.
fn continues(grid: &Grid, row: u32, below: u32, room: u32) -> bool {
    let under = grid.at(below, room);
    (under.is_blank() || under == grid.at(row, room))
        && grid.row(below).all(|(_, c)| is_header_text(c))
        && grid.row(below).any(|(column, c)| *c != *grid.at(row, column) && meaning(&c.text()).is_some())
}

/// Whether the rows above the header say that money is in 万元.
fn ten_thousands_above(grid: &Grid, header: u32) -> bool {
    let above = grid.row_numbers().take_while(|row| *row < header);
    above.flat_map(|row| grid.row(row)).any(|(_, c)| ten_thousands(&c.text()) == Some(true))
}

/// Parts a header into the lists that stand side by side: a new one begins where names come again after prices.
fn side_by_side(meanings: &[(u32, Meaning)]) -> Vec<Vec<(u32, Meaning)>> {
    let is_price = |m: &Meaning| matches!(m.column, Column::Value(Measure::UnitPrice | Measure::Total));
    let is_room = |m: &Meaning| m.column == Column::Room;
    let mut lists: Vec<Vec<(u32, Meaning)>> = vec![Vec::new()];
    for (column, found) in meanings {
        let Some(last) = lists.last_mut() else { break };
        let names = matches!(found.column, Column::Building | Column::Section | Column::Floor | Column::Room);
        let again = last.iter().any(|(_, m)| m.column == found.column);
        let complete = last.iter().any(|(_, m)| is_price(m)) && last.iter().any(|(_, m)| is_room(m));
        if names && again && complete {
            lists.push(Vec::new());
        }
        if let Some(last) = lists.last_mut() {
            last.push((*column, *found));
        }
    }
    lists
}

/// The columns of one list; `None` without rooms or prices.
fn place_columns(list: &[(u32, Meaning)], wan_above: bool) -> Option<Columns> {
    let first = |kind: Column| list.iter().find(|(_, m)| m.column == kind).map(|(c, _)| *c);
    let best = |measure: Measure, rank: Option<u8>| {
        let mut all: Vec<_> = list
            .iter()
            .filter(|(_, m)| m.column == Column::Value(measure) && rank.is_none_or(|r| m.rank == r))
            .collect();
        // A price for gross area before one for net area, then the leftmost.
        all.sort_by_key(|(c, m)| (u8::MAX - m.rank, m.net, *c));
        all.first().map(|(c, m)| (*c, *m))
    };
    let (mut unit, mut total) = (best(Measure::UnitPrice, None), best(Measure::Total, None));
    // Prices of one kind go together: 备案总价 is not 销售单价 times anything.
    if let (Some((_, u)), Some((_, t))) = (unit, total)
        && u.rank != t.rank
        && let Some(pair) = (0..=2)
            .rev()
            .find_map(|r| Some((best(Measure::UnitPrice, Some(r))?, best(Measure::Total, Some(r))?)))
    {
        (unit, total) = (Some(pair.0), Some(pair.1));
    }
    unit.or(total)?;
    let mut columns = Columns {
        building: first(Column::Building),
        section: first(Column::Section),
        floor: first(Column::Floor),
        room: first(Column::Room)?,
        net_price: unit.is_some_and(|(_, m)| m.net),
        layout: first(Column::Layout),
        orientation: first(Column::Orientation),
        usage: first(Column::Usage),
        status: first(Column::Status),
        ..Columns::default()
    };
    columns.values = [unit.map(|u| u.0), total.map(|t| t.0), None, None, None];
    columns.ten_thousands[0] = unit.is_some_and(|(_, m)| m.ten_thousands == Some(true));
    columns.ten_thousands[1] = total.is_some_and(|(_, m)| m.ten_thousands.unwrap_or(wan_above));
    for measure in [Measure::Gross, Measure::Net, Measure::Shared] {
        columns.values[measure as usize] = first(Column::Value(measure));
    }
    Some(columns)
}
