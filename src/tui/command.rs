//! THE COMMAND TABLE: every command with its keys. Key handling, footer and help are drawn from it and from nothing
//! else, so a footer cannot lie.

use super::App;
use super::term::Key;
use crate::text::{Text, tui as words};

/// Where a command works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// On the grid.
    Grid,
    /// In a window over it.
    Popup,
}

/// One row.
#[derive(Clone, Copy)]
pub struct Cmd {
    /// Its name.
    pub id: &'static str,
    /// In words.
    pub text: Text,
    /// Its keys; the first is the one that is shown. At least one is no letter.
    pub keys: &'static [Key],
    /// Where it works.
    pub contexts: &'static [Context],
    /// Whether the footer names it.
    pub in_footer: bool,
    /// Does it.
    pub run: fn(&mut App),
}

const GRID: &[Context] = &[Context::Grid];
const BOTH: &[Context] = &[Context::Grid, Context::Popup];

const fn cmd(
    id: &'static str,
    text: Text,
    keys: &'static [Key],
    contexts: &'static [Context],
    run: fn(&mut App),
) -> Cmd {
    Cmd { id, text, keys, contexts, in_footer: true, run }
}

const fn quiet(id: &'static str, text: Text, keys: &'static [Key], run: fn(&mut App)) -> Cmd {
    Cmd { id, text, keys, contexts: GRID, in_footer: false, run }
}

/// The table.
pub const COMMANDS: &[Cmd] = &[
    cmd("unit.detail", words::CMD_DETAIL, &[Key::Enter], GRID, App::open_detail),
    cmd("unit.act", words::CMD_ACT, &[Key::F(10), Key::Char(' ')], GRID, App::open_menu),
    cmd("building.next", words::CMD_NEXT_BUILDING, &[Key::Tab, Key::Char(']')], GRID, App::next_building),
    quiet(
        "building.previous",
        words::CMD_PREVIOUS_BUILDING,
        &[Key::BackTab, Key::Char('[')],
        App::previous_building,
    ),
    quiet("up", words::CMD_UP, &[Key::Up], |app| app.step(0, 1)),
    quiet("down", words::CMD_DOWN, &[Key::Down], |app| app.step(0, -1)),
    quiet("left", words::CMD_LEFT, &[Key::Left], |app| app.step(-1, 0)),
    quiet("right", words::CMD_RIGHT, &[Key::Right], |app| app.step(1, 0)),
    quiet("first", words::CMD_FIRST, &[Key::Home], |app| app.step(i32::MIN, 0)),
    quiet("last", words::CMD_LAST, &[Key::End], |app| app.step(i32::MAX, 0)),
    quiet("page.up", words::CMD_PAGE_UP, &[Key::PageUp], |app| app.step(0, 10)),
    quiet("page.down", words::CMD_PAGE_DOWN, &[Key::PageDown], |app| app.step(0, -10)),
    cmd("board", words::CMD_BOARD, &[Key::Ctrl('b')], GRID, App::toggle_board),
    cmd("person", words::CMD_PERSON, &[Key::F(12)], GRID, App::change_person),
    cmd("language", words::CMD_LANGUAGE, &[Key::Ctrl('l')], BOTH, App::toggle_language),
    Cmd { in_footer: false, ..cmd("back", words::CMD_BACK, &[Key::Esc], BOTH, App::back) },
    cmd("help", words::CMD_HELP, &[Key::F(1), Key::Char('?')], BOTH, App::toggle_help),
    cmd("quit", words::CMD_QUIT, &[Key::Ctrl('q')], BOTH, App::quit),
];

/// What a key means here.
pub fn find(key: Key, context: Context) -> Option<&'static Cmd> {
    COMMANDS.iter().find(|cmd| cmd.contexts.contains(&context) && cmd.keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for context in [Context::Grid, Context::Popup] {
            let here: Vec<&Cmd> = COMMANDS.iter().filter(|cmd| cmd.contexts.contains(&context)).collect();
            let keys: Vec<Key> = here.iter().flat_map(|cmd| cmd.keys.iter().copied()).collect();
            for (i, key) in keys.iter().enumerate() {
                assert!(!keys[i + 1..].contains(key), "{key} twice in {context:?}");
            }
        }
    }

    #[test]
    fn every_command_is_reached_with_the_input_method_on() {
        for cmd in COMMANDS {
            assert!(cmd.keys.iter().any(|key| !matches!(key, Key::Char(_))), "{} has only letters", cmd.id);
            // TERMINAL 3.4: keys of input methods and terminals.
            for taken in
                [Key::Ctrl(' '), Key::Ctrl('.'), Key::F(11), Key::Ctrl('c'), Key::Ctrl('v'), Key::Ctrl('i')]
            {
                assert!(!cmd.keys.contains(&taken), "{} takes {taken}", cmd.id);
            }
        }
    }

    #[test]
    fn the_readme_lists_these_keys_and_no_others() {
        let readme = include_str!("../../README.md");
        let (_, after) = readme.split_once("| key | what |\n|---|---|\n").unwrap();
        let listed: Vec<&str> = after.lines().take_while(|line| line.starts_with('|')).collect();
        let row = |cmd: &Cmd| {
            let keys: Vec<String> = cmd.keys.iter().map(ToString::to_string).collect();
            format!("| {} | {} |", keys.join(" "), cmd.text.en)
        };
        let expected: Vec<String> = COMMANDS.iter().map(row).collect();
        assert_eq!(listed, expected);
    }

    #[test]
    fn ids_stand_once() {
        for (i, cmd) in COMMANDS.iter().enumerate() {
            assert!(COMMANDS[i + 1..].iter().all(|other| other.id != cmd.id), "{}", cmd.id);
        }
    }
}
