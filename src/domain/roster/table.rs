//! The fold: what each entry does to the table, and, for whoever asks why, to whom and by which rule. Total: whatever
//! was stored is taken in.

use super::member::{Call, Member, Placed, Reception};
use super::rules::{LateRule, Queue, Rules};
use super::step::{Block, Step, What};
use super::{Arrival, Entry, Group, Outcome, RosterEvent, Turn};
use crate::domain::guest::GuestId;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

/// The table of a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The rules of the day; `None` before anybody signed in.
    pub rules: Option<Rules>,
    /// The team that comes first.
    pub first_group: Option<Group>,
    /// When and by whom the table was confirmed.
    pub confirmed: Option<(Millis, StaffId)>,
    /// Everybody who signed in, in the order of the table.
    pub members: Vec<Member>,
    /// Who stands at the door, since when.
    pub door: Option<(StaffId, Millis)>,
    /// Every reception of the day.
    pub receptions: Vec<Reception>,
    /// Every call of the day.
    pub calls: Vec<Call>,
    /// What happened to whom.
    pub steps: Vec<Step>,
    /// New guests that each team took: A, B.
    pub taken: [i32; 2],
}

impl Table {
    /// The rules of the day.
    pub fn rules(&self) -> Rules {
        self.rules.unwrap_or_default()
    }

    /// Somebody on the table, also after they went home.
    pub fn member(&self, who: StaffId) -> Option<&Member> {
        self.members.iter().find(|m| m.who == who)
    }

    /// A reception by its number.
    pub fn reception(&self, no: u32) -> Option<&Reception> {
        self.receptions.iter().find(|r| r.no == no)
    }

    /// Receptions that are not over.
    pub fn open(&self) -> impl Iterator<Item = &Reception> {
        self.receptions.iter().filter(|r| r.ended.is_none())
    }

    /// Why somebody cannot take a new guest at `at`; `None` when they can.
    pub fn block(&self, member: &Member, at: Millis) -> Option<Block> {
        // A suspension is not made up by going away.
        if member.suspended.is_some_and(|until| at < until) {
            return Some(Block::Suspended);
        }
        if let Some((kind, ..)) = member.away {
            return Some(Block::Away(kind));
        }
        let old_blocks = self.rules().busy_with_old_blocks_new;
        let is_old = |r: &&Reception| matches!(r.kind, Arrival::Returning | Arrival::Relative);
        self.open()
            .filter(|r| r.who == member.who)
            .find(|r| old_blocks || !is_old(r))
            .map(|r| Block::Serving(r.no))
    }

    pub(super) fn at_mut(&mut self, who: StaffId) -> Option<&mut Member> {
        self.members.iter_mut().find(|m| m.who == who)
    }

    /// Where a round stands for whoever joins it: the least that anybody has had.
    pub(super) fn lowest(&self, group: Group) -> i32 {
        let present = self.members.iter().filter(|m| !m.left && m.group == group);
        present.map(|m| m.level).min().unwrap_or(0)
    }

    pub(super) fn leaves_the_door(&mut self, who: StaffId) {
        if self.door.is_some_and(|(door, _)| door == who) {
            self.door = None;
        }
    }

    fn move_to_tail(&mut self, who: StaffId) {
        if let Some(at) = self.members.iter().position(|m| m.who == who) {
            let member = self.members.remove(at);
            self.members.push(member);
        }
    }

    fn arrange(&mut self, order: &[StaffId]) {
        let place = |m: &Member| order.iter().position(|who| *who == m.who).unwrap_or(usize::MAX);
        self.members.sort_by_key(place);
    }

    fn placed(&mut self, order: &[StaffId], placed: Placed) {
        self.members.iter_mut().filter(|m| order.contains(&m.who)).for_each(|m| m.placed = placed);
    }

    /// Where the orders of calls and of brokers' guests stand for whoever joins them.
    fn lowest_apart(&self) -> (i32, i32) {
        let here = || self.members.iter().filter(|m| !m.left);
        (here().map(|m| m.call_level).min().unwrap_or(0), here().map(|m| m.channel_level).min().unwrap_or(0))
    }

    /// Takes one entry in.
    pub fn take(&mut self, entry: &Entry) {
        let at = entry.meta.at;
        let step = |table: &mut Self, who: StaffId, what: What| table.steps.push(Step { at, who, what });
        match &entry.event {
            RosterEvent::Opened { rules, first_group } => {
                self.rules = Some(*rules);
                self.first_group = Some(*first_group);
            }
            RosterEvent::SignedIn { who, group, late } => self.sign_in(*who, *group, *late, at),
            RosterEvent::OrderFixed { order } => {
                self.confirmed = Some((at, entry.meta.actor));
                let here: Vec<StaffId> = self.members.iter().filter(|m| !m.left).map(|m| m.who).collect();
                if here != *order {
                    self.arrange(order);
                    self.placed(order, Placed::Confirmed(at));
                }
                for (i, who) in order.iter().enumerate() {
                    step(self, *who, What::Fixed { place: i + 1 });
                }
            }
            RosterEvent::SteppedUp { who } => {
                self.door = Some((*who, at));
                step(self, *who, What::Door);
            }
            RosterEvent::GuestAssigned { no, who, kind, guest, turn } => {
                self.assign(*no, *who, *kind, *guest, *turn, at);
            }
            RosterEvent::CallTaken { no, who, guest, turn } => {
                self.calls.push(Call { no: *no, who: *who, guest: *guest, at });
                if let Some(m) = self.at_mut(*who) {
                    m.calls += 1;
                }
                step(self, *who, What::Call { turn: *turn });
                if turn == &Turn::Separate {
                    self.charge_apart(*who, at, |m| &mut m.call_level);
                } else {
                    self.charge(*who, *turn, at);
                    // Whoever took a turn does not stand at the door any more.
                    if *turn != Turn::None {
                        self.leaves_the_door(*who);
                    }
                }
            }
            RosterEvent::RegisterWritten { no, by, guest, valid } => {
                if let Some(r) = self.receptions.iter_mut().find(|r| r.no == *no) {
                    r.register = Some((at, *by, *valid));
                    r.guest = guest.or(r.guest);
                }
            }
            RosterEvent::ReceptionEnded { no, outcome } => self.end(*no, *outcome, at),
            RosterEvent::ReceptionEndedLate { no, outcome, at } => self.end(*no, *outcome, *at),
            RosterEvent::TurnRestored { no, reason, .. } => self.restore(*no, *reason, at),
            RosterEvent::TurnGranted { who, .. } => {
                self.credit(*who, at, false);
                step(self, *who, What::Granted);
            }
            RosterEvent::TurnSkipped { who, turns, penalty, .. } => {
                if let Some(m) = self.at_mut(*who) {
                    m.level += i32::try_from(*turns).unwrap_or(i32::MAX);
                }
                self.leaves_the_door(*who);
                step(self, *who, What::Skipped { turns: *turns, penalty: *penalty });
            }
            RosterEvent::WentAway { who, kind, back } => {
                let keeps = kind.keeps_place(&self.rules());
                if let Some(m) = self.at_mut(*who) {
                    m.away = Some((*kind, at, *back));
                }
                self.leaves_the_door(*who);
                step(self, *who, What::Away { kind: *kind, keeps });
            }
            RosterEvent::CameBack { who } => self.come_back(*who, at),
            RosterEvent::Suspended { who, until, .. } => {
                if let Some(m) = self.at_mut(*who) {
                    m.suspended = Some(until.unwrap_or(Millis(i64::MAX)));
                    m.suspended_since = at;
                }
                self.leaves_the_door(*who);
                step(self, *who, What::Suspended { until: *until });
            }
            RosterEvent::Resumed { who, .. } => {
                if let Some(m) = self.at_mut(*who) {
                    m.suspended = None;
                    m.free_since = at;
                }
                step(self, *who, What::Resumed);
            }
            RosterEvent::Reordered { order, .. } => {
                self.arrange(order);
                self.placed(order, Placed::Manager(at));
                for (i, who) in order.iter().enumerate() {
                    let lowest = self.member(*who).map_or(0, |m| self.lowest(m.group));
                    let settled = self.at_mut(*who).map_or(0, |m| {
                        m.level = lowest;
                        std::mem::take(&mut m.credits).len()
                    });
                    step(self, *who, What::Reordered { place: i + 1, settled });
                }
                self.door = None;
            }
            RosterEvent::GuestTransferred { no, from, to, .. } => self.transfer(*no, *from, *to, at),
            RosterEvent::SignedOut { who } => {
                if let Some(m) = self.at_mut(*who) {
                    m.left = true;
                    m.away = None;
                }
                self.leaves_the_door(*who);
                step(self, *who, What::SignedOut);
            }
            RosterEvent::Corrected { .. } => {}
        }
    }

    fn sign_in(&mut self, who: StaffId, group: Group, late: bool, at: Millis) {
        let lowest = self.lowest(group);
        let (calls, channel) = self.lowest_apart();
        // A team that comes later gains no guests for having been away.
        if !self.members.iter().any(|m| !m.left && m.group == group) {
            let most = self.taken.iter().copied().max().unwrap_or(0);
            self.taken[group as usize] = self.taken[group as usize].max(most);
        }
        let skipped = late && self.rules().late_rule == LateRule::TailAndSkip1;
        let returned = self.member(who).cloned().map(|m| Member { placed: Placed::Again(at), ..m });
        let mut member = returned.unwrap_or(Member {
            who,
            group,
            signed_in: at,
            placed: Placed::Arrived(at),
            late,
            level: lowest,
            call_level: calls,
            channel_level: channel,
            credits: Vec::new(),
            made_up: 0,
            away: None,
            suspended: None,
            suspended_since: at,
            left: false,
            new: 0,
            old: 0,
            calls: 0,
            free_since: at,
            waited: 0,
        });
        // Whoever comes back after going home starts again at the end, with no turn gained by having been gone.
        member.left = false;
        member.credits.clear();
        member.group = group;
        member.free_since = at;
        member.level = member.level.max(lowest) + i32::from(skipped);
        member.call_level = member.call_level.max(calls);
        member.channel_level = member.channel_level.max(channel);
        self.members.retain(|m| m.who != who);
        self.members.push(member);
        let place = self.members.iter().filter(|m| !m.left).count();
        self.steps.push(Step { at, who, what: What::SignedIn { place, late, skipped } });
        if lowest > 0 {
            self.steps.push(Step { at, who, what: What::JoinedAt { level: lowest } });
        }
    }

    fn assign(
        &mut self,
        no: u32,
        who: StaffId,
        kind: Arrival,
        guest: Option<GuestId>,
        turn: Turn,
        at: Millis,
    ) {
        let team = self.charge(who, turn, at);
        if turn == Turn::Separate {
            self.charge_apart(who, at, |m| &mut m.channel_level);
        }
        let mut waited = 0;
        if let Some(m) = self.at_mut(who) {
            if matches!(turn, Turn::None) {
                m.old += 1;
            } else {
                waited = at.0 - m.free_since.0;
                m.new += 1;
                m.waited += waited;
            }
        }
        self.steps.push(Step { at, who, what: What::Took { no, kind, turn } });
        if kind == Arrival::Duty {
            self.credit(who, at, false);
            self.steps.push(Step { at, who, what: What::Granted });
        }
        self.receptions.push(Reception {
            no,
            who,
            kind,
            guest,
            at,
            turn,
            register: None,
            ended: None,
            restored: false,
            team,
            waited,
        });
        self.leaves_the_door(who);
    }

    fn end(&mut self, no: u32, outcome: Outcome, at: Millis) {
        let ended = self.receptions.iter_mut().find(|r| r.no == no).map(|r| {
            r.ended = Some((at, outcome));
            r.who
        });
        if let Some(m) = ended.and_then(|who| self.at_mut(who)) {
            m.free_since = at;
        }
    }

    fn come_back(&mut self, who: StaffId, at: Millis) {
        let rules = self.rules();
        let Some((kind, ..)) = self.at_mut(who).and_then(|m| {
            m.free_since = at;
            m.away.take()
        }) else {
            return;
        };
        let tail = !kind.keeps_place(&rules);
        if tail {
            let lowest = self.member(who).map_or(0, |m| {
                let others = self.members.iter().filter(|o| !o.left && o.group == m.group && o.who != who);
                others.map(|o| o.level).min().unwrap_or(m.level)
            });
            if let Some(m) = self.at_mut(who) {
                m.level = m.level.max(lowest);
            }
            self.move_to_tail(who);
            self.placed(&[who], Placed::Back(at));
        }
        self.steps.push(Step { at, who, what: What::Back { tail } });
    }

    /// Receptions whose register nobody wrote 未见证; whose turn came back needs none.
    pub fn unwitnessed(&self) -> impl Iterator<Item = &Reception> {
        self.receptions.iter().filter(|r| r.register.is_none() && r.kind.is_registered() && !r.restored)
    }

    /// Whether calls have an order of their own today.
    pub fn calls_are_separate(&self) -> bool {
        self.rules().call_queue == Queue::Separate
    }
}
