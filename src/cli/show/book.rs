//! The registers of a day.

use clap::ArgMatches;
use serde_json::json;

use super::given;
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::Desk;
use crate::domain::book::Line;
use crate::domain::day::{Date, Day};
use crate::domain::guest::VisitKind;
use crate::domain::register::{Register, field_text};
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{guest as words, shell};

/// A line with its names.
struct Shown {
    number: u32,
    line: Line,
    tz_min: i32,
    guest: String,
    consultant: Option<String>,
    witness: Option<String>,
    missing: String,
}

pub(super) fn book(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let (lang, format) = (shell.lang, Format::of(matches));
    let (_, tz_min) = desk.now();
    let today = desk.today();
    let day = match given(matches, "day") {
        None => today,
        Some(text) => Date::parse(text)
            .and_then(|date| date.back(today))
            .ok_or_else(|| say!(words::NOT_A_DATE, text = text))?,
    };
    let register = if matches.get_flag("calls") { Register::Call } else { Register::Visit };
    let book = desk.book(day)?;
    let names = desk.names()?;
    let staff = |id: Option<StaffId>| id.and_then(|id| names.staff(id)).map(str::to_owned);
    let lines: Vec<Shown> = (1u32..)
        .zip(book.register(register))
        .map(|(number, line)| Shown {
            number,
            tz_min,
            guest: line.guest.map_or_else(
                || (if line.is_open() { words::OPEN } else { words::INVALID }).get(lang).to_owned(),
                |guest| names.guest(guest),
            ),
            consultant: staff(line.consultant),
            witness: staff(line.witness),
            missing: line
                .lacks()
                .iter()
                .map(|code| field_text(code).map_or(code.as_str(), |text| text.get(lang)))
                .collect::<Vec<_>>()
                .join(" "),
            line: line.clone(),
        })
        .collect();
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let columns = Columns::<Shown>::default()
        .both("line", words::F_LINE, |s: &Shown| json!(s.number), |s| s.number.to_string())
        .both(
            "at",
            words::F_TIME,
            |s| json!(s.line.at.local(s.tz_min).rfc3339()),
            |s| Day::clock(s.line.at, s.tz_min),
        )
        .data("guest_number", |s| json!(s.line.guest.map(|g| g.0)))
        .text("guest", shell::H_GUEST, |s: &Shown| s.guest.clone())
        .both(
            "kind",
            words::F_KIND,
            |s| json!(s.line.kind.map(VisitKind::code)),
            move |s| s.line.kind.map_or("", |kind| kind.text().get(lang)).to_owned(),
        )
        .both(
            "source",
            words::F_SOURCE,
            |s| json!(s.line.source.map(crate::domain::guest::Source::code)),
            move |s| s.line.source.map_or("", |source| source.text().get(lang)).to_owned(),
        )
        .both("consultant", words::C_CONSULTANT, |s| json!(s.consultant), move |s| optional(&s.consultant))
        .both("witness", words::C_WITNESS, |s| json!(s.witness), move |s| optional(&s.witness))
        .data("reception", |s| json!(s.line.reception))
        .both("missing", words::H_MISSING, |s| json!(s.line.lacks()), |s| s.missing.clone())
        .both(
            "state",
            words::H_STATE,
            |s| json!(state(&s.line).map(|state| state.en)),
            move |s| state(&s.line).map_or("", |state| state.get(lang)).to_owned(),
        );
    output::list(&lines, &columns, format, words::NO_LINES, lang)?;
    if format == Format::Table {
        for say in crate::desk::book_in_words(day, &book) {
            eprintln!("{}", names.fill(say).in_lang(lang));
        }
    }
    Ok(())
}

fn state(line: &Line) -> Option<crate::text::Text> {
    if line.struck {
        Some(words::STRUCK)
    } else if line.confirmed.is_some() {
        Some(words::CONFIRMED)
    } else {
        None
    }
}
