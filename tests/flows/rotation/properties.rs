//! Over random days: nobody gains or loses a turn but by a rule that is named, and the same entries always give the
//! same order. What is expected comes from a sheet of paper ([`Sheet`]), not from the program.

use anchang::domain::roster::step::What;
use anchang::domain::roster::{Arrival, Away, Outcome, Penalty, Roster, Turn};
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
    fn the_row_holds_what_the_entries_say(ops in ops()) {
        let mut day = Day::open("", PEOPLE);
        for op in ops {
            if matches!(op, Op::New) && !day.order().is_empty() {
                day.quick();
            }
        }
        let row = serde_json::to_string(&day.roster).unwrap();
        let read: Roster = serde_json::from_str(&row).unwrap();
        prop_assert_eq!(&read, &day.roster);
        prop_assert_eq!(day.roster.as_of(day.now), read);
    }
}
