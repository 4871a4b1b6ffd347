//! The loop: wait for a key or a quarter of a second, take in all that came, draw once if anything changed.

use std::time::Duration;

use crossterm::event;

use super::app::Open;
use super::command;
use super::term::{Guard, Input, Key, fold};
use super::{App, screen};
use crate::desk::StoreError;

/// How often other windows' changes are looked for: seen within 300 ms.
const POLL: Duration = Duration::from_millis(240);
/// Keys taken in for one frame.
const BATCH: usize = 32;

/// Runs until the person leaves.
///
/// # Errors
/// The terminal is gone, or what the store says.
pub fn run(app: &mut App) -> Result<(), RunError> {
    let mut guard = Guard::new()?;
    guard.draw(|frame| screen::draw(app, frame))?;
    while !app.is_over() {
        let mut dirty = false;
        if event::poll(POLL)? {
            for _ in 0..BATCH {
                dirty |= take(app, &event::read()?);
                if !event::poll(Duration::ZERO)? {
                    break;
                }
            }
        }
        dirty |= match app.tick() {
            // Another window keeps the file, or the disk is full: that passes, and nothing typed may be lost for it.
            Err(error @ (StoreError::Locked | StoreError::Full)) => {
                app.toast = Some(error.say());
                true
            }
            other => other?,
        };
        if dirty {
            guard.draw(|frame| screen::draw(app, frame))?;
        }
    }
    Ok(())
}

/// Why the terminal ended early.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The terminal is gone.
    #[error(transparent)]
    Terminal(#[from] std::io::Error),
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes one event in; answers whether anything may look different now.
fn take(app: &mut App, event: &event::Event) -> bool {
    match fold(event) {
        None => return false,
        Some(Input::Resize) => {}
        Some(Input::Han(c)) => app.write(c),
        // In a form what was written stands as it was written: the log keeps it for ever.
        Some(Input::Folded(_, c)) if matches!(app.open, Open::Form(_)) => app.write(c),
        Some(Input::Key(key) | Input::Folded(key, _)) => app.press(key),
    }
    true
}

impl App {
    /// A key: a command of the table, or typing.
    pub fn press(&mut self, key: Key) {
        // A form or a menu takes its keys first: Enter and the arrows are its own.
        if self.press_in_form(key) || self.press_in_menu(key) {
            return;
        }
        if let Some(cmd) = command::find(key, self.context()) {
            (cmd.run)(self);
            return;
        }
        let detail = matches!(self.open, Open::Detail { .. });
        let on_grid = matches!(self.open, Open::Nothing);
        match key {
            Key::Char(c) if on_grid => self.type_in(c),
            Key::Backspace if on_grid => self.erase(),
            Key::Down if detail => self.scroll(1),
            Key::Up if detail => self.scroll(-1),
            Key::PageDown if detail => self.scroll(10),
            Key::PageUp if detail => self.scroll(-10),
            _ => {}
        }
    }
}
