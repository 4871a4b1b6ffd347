//! `anchang print` for changes before the contract, complaints, vouchers, the day sheet, and short messages.

use clap::ArgMatches;

use super::print::{one_guest, print};
use super::selling::{Seen, typed};
use super::{Shell, Stop, USAGE, config, output};
use crate::desk::Desk;
use crate::domain::day::{Date, Day};
use crate::domain::receipt::ReceiptId;
use crate::paper::sms::{NoSms, Sms};
use crate::paper::{Form, change, complaint, evening, sale, voucher};
use crate::say;
use crate::text::{Arg, changed as words, forms, guest, shell as shell_words};

/// The forms that are printed here.
pub(super) const FORMS: &[Form] = &[
    Form::Extension,
    Form::ExtensionAnswer,
    Form::Release,
    Form::Forfeit,
    Form::Swap,
    Form::Rename,
    Form::Replan,
    Form::Demand,
    Form::Rescission,
    Form::Complaint,
    Form::Voucher,
    Form::Day,
];

pub(super) fn run(shell: &Shell, desk: &Desk, form: Form, matches: &ArgMatches) -> Result<(), Stop> {
    let seller = &shell.seller;
    match form {
        Form::Complaint => {
            let (id, found) = complaint::find(desk, typed(matches, "complaint"))?;
            let seen = Seen::of(shell, desk, matches, form, &complaint::people(desk, &found)?)?;
            let sheet = || Ok(complaint::sheet(desk, id, seen.sight(), seller)?);
            print(shell, desk, matches, form, &id.to_string(), sheet)
        }
        Form::Voucher => {
            let text = typed(matches, "receipt");
            let none = || Stop::Say(say!(forms::NO_SUCH_RECEIPT, text = text), 1);
            let id = ReceiptId::parse(text).ok_or_else(none)?;
            let (receipt, _) = voucher::of(desk, id)?;
            let deal = desk.deal(receipt.deal)?.ok_or_else(none)?;
            let seen = Seen::of(shell, desk, matches, form, &sale::people_of(desk, &deal)?)?;
            let sheet = || Ok(voucher::sheet(desk, id, seen.sight(), seller)?);
            print(shell, desk, matches, form, &id.to_string(), sheet)
        }
        Form::Day => {
            let day = the_day(desk, matches)?;
            let sheet = || Ok(evening::sheet(desk, day, seller)?);
            print(shell, desk, matches, form, &day.to_string(), sheet)
        }
        _ => {
            let anew = matches.try_get_one::<bool>("new").ok().flatten().copied().unwrap_or(false);
            let (deal, app) = change::find(desk, form, typed(matches, "about"), anew)?;
            // Refused before anybody is asked for a PIN.
            change::sheet(desk, form, deal, app, None, seller)?;
            let seen = Seen::of(shell, desk, matches, form, &change::people(desk, deal, app)?)?;
            let sheet = || Ok(change::sheet(desk, form, deal, app, seen.sight(), seller)?);
            let about = app.map_or_else(|| deal.to_string(), |app| app.to_string());
            print(shell, desk, matches, form, &about, sheet)
        }
    }
}

/// The day that is meant: today where it is left out, never one to come.
pub(super) fn the_day(desk: &Desk, matches: &ArgMatches) -> Result<Day, Stop> {
    let text = typed(matches, "day");
    let today = desk.today();
    if text.is_empty() {
        return Ok(today);
    }
    let day = Date::parse(text).and_then(|date| date.back(today));
    let day = day.ok_or_else(|| Stop::from(say!(guest::NOT_A_DATE, text = text)))?;
    if day > today {
        return Err(Stop::Say(say!(crate::text::close::DAY_AHEAD, day = day), 1));
    }
    Ok(day)
}

/// A short message as text, for a person to copy and send.
pub(super) fn sms(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let kind = typed(matches, "kind");
    let known: Vec<Arg> = Sms::ALL.iter().map(|sms| sms.code().into()).collect();
    let sms = Sms::from_code(kind).ok_or_else(|| {
        Stop::from(say!(shell_words::INVALID_VALUE_OF, arg = "--kind", value = kind, valid = known))
    })?;
    let about = typed(matches, "about");
    let folder = config::path().and_then(|path| path.parent().map(std::path::Path::to_owned));
    let (folder, lang) = (folder.as_deref(), shell.lang);
    let text = match sms {
        Sms::Thanks | Sms::Appointment => {
            let candidate = one_guest(desk, about)?;
            sms.to_guest(desk, candidate.guest.id, folder, lang)
        }
        Sms::Complaint | Sms::ComplaintClosed => {
            let (id, found) = complaint::find(desk, about)?;
            sms.about_complaint(desk, id, &found, folder, lang)
        }
        _ => {
            let (id, deal) = sale::find_deal(desk, about)?;
            sms.about_deal(desk, id, &deal, folder, lang)
        }
    };
    match text {
        Ok(text) => output::line(&text),
        Err(NoSms::Store(error)) => Err(error.into()),
        Err(NoSms::NotSo) => Err(Stop::Say(say!(words::SMS_NOT_SO, kind = sms.text(), about = about), 1)),
        Err(NoSms::Blank(what)) => {
            let what = match what.as_str() {
                "phone" => words::BLANK_PHONE.into(),
                "day" => words::BLANK_DAY.into(),
                _ => Arg::from(what),
            };
            Err(Stop::Say(say!(words::SMS_BLANK, what = what), 1))
        }
        Err(NoSms::Wrong(what)) => {
            let path =
                folder.map(|f| f.join("sms").join("texts.toml").display().to_string()).unwrap_or_default();
            Err(Stop::Say(say!(words::SMS_WRONG, path = path, what = what), USAGE))
        }
    }
}
