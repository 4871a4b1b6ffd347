//! The deposit 定金 (RULES 1.4 ⑦, 2 rows 2-7): the cap of the law, counted once, receipts without a gap, taken back only
//! by a counter-receipt, a deposit in two parts.

use anchang::desk::Failure;
use anchang::domain::deal::Step;
use anchang::domain::due::DueKind;
use anchang::domain::money::Fen;
use anchang::domain::paper::PaperKind;
use anchang::domain::permission::Role;
use anchang::domain::unit::Status;
use anchang::text::{deal as deal_words, people, sale as words};

use super::counter::{
    DEAL, SHORT, UNIT, counter, deal, doing, enter, form_refused, paid, refused, sound, up_to, up_to_with,
    with_remedy,
};
use crate::office::{ASSISTANT, CONSULTANT, CONTRACT, FINANCE, LEADER, MANAGER, Office, is_refused, lines};

fn deposit(amount: &str) -> String {
    format!("unit=3-2-0101; guest=#1; limit=passed; plan=one_payment; deposit={amount}")
}

#[test]
fn exactly_a_fifth_of_the_price_is_the_most() {
    // 20 % of 3,000,000 is 600,000 (RULES 2 row 2).
    let mut office = counter();
    for too_much in ["63万", "600,000.01", "300万"] {
        let refusal = form_refused(
            &mut office,
            &deposit(too_much),
            "RULES 1.4",
            deal_words::DEPOSIT_OVER_CAP,
            "deposit",
        );
        assert!(refusal.remedy.is_some(), "{refusal:?}");
    }
    assert_eq!(office.unit(UNIT).status, Status::Available, "nothing is locked by a form that is refused");
    enter(&mut office, &deposit("60万")).unwrap();
    assert_eq!(deal(&office, 1).terms.unwrap().deposit, Fen::yuan(600_000));
}

#[test]
fn the_cap_goes_by_the_price_after_the_discounts() {
    let mut office = counter();
    let publish = "name=开盘优惠; percent=98折; evidence=营销字第9号; until=+30";
    office.act_with(MANAGER, "discount.publish", publish, LEADER).unwrap();
    // 98 % of 3,000,000 is 2,940,000, a fifth of it 588,000.
    let form = |amount| format!("{}; discounts=开盘优惠", deposit(amount));
    form_refused(&mut office, &form("60万"), "RULES 1.4", deal_words::DEPOSIT_OVER_CAP, "deposit");
    enter(&mut office, &form("58.8万")).unwrap();
}

#[test]
fn a_deposit_of_nothing_is_none() {
    let mut office = counter();
    for nothing in ["0", "-1"] {
        let result = enter(&mut office, &deposit(nothing));
        assert!(matches!(result, Err(Failure::Refused(_))), "{nothing}: {result:?}");
    }
}

#[test]
fn what_was_agreed_is_taken_no_more_and_no_less() {
    let mut office = counter();
    up_to(&mut office, Step::Confirm);
    let receive = |amount: &str| format!("deal=RG-0001; method=card; amount={amount}");
    let refusal = refused(&mut office, FINANCE, "deal.receive", &receive("100,000.01"));
    with_remedy(&refusal, words::DEPOSIT_TOO_MUCH);
    let refusal = refused(&mut office, FINANCE, "deal.receive", &receive("99,999.99"));
    with_remedy(&refusal, words::DEPOSIT_TOO_LITTLE);
    for amount in ["0", "-5"] {
        let refusal = refused(&mut office, FINANCE, "deal.receive", &receive(amount));
        assert_eq!(refusal.field, Some("amount"));
    }
    let refusal = refused(&mut office, FINANCE, "deal.receive", "deal=RG-0001; method=voucher");
    with_remedy(&refusal, words::VOUCHER_IS_NO_MONEY);
    office.done(FINANCE, "deal.receive", &receive("10万"));
    let refusal = refused(&mut office, FINANCE, "deal.receive", &receive("1"));
    assert!(lines(&refusal.why).contains(&words::DEPOSIT_COMPLETE));
    assert_eq!(paid(&office), Fen::yuan(100_000));
}

#[test]
fn receipts_are_numbered_without_a_gap_and_none_is_taken_back_but_by_another() {
    let mut office = counter();
    up_to(&mut office, Step::Deposit);
    let void = "receipt=SJ-000001; reason=金额点错";
    for who in [CONSULTANT, ASSISTANT, CONTRACT, LEADER] {
        let denied = office.act(who, "receipt.void", void);
        assert!(matches!(denied, Err(Failure::Denied(_))), "{who}: {denied:?}");
    }
    let done = office.act_with(FINANCE, "receipt.void", void, MANAGER).unwrap();
    assert_eq!(done.created.as_deref(), Some("SJ-000002"));
    assert_eq!(paid(&office), Fen::ZERO);
    let receipts = office.desk.receipts().unwrap();
    assert_eq!(receipts.len(), 2, "nothing is taken away");
    assert_eq!(receipts[0].1.voided_by.map(|by| by.0), Some(2));
    assert_eq!(receipts[1].1.voids.map(|voids| voids.0), Some(1));
    // Never twice, and never the counter-receipt itself.
    for (receipt, why) in
        [(1, words::RECEIPT_VOIDED_ALREADY), (2, words::RECEIPT_IS_COUNTER), (9, words::NO_SUCH_RECEIPT)]
    {
        let head = office.head();
        let again =
            office.act_with(FINANCE, "receipt.void", &format!("receipt=SJ-{receipt:06}; reason=x"), MANAGER);
        is_refused(&again, why, Some("receipt"));
        assert_eq!(office.head(), head);
    }
    let done = office.done(FINANCE, "deal.receive", "deal=RG-0001; method=cash");
    assert_eq!(done.created.as_deref(), Some("SJ-000003"));
    assert_eq!(paid(&office), Fen::yuan(100_000));
    sound(&office);
}

#[test]
fn a_receipt_is_taken_back_by_finance_and_the_manager_together() {
    // RULES 1.0 更正(冲销)事件: manager A(双人), finance A(涉款). Whoever took the money never takes it back alone, and a
    // leader has no part in it.
    let void = "receipt=SJ-000001; reason=金额点错";
    for (who, other, role) in [(FINANCE, MANAGER, Role::Manager), (MANAGER, FINANCE, Role::Finance)] {
        let mut office = counter();
        up_to(&mut office, Step::Deposit);
        let alone = office.act(who, "receipt.void", void);
        assert!(matches!(&alone, Err(Failure::NeedsApproval(roles)) if *roles == [role]), "{alone:?}");
        for unfit in [LEADER, CONSULTANT, ASSISTANT, CONTRACT] {
            let result = office.act_with(who, "receipt.void", void, unfit);
            is_refused(&result, people::APPROVER_UNFIT, Some("approver"));
        }
        let denied = office.act_with(LEADER, "receipt.void", void, who);
        assert!(matches!(denied, Err(Failure::Denied(_))), "{denied:?}");
        assert_eq!(paid(&office), Fen::yuan(100_000));
        office.act_with(who, "receipt.void", void, other).unwrap();
        assert_eq!(paid(&office), Fen::ZERO);
        sound(&office);
    }
}

#[test]
fn two_people_of_one_trade_do_not_take_a_receipt_back() {
    let void = "receipt=SJ-000001; reason=金额点错";
    for (who, trade) in [(FINANCE, "finance"), (MANAGER, "manager")] {
        let mut office = counter();
        up_to(&mut office, Step::Deposit);
        let fields = format!("name=同事小韩; roles={trade}; pin=yun-83-61");
        office.act_with(MANAGER, "staff.add", &fields, LEADER).unwrap();
        let (action, filled) = crate::office::fill("receipt.void", void).unwrap();
        let command = anchang::desk::CommandId::new();
        let pin = anchang::domain::person::Pii::new("yun-83-61".to_owned());
        let approval = office.desk.approve("同事小韩", &pin, action, &filled, command).unwrap();
        let sitting = office.sitting(who).clone();
        let result = office.desk.act(&sitting, action, &filled, Some(approval), command);
        is_refused(&result, words::VOID_BOTH, Some("approver"));
        assert_eq!(paid(&office), Fen::yuan(100_000));
    }
}

#[test]
fn a_receipt_that_is_corrected_late_in_the_day_does_not_cost_the_unit() {
    // The time to the deposit was over long ago; while money was in it did not matter, and to count the money anew there
    // is time once more.
    let mut office = counter();
    up_to(&mut office, Step::Deposit);
    office.later(7 * 60);
    office.act_with(FINANCE, "receipt.void", "receipt=1; reason=收款方式写错", MANAGER).unwrap();
    office.desk.tick().unwrap();
    assert!(deal(&office, 1).is_live());
    office.later(119);
    office.done(FINANCE, "deal.receive", "deal=RG-0001; method=cash");
    assert!(deal(&office, 1).is_done(Step::Deposit));
    sound(&office);
}

#[test]
fn without_money_again_the_deal_still_ends_by_itself() {
    let mut office = counter();
    up_to(&mut office, Step::Deposit);
    office.later(7 * 60);
    office.act_with(FINANCE, "receipt.void", "receipt=1; reason=客户不买了", MANAGER).unwrap();
    office.later(120);
    office.desk.tick().unwrap();
    assert!(!deal(&office, 1).is_live());
    assert_eq!(office.unit(UNIT).status, Status::Available);
    sound(&office);
}

#[test]
fn a_short_deposit_has_an_interim_form_a_due_date_and_an_exchange() {
    let mut office = counter();
    up_to_with(&mut office, SHORT, Step::Sign);
    let paper = deal(&office, 1).paper.unwrap();
    assert_eq!(paper.kind, PaperKind::Interim, "RULES 1.4: 临时认购书 meanwhile");
    // The sheet tells the manager that only a part comes now.
    let sheet = super::counter::application(&office, 1);
    assert!(
        matches!(sheet.request, Some(anchang::domain::application::Request::Subscription { short: Some(now), .. }) if now == Fen::yuan(20_000))
    );
    office.done(MANAGER, "application.approve", "application=SP-0001");
    office.done(CONSULTANT, "deal.confirm", DEAL);
    let refusal =
        refused(&mut office, FINANCE, "deal.receive", "deal=RG-0001; method=card; amount=19,999.99");
    with_remedy(&refusal, words::DEPOSIT_TOO_LITTLE);
    office.done(FINANCE, "deal.receive", "deal=RG-0001; method=card");
    assert_eq!(paid(&office), Fen::yuan(20_000), "the part agreed to come first");
    let due = office.desk.dues().unwrap().into_iter().find(|due| due.kind == DueKind::Balance).unwrap();
    assert_eq!(due.at, "2026-11-30".parse::<anchang::domain::day::Day>().unwrap().end(480));
    for step in [Step::Stamp, Step::File, Step::Grid] {
        let (who, _, action, fields) = doing(step);
        office.done(who, action, fields);
    }
    let refusal = refused(&mut office, CONTRACT, "deal.exchange", DEAL);
    assert!(lines(&refusal.why).contains(&words::NO_EXCHANGE));
    office.done(FINANCE, "deal.receive", "deal=RG-0001; method=cash");
    assert_eq!(paid(&office), Fen::yuan(100_000), "the rest");
    assert!(office.desk.dues().unwrap().iter().all(|due| due.kind != DueKind::Balance));
    office.done(CONTRACT, "deal.exchange", DEAL);
    assert_eq!(deal(&office, 1).paper.unwrap().kind, PaperKind::Subscription);
    let papers = office.desk.papers_of(anchang::domain::deal::DealId(1)).unwrap();
    let interim = papers.iter().find(|(id, _)| id.kind == PaperKind::Interim).unwrap();
    assert!(interim.1.void.is_some() && interim.1.is_recalled(), "what is exchanged comes back");
    let again = refused(&mut office, CONTRACT, "deal.exchange", DEAL);
    assert!(lines(&again.why).contains(&words::NO_EXCHANGE));
    sound(&office);
}

#[test]
fn the_parts_of_a_deposit_are_above_nothing_and_within_their_days() {
    let mut office = counter();
    let form = |part: &str| format!("{}; {part}", deposit("10万"));
    for (part, why, field) in [
        ("now=10万", words::SHORT_NOW, "now"),
        ("now=12万", words::SHORT_NOW, "now"),
        ("now=0", words::SHORT_NOW, "now"),
        // A day for the rest without a part that comes now is half a sentence, not a deposit in full.
        ("rest_by=+2", words::SHORT_NOW, "now"),
        // balance_days = 3.
        ("now=2万; rest_by=+4", words::SHORT_REST_BY, "rest_by"),
    ] {
        form_refused(&mut office, &form(part), "RULES 1.4", why, field);
    }
}

#[test]
fn the_day_for_the_rest_is_moved_by_the_manager_only_and_only_later() {
    let mut office = counter();
    up_to_with(&mut office, SHORT, Step::Deposit);
    let to = |day: &str| format!("deal=RG-0001; to={day}; reason=客户周转");
    let denied = office.act(FINANCE, "deal.balance", &to("12-02"));
    assert!(matches!(denied, Err(Failure::Denied(_))), "{denied:?}");
    let alone = office.act(CONSULTANT, "deal.balance", &to("12-02"));
    assert!(matches!(alone, Err(Failure::NeedsApproval(_))), "{alone:?}");
    for day in ["11-30", "11-29", "12-04"] {
        let refusal = refused(&mut office, MANAGER, "deal.balance", &to(day));
        assert!(lines(&refusal.why).contains(&words::BALANCE_DAY), "{day}: {refusal:?}");
        assert_eq!(refusal.field, Some("to"));
    }
    office.act_with(CONSULTANT, "deal.balance", &to("12-02"), MANAGER).unwrap();
    assert_eq!(deal(&office, 1).balance_by.unwrap().to_string(), "2026-12-02");
    office.done(FINANCE, "deal.receive", "deal=RG-0001; method=card");
    let refusal = refused(&mut office, MANAGER, "deal.balance", &to("12-03"));
    assert!(lines(&refusal.why).contains(&words::DEPOSIT_COMPLETE));
}

#[test]
fn no_money_is_taken_for_a_unit_that_was_seized_meanwhile() {
    let mut office = counter();
    up_to(&mut office, Step::Confirm);
    office.done(MANAGER, "unit.encumber", "units=3-2-0101; kind=seizure; document=深法封字第1号");
    let refusal = refused(&mut office, FINANCE, "deal.receive", "deal=RG-0001; method=card");
    with_remedy(&refusal, anchang::text::unit::ENCUMBERED);
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=房源被查封");
    assert_eq!(office.unit(UNIT).status, Status::Withheld, "a seized unit does not come back on sale");
    sound(&office);
}

#[test]
fn a_form_is_not_filled_anew_while_money_is_in() {
    let mut office: Office = counter();
    up_to(&mut office, Step::Deposit);
    let refusal = refused(&mut office, CONSULTANT, "deal.enter", &deposit("20万"));
    with_remedy(&refusal, words::FILLED_FOR_GOOD);
    office.act_with(FINANCE, "receipt.void", "receipt=1; reason=改定金", MANAGER).unwrap();
    office.done(CONSULTANT, "deal.enter", &deposit("20万"));
    assert_eq!(deal(&office, 1).next_step(), Some(Step::Sign));
    sound(&office);
}

#[test]
fn there_is_no_day_to_move_where_nothing_was_agreed_or_all_was_taken_back() {
    let to = "deal=RG-0001; to=12-01; reason=x";
    let mut office = counter();
    up_to(&mut office, Step::Confirm);
    let refusal = refused(&mut office, MANAGER, "deal.balance", to);
    assert!(lines(&refusal.why).contains(&words::BALANCE_NONE), "nothing is complete yet: {refusal:?}");
    let mut office = counter();
    up_to_with(&mut office, SHORT, Step::Stamp);
    office.act_with(FINANCE, "receipt.void", "receipt=1; reason=未到账", MANAGER).unwrap();
    let refusal = refused(&mut office, MANAGER, "deal.balance", to);
    assert!(lines(&refusal.why).contains(&words::BALANCE_TAKEN_BACK), "{refusal:?}");
}
