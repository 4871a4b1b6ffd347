//! A forfeiture is taken back 激活 before the unit is sold again (RULES 1.8).

use anchang::desk::Failure;
use anchang::domain::deal::{DealId, Step};
use anchang::domain::receipt::Pocket;
use anchang::domain::unit::Status;
use anchang::text::change as words;

use super::house::*;
use crate::office::{ASSISTANT, CONSULTANT, FINANCE, LEADER, MANAGER, Office};

const REVIVE: &str = "deal=RG-0001; reason=客户补签";

fn forfeited(more: &str) -> Office {
    let mut office = subscribed();
    let id = released(&mut office, 1, more);
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    office
}

fn reopened(more: &str) -> Office {
    let mut office = forfeited(more);
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    office
}

#[track_caller]
fn stands(office: &Office, sign_by: &str) {
    let now = deal(office, 1);
    assert_eq!(status(office, UNIT), Status::Subscribed);
    assert_eq!(office.unit(UNIT).sale.unwrap().deal, DealId(1));
    assert_eq!((now.settled, now.change, now.ended.clone()), (None, None, None));
    assert_eq!(now.sign_by, Some(day(sign_by)));
    for (of, yuan) in [(Pocket::Deposit, 50_000), (Pocket::Forfeit, 0), (Pocket::Payable, 0)] {
        assert_eq!(now.account.balance(of).0 / 100, yuan, "{of:?}");
    }
    sound(office);
}

#[test]
fn while_the_unit_is_in_change_it_is_simply_subscribed_again() {
    let mut office = forfeited("cause=f1; declaration=声明1");
    let receipts = office.desk.receipts().unwrap().len();
    office.done(MANAGER, "deal.revive", &format!("{REVIVE}; sign_by=+5"));
    stands(&office, "2026-12-03");
    assert_eq!(office.desk.receipts().unwrap().len(), receipts + 1, "taken back by a voucher of its own");
    // And everything may be asked for again.
    ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=3; evidence=延1; reason=出差");
}

#[test]
fn without_a_day_the_clock_of_the_house_begins_anew() {
    let mut office = forfeited("cause=f1; declaration=声明1");
    days(&mut office, 1);
    office.done(MANAGER, "deal.revive", REVIVE);
    stands(&office, "2026-12-06");
}

#[test]
fn released_meanwhile_it_takes_the_unit_again_and_has_a_valid_form() {
    let mut office = reopened("cause=f1; declaration=声明1");
    assert_eq!(status(&office, UNIT), Status::Available);
    office.done(MANAGER, "deal.revive", REVIVE);
    stands(&office, "2026-12-05");
    let now = deal(&office, 1);
    let papers = office.desk.papers_of(DealId(1)).unwrap();
    let (_, form) = papers.iter().find(|(id, _)| Some(*id) == now.paper).unwrap();
    assert!(form.void.is_none() && form.stamped.is_some(), "the form of a live deal is not void: {form:?}");
    assert!(now.is_done(Step::Deposit));
}

#[test]
fn a_unit_that_somebody_else_has_is_not_taken_again() {
    let mut office = reopened("cause=f1; declaration=声明1");
    office.done(MANAGER, "unit.hold", &format!("unit={UNIT}; consultant=顾问小沈; guest=#2"));
    office.refuses(MANAGER, "deal.revive", REVIVE, words::REVIVE_SOLD, Some("deal"));
    office.done(MANAGER, "unit.give_back", &format!("unit={UNIT}"));
    subscribe(&mut office, UNIT, 2, "5万");
    office.refuses(MANAGER, "deal.revive", REVIVE, words::REVIVE_SOLD, Some("deal"));
    sound(&office);
}

#[test]
fn money_that_went_back_to_the_buyer_ends_it() {
    let mut office = forfeited("cause=f5; kept=2万");
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank; amount=1万");
    office.refuses(MANAGER, "deal.revive", REVIVE, words::REVIVE_PAID, Some("deal"));
}

#[test]
fn a_refund_is_no_forfeiture_and_a_swap_neither() {
    for cause in ["cause=f3", "cause=f4"] {
        let mut office = forfeited(cause);
        office.refuses(MANAGER, "deal.revive", REVIVE, words::NOT_FORFEITED, Some("deal"));
        let mut office = reopened(cause);
        office.refuses(MANAGER, "deal.revive", REVIVE, words::NOT_FORFEITED, Some("deal"));
    }
    let mut office = subscribed();
    office.refuses(MANAGER, "deal.revive", REVIVE, words::NOT_FORFEITED, Some("deal"));
}

#[test]
fn it_takes_the_manager_a_day_to_come_and_a_clock_that_is_trusted() {
    let mut office = forfeited("cause=f1; declaration=声明1");
    let failure = stays(&mut office, ASSISTANT, "deal.revive", REVIVE);
    assert!(matches!(failure, Failure::NeedsApproval(_)), "{failure:?}");
    let failure = stays(&mut office, CONSULTANT, "deal.revive", REVIVE);
    assert!(matches!(failure, Failure::Denied(_)), "{failure:?}");
    let past = format!("{REVIVE}; sign_by=2026-11-27");
    office.refuses(MANAGER, "deal.revive", &past, words::REVIVE_PAST, Some("sign_by"));
    office.later(40 * 24 * 60);
    let result = office.act(MANAGER, "deal.revive", REVIVE);
    crate::office::is_refused(&result, anchang::text::unit::CLOCK_SUSPECT, None);
}

#[test]
fn taken_back_and_forfeited_again_the_money_is_counted_once() {
    let mut office = reopened("cause=f1; declaration=声明1");
    office.done(MANAGER, "deal.revive", REVIVE);
    let id = released(&mut office, 1, "cause=f1; declaration=声明2");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    assert_eq!(pocket(&office, 1, Pocket::Forfeit).0, 5_000_000);
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    sound(&office);
}

/// Forfeited and released, with a published discount of so many units in its price.
fn discounted(quota: i64) -> Office {
    let mut office = office();
    let fields = format!("name=开盘优惠; percent=99; evidence=批1; until=+30; quota={quota}");
    office.act_with(MANAGER, "discount.publish", &fields, LEADER).unwrap();
    subscribe(&mut office, UNIT, 1, "5万; discounts=开盘优惠");
    let id = released(&mut office, 1, "cause=f1; declaration=声明1");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    office
}

fn having(office: &Office) -> Vec<i64> {
    office.desk.discounts().unwrap()[0].1.deals.iter().map(|deal| deal.0).collect()
}

#[test]
fn a_discount_that_was_given_back_is_taken_again() {
    // RULES 1.6: every discount has a quota.
    let mut office = discounted(1);
    assert!(having(&office).is_empty(), "given back with the release");
    office.done(MANAGER, "deal.revive", REVIVE);
    assert_eq!(having(&office), [1]);
    let form =
        format!("unit={SAME}; guest=#2; limit=passed; plan=one_payment; deposit=5万; discounts=开盘优惠");
    let result = office.act_with(CONSULTANT, "deal.enter", &form, MANAGER);
    crate::office::is_refused(&result, anchang::text::sale::DISCOUNT_USED_UP, Some("discounts"));
    sound(&office);
}

#[test]
fn a_deal_does_not_come_back_at_a_price_whose_quota_others_have() {
    let mut office = discounted(1);
    let form =
        format!("unit={SAME}; guest=#2; limit=passed; plan=one_payment; deposit=5万; discounts=开盘优惠");
    office.act_with(CONSULTANT, "deal.enter", &form, MANAGER).unwrap();
    office.refuses(MANAGER, "deal.revive", REVIVE, words::REVIVE_DISCOUNT, Some("deal"));
    assert_eq!(having(&office), [2]);
    // As the refusal says: once the leader publishes more of it.
    let more = "name=开盘优惠; percent=99; evidence=批2; until=+10; quota=1";
    office.done(LEADER, "discount.publish", more);
    office.done(MANAGER, "deal.revive", REVIVE);
    let all = office.desk.discounts().unwrap();
    assert_eq!(all[1].1.deals.iter().map(|deal| deal.0).collect::<Vec<_>>(), [1]);
    sound(&office);
}
