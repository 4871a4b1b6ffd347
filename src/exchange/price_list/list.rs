//! Price lists with a row a unit. Finds the header, then reads down; a header may span two rows, come again further
//! down, and stand twice side by side.

use std::collections::HashMap;

use super::check::{Draft, DraftUnit, Problems, Source, Spot, Value, name};
use super::grid::{Cell, Grid};
use super::header::{Column, MEASURES, Meaning, Measure, is_parking, is_sum, meaning, ten_thousands};
use super::label;
use super::number::{Reading, is_nothing, read as read_number};
use crate::domain::clean::clean;
use crate::domain::price_list::Place;
use crate::say;
use crate::text::price_list as text;

/// How far down a header is looked for.
const HEADER_WITHIN: usize = 100;

/// Where each thing stands.
#[derive(Debug, Clone, Default)]
struct Columns {
    building: Option<u32>,
    section: Option<u32>,
    floor: Option<u32>,
    room: u32,
    values: [Option<u32>; 5],
    ten_thousands: [bool; 5],
    net_price: bool,
    layout: Option<u32>,
    orientation: Option<u32>,
    usage: Option<u32>,
    status: Option<u32>,
}

/// A header: its last row and the lists side by side under it.
#[derive(Debug, Clone)]
struct Header {
    first_row: u32,
    last_row: u32,
    lists: Vec<Columns>,
}

/// A sheet that holds a list.
pub(super) struct Found {
    sheet: usize,
    header: Header,
}

/// The list of a sheet, if it is one.
pub(super) fn find(sheet: usize, grid: &Grid) -> Option<Found> {
    grid.row_numbers()
        .take(HEADER_WITHIN)
        .find_map(|row| header(grid, row).filter(|h| !h.lists.is_empty()))
        .map(|header| Found { sheet, header })
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

/// Reads all lists.
pub(super) fn read(file_name: &str, sheets: &[Grid], found: &[Found], problems: &mut Problems) -> Draft {
    let mut draft = Draft::default();
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    for Found { sheet, header } in found {
        let grid = &sheets[*sheet];
        // The building where no column says it: the title, else the sheet, else the file.
        let title = grid
            .row_numbers()
            .take_while(|row| *row < header.first_row)
            .flat_map(|row| grid.row(row))
            .filter_map(|(_, cell)| label::building_in(&cell.text()))
            .last();
        let named = title
            .or_else(|| label::building_in(&grid.name))
            .or_else(|| (sheets.len() == 1).then(|| label::building_in(stem)).flatten());
        let mut reader = SheetReader {
            sheet: *sheet,
            grid,
            parking: is_parking(&grid.name),
            named,
            draft: &mut draft,
            problems,
        };
        reader.read(header);
    }
    draft.names = label::short_names(draft.labels.iter().map(String::as_str), false);
    draft
}

/// A header that begins in `row`; one without lists has rooms but no prices.
fn header(grid: &Grid, row: u32) -> Option<Header> {
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

fn is_header_text(cell: &Cell) -> bool {
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

/// What a row inherits from the rows above it.
#[derive(Default)]
struct Above {
    building: Option<usize>,
    section: String,
    floor: Option<String>,
    /// The last building text and its label, so that a label is looked up once a building.
    text: String,
    /// The same for sections and floors.
    section_text: String,
    floor_text: String,
    floor_here: Option<String>,
}

struct SheetReader<'a> {
    sheet: usize,
    grid: &'a Grid,
    parking: bool,
    named: Option<String>,
    draft: &'a mut Draft,
    problems: &'a mut Problems,
}

impl SheetReader<'_> {
    fn read(&mut self, first: &Header) {
        let mut header = first.clone();
        let mut sources = self.sources(&header);
        let mut above: Vec<Above> = header.lists.iter().map(|_| Above::default()).collect();
        let mut cleaned = HashMap::new();
        let rows: Vec<u32> = self.grid.row_numbers().skip_while(|r| *r <= first.last_row).collect();
        for row in rows {
            if row <= header.last_row {
                continue;
            }
            // The header again, as on every printed page or over every building.
            let room = self.grid.at(row, header.lists[0].room);
            let again =
                is_header_text(room) && meaning(&room.text()).is_some_and(|m| m.column == Column::Room);
            if again && let Some(next) = self::header(self.grid, row).filter(|h| !h.lists.is_empty()) {
                header = next;
                sources = self.sources(&header);
                above = header.lists.iter().map(|_| Above::default()).collect();
                continue;
            }
            for (list, columns) in header.lists.iter().enumerate() {
                self.row(row, columns, sources[list], &mut above[list], &mut cleaned);
            }
        }
    }

    fn sources(&mut self, header: &Header) -> Vec<usize> {
        let first = self.draft.sources.len();
        for columns in &header.lists {
            let has = columns.values.map(|c| c.is_some());
            self.draft.sources.push(Source { has, columns: columns.values, net_price: columns.net_price });
        }
        (first..self.draft.sources.len()).collect()
    }

    fn row(
        &mut self,
        row: u32,
        columns: &Columns,
        source: usize,
        above: &mut Above,
        cleaned: &mut HashMap<String, String>,
    ) {
        let grid = self.grid;
        let spot = |column| Spot { sheet: self.sheet, row, column };
        let cell = |column: Option<u32>| column.map_or(&Cell::Empty, |c| grid.at(row, c));
        let readings: [Reading; 5] =
            std::array::from_fn(|m| read_number(cell(columns.values[m]), columns.ten_thousands[m]));
        let numbers = readings.iter().any(|r| matches!(r, Reading::Number(_)));
        let room_text = grid.at(row, columns.room).text();
        let no_room = is_nothing(&room_text);
        if no_room || is_sum(&room_text) {
            let sum = grid.row(row).any(|(_, c)| is_header_text(c) && is_sum(&c.text()));
            if numbers && !sum && no_room {
                self.problems.at(grid.place(row, columns.room), text::ROOM_MISSING);
            } else if !numbers
                && let Some(building) = grid.row(row).find_map(|(_, c)| label::building_in(&c.text()))
            {
                self.named = Some(building); // a row with the building's name over its units
            }
            return;
        }
        // Building and section are carried down where merged cells left them empty.
        let building_text = cell(columns.building).text();
        let carried = is_nothing(&building_text);
        if !carried && (above.building.is_none() || above.text != building_text) {
            let (building, section) = label::split(&building_text);
            above.building = Some(self.draft.label(&building));
            above.section = section.unwrap_or_default();
            above.text = building_text.into_owned();
            above.floor = None;
        }
        let section_text = cell(columns.section).text();
        if !is_nothing(&section_text) {
            if above.section_text != section_text || above.section.is_empty() {
                above.section =
                    label::section_in(&section_text).unwrap_or_else(|| section_text.clone().into_owned());
                above.section_text = section_text.into_owned();
            }
        } else if columns.section.is_some() && !carried && label::section_in(&above.text).is_none() {
            above.section = String::new();
        }
        let parts = Parts::of(&room_text, columns.building.is_some());
        let floor_text = cell(columns.floor).text();
        if above.floor_text != floor_text {
            above.floor_here = label::floor(&floor_text);
            above.floor_text = floor_text.clone().into_owned();
        }
        let floor = above.floor_here.clone();
        let mut room = label::room(floor.as_deref().or(parts.floor.as_deref()), &parts.room);
        if room.is_none() && is_nothing(&floor_text) {
            room = label::room(above.floor.as_deref(), &parts.room);
        }
        if floor.is_some() {
            above.floor.clone_from(&floor);
        }
        let Some((floor, room)) = room.filter(|(_, room)| label::is_sign_of_room(room)) else {
            if numbers {
                let found = room_text.as_ref();
                let clear = label::is_sign_of_room(&parts.room);
                match columns.floor {
                    Some(column) if !is_nothing(&floor_text) && floor.is_none() => {
                        let found = floor_text.as_ref();
                        self.problems.at(grid.place(row, column), say!(text::FLOOR_UNCLEAR, found = found));
                    }
                    _ if clear && floor.is_none() => {
                        self.problems
                            .at(grid.place(row, columns.room), say!(text::FLOOR_MISSING, found = found));
                    }
                    _ => self
                        .problems
                        .at(grid.place(row, columns.room), say!(text::ROOM_UNCLEAR, found = found)),
                }
            }
            return; // without numbers: a note under the list
        };
        if !is_nothing(&floor_text) && above.floor_here.is_none() {
            let column = columns.floor.unwrap_or(columns.room);
            self.problems.at(grid.place(row, column), say!(text::FLOOR_UNCLEAR, found = floor_text.as_ref()));
            return;
        }
        let label = match (&parts.building, above.building, &self.named) {
            (Some(building), _, _) => self.draft.label(building),
            (None, Some(label), _) => label,
            (None, None, Some(named)) => {
                let (building, section) = label::split(named);
                if let Some(section) = section.filter(|_| above.section.is_empty()) {
                    above.section = section;
                }
                self.draft.label(&building)
            }
            (None, None, None) => {
                let column = columns.building.unwrap_or(columns.room);
                self.problems.at(grid.place(row, column), text::NO_BUILDING);
                return;
            }
        };
        let (mut values, mut refused) = ([None; 5], [false; 5]);
        for (m, reading) in readings.into_iter().enumerate() {
            let at = spot(columns.values[m].unwrap_or_default());
            match reading {
                Reading::Number(number) => values[m] = Some(Value { number, at }),
                Reading::Nothing => {}
                Reading::Other => {
                    refused[m] = true;
                    let (what, found) = (name(MEASURES[m]), grid.at(row, at.column).text());
                    self.problems.at(
                        grid.place(row, at.column),
                        say!(text::NOT_A_NUMBER, what = what, found = found.as_ref()),
                    );
                }
            }
        }
        let mut words = |column: Option<u32>| {
            let column = column?;
            let found = grid.at(row, column).text();
            if is_nothing(&found) {
                return None;
            }
            if let Some(known) = cleaned.get(found.as_ref()) {
                return Some(known.clone());
            }
            match clean(&found) {
                Ok(text) => {
                    cleaned.insert(found.into_owned(), text.clone());
                    Some(text)
                }
                Err(bad) => {
                    let code = format!("U+{:04X}", bad as u32);
                    self.problems.at(grid.place(row, column), say!(text::UNSEEN_CHARACTER, code = code));
                    None
                }
            }
        };
        let usage = words(columns.usage);
        self.draft.units.push(DraftUnit {
            at: spot(columns.room),
            source,
            label,
            section: if parts.section.is_empty() { above.section.clone() } else { parts.section },
            floor,
            room,
            values,
            refused,
            parking: self.parking || usage.as_deref().is_some_and(is_parking),
            layout: words(columns.layout),
            orientation: words(columns.orientation),
            usage,
            status: words(columns.status),
        });
    }
}

/// A room column may hold more than the room: `3栋1单元1203`, `3-1-1203`, `1-1203`, `B1-025`.
struct Parts {
    building: Option<String>,
    section: String,
    floor: Option<String>,
    room: String,
}

impl Parts {
    fn of(text: &str, has_building: bool) -> Self {
        let room = label::tidy(text).into_owned();
        let mut parts = Self { building: None, section: String::new(), floor: None, room };
        let plain = parts.room.bytes().all(|b| b.is_ascii_alphanumeric());
        if plain {
            return parts;
        }
        if let Some(building) = label::building_in(&parts.room) {
            if let Some((_, rest)) = parts.room.split_once(building.as_str()) {
                parts.room = String::from(rest.trim_start_matches('-'));
            }
            parts.building = (!has_building).then_some(building);
        }
        if let Some(section) = label::section_in(&parts.room) {
            let rest = parts.room.split_once("单元").map_or("", |(_, rest)| rest);
            parts.room = String::from(rest.trim_start_matches('-'));
            parts.section = section;
        }
        // `-1-025`: the first sign belongs to the floor.
        let (sign, rest) = match parts.room.strip_prefix('-') {
            Some(rest) if rest.contains('-') => ("-", rest),
            _ => ("", parts.room.as_str()),
        };
        let mut pieces: Vec<String> = rest.split('-').map(ToOwned::to_owned).collect();
        pieces[0].insert_str(0, sign);
        match pieces.as_slice() {
            [below, room] if label::floor(below).is_some_and(|f| f.starts_with('-')) => {
                parts.floor = label::floor(below);
                parts.room.clone_from(room);
            }
            [section, room] if !section.is_empty() && !has_building && parts.building.is_none() => {
                parts.building = Some(section.clone());
                parts.room.clone_from(room);
            }
            [section, room] if !section.is_empty() => {
                parts.section.clone_from(section);
                parts.room.clone_from(room);
            }
            [building, section, room] if !building.is_empty() => {
                if !has_building {
                    parts.building = Some(building.clone());
                }
                parts.section.clone_from(section);
                parts.room.clone_from(room);
            }
            _ => {}
        }
        parts
    }
}
