//! The roll: every guest's name and phone number in one piece of memory, so that a hundred thousand of them are gone through between two
//! keystrokes. Never shown, never written; read anew when somebody was forgotten or corrected.

use rusqlite::{Connection, params};

use super::error::{StoreError, sql};
use crate::domain::person::PersonKind;

/// Names and phone numbers by number in the vault.
#[derive(Default)]
pub(super) struct Roll {
    /// The last event when it was read to its end.
    seq: i64,
    /// The last event when reading began: what was changed after it is read anew.
    since: i64,
    /// The last number in the vault that was looked at.
    last: i64,
    text: String,
    lines: Vec<Line>,
}

/// Where a name ends, and the phone number behind it; the next one follows.
struct Line {
    person: i64,
    name_ends: usize,
    ends: usize,
}

impl Roll {
    /// Takes in what has happened since, `most` records of the vault at most: new names at the end; all anew after a
    /// change of old ones. Answers whether all is taken in.
    pub fn catch_up(&mut self, conn: &Connection, most: usize) -> Result<bool, StoreError> {
        // An empty roll has nothing to take out, and asking would read the whole log.
        let (head, changed): (i64, bool) = conn
            .prepare_cached(
                "SELECT coalesce(max(seq), 0), ?1 > 0 AND EXISTS(SELECT 1 FROM event WHERE seq > ?1 \
                 AND type IN ('guest.forgotten', 'guest.corrected')) FROM event",
            )
            .and_then(|mut s| s.query_row([self.since], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(sql)?;
        if head == self.seq {
            return Ok(true);
        }
        if changed || head < self.since {
            *self = Self::default();
        }
        // What happens while the roll is read in parts is looked at again.
        if self.since == 0 {
            self.since = head;
        }
        let mut statement = conn
            .prepare_cached(
                "SELECT person, kind, name, phone FROM person WHERE person > ?1 ORDER BY person LIMIT ?2",
            )
            .map_err(sql)?;
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![self.last, limit]).map_err(sql)?;
        let mut read = 0;
        while let Some(row) = rows.next().map_err(sql)? {
            let text = |at| row.get_ref(at).and_then(|value| Ok(value.as_str()?)).map_err(sql);
            self.last = row.get(0).map_err(sql)?;
            read += 1;
            if text(1)? == PersonKind::Guest.code() {
                self.text.push_str(text(2)?);
                let name_ends = self.text.len();
                let phone = row.get_ref(3).and_then(|value| Ok(value.as_str_or_null()?)).map_err(sql)?;
                self.text.push_str(phone.unwrap_or_default());
                self.lines.push(Line { person: self.last, name_ends, ends: self.text.len() });
            }
        }
        let whole = read < most;
        if whole {
            (self.seq, self.since) = (head, head);
        }
        Ok(whole)
    }

    /// Every number with its name and its phone number, the last first.
    pub fn newest_first(&self) -> impl Iterator<Item = (i64, &str, &str)> {
        (0..self.lines.len()).rev().map(|at| {
            let begin = if at == 0 { 0 } else { self.lines[at - 1].ends };
            let Line { person, name_ends, ends } = self.lines[at];
            (person, &self.text[begin..name_ends], &self.text[name_ends..ends])
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
             CREATE TABLE person(person INTEGER PRIMARY KEY, kind TEXT, name TEXT, phone TEXT);",
        )
        .expect("tables");
        conn
    }

    fn happen(conn: &Connection, event: &str, change: &str) {
        conn.execute("INSERT INTO event(type) VALUES(?1)", [event]).expect("event");
        conn.execute_batch(change).expect("change");
    }

    fn read(roll: &mut Roll, conn: &Connection) -> Vec<(i64, String)> {
        assert!(roll.catch_up(conn, 100).expect("reads"));
        roll.newest_first().map(|(person, name, _)| (person, name.to_owned())).collect()
    }

    #[test]
    fn it_follows_what_happens_to_the_names() {
        let (conn, mut roll) = (office(), Roll::default());
        assert_eq!(read(&mut roll, &conn), []);
        happen(&conn, "staff.added", "INSERT INTO person VALUES(1, 'staff', '王磊', NULL)");
        happen(&conn, "guest.registered", "INSERT INTO person VALUES(2, 'guest', '张三', '13800000001')");
        assert_eq!(read(&mut roll, &conn), [(2, "张三".to_owned())]);
        happen(&conn, "guest.registered", "INSERT INTO person VALUES(3, 'guest', '李四', '13800000002')");
        assert_eq!(read(&mut roll, &conn), [(3, "李四".to_owned()), (2, "张三".to_owned())]);
        happen(&conn, "guest.corrected", "UPDATE person SET name = '张三丰' WHERE person = 2");
        assert_eq!(read(&mut roll, &conn)[1].1, "张三丰");
        happen(&conn, "guest.forgotten", "DELETE FROM person WHERE person = 3");
        assert_eq!(read(&mut roll, &conn), [(2, "张三丰".to_owned())]);
        assert!(!roll.text.contains("李四"), "not in memory either");
    }

    fn add(conn: &Connection, person: i64) {
        let change =
            format!("INSERT INTO person VALUES({person}, 'guest', '客{person}', '1380000000{person}')");
        happen(conn, "guest.registered", &change);
    }

    #[test]
    fn it_is_read_in_parts_and_misses_nothing_meanwhile() {
        let (conn, mut roll) = (office(), Roll::default());
        (1..=5).for_each(|person| add(&conn, person));
        assert!(!roll.catch_up(&conn, 2).expect("reads"));
        // Between two parts: one of the first part is corrected, one is new.
        happen(&conn, "guest.corrected", "UPDATE person SET name = '改', phone = '139' WHERE person = 1");
        add(&conn, 6);
        while !roll.catch_up(&conn, 2).expect("reads") {}
        let all: Vec<_> = roll.newest_first().collect();
        let names: Vec<&str> = all.iter().map(|(_, name, _)| *name).collect();
        assert_eq!(names, ["客6", "客5", "客4", "客3", "客2", "改"]);
        assert_eq!((all[0].2, all[5].2), ("13800000006", "139"));
        assert!(roll.catch_up(&conn, 2).expect("reads"), "nothing new");
    }
}
