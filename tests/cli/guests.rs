//! The guest book from the command line: registers and attribution as plain text and as data.

use crate::office::Office;

fn opened() -> Office {
    let office = Office::open();
    office.act("李静", &["staff.add", "name=周倩", "roles=reception", "pin=135790"]).ok();
    let visit = ["guest.visit", "name=曾国藩", "phone=13812345678", "source=网络", "consultant=王磊"];
    office.act("周倩", &visit).ok();
    office.act("赵敏", &["guest.call", "phone=13987654321", "name=张三丰", "source=短信"]).ok();
    office
}

#[test]
fn the_registers_of_a_day_are_shown_masked() {
    let office = opened();
    for args in
        [&["show", "book"][..], &["show", "book", "--calls"], &["show", "guests"], &["show", "guest", "#1"]]
    {
        for format in ["table", "json", "csv"] {
            let mut args = args.to_vec();
            args.extend(["--format", format]);
            let shown = office.run(&args).ok();
            for private in ["曾国藩", "张三丰", "13812345678", "13987654321"] {
                assert!(!shown.contains(private), "{args:?}: {shown}");
            }
        }
    }
    let visits = office.run(&["show", "book", "--format", "json"]).json();
    let line = &visits[0];
    assert_eq!((line["line"].as_i64(), line["guest"].as_str()), (Some(1), Some("曾* 138****5678")));
    assert_eq!((line["kind"].as_str(), line["source"].as_str()), (Some("first"), Some("online")));
    assert_eq!((line["consultant"].as_str(), line["missing"][0].as_str()), (Some("王磊"), Some("consent")));
    let calls = office.run(&["show", "book", "--calls", "--day", "+0", "--format", "json"]).json();
    assert_eq!(calls[0]["consultant"], "赵敏");
    assert_eq!(
        office.run(&["show", "book", "--day", "-1", "--format", "json"]).json().as_array().unwrap().len(),
        0
    );
    office.run(&["show", "book", "--day", "someday"]).refused(2);
}

#[test]
fn one_guest_is_shown_with_the_evidence_and_what_happened() {
    let office = opened();
    for typed in ["#1", "13812345678", "5678", "zgf", "曾国藩"] {
        let guest = office.run(&["show", "guest", typed, "--format", "json"]).json();
        assert_eq!((guest["guest"].as_i64(), guest["whose"].as_str()), (Some(1), Some("王磊")), "{typed}");
        assert_eq!(
            (guest["by"].as_str(), guest["evidence"][0]["days_left"].as_i64()),
            (Some("phone"), Some(10))
        );
        assert_eq!(guest["history"].as_array().unwrap().len(), 2);
    }
    let shown = office.run(&["show", "guest", "#2"]).ok();
    assert!(shown.contains("Guest of 赵敏, by registered phone. 15 days of protection left."), "{shown}");
    let zh = office.run(&["show", "guest", "#2", "--lang", "zh"]).ok();
    assert!(zh.contains("归属: 赵敏, 依据: 电话登记。保护期还剩 15 天。"), "{zh}");
    office.run(&["show", "guest", "#9"]).refused(1);
    let several = office.run(&["show", "guest", "丰"]).ok();
    assert!(several.contains("#2"), "{several}");
    let found = office.run(&["show", "guests", "--search", "zsf", "--format", "json"]).json();
    assert_eq!((found.as_array().unwrap().len(), found[0]["guest"].as_i64()), (1, Some(2)));
}
