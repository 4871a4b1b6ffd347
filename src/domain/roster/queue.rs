//! Who comes next: the order of those who can take a new guest, each with what puts them there.

use super::Group;
use super::Turn;
use super::member::{Credit, Member};
use super::rules::{AbGroups, BaseOrder, MakeupMode, Queue};
use super::step::Block;
use super::table::Table;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

/// What somebody's place rests on, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Stands at the door: nobody is sent away from there.
    Door,
    /// A turn came back, since then.
    Restored(Millis),
    /// A turn is to be made up, since then.
    Makeup(Millis),
    /// The turn of the round: turns had, place on the table.
    Round(i32, usize),
    /// A turn is to be made up after this round, since then.
    AfterRound(i32, Millis),
}

/// A place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Who.
    pub who: StaffId,
    /// In which team.
    pub group: Group,
    /// Their team is not the one whose turn it is.
    pub other_team: bool,
    /// What it rests on.
    pub basis: Basis,
}

impl Place {
    /// What a new guest takes from whoever stands here.
    pub fn turn(&self) -> Turn {
        match self.basis {
            Basis::Restored(_) | Basis::Makeup(_) | Basis::AfterRound(..) => Turn::Credit,
            Basis::Door | Basis::Round(..) => Turn::Queue,
        }
    }
}

impl Table {
    /// The order of those who can take a new guest at `at`. The first is on duty.
    pub fn order(&self, at: Millis) -> Vec<Place> {
        let group = self.group_in_turn();
        let free = self.members.iter().enumerate().filter(|(_, m)| !m.left && self.block(m, at).is_none());
        let mut places: Vec<Place> = free
            .map(|(i, m)| Place {
                who: m.who,
                group: m.group,
                other_team: group.is_some_and(|group| group != m.group),
                basis: self.basis(m, i),
            })
            .collect();
        places.sort_by_key(|place| (place.basis != Basis::Door, place.other_team, key(place.basis)));
        places
    }

    fn basis(&self, m: &Member, place: usize) -> Basis {
        if self.door.is_some_and(|(door, _)| door == m.who) {
            return Basis::Door;
        }
        self.basis_off_the_door(m, place)
    }

    /// What somebody's place would rest on if they did not stand at the door.
    fn basis_off_the_door(&self, m: &Member, place: usize) -> Basis {
        if let Some(Credit { since, .. }) = m.credits.iter().find(|c| c.restored) {
            return Basis::Restored(*since);
        }
        match (m.credits.first(), self.rules().makeup_mode) {
            (Some(credit), MakeupMode::ImmediateNext) => Basis::Makeup(credit.since),
            // Whoever still has the turn of that round takes it first.
            (Some(credit), MakeupMode::EndOfRound) if m.level > credit.round => {
                Basis::AfterRound(credit.round, credit.since)
            }
            _ => Basis::Round(m.level, place),
        }
    }

    /// What a new guest takes from `who`, first in [`Table::order`]. At the door it is what brought them there.
    pub fn turn_of_first(&self, who: StaffId) -> Turn {
        let Some((place, m)) = self.members.iter().enumerate().find(|(_, m)| m.who == who) else {
            return Turn::Queue;
        };
        let basis = self.basis_off_the_door(m, place);
        Place { who, group: m.group, other_team: false, basis }.turn()
    }

    /// Which team takes the next new guest, where it has somebody free; `None` with one team.
    fn group_in_turn(&self) -> Option<Group> {
        let first = self.first_group.unwrap_or(Group::A);
        Some(match self.rules().ab_groups {
            AbGroups::Off => return None,
            AbGroups::AlternateDay => first,
            AbGroups::AlternateGroup => match self.taken[0].cmp(&self.taken[1]) {
                std::cmp::Ordering::Less => Group::A,
                std::cmp::Ordering::Greater => Group::B,
                std::cmp::Ordering::Equal => first,
            },
        })
    }

    /// The order for calls; the first takes the next one. Whoever is busy is not passed: they keep their fewer calls.
    pub fn call_order(&self, at: Millis) -> Vec<StaffId> {
        match self.rules().call_queue {
            Queue::Separate => self.by_level(at, |m| m.call_level),
            Queue::Consumes => self.order(at).into_iter().map(|place| place.who).collect(),
        }
    }

    /// The order for brokers' guests; the first takes the next one.
    pub fn channel_order(&self, at: Millis) -> Vec<StaffId> {
        match self.rules().channel_queue {
            Queue::Separate => self.by_level(at, |m| m.channel_level),
            Queue::Consumes => self.order(at).into_iter().map(|place| place.who).collect(),
        }
    }

    fn by_level(&self, at: Millis, level: impl Fn(&Member) -> i32) -> Vec<StaffId> {
        let mut free: Vec<&Member> =
            self.members.iter().filter(|m| !m.left && self.free_of_guests(m, at)).collect();
        free.sort_by_key(|m| level(m));
        free.into_iter().map(|m| m.who).collect()
    }

    /// Whoever has a guest of any kind does not pick up the telephone either.
    fn free_of_guests(&self, m: &Member, at: Millis) -> bool {
        self.block(m, at).is_none() && self.open().all(|r| r.who != m.who)
    }

    /// Whether somebody has stood at the door for longer than a shift there lasts (RULES 1.1.2); for information.
    pub fn overstays_at_the_door(&self, at: Millis) -> bool {
        let limit = self.rules().position_timeout_min;
        self.door.is_some_and(|(_, since)| at.0 - since.0 > limit * 60_000)
    }

    /// Everybody on the table who cannot take a new guest at `at`, with why.
    pub fn blocked(&self, at: Millis) -> Vec<(StaffId, Block)> {
        let here = self.members.iter().filter(|m| !m.left);
        here.filter_map(|m| Some((m.who, self.block(m, at)?))).collect()
    }

    /// How evenly the day went so far, among those who are here; when all have gone home, among all who were.
    pub fn fairness(&self) -> Fairness {
        let over = self.members.iter().all(|m| m.left);
        let each: Vec<u32> = self.members.iter().filter(|m| over || !m.left).map(|m| m.new).collect();
        let all = || self.members.iter();
        let guests: u32 = all().map(|m| m.new).sum();
        let waited: i64 = all().map(|m| m.waited).sum();
        Fairness {
            guests,
            most: each.iter().copied().max().unwrap_or(0),
            least: each.iter().copied().min().unwrap_or(0),
            people: u32::try_from(each.len()).unwrap_or(u32::MAX),
            theirs: each.iter().sum(),
            mean_wait_min: if guests == 0 { 0 } else { waited / i64::from(guests) / 60_000 },
        }
    }

    /// With `fewest_new` the level counts guests, otherwise rounds.
    pub fn counts_guests(&self) -> bool {
        self.rules().base_order == BaseOrder::FewestNew
    }
}

/// Figures of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fairness {
    /// New guests that count.
    pub guests: u32,
    /// The most that anybody compared had.
    pub most: u32,
    /// The fewest.
    pub least: u32,
    /// People compared.
    pub people: u32,
    /// New guests that they had.
    pub theirs: u32,
    /// How long somebody had waited for their guest, minutes, on average.
    pub mean_wait_min: i64,
}

impl Fairness {
    /// New guests each, with one decimal: `1.5`.
    pub fn mean(self) -> String {
        let tenths = (self.theirs * 10).checked_div(self.people).unwrap_or(0);
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// Sorts: what came back, what is made up at once, the round with what is made up after it.
fn key(basis: Basis) -> (u8, i64, u8, i64) {
    match basis {
        Basis::Door => (0, 0, 0, 0),
        Basis::Restored(since) => (1, since.0, 0, 0),
        Basis::Makeup(since) => (2, since.0, 0, 0),
        Basis::Round(level, place) => (3, i64::from(level), 0, place as i64),
        Basis::AfterRound(level, since) => (3, i64::from(level), 1, since.0),
    }
}
