//! Attribution 判客 as actions and as a question: channel reports, families, duplicates, rulings, hand-overs; and whose
//! guest somebody is whose phone, name or number is typed (RULES 1.2).

use std::collections::{HashSet, VecDeque};

use super::action::Action;
use super::book::seller;
use super::field::{Kind, may, must};
use super::{Deed, Desk, Failure, Filled, FoundGuest, guests};
use crate::domain::attribution::{Attribution, Evidence, Kind as Of, Record, Standing, Whose, attribute};
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::guest::{Guest, GuestEvent, GuestId, Relation, ReportIntent, What};
use crate::domain::permission::{Control, Duty};
use crate::domain::person::{Exposure, Person, PersonKind, Phone, Pii};
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::staff::StaffId;
use crate::say;
use crate::store::{Called, GuestRow, StoreError, Tracked, Which};
use crate::text::{cli, guest as words};

/// A guest who could be meant, and whose guest they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub guest: FoundGuest,
    /// Whose, on what evidence.
    pub attribution: Attribution,
}

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "guest.report",
        text: words::A_REPORT,
        duty: Duty::Attribution,
        control: Control::Single,
        fields: &[
            must("name", cli::F_NAME, Kind::Name),
            must("phone", cli::F_PHONE, Kind::ReportedPhone),
            must("company", words::F_COMPANY, Kind::Note),
            must("broker", words::F_BROKER, Kind::Note),
        ],
        run: |deed, f| {
            let phone = Filled::need(f.phone("phone"), "phone")?.clone();
            if phone.is_partial() {
                return report_partial(deed, f, phone);
            }
            let known = deed.work.guests_called(Called::Phone(phone.expose(&Exposure::granted())))?;
            let id = match known.first() {
                Some(known) => *known,
                None => guests::add(deed, Filled::need(f.secret("name"), "name")?.clone(), phone, None)?,
            };
            let known = of(deed, id)?;
            let intent = ReportIntent { company: f.text("company"), broker: f.text("broker") };
            deed.on_guest(id, |guest, ctx| guest.decide_report(intent, &known, ctx))
        },
    },
    Action {
        id: "guest.link",
        text: words::A_LINK,
        duty: Duty::Attribution,
        control: Control::Single,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            must("to", words::F_TO, Kind::Guest),
            must("relation", words::F_RELATION, Kind::Choice(Relation::CHOICES)),
        ],
        run: |deed, f| {
            let (one, other) = both(deed, f, "to")?;
            let relation = f.choice("relation").and_then(|code| Relation::from_code(code));
            let relation = Filled::need(relation, "relation")?;
            deed.on_guest(one, |guest, _| guest.decide_link(one, other, relation))?;
            deed.on_guest(other, |guest, _| guest.decide_link(other, one, relation.inverse()))
        },
    },
    Action {
        id: "guest.unlink",
        text: words::A_UNLINK,
        duty: Duty::Attribution,
        control: Control::Single,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            must("to", words::F_TO, Kind::Guest),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let (one, other) = both(deed, f, "to")?;
            deed.on_guest(one, |guest, _| guest.decide_unlink(other, f.text("reason")))?;
            deed.on_guest(other, |guest, _| guest.decide_unlink(one, f.text("reason")))
        },
    },
    Action {
        id: "guest.rule",
        text: words::A_RULE,
        duty: Duty::Attribution,
        control: Control::Approved,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            must("consultant", cli::F_CONSULTANT, Kind::Staff),
            may("second", words::F_SECOND, Kind::Staff),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let id = deed.find_guest(f.text("guest"))?;
            let first = Filled::need(seller(deed, f, "consultant")?, "consultant")?;
            let second = seller(deed, f, "second")?;
            let known = of(deed, id)?;
            deed.on_guest(id, |guest, _| guest.decide_rule(first, second, f.text("reason"), &known))
        },
    },
    Action {
        id: "guest.hand_over",
        text: words::A_HAND_OVER,
        duty: Duty::Attribution,
        control: Control::Approved,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            may("consultant", cli::F_CONSULTANT, Kind::Staff),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let id = deed.find_guest(f.text("guest"))?;
            let to = seller(deed, f, "consultant")?;
            let known = of(deed, id)?;
            deed.on_guest(id, |guest, ctx| guest.decide_hand_over(to, f.text("reason"), &known, ctx))
        },
    },
    Action {
        id: "guest.merge",
        text: words::A_MERGE,
        duty: Duty::Attribution,
        control: Control::Single,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            must("into", words::F_INTO, Kind::Guest),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: |deed, f| {
            let from = deed.find_also_reported(f.text("guest"))?;
            let into = deed.find_guest_at(f.text("into"), "into")?;
            fits(deed, from, into)?;
            let bound = deed.work.guest_is_bound(from)?;
            let other = deed.work.load::<Guest>(&from.0.to_string())?.state;
            deed.on_guest(from, |guest, _| guest.decide_merge(from, into, f.text("reason"), bound))?;
            deed.on_guest(into, |guest, _| guest.decide_take_over(from, &other))?;
            // Nobody leaves the list of those who must not buy by turning out to be somebody else.
            let blocked = deed.work.load::<Guest>(&from.0.to_string())?.state.blocked;
            deed.on_guest(into, |guest, _| match blocked {
                Some(reason) if guest.blocked.is_none() => guest.decide_block(true, &reason),
                _ => Ok(Vec::new()),
            })
        },
    },
    Action {
        id: "guest.unmerge",
        text: words::A_UNMERGE,
        duty: Duty::Correct,
        control: Control::TwoPeople,
        fields: &[must("guest", cli::F_GUEST, Kind::Guest), must("reason", cli::F_REASON, Kind::Note)],
        run: |deed, f| {
            // By their own number: every other way leads to whom they were merged into.
            let number = f.text("guest").trim_start_matches('#').parse();
            let id =
                GuestId(number.map_err(|_| Refusal::new("RULES 1.2", words::MERGED_NUMBER).at("guest"))?);
            let into = deed.work.load::<Guest>(&id.0.to_string())?.state.merged_into;
            deed.on_guest(id, |guest, _| guest.decide_separate(id, f.text("reason")))?;
            let Some(into) = into else { return Ok(()) };
            deed.on_guest(into, |_, _| Ok(vec![GuestEvent::LetGo { from: id }]))
        },
    },
    Action {
        id: "guest.correct",
        text: words::A_GUEST_CORRECT,
        duty: Duty::Correct,
        control: Control::TwoPeople,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            may("name", cli::F_NAME, Kind::Name),
            may("phone", cli::F_PHONE, Kind::Phone),
            must("reason", cli::F_REASON, Kind::Note),
        ],
        run: correct,
    },
];

/// The guests of two fields.
fn both(deed: &Deed, f: &Filled, second: &'static str) -> Result<(GuestId, GuestId), Failure> {
    Ok((deed.find_guest(f.text("guest"))?, deed.find_guest_at(f.text(second), second)?))
}

/// Takes a report whose phone number is masked: a record of its own, which is nobody's evidence but its own until
/// somebody says by a merger who it is (RULES 1.2).
fn report_partial(deed: &mut Deed, f: &Filled, phone: Phone) -> Result<(), Failure> {
    let person = Person { name: Filled::need(f.secret("name"), "name")?.clone(), phone: Some(phone) };
    let intent = ReportIntent { company: f.text("company"), broker: f.text("broker") };
    let channel = Whose::Channel { company: intent.company.to_owned(), broker: intent.broker.to_owned() };
    let mut known = Attribution::default();
    for earlier in deed.work.entered_as(&person)? {
        let weighed = of(deed, earlier)?;
        if weighed.evidence.iter().any(|e| e.whose == channel && e.standing == Standing::Live) {
            known = weighed;
        }
    }
    let id = guests::enter(deed, &person, None)?;
    deed.on_guest(id, |guest, ctx| guest.decide_report(intent, &known, ctx))
}

/// Whoever was reported by a masked number is nobody whose number says otherwise.
fn fits(deed: &Deed, from: GuestId, into: GuestId) -> Result<(), Failure> {
    let phone = |guest: &Guest| Ok::<_, StoreError>(deed.work.person(guest.person)?.and_then(|p| p.phone));
    let reported = phone(&deed.work.load::<Guest>(&from.0.to_string())?.state)?;
    let Some(reported) = reported.filter(Pii::is_partial) else { return Ok(()) };
    for (_, guest) in same(deed, into)? {
        if phone(&guest)?.and_then(|phone| phone.partial()).is_some_and(|phone| phone == reported) {
            return Ok(());
        }
    }
    Err(Refusal::new("RULES 1.2", say!(words::PARTIAL_OTHER, guest = into)).at("into").into())
}

/// Corrects a name or a phone number: the vault gets a new record, the log its commitment.
fn correct(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = deed.find_also_reported(f.text("guest"))?;
    let mut guest: Tracked<Guest> = deed.work.load(&id.0.to_string())?;
    let held = deed.work.person(guest.state.person)?;
    let Some(held) = held else { return Err(StoreError::SelfCheck(format!("guest:{}", id.0)).into()) };
    if let Some(phone) = f.phone("phone") {
        let known = deed.work.guests_called(Called::Phone(phone.expose(&Exposure::granted())))?;
        if let Some(other) = known.iter().find(|other| **other != id) {
            let why = say!(words::PHONE_OF_OTHER, guest = *other, number = other.0);
            return Err(Refusal::new("RULES 1.2", why).at("phone").into());
        }
    }
    let person = Person {
        name: f.secret("name").cloned().unwrap_or_else(|| held.name.clone()),
        phone: f.phone("phone").cloned().or_else(|| held.phone.clone()),
    };
    if person == held {
        return Err(Refusal::new("RULES 3.1", words::CORRECT_SAME).at("name").into());
    }
    let changed = [("name", person.name != held.name), ("phone", person.phone != held.phone)];
    let fields = changed.iter().filter(|(_, changed)| *changed).map(|(code, _)| (*code).to_owned()).collect();
    let commit = deed.work.replace_person(guest.state.person, PersonKind::Guest, &person)?;
    let reason = f.text("reason").to_owned();
    Ok(deed.work.record(&mut guest, &[GuestEvent::Corrected { fields, commit, reason }])?)
}

/// A record that bears on whose guest somebody is: whose, and how they are related; `None` for the same person.
type Found = (GuestId, Guest, Option<Relation>);

/// The records that bear on whose guest somebody is: their own, of who turned out to be the same, and of their family.
fn records(
    id: GuestId,
    load: &dyn Fn(GuestId) -> Result<Guest, StoreError>,
) -> Result<Vec<Found>, StoreError> {
    let mut all: Vec<Found> = Vec::new();
    let mut wanted = VecDeque::from([(id, None)]);
    // Who is the same comes first: they may have been taken for family before.
    while let Some((id, relation)) = wanted.pop_front() {
        if all.iter().any(|(known, _, _)| *known == id) {
            continue;
        }
        let guest = load(id)?;
        for same in guest.merged.iter().copied().chain(guest.merged_into) {
            wanted.push_front((same, relation));
        }
        // The family of the family is no immediate family.
        if relation.is_none() {
            wanted.extend(guest.links.iter().map(|link| (link.to, Some(link.relation))));
        }
        all.push((id, guest, relation));
    }
    Ok(all)
}

fn one_person(found: Vec<Found>) -> Vec<(GuestId, Guest)> {
    let same = found.into_iter().filter(|(_, _, relation)| relation.is_none());
    same.map(|(id, guest, _)| (id, guest)).collect()
}

/// A guest, and who turned out to be the same, within an action.
pub(super) fn same(deed: &Deed, id: GuestId) -> Result<Vec<(GuestId, Guest)>, StoreError> {
    Ok(one_person(records(id, &|id| Ok(deed.work.load::<Guest>(&id.0.to_string())?.state))?))
}

/// Whose guest somebody is, within an action.
pub(super) fn of(deed: &Deed, id: GuestId) -> Result<Attribution, StoreError> {
    let found = records(id, &|id| Ok(deed.work.load::<Guest>(&id.0.to_string())?.state))?;
    weigh(&found, &|day| Ok(deed.work.load::<Book>(&day.to_string())?.state), deed.ctx().policy, deed.today())
}

/// Weighs what was found. A channel's report is held against the times of the rotation on that day.
fn weigh(
    found: &[Found],
    book: &dyn Fn(Day) -> Result<Book, StoreError>,
    policy: &Policy,
    today: Day,
) -> Result<Attribution, StoreError> {
    let traces = || found.iter().flat_map(|(_, guest, _)| &guest.traces);
    let reported = |day: Day| traces().any(|t| t.day == day && matches!(t.what, What::Report { .. }));
    let mut arrived = Vec::new();
    for trace in traces().filter(|t| reported(t.day)) {
        if let What::Visit { line, .. } = trace.what
            && book(trace.day)?.line(Register::Visit, line).is_some_and(|line| line.reception.is_some())
        {
            arrived.push(trace.seq);
        }
    }
    let records: Vec<Record> =
        found.iter().map(|(id, guest, relation)| Record { id: *id, guest, relation: *relation }).collect();
    Ok(attribute(&records, &arrived, policy, today))
}

/// More guests than this are no answer.
const MOST_CANDIDATES: usize = 10;

impl Desk {
    /// Whose guest one guest is today, on what evidence.
    ///
    /// # Errors
    /// A guest that cannot be read.
    pub fn attribution_of(&self, id: GuestId) -> Result<Attribution, StoreError> {
        let found = records(id, &|id| Ok(self.store.load::<Guest>(&id.0.to_string())?.state))?;
        let mut attribution = weigh(&found, &|day| self.book(day), &self.policy()?, self.today())?;
        for (id, _) in one_person(found) {
            attribution.maybe.extend(self.reports_of(id)?);
        }
        attribution.maybe.sort_by_key(|report| report.seq);
        Ok(attribution)
    }

    /// The same by a guest's own name and number.
    pub(super) fn reports_of(&self, id: GuestId) -> Result<Vec<Evidence>, StoreError> {
        let person = self.store.guest(id)?.and_then(|row| row.person);
        let Some(Person { name, phone: Some(phone) }) = person else { return Ok(Vec::new()) };
        self.reports_like(&name, &phone)
    }

    /// Masked reports 报备 that last and may mean whoever has this name and this phone number, the earliest first: they
    /// count once somebody says by a merger that it is the same person (RULES 1.2).
    ///
    /// # Errors
    /// A guest that cannot be read.
    pub fn reports_like(&self, name: &Pii<String>, phone: &Phone) -> Result<Vec<Evidence>, StoreError> {
        let Some(partial) = phone.partial() else { return Ok(Vec::new()) };
        let mut reports = Vec::new();
        for id in self.store.entered_as(&Person { name: name.clone(), phone: Some(partial) })? {
            let guest = self.store.load::<Guest>(&id.0.to_string())?.state;
            if guest.merged_into.is_none() {
                let found = [(id, guest, None)];
                let weighed = weigh(&found, &|day| self.book(day), &self.policy()?, self.today())?;
                let lasts = |e: &Evidence| e.kind == Of::Report && e.standing == Standing::Live;
                reports.extend(weighed.evidence.into_iter().filter(lasts));
            }
        }
        reports.sort_by_key(|report| report.seq);
        Ok(reports)
    }

    /// A guest, and who turned out to be the same.
    ///
    /// # Errors
    /// A guest that cannot be read.
    pub fn same_person(&self, id: GuestId) -> Result<Vec<(GuestId, Guest)>, StoreError> {
        Ok(one_person(records(id, &|id| Ok(self.store.load::<Guest>(&id.0.to_string())?.state))?))
    }

    /// Whose guests these are today, one by one: of a list, where nothing is read twice.
    ///
    /// # Errors
    /// A guest that cannot be read.
    pub fn attributions(&self, rows: &[GuestRow]) -> Result<Vec<Attribution>, StoreError> {
        let (policy, today) = (self.policy()?, self.today());
        let each = rows.iter().map(|row| {
            let load = |id: GuestId| {
                if id == row.id {
                    return Ok(row.guest.clone());
                }
                Ok(self.store.load::<Guest>(&id.0.to_string())?.state)
            };
            let found = records(row.id, &load)?;
            weigh(&found, &|day| self.book(day), &policy, today)
        });
        each.collect()
    }

    /// Whose personal data are this consultant's to see 本人客户 (RULES 1.0): their guests of today, and whoever is part of
    /// their live deals.
    ///
    /// # Errors
    /// A guest that cannot be read.
    pub fn own_guests(&self, who: StaffId) -> Result<HashSet<GuestId>, StoreError> {
        let rows = self.guests()?;
        let whose = self.attributions(&rows)?;
        let own = rows.iter().zip(&whose).filter(|(row, whose)| whose.is_own(who, row.guest.consultant));
        let mut own: HashSet<GuestId> = own.map(|(row, _)| row.id).collect();
        for (_, deal) in self.deals(Which::Live)?.iter().filter(|(_, deal)| deal.consultant == who) {
            own.extend(deal.people());
        }
        Ok(own)
    }

    /// Who is meant by a phone number, its tail, a name, pinyin or `#number`, each with the evidence of whose guest
    /// they are: what reception sees before a reception starts. Nothing typed means nobody.
    ///
    /// # Errors
    /// What the store says.
    pub fn attribution(&self, typed: &str) -> Result<Vec<Candidate>, StoreError> {
        if typed.trim().is_empty() {
            return Ok(Vec::new());
        }
        let found = self.find_guests(typed, MOST_CANDIDATES)?;
        let each = found.into_iter().map(|guest| {
            let attribution = self.attribution_of(guest.id)?;
            Ok(Candidate { guest, attribution })
        });
        each.collect()
    }
}
