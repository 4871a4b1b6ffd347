//! Alerts 预警: every live deadline with its one next step, and the chosen one in detail below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::alerts::{Message, Row};
use super::super::guests::Tone;
use super::super::mouse::Hit;
use super::super::widget::{enough, hang, popup, put, width, wrap};
use super::super::{App, command};
use super::Hits;
use super::columns::{Column, Columns};
use crate::domain::alert::Urgency;
use crate::say;
use crate::text::{alerts_tui as words, guests_tui};

/// Rows of the detail, of all.
const DETAIL: (u16, u16) = (2, 5);

const COLUMNS: &[Column] = &[
    Column { title: words::H_WHEN, least: 11, most: 14 },
    Column { title: words::H_WHAT, least: 8, most: 20 },
    Column { title: words::H_UNIT, least: 9, most: 14 },
    Column { title: words::H_GUEST, least: 5, most: 8 },
    Column { title: words::H_OWNER, least: 6, most: 12 },
    Column { title: words::H_NEXT, least: 20, most: 44 },
    Column { title: words::H_MONEY, least: 12, most: 18 },
];

/// The column that matters most.
const NEXT: usize = 5;

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Position {
    super::top::draw(app, buffer, screen, hits);
    let middle = Rect { y: screen.y + 1, height: screen.height - 2, ..screen };
    let below = middle.height * DETAIL.0 / DETAIL.1;
    let list = Rect { height: middle.height - below, ..middle };
    let detail = Rect { y: list.bottom(), height: below, ..middle };
    let cursor = draw_search(app, buffer, list);
    let rows = Rect { y: list.y + 1, height: list.height - 1, ..list };
    if app.alerts.len() == 0 {
        let days = app.alerts.filter.days();
        let text = if app.alerts.hides_all() { words::NONE_FOUND } else { words::NOTHING_DUE };
        for (y, part) in
            (1..rows.height).zip(wrap(&say!(text, days = days).in_lang(app.lang), rows.width - 2))
        {
            put(buffer, rows, 1, y, &part, app.theme.faint());
        }
    } else {
        draw_list(app, buffer, rows, hits);
    }
    draw_told(app, &app.alerts.told, buffer, detail);
    cursor
}

/// What is looked for, how many there are of each sort, and the day that is not closed.
fn draw_search(app: &App, buffer: &mut Buffer, area: Rect) -> Position {
    let alerts = &app.alerts;
    let (late, today, soon) = alerts.counts;
    let counts = say!(words::COUNTS, late = late, today = today, soon = soon, days = alerts.filter.days())
        .in_lang(app.lang);
    let mut room = area.width.saturating_sub(width(&counts) + 1);
    let style = if late > 0 { app.theme.alarm() } else { app.theme.faint() };
    put(buffer, area, room, 0, &counts, style);
    let filter = alerts.filter.in_words(app.lang);
    let filter = (!filter.is_empty()).then(|| say!(words::FILTERED, what = filter));
    let open =
        alerts.open_day.map(|day| say!(words::OPEN_DAY, day = day, key = command::key("alerts.close")));
    // Guests to follow up are many: how many of the overdue ones are contracts stands by itself.
    let signings = (alerts.signings > 0 && alerts.signings != late)
        .then(|| say!(words::SIGNINGS, count = alerts.signings));
    for (text, style) in
        [(filter, app.theme.strong()), (open, app.theme.warning()), (signings, app.theme.alarm())]
    {
        let Some(text) = text.map(|say| say.in_lang(app.lang)) else { continue };
        let text = format!(" {text} ");
        if room > width(&text) + 24 {
            room -= width(&text) + 1;
            put(buffer, area, room, 0, &text, style);
        }
    }
    let label = format!("{} ", guests_tui::SEARCH.get(app.lang));
    let from = put(buffer, area, 1, 0, &label, app.theme.strong());
    let field = Rect { x: area.x + from, width: room.saturating_sub(from + 1), ..area };
    let typed = alerts.typed.text();
    if typed.is_empty() {
        let hint = enough(words::SEARCH_HINT.get(app.lang), field.width.saturating_sub(1));
        put(buffer, field, 1, 0, hint, app.theme.faint());
        return Position { x: field.x, y: area.y };
    }
    let (_, shown, at) = alerts.typed.window(field.width);
    put(buffer, field, 0, 0, shown, app.theme.strong());
    Position { x: field.x + at, y: area.y }
}

fn draw_list(app: &App, buffer: &mut Buffer, area: Rect, hits: &mut Hits) {
    let all = (0..app.alerts.len()).filter_map(|at| app.alerts.row(at));
    let columns = Columns::fitting(COLUMNS, NEXT, area.width - 3, all.map(|row| cells(app, row)));
    columns.draw_titles(app, buffer, area);
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let alerts = &app.alerts;
    let fit = usize::from(rows.height);
    let first = (alerts.at + 1).saturating_sub(fit);
    for (y, at) in (0..rows.height).zip(first..alerts.len()) {
        let Some(row) = alerts.row(at) else { continue };
        let place = Rect { y: rows.y + y, height: 1, ..rows };
        let chosen = (at == alerts.at).then(|| app.theme.cursor());
        columns.draw(buffer, place, &cells(app, row), chosen);
        hits.push((place, Hit::Alert(at)));
    }
    super::columns::draw_more(app, buffer, rows, first > 0, first + fit < alerts.len());
}

fn cells(app: &App, row: &Row) -> [(String, Style); 7] {
    let plain = Style::new();
    let when = match row.alert.urgency {
        Urgency::Overdue(_) => app.theme.alarm(),
        Urgency::Today => app.theme.strong(),
        Urgency::In(_) => plain,
    };
    let unit = row.alert.unit.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    [
        (row.when.clone(), when),
        (row.alert.due.kind.text().get(app.lang).to_owned(), plain),
        (unit, plain),
        (row.guest.clone(), plain),
        (row.owner.clone(), plain),
        (format!("> {}", row.next), app.theme.strong()),
        (row.money.clone(), plain),
    ]
}

/// What is said of the chosen line, below the list.
pub(super) fn draw_told(app: &App, told: &[(String, Tone)], buffer: &mut Buffer, area: Rect) {
    for x in 0..area.width {
        put(buffer, area, x, 0, app.theme.frame().horizontal_top, app.theme.faint());
    }
    let inside = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1),
    };
    let lines = told.iter().flat_map(|(text, tone)| {
        let style = style(app, *tone);
        hang(text, inside.width).into_iter().map(move |part| (part, style))
    });
    for (y, (text, style)) in (0..inside.height).zip(lines) {
        put(buffer, inside, 0, y, &text, style);
    }
}

/// How a line of a sort looks.
pub(super) fn style(app: &App, tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => app.theme.strong(),
        Tone::Alarm => app.theme.alarm(),
        Tone::Faint | Tone::Struck => app.theme.faint(),
    }
}

/// A short message before it is copied.
pub(super) fn draw_message(app: &App, message: &Message, buffer: &mut Buffer, screen: Rect) {
    let columns = screen.width.min(76);
    let text = wrap(&message.text, columns - 6);
    let notes = [words::MESSAGE_HOW, words::MESSAGE_NOTED].map(|text| text.get(app.lang));
    let rows = u16::try_from(text.len() + notes.len() + 5).unwrap_or(u16::MAX).min(screen.height);
    let title = say!(words::MESSAGE_TITLE, what = message.sms().text()).in_lang(app.lang);
    let inside = popup(buffer, screen, columns, rows, &title, app.theme);
    put(buffer, inside, 0, 0, &message.to, app.theme.strong());
    let lines = text.iter().map(|line| (line.as_str(), Style::new()));
    let notes = notes.into_iter().map(|note| (note, app.theme.faint()));
    for (y, (line, style)) in (2..inside.height).zip(lines.chain([("", Style::new())]).chain(notes)) {
        put(buffer, inside, 0, y, line, style);
    }
}
