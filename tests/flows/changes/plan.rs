//! Another pay plan 变更付款方式 before the contract (atlas 二; RULES 1.5, 1.6, 1.8): asked for, decided, carried out; the
//! price follows the discounts that hang on the kind of payment, the money and the form that was signed stay.

use anchang::domain::application::{AppState, Request};
use anchang::domain::deal::{DealId, Handout};
use anchang::domain::money::Fen;
use anchang::domain::pay_plan::PlanKind;
use anchang::domain::permission::Role;
use anchang::domain::unit::Status;
use anchang::text::{Lang, change as words, deal as plan_words, sale};
use serde_json::json;

use super::house::*;
use crate::office::{ASSISTANT, CONSULTANT, LEADER, MANAGER, Office};

const ASK: &str = "deal=RG-0001; evidence=付1; reason=资金周转";

/// One who pays at once gets 2 % off: 1,176,000.
fn paying_at_once() -> Office {
    let mut office = office();
    publish(&mut office, "一次性付款", 98);
    subscribe(&mut office, UNIT, 1, "5万; discounts=一次性付款");
    assert_eq!(deal(&office, 1).price(), Fen::yuan(1_176_000));
    office
}

fn publish(office: &mut Office, name: &str, percent: i64) {
    let fields = format!("name={name}; percent={percent}; evidence=批1; until=+30; quota=1");
    office.done(LEADER, "discount.publish", &fields);
}

fn ask_for(office: &mut Office, plan: &str) -> i64 {
    ask(office, CONSULTANT, "deal.pay_plan", &format!("{ASK}; {plan}"))
}

fn carried_out(office: &mut Office, plan: &str, by: &[usize]) -> i64 {
    let id = ask_for(office, plan);
    approve(office, id, by);
    office.done(ASSISTANT, "deal.replan", &format!("application=SP-{id:04}"));
    id
}

#[test]
fn from_one_payment_to_a_loan_the_discount_is_lost_and_the_rest_stays() {
    // Given one who pays at once, at a price with the discount for that.
    let mut office = paying_at_once();
    let before = deal(&office, 1);

    // When a loan is asked for, the manager decides: the price does not come down.
    let id = ask_for(&mut office, "plan=commercial_loan; lose=一次性付款");
    let asked = app(&office, id);
    assert_eq!(asked.levels, [Role::Manager]);
    let told = asked.request.unwrap().say().in_lang(Lang::Zh);
    assert!(
        told.contains("1,176,000.00 元变为 1,200,000.00") && told.contains("失去优惠 一次性付款"),
        "{told}"
    );
    assert_eq!(status(&office, UNIT), Status::Subscribed, "the subscription stands all the while");
    assert_eq!(deal(&office, 1).price(), before.price(), "nothing changes before it is carried out");
    let early = stays(&mut office, ASSISTANT, "deal.replan", &format!("application=SP-{id:04}"));
    assert!(matches!(early, anchang::desk::Failure::Refused(_)), "{early:?}");
    approve(&mut office, id, &[MANAGER]);
    let head = office.head();
    office.done(ASSISTANT, "deal.replan", &format!("application=SP-{id:04}"));
    office.recorded(
        head,
        &[
            (&format!("application:{id}"), "application.executed", json!({})),
            ("deal:1", "deal.plan_changed", json!({"application": id})),
            ("discount:1", "discount.freed", json!({"deal": 1})),
        ],
    );

    // Then the plan sums to the list price, the first money is due with the contract, and 30 % are paid down.
    let now = deal(&office, 1);
    let terms = now.terms.as_ref().unwrap();
    assert_eq!((now.price(), terms.plan.price()), (Fen::yuan(1_200_000), Fen::yuan(1_200_000)));
    assert_eq!(terms.plan.kind(), PlanKind::Commercial);
    let rows: Vec<_> = terms.plan.rows().iter().map(|row| (row.amount, row.due)).collect();
    assert_eq!(rows[0], (Fen::yuan(360_000), day("2026-12-05")));
    assert_eq!(rows[1].0, Fen::yuan(840_000));
    assert_eq!((now.account.paid(), terms.deposit), (Fen::yuan(50_000), Fen::yuan(50_000)), "money stays");
    assert_eq!((now.change, now.sign_by), (None, Some(day("2026-12-05"))), "and the clock goes on");
    assert!(office.desk.discounts().unwrap()[0].1.deals.is_empty(), "its place in the quota is free");
    // The form that was signed stays as it is.
    assert_eq!(now.signed_terms(), before.terms.as_ref());
    let papers = office.desk.papers_of(DealId(1)).unwrap();
    assert!(papers.len() == 1 && papers[0].1.void.is_none());
    // Whoever takes a loan gets the papers of a mortgage.
    let owed = [Handout::MortgageNotice, Handout::IncomeForm, Handout::MortgageList];
    assert_eq!(now.papers_owed(), owed);
    office.done(ASSISTANT, "application.archive", &format!("application=SP-{id:04}; place=A柜"));
    let twice = stays(&mut office, ASSISTANT, "deal.replan", &format!("application=SP-{id:04}"));
    assert!(matches!(twice, anchang::desk::Failure::Refused(_)), "{twice:?}");
    sound(&office);
}

#[test]
fn a_discount_that_comes_with_it_takes_the_leader_and_keeps_to_the_floor() {
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "5万");
    publish(&mut office, "三天付清", 99);
    publish(&mut office, "大促", 90);
    let low = format!("{ASK}; plan=one_payment; pay_by=+3; take=大促");
    office.refuses(CONSULTANT, "deal.pay_plan", &low, sale::BELOW_FLOOR, Some("take"));
    let id = carried_out(&mut office, "plan=one_payment; pay_by=+3; take=三天付清", &[MANAGER, LEADER]);
    assert_eq!(app(&office, id).levels, [Role::Manager, Role::Leader]);
    let now = deal(&office, 1);
    assert_eq!(now.price(), Fen::yuan(1_188_000));
    assert_eq!(now.terms.unwrap().plan.rows()[0].due, day("2026-12-01"));
    assert_eq!(office.desk.discounts().unwrap()[0].1.deals.len(), 1, "it has its place in the quota");
    // Its quota is one: another subscription does not get it.
    let form = "unit=5-1-0102; guest=#2; limit=passed; plan=one_payment; deposit=5万; discounts=三天付清";
    assert!(office.act_with(CONSULTANT, "deal.enter", form, MANAGER).is_err());
    sound(&office);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let mut office = paying_at_once();
    let refuses = |office: &mut Office, plan: &str, why, field| {
        office.refuses(CONSULTANT, "deal.pay_plan", &format!("{ASK}; {plan}"), why, Some(field));
    };
    refuses(&mut office, "plan=one_payment", words::PLAN_SAME, "plan");
    refuses(&mut office, "plan=one_payment; take=一次性付款", words::PLAN_HAS, "take");
    publish(&mut office, "别的", 99);
    refuses(&mut office, "plan=one_payment; lose=别的", words::PLAN_HAS_NOT, "lose");
    let short = "plan=instalments; parts=+7 50万, +60 50万";
    refuses(&mut office, short, plan_words::PLAN_SUM_SHORT, "parts");
    refuses(&mut office, "plan=commercial_loan; down=10%", sale::DOWN_TOO_SMALL, "down");
    // Not subscribed yet.
    let open = fill(&mut office, SAME, 2, "5万");
    let fields = format!("deal=RG-{open:04}; evidence=付2; reason=换; plan=commercial_loan");
    office.refuses(CONSULTANT, "deal.pay_plan", &fields, words::NOT_SUBSCRIBED, Some("deal"));
    // One change at a time, whichever it is.
    ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=3; evidence=延1; reason=出差");
    refuses(&mut office, "plan=commercial_loan", words::CHANGE_RUNS, "deal");
}

#[test]
fn what_came_to_nothing_leaves_the_plan_and_lets_another_one_be_asked_for() {
    let mut office = paying_at_once();
    let before = deal(&office, 1);
    for (how, by, reached) in [
        ("application.refuse", MANAGER, AppState::Refused),
        ("application.return", MANAGER, AppState::Returned),
        ("application.withdraw", CONSULTANT, AppState::Withdrawn),
    ] {
        let id = ask_for(&mut office, "plan=commercial_loan; lose=一次性付款");
        office.done(by, how, &format!("application=SP-{id:04}; reason=再议"));
        assert_eq!((state(&office, id), deal(&office, 1)), (reached, before.clone()), "{how}");
    }
}

#[test]
fn once_discounts_are_lost_the_next_step_is_a_plan_that_sums_to_the_price() {
    // Given a price that lost its discount by a late signing: 12,000 that no part of the plan asks for.
    let mut office = paying_at_once();
    days(&mut office, 8);
    let id = ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=7; evidence=延1; reason=出差");
    approve(&mut office, id, &[MANAGER]);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{id:04}"));
    let gap = deal(&office, 1);
    assert_eq!(gap.beyond_plan(), Some(Fen::yuan(24_000)));
    assert!(gap.plan_warning().unwrap().in_lang(Lang::Zh).contains("申请变更付款方式"));
    let left = office.desk.left_of(DealId(1), &gap).unwrap();
    assert_eq!(left[0].action, "deal.pay_plan");

    // Then it does not come back by another plan, and a plan of the price of now closes the gap.
    let back = format!("{ASK}; plan=one_payment; take=一次性付款");
    office.refuses(CONSULTANT, "deal.pay_plan", &back, words::PLAN_LOST, Some("take"));
    let id = carried_out(&mut office, "plan=instalments; parts=+6 60万, +60 60万", &[MANAGER]);
    let Some(Request::Plan { before, make_up, .. }) = app(&office, id).request else { panic!() };
    assert_eq!((before, make_up.deal), (Fen::yuan(1_200_000), Fen::yuan(1_200_000)));
    let now = deal(&office, 1);
    assert_eq!((now.price(), now.beyond_plan(), now.lost.is_none()), (Fen::yuan(1_200_000), None, true));
    assert!(office.desk.left_of(DealId(1), &now).unwrap().is_empty());
    sound(&office);
}

#[test]
fn other_buyers_after_it_sign_a_form_with_the_plan_of_now() {
    let mut office = paying_at_once();
    carried_out(&mut office, "plan=commercial_loan; lose=一次性付款", &[MANAGER]);
    let fields = "deal=RG-0001; buyers=#1, #2; evidence=户口本; reason=贷款";
    let id = ask(&mut office, CONSULTANT, "deal.buyers", fields);
    approve(&mut office, id, &[MANAGER]);
    recall(&mut office, 1);
    office.done(crate::office::FINANCE, "deal.rename", &format!("application=SP-{id:04}"));
    let now = deal(&office, 1);
    assert_eq!(now.signed_terms(), now.terms.as_ref(), "it is drawn anew");
    assert_eq!(now.terms.as_ref().unwrap().plan.kind(), PlanKind::Commercial);
    sound(&office);
}

#[test]
fn a_discount_that_was_asked_for_has_its_place_until_the_application_comes_to_nothing() {
    // Given a discount of which there is one, asked for with another plan.
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "5万");
    publish(&mut office, "三天付清", 99);
    let id = ask_for(&mut office, "plan=one_payment; pay_by=+3; take=三天付清");
    approve(&mut office, id, &[MANAGER, LEADER]);
    // Then nobody else gets it, as with a form that is filled (RULES 1.6).
    let form = "unit=5-1-0102; guest=#2; limit=passed; plan=one_payment; deposit=5万; discounts=三天付清";
    let taken = office.act_with(CONSULTANT, "deal.enter", form, MANAGER);
    assert!(matches!(taken, Err(anchang::desk::Failure::Refused(_))), "{taken:?}");
    // When it is taken back, they do.
    office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{id:04}; reason=再议"));
    assert!(office.desk.discounts().unwrap()[0].1.deals.is_empty());
    office.act_with(CONSULTANT, "deal.enter", form, MANAGER).unwrap();
    sound(&office);
}

#[test]
fn a_discount_that_ended_before_the_last_level_is_not_approved_any_more() {
    let mut office = paying_at_once();
    publish(&mut office, "三天付清", 99);
    let id = ask_for(&mut office, "plan=one_payment; pay_by=+3; lose=一次性付款; take=三天付清");
    // What it keeps or loses was given in time; what comes with it is given today or not at all (RULES 1.6).
    office.done(LEADER, "discount.end", "discount=一次性付款; reason=期满");
    let (sheet, head) = (format!("application=SP-{id:04}"), office.head());
    office.done(LEADER, "discount.end", "discount=三天付清; reason=期满");
    let stays = stays(&mut office, MANAGER, "application.approve", &sheet);
    assert!(matches!(stays, anchang::desk::Failure::Refused(_)), "{stays:?}");
    office.recorded(head, &[("discount:2", "discount.ended", json!({}))]);
    office.done(MANAGER, "application.refuse", &format!("{sheet}; reason=已停用"));
    let kept: Vec<usize> = office.desk.discounts().unwrap().iter().map(|(_, d)| d.deals.len()).collect();
    assert_eq!(kept, [1, 0], "the one it has it keeps");
}

#[test]
fn what_a_late_signing_lost_stays_lost_once_the_plan_follows() {
    let mut office = paying_at_once();
    days(&mut office, 8);
    let id = ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=7; evidence=延1; reason=出差");
    approve(&mut office, id, &[MANAGER]);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{id:04}"));
    // While it is decided about, nobody is told to ask for it once more.
    let id = ask_for(&mut office, "plan=instalments; parts=+6 60万, +60 60万");
    assert!(office.desk.left_of(DealId(1), &deal(&office, 1)).unwrap().is_empty());
    approve(&mut office, id, &[MANAGER]);
    office.done(ASSISTANT, "deal.replan", &format!("application=SP-{id:04}"));
    let back = format!("{ASK}; plan=one_payment; take=一次性付款");
    office.refuses(CONSULTANT, "deal.pay_plan", &back, words::PLAN_LOST, Some("take"));
    sound(&office);
}

#[test]
fn nobody_decides_about_the_plan_of_their_own_sale_though_somebody_else_asked() {
    // Given a sale of the manager's (RULES 1.0), whose other plan a consultant asks for.
    let mut office = office();
    let form = "unit=5-1-0101; guest=#1; limit=passed; plan=one_payment; deposit=5万";
    office.done(MANAGER, "deal.enter", form);
    office.done(MANAGER, "deal.sign", "deal=RG-0001");
    let sheet = deal(&office, 1).application.unwrap();
    office.done(LEADER, "application.approve", &format!("application={sheet}"));
    office.done(MANAGER, "deal.confirm", "deal=RG-0001");
    office.done(crate::office::FINANCE, "deal.receive", "deal=RG-0001; method=card");
    office.done(crate::office::CONTRACT, "deal.stamp", "deal=RG-0001");
    office.done(MANAGER, "deal.file", "deal=RG-0001");
    office.done(MANAGER, "deal.subscribe", "deal=RG-0001");
    let id = ask_for(&mut office, "plan=commercial_loan");
    let own = stays(&mut office, MANAGER, "application.approve", &format!("application=SP-{id:04}"));
    assert!(matches!(own, anchang::desk::Failure::NeedsApproval(_)), "{own:?}");
    approve(&mut office, id, &[LEADER]);
}

#[test]
fn a_second_special_discount_leaves_the_first_where_it_is() {
    // Given a house that lets two special discounts add up.
    let mut office = office();
    office.done(MANAGER, "policy.set", "name=special_discounts; value=2; reason=公司规定");
    let special = |office: &mut Office| {
        let fields = "unit=5-1-0101; guest=#1; off_total=1万; evidence=批条; leader=领导老卫; given=contract; until=+30; reason=老业主";
        let id = ask(office, CONSULTANT, "discount.special", fields);
        approve(office, id, &[MANAGER, LEADER]);
        id
    };
    let (first, second) = (special(&mut office), special(&mut office));
    subscribe(&mut office, UNIT, 1, &format!("5万; special=SP-{first:04}"));
    carried_out(
        &mut office,
        &format!("plan=one_payment; pay_by=+3; special=SP-{second:04}"),
        &[MANAGER, LEADER],
    );
    assert_eq!(deal(&office, 1).price(), Fen::yuan(1_180_000));
    for id in [first, second] {
        assert_eq!(app(&office, id).taken, Some(DealId(1)), "SP-{id:04}");
    }
    sound(&office);
}

#[test]
fn a_deposit_is_capped_by_a_price_that_comes_down_and_by_no_other() {
    // Given a deposit of all that the law lets at 1,200,000 (RULES 1.4: 20 %).
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "24万");
    publish(&mut office, "三天付清", 99);
    let lower = format!("{ASK}; plan=one_payment; pay_by=+3; take=三天付清");
    office.refuses(CONSULTANT, "deal.pay_plan", &lower, plan_words::DEPOSIT_OVER_CAP, Some("take"));
    // What was agreed stands, whatever the house lets others agree since.
    office.done(MANAGER, "policy.set", "name=deposit_cap_pct; value=10; reason=公司规定");
    carried_out(&mut office, "plan=commercial_loan", &[MANAGER]);
    sound(&office);
}

#[test]
fn after_a_second_other_plan_the_form_is_still_the_one_that_was_signed() {
    let mut office = paying_at_once();
    let signed = deal(&office, 1).terms;
    carried_out(&mut office, "plan=commercial_loan; lose=一次性付款", &[MANAGER]);
    carried_out(&mut office, "plan=instalments; parts=+6 60万, +60 60万", &[MANAGER]);
    assert_eq!(deal(&office, 1).signed_terms(), signed.as_ref());
    // The loan fell through: what it gave up itself may be given again, by the leader as well.
    carried_out(&mut office, "plan=one_payment; take=一次性付款", &[MANAGER, LEADER]);
    assert_eq!(deal(&office, 1).price(), Fen::yuan(1_176_000));
    sound(&office);
}

#[test]
fn once_the_signing_is_overdue_the_first_money_is_due_in_days_to_come_by_a_clock_that_is_trusted() {
    let mut office = paying_at_once();
    days(&mut office, 8);
    assert!(deal(&office, 1).is_overdue(today(&office)));
    let id = ask_for(&mut office, "plan=commercial_loan; lose=一次性付款");
    let Some(Request::Plan { plan, .. }) = app(&office, id).request else { panic!() };
    assert_eq!(plan.rows()[0].due, day("2026-12-13"), "seven days from the sixth, not the fifth");
    office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{id:04}; reason=再议"));
    office.later(40 * 24 * 60);
    let late = format!("{ASK}; plan=commercial_loan; lose=一次性付款");
    let result = office.act(CONSULTANT, "deal.pay_plan", &late);
    crate::office::is_refused(&result, anchang::text::unit::CLOCK_SUSPECT, None);
}

#[test]
fn what_is_being_ended_takes_no_other_plan_and_owes_no_papers() {
    // Given a loan by another plan, whose papers nobody has handed over yet.
    let mut office = paying_at_once();
    carried_out(&mut office, "plan=commercial_loan; lose=一次性付款", &[MANAGER]);
    assert_eq!(deal(&office, 1).papers_owed().len(), 3);
    let id = released(&mut office, 1, "cause=f3");
    office.done(crate::office::FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    assert!(deal(&office, 1).papers_owed().is_empty());
    let plan = format!("{ASK}; plan=instalments; parts=+6 60万, +60 60万");
    office.refuses(CONSULTANT, "deal.pay_plan", &plan, words::CHANGE_RUNS, Some("deal"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    assert!(deal(&office, 1).papers_owed().is_empty());
    let ended = stays(&mut office, CONSULTANT, "deal.pay_plan", &plan);
    assert!(matches!(ended, anchang::desk::Failure::Refused(_)), "{ended:?}");
}
