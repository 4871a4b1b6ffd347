//! The terminal: a live grid of every unit, read from the desk and redrawn only when something changed.
//!
//! Keys become [`term::Key`]s, keys become commands by the table in [`command`], commands change the [`app::App`], and
//! screens draw it. What this room refuses: SQL, rules, and letters as the only way to a command.

mod act;
mod alerts;
mod answer;
mod app;
pub mod command;
mod deals;
mod draft;
mod first;
mod fit;
mod form;
mod grid;
mod guests;
mod import;
mod input;
mod mouse;
mod palette;
mod refresh;
mod rotation;
mod run;
mod screen;
mod seat;
mod setup;
pub mod term;
mod theme;
mod widget;
mod window;

pub use app::{App, Reader};
pub use first::{First, Founded, first_run};
pub use run::{About, Care, Masked, Outside, Print, Printing, RunError, run};
pub use screen::{draw, draw_first};
pub use theme::Theme;
