//! The rotation 轮岗: who is on duty, readable from two metres, who comes next, who receives whom, who is away; beside it
//! the calls, the figures and what happened.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::mouse::Hit;
use super::super::rotation::Row;
use super::super::widget::{Large, cut, hang, put, title, width, wrap};
use super::super::{App, command};
use super::Hits;
use super::unit::draw_scrolled;
use crate::domain::ctx::Ctx;
use crate::domain::moment::Millis;
use crate::domain::roster::Arrival;
use crate::domain::roster::member::Reception;
use crate::domain::roster::step::Block;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{guest as guest_words, roster as roster_words, tui as words};

/// Rows of the banner that names whoever is on duty: in small letters, and beside the name in large ones.
const BANNER: (u16, u16) = (3, 3);
/// Columns of a time and the blank behind it.
const CLOCK: u16 = 6;
/// Columns beside the table at least and at most.
const BESIDE: (u16, u16) = (30, 60);

/// Draws it; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Option<Position> {
    super::top::draw(app, buffer, screen, hits);
    let beside = (screen.width * 2 / 5).clamp(BESIDE.0, BESIDE.1);
    let middle = Rect { y: screen.y + 1, height: screen.height - 2, ..screen };
    let left = Rect { width: middle.width - beside, ..middle };
    let right = Rect { x: left.right() + 1, width: beside - 1, ..middle };
    for y in 0..middle.height {
        put(buffer, Rect { x: left.right(), width: 1, ..middle }, 0, y, app.theme.line(), app.theme.faint());
    }
    draw_beside(app, buffer, Rect { x: right.x + 1, width: right.width - 2, ..right });
    draw_head(app, buffer, left);
    let rows = app.rotation.rows(app.at_the_door());
    let lines = lines(app, &rows, left.width);
    // The name is as large as the list leaves room for, but a third of the screen is enough.
    let below = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let room = left.height.saturating_sub(BANNER.1 + 2).saturating_sub(below).min(left.height / 3);
    let height = draw_banner(app, buffer, Rect { y: left.y + 1, height: room, ..left });
    let list = Rect { y: left.y + height + 2, height: left.height - height - 2, ..left };
    draw_list(app, buffer, list, &rows, &lines, hits)
}

fn minutes(app: &App, since: Millis) -> i64 {
    (app.at_the_door().0 - since.0).max(0) / 60_000
}

fn clock(app: &App, at: Millis) -> String {
    at.local(app.tz_min).clock()
}

/// A name with air between its characters, so that it is read from afar.
fn spaced(name: &str) -> String {
    let han = name.chars().count() <= 4 && name.chars().all(|c| !c.is_ascii());
    if han { name.chars().map(String::from).collect::<Vec<_>>().join(" ") } else { name.to_owned() }
}

fn draw_head(app: &App, buffer: &mut Buffer, area: Rect) {
    let table = app.rotation.roster.table();
    let day = app.rotation.day.to_string();
    let day = day.get(5..).unwrap_or_default();
    let (text, style) = match table.confirmed {
        _ if table.members.is_empty() => (say!(words::ROTATION_OF, day = day), app.theme.strong()),
        Some((at, by)) => {
            let names = app.desk.names().ok();
            let by = names.and_then(|names| names.staff(by).map(str::to_owned)).unwrap_or_default();
            (say!(words::CONFIRMED_BY, day = day, at = clock(app, at), who = by), app.theme.strong())
        }
        None if app.past().is_some() => (say!(words::ROTATION_OF, day = day), app.theme.strong()),
        None => (
            say!(words::NOT_CONFIRMED, day = day, key = command::key("rotation.confirm")),
            app.theme.warning(),
        ),
    };
    put(buffer, area, 1, 0, &text.in_lang(app.lang), style);
}

/// Whoever is on duty, or that nobody stands at the door, with the name as large as the rows of the area allow; answers
/// how many rows it took.
fn draw_banner(app: &App, buffer: &mut Buffer, area: Rect) -> u16 {
    let table = app.rotation.roster.table();
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let order = table.order(app.at_the_door());
    let first = order.first().map(|place| app.rotation.name(place.who));
    // The past names no key: nothing can be done there.
    let past = app.past().is_some();
    let (text, name, style) = match (table.door, first) {
        _ if past && table.members.iter().all(|m| m.left) => {
            (words::NOBODY_THEN.into(), None, app.theme.warning())
        }
        _ if table.members.iter().all(|m| m.left) => {
            (say!(words::NOBODY_YET, key = command::key("rotation.sign_in")), None, app.theme.warning())
        }
        (Some((door, since)), _) => {
            let long = table.overstays_at_the_door(app.at_the_door());
            let name = app.rotation.name(door);
            // Never by colour alone.
            let says = if long { words::ON_DUTY_LONG } else { words::ON_DUTY };
            let text = say!(says, who = spaced(name), minutes = minutes(app, since));
            (text, Some(name), if long { app.theme.warning() } else { app.theme.good() })
        }
        (None, Some(first)) if past => {
            (say!(words::DOOR_EMPTY_THEN, who = spaced(first)), Some(first), app.theme.warning())
        }
        (None, Some(first)) => {
            let key = command::key("rotation.step_up");
            (say!(words::DOOR_EMPTY, who = spaced(first), key = key), Some(first), app.theme.warning())
        }
        (None, None) => (roster_words::NOBODY_FREE.into(), None, app.theme.warning()),
    };
    let large = name.filter(|_| app.theme.has_blocks());
    let large = large.and_then(|name| Large::new(name, inside.width.saturating_sub(4), area.height));
    let height = large.as_ref().map_or(BANNER.0, |large| large.rows() + BANNER.1);
    let inside = Rect { height, ..inside };
    for y in 0..height {
        put(buffer, inside, 0, y, &" ".repeat(inside.width.into()), style);
    }
    let line = u16::from(large.is_none());
    let end = put(buffer, inside, 2, line, &text.in_lang(app.lang), style.patch(app.theme.strong()));
    // Whoever comes next reads it from where they sit, as far as there is room.
    let on_duty = table.door.map_or_else(|| order.first().map(|place| place.who), |(door, _)| Some(door));
    let next = order.iter().map(|place| place.who).filter(|who| Some(*who) != on_duty);
    let names: Vec<String> = next.take(2).map(|who| spaced(app.rotation.name(who))).collect();
    let next = say!(words::THEN_COME, names = names.join("   ")).in_lang(app.lang);
    let from = inside.width.saturating_sub(width(&next) + 2);
    if !names.is_empty() && from > end + 3 {
        put(buffer, inside, from, line, &next, style);
    }
    if let Some(large) = large {
        large.draw(buffer, Rect { x: inside.x + 2, y: inside.y + 2, ..inside }, style);
    }
    height
}

/// One line of the list: a title, or something that can be chosen.
struct Line {
    parts: Vec<(String, Style)>,
    row: Option<usize>,
}

fn draw_list(
    app: &App,
    buffer: &mut Buffer,
    area: Rect,
    rows: &[Row],
    lines: &[Line],
    hits: &mut Hits,
) -> Option<Position> {
    let at = app.rotation.at.min(rows.len().saturating_sub(1));
    let here = lines.iter().position(|line| line.row == Some(at)).unwrap_or(0);
    let fit = usize::from(area.height);
    // The line that is chosen stays in sight, and what it belongs to as well.
    let first = (here + 2).saturating_sub(fit).min(lines.len().saturating_sub(fit));
    let mut cursor = None;
    for (y, line) in (0..area.height).zip(lines.iter().skip(first)) {
        let chosen = line.row == Some(at) && !rows.is_empty();
        let whole = Rect { x: area.x + 1, y: area.y + y, width: area.width.saturating_sub(2), height: 1 };
        if chosen {
            put(buffer, whole, 0, 0, &" ".repeat(whole.width.into()), app.theme.cursor());
            cursor = Some(Position { x: whole.x, y: whole.y });
        }
        let mut x = 1;
        for (text, style) in &line.parts {
            // What nobody has written down stays red under the cursor, which mostly stands there.
            let style = match chosen {
                true if *style == app.theme.alarm() => *style,
                true => app.theme.cursor(),
                false => *style,
            };
            x = put(buffer, whole, x, 0, text, style);
        }
        if let Some(row) = line.row {
            hits.push((whole, Hit::Rotation(row)));
        }
    }
    for (sign, y, more) in [("^", area.y, first > 0), ("v", area.bottom() - 1, first + fit < lines.len())] {
        if more {
            buffer.set_string(area.right() - 1, y, sign, app.theme.strong());
        }
    }
    cursor
}

fn lines(app: &App, rows: &[Row], columns: u16) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let heading = |text: crate::text::Text| Line {
        parts: vec![(title(text.get(app.lang)), app.theme.strong())],
        row: None,
    };
    let mut before = None;
    for (i, row) in rows.iter().enumerate() {
        let kind = match row {
            Row::Place(..) => words::NEXT_ONES,
            Row::Reception(..) => words::RECEIVING,
            Row::Over(..) | Row::Call(..) => words::TO_REGISTER,
            Row::Left(..) => words::LEFT_OPEN,
            Row::Absent(_) => words::ABSENT,
        };
        if before.is_some_and(|before| before != kind) {
            lines.push(Line { parts: Vec::new(), row: None });
        }
        if before != Some(kind) {
            lines.push(match row {
                Row::Left(day, ..) => {
                    let day = day.to_string();
                    let key = command::key("rotation.end");
                    let text = say!(kind, day = day.get(5..).unwrap_or_default(), key = key);
                    Line { parts: vec![(text.in_lang(app.lang), app.theme.alarm())], row: None }
                }
                _ => heading(kind),
            });
            before = Some(kind);
        }
        let parts = match *row {
            Row::Place(who, at) => place(app, who, at, columns),
            Row::Reception(no, _) | Row::Over(no, _) => {
                app.rotation.roster.table().reception(no).map(|r| reception(app, r)).unwrap_or_default()
            }
            Row::Left(day, no, _) => {
                app.rotation.reception_of(day, no).map(|r| left_open(app, r)).unwrap_or_default()
            }
            Row::Call(line, _) => call(app, line),
            Row::Absent(who) => absent(app, who),
        };
        lines.push(Line { parts, row: Some(i) });
    }
    lines
}

fn padded(text: &str, columns: u16) -> String {
    let (text, used) = cut(text, columns);
    format!("{text}{} ", " ".repeat(usize::from(columns - used)))
}

fn place(app: &App, who: StaffId, at: usize, columns: u16) -> Vec<(String, Style)> {
    let Some(m) = app.rotation.member(who) else { return Vec::new() };
    let plain = Style::new();
    let number = format!("{:>2} ", at + 1);
    let name = padded(&spaced(app.rotation.name(who)), 8);
    let style = if at == 0 { app.theme.strong() } else { plain };
    let mut parts = vec![(number, app.theme.faint()), (name, style), (clock(app, m.signed_in), plain)];
    let counts = say!(words::TURNS_TAKEN, new = m.new, old = m.old).in_lang(app.lang);
    let late = words::LATE.get(app.lang);
    // Whoever was on time leaves its place empty, so that the counts stand below one another.
    if columns > 46 && app.rotation.roster.table().members.iter().any(|m| m.late) {
        let said = if m.late { late.to_owned() } else { " ".repeat(width(late).into()) };
        parts.push((format!(" {said}"), app.theme.faint()));
    }
    parts.push((format!("  {counts}"), plain));
    if !m.credits.is_empty() {
        let owed = say!(words::MAKEUPS, count = m.credits.len()).in_lang(app.lang);
        parts.push((format!("  {owed}"), app.theme.strong()));
    }
    if app.rotation.roster.table().door.is_some_and(|(door, _)| door == who) {
        parts.push((format!("  {}", words::AT_DOOR.get(app.lang)), app.theme.strong()));
    }
    parts
}

fn reception(app: &App, r: &Reception) -> Vec<(String, Style)> {
    let plain = Style::new();
    // A masked guest without the phone.
    let guest = app.rotation.guest(r).and_then(|guest| guest.split(' ').next());
    let guest = guest.unwrap_or(words::NO_NAME.get(app.lang));
    let mut parts = vec![
        (format!("{:>2} ", r.no), app.theme.faint()),
        (padded(&spaced(app.rotation.name(r.who)), 8), plain),
        // The first word says it where there is little room.
        (padded(r.kind.text().get(app.lang).split(' ').next().unwrap_or_default(), 10), plain),
        (padded(guest, 6), plain),
        match r.ended {
            None => (say!(words::MINUTES, minutes = minutes(app, r.at)).in_lang(app.lang), plain),
            Some(_) => (words::IS_OVER.get(app.lang).to_owned(), app.theme.faint()),
        },
    ];
    match r.register {
        _ if !r.kind.is_registered() => {}
        None => parts.push((format!("  {}", words::UNWITNESSED.get(app.lang)), app.theme.alarm())),
        Some((_, _, false)) => {
            parts.push((format!("  {}", guest_words::INVALID.get(app.lang)), app.theme.faint()));
        }
        Some((_, by, _)) => {
            let by = say!(words::WITNESSED_BY, who = app.rotation.name(by)).in_lang(app.lang);
            parts.push((format!("  {by}"), app.theme.faint()));
        }
    }
    parts
}

/// A reception of an earlier day that nobody ended: since when.
fn left_open(app: &App, r: &Reception) -> Vec<(String, Style)> {
    let mut parts = reception(app, r);
    // The register is of its day alone: nobody can write it any more.
    parts.truncate(4);
    parts.push((clock(app, r.at), Style::new()));
    parts
}

/// A call whose caller nobody has written down.
fn call(app: &App, line: u32) -> Vec<(String, Style)> {
    let plain = Style::new();
    let Some((_, who, at)) = app.rotation.calls.iter().find(|(l, ..)| *l == line) else { return Vec::new() };
    vec![
        (format!("{line:>2} "), app.theme.faint()),
        (padded(&spaced(app.rotation.name(*who)), 8), plain),
        (padded(words::CALL.get(app.lang), 10), plain),
        (padded(words::NO_NAME.get(app.lang), 6), plain),
        (say!(words::MINUTES, minutes = minutes(app, *at)).in_lang(app.lang), plain),
        (format!("  {}", words::UNWITNESSED.get(app.lang)), app.theme.alarm()),
    ]
}

fn absent(app: &App, who: StaffId) -> Vec<(String, Style)> {
    let plain = Style::new();
    let table = app.rotation.roster.table();
    let Some(m) = table.member(who) else { return Vec::new() };
    let mut parts = vec![("   ".to_owned(), plain), (padded(&spaced(app.rotation.name(who)), 8), plain)];
    if let (Some(Block::Away(kind)), Some((_, since, back))) = (table.block(m, app.at_the_door()), m.away) {
        parts.push((padded(kind.text().get(app.lang), 8), plain));
        parts.push((clock(app, since), plain));
        if let Some(back) = back {
            let late = app.at_the_door() > back;
            let text = say!(words::BACK_AT, at = clock(app, back)).in_lang(app.lang);
            parts.push((format!("  {text}"), if late { app.theme.alarm() } else { plain }));
        }
        if kind.keeps_place(&table.rules()) {
            parts.push((format!("  {}", words::KEEPS_PLACE.get(app.lang)), app.theme.faint()));
        }
    } else if let Some(until) = m.suspended {
        let until = if until.0 == i64::MAX { String::new() } else { clock(app, until) };
        parts.push((say!(words::SUSPENDED_UNTIL, until = until).in_lang(app.lang), plain));
    }
    parts
}

/// Calls, figures, what happened.
fn draw_beside(app: &App, buffer: &mut Buffer, area: Rect) {
    let table = app.rotation.roster.table();
    let (strong, plain) = (app.theme.strong(), Style::new());
    let names = |order: Vec<StaffId>| {
        let names: Vec<&str> = order.iter().take(3).map(|who| app.rotation.name(*who)).collect();
        names.join(" > ")
    };
    let fair = table.fairness();
    let kinds = |is: &dyn Fn(&Reception) -> bool| table.receptions.iter().filter(|r| is(r)).count();
    let research = kinds(&|r| r.restored || matches!(r.kind, Arrival::Research | Arrival::Errand));
    let old = kinds(&|r| matches!(r.kind, Arrival::Returning | Arrival::Named | Arrival::Relative));
    let mut lines: Vec<(String, Style)> = vec![
        (
            say!(words::CALL_ORDER, names = names(table.call_order(app.at_the_door()))).in_lang(app.lang),
            plain,
        ),
        (
            say!(words::CHANNEL_ORDER, names = names(table.channel_order(app.at_the_door())))
                .in_lang(app.lang),
            plain,
        ),
        (String::new(), plain),
        (
            say!(words::TODAY, new = fair.guests, old = old, calls = table.calls.len(), research = research)
                .in_lang(app.lang),
            strong,
        ),
        (
            say!(words::FAIRNESS, mean = fair.mean(), most = fair.most, least = fair.least).in_lang(app.lang),
            plain,
        ),
        (say!(words::WAITED, minutes = fair.mean_wait_min).in_lang(app.lang), plain),
    ];
    let unwritten = app.rotation.unwritten().count();
    if unwritten > 0 {
        lines.push((say!(words::UNWRITTEN, count = unwritten).in_lang(app.lang), app.theme.alarm()));
    }
    if !app.rotation.calls.is_empty() {
        let text = say!(words::CALLS_UNWRITTEN, count = app.rotation.calls.len());
        lines.push((text.in_lang(app.lang), app.theme.alarm()));
    }
    lines.push((String::new(), plain));
    for (at, say) in &app.rotation.log {
        // A mark that may not begin a line hangs over by up to two columns.
        let wrapped = wrap(&say.in_lang(app.lang), area.width.saturating_sub(CLOCK + 2));
        lines.extend(wrapped.into_iter().enumerate().map(|(i, part)| {
            let at = if i == 0 { clock(app, *at) } else { String::new() };
            (format!("{at:<width$}{part}", width = usize::from(CLOCK)), plain)
        }));
    }
    let wrapped = lines
        .iter()
        .flat_map(|(text, style)| hang(text, area.width).into_iter().map(move |part| (part, style)));
    for (y, (text, style)) in (0..area.height).zip(wrapped) {
        put(buffer, area, 0, y, &text, *style);
    }
}

/// Why somebody stands where they stand: one sentence, then every step of the day.
pub(super) fn draw_why(
    app: &App,
    who: StaffId,
    scroll: &super::super::widget::Scroll,
    buffer: &mut Buffer,
    screen: Rect,
) {
    let columns = screen.width.min(96) - 8;
    let roster = &app.rotation.roster;
    let read = app.desk.read_ctx(|ctx| {
        let ctx = Ctx { now: app.at_the_door(), ..*ctx };
        (roster.explain(who, &ctx), roster.derivation(who, &ctx))
    });
    let (Ok((sentence, steps)), Ok(names)) = (read, app.desk.names()) else { return };
    let mut lines: Vec<Vec<(String, Style)>> = Vec::new();
    let sentence = sentence.map(|say| names.fill(say).in_lang(app.lang)).unwrap_or_default();
    lines.extend(wrap(&sentence, columns).into_iter().map(|part| vec![(part, app.theme.strong())]));
    lines.push(Vec::new());
    for (clock, say) in steps {
        let text = format!("{clock} {}", names.fill(say).in_lang(app.lang));
        lines.extend(hang(&text, columns).into_iter().map(|part| vec![(part, Style::new())]));
    }
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(screen.height - 2);
    let title = say!(words::WHY_TITLE, who = app.rotation.name(who)).in_lang(app.lang);
    debug_assert!(width(&title) < columns + 4);
    let inside = super::super::widget::popup(buffer, screen, columns + 4, rows, &title, app.theme);
    draw_scrolled(app, &lines, scroll, buffer, inside);
}
