//! Everybody who works or worked here.

use clap::ArgMatches;
use serde_json::{Value, json};

use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, StaffRow};
use crate::text::{Arg, shell as words};

pub(super) fn staff(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let tz_min = desk.now().1;
    let columns = Columns::<StaffRow>::default()
        .both("staff", words::H_NUMBER, |r: &StaffRow| json!(r.id.0), |r| format!("#{}", r.id.0))
        .text("name", words::H_NAME, |r: &StaffRow| r.name.clone())
        .both(
            "roles",
            words::H_ROLES,
            |r| json!(r.staff.roles),
            move |r| {
                let roles: Vec<Arg> = r.staff.roles.iter().map(|role| role.text().into()).collect();
                Arg::List(roles).in_lang(lang)
            },
        )
        .both(
            "active",
            words::H_ACTIVE,
            |r| json!(r.staff.active),
            move |r| {
                if r.staff.active { crate::text::common::YES } else { crate::text::common::NO }
                    .get(lang)
                    .to_owned()
            },
        )
        .both(
            "locked_until",
            words::H_LOCKED_UNTIL,
            move |r| r.staff.locked_until.map_or(Value::Null, |at| json!(at.local(tz_min).rfc3339())),
            move |r| r.staff.locked_until.map_or(String::new(), |at| at.local(tz_min).to_string()),
        );
    output::list(&desk.staff()?, &columns, Format::of(matches), words::NOTHING_MATCHES, lang)
}
