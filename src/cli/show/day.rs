//! The close of a day 日结: figures, findings, overdue signings with their next step; a signed day as it was signed.

use clap::ArgMatches;
use serde_json::json;

use crate::cli::changing::the_day;
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::Desk;
use crate::paper::evening::{self, Evening, Line, part};
use crate::say;
use crate::text::{changed as words, close, listed};

pub(super) fn day(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let day = the_day(desk, matches)?;
    let evening = evening::evening(desk, day, lang)?;
    let (_, tz_min) = desk.now();
    if Format::of(matches) == Format::Json {
        return output::json(&as_json(&evening, tz_min));
    }
    let lines = evening.lines(tz_min, lang);
    let columns = Columns::<Line>::default()
        .both("part", words::H_PART, |l: &Line| json!(l.part), move |l| part(l.part).get(lang).to_owned())
        .text("what", listed::H_WHAT, |l: &Line| l.what.clone())
        .text("value", words::H_VALUE, |l: &Line| l.value.clone())
        .text("note", listed::H_NOTE, |l: &Line| l.note.clone());
    output::list(&lines, &columns, Format::of(matches), close::A_CLOSE, lang)?;
    // Days are closed in order: the first open one is asked for.
    if Format::of(matches) == Format::Table
        && let Some(open) = desk.first_open_day()?.filter(|open| *open < desk.today())
    {
        output::line(&say!(close::EARLIER_OPEN, day = open).in_lang(lang))?;
    }
    Ok(())
}

fn as_json(evening: &Evening, tz_min: i32) -> serde_json::Value {
    let f = &evening.figures;
    let findings: Vec<_> = evening
        .findings
        .iter()
        .map(|(finding, why)| {
            json!({
                "kind": finding.kind.code(), "about": finding.about, "count": finding.count,
                "must_be_explained": finding.kind.must_be_explained(), "explained": why,
            })
        })
        .collect();
    let overdue: Vec<_> = evening
        .overdue
        .iter()
        .map(|o| {
            json!({
                "deal": o.deal.to_string(), "unit": o.unit, "guest": o.guest, "consultant": o.consultant,
                "due": o.due, "days_late": o.late, "deposit_fen": o.money.0, "acted": o.acted,
                "carried": o.carried,
                "action": o.next.as_ref().map(|next| next.0), "next": o.next.as_ref().map(|next| &next.1),
                "why": o.next.as_ref().map(|next| &next.2),
            })
        })
        .collect();
    let signed = evening.signed.as_ref().map(|s| {
        json!({
            "by": s.by, "with": s.with, "at": s.at.local(tz_min).rfc3339(),
            "head_seq": s.head_seq, "head": s.head,
        })
    });
    json!({
        "day": evening.day,
        "figures": {
            "calls": f.calls, "new_visits": f.new_visits, "returns": f.returns,
            "subscribed": f.subscribed, "subscribed_fen": f.subscribed_price.0,
            "ended": f.ended, "ended_fen": f.ended_price.0,
            "received_fen": f.received, "paid_back_fen": f.paid_back,
            "deposits_fen": f.deposits.0, "payable_fen": f.payable.0, "forfeited_fen": f.forfeited.0,
            "grid": f.grid, "overdue": f.overdue,
        },
        "findings": findings, "overdue": overdue, "signed": signed,
    })
}
