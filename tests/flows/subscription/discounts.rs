//! Discounts (RULES 1.6, atlas 三.5): published ones with evidence, validity and quota; a leader's special one only on
//! evidence, certified by the manager, for one unit and one guest; the floor price with its own permission.

use anchang::desk::Failure;
use anchang::domain::application::{AppState, Given, Request};
use anchang::domain::deal::{DealId, Step};
use anchang::domain::discount::DiscountId;
use anchang::domain::money::Fen;
use anchang::domain::permission::Role;
use anchang::text::{deal as deal_words, sale as words};

use super::counter::{
    DEAL, FORM, application, counter, days, deal, enter, form_refused, refused, sound, state, up_to,
    up_to_with, with_remedy,
};
use crate::office::{
    ASSISTANT, COLLEAGUE, CONSULTANT, FINANCE, LEADER, MANAGER, Office, RECEPTION, is_refused, lines,
};

fn publish(office: &mut Office, name: &str, how: &str) {
    let fields = format!("name={name}; {how}; evidence=营销字第9号; until=+30");
    office.act_with(MANAGER, "discount.publish", &fields, LEADER).unwrap();
}

fn with(discounts: &str) -> String {
    format!("{FORM}; discounts={discounts}")
}

fn price(office: &Office) -> Fen {
    deal(office, 1).terms.unwrap().price()
}

const SPECIAL: &str = "unit=3-2-0101; guest=#1; off_total=20万; evidence=领导批条31号; leader=领导老卫; given=contract; until=+5; reason=老业主";

/// An approved special discount of 200,000 for guest #1.
fn special(office: &mut Office) {
    granted(office, SPECIAL);
}

fn granted(office: &mut Office, fields: &str) {
    office.done(CONSULTANT, "discount.special", fields);
    office.done(MANAGER, "application.approve", "application=SP-0001");
    office.done(LEADER, "application.approve", "application=SP-0001");
}

/// The form with the first special discount.
fn specially() -> String {
    format!("{FORM}; special=SP-0001")
}

fn takers(office: &Office, id: i64) -> Vec<i64> {
    let all = office.desk.discounts().unwrap();
    let found = all.into_iter().find(|(known, _)| *known == DiscountId(id)).unwrap();
    found.1.deals.into_iter().map(|deal| deal.0).collect()
}

#[test]
fn percent_unit_price_and_amount_come_off_in_the_printed_order() {
    let mut office = counter();
    office.done(LEADER, "unit.floor", "unit=3-2-0101; floor=200万; reason=测试");
    publish(&mut office, "总价减", "off_total=1万");
    publish(&mut office, "单价减", "off_unit=200");
    publish(&mut office, "按时签约", "percent=99折");
    // 3,000,000 x 99 % = 2,970,000; less 200 for each of 100.00 square metres = 2,950,000; less 10,000.
    enter(&mut office, &with("总价减,单价减,按时签约")).unwrap();
    assert_eq!(price(&office), Fen::yuan(2_940_000));
    let made = deal(&office, 1).terms.unwrap().make_up;
    let names: Vec<&str> = made.lines.iter().map(|line| &*line.discount.name).collect();
    assert_eq!(names, ["按时签约", "单价减", "总价减"]);
    let off: Fen = made.lines.iter().map(|line| line.off).sum();
    assert_eq!(made.list.quote.total - off + made.rounding, made.deal, "parts sum to the whole");
    assert!(made.lines.iter().all(|line| line.discount.evidence.as_deref() == Some("营销字第9号")));
}

#[test]
fn a_published_discount_takes_a_leader_and_makes_sense() {
    let mut office = counter();
    let fields = "name=开盘; percent=98折; evidence=营销字第9号; until=+30";
    let alone = office.act(MANAGER, "discount.publish", fields);
    let Err(Failure::NeedsApproval(roles)) = alone else { panic!("{alone:?}") };
    assert_eq!(roles, [Role::Leader]);
    for who in [CONSULTANT, FINANCE, RECEPTION] {
        let denied = office.act(who, "discount.publish", fields);
        assert!(matches!(denied, Err(Failure::Denied(_))), "{who}: {denied:?}");
    }
    for (how, why, field) in [
        ("", words::ONE_METHOD, "percent"),
        ("percent=98折; off_total=1万", words::ONE_METHOD, "percent"),
        ("percent=100%", words::METHOD_RANGE, "percent"),
        ("percent=120%", words::METHOD_RANGE, "percent"),
        ("percent=0", words::METHOD_RANGE, "percent"),
        ("off_total=0", words::METHOD_RANGE, "percent"),
        ("off_total=-5万", words::METHOD_RANGE, "percent"),
        ("percent=98折; quota=0", words::QUOTA_RANGE, "quota"),
        ("percent=98折; from=+40", words::VALID_RANGE, "until"),
    ] {
        let fields = format!("name=开盘; {how}; evidence=营销字第9号; until=+30").replace("; ;", ";");
        office.refuses(LEADER, "discount.publish", &fields, why, Some(field));
    }
    let without = office.act(LEADER, "discount.publish", "name=开盘; percent=98折; until=+30");
    assert!(matches!(without, Err(Failure::Refused(refusal)) if refusal.field == Some("evidence")));
}

#[test]
fn a_discount_is_given_on_its_days_only() {
    let mut office = counter();
    let later = "name=元旦; percent=98折; evidence=x; from=+3; until=+5";
    office.done(LEADER, "discount.publish", later);
    let form = with("元旦");
    form_refused(&mut office, &form, "RULES 1.6", words::DISCOUNT_NOT_VALID, "discounts");
    days(&mut office, 3);
    enter(&mut office, &form).unwrap();
    days(&mut office, 3);
    let other = form.replace("3-2-0101", "3-1-1204").replace("#1", "#2");
    form_refused(&mut office, &other, "RULES 1.6", words::DISCOUNT_NOT_VALID, "discounts");
    form_refused(&mut office, &with("没有的"), "RULES 1.6", words::NO_SUCH_DISCOUNT, "discounts");
}

#[test]
fn a_discount_that_ended_is_given_no_more() {
    let mut office = counter();
    publish(&mut office, "开盘", "percent=98折");
    office.act_with(MANAGER, "discount.end", "discount=开盘; reason=去化已够", LEADER).unwrap();
    form_refused(&mut office, &with("开盘"), "RULES 1.6", words::DISCOUNT_NOT_VALID, "discounts");
    office.refuses(
        LEADER,
        "discount.end",
        "discount=ZK-01; reason=x",
        words::NO_SUCH_DISCOUNT,
        Some("discount"),
    );
}

#[test]
fn a_quota_counts_deals_that_have_it_and_gives_back_what_ended_or_was_filled_otherwise() {
    let mut office = counter();
    let fields = "name=前一套; percent=98折; evidence=x; until=+30; quota=1";
    office.done(LEADER, "discount.publish", fields);
    enter(&mut office, &with("前一套")).unwrap();
    assert_eq!(takers(&office, 1), [1]);
    let other = with("前一套").replace("3-2-0101", "3-1-1204").replace("#1", "#2");
    form_refused(&mut office, &other, "RULES 1.6", words::DISCOUNT_USED_UP, "discounts");
    // Whoever has it may fill anew with it.
    office.done(CONSULTANT, "deal.enter", &with("前一套"));
    assert_eq!(takers(&office, 1), [1]);
    office.done(CONSULTANT, "deal.enter", FORM);
    assert_eq!(takers(&office, 1), [0i64; 0]);
    enter(&mut office, &other).unwrap();
    assert_eq!(takers(&office, 1), [2]);
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0002; reason=x");
    assert_eq!(takers(&office, 1), [0i64; 0]);
    office.done(CONSULTANT, "deal.enter", &with("前一套"));
    office.later(120);
    office.desk.tick().unwrap();
    assert_eq!(takers(&office, 1), [0i64; 0], "expired");
    sound(&office);
}

#[test]
fn two_discounts_of_one_name_are_two_discounts() {
    let mut office = counter();
    office.done(LEADER, "discount.publish", "name=周末; percent=97折; evidence=x; until=+1; quota=1");
    days(&mut office, 3);
    office.done(LEADER, "discount.publish", "name=周末; percent=98折; evidence=y; until=+1; quota=1");
    // By its name the one that holds today; the quota of the other is not touched.
    enter(&mut office, &with("周末")).unwrap();
    assert_eq!(price(&office), Fen::yuan(2_940_000));
    assert_eq!((takers(&office, 1), takers(&office, 2)), (vec![], vec![1]));
    sound(&office);
}

#[test]
fn below_the_floor_only_a_leaders_discount_leads() {
    let mut office = counter();
    // floor_pct = 95: 2,850,000.
    publish(&mut office, "大促", "percent=94折");
    publish(&mut office, "小促", "percent=95折");
    let refusal = form_refused(&mut office, &with("大促"), "RULES 1.6", words::BELOW_FLOOR, "discounts");
    with_remedy(&refusal, words::BELOW_FLOOR);
    enter(&mut office, &with("小促")).unwrap();
    assert_eq!(price(&office), Fen::yuan(2_850_000), "exactly the floor is not below it");
}

#[test]
fn a_special_discount_leads_below_the_floor_by_no_more_than_it_gives() {
    let mut office = counter();
    publish(&mut office, "大促", "percent=90折");
    special(&mut office);
    // 2,700,000 by the published one alone is 150,000 below the floor of 2,850,000; the leader granted 200,000 on top:
    // 350,000 below is more than the leader granted.
    let form = format!("{}; special=SP-0001", with("大促"));
    form_refused(&mut office, &form, "RULES 1.6", words::BELOW_FLOOR, "discounts");
    enter(&mut office, &specially()).unwrap();
    assert_eq!(price(&office), Fen::yuan(2_800_000));
}

#[test]
fn the_floor_of_a_unit_has_its_own_permission() {
    let mut office = counter();
    let fields = "unit=3-2-0101; floor=280万; reason=顶层";
    for who in [CONSULTANT, ASSISTANT, FINANCE] {
        let denied = office.act(who, "unit.floor", fields);
        assert!(matches!(denied, Err(Failure::Denied(_))), "{who}: {denied:?}");
    }
    let alone = office.act(MANAGER, "unit.floor", fields);
    assert!(matches!(alone, Err(Failure::NeedsApproval(_))), "{alone:?}");
    office.act_with(MANAGER, "unit.floor", fields, LEADER).unwrap();
    publish(&mut office, "大促", "percent=94折");
    enter(&mut office, &with("大促")).unwrap();
    for (floor, why) in [
        ("300.01万", anchang::text::unit::FLOOR_ABOVE_LIST),
        ("0", anchang::text::unit::PRICE_NOT_POSITIVE),
        ("280万", anchang::text::unit::FLOOR_SAME),
    ] {
        let result = office.act(LEADER, "unit.floor", &format!("unit=3-2-0101; floor={floor}; reason=x"));
        is_refused(&result, why, Some("floor"));
    }
}

#[test]
fn a_special_discount_is_a_leaders_on_evidence_certified_by_the_manager() {
    let mut office = counter();
    let without = office.act(CONSULTANT, "discount.special", &SPECIAL.replace("evidence=领导批条31号; ", ""));
    assert!(matches!(without, Err(Failure::Refused(refusal)) if refusal.field == Some("evidence")));
    office.refuses(
        CONSULTANT,
        "discount.special",
        &SPECIAL.replace("领导老卫", "经理老王"),
        words::NOT_A_LEADER,
        Some("leader"),
    );
    office.done(CONSULTANT, "discount.special", SPECIAL);
    let app = application(&office, 1);
    assert_eq!(app.levels, [Role::Manager, Role::Leader]);
    assert!(matches!(app.request, Some(Request::Discount { given: Given::AtContract, .. })));
    let form = specially();
    form_refused(&mut office, &form, "RULES 1.6", words::APPLICATION_STANDS, "special");
    // The manager certifies first; a leader does not certify the own signature.
    let early = office.act(LEADER, "application.approve", "application=SP-0001");
    assert!(matches!(early, Err(Failure::NeedsApproval(roles)) if roles == [Role::Manager]));
    office.act_with(CONSULTANT, "application.approve", "application=SP-0001", MANAGER).unwrap();
    assert_eq!(state(&office, 1), AppState::Pending);
    form_refused(&mut office, &form, "RULES 1.6", words::APPLICATION_STANDS, "special");
    let again = office.act(MANAGER, "application.approve", "application=SP-0001");
    assert!(matches!(again, Err(Failure::NeedsApproval(roles)) if roles == [Role::Leader]));
    office.done(LEADER, "application.approve", "application=SP-0001");
    assert_eq!(state(&office, 1), AppState::Approved);
    enter(&mut office, &form).unwrap();
    assert_eq!(price(&office), Fen::yuan(2_800_000));
    sound(&office);
}

#[test]
fn a_special_discount_is_for_its_unit_and_its_guest_and_its_days() {
    let mut office = counter();
    special(&mut office);
    let form = specially();
    for (other, why) in [
        (form.replace("3-2-0101", "3-1-1204"), words::SPECIAL_OTHER),
        (form.replace("#1", "#2"), words::SPECIAL_OTHER),
        // A guest's name on the form does not give it to somebody else who buys.
        (format!("{form}; buyers=#2 100"), words::SPECIAL_OTHER),
        (form.replace("SP-0001", "SP-0009"), words::NO_SUCH_APPLICATION),
    ] {
        form_refused(&mut office, &other, "RULES 1.6", why, "special");
    }
    days(&mut office, 6);
    form_refused(&mut office, &form, "RULES 1.6", words::APPLICATION_EXPIRED, "special");
}

#[test]
fn a_special_discount_is_carried_out_once_and_filed() {
    let mut office = counter();
    special(&mut office);
    up_to_special(&mut office);
    let early = office.act(ASSISTANT, "application.archive", "application=SP-0001; place=A柜");
    is_refused(&early, words::APPLICATION_STANDS, Some("application"));
    let denied = office.act(RECEPTION, "application.execute", "application=SP-0001");
    assert!(matches!(denied, Err(Failure::Denied(_))), "{denied:?}");
    office.done(FINANCE, "application.execute", "application=SP-0001; note=签约时扣减");
    let again = refused(&mut office, FINANCE, "application.execute", "application=SP-0001");
    assert!(lines(&again.why).contains(&words::APPLICATION_STANDS));
    office.done(ASSISTANT, "application.archive", "application=SP-0001; place=A柜");
    assert_eq!(state(&office, 1), AppState::Archived);
    sound(&office);
}

/// A whole subscription with the special discount; its sheet is the second application.
fn up_to_special(office: &mut Office) {
    enter(office, &specially()).unwrap();
    office.done(CONSULTANT, "deal.sign", DEAL);
    office.done(MANAGER, "application.approve", "application=SP-0002");
    office.done(CONSULTANT, "deal.confirm", DEAL);
}

#[test]
fn one_that_is_refused_or_used_already_is_not_used() {
    let mut office = counter();
    office.done(CONSULTANT, "discount.special", SPECIAL);
    office.done(MANAGER, "application.refuse", "application=SP-0001; reason=依据不符");
    let form = specially();
    form_refused(&mut office, &form, "RULES 1.6", words::APPLICATION_STANDS, "special");
    let mut office = counter();
    special(&mut office);
    office.done(FINANCE, "application.execute", "application=SP-0001");
    form_refused(&mut office, &form, "RULES 1.6", words::APPLICATION_STANDS, "special");
}

#[test]
fn one_asked_for_while_the_form_runs_outlives_its_refilling() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    office.done(CONSULTANT, "discount.special", SPECIAL);
    office.done(MANAGER, "application.return", "application=SP-0001; reason=等领导批条");
    office.done(CONSULTANT, "deal.enter", FORM);
    assert_eq!(state(&office, 2), AppState::Pending, "it is still asked for");
    office.done(MANAGER, "application.approve", "application=SP-0002");
    office.done(LEADER, "application.approve", "application=SP-0002");
    office.done(CONSULTANT, "deal.enter", &format!("{FORM}; special=SP-0002"));
    assert_eq!(price(&office), Fen::yuan(2_800_000));
}

#[test]
fn one_asked_for_a_guest_who_waits_has_nothing_to_do_with_the_deal_that_runs() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    office.done(COLLEAGUE, "discount.special", &SPECIAL.replace("#1", "#2"));
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=x");
    assert_eq!(state(&office, 1), AppState::Pending);
}

#[test]
fn nothing_is_asked_for_a_unit_that_is_sold() {
    let mut office = counter();
    up_to_with(&mut office, FORM, Step::Grid);
    let refusal = refused(&mut office, CONSULTANT, "discount.special", SPECIAL);
    assert!(refusal.remedy.is_some() && refusal.field == Some("unit"), "{refusal:?}");
    assert_eq!(deal_words::DISCOUNT_SPECIAL.zh, "特例折扣");
}

#[test]
fn the_log_says_who_gave_which_special_discount_in_which_deal() {
    let mut office = counter();
    special(&mut office);
    let form = specially();
    let told = |office: &Office, head: i64| -> Vec<(String, i64, String)> {
        let events = office.since(head).into_iter().filter(|event| event.stream == "application:1");
        events.map(|event| (event.kind, event.actor, event.payload)).collect()
    };
    let consultant = office.sitting(CONSULTANT).staff.0;
    let one = r#"{"deal":1}"#.to_owned();
    let head = office.head();
    enter(&mut office, &form).unwrap();
    assert_eq!(told(&office, head), [("application.taken".to_owned(), consultant, one.clone())]);
    assert_eq!(application(&office, 1).taken, Some(DealId(1)));
    let timeline = office.desk.timeline(DealId(1)).unwrap();
    assert!(timeline.iter().any(|event| event.kind == "application.taken"), "and the deal's own timeline");
    // Filled anew with it nothing is said twice; without it, it is given up.
    let head = office.head();
    office.done(CONSULTANT, "deal.enter", &form);
    assert_eq!(told(&office, head), []);
    office.done(CONSULTANT, "deal.enter", FORM);
    assert_eq!(told(&office, head), [("application.freed".to_owned(), consultant, one.clone())]);
    // What does not come about gives it up as well, and another deal of theirs may have it.
    office.done(CONSULTANT, "deal.enter", &form);
    let head = office.head();
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=x");
    assert_eq!(told(&office, head), [("application.freed".to_owned(), consultant, one)]);
    let head = office.head();
    enter(&mut office, &form).unwrap();
    assert_eq!(told(&office, head)[0].2, r#"{"deal":2}"#);
    assert_eq!(state(&office, 1), AppState::Approved, "it is carried out later");
    sound(&office);
}

/// Half an hour before midnight, with published and special discounts that are given today only.
fn before_midnight() -> Office {
    let mut office = counter();
    office.done(LEADER, "discount.publish", "name=今日; percent=99折; evidence=营销字第9号; until=11-28");
    granted(&mut office, &SPECIAL.replace("+5", "11-28"));
    office.later(14 * 60 + 30);
    office
}

#[test]
fn what_ran_out_since_the_form_was_filled_is_not_signed() {
    // RULES 1.6: every discount has a day until which it is valid.
    for (more, why) in
        [("discounts=今日", words::DISCOUNT_NOT_VALID), ("special=SP-0001", words::APPLICATION_EXPIRED)]
    {
        let mut office = before_midnight();
        enter(&mut office, &format!("{FORM}; {more}")).unwrap();
        office.later(60);
        let refusal = refused(&mut office, CONSULTANT, "deal.sign", DEAL);
        with_remedy(&refusal, why);
        assert_eq!((refusal.rule, refusal.field), ("RULES 1.6", Some("deal")));
        assert!(office.desk.papers().unwrap().is_empty(), "no form is drawn for it");
        office.done(CONSULTANT, "deal.enter", FORM);
        office.done(CONSULTANT, "deal.sign", DEAL);
        sound(&office);
    }
}

#[test]
fn what_ran_out_while_the_sheet_waited_is_not_approved() {
    for (more, why) in
        [("discounts=今日", words::DISCOUNT_NOT_VALID), ("special=SP-0001", words::APPLICATION_EXPIRED)]
    {
        let mut office = before_midnight();
        enter(&mut office, &format!("{FORM}; {more}")).unwrap();
        office.done(CONSULTANT, "deal.sign", DEAL);
        office.later(60);
        let sheet = "application=SP-0002";
        let refusal = refused(&mut office, MANAGER, "application.approve", sheet);
        with_remedy(&refusal, why);
        assert_eq!((refusal.rule, refusal.field), ("RULES 1.6", Some("application")));
        // Refused before anybody's PIN is asked for.
        let refusal = refused(&mut office, CONSULTANT, "application.approve", sheet);
        with_remedy(&refusal, why);
        office.done(MANAGER, "application.return", "application=SP-0002; reason=优惠已过期");
        office.done(CONSULTANT, "deal.enter", FORM);
        office.done(CONSULTANT, "deal.sign", DEAL);
        office.done(MANAGER, "application.approve", "application=SP-0003");
        sound(&office);
    }
}

#[test]
fn a_discount_that_was_ended_or_used_up_meanwhile() {
    let mut office = counter();
    office.done(LEADER, "discount.publish", "name=前一套; percent=98折; evidence=x; until=+30; quota=1");
    enter(&mut office, &with("前一套")).unwrap();
    office.done(CONSULTANT, "deal.sign", DEAL);
    office.done(MANAGER, "application.approve", "application=SP-0001");
    assert!(deal(&office, 1).is_done(Step::Review), "whoever has it is within the quota");
    office.done(CONSULTANT, "deal.enter", &with("前一套"));
    office.done(LEADER, "discount.end", "discount=前一套; reason=去化已够");
    let refusal = refused(&mut office, CONSULTANT, "deal.sign", DEAL);
    with_remedy(&refusal, words::DISCOUNT_NOT_VALID);
}

#[test]
fn two_levels_take_two_people_also_where_one_wears_both_hats() {
    // RULES 1.6: the manager certifies the leader's signature; nobody certifies their own.
    let mut office = counter();
    let fields = "staff=经理老王; roles=manager,leader";
    office.act_with(MANAGER, "staff.roles", fields, LEADER).unwrap();
    office.done(CONSULTANT, "discount.special", SPECIAL);
    office.done(MANAGER, "application.approve", "application=SP-0001");
    let again = office.act(MANAGER, "application.approve", "application=SP-0001");
    assert!(matches!(&again, Err(Failure::NeedsApproval(roles)) if *roles == [Role::Leader]), "{again:?}");
    let by_pin = office.act_with(CONSULTANT, "application.approve", "application=SP-0001", MANAGER);
    is_refused(&by_pin, words::DECIDED_BY_SAME, Some("application"));
    assert_eq!(crate::office::remedy(&by_pin), Some(words::DECIDED_BY_SAME_REMEDY));
    let app = application(&office, 1);
    let leader = [Role::Leader].into_iter().collect();
    let decides = |who| office.desk.decides(&app, office.sitting(who).staff, leader).unwrap();
    assert!(!decides(MANAGER) && decides(LEADER), "nor does it wait in their window");
    office.done(LEADER, "application.approve", "application=SP-0001");
    assert_eq!(state(&office, 1), AppState::Approved);
}
