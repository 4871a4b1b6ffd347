//! The state of the terminal: the grid, the windows over it, who is at the desk. Commands change it; nothing here draws.
//! `refresh.rs` reads it again, `seat.rs` knows who is there.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::desk::{Action, Desk, Done, Failure, Filled, Session, StoreError};
use crate::domain::moment::Millis;
use crate::domain::permission::Roles;
use crate::domain::price_list::{PriceList, Problem};
use crate::domain::staff::StaffId;
use crate::text::{Lang, Say, Text, alerts_tui, deals_tui, tui as words};

use super::alerts::{Alerts, Closing, Flows};
use super::command::Context;
use super::deals::{Approvals, Deals, Sale};
use super::grid::Grid;
use super::guests::Guests;
use super::mouse::Hit;
use super::rotation::Rotation;
use super::run::Print;
use super::seat::Aside;
use super::setup::Step;
use super::term::Burst;
use super::window::Window;
use super::{Theme, import::Job};

/// A screen of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Screen {
    /// The rotation 轮岗.
    Rotation,
    /// The grid 销控.
    #[default]
    Grid,
    /// The subscription 认购 that is filled or looked at.
    Sale,
    /// The guest book 客户.
    Guests,
    /// Deals 交易.
    Deals,
    /// What waits for a decision 审批.
    Approvals,
    /// Every live deadline 预警.
    Alerts,
    /// The close of a day 日结.
    Close,
    /// The flows 流程 with their live cases.
    Flows,
}

impl Screen {
    /// Those of the first line, in the order of their keys.
    pub const ALL: &'static [Self] =
        &[Self::Rotation, Self::Grid, Self::Sale, Self::Alerts, Self::Guests, Self::Deals, Self::Approvals];

    /// The one of the first line that it belongs to.
    pub const fn of_the_bar(self) -> Self {
        match self {
            Self::Close | Self::Flows => Self::Alerts,
            other => other,
        }
    }

    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::Rotation => words::ROTATION,
            Self::Grid => words::GRID,
            Self::Sale => deals_tui::SALE,
            Self::Guests => crate::text::guests_tui::GUESTS,
            Self::Deals => deals_tui::DEALS,
            Self::Approvals => deals_tui::APPROVALS,
            Self::Alerts => alerts_tui::ALERTS,
            Self::Close => alerts_tui::CLOSE,
            Self::Flows => alerts_tui::FLOWS,
        }
    }
}

/// Who is at the desk.
#[derive(Clone)]
pub(super) struct Person {
    pub session: Session,
    pub name: String,
    pub roles: Roles,
}

/// What is answered to the last key.
#[derive(Clone)]
pub(super) struct Toast {
    pub text: String,
    pub good: bool,
    pub since: Millis,
}

/// What goes on once somebody has signed in.
type Next = Box<dyn FnOnce(&mut App)>;

/// Reads a price list.
pub type Reader = fn(&Path) -> Result<PriceList, Vec<Problem>>;

/// The state of the terminal.
#[expect(clippy::struct_excessive_bools, reason = "they have nothing to do with one another")]
pub struct App {
    pub(super) desk: Desk,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    pub(super) project: String,
    pub(super) now: Millis,
    pub(super) tz_min: i32,
    pub(super) clock_suspect: bool,
    pub(super) screen: Screen,
    pub(super) grid: Grid,
    pub(super) rotation: Rotation,
    pub(super) guests: Guests,
    pub(super) sale: Sale,
    pub(super) deals: Deals,
    pub(super) approvals: Approvals,
    pub(super) alerts: Alerts,
    pub(super) closing: Closing,
    pub(super) flows: Flows,
    /// Where an office keeps its own wordings.
    pub(super) folder: Option<PathBuf>,
    /// Whether the terminal rings when more is overdue than before.
    pub(super) bell: bool,
    /// It is to ring now.
    pub(super) ring: bool,
    /// What is to be copied to the clipboard of the terminal.
    pub(super) clipboard: Option<String>,
    /// What is to be printed.
    pub(super) print: Option<Print>,
    /// The last one is on top.
    pub(super) windows: Vec<Window>,
    pub(super) toast: Option<Toast>,
    pub(super) person: Option<Person>,
    /// What was done in this sitting and can be taken back, the newest last.
    pub(super) undo: Vec<(&'static Action, Filled, Done)>,
    /// Who was at the desk when nobody touched the keys for too long, and what was open then.
    pub(super) locked: Option<(Person, Vec<Window>)>,
    /// What a project that is being set up still lacks.
    pub(super) setup: Option<Step>,
    /// By name, whoever may do it.
    pub(super) setup_by: Vec<String>,
    /// Where price lists mostly are: what somebody has downloaded.
    pub(super) lists: Vec<PathBuf>,
    /// What was half filled in when its owner made room for somebody else: it comes back with them.
    pub(super) aside: HashMap<StaffId, Aside>,
    /// What was asked for before anybody had signed in.
    pub(super) once_signed_in: Option<Next>,
    /// Work that takes long enough to say so first.
    pub(super) job: Option<Job>,
    pub(super) reader: Reader,
    pub(super) mouse: bool,
    /// Where on the screen what is, as it was last drawn.
    pub(super) hits: RefCell<Vec<(ratatui::layout::Rect, Hit)>>,
    pub(super) burst: Burst,
    /// Something is shown that is not so any more.
    pub(super) stale: bool,
    /// PINs of a demo, by name.
    pub(super) shown_pins: HashMap<String, String>,
    pub(super) quit: bool,
}

impl App {
    /// The grid of an open project. `reader` reads a price list.
    ///
    /// # Errors
    /// What the store says.
    pub fn new(desk: Desk, lang: Lang, theme: Theme, reader: Reader) -> Result<Self, StoreError> {
        let (now, tz_min) = desk.now();
        let mut app = Self {
            desk,
            lang,
            theme,
            project: String::new(),
            now,
            tz_min,
            clock_suspect: false,
            screen: Screen::default(),
            grid: Grid::default(),
            rotation: Rotation::default(),
            guests: Guests::default(),
            sale: Sale::default(),
            deals: Deals::default(),
            approvals: Approvals::default(),
            alerts: Alerts::default(),
            closing: Closing::default(),
            flows: Flows::default(),
            folder: None,
            bell: false,
            ring: false,
            clipboard: None,
            print: None,
            windows: Vec::new(),
            toast: None,
            person: None,
            undo: Vec::new(),
            locked: None,
            setup: None,
            setup_by: Vec::new(),
            lists: Vec::new(),
            aside: HashMap::new(),
            once_signed_in: None,
            job: None,
            reader,
            mouse: true,
            hits: RefCell::default(),
            burst: Burst::default(),
            stale: false,
            shown_pins: HashMap::new(),
            quit: false,
        };
        app.reload()?;
        app.desk.sweep_drafts();
        Ok(app)
    }

    /// The project, to be looked after when the person has left.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Shows these PINs, by name, where somebody signs in: those of a demo.
    pub fn show_pins(&mut self, pins: HashMap<String, String>) {
        self.shown_pins = pins;
    }

    /// Offers the price lists of these folders.
    pub fn look_for_lists_in(&mut self, folders: Vec<PathBuf>) {
        self.lists = folders;
    }

    /// Where an office keeps its own wordings of short messages.
    pub fn use_wordings(&mut self, folder: PathBuf) {
        self.folder = Some(folder);
    }

    /// The terminal rings when more is overdue than before.
    ///
    /// # Errors
    /// What the store says.
    pub fn with_bell(&mut self) -> Result<(), StoreError> {
        self.bell = true;
        self.listen()
    }

    /// What is to be copied to the clipboard of the terminal, once.
    pub fn take_clipboard(&mut self) -> Option<String> {
        self.clipboard.take()
    }

    /// Whoever is at the desk.
    pub fn who(&self) -> Option<&Session> {
        self.person.as_ref().map(|person| &person.session)
    }

    /// What is to be printed, once.
    pub fn take_print(&mut self) -> Option<Print> {
        self.print.take()
    }

    /// Whether the terminal is to ring, once.
    pub fn take_ring(&mut self) -> bool {
        std::mem::take(&mut self.ring)
    }

    /// Whether the program has the mouse, or the terminal its own selecting of text.
    pub fn wants_mouse(&self) -> bool {
        self.mouse
    }

    /// Leaves the mouse to the terminal.
    pub fn without_mouse(&mut self) {
        self.mouse = false;
    }

    /// Shows another screen.
    pub(super) fn show(&mut self, screen: Screen) {
        if self.grid.board {
            self.toggle_board();
        }
        self.windows.clear();
        // What the close looked at is not what F6 is pressed for next.
        if std::mem::take(&mut self.guests.for_close) {
            self.guests.in_registers = false;
            self.guests.registers.day = self.desk.today();
        }
        self.screen = screen;
        // The door is here and now, whenever somebody comes to it.
        self.rotation.as_of = None;
        self.reload_later();
    }

    /// Whether the person wants to leave.
    pub fn is_over(&self) -> bool {
        self.quit
    }

    /// Where keys mean what when no window is open.
    pub(super) fn base(&self) -> Context {
        match self.screen {
            Screen::Rotation => Context::Rotation,
            Screen::Grid => Context::Grid,
            Screen::Guests => self.guests.context(),
            Screen::Sale => Context::Sale,
            Screen::Deals => Context::Deals,
            Screen::Approvals => Context::Approvals,
            Screen::Alerts => Context::Alerts,
            Screen::Close => Context::Close,
            Screen::Flows => Context::Flows,
        }
    }

    /// Where keys mean what.
    pub(super) fn context(&self) -> Context {
        self.windows.last().map_or(self.base(), Window::context)
    }

    /// Says something that went wrong or has to be known.
    pub(super) fn warn(&mut self, say: impl Into<Say>) {
        self.toast_with(say.into().in_lang(self.lang), false);
    }

    /// Says why something could not be done.
    pub(super) fn warn_of(&mut self, failure: &Failure) {
        self.toast_with(failure.in_words(self.lang), false);
    }

    fn toast_with(&mut self, text: String, good: bool) {
        self.toast = Some(Toast { text, good, since: self.now });
    }

    /// Says what came of something that was done outside.
    pub(super) fn answer_with_words(&mut self, words: String, good: bool) {
        self.toast_with(words, good);
    }

    /// Says what was done.
    pub(super) fn tell(&mut self, say: impl Into<Say>) {
        self.toast_with(say.into().in_lang(self.lang), true);
    }

    /// Whether anything may be changed from here.
    pub(super) fn writable(&self) -> Result<(), Say> {
        if self.screen == Screen::Grid && self.grid.board {
            return Err(words::BOARD_READ_ONLY.into());
        }
        if self.past().is_some() {
            return Err(words::PAST_READ_ONLY.into());
        }
        Ok(())
    }

    /// The moment of the past that the screen shows, if it shows one.
    pub(super) fn past(&self) -> Option<Millis> {
        match self.screen {
            Screen::Grid => self.grid.as_of,
            Screen::Rotation => self.rotation.as_of,
            _ => None,
        }
    }
}
