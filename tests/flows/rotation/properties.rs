//! Over random days: nobody gains or loses a turn but by a rule that is named, and the same entries always give the
//! same order. What is expected comes from a sheet of paper ([`Sheet`]), not from the program.

use anchang::domain::event::Aggregate;
use anchang::domain::roster::decide::Comes;
use anchang::domain::roster::member::Reception;
use anchang::domain::roster::step::What;
use anchang::domain::roster::{Arrival, Away, Outcome, Penalty, RestoreReason, Roster, Turn};
use anchang::text::Lang;
use proptest::prelude::*;

use super::day::{Day, id, letter};

/// The sheet at the reception: a row a person, a column a round, a mark in each used cell. Next is the highest free
/// row of the first column that has a free cell; whoever is owed a turn comes before that.
#[derive(Default)]
struct Sheet {
    rows: Vec<(char, u32)>,
    owed: Vec<char>,
    busy: Vec<char>,
}

impl Sheet {
    fn new(people: &str) -> Self {
        Self { rows: people.chars().map(|c| (c, 0)).collect(), ..Self::default() }
    }

    fn free(&self, who: char) -> bool {
        !self.busy.contains(&who)
    }

    /// Whoever takes the next new guest, as a person with a pencil would find it.
    fn next(&self) -> Option<char> {
        if let Some(owed) = self.owed.iter().find(|who| self.free(**who)) {
            return Some(*owed);
        }
        let column = self.rows.iter().filter(|(who, _)| self.free(*who)).map(|(_, marks)| *marks).min()?;
        self.rows.iter().find(|(who, marks)| self.free(*who) && *marks == column).map(|(who, _)| *who)
    }

    fn new_guest(&mut self) -> Option<char> {
        let who = self.next()?;
        if let Some(at) = self.owed.iter().position(|owed| *owed == who) {
            self.owed.remove(at);
        } else {
            let column = self.rows.iter().find(|(w, _)| *w == who)?.1;
            let row = self.rows.iter().position(|(w, _)| *w == who)?;
            // Whoever could not and would have come before: a mark, and a note at the margin.
            for i in 0..self.rows.len() {
                let (other, marks) = self.rows[i];
                if !self.free(other) && (marks < column || (marks == column && i < row)) {
                    self.rows[i].1 += 1;
                    self.owed.push(other);
                }
            }
            self.rows[row].1 += 1;
        }
        self.busy.push(who);
        Some(who)
    }

    fn is_free_again(&mut self, who: char) {
        self.busy.retain(|w| *w != who);
    }
}

#[derive(Debug, Clone, Copy)]
enum Op {
    New,
    Returning(u8),
    End(u8),
    Lunch(u8),
    Back(u8),
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        4 => Just(Op::New),
        1 => (0..6u8).prop_map(Op::Returning),
        4 => (0..6u8).prop_map(Op::End),
        1 => (0..6u8).prop_map(Op::Lunch),
        2 => (0..6u8).prop_map(Op::Back),
    ];
    prop::collection::vec(op, 0..120)
}

const PEOPLE: &str = "ABCDEF";

/// Anything that can be asked of a day; who and what by number.
type Ask = (u8, u8, u8);

fn asks() -> impl Strategy<Value = Vec<Ask>> {
    prop::collection::vec((0..24u8, 0..6u8, 0..6u8), 0..150)
}

/// A day on which all of it was tried; what the rules refuse has not happened.
fn played(asks: &[Ask]) -> Day {
    let mut day = Day::open("", PEOPLE);
    for (what, a, b) in asks {
        day.later(1);
        let pick = |n: u8| id(PEOPLE.chars().nth(usize::from(n)).unwrap());
        let (a, to) = (pick(*a), pick(*b));
        let open = day.roster.table().open().find(|r| r.who == a).map_or(0, |r| r.no);
        let any = u32::from(*b) + 1;
        let comes = |kind, to| Comes { kind, to, guest: None, met: *b % 2 == 0 };
        let last = day.last();
        let _ = day.try_to(|r, ctx| match what {
            0..=4 => r.decide_guest(comes(Arrival::First, None), ctx),
            5 => r.decide_guest(comes(Arrival::Channel, None), ctx),
            6 => r.decide_guest(comes(Arrival::Returning, Some(a)), ctx),
            7 => r.decide_guest(comes(Arrival::Named, Some(a)), ctx),
            8 => r.decide_guest(comes(Arrival::Duty, Some(a)), ctx),
            9..=12 => r.decide_end(open, Outcome::FollowUp, None, ctx),
            13 => r.decide_end(open, Outcome::Errand, None, ctx),
            14 => r.decide_restore(any, RestoreReason::Research, ""),
            15 => r.decide_transfer(open, to, "x", ctx),
            16 => r.decide_away(a, [Away::Lunch, Away::Private, Away::Leave][usize::from(*b) % 3], None, ctx),
            17 | 18 => r.decide_back(a),
            19 => r.decide_suspend(a, (*b < 3).then(|| ctx.now.plus_minutes(7)), "x", ctx),
            20 => r.decide_resume(a, "x", ctx),
            21 if *b == 0 => r.decide_sign_out(a),
            21 => r.decide_skip(a, Penalty::DidNotAsk, None, ""),
            22 if *b < 4 => r.decide_step_up(None, ctx),
            22 => r.decide_sign_in(a, None, ctx),
            _ if *b == 0 => r.decide_grant(a, "x"),
            _ if *b == 1 => r.decide_correct(last, "x", ctx),
            _ => r.decide_call(None, ctx),
        });
    }
    day
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_order_is_that_of_the_sheet(ops in ops()) {
        let mut day = Day::open("", PEOPLE);
        let mut sheet = Sheet::new(PEOPLE);
        for op in ops {
            day.later(1);
            let pick = |n: u8| PEOPLE.chars().nth(usize::from(n)).unwrap();
            let away = |day: &Day, who: char| day.roster.table().member(id(who)).unwrap().away.is_some();
            let serving = |day: &Day, who: char| day.roster.table().open().any(|r| r.who == id(who));
            match op {
                Op::New => if let Some(who) = sheet.new_guest() { prop_assert_eq!(day.new_guest(), who) } else { prop_assert_eq!(day.order(), "") },
                Op::Returning(n) if !away(&day, pick(n)) && !serving(&day, pick(n)) => {
                    day.comes_to(Arrival::Returning, pick(n), true);
                    sheet.busy.push(pick(n));
                }
                Op::End(n) if serving(&day, pick(n)) => {
                    day.ends(pick(n));
                    sheet.is_free_again(pick(n));
                }
                Op::Lunch(n) if !away(&day, pick(n)) && !serving(&day, pick(n)) => {
                    day.away(pick(n), Away::Lunch);
                    sheet.busy.push(pick(n));
                }
                Op::Back(n) if away(&day, pick(n)) => {
                    day.back(pick(n));
                    sheet.is_free_again(pick(n));
                }
                _ => {}
            }
            prop_assert_eq!(day.order().chars().next(), sheet.next());
        }
    }

    #[test]
    fn every_turn_is_accounted_for_by_a_rule(ops in ops(), penalties in prop::collection::vec((0..120usize, 0..6u8), 0..4)) {
        let mut day = Day::open("", PEOPLE);
        for (i, op) in ops.into_iter().enumerate() {
            day.later(1);
            let pick = |n: u8| PEOPLE.chars().nth(usize::from(n)).unwrap();
            let away = |day: &Day, who: char| day.roster.table().member(id(who)).unwrap().away.is_some();
            let serving = |day: &Day, who: char| day.roster.table().open().any(|r| r.who == id(who));
            if let Some((_, n)) = penalties.iter().find(|(at, _)| *at == i) {
                day.skip(pick(*n), Penalty::DidNotAsk);
            }
            match op {
                Op::New if !day.order().is_empty() => drop(day.new_guest()),
                Op::Returning(n) if !away(&day, pick(n)) && !serving(&day, pick(n)) => {
                    day.comes_to(Arrival::Named, pick(n), n % 2 == 0);
                }
                Op::End(n) if serving(&day, pick(n)) => {
                    let outcome = if i % 7 == 0 { Outcome::Research } else { Outcome::FollowUp };
                    day.ends_as(pick(n), outcome);
                }
                Op::Lunch(n) if !away(&day, pick(n)) && !serving(&day, pick(n)) => {
                    day.away(pick(n), if n % 2 == 0 { Away::Lunch } else { Away::Private });
                }
                Op::Back(n) if away(&day, pick(n)) => drop(day.back(pick(n))),
                _ => {}
            }
        }
        for who in PEOPLE.chars() {
            let member = day.roster.table().member(id(who)).unwrap();
            let steps: Vec<&What> =
                day.roster.table().steps.iter().filter(|s| s.who == id(who)).map(|s| &s.what).collect();
            let count = |is: &dyn Fn(&What) -> bool| steps.iter().filter(|what| is(what)).count() as i64;
            let taken = count(&|w| matches!(w, What::Took { turn: Turn::Queue | Turn::Own, .. }));
            let made_up = count(&|w| matches!(w, What::Took { turn: Turn::Credit, .. }));
            let passed = count(&|w| matches!(w, What::PassedWithCredit { .. }));
            let lost = count(&|w| matches!(w, What::PassedLost { .. }));
            let restored = count(&|w| matches!(w, What::Restored { .. }));
            let skipped = count(&|w| matches!(w, What::Skipped { .. }));
            // What is owed is what passed or came back, less what was made up.
            prop_assert_eq!(member.credits.len() as i64, passed + restored - made_up, "{} owed", who);
            // Coming back from a private errand can only lose rounds, never win one.
            prop_assert!(i64::from(member.level) >= taken + passed + lost + skipped, "{} level", who);
            let raised = count(&|w| matches!(w, What::Back { tail: true }));
            if raised == 0 {
                prop_assert_eq!(i64::from(member.level), taken + passed + lost + skipped, "{} level", who);
            }
            // New guests that count are those taken, less those that were none.
            prop_assert_eq!(i64::from(member.new), taken + made_up - restored, "{} new", who);
        }
    }

    #[test]
    fn where_everybody_stays_nobody_has_two_guests_more_than_another(ends in prop::collection::vec(any::<bool>(), 0..80)) {
        let mut day = Day::open("", PEOPLE);
        for end_first in ends {
            day.later(1);
            let busy: Vec<char> = day.roster.table().open().map(|r| letter(r.who)).collect();
            match busy.first() {
                Some(first) if end_first || day.order().is_empty() => drop(day.ends(*first)),
                _ => drop(day.new_guest()),
            }
            // Those who are owed a turn are excused for as long as they are with their guest.
            let fairness = day.roster.table().fairness();
            let owed = day.roster.table().members.iter().map(|m| m.credits.len()).max().unwrap_or(0) as u32;
            prop_assert!(fairness.most - fairness.least <= 1 + owed);
        }
    }

    #[test]
    fn the_same_entries_give_the_same_day(asks in asks()) {
        let day = played(&asks);
        let row = serde_json::to_string(&day.roster).unwrap();
        let read: Roster = serde_json::from_str(&row).unwrap();
        prop_assert_eq!(&read, &day.roster);
        prop_assert_eq!(&day.roster.as_of(day.now), &read);
        let mut again = Roster::default();
        for entry in day.roster.entries() {
            again.evolve(&entry.event, &entry.meta);
        }
        prop_assert_eq!(again.table().order(day.now), read.table().order(day.now));
        prop_assert_eq!(again, read);
        prop_assert_eq!(played(&asks).roster, day.roster);
    }

    #[test]
    fn whatever_happens_the_figures_are_those_of_the_receptions(asks in asks()) {
        let day = played(&asks);
        let table = day.roster.table();
        for who in PEOPLE.chars() {
            let member = table.member(id(who)).unwrap();
            let own = |is: &dyn Fn(&Reception) -> bool| {
                table.receptions.iter().filter(|r| r.who == id(who) && !r.restored && is(r)).count() as u32
            };
            prop_assert_eq!(member.new, own(&|r| r.turn != Turn::None), "{} new", who);
            prop_assert_eq!(member.old, own(&|r| r.turn == Turn::None), "{} old", who);
            let steps = || table.steps.iter().filter(|s| s.who == id(who)).map(|s| &s.what);
            // In the order of brokers' guests: one for each received and not given away; more only by what was lost, and
            // for whoever went home and came back, who starts again at the end.
            let took = own(&|r| r.turn == Turn::Separate) as i32;
            let again = steps().filter(|what| matches!(what, What::SignedIn { .. })).count() > 1;
            let lost = again || steps().any(|what| matches!(what, What::LostApart { .. }));
            prop_assert!(member.channel_level >= took || !lost && member.channel_level == took, "{} brokers", who);
            prop_assert!(lost || member.channel_level == took, "{} brokers: {} {}", who, member.channel_level, took);
        }
        let waited: i64 = table.receptions.iter().filter(|r| !r.restored).map(|r| r.waited).sum();
        prop_assert_eq!(table.members.iter().map(|m| m.waited).sum::<i64>(), waited);
        // Nobody is twice in the order, and nobody who cannot take a guest is in it.
        let order = day.order();
        for who in PEOPLE.chars() {
            let member = table.member(id(who)).unwrap();
            let free = !member.left && table.block(member, day.now).is_none();
            prop_assert_eq!(order.matches(who).count(), usize::from(free), "{}", who);
        }
    }

    #[test]
    fn everybody_can_be_told_why_whatever_happened(asks in asks()) {
        let day = played(&asks);
        let (table, order) = (day.roster.table(), day.order());
        for who in PEOPLE.chars() {
            let (en, zh) = (day.why(who), day.why_in(who, Lang::Zh));
            for text in [&en, &zh] {
                prop_assert!(!text.contains('{') && !text.contains("  ") && !text.contains(" ;"), "{}", text);
            }
            match order.chars().position(|c| c == who) {
                Some(0) => prop_assert!(en.starts_with(&format!("{who} is on duty: ")) && en.contains("(rule "), "{}", en),
                Some(at) => {
                    prop_assert!(en.starts_with(&format!("{who} is number {}: ", at + 1)), "{}", en);
                    prop_assert!(zh.starts_with(&format!("{who} 排第 {}: ", at + 1)), "{}", zh);
                    let (basis, ahead) = en.split_once(" Ahead: ").unwrap();
                    prop_assert!(basis.contains("(rule "), "{}", en);
                    let named: String = ahead.split(", ").filter(|part| part.contains(" (")).map(|part| part.chars().next().unwrap()).collect();
                    prop_assert_eq!(named, order[..at].chars().take(4).collect::<String>(), "{}", en);
                }
                None if table.member(id(who)).unwrap().left => prop_assert!(en.contains(" went home at "), "{}", en),
                None => prop_assert!(en.contains(" since ") && en.contains("(rule 1.1.4)"), "{}", en),
            }
            // Every step of the day has its time, and every one that cost or gave a turn its rule.
            for step in day.steps(who) {
                let plain = [" back", " no longer suspended", " went home"].iter().any(|end| step.ends_with(end));
                prop_assert!(plain || step.contains("(rule 1.1."), "{}", step);
            }
        }
    }
}
