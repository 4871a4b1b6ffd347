//! Refund and forfeiture 退定/挞定 (RULES 1.3.3, 1.8, 1.16, 2 rows 2-7 and 13; atlas 四.3).

use anchang::desk::Failure;
use anchang::domain::application::{AppState, Request};
use anchang::domain::deal::{Cause, Outcome, Settlement};
use anchang::domain::due::DueKind;
use anchang::domain::money::Fen;
use anchang::domain::permission::Role;
use anchang::domain::receipt::Pocket;
use anchang::domain::unit::Status;
use anchang::text::{change as words, sale};
use serde_json::json;

use super::house::*;
use crate::office::{
    ASSISTANT, COLLEAGUE, CONSULTANT, CONTRACT, FINANCE, LEADER, MANAGER, Office, is_refused, lines,
};

const ASK: &str = "deal=RG-0001; evidence=单1; reason=客户放弃";

/// A deal of 1,200,000 with this deposit, ended by this cause up to the settlement.
fn settled(deposit: &str, cause: &str) -> Office {
    let mut office = office();
    subscribe(&mut office, UNIT, 1, deposit);
    let app = released(&mut office, 1, cause);
    office.done(FINANCE, "deal.settle", &format!("application=SP-{app:04}"));
    office
}

fn yuan(office: &Office, of: Pocket) -> i64 {
    pocket(office, 1, of).0 / 100
}

#[test]
fn vectors_of_rules_1_16_by_fault() {
    let (price, paid) = (Fen::yuan(1_200_000), Fen::yuan(300_000));
    let of = |cause, paid| {
        let s = Settlement::of(cause, price, paid, None).unwrap();
        (s.forfeit.0 / 100, s.refund.0 / 100, s.on_top.0 / 100)
    };
    assert_eq!(of(Cause::Buyer, paid), (240_000, 60_000, 0));
    assert_eq!(of(Cause::BuyerPapers, paid), (240_000, 60_000, 0));
    assert_eq!(of(Cause::Nobody, paid), (0, 300_000, 0));
    // 540,000 back: what was paid, and once more what has the force of a deposit.
    assert_eq!(of(Cause::Seller, paid), (0, 300_000, 240_000));
    assert_eq!(of(Cause::Agreed, paid), (0, 300_000, 0));
    assert_eq!(of(Cause::Both, paid), (0, 300_000, 0));
    assert_eq!(of(Cause::Buyer, Fen::yuan(50_000)), (50_000, 0, 0));
    assert_eq!(of(Cause::Seller, Fen::yuan(50_000)), (0, 50_000, 50_000));
}

#[test]
fn by_the_buyers_fault_the_deposit_is_kept() {
    for (cause, deposit, kept) in
        [("cause=f1; declaration=声明1", "5万", 50_000), ("cause=f2; declaration=声明1", "24万", 240_000)]
    {
        let office = settled(deposit, cause);
        assert_eq!(yuan(&office, Pocket::Forfeit), kept);
        assert_eq!((yuan(&office, Pocket::Deposit), yuan(&office, Pocket::Payable)), (0, 0));
        sound(&office);
    }
}

#[test]
fn by_nobodys_fault_all_of_it_goes_back_and_by_the_sellers_twice() {
    let office = settled("5万", "cause=f3");
    assert_eq!((yuan(&office, Pocket::Payable), yuan(&office, Pocket::Forfeit)), (50_000, 0));
    let mut office = settled("5万", "cause=f4");
    assert_eq!(yuan(&office, Pocket::Payable), 100_000);
    assert_eq!(yuan(&office, Pocket::Penalty), -50_000, "the seller's own money");
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank");
    assert_eq!((yuan(&office, Pocket::Payable), yuan(&office, Pocket::Buyer)), (0, 50_000));
    sound(&office);
}

#[test]
fn by_agreement_as_agreed_but_never_more_than_by_the_buyers_own_fault() {
    let office = settled("5万", "cause=f5; kept=2万");
    assert_eq!((yuan(&office, Pocket::Forfeit), yuan(&office, Pocket::Payable)), (20_000, 30_000));
    let office = settled("5万", "cause=f5");
    assert_eq!((yuan(&office, Pocket::Forfeit), yuan(&office, Pocket::Payable)), (0, 50_000));
    let office = settled("5万", "cause=f6");
    assert_eq!((yuan(&office, Pocket::Forfeit), yuan(&office, Pocket::Payable)), (0, 50_000));

    let mut office = subscribed();
    let more = format!("{ASK}; cause=f5; kept=50000.01");
    office.refuses(CONSULTANT, "deal.release", &more, words::KEEP_RANGE, Some("kept"));
    for cause in ["f3", "f4"] {
        let fields = format!("{ASK}; cause={cause}; kept=1");
        office.refuses(CONSULTANT, "deal.release", &fields, words::KEEP_ONLY_AGREED, Some("kept"));
    }
}

#[test]
fn no_forfeiture_without_proof_or_the_buyers_own_declaration() {
    let mut office = overdue();
    let ask_f1 = format!("{ASK}; cause=f1");
    office.refuses(CONSULTANT, "deal.release", &ask_f1, words::PROOF_MISSING, Some("deal"));
    office.done(ASSISTANT, "deal.notice", "deal=RG-0001; notice=demand; number=催1; via=ems");
    office.refuses(CONSULTANT, "deal.release", &ask_f1, words::PROOF_MISSING, Some("deal"));
    office.done(ASSISTANT, "deal.delivered", "deal=RG-0001; notice=demand; proof=EMS1");
    office.refuses(CONSULTANT, "deal.release", &ask_f1, words::PROOF_MISSING, Some("deal"));
    days(&mut office, 4);
    office.refuses(CONSULTANT, "deal.release", &ask_f1, words::PROOF_MISSING, Some("deal"));
    office.done(ASSISTANT, "deal.notice", "deal=RG-0001; notice=rescission; number=解1; via=ems");
    // Sent, not arrived: it has no effect yet (Civil Code 565).
    office.refuses(CONSULTANT, "deal.release", &ask_f1, words::PROOF_MISSING, Some("deal"));
    office.done(ASSISTANT, "deal.delivered", "deal=RG-0001; notice=rescission; proof=EMS2");
    office.done(CONSULTANT, "deal.release", &ask_f1);
}

#[test]
fn what_is_kept_or_paid_on_top_goes_by_manager_finance_and_leader_in_this_order() {
    let all = [Role::Manager, Role::Finance, Role::Leader];
    for (cause, levels) in [
        ("cause=f1; declaration=声明1", &all[..]),
        ("cause=f4", &all),
        ("cause=f5; kept=1万", &all),
        ("cause=f3", &[Role::Manager, Role::Leader]),
        ("cause=f5", &[Role::Manager, Role::Leader]),
    ] {
        let mut office = subscribed();
        let id = ask(&mut office, CONSULTANT, "deal.release", &format!("{ASK}; {cause}"));
        assert_eq!(app(&office, id).levels, levels, "{cause}");
    }
    let mut office = subscribed();
    let id = ask(&mut office, CONSULTANT, "deal.release", &format!("{ASK}; cause=f4"));
    let fields = format!("application=SP-{id:04}");
    for who in [FINANCE, LEADER] {
        let failure = stays(&mut office, who, "application.approve", &fields);
        assert!(matches!(failure, Failure::NeedsApproval(_)), "{who} before the manager: {failure:?}");
    }
    office.done(MANAGER, "application.approve", &fields);
    for who in [MANAGER, LEADER] {
        let failure = stays(&mut office, who, "application.approve", &fields);
        assert!(matches!(failure, Failure::NeedsApproval(_)), "{who} before finance: {failure:?}");
    }
    office.done(FINANCE, "application.approve", &fields);
    let failure = stays(&mut office, FINANCE, "deal.settle", &fields);
    assert!(matches!(failure, Failure::Refused(_)), "not approved in full: {failure:?}");
    office.done(LEADER, "application.approve", &fields);
    assert_eq!(state(&office, id), AppState::Approved);
}

#[test]
fn a_refusal_at_any_level_ends_it_and_the_unit_is_subscribed_as_before() {
    for before in [&[][..], &[MANAGER], &[MANAGER, FINANCE]] {
        let last = [MANAGER, FINANCE, LEADER][before.len()];
        let mut office = subscribed();
        let id = ask(&mut office, CONSULTANT, "deal.release", &format!("{ASK}; cause=f4"));
        assert_eq!(status(&office, UNIT), Status::Changing);
        let fields = format!("application=SP-{id:04}");
        for who in before {
            office.done(*who, "application.approve", &fields);
        }
        office.done(last, "application.refuse", &format!("{fields}; reason=再谈"));
        assert_eq!((status(&office, UNIT), state(&office, id)), (Status::Subscribed, AppState::Refused));
        assert_eq!((deal(&office, 1).change, yuan(&office, Pocket::Deposit)), (None, 50_000));
        sound(&office);
    }
}

#[test]
fn a_unit_in_change_can_be_neither_sold_nor_moved_and_says_whose_it_is() {
    let mut office = subscribed();
    ask(&mut office, CONSULTANT, "deal.release", &format!("{ASK}; cause=f3"));
    for (action, fields) in [
        ("unit.hold", format!("unit={UNIT}; consultant=顾问小沈")),
        ("unit.reserve", format!("unit={UNIT}; consultant=顾问小沈; guest=#2")),
        ("deal.reopen", "deal=RG-0001".to_owned()),
        ("deal.subscribe", "deal=RG-0001".to_owned()),
    ] {
        let failure = stays(&mut office, MANAGER, action, &fields);
        assert!(matches!(failure, Failure::Refused(_)), "{action}: {failure:?}");
    }
    let other = format!("unit={UNIT}; guest=#2; limit=passed; plan=one_payment; deposit=5万");
    let head = office.head();
    let result = office.act_with(COLLEAGUE, "deal.enter", &other, MANAGER);
    assert!(result.is_err(), "{result:?}");
    assert_eq!(office.head(), head);
}

#[test]
fn finance_settles_and_only_once() {
    let mut office = subscribed();
    let id = released(&mut office, 1, "cause=f3");
    let fields = format!("application=SP-{id:04}");
    for who in [CONSULTANT, ASSISTANT, MANAGER, CONTRACT] {
        let failure = stays(&mut office, who, "deal.settle", &fields);
        assert!(matches!(failure, Failure::Denied(_)), "{who}: {failure:?}");
    }
    let head = office.head();
    office.done(FINANCE, "deal.settle", &fields);
    let voucher =
        json!({"method": "voucher", "movement": {"from": "deposit", "to": "payable", "amount": 5_000_000}});
    office.recorded(
        head,
        &[
            (&format!("application:{id}"), "application.executed", json!({})),
            ("deal:1", "deal.settled", json!({"cause": "f3"})),
            ("receipt:2", "receipt.issued", voucher),
            ("deal:1", "deal.posted", json!({"receipt": 2})),
            ("deal:1", "deal.owed", json!({"owed": 5_000_000, "by": "2026-12-05"})),
        ],
    );
    let failure = stays(&mut office, FINANCE, "deal.settle", &fields);
    assert!(matches!(failure, Failure::Refused(_)), "twice: {failure:?}");
    assert_eq!(yuan(&office, Pocket::Payable), 50_000);
    // Another change of what is settled is not asked for.
    let again = format!("{ASK}; cause=f4");
    let failure = stays(&mut office, CONSULTANT, "deal.release", &again);
    assert!(matches!(failure, Failure::Refused(_)), "{failure:?}");
    // Nor is half of it taken back by a counter-receipt.
    let void = "receipt=SJ-000002; reason=写错";
    let result = office.act_with(FINANCE, "receipt.void", void, MANAGER);
    is_refused(&result, sale::VOUCHER_STAYS, Some("receipt"));
    sound(&office);
}

#[test]
fn what_was_paid_since_is_decided_about_again() {
    // The rest of a short deposit comes in while the end is decided about.
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "10万; now=4万; rest_by=+3");
    let id = released(&mut office, 1, "cause=f3");
    office.done(FINANCE, "deal.receive", "deal=RG-0001; method=card");
    let fields = format!("application=SP-{id:04}");
    office.refuses(FINANCE, "deal.settle", &fields, words::SETTLE_STALE, Some("application"));
    office.done(CONSULTANT, "application.withdraw", &format!("{fields}; reason=已补足"));
    assert_eq!(status(&office, UNIT), Status::Subscribed);
    let id = released(&mut office, 1, "cause=f3");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    assert_eq!(yuan(&office, Pocket::Payable), 100_000);
    assert_eq!(yuan(&office, Pocket::Deposit), 0, "nothing stays behind");
    sound(&office);
}

#[test]
fn a_unit_is_released_once_the_money_is_settled_and_every_copy_is_back_or_lost() {
    let mut office = subscribed();
    let id = released(&mut office, 1, "cause=f3");
    office.refuses(MANAGER, "deal.reopen", "deal=RG-0001", words::NOT_SETTLED, Some("deal"));
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    let failure = stays(&mut office, MANAGER, "deal.reopen", "deal=RG-0001");
    let Failure::Refused(refusal) = failure else { panic!("{failure:?}") };
    assert!(lines(&refusal.why).contains(&sale::COPIES_OUT), "{refusal:?}");
    let (paper, _) = office.desk.papers_of(anchang::domain::deal::DealId(1)).unwrap()[0].clone();
    office.done(ASSISTANT, "paper.recall", &format!("paper={paper}; copy=1"));
    stays(&mut office, MANAGER, "deal.reopen", "deal=RG-0001");
    office
        .act_with(ASSISTANT, "paper.lose", &format!("paper={paper}; copy=2; statement=遗失声明1"), MANAGER)
        .unwrap();
    // The assistant needs the manager's PIN; the consultant has no part in it.
    let failure = stays(&mut office, ASSISTANT, "deal.reopen", "deal=RG-0001");
    assert!(matches!(failure, Failure::NeedsApproval(_)), "{failure:?}");
    let failure = stays(&mut office, CONSULTANT, "deal.reopen", "deal=RG-0001");
    assert!(matches!(failure, Failure::Denied(_)), "{failure:?}");
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    assert_eq!(status(&office, UNIT), Status::Available);
    assert_eq!(deal(&office, 1).ended.unwrap().how, Outcome::Refunded);
    // Payment may follow later.
    assert_eq!(yuan(&office, Pocket::Payable), 50_000);
    days(&mut office, 7);
    let much = "deal=RG-0001; method=bank; amount=50000.01";
    office.refuses(FINANCE, "deal.pay_back", much, words::OWED_RANGE, Some("amount"));
    office.refuses(
        FINANCE,
        "deal.pay_back",
        "deal=RG-0001; method=voucher",
        words::PAY_BACK_VOUCHER,
        Some("method"),
    );
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank; amount=2万");
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank");
    office.refuses(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank", words::NOTHING_OWED, Some("deal"));
    office.refuses(MANAGER, "deal.reopen", "deal=RG-0001", sale::DEAL_OVER, Some("deal"));
    sound(&office);
    // And somebody else buys it.
    subscribe(&mut office, UNIT, 2, "5万");
    sound(&office);
}

#[test]
fn released_again_the_waitlist_comes_first() {
    let mut office = subscribed();
    office.done(COLLEAGUE, "unit.wait", &format!("unit={UNIT}; guest=#2; consultant=顾问小沈"));
    let id = released(&mut office, 1, "cause=f3");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    let other = format!("unit={UNIT}; guest=#3; limit=passed; plan=one_payment; deposit=5万");
    let head = office.head();
    let early = office.act_with(CONSULTANT, "deal.enter", &other, MANAGER);
    assert!(matches!(early, Err(Failure::Refused(_))), "{early:?}");
    assert_eq!(office.head(), head);
    // After half an hour it is anybody's (DESIGN 3).
    office.later(31);
    office.act_with(CONSULTANT, "deal.enter", &other, MANAGER).unwrap();
}

#[test]
fn a_unit_that_was_seized_meanwhile_is_not_put_on_sale() {
    let mut office = subscribed();
    office.done(MANAGER, "unit.encumber", &format!("units={UNIT}; kind=seizure; document=法封1号"));
    let id = released(&mut office, 1, "cause=f4");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    assert_eq!(status(&office, UNIT), Status::Withheld);
    sound(&office);
}

#[test]
fn what_was_asked_for_stands_in_the_application() {
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "24万");
    let id = ask(&mut office, CONSULTANT, "deal.release", &format!("{ASK}; cause=f1; declaration=声明9"));
    let Some(Request::Release { cause, settlement, evidence }) = app(&office, id).request else { panic!() };
    assert_eq!(cause, Cause::Buyer);
    assert_eq!(settlement.forfeit, Fen::yuan(240_000));
    assert!(evidence.contains("单1") && evidence.contains("声明9"), "{evidence}");
}

#[test]
fn what_is_not_subscribed_yet_has_no_change() {
    let mut office = office();
    fill(&mut office, UNIT, 1, "5万");
    for (action, more) in [("deal.release", "cause=f3"), ("deal.extend", "days=3")] {
        office.refuses(CONSULTANT, action, &format!("{ASK}; {more}"), words::NOT_SUBSCRIBED, Some("deal"));
    }
}

#[test]
fn settled_means_that_no_deposit_is_missing_any_more() {
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "10万; now=4万; rest_by=+3");
    let id = released(&mut office, 1, "cause=f3");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    days(&mut office, 5);
    let dues = office.desk.dues().unwrap().into_iter().filter(|due| due.stream == "deal:1");
    let kinds: Vec<DueKind> = dues.map(|due| due.kind).collect();
    assert_eq!(kinds, [DueKind::Release, DueKind::PayBack]);
    assert_eq!(office.desk.evening(today(&office)).unwrap().findings, []);
    let failure = stays(&mut office, FINANCE, "deal.receive", "deal=RG-0001; method=card");
    assert!(matches!(failure, Failure::Refused(_)), "{failure:?}");
}
