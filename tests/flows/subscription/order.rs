//! Steps in their order (RULES 1.4): none before its turn, none twice, none on somebody else's deal.

use anchang::desk::Failure;
use anchang::domain::deal::Step;
use anchang::domain::unit::Status;
use anchang::text::{sale as words, unit};

use super::counter::{
    DEAL, FORM, UNIT, counter, deal, doing, enter, form_refused, refused, sound, up_to, with_remedy,
};
use crate::office::{COLLEAGUE, CONSULTANT, FINANCE, MANAGER, is_refused, lines};

/// Every step but the two that begin a deal.
fn steps() -> impl Iterator<Item = Step> {
    Step::ALL.iter().copied().filter(|step| *step > Step::Fill)
}

#[test]
fn no_step_comes_before_its_turn() {
    for step in steps() {
        let mut office = counter();
        for done in Step::ALL.iter().filter(|done| **done < step) {
            if *done == Step::Hold {
                continue;
            }
            if *done == Step::Fill {
                enter(&mut office, FORM).unwrap();
            } else {
                let (who, _, action, fields) = doing(*done);
                office.done(who, action, fields);
            }
            // The approval sheet is only there once the consultant has signed.
            let (who, _, action, fields) = doing(step);
            let next = Step::ALL[Step::ALL.iter().position(|s| s == done).unwrap() + 1];
            if next == step || (step == Step::Review && next == Step::Sign) {
                continue;
            }
            let refusal = refused(&mut office, who, action, fields);
            if step != Step::Review {
                with_remedy(&refusal, words::STEP_NOT_YET);
                assert_eq!((refusal.rule, refusal.field), ("RULES 1.4", Some("deal")));
            }
        }
    }
}

#[test]
fn no_step_comes_a_second_time() {
    for last in [Step::Papers, Step::Confirm, Step::Stamp] {
        let mut office = counter();
        up_to(&mut office, last);
        for step in steps().filter(|step| *step <= last) {
            let (who, _, action, fields) = doing(step);
            let refusal = refused(&mut office, who, action, fields);
            let by = match step {
                Step::Review => words::APPLICATION_STANDS,
                Step::Deposit => words::DEPOSIT_COMPLETE,
                _ => words::STEP_DONE,
            };
            assert!(lines(&refusal.why).contains(&by), "{step:?}: {refusal:?}");
        }
        sound(&office);
    }
}

#[test]
fn nothing_is_done_to_a_deal_that_there_is_not() {
    let mut office = counter();
    for step in steps().filter(|step| *step != Step::Review) {
        let (who, _, action, fields) = doing(step);
        let fields = fields.replace("RG-0001", "RG-0077");
        let refusal = refused(&mut office, who, action, &fields);
        assert!(lines(&refusal.why).contains(&words::NO_SUCH_DEAL), "{step:?}: {refusal:?}");
        let fields = fields.replace("RG-0077", UNIT);
        let refusal = refused(&mut office, who, action, &fields);
        assert!(lines(&refusal.why).contains(&words::NO_DEAL_OF_UNIT), "{step:?}: {refusal:?}");
    }
}

#[test]
fn a_colleagues_deal_is_theirs() {
    for step in [Step::Sign, Step::Confirm, Step::File, Step::Papers] {
        let mut office = counter();
        up_to(&mut office, Step::ALL[Step::ALL.iter().position(|s| *s == step).unwrap() - 1]);
        let (_, _, action, fields) = doing(step);
        let refusal = refused(&mut office, COLLEAGUE, action, fields);
        with_remedy(&refusal, words::NOT_YOUR_DEAL);
        let by_pin = office.act_with(COLLEAGUE, action, fields, MANAGER);
        is_refused(&by_pin, words::NOT_YOUR_DEAL, Some("deal"));
        office.done(MANAGER, action, fields);
        assert!(deal(&office, 1).is_done(step), "the manager may");
    }
}

#[test]
fn a_unit_that_a_colleagues_deal_has_says_who_has_it_and_since_when() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    office.later(7);
    let form = FORM.replace("#1", "#2");
    for with in [None, Some(MANAGER)] {
        let head = office.head();
        let result = match with {
            None => office.act(COLLEAGUE, "deal.enter", &form),
            Some(manager) => office.act_with(COLLEAGUE, "deal.enter", &form, manager),
        };
        let Err(Failure::Refused(refusal)) = result else { panic!("{result:?}") };
        assert_eq!((refusal.field, office.head()), (Some("unit"), head), "{refusal:?}");
        with_remedy(&refusal, unit::STANDS_SOLD);
        let said = refusal.in_words(anchang::text::Lang::Zh);
        assert!(said.contains("顾问小陈") && said.contains("09:00"), "{said}");
    }
}

#[test]
fn a_withdrawal_of_a_colleagues_deal_is_refused() {
    let mut office = counter();
    up_to(&mut office, Step::Sign);
    let refusal = refused(&mut office, COLLEAGUE, "deal.withdraw", "deal=RG-0001; reason=抢房");
    with_remedy(&refusal, words::NOT_YOUR_DEAL);
    office.done(MANAGER, "deal.withdraw", "deal=RG-0001; reason=客户改主意");
    assert_eq!(office.unit(UNIT).status, Status::Available);
}

#[test]
fn what_was_agreed_for_one_guest_is_not_silently_filled_for_another() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    // The unit is locked for #1; the form of #2 must not become a form of #1.
    let head = office.head();
    let other = office.act(CONSULTANT, "deal.enter", &FORM.replace("#1", "#2"));
    is_refused(&other, unit::HELD_FOR_OTHER, Some("guest"));
    assert_eq!(office.head(), head);
}

#[test]
fn a_unit_held_for_another_guest_or_by_another_consultant_is_not_taken_over() {
    let mut office = counter();
    office.done(MANAGER, "unit.hold", "unit=3-2-0101; guest=#2; consultant=顾问小陈");
    let result = office.act(CONSULTANT, "deal.enter", FORM);
    is_refused(&result, unit::HELD_FOR_OTHER, Some("guest"));
    office.done(MANAGER, "unit.give_back", "unit=3-2-0101");
    office.done(MANAGER, "unit.hold", "unit=3-2-0101; guest=#1; consultant=顾问小沈");
    form_refused(&mut office, FORM, "RULES 1.3.3", unit::STANDS_HELD, "unit");
}

#[test]
fn the_manager_enters_for_a_colleague_and_the_deal_is_the_colleagues() {
    let mut office = counter();
    office.done(MANAGER, "deal.enter", &format!("{FORM}; consultant=顾问小沈"));
    assert_eq!(deal(&office, 1).consultant, office.sitting(COLLEAGUE).staff);
    office.done(COLLEAGUE, "deal.sign", DEAL);
    let other = office.act(
        CONSULTANT,
        "deal.enter",
        "unit=3-1-1204; guest=#2; consultant=顾问小沈; limit=passed; plan=one_payment; deposit=10万",
    );
    is_refused(&other, anchang::text::people::ONLY_FOR_YOURSELF, Some("consultant"));
}

#[test]
fn a_bound_unit_is_nobodys_to_give_back_withhold_price_renew_or_reserve() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    for (who, action, fields) in [
        (CONSULTANT, "unit.give_back", "unit=3-2-0101"),
        (MANAGER, "unit.give_back", "unit=3-2-0101"),
        (MANAGER, "unit.renew", "unit=3-2-0101"),
        (MANAGER, "unit.reserve", "unit=3-2-0101; guest=#1; consultant=顾问小陈"),
        (MANAGER, "unit.hold", "unit=3-2-0101; guest=#1"),
        (MANAGER, "unit.withhold", "units=3-2-0101; reason=show_flat"),
        (MANAGER, "unit.price", "units=3-2-0101; change=+2; reason=x"),
    ] {
        refused(&mut office, who, action, fields);
    }
    assert_eq!(office.unit(UNIT).sale.map(|sale| sale.deal.0), Some(1));
}

#[test]
fn two_deals_of_one_unit_never_run_at_once() {
    let mut office = counter();
    up_to(&mut office, Step::Papers);
    let again = office.act_with(COLLEAGUE, "deal.enter", &FORM.replace("#1", "#2"), MANAGER);
    is_refused(&again, unit::STANDS_SOLD, Some("unit"));
    let own = office.act_with(CONSULTANT, "deal.enter", FORM, MANAGER);
    is_refused(&own, words::FILLED_FOR_GOOD, Some("unit"));
    assert_eq!(remedy_of(&own), Some(words::FILLED_FOR_GOOD_REMEDY));
    refused(&mut office, FINANCE, "deal.receive", "deal=RG-0001; method=card; amount=1");
}

fn remedy_of<T>(result: &Result<T, Failure>) -> Option<anchang::text::Text> {
    crate::office::remedy(result)
}

#[test]
fn nobody_signs_before_the_right_to_buy_is_checked() {
    // RULES 1.4, preconditions: limit-purchase check. The form may be filled while it is looked into.
    let mut office = counter();
    let open = FORM.replace("limit=passed; ", "");
    enter(&mut office, &open).unwrap();
    office.refuses(CONSULTANT, "deal.sign", DEAL, words::LIMIT_STILL_OPEN, Some("deal"));
    for checked in ["limit=no_limit", "limit=passed"] {
        enter(&mut office, &FORM.replace("limit=passed", checked)).unwrap();
    }
    office.done(CONSULTANT, "deal.sign", DEAL);
}
