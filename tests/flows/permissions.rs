//! The permission matrix: every role x every action x every approver, against an expectation written by hand from
//! RULES 1.0 and 1.3.3 - not from the table in the code.
//!
//! RULES 1.0 has seven columns. The other three follow from its role list: a team lead is a consultant who keeps the
//! rota, after-sales works on handover and title only, the administrator looks after people and parameters and touches
//! no sale.

use anchang::desk::Failure;
use anchang::desk::action::ACTIONS;
use anchang::domain::permission::{Control, Role, Roles, Verdict, verdict};

use crate::office::{CAST, Office, fill, price_list};

/// How many people an action takes, said once more.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Takes {
    /// Whoever executes does it alone; who only requests needs one who executes.
    One,
    /// Only who approves does it alone; everybody else needs one who approves.
    Approval,
    /// Always two, one of them who approves, the other at least who requests.
    TwoPeople,
}
use Takes::{Approval, One, TwoPeople};

pub struct Expected {
    pub action: &'static str,
    /// 前台 顾问 主管 助理 经理 财务 合同 客服 领导 管理员
    letters: &'static str,
    takes: Takes,
    /// Valid fields, so that permission is what decides.
    pub fields: &'static str,
}

const fn row(action: &'static str, letters: &'static str, takes: Takes, fields: &'static str) -> Expected {
    Expected { action, letters, takes, fields }
}

#[rustfmt::skip]
pub const EXPECTED: &[Expected] = &[
    // RULES 1.0 推盘/销控/解控: – – E A V V A(自留); 1.3.3 N->A "manager (data by assistant)". The leader's A is for 自留
    // alone and has a test of its own (own_use_takes_a_leader_both_ways).
    row("unit.import",     "- - - E A V V - V -", Approval, ""),
    row("unit.release",    "- - - E A V V - V -", Approval, "units=9-1-101; permit=P"),
    row("unit.withhold",   "- - - E A V V - V -", Approval, "units=3-1-1203; reason=show_flat"),
    row("unit.lift",       "- - - E A V V - V -", Approval, "units=3-1-1203"),
    row("unit.encumber",   "- - - E A V V - V -", Approval, "units=3-1-1204; kind=seizure; document=D"),
    row("unit.unencumber", "- - - E A V V - V -", Approval, "units=3-1-1204; kind=seizure; document=D"),
    // RULES 1.0 锁房: – R E(代管) A V – V; 1.3.3 A->H "manager PIN or delegate".
    row("unit.hold",       "- R R E A V - - V -", One, "unit=3-1-1205; consultant=顾问小沈"),
    row("unit.renew",      "- R R E A V - - V -", One, "unit=3-1-1205"),
    // No row in RULES 1.0. 1.3.3 H->A "timeout / cancel": whoever may ask for a claim may let go of it.
    row("unit.give_back",  "- E E E A V - - V -", One, "unit=3-1-1205"),
    // RULES 1.0 预留: – R E A V(通报恶意) – V; 1.3.2 R "manager grants", 1.3.3 A/H->R "manager".
    row("unit.reserve",    "- R R E A V - - V -", Approval, "unit=3-1-1206; guest=#1; consultant=顾问小沈"),
    // No row in RULES 1.0: DESIGN 3 has the waitlist; it binds nothing, so who sells keeps it.
    row("unit.wait",       "- E E E A V - - V -", One, "unit=3-1-1205; guest=#1; consultant=顾问小沈"),
    row("unit.unwait",     "- E E E A V - - V -", One, "unit=3-1-1205; guest=#1"),
    // No row in RULES 1.0: list prices go with 销控 (待调价), and the leader may set them as well.
    row("unit.price",      "- - - E A V V - A -", Approval, "units=3-2-101; change=1; reason=r"),
    row("unit.price_back", "- - - E A V V - A -", Approval, "units=3-2-101; reason=r"),
    // RULES 1.0 更正(冲销)事件: – – R A(双人) A(涉款) – V; an area or a layout is no money, so finance only sees.
    row("unit.correct",    "- - - R A V - - V -", TwoPeople, "unit=3-2-101; what=layout; value=x; reason=r"),
    // RULES 1.0 来访/来电登记: E(基本) E V V – – V.
    row("guest.add",       "E E E V V - - - V -", One, "name=赵六; phone=13800000006"),
    row("guest.visit",     "E E E V V - - - V -", One, "name=钱六; phone=13800000016; source=online"),
    row("guest.caller",    "E E E V V - - - V -", One, "line=9; name=钱七; phone=13800000018"),
    row("guest.call",      "E E E V V - - - V -", One, "name=钱七; phone=13800000017"),
    row("guest.complete",  "E E E V V - - - V -", One, "guest=13800000016; consent=yes; sex=male"),
    row("guest.consent",   "E E E V V - - - V -", One, "guest=#2; consent=yes"),
    row("book.confirm",    "E E E V V - - - V -", One, ""),
    // No row in RULES 1.0: 置业顾问 "register, follow"; reception has only the basic part of the register.
    row("guest.follow_up", "- E E V A - - - V -", One, "guest=#2; how=phone; reached=yes; content=x; next=+7"),
    row("guest.appoint",   "- E E V A - - - V -", One, "guest=#2; day=+1; time=10:00; consultant=顾问小陈"),
    row("guest.appointment_end", "- E E V A - - - V -", One, "guest=#2; came=no"),
    row("guest.claim",     "- E E V A - - - V -", One, "guest=#2; note=x"),
    // RULES 1.0 判客裁定: – R E(证据) A – – V: the assistant records evidence alone, the ruling takes the manager.
    row("guest.report",    "- R R E A - - - V -", One, "name=孙八; phone=13800000018; company=甲; broker=A7"),
    row("guest.link",      "- R R E A - - - V -", One, "guest=#2; to=#3; relation=spouse"),
    row("guest.unlink",    "- R R E A - - - V -", One, "guest=#2; to=#3; reason=r"),
    row("guest.merge",     "- R R E A - - - V -", One, "guest=#3; into=#2; reason=r"),
    row("guest.rule",      "- R R E A - - - V -", Approval, "guest=#2; consultant=顾问小沈; reason=r"),
    row("guest.hand_over", "- R R E A - - - V -", Approval, "guest=#2; consultant=顾问小陈; reason=r"),
    // No row in RULES 1.0: atlas 三.2, the assistant collects and sums up, the manager takes them.
    row("book.collect",    "- - - E A - - - V -", One, "note=x"),
    row("book.archive",    "- - - E A - - - V -", Approval, ""),
    // RULES 1.0 更正(冲销)事件: – – R A(双人) A(涉款) – V.
    row("guest.correct",   "- - - R A V - - V -", TwoPeople, "guest=#2; name=李四四; reason=r"),
    row("guest.unmerge",   "- - - R A V - - V -", TwoPeople, "guest=#4; reason=r"),
    row("book.correct",    "- - - R A V - - V -", TwoPeople, "register=visit; line=1; what=struck; reason=r"),
    row("book.complete",   "- - - R A V - - V -", TwoPeople, "day=-1; guest=#2; consent=yes; reason=r"),
    // No row in RULES 1.0: RELIABILITY 2.5; manager or leader, asked for by the assistant.
    row("guest.forget",    "- - - R A - - - A -", Approval, "guest=#1; reason=r"),
    // No row in RULES 1.0: the manager runs the staff; the administrator "changes data only against an approved paper
    // (按批件)", so with the manager's or a leader's PIN.
    row("staff.add",       "- - - - A - - - A E", Approval, "name=小韩; roles=consultant; pin=111111"),
    row("staff.roles",     "- - - - A - - - A E", Approval, "staff=顾问小沈; roles=assistant"),
    row("staff.reset_pin", "- - - - A - - - A E", Approval, "staff=顾问小沈; pin=111111"),
    row("staff.leave",     "- - - - A - - - A E", Approval, "staff=顾问小沈; reason=r"),
    row("staff.return",    "- - - - A - - - A E", Approval, "staff=顾问小沈"),
    row("policy.set",      "- - - - A - - - A E", Approval, "name=hold_min; value=20; reason=r"),
    // RULES 1.0 签到/轮序/离岗登记: E R E A – – V; a team lead keeps the rota. About somebody else: one's own sign-in
    // is the next row.
    row("roster.sign_in",  "E R E E A - - - V -", One, "who=顾问小沈"),
    row("roster.confirm",  "E R E E A - - - V -", One, ""),
    row("roster.step_up",  "E R E E A - - - V -", One, "who=顾问小沈"),
    row("roster.guest",    "E R E E A - - - V -", One, "kind=first"),
    row("roster.call",     "E R E E A - - - V -", One, ""),
    row("roster.register", "E R E E A - - - V -", One, "by=顾问小沈"),
    row("roster.end",      "E R E E A - - - V -", One, "reception=9; outcome=follow_up"),
    row("roster.restore",  "E R E E A - - - V -", One, "reception=9; reason=research"),
    row("roster.away",     "E R E E A - - - V -", One, "kind=lunch; who=顾问小沈"),
    row("roster.back",     "E R E E A - - - V -", One, "who=顾问小沈"),
    row("roster.sign_out", "E R E E A - - - V -", One, "who=顾问小沈"),
    // RULES 1.1.1: signing in is done with one's own PIN as well, and so is what one does about oneself.
    row("roster.transfer", "- E E E A - - - V -", One, "reception=9; to=顾问小沈; reason=r"),
    row("roster.take_back","E E E E A - - - V -", One, "event=9; reason=r"),
    // RULES 1.0 轮序调整, 罚轮, 停轮: – – R A – – V.
    row("roster.grant",    "- - R R A - - - V -", Approval, "who=顾问小沈; reason=r"),
    row("roster.skip",     "- - R R A - - - V -", Approval, "who=顾问小沈; penalty=did_not_ask"),
    row("roster.suspend",  "- - R R A - - - V -", Approval, "who=顾问小沈; reason=r"),
    row("roster.resume",   "- - R R A - - - V -", Approval, "who=顾问小沈; reason=r"),
    row("roster.reorder",  "- - R R A - - - V -", Approval, "order=顾问小沈; reason=r"),
    row("roster.correct",  "- - - R A V - - V -", TwoPeople, "event=9; reason=r"),
    // RULES 1.0 认购书: – E(填) E(归档) A E(收定) E(盖章) –: each part is its owner's, the manager may stand in for what
    // the consultant fills and the assistant archives. Nobody stands in for finance or the contract clerk.
    row("deal.enter",      "- E E - A - - - - -", One, "unit=3-1-1204; guest=#2; limit=passed; plan=one_payment; deposit=10万; consultant=顾问小沈"),
    row("deal.sign",       "- E E - A - - - - -", One, "deal=RG-0009"),
    row("deal.confirm",    "- E E - A - - - - -", One, "deal=RG-0009"),
    row("deal.file",       "- E E - A - - - - -", One, "deal=RG-0009"),
    row("deal.papers",     "- E E - A - - - - -", One, "deal=RG-0009"),
    row("deal.withdraw",   "- E E - A - - - - -", One, "deal=RG-0009; reason=r"),
    row("guest.identify",  "- E E - A - - - - -", One, "guest=#2; marital=married"),
    row("deal.stamp",      "- - - V V V E - - -", One, "deal=RG-0009"),
    row("deal.exchange",   "- - - V V V E - - -", One, "deal=RG-0009"),
    row("deal.archive",    "- - - E A V V - - -", One, "deal=RG-0009; place=A"),
    row("paper.lose",      "- - - E A V V - - -", Approval, "paper=RGS-000009; copy=1; statement=S"),
    row("paper.void",      "- - - E A V V - - -", Approval, "paper=RGS-000009; reason=r"),
    row("application.archive", "- - - E A V V - - -", One, "application=SP-0009; place=A"),
    // RULES 1.4: the stock is "handed to the contract keeper"; the assistant keeps ledgers (1.0).
    row("paper.stock",     "- - - E A - E - - -", One, "kind=interim; from=1; to=9; copies=2"),
    row("paper.hand",      "- - - E A - E - - -", One, "paper=RGS-000009; copy=1; to=guest"),
    row("paper.recall",    "- - - E A - E - - -", One, "paper=RGS-000009; copy=1"),
    // RULES 1.3.3 H/R->U: the grid is the manager's (推盘/销控/解控: – – E A V V V).
    row("deal.subscribe",  "- - - E A V V - V -", Approval, "deal=RG-0009"),
    // RULES 1.4: "extension of the balance date needs manager", like a reservation.
    row("deal.balance",    "- R R E A V - - V -", Approval, "deal=RG-0009; to=+1; reason=r"),
    // RULES 1.0 收款: – – – – E – –: finance counts alone.
    row("deal.receive",    "- - - - - E - - V -", One, "deal=RG-0009; method=card"),
    // RULES 1.0 更正(冲销)事件: manager A(双人), finance A(涉款); that it takes one of each is in subscription/money.rs.
    row("receipt.void",    "- - - - A A - - V -", TwoPeople, "receipt=SJ-000009; reason=r"),
    // No row in RULES 1.0: whoever has a part in sales may ask, which decides nothing; who decides at which level
    // stands in the application.
    row("discount.special","- E E E A E E - E -", One, "unit=3-1-1204; guest=#2; off_total=1万; evidence=E; leader=领导老卫; given=contract; until=+5; reason=r"),
    row("application.withdraw", "- E E E A E E - E -", One, "application=SP-0009; reason=r"),
    row("application.approve",  "- R R R A A R - A -", Approval, "application=SP-0009"),
    row("application.return",   "- R R R A A R - A -", Approval, "application=SP-0009; reason=r"),
    row("application.refuse",   "- R R R A A R - A -", Approval, "application=SP-0009; reason=r"),
    // RULES 1.0 特例折扣: – R – A(证明) E E A.
    row("application.execute",  "- R R - A E E - A -", One, "application=SP-0009"),
    // RULES 1.6 一般性折扣: approved by the leader, filed; 底价 with its own permission.
    row("discount.publish","- - - R R V V - A -", Approval, "name=N; percent=98折; evidence=E; until=+30"),
    row("discount.end",    "- - - R R V V - A -", Approval, "discount=ZK-09; reason=r"),
    row("unit.floor",      "- - - - R V - - A -", Approval, "unit=3-1-1204; floor=400万; reason=r"),
    // 黑名单 (RULES 1.4 preconditions): like a ruling about a guest.
    row("guest.block",     "- R R E A - - - V -", Approval, "guest=#2; reason=r"),
    row("guest.unblock",   "- R R E A - - - V -", Approval, "guest=#2; reason=r"),
    // RULES 1.8: who follows the guest reminds; notices and their proof are the assistant's, like the archive.
    row("deal.remind",     "- E E V A - - - V -", One, "deal=RG-0009; how=call; reached=no"),
    row("deal.notice",     "- - - E A V V - - -", One, "deal=RG-0009; notice=demand; number=N; via=ems"),
    row("deal.delivered",  "- - - E A V V - - -", One, "deal=RG-0009; notice=demand; proof=P"),
    // RULES 1.5, 1.8: asked for by whoever has a part in sales, decided as an application.
    row("deal.extend",     "- E E E A E E - E -", One, "deal=RG-0009; days=3; evidence=E; reason=r"),
    row("deal.release",    "- E E E A E E - E -", One, "deal=RG-0009; cause=f3; evidence=E; reason=r"),
    row("deal.swap",       "- E E E A E E - E -", One, "deal=RG-0009; to=RG-0008; evidence=E; reason=r"),
    row("deal.buyers",     "- E E E A E E - E -", One, "deal=RG-0009; buyers=#1; evidence=E; reason=r"),
    row("deal.pay_plan",   "- E E E A E E - E -", One, "deal=RG-0009; plan=one_payment; evidence=E; reason=r"),
    // RULES 1.0 延迟签约: – R E A(第1次) V V A(超限); the assistant carries it out (atlas 三.4).
    row("deal.put_off",    "- R R E A V V - A -", One, "application=SP-0009"),
    // RULES 1.0 挞定/退定/换房/更名: – R E(收件/销控) A A+E E A.
    row("deal.swap_over",  "- R R E A A E - A -", One, "application=SP-0009"),
    row("deal.replan",     "- R R E A A E - A -", One, "application=SP-0009"),
    // Money is counted and moved by finance alone, on what was approved.
    row("deal.settle",     "- - - - - E - - V -", One, "application=SP-0009"),
    row("deal.pay_back",   "- - - - - E - - V -", One, "deal=RG-0009; method=bank"),
    row("deal.rename",     "- - - - - E - - V -", One, "application=SP-0009"),
    // RULES 1.3.3 X->A: the grid is the manager's.
    row("deal.reopen",     "- - - E A V V - V -", Approval, "deal=RG-0009"),
    row("deal.revive",     "- - - E A V V - V -", Approval, "deal=RG-0009; reason=r"),
    // RULES 1.7: whoever hears it takes it in; after-sales handles.
    row("complaint.receive","E E E E A - - E V -", One, "how=call; what=x"),
    row("complaint.judge", "E E E E A - - E V -", One, "complaint=TS-0099; department=sales"),
    row("complaint.answer","E E E E A - - E V -", One, "complaint=TS-0099; answer=x"),
    row("complaint.close", "E E E E A - - E V -", One, "complaint=TS-0099; verdict=satisfied"),
    // RULES 1.0 日结: – – R A A – V.
    row("day.carry",       "- - - R A A - - V -", One, "deal=RG-0009; reason=r"),
    row("day.explain",     "- - - R A A - - V -", One, "kind=incomplete; about=x; reason=r"),
    row("day.close",       "- - - R A A - - V -", TwoPeople, ""),
    // Everybody, about themselves and about the clock on the wall.
    row("staff.pin",       "E E E E E E E E E E", One, "pin=111111"),
    row("clock.confirm",   "E E E E A E E E E E", One, ""),
];

fn letter(row: &Expected, role: Role) -> &'static str {
    let at = Role::ALL.iter().position(|r| *r == role).unwrap();
    row.letters.split(' ').nth(at).unwrap()
}

/// What the matrix says, worked out from the letters.
fn expected(row: &Expected, actor: Role, approver: Option<Role>) -> Verdict {
    let own = letter(row, actor);
    if !["R", "E", "A"].contains(&own) {
        return Verdict::Denied;
    }
    let enough_alone = matches!((row.takes, own), (One, "E" | "A") | (Approval, "A"));
    let Some(approver) = approver else {
        return if enough_alone { Verdict::Allowed } else { Verdict::NeedsApproval };
    };
    // The log must not name an approver whose word counts for nothing, needed or not.
    let theirs = letter(row, approver);
    let fit = match row.takes {
        One => ["E", "A"].contains(&theirs),
        Approval => theirs == "A",
        TwoPeople => (own == "A" || theirs == "A") && ["R", "E", "A"].contains(&theirs),
    };
    if fit { Verdict::Allowed } else { Verdict::ApproverUnfit }
}

fn roles(role: Role) -> Roles {
    [role].into_iter().collect()
}

#[test]
fn every_action_has_one_row_of_expectation() {
    for action in ACTIONS.iter() {
        let rows = EXPECTED.iter().filter(|row| row.action == action.id).count();
        assert_eq!(rows, 1, "{} needs its row in the expectation of this test, from RULES 1.0", action.id);
    }
    for row in EXPECTED {
        assert!(ACTIONS.find(row.action).is_some(), "{} is no action any more", row.action);
        assert_eq!(row.letters.split(' ').count(), Role::ALL.len(), "{}", row.action);
    }
}

#[test]
fn every_cell_of_the_matrix_is_what_rules_1_0_says() {
    let mut cells = 0;
    for row in EXPECTED {
        let action = ACTIONS.find(row.action).unwrap();
        let takes = match action.control {
            Control::Single => One,
            Control::Approved => Approval,
            Control::TwoPeople => TwoPeople,
        };
        assert_eq!(takes, row.takes, "{}", row.action);
        for actor in Role::ALL {
            for approver in std::iter::once(None).chain(Role::ALL.into_iter().map(Some)) {
                let said = verdict(action.duty, action.control, roles(actor), approver.map(roles));
                assert_eq!(
                    said,
                    expected(row, actor, approver),
                    "{} {actor:?} with {approver:?}",
                    row.action
                );
                cells += 1;
            }
        }
    }
    assert_eq!(cells, EXPECTED.len() * 10 * 11);
}

#[test]
fn somebody_with_two_hats_may_what_either_may() {
    for row in EXPECTED {
        let action = ACTIONS.find(row.action).unwrap();
        for (a, b) in [(Role::Consultant, Role::Finance), (Role::Reception, Role::Assistant)] {
            let both = verdict(action.duty, action.control, [a, b].into_iter().collect(), None);
            let either = [a, b].map(|r| expected(row, r, None));
            let best = if either.contains(&Verdict::Allowed) {
                Verdict::Allowed
            } else if either.contains(&Verdict::NeedsApproval) {
                Verdict::NeedsApproval
            } else {
                Verdict::Denied
            };
            assert_eq!(both, best, "{} {a:?}+{b:?}", row.action);
        }
    }
}

#[test]
fn the_desk_itself_keeps_to_the_matrix() {
    for (who, role) in Role::ALL.into_iter().enumerate() {
        let mut office = Office::new();
        for row in EXPECTED {
            let head = office.head();
            let result = if row.action == "unit.import" {
                office.import(who, price_list(&[("3-1-1299", 9_000, 5_000_000)]))
            } else {
                // The fields must be good: a denial comes before any of them is looked at.
                fill(row.action, row.fields).unwrap();
                office.act(who, row.action, row.fields)
            };
            let case = format!("{} by {} ({role:?}): {result:?}", row.action, CAST[who]);
            let written: Vec<String> = office.since(head).into_iter().map(|e| e.kind).collect();
            match expected(row, role, None) {
                Verdict::Denied => {
                    assert!(matches!(result, Err(Failure::Denied(_))), "{case}");
                    assert_eq!(written, ["staff.denied"], "{case}");
                }
                Verdict::NeedsApproval => {
                    // What is refused anyway is refused before another person is called.
                    let stopped = matches!(result, Err(Failure::NeedsApproval(_) | Failure::Refused(_)));
                    assert!(stopped, "{case}");
                    assert_eq!(written, [""; 0], "{case}");
                }
                _ => {
                    let stopped = matches!(result, Err(Failure::Denied(_) | Failure::NeedsApproval(_)));
                    assert!(!stopped, "{case}");
                    assert!(!written.contains(&"staff.denied".to_owned()), "{case}");
                    assert_eq!(result.is_err(), written.is_empty(), "{case}");
                }
            }
        }
    }
}

#[test]
fn the_desk_asks_the_approver_as_the_matrix_says() {
    // One action of each control; the approver's PIN is typed for real.
    for (actor, action, fields) in [
        (1, "unit.hold", "unit=3-1-1203"),
        (3, "unit.withhold", "units=3-1-1204; reason=show_flat"),
        (4, "unit.correct", "unit=3-2-101; what=layout; value=x; reason=r"),
    ] {
        let row = EXPECTED.iter().find(|row| row.action == action).unwrap();
        for (approver, role) in Role::ALL.into_iter().enumerate().filter(|(who, _)| *who != actor) {
            let mut office = Office::new();
            let head = office.head();
            let result = office.act_with(actor, action, fields, approver);
            let allowed = expected(row, Role::ALL[actor], Some(role)) == Verdict::Allowed;
            assert_eq!(result.is_ok(), allowed, "{action} with {role:?}: {result:?}");
            let written = office.since(head);
            assert_eq!(written.len(), usize::from(allowed), "{action} with {role:?}");
            if allowed {
                assert_eq!(written[0].approver, Some(office.sitting(approver).staff.0));
            }
        }
    }
}
