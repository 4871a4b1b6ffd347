//! `explain`: why somebody stands where they stand, in one sentence with the rule and the times.

use anchang::domain::roster::{Arrival, Away};

use anchang::text::Lang;

use super::day::{Day, id};

#[test]
fn everybody_is_told_who_is_ahead_and_why() {
    let mut day = Day::open("", "ABCD");
    day.step_up();
    assert_eq!(day.why('A'), "A is on duty: at the door since 09:00 (rule 1.1.2).");
    assert_eq!(
        day.why('B'),
        "B is number 2: round 1, place 2 on the table, signed in at 08:41 (rule 1.1.1). Ahead: A (at the door)."
    );
    assert_eq!(
        day.why('C'),
        "C is number 3: round 1, place 3 on the table, signed in at 08:42 (rule 1.1.1). Ahead: A (at the door), \
         B (same round, earlier on the table)."
    );
}

#[test]
fn why_am_i_fifth() {
    let mut day = Day::open("", "ABCDE");
    day.clock("09:10").comes_to(Arrival::Returning, 'B', true);
    assert_eq!(day.quick(), 'A');
    day.clock("09:20");
    assert_eq!(day.quick(), 'C');
    day.clock("09:30").ends('B');
    assert_eq!(day.order(), "BDEAC");
    assert_eq!(
        day.why('C'),
        "C is number 5: round 2, place 3 on the table, signed in at 08:42 (rule 1.1.1). Ahead: \
         B (a turn to make up since 09:20), D (round 1, not yet 2), E (round 1, not yet 2), \
         A (same round, earlier on the table)."
    );
    assert_eq!(day.why('B'), "B is on duty: 1 turn(s) to make up since 09:20, next at once (rule 1.1.5).");
    assert_eq!(
        day.steps('B'),
        [
            "08:41 signed in, number 2 (rule 1.1.1)",
            "08:55 table confirmed, number 2 (rule 1.1.1)",
            "09:10 took reception 1, returning: takes no turn (rule 1.1.3)",
            "09:20 turn passed to C while with reception 1; to be made up (rule 1.1.4)",
        ]
    );
}

#[test]
fn whoever_cannot_take_a_guest_is_told_since_when_and_what_becomes_of_the_turn() {
    let mut day = Day::open("", "ABC");
    day.clock("12:05").away('A', Away::Lunch);
    day.clock("12:10").away('B', Away::Private);
    assert_eq!(
        day.why('A'),
        "A is away: lunch. Since 12:05; turns that pass meanwhile are made up (rule 1.1.4)."
    );
    assert_eq!(
        day.why('B'),
        "B is away: private. Since 12:10; turns that pass meanwhile are lost (rule 1.1.4)."
    );
    day.new_guest();
    assert_eq!(
        day.why('C'),
        "C is with a guest (reception 1). Since 12:10; turns that pass meanwhile are made up (rule 1.1.4)."
    );
}

#[test]
fn with_fewest_new_first_the_figures_are_named() {
    let mut day = Day::open("base_order=fewest_new", "AB");
    day.quick();
    assert_eq!(
        day.why('A'),
        "A is number 2: 1 new guest(s), place 1 on the table, signed in at 08:40 (rule 1.1.5). Ahead: \
         B (0 new guest(s), not 1)."
    );
}

#[test]
fn a_suspension_is_told_with_its_time() {
    let mut day = Day::open("", "AB");
    day.clock("10:05").try_to(|r, ctx| r.decide_suspend(id('A'), None, "x", ctx)).unwrap();
    assert_eq!(day.why('A'), "A is suspended. Since 10:05; turns that pass meanwhile are lost (rule 1.1.4).");
    assert_eq!(day.why_in('A', Lang::Zh), "A 已停轮。10:05 起; 期间轮到的不补接 (规则 1.1.4)。");
}

#[test]
fn a_place_that_arrival_did_not_give_is_told_by_what_gave_it() {
    // The manager's order.
    let mut day = Day::open("", "ABC");
    day.clock("14:30").reorder("CBA");
    assert_eq!(
        day.why('B'),
        "B is number 2: round 1, place 2 on the table, put there by the manager at 14:30 (rule 1.1.5). Ahead: \
         C (same round, earlier on the table)."
    );
    assert_eq!(day.why_in('C', Lang::Zh), "C 当值: 第 1 轮, 轮次表第 1 位, 14:30 经理调整 (规则 1.1.5)。");
    // A private errand keeps no place.
    let mut day = Day::open("", "AB");
    day.away('A', Away::Private).clock("10:20").back('A');
    assert_eq!(
        day.why('A'),
        "A is number 2: round 1, place 2 on the table, back at 10:20 as the last (rule 1.1.4). Ahead: \
         B (same round, earlier on the table)."
    );
    // Gone home, and here again.
    let mut day = Day::open("", "AB");
    day.try_to(|r, _| r.decide_sign_out(id('A'))).unwrap();
    day.clock("14:00").sign_in('A');
    assert!(day.why('A').contains("place 2 on the table, signed in again at 14:00 as the last (rule 1.1.1)"));
    // Lots were drawn.
    let mut day = Day::new();
    day.sign_in('A').sign_in('B');
    day.clock("08:56").try_to(|r, ctx| r.decide_confirm(Some(&[id('B'), id('A')]), ctx)).unwrap();
    assert_eq!(
        day.why('B'),
        "B is on duty: round 1, place 1 on the table, as the lots fell at 08:56 (rule 1.1.1)."
    );
    // In the order of arrival it is arrival.
    let mut day = Day::open("", "AB");
    assert!(day.why('B').contains("signed in at 08:41 (rule 1.1.1)"));
    // Late, and therefore last.
    day.clock("09:12").sign_in('C');
    assert!(day.why('C').contains("place 3 on the table, signed in at 09:12 (rule 1.1.1), late"));
}

#[test]
fn a_guest_who_took_no_turn_takes_none_along() {
    let mut day = Day::open("", "AB");
    day.comes_to(Arrival::Relative, 'A', true);
    day.clock("09:10").try_to(|r, ctx| r.decide_transfer(1, id('B'), "x", ctx)).unwrap();
    assert_eq!(day.steps('A').last().unwrap(), "09:10 gave reception 1 to B; it took no turn (rule 1.1.6)");
    assert_eq!(day.steps('B').last().unwrap(), "09:10 got reception 1 from A; it took no turn (rule 1.1.6)");
}
