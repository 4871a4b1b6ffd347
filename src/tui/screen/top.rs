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
    let past = app.grid.as_of.filter(|_| app.screen == Screen::Grid).map(|at| {
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
    let mut x = put(buffer, left, 1, 0, &app.project, style) + 2;
    for screen in Screen::ALL {
        let cmd = command::of_screen(*screen);
        let Some(key) = cmd.keys.first() else { continue };
        let text = format!(" {key} {} ", screen.text().get(app.lang));
        if x + width(&text) > left.width {
            break;
        }
        let here = if *screen == app.screen { app.theme.chosen() } else { style };
        let from = x;
        x = put(buffer, left, x, 0, &text, here);
        hits.push((Rect { x: bar.x + from, width: x - from, ..bar }, Hit::Command(cmd)));
        x += 1;
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
