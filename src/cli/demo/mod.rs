//! `anchang demo`: a fictional sales office to look at and to try things on, made by running the real actions under a
//! simulated clock; or a big file for benchmarks.

mod changes;
mod day;
mod office;
mod play;
mod plots;
mod sale;

use clap::ArgMatches;

use super::output::{self, Table};
use super::{Shell, Stop, terminal};
use crate::desk::{Clock, put_away, short};
use crate::domain::permission::Role;
use crate::say;
use crate::text::shell as words;
use office::Office;

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let office = Office::load()?;
    if shell.db.exists() {
        check(shell, &office)?;
        if matches.get_flag("fresh") {
            // Kept under another name, like everything else.
            put_away(&shell.db, Clock::System.now().0)?;
        }
    }
    let waited = !shell.db.exists();
    if waited {
        make(shell, matches, &office)?;
    } else {
        output::line(&say!(words::DEMO_AGAIN, path = shell.db.display().to_string()).in_lang(shell.lang))?;
    }
    if matches.get_flag("no-ui") {
        let open = say!(words::DEMO_OPEN, db = shell.db.display().to_string());
        return output::line(&open.in_lang(shell.lang));
    }
    if terminal::is_possible() {
        let pins = office.staff.iter().map(|person| (person.name.clone(), person.pin.clone()));
        terminal::run(shell, pins.collect(), waited)?;
    }
    introduce(shell, &office)
}

fn make(shell: &Shell, matches: &ArgMatches, office: &Office) -> Result<(), Stop> {
    let number = |name: &str| matches.get_one::<u64>(name).copied();
    if let Some(folder) = shell.db.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let busy = indicatif::ProgressBar::new_spinner().with_message(words::DEMO_MAKING.get(shell.lang));
    busy.enable_steady_tick(std::time::Duration::from_millis(120));
    let (now, tz_min) = Clock::System.now();
    let size = play::Size {
        units: number("units").and_then(|n| usize::try_from(n).ok()),
        events: number("events").and_then(|n| i64::try_from(n).ok()).unwrap_or(0),
        guests: number("guests").and_then(|n| i64::try_from(n).ok()).unwrap_or(0),
        seed: number("seed").unwrap_or(1),
    };
    let desk = play::make(&shell.db, office, &size, now, tz_min, &shell.station)?;
    busy.finish_and_clear();
    let (units, head) = (desk.units()?.len(), desk.head()?);
    let path = shell.db.display().to_string();
    let made =
        say!(words::DEMO_MADE, path = path, units = units, events = head.seq, head = short(&head.hash));
    output::line(&made.in_lang(shell.lang))
}

/// Refuses a project that is no demo.
fn check(shell: &Shell, office: &Office) -> Result<(), Stop> {
    let name = shell.desk_as_it_is()?.project()?.name;
    if name != office.project {
        return Err(say!(words::DEMO_NOT_ONE, path = shell.db.display().to_string()).into());
    }
    Ok(())
}

/// Who is there, with which PIN, and what to try.
fn introduce(shell: &Shell, office: &Office) -> Result<(), Stop> {
    let mut table = Table::new(&[words::H_NAME, words::H_ROLES, words::H_PIN], shell.lang);
    for person in &office.staff {
        let roles: Vec<crate::text::Arg> = person.roles()?.iter().map(|role| role.text().into()).collect();
        table.row(vec![
            person.name.clone(),
            crate::text::Arg::List(roles).in_lang(shell.lang),
            person.pin.clone(),
        ]);
    }
    table.print()?;
    let manager = office.staff.first().map_or("", |p| p.name.as_str());
    let consultant = office.with(Role::Consultant).first().map_or("", |p| p.name.as_str());
    let hints = say!(
        words::DEMO_TRY,
        db = shell.db.display().to_string(),
        manager = manager,
        consultant = consultant,
        permit = &office.permit_second
    );
    for hint in hints.in_lang(shell.lang).lines() {
        output::line(hint)?;
    }
    Ok(())
}
