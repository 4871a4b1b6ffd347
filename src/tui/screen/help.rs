//! Help: the keys of this view, from the command table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::App;
use super::super::command::{COMMANDS, Context};
use super::super::widget::{popup, put, wrap};
use crate::text::tui as words;

/// Draws it.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect) {
    let here: Vec<_> = COMMANDS.iter().filter(|cmd| cmd.contexts.contains(&Context::Grid)).collect();
    let rows = u16::try_from(here.len()).unwrap_or(0) + 7;
    let inside = popup(buffer, screen, 64, rows, words::HELP_TITLE.get(app.lang), app.theme);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let mut y = 0;
    for cmd in here {
        let keys: Vec<String> = cmd.keys.iter().map(ToString::to_string).collect();
        put(buffer, inside, 0, y, &keys.join("  "), app.theme.strong());
        put(buffer, inside, 16, y, cmd.text.get(app.lang), Style::new());
        y += 1;
    }
    for text in [words::HELP_JUMP, words::HELP_SCROLL, words::HELP_ACT] {
        for line in wrap(text.get(app.lang), inside.width) {
            put(buffer, inside, 0, y, &line, app.theme.faint());
            y += 1;
        }
    }
}
