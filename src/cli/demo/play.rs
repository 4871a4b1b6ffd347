//! Three weeks of an office, played through the real actions under a clock that is set by hand.

use std::collections::HashMap;
use std::path::Path;

use super::super::Stop;
use super::day::Hours;
use super::office::Office;
use crate::desk::{ACTIONS, Action, Clock, CommandId, Desk, Failure, Filled, Founder, Session};
use crate::domain::moment::Millis;
use crate::domain::permission::Role;
use crate::domain::person::Pii;
use crate::domain::roster::Roster;
use crate::domain::staff::StaffId;
use crate::domain::unit::Status;
use crate::text::shell as words;

/// How big.
pub(super) struct Size {
    /// Exactly so many units; the office's own shape without.
    pub units: Option<usize>,
    /// At least so many events.
    pub events: i64,
    /// At least so many guests, in busy days before the others.
    pub guests: i64,
    /// The same seed, the same office.
    pub seed: u64,
}

const DAYS: i64 = 21;
const DAY: i64 = 24 * 60;
/// Guests of a day that is made for a benchmark.
const GUESTS_A_DAY: i64 = 50;

pub(super) struct Play<'o> {
    desk: Desk,
    pub(super) clock: Clock,
    pub(super) office: &'o Office,
    sittings: HashMap<String, Session>,
    pub(super) dice: Dice,
    /// Documents made so far.
    pub(super) serial: usize,
    /// Whose turn it is to sell.
    pub(super) turn: usize,
    /// The company that buys, once it is on file.
    pub(super) company: Option<String>,
    /// Subscriptions that something happens to.
    pub(super) told: Vec<super::changes::Told>,
    /// Who came and left a phone: phone, consultant. Some of them come again.
    pub(super) came: Vec<(String, String)>,
}

/// Makes the project and plays it up to a few minutes before `now`.
pub(super) fn make(
    path: &Path,
    office: &Office,
    size: &Size,
    now: Millis,
    tz_min: i32,
    station: &str,
) -> Result<Desk, Stop> {
    let Some(manager) = office.staff.first() else {
        return Err(crate::text::Say::from(words::NO_MANAGER).into());
    };
    let midnight = now.plus_minutes(-now.local(tz_min).minute_of_day());
    let crowded = (size.guests + GUESTS_A_DAY - 1) / GUESTS_A_DAY;
    let first_day = midnight.plus_minutes(-(DAYS + crowded) * DAY);
    let clock = Clock::set(first_day.plus_minutes(18 * 60), tz_min);
    let founder = Founder {
        project: office.project.clone(),
        manager: Pii::new(manager.name.clone()),
        pin: Pii::new(manager.pin.clone()),
    };
    let desk = Desk::found(path, &founder, clock.clone(), station)?;
    let mut play = Play {
        desk,
        clock,
        office,
        sittings: HashMap::new(),
        dice: Dice(size.seed),
        serial: 0,
        turn: 0,
        company: None,
        told: Vec::new(),
        came: Vec::new(),
    };
    play.open_up(size)?;
    for day in 1..=crowded {
        play.crowded_day(first_day.plus_minutes(day * DAY))?;
    }
    // After the crowd, however many years it took: published discounts end after some months.
    play.prepare_sales()?;
    for day in crowded + 1..crowded + DAYS {
        let midnight = first_day.plus_minutes(day * DAY);
        // 1970-01-01 was a Thursday.
        let weekend = (midnight.local(tz_min).day_number() + 3) % 7 >= 5;
        let guests = if weekend { 26 } else { 11 };
        let ago = crowded + DAYS - day;
        play.day(&Hours { midnight, from: 8 * 60 + 35, until: 18 * 60 + 10, guests, ago, goes_home: true })?;
    }
    play.grow(size.events)?;
    play.today_so_far(midnight, now, tz_min)?;
    play.right_now(now)?;
    let Play { desk, .. } = play;
    desk.checkpoint()?;
    Ok(desk)
}

impl Play<'_> {
    /// Staff, price list, the first batch.
    fn open_up(&mut self, size: &Size) -> Result<(), Stop> {
        let office = self.office;
        let manager = office.staff[0].name.clone();
        for (at, person) in office.staff.iter().enumerate().skip(1) {
            // Short messages name the consultant's number.
            let phone = format!("138{:08}", 10_000_000 + at);
            // The first leader is the manager's to add.
            let fields = [
                ("name", person.name.as_str()),
                ("roles", &person.roles),
                ("pin", &person.pin),
                ("phone", &phone),
            ];
            self.act(&manager, "staff.add", &fields)?;
        }
        let list = office.price_list(size.units);
        let Some(action) = ACTIONS.find("unit.import") else { return Ok(()) };
        let mut filled = Filled::new();
        if let Some(field) = action.fields.first() {
            filled.put_list(field, list);
        }
        let sitting = self.sitting(&manager)?;
        self.desk.act(&sitting, action, &filled, None, CommandId::new())?;
        let released: Vec<String> = if size.units.is_some() {
            vec!["*".to_owned()]
        } else {
            office.building.iter().filter(|b| b.batch == 1).map(|b| format!("{}-*", b.name)).collect()
        };
        let permit = office.permit_first.clone();
        self.act(&manager, "unit.release", &[("units", &released.join(",")), ("permit", &permit)])?;
        if size.units.is_none() {
            self.shape(&manager)?;
        }
        Ok(())
    }

    /// What a grid has besides free units: show flats, own use, a mortgage, a second version of the prices.
    fn shape(&mut self, manager: &str) -> Result<(), Stop> {
        let reasons = &self.office.reasons;
        let leader = self.office.with(Role::Leader).first().map(|p| p.name.clone()).unwrap_or_default();
        let withhold = |units, reason, note| [("units", units), ("reason", reason), ("note", note)];
        self.act(manager, "unit.withhold", &withhold("1-1-301,2-1-301", "show_flat", &reasons.show_flat))?;
        self.act(&leader, "unit.withhold", &[("units", "3-1-11F"), ("reason", "own_use")])?;
        self.act(manager, "unit.withhold", &withhold("1-1-33F", "repricing", &reasons.repricing))?;
        self.act(
            manager,
            "unit.encumber",
            &[("units", "S1-1-2F"), ("kind", "mortgage"), ("document", &reasons.mortgage)],
        )?;
        let consent = [
            ("units", "2-2-26F"),
            ("kind", "mortgage"),
            ("document", reasons.mortgage.as_str()),
            ("consent", &reasons.consent),
        ];
        self.act(manager, "unit.encumber", &consent)?;
        let price = [("units", "2-*"), ("change", "+1.5"), ("reason", reasons.price.as_str())];
        self.act(manager, "unit.price", &price)
    }

    /// Many guests without much ado, for benchmarks: two in five through the rotation, all followed up, the registers
    /// handed in. Five events or more of rotation and guests for each guest.
    fn crowded_day(&mut self, midnight: Millis) -> Result<(), Stop> {
        let (people, reception) = (self.names(Role::Consultant), self.name(Role::Reception));
        self.clock.put(midnight.plus_minutes(9 * 60));
        for name in &people {
            self.try_act(&reception, "roster.sign_in", &[("who", name)])?;
        }
        self.try_act(&reception, "roster.confirm", &[])?;
        self.try_act(&reception, "roster.step_up", &[])?;
        for i in 0..GUESTS_A_DAY {
            self.clock.put(midnight.plus_minutes(9 * 60 + 10 * (i + 1)));
            let (name, phone) = (self.guest_name(), self.phone());
            let who = [("name", name.as_str()), ("phone", &phone), ("source", "online")];
            let consultant = if i % 5 < 2 {
                self.try_act(&reception, "roster.guest", &[("kind", "first")])?;
                self.try_act(&reception, "roster.register", &who)?;
                self.try_act(&reception, "roster.end", &[("outcome", "follow_up")])?;
                let receives = self.today()?.table().receptions.last().map(|reception| reception.who);
                receives.and_then(|who| self.staff_name(who)).unwrap_or_default()
            } else {
                let consultant = people[self.dice.below(people.len())].clone();
                let fields = [who[0], who[1], who[2], ("consultant", consultant.as_str())];
                self.try_act(&reception, "guest.visit", &fields)?;
                consultant
            };
            self.follow_up(&phone, &consultant, &[])?;
        }
        self.everybody_goes_home(&people)
    }

    /// The consultant of a guest kept in touch with them by telephone.
    pub(super) fn follow_up(
        &mut self,
        phone: &str,
        consultant: &str,
        more: &[(&str, &str)],
    ) -> Result<(), Stop> {
        let said = &self.office.reasons.follow_up;
        let content = said[self.dice.below(said.len())].clone();
        let mut fields = vec![("guest", phone), ("how", "phone"), ("reached", "yes"), ("content", &content)];
        fields.extend_from_slice(more);
        self.try_act(consultant, "guest.follow_up", &fields)
    }

    /// The rotation of today, as far as it has come.
    fn today_so_far(&mut self, midnight: Millis, now: Millis, tz_min: i32) -> Result<(), Stop> {
        let minute = now.local(tz_min).minute_of_day();
        let until = minute - 10;
        let from = (8 * 60 + 35).min(until - 150).max(1);
        if until < from + 30 {
            return Ok(());
        }
        if from + 20 < 9 * 60 || until >= 18 * 60 {
            // Whoever looks in at night sees an office that is open at night: otherwise no guest would take a turn.
            self.clock.put(midnight.plus_minutes(from - 1));
            let manager = self.name(Role::Manager);
            let reason = self.office.reasons.hours.clone();
            let start = format!("{:02}:{:02}", (from + 20) / 60, (from + 20) % 60);
            for (name, value) in [("work_start", start.as_str()), ("work_end", "24:00")] {
                self.try_act(
                    &manager,
                    "policy.set",
                    &[("name", name), ("value", value), ("reason", &reason)],
                )?;
            }
        }
        self.day(&Hours { midnight, from, until, guests: 52, ago: 0, goes_home: false })
    }

    /// What somebody sees who looks in now: live holds, reservations, a waitlist.
    fn right_now(&mut self, now: Millis) -> Result<(), Stop> {
        let consultants: Vec<String> =
            self.office.with(Role::Consultant).iter().map(|p| p.name.clone()).collect();
        let assistant = self.office.with(Role::Assistant).first().map(|p| p.name.clone()).unwrap_or_default();
        let manager = self.office.staff[0].name.clone();
        self.clock.put(now.plus_minutes(-10));
        self.desk.tick()?;
        self.changes_now(now.plus_minutes(-10))?;
        self.sales_now(now)?;
        for (i, consultant) in consultants.iter().enumerate() {
            self.clock.put(now.plus_minutes(-9 + i as i64));
            self.desk.tick()?;
            let phone = format!("139{:08}", 10_000_000 + i);
            let name = self.guest_name();
            self.try_act(consultant, "guest.add", &[("name", &name), ("phone", &phone)])?;
            for action in ["unit.hold", "unit.reserve"] {
                let Some(unit) = self.free_unit()? else { continue };
                let who = if action == "unit.hold" { &assistant } else { &manager };
                let fields = [("unit", unit.as_str()), ("guest", &phone), ("consultant", consultant)];
                self.try_act(who, action, &fields)?;
                let other = format!("139{:08}", 10_000_000 + (i + consultants.len() - 1) % consultants.len());
                self.try_act(
                    &assistant,
                    "unit.wait",
                    &[("unit", &unit), ("guest", &other), ("consultant", consultant)],
                )?;
            }
        }
        self.clock.put(now);
        self.desk.tick()?;
        Ok(())
    }

    /// More events for a benchmark: the whole list up and down a little.
    fn grow(&mut self, events: i64) -> Result<(), Stop> {
        let manager = self.office.staff[0].name.clone();
        let reason = self.office.reasons.repricing.clone();
        let mut up = true;
        while self.desk.head()?.seq < events {
            let change = if up { "+1" } else { "-0.9" };
            self.act(&manager, "unit.price", &[("units", "*"), ("change", change), ("reason", &reason)])?;
            up = !up;
        }
        Ok(())
    }

    pub(super) fn free_unit(&mut self) -> Result<Option<String>, Stop> {
        let units = self.desk.units()?;
        let free: Vec<String> = units
            .into_iter()
            .filter(|row| row.unit.status == Status::Available && row.unit.waitlist.is_empty())
            .map(|row| row.id.to_string())
            .collect();
        Ok((!free.is_empty()).then(|| free[self.dice.below(free.len())].clone()))
    }

    pub(super) fn guest_name(&mut self) -> String {
        let (surnames, given) = (&self.office.guests.surnames, &self.office.guests.given);
        let mut one = |of: &str| of.chars().nth(self.dice.below(of.chars().count())).unwrap_or_default();
        let (surname, first, second) = (one(surnames), one(given), one(given));
        format!("{surname}{first}{second}")
    }

    pub(super) fn phone(&mut self) -> String {
        format!("1{}{:09}", 3 + self.dice.below(6), self.dice.below(1_000_000_000))
    }

    /// Today's rotation.
    pub(super) fn today(&self) -> Result<Roster, Stop> {
        Ok(self.desk.roster(self.desk.today())?)
    }

    /// Everybody with a role.
    pub(super) fn names(&self, role: Role) -> Vec<String> {
        self.office.with(role).iter().map(|p| p.name.clone()).collect()
    }

    /// The first with a role.
    pub(super) fn name(&self, role: Role) -> String {
        self.office.with(role).first().map(|p| p.name.clone()).unwrap_or_default()
    }

    /// Somebody's name.
    pub(super) fn staff_name(&self, who: StaffId) -> Option<String> {
        self.desk.names().ok()?.staff(who).map(str::to_owned)
    }

    fn sitting(&mut self, name: &str) -> Result<Session, Stop> {
        if let Some(sitting) = self.sittings.get(name) {
            return Ok(sitting.clone());
        }
        let pin =
            self.office.staff.iter().find(|p| p.name == name).map(|p| p.pin.clone()).unwrap_or_default();
        let sitting = self.desk.sign_in(name, &Pii::new(pin))?;
        self.sittings.insert(name.to_owned(), sitting.clone());
        Ok(sitting)
    }

    /// The counter, to look at.
    pub(super) const fn desk_ref(&self) -> &Desk {
        &self.desk
    }

    pub(super) fn act(&mut self, who: &str, id: &str, fields: &[(&str, &str)]) -> Result<(), Stop> {
        self.make(who, id, fields).map(drop)
    }

    /// The same, with the number of what it made.
    pub(super) fn make(
        &mut self,
        who: &str,
        id: &str,
        fields: &[(&str, &str)],
    ) -> Result<Option<String>, Stop> {
        let Some(action) = ACTIONS.find(id) else {
            return Err(crate::say!(words::NO_SUCH_ACTION, action = id).into());
        };
        let filled = filled(action, fields)?;
        let sitting = self.sitting(who)?;
        Ok(self.desk.act(&sitting, action, &filled, None, CommandId::new())?.created)
    }

    /// The same with another person's PIN.
    pub(super) fn act_with(
        &mut self,
        who: &str,
        approver: &str,
        id: &str,
        fields: &[(&str, &str)],
    ) -> Result<(), Stop> {
        let Some(action) = ACTIONS.find(id) else {
            return Err(crate::say!(words::NO_SUCH_ACTION, action = id).into());
        };
        let filled = filled(action, fields)?;
        let sitting = self.sitting(who)?;
        let pin = self.office.staff.iter().find(|p| p.name == approver).map(|p| p.pin.clone());
        let (pin, command) = (Pii::new(pin.unwrap_or_default()), CommandId::new());
        let approval = self.desk.approve(approver, &pin, action, &filled, command)?;
        self.desk.act(&sitting, action, &filled, Some(approval), command)?;
        Ok(())
    }

    /// Like [`Play::act`]; a refusal is part of the day.
    pub(super) fn try_act(&mut self, who: &str, id: &str, fields: &[(&str, &str)]) -> Result<(), Stop> {
        match self.act(who, id, fields) {
            Err(Stop::Failure(Failure::Refused(_))) => Ok(()),
            other => other,
        }
    }
}

fn filled(action: &Action, fields: &[(&str, &str)]) -> Result<Filled, Stop> {
    let mut filled = Filled::new();
    for (name, value) in fields {
        if let Some(field) = action.fields.iter().find(|f| f.name == *name) {
            filled.put(field, value)?;
        }
    }
    Ok(filled)
}

/// A small random generator (splitmix64): the same seed makes the same office on every computer.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}
