//! Alerts 预警: deadlines with the one next step, the most overdue first.

use clap::ArgMatches;
use serde_json::json;

use super::{given, one_staff};
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::Desk;
use crate::desk::alerts::Alert;
use crate::text::{close, shell as words};

/// An alert with its names.
struct Row {
    alert: Alert,
    guest: String,
    owner: String,
    next: String,
    why: String,
}

pub(super) fn alerts(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let days = matches.get_one::<i64>("days").copied().unwrap_or(3);
    let owner = given(matches, "owner").map(|name| one_staff(desk, name)).transpose()?;
    let names = desk.names()?;
    let alerts = desk.alerts(days)?.into_iter().filter(|a| owner.is_none_or(|o| a.due.owner == o));
    let rows: Vec<Row> = alerts
        .map(|alert| Row {
            guest: alert.guest.map(|guest| names.guest(guest)).unwrap_or_default(),
            owner: names.staff(alert.due.owner).unwrap_or_default().to_owned(),
            next: names.fill(alert.next.text.clone()).in_lang(lang),
            why: names.fill(alert.next.why.clone()).in_lang(lang),
            alert,
        })
        .collect();
    let (_, tz_min) = desk.now();
    let columns = Columns::<Row>::default()
        .both(
            "at",
            words::H_AT,
            move |r: &Row| json!(r.alert.due.at.local(tz_min).rfc3339()),
            move |r| r.alert.due.at.local(tz_min).to_string(),
        )
        .both(
            "late",
            close::H_LATE,
            move |r: &Row| json!(r.alert.urgency.say().in_lang(lang)),
            move |r| r.alert.urgency.say().in_lang(lang),
        )
        .both(
            "kind",
            words::H_KIND,
            |r: &Row| json!(r.alert.due.kind.code()),
            move |r| r.alert.due.kind.text().get(lang).to_owned(),
        )
        .text("unit", words::H_UNIT, |r: &Row| {
            r.alert.unit.as_ref().map(ToString::to_string).unwrap_or_default()
        })
        .text("guest", words::H_GUEST, |r: &Row| r.guest.clone())
        .text("owner", words::H_OWNER, |r: &Row| r.owner.clone())
        .both(
            "money_fen",
            close::H_MONEY,
            |r: &Row| json!(r.alert.money.map(|m| m.0)),
            |r| r.alert.money.map(|m| m.to_string()).unwrap_or_default(),
        )
        .data("action", |r: &Row| json!(r.alert.next.action))
        .text("next", close::H_NEXT_STEP, |r: &Row| r.next.clone())
        .data("why", |r: &Row| json!(r.why));
    output::list(&rows, &columns, Format::of(matches), words::NOTHING_MATCHES, lang)
}
