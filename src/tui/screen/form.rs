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

/// A form; answers where the cursor is.
pub(super) fn draw(app: &App, form: &Form, buffer: &mut Buffer, screen: Rect) -> Option<Position> {
    let rows = u16::try_from(form.lines.len()).unwrap_or(0) * 2 + 4;
    let title = match &form.purpose {
        Purpose::Approve { action, .. } => {
            format!("{} - {}", form.title.get(app.lang), action.text.get(app.lang))
        }
        _ => form.title.get(app.lang).to_owned(),
    };
    let inside = popup(buffer, screen, 76, rows, &title, app.theme);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let mut cursor = None;
    let mut y = 0;
    for (at, line) in form.lines.iter().enumerate() {
        let here = at == form.focus;
        let needed = line.field.is_none_or(|f| f.required);
        let label = format!(
            "{}{}",
            line.label.get(app.lang),
            if needed { "" } else { words::OPTIONAL.get(app.lang) }
        );
        put(buffer, inside, 0, y, &label, if here { app.theme.strong() } else { Style::new() });
        let field = Rect { x: inside.x + LABEL, width: inside.width - LABEL, ..inside };
        let shown = Form::shown(line, app.lang);
        let style = if here { app.theme.strong() } else { Style::new() };
        put(buffer, field, 0, y, "[", app.theme.faint());
        let end = put(buffer, Rect { width: field.width - 1, ..field }, 1, y, &shown, style);
        put(buffer, field, end.max(field.width - 2), y, "]", app.theme.faint());
        if here {
            let before: String = shown.chars().take(line.cursor).collect();
            let x = if form.choices().is_some() { 1 } else { 1 + width(&before) };
            cursor = Some(Position { x: field.x + x.min(field.width - 2), y: field.y + y });
        }
        y += 1;
        let below = match (&line.wrong, line.field.filter(|_| here)) {
            (Some(wrong), _) => Some((wrong.clone(), app.theme.warning())),
            (None, Some(f)) if matches!(f.kind, Kind::Choice(_)) => {
                Some((words::CHOICE_KEYS.get(app.lang).to_owned(), app.theme.faint()))
            }
            (None, Some(f)) => Some((f.kind.hint().get(app.lang).to_owned(), app.theme.faint())),
            (None, None) => None,
        };
        if let Some((text, style)) = below {
            let first = wrap(&text, field.width).into_iter().next().unwrap_or_default();
            put(buffer, field, 1, y, &first, style);
        }
        y += 1;
    }
    let foot = form.wrong.as_deref().unwrap_or_else(|| words::FORM_KEYS.get(app.lang));
    let style = if form.wrong.is_some() { app.theme.warning() } else { app.theme.faint() };
    for part in wrap(foot, inside.width) {
        put(buffer, inside, 0, y, &part, style);
        y += 1;
    }
    cursor
}
