//! RULES 1.1.1 and 1.1.3, row by row: what each sort of guest takes, and from whom.

use anchang::domain::roster::{Arrival, Away, Group, Outcome, RestoreReason, Turn};
use anchang::text::roster as words;

use super::day::{Day, at, id};
use anchang::domain::roster::decide::Comes;

fn turn_of_last(day: &Day) -> Turn {
    day.roster.table().receptions.last().unwrap().turn
}

#[test]
fn the_order_is_the_order_of_arrival() {
    let day = Day::open("", "ABCD");
    assert_eq!(day.order(), "ABCD");
}

#[test]
fn new_guests_go_round() {
    let mut day = Day::open("", "ABC");
    let taken: String = (0..7).map(|_| day.quick()).collect();
    assert_eq!(taken, "ABCABCA");
}

#[test]
fn whoever_took_a_new_guest_is_last_of_the_next_round() {
    let mut day = Day::open("", "ABCD");
    assert_eq!(day.new_guest(), 'A');
    assert_eq!(day.order(), "BCD", "A is with the guest");
    day.later(30).ends('A');
    assert_eq!(day.order(), "BCDA");
}

#[test]
fn a_returning_guest_takes_no_turn_and_their_consultant_keeps_the_place() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Returning, 'A', true);
    assert_eq!(turn_of_last(&day), Turn::None);
    day.later(20).ends('A');
    assert_eq!(day.order(), "ABC");
}

#[test]
fn a_turn_missed_over_a_returning_guest_is_made_up_at_once() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Returning, 'A', true);
    assert_eq!(day.new_guest(), 'B', "A has an old guest on site and may not take a new one");
    day.later(20).ends('A');
    assert_eq!(day.order(), "AC", "A's turn of the round passed and is made up; B is busy");
    assert_eq!(day.quick(), 'A');
    assert_eq!(turn_of_last(&day), Turn::Credit);
    day.ends('B');
    assert_eq!(day.order(), "CAB", "the round goes on where it was");
}

#[test]
fn a_named_guest_takes_no_turn_where_they_had_met() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Named, 'C', true);
    assert_eq!(turn_of_last(&day), Turn::None);
    day.later(5).ends('C');
    assert_eq!(day.order(), "ABC");
}

#[test]
fn a_named_guest_takes_a_turn_where_nothing_shows_that_they_had_met() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Named, 'C', false);
    assert_eq!(turn_of_last(&day), Turn::Own);
    day.later(5).ends('C');
    assert_eq!(day.order(), "ABC", "C has had the turn of this round and stands after B anyway");
    let taken: String = (0..4).map(|_| day.quick()).collect();
    assert_eq!(taken, "ABAB", "C's turn of the first round is gone; in the second round it is after A and B");
}

#[test]
fn a_referral_goes_to_the_first_consultant_or_to_whoever_is_on_duty() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Referral, 'B', false);
    assert_eq!(turn_of_last(&day), Turn::None);
    assert_eq!(day.comes(Arrival::Referral), 'A', "nobody was named");
    assert_eq!(turn_of_last(&day), Turn::Queue);
}

#[test]
fn whoever_comes_along_with_a_guest_who_has_not_bought_goes_to_the_next_where_their_consultant_is_busy() {
    // B is with the old guest, who brings somebody along: nobody is named, and the next one takes the new guest.
    let mut day = Day::open("", "ABC");
    assert_eq!(day.quick(), 'A');
    day.comes_to(Arrival::Returning, 'B', true);
    assert_eq!((day.comes(Arrival::Referral), turn_of_last(&day)), ('C', Turn::Queue));
}

#[test]
fn a_relative_takes_no_turn() {
    let mut day = Day::open("", "AB");
    day.comes_to(Arrival::Relative, 'A', false).later(5).ends('A');
    assert_eq!((turn_of_last(&day), day.order()), (Turn::None, "AB".into()));
}

#[test]
fn before_and_after_work_a_guest_takes_no_turn() {
    for (clock, turn) in
        [("08:59", Turn::None), ("09:00", Turn::Queue), ("17:59", Turn::Queue), ("18:00", Turn::None)]
    {
        let mut day = Day::open("", "AB");
        day.clock(clock);
        assert_eq!((day.new_guest(), turn_of_last(&day)), ('A', turn), "{clock}");
    }
}

#[test]
fn a_declared_researcher_takes_no_turn() {
    let mut day = Day::open("", "AB");
    assert_eq!(day.comes(Arrival::Research), 'A');
    assert_eq!(turn_of_last(&day), Turn::None);
    day.later(5).ends('A');
    assert_eq!(day.order(), "AB");
}

#[test]
fn a_guest_who_turns_out_to_be_a_researcher_gives_the_turn_back() {
    let mut day = Day::open("", "ABC");
    assert_eq!(day.new_guest(), 'A');
    day.later(10).ends_as('A', Outcome::Research);
    assert_eq!(day.order(), "ABC", "the turn came back and goes first");
    assert_eq!(day.quick(), 'A');
    assert_eq!(day.order(), "BCA");
}

#[test]
fn a_restored_turn_comes_back_only_once_and_only_where_one_was_taken() {
    let mut day = Day::open("", "AB");
    day.new_guest();
    day.later(5).restore(1, RestoreReason::Errand);
    assert_eq!(
        day.try_to(|r, _| r.decide_restore(1, RestoreReason::Errand, "")),
        Err(words::RESTORED_ALREADY)
    );
    day.comes_to(Arrival::Returning, 'B', true);
    assert_eq!(day.try_to(|r, _| r.decide_restore(2, RestoreReason::Errand, "")), Err(words::NO_TURN_TAKEN));
    assert_eq!(
        day.try_to(|r, _| r.decide_restore(9, RestoreReason::Errand, "")),
        Err(words::NO_SUCH_RECEPTION)
    );
}

#[test]
fn an_errand_takes_no_turn() {
    let mut day = Day::open("research_restores=no", "AB");
    assert_eq!(day.comes(Arrival::Errand), 'A');
    assert_eq!(turn_of_last(&day), Turn::None);
}

#[test]
fn a_guest_received_for_an_absent_colleague_takes_no_turn_and_earns_one() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Duty, 'C', false).later(10).ends('C');
    assert_eq!(turn_of_last(&day), Turn::None);
    assert_eq!(day.order(), "CAB", "a turn to make up, next at once");
    assert_eq!(day.quick(), 'C');
    assert_eq!(day.order(), "ABC");
}

#[test]
fn a_guest_without_a_phone_number_takes_the_turn_and_counts_as_invalid() {
    let mut day = Day::open("", "ABC");
    day.new_guest();
    day.try_to(|r, ctx| r.decide_register(1, None, None, false, ctx)).unwrap();
    day.later(5).ends('A');
    assert_eq!(day.order(), "BCA");
    let reception = day.roster.table().reception(1).unwrap();
    assert_eq!(reception.register.map(|(_, by, valid)| (by, valid)), Some((id('B'), false)));
}

#[test]
fn calls_have_an_order_of_their_own() {
    let mut day = Day::open("", "ABC");
    assert_eq!((day.call(), day.call(), day.call(), day.call()), ('A', 'B', 'C', 'A'));
    assert_eq!(day.order(), "ABC", "no call takes a turn");
    day.new_guest();
    assert_eq!(day.call(), 'B', "B, not A: A is with a guest");
}

#[test]
fn brokers_guests_have_an_order_of_their_own() {
    let mut day = Day::open("", "ABC");
    assert_eq!(day.comes(Arrival::Channel), 'A');
    assert_eq!(turn_of_last(&day), Turn::Separate);
    assert_eq!(day.comes(Arrival::Channel), 'B');
    day.later(5).ends('A').ends('B');
    assert_eq!(day.order(), "ABC", "no turn of the rotation was taken");
    assert_eq!(day.comes(Arrival::Channel), 'C');
}

#[test]
fn a_new_guest_is_nobodys_to_choose() {
    let mut day = Day::open("", "ABC");
    let comes = |to| Comes { kind: Arrival::First, to: Some(id(to)), guest: None, met: false };
    assert_eq!(day.try_to(|r, ctx| r.decide_guest(comes('B'), ctx)), Err(words::ORDER_DECIDES));
    assert_eq!(day.try_to(|r, ctx| r.decide_guest(comes('A'), ctx)), Ok(()));
    let named = Comes { kind: Arrival::Named, to: None, guest: None, met: false };
    assert_eq!(day.try_to(|r, ctx| r.decide_guest(named, ctx)), Err(words::WHO_MISSING));
}

#[test]
fn when_nobody_is_free_that_is_said() {
    let mut day = Day::open("", "AB");
    day.new_guest();
    day.new_guest();
    let comes = Comes { kind: Arrival::First, to: None, guest: None, met: false };
    assert_eq!(day.try_to(|r, ctx| r.decide_guest(comes, ctx)), Err(words::NOBODY_FREE));
    assert_eq!(Day::new().try_to(|r, ctx| r.decide_guest(comes, ctx)), Err(words::NOBODY_SIGNED_IN));
}

#[test]
fn the_next_person_writes_the_register_and_steps_up_to_the_door() {
    let mut day = Day::open("", "ABC");
    day.step_up();
    assert_eq!(day.new_guest(), 'A');
    assert_eq!(day.roster.table().door, None, "the door is empty until the next steps up");
    day.later(2);
    assert_eq!(day.register(1), 'B');
    assert_eq!(day.roster.table().door, Some((id('B'), at("09:02"))));
    assert_eq!(
        day.try_to(|r, ctx| r.decide_register(1, None, None, false, ctx)),
        Err(words::REGISTERED_ALREADY)
    );
}

#[test]
fn nobody_witnesses_their_own_guest() {
    let mut day = Day::open("", "ABC");
    day.new_guest();
    let own = |day: &mut Day| day.try_to(|r, ctx| r.decide_register(1, Some(id('A')), None, true, ctx));
    assert_eq!(own(&mut day), Err(words::WITNESS_SELF));
}

#[test]
fn nobody_is_sent_away_from_the_door_by_a_makeup() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Returning, 'A', true);
    assert_eq!(day.quick(), 'B');
    day.step_up();
    day.ends('A');
    assert_eq!(day.order(), "CAB", "C stands at the door; A's makeup is next");
    assert_eq!(day.new_guest(), 'C');
    assert_eq!(day.order(), "AB");
}

#[test]
fn only_whoever_is_next_steps_up() {
    let mut day = Day::open("", "ABC");
    assert_eq!(day.try_to(|r, ctx| r.decide_step_up(Some(id('B')), ctx)), Err(words::ANOTHERS_TURN));
    day.step_up();
    assert_eq!(day.try_to(|r, ctx| r.decide_step_up(None, ctx)), Err(words::DOOR_TAKEN));
}

#[test]
fn a_guest_given_to_a_colleague_takes_the_turn_along() {
    let mut day = Day::open("", "ABCD");
    assert_eq!(day.new_guest(), 'A');
    day.later(2).try_to(|r, ctx| r.decide_transfer(1, id('C'), "x", ctx)).unwrap();
    assert_eq!(day.order(), "ABD", "A's turn came back; C took a turn");
    day.later(10).ends('C');
    let taken: String = (0..5).map(|_| day.quick()).collect();
    assert_eq!(taken, "ABDAB", "C has had the turn of the first round");
}

#[test]
fn signing_in_twice_and_unknown_teams_are_refused() {
    let mut day = Day::open("", "AB");
    assert_eq!(day.try_to(|r, ctx| r.decide_sign_in(id('A'), None, ctx)), Err(words::SIGNED_IN_ALREADY));
    let mut day = Day::with("ab_groups=alternate_group");
    assert_eq!(day.try_to(|r, ctx| r.decide_sign_in(id('A'), None, ctx)), Err(words::GROUP_MISSING));
    day.sign_in_team('A', Group::B);
    assert_eq!(day.roster.table().members[0].group, Group::B);
}

#[test]
fn the_table_is_confirmed_once_in_the_order_of_arrival_or_as_lots_fell() {
    let mut day = Day::with("");
    day.sign_in('A').sign_in('B').sign_in('C');
    let short = [id('C'), id('A')];
    assert_eq!(day.try_to(|r, ctx| r.decide_confirm(Some(&short), ctx)), Err(words::ORDER_NOT_WHOLE));
    let lots = [id('C'), id('A'), id('B')];
    day.try_to(|r, ctx| r.decide_confirm(Some(&lots), ctx)).unwrap();
    assert_eq!(day.order(), "CAB");
    assert_eq!(day.try_to(|r, ctx| r.decide_confirm(None, ctx)), Err(words::CONFIRMED_ALREADY));
}

#[test]
fn a_wrong_entry_is_folded_away() {
    let mut day = Day::open("", "ABC");
    day.new_guest();
    let wrong = day.last();
    day.later(1).new_guest();
    day.later(5).ends('A');
    assert_eq!(
        day.try_to(|r, ctx| r.decide_correct(wrong, "x", ctx)),
        Err(words::LATER_ENTRIES),
        "its end rests on it"
    );
    let end = day.last();
    day.correct(end);
    day.correct(wrong);
    // B took the second guest; without the first, A was free and before B in the order, so A's turn stands.
    assert_eq!(day.order(), "AC");
    assert_eq!(day.try_to(|r, ctx| r.decide_correct(wrong, "x", ctx)), Err(words::CORRECTED_ALREADY));
}

#[test]
fn naming_whoever_is_on_duty_changes_nothing_of_what_it_takes() {
    for (kind, turn) in [
        (Arrival::First, Turn::Queue),
        (Arrival::Errand, Turn::None),
        (Arrival::Research, Turn::None),
        (Arrival::Channel, Turn::Separate),
    ] {
        let mut day = Day::open("", "AB");
        day.comes_to(kind, 'A', false);
        assert_eq!(turn_of_last(&day), turn, "{kind:?}");
    }
}

#[test]
fn a_turn_that_came_back_does_not_move_with_the_guest() {
    let mut day = Day::open("", "ABC");
    assert_eq!(day.new_guest(), 'A');
    day.restore(1, RestoreReason::Errand);
    day.try_to(|r, ctx| r.decide_transfer(1, id('B'), "x", ctx)).unwrap();
    assert_eq!(day.roster.table().member(id('A')).unwrap().credits.len(), 1, "once is enough");
    day.later(5).ends('B');
    assert_eq!(day.order(), "ABC", "B was charged nothing");
}

#[test]
fn a_number_that_was_taken_back_is_never_given_again() {
    let mut day = Day::open("", "ABC");
    day.new_guest();
    let last = day.last();
    day.correct(last);
    day.new_guest();
    assert_eq!(day.roster.table().receptions[0].no, 2);
}

#[test]
fn whoever_takes_a_call_that_counts_leaves_the_door() {
    let mut day = Day::open("call_queue=consumes", "ABC");
    day.step_up();
    assert_eq!((day.call(), day.call(), day.call()), ('A', 'B', 'C'));
}

#[test]
fn a_brokers_guest_given_to_a_colleague_stays_in_the_order_of_brokers_guests() {
    let mut day = Day::open("", "ABC");
    assert_eq!(day.comes(Arrival::Channel), 'A');
    day.later(2).try_to(|r, ctx| r.decide_transfer(1, id('B'), "x", ctx)).unwrap();
    day.later(5).ends('B');
    assert_eq!(day.order(), "ABC", "no turn of the rotation was taken from B");
    let brokers: String = (0..3)
        .map(|_| {
            let who = day.comes(Arrival::Channel);
            day.later(1).ends(who);
            who
        })
        .collect();
    assert_eq!(brokers, "ACA", "B has had one; A gave theirs away");
}

#[test]
fn whoever_gives_away_a_guest_that_counts_no_more_keeps_the_others() {
    let mut day = Day::open("", "AB");
    day.comes_to(Arrival::Returning, 'A', true);
    day.later(5).ends('A');
    day.new_guest();
    let no = day.of('A');
    day.restore(no, RestoreReason::Errand);
    day.try_to(|r, ctx| r.decide_transfer(no, id('B'), "x", ctx)).unwrap();
    let count = |who: char| day.roster.table().member(id(who)).map(|m| (m.new, m.old)).unwrap();
    assert_eq!((count('A'), count('B')), ((0, 1), (0, 0)));
}

#[test]
fn waiting_counts_for_guests_that_count() {
    let mut day = Day::open("", "AB");
    let signed_in = at("08:40");
    day.clock("09:10").new_guest();
    let fairness = day.roster.table().fairness();
    assert_eq!((fairness.guests, fairness.mean_wait_min), (1, 30), "A has waited since {signed_in:?}");
    day.restore(1, RestoreReason::Errand);
    day.clock("09:41").new_guest();
    // B signed in at 08:41: an hour for the one guest that counts.
    let fairness = day.roster.table().fairness();
    assert_eq!((fairness.guests, fairness.mean_wait_min), (1, 60));
}

#[test]
fn the_figures_of_the_day_stand_when_all_have_gone_home() {
    let mut day = Day::open("", "ABC");
    // A and B two guests each, C one and home before the rest.
    let taken: String = (0..5).map(|_| day.quick()).collect();
    assert_eq!(taken, "ABCAB");
    day.try_to(|r, _| r.decide_sign_out(id('C'))).unwrap();
    let now = day.roster.table().fairness();
    assert_eq!(
        (now.guests, now.most, now.least, now.mean()),
        (5, 2, 2, "2.0".into()),
        "of those who are here"
    );
    for who in ['A', 'B'] {
        day.try_to(|r, _| r.decide_sign_out(id(who))).unwrap();
    }
    let evening = day.roster.table().fairness();
    assert_eq!((evening.guests, evening.most, evening.least, evening.mean()), (5, 2, 1, "1.6".into()));
}

/// B is passed while with somebody else, gets the turn made up, and uses it.
fn a_makeup_is_used(day: &mut Day) -> i64 {
    assert_eq!((day.new_guest(), day.new_guest(), day.new_guest()), ('A', 'B', 'C'));
    day.later(5).ends('C').ends('B');
    // A is with the first guest still: B takes the next one, and A's turn is to be made up.
    assert_eq!(day.new_guest(), 'B');
    let passed = day.last();
    day.later(5).ends('A');
    assert_eq!((day.new_guest(), turn_of_last(day)), ('A', Turn::Credit));
    passed
}

#[test]
fn a_makeup_that_never_was_is_no_gift_to_whoever_used_it() {
    let mut day = Day::open("", "ABC");
    let passed = a_makeup_is_used(&mut day);
    day.correct(passed);
    let level = |who| day.roster.table().member(id(who)).unwrap().level;
    assert_eq!((level('A'), level('B'), level('C')), (2, 1, 1), "two guests are two turns");
    let mut day = Day::open("", "ABC");
    assert_eq!(day.new_guest(), 'A');
    day.later(2).ends('A').restore(1, RestoreReason::Errand);
    let restored = day.last();
    assert_eq!((day.new_guest(), turn_of_last(&day)), ('A', Turn::Credit));
    day.correct(restored).later(2).ends('A');
    assert_eq!(day.roster.table().member(id('A')).unwrap().level, 2);
    assert_eq!((day.quick(), day.quick(), day.quick(), day.quick()), ('B', 'C', 'B', 'C'));
}

#[test]
fn what_later_entries_rest_on_is_not_taken_from_under_them() {
    // A guest who changed hands, and was written down for whoever has them now.
    let mut day = Day::open("", "ABC");
    day.new_guest();
    day.try_to(|r, ctx| r.decide_transfer(1, id('B'), "x", ctx)).unwrap();
    let given = day.last();
    day.register(1);
    assert_eq!(day.try_to(|r, ctx| r.decide_correct(given, "x", ctx)), Err(words::LATER_ENTRIES));
    // Somebody who went home by mistake, and signed in again.
    let mut day = Day::open("", "ABC");
    day.try_to(|r, _| r.decide_sign_out(id('A'))).unwrap();
    let out = day.last();
    day.sign_in('A');
    let again = day.last();
    assert_eq!(day.order(), "BCA");
    assert_eq!(day.try_to(|r, ctx| r.decide_correct(out, "x", ctx)), Err(words::LATER_ENTRIES));
    day.correct(again).correct(out);
    assert_eq!(day.order(), "ABC", "as if nothing had been");
}

#[test]
fn an_owners_friend_goes_to_the_next_where_the_named_consultant_has_a_guest() {
    // RULES 1.1.3 老带新: new and unclosed old, if busy, next takes the new one.
    let mut day = Day::open("", "ABC");
    assert_eq!(day.new_guest(), 'A');
    day.comes_to(Arrival::Referral, 'A', true);
    assert_eq!((day.of('B'), turn_of_last(&day)), (2, Turn::Queue));
}

#[test]
fn a_turn_earned_for_a_colleagues_guest_goes_with_that_guest() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Duty, 'B', false);
    day.try_to(|r, ctx| r.decide_transfer(1, id('C'), "x", ctx)).unwrap();
    day.later(10).ends('C');
    assert_eq!(day.order(), "CAB", "whoever receives for the absent one has the turn");
}

#[test]
fn what_came_back_goes_before_what_was_missed_earlier() {
    let mut day = Day::open("", "ABC");
    day.comes_to(Arrival::Returning, 'A', true);
    // A's turn passes and is to be made up; then B's guest turns out to be none.
    assert_eq!(day.later(1).new_guest(), 'B');
    day.later(1).ends('A');
    day.later(1).ends_as('B', Outcome::Errand);
    assert_eq!(day.order(), "BAC");
}

#[test]
fn nobody_is_sent_away_from_the_door_because_it_is_the_other_teams_turn() {
    let mut day = Day::with("ab_groups=alternate_group");
    for (who, team) in [('A', Group::A), ('B', Group::A), ('C', Group::B), ('D', Group::B)] {
        day.sign_in_team(who, team);
    }
    day.confirm().clock("09:00");
    assert_eq!(day.new_guest(), 'C');
    // Team A has had none: A is at the door. Then C's guest goes to B, and it is team B that has had none.
    day.step_up();
    day.try_to(|r, ctx| r.decide_transfer(1, id('B'), "x", ctx)).unwrap();
    assert_eq!(day.order(), "ACD", "C has the turn back that went with the guest");
}

#[test]
fn whoever_has_a_guest_of_their_own_may_take_a_new_one_but_not_the_telephone() {
    for kind in [Arrival::Returning, Arrival::Relative] {
        let mut day = Day::open("busy_with_old_blocks_new=no", "AB");
        day.comes_to(kind, 'A', true);
        assert_eq!((day.call(), day.order()), ('B', "AB".into()), "{kind:?}");
    }
}

#[test]
fn whoever_is_suspended_or_away_receives_nobody_by_name_either() {
    for kind in [Arrival::Returning, Arrival::Named, Arrival::Relative, Arrival::Referral] {
        let mut day = Day::open("", "AB");
        day.try_to(|r, ctx| r.decide_suspend(id('A'), None, "x", ctx)).unwrap();
        day.away('B', Away::Lunch);
        for (who, why) in [('A', words::IS_SUSPENDED), ('B', words::IS_AWAY)] {
            let comes = Comes { kind, to: Some(id(who)), guest: None, met: true };
            assert_eq!(day.try_to(|r, ctx| r.decide_guest(comes, ctx)), Err(why), "{kind:?}");
        }
    }
}

#[test]
fn a_team_that_comes_at_noon_has_no_guests_to_catch_up_with() {
    let mut day = Day::with("ab_groups=alternate_group");
    day.sign_in_team('A', Group::A).sign_in_team('B', Group::A);
    day.confirm().clock("10:00");
    assert_eq!((day.quick(), day.quick()), ('A', 'B'));
    day.clock("12:00").sign_in_team('C', Group::B).sign_in_team('D', Group::B);
    // 2026-11-28 begins with team B.
    assert_eq!((day.quick(), day.quick(), day.quick(), day.quick()), ('C', 'A', 'D', 'B'));
}

#[test]
fn with_makeups_after_the_round_whoever_has_their_turn_of_it_takes_that_first() {
    let mut day = Day::open("makeup_mode=end_of_round", "ABC");
    day.try_to(|r, _| r.decide_grant(id('A'), "x")).unwrap();
    assert_eq!((day.quick(), turn_of_last(&day)), ('A', Turn::Queue));
    assert_eq!((day.quick(), day.quick()), ('B', 'C'));
    assert_eq!((day.quick(), turn_of_last(&day)), ('A', Turn::Credit));
    assert_eq!(day.order(), "ABC");
}

#[test]
fn a_guest_who_left_no_phone_number_can_still_change_hands() {
    let mut day = Day::open("", "ABC");
    day.new_guest();
    day.try_to(|r, ctx| r.decide_register(1, None, None, false, ctx)).unwrap();
    day.try_to(|r, ctx| r.decide_transfer(1, id('C'), "x", ctx)).unwrap();
    assert_eq!(day.of('C'), 1);
}
