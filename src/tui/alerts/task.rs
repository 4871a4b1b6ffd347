//! One thing that the evening has to do before the day is signed, or has to know.

use crate::desk::alerts::Alert;
use crate::domain::close::Finding;

/// A task of the evening.
pub struct Task {
    /// What it is about.
    pub what: What,
    /// How it was done: acted on, carried over, explained; `None` while it is open.
    pub done: Option<String>,
    /// In words: unit, guest, consultant of an overdue signing; what was found.
    pub cells: [String; 4],
}

/// What a task is about.
pub enum What {
    /// An overdue signing.
    Overdue(Box<Alert>),
    /// Something that must be explained.
    Finding(Finding),
}

impl Task {
    /// The overdue signing.
    pub fn alert(&self) -> Option<&Alert> {
        match &self.what {
            What::Overdue(alert) => Some(alert),
            What::Finding(_) => None,
        }
    }

    /// Whether it is an overdue signing.
    pub fn is_overdue(&self) -> bool {
        matches!(self.what, What::Overdue(_))
    }
}
