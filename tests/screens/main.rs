//! What the terminal shows, drawn into a buffer: the words and the styles of every row, in both languages and three
//! sizes, and through a real terminal's eyes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod alerts;
mod deals;
mod doing;
mod easing;
mod eyes;
mod first;
mod guests;
mod office;
mod paper;
mod pictures;
mod plain;
mod rotation;
mod seat;
mod see;
mod stranger;
