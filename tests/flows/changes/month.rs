//! A month of an office: thirty days, eighty subscriptions with every outcome, through the real actions. Every evening is
//! closed without a difference to explain; at the end the file is sound.

use std::collections::{BTreeMap, BTreeSet};

use anchang::desk::Which;
use anchang::domain::deal::{Deal, DealId, Outcome, Step};
use anchang::domain::due::DueKind;
use anchang::domain::event::Aggregate;
use anchang::domain::money::Fen;
use anchang::domain::permission::Role;
use anchang::domain::receipt::Pocket;
use anchang::domain::unit::Status;

use super::alerts::{about, take};
use super::house::*;
use crate::office::{ASSISTANT, CONSULTANT, CONTRACT, FINANCE, LEADER, MANAGER, Office, Who};

const DAYS: i64 = 30;
const SUBSCRIPTIONS: usize = 80;

/// The same seed, the same month.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// How a subscription goes on, once it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// Stays; the contract is not built yet, so its signing is put off again and again.
    PutOff,
    /// The buyer never comes and never answers: the whole ladder.
    Silent,
    /// Declares it: forfeited at once.
    Declared,
    /// Forfeited, and taken back while the unit is in change.
    RevivedEarly,
    /// Forfeited, released, and taken back.
    RevivedLate,
    /// Nobody's fault.
    Refunded,
    /// The seller's fault: twice the deposit.
    Double,
    /// Let go by agreement; a part is kept.
    Agreed,
    /// The end is refused by the leader.
    EndRefused,
    /// Another unit.
    Swapped,
    /// A swap that was approved and dropped.
    SwapDropped,
    /// Another buyer beside.
    Added,
    /// Another name.
    Renamed,
}

const FATES: [Fate; 13] = [
    Fate::PutOff,
    Fate::Silent,
    Fate::Declared,
    Fate::RevivedEarly,
    Fate::RevivedLate,
    Fate::Refunded,
    Fate::Double,
    Fate::Agreed,
    Fate::EndRefused,
    Fate::Swapped,
    Fate::SwapDropped,
    Fate::Added,
    Fate::Renamed,
];

struct Month {
    office: Office,
    dice: Dice,
    /// Deals that stand, with what is to become of them and from which day on.
    fates: BTreeMap<i64, (Fate, i64)>,
    made: usize,
    seen: BTreeSet<Fate>,
    today: i64,
}

fn who_is(role: Role) -> Who {
    Role::ALL.iter().position(|r| *r == role).unwrap()
}

impl Month {
    fn free_unit(&mut self) -> String {
        let free: Vec<String> = (1..=60)
            .map(|n| format!("5-1-{:02}{:02}", (n - 1) / 10 + 1, (n - 1) % 10 + 1))
            .filter(|unit| status(&self.office, unit) == Status::Available)
            .collect();
        assert!(!free.is_empty(), "sixty units are enough");
        free[self.dice.below(free.len() as u64) as usize].clone()
    }

    /// A subscription that stands, or one that comes to nothing before.
    fn sell(&mut self) {
        let (unit, guest) = (self.free_unit(), self.dice.below(3) as i64 + 1);
        let id = match self.dice.below(8) {
            0 => {
                let id = fill(&mut self.office, &unit, guest, "5万");
                self.office.done(CONSULTANT, "deal.withdraw", &format!("deal=RG-{id:04}; reason=再看看"));
                return;
            }
            1 => {
                // Not finished in time: it runs out by itself.
                fill(&mut self.office, &unit, guest, "5万");
                return;
            }
            2 => self.short(&unit, guest),
            deposit => {
                let deposit = [5, 10, 24][deposit as usize % 3];
                subscribe(&mut self.office, &unit, guest, &format!("{deposit}万"))
            }
        };
        self.made += 1;
        let fate = FATES[self.made % FATES.len()];
        self.fates.insert(id, (fate, self.today + self.dice.below(3) as i64));
    }

    /// A deposit in two parts; the rest comes at once or the next day.
    fn short(&mut self, unit: &str, guest: i64) -> i64 {
        let id = subscribe(&mut self.office, unit, guest, "10万; now=4万; rest_by=+2");
        let rg = DealId(id).to_string();
        if self.dice.below(2) == 0 {
            self.office.done(FINANCE, "deal.receive", &format!("deal={rg}; method=bank"));
            self.office.done(CONTRACT, "deal.exchange", &format!("deal={rg}"));
        }
        id
    }

    fn end(&mut self, id: i64, how: &str, reopen: bool) {
        let app = released(&mut self.office, id, how);
        self.office.done(FINANCE, "deal.settle", &format!("application=SP-{app:04}"));
        if reopen {
            self.reopen(id);
        }
    }

    fn reopen(&mut self, id: i64) {
        recall(&mut self.office, id);
        self.office.done(MANAGER, "deal.reopen", &format!("deal=RG-{id:04}"));
        if pocket(&self.office, id, Pocket::Payable) > Fen::ZERO && self.dice.below(2) == 0 {
            self.office.done(FINANCE, "deal.pay_back", &format!("deal=RG-{id:04}; method=bank"));
        }
    }

    fn swap(&mut self, id: i64, drop: bool) {
        let (unit, guest) = (self.free_unit(), deal(&self.office, id).guest.0);
        // Each unit costs 1,200,000; a deposit of 40,000 takes the manager and a day for the rest.
        let to = fill(&mut self.office, &unit, guest, "5万");
        if deal(&self.office, id).deposited() < Fen::yuan(50_000) {
            self.office.done(CONSULTANT, "deal.withdraw", &format!("deal=RG-{to:04}; reason=定金不够"));
            return;
        }
        let ask_for = format!("deal=RG-{id:04}; to=RG-{to:04}; evidence=换{id}; reason=换房");
        let app = ask(&mut self.office, CONSULTANT, "deal.swap", &ask_for);
        approve(&mut self.office, app, &[MANAGER, LEADER]);
        let fields = format!("application=SP-{app:04}");
        if drop {
            self.office.done(MANAGER, "application.withdraw", &format!("{fields}; reason=不换了"));
            return;
        }
        recall(&mut self.office, id);
        self.office.done(ASSISTANT, "deal.swap_over", &fields);
        let rg = format!("deal=RG-{to:04}");
        self.office.done(CONTRACT, "deal.stamp", &rg);
        self.office.done(CONSULTANT, "deal.file", &rg);
        self.fates.insert(to, (Fate::PutOff, self.today));
    }

    fn buyers(&mut self, id: i64, rename: bool) {
        let guest = deal(&self.office, id).guest.0;
        let other = guest % 3 + 1;
        let buyers = if rename { format!("#{other}") } else { format!("#{guest}, #{other}") };
        let fields = format!("deal=RG-{id:04}; buyers={buyers}; evidence=户口本; reason=贷款");
        let id_app = ask(&mut self.office, CONSULTANT, "deal.buyers", &fields);
        let levels: Vec<Who> = app(&self.office, id_app).levels.iter().map(|role| who_is(*role)).collect();
        approve(&mut self.office, id_app, &levels);
        recall(&mut self.office, id);
        self.office.done(FINANCE, "deal.rename", &format!("application=SP-{id_app:04}"));
    }

    /// What becomes of one today.
    fn befall(&mut self, id: i64, fate: Fate) {
        self.seen.insert(fate);
        let declared = format!("cause=f1; declaration=声明{id}");
        match fate {
            Fate::PutOff => return self.put_off(id),
            Fate::Silent => {
                if deal(&self.office, id).is_overdue(today(&self.office)) {
                    let alert = about(&self.office, id);
                    take(&mut self.office, &alert);
                }
                if deal(&self.office, id).is_live() {
                    return;
                }
            }
            Fate::Declared => self.end(id, &declared, true),
            Fate::RevivedEarly | Fate::RevivedLate => {
                self.end(id, &declared, fate == Fate::RevivedLate);
                // The form is drawn for them again; a payback would have ended it.
                let revive = format!("deal=RG-{id:04}; reason=补签");
                if pocket(&self.office, id, Pocket::Payable) == Fen::ZERO {
                    self.office.done(MANAGER, "deal.revive", &revive);
                }
                self.fates.insert(id, (Fate::PutOff, self.today));
                return;
            }
            Fate::Refunded => self.end(id, "cause=f3", true),
            Fate::Double => self.end(id, "cause=f4", true),
            Fate::Agreed => self.end(id, "cause=f5; kept=1万", true),
            Fate::EndRefused => {
                let fields = format!("deal=RG-{id:04}; cause=f3; evidence=单{id}; reason=想退");
                let app = ask(&mut self.office, CONSULTANT, "deal.release", &fields);
                let fields = format!("application=SP-{app:04}");
                self.office.done(MANAGER, "application.approve", &fields);
                self.office.done(LEADER, "application.refuse", &format!("{fields}; reason=不同意"));
                self.fates.insert(id, (Fate::PutOff, self.today));
                return;
            }
            Fate::Swapped => self.swap(id, false),
            Fate::SwapDropped => self.swap(id, true),
            Fate::Added | Fate::Renamed => self.buyers(id, fate == Fate::Renamed),
        }
        self.fates.remove(&id);
        if deal(&self.office, id).is_live() {
            self.fates.insert(id, (Fate::PutOff, self.today));
        }
    }

    /// Asked for when it is overdue; the leader decides where the manager may not.
    fn put_off(&mut self, id: i64) {
        if !deal(&self.office, id).is_overdue(today(&self.office)) || self.dice.below(2) == 0 {
            return;
        }
        let fields = format!("deal=RG-{id:04}; to=+{}; evidence=延{id}; reason=出差", 5 + self.dice.below(5));
        let id_app = ask(&mut self.office, CONSULTANT, "deal.extend", &fields);
        let levels: Vec<Who> = app(&self.office, id_app).levels.iter().map(|role| who_is(*role)).collect();
        approve(&mut self.office, id_app, &levels);
        self.office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{id_app:04}"));
    }

    /// The rest of every short deposit that is due.
    fn collect(&mut self) {
        for due in self.office.desk.dues().unwrap() {
            if due.kind == DueKind::Balance {
                let id: i64 = due.stream.trim_start_matches("deal:").parse().unwrap();
                self.office.done(FINANCE, "deal.receive", &format!("deal=RG-{id:04}; method=card"));
                if deal(&self.office, id).wants_exchange() {
                    self.office.done(CONTRACT, "deal.exchange", &format!("deal=RG-{id:04}"));
                }
            }
        }
    }

    /// Reconciled and signed: what is overdue and untouched is carried over, nothing is left to explain.
    fn evening(&mut self) {
        let evening = self.office.desk.evening(today(&self.office)).unwrap();
        assert_eq!(evening.findings, [], "day {}", self.today);
        for overdue in evening.overdue.iter().filter(|o| !o.acted) {
            self.office.done(MANAGER, "day.carry", &format!("deal={}; reason=明天再催", overdue.deal));
        }
        // Counted a second time, by hand: every deposit that is held, on every deal.
        let deals = self.office.desk.deals(Which::All).unwrap();
        let held: i64 = deals.iter().map(|(_, deal)| deal.account.balance(Pocket::Deposit).0).sum();
        assert_eq!(evening.figures.deposits, Fen(held));
        let live = deals.iter().filter(|(_, d)| d.is_live() && d.done.contains_key(&Step::Grid)).count();
        let on_grid: i64 =
            ["subscribed", "changing"].iter().filter_map(|s| evening.figures.grid.get(*s)).sum();
        assert_eq!(live as i64, on_grid);
        self.office.act_with(MANAGER, "day.close", "", FINANCE).unwrap();
        assert_eq!(self.office.desk.first_open_day().unwrap(), None);
    }

    /// No live deal without a next deadline or a named reason why none; no unit that can be neither sold nor explained.
    fn nothing_is_forgotten(&self) {
        for (id, deal) in self.office.desk.deals(Which::Live).unwrap() {
            let named = deal.change.is_some() || deal.settled.is_some();
            assert!(!deal.dues().is_empty() || named, "{id} waits for nothing: {deal:?}");
            let unit = self.office.unit(&deal.unit.as_ref().unwrap().to_string());
            assert_eq!(unit.sale.map(|sale| sale.deal), Some(id));
        }
        let live = |deal: &Deal| deal.is_live();
        for row in self.office.desk.units().unwrap() {
            let unit = &row.unit;
            if unit.status == Status::Available {
                assert!(unit.sale.is_none(), "{}", row.id);
                continue;
            }
            let deal = unit.sale.and_then(|sale| self.office.desk.deal(sale.deal).unwrap());
            let explained = match unit.status {
                Status::Withheld => unit.withheld.is_some(),
                Status::Unreleased => true,
                Status::Held => unit.hold.is_some(),
                _ => deal.as_ref().is_some_and(live),
            };
            assert!(explained, "{} is {:?} and nobody knows why", row.id, unit.status);
            let said = self.office.desk.read_ctx(|ctx| unit.standing(ctx)).unwrap();
            assert!(!said.in_lang(anchang::text::Lang::Zh).is_empty());
        }
    }
}

#[test]
fn a_month_of_eighty_subscriptions_is_reconciled_every_evening() {
    let mut month = Month {
        office: office(),
        dice: Dice(0x2026_1128),
        fates: BTreeMap::new(),
        made: 0,
        seen: BTreeSet::new(),
        today: 0,
    };
    for today in 0..DAYS {
        month.today = today;
        month.office.desk.tick().unwrap();
        let per_day = SUBSCRIPTIONS.div_ceil(24);
        for _ in 0..=per_day {
            if month.made < SUBSCRIPTIONS {
                month.sell();
                month.office.later(5);
            }
        }
        month.collect();
        let todays: Vec<(i64, Fate)> = month
            .fates
            .iter()
            .filter(|(_, (_, from))| *from <= today)
            .map(|(id, (fate, _))| (*id, *fate))
            .collect();
        for (id, fate) in todays {
            month.befall(id, fate);
            month.office.later(1);
        }
        month.nothing_is_forgotten();
        month.evening();
        let minutes = (month.office.now().0 - crate::office::NINE.0) / 60_000;
        month.office.later(24 * 60 - minutes % (24 * 60));
    }
    assert_eq!(month.made, SUBSCRIPTIONS);
    assert_eq!(month.seen.len(), FATES.len(), "{:?}", month.seen);
    let ends: BTreeSet<Outcome> = month
        .office
        .desk
        .deals(Which::All)
        .unwrap()
        .iter()
        .filter_map(|(_, d)| Some(d.ended.as_ref()?.how))
        .collect();
    for how in [Outcome::Withdrawn, Outcome::Expired, Outcome::Forfeited, Outcome::Refunded, Outcome::Swapped]
    {
        assert!(ends.contains(&how), "{how:?}");
    }
    sound(&month.office);
}
