//! Every wrong invocation and every wrong file: one clear sentence in each language, and nothing changed.

use std::path::Path;

use crate::office::{Office, everything};

/// Wrong words after the program's name, the exit code, and what each language's sentence must name.
const INVOCATIONS: &[(&[&str], i32, &str)] = &[
    (&[], 2, "--help"),
    (&["inti"], 2, "init"),
    (&["show"], 2, "--help"),
    (&["show", "unit"], 2, "units"),
    (&["show", "units", "--format", "xml"], 2, "json"),
    (&["show", "units", "--floor", "up"], 2, "up"),
    (&["show", "units", "--colour", "red"], 2, "--colour"),
    (&["show", "units", "--unit", "nonsense"], 2, "3-1-1203"),
    (&["show", "units", "--as-of", "soon"], 2, "2026-11-20 15:42"),
    (&["show", "units", "--held-by", "nobody"], 1, "nobody"),
    (&["show", "log", "--since", "-5"], 2, "-5"),
    (&["show", "due", "--kind", "lunch"], 2, "lunch"),
    (&["show", "guests", "--reveal", "why"], 2, "--as"),
    (&["import"], 2, "--help"),
    (&["import", "units"], 2, "FILE"),
    (&["do"], 2, "do --list"),
    (&["do", "unit.fly"], 2, "unit.fly"),
    (&["do", "unit.hold", "3-1-1203", "--as", "李静"], 2, "3-1-1203"),
    (&["do", "unit.hold", "room=3-1-1203", "--as", "李静"], 2, "room"),
    (&["do", "unit.hold", "--as", "李静"], 2, "unit"),
    (&["do", "unit.hold", "unit=x", "--as", "李静"], 1, "3-1-1203"),
    (&["do", "unit.hold", "unit=9-9-9999", "consultant=李静", "--as", "李静"], 1, "9-9-9999"),
    (&["do", "unit.hold", "unit=3-1-1", "unit=3-1-2", "--as", "李静"], 2, "unit"),
    (&["do", "unit.withhold", "units=*", "reason=whim", "--as", "李静"], 1, "show_flat"),
    (&["do", "unit.withhold", "units=4-*", "reason=show_flat", "--as", "李静"], 1, "4-*"),
    (&["do", "unit.price", "units=*", "reason=x", "--as", "李静"], 1, "unit_price"),
    (&["do", "policy.set", "name=hold_mins", "value=5", "reason=x", "--as", "李静"], 1, "hold_min"),
    (&["do", "policy.set", "name=hold_min", "value=0", "reason=x", "--as", "李静"], 1, "1440"),
    (&["do", "policy.set", "name=hold_min", "value=many", "reason=x", "--as", "李静"], 1, "many"),
    (
        &["do", "staff.add", "name=王\u{200B}磊", "roles=consultant", "pin=135790", "--as", "李静"],
        1,
        "U+200B",
    ),
    (&["do", "staff.add", "name=王磊", "roles=boss", "pin=135790", "--as", "李静"], 1, "consultant"),
    (&["do", "staff.add", "name=王磊", "roles=consultant", "pin=111111", "--as", "李静"], 1, "easy|简单"),
    (&["do", "clock.confirm", "--as", "李静"], 1, "odd|异常"),
    (&["do", "clock.confirm"], 2, "--as"),
    (&["do", "clock.confirm", "--as", "nobody"], 1, "nobody"),
    (&["do", "clock.confirm", "--as", "李静", "--id", "7"], 2, "UUID"),
    (&["do", "unit.hodl", "unit=3-1-1203", "--as", "李静"], 2, "unit.hold"),
    (&["do", "guest.add", "name=-", "phone=-", "--as", "李静"], 2, "name=-"),
    (&["show", "staff", "--reveal", "why"], 2, "--reveal"),
    (&["show", "units", "--unit", "9-9-901"], 1, "9-9-901"),
    (&["show", "units", "--status", "sold"], 2, "reserved"),
    (&["export"], 2, "--help"),
    (&["restore", "/nowhere/backup.db"], 3, "/nowhere/backup.db"),
    (&["init", "--project", "x", "--manager", "y"], 4, "anchang.db"),
    (&["--lang", "fr", "verify"], 2, "zh"),
    (&["verify", "--db"], 2, "--db"),
    (&["verify", "--db", "/nowhere/x.db"], 3, "/nowhere/x.db"),
    (&["", "x"], 2, "--help"),
    (&["show", "deal", "NOPE"], 1, "show deals"),
    (&["show", "deals", "--status", "sold"], 2, "subscribed"),
    (&["show", "guest", "nobody"], 1, "--search"),
    (&["show", "guest", "99999999"], 1, "--search"),
    (&["show", "bogus"], 2, "guests, guest|guests、guest"),
    (&["export", "units"], 2, "anchang export --help"),
    (&["--db", "x.db", "export", "units"], 2, "anchang export --help"),
    (&["import", "units", "/nowhere/list.xlsx", "--as", "李静"], 1, "/nowhere/list.xlsx"),
    (&["show", "book", "--day", "someday"], 2, "2026-11-28"),
    (&["show", "roster", "--as-of", "2099-01-01"], 2, "2099-01-01"),
    (&["show", "roster", "--as-of", "3天后"], 2, "3 days ago|3天前"),
    (&["show", "roster", "--as-of", "3 days ago"], 2, "begins at|最早"),
    (&["show", "alerts", "--days", "-3"], 2, "3650"),
    (&["show", "alerts", "--days", "x"], 2, "whole number|整数"),
    (&["show", "log", "--last", "0"], 2, "at least 1|不小于 1"),
    (&["print", "receipt", "NOPE"], 1, "show receipts"),
    (&["print", "plan", "--unit", "9-9-901"], 1, "show units"),
    (&["print", "visits", "--out", "/nowhere/v.html"], 19, "no such file|没有这个文件"),
    (&["restore", "/tmp"], 11, "is no backup|不是 anchang 的备份"),
    (&["verify", "--db", "/tmp"], 11, "is a folder|是文件夹"),
    (&["man", "--out", "/dev/null"], 12, "a file of that name|同名"),
    (&["completions"], 2, "SHELL"),
    (&["completions", "tcsh"], 2, "bash"),
    (&["doctor", "--format", "csv"], 2, "json"),
    (&["do", "锁", "unit=3-1-1203", "--as", "李静"], 2, "unit.hold"),
    (&["do", "clock.confirm", "--as", "李静", "--pin-file", "/tmp"], 2, "it is a folder|它是文件夹"),
    (&["do", "clock.confirm", "--as", "李静", "--pin-file", "/nowhere/p"], 2, "no such file|没有这个文件"),
];

#[test]
fn wrong_invocations_get_one_sentence_in_both_languages_and_change_nothing() {
    let office = Office::founded();
    let before = everything(office.folder.path());
    for (args, code, named) in INVOCATIONS {
        let mut said = Vec::new();
        for lang in ["zh", "en"] {
            let mut all = args.to_vec();
            if !args.contains(&"--lang") {
                all.extend(["--lang", lang]);
            }
            if args.last() == Some(&"--db") {
                // `--db` must stay last to lack its value.
                all = vec!["--lang", lang, "verify", "--db"];
            }
            let answer = office.run(&all);
            assert_eq!(answer.code, *code, "{args:?}: {}{}", answer.out, answer.err);
            let sentence = answer.refused(*code);
            assert!(
                named.split('|').any(|n| sentence.contains(n)),
                "{args:?} should name {named}: {sentence}"
            );
            if lang == "zh" && !args.contains(&"--lang") {
                assert!(
                    sentence.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)),
                    "{args:?}: {sentence}"
                );
            }
            for jargon in ["os error", "No such file", "ParseIntError", "invalid digit", "RUST_", "clap"] {
                assert!(!sentence.contains(jargon), "{args:?}: {sentence}");
            }
            assert!(
                !sentence.contains('{') && !sentence.to_lowercase().contains("panic"),
                "{args:?}: {sentence}"
            );
            said.push(sentence);
        }
        if !args.contains(&"--lang") {
            assert_ne!(said[0], said[1], "{args:?}: both languages say the same");
        }
    }
    let after = everything(office.folder.path());
    let changed: Vec<_> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(p, _)| p).collect();
    assert!(changed.is_empty() && after.len() == before.len(), "{changed:?}");
}

#[test]
fn init_says_what_is_missing() {
    let office = Office::empty();
    for (args, named) in [
        (&["init"][..], "--project"),
        (&["init", "--project", "x"], "--manager"),
        (&["init", "--project", "", "--manager", "y"], "empty"),
    ] {
        let answer = office.run(args);
        assert_ne!(answer.code, 0);
        assert!(answer.err.contains(named), "{args:?}: {}", answer.err);
    }
    // The PIN that somebody has is no new one, and that is said.
    let no_pin = crate::office::answer(
        office.command().args(["init", "--project", "x", "--manager", "y"]).output().unwrap(),
    );
    let said = no_pin.refused(2);
    assert!(said.contains("set ANCHANG_NEW_PIN") && said.contains("(ANCHANG_PIN is for"), "{said}");
    let mut command = office.command();
    let easy = crate::office::answer(
        command
            .env("ANCHANG_NEW_PIN", "123456")
            .args(["init", "--project", "x", "--manager", "y"])
            .output()
            .unwrap(),
    );
    assert!(easy.refused(1).contains("too easy"));
    assert!(!office.db().exists(), "nothing half-made");
    let beside: Vec<_> = everything(office.folder.path()).into_keys().collect();
    assert!(beside.is_empty(), "{beside:?}");
}

#[test]
fn files_that_are_not_ours_are_refused_by_kind_and_left_alone() {
    let office = Office::founded();
    let folder = office.folder.path().join("strange");
    std::fs::create_dir(&folder).unwrap();
    let made = |name: &str, make: &dyn Fn(&Path)| {
        let path = folder.join(name);
        make(&path);
        path
    };
    let sqlite = |sql: &'static str| {
        move |path: &Path| {
            let conn = rusqlite::Connection::open(path).unwrap();
            conn.execute_batch(sql).unwrap();
        }
    };
    let copy_of_ours = |sql: &'static str| {
        let db = office.db();
        move |path: &Path| {
            let conn = rusqlite::Connection::open(&db).unwrap();
            conn.execute("VACUUM INTO ?1", [path.to_str().unwrap()]).unwrap();
            rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
        }
    };
    let cases = [
        (
            made("text.db", &|p| {
                std::fs::write(p, "not a database at all, but long enough to have a header".repeat(20))
                    .unwrap();
            }),
            11,
            "not an anchang",
        ),
        (made("empty.db", &|p| std::fs::write(p, "").unwrap()), 11, "not an anchang"),
        (made("other.db", &sqlite("CREATE TABLE t(x); PRAGMA application_id = 5")), 11, "not an anchang"),
        (made("folder.db", &|p| std::fs::create_dir(p).unwrap()), 11, "not an anchang"),
        (made("newer.db", &copy_of_ours("PRAGMA user_version = 99")), 10, "newer program"),
    ];
    let before = everything(&folder);
    for (path, code, named) in &cases {
        for args in [&["show", "units"][..], &["verify"], &["rebuild"], &["backup"]] {
            let mut args = args.to_vec();
            args.extend(["--db", path.to_str().unwrap()]);
            let sentence = office.run(&args).refused(*code);
            assert!(sentence.contains(named), "{args:?}: {sentence}");
        }
    }
    assert_eq!(everything(&folder), before, "nothing created or changed");
}

#[cfg(unix)]
#[test]
fn read_only_files_and_folders_are_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let office = Office::founded();
    std::fs::remove_dir_all(office.folder.path().join("config")).unwrap();
    let folder = office.db().parent().unwrap().to_owned();
    // Root may write anything: as root the program runs as somebody who may not.
    let root = std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    let run = || {
        let mut command = office.command();
        command.args(["show", "units"]);
        if root {
            command.uid(65534).gid(65534);
        }
        crate::office::answer(command.output().unwrap())
    };
    let mode = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let mut open = Some(folder.as_path());
    while let Some(path) = open.filter(|p| p.starts_with(office.folder.path())) {
        mode(path, 0o755);
        open = path.parent();
    }
    let (folder_mode, file_mode) = if root { (0o755, 0o644) } else { (0o555, 0o644) };
    mode(&office.db(), file_mode);
    mode(&folder, folder_mode);
    assert!(run().refused(12).contains("folder cannot be written"));
    mode(&folder, if root { 0o777 } else { 0o755 });
    mode(&office.db(), 0o444);
    assert!(run().refused(12).contains("project file cannot be written"));
    mode(&folder, 0o755);
    mode(&office.db(), 0o644);
}

#[test]
fn a_wrong_config_file_is_named_with_its_line() {
    let office = Office::founded();
    let config = office.folder.path().join("config/anchang/config.toml");
    assert!(std::fs::read_to_string(&config).unwrap().contains("# lang = \"zh\""), "commented defaults");
    std::fs::write(&config, "lang = \"zh\"\ncolour = 3\n").unwrap();
    let mut command = office.command();
    let answer = crate::office::answer(command.args(["show", "staff"]).output().unwrap());
    let sentence = answer.refused(2);
    assert!(sentence.contains("line 2: there is no setting colour; settings: lang, db"), "{sentence}");
    for (text, named) in [
        ("lang = \"fr\"", "第 1 行: lang 不能是「fr」"),
        ("\ndb 3", "第 2 行: 写法不对"),
        ("db = 3", "第 1 行: db"),
    ] {
        std::fs::write(&config, text).unwrap();
        let sentence = office.run(&["show", "staff", "--lang", "zh"]).refused(2);
        assert!(sentence.contains(named), "{sentence}");
        let english =
            sentence.replace(config.to_str().unwrap(), "").replace("anchang", "").replace("lang", "");
        assert!(!english.contains("expected") && !english.contains("unknown"), "{sentence}");
    }
    std::fs::write(&config, "lang = \"zh\"\n").unwrap();
    let answer = office.run(&["show", "staff"]).ok();
    assert!(answer.contains("姓名"), "the config's language: {answer}");
    assert!(office.run(&["show", "staff", "--lang", "en"]).ok().contains("NAME"), "--lang comes first");
}

#[test]
fn restore_says_what_the_file_it_was_given_is_not() {
    let office = Office::founded();
    let other = office.folder.path().join("letter.txt");
    std::fs::write(&other, "no database, but long enough to have had a header of one".repeat(40)).unwrap();
    let refused = office.run(&["restore", other.to_str().unwrap()]).refused(11);
    assert!(refused.contains("is no backup") && refused.contains("letter.txt"), "{refused}");
    let refused = office.run(&["restore", "/nowhere/b.db"]).refused(3);
    assert!(refused.contains("no backup at /nowhere/b.db"), "{refused}");
    let none = office.folder.path().join("none/x.db");
    let refused = office.run(&["restore", "--db", none.to_str().unwrap()]).refused(2);
    assert!(refused.contains("There is no backup yet"), "{refused}");
}

#[test]
fn names_and_pins_come_from_standard_input_and_a_pin_among_arguments_is_pointed_out() {
    use std::io::Write;
    let office = Office::founded();
    let typed = |lines: &str, args: &[&str]| {
        let mut command = office.command();
        command.args(args).args(["--as", "李静"]).stdin(std::process::Stdio::piped());
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        crate::office::answer(child.wait_with_output().unwrap())
    };
    let added = typed("王磊\n864209\n", &["do", "staff.add", "name=-", "roles=consultant", "pin=-"]);
    assert_eq!((added.code, added.err.as_str()), (0, ""), "{}", added.out);
    assert!(added.out.contains("number #2"), "{}", added.out);
    let mut command = office.command();
    command.env("ANCHANG_PIN", "864209").args(["do", "guest.add", "name=张三", "phone=13812345678"]);
    crate::office::answer(command.args(["--as", "王磊"]).output().unwrap()).ok();

    let added = typed("", &["do", "staff.add", "name=赵敏", "roles=consultant", "pin=864209"]);
    assert_eq!(added.code, 0, "{}", added.err);
    assert!(added.err.contains("list of processes") && added.err.lines().count() == 1, "{}", added.err);
}

#[test]
fn init_says_where_everything_is_and_what_comes_next() {
    let office = Office::empty();
    let said = office.run(&["init", "--project", "松风明月", "--manager", "李静"]).ok();
    for named in ["config.toml", "backups", "import units FILE --as 李静"] {
        assert!(said.contains(named), "{named}: {said}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let office = Office::open();
    let mut child =
        office.command().args(["show", "units"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
