//! `explain`: why somebody stands where they stand, in one sentence with the rule and the times.

use anchang::domain::roster::{Arrival, Away};

use super::day::Day;

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
