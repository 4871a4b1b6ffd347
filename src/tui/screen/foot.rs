//! The last line: what is answered to the last key, or the keys that work here, from the command table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::command::{COMMANDS, Cmd};
use super::super::mouse::Hit;
use super::super::widget::{put, width, wrap};
use super::super::{App, First, Theme};
use super::Hits;
use crate::say;
use crate::text::{Lang, tui as words};

/// No answer is longer than so many lines.
const MOST_LINES: usize = 4;
/// What stands around an answer in its line: a blank and its own margin on each side.
const AROUND: u16 = 4;

/// Draws it, in the last line; an answer that would hide a key stands above it.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) {
    let above = lines_above(app, screen.width);
    let area = Rect { y: screen.bottom() - 1 - above, height: 1 + above, ..screen };
    for y in 0..area.height {
        let line = Rect { y: area.y + y, height: 1, ..area };
        buffer.set_style(line, Style::reset());
        put(buffer, line, 0, 0, &" ".repeat(line.width.into()), Style::new());
    }
    let used = draw_answer(app, buffer, area);
    let line = Rect { y: screen.bottom() - 1, height: 1, ..screen };
    // A short answer, or the room that is being typed, stands first in it.
    let used = if above > 0 { 0 } else { used };
    let line = Rect { x: line.x + used, width: line.width.saturating_sub(used), ..line };
    let (named, kept) = named(app);
    draw_keys(app.lang, app.theme, as_fit(app.lang, named, kept, line.width), buffer, line, hits);
}

/// How many lines above the keys an answer needs: none where they stand beside it, as many of them as are named in the
/// smallest window.
pub(super) fn lines_above(app: &App, columns: u16) -> u16 {
    let Some(toast) = &app.toast else { return 0 };
    let (named, kept) = named(app);
    let keys = as_fit(app.lang, named, kept, super::LEAST.0.min(columns));
    if width(&toast.text) + AROUND + needed(app.lang, &keys) <= columns {
        return 0;
    }
    u16::try_from(answer(&toast.text, columns).len()).unwrap_or(0)
}

fn answer(text: &str, columns: u16) -> Vec<String> {
    let mut lines = wrap(text, columns.saturating_sub(4));
    lines.truncate(MOST_LINES);
    lines
}

type Named = Vec<(&'static Cmd, bool)>;

/// The keys that work here, the ones that matter most first, and how many of the last are named in any width.
fn named(app: &App) -> (Named, usize) {
    let context = app.context();
    // Enter goes to the room that was typed: that stands beside it already.
    let jumps = app.windows.is_empty() && !app.grid.typed.is_empty();
    let mut here: Named = COMMANDS
        .iter()
        .filter(|cmd| cmd.contexts.contains(&context) && (cmd.in_footer || app.is_next(cmd.id)))
        .filter(|cmd| !jumps || cmd.id != "unit.detail")
        .map(|cmd| (cmd, (cmd.enabled)(app).is_ok()))
        .collect();
    // Help and the way out are named in any width; what stands before them gives way, first what cannot be done now.
    let kept = if context.is_base() { 2 } else { 3 };
    let last = here.len().saturating_sub(kept);
    here[..last].sort_by_key(|(cmd, enabled)| (!enabled, !app.is_next(cmd.id)));
    (here, kept)
}

/// The keys of the first run.
pub(super) fn draw_first(first: &First, buffer: &mut Buffer, area: Rect, hits: &mut Hits) {
    let here = First::keys().map(|cmd| (cmd, true)).collect();
    // The language as well: who cannot read this one needs it first.
    draw_keys(first.lang, first.theme, as_fit(first.lang, here, 3, area.width), buffer, area, hits);
}

/// What is answered to the last key, in as many lines as it needs, or the room number so far, if there is either; answers
/// how many columns it took.
pub(super) fn draw_answer(app: &App, buffer: &mut Buffer, area: Rect) -> u16 {
    if let Some(toast) = &app.toast {
        let style = if toast.good { app.theme.good() } else { app.theme.warning() };
        let lines = answer(&toast.text, area.width);
        let columns = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        for (y, line) in (0..area.height).zip(&lines) {
            let blank = usize::from(columns.saturating_sub(width(line)));
            put(buffer, area, 1, y, &format!(" {line}{} ", " ".repeat(blank)), style);
        }
        columns + AROUND
    } else if !app.grid.typed.is_empty() && app.windows.is_empty() {
        let typed = say!(words::JUMP, typed = &app.grid.typed).in_lang(app.lang);
        put(buffer, area, 1, 0, &typed, app.theme.strong()) + 1
    } else {
        0
    }
}

fn key(cmd: &Cmd) -> String {
    cmd.keys.first().map(ToString::to_string).unwrap_or_default()
}

/// How many columns the keys and their names take.
fn needed(lang: Lang, named: &Named) -> u16 {
    named.iter().map(|(cmd, _)| width(&key(cmd)) + width(cmd.text.get(lang)) + 3).sum()
}

/// As many of the keys as fit into so many columns, the last ones in any case.
fn as_fit(lang: Lang, mut named: Named, kept: usize, columns: u16) -> Named {
    while named.len() > kept && needed(lang, &named) > columns {
        named.remove(named.len() - kept - 1);
    }
    named
}

fn draw_keys(lang: Lang, theme: Theme, named: Named, buffer: &mut Buffer, area: Rect, hits: &mut Hits) {
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
