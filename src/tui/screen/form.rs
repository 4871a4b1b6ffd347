//! Forms and menus over the grid.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::App;
use super::super::form::{Form, Purpose};
use super::super::widget::{popup, put, width, wrap};
use crate::desk::{Action, Kind};
use crate::text::tui as words;

/// Columns of the labels.
const LABEL: u16 = 18;

/// The actions on a unit; one that the person may not do is faint and says why.
pub(super) fn draw_menu(app: &App, buffer: &mut Buffer, screen: Rect, items: &[&'static Action], at: usize) {
    let rows = u16::try_from(items.len()).unwrap_or(0) + 5;
    let title = app.current().map(|row| row.id.to_string()).unwrap_or_default();
    let inside = popup(buffer, screen, 60, rows, &title, app.theme);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    for (line, action) in items.iter().enumerate() {
        let may = app.why_not(action).is_none();
        let mut style = if may { Style::new() } else { app.theme.faint() };
        if line == at {
            style = style.patch(app.theme.cursor());
        }
        let y = u16::try_from(line).unwrap_or(0);
        put(buffer, inside, 0, y, &format!(" {} ", action.text.get(app.lang)), style);
    }
    let y = inside.height.saturating_sub(2);
    let hint = items.get(at).and_then(|action| app.why_not(action));
    let hint = hint.map_or_else(|| words::MENU_KEYS.get(app.lang).to_owned(), |why| why.in_lang(app.lang));
    for (line, part) in wrap(&hint, inside.width).iter().enumerate() {
        put(buffer, inside, 0, y + u16::try_from(line).unwrap_or(0), part, app.theme.faint());
    }
}

/// Columns of a form.
const FORM: u16 = 76;
/// Columns of a field.
const FIELD: u16 = FORM - 4 - LABEL;

/// What stands below a line: what is wrong with it, or how it is written.
fn below(app: &App, form: &Form, at: usize) -> (Vec<String>, Style) {
    let Some(line) = form.lines.get(at) else { return (Vec::new(), Style::new()) };
    let hint = match line.field.filter(|_| at == form.focus).map(|f| f.kind) {
        Some(Kind::Choice(_)) => words::CHOICE_KEYS.get(app.lang),
        Some(kind) => kind.hint().get(app.lang),
        None => "",
    };
    match &line.wrong {
        Some(wrong) => (wrap(wrong, FIELD - 2), app.theme.warning()),
        None => (wrap(hint, FIELD - 2), app.theme.faint()),
    }
}

/// A form; answers where the cursor is.
pub(super) fn draw(app: &App, form: &Form, buffer: &mut Buffer, screen: Rect) -> Option<Position> {
    let title = match &form.purpose {
        Purpose::Approve { action, .. } => {
            format!("{} - {}", form.title.get(app.lang), action.text.get(app.lang))
        }
        _ => form.title.get(app.lang).to_owned(),
    };
    let (foot, foot_style) = match &form.wrong {
        Some(wrong) => (wrap(wrong, FORM - 4), app.theme.warning()),
        None => (wrap(words::FORM_KEYS.get(app.lang), FORM - 4), app.theme.faint()),
    };
    let notes: Vec<(Vec<String>, Style)> = (0..form.lines.len()).map(|at| below(app, form, at)).collect();
    let rows = notes.iter().map(|(lines, _)| lines.len() + 1).sum::<usize>() + foot.len() + 2;
    let inside = popup(buffer, screen, FORM, u16::try_from(rows).unwrap_or(u16::MAX), &title, app.theme);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let field = Rect { x: inside.x + LABEL, width: FIELD, ..inside };
    let mut cursor = None;
    let mut y = 0;
    for ((at, line), (notes, notes_style)) in form.lines.iter().enumerate().zip(notes) {
        let here = at == form.focus;
        let style = if here { app.theme.strong() } else { Style::new() };
        let needed = line.field.is_none_or(|f| f.required);
        let optional = if needed { "" } else { words::OPTIONAL.get(app.lang) };
        put(buffer, inside, 0, y, &format!("{}{optional}", line.label.get(app.lang)), style);
        put(buffer, field, 0, y, "[", app.theme.faint());
        put(buffer, field, FIELD - 1, y, "]", app.theme.faint());
        let shown = Form::shown(line, app.lang);
        put(buffer, Rect { width: FIELD - 1, ..field }, 1, y, &shown, style);
        if here {
            let before: String = shown.chars().take(line.cursor).collect();
            let x = if form.choices().is_some() { 1 } else { 1 + width(&before) };
            cursor = Some(Position { x: field.x + x.min(FIELD - 2), y: field.y + y });
        }
        for note in notes {
            y += 1;
            put(buffer, field, 1, y, &note, notes_style);
        }
        y += 1;
    }
    for part in foot {
        put(buffer, inside, 0, y, &part, foot_style);
        y += 1;
    }
    cursor
}
