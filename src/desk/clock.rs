//! Where the time comes from: the computer, or a simulation.

use std::cell::Cell;
use std::rc::Rc;

use chrono::{Local, Offset};

use crate::domain::moment::Millis;

/// A clock.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The computer's.
    System,
    /// One that stands where it was put: for simulations and tests.
    Set(Rc<Cell<Millis>>, i32),
}

impl Clock {
    /// A clock that stands at `at`, `tz_min` minutes from UTC.
    pub fn set(at: Millis, tz_min: i32) -> Self {
        Self::Set(Rc::new(Cell::new(at)), tz_min)
    }

    /// Puts a set clock to another time. The computer's clock is nobody's to move.
    pub fn put(&self, at: Millis) {
        if let Self::Set(cell, _) = self {
            cell.set(at);
        }
    }

    /// Now, and the offset from UTC in minutes.
    pub fn now(&self) -> (Millis, i32) {
        match self {
            Self::System => {
                let now = Local::now();
                (Millis(now.timestamp_millis()), now.offset().fix().local_minus_utc() / 60)
            }
            Self::Set(cell, tz_min) => (cell.get(), *tz_min),
        }
    }
}
