//! The loop: wait for a key or a quarter of a second, take in all that came, draw once if anything changed.

use std::time::{Duration, Instant};

use crossterm::event;

use super::form::Purpose;
use super::term::{Guard, Input, Key, Normaliser};
use super::window::Window;
use super::{App, screen};
use crate::desk::StoreError;

/// How often other windows' changes are looked for: seen within 300 ms.
const POLL: Duration = Duration::from_millis(240);
/// Events taken in for one frame.
const BATCH: usize = 32;
/// How long nobody has touched a key before what takes longer may be done.
const QUIET: Duration = Duration::from_secs(45);

/// Looks after the file when something was changed and nobody types: mirror, backup. Says what went wrong.
pub type Care<'c> = &'c mut dyn FnMut(&App) -> Option<crate::text::Say>;

/// Runs until the person leaves.
///
/// # Errors
/// The terminal is gone, or what the store says.
pub fn run(app: &mut App, guard: &mut Guard, care: Care) -> Result<(), RunError> {
    let mut normaliser = Normaliser::default();
    let started = Instant::now();
    let mut touched = started;
    let mut cared_for = app.desk().head()?.seq;
    guard.mouse(app.wants_mouse())?;
    guard.draw(|frame| screen::draw(app, frame))?;
    while !app.is_over() {
        let mut dirty = false;
        if event::poll(POLL)? {
            for _ in 0..BATCH {
                if let Some(input) = normaliser.fold(event::read()?) {
                    let now_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
                    app.take(input, now_ms);
                    dirty = true;
                    touched = Instant::now();
                }
                if !event::poll(Duration::ZERO)? {
                    break;
                }
            }
        }
        let idle = touched.elapsed();
        dirty |= match app.tick().and_then(|ticked| Ok(app.idle(idle)? || ticked)) {
            // Another window keeps the file, or the disk is full: that passes, and nothing typed may be lost for it.
            Err(error @ (StoreError::Locked | StoreError::Full)) => {
                app.warn(error.say());
                true
            }
            other => other?,
        };
        if idle > QUIET {
            let head = app.desk().head()?.seq;
            if head != cared_for {
                cared_for = head;
                if let Some(what) = care(app) {
                    app.warn(what);
                    dirty = true;
                }
            }
        }
        if dirty {
            guard.mouse(app.wants_mouse())?;
            guard.draw(|frame| screen::draw(app, frame))?;
        }
        if app.is_busy() {
            app.work();
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

impl App {
    /// Takes one input in; `now_ms` is on a clock that never goes back.
    pub fn take(&mut self, input: Input, now_ms: u64) {
        let writing = match self.windows.last() {
            Some(Window::Form(form)) => form.line().is_some_and(|line| !line.is_secret()),
            _ => false,
        };
        match input {
            Input::Resize => {}
            Input::Paste(text) => self.paste(&text),
            Input::Mouse(what, x, y) => self.mouse(what, x, y),
            Input::Han(c) => {
                self.burst.typed(c, now_ms);
                self.write(c);
            }
            // In a field what was written stands as it was written: the log keeps it for ever.
            Input::Folded(Key::Char(plain), c) if self.context().takes_letters() => {
                self.burst.typed(plain, now_ms);
                self.write(c);
            }
            Input::Key(key @ Key::Char(c)) => {
                self.burst.typed(c, now_ms);
                self.press(key);
            }
            Input::Key(Key::Enter | Key::Tab) if writing => {
                let key = if let Input::Key(key) = input { key } else { Key::Tab };
                match self.burst.ended(now_ms) {
                    Some(read) => self.scanned(&read),
                    None => self.press(key),
                }
            }
            Input::Key(key) | Input::Folded(key, _) => {
                self.burst.broken();
                self.press(key);
            }
        }
    }

    /// A reader or scanner has typed this into the focused field: it goes where it belongs, and its Enter sends nothing.
    fn scanned(&mut self, read: &str) {
        if let Some(Window::Form(form)) = self.windows.last_mut()
            && !matches!(form.purpose, Purpose::SignIn | Purpose::Unlock | Purpose::Approve { .. })
        {
            form.put_where_it_belongs(read);
            self.tell(crate::say!(crate::text::tui::SCANNED, count = read.chars().count()));
            self.look_for_offers();
        } else {
            self.press(Key::Enter);
        }
    }
}
