//! Deadlines, the earliest first.

use clap::ArgMatches;
use serde_json::json;

use super::{given, one_staff};
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, DueRow};
use crate::domain::due::DueKind;
use crate::say;
use crate::text::{Arg, shell as words};

/// What it is about, without its kind: `3-1-1203`.
fn about(due: &DueRow) -> &str {
    due.stream.split_once(':').map_or(due.stream.as_str(), |(_, key)| key)
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
    let owners: Vec<(DueRow, String)> = rows
        .into_iter()
        .map(|d| {
            let owner = names.staff(d.owner).unwrap_or_default().to_owned();
            (d, owner)
        })
        .collect();
    let (now, tz_min) = desk.now();
    let columns = Columns::<(DueRow, String)>::default()
        .both(
            "at",
            words::H_AT,
            move |(d, _): &(DueRow, String)| json!(d.at.local(tz_min).rfc3339()),
            move |(d, _)| d.at.local(tz_min).to_string(),
        )
        .both(
            "kind",
            words::H_KIND,
            |(d, _)| json!(d.kind.code()),
            move |(d, _)| d.kind.text().get(lang).to_owned(),
        )
        .both("about", words::H_ABOUT, |(d, _)| json!(about(d)), |(d, _)| about(d).to_owned())
        .data("stream", |(d, _)| json!(d.stream))
        .text("owner", words::H_OWNER, |(_, owner): &(DueRow, String)| owner.clone())
        .both(
            "minutes_left",
            words::H_MINUTES_LEFT,
            move |(d, _)| json!((d.at.0 - now.0).div_euclid(60_000)),
            move |(d, _)| (d.at.0 - now.0).div_euclid(60_000).to_string(),
        );
    output::list(&owners, &columns, Format::of(matches), words::NOTHING_MATCHES, lang)
}
