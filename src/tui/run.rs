//! The loop: wait for a key or a quarter of a second, take in all that came, draw once if anything changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::event;

use super::term::{Guard, Normaliser};
use super::{App, screen};
use crate::desk::StoreError;
use crate::domain::application::AppId;
use crate::domain::complaint::ComplaintId;
use crate::domain::day::Day;
use crate::domain::deal::DealId;
use crate::domain::guest::GuestId;
use crate::domain::register::Register;
use crate::paper::Form;

/// How often other windows' changes are looked for: seen within 300 ms.
const POLL: Duration = Duration::from_millis(240);
/// Between two parts of what is made ready while nobody types.
const A_MOMENT: Duration = Duration::from_millis(4);
/// Events taken in for one frame.
const BATCH: usize = 32;
/// How long nobody has touched a key before what takes longer may be done.
const QUIET: Duration = Duration::from_secs(45);

/// How long the program may take to leave in order.
#[cfg(unix)]
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Looks after the file when something was changed and nobody types: mirror, backup. Says what went wrong.
pub type Care<'c> = &'c mut dyn FnMut(&App) -> Option<crate::text::Say>;

/// Prints something: what came of it in words, and whether it worked.
pub type Printing<'p> = &'p mut dyn FnMut(&App, &Print) -> (String, bool);

/// Something to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Print {
    /// The sheet of a day 日结单.
    Day(Day),
    /// A form that names people.
    Form {
        /// Which form.
        form: Form,
        /// About what.
        about: About,
        /// Why its people are named in full; without a reason they are masked.
        reason: String,
    },
    /// A sheet of the counter, its people masked.
    Masked(Masked),
    /// A short message.
    Message {
        /// What sort of message.
        title: String,
        /// Its text.
        text: String,
    },
}

/// A sheet of the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Masked {
    /// 带客轮班表 of a day.
    Roster(Day),
    /// 来访登记表 or 来电登记表 of a day.
    Register(Register, Day),
    /// 判客裁定书 of a guest.
    Ruling(GuestId),
    /// 客户跟踪表 of a guest.
    FollowUps(GuestId),
}

/// What a printed form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A deal.
    Deal(DealId),
    /// An application about a deal, or a notice of it.
    Change(DealId, Option<AppId>),
    /// A complaint 客户投诉接收单.
    Complaint(ComplaintId),
}

/// What is done outside the terminal.
pub struct Outside<'o> {
    /// Looks after the file.
    pub care: Care<'o>,
    /// Prints.
    pub print: Printing<'o>,
}

/// Runs until the person leaves.
///
/// # Errors
/// The terminal is gone, or what the store says.
pub fn run(app: &mut App, guard: &mut Guard, outside: &mut Outside) -> Result<(), RunError> {
    let mut normaliser = Normaliser::default();
    let started = Instant::now();
    let mut touched = started;
    let mut cared_for = app.desk().head()?.seq;
    // Before anything is seen: whoever sees it may close the window.
    let ended = ended()?;
    guard.mouse(app.wants_mouse())?;
    guard.draw(|frame| screen::draw(app, frame))?;
    // Nobody has typed yet: what searching needs is made now.
    std::thread::spawn(crate::domain::find::make_ready);
    let mut ready = false;
    while !app.is_over() {
        if ended.load(Ordering::Relaxed) {
            // The window was closed or the computer goes down: what is half typed is kept.
            app.keep_draft();
            break;
        }
        let mut dirty = false;
        if event::poll(if ready { POLL } else { A_MOMENT })? {
            for _ in 0..BATCH {
                if let Some(input) = normaliser.fold(event::read()?) {
                    let now_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
                    app.take(input, now_ms);
                    dirty = true;
                    touched = Instant::now();
                }
                // What was typed ahead waits for what has to be shown first.
                if app.is_busy() || !event::poll(Duration::ZERO)? {
                    break;
                }
            }
        }
        let idle = touched.elapsed();
        for done in [app.tick(), app.idle(idle)] {
            dirty |= match done {
                // Another window keeps the file, or the disk is full: that passes, and nothing typed may be lost for it.
                Err(error @ (StoreError::Locked | StoreError::Full)) => {
                    app.warn(error.say());
                    true
                }
                other => other?,
            };
        }
        if idle > QUIET {
            let head = app.desk().head().map_or(cared_for, |head| head.seq);
            if head != cared_for {
                cared_for = head;
                // A backup of a big file takes a while: it is said first.
                app.tell(crate::text::tui::BACKING_UP);
                guard.draw(|frame| screen::draw(app, frame))?;
                app.toast = None;
                if let Some(what) = (outside.care)(app) {
                    app.warn(what);
                }
                dirty = true;
            }
        }
        if let Some(text) = app.take_clipboard() {
            guard.copy(&text)?;
        }
        if let Some(paper) = app.take_print() {
            let (said, done) = (outside.print)(app, &paper);
            app.answer_with_words(said, done);
            dirty = true;
        }
        if app.take_ring() {
            guard.ring()?;
        }
        if dirty {
            guard.mouse(app.wants_mouse())?;
            guard.draw(|frame| screen::draw(app, frame))?;
        }
        // A part at a time, so that no key waits for it; an error is said by the search itself.
        if !dirty {
            ready = app.desk().make_ready_to_find().unwrap_or(true);
        }
        if app.is_busy() {
            app.work();
            guard.draw(|frame| screen::draw(app, frame))?;
        }
    }
    Ok(())
}

/// Becomes true when the system asks the program to end. Where the terminal is gone for good, waiting for a key never
/// ends: whoever has not left in order after a while is ended. What was recorded is recorded.
fn ended() -> std::io::Result<Arc<AtomicBool>> {
    let ended = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGTERM};
        let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP])?;
        let told = ended.clone();
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                told.store(true, Ordering::Relaxed);
                std::thread::sleep(LAST_WORDS);
                std::process::exit(128 + signal);
            }
        });
    }
    Ok(ended)
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
