//! Attribution 判客: every rule of RULES 1.2 with its default of RULES 4, the figures counted by hand.
//!
//! The office opens on Saturday 2026-11-28; guest #1 is 张三, #2 李四, #3 王五, nobody's yet.

use anchang::domain::attribution::{Attribution, Ground, Kind, Standing, Whose};
use anchang::domain::guest::{GuestId, Share};
use anchang::domain::moment::Millis;
use anchang::text::{guest as words, people};
use serde_json::json;

use crate::guest_book::days;
use crate::office::{ASSISTANT, COLLEAGUE, CONSULTANT, MANAGER, NINE, Office, RECEPTION, is_refused};

fn of(office: &Office, guest: i64) -> Attribution {
    office.desk.attribution_of(GuestId(guest)).unwrap()
}

fn one(office: &Office, who: usize) -> Whose {
    Whose::Consultants(vec![Share { consultant: office.sitting(who).staff, percent: 100 }])
}

fn standings(attribution: &Attribution) -> Vec<(Ground, Kind, Standing)> {
    attribution.evidence.iter().map(|e| (e.ground, e.kind, e.standing)).collect()
}

fn visit(office: &mut Office, guest: i64, consultant: &str) {
    office.done(RECEPTION, "guest.visit", &format!("guest=#{guest}; source=网络; consultant={consultant}"));
}

fn follow(office: &mut Office, who: usize, guest: i64, reached: &str) {
    let fields = format!("guest=#{guest}; how=phone; reached={reached}; content=回访");
    office.done(who, "guest.follow_up", &fields);
}

#[test]
fn nobody_knows_a_stranger() {
    let office = Office::new();
    assert_eq!(of(&office, 1), Attribution::default());
    assert!(office.desk.attribution("13900000000").unwrap().is_empty());
    assert!(office.desk.attribution("").unwrap().is_empty());
}

#[test]
fn a_visit_protects_for_ten_days() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    assert_eq!(of(&office, 1).evidence[0].days_left, Some(10));
    days(&mut office, 10);
    let last_day = of(&office, 1);
    assert_eq!((last_day.whose, last_day.evidence[0].days_left), (Some(one(&office, CONSULTANT)), Some(0)));
    days(&mut office, 1);
    let over = of(&office, 1);
    assert_eq!(over.whose, None);
    assert_eq!(standings(&over), [(Ground::Phone, Kind::Visit, Standing::Lapsed)]);
}

#[test]
fn a_call_protects_for_fifteen_days() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.call", "phone=13800000001; source=网络");
    days(&mut office, 15);
    assert_eq!(of(&office, 1).whose, Some(one(&office, CONSULTANT)));
    days(&mut office, 1);
    assert_eq!(of(&office, 1).whose, None);
}

#[test]
fn protection_counts_from_the_last_effective_contact() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 5);
    // Phone off does not count.
    follow(&mut office, CONSULTANT, 1, "no");
    assert_eq!(of(&office, 1).evidence[0].days_left, Some(5));
    days(&mut office, 3);
    follow(&mut office, CONSULTANT, 1, "yes");
    let known = of(&office, 1);
    assert_eq!(known.evidence[0].days_left, Some(10), "ten days from the eighth day");
    assert_eq!(
        standings(&known),
        [
            (Ground::Phone, Kind::Visit, Standing::Live),
            (Ground::FollowUp, Kind::FollowUp, Standing::NotReached),
            (Ground::FollowUp, Kind::FollowUp, Standing::Live),
        ]
    );
    days(&mut office, 10);
    assert_eq!(of(&office, 1).whose, Some(one(&office, CONSULTANT)));
    days(&mut office, 1);
    assert_eq!(of(&office, 1).whose, None);
}

#[test]
fn a_follow_up_after_the_protection_does_not_bring_the_first_visit_back() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 11);
    visit(&mut office, 1, "顾问小沈");
    let known = of(&office, 1);
    assert_eq!((known.whose, known.others), (Some(one(&office, COLLEAGUE)), vec![]));
    // 小陈 follows a guest who is 小沈's now: that protects nothing.
    days(&mut office, 1);
    follow(&mut office, CONSULTANT, 1, "yes");
    let known = of(&office, 1);
    assert_eq!((known.whose, known.others), (Some(one(&office, COLLEAGUE)), vec![]));
}

#[test]
fn a_guest_followed_for_forty_days_goes_to_the_manager() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    for _ in 0..4 {
        days(&mut office, 9);
        follow(&mut office, CONSULTANT, 1, "yes");
    }
    // The 36th day; ten more would be the 46th, but the manager's turn comes after the 40th.
    assert_eq!(of(&office, 1).evidence[0].days_left, Some(4));
    days(&mut office, 4);
    assert_eq!(of(&office, 1).whose, Some(one(&office, CONSULTANT)));
    days(&mut office, 1);
    assert_eq!(of(&office, 1).whose, None);
    office.done(MANAGER, "guest.hand_over", "guest=#1; consultant=顾问小沈; reason=四十天未再到访");
    assert_eq!(of(&office, 1).whose, Some(one(&office, COLLEAGUE)));
}

#[test]
fn a_later_change_of_a_parameter_moves_no_protection() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    office.done(MANAGER, "policy.set", "name=visit_protect_days; value=3; reason=试行");
    visit(&mut office, 2, "顾问小陈");
    assert_eq!(
        (of(&office, 1).evidence[0].days_left, of(&office, 2).evidence[0].days_left),
        (Some(10), Some(3))
    );
}

#[test]
fn a_guest_who_forgot_the_name_can_be_claimed_for_two_days() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 3);
    let head = office.head();
    visit(&mut office, 1, "顾问小沈");
    office.recorded(
        head,
        &[
            ("guest:1", "guest.visited", json!({"claim_until": "2026-12-03"})),
            ("book:2026-12-01", "book.entered", json!({"kind": "returning"})),
        ],
    );
    let known = of(&office, 1);
    assert_eq!((known.whose, known.others), (Some(one(&office, CONSULTANT)), vec![one(&office, COLLEAGUE)]));
    // Not claimed: else belongs to the last receiver.
    days(&mut office, 2);
    assert_eq!(of(&office, 1).whose, Some(one(&office, CONSULTANT)), "the last day");
    days(&mut office, 1);
    let known = of(&office, 1);
    assert_eq!((known.whose.clone(), known.others.len()), (Some(one(&office, COLLEAGUE)), 0));
    assert_eq!(
        standings(&known),
        [(Ground::Phone, Kind::Visit, Standing::Unclaimed), (Ground::Phone, Kind::Visit, Standing::Live)]
    );
}

#[test]
fn who_claims_in_time_keeps_the_guest() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 3);
    visit(&mut office, 1, "顾问小沈");
    days(&mut office, 1);
    office.done(CONSULTANT, "guest.claim", "guest=#1; note=三天前接待过");
    days(&mut office, 3);
    let known = of(&office, 1);
    assert_eq!((known.whose, known.others), (Some(one(&office, CONSULTANT)), vec![one(&office, COLLEAGUE)]));
    let claim = "guest=#2; note=x";
    office.refuses(CONSULTANT, "guest.claim", claim, words::NOTHING_TO_CLAIM, Some("guest"));
}

#[test]
fn the_own_consultant_who_receives_again_needs_no_claim() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    let head = office.head();
    visit(&mut office, 1, "顾问小陈");
    assert!(office.since(head)[0].payload.contains("\"claim_until\":null"));
}

#[test]
fn immediate_family_is_one_customer_and_the_first_visit_wins() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 2);
    visit(&mut office, 2, "顾问小沈");
    assert_eq!(of(&office, 2).whose, Some(one(&office, COLLEAGUE)));
    let head = office.head();
    office.done(ASSISTANT, "guest.link", "guest=#2; to=#1; relation=配偶");
    office.recorded(
        head,
        &[
            ("guest:2", "guest.linked", json!({"to": 1, "relation": "spouse"})),
            ("guest:1", "guest.linked", json!({"to": 2, "relation": "spouse"})),
        ],
    );
    for guest in [1, 2] {
        let known = of(&office, guest);
        assert_eq!(known.whose, Some(one(&office, CONSULTANT)), "#{guest}");
        assert_eq!(known.others, [one(&office, COLLEAGUE)], "a conflict, to be ruled");
        assert_eq!(known.evidence.iter().filter(|e| e.ground == Ground::Family).count(), 1);
    }
    // A parent's child is linked the other way round; the family of the family is no immediate family.
    office.done(ASSISTANT, "guest.link", "guest=#3; to=#2; relation=parent");
    assert!(of(&office, 3).evidence.iter().all(|e| e.guest == GuestId(2)));
    assert_eq!(of(&office, 3).whose, Some(one(&office, COLLEAGUE)));
    office.refuses(
        ASSISTANT,
        "guest.link",
        "guest=#3; to=#2; relation=parent",
        words::LINKED_ALREADY,
        Some("to"),
    );
    office.refuses(ASSISTANT, "guest.link", "guest=#3; to=#3; relation=parent", words::LINK_SELF, Some("to"));
    office.done(ASSISTANT, "guest.unlink", "guest=#1; to=#2; reason=登记错");
    assert_eq!(of(&office, 2).whose, Some(one(&office, COLLEAGUE)));
    office.refuses(ASSISTANT, "guest.unlink", "guest=#1; to=#2; reason=r", words::NOT_LINKED, Some("to"));
}

#[test]
fn naming_comes_behind_a_registration() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "guest=#1; named=顾问小沈; consultant=顾问小陈");
    let known = of(&office, 1);
    assert_eq!(
        standings(&known),
        [(Ground::Phone, Kind::Visit, Standing::Live), (Ground::Naming, Kind::Visit, Standing::Live)]
    );
    assert_eq!((known.whose, known.others), (Some(one(&office, CONSULTANT)), vec![one(&office, COLLEAGUE)]));
    // Nobody has received them yet: then the name decides.
    office.done(RECEPTION, "guest.visit", "guest=#2; named=顾问小沈");
    assert_eq!(of(&office, 2).whose, Some(one(&office, COLLEAGUE)));
}

fn channel() -> Whose {
    Whose::Channel { company: "甲渠道".into(), broker: "A07".into() }
}

const REPORT: &str = "name=张三; phone=13800000001; company=甲渠道; broker=A07";

#[test]
fn a_report_half_an_hour_before_the_guest_comes_wins_for_thirty_days() {
    let mut office = Office::new();
    office.done(ASSISTANT, "guest.report", REPORT);
    office.refuses(ASSISTANT, "guest.report", REPORT, words::REPORTED_ALREADY, Some("broker"));
    assert_eq!(of(&office, 1).evidence[0].days_left, Some(30));
    office.later(30);
    visit(&mut office, 1, "顾问小陈");
    let known = of(&office, 1);
    assert_eq!((known.whose, known.others), (Some(channel()), vec![one(&office, CONSULTANT)]));
    days(&mut office, 31);
    assert!(of(&office, 1).evidence.iter().all(|e| e.standing == Standing::Lapsed));
}

#[test]
fn a_report_just_before_or_after_the_guest_comes_is_too_late() {
    let mut office = Office::new();
    office.done(ASSISTANT, "guest.report", REPORT);
    office.later(29);
    visit(&mut office, 1, "顾问小陈");
    let known = of(&office, 1);
    assert_eq!((known.whose.clone(), known.others.len()), (Some(one(&office, CONSULTANT)), 0));
    assert_eq!(known.evidence[0].standing, Standing::TooLate);
    // Behind a visit the earliest evidence wins.
    visit(&mut office, 2, "顾问小陈");
    office.later(60);
    office.done(ASSISTANT, "guest.report", "name=李四; phone=13800000002; company=甲渠道; broker=A07");
    let known = of(&office, 2);
    assert_eq!((known.whose, known.others), (Some(one(&office, CONSULTANT)), vec![channel()]));
}

#[test]
fn a_report_registers_who_is_not_known_yet_as_nobodys_guest() {
    let mut office = Office::new();
    let done =
        office.done(ASSISTANT, "guest.report", "name=赵六; phone=13800000006; company=甲渠道; broker=A07");
    assert_eq!(done.created.as_deref(), Some("#4"));
    assert_eq!(office.desk.guest(GuestId(4)).unwrap().unwrap().guest.consultant, None);
}

const MASKED: &str = "name=赵六; phone=138****0006; company=甲渠道; broker=A07";
const ARRIVES: &str = "name=赵六; phone=13800000006; source=网络; consultant=顾问小陈";

fn may_be(office: &Office, guest: i64) -> Vec<(i64, Whose)> {
    of(office, guest).maybe.into_iter().map(|report| (report.guest.0, report.whose)).collect()
}

#[test]
fn a_masked_report_counts_once_somebody_has_said_that_it_is_the_same_person() {
    let mut office = Office::new();
    office.done(ASSISTANT, "guest.report", MASKED);
    office.refuses(ASSISTANT, "guest.report", MASKED, words::REPORTED_ALREADY, Some("broker"));
    office.later(30);
    let done = office.done(RECEPTION, "guest.visit", ARRIVES);
    // The door and F6 say so; nothing counts by itself.
    assert_eq!((done.created.as_deref(), done.notes.len()), (Some("#5"), 1));
    assert_eq!(done.notes[0].text, words::MAY_BE);
    assert_eq!(may_be(&office, 5), [(4, channel())]);
    assert!(of(&office, 5).verdict().iter().any(|say| say.text == words::MAY_BE));
    assert_eq!((of(&office, 5).whose, of(&office, 5).others), (Some(one(&office, CONSULTANT)), vec![]));
    // A consultant does not decide it.
    let same = "guest=#4; into=#5; reason=核对后四位和姓名";
    let asked = office.act(CONSULTANT, "guest.merge", same);
    assert!(matches!(asked, Err(anchang::desk::Failure::NeedsApproval(_))));
    let head = office.head();
    office.done(ASSISTANT, "guest.merge", same);
    office.recorded(
        head,
        &[
            ("guest:4", "guest.merged", json!({"into": 5, "reason": "核对后四位和姓名"})),
            ("guest:5", "guest.took_over", json!({"from": 4})),
        ],
    );
    let known = of(&office, 5);
    assert_eq!((known.whose, known.others), (Some(channel()), vec![one(&office, CONSULTANT)]));
    assert!(known.maybe.is_empty());
    // The same broker's report lasts, masked or whole; and it can be taken back.
    office.refuses(ASSISTANT, "guest.report", MASKED, words::REPORTED_ALREADY, Some("broker"));
    let whole = MASKED.replace("****", "0000");
    office.refuses(ASSISTANT, "guest.report", &whole, words::REPORTED_ALREADY, Some("broker"));
    office.act_with(ASSISTANT, "guest.unmerge", "guest=#4; reason=不是同一人", MANAGER).unwrap();
    assert_eq!((of(&office, 5).whose, may_be(&office, 5).len()), (Some(one(&office, CONSULTANT)), 1));
}

#[test]
fn a_masked_report_is_as_late_as_any_other() {
    let mut office = Office::new();
    office.done(ASSISTANT, "guest.report", MASKED);
    office.later(29);
    office.done(RECEPTION, "guest.visit", ARRIVES);
    office.done(ASSISTANT, "guest.merge", "guest=#4; into=#5; reason=同一人");
    assert_eq!(of(&office, 5).evidence[0].standing, Standing::TooLate);
    // After its last day nobody is asked about it.
    office.done(ASSISTANT, "guest.report", &MASKED.replace("A07", "B11"));
    assert_eq!(may_be(&office, 5).len(), 1);
    days(&mut office, 31);
    assert_eq!(may_be(&office, 5), []);
}

#[test]
fn of_several_masked_reports_the_first_one_is_said_first() {
    let mut office = Office::new();
    office.done(ASSISTANT, "guest.report", &MASKED.replace("A07", "B11"));
    office.later(5);
    office.done(ASSISTANT, "guest.report", MASKED);
    // Another name, or other digits, is somebody else.
    office.done(ASSISTANT, "guest.report", &MASKED.replace("赵六", "赵七"));
    office.done(ASSISTANT, "guest.report", &MASKED.replace("138*", "139*"));
    office.done(RECEPTION, "guest.visit", ARRIVES);
    let brokers: Vec<i64> = may_be(&office, 8).into_iter().map(|(number, _)| number).collect();
    assert_eq!(brokers, [4, 5]);
    let other = "guest=#7; into=#8; reason=同一人";
    office.refuses(ASSISTANT, "guest.merge", other, words::PARTIAL_OTHER, Some("into"));
}

#[test]
fn a_masked_number_is_never_taken_for_a_whole_one() {
    let mut office = Office::new();
    office.done(ASSISTANT, "guest.report", MASKED);
    // Not as a guest, not as a duplicate, not by name beside a guest of that name.
    let follow = "guest=#4; how=phone; reached=yes; content=回访";
    office.refuses(RECEPTION, "guest.visit", "guest=#4; source=网络", words::PARTIAL_ONLY, Some("guest"));
    let typed = "guest=138****0006; source=网络";
    office.refuses(RECEPTION, "guest.visit", typed, people::NO_SUCH_GUEST, Some("guest"));
    office.refuses(CONSULTANT, "guest.follow_up", follow, words::PARTIAL_ONLY, Some("guest"));
    office.refuses(
        ASSISTANT,
        "guest.merge",
        "guest=#1; into=#4; reason=r",
        words::PARTIAL_ONLY,
        Some("into"),
    );
    let new = "name=赵六; phone=138****0006";
    office.refuses(RECEPTION, "guest.add", new, anchang::text::cli::PHONE_WRONG, Some("phone"));
    office.done(RECEPTION, "guest.add", "name=赵六; phone=13800000006");
    office.done(RECEPTION, "guest.visit", "guest=赵六; source=网络; consultant=顾问小陈");
    // Found by what is known of it, and shown as what it is.
    let found = |typed: &str| {
        let found = office.desk.find_guests(typed, 9).unwrap();
        found.into_iter().map(|guest| (guest.id.0, guest.masked)).collect::<Vec<_>>()
    };
    let (masked, whole) = ((4, "赵* 138????0006".to_owned()), (5, "赵* 138****0006".to_owned()));
    assert_eq!(found("13800000006"), std::slice::from_ref(&whole));
    assert_eq!(found("138****0006"), std::slice::from_ref(&masked));
    assert_eq!(found("0006"), [whole, masked]);
    // The number is personal data like any other.
    for event in office.since(0) {
        let hides =
            ["赵六", "138*", "138?", "13800000006"].iter().all(|secret| !event.payload.contains(secret));
        assert!(hides, "{event:?}");
    }
    office.done(MANAGER, "guest.forget", "guest=#4; reason=渠道要求");
    assert_eq!(may_be(&office, 5), []);
}

#[test]
fn a_masked_number_is_made_whole_by_a_correction() {
    let mut office = Office::new();
    office.done(ASSISTANT, "guest.report", MASKED);
    office
        .act_with(ASSISTANT, "guest.correct", "guest=#4; phone=13800000006; reason=渠道补报", MANAGER)
        .unwrap();
    office.later(30);
    let done = office.done(RECEPTION, "guest.visit", ARRIVES);
    assert_eq!((done.created, done.notes.len(), of(&office, 4).whose), (None, 0, Some(channel())));
}

#[test]
fn the_managers_ruling_settles_it_with_its_evidence_and_rules() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    let first = office.head() - 1;
    visit(&mut office, 1, "顾问小沈");
    let second = office.head() - 1;
    let rule = "guest=#1; consultant=顾问小陈; second=顾问小沈; reason=夫妻先后到访";
    let asked = office.act(ASSISTANT, "guest.rule", rule);
    assert!(matches!(asked, Err(anchang::desk::Failure::NeedsApproval(_))), "the ruling is the manager's");
    let head = office.head();
    office.done(MANAGER, "guest.rule", rule);
    let (chen, shen) = (office.sitting(CONSULTANT).staff, office.sitting(COLLEAGUE).staff);
    office.recorded(
        head,
        &[(
            "guest:1",
            "guest.ruled",
            json!({"shares": [{"consultant": chen.0, "percent": 50}, {"consultant": shen.0, "percent": 50}],
                "evidence": [first, second], "rules": ["RULES 1.2 (1)", "RULES 1.2 (6)"]}),
        )],
    );
    let known = of(&office, 1);
    assert_eq!(
        standings(&known),
        [
            (Ground::Phone, Kind::Visit, Standing::Settled),
            (Ground::Phone, Kind::Visit, Standing::Settled),
            (Ground::Ruling, Kind::Ruling, Standing::Live)
        ]
    );
    let halves = [chen, shen].map(|consultant| Share { consultant, percent: 50 });
    assert_eq!((known.whose, known.others.len()), (Some(Whose::Consultants(halves.to_vec())), 0));
    // It holds, whatever comes later, until somebody rules anew.
    visit(&mut office, 1, "顾问小沈");
    assert!(of(&office, 1).others.is_empty(), "half of the guest is theirs");
    office.done(MANAGER, "guest.rule", "guest=#1; consultant=顾问小沈; reason=客户书面说明");
    assert_eq!(of(&office, 1).whose, Some(one(&office, COLLEAGUE)));
    let twice = "guest=#1; consultant=顾问小沈; second=顾问小沈; reason=r";
    office.refuses(MANAGER, "guest.rule", twice, words::SAME_TWICE, Some("second"));
}

#[test]
fn what_was_to_be_done_for_a_guest_who_was_taken_back_waits_with_the_manager_for_whoever_has_them_next() {
    let hand = |to: &str| format!("guest=#1; consultant={to}; reason=重新分配");
    let rule = |to: &str| format!("guest=#1; consultant={to}; reason=裁定");
    let visit = "guest=#1; source=网络; consultant=顾问小沈";
    for (id, fields) in [
        ("guest.hand_over", hand("顾问小沈")),
        ("guest.rule", rule("顾问小沈")),
        ("guest.visit", visit.to_owned()),
    ] {
        let mut office = Office::new();
        office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
        office.done(CONSULTANT, "guest.follow_up", "guest=#1; how=phone; reached=yes; content=x; next=+3");
        office.done(CONSULTANT, "guest.appoint", "guest=#1; day=+2; time=10:00; consultant=顾问小陈");
        let owners = |office: &Office| {
            let dues = office.desk.alert_dues(30).unwrap();
            dues.iter().filter(|due| due.stream == "guest:1").map(|due| due.owner).collect::<Vec<_>>()
        };
        assert_eq!(owners(&office), [office.sitting(CONSULTANT).staff; 2]);
        // The assistant takes them back with the manager's PIN: it is the manager who decided.
        office.act_with(ASSISTANT, "guest.hand_over", "guest=#1; reason=收回", MANAGER).unwrap();
        assert_eq!(owners(&office), [office.sitting(MANAGER).staff; 2]);
        let who = if id == "guest.visit" { RECEPTION } else { MANAGER };
        office.done(who, id, &fields);
        assert_eq!(owners(&office), [office.sitting(COLLEAGUE).staff; 2], "{id}");
        assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
    }
}

#[test]
fn a_hand_over_takes_the_tasks_along() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    let follow = "guest=#1; how=phone; reached=yes; content=x; next=+3";
    office.done(CONSULTANT, "guest.follow_up", follow);
    office.done(CONSULTANT, "guest.appoint", "guest=#1; day=+1; time=10:00");
    office.done(MANAGER, "guest.hand_over", "guest=#1; consultant=顾问小沈; reason=离职移交");
    let owners: Vec<_> = office.desk.dues().unwrap().iter().map(|due| due.owner).collect();
    assert_eq!(owners, [office.sitting(COLLEAGUE).staff; 2]);
    let known = of(&office, 1);
    assert_eq!((known.whose, known.others.len()), (Some(one(&office, COLLEAGUE)), 0));
    let again = "guest=#1; consultant=顾问小沈; reason=r";
    office.refuses(MANAGER, "guest.hand_over", again, words::IS_THEIRS, Some("consultant"));
    office.done(MANAGER, "guest.hand_over", "guest=#1; reason=转回经理");
    assert_eq!(of(&office, 1).whose, None);
}

#[test]
fn without_a_follow_up_for_a_week_a_deal_would_count_as_given_up() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 7);
    assert_eq!(of(&office, 1).quiet_days, None);
    days(&mut office, 1);
    assert_eq!(of(&office, 1).quiet_days, Some(8));
    follow(&mut office, CONSULTANT, 1, "no");
    assert_eq!(of(&office, 1).quiet_days, None, "a record is a record");
}

#[test]
fn a_merged_guest_is_found_only_as_the_other_and_the_evidence_counts() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 1);
    visit(&mut office, 2, "顾问小沈");
    let head = office.head();
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    office.recorded(
        head,
        &[
            ("guest:1", "guest.merged", json!({"into": 2})),
            ("guest:2", "guest.took_over", json!({"from": 1})),
        ],
    );
    for typed in ["#1", "13800000001", "0001", "张三", "zs", "#2", "13800000002"] {
        let found: Vec<i64> = office.desk.find_guests(typed, 5).unwrap().iter().map(|g| g.id.0).collect();
        assert_eq!(found, [2], "{typed}");
        let whose: Vec<_> =
            office.desk.attribution(typed).unwrap().into_iter().map(|c| c.attribution.whose).collect();
        assert_eq!(whose, [Some(one(&office, CONSULTANT))], "{typed}");
    }
    assert_eq!(office.desk.find_guests("", 5).unwrap().len(), 2, "once only");
    assert!(
        !office
            .desk
            .log(&anchang::desk::LogFilter { stream: Some("guest:1".into()), ..Default::default() })
            .unwrap()
            .is_empty()
    );
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=13800000001");
    assert_eq!(office.unit("3-1-1203").holder().unwrap().1, Some(GuestId(2)));
    let bound = "guest=#2; into=#3; reason=r";
    office.refuses(ASSISTANT, "guest.merge", bound, words::MERGE_BOUND, Some("guest"));
    office.refuses(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=r", words::MERGE_SELF, Some("into"));
    // Forgetting them forgets both.
    office.done(CONSULTANT, "unit.give_back", "unit=3-1-1203");
    office.done(MANAGER, "guest.forget", "guest=#2; reason=本人申请");
    for (guest, phone) in [(1, "13800000001"), (2, "13800000002")] {
        assert!(office.desk.find_guests(phone, 5).unwrap().is_empty(), "{phone}");
        assert_eq!(
            office.desk.guest(GuestId(guest)).unwrap().unwrap().person,
            None,
            "nor in the vault: {phone}"
        );
    }
    let hold = "unit=3-1-1204; consultant=顾问小陈; guest=#1";
    office.refuses(ASSISTANT, "unit.hold", hold, people::NO_SUCH_GUEST, Some("guest"));
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn the_evidence_stands_in_the_order_of_the_rules() {
    let mut office = Office::new();
    visit(&mut office, 2, "顾问小沈");
    office.done(ASSISTANT, "guest.link", "guest=#1; to=#2; relation=sibling");
    follow(&mut office, CONSULTANT, 1, "yes");
    office.done(RECEPTION, "guest.visit", "guest=#1; named=顾问小沈; consultant=顾问小陈");
    let grounds: Vec<Ground> = of(&office, 1).evidence.iter().map(|e| e.ground).collect();
    assert_eq!(grounds, [Ground::Phone, Ground::Family, Ground::Naming, Ground::FollowUp]);
    assert_eq!(of(&office, 1).rules(), ["RULES 1.2 (1)", "RULES 1.2 (3)", "RULES 1.2 (4)", "RULES 1.2 (5)"]);
}

#[test]
fn the_evidence_follows_the_line() {
    let mut office = Office::new();
    // Reception does not know yet who receives.
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络");
    assert_eq!(of(&office, 1).whose, None);
    office.done(CONSULTANT, "guest.complete", "guest=#1; consultant=顾问小陈");
    assert_eq!(of(&office, 1).whose, Some(one(&office, CONSULTANT)));
    days(&mut office, 1);
    let mut correct = |what: &str| {
        let fields = format!("day=-1; register=visit; line=1; {what}; reason=写错");
        office.act_with(ASSISTANT, "book.correct", &fields, MANAGER).unwrap();
    };
    correct("what=consultant; value=顾问小沈");
    correct("what=at; value=8:15");
    assert_eq!(of(&office, 1).whose, Some(one(&office, COLLEAGUE)));
    assert_eq!(of(&office, 1).evidence[0].at, crate::office::NINE.plus_minutes(-45));
    let mut correct = |what: &str| {
        let fields = format!("day=-1; register=visit; line=1; {what}; reason=写错");
        office.act_with(ASSISTANT, "book.correct", &fields, MANAGER).unwrap();
    };
    correct("what=guest; value=#2");
    assert_eq!((of(&office, 1).whose, of(&office, 2).whose), (None, Some(one(&office, COLLEAGUE))));
    assert_eq!(of(&office, 2).evidence[0].days_left, Some(9), "ten days from the day of the visit");
    let fields = "day=-1; register=visit; line=1; what=struck; reason=误登";
    office.act_with(ASSISTANT, "book.correct", fields, MANAGER).unwrap();
    assert_eq!(of(&office, 2).whose, None);
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn an_old_visit_does_not_make_a_late_report_good() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 20);
    office.done(ASSISTANT, "guest.report", REPORT);
    office.later(10);
    visit(&mut office, 1, "顾问小沈");
    let known = of(&office, 1);
    assert_eq!((known.whose, known.others.len()), (Some(one(&office, COLLEAGUE)), 0));
}

#[test]
fn a_guest_by_halves_is_at_home_with_both() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    office.done(MANAGER, "guest.rule", "guest=#1; consultant=顾问小陈; second=顾问小沈; reason=两人共同接待");
    let head = office.head();
    visit(&mut office, 1, "顾问小沈");
    let visited = office.since(head).into_iter().find(|event| event.kind == "guest.visited").unwrap();
    let visited: serde_json::Value = serde_json::from_str(&visited.payload).unwrap();
    assert_eq!(visited["claim_until"], json!(null), "nobody has to claim their own half");
    let head = office.head();
    follow(&mut office, COLLEAGUE, 1, "yes");
    // 2026-11-28 and ten days.
    office.recorded(head, &[("guest:1", "guest.followed_up", json!({"protected_until": "2026-12-08"}))]);
    let known = of(&office, 1);
    assert!(known.is_of(office.sitting(CONSULTANT).staff) && known.is_of(office.sitting(COLLEAGUE).staff));
    assert!(!known.is_of(office.sitting(MANAGER).staff) && known.others.is_empty());
}

#[test]
fn a_ruling_is_not_lost_by_not_claiming() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    office.done(MANAGER, "guest.rule", "guest=#1; consultant=顾问小陈; reason=首访在先");
    follow(&mut office, CONSULTANT, 1, "yes");
    visit(&mut office, 1, "顾问小沈");
    days(&mut office, 3);
    let known = of(&office, 1);
    assert_eq!(known.whose, Some(one(&office, CONSULTANT)), "it holds until somebody rules anew");
    let ruling = known.evidence.iter().find(|e| e.kind == Kind::Ruling).unwrap();
    assert_eq!(ruling.standing, Standing::Live);
}

#[test]
fn what_was_still_to_be_done_goes_with_a_merged_guest() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    let follow = "guest=#1; how=phone; reached=yes; content=要大户型; grade=a; next=+2";
    office.done(CONSULTANT, "guest.follow_up", follow);
    office.done(CONSULTANT, "guest.appoint", "guest=#1; day=+1; time=10:00");
    let before = office.desk.dues().unwrap();
    assert_eq!(before.len(), 2);
    let chen = office.sitting(CONSULTANT).staff.0;
    let head = office.head();
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    office.recorded(
        head,
        &[
            ("guest:1", "guest.merged", json!({"into": 2})),
            ("guest:2", "guest.took_over", json!({"from": 1})),
            ("guest:2", "guest.carried_over", json!({"from": 1, "grade": "a", "next": {"day": "2026-11-30", "by": chen, "at": before.iter().map(|due| due.at.0).max()}})),
        ],
    );
    let after = office.desk.dues().unwrap();
    let facts = |dues: &[anchang::desk::DueRow]| {
        dues.iter().map(|due| (due.at, due.owner, due.kind)).collect::<Vec<_>>()
    };
    assert_eq!(facts(&after), facts(&before), "nobody waits in vain");
    assert!(after.iter().all(|due| due.stream == "guest:2"));
    // The survivor's own follow-up stays where it is the earlier one; their own appointment and grade stay in any case.
    let mut office = Office::new();
    for (guest, next, grade, at) in [(1, "+5", "c", "10:00"), (2, "+2", "b", "11:00")] {
        visit(&mut office, guest, "顾问小陈");
        let follow = format!("guest=#{guest}; how=phone; reached=yes; content=x; grade={grade}; next={next}");
        office.done(CONSULTANT, "guest.follow_up", &follow);
        office.done(CONSULTANT, "guest.appoint", &format!("guest=#{guest}; day=+1; time={at}"));
    }
    let own: Vec<_> = office.desk.dues().unwrap().into_iter().filter(|due| due.stream == "guest:2").collect();
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    assert_eq!(facts(&office.desk.dues().unwrap()), facts(&own));
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn a_report_counts_its_half_hour_by_the_minute_as_the_register_does() {
    for (report_s, visit_s, standing) in [
        (0, 20, Standing::TooLate),
        (30, 50, Standing::TooLate),
        (30, 60 * 29 + 50, Standing::TooLate),
        (30, 60 * 30 + 10, Standing::Live),
        (30, 60 * 30 + 50, Standing::Live),
    ] {
        let mut office = Office::new();
        office.clock.put(Millis(NINE.0 + report_s * 1000));
        office.done(ASSISTANT, "guest.report", REPORT);
        office.clock.put(Millis(NINE.0 + visit_s * 1000));
        visit(&mut office, 1, "顾问小陈");
        let report = of(&office, 1).evidence.into_iter().find(|e| e.kind == Kind::Report).unwrap();
        assert_eq!(report.standing, standing, "{report_s} {visit_s}");
    }
}

#[test]
fn what_a_merged_guest_did_the_survivor_did() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    office.done(CONSULTANT, "guest.call", "phone=13800000002; source=网络");
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    days(&mut office, 5);
    let head = office.head();
    follow(&mut office, CONSULTANT, 2, "yes");
    // Ten days from a visit, not fifteen from a call.
    office.recorded(head, &[("guest:2", "guest.followed_up", json!({"protected_until": "2026-12-13"}))]);
    days(&mut office, 9);
    follow(&mut office, CONSULTANT, 2, "yes");
    let refused = "guest=#2; source=网络; consultant=顾问小陈; kind=first";
    office.refuses(RECEPTION, "guest.visit", refused, words::KIND_OTHER, Some("kind"));
    let head = office.head();
    visit(&mut office, 2, "顾问小陈");
    office.recorded(
        head,
        &[
            ("guest:2", "guest.visited", json!({"kind": "returning"})),
            ("book:2026-12-12", "book.entered", json!({"kind": "returning"})),
        ],
    );
    // Merged once more: the visit of the first is the third's as well, and so is the manager's day.
    office.done(ASSISTANT, "guest.merge", "guest=#2; into=#3; reason=还是同一人");
    days(&mut office, 9);
    follow(&mut office, CONSULTANT, 3, "yes");
    for _ in 0..3 {
        days(&mut office, 9);
        follow(&mut office, CONSULTANT, 3, "yes");
    }
    days(&mut office, 3);
    let head = office.head();
    follow(&mut office, CONSULTANT, 3, "yes");
    // 2026-12-12 and forty days.
    office.recorded(head, &[("guest:3", "guest.followed_up", json!({"protected_until": "2027-01-21"}))]);
}

#[test]
fn a_line_of_somebody_merged_at_noon_is_completed_in_the_afternoon() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.visit", "guest=#1; source=网络; consent=yes");
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    office.done(CONSULTANT, "guest.complete", "guest=#2; consent=yes; sex=male");
    let book = office.desk.book(office.desk.today()).unwrap();
    assert!(!book.visits[0].missing.iter().any(|code| code == "sex"), "{:?}", book.visits[0].missing);
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn who_takes_consent_back_takes_back_what_they_said_under_another_number() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.visit", "guest=#1; source=网络; consent=yes");
    office.done(CONSULTANT, "guest.complete", "guest=#1; living_area=罗湖翠竹");
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    office.done(RECEPTION, "guest.consent", "guest=#2; consent=no");
    assert!(office.desk.answers(GuestId(1)).unwrap().is_empty());
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn a_colleagues_follow_up_leaves_the_task_of_whose_guest_it_is() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    office.done(CONSULTANT, "guest.follow_up", "guest=#1; how=phone; reached=yes; content=要大户型; next=+2");
    let before = office.desk.dues().unwrap();
    follow(&mut office, COLLEAGUE, 1, "no");
    assert_eq!(office.desk.dues().unwrap(), before);
    // Their own follow-up without a next date ends it.
    follow(&mut office, CONSULTANT, 1, "yes");
    assert!(office.desk.dues().unwrap().is_empty());
}

#[test]
fn a_guest_whose_protection_is_over_can_be_handed_to_the_same_consultant_again() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    let hand = "guest=#1; consultant=顾问小陈; reason=重新分配";
    office.refuses(MANAGER, "guest.hand_over", hand, words::IS_THEIRS, Some("consultant"));
    days(&mut office, 11);
    assert_eq!(of(&office, 1).whose, None);
    office.done(MANAGER, "guest.hand_over", hand);
    assert_eq!(of(&office, 1).whose, Some(one(&office, CONSULTANT)));
    // And back to the manager; but not twice.
    office.done(MANAGER, "guest.hand_over", "guest=#1; reason=收回");
    assert_eq!(of(&office, 1).whose, None);
    office.refuses(MANAGER, "guest.hand_over", "guest=#1; reason=收回", words::IS_THEIRS, Some("consultant"));
}

#[test]
fn a_line_that_turns_out_to_be_anothers_guest_gives_its_days_to_claim_from_then_on() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    visit(&mut office, 2, "顾问小沈");
    days(&mut office, 5);
    let fields = "day=-5; register=visit; line=1; what=guest; value=#2; reason=认错人";
    office.act_with(ASSISTANT, "book.correct", fields, MANAGER).unwrap();
    let known = of(&office, 2);
    assert_eq!((known.whose, known.others), (Some(one(&office, COLLEAGUE)), vec![one(&office, CONSULTANT)]));
    office.done(COLLEAGUE, "guest.claim", "guest=#2; note=我的客户");
    days(&mut office, 3);
    assert_eq!(of(&office, 2).whose, Some(one(&office, COLLEAGUE)));
}

#[test]
fn who_was_taken_for_family_and_is_the_same_person_is_the_same_person() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    office.done(ASSISTANT, "guest.link", "guest=#1; to=#2; relation=sibling");
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    let known = of(&office, 2);
    assert_eq!(standings(&known), [(Ground::Phone, Kind::Visit, Standing::Live)], "not by family");
    assert!(known.visited);
}

#[test]
fn a_merger_of_two_people_is_taken_back_by_two_people() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    office.later(5);
    visit(&mut office, 2, "顾问小沈");
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=看错");
    assert_eq!(of(&office, 2).whose, Some(one(&office, CONSULTANT)));
    let undo = |office: &mut Office, guest: &str| {
        office.act_with(ASSISTANT, "guest.unmerge", &format!("guest={guest}; reason=两个人"), MANAGER)
    };
    is_refused(&undo(&mut office, "张三"), words::MERGED_NUMBER, Some("guest"));
    is_refused(&undo(&mut office, "#2"), words::NOT_MERGED, Some("guest"));
    is_refused(&undo(&mut office, "#99"), words::NOT_MERGED, Some("guest"));
    let head = office.head();
    undo(&mut office, "#1").unwrap();
    office.recorded(
        head,
        &[
            ("guest:1", "guest.separated", json!({"reason": "两个人"})),
            ("guest:2", "guest.let_go", json!({"from": 1})),
        ],
    );
    assert_eq!(of(&office, 1).whose, Some(one(&office, CONSULTANT)));
    assert_eq!(of(&office, 2).whose, Some(one(&office, COLLEAGUE)));
    for (typed, found) in [("13800000001", 1), ("13800000002", 2)] {
        assert_eq!(office.desk.find_guests(typed, 5).unwrap()[0].id, GuestId(found));
    }
    is_refused(&undo(&mut office, "#1"), words::NOT_MERGED, Some("guest"));
    // Of a chain only one link is taken back.
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=r");
    office.done(ASSISTANT, "guest.merge", "guest=#2; into=#3; reason=r");
    undo(&mut office, "#1").unwrap();
    assert_eq!(office.desk.find_guests("13800000001", 5).unwrap()[0].id, GuestId(1));
    assert_eq!(office.desk.find_guests("13800000002", 5).unwrap()[0].id, GuestId(3));
    office.done(MANAGER, "guest.forget", "guest=#3; reason=本人申请");
    is_refused(&undo(&mut office, "#2"), words::NOT_MERGED, Some("guest"));
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn the_last_day_of_protection_is_a_day_of_protection() {
    // A contact on the tenth day carries on what began with the visit.
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 10);
    follow(&mut office, CONSULTANT, 1, "yes");
    days(&mut office, 1);
    assert_eq!(of(&office, 1).evidence[0].standing, Standing::Live);
    // Whom a colleague receives on the tenth day has two days more to be claimed, the second included.
    for (claims, whose) in [(true, CONSULTANT), (false, COLLEAGUE)] {
        let mut office = Office::new();
        visit(&mut office, 1, "顾问小陈");
        days(&mut office, 8);
        follow(&mut office, CONSULTANT, 1, "yes");
        days(&mut office, 10);
        visit(&mut office, 1, "顾问小沈");
        let known = of(&office, 1);
        assert_eq!(known.others, vec![one(&office, COLLEAGUE)], "both have evidence on that day");
        if claims {
            office.done(CONSULTANT, "guest.claim", "guest=#1; note=我的客户");
            follow(&mut office, CONSULTANT, 1, "yes");
        }
        days(&mut office, 3);
        let known = of(&office, 1);
        assert_eq!(known.whose, Some(one(&office, whose)), "{claims}");
        let lost = known.evidence.iter().any(|e| e.standing == Standing::Unclaimed);
        assert_eq!(lost, !claims);
    }
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 1);
    visit(&mut office, 1, "顾问小沈");
    days(&mut office, 2);
    office.done(CONSULTANT, "guest.claim", "guest=#1; note=我的客户");
    days(&mut office, 1);
    assert_eq!(of(&office, 1).whose, Some(one(&office, CONSULTANT)), "claimed on the second day");
}

#[test]
fn what_a_ruling_settled_lengthens_no_later_protection() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.call", "phone=13800000001; source=网络");
    office.done(MANAGER, "guest.rule", "guest=#1; consultant=顾问小沈; reason=先来过");
    days(&mut office, 1);
    visit(&mut office, 1, "顾问小陈");
    let known = of(&office, 1);
    let visit = known.evidence.iter().find(|e| e.kind == Kind::Visit).unwrap();
    assert_eq!(visit.days_left, Some(10), "not the call's fourteen");
}

#[test]
fn nothing_is_claimed_on_evidence_that_is_over() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    days(&mut office, 11);
    visit(&mut office, 1, "顾问小沈");
    let claim = "guest=#1; note=我的客户";
    office.refuses(CONSULTANT, "guest.claim", claim, words::NOTHING_TO_CLAIM, Some("guest"));
    // A channel reports anew when its report is over.
    office.done(ASSISTANT, "guest.report", "name=李四; phone=13800000002; company=甲渠道; broker=A07");
    days(&mut office, 30);
    let again = "name=李四; phone=13800000002; company=甲渠道; broker=A07";
    office.refuses(ASSISTANT, "guest.report", again, words::REPORTED_ALREADY, Some("broker"));
    days(&mut office, 1);
    office.done(ASSISTANT, "guest.report", again);
    assert_eq!(of(&office, 2).whose, Some(channel()));
}

#[test]
fn the_printed_register_knows_that_who_called_came_under_another_number() {
    use anchang::domain::register::Register;
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.call", "phone=13800000001; source=网络; consent=yes");
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    office.done(CONSULTANT, "guest.complete", "guest=#2; consent=yes; asked=学区");
    office.done(CONSULTANT, "guest.appoint", "guest=#2; day=+1; time=10:00");
    days(&mut office, 1);
    visit(&mut office, 2, "顾问小陈");
    let called = "2026-11-28".parse().unwrap();
    let sheet =
        anchang::paper::register::sheet(&office.desk, Register::Call, called, None, anchang::text::Lang::Zh);
    let sheet = serde_json::to_value(sheet.unwrap()).unwrap();
    let cells = ["cells", "rest"].into_iter().flat_map(|part| sheet["lines"][0][part].as_array().unwrap());
    let value = |code: &str| cells.clone().find(|cell| cell["code"] == code).unwrap()["value"].clone();
    assert!(value("came").as_str().unwrap().contains("11-29"), "{}", value("came"));
    assert!(value("appointment").as_str().unwrap().contains("10:00"), "{}", value("appointment"));
    assert_ne!(value("asked"), "", "on file");
}

#[test]
fn a_guest_whom_the_manager_took_back_is_not_won_back_by_a_follow_up() {
    let mut office = Office::new();
    visit(&mut office, 1, "顾问小陈");
    office.done(MANAGER, "guest.hand_over", "guest=#1; reason=服务不周");
    days(&mut office, 1);
    for who in [CONSULTANT, COLLEAGUE] {
        follow(&mut office, who, 1, "yes");
    }
    assert_eq!(of(&office, 1).whose, None);
    // Whom the manager gives them to, or who receives them in turn, follows them with effect.
    visit(&mut office, 1, "顾问小沈");
    days(&mut office, 9);
    follow(&mut office, COLLEAGUE, 1, "yes");
    days(&mut office, 9);
    assert_eq!(of(&office, 1).whose, Some(one(&office, COLLEAGUE)));
}

#[test]
fn whose_personal_data_are_ones_own_follows_the_evidence_and_ends_with_it() {
    // Given a guest who came with a consultant (RULES 1.0, 本人客户).
    let mut office = Office::new();
    let own = |office: &Office, who: usize| {
        office.desk.own_guests(office.sitting(who).staff).unwrap().contains(&GuestId(1))
    };
    visit(&mut office, 1, "顾问小陈");
    assert_eq!((own(&office, CONSULTANT), own(&office, COLLEAGUE)), (true, false));
    // When the time of that has run out, they are the guest of neither, though registered for the first.
    days(&mut office, 11);
    assert_eq!((own(&office, CONSULTANT), own(&office, COLLEAGUE)), (false, false));
    // A deal of a consultant shows its own people while it lives, whoever else has them.
    let document = "guest=#1; id_no=110101199003074514; address=深圳市南山区科苑路1号";
    office.done(COLLEAGUE, "guest.identify", document);
    let hold = "unit=3-1-1204; guest=#1; limit=passed; plan=one_payment; deposit=1万";
    office.act_with(COLLEAGUE, "deal.enter", hold, MANAGER).unwrap();
    assert_eq!((own(&office, CONSULTANT), own(&office, COLLEAGUE)), (false, true));
    office.done(COLLEAGUE, "deal.withdraw", "deal=RG-0001; reason=不买了");
    assert_eq!((own(&office, CONSULTANT), own(&office, COLLEAGUE)), (false, false));
}
