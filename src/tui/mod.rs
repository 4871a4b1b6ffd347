//! The terminal: a live grid of every unit, read from the desk and redrawn only when something changed.
//!
//! Keys become [`term::Key`]s, keys become commands by the table in [`command`], commands change the [`app::App`], and
//! screens draw it. What this room refuses: SQL, rules, and letters as the only way to a command.

mod act;
mod app;
pub mod command;
mod detail;
mod form;
mod run;
mod screen;
pub mod term;
mod theme;
mod widget;

pub use app::App;
pub use run::{RunError, run};
pub use screen::draw;
pub use theme::Theme;
