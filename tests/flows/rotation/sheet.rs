//! A sheet of paper at the reception, kept with a pencil by RULES 1.1: what the program is compared with.

/// The sheet: a row a person in the order of arrival, a column a round, a mark in each used cell.
#[derive(Default)]
pub struct Sheet {
    /// Name, cells used.
    pub rows: Vec<(&'static str, u32)>,
    /// At the margin: turns that came back, then turns missed for a good reason, in the order they arose.
    pub back: Vec<&'static str>,
    pub owed: Vec<&'static str>,
    /// With a guest, or away; away for a reason that is made up or not.
    pub busy: Vec<(&'static str, bool)>,
    pub door: Option<&'static str>,
}

impl Sheet {
    fn free(&self, who: &str) -> bool {
        !self.busy.iter().any(|(name, _)| *name == who)
    }

    /// Everybody who can take a new guest, first to last.
    pub fn order(&self) -> Vec<&'static str> {
        let mut order: Vec<&'static str> = Vec::new();
        let mut rows = self.rows.clone();
        rows.sort_by_key(|(_, marks)| *marks);
        let margins = self.door.iter().chain(&self.back).chain(&self.owed).copied();
        for name in margins.chain(rows.into_iter().map(|(name, _)| name)) {
            if self.free(name) && !order.contains(&name) {
                order.push(name);
            }
        }
        order
    }

    pub fn new_guest(&mut self) -> &'static str {
        let who = self.order()[0];
        self.door = None;
        if let Some(at) = self.back.iter().position(|name| *name == who) {
            self.back.remove(at);
        } else if let Some(at) = self.owed.iter().position(|name| *name == who) {
            self.owed.remove(at);
        } else {
            let row = self.rows.iter().position(|(name, _)| *name == who).unwrap();
            let column = self.rows[row].1;
            for i in 0..self.rows.len() {
                let (name, marks) = self.rows[i];
                if (marks < column || (marks == column && i < row))
                    && let Some((_, made_up)) = self.busy.iter().find(|(busy, _)| *busy == name)
                {
                    self.rows[i].1 += 1;
                    if *made_up {
                        self.owed.push(name);
                    }
                }
            }
            self.rows[row].1 += 1;
        }
        self.busy.push((who, true));
        who
    }

    pub fn leaves(&mut self, who: &'static str, made_up: bool) {
        self.busy.push((who, made_up));
        if self.door == Some(who) {
            self.door = None;
        }
    }

    pub fn is_free_again(&mut self, who: &str) {
        let at = self.busy.iter().position(|(name, _)| *name == who).unwrap();
        self.busy.remove(at);
    }
}
