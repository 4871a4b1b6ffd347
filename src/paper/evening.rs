//! The day sheet 日结单 (RULES 3.4): what the day came to, what was found and how it was explained, which overdue signings go
//! over, and who signed with which head of the log. As it was signed; before that as it stands now, and says so.

use serde::Serialize;

use super::sale::{LANG, List, Seller, plain};
use crate::desk::{Desk, StoreError};
use crate::domain::close::{Figures, Finding, OverdueToday};
use crate::domain::day::Day;
use crate::domain::deal::DealId;
use crate::domain::due::DueKind;
use crate::domain::moment::Millis;
use crate::domain::money::Fen;
use crate::domain::receipt::Method;
use crate::domain::staff::StaffId;
use crate::domain::unit::Status;
use crate::say;
use crate::text::{Lang, Text, changed as words, close, common, listed};

/// A day as it was signed, or as it stands.
#[derive(Debug, Clone)]
pub struct Evening {
    /// Which.
    pub day: Day,
    /// What it came to.
    pub figures: Figures,
    /// What was found, with how it was explained.
    pub findings: Vec<(Finding, Option<String>)>,
    /// Overdue signings.
    pub overdue: Vec<Overdue>,
    /// Who signed; none while the day is open.
    pub signed: Option<Signed>,
}

/// An overdue signing of a day.
#[derive(Debug, Clone)]
pub struct Overdue {
    /// Whose.
    pub deal: DealId,
    /// Of which unit.
    pub unit: String,
    /// The guest, masked.
    pub guest: String,
    /// Whose deal.
    pub consultant: String,
    /// When it was due.
    pub due: Option<Day>,
    /// Days late on that day.
    pub late: i64,
    /// The deposit that it is about.
    pub money: Fen,
    /// Something was done about it on that day.
    pub acted: bool,
    /// Why it goes over.
    pub carried: Option<String>,
    /// The action that is next, and in words why; of an open day only.
    pub next: Option<(&'static str, String, String)>,
}

/// Who signed a day.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Who.
    pub by: String,
    /// Whose PIN signed with them.
    pub with: String,
    /// When.
    pub at: Millis,
    /// The last event before it.
    pub head_seq: i64,
    /// The head of the log then.
    pub head: String,
}

/// The evening of a day.
///
/// # Errors
/// What the store says.
pub fn evening(desk: &Desk, day: Day, lang: Lang) -> Result<Evening, StoreError> {
    let close = desk.day_close(day)?;
    let names = desk.names()?;
    let staff = |id: StaffId| names.staff(id).unwrap_or_default().to_owned();
    // What was signed stays as it was signed, whatever became of its deals since.
    let (figures, findings, deals) = if let Some(sheet) = &close.sheet {
        (sheet.figures.clone(), sheet.findings.clone(), sheet.overdue.clone())
    } else {
        let now = desk.evening(day)?;
        (now.figures, now.findings, now.overdue)
    };
    let alerts =
        if close.sheet.is_some() { Vec::new() } else { desk.alerts_of(0, |kind| kind == DueKind::SignBy)? };
    let one = |o: OverdueToday| Overdue {
        deal: o.deal,
        unit: o.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        guest: names.guest(o.guest),
        consultant: staff(o.consultant),
        due: o.due,
        late: o.due.map_or(0, |due| due.until(day)).max(0),
        money: o.money,
        acted: o.acted,
        carried: close.carried.get(&o.deal).cloned(),
        next: alerts.iter().find(|alert| alert.deal == Some(o.deal)).map(|alert| {
            let say = |say: &crate::text::Say| names.fill(say.clone()).in_lang(lang);
            (alert.next.action, say(&alert.next.text), say(&alert.next.why))
        }),
    };
    let mut overdue: Vec<Overdue> = deals.into_iter().map(one).collect();
    overdue.sort_by_key(|o| (std::cmp::Reverse(o.late), o.deal));
    Ok(Evening {
        day,
        figures,
        findings: findings
            .into_iter()
            .map(|finding| {
                let why = close.explanation(&finding).map(str::to_owned);
                (finding, why)
            })
            .collect(),
        overdue,
        signed: close.sheet.map(|sheet| Signed {
            by: staff(sheet.by),
            with: sheet.with.map(staff).unwrap_or_default(),
            at: sheet.at,
            head_seq: sheet.head_seq,
            head: sheet.head,
        }),
    })
}

/// A line of the sheet: what, how much, and what there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Of which part: `figures`, `money`, `grid`, `findings`, `overdue`, `signed`.
    pub part: &'static str,
    /// What.
    pub what: String,
    /// How much.
    pub value: String,
    /// What there is to say of it.
    pub note: String,
}

impl Evening {
    /// Every line of the sheet in one language, amounts as people write them.
    pub fn lines(&self, tz_min: i32, lang: Lang) -> Vec<Line> {
        let mut lines = Lines { lang, lines: Vec::new() };
        let f = &self.figures;
        for (what, count) in
            [(words::G_CALLS, f.calls), (words::G_NEW, f.new_visits), (words::G_RETURNS, f.returns)]
        {
            lines.add("figures", what, count.to_string(), String::new());
        }
        for (what, units, area, price) in [
            (words::G_SUBSCRIBED, f.subscribed, f.subscribed_area.unwrap_or_default(), f.subscribed_price),
            (words::G_ENDED, f.ended, f.ended_area.unwrap_or_default(), f.ended_price),
        ] {
            let note = say!(words::G_AREA_PRICE, area = area, price = price).in_lang(lang);
            lines.add("figures", what, units.to_string(), note);
        }
        lines.add("figures", words::G_OVERDUE, f.overdue.to_string(), String::new());
        for (what, by) in [(words::G_RECEIVED, &f.received), (words::G_PAID_BACK, &f.paid_back)] {
            let real = by.iter().filter(|(method, _)| method.as_str() != Method::Voucher.code());
            lines.add("money", what, real.clone().map(|(_, fen)| *fen).sum::<Fen>().to_string(), {
                let one = |(method, fen): (&String, &Fen)| {
                    let text = Method::from_code(method).map_or(method.as_str(), |m| m.text().get(lang));
                    format!("{text} {fen}")
                };
                real.map(one).collect::<Vec<_>>().join(", ")
            });
        }
        for (what, fen) in [
            (words::G_DEPOSITS, f.deposits),
            (words::G_PAYABLE, f.payable),
            (words::G_FORFEITED, f.forfeited),
        ] {
            lines.add("money", what, fen.to_string(), String::new());
        }
        for status in Status::ALL {
            let units = f.grid.get(status.code()).copied().unwrap_or_default();
            if units > 0 {
                lines.add("grid", status.text(), units.to_string(), String::new());
            }
        }
        for (finding, why) in &self.findings {
            let amount = match finding.kind {
                crate::domain::close::FindingKind::Receipts
                | crate::domain::close::FindingKind::AfterClose
                | crate::domain::close::FindingKind::DepositMissing => Fen(finding.count).to_string(),
                _ => finding.count.to_string(),
            };
            let what = format!("{} {}", finding.kind.text().get(lang), about(&finding.about));
            let open = finding.kind.must_be_explained() && why.is_none();
            let note = match why {
                Some(why) => why.clone(),
                None if open => words::G_UNEXPLAINED.get(lang).to_owned(),
                None => String::new(),
            };
            lines.say("findings", what.trim_end().to_owned(), amount, note);
        }
        for o in &self.overdue {
            let what = format!("{} {} {} {}", o.deal, o.unit, o.guest, o.consultant);
            lines.say("overdue", what, say!(close::OVERDUE_DAYS, days = o.late).in_lang(lang), o.said(lang));
        }
        if let Some(signed) = &self.signed {
            let at = signed.at.local(tz_min).to_string();
            lines.add("signed", words::G_SIGNED, at, format!("{}, {}", signed.by, signed.with));
            lines.add("signed", words::G_HEAD, signed.head_seq.to_string(), signed.head.clone());
        } else {
            lines.add("signed", words::G_NOT_SIGNED, String::new(), String::new());
        }
        lines.lines
    }
}

impl Overdue {
    /// What was done about it, and what is next.
    fn said(&self, lang: Lang) -> String {
        let mut said = vec![say!(words::O_MONEY, money = self.money).in_lang(lang)];
        if self.acted {
            said.push(words::O_ACTED.get(lang).to_owned());
        }
        if let Some(why) = &self.carried {
            said.push(say!(words::O_CARRIED, why = why).in_lang(lang));
        }
        if let Some((_, next, _)) = &self.next {
            said.push(say!(words::O_NEXT, next = next).in_lang(lang));
        }
        said.join("; ")
    }
}

struct Lines {
    lang: Lang,
    lines: Vec<Line>,
}

impl Lines {
    fn add(&mut self, part: &'static str, what: Text, value: String, note: String) {
        self.say(part, what.get(self.lang).to_owned(), value, note);
    }

    fn say(&mut self, part: &'static str, what: String, value: String, note: String) {
        self.lines.push(Line { part, what, value, note });
    }
}

/// What a finding is about, as people name it: a deal by its number.
pub fn about(about: &str) -> String {
    match about.split_once(':') {
        Some(("deal", id)) => id.parse().map(|id| DealId(id).to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The part of a sheet, as people call it.
pub fn part(code: &str) -> Text {
    match code {
        "money" => words::PART_MONEY,
        "grid" => words::PART_GRID,
        "findings" => words::PART_FINDINGS,
        "overdue" => words::PART_OVERDUE,
        "signed" => words::PART_SIGNED,
        _ => words::PART_FIGURES,
    }
}

/// The sheet to print.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    day: String,
    seller: Seller,
    lines: Vec<Line>,
    overdue: Vec<OverdueOut>,
    signed: Option<SignedOut>,
}

/// An overdue signing.
#[derive(Debug, Clone, Serialize)]
struct OverdueOut {
    deal: String,
    unit: String,
    guest: String,
    consultant: String,
    due: String,
    late: i64,
    money: String,
    acted: &'static str,
    carried: String,
    next: String,
}

/// Who signed.
#[derive(Debug, Clone, Serialize)]
struct SignedOut {
    by: String,
    with: String,
    at: String,
    head_seq: i64,
    head: String,
}

/// The day sheet of a day.
///
/// # Errors
/// What the store says.
pub fn sheet(desk: &Desk, day: Day, seller: &Seller) -> Result<Sheet, StoreError> {
    let evening = evening(desk, day, LANG)?;
    let (_, tz_min) = desk.now();
    let lines = evening.lines(tz_min, LANG);
    let one = |o: Overdue| OverdueOut {
        deal: o.deal.to_string(),
        unit: o.unit,
        guest: o.guest,
        consultant: o.consultant,
        due: o.due.map(|day| day.to_string()).unwrap_or_default(),
        late: o.late,
        money: o.money.to_string(),
        acted: if o.acted { common::YES } else { common::NO }.get(LANG),
        carried: o.carried.unwrap_or_default(),
        next: o.next.map(|(_, next, why)| format!("{next}: {why}")).unwrap_or_default(),
    };
    Ok(Sheet {
        day: day.to_string(),
        seller: seller.clone(),
        lines,
        overdue: evening.overdue.into_iter().map(one).collect(),
        signed: evening.signed.map(|signed| SignedOut {
            by: signed.by,
            with: signed.with,
            at: signed.at.local(tz_min).to_string(),
            head_seq: signed.head_seq,
            head: signed.head,
        }),
    })
}

/// The sheets of some days as a list that leaves the program, a row a line.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk, days: impl Iterator<Item = Day>, lang: Lang) -> Result<List, StoreError> {
    let headings =
        [(listed::H_DAY, false), (words::H_PART, false), (listed::H_WHAT, false), (words::H_VALUE, true)];
    let mut list = List { headings: headings.to_vec(), rows: Vec::new() };
    list.headings.push((listed::H_NOTE, false));
    let (_, tz_min) = desk.now();
    for day in days {
        for line in evening(desk, day, lang)?.lines(tz_min, lang) {
            // Figures for the spreadsheet to add up.
            let value = match Fen::parse(&line.value) {
                Some(fen) if line.value.contains('.') => plain(fen),
                _ => line.value,
            };
            list.rows.push(vec![
                day.to_string(),
                part(line.part).get(lang).to_owned(),
                line.what,
                value,
                line.note,
            ]);
        }
    }
    Ok(list)
}
