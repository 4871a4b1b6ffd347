//! `explain`: why somebody stands where they stand, in one sentence with the rule and the times.

use anchang::domain::roster::{Arrival, Away};

use anchang::text::Lang;

use super::day::{Day, at, id};

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
         B (owed a turn since 09:20), D (has not had round 1 yet), E (has not had round 1 yet), \
         A (same round, earlier on the table)."
    );
    assert_eq!(
        day.why('B'),
        "B is on duty: turns owed: 1, the first since 09:20 (the turn passed while with reception 1); goes before \
         the round (rule 1.1.5)."
    );
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
        "A has been away (lunch) since 12:05; turns that pass meanwhile are made up (rule 1.1.4)."
    );
    assert_eq!(
        day.why('B'),
        "B has been away (private) since 12:10; turns that pass meanwhile are lost (rule 1.1.4)."
    );
    day.new_guest();
    assert_eq!(
        day.why('C'),
        "C has been with a guest (reception 1) since 12:10; turns that pass meanwhile are made up (rule 1.1.4)."
    );
    // What is owed already is said as well.
    assert_eq!(
        day.why('A'),
        "A has been away (lunch) since 12:05; turns that pass meanwhile are made up (rule 1.1.4); turns owed by \
         now: 1."
    );
    assert_eq!(
        day.why_in('A', Lang::Zh),
        "A 12:05 起离岗: 午餐; 期间轮到的可补接 (规则 1.1.4); 现有待补接 1 次。"
    );
}

#[test]
fn with_fewest_new_first_the_figures_are_named() {
    let mut day = Day::open("base_order=fewest_new", "AB");
    day.quick();
    assert_eq!(
        day.why('A'),
        "A is number 2: new guests so far 1, place 1 on the table, signed in at 08:40 (rule 1.1.5). Ahead: \
         B (has had only 0 new)."
    );
}

#[test]
fn a_suspension_is_told_with_its_time() {
    let mut day = Day::open("", "AB");
    day.clock("10:05").try_to(|r, ctx| r.decide_suspend(id('A'), None, "x", ctx)).unwrap();
    assert_eq!(
        day.why('A'),
        "A has been suspended since 10:05; turns that pass meanwhile are lost (rule 1.1.4)."
    );
    assert_eq!(day.why_in('A', Lang::Zh), "A 10:05 起停轮; 期间轮到的不补接 (规则 1.1.4)。");
    let mut day = Day::open("", "AB");
    day.clock("10:05").try_to(|r, ctx| r.decide_suspend(id('A'), Some(at("11:00")), "x", ctx)).unwrap();
    assert_eq!(day.why_in('A', Lang::Zh), "A 10:05 起停轮至 11:00; 期间轮到的不补接 (规则 1.1.4)。");
    assert!(day.why('A').contains("since 10:05 until 11:00; "));
    assert_eq!(day.steps('A').last().unwrap(), "10:05 suspended until 11:00 (rule 1.1.4)");
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
        "A is number 2: round 1, place 2 on the table, last since coming back at 10:20 (rule 1.1.4). Ahead: \
         B (same round, earlier on the table)."
    );
    // Gone home, and here again.
    let mut day = Day::open("", "AB");
    day.try_to(|r, _| r.decide_sign_out(id('A'))).unwrap();
    day.clock("14:00").sign_in('A');
    assert!(day.why('A').contains("place 2 on the table, last since signing in again at 14:00 (rule 1.1.1)"));
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

#[test]
fn a_turn_owed_is_told_with_what_it_goes_back_to() {
    let mut day = Day::open("", "ABC");
    day.clock("09:10").try_to(|r, _| r.decide_grant(id('B'), "x")).unwrap();
    assert_eq!(day.why_in('B', Lang::Zh), "B 当值: 待补接 1 次, 最早 09:10 (经理准予), 优先 (规则 1.1.5)。");
    assert!(day.why('B').contains("the first since 09:10 (granted by the manager)"));
    day.clock("09:20").comes_to(Arrival::Duty, 'C', false).later(10).ends('C');
    assert!(
        day.why('C').contains("the first since 09:20 (reception 1 was for a colleague)"),
        "{}",
        day.why('C')
    );
    let mut day = Day::open("makeup_mode=end_of_round", "ABC");
    day.away('A', Away::Lunch);
    day.clock("12:10").quick();
    day.clock("12:30").back('A');
    assert_eq!(
        day.why_in('A', Lang::Zh),
        "A 排第 2: 待补接 1 次, 最早 12:10 (轮到时离岗: 午餐), 本轮末补 (规则 1.1.5)。在前: C (本轮未接)。"
    );
}

#[test]
fn whoever_went_home_is_told_when() {
    let mut day = Day::open("", "AB");
    day.clock("17:30").try_to(|r, _| r.decide_sign_out(id('A'))).unwrap();
    assert_eq!(
        (day.why('A').as_str(), day.why_in('A', Lang::Zh).as_str()),
        ("A went home at 17:30.", "A 已在 17:30 签退。")
    );
}
