//! A picture of every view. Look at them after a change as at a photograph: `INSTA_UPDATE=always cargo test --test
//! screens`, then `git diff`.

use anchang::text::Lang;
use anchang::tui::App;
use anchang::tui::term::Key;

use crate::office::{self, type_in};
use crate::paper;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// The view in every size and both languages.
fn pictures(view: &str, sizes: &[(u16, u16)], prepare: impl Fn(&mut App)) {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = office::open(lang);
        prepare(&mut app);
        photograph(view, &app, lang, sizes);
    }
}

fn photograph(view: &str, app: &App, lang: Lang, sizes: &[(u16, u16)]) {
    let code = if lang == Lang::Zh { "zh" } else { "en" };
    for size in sizes {
        let page = paper::print(&paper::draw(app, *size));
        let name = format!("{view}-{}x{}-{code}", size.0, size.1);
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, page));
    }
}

#[test]
fn the_grid() {
    pictures("grid", &SIZES, |_| ());
}

#[test]
fn the_grid_of_a_wide_building_at_its_far_end() {
    pictures("wide", &SIZES, |app| {
        app.press(Key::Tab);
        app.press(Key::End);
    });
}

#[test]
fn the_lowest_floor_of_a_tower() {
    pictures("low", &SIZES[..1], |app| {
        for _ in 0..3 {
            app.press(Key::PageDown);
        }
    });
}

#[test]
fn help_over_the_grid() {
    pictures("help", &SIZES, |app| app.press(Key::F(1)));
}

#[test]
fn a_unit_and_its_history() {
    pictures("detail", &SIZES, |app| {
        app.press(Key::Right);
        app.press(Key::Enter);
    });
}

#[test]
fn a_seized_unit_in_the_panel() {
    pictures("seized", &SIZES[1..2], |app| {
        type_in(app, "2502");
        app.press(Key::Enter);
    });
}

#[test]
fn the_board() {
    pictures("board", &SIZES, |app| app.press(Key::Ctrl('b')));
}

#[test]
fn a_room_that_is_not_there_on_the_board() {
    pictures("board-nowhere", &SIZES[..1], |app| {
        app.press(Key::Ctrl('b'));
        type_in(app, "9901");
        app.press(Key::Enter);
    });
}

#[test]
fn the_history_scrolled_down() {
    pictures("scrolled", &SIZES[..1], |app| {
        app.press(Key::Right);
        app.press(Key::Enter);
        app.press(Key::Down);
    });
}

#[test]
fn a_room_number_half_typed() {
    pictures("jump", &SIZES, |app| type_in(app, "3-2-12"));
}

#[test]
fn a_room_that_is_not_there() {
    pictures("nowhere", &SIZES, |app| {
        type_in(app, "9901");
        app.press(Key::Enter);
    });
}

/// Puts the manager at the desk.
fn sign_in(app: &mut App) {
    app.press(Key::F(12));
    type_in(app, "#1");
    app.press(Key::Tab);
    type_in(app, office::PIN);
    app.press(Key::Enter);
}

#[test]
fn somebody_signs_in() {
    pictures("person", &SIZES, |app| {
        app.press(Key::F(12));
        type_in(app, "#1");
        app.press(Key::Tab);
        type_in(app, "wrong-pin");
        app.press(Key::Enter);
    });
}

#[test]
fn the_menu_of_actions() {
    pictures("menu", &SIZES, |app| {
        sign_in(app);
        app.press(Key::F(10));
        app.press(Key::Down);
    });
}

#[test]
fn a_form_with_a_choice_and_what_is_wrong() {
    pictures("form", &SIZES, |app| {
        sign_in(app);
        app.press(Key::F(10));
        app.press(Key::Down);
        app.press(Key::Enter);
        app.press(Key::Right);
        app.press(Key::Tab);
        type_in(app, "13812345678");
        app.press(Key::Ctrl('s'));
    });
}

#[test]
fn an_empty_project() {
    for lang in [Lang::Zh, Lang::En] {
        let (app, _folder) = office::empty(lang);
        photograph("empty", &app, lang, &SIZES);
    }
}

#[test]
fn a_window_that_is_too_small() {
    pictures("small", &[(60, 20)], |_| ());
}
