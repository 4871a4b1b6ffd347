//! The palette: what is looked for, what is found, why it cannot be taken.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::App;
use super::super::app::Screen;
use super::super::mouse::Hit;
use super::super::widget::{popup, put, title as capital, width, wrap};
use super::super::window::{Found, Palette, Topic};
use super::Hits;
use super::unit::draw_more;
use crate::say;
use crate::text::tui as words;

/// The most that is seen of it at once.
const MOST: u16 = 18;
/// Sorts of guests, and calls.
const ARRIVALS: u16 = 10;

/// Draws it; answers where the cursor is.
pub(super) fn draw(
    app: &App,
    palette: &Palette,
    buffer: &mut Buffer,
    screen: Rect,
    hits: &mut Hits,
) -> Position {
    let title = match app.grid.marks.len() {
        _ if palette.topic == Topic::Arrivals => String::new(),
        _ if app.screen == Screen::Guests => app.guests.sheet.title.clone(),
        // What it is about there is the case under the cursor, not the unit on the grid.
        _ if matches!(app.screen, Screen::Alerts | Screen::Close | Screen::Flows) => app
            .alert_here()
            .and_then(|alert| alert.unit.as_ref().map(ToString::to_string))
            .unwrap_or_default(),
        // There it is the deal under the cursor.
        _ if app.deal_here().is_some() => app.deal_named(),
        0 => app.grid.current().map_or(String::new(), |row| row.id.to_string()),
        count => say!(words::MARKED, count = count).in_lang(app.lang),
    };
    let name = if palette.topic == Topic::Arrivals { words::CMD_ARRIVE } else { words::CMD_PALETTE };
    let title = format!("{} {title}", name.get(app.lang));
    // As high when little is found as when nothing was typed: it does not jump while somebody types.
    let most = if palette.topic == Topic::Arrivals { ARRIVALS } else { MOST };
    let rows = most.min(screen.height.saturating_sub(8));
    let inside = popup(buffer, screen, 64, rows + 6, title.trim(), app.theme);
    let hint = words::PALETTE_HINT.get(app.lang);
    let x = put(buffer, inside, 0, 0, "> ", app.theme.strong());
    let (_, shown, at) = palette.typed.window(inside.width - x);
    let cursor = Position { x: inside.x + x + at, y: inside.y };
    if shown.is_empty() {
        put(buffer, inside, x, 0, hint, app.theme.faint());
    } else {
        put(buffer, inside, x, 0, shown, Style::new());
    }
    let list = Rect { y: inside.y + 1, height: rows, ..inside };
    let first = palette.at.saturating_sub(usize::from(rows) - 1);
    let found = palette.found.iter().enumerate().skip(first);
    for (y, (place, Found { entry, why, is_shut })) in (0..rows).zip(found) {
        let mut style = if why.is_none() { Style::new() } else { app.theme.faint() };
        let line = Rect { y: list.y + y, height: 1, ..list };
        if place == palette.at {
            style = style.patch(app.theme.cursor());
            put(buffer, line, 0, 0, &" ".repeat(line.width.into()), style);
        }
        put(buffer, line, 0, 0, &format!(" {} ", capital(entry.text(app.lang))), style);
        // A unit's status is short enough to stand beside it.
        let reason = why.as_ref().filter(|_| !is_shut).map(|why| why.in_lang(app.lang));
        let beside = format!("{} ", reason.unwrap_or_else(|| app.beside(*entry)));
        put(
            buffer,
            line,
            line.width.saturating_sub(width(&beside)),
            0,
            &beside,
            if place == palette.at { style } else { app.theme.faint() },
        );
        hits.push((line, Hit::Entry(place)));
    }
    draw_more(app.theme, first > 0, first + usize::from(rows) < palette.found.len(), buffer, inside);
    let foot = Rect { y: inside.bottom() - 2, height: 2, ..inside };
    let chosen = palette.found.get(palette.at);
    let (sentence, style) = match chosen.map(|found| &found.why) {
        None => (words::NOTHING_FOUND.get(app.lang).to_owned(), app.theme.warning()),
        Some(Some(why)) => (why.in_lang(app.lang), app.theme.faint()),
        Some(None) => (String::new(), Style::new()),
    };
    for (y, part) in (0..2).zip(wrap(&sentence, inside.width)) {
        put(buffer, foot, 0, y, &part, style);
    }
    cursor
}
