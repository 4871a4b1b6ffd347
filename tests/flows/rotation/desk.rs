//! The rotation through the desk: who may, whose PIN, what stands in the registers of the day.

use anchang::desk::Failure;
use anchang::domain::attribution::Whose;
use anchang::domain::close::FindingKind;
use anchang::domain::guest::GuestId;
use anchang::domain::moment::Millis;
use anchang::domain::register::Register;
use anchang::domain::roster::Turn;
use anchang::domain::staff::StaffId;
use anchang::text::{Lang, close as close_words, guest as guest_words, people, roster as words};
use serde_json::json;

use crate::guest_book::days;
use crate::office::{
    ADMINISTRATOR, ASSISTANT, CAST, COLLEAGUE, CONSULTANT, FINANCE, MANAGER, NINE, Office, RECEPTION,
    TEAM_LEAD, is_refused,
};

const DAY: &str = "roster:2026-11-28";

/// Two consultants are here, and the table is confirmed.
fn open() -> Office {
    let mut office = Office::new();
    office.done(RECEPTION, "roster.sign_in", &format!("who={}", CAST[CONSULTANT]));
    office.done(RECEPTION, "roster.sign_in", &format!("who={}", CAST[COLLEAGUE]));
    office.done(ASSISTANT, "roster.confirm", "");
    office
}

fn number(office: &Office, who: usize) -> StaffId {
    office.desk.find_staff(CAST[who]).unwrap().id
}

#[test]
fn whoever_sells_signs_in_with_their_own_pin_and_for_others_somebody_must_agree() {
    let mut office = Office::new();
    let head = office.head();
    office.done(CONSULTANT, "roster.sign_in", "");
    let who = number(&office, CONSULTANT).0;
    office.recorded(
        head,
        &[
            (DAY, "roster.opened", json!({"first_group": "b"})),
            (DAY, "roster.signed_in", json!({"who": who, "group": "a", "late": false})),
        ],
    );
    let other = format!("who={}", CAST[COLLEAGUE]);
    assert!(matches!(office.act(CONSULTANT, "roster.sign_in", &other), Err(Failure::NeedsApproval(_))));
    office.act_with(CONSULTANT, "roster.sign_in", &other, RECEPTION).unwrap();
    // Whoever does not sell has no place on the table.
    office.refuses(RECEPTION, "roster.sign_in", "", people::WHO_MISSING, Some("who"));
    office.refuses(
        RECEPTION,
        "roster.sign_in",
        &format!("who={}", CAST[ASSISTANT]),
        people::NOT_A_CONSULTANT,
        Some("who"),
    );
    assert!(matches!(office.act(ADMINISTRATOR, "roster.sign_in", &other), Err(Failure::Denied(_))));
}

#[test]
fn the_witness_writes_the_guest_into_the_visit_register_of_the_day() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    office.later(3);
    let head = office.head();
    office.done(RECEPTION, "roster.register", "name=孙先生; phone=13911110001; source=outdoor");
    let (consultant, witness) = (number(&office, CONSULTANT), number(&office, COLLEAGUE));
    let kinds: Vec<String> = office.since(head).into_iter().map(|event| event.kind).collect();
    assert_eq!(
        kinds,
        ["guest.registered", "guest.visited", "book.entered", "roster.register_written", "roster.stepped_up"]
    );
    let book = office.desk.book("2026-11-28".parse().unwrap()).unwrap();
    let line = &book.register(Register::Visit)[0];
    assert_eq!((line.consultant, line.witness), (Some(consultant), Some(witness)));
    assert_eq!((line.reception, line.at), (Some(1), NINE), "the guest came at nine, not when it was written");
    // The evidence of whose guest this is stands at once.
    let found = office.desk.attribution("13911110001").unwrap();
    let Some(Whose::Consultants(shares)) = &found[0].attribution.whose else { panic!("nobody's guest") };
    assert_eq!((shares.len(), shares[0].consultant, shares[0].percent), (1, consultant, 100));
}

#[test]
fn a_guest_without_a_phone_number_stands_as_an_invalid_line() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    office.done(RECEPTION, "roster.register", "");
    let roster = office.desk.roster(office.desk.today()).unwrap();
    let (_, by, valid) = roster.table().reception(1).unwrap().register.unwrap();
    assert_eq!((by, valid), (number(&office, COLLEAGUE), false));
    let book = office.desk.book(office.desk.today()).unwrap();
    assert_eq!(book.register(Register::Visit)[0].guest, None);
}

#[test]
fn a_returning_guest_goes_to_whose_guest_they_are() {
    let mut office = open();
    office.done(
        RECEPTION,
        "guest.add",
        &format!("name=吴女士; phone=13911110005; consultant={}", CAST[COLLEAGUE]),
    );
    office.done(RECEPTION, "roster.guest", "kind=returning; guest=13911110005");
    let roster = office.desk.roster(office.desk.today()).unwrap();
    assert_eq!(roster.table().receptions[0].who, number(&office, COLLEAGUE));
    // The register knows the guest already.
    office.done(RECEPTION, "roster.register", "");
    let book = office.desk.book(office.desk.today()).unwrap();
    assert!(book.register(Register::Visit)[0].guest.is_some());
}

#[test]
fn a_call_of_somebody_who_says_who_they_are_stands_in_the_call_register() {
    let mut office = open();
    office.done(RECEPTION, "roster.call", "phone=13911110002; name=钱先生; source=online");
    office.done(RECEPTION, "roster.call", "");
    let roster = office.desk.roster(office.desk.today()).unwrap();
    let takers: Vec<StaffId> = roster.table().calls.iter().map(|call| call.who).collect();
    assert_eq!(takers, [number(&office, CONSULTANT), number(&office, COLLEAGUE)]);
    let book = office.desk.book(office.desk.today()).unwrap();
    // RULES 3.1 来电登记表: whoever says nothing yet has a line as well, which waits for its caller.
    let calls = book.register(Register::Call);
    assert_eq!((calls.len(), calls[0].is_open(), calls[1].is_open()), (2, false, true));
    assert_eq!((calls[1].consultant, calls[1].at), (Some(number(&office, COLLEAGUE)), NINE));
    assert_eq!(book.summary().invalid, 0, "not invalid: nobody has asked yet");
    assert_eq!(book.incomplete().count(), 2);
}

#[test]
fn a_call_taken_at_the_door_waits_in_its_register_for_the_caller() {
    let mut office = open();
    office.done(RECEPTION, "roster.call", "");
    office.later(3);
    office.done(RECEPTION, "guest.caller", "line=1; phone=13911110002; name=钱先生; source=online");
    let book = office.desk.book(office.desk.today()).unwrap();
    let line = &book.register(Register::Call)[0];
    assert!(!line.is_open() && line.guest.is_some());
    assert_eq!((line.at, line.consultant), (NINE, Some(number(&office, CONSULTANT))), "as it was taken");
    assert!(line.missing.contains(&"consent".to_owned()), "the rest is asked later: {:?}", line.missing);
    // The call is evidence of whose guest this is, from the moment it was taken.
    let found = office.desk.attribution("13911110002").unwrap();
    assert_eq!(found[0].attribution.consultant(), Some(number(&office, CONSULTANT)));
    // It says who already.
    let again = "line=1; phone=13911110003; name=孙先生";
    office.refuses(RECEPTION, "guest.caller", again, guest_words::LINE_SAYS_WHO, Some("line"));
    office.refuses(RECEPTION, "guest.caller", "line=7", guest_words::NO_SUCH_LINE, Some("line"));

    // Whoever leaves no number makes it an invalid registration, and nothing more is asked.
    office.done(RECEPTION, "roster.call", "");
    office.done(RECEPTION, "guest.caller", "line=2");
    let sum = office.desk.book(office.desk.today()).unwrap().summary();
    assert_eq!((sum.calls, sum.invalid, sum.incomplete), (2, 1, 1));
}

#[test]
fn a_call_that_is_taken_back_takes_its_waiting_line_along() {
    let mut office = open();
    let done = office.done(RECEPTION, "roster.call", "");
    let event = format!("event={}; reason=误按", done.recorded.last);
    office.done(RECEPTION, "roster.take_back", &event);
    let book = office.desk.book(office.desk.today()).unwrap();
    assert!(book.register(Register::Call)[0].struck);
    assert_eq!((book.summary().calls, book.open_calls().count()), (0, 0));
    // Where it says who called, the call stays.
    let done = office.done(RECEPTION, "roster.call", "");
    office.done(RECEPTION, "guest.caller", "line=2; phone=13911110002; name=钱先生");
    let event = format!("event={}; reason=误按", done.recorded.last);
    let result = office.act(RECEPTION, "roster.take_back", &event);
    is_refused(&result, guest_words::LINE_SAYS_WHO, Some("event"));
}

#[test]
fn the_manager_names_who_comes_first_and_the_others_follow() {
    let mut office = open();
    office.done(MANAGER, "roster.reorder", &format!("order={}; reason=客户约好", CAST[COLLEAGUE]));
    let roster = office.desk.roster(office.desk.today()).unwrap();
    let order: Vec<StaffId> =
        roster.table().order(office.desk.now().0).into_iter().map(|place| place.who).collect();
    assert_eq!(order, [number(&office, COLLEAGUE), number(&office, CONSULTANT)]);
}

#[test]
fn the_managers_form_about_anothers_guest_is_for_whose_guest_it_is() {
    let mut office = open();
    let visit = format!("name=孙先生; phone=13911110001; source=online; consultant={}", CAST[COLLEAGUE]);
    office.done(RECEPTION, "guest.visit", &visit);
    let guest = office.desk.attribution("13911110001").unwrap()[0].guest.id;
    let unit = office.desk.grid().unwrap()[0].id.clone();
    office.done(MANAGER, "unit.hold", &format!("unit={unit}; guest=#{}", guest.0));
    let holder = office.desk.unit(&unit).unwrap().unwrap().unit.hold.unwrap().consultant;
    assert_eq!(holder, number(&office, COLLEAGUE));
}

#[test]
fn a_guest_changes_hands_when_both_agree_or_the_manager_says_so() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    let transfer = format!("reception=1; to={}; reason=先接过电话", CAST[COLLEAGUE]);
    assert!(matches!(office.act(CONSULTANT, "roster.transfer", &transfer), Err(Failure::NeedsApproval(_))));
    // A third person's word is not the other's.
    assert!(matches!(
        office.act_with(CONSULTANT, "roster.transfer", &transfer, TEAM_LEAD),
        Err(Failure::NeedsApproval(_))
    ));
    office.act_with(CONSULTANT, "roster.transfer", &transfer, COLLEAGUE).unwrap();
    let back = format!("reception=1; to={}; reason=客户要求", CAST[CONSULTANT]);
    office.done(MANAGER, "roster.transfer", &back);
}

#[test]
fn the_last_entry_is_taken_back_by_whoever_made_it_within_ten_minutes() {
    let mut office = open();
    let done = office.done(RECEPTION, "roster.guest", "kind=first");
    let event = format!("event={}; reason=误按", done.recorded.last);
    let other = office.act(ASSISTANT, "roster.take_back", &event);
    is_refused(&other, words::NOT_THE_LAST, Some("event"));
    office.done(RECEPTION, "roster.take_back", &event);
    assert_eq!(office.desk.roster(office.desk.today()).unwrap().table().receptions.len(), 0);
    office.refuses(RECEPTION, "roster.take_back", &event, words::NOT_THE_LAST, Some("event"));

    let done = office.done(RECEPTION, "roster.guest", "kind=first");
    office.later(11);
    let event = format!("event={}; reason=误按", done.recorded.last);
    office.refuses(RECEPTION, "roster.take_back", &event, words::NOT_THE_LAST, Some("event"));
    // Later it is a correction, and takes two people.
    assert!(matches!(office.act(MANAGER, "roster.correct", &event), Err(Failure::NeedsApproval(_))));
    office.act_with(MANAGER, "roster.correct", &event, ASSISTANT).unwrap();
    assert_eq!(office.desk.roster(office.desk.today()).unwrap().table().receptions.len(), 0);
}

#[test]
fn a_turn_comes_back_by_the_managers_word_only_from_the_manager() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    let by_manager = "reception=1; reason=manager; note=客户走错门";
    assert!(matches!(office.act(RECEPTION, "roster.restore", by_manager), Err(Failure::Denied(_))));
    office.done(RECEPTION, "roster.restore", "reception=1; reason=errand");
}

#[test]
fn the_past_is_folded_without_what_came_later() {
    let mut office = open();
    office.later(10);
    office.done(RECEPTION, "roster.guest", "kind=first");
    let roster = office.desk.roster(office.desk.today()).unwrap();
    let before = roster.as_of(Millis(NINE.0 + 5 * 60_000));
    assert_eq!((before.table().receptions.len(), roster.table().receptions.len()), (0, 1));
}

#[test]
fn one_ends_ones_own_reception_and_nobody_elses_by_naming_them() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    office.done(RECEPTION, "roster.guest", "kind=first");
    let others = format!("reception={}; outcome=follow_up", CAST[COLLEAGUE]);
    assert!(matches!(office.act(CONSULTANT, "roster.end", &others), Err(Failure::NeedsApproval(_))));
    assert!(matches!(
        office.act(CONSULTANT, "roster.end", "reception=2; outcome=follow_up"),
        Err(Failure::NeedsApproval(_))
    ));
    office.done(CONSULTANT, "roster.end", "outcome=follow_up");
}

#[test]
fn a_written_register_is_not_taken_back_by_one_key() {
    let mut office = open();
    office.done(RECEPTION, "roster.step_up", "");
    office.done(RECEPTION, "roster.guest", "kind=first");
    office.done(RECEPTION, "roster.step_up", "");
    let done = office.done(RECEPTION, "roster.register", "name=孙先生; phone=13911110001");
    let event = format!("event={}; reason=误按", done.recorded.last);
    office.refuses(RECEPTION, "roster.take_back", &event, words::NOT_THE_LAST, Some("event"));
}

#[test]
fn whoever_leaves_the_company_can_still_be_signed_out() {
    let mut office = open();
    office.done(MANAGER, "staff.leave", &format!("staff={}; reason=离职", CAST[CONSULTANT]));
    office.done(RECEPTION, "roster.sign_out", &format!("who={}", CAST[CONSULTANT]));
    office.done(RECEPTION, "roster.guest", "kind=first");
    let roster = office.desk.roster(office.desk.today()).unwrap();
    assert_eq!(roster.table().receptions[0].who, number(&office, COLLEAGUE));
}

#[test]
fn nobody_gives_themselves_their_turn_back() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    let errand = office.act(CONSULTANT, "roster.end", "reception=1; outcome=errand");
    assert!(matches!(errand, Err(Failure::NeedsApproval(_))), "{errand:?}");
    office.act_with(CONSULTANT, "roster.end", "reception=1; outcome=errand", RECEPTION).unwrap();
    let away = office.act(COLLEAGUE, "roster.away", "kind=manager");
    assert!(away.is_err(), "by the manager is for the manager to say: {away:?}");
}

#[test]
fn what_took_two_people_is_not_taken_back_by_one() {
    let mut office = open();
    let skip = format!("who={}; penalty=did_not_ask", CAST[COLLEAGUE]);
    let done = office.act_with(ASSISTANT, "roster.skip", &skip, MANAGER).unwrap();
    let event = format!("event={}; reason=误按", done.recorded.last);
    office.refuses(ASSISTANT, "roster.take_back", &event, words::NOT_THE_LAST, Some("event"));
    let done = office.act_with(CONSULTANT, "roster.guest", "kind=first", RECEPTION).unwrap();
    let event = format!("event={}; reason=误按", done.recorded.last);
    office.refuses(CONSULTANT, "roster.take_back", &event, words::NOT_THE_LAST, Some("event"));
}

#[test]
fn whoever_is_not_on_the_table_moves_nobody_on_it() {
    let mut office = open();
    assert!(office.act(TEAM_LEAD, "roster.step_up", "").is_ok(), "a team lead keeps the rota");
    let mut office = Office::new();
    office.done(RECEPTION, "roster.sign_in", &format!("who={}", CAST[COLLEAGUE]));
    assert!(matches!(office.act(CONSULTANT, "roster.step_up", ""), Err(Failure::NeedsApproval(_))));
}

#[test]
fn a_guest_who_is_registered_is_handed_over_not_passed_on() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    office.done(RECEPTION, "roster.register", "name=孙先生; phone=13911110001");
    let transfer = format!("reception=1; to={}; reason=x", CAST[COLLEAGUE]);
    office.refuses(MANAGER, "roster.transfer", &transfer, words::REGISTERED_FOR, Some("reception"));
}

#[test]
fn what_stands_in_the_register_is_corrected_there() {
    let mut office = open();
    let done = office.done(RECEPTION, "roster.call", "phone=13911110002; name=钱先生");
    let event = format!("event={}; reason=误记", done.recorded.last);
    let result = office.act_with(MANAGER, "roster.correct", &event, ASSISTANT);
    is_refused(&result, words::IN_THE_REGISTER, Some("event"));
}

#[test]
fn a_time_typed_back_takes_nobodys_guest() {
    let mut office = open();
    office.later(65);
    office.done(CONSULTANT, "guest.visit", "name=孙先生; phone=13911110001");
    office.later(5);
    office.done(COLLEAGUE, "guest.visit", "phone=13911110001; at=09:30");
    let found = office.desk.attribution("13911110001").unwrap();
    assert_eq!(found[0].attribution.consultant(), Some(number(&office, CONSULTANT)));
}

#[test]
fn whoever_is_asked_for_by_a_guest_they_met_long_ago_loses_no_turn() {
    // RULES 1.1.3: evidence of earlier contact is asked for, not protection that still lasts.
    for (met, turn) in [(CONSULTANT, Turn::None), (COLLEAGUE, Turn::Own)] {
        let mut office = Office::new();
        office.done(RECEPTION, "guest.visit", &format!("guest=#1; source=网络; consultant={}", CAST[met]));
        days(&mut office, 20);
        assert_eq!(office.desk.attribution("#1").unwrap()[0].attribution.whose, None, "protection is over");
        for who in [CONSULTANT, COLLEAGUE] {
            office.done(RECEPTION, "roster.sign_in", &format!("who={}", CAST[who]));
        }
        office.done(RECEPTION, "roster.guest", &format!("kind=named; who={}; guest=#1", CAST[CONSULTANT]));
        let roster = office.desk.roster(office.desk.today()).unwrap();
        assert_eq!(roster.table().reception(1).unwrap().turn, turn);
    }
}

#[test]
fn half_of_a_guest_is_a_guest_one_has_met() {
    let mut office = open();
    office.done(RECEPTION, "guest.visit", &format!("guest=#1; source=网络; consultant={}", CAST[CONSULTANT]));
    let rule =
        format!("guest=#1; consultant={}; second={}; reason=共同接待", CAST[CONSULTANT], CAST[COLLEAGUE]);
    office.done(MANAGER, "guest.rule", &rule);
    office.done(RECEPTION, "roster.guest", &format!("kind=named; who={}; guest=#1", CAST[COLLEAGUE]));
    let roster = office.desk.roster(office.desk.today()).unwrap();
    assert_eq!(roster.table().reception(1).unwrap().turn, Turn::None);
}

#[test]
fn a_guest_who_turns_out_to_be_another_meanwhile_is_registered_as_that_one() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first; guest=#1");
    office.done(ASSISTANT, "guest.merge", "guest=#1; into=#2; reason=同一人两个号码");
    office.done(RECEPTION, "roster.register", "");
    let today = office.desk.today();
    let line = &office.desk.book(today).unwrap().visits[0];
    assert_eq!(line.guest, Some(GuestId(2)));
    assert_eq!(office.desk.roster(today).unwrap().table().reception(1).unwrap().guest, Some(GuestId(2)));
    // Of somebody who was forgotten meanwhile nothing is written down but that somebody came.
    office.done(RECEPTION, "roster.guest", "kind=first; guest=#3");
    office.done(MANAGER, "guest.forget", "guest=#3; reason=本人申请");
    office.done(RECEPTION, "roster.register", &format!("reception=2; by={}", CAST[CONSULTANT]));
    assert_eq!(office.desk.book(today).unwrap().visits[1].guest, None);
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

/// 小陈 receives the guest of 小沈, who is at the bank.
fn helped_out() -> Office {
    let mut office = Office::new();
    office.done(COLLEAGUE, "guest.visit", "name=吴女士; phone=13911110005; source=网络");
    days(&mut office, 2);
    for who in [CONSULTANT, COLLEAGUE] {
        office.done(RECEPTION, "roster.sign_in", &format!("who={}", CAST[who]));
    }
    office.done(RECEPTION, "roster.away", &format!("kind=business; who={}", CAST[COLLEAGUE]));
    office.done(RECEPTION, "roster.guest", "kind=duty");
    office
}

#[test]
fn whoever_receives_for_an_absent_colleague_gains_no_guest_but_half_of_a_deal_of_that_day() {
    // RULES 1.1.3 义务接待, 1.2: split 50/50 where it closes the same day.
    let mut office = helped_out();
    let head = office.head();
    office.done(RECEPTION, "roster.register", "phone=13911110005");
    let (chen, shen) = (number(&office, CONSULTANT), number(&office, COLLEAGUE));
    office.recorded(
        head,
        &[
            ("guest:4", "guest.visited", json!({"consultant": shen.0, "claim_until": null})),
            ("guest:4", "guest.helped", json!({"line": 1, "by": chen.0})),
            ("book:2026-11-30", "book.entered", json!({"consultant": chen.0})),
            ("roster:2026-11-30", "roster.register_written", json!({"by": chen.0})),
        ],
    );
    let known = |office: &Office| office.desk.attribution("13911110005").unwrap().remove(0).attribution;
    let now = known(&office);
    assert_eq!((now.consultant(), now.others.len(), now.half_today), (Some(shen), 0, Some(chen)));
    let names = office.desk.names().unwrap();
    let verdict: String = now.verdict().into_iter().map(|say| names.fill(say).in_lang(Lang::Zh)).collect();
    assert!(verdict.contains("今天由 顾问小陈 义务接待: 今天成交两人各半 (规则 1.1.3)"), "{verdict}");
    drop(names);
    // Nobody has to claim their own guest back, and the half is gone with the day.
    days(&mut office, 4);
    let later = known(&office);
    assert_eq!((later.consultant(), later.others.len(), later.half_today), (Some(shen), 0, None));
    // A line that is struck out leaves no half either.
    let mut office = helped_out();
    office.done(RECEPTION, "roster.register", "phone=13911110005");
    let strike = "register=visit; line=1; what=struck; reason=误登";
    office.act_with(ASSISTANT, "book.correct", strike, MANAGER).unwrap();
    assert_eq!(known(&office).half_today, None);
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}

#[test]
fn a_report_while_the_guest_is_at_the_door_already_wins_nothing() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    // The consultant's friend reports them while the register is not written yet.
    office.later(4);
    office.done(ASSISTANT, "guest.report", "name=赵六; phone=13800000006; company=甲渠道; broker=A07");
    office.later(1);
    office.done(RECEPTION, "roster.register", "name=赵六; phone=13800000006");
    let found = office.desk.attribution("13800000006").unwrap();
    assert_eq!(found[0].attribution.consultant(), Some(number(&office, CONSULTANT)));
    assert!(found[0].attribution.others.is_empty());
}

#[test]
fn neither_a_call_that_reached_nobody_nor_having_asked_before_is_contact() {
    let mut office = open();
    let (asked, receives) = (CAST[CONSULTANT], CAST[COLLEAGUE]);
    office.done(CONSULTANT, "guest.follow_up", "guest=#1; how=phone; reached=no; content=关机");
    office.done(
        RECEPTION,
        "guest.visit",
        &format!("guest=#1; source=网络; consultant={receives}; named={asked}"),
    );
    office.done(RECEPTION, "roster.guest", &format!("kind=named; who={asked}; guest=#1"));
    let roster = office.desk.roster(office.desk.today()).unwrap();
    assert_eq!(roster.table().reception(1).unwrap().turn, Turn::Own);
}

#[test]
fn whoever_is_nobodys_guest_is_no_colleagues() {
    let mut office = helped_out();
    office.done(RECEPTION, "roster.register", "name=孙先生; phone=13911110001");
    let known = office.desk.attribution("13911110001").unwrap().remove(0).attribution;
    assert_eq!((known.consultant(), known.half_today), (Some(number(&office, CONSULTANT)), None));
}

#[test]
fn a_turn_comes_back_until_the_end_of_the_day_and_not_after() {
    // RULES 1.1.5 `research_restores`: the window is the day.
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    office.done(RECEPTION, "roster.end", "reception=1; outcome=follow_up");
    office.later(14 * 60);
    office.done(RECEPTION, "roster.restore", "reception=1; reason=research");
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    office.done(RECEPTION, "roster.end", "reception=1; outcome=follow_up");
    days(&mut office, 1);
    let restore = "reception=1; reason=research";
    office.refuses(RECEPTION, "roster.restore", restore, words::NO_SUCH_RECEPTION, Some("reception"));
}

#[test]
fn the_order_is_the_managers_to_change_and_takes_a_reason() {
    // RULES 1.1.5 `who_may_reorder`.
    let mut office = open();
    let order = |office: &Office| -> Vec<StaffId> {
        let roster = office.desk.roster(office.desk.today()).unwrap();
        roster.table().order(office.now()).iter().map(|place| place.who).collect()
    };
    let (chen, shen) = (number(&office, CONSULTANT), number(&office, COLLEAGUE));
    let names = format!("order={},{}", CAST[COLLEAGUE], CAST[CONSULTANT]);
    let whole = format!("{names}; reason=下午另行排序");
    for who in [TEAM_LEAD, ASSISTANT] {
        assert!(matches!(office.act(who, "roster.reorder", &whole), Err(Failure::NeedsApproval(_))));
    }
    for who in [RECEPTION, CONSULTANT] {
        assert!(matches!(office.act(who, "roster.reorder", &whole), Err(Failure::Denied(_))));
    }
    assert!(matches!(office.act(MANAGER, "roster.reorder", &names), Err(Failure::Refused(_))), "no reason");
    assert_eq!(order(&office), [chen, shen], "nothing of that moved anybody");
    office.act_with(ASSISTANT, "roster.reorder", &whole, MANAGER).unwrap();
    assert_eq!(order(&office), [shen, chen]);
    office.done(
        MANAGER,
        "roster.reorder",
        &format!("order={},{}; reason=恢复", CAST[CONSULTANT], CAST[COLLEAGUE]),
    );
    assert_eq!(order(&office), [chen, shen]);
}

#[test]
fn another_order_once_guests_have_come_is_the_managers_to_give() {
    let mut office = Office::new();
    for who in [CONSULTANT, COLLEAGUE] {
        office.done(RECEPTION, "roster.sign_in", &format!("who={}", CAST[who]));
    }
    office.done(RECEPTION, "roster.guest", "kind=first");
    let lots = format!("order={},{}", CAST[COLLEAGUE], CAST[CONSULTANT]);
    assert!(matches!(office.act(ASSISTANT, "roster.confirm", &lots), Err(Failure::NeedsApproval(_))));
    office.act_with(ASSISTANT, "roster.confirm", &lots, MANAGER).unwrap();
}

#[test]
fn the_manager_grants_suspends_and_lets_on_and_everybody_goes_home() {
    let mut office = open();
    let order = |office: &Office| -> Vec<StaffId> {
        let roster = office.desk.roster(office.desk.today()).unwrap();
        roster.table().order(office.now()).iter().map(|place| place.who).collect()
    };
    let (chen, shen) = (number(&office, CONSULTANT), number(&office, COLLEAGUE));
    let of = |who: usize, rest: &str| format!("who={}; {rest}", CAST[who]);
    assert_eq!(order(&office), [chen, shen]);
    // 补接 and 停轮 are the manager's (RULES 1.0 轮序调整).
    for action in ["roster.grant", "roster.suspend"] {
        let alone = office.act(ASSISTANT, action, &of(COLLEAGUE, "reason=x"));
        assert!(matches!(alone, Err(Failure::NeedsApproval(_))), "{action}: {alone:?}");
    }
    office.done(MANAGER, "roster.grant", &of(COLLEAGUE, "reason=协助签约"));
    assert_eq!(order(&office), [shen, chen]);
    office.done(MANAGER, "roster.suspend", &of(COLLEAGUE, "until=+30; reason=着装"));
    assert_eq!(order(&office), [chen]);
    office.later(30);
    assert_eq!(order(&office), [shen, chen], "its time is over; what was granted is still owed");
    office.done(MANAGER, "roster.suspend", &of(COLLEAGUE, "reason=着装"));
    office.done(MANAGER, "roster.resume", &of(COLLEAGUE, "reason=已整改"));
    assert_eq!(order(&office), [shen, chen]);
    // Away with a reason and a time, back; home by one's own PIN or by reception.
    office.done(COLLEAGUE, "roster.away", "kind=lunch; back=12:40");
    let roster = office.desk.roster(office.desk.today()).unwrap();
    let (kind, _, back) = roster.table().member(shen).unwrap().away.unwrap();
    assert_eq!((kind.code(), back), ("lunch", Some(NINE.plus_minutes(220))));
    office.done(COLLEAGUE, "roster.back", "");
    assert_eq!(order(&office), [shen, chen]);
    office.done(COLLEAGUE, "roster.sign_out", "");
    office.done(RECEPTION, "roster.sign_out", &of(CONSULTANT, ""));
    assert_eq!(order(&office), []);
}

#[test]
fn a_reception_that_nobody_ended_is_found_by_the_close_and_ended_the_next_day_on_its_own_day() {
    let mut office = open();
    office.done(RECEPTION, "roster.guest", "kind=first");
    let arrival = office.head();
    let day: anchang::domain::day::Day = DAY["roster:".len()..].parse().unwrap();
    let found = |office: &Office| {
        let evening = office.desk.evening(day).unwrap();
        evening.findings.iter().find(|f| f.kind == FindingKind::OpenReception).map(|f| f.count)
    };
    assert_eq!(found(&office), Some(1));
    assert!(office.desk.left_open().unwrap().is_none(), "today's is not left over");
    office.later(24 * 60);
    let left = office.desk.left_open().unwrap().map(|(day, _)| day);
    assert_eq!(left, Some(day));
    let said: Vec<_> = office.desk.left_open_in_words().unwrap().into_iter().map(|say| say.text).collect();
    assert_eq!(said, [words::LEFT_OPEN]);
    // The close of its day asks for it, and what was written on its day is put right no more.
    let closed = office.act_with(MANAGER, "day.close", &format!("day={day}"), FINANCE);
    is_refused(&closed, close_words::UNEXPLAINED, Some("day"));
    assert!(FindingKind::OpenReception.must_be_explained());
    let correct = format!("event={arrival}; reason=写错; day={day}");
    let late = office.act_with(MANAGER, "roster.correct", &correct, ASSISTANT);
    is_refused(&late, words::NO_SUCH_ENTRY, Some("event"));
    let end = |at: &str| format!("reception=1; outcome=research; day={day}{at}");
    office.refuses(RECEPTION, "roster.end", &end(""), words::END_WHEN, Some("at"));
    office.refuses(RECEPTION, "roster.end", &end("; at=08:30"), words::END_NOT_THEN, Some("at"));
    office.refuses(RECEPTION, "roster.end", &end("; at=11-29 23:00"), words::END_NOT_THEN, Some("at"));
    let head = office.head();
    // One's own with one's own PIN, as on the day itself; not where it would have given the turn back.
    let own = format!("outcome=follow_up; day={day}; at=18:40");
    let done = office.done(CONSULTANT, "roster.end", &own);
    let at = NINE.plus_minutes(9 * 60 + 40);
    let ended = json!({"no": 1, "outcome": "follow_up", "at": at.0});
    office.recorded(head, &[(DAY, "roster.reception_ended_late", ended)]);
    let ended = |office: &Office| office.desk.roster(day).unwrap().table().reception(1).unwrap().ended;
    assert_eq!(ended(&office).map(|(at, _)| at), Some(at));
    assert_eq!((found(&office), office.desk.left_open().unwrap().is_none()), (None, true));
    // It can be taken back like any other, and is open again.
    let (action, filled) = crate::office::fill("roster.end", &own).unwrap();
    let (undo, fields) = office.desk.undo_of(action, &filled, &done).expect("it can be undone");
    let sitting = office.sitting(CONSULTANT).clone();
    office.desk.act(&sitting, undo, &fields, None, anchang::desk::CommandId::new()).unwrap();
    assert_eq!(ended(&office), None);
    // Yesterday is counted from today, and half an hour ago from now.
    let head = office.head();
    office.done(RECEPTION, "roster.end", &format!("outcome=follow_up; day={day}; at=昨天18:40"));
    let said = json!({"no": 1, "outcome": "follow_up", "at": at.0});
    office.recorded(head, &[(DAY, "roster.reception_ended_late", said)]);
    let take_back = format!("event={}; reason=写错; day={day}", office.head());
    office.done(RECEPTION, "roster.take_back", &take_back);
    office.done(RECEPTION, "roster.end", &format!("outcome=follow_up; day={day}; at=-30m"));
    assert_eq!(ended(&office).map(|(at, _)| at), Some(office.now().plus_minutes(-30)));
    let take_back = format!("event={}; reason=写错; day={day}", office.head());
    office.done(RECEPTION, "roster.take_back", &take_back);
    // On the next day no turn comes back any more (RULES 1.1.5).
    office.done(RECEPTION, "roster.end", &end("; at=18:40"));
    assert!(!office.desk.roster(day).unwrap().table().reception(1).unwrap().restored);
    assert!(office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}
