//! Which units are meant: `3-1-1203`, `3-1-12F`, `3-1-*`, and what happens to those that do not fit.

use std::collections::BTreeMap;

use super::field::Pattern;
use super::{Deed, Failure};
use crate::domain::refusal::Refusal;
use crate::domain::unit::Unit;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::Work;
use crate::text::cli as words;

/// The units that a list of patterns means, in the order people read them, each with whether it was named itself. A
/// pattern that means none is refused.
pub(super) fn matching(work: &Work, patterns: &[Pattern]) -> Result<Vec<(UnitId, bool)>, Failure> {
    let mut found: BTreeMap<UnitId, bool> = BTreeMap::new();
    let mut all: Option<Vec<UnitId>> = None;
    for pattern in patterns {
        if let Pattern::One(id) = pattern {
            found.insert(id.clone(), true);
            continue;
        }
        if all.is_none() {
            all = Some(work.unit_keys()?.into_iter().filter_map(|k| UnitId::try_from(k).ok()).collect());
        }
        let mut means_none = true;
        for id in all.iter().flatten() {
            if means(work, pattern, id)? {
                means_none = false;
                found.entry(id.clone()).or_insert(false);
            }
        }
        if means_none {
            let refusal =
                Refusal::new("RULES 1.3.1", say!(words::NO_UNITS_UNDER, pattern = pattern.to_string()));
            return Err(refusal.at("units").into());
        }
    }
    Ok(found.into_iter().collect())
}

fn means(work: &Work, pattern: &Pattern, id: &UnitId) -> Result<bool, Failure> {
    Ok(match pattern {
        Pattern::One(one) => one == id,
        Pattern::Under(prefix) => id.to_string().starts_with(prefix.as_str()),
        Pattern::Between(first, last) => (first..=last).contains(&id),
        Pattern::Floor(prefix, floor) => {
            id.to_string().starts_with(prefix.as_str())
                && work.load::<Unit>(&id.to_string())?.state.facts.floor == *floor
        }
    })
}

/// Does something to each unit. One that was named itself must fit; one that only a pattern meant is passed over when it
/// does not, and that is told. When none fits, the first one's reason is the answer.
pub(super) fn each_unit(
    deed: &mut Deed,
    patterns: &[Pattern],
    mut each: impl FnMut(&mut Deed, &UnitId) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let units = matching(deed.work, patterns)?;
    let mut done = 0;
    for (id, named) in &units {
        match each(deed, id) {
            Ok(()) => done += 1,
            Err(Failure::Refused(refusal)) if !named => deed.skipped.push(refusal),
            Err(other) => return Err(other),
        }
    }
    match deed.skipped.first() {
        Some(first) if done == 0 => Err(first.clone().into()),
        _ => Ok(done),
    }
}
