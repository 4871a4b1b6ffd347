//! What holds for every screen, whatever it looks like.

use anchang::text::Lang;
use anchang::tui::term::Key;
use anchang::tui::{App, Theme};
use ratatui::style::Color;

use crate::office::{self, Office, type_in};
use crate::paper;

#[test]
fn without_colours_there_is_not_one() {
    let mut app = office::app(Office::new().desk, Lang::Zh, Theme::plain());
    let keys = [Key::Down, Key::F(1), Key::Esc, Key::Enter, Key::Esc, Key::Ctrl('b'), Key::Ctrl('l')];
    for key in keys.into_iter().chain("9901".chars().map(Key::Char)).chain([Key::Enter]) {
        app.press(key);
        let buffer = paper::draw(&app, (120, 36));
        for cell in &buffer.content {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "after {key}: {cell:?}");
        }
    }
}

#[test]
fn no_size_and_no_key_is_too_much() {
    let (mut app, _folder) = office::open(Lang::Zh);
    let keys =
        [Key::Home, Key::F(1), Key::Esc, Key::Enter, Key::PageDown, Key::Esc, Key::Ctrl('b'), Key::Tab];
    for key in keys {
        app.press(key);
        for size in [(1, 1), (2, 1), (79, 24), (80, 23), (80, 24), (81, 25), (99, 30), (100, 30), (400, 120)]
        {
            paper::words(&paper::draw(&app, size));
        }
    }
}

#[test]
fn another_windows_change_is_seen_and_nothing_else_is_drawn() {
    let mut office = Office::new();
    let mut app = office::app(office.window(), Lang::Zh, Theme::colours());
    type_in(&mut app, "3-2-1202");
    app.press(Key::Enter);
    let screen = |app: &App| paper::words(&paper::draw(app, (120, 36))).join("\n");
    assert!(screen(&app).contains("可1202"), "{}", screen(&app));
    app.tick().unwrap();
    assert!(!app.tick().unwrap(), "nothing has changed");
    office.done("unit.hold", "unit=3-2-1202; consultant=小陈");
    assert!(app.tick().unwrap(), "the change is seen");
    assert!(screen(&app).contains("锁1202"), "{}", screen(&app));
    assert!(!app.tick().unwrap(), "once");
    office.clock.put(office.clock.now().0.plus_minutes(1));
    assert!(app.tick().unwrap(), "the minute has turned");
    assert!(screen(&app).contains("10:13"), "{}", screen(&app));
}

#[test]
fn the_language_changes_every_word() {
    let (mut app, _folder) = office::open(Lang::Zh);
    let (english, _folder) = office::open(Lang::En);
    app.press(Key::Ctrl('l'));
    assert_eq!(paper::draw(&app, (120, 36)), paper::draw(&english, (120, 36)));
}

#[test]
fn esc_leaves_one_level_and_never_the_program() {
    let (mut app, _folder) = office::open(Lang::Zh);
    let first = paper::draw(&app, (80, 24));
    app.press(Key::Ctrl('b'));
    app.press(Key::F(1));
    for _ in 0..3 {
        app.press(Key::Esc);
    }
    assert!(!app.is_over());
    assert_eq!(paper::draw(&app, (80, 24)), first);
    app.press(Key::Ctrl('q'));
    assert!(app.is_over());
}
