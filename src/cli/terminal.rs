//! `anchang` alone: the terminal. Without a project yet, the first run makes one.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::path::Path;

use super::config::Borders;
use super::{Shell, Stop, init};
use crate::desk::Desk;
use crate::domain::price_list::{PriceList, Problem};
use crate::exchange::price_list;
use crate::text::{Say, shell as words};
use crate::tui::term::Guard;
use crate::tui::{App, First, Founded, Outside, Print, RunError, Theme, first_run};

impl From<RunError> for Stop {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Terminal(error) => Self::from(error),
            RunError::Store(error) => Self::from(error),
        }
    }
}

/// Opens the grid; away from a terminal there is nothing to open it on.
///
/// `shown_pins` are those of a demo, shown where somebody signs in: by name. After a wait what was typed meanwhile is
/// not meant for the first form.
pub(super) fn run(shell: &Shell, shown_pins: HashMap<String, String>, waited: bool) -> Result<(), Stop> {
    if !is_possible() {
        return Err(Say::from(words::NO_TERMINAL).into());
    }
    // What is wrong with the file is said on the ordinary screen.
    let existing = if shell.db.exists() { Some(open(shell)?) } else { None };
    let mut guard = Guard::new()?;
    if waited {
        guard.forget_typed()?;
    }
    let theme = theme(shell, &mut guard);
    let (desk, founded) = match existing {
        Some(desk) => (desk, None),
        None => match found(shell, &mut guard, theme)? {
            Some((desk, founded)) => (desk, Some(founded)),
            None => return Ok(()),
        },
    };
    let before = desk.head()?.seq;
    let lang = founded.as_ref().map_or(shell.lang, |founded| founded.lang);
    let mut app = App::new(desk, lang, theme, read)?;
    app.show_pins(shown_pins);
    if shell.bell {
        app.with_bell()?;
    }
    if let Some(folder) = super::config::path().and_then(|path| Some(path.parent()?.to_owned())) {
        app.use_wordings(folder);
    }
    app.look_for_lists_in(super::config::download_folders());
    if !shell.mouse {
        app.without_mouse();
    }
    if let Some(founded) = founded {
        app.begin(&founded.manager, &founded.pin)?;
    }
    let mut care = |app: &App| shell.look_after(app.desk()).into_iter().next();
    let mut print = |app: &App, paper: &Print| super::print::from_the_screen(shell, app, paper);
    let mut outside = Outside { care: &mut care, print: &mut print };
    let ran = crate::tui::run(&mut app, &mut guard, &mut outside);
    // The terminal is given back before anything is said on it.
    drop(guard);
    if app.desk().head()?.seq != before {
        shell.after_change(app.desk());
    }
    Ok(ran?)
}

fn open(shell: &Shell) -> Result<Desk, Stop> {
    let desk = shell.desk_as_it_is()?;
    desk.tick()?;
    Ok(desk)
}

fn theme(shell: &Shell, guard: &mut Guard) -> Theme {
    let theme = Theme::from_environment();
    let wide = match shell.borders {
        Borders::Lines => false,
        Borders::Ascii => true,
        Borders::Probe => guard.draws_lines_wide(),
        // On Windows asking costs nothing.
        Borders::Auto => cfg!(windows) && guard.draws_lines_wide(),
    };
    if wide { theme.with_ascii_frames() } else { theme }
}

/// Makes the project that is not there yet.
fn found(shell: &Shell, guard: &mut Guard, theme: Theme) -> Result<Option<(Desk, Founded)>, Stop> {
    let mut made = None;
    let first = First::new(shell.lang, theme, shell.db.display().to_string());
    let first = if shell.mouse { first } else { first.without_mouse() };
    let founded = first_run(guard, first, |founder| {
        made = Some(init::found(shell, founder)?);
        Ok(())
    })?;
    Ok(made.zip(founded))
}

/// Reads a price list in a process of its own, with a limit on its memory.
fn read(path: &Path) -> Result<PriceList, Vec<Problem>> {
    match std::env::current_exe() {
        Ok(program) => price_list::read_isolated(&program, path),
        Err(_) => price_list::read(path),
    }
}

/// Whether there is a terminal to draw on.
pub(super) fn is_possible() -> bool {
    std::io::stdout().is_terminal() && std::io::stdin().is_terminal()
}
