//! The first line: the project, the screens, who is at the desk, what has to be known, the time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::app::Screen;
use super::super::mouse::Hit;
use super::super::widget::{put, width};
use super::super::{App, command};
use super::Hits;
use crate::say;
use crate::text::{Say, tui as words};

/// Draws it.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) {
    let bar = Rect { height: 1, ..screen };
    let style = app.theme.bar();
    buffer.set_style(bar, style);
    let nobody = || say!(words::NOT_SIGNED_IN, key = command::key("person")).in_lang(app.lang);
    let who = app.person.as_ref().map_or_else(nobody, |p| {
        let roles: Vec<&str> = p.roles.iter().map(|role| role.text().get(app.lang)).collect();
        format!("{} {}  ", roles.join("/"), p.name)
    });
    // Nobody sits at the board.
    let who = if app.grid.board { String::new() } else { who };
    let clock = format!("{who}{}", app.now.local(app.tz_min).brief(app.now));
    let mut right = bar.width.saturating_sub(width(&clock) + 1);
    put(buffer, bar, right, 0, &clock, style);
    let person = command::named("person");
    hits.push((Rect { x: bar.x + right, width: width(&who), ..bar }, Hit::Command(person)));
    let past = app.past().map(|at| {
        let at = at.local(app.tz_min).to_string();
        say!(words::PAST, at = at.get(..16).unwrap_or(&at))
    });
    let warnings = [app.clock_suspect.then(|| Say::from(words::CLOCK_SUSPECT)), past];
    for warning in warnings.into_iter().flatten() {
        let text = format!(" {} ", warning.in_lang(app.lang));
        right = right.saturating_sub(width(&text) + 1);
        put(buffer, bar, right, 0, &text, app.theme.warning());
    }
    let left = Rect { width: right.saturating_sub(1), ..bar };
    if app.grid.board {
        put(buffer, left, 1, 0, &board_title(app), style);
        return;
    }
    // Where there is little room the project gives way, then the words of the other screens; their keys stay.
    let names = |with_words: bool| -> Vec<(Screen, String)> {
        Screen::ALL.iter().map(|screen| (*screen, name(app, *screen, with_words))).collect()
    };
    let wide = |names: &[(Screen, String)]| names.iter().map(|(_, text)| width(text) + 1).sum::<u16>();
    let whole = names(true);
    let project = width(&app.project) + 3;
    let (from, whole) = if project + wide(&whole) <= left.width + 1 {
        (put(buffer, left, 1, 0, &app.project, style) + 2, whole)
    } else if wide(&whole) <= left.width + 1 {
        (0, whole)
    } else {
        let short = names(false);
        let fits = project + wide(&short) <= left.width + 1;
        (if fits { put(buffer, left, 1, 0, &app.project, style) + 2 } else { 0 }, short)
    };
    let mut x = from;
    for (screen, text) in whole {
        let cmd = command::of_screen(screen);
        if x + width(&text) > left.width {
            break;
        }
        let here = if screen == app.screen.of_the_bar() { app.theme.chosen() } else { style };
        let from = x;
        x = put(buffer, left, x, 0, &text, here);
        hits.push((Rect { x: bar.x + from, width: x - from, ..bar }, Hit::Command(cmd)));
        x += 1;
    }
}

/// A screen with its key, and how much waits there.
fn name(app: &App, screen: Screen, with_words: bool) -> String {
    let key = command::of_screen(screen).keys.first().map(ToString::to_string).unwrap_or_default();
    let count = match screen {
        Screen::Approvals => app.approvals.count(),
        Screen::Alerts => app.alerts.count,
        _ => 0,
    };
    let count = if count > 0 { format!(" {count}") } else { String::new() };
    if with_words || screen == app.screen.of_the_bar() {
        format!(" {key} {}{count} ", screen.text().get(app.lang))
    } else {
        format!(" {key}{count} ")
    }
}

/// What the board shows: the project, the building and which of its pages.
fn board_title(app: &App) -> String {
    let Some(building) = app.grid.buildings.get(app.grid.at.0) else {
        return format!("{}  {}", app.project, words::GRID.get(app.lang));
    };
    let (page, pages) = app.grid.page();
    let building = say!(words::BUILDING, building = &building.name);
    let title =
        say!(words::BOARD_TITLE, project = &app.project, building = building, page = page + 1, pages = pages);
    title.in_lang(app.lang)
}
