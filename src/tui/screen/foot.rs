//! The last line: what is answered to the last key, or the keys that work here, from the command table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::command::{COMMANDS, Cmd};
use super::super::mouse::Hit;
use super::super::widget::{put, width};
use super::super::{App, First, Theme};
use super::Hits;
use crate::say;
use crate::text::{Lang, tui as words};

/// Beside an answer fewer columns than this name no way out.
const TIGHT: u16 = 44;
/// Fewer columns than this say no key.
const LEAST_FOR_KEYS: u16 = 12;

/// Draws it.
pub(super) fn draw(app: &App, buffer: &mut Buffer, area: Rect, hits: &mut Hits) {
    buffer.set_style(area, Style::reset());
    put(buffer, area, 0, 0, &" ".repeat(area.width.into()), Style::new());
    // What was answered stands first, and the keys that still fit beside it.
    let mut answered = false;
    let area = match draw_answer(app, buffer, area) {
        0 => area,
        used => {
            answered = true;
            Rect { x: area.x + used, width: area.width.saturating_sub(used), ..area }
        }
    };
    if area.width < LEAST_FOR_KEYS {
        return;
    }
    let context = app.context();
    // Enter goes to the room that was typed: that stands beside it already.
    let jumps = app.windows.is_empty() && !app.grid.typed.is_empty();
    let mut here: Vec<(&'static Cmd, bool)> = COMMANDS
        .iter()
        .filter(|cmd| cmd.contexts.contains(&context) && (cmd.in_footer || app.is_next(cmd.id)))
        .filter(|cmd| !jumps || cmd.id != "unit.detail")
        .map(|cmd| (cmd, (cmd.enabled)(app).is_ok()))
        .collect();
    // Help and the way out are named in any width; what stands before them gives way, first what cannot be done now.
    let kept = if context.is_base() { 2 } else { 3 };
    let last = here.len().saturating_sub(kept);
    here[..last].sort_by_key(|(cmd, enabled)| (!enabled, !app.is_next(cmd.id)));
    // Beside a long answer the next key matters more than the way out.
    let tight = answered && context.is_base() && area.width < TIGHT;
    let kept = if tight { 1 } else { kept };
    if tight {
        here.pop();
    }
    draw_keys(app.lang, app.theme, here, kept, buffer, area, hits);
}

/// The keys of the first run.
pub(super) fn draw_first(first: &First, buffer: &mut Buffer, area: Rect, hits: &mut Hits) {
    let here = First::keys().map(|cmd| (cmd, true)).collect();
    // The language as well: who cannot read this one needs it first.
    draw_keys(first.lang, first.theme, here, 3, buffer, area, hits);
}

/// What is answered to the last key, or the room number so far, if there is either; answers how many columns it took.
pub(super) fn draw_answer(app: &App, buffer: &mut Buffer, area: Rect) -> u16 {
    if let Some(toast) = &app.toast {
        let style = if toast.good { app.theme.good() } else { app.theme.warning() };
        put(buffer, area, 1, 0, &format!(" {} ", toast.text), style) + 1
    } else if !app.grid.typed.is_empty() && app.windows.is_empty() {
        let typed = say!(words::JUMP, typed = &app.grid.typed).in_lang(app.lang);
        put(buffer, area, 1, 0, &typed, app.theme.strong()) + 1
    } else {
        0
    }
}

fn draw_keys(
    lang: Lang,
    theme: Theme,
    mut named: Vec<(&'static Cmd, bool)>,
    kept: usize,
    buffer: &mut Buffer,
    area: Rect,
    hits: &mut Hits,
) {
    let key = |cmd: &Cmd| cmd.keys.first().map(ToString::to_string).unwrap_or_default();
    let needed = |named: &[(&'static Cmd, bool)]| -> u16 {
        named.iter().map(|(cmd, _)| width(&key(cmd)) + width(cmd.text.get(lang)) + 3).sum::<u16>()
    };
    while named.len() > kept && needed(&named) > area.width {
        named.remove(named.len() - kept - 1);
    }
    let mut x = 1;
    for (cmd, enabled) in named {
        let from = x;
        let (key_style, style) =
            if enabled { (theme.strong(), Style::new()) } else { (theme.faint(), theme.faint()) };
        x = put(buffer, area, x, 0, &key(cmd), key_style);
        x = put(buffer, area, x + 1, 0, cmd.text.get(lang), style);
        hits.push((Rect { x: area.x + from, width: x - from, ..area }, Hit::Command(cmd)));
        x += 2;
    }
}
