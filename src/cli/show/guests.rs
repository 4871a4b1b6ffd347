//! Guests, masked unless revealed.

use clap::ArgMatches;
use serde_json::json;

use super::{Looker, given};
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::Desk;
use crate::domain::day::Day;
use crate::domain::guest::Grade;
use crate::domain::person::Pii;
use crate::text::{guest, shell as words};

/// A search that finds more is no search.
const MOST_FOUND: usize = 1_000;

struct Line {
    number: i64,
    name: String,
    phone: String,
    consultant: Option<String>,
    grade: Option<Grade>,
    next: Option<Day>,
}

pub(super) fn guests(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    // Who was merged is found as who they turned out to be.
    let mut rows = desk.guests()?;
    rows.retain(|row| row.guest.merged_into.is_none());
    if let Some(typed) = given(matches, "search") {
        let found = desk.find_guests(typed, MOST_FOUND)?;
        rows.retain(|row| found.iter().any(|guest| guest.id == row.id));
    }
    let right = match Looker::of(shell, desk, matches)? {
        None => None,
        Some(looker) => {
            let seen = rows.iter().filter(|row| looker.may_see(row)).count();
            let right = looker.reveal(shell, desk, "guests", seen)?;
            Some((looker, right))
        }
    };
    let names = desk.names()?;
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    for row in &rows {
        let seen = right.as_ref().filter(|(looker, _)| looker.may_see(row)).map(|(_, right)| right);
        let (name, phone) = match (&row.person, seen) {
            (None, _) => (String::new(), String::new()),
            (Some(p), Some(right)) => (
                p.name.expose(right).clone(),
                p.phone.as_ref().map(|x| x.expose(right).clone()).unwrap_or_default(),
            ),
            (Some(p), None) => {
                (p.name.masked_name(), p.phone.as_ref().map(Pii::masked_number).unwrap_or_default())
            }
        };
        let consultant = row.guest.consultant.and_then(|id| names.staff(id).map(str::to_owned));
        let (grade, next) = (row.guest.grade, row.guest.next.map(|next| next.day));
        lines.push(Line { number: row.id.0, name, phone, consultant, grade, next });
    }
    let columns = Columns::<Line>::default()
        .both("guest", words::H_NUMBER, |l: &Line| json!(l.number), |l| format!("#{}", l.number))
        .text("name", words::H_NAME, |l: &Line| l.name.clone())
        .text("phone", words::H_PHONE, |l: &Line| l.phone.clone())
        .both(
            "consultant",
            words::H_CONSULTANT,
            |l| json!(l.consultant),
            |l| l.consultant.clone().unwrap_or_default(),
        )
        .both(
            "grade",
            guest::H_GRADE,
            |l| json!(l.grade.map(Grade::code)),
            |l| l.grade.map_or(String::new(), |grade| grade.code().to_uppercase()),
        )
        .both(
            "next",
            guest::H_NEXT,
            |l| json!(l.next.map(|day| day.to_string())),
            |l| l.next.map_or(String::new(), |day| day.to_string()),
        );
    output::list(&lines, &columns, Format::of(matches), words::NOTHING_MATCHES, shell.lang)
}
