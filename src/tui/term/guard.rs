//! Taking the terminal over, and giving it back on every way out.

use std::cell::Cell;
use std::io::{BufWriter, Stdout, Write};
use std::rc::Rc;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{cursor, execute, queue, terminal};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::halves::Halves;

/// What a frame is drawn with, and what is two columns wide on old Chinese consoles.
pub const LINE: &str = "\u{2500}";

/// How many columns a terminal gives to a text: prints it on the cursor's line, asks where the cursor went, and takes
/// it away again. None where the terminal does not answer; on Unix that costs two seconds.
pub fn columns_of(out: &mut impl Write, text: &str) -> Option<u16> {
    let printed = execute!(out, cursor::MoveToColumn(0), Print(text));
    let column = printed.and_then(|()| cursor::position()).ok().map(|(column, _)| column);
    let blank = " ".repeat(text.len());
    let _ = execute!(out, cursor::MoveToColumn(0), Print(blank), cursor::MoveToColumn(0));
    column
}

/// What is written goes out in one piece: ratatui flushes before the frame is closed, and each piece is a wake-up of
/// the terminal.
struct Frames {
    out: BufWriter<Stdout>,
    /// A frame is open.
    held: Rc<Cell<bool>>,
}

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.held.get() { Ok(()) } else { self.out.flush() }
    }
}

/// The screen while it is ours. Dropping it gives it back.
pub struct Guard {
    terminal: Terminal<CrosstermBackend<Frames>>,
    held: Rc<Cell<bool>>,
    mouse: bool,
    halves: Halves,
}

impl Guard {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// It is none, or does not answer.
    pub fn new() -> std::io::Result<Self> {
        terminal::enable_raw_mode()?;
        let held = Rc::new(Cell::new(false));
        let out = BufWriter::with_capacity(1 << 16, std::io::stdout());
        let backend = CrosstermBackend::new(Frames { out, held: held.clone() });
        let terminal = match Terminal::new(backend) {
            Ok(terminal) => terminal,
            Err(error) => {
                let _ = terminal::disable_raw_mode();
                return Err(error);
            }
        };
        // From here on, whatever fails, the terminal is given back.
        let mut guard = Self { terminal, held, mouse: false, halves: Halves::default() };
        execute!(guard.terminal.backend_mut(), terminal::EnterAlternateScreen, cursor::Hide)?;
        // Windows has none, and there it would turn a pasted Enter into Ctrl+Enter (TERMINAL 3.5).
        if cfg!(unix) {
            execute!(guard.terminal.backend_mut(), EnableBracketedPaste)?;
        }
        Ok(guard)
    }

    /// Forgets what was typed before there was anything to type into.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn forget_typed(&mut self) -> std::io::Result<()> {
        while event::poll(Duration::ZERO)? {
            event::read()?;
        }
        Ok(())
    }

    /// Lets the program have the mouse, or the terminal its own selecting of text.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn mouse(&mut self, wanted: bool) -> std::io::Result<()> {
        if wanted == self.mouse {
            return Ok(());
        }
        self.mouse = wanted;
        let out = self.terminal.backend_mut();
        // Clicks and the wheel only: every movement would be a flood of events.
        #[cfg(unix)]
        return execute!(
            out,
            Print(if wanted { "\x1b[?1000h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1000l" })
        );
        #[cfg(not(unix))]
        return if wanted {
            execute!(out, crossterm::event::EnableMouseCapture)
        } else {
            execute!(out, crossterm::event::DisableMouseCapture)
        };
    }

    /// Puts a text on the clipboard of the terminal, over any distance (OSC 52). A terminal that does not know it shows
    /// nothing.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn copy(&mut self, text: &str) -> std::io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Rings.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn ring(&mut self) -> std::io::Result<()> {
        execute!(self.terminal.backend_mut(), Print('\u{7}'))
    }

    /// Whether this terminal draws the lines of a frame two columns wide, as old Chinese consoles do: prints one and
    /// asks where the cursor went. On Unix a terminal that does not answer costs two seconds (TERMINAL 3.1).
    pub fn draws_lines_wide(&mut self) -> bool {
        columns_of(self.terminal.backend_mut(), LINE).is_some_and(|columns| columns > 1)
    }

    /// Draws one frame, seen at once where the terminal can do that.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, render: impl FnOnce(&mut ratatui::Frame)) -> std::io::Result<()> {
        self.held.set(true);
        let begun = queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate);
        let halves = &mut self.halves;
        let render = |frame: &mut ratatui::Frame| {
            render(frame);
            halves.mend(frame.buffer_mut());
        };
        let drawn = begun.and_then(|()| self.terminal.draw(render).map(drop));
        let ended = queue!(self.terminal.backend_mut(), EndSynchronizedUpdate);
        self.held.set(false);
        Write::flush(self.terminal.backend_mut())?;
        drawn.and(ended)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // After a panic while drawing a frame is open, and what closes it must go out.
        if self.held.replace(false) {
            let _ = queue!(self.terminal.backend_mut(), EndSynchronizedUpdate);
        }
        let _ = self.mouse(false);
        let out = self.terminal.backend_mut();
        if cfg!(unix) {
            let _ = execute!(out, DisableBracketedPaste);
        }
        let _ = execute!(out, terminal::LeaveAlternateScreen, cursor::Show);
        let _ = terminal::disable_raw_mode();
    }
}
