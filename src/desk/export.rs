//! Taking a list out of the program 导出 (RULES 1.0, 2: counted and capped). Not a row of the action table: it means
//! something only together with the file that is written after it.

use super::action::Action;
use super::field::{Choice, Kind, must};
use super::{Failure, Filled};
use crate::domain::day::Day;
use crate::domain::permission::{Control, Duty};
use crate::domain::policy::EXPORT_LIMIT_ROWS;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffEvent;
use crate::text::{changed, guest, paper as words};

/// What can be exported.
const LISTS: &[Choice] = &[
    Choice { code: "roster", text: words::ROSTER },
    Choice { code: "visits", text: words::VISITS },
    Choice { code: "calls", text: words::CALLS },
    Choice { code: "deals", text: words::DEALS },
    Choice { code: "receipts", text: words::RECEIPTS },
    Choice { code: "applications", text: words::APPLICATIONS },
    Choice { code: "changes", text: changed::CHANGES },
    Choice { code: "complaints", text: changed::COMPLAINTS },
    Choice { code: "day", text: changed::DAY },
];
const MASKED: &[Choice] = &[Choice { code: "yes", text: guest::YES }, Choice { code: "no", text: guest::NO }];

/// Writes down that a list leaves the program, before it does.
pub const EXPORT: Action = Action {
    id: "staff.export",
    text: words::A_EXPORT,
    duty: Duty::Export,
    control: Control::Single,
    fields: &[
        must("what", words::F_LIST, Kind::Choice(LISTS)),
        must("from", words::F_FROM, Kind::Date),
        must("to", words::F_TO, Kind::Date),
        must("rows", words::F_ROWS, Kind::Number),
        must("masked", words::F_MASKED, Kind::Choice(MASKED)),
    ],
    run: |deed, f| {
        let rows = *Filled::need(f.number("rows"), "rows")?;
        if rows > deed.ctx().policy.get(&EXPORT_LIMIT_ROWS) {
            deed.require_in_the_end(Duty::Export, Control::Approved)?;
        }
        let today = deed.today();
        let day = |name: &'static str| -> Result<Day, Failure> {
            Filled::need(f.date(name).and_then(|date| date.back(today)), name)
        };
        let what = (*Filled::need(f.choice("what"), "what")?).to_owned();
        let masked = f.choice("masked").is_some_and(|code| *code == "yes");
        let event = StaffEvent::Exported { what, from: day("from")?, to: day("to")?, rows, masked };
        let actor = deed.actor;
        deed.on_staff(actor, |_, _| Ok(vec![event]))
    },
};

/// A list that is about to leave the program.
#[derive(Debug, Clone, Copy)]
pub struct Export {
    /// What: `roster`, `visits`, `calls`, `deals`, `receipts`, `applications`, `changes`, `complaints`, `day`.
    pub what: &'static str,
    /// From this day.
    pub from: Day,
    /// To this day, it included.
    pub to: Day,
    /// How many rows about people.
    pub rows: usize,
    /// Names and phones masked.
    pub masked: bool,
}

impl Export {
    /// The fields of [`EXPORT`].
    ///
    /// # Errors
    /// A list that there is not.
    pub fn filled(&self) -> Result<Filled, Refusal> {
        let mut filled = Filled::new();
        let values = [
            self.what.to_owned(),
            self.from.to_string(),
            self.to.to_string(),
            self.rows.to_string(),
            if self.masked { "yes" } else { "no" }.to_owned(),
        ];
        for (field, value) in EXPORT.fields.iter().zip(values) {
            filled.put(field, &value)?;
        }
        Ok(filled)
    }
}
