//! Undoing 撤销: the action that takes another one back. It is a new fact like any other: it asks for the same
//! permissions, and nothing leaves the log.

use super::field::{Kind, Pattern};
use super::{ACTIONS, Action, Desk, Done, Filled, StoreError, Value};
use crate::domain::unit::{EncumbranceKind, Status, Unit, UnitEvent};
use crate::domain::unit_id::UnitId;
use crate::store::LogFilter;
use crate::text::{Lang, cli as words};
use crate::{domain::event::EventSet, say};

/// What takes what back. An action that is not here cannot be undone.
pub const UNDO: &[(&str, &str)] = &[
    ("unit.hold", "unit.give_back"),
    ("unit.reserve", "unit.give_back"),
    ("unit.wait", "unit.unwait"),
    ("unit.withhold", "unit.lift"),
    ("unit.encumber", "unit.unencumber"),
    ("unit.price", "unit.price_back"),
    ("guest.link", "guest.unlink"),
    ("staff.leave", "staff.return"),
    ("roster.sign_in", TAKE_BACK),
    ("roster.confirm", TAKE_BACK),
    ("roster.step_up", TAKE_BACK),
    ("roster.guest", TAKE_BACK),
    ("roster.call", TAKE_BACK),
    ("roster.end", TAKE_BACK),
    ("roster.restore", TAKE_BACK),
    ("roster.away", TAKE_BACK),
    ("roster.back", TAKE_BACK),
    ("roster.sign_out", TAKE_BACK),
];

/// Folds the last entry of the rotation away again.
const TAKE_BACK: &str = "roster.take_back";

impl Desk {
    /// The action and its input that put back everything as it was before `done`, or `None`: there is none, it would
    /// leave something otherwise than it was, or something else has happened to the same units since. Ask anew at the
    /// moment of undoing, not when the toast is drawn.
    pub fn undo_of(
        &self,
        action: &Action,
        filled: &Filled,
        done: &Done,
    ) -> Option<(&'static Action, Filled)> {
        let (_, inverse) = UNDO.iter().find(|(id, _)| *id == action.id)?;
        let inverse = ACTIONS.find(inverse)?;
        self.can_undo(action.id, filled, done).ok().filter(|faithful| *faithful)?;
        let mut undo = Filled::new();
        for field in inverse.fields {
            match (field.name, field.kind) {
                ("unit", Kind::Unit) => {
                    let [unit] = done.units.as_slice() else { return None };
                    undo.put_value(field, Value::Unit(unit.clone()), &unit.to_string());
                }
                ("units", Kind::Units) => {
                    let names: Vec<String> = done.units.iter().map(UnitId::to_string).collect();
                    let units = done.units.iter().cloned().map(Pattern::One).collect();
                    undo.put_value(field, Value::Units(units), &names.join(","));
                }
                ("event", Kind::Number) => {
                    let event = done.recorded.last;
                    undo.put_value(field, Value::Number(event), &event.to_string());
                }
                ("note" | "reason", Kind::Note) => {
                    // In Chinese whoever reads it: it stands in the log.
                    let note = say!(words::UNDO_OF, seq = done.recorded.first).in_lang(Lang::Zh);
                    undo.put_value(field, Value::Text(note.clone()), &note);
                }
                _ => undo.copy(field, filled),
            }
        }
        undo.complete(inverse.fields).ok()?;
        Some((inverse, undo))
    }

    /// Whether the inverse would restore exactly what was there.
    fn can_undo(&self, id: &str, filled: &Filled, done: &Done) -> Result<bool, StoreError> {
        let written = self.store.streams_written(done.recorded.first, done.recorded.last)?;
        let since = self.store.streams_written(done.recorded.last + 1, i64::MAX)?;
        if written.is_empty() || written.iter().any(|stream| since.contains(stream)) {
            return Ok(false);
        }
        let each = |good: &dyn Fn(&UnitId) -> Result<bool, StoreError>| {
            done.units.iter().try_fold(true, |all, unit| Ok(all && good(unit)?))
        };
        match id {
            // A hold that became a reservation does not come back with giving that back, and a guest who left the
            // waitlist for it does not either.
            "unit.hold" | "unit.reserve" => each(&|unit| {
                let before = self.store.unit_after(unit, done.recorded.first - 1)?;
                Ok(before.is_some_and(|row| row.unit.status == Status::Available && nobody_waits(&row.unit)))
            }),
            "unit.withhold" => each(&|unit| Ok(self.unit(unit)?.is_some_and(|row| nobody_waits(&row.unit)))),
            "unit.price" => self.read_ctx(|ctx| {
                each(&|unit| {
                    Ok(self.unit(unit)?.is_some_and(|row| row.unit.decide_price_back("", ctx).is_ok()))
                })
            })?,
            "unit.encumber" => {
                // More events than units: claims ended, units left the market. Cancelling does not bring that back.
                let only = done.recorded.last - done.recorded.first + 1 == done.units.len() as i64;
                let kind = filled.choice("kind").and_then(|code| EncumbranceKind::from_code(code));
                let Some(kind) = kind.filter(|_| only) else { return Ok(false) };
                let document = filled.text("document");
                each(&|unit| Ok(!self.was_encumbered(unit, kind, document, done.recorded.first)?))
            }
            // The first sign-in of a day opens it as well, and that stays; a call leaves a line in its register, and
            // that goes with it; anything else of two entries is corrected.
            id if id.starts_with("roster.") => {
                let entries = done.recorded.last - done.recorded.first + 1;
                Ok(entries == 1 || (matches!(id, "roster.sign_in" | "roster.call") && entries == 2))
            }
            _ => Ok(true),
        }
    }

    /// Whether the same document was recorded before: the new record then replaced it and brought the consent.
    fn was_encumbered(
        &self,
        unit: &UnitId,
        kind: EncumbranceKind,
        document: &str,
        before: i64,
    ) -> Result<bool, StoreError> {
        let filter = LogFilter {
            stream: Some(format!("unit:{unit}")),
            kind: Some("unit.encumbered".to_owned()),
            ..LogFilter::default()
        };
        for event in self.log(&filter)?.iter().filter(|event| event.seq < before) {
            let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
            if let UnitEvent::Encumbered { kind: k, document: d, .. } =
                UnitEvent::decode(&event.kind, version, &event.payload)?
                && k == kind
                && d == document
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A unit that becomes free again starts the time of the first on its waitlist anew: not what was there before.
fn nobody_waits(unit: &Unit) -> bool {
    unit.waitlist.is_empty()
}
