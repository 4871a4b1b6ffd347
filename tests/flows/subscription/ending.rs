//! Subscriptions that do not come about (issue D: resumed, withdrawn, or expired cleanly): the unit is never left locked,
//! and never let go while money is in or stamped copies are out (RULES 1.3.3, release rule).

use anchang::domain::application::AppState;
use anchang::domain::deal::{DealId, Outcome, Step};
use anchang::domain::due::DueKind;
use anchang::domain::moment::Millis;
use anchang::domain::unit::Status;
use anchang::text::sale as words;
use serde_json::json;

use super::counter::{DEAL, FORM, UNIT, counter, deal, enter, refused, sound, state, up_to, with_remedy};
use crate::office::{ASSISTANT, COLLEAGUE, CONSULTANT, CONTRACT, FINANCE, MANAGER, NINE, is_refused, lines};

const WITHDRAW: &str = "deal=RG-0001; reason=客户再考虑";

#[test]
fn it_is_withdrawn_at_every_step_before_the_money() {
    for last in [Step::Fill, Step::Sign, Step::Review, Step::Confirm] {
        let mut office = counter();
        up_to(&mut office, last);
        office.done(CONSULTANT, "deal.withdraw", WITHDRAW);
        assert_eq!(deal(&office, 1).ended.unwrap().how, Outcome::Withdrawn, "{last:?}");
        assert_eq!(office.unit(UNIT).status, Status::Available);
        assert!(office.unit(UNIT).sale.is_none());
        assert!(office.desk.papers().unwrap().iter().all(|(_, paper)| paper.void.is_some()), "{last:?}");
        if last == Step::Sign {
            assert_eq!(state(&office, 1), AppState::Withdrawn);
        }
        assert!(office.desk.dues().unwrap().iter().all(|due| due.stream != "deal:1"));
        let again = refused(&mut office, CONSULTANT, "deal.withdraw", WITHDRAW);
        assert!(lines(&again.why).contains(&words::DEAL_OVER));
        office.act_with(COLLEAGUE, "deal.enter", &FORM.replace("#1", "#2"), MANAGER).unwrap();
        assert_eq!(deal(&office, 2).unit.unwrap().to_string(), "3-2-101", "and the unit can be sold");
        sound(&office);
    }
}

#[test]
fn with_money_in_it_is_not_withdrawn_before_that_went_back() {
    let mut office = counter();
    up_to(&mut office, Step::Deposit);
    let refusal = refused(&mut office, CONSULTANT, "deal.withdraw", WITHDRAW);
    with_remedy(&refusal, words::WITHDRAW_MONEY);
    office.act_with(FINANCE, "receipt.void", "receipt=1; reason=客户再考虑", MANAGER).unwrap();
    office.done(CONSULTANT, "deal.withdraw", WITHDRAW);
    assert_eq!(office.unit(UNIT).status, Status::Available);
    sound(&office);
}

#[test]
fn with_stamped_copies_out_it_is_not_withdrawn_before_they_are_back_or_lost() {
    let mut office = counter();
    up_to(&mut office, Step::Stamp);
    office.act_with(FINANCE, "receipt.void", "receipt=1; reason=客户再考虑", MANAGER).unwrap();
    let refusal = refused(&mut office, CONSULTANT, "deal.withdraw", WITHDRAW);
    with_remedy(&refusal, words::COPIES_OUT);
    // Nor does another form take the place of one that the guest still has.
    let refusal = refused(&mut office, CONSULTANT, "deal.enter", FORM);
    with_remedy(&refusal, words::COPIES_OUT);
    // Nor does the clock let the unit go.
    office.later(3 * 24 * 60);
    office.desk.tick().unwrap();
    assert!(deal(&office, 1).is_live());
    office.done(CONTRACT, "paper.recall", "paper=RGS-000001; copy=2");
    let refusal = refused(&mut office, CONSULTANT, "deal.withdraw", WITHDRAW);
    with_remedy(&refusal, words::COPIES_OUT);
    let lost = "paper=RGS-000001; copy=1; statement=遗失声明7号";
    office.act_with(ASSISTANT, "paper.lose", lost, MANAGER).unwrap();
    office.done(CONSULTANT, "deal.withdraw", WITHDRAW);
    assert_eq!(office.unit(UNIT).status, Status::Available);
    sound(&office);
}

#[test]
fn a_subscribed_unit_has_flows_of_its_own() {
    for last in [Step::Grid, Step::Papers] {
        let mut office = counter();
        up_to(&mut office, last);
        let refusal = refused(&mut office, CONSULTANT, "deal.withdraw", WITHDRAW);
        with_remedy(&refusal, words::WITHDRAW_SUBSCRIBED);
        let refusal = refused(&mut office, MANAGER, "deal.withdraw", WITHDRAW);
        with_remedy(&refusal, words::WITHDRAW_SUBSCRIBED);
        assert_eq!(office.unit(UNIT).status, Status::Subscribed);
    }
}

#[test]
fn it_ends_by_itself_at_its_minute_and_not_before() {
    for last in [Step::Fill, Step::Sign, Step::Review, Step::Confirm] {
        let mut office = counter();
        up_to(&mut office, last);
        let due = office.desk.dues().unwrap().into_iter().find(|due| due.kind == DueKind::Entry).unwrap();
        // entry_min = 120.
        assert_eq!(due.at, NINE.plus_minutes(120));
        office.clock.put(Millis(NINE.plus_minutes(120).0 - 1));
        office.desk.tick().unwrap();
        assert!(deal(&office, 1).is_live(), "{last:?}");
        office.clock.put(NINE.plus_minutes(120));
        let head = office.head();
        assert!(office.desk.tick().unwrap());
        let events = office.since(head);
        assert_eq!((&*events[0].kind, events[0].actor), ("deal.ended", 0), "by the program itself");
        assert_eq!(deal(&office, 1).ended.unwrap().how, Outcome::Expired);
        assert_eq!(office.unit(UNIT).status, Status::Available);
        assert!(!office.desk.tick().unwrap(), "and then there is nothing to do");
        sound(&office);
    }
}

#[test]
fn the_hold_of_a_bound_unit_has_no_clock_of_its_own() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    // hold_min = 30: the deal has it now.
    office.later(45);
    office.desk.tick().unwrap();
    assert_eq!(office.unit(UNIT).status, Status::Held);
    office.done(CONSULTANT, "deal.sign", DEAL);
}

#[test]
fn it_never_ends_by_itself_while_money_is_in() {
    for last in [Step::Deposit, Step::Stamp, Step::File, Step::Grid, Step::Papers] {
        let mut office = counter();
        up_to(&mut office, last);
        office.later(60 * 24 * 60);
        office.desk.tick().unwrap();
        assert!(deal(&office, 1).is_live(), "{last:?}");
        assert_ne!(office.unit(UNIT).status, Status::Available, "{last:?}");
    }
}

#[test]
fn it_never_ends_by_itself_after_a_jump_of_the_clock_nobody_confirmed() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    office.later(400 * 24 * 60);
    office.desk.tick().unwrap();
    assert!(deal(&office, 1).is_live());
    let refusal = refused(&mut office, CONSULTANT, "deal.enter", FORM);
    assert!(lines(&refusal.why).contains(&anchang::text::unit::CLOCK_SUSPECT), "{refusal:?}");
    office.clock.put(NINE.plus_minutes(5));
    let _ = office.act(MANAGER, "clock.confirm", "");
    office.desk.tick().unwrap();
    assert!(deal(&office, 1).is_live(), "it was only five minutes");
    office.done(MANAGER, "application.approve", "application=SP-0001");
}

#[test]
fn no_money_is_dated_by_a_clock_that_nobody_trusts() {
    let mut office = counter();
    up_to(&mut office, Step::Confirm);
    office.later(400 * 24 * 60);
    office.desk.tick().unwrap();
    let refusal = refused(&mut office, FINANCE, "deal.receive", "deal=RG-0001; method=card");
    assert!(lines(&refusal.why).contains(&anchang::text::unit::CLOCK_SUSPECT), "{refusal:?}");
}

#[test]
fn a_later_parameter_moves_no_stored_deadline() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    office.done(MANAGER, "policy.set", "name=entry_min; value=10; reason=加快");
    office.later(60);
    office.desk.tick().unwrap();
    assert!(deal(&office, 1).is_live());
}

#[test]
fn a_unit_comes_back_to_whoever_waits_for_it_first() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    office.done(COLLEAGUE, "unit.wait", "unit=3-2-0101; guest=#2");
    office.done(CONSULTANT, "deal.withdraw", WITHDRAW);
    let third = enter(&mut office, &FORM.replace("#1", "#3"));
    is_refused(&third, anchang::text::unit::WAITLIST_FIRST, Some("guest"));
    office.act_with(COLLEAGUE, "deal.enter", &FORM.replace("#1", "#2"), MANAGER).unwrap();
    assert!(office.unit(UNIT).waitlist.is_empty());
}

#[test]
fn a_deal_that_ended_is_told_in_the_timeline_with_its_reason() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    let head = office.head();
    office.done(CONSULTANT, "deal.withdraw", WITHDRAW);
    office.recorded(
        head,
        &[
            ("deal:1", "deal.ended", json!({"how": "withdrawn", "reason": "客户再考虑"})),
            ("unit:3-2-101", "unit.hold_ended", json!({"how": "deal_ended"})),
            ("paper:RGS-000001", "paper.voided", json!({})),
            ("application:1", "application.withdrawn", json!({})),
        ],
    );
    assert!(office.desk.timeline(DealId(1)).unwrap().iter().any(|event| event.kind == "deal.ended"));
}

#[test]
fn a_stamped_form_that_is_filled_anew_has_its_time_once_more() {
    let mut office = counter();
    up_to(&mut office, Step::Stamp);
    let head = office.head();
    office.act_with(FINANCE, "receipt.void", "receipt=1; reason=改付款方式", MANAGER).unwrap();
    let kinds: Vec<String> = office.since(head).into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, ["receipt.issued", "receipt.voided", "deal.posted"], "stamped it does not run out");
    super::counter::days(&mut office, 1);
    for copy in 1..=2 {
        office.done(ASSISTANT, "paper.recall", &format!("paper=RGS-000001; copy={copy}"));
    }
    office.done(CONSULTANT, "deal.enter", &FORM.replace("10万", "20万"));
    office.later(119);
    office.desk.tick().unwrap();
    assert!(deal(&office, 1).is_live(), "entry_min = 120, from now");
    office.done(CONSULTANT, "deal.sign", DEAL);
    office.later(1);
    office.desk.tick().unwrap();
    assert_eq!(deal(&office, 1).ended.unwrap().how, Outcome::Expired);
    assert_eq!(office.unit(UNIT).status, Status::Available);
    sound(&office);
}

#[test]
fn no_receipt_is_taken_back_by_a_clock_that_nobody_trusts() {
    let mut office = counter();
    up_to(&mut office, Step::Deposit);
    office.later(400 * 24 * 60);
    office.desk.tick().unwrap();
    let refusal = refused(&mut office, FINANCE, "receipt.void", "receipt=1; reason=x");
    assert!(lines(&refusal.why).contains(&anchang::text::unit::CLOCK_SUSPECT), "{refusal:?}");
}
