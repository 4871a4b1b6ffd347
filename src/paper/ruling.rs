//! The ruling on whose guest somebody is 判客裁定书 (RULES 1.2), with the evidence in the order of the rules.

use serde::Serialize;

use super::said;
use crate::desk::{Candidate, Desk, LogFilter, Names, StoreError};
use crate::domain::attribution::{Kind, Whose};
use crate::domain::event::EventSet;
use crate::domain::guest::GuestEvent;
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;
use crate::text::Lang;

/// The sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    day: String,
    guest: String,
    number: i64,
    verdict: Vec<String>,
    evidence: Vec<Piece>,
    /// The last ruling; none where the manager has not ruled, and the sheet is the place to.
    ruling: Option<Ruling>,
    /// The consultants whom it is about, to sign.
    parties: Vec<String>,
}

/// A piece of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct Piece {
    at: String,
    ground: String,
    kind: String,
    whose: String,
    standing: String,
    /// Days of protection left, and the last of them.
    days_left: String,
    until: String,
    rule: &'static str,
    seq: i64,
    /// In a relative's record.
    relation: String,
    /// It decides today.
    decides: bool,
}

/// A ruling.
#[derive(Debug, Clone, Serialize)]
pub struct Ruling {
    at: String,
    whose: String,
    reason: String,
    rules: String,
    evidence: String,
    by: String,
    approver: String,
    seq: i64,
}

/// The sheet of one guest, masked.
///
/// # Errors
/// What the store says.
pub fn sheet(desk: &Desk, candidate: &Candidate, lang: Lang) -> Result<Sheet, StoreError> {
    let names = desk.names()?;
    let (_, tz_min) = desk.now();
    let attribution = &candidate.attribution;
    let pieces = attribution.evidence.iter().enumerate().map(|(at, e)| Piece {
        at: e.at.local(tz_min).to_string(),
        ground: e.ground.text().get(lang).to_owned(),
        kind: e.kind.text().get(lang).to_owned(),
        whose: said(&names, e.whose.say(), lang),
        standing: e.standing.text().get(lang).to_owned(),
        days_left: e.days_left.map(|days| days.to_string()).unwrap_or_default(),
        until: e.days_left.map(|days| desk.today().plus(days).to_string()).unwrap_or_default(),
        rule: e.ground.rule(),
        seq: e.seq,
        relation: e.relation.map(|relation| relation.text().get(lang).to_owned()).unwrap_or_default(),
        decides: attribution.by == Some(at),
    });
    let mut parties: Vec<StaffId> = Vec::new();
    for whose in attribution.evidence.iter().map(|e| &e.whose) {
        if let Whose::Consultants(shares) = whose {
            for share in shares {
                if !parties.contains(&share.consultant) {
                    parties.push(share.consultant);
                }
            }
        }
    }
    Ok(Sheet {
        day: desk.today().to_string(),
        guest: candidate.guest.masked.clone(),
        number: candidate.guest.id.0,
        verdict: attribution.verdict().into_iter().map(|say| said(&names, say, lang)).collect(),
        evidence: pieces.collect(),
        ruling: ruling(desk, candidate, &names, tz_min, lang)?,
        parties: parties.into_iter().filter_map(|who| names.staff(who).map(str::to_owned)).collect(),
    })
}

/// The last ruling among the evidence.
fn ruling(
    desk: &Desk,
    candidate: &Candidate,
    names: &Names,
    tz_min: i32,
    lang: Lang,
) -> Result<Option<Ruling>, StoreError> {
    let all =
        candidate.attribution.evidence.iter().filter(|e| e.kind == Kind::Ruling && e.relation.is_none());
    let Some(piece) = all.max_by_key(|e| e.seq) else { return Ok(None) };
    let filter = LogFilter {
        since: piece.seq - 1,
        stream: Some(format!("guest:{}", piece.guest.0)),
        kind: Some("guest.ruled".to_owned()),
        ..LogFilter::default()
    };
    let found = desk.log(&filter)?.into_iter().find(|event| event.seq == piece.seq);
    let Some(event) = found else { return Ok(None) };
    let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
    let GuestEvent::Ruled { reason, rules, evidence, .. } =
        GuestEvent::decode(&event.kind, version, &event.payload)?
    else {
        return Ok(None);
    };
    let staff = |id: i64| names.staff(StaffId(id)).unwrap_or_default().to_owned();
    let numbers: Vec<String> = evidence.iter().map(|seq| format!("#{seq}")).collect();
    Ok(Some(Ruling {
        at: Millis(event.effective).local(tz_min).to_string(),
        whose: said(names, piece.whose.say(), lang),
        reason,
        rules: rules.join(", "),
        evidence: numbers.join(" "),
        by: staff(event.actor),
        approver: event.approver.map(staff).unwrap_or_default(),
        seq: event.seq,
    }))
}
