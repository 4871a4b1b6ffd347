//! The guest book as actions: the visit and call registers of a day, what stands in them, and how they are handed in
//! (RULES 1.2, 3.1; atlas 三.2).

use super::action::Action;
use super::field::{Choice, Field, Kind, may, must};
use super::register::{consent_if_new, missing};
use super::{Deed, Failure, Filled, attribution, guests};
use crate::domain::book::{Book, EntryIntent, Line, LineCorrection};
use crate::domain::guest::{Guest, GuestId, Source, Trace, VisitIntent, VisitKind};
use crate::domain::moment::Millis;
use crate::domain::permission::{Control, Duty};
use crate::domain::person::{Exposure, Phone, Pii};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::staff::StaffId;
use crate::say;
use crate::store::Called;
use crate::text::{cli, guest as words};

pub(super) const YES_NO: &[Choice] =
    &[Choice { code: "yes", text: words::YES }, Choice { code: "no", text: words::NO }];
/// Who came or called.
#[derive(Debug, Clone)]
pub enum Visitor {
    /// Somebody who is registered.
    Known(GuestId),
    /// Somebody who gives a name and a phone number; a known number is a known guest (RULES 1.2 (1)).
    Named(Pii<String>, Phone),
    /// Somebody who leaves no phone: an invalid registration 无效登记 (RULES 1.1.3).
    NoPhone,
}

/// A visit as it is entered at the door. Everything else is completed later the same day.
#[derive(Debug, Clone)]
pub struct VisitEntry {
    /// Who.
    pub visitor: Visitor,
    /// When; now where it is not said.
    pub at: Option<Millis>,
    /// What the visit is; the record says where it is not said.
    pub kind: Option<VisitKind>,
    /// Where they heard of the project.
    pub source: Option<Source>,
    /// Who receives.
    pub consultant: Option<StaffId>,
    /// Whom the guest asked for by name.
    pub named: Option<StaffId>,
    /// Who writes the register.
    pub witness: Option<StaffId>,
    /// The number of the reception in the rotation.
    pub reception: Option<u32>,
    /// Received for an absent colleague 义务接待.
    pub for_a_colleague: bool,
    /// Told how the data is used, and agreed or not; `None` when not asked yet.
    pub consent: Option<bool>,
}

pub(super) const WHO: [Field; 3] = [
    may("guest", cli::F_GUEST, Kind::Guest),
    may("name", cli::F_NAME, Kind::Name),
    may("phone", cli::F_PHONE, Kind::Phone),
];
pub(super) const CONSENT: Field = may("consent", words::F_CONSENT, Kind::Choice(YES_NO));
pub(super) const SOURCE: Field = may("source", words::F_SOURCE, Kind::Choice(Source::CHOICES));
pub(super) const CONSULTANT: Field = may("consultant", cli::F_CONSULTANT, Kind::Staff);
pub(super) const AT: Field = may("at", words::F_AT, Kind::Time);
pub(super) const DAY: Field = may("day", words::F_DAY, Kind::Date);

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "guest.visit",
        text: words::A_VISIT,
        duty: Duty::Register,
        control: Control::Single,
        fields: &[
            WHO[1],
            WHO[2],
            SOURCE,
            CONSULTANT,
            WHO[0],
            CONSENT,
            AT,
            may("kind", words::F_KIND, Kind::Choice(VisitKind::CHOICES)),
            may("named", words::F_NAMED, Kind::Staff),
            may("witness", words::F_WITNESS, Kind::Staff),
        ],
        run: |deed, f| {
            let visitor = visitor(deed, f, true)?;
            let consultant = receiver(deed, f, &visitor)?;
            let entry = VisitEntry {
                visitor,
                at: time(deed, f),
                kind: f.choice("kind").and_then(|code| VisitKind::from_code(code)),
                source: f.choice("source").and_then(|code| Source::from_code(code)),
                consultant,
                named: seller(deed, f, "named")?,
                witness: seller(deed, f, "witness")?,
                reception: None,
                for_a_colleague: false,
                consent: f.choice("consent").map(|code| *code == "yes"),
            };
            visit(deed, entry).map(drop)
        },
    },
    Action {
        id: "guest.call",
        text: words::A_CALL,
        duty: Duty::Register,
        control: Control::Single,
        // As on the paper of calls 来电登记表 the number comes first: it is on the display, and tells who is known.
        fields: &[WHO[2], WHO[1], SOURCE, CONSULTANT, WHO[0], CONSENT, AT],
        run: |deed, f| {
            let visitor = visitor(deed, f, false)?;
            let (at, consultant) = (time(deed, f), receiver(deed, f, &visitor)?);
            let source = f.choice("source").and_then(|code| Source::from_code(code));
            let consent = f.choice("consent").map(|code| *code == "yes");
            call(deed, visitor, at, source, consultant, consent).map(drop)
        },
    },
    Action {
        id: "guest.caller",
        text: words::A_CALLER,
        duty: Duty::Register,
        control: Control::Single,
        fields: &[must("line", words::F_CALL_LINE, Kind::Number), WHO[2], WHO[1], SOURCE, WHO[0], CONSENT],
        run: caller,
    },
];

/// Records a visit at the door: the guest, new or known, and a line in today's register. Answers the guest, who is
/// nobody where no phone was left, and the line.
///
/// # Errors
/// The time is not today, or the kind is not what the record says.
pub fn visit(deed: &mut Deed, entry: VisitEntry) -> Result<(Option<GuestId>, u32), Failure> {
    let at = entry.at.unwrap_or(deed.now()).on_the_minute();
    let guest = registered(deed, entry.visitor, entry.consultant)?;
    let day = deed.today();
    let line = deed.work.load::<Book>(&day.to_string())?.state.next_line(Register::Visit);
    let mut kind = entry.kind;
    if let Some(guest) = guest {
        if let Some(given) = entry.consent {
            consent_if_new(deed, guest, given)?;
        }
        let known = attribution::of(deed, guest)?;
        let VisitEntry { consultant, named, witness, .. } = entry;
        // Whoever helps out gains no guest by it; somebody who is nobody's is whoever receives them.
        let owner = match known.consultant() {
            None if known.evidence.is_empty() => deed.registered_for(guest)?,
            owner => owner,
        };
        let owner = owner.filter(|owner| entry.for_a_colleague && Some(*owner) != consultant);
        let helper = consultant.filter(|_| owner.is_some());
        let consultant = owner.or(consultant);
        let intent = VisitIntent { line, at, kind, consultant, named, witness, helper };
        deed.on_guest(guest, |guest, ctx| {
            kind = Some(known.kind_of_visit());
            guest.decide_visit(intent, &known, ctx)
        })?;
    }
    let missing = missing(deed, guest, Register::Visit)?;
    let source = entry.source.or(guest.map(|guest| heard_before(deed, guest)).transpose()?.flatten());
    let intent = EntryIntent {
        register: Register::Visit,
        guest,
        at,
        kind,
        source,
        consultant: entry.consultant,
        witness: entry.witness,
        reception: entry.reception,
        missing,
    };
    deed.on_book(day, |book, ctx| book.decide_enter(day, intent, ctx))?;
    Ok((guest, line))
}

/// Records a call, like [`visit`].
///
/// # Errors
/// The time is not today.
pub fn call(
    deed: &mut Deed,
    visitor: Visitor,
    at: Option<Millis>,
    source: Option<Source>,
    consultant: Option<StaffId>,
    consents: Option<bool>,
) -> Result<(Option<GuestId>, u32), Failure> {
    let at = at.unwrap_or(deed.now()).on_the_minute();
    let guest = registered(deed, visitor, consultant)?;
    let day = deed.today();
    let line = deed.work.load::<Book>(&day.to_string())?.state.next_line(Register::Call);
    if let Some(guest) = guest {
        if let Some(given) = consents {
            consent_if_new(deed, guest, given)?;
        }
        deed.on_guest(guest, |guest, ctx| guest.decide_call(line, at, consultant, ctx))?;
    }
    let missing = missing(deed, guest, Register::Call)?;
    let source = source.or(guest.map(|guest| heard_before(deed, guest)).transpose()?.flatten());
    let intent = EntryIntent {
        register: Register::Call,
        guest,
        at,
        kind: None,
        source,
        consultant,
        witness: None,
        reception: None,
        missing,
    };
    deed.on_book(day, |book, ctx| book.decide_enter(day, intent, ctx))?;
    Ok((guest, line))
}

/// Where somebody who has been in a register before said that they heard of the project: they are not asked again.
fn heard_before(deed: &Deed, guest: GuestId) -> Result<Option<Source>, Failure> {
    let traces = deed.work.load::<Guest>(&guest.0.to_string())?.state.traces;
    for (register, day, line) in traces.iter().rev().filter_map(Trace::stands_on) {
        let book = deed.work.load::<Book>(&day.to_string())?.state;
        if let Some(source) = book.line(register, line).and_then(|line| line.source) {
            return Ok(Some(source));
        }
    }
    Ok(None)
}

/// A call taken at the door before anybody knows who calls: its line waits for the caller (RULES 3.1 来电登记表).
pub(super) fn open_call(deed: &mut Deed, consultant: Option<StaffId>, no: u32) -> Result<(), Failure> {
    let (day, at) = (deed.today(), deed.now().on_the_minute());
    let asked = ["phone", "name", "consent"].into_iter().chain(Register::Call.missing(|_| false));
    let intent = EntryIntent {
        register: Register::Call,
        guest: None,
        at,
        kind: None,
        source: None,
        consultant,
        witness: None,
        reception: Some(no),
        missing: asked.map(str::to_owned).collect(),
    };
    deed.on_book(day, |book, ctx| book.decide_enter(day, intent, ctx))
}

/// Writes down who called. Whoever leaves no number makes it an invalid registration.
fn caller(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let number = u32::try_from(f.number("line").copied().unwrap_or_default()).unwrap_or_default();
    let day = deed.today();
    let book = deed.work.load::<Book>(&day.to_string())?.state;
    let line = book.line(Register::Call, number).cloned().unwrap_or_default();
    // Said before anybody is registered for it.
    book.decide_name(day, number, (None, None), Vec::new(), &deed.ctx())?;
    let visitor = visitor(deed, f, true)?;
    let guest = registered(deed, visitor, line.consultant)?;
    if let Some(guest) = guest {
        if let Some(given) = f.choice("consent").map(|code| *code == "yes") {
            consent_if_new(deed, guest, given)?;
        }
        deed.on_guest(guest, |guest, ctx| guest.decide_call(number, line.at, line.consultant, ctx))?;
    }
    let missing = missing(deed, guest, Register::Call)?;
    let source = f.choice("source").and_then(|code| Source::from_code(code));
    deed.on_book(day, |book, ctx| book.decide_name(day, number, (guest, source), missing, ctx))
}

/// The line of a call that is taken back goes with it; where it says already who called, the call stays.
pub(super) fn strike_call(deed: &mut Deed, no: u32, reason: &str) -> Result<(), Failure> {
    let day = deed.today();
    let book = deed.work.load::<Book>(&day.to_string())?.state;
    let of_call = |held: &Line| held.reception == Some(no) && !held.struck;
    let Some((line, held)) = (1u32..).zip(&book.calls).find(|(_, held)| of_call(held)) else { return Ok(()) };
    if !held.is_open() {
        let refusal = Refusal::new("RELIABILITY 2.3", say!(words::LINE_SAYS_WHO, line = line)).at("event");
        return Err(refusal.try_this(crate::text::roster::IN_THE_REGISTER_REMEDY).into());
    }
    let struck = LineCorrection::Struck {};
    deed.on_book(day, |book, ctx| book.decide_correct(day, (Register::Call, line), struck, reason, ctx))
}

/// The guest of a line, registered where they are new.
fn registered(
    deed: &mut Deed,
    visitor: Visitor,
    consultant: Option<StaffId>,
) -> Result<Option<GuestId>, Failure> {
    Ok(match visitor {
        Visitor::Known(guest) => Some(guest),
        Visitor::NoPhone => None,
        Visitor::Named(name, phone) => {
            let known = deed.work.guests_called(Called::Phone(phone.expose(&Exposure::granted())))?;
            match known.first() {
                Some(known) => Some(*known),
                None => Some(guests::add(deed, name, phone, consultant)?),
            }
        }
    })
}

/// Who is meant by the fields `guest`, or `name` and `phone`.
pub(super) fn visitor(deed: &Deed, f: &Filled, may_lack_phone: bool) -> Result<Visitor, Failure> {
    let named = f.has("name") || f.has("phone");
    if f.has("guest") {
        if named {
            return Err(Refusal::new("RULES 3.1", words::NOT_BOTH).at("guest").into());
        }
        return Ok(Visitor::Known(deed.find_guest(f.text("guest"))?));
    }
    match (f.secret("name"), f.phone("phone")) {
        (Some(name), Some(phone)) => Ok(Visitor::Named(name.clone(), phone.clone())),
        // Whoever leaves no phone is nobody: not even the name is kept.
        (_, None) if may_lack_phone => Ok(Visitor::NoPhone),
        (None, Some(phone)) => {
            let known = deed.work.guests_called(Called::Phone(phone.expose(&Exposure::granted())))?;
            let known = known.first().map(|known| Visitor::Known(*known));
            known.ok_or_else(|| Refusal::new("RULES 3.1", words::NAME_AND_PHONE).at("name").into())
        }
        _ => Err(Refusal::new("RULES 3.1", words::NAME_AND_PHONE).at("phone").into()),
    }
}

/// The time of day that was typed, today.
fn time(deed: &Deed, f: &Filled) -> Option<Millis> {
    f.time("at").map(|minute| deed.today().at(*minute, deed.ctx().tz_min))
}

/// Who receives: the one named, or the actor where they sell; the manager writes for whose guest it is.
fn receiver(deed: &Deed, f: &Filled, visitor: &Visitor) -> Result<Option<StaffId>, Failure> {
    let named = seller(deed, f, "consultant")?;
    if named.is_some() || !deed.actor_sells() {
        return Ok(named);
    }
    let known = if let Visitor::Known(guest) = visitor { Some(*guest) } else { None };
    deed.consultant_of(None, known).map(Some)
}

/// Somebody who sells, where the field is filled.
pub(super) fn seller(deed: &Deed, f: &Filled, field: &'static str) -> Result<Option<StaffId>, Failure> {
    f.text_of(field).map(|name| deed.find_consultant_at(name, field)).transpose()
}
