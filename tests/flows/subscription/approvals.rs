//! Who decides about an approval sheet and a special discount (RULES 1.0, 1.4 ⑤⑨, 1.6): on the spot or in a window of
//! their own, never about one's own, and what becomes of what was sent back or refused.

use anchang::desk::Failure;
use anchang::domain::application::AppState;
use anchang::domain::deal::{Outcome, Step};
use anchang::domain::permission::Role;
use anchang::domain::unit::Status;
use anchang::text::{people, sale as words};

use super::counter::{
    DEAL, FORM, UNIT, application, counter, deal, doing, refused, sound, state, up_to, with_remedy,
};
use crate::office::{
    ASSISTANT, CAST, COLLEAGUE, CONSULTANT, FINANCE, LEADER, MANAGER, Office, TEAM_LEAD, is_refused, pin,
};

const SHEET: &str = "application=SP-0001";

/// Another person with these roles, who signs in.
fn hire(office: &mut Office, name: &str, roles: &str) -> anchang::desk::Session {
    let fields = format!("name={name}; roles={roles}; pin=yun-83-61");
    office.act_with(MANAGER, "staff.add", &fields, LEADER).unwrap();
    office.desk.sign_in(name, &anchang::domain::person::Pii::new("yun-83-61".to_owned())).unwrap()
}

fn act_as(
    office: &mut Office,
    who: &anchang::desk::Session,
    id: &str,
    fields: &str,
) -> Result<anchang::desk::Done, Failure> {
    let (action, filled) = crate::office::fill(id, fields)?;
    office.desk.act(who, action, &filled, None, anchang::desk::CommandId::new())
}

#[test]
fn the_manager_approves_on_the_spot_or_in_a_window_of_their_own() {
    for on_the_spot in [true, false] {
        let mut office = counter();
        up_to(&mut office, Step::Sign);
        if on_the_spot {
            let alone = office.act(CONSULTANT, "application.approve", SHEET);
            let Err(Failure::NeedsApproval(roles)) = alone else { panic!("{alone:?}") };
            assert_eq!(roles, [Role::Manager]);
            office.act_with(CONSULTANT, "application.approve", SHEET, MANAGER).unwrap();
        } else {
            office.done(MANAGER, "application.approve", SHEET);
        }
        let sheet = application(&office, 1);
        assert_eq!(sheet.decided[0].who, office.sitting(MANAGER).staff, "whose decision it was");
        assert_eq!(sheet.state(), AppState::Approved);
        assert!(deal(&office, 1).is_done(Step::Review));
    }
}

#[test]
fn nobody_without_the_level_slips_through_in_whatever_order_the_pins_come() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    for action in ["application.approve", "application.return", "application.refuse"] {
        let fields =
            if action == "application.approve" { SHEET.to_owned() } else { format!("{SHEET}; reason=x") };
        let head = office.head();
        for who in [COLLEAGUE, CONSULTANT, TEAM_LEAD, ASSISTANT, FINANCE, LEADER] {
            let alone = office.act(who, action, &fields);
            assert!(matches!(alone, Err(Failure::NeedsApproval(_))), "{action} by {who}: {alone:?}");
            for approver in [CONSULTANT, COLLEAGUE, TEAM_LEAD, ASSISTANT, FINANCE, LEADER] {
                if approver == who {
                    continue;
                }
                let result = office.act_with(who, action, &fields, approver);
                assert!(
                    matches!(result, Err(Failure::Refused(_))),
                    "{action} by {who} with {approver}: {result:?}"
                );
            }
        }
        assert_eq!((office.head(), state(&office, 1)), (head, AppState::Pending));
    }
    // A leader has no part in a consultant's subscription (RULES 1.0).
    let leader = office.act_with(CONSULTANT, "application.approve", SHEET, LEADER);
    is_refused(&leader, words::LEVEL_NEEDS, Some("approver"));
}

#[test]
fn nobody_confirms_an_approval_with_their_own_pin_twice() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    let (action, filled) = crate::office::fill("application.approve", SHEET).unwrap();
    let id = anchang::desk::CommandId::new();
    let sitting = office.sitting(MANAGER).clone();
    let approval = office
        .desk
        .approve(CAST[MANAGER], &anchang::domain::person::Pii::new(pin(MANAGER)), action, &filled, id)
        .unwrap();
    let result = office.desk.act(&sitting, action, &filled, Some(approval), id);
    is_refused(&result, people::APPROVER_SAME, Some("approver"));
}

#[test]
fn a_managers_own_subscription_is_decided_by_another_manager_or_a_leader() {
    for with in [Some(LEADER), None] {
        let mut office = counter();
        office.done(MANAGER, "deal.enter", FORM);
        office.done(MANAGER, "deal.sign", DEAL);
        let own = office.act(MANAGER, "application.approve", SHEET);
        let Err(Failure::NeedsApproval(roles)) = own else { panic!("{own:?}") };
        assert_eq!(roles, [Role::Manager, Role::Leader]);
        // By somebody else's hand with the manager's PIN it is still the manager's own.
        let by_pin = office.act_with(CONSULTANT, "application.approve", SHEET, MANAGER);
        is_refused(&by_pin, words::OWN_APPLICATION, Some("application"));
        assert_eq!(crate::office::remedy(&by_pin), Some(words::OWN_APPLICATION_REMEDY));
        if let Some(leader) = with {
            office.act_with(MANAGER, "application.approve", SHEET, leader).unwrap();
        } else {
            let other = hire(&mut office, "经理老赵", "manager");
            act_as(&mut office, &other, "application.approve", SHEET).unwrap();
        }
        assert_eq!(state(&office, 1), AppState::Approved);
    }
}

#[test]
fn whoever_sells_does_not_approve_what_another_manager_signed_for_them() {
    let mut office = counter();
    let other = hire(&mut office, "经理老赵", "manager");
    office.done(MANAGER, "deal.enter", FORM);
    act_as(&mut office, &other, "deal.sign", DEAL).unwrap();
    // It is the sale of the first manager: neither the seller nor whoever handed it in decides.
    let own = office.act(MANAGER, "application.approve", SHEET);
    assert!(matches!(own, Err(Failure::NeedsApproval(_))), "{own:?}");
    let own = office.act_with(CONSULTANT, "application.approve", SHEET, MANAGER);
    is_refused(&own, words::OWN_APPLICATION, Some("application"));
    let handed_in = act_as(&mut office, &other, "application.approve", SHEET);
    assert!(matches!(handed_in, Err(Failure::NeedsApproval(_))), "{handed_in:?}");
    office.done(LEADER, "application.approve", SHEET);
}

#[test]
fn to_send_back_or_refuse_takes_a_reason() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    for action in ["application.return", "application.refuse"] {
        let refusal = refused(&mut office, MANAGER, action, SHEET);
        assert_eq!(refusal.field, Some("reason"), "{refusal:?}");
    }
}

#[test]
fn what_is_sent_back_is_filled_anew_with_a_new_form_and_approved_again() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    office.done(MANAGER, "application.return", "application=SP-0001; reason=付款方式写错");
    assert_eq!(state(&office, 1), AppState::Returned);
    assert_eq!(deal(&office, 1).next_step(), Some(Step::Fill));
    assert_eq!(office.unit(UNIT).status, Status::Held, "the unit stays locked meanwhile");
    let refusal = refused(&mut office, CONSULTANT, "deal.sign", DEAL);
    with_remedy(&refusal, words::STEP_NOT_YET);
    office.done(CONSULTANT, "deal.enter", &FORM.replace("10万", "20万"));
    let papers = office.desk.papers_of(anchang::domain::deal::DealId(1)).unwrap();
    assert_eq!(papers.iter().filter(|(_, paper)| paper.void.is_some()).count(), 1, "the old form is void");
    office.done(CONSULTANT, "deal.sign", DEAL);
    let now = deal(&office, 1);
    assert_eq!(now.paper.map(|paper| paper.to_string()).as_deref(), Some("RGS-000002"), "a new number");
    assert_eq!(now.application.map(|app| app.0), Some(2));
    let refusal = refused(&mut office, CONSULTANT, "deal.confirm", DEAL);
    with_remedy(&refusal, words::STEP_NOT_YET);
    office.done(MANAGER, "application.approve", "application=SP-0002");
    for step in Step::ALL.iter().filter(|step| **step > Step::Review) {
        let (who, _, action, fields) = doing(*step);
        office.done(who, action, fields);
    }
    assert_eq!(super::counter::paid(&office), anchang::domain::money::Fen::yuan(200_000));
    sound(&office);
}

#[test]
fn whatever_was_approved_is_asked_for_again_when_the_form_is_filled_anew() {
    let mut office = counter();
    up_to(&mut office, Step::Confirm);
    office.done(CONSULTANT, "deal.enter", &FORM.replace("10万", "20万"));
    let now = deal(&office, 1);
    assert_eq!(now.next_step(), Some(Step::Sign));
    assert!(!now.is_done(Step::Review) && !now.is_done(Step::Confirm));
    let refusal = refused(&mut office, FINANCE, "deal.receive", "deal=RG-0001; method=card");
    with_remedy(&refusal, words::STEP_NOT_YET);
}

#[test]
fn a_form_that_still_waits_is_filled_anew_and_its_sheet_waits_no_longer() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    office.done(CONSULTANT, "deal.enter", &FORM.replace("10万", "20万"));
    assert_eq!(state(&office, 1), AppState::Withdrawn);
    let refusal = refused(&mut office, MANAGER, "application.approve", SHEET);
    assert!(crate::office::lines(&refusal.why).contains(&words::APPLICATION_STANDS));
}

#[test]
fn what_is_refused_is_over_and_the_unit_is_free_again() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    office.done(MANAGER, "application.refuse", "application=SP-0001; reason=客户资信不足");
    let over = deal(&office, 1);
    let end = over.ended.clone().unwrap();
    assert_eq!((end.how, end.reason.as_str()), (Outcome::Refused, "客户资信不足"));
    assert_eq!(office.unit(UNIT).status, Status::Available);
    assert!(office.desk.papers().unwrap().iter().all(|(_, paper)| paper.void.is_some()));
    for step in Step::ALL.iter().filter(|step| **step > Step::Fill && **step != Step::Review) {
        let (who, _, action, fields) = doing(*step);
        let refusal = refused(&mut office, who, action, fields);
        assert!(crate::office::lines(&refusal.why).contains(&words::DEAL_OVER), "{step:?}: {refusal:?}");
    }
    office.act_with(COLLEAGUE, "deal.enter", &FORM.replace("#1", "#2"), MANAGER).unwrap();
    sound(&office);
}

#[test]
fn an_application_is_taken_back_by_whoever_made_it_or_the_manager() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    let fields = "application=SP-0001; reason=写错";
    let refusal = refused(&mut office, COLLEAGUE, "application.withdraw", fields);
    assert!(crate::office::lines(&refusal.why).contains(&words::NOT_YOUR_APPLICATION));
    office.done(CONSULTANT, "application.withdraw", fields);
    assert_eq!(state(&office, 1), AppState::Withdrawn);
    assert_eq!(deal(&office, 1).next_step(), Some(Step::Fill), "without its sheet it is filled anew");
    sound(&office);
}

#[test]
fn an_approval_sheet_is_nothing_to_carry_out_but_is_filed() {
    let mut office = counter();
    up_to(&mut office, Step::Review);
    let refusal = refused(&mut office, FINANCE, "application.execute", SHEET);
    assert!(crate::office::lines(&refusal.why).contains(&words::NOT_A_DISCOUNT));
    office.done(ASSISTANT, "application.archive", "application=SP-0001; place=A柜");
    assert_eq!(state(&office, 1), AppState::Archived);
    office.done(CONSULTANT, "deal.confirm", DEAL);
}
