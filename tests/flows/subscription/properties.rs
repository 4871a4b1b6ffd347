//! Whatever is done in whatever order over a few units, deals, people and jumps of the clock: parts sum to the whole, the
//! accounts balance, a unit has one live deal at most and both name each other, the rows are those of a replay, and no
//! unit is locked for ever.

use anchang::desk::{Failure, Which};
use anchang::domain::deal::{Deal, DealId, Step};
use anchang::domain::money::Fen;
use anchang::domain::paper::Place;
use anchang::domain::unit::Status;
use anchang::text::Lang;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::counter::counter;
use crate::office::{ASSISTANT, COLLEAGUE, CONSULTANT, CONTRACT, FINANCE, LEADER, MANAGER, Office, Who};

const UNITS: [&str; 3] = ["3-2-0101", "3-1-1204", "3-1-1205"];

/// What somebody does; numbers stand for the deal or the unit that is meant.
#[derive(Debug, Clone, Copy)]
enum Does {
    Hold {
        unit: usize,
        who: Who,
    },
    Enter {
        unit: usize,
        who: Who,
        guest: usize,
        how: usize,
    },
    Sign(usize),
    Decide {
        app: i64,
        how: usize,
        who: Who,
    },
    Confirm(usize),
    Receive {
        deal: usize,
        part: usize,
    },
    Void(i64),
    Stamp(usize),
    Exchange(usize),
    File(usize),
    Subscribe(usize),
    Archive(usize),
    Papers(usize),
    Withdraw {
        deal: usize,
        who: Who,
    },
    Recall {
        paper: usize,
        copy: i64,
    },
    Seize {
        unit: usize,
        ends: bool,
    },
    GiveBack(usize),
    Special {
        unit: usize,
        guest: usize,
    },
    /// Some steps further, each by whoever owns it.
    Next {
        deal: usize,
        steps: usize,
    },
    Minutes(i64),
    Jump,
    ConfirmClock,
}

fn does() -> impl Strategy<Value = Does> {
    let unit = || 0..UNITS.len();
    let deal = || 1usize..5;
    let seller = || prop_oneof![3 => Just(CONSULTANT), 2 => Just(COLLEAGUE), 2 => Just(MANAGER)];
    prop_oneof![
        1 => (unit(), seller()).prop_map(|(unit, who)| Does::Hold { unit, who }),
        6 => (unit(), seller(), 1usize..4, 0usize..6)
            .prop_map(|(unit, who, guest, how)| Does::Enter { unit, who, guest, how }),
        1 => deal().prop_map(Does::Sign),
        3 => (1i64..7, 0usize..3, prop_oneof![4 => Just(MANAGER), 1 => Just(LEADER), 1 => Just(CONSULTANT)])
            .prop_map(|(app, how, who)| Does::Decide { app, how, who }),
        1 => deal().prop_map(Does::Confirm),
        2 => (deal(), 0usize..4).prop_map(|(deal, part)| Does::Receive { deal, part }),
        2 => (1i64..6).prop_map(Does::Void),
        1 => deal().prop_map(Does::Stamp),
        1 => deal().prop_map(Does::Exchange),
        1 => deal().prop_map(Does::File),
        1 => deal().prop_map(Does::Subscribe),
        1 => deal().prop_map(Does::Archive),
        1 => deal().prop_map(Does::Papers),
        1 => (deal(), seller()).prop_map(|(deal, who)| Does::Withdraw { deal, who }),
        1 => (0usize..3, 1i64..3).prop_map(|(paper, copy)| Does::Recall { paper, copy }),
        1 => (unit(), any::<bool>()).prop_map(|(unit, ends)| Does::Seize { unit, ends }),
        1 => unit().prop_map(Does::GiveBack),
        1 => (unit(), 1usize..4).prop_map(|(unit, guest)| Does::Special { unit, guest }),
        8 => (deal(), 1usize..10).prop_map(|(deal, steps)| Does::Next { deal, steps }),
        3 => prop_oneof![8 => Just(1), 4 => Just(31), 2 => Just(119), 1 => Just(121), 1 => Just(1_440)].prop_map(Does::Minutes),
        1 => prop::bool::weighted(0.3).prop_map(|jump| if jump { Does::Jump } else { Does::Minutes(2) }),
        4 => Just(Does::ConfirmClock),
    ]
}

/// Forms of every kind of price, plan and deposit, some of them wrong.
const FORMS: [&str; 6] = [
    "limit=passed; plan=one_payment; deposit=10万",
    "limit=passed; plan=one_payment; deposit=10万; now=3万; rest_by=+2",
    "limit=passed; plan=commercial_loan; down=33.3333%; years=29; deposit=7.77万; discounts=零头",
    "limit=passed; plan=combined_loan; fund=61.3万; down=30%; deposit=10万; discounts=零头,单价; buyers=#1, #2, #3",
    "limit=passed; plan=one_payment; deposit=10万; discounts=独份",
    "limit=passed; plan=one_payment; deposit=99万",
];

/// Takes what is refused; anything else but a refusal or a denial is a mistake of the program.
fn tried<T: std::fmt::Debug>(result: Result<T, Failure>, what: &Does) {
    match result {
        Ok(_) | Err(Failure::Refused(_) | Failure::Denied(_) | Failure::NeedsApproval(_)) => {}
        Err(Failure::Store(error)) => panic!("{what:?}: {error}"),
    }
}

/// Whoever owns the next step of a deal does it.
fn next(office: &mut Office, number: usize) -> Option<Result<anchang::desk::Done, Failure>> {
    let deal = office.desk.deal(DealId(number as i64)).unwrap()?;
    let own = seller(office, &deal);
    let name = format!("deal=RG-{number:04}");
    let form = |deal: &Deal| {
        let unit = deal.unit.as_ref().unwrap();
        format!("unit={unit}; limit=passed; plan=one_payment; deposit=10万")
    };
    Some(match deal.next_step()? {
        Step::Hold | Step::Fill => office.act(own, "deal.enter", &form(&deal)),
        Step::Sign => office.act(own, "deal.sign", &name),
        Step::Review => {
            let app = deal.application.unwrap();
            let who = if own == MANAGER { LEADER } else { MANAGER };
            let by = office.desk.application(app).unwrap().unwrap().by;
            let who = if by == office.sitting(MANAGER).staff { LEADER } else { who };
            office.act(who, "application.approve", &format!("application={app}"))
        }
        Step::Confirm => office.act(own, "deal.confirm", &name),
        Step::Deposit => office.act(FINANCE, "deal.receive", &format!("{name}; method=card")),
        Step::Stamp => office.act(CONTRACT, "deal.stamp", &name),
        Step::File => office.act(own, "deal.file", &name),
        Step::Grid => office.act(MANAGER, "deal.subscribe", &name),
        Step::Archive => office.act(ASSISTANT, "deal.archive", &format!("{name}; place=A柜")),
        Step::Papers => office.act(own, "deal.papers", &name),
    })
}

fn seller(office: &Office, deal: &Deal) -> Who {
    let sellers = [CONSULTANT, COLLEAGUE, MANAGER];
    sellers.into_iter().find(|who| office.sitting(*who).staff == deal.consultant).unwrap()
}

fn act(office: &mut Office, what: Does) {
    let deal = |n: usize| format!("deal=RG-{n:04}");
    let result = match what {
        Does::Hold { unit, who } => {
            let for_whom = if who == COLLEAGUE { "顾问小沈" } else { "顾问小陈" };
            office.act(MANAGER, "unit.hold", &format!("unit={}; consultant={for_whom}", UNITS[unit]))
        }
        // The manager locks beforehand for the others: a PIN takes a fifth of a second.
        Does::Enter { unit, who, guest, how } => {
            let form = format!("unit={}; guest=#{guest}; {}", UNITS[unit], FORMS[how]);
            if who != MANAGER && office.unit(UNITS[unit]).status == Status::Available {
                let name = crate::office::CAST[who];
                let hold = format!("unit={}; consultant={name}; guest=#{guest}", UNITS[unit]);
                tried(office.act(MANAGER, "unit.hold", &hold), &what);
            }
            office.act(who, "deal.enter", &form)
        }
        Does::Sign(n) => office.act(CONSULTANT, "deal.sign", &deal(n)),
        Does::Decide { app, how, who } => {
            let action = ["application.approve", "application.return", "application.refuse"][how];
            office.act(who, action, &format!("application={app}; reason=x"))
        }
        Does::Confirm(n) => office.act(CONSULTANT, "deal.confirm", &deal(n)),
        Does::Receive { deal: n, part } => {
            let amount = ["", "; amount=3万", "; amount=7万", "; amount=0.01"][part];
            office.act(FINANCE, "deal.receive", &format!("{}; method=card{amount}", deal(n)))
        }
        Does::Void(receipt) => {
            let fields = format!("receipt={receipt}; reason=x");
            // Without the manager's PIN, which takes a fifth of a second, where it would be refused anyway.
            match office.act(FINANCE, "receipt.void", &fields) {
                Err(Failure::NeedsApproval(_)) => office.act_with(FINANCE, "receipt.void", &fields, MANAGER),
                other => other,
            }
        }
        Does::Stamp(n) => office.act(CONTRACT, "deal.stamp", &deal(n)),
        Does::Exchange(n) => office.act(CONTRACT, "deal.exchange", &deal(n)),
        Does::File(n) => office.act(COLLEAGUE, "deal.file", &deal(n)),
        Does::Subscribe(n) => office.act(MANAGER, "deal.subscribe", &deal(n)),
        Does::Archive(n) => office.act(ASSISTANT, "deal.archive", &format!("{}; place=A柜", deal(n))),
        Does::Papers(n) => office.act(CONSULTANT, "deal.papers", &deal(n)),
        Does::Withdraw { deal: n, who } => {
            office.act(who, "deal.withdraw", &format!("{}; reason=x", deal(n)))
        }
        Does::Recall { paper, copy } => {
            let papers = office.desk.papers().unwrap();
            let Some((id, _)) = papers.get(paper) else { return };
            office.act(CONTRACT, "paper.recall", &format!("paper={id}; copy={copy}"))
        }
        Does::Seize { unit, ends } => {
            let action = if ends { "unit.unencumber" } else { "unit.encumber" };
            office.act(MANAGER, action, &format!("units={}; kind=seizure; document=封1号", UNITS[unit]))
        }
        Does::GiveBack(unit) => office.act(MANAGER, "unit.give_back", &format!("unit={}", UNITS[unit])),
        Does::Special { unit, guest } => {
            let fields = format!(
                "unit={}; guest=#{guest}; off_total=1万; evidence=x; leader=领导老卫; given=contract; until=+5; reason=x",
                UNITS[unit]
            );
            office.act(CONSULTANT, "discount.special", &fields)
        }
        Does::Next { deal, steps } => {
            for _ in 0..steps {
                match next(office, deal) {
                    Some(result) => tried(result, &what),
                    None => return,
                }
                holds(office);
            }
            return;
        }
        Does::Minutes(minutes) => {
            office.later(minutes);
            office.desk.tick().map(drop).unwrap();
            return;
        }
        Does::Jump => {
            office.later(500 * 24 * 60);
            office.desk.tick().map(drop).unwrap();
            office.act(CONSULTANT, "unit.wait", "unit=3-1-1203; guest=#1")
        }
        Does::ConfirmClock => office.act(MANAGER, "clock.confirm", ""),
    };
    tried(result, &what);
}

/// What holds after every single action.
fn holds(office: &Office) {
    let deals = office.desk.deals(Which::All).unwrap();
    for (id, deal) in &deals {
        assert!(deal.account.balances(), "{id}");
        let paid = deal.account.paid();
        let agreed = deal.terms.as_ref().map_or(Fen::ZERO, |terms| terms.deposit);
        assert!(paid >= Fen::ZERO && paid <= agreed, "{id}: {paid} of {agreed}");
        assert!(deal.is_live() || paid == Fen::ZERO, "{id} ended with money in it");
        let Some(terms) = &deal.terms else { continue };
        let off: Fen = terms.make_up.lines.iter().map(|line| line.off).sum();
        assert_eq!(terms.make_up.list.quote.total - off + terms.make_up.rounding, terms.price(), "{id}");
        assert_eq!(terms.plan.rows().iter().map(|row| row.amount).sum::<Fen>(), terms.price(), "{id}");
        assert_eq!(terms.buyers.iter().map(|buyer| buyer.share.0).sum::<i64>(), 1_000_000, "{id}");
        assert!(terms.deposit.0 * 5 <= terms.price().0, "{id}: a fifth at most");
    }
    for key in UNITS {
        let unit = office.unit(key);
        let live: Vec<DealId> = deals
            .iter()
            .filter(|(_, deal)| deal.is_live() && deal.unit.as_ref() == Some(&key.parse().unwrap()))
            .map(|(id, _)| *id)
            .collect();
        assert!(live.len() <= 1, "{key}: {live:?}");
        assert_eq!(unit.sale.map(|sale| sale.deal), live.first().copied(), "{key}");
        assert!(unit.status != Status::Subscribed || live.len() == 1, "{key}");
        let blocked = unit.encumbrances.iter().any(anchang::domain::unit::Encumbrance::blocks_sale);
        assert!(!blocked || unit.status != Status::Available, "{key} is on sale and seized");
    }
    for (id, discount) in office.desk.discounts().unwrap() {
        let live = |deal: &DealId| deals.iter().any(|(id, d)| id == deal && d.is_live());
        assert!(discount.deals.iter().all(live), "{id} is taken by a deal that is over");
        assert!(discount.quota.is_none_or(|quota| discount.deals.len() as i64 <= quota), "{id}");
    }
}

/// From wherever it is, permitted actions lead every unit to where it is free (or withheld for a reason of its own), or
/// stays subscribed.
fn nothing_is_locked_for_ever(office: &mut Office) {
    office.later(1);
    let _ = office.act(MANAGER, "clock.confirm", "");
    office.desk.tick().map(drop).unwrap();
    for (id, deal) in office.desk.deals(Which::Live).unwrap() {
        if deal.is_done(Step::Grid) {
            continue;
        }
        for (receipt, state) in office.desk.receipts().unwrap() {
            if state.deal == id && state.voided_by.is_none() && state.voids.is_none() {
                let fields = format!("receipt={receipt}; reason=x");
                office.act_with(FINANCE, "receipt.void", &fields, MANAGER).unwrap();
            }
        }
        for (paper, state) in office.desk.papers_of(id).unwrap() {
            for (copy, place) in (1..).zip(&state.copies) {
                if matches!(place, Place::With(_)) {
                    office.done(CONTRACT, "paper.recall", &format!("paper={paper}; copy={copy}"));
                }
            }
        }
        let own = seller(office, &deal);
        let ended = office.act(own, "deal.withdraw", &format!("deal={id}; reason=x"));
        assert!(ended.is_ok(), "{id} is locked for ever: {}", ended.unwrap_err().in_lang(Lang::En));
    }
    for key in UNITS {
        let unit = office.unit(key);
        if matches!(unit.status, Status::Held | Status::Reserved) {
            office.done(MANAGER, "unit.give_back", &format!("unit={key}"));
        }
        let status = office.unit(key).status;
        assert!(
            matches!(status, Status::Available | Status::Withheld | Status::Subscribed),
            "{key}: {status:?}"
        );
    }
}

#[test]
fn whatever_is_done_in_whatever_order() {
    let mut config =
        ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() };
    config.cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let reached = std::cell::Cell::new((0u32, 0u32, 0u32));
    let result = TestRunner::new(config).run(&prop::collection::vec(does(), 20..80), |all| {
        let mut office = counter();
        for fields in [
            "name=零头; off_total=1,234.57; evidence=x; until=+30",
            "name=单价; off_unit=0.37; evidence=x; until=+30",
            "name=独份; percent=99.77%; evidence=x; until=+30; quota=1",
        ] {
            office.done(LEADER, "discount.publish", fields);
        }
        for what in all {
            act(&mut office, what);
            holds(&office);
        }
        let (mut deals, mut subscribed, mut over) = reached.get();
        for (_, deal) in office.desk.deals(Which::All).unwrap() {
            deals += 1;
            subscribed += u32::from(deal.is_done(Step::Grid));
            over += u32::from(!deal.is_live());
        }
        reached.set((deals, subscribed, over));
        super::counter::sound(&office);
        nothing_is_locked_for_ever(&mut office);
        holds(&office);
        super::counter::sound(&office);
        Ok(())
    });
    result.unwrap();
    let (deals, subscribed, over) = reached.get();
    println!("{deals} deals, {subscribed} subscribed, {over} over");
    assert!(
        deals > 20 && subscribed > 0 && over > 5,
        "the sequences lead somewhere: {deals} {subscribed} {over}"
    );
}
