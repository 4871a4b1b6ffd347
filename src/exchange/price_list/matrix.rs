//! Price lists drawn as floors by room positions, a table each for totals, unit prices and areas. Joins what the tables
//! say of the same room; where each table stands and how it is labelled is `blocks`' business.

use std::collections::HashMap;

use super::block_rows::Entry;
use super::blocks::entries;
use super::check::{Draft, DraftUnit, Problems, Source, Value, name};
use super::grid::Grid;
use super::header::{MEASURES, is_parking};
use super::label;
use crate::say;
use crate::text::price_list as text;

/// Reads all matrices.
pub(super) fn read(file_name: &str, sheets: &[Grid], problems: &mut Problems) -> Draft {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let mut draft = Draft::default();
    let mut all: Vec<Entry> = Vec::new();
    let mut unknown = Vec::new();
    for (number, grid) in sheets.iter().enumerate() {
        // Only a file of one sheet is spoken for by its own name.
        let file = if sheets.len() == 1 { stem } else { "" };
        entries(number, grid, file, &mut draft, &mut all, &mut unknown, problems);
    }
    if all.is_empty() {
        for at in unknown {
            let mut place = sheets[at.sheet].place(at.row, 0);
            place.column = 0;
            problems.at(place, text::MEASURE_UNKNOWN);
        }
        return draft;
    }
    draft.names = label::short_names(draft.labels.iter().map(String::as_str), true);
    // A building is one source: what one of its rooms has, all must have.
    let mut sources: HashMap<&str, usize> = HashMap::new();
    let of_label: Vec<usize> = draft
        .labels
        .iter()
        .map(|label| {
            let next = sources.len();
            *sources.entry(draft.names.get(label).map_or(label.as_str(), String::as_str)).or_insert(next)
        })
        .collect();
    draft.sources = vec![Source::default(); sources.len()];
    let mut units: HashMap<(usize, String, String), usize> = HashMap::with_capacity(all.len());
    for entry in all {
        let source = of_label[entry.label];
        let m = entry.measure as usize;
        draft.sources[source].has[m] = true;
        draft.sources[source].net_price |= entry.net_price;
        let section = entry.section.trim_start_matches('0').to_owned();
        let at = *units.entry((source, section, entry.room.clone())).or_insert_with(|| {
            draft.units.push(DraftUnit {
                at: entry.at,
                source,
                label: entry.label,
                section: entry.section.clone(),
                floor: entry.floor,
                room: entry.room.clone(),
                values: [None; 5],
                refused: [false; 5],
                parking: is_parking(&sheets[entry.at.sheet].name),
                layout: None,
                orientation: None,
                usage: None,
                status: None,
            });
            draft.units.len() - 1
        });
        let unit = &mut draft.units[at];
        unit.layout = unit.layout.take().or(entry.layout);
        unit.orientation = unit.orientation.take().or(entry.orientation);
        let place = |at: super::check::Spot| sheets[at.sheet].place(at.row, at.column);
        match (entry.number, unit.values[m]) {
            (None, _) => unit.refused[m] = true,
            (Some(number), None) => unit.values[m] = Some(Value { number, at: entry.at }),
            // Columns of areas over a block say for every floor anew what they said for the first.
            (Some(_), Some(first)) if first.at == entry.at => {}
            (Some(_), Some(first)) => {
                let building = draft.names.get(&draft.labels[entry.label]).map_or("", String::as_str);
                let section = if entry.section.is_empty() { "1" } else { &entry.section };
                let unit = format!("{building}-{section}-{}", entry.room);
                let first = place(first.at);
                problems.at(
                    place(entry.at),
                    say!(text::VALUE_TWICE, unit = unit, what = name(MEASURES[m]), first = &first),
                );
            }
        }
    }
    draft
}
