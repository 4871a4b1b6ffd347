//! Price lists 价目表 coming in: what is added, changed, left as it is, left alone; all or nothing (DESIGN 6).

use anchang::desk::Failure;
use anchang::domain::area::Area;
use anchang::domain::money::Fen;
use anchang::domain::unit::Status;
use anchang::text::cli;
use serde_json::json;

use crate::office::{ASSISTANT, MANAGER, Office, is_refused, price_list};

#[test]
fn a_list_adds_changes_leaves_and_leaves_alone() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1205; consultant=顾问小陈");
    let list = price_list(&[
        ("3-1-1203", 12_553, 5_222_987), // as it is
        ("3-1-1204", 8_850, 5_100_000),  // another price
        ("3-1-1205", 8_850, 5_100_000),  // another price, but held
        ("3-1-1206", 8_060, 1_234_565),  // another area, and with it another total
        ("3-1-1207", 9_000, 5_000_000),  // new
    ]);
    let preview = office.desk.preview_import(&list).unwrap();
    assert_eq!((preview.added, preview.unchanged), (1, 1));
    let differences: Vec<_> = preview
        .differences
        .iter()
        .map(|d| (d.unit.to_string(), d.left_alone, d.unit_price, d.area))
        .collect();
    let raised = Some((Fen(5_000_000), Fen(5_100_000)));
    assert_eq!(
        differences,
        [
            ("3-1-1204".to_owned(), None, raised, None),
            ("3-1-1205".to_owned(), Some(Status::Held), raised, None),
            ("3-1-1206".to_owned(), None, None, Some((Area(8_050), Area(8_060)))),
        ]
    );
    let missing: Vec<String> = preview.missing.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["3-2-101", "9-1-101", "9-1-102"], "they stay, and are named");

    let head = office.head();
    office.import(MANAGER, list).unwrap();
    office.recorded(
        head,
        &[
            // 51,000 x 88.50 = 4,513,500
            (
                "unit:3-1-1204",
                "unit.priced",
                json!({"to": {"unit_price": 5_100_000, "total": 451_350_000, "basis": "gross"}}),
            ),
            ("unit:3-1-1206", "unit.facts_changed", json!({})),
            // 12,345.65 x 80.60 = 995,059.39
            (
                "unit:3-1-1206",
                "unit.priced",
                json!({"to": {"unit_price": 1_234_565, "total": 99_505_939, "basis": "gross"}}),
            ),
            ("unit:3-1-1207", "unit.imported", json!({})),
            ("project:1", "project.price_list_imported", json!({"added": 1, "changed": 2})),
        ],
    );
    assert_eq!(office.unit("3-1-1205").price.version, 1);
    assert_eq!(office.unit("3-1-1204").price.version, 2);
    assert_eq!(office.unit("3-1-1204").status, Status::Available, "a price list changes no status");
    assert_eq!(office.unit("3-1-1207").status, Status::Unreleased);
    assert_eq!(office.unit("3-2-101").status, Status::Available);
}

#[test]
fn a_list_that_says_nothing_new_is_refused() {
    let mut office = Office::new();
    let head = office.desk.head().unwrap();
    for list in [price_list(&[("3-1-1203", 12_553, 5_222_987)]), price_list(&[])] {
        is_refused(&office.import(MANAGER, list), cli::IMPORT_NOTHING, Some("list"));
    }
    assert_eq!(office.desk.head().unwrap(), head);
}

#[test]
fn a_total_rounded_to_whole_yuan_is_the_same_price() {
    let mut office = Office::new();
    let mut list = price_list(&[("3-1-1203", 12_553, 5_222_987)]);
    list.rows[0].quote.total = Fen::yuan(6_556_416); // 6,556,415.58 as matrix lists print it
    is_refused(&office.import(MANAGER, list), cli::IMPORT_NOTHING, Some("list"));
}

#[test]
fn a_preview_changes_nothing_and_an_import_takes_the_manager() {
    let mut office = Office::new();
    let head = office.desk.head().unwrap();
    let list = price_list(&[("3-1-1208", 9_000, 5_000_000)]);
    office.desk.preview_import(&list).unwrap();
    let alone = office.import(ASSISTANT, list);
    assert!(matches!(alone, Err(Failure::NeedsApproval(_))), "{alone:?}");
    assert_eq!(office.desk.head().unwrap(), head);
    assert!(office.desk.unit(&"3-1-1208".parse().unwrap()).unwrap().is_none());
}

#[test]
fn an_import_without_a_list_is_refused() {
    let mut office = Office::new();
    office.refuses(MANAGER, "unit.import", "", cli::FIELD_MISSING, Some("list"));
}

#[test]
fn what_the_next_list_leaves_out_is_kept() {
    let mut office = Office::new();
    let mut list = price_list(&[("3-1-1203", 12_553, 5_222_987)]);
    list.rows[0].facts.layout = Some("三室两厅".into());
    list.rows[0].facts.net_area = Some(Area(10_000));
    office.import(MANAGER, list).unwrap();
    office.import(MANAGER, price_list(&[("3-1-1203", 12_553, 5_300_000)])).unwrap();
    let facts = office.unit("3-1-1203").facts;
    assert_eq!((facts.layout.as_deref(), facts.net_area), (Some("三室两厅"), Some(Area(10_000))));
}
