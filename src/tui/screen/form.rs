//! A form: a label and a field a line, what is wrong or how to write it below, offers under the focused one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::Theme;
use super::super::form::{Form, Line, Note, Purpose, offer};
use super::super::mouse::Hit;
use super::super::widget::{cut, popup, put, squeeze, title as capital, width, wrap};
use super::Hits;
use super::unit::draw_more;
use crate::desk::Kind;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Lang, tui as words};

/// Columns of the labels.
const LABEL: u16 = 24;
/// Columns of a form.
const FORM: u16 = 76;
/// Of a long list of units only so many are looked at: it is drawn with every key.
const MOST_READ: usize = 64;
/// Columns of labels and of fields.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// Of the labels.
    pub label: u16,
    /// Of the fields, their brackets included.
    pub field: u16,
}

const SHAPE: Shape = Shape { label: LABEL, field: FORM - 4 - LABEL };

/// Something below a line of a form.
pub(super) enum Below {
    Words(String, Style),
    /// Choices side by side, by their places.
    Choices(Vec<usize>),
    Offer(usize),
    /// So many offers are not in sight.
    More(usize),
}

pub(super) fn below(lang: Lang, theme: Theme, form: &Form, at: usize, shape: Shape) -> Vec<Below> {
    let Some(line) = form.lines.get(at) else { return Vec::new() };
    let words = |text: &str, style| {
        wrap(text, shape.field - 2).into_iter().map(move |part| Below::Words(part, style))
    };
    let mut lines: Vec<Below> = Vec::new();
    lines.extend(line.wrong.iter().flat_map(|wrong| words(wrong, theme.warning())));
    if line.seeks_in_vain() {
        lines.extend(words(&say!(words::NO_CHOICE, typed = &line.sought).in_lang(lang), theme.warning()));
    }
    if line.wrong.is_none() && !line.live.is_empty() {
        lines.extend(words(&line.live, theme.alarm()));
    }
    if let Some(count) = units_named(line) {
        lines.extend(words(&say!(words::UNITS_NAMED, count = count).in_lang(lang), theme.faint()));
    }
    if !line.gloss.is_empty() {
        lines.extend(words(&line.gloss, theme.faint()));
    }
    // How a whole building is written is nobody's guess, whichever line is being typed.
    if at != form.focus && matches!(line.field.kind, Kind::Units) {
        lines.extend(words(line.field.kind.hint().get(lang), theme.faint()));
    }
    if at != form.focus {
        return lines;
    }
    if let Some(choices) = line.choices() {
        lines.extend(rows_of_choices(choices, lang, shape.field).into_iter().map(Below::Choices));
        if line.takes_several() {
            let how = if line.is_ticked_off() { words::TICK_OFF } else { words::SEVERAL };
            lines.extend(words(how.get(lang), theme.faint()));
        }
    } else if !form.offers.is_empty() {
        let first = form.offer.map_or(0, |at| (at + 1).saturating_sub(offer::SEEN));
        let last = form.offers.len().min(first + offer::SEEN);
        lines.extend((first..last).map(Below::Offer));
        let hidden = form.offers.len() - (last - first);
        lines.extend((hidden > 0).then_some(Below::More(hidden)));
    } else if line.wrong.is_none() && line.gloss.is_empty() && needs_a_hint(form, line) {
        lines.extend(words(line.field.kind.hint().get(lang), theme.faint()));
    }
    lines
}

/// How many units a line names, where it names several, each by itself: not all of a long line is in sight.
fn units_named(line: &Line) -> Option<usize> {
    let one = |name: &&str| name.parse::<UnitId>().is_ok();
    let named = line.text().split([',', '，', '、', ' ']).filter(|name| !name.is_empty());
    let count = matches!(line.field.kind, Kind::Units).then(|| named.clone().count())?;
    (count > 1 && named.clone().take(MOST_READ).all(|name| one(&name))).then_some(count)
}

/// A line of text explains itself, and so does a PIN that somebody has; what a new one must be has to be said.
fn needs_a_hint(form: &Form, line: &Line) -> bool {
    match line.field.kind {
        Kind::Text | Kind::Name => false,
        Kind::Pin => form.makes_pins() && line.field.name != "again",
        _ => true,
    }
}

/// As many choices in a row as fit.
fn rows_of_choices(choices: &[crate::desk::field::Choice], lang: Lang, room: u16) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0;
    for (at, choice) in choices.iter().enumerate() {
        let wide = width(choice.text.get(lang)) + 3;
        if used + wide > room && used > 0 {
            rows.push(Vec::new());
            used = 0;
        }
        used += wide;
        if let Some(row) = rows.last_mut() {
            row.push(at);
        }
    }
    rows
}

/// Whose guest is meant, then what has to be known of the whole.
fn foot(form: &Form, theme: Theme) -> Vec<(String, Style)> {
    // Evidence is no remark: it is read before anything is sent.
    let evidence = form.evidence.iter().map(|note| (note, Style::new()));
    let lines =
        evidence.chain(form.note.iter().map(|note| (note, theme.faint()))).flat_map(|(note, hint)| {
            let (text, style) = match note {
                Note::Wrong(text) => (text, theme.warning()),
                Note::Hint(text) => (text, hint),
            };
            wrap(text, FORM - 4).into_iter().map(move |part| (part, style))
        });
    lines.collect()
}

/// Draws it; answers where the cursor is.
pub(super) fn draw(
    lang: Lang,
    theme: Theme,
    form: &Form,
    buffer: &mut Buffer,
    screen: Rect,
    hits: &mut Hits,
) -> Option<Position> {
    let title = match &form.purpose {
        Purpose::Approve { action, .. } => format!("{} - {}", form.title.get(lang), action.text.get(lang)),
        Purpose::Unlock { who } => format!("{} - {who}", form.title.get(lang)),
        _ => capital(form.title.get(lang)),
    };
    let foot = foot(form, theme);
    let seen = form.lines.iter().enumerate().filter(|(_, line)| line.is_seen());
    let seen: Vec<(usize, &Line, Vec<Below>)> =
        seen.map(|(at, line)| (at, line, below(lang, theme, form, at, SHAPE))).collect();
    let gap = usize::from(!foot.is_empty());
    let body = seen.iter().map(|(.., below)| below.len() + 1).sum::<usize>();
    let rows = u16::try_from(body + gap + foot.len() + 2).unwrap_or(u16::MAX);
    let inside = popup(buffer, screen, FORM, rows, &title, theme);
    // A long form is seen around the line being written; its foot stays in sight.
    let room = usize::from(inside.height).saturating_sub(gap + foot.len());
    let above = seen.iter().take_while(|(at, ..)| *at < form.focus);
    let begins = above.map(|(.., below)| below.len() + 1).sum::<usize>();
    let here = seen.iter().find(|(at, ..)| *at == form.focus);
    let ends = begins + 1 + here.map_or(0, |(.., below)| below.len());
    let first = ends.saturating_sub(room).min(begins);
    let row = |at: usize| {
        let y = at.checked_sub(first).filter(|y| *y < room)?;
        Some(Rect { y: inside.y + u16::try_from(y).ok()?, height: 1, ..inside })
    };
    let mut cursor = None;
    let mut y = 0;
    for (at, line, below) in seen {
        if let Some(row) = row(y) {
            let here = at == form.focus;
            let place = draw_line(lang, theme, line, here, SHAPE, buffer, row);
            hits.push((row, Hit::Line(at, row.x + SHAPE.label + 1, SHAPE.field - 2)));
            cursor = cursor.or(here.then_some(place));
        }
        y += 1;
        for part in below {
            if let Some(row) = row(y) {
                let field = Rect { x: row.x + SHAPE.label, width: SHAPE.field, ..row };
                draw_below(lang, theme, form, line, part, buffer, field, hits);
            }
            y += 1;
        }
    }
    draw_more(theme, first > 0, first + room < body, buffer, inside);
    let from = room.min(body) + gap;
    for (at, (part, style)) in foot.iter().enumerate() {
        put(buffer, inside, 0, u16::try_from(from + at).unwrap_or(u16::MAX), part, *style);
    }
    cursor
}

pub(super) fn draw_line(
    lang: Lang,
    theme: Theme,
    line: &Line,
    here: bool,
    shape: Shape,
    buffer: &mut Buffer,
    row: Rect,
) -> Position {
    let style = if here { theme.strong() } else { Style::new() };
    let label = Rect { width: shape.label, ..row };
    put(buffer, label, 0, 0, &capital(line.field.text.get(lang)), style);
    let field = Rect { x: row.x + shape.label, width: shape.field, ..row };
    put(buffer, field, 0, 0, "[", theme.faint());
    put(buffer, field, shape.field - 1, 0, "]", theme.faint());
    let inside = Rect { x: field.x + 1, width: shape.field - 2, ..field };
    if line.text().is_empty() && line.sought.is_empty() {
        let optional = if line.needed { "" } else { words::OPTIONAL.get(lang) };
        let one_of = here && line.choices().is_some() && !line.takes_several();
        let ghost = match &line.ghost {
            ghost if !ghost.is_empty() => ghost,
            _ if one_of => words::ONE_OF.get(lang),
            _ => optional,
        };
        put(buffer, inside, 0, 0, ghost, theme.faint());
    }
    if line.is_starred() || line.choices().is_some() {
        let shown = Form::shown(line, lang);
        let style = if here && line.is_fresh() { theme.cursor() } else { style };
        let end = put(buffer, inside, 0, 0, &shown, style);
        let mut x = if line.is_starred() { end.min(shape.field - 3) } else { 0 };
        if !line.sought.is_empty() {
            // What was typed stands behind what it found.
            let from = if shown.is_empty() { 0 } else { end + 2 };
            x = put(buffer, inside, from, 0, &line.sought, theme.faint()).min(shape.field - 3);
        }
        return Position { x: inside.x + x, y: row.y };
    }
    // What is not being written is seen from its beginning.
    let (_, shown, at) = if here { line.edit.window(shape.field - 2) } else { (0, line.text(), 0) };
    // As everywhere: what typing would replace is set off.
    let style = if here && line.is_fresh() { theme.cursor() } else { style };
    put(buffer, inside, 0, 0, shown, style);
    Position { x: inside.x + at, y: row.y }
}

#[expect(clippy::too_many_arguments, reason = "a row of a form and everything it may hold")]
pub(super) fn draw_below(
    lang: Lang,
    theme: Theme,
    form: &Form,
    line: &Line,
    part: Below,
    buffer: &mut Buffer,
    row: Rect,
    hits: &mut Hits,
) {
    match part {
        Below::Words(text, style) => drop(put(buffer, row, 1, 0, &text, style)),
        Below::Choices(places) => {
            let mut x = 1;
            for at in places {
                let Some(choice) = line.choices().and_then(|choices| choices.get(at)) else { continue };
                let style = match (line.stands_on(at), line.has(choice)) {
                    (true, _) => theme.cursor(),
                    (false, true) => theme.strong(),
                    (false, false) if line.seeks(at) => Style::new(),
                    (false, false) => theme.faint(),
                };
                let mark = if line.takes_several() && line.has(choice) { "*" } else { " " };
                let from = x;
                x = put(buffer, row, x, 0, &format!("{mark}{} ", choice.text.get(lang)), style);
                hits.push((Rect { x: row.x + from, width: x - from, ..row }, Hit::Choice(at)));
                x += 1;
            }
        }
        Below::More(hidden) => {
            // Whoever looks up as many as are ever looked up may have left some.
            let count =
                if form.offers.len() < offer::MOST { hidden.to_string() } else { format!("{hidden}+") };
            let text = say!(words::MORE_OFFERS, count = count).in_lang(lang);
            put(buffer, row, 2, 0, &text, theme.faint());
            hits.push((row, Hit::MoreOffers));
        }
        Below::Offer(at) => {
            let Some(offer) = form.offers.get(at) else { return };
            let chosen = form.offer == Some(at);
            let style = if chosen { theme.cursor() } else { Style::new() };
            // Of a path its end: the rest stands in the field.
            let file = matches!(line.field.kind, Kind::PriceList);
            let name = offer.value.trim_end_matches('/').rfind('/').filter(|_| file).map_or(0, |at| at + 1);
            // Of two lists with one name the folder and the day tell which is meant.
            let room = row.width.saturating_sub(width(&offer.gloss) + 5);
            let name = &offer.value[name..];
            // Numbers of guests are of any length: what stands behind them is read down.
            let numbers = form.offers.iter().filter(|offer| offer.value.starts_with('#'));
            let column = numbers.map(|offer| offer.value.len()).max().unwrap_or_default();
            let name = match name {
                _ if file => squeeze(name, room),
                number if number.starts_with('#') => format!("{number:column$}"),
                name => name.to_owned(),
            };
            let text = format!(" {name}  {}", offer.gloss);
            // What is cut says so: half a discount reads like another one.
            let room = row.width.saturating_sub(2);
            let text = if width(&text) > room {
                format!("{}..", cut(&text, room.saturating_sub(2)).0)
            } else {
                text
            };
            put(buffer, row, 1, 0, &format!("{text} "), style);
            hits.push((row, Hit::Offer(at)));
        }
    }
}
