//! Who and what is meant: people, receptions, times; and what is one's own to do.

use super::super::{Deed, Failure, Filled, session};
use crate::domain::ctx::Ctx;
use crate::domain::day::Day;
use crate::domain::guest::{Guest, GuestId};
use crate::domain::moment::{self, Millis};
use crate::domain::permission::Duty;
use crate::domain::refusal::Refusal;
use crate::domain::roster::table::Table;
use crate::domain::roster::{Outcome, Roster, RosterEvent};
use crate::domain::staff::{Staff, StaffId};
use crate::say;
use crate::store::{Tracked, Work};
use crate::text::{cli as words, people};

/// What somebody does about themselves is theirs to do with their own PIN (RULES 1.1.1).
pub(in super::super) fn about_oneself(
    work: &Work,
    actor: StaffId,
    f: &Filled,
) -> Result<Option<Duty>, Failure> {
    let Some(name) = f.text_of("who") else {
        let roles = work.load::<Staff>(&actor.0.to_string())?.state.roles;
        return Ok(roles.sells().then_some(Duty::OwnTurn));
    };
    let row = session::find(work.staff()?, name);
    Ok(row.is_ok_and(|row| row.id == actor).then_some(Duty::OwnTurn))
}

/// The same where nobody named means whoever is next: only whoever is on the table means themselves.
pub(in super::super) fn about_ones_place(
    work: &Work,
    actor: StaffId,
    f: &Filled,
) -> Result<Option<Duty>, Failure> {
    let own = if let Some(name) = f.text_of("who").or(f.text_of("by")) {
        session::find(work.staff()?, name).is_ok_and(|row| row.id == actor)
    } else {
        let day = Day::of(work.now(), work.tz_min());
        let roster: Tracked<Roster> = work.load(&day.to_string())?;
        roster.state.table().member(actor).is_some_and(|m| !m.left)
    };
    Ok(own.then_some(Duty::OwnTurn))
}

/// Ending one's own reception is too; not where that gives the turn back.
pub(in super::super) fn own_reception(
    work: &Work,
    actor: StaffId,
    f: &Filled,
) -> Result<Option<Duty>, Failure> {
    let day = day_meant(f, Day::of(work.now(), work.tz_min()));
    let roster: Tracked<Roster> = work.load(&day.to_string())?;
    if f.choice("outcome").and_then(|code| Outcome::from_code(code)).is_some_and(Outcome::gives_back) {
        return Ok(None);
    }
    let mut open = roster.state.table().open();
    let own = match f.text_of("reception").map(|typed| (typed, typed.trim_start_matches('#').parse::<u32>()))
    {
        Some((_, Ok(no))) => open.any(|r| r.no == no && r.who == actor),
        // By who receives: only by one's own name.
        Some((name, Err(_))) => {
            session::find(work.staff()?, name).is_ok_and(|row| row.id == actor)
                && open.any(|r| r.who == actor)
        }
        None => open.any(|r| r.who == actor),
    };
    Ok(own.then_some(Duty::OwnTurn))
}

fn day_meant(f: &Filled, today: Day) -> Day {
    f.date("day").and_then(|date| date.back(today)).unwrap_or(today)
}

impl Deed<'_, '_> {
    /// Decides on today's rotation and records what was decided.
    pub(super) fn on_roster(
        &mut self,
        decide: impl FnOnce(&Roster, &Ctx) -> Result<Vec<RosterEvent>, Refusal>,
    ) -> Result<(), Failure> {
        self.on_roster_of(self.today(), decide)
    }

    /// The same on the rotation of a day.
    pub(super) fn on_roster_of(
        &mut self,
        day: Day,
        decide: impl FnOnce(&Roster, &Ctx) -> Result<Vec<RosterEvent>, Refusal>,
    ) -> Result<(), Failure> {
        let mut roster = self.roster_of(day)?;
        let events = decide(&roster.state, &self.ctx())?;
        Ok(self.work.record(&mut roster, &events)?)
    }

    /// Today's rotation.
    pub(super) fn roster(&self) -> Result<Tracked<Roster>, Failure> {
        self.roster_of(self.today())
    }

    /// The rotation of a day.
    pub(super) fn roster_of(&self, day: Day) -> Result<Tracked<Roster>, Failure> {
        Ok(self.work.load(&day.to_string())?)
    }

    /// The day of the rotation that is meant: today, or an earlier one that something was left open on.
    pub(super) fn day_of_roster(&self, f: &Filled) -> Day {
        day_meant(f, self.today())
    }

    /// Somebody who sells: the one named, or the actor.
    pub(super) fn seller(&self, name: Option<&String>, field: &'static str) -> Result<StaffId, Failure> {
        match name {
            Some(name) => self.on_the_table(name, field),
            None if self.actor_sells() => Ok(self.actor),
            None => Err(Refusal::new("RULES 1.1.1", people::WHO_MISSING).at(field).into()),
        }
    }

    /// The one named; where nobody is, whoever is on the table means themselves, and everybody else whoever is next.
    pub(super) fn named_or_oneself(
        &self,
        name: Option<&String>,
        field: &'static str,
    ) -> Result<Option<StaffId>, Failure> {
        if let Some(name) = name {
            self.find_consultant_at(name, field).map(Some)
        } else {
            let on_the_table = self.roster()?.state.table().member(self.actor).is_some_and(|m| !m.left);
            Ok(on_the_table.then_some(self.actor))
        }
    }

    /// Somebody on the table, also after they left the company; else somebody who sells.
    pub(super) fn on_the_table(&self, name: &str, field: &'static str) -> Result<StaffId, Failure> {
        if let Ok(row) = session::find(self.work.staff()?, name)
            && self.roster()?.state.table().member(row.id).is_some()
        {
            return Ok(row.id);
        }
        self.find_consultant_at(name, field)
    }

    /// For whom a guest was registered.
    pub(in super::super) fn registered_for(&self, guest: GuestId) -> Result<Option<StaffId>, Failure> {
        Ok(self.work.load::<Guest>(&guest.0.to_string())?.state.consultant)
    }

    /// Several people by name, first to last: `王磊,赵敏`.
    pub(super) fn people(&self, names: &str, field: &'static str) -> Result<Vec<StaffId>, Failure> {
        let names = names.split([',', '，', '、', ' ', ';']).map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| self.on_the_table(name, field)).collect()
    }
}

/// Those named, and behind them everybody else who is here, as they stand now.
pub(super) fn with_the_rest(table: &Table, named: Vec<StaffId>, now: Millis) -> Vec<StaffId> {
    let ready = table.order(now).into_iter().map(|place| place.who);
    let here = table.members.iter().filter(|m| !m.left).map(|m| m.who);
    let mut all = named;
    for who in ready.chain(here) {
        if !all.contains(&who) {
            all.push(who);
        }
    }
    all
}

/// The kind that a choice means; `complete` has seen it.
pub(super) fn code<T>(
    f: &Filled,
    field: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, Failure> {
    Filled::need(f.choice(field).and_then(|code| read(code)), field)
}

/// A time of today, or of the day that is meant, that is typed as `12:40`, `+40` or `40` minutes from now.
pub(super) fn when(deed: &Deed, f: &Filled, field: &'static str) -> Result<Option<Millis>, Failure> {
    let Some(typed) = f.text_of(field) else { return Ok(None) };
    let ctx = deed.ctx();
    let day = deed.day_of_roster(f);
    if day != deed.today() {
        // A time alone is one of that day; half an hour ago and yesterday are counted from now.
        let then = moment::parse(&format!("{day} {typed}"), ctx.tz_min);
        return read_when(typed, then.or_else(|| moment::parse_near(typed, ctx.now, ctx.tz_min)), field);
    }
    let minutes = typed.strip_prefix('+').unwrap_or(typed).parse::<u32>().ok();
    let at = match minutes {
        Some(minutes) => Some(ctx.now.plus_minutes(i64::from(minutes))),
        None => moment::parse_near(typed, ctx.now, ctx.tz_min),
    };
    read_when(typed, at, field)
}

fn read_when(typed: &str, at: Option<Millis>, field: &'static str) -> Result<Option<Millis>, Failure> {
    if at.is_some() {
        Ok(at)
    } else {
        let why = say!(words::WHEN_WRONG, value = typed);
        Err(Refusal::new("DESIGN 5", why).at(field).into())
    }
}

/// Which reception is meant: by number, by who receives, or the only one there is.
pub(super) fn reception(
    deed: &Deed,
    f: &Filled,
    candidates: impl Fn(&Roster) -> Vec<(u32, StaffId)>,
) -> Result<u32, Failure> {
    let roster = deed.roster_of(deed.day_of_roster(f))?;
    let of = |who: StaffId| {
        let all = candidates(&roster.state);
        all.iter().filter(|(_, w)| *w == who).map(|(no, _)| *no).collect::<Vec<u32>>()
    };
    let missing = || Err(Refusal::new("RULES 1.1.6", words::RECEPTION_MISSING).at("reception").into());
    if let Some(typed) = f.text_of("reception") {
        if let Ok(no) = typed.trim_start_matches('#').parse() {
            Ok(no)
        } else {
            let who = deed.on_the_table(typed, "reception")?;
            match of(who).as_slice() {
                [one] => Ok(*one),
                _ => missing(),
            }
        }
    } else {
        let own = of(deed.actor);
        let all: Vec<u32> = candidates(&roster.state).iter().map(|(no, _)| *no).collect();
        match (own.as_slice(), all.as_slice()) {
            ([one], _) | ([], [one]) => Ok(*one),
            _ => missing(),
        }
    }
}
