//! What a guest takes from whom, whose turn passes meanwhile, and how a turn comes back or changes hands.

use super::member::{Credit, Member};
use super::rules::BaseOrder;
use super::step::{Block, Step, What};
use super::table::Table;
use super::{Arrival, Group, RestoreReason, Turn};
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;

impl Table {
    /// Takes a turn from somebody, and notes whose turn passed because they could not take it. Answers the team that
    /// it counts for.
    pub(super) fn charge(&mut self, who: StaffId, turn: Turn, at: Millis) -> Option<Group> {
        if turn == Turn::Queue && self.rules().base_order == BaseOrder::Cyclic {
            self.pass_over(who, at);
        }
        let m = self.at_mut(who)?;
        match turn {
            Turn::Queue | Turn::Own => m.level += 1,
            Turn::Credit => use_credit(m),
            Turn::Separate | Turn::None => {}
        }
        let team = matches!(turn, Turn::Queue | Turn::Credit).then_some(m.group);
        if turn == Turn::Queue && self.counts_guests() {
            let lost = |block| What::PassedLost { block, by: who, cap: false };
            self.lose_meanwhile(who, at, team, |m| &mut m.level, lost);
        }
        self.count_for(team, 1);
        team
    }

    fn count_for(&mut self, team: Option<Group>, by: i32) {
        if let Some(team) = team {
            self.taken[team as usize] += by;
        }
    }

    /// Takes a turn in an order of its own. Whoever is busy or away for a good reason keeps their fewer turns.
    pub(super) fn charge_apart(&mut self, who: StaffId, at: Millis, level: fn(&mut Member) -> &mut i32) {
        if let Some(m) = self.at_mut(who) {
            *level(m) += 1;
        }
        self.lose_meanwhile(who, at, None, level, |block| What::LostApart { block, by: who });
    }

    /// What is not made up (RULES 1.1.4) is not made up by having fewer guests either: whoever is suspended or away
    /// without keeping the place counts no fewer than anybody who is here.
    fn lose_meanwhile(
        &mut self,
        by: StaffId,
        at: Millis,
        team: Option<Group>,
        level: fn(&mut Member) -> &mut i32,
        what: impl Fn(Block) -> What,
    ) {
        let rules = self.rules();
        let in_team = |m: &Member| !m.left && team.is_none_or(|team| m.group == team);
        let lost: Vec<Option<Block>> = self
            .members
            .iter()
            .map(|m| self.block(m, at).filter(|block| in_team(m) && !block.keeps_turns(&rules)))
            .collect();
        let here = self.members.iter_mut().zip(&lost).filter(|(m, lost)| in_team(m) && lost.is_none());
        let Some(lowest) = here.map(|(m, _)| *level(m)).min() else { return };
        for (m, lost) in self.members.iter_mut().zip(lost) {
            if let Some(block) = lost
                && m.who != by
                && *level(m) < lowest
            {
                *level(m) = lowest;
                self.steps.push(Step { at, who: m.who, what: what(block) });
            }
        }
    }

    /// Everybody before `who` in the round who could not take the guest: their turn of this round is over.
    fn pass_over(&mut self, who: StaffId, at: Millis) {
        let rules = self.rules();
        let Some(to) = self.members.iter().position(|m| m.who == who) else { return };
        let (level, group) = (self.members[to].level, self.members[to].group);
        for i in 0..self.members.len() {
            let m = &self.members[i];
            let before = m.level < level || (m.level == level && i < to);
            if m.left || m.group != group || !before {
                continue;
            }
            let Some(block) = self.block(m, at) else { continue };
            let passed = m.who;
            // One turn a round: whoever is further behind has been passed in those rounds already.
            let keeps = block.keeps_turns(&rules);
            let cap = rules.makeup_cap.is_some_and(|cap| m.made_up >= cap);
            let what = if keeps && !cap {
                What::PassedWithCredit { block, by: who }
            } else {
                What::PassedLost { block, by: who, cap: keeps }
            };
            let m = &mut self.members[i];
            m.level += 1;
            if keeps && !cap {
                m.made_up += 1;
                m.credits.push(Credit { since: at, restored: false, round: m.level - 1 });
            }
            self.steps.push(Step { at, who: passed, what });
        }
    }

    pub(super) fn credit(&mut self, who: StaffId, at: Millis, restored: bool) {
        let fewest = self.rules().base_order == BaseOrder::FewestNew;
        let round = self.member(who).map_or(0, |m| self.lowest(m.group));
        if let Some(m) = self.at_mut(who) {
            if fewest {
                m.level -= 1;
            } else {
                m.credits.push(Credit { since: at, restored, round });
            }
        }
    }

    pub(super) fn restore(&mut self, no: u32, reason: RestoreReason, at: Millis) {
        let Some(r) = self.receptions.iter_mut().find(|r| r.no == no && !r.restored) else { return };
        r.restored = true;
        let (who, turn, waited, team) = (r.who, r.turn, r.waited, r.team.take());
        self.give_back(who, turn, at);
        self.count_for(team, -1);
        if let Some(m) = self.at_mut(who) {
            m.new = m.new.saturating_sub(1);
            m.waited -= waited;
        }
        self.steps.push(Step { at, who, what: What::Restored { no, reason } });
    }

    fn give_back(&mut self, who: StaffId, turn: Turn, at: Millis) {
        match turn {
            Turn::Queue | Turn::Own | Turn::Credit => self.credit(who, at, true),
            Turn::Separate => {
                if let Some(m) = self.at_mut(who) {
                    m.channel_level -= 1;
                }
            }
            Turn::None => {}
        }
    }

    pub(super) fn transfer(&mut self, no: u32, from: StaffId, to: StaffId, at: Millis) {
        let group = self.member(to).map(|m| m.group);
        let free_since = self.member(to).map_or(at, |m| m.free_since);
        let Some(r) = self.receptions.iter_mut().find(|r| r.no == no) else { return };
        r.who = to;
        // A turn that came back already does not move, and the guest counts for nobody.
        let turn = if r.restored { Turn::None } else { r.turn };
        let counts = !r.restored;
        let duty = r.kind == Arrival::Duty;
        let (team, waited) = (r.team, r.waited);
        match turn {
            Turn::Queue | Turn::Own | Turn::Credit => {
                (r.turn, r.team, r.waited) = (Turn::Own, team.and(group), at.0 - free_since.0);
                self.give_back(from, turn, at);
                self.charge(to, Turn::Own, at);
                self.count_for(team, -1);
                self.count_for(team.and(group), 1);
            }
            // A broker's guest goes from one to the other in the order of brokers' guests.
            Turn::Separate => {
                r.waited = at.0 - free_since.0;
                self.give_back(from, turn, at);
                self.charge_apart(to, at, |m| &mut m.channel_level);
            }
            Turn::None => {}
        }
        // What receiving a colleague's guest earned is earned by whoever does it.
        if duty {
            if let Some(m) = self.at_mut(from) {
                use_credit(m);
            }
            self.credit(to, at, false);
        }
        let is_new = turn != Turn::None;
        if let Some(m) = self.at_mut(from) {
            m.free_since = at;
            if is_new {
                m.new = m.new.saturating_sub(1);
                m.waited -= waited;
            } else if counts {
                m.old = m.old.saturating_sub(1);
            }
        }
        if let Some(m) = self.at_mut(to) {
            if is_new {
                m.new += 1;
                m.waited += at.0 - free_since.0;
            } else if counts {
                m.old += 1;
            }
        }
        self.leaves_the_door(to);
        self.steps.push(Step { at, who: from, what: What::Gave { no, to, turn } });
        self.steps.push(Step { at, who: to, what: What::Got { no, from, turn } });
        if duty {
            self.steps.push(Step { at, who: to, what: What::Granted });
        }
    }
}

/// Uses a turn that was to be made up. Where it turned out that there is none, because what it came from was taken out
/// of the day, the guest took a turn like any other.
fn use_credit(m: &mut Member) {
    let restored = m.credits.iter().position(|c| c.restored);
    if m.credits.is_empty() {
        m.level += 1;
    } else {
        m.credits.remove(restored.unwrap_or(0));
    }
}
