//! A question: two answers, the safe one first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::App;
use super::super::mouse::Hit;
use super::super::widget::{popup, put, wrap};
use super::super::window::Question;
use super::Hits;
use crate::text::tui as words;

/// Columns: those of a form, so that nothing of one looks out beside it.
const WIDE: u16 = 76;

/// Draws it.
pub(super) fn draw(app: &App, question: &Question, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) {
    let lines = wrap(&question.text.in_lang(app.lang), WIDE - 4);
    let rows = u16::try_from(lines.len()).unwrap_or(1) + 4;
    let inside = popup(buffer, screen, WIDE, rows, words::QUESTION.get(app.lang), app.theme);
    for (y, line) in (0..).zip(&lines) {
        put(buffer, inside, 0, y, line, Style::new());
    }
    let y = inside.height - 1;
    let mut x = 0;
    for (yes, text) in [(false, words::NO), (true, words::YES)] {
        let style = if question.yes == yes { app.theme.cursor() } else { Style::new() };
        let from = x;
        x = put(buffer, inside, x, y, &format!("  {}  ", text.get(app.lang)), style);
        let place = Rect { x: inside.x + from, y: inside.y + y, width: x - from, height: 1 };
        hits.push((place, Hit::Answer(yes)));
        x += 2;
    }
}
