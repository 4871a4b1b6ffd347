//! Commands of the grid: going about, other views, filters, the past, the board.

use super::super::App;
use super::super::app::Screen;
use super::super::command;
use super::super::form::Form;
use super::super::import::Job;
use super::super::widget::Scroll;
use super::super::window::Window;
use super::filter::Filter;
use crate::desk::Failure;
use crate::domain::moment::{self, NotPast};
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::{Say, tui as words};

impl App {
    pub(in super::super) fn step(&mut self, right: i32, up: i32) {
        let before = self.grid.at;
        self.grid.step(right, up);
        if self.grid.at != before {
            self.moved();
        }
    }

    pub(in super::super) fn turn(&mut self, by: usize) {
        self.grid.turn(by);
        self.grid.turned = self.now;
        self.moved();
    }

    pub(in super::super) fn previous_building(&mut self) {
        self.turn(self.grid.buildings.len().saturating_sub(1));
    }

    pub(in super::super) fn next_match(&mut self) {
        if self.grid.next_match() {
            self.moved();
        } else {
            self.warn(words::NO_MATCH);
        }
    }

    pub(in super::super) fn next_view(&mut self) {
        self.grid.view = self.grid.view.next();
        self.read_again();
    }

    /// Reads the units again because something else of them is asked for.
    pub(in super::super) fn read_again(&mut self) {
        let read = if self.grid.as_of.is_none() {
            self.read_grid()
        } else {
            self.grid.filter_again();
            self.relabel()
        };
        if let Err(error) = read {
            self.warn(error.say());
        }
        self.moved();
    }

    pub(in super::super) fn open_filter(&mut self) {
        let form = Form::filter(&self.grid.filter.typed);
        self.windows.push(Window::Form(Box::new(form)));
    }

    pub(in super::super) fn open_past(&mut self) {
        let form = Form::as_of(words::PAST_HINT.get(self.lang).to_owned());
        self.windows.push(Window::Form(Box::new(form)));
    }

    pub(in super::super) fn set_filter(&mut self) -> Result<(), Failure> {
        let Some(Window::Form(form)) = self.windows.last() else { return Ok(()) };
        let typed = form.lines.iter().map(|line| line.text().to_owned()).collect();
        let desk = &self.desk;
        let staff = |name: &str| desk.find_staff(name).map(|row| row.id);
        self.grid.filter = Filter::read(typed, staff)?;
        self.windows.pop();
        self.read_again();
        if !self.grid.filter.is_empty() {
            let count = self.grid.taken.iter().filter(|taken| **taken).count();
            let here = self.grid.current().map(|row| row.id.clone());
            let stays = here.is_some_and(|id| {
                self.grid
                    .units
                    .iter()
                    .position(|row| row.id == id)
                    .is_some_and(|index| self.grid.takes(index))
            });
            if !stays && self.grid.next_match() {
                self.moved();
            }
            self.tell(say!(words::FILTERED, count = count, key = command::key("filter.next")));
        }
        Ok(())
    }

    pub(in super::super) fn ask_for_the_past(&mut self) -> Result<(), Failure> {
        let Some(Window::Form(form)) = self.windows.last() else { return Ok(()) };
        let typed = form.text("moment").trim().to_owned();
        let refuse = |why: Say| Err(Refusal::new("DESIGN 4", why).at("moment").into());
        match moment::parse_past(&typed, self.now, self.tz_min) {
            Err(NotPast::Unreadable) => refuse(say!(words::NO_MOMENT, typed = typed)),
            Err(NotPast::Future(_)) => refuse(words::FUTURE.into()),
            Ok(at) => {
                self.windows.pop();
                self.job = Some(Job::LookBack(at));
                self.tell(words::LOOKING_BACK);
                Ok(())
            }
        }
    }

    /// Back from the past.
    pub(in super::super) fn now_again(&mut self) {
        if self.screen == Screen::Rotation {
            if let Err(error) = self.rotation_at(None) {
                self.warn(error.say());
            }
            return;
        }
        self.grid.as_of = None;
        self.read_again();
        let place = self.grid.came_from.take().and_then(|id| self.grid.find(&id.to_string()));
        if let Some(place) = place {
            self.grid.at = place;
            self.moved();
        }
    }

    pub(in super::super) fn toggle_board(&mut self) {
        self.grid.board = !self.grid.board;
        self.grid.turned = self.now;
        self.grid.marks.clear();
    }

    /// Enter: goes to the room that was typed, or opens the unit under the cursor.
    pub(in super::super) fn open_unit(&mut self) {
        if self.grid.typed.is_empty() {
            if self.grid.current().is_some() {
                self.windows.push(Window::Unit { scroll: Scroll::default() });
                self.moved();
            }
            return;
        }
        self.jump();
    }

    /// Goes to the room that was typed; answers whether it is there.
    pub(in super::super) fn jump(&mut self) -> bool {
        let typed = std::mem::take(&mut self.grid.typed);
        let place = self.grid.find(&typed);
        match place {
            Some(place) => {
                self.grid.at = place;
                self.moved();
            }
            None => self.warn(crate::say!(words::NOT_THERE, typed = typed)),
        }
        place.is_some()
    }
}
