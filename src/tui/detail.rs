//! What is said of the unit under the cursor, and its history: read when the cursor moves or the file changes, never
//! while drawing.

use super::App;
use crate::desk::{LogFilter, Names, StoreError, UnitRow, event_in_words};
use crate::domain::due::DueKind;
use crate::domain::moment::Millis;
use crate::text::{Say, tui as words};

/// More events of a unit than this nobody scrolls through.
const MOST_HISTORY: i64 = 200;

impl App {
    /// The cursor is elsewhere: reads what is said of the unit there.
    pub(super) fn moved(&mut self) {
        // A file that cannot be read says so at the next tick; until then the panel is empty.
        if self.look_at_unit().is_err() {
            self.detail.clear();
            self.history.clear();
        }
    }

    pub(super) fn look_at_unit(&mut self) -> Result<(), StoreError> {
        self.detail.clear();
        self.history.clear();
        let Some(id) = self.current().map(|row| row.id.clone()) else { return Ok(()) };
        let Some(row) = self.desk.unit(&id)? else { return Ok(()) };
        let names = self.desk.names()?;
        self.detail = self.describe(&row, &names);
        let stream = Some(format!("unit:{}", row.id));
        let filter = LogFilter { stream, last: Some(MOST_HISTORY), ..LogFilter::default() };
        let mut history = Vec::new();
        for event in self.desk.log(&filter)?.iter().rev() {
            let what = names.fill(event_in_words(event)?).in_lang(self.lang);
            let at = Millis(event.wall).local(self.tz_min).brief(self.now);
            let who = names.staff(crate::domain::staff::StaffId(event.actor)).unwrap_or_default();
            history.push(format!("{at} {what}  {who}").trim_end().to_owned());
        }
        drop(names);
        self.history = history;
        Ok(())
    }

    fn describe(&self, row: &UnitRow, names: &Names) -> Vec<String> {
        let unit = &row.unit;
        let (facts, quote) = (&unit.facts, unit.price.quote);
        let say = |say: Say| names.fill(say).in_lang(self.lang);
        let mut lines = vec![
            [Some(row.id.to_string()), facts.layout.clone(), facts.orientation.clone(), facts.usage.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("  "),
            String::new(),
        ];
        lines.push(match facts.net_area {
            Some(net) => say(crate::say!(words::AREAS, gross = facts.gross_area, net = net)),
            None => say(crate::say!(words::AREA_DERIVED, gross = facts.gross_area)),
        });
        lines.push(say(crate::say!(
            words::UNIT_PRICE,
            price = quote.unit_price,
            version = unit.price.version
        )));
        lines.push(say(crate::say!(words::TOTAL, total = quote.total)));
        lines.push(String::new());
        let mut status = say(crate::say!(words::STATUS, status = unit.status.text()));
        if let Some(withheld) = &unit.withheld {
            status.push(' ');
            status.push_str(withheld.reason.text().get(self.lang));
        }
        if let Some(left) = unit_left(row, self.now) {
            status.push_str("  ");
            status.push_str(&say(left));
        }
        lines.push(status);
        let (holder, approver, guest) = match (&unit.hold, &unit.reservation) {
            (Some(h), _) => (Some(h.consultant), h.approver, h.guest),
            (None, Some(r)) => (Some(r.consultant), r.approver, Some(r.guest)),
            (None, None) => (None, None, None),
        };
        lines.extend(holder.map(|who| say(crate::say!(words::CONSULTANT, who = who))));
        lines.extend(approver.map(|who| say(crate::say!(words::APPROVED_BY, who = who))));
        lines.extend(guest.map(|guest| say(crate::say!(words::GUEST, guest = guest))));
        lines.extend(
            unit.waitlist.first().map(|first| {
                say(crate::say!(words::WAITING, count = unit.waitlist.len(), guest = first.guest))
            }),
        );
        for e in &unit.encumbrances {
            lines.push(say(crate::say!(words::ENCUMBERED, kind = e.kind.text(), document = &e.document)));
        }
        lines.extend(unit.permit.as_ref().map(|permit| say(crate::say!(words::PERMIT, permit = permit))));
        lines
    }
}

/// How long a hold or reservation lasts yet.
fn unit_left(row: &UnitRow, now: Millis) -> Option<Say> {
    use crate::domain::event::Aggregate;
    let due = row.unit.dues().into_iter().find(|d| matches!(d.kind, DueKind::Hold | DueKind::Reserve))?;
    let minutes = (due.at.0 - now.0).max(0).div_euclid(60_000);
    Some(if minutes < 120 {
        crate::say!(words::MINUTES_LEFT, minutes = minutes)
    } else {
        crate::say!(words::HOURS_LEFT, hours = minutes / 60)
    })
}
