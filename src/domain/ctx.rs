//! What a decision may know besides the state it decides on.

use super::calendar::Calendar;
use super::moment::{Local, Millis};
use super::permission::Roles;
use super::policy::Policy;
use super::refusal::Refusal;
use super::staff::StaffId;
use crate::text::unit as words;

/// The circumstances of one action.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    /// Now, in effective time.
    pub now: Millis,
    /// The office clock's offset from UTC, minutes.
    pub tz_min: i32,
    /// Who acts.
    pub actor: StaffId,
    /// The roles of who acts.
    pub roles: Roles,
    /// Whose PIN confirmed it.
    pub approver: Option<StaffId>,
    /// The house rules.
    pub policy: &'a Policy,
    /// Weekends and public holidays.
    pub calendar: &'a Calendar,
    /// The clock made a suspicious jump that nobody has confirmed yet (RELIABILITY 2.3).
    pub clock_suspect: bool,
}

impl Ctx<'_> {
    /// `at` as the office clock shows it, without the day when it is today.
    pub fn show(&self, at: Millis) -> String {
        at.local(self.tz_min).brief(self.now)
    }

    /// Refuses what stores a date while the clock cannot be trusted.
    ///
    /// # Errors
    /// The clock made a jump that nobody has confirmed.
    pub fn clock_trusted(&self) -> Result<(), Refusal> {
        if self.clock_suspect {
            let refusal = Refusal::new("RELIABILITY 2.3", words::CLOCK_SUSPECT);
            return Err(refusal.try_this(words::CLOCK_SUSPECT_REMEDY));
        }
        Ok(())
    }

    /// `at` on the office clock.
    pub fn local(&self, at: Millis) -> Local {
        at.local(self.tz_min)
    }
}
