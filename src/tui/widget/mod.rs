//! Drawing with Chinese text: everything is padded and cut by columns, never by characters.

mod popup;
mod text;
mod wrap;

pub use popup::popup;
pub use text::{put, width};
pub use wrap::wrap;
