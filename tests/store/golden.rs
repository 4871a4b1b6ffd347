//! What was stored once is read for ever: a line for every (type, version), and a file as the first program made it.

use std::path::{Path, PathBuf};

use super::support::*;
use crate::domain::application::AppEvent;
use crate::domain::book::BookEvent;
use crate::domain::close::CloseEvent;
use crate::domain::complaint::ComplaintEvent;
use crate::domain::deal::DealEvent;
use crate::domain::discount::DiscountEvent;
use crate::domain::event::EventSet;
use crate::domain::guest::GuestEvent;
use crate::domain::paper::{PaperEvent, StockEvent};
use crate::domain::person::Pii;
use crate::domain::policy::PolicyEvent;
use crate::domain::project::ProjectEvent;
use crate::domain::receipt::ReceiptEvent;
use crate::domain::roster::RosterEvent;
use crate::domain::staff::StaffEvent;
use crate::domain::unit::UnitEvent;

/// One stored event: type, version, body as it was written.
struct Golden {
    kind: String,
    version: u16,
    payload: String,
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store").join(name)
}

fn golden() -> Vec<Golden> {
    let text = std::fs::read_to_string(here("golden/events.json")).expect("golden lines");
    text.lines()
        .map(|line| {
            #[derive(serde::Deserialize)]
            struct Line<'a> {
                r#type: String,
                ver: u16,
                #[serde(borrow)]
                payload: &'a serde_json::value::RawValue,
            }
            let line: Line = serde_json::from_str(line).expect("a line");
            Golden { kind: line.r#type, version: line.ver, payload: line.payload.get().to_owned() }
        })
        .collect()
}

fn check<S: EventSet>(family: &[&str]) {
    let all = golden();
    for (kind, version) in S::KINDS {
        assert!(
            all.iter().any(|line| line.kind == *kind && line.version == *version),
            "{kind} v{version} has no golden line: add one to tests/store/golden/events.json"
        );
    }
    for line in all.iter().filter(|line| family.iter().any(|f| line.kind.starts_with(f))) {
        let event = S::decode(&line.kind, line.version, &line.payload);
        let event = event.unwrap_or_else(|e| panic!("{} v{}: {e}", line.kind, line.version));
        // An old version may be written anew otherwise; what is written today must be what was written.
        if event.kind() == (line.kind.as_str(), line.version) {
            assert_eq!(event.encode(), line.payload, "{} v{}", line.kind, line.version);
        }
    }
}

#[test]
fn every_stored_event_is_read_for_ever() {
    check::<UnitEvent>(&["unit."]);
    check::<GuestEvent>(&["guest."]);
    check::<BookEvent>(&["book."]);
    check::<StaffEvent>(&["staff."]);
    check::<RosterEvent>(&["roster."]);
    check::<PolicyEvent>(&["policy."]);
    check::<ProjectEvent>(&["project.", "clock.", "log."]);
    check::<DealEvent>(&["deal."]);
    check::<AppEvent>(&["application."]);
    check::<ReceiptEvent>(&["receipt."]);
    check::<StockEvent>(&["stock."]);
    check::<PaperEvent>(&["paper."]);
    check::<DiscountEvent>(&["discount."]);
    check::<ComplaintEvent>(&["complaint."]);
    check::<CloseEvent>(&["day."]);
    let kinds = UnitEvent::KINDS.len()
        + GuestEvent::KINDS.len()
        + BookEvent::KINDS.len()
        + StaffEvent::KINDS.len()
        + RosterEvent::KINDS.len()
        + PolicyEvent::KINDS.len()
        + ProjectEvent::KINDS.len()
        + DealEvent::KINDS.len()
        + AppEvent::KINDS.len()
        + ReceiptEvent::KINDS.len()
        + StockEvent::KINDS.len()
        + PaperEvent::KINDS.len()
        + DiscountEvent::KINDS.len()
        + ComplaintEvent::KINDS.len()
        + CloseEvent::KINDS.len();
    let mut known: Vec<_> = golden().into_iter().map(|line| (line.kind, line.version)).collect();
    known.sort();
    known.dedup();
    assert!(known.len() >= kinds, "{} golden kinds, {kinds} in the program", known.len());
}

#[test]
fn an_unknown_type_or_version_is_not_guessed_at() {
    for (kind, version, payload) in
        [("unit.sold", 1, "{}"), ("unit.held", 99, "{}"), ("unit.held", 1, "{\"x\":1}")]
    {
        assert!(UnitEvent::decode(kind, version, payload).is_err(), "{kind} v{version}");
    }
}

/// Made once by `ANCHANG_MAKE_FROZEN=1 cargo test --lib golden`, by the program of that day; never made again.
#[test]
fn a_file_of_the_first_program_still_opens_and_verifies() {
    let frozen = here("frozen/v1.db");
    if std::env::var_os("ANCHANG_MAKE_FROZEN").is_some() && !frozen.exists() {
        make_frozen(&frozen);
    }
    let project = Project::of(&std::fs::read(&frozen).expect("the frozen file"));
    let store = project.store();
    let head = store.head().expect("reads").seq;
    assert!(head > 80, "{head}");
    let mut read = 0;
    store
        .each_event::<crate::store::StoreError>(0, |event| {
            read += 1;
            crate::desk::event_in_words(event).map(drop)
        })
        .expect("every event can be told in words");
    assert_eq!(read, head);
    drop(store);
    assert_clean(&project.db);
    let before = dump_of(&project.db).expect("reads");
    project.store().rebuild(&mut |_| ()).expect("rebuilds");
    assert!(dump_of(&project.db).expect("reads") == before, "migrated rows are those that a rebuild makes");
    let mut desk = project.desk();
    let manager = desk.sign_in(MANAGER, &Pii::new(PIN.into())).expect("the PIN of that day");
    act(&mut desk, &manager, "unit.hold", &[("unit", "3-1-1020"), ("consultant", "#2")])
        .expect("and work goes on");
    drop(desk);
    assert_clean(&project.db);
}

fn make_frozen(to: &Path) {
    let project = Project::new();
    let mut desk = project.desk();
    let manager = sign_in(&desk);
    let mut act = |id: &str, fields: &[(&str, &str)]| act(&mut desk, &manager, id, fields).expect(id);
    act("unit.hold", &[("unit", "3-1-1010"), ("consultant", "#2"), ("guest", "#2")]);
    act("unit.renew", &[("unit", "3-1-1010")]);
    act("unit.wait", &[("unit", "3-1-1010"), ("consultant", "#3"), ("guest", "#1")]);
    act("unit.unwait", &[("unit", "3-1-1010"), ("guest", "#1"), ("note", "另选")]);
    act("unit.give_back", &[("unit", "3-1-1010"), ("note", "未成")]);
    act("unit.withhold", &[("units", "3-1-1011"), ("reason", "show_flat"), ("note", "样板间")]);
    act("unit.lift", &[("units", "3-1-1011"), ("note", "撤样板间")]);
    act("unit.price", &[("units", "3-1-1012,3-1-1013"), ("change", "+2"), ("reason", "调价通知第2号")]);
    act("unit.encumber", &[("units", "3-1-1014"), ("kind", "mortgage"), ("document", "抵字第7号")]);
    act("unit.unencumber", &[("units", "3-1-1014"), ("kind", "mortgage"), ("document", "抵字第7号")]);
    act("policy.set", &[("name", "hold_min"), ("value", "45"), ("reason", "周末客多")]);
    act("staff.roles", &[("staff", "李四"), ("roles", "consultant,team_lead")]);
    act("guest.forget", &[("guest", "#1"), ("reason", "本人要求")]);
    drop(desk);
    let conn = project.raw();
    conn.execute("VACUUM INTO ?1", [to.to_str().expect("a path")]).expect("frozen");
}
