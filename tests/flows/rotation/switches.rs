//! RULES 1.1.5: every switch, on and off.

use anchang::domain::roster::{Arrival, Away, Group, Outcome, Penalty, RestoreReason, Turn};
use anchang::text::roster as words;

use super::day::{Day, at, id};

fn turn_of_last(day: &Day) -> Turn {
    day.roster.table().receptions.last().unwrap().turn
}

#[test]
fn base_order() {
    // A is with one guest all along; B takes two in the meantime.
    let play = |switches: &str| {
        let mut day = Day::open(switches, "AB");
        assert_eq!(day.new_guest(), 'A');
        assert_eq!((day.quick(), day.quick()), ('B', 'B'));
        day.ends('A');
        day
    };
    // Cyclic: A's turn of the second round passed over the guest and is made up: A twice, then B.
    let mut day = play("base_order=cyclic");
    assert_eq!((day.quick(), day.quick(), day.quick()), ('A', 'A', 'B'));
    // Fewest new: one against two; then two against two, and A stands first on the table.
    let mut day = play("base_order=fewest_new");
    assert_eq!((day.quick(), day.quick(), day.quick()), ('A', 'A', 'B'));
    // What tells them apart: a turn lost by a private errand is lost in the round, while guests counted are counted.
    let mut day = Day::open("base_order=cyclic makeup_cap_per_day=0", "AB");
    day.comes_to(Arrival::Returning, 'A', true);
    assert_eq!(day.quick(), 'B');
    day.ends('A');
    assert_eq!((day.quick(), day.quick()), ('A', 'B'), "round two");
    let mut day = Day::open("base_order=fewest_new", "AB");
    day.comes_to(Arrival::Returning, 'A', true);
    assert_eq!((day.quick(), day.quick()), ('B', 'B'));
    day.ends('A');
    assert_eq!(
        (day.quick(), day.quick(), day.quick()),
        ('A', 'A', 'A'),
        "until A has two as well, and then A comes first"
    );
    // A guest who was none counts for nobody: A has had fewer than B then, and none as much as B before.
    let mut day = Day::open("base_order=fewest_new", "BA");
    assert_eq!((day.quick(), day.quick()), ('B', 'A'));
    day.restore(2, RestoreReason::Errand);
    assert_eq!((day.quick(), day.quick()), ('A', 'B'));
}

#[test]
fn late_rule_and_late_minutes() {
    let late = |switches: &str, clock: &str| {
        let mut day = Day::open(switches, "AB");
        day.clock(clock).sign_in('C');
        day.clock("09:40");
        (0..5).map(|_| day.quick()).collect::<String>()
    };
    assert_eq!(late("late_rule=tail", "09:10"), "ABCAB");
    assert_eq!(late("late_rule=tail_and_skip1", "09:10"), "ABABC", "C has no turn in the first round");
    assert_eq!(
        late("late_rule=tail_and_skip1 late_minutes=10", "09:10"),
        "ABCAB",
        "ten minutes are not late"
    );
    assert_eq!(late("late_rule=tail_and_skip1 late_minutes=10", "09:11"), "ABABC");
    assert_eq!(late("late_rule=tail_and_skip1 work_start=9:30", "09:10"), "ABCAB", "work has not begun");
}

#[test]
fn work_hours() {
    let mut day = Day::open("work_start=9:30 work_end=20:00", "AB");
    day.clock("09:29").new_guest();
    assert_eq!(turn_of_last(&day), Turn::None);
    day.clock("19:59").ends('A');
    day.new_guest();
    assert_eq!(turn_of_last(&day), Turn::Queue);
}

#[test]
fn old_visit_consumes() {
    for (switch, turn, order) in [("no", Turn::None, "AB"), ("yes", Turn::Own, "BA")] {
        let mut day = Day::open(&format!("old_visit_consumes={switch}"), "AB");
        if switch == "no" {
            // The default needs no setting.
            day = Day::open("", "AB");
        }
        day.comes_to(Arrival::Returning, 'A', true);
        assert_eq!(turn_of_last(&day), turn);
        day.later(5).ends('A');
        assert_eq!(day.order(), order);
    }
}

#[test]
fn named_consumes() {
    let cases = [
        ("", true, Turn::None),
        ("", false, Turn::Own),
        ("named_consumes=yes", true, Turn::Own),
        ("named_consumes=no", false, Turn::None),
    ];
    for (switches, met, turn) in cases {
        let mut day = Day::open(switches, "AB");
        day.comes_to(Arrival::Named, 'A', met);
        assert_eq!(turn_of_last(&day), turn, "{switches} {met}");
        day.later(5).ends('A');
        assert_eq!(day.order(), if turn == Turn::None { "AB" } else { "BA" }, "{switches} {met}");
    }
}

#[test]
fn research_restores() {
    let mut day = Day::open("", "ABC");
    day.new_guest();
    day.later(5).ends_as('A', Outcome::Research);
    assert_eq!(day.order(), "ABC");
    let mut day = Day::open("research_restores=no", "ABC");
    day.new_guest();
    day.later(5).ends_as('A', Outcome::Research);
    assert_eq!(day.order(), "BCA");
    assert_eq!(
        day.try_to(|r, _| r.decide_restore(1, RestoreReason::Research, "")),
        Err(words::RESEARCH_KEEPS)
    );
    assert_eq!(day.comes(Arrival::Research), 'B');
    assert_eq!(turn_of_last(&day), Turn::Queue, "declared at the door it takes the turn all the same");
}

#[test]
fn lunch_keeps_place() {
    for (switches, order) in [("", "ACB"), ("lunch_keeps_place=no", "CBA")] {
        let mut day = Day::open(switches, "ABC");
        day.away('A', Away::Lunch);
        assert_eq!(day.quick(), 'B');
        day.back('A');
        assert_eq!(day.order(), order, "{switches}");
    }
}

#[test]
fn leave_keeps_place() {
    for (switches, order) in [("", "CBA"), ("leave_keeps_place=yes", "ACB")] {
        let mut day = Day::open(switches, "ABC");
        day.away('A', Away::Leave);
        assert_eq!(day.quick(), 'B');
        day.back('A');
        assert_eq!(day.order(), order, "{switches}");
    }
}

#[test]
fn makeup_mode() {
    for (switches, taken) in [("", "ACDABCD"), ("makeup_mode=end_of_round", "CDAABCD")] {
        let mut day = Day::open(switches, "ABCD");
        day.comes_to(Arrival::Returning, 'A', true);
        assert_eq!(day.quick(), 'B');
        day.ends('A');
        let guests: String = (0..7).map(|_| day.quick()).collect();
        assert_eq!(guests, taken, "{switches}");
    }
}

#[test]
fn makeup_cap_per_day() {
    // In two rounds A's turn passes while A is out; then six guests come.
    for (switches, taken) in
        [("", "AAABCA"), ("makeup_cap_per_day=1", "AABCAB"), ("makeup_cap_per_day=0", "ABCABC")]
    {
        let mut day = Day::open(switches, "ABC");
        day.away('A', Away::Lunch);
        let missed: String = (0..4).map(|_| day.quick()).collect();
        assert_eq!(missed, "BCBC", "{switches}");
        day.back('A');
        let guests: String = (0..6).map(|_| day.quick()).collect();
        assert_eq!(guests, taken, "{switches}");
    }
}

#[test]
fn penalty_unit() {
    for (switches, taken) in [("", "BAB"), ("penalty_unit=2", "BBA")] {
        let mut day = Day::open(switches, "AB");
        day.skip('A', Penalty::DidNotAsk);
        let guests: String = (0..3).map(|_| day.quick()).collect();
        assert_eq!(guests, taken, "{switches}");
    }
}

#[test]
fn busy_with_old_blocks_new() {
    for (switches, taker) in [("", 'B'), ("busy_with_old_blocks_new=no", 'A')] {
        let mut day = Day::open(switches, "AB");
        day.comes_to(Arrival::Returning, 'A', true);
        assert_eq!(day.new_guest(), taker, "{switches}");
    }
}

#[test]
fn witness_register() {
    for (switches, answer) in [("", Err(words::WITNESS_SELF)), ("witness_register=no", Ok(()))] {
        let mut day = Day::open(switches, "AB");
        day.new_guest();
        assert_eq!(
            day.try_to(|r, ctx| r.decide_register(1, Some(id('A')), None, true, ctx)),
            answer,
            "{switches}"
        );
    }
}

#[test]
fn call_queue() {
    for (switches, order) in [("", "ABC"), ("call_queue=consumes", "BCA")] {
        let mut day = Day::open(switches, "ABC");
        assert_eq!(day.call(), 'A');
        assert_eq!(day.order(), order, "{switches}");
    }
}

#[test]
fn channel_queue() {
    for (switches, order) in [("", "ABC"), ("channel_queue=consumes", "BCA")] {
        let mut day = Day::open(switches, "ABC");
        assert_eq!(day.comes(Arrival::Channel), 'A');
        day.later(5).ends('A');
        assert_eq!(day.order(), order, "{switches}");
    }
}

#[test]
fn ab_groups() {
    let open = |switches: &str| {
        let mut day = Day::with(switches);
        for (who, group) in [('A', Group::A), ('B', Group::A), ('C', Group::B), ('D', Group::B)] {
            day.sign_in_team(who, group);
        }
        day.confirm();
        day.clock("09:00");
        day
    };
    let guests = |day: &mut Day| (0..6).map(|_| day.quick()).collect::<String>();
    assert_eq!(guests(&mut open("")), "ABCDAB", "one team, whatever was said");
    // 2026-11-28 is day 20785 since 1970: odd, so team B comes first.
    assert_eq!(guests(&mut open("ab_groups=alternate_group")), "CADBCA");
    assert_eq!(guests(&mut open("ab_groups=alternate_day")), "CDCDCD");
    let mut day = open("ab_groups=alternate_day");
    day.new_guest();
    day.new_guest();
    assert_eq!(day.new_guest(), 'A', "no guest waits because a team has nobody free");
    // A guest who goes over to the other team counts for that one, and, being none after all, for neither.
    let mut day = open("ab_groups=alternate_group");
    assert_eq!(day.new_guest(), 'C');
    day.later(1).try_to(|r, ctx| r.decide_transfer(1, id('A'), "x", ctx)).unwrap();
    day.later(1).ends('A');
    day.restore(1, RestoreReason::Errand);
    assert_eq!((day.quick(), day.quick()), ('C', 'A'), "none each: team B begins, and team A follows");
}

#[test]
fn position_timeout() {
    // For information only: the rule of the day says after how many minutes the board reminds.
    for (switches, minutes) in [("", 20), ("position_timeout_min=15", 15)] {
        let mut day = Day::open(switches, "AB");
        day.step_up();
        assert!(!day.roster.table().overstays_at_the_door(at("09:00").plus_minutes(minutes)), "{switches}");
        assert!(day.roster.table().overstays_at_the_door(at("09:01").plus_minutes(minutes)), "{switches}");
        day.later(120);
        assert_eq!(day.order(), "AB", "nobody is moved");
    }
}

#[test]
fn a_day_keeps_the_rules_it_began_with() {
    let mut day = Day::open("", "ABC");
    day.policy = Day::with("old_visit_consumes=yes").policy;
    day.comes_to(Arrival::Returning, 'A', true);
    assert_eq!(turn_of_last(&day), Turn::None);
}
