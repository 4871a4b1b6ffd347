//! Applications.

use clap::ArgMatches;
use serde_json::json;

use super::super::given;
use super::{Whom, chosen, role};
use crate::cli::output::{Columns, Format};
use crate::cli::{Shell, Stop, output};
use crate::desk::{Desk, Which};
use crate::domain::application::{AppId, AppState, Application};
use crate::domain::permission::Role;
use crate::text::{listed as words, sale, shell};

struct AppLine {
    id: AppId,
    app: Application,
    guest: String,
    by: String,
    asks: String,
    decided: Vec<String>,
}

pub(in crate::cli::show) fn applications(
    shell: &Shell,
    desk: &Desk,
    matches: &ArgMatches,
) -> Result<(), Stop> {
    let lang = shell.lang;
    let (_, tz_min) = desk.now();
    let status =
        given(matches, "status").map(|text| chosen("--status", text, AppState::CHOICES)).transpose()?;
    let role = role(matches)?;
    let mut all = desk.applications(Which::All)?;
    all.retain(|(_, app)| {
        status.is_none_or(|status| app.state().code() == status)
            && role.is_none_or(|role| app.waits_for() == Some(role))
    });
    let mut people = Vec::new();
    for (_, app) in &all {
        people.extend(desk.guest(app.guest)?);
    }
    let whom = Whom::of(shell, desk, matches, "applications", &people)?;
    let names = desk.names()?;
    let staff = |id| names.staff(id).unwrap_or_default();
    let line = |(id, app): (AppId, Application)| AppLine {
        id,
        guest: whom.called(&names, app.guest),
        by: staff(app.by).to_owned(),
        asks: app.request.as_ref().map(|r| names.fill(r.say()).in_lang(lang)).unwrap_or_default(),
        decided: app
            .decided
            .iter()
            .map(|d| {
                let what = format!(
                    "{} {}: {} {}",
                    d.role.text().get(lang),
                    staff(d.who),
                    d.decision.text().get(lang),
                    d.reason
                );
                what.trim_end().to_owned()
            })
            .collect(),
        app,
    };
    let lines: Vec<AppLine> = all.into_iter().map(line).collect();
    let unit = |l: &AppLine| l.app.unit.as_ref().map(ToString::to_string).unwrap_or_default();
    let deal = |l: &AppLine| l.app.deal.map(|deal| deal.to_string());
    let kind = |l: &AppLine| l.app.request.as_ref().map(crate::domain::application::Request::kind);
    let columns = Columns::<AppLine>::default()
        .text("application", sale::F_APPLICATION, |l: &AppLine| l.id.to_string())
        .both(
            "at",
            words::H_MADE,
            move |l| json!(l.app.at.local(tz_min).rfc3339()),
            move |l| l.app.at.local(tz_min).to_string(),
        )
        .both(
            "kind",
            words::H_WHAT,
            move |l| json!(kind(l).map(crate::domain::application::AppKind::code)),
            move |l| kind(l).map_or("", |kind| kind.text().get(lang)).to_owned(),
        )
        .text("unit", shell::H_UNIT, unit)
        .both("deal", sale::F_DEAL, move |l| json!(deal(l)), move |l| deal(l).unwrap_or_default())
        .text("guest", shell::H_GUEST, |l: &AppLine| l.guest.clone())
        .text("asks", words::H_ASKS, |l: &AppLine| l.asks.clone())
        .text("by", words::H_ASKED_BY, |l: &AppLine| l.by.clone())
        .both(
            "status",
            words::H_STANDING,
            |l| json!(l.app.state().code()),
            move |l| l.app.state().text().get(lang).to_owned(),
        )
        .both(
            "waits_for",
            words::H_NEXT_ROLE,
            |l| json!(l.app.waits_for().map(Role::code)),
            move |l| l.app.waits_for().map_or("", |role| role.text().get(lang)).to_owned(),
        )
        .both("decided", words::H_DECIDED, |l| json!(l.decided), |l| l.decided.join("; "))
        .data("reason", |l| json!(l.app.reason));
    output::list(&lines, &columns, Format::of(matches), words::NO_APPLICATIONS, lang)
}
