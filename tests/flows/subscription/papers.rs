//! Numbered forms 认购书 (RULES 1.4: numbered continuously, handed to the contract keeper, drawn by, distribution signed
//! off; 1.3.3: recalled or declared lost).

use anchang::desk::Failure;
use anchang::domain::deal::Step;
use anchang::domain::paper::{Keeper, PaperKind, Place};
use anchang::text::sale as words;

use super::counter::{DEAL, FORM, counter, deal, enter, refused, sound, up_to, with_remedy};
use crate::office::{ASSISTANT, CONSULTANT, CONTRACT, FINANCE, MANAGER, Office, is_refused, lines};

fn stock(from: i64, to: i64, copies: i64) -> String {
    format!("kind=subscription; from={from}; to={to}; copies={copies}")
}

fn places(office: &Office) -> Vec<Place> {
    office.desk.papers().unwrap().remove(0).1.copies
}

#[test]
fn printed_forms_are_drawn_in_their_order_until_they_are_used_up() {
    let mut office = counter();
    office.done(CONTRACT, "paper.stock", &stock(501, 502, 3));
    assert_eq!(office.desk.stock(PaperKind::Subscription).unwrap().left(), Some(2));
    up_to(&mut office, Step::Sign);
    assert_eq!(deal(&office, 1).paper.unwrap().to_string(), "RGS-000501");
    // Sent back: the next number, the spoilt one is void and never comes again.
    office.done(MANAGER, "application.return", "application=1; reason=x");
    office.done(CONSULTANT, "deal.enter", FORM);
    office.done(CONSULTANT, "deal.sign", DEAL);
    assert_eq!(deal(&office, 1).paper.unwrap().to_string(), "RGS-000502");
    assert_eq!(office.desk.stock(PaperKind::Subscription).unwrap().left(), Some(0));
    enter(&mut office, "unit=3-1-1204; guest=#2; limit=passed; plan=one_payment; deposit=10万").unwrap();
    let refusal = refused(&mut office, CONSULTANT, "deal.sign", "deal=RG-0002");
    assert!(lines(&refusal.why).contains(&words::STOCK_EMPTY), "{refusal:?}");
    assert!(refusal.remedy.is_some() && refusal.field.is_some(), "{refusal:?}");
    office.done(ASSISTANT, "paper.stock", &stock(601, 700, 3));
    office.done(CONSULTANT, "deal.sign", "deal=RG-0002");
    assert_eq!(deal(&office, 2).paper.unwrap().to_string(), "RGS-000601");
    sound(&office);
}

#[test]
fn numbers_never_overlap_and_copies_suffice() {
    let mut office = counter();
    office.done(CONTRACT, "paper.stock", &stock(101, 200, 2));
    for (fields, why, field) in [
        (stock(200, 300, 2), words::STOCK_OVERLAPS, "from"),
        (stock(50, 60, 2), words::STOCK_OVERLAPS, "from"),
        (stock(150, 150, 2), words::STOCK_OVERLAPS, "from"),
        (stock(300, 299, 2), words::STOCK_RANGE, "to"),
        (stock(0, 5, 2), words::STOCK_RANGE, "to"),
        (stock(201, 300, 0), words::STOCK_COPIES, "copies"),
        (stock(201, 300, 10), words::STOCK_COPIES, "copies"),
        // The guest's and the assistant's: atlas 三.3.
        (stock(201, 300, 1), words::STOCK_COPY_KEEPERS, "copies"),
    ] {
        office.refuses(CONTRACT, "paper.stock", &fields, why, Some(field));
    }
    for who in [CONSULTANT, FINANCE] {
        let denied = office.act(who, "paper.stock", &stock(201, 300, 2));
        assert!(matches!(denied, Err(Failure::Denied(_))), "{denied:?}");
    }
    // Other kinds have numbers of their own.
    office.done(CONTRACT, "paper.stock", "kind=interim; from=101; to=200; copies=2");
}

#[test]
fn without_printed_stock_the_program_counts_its_own_up() {
    let mut office = counter();
    office.done(MANAGER, "policy.set", "name=subscription_copies; value=4; reason=四联");
    up_to(&mut office, Step::Stamp);
    let with = [Keeper::Guest, Keeper::Assistant, Keeper::Finance, Keeper::Contract].map(Place::With);
    assert_eq!(places(&office), with);
    // What was drawn already overlaps nothing.
    office.refuses(CONTRACT, "paper.stock", &stock(1, 9, 2), words::STOCK_OVERLAPS, Some("from"));
    office.done(CONTRACT, "paper.stock", &stock(2, 9, 2));
}

#[test]
fn copies_go_from_hand_to_hand_come_back_and_are_lost_once() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    let copy = |n: i64| format!("paper=RGS-000001; copy={n}");
    office.refuses(
        CONTRACT,
        "paper.hand",
        &format!("{}; to=guest", copy(1)),
        words::PAPER_NOT_STAMPED,
        Some("copy"),
    );
    let mut office = counter();
    up_to(&mut office, Step::Stamp);
    office.refuses(
        CONTRACT,
        "paper.hand",
        &format!("{}; to=guest", copy(1)),
        words::COPY_IS_THERE,
        Some("copy"),
    );
    office.refuses(CONTRACT, "paper.recall", &copy(3), words::NO_SUCH_COPY, Some("copy"));
    office.refuses(CONTRACT, "paper.recall", "paper=RGS-000009; copy=1", words::NO_SUCH_PAPER, Some("paper"));
    office.done(CONTRACT, "paper.recall", &copy(1));
    office.refuses(CONTRACT, "paper.recall", &copy(1), words::COPY_IS_THERE, Some("copy"));
    assert_eq!(places(&office)[0], Place::Recalled);
    office.done(CONTRACT, "paper.hand", &format!("{}; to=finance", copy(1)));
    let lose = format!("{}; statement=遗失声明7号", copy(2));
    let alone = office.act(ASSISTANT, "paper.lose", &lose);
    assert!(matches!(alone, Err(Failure::NeedsApproval(_))), "the manager signs: {alone:?}");
    office.act_with(ASSISTANT, "paper.lose", &lose, MANAGER).unwrap();
    let again = office.act_with(ASSISTANT, "paper.lose", &lose, MANAGER);
    is_refused(&again, words::COPY_IS_LOST, Some("copy"));
    for (action, fields) in [("paper.recall", copy(2)), ("paper.hand", format!("{}; to=guest", copy(2)))] {
        office.refuses(CONTRACT, action, &fields, words::COPY_IS_LOST, Some("copy"));
    }
    sound(&office);
}

#[test]
fn the_form_of_a_running_deal_is_not_made_void() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    let fields = "paper=RGS-000001; reason=写错";
    let refusal = refused(&mut office, MANAGER, "paper.void", fields);
    with_remedy(&refusal, words::PAPER_IN_USE);
    office.refuses(MANAGER, "paper.void", "paper=RGS-000007; reason=x", words::NO_SUCH_PAPER, Some("paper"));
    let alone = office.act(ASSISTANT, "paper.void", fields);
    assert!(alone.is_err(), "{alone:?}");
}

#[test]
fn a_copy_that_was_lost_before_the_stamp_is_not_handed_out() {
    let mut office = counter();
    up_to(&mut office, Step::Deposit);
    office.act_with(ASSISTANT, "paper.lose", "paper=RGS-000001; copy=2; statement=声明1号", MANAGER).unwrap();
    office.done(CONTRACT, "deal.stamp", DEAL);
    assert_eq!(places(&office), [Place::With(Keeper::Guest), Place::Lost("声明1号".into())]);
}

#[test]
fn the_copies_of_a_void_form_still_come_back_and_go_nowhere_else() {
    let mut office = counter();
    up_to(&mut office, Step::Confirm);
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=x");
    office.refuses(
        CONTRACT,
        "paper.hand",
        "paper=RGS-000001; copy=1; to=guest",
        words::PAPER_IS_VOID,
        Some("paper"),
    );
    office.act_with(ASSISTANT, "paper.lose", "paper=RGS-000001; copy=1; statement=声明2号", MANAGER).unwrap();
    assert_eq!(places(&office)[0], Place::Lost("声明2号".into()));
}
