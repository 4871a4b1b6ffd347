//! Printed forms 表单 (RULES 3.1) and what stands on exported lists. A form is data, filled here from what the desk
//! reads, and a template that an office may edit. What this room refuses: writing files, and showing personal data
//! without a [`Sight`].

mod fields;
pub mod register;
pub mod roster;
pub mod ruling;
pub mod sms;
mod template;

use serde::Serialize;

use crate::desk::{Desk, GuestRow, Head, StoreError, short};
use crate::domain::guest::GuestId;
use crate::domain::person::{Exposure, Pii};
use crate::domain::staff::StaffId;
use crate::text::{Lang, Text, paper as words};

pub use template::{Wrong, render};

/// A printed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 带客轮班表
    Roster,
    /// 来访登记表
    Visits,
    /// 来电登记表
    Calls,
    /// 判客裁定书
    Ruling,
}

impl Form {
    /// As typed: `roster`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Visits => "visits",
            Self::Calls => "calls",
            Self::Ruling => "ruling",
        }
    }

    /// What it is called.
    pub const fn text(self) -> Text {
        match self {
            Self::Roster => words::ROSTER,
            Self::Visits => words::VISITS,
            Self::Calls => words::CALLS,
            Self::Ruling => words::RULING,
        }
    }

    /// The file of its template. Both registers are one form with other questions.
    pub const fn template(self) -> &'static str {
        match self {
            Self::Roster => "roster.html",
            Self::Visits | Self::Calls => "register.html",
            Self::Ruling => "ruling.html",
        }
    }
}

/// What stands at the foot of every form: who printed what of which log, so that a paper can be held against the file
/// (DESIGN 4).
#[derive(Debug, Clone, Serialize)]
pub struct Foot {
    project: String,
    printed: String,
    station: String,
    seq: i64,
    hash: String,
}

impl Foot {
    /// As of `head`, printed at this station now.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(desk: &Desk, head: &Head, station: &str) -> Result<Self, StoreError> {
        let (now, tz_min) = desk.now();
        Ok(Self {
            project: desk.project()?.name,
            printed: now.local(tz_min).to_string(),
            station: station.to_owned(),
            seq: head.seq,
            hash: short(&head.hash),
        })
    }
}

/// The right to see personal data, and of whom: given after it was logged.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    /// The right.
    pub right: &'a Exposure,
    /// Only this consultant's own guests (RULES 1.0, 本人客户).
    pub only_of: Option<StaffId>,
}

impl<'a> Sight<'a> {
    /// The right to see this guest.
    pub fn on(&self, guest: &GuestRow) -> Option<&'a Exposure> {
        let may = self.only_of.is_none_or(|who| guest.guest.consultant == Some(who));
        may.then_some(self.right)
    }
}

/// Surname and the phone's tail 姓+尾号 (RULES 3.1): `张 5678`. `#12` for somebody who was forgotten.
fn surname_and_tail(desk: &Desk, id: GuestId) -> Result<String, StoreError> {
    let row = desk.guest(id)?;
    let Some(person) = row.and_then(|row| row.person) else { return Ok(format!("#{}", id.0)) };
    let phone = person.phone.as_ref().map(Pii::masked_number).unwrap_or_default();
    let tail = phone.rsplit('*').next().unwrap_or_default();
    Ok(format!("{} {tail}", person.name.masked_name().trim_end_matches('*')).trim().to_owned())
}

/// In one language, with names filled in.
fn said(names: &crate::desk::Names, say: impl Into<crate::text::Say>, lang: Lang) -> String {
    names.fill(say.into()).in_lang(lang)
}
