//! Complaints 客户投诉 (RULES 1.7; atlas 三.6): received with a clock, judged, answered, closed.

use anchang::desk::Failure;
use anchang::domain::close::FindingKind;
use anchang::domain::complaint::{ComplaintId, Department, Verdict};
use anchang::domain::due::DueKind;
use anchang::text::{complaint as words, unit};

use super::house::*;
use crate::office::{
    AFTER_SALES, CAST, CONSULTANT, FINANCE, LEADER, MANAGER, NINE, Office, RECEPTION, is_refused,
};

const TAKE: &str = "how=call; what=渗水";
const ONE: &str = "complaint=TS-0001";

fn taken() -> Office {
    let mut office = Office::new();
    let done = office.done(RECEPTION, "complaint.receive", &format!("{TAKE}; guest=#1; unit=3-1-1203"));
    assert_eq!(done.created.as_deref(), Some("TS-0001"));
    office
}

#[test]
fn the_first_answer_is_due_in_24_hours() {
    let office = taken();
    let complaints = office.desk.complaints().unwrap();
    assert_eq!(complaints[0].0, ComplaintId(1));
    assert_eq!(complaints[0].1.reply_by, NINE.plus_minutes(24 * 60));
    let dues = office.desk.dues().unwrap();
    assert_eq!(dues.len(), 1);
    assert_eq!((dues[0].kind, dues[0].at), (DueKind::ComplaintReply, NINE.plus_minutes(24 * 60)));
}

#[test]
fn judged_answered_closed_and_nothing_out_of_order() {
    let mut office = taken();
    let answer = format!("{ONE}; answer=已派人查看");
    office.refuses(CONSULTANT, "complaint.answer", &answer, words::JUDGE_FIRST, Some("complaint"));
    let close = format!("{ONE}; verdict=satisfied");
    office.refuses(CONSULTANT, "complaint.close", &close, words::ANSWER_FIRST, Some("complaint"));
    office.done(
        CONSULTANT,
        "complaint.judge",
        &format!("{ONE}; department=property; handler={}", CAST[AFTER_SALES]),
    );
    let now = &office.desk.complaints().unwrap()[0].1;
    assert_eq!(now.department, Some(Department::Property));
    assert_eq!(now.handler, Some(office.sitting(AFTER_SALES).staff));
    assert_eq!(office.desk.dues().unwrap()[0].owner, office.sitting(AFTER_SALES).staff, "whoever handles it");
    office.refuses(CONSULTANT, "complaint.close", &close, words::ANSWER_FIRST, Some("complaint"));
    office.done(AFTER_SALES, "complaint.answer", &answer);
    assert_eq!(office.desk.dues().unwrap().len(), 0, "answered in time");
    // It turns out to be somebody else's after all, and there is more to say.
    office.done(MANAGER, "complaint.judge", &format!("{ONE}; department=works"));
    office.done(MANAGER, "complaint.answer", &format!("{ONE}; answer=已修复"));
    office.done(MANAGER, "complaint.close", &close);
    let now = &office.desk.complaints().unwrap()[0].1;
    assert_eq!((now.is_open(), now.closed.unwrap().1, now.answers.len()), (false, Verdict::Satisfied, 2));
    for (action, fields) in [
        ("complaint.judge", format!("{ONE}; department=sales")),
        ("complaint.answer", answer),
        ("complaint.close", close),
    ] {
        office.refuses(MANAGER, action, &fields, words::COMPLAINT_CLOSED, Some("complaint"));
    }
    sound(&office);
}

#[test]
fn one_that_was_answered_but_not_closed_is_on_the_sheet_every_evening() {
    let open = |office: &Office| -> Vec<(String, i64)> {
        let findings = office.desk.evening(today(office)).unwrap().findings;
        let complaints = findings.into_iter().filter(|f| f.kind == FindingKind::Complaint);
        complaints.map(|f| (f.about, f.count)).collect()
    };
    let mut office = taken();
    assert_eq!(open(&office), [], "its clock runs");
    office.done(CONSULTANT, "complaint.judge", &format!("{ONE}; department=sales"));
    office.done(CONSULTANT, "complaint.answer", &format!("{ONE}; answer=正在查"));
    assert_eq!(open(&office), [("complaint:1".to_owned(), 0)]);
    days(&mut office, 2);
    assert_eq!(open(&office), [("complaint:1".to_owned(), 2)]);
    assert!(!FindingKind::Complaint.must_be_explained(), "to be known, not in the way");
    office.done(CONSULTANT, "complaint.close", &format!("{ONE}; verdict=satisfied"));
    assert_eq!(open(&office), []);
}

#[test]
fn unsatisfied_and_escalated_are_ends_too() {
    for (verdict, is) in [("unsatisfied", Verdict::Unsatisfied), ("escalated", Verdict::Escalated)] {
        let mut office = taken();
        office.done(CONSULTANT, "complaint.judge", &format!("{ONE}; department=sales"));
        office.done(CONSULTANT, "complaint.answer", &format!("{ONE}; answer=已解释"));
        office.done(CONSULTANT, "complaint.close", &format!("{ONE}; verdict={verdict}"));
        assert_eq!(office.desk.complaints().unwrap()[0].1.closed.unwrap().1, is);
    }
}

#[test]
fn a_change_of_policy_moves_no_stored_answer_day_and_none_is_set_by_a_clock_nobody_trusts() {
    let mut office = taken();
    office.done(MANAGER, "policy.set", "name=complaint_first_reply_h; value=2; reason=公司规定");
    assert_eq!(office.desk.complaints().unwrap()[0].1.reply_by, NINE.plus_minutes(24 * 60));
    office.later(60 * 24 * 60);
    is_refused(&office.act(RECEPTION, "complaint.receive", TAKE), unit::CLOCK_SUSPECT, None);
}

#[test]
fn there_is_no_complaint_that_nobody_took() {
    let mut office = Office::new();
    let fields = format!("{ONE}; department=sales");
    office.refuses(MANAGER, "complaint.judge", &fields, words::NO_SUCH_COMPLAINT, Some("complaint"));
    for who in [FINANCE, LEADER] {
        let failure = stays(&mut office, who, "complaint.receive", TAKE);
        assert!(matches!(failure, Failure::Denied(_)), "{failure:?}");
    }
}
