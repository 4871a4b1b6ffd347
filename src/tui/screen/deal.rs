//! A subscription 认购 by itself: what was agreed, or the form at the left with its checks and figures at the right; the
//! flow below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::super::App;
use super::super::deals::{make_up, plan_rows};
use super::super::form::{Form, Note};
use super::super::mouse::Hit;
use super::super::widget::{hang, put, width, wrap};
use super::form::{Below, Shape, below, draw_below, draw_line};
use super::unit::{Line, put_line};
use super::{Hits, columns, deals, steps};
use crate::desk::deal::{Sheet, Tone};
use crate::say;
use crate::text::{Lang, deals_tui as words};

/// Columns of the checks, at least and at most.
const CHECKS: (u16, u16) = (31, 64);

/// A screen at least so wide shows a deal in two columns.
const WITH_COLUMNS: u16 = 100;
/// Between two columns.
const GAP: u16 = 3;

/// Columns of the labels.
const fn label(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 13,
        Lang::En => 19,
    }
}

/// Draws the deal; answers where the cursor is.
pub(super) fn draw(app: &App, buffer: &mut Buffer, screen: Rect, hits: &mut Hits) -> Position {
    super::top::draw(app, buffer, screen, hits);
    let middle = Rect { y: screen.y + 1, height: screen.height - 2, ..screen };
    let told = &app.sale.told;
    if told.steps.is_empty() {
        for (y, part) in (1..middle.height).zip(wrap(words::NO_SALE.get(app.lang), middle.width - 2)) {
            put(buffer, middle, 1, y, &part, app.theme.faint());
        }
        return Position { x: middle.x + 1, y: middle.y };
    }
    let rows = steps::height(app, &told.steps, &told.next, middle.width).min(middle.height);
    let flow = Rect { y: middle.bottom() - rows, height: rows, ..middle };
    steps::draw(app, &told.steps, &told.next, buffer, flow);
    let body = Rect { x: middle.x + 1, width: middle.width - 2, height: middle.height - rows, ..middle };
    put(buffer, body, 0, 0, &told.title, app.theme.strong());
    let inside = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    let count = if inside.width >= WITH_COLUMNS { 2 } else { 1 };
    let wide = (inside.width + GAP) / count - GAP;
    let height = usize::from(inside.height);
    let lines = deals::lines(app, told, wide, (count > 1).then_some(height));
    let fit = height * usize::from(count);
    let first = app.sale.scroll.first(lines.len(), fit);
    for column in 0..count {
        let place = Rect { x: inside.x + column * (wide + GAP), width: wide, ..inside };
        let from = first + height * usize::from(column);
        for (y, line) in (0..inside.height).zip(lines.iter().skip(from)) {
            put_line(buffer, place, y, line);
        }
    }
    let edge = Rect { width: inside.width + 1, ..inside };
    columns::draw_more(app, buffer, edge, first > 0, first + fit < lines.len());
    Position { x: body.x, y: body.y }
}

/// A row of the form: a field, what stands below it, or something that follows from the others.
enum Part {
    Field(usize),
    Below(usize, Below),
    Follows(String, String, Style),
    Words(String, Style),
    Gap,
}

/// Draws the form over the screen; answers where the cursor is.
pub(super) fn draw_form(
    app: &App,
    form: &Form,
    buffer: &mut Buffer,
    screen: Rect,
    hits: &mut Hits,
) -> Option<Position> {
    let area = Rect { y: screen.y + 1, height: screen.height - 1, ..screen };
    Clear.render(area, buffer);
    let weighing = &app.sale.weighing;
    let rows = steps::height(app, &weighing.steps, &weighing.next, area.width).min(area.height / 2);
    let flow = Rect { y: area.bottom() - rows, height: rows, ..area };
    steps::draw(app, &weighing.steps, &weighing.next, buffer, flow);
    let body = Rect { height: area.height - rows, ..area };
    let right = (area.width * 2 / 5).clamp(CHECKS.0, CHECKS.1);
    let left = Rect { width: body.width - right, ..body };
    for y in 0..body.height {
        put(buffer, body, left.width, y, app.theme.line(), app.theme.faint());
    }
    let beside = Rect { x: left.right() + 2, width: right - 3, ..body };
    for (y, line) in (0..beside.height).zip(&checks(app, form, beside.width)) {
        put_line(buffer, beside, y, line);
    }
    draw_fields(app, form, buffer, left, hits)
}

fn draw_fields(app: &App, form: &Form, buffer: &mut Buffer, area: Rect, hits: &mut Hits) -> Option<Position> {
    let (lang, theme) = (app.lang, app.theme);
    let inside = Rect { x: area.x + 1, width: area.width - 2, ..area };
    let shape = Shape { label: label(lang), field: inside.width - label(lang) };
    draw_title(app, buffer, inside);
    let mut notes: Vec<(String, Style)> = Vec::new();
    if let Some(note) = &form.note {
        let (text, style) = match note {
            Note::Wrong(text) => (text, theme.warning()),
            Note::Hint(text) => (text, theme.faint()),
        };
        notes.extend(wrap(text, inside.width).into_iter().map(|part| (part, style)));
    }
    let foot = u16::try_from(notes.len()).unwrap_or(0).min(inside.height / 3);
    let rows = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1 + foot), ..inside };
    let parts = parts(app, form, shape);
    let fit = usize::from(rows.height);
    let here = parts.iter().position(|part| matches!(part, Part::Field(at) if *at == form.focus));
    let here = here.unwrap_or(0);
    let mine = |part: &&Part| matches!(part, Part::Below(at, _) if *at == form.focus);
    let ends = here + 1 + parts[(here + 1).min(parts.len())..].iter().take_while(mine).count();
    let first = (ends + 1).saturating_sub(fit).min(here).min(parts.len().saturating_sub(fit));
    let all = parts.len();
    let mut cursor = None;
    for (y, part) in (0..rows.height).zip(parts.into_iter().skip(first)) {
        let row = Rect { y: rows.y + y, height: 1, ..rows };
        let field = Rect { x: row.x + shape.label, width: shape.field, ..row };
        match part {
            Part::Field(at) => {
                let Some(line) = form.lines.get(at) else { continue };
                let place = draw_line(lang, theme, line, at == form.focus, shape, buffer, row);
                hits.push((row, Hit::Line(at, field.x + 1, shape.field - 2)));
                cursor = cursor.or((at == form.focus).then_some(place));
            }
            Part::Below(at, below) => {
                if let Some(line) = form.lines.get(at) {
                    draw_below(lang, theme, form, line, below, buffer, field, hits);
                }
            }
            Part::Follows(name, text, style) => {
                let label = Rect { width: shape.label, ..row };
                put(buffer, label, 0, 0, &name, theme.faint());
                put(buffer, field, 1, 0, &text, style);
            }
            Part::Words(text, style) => drop(put(buffer, field, 1, 0, &text, style)),
            Part::Gap => {}
        }
    }
    let edge = Rect { width: rows.width + 1, ..rows };
    columns::draw_more(app, buffer, edge, first > 0, first + fit < all);
    for (y, (text, style)) in (rows.height + 1..).zip(notes.iter().take(foot.into())) {
        put(buffer, inside, 0, y, text, *style);
    }
    cursor
}

/// Which deal, and how long the unit is locked yet.
fn draw_title(app: &App, buffer: &mut Buffer, area: Rect) {
    let sheet = app.sale.weighing.sheet.as_ref();
    let title = match sheet.and_then(|sheet| sheet.deal) {
        Some(deal) => say!(words::TITLE_OF, deal = deal).in_lang(app.lang),
        None => words::TITLE_NEW.get(app.lang).to_owned(),
    };
    // The price stays in sight, whichever field is written; where both do not fit, the title gives way.
    let price = sheet.and_then(|sheet| sheet.make_up.as_ref()).map(|made| made.deal.to_string());
    let lock = sheet.map(|sheet| app.lock_in_words(sheet)).unwrap_or_default();
    let all = [Some(&title), price.as_ref(), Some(&lock)];
    let fits = all.into_iter().flatten().map(|text| width(text) + 2).sum::<u16>() <= area.width + 2;
    let parts = [Some(title).filter(|_| fits || price.is_none()), price];
    let shown = parts.into_iter().flatten().collect::<Vec<_>>().join("  ");
    put(buffer, area, 0, 0, &shown, app.theme.strong());
    let open = sheet.is_some_and(|sheet| sheet.locked_until.is_none());
    let style = if open { app.theme.amber() } else { app.theme.strong() };
    put(buffer, area, area.width.saturating_sub(width(&lock)), 0, &lock, style);
}

/// Every row of the form, what follows from the fields between them.
fn parts(app: &App, form: &Form, shape: Shape) -> Vec<Part> {
    let (lang, theme) = (app.lang, app.theme);
    let sheet = app.sale.weighing.sheet.as_ref();
    let mut parts = Vec::new();
    for (at, line) in form.lines.iter().enumerate().filter(|(_, line)| line.is_seen()) {
        parts.push(Part::Field(at));
        parts.extend(below(lang, theme, form, at, shape).into_iter().map(|below| Part::Below(at, below)));
        match line.field.name {
            "unit" => {
                let facts = sheet.map(|sheet| unit_facts(sheet, lang));
                parts.extend(facts.map(|text| Part::Words(text, theme.faint())));
            }
            "buyers" => {
                for (text, on_file) in &app.sale.weighing.buyers {
                    let style = if *on_file { Style::new() } else { theme.amber() };
                    for part in wrap(text, shape.field - 2) {
                        parts.push(Part::Words(part, style));
                    }
                }
            }
            "special" => parts.extend(price(app, sheet, shape)),
            "pay_by" | "parts" if line.is_seen() => parts.extend(plan(app, sheet, shape)),
            _ => {}
        }
    }
    parts
}

fn unit_facts(sheet: &Sheet, lang: Lang) -> String {
    let facts = &sheet.unit.facts;
    let layout = facts.layout.clone().unwrap_or_default();
    say!(words::UNIT_FACTS, layout = layout, area = facts.gross_area).in_lang(lang).trim().to_owned()
}

/// The list price, each discount, the price and the price in capitals.
fn price(app: &App, sheet: Option<&Sheet>, shape: Shape) -> Vec<Part> {
    let (lang, theme) = (app.lang, app.theme);
    let Some(sheet) = sheet else { return Vec::new() };
    let name = words::DEAL_PRICE.get(lang).to_owned();
    let Some(made) = &sheet.make_up else {
        let list = say!(
            words::LIST_VERSION,
            total = sheet.unit.price.quote.total,
            version = sheet.unit.price.version
        );
        let unknown = words::PRICE_UNKNOWN.get(lang).to_owned();
        return vec![
            Part::Follows(words::LIST_PRICE.get(lang).to_owned(), list.in_lang(lang), Style::new()),
            Part::Follows(name, unknown, theme.faint()),
        ];
    };
    let mut parts = Vec::new();
    for (at, (text, amount)) in make_up(made, lang).into_iter().enumerate() {
        if at == 0 {
            parts.push(Part::Follows(text, amount, Style::new()));
            continue;
        }
        let room = shape.field - 2;
        let whole = format!("{text}  {amount}");
        if width(&whole) <= room {
            parts.push(Part::Words(whole, Style::new()));
        } else {
            parts.extend(wrap(&text, room).into_iter().map(|part| Part::Words(part, Style::new())));
            parts.push(Part::Words(format!("  {amount}"), Style::new()));
        }
    }
    let price = say!(words::PRICE_AND_SHARE, price = made.deal, share = made.share()).in_lang(lang);
    let mut label = Some(name);
    for part in wrap(&price, shape.field - 2) {
        parts.push(Part::Follows(label.take().unwrap_or_default(), part, theme.strong()));
    }
    parts.extend(
        wrap(&sheet.capital, shape.field - 2).into_iter().map(|part| Part::Words(part, theme.strong())),
    );
    parts.push(Part::Gap);
    parts
}

fn plan(app: &App, sheet: Option<&Sheet>, shape: Shape) -> Vec<Part> {
    let Some(terms) = sheet.and_then(|sheet| sheet.terms.as_ref()) else { return Vec::new() };
    let rows = plan_rows(&terms.plan).into_iter().map(|say| say.in_lang(app.lang));
    let rows = rows.flat_map(|text| wrap(&text, shape.field - 2));
    rows.map(|text| Part::Words(text, Style::new())).collect()
}

/// What stands beside the form: checks, whose guest it is, monthly payments, taxes, deadlines.
fn checks(app: &App, form: &Form, columns: u16) -> Vec<Line> {
    let (lang, theme) = (app.lang, app.theme);
    let mut lines: Vec<Line> = vec![vec![(words::CHECKS.get(lang).to_owned(), theme.strong())]];
    let weighing = &app.sale.weighing;
    let mut said = |sign: &str, text: &str, style: Style| {
        // What is as it should be needs no colour but its sign.
        let words = if sign == "✓" { Style::new() } else { style };
        for (at, part) in wrap(text, columns - 2).into_iter().enumerate() {
            let sign = if at == 0 { sign } else { " " };
            lines.push(vec![(format!("{sign} "), style), (part, words)]);
        }
    };
    if let Some(failure) = &weighing.failure {
        said("✗", failure, theme.alarm());
    }
    let Some(sheet) = &weighing.sheet else { return lines };
    for (tone, say) in &sheet.checks {
        let (sign, style) = match tone {
            Tone::Green => ("✓", theme.green()),
            Tone::Mind => ("!", theme.amber()),
            Tone::Red => ("✗", theme.alarm()),
        };
        said(sign, &say.in_lang(lang), style);
    }
    if !form.evidence.is_empty() {
        lines.push(Vec::new());
        lines.push(vec![(words::EVIDENCE.get(lang).to_owned(), theme.strong())]);
    }
    for note in &form.evidence {
        let (text, style) = match note {
            Note::Wrong(text) => (text, theme.amber()),
            Note::Hint(text) => (text, Style::new()),
        };
        lines.extend(wrap(text, columns).into_iter().map(|part| vec![(part, style)]));
    }
    lines.extend(figures(app, sheet, columns));
    lines
}

fn figures(app: &App, sheet: &Sheet, columns: u16) -> Vec<Line> {
    let lang = app.lang;
    let mut lines: Vec<Line> = Vec::new();
    let mut part = |title: crate::text::Text, texts: Vec<String>| {
        if texts.is_empty() {
            return;
        }
        lines.push(Vec::new());
        lines.push(vec![(title.get(lang).to_owned(), app.theme.strong())]);
        let wrapped = texts.iter().flat_map(|text| hang(text, columns));
        lines.extend(wrapped.map(|text| vec![(text, Style::new())]));
    };
    let deadlines = sheet.deadlines.iter();
    let deadlines = deadlines.map(|d| say!(words::DEADLINE, what = d.what, day = d.day).in_lang(lang));
    part(words::DEADLINES, deadlines.collect());
    if let Some((equal, principal)) = sheet.monthly {
        let texts = [
            say!(words::MONTHLY_EQUAL, amount = equal).in_lang(lang),
            say!(words::MONTHLY_PRINCIPAL, amount = principal).in_lang(lang),
        ];
        part(words::MONTHLY, texts.to_vec());
    }
    let charges = sheet.charges.iter().map(|charge| {
        let say = match (charge.amount, charge.rate) {
            (Some(amount), Some(rate)) => {
                say!(words::CHARGE_RATED, what = charge.what, amount = amount, rate = rate)
            }
            (Some(amount), None) => say!(words::CHARGE, what = charge.what, amount = amount),
            (None, _) => say!(words::CHARGE_UNSET, what = charge.what),
        };
        say.in_lang(lang)
    });
    part(words::CHARGES, charges.collect());
    lines
}
