//! The real program, from outside: what it prints, what it answers, what it leaves behind.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod changing;
mod counter;
mod demo;
mod doctor;
mod guests;
mod lists;
mod office;
mod papers;
mod rotation;
mod selling;
#[cfg(unix)]
mod terminal;
mod wrong;
