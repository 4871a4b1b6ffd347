//! `anchang import units FILE`: a price list in, with everything wrong with it by cell, or every difference it makes.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::output::{self, CHANGE, Table};
use super::{Shell, Stop, ask, doing};
use crate::desk::{ACTIONS, CommandId, Desk, Filled, ImportPreview, StoreError};
use crate::domain::price_list::{PriceList, Problem};
use crate::domain::unit_id::UnitId;
use crate::exchange::price_list;
use crate::say;
use crate::text::{Lang, Say, shell as words};

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let Some(("units", matches)) = matches.subcommand() else {
        return Err(Say::from(words::NO_SUBCOMMAND).into());
    };
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Err(say!(words::MISSING_ARGUMENT, arg = "FILE").into());
    };
    let list = read(shell, path)?;
    if matches.get_flag("dry-run") {
        return dry_run(shell, &list);
    }
    let mut desk = shell.desk()?;
    let who = ask::sign_in(shell, &desk, matches)?;
    let preview = Preview::of(Some(&desk), &list)?;
    let Some(action) = ACTIONS.find("unit.import") else {
        return Err(say!(words::NO_SUCH_ACTION, action = "unit.import").into());
    };
    let mut filled = Filled::new();
    if let Some(field) = action.fields.first() {
        filled.put_list(field, list);
    }
    let done = doing::perform(shell, &mut desk, &who, action, &filled, CommandId::new(), matches)?;
    describe(shell.lang, &preview)?;
    output::line(
        &say!(
            words::IMPORTED,
            first = done.recorded.first,
            last = done.recorded.last,
            head = &done.recorded.head
        )
        .in_lang(shell.lang),
    )?;
    Ok(())
}

/// Reads a price list in a process of its own, with a limit on its memory.
pub(super) fn read(shell: &Shell, path: &Path) -> Result<PriceList, Stop> {
    let busy = indicatif::ProgressBar::new_spinner().with_message(words::READING.get(shell.lang));
    busy.enable_steady_tick(std::time::Duration::from_millis(120));
    let read = match std::env::current_exe() {
        Ok(program) => price_list::read_isolated(&program, path),
        Err(_) => price_list::read(path),
    };
    busy.finish_and_clear();
    read.map_err(|problems| {
        // The file as a whole: that one sentence says all.
        if let [Problem { at: None, say }] = problems.as_slice() {
            return Stop::Say(say.clone(), 1);
        }
        for problem in &problems {
            eprintln!("{}", crate::domain::clean::printable(&sentence(problem, shell.lang)));
        }
        Stop::Say(say!(words::LIST_REFUSED, count = problems.len()), 1)
    })
}

fn sentence(problem: &Problem, lang: Lang) -> String {
    match &problem.at {
        Some(place) => format!("{place}: {}", problem.say.in_lang(lang)),
        None => problem.say.in_lang(lang),
    }
}

/// What it would do, without doing it; without a project, what is in it.
fn dry_run(shell: &Shell, list: &PriceList) -> Result<(), Stop> {
    let preview = match Desk::open(&shell.db, crate::desk::Clock::System, &shell.station) {
        Ok(desk) => Preview::of(Some(&desk), list)?,
        Err(StoreError::NotFound(_)) => Preview::of(None, list)?,
        Err(other) => return Err(other.into()),
    };
    describe(shell.lang, &preview)?;
    output::line(words::DRY_RUN.get(shell.lang))
}

/// What an import would do, with the new units by name.
struct Preview {
    of: ImportPreview,
    added: Vec<UnitId>,
}

impl Preview {
    fn of(desk: Option<&Desk>, list: &PriceList) -> Result<Self, Stop> {
        let known: std::collections::HashSet<UnitId> = match desk {
            Some(desk) => desk.units()?.into_iter().map(|row| row.id).collect(),
            None => std::collections::HashSet::new(),
        };
        let units = list.rows.iter().map(|row| &row.unit);
        let added: Vec<UnitId> = units.filter(|unit| !known.contains(unit)).cloned().collect();
        let of = match desk {
            Some(desk) => desk.preview_import(list)?,
            None => ImportPreview { added: added.len(), ..ImportPreview::of_list(list) },
        };
        Ok(Self { of, added })
    }
}

/// The first few units of many, and how many there are besides.
fn first_units(units: &[UnitId]) -> (Vec<crate::text::Arg>, crate::text::Arg) {
    let named = units.iter().take(MOST_UNITS).map(Into::into).collect();
    let more = units.len().saturating_sub(MOST_UNITS);
    (named, if more == 0 { "".into() } else { say!(words::UNITS_MORE, more = more).into() })
}

/// More units than this are counted, not named.
const MOST_UNITS: usize = 20;

fn describe(lang: Lang, Preview { of: preview, added }: &Preview) -> Result<(), Stop> {
    let units: usize = preview.buildings.iter().map(|(_, n)| n).sum();
    let buildings: Vec<crate::text::Arg> = preview
        .buildings
        .iter()
        .map(|(b, n)| say!(words::BUILDING_COUNT, building = b, count = *n).into())
        .collect();
    output::line(&say!(words::LIST_HAS, units = units, buildings = buildings).in_lang(lang))?;
    output::line(&say!(words::LIST_TOTALS, area = preview.area, total = preview.total).in_lang(lang))?;
    if preview.areas_derived > 0 {
        output::line(&say!(words::LIST_DERIVED, count = preview.areas_derived).in_lang(lang))?;
    }
    for (status, count) in &preview.statuses_in_file {
        output::line(&say!(words::LIST_STATUS, status = status, count = *count).in_lang(lang))?;
    }
    let left = preview.differences.iter().filter(|d| d.left_alone.is_some()).count();
    output::line(
        &say!(
            words::LIST_WOULD,
            added = preview.added,
            changed = preview.differences.len() - left,
            unchanged = preview.unchanged,
            left = left,
            missing = preview.missing.len()
        )
        .in_lang(lang),
    )?;
    if !preview.differences.is_empty() {
        let mut table = Table::new(
            &[
                words::H_UNIT,
                words::H_AREA_CHANGE,
                words::H_UNIT_PRICE_CHANGE,
                words::H_TOTAL_CHANGE,
                words::H_LEFT_ALONE,
            ],
            lang,
        );
        for d in &preview.differences {
            table.row(vec![
                d.unit.to_string(),
                change(d.area.as_ref()),
                change(d.unit_price.as_ref()),
                change(d.total.as_ref()),
                d.left_alone.map_or(String::new(), |s| s.text().get(lang).to_owned()),
            ]);
        }
        table.print()?;
    }
    for (text, all) in [(words::LIST_NEW, added), (words::LIST_MISSING, &preview.missing)] {
        if !all.is_empty() {
            let (units, more) = first_units(all);
            output::line(&say!(text, count = all.len(), units = units, more = more).in_lang(lang))?;
        }
    }
    Ok(())
}

/// `125.53 -> 126.00`, or nothing.
fn change<T: ToString>(pair: Option<&(T, T)>) -> String {
    pair.map_or(String::new(), |(a, b)| format!("{}{CHANGE}{}", a.to_string(), b.to_string()))
}
