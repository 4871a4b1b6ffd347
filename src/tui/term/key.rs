//! Keys as the command table knows them. With a Chinese input method on, plain letters never arrive, and what does may
//! be full-width: it is folded first (TERMINAL 3.4).

use std::fmt;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// A character that no key has: the input method is on, and in a field somebody writes it.
    Han(char),
    /// A key that the input method wrote full-width: the key for commands, the character for a field.
    Folded(Key, char),
    /// The window has another size.
    Resize,
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

/// What an event of the terminal means; `None` for what is not for us (releases, focus, mouse).
pub fn fold(event: &Event) -> Option<Input> {
    match event {
        Event::Resize(..) => Some(Input::Resize),
        // Windows sends releases as well; held keys repeat.
        Event::Key(key) if key.kind != KeyEventKind::Release => fold_key(*key),
        _ => None,
    }
}

fn fold_key(key: KeyEvent) -> Option<Input> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(Input::Key(match key.code {
        KeyCode::F(n) => Key::F(n),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
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
        c if c.is_ascii() && !c.is_ascii_control() => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
        fold(&Event::Key(KeyEvent::new(code, modifiers)))
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
        assert_eq!(fold(&Event::Key(release)), None);
    }
}
