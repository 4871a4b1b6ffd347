//! A day to try the rules on: people are letters, A signs in first; the order is read as a word.

use anchang::domain::ctx::Ctx;
use anchang::domain::event::{Aggregate, Meta};
use anchang::domain::guest::GuestId;
use anchang::domain::moment::Millis;
use anchang::domain::permission::Roles;
use anchang::domain::policy::Policy;
use anchang::domain::refusal::Refusal;
use anchang::domain::roster::decide::Comes;
use anchang::domain::roster::{Arrival, Away, Group, Outcome, Penalty, RestoreReason, Roster, RosterEvent};
use anchang::domain::staff::StaffId;
use anchang::text::{Lang, Text};

/// 2026-11-28 00:00 in China, a Saturday.
const MIDNIGHT: i64 = 1_795_827_600_000 - 9 * 3_600_000;
const CHINA: i32 = 480;

pub struct Day {
    pub roster: Roster,
    pub policy: Policy,
    pub now: Millis,
    seq: i64,
}

pub fn id(letter: char) -> StaffId {
    StaffId(i64::from(u32::from(letter)) - 64)
}

pub fn letter(who: StaffId) -> char {
    char::from_u32(u32::try_from(who.0).unwrap() + 64).unwrap()
}

pub fn at(clock: &str) -> Millis {
    let (h, m) = clock.split_once(':').unwrap();
    Millis(MIDNIGHT + (h.parse::<i64>().unwrap() * 60 + m.parse::<i64>().unwrap()) * 60_000)
}

impl Day {
    /// A day under the default rules.
    pub fn new() -> Self {
        Self { roster: Roster::default(), policy: Policy::default(), now: at("08:50"), seq: 0 }
    }

    /// A day under other rules: `makeup_mode=end_of_round lunch_keeps_place=no`.
    pub fn with(switches: &str) -> Self {
        let mut day = Self::new();
        for part in switches.split(' ').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap();
            let set = day.policy.decide_set(name, value, "x");
            // A default cannot be set to itself.
            let same = |refusal: &Refusal| refusal.why.text == anchang::text::people::PARAM_SAME;
            assert!(set.as_ref().err().is_none_or(same), "{part}");
            for event in set.unwrap_or_default() {
                let meta = day.meta();
                day.policy.evolve(&event, &meta);
            }
        }
        day
    }

    /// A to the last letter signed in before nine, a minute apart, and the table confirmed.
    pub fn open(switches: &str, people: &str) -> Self {
        let mut day = Self::with(switches);
        for (i, who) in people.chars().enumerate() {
            day.now = at("08:40").plus_minutes(i as i64);
            day.sign_in(who);
        }
        day.clock("08:55").confirm();
        day.clock("09:00");
        day
    }

    fn meta(&self) -> Meta {
        Meta { seq: self.seq, at: self.now, tz_min: CHINA, actor: StaffId(100), approver: None }
    }

    pub fn clock(&mut self, clock: &str) -> &mut Self {
        self.now = at(clock);
        self
    }

    pub fn later(&mut self, minutes: i64) -> &mut Self {
        self.now = self.now.plus_minutes(minutes);
        self
    }

    pub fn ctx<T>(&self, body: impl FnOnce(&Ctx) -> T) -> T {
        body(&Ctx {
            now: self.now,
            tz_min: CHINA,
            actor: StaffId(100),
            roles: Roles::default(),
            approver: None,
            policy: &self.policy,
            calendar: anchang::desk::calendar::the(),
            clock_suspect: false,
        })
    }

    /// Decides, and takes in what was decided.
    #[track_caller]
    pub fn try_to(
        &mut self,
        decide: impl FnOnce(&Roster, &Ctx) -> Result<Vec<RosterEvent>, Refusal>,
    ) -> Result<(), Text> {
        let decided = self.ctx(|ctx| decide(&self.roster, ctx));
        for event in decided.map_err(|refusal| refusal.why.text)? {
            self.seq += 1;
            let meta = self.meta();
            self.roster.evolve(&event, &meta);
        }
        Ok(())
    }

    #[track_caller]
    fn must(&mut self, decide: impl FnOnce(&Roster, &Ctx) -> Result<Vec<RosterEvent>, Refusal>) -> &mut Self {
        if let Err(text) = self.try_to(decide) {
            panic!("refused: {}", text.en);
        }
        self
    }

    #[track_caller]
    pub fn sign_in(&mut self, who: char) -> &mut Self {
        self.must(|r, ctx| r.decide_sign_in(id(who), None, ctx))
    }

    #[track_caller]
    pub fn sign_in_team(&mut self, who: char, group: Group) -> &mut Self {
        self.must(|r, ctx| r.decide_sign_in(id(who), Some(group), ctx))
    }

    #[track_caller]
    pub fn confirm(&mut self) -> &mut Self {
        self.must(|r, ctx| r.decide_confirm(None, ctx))
    }

    #[track_caller]
    pub fn step_up(&mut self) -> &mut Self {
        self.must(|r, ctx| r.decide_step_up(None, ctx))
    }

    /// A guest whom the order gives to somebody.
    #[track_caller]
    pub fn comes(&mut self, kind: Arrival) -> char {
        self.must(|r, ctx| r.decide_guest(Comes { kind, to: None, guest: None, met: false }, ctx));
        letter(self.roster.table().receptions.last().unwrap().who)
    }

    /// A new guest.
    #[track_caller]
    pub fn new_guest(&mut self) -> char {
        self.comes(Arrival::First)
    }

    /// A guest for somebody.
    #[track_caller]
    pub fn comes_to(&mut self, kind: Arrival, who: char, met: bool) -> &mut Self {
        self.must(|r, ctx| r.decide_guest(Comes { kind, to: Some(id(who)), guest: None, met }, ctx))
    }

    #[track_caller]
    pub fn call(&mut self) -> char {
        self.must(|r, ctx| r.decide_call(None, ctx));
        letter(self.roster.table().calls.last().unwrap().who)
    }

    /// The open reception of somebody.
    #[track_caller]
    pub fn of(&self, who: char) -> u32 {
        self.roster.table().open().find(|r| r.who == id(who)).expect("a reception").no
    }

    #[track_caller]
    pub fn ends(&mut self, who: char) -> &mut Self {
        self.ends_as(who, Outcome::FollowUp)
    }

    #[track_caller]
    pub fn ends_as(&mut self, who: char, outcome: Outcome) -> &mut Self {
        let no = self.of(who);
        self.must(|r, ctx| r.decide_end(no, outcome, None, ctx))
    }

    /// A new guest comes, and is gone again after a minute.
    #[track_caller]
    pub fn quick(&mut self) -> char {
        let who = self.new_guest();
        self.later(1).ends(who);
        who
    }

    #[track_caller]
    pub fn restore(&mut self, no: u32, reason: RestoreReason) -> &mut Self {
        self.must(|r, _| r.decide_restore(no, reason, "x"))
    }

    #[track_caller]
    pub fn register(&mut self, no: u32) -> char {
        self.must(|r, ctx| r.decide_register(no, None, Some(GuestId(1)), true, ctx));
        letter(self.roster.table().reception(no).unwrap().register.unwrap().1)
    }

    #[track_caller]
    pub fn away(&mut self, who: char, kind: Away) -> &mut Self {
        self.must(|r, ctx| r.decide_away(id(who), kind, None, ctx))
    }

    #[track_caller]
    pub fn back(&mut self, who: char) -> &mut Self {
        self.must(|r, _| r.decide_back(id(who)))
    }

    #[track_caller]
    pub fn skip(&mut self, who: char, penalty: Penalty) -> &mut Self {
        self.must(|r, _| r.decide_skip(id(who), penalty, None, ""))
    }

    #[track_caller]
    pub fn reorder(&mut self, order: &str) -> &mut Self {
        let order: Vec<StaffId> = order.chars().map(id).collect();
        self.must(|r, _| r.decide_reorder(&order, "x"))
    }

    #[track_caller]
    pub fn correct(&mut self, event: i64) -> &mut Self {
        self.must(|r, ctx| r.decide_correct(event, "x", ctx))
    }

    /// The number of the last entry.
    pub fn last(&self) -> i64 {
        self.seq
    }

    /// Who can take a new guest, first to last.
    pub fn order(&self) -> String {
        self.roster.table().order(self.now).iter().map(|place| letter(place.who)).collect()
    }

    pub fn why(&self, who: char) -> String {
        self.why_in(who, Lang::En)
    }

    pub fn why_in(&self, who: char, lang: Lang) -> String {
        let say = self.ctx(|ctx| self.roster.explain(id(who), ctx)).expect("on the table");
        named(say.in_lang(lang))
    }

    pub fn steps(&self, who: char) -> Vec<String> {
        let steps = self.ctx(|ctx| self.roster.derivation(id(who), ctx));
        steps.into_iter().map(|(clock, say)| format!("{clock} {}", named(say.in_lang(Lang::En)))).collect()
    }
}

/// `#1` is A.
fn named(mut text: String) -> String {
    for n in (1..=26).rev() {
        text = text.replace(&format!("#{n}"), &letter(StaffId(n)).to_string());
    }
    text
}
