//! The roll: every guest's name in one piece of memory, so that a hundred thousand of them are gone through between two
//! keystrokes. Never shown, never written; read anew when somebody was forgotten or corrected.

use rusqlite::{Connection, params};

use super::error::{StoreError, sql};
use crate::domain::person::PersonKind;

/// Names by number in the vault.
#[derive(Default)]
pub(super) struct Roll {
    /// The last event when it was read.
    seq: i64,
    /// The last number in the vault that was looked at.
    last: i64,
    text: String,
    /// Each number, and where its name ends.
    ends: Vec<(i64, usize)>,
}

impl Roll {
    /// Takes in what has happened since: new names at the end; all anew after a change of old ones.
    pub fn catch_up(&mut self, conn: &Connection) -> Result<(), StoreError> {
        // An empty roll has nothing to take out, and asking would read the whole log.
        let (head, changed): (i64, bool) = conn
            .prepare_cached(
                "SELECT coalesce(max(seq), 0), ?1 > 0 AND EXISTS(SELECT 1 FROM event WHERE seq > ?1 \
                 AND type IN ('guest.forgotten', 'guest.corrected')) FROM event",
            )
            .and_then(|mut s| s.query_row([self.seq], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(sql)?;
        if head == self.seq {
            return Ok(());
        }
        if changed || head < self.seq {
            *self = Self::default();
        }
        let mut statement = conn
            .prepare_cached("SELECT person, kind, name FROM person WHERE person > ?1 ORDER BY person")
            .map_err(sql)?;
        let mut rows = statement.query(params![self.last]).map_err(sql)?;
        while let Some(row) = rows.next().map_err(sql)? {
            let text = |at| row.get_ref(at).and_then(|value| Ok(value.as_str()?)).map_err(sql);
            self.last = row.get(0).map_err(sql)?;
            if text(1)? == PersonKind::Guest.code() {
                self.text.push_str(text(2)?);
                self.ends.push((self.last, self.text.len()));
            }
        }
        self.seq = head;
        Ok(())
    }

    /// Every number with its name, the last first.
    pub fn newest_first(&self) -> impl Iterator<Item = (i64, &str)> {
        (0..self.ends.len()).rev().map(|at| {
            let begin = if at == 0 { 0 } else { self.ends[at - 1].1 };
            (self.ends[at].0, &self.text[begin..self.ends[at].1])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Connection {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch(
            "CREATE TABLE event(seq INTEGER PRIMARY KEY, type TEXT);
             CREATE TABLE person(person INTEGER PRIMARY KEY, kind TEXT, name TEXT);",
        )
        .expect("tables");
        conn
    }

    fn happen(conn: &Connection, event: &str, change: &str) {
        conn.execute("INSERT INTO event(type) VALUES(?1)", [event]).expect("event");
        conn.execute_batch(change).expect("change");
    }

    fn read(roll: &mut Roll, conn: &Connection) -> Vec<(i64, String)> {
        roll.catch_up(conn).expect("reads");
        roll.newest_first().map(|(person, name)| (person, name.to_owned())).collect()
    }

    #[test]
    fn it_follows_what_happens_to_the_names() {
        let (conn, mut roll) = (office(), Roll::default());
        assert_eq!(read(&mut roll, &conn), []);
        happen(&conn, "staff.added", "INSERT INTO person VALUES(1, 'staff', '王磊')");
        happen(&conn, "guest.registered", "INSERT INTO person VALUES(2, 'guest', '张三')");
        assert_eq!(read(&mut roll, &conn), [(2, "张三".to_owned())]);
        happen(&conn, "guest.registered", "INSERT INTO person VALUES(3, 'guest', '李四')");
        assert_eq!(read(&mut roll, &conn), [(3, "李四".to_owned()), (2, "张三".to_owned())]);
        happen(&conn, "guest.corrected", "UPDATE person SET name = '张三丰' WHERE person = 2");
        assert_eq!(read(&mut roll, &conn)[1].1, "张三丰");
        happen(&conn, "guest.forgotten", "DELETE FROM person WHERE person = 3");
        assert_eq!(read(&mut roll, &conn), [(2, "张三丰".to_owned())]);
        assert!(!roll.text.contains("李四"), "not in memory either");
    }
}
