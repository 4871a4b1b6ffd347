//! The flows 流程 as charts: the steps from the top down with who does them and their clock, how many live cases stand at
//! each, and the overdue ones where they cannot be missed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::App;
use super::super::alerts::Cases;
use super::super::mouse::Hit;
use super::super::widget::{cut, popup, put, width};
use super::Hits;
use crate::domain::flow::Step;
use crate::say;
use crate::text::{Say, alerts_tui as words};

/// Columns of the steps, at least and at most: the rails begin behind them.
const STEPS: (u16, u16) = (50, 72);
/// Where a step's box begins and how wide its name is.
const NAME: (u16, u16) = (2, 22);
/// Columns of the window of cases.
const CASES: u16 = 72;

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Option<Position> {
    super::top::draw(app, buffer, screen, hits);
    let middle = Rect { y: screen.y + 1, height: screen.height - 2, ..screen };
    let flow = app.flows.flow();
    let (live, late) = app.flows.counts.values().fold((0, 0), |(live, late), (a, b)| (live + a, late + b));
    let title = say!(words::FLOW_TITLE, flow = flow.text, rule = flow.rule.trim_start_matches("RULES "));
    let title = format!("{}  ", title.in_lang(app.lang));
    let x = put(buffer, middle, 1, 0, &title, app.theme.strong());
    let counts = say!(words::FLOW_LIVE, live = live, late = late).in_lang(app.lang);
    put(buffer, middle, x, 0, &counts, if late > 0 { app.theme.alarm() } else { Style::new() });
    let foot = Rect { y: middle.bottom() - 1, height: 1, ..middle };
    put(buffer, foot, 1, 0, words::FLOW_FOOT.get(app.lang), app.theme.faint());
    let area = Rect { y: middle.y + 2, height: middle.height - 3, ..middle };
    let rows = flow.steps.len() * 2 - 1;
    let fit = usize::from(area.height);
    let first = (app.flows.at * 2 + 3).saturating_sub(fit).min(rows.saturating_sub(fit));
    let rails = u16::try_from(app.flows.chart.width).unwrap_or(0);
    let steps = area.width.saturating_sub(rails + 2).clamp(STEPS.0, STEPS.1);
    let mut cursor = None;
    for (y, row) in (0..area.height).zip(first..rows) {
        let (at, on_step) = (row / 2, row % 2 == 0);
        let Some(step) = flow.steps.get(at) else { break };
        let place = Rect { y: area.y + y, height: 1, ..area };
        if on_step {
            let used = draw_step(app, buffer, Rect { width: steps, ..place }, step, at == app.flows.at);
            if at == app.flows.at {
                cursor = Some(Position { x: place.x + NAME.0, y: place.y });
            }
            // The arrow of a rail comes all the way to its step.
            if is_marked(app, row, 0) {
                let dashes = usize::from(steps.saturating_sub(used + 1));
                put(buffer, place, used, 0, &format!("<{}", "-".repeat(dashes)), app.theme.faint());
            }
            hits.push((Rect { width: steps, ..place }, Hit::Alert(at)));
        } else {
            let down = app.flows.chart.down.get(at).copied().unwrap_or(false);
            put(buffer, place, NAME.0 + 2, 0, if down { "v" } else { " " }, app.theme.faint());
            if is_marked(app, row, 0) {
                let dashes = usize::from(steps - NAME.0 - 5);
                put(buffer, place, NAME.0 + 4, 0, &format!("`{}", "-".repeat(dashes)), app.theme.faint());
            }
        }
        for mark in app.flows.chart.marks.iter().filter(|mark| mark.row == row) {
            let x = steps + u16::try_from(mark.column).unwrap_or(u16::MAX);
            let sign = if mark.sign == '<' { '-' } else { mark.sign };
            put(buffer, place, x, 0, &sign.to_string(), app.theme.faint());
        }
    }
    super::columns::draw_more(app, buffer, area, first > 0, first + fit < rows);
    cursor
}

fn is_marked(app: &App, row: usize, column: usize) -> bool {
    app.flows.chart.marks.iter().any(|mark| (mark.row, mark.column) == (row, column))
}

/// A step: its name in a box, who does it, its clock, its live and overdue cases; answers the column behind it.
fn draw_step(app: &App, buffer: &mut Buffer, place: Rect, step: &Step, chosen: bool) -> u16 {
    let (live, late) = app.flows.counts.get(step.id).copied().unwrap_or_default();
    let counted = |say: Say, count: usize| if count > 0 { say.in_lang(app.lang) } else { String::new() };
    let live = counted(say!(words::STEP_LIVE, live = live), live);
    let late = counted(say!(words::STEP_LATE, late = late), late);
    // What is live is never cut off: who does it and the clock have the room before it.
    let counted = if live.is_empty() { 0 } else { width(&live) + width(&late) + 3 };
    let room = Rect { width: place.width.saturating_sub(counted + 2), ..place };
    let (name, _) = cut(step.text.get(app.lang), NAME.1);
    let style = if chosen { app.theme.cursor() } else { app.theme.strong() };
    let mut x = put(buffer, place, NAME.0, 0, &format!("[{name}]"), style);
    let who = step.role.map_or(words::BY_ITSELF, crate::domain::permission::Role::text);
    x = put(buffer, room, x + 1, 0, who.get(app.lang), Style::new());
    if let Some(clock) = app.flows.clocks.get(step.id) {
        let text = format!("({clock})");
        if x + 1 + width(&text) < room.width {
            x = put(buffer, room, x + 1, 0, &text, app.theme.faint());
        }
    }
    if counted > 0 {
        x = put(buffer, place, x.min(room.width) + 2, 0, &live, app.theme.strong());
        x = put(buffer, place, x + 1, 0, &late, app.theme.alarm());
    }
    (x + 1).min(place.width.saturating_sub(1))
}

/// The cases of a step.
pub(super) fn draw_cases(app: &App, cases: &Cases, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) {
    let rows = u16::try_from(cases.rows.len()).unwrap_or(u16::MAX).saturating_add(2).min(screen.height - 4);
    let inside = popup(buffer, screen, CASES, rows, &cases.title, app.theme);
    let fit = usize::from(inside.height);
    let first = (cases.at + 1).saturating_sub(fit);
    for (y, (at, row)) in (0..inside.height).zip(cases.rows.iter().enumerate().skip(first)) {
        let place = Rect { y: inside.y + y, height: 1, ..inside };
        let style = if row.overdue { app.theme.alarm() } else { Style::new() };
        let x = put(buffer, place, 0, 0, &row.text, style);
        if row.overdue {
            put(buffer, place, x + 2, 0, words::LATE.get(app.lang), app.theme.alarm());
        }
        if at == cases.at {
            buffer.set_style(place, app.theme.cursor());
        }
        hits.push((place, Hit::Case(at)));
    }
    super::unit::draw_more(app.theme, first > 0, first + fit < cases.rows.len(), buffer, inside);
}
