//! Guests as actions: who they are, and forgetting them on request.

use super::action::Action;
use super::field::{Kind, may, must};
use super::{Deed, Failure, Filled, enroll};
use crate::domain::guest::{Guest, GuestEvent, GuestId};
use crate::domain::permission::{Control, Duty};
use crate::domain::person::{Exposure, Person, PersonKind, Phone, Pii};
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::say;
use crate::store::{Called, Tracked};
use crate::text::{cli as words, people};

/// The action that forgets a guest.
pub(super) const FORGET: &str = "guest.forget";

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "guest.add",
        text: words::A_GUEST_ADD,
        duty: Duty::Register,
        control: Control::Single,
        fields: &[
            must("name", words::F_NAME, Kind::Name),
            must("phone", words::F_PHONE, Kind::Phone),
            may("consultant", words::F_CONSULTANT, Kind::Staff),
        ],
        run: |deed, f| {
            let consultant = match f.text_of("consultant") {
                Some(name) => Some(deed.find_consultant(name)?),
                None => deed.consultant(None).ok(),
            };
            let name = Filled::need(f.secret("name"), "name")?.clone();
            let phone = Filled::need(f.phone("phone"), "phone")?.clone();
            add(deed, name, phone, consultant).map(drop)
        },
    },
    Action {
        id: FORGET,
        text: words::A_GUEST_FORGET,
        duty: Duty::Forget,
        control: Control::Approved,
        fields: &[must("guest", words::F_GUEST, Kind::Guest), must("reason", words::F_REASON, Kind::Note)],
        run: |deed, f| {
            let guest = deed.find_also_reported(f.text("guest"))?;
            forget(deed, guest, f.text("reason"))
        },
    },
];

/// The guest with this phone number.
pub fn with_phone(deed: &Deed, phone: &Phone) -> Result<Option<GuestId>, Failure> {
    Ok(deed.work.guests_called(Called::Phone(phone.expose(&Exposure::granted())))?.first().copied())
}

/// Registers a guest. One phone number is one guest.
pub fn add(
    deed: &mut Deed,
    name: Pii<String>,
    phone: Phone,
    consultant: Option<StaffId>,
) -> Result<GuestId, Failure> {
    if let Some(known) = with_phone(deed, &phone)? {
        let refusal = Refusal::new("RULES 1.2", say!(people::GUEST_KNOWN, guest = known, number = known.0));
        return Err(refusal.at("phone").into());
    }
    enter(deed, &Person { name, phone: Some(phone) }, consultant)
}

/// Puts a guest in the vault and in the log.
pub(super) fn enter(
    deed: &mut Deed,
    person: &Person,
    consultant: Option<StaffId>,
) -> Result<GuestId, Failure> {
    let (person, commit) = enroll(deed.work, PersonKind::Guest, person)?;
    let id = GuestId(deed.work.next_key::<Guest>()?);
    let mut guest: Tracked<Guest> = deed.work.load(&id.0.to_string())?;
    deed.work.record(&mut guest, &[GuestEvent::Registered { person, commit, consultant }])?;
    deed.created = Some(format!("#{}", id.0));
    Ok(id)
}

/// Deletes a guest's personal data; the log stays whole.
pub fn forget(deed: &mut Deed, id: GuestId, reason: &str) -> Result<(), Failure> {
    let merged = deed.work.load::<Guest>(&id.0.to_string())?.state.merged;
    for same in merged {
        let forgotten = deed.work.load::<Guest>(&same.0.to_string())?.state.forgotten;
        if !forgotten {
            forget(deed, same, reason)?;
        }
    }
    if deed.work.guest_buys(id)? {
        let refusal = Refusal::new("RELIABILITY 2.5", people::GUEST_BUYS).at("guest");
        return Err(refusal.try_this(people::GUEST_BUYS_REMEDY).into());
    }
    let bound = deed.work.guest_is_bound(id)?;
    let mut guest: Tracked<Guest> = deed.work.load(&id.0.to_string())?;
    let events = guest.state.decide_forget(reason, bound)?;
    deed.work.record(&mut guest, &events)?;
    deed.work.forget(guest.state.person)?;
    Ok(())
}
