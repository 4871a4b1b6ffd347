//! What is said of the unit under the cursor, and its history: read when the cursor moves or the file changes, never
//! while drawing.

use super::super::App;
use super::super::window::Window;
use crate::desk::{LogFilter, Names, StoreError, UnitRow, event_in_words};
use crate::domain::due::DueKind;
use crate::domain::event::Aggregate;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;
use crate::domain::unit::PriceVersion;
use crate::text::{Lang, Say, tui as words};

/// More events of a unit than this nobody scrolls through.
const MOST_HISTORY: i64 = 200;
/// More do not fit beside the grid.
const BESIDE: i64 = 24;

/// What is said of a unit, a line each.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Name, areas, price, status, holder.
    pub facts: Vec<String>,
    /// Who waits for it, first come first.
    pub waiting: Vec<String>,
    /// List prices, the newest first; nothing where there was only ever one.
    pub prices: Vec<String>,
    /// What happened, the newest first.
    pub history: Vec<String>,
}

impl App {
    /// The cursor is elsewhere: reads what is said of the unit there.
    pub(in super::super) fn moved(&mut self) {
        // A file that cannot be read says so at the next tick; until then the panel is empty.
        if self.look_at_unit().is_err() {
            self.grid.sheet = Sheet::default();
        }
    }

    pub(in super::super) fn look_at_unit(&mut self) -> Result<(), StoreError> {
        self.grid.sheet = Sheet::default();
        let Some(id) = self.grid.current().map(|row| row.id.clone()) else { return Ok(()) };
        let row = match self.grid.as_of {
            None => self.desk.unit(&id)?,
            Some(at) => self.desk.unit_as_of(&id, at)?,
        };
        let Some(row) = row else { return Ok(()) };
        let names = self.desk.names()?;
        let teller = Teller {
            names: &names,
            lang: self.lang,
            now: self.grid.as_of.unwrap_or(self.now),
            tz_min: self.tz_min,
        };
        let stream = Some(format!("unit:{}", row.id));
        let whole =
            self.grid.as_of.is_some() || self.windows.iter().any(|w| matches!(w, Window::Unit { .. }));
        let last = Some(if whole { MOST_HISTORY } else { BESIDE });
        let filter = LogFilter { stream, last, ..LogFilter::default() };
        let mut history = Vec::new();
        for event in self.desk.log(&filter)?.iter().rev() {
            if self.grid.as_of.is_some_and(|at| event.effective > at.0) {
                continue;
            }
            let what = teller.say(event_in_words(event)?);
            let at = teller.time(Millis(event.wall));
            let who = names.staff(StaffId(event.actor)).unwrap_or_default();
            let approver = event.approver.and_then(|id| names.staff(StaffId(id)).map(str::to_owned));
            let with = approver.map(|who| teller.say(crate::say!(words::HISTORY_APPROVED, who = who)));
            history
                .push([at, what, who.to_owned(), with.unwrap_or_default()].join("  ").trim_end().to_owned());
        }
        let sheet = Sheet {
            facts: teller.facts(&row),
            waiting: teller.waiting(&row),
            // Beside the grid there is no room for them.
            prices: if whole { teller.prices(&row) } else { Vec::new() },
            history,
        };
        drop(names);
        self.grid.sheet = sheet;
        Ok(())
    }
}

/// Puts a unit into words.
struct Teller<'n, 's> {
    names: &'n Names<'s>,
    lang: Lang,
    now: Millis,
    tz_min: i32,
}

impl Teller<'_, '_> {
    fn say(&self, say: Say) -> String {
        self.names.fill(say).in_lang(self.lang)
    }

    fn time(&self, at: Millis) -> String {
        at.local(self.tz_min).brief(self.now)
    }

    fn facts(&self, row: &UnitRow) -> Vec<String> {
        let unit = &row.unit;
        let (facts, quote) = (&unit.facts, unit.price.quote);
        let name =
            [Some(row.id.to_string()), facts.layout.clone(), facts.orientation.clone(), facts.usage.clone()];
        let mut lines = vec![name.into_iter().flatten().collect::<Vec<_>>().join("  "), String::new()];
        lines.push(match facts.net_area {
            Some(net) => self.say(crate::say!(words::AREAS, gross = facts.gross_area, net = net)),
            None => self.say(crate::say!(words::AREA_DERIVED, gross = facts.gross_area)),
        });
        let version = unit.price.version;
        lines.push(self.say(crate::say!(words::UNIT_PRICE, price = quote.unit_price, version = version)));
        lines.push(self.say(crate::say!(words::TOTAL, total = quote.total)));
        lines.push(String::new());
        let mut status = self.say(crate::say!(words::STATUS, status = unit.status.text()));
        if let Some(withheld) = &unit.withheld {
            status.push(' ');
            status.push_str(withheld.reason.text().get(self.lang));
        }
        if let Some(left) = self.left(row) {
            status.push_str("  ");
            status.push_str(&self.say(left));
        }
        lines.push(status);
        let note = unit.withheld.as_ref().map(|w| w.note.clone()).filter(|note| !note.is_empty());
        lines.extend(note);
        let (holder, approver, guest) = match (&unit.hold, &unit.reservation) {
            (Some(h), _) => (Some(h.consultant), h.approver, h.guest),
            (None, Some(r)) => (Some(r.consultant), r.approver, Some(r.guest)),
            (None, None) => (None, None, None),
        };
        lines.extend(holder.map(|who| self.say(crate::say!(words::CONSULTANT, who = who))));
        lines.extend(approver.map(|who| self.say(crate::say!(words::APPROVED_BY, who = who))));
        lines.extend(guest.map(|guest| self.say(crate::say!(words::GUEST, guest = guest))));
        lines.extend(unit.waitlist.first().map(|first| {
            self.say(crate::say!(words::WAITING, count = unit.waitlist.len(), guest = first.guest))
        }));
        for e in &unit.encumbrances {
            lines.push(self.say(crate::say!(
                words::ENCUMBERED,
                kind = e.kind.text(),
                document = &e.document
            )));
        }
        lines
            .extend(unit.permit.as_ref().map(|permit| self.say(crate::say!(words::PERMIT, permit = permit))));
        lines
    }

    fn waiting(&self, row: &UnitRow) -> Vec<String> {
        let waiting = row.unit.waitlist.iter().enumerate();
        waiting
            .map(|(at, w)| {
                self.say(crate::say!(
                    words::WAITS,
                    place = at + 1,
                    guest = w.guest,
                    who = w.consultant,
                    since = self.time(w.since)
                ))
            })
            .collect()
    }

    fn prices(&self, row: &UnitRow) -> Vec<String> {
        if row.unit.earlier_prices.is_empty() {
            return Vec::new();
        }
        let line = |price: &PriceVersion| {
            self.say(crate::say!(
                words::PRICE_VERSION,
                version = price.version,
                since = self.time(price.since),
                price = price.quote.unit_price,
                total = price.quote.total
            ))
        };
        std::iter::once(&row.unit.price).chain(row.unit.earlier_prices.iter().rev()).map(line).collect()
    }

    /// How long a hold or reservation lasts yet.
    fn left(&self, row: &UnitRow) -> Option<Say> {
        let due = row.unit.dues().into_iter().find(|d| matches!(d.kind, DueKind::Hold | DueKind::Reserve))?;
        let minutes = (due.at.0 - self.now.0).max(0).div_euclid(60_000);
        Some(if minutes < 120 {
            crate::say!(words::MINUTES_LEFT, minutes = minutes)
        } else {
            crate::say!(words::HOURS_LEFT, hours = minutes / 60)
        })
    }
}
