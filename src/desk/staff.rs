//! Staff as actions: who works here, in which roles, with which PIN.

use super::action::Action;
use super::field::{Kind, must};
use super::{Deed, Failure, Filled, enroll, pin};
use crate::domain::permission::{Control, Duty, Role, Roles};
use crate::domain::person::{Exposure, Person, PersonKind, Pii};
use crate::domain::refusal::Refusal;
use crate::domain::staff::{Staff, StaffEvent, StaffId};
use crate::say;
use crate::store::{Tracked, Work};
use crate::text::{cli as words, people};

const STAFF: super::Field = must("staff", words::F_STAFF, Kind::Staff);
const ROLES: super::Field = must("roles", words::F_ROLES, Kind::Roles);
const PIN: super::Field = must("pin", words::F_NEW_PIN, Kind::Pin);

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "staff.add",
        text: words::A_STAFF_ADD,
        duty: Duty::Staff,
        control: Control::Single,
        fields: &[must("name", words::F_NAME, Kind::Name), ROLES, PIN],
        run: |deed, f| {
            let name = Filled::need(f.secret("name"), "name")?.clone();
            let roles = Filled::need(f.roles("roles"), "roles")?;
            add(deed, name, *roles, Filled::need(f.secret("pin"), "pin")?)
        },
    },
    Action {
        id: "staff.roles",
        text: words::A_STAFF_ROLES,
        duty: Duty::Staff,
        control: Control::Single,
        fields: &[STAFF, ROLES],
        run: |deed, f| {
            let (id, others) = with_other_managers(deed, f)?;
            let roles = *Filled::need(f.roles("roles"), "roles")?;
            deed.on_staff(id, |staff, _| staff.decide_roles(roles, others))
        },
    },
    Action {
        id: "staff.pin",
        text: words::A_STAFF_PIN,
        duty: Duty::OwnPin,
        control: Control::Single,
        fields: &[PIN],
        run: |deed, f| {
            let hash = pin::hash_new(Filled::need(f.secret("pin"), "pin")?)?;
            set_pin(deed.work, deed.actor, &hash)
        },
    },
    Action {
        id: "staff.reset_pin",
        text: words::A_STAFF_RESET_PIN,
        duty: Duty::Staff,
        control: Control::Single,
        fields: &[STAFF, PIN],
        run: |deed, f| {
            let hash = pin::hash_new(Filled::need(f.secret("pin"), "pin")?)?;
            let row = deed.find_staff(f.text("staff"), "staff")?;
            set_pin(deed.work, row.id, &hash)
        },
    },
    Action {
        id: "staff.leave",
        text: words::A_STAFF_LEAVE,
        duty: Duty::Staff,
        control: Control::Single,
        fields: &[STAFF, must("reason", words::F_REASON, Kind::Text)],
        run: |deed, f| {
            let (id, others) = with_other_managers(deed, f)?;
            deed.on_staff(id, |staff, _| staff.decide_leave(f.text("reason"), others))
        },
    },
    Action {
        id: "staff.return",
        text: words::A_STAFF_RETURN,
        duty: Duty::Staff,
        control: Control::Single,
        fields: &[STAFF],
        run: |deed, f| {
            let row = deed.find_staff(f.text("staff"), "staff")?;
            deed.on_staff(row.id, |staff, _| staff.decide_return())
        },
    },
];

/// The person meant by the field `staff`, and how many other active managers there are.
fn with_other_managers(deed: &Deed, f: &Filled) -> Result<(StaffId, usize), Failure> {
    let row = deed.find_staff(f.text("staff"), "staff")?;
    let all = deed.work.staff()?;
    let others =
        all.iter().filter(|s| s.id != row.id && s.staff.active && s.staff.roles.has(Role::Manager)).count();
    Ok((row.id, others))
}

/// Adds a member of the staff with a first PIN. Two active people of one name would be one too many.
pub fn add(deed: &mut Deed, name: Pii<String>, roles: Roles, first_pin: &Pii<String>) -> Result<(), Failure> {
    let hash = pin::hash_new(first_pin)?;
    let typed = name.expose(&Exposure::granted());
    if deed.work.staff()?.iter().any(|row| row.staff.active && row.name == *typed) {
        return Err(Refusal::new("DESIGN 5", say!(people::NAME_TAKEN, name = typed)).at("name").into());
    }
    let id = join(deed.work, &Person { name, phone: None }, roles, &hash)?;
    deed.created = Some(format!("#{}", id.0));
    Ok(())
}

/// Enrolls a person as staff with a PIN.
pub(super) fn join(work: &mut Work, person: &Person, roles: Roles, hash: &str) -> Result<StaffId, Failure> {
    let (person, commit) = enroll(work, PersonKind::Staff, person)?;
    let id = StaffId(work.next_key::<Staff>()?);
    let mut staff: Tracked<Staff> = work.load(&id.0.to_string())?;
    let events = staff.state.decide_add(person, commit, roles)?;
    work.record(&mut staff, &events)?;
    set_pin(work, id, hash)?;
    Ok(id)
}

fn set_pin(work: &mut Work, id: StaffId, hash: &str) -> Result<(), Failure> {
    let commit = work.keep_pin(id, hash)?;
    let mut staff: Tracked<Staff> = work.load(&id.0.to_string())?;
    Ok(work.record(&mut staff, &[StaffEvent::PinSet { commit }])?)
}
