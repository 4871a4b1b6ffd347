//! The whole flow of atlas 三.3 in the order of RULES 1.4, five people in five roles, and what stands at its end.

use anchang::domain::application::AppState;
use anchang::domain::deal::{DealId, Handout, Step};
use anchang::domain::due::DueKind;
use anchang::domain::flow::FLOWS;
use anchang::domain::money::Fen;
use anchang::domain::paper::{Keeper, Place};
use anchang::domain::unit::Status;
use serde_json::json;

use super::counter::{
    DEAL, FORM, UNIT, application, counter, deal, doing, enter, paid, refused, sound, state, up_to,
    up_to_with,
};
use crate::guest_book::days;
use crate::office::{
    ASSISTANT, COLLEAGUE, CONSULTANT, CONTRACT, FINANCE, MANAGER, Office, is_refused, lines,
};
use anchang::text::guest::DISPUTE_OVER;
use anchang::text::{Lang, sale as words};

#[test]
fn five_people_take_a_unit_from_free_to_subscribed_filed_and_handed_over() {
    let mut office = counter();
    let head = office.head();
    enter(&mut office, FORM).unwrap();
    // RULES 5 row 1: the unit is locked before anything is written.
    office.recorded(
        head,
        &[
            ("unit:3-2-101", "unit.held", json!({"guest": 1})),
            ("unit:3-2-101", "unit.bound", json!({"deal": 1})),
            ("deal:1", "deal.begun", json!({"unit": "3-2-101", "guest": 1})),
            ("deal:1", "deal.filled", json!({})),
        ],
    );
    assert_eq!(office.unit(UNIT).status, Status::Held);
    let head = office.head();
    office.done(CONSULTANT, "deal.sign", DEAL);
    office.recorded(
        head,
        &[
            ("stock:subscription", "stock.drawn", json!({"number": 1})),
            ("paper:RGS-000001", "paper.drawn", json!({"deal": 1, "copies": 2})),
            ("application:1", "application.made", json!({"deal": 1, "levels": ["manager"]})),
            ("deal:1", "deal.signed", json!({"paper": "RGS-000001", "application": 1})),
        ],
    );
    let head = office.head();
    office.done(MANAGER, "application.approve", "application=SP-0001");
    office.recorded(
        head,
        &[
            ("application:1", "application.decided", json!({"decision": "approved", "role": "manager"})),
            ("deal:1", "deal.approved", json!({"application": 1})),
        ],
    );
    office.done(CONSULTANT, "deal.confirm", DEAL);
    let head = office.head();
    let done = office.done(FINANCE, "deal.receive", "deal=3-2-0101; method=cash");
    assert_eq!(done.created.as_deref(), Some("SJ-000001"), "a numbered receipt");
    office.recorded(
        head,
        &[
            ("receipt:1", "receipt.issued", json!({"deal": 1, "method": "cash", "day": "2026-11-28"})),
            ("deal:1", "deal.posted", json!({"receipt": 1})),
        ],
    );
    assert_eq!(paid(&office), Fen::yuan(100_000));
    office.done(CONTRACT, "deal.stamp", DEAL);
    let (_, paper) = office.desk.papers_of(anchang::domain::deal::DealId(1)).unwrap().remove(0);
    assert_eq!(paper.copies, [Place::With(Keeper::Guest), Place::With(Keeper::Assistant)], "atlas 三.3");
    assert!(paper.stamped.is_some());
    office.done(CONSULTANT, "deal.file", DEAL);
    assert_eq!(office.unit(UNIT).status, Status::Held, "the grid changes last but never before the money");
    let head = office.head();
    let subscribed = office.act_with(ASSISTANT, "deal.subscribe", DEAL, MANAGER);
    subscribed.unwrap();
    office.recorded(
        head,
        &[
            ("unit:3-2-101", "unit.subscribed", json!({"deal": 1})),
            ("deal:1", "deal.subscribed", json!({"sign_by": "2026-12-05"})),
        ],
    );
    office.done(ASSISTANT, "deal.archive", "deal=RG-0001; place=A柜3层");
    office.done(CONSULTANT, "deal.papers", DEAL);

    let done = deal(&office, 1);
    assert_eq!(done.next_step(), None);
    assert!(Step::ALL.iter().all(|step| done.is_done(*step)));
    let for_everybody = [Handout::BuyersNotice, Handout::PurchasePlan, Handout::BankSteps];
    assert_eq!(done.handed, for_everybody, "no loan, no papers of a mortgage");
    assert_eq!(state(&office, 1), AppState::Approved);
    let unit = office.unit(UNIT);
    assert_eq!(unit.status, Status::Subscribed);
    assert_eq!(unit.sale.map(|sale| sale.deal.0), Some(1));
    // RULES 4: sign_days = 7 natural days, the clock of the signing runs to the end of that day in the office.
    let dues = office.desk.dues().unwrap();
    let dues: Vec<_> = dues.iter().filter(|due| due.stream == "deal:1").collect();
    assert_eq!(dues.len(), 1);
    assert_eq!(
        (dues[0].kind, dues[0].at),
        (DueKind::SignBy, "2026-12-05".parse::<anchang::domain::day::Day>().unwrap().end(480))
    );
    sound(&office);
}

#[test]
fn the_same_in_several_windows_at_once() {
    let mut office = counter();
    let mut other = office.window();
    enter(&mut office, FORM).unwrap();
    for step in Step::ALL.iter().filter(|step| **step > Step::Fill) {
        // Every second step at the other window.
        std::mem::swap(&mut office.desk, &mut other);
        let (who, _, action, fields) = doing(*step);
        office.done(who, action, fields);
        assert!(deal(&office, 1).is_done(*step), "{step:?}");
        assert!(other.changed().unwrap(), "the other window sees it");
    }
    sound(&office);
}

#[test]
fn whoever_did_a_step_and_whose_pin_it_had_stand_in_the_deal() {
    let mut office = counter();
    up_to(&mut office, Step::Papers);
    let done = deal(&office, 1).done;
    let staff = |who: usize| office.sitting(who).staff;
    for step in Step::ALL {
        let (who, approver, ..) = doing(*step);
        let by = done[step];
        assert_eq!((by.by, by.approver), (staff(who), approver.map(staff)), "{step:?}");
    }
}

#[test]
fn everything_that_happened_stands_in_the_timeline_in_order() {
    let mut office = counter();
    up_to(&mut office, Step::Papers);
    let events = office.desk.timeline(anchang::domain::deal::DealId(1)).unwrap();
    assert!(events.windows(2).all(|pair| pair[0].seq < pair[1].seq));
    let kinds: Vec<&str> = events.iter().map(|event| &*event.kind).collect();
    for kind in [
        "deal.begun",
        "deal.filled",
        "paper.drawn",
        "application.made",
        "application.decided",
        "deal.posted",
        "paper.stamped",
        "deal.papers_given",
    ] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
}

#[test]
fn the_approval_sheet_says_what_is_asked_for() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    let sheet = application(&office, 1);
    // RULES 3.1: price, its share of the list price, deposit.
    let Some(anchang::domain::application::Request::Subscription { price, list, deposit, short, .. }) =
        sheet.request
    else {
        panic!("{sheet:?}")
    };
    assert_eq!((price, list), (Fen::yuan(3_000_000), Fen::yuan(3_000_000)));
    assert_eq!((deposit, short), (Fen::yuan(100_000), None));
}

/// The manager locks for whoever may only ask: by PIN on the spot, or beforehand in the manager's own window.
#[test]
fn the_lock_is_the_managers_on_the_spot_or_in_a_window_of_their_own() {
    let mut office = counter();
    let alone = office.act(CONSULTANT, "deal.enter", FORM);
    assert!(matches!(alone, Err(anchang::desk::Failure::NeedsApproval(_))), "{alone:?}");
    assert_eq!(office.unit(UNIT).status, Status::Available);
    office.done(MANAGER, "unit.hold", "unit=3-2-0101; guest=#1; consultant=顾问小陈");
    office.done(CONSULTANT, "deal.enter", FORM);
    assert_eq!(deal(&office, 1).consultant, office.sitting(CONSULTANT).staff);
}

#[test]
fn a_reserved_unit_is_entered_by_its_consultant_without_another_pin() {
    let mut office: Office = counter();
    office.done(MANAGER, "unit.reserve", "unit=3-2-0101; guest=#1; consultant=顾问小陈");
    office.done(CONSULTANT, "deal.enter", FORM);
    for step in Step::ALL.iter().filter(|step| **step > Step::Fill && **step <= Step::Grid) {
        let (who, _, action, fields) = doing(*step);
        office.done(who, action, fields);
    }
    assert_eq!(office.unit(UNIT).status, Status::Subscribed);
    sound(&office);
}

#[test]
fn the_permission_of_every_step_ends_where_its_role_ends() {
    // RULES 1.0, row 认购书: the consultant fills, the assistant archives, the manager approves, finance takes the
    // deposit, the contract clerk stamps; nobody does another one's part.
    use crate::office::{ADMINISTRATOR, AFTER_SALES, LEADER, RECEPTION};
    let everybody =
        [RECEPTION, CONSULTANT, ASSISTANT, MANAGER, FINANCE, CONTRACT, AFTER_SALES, LEADER, ADMINISTRATOR];
    let may: &[(Step, &[usize])] = &[
        (Step::Sign, &[CONSULTANT, MANAGER]),
        (Step::Confirm, &[CONSULTANT, MANAGER]),
        (Step::Deposit, &[FINANCE]),
        (Step::Stamp, &[CONTRACT]),
        (Step::File, &[CONSULTANT, MANAGER]),
        (Step::Archive, &[ASSISTANT, MANAGER]),
        (Step::Papers, &[CONSULTANT, MANAGER]),
    ];
    for (step, allowed) in may {
        let mut office = counter();
        let before = Step::ALL[Step::ALL.iter().position(|s| s == step).unwrap() - 1];
        up_to(&mut office, before);
        let (_, _, action, fields) = doing(*step);
        for who in everybody.iter().filter(|who| !allowed.contains(who)) {
            let denied = office.act(*who, action, fields);
            assert!(
                matches!(denied, Err(anchang::desk::Failure::Denied(_))),
                "{step:?} by {who}: {denied:?}"
            );
            assert!(!deal(&office, 1).is_done(*step), "{step:?} by {who}");
        }
    }
    let mut office = counter();
    for who in everybody.iter().filter(|who| ![CONSULTANT, MANAGER].contains(who)) {
        let denied = office.act(*who, "deal.enter", FORM);
        assert!(matches!(denied, Err(anchang::desk::Failure::Denied(_))), "enter by {who}: {denied:?}");
    }
    up_to(&mut office, Step::File);
    for who in [RECEPTION, CONSULTANT, FINANCE, CONTRACT, AFTER_SALES, LEADER, ADMINISTRATOR] {
        let denied = office.act(who, "deal.subscribe", DEAL);
        assert!(matches!(denied, Err(anchang::desk::Failure::Denied(_))), "grid by {who}: {denied:?}");
    }
    let alone = office.act(ASSISTANT, "deal.subscribe", DEAL);
    assert!(matches!(alone, Err(anchang::desk::Failure::NeedsApproval(_))), "the manager's PIN: {alone:?}");
}

#[test]
fn whose_guest_it_was_can_be_disputed_for_seven_days_after_the_deal() {
    // RULES 1.2, 4 dispute_days: 小沈 had received the guest before.
    let dispute = |later: i64| {
        let mut office = counter();
        office.done(COLLEAGUE, "guest.visit", "guest=#1; source=网络");
        enter(&mut office, FORM).unwrap();
        up_to(&mut office, Step::Papers);
        days(&mut office, later);
        office.done(MANAGER, "policy.set", "name=visit_protect_days; value=30; reason=试行");
        office.done(COLLEAGUE, "guest.visit", "guest=#1; source=网络");
        office.act(COLLEAGUE, "guest.claim", "guest=#1; note=首访由我接待")
    };
    dispute(7).unwrap();
    is_refused(&dispute(8), DISPUTE_OVER, Some("guest"));
}

const MORTGAGE: &str = "unit=3-2-0101; guest=#1; limit=passed; plan=commercial_loan; deposit=10万";

#[test]
fn a_paper_that_is_missing_is_left_out_and_handed_over_later() {
    // Given a subscription on a loan that has come to its last step, with a proof of income that is not printed yet.
    let mut office = counter();
    up_to_with(&mut office, MORTGAGE, Step::Archive);
    let head = office.head();
    office.done(
        CONSULTANT,
        "deal.papers",
        "deal=RG-0001; papers=购房须知,按揭须知、purchase_plan, mortgage_list, bank_steps",
    );
    let given = ["buyers_notice", "mortgage_notice", "purchase_plan", "mortgage_list", "bank_steps"];
    office.recorded(head, &[("deal:1", "deal.papers_given", json!({"papers": given}))]);

    // Then the step is not done, nothing is held up by it, and what is left says which paper it is.
    let open = deal(&office, 1);
    assert_eq!((open.is_done(Step::Papers), open.next_step()), (false, None));
    assert_eq!(open.papers_owed(), [Handout::IncomeForm]);
    let left = office.desk.left_of(DealId(1), &open).unwrap();
    assert_eq!(left.iter().map(|next| next.action).collect::<Vec<_>>(), ["deal.papers"]);
    assert!(left[0].text.in_lang(Lang::Zh).contains("范本收入证明"), "{:?}", left[0].text);
    let flow = FLOWS.iter().find(|flow| flow.id == "subscription").unwrap();
    assert_eq!(office.desk.case_counts(flow).unwrap().get("papers"), Some(&(1, 0)));

    // When the rest is handed over, the step is done.
    let head = office.head();
    office.done(CONSULTANT, "deal.papers", DEAL);
    office.recorded(head, &[("deal:1", "deal.papers_given", json!({"papers": ["income_form"]}))]);
    let done = deal(&office, 1);
    assert!(done.is_done(Step::Papers) && done.papers_owed().is_empty());
    assert!(office.desk.left_of(DealId(1), &done).unwrap().is_empty());
    let again = refused(&mut office, CONSULTANT, "deal.papers", DEAL);
    assert!(lines(&again.why).contains(&words::STEP_DONE));
    sound(&office);
}

#[test]
fn papers_of_a_mortgage_belong_to_a_mortgage_and_a_paper_has_a_name() {
    let mut office = counter();
    up_to(&mut office, Step::Archive);
    let refusal = refused(&mut office, CONSULTANT, "deal.papers", "deal=RG-0001; papers=income_form");
    assert_eq!((refusal.field, refusal.why.text), (Some("papers"), words::PAPER_OF_MORTGAGE));
    let refusal = refused(&mut office, CONSULTANT, "deal.papers", "deal=RG-0001; papers=购房须知,收据");
    assert_eq!(refusal.field, Some("papers"));
    assert!(!deal(&office, 1).is_done(Step::Papers));
    let refusal = refused(&mut office, COLLEAGUE, "deal.papers", DEAL);
    assert_eq!(refusal.why.text, words::NOT_YOUR_DEAL);
}
