//! What is shown is read again: after an action, another window's change, a deadline, the next minute.

use super::App;
use super::app::Screen;
use super::grid::view::View;
use crate::desk::StoreError;
use crate::domain::moment::Millis;

/// How long the board shows one page of a building.
const BOARD_MS: u64 = 20_000;

/// How long an answer stays.
const TOAST_MS: u64 = 12_000;

impl App {
    /// Reads again what is shown; the cursor stays on its unit. The past does not change.
    ///
    /// # Errors
    /// What the store says.
    pub fn reload(&mut self) -> Result<(), StoreError> {
        self.project = self.desk.project()?.name;
        self.clock_suspect = self.desk.clock_suspect()?;
        if self.grid.as_of.is_none() {
            self.read_grid()?;
        }
        if self.screen == Screen::Rotation {
            self.read_rotation()?;
        }
        if self.screen == Screen::Guests {
            self.read_guests()?;
        }
        if self.screen == Screen::Sale {
            self.read_sale()?;
        }
        if self.screen == Screen::Deals {
            self.read_deals()?;
        }
        self.look_at_setup()?;
        // Its count stands in the first line of every screen.
        self.read_approvals()?;
        self.count_alerts()?;
        self.read_shown_alerts()?;
        self.weigh_again();
        self.look_at_unit()
    }

    pub(super) fn read_grid(&mut self) -> Result<(), StoreError> {
        let wanted = self.grid.view.needs_facts() || self.grid.filter.needs_facts();
        let facts = if wanted { self.desk.grid_facts()? } else { Vec::new() };
        let units = self.desk.grid()?;
        // Another window may have imported units between the two.
        let facts = if facts.len() == units.len() { facts } else { Vec::new() };
        self.grid.take(units, facts);
        self.relabel()
    }

    /// Says anew what the cells say.
    pub(super) fn relabel(&mut self) -> Result<(), StoreError> {
        let (view, grid) = (self.grid.view, &self.grid);
        self.grid.labels = if view == View::Room {
            Vec::new()
        } else {
            let names = self.desk.names()?;
            let units = grid.units.iter().enumerate();
            units.map(|(i, row)| view.label(row, grid.facts.get(i), &names)).collect()
        };
        Ok(())
    }

    /// What has happened outside: another window's change, a deadline, the next minute. Answers whether to draw.
    ///
    /// # Errors
    /// What the store says; what could be done without it is done, and the rest the next time.
    pub fn tick(&mut self) -> Result<bool, StoreError> {
        let (now, tz_min) = self.desk.now();
        let minute = now.0.div_euclid(60_000) != self.now.0.div_euclid(60_000);
        (self.now, self.tz_min) = (now, tz_min);
        if minute {
            self.desk.sweep_drafts();
        }
        // Either way: a clock that is set back makes nothing stay longer.
        let since = |then: Millis| now.0.abs_diff(then.0);
        let faded = self.toast.as_ref().is_some_and(|toast| since(toast.since) > TOAST_MS);
        if faded {
            self.toast = None;
        }
        let shown = match self.screen {
            // Of the past nothing is late.
            Screen::Rotation => Some(self.rotation.day).filter(|_| self.rotation.as_of.is_none()),
            Screen::Guests => Some(self.guests.today),
            Screen::Grid
            | Screen::Sale
            | Screen::Deals
            | Screen::Approvals
            | Screen::Alerts
            | Screen::Close
            | Screen::Flows => None,
        };
        self.stale |= shown.is_some_and(|day| day != self.desk.today());
        let turns = self.grid.board
            && self.windows.is_empty()
            && (self.grid.buildings.len() > 1 || self.grid.page().1 > 1)
            && since(self.grid.turned) >= BOARD_MS;
        if turns {
            self.grid.turn_page();
            self.grid.turned = now;
            self.moved();
        }
        let expired = self.desk.tick();
        self.stale |= self.desk.changed()? || *expired.as_ref().unwrap_or(&false);
        let stale = self.stale;
        if stale {
            self.reload()?;
            self.stale = false;
        } else if minute {
            self.look_at_unit()?;
            // Deadlines move by themselves.
            self.count_alerts()?;
            self.read_shown_alerts()?;
        }
        if minute {
            self.listen()?;
        }
        expired?;
        Ok(stale || minute || faded || turns)
    }

    /// Reads again after something was done; what was done stays done when that fails, and it is tried again.
    pub(super) fn reload_later(&mut self) {
        self.stale = self.reload().is_err();
    }
}
