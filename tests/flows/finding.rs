//! Guests by what is typed (DESIGN 5: phone tail, name, pinyin or initials), masked; the grid's facts, now and as they
//! were; the units that a command wrote to.

use anchang::domain::guest::GuestId;
use anchang::domain::moment::Millis;
use anchang::domain::money::Fen;
use anchang::domain::staff::StaffId;
use anchang::domain::unit::Status;
use anchang::domain::unit_id::UnitId;

use crate::office::{ASSISTANT, CONSULTANT, MANAGER, NINE, Office, RECEPTION, price_list};

fn found(office: &Office, typed: &str) -> Vec<i64> {
    office.desk.find_guests(typed, 10).unwrap().iter().map(|guest| guest.id.0).collect()
}

#[test]
fn guests_are_found_by_number_phone_name_pinyin_and_initials() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.add", "name=曾国藩; phone=13900001003");
    office.done(RECEPTION, "guest.add", "name=John Smith; phone=+85291234567");
    for (typed, numbers) in [
        ("#2", vec![2]),
        (" ＃2 ", vec![2]),
        ("003", vec![4, 3]),
        ("００３", vec![4, 3]),
        ("1003", vec![4]),
        ("13800000001", vec![1]),
        ("+86 138 0000 0001", vec![1]),
        ("138-0000-0001", vec![1]),
        ("+85291234567", vec![5]),
        ("4567", vec![5]),
        ("张三", vec![1]),
        ("四", vec![2]),
        ("zs", vec![1]),
        ("wang", vec![3]),
        ("ZGF", vec![4]),
        ("smith", vec![5]),
        ("", vec![5, 4, 3, 2, 1]),
        ("  ", vec![5, 4, 3, 2, 1]),
        ("#9", vec![]),
        ("#", vec![]),
        ("#x", vec![]),
        ("138", vec![]),
        ("03", vec![]),
        ("1380000", vec![]),
        ("zl", vec![]),
        ("%", vec![]),
    ] {
        assert_eq!(found(&office, typed), numbers, "{typed:?}");
    }
}

/// DESIGN 5: an ID tail finds as well, and so does the whole number in any action that takes a guest (RULES 1.2 (2)).
#[test]
fn a_buyer_is_found_by_the_number_of_their_document() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.identify", "guest=#1; id_no=11010519491231002X");
    for (typed, numbers) in [
        ("002X", vec![1]),
        ("002x", vec![1]),
        ("1231002X", vec![1]),
        ("11010519491231002X", vec![1]),
        ("11010519491231002", vec![]),
        ("003X", vec![]),
    ] {
        assert_eq!(found(&office, typed), numbers, "{typed:?}");
    }
    office.done(
        CONSULTANT,
        "guest.follow_up",
        "guest=11010519491231002X; how=phone; reached=yes; content=x; next=+7",
    );
    office.done(MANAGER, "guest.forget", "guest=#1; reason=r");
    assert_eq!(found(&office, "002X"), Vec::<i64>::new());
}

/// Issue C: surnames that are read otherwise as surnames, from what reception types to the guest.
#[test]
fn guests_with_heteronym_surnames_are_found_by_the_reading_of_a_surname() {
    let mut office = Office::new();
    let surnames = [
        ("曾", "zeng"),
        ("单", "shan"),
        ("仇", "qiu"),
        ("解", "xie"),
        ("查", "zha"),
        ("盖", "ge"),
        ("区", "ou"),
        ("朴", "piao"),
        ("乐", "yue"),
        ("翟", "zhai"),
        ("尉迟", "yuchi"),
    ];
    for (at, (surname, _)) in surnames.iter().enumerate() {
        office.done(RECEPTION, "guest.add", &format!("name={surname}冰; phone=1390000{:04}", 2000 + at));
    }
    for (at, (surname, reading)) in surnames.iter().enumerate() {
        let guest = vec![4 + at as i64];
        // 冰 is read one way only, so that the whole name says that the surname was read.
        assert_eq!(found(&office, &format!("{reading}bing")), guest, "{surname}");
        assert_eq!(found(&office, &format!("{}B", reading.to_uppercase())), guest, "{surname}");
        assert!(found(&office, reading).contains(&guest[0]), "{surname}");
        let initials = if *surname == "尉迟" { "ycb".to_owned() } else { format!("{}b", &reading[..1]) };
        assert!(found(&office, &initials).contains(&guest[0]), "{surname} {initials}");
    }
}

#[test]
fn at_most_so_many_and_the_newest_first() {
    let office = Office::new();
    let ids = |typed, most| -> Vec<GuestId> {
        office.desk.find_guests(typed, most).unwrap().into_iter().map(|g| g.id).collect()
    };
    assert_eq!(ids("", 2), [GuestId(3), GuestId(2)]);
    assert_eq!(ids("000", 1), []);
    assert_eq!(ids("000", 0), []);
    assert_eq!(ids("#1", 0), []);
}

#[test]
fn names_and_numbers_stay_masked() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.add", "name=欧阳明; phone=13712345678");
    let guests = office.desk.find_guests("oym", 5).unwrap();
    assert_eq!(guests.len(), 1);
    assert_eq!(guests[0].masked, "欧* 137****5678");
    assert_eq!(guests[0].consultant, Some(office.sitting(CONSULTANT).staff));
    assert_eq!(office.desk.find_guests("#1", 5).unwrap()[0].consultant, None, "registered by reception");
}

#[test]
fn who_was_forgotten_is_never_found() {
    let mut office = Office::new();
    office.done(MANAGER, "guest.forget", "guest=#1; reason=本人要求");
    for typed in ["#1", "张三", "zs", "13800000001", "0001"] {
        assert_eq!(found(&office, typed), [] as [i64; 0], "{typed}");
    }
    assert_eq!(found(&office, ""), [3, 2]);
}

#[test]
fn facts_stand_in_the_order_of_the_grid() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#2");
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小沈; guest=#1");
    office.done(MANAGER, "unit.price", "units=3-1-1205; unit_price=51000; reason=r");
    let value = "unit=3-1-1206; what=layout; value=B2; reason=r";
    office.act_with(MANAGER, "unit.correct", value, ASSISTANT).unwrap();
    let value = "unit=3-1-1206; what=orientation; value=南; reason=r";
    office.act_with(MANAGER, "unit.correct", value, ASSISTANT).unwrap();
    let (grid, facts) = (office.desk.grid().unwrap(), office.desk.grid_facts().unwrap());
    assert_eq!(grid.len(), 7);
    assert_eq!(grid.len(), facts.len());
    for (row, fact) in grid.iter().zip(&facts) {
        let name = row.id.to_string();
        let staff = |who: usize| Some(office.sitting(who).staff);
        let (holder, guest) = match name.as_str() {
            "3-1-1203" => (staff(CONSULTANT), Some(GuestId(2))),
            "3-1-1204" => (staff(crate::office::COLLEAGUE), Some(GuestId(1))),
            _ => (None::<StaffId>, None),
        };
        assert_eq!((fact.holder, fact.guest), (holder, guest), "{name}");
        let price = match name.as_str() {
            "3-1-1203" => 5_222_987,
            "3-1-1204" => 5_000_000,
            "3-1-1205" => 5_100_000,
            "3-1-1206" => 1_234_565,
            "3-2-101" => 3_000_000,
            _ => 2_000_000,
        };
        assert_eq!(fact.unit_price, Fen(price), "{name}");
        let corrected = name == "3-1-1206";
        assert_eq!(fact.layout.as_deref(), corrected.then_some("B2"), "{name}");
        assert_eq!(fact.orientation.as_deref(), corrected.then_some("南"), "{name}");
    }
    // The replay of now is what the rows say.
    let replayed = office.desk.grid_as_of(office.now()).unwrap();
    assert_eq!(replayed, grid.into_iter().zip(facts).collect::<Vec<_>>());
}

#[test]
fn a_unit_and_the_grid_as_they_were() {
    let mut office = Office::new();
    let unit: UnitId = "3-1-1203".parse().unwrap();
    office.later(10);
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.later(5);
    office.done(MANAGER, "unit.price", "units=3-1-1204; change=1; reason=r");
    office.later(5);
    office.done(ASSISTANT, "unit.give_back", "unit=3-1-1203");
    let at = |minutes| NINE.plus_minutes(minutes);
    let status = |at: Millis| office.desk.unit_as_of(&unit, at).unwrap().map(|row| row.unit.status);
    assert_eq!(status(Millis(at(0).0 - 1)), None, "before it was entered");
    assert_eq!(status(at(0)), Some(Status::Available));
    assert_eq!(status(Millis(at(10).0 - 1)), Some(Status::Available));
    assert_eq!(status(at(10)), Some(Status::Held), "at that very moment it is");
    assert_eq!(status(at(19)), Some(Status::Held));
    assert_eq!(status(at(20)), Some(Status::Available));
    assert_eq!(status(at(9_999)), Some(Status::Available));
    let nowhere = "3-1-9999".parse().unwrap();
    assert_eq!(office.desk.unit_as_of(&nowhere, at(20)).unwrap(), None);
    for minutes in [0, 9, 10, 12, 15, 20, 60] {
        let units = office.desk.units_as_of(at(minutes)).unwrap();
        let grid = office.desk.grid_as_of(at(minutes)).unwrap();
        assert_eq!(units.len(), grid.len());
        for (row, (shown, facts)) in units.into_iter().zip(grid) {
            assert_eq!((&row.id, row.unit.status), (&shown.id, shown.status));
            assert_eq!(row.unit.price.quote.unit_price, facts.unit_price);
            assert_eq!(row.unit.hold.map(|h| h.consultant), facts.holder);
            let alone = office.desk.unit_as_of(&row.id, at(minutes)).unwrap();
            assert_eq!(alone, Some(row), "replayed alone as with all others, {minutes} minutes on");
        }
    }
}

#[test]
fn what_was_decided_while_the_clock_stood_still_is_replayed_so() {
    let mut office = Office::new();
    // A year's jump: time stands still until somebody confirms, and what is done meanwhile happens then.
    office.later(366 * 24 * 60);
    office.done(MANAGER, "unit.withhold", "units=3-1-1203; reason=show_flat");
    let row = office.desk.unit(&"3-1-1203".parse().unwrap()).unwrap().unwrap();
    let frozen = office.desk.project().unwrap().frozen;
    assert_eq!(row.unit.withheld.as_ref().map(|w| w.since), frozen);
    assert!(frozen.is_some());
    let replayed = office.desk.unit_as_of(&row.id, Millis(i64::MAX)).unwrap();
    assert_eq!(replayed, Some(row));
}

#[test]
fn a_command_names_every_unit_it_wrote_to() {
    let mut office = Office::new();
    let units = |done: &anchang::desk::Done| done.units.iter().map(ToString::to_string).collect::<Vec<_>>();
    let done = office.done(MANAGER, "unit.price", "units=3-1-1206,3-1-1203; change=1; reason=r");
    assert_eq!(units(&done), ["3-1-1203", "3-1-1206"]);
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1204; consultant=顾问小陈");
    let done = office.done(MANAGER, "unit.withhold", "units=3-1-*; reason=show_flat");
    assert_eq!(units(&done), ["3-1-1203", "3-1-1205", "3-1-1206"], "not the one that was passed over");
    // Several events of one unit name it once.
    let done = office.done(MANAGER, "unit.encumber", "units=3-1-1204; kind=seizure; document=D");
    assert_eq!(units(&done), ["3-1-1204"]);
    assert!(office.done(RECEPTION, "guest.add", "name=赵六; phone=13800000006").units.is_empty());
    // All of them, also where only the first hundred are put into words.
    let names: Vec<String> = (0..150).map(|n| format!("5-{}-{:02}01", 1 + n / 50, 1 + n % 50)).collect();
    let rows: Vec<(&str, i64, i64)> = names.iter().map(|n| (n.as_str(), 10_000, 2_000_000)).collect();
    let done = office.import(MANAGER, price_list(&rows)).unwrap();
    assert_eq!(done.units.len(), 150);
    assert!(done.says.len() < 150);
}

#[test]
fn guests_are_found_by_their_unit() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#2");
    office.done(ASSISTANT, "unit.wait", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    for typed in ["3-1-1203", "3栋1单元1203", "３－１－１２０３"] {
        assert_eq!(found(&office, typed), [2, 1], "{typed}: who has it, then who waits for it");
    }
    assert!(found(&office, "3-1-1204").is_empty(), "nobody's unit");
    assert!(found(&office, "9-9-999").is_empty(), "no unit, and nobody's phone");
}
