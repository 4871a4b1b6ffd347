//! The close of a day 日结 (RULES 1.0, 1.8, 3.4; DESIGN 5).

use anchang::desk::Failure;
use anchang::domain::close::FindingKind;
use anchang::domain::money::Fen;
use anchang::text::close as words;

use anchang::paper::evening::{Evening, evening};
use anchang::text::Lang;

use super::house::*;
use crate::office::{ADMINISTRATOR, ASSISTANT, CONSULTANT, FINANCE, MANAGER, Office, RECEPTION, is_refused};

fn close(office: &mut Office, fields: &str) -> Result<(), Failure> {
    office.act_with(MANAGER, "day.close", fields, FINANCE).map(drop)
}

#[test]
fn manager_and_finance_sign_together_and_once() {
    let mut office = subscribed();
    for who in [MANAGER, FINANCE] {
        let alone = stays(&mut office, who, "day.close", "");
        assert!(matches!(alone, Failure::NeedsApproval(_)), "{alone:?}");
    }
    // Two people, but not these two.
    let head = office.head();
    let result = office.act_with(ASSISTANT, "day.close", "", MANAGER);
    is_refused(&result, words::CLOSE_BOTH, Some("approver"));
    let result = office.act_with(MANAGER, "day.close", "", ADMINISTRATOR);
    assert!(result.is_err(), "{result:?}");
    assert_eq!(office.head(), head);
    let before = office.desk.head().unwrap();
    office.act_with(FINANCE, "day.close", "", MANAGER).unwrap();
    let sheet = office.desk.day_close(today(&office)).unwrap().sheet.unwrap();
    assert_eq!(sheet.by, office.sitting(FINANCE).staff);
    assert_eq!(sheet.with, Some(office.sitting(MANAGER).staff));
    // The head of the log as it was is on the sheet.
    assert_eq!(sheet.head_seq, before.seq);
    let first = u8::from_str_radix(&sheet.head[..2], 16).unwrap();
    assert_eq!(first, before.hash[0], "{}", sheet.head);
    is_refused(&close(&mut office, ""), words::CLOSED_ALREADY, Some("day"));
    sound(&office);
}

#[test]
fn the_figures_are_those_of_the_day() {
    let mut office = subscribed();
    subscribe(&mut office, SAME, 2, "10万");
    let figures = office.desk.evening(today(&office)).unwrap().figures;
    assert_eq!((figures.subscribed, figures.subscribed_price), (2, Fen::yuan(2_400_000)));
    assert_eq!(figures.received.into_iter().collect::<Vec<_>>(), [("card".to_owned(), Fen::yuan(150_000))]);
    assert_eq!(
        (figures.deposits, figures.payable, figures.forfeited),
        (Fen::yuan(150_000), Fen::ZERO, Fen::ZERO)
    );
    assert_eq!(figures.grid.get("subscribed"), Some(&2));
    days(&mut office, 1);
    let id = released(&mut office, 1, "cause=f5; kept=2万");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank; amount=1万");
    let evening = office.desk.evening(today(&office)).unwrap();
    let figures = evening.figures;
    assert_eq!((figures.subscribed, figures.ended, figures.ended_price), (0, 1, Fen::yuan(1_200_000)));
    assert!(figures.received.is_empty(), "{:?}", figures.received);
    assert_eq!(figures.paid_back.into_iter().collect::<Vec<_>>(), [("bank".to_owned(), Fen::yuan(10_000))]);
    assert_eq!(
        (figures.deposits, figures.payable, figures.forfeited),
        (Fen::yuan(100_000), Fen::yuan(20_000), Fen::yuan(20_000))
    );
    assert_eq!(evening.findings, []);
}

#[test]
fn an_overdue_signing_is_acted_on_or_carried_over() {
    let mut office = overdue();
    let evening = office.desk.evening(today(&office)).unwrap();
    assert_eq!(evening.overdue.len(), 1);
    assert_eq!(evening.figures.overdue, 1);
    is_refused(&close(&mut office, ""), words::OVERDUE_UNTOUCHED, Some("day"));
    office.done(MANAGER, "day.carry", "deal=RG-0001; reason=客户明天到场");
    close(&mut office, "").unwrap();
    // The next day it is there again, and a call is enough.
    days(&mut office, 1);
    is_refused(&close(&mut office, ""), words::OVERDUE_UNTOUCHED, Some("day"));
    office.done(CONSULTANT, "deal.remind", "deal=RG-0001; how=call; reached=yes");
    close(&mut office, "").unwrap();
    // And so is a decision about an application.
    days(&mut office, 1);
    let ext = "deal=RG-0001; days=9; evidence=延1; reason=出差";
    let id = ask(&mut office, CONSULTANT, "deal.extend", ext);
    close(&mut office, "").unwrap();
    days(&mut office, 1);
    is_refused(&close(&mut office, ""), words::OVERDUE_UNTOUCHED, Some("day"));
    office.done(
        crate::office::LEADER,
        "application.refuse",
        &format!("application=SP-{id:04}; reason=不同意"),
    );
    close(&mut office, "").unwrap();
}

#[test]
fn only_what_is_overdue_is_carried_over() {
    let mut office = subscribed();
    office.refuses(
        MANAGER,
        "day.carry",
        "deal=RG-0001; reason=写错",
        anchang::text::change::NOT_OVERDUE,
        Some("deal"),
    );
    office.refuses(
        MANAGER,
        "day.carry",
        "deal=RG-0077; reason=写错",
        anchang::text::change::NOT_OVERDUE,
        Some("deal"),
    );
}

#[test]
fn earlier_days_come_first_and_a_day_to_come_is_not_closed() {
    let mut office = subscribed();
    let first = today(&office);
    is_refused(&close(&mut office, "day=+1"), words::DAY_AHEAD, Some("day"));
    assert_eq!(office.desk.first_open_day().unwrap(), Some(first));
    close(&mut office, "").unwrap();
    assert_eq!(office.desk.first_open_day().unwrap(), None, "nothing is open");
    days(&mut office, 3);
    assert_eq!(office.desk.first_open_day().unwrap(), Some(first.plus(1)));
    is_refused(&close(&mut office, ""), words::EARLIER_OPEN, Some("day"));
    for day in 1..=3 {
        close(&mut office, &format!("day={}", first.plus(day))).unwrap();
    }
    assert_eq!(office.desk.first_open_day().unwrap(), None);
}

#[test]
fn a_day_on_which_nobody_worked_is_not_asked_for() {
    let mut office = subscribed();
    let first = today(&office);
    close(&mut office, "").unwrap();
    // The office is closed for a day; the clock that jumped is confirmed.
    office.later(2 * 24 * 60);
    office.done(MANAGER, "clock.confirm", "");
    assert_eq!(office.desk.first_open_day().unwrap(), Some(first.plus(2)));
    close(&mut office, "").unwrap();
}

#[test]
fn work_over_midnight_belongs_to_the_next_day_and_the_day_before_is_still_closed() {
    let mut office = subscribed();
    let first = today(&office);
    office.later(15 * 60 + 20);
    office.done(MANAGER, "unit.withhold", "units=3-1-1206; reason=show_flat");
    assert_eq!(today(&office), first.plus(1), "twenty past midnight");
    close(&mut office, &format!("day={first}")).unwrap();
    let sheet = office.desk.day_close(first).unwrap().sheet.unwrap();
    assert_eq!(sheet.figures.subscribed, 1);
    assert_eq!(sheet.figures.received.get("card"), Some(&Fen::yuan(50_000)));
    assert_eq!(office.desk.first_open_day().unwrap(), Some(first.plus(1)));
}

#[test]
fn a_finding_is_put_right_or_explained() {
    let mut office = subscribed();
    office.done(RECEPTION, "guest.visit", "name=赵六; phone=13800000006; consultant=顾问小陈");
    let evening = office.desk.evening(today(&office)).unwrap();
    let finding = evening.findings.iter().find(|f| f.kind == FindingKind::Incomplete);
    let about = finding.expect("a line without a source").about.clone();
    is_refused(&close(&mut office, ""), words::UNEXPLAINED, Some("day"));
    let wrong = "kind=receipts; about=receipt; reason=没有";
    office.refuses(MANAGER, "day.explain", wrong, words::NO_SUCH_FINDING, Some("about"));
    office.done(MANAGER, "day.explain", &format!("kind=incomplete; about={about}; reason=客户不愿说"));
    close(&mut office, "").unwrap();
    let sheet = office.desk.day_close(today(&office)).unwrap().sheet.unwrap();
    assert!(sheet.findings.iter().any(|f| f.kind == FindingKind::Incomplete), "it stays on the sheet");
    let late = format!("kind=incomplete; about={about}; reason=晚了");
    office.refuses(MANAGER, "day.explain", &late, words::CLOSED_ALREADY, Some("day"));
}

#[test]
fn a_deposit_that_is_late_has_to_be_explained_and_one_that_is_not_due_has_not() {
    let mut office = office();
    subscribe(&mut office, UNIT, 1, "10万; now=4万; rest_by=+2");
    close(&mut office, "").unwrap();
    for _ in 0..2 {
        days(&mut office, 1);
        close(&mut office, "").unwrap();
    }
    days(&mut office, 1);
    is_refused(&close(&mut office, ""), words::UNEXPLAINED, Some("day"));
    let findings = office.desk.evening(today(&office)).unwrap().findings;
    assert_eq!(
        (findings.len(), findings[0].kind, findings[0].count),
        (1, FindingKind::DepositMissing, 6_000_000)
    );
    office.done(FINANCE, "deal.receive", "deal=RG-0001; method=card");
    close(&mut office, "").unwrap();
}

#[test]
fn what_was_looked_at_is_on_the_sheet_without_holding_the_day_up() {
    let mut office = subscribed();
    office.desk.reveal(office.sitting(MANAGER), "guests", 3, "核对").unwrap();
    let findings = office.desk.evening(today(&office)).unwrap().findings;
    assert!(findings.iter().any(|f| f.kind == FindingKind::Reveals && f.count == 1), "{findings:?}");
    close(&mut office, "").unwrap();
}

#[test]
fn moving_the_clock_expires_nothing_by_itself_and_the_evening_says_so() {
    for minutes in [-3 * 24 * 60, 10 * 365 * 24 * 60] {
        let mut office = subscribed();
        fill(&mut office, SAME, 2, "5万");
        office.clock.put(crate::office::NINE.plus_minutes(minutes));
        office.desk.tick().unwrap();
        assert!(office.desk.clock_suspect().unwrap());
        assert!(deal(&office, 2).is_live(), "{minutes}");
        let alerts = office.desk.alerts(3).unwrap();
        let late = alerts.iter().find(|a| matches!(a.urgency, anchang::domain::alert::Urgency::Overdue(_)));
        assert_eq!(late, None, "{minutes}");
        let day = day("2026-11-28");
        let evening = office.desk.evening(day).unwrap();
        assert_eq!(evening.overdue, []);
        assert!(evening.findings.iter().any(|f| f.kind == FindingKind::Clock), "{minutes}");
        for (who, action, fields) in [
            (CONSULTANT, "deal.extend", "deal=RG-0001; days=3; evidence=延1; reason=出差"),
            (ASSISTANT, "deal.notice", "deal=RG-0001; notice=demand; number=催1; via=ems"),
        ] {
            is_refused(&office.act(who, action, fields), anchang::text::unit::CLOCK_SUSPECT, None);
        }
    }
}

/// The sheet of a day as it is shown, printed and exported: every line, and the overdue signings.
fn sheet(office: &Office, of: anchang::domain::day::Day) -> (Vec<String>, Vec<String>) {
    let Evening { overdue, .. } = evening(&office.desk, of, Lang::Zh).unwrap();
    let lines = evening(&office.desk, of, Lang::Zh).unwrap().lines(480, Lang::Zh);
    let line = |l: anchang::paper::evening::Line| format!("{} {} {} {}", l.part, l.what, l.value, l.note);
    (lines.into_iter().map(line).collect(), overdue.into_iter().map(|o| format!("{o:?}")).collect())
}

#[test]
fn a_signed_sheet_stays_as_it_was_signed_whatever_is_booked_later() {
    // RULES 3.4: signed by manager and finance with the head of the log.
    let mut office = overdue();
    office.done(MANAGER, "day.carry", "deal=RG-0001; reason=客户明天到场");
    close(&mut office, "").unwrap();
    let of = today(&office);
    let signed = sheet(&office, of);
    assert_eq!(signed.1.len(), 1);
    assert!(signed.1[0].contains("5000000"), "{}", signed.1[0]);
    // Later the same evening: another receipt is taken back and written again, another unit is subscribed.
    office.act_with(FINANCE, "receipt.void", "receipt=SJ-000001; reason=刷卡未到账", MANAGER).unwrap();
    assert_eq!(sheet(&office, of), signed, "a void of the same evening");
    office.done(FINANCE, "deal.receive", "deal=RG-0001; method=bank");
    subscribe(&mut office, SAME, 2, "5万");
    assert_eq!(sheet(&office, of), signed, "receipts and a subscription of the same evening");
    // And on the next days: other buyers, an extension, its end.
    days(&mut office, 1);
    let fields = "deal=RG-0001; buyers=#2, #1; evidence=户口本; reason=贷款";
    let id = ask(&mut office, CONSULTANT, "deal.buyers", fields);
    approve(&mut office, id, &[MANAGER]);
    recall(&mut office, 1);
    office.done(FINANCE, "deal.rename", &format!("application=SP-{id:04}"));
    let id = ask(&mut office, CONSULTANT, "deal.extend", "deal=RG-0001; days=7; evidence=延1; reason=出差");
    approve(&mut office, id, &[MANAGER]);
    office.done(ASSISTANT, "deal.put_off", &format!("application=SP-{id:04}"));
    assert_eq!(sheet(&office, of), signed, "put off, other buyers");
    let id = released(&mut office, 1, "cause=f5; kept=2万");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    office.done(FINANCE, "deal.pay_back", "deal=RG-0001; method=bank");
    assert_eq!(sheet(&office, of), signed, "released and paid back");
    sound(&office);
}

#[test]
fn what_goes_on_after_the_close_is_named_by_the_next_one() {
    // RULES 3.4: every receipt is on a sheet; what came after the signature is on none until the next one names it.
    let mut office = subscribed();
    close(&mut office, "").unwrap();
    subscribe(&mut office, SAME, 2, "10万");
    let after = |office: &Office| {
        let found = office.desk.evening(today(office)).unwrap().findings.into_iter();
        let after = found.filter(|finding| finding.kind == FindingKind::AfterClose);
        after.map(|finding| (finding.about, finding.count)).collect::<Vec<_>>()
    };
    assert_eq!(after(&office), [], "that day itself is signed");
    days(&mut office, 1);
    assert_eq!(after(&office), [("deal:2".to_owned(), Fen::yuan(100_000).0)]);
    is_refused(&close(&mut office, ""), words::UNEXPLAINED, Some("day"));
    office.done(MANAGER, "day.explain", "kind=after_close; about=deal:2; reason=日结后客户到场补交");
    close(&mut office, "").unwrap();
    // Once is enough.
    days(&mut office, 1);
    assert_eq!(after(&office), []);
    sound(&office);
}

#[test]
fn a_past_day_comes_to_what_it_came_to_then() {
    let mut office = overdue();
    let of = today(&office);
    let then = office.desk.evening(of).unwrap();
    assert_eq!((then.figures.overdue, then.figures.deposits), (1, Fen::yuan(50_000)));
    // Nobody closed it; on the next day everything is otherwise.
    days(&mut office, 1);
    let id = released(&mut office, 1, "cause=f3");
    office.done(FINANCE, "deal.settle", &format!("application=SP-{id:04}"));
    recall(&mut office, 1);
    office.done(MANAGER, "deal.reopen", "deal=RG-0001");
    subscribe(&mut office, SAME, 2, "10万");
    let past = office.desk.evening(of).unwrap();
    assert_eq!(past.figures, then.figures);
    assert_eq!(past.findings, []);
    assert_eq!(past.overdue.len(), 1);
    assert!(past.overdue[0].acted, "it was released since");
    let now = office.desk.evening(today(&office)).unwrap().figures;
    assert_eq!((now.overdue, now.deposits, now.payable), (0, Fen::yuan(100_000), Fen::yuan(50_000)));
    assert_eq!((now.ended, now.ended_area.map(|area| area.0)), (1, Some(10_000)));
    close(&mut office, &format!("day={of}")).unwrap();
    assert_eq!(office.desk.day_close(of).unwrap().sheet.unwrap().figures, then.figures);
    close(&mut office, "").unwrap();
}

#[test]
fn what_was_overdue_on_a_past_day_can_be_carried_over_although_it_is_not_any_more() {
    let mut office = overdue();
    let of = today(&office);
    days(&mut office, 1);
    office.done(MANAGER, "day.carry", &format!("day={of}; deal=RG-0001; reason=客户次日到场"));
    close(&mut office, &format!("day={of}")).unwrap();
}

#[test]
fn an_explanation_is_for_the_amount_that_was_found() {
    let mut office = subscribed();
    office.done(RECEPTION, "guest.visit", "name=赵六; phone=13800000006; consultant=顾问小陈");
    let day = today(&office);
    let explain = format!("kind=incomplete; about=book:{day}; reason=客户不愿说");
    office.done(MANAGER, "day.explain", &explain);
    // One more line without its source: what was said was about one.
    office.done(RECEPTION, "guest.visit", "name=钱七; phone=13800000007; consultant=顾问小陈");
    is_refused(&close(&mut office, ""), words::UNEXPLAINED, Some("day"));
    office.done(MANAGER, "day.explain", &explain);
    close(&mut office, "").unwrap();
}
