//! Subscriptions of the demo: some of the last days, finished or ended in every way, and one waiting at every step now.

use serde::Deserialize;

use super::super::Stop;
use super::day::Later;
use super::play::Play;
use crate::domain::day::Day;
use crate::domain::deal::{DealId, Step};
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::permission::Role;
use crate::domain::unit_id::UnitId;

/// Words of the sale in `office.toml`.
#[derive(Debug, Deserialize)]
pub(super) struct SaleWords {
    /// Name, value, number of the approval.
    pub discounts: Vec<[String; 4]>,
    pub streets: Vec<String>,
    pub company: String,
    pub representative: String,
    /// A name as long as they come.
    pub long_name: String,
    pub nation: String,
    pub note: String,
    pub special: String,
    pub special_reason: String,
    pub withdrawn: String,
    pub refused: String,
    pub returned: String,
    pub voided: String,
    pub place: String,
}

/// Who buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    One,
    Couple,
    Company,
    Minor,
    LongName,
}

/// How it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pays {
    Once,
    Parts,
    Bank,
    Fund,
    Both,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Every step up to this one, which is next; all of them without.
    Until(Option<Step>),
    Withdrawn,
    Refused,
    Returned,
    /// Nobody goes on with it.
    Forgotten,
    /// The deposit was taken wrongly, taken back and taken again.
    Voided,
    /// A part of the deposit first.
    Short,
    /// With a leader's special discount.
    Special,
}

/// A subscription on its way.
pub(super) struct Selling {
    pub(super) unit: String,
    pub(super) consultant: String,
    pub(super) deal: DealId,
    pub(super) fate: Fate,
}

const DONE: Fate = Fate::Until(None);

/// Days before today, minutes after midnight, and what happens.
const PAST: &[(i64, i64, Who, Pays, Fate)] = &[
    (9, 610, Who::One, Pays::Once, DONE),
    (9, 700, Who::Couple, Pays::Bank, DONE),
    (9, 905, Who::LongName, Pays::Both, DONE),
    (8, 640, Who::Company, Pays::Once, DONE),
    (8, 860, Who::One, Pays::Bank, Fate::Withdrawn),
    (7, 650, Who::Minor, Pays::Once, DONE),
    (6, 615, Who::One, Pays::Fund, DONE),
    (6, 780, Who::Couple, Pays::Both, DONE),
    (5, 655, Who::One, Pays::Parts, DONE),
    (5, 820, Who::One, Pays::Bank, Fate::Refused),
    (4, 605, Who::Couple, Pays::Bank, Fate::Special),
    (4, 760, Who::One, Pays::Bank, DONE),
    (3, 630, Who::One, Pays::Once, DONE),
    (3, 745, Who::Couple, Pays::Bank, DONE),
    (3, 870, Who::One, Pays::Once, Fate::Forgotten),
    (2, 612, Who::One, Pays::Bank, DONE),
    (2, 730, Who::Couple, Pays::Both, Fate::Voided),
    (1, 622, Who::One, Pays::Bank, DONE),
    (1, 765, Who::Couple, Pays::Bank, Fate::Short),
    (1, 890, Who::One, Pays::Once, DONE),
];

/// One at every step now, what it waits for behind it.
const NOW: &[(Who, Pays, Fate)] = &[
    (Who::One, Pays::Bank, Fate::Returned),
    (Who::Couple, Pays::Bank, Fate::Until(Some(Step::Sign))),
    (Who::One, Pays::Once, Fate::Until(Some(Step::Review))),
    (Who::Couple, Pays::Both, Fate::Until(Some(Step::Confirm))),
    (Who::One, Pays::Bank, Fate::Until(Some(Step::Deposit))),
    (Who::Minor, Pays::Once, Fate::Until(Some(Step::Stamp))),
    (Who::One, Pays::Bank, Fate::Until(Some(Step::File))),
    (Who::Company, Pays::Once, Fate::Until(Some(Step::Grid))),
    (Who::Couple, Pays::Bank, Fate::Until(Some(Step::Archive))),
    (Who::One, Pays::Fund, Fate::Until(Some(Step::Papers))),
];

impl Play<'_> {
    /// Discounts and numbered forms, before anybody buys.
    pub(super) fn prepare_sales(&mut self) -> Result<(), Stop> {
        let (leader, assistant) = (self.name(Role::Leader), self.name(Role::Assistant));
        for [name, field, value, evidence] in &self.office.sale.discounts {
            let fields = [
                ("name", name.as_str()),
                (field.as_str(), value.as_str()),
                ("evidence", evidence.as_str()),
                ("until", "+90"),
                ("quota", "60"),
            ];
            self.act(&leader, "discount.publish", &fields)?;
        }
        for (kind, to, copies) in [("subscription", "200", "3"), ("interim", "50", "2")] {
            let fields = [("kind", kind), ("from", "1"), ("to", to), ("copies", copies)];
            self.act(&assistant, "paper.stock", &fields)?;
        }
        Ok(())
    }

    /// Subscriptions that begin this minute of a day so many days ago.
    pub(super) fn sales_of(&mut self, ago: i64, minute: i64) -> Result<Vec<(i64, Later)>, Stop> {
        let mut begun = Vec::new();
        for (_, _, who, pays, fate) in PAST.iter().filter(|past| (past.0, past.1) == (ago, minute)) {
            if let Some(selling) = self.subscribe(*who, *pays, *fate)? {
                begun.push((minute + 6, Later::Sell(selling)));
            }
        }
        Ok(begun)
    }

    /// One waiting at every step, and a special discount that waits and one that was granted.
    pub(super) fn sales_now(&mut self, now: Millis) -> Result<(), Stop> {
        let mut at = now.plus_minutes(-9).0 - 50_000;
        for (who, pays, fate) in NOW {
            at += 1_000;
            self.clock.put(Millis(at));
            let Some(selling) = self.subscribe(*who, *pays, *fate)? else { continue };
            while self.go_on(&selling)?.is_some() {
                at += 300;
                self.clock.put(Millis(at));
            }
        }
        for granted in [false, true] {
            if let (Some(unit), Some(buyer)) = (self.free_unit()?, self.buyer(Who::One)?.pop()) {
                let consultant = self.seller(0);
                self.special(&consultant, &unit, &buyer, granted)?;
            }
        }
        Ok(())
    }

    fn seller(&self, turn: usize) -> String {
        let sellers = self.names(Role::Consultant);
        sellers.get(turn % sellers.len().max(1)).cloned().unwrap_or_default()
    }

    /// Buyers with documents: numbers of guests, the last one a guardian where the first is under age.
    fn buyer(&mut self, who: Who) -> Result<Vec<String>, Stop> {
        let consultant = self.seller(0);
        self.buyers_of(&consultant, who)
    }

    pub(super) fn buyers_of(&mut self, consultant: &str, who: Who) -> Result<Vec<String>, Stop> {
        let count = if matches!(who, Who::Couple | Who::Minor) { 2 } else { 1 };
        let mut numbers = Vec::new();
        for at in 0..count {
            let words = &self.office.sale;
            let (company, minor) = (who == Who::Company, who == Who::Minor && at == 0);
            let name = match who {
                Who::Company => words.company.clone(),
                Who::LongName => words.long_name.clone(),
                // Short names are as common as long ones are rare.
                _ => {
                    let mut name = self.guest_name();
                    if self.serial.is_multiple_of(3) {
                        name.pop();
                    }
                    name
                }
            };
            let words = &self.office.sale;
            let street = words.streets[self.dice.below(words.streets.len())].clone();
            let address = street.replace("{no}", &(1 + self.dice.below(400)).to_string());
            let number = if company { COMPANY_CODE.to_owned() } else { self.id_number(minor) };
            let phone = self.phone();
            let single = matches!(who, Who::One | Who::LongName);
            let mut fields = vec![
                ("name", name.as_str()),
                ("phone", phone.as_str()),
                ("id_kind", if company { "company_code" } else { "resident_id" }),
                ("id_no", number.as_str()),
                ("address", address.as_str()),
                ("postcode", "200120"),
            ];
            if company {
                // One company may buy twice: its document is on file once.
                if let Some(known) = self.company.clone() {
                    return Ok(vec![known]);
                }
                fields.push(("representative", words.representative.as_str()));
            } else {
                fields.push(("nationality", words.nation.as_str()));
                fields.push(("marital", if minor || single { "single" } else { "married" }));
            }
            let made = self.make(consultant, "guest.identify", &fields)?.unwrap_or_default();
            if company {
                self.company = Some(made.clone());
            }
            numbers.push(made);
        }
        Ok(numbers)
    }

    /// A resident identity number with its check digit (GB 11643), as nobody has it: its region is made up.
    fn id_number(&mut self, minor: bool) -> String {
        let year = self.desk_day().to_string()[..4].parse::<usize>().unwrap_or(2026);
        let year = if minor { year - 9 } else { year - 25 - self.dice.below(35) };
        let (month, day) = (1 + self.dice.below(12), 1 + self.dice.below(28));
        self.serial += 1;
        let digits = format!("310199{year}{month:02}{day:02}{:03}", self.serial % 1000);
        let sum: u32 =
            digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        format!("{digits}{}", char::from(b"10X98765432"[sum as usize % 11]))
    }

    /// A leader's special discount: asked for, and granted where it is.
    fn special(&mut self, who: &str, unit: &str, guest: &str, granted: bool) -> Result<Option<String>, Stop> {
        let (manager, leader) = (self.name(Role::Manager), self.name(Role::Leader));
        let words = &self.office.sale;
        let (evidence, reason) = (words.special.clone(), words.special_reason.clone());
        let fields = [
            ("unit", unit),
            ("guest", guest),
            ("percent", "94%"),
            ("evidence", evidence.as_str()),
            ("leader", leader.as_str()),
            ("given", "contract"),
            ("until", "+15"),
            ("reason", reason.as_str()),
        ];
        let made = self.make(who, "discount.special", &fields)?;
        if let Some(number) = made.as_deref().filter(|_| granted) {
            self.act(&manager, "application.approve", &[("application", number)])?;
            self.act(&leader, "application.approve", &[("application", number)])?;
        }
        Ok(made)
    }

    /// Locks a free unit and fills the form.
    pub(super) fn subscribe(&mut self, who: Who, pays: Pays, fate: Fate) -> Result<Option<Selling>, Stop> {
        let Some(unit) = self.free_unit()? else { return Ok(None) };
        self.turn += 1;
        let consultant = self.seller(self.turn);
        let buyers = self.buyers_of(&consultant, who)?;
        let first = buyers.first().cloned().unwrap_or_default();
        let assistant = self.name(Role::Assistant);
        let hold = [("unit", unit.as_str()), ("guest", first.as_str()), ("consultant", consultant.as_str())];
        self.act(&assistant, "unit.hold", &hold)?;
        let special = match fate {
            Fate::Special => self.special(&consultant, &unit, &first, true)?,
            _ => None,
        };
        let named = match who {
            Who::Couple => format!("{first} 60, {} 40", buyers[1]),
            Who::Minor => format!("{first}/{}", buyers[1]),
            _ => first,
        };
        let parts = self.parts(&unit)?;
        let discounts: Vec<&str> = match (pays, special.is_some()) {
            (Pays::Parts, _) | (_, true) => Vec::new(),
            (Pays::Once, _) => self.office.sale.discounts.iter().map(|d| d[0].as_str()).collect(),
            _ => self.office.sale.discounts.iter().take(1).map(|d| d[0].as_str()).collect(),
        };
        let discounts = discounts.join(",");
        let note = self.office.sale.note.clone();
        let mut fields = vec![
            ("unit", unit.as_str()),
            ("buyers", named.as_str()),
            ("limit", "passed"),
            ("deposit", "200000"),
        ];
        match pays {
            Pays::Once => fields.push(("plan", "one_payment")),
            Pays::Parts => fields.extend([("plan", "instalments"), ("parts", parts.as_str())]),
            Pays::Bank => fields.extend([("plan", "commercial_loan"), ("down", "35%"), ("years", "30")]),
            Pays::Fund => fields.extend([("plan", "fund_loan"), ("fund", "800000"), ("years", "25")]),
            Pays::Both => fields.extend([
                ("plan", "combined_loan"),
                ("down", "30%"),
                ("fund", "800000"),
                ("years", "30"),
                ("how", "equal_principal"),
            ]),
        }
        if !discounts.is_empty() {
            fields.push(("discounts", discounts.as_str()));
        }
        if let Some(special) = &special {
            fields.push(("special", special.as_str()));
        }
        if fate == Fate::Short {
            fields.extend([("now", "30000"), ("rest_by", "+2")]);
        }
        if who == Who::Minor {
            fields.push(("terms", note.as_str()));
        }
        let deal = self.make(&consultant, "deal.enter", &fields)?;
        let deal = deal.as_deref().and_then(DealId::parse);
        Ok(deal.map(|deal| Selling { unit, consultant, deal, fate }))
    }

    /// The list price in two halves.
    fn parts(&self, unit: &str) -> Result<String, Stop> {
        let unit: Option<UnitId> = unit.parse().ok();
        let row = unit.map(|unit| self.desk_ref().unit(&unit)).transpose()?.flatten();
        let total = row.map(|row| row.unit.price.quote.total).unwrap_or_default();
        let first = Fen(total.0 / 2 / 1_000_000 * 1_000_000);
        let plain = |fen: Fen| fen.to_string().replace(',', "");
        Ok(format!("+7 {}, +60 {}", plain(first), plain(total - first)))
    }

    /// Does the next step of a subscription; minutes until the one after it, none where it is left as it is.
    pub(super) fn go_on(&mut self, selling: &Selling) -> Result<Option<i64>, Stop> {
        let Some(deal) = self.desk_ref().deal(selling.deal)? else { return Ok(None) };
        let Some(step) = deal.next_step() else { return Ok(None) };
        let id = selling.deal.to_string();
        let of = [("deal", id.as_str())];
        let (manager, finance) = (self.name(Role::Manager), self.name(Role::Finance));
        let consultant = selling.consultant.clone();
        let words = &self.office.sale;
        match (selling.fate, step) {
            (Fate::Until(Some(until)), step) if step == until => return Ok(None),
            (Fate::Forgotten, _) | (_, Step::Hold | Step::Fill) => return Ok(None),
            (Fate::Withdrawn, Step::Confirm) => {
                let fields = [of[0], ("reason", words.withdrawn.as_str())];
                self.act(&consultant, "deal.withdraw", &fields)?;
                return Ok(None);
            }
            (Fate::Refused | Fate::Returned, Step::Review) => {
                let number = deal.application.map(|app| app.to_string()).unwrap_or_default();
                let (action, reason) = match selling.fate {
                    Fate::Refused => ("application.refuse", words.refused.as_str()),
                    _ => ("application.return", words.returned.as_str()),
                };
                self.act(&manager, action, &[("application", number.as_str()), ("reason", reason)])?;
                return Ok(None);
            }
            (_, Step::Sign) => self.act(&consultant, "deal.sign", &of)?,
            (_, Step::Review) => {
                let number = deal.application.map(|app| app.to_string()).unwrap_or_default();
                self.act(&manager, "application.approve", &[("application", number.as_str())])?;
            }
            (_, Step::Confirm) => self.act(&consultant, "deal.confirm", &of)?,
            (fate, Step::Deposit) => {
                let method = if self.dice.below(3) == 0 { "bank" } else { "card" };
                let fields = [of[0], ("method", method)];
                let receipt = self.make(&finance, "deal.receive", &fields)?.unwrap_or_default();
                if fate == Fate::Voided {
                    let fields = [("receipt", receipt.as_str()), ("reason", words.voided.as_str())];
                    self.act_with(&finance, &manager, "receipt.void", &fields)?;
                    self.act(&finance, "deal.receive", &[of[0], ("method", "bank")])?;
                }
            }
            (_, Step::Stamp) => {
                let clerk = self.name(Role::Contract);
                self.act(&clerk, "deal.stamp", &of)?;
            }
            (_, Step::File) => self.act(&consultant, "deal.file", &of)?,
            (_, Step::Grid) => self.act(&manager, "deal.subscribe", &of)?,
            (_, Step::Archive) => {
                let assistant = self.name(Role::Assistant);
                let place = format!("{}{}", words.place, selling.unit);
                self.act(&assistant, "deal.archive", &[of[0], ("place", place.as_str())])?;
            }
            (_, Step::Papers) => self.act(&consultant, "deal.papers", &of)?,
        }
        Ok(Some(4 + self.dice.below(6) as i64))
    }

    fn desk_day(&self) -> Day {
        self.desk_ref().today()
    }
}

/// Of the digits of an identity number (GB 11643).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// A code that is valid and nobody's (GB 32100).
const COMPANY_CODE: &str = "91310199MA0000001L";
