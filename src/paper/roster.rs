//! The rotation sheet of a day 带客轮班表 (RULES 3.1), and the same as a list.

use serde::Serialize;

use super::{said, surname_and_tail};
use crate::desk::{Desk, Names, StoreError};
use crate::domain::day::Day;
use crate::domain::moment::Millis;
use crate::domain::roster::member::{Member, Reception};
use crate::domain::roster::rules::AbGroups;
use crate::domain::roster::step::What;
use crate::domain::roster::table::Table;
use crate::domain::roster::{Entry, Roster, RosterEvent, Turn};
use crate::domain::staff::StaffId;
use crate::domain::words::InWords;
use crate::say;
use crate::text::{Arg, Lang, Say, paper as words, roster as roster_words};

/// Receptions on one line of the sheet; whoever had more goes on below.
pub const ROUNDS: usize = 6;

/// The sheet of a day.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    day: String,
    shift: String,
    /// What stands above the columns of receptions.
    rounds: Vec<String>,
    people: Vec<Person>,
    order: Vec<String>,
    corrections: Vec<String>,
    fairness: String,
}

/// Somebody on the sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    place: usize,
    name: String,
    signed_in: String,
    state: String,
    /// Lines of [`ROUNDS`] receptions; at least one line, blanks where there are fewer.
    lines: Vec<Vec<Option<Round>>>,
    makeups: String,
    penalties: Vec<String>,
    away: Vec<String>,
    remarks: Vec<String>,
    figures: String,
}

/// A reception 第n轮.
#[derive(Debug, Clone, Serialize)]
pub struct Round {
    no: u32,
    at: String,
    guest: String,
    kind: String,
    turn: String,
    ended: String,
    outcome: String,
    witness: String,
    /// Nobody wrote the register, of a guest who is written down: the witness signs here.
    unwitnessed: bool,
    restored: bool,
}

/// What the sheet is filled from.
struct Source<'a> {
    desk: &'a Desk,
    names: &'a Names<'a>,
    roster: &'a Roster,
    now: Millis,
    /// The day lasts.
    today: bool,
    tz_min: i32,
    lang: Lang,
}

/// The sheet of a day: of today as it stands, of an earlier day as it ended.
///
/// # Errors
/// What the store says.
pub fn sheet(desk: &Desk, day: Day, lang: Lang) -> Result<Sheet, StoreError> {
    let (wall, tz_min) = desk.now();
    let (roster, names) = (desk.roster(day)?, desk.names()?);
    let now = wall.min(day.end(tz_min));
    let source =
        Source { desk, names: &names, roster: &roster, now, today: day == desk.today(), tz_min, lang };
    let table = roster.table();
    let rules = table.rules();
    // As the parameters write it: a day that ends at 24:00 does not end at 0:00.
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    let people = (1..).zip(&table.members).map(|(place, member)| source.person(place, member));
    let fair = table.fairness();
    let fairness = say!(
        words::FAIRNESS,
        guests = fair.guests,
        mean = fair.mean(),
        most = fair.most,
        least = fair.least,
        wait = fair.mean_wait_min
    );
    let decided = |entry: &&Entry| {
        matches!(entry.event, RosterEvent::OrderFixed { .. } | RosterEvent::Reordered { .. })
    };
    let corrected = |entry: &&Entry| matches!(entry.event, RosterEvent::Corrected { .. });
    Ok(Sheet {
        day: day.to_string(),
        shift: if table.rules.is_some() {
            format!("{}-{}", clock(rules.work_start), clock(rules.work_end))
        } else {
            String::new()
        },
        rounds: (1..=ROUNDS).map(|nth| say!(words::NTH_ROUND, nth = nth).in_lang(lang)).collect(),
        people: people.collect::<Result<_, _>>()?,
        order: source.valid().filter(decided).map(|entry| source.by(entry)).collect(),
        corrections: source.valid().filter(corrected).map(|entry| source.by(entry)).collect(),
        fairness: fairness.in_lang(lang),
    })
}

impl Source<'_> {
    fn clock(&self, at: Millis) -> String {
        at.local(self.tz_min).clock()
    }

    fn said(&self, say: impl Into<Say>) -> String {
        said(self.names, say, self.lang)
    }

    fn name(&self, who: StaffId) -> String {
        self.names.staff(who).unwrap_or_default().to_owned()
    }

    /// What counts: an entry that was corrected is folded out of the day, and out of its sheet.
    fn valid(&self) -> impl Iterator<Item = &Entry> {
        self.roster.entries().iter().filter(|entry| !self.roster.is_void(entry.meta.seq))
    }

    /// `08:55 孙悦: 确认轮次: 王磊、赵敏`
    fn by(&self, entry: &Entry) -> String {
        let what = entry.event.say(&entry.meta);
        let at = self.clock(entry.meta.at);
        self.said(match entry.meta.approver {
            Some(approver) => {
                say!(words::BY_TWO, at = at, who = entry.meta.actor, approver = approver, what = what)
            }
            None => say!(words::BY, at = at, who = entry.meta.actor, what = what),
        })
    }

    fn person(&self, place: usize, member: &Member) -> Result<Person, StoreError> {
        let table = self.roster.table();
        let mut rounds = Vec::new();
        for reception in receptions(table, member.who) {
            rounds.push(Some(self.round(reception)?));
        }
        let lines = rounds.len().div_ceil(ROUNDS).max(1);
        rounds.resize_with(lines * ROUNDS, || None);
        let (_, state) = table.state(member, self.now, self.tz_min);
        let order = table.order(self.now);
        let next = order.iter().position(|p| p.who == member.who);
        let state = match next {
            // A place in the queue means something only while the day lasts.
            Some(at) if self.today => say!(words::STATE_PLACE, state = state, place = at + 1),
            _ => state,
        };
        Ok(Person {
            place,
            name: self.name(member.who),
            signed_in: self.clock(member.signed_in),
            state: self.said(state),
            lines: rounds.chunks(ROUNDS).map(<[Option<Round>]>::to_vec).collect(),
            makeups: self.makeups(member),
            penalties: self.penalties(member.who),
            away: self.away(member.who),
            remarks: self.remarks(member),
            figures: format!("{} / {} / {}", member.new, member.old, member.calls),
        })
    }

    fn round(&self, r: &Reception) -> Result<Round, StoreError> {
        let guest = r.guest.map(|guest| surname_and_tail(self.desk, guest)).transpose()?;
        let invalid = matches!(r.register, Some((_, _, false)));
        let guest = if invalid { self.said(crate::text::guest::INVALID) } else { guest.unwrap_or_default() };
        Ok(Round {
            no: r.no,
            at: self.clock(r.at),
            guest,
            kind: self.said(r.kind.text()),
            turn: self.said(r.turn.text()),
            ended: r.ended.map(|(at, _)| self.clock(at)).unwrap_or_default(),
            outcome: r.ended.map(|(_, how)| self.said(how.text())).unwrap_or_default(),
            witness: r.register.map(|(_, by, _)| self.name(by)).unwrap_or_default(),
            unwitnessed: r.register.is_none() && r.kind.is_registered() && !r.restored,
            restored: r.restored,
        })
    }

    /// 补接: when turns were earned, how many of them were used, how many are owed.
    fn makeups(&self, member: &Member) -> String {
        let table = self.roster.table();
        let earns = |what: &What| {
            matches!(what, What::PassedWithCredit { .. } | What::Granted | What::Restored { .. })
        };
        let earned = table.steps.iter().filter(|step| step.who == member.who && earns(&step.what));
        let times: Vec<Arg> = earned.map(|step| self.clock(step.at).into()).collect();
        let used = receptions(table, member.who).filter(|r| r.turn == Turn::Credit).count();
        if times.is_empty() && used == 0 && member.credits.is_empty() {
            return String::new();
        }
        self.said(say!(words::MAKEUPS_ARE, times = times, used = used, owed = member.credits.len()))
    }

    /// 罚轮
    fn penalties(&self, who: StaffId) -> Vec<String> {
        let mut all = Vec::new();
        for entry in self.valid() {
            if let RosterEvent::TurnSkipped { who: whose, turns, penalty, note } = &entry.event
                && *whose == who
            {
                let at = self.clock(entry.meta.at);
                let why = penalty.text();
                all.push(self.said(say!(words::PENALTY_IS, at = at, turns = *turns, why = why, note = note)));
            }
        }
        all
    }

    /// 离岗: why, from when to when.
    fn away(&self, who: StaffId) -> Vec<String> {
        let mut all = Vec::new();
        let mut open: Option<(Say, Millis)> = None;
        for entry in self.valid() {
            match &entry.event {
                RosterEvent::WentAway { who: whose, kind, .. } if *whose == who => {
                    open = Some((kind.text().into(), entry.meta.at));
                }
                RosterEvent::CameBack { who: whose } | RosterEvent::SignedOut { who: whose }
                    if *whose == who =>
                {
                    if let Some((kind, from)) = open.take() {
                        all.push(self.absence(kind, from, &self.clock(entry.meta.at)));
                    }
                }
                _ => {}
            }
        }
        all.extend(open.map(|(kind, from)| self.absence(kind, from, "")));
        all
    }

    fn absence(&self, kind: Say, from: Millis, to: &str) -> String {
        self.said(say!(words::AWAY_IS, kind = kind, from = self.clock(from), to = to))
    }

    /// 备注: late, the team, and what else was decided about them.
    fn remarks(&self, member: &Member) -> Vec<String> {
        let mut all = Vec::new();
        if self.roster.table().rules().ab_groups != AbGroups::Off {
            all.push(self.said(member.group.text()));
        }
        if member.late {
            all.push(self.said(words::LATE));
        }
        for entry in self.valid() {
            let about = match &entry.event {
                RosterEvent::TurnGranted { who, .. }
                | RosterEvent::Suspended { who, .. }
                | RosterEvent::Resumed { who, .. }
                | RosterEvent::SignedOut { who } => *who == member.who,
                RosterEvent::GuestTransferred { from, to, .. } => [*from, *to].contains(&member.who),
                _ => false,
            };
            if about {
                all.push(format!(
                    "{} {}",
                    self.clock(entry.meta.at),
                    self.said(entry.event.say(&entry.meta))
                ));
            }
        }
        all
    }
}

/// Somebody's receptions, first to last.
fn receptions(table: &Table, who: StaffId) -> impl Iterator<Item = &Reception> {
    table.receptions.iter().filter(move |r| r.who == who)
}

/// A list of many days: a row a reception, and one for whoever had none.
pub struct List {
    /// The cells, in the order of [`List::HEADINGS`].
    pub rows: Vec<Vec<String>>,
    /// How many of them are about a guest.
    pub people: usize,
}

impl List {
    /// The headings; which of them are over numbers.
    pub const HEADINGS: &'static [(crate::text::Text, bool)] = &[
        (words::H_DAY, false),
        (words::H_PLACE, true),
        (words::H_NAME, false),
        (words::H_SIGNED_IN, false),
        (words::H_ROUND, true),
        (words::H_TIME, false),
        (words::H_GUEST, false),
        (words::H_KIND, false),
        (words::H_TURN, false),
        (words::H_RESTORED, false),
        (words::H_ENDED, false),
        (words::H_OUTCOME, false),
        (words::H_WITNESS, false),
        (words::H_MAKEUP, false),
        (words::H_PENALTY, false),
        (words::H_AWAY, false),
        (words::H_REMARK, false),
    ];

    /// Reads these days.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(desk: &Desk, days: impl Iterator<Item = Day>, lang: Lang) -> Result<Self, StoreError> {
        let mut list = Self { rows: Vec::new(), people: 0 };
        for day in days {
            for person in sheet(desk, day, lang)?.people {
                list.add(&day.to_string(), &person, lang);
            }
        }
        Ok(list)
    }

    fn add(&mut self, day: &str, person: &Person, lang: Lang) {
        let rounds: Vec<&Round> = person.lines.iter().flatten().flatten().collect();
        for at in 0..rounds.len().max(1) {
            let head =
                [day.to_owned(), person.place.to_string(), person.name.clone(), person.signed_in.clone()];
            let round = rounds.get(at).map_or_else(
                || vec![String::new(); 9],
                |r| {
                    let restored = if r.restored { roster_words::YES.get(lang) } else { "" };
                    let cells = [&r.guest, &r.kind, &r.turn].map(Clone::clone);
                    let ends = [&r.ended, &r.outcome, &r.witness].map(Clone::clone);
                    let mut all = vec![(at + 1).to_string(), r.at.clone()];
                    all.extend(cells);
                    all.push(restored.to_owned());
                    all.extend(ends);
                    all
                },
            );
            self.people += usize::from(rounds.get(at).is_some_and(|r| !r.guest.is_empty()));
            // What is about the person and not about a reception stands once.
            let tail = if at == 0 {
                let joined = [&person.penalties, &person.away, &person.remarks].map(|all| all.join("; "));
                let mut tail = vec![person.makeups.clone()];
                tail.extend(joined);
                tail
            } else {
                vec![String::new(); 4]
            };
            self.rows.push(head.into_iter().chain(round).chain(tail).collect());
        }
    }
}
