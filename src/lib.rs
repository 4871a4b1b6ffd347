//! anchang 案场: the sales counter of a new-home sales office, in a terminal, without a network.

pub mod desk;
pub mod domain;
pub mod exchange;
pub(crate) mod store;
pub mod text;
