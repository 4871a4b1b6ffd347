//! List prices 表价: a new version each time, half-up to the fen (RULES 1.16), figures calculated by hand.

use anchang::domain::money::Fen;
use anchang::text::{cli, unit as words};
use serde_json::json;

use crate::office::{ASSISTANT, MANAGER, Office, is_refused, remedy};

const U: &str = "unit:3-1-1203";

fn price(office: &Office, unit: &str) -> (u32, i64, i64) {
    let price = office.unit(unit).price;
    (price.version, price.quote.unit_price.0, price.quote.total.0)
}

#[test]
fn a_unit_price_makes_the_total() {
    let mut office = Office::new();
    // 52,229.87 x 125.53 = 6,556,415.5811
    assert_eq!(price(&office, "3-1-1203"), (1, 5_222_987, 655_641_558));
    let head = office.head();
    office.done(MANAGER, "unit.price", "units=3-1-1203; unit_price=53,000; reason=公司调价1号");
    // 53,000 x 125.53 = 6,653,090
    assert_eq!(price(&office, "3-1-1203"), (2, 5_300_000, 665_309_000));
    office.recorded(
        head,
        &[(
            U,
            "unit.priced",
            json!({
                "from": {"unit_price": 5_222_987, "total": 655_641_558, "basis": "gross"},
                "to": {"unit_price": 5_300_000, "total": 665_309_000, "basis": "gross"},
                "reason": "公司调价1号",
            }),
        )],
    );
    let earlier = office.unit("3-1-1203").earlier_prices;
    assert_eq!(
        earlier.iter().map(|p| (p.version, p.quote.total)).collect::<Vec<_>>(),
        [(1, Fen(655_641_558))]
    );
}

#[test]
fn half_a_fen_goes_up() {
    let mut office = Office::new();
    // 12,345.65 x 80.50 = 993,824.825: half-up 993,824.83 (half-to-even would be .82)
    assert_eq!(price(&office, "3-1-1206"), (1, 1_234_565, 99_382_483));
    office.done(MANAGER, "unit.price", "units=3-1-1206; unit_price=12,345.63; reason=r");
    // 12,345.63 x 80.50 = 993,823.215
    assert_eq!(price(&office, "3-1-1206"), (2, 1_234_563, 99_382_322));
}

#[test]
fn a_total_makes_the_unit_price() {
    let mut office = Office::new();
    office.done(MANAGER, "unit.price", "units=3-1-1203; total=650万; reason=r");
    // 6,500,000 / 125.53 = 51,780.4508...
    assert_eq!(price(&office, "3-1-1203"), (2, 5_178_045, 650_000_000));
    let both = "units=3-1-1204,3-1-1205; total=400万; reason=r";
    office.refuses(MANAGER, "unit.price", both, cli::TOTAL_FOR_ONE, Some("total"));
}

#[test]
fn a_percentage_moves_the_unit_price_and_the_total_follows() {
    let mut office = Office::new();
    office.done(MANAGER, "unit.price", "units=3-1-1203; change=+2; reason=r");
    // 52,229.87 x 1.02 = 53,274.4674 -> 53,274.47; x 125.53 = 6,687,544.2191
    assert_eq!(price(&office, "3-1-1203"), (2, 5_327_447, 668_754_422));
    office.done(MANAGER, "unit.price", "units=3-1-1204; change=-1.5%; reason=r");
    // 50,000 x 0.985 = 49,250; x 88.50 = 4,358,625
    assert_eq!(price(&office, "3-1-1204"), (2, 4_925_000, 435_862_500));
}

#[test]
fn several_units_each_get_their_own_version() {
    let mut office = Office::new();
    let head = office.head();
    office.done(MANAGER, "unit.price", "units=3-1-*; change=1; reason=r");
    let streams: Vec<String> = office.since(head).iter().map(|e| e.stream.clone()).collect();
    assert_eq!(streams, ["unit:3-1-1203", "unit:3-1-1204", "unit:3-1-1205", "unit:3-1-1206"]);
    assert_eq!(price(&office, "3-1-1205").0, 2);
    assert_eq!(price(&office, "3-2-0101").0, 1);
    office.done(MANAGER, "unit.price", "units=3-1-1205; change=1; reason=r");
    assert_eq!(price(&office, "3-1-1205").0, 3);
}

#[test]
fn exactly_one_way_of_saying_the_price() {
    let mut office = Office::new();
    for fields in ["", "unit_price=1; total=1; ", "total=1; change=1; "] {
        let fields = format!("units=3-1-1203; {fields}reason=r");
        office.refuses(MANAGER, "unit.price", &fields, cli::ONE_PRICE, Some("unit_price"));
    }
    let silent = "units=3-1-1203; change=1";
    office.refuses(MANAGER, "unit.price", silent, cli::FIELD_MISSING, Some("reason"));
}

#[test]
fn odd_prices_are_refused() {
    let mut office = Office::new();
    for (field, value) in
        [("unit_price", "0"), ("unit_price", "-1"), ("total", "0"), ("change", "-100"), ("change", "-250")]
    {
        let fields = format!("units=3-1-1203; {field}={value}; reason=r");
        office.refuses(MANAGER, "unit.price", &fields, words::PRICE_NOT_POSITIVE, Some(field));
    }
    for (field, value) in [("unit_price", "52229.87"), ("change", "0")] {
        let fields = format!("units=3-1-1203; {field}={value}; reason=r");
        office.refuses(MANAGER, "unit.price", &fields, words::PRICE_SAME, Some(field));
    }
    let words = "units=3-1-1203; unit_price=多少; reason=r";
    office.refuses(MANAGER, "unit.price", words, cli::FIELD_WRONG, Some("unit_price"));
}

#[test]
fn a_claimed_unit_keeps_the_price_it_was_offered_at() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#1");
    for (unit, why) in [("3-1-1203", words::STANDS_HELD), ("3-1-1204", words::STANDS_RESERVED)] {
        let priced = office.act(MANAGER, "unit.price", &format!("units={unit}; change=1; reason=r"));
        is_refused(&priced, why, Some("unit"));
        assert_eq!(remedy(&priced), Some(words::PRICE_REMEDY));
    }
    // One claimed unit among those that were named, and none of them changes.
    let head = office.head();
    assert!(office.act(MANAGER, "unit.price", "units=3-1-1203,3-1-1205; change=1; reason=r").is_err());
    assert_eq!(office.head(), head);
    // A pattern means those that fit; the others are told.
    let done = office.done(MANAGER, "unit.price", "units=3-1-*; change=1; reason=r");
    assert_eq!(done.skipped.len(), 2, "{:?}", done.skipped);
    for unit in ["3-1-1203", "3-1-1204"] {
        assert!(office.since(head).iter().all(|e| e.stream != format!("unit:{unit}")));
    }
    office.refuses(
        MANAGER,
        "unit.price",
        "units=3-1-1203..3-1-1204; change=1; reason=r",
        words::STANDS_HELD,
        Some("unit"),
    );
    let far = "units=3-1-1205; change=+31; reason=r";
    office.refuses(MANAGER, "unit.price", far, words::PRICE_CHANGE_TOO_FAR, Some("change"));
    let digits = "units=3-1-1205; unit_price=99999999999; reason=r";
    office.refuses(MANAGER, "unit.price", digits, words::PRICE_TOO_HIGH, Some("unit_price"));
    office.done(MANAGER, "unit.withhold", "units=3-1-1205; reason=repricing");
    office.done(MANAGER, "unit.price", "units=3-1-1205,9-1-0101; change=1; reason=r");
}
