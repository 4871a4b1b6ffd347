//! The guest book: visits, calls and follow-ups as RULES 1.2 and 3.1 want them, and the hand-in of atlas 三.2.

use anchang::domain::book::Book;
use anchang::domain::day::Day;
use anchang::domain::due::DueKind;
use anchang::domain::guest::{Grade, GuestId, Source, VisitKind};
use anchang::domain::register::{QUESTIONS, Register};
use anchang::text::{Lang, cli, guest as words, people};
use serde_json::json;

use crate::office::{
    ASSISTANT, COLLEAGUE, CONSULTANT, MANAGER, NINE, Office, RECEPTION, TEAM_LEAD, is_refused,
};

const DAY: i64 = 24 * 60;

/// So many days later; whoever opens in the morning confirms the clock.
pub fn days(office: &mut Office, days: i64) {
    office.later(days * DAY);
    let _ = office.act(MANAGER, "clock.confirm", "");
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today(office: &Office) -> Book {
    office.desk.book(office.desk.today()).unwrap()
}

fn staff(office: &Office, who: usize) -> i64 {
    office.sitting(who).staff.0
}

/// Every answer of the visit register but the remark.
const ALL_ANSWERS: &str = "sex=male; companions=家人; age=31_35; living_area=福田; work_area=南山; employer=民企; \
    occupation=工程师; motive=自用; wanted_area=120; layout=三室; floor=中层; orientation=南; unit_price=5.2万; \
    total=650万; payment=mortgage; bought=1; considerations=学位; resistance=价格; transport=自驾; likes=户型; \
    doubts=交付; grade=B";

#[test]
fn at_the_door_three_fields_are_enough() {
    let mut office = Office::new();
    let head = office.head();
    let done = office.done(
        RECEPTION,
        "guest.visit",
        "name=赵六; phone=13800000006; source=网络; consultant=顾问小陈; witness=顾问小沈",
    );
    assert_eq!(done.created.as_deref(), Some("#4"));
    let (chen, shen) = (staff(&office, CONSULTANT), staff(&office, COLLEAGUE));
    office.recorded(
        head,
        &[
            ("guest:4", "guest.registered", json!({"consultant": chen})),
            (
                "guest:4",
                "guest.visited",
                json!({"day": "2026-11-28", "line": 1, "at": NINE.0, "kind": "first", "consultant": chen,
                    "witness": shen, "named": null, "claim_until": null,
                    // RULES 4: visit_protect_days 10, handover_to_manager_days 40.
                    "protected_until": "2026-12-08", "to_manager": "2027-01-07"}),
            ),
            (
                "book:2026-11-28",
                "book.entered",
                json!({"register": "visit", "line": 1, "guest": 4, "kind": "first", "source": "online",
                    "consultant": chen, "witness": shen, "reception": null}),
            ),
        ],
    );
    let book = today(&office);
    let missing = &book.visits[0].missing;
    assert!(missing.contains(&"consent".to_owned()) && missing.contains(&"resistance".to_owned()));
    assert_eq!(book.incomplete().count(), 1);
    let log: String = office.since(head).iter().map(|e| e.payload.clone()).collect();
    assert!(!log.contains("赵六") && !log.contains("0000006"), "no personal data in the log: {log}");
}

#[test]
fn the_register_has_the_time_to_the_minute() {
    let mut office = Office::new();
    office.clock.put(anchang::domain::moment::Millis(NINE.0 + 7 * 60_000 + 42_123));
    office.done(RECEPTION, "guest.visit", "guest=#1");
    assert_eq!(today(&office).visits[0].at, NINE.plus_minutes(7));
    office.done(RECEPTION, "guest.visit", "guest=#2; at=8:30");
    assert_eq!(
        today(&office).visits[1].at,
        NINE.plus_minutes(-30),
        "written down a little later, the same day"
    );
    office.refuses(RECEPTION, "guest.visit", "guest=#3; at=9:30", words::TIME_NOT_TODAY, Some("at"));
}

#[test]
fn the_record_says_what_a_visit_is() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.call", "phone=13800000007; name=孙七; source=网络");
    for (guest, kind) in
        [("#1", VisitKind::First), ("#4", VisitKind::CallToVisit), ("#1", VisitKind::Returning)]
    {
        office.done(RECEPTION, "guest.visit", &format!("guest={guest}; consultant=顾问小陈"));
        assert_eq!(today(&office).visits.last().unwrap().kind, Some(kind), "{guest}");
    }
    let wrong = "guest=#1; kind=first; consultant=顾问小陈";
    office.refuses(RECEPTION, "guest.visit", wrong, words::KIND_OTHER, Some("kind"));
}

#[test]
fn a_known_phone_is_the_known_guest_also_at_the_door() {
    let mut office = Office::new();
    let head = office.head();
    let done = office.done(RECEPTION, "guest.visit", "name=张先生; phone=138 0000 0001; source=网络");
    assert_eq!(done.created, None, "nobody new");
    office.recorded(
        head,
        &[("guest:1", "guest.visited", json!({})), ("book:2026-11-28", "book.entered", json!({"guest": 1}))],
    );
}

#[test]
fn who_leaves_no_phone_is_an_invalid_registration_and_nobody() {
    let mut office = Office::new();
    let head = office.head();
    office.done(RECEPTION, "guest.visit", "name=赵六; source=路过; consultant=顾问小陈");
    office.recorded(head, &[("book:2026-11-28", "book.entered", json!({"guest": null, "missing": []}))]);
    let sum = today(&office).summary();
    assert_eq!((sum.visits, sum.invalid, sum.incomplete), (1, 1, 0));
    // A call always has a number.
    office.refuses(RECEPTION, "guest.call", "name=赵六", words::NAME_AND_PHONE, Some("phone"));
    office.refuses(RECEPTION, "guest.call", "phone=13800000006", words::NAME_AND_PHONE, Some("name"));
    office.refuses(RECEPTION, "guest.visit", "guest=#1; name=赵六", words::NOT_BOTH, Some("guest"));
}

#[test]
fn a_call_protects_for_fifteen_days() {
    let mut office = Office::new();
    let head = office.head();
    office.done(CONSULTANT, "guest.call", "phone=13800000001; source=短信");
    let chen = staff(&office, CONSULTANT);
    office.recorded(
        head,
        &[
            (
                "guest:1",
                "guest.called",
                json!({"day": "2026-11-28", "line": 1, "consultant": chen, "protected_until": "2026-12-13"}),
            ),
            ("book:2026-11-28", "book.entered", json!({"register": "call", "line": 1, "kind": null})),
        ],
    );
}

#[test]
fn the_rest_of_the_register_is_completed_the_same_day_and_lies_in_the_vault() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "name=赵六; phone=13800000006; source=网络; consultant=顾问小陈");
    let head = office.head();
    office.done(CONSULTANT, "guest.complete", &format!("guest=#4; consent=yes; {ALL_ANSWERS}"));
    let kinds: Vec<String> = office.since(head).into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["guest.consented", "guest.answered", "book.completed"]);
    let book = today(&office);
    assert_eq!((book.visits[0].missing.as_slice(), book.incomplete().count()), ([].as_slice(), 0));
    let log: String = office.since(head).iter().map(|e| e.payload.clone()).collect();
    for private in ["福田", "工程师", "男", "male", "学位", "31_35"] {
        assert!(!log.contains(private), "{private} in the log: {log}");
    }
    let answers = office.desk.answers(GuestId(4)).unwrap();
    let [(entry, answers)] = answers.as_slice() else { panic!("{answers:?}") };
    assert_eq!(entry, "2026-11-28 visit 1");
    assert_eq!(answers.len(), QUESTIONS.iter().filter(|q| q.visit && q.needed).count());
    assert!(!format!("{answers:?}").contains("福田"), "never shown by accident");
    assert_eq!(office.desk.guest(GuestId(4)).unwrap().unwrap().guest.grade, Some(Grade::B));
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
    office.desk.rebuild(&mut |_| ()).unwrap();
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn a_register_is_completed_in_several_goes() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "guest=#1");
    office.done(
        CONSULTANT,
        "guest.complete",
        "guest=#1; consent=yes; source=围挡; consultant=顾问小陈; sex=男",
    );
    let line = today(&office).visits[0].clone();
    assert_eq!(line.source, Some(Source::Hoarding));
    assert_eq!(line.consultant.map(|c| c.0), Some(staff(&office, CONSULTANT)));
    for gone in ["consent", "source", "consultant", "sex"] {
        assert!(!line.missing.contains(&gone.to_owned()), "{gone}");
    }
    office.done(CONSULTANT, "guest.complete", "guest=#1; age=25_30");
    let answers = office.desk.answers(GuestId(1)).unwrap();
    assert_eq!(answers[0].1.keys().collect::<Vec<_>>(), ["age", "sex"]);
    office.refuses(CONSULTANT, "guest.complete", "guest=#1", words::NOTHING_ANSWERED, None);
}

#[test]
fn without_consent_no_profile_is_kept() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    office.refuses(CONSULTANT, "guest.complete", "guest=#1; sex=男", words::NO_CONSENT, Some("consent"));
    office.refuses(
        CONSULTANT,
        "guest.complete",
        "guest=#1; consent=no; sex=男",
        words::NO_CONSENT,
        Some("consent"),
    );
    // Asked, and they do not want to: then nothing is missing either.
    office.done(CONSULTANT, "guest.complete", "guest=#1; consent=no");
    assert_eq!(today(&office).incomplete().count(), 0);
    // Whoever takes it back has no profile any more.
    office.done(CONSULTANT, "guest.complete", "guest=#1; consent=yes; sex=男");
    office.done(RECEPTION, "guest.consent", "guest=#1; consent=no");
    assert!(office.desk.answers(GuestId(1)).unwrap().is_empty());
    office.refuses(RECEPTION, "guest.consent", "guest=#1; consent=no", words::CONSENT_SAME, Some("consent"));
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn there_is_no_back_entry() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    office.later(DAY);
    let late = "guest=#1; consent=yes; sex=男";
    office.refuses(CONSULTANT, "guest.complete", late, words::NO_LINE_TODAY, Some("guest"));
    // The next visit is the occasion for what is missing.
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    office.done(CONSULTANT, "guest.complete", late);
    let answers = office.desk.answers(GuestId(1)).unwrap();
    assert_eq!(answers[0].0, "2026-11-29 visit 1");
    // Or a correction, by two people and with a reason.
    let fields = "day=2026-11-28; guest=#1; age=25_30; reason=当日漏填";
    let alone = office.act(MANAGER, "book.complete", fields);
    assert!(matches!(alone, Err(anchang::desk::Failure::NeedsApproval(_))), "{alone:?}");
    let head = office.head();
    office.act_with(ASSISTANT, "book.complete", fields, MANAGER).unwrap();
    office.recorded(
        head,
        &[
            ("guest:1", "guest.answered", json!({"entry": "2026-11-28 visit 1", "fields": ["age"]})),
            (
                "book:2026-11-28",
                "book.corrected",
                json!({"register": "visit", "line": 1, "reason": "当日漏填"}),
            ),
        ],
    );
}

#[test]
fn a_line_is_corrected_by_two_people_and_never_taken_out() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    office.later(DAY);
    let mut correct = |what: &str| {
        let fields = format!("day=11-28; register=visit; line=1; {what}; reason=写错");
        office.act_with(ASSISTANT, "book.correct", &fields, MANAGER)
    };
    correct("what=at; value=8:45").unwrap();
    correct("what=consultant; value=顾问小沈").unwrap();
    correct("what=witness; value=前台小林").unwrap();
    correct("what=guest; value=13800000002").unwrap();
    correct("what=source; value=介绍").unwrap();
    is_refused(&correct("what=source; value=referral"), words::CORRECT_SAME, Some("value"));
    is_refused(&correct("what=at; value=nine"), words::VALUE_WRONG, Some("value"));
    is_refused(&correct("what=guest; value=#99"), people::NO_SUCH_GUEST, Some("value"));
    correct("what=struck").unwrap();
    is_refused(&correct("what=struck"), words::STRUCK_ALREADY, Some("line"));
    let book = office.desk.book(day("2026-11-28")).unwrap();
    let line = &book.visits[0];
    assert_eq!(book.visits.len(), 1, "it stays where it is");
    assert_eq!(
        (line.at, line.guest, line.source),
        (NINE.plus_minutes(-15), Some(GuestId(2)), Some(Source::Referral))
    );
    assert_eq!((line.struck, line.corrections, book.summary().visits), (true, 6, 0));
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn a_line_that_was_confirmed_and_goes_to_another_consultant_is_confirmed_anew() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    office.done(CONSULTANT, "book.confirm", "");
    assert_eq!(today(&office).summary().unconfirmed, 0);
    let correct = "register=visit; line=1; what=source; value=介绍; reason=写错";
    office.act_with(ASSISTANT, "book.correct", correct, MANAGER).unwrap();
    assert_eq!(today(&office).summary().unconfirmed, 0, "it is still theirs");
    let head = office.head();
    let correct = "register=visit; line=1; what=consultant; value=顾问小沈; reason=写错";
    office.act_with(ASSISTANT, "book.correct", correct, MANAGER).unwrap();
    let names = office.desk.names().unwrap();
    let said = office
        .since(head)
        .iter()
        .map(|e| names.fill(anchang::desk::event_in_words(e).unwrap()))
        .collect::<Vec<_>>();
    assert!(said[0].in_lang(Lang::Zh).contains("由其重新确认"), "{said:?}");
    assert_eq!(today(&office).summary().unconfirmed, 1);
    office.refuses(CONSULTANT, "book.confirm", "", words::NOTHING_TO_CONFIRM, None);
    office.done(COLLEAGUE, "book.confirm", "");
    assert_eq!(today(&office).summary().unconfirmed, 0);
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn follow_ups_carry_grade_and_next_date_into_the_deadlines() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.visit", "guest=#1; source=网络");
    let head = office.head();
    let fields = "guest=#1; how=电话; reached=是; content=要看样板间; grade=A; next=+7";
    office.done(CONSULTANT, "guest.follow_up", fields);
    office.recorded(
        head,
        &[(
            "guest:1",
            "guest.followed_up",
            json!({"how": "phone", "reached": true, "note": "要看样板间", "grade": "a", "next": "2026-12-05",
                "by": staff(&office, CONSULTANT), "protected_until": "2026-12-08"}),
        )],
    );
    let dues = office.desk.dues().unwrap();
    assert_eq!(dues.len(), 1);
    assert_eq!((dues[0].kind, dues[0].stream.as_str()), (DueKind::FollowUp, "guest:1"));
    assert_eq!(dues[0].at, day("2026-12-05").end(480), "overdue when the day is over");
    // What does not end by itself stays until somebody does it, and never stops the clock's work.
    days(&mut office, 10);
    assert!(!office.desk.tick().unwrap());
    assert_eq!(office.desk.dues().unwrap().len(), 1);
    office.done(CONSULTANT, "guest.follow_up", "guest=#1; how=wechat; reached=no; content=未回");
    assert!(office.desk.dues().unwrap().is_empty());
    let guest = office.desk.guest(GuestId(1)).unwrap().unwrap().guest;
    assert_eq!(guest.grade, Some(Grade::A), "nobody was reached, so the grade stays");
    let follow = "guest.follow_up";
    let unreached = "guest=#1; how=wechat; reached=no; content=x; grade=B";
    office.refuses(CONSULTANT, follow, unreached, words::GRADE_UNREACHED, Some("grade"));
    let past = "guest=#1; how=wechat; reached=yes; content=x; next=-1";
    office.refuses(CONSULTANT, follow, past, words::NEXT_PASSED, Some("next"));
    let number = "guest=#1; how=phone; reached=yes; content=新号 13912345678";
    office.refuses(CONSULTANT, follow, number, cli::NOTE_PERSONAL, Some("content"));
}

#[test]
fn overdue_follow_ups_do_not_hold_up_what_ends_by_itself() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.follow_up", "guest=#1; how=phone; reached=yes; content=x; next=+0");
    office.later(DAY - 60);
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈");
    office.later(DAY - 60);
    assert!(office.desk.tick().unwrap(), "the hold ends");
    assert!(!office.desk.tick().unwrap(), "and then there is nothing to do");
}

#[test]
fn an_appointment_is_kept_moved_or_missed() {
    let mut office = Office::new();
    let chen = staff(&office, CONSULTANT);
    let at = day("2026-11-29").at(14 * 60 + 30, 480);
    office.done(CONSULTANT, "guest.appoint", "guest=#1; day=+1; time=14:30");
    let dues = office.desk.dues().unwrap();
    assert_eq!((dues[0].kind, dues[0].at, dues[0].owner.0), (DueKind::Appointment, at, chen));
    office.refuses(
        CONSULTANT,
        "guest.appoint",
        "guest=#1; day=+0; time=8:00",
        words::APPOINTMENT_PASSED,
        Some("day"),
    );
    let other = "guest=#1; day=+1; time=8:00; consultant=顾问小沈";
    office.refuses(CONSULTANT, "guest.appoint", other, people::ONLY_FOR_YOURSELF, Some("consultant"));
    // Coming on that day ends it.
    office.later(DAY);
    let head = office.head();
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    let kinds: Vec<String> = office.since(head).into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["guest.visited", "guest.appointment_ended", "book.entered"]);
    assert!(office.desk.dues().unwrap().is_empty());
    // Coming some days late does as well.
    office.done(CONSULTANT, "guest.appoint", "guest=#1; day=+1; time=10:00");
    days(&mut office, 3);
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    assert!(office.desk.dues().unwrap().is_empty());
    office.done(CONSULTANT, "guest.appoint", "guest=#1; day=+3; time=10:00");
    office.done(CONSULTANT, "guest.appointment_end", "guest=#1; came=no; note=改期");
    let end = "guest=#1; came=no";
    office.refuses(CONSULTANT, "guest.appointment_end", end, words::NO_APPOINTMENT, Some("guest"));
}

#[test]
fn both_registers_are_handed_in_every_evening() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    office.done(RECEPTION, "guest.visit", "guest=#2; source=网络; consultant=顾问小沈");
    office.done(CONSULTANT, "guest.call", "phone=13800000003; source=网络");
    office.refuses(MANAGER, "book.archive", "", words::NOT_COLLECTED, Some("day"));
    office.refuses(ASSISTANT, "book.collect", "", words::UNCONFIRMED, Some("note"));
    let head = office.head();
    office.done(CONSULTANT, "book.confirm", "");
    office.recorded(head, &[("book:2026-11-28", "book.confirmed", json!({"visits": [1], "calls": [1]}))]);
    office.refuses(CONSULTANT, "book.confirm", "", words::NOTHING_TO_CONFIRM, None);
    office.refuses(TEAM_LEAD, "book.confirm", "", words::NOTHING_TO_CONFIRM, None);
    let said = office.act(ASSISTANT, "book.collect", "").unwrap_err().in_lang(Lang::Zh);
    assert!(said.contains("顾问小沈") && !said.contains("顾问小陈"), "{said}");
    let head = office.head();
    office.done(ASSISTANT, "book.collect", "note=小沈请假");
    office.recorded(
        head,
        &[(
            "book:2026-11-28",
            "book.collected",
            json!({"visits": 2, "calls": 1, "incomplete": 3, "unconfirmed": 1, "note": "小沈请假"}),
        )],
    );
    office.refuses(ASSISTANT, "book.collect", "note=x", words::COLLECTED_ALREADY, Some("day"));
    let alone = office.act(ASSISTANT, "book.archive", "");
    assert!(matches!(alone, Err(anchang::desk::Failure::NeedsApproval(_))), "{alone:?}");
    office.done(MANAGER, "book.archive", "");
    office.refuses(MANAGER, "book.archive", "", words::ARCHIVED_ALREADY, Some("day"));
    assert!(today(&office).archived.is_some());
}

#[test]
fn a_late_guest_opens_the_book_again() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.visit", "guest=#1; source=网络");
    office.done(CONSULTANT, "book.confirm", "");
    office.done(ASSISTANT, "book.collect", "");
    office.done(MANAGER, "book.archive", "");
    office.later(60);
    office.done(CONSULTANT, "guest.visit", "guest=#2; source=网络");
    let book = today(&office);
    assert!(book.archived.is_none() && book.collected.is_none() && book.visits[0].confirmed.is_some());
    // The next morning is not too late to hand it in.
    office.later(DAY);
    office.done(CONSULTANT, "book.confirm", "day=11-28");
    office.done(ASSISTANT, "book.collect", "day=-1");
    office.done(MANAGER, "book.archive", "day=2026-11-28");
    office.refuses(ASSISTANT, "book.collect", "", words::BOOK_EMPTY, Some("day"));
    office.refuses(ASSISTANT, "book.collect", "day=+1", words::DATE_WRONG, Some("day"));
}

#[test]
fn a_confirmed_line_that_is_completed_is_confirmed_again() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.visit", "guest=#1; source=网络; consent=yes");
    office.done(CONSULTANT, "book.confirm", "");
    office.done(CONSULTANT, "guest.complete", "guest=#1; sex=男");
    assert_eq!(today(&office).summary().unconfirmed, 1);
}

#[test]
fn the_answers_go_with_the_guest() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.visit", "guest=#1; source=网络; consent=yes");
    office.done(CONSULTANT, "guest.complete", "guest=#1; living_area=罗湖翠竹");
    office.done(MANAGER, "guest.forget", "guest=#1; reason=本人申请");
    assert!(office.desk.answers(GuestId(1)).unwrap().is_empty());
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
    office.desk.checkpoint().unwrap();
    let file = std::fs::read(&office.path).unwrap();
    let place = "罗湖翠竹".as_bytes();
    assert!(!file.windows(place.len()).any(|w| w == place), "not in the file's free pages either");
    // The line stays: it says nothing about who it was.
    assert_eq!(today(&office).visits[0].guest, Some(GuestId(1)));
}

#[test]
fn a_corrected_phone_is_found_and_the_old_one_is_not() {
    let mut office = Office::new();
    let correct =
        |office: &mut Office, fields: &str| office.act_with(ASSISTANT, "guest.correct", fields, MANAGER);
    let head = office.head();
    correct(&mut office, "guest=#1; phone=13911112222; reason=听错").unwrap();
    office.recorded(head, &[("guest:1", "guest.corrected", json!({"fields": ["phone"], "reason": "听错"}))]);
    let found =
        |typed: &str| office.desk.find_guests(typed, 5).unwrap().iter().map(|g| g.id.0).collect::<Vec<_>>();
    assert_eq!((found("13911112222"), found("13800000001")), (vec![1], vec![]));
    let taken = correct(&mut office, "guest=#1; phone=13800000002; reason=r");
    is_refused(&taken, words::PHONE_OF_OTHER, Some("phone"));
    is_refused(&correct(&mut office, "guest=#1; reason=r"), words::CORRECT_SAME, Some("name"));
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn every_register_is_told_in_words() {
    let mut office = Office::new();
    let head = office.head();
    office.done(CONSULTANT, "guest.visit", "guest=#1; source=网络; consent=yes; named=顾问小沈");
    office.done(CONSULTANT, "guest.complete", "guest=#1; sex=男; grade=C");
    for event in office.since(head) {
        for lang in [Lang::Zh, Lang::En] {
            let said = anchang::desk::event_in_words(&event).unwrap().in_lang(lang);
            assert!(!said.is_empty() && !said.contains('{'), "{}: {said}", event.kind);
        }
    }
    assert_eq!(Register::from_code("visit"), Some(Register::Visit));
}

#[test]
fn whoever_comes_again_is_not_asked_again_where_they_heard_of_the_project() {
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.call", "phone=13800000001; source=短信");
    days(&mut office, 3);
    office.done(RECEPTION, "guest.visit", "guest=#1; consultant=顾问小陈");
    let line = today(&office).visits[0].clone();
    assert_eq!(line.source, Some(Source::Sms));
    assert!(!line.missing.contains(&"source".to_owned()), "{:?}", line.missing);
    // What is said now goes before, and of whoever was never asked it is still missing.
    office.done(RECEPTION, "guest.visit", "guest=#1; source=网络; consultant=顾问小陈");
    office.done(RECEPTION, "guest.visit", "guest=#2; consultant=顾问小陈");
    let book = today(&office);
    assert_eq!((book.visits[1].source, book.visits[2].source), (Some(Source::Online), None));
    assert!(book.visits[2].lacks().contains(&"source".to_owned()));
}

#[test]
fn nothing_is_missing_of_whoever_left_no_phone() {
    let mut office = Office::new();
    office.done(RECEPTION, "guest.visit", "consultant=顾问小陈");
    let book = today(&office);
    assert_eq!(
        (book.visits[0].lacks().len(), book.incomplete().count()),
        (0, 0),
        "nobody can be asked any more"
    );
}
