//! `anchang show`: every board as plain text. Personal data is masked unless `--reveal REASON`, which is logged.

mod alerts;
mod book;
mod complaints;
mod day;
mod deal;
mod due;
mod flow;
mod guest;
mod guests;
mod log;
mod policy;
mod roster;
mod sale;
mod staff;
mod units;

use clap::ArgMatches;

use super::looker::Looker;
use super::{Shell, Stop};
use crate::desk::Desk;
use crate::domain::staff::StaffId;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Say, shell as words};

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let desk = shell.desk()?;
    match matches.subcommand() {
        Some(("units", m)) => units::units(shell, &desk, m),
        Some(("staff", m)) => staff::staff(shell, &desk, m),
        Some(("guests", m)) => guests::guests(shell, &desk, m),
        Some(("guest", m)) => guest::guest(shell, &desk, m),
        Some(("book", m)) => book::book(shell, &desk, m),
        Some(("log", m)) => log::log(shell, &desk, m),
        Some(("due", m)) => due::due(shell, &desk, m),
        Some(("roster", m)) => roster::roster(shell, &desk, m),
        Some(("flow", m)) => flow::flow(shell, &desk, m),
        Some(("alerts", m)) => alerts::alerts(shell, &desk, m),
        Some(("complaints", m)) => complaints::complaints(shell, &desk, m),
        Some(("day", m)) => day::day(shell, &desk, m),
        Some(("deals", m)) => sale::deals::deals(shell, &desk, m),
        Some(("deal", m)) => deal::deal(shell, &desk, m),
        Some(("applications", m)) => sale::applications::applications(shell, &desk, m),
        Some(("receipts", m)) => sale::receipts::receipts(shell, &desk, m),
        Some(("papers", m)) => sale::papers::papers(shell, &desk, m),
        Some(("discounts", m)) => sale::discounts::discounts(shell, &desk, m),
        Some(("policy", m)) => policy::policy(shell, &desk, m),
        _ => Err(Say::from(words::NO_SUBCOMMAND).into()),
    }
}

fn given<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m String> {
    matches.get_one::<String>(name)
}

fn one_staff(desk: &Desk, name: &str) -> Result<StaffId, Stop> {
    Ok(desk.find_staff(name)?.id)
}

fn one_unit(text: &str) -> Result<UnitId, Stop> {
    text.parse().map_err(|_| say!(words::NOT_A_UNIT, text = text).into())
}
