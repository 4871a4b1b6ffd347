//! Help and lists, as people read them.

use crate::office::Office;

#[test]
fn every_subcommand_has_help_in_both_languages() {
    let office = Office::empty();
    for args in [
        &[][..],
        &["init"],
        &["import"],
        &["import", "units"],
        &["do"],
        &["show"],
        &["show", "units"],
        &["show", "staff"],
        &["show", "guests"],
        &["show", "log"],
        &["show", "due"],
        &["show", "policy"],
        &["export"],
        &["export", "log"],
        &["verify"],
        &["rebuild"],
        &["backup"],
        &["restore"],
    ] {
        let help = |lang: &'static str| {
            let mut all = args.to_vec();
            all.extend(["--help", "--lang", lang]);
            office.run(&all).ok()
        };
        let (zh, en) = (help("zh"), help("en"));
        assert!(zh.contains("用法:") && zh.contains("选项"), "{args:?}: {zh}");
        assert!(en.contains("Usage:") && en.contains("Options"), "{args:?}: {en}");
        assert!(!zh.contains("Print help") && !en.contains("Print help"), "{args:?}: clap's own words");
    }
    assert!(office.run(&["--version"]).ok().contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn do_list_documents_every_action_and_field() {
    let office = Office::empty();
    for lang in ["zh", "en"] {
        let list = office.run(&["do", "--list", "--lang", lang]).ok();
        for action in anchang::desk::ACTIONS.iter() {
            assert!(list.contains(action.id), "{}", action.id);
            for field in action.fields {
                assert!(list.contains(field.name), "{}.{}", action.id, field.name);
            }
        }
    }
}

#[test]
fn the_readme_and_the_table_name_the_same_actions() {
    let readme = include_str!("../../README.md");
    for action in anchang::desk::ACTIONS.iter() {
        assert!(readme.contains(&format!("`{}`", action.id)), "{} is not in README.md", action.id);
    }
}
