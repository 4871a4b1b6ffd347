//! The mouse: what was drawn where, and what a click on it does. Everything it can do, a key can do.

use ratatui::layout::Rect;

use super::App;
use super::app::Screen;
use super::command::{self, Cmd};
use super::grid::Place;
use super::term::{Key, Mouse};
use super::window::Window;

/// Something on the screen that can be clicked.
#[derive(Clone, Copy)]
pub enum Hit {
    /// A command in the footer or the bar.
    Command(&'static Cmd),
    /// A command in the help.
    Helped(&'static Cmd),
    /// A unit of the grid.
    Unit(Place),
    /// A line of the guest book: of its list or of a register.
    Guest(usize),
    /// A line of the deals, or of what waits for a decision.
    Deal(usize),
    /// A line of the alerts, a task of the evening, a step of a flow.
    Alert(usize),
    /// A case of a step.
    Case(usize),
    /// A line of the rotation.
    Rotation(usize),
    /// The name of a building.
    Building(usize),
    /// A line of the palette.
    Entry(usize),
    /// A line of a form, from this column on.
    Line(usize, u16, u16),
    /// A choice of the focused line.
    Choice(usize),
    /// An offer below it.
    Offer(usize),
    /// More offers than are in sight.
    MoreOffers,
    /// An answer to a question.
    Answer(bool),
}

/// What was drawn at a column and a row; what was drawn last lies on top.
pub(super) fn hit(hits: &[(Rect, Hit)], x: u16, y: u16) -> Option<Hit> {
    hits.iter().rev().find(|(area, _)| area.contains((x, y).into())).map(|(_, hit)| *hit)
}

impl App {
    /// What the mouse did at a column and a row.
    pub fn mouse(&mut self, what: Mouse, x: u16, y: u16) {
        match what {
            Mouse::Up => self.wheel(1),
            Mouse::Down => self.wheel(-1),
            Mouse::Click | Mouse::Mark => {
                let hit = hit(&self.hits.borrow(), x, y);
                // A click that was queued behind this one was meant for what is no more there.
                self.hits.borrow_mut().clear();
                // As with a key: an answer has been read, and what it hid can be clicked.
                self.toast = None;
                if let Some(hit) = hit {
                    self.clicked(hit, what == Mouse::Mark, x);
                }
            }
        }
        self.look_for_offers();
    }

    fn wheel(&mut self, up: i32) {
        match self.windows.last() {
            None if self.screen == Screen::Rotation => self.rotation_step(-up),
            None if self.screen == Screen::Guests => self.guests_step(-up),
            None if self.screen == Screen::Sale => self.scroll_sale(-up * 3),
            None if matches!(self.screen, Screen::Deals | Screen::Approvals) => self.deals_step(-up),
            None if self.screen == Screen::Alerts => self.alerts_step(-up),
            None if self.screen == Screen::Close => self.close_step(-up),
            None if self.screen == Screen::Flows => self.flows_step(-up),
            None => self.step(0, up * 3),
            Some(Window::Palette(_)) => self.palette_step(-up),
            Some(Window::Cases(_)) => self.cases_step(-up),
            // A long form shows the fields around the one that is filled in.
            Some(Window::Form(_)) => self.move_on(-up),
            Some(_) => self.scroll(-up * 3),
        }
    }

    fn clicked(&mut self, hit: Hit, mark: bool, x: u16) {
        match hit {
            Hit::Command(cmd) => self.run(cmd),
            Hit::Helped(cmd) => {
                self.windows.pop();
                self.run(cmd);
            }
            Hit::Unit(place) => {
                let same = self.grid.at == place;
                self.grid.at = place;
                self.moved();
                // A second click opens what the first one chose.
                let id = if mark { Some(Key::Char(' ')) } else { same.then_some(Key::Enter) };
                if let Some(cmd) = id.and_then(|key| command::find(key, self.context())) {
                    self.grid.typed.clear();
                    self.run(cmd);
                }
            }
            Hit::Rotation(at) => self.rotation.stand_on(at),
            Hit::Guest(at) => self.click_guest(at),
            Hit::Deal(at) => self.click_deal(at),
            Hit::Alert(at) => self.click_alert(at),
            Hit::Case(at) => self.click_case(at),
            Hit::Building(at) => {
                self.grid.at.0 = at;
                self.turn(0);
            }
            Hit::Entry(at) => {
                if let Some(Window::Palette(palette)) = self.windows.last_mut() {
                    palette.at = at;
                    self.palette_go();
                }
            }
            Hit::Line(at, from, columns) => {
                if let Some(Window::Form(form)) = self.windows.last_mut() {
                    form.click_line(at, columns, x.saturating_sub(from));
                }
            }
            Hit::Choice(at) => {
                if let Some(Window::Form(form)) = self.windows.last_mut() {
                    form.click_choice(at);
                }
            }
            Hit::Offer(at) => {
                if let Some(Window::Form(form)) = self.windows.last_mut() {
                    form.offer = Some(at);
                    self.form_enter();
                }
            }
            Hit::MoreOffers => {
                if let Some(Window::Form(form)) = self.windows.last_mut() {
                    form.turn_offers();
                }
            }
            Hit::Answer(yes) => {
                if let Some(Window::Question(question)) = self.windows.last_mut() {
                    question.yes = yes;
                    self.answer();
                }
            }
        }
    }
}
