//! The bytes as a terminal reads them: what a person sees is what the buffer says, also where a window covers half of a
//! Chinese character.

use std::cell::RefCell;
use std::io::Write;
use std::num::NonZeroU16;
use std::rc::Rc;

use anchang::text::Lang;
use anchang::tui::App;
use anchang::tui::term::Key;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::{office, paper};

#[derive(Clone)]
struct Eyes(Rc<RefCell<vt100::Parser>>);

impl Write for Eyes {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Watched {
    eyes: Eyes,
    terminal: Terminal<CrosstermBackend<Eyes>>,
    size: (u16, u16),
}

impl Watched {
    fn new(size: (u16, u16)) -> Self {
        let [rows, columns] = [size.1, size.0].map(|n| NonZeroU16::new(n).unwrap());
        let eyes = Eyes(Rc::new(RefCell::new(vt100::Parser::new(rows, columns, 0))));
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, size.0, size.1)) };
        let terminal = Terminal::with_options(CrosstermBackend::new(eyes.clone()), options).unwrap();
        Self { eyes, terminal, size }
    }

    /// Draws what changed, and asserts that the terminal shows every cell of a screen drawn anew.
    #[track_caller]
    fn shows(&mut self, app: &App, what: &str) {
        self.terminal.draw(|frame| anchang::tui::draw(app, frame)).unwrap();
        let meant = paper::words(&paper::draw(app, self.size));
        let parser = self.eyes.0.borrow();
        let seen: Vec<String> =
            parser.screen().rows(0, self.size.0).map(|row| row.trim_end().to_owned()).collect();
        assert_eq!(seen, meant, "{what} at {:?}", self.size);
    }

    /// The window's frame: its corners, and both sides in every row between them.
    fn frame_is_whole(&self) {
        let parser = self.eyes.0.borrow();
        let cell = |x: u16, y: u16| parser.screen().cell(y, x).map_or("", |c| c.contents()).to_owned();
        let find = |corner: &str| {
            (0..self.size.1)
                .flat_map(|y| (0..self.size.0).map(move |x| (x, y)))
                .find(|(x, y)| cell(*x, *y) == corner)
                .unwrap_or_else(|| panic!("no {corner} at {:?}", self.size))
        };
        let ((left, top), (right, low)) = (find("┌"), find("┘"));
        assert_eq!((find("┐"), find("└")), ((right, top), (left, low)));
        for y in top + 1..low {
            assert_eq!((&*cell(left, y), &*cell(right, y)), ("│", "│"), "row {y} at {:?}", self.size);
        }
        // `v` on the frame says that there is more.
        assert!((left + 1..right).all(|x| matches!(&*cell(x, low), "─" | "v")));
    }
}

#[test]
fn a_window_over_chinese_keeps_its_frame_and_leaves_nothing_behind() {
    let (mut app, _folder) = office::open(Lang::Zh);
    // One column more shifts the frame to the other half of the characters under it.
    for columns in [80, 81, 82, 83, 84, 85, 86, 87, 120, 121, 122, 123] {
        let mut watched = Watched::new((columns, 30));
        watched.shows(&app, "the grid");
        for key in [Key::F(1), Key::Enter] {
            app.press(key);
            watched.shows(&app, "a window");
            watched.frame_is_whole();
            app.press(Key::Esc);
            watched.shows(&app, "the grid again");
        }
        for key in [Key::Tab, Key::End, Key::Ctrl('b'), Key::Ctrl('l'), Key::F(1), Key::Ctrl('l'), Key::Esc] {
            app.press(key);
            watched.shows(&app, "after a key");
        }
        app.press(Key::Esc);
    }
}

#[test]
fn the_real_cursor_stands_on_the_unit() {
    let (mut app, _folder) = office::open(Lang::Zh);
    let mut watched = Watched::new((80, 24));
    watched.shows(&app, "the grid");
    let at = |watched: &Watched| {
        let parser = watched.eyes.0.borrow();
        let (row, column) = parser.screen().cursor_position();
        (!parser.screen().hide_cursor()).then(|| parser.screen().rows(column, 6).nth(row.into()).unwrap())
    };
    assert_eq!(at(&watched).as_deref(), Some("控2601"));
    app.press(Key::Right);
    watched.shows(&app, "the grid");
    assert_eq!(at(&watched).as_deref(), Some("锁2602"));
    app.press(Key::F(1));
    watched.shows(&app, "help");
    assert_eq!(at(&watched), None, "nothing to type into");
}
