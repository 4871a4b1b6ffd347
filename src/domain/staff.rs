//! The people behind the counter: their roles, their PIN, and what happens after wrong ones.

use serde::{Deserialize, Serialize};

use super::ctx::Ctx;
use super::day::Day;
use super::event::{Aggregate, Meta, events};
use super::moment::Millis;
use super::permission::{Role, Roles};
use super::person::PersonId;
use super::policy;
use super::refusal::Refusal;
use crate::say;
use crate::text::{Arg, people as words};

/// A member of the staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffId(pub i64);

impl StaffId {
    /// The program itself: expiries, clock warnings.
    pub const SYSTEM: Self = Self(0);
}

impl From<StaffId> for Arg {
    fn from(id: StaffId) -> Self {
        Self::Staff(id.0)
    }
}

events! {
    /// What happens to a member of the staff.
    StaffEvent {
        /// Joined.
        "staff.added" v 1 => Added {
            /// Who, in the vault.
            person: PersonId,
            /// Commitment to the vault's record (RELIABILITY 2.5).
            commit: String,
            /// What they may do.
            roles: Roles,
        }
        /// Roles changed.
        "staff.roles_changed" v 1 => RolesChanged {
            /// What they were.
            from: Roles,
            /// What they are now.
            to: Roles,
        }
        /// A PIN was set; its hash stands outside the log.
        "staff.pin_set" v 1 => PinSet {
            /// SHA-256 of the stored hash, so that an exchanged hash is noticed.
            commit: String,
        }
        /// A wrong PIN was typed.
        "staff.pin_failed" v 1 => PinFailed {}
        /// Too many wrong PINs.
        "staff.locked_out" v 1 => LockedOut {
            /// Until when.
            until: Millis,
        }
        /// The right PIN after wrong ones.
        "staff.pin_accepted" v 1 => PinAccepted {}
        /// Asked for something their roles do not allow.
        "staff.denied" v 1 => Denied {
            /// The action.
            action: String,
        }
        /// Left.
        "staff.left" v 1 => Left {
            /// Why.
            reason: String,
        }
        /// Came back.
        "staff.returned" v 1 => Returned {}
        /// Looked at unmasked personal data.
        "staff.revealed" v 1 => Revealed {
            /// What: `units`, `guests`.
            what: String,
            /// How many people's data.
            rows: i64,
            /// Why.
            reason: String,
        }
        /// Took a list out of the program 导出 (RULES 1.0, 2: exports are counted).
        "staff.exported" v 1 => Exported {
            /// What: `roster`, `visits`, `calls`.
            what: String,
            /// From this day.
            from: Day,
            /// To this day, it included.
            to: Day,
            /// How many rows about people.
            rows: i64,
            /// Names and phones masked.
            masked: bool,
        }
    }
}

/// A member of the staff.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Staff {
    /// Who, in the vault.
    pub person: PersonId,
    /// Commitment to the vault's record.
    pub commit: String,
    /// What they may do.
    pub roles: Roles,
    /// Works here now.
    pub active: bool,
    /// Commitment to the PIN's hash; `None` before the first PIN.
    pub pin: Option<String>,
    /// Wrong PINs in a row.
    pub fails: i64,
    /// Pauses since the last right PIN.
    pub pauses: u32,
    /// No PIN is looked at before this moment.
    pub locked_until: Option<Millis>,
    /// Left how often: a sitting does not outlast leaving and coming back.
    #[serde(default, skip_serializing_if = "is_never")]
    pub departures: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_never(times: &u32) -> bool {
    *times == 0
}

/// A pause never gets longer than this.
const LONGEST_PAUSE_S: i64 = 15 * 60;

impl Staff {
    /// Joins.
    ///
    /// # Errors
    /// No role at all.
    pub fn decide_add(
        &self,
        person: PersonId,
        commit: String,
        roles: Roles,
    ) -> Result<Vec<StaffEvent>, Refusal> {
        if roles.is_empty() {
            return Err(no_roles());
        }
        Ok(vec![StaffEvent::Added { person, commit, roles }])
    }

    /// Changes roles. `managers_left` counts the other active managers.
    ///
    /// # Errors
    /// No role, the same roles, or nobody left who may manage.
    pub fn decide_roles(&self, to: Roles, managers_left: usize) -> Result<Vec<StaffEvent>, Refusal> {
        if to.is_empty() {
            return Err(no_roles());
        }
        if to == self.roles {
            return Err(Refusal::new("RULES 1.0", words::SAME_ROLES).at("roles"));
        }
        if self.roles.has(Role::Manager) && !to.has(Role::Manager) && managers_left == 0 {
            return Err(last_manager("roles"));
        }
        Ok(vec![StaffEvent::RolesChanged { from: self.roles, to }])
    }

    /// Leaves. `managers_left` counts the other active managers.
    ///
    /// # Errors
    /// Already gone, or the last manager.
    pub fn decide_leave(&self, reason: &str, managers_left: usize) -> Result<Vec<StaffEvent>, Refusal> {
        if !self.active {
            return Err(Refusal::new("RULES 1.0", words::ALREADY_LEFT).at("staff"));
        }
        if self.roles.has(Role::Manager) && managers_left == 0 {
            return Err(last_manager("staff"));
        }
        Ok(vec![StaffEvent::Left { reason: reason.to_owned() }])
    }

    /// Comes back.
    ///
    /// # Errors
    /// Never left.
    pub fn decide_return(&self) -> Result<Vec<StaffEvent>, Refusal> {
        if self.active {
            return Err(Refusal::new("RULES 1.0", words::NEVER_LEFT).at("staff"));
        }
        Ok(vec![StaffEvent::Returned {}])
    }

    /// Whether a PIN may be tried at all now.
    ///
    /// # Errors
    /// Gone, without a PIN, or paused after wrong ones.
    pub fn may_try_pin(&self, ctx: &Ctx) -> Result<(), Refusal> {
        if !self.active {
            return Err(Refusal::new("DESIGN 5", words::SIGN_IN_LEFT));
        }
        if self.pin.is_none() {
            return Err(Refusal::new("DESIGN 5", words::SIGN_IN_NO_PIN).try_this(words::ASK_MANAGER_FOR_PIN));
        }
        match self.locked_until {
            Some(until) if ctx.now < until => Err(Refusal::new(
                "DESIGN 5",
                say!(words::SIGN_IN_PAUSED, until = ctx.local(until).to_string()),
            )),
            _ => Ok(()),
        }
    }

    /// What a tried PIN leaves in the log: nothing for a right one at the first try.
    pub fn decide_pin_tried(&self, right: bool, ctx: &Ctx) -> Vec<StaffEvent> {
        if right {
            return if self.fails > 0 || self.pauses > 0 {
                vec![StaffEvent::PinAccepted {}]
            } else {
                Vec::new()
            };
        }
        let mut events = vec![StaffEvent::PinFailed {}];
        if self.fails + 1 >= ctx.policy.get(&policy::PIN_TRIES) {
            let pause = ctx.policy.get(&policy::PIN_PAUSE_S).saturating_mul(1 << self.pauses.min(10));
            events.push(StaffEvent::LockedOut { until: ctx.now.plus_seconds(pause.min(LONGEST_PAUSE_S)) });
        }
        events
    }
}

fn no_roles() -> Refusal {
    Refusal::new("RULES 1.0", words::NO_ROLES).at("roles")
}

fn last_manager(field: &'static str) -> Refusal {
    Refusal::new("RULES 1.0", words::LAST_MANAGER).at(field).try_this(words::ADD_MANAGER_FIRST)
}

/// Whether a PIN is fit to be one: at least six characters, not all the same, not a plain run.
///
/// # Errors
/// Why it is not.
pub fn check_new_pin(pin: &str) -> Result<(), Refusal> {
    let chars: Vec<char> = pin.chars().collect();
    let refuse = |text| Err(Refusal::new("RELIABILITY 3", text).at("pin"));
    if chars.len() < 6 {
        return refuse(words::PIN_TOO_SHORT);
    }
    if chars.len() > 128 {
        return refuse(words::PIN_TOO_LONG);
    }
    let steps: Vec<i64> = chars.windows(2).map(|w| i64::from(w[1] as u32) - i64::from(w[0] as u32)).collect();
    if [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step)) {
        return refuse(words::PIN_TOO_EASY);
    }
    Ok(())
}

/// Whether words could be a PIN that was typed in the wrong place: one word of letters and four digits or more.
pub fn looks_like_pin(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    digits >= 4 && words.chars().all(|c| c.is_ascii_graphic()) && check_new_pin(words).is_ok()
}

impl Aggregate for Staff {
    type Event = StaffEvent;
    const KIND: &'static str = "staff";

    fn evolve(&mut self, event: &StaffEvent, _: &Meta) {
        match event {
            StaffEvent::Added { person, commit, roles } => {
                *self = Self {
                    person: *person,
                    commit: commit.clone(),
                    roles: *roles,
                    active: true,
                    ..Self::default()
                };
            }
            StaffEvent::RolesChanged { to, .. } => self.roles = *to,
            StaffEvent::PinSet { commit } => {
                self.pin = Some(commit.clone());
                self.clear_pauses();
            }
            StaffEvent::PinFailed {} => self.fails += 1,
            StaffEvent::LockedOut { until } => {
                self.locked_until = Some(*until);
                self.fails = 0;
                self.pauses += 1;
            }
            StaffEvent::PinAccepted {} => self.clear_pauses(),
            StaffEvent::Denied { .. } | StaffEvent::Revealed { .. } | StaffEvent::Exported { .. } => {}
            StaffEvent::Left { .. } => {
                self.active = false;
                self.departures += 1;
            }
            StaffEvent::Returned {} => self.active = true,
        }
    }
}

impl Staff {
    fn clear_pauses(&mut self) {
        self.fails = 0;
        self.pauses = 0;
        self.locked_until = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static NO_YEARS: crate::domain::calendar::Calendar =
        crate::domain::calendar::Calendar { years: Vec::new() };
    use crate::domain::policy::Policy;

    fn ctx(now: i64, policy: &Policy) -> Ctx<'_> {
        Ctx {
            now: Millis(now),
            tz_min: 480,
            actor: StaffId(1),
            roles: Roles::default(),
            approver: None,
            policy,
            calendar: &NO_YEARS,
            clock_suspect: false,
        }
    }

    fn play(staff: &mut Staff, events: &[StaffEvent]) {
        let meta = Meta { seq: 1, at: Millis(0), tz_min: 480, actor: StaffId(1), approver: None };
        for event in events {
            staff.evolve(event, &meta);
        }
    }

    #[test]
    fn three_wrong_pins_pause_and_every_further_pause_doubles() {
        let policy = Policy::default();
        let mut staff = Staff { active: true, pin: Some("x".into()), ..Staff::default() };
        let mut now = 0;
        for pause in [30, 60, 120, 240, 480, 900, 900] {
            for _ in 0..3 {
                assert!(staff.may_try_pin(&ctx(now, &policy)).is_ok(), "before the pause of {pause}");
                let events = staff.decide_pin_tried(false, &ctx(now, &policy));
                play(&mut staff, &events);
            }
            assert_eq!(staff.locked_until, Some(Millis(now + pause * 1000)));
            assert!(staff.may_try_pin(&ctx(now + pause * 1000 - 1, &policy)).is_err());
            now += pause * 1000;
        }
        let events = staff.decide_pin_tried(true, &ctx(now, &policy));
        assert_eq!(events, [StaffEvent::PinAccepted {}]);
        play(&mut staff, &events);
        assert_eq!((staff.fails, staff.pauses, staff.locked_until), (0, 0, None));
        assert_eq!(staff.decide_pin_tried(true, &ctx(now, &policy)), [], "a right PIN leaves nothing");
    }

    #[test]
    fn easy_pins_are_refused() {
        for pin in ["12345", "111111", "123456", "987654", "abcdef", ""] {
            assert!(check_new_pin(pin).is_err(), "{pin}");
        }
        for pin in ["135790", "correct horse", "112233"] {
            assert!(check_new_pin(pin).is_ok(), "{pin}");
        }
    }

    #[test]
    fn the_last_manager_stays() {
        let manager = Staff { active: true, roles: vec![Role::Manager].into(), ..Staff::default() };
        assert_eq!(manager.decide_leave("x", 0).unwrap_err().why.text, words::LAST_MANAGER);
        assert_eq!(
            manager.decide_roles(vec![Role::Consultant].into(), 0).unwrap_err().why.text,
            words::LAST_MANAGER
        );
        assert!(manager.decide_leave("x", 1).is_ok());
    }
}
