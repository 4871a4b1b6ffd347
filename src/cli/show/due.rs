//! Deadlines, the earliest first.

use clap::ArgMatches;
use serde_json::json;

use super::{given, one_staff};
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, DueRow, Names};
use crate::domain::deal::{Deal, DealId};
use crate::domain::due::DueKind;
use crate::domain::event::Aggregate;
use crate::domain::guest::{Guest, GuestId};
use crate::say;
use crate::text::{Arg, shell as words};

/// A deadline with the names that belong to it.
struct Line {
    due: DueRow,
    owner: String,
    /// What it is about, without its kind: `3-1-1203`; for programs.
    key: String,
    /// The same for people: `RG-0012 3-1-1203 张* 138****5678`.
    about: String,
    unit: Option<String>,
    deal: Option<String>,
}

impl Line {
    fn of(desk: &Desk, names: &Names, due: &DueRow) -> Result<Self, Stop> {
        let (kind, key) = due.stream.split_once(':').unwrap_or(("", due.stream.as_str()));
        let (key, number) = (key.to_owned(), key.parse::<i64>().ok());
        let owner = names.staff(due.owner).unwrap_or_default().to_owned();
        let mut line = Self { owner, about: key.clone(), key, unit: None, deal: None, due: due.clone() };
        match (kind, number) {
            (Deal::KIND, Some(number)) => {
                let id = DealId(number);
                line.deal = Some(id.to_string());
                line.about = id.to_string();
                if let Some(deal) = desk.deal(id)? {
                    line.unit = deal.unit.as_ref().map(ToString::to_string);
                    let unit = line.unit.as_deref().unwrap_or_default();
                    line.about = format!("{id} {unit} {}", names.guest(deal.guest));
                }
            }
            (Guest::KIND, Some(number)) => {
                line.about = format!("#{number} {}", names.guest(GuestId(number)));
            }
            _ => line.unit = Some(line.key.clone()),
        }
        Ok(line)
    }
}

pub(super) fn due(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let owner = given(matches, "owner").map(|name| one_staff(desk, name)).transpose()?;
    let kind =
        match given(matches, "kind") {
            None => None,
            Some(code) => {
                let known: Vec<Arg> = DueKind::ALL.iter().map(|k| k.code().into()).collect();
                let found = DueKind::ALL.iter().copied().find(|k| k.code() == code);
                Some(found.ok_or_else(|| {
                    say!(words::INVALID_VALUE_OF, arg = "--kind", value = code, valid = known)
                })?)
            }
        };
    let rows: Vec<DueRow> = desk
        .dues()?
        .into_iter()
        .filter(|d| owner.is_none_or(|o| d.owner == o) && kind.is_none_or(|k| d.kind == k))
        .collect();
    let names = desk.names()?;
    let lines: Vec<Line> = rows.iter().map(|due| Line::of(desk, &names, due)).collect::<Result<_, _>>()?;
    let (now, tz_min) = desk.now();
    let columns = Columns::<Line>::default()
        .both(
            "at",
            words::H_AT,
            move |l: &Line| json!(l.due.at.local(tz_min).rfc3339()),
            move |l| l.due.at.local(tz_min).to_string(),
        )
        .both(
            "kind",
            words::H_KIND,
            |l| json!(l.due.kind.code()),
            move |l| l.due.kind.text().get(lang).to_owned(),
        )
        .both("about", words::H_ABOUT, |l| json!(l.key), |l| l.about.clone())
        .data("stream", |l| json!(l.due.stream))
        .data("unit", |l| json!(l.unit))
        .data("deal", |l| json!(l.deal))
        .text("owner", words::H_OWNER, |l: &Line| l.owner.clone())
        .both(
            "minutes_left",
            words::H_MINUTES_LEFT,
            move |l| json!((l.due.at.0 - now.0).div_euclid(60_000)),
            move |l| (l.due.at.0 - now.0).div_euclid(60_000).to_string(),
        );
    output::list(&lines, &columns, Format::of(matches), words::NOTHING_MATCHES, lang)
}
