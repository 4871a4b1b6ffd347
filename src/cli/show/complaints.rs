//! Complaints 客户投诉: those that run first, the oldest of them first.

use clap::ArgMatches;
use serde_json::json;

use super::sale::Whom;
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::Desk;
use crate::domain::complaint::{Complaint, ComplaintId};
use crate::paper::complaint::{is_late, people, standing};
use crate::text::{changed as words, common, complaint as texts, listed, shell};

/// A complaint with its names.
struct Line {
    id: ComplaintId,
    complaint: Complaint,
    guest: String,
    handler: String,
    late: bool,
}

pub(super) fn complaints(cli: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = cli.lang;
    let (now, tz_min) = desk.now();
    let mut all = desk.complaints()?;
    if matches.get_flag("open") {
        all.retain(|(_, complaint)| complaint.is_open());
    }
    let mut rows = Vec::new();
    for (_, complaint) in &all {
        rows.extend(people(desk, complaint)?);
    }
    let whom = Whom::of(cli, desk, matches, "complaints", &rows)?;
    let names = desk.names()?;
    let line = |(id, complaint): (ComplaintId, Complaint)| Line {
        id,
        guest: complaint.guest.map(|guest| whom.called(&names, guest)).unwrap_or_default(),
        handler: complaint.handler.and_then(|who| names.staff(who)).unwrap_or_default().to_owned(),
        late: is_late(&complaint, now),
        complaint,
    };
    let lines: Vec<Line> = all.into_iter().map(line).collect();
    let at = move |at: crate::domain::moment::Millis| at.local(tz_min);
    let columns = Columns::<Line>::default()
        .text("complaint", texts::F_COMPLAINT, |l: &Line| l.id.to_string())
        .both(
            "received",
            words::H_RECEIVED,
            move |l| json!(l.complaint.received.map(|m| at(m).rfc3339())),
            move |l| l.complaint.received.map(|m| at(m).to_string()).unwrap_or_default(),
        )
        .both(
            "how",
            texts::F_HOW,
            |l| json!(l.complaint.how.map(crate::domain::complaint::ComplaintHow::code)),
            move |l| l.complaint.how.map_or("", |how| how.text().get(lang)).to_owned(),
        )
        .text("guest", shell::H_GUEST, |l: &Line| l.guest.clone())
        .text("unit", shell::H_UNIT, |l: &Line| {
            l.complaint.unit.as_ref().map(ToString::to_string).unwrap_or_default()
        })
        .text("what", texts::F_WHAT, |l: &Line| l.complaint.what.clone())
        .both(
            "reply_by",
            words::H_REPLY_BY,
            move |l| json!(at(l.complaint.reply_by).rfc3339()),
            move |l| at(l.complaint.reply_by).to_string(),
        )
        .both(
            "late",
            words::H_LATE,
            |l| json!(l.late),
            move |l| if l.late { common::YES.get(lang).to_owned() } else { String::new() },
        )
        .both(
            "department",
            texts::F_DEPARTMENT,
            |l| json!(l.complaint.department.map(crate::domain::complaint::Department::code)),
            move |l| l.complaint.department.map_or("", |d| d.text().get(lang)).to_owned(),
        )
        .text("handler", texts::F_HANDLER, |l: &Line| l.handler.clone())
        .both(
            "state",
            listed::H_STANDING,
            |l| json!(code_of(&l.complaint)),
            move |l| standing(&l.complaint).get(lang).to_owned(),
        )
        .data("answers", move |l| {
            let one = |(m, text): &(crate::domain::moment::Millis, String)| {
                json!({ "at": at(*m).rfc3339(), "text": text })
            };
            json!(l.complaint.answers.iter().map(one).collect::<Vec<_>>())
        });
    output::list(&lines, &columns, Format::of(matches), words::NO_COMPLAINTS, lang)
}

/// Where it stands, for programs.
fn code_of(complaint: &Complaint) -> &'static str {
    match (complaint.closed, complaint.department, complaint.answers.is_empty()) {
        (Some((_, verdict)), ..) => verdict.code(),
        (None, None, _) => "received",
        (None, Some(_), true) => "judged",
        (None, Some(_), false) => "answered",
    }
}
