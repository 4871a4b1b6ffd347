//! The rotation 轮岗 of a day, who comes next, and why.

use clap::ArgMatches;
use serde_json::json;

use super::{given, one_staff, units};
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, Names};
use crate::domain::ctx::Ctx;
use crate::domain::day::{Date, Day};
use crate::domain::moment::Millis;
use crate::domain::roster::Roster;
use crate::domain::roster::member::{Member, Reception};
use crate::say;
use crate::text::{Lang, Say, roster as words, shell, tui};

struct Line {
    /// Place in the order; `None` for whoever cannot take a guest.
    place: Option<usize>,
    name: String,
    state: Say,
    code: &'static str,
    member: Member,
}

pub(super) fn roster(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let (wall, tz_min) = desk.now();
    let past = given(matches, "as-of").map(|text| units::past(desk, text)).transpose()?;
    let now = past.unwrap_or(wall);
    let today = Day::of(now, tz_min);
    let day = match given(matches, "day") {
        None => today,
        Some(text) => Date::parse(text)
            .and_then(|date| date.back(today))
            .ok_or_else(|| say!(crate::text::guest::NOT_A_DATE, text = text))?,
    };
    let mut roster = desk.roster(day)?;
    if let Some(at) = past {
        roster = roster.as_of(at);
    }
    let names = desk.names()?;
    if let Some(name) = given(matches, "explain") {
        let who = one_staff(desk, name)?;
        let (sentence, steps) = desk.read_ctx(|ctx| {
            let ctx = Ctx { now, ..*ctx };
            (roster.explain(who, &ctx), roster.derivation(who, &ctx))
        })?;
        let Some(sentence) = sentence else {
            return Err(Stop::Say(names.fill(say!(words::NOT_SIGNED_IN, who = who)), 1));
        };
        output::line(&names.fill(sentence).in_lang(lang))?;
        for (clock, say) in steps {
            output::line(&format!("{clock} {}", names.fill(say).in_lang(lang)))?;
        }
        return Ok(());
    }
    let format = Format::of(matches);
    if matches.get_flag("receptions") {
        return receptions(&roster, &names, tz_min, format, lang);
    }
    let lines = lines(&roster, &names, now, tz_min);
    let clock = move |at: Millis| at.local(tz_min).clock();
    let columns = Columns::<Line>::default()
        .both(
            "place",
            shell::H_PLACE,
            |l: &Line| json!(l.place),
            |l| l.place.map_or_else(String::new, |place| place.to_string()),
        )
        .text("name", shell::H_NAME, |l: &Line| l.name.clone())
        .both("state", shell::H_STATE, |l| json!(l.code), move |l| l.state.in_lang(lang))
        .both(
            "signed_in",
            shell::H_SIGNED_IN,
            move |l| json!(l.member.signed_in.local(tz_min).rfc3339()),
            move |l| clock(l.member.signed_in),
        )
        .both("new", shell::H_NEW, |l| json!(l.member.new), |l| l.member.new.to_string())
        .both("old", shell::H_OLD, |l| json!(l.member.old), |l| l.member.old.to_string())
        .both("calls", shell::H_CALLS, |l| json!(l.member.calls), |l| l.member.calls.to_string())
        .both(
            "owed",
            shell::H_OWED,
            |l| json!(l.member.credits.len()),
            |l| l.member.credits.len().to_string(),
        )
        .data("round", |l| json!(l.member.level))
        .data("group", |l| json!(l.member.group));
    output::list(&lines, &columns, format, words::NOBODY_SIGNED_IN, lang)?;
    if format == Format::Table && !lines.is_empty() {
        let fair = roster.table().fairness();
        let sum = say!(tui::FAIRNESS, mean = fair.mean(), most = fair.most, least = fair.least);
        let waited = say!(tui::WAITED, minutes = fair.mean_wait_min);
        output::line(&format!("{}  {}", sum.in_lang(lang), waited.in_lang(lang)))?;
    }
    if format == Format::Table && day == today && past.is_none() {
        left_open(desk, &names, lang)?;
    }
    Ok(())
}

/// Receptions of the last day of work that nobody ended: named until somebody does, as on F2.
fn left_open(desk: &Desk, names: &Names, lang: Lang) -> Result<(), Stop> {
    for say in desk.left_open_in_words()? {
        output::line(&names.fill(say).in_lang(lang))?;
    }
    Ok(())
}

fn lines(roster: &Roster, names: &Names, now: Millis, tz_min: i32) -> Vec<Line> {
    let table = roster.table();
    let order = table.order(now);
    let mut lines: Vec<Line> = table
        .members
        .iter()
        .map(|member| {
            let place = order.iter().position(|place| place.who == member.who).map(|at| at + 1);
            let (code, state) = table.state(member, now, tz_min);
            let name = names.staff(member.who).unwrap_or_default().to_owned();
            Line { place, name, state, code, member: member.clone() }
        })
        .collect();
    lines.sort_by_key(|line| (line.member.left, line.place.is_none(), line.place));
    lines
}

/// Every reception of the day.
fn receptions(roster: &Roster, names: &Names, tz_min: i32, format: Format, lang: Lang) -> Result<(), Stop> {
    struct Row {
        reception: Reception,
        who: String,
        guest: String,
        witness: String,
    }
    let name = |who| names.staff(who).unwrap_or_default().to_owned();
    let rows: Vec<Row> = roster
        .table()
        .receptions
        .iter()
        .map(|r| Row {
            who: name(r.who),
            guest: r.guest.map(|guest| names.guest(guest)).unwrap_or_default(),
            witness: r.register.map(|(_, by, _)| name(by)).unwrap_or_default(),
            reception: r.clone(),
        })
        .collect();
    let clock = move |at: Millis| at.local(tz_min).clock();
    let columns = Columns::<Row>::default()
        .both("no", shell::H_NUMBER, |r: &Row| json!(r.reception.no), |r| r.reception.no.to_string())
        .both(
            "at",
            shell::H_AT,
            move |r| json!(r.reception.at.local(tz_min).rfc3339()),
            move |r| clock(r.reception.at),
        )
        .text("who", shell::H_CONSULTANT, |r: &Row| r.who.clone())
        .both(
            "kind",
            shell::H_KIND,
            |r| json!(r.reception.kind.code()),
            move |r| r.reception.kind.text().get(lang).to_owned(),
        )
        .text("guest", shell::H_GUEST, |r: &Row| r.guest.clone())
        .both(
            "turn",
            shell::H_TURN,
            |r| json!(r.reception.turn.code()),
            move |r| {
                let back = if r.reception.restored { words::RESTORED.get(lang) } else { "" };
                format!("{}{back}", r.reception.turn.text().get(lang))
            },
        )
        .data("restored", |r| json!(r.reception.restored))
        .text("witness", shell::H_WITNESS, |r: &Row| r.witness.clone())
        .both(
            "ended",
            shell::H_ENDED,
            move |r| json!(r.reception.ended.map(|(at, _)| at.local(tz_min).rfc3339())),
            move |r| r.reception.ended.map_or_else(String::new, |(at, _)| clock(at)),
        )
        .both(
            "outcome",
            shell::H_OUTCOME,
            |r| json!(r.reception.ended.map(|(_, outcome)| outcome.code())),
            move |r| r.reception.ended.map_or_else(String::new, |(_, o)| o.text().get(lang).to_owned()),
        );
    output::list(&rows, &columns, format, shell::NOTHING_MATCHES, lang)
}
