//! Somebody who asks to see personal data: signed in, with a reason, logged before anything is shown (RULES 2).

use std::collections::HashSet;

use clap::ArgMatches;

use super::{Shell, Stop, ask};
use crate::desk::{Desk, GuestRow, Session};
use crate::domain::guest::GuestId;
use crate::domain::permission::Role;
use crate::domain::person::Exposure;
use crate::paper::Sight;

/// Somebody who asks to see personal data. Nothing is shown yet.
pub(super) struct Looker {
    pub(super) who: Session,
    reason: String,
    /// A consultant sees their own guests only: these (RULES 1.0, 本人客户).
    only: Option<HashSet<GuestId>>,
}

impl Looker {
    /// Who asks with `--reveal`; nobody without it.
    pub(super) fn of(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<Option<Self>, Stop> {
        if matches.get_one::<String>("reveal").is_none() {
            return Ok(None);
        }
        let who = ask::sign_in(shell, desk, matches)?;
        Self::signed_in(desk, matches, &who)
    }

    /// The same for somebody who signed in already.
    pub(super) fn signed_in(desk: &Desk, matches: &ArgMatches, who: &Session) -> Result<Option<Self>, Stop> {
        let Some(reason) = matches.get_one::<String>("reveal") else { return Ok(None) };
        Self::because(desk, who, reason).map(Some)
    }

    /// Somebody who says why.
    pub(super) fn because(desk: &Desk, who: &Session, reason: &str) -> Result<Self, Stop> {
        let row = desk.staff()?.into_iter().find(|row| row.id == who.staff);
        let roles = row.map(|row| row.staff.roles).unwrap_or_default();
        let only_own = !roles.iter().any(|r| !matches!(r, Role::Consultant | Role::TeamLead));
        let only = only_own.then(|| desk.own_guests(who.staff)).transpose()?;
        Ok(Self { who: who.clone(), reason: reason.to_owned(), only })
    }

    pub(super) fn may_see(&self, guest: &GuestRow) -> bool {
        guest.person.is_some() && self.only.as_ref().is_none_or(|own| own.contains(&guest.id))
    }

    /// The right to see `rows` people, logged before anything is shown.
    pub(super) fn reveal(
        &self,
        shell: &Shell,
        desk: &Desk,
        what: &str,
        rows: usize,
    ) -> Result<Exposure, Stop> {
        let right = self.reveal_on_screen(desk, what, rows)?;
        shell.after_change(desk);
        Ok(right)
    }

    /// The same from the terminal, which looks after the file itself.
    pub(super) fn reveal_on_screen(&self, desk: &Desk, what: &str, rows: usize) -> Result<Exposure, Stop> {
        Ok(desk.reveal(&self.who, what, rows, &self.reason)?)
    }

    /// The right, and of whom.
    pub(super) fn sight<'a>(&'a self, right: &'a Exposure) -> Sight<'a> {
        Sight { right, only: self.only.as_ref() }
    }
}
