//! Price lists from files: the published one, the same prices drawn as matrices, every problem by cell, hostile files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    clippy::struct_excessive_bools,
    clippy::format_collect,
    clippy::similar_names,
    clippy::type_complexity,
    clippy::format_push_string,
    reason = "tests draw tables"
)]

mod files;
mod lists;
mod matrices;
mod properties;
mod support;
