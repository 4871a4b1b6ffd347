//! The screens, drawn from the state: one file each.

mod form;
mod grid;
mod help;
pub(super) mod shape;

use ratatui::Frame;

use super::App;
use super::app::Open;
use super::widget::put;
use crate::text::tui as words;

/// The smallest window that everything fits into.
const LEAST: (u16, u16) = (80, 24);

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame) {
    let screen = frame.area();
    let buffer = frame.buffer_mut();
    if screen.width < LEAST.0 || screen.height < LEAST.1 {
        put(buffer, screen, 0, 0, words::TOO_SMALL.get(app.lang), app.theme.strong());
        return;
    }
    let on_grid = grid::draw(app, buffer, screen);
    // The real cursor stands where a person writes or looks: an input method opens its window there.
    let cursor = match &app.open {
        Open::Nothing => on_grid,
        Open::Help => {
            help::draw(app, buffer, screen);
            None
        }
        Open::Detail { from } => {
            grid::draw_detail(app, buffer, screen, *from);
            None
        }
        Open::Menu { items, at } => {
            form::draw_menu(app, buffer, screen, items, *at);
            None
        }
        Open::Form(form) => form::draw(app, form, buffer, screen),
    };
    if let Some(at) = cursor {
        frame.set_cursor_position(at);
    }
}
