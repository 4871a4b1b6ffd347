//! Whom an action means: staff and guests by what was typed, and for whom it is done.

use super::deed::Deed;
use super::{Failure, session};
use crate::domain::guest::{Guest, GuestId};
use crate::domain::permission::Role;
use crate::domain::person::{Exposure, parse_partial_phone, parse_phone};
use crate::domain::refusal::Refusal;
use crate::domain::staff::{Staff, StaffId};
use crate::say;
use crate::store::{Called, StaffRow};
use crate::text::{Arg, cli as field_words, guest as guest_words, people as words};

impl Deed<'_, '_> {
    /// One member of the staff by name or `#number`.
    pub(super) fn find_staff(&self, name: &str, field: &'static str) -> Result<StaffRow, Failure> {
        session::find(self.work.staff()?, name).map_err(|refusal| refusal.at(field).into())
    }

    /// For whom an action about a guest is done: the one named; where a manager names nobody, whose guest it is; else the
    /// actor.
    pub(super) fn consultant_of(
        &self,
        named: Option<&str>,
        guest: Option<GuestId>,
    ) -> Result<StaffId, Failure> {
        if let (None, Some(guest), true) = (named, guest, self.roles.has(Role::Manager))
            && let Some(whose) = super::attribution::of(self, guest)?.consultant()
            && self.work.load::<Staff>(&whose.0.to_string())?.state.active
        {
            return Ok(whose);
        }
        self.consultant(named)
    }

    /// For whom a consultant's action is done: the one named, or the actor. A consultant acts only for themselves.
    pub(super) fn consultant(&self, named: Option<&str>) -> Result<StaffId, Failure> {
        let Some(name) = named else {
            if self.roles.sells() {
                return Ok(self.actor);
            }
            let refusal = Refusal::new("RULES 1.3.3", words::CONSULTANT_MISSING);
            let typed = say!(field_words::FIELD_TYPED, name = "consultant");
            return Err(refusal.at("consultant").typed(typed).into());
        };
        let id = self.find_consultant(name)?;
        if id != self.actor && !self.roles.any(&[Role::Assistant, Role::Manager]) {
            let refusal = Refusal::new("RULES 1.0", words::ONLY_FOR_YOURSELF);
            return Err(refusal.at("consultant").into());
        }
        Ok(id)
    }

    /// Whether the actor sells.
    pub(super) fn actor_sells(&self) -> bool {
        self.roles.sells()
    }

    /// Somebody who works here and sells.
    pub(super) fn find_consultant(&self, name: &str) -> Result<StaffId, Failure> {
        self.find_consultant_at(name, "consultant")
    }

    /// The same; a refusal names this field.
    pub(super) fn find_consultant_at(&self, name: &str, field: &'static str) -> Result<StaffId, Failure> {
        let row = self.find_staff(name, field)?;
        if !row.staff.active || !row.staff.roles.sells() {
            let refusal = Refusal::new("RULES 1.0", say!(words::NOT_A_CONSULTANT, who = row.id));
            return Err(refusal.at(field).into());
        }
        Ok(row.id)
    }

    /// The guest whose document has this number, where one was typed whole.
    fn by_document(&self, text: &str) -> Result<Option<GuestId>, Failure> {
        let number = text.replace([' ', '-'], "").to_ascii_uppercase();
        if number.len() != 18 {
            return Ok(None);
        }
        let person = self.work.person_with_document(&crate::domain::person::Pii::new(number))?;
        let guest = person.map(|person| self.work.guest_of_person(person)).transpose()?.flatten();
        Ok(guest.map(|guest| self.work.survivor(guest)).transpose()?)
    }

    /// One guest by `#number`, phone, document or name. Who was merged is found as who they turned out to be.
    pub(super) fn find_guest(&self, text: &str) -> Result<GuestId, Failure> {
        self.find_guest_at(text, "guest")
    }

    /// The same; a refusal names this field.
    pub(super) fn find_guest_at(&self, text: &str, field: &'static str) -> Result<GuestId, Failure> {
        self.find(text, field, false)
    }

    /// The same; also who is known only by a masked report 报备, of whom nothing is done but to say who they are.
    pub(super) fn find_also_reported(&self, text: &str) -> Result<GuestId, Failure> {
        self.find(text, "guest", true)
    }

    /// Whether only a part of the phone number is known.
    fn is_partial(&self, id: GuestId) -> Result<bool, Failure> {
        let person = self.work.person(self.work.load::<Guest>(&id.0.to_string())?.state.person)?;
        Ok(person.and_then(|person| person.phone).is_some_and(|phone| phone.is_partial()))
    }

    fn find(&self, text: &str, field: &'static str, also_reported: bool) -> Result<GuestId, Failure> {
        let refuse = |say| Err(Refusal::new("RULES 1.2", say).at(field).into());
        let nobody = || {
            let say = say!(words::NO_SUCH_GUEST, guest = text);
            Err(Refusal::new("RULES 1.2", say).at(field).try_this(words::NO_SUCH_GUEST_REMEDY).into())
        };
        let number = text.strip_prefix('#').unwrap_or(text);
        if number.len() < 7
            && let Ok(number) = number.parse()
        {
            let id = self.work.survivor(GuestId(number))?;
            let found = self.work.load::<Guest>(&id.0.to_string())?;
            if found.version == 0 || found.state.forgotten {
                return nobody();
            }
            if !also_reported && self.is_partial(id)? {
                let refusal = Refusal::new("RULES 1.2", say!(guest_words::PARTIAL_ONLY, guest = id));
                return Err(refusal.at(field).try_this(guest_words::PARTIAL_ONLY_REMEDY).into());
            }
            return Ok(id);
        }
        let partial = if also_reported { parse_partial_phone(text) } else { None };
        let mut found = match parse_phone(text).or(partial) {
            Some(phone) => self.work.guests_called(Called::Phone(phone.expose(&Exposure::granted())))?,
            None => match self.by_document(text)? {
                Some(guest) => vec![guest],
                None => self.work.guests_called(Called::Name(text))?,
            },
        };
        if !also_reported {
            let mut whole = Vec::new();
            for id in found {
                if !self.is_partial(id)? {
                    whole.push(id);
                }
            }
            found = whole;
        }
        match found.as_slice() {
            [one] => Ok(*one),
            [] => nobody(),
            several => {
                let numbers: Vec<Arg> = several.iter().map(|g| Arg::from(format!("#{}", g.0))).collect();
                refuse(say!(words::SEVERAL_GUESTS, numbers = numbers))
            }
        }
    }
}
