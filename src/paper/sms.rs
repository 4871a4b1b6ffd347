//! Short messages 短信 (RULES 3.5): texts with their blanks filled, for a person to copy, print and send. Only a surname is
//! in them, never a full name; who sent one and when is an action (`deal.remind`).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::desk::{Desk, StoreError, Which};
use crate::domain::application::{Decision, Request};
use crate::domain::choice::choices;
use crate::domain::complaint::{Complaint, ComplaintId};
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealId, Step};
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::staff::StaffId;
use crate::text::{Lang, sms as words};

const SHIPPED: &str = include_str!("../../assets/sms/texts.toml");

choices! {
    /// Which message.
    Sms {
        /// 来访感谢
        Thanks = "thanks", words::THANKS;
        /// 预约提醒
        Appointment = "appointment", words::APPOINTMENT;
        /// 认购恭喜
        Congratulation = "congratulation", words::CONGRATULATION;
        /// 签约提醒
        Remind = "remind", words::REMIND;
        /// 延期批准
        Extended = "extended", words::EXTENDED;
        /// 延期不批准
        NotExtended = "not_extended", words::NOT_EXTENDED;
        /// 催签
        Demand = "demand", words::DEMAND;
        /// 应收提醒
        Balance = "balance", words::BALANCE;
        /// 投诉已受理
        Complaint = "complaint", words::COMPLAINT;
        /// 投诉已办结
        ComplaintClosed = "complaint_closed", words::COMPLAINT_CLOSED;
    }
}

/// A short message in both languages, with its blanks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    zh: String,
    en: String,
}

/// Why a message cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum NoSms {
    /// The office's own file is wrong: what is wrong with it.
    #[error("{0}")]
    Wrong(String),
    /// A blank of the wording that this message has nothing for.
    #[error("{{{0}}}")]
    Blank(String),
    /// It would say what is not so.
    #[error("not so")]
    NotSo,
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What fills the blanks.
type Blanks = BTreeMap<&'static str, String>;

impl Sms {
    /// The message about a deal; the day is the one that matters for it.
    ///
    /// # Errors
    /// The wording is wrong, or asks for something that the deal does not have.
    pub fn about_deal(
        self,
        desk: &Desk,
        id: DealId,
        deal: &Deal,
        folder: Option<&Path>,
        lang: Lang,
    ) -> Result<String, NoSms> {
        if !self.is_so(desk, id, deal)? {
            return Err(NoSms::NotSo);
        }
        let mut blanks = base(desk, Some(deal.guest), Some(deal.consultant), lang)?;
        blanks.insert("number", id.to_string());
        blanks.insert("unit", deal.unit.as_ref().map(ToString::to_string).unwrap_or_default());
        let agreed = deal.terms.as_ref().map(|terms| terms.sign_by);
        let day = if self == Self::Balance { deal.balance_by } else { deal.sign_by.or(agreed) };
        if let Some(day) = day {
            blanks.insert("day", day.to_string());
            let (now, tz_min) = desk.now();
            blanks.insert("days", day.until(Day::of(now, tz_min)).max(0).to_string());
        }
        let amount = if self == Self::Balance { deal.deposit_missing() } else { deal.deposited() };
        blanks.insert("amount", amount.to_string());
        fill(self, &blanks, folder, lang)
    }

    /// Whether what the message says has happened: nobody is congratulated on what they do not have, or told of an
    /// extension that was not granted.
    fn is_so(self, desk: &Desk, id: DealId, deal: &Deal) -> Result<bool, StoreError> {
        let today = desk.today();
        Ok(match self {
            Self::Congratulation | Self::Remind => deal.is_live() && deal.is_done(Step::Grid),
            Self::Demand => deal.is_overdue(today) && deal.settled.is_none(),
            Self::Balance => deal.is_live() && deal.deposit_missing() > Fen::ZERO,
            Self::Extended => deal.is_live() && !deal.extensions.is_empty(),
            Self::NotExtended => {
                let all = desk.applications(Which::All)?;
                let of = all.iter().filter(|(_, app)| app.deal == Some(id));
                let last = of
                    .filter(|(_, app)| matches!(app.request, Some(Request::Extension { .. })))
                    .max_by_key(|(number, _)| *number);
                last.is_some_and(|(_, app)| {
                    app.decided.last().is_some_and(|d| d.decision == Decision::Refused)
                })
            }
            Self::Thanks | Self::Appointment | Self::Complaint | Self::ComplaintClosed => true,
        })
    }

    /// The message about a complaint.
    ///
    /// # Errors
    /// As [`Sms::about_deal`].
    pub fn about_complaint(
        self,
        desk: &Desk,
        id: ComplaintId,
        complaint: &Complaint,
        folder: Option<&Path>,
        lang: Lang,
    ) -> Result<String, NoSms> {
        if self == Self::ComplaintClosed && complaint.is_open() {
            return Err(NoSms::NotSo);
        }
        let mut blanks = base(desk, complaint.guest, complaint.handler, lang)?;
        let (_, tz_min) = desk.now();
        blanks.insert("number", id.to_string());
        blanks.insert("day", complaint.reply_by.local(tz_min).to_string());
        blanks.insert("unit", complaint.unit.as_ref().map(ToString::to_string).unwrap_or_default());
        fill(self, &blanks, folder, lang)
    }

    /// The message to a guest: thanks for a visit, or an appointment.
    ///
    /// # Errors
    /// As [`Sms::about_deal`].
    pub fn to_guest(
        self,
        desk: &Desk,
        id: GuestId,
        folder: Option<&Path>,
        lang: Lang,
    ) -> Result<String, NoSms> {
        let guest = desk.guest_now(id)?;
        let consultant = guest.as_ref().and_then(|guest| guest.consultant);
        let mut blanks = base(desk, Some(id), consultant, lang)?;
        let (_, tz_min) = desk.now();
        if let Some(appointment) = guest.and_then(|guest| guest.appointment) {
            blanks.insert("day", appointment.at.local(tz_min).to_string());
        }
        fill(self, &blanks, folder, lang)
    }
}

/// The blanks that every message has.
fn base(
    desk: &Desk,
    guest: Option<GuestId>,
    consultant: Option<StaffId>,
    lang: Lang,
) -> Result<Blanks, StoreError> {
    let row = guest.map(|guest| desk.guest(guest)).transpose()?.flatten();
    let surname = row.and_then(|row| row.person).map(|person| {
        let masked = person.name.masked_name();
        masked.trim_end_matches('*').to_owned()
    });
    let surname = surname.map_or_else(
        || words::CUSTOMER.get(lang).to_owned(),
        |surname| crate::say!(words::SURNAME, surname = surname).in_lang(lang),
    );
    let names = desk.names()?;
    let name = consultant.and_then(|who| names.staff(who).map(str::to_owned)).unwrap_or_default();
    let phone = consultant.map(|who| desk.staff_phone(who)).transpose()?.flatten();
    let mut blanks: Blanks =
        [("surname", surname), ("project", desk.project()?.name), ("consultant", name)].into_iter().collect();
    // Nobody is asked to call a number that is not there.
    if let Some(phone) = phone {
        blanks.insert("phone", phone);
    }
    Ok(blanks)
}

/// A message as a page to be printed.
pub fn page(title: &str, text: &str) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (title, text) = (escaped(title), escaped(text));
    format!(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><h1>{title}</h1>\n<p>{text}</p></body></html>\n"
    )
}

/// The office's own wordings of short messages under `folder`, else ours.
///
/// # Errors
/// [`NoSms::Wrong`]: the office's own cannot be read.
pub fn wordings(folder: Option<&Path>) -> Result<BTreeMap<String, Wording>, NoSms> {
    let own = folder.map(|folder| folder.join("sms").join("texts.toml"));
    let text = match own.map(std::fs::read_to_string) {
        Some(Ok(text)) => text,
        Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(NoSms::Wrong(error.to_string()));
        }
        Some(Err(_)) | None => SHIPPED.to_owned(),
    };
    toml::from_str(&text).map_err(|error| NoSms::Wrong(error.to_string()))
}

fn fill(sms: Sms, blanks: &Blanks, folder: Option<&Path>, lang: Lang) -> Result<String, NoSms> {
    let table = wordings(folder)?;
    let wording = table.get(sms.code()).ok_or_else(|| NoSms::Wrong(format!("[{}]", sms.code())))?;
    let pattern = match lang {
        Lang::Zh => &wording.zh,
        Lang::En => &wording.en,
    };
    let mut out = String::new();
    let mut rest = pattern.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').ok_or_else(|| NoSms::Blank(after.to_owned()))?;
        let value = blanks.get(name).ok_or_else(|| NoSms::Blank(name.to_owned()))?;
        if value.is_empty() {
            // A colleague without a phone number leaves no gap either.
            out.truncate(out.trim_end().len());
        }
        out.push_str(value);
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_has_a_wording_in_both_languages_with_blanks_that_exist() {
        let table: BTreeMap<String, Wording> = toml::from_str(SHIPPED).unwrap();
        let known = ["surname", "unit", "day", "days", "amount", "consultant", "phone", "project", "number"];
        for sms in Sms::ALL {
            let wording = &table[sms.code()];
            for text in [&wording.zh, &wording.en] {
                for blank in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
                    assert!(known.contains(&blank.0), "{}: {}", sms.code(), blank.0);
                }
            }
        }
        assert_eq!(table.len(), Sms::ALL.len());
    }

    #[test]
    fn a_blank_that_nothing_fills_is_an_error_and_never_a_gap() {
        let blanks: Blanks = [("surname", "张".to_owned())].into_iter().collect();
        assert!(matches!(fill(Sms::Remind, &blanks, None, Lang::Zh), Err(NoSms::Blank(_))));
    }
}
