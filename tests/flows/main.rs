//! Given some actions, when another one comes, then exactly these events and this state, or this refusal.
//!
//! Every expectation is written from RULES.md and DESIGN.md, with figures calculated by hand; nothing is copied from
//! what the code answers. Each test works on a file of its own with a clock that stands where the test puts it.

// In a test a panic is the answer; the exemption of .clippy.toml does not reach helpers of integration tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attribution;
mod book_model;
mod care;
mod changes;
mod clock;
mod corrections;
mod drafts;
mod dual_control;
mod encumbrances;
mod figures;
mod finding;
mod guest_book;
mod guests;
mod imports;
mod model;
mod office;
mod permissions;
mod prices;
mod rotation;
mod sales_control;
mod staff;
mod subscription;
mod undo;
mod values;
mod waitlist;
