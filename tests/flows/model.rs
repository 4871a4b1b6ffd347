//! A unit against a small model of RULES 1.3.2 and 1.3.3, written a second time and more simply: whatever is asked in
//! whatever order, both agree on what is allowed and on where the unit then stands.

use anchang::domain::area::Area;
use anchang::domain::ctx::Ctx;
use anchang::domain::event::{Aggregate, EventSet, Meta};
use anchang::domain::guest::GuestId;
use anchang::domain::moment::Millis;
use anchang::domain::money::Fen;
use anchang::domain::permission::{Role, Roles};
use anchang::domain::policy::Policy;
use anchang::domain::price_list::{Facts, PriceBasis, Quote};
use anchang::domain::refusal::Refusal;
use anchang::domain::staff::StaffId;
use anchang::domain::unit::{
    Correction, EncumbranceKind, HoldIntent, NewPrice, ReserveIntent, Status, Unit, UnitEvent, WithholdReason,
};
use proptest::prelude::*;

/// What is asked of the unit. People are small numbers: consultants 1 and 2, the assistant 3.
#[derive(Debug, Clone)]
enum Ask {
    Minutes(i64),
    Trust(bool),
    Release,
    Withhold,
    Lift,
    Hold { consultant: i64, guest: Option<i64> },
    Renew { actor: i64 },
    Reserve { consultant: i64, guest: i64, live: i64 },
    GiveBack { actor: i64 },
    Wait { consultant: i64, guest: i64 },
    Unwait { actor: i64, guest: i64 },
    Raise,
    Encumber { seizure: bool, document: u8, consent: bool },
    Unencumber { seizure: bool, document: u8 },
    Unrelease,
    Remeasure { area: i64 },
}

fn ask() -> impl Strategy<Value = Ask> {
    let consultant = 1i64..3;
    let actor = 1i64..4;
    let guest = 1i64..4;
    prop_oneof![
        4 => prop_oneof![Just(1), Just(14), Just(29), Just(30), Just(31), Just(700), Just(1440)].prop_map(Ask::Minutes),
        1 => prop::bool::weighted(0.8).prop_map(Ask::Trust),
        2 => Just(Ask::Release),
        2 => Just(Ask::Withhold),
        3 => Just(Ask::Lift),
        5 => (consultant.clone(), prop::option::of(guest.clone())).prop_map(|(consultant, guest)| Ask::Hold { consultant, guest }),
        2 => actor.clone().prop_map(|actor| Ask::Renew { actor }),
        4 => (consultant.clone(), guest.clone(), 0i64..3)
            .prop_map(|(consultant, guest, live)| Ask::Reserve { consultant, guest, live }),
        3 => actor.clone().prop_map(|actor| Ask::GiveBack { actor }),
        3 => (consultant, guest.clone()).prop_map(|(consultant, guest)| Ask::Wait { consultant, guest }),
        2 => (actor, guest).prop_map(|(actor, guest)| Ask::Unwait { actor, guest }),
        1 => Just(Ask::Raise),
        1 => (any::<bool>(), 0u8..2, any::<bool>())
            .prop_map(|(seizure, document, consent)| Ask::Encumber { seizure, document, consent }),
        2 => (any::<bool>(), 0u8..2).prop_map(|(seizure, document)| Ask::Unencumber { seizure, document }),
        1 => Just(Ask::Unrelease),
        1 => (9_000i64..9_003).prop_map(|area| Ask::Remeasure { area }),
    ]
}

/// The codes of RULES 1.3.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    N,
    W,
    A,
    H,
    R,
}

#[derive(Debug, Clone)]
struct Claim {
    holder: i64,
    guest: Option<i64>,
    until: i64,
    renewed: bool,
}

/// The holder, or the assistant who keeps the grid.
fn may_touch(owner: i64, actor: i64) -> bool {
    actor == owner || actor == 3
}

/// The model. Times in minutes.
#[derive(Debug, Clone)]
struct Model {
    stands: Stands,
    claim: Option<Claim>,
    waiting: Vec<(i64, i64)>,
    /// (seizure, document, consent)
    burdens: Vec<(bool, u8, bool)>,
    free_since: i64,
    versions: u32,
    area: i64,
}

impl Model {
    fn blocked(&self) -> bool {
        self.burdens.iter().any(|(seizure, _, consent)| *seizure || !consent)
    }

    fn free(&mut self, now: i64) {
        self.stands = Stands::A;
        self.claim = None;
        self.free_since = now;
    }

    /// Somebody else waits first, and their half hour lasts.
    fn passed_over(&self, guest: Option<i64>, consultant: i64, now: i64) -> bool {
        // (consultant, guest): the first on the list comes first with their own consultant.
        let Some(first) = self.waiting.first() else { return false };
        self.stands == Stands::A
            && (first.0, Some(first.1)) != (consultant, guest)
            && now < self.free_since + 30
    }

    fn take(&mut self, stands: Stands, claim: Claim) {
        self.waiting.retain(|w| Some(w.1) != claim.guest);
        self.stands = stands;
        self.claim = Some(claim);
    }

    /// Whether it is allowed; then it has happened.
    fn does(&mut self, ask: &Ask, now: i64, trusted: bool) -> bool {
        use Stands::{A, H, N, R, W};
        match *ask {
            Ask::Minutes(_) | Ask::Trust(_) => return true,
            Ask::Release => {
                if self.stands != N || self.blocked() {
                    return false;
                }
                self.free(now);
            }
            Ask::Withhold => {
                if self.stands != A {
                    return false;
                }
                self.stands = W;
            }
            Ask::Lift => {
                if self.stands != W || self.blocked() {
                    return false;
                }
                self.free(now);
            }
            Ask::Hold { consultant, guest } => {
                if self.stands != A || self.blocked() || self.passed_over(guest, consultant, now) || !trusted
                {
                    return false;
                }
                self.take(H, Claim { holder: consultant, guest, until: now + 30, renewed: false });
            }
            Ask::Renew { actor } => match &mut self.claim {
                Some(claim) if self.stands == H => {
                    if actor != claim.holder && actor != 3 || !trusted || claim.renewed {
                        return false;
                    }
                    claim.until += 30;
                    claim.renewed = true;
                }
                _ => return false,
            },
            Ask::Reserve { consultant, guest, live } => {
                let own_hold =
                    self.stands == H && self.claim.as_ref().is_some_and(|c| c.holder == consultant);
                if self.stands != A && !own_hold
                    || self.blocked()
                    || self.passed_over(Some(guest), consultant, now)
                {
                    return false;
                }
                // A hold that names its guest becomes nobody else's reservation.
                if self.claim.as_ref().and_then(|c| c.guest).is_some_and(|held_for| held_for != guest) {
                    return false;
                }
                if !trusted || live >= 2 {
                    return false;
                }
                let until = now + 24 * 60;
                self.take(R, Claim { holder: consultant, guest: Some(guest), until, renewed: false });
            }
            Ask::GiveBack { actor } => match &self.claim {
                Some(claim) if may_touch(claim.holder, actor) => self.free(now),
                _ => return false,
            },
            Ask::Wait { consultant, guest } => {
                let has = self.claim.as_ref().is_some_and(|c| c.guest == Some(guest));
                let waits = self.waiting.iter().any(|w| w.1 == guest);
                if has || waits || self.stands == A && self.waiting.is_empty() {
                    return false;
                }
                self.waiting.push((consultant, guest));
            }
            Ask::Unwait { actor, guest } => {
                let Some(at) = self.waiting.iter().position(|w| w.1 == guest) else { return false };
                if !may_touch(self.waiting[at].0, actor) {
                    return false;
                }
                self.waiting.remove(at);
            }
            Ask::Raise => {
                if matches!(self.stands, H | R) {
                    return false;
                }
                self.versions += 1;
            }
            Ask::Encumber { seizure, document, consent } => {
                // The same mortgage again is news only when it brings the consent that was missing.
                let same = self.burdens.iter().position(|b| (b.0, b.1) == (seizure, document));
                let twice = same.is_some_and(|at| self.burdens[at].2 || !consent);
                if twice || seizure && consent {
                    return false;
                }
                same.map(|at| self.burdens.remove(at));
                self.burdens.push((seizure, document, consent));
                if (seizure || !consent) && self.stands != N {
                    if self.claim.is_some() {
                        self.free(now);
                    }
                    self.stands = W;
                }
            }
            Ask::Unencumber { seizure, document } => {
                let Some(at) = self.burdens.iter().position(|b| (b.0, b.1) == (seizure, document)) else {
                    return false;
                };
                self.burdens.remove(at);
            }
            Ask::Unrelease => {
                if !matches!(self.stands, A | W) {
                    return false;
                }
                self.stands = N;
            }
            Ask::Remeasure { area } => {
                if matches!(self.stands, H | R) || area == self.area {
                    return false;
                }
                self.area = area;
                self.versions += 1;
            }
        }
        true
    }

    fn expire(&mut self, now: i64) {
        if self.claim.as_ref().is_some_and(|c| now >= c.until) {
            self.free(now);
        }
    }
}

/// RULES 1.3.3, the rows that go by hand, and the correction back to N.
const WAYS: &[(Status, Status)] = &[
    (Status::Unreleased, Status::Available),
    (Status::Available, Status::Withheld),
    (Status::Withheld, Status::Available),
    (Status::Available, Status::Held),
    (Status::Held, Status::Available),
    (Status::Available, Status::Reserved),
    (Status::Held, Status::Reserved),
    (Status::Reserved, Status::Available),
    (Status::Available, Status::Unreleased),
    (Status::Withheld, Status::Unreleased),
];

fn decide(unit: &Unit, ask: &Ask, ctx: &Ctx) -> Result<Vec<UnitEvent>, Refusal> {
    let kind = |seizure: bool| if seizure { EncumbranceKind::Seizure } else { EncumbranceKind::Mortgage };
    match *ask {
        Ask::Minutes(_) | Ask::Trust(_) => Ok(Vec::new()),
        Ask::Release => unit.decide_release("P", ctx),
        Ask::Withhold => unit.decide_withhold(WithholdReason::ShowFlat, "", ctx),
        Ask::Lift => unit.decide_lift("", ctx),
        Ask::Hold { consultant, guest } => {
            unit.decide_hold(HoldIntent { consultant: StaffId(consultant), guest: guest.map(GuestId) }, ctx)
        }
        Ask::Renew { .. } => unit.decide_renew(ctx),
        Ask::Reserve { consultant, guest, live } => unit.decide_reserve(
            ReserveIntent {
                consultant: StaffId(consultant),
                guest: GuestId(guest),
                note: "",
                live_reservations: live,
            },
            ctx,
        ),
        Ask::GiveBack { .. } => unit.decide_give_back("", ctx),
        Ask::Wait { consultant, guest } => unit.decide_wait(StaffId(consultant), GuestId(guest)),
        Ask::Unwait { guest, .. } => unit.decide_unwait(GuestId(guest), "", ctx),
        Ask::Raise => unit.decide_price(NewPrice::ChangePpm(10_000), "r", ctx),
        Ask::Encumber { seizure, document, consent } => {
            unit.decide_encumber(kind(seizure), &document.to_string(), consent.then_some("C"))
        }
        Ask::Unencumber { seizure, document } => {
            unit.decide_unencumber(kind(seizure), &document.to_string(), "")
        }
        Ask::Unrelease => unit.decide_correct(Correction::Unreleased {}, "r", ctx),
        Ask::Remeasure { area } => unit.decide_correct(
            Correction::GrossArea { from: unit.facts.gross_area, to: Area(area) },
            "r",
            ctx,
        ),
    }
}

/// A unit that lives, and the same unit folded from its stored events.
struct Twin {
    live: Unit,
    folded: Unit,
    seq: i64,
}

impl Twin {
    fn record(&mut self, events: &[UnitEvent], now: i64, actor: i64) -> Result<(), TestCaseError> {
        for event in events {
            self.seq += 1;
            let meta =
                Meta { seq: self.seq, at: minutes(now), tz_min: 480, actor: StaffId(actor), approver: None };
            let before = self.live.status;
            let version = self.live.price.version;
            self.live.evolve(event, &meta);
            let way = (before, self.live.status);
            prop_assert!(way.0 == way.1 || WAYS.contains(&way), "{:?} by {:?}", way, event);
            prop_assert!(
                (version..=version + 1).contains(&self.live.price.version),
                "versions count up by one"
            );
            let (kind, ver) = event.kind();
            let read = UnitEvent::decode(kind, ver, &event.encode())
                .map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(&read, event);
            self.folded.evolve(&read, &meta);
            // The row that the store keeps is the same again.
            let row = serde_json::to_string(&self.live).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Unit>(&row).unwrap(), &self.live);
        }
        prop_assert_eq!(&self.folded, &self.live);
        Ok(())
    }
}

fn minutes(now: i64) -> Millis {
    Millis(1_795_827_600_000).plus_minutes(now)
}

fn agree(unit: &Unit, model: &Model) -> Result<(), TestCaseError> {
    let stands = match unit.status {
        Status::Unreleased => Stands::N,
        Status::Withheld => Stands::W,
        Status::Available => Stands::A,
        Status::Held => Stands::H,
        Status::Reserved => Stands::R,
        other => return Err(TestCaseError::fail(format!("{other:?} cannot be reached by hand"))),
    };
    prop_assert_eq!(stands, model.stands);
    // Exclusive: a hold exactly while held, a reservation exactly while reserved, a reason exactly while withheld.
    prop_assert_eq!(unit.hold.is_some(), stands == Stands::H);
    prop_assert_eq!(unit.reservation.is_some(), stands == Stands::R);
    prop_assert_eq!(unit.withheld.is_some(), stands == Stands::W);
    prop_assert_eq!(unit.claimed(), model.claim.is_some());
    let claim = unit
        .hold
        .map(|h| (h.consultant.0, h.guest.map(|g| g.0), h.until, h.renewals == 1))
        .or(unit.reservation.map(|r| (r.consultant.0, Some(r.guest.0), r.until, false)));
    let wanted = model.claim.as_ref().map(|c| (c.holder, c.guest, minutes(c.until), c.renewed));
    prop_assert_eq!(claim, wanted);
    let waiting: Vec<(i64, i64)> = unit.waitlist.iter().map(|w| (w.consultant.0, w.guest.0)).collect();
    prop_assert_eq!(&waiting, &model.waiting);
    prop_assert_eq!(unit.price.version, model.versions);
    prop_assert_eq!(unit.earlier_prices.len() + 1, unit.price.version as usize);
    let dues: Vec<Millis> = unit.dues().iter().map(|d| d.at).collect();
    prop_assert_eq!(dues, model.claim.iter().map(|c| minutes(c.until)).collect::<Vec<_>>());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_unit_and_its_model_never_part(asks in prop::collection::vec(ask(), 1..60)) {
        let policy = Policy::default();
        let quote = Quote { unit_price: Fen(5_000_000), total: Fen(450_000_000), basis: PriceBasis::Gross };
        let facts = Facts { gross_area: Area(9_000), ..Facts::default() };
        let mut twin = Twin { live: Unit::default(), folded: Unit::default(), seq: 0 };
        twin.record(&[UnitEvent::Imported { facts, quote }], 0, 3)?;
        let mut model = Model {
            stands: Stands::N,
            claim: None,
            waiting: Vec::new(),
            burdens: Vec::new(),
            free_since: 0,
            versions: 1,
            area: 9_000,
        };
        let (mut now, mut trusted) = (0, true);
        for ask in &asks {
            let actor = match *ask {
                Ask::Renew { actor } | Ask::GiveBack { actor } | Ask::Unwait { actor, .. } => actor,
                _ => 3,
            };
            match ask {
                Ask::Minutes(minutes) => now += minutes,
                Ask::Trust(now_trusted) => trusted = *now_trusted,
                _ => {}
            }
            let role = if actor == 3 { Role::Assistant } else { Role::Consultant };
            let roles: Roles = [role].into_iter().collect();
            let ctx = Ctx {
                now: minutes(now),
                tz_min: 480,
                actor: StaffId(actor),
                roles,
                approver: None,
                policy: &policy,
                calendar: anchang::desk::calendar::the(),
            clock_suspect: !trusted,
            };
            if trusted {
                model.expire(now);
            }
            let expired = twin.live.decide_expire(&ctx);
            prop_assert!(trusted || expired.is_empty(), "nothing ends by itself while the clock is suspect");
            twin.record(&expired, now, 0)?;
            agree(&twin.live, &model)?;

            let before = twin.live.clone();
            let decided = decide(&twin.live, ask, &ctx);
            prop_assert_eq!(&twin.live, &before, "deciding changes nothing");
            prop_assert_eq!(decided.is_ok(), model.does(ask, now, trusted), "{:?}: {:?}", ask, decided);
            twin.record(&decided.unwrap_or_default(), now, actor)?;
            agree(&twin.live, &model)?;
        }
    }
}
