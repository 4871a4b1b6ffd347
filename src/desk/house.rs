//! The house as actions: parameters, and the computer's clock.

use super::action::Action;
use super::field::{Kind, must};
use super::{Deed, Failure, THE_POLICY, THE_PROJECT};
use crate::domain::permission::{Control, Duty};
use crate::domain::policy::Policy;
use crate::domain::project::{CLOCK_FAR_MS, Project, ProjectEvent};
use crate::domain::refusal::Refusal;
use crate::store::Tracked;
use crate::text::cli as words;

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "policy.set",
        text: words::A_POLICY_SET,
        duty: Duty::Policy,
        control: Control::Approved,
        fields: &[
            must("name", words::F_PARAM, Kind::Param),
            must("value", words::F_VALUE, Kind::Text),
            must("reason", words::F_REASON, Kind::Note),
        ],
        run: |deed, f| set_policy(deed, f.text("name"), f.text("value"), f.text("reason")),
    },
    Action {
        id: "clock.confirm",
        text: words::A_CLOCK_CONFIRM,
        duty: Duty::Clock,
        control: Control::Single,
        fields: &[],
        run: |deed, _| confirm_clock(deed),
    },
];

/// Sets a parameter. Deadlines that are stored already stay where they are.
pub fn set_policy(deed: &mut Deed, name: &str, value: &str, reason: &str) -> Result<(), Failure> {
    let mut policy: Tracked<Policy> = deed.work.load(THE_POLICY)?;
    let events = policy.state.decide_set(name, value, reason)?;
    Ok(deed.work.record(&mut policy, &events)?)
}

/// Says that the computer's clock is right after an odd jump.
pub fn confirm_clock(deed: &mut Deed) -> Result<(), Failure> {
    let mut project: Tracked<Project> = deed.work.load(THE_PROJECT)?;
    let Some(frozen) = project.state.frozen else {
        return Err(Refusal::new("RELIABILITY 2.3", words::CLOCK_FINE).into());
    };
    // A weekend or a holiday is anybody's to confirm; farther, a wrong year would become the date of every deadline.
    if frozen.0.abs_diff(deed.work.wall().0) > CLOCK_FAR_MS as u64 {
        deed.require(Duty::Policy, Control::Approved)?;
    }
    Ok(deed.work.record(&mut project, &[ProjectEvent::ClockConfirmed {}])?)
}
