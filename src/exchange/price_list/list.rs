//! Price lists with a row a unit. Finds the header, then reads down; a header may span two rows, come again further
//! down, and stand twice side by side.

use std::collections::HashMap;

use super::check::{Draft, DraftUnit, Problems, Source, Spot, Value, name};
use super::grid::{Cell, Grid};
use super::header::{Column, MEASURES, is_parking, is_sum, meaning};
use super::label;
use super::list_header::{Columns, HEADER_WITHIN, Header, header as header_at, is_header_text};
use super::number::{Reading, is_nothing, read as read_number};
use crate::domain::clean::clean;
use crate::say;
use crate::text::price_list as text;

/// A sheet that holds a list.
pub(super) struct Found {
    sheet: usize,
    header: Header,
}

/// The list of a sheet, if it is one.
pub(super) fn find(sheet: usize, grid: &Grid) -> Option<Found> {
    grid.row_numbers()
        .take(HEADER_WITHIN)
        .find_map(|row| header_at(grid, row).filter(|h| !h.lists.is_empty()))
        .map(|header| Found { sheet, header })
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
            if again && let Some(next) = header_at(self.grid, row).filter(|h| !h.lists.is_empty()) {
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
