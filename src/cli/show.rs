//! `anchang show`: every board as plain text. Personal data is masked unless `--reveal REASON`, which is logged.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::doing::reveal;
use super::output::{self, Columns, Format};
use super::{Shell, Stop};
use crate::desk::{
    Desk, DueRow, GuestRow, LogFilter, Names, StaffRow, StoredEvent, UnitRow, event_in_words, subject,
};
use crate::domain::due::DueKind;
use crate::domain::guest::GuestId;
use crate::domain::hex::hex;
use crate::domain::moment::{self, Millis};
use crate::domain::permission::Role;
use crate::domain::person::Exposure;
use crate::domain::policy::{PARAMS, Param};
use crate::domain::staff::StaffId;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Arg, Lang, Say, people, shell as words};

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let desk = shell.desk()?;
    match matches.subcommand() {
        Some(("units", m)) => units(shell, &desk, m),
        Some(("staff", m)) => staff(shell, &desk, m),
        Some(("guests", m)) => guests(shell, &desk, m),
        Some(("log", m)) => log(shell, &desk, m),
        Some(("due", m)) => due(shell, &desk, m),
        Some(("policy", m)) => policy(shell, &desk, m),
        _ => Err(Say::from(words::NO_SUBCOMMAND).into()),
    }
}

fn given<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m String> {
    matches.get_one::<String>(name)
}

fn one_staff(desk: &Desk, name: &str) -> Result<StaffId, Stop> {
    Ok(desk.find_staff(name)?.id)
}

/// A unit with the names that belong to it.
struct UnitLine {
    row: UnitRow,
    holder: Option<String>,
    guest: Option<String>,
}

fn units(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let holder = given(matches, "held-by").map(|name| one_staff(desk, name)).transpose()?;
    let only: Option<UnitId> = match given(matches, "unit") {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| say!(words::NOT_A_UNIT, text = text))?),
    };
    let keep = |row: &UnitRow| {
        let same = |name: &str, value: &str| given(matches, name).is_none_or(|wanted| wanted == value);
        let held_by = row.unit.hold.map(|h| h.consultant).or(row.unit.reservation.map(|r| r.consultant));
        same("building", row.id.building())
            && same("section", row.id.section())
            && same("status", row.unit.status.code())
            && matches.get_one::<i32>("floor").is_none_or(|floor| *floor == row.unit.facts.floor)
            && holder.is_none_or(|holder| held_by == Some(holder))
            && only.as_ref().is_none_or(|only| *only == row.id)
    };
    let all = match given(matches, "as-of") {
        None => desk.units()?,
        Some(text) => {
            let at =
                moment::parse(text, desk.now().1).ok_or_else(|| say!(words::NOT_A_MOMENT, text = text))?;
            desk.units_as_of(at)?
        }
    };
    let rows: Vec<UnitRow> = all.into_iter().filter(keep).collect();
    let guest_of =
        |row: &UnitRow| row.unit.hold.and_then(|h| h.guest).or(row.unit.reservation.map(|r| r.guest));
    let with_guest = rows.iter().filter(|row| guest_of(row).is_some()).count();
    let right = reveal(shell, desk, matches, "units", with_guest)?;
    let names = desk.names()?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let holder = row.unit.hold.map(|h| h.consultant).or(row.unit.reservation.map(|r| r.consultant));
        let guest = match guest_of(&row) {
            None => None,
            Some(id) => {
                Some(guest_name(desk, &names, id, right.as_ref().map(|(who, right)| (who.staff, right)))?)
            }
        };
        let holder = holder.and_then(|id| names.staff(id).map(str::to_owned));
        lines.push(UnitLine { row, holder, guest });
    }
    output::list(&lines, &unit_columns(shell.lang, desk.now().1), Format::of(matches), shell.lang)
}

fn unit_columns(lang: Lang, tz_min: i32) -> Columns<UnitLine> {
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
            move |l| l.row.unit.status.text().get(lang).to_owned(),
        )
        .both(
            "gross_area_m2",
            words::H_GROSS,
            |l| json!(l.row.unit.facts.gross_area.as_m2()),
            |l| l.row.unit.facts.gross_area.to_string(),
        )
        .both(
            "net_area_m2",
            words::H_NET,
            |l| json!(l.row.unit.facts.net_area.map(crate::domain::area::Area::as_m2)),
            |l| l.row.unit.facts.net_area.map_or(String::new(), |a| a.to_string()),
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
        .data("waitlist", |l| json!(l.row.unit.waitlist.len()))
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

/// A guest's name: masked, or in full for who has the right to it. A consultant has it for their own guests
/// (RULES 1.0, 本人客户).
fn guest_name(
    desk: &Desk,
    names: &Names,
    id: GuestId,
    right: Option<(StaffId, &Exposure)>,
) -> Result<String, Stop> {
    if let Some((who, right)) = right
        && let Some(row) = desk.guest(id)?
        && may_see(desk, who, &row)?
        && let Some(person) = &row.person
    {
        let phone = person.phone.as_ref().map(|p| p.expose(right).as_str()).unwrap_or_default();
        return Ok(format!("{} {phone}", person.name.expose(right)).trim_end().to_owned());
    }
    Ok(names.guest(id))
}

fn may_see(desk: &Desk, who: StaffId, guest: &GuestRow) -> Result<bool, Stop> {
    let roles = desk.staff()?.into_iter().find(|s| s.id == who).map(|s| s.staff.roles).unwrap_or_default();
    let only_own = !roles.iter().any(|r| !matches!(r, Role::Consultant | Role::TeamLead));
    Ok(!only_own || guest.guest.consultant == Some(who))
}

fn staff(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let tz_min = desk.now().1;
    let columns = Columns::<StaffRow>::default()
        .both("staff", words::H_NUMBER, |r: &StaffRow| json!(r.id.0), |r| format!("#{}", r.id.0))
        .text("name", words::H_NAME, |r: &StaffRow| r.name.clone())
        .both(
            "roles",
            words::H_ROLES,
            |r| json!(r.staff.roles),
            move |r| {
                let roles: Vec<Arg> = r.staff.roles.iter().map(|role| role.text().into()).collect();
                Arg::List(roles).in_lang(lang)
            },
        )
        .both(
            "active",
            words::H_ACTIVE,
            |r| json!(r.staff.active),
            move |r| {
                if r.staff.active { crate::text::common::YES } else { crate::text::common::NO }
                    .get(lang)
                    .to_owned()
            },
        )
        .both(
            "locked_until",
            words::H_LOCKED_UNTIL,
            move |r| r.staff.locked_until.map_or(Value::Null, |at| json!(at.local(tz_min).rfc3339())),
            move |r| r.staff.locked_until.map_or(String::new(), |at| at.local(tz_min).to_string()),
        );
    output::list(&desk.staff()?, &columns, Format::of(matches), lang)
}

fn guests(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let rows = desk.guests()?;
    let right = reveal(shell, desk, matches, "guests", rows.len())?;
    let names = desk.names()?;
    let mut lines: Vec<(i64, String, String, Option<String>)> = Vec::with_capacity(rows.len());
    for row in &rows {
        let seen = right.as_ref().filter(|_| row.person.is_some());
        let seen = match seen {
            Some((who, right)) if may_see(desk, who.staff, row)? => Some(right),
            _ => None,
        };
        let (name, phone) = match (&row.person, seen) {
            (None, _) => (String::new(), String::new()),
            (Some(p), Some(right)) => (
                p.name.expose(right).clone(),
                p.phone.as_ref().map(|x| x.expose(right).clone()).unwrap_or_default(),
            ),
            (Some(p), None) => (
                p.name.masked_name(),
                p.phone.as_ref().map(crate::domain::person::Pii::masked_number).unwrap_or_default(),
            ),
        };
        let consultant = row.guest.consultant.and_then(|id| names.staff(id).map(str::to_owned));
        lines.push((row.id.0, name, phone, consultant));
    }
    let columns = Columns::<(i64, String, String, Option<String>)>::default()
        .both(
            "guest",
            words::H_NUMBER,
            |r: &(i64, String, String, Option<String>)| json!(r.0),
            |r| format!("#{}", r.0),
        )
        .text("name", words::H_NAME, |r: &(i64, String, String, Option<String>)| r.1.clone())
        .text("phone", words::H_PHONE, |r: &(i64, String, String, Option<String>)| r.2.clone())
        .both("consultant", words::H_CONSULTANT, |r| json!(r.3), |r| r.3.clone().unwrap_or_default());
    output::list(&lines, &columns, Format::of(matches), shell.lang)
}

/// An event with its names.
struct LogLine {
    event: StoredEvent,
    actor: String,
    approver: Option<String>,
    about: String,
    words: String,
}

fn log(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let stream = match (given(matches, "unit"), given(matches, "stream")) {
        (Some(text), _) => {
            let id: UnitId = text.parse().map_err(|_| say!(words::NOT_A_UNIT, text = text))?;
            Some(format!("unit:{id}"))
        }
        (None, stream) => stream.cloned(),
    };
    let filter = LogFilter {
        since: matches.get_one::<i64>("since").copied().unwrap_or_default(),
        stream,
        kind: given(matches, "type").cloned(),
        actor: given(matches, "by").map(|name| one_staff(desk, name)).transpose()?,
        last: matches.get_one::<i64>("last").copied(),
    };
    let names = desk.names()?;
    let lang = shell.lang;
    let name =
        |id: i64| names.staff(StaffId(id)).map_or_else(|| people::SYSTEM.get(lang).to_owned(), str::to_owned);
    let mut lines = Vec::new();
    for event in desk.log(&filter)? {
        let words = names.fill(event_in_words(&event)?).in_lang(lang);
        let about = subject(&event).map_or(String::new(), |s| {
            names.fill(Say { text: words::PLAIN, args: vec![("text", s)] }).in_lang(lang)
        });
        lines.push(LogLine {
            actor: name(event.actor),
            approver: event.approver.map(name),
            about,
            words,
            event,
        });
    }
    let at = |e: &StoredEvent| Millis(e.wall).local(i32::try_from(e.tz_min).unwrap_or(0));
    let columns = Columns::<LogLine>::default()
        .both("seq", words::H_SEQ, |l: &LogLine| json!(l.event.seq), |l| l.event.seq.to_string())
        .both("at", words::H_AT, move |l| json!(at(&l.event).rfc3339()), move |l| at(&l.event).to_string())
        .data("actor", |l| json!(l.event.actor))
        .text("by", words::H_BY, |l: &LogLine| l.actor.clone())
        .both(
            "approved_by",
            words::H_APPROVED_BY,
            |l| json!(l.approver),
            |l| l.approver.clone().unwrap_or_default(),
        )
        .data("stream", |l| json!(l.event.stream))
        .data("stream_ver", |l| json!(l.event.stream_ver))
        .data("type", |l| json!(l.event.kind))
        .data("ver", |l| json!(l.event.ver))
        .both("about", words::H_ABOUT, |l| json!(l.about), |l| l.about.clone())
        .text("words", words::H_EVENT, |l: &LogLine| l.words.clone())
        .data("station", |l| json!(l.event.station))
        .data("reverses", |l| json!(l.event.reverses))
        .data("payload", |l| serde_json::from_str(&l.event.payload).unwrap_or(Value::Null))
        .both("hash", words::H_HASH, |l| json!(hex(&l.event.hash)), |l| crate::desk::short(&l.event.hash));
    output::list(&lines, &columns, Format::of(matches), lang)
}

fn due(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let owner = given(matches, "owner").map(|name| one_staff(desk, name)).transpose()?;
    let kind =
        match given(matches, "kind") {
            None => None,
            Some(code) => {
                let known: Vec<Arg> = DueKind::ALL.iter().map(|k| k.code().into()).collect();
                let found = DueKind::ALL.iter().copied().find(|k| k.code() == code);
                Some(found.ok_or_else(|| {
                    say!(words::INVALID_VALUE_OF, arg = "--kind", value = code, valid = known)
                })?)
            }
        };
    let rows: Vec<DueRow> = desk
        .dues()?
        .into_iter()
        .filter(|d| owner.is_none_or(|o| d.owner == o) && kind.is_none_or(|k| d.kind == k))
        .collect();
    let names = desk.names()?;
    let owners: Vec<(DueRow, String)> = rows
        .into_iter()
        .map(|d| {
            let owner = names.staff(d.owner).unwrap_or_default().to_owned();
            (d, owner)
        })
        .collect();
    let (now, tz_min) = desk.now();
    let columns = Columns::<(DueRow, String)>::default()
        .both(
            "at",
            words::H_AT,
            move |(d, _): &(DueRow, String)| json!(d.at.local(tz_min).rfc3339()),
            move |(d, _)| d.at.local(tz_min).to_string(),
        )
        .both(
            "kind",
            words::H_KIND,
            |(d, _)| json!(d.kind.code()),
            move |(d, _)| d.kind.text().get(lang).to_owned(),
        )
        .both(
            "about",
            words::H_ABOUT,
            |(d, _)| json!(d.stream),
            |(d, _)| d.stream.split_once(':').map_or(d.stream.as_str(), |(_, key)| key).to_owned(),
        )
        .text("owner", words::H_OWNER, |(_, owner): &(DueRow, String)| owner.clone())
        .both(
            "minutes_left",
            words::H_MINUTES_LEFT,
            move |(d, _)| json!((d.at.0 - now.0).div_euclid(60_000)),
            move |(d, _)| (d.at.0 - now.0).div_euclid(60_000).to_string(),
        );
    output::list(&owners, &columns, Format::of(matches), lang)
}

fn policy(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let policy = desk.policy()?;
    let rows: Vec<(Param, i64)> = PARAMS.iter().map(|p| (*p, policy.get(p))).collect();
    let columns = Columns::<(Param, i64)>::default()
        .text("name", words::H_PARAM, |(p, _): &(Param, i64)| p.name.to_owned())
        .both(
            "text",
            words::H_WHAT,
            move |(p, _)| json!(p.text.get(lang)),
            move |(p, _)| p.text.get(lang).to_owned(),
        )
        .both("value", words::H_VALUE, |(_, v)| json!(v), |(_, v)| v.to_string())
        .both(
            "measure",
            words::H_MEASURE,
            move |(p, _)| json!(p.measure.text().get(lang)),
            move |(p, _)| p.measure.text().get(lang).to_owned(),
        )
        .both("default", words::H_DEFAULT, |(p, _)| json!(p.default), |(p, _)| p.default.to_string())
        .text("rule", words::H_RULE, |(p, _): &(Param, i64)| p.rule.to_owned());
    output::list(&rows, &columns, Format::of(matches), lang)
}
