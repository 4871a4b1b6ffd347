//! The availability grid 销控表 as a list.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{Looker, given, one_staff, one_unit};
use crate::cli::output::{self, Columns, DERIVED, Format};
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, LogFilter, UnitRow};
use crate::domain::area::Area;
use crate::domain::clean::fold_width;
use crate::domain::guest::GuestId;
use crate::domain::moment::{self, Millis, NotPast};
use crate::domain::money::Fen;
use crate::domain::unit::{EncumbranceKind, Status, Unit};
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Arg, Lang, shell as words};

/// A unit with the names that belong to it.
struct UnitLine {
    row: UnitRow,
    holder: Option<String>,
    guest: Option<String>,
    /// Who waits, masked, and whose guests they are.
    waiting: Vec<(String, Option<String>)>,
}

/// The guest who has a unit.
fn guest_of(row: &UnitRow) -> Option<GuestId> {
    row.unit.hold.and_then(|h| h.guest).or(row.unit.reservation.map(|r| r.guest))
}

pub(super) fn units(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let only = given(matches, "unit").map(|text| one_unit(text)).transpose()?;
    let filter = filter(desk, matches, only.as_ref())?;
    let all = match given(matches, "as-of") {
        None => desk.units()?,
        Some(text) => desk.units_as_of(past(desk, text)?)?,
    };
    if let Some(unit) = only.as_ref().filter(|only| !all.iter().any(|row| row.id == **only)) {
        return Err(Stop::Say(say!(words::NO_SUCH_UNIT, unit = unit), 1));
    }
    let rows: Vec<UnitRow> = all.into_iter().filter(filter).collect();
    let lines = named(shell, desk, matches, rows)?;
    let format = Format::of(matches);
    output::list(&lines, &columns(lang, desk.now().1), format, words::NO_UNIT_MATCHES, lang)?;
    if format == Format::Table && !lines.is_empty() {
        sum_up(&lines, lang)?;
    }
    Ok(())
}

/// Which units are meant by the arguments, as people write them: `--building 3栋`, `--status 锁房`.
fn filter(
    desk: &Desk,
    matches: &ArgMatches,
    only: Option<&UnitId>,
) -> Result<impl Fn(&UnitRow) -> bool, Stop> {
    let holder = given(matches, "held-by").map(|name| one_staff(desk, name)).transpose()?;
    let status = given(matches, "status").map(|text| status(text)).transpose()?;
    let building = given(matches, "building")
        .map(|b| UnitId::new(b, "", "1").map_or_else(|| b.clone(), |id| id.building().to_owned()));
    let section = given(matches, "section")
        .map(|s| UnitId::new("1", s, "1").map_or_else(|| s.clone(), |id| id.section().to_owned()));
    let floor = matches.get_one::<i32>("floor").copied();
    let only = only.cloned();
    Ok(move |row: &UnitRow| {
        let held_by = row.unit.hold.map(|h| h.consultant).or(row.unit.reservation.map(|r| r.consultant));
        building.as_ref().is_none_or(|building| building == row.id.building())
            && section.as_ref().is_none_or(|section| section == row.id.section())
            && status.is_none_or(|status| status == row.unit.status)
            && floor.is_none_or(|floor| floor == row.unit.facts.floor)
            && holder.is_none_or(|holder| held_by == Some(holder))
            && only.as_ref().is_none_or(|only| *only == row.id)
    })
}

fn status(text: &str) -> Result<Status, Stop> {
    let folded = fold_width(text).trim().to_lowercase();
    let fits =
        |s: &Status| s.code() == folded || s.text().zh == folded || s.text().en.to_lowercase() == folded;
    Status::ALL.iter().copied().find(fits).ok_or_else(|| {
        let known: Vec<Arg> = Status::ALL.iter().map(|s| s.code().into()).collect();
        say!(words::INVALID_VALUE_OF, arg = "--status", value = text, valid = known).into()
    })
}

/// A moment since the project began; a day alone that is today means now.
pub(super) fn past(desk: &Desk, text: &str) -> Result<Millis, Stop> {
    let (now, tz_min) = desk.now();
    let at = moment::parse_past(text, now, tz_min).map_err(|wrong| match wrong {
        NotPast::Unreadable => say!(words::NOT_A_MOMENT, text = text),
        NotPast::Future(at) => say!(words::FUTURE, at = at.local(tz_min).to_string()),
    })?;
    let created = LogFilter { kind: Some("project.created".into()), ..LogFilter::default() };
    if let Some(first) = desk.log(&created)?.first().map(|event| Millis(event.wall))
        && at < first
    {
        let (at, first) = (at.local(tz_min).to_string(), first.local(tz_min).to_string());
        return Err(say!(words::BEFORE_ALL, at = at, first = first).into());
    }
    Ok(at)
}

/// The units with their names; guests in full for who has the right to it.
fn named(
    shell: &Shell,
    desk: &Desk,
    matches: &ArgMatches,
    rows: Vec<UnitRow>,
) -> Result<Vec<UnitLine>, Stop> {
    let mut guests = std::collections::HashMap::new();
    if let Some(looker) = Looker::of(shell, desk, matches)? {
        for id in rows.iter().filter_map(guest_of) {
            if let Some(guest) = desk.guest(id)?.filter(|guest| looker.may_see(guest)) {
                guests.insert(id, guest);
            }
        }
        let right = looker.reveal(shell, desk, "units", guests.len())?;
        let names = desk.names()?;
        let in_full = |id: GuestId| {
            let Some(person) = guests.get(&id).and_then(|row| row.person.as_ref()) else {
                return names.guest(id);
            };
            let phone = person.phone.as_ref().map(|p| p.expose(&right).as_str()).unwrap_or_default();
            format!("{} {phone}", person.name.expose(&right)).trim_end().to_owned()
        };
        return lines(desk, rows, in_full);
    }
    let names = desk.names()?;
    lines(desk, rows, |id| names.guest(id))
}

fn lines(desk: &Desk, rows: Vec<UnitRow>, guest: impl Fn(GuestId) -> String) -> Result<Vec<UnitLine>, Stop> {
    let names = desk.names()?;
    let line = |row: UnitRow| {
        let holder = row.unit.hold.map(|h| h.consultant).or(row.unit.reservation.map(|r| r.consultant));
        let holder = holder.and_then(|id| names.staff(id).map(str::to_owned));
        let waiting = row.unit.waitlist.iter();
        let waiting =
            waiting.map(|w| (names.guest(w.guest), names.staff(w.consultant).map(str::to_owned))).collect();
        let guest = guest_of(&row).map(&guest);
        UnitLine { row, holder, guest, waiting }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The status with what a consultant must know before they offer the unit: `销控 自留`, `可售 抵押 候补1`.
fn status_cell(unit: &Unit, lang: Lang) -> String {
    let mut notes: Vec<String> = Vec::new();
    if let Some(withheld) = &unit.withheld {
        notes.push(withheld.reason.text().get(lang).to_owned());
    }
    for kind in EncumbranceKind::ALL {
        // Sale 销控 may have the same reason: once is enough.
        let note = kind.text().get(lang).to_owned();
        if unit.encumbrances.iter().any(|e| e.kind == *kind) && !notes.contains(&note) {
            notes.push(note);
        }
    }
    if !unit.waitlist.is_empty() {
        notes.push(say!(words::WAITING, count = unit.waitlist.len()).in_lang(lang));
    }
    let status = unit.status.text();
    if notes.is_empty() {
        return status.get(lang).to_owned();
    }
    let notes = notes.join(if lang == Lang::Zh { " " } else { ", " });
    say!(words::STATUS_NOTED, status = status, notes = notes).in_lang(lang)
}

fn area_cell(area: Area, unit: &Unit) -> String {
    if unit.facts.area_derived { format!("{area}{DERIVED}") } else { area.to_string() }
}

/// Under the table: how many of which status, and what they come to.
fn sum_up(lines: &[UnitLine], lang: Lang) -> Result<(), Stop> {
    let units = || lines.iter().map(|line| &line.row.unit);
    let statuses: Vec<Arg> = Status::ALL
        .iter()
        .map(|status| (status, units().filter(|unit| unit.status == *status).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| say!(words::STATUS_COUNT, status = status.text(), count = count).into())
        .collect();
    let area: Area = units().map(|unit| unit.facts.gross_area).sum();
    let total: Fen = units().map(|unit| unit.price.quote.total).sum();
    let sum = say!(words::UNITS_SUM, count = lines.len(), statuses = statuses, area = area, total = total);
    output::line(&sum.in_lang(lang))?;
    if units().any(|unit| unit.facts.area_derived) {
        output::line(words::AREA_DERIVED.get(lang))?;
    }
    Ok(())
}

fn columns(lang: Lang, tz_min: i32) -> Columns<UnitLine> {
    let time = move |at: Option<Millis>| at.map_or(Value::Null, |at| json!(at.local(tz_min).rfc3339()));
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    Columns::default()
        .text("unit", words::H_UNIT, |l: &UnitLine| l.row.id.to_string())
        .data("building", |l| json!(l.row.id.building()))
        .data("section", |l| json!(l.row.id.section()))
        .data("floor", |l| json!(l.row.unit.facts.floor))
        .data("room", |l| json!(l.row.id.room()))
        .both(
            "status",
            words::H_STATUS,
            |l| json!(l.row.unit.status.code()),
            move |l| status_cell(&l.row.unit, lang),
        )
        .both(
            "gross_area_m2",
            words::H_GROSS,
            |l| json!(l.row.unit.facts.gross_area.as_m2()),
            |l| area_cell(l.row.unit.facts.gross_area, &l.row.unit),
        )
        .both(
            "net_area_m2",
            words::H_NET,
            |l| json!(l.row.unit.facts.net_area.map(Area::as_m2)),
            |l| l.row.unit.facts.net_area.map_or(String::new(), |area| area_cell(area, &l.row.unit)),
        )
        .data("area_derived", |l| json!(l.row.unit.facts.area_derived))
        .both(
            "list_unit_price_fen",
            words::H_UNIT_PRICE,
            |l| json!(l.row.unit.price.quote.unit_price.0),
            |l| l.row.unit.price.quote.unit_price.to_string(),
        )
        .both(
            "list_total_fen",
            words::H_TOTAL,
            |l| json!(l.row.unit.price.quote.total.0),
            |l| l.row.unit.price.quote.total.to_string(),
        )
        .data("price_basis", |l| json!(l.row.unit.price.quote.basis))
        .data("price_version", |l| json!(l.row.unit.price.version))
        .both(
            "layout",
            words::H_LAYOUT,
            |l| json!(l.row.unit.facts.layout),
            move |l| optional(&l.row.unit.facts.layout),
        )
        .data("orientation", |l| json!(l.row.unit.facts.orientation))
        .data("usage", |l| json!(l.row.unit.facts.usage))
        .data("permit", |l| json!(l.row.unit.permit))
        .data("withheld_reason", |l| json!(l.row.unit.withheld.as_ref().map(|w| w.reason.code())))
        .both(
            "hold_until",
            words::H_UNTIL,
            move |l| time(l.row.unit.hold.map(|h| h.until)),
            move |l| {
                let until = l.row.unit.hold.map(|h| h.until).or(l.row.unit.reservation.map(|r| r.until));
                until.map_or(String::new(), |at| at.local(tz_min).to_string())
            },
        )
        .both(
            "held_by",
            words::H_HELD_BY,
            |l| json!(l.row.unit.hold.and(l.holder.as_ref())),
            move |l| optional(&l.holder),
        )
        .data("reserved_until", move |l| time(l.row.unit.reservation.map(|r| r.until)))
        .data("reserved_by", |l| json!(l.row.unit.reservation.and(l.holder.as_ref())))
        .both("guest", words::H_GUEST, |l| json!(l.guest), move |l| optional(&l.guest))
        .data("waiting", |l| json!(l.row.unit.waitlist.len()))
        .data("waitlist", move |l| {
            let waiting = l.row.unit.waitlist.iter().zip(&l.waiting).map(|(waiting, (guest, consultant))| {
                json!({"guest": guest, "consultant": consultant, "since": waiting.since.local(tz_min).rfc3339()})
            });
            Value::Array(waiting.collect())
        })
        .data("encumbrances", |l| {
            let live = l
                .row
                .unit
                .encumbrances
                .iter()
                .map(|e| json!({"kind": e.kind.code(), "document": e.document, "consent": e.consent}));
            Value::Array(live.collect())
        })
        .data("version", |l| json!(l.row.version))
}
