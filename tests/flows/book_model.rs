//! The book of a day whatever is asked of it in whatever order: no line is ever lost or moved, and after the day a line
//! changes by a correction alone (RULES 1.2: same day only, no back-entry; records are the only proof).

use anchang::domain::book::{Book, BookEvent, EntryIntent, FilledIn, Line, LineCorrection};
use anchang::domain::ctx::Ctx;
use anchang::domain::day::Day;
use anchang::domain::event::{Aggregate, EventSet, Meta};
use anchang::domain::guest::{GuestId, Source, VisitKind};
use anchang::domain::permission::Roles;
use anchang::domain::policy::Policy;
use anchang::domain::refusal::Refusal;
use anchang::domain::register::Register;
use anchang::domain::staff::StaffId;
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Ask {
    Minutes(i64),
    Enter { call: bool, guest: Option<i64>, ago: i64, consultant: Option<i64> },
    Complete { call: bool, line: u32, missing: bool },
    Confirm { consultant: i64 },
    Collect { note: bool },
    Archive,
    Correct { call: bool, line: u32, what: u8 },
}

fn ask() -> impl Strategy<Value = Ask> {
    let call = any::<bool>();
    prop_oneof![
        4 => prop_oneof![Just(1), Just(59), Just(300), Just(700)].prop_map(Ask::Minutes),
        8 => (call, prop::option::weighted(0.8, 1i64..5), -60i64..700, prop::option::weighted(0.8, 1i64..4))
            .prop_map(|(call, guest, ago, consultant)| Ask::Enter { call, guest, ago, consultant }),
        4 => (call, 0u32..5, any::<bool>())
            .prop_map(|(call, line, missing)| Ask::Complete { call, line, missing }),
        3 => (1i64..4).prop_map(|consultant| Ask::Confirm { consultant }),
        3 => any::<bool>().prop_map(|note| Ask::Collect { note }),
        2 => Just(Ask::Archive),
        3 => (call, 0u32..5, 0u8..4).prop_map(|(call, line, what)| Ask::Correct { call, line, what }),
    ]
}

fn register(call: bool) -> Register {
    if call { Register::Call } else { Register::Visit }
}

fn decide(book: &Book, day: Day, ask: &Ask, ctx: &Ctx) -> Result<Vec<BookEvent>, Refusal> {
    match ask {
        Ask::Minutes(_) => Ok(Vec::new()),
        Ask::Enter { call, guest, ago, consultant } => {
            let intent = EntryIntent {
                register: register(*call),
                guest: guest.map(GuestId),
                at: ctx.now.plus_minutes(-ago),
                kind: (!call).then_some(VisitKind::First),
                source: Some(Source::Online),
                consultant: consultant.map(StaffId),
                witness: None,
                reception: None,
                missing: vec!["sex".into()],
            };
            book.decide_enter(day, intent, ctx)
        }
        Ask::Complete { call, line, missing } => {
            let missing = if *missing { vec!["sex".to_owned()] } else { Vec::new() };
            let filled = FilledIn { missing, ..FilledIn::default() };
            book.decide_complete(day, (register(*call), *line), filled, ctx)
        }
        Ask::Confirm { consultant } => book.decide_confirm(StaffId(*consultant)),
        Ask::Collect { note } => book.decide_collect(if *note { "x" } else { "" }),
        Ask::Archive => book.decide_archive(""),
        Ask::Correct { call, line, what } => {
            let what = match what {
                0 => LineCorrection::Struck {},
                1 => LineCorrection::Consultant { from: None, to: StaffId(3) },
                2 => LineCorrection::Completed { missing: Vec::new() },
                _ => LineCorrection::At { from: ctx.now.plus_minutes(-1), to: ctx.now },
            };
            book.decide_correct(day, (register(*call), *line), what, "r", ctx)
        }
    }
}

/// What stands on a line, without the ticks of the hand-in.
fn content(line: &Line) -> Line {
    Line { confirmed: None, ..line.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_lost_and_none_changes_after_its_day_without_a_correction(
        asks in prop::collection::vec(ask(), 1..60)
    ) {
        let day: Day = "2026-11-28".parse().unwrap();
        let mut now = day.at(9 * 60, 480);
        let (mut book, mut seq) = (Book::default(), 0);
        let policy = Policy::default();
        for ask in asks {
            if let Ask::Minutes(minutes) = ask {
                now = now.plus_minutes(minutes);
            }
            let ctx = Ctx {
                now, tz_min: 480, actor: StaffId(1), roles: Roles::default(), approver: None,
                policy: &policy, calendar: anchang::desk::calendar::the(),
            clock_suspect: false,
            };
            let before = book.clone();
            let same_day = Day::of(now, 480) == day;
            let decided = decide(&book, day, &ask, &ctx).unwrap_or_default();
            for event in &decided {
                seq += 1;
                let meta = Meta { seq, at: now, tz_min: 480, actor: StaffId(1), approver: None };
                book.evolve(event, &meta);
                // What is written is read again as the same.
                let (kind, version) = event.kind();
                prop_assert_eq!(&BookEvent::decode(kind, version, &event.encode()).unwrap(), event);
            }
            let entered = usize::from(matches!(ask, Ask::Enter { .. }) && !decided.is_empty());
            prop_assert_eq!(book.lines().count(), before.lines().count() + entered, "{:?}", ask);
            prop_assert!(same_day || entered == 0, "a line entered after the day");
            let corrected = matches!(ask, Ask::Correct { .. });
            for (register, n, old) in before.lines() {
                let new = book.line(register, n).unwrap();
                let changed = content(new) != content(old);
                let completed = matches!(ask, Ask::Complete { .. }) && same_day;
                prop_assert!(!changed || corrected || completed, "{:?} changed {:?} to {:?}", ask, old, new);
                prop_assert!(!changed || !corrected || new.corrections == old.corrections + 1);
                prop_assert!(!old.struck || !changed, "what is struck out stays as it is");
                prop_assert!(Day::of(new.at, 480) == day);
            }
            // Archived means collected, and nothing came since.
            prop_assert!(book.archived.is_none() || book.collected.is_some());
            prop_assert!(entered == 0 || book.collected.is_none());
            let sum = book.summary();
            let struck = book.lines().filter(|(_, _, line)| line.struck).count();
            prop_assert_eq!((sum.visits + sum.calls) as usize + struck, book.lines().count());
        }
        let doc = serde_json::to_string(&book).unwrap();
        prop_assert_eq!(serde_json::from_str::<Book>(&doc).unwrap(), book);
    }
}
