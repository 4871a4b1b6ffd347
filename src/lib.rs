//! anchang 案场: the sales counter of a new-home sales office, in a terminal, without a network.
//!
//! The map of the house. A room may look only at the rooms named behind it (tests/layers.rs holds it to that):
//!
//! - [`domain`]: pure rules of the trade; looks at `text`
//! - `store`: the one file, its log and its rows; looks at `domain`
//! - [`desk`]: every change as an action, one transaction each; looks at `domain`, `store`
//! - [`paper`]: printed forms and what stands on exported lists; looks at `desk`, `domain`
//! - [`exchange`]: price lists in, lists out; looks at `domain`
//! - [`cli`]: the command line; looks at `desk`, `paper`, `exchange`, `domain`
//! - [`tui`]: the terminal; looks at `desk`, `domain`
//! - [`text`]: every word a person can read, in both languages; looks at nobody
//!
//! Five tables run the house: flows ([`domain::flow`]), permissions ([`domain::permission`]), actions
//! ([`desk::action`]), commands ([`tui::command`]), texts ([`text`]).

pub mod cli;
pub mod desk;
pub mod domain;
pub mod exchange;
pub mod paper;
pub(crate) mod store;
pub mod text;
pub mod tui;
