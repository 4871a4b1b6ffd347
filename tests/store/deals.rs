//! What a verification says about sales and money: units against deals, deals against receipts (DESIGN 4). A log that is
//! whole in itself and says two things at once is found out as well.

use super::support::*;
use super::tamper::{noticed, rebuild, rewritten};
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealEvent, DealId, Outcome};
use crate::domain::event::Aggregate;
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::receipt::{Method, Movement, Pocket, Receipt, ReceiptEvent, ReceiptId};
use crate::domain::staff::StaffId;
use crate::domain::unit::{Unit, UnitEvent};
use crate::store::rows::Stored;
use crate::store::{StoreError, Work};

const UNIT: &str = "3-1-1005";

fn record<A: Stored + Aggregate>(work: &mut Work, key: &str, events: &[A::Event]) -> Result<(), StoreError> {
    let mut state = work.load::<A>(key)?;
    work.record(&mut state, events)
}

fn begun(unit: &str) -> DealEvent {
    DealEvent::Begun {
        unit: unit.parse().expect("a unit"),
        consultant: StaffId(2),
        guest: GuestId(2),
        expires: NOON.plus_minutes(120),
    }
}

fn bind(work: &mut Work, unit: &str, deal: i64) -> Result<(), StoreError> {
    let held =
        UnitEvent::Held { consultant: StaffId(2), guest: Some(GuestId(2)), until: NOON.plus_minutes(30) };
    record::<Unit>(work, unit, &[held, UnitEvent::Bound { deal: DealId(deal) }])
}

fn deposit(yuan: i64) -> Movement {
    Movement { from: Pocket::Buyer, to: Pocket::Deposit, amount: Fen::yuan(yuan) }
}

fn issued(deal: i64, movement: Movement) -> ReceiptEvent {
    let (method, day) = (Method::Card, Day::of(NOON, 480));
    ReceiptEvent::Issued { deal: DealId(deal), movement, method, voids: None, day, note: String::new() }
}

fn posted(receipt: i64, movement: Movement) -> DealEvent {
    DealEvent::Posted { receipt: ReceiptId(receipt), movement, voids: None }
}

/// One deal with one receipt.
fn sold() -> Project {
    let project = Project::new();
    write(&project.store(), |work| {
        bind(work, UNIT, 1)?;
        record::<Deal>(work, "1", &[begun(UNIT), posted(1, deposit(50_000))])?;
        record::<Receipt>(work, "1", &[issued(1, deposit(50_000))])
    })
    .expect("written");
    assert_clean(&project.db);
    project
}

#[test]
fn whatever_is_changed_in_the_rows_of_a_sale_is_noticed() {
    for (what, sql) in [
        ("an edited account", "UPDATE deal SET doc = replace(doc, '5000000', '4000000')"),
        ("an edited receipt", "UPDATE receipt SET doc = replace(doc, '5000000', '4000000')"),
        ("a missing receipt", "DELETE FROM receipt"),
        ("a receipt more", "INSERT INTO receipt SELECT 2, ver, deal, day, doc FROM receipt"),
        ("a missing deal", "DELETE FROM deal"),
        ("a deal that is over", "UPDATE deal SET live = 0"),
        (
            "a unit that names another deal",
            "UPDATE unit SET doc = replace(doc, '\"deal\":1', '\"deal\":2') WHERE key = '3-1-1005'",
        ),
    ] {
        let project = sold();
        let before = dump_of(&project.db).expect("reads");
        project.raw().execute_batch(sql).expect(what);
        assert!(dump_of(&project.db).expect("reads") != before, "{what} changes something");
        noticed(&project, what);
        project.store().rebuild(&mut |_| ()).expect("rebuilt");
        assert_clean(&project.db);
    }
}

#[test]
fn a_log_made_to_fit_its_rows_still_contradicts_itself() {
    for (what, edit) in [
        (
            "an account that has more than its receipt",
            "UPDATE event SET payload = replace(payload, '5000000', '9000000') WHERE type = 'deal.posted'",
        ),
        (
            "a receipt of another deal",
            "UPDATE event SET payload = replace(payload, '\"deal\":1', '\"deal\":7') WHERE type = 'receipt.issued'",
        ),
        (
            "an account with a receipt that there is not",
            "UPDATE event SET payload = replace(payload, '\"receipt\":1', '\"receipt\":5') WHERE type = 'deal.posted'",
        ),
        ("a gap in the receipts", "UPDATE event SET stream = 'receipt:3' WHERE type = 'receipt.issued'"),
        (
            "a unit that names another deal",
            "UPDATE event SET payload = replace(payload, '\"deal\":1', '\"deal\":2') WHERE type = 'unit.bound'",
        ),
    ] {
        let project = sold();
        project.without_triggers(|conn| {
            assert_eq!(conn.execute(edit, []).expect(what), 1, "{what}");
            rewritten(conn);
        });
        rebuild(&project);
        noticed(&project, what);
    }
}

#[test]
fn a_build_that_forgets_half_of_a_sale_is_found_out() {
    type Body = fn(&mut Work) -> Result<(), StoreError>;
    let bodies: [(&str, Body); 5] = [
        ("a live deal whose unit knows nothing of it", |work| record::<Deal>(work, "1", &[begun(UNIT)])),
        ("a unit that a deal has that there is not", |work| bind(work, UNIT, 9)),
        ("a deal that is over and still has its unit", |work| {
            bind(work, UNIT, 1)?;
            let over = DealEvent::Ended { how: Outcome::Withdrawn, reason: String::new() };
            record::<Deal>(work, "1", &[begun(UNIT), over])
        }),
        ("a receipt that no account has", |work| record::<Receipt>(work, "1", &[issued(1, deposit(1))])),
        ("money in an account without a receipt", |work| {
            bind(work, UNIT, 1)?;
            record::<Deal>(work, "1", &[begun(UNIT), posted(1, deposit(1))])
        }),
    ];
    for (what, body) in bodies {
        let project = Project::new();
        // Whether it is refused when it is written or found afterwards: it does not pass.
        if write(&project.store(), body).is_ok() {
            noticed(&project, what);
        }
    }
}

#[test]
fn two_live_deals_of_one_unit_are_not_even_written() {
    let project = sold();
    let twice = write(&project.store(), |work| record::<Deal>(work, "2", &[begun(UNIT)]));
    assert!(twice.is_err(), "a unique index guarantees it alone");
    assert_clean(&project.db);
}
