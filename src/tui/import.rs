//! Work that takes long enough to say so first: reading a price list, replaying the past. And what an import would do.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::desk::{ACTIONS, Failure, Filled, GridFacts, GridRow, ImportPreview};
use crate::domain::moment::Millis;
use crate::domain::price_list::{PriceList, PriceRow};
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Arg, Lang, Say, Text, cli, price_list, shell, tui as words};

use super::App;
use super::app::Screen;
use super::widget::Scroll;
use super::window::Window;

/// Work that is announced before it is done.
pub enum Job {
    /// Reads a price list and shows what it would do.
    Read(PathBuf),
    /// Shows the grid, or the rotation, of a moment of the past.
    LookBack(Millis),
    /// Takes the backup of a day that was closed.
    BackUp,
}

/// What an import would do, before it is done.
pub struct Preview {
    /// What was read.
    pub list: PriceList,
    /// What it would do.
    pub of: ImportPreview,
    /// The rows of the list that are new units, by their places.
    pub added: Vec<usize>,
    /// Where in it.
    pub scroll: Scroll,
}

impl Preview {
    /// What stands above the differences.
    pub fn summary(&self) -> Vec<Say> {
        let of = &self.of;
        let units: usize = of.buildings.iter().map(|(_, n)| n).sum();
        let building =
            |(b, n): &(String, usize)| say!(shell::BUILDING_COUNT, building = b, count = *n).into();
        let buildings: Vec<Arg> = of.buildings.iter().map(building).collect();
        let left = of.differences.iter().filter(|d| d.left_alone.is_some()).count();
        let mut says = vec![
            say!(shell::LIST_HAS, units = units, buildings = buildings),
            say!(shell::LIST_TOTALS, area = of.area, total = of.total),
        ];
        if of.areas_derived > 0 {
            says.push(say!(shell::LIST_DERIVED, count = of.areas_derived));
        }
        for (status, count) in &of.statuses_in_file {
            says.push(say!(shell::LIST_STATUS, status = status, count = *count));
        }
        says.push(say!(
            shell::LIST_WOULD,
            added = of.added,
            changed = of.differences.len() - left,
            unchanged = of.unchanged,
            left = left,
            missing = of.missing.len()
        ));
        says
    }

    /// How many lines stand below the summary.
    pub fn lines(&self) -> usize {
        self.of.differences.len() + self.added.len() + self.of.missing.len()
    }

    /// One of them: the unit, and what changes.
    pub fn line(&self, at: usize, lang: Lang) -> Vec<String> {
        let Some(difference) = self.of.differences.get(at) else {
            let at = at - self.of.differences.len();
            let new = self.added.get(at).and_then(|row| self.list.rows.get(*row));
            return match new {
                Some(row) => Self::new_unit(row, lang),
                None => self.kept_unit(at - self.added.len(), lang),
            };
        };
        let mut what = Vec::new();
        what.extend(difference.left_alone.map(|status| say!(words::LEFT_ALONE, status = status.text())));
        let change =
            |label: Text, from: String, to: String| say!(words::CHANGES, what = label, from = from, to = to);
        what.extend(
            difference
                .area
                .map(|(from, to)| change(price_list::GROSS_AREA, from.to_string(), to.to_string())),
        );
        what.extend(
            difference
                .unit_price
                .map(|(from, to)| change(cli::F_UNIT_PRICE, from.to_string(), to.to_string())),
        );
        // The total follows from the two: what it is going to be is enough.
        let total = difference.total.filter(|_| difference.left_alone.is_none());
        what.extend(total.map(|(_, to)| say!(words::NEW_TOTAL, total = to)));
        let what: Vec<String> = what.into_iter().map(|say| say.in_lang(lang)).collect();
        vec![difference.unit.to_string(), what.join("  ")]
    }
}

impl Preview {
    fn new_unit(row: &PriceRow, lang: Lang) -> Vec<String> {
        let what = say!(
            words::NEW_UNIT,
            area = format!("{:>7}", row.facts.gross_area.to_string()),
            price = format!("{:>10}", row.quote.unit_price.to_string()),
            total = format!("{:>13}", row.quote.total.to_string())
        );
        vec![row.unit.to_string(), what.in_lang(lang)]
    }

    fn kept_unit(&self, at: usize, lang: Lang) -> Vec<String> {
        let unit = self.of.missing.get(at).map(ToString::to_string).unwrap_or_default();
        vec![unit, words::NOT_IN_THE_LIST.get(lang).to_owned()]
    }
}

impl App {
    /// Whether there is work that has been announced.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Does the work that has been announced.
    pub fn work(&mut self) {
        match self.job.take() {
            None => {}
            Some(Job::Read(path)) => self.read_price_list(&path),
            Some(Job::BackUp) => self.back_up_day(),
            Some(Job::LookBack(at)) => {
                self.toast = None;
                if let Err(failure) = self.look_back(at) {
                    self.warn_of(&failure);
                }
            }
        }
    }

    fn read_price_list(&mut self, path: &std::path::Path) {
        self.toast = None;
        // Its form was given up in the meantime.
        if !matches!(self.windows.last(), Some(Window::Form(_))) {
            return;
        }
        match (self.reader)(path) {
            Ok(list) => match self.desk.preview_import(&list) {
                Ok(of) => {
                    let known: HashSet<&UnitId> = self.grid.units.iter().map(|row| &row.id).collect();
                    let rows = list.rows.iter().enumerate();
                    let added =
                        rows.filter(|(_, row)| !known.contains(&row.unit)).map(|(at, _)| at).collect();
                    let preview = Preview { list, of, added, scroll: Scroll::default() };
                    self.windows.push(Window::Preview(Box::new(preview)));
                }
                Err(error) => self.warn(error.say()),
            },
            Err(problems) => {
                self.windows.push(Window::Problems { problems, scroll: Scroll::default() });
            }
        }
    }

    /// Takes the list in that is on top.
    pub(super) fn import(&mut self) {
        let Some(action) = ACTIONS.find("unit.import") else { return };
        let [.., Window::Form(form), Window::Preview(_)] = self.windows.as_slice() else { return };
        let id = form.id;
        let Some(Window::Preview(preview)) = self.windows.pop() else { return };
        let mut filled = Filled::new();
        if let Some(field) = action.fields.first() {
            filled.put_list(field, preview.list);
        }
        if let Err(failure) = self.try_to(action, &filled, None, id) {
            self.complain(failure);
        }
    }

    fn look_back(&mut self, at: Millis) -> Result<(), Failure> {
        if self.screen == Screen::Rotation {
            return Ok(self.rotation_at(Some(at))?);
        }
        let then: (Vec<GridRow>, Vec<GridFacts>) = self.desk.grid_as_of(at)?.into_iter().unzip();
        let here = self.grid.current().map(|row| row.id.clone());
        self.grid.came_from = self.grid.came_from.take().or(here);
        self.grid.as_of = Some(at);
        self.grid.marks.clear();
        self.grid.take(then.0, then.1);
        self.relabel()?;
        Ok(self.look_at_unit()?)
    }
}
