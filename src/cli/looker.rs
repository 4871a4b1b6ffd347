//! Somebody who asks to see personal data: signed in, with a reason, logged before anything is shown (RULES 2).

use clap::ArgMatches;

use super::{Shell, Stop, ask};
use crate::desk::{Desk, GuestRow, Session};
use crate::domain::permission::Role;
use crate::domain::person::Exposure;
use crate::paper::Sight;

/// Somebody who asks to see personal data. Nothing is shown yet.
pub(super) struct Looker {
    pub(super) who: Session,
    reason: String,
    /// A consultant sees their own guests only (RULES 1.0, 本人客户).
    only_own: bool,
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
        Ok(Self { who: who.clone(), reason: reason.to_owned(), only_own })
    }

    pub(super) fn may_see(&self, guest: &GuestRow) -> bool {
        guest.person.is_some() && (!self.only_own || guest.guest.consultant == Some(self.who.staff))
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
    pub(super) fn sight<'a>(&self, right: &'a Exposure) -> Sight<'a> {
        Sight { right, only_of: self.only_own.then_some(self.who.staff) }
    }
}
