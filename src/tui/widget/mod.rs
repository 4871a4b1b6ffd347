//! Drawing with Chinese text: everything is padded and cut by columns, never by characters.

mod edit;
mod glyphs;
mod popup;
mod scroll;
mod text;
mod wrap;

pub use edit::Edit;
pub use glyphs::Large;
pub use popup::popup;
pub use scroll::Scroll;
pub use text::{cut, enough, put, title, width};
pub use wrap::{hang, wrap};
