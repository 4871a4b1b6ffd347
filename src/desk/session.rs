//! Who is at the desk, and whose second PIN confirms an action.

use sha2::{Digest, Sha256};

use super::{Action, CommandId, Desk, Failure, Filled, THE_POLICY, deed, pin};
use crate::domain::ctx::Ctx;
use crate::domain::moment::Millis;
use crate::domain::person::Pii;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::domain::staff::{Staff, StaffEvent, StaffId};
use crate::say;
use crate::store::{Head, StaffRow, StoreError};
use crate::text::{Arg, Say, people as words};

/// Somebody who typed the right PIN.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub staff: StaffId,
    /// Names this sitting in the log.
    pub id: [u8; 16],
    /// The PIN that was typed: a changed PIN ends the sitting.
    pub(super) pin: Option<String>,
    /// How often they had left before: leaving ends the sitting for good.
    pub(super) departures: u32,
}

/// Another person's PIN, for exactly one action, once, soon. It cannot be copied: using it gives it away.
#[derive(Debug)]
pub struct Approval {
    /// Whose.
    pub approver: StaffId,
    digest: [u8; 32],
    given: Millis,
}

/// How long an approval can be used.
const APPROVAL_MS: u64 = 60_000;

impl Approval {
    /// Uses it up for the command it was given for.
    pub(super) fn spend(
        self,
        action: &Action,
        filled: &Filled,
        id: CommandId,
        now: Millis,
    ) -> Result<StaffId, Refusal> {
        if self.digest != digest(action, filled, id) {
            return Err(Refusal::new("RELIABILITY 3", words::APPROVAL_OTHER));
        }
        // Either way: a clock that is set back makes no approval last longer.
        if now.0.abs_diff(self.given.0) > APPROVAL_MS {
            return Err(Refusal::new("RELIABILITY 3", words::APPROVAL_OLD));
        }
        Ok(self.approver)
    }
}

fn digest(action: &Action, filled: &Filled, id: CommandId) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update(action.id);
    sha.update(filled.digest());
    sha.update(id.0);
    sha.finalize().into()
}

impl Desk {
    /// Signs somebody in by name (or `#number`) and PIN.
    ///
    /// # Errors
    /// Nobody of that name, a wrong PIN (logged), or a pause after wrong ones.
    pub fn sign_in(&self, name: &str, pin: &Pii<String>) -> Result<Session, Failure> {
        let row = self.check_pin(name, pin)?;
        Ok(Session {
            staff: row.id,
            id: *uuid::Uuid::now_v7().as_bytes(),
            departures: row.staff.departures,
            pin: row.staff.pin,
        })
    }

    /// Takes another person's PIN for exactly this command.
    ///
    /// # Errors
    /// As [`Desk::sign_in`].
    pub fn approve(
        &self,
        name: &str,
        pin: &Pii<String>,
        action: &Action,
        filled: &Filled,
        id: CommandId,
    ) -> Result<Approval, Failure> {
        let row = self.check_pin(name, pin)?;
        Ok(Approval { approver: row.id, digest: digest(action, filled, id), given: self.clock.now().0 })
    }

    /// Whether a PIN of this name is looked at now.
    ///
    /// # Errors
    /// Nobody or several of that name, or theirs is not looked at: they left, have none, or a pause runs.
    pub fn may_try_pin(&self, name: &str) -> Result<StaffRow, Failure> {
        let row = find(self.store.staff()?, name)?;
        let (head, wall) = (self.store.head()?, self.clock.now().0);
        self.with_ctx(|ctx| row.staff.may_try_pin(&Ctx { now: waited(head, wall, ctx), ..*ctx }))?
            .map_err(Failure::Denied)?;
        Ok(row)
    }

    fn check_pin(&self, name: &str, pin: &Pii<String>) -> Result<StaffRow, Failure> {
        let row = self.may_try_pin(name)?;
        let hash = self.store.pin_hash(row.id)?;
        // Outside the write transaction: this takes a fifth of a second on purpose.
        let right = match &hash {
            Some(hash) => pin::matches(pin, hash),
            None => false,
        };
        let command = self.command(row.id, [0; 16], CommandId::new());
        // Under the lock, also for a right PIN: guesses that ran side by side must not get past the pause.
        let (paused, _) = self.store.write::<_, Failure>(command, |work| {
            let suspect = deed::watch_clock(work)?;
            let policy = work.load::<Policy>(THE_POLICY)?.state;
            let mut staff = work.load::<Staff>(&row.id.0.to_string())?;
            let ctx = Ctx {
                now: work.now(),
                tz_min: self.clock.now().1,
                actor: row.id,
                roles: staff.state.roles,
                approver: None,
                policy: &policy,
                calendar: super::calendar::the(),
                clock_suspect: suspect,
            };
            let waited = waited(work.head(), work.wall(), &ctx);
            staff.state.may_try_pin(&Ctx { now: waited, ..ctx }).map_err(Failure::Denied)?;
            let events = staff.state.decide_pin_tried(right, &ctx);
            work.record(&mut staff, &events)?;
            let paused = events.iter().find_map(|event| match event {
                StaffEvent::LockedOut { until } => Some((*until, until.0 - ctx.now.0)),
                _ => None,
            });
            Ok(paused)
        })?;
        if right {
            return Ok(row);
        }
        let wrong = say!(words::SIGN_IN_WRONG, who = row.name.as_str());
        let why = match paused {
            None => wrong,
            Some((until, ms)) => {
                let until = until.local(self.clock.now().1).to_string();
                say!(words::SIGN_IN_WRONG_PAUSED, wrong = wrong, pause = so_long(ms / 1000), until = until)
            }
        };
        Err(Failure::Denied(Refusal::new("DESIGN 5", why).at("pin")))
    }

    /// The circumstances of now, for a question that changes nothing.
    fn with_ctx<T>(&self, body: impl FnOnce(&Ctx) -> T) -> Result<T, StoreError> {
        let head = self.store.head()?;
        let (wall, tz_min) = self.clock.now();
        let frozen = self.project()?.frozen;
        let jumped = crate::domain::project::is_suspect(head.wall, wall);
        let clock_suspect = frozen.is_some() || jumped;
        let now = frozen.unwrap_or(if jumped { head.wall } else { wall });
        let policy = self.policy()?;
        let roles = crate::domain::permission::Roles::default();
        Ok(body(&Ctx {
            now,
            tz_min,
            actor: StaffId::SYSTEM,
            roles,
            approver: None,
            policy: &policy,
            calendar: super::calendar::the(),
            clock_suspect,
        }))
    }

    /// The circumstances of now for whoever reads: what a countdown counts from.
    ///
    /// # Errors
    /// What the store says.
    pub fn read_ctx<T>(&self, body: impl FnOnce(&Ctx) -> T) -> Result<T, StoreError> {
        self.with_ctx(body)
    }
}

/// A pause in words.
fn so_long(seconds: i64) -> Say {
    match seconds % 60 {
        0 => say!(words::SO_MANY, count = seconds / 60, what = words::MINUTES),
        _ => say!(words::SO_MANY, count = seconds, what = words::SECONDS),
    }
}

/// Now, for the end of a pause. While a jump of the clock waits to be confirmed time stands still, but a pause
/// must still end: otherwise three wrong PINs after a weekend would lock out everybody who could confirm it. What has
/// passed since the last event on the same clock counts.
fn waited(head: Head, wall: Millis, ctx: &Ctx) -> Millis {
    if !ctx.clock_suspect || crate::domain::project::is_suspect(head.wall, wall) {
        return ctx.now;
    }
    Millis(ctx.now.0 + (wall.0 - head.wall.0).max(0))
}

/// One person by name or `#number`. Of several with one name, those who work here come first; still several is a
/// question.
pub(super) fn find(staff: Vec<StaffRow>, name: &str) -> Result<StaffRow, Refusal> {
    let wanted = crate::domain::clean::clean(name).unwrap_or_default();
    if let Some(number) = wanted.strip_prefix('#').and_then(|n| n.parse().ok()) {
        let found = staff.into_iter().find(|row| row.id == StaffId(number));
        return found.ok_or_else(|| nobody(&wanted));
    }
    let mut called: Vec<StaffRow> = staff.into_iter().filter(|row| row.name == wanted).collect();
    if called.iter().any(|row| row.staff.active) {
        called.retain(|row| row.staff.active);
    }
    if called.len() > 1 {
        let numbers: Vec<Arg> = called.iter().map(|row| Arg::from(format!("#{}", row.id.0))).collect();
        return Err(Refusal::new("DESIGN 5", say!(words::SEVERAL_CALLED, name = wanted, numbers = numbers)));
    }
    called.pop().ok_or_else(|| nobody(&wanted))
}

fn nobody(name: &str) -> Refusal {
    Refusal::new("DESIGN 5", say!(words::NOBODY_CALLED, name = name))
        .try_this(words::NOBODY_CALLED_REMEDY)
        .typed(words::SEE_STAFF)
}
