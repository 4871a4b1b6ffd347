//! One guest: whose they are, on what evidence, and what has happened, in words.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::given;
use crate::cli::output::{self, Columns, Format};
use crate::cli::print::one_guest;
use crate::cli::{Shell, Stop};
use crate::desk::{Candidate, Desk, LogFilter, Names, event_in_words};
use crate::domain::attribution::{Evidence, Whose};
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;
use crate::text::{Lang, guest as words, people, shell};

/// Whose guest, with names filled in.
fn whose(whose: &Whose, names: &Names, lang: Lang) -> String {
    names.fill(whose.say()).in_lang(lang)
}

/// An event of the history.
struct Happened {
    seq: i64,
    at: Millis,
    tz_min: i32,
    by: String,
    words: String,
}

fn history(desk: &Desk, names: &Names, candidate: &Candidate, lang: Lang) -> Result<Vec<Happened>, Stop> {
    let stream = Some(format!("guest:{}", candidate.guest.id.0));
    let mut all = Vec::new();
    for event in desk.log(&LogFilter { stream, ..LogFilter::default() })? {
        let by = names.staff(StaffId(event.actor));
        all.push(Happened {
            seq: event.seq,
            at: Millis(event.wall),
            tz_min: i32::try_from(event.tz_min).unwrap_or_default(),
            by: by.map_or_else(|| people::SYSTEM.get(lang).to_owned(), str::to_owned),
            words: names.fill(event_in_words(&event)?).in_lang(lang),
        });
    }
    Ok(all)
}

/// A piece of evidence with its names.
struct Piece {
    evidence: Evidence,
    whose: String,
    guest: String,
    at: String,
    rfc3339: String,
}

fn evidence_columns(lang: Lang) -> Columns<Piece> {
    Columns::<Piece>::default()
        .both(
            "ground",
            words::H_GROUND,
            |p: &Piece| json!(p.evidence.ground.code()),
            move |p| p.evidence.ground.text().get(lang).to_owned(),
        )
        .both(
            "kind",
            words::H_KIND,
            |p| json!(p.evidence.kind.code()),
            move |p| p.evidence.kind.text().get(lang).to_owned(),
        )
        .both("at", shell::H_AT, |p| json!(p.rfc3339), |p| p.at.clone())
        .text("whose", words::H_WHOSE, |p: &Piece| p.whose.clone())
        .both(
            "standing",
            words::H_STANDING,
            |p| json!(p.evidence.standing.code()),
            move |p| p.evidence.standing.text().get(lang).to_owned(),
        )
        .both(
            "days_left",
            words::H_DAYS_LEFT,
            |p| json!(p.evidence.days_left),
            |p| p.evidence.days_left.map(|d| d.to_string()).unwrap_or_default(),
        )
        .both("guest", shell::H_GUEST, |p| json!(p.evidence.guest.0), |p| p.guest.clone())
        .data("relation", |p| json!(p.evidence.relation.map(crate::domain::guest::Relation::code)))
        .both(
            "rule",
            shell::H_RULE,
            |p| json!(p.evidence.ground.rule()),
            |p| p.evidence.ground.rule().to_owned(),
        )
        .both("seq", shell::H_SEQ, |p| json!(p.evidence.seq), |p| p.evidence.seq.to_string())
}

pub(super) fn guest(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let (lang, format) = (shell.lang, Format::of(matches));
    let typed = given(matches, "guest").map_or("", String::as_str);
    let candidate = one_guest(desk, typed)?;
    let names = desk.names()?;
    let (_, tz_min) = desk.now();
    let pieces: Vec<Piece> = candidate
        .attribution
        .evidence
        .iter()
        .map(|e| Piece {
            whose: whose(&e.whose, &names, lang),
            guest: match e.relation {
                Some(relation) => format!("{} {}", relation.text().get(lang), names.guest(e.guest)),
                None => String::new(),
            },
            at: e.at.local(tz_min).to_string(),
            rfc3339: e.at.local(tz_min).rfc3339(),
            evidence: e.clone(),
        })
        .collect();
    let columns = evidence_columns(lang);
    let happened = history(desk, &names, &candidate, lang)?;
    match format {
        Format::Csv => output::list(&pieces, &columns, format, words::NO_EVIDENCE, lang),
        Format::Json => output::json(&data(desk, &names, &candidate, &pieces, &columns, &happened, lang)?),
        Format::Table => {
            let says = candidate.attribution.verdict();
            let verdict: Vec<String> = says.into_iter().map(|say| names.fill(say).in_lang(lang)).collect();
            output::line(&format!("#{} {}", candidate.guest.id.0, candidate.guest.masked))?;
            output::line(&verdict.join(if lang == Lang::En { " " } else { "" }))?;
            output::line("")?;
            output::list(&pieces, &columns, format, words::NO_EVIDENCE, lang)?;
            output::line("")?;
            let columns = Columns::<Happened>::default()
                .both("at", shell::H_AT, |h: &Happened| json!(h.at.0), |h| h.at.local(h.tz_min).to_string())
                .text("by", shell::H_BY, |h: &Happened| h.by.clone())
                .text("words", shell::H_EVENT, |h: &Happened| h.words.clone());
            output::list(&happened, &columns, format, shell::NOTHING_MATCHES, lang)
        }
    }
}

fn data(
    desk: &Desk,
    names: &Names,
    candidate: &Candidate,
    pieces: &[Piece],
    columns: &Columns<Piece>,
    happened: &[Happened],
    lang: Lang,
) -> Result<Value, Stop> {
    let row = desk.guest(candidate.guest.id)?;
    let guest = row.as_ref().map(|row| &row.guest);
    let (_, tz_min) = desk.now();
    let attribution = &candidate.attribution;
    let staff = |id: StaffId| names.staff(id).map(str::to_owned);
    Ok(json!({
        "guest": candidate.guest.id.0,
        "masked": candidate.guest.masked,
        "consultant": candidate.guest.consultant.and_then(staff),
        "grade": guest.and_then(|g| g.grade).map(crate::domain::guest::Grade::code),
        "next": guest.and_then(|g| g.next).map(|n| n.day.to_string()),
        "appointment": guest.and_then(|g| g.appointment).map(|a| a.at.local(tz_min).rfc3339()),
        "consent": guest.and_then(|g| g.consent),
        "whose": attribution.whose.as_ref().map(|w| whose(w, names, lang)),
        "by": attribution.by.map(|at| attribution.evidence[at].ground.code()),
        "others": attribution.others.iter().map(|w| whose(w, names, lang)).collect::<Vec<_>>(),
        "quiet_days": attribution.quiet_days,
        "half_today": attribution.half_today.and_then(staff),
        "evidence": columns.objects(pieces),
        "history": happened.iter().map(|h| json!({
            "seq": h.seq, "at": h.at.local(h.tz_min).rfc3339(), "by": h.by, "words": h.words,
        })).collect::<Vec<_>>(),
    }))
}
