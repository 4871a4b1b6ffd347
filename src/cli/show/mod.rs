//! `anchang show`: every board as plain text. Personal data is masked unless `--reveal REASON`, which is logged.

mod book;
mod due;
mod guest;
mod guests;
mod log;
mod policy;
mod roster;
mod staff;
mod units;

use clap::ArgMatches;

use super::{Shell, Stop, ask};
use crate::desk::{Desk, GuestRow, Session};
use crate::domain::permission::Role;
use crate::domain::person::Exposure;
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

/// Somebody who asks to see personal data. Nothing is shown yet.
struct Looker {
    who: Session,
    reason: String,
    /// A consultant sees their own guests only (RULES 1.0, 本人客户).
    only_own: bool,
}

impl Looker {
    /// Who asks with `--reveal`; nobody without it.
    fn of(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<Option<Self>, Stop> {
        let Some(reason) = given(matches, "reveal") else { return Ok(None) };
        let who = ask::sign_in(shell, desk, matches)?;
        let row = desk.staff()?.into_iter().find(|row| row.id == who.staff);
        let roles = row.map(|row| row.staff.roles).unwrap_or_default();
        let only_own = !roles.iter().any(|r| !matches!(r, Role::Consultant | Role::TeamLead));
        Ok(Some(Self { who, reason: reason.clone(), only_own }))
    }

    fn may_see(&self, guest: &GuestRow) -> bool {
        guest.person.is_some() && (!self.only_own || guest.guest.consultant == Some(self.who.staff))
    }

    /// The right to see `rows` people, logged before anything is shown.
    fn reveal(&self, shell: &Shell, desk: &Desk, what: &str, rows: usize) -> Result<Exposure, Stop> {
        let right = desk.reveal(&self.who, what, rows, &self.reason)?;
        shell.after_change(desk);
        Ok(right)
    }
}
