//! Finding an alert by what is typed: unit, buyer, consultant, pinyin.

use std::collections::HashMap;

use super::super::App;
use super::super::term::Key;
use super::filter::Filter;
use crate::desk::{DueRow, StoreError, Which};
use crate::domain::deal::DealId;
use crate::domain::due::DueKind;
use crate::domain::find::Needle;
use crate::domain::guest::GuestId;
use crate::domain::staff::StaffId;

impl App {
    /// Which of the deadlines fit what was typed and the filter.
    pub(super) fn find_alerts(&mut self) -> Result<(), StoreError> {
        let typed = self.alerts.typed.text().trim().to_owned();
        let needle = Needle::new(&typed);
        if !needle.is_empty() && self.alerts.deals.is_empty() {
            let deals = self.desk.deals(Which::All)?.into_iter();
            self.alerts.deals = deals.map(|(id, deal)| (id.0, (deal.unit, deal.guest))).collect();
        }
        let guests: Vec<GuestId> = if needle.is_empty() {
            Vec::new()
        } else {
            self.desk
                .find_guests(&typed, super::super::guests::MOST)?
                .into_iter()
                .map(|guest| guest.id)
                .collect()
        };
        let names = self.desk.names()?;
        let kinds: Vec<DueKind> = DueKind::ALL
            .iter()
            .copied()
            .filter(|kind| needle.finds(kind.text().zh) || needle.finds(kind.text().en))
            .collect();
        let mut owners: HashMap<StaffId, bool> = HashMap::new();
        let alerts = &self.alerts;
        let mut fits = |due: &DueRow| {
            if !alerts.filter.takes(due) {
                return false;
            }
            if needle.is_empty() || kinds.contains(&due.kind) {
                return true;
            }
            let owner = owners
                .entry(due.owner)
                .or_insert_with(|| names.staff(due.owner).is_some_and(|name| needle.finds(name)));
            if *owner {
                return true;
            }
            let (kind, key) = due.stream.split_once(':').unwrap_or_default();
            match (kind, key.parse::<i64>()) {
                ("unit", _) => needle.finds(key),
                ("guest", Ok(id)) => guests.contains(&GuestId(id)),
                ("deal", Ok(id)) => {
                    DealId::parse(&typed) == Some(DealId(id))
                        || alerts.deals.get(&id).is_some_and(|(unit, guest)| {
                            guests.contains(guest)
                                || unit.as_ref().is_some_and(|unit| needle.finds(&unit.to_string()))
                        })
                }
                _ => false,
            }
        };
        let dues = alerts.dues.iter().enumerate();
        let found: Vec<usize> = dues.filter(|(_, due)| fits(due)).map(|(at, _)| at).collect();
        drop(names);
        let (now, today_ends) = (self.now, self.desk.today().end(self.tz_min));
        let mut counts = (0, 0, 0);
        let mut signings = 0;
        for due in found.iter().filter_map(|at| self.alerts.dues.get(*at)) {
            signings += usize::from(due.kind == DueKind::SignBy && due.at < now);
            match due.at {
                at if at < now => counts.0 += 1,
                at if at <= today_ends => counts.1 += 1,
                _ => counts.2 += 1,
            }
        }
        (self.alerts.counts, self.alerts.signings) = (counts, signings);
        self.alerts.at = self.alerts.at.min(found.len().saturating_sub(1));
        self.alerts.found = found;
        self.alerts.shown.clear();
        Ok(())
    }

    /// What is looked for, or the filter, has changed.
    pub(in super::super) fn search_alerts(&mut self) {
        self.alerts.at = 0;
        match self.find_alerts() {
            Ok(()) => self.alert_moved(),
            Err(error) => self.warn(error.say()),
        }
    }

    /// A key of writing in the search.
    pub(in super::super) fn edit_alert_search(&mut self, key: Key) {
        if self.alerts.typed.write(key) {
            self.search_alerts();
        }
    }

    /// Esc: nothing is looked for any more, then nothing is filtered any more.
    pub(in super::super) fn forget_alert_search(&mut self) {
        if !self.alerts.typed.text().is_empty() {
            self.alerts.typed.set("");
            self.search_alerts();
        } else if !self.alerts.filter.is_empty() {
            self.alerts.filter = Filter::default();
            self.reload_later();
        }
    }
}
