//! Unit, list price, pay plan and signing day (RULES 1.3.2, 1.4, 1.5, 1.15, 1.16, 2 rows 9 and 20), and the sheet that
//! works them out while they are written.

use anchang::desk::Failure;
use anchang::desk::deal::Sheet;
use anchang::domain::deal::Step;
use anchang::domain::money::Fen;
use anchang::domain::unit::Status;
use anchang::text::{deal as deal_words, sale as words, unit};

use super::counter::{
    FORM, SHORT, UNIT, counter, deal, enter, form_refused, refused, sound, up_to, with_remedy,
};
use crate::office::{CONSULTANT, FINANCE, LEADER, MANAGER, Office, TEAM_LEAD, fill, is_refused};

#[test]
fn a_unit_that_is_withheld_unreleased_seized_or_mortgaged_is_not_subscribed() {
    let mut office = counter();
    office.done(MANAGER, "unit.withhold", "units=3-2-0101; reason=show_flat");
    form_refused(&mut office, FORM, "RULES 1.3.3", unit::STANDS_WITHHELD, "unit");
    let unreleased = FORM.replace("3-2-0101", "9-1-0101");
    form_refused(&mut office, &unreleased, "RULES 1.3.3", unit::STANDS, "unit");
    form_refused(
        &mut office,
        &FORM.replace("3-2-0101", "7-7-0707"),
        "RULES 1.3.1",
        unit::NO_SUCH_UNIT,
        "unit",
    );
    for kind in ["seizure", "mortgage"] {
        let mut office = counter();
        office.done(MANAGER, "unit.encumber", &format!("units=3-2-0101; kind={kind}; document=文1号"));
        let result = enter(&mut office, FORM);
        assert!(matches!(result, Err(Failure::Refused(_))), "{kind}: {result:?}");
        assert_eq!(office.unit(UNIT).status, Status::Withheld);
    }
    // With the mortgagee's consent it may be sold.
    let mut office = counter();
    office.done(MANAGER, "unit.encumber", "units=3-2-0101; kind=mortgage; document=文1号; consent=同意1号");
    enter(&mut office, FORM).unwrap();
}

#[test]
fn what_is_seized_while_the_form_is_written_is_refused_and_told() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    office.done(MANAGER, "unit.encumber", "units=3-2-0101; kind=seizure; document=深法封字第1号");
    let refusal = refused(&mut office, CONSULTANT, "deal.enter", FORM);
    with_remedy(&refusal, unit::ENCUMBERED);
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=查封");
    assert_eq!(office.unit(UNIT).status, Status::Withheld);
    office.done(MANAGER, "unit.unencumber", "units=3-2-0101; kind=seizure; document=深法封字第1号");
    office.done(MANAGER, "unit.lift", "units=3-2-0101");
    enter(&mut office, FORM).unwrap();
    sound(&office);
}

#[test]
fn a_seized_unit_never_becomes_subscribed() {
    let mut office = counter();
    up_to(&mut office, Step::File);
    office.done(MANAGER, "unit.encumber", "units=3-2-0101; kind=seizure; document=深法封字第1号");
    let refusal = refused(&mut office, MANAGER, "deal.subscribe", "deal=RG-0001");
    with_remedy(&refusal, unit::ENCUMBERED);
}

#[test]
fn a_list_price_that_changed_since_is_not_what_the_guest_was_told() {
    let mut office = counter();
    office.done(MANAGER, "unit.price", "units=3-2-0101; change=+2; reason=调价通知第2号");
    let stale = format!("{FORM}; list=1");
    let refusal = form_refused(&mut office, &stale, "RULES 1.4", words::LIST_STALE, "list");
    with_remedy(&refusal, words::LIST_STALE);
    assert!(refusal.in_words(anchang::text::Lang::Zh).contains("3,060,000.00"), "the new price");
    enter(&mut office, &format!("{FORM}; list=2")).unwrap();
    assert_eq!(deal(&office, 1).terms.unwrap().price(), Fen::yuan(3_060_000));
}

#[test]
fn parts_sum_to_the_price_to_the_fen() {
    let mut office = counter();
    let plan = |parts: &str| {
        format!("unit=3-2-0101; guest=#1; limit=passed; plan=instalments; deposit=10万; parts={parts}")
    };
    for (parts, why) in [
        ("+7 100万, +60 199.99万", deal_words::PLAN_SUM_SHORT),
        ("+7 100万, +60 1,999,999.99", deal_words::PLAN_SUM_SHORT),
        ("+7 100万, +60 2,000,000.01", deal_words::PLAN_SUM_OVER),
        ("+60 100万, +7 200万", deal_words::PLAN_ROW_ORDER),
    ] {
        let refusal = form_refused(&mut office, &plan(parts), "RULES 1.16", why, "parts");
        with_remedy(&refusal, why);
    }
    let wrong = enter(&mut office, &plan("+7 一百"));
    is_refused(&wrong, words::PARTS_WRONG, Some("parts"));
    enter(&mut office, &plan("+7 100万, +60 200万")).unwrap();
    let terms = deal(&office, 1).terms.unwrap();
    let sum: Fen = terms.plan.rows().iter().map(|row| row.amount).sum();
    assert_eq!(sum, terms.price());
}

#[test]
fn the_contract_is_signed_within_the_days_of_the_house() {
    // sign_days = 7 natural days.
    let mut office = counter();
    for day in ["+8", "2026-11-27"] {
        form_refused(
            &mut office,
            &format!("{FORM}; sign_by={day}"),
            "RULES 1.5",
            words::SIGN_BY_RANGE,
            "sign_by",
        );
    }
    enter(&mut office, &format!("{FORM}; sign_by=+7")).unwrap();
    assert_eq!(deal(&office, 1).terms.unwrap().sign_by.to_string(), "2026-12-05");
}

#[test]
fn every_kind_of_plan_sums_to_the_price() {
    for plan in [
        "limit=passed; plan=one_payment",
        "limit=passed; plan=commercial_loan; down=30%; years=30; rate=3.5",
        "limit=passed; plan=fund_loan; fund=80万; fund_rate=2.6; years=30",
        "limit=passed; plan=combined_loan; fund=80万; down=30%; years=25",
    ] {
        let mut office = counter();
        let form = format!("unit=3-2-0101; guest=#1; deposit=10万; {plan}");
        enter(&mut office, &form).unwrap_or_else(|failure| panic!("{plan}: {failure:?}"));
        let terms = deal(&office, 1).terms.unwrap();
        let sum: Fen = terms.plan.rows().iter().map(|row| row.amount).sum();
        assert_eq!(sum, Fen::yuan(3_000_000), "{plan}");
        assert!(terms.plan.rows().iter().all(|row| row.amount > Fen::ZERO));
        sound(&office);
    }
    let mut office = counter();
    let form = "unit=3-2-0101; guest=#1; deposit=10万; limit=passed; plan=commercial_loan; years=41";
    form_refused(&mut office, form, "RULES 1.16", words::YEARS_RANGE, "years");
}

#[test]
fn the_sheet_beside_the_form_says_what_sending_it_would_say_and_writes_nothing() {
    let mut office = counter();
    let head = office.desk.head().unwrap();
    let weigh = |office: &Office, form: &str| {
        let (_, filled) = fill("deal.enter", form).unwrap();
        office.desk.weigh(office.sitting(CONSULTANT), &filled).unwrap()
    };
    let sheet = weigh(&office, SHORT);
    assert!(sheet.red.is_empty(), "{:?}", sheet.red);
    // RULES 1.16: capitals; 2 row 2: 20 %.
    assert_eq!(sheet.capital, "叁佰万元整");
    let days: Vec<String> = sheet.deadlines.iter().map(|deadline| deadline.day.to_string()).collect();
    assert_eq!(days, ["2026-12-05", "2026-11-30", "2026-12-05"]);
    for (form, field) in [
        (FORM.replace("10万", "63万"), "deposit"),
        (format!("{FORM}; sign_by=+8"), "sign_by"),
        (format!("{FORM}; buyers=#1 50, #2 49"), "buyers"),
        (format!("{FORM}; list=7"), "list"),
        (format!("{FORM}; discounts=没有的"), "discounts"),
    ] {
        let sheet = weigh(&office, &form);
        assert!(sheet.red.iter().any(|(red, _)| *red == field), "{form}: {:?}", sheet.red);
        let sent = enter(&mut office, &form);
        let Err(Failure::Refused(refusal)) = sent else { panic!("{form}: {sent:?}") };
        assert_eq!(refusal.field, Some(field), "{form}");
    }
    // 1,000,000 at 3.5 % over 30 years: 4,490.45 and 5,694.44 in the first month (RULES 1.16).
    office.done(LEADER, "unit.floor", "unit=3-2-0101; floor=100万; reason=测试");
    let loan = "unit=3-2-0101; guest=#1; deposit=10万; limit=passed; plan=commercial_loan; down=66.6666; rate=3.5; years=30";
    let monthly = weigh(&office, loan).monthly.unwrap();
    assert_eq!(monthly, (Fen(449_045), Fen(569_444)));
    assert_eq!(office.since(head.seq).len(), 1, "the floor price, and nothing else");
    assert!(office.desk.weigh(office.sitting(FINANCE), &fill("deal.enter", FORM).unwrap().1).is_err());
}

#[test]
fn taxes_and_fees_follow_the_table() {
    let office = counter();
    let sheet = {
        let (_, filled) = fill("deal.enter", FORM).unwrap();
        office.desk.weigh(office.sitting(CONSULTANT), &filled).unwrap()
    };
    // RULES 1.15: up to 140 square metres 1 % of 3,000,000; registration of a home 80.
    let amounts: Vec<Fen> = sheet.charges.iter().filter_map(|charge| charge.amount).collect();
    assert!(amounts.contains(&Fen::yuan(30_000)), "{amounts:?}");
    assert!(amounts.contains(&Fen::yuan(80)), "{amounts:?}");
}

/// RULES 1.3.2, 1.3.3: what cannot begin is red before anybody is named, and another's lock is not this form's.
#[test]
fn a_unit_that_somebody_else_has_or_that_is_withheld_is_red_from_the_start() {
    let mut office = counter();
    let weigh = |office: &Office, who, form: &str| {
        let (_, filled) = fill("deal.enter", form).unwrap();
        office.desk.weigh(office.sitting(who), &filled).unwrap()
    };
    let red = |sheet: &Sheet| sheet.red.iter().any(|(field, _)| *field == "unit");
    assert!(!red(&weigh(&office, CONSULTANT, "unit=3-2-0101")));
    office.act_with(CONSULTANT, "unit.hold", "unit=3-2-0101; guest=#1", MANAGER).unwrap();
    let own = weigh(&office, CONSULTANT, "unit=3-2-0101");
    assert!(!red(&own) && own.locked_until.is_some());
    assert_eq!(own.buyers.len(), 1, "for whom it is locked");
    let other = weigh(&office, TEAM_LEAD, "unit=3-2-0101");
    assert!(red(&other) && other.locked_until.is_none());
    assert!(other.buyers.is_empty(), "another's guest buys nothing here");
    let mut office = counter();
    office.done(MANAGER, "unit.withhold", "units=3-2-0101; reason=show_flat");
    assert!(red(&weigh(&office, CONSULTANT, "unit=3-2-0101")));
}
