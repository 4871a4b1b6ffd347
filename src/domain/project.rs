//! The project 项目 itself: its name, its permits and batches, its clock.

use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Meta, events};
use super::moment::Millis;

events! {
    /// What happens to the project as a whole.
    ProjectEvent {
        /// Founded.
        "project.created" v 1 => Created {
            /// Its name.
            name: String,
        }
        /// A price list was read in.
        "project.price_list_imported" v 1 => PriceListImported {
            /// Name of the file.
            file: String,
            /// SHA-256 of the file.
            sha256: String,
            /// Units that are new.
            added: i64,
            /// Units whose price or facts changed.
            changed: i64,
        }
        /// A batch of units was put on sale 推盘.
        "project.batch_released" v 1 => BatchReleased {
            /// Permit number 预售许可证号.
            permit: String,
            /// How many units.
            units: i64,
        }
        /// The computer's clock made a jump that cannot be right (RELIABILITY 2.3).
        "clock.suspect" v 1 => ClockSuspect {
            /// The clock before.
            last: Millis,
            /// The clock now.
            wall: Millis,
        }
        /// Somebody looked at the clock and found it right.
        "clock.confirmed" v 1 => ClockConfirmed {}
        /// The file was restored from a backup.
        "log.restored" v 1 => Restored {
            /// The last event that was in the file that was set aside, if it could be read.
            lost_head: Option<i64>,
            /// The last event of the backup.
            head: i64,
        }
    }
}

/// A batch that was put on sale under one permit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Permit number.
    pub permit: String,
    /// How many units.
    pub units: i64,
    /// When.
    pub at: Millis,
}

/// The project.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// Batches released so far, oldest first.
    pub batches: Vec<Batch>,
    /// Where time stands still since the clock made a jump that nobody has confirmed yet; `None` while the clock is
    /// trusted.
    pub frozen: Option<Millis>,
}

impl Aggregate for Project {
    type Event = ProjectEvent;
    const KIND: &'static str = "project";

    fn evolve(&mut self, event: &ProjectEvent, meta: &Meta) {
        match event {
            ProjectEvent::Created { name } => self.name.clone_from(name),
            ProjectEvent::BatchReleased { permit, units } => {
                self.batches.push(Batch { permit: permit.clone(), units: *units, at: meta.at });
            }
            ProjectEvent::ClockSuspect { last, .. } => self.frozen = Some(*last),
            ProjectEvent::ClockConfirmed {} => self.frozen = None,
            ProjectEvent::PriceListImported { .. } | ProjectEvent::Restored { .. } => {}
        }
    }
}

/// The clock is behind the last event by more than this.
pub const CLOCK_BEHIND_MS: i64 = 2 * 60_000;
/// The clock is ahead of the last event by more than this.
pub const CLOCK_AHEAD_MS: i64 = 24 * 3_600_000;

/// A jump farther than this is not a weekend or a holiday: to confirm it takes a manager.
pub const CLOCK_FAR_MS: i64 = 31 * 24 * 3_600_000;

/// Whether a clock that shows `wall` cannot be trusted after an event at `last` (both as the computer said).
pub fn is_suspect(last: Millis, wall: Millis) -> bool {
    wall.0 < last.0 - CLOCK_BEHIND_MS || wall.0 > last.0 + CLOCK_AHEAD_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumps_beyond_the_bounds_of_reliability_2_3_are_suspect() {
        let last = Millis(1_795_833_725_120);
        for (jump_min, suspect) in [
            (-3, true),
            (-1, false),
            (0, false),
            (23 * 60, false),
            (25 * 60, true),
            (-5_256_000, true),
            (5_256_000, true),
        ] {
            assert_eq!(is_suspect(last, last.plus_minutes(jump_min)), suspect, "{jump_min} min");
        }
    }
}
