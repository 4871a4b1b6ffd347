//! The steps of a subscription at the foot: what is done, what is next, and by whom.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::App;
use super::super::deals::StepState;
use super::super::widget::{put, width, wrap};
use crate::say;
use crate::text::{Text, deals_tui as words};

/// What stands between two steps.
const BETWEEN: &str = " > ";

fn parts(app: &App, steps: &[(Text, StepState)]) -> Vec<(String, Style)> {
    let part = |(text, state): &(Text, StepState)| match state {
        StepState::Done => (say!(words::STEP_DONE, step = *text).in_lang(app.lang), app.theme.green()),
        StepState::Next => (say!(words::STEP_NEXT, step = *text).in_lang(app.lang), app.theme.strong()),
        StepState::Later => (text.get(app.lang).to_owned(), app.theme.faint()),
    };
    steps.iter().map(part).collect()
}

/// The steps in as many rows as they need.
fn rows(app: &App, steps: &[(Text, StepState)], columns: u16) -> Vec<Vec<(String, Style)>> {
    let mut rows: Vec<Vec<(String, Style)>> = vec![Vec::new()];
    let mut used = 0;
    for (text, style) in parts(app, steps) {
        let wide = width(&text) + width(BETWEEN);
        if used + wide > columns && used > 0 {
            rows.push(Vec::new());
            used = 0;
        }
        used += wide;
        if let Some(row) = rows.last_mut() {
            row.push((text, style));
        }
    }
    rows
}

/// Rows that they take in so many columns: a line, the steps, whose turn it is.
pub(super) fn height(app: &App, steps: &[(Text, StepState)], next: &str, columns: u16) -> u16 {
    let turn = wrap(next, columns.saturating_sub(2)).len();
    u16::try_from(rows(app, steps, columns.saturating_sub(2)).len() + turn + 1).unwrap_or(u16::MAX)
}

/// Draws them under a line.
pub(super) fn draw(app: &App, steps: &[(Text, StepState)], next: &str, buffer: &mut Buffer, area: Rect) {
    let line = app.theme.frame().horizontal_top;
    for x in 0..area.width {
        put(buffer, area, x, 0, line, app.theme.faint());
    }
    let title = format!(" {} ", words::FLOW.get(app.lang));
    put(buffer, area, 1, 0, &title, app.theme.strong());
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut y = 1;
    let rows = rows(app, steps, inside.width);
    let last = rows.len().saturating_sub(1);
    for (at, row) in rows.into_iter().enumerate() {
        let mut x = 0;
        let parts = row.len();
        for (i, (text, style)) in row.into_iter().enumerate() {
            x = put(buffer, inside, x, y, &text, style);
            if i + 1 < parts || at < last {
                x = put(buffer, inside, x, y, BETWEEN, app.theme.faint());
            }
        }
        y += 1;
    }
    for part in wrap(next, inside.width) {
        put(buffer, inside, 0, y, &part, app.theme.strong());
        y += 1;
    }
}
