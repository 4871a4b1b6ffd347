//! Windows that are read: the keys of a view, what is wrong with a price list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::command::{self, COMMANDS, Cmd, Context};
use super::super::mouse::Hit;
use super::super::term::Key;
use super::super::widget::{Scroll, popup, put, width, wrap};
use super::super::{App, First};
use super::Hits;
use super::grid;
use super::unit::{Line, draw_scrolled};
use crate::domain::price_list::Problem;
use crate::domain::unit::Status;
use crate::say;
use crate::text::{alerts_tui, deals_tui, guests_tui, shell, tui as words};

/// Columns of a window of text.
const WIDE: u16 = 72;
/// More problems than this nobody reads at once; one wrong column is one in every row.
const MOST: usize = 200;
/// A key that works in so many places is not one of a place's own.
const OWN: usize = 6;
/// Columns of the keys.
const KEYS: usize = 20;

/// Help: the keys of this view first, then those that work everywhere, from the command table. A click on one does it,
/// so that the mouse reaches also what a narrow footer leaves out.
pub(super) fn draw_help(
    app: &App,
    about: Context,
    scroll: &Scroll,
    buffer: &mut Buffer,
    screen: Rect,
    hits: &mut Hits,
) {
    let columns = WIDE - 4;
    let mut lines: Vec<Line> = Vec::new();
    let told: &[_] = match about {
        Context::Grid => &[words::HELP_JUMP, words::HELP_ACT, words::HELP_ALL, words::HELP_MARKS],
        Context::Rotation => &[words::HELP_ROTATION, words::HELP_ROTATION_2],
        Context::Guests => &[guests_tui::HELP_GUESTS, guests_tui::HELP_GUESTS_2],
        Context::Book => &[guests_tui::HELP_BOOK, guests_tui::HELP_BOOK_2],
        Context::Sale => &[deals_tui::HELP_SALE],
        Context::Deals => &[deals_tui::HELP_DEALS],
        Context::Approvals => &[deals_tui::HELP_APPROVALS],
        Context::Entry => &[deals_tui::HELP_ENTRY],
        Context::Alerts => &[alerts_tui::HELP_ALERTS],
        Context::Close => &[alerts_tui::HELP_CLOSE, alerts_tui::HELP_CLOSE_2],
        Context::Flows => &[alerts_tui::HELP_FLOWS],
        Context::Form => &[words::HELP_FORM, words::HELP_DRAFT],
        Context::Palette if app.is_arriving() => &[words::HELP_ARRIVALS],
        Context::Palette => &[words::HELP_PALETTE],
        _ => &[],
    };
    for hint in told {
        lines.extend(
            wrap(hint.get(app.lang), columns).into_iter().map(|line| vec![(line, app.theme.faint())]),
        );
    }
    if !told.is_empty() {
        lines.push(Vec::new());
    }
    if about == Context::Grid {
        lines.extend(legend(app, columns));
        lines.push(Vec::new());
    }
    let mut named: Vec<(usize, &'static Cmd)> = Vec::new();
    // Its own keys first, then those of every screen, then those that work everywhere.
    let reach = |cmd: &Cmd| match cmd.contexts.len() {
        all if all == Context::ALL.len() => 2,
        OWN.. => 1,
        _ => 0,
    };
    for far in 0..=2 {
        for cmd in COMMANDS.iter().filter(|cmd| cmd.contexts.contains(&about) && reach(cmd) == far) {
            // Where letters are written, a letter is no key.
            let letter = |key: &super::super::term::Key| matches!(key, super::super::term::Key::Char(_));
            let keys = cmd.keys.iter().filter(|key| !(about.takes_letters() && letter(key)));
            let keys: Vec<String> = keys.map(ToString::to_string).collect();
            let keys = if cmd.keys.is_empty() { command::key("palette") } else { keys.join("  ") };
            let gap = " ".repeat(KEYS.saturating_sub(width(&keys).into()));
            let style = if (cmd.enabled)(app).is_ok() { Style::new() } else { app.theme.faint() };
            named.push((lines.len(), cmd));
            lines.push(vec![(format!("{keys}{gap}{}", cmd.text.get(app.lang)), style)]);
        }
    }
    let title = say!(words::HELP_TITLE, place = about.text()).in_lang(app.lang);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(screen.height);
    let inside = popup(buffer, screen, WIDE, rows, &title, app.theme);
    draw_scrolled(app, &lines, scroll, buffer, inside);
    let first = scroll.first(lines.len(), inside.height.into());
    for (y, cmd) in named.into_iter().filter_map(|(at, cmd)| Some((at.checked_sub(first)?, cmd))) {
        let y = inside.y.saturating_add(u16::try_from(y).unwrap_or(u16::MAX));
        if y < inside.bottom() {
            hits.push((Rect { y, height: 1, ..inside }, Hit::Helped(cmd)));
        }
    }
}

/// Help over the first form.
pub(super) fn draw_first_help(first: &First, buffer: &mut Buffer, screen: Rect) {
    let mut lines = wrap(words::HELP_FIRST.get(first.lang), WIDE - 4);
    lines.push(String::new());
    for cmd in First::keys() {
        let keys: Vec<String> =
            cmd.keys.iter().filter(|key| !matches!(key, Key::Char(_))).map(ToString::to_string).collect();
        let keys = keys.join("  ");
        let gap = " ".repeat(KEYS.saturating_sub(width(&keys).into()));
        lines.push(format!("{keys}{gap}{}", cmd.text.get(first.lang)));
    }
    let title = say!(words::HELP_TITLE, place = shell::C_INIT).in_lang(first.lang);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(screen.height);
    let inside = popup(buffer, screen, WIDE, rows, &title, first.theme);
    for (y, line) in (0..inside.height).zip(&lines) {
        put(buffer, inside, 0, y, line, Style::new());
    }
}

/// The sign and the colour of every status, and what else stands at a cell.
fn legend(app: &App, columns: u16) -> Vec<Line> {
    let status = |status: &Status| {
        let sign = grid::sign(*status).get(app.lang);
        (format!("{sign} {}", status.text().get(app.lang)), app.theme.status(*status))
    };
    let others = [words::LEGEND_MARK, words::LEGEND_MORE];
    let others = others.iter().map(|text| (text.get(app.lang).to_owned(), app.theme.strong()));
    let mut lines: Vec<Line> = vec![Vec::new()];
    let mut used = 0;
    for (text, style) in Status::ALL.iter().map(status).chain(others) {
        let wide = width(&text) + 3;
        if used + wide > columns {
            lines.push(Vec::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.extend([(text, style), ("   ".to_owned(), Style::new())]);
        }
    }
    lines
}

/// Everything wrong with a price list, by sheet and cell.
pub(super) fn draw_problems(
    app: &App,
    problems: &[Problem],
    scroll: &Scroll,
    buffer: &mut Buffer,
    screen: Rect,
) {
    let columns = screen.width.min(104) - 8;
    let refused = say!(shell::LIST_REFUSED, count = problems.len()).in_lang(app.lang);
    let mut lines: Vec<Line> =
        wrap(&refused, columns).into_iter().map(|line| vec![(line, app.theme.warning())]).collect();
    lines.push(Vec::new());
    for problem in problems.iter().take(MOST) {
        let what = problem.say.in_lang(app.lang);
        let text = problem.at.as_ref().map_or_else(|| what.clone(), |place| format!("{place}: {what}"));
        lines.extend(wrap(&text, columns).into_iter().map(|line| vec![(line, Style::new())]));
    }
    let more = problems.len().saturating_sub(MOST);
    if more > 0 {
        lines.push(vec![(say!(words::MORE_PROBLEMS, count = more).in_lang(app.lang), app.theme.warning())]);
    }
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(screen.height);
    let inside = popup(buffer, screen, columns + 4, rows, words::PROBLEMS.get(app.lang), app.theme);
    draw_scrolled(app, &lines, scroll, buffer, inside);
}
