//! The screens, drawn from the state: one file each.

mod alerts;
mod approvals;
mod close;
mod columns;
mod deal;
mod deals;
mod flows;
mod foot;
mod form;
mod grid;
mod guests;
mod palette;
mod preview;
mod question;
mod reading;
mod registers;
mod rotation;
mod steps;
mod top;
mod unit;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::app::Screen;
use super::mouse::Hit;
use super::widget::{put, wrap};
use super::window::Window;
use super::{App, First, Theme, command};
use crate::text::{Lang, tui as words};

/// The smallest window that everything fits into.
const LEAST: (u16, u16) = (80, 24);

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame) {
    let screen = frame.area();
    let buffer = frame.buffer_mut();
    let mut hits = app.hits.borrow_mut();
    hits.clear();
    if is_too_small(buffer, screen, app.lang, app.theme) {
        return;
    }
    // A long answer has lines of its own above the footer; what is read and chosen stays in sight above them.
    let answer = foot::lines_above(app, screen.width);
    let whole = screen;
    // Only the figures below the grid are hidden, so that no floor jumps; never what the set-up says comes next.
    let figures = app.screen == Screen::Grid && app.setup_in_words().is_none();
    let hidden = if figures { answer.min(grid::FIGURES) } else { 0 };
    let screen = Rect { height: whole.height + hidden - answer, ..whole };
    // The real cursor stands where a person writes or looks: an input method opens its window there.
    let mut cursor = match app.screen {
        Screen::Grid => grid::draw(app, buffer, screen, &mut hits),
        Screen::Rotation => rotation::draw(app, buffer, screen, &mut hits),
        Screen::Guests => guests::draw(app, buffer, screen, &mut hits),
        Screen::Sale => Some(deal::draw(app, buffer, screen, &mut hits)),
        Screen::Deals => Some(deals::draw(app, buffer, screen, &mut hits)),
        Screen::Approvals => approvals::draw(app, buffer, screen, &mut hits),
        Screen::Alerts => Some(alerts::draw(app, buffer, screen, &mut hits)),
        Screen::Close => close::draw(app, buffer, screen, &mut hits),
        Screen::Flows => flows::draw(app, buffer, screen, &mut hits),
    };
    // The footer stays in sight below every window. Beside an answer one has less room, and its middle where it was.
    let full = Rect { height: whole.height - 1 - answer, ..whole };
    let free = Rect { y: full.y + answer, height: full.height - answer, ..full };
    // What is chosen from stands alone: of a window below it only torn lines would be seen.
    // So does a form over another one: of a taller one only its lower frame would stick out. The form of a subscription
    // has the whole screen, and stays behind whatever lies over it.
    let entry = |window: &Window| matches!(window, Window::Form(form) if form.is_entry());
    let stacked = |window: &Window| matches!(window, Window::Form(_)) && !entry(window);
    let last = app.windows.len().saturating_sub(1);
    // The first line stays in sight above every window: what works there is clicked there.
    let bar: Vec<(Rect, Hit)> = hits.iter().filter(|(area, _)| area.y == screen.y).copied().collect();
    let shown = app.windows.iter().enumerate().filter(|(at, window)| match app.windows.last() {
        Some(Window::Palette(_)) => *at == last,
        // Whatever help is about would stick out around it.
        Some(Window::Help { .. }) => *at == last || entry(window),
        Some(top) if stacked(top) => *at == last || !stacked(window),
        _ => true,
    });
    for (_, window) in shown {
        hits.clear();
        cursor = draw_window(app, window, buffer, if entry(window) { full } else { free }, &mut hits);
    }
    if !app.windows.is_empty() {
        let here = |hit| match hit {
            Hit::Command(cmd) => cmd.keys.first().and_then(|key| command::find(*key, app.context())),
            _ => None,
        };
        let works = bar.into_iter().filter_map(|(area, hit)| Some((area, Hit::Command(here(hit)?))));
        // What lies over it is clicked first.
        hits.splice(0..0, works);
    }
    // The board has no line of keys, but windows over it have.
    if !app.grid.board || !app.windows.is_empty() {
        foot::draw(app, buffer, whole, &mut hits);
    }
    drop(hits);
    app.theme.keep_black(buffer);
    if let Some(at) = cursor {
        frame.set_cursor_position(at);
    }
}

type Hits = Vec<(Rect, Hit)>;

fn draw_window(
    app: &App,
    window: &Window,
    buffer: &mut Buffer,
    screen: Rect,
    hits: &mut Hits,
) -> Option<Position> {
    match window {
        Window::Form(form) if form.is_entry() => return deal::draw_form(app, form, buffer, screen, hits),
        Window::Form(form) => return form::draw(app.lang, app.theme, form, buffer, screen, hits),
        Window::Palette(palette) => return Some(palette::draw(app, palette, buffer, screen, hits)),
        Window::Help { about, scroll } => reading::draw_help(app, *about, scroll, buffer, screen, hits),
        Window::Problems { problems, scroll } => {
            reading::draw_problems(app, problems, scroll, buffer, screen);
        }
        Window::Explain { who, scroll } => rotation::draw_why(app, *who, scroll, buffer, screen),
        Window::Guest { scroll } => guests::draw_window(app, scroll, buffer, screen),
        Window::Unit { scroll } => unit::draw_window(app, scroll, buffer, screen),
        Window::Cases(cases) => flows::draw_cases(app, cases, buffer, screen, hits),
        Window::Message(message) => alerts::draw_message(app, message, buffer, screen),
        Window::Preview(preview) => preview::draw(app, preview, buffer, screen),
        Window::Question(question) => question::draw(app, question, buffer, screen, hits),
    }
    None
}

fn is_too_small(buffer: &mut Buffer, screen: Rect, lang: Lang, theme: Theme) -> bool {
    let small = screen.width < LEAST.0 || screen.height < LEAST.1;
    if small {
        for (y, line) in (0..screen.height).zip(wrap(words::TOO_SMALL.get(lang), screen.width)) {
            put(buffer, screen, 0, y, &line, theme.strong());
        }
    }
    small
}

/// Draws the first run.
pub fn draw_first(first: &First, frame: &mut Frame) {
    let screen = frame.area();
    let buffer = frame.buffer_mut();
    let mut hits = first.hits.borrow_mut();
    hits.clear();
    if is_too_small(buffer, screen, first.lang, first.theme) {
        return;
    }
    let text = Rect { x: screen.x + 2, width: screen.width.min(76), ..screen };
    put(buffer, text, 0, 1, words::WELCOME.get(first.lang), first.theme.strong());
    let place = crate::say!(words::WELCOME_PLACE, path = &first.place).in_lang(first.lang);
    let mut y = 3;
    for line in wrap(words::WELCOME_WHAT.get(first.lang), text.width).iter().chain(&wrap(&place, text.width))
    {
        put(buffer, text, 0, y, line, Style::new());
        y += 1;
    }
    let below = Rect { y, height: screen.height - 1 - y, ..screen };
    let cursor = if first.help {
        reading::draw_first_help(first, buffer, Rect { height: screen.height - 1, ..screen });
        None
    } else {
        form::draw(first.lang, first.theme, &first.form, buffer, below, &mut hits)
    };
    let line = Rect { y: screen.bottom() - 1, height: 1, ..screen };
    foot::draw_first(first, buffer, line, &mut hits);
    if let Some(at) = cursor {
        frame.set_cursor_position(at);
    }
}
