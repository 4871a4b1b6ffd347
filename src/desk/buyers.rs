//! Buyers 认购人: their documents as actions, and what a deal needs to know of them (RULES 1.4, 3.1).

use super::action::Action;
use super::field::{Field, Kind, may, must};
use super::{Deed, Desk, Failure, Filled, StoreError, enroll, guests};
use crate::domain::buyer_file::{ADDRESS, BORN, ID_KIND, ID_NO, ITEMS, Item, MOBILE, Takes};
use crate::domain::clean::fold_width;
use crate::domain::day::{Day, parse_birthday};
use crate::domain::deal::{Buyer, BuyerFacts, Deal};
use crate::domain::guest::{Guest, GuestEvent, GuestId, IDENTITY};
use crate::domain::identity::{Document, IdKind};
use crate::domain::permission::{Control, Duty};
use crate::domain::person::{Exposure, Person, PersonId, PersonKind, Pii};
use crate::domain::ppm::Ppm;
use crate::domain::refusal::Refusal;
use crate::say;
use crate::store::{Answers, Tracked};
use crate::text::{Arg, Text, cli, sale as words};

const RIGHT: &Exposure = &Exposure::granted();

const fn field(item: &Item) -> Field {
    let kind = match item.takes {
        Takes::One(choices) => Kind::Choice(choices),
        Takes::Number => Kind::DocumentNo,
        // Kept out of drafts and sentences like everything else of the file.
        Takes::Birthday | Takes::Word | Takes::Phone | Takes::Postcode | Takes::Line => Kind::Private,
    };
    may(item.code, item.text, kind)
}

const FIRST: usize = 3;
const IDENTIFY: [Field; FIRST + ITEMS.len()] = {
    let guest = may("guest", cli::F_GUEST, Kind::Guest);
    let mut all = [guest; FIRST + ITEMS.len()];
    all[1] = may("name", cli::F_NAME, Kind::Name);
    all[2] = may("phone", cli::F_PHONE, Kind::Phone);
    let mut at = 0;
    while at < ITEMS.len() {
        all[FIRST + at] = field(&ITEMS[at]);
        at += 1;
    }
    all
};

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "guest.identify",
        text: words::A_IDENTIFY,
        duty: Duty::SubscriptionEntry,
        control: Control::Single,
        fields: &IDENTIFY,
        run: identify,
    },
    Action {
        id: "guest.block",
        text: words::A_BLOCK,
        duty: Duty::Attribution,
        control: Control::Approved,
        fields: &[must("guest", cli::F_GUEST, Kind::Guest), must("reason", cli::F_REASON, Kind::Note)],
        run: |deed, f| block(deed, f, true),
    },
    Action {
        id: "guest.unblock",
        text: words::A_UNBLOCK,
        duty: Duty::Attribution,
        control: Control::Approved,
        fields: &[must("guest", cli::F_GUEST, Kind::Guest), must("reason", cli::F_REASON, Kind::Note)],
        run: |deed, f| block(deed, f, false),
    },
];

fn block(deed: &mut Deed, f: &Filled, blocked: bool) -> Result<(), Failure> {
    let id = deed.find_guest(f.text("guest"))?;
    deed.on_guest(id, |guest, _| guest.decide_block(blocked, f.text("reason")))
}

/// Puts a document on file: of a guest, or of a buyer who was not registered yet (a spouse, a child, a company). What
/// was on file stays where nothing new is said.
fn identify(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = match f.text_of("guest") {
        Some(text) => deed.find_guest(text)?,
        None => newcomer(deed, f)?,
    };
    let person = deed.work.load::<Guest>(&id.0.to_string())?.state.person;
    let mut file = file_of(deed, person)?;
    let mut given = Vec::new();
    for item in ITEMS {
        let value = match item.takes {
            Takes::One(_) => f.choice(item.code).map(|code| Pii::new((*code).to_owned())),
            Takes::Birthday => birthday(f, item.code, deed.today())?,
            Takes::Number | Takes::Word | Takes::Phone | Takes::Postcode | Takes::Line => {
                f.secret(item.code).cloned()
            }
        };
        if let Some(value) = value {
            if let Some(why) = item.takes.wrong(value.expose(RIGHT)) {
                return Err(Refusal::new("RULES 3.1", say!(why, field = item.text)).at(item.code).into());
            }
            given.push(item.code.to_owned());
            file.insert(item.code.to_owned(), value);
        }
    }
    if given.is_empty() && f.has("guest") {
        return Err(Refusal::new("RULES 3.1", words::NOTHING_GIVEN).at(ID_NO).into());
    }
    if let Some(number) = file.get(ID_NO) {
        let document = Document::read(id_kind(&file), number.expose(RIGHT), deed.today(), ID_NO)?;
        let owner = deed.work.person_with_document(document.number())?;
        if let Some(owner) = owner.filter(|owner| *owner != person) {
            let whose = deed.work.guest_of_person(owner)?;
            // Who was merged into this guest is this guest.
            let same = whose.map(|whose| deed.work.survivor(whose)).transpose()? == Some(id);
            if !same {
                let whose = whose.map_or_else(|| Arg::Str("?".to_owned()), Arg::from);
                let why = say!(words::DOCUMENT_OF_OTHER, guest = whose);
                return Err(Refusal::new("RULES 1.2", why).at(ID_NO).into());
            }
        }
        let named = given.iter().any(|code| code == ID_KIND || code == ID_NO);
        let told = document.born().map(|born| born.expose(RIGHT).to_string());
        let entered = file.get(BORN).map(|born| born.expose(RIGHT).clone());
        if told.is_some() || document.kind() == IdKind::Company {
            if given.iter().any(|code| code == BORN) && told != entered {
                let refusal = Refusal::new("RULES 1.16", words::BORN_DIFFERS).at(BORN);
                return Err(refusal.try_this(words::BORN_DIFFERS_REMEDY).into());
            }
            file.remove(BORN);
            given.retain(|code| code != BORN);
        } else if entered.is_none() && named {
            let why = say!(words::BORN_NEEDED, kind = document.kind().text());
            return Err(Refusal::new("RULES 1.4", why).at(BORN).try_this(words::BORN_NEEDED_REMEDY).into());
        }
        let number = document.number().clone();
        file.insert(ID_NO.to_owned(), number);
        file.entry(ID_KIND.to_owned()).or_insert_with(|| Pii::new(document.kind().code().to_owned()));
    }
    let commit = deed.work.keep_answers(person, IDENTITY, &file)?;
    deed.on_guest(id, |guest, _| guest.decide_identify(commit, given))?;
    deed.created = Some(format!("#{}", id.0));
    Ok(())
}

/// A date of birth as the vault keeps it: `1990-03-07`.
fn birthday(f: &Filled, code: &'static str, today: Day) -> Result<Option<Pii<String>>, Failure> {
    let Some(typed) = f.secret(code) else { return Ok(None) };
    let day = parse_birthday(typed.expose(RIGHT), today);
    let wrong = || Refusal::new("RULES 1.4", words::BORN_WRONG).at(code).try_this(words::BORN_NEEDED_REMEDY);
    Ok(Some(Pii::new(day.ok_or_else(wrong)?.to_string())))
}

/// A buyer without a visit: by phone a guest who is known, else a new one.
fn newcomer(deed: &mut Deed, f: &Filled) -> Result<GuestId, Failure> {
    let name = f.secret("name").cloned();
    let name = name.ok_or_else(|| Refusal::new("RULES 3.1", words::BUYER_NAME).at("name"))?;
    if let Some(phone) = f.phone("phone") {
        if let Some(known) = guests::with_phone(deed, phone)? {
            return Ok(known);
        }
        let consultant = deed.consultant(None).ok();
        return guests::add(deed, name, phone.clone(), consultant);
    }
    let (person, commit) = enroll(deed.work, PersonKind::Guest, &Person { name, phone: None })?;
    let id = GuestId(deed.work.next_key::<Guest>()?);
    let mut guest: Tracked<Guest> = deed.work.load(&id.0.to_string())?;
    let consultant = deed.consultant(None).ok();
    deed.work.record(&mut guest, &[GuestEvent::Registered { person, commit, consultant }])?;
    Ok(id)
}

fn file_of(deed: &Deed, person: PersonId) -> Result<Answers, Failure> {
    let all = deed.work.answers(person)?;
    Ok(all.into_iter().find(|(entry, _)| entry == IDENTITY).map(|(_, file)| file).unwrap_or_default())
}

fn id_kind(file: &Answers) -> IdKind {
    file.get(ID_KIND).and_then(|code| IdKind::from_code(code.expose(RIGHT))).unwrap_or(IdKind::Resident)
}

/// Reads `#12 50, #15 50/#16` or `#15/#16 50`: buyers with their shares; without shares they are equal, the first with what does not go
/// up. Who acts for a buyer stands behind a slash.
pub(super) fn read(deed: &Deed, text: &str) -> Result<Vec<Buyer>, Failure> {
    let folded = fold_width(text);
    let mut parts = Vec::new();
    for part in folded.split([',', '、', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let wrong =
            || Failure::from(Refusal::new("RULES 1.4", say!(words::SHARE_WRONG, part = part)).at("buyers"));
        let (buyer, guardian) = match part.split_once('/') {
            Some((buyer, guardian)) => (buyer.trim(), Some(guardian.trim())),
            None => (part, None),
        };
        let (who, share) = match buyer.rsplit_once(char::is_whitespace) {
            Some((who, share)) => (who.trim(), Some(Ppm::parse(share).ok_or_else(wrong)?)),
            None => (buyer, None),
        };
        // Where the buyer has none, the share may stand at the end: `#15/#16 50`.
        let (guardian, late) = match guardian.and_then(|text| text.rsplit_once(char::is_whitespace)) {
            Some((who, text)) if share.is_none() && Ppm::parse(text).is_some() => {
                (Some(who.trim()), Ppm::parse(text))
            }
            _ => (guardian, None),
        };
        let share = share.or(late);
        let guest = deed.find_guest_at(who, "buyers")?;
        let guardian = guardian.map(|text| deed.find_guest_at(text, "buyers")).transpose()?;
        parts.push((guest, share, guardian));
    }
    let count = parts.len() as i64;
    let equal = if count > 0 { Ppm::WHOLE.0 / count } else { 0 };
    let first = Ppm::WHOLE.0 - equal * (count - 1);
    let unsaid = parts.iter().all(|(_, share, _)| share.is_none());
    let shared = parts.into_iter().enumerate().map(|(at, (guest, share, guardian))| {
        let default = if at == 0 { first } else { equal };
        let share = if unsaid { Ppm(default) } else { share.unwrap_or_default() };
        Buyer { guest, share, guardian }
    });
    Ok(shared.collect())
}

/// What the checks need to know of buyers and guardians.
pub(super) fn facts(deed: &Deed, buyers: &[Buyer], today: Day) -> Result<Vec<BuyerFacts>, Failure> {
    let mut all: Vec<BuyerFacts> = Vec::new();
    for id in buyers.iter().flat_map(|b| [Some(b.guest), b.guardian]).flatten() {
        let guest = deed.work.load::<Guest>(&id.0.to_string())?.state;
        let file = file_of(deed, guest.person)?;
        let kind = id_kind(&file);
        let document =
            file.get(ID_NO).and_then(|number| Document::read(kind, number.expose(RIGHT), today, ID_NO).ok());
        let born = file.get(BORN).and_then(|born| born.expose(RIGHT).parse().ok());
        let document = document.map(|document| document.with_born(born));
        all.push(BuyerFacts {
            guest: id,
            identified: document.is_some(),
            company: kind == IdKind::Company,
            age: document.and_then(|document| document.age_on(today)),
            blocked: guest.blocked.is_some(),
        });
    }
    Ok(all)
}

/// What the customer file 成交客户档案表 lacks: document, address, phone of every buyer; a minor's guardian is reached
/// for them.
pub(super) fn gaps(deed: &Deed, buyers: &[Buyer]) -> Result<Vec<Arg>, Failure> {
    let mut gaps = Vec::new();
    for buyer in buyers {
        let guest = deed.work.load::<Guest>(&buyer.guest.0.to_string())?.state;
        let file = file_of(deed, guest.person)?;
        let person = deed.work.person(guest.person)?;
        let has_phone = person.is_some_and(|person| person.phone.is_some());
        let lacks = lacks(buyers, buyer, &file, has_phone);
        gaps.extend(lacks.map(|(_, what)| say!(words::GAP_OF, guest = buyer.guest, what = what).into()));
    }
    Ok(gaps)
}

/// What one buyer's file lacks: the entry that takes it, and what it is called.
fn lacks(
    buyers: &[Buyer],
    buyer: &Buyer,
    file: &Answers,
    has_phone: bool,
) -> impl Iterator<Item = (&'static str, Text)> {
    let reached = has_phone
        || file.contains_key(MOBILE)
        || buyer.guardian.is_some()
        || buyers.len() > 1 && buyer.guest != buyers[0].guest;
    let all = [
        (file.contains_key(ID_NO), ID_NO, words::GAP_ID),
        (file.contains_key(ADDRESS), ADDRESS, words::GAP_ADDRESS),
        (reached, MOBILE, words::GAP_PHONE),
    ];
    all.into_iter().filter(|(there, ..)| !there).map(|(_, code, what)| (code, what))
}

impl Desk {
    /// The first entry that the customer file of a deal lacks, and whose it is.
    ///
    /// # Errors
    /// What the store says.
    pub fn file_gap(&self, deal: &Deal) -> Result<Option<(GuestId, &'static str)>, StoreError> {
        let buyers = deal.terms.as_ref().map_or(&[][..], |terms| &terms.buyers);
        for buyer in buyers {
            let file = self.buyer_file(buyer.guest)?;
            let person = self.guest(buyer.guest)?.and_then(|row| row.person);
            let has_phone = person.is_some_and(|person| person.phone.is_some());
            let gap = lacks(buyers, buyer, &file, has_phone).next();
            if let Some((code, _)) = gap {
                return Ok(Some((buyer.guest, code)));
            }
        }
        Ok(None)
    }
}
