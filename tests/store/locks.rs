//! RELIABILITY decision 3: reading db, -wal or -shm through `std::fs` in a process that has the database open drops
//! SQLite's locks; another process may then delete the live write-ahead log, and acknowledged events are gone without
//! an error. Nothing in the store does it; every place that touches a file is listed here with its reason.

use std::path::{Path, PathBuf};

/// Calls that open a file, or take it away.
const CALLS: &[&str] = &[
    "fs::read(",
    "fs::read_to_string(",
    "fs::copy(",
    "fs::write(",
    "fs::rename(",
    "fs::remove_file(",
    "fs::hard_link(",
    "File::open(",
    "File::create(",
    "OpenOptions::new(",
];

/// File, how often, and why that is not a live database.
const ALLOWED: &[(&str, usize, &str)] = &[
    ("backup.rs", 9, "finished backups, their manifest, their lock, their folder"),
    ("mirror.rs", 3, "the mirror's own files and lock"),
    ("restore.rs", 6, "alone with the file, after every connection is closed; the mirror's files"),
    ("open.rs", 1, "the lock file beside the database"),
    ("mod.rs", 3, "the draft of a new project, closed before it gets its name"),
];

fn sources(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("listing") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push(path);
        }
    }
}

#[test]
fn the_store_touches_no_file_that_may_be_a_live_database() {
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"), &mut all);
    assert!(all.len() > 10);
    for path in all {
        let text = std::fs::read_to_string(&path).expect("source");
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        let calls: Vec<&str> =
            text.lines().filter(|line| CALLS.iter().any(|call| line.contains(call))).map(str::trim).collect();
        let allowed = ALLOWED.iter().find(|(file, ..)| *file == name).map_or(0, |(_, count, _)| *count);
        assert!(
            calls.len() <= allowed,
            "{name} touches files {} times, {allowed} are known: read RELIABILITY decision 3, then list it\n{calls:#?}",
            calls.len()
        );
    }
}

/// `rusqlite` stands in the store and nowhere else, so nobody else can have the file open.
#[test]
fn nobody_else_opens_the_database() {
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    for path in all.iter().filter(|path| !path.components().any(|part| part.as_os_str() == "store")) {
        let text = std::fs::read_to_string(path).expect("source");
        assert!(!text.contains("rusqlite::"), "{}", path.display());
    }
}
