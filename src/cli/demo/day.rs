//! A day at the counter of the demo: people sign in, guests come as they please, units are held and given back.

use super::super::Stop;
use super::play::Play;
use super::sale::Selling;
use crate::domain::due::DueKind;
use crate::domain::moment::Millis;
use crate::domain::permission::Role;
use crate::domain::register::Register;
use crate::domain::roster::Arrival;

/// Where guests heard of the project.
const SOURCES: [&str; 6] = ["online", "outdoor", "passing_by", "referral", "leaflet", "hoarding"];
/// Minutes of a working day.
const WORK: usize = 9 * 60;

/// What happens later the same day.
pub(super) enum Later {
    /// A subscription goes on.
    Sell(Selling),
    /// The next person writes the register.
    Register(u32),
    /// A reception is over.
    End(u32),
    /// Somebody is back from lunch.
    Back(String),
    /// The register of a guest is completed.
    Complete { phone: String, consultant: String, register: Register },
    /// The consultant of a guest keeps in touch.
    FollowUp { phone: String, consultant: String },
    /// The guest of a reception wants a unit.
    Hold { phone: String, consultant: String },
    /// Something becomes of a hold.
    Decide { unit: String, phone: String, consultant: String },
}

/// From when to when, in minutes after midnight, and how busy.
pub(super) struct Hours {
    pub midnight: Millis,
    pub from: i64,
    pub until: i64,
    /// Guests that come in nine hours, on average.
    pub guests: usize,
    /// How many days before today.
    pub ago: i64,
    /// Whether everybody goes home at the end.
    pub goes_home: bool,
}

impl Play<'_> {
    /// Plays a day.
    pub(super) fn day(&mut self, hours: &Hours) -> Result<(), Stop> {
        let people: Vec<String> = self.names(Role::Consultant);
        let reception = self.name(Role::Reception);
        let mut pending: Vec<(i64, Later)> = Vec::new();
        let mut arriving: Vec<(i64, String)> = Vec::new();
        for (i, name) in people.iter().enumerate() {
            // One in eight comes late.
            let late = if self.dice.below(8) == 0 { 35 + self.dice.below(30) as i64 } else { 0 };
            arriving.push((hours.from + 2 * i as i64 + late, name.clone()));
        }
        arriving.sort();
        let mut confirmed = false;
        for minute in hours.from..=hours.until {
            self.clock.put(hours.midnight.plus_minutes(minute));
            while arriving.first().is_some_and(|(at, _)| *at <= minute) {
                let (_, name) = arriving.remove(0);
                self.try_act(&reception, "roster.sign_in", &[("who", &name)])?;
            }
            if !confirmed && minute >= hours.from + 20 {
                confirmed = true;
                let assistant = self.name(Role::Assistant);
                self.try_act(&assistant, "roster.confirm", &[])?;
                self.try_act(&reception, "roster.step_up", &[])?;
            }
            let due: Vec<Later>;
            (due, pending) = split(pending, minute);
            for what in due {
                self.happens(what, minute, &mut pending)?;
            }
            let begun = self.sales_of(hours.ago, minute)?;
            pending.extend(begun);
            self.changes_of(hours, minute)?;
            if !confirmed {
                continue;
            }
            if self.dice.below(WORK) < hours.guests {
                self.guest_comes(minute, &people, &mut pending)?;
            }
            if self.dice.below(WORK) < hours.guests / 2 {
                let (name, phone) = (self.guest_name(), self.phone());
                let fields = [("phone", phone.as_str()), ("name", name.as_str()), ("source", "online")];
                self.try_act(&reception, "roster.call", &fields)?;
                let taker = self.today()?.table().calls.last().map(|call| call.who);
                if let Some(consultant) = taker.and_then(|who| self.staff_name(who)) {
                    self.completes_later(minute, &phone, &consultant, Register::Call, &mut pending);
                }
            }
            let lunch = minute % (24 * 60);
            for (i, name) in people.iter().enumerate() {
                if lunch == 12 * 60 + 40 * (i as i64 % 2) {
                    self.try_act(
                        &reception,
                        "roster.away",
                        &[("who", name), ("kind", "lunch"), ("back", "+40")],
                    )?;
                    pending.push((minute + 38, Later::Back(name.clone())));
                }
            }
        }
        if hours.goes_home {
            self.call_who_is_due()?;
            self.everybody_goes_home(&people)?;
            self.close_of(hours.ago)?;
        }
        Ok(())
    }

    fn guest_comes(
        &mut self,
        minute: i64,
        people: &[String],
        pending: &mut Vec<(i64, Later)>,
    ) -> Result<(), Stop> {
        let reception = self.name(Role::Reception);
        let kind = match self.dice.below(20) {
            0..14 => Arrival::First,
            14..16 => Arrival::Returning,
            16 => Arrival::Named,
            17 => Arrival::Research,
            18 => Arrival::Errand,
            _ => Arrival::Channel,
        };
        // Who comes back has been here; of those who ask for somebody every other one.
        let again = match kind {
            Arrival::Returning => true,
            Arrival::Named => self.dice.below(2) == 0,
            _ => false,
        };
        let at = self.dice.below(self.came.len());
        let known = self.came.get(at).filter(|_| again).cloned();
        let kind = if kind == Arrival::Returning && known.is_none() { Arrival::First } else { kind };
        let mut fields = vec![("kind", kind.code())];
        let named = people[self.dice.below(people.len())].clone();
        match &known {
            Some((phone, _)) if kind == Arrival::Returning => fields.push(("guest", phone)),
            Some((phone, consultant)) => fields.extend([("guest", phone.as_str()), ("who", consultant)]),
            None if kind.names_somebody() => fields.push(("who", &named)),
            None => {}
        }
        let before = self.today()?.table().receptions.len();
        self.try_act(&reception, "roster.guest", &fields)?;
        let roster = self.today()?;
        let Some(last) =
            roster.table().receptions.last().filter(|_| roster.table().receptions.len() > before)
        else {
            return Ok(());
        };
        let stays = if kind == Arrival::Errand { 5 } else { 12 + self.dice.below(45) as i64 };
        if kind.is_registered() {
            pending.push((minute + 1 + self.dice.below(4) as i64, Later::Register(last.no)));
        } else {
            pending.push((minute + 1, Later::Register(0)));
        }
        pending.push((minute + stays, Later::End(last.no)));
        Ok(())
    }

    fn happens(&mut self, what: Later, minute: i64, pending: &mut Vec<(i64, Later)>) -> Result<(), Stop> {
        let (reception, assistant) = (self.name(Role::Reception), self.name(Role::Assistant));
        match what {
            Later::Sell(selling) => {
                if let Some(minutes) = self.go_on(&selling)? {
                    pending.push((minute + minutes, Later::Sell(selling)));
                }
            }
            // Whoever is next steps up although there is nothing to write.
            Later::Register(0) => self.try_act(&reception, "roster.step_up", &[])?,
            Later::Register(no) => {
                let phone = self.phone();
                let name = self.guest_name();
                let number = no.to_string();
                let source = SOURCES[self.dice.below(SOURCES.len())];
                // One in ten leaves no phone number.
                let fields = [
                    ("reception", number.as_str()),
                    ("name", name.as_str()),
                    ("phone", phone.as_str()),
                    ("source", source),
                    ("consent", "yes"),
                ];
                let known = self.today()?.table().reception(no).is_some_and(|r| r.guest.is_some());
                let few = self.dice.below(10) == 0 || known;
                let fields = if few { &fields[..1] } else { &fields[..] };
                self.try_act(&reception, "roster.register", fields)?;
                self.try_act(&reception, "roster.step_up", &[])?;
                let who = self.today()?.table().reception(no).map(|r| r.who);
                let consultant = who.and_then(|who| self.staff_name(who)).filter(|_| fields.len() > 1);
                if let Some(consultant) = consultant {
                    self.came.push((phone.clone(), consultant.clone()));
                    self.completes_later(minute, &phone, &consultant, Register::Visit, pending);
                    if self.dice.below(2) == 0 {
                        let (phone, consultant) = (phone.clone(), consultant.clone());
                        pending.push((minute + 40, Later::FollowUp { phone, consultant }));
                    }
                    if self.dice.below(4) == 0 {
                        pending.push((minute + 9, Later::Hold { phone, consultant }));
                    }
                }
            }
            Later::End(no) => {
                let outcome =
                    ["follow_up", "follow_up", "appointed", "no_interest", "research"][self.dice.below(5)];
                // One in five researchers would be many.
                let outcome =
                    if outcome == "research" && self.dice.below(3) > 0 { "follow_up" } else { outcome };
                self.try_act(
                    &reception,
                    "roster.end",
                    &[("reception", &no.to_string()), ("outcome", outcome)],
                )?;
                self.try_act(&reception, "roster.step_up", &[])?;
            }
            Later::Back(name) => self.try_act(&reception, "roster.back", &[("who", &name)])?,
            Later::Complete { phone, consultant, register } => {
                self.complete(&phone, &consultant, register)?;
            }
            Later::FollowUp { phone, consultant } => {
                let next = format!("+{}", 2 + self.dice.below(5));
                let grade = ["a", "b", "b", "c", "d"][self.dice.below(5)];
                self.follow_up(&phone, &consultant, &[("grade", grade), ("next", &next)])?;
            }
            Later::Hold { phone, consultant } => {
                let Some(unit) = self.free_unit()? else { return Ok(()) };
                let fields = [("unit", unit.as_str()), ("guest", &phone), ("consultant", &consultant)];
                self.try_act(&assistant, "unit.hold", &fields)?;
                let after = 3 + self.dice.below(22) as i64;
                pending.push((minute + after, Later::Decide { unit, phone, consultant }));
            }
            Later::Decide { unit, phone, consultant } => match self.dice.below(6) {
                0 => {
                    let note = self.office.reasons.hold_back.clone();
                    self.try_act(&consultant, "unit.give_back", &[("unit", &unit), ("note", &note)])?;
                }
                1 => self.try_act(&assistant, "unit.renew", &[("unit", &unit)])?,
                2 => {
                    let fields = [("unit", unit.as_str()), ("guest", &phone), ("consultant", &consultant)];
                    let manager = self.name(Role::Manager);
                    self.try_act(&manager, "unit.reserve", &fields)?;
                }
                _ => {}
            },
        }
        Ok(())
    }

    /// Most registers are completed within the hour; one in seven not at all.
    fn completes_later(
        &mut self,
        minute: i64,
        phone: &str,
        consultant: &str,
        register: Register,
        pending: &mut Vec<(i64, Later)>,
    ) {
        if self.dice.below(7) > 0 {
            let (phone, consultant) = (phone.to_owned(), consultant.to_owned());
            let after = 10 + self.dice.below(50) as i64;
            pending.push((minute + after, Later::Complete { phone, consultant, register }));
        }
    }

    /// The consultant fills in what the guest answered.
    fn complete(&mut self, phone: &str, consultant: &str, register: Register) -> Result<(), Stop> {
        let office = self.office;
        let mut fields = vec![("guest", phone), ("consent", "yes")];
        for question in register.questions() {
            if let Some(all) = office.answers.get(question.code) {
                fields.push((question.code, &all[self.dice.below(all.len())]));
            }
        }
        if register == Register::Visit {
            fields.push(("grade", ["a", "b", "b", "c", "d"][self.dice.below(5)]));
        }
        self.try_act(consultant, "guest.complete", &fields)
    }

    /// Before they go, consultants call whom they meant to call by today; one in twelve is left for another day.
    fn call_who_is_due(&mut self) -> Result<(), Stop> {
        for due in self.desk_ref().alert_dues(0)?.into_iter().filter(|due| due.kind == DueKind::FollowUp) {
            let guest = due.stream.strip_prefix("guest:").map(|id| format!("#{id}"));
            let (Some(guest), Some(name)) = (guest, self.staff_name(due.owner)) else { continue };
            if self.dice.below(12) > 0 {
                let next = format!("+{}", 3 + self.dice.below(8));
                self.follow_up(&guest, &name, &[("next", &next)])?;
            }
        }
        Ok(())
    }

    pub(super) fn everybody_goes_home(&mut self, people: &[String]) -> Result<(), Stop> {
        let reception = self.name(Role::Reception);
        let open: Vec<u32> = self.today()?.table().open().map(|r| r.no).collect();
        for no in open {
            let fields = [("reception", no.to_string()), ("outcome", "follow_up".to_owned())];
            let fields = fields.each_ref().map(|(name, text)| (*name, text.as_str()));
            self.try_act(&reception, "roster.end", &fields)?;
        }
        for name in people {
            self.try_act(&reception, "roster.sign_out", &[("who", name)])?;
            self.try_act(name, "book.confirm", &[])?;
        }
        // Both registers are handed in (atlas 三.2).
        let (assistant, manager) = (self.name(Role::Assistant), self.name(Role::Manager));
        self.try_act(&assistant, "book.collect", &[])?;
        self.try_act(&manager, "book.archive", &[])
    }
}

fn split(pending: Vec<(i64, Later)>, minute: i64) -> (Vec<Later>, Vec<(i64, Later)>) {
    let (mut due, kept): (Vec<_>, Vec<_>) = pending.into_iter().partition(|(at, _)| *at <= minute);
    due.sort_by_key(|(at, _)| *at);
    (due.into_iter().map(|(_, what)| what).collect(), kept)
}
