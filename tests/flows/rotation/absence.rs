//! RULES 1.1.4: absence, lateness, penalties, suspension, the manager's order.

use anchang::domain::roster::{Arrival, Away, Outcome, Penalty};
use anchang::text::roster as words;

use super::day::{Day, at, id};

#[test]
fn what_passes_over_lunch_is_made_up_next() {
    let mut day = Day::open("", "ABC");
    day.clock("12:00").away('A', Away::Lunch);
    assert_eq!(day.quick(), 'B');
    assert_eq!(day.quick(), 'C');
    day.clock("12:30").back('A');
    assert_eq!(day.order(), "ABC", "one turn to make up, and it goes first");
    assert_eq!(day.quick(), 'A');
    assert_eq!(day.order(), "ABC", "the second round begins with A as before");
}

#[test]
fn every_absence_of_the_table_is_made_up_or_not() {
    let kept = [Away::Toilet, Away::Business, Away::Research, Away::Lunch, Away::Fair, Away::Manager];
    for kind in kept {
        let mut day = Day::open("", "ABC");
        day.away('A', kind);
        assert_eq!(day.quick(), 'B');
        day.back('A');
        assert_eq!(day.order(), "ACB", "{kind:?}");
    }
    for kind in [Away::Leave, Away::Rest, Away::Private] {
        let mut day = Day::open("", "ABC");
        day.away('A', kind);
        assert_eq!(day.quick(), 'B');
        day.back('A');
        assert_eq!(day.order(), "CBA", "{kind:?}: the turn is lost, and A is last of the next round");
    }
}

#[test]
fn an_absence_in_which_no_turn_passed_changes_nothing() {
    let mut day = Day::open("", "ABC");
    day.away('B', Away::Lunch).later(30).back('B');
    assert_eq!(day.order(), "ABC");
}

#[test]
fn whoever_comes_late_is_last() {
    let mut day = Day::open("", "AB");
    day.clock("09:31").sign_in('C');
    assert!(day.roster.table().member(id('C')).unwrap().late);
    assert_eq!(day.order(), "ABC");
    assert_eq!((day.quick(), day.quick(), day.quick(), day.quick()), ('A', 'B', 'C', 'A'));
}

#[test]
fn whoever_joins_later_gains_no_rounds_that_are_over() {
    let mut day = Day::open("", "AB");
    for _ in 0..5 {
        day.quick();
    }
    // A has had three, B two: the third round still has B.
    day.clock("11:00").sign_in('C');
    let taken: String = (0..4).map(|_| day.quick()).collect();
    assert_eq!(taken, "BCAB");
}

#[test]
fn a_penalty_skips_one_turn_and_several_violations_three() {
    let mut day = Day::open("", "ABC");
    day.skip('A', Penalty::DidNotAsk);
    let taken: String = (0..5).map(|_| day.quick()).collect();
    assert_eq!(taken, "BCABC");
    let mut day = Day::open("", "AB");
    day.skip('A', Penalty::Violations);
    let taken: String = (0..5).map(|_| day.quick()).collect();
    assert_eq!(taken, "BBBAB");
    assert_eq!(
        day.try_to(|r, _| r.decide_skip(id('A'), Penalty::Other, Some(11), "")),
        Err(words::TURNS_BOUNDS)
    );
}

#[test]
fn turns_that_pass_in_a_suspension_are_lost() {
    let mut day = Day::open("", "ABC");
    day.try_to(|r, ctx| r.decide_suspend(id('A'), Some(at("11:00")), "x", ctx)).unwrap();
    assert_eq!(day.quick(), 'B');
    assert_eq!(day.order(), "CB");
    day.clock("11:00");
    assert_eq!(day.order(), "CAB", "the suspension ends by itself; the turn is gone");
    assert_eq!(day.try_to(|r, ctx| r.decide_resume(id('A'), "x", ctx)), Err(words::NOT_SUSPENDED));
}

#[test]
fn a_suspension_can_be_ended_before_its_time() {
    let mut day = Day::open("", "AB");
    day.try_to(|r, ctx| r.decide_suspend(id('A'), None, "x", ctx)).unwrap();
    assert_eq!(day.try_to(|r, ctx| r.decide_suspend(id('A'), None, "x", ctx)), Err(words::IS_SUSPENDED));
    day.later(10).try_to(|r, ctx| r.decide_resume(id('A'), "x", ctx)).unwrap();
    assert_eq!(day.order(), "AB");
}

#[test]
fn whoever_is_with_a_guest_cannot_leave() {
    let mut day = Day::open("", "AB");
    day.new_guest();
    assert_eq!(day.try_to(|r, ctx| r.decide_away(id('A'), Away::Lunch, None, ctx)), Err(words::IS_SERVING));
    assert_eq!(day.try_to(|r, _| r.decide_sign_out(id('A'))), Err(words::IS_SERVING));
    day.ends('A').away('A', Away::Lunch);
    assert_eq!(day.try_to(|r, ctx| r.decide_away(id('A'), Away::Rest, None, ctx)), Err(words::AWAY_ALREADY));
    assert_eq!(day.try_to(|r, _| r.decide_back(id('B'))), Err(words::NOT_AWAY));
    assert_eq!(day.try_to(|r, _| r.decide_back(id('Z'))), Err(words::NOT_SIGNED_IN));
}

#[test]
fn whoever_leaves_the_door_leaves_it_empty() {
    let mut day = Day::open("", "AB");
    day.step_up().away('A', Away::Toilet);
    assert_eq!(day.roster.table().door, None);
    day.step_up();
    assert_eq!(day.roster.table().door.map(|(who, _)| who), Some(id('B')));
}

#[test]
fn the_managers_order_takes_the_place_of_everything_before() {
    let mut day = Day::open("", "ABCD");
    assert_eq!(day.quick(), 'A');
    day.comes_to(Arrival::Returning, 'B', true);
    assert_eq!(day.quick(), 'C');
    day.ends('B');
    assert_eq!(day.order(), "BDAC");
    day.reorder("DCBA");
    assert_eq!(day.order(), "DCBA");
    let taken: String = (0..5).map(|_| day.quick()).collect();
    assert_eq!(taken, "DCBAD", "B's makeup is settled by it");
    assert_eq!(day.try_to(|r, _| r.decide_reorder(&[id('A')], "x")), Err(words::ORDER_NOT_WHOLE));
}

#[test]
fn a_granted_turn_goes_next() {
    let mut day = Day::open("", "ABC");
    day.try_to(|r, _| r.decide_grant(id('C'), "x")).unwrap();
    assert_eq!(day.order(), "CAB");
    assert_eq!(day.quick(), 'C');
    assert_eq!(day.order(), "ABC");
}

#[test]
fn whoever_went_home_and_comes_back_starts_at_the_end() {
    let mut day = Day::open("", "ABC");
    day.try_to(|r, _| r.decide_sign_out(id('A'))).unwrap();
    assert_eq!(day.order(), "BC");
    day.quick();
    day.sign_in('A');
    assert_eq!(day.order(), "CAB");
}

#[test]
fn an_outcome_that_is_no_guest_gives_nothing_back_twice() {
    let mut day = Day::open("", "AB");
    day.comes(Arrival::Research);
    day.ends_as('A', Outcome::Research);
    assert!(!day.roster.table().reception(1).unwrap().restored);
}

#[test]
fn going_away_makes_no_suspension_good() {
    let mut day = Day::open("", "ABC");
    day.try_to(|r, ctx| r.decide_suspend(id('A'), None, "x", ctx)).unwrap();
    day.away('A', Away::Business);
    assert_eq!(day.quick(), 'B');
    assert!(day.roster.table().member(id('A')).unwrap().credits.is_empty());
}

#[test]
fn a_suspension_ends_with_the_day() {
    let mut day = Day::open("", "AB");
    let tomorrow = at("09:00").plus_minutes(24 * 60);
    assert_eq!(
        day.try_to(|r, ctx| r.decide_suspend(id('A'), Some(tomorrow), "x", ctx)),
        Err(words::TODAY_ONLY)
    );
}

#[test]
fn a_penalty_at_the_door_is_paid_by_whoever_has_it() {
    let mut day = Day::open("", "ABC");
    day.step_up();
    day.away('B', Away::Private);
    day.skip('A', Penalty::DidNotAsk);
    assert_eq!(day.new_guest(), 'C', "A's turn is gone, B is away");
}

#[test]
fn whoever_comes_back_after_going_home_brings_no_makeups_along() {
    let mut day = Day::open("", "ABC");
    day.try_to(|r, _| r.decide_grant(id('A'), "x")).unwrap();
    day.try_to(|r, _| r.decide_sign_out(id('A'))).unwrap();
    day.clock("14:00").sign_in('A');
    assert_eq!(day.order(), "BCA");
}

/// So many guests of brokers, one after the other.
fn brokers(day: &mut Day, count: usize) -> String {
    let mut taken = String::new();
    for _ in 0..count {
        let who = day.comes(Arrival::Channel);
        day.later(1).ends(who);
        taken.push(who);
    }
    taken
}

#[test]
fn what_is_not_made_up_is_not_made_up_in_the_order_of_brokers_guests_either() {
    // All have had three but A, who has had one. What is lost is not made up: A, suspended, comes when the table says;
    // back from an errand at the end of it. Lunch keeps what passed.
    for (kind, then) in [(Some(Away::Private), "BCA"), (None, "ABC"), (Some(Away::Lunch), "AAA")] {
        let mut day = Day::open("", "ABC");
        assert_eq!(brokers(&mut day, 1), "A");
        match kind {
            Some(kind) => drop(day.away('A', kind)),
            None => day.try_to(|r, ctx| r.decide_suspend(id('A'), None, "x", ctx)).unwrap(),
        }
        assert_eq!(brokers(&mut day, 6), "BCBCBC");
        match kind {
            Some(_) => drop(day.back('A')),
            None => day.try_to(|r, ctx| r.decide_resume(id('A'), "x", ctx)).unwrap(),
        }
        assert_eq!(brokers(&mut day, 3), then, "{kind:?}");
        let lost =
            day.steps('A').iter().filter(|step| step.contains("order of calls or brokers passed")).count();
        assert_eq!(lost > 0, kind != Some(Away::Lunch), "{kind:?}: by a rule that is named");
    }
}

#[test]
fn calls_that_pass_on_a_private_errand_are_lost_too() {
    let mut day = Day::open("", "ABC");
    day.away('A', Away::Private);
    assert_eq!((day.call(), day.call(), day.call(), day.call()), ('B', 'C', 'B', 'C'));
    day.back('A');
    assert_eq!((day.call(), day.call(), day.call()), ('B', 'C', 'A'), "A is last, and owes nobody anything");
}

#[test]
fn going_home_and_coming_back_brings_no_guests_of_brokers() {
    let mut day = Day::open("", "ABC");
    day.try_to(|r, _| r.decide_sign_out(id('A'))).unwrap();
    assert_eq!(brokers(&mut day, 4), "BCBC");
    day.clock("14:00").sign_in('A');
    assert_eq!(brokers(&mut day, 3), "BCA");
}

#[test]
fn a_suspension_costs_turns_also_where_the_fewest_come_first() {
    let mut day = Day::open("base_order=fewest_new", "ABC");
    day.try_to(|r, ctx| r.decide_suspend(id('A'), None, "x", ctx)).unwrap();
    let taken: String = (0..4).map(|_| day.quick()).collect();
    assert_eq!(taken, "BCBC");
    day.try_to(|r, ctx| r.decide_resume(id('A'), "x", ctx)).unwrap();
    let taken: String = (0..4).map(|_| day.quick()).collect();
    assert_eq!(taken, "ABCA", "the two that passed are gone");
    assert_eq!(day.steps('A').iter().filter(|step| step.contains("suspended; lost")).count(), 2);
    // Lunch keeps the count, and with it what was missed.
    let mut day = Day::open("base_order=fewest_new", "ABC");
    day.away('A', Away::Lunch);
    let taken: String = (0..4).map(|_| day.quick()).collect();
    assert_eq!(taken, "BCBC");
    day.back('A');
    let taken: String = (0..3).map(|_| day.quick()).collect();
    assert_eq!(taken, "AAA");
}

#[test]
fn whoever_was_on_a_private_errand_comes_back_behind_everybody_also_where_nobody_was_next_meanwhile() {
    let mut day = Day::open("", "ABC");
    day.away('A', Away::Private);
    // Asked for by name without having met: it costs them their turn, and nobody's turn passes.
    for who in ['B', 'C'] {
        day.comes_to(Arrival::Named, who, false).later(5).ends(who);
    }
    day.back('A');
    assert_eq!(day.order(), "BCA");
}
