//! `anchang` alone: the terminal.

use std::io::IsTerminal;

use super::{Shell, Stop};
use crate::text::{Say, shell as words};
use crate::tui::{App, RunError, Theme};

/// Opens the grid; away from a terminal there is nothing to open it on.
pub(super) fn run(shell: &Shell) -> Result<(), Stop> {
    if !is_possible() {
        return Err(Say::from(words::NO_TERMINAL).into());
    }
    let desk = shell.desk_as_it_is()?;
    desk.tick()?;
    let mut app = App::new(desk, shell.lang, Theme::from_environment())?;
    crate::tui::run(&mut app).map_err(|error| match error {
        RunError::Terminal(error) => Stop::from(error),
        RunError::Store(error) => Stop::from(error),
    })
}

/// Whether there is a terminal to draw on.
pub(super) fn is_possible() -> bool {
    std::io::stdout().is_terminal() && std::io::stdin().is_terminal()
}
