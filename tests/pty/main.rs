//! The real program at a real terminal: what it draws, what it leaves behind, how soon another window's change is seen.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod acting;
mod day;
mod evening;
mod first;
mod mouse;
mod office;
mod saturday;
mod session;
mod subscription;
mod terminal;
