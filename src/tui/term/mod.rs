//! The terminal itself: taken over and given back, keys as the table knows them.

mod guard;
mod key;

pub use guard::Guard;
pub use key::{Input, Key, fold};
