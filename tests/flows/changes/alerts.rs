//! Alerts 预警 (DESIGN 5; RULES 1.5, 1.8, 1.12): every deadline with exactly one next step, which somebody may take and
//! the desk accepts.

use anchang::desk::Series;
use anchang::desk::action::ACTIONS;
use anchang::desk::alerts::Alert;
use anchang::domain::alert::Urgency;
use anchang::domain::application::AppId;
use anchang::domain::close::FindingKind;
use anchang::domain::deal::{DealId, Notice};
use anchang::domain::due::DueKind;
use anchang::domain::paper::Place;
use anchang::domain::permission::Role;
use anchang::domain::unit::Status;

use super::house::*;
use crate::office::{ASSISTANT, CONSULTANT, CONTRACT, FINANCE, LEADER, MANAGER, Office, RECEPTION, Who};

/// The one alert about a deal.
#[track_caller]
pub fn about(office: &Office, id: i64) -> Alert {
    let mut alerts: Vec<Alert> =
        office.desk.alerts(3).unwrap().into_iter().filter(|a| a.deal == Some(DealId(id))).collect();
    assert_eq!(alerts.len(), 1, "exactly one: {alerts:?}");
    let alert = alerts.remove(0);
    fits(&alert);
    alert
}

/// The step is an action, and what it is about is one of its fields.
#[track_caller]
fn fits(alert: &Alert) {
    let action = ACTIONS.find(alert.next.action).unwrap_or_else(|| panic!("no action {}", alert.next.action));
    if let Some((field, _)) = &alert.next.with {
        assert!(action.fields.iter().any(|f| f.name == *field), "{} has no {field}", action.id);
    }
    for lang in [anchang::text::Lang::Zh, anchang::text::Lang::En] {
        assert!(!alert.next.text.in_lang(lang).is_empty() && !alert.next.why.in_lang(lang).is_empty());
    }
}

fn who_is(role: Role) -> Who {
    Role::ALL.iter().position(|r| *r == role).unwrap()
}

/// Takes the next step as whoever owns it; what the step does not say itself is filled in.
#[track_caller]
pub fn take(office: &mut Office, alert: &Alert) {
    let next = &alert.next;
    let with = next.with.as_ref().map(|(field, value)| format!("{field}={value}")).unwrap_or_default();
    let deal = alert.deal.map(|id| format!("deal={id}")).unwrap_or_default();
    let unit = alert.unit.as_ref().map(|unit| format!("unit={unit}")).unwrap_or_default();
    let (who, fields): (Who, String) = match next.action {
        "deal.remind" => (CONSULTANT, format!("{deal}; how=call; reached=no")),
        "deal.notice" => {
            let kind = next.with.as_ref().and_then(|(_, kind)| Notice::from_code(kind)).unwrap();
            let number = office.desk.next_number(Series::Notice(kind)).unwrap();
            (ASSISTANT, format!("{deal}; {with}; number={number}; via=ems"))
        }
        "deal.delivered" => (ASSISTANT, format!("{deal}; {with}; proof=EMS1")),
        "deal.release" => (CONSULTANT, format!("{deal}; cause=f1; evidence=单1; reason=不来签")),
        "application.approve" => {
            let (_, number) = next.with.as_ref().unwrap();
            let waits = office.desk.application(AppId::parse(number).unwrap()).unwrap().unwrap().waits_for();
            (who_is(waits.unwrap()), with)
        }
        "deal.settle" | "deal.rename" => (FINANCE, with),
        "deal.put_off" | "deal.swap_over" => (ASSISTANT, with),
        "paper.recall" => {
            let papers = office.desk.papers_of(alert.deal.unwrap()).unwrap();
            let (_, number) = next.with.as_ref().unwrap();
            let (_, form) = papers.iter().find(|(id, _)| id.to_string() == *number).unwrap();
            let copy = form.copies.iter().position(|place| matches!(place, Place::With(_))).unwrap() + 1;
            (ASSISTANT, format!("{with}; copy={copy}"))
        }
        "deal.reopen" => (MANAGER, deal),
        "deal.receive" => (FINANCE, format!("{deal}; method=card")),
        "deal.sign" | "deal.confirm" | "deal.file" | "deal.papers" => (CONSULTANT, deal),
        "deal.stamp" => (CONTRACT, deal),
        "unit.renew" => (MANAGER, unit),
        "complaint.judge" => {
            (CONSULTANT, format!("complaint={}; department=sales", alert.complaint.unwrap()))
        }
        "complaint.answer" => (CONSULTANT, format!("complaint={}; answer=已处理", alert.complaint.unwrap())),
        other => panic!("nobody knows how to take {other}"),
    };
    office.done(who, next.action, &fields);
}

#[test]
fn the_ladder_is_walked_by_taking_the_next_step_until_the_unit_is_free() {
    let mut office = overdue();
    let mut walked = Vec::new();
    for _ in 0..40 {
        if status(&office, UNIT) == Status::Available {
            break;
        }
        let alert = about(&office, 1);
        assert_eq!(alert.money, Some(deal(&office, 1).deposited()), "money at stake");
        walked.push(alert.next.action);
        take(&mut office, &alert);
        // While the days to act run, one reminder a day is all there is to do.
        if walked.len() > 1 && alert.next.action == "deal.remind" {
            days(&mut office, 1);
        }
    }
    assert_eq!(status(&office, UNIT), Status::Available, "{walked:?}");
    assert_eq!(
        walked,
        [
            "deal.remind",
            "deal.notice",
            "deal.delivered",
            "deal.remind",
            "deal.remind",
            "deal.remind",
            "deal.remind",
            "deal.notice",
            "deal.delivered",
            "deal.release",
            "application.approve",
            "application.approve",
            "application.approve",
            "deal.settle",
            "paper.recall",
            "paper.recall",
            "deal.reopen",
        ]
    );
    assert!(office.desk.alerts(3).unwrap().iter().all(|a| a.deal.is_none()));
    sound(&office);
}

#[test]
fn reminders_begin_two_days_before_and_say_how_late_it_is() {
    let mut office = subscribed();
    for (on, urgency) in [
        ("2026-12-03", Urgency::In(2)),
        ("2026-12-04", Urgency::In(1)),
        ("2026-12-05", Urgency::Today),
        ("2026-12-06", Urgency::Overdue(1)),
        ("2026-12-07", Urgency::Overdue(2)),
    ] {
        while today(&office) < day(on) {
            days(&mut office, 1);
        }
        let alert = about(&office, 1);
        assert_eq!(alert.urgency, urgency, "{on}");
        assert_eq!(alert.next.action, "deal.remind", "{on}");
        let count = usize::from(urgency <= Urgency::Today);
        assert_eq!(office.desk.alert_count().unwrap(), count, "{on}");
    }
}

#[test]
fn an_application_is_the_next_step_whoever_it_waits_for() {
    let mut office = overdue();
    let id = ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=7; evidence=延1; reason=出差");
    assert_eq!(about(&office, 1).next.with, Some(("application", format!("SP-{id:04}"))));
    for action in ["application.approve", "deal.put_off"] {
        let alert = about(&office, 1);
        assert_eq!(alert.next.action, action);
        take(&mut office, &alert);
    }
    assert!(!deal(&office, 1).is_overdue(today(&office)));
    // Other buyers, and a swap.
    let mut office = overdue();
    ask(&mut office, CONSULTANT, "deal.buyers", "deal=RG-0001; buyers=#1, #2; evidence=户口本; reason=贷款");
    for action in ["application.approve", "paper.recall", "paper.recall", "deal.rename"] {
        let alert = about(&office, 1);
        assert_eq!(alert.next.action, action);
        take(&mut office, &alert);
    }
    let mut office = overdue();
    fill(&mut office, SAME, 1, "5万");
    ask(&mut office, CONSULTANT, "deal.swap", "deal=RG-0001; to=RG-0002; evidence=换1; reason=换房");
    for action in
        ["application.approve", "application.approve", "paper.recall", "paper.recall", "deal.swap_over"]
    {
        let alert = about(&office, 1);
        assert_eq!(alert.next.action, action);
        take(&mut office, &alert);
    }
    assert_eq!(status(&office, SAME), Status::Subscribed);
    sound(&office);
}

#[test]
fn a_subscription_that_is_entered_names_its_own_next_step_with_what_it_takes() {
    let mut office = office();
    let form =
        format!("unit={UNIT}; guest=#1; limit=passed; plan=one_payment; deposit=10万; now=4万; rest_by=+2");
    office.act_with(CONSULTANT, "deal.enter", &form, MANAGER).unwrap();
    for action in ["deal.sign", "application.approve", "deal.confirm", "deal.receive"] {
        let alert = about(&office, 1);
        assert_eq!((alert.due.kind, alert.next.action), (DueKind::Entry, action));
        take(&mut office, &alert);
    }
    // The rest of a short deposit.
    let alert = about(&office, 1);
    assert_eq!((alert.due.kind, alert.next.action), (DueKind::Balance, "deal.receive"));
    assert_eq!(alert.money, Some(anchang::domain::money::Fen::yuan(60_000)));
    office.done(CONTRACT, "deal.stamp", "deal=RG-0001");
    take(&mut office, &alert);
    assert_eq!(deal(&office, 1).deposit_missing().0, 0);
}

#[test]
fn a_deposit_that_was_taken_back_is_due_at_once_and_taken_again_or_released() {
    // RULES 1.3.2: subscribed with the deposit in full, or a deficit with a due date; none was agreed.
    let void = "receipt=SJ-000001; reason=刷卡未到账";
    let mut office = subscribed();
    days(&mut office, 1);
    office.act_with(FINANCE, "receipt.void", void, MANAGER).unwrap();
    let alert = about(&office, 1);
    assert_eq!((alert.due.kind, alert.next.action), (DueKind::Balance, "deal.receive"));
    assert_eq!(alert.urgency, Urgency::Overdue(1), "since it was stamped on the deposit");
    assert_eq!(alert.money, Some(anchang::domain::money::Fen::yuan(50_000)), "what is missing");
    assert_eq!(office.desk.alert_count().unwrap(), 1);
    take(&mut office, &alert);
    assert_eq!(office.desk.alerts(3).unwrap(), [], "the deposit is there again");
    sound(&office);

    // The buyer does not pay again: it is released, whose steps are the next ones meanwhile.
    let mut office = subscribed();
    office.act_with(FINANCE, "receipt.void", void, MANAGER).unwrap();
    assert_eq!(about(&office, 1).urgency, Urgency::Today);
    let found = office.desk.evening(today(&office)).unwrap().findings;
    assert!(found.iter().any(|f| f.kind == FindingKind::DepositMissing && f.count == 5_000_000), "{found:?}");
    ask(&mut office, CONSULTANT, "deal.release", "deal=RG-0001; cause=f5; evidence=退1; reason=协商");
    for action in ["application.approve", "application.approve", "deal.settle"] {
        let alert = about(&office, 1);
        assert_eq!(alert.next.action, action);
        take(&mut office, &alert);
    }
    while status(&office, UNIT) != Status::Available {
        let alert = about(&office, 1);
        take(&mut office, &alert);
    }
    assert_eq!(office.desk.alerts(3).unwrap(), []);
    sound(&office);
}

#[test]
fn a_stamped_form_without_its_deposit_is_not_forgotten_before_the_grid_either() {
    let mut office = office();
    fill(&mut office, UNIT, 1, "5万");
    office.done(FINANCE, "deal.receive", "deal=RG-0001; method=card");
    office.done(CONTRACT, "deal.stamp", "deal=RG-0001");
    assert_eq!(office.desk.alerts(3).unwrap(), []);
    office.act_with(FINANCE, "receipt.void", "receipt=SJ-000001; reason=未到账", MANAGER).unwrap();
    let alert = about(&office, 1);
    assert_eq!((alert.due.kind, alert.next.action), (DueKind::Balance, "deal.receive"));
    // Released with its copies back it is gone from the list.
    recall(&mut office, 1);
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=不买了");
    assert_eq!(office.desk.alerts(3).unwrap(), []);
    sound(&office);
}

#[test]
fn the_first_part_of_a_short_deposit_that_was_taken_back_does_not_wait_for_the_day_of_the_rest() {
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "10万; now=4万; rest_by=+3");
    assert_eq!(about(&office, 1).urgency, Urgency::In(3), "only the rest is open");
    office.act_with(FINANCE, "receipt.void", "receipt=SJ-000001; reason=未到账", MANAGER).unwrap();
    assert_eq!(about(&office, 1).urgency, Urgency::Today);
    let found = office.desk.evening(today(&office)).unwrap().findings;
    assert!(found.iter().any(|f| f.kind == FindingKind::DepositMissing), "{found:?}");
}

#[test]
fn a_hold_is_renewed_as_often_as_it_may_be_and_then_subscribed() {
    let mut office = Office::new();
    office.done(ASSISTANT, "unit.hold", "unit=3-1-1203; consultant=顾问小陈; guest=#1");
    let alert = &office.desk.alerts(0).unwrap()[0];
    fits(alert);
    assert_eq!((alert.due.kind, alert.next.action), (DueKind::Hold, "unit.renew"));
    let alert = alert.clone();
    take(&mut office, &alert);
    let alert = &office.desk.alerts(0).unwrap()[0];
    assert_eq!(alert.next.action, "deal.enter", "a second renewal is refused (RULES 1.3.2)");
    fits(alert);
    office.done(MANAGER, "unit.reserve", "unit=3-1-1204; consultant=顾问小陈; guest=#2");
    let alerts = office.desk.alerts(1).unwrap();
    let reserve = alerts.iter().find(|a| a.due.kind == DueKind::Reserve).unwrap();
    assert_eq!(reserve.next.action, "deal.enter");
    fits(reserve);
}

#[test]
fn a_complaint_is_judged_and_answered() {
    let mut office = Office::new();
    office.done(RECEPTION, "complaint.receive", "how=visit; what=渗水; guest=#1");
    for action in ["complaint.judge", "complaint.answer"] {
        let alert = office.desk.alerts(1).unwrap().remove(0);
        fits(&alert);
        assert_eq!(alert.next.action, action);
        take(&mut office, &alert);
    }
    assert_eq!(office.desk.alerts(1).unwrap(), []);
}

#[test]
fn the_most_overdue_comes_first() {
    let mut office = subscribed();
    days(&mut office, 1);
    subscribe(&mut office, SAME, 2, "5万");
    days(&mut office, 8);
    let alerts = office.desk.alerts(3).unwrap();
    let late: Vec<_> = alerts.iter().map(|a| (a.deal.unwrap().0, a.urgency)).collect();
    assert_eq!(late, [(1, Urgency::Overdue(2)), (2, Urgency::Overdue(1))]);
}

#[test]
fn somebody_may_take_every_step_that_there_is() {
    let _ = LEADER;
    for action in [
        "deal.remind",
        "deal.notice",
        "deal.delivered",
        "deal.release",
        "application.approve",
        "deal.settle",
        "deal.put_off",
        "deal.swap_over",
        "deal.rename",
        "paper.recall",
        "deal.reopen",
    ] {
        let action = ACTIONS.find(action).unwrap();
        assert!(
            !anchang::domain::permission::approvers(action.duty, action.control).is_empty(),
            "{}",
            action.id
        );
    }
}

#[test]
fn what_is_owed_to_a_buyer_is_due_at_finance_until_the_last_fen_is_paid() {
    // RULES 1.16: the seller's fault, 300,000 paid on 1,200,000: 540,000 back; RULES 1.3.3: paid after the release.
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "24万");
    let id = released(&mut office, 1, "cause=f4");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    days(&mut office, 7);
    let alert = about(&office, 1);
    assert_eq!(
        (alert.due.kind, alert.next.action, alert.urgency),
        (DueKind::PayBack, "deal.pay_back", Urgency::Today)
    );
    assert_eq!(alert.money, Some(anchang::domain::money::Fen::yuan(480_000)), "twice the deposit");
    assert_eq!(alert.due.owner, office.sitting(FINANCE).staff);
    assert_eq!(alert.unit, deal(&office, 1).unit);
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank; amount=40万");
    days(&mut office, 1);
    let alert = about(&office, 1);
    assert_eq!(alert.money, Some(anchang::domain::money::Fen::yuan(80_000)), "what is left");
    assert_eq!(alert.urgency, Urgency::Overdue(1));
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank");
    assert_eq!(office.desk.alerts(30).unwrap(), []);
    sound(&office);
}

#[test]
fn a_wrong_repayment_is_taken_back_and_owed_again_also_after_the_deal_is_over() {
    let mut office = subscribed();
    let id = released(&mut office, 1, "cause=f3");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    let paid = office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank").created.unwrap();
    assert_eq!(office.desk.alerts(30).unwrap(), []);
    office
        .act_with(FINANCE, "receipt.void", &format!("receipt={paid}; reason=账号写错, 退票"), MANAGER)
        .unwrap();
    assert_eq!(office.desk.alerts(30).unwrap()[0].money, Some(anchang::domain::money::Fen::yuan(50_000)));
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank");
    assert_eq!(deal(&office, 1).owed().0, 0);
    sound(&office);
}

#[test]
fn the_count_is_that_of_the_list_until_tonight() {
    let mut office = overdue();
    let id = released(&mut office, 1, "cause=f5; kept=2万; declaration=声明1");
    let same = |office: &Office, after: &str| {
        assert_eq!(office.desk.alert_count().unwrap(), office.desk.alerts(0).unwrap().len(), "{after}");
    };
    same(&office, "asked");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    same(&office, "settled");
    assert_eq!(about(&office, 1).urgency, Urgency::Today, "settled, it waits without a clock");
    days(&mut office, 3);
    same(&office, "settled three days ago");
    assert_eq!(about(&office, 1).urgency, Urgency::Today);
    assert_eq!(office.desk.overdue_count().unwrap(), 0);
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    days(&mut office, 9);
    same(&office, "released, not paid");
    assert_eq!(office.desk.alert_count().unwrap(), 1);
}
