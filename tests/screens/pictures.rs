//! A picture of every view. Look at them after a change as at a photograph: `INSTA_UPDATE=always cargo test --test
//! screens`, then `git diff`.

use anchang::desk::Founder;
use anchang::text::Lang;
use anchang::tui::term::Key;
use anchang::tui::{App, First, Theme};

use crate::office::{self, Office, PIN, choose, sign_in, sign_in_as, type_in};
use crate::paper;

pub const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// The view in every size and both languages.
fn pictures(view: &str, sizes: &[(u16, u16)], prepare: impl Fn(&mut App)) {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = office::open(lang);
        prepare(&mut app);
        photograph(view, &app, lang, sizes);
    }
}

pub fn photograph(view: &str, app: &App, lang: Lang, sizes: &[(u16, u16)]) {
    for size in sizes {
        record(view, lang, *size, &paper::print(&paper::draw(app, *size)));
    }
}

fn record(view: &str, lang: Lang, size: (u16, u16), page: &str) {
    let code = if lang == Lang::Zh { "zh" } else { "en" };
    let name = format!("{view}-{}x{}-{code}", size.0, size.1);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, page));
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

#[test]
fn somebody_signs_in() {
    pictures("person", &SIZES, |app| sign_in_as(app, "#1", "wrong-pin"));
}

#[test]
fn colleagues_are_offered_by_their_initials() {
    pictures("person-offers", &SIZES[..1], |app| {
        app.press(Key::F(12));
        type_in(app, "xc");
        app.press(Key::Down);
    });
}

#[test]
fn the_palette() {
    pictures("palette", &SIZES, |app| {
        sign_in(app);
        app.press(Key::F(10));
        app.press(Key::Down);
    });
}

#[test]
fn what_the_palette_has_last() {
    pictures("palette-last", &SIZES[..1], |app| {
        sign_in(app);
        type_in(app, "1203");
        app.press(Key::Enter);
        app.press(Key::F(10));
        app.press(Key::Up);
    });
}

#[test]
fn several_statuses_in_the_filter() {
    pictures("filter-several", &SIZES[..1], |app| {
        app.press(Key::Ctrl('f'));
        for key in [Key::Right, Key::Char(' '), Key::Right, Key::Right] {
            app.press(key);
        }
    });
}

#[test]
fn the_palette_by_initials() {
    pictures("palette-typed", &SIZES[..2], |app| {
        sign_in(app);
        app.press(Key::F(10));
        type_in(app, "tj");
    });
}

#[test]
fn the_palette_for_somebody_who_may_not() {
    pictures("palette-denied", &SIZES[..1], |app| {
        sign_in_as(app, "小陈", "ming-7-1");
        app.press(Key::F(10));
        type_in(app, "unit.release");
    });
}

#[test]
fn a_form_with_a_choice_and_what_is_wrong() {
    pictures("form", &SIZES, |app| {
        sign_in(app);
        app.press(Key::Down);
        app.press(Key::Down);
        choose(app, "unit.withhold");
        app.press(Key::Right);
        app.press(Key::Tab);
        type_in(app, "13812345678");
        app.press(Key::Ctrl('s'));
    });
}

#[test]
fn guests_are_offered_by_their_initials_and_stay_masked() {
    pictures("form-offers", &SIZES, |app| {
        type_in(app, "1203");
        app.press(Key::Enter);
        sign_in(app);
        choose(app, "unit.hold");
        type_in(app, "zs");
    });
}

#[test]
fn a_long_value_scrolls_in_its_field() {
    pictures("form-long", &SIZES[..1], |app| {
        sign_in(app);
        app.press(Key::Tab);
        app.press(Key::Ctrl('a'));
        choose(app, "unit.release");
        type_in(app, "深房许字(2026)福田001号深房许字(2026)福田001号深房许字(2026)福田001号");
    });
}

#[test]
fn somebody_elses_pin_is_asked_for() {
    pictures("approval", &SIZES, |app| {
        sign_in_as(app, "小陈", "ming-7-1");
        type_in(app, "1203");
        app.press(Key::Enter);
        choose(app, "unit.hold");
        app.press(Key::Ctrl('s'));
    });
}

#[test]
fn what_cannot_be_undone_is_asked_about() {
    pictures("question", &SIZES, |app| {
        sign_in(app);
        app.press(Key::Right);
        choose(app, "unit.give_back");
        app.press(Key::Ctrl('s'));
    });
}

#[test]
fn what_was_done_can_be_undone() {
    pictures("done", &SIZES, |app| {
        sign_in(app);
        type_in(app, "1203");
        app.press(Key::Enter);
        choose(app, "unit.withhold");
        app.press(Key::Right);
        app.press(Key::Ctrl('s'));
    });
}

#[test]
fn several_units_are_marked() {
    pictures("marks", &SIZES, |app| {
        app.press(Key::Char(' '));
        app.press(Key::Down);
        app.press(Key::Ctrl('r'));
    });
}

#[test]
fn the_views() {
    for (times, view) in [(1, "total"), (2, "unit-price"), (3, "area"), (4, "layout"), (5, "buyer")] {
        let sizes = if times == 1 { &SIZES[..] } else { &SIZES[1..2] };
        pictures(&format!("view-{view}"), sizes, |app| {
            for _ in 0..times {
                app.press(Key::Ctrl('d'));
            }
        });
    }
}

#[test]
fn the_form_of_the_filter() {
    pictures("filter", &SIZES, |app| {
        app.press(Key::Ctrl('f'));
        app.press(Key::Right);
        app.press(Key::Right);
        app.press(Key::Tab);
        type_in(app, "sslt");
    });
}

#[test]
fn the_grid_filtered() {
    pictures("filtered", &SIZES, |app| {
        app.press(Key::Ctrl('f'));
        app.press(Key::Tab);
        type_in(app, "三室");
        app.press(Key::Ctrl('s'));
    });
}

#[test]
fn the_past() {
    pictures("past", &SIZES, |app| {
        app.press(Key::Ctrl('t'));
        app.press(Key::Ctrl('u'));
        type_in(app, "09:20");
        app.press(Key::Enter);
        app.work();
    });
}

#[test]
fn a_moment_that_cannot_be_read() {
    pictures("past-wrong", &SIZES[..1], |app| {
        app.press(Key::Ctrl('t'));
        type_in(app, "x");
        app.press(Key::Enter);
    });
}

fn price_list(rows: &[&str]) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    let head = "楼栋,单元,楼层,房号,户型,建筑面积,套内面积,单价,总价\n";
    std::fs::write(file.path(), head.to_owned() + &rows.join("\n")).unwrap();
    file
}

fn read(app: &mut App, file: &tempfile::NamedTempFile) {
    sign_in(app);
    choose(app, "unit.import");
    type_in(app, file.path().to_str().unwrap());
    app.press(Key::Ctrl('s'));
    app.work();
}

#[test]
fn what_an_import_would_do() {
    let file = price_list(&[
        "3,1,12,1203,三室两厅,120.00,100.00,50000,6000000",
        "3,1,12,1201,三室两厅两卫,125.53,98.14,53000,6653090",
        "3,1,26,2602,三室两厅两卫,125.53,98.14,53000,6653090",
    ]);
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = office::open(lang);
        read(&mut app, &file);
        // The file's name is another one each time.
        for size in SIZES {
            let page = paper::print(&paper::draw(&app, size));
            let name = file.path().file_name().unwrap().to_str().unwrap();
            assert!(page.contains(name), "{page}");
            let line = "─".repeat(name.len());
            record("preview", lang, size, &page.replace(name, &line));
        }
    }
}

#[test]
fn what_is_wrong_with_a_price_list() {
    let file = price_list(&[
        "3,1,12,1201,三室,125.53,98.14,53000,1",
        "3,1,12,1201,三室,125.53,98.14,53000,6653090",
        "3,1,x,1202,三室,-5,98.14,,6653090",
    ]);
    pictures("problems", &SIZES, |app| read(app, &file));
}

#[test]
fn nobody_touched_a_key_for_too_long() {
    pictures("locked", &SIZES, |app| {
        sign_in(app);
        assert!(app.idle(std::time::Duration::from_mins(10)).unwrap());
    });
}

#[test]
fn help_in_a_form() {
    pictures("help-form", &SIZES[..1], |app| {
        app.press(Key::Ctrl('f'));
        app.press(Key::F(1));
    });
}

#[test]
fn a_command_that_cannot_be_done_says_why() {
    pictures("disabled", &SIZES[..1], |app| {
        app.press(Key::Ctrl('b'));
        app.press(Key::Ctrl('x'));
    });
}

#[test]
fn frames_of_a_console_that_draws_lines_wide() {
    for lang in [Lang::Zh, Lang::En] {
        let theme = Theme::colours().with_ascii_frames();
        let mut app = office::app(Office::new().desk, lang, theme);
        app.press(Key::Enter);
        photograph("ascii", &app, lang, &SIZES[1..2]);
        for line in paper::words(&paper::draw(&app, SIZES[1])) {
            assert!(!line.contains(['─', '│', '┌', '┐', '└', '┘']), "{line}");
        }
    }
}

#[test]
fn the_first_run() {
    for lang in [Lang::Zh, Lang::En] {
        let mut first = First::new(lang, Theme::colours(), "/home/anchang/anchang.db".into());
        let mut never = |_: &Founder| panic!("two PINs that differ found nothing");
        for text in ["云山府", "老王", PIN, "another"] {
            for c in text.chars() {
                assert!(first.press(Key::Char(c), &mut never).is_none(), "too early");
            }
            assert!(first.press(Key::Enter, &mut never).is_none(), "too early");
        }
        for size in SIZES {
            record("first", lang, size, &paper::print(&paper::draw_first(&first, size)));
        }
    }
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
