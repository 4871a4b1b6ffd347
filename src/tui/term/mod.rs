//! The terminal itself: taken over and given back, keys as the table knows them.

mod burst;
mod guard;
mod halves;
mod key;

pub use burst::Burst;
pub use guard::{Guard, LINE, columns_of};
pub use key::{Input, Key, Mouse, Normaliser};
