//! `anchang export roster|visits|calls`: lists to xlsx and csv, counted, capped and logged before the file appears
//! (RULES 1.0 导出, 2).

use std::path::PathBuf;

use clap::ArgMatches;

use super::looker::Looker;
use super::{Shell, Stop, ask, doing, output, print};
use crate::desk::{CommandId, Desk, EXPORT, Export, Session};
use crate::domain::day::Day;
use crate::domain::register::Register;
use crate::exchange::table::{self, Column, Kind};
use crate::paper::{Form, register, roster};
use crate::say;
use crate::text::paper as words;

/// More days than this are no list for a person.
const MOST_DAYS: i64 = 366;

/// A list, ready to be written.
struct List {
    headings: Vec<(String, bool)>,
    rows: Vec<Vec<String>>,
    people: usize,
}

pub(super) fn run(shell: &Shell, form: Form, matches: &ArgMatches) -> Result<(), Stop> {
    let Some(path) = matches.get_one::<PathBuf>("out") else {
        return Err(say!(crate::text::shell::MISSING_ARGUMENT, arg = "--out").into());
    };
    let shown = path.display().to_string();
    let kind = Kind::of(path).ok_or_else(|| say!(words::ENDING, path = &shown))?;
    // Before anybody types a PIN or anything is logged.
    if path.exists() {
        return Err(Stop::Say(say!(words::EXISTS, path = shown), 1));
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
    // The rotation has surnames and tails only, and nothing to reveal.
    let looker = if form == Form::Roster { None } else { Looker::signed_in(&desk, matches, &who)? };
    let list = read(shell, &desk, form, (from, to), looker.as_ref())?;
    let masked = looker.is_none();
    let export = Export { what: form.code(), from, to, rows: list.people, masked };
    let columns: Vec<Column> =
        list.headings.iter().map(|(heading, numeric)| Column { heading, numeric: *numeric }).collect();
    // Made before it is logged, written after: what cannot be made was never exported.
    let bytes = table::bytes(kind, form.text().get(shell.lang), &columns, &list.rows)
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

fn read(
    shell: &Shell,
    desk: &Desk,
    form: Form,
    (from, to): (Day, Day),
    looker: Option<&Looker>,
) -> Result<List, Stop> {
    let days = || print::days(from, to);
    let which = match form {
        Form::Visits => Register::Visit,
        Form::Calls => Register::Call,
        Form::Roster | Form::Ruling => {
            let list = roster::List::of(desk, days(), shell.lang)?;
            let heading =
                |(text, numeric): &(crate::text::Text, bool)| (text.get(shell.lang).to_owned(), *numeric);
            let headings = roster::List::HEADINGS.iter().map(heading).collect();
            return Ok(List { headings, rows: list.rows, people: list.people });
        }
    };
    let right = looker
        .map(|looker| {
            let seen = print::visible(desk, looker, which, from, to)?;
            Ok::<_, Stop>((looker, looker.reveal(shell, desk, form.code(), seen)?))
        })
        .transpose()?;
    let sight = right.as_ref().map(|(looker, right)| looker.sight(right));
    let list = register::List::of(desk, which, days(), sight, shell.lang)?;
    Ok(List { headings: list.headings, rows: list.rows, people: list.people })
}
