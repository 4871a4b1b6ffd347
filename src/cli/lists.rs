//! `anchang export roster|visits|calls|deals|receipts|applications|changes|complaints|day`: lists to xlsx and csv, counted,
//! capped and logged before the file appears (RULES 1.0 导出, 2).

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ArgMatches;

use super::looker::Looker;
use super::{Shell, Stop, ask, doing, output, print};
use crate::desk::{CommandId, Desk, EXPORT, Export, GuestRow, Session};
use crate::domain::day::Day;
use crate::domain::register::Register;
use crate::exchange::table::{self, Column, Kind};
use crate::paper::{change, complaint, evening, register, roster, sale};
use crate::say;
use crate::text::{Text, changed, paper as words};

/// More days than this are no list for a person.
const MOST_DAYS: i64 = 366;

/// What goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Roster,
    Register(Register),
    Deals,
    Receipts,
    Applications,
    Changes,
    Complaints,
    Day,
}

impl What {
    pub(super) const ALL: &'static [Self] = &[
        Self::Roster,
        Self::Register(Register::Visit),
        Self::Register(Register::Call),
        Self::Deals,
        Self::Receipts,
        Self::Applications,
        Self::Changes,
        Self::Complaints,
        Self::Day,
    ];

    /// As typed and logged: `visits`.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Register(Register::Visit) => "visits",
            Self::Register(Register::Call) => "calls",
            Self::Deals => "deals",
            Self::Receipts => "receipts",
            Self::Applications => "applications",
            Self::Changes => "changes",
            Self::Complaints => "complaints",
            Self::Day => "day",
        }
    }

    /// What the sheet is called.
    const fn text(self) -> Text {
        match self {
            Self::Roster => words::ROSTER,
            Self::Register(Register::Visit) => words::VISITS,
            Self::Register(Register::Call) => words::CALLS,
            Self::Deals => words::DEALS,
            Self::Receipts => words::RECEIPTS,
            Self::Applications => words::APPLICATIONS,
            Self::Changes => changed::CHANGES,
            Self::Complaints => changed::COMPLAINTS,
            Self::Day => changed::DAY,
        }
    }
}

/// A list, ready to be written.
struct List {
    headings: Vec<(String, bool)>,
    rows: Vec<Vec<String>>,
    people: usize,
}

pub(super) fn run(shell: &Shell, what: What, matches: &ArgMatches) -> Result<(), Stop> {
    let Some(path) = matches.get_one::<PathBuf>("out") else {
        return Err(say!(crate::text::shell::MISSING_ARGUMENT, arg = "--out").into());
    };
    let shown = path.display().to_string();
    let kind = Kind::of(path).ok_or_else(|| say!(words::ENDING, path = &shown))?;
    // Before anybody types a PIN or anything is logged.
    if path.exists() {
        return Err(Stop::Say(say!(words::EXISTS, path = shown), 4));
    }
    let mut desk = shell.desk()?;
    let (from, to) = (print::day(&desk, matches, "from")?, print::day(&desk, matches, "to")?);
    if from > to {
        return Err(say!(words::DAYS_BACKWARDS, from = from, to = to).into());
    }
    if from.until(to) >= MOST_DAYS {
        return Err(say!(words::TOO_MANY_DAYS, most = MOST_DAYS).into());
    }
    let who = ask::sign_in(shell, &desk, matches)?;
    // The rotation has surnames and tails only, the day sheet masked names: nothing to reveal.
    let looker = if matches!(what, What::Roster | What::Day) {
        None
    } else {
        Looker::signed_in(&desk, matches, &who)?
    };
    let list = read(shell, &desk, what, (from, to), looker.as_ref())?;
    let masked = looker.is_none();
    let export = Export { what: what.code(), from, to, rows: list.people, masked };
    let columns: Vec<Column> =
        list.headings.iter().map(|(heading, numeric)| Column { heading, numeric: *numeric }).collect();
    // Made before it is logged, written after: what cannot be made was never exported.
    let bytes = table::bytes(kind, what.text().get(shell.lang), &columns, &list.rows)
        .map_err(|error| say!(words::NOT_WRITTEN, path = &shown, what = error.to_string()))?;
    let head = log(shell, &mut desk, &who, &export, matches)?;
    print::write_new(path, &bytes)?;
    shell.after_change(&desk);
    output::line(
        &say!(words::EXPORTED, rows = list.rows.len(), path = shown, head = head).in_lang(shell.lang),
    )
}

fn log(
    shell: &Shell,
    desk: &mut Desk,
    who: &Session,
    export: &Export,
    matches: &ArgMatches,
) -> Result<String, Stop> {
    let done = doing::perform(shell, desk, who, &EXPORT, &export.filled()?, CommandId::new(), matches)?;
    Ok(done.recorded.head)
}

/// Everybody whom a list about subscriptions or complaints would name.
fn people(desk: &Desk, what: What, days: (Day, Day)) -> Result<Vec<GuestRow>, Stop> {
    match what {
        What::Changes => Ok(change::people_of_changes(desk, days)?),
        What::Complaints => {
            let mut rows = Vec::new();
            for (_, found) in complaint::between(desk, days)? {
                rows.extend(complaint::people(desk, &found)?);
            }
            Ok(rows)
        }
        _ => Ok(sale::people_between(desk, what.code(), days)?),
    }
}

fn read(
    shell: &Shell,
    desk: &Desk,
    what: What,
    (from, to): (Day, Day),
    looker: Option<&Looker>,
) -> Result<List, Stop> {
    let days = || print::days(from, to);
    let lang = shell.lang;
    let named =
        |headings: &[(Text, bool)]| headings.iter().map(|(h, n)| (h.get(lang).to_owned(), *n)).collect();
    let seen = |looker: &Looker| match what {
        What::Roster | What::Day => Ok(0),
        What::Register(which) => print::visible(desk, looker, which, from, to),
        What::Deals | What::Receipts | What::Applications | What::Changes | What::Complaints => {
            let mut seen = BTreeSet::new();
            for row in people(desk, what, (from, to))? {
                if looker.may_see(&row) {
                    seen.insert(row.id);
                }
            }
            Ok(seen.len())
        }
    };
    let right = looker
        .map(|looker| Ok::<_, Stop>((looker, looker.reveal(shell, desk, what.code(), seen(looker)?)?)))
        .transpose()?;
    let sight = right.as_ref().map(|(looker, right)| looker.sight(right));
    let which = match what {
        What::Register(which) => which,
        What::Roster => {
            let list = roster::List::of(desk, days(), lang)?;
            return Ok(List {
                headings: named(roster::List::HEADINGS),
                rows: list.rows,
                people: list.people,
            });
        }
        What::Day => {
            let list = evening::list(desk, days(), lang)?;
            // A row about an overdue signing names its guest.
            let named_rows =
                list.rows.iter().filter(|row| row[1] == evening::part("overdue").get(lang)).count();
            return Ok(List { headings: named(&list.headings), rows: list.rows, people: named_rows });
        }
        What::Deals | What::Receipts | What::Applications | What::Changes | What::Complaints => {
            let list = match what {
                What::Changes => change::changes(desk, (from, to), sight, lang)?,
                What::Complaints => complaint::list(desk, (from, to), sight, lang)?,
                What::Deals => sale::List::deals(desk, (from, to), sight, lang)?,
                What::Receipts => sale::List::receipts(desk, (from, to), sight, lang)?,
                _ => sale::List::applications(desk, (from, to), sight, lang)?,
            };
            // Every row names somebody who buys.
            let people = list.rows.len();
            return Ok(List { headings: named(&list.headings), rows: list.rows, people });
        }
    };
    let list = register::List::of(desk, which, days(), sight, lang)?;
    Ok(List { headings: list.headings, rows: list.rows, people: list.people })
}
