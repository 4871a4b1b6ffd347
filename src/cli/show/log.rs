//! The log, as sentences and as data.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{given, one_staff, one_unit};
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, LogFilter, StoredEvent, event_in_words, subject};
use crate::domain::hex::hex;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Say, people, shell as words};

/// A person who asks for no part of the log in particular sees its end.
const MOST_ROWS: i64 = 200;

/// An event with its names.
struct LogLine {
    event: StoredEvent,
    actor: String,
    approver: Option<String>,
    about: String,
    words: String,
}

pub(super) fn log(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let stream = match (given(matches, "unit"), given(matches, "stream")) {
        (Some(text), _) => Some(format!("unit:{}", one_unit(text)?)),
        (None, stream) => stream.cloned(),
    };
    let mut filter = LogFilter {
        since: matches.get_one::<i64>("since").copied().unwrap_or_default(),
        stream,
        kind: given(matches, "type").cloned(),
        actor: given(matches, "by").map(|name| one_staff(desk, name)).transpose()?,
        last: matches.get_one::<i64>("last").copied(),
    };
    let format = Format::of(matches);
    let whole = filter.since == 0
        && filter.last.is_none()
        && [filter.stream.is_none(), filter.kind.is_none(), filter.actor.is_none()] == [true; 3];
    if whole && format == Format::Table {
        filter.last = Some(MOST_ROWS);
    }
    let names = desk.names()?;
    let lang = shell.lang;
    let name =
        |id: i64| names.staff(StaffId(id)).map_or_else(|| people::SYSTEM.get(lang).to_owned(), str::to_owned);
    let mut lines = Vec::new();
    for event in desk.log(&filter)? {
        let words = names.fill(event_in_words(&event)?).in_lang(lang);
        let about = subject(&event).map_or(String::new(), |s| {
            names.fill(Say { text: words::PLAIN, args: vec![("text", s)] }).in_lang(lang)
        });
        lines.push(LogLine {
            actor: name(event.actor),
            approver: event.approver.map(name),
            about,
            words,
            event,
        });
    }
    let at = |e: &StoredEvent| Millis(e.wall).local(i32::try_from(e.tz_min).unwrap_or(0));
    let columns = Columns::<LogLine>::default()
        .both("seq", words::H_SEQ, |l: &LogLine| json!(l.event.seq), |l| l.event.seq.to_string())
        .both("at", words::H_AT, move |l| json!(at(&l.event).rfc3339()), move |l| at(&l.event).to_string())
        .data("actor", |l| json!(l.event.actor))
        .text("by", words::H_BY, |l: &LogLine| l.actor.clone())
        .both(
            "approved_by",
            words::H_APPROVED_BY,
            |l| json!(l.approver),
            |l| l.approver.clone().unwrap_or_default(),
        )
        .data("stream", |l| json!(l.event.stream))
        .data("stream_ver", |l| json!(l.event.stream_ver))
        .data("type", |l| json!(l.event.kind))
        .data("ver", |l| json!(l.event.ver))
        .both("about", words::H_ABOUT, |l| json!(l.about), |l| l.about.clone())
        .text("words", words::H_EVENT, |l: &LogLine| l.words.clone())
        .data("station", |l| json!(l.event.station))
        .data("reverses", |l| json!(l.event.reverses))
        .data("payload", |l| serde_json::from_str(&l.event.payload).unwrap_or(Value::Null))
        .both("hash", words::H_HASH, |l| json!(hex(&l.event.hash)), |l| crate::desk::short(&l.event.hash));
    output::list(&lines, &columns, format, words::NOTHING_MATCHES, lang)?;
    if whole && format == Format::Table && lines.first().is_some_and(|line| line.event.seq > 1) {
        eprintln!("{}", say!(words::ONLY_LAST, count = lines.len()).in_lang(lang));
    }
    Ok(())
}
