//! Price lists 价目表 as an action: all or nothing, with a preview of every difference.

use super::action::Action;
use super::field::{Kind, must};
use super::{Deed, Desk, Failure, Filled, THE_PROJECT};
use crate::domain::area::Area;
use crate::domain::money::Fen;
use crate::domain::permission::{Control, Duty};
use crate::domain::price_list::PriceList;
use crate::domain::project::{Project, ProjectEvent};
use crate::domain::refusal::Refusal;
use crate::domain::unit::{Imported, Status, Unit};
use crate::domain::unit_id::UnitId;
use crate::store::{StoreError, Tracked};
use crate::text::cli as words;

pub(super) const ACTIONS: &[Action] = &[Action {
    id: "unit.import",
    text: words::A_IMPORT,
    duty: Duty::SalesControl,
    control: Control::Approved,
    fields: &[must("list", words::F_LIST, Kind::PriceList)],
    run: |deed, f| import(deed, Filled::need(f.list("list"), "list")?),
}];

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportPreview {
    /// Units that are new.
    pub added: usize,
    /// Units that stay as they are.
    pub unchanged: usize,
    /// Units whose facts or price change, or would change if nobody had a claim on them.
    pub differences: Vec<Difference>,
    /// Units of the project that the list does not have; they stay.
    pub missing: Vec<UnitId>,
    /// Sum of the list's totals.
    pub total: Fen,
    /// Sum of the list's gross areas.
    pub area: Area,
    /// Areas that were calculated from total and unit price.
    pub areas_derived: usize,
    /// Units of the list by building, in order.
    pub buildings: Vec<(String, usize)>,
    /// What the file says of sale statuses, and how often; none of it is adopted.
    pub statuses_in_file: Vec<(String, usize)>,
}

/// A unit that the list has otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The unit.
    pub unit: UnitId,
    /// Left alone because somebody has a claim on it, or it is sold.
    pub left_alone: Option<Status>,
    /// Gross area before and after, where it differs.
    pub area: Option<(Area, Area)>,
    /// Unit price before and after, where it differs.
    pub unit_price: Option<(Fen, Fen)>,
    /// Total before and after, where it differs.
    pub total: Option<(Fen, Fen)>,
}

impl ImportPreview {
    /// Describes a list by itself, before any project.
    pub fn of_list(list: &PriceList) -> Self {
        let mut preview = Self {
            total: list.rows.iter().map(|row| row.quote.total).sum(),
            area: list.rows.iter().map(|row| row.facts.gross_area).sum(),
            areas_derived: list.rows.iter().filter(|row| row.facts.area_derived).count(),
            ..Self::default()
        };
        for row in &list.rows {
            count(&mut preview.buildings, row.unit.building());
            if let Some(status) = &row.status_in_file {
                count(&mut preview.statuses_in_file, status);
            }
        }
        preview.buildings.sort_by(|a, b| crate::domain::unit_id::natural(&a.0, &b.0));
        preview
    }
}

fn count(counts: &mut Vec<(String, usize)>, name: &str) {
    match counts.iter_mut().find(|(known, _)| known == name) {
        Some((_, n)) => *n += 1,
        None => counts.push((name.to_owned(), 1)),
    }
}

impl Desk {
    /// What importing `list` would do to this project. Changes nothing.
    ///
    /// # Errors
    /// What the store says.
    pub fn preview_import(&self, list: &PriceList) -> Result<ImportPreview, StoreError> {
        let mut preview = ImportPreview::of_list(list);
        let mut units: std::collections::HashMap<UnitId, Unit> =
            self.units()?.into_iter().map(|row| (row.id, row.unit)).collect();
        for row in &list.rows {
            let unit = units.remove(&row.unit).unwrap_or_default();
            let plan = unit.decide_import(&row.facts, &row.quote, "");
            match plan.what {
                Imported::Added => preview.added += 1,
                Imported::Unchanged => preview.unchanged += 1,
                Imported::Changed | Imported::LeftAlone => {
                    let (old, new) = (unit.price.quote, row.quote);
                    let differ = |a: Fen, b: Fen| (a != b).then_some((a, b));
                    let (old_area, new_area) = (unit.facts.gross_area, plan.facts.gross_area);
                    preview.differences.push(Difference {
                        unit: row.unit.clone(),
                        left_alone: (plan.what == Imported::LeftAlone).then_some(unit.status),
                        area: (old_area != new_area).then_some((old_area, new_area)),
                        unit_price: differ(old.unit_price, new.unit_price),
                        total: differ(old.total, new.total),
                    });
                }
            }
        }
        preview.missing = units.into_keys().collect();
        preview.missing.sort();
        Ok(preview)
    }
}

/// Takes a price list in.
pub fn import(deed: &mut Deed, list: &PriceList) -> Result<(), Failure> {
    let (mut added, mut changed) = (0, 0);
    for row in &list.rows {
        let mut unit: Tracked<Unit> = deed.work.load(&row.unit.to_string())?;
        let plan = unit.state.decide_import(&row.facts, &row.quote, &list.file_name);
        match plan.what {
            Imported::Added => added += 1,
            Imported::Changed => changed += 1,
            Imported::Unchanged | Imported::LeftAlone => {}
        }
        deed.work.record(&mut unit, &plan.events)?;
    }
    if added + changed == 0 {
        return Err(Refusal::new("RULES 1.3", words::IMPORT_NOTHING).at("list").into());
    }
    let mut project: Tracked<Project> = deed.work.load(THE_PROJECT)?;
    let imported = ProjectEvent::PriceListImported {
        file: list.file_name.clone(),
        sha256: list.sha256.clone(),
        added,
        changed,
    };
    Ok(deed.work.record(&mut project, &[imported])?)
}
