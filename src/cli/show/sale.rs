//! Subscriptions, applications, receipts, numbered forms and discounts as lists.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{given, one_staff};
use crate::cli::looker::Looker;
use crate::cli::output::{self, Columns, Format};
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, Names, Which};
use crate::domain::application::{AppId, AppState, Application};
use crate::domain::choice::Choice;
use crate::domain::clean::fold_width;
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealId, Outcome, Step, Terms};
use crate::domain::discount::{Discount, DiscountId};
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::paper::{Paper, PaperId, PaperKind, Place, Stock};
use crate::domain::permission::Role;
use crate::domain::receipt::{Receipt, ReceiptId};
use crate::paper::sale::{find_deal, people_of, standing};
use crate::say;
use crate::text::{Arg, Lang, Text, guest as guest_words, listed as words, sale, shell};

/// One of a closed list, by its code or its words in either language.
fn chosen(arg: &'static str, text: &str, known: &[Choice]) -> Result<&'static str, Stop> {
    let folded = fold_width(text).trim().to_lowercase();
    let fits = |c: &&Choice| c.code == folded || c.text.zh == folded || c.text.en.to_lowercase() == folded;
    known.iter().find(fits).map(|c| c.code).ok_or_else(|| {
        let codes: Vec<Arg> = known.iter().map(|c| c.code.into()).collect();
        say!(shell::INVALID_VALUE_OF, arg = arg, value = text, valid = codes).into()
    })
}

fn role(matches: &ArgMatches) -> Result<Option<Role>, Stop> {
    let Some(text) = given(matches, "waits-for") else { return Ok(None) };
    let known: Vec<Choice> = Role::ALL.iter().map(|r| Choice { code: r.code(), text: r.text() }).collect();
    let code = chosen("--waits-for", text, &known)?;
    Ok(Role::ALL.into_iter().find(|role| role.code() == code))
}

/// Names in full for whoever may see them, once that is logged; masked otherwise.
pub(super) struct Whom {
    full: std::collections::HashMap<GuestId, String>,
}

impl Whom {
    pub(super) fn of(
        shell: &Shell,
        desk: &Desk,
        matches: &ArgMatches,
        what: &'static str,
        rows: &[crate::desk::GuestRow],
    ) -> Result<Self, Stop> {
        let mut full = std::collections::HashMap::new();
        if let Some(looker) = Looker::of(shell, desk, matches)? {
            let seen: std::collections::BTreeMap<GuestId, _> =
                rows.iter().filter(|row| looker.may_see(row)).map(|row| (row.id, row)).collect();
            let right = looker.reveal(shell, desk, what, seen.len())?;
            for (id, row) in seen {
                let Some(person) = &row.person else { continue };
                let phone =
                    person.phone.as_ref().map(|phone| phone.expose(&right).as_str()).unwrap_or_default();
                full.insert(id, format!("{} {phone}", person.name.expose(&right)).trim_end().to_owned());
            }
        }
        Ok(Self { full })
    }

    pub(super) fn called(&self, names: &Names, id: GuestId) -> String {
        self.full.get(&id).cloned().unwrap_or_else(|| names.guest(id))
    }

    /// The buyers of a deal, first to last.
    pub(super) fn buyers(&self, names: &Names, deal: &Deal) -> Vec<String> {
        match &deal.terms {
            Some(terms) => terms.buyers.iter().map(|buyer| self.called(names, buyer.guest)).collect(),
            None => vec![self.called(names, deal.guest)],
        }
    }
}

fn fen(fen: Option<Fen>) -> String {
    fen.map(|fen| fen.to_string()).unwrap_or_default()
}

struct DealLine {
    id: DealId,
    deal: Deal,
    buyers: Vec<String>,
    consultant: String,
}

impl DealLine {
    fn price(&self) -> Option<Fen> {
        self.deal.terms.as_ref().map(Terms::price)
    }

    fn unit(&self) -> String {
        self.deal.unit.as_ref().map(ToString::to_string).unwrap_or_default()
    }
}

/// How far a deal has come, as `--status` names it.
fn status_of(deal: &Deal) -> &'static str {
    match &deal.ended {
        Some(end) => end.how.code(),
        None if deal.is_done(Step::Grid) => "subscribed",
        None => "running",
    }
}

pub(super) fn deals(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let mut statuses = vec![
        Choice { code: "running", text: words::RUNNING },
        Choice { code: "subscribed", text: words::SUBSCRIBED },
    ];
    statuses.extend(Outcome::CHOICES.iter().copied());
    let status = given(matches, "status").map(|text| chosen("--status", text, &statuses)).transpose()?;
    let step = given(matches, "step").map(|text| chosen("--step", text, Step::CHOICES)).transpose()?;
    let role = role(matches)?;
    let consultant = given(matches, "consultant").map(|name| one_staff(desk, name)).transpose()?;
    let mut all = desk.deals(Which::All)?;
    all.retain(|(_, deal)| {
        let next = deal.next_step();
        status.is_none_or(|status| status == status_of(deal))
            && step.is_none_or(|step| next.is_some_and(|next| next.code() == step))
            && role.is_none_or(|role| next.is_some_and(|next| next.role() == role))
            && consultant.is_none_or(|who| deal.consultant == who)
    });
    let mut people = Vec::new();
    for (_, deal) in &all {
        people.extend(people_of(desk, deal)?);
    }
    let whom = Whom::of(shell, desk, matches, "deals", &people)?;
    let names = desk.names()?;
    let lines: Vec<DealLine> = all
        .into_iter()
        .map(|(id, deal)| DealLine {
            id,
            buyers: whom.buyers(&names, &deal),
            consultant: names.staff(deal.consultant).unwrap_or_default().to_owned(),
            deal,
        })
        .collect();
    let columns = Columns::<DealLine>::default()
        .text("deal", sale::F_DEAL, |l: &DealLine| l.id.to_string())
        .text("unit", shell::H_UNIT, DealLine::unit)
        .both("buyers", words::H_BUYERS, |l| json!(l.buyers), |l| l.buyers.join(", "))
        .text("consultant", guest_words::C_CONSULTANT, |l: &DealLine| l.consultant.clone())
        .both("price_fen", words::H_PRICE, |l| json!(l.price().map(|f| f.0)), |l| fen(l.price()))
        .both(
            "plan",
            sale::F_PLAN,
            |l| json!(l.deal.terms.as_ref().map(|t| t.plan.kind().code())),
            move |l| l.deal.terms.as_ref().map_or("", |t| t.plan.kind().text().get(lang)).to_owned(),
        )
        .data("deposit_fen", |l| json!(l.deal.terms.as_ref().map(|t| t.deposit.0)))
        .both("paid_fen", words::H_PAID, |l| json!(l.deal.deposited().0), |l| l.deal.deposited().to_string())
        .data("missing_fen", |l| json!(l.deal.terms.as_ref().map(|_| l.deal.deposit_missing().0)))
        .both(
            "status",
            words::H_STANDING,
            |l| json!(status_of(&l.deal)),
            move |l| match status_of(&l.deal) {
                "running" => words::RUNNING.get(lang).to_owned(),
                _ => standing(&l.deal).get(lang).to_owned(),
            },
        )
        .both(
            "next_step",
            words::H_NEXT,
            |l| json!(l.deal.next_step().map(Step::code)),
            move |l| l.deal.next_step().map_or("", |step| step.text().get(lang)).to_owned(),
        )
        .both(
            "waits_for",
            words::H_NEXT_ROLE,
            |l| json!(l.deal.next_step().map(|step| step.role().code())),
            move |l| l.deal.next_step().map_or("", |step| step.role().text().get(lang)).to_owned(),
        )
        .both(
            "sign_by",
            sale::F_SIGN_BY,
            |l| json!(l.deal.sign_by),
            |l| l.deal.sign_by.map(|day| day.to_string()).unwrap_or_default(),
        )
        .data("paper", |l| json!(l.deal.paper.map(|paper| paper.to_string())))
        .data("begun", |l| json!(l.deal.since.local(l.deal.tz_min).rfc3339()));
    output::list(&lines, &columns, Format::of(matches), words::NO_DEALS, lang)
}

struct AppLine {
    id: AppId,
    app: Application,
    guest: String,
    by: String,
    asks: String,
    decided: Vec<String>,
}

pub(super) fn applications(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let (_, tz_min) = desk.now();
    let status =
        given(matches, "status").map(|text| chosen("--status", text, AppState::CHOICES)).transpose()?;
    let role = role(matches)?;
    let mut all = desk.applications(Which::All)?;
    all.retain(|(_, app)| {
        status.is_none_or(|status| app.state().code() == status)
            && role.is_none_or(|role| app.waits_for() == Some(role))
    });
    let mut people = Vec::new();
    for (_, app) in &all {
        people.extend(desk.guest(app.guest)?);
    }
    let whom = Whom::of(shell, desk, matches, "applications", &people)?;
    let names = desk.names()?;
    let staff = |id| names.staff(id).unwrap_or_default();
    let line = |(id, app): (AppId, Application)| AppLine {
        id,
        guest: whom.called(&names, app.guest),
        by: staff(app.by).to_owned(),
        asks: app.request.as_ref().map(|r| names.fill(r.say()).in_lang(lang)).unwrap_or_default(),
        decided: app
            .decided
            .iter()
            .map(|d| {
                let what = format!(
                    "{} {}: {} {}",
                    d.role.text().get(lang),
                    staff(d.who),
                    d.decision.text().get(lang),
                    d.reason
                );
                what.trim_end().to_owned()
            })
            .collect(),
        app,
    };
    let lines: Vec<AppLine> = all.into_iter().map(line).collect();
    let unit = |l: &AppLine| l.app.unit.as_ref().map(ToString::to_string).unwrap_or_default();
    let deal = |l: &AppLine| l.app.deal.map(|deal| deal.to_string());
    let kind = |l: &AppLine| l.app.request.as_ref().map(crate::domain::application::Request::kind);
    let columns = Columns::<AppLine>::default()
        .text("application", sale::F_APPLICATION, |l: &AppLine| l.id.to_string())
        .both(
            "at",
            words::H_MADE,
            move |l| json!(l.app.at.local(tz_min).rfc3339()),
            move |l| l.app.at.local(tz_min).to_string(),
        )
        .both(
            "kind",
            words::H_WHAT,
            move |l| json!(kind(l).map(crate::domain::application::AppKind::code)),
            move |l| kind(l).map_or("", |kind| kind.text().get(lang)).to_owned(),
        )
        .text("unit", shell::H_UNIT, unit)
        .both("deal", sale::F_DEAL, move |l| json!(deal(l)), move |l| deal(l).unwrap_or_default())
        .text("guest", shell::H_GUEST, |l: &AppLine| l.guest.clone())
        .text("asks", words::H_ASKS, |l: &AppLine| l.asks.clone())
        .text("by", words::H_ASKED_BY, |l: &AppLine| l.by.clone())
        .both(
            "status",
            words::H_STANDING,
            |l| json!(l.app.state().code()),
            move |l| l.app.state().text().get(lang).to_owned(),
        )
        .both(
            "waits_for",
            words::H_NEXT_ROLE,
            |l| json!(l.app.waits_for().map(Role::code)),
            move |l| l.app.waits_for().map_or("", |role| role.text().get(lang)).to_owned(),
        )
        .both("decided", words::H_DECIDED, |l| json!(l.decided), |l| l.decided.join("; "))
        .data("reason", |l| json!(l.app.reason));
    output::list(&lines, &columns, Format::of(matches), words::NO_APPLICATIONS, lang)
}

struct ReceiptLine {
    id: ReceiptId,
    receipt: Receipt,
    unit: String,
    buyers: Vec<String>,
    by: String,
}

pub(super) fn receipts(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let only = given(matches, "deal").map(|text| find_deal(desk, text)).transpose()?.map(|(id, _)| id);
    let mut all = desk.receipts()?;
    all.retain(|(_, receipt)| only.is_none_or(|only| receipt.deal == only));
    let mut people = Vec::new();
    let mut deals = std::collections::BTreeMap::new();
    for (_, receipt) in &all {
        if let Some(deal) = desk.deal(receipt.deal)? {
            people.extend(people_of(desk, &deal)?);
            deals.insert(receipt.deal, deal);
        }
    }
    let whom = Whom::of(shell, desk, matches, "receipts", &people)?;
    let names = desk.names()?;
    let line = |(id, receipt): (ReceiptId, Receipt)| {
        let deal = deals.get(&receipt.deal);
        ReceiptLine {
            id,
            unit: deal.and_then(|d| d.unit.as_ref()).map(ToString::to_string).unwrap_or_default(),
            buyers: deal.map(|deal| whom.buyers(&names, deal)).unwrap_or_default(),
            by: names.staff(receipt.by).unwrap_or_default().to_owned(),
            receipt,
        }
    };
    let lines: Vec<ReceiptLine> = all.into_iter().map(line).collect();
    let moved = |l: &ReceiptLine| l.receipt.movement;
    let columns = Columns::<ReceiptLine>::default()
        .text("receipt", sale::F_RECEIPT, |l: &ReceiptLine| l.id.to_string())
        .text("day", words::H_DAY, |l: &ReceiptLine| l.receipt.day.to_string())
        .text("deal", sale::F_DEAL, |l: &ReceiptLine| l.receipt.deal.to_string())
        .text("unit", shell::H_UNIT, |l: &ReceiptLine| l.unit.clone())
        .both("buyers", words::H_BUYERS, |l| json!(l.buyers), |l| l.buyers.join(", "))
        .both(
            "from",
            words::H_FROM,
            move |l| json!(moved(l).map(|m| m.from.code())),
            move |l| moved(l).map_or("", |m| m.from.text().get(lang)).to_owned(),
        )
        .both(
            "to",
            words::H_TO,
            move |l| json!(moved(l).map(|m| m.to.code())),
            move |l| moved(l).map_or("", |m| m.to.text().get(lang)).to_owned(),
        )
        .both(
            "amount_fen",
            sale::F_AMOUNT,
            move |l| json!(moved(l).map(|m| m.amount.0)),
            move |l| fen(moved(l).map(|m| m.amount)),
        )
        .both(
            "method",
            sale::F_METHOD,
            |l| json!(l.receipt.method.map(crate::domain::receipt::Method::code)),
            move |l| l.receipt.method.map_or("", |m| m.text().get(lang)).to_owned(),
        )
        .both(
            "voids",
            words::H_VOIDS,
            |l| json!(l.receipt.voids.map(|id| id.to_string())),
            |l| l.receipt.voids.map(|id| id.to_string()).unwrap_or_default(),
        )
        .both(
            "voided_by",
            words::H_VOIDED_BY,
            |l| json!(l.receipt.voided_by.map(|id| id.to_string())),
            |l| l.receipt.voided_by.map(|id| id.to_string()).unwrap_or_default(),
        )
        .text("by", words::H_WRITTEN_BY, |l: &ReceiptLine| l.by.clone())
        .text("note", words::H_NOTE, |l: &ReceiptLine| l.receipt.note.clone());
    output::list(&lines, &columns, Format::of(matches), words::NO_RECEIPTS, lang)
}

/// A copy of a numbered form.
pub(super) struct CopyLine {
    id: PaperId,
    paper: Paper,
    copy: usize,
    place: Place,
    by: String,
    tz_min: i32,
}

pub(super) fn place_text(place: &Place, lang: Lang) -> String {
    match place {
        Place::Drawn => words::PLACE_DRAWN.get(lang).to_owned(),
        Place::With(keeper) => keeper.text().get(lang).to_owned(),
        Place::Recalled => words::PLACE_RECALLED.get(lang).to_owned(),
        Place::Lost(statement) => say!(words::PLACE_LOST, statement = statement).in_lang(lang),
    }
}

/// Every copy of some forms.
pub(super) fn copies(desk: &Desk, papers: Vec<(PaperId, Paper)>) -> Result<Vec<CopyLine>, Stop> {
    let (names, (_, tz_min)) = (desk.names()?, desk.now());
    let mut lines = Vec::new();
    for (id, paper) in papers {
        let by = names.staff(paper.drawn_by).unwrap_or_default().to_owned();
        for (copy, place) in (1..).zip(&paper.copies) {
            let (paper, place, by) = (paper.clone(), place.clone(), by.clone());
            lines.push(CopyLine { id, paper, copy, place, by, tz_min });
        }
    }
    Ok(lines)
}

pub(super) fn copy_columns(lang: Lang) -> Columns<CopyLine> {
    Columns::<CopyLine>::default()
        .text("paper", sale::F_PAPER, |l: &CopyLine| l.id.to_string())
        .both("copy", words::H_COPY, |l| json!(l.copy), |l| format!("{}/{}", l.copy, l.paper.copies.len()))
        .both(
            "place",
            words::H_PLACE,
            |l| match &l.place {
                Place::Drawn => json!("drawn"),
                Place::With(keeper) => json!(keeper.code()),
                Place::Recalled => json!("recalled"),
                Place::Lost(statement) => json!({ "lost": statement }),
            },
            move |l| place_text(&l.place, lang),
        )
        .both(
            "deal",
            sale::F_DEAL,
            |l| json!(l.paper.deal.map(|deal| deal.to_string())),
            |l| l.paper.deal.map(|deal| deal.to_string()).unwrap_or_default(),
        )
        .both(
            "drawn",
            words::H_DRAWN,
            |l| json!(l.paper.drawn.local(l.tz_min).rfc3339()),
            |l| l.paper.drawn.local(l.tz_min).to_string(),
        )
        .text("drawn_by", words::H_DRAWN_BY, |l: &CopyLine| l.by.clone())
        .both(
            "stamped",
            words::H_STAMPED,
            |l| json!(l.paper.stamped.map(|at| at.local(l.tz_min).rfc3339())),
            |l| l.paper.stamped.map(|at| at.local(l.tz_min).to_string()).unwrap_or_default(),
        )
        .both("void", words::H_VOID, |l| json!(l.paper.void), |l| l.paper.void.clone().unwrap_or_default())
}

pub(super) fn papers(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let (lang, format) = (shell.lang, Format::of(matches));
    if matches.get_flag("stock") {
        return stock(desk, format, lang);
    }
    let papers = match given(matches, "deal") {
        Some(text) => desk.papers_of(find_deal(desk, text)?.0)?,
        None => desk.papers()?,
    };
    output::list(&copies(desk, papers)?, &copy_columns(lang), format, words::NO_PAPERS, lang)
}

fn stock(desk: &Desk, format: Format, lang: Lang) -> Result<(), Stop> {
    let mut lines: Vec<(PaperKind, Stock)> = Vec::new();
    for kind in PaperKind::ALL {
        lines.push((*kind, desk.stock(*kind)?));
    }
    let batches = |s: &Stock| -> Vec<String> {
        s.batches.iter().map(|b| format!("{}-{} ({})", b.from, b.to, b.copies)).collect()
    };
    let columns = Columns::<(PaperKind, Stock)>::default()
        .both(
            "kind",
            sale::F_PAPER_KIND,
            |(kind, _): &(PaperKind, Stock)| json!(kind.code()),
            move |(kind, _)| kind.text().get(lang).to_owned(),
        )
        .both(
            "batches",
            words::H_BATCHES,
            |(_, s)| {
                let all: Vec<Value> = s
                    .batches
                    .iter()
                    .map(|b| json!({ "from": b.from, "to": b.to, "copies": b.copies }))
                    .collect();
                json!(all)
            },
            move |(_, s)| match batches(s) {
                none if none.is_empty() => words::PRINTED_BY_US.get(lang).to_owned(),
                all => all.join(", "),
            },
        )
        .both("drawn", words::H_LAST, |(_, s)| json!(s.drawn), |(_, s)| s.drawn.to_string())
        .both(
            "left",
            words::H_LEFT,
            |(_, s)| json!(s.left()),
            |(_, s)| s.left().map(|n| n.to_string()).unwrap_or_default(),
        );
    output::list(&lines, &columns, format, words::NO_PAPERS, lang)
}

type DiscountLine = (DiscountId, Discount);

/// Whether a discount is given on a day.
fn given_on(discount: &Discount, today: Day) -> Text {
    let used = i64::try_from(discount.deals.len()).unwrap_or(i64::MAX);
    if discount.ended.is_some() {
        words::GIVEN_NO_MORE
    } else if today > discount.until {
        words::GIVEN_PAST
    } else if today < discount.from {
        words::GIVEN_LATER
    } else if discount.quota.is_some_and(|quota| used >= quota) {
        words::GIVEN_UP
    } else {
        words::GIVEN_NOW
    }
}

pub(super) fn discounts(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let today = desk.today();
    let mut lines = desk.discounts()?;
    if matches.get_flag("given") {
        lines.retain(|(_, discount)| given_on(discount, today) == words::GIVEN_NOW);
    }
    let columns = Columns::<DiscountLine>::default()
        .text("discount", sale::F_DISCOUNT, |(id, _): &DiscountLine| id.to_string())
        .text("name", sale::F_DISCOUNT_NAME, |(_, d): &DiscountLine| d.name.clone())
        .both(
            "reduction",
            words::H_HOW,
            |(_, d)| json!(d.reduction),
            move |(_, d)| d.reduction.map(|r| r.say().in_lang(lang)).unwrap_or_default(),
        )
        .text("evidence", sale::F_EVIDENCE, |(_, d): &DiscountLine| d.evidence.clone())
        .both(
            "valid",
            words::H_VALID,
            |(_, d)| json!({ "from": d.from, "until": d.until }),
            |(_, d)| format!("{} - {}", d.from, d.until),
        )
        .both("taken", words::H_TAKEN, |(_, d)| json!(d.deals.len()), |(_, d)| d.deals.len().to_string())
        .both(
            "quota",
            words::H_QUOTA,
            |(_, d)| json!(d.quota),
            |(_, d)| d.quota.map(|quota| quota.to_string()).unwrap_or_default(),
        )
        .data("deals", |(_, d)| json!(d.deals.iter().map(ToString::to_string).collect::<Vec<_>>()))
        .both(
            "state",
            words::H_STATE,
            move |(_, d)| json!(given_on(d, today).en),
            move |(_, d)| given_on(d, today).get(lang).to_owned(),
        );
    output::list(&lines, &columns, Format::of(matches), words::NO_DISCOUNTS, lang)
}
