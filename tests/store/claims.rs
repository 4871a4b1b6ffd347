//! The second opinion on double sales knows the changes of a subscription (RULES 1.3.3): a unit in change is still
//! somebody's.

use rusqlite::Connection;

use crate::store::verify::DOUBLE_CLAIMS;

/// How many double claims it sees in the history of one unit.
fn doubles(history: &[&str]) -> usize {
    let conn = Connection::open_in_memory().expect("memory");
    conn.execute_batch("CREATE TABLE event(seq INTEGER PRIMARY KEY, stream TEXT, type TEXT)")
        .expect("a table");
    for kind in history {
        let insert = "INSERT INTO event(stream, type) VALUES ('unit:3-1-1005', ?1)";
        conn.execute(insert, [format!("unit.{kind}")]).expect("an event");
    }
    let count = format!("SELECT count(*) FROM ({DOUBLE_CLAIMS})");
    conn.query_row(&count, [], |row| row.get::<_, i64>(0)).expect("a count") as usize
}

#[test]
fn what_a_change_does_to_a_unit_is_no_double_sale() {
    for history in [
        &["held", "subscribed", "changing", "change_dropped"][..],
        &["held", "subscribed", "changing", "reopened", "held", "subscribed"],
        &["reserved", "subscribed", "changing", "change_dropped", "changing", "reopened", "reserved"],
        // A forfeiture that is taken back after the release takes the unit again.
        &["held", "subscribed", "changing", "reopened", "held", "bound", "subscribed"],
        &["held", "hold_ended", "held", "reserved", "reserve_ended", "held"],
    ] {
        assert_eq!(doubles(history), 0, "{history:?}");
    }
}

#[test]
fn to_sell_what_is_in_change_is_found_out() {
    for history in [
        &["held", "subscribed", "changing", "held"][..],
        &["held", "subscribed", "changing", "reserved"],
        &["held", "subscribed", "changing", "change_dropped", "held"],
        &["held", "subscribed", "changing", "subscribed"],
        // Released though nothing was subscribed, or without a change that ran.
        &["held", "changing", "reopened"],
        &["held", "subscribed", "reopened"],
        &["held", "subscribed", "changing", "change_dropped", "reopened"],
        &["held", "subscribed", "changing", "changing"],
        &["held", "subscribed", "change_dropped"],
    ] {
        assert_eq!(doubles(history), 1, "{history:?}");
    }
}
