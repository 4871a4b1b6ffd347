//! `show roster`: who is next, why, and who was received, as plain text and for programs.

use crate::office::Office;

/// An office that is open all day and all night: a test does not choose its hour.
fn open() -> Office {
    let office = Office::founded();
    for (name, roles) in [("王磊", "consultant"), ("赵敏", "consultant"), ("小何", "reception")] {
        let fields = ["staff.add", &format!("name={name}"), &format!("roles={roles}"), "pin=135790"];
        office.act("李静", &fields).ok();
    }
    for (name, value) in [("work_start", "0:00"), ("work_end", "24:00")] {
        let fields = ["policy.set", &format!("name={name}"), &format!("value={value}"), "reason=全天"];
        office.act("李静", &fields).ok();
    }
    for name in ["王磊", "赵敏"] {
        office.act("小何", &["roster.sign_in", &format!("who={name}")]).ok();
    }
    office.act("小何", &["roster.confirm"]).ok();
    office
}

#[test]
fn the_order_the_reasons_and_the_receptions_can_be_read() {
    let office = open();
    office.act("小何", &["roster.guest", "kind=first"]).ok();
    office.act("小何", &["roster.register", "name=孙先生", "phone=13911110001", "source=online"]).ok();
    let rows = office.run(&["show", "roster", "--format", "json"]).json();
    assert_eq!((rows[0]["name"].as_str(), rows[0]["place"].as_i64()), (Some("赵敏"), Some(1)));
    assert_eq!(rows[0]["state"], "door", "whoever writes the register steps up");
    assert_eq!((rows[1]["name"].as_str(), rows[1]["state"].as_str()), (Some("王磊"), Some("serving")));
    assert_eq!((rows[1]["new"].as_i64(), rows[1]["place"].as_i64()), (Some(1), None));

    let zh = office.run(&["show", "roster", "--explain", "赵敏", "--lang", "zh"]).ok();
    assert!(zh.starts_with("赵敏 当值: ") && zh.contains("在门口位 (规则 1.1.2)"), "{zh}");
    assert!(zh.lines().count() >= 3, "every step of the day: {zh}");
    let en = office.run(&["show", "roster", "--explain", "王磊", "--lang", "en"]).ok();
    assert!(
        en.contains("王磊 has been with a guest (reception 1) since ") && en.contains("made up (rule 1.1.4)"),
        "{en}"
    );

    let receptions = office.run(&["show", "roster", "--receptions", "--format", "json"]).json();
    let first = &receptions[0];
    assert_eq!((first["who"].as_str(), first["witness"].as_str()), (Some("王磊"), Some("赵敏")));
    assert_eq!((first["kind"].as_str(), first["turn"].as_str()), (Some("first"), Some("queue")));
    assert_eq!(first["guest"], "孙* 139****0001", "masked");
    assert!(first["ended"].is_null());
}

#[test]
fn whoever_is_not_on_the_table_and_other_days_are_said_in_words() {
    let office = open();
    let nobody = office.run(&["show", "roster", "--explain", "李静", "--lang", "zh"]);
    assert!(nobody.refused(1).contains("李静 今天没有签到"));
    let unknown = office.run(&["show", "roster", "--explain", "何人"]);
    assert_ne!(unknown.code, 0);
    let other = office.run(&["show", "roster", "--day", "2020-01-01", "--format", "json"]).json();
    assert_eq!(other, serde_json::json!([]));
    assert_ne!(office.run(&["show", "roster", "--day", "someday"]).code, 0);
    let now = office.run(&["show", "roster", "--as-of", "-0m", "--format", "json"]).json();
    assert_eq!(now.as_array().unwrap().len(), 2);
    let before = office.run(&["show", "roster", "--as-of", "-1d", "--lang", "zh"]);
    assert!(before.err.contains("项目"), "a day before the project was founded: {}", before.err);
}

#[test]
fn switches_are_set_by_their_words_and_shown_so() {
    let office = open();
    office.act("李静", &["policy.set", "name=base_order", "value=fewest_new", "reason=试行"]).ok();
    let shown = office.run(&["show", "policy", "--lang", "zh"]).ok();
    assert!(shown.contains("新客少者先"), "{shown}");
    let wrong = office.act("李静", &["policy.set", "name=base_order", "value=random", "reason=x"]);
    let said = wrong.refused(1);
    assert!(said.contains("random") && said.contains("cyclic") && said.contains("fewest_new"), "{said}");
    let clock = office.act("李静", &["policy.set", "name=work_start", "value=25:00", "reason=x"]);
    assert!(clock.refused(1).contains("25:00"));
}
