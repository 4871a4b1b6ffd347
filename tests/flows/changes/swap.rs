//! Swap 换房 before the contract (RULES 1.3.3, 1.8): one atomic pair, the price of the day, money by vouchers.

use anchang::desk::Failure;
use anchang::domain::application::{AppState, Request};
use anchang::domain::deal::{DealId, Outcome, Step};
use anchang::domain::money::Fen;
use anchang::domain::permission::Role;
use anchang::domain::receipt::Pocket;
use anchang::domain::unit::Status;
use anchang::text::{change as words, sale};

use super::house::*;
use crate::office::{ASSISTANT, CONSULTANT, CONTRACT, FINANCE, LEADER, MANAGER, Office, lines};

const ASK: &str = "deal=RG-0001; evidence=换1; reason=换大户型";

/// A swap that is asked for: from 1,200,000 with 50,000 paid to another unit. Answers the application.
fn asked(office: &mut Office, unit: &str, deposit: &str) -> i64 {
    let to = fill(office, unit, 1, deposit);
    ask(office, CONSULTANT, "deal.swap", &format!("{ASK}; to=RG-{to:04}"))
}

#[track_caller]
fn swapped(office: &mut Office, id: i64) {
    approve(office, id, &[MANAGER, LEADER]);
    recall(office, 1);
    office.done(ASSISTANT, "deal.swap_over", &format!("application=SP-{id:04}"));
}

#[test]
fn both_sides_happen_in_one_transaction_or_not_at_all() {
    let mut office = subscribed();
    let id = asked(&mut office, DEAR, "5万");
    let Some(Request::Swap { to, difference, .. }) = app(&office, id).request else { panic!() };
    assert_eq!((to, difference), (DealId(2), Fen::yuan(1_800_000)));
    assert_eq!(app(&office, id).levels, [Role::Manager, Role::Leader]);
    assert_eq!((status(&office, UNIT), status(&office, DEAR)), (Status::Changing, Status::Held));
    approve(&mut office, id, &[MANAGER, LEADER]);
    let over = format!("application=SP-{id:04}");
    // Papers out: nothing moves.
    let failure = stays(&mut office, ASSISTANT, "deal.swap_over", &over);
    let Failure::Refused(refusal) = failure else { panic!("{failure:?}") };
    assert!(lines(&refusal.why).contains(&sale::COPIES_OUT), "{refusal:?}");
    recall(&mut office, 1);
    let head = office.head();
    let done = office.done(ASSISTANT, "deal.swap_over", &over);
    let commands: std::collections::BTreeSet<_> =
        office.since(head).iter().map(|event| event.cmd_id).collect();
    assert_eq!(commands.len(), 1, "one command: {done:?}");
    assert_eq!((status(&office, UNIT), status(&office, DEAR)), (Status::Available, Status::Subscribed));
    let (old, new) = (deal(&office, 1), deal(&office, 2));
    assert_eq!(old.ended.as_ref().unwrap().how, Outcome::Swapped);
    assert_eq!((old.swapped, new.swapped), (Some(DealId(2)), Some(DealId(1))));
    assert_eq!((old.change, new.change), (None, None));
    assert!(old.account.is_clear(), "{:?}", old.account);
    assert_eq!(new.account.balance(Pocket::Deposit), Fen::yuan(50_000));
    sound(&office);
    // The new one goes on to its papers.
    assert_eq!(new.next_step(), Some(Step::Stamp));
    office.done(CONTRACT, "deal.stamp", "deal=RG-0002");
    office.done(CONSULTANT, "deal.file", "deal=RG-0002");
    office.done(ASSISTANT, "deal.archive", "deal=RG-0002; place=A柜");
    office.done(CONSULTANT, "deal.papers", "deal=RG-0002");
    sound(&office);
}

#[test]
fn what_the_new_deposit_does_not_need_is_owed_to_the_buyer() {
    // 500,000 takes at most 100,000 as deposit; 150,000 was paid.
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "15万");
    let id = asked(&mut office, CHEAP, "10万");
    swapped(&mut office, id);
    assert_eq!(pocket(&office, 2, Pocket::Deposit), Fen::yuan(100_000));
    assert_eq!(pocket(&office, 1, Pocket::Payable), Fen::yuan(50_000));
    assert_eq!(status(&office, UNIT), Status::Available, "payment may follow later");
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank");
    sound(&office);
}

#[test]
fn a_larger_deposit_takes_a_day_for_the_rest() {
    let mut office = subscribed();
    // 100,000 agreed in full: the 50,000 that come over do not subscribe it (RULES 1.3.2).
    let to = fill(&mut office, DEAR, 1, "10万");
    let fields = format!("{ASK}; to=RG-{to:04}");
    office.refuses(CONSULTANT, "deal.swap", &fields, words::SWAP_SHORT, Some("to"));
    office.done(CONSULTANT, "deal.withdraw", &format!("deal=RG-{to:04}; reason=重填"));

    fill(&mut office, DEAR, 1, "10万; now=4万; rest_by=+3");
    let id = ask(&mut office, CONSULTANT, "deal.swap", &format!("{ASK}; to=RG-0003"));
    swapped(&mut office, id);
    let new = deal(&office, 3);
    assert_eq!((new.deposited(), new.deposit_missing()), (Fen::yuan(50_000), Fen::yuan(50_000)));
    assert_eq!(new.balance_by, Some(day("2026-12-01")), "a day for the rest");
    office.done(FINANCE, "deal.receive", "deal=RG-0003; method=card");
    sound(&office);
}

#[test]
fn the_price_is_that_of_the_day_not_of_the_first_subscription() {
    let mut office = subscribed();
    office.done(MANAGER, "unit.price", &format!("units={SAME}; change=+10; reason=调价1号"));
    let id = asked(&mut office, SAME, "5万");
    let Some(Request::Swap { difference, .. }) = app(&office, id).request else { panic!() };
    assert_eq!(difference, Fen::yuan(120_000));
}

#[test]
fn the_clock_of_the_house_begins_anew_or_the_old_one_goes_on() {
    for (value, sign_by) in [("new", "2026-12-08"), ("old", "2026-12-05")] {
        let mut office = subscribed();
        if value == "old" {
            office.done(MANAGER, "policy.set", "name=swap_clock; value=old; reason=公司规定");
        }
        days(&mut office, 3);
        let id = asked(&mut office, SAME, "5万");
        swapped(&mut office, id);
        assert_eq!(deal(&office, 2).sign_by, Some(day(sign_by)), "{value}");
    }
}

#[test]
fn another_guest_the_same_deal_or_one_that_is_not_ready_is_no_swap() {
    let mut office = subscribed();
    let same = format!("{ASK}; to=RG-0001");
    office.refuses(CONSULTANT, "deal.swap", &same, words::SWAP_SAME, Some("to"));
    // A room's number typed where a subscription is meant is a subscription that there is not.
    let none = format!("{ASK}; to=2903");
    office.refuses(CONSULTANT, "deal.swap", &none, sale::NO_SUCH_DEAL, Some("to"));
    fill(&mut office, SAME, 2, "5万");
    let other = format!("{ASK}; to=RG-0002");
    office.refuses(CONSULTANT, "deal.swap", &other, words::SWAP_GUEST, Some("to"));
    let form = format!("unit={DEAR}; guest=#1; limit=passed; plan=one_payment; deposit=5万");
    office.act_with(CONSULTANT, "deal.enter", &form, MANAGER).unwrap();
    let early = format!("{ASK}; to=RG-0003");
    office.refuses(CONSULTANT, "deal.swap", &early, words::SWAP_NOT_READY, Some("to"));
    office.done(CONSULTANT, "deal.sign", "deal=RG-0003");
    let sheet = deal(&office, 3).application.unwrap();
    office.done(MANAGER, "application.approve", &format!("application={sheet}"));
    office.done(CONSULTANT, "deal.confirm", "deal=RG-0003");
    office.done(FINANCE, "deal.receive", "deal=RG-0003; method=card");
    office.refuses(CONSULTANT, "deal.swap", &early, words::SWAP_NOT_READY, Some("to"));
}

#[test]
fn the_new_unit_stays_locked_and_its_form_as_it_is_while_the_swap_is_decided() {
    let mut office = subscribed();
    let id = asked(&mut office, DEAR, "5万");
    // A subscription that is entered runs out after two hours; this one is decided about.
    days(&mut office, 2);
    office.desk.tick().unwrap();
    assert_eq!(status(&office, DEAR), Status::Held);
    assert!(deal(&office, 2).is_live());
    let form = format!("unit={DEAR}; guest=#1; limit=passed; plan=one_payment; deposit=6万");
    for (who, action, fields, field) in [
        (CONSULTANT, "deal.enter", &*form, "unit"),
        (CONSULTANT, "deal.withdraw", "deal=RG-0002; reason=不要了", "deal"),
        (FINANCE, "deal.receive", "deal=RG-0002; method=card", "deal"),
    ] {
        office.refuses(who, action, fields, words::CHANGE_RUNS, Some(field));
    }
    swapped(&mut office, id);
    sound(&office);
}

#[test]
fn a_swap_that_comes_to_nothing_leaves_the_old_one_and_lets_the_new_one_go() {
    for how in ["application.refuse", "application.return", "application.withdraw"] {
        let mut office = subscribed();
        let id = asked(&mut office, DEAR, "5万");
        let who = if how == "application.withdraw" { CONSULTANT } else { MANAGER };
        office.done(who, how, &format!("application=SP-{id:04}; reason=不同意"));
        assert_eq!(status(&office, UNIT), Status::Subscribed);
        assert_eq!((deal(&office, 1).change, deal(&office, 2).change), (None, None));
        office.later(121);
        office.desk.tick().unwrap();
        assert_eq!(status(&office, DEAR), Status::Available);
        sound(&office);
    }
}

#[test]
fn what_was_approved_can_be_dropped_before_it_is_carried_out() {
    let mut office = subscribed();
    let id = asked(&mut office, DEAR, "5万");
    approve(&mut office, id, &[MANAGER, LEADER]);
    office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{id:04}; reason=不换了"));
    assert_eq!((status(&office, UNIT), state(&office, id)), (Status::Subscribed, AppState::Withdrawn));
    let failure = stays(&mut office, ASSISTANT, "deal.swap_over", &format!("application=SP-{id:04}"));
    assert!(matches!(failure, Failure::Refused(_)), "{failure:?}");
    sound(&office);
}

#[test]
fn two_swaps_do_not_lead_into_the_same_unit() {
    let mut office = subscribed();
    assert_eq!(subscribe(&mut office, "5-1-0103", 1, "5万"), 2);
    fill(&mut office, DEAR, 1, "5万");
    ask(&mut office, CONSULTANT, "deal.swap", &format!("{ASK}; to=RG-0003"));
    let second = "deal=RG-0002; evidence=换2; reason=也换; to=RG-0003";
    office.refuses(CONSULTANT, "deal.swap", second, words::SWAP_NOT_READY, Some("to"));
}
