//! House rules and their defaults.

use clap::ArgMatches;
use serde_json::json;

use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::Desk;
use crate::domain::policy::{PARAMS, Param};
use crate::text::shell as words;

pub(super) fn policy(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let policy = desk.policy()?;
    let rows: Vec<(Param, i64)> = PARAMS.iter().map(|p| (*p, policy.get(p))).collect();
    let columns = Columns::<(Param, i64)>::default()
        .text("name", words::H_PARAM, |(p, _): &(Param, i64)| p.name.to_owned())
        .both(
            "text",
            words::H_WHAT,
            move |(p, _)| json!(p.text.get(lang)),
            move |(p, _)| p.text.get(lang).to_owned(),
        )
        .both("value", words::H_VALUE, |(_, v)| json!(v), move |(p, v)| p.show(*v).in_lang(lang))
        .both(
            "measure",
            words::H_MEASURE,
            move |(p, _)| json!(p.measure.text().get(lang)),
            move |(p, _)| p.measure.text().get(lang).to_owned(),
        )
        .both(
            "default",
            words::H_DEFAULT,
            |(p, _)| json!(p.default),
            move |(p, _)| p.show(p.default).in_lang(lang),
        )
        .text("rule", words::H_RULE, |(p, _): &(Param, i64)| p.rule.to_owned());
    output::list(&rows, &columns, Format::of(matches), words::NOTHING_MATCHES, lang)
}
