//! The registers of a day 来访登记表, 来电登记表 (RULES 3.1), masked unless there is a [`Sight`], and the same as lists.

use serde::Serialize;

use super::{Sight, fields, said};
use crate::desk::{Answers, Desk, GuestRow, LogFilter, Names, StoreError};
use crate::domain::area::Area;
use crate::domain::book::{Book, Line};
use crate::domain::day::Day;
use crate::domain::event::EventSet;
use crate::domain::guest::{Grade, Guest, GuestEvent, GuestId, Source, VisitKind, What};
use crate::domain::money::Fen;
use crate::domain::person::{Exposure, Pii};
use crate::domain::register::{Answer, Register, question};
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Lang, Say, Text, guest as guest_words, paper as words};

/// A register of a day, filled in.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    day: String,
    /// Names and phones are hidden, of everybody or of other consultants' guests.
    masked: bool,
    /// The headings of the columns.
    heads: Vec<&'static str>,
    lines: Vec<Row>,
    hand_in: Vec<String>,
    confirms: Vec<Confirm>,
}

/// A line.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// What stands in the columns.
    cells: Vec<Cell>,
    /// What stands below them.
    rest: Vec<Cell>,
    /// What is missing, in words.
    missing: String,
    /// How many fields that are.
    lacks: String,
    struck: bool,
    #[serde(skip)]
    guest: Option<GuestId>,
}

/// A field of a line.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    code: &'static str,
    label: &'static str,
    value: String,
    missing: bool,
}

/// A consultant who confirms their lines in the evening (atlas 三.2).
#[derive(Debug, Clone, Serialize)]
pub struct Confirm {
    name: String,
    lines: usize,
    confirmed: usize,
}

/// What one line is filled from.
struct Filler<'a> {
    desk: &'a Desk,
    names: &'a Names<'a>,
    register: Register,
    day: Day,
    tz_min: i32,
    lang: Lang,
}

/// A guest as a line needs them.
struct Known<'a> {
    row: Option<GuestRow>,
    /// Their own record, and of who turned out to be the same.
    same: Vec<(GuestId, Guest)>,
    right: Option<&'a Exposure>,
    /// What was answered for this line, or else at the latest line before it.
    answers: Answers,
}

/// The register of a day.
///
/// # Errors
/// What the store says.
pub fn sheet(
    desk: &Desk,
    register: Register,
    day: Day,
    sight: Option<Sight>,
    lang: Lang,
) -> Result<Sheet, StoreError> {
    let (book, names) = (desk.book(day)?, desk.names()?);
    let (_, tz_min) = desk.now();
    let source = Filler { desk, names: &names, register, day, tz_min, lang };
    let lines = (1u32..).zip(book.register(register)).map(|(number, line)| source.row(number, line, sight));
    Ok(Sheet {
        day: day.to_string(),
        masked: sight.is_none_or(|sight| sight.only.is_some()),
        heads: fields::of(register)
            .iter()
            .filter(|code| fields::has_column(code))
            .map(|code| fields::heading(code, register).get(lang))
            .collect(),
        lines: lines.collect::<Result<_, _>>()?,
        hand_in: hand_in(day, &book, tz_min).into_iter().map(|say| said(&names, say, lang)).collect(),
        confirms: confirms(&book, register, &names),
    })
}

/// The guests of a register's lines of these days, a guest a line: what a look at them counts.
///
/// # Errors
/// What the store says.
pub fn guests(
    desk: &Desk,
    register: Register,
    days: impl Iterator<Item = Day>,
) -> Result<Vec<GuestId>, StoreError> {
    let mut all = Vec::new();
    for day in days {
        all.extend(desk.book(day)?.register(register).iter().filter_map(|line| line.guest));
    }
    Ok(all)
}

/// Where the registers are on their way to the archive.
fn hand_in(day: Day, book: &Book, tz_min: i32) -> Vec<Say> {
    let step = |text: Text, hand_in: Option<crate::domain::book::HandIn>| {
        hand_in
            .map(|h| say!(words::STEP_AT, step = say!(text, who = h.by), at = h.at.local(tz_min).to_string()))
    };
    let mut says = vec![book.summary().say(day)];
    says.push(step(guest_words::IS_COLLECTED, book.collected).unwrap_or_else(|| words::NOT_COLLECTED.into()));
    says.push(step(guest_words::IS_ARCHIVED, book.archived).unwrap_or_else(|| words::NOT_ARCHIVED.into()));
    says
}

/// Who confirms how many lines, in the order of their first line.
fn confirms(book: &Book, register: Register, names: &Names) -> Vec<Confirm> {
    let mut all: Vec<(StaffId, usize, usize)> = Vec::new();
    for line in book.register(register).iter().filter(|line| !line.struck) {
        let Some(who) = line.consultant else { continue };
        let confirmed = usize::from(line.confirmed.is_some());
        match all.iter_mut().find(|(known, ..)| *known == who) {
            Some((_, lines, done)) => (*lines, *done) = (*lines + 1, *done + confirmed),
            None => all.push((who, 1, confirmed)),
        }
    }
    let name = |who| names.staff(who).unwrap_or_default().to_owned();
    all.into_iter().map(|(who, lines, confirmed)| Confirm { name: name(who), lines, confirmed }).collect()
}

impl Filler<'_> {
    fn row(&self, number: u32, line: &Line, sight: Option<Sight>) -> Result<Row, StoreError> {
        let row = line.guest.map(|id| self.desk.guest(id)).transpose()?.flatten();
        let same = line.guest.map(|id| self.desk.same_person(id)).transpose()?.unwrap_or_default();
        let answers = self.answers(&same, number)?;
        let right = row.as_ref().and_then(|row| sight.and_then(|sight| sight.on(row)));
        let known = Known { row, same, right, answers };
        let mut cells = Vec::new();
        for code in fields::of(self.register) {
            let value = match *code {
                "line" => number.to_string(),
                "appointment" => self.appointment(line, &known)?,
                code => self.value(code, line, &known),
            };
            let missing = value.is_empty() && line.lacks().iter().any(|lacks| lacks == code);
            let label = fields::heading(code, self.register).get(self.lang);
            cells.push(Cell { code, label, value, missing });
        }
        let missing: Vec<&str> = cells.iter().filter(|cell| cell.missing).map(|cell| cell.label).collect();
        let lacks = say!(words::LACKS, count = missing.len()).in_lang(self.lang);
        let missing = missing.join(if self.lang == Lang::Zh { "、" } else { ", " });
        let (cells, rest) = cells.into_iter().partition(|cell| fields::has_column(cell.code));
        Ok(Row { cells, rest, missing, lacks, struck: line.struck, guest: line.guest })
    }

    /// What the guest answered for this line; what they said at an earlier one they are not asked again.
    fn answers(&self, same: &[(GuestId, Guest)], number: u32) -> Result<Answers, StoreError> {
        let this = format!("{} {} {number}", self.day, self.register.code());
        let day = self.day.to_string();
        let mut all = Vec::new();
        for (id, _) in same {
            all.extend(self.desk.answers(*id)?);
        }
        all.retain(|(entry, _)| entry.as_str() <= day.as_str() || entry.starts_with(&day));
        all.sort_by_key(|(entry, _)| (*entry == this, entry.clone()));
        Ok(all.into_iter().fold(Answers::new(), |mut known, (_, answers)| {
            known.extend(answers);
            known
        }))
    }

    fn text(&self, text: Option<Text>) -> String {
        text.map_or_else(String::new, |text| text.get(self.lang).to_owned())
    }

    fn staff(&self, who: Option<StaffId>) -> String {
        who.and_then(|who| self.names.staff(who)).unwrap_or_default().to_owned()
    }

    fn value(&self, code: &str, line: &Line, known: &Known) -> String {
        let guest = known.row.as_ref().map(|row| &row.guest);
        let person = known.row.as_ref().and_then(|row| row.person.as_ref());
        match code {
            "at" => line.at.local(self.tz_min).clock(),
            "kind" => self.text(line.kind.map(VisitKind::text)),
            "name" => match (line.guest, person) {
                (None, _) => self.text((!line.is_open()).then_some(guest_words::INVALID)),
                (Some(id), None) => format!("#{}", id.0),
                (_, Some(person)) => known
                    .right
                    .map_or_else(|| person.name.masked_name(), |right| person.name.expose(right).clone()),
            },
            "phone" => person
                .and_then(|person| person.phone.as_ref())
                .map(|phone| known.right.map_or_else(|| phone.masked_number(), |r| phone.expose(r).clone()))
                .unwrap_or_default(),
            "source" => self.text(line.source.map(Source::text)),
            "grade" => self.text(guest.and_then(|guest| guest.grade).map(Grade::text)),
            "consent" => self.text(
                guest
                    .and_then(|guest| guest.consent)
                    .map(|given| if given { guest_words::YES } else { guest_words::NO }),
            ),
            "came" => self.came(line, known),
            "consultant" => self.staff(line.consultant),
            "witness" => self.staff(line.witness),
            "state" => self.state(line),
            code => self.answer(code, known),
        }
    }

    fn answer(&self, code: &str, known: &Known) -> String {
        let Some(answer) = known.answers.get(code) else { return String::new() };
        // What it says is personal data; that it was said is not.
        let Some(right) = known.right else { return words::ON_FILE.get(self.lang).to_owned() };
        let plain: &String = Pii::expose(answer, right);
        match (question(code).map(|q| q.answer), plain.parse::<i64>()) {
            (Some(Answer::One(choices)), _) => {
                let chosen = choices.iter().find(|choice| choice.code == *plain);
                chosen.map_or_else(|| plain.clone(), |choice| choice.text.get(self.lang).to_owned())
            }
            (Some(Answer::Money), Ok(fen)) => Fen(fen).to_string(),
            (Some(Answer::Area), Ok(area)) => Area(area).to_string(),
            _ => plain.clone(),
        }
    }

    /// 约访时间: the first appointment made since the call.
    fn appointment(&self, line: &Line, known: &Known) -> Result<String, StoreError> {
        let mut made = Vec::new();
        for (id, _) in &known.same {
            made.extend(self.desk.log(&LogFilter {
                stream: Some(format!("guest:{}", id.0)),
                kind: Some("guest.appointed".to_owned()),
                ..LogFilter::default()
            })?);
        }
        made.sort_by_key(|event| event.seq);
        for event in made.iter().filter(|event| event.effective >= line.at.0) {
            let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
            if let GuestEvent::Appointed { at, .. } =
                GuestEvent::decode(&event.kind, version, &event.payload)?
            {
                return Ok(at.local(self.tz_min).brief(line.at));
            }
        }
        Ok(String::new())
    }

    /// 是否到访: the first visit since the call.
    fn came(&self, line: &Line, known: &Known) -> String {
        if known.row.is_none() {
            return String::new();
        }
        let traces = known.same.iter().flat_map(|(_, guest)| &guest.traces);
        let visits = traces.filter(|t| matches!(t.what, What::Visit { .. }) && t.at >= line.at);
        match visits.min_by_key(|t| t.at) {
            Some(visit) => {
                let at = visit.at.local(self.tz_min).brief(line.at);
                say!(words::CAME_AT, at = at).in_lang(self.lang)
            }
            None => guest_words::NO.get(self.lang).to_owned(),
        }
    }

    fn state(&self, line: &Line) -> String {
        let confirmed =
            line.confirmed.map(|at| say!(words::CONFIRMED_AT, at = at.local(self.tz_min).clock()));
        let state = if line.struck { Some(guest_words::STRUCK.into()) } else { confirmed };
        let corrected =
            (line.corrections > 0).then(|| say!(words::CORRECTED_TIMES, times = line.corrections));
        let all: Vec<String> =
            state.into_iter().chain(corrected).map(|say: Say| say.in_lang(self.lang)).collect();
        all.join("; ")
    }
}

/// A register of many days as a list.
pub struct List {
    /// The headings; which of them are over numbers.
    pub headings: Vec<(String, bool)>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
    /// How many rows are about somebody.
    pub people: usize,
}

impl List {
    /// Reads these days.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(
        desk: &Desk,
        register: Register,
        days: impl Iterator<Item = Day>,
        sight: Option<Sight>,
        lang: Lang,
    ) -> Result<Self, StoreError> {
        let own = [words::H_DAY, words::H_GUEST_NUMBER].map(|text| (text.get(lang).to_owned(), false));
        let field =
            |code: &&str| (fields::heading(code, register).get(lang).to_owned(), fields::is_numeric(code));
        let missing = (words::H_MISSING.get(lang).to_owned(), false);
        let headings =
            own.into_iter().chain(fields::of(register).iter().map(field)).chain([missing]).collect();
        let mut list = Self { headings, rows: Vec::new(), people: 0 };
        for day in days {
            for row in sheet(desk, register, day, sight, lang)?.lines {
                list.people += usize::from(row.guest.is_some());
                list.rows.push(flat(register, day, row));
            }
        }
        Ok(list)
    }
}

/// A line with its fields in the order of RULES 3.1; amounts without the commas that people read them by.
fn flat(register: Register, day: Day, row: Row) -> Vec<String> {
    let number = row.guest.map_or_else(String::new, |guest| format!("#{}", guest.0));
    let mut fields: Vec<Cell> = row.cells.into_iter().chain(row.rest).collect();
    let order = |code: &str| fields::of(register).iter().position(|known| *known == code);
    fields.sort_by_key(|cell| order(cell.code));
    let value = |cell: Cell| {
        if fields::is_numeric(cell.code) { cell.value.replace(',', "") } else { cell.value }
    };
    let mut all = vec![day.to_string(), number];
    all.extend(fields.into_iter().map(value));
    all.push(row.missing);
    all
}
