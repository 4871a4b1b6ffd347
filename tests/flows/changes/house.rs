//! An office with subscriptions in it: units of 1,200,000 yuan and dearer ones, buyers with documents, and how a
//! deal gets where a test wants it.

use anchang::desk::{Failure, Which};
use anchang::domain::application::{AppId, AppState, Application};
use anchang::domain::day::Day;
use anchang::domain::deal::{Deal, DealId};
use anchang::domain::money::Fen;
use anchang::domain::permission::Role;
use anchang::domain::receipt::Pocket;
use anchang::domain::unit::Status;

use crate::office::{ASSISTANT, CONSULTANT, CONTRACT, FINANCE, LEADER, MANAGER, Office, Who, price_list};

/// 100.00 square metres at 12,000 yuan: 1,200,000 yuan (RULES 1.16).
pub const UNIT: &str = "5-1-0101";
/// Another one of 1,200,000.
pub const SAME: &str = "5-1-0102";
/// 100.00 square metres at 30,000 yuan: 3,000,000 yuan.
pub const DEAR: &str = "5-2-0101";
/// 50.00 square metres at 10,000 yuan: 500,000 yuan.
pub const CHEAP: &str = "5-3-0101";

/// Documents of RULES 1.16, all with a right check digit.
const IDS: [&str; 3] = ["110101199003074514", "320102198506151121", "11010519491231002X"];

pub fn office() -> Office {
    let mut office = Office::new();
    let rows: Vec<(String, i64, i64)> = (1..=60)
        .map(|n| (format!("5-1-{:02}{:02}", (n - 1) / 10 + 1, (n - 1) % 10 + 1), 10_000, 1_200_000))
        .chain([(DEAR.to_owned(), 10_000, 3_000_000), (CHEAP.to_owned(), 5_000, 1_000_000)])
        .collect();
    let rows: Vec<(&str, i64, i64)> =
        rows.iter().map(|(unit, area, price)| (&**unit, *area, *price)).collect();
    office.import(MANAGER, price_list(&rows)).unwrap();
    office.done(MANAGER, "unit.release", "units=5-*; permit=深房许字(2026)002号");
    for (guest, id) in (1..).zip(IDS) {
        let fields = format!("guest=#{guest}; id_no={id}; address=深圳市南山区科苑路1号");
        office.done(CONSULTANT, "guest.identify", &fields);
    }
    office
}

/// Fills the form, and takes it as far as the guest's signature; answers the deal's number. What else the form says
/// stands behind the deposit: `5万; discounts=开盘优惠`.
#[track_caller]
pub fn fill(office: &mut Office, unit: &str, guest: i64, deposit: &str) -> i64 {
    let form = format!("unit={unit}; guest=#{guest}; limit=passed; plan=one_payment; deposit={deposit}");
    let done = office.act_with(CONSULTANT, "deal.enter", &form, MANAGER).unwrap();
    let id = DealId::parse(&done.created.unwrap()).unwrap().0;
    office.done(CONSULTANT, "deal.sign", &format!("deal=RG-{id:04}"));
    let sheet = deal(office, id).application.unwrap();
    office.done(MANAGER, "application.approve", &format!("application={sheet}"));
    office.done(CONSULTANT, "deal.confirm", &format!("deal=RG-{id:04}"));
    id
}

/// From the deposit to the end of the flow.
#[track_caller]
pub fn finish(office: &mut Office, id: i64) {
    office.done(FINANCE, "deal.receive", &format!("deal=RG-{id:04}; method=card"));
    office.done(CONTRACT, "deal.stamp", &format!("deal=RG-{id:04}"));
    office.done(CONSULTANT, "deal.file", &format!("deal=RG-{id:04}"));
    office.done(MANAGER, "deal.subscribe", &format!("deal=RG-{id:04}"));
    office.done(ASSISTANT, "deal.archive", &format!("deal=RG-{id:04}; place=A柜3层"));
    office.done(CONSULTANT, "deal.papers", &format!("deal=RG-{id:04}"));
}

/// A subscription that stands.
#[track_caller]
pub fn subscribe(office: &mut Office, unit: &str, guest: i64, deposit: &str) -> i64 {
    let id = fill(office, unit, guest, deposit);
    finish(office, id);
    id
}

/// An office with one subscription: 1,200,000 yuan, 50,000 paid, contract by 2026-12-05.
pub fn subscribed() -> Office {
    let mut office = office();
    assert_eq!(subscribe(&mut office, UNIT, 1, "5万"), 1);
    office
}

pub fn deal(office: &Office, id: i64) -> Deal {
    office.desk.deal(DealId(id)).unwrap().unwrap_or_else(|| panic!("no deal {id}"))
}

pub fn app(office: &Office, id: i64) -> Application {
    office.desk.application(AppId(id)).unwrap().unwrap_or_else(|| panic!("no application {id}"))
}

pub fn state(office: &Office, id: i64) -> AppState {
    app(office, id).state()
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn today(office: &Office) -> Day {
    Day::of(office.now(), 480)
}

/// What is in a pocket of a deal.
pub fn pocket(office: &Office, id: i64, pocket: Pocket) -> Fen {
    deal(office, id).account.balance(pocket)
}

/// Hands an application in and answers its number.
#[track_caller]
pub fn ask(office: &mut Office, who: Who, action: &str, fields: &str) -> i64 {
    let done = office.done(who, action, fields);
    AppId::parse(&done.created.unwrap()).unwrap().0
}

/// Lets these people approve, in this order; afterwards it is approved.
#[track_caller]
pub fn approve(office: &mut Office, id: i64, by: &[Who]) {
    for (n, who) in by.iter().enumerate() {
        assert_eq!(state(office, id), AppState::Pending, "before decision {n}");
        office.done(*who, "application.approve", &format!("application=SP-{id:04}"));
    }
    assert_eq!(state(office, id), AppState::Approved);
}

/// Days go by on which somebody works: a clock that jumps over several at once would have to be confirmed.
pub fn days(office: &mut Office, count: i64) {
    for _ in 0..count {
        office.later(24 * 60);
        office.done(MANAGER, "unit.withhold", "units=3-1-1206; reason=show_flat");
        office.done(MANAGER, "unit.lift", "units=3-1-1206");
    }
}

/// The signing is overdue by a day.
pub fn overdue() -> Office {
    let mut office = subscribed();
    days(&mut office, 8);
    assert_eq!(today(&office), day("2026-12-06"));
    office
}

/// Asks for the end of a subscription; every level that it takes approves.
#[track_caller]
pub fn released(office: &mut Office, id: i64, more: &str) -> i64 {
    let fields = format!("deal=RG-{id:04}; evidence=单{id}; reason=客户放弃; {more}");
    let app_id = ask(office, CONSULTANT, "deal.release", &fields);
    let levels: Vec<Who> = app(office, app_id)
        .levels
        .iter()
        .map(|role| match role {
            Role::Manager => MANAGER,
            Role::Finance => FINANCE,
            _ => LEADER,
        })
        .collect();
    approve(office, app_id, &levels);
    app_id
}

/// Every copy of a deal's forms that is out comes back.
#[track_caller]
pub fn recall(office: &mut Office, id: i64) {
    for (paper, state) in office.desk.papers_of(DealId(id)).unwrap() {
        for (n, place) in (1..).zip(&state.copies) {
            if matches!(place, anchang::domain::paper::Place::With(_)) {
                let n: i64 = n;
                office.done(ASSISTANT, "paper.recall", &format!("paper={paper}; copy={n}"));
            }
        }
    }
}

pub fn status(office: &Office, unit: &str) -> Status {
    office.unit(unit).status
}

/// The whole file is sound and every account balances.
#[track_caller]
pub fn sound(office: &Office) {
    let report = office.desk.verify(&mut |_| ()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    for (id, deal) in office.desk.deals(Which::All).unwrap() {
        assert!(deal.account.balances(), "{id}");
    }
}

/// Asserts that nothing at all is written, whatever the refusal says.
#[track_caller]
pub fn stays(office: &mut Office, who: Who, action: &str, fields: &str) -> Failure {
    let head = office.head();
    let failure = office.act(who, action, fields).expect_err(action);
    // A denial is logged; nothing else is.
    let logged = i64::from(matches!(failure, Failure::Denied(_)));
    assert_eq!(office.head(), head + logged, "{action} {fields}: {failure:?}");
    failure
}
