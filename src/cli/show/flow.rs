//! The flows 流程图: their steps with the live cases at each, as a table, or as a chart that Mermaid draws.

use clap::ArgMatches;
use serde_json::json;

use super::given;
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::Desk;
use crate::domain::flow::{FLOWS, Flow, Step};
use crate::say;
use crate::text::{Arg, Lang, close, shell as words};

type Row = (Step, usize, usize);

pub(super) fn flow(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let Some(name) = given(matches, "name") else { return list(shell, desk, matches) };
    let found = FLOWS.iter().find(|flow| {
        flow.id == name.as_str() || flow.text.zh == name.as_str() || flow.text.en.eq_ignore_ascii_case(name)
    });
    let Some(flow) = found else {
        let known: Vec<Arg> = FLOWS.iter().map(|flow| flow.id.into()).collect();
        return Err(say!(words::INVALID_VALUE_OF, arg = "NAME", value = name, valid = known).into());
    };
    let counts = desk.case_counts(flow)?;
    let rows: Vec<Row> = flow
        .steps
        .iter()
        .map(|step| {
            let (live, late) = counts.get(step.id).copied().unwrap_or_default();
            (*step, live, late)
        })
        .collect();
    if given(matches, "format").is_some_and(|format| format == "mermaid") {
        return output::line(&mermaid(flow, &rows, lang));
    }
    let columns = Columns::<Row>::default()
        .text("step", close::H_STEP, |(s, ..): &Row| s.id.to_owned())
        .both(
            "text",
            words::H_WHAT,
            move |(s, ..): &Row| json!(s.text.get(lang)),
            move |(s, ..)| s.text.get(lang).to_owned(),
        )
        .both(
            "role",
            close::H_ROLE,
            |(s, ..): &Row| json!(s.role.map(crate::domain::permission::Role::code)),
            move |(s, ..)| s.role.map_or("-", |r| r.text().get(lang)).to_owned(),
        )
        .text("action", close::H_ACTION, |(s, ..): &Row| s.action.unwrap_or("-").to_owned())
        .text("clock", close::H_CLOCK, |(s, ..): &Row| s.clock.unwrap_or("-").to_owned())
        .both("live", close::H_LIVE, |(_, n, _): &Row| json!(n), |(_, n, _)| n.to_string())
        .both("overdue", close::H_LATE, |(.., n): &Row| json!(n), |(.., n)| n.to_string())
        .text("next", close::H_NEXT, |(s, ..): &Row| s.next.join(", "));
    output::list(&rows, &columns, Format::of(matches), words::NOTHING_MATCHES, lang)
}

fn list(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let mut rows: Vec<(Flow, usize, usize)> = Vec::new();
    for flow in FLOWS {
        let counts = desk.case_counts(flow)?;
        let (live, late) = counts.values().fold((0, 0), |(a, b), (live, late)| (a + live, b + late));
        rows.push((*flow, live, late));
    }
    let columns = Columns::<(Flow, usize, usize)>::default()
        .text("flow", close::H_FLOW, |(f, ..): &(Flow, usize, usize)| f.id.to_owned())
        .both(
            "text",
            words::H_WHAT,
            move |(f, ..): &(Flow, usize, usize)| json!(f.text.get(lang)),
            move |(f, ..)| f.text.get(lang).to_owned(),
        )
        .text("rule", words::H_RULE, |(f, ..): &(Flow, usize, usize)| f.rule.to_owned())
        .both("live", close::H_LIVE, |(_, n, _)| json!(n), |(_, n, _)| n.to_string())
        .both("overdue", close::H_LATE, |(.., n)| json!(n), |(.., n)| n.to_string());
    output::list(&rows, &columns, Format::of(matches), words::NOTHING_MATCHES, lang)
}

/// The chart in Mermaid's words: each step with its live cases, red where some are overdue.
fn mermaid(flow: &Flow, rows: &[Row], lang: Lang) -> String {
    let mut lines = vec!["flowchart TD".to_owned()];
    for (step, live, late) in rows {
        let count = if *live > 0 { format!(" ({live})") } else { String::new() };
        lines.push(format!("  {}[\"{}{count}\"]", step.id, step.text.get(lang)));
        if *late > 0 {
            lines.push(format!("  style {} stroke:#c00,stroke-width:3px", step.id));
        }
    }
    for step in flow.steps {
        lines.extend(step.next.iter().map(|next| format!("  {} --> {next}", step.id)));
    }
    lines.join("\n")
}
