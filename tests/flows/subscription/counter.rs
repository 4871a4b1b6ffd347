//! A counter in the middle of a subscription: forms that are right, and how far somebody has come.

use anchang::desk::{Done, Failure, Which};
use anchang::domain::application::{AppId, AppState, Application};
use anchang::domain::deal::{Deal, DealId, Step};
use anchang::domain::money::Fen;
use anchang::domain::refusal::Refusal;
use anchang::text::Text;

use crate::office::{ASSISTANT, CONSULTANT, CONTRACT, FINANCE, MANAGER, Office, Who, is_refused, lines};

/// 100.00 square metres at 30,000 yuan: 3,000,000 yuan.
pub const UNIT: &str = "3-2-0101";
/// A tenth of a million as deposit, well under the cap of 600,000.
pub const FORM: &str = "unit=3-2-0101; guest=#1; limit=passed; plan=one_payment; deposit=10万";
/// The same with a deposit in two parts: below the least of the house now, the rest in two days.
pub const SHORT: &str =
    "unit=3-2-0101; guest=#1; limit=passed; plan=one_payment; deposit=10万; now=2万; rest_by=+2";
pub const DEAL: &str = "deal=RG-0001";

/// Documents of RULES 1.16, all with a right check digit.
pub const ID_1: &str = "110101199003074514";
pub const ID_2: &str = "320102198506151121";
pub const ID_3: &str = "11010519491231002X";

/// An office whose three guests have a document and an address on file.
pub fn counter() -> Office {
    let mut office = Office::new();
    for (guest, id) in [(1, ID_1), (2, ID_2), (3, ID_3)] {
        identify(&mut office, guest, id).unwrap();
    }
    office
}

/// Puts a document and an address on file.
pub fn identify(office: &mut Office, guest: i64, id: &str) -> Result<Done, Failure> {
    let fields = format!("guest=#{guest}; id_no={id}; address=深圳市南山区科苑路1号");
    office.act(CONSULTANT, "guest.identify", &fields)
}

/// A number of GB 11643 for somebody born on this day, `20081128`; `order` tells people apart.
pub fn id_born(day: &str, order: u32) -> String {
    let body = format!("440305{day}{order:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

/// Who does a step, with whose PIN, and by which action with which further fields.
pub fn doing(step: Step) -> (Who, Option<Who>, &'static str, &'static str) {
    match step {
        Step::Hold | Step::Fill => (CONSULTANT, Some(MANAGER), "deal.enter", FORM),
        Step::Sign => (CONSULTANT, None, "deal.sign", DEAL),
        Step::Review => (MANAGER, None, "application.approve", "application=SP-0001"),
        Step::Confirm => (CONSULTANT, None, "deal.confirm", DEAL),
        Step::Deposit => (FINANCE, None, "deal.receive", "deal=RG-0001; method=card"),
        Step::Stamp => (CONTRACT, None, "deal.stamp", DEAL),
        Step::File => (CONSULTANT, None, "deal.file", DEAL),
        Step::Grid => (MANAGER, None, "deal.subscribe", DEAL),
        Step::Archive => (ASSISTANT, None, "deal.archive", "deal=RG-0001; place=A柜3层"),
        Step::Papers => (CONSULTANT, None, "deal.papers", DEAL),
    }
}

/// Enters a form with the manager's PIN for the lock.
pub fn enter(office: &mut Office, form: &str) -> Result<Done, Failure> {
    office.act_with(CONSULTANT, "deal.enter", form, MANAGER)
}

/// Takes the first deal on until `last` is done.
#[track_caller]
pub fn up_to(office: &mut Office, last: Step) {
    up_to_with(office, FORM, last);
}

/// The same with a form of one's own.
#[track_caller]
pub fn up_to_with(office: &mut Office, form: &str, last: Step) {
    enter(office, form).unwrap();
    for step in Step::ALL.iter().filter(|step| **step > Step::Fill && **step <= last) {
        let (who, _, action, fields) = doing(*step);
        office.done(who, action, fields);
    }
}

pub fn deal(office: &Office, number: i64) -> Deal {
    office.desk.deal(DealId(number)).unwrap().unwrap_or_else(|| panic!("no deal {number}"))
}

pub fn application(office: &Office, number: i64) -> Application {
    office.desk.application(AppId(number)).unwrap().unwrap_or_else(|| panic!("no application {number}"))
}

pub fn state(office: &Office, number: i64) -> AppState {
    application(office, number).state()
}

/// What the buyer has paid in the first deal, in fen.
pub fn paid(office: &Office) -> Fen {
    deal(office, 1).account.paid()
}

/// Asserts that nothing at all is written, and answers the refusal.
#[track_caller]
pub fn refused(office: &mut Office, who: Who, action: &str, fields: &str) -> Refusal {
    let head = office.desk.head().unwrap();
    let result = office.act(who, action, fields);
    assert_eq!(office.desk.head().unwrap(), head, "a refusal writes nothing");
    match result {
        Err(Failure::Refused(refusal)) => {
            in_the_form(action, &refusal);
            refusal
        }
        other => panic!("{action} {fields}: expected a refusal: {other:?}"),
    }
}

/// Asserts that a form is refused by this line of this rule at this field, and with something to do about it; the
/// manager stands beside it.
#[track_caller]
pub fn form_refused(office: &mut Office, form: &str, rule: &str, why: Text, field: &str) -> Refusal {
    let head = office.desk.head().unwrap();
    let result = enter(office, form);
    assert_eq!(office.desk.head().unwrap(), head, "a refusal writes nothing");
    is_refused(&result, why, Some(field));
    let Err(Failure::Refused(refusal)) = result else { unreachable!() };
    assert_eq!(refusal.rule, rule, "{refusal:?}");
    in_the_form("deal.enter", &refusal);
    refusal
}

/// The field that a refusal names is one that the form has.
#[track_caller]
fn in_the_form(action: &str, refusal: &Refusal) {
    let fields = crate::office::action(action).fields;
    if let Some(name) = refusal.field {
        assert!(
            fields.iter().any(|field| field.name.trim_end_matches('s') == name.trim_end_matches('s')),
            "{action} has no field {name}: {refusal:?}"
        );
    }
}

/// Asserts that a refusal is by this line and says what to do next.
#[track_caller]
pub fn with_remedy(refusal: &Refusal, why: Text) {
    assert!(lines(&refusal.why).contains(&why), "{:?}", refusal.why);
    assert!(!refusal.rule.is_empty() && refusal.field.is_some(), "{refusal:?}");
    assert!(refusal.remedy.is_some(), "it says what to do: {refusal:?}");
}

/// The whole file is sound, and every account balances.
#[track_caller]
pub fn sound(office: &Office) {
    let report = office.desk.verify(&mut |_| ()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    for (id, deal) in office.desk.deals(Which::All).unwrap() {
        assert!(deal.account.balances(), "{id}");
    }
}

/// Lets days go by on which people work: a clock that jumps over several at once would have to be confirmed.
pub fn days(office: &mut Office, count: i64) {
    for _ in 0..count {
        office.later(24 * 60);
        office.done(MANAGER, "unit.withhold", "units=3-1-1206; reason=show_flat");
        office.done(MANAGER, "unit.lift", "units=3-1-1206");
    }
}
