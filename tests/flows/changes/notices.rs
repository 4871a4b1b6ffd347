//! Reminders and notices 催签 (RULES 1.8, 1.12; Civil Code 565): nothing out of order, proof of delivery, days to act.

use anchang::desk::{Failure, Series};
use anchang::domain::deal::Notice;
use anchang::text::change as words;
use serde_json::json;

use super::house::*;
use crate::office::{ASSISTANT, CONSULTANT, FINANCE, LEADER, MANAGER, Office};

const DEMAND: &str = "deal=RG-0001; notice=demand; number=催字1号; via=ems";
const RESCISSION: &str = "deal=RG-0001; notice=rescission; number=解字1号; via=ems";

#[test]
fn a_reminder_is_written_down_with_how_whether_and_by_whom() {
    let mut office = subscribed();
    let head = office.head();
    office.done(CONSULTANT, "deal.remind", "deal=RG-0001; how=call; reached=no; note=无人接听");
    office.recorded(
        head,
        &[("deal:1", "deal.reminded", json!({"how": "call", "reached": false, "note": "无人接听"}))],
    );
    let reminders = deal(&office, 1).reminders;
    assert_eq!(reminders.len(), 1);
    assert_eq!(reminders[0].by, office.sitting(CONSULTANT).staff);
    assert_eq!(deal(&office, 1).sign_by, Some(day("2026-12-05")));
}

#[test]
fn no_demand_before_the_day_has_passed() {
    let mut office = subscribed();
    office.refuses(ASSISTANT, "deal.notice", DEMAND, words::NOT_OVERDUE, Some("deal"));
    days(&mut office, 7);
    office.refuses(ASSISTANT, "deal.notice", DEMAND, words::NOT_OVERDUE, Some("deal"));
    days(&mut office, 1);
    office.done(ASSISTANT, "deal.notice", DEMAND);
}

#[test]
fn demand_arrival_days_to_act_rescission_arrival_and_nothing_out_of_order() {
    let mut office = overdue();
    office.refuses(ASSISTANT, "deal.notice", RESCISSION, words::DEMAND_FIRST, Some("deal"));
    let proof = "deal=RG-0001; notice=demand; proof=EMS1234";
    office.refuses(ASSISTANT, "deal.delivered", proof, words::NOTHING_SENT, Some("notice"));
    office.done(ASSISTANT, "deal.notice", DEMAND);
    // Sent is not arrived (Civil Code 565).
    office.refuses(ASSISTANT, "deal.notice", RESCISSION, words::DEMAND_FIRST, Some("deal"));
    days(&mut office, 10);
    office.refuses(ASSISTANT, "deal.notice", RESCISSION, words::DEMAND_FIRST, Some("deal"));
    // Without proof it has not arrived.
    let missing = stays(&mut office, ASSISTANT, "deal.delivered", "deal=RG-0001; notice=demand");
    assert!(matches!(missing, Failure::Refused(_)), "{missing:?}");
    office.done(ASSISTANT, "deal.delivered", proof);
    office.refuses(ASSISTANT, "deal.delivered", proof, words::NOTHING_SENT, Some("notice"));
    // Three days from the arrival, the third included.
    let sent = deal(&office, 1);
    assert_eq!(sent.notice(Notice::Demand).unwrap().cure_by, Some(day("2026-12-19")));
    days(&mut office, 3);
    office.refuses(ASSISTANT, "deal.notice", RESCISSION, words::DEMAND_FIRST, Some("deal"));
    days(&mut office, 1);
    let out_of_order = "deal=RG-0001; notice=rescission; proof=EMS5678";
    office.refuses(ASSISTANT, "deal.delivered", out_of_order, words::NOTHING_SENT, Some("notice"));
    office.done(ASSISTANT, "deal.notice", RESCISSION);
    office.done(ASSISTANT, "deal.delivered", out_of_order);
    sound(&office);
}

#[test]
fn a_notice_arrives_between_the_day_it_was_sent_and_today() {
    let mut office = overdue();
    office.done(ASSISTANT, "deal.notice", DEMAND);
    days(&mut office, 2);
    for on in ["2026-12-05", "2026-12-09"] {
        let fields = format!("deal=RG-0001; notice=demand; proof=EMS1; on={on}");
        office.refuses(ASSISTANT, "deal.delivered", &fields, words::ARRIVED_RANGE, Some("on"));
    }
    office.done(ASSISTANT, "deal.delivered", "deal=RG-0001; notice=demand; proof=EMS1; on=2026-12-07");
    let sent = deal(&office, 1);
    let sent = sent.notice(Notice::Demand).unwrap();
    assert_eq!(sent.arrived, Some((day("2026-12-07"), "EMS1".to_owned())));
    assert_eq!(sent.cure_by, Some(day("2026-12-10")));
}

#[test]
fn the_day_that_the_notice_gives_never_comes_earlier_by_a_change_of_policy() {
    let mut office = overdue();
    office.done(MANAGER, "policy.set", "name=cure_days; value=10; reason=公司规定");
    office.done(ASSISTANT, "deal.notice", DEMAND);
    assert_eq!(deal(&office, 1).notice(Notice::Demand).unwrap().cure_by, Some(day("2026-12-16")));
    office.done(MANAGER, "policy.set", "name=cure_days; value=1; reason=公司规定");
    days(&mut office, 1);
    office.done(ASSISTANT, "deal.delivered", "deal=RG-0001; notice=demand; proof=EMS1");
    // The buyer holds a paper that says the 16th.
    assert_eq!(deal(&office, 1).notice(Notice::Demand).unwrap().cure_by, Some(day("2026-12-16")));
}

#[test]
fn days_to_act_are_working_days_where_the_house_says_so() {
    let mut office = overdue();
    office.done(MANAGER, "policy.set", "name=day_count; value=working; reason=公司规定");
    // Sunday 2026-12-06: three working days lead to Wednesday.
    office.done(ASSISTANT, "deal.notice", DEMAND);
    assert_eq!(deal(&office, 1).notice(Notice::Demand).unwrap().cure_by, Some(day("2026-12-09")));
    office.done(MANAGER, "policy.set", "name=cure_days; value=30; reason=公司规定");
    let arrived = "deal=RG-0001; notice=demand; proof=EMS1";
    office.refuses(ASSISTANT, "deal.delivered", arrived, words::YEAR_NOT_ENTERED, None);
}

#[test]
fn an_extension_after_a_demand_begins_the_ladder_anew() {
    let mut office = overdue();
    office.done(ASSISTANT, "deal.notice", DEMAND);
    office.done(ASSISTANT, "deal.delivered", "deal=RG-0001; notice=demand; proof=EMS1");
    let app = ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=7; evidence=延1; reason=出差");
    approve(&mut office, app, &[MANAGER]);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{app:04}"));
    office.refuses(ASSISTANT, "deal.notice", DEMAND, words::NOT_OVERDUE, Some("deal"));
    days(&mut office, 7);
    assert_eq!(today(&office), day("2026-12-13"));
    office.refuses(ASSISTANT, "deal.notice", RESCISSION, words::DEMAND_FIRST, Some("deal"));
}

#[test]
fn only_whoever_keeps_the_archive_sends_notices() {
    let mut office = overdue();
    for who in [CONSULTANT, FINANCE] {
        let failure = stays(&mut office, who, "deal.notice", DEMAND);
        assert!(matches!(failure, Failure::Denied(_)), "{failure:?}");
    }
}

#[test]
fn a_number_that_was_used_is_not_proposed_again_although_the_signing_was_put_off() {
    let mut office = overdue();
    let next = |office: &Office| office.desk.next_number(Series::Notice(Notice::Demand)).unwrap();
    assert_eq!(next(&office), "CQ-001");
    office.done(ASSISTANT, "deal.notice", "deal=RG-0001; notice=demand; number=CQ-011; via=ems");
    assert_eq!(next(&office), "CQ-012");
    let id = ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=7; evidence=延1; reason=出差");
    approve(&mut office, id, &[MANAGER]);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{id:04}"));
    assert_eq!(next(&office), "CQ-012");
}

#[test]
fn two_notices_never_have_one_number_also_of_another_deal_or_kind_or_before_an_extension() {
    let mut office = overdue();
    office.done(ASSISTANT, "deal.notice", DEMAND);
    office.refuses(ASSISTANT, "deal.notice", DEMAND, words::NOTICE_NO_USED, Some("number"));
    subscribe(&mut office, SAME, 2, "5万");
    days(&mut office, 8);
    let of_another = DEMAND.replace("RG-0001", "RG-0002");
    let failure = stays(&mut office, ASSISTANT, "deal.notice", &of_another);
    let told = failure.in_words(anchang::text::Lang::Zh);
    assert!(told.contains("催字1号") && told.contains("RG-0001 的催签通知书"), "the first is named: {told}");
    office.done(ASSISTANT, "deal.delivered", "deal=RG-0001; notice=demand; proof=EMS1");
    days(&mut office, 4);
    let rescission = RESCISSION.replace("解字", "催字");
    office.refuses(ASSISTANT, "deal.notice", &rescission, words::NOTICE_NO_USED, Some("number"));
    let app = ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=20; evidence=延1; reason=出差");
    approve(&mut office, app, &[LEADER]);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{app:04}"));
    office.refuses(ASSISTANT, "deal.notice", &of_another, words::NOTICE_NO_USED, Some("number"));
    office.done(ASSISTANT, "deal.notice", &of_another.replace("催字1", "催字2"));
}
