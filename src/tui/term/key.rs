//! Keys as the command table knows them. With a Chinese input method on, plain letters never arrive, and what does may
//! be full-width: it is folded first (TERMINAL 3.4).

use std::fmt;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// `F1` to `F12`.
    F(u8),
    /// Control with a letter.
    Ctrl(char),
    /// A plain character, Shift folded in.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift with Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// A character that no key has: the input method is on, and in a field somebody writes it.
    Han(char),
    /// A key that the input method wrote full-width: the key for commands, the character for a field.
    Folded(Key, char),
    /// Several characters at once.
    Paste(String),
    /// The mouse, at a column and a row.
    Mouse(Mouse, u16, u16),
    /// The window has another size.
    Resize,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button.
    Click,
    /// The right button.
    Mark,
    /// The wheel, towards the top.
    Up,
    /// The wheel, towards the end.
    Down,
}

impl fmt::Display for Key {
    /// As the footer and the help show it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::F(n) => return write!(f, "F{n}"),
            Self::Ctrl(c) => return write!(f, "Ctrl+{}", c.to_ascii_uppercase()),
            Self::Char(' ') => "Space",
            Self::Char(c) => return write!(f, "{c}"),
            Self::Enter => "Enter",
            Self::Esc => "Esc",
            Self::Tab => "Tab",
            Self::BackTab => "Shift+Tab",
            Self::Backspace => "Backspace",
            Self::Delete => "Delete",
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Left => "Left",
            Self::Right => "Right",
            Self::Home => "Home",
            Self::End => "End",
            Self::PageUp => "PgUp",
            Self::PageDown => "PgDn",
        };
        f.write_str(name)
    }
}

/// Makes inputs of a terminal's events. It remembers the last character that was pressed: on Windows a character typed
/// by its code on the number pad arrives as a release without a press (TERMINAL 3.5).
#[derive(Debug, Default)]
pub struct Normaliser {
    pressed: Option<char>,
}

impl Normaliser {
    /// What an event means; `None` for what is not for us (releases, focus, movements of the mouse).
    pub fn fold(&mut self, event: Event) -> Option<Input> {
        match event {
            Event::Resize(..) => Some(Input::Resize),
            Event::Paste(text) => Some(Input::Paste(text)),
            Event::Mouse(mouse) => fold_mouse(mouse),
            Event::Key(key) => self.fold_press(key),
            _ => None,
        }
    }

    fn fold_press(&mut self, key: KeyEvent) -> Option<Input> {
        let typed = if let KeyCode::Char(c) = key.code { Some(c) } else { None };
        if key.kind == KeyEventKind::Release {
            let pressed = self.pressed.take();
            return typed.filter(|c| !c.is_ascii() && pressed != Some(*c)).and_then(|_| fold_key(key));
        }
        // Held keys repeat; that is a press as well.
        self.pressed = typed;
        fold_key(key)
    }
}

fn fold_mouse(mouse: MouseEvent) -> Option<Input> {
    let what = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Click,
        MouseEventKind::Down(MouseButton::Right) => Mouse::Mark,
        MouseEventKind::ScrollUp => Mouse::Up,
        MouseEventKind::ScrollDown => Mouse::Down,
        _ => return None,
    };
    Some(Input::Mouse(what, mouse.column, mouse.row))
}

fn fold_key(key: KeyEvent) -> Option<Input> {
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let both = key.modifiers.contains(KeyModifiers::CONTROL) && alt;
    // On Windows Control and Alt together are AltGr, which writes a character.
    let control = key.modifiers.contains(KeyModifiers::CONTROL) && !(both && cfg!(windows));
    if alt && !both && matches!(key.code, KeyCode::Char(_)) {
        return None;
    }
    Some(Input::Key(match key.code {
        KeyCode::F(n) => Key::F(n),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Char(c) if control => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => match plain(c) {
            Some(plain) if plain == c => Key::Char(c),
            Some(plain) => return Some(Input::Folded(Key::Char(plain), c)),
            None => return Some(Input::Han(c)),
        },
        _ => return None,
    }))
}

/// A character of the keyboard, however the input method wrote it; `None` for a Han character.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0)?,
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => '/',
        '【' => '[',
        '】' => ']',
        '《' => '<',
        '》' => '>',
        '￥' => '$',
        '—' => '_',
        '…' => '^',
        '·' => '`',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c if c.is_ascii() && !c.is_ascii_control() => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
        Normaliser::default().fold(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn full_width_keys_are_the_plain_ones_and_han_says_that_the_input_method_is_on() {
        for (typed, meant) in
            [('？', '?'), ('／', '/'), ('１', '1'), ('【', '['), ('。', '.'), ('q', 'q'), ('Q', 'Q')]
        {
            let expected = if typed == meant {
                Input::Key(Key::Char(meant))
            } else {
                Input::Folded(Key::Char(meant), typed)
            };
            assert_eq!(press(KeyCode::Char(typed), KeyModifiers::NONE), Some(expected), "{typed}");
        }
        assert_eq!(press(KeyCode::Char('你'), KeyModifiers::NONE), Some(Input::Han('你')));
    }

    #[test]
    fn shift_is_folded_and_releases_are_nothing() {
        assert_eq!(press(KeyCode::Tab, KeyModifiers::SHIFT), Some(Input::Key(Key::BackTab)));
        assert_eq!(press(KeyCode::Char('Q'), KeyModifiers::CONTROL), Some(Input::Key(Key::Ctrl('q'))));
        let release = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::from(KeyCode::Enter) };
        assert_eq!(Normaliser::default().fold(Event::Key(release)), None);
    }

    #[test]
    fn a_character_by_its_code_arrives_as_a_release_without_a_press() {
        let mut keys = Normaliser::default();
        let event = |c: char, kind| Event::Key(KeyEvent { kind, ..KeyEvent::from(KeyCode::Char(c)) });
        assert_eq!(keys.fold(event('喆', KeyEventKind::Release)), Some(Input::Han('喆')));
        assert_eq!(keys.fold(event('喆', KeyEventKind::Press)), Some(Input::Han('喆')));
        assert_eq!(keys.fold(event('喆', KeyEventKind::Release)), None, "it was pressed before");
        assert_eq!(keys.fold(event('q', KeyEventKind::Release)), None, "a plain key is released");
    }

    #[test]
    fn alt_is_no_letter_and_altgr_is_one_on_windows() {
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(press(KeyCode::Char('q'), KeyModifiers::ALT), None);
        // Elsewhere it is Escape and a Control key that came together.
        let meant = if cfg!(windows) { Key::Char('q') } else { Key::Ctrl('q') };
        assert_eq!(press(KeyCode::Char('q'), both), Some(Input::Key(meant)));
    }

    #[test]
    fn the_mouse_clicks_and_scrolls_and_its_movements_are_nothing() {
        let mouse = |kind| {
            let event = MouseEvent { kind, column: 7, row: 3, modifiers: KeyModifiers::NONE };
            Normaliser::default().fold(Event::Mouse(event))
        };
        assert_eq!(mouse(MouseEventKind::Down(MouseButton::Left)), Some(Input::Mouse(Mouse::Click, 7, 3)));
        assert_eq!(mouse(MouseEventKind::ScrollDown), Some(Input::Mouse(Mouse::Down, 7, 3)));
        assert_eq!(mouse(MouseEventKind::Moved), None);
    }
}
