//! Staff as actions: who works here, in which roles, with which PIN.

use super::action::Action;
use super::field::{Kind, may, must};
use super::{Deed, Failure, Filled, enroll};
use crate::domain::permission::{Control, Duty, Role, Roles};
use crate::domain::person::{Exposure, Person, PersonKind, Phone, Pii};
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
        control: Control::Approved,
        fields: &[
            must("name", words::F_NAME, Kind::Name),
            ROLES,
            may("phone", words::F_PHONE, Kind::Phone),
            PIN,
        ],
        run: |deed, f| {
            let name = Filled::need(f.secret("name"), "name")?.clone();
            let roles = Filled::need(f.roles("roles"), "roles")?;
            add(deed, name, f.phone("phone").cloned(), *roles)
        },
    },
    Action {
        id: "staff.roles",
        text: words::A_STAFF_ROLES,
        duty: Duty::Staff,
        control: Control::Approved,
        fields: &[STAFF, ROLES],
        run: |deed, f| {
            let (id, others) = with_other_managers(deed, f)?;
            let roles = *Filled::need(f.roles("roles"), "roles")?;
            let before = deed.work.load::<Staff>(&id.0.to_string())?.state.roles;
            leaders_by_leaders(deed, before.iter().chain(roles.iter()).collect())?;
            deed.on_staff(id, |staff, _| staff.decide_roles(roles, others))
        },
    },
    Action {
        id: "staff.pin",
        text: words::A_STAFF_PIN,
        duty: Duty::OwnPin,
        control: Control::Single,
        fields: &[PIN],
        run: |deed, _| {
            let hash = new_pin(deed)?;
            set_pin(deed.work, deed.actor, &hash)
        },
    },
    Action {
        id: "staff.reset_pin",
        text: words::A_STAFF_RESET_PIN,
        duty: Duty::Staff,
        control: Control::Approved,
        fields: &[STAFF, PIN],
        run: |deed, f| {
            let hash = new_pin(deed)?;
            let row = deed.find_staff(f.text("staff"), "staff")?;
            leaders_by_leaders(deed, row.staff.roles)?;
            set_pin(deed.work, row.id, &hash)
        },
    },
    Action {
        id: "staff.leave",
        text: words::A_STAFF_LEAVE,
        duty: Duty::Staff,
        control: Control::Approved,
        fields: &[STAFF, must("reason", words::F_REASON, Kind::Note)],
        run: |deed, f| {
            let (id, others) = with_other_managers(deed, f)?;
            leaders_by_leaders(deed, deed.work.load::<Staff>(&id.0.to_string())?.state.roles)?;
            deed.on_staff(id, |staff, _| staff.decide_leave(f.text("reason"), others))
        },
    },
    Action {
        id: "staff.return",
        text: words::A_STAFF_RETURN,
        duty: Duty::Staff,
        control: Control::Approved,
        fields: &[STAFF],
        run: |deed, f| {
            let row = deed.find_staff(f.text("staff"), "staff")?;
            leaders_by_leaders(deed, row.staff.roles)?;
            name_is_free(deed, &row.name, Some(row.id))?;
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

/// The hash of the field `pin`.
fn new_pin(deed: &mut Deed) -> Result<String, Failure> {
    Filled::need(deed.new_pin.take(), "pin")?
}

/// A leader is made, changed and given a PIN by a leader: otherwise a manager could confirm their own requests under a
/// leader's name. The first leader is the manager's to add.
fn leaders_by_leaders(deed: &Deed, concerned: Roles) -> Result<(), Failure> {
    if concerned.has(Role::Leader) && !deed.takes_part(Role::Leader) && there_is_a_leader(deed)? {
        let refusal = Refusal::new("RULES 1.0", people::LEADERS_BY_LEADERS);
        return Err(refusal.at("staff").try_this(people::LEADERS_BY_LEADERS_REMEDY).into());
    }
    Ok(())
}

/// Whether a leader could confirm anything: one whose PIN was lost with a restore cannot.
fn there_is_a_leader(deed: &Deed) -> Result<bool, Failure> {
    for row in deed.work.staff()? {
        if row.staff.active && row.staff.roles.has(Role::Leader) && deed.work.pin_hash(row.id)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Two active people of one name would be one too many.
fn name_is_free(deed: &Deed, name: &str, of: Option<StaffId>) -> Result<(), Failure> {
    if deed.work.staff()?.iter().any(|row| row.staff.active && row.name == name && Some(row.id) != of) {
        return Err(Refusal::new("DESIGN 5", say!(people::NAME_TAKEN, name = name)).at("name").into());
    }
    Ok(())
}

/// Adds a member of the staff with a first PIN.
pub fn add(deed: &mut Deed, name: Pii<String>, phone: Option<Phone>, roles: Roles) -> Result<(), Failure> {
    let hash = new_pin(deed)?;
    leaders_by_leaders(deed, roles)?;
    name_is_free(deed, name.expose(&Exposure::granted()), None)?;
    let id = join(deed.work, &Person { name, phone }, roles, &hash)?;
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
