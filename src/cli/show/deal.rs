//! One subscription: where it stands and who is next, price, plan, account, forms, and what happened, in words.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::given;
use super::sale::Whom;
use super::sale::papers::{copies, copy_columns};
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, Names, event_in_words};
use crate::domain::deal::{Deal, DealId, Handout, Step};
use crate::domain::make_up::MakeUp;
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::staff::StaffId;
use crate::paper::sale::{find_deal, people_of};
use crate::say;
use crate::text::{Arg, Lang, Say, listed as words, people, sale, shell};

/// A step with who did it.
struct StepLine {
    step: Step,
    done: bool,
    next: bool,
    by: String,
    approver: Option<String>,
    at: Option<Millis>,
    tz_min: i32,
}

/// A line of the price.
struct PriceLine {
    what: String,
    evidence: String,
    off: Option<Fen>,
    price: Option<Fen>,
}

/// A row of the pay plan.
struct PlanLine {
    what: String,
    amount: Fen,
    due: String,
}

/// An event.
struct Happened {
    seq: i64,
    at: Millis,
    tz_min: i32,
    by: String,
    words: String,
}

pub(super) fn deal(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let (id, deal) = find_deal(desk, given(matches, "deal").map_or("", String::as_str))?;
    let whom = Whom::of(shell, desk, matches, "deal", &people_of(desk, &deal)?)?;
    let names = desk.names()?;
    let buyers = whom.buyers(&names, &deal);
    let steps = steps(&deal, &names);
    let history = history(desk, &names, id, lang)?;
    match Format::of(matches) {
        Format::Json => output::json(&data(desk, &names, id, &deal, &buyers, &steps, &history)?),
        Format::Csv => output::list(&steps, &step_columns(lang), Format::Csv, words::NO_DEALS, lang),
        Format::Table => shown(desk, &names, id, &deal, &buyers, (&steps, &history), lang),
    }
}

fn steps(deal: &Deal, names: &Names) -> Vec<StepLine> {
    let next = deal.next_step();
    let staff = |id: StaffId| names.staff(id).unwrap_or_default().to_owned();
    let line = |step: &Step| {
        let done = deal.done.get(step).filter(|_| deal.is_done(*step));
        StepLine {
            step: *step,
            done: deal.is_done(*step),
            next: next == Some(*step),
            by: done.map(|d| staff(d.by)).unwrap_or_default(),
            approver: done.and_then(|d| d.approver).map(staff),
            at: done.map(|d| d.at),
            tz_min: deal.tz_min,
        }
    };
    Step::ALL.iter().map(line).collect()
}

fn step_columns(lang: Lang) -> Columns<StepLine> {
    Columns::<StepLine>::default()
        .both(
            "step",
            words::H_STEP,
            |s: &StepLine| json!(s.step.code()),
            move |s| s.step.text().get(lang).to_owned(),
        )
        .both(
            "role",
            words::H_ROLE,
            |s| json!(s.step.role().code()),
            move |s| s.step.role().text().get(lang).to_owned(),
        )
        .both(
            "done",
            shell::H_BY,
            |s| json!(s.done),
            move |s| {
                if s.next { words::STEP_NEXT.get(lang).to_owned() } else { s.by.clone() }
            },
        )
        .data("next", |s| json!(s.next))
        .data("by", |s| json!(s.by))
        .data("approver", |s| json!(s.approver))
        .both(
            "at",
            shell::H_AT,
            |s| json!(s.at.map(|at| at.local(s.tz_min).rfc3339())),
            |s| s.at.map(|at| at.local(s.tz_min).to_string()).unwrap_or_default(),
        )
}

fn price_lines(deal: &Deal, made: &MakeUp, lang: Lang) -> Vec<PriceLine> {
    let list = PriceLine {
        what: say!(words::D_LIST, version = made.list.version).in_lang(lang),
        evidence: String::new(),
        off: None,
        price: Some(made.list.quote.total),
    };
    let mut lines = vec![list];
    lines.extend(made.lines.iter().map(|line| PriceLine {
        what: format!("{}: {}", line.discount.name, line.discount.method.say().in_lang(lang)),
        evidence: line.discount.evidence.clone().unwrap_or_default(),
        off: Some(line.off),
        price: Some(line.after),
    }));
    if made.rounding != Fen::ZERO {
        let what = words::D_ROUNDING.get(lang).to_owned();
        lines.push(PriceLine { what, evidence: String::new(), off: Some(-made.rounding), price: None });
    }
    lines.extend(deal.lost_lines().map(|line| {
        let name = &line.discount.name;
        PriceLine {
            what: say!(words::D_LOST, name = name, off = line.off).in_lang(lang),
            evidence: line.discount.evidence.clone().unwrap_or_default(),
            off: None,
            price: None,
        }
    }));
    lines.push(PriceLine {
        what: say!(words::D_DEAL, share = made.share()).in_lang(lang),
        evidence: String::new(),
        off: Some(made.off()),
        price: Some(made.deal),
    });
    lines
}

fn history(desk: &Desk, names: &Names, id: DealId, lang: Lang) -> Result<Vec<Happened>, Stop> {
    let mut all = Vec::new();
    for event in desk.timeline(id)? {
        let by = names.staff(StaffId(event.actor));
        all.push(Happened {
            seq: event.seq,
            at: Millis(event.wall),
            tz_min: i32::try_from(event.tz_min).unwrap_or_default(),
            by: by.map_or_else(|| people::SYSTEM.get(lang).to_owned(), str::to_owned),
            words: names.fill(event_in_words(&event)?).in_lang(lang),
        });
    }
    Ok(all)
}

fn listed(papers: &[Handout]) -> Vec<Arg> {
    papers.iter().map(|paper| paper.text().into()).collect()
}

/// What is to be known first.
fn standing(deal: &Deal) -> Vec<Say> {
    let tz_min = deal.tz_min;
    if let Some(end) = &deal.ended {
        let at = end.at.local(tz_min).to_string();
        return vec![say!(words::D_OVER, how = end.how.text(), at = at, reason = &end.reason)];
    }
    let mut says = vec![match deal.next_step() {
        Some(step) => say!(words::D_NEXT, step = step.text(), role = step.role().text()),
        None if deal.papers_owed().is_empty() => words::D_DONE.into(),
        None => say!(words::D_PAPERS_OWED, papers = listed(&deal.papers_owed())),
    }];
    if !deal.holds_money() && !deal.is_done(Step::Grid) {
        says.push(say!(words::D_UNTIL, until = deal.expires.local(tz_min).to_string()));
    }
    if let Some(day) = deal.balance_by.filter(|_| deal.deposit_missing() > Fen::ZERO) {
        says.push(say!(words::D_BALANCE, missing = deal.deposit_missing(), day = day));
    }
    says.extend(deal.sign_by.map(|day| say!(words::D_SIGN_BY, day = day)));
    says
}

fn shown(
    desk: &Desk,
    names: &Names,
    id: DealId,
    deal: &Deal,
    buyers: &[String],
    (steps, history): (&[StepLine], &[Happened]),
    lang: Lang,
) -> Result<(), Stop> {
    let line = |say: Say| output::line(&names.fill(say).in_lang(lang));
    let unit = deal.unit.as_ref().map(ToString::to_string).unwrap_or_default();
    line(say!(
        words::D_HEAD,
        deal = id,
        unit = unit,
        buyers = buyers.join(", "),
        consultant = deal.consultant
    ))?;
    for say in standing(deal) {
        line(say)?;
    }
    output::line("")?;
    let table = Format::Table;
    output::list(steps, &step_columns(lang), table, words::NO_DEALS, lang)?;
    if let (Some(terms), Some(made)) = (&deal.terms, deal.make_up()) {
        output::line("")?;
        let money = |fen: Option<Fen>| fen.map(|fen| fen.to_string()).unwrap_or_default();
        let columns = Columns::<PriceLine>::default()
            .text("what", words::D_PRICE, |p: &PriceLine| p.what.clone())
            .text("evidence", sale::F_EVIDENCE, |p: &PriceLine| p.evidence.clone())
            .both("off", words::H_OFF, |p| json!(p.off), move |p| money(p.off))
            .both("price", words::H_PRICE, |p| json!(p.price), move |p| money(p.price));
        output::list(&price_lines(deal, &made, lang), &columns, table, words::NO_DEALS, lang)?;
        output::line("")?;
        line(say!(words::D_PLAN, plan = terms.plan.kind().text()))?;
        let rows: Vec<PlanLine> = terms
            .plan
            .rows()
            .iter()
            .map(|r| PlanLine { what: r.what.say().in_lang(lang), amount: r.amount, due: r.due.to_string() })
            .collect();
        let columns = Columns::<PlanLine>::default()
            .text("due", words::H_DAY, |p: &PlanLine| p.due.clone())
            .text("what", words::H_WHAT, |p: &PlanLine| p.what.clone())
            .both("amount", sale::F_AMOUNT, |p| json!(p.amount), |p| p.amount.to_string());
        output::list(&rows, &columns, table, words::NO_DEALS, lang)?;
        if let Some(warning) = deal.plan_warning() {
            line(warning)?;
        }
        for loan in terms.plan.loans() {
            line(say!(
                words::D_LOAN,
                amount = loan.principal(),
                rate = loan.rate(),
                months = loan.months(),
                how = loan.how().text(),
                first = loan.first_payment()
            ))?;
        }
        if !terms.special.is_empty() {
            line(say!(words::D_SPECIAL, terms = &terms.special))?;
        }
        output::line("")?;
        line(say!(
            words::D_ACCOUNT,
            deposit = terms.deposit,
            paid = deal.deposited(),
            missing = deal.deposit_missing()
        ))?;
        for posting in &deal.account.postings {
            let what = posting.movement.say();
            line(match posting.voids {
                Some(voids) => {
                    say!(sale::EV_POSTED_BACK, receipt = posting.receipt, voids = voids, what = what)
                }
                None => say!(sale::EV_POSTED, receipt = posting.receipt, what = what),
            })?;
        }
    }
    let papers = copies(desk, desk.papers_of(id)?)?;
    if !papers.is_empty() {
        output::line("")?;
        output::list(&papers, &copy_columns(lang), table, words::NO_PAPERS, lang)?;
    }
    output::line("")?;
    let columns = Columns::<Happened>::default()
        .both("at", shell::H_AT, |h: &Happened| json!(h.at.0), |h| h.at.local(h.tz_min).to_string())
        .text("by", shell::H_BY, |h: &Happened| h.by.clone())
        .text("words", shell::H_EVENT, |h: &Happened| h.words.clone());
    output::list(history, &columns, table, shell::NOTHING_MATCHES, lang)
}

fn data(
    desk: &Desk,
    names: &Names,
    id: DealId,
    deal: &Deal,
    buyers: &[String],
    steps: &[StepLine],
    history: &[Happened],
) -> Result<Value, Stop> {
    let terms = deal.terms.as_ref();
    let price = deal.make_up().map(|made| {
        let lost: Vec<Value> = deal
            .lost_lines()
            .map(|line| json!({ "name": line.discount.name, "off_fen": line.off.0 }))
            .collect();
        let lines: Vec<Value> = made
            .lines
            .iter()
            .map(|line| {
                json!({
                    "name": line.discount.name, "kind": line.discount.kind.code(),
                    "evidence": line.discount.evidence, "off_fen": line.off.0, "after_fen": line.after.0,
                })
            })
            .collect();
        json!({
            "list_fen": made.list.quote.total.0, "list_version": made.list.version, "lines": lines,
            "lost": lost,
            "rounding_fen": made.rounding.0, "price_fen": made.deal.0,
            "unit_price_fen": made.unit_price.map(|price| price.0), "share_ppm": made.share().0,
            "below_floor_fen": made.below_floor.map(|below| below.by.0),
        })
    });
    let plan = terms.map(|terms| {
        let rows: Vec<Value> = terms
            .plan
            .rows()
            .iter()
            .map(|r| json!({ "what": r.what, "amount_fen": r.amount.0, "due": r.due }))
            .collect();
        let loans: Vec<Value> = terms
            .plan
            .loans()
            .iter()
            .map(|l| {
                json!({
                    "principal_fen": l.principal().0, "rate_ppm": l.rate().0, "months": l.months(),
                    "how": l.how().code(), "first_fen": l.first_payment().0, "interest_fen": l.interest().0,
                })
            })
            .collect();
        json!({ "kind": terms.plan.kind().code(), "rows": rows, "loans": loans,
            "beyond_fen": deal.beyond_plan().map_or(0, |gap| gap.0) })
    });
    let account: Vec<Value> = deal
        .account
        .postings
        .iter()
        .map(|p| {
            json!({
                "receipt": p.receipt.to_string(), "from": p.movement.from.code(), "to": p.movement.to.code(),
                "amount_fen": p.movement.amount.0, "voids": p.voids.map(|id| id.to_string()),
            })
        })
        .collect();
    Ok(json!({
        "deal": id.to_string(),
        "unit": deal.unit,
        "buyers": buyers,
        "shares_ppm": terms.map(|t| t.buyers.iter().map(|b| b.share.0).collect::<Vec<_>>()),
        "consultant": names.staff(deal.consultant),
        "next_step": deal.next_step().map(Step::code),
        "waits_for": deal.next_step().map(|step| step.role().code()),
        "expires": deal.expires.local(deal.tz_min).rfc3339(),
        "sign_by": deal.sign_by,
        "balance_by": deal.balance_by,
        "ended": deal.ended.as_ref().map(|end| json!({ "how": end.how.code(), "reason": end.reason })),
        "steps": step_columns(Lang::En).objects(steps),
        "price": price,
        "plan": plan,
        "deposit_fen": terms.map(|terms| terms.deposit.0),
        "paid_fen": deal.deposited().0,
        "missing_fen": terms.map(|_| deal.deposit_missing().0),
        "account": account,
        "application": deal.application.map(|app| app.to_string()),
        "handed": deal.handed,
        "papers_owed": deal.papers_owed(),
        "papers": copy_columns(Lang::En).objects(&copies(desk, desk.papers_of(id)?)?),
        "history": history.iter().map(|h| json!({
            "seq": h.seq, "at": h.at.local(h.tz_min).rfc3339(), "by": h.by, "words": h.words,
        })).collect::<Vec<_>>(),
    }))
}
