//! Extension of signing 延迟签约 (RULES 1.5, 1.3.3 U→U; atlas 三.4).

use anchang::desk::Failure;
use anchang::domain::application::{AppState, Request};
use anchang::domain::deal::DealId;
use anchang::domain::permission::Role;
use anchang::domain::unit::Status;
use anchang::paper::{Form, change, sale};
use anchang::text::change as words;
use serde_json::json;

use super::house::*;
use crate::office::{ASSISTANT, CONSULTANT, FINANCE, LEADER, MANAGER, Office};

const DEAL: &str = "deal=RG-0001; evidence=延1; reason=客户出差";

fn extend(office: &mut Office, to: &str) -> i64 {
    ask(office, CONSULTANT, "deal.extend", &format!("{DEAL}; {to}"))
}

/// Extended and carried out.
fn extended(office: &mut Office, days: i64, by: &[usize]) {
    let app = extend(office, &format!("days={days}"));
    approve(office, app, by);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{app:04}"));
}

#[test]
fn the_new_day_and_the_days_are_the_same_thing_said_in_two_ways() {
    let mut office = subscribed();
    assert_eq!(deal(&office, 1).sign_by, Some(day("2026-12-05")), "seven natural days");
    let by_days = extend(&mut office, "days=5");
    let Some(Request::Extension { from, to, nth, total, beyond, evidence, .. }) =
        app(&office, by_days).request
    else {
        panic!("no extension")
    };
    assert_eq!((from, to), (day("2026-12-05"), day("2026-12-10")));
    assert_eq!((nth, total, beyond, &*evidence), (1, 5, false, "延1"));
    office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{by_days:04}; reason=写错"));
    let by_day = extend(&mut office, "to=2026-12-10");
    assert_eq!(app(&office, by_day).request, app(&office, by_days).request);
}

#[test]
fn neither_or_both_of_day_and_days_is_no_application() {
    let mut office = subscribed();
    for both in ["", "; days=3; to=2026-12-08"] {
        office.refuses(CONSULTANT, "deal.extend", &format!("{DEAL}{both}"), words::DAY_OR_DAYS, Some("to"));
    }
}

#[test]
fn the_new_day_is_later_than_the_old_one() {
    let mut office = subscribed();
    for to in ["to=2026-12-05", "to=2026-12-04", "days=0"] {
        let fields = format!("{DEAL}; {to}");
        office.refuses(CONSULTANT, "deal.extend", &fields, words::EXTEND_LATER, Some("to"));
    }
    let failure = stays(&mut office, CONSULTANT, "deal.extend", &format!("{DEAL}; days=-3"));
    assert!(matches!(failure, Failure::Refused(_)), "{failure:?}");
}

#[test]
fn what_is_overdue_is_extended_to_today_at_the_earliest() {
    let mut office = overdue();
    let fields = format!("{DEAL}; to=2026-12-05");
    office.refuses(CONSULTANT, "deal.extend", &fields, words::EXTEND_LATER, Some("to"));
    let app_id = extend(&mut office, "to=2026-12-06");
    assert_eq!(app(&office, app_id).levels, [Role::Manager]);
}

#[test]
fn the_manager_grants_seven_days_twice_and_the_leader_what_is_beyond() {
    let mut office = subscribed();
    let first = extend(&mut office, "days=7");
    assert_eq!(app(&office, first).levels, [Role::Manager]);
    office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{first:04}; reason=改期"));
    let long = extend(&mut office, "days=8");
    assert_eq!(app(&office, long).levels, [Role::Leader], "eight days at once");
    office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{long:04}; reason=改期"));

    extended(&mut office, 7, &[MANAGER]);
    extended(&mut office, 7, &[MANAGER]);
    assert_eq!(deal(&office, 1).sign_by, Some(day("2026-12-19")));
    let third = extend(&mut office, "days=1");
    let Some(Request::Extension { nth, total, beyond, .. }) = app(&office, third).request else { panic!() };
    assert_eq!((nth, total, beyond), (3, 15, true), "the third takes the leader, whatever its length");
    assert_eq!(app(&office, third).levels, [Role::Leader]);
    // The manager cannot decide what is the leader's.
    let failure = stays(&mut office, MANAGER, "application.approve", &format!("application=SP-{third:04}"));
    assert!(matches!(&failure, Failure::NeedsApproval(roles) if roles == &[Role::Leader]), "{failure:?}");
    approve(&mut office, third, &[LEADER]);
}

#[test]
fn fifteen_days_in_all_are_the_managers_and_sixteen_the_leaders() {
    let mut office = subscribed();
    office.done(MANAGER, "policy.set", "name=sign_ext_max_each; value=14; reason=测试");
    extended(&mut office, 10, &[MANAGER]);
    let sixteen = extend(&mut office, "days=6");
    assert_eq!(app(&office, sixteen).levels, [Role::Leader]);
    office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{sixteen:04}; reason=改期"));
    let fifteen = extend(&mut office, "days=5");
    assert_eq!(app(&office, fifteen).levels, [Role::Manager]);
}

#[test]
fn an_application_does_not_stop_the_clock_until_it_is_carried_out() {
    let mut office = subscribed();
    days(&mut office, 7);
    let app_id = extend(&mut office, "days=7");
    assert_eq!(deal(&office, 1).sign_by, Some(day("2026-12-05")));
    assert_eq!(status(&office, UNIT), Status::Subscribed, "only the day is asked about");
    days(&mut office, 1);
    assert!(deal(&office, 1).is_overdue(today(&office)), "not approved before the deadline");
    approve(&mut office, app_id, &[MANAGER]);
    assert!(deal(&office, 1).is_overdue(today(&office)), "approved, not carried out");
    let head = office.head();
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{app_id:04}"));
    office.recorded(
        head,
        &[
            (&format!("application:{app_id}"), "application.executed", json!({})),
            ("deal:1", "deal.extended", json!({"from": "2026-12-05", "to": "2026-12-12"})),
        ],
    );
    assert!(!deal(&office, 1).is_overdue(today(&office)));
    assert_eq!(deal(&office, 1).change, None);
    assert_eq!(state(&office, app_id), AppState::Executed);
    office.done(ASSISTANT, "application.archive", &format!("application=SP-{app_id:04}; place=A柜"));
    sound(&office);
}

#[test]
fn what_came_to_nothing_leaves_the_day_and_lets_another_one_be_asked_for() {
    for (how, by, reached) in [
        ("application.refuse", MANAGER, AppState::Refused),
        ("application.return", MANAGER, AppState::Returned),
        ("application.withdraw", CONSULTANT, AppState::Withdrawn),
    ] {
        let mut office = subscribed();
        let app_id = extend(&mut office, "days=7");
        office.done(by, how, &format!("application=SP-{app_id:04}; reason=不同意"));
        assert_eq!(state(&office, app_id), reached, "{how}");
        let now = deal(&office, 1);
        assert_eq!((now.sign_by, now.change), (Some(day("2026-12-05")), None), "{how}");
        let carried = stays(&mut office, ASSISTANT, "deal.put_off", &format!("application=SP-{app_id:04}"));
        assert!(matches!(carried, Failure::Refused(_)), "{how}: {carried:?}");
        let again = extend(&mut office, "days=7");
        let Some(Request::Extension { nth, .. }) = app(&office, again).request else { panic!() };
        assert_eq!(nth, 1, "{how}: what was not carried out does not count");
    }
}

#[test]
fn a_refusal_needs_a_reason_and_two_applications_do_not_run_at_once() {
    let mut office = subscribed();
    let app_id = extend(&mut office, "days=7");
    let failure = stays(&mut office, MANAGER, "application.refuse", &format!("application=SP-{app_id:04}"));
    assert!(matches!(failure, Failure::Refused(_)), "{failure:?}");
    for (action, more) in
        [("deal.extend", "days=3"), ("deal.release", "cause=f3"), ("deal.buyers", "buyers=#1,#2")]
    {
        office.refuses(CONSULTANT, action, &format!("{DEAL}; {more}"), words::CHANGE_RUNS, Some("deal"));
    }
}

#[test]
fn the_assistant_carries_it_out_and_only_once() {
    let mut office = subscribed();
    let app_id = extend(&mut office, "days=7");
    let put_off = format!("application=SP-{app_id:04}");
    let early = stays(&mut office, ASSISTANT, "deal.put_off", &put_off);
    assert!(matches!(early, Failure::Refused(_)), "not approved: {early:?}");
    approve(&mut office, app_id, &[MANAGER]);
    let own = stays(&mut office, CONSULTANT, "deal.put_off", &put_off);
    assert!(matches!(own, Failure::NeedsApproval(_)), "{own:?}");
    let finance = stays(&mut office, FINANCE, "deal.put_off", &put_off);
    assert!(matches!(finance, Failure::Denied(_)), "{finance:?}");
    office.done(ASSISTANT, "deal.put_off", &put_off);
    let twice = stays(&mut office, ASSISTANT, "deal.put_off", &put_off);
    assert!(matches!(twice, Failure::Refused(_)), "{twice:?}");
    assert_eq!(deal(&office, 1).extensions.len(), 1);
}

#[test]
fn working_days_go_over_the_weekend_and_a_year_not_entered_is_said() {
    let mut office = subscribed();
    office.done(MANAGER, "policy.set", "name=day_count; value=working; reason=公司规定");
    assert_eq!(deal(&office, 1).sign_by, Some(day("2026-12-05")), "what is stored does not move");
    // From Saturday 2026-12-05 three working days lead to Wednesday.
    let app_id = extend(&mut office, "days=3");
    let Some(Request::Extension { to, total, .. }) = app(&office, app_id).request else { panic!() };
    assert_eq!((to, total), (day("2026-12-09"), 4), "levels count the days that the buyer really gets");
    office.done(CONSULTANT, "application.withdraw", &format!("application=SP-{app_id:04}; reason=改期"));
    let fields = format!("{DEAL}; days=25");
    office.refuses(CONSULTANT, "deal.extend", &fields, words::YEAR_NOT_ENTERED, None);
    // A date is a date whatever the calendar knows.
    extend(&mut office, "to=2027-01-10");
}

#[test]
fn a_change_of_policy_moves_no_stored_day() {
    let mut office = subscribed();
    let app_id = extend(&mut office, "days=7");
    for (name, value) in
        [("sign_days", "10"), ("sign_ext_max_each", "1"), ("sign_ext_total", "1"), ("cure_days", "30")]
    {
        office.done(MANAGER, "policy.set", &format!("name={name}; value={value}; reason=测试"));
    }
    assert_eq!(deal(&office, 1).sign_by, Some(day("2026-12-05")));
    assert_eq!(app(&office, app_id).levels, [Role::Manager], "asked for under the old rule");
    approve(&mut office, app_id, &[MANAGER]);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{app_id:04}"));
    assert_eq!(deal(&office, 1).sign_by, Some(day("2026-12-12")));
}

#[test]
fn what_is_approved_but_no_longer_wanted_is_taken_back() {
    // The buyer signs after all, or the day has changed: what was approved must not bind the deal for ever.
    let mut office = subscribed();
    let app_id = extend(&mut office, "days=7");
    approve(&mut office, app_id, &[MANAGER]);
    office.done(
        CONSULTANT,
        "application.withdraw",
        &format!("application=SP-{app_id:04}; reason=客户按期签"),
    );
    assert_eq!(state(&office, app_id), AppState::Withdrawn);
    assert_eq!(deal(&office, 1).change, None);
    extend(&mut office, "days=3");
}

/// Overdue by a day, with a published discount of 1 % and nothing else in its price of 1,188,000.
fn overdue_with_discount(office: &mut Office) {
    discounted_days_ago(office, 8);
}

/// The same, so many days after it was subscribed; it is to be signed within seven.
fn discounted_days_ago(office: &mut Office, after: i64) {
    office.done(
        LEADER,
        "discount.publish",
        "name=按时签约优惠; percent=99; evidence=批1; until=+30; quota=1",
    );
    subscribe(office, UNIT, 1, "5万; discounts=按时签约优惠");
    days(office, after);
}

fn put_off(office: &mut Office, more: &str, by: &[usize]) -> i64 {
    let id = extend(office, &format!("days=7{more}"));
    approve(office, id, by);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{id:04}"));
    id
}

#[test]
fn asked_for_when_it_is_overdue_the_discounts_are_lost() {
    // RULES 1.6: discount lost on overdue signing, back to the original price (atlas 承诺函 3).
    let mut office = office();
    overdue_with_discount(&mut office);
    let alert = super::alerts::about(&office, 1);
    let why = alert.next.why.in_lang(anchang::text::Lang::Zh);
    assert!(
        why.contains("按时签约优惠") && why.contains("12,000.00") && why.contains("1,200,000.00"),
        "{why}"
    );
    let id = put_off(&mut office, "", &[MANAGER]);
    let asked = app(&office, id).request.unwrap().say().in_lang(anchang::text::Lang::Zh);
    assert!(asked.contains("失去优惠 按时签约优惠") && asked.contains("1,200,000.00"), "{asked}");
    let now = deal(&office, 1);
    assert_eq!(now.price().0, 120_000_000);
    assert_eq!(now.lost.as_ref().map(|lost| lost.off.0), Some(1_200_000));
    assert!(office.desk.discounts().unwrap()[0].1.deals.is_empty(), "its place in the quota is free");
    let made = now.make_up().unwrap();
    assert_eq!((made.deal, made.lines.len()), (now.price(), 0), "one price everywhere");
    assert_eq!(made.share().to_string(), "100%");
    assert_eq!(now.lost_lines().map(|line| line.off.0).collect::<Vec<_>>(), [1_200_000]);
    assert_eq!(now.beyond_plan().map(|gap| gap.0), Some(1_200_000), "no part of the plan asks for it");
    let warning = now.plan_warning().unwrap().in_lang(anchang::text::Lang::Zh);
    assert!(warning.contains("1,188,000.00") && warning.contains("少 12,000.00"), "{warning}");
    // Once: the next extension loses nothing more.
    days(&mut office, 8);
    let id = put_off(&mut office, "", &[MANAGER]);
    let Some(Request::Extension { lost, .. }) = app(&office, id).request else { panic!() };
    assert_eq!(lost, None);
    // The cap of the deposit is of the price that it has now.
    sound(&office);
}

/// Everything printed as one text.
fn printed(sheet: &impl serde::Serialize) -> String {
    serde_json::to_string(sheet).unwrap()
}

#[test]
fn what_is_printed_after_it_shows_the_price_that_holds_and_the_form_of_then_what_was_agreed() {
    let mut office = office();
    overdue_with_discount(&mut office);
    put_off(&mut office, "", &[MANAGER]);
    let (desk, seller, id) = (&office.desk, sale::Seller::default(), DealId(1));
    let (was, now) = ("1188000.00", "1200000.00");
    let plain = |text: String| text.replace(',', "");
    let has =
        |text: &str, key: &str, value: &str| text.contains(&format!(r#""{key}":"{value}""#).replace(',', ""));
    for form in [Form::Subscription, Form::Approval, Form::Commitment] {
        let text = plain(printed(&sale::sheet(desk, form, id, None, &seller).unwrap()));
        assert!(has(&text, "total", was) && has(&text, "plan_behind", ""), "{form:?}: {text}");
    }
    for form in [Form::SigningNotice, Form::MortgageNotice, Form::BuyersNotice] {
        let text = plain(printed(&sale::sheet(desk, form, id, None, &seller).unwrap()));
        assert!(has(&text, "total", now) && !has(&text, "total", was), "{form:?}: {text}");
        assert!(!has(&text, "lost", "") && !has(&text, "plan_behind", ""), "{form:?}: {text}");
    }
    for form in [Form::Extension, Form::ExtensionAnswer, Form::Demand] {
        let (_, app) = change::find(desk, form, "RG-0001", false).unwrap();
        let text = plain(printed(&change::sheet(desk, form, id, app, None, &seller).unwrap()));
        assert!(has(&text, "total", now) && has(&text, "amount", now), "{form:?}: {text}");
        assert!(has(&text, "amount", "12000.00"), "the rows sum to it: {form:?}: {text}");
    }
    let all = (day("2026-01-01"), day("2027-12-31"));
    let sales = plain(printed(&sale::sales(desk, all, None, &seller).unwrap()));
    assert!(has(&sales, "price", now) && !has(&sales, "price", was), "{sales}");
    let list = sale::List::deals(desk, all, None, anchang::text::Lang::Zh).unwrap();
    assert!(list.rows[0].contains(&"1200000.00".to_owned()), "{:?}", list.rows);
}

#[test]
fn a_swap_is_worked_out_from_what_the_old_unit_costs_now() {
    let mut office = office();
    overdue_with_discount(&mut office);
    put_off(&mut office, "", &[MANAGER]);
    let to = fill(&mut office, DEAR, 1, "5万");
    let swap = format!("{DEAL}; evidence=换1; reason=换大户型; to=RG-{to:04}");
    let id = ask(&mut office, CONSULTANT, "deal.swap", &swap);
    let Some(Request::Swap { difference, .. }) = app(&office, id).request else { panic!() };
    assert_eq!(difference, deal(&office, to).price() - deal(&office, 1).price());
    assert_eq!(difference.0, 180_000_000, "not by the price before it was lost");
}

#[test]
fn the_leader_may_let_them_be_kept_and_in_time_nothing_is_lost() {
    let mut office = office();
    overdue_with_discount(&mut office);
    let id = put_off(&mut office, "; keep=yes", &[LEADER]);
    let asked = app(&office, id).request.unwrap().say().in_lang(anchang::text::Lang::Zh);
    assert!(asked.contains("保留优惠 按时签约优惠"), "{asked}");
    assert_eq!((deal(&office, 1).price().0, deal(&office, 1).lost), (118_800_000, None));
    let id = put_off(&mut office, "; keep=yes", &[MANAGER]);
    let Some(Request::Extension { lost, keep, beyond, .. }) = app(&office, id).request else { panic!() };
    assert_eq!((lost, keep, beyond), (None, false, false), "in time");
    assert_eq!(deal(&office, 1).price().0, 118_800_000);
}

#[test]
fn asked_for_in_time_and_approved_late_they_are_lost_all_the_same() {
    // RULES 1.5: an application that is not approved in time does not stop the clock.
    let mut office = office();
    discounted_days_ago(&mut office, 6);
    let id = extend(&mut office, "days=7");
    days(&mut office, 2);
    assert!(deal(&office, 1).is_overdue(today(&office)));
    approve(&mut office, id, &[MANAGER]);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{id:04}"));
    // The history says what was done, not how things stood then: decided long ago it waits for nobody.
    let history = office.desk.timeline(DealId(1)).unwrap();
    let told = history
        .iter()
        .map(|event| anchang::desk::event_in_words(event).unwrap().in_lang(anchang::text::Lang::Zh));
    let told: Vec<String> = told.collect();
    assert!(told.iter().any(|line| line.contains("提出变更申请")), "{told:?}");
    assert!(!told.iter().any(|line| line.contains("待审批")), "{told:?}");
    let now = deal(&office, 1);
    assert_eq!((now.price().0, now.sign_by), (120_000_000, Some(day("2026-12-12"))));
    assert!(office.desk.discounts().unwrap()[0].1.deals.is_empty(), "its place in the quota is free");
    sound(&office);
}

#[test]
fn approved_in_time_and_carried_out_late_nothing_is_lost() {
    let mut office = office();
    discounted_days_ago(&mut office, 6);
    let id = extend(&mut office, "days=7");
    approve(&mut office, id, &[MANAGER]);
    days(&mut office, 2);
    let why = super::alerts::about(&office, 1).next.why.in_lang(anchang::text::Lang::Zh);
    assert!(!why.contains("失去优惠"), "{why}");
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{id:04}"));
    assert_eq!((deal(&office, 1).price().0, deal(&office, 1).lost), (118_800_000, None));
}

#[test]
fn what_is_lost_is_a_rule_of_the_house() {
    let mut office = office();
    overdue_with_discount(&mut office);
    office.done(MANAGER, "policy.set", "name=late_loses; value=none; reason=活动期间");
    let id = put_off(&mut office, "", &[MANAGER]);
    let Some(Request::Extension { lost, .. }) = app(&office, id).request else { panic!() };
    assert_eq!((lost, deal(&office, 1).price().0), (None, 118_800_000));
}
