//! PURE rules of the trade: no input or output, no clock, no randomness, no SQL, no terminal.

pub mod area;
pub mod clean;
pub mod money;
pub mod price_list;
pub mod unit_id;
