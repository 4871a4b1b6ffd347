//! Another person's PIN: for exactly this action, these fields and this command, once, for a minute, never one's own
//! (RELIABILITY 3, dual control).

use anchang::desk::{CommandId, Failure};
use anchang::domain::person::Pii;
use anchang::text::{people, unit};

use crate::office::{
    ADMINISTRATOR, ASSISTANT, CAST, CONSULTANT, FINANCE, LEADER, MANAGER, Office, fill, is_denied,
    is_refused, pin, remedy,
};

const HOLD: &str = "unit=3-1-1203; guest=#1";

#[test]
fn a_missing_approval_names_who_could_give_it_and_writes_nothing() {
    use anchang::domain::permission::Role;
    let mut office = Office::new();
    let head = office.head();
    let asked = office.act(CONSULTANT, "unit.hold", HOLD);
    let Err(failure @ Failure::NeedsApproval(_)) = asked else { panic!("{asked:?}") };
    assert_eq!(failure.exit_code(), 6);
    let Failure::NeedsApproval(roles) = failure else { unreachable!() };
    assert_eq!(roles, [Role::Assistant, Role::Manager], "RULES 1.3.3: manager PIN or delegate");
    assert_eq!(office.head(), head);
}

#[test]
fn what_is_refused_anyway_is_refused_before_an_approver_is_called() {
    let mut office = Office::new();
    office.refuses(CONSULTANT, "unit.hold", "unit=9-9-901", unit::NO_SUCH_UNIT, Some("unit"));
    office.refuses(CONSULTANT, "unit.hold", "unit=3-1-1203; guest=#99", people::NO_SUCH_GUEST, Some("guest"));
    office.done(MANAGER, "unit.withhold", "units=3-1-1203; reason=show_flat");
    office.refuses(CONSULTANT, "unit.hold", HOLD, unit::STANDS_WITHHELD, Some("unit"));
    // Only who confirms it may be a leader: that is not known yet.
    let leader = office.act(ADMINISTRATOR, "staff.add", "name=新领导; roles=leader; pin=ming-3-3");
    assert!(matches!(leader, Err(Failure::NeedsApproval(_))), "{leader:?}");
}

#[test]
fn an_approval_is_for_this_action_these_fields_and_this_command() {
    let mut office = Office::new();
    let sitting = office.sitting(CONSULTANT).clone();
    let head = office.head();
    let (hold, fields) = fill("unit.hold", HOLD).unwrap();
    let (_, other_fields) = fill("unit.hold", "unit=3-1-1204; guest=#1").unwrap();
    let (_, swapped) = fill("unit.hold", "unit=3-1-1203; guest=#2").unwrap();
    let (renew, _) = fill("unit.renew", "unit=3-1-1203").unwrap();
    let command = CommandId::new();
    for (action, filled, id) in [
        (hold, &other_fields, command),
        (hold, &swapped, command),
        (renew, &fields, command),
        (hold, &fields, CommandId::new()),
    ] {
        let approval = office.approval(ASSISTANT, hold, &fields, command);
        let result = office.desk.act(&sitting, action, filled, Some(approval), id);
        is_refused(&result, people::APPROVAL_OTHER, None);
    }
    assert_eq!(office.head(), head);
    let approval = office.approval(ASSISTANT, hold, &fields, command);
    office.desk.act(&sitting, hold, &fields, Some(approval), command).unwrap();
}

#[test]
fn an_approval_is_good_for_a_minute() {
    for (seconds, good) in [(60, true), (61, false), (-61, false)] {
        let mut office = Office::new();
        let sitting = office.sitting(CONSULTANT).clone();
        let (hold, fields) = fill("unit.hold", HOLD).unwrap();
        let command = CommandId::new();
        let approval = office.approval(ASSISTANT, hold, &fields, command);
        office.clock.put(office.now().plus_seconds(seconds));
        let result = office.desk.act(&sitting, hold, &fields, Some(approval), command);
        if good {
            result.unwrap();
        } else {
            is_refused(&result, people::APPROVAL_OLD, None);
        }
    }
}

#[test]
fn ones_own_pin_approves_nothing() {
    let mut office = Office::new();
    let head = office.head();
    let own = office.act_with(CONSULTANT, "unit.hold", HOLD, CONSULTANT);
    is_refused(&own, people::APPROVER_SAME, Some("approver"));
    // Not even where the action would be allowed alone.
    let needless = office.act_with(MANAGER, "unit.withhold", "units=3-1-1203; reason=show_flat", MANAGER);
    is_refused(&needless, people::APPROVER_SAME, Some("approver"));
    let correct = "unit=3-1-1203; what=layout; value=x; reason=r";
    let two = office.act_with(MANAGER, "unit.correct", correct, MANAGER);
    is_refused(&two, people::APPROVER_SAME, Some("approver"));
    assert_eq!(office.head(), head);
}

#[test]
fn an_approver_without_the_right_is_named_with_those_who_have_it() {
    let mut office = Office::new();
    let head = office.head();
    for approver in [FINANCE, LEADER, crate::office::COLLEAGUE] {
        let result = office.act_with(CONSULTANT, "unit.hold", HOLD, approver);
        is_refused(&result, people::APPROVER_UNFIT, Some("approver"));
        assert_eq!(remedy(&result), Some(people::ASK_ONE_OF));
    }
    assert_eq!(office.head(), head);
}

#[test]
fn somebody_who_left_meanwhile_approves_nothing() {
    let mut office = Office::new();
    let sitting = office.sitting(CONSULTANT).clone();
    let (hold, fields) = fill("unit.hold", HOLD).unwrap();
    let command = CommandId::new();
    let approval = office.approval(ASSISTANT, hold, &fields, command);
    office.done(MANAGER, "staff.leave", "staff=助理小吴; reason=r");
    let result = office.desk.act(&sitting, hold, &fields, Some(approval), command);
    is_refused(&result, people::APPROVER_UNFIT, Some("approver"));
}

#[test]
fn a_wrong_pin_for_an_approval_counts_against_the_approver() {
    let office = Office::new();
    let (hold, fields) = fill("unit.hold", HOLD).unwrap();
    for _ in 0..3 {
        let wrong =
            office.desk.approve(CAST[MANAGER], &Pii::new("falsch".into()), hold, &fields, CommandId::new());
        is_denied(&wrong.map(drop), people::SIGN_IN_WRONG, Some("pin"));
    }
    let paused = office.desk.sign_in(CAST[MANAGER], &Pii::new(pin(MANAGER)));
    is_denied(&paused, people::SIGN_IN_PAUSED, None);
}

#[test]
fn a_team_lead_holds_like_a_consultant() {
    let mut office = Office::new();
    office.act_with(crate::office::TEAM_LEAD, "unit.hold", HOLD, MANAGER).unwrap();
    let lead = office.sitting(crate::office::TEAM_LEAD).staff;
    assert_eq!(office.unit("3-1-1203").hold.unwrap().consultant, lead);
}
