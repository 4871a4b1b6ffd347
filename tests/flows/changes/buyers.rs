//! Other buyers 更名/增减权益人 before the contract (RULES 1.8): adding is granted, renaming is the leader's exception;
//! receipts are exchanged without money.

use anchang::desk::Failure;
use anchang::domain::application::{AppState, Request};
use anchang::domain::deal::DealId;
use anchang::domain::guest::GuestId;
use anchang::domain::money::Fen;
use anchang::domain::permission::Role;
use anchang::domain::receipt::{Method, Pocket};
use anchang::domain::unit::Status;
use anchang::text::{change as words, sale};

use super::house::*;
use crate::office::{CONSULTANT, FINANCE, LEADER, MANAGER, lines};

const ASK: &str = "deal=RG-0001; evidence=户口本; reason=贷款额度";

#[test]
fn to_add_a_buyer_takes_the_manager_and_to_rename_the_leader_as_well() {
    let mut office = subscribed();
    for (buyers, levels, renamed) in [
        ("#1 60, #2 40", &[Role::Manager][..], false),
        ("#2", &[Role::Manager, Role::Leader], true),
        ("#2, #3", &[Role::Manager, Role::Leader], true),
    ] {
        let id = ask(&mut office, CONSULTANT, "deal.buyers", &format!("{ASK}; buyers={buyers}"));
        assert_eq!(app(&office, id).levels, levels, "{buyers}");
        let Some(Request::Buyers { renamed: is, .. }) = app(&office, id).request else { panic!() };
        assert_eq!(is, renamed, "{buyers}");
        assert_eq!(status(&office, UNIT), Status::Subscribed, "U to U");
        office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{id:04}; reason=再议"));
    }
}

#[test]
fn to_drop_a_co_buyer_is_a_change_of_names_too() {
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "5万; buyers=#1, #2");
    let id = ask(&mut office, CONSULTANT, "deal.buyers", &format!("{ASK}; buyers=#1"));
    assert_eq!(app(&office, id).levels, [Role::Manager, Role::Leader]);
}

#[test]
fn the_same_buyers_or_ones_who_must_not_buy_are_refused() {
    let mut office = subscribed();
    let same = format!("{ASK}; buyers=#1");
    office.refuses(CONSULTANT, "deal.buyers", &same, words::BUYERS_SAME, Some("buyers"));
    office.act_with(CONSULTANT, "guest.block", "guest=#2; reason=多次毁约", MANAGER).unwrap();
    let blocked = format!("{ASK}; buyers=#1, #2");
    office.refuses(CONSULTANT, "deal.buyers", &blocked, sale::BUYER_BLOCKED, Some("buyers"));
    let half = format!("{ASK}; buyers=#1 50, #3 40");
    office.refuses(CONSULTANT, "deal.buyers", &half, sale::SHARES_SUM, Some("buyers"));
}

#[test]
fn carried_out_by_finance_the_receipts_are_exchanged_and_no_money_moves() {
    let mut office = subscribed();
    let id = ask(&mut office, CONSULTANT, "deal.buyers", &format!("{ASK}; buyers=#2"));
    let fields = format!("application=SP-{id:04}");
    let early = stays(&mut office, FINANCE, "deal.rename", &fields);
    assert!(matches!(early, Failure::Refused(_)), "{early:?}");
    approve(&mut office, id, &[MANAGER, LEADER]);
    let out = stays(&mut office, FINANCE, "deal.rename", &fields);
    let Failure::Refused(refusal) = out else { panic!("{out:?}") };
    assert!(lines(&refusal.why).contains(&sale::COPIES_OUT), "{refusal:?}");
    recall(&mut office, 1);
    let denied = stays(&mut office, MANAGER, "deal.rename", &fields);
    assert!(matches!(denied, Failure::Denied(_)), "{denied:?}");
    office.done(FINANCE, "deal.rename", &fields);

    let now = deal(&office, 1);
    assert_eq!(now.guest, GuestId(2));
    assert_eq!((now.change, now.sign_by), (None, Some(day("2026-12-05"))), "the clock goes on");
    assert_eq!(now.account.paid(), Fen::yuan(50_000));
    assert_eq!(now.account.balance(Pocket::Deposit), Fen::yuan(50_000));
    let receipts = office.desk.receipts().unwrap();
    let exchanged: Vec<_> = receipts[1..].iter().map(|(_, r)| r.method).collect();
    assert_eq!(exchanged, [Some(Method::Voucher); 2], "the old one back, the new one out");
    // The old form is void, the new one stamped and handed out.
    let papers = office.desk.papers_of(DealId(1)).unwrap();
    assert_eq!(papers.len(), 2);
    for (paper, form) in papers {
        assert_eq!(form.void.is_none(), Some(paper) == now.paper, "{paper}");
    }
    assert_eq!(state(&office, id), AppState::Executed);
    let twice = stays(&mut office, FINANCE, "deal.rename", &fields);
    assert!(matches!(twice, Failure::Refused(_)), "{twice:?}");
    assert_eq!(office.desk.evening(today(&office)).unwrap().findings, []);
    sound(&office);
}

#[test]
fn an_exchange_of_receipts_is_not_money_of_the_day() {
    let mut office = subscribed();
    let id = ask(&mut office, CONSULTANT, "deal.buyers", &format!("{ASK}; buyers=#1, #2"));
    approve(&mut office, id, &[MANAGER]);
    recall(&mut office, 1);
    office.done(FINANCE, "deal.rename", &format!("application=SP-{id:04}"));
    let figures = office.desk.evening(today(&office)).unwrap().figures;
    let received: Vec<_> = figures.received.into_iter().collect();
    assert_eq!(received, [("card".to_owned(), Fen::yuan(50_000))]);
    assert!(figures.paid_back.is_empty(), "{:?}", figures.paid_back);
}
