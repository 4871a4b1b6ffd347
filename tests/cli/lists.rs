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
        &["show", "roster"],
        &["export"],
        &["export", "log"],
        &["export", "visits"],
        &["print"],
        &["print", "roster"],
        &["print", "ruling"],
        &["print", "subscription"],
        &["print", "plan"],
        &["print", "sales"],
        &["export", "deals"],
        &["show", "deals"],
        &["show", "deal"],
        &["show", "applications"],
        &["show", "receipts"],
        &["show", "papers"],
        &["show", "discounts"],
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
        assert!(!zh.contains("Options:") && !zh.contains("OPTIONS"), "{args:?}: {zh}");
        assert_eq!(en.matches("Options:").count(), 1, "{args:?}: {en}");
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

#[test]
fn help_is_asked_for_in_any_way_people_try() {
    let office = Office::empty();
    for (args, same) in [
        (&["help"][..], &["--help"][..]),
        (&["help", "show", "units"], &["show", "units", "--help"]),
        (&["--lang", "zh", "help", "do"], &["do", "--help", "--lang", "zh"]),
        (&["help", "do", "unit.hold"], &["do", "unit.hold", "--help"]),
        (&["do", "锁房", "--help"], &["do", "unit.hold", "--help"]),
    ] {
        let (asked, help) = (office.run(args).ok(), office.run(same).ok());
        assert_eq!(asked, help, "{args:?}");
    }
    let help = office.run(&["do", "unit.encumber", "--help"]).ok();
    for named in ["units=..", "[consent=..]", "mortgage, seizure", "Manager", "Assistant"] {
        assert!(help.contains(named), "{named}: {help}");
    }
    assert!(!help.contains("mortgage mortgage"), "{help}");
}

#[test]
fn actions_are_found_by_name_and_slips_are_pointed_out() {
    let office = Office::open();
    let held = office.act("孙悦", &["锁房", "unit=三栋一单元1203室", "consultant=王磊"]).ok();
    assert!(held.contains("3-1-1203: held for 王磊"), "{held}");
    let refused = office.act("孙悦", &["unit.hodl", "unit=3-1-1203"]).refused(2);
    assert!(refused.contains("did you mean unit.hold?"), "{refused}");
    let bare = office.act("孙悦", &["unit.hold"]).refused(2);
    assert!(bare.contains("[guest]") && bare.contains("a unit, like 3-1-1203"), "{bare}");
}

#[test]
fn the_list_of_actions_says_who_alone_and_who_asks() {
    let office = Office::empty();
    let list = office.run(&["do", "--list", "--json"]).json();
    let action = |id: &str| list.as_array().unwrap().iter().find(|a| a["action"] == id).unwrap().clone();
    let hold = action("unit.hold");
    assert_eq!(hold["alone"], serde_json::json!(["assistant", "manager"]));
    assert_eq!(hold["asking"], serde_json::json!(["consultant", "team_lead"]));
    assert_eq!(hold["confirm"], serde_json::json!(["assistant", "manager"]));
    assert_eq!(hold["fields"][0]["name"], "unit");
    let correct = action("unit.correct");
    assert_eq!((&correct["alone"], &correct["two_people"]), (&serde_json::json!([]), &true.into()));
    assert_eq!(list.as_array().unwrap().len(), anchang::desk::ACTIONS.iter().count());
}

#[test]
fn units_are_asked_for_as_people_say_them_and_summed_up() {
    let office = Office::open();
    let same = |a: &[&str], b: &[&str]| {
        let run = |args: &[&str]| {
            let mut all = vec!["show", "units", "--format", "json"];
            all.extend(args);
            office.run(&all).json()
        };
        assert_eq!(run(a), run(b), "{a:?}");
        assert!(!run(a).as_array().unwrap().is_empty(), "{a:?}");
    };
    same(&["--building", "3栋", "--section", "1单元"], &["--building", "3", "--section", "1"]);
    same(&["--building", "三栋"], &["--building", "3"]);
    same(&["--status", "可售"], &["--status", "available"]);
    same(&["--status", "Available"], &["--status", "available"]);

    office.act("李静", &["unit.withhold", "units=3-1-1201", "reason=show_flat"]).ok();
    office.act("李静", &["unit.encumber", "units=3-1-1202", "kind=mortgage", "document=7", "consent=8"]).ok();
    office.run(&["do", "guest.add", "name=张三丰", "phone=13812345678", "--as", "王磊"]).ok();
    office.act("赵敏/李静", &["unit.hold", "unit=3-1-1203"]).ok();
    office.act("王磊", &["unit.wait", "unit=3-1-1203", "guest=#1"]).ok();
    let floor = office.run(&["show", "units", "--building", "3", "--floor", "12", "--lang", "zh"]).ok();
    for cell in ["销控 样板房", "可售 抵押", "锁房 候补1", "共 4 套: 销控 1、可售 2、锁房 1;"]
    {
        assert!(floor.contains(cell), "{cell}: {floor}");
    }
    let unit = office.unit("3-1-1203");
    assert_eq!(unit["waiting"], 1);
    assert_eq!(unit["waitlist"][0]["guest"], "张* 138****5678");
    assert_eq!(unit["waitlist"][0]["consultant"], "王磊");
    assert!(unit["waitlist"][0]["since"].as_str().unwrap().ends_with("+08:00"));

    let none = office.run(&["show", "units", "--status", "reserved"]);
    assert_eq!((none.code, none.out.as_str(), none.err.trim()), (0, "", "no unit matches"));
    assert_eq!(office.run(&["show", "units", "--status", "reserved", "--format", "json"]).ok().trim(), "[]");
    assert!(office.run(&["show", "units", "--unit", "9-9-901"]).refused(1).contains("9-9-901"));
    assert!(office.run(&["show", "units", "--status", "x"]).refused(2).contains("reserved"));
}

#[test]
fn areas_that_were_calculated_are_marked() {
    let office = Office::founded();
    let list = office.folder.path().join("list.csv");
    std::fs::write(&list, "栋号,单元,楼层,房号,单价,总价\n1,1,1,101,10000,1000000\n").unwrap();
    office.run(&["import", "units", list.to_str().unwrap(), "--as", "李静"]).ok();
    let shown = office.run(&["show", "units"]).ok();
    assert!(shown.contains("100.00~") && shown.contains("~ the area was calculated"), "{shown}");
}

#[test]
fn a_long_log_shows_its_end_and_says_so() {
    let office = Office::open();
    let shown = office.run(&["show", "log"]);
    assert_eq!((shown.code, shown.out.lines().count()), (0, 201));
    assert!(shown.err.contains("only the last 200"), "{}", shown.err);
    let all = office.run(&["show", "log", "--format", "json"]).json();
    assert!(all.as_array().unwrap().len() > 800);
    let some = office.run(&["show", "log", "--type", "unit.released"]);
    assert_eq!((some.out.lines().count(), some.err.as_str()), (417, ""));
}

#[test]
fn only_the_past_can_be_shown() {
    let office = Office::founded();
    for (at, named) in [("2999-01-01 10:00", "still to come"), ("2001-01-01T10:00:00", "no project yet")] {
        let refused = office.run(&["show", "units", "--as-of", at]).refused(2);
        assert!(refused.contains(named), "{refused}");
    }
}

#[test]
fn reveal_counts_a_consultants_own_guests_and_stands_where_it_means_something() {
    let office = Office::open();
    office.run(&["do", "guest.add", "name=张三丰", "phone=13812345678", "--as", "王磊"]).ok();
    office.run(&["do", "guest.add", "name=李四光", "phone=13912345678", "--as", "赵敏"]).ok();
    office.act("王磊/李静", &["unit.hold", "unit=3-1-1203", "guest=#1"]).ok();
    office.act("赵敏/李静", &["unit.hold", "unit=3-1-1204", "guest=#2"]).ok();
    for (list, who, rows) in
        [("guests", "王磊", 1), ("units", "王磊", 1), ("guests", "李静", 2), ("units", "李静", 2)]
    {
        let shown = office.run(&["show", list, "--reveal", "call", "--as", who]).ok();
        assert!(shown.contains("张三丰"), "{shown}");
        assert_eq!(shown.contains("李四光"), who == "李静", "{shown}");
        let log = office.run(&["show", "log", "--type", "staff.revealed", "--format", "json"]).json();
        let last = log.as_array().unwrap().last().unwrap();
        assert_eq!(last["payload"]["rows"], rows, "{list} {who}");
    }
    for list in ["staff", "log", "due", "policy"] {
        let refused = office.run(&["show", list, "--reveal", "call", "--as", "李静"]).refused(2);
        assert!(refused.contains("--reveal"), "{refused}");
    }
}

#[test]
fn a_bulk_answer_counts_every_event() {
    let office = Office::founded();
    office.run(&["import", "units", crate::office::shenzhen().to_str().unwrap(), "--as", "李静"]).ok();
    let said = office.act("李静", &["unit.release", "units=*", "permit=x"]).ok();
    assert_eq!(said.lines().count(), 22, "19 and the last, what is left out, where it stands: {said}");
    assert!(said.contains(".. and 397 more"), "416 units and the batch: {said}");
}

#[test]
fn an_import_names_what_is_new_missing_and_changed() {
    let office = Office::founded();
    let list = office.folder.path().join("list.csv");
    let write = |rooms: std::ops::Range<i32>, price: i32| {
        let mut text = "栋号,单元,楼层,房号,建筑面积,单价,总价\n".to_owned();
        for room in rooms {
            use std::fmt::Write;
            writeln!(text, "1,1,1,1{room:02},100,{price},{}", price * 100).unwrap();
        }
        std::fs::write(&list, text).unwrap();
    };
    let path = list.to_str().unwrap();
    write(1..31, 10_000);
    let said = office.run(&["import", "units", path, "--as", "李静"]).ok();
    assert!(said.contains("30 new units: 1-1-101, ") && said.contains("1-1-120 .. and 10 more"), "{said}");
    write(28..34, 9_000);
    let said = office.run(&["import", "units", path, "--dry-run"]).ok();
    assert!(said.contains("3 new units: 1-1-131, 1-1-132, 1-1-133\n"), "{said}");
    assert!(said.contains("1-1-120 .. and 7 more"), "{said}");
    assert!(said.contains("10,000.00 -> 9,000.00"), "{said}");
}
