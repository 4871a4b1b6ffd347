//! RELIABILITY 4, row 4: a full disk says so, loses nothing, still reads, and writes on when there is room.

use super::support::*;
use crate::store::{CommandId, Store, StoreError, sabotage};

/// What filling a disk came to.
pub struct Filled {
    pub acks: Vec<CommandId>,
    pub error: String,
}

/// Writes until the store refuses; answers what was acknowledged and how it refused.
pub fn until_full(store: &Store) -> Filled {
    let mut acks = Vec::new();
    for n in 0..20_000 {
        let id = CommandId::new();
        let done = store.write::<_, StoreError>(command(id), |work| {
            turn(work, &unit_key(3 + n % 28), 2)?;
            if sabotage::on("ack_early") {
                acks.push(id);
            }
            Ok(())
        });
        match done {
            Ok(_) if sabotage::on("ack_early") => {}
            Ok(_) => acks.push(id),
            Err(error) => return Filled { acks, error: format!("{error:?}") },
        }
    }
    panic!("this disk has no end");
}

/// How many acknowledged commands are not in the log.
pub fn missing(store: &Store, acks: &[CommandId]) -> usize {
    let known = |id: &&CommandId| store.recorded(**id).expect("reads").is_some();
    acks.len() - acks.iter().filter(known).count()
}

/// After the disk was full: reading works, another try says the same, and with room the same store writes on.
pub fn check_after_full(store: &Store, full: &Filled, make_room: impl FnOnce()) {
    assert_eq!(store.units().expect("reads").len(), 40);
    store.each_event::<StoreError>(0, |_| Ok(())).expect("reads");
    assert!(!full.acks.is_empty());
    make_room();
    write(store, |work| turn(work, &unit_key(3), 2)).expect("there is room again");
    write(store, |work| register(work, "孙七", "13800000007").map(drop)).expect("and again");
}

/// A small disk of its own: a tmpfs in a mount namespace. `None` where this machine does not allow one.
fn small_disk(sabotage: &str) -> Option<String> {
    let allowed = std::process::Command::new("unshare").args(["-Urm", "true"]).output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let (project, disk) = (Project::new(), tempfile::tempdir().expect("tempdir"));
    let inner = child("fill", disk.path(), sabotage);
    let mut process = std::process::Command::new("unshare");
    process.args([
        "-Urm",
        "sh",
        "-c",
        "mount -t tmpfs -o size=2m tmpfs \"$ANCHANG_DB\" && exec \"$@\"",
        "sh",
    ]);
    process.arg(inner.get_program()).args(inner.get_args()).env("ANCHANG_FROM", &project.db);
    process.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    process.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped());
    let mut running = Running::start(process);
    let said = running.hear_rest();
    assert!(running.wait(), "the child came to its end: {said:?}");
    said.last().cloned()
}

#[test]
fn a_full_disk_says_so_and_loses_nothing() {
    let Some(said) = small_disk("") else {
        println!("disk full: no mount namespaces here, only the page limit was tested");
        return;
    };
    println!("disk full on a tmpfs of 2 MiB: {said}");
    assert!(said.ends_with("missing 0 error Full findings 0"), "{said}");
}

#[test]
fn an_acknowledgement_before_the_commit_is_found_out_on_a_full_disk() {
    if let Some(said) = small_disk("ack_early") {
        assert!(!said.contains("missing 0"), "{said}");
    }
}

/// The same without a disk of its own, by a limit on the file: it runs everywhere.
#[test]
fn a_file_that_may_not_grow_says_so_and_loses_nothing() {
    let project = Project::new();
    let store = project.store();
    let pages: i64 = store.conn.pragma_query_value(None, "page_count", |row| row.get(0)).expect("reads");
    store.conn.pragma_update(None, "max_page_count", pages + 30).expect("a limit");
    let full = until_full(&store);
    assert_eq!(full.error, "Full");
    check_after_full(&store, &full, || {
        store.conn.pragma_update(None, "max_page_count", pages + 300).expect("room");
    });
    assert_eq!(missing(&store, &full.acks), 0);
    drop(store);
    assert_clean(&project.db);
}
