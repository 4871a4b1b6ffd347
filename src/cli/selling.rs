//! `anchang print` for the forms of a sale: from a deal, a receipt, a numbered form, some days, or a unit without a deal.

use clap::ArgMatches;

use super::looker::Looker;
use super::print::{day, filled, one_guest, print};
use super::{Shell, Stop};
use crate::desk::{Desk, GuestRow};
use crate::domain::clean::fold_width;
use crate::domain::day::Date;
use crate::domain::deal::DealId;
use crate::domain::money::Fen;
use crate::domain::paper::PaperId;
use crate::domain::person::Exposure;
use crate::domain::ppm::Ppm;
use crate::domain::receipt::{Method, ReceiptId};
use crate::domain::tax::Holding;
use crate::domain::unit_id::UnitId;
use crate::paper::{Form, Sight, change, complaint, sale, voucher};
use crate::say;
use crate::text::{changed, forms as words};
use crate::tui::{About, App};

/// Somebody who may see, and the right they were given.
pub(super) struct Seen(Option<(Looker, Exposure)>);

impl Seen {
    /// Asks and logs, before anything is shown.
    pub(super) fn of(
        shell: &Shell,
        desk: &Desk,
        matches: &ArgMatches,
        form: Form,
        people: &[GuestRow],
    ) -> Result<Self, Stop> {
        let Some(looker) = Looker::of(shell, desk, matches)? else { return Ok(Self(None)) };
        let seen = people.iter().filter(|row| looker.may_see(row)).count();
        let right = looker.reveal(shell, desk, form.code(), seen)?;
        Ok(Self(Some((looker, right))))
    }

    pub(super) fn sight(&self) -> Option<Sight<'_>> {
        self.0.as_ref().map(|(looker, right)| looker.sight(right))
    }
}

pub(super) fn typed<'m>(matches: &'m ArgMatches, name: &str) -> &'m str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}

pub(super) fn run(shell: &Shell, desk: &Desk, form: Form, matches: &ArgMatches) -> Result<(), Stop> {
    let seller = &shell.seller;
    match form {
        Form::Receipt => {
            let text = typed(matches, "receipt");
            let none = || Stop::Say(say!(words::NO_SUCH_RECEIPT, text = text), 1);
            let id = ReceiptId::parse(text).ok_or_else(none)?;
            let receipt = desk.receipts()?.into_iter().find(|(number, _)| *number == id).ok_or_else(none)?.1;
            let deal = desk.deal(receipt.deal)?.ok_or_else(none)?;
            let seen = Seen::of(shell, desk, matches, form, &sale::people_of(desk, &deal)?)?;
            let sheet = || Ok(sale::receipt(desk, id, seen.sight(), seller)?);
            print(shell, desk, matches, form, &id.to_string(), sheet)
        }
        Form::Waiver => {
            let text = typed(matches, "paper");
            let none = || Stop::Say(say!(words::NO_SUCH_PAPER, text = text), 1);
            let id = PaperId::parse(text).ok_or_else(none)?;
            let paper = desk.papers()?.into_iter().find(|(number, _)| *number == id).ok_or_else(none)?.1;
            let deal = paper.deal.map(|deal| desk.deal(deal)).transpose()?.flatten().ok_or_else(none)?;
            let seen = Seen::of(shell, desk, matches, form, &sale::people_of(desk, &deal)?)?;
            let copy = usize::from(matches.get_one::<u8>("copy").copied().unwrap_or(1));
            let sheet = || Ok(sale::waiver(desk, id, copy, seen.sight(), seller)?);
            print(shell, desk, matches, form, &format!("{id}-{copy}"), sheet)
        }
        Form::Sales => {
            let (from, to) = (day(desk, matches, "from")?, day(desk, matches, "to")?);
            if from > to {
                return Err(say!(crate::text::paper::DAYS_BACKWARDS, from = from, to = to).into());
            }
            let people = sale::people_between(desk, "deals", (from, to))?;
            let seen = Seen::of(shell, desk, matches, form, &people)?;
            let sheet = || Ok(sale::sales(desk, (from, to), seen.sight(), seller)?);
            print(shell, desk, matches, form, &format!("{from}-{to}"), sheet)
        }
        Form::PurchasePlan => plan(shell, desk, matches),
        _ => {
            let (id, deal) = sale::find_deal(desk, typed(matches, "deal"))?;
            // Refused before anybody is asked for a PIN.
            sale::sheet(desk, form, id, None, seller)?;
            let seen = Seen::of(shell, desk, matches, form, &sale::people_of(desk, &deal)?)?;
            let sheet = || Ok(sale::sheet(desk, form, id, seen.sight(), seller)?);
            print(shell, desk, matches, form, &id.to_string(), sheet)
        }
    }
}

/// A form as the terminal asks for it: in full where a reason is given, which is logged first.
pub(super) fn on_screen(
    shell: &Shell,
    app: &App,
    form: Form,
    about: About,
    reason: &str,
) -> Result<String, Stop> {
    let (desk, seller) = (app.desk(), &shell.seller);
    // A form of a change tells what was asked for last; where nothing was, it is for the pen.
    let about = match about {
        About::Deal(deal) if change::is_of_change(form) => {
            let (deal, app) = change::find(desk, form, &deal.to_string(), false)?;
            About::Change(deal, app)
        }
        about => about,
    };
    let sheet = |sight: Option<Sight>| -> Result<serde_json::Value, Stop> {
        let sheet = match about {
            About::Deal(deal) => return of_deal(desk, form, deal, sight, seller),
            About::Change(deal, app) => {
                serde_json::to_value(change::sheet(desk, form, deal, app, sight, seller)?)
            }
            About::Complaint(id) => serde_json::to_value(complaint::sheet(desk, id, sight, seller)?),
        };
        sheet.map_err(|wrong| not_so(form, &wrong))
    };
    // Refused before anything is logged.
    sheet(None)?;
    let looker = match app.who() {
        Some(who) if !reason.is_empty() => Some(Looker::because(desk, who, reason)?),
        _ => None,
    };
    let right = match &looker {
        Some(looker) => {
            let people = match about {
                About::Deal(deal) => change::people(desk, deal, None)?,
                About::Change(deal, app) => change::people(desk, deal, app)?,
                About::Complaint(id) => complaint::people(desk, &complaint::find(desk, &id.to_string())?.1)?,
            };
            let seen = people.iter().filter(|row| looker.may_see(row)).count();
            Some(looker.reveal_on_screen(desk, form.code(), seen)?)
        }
        None => None,
    };
    let sight = || looker.as_ref().zip(right.as_ref()).map(|(looker, right)| looker.sight(right));
    filled(shell, desk, form, || sheet(sight()))
}

fn not_so(form: Form, wrong: &serde_json::Error) -> Stop {
    Stop::Say(say!(words::NOT_SO, text = wrong.to_string(), arg = form.text()), 19)
}

/// A form of a subscription; of its receipts the last one.
fn of_deal(
    desk: &Desk,
    form: Form,
    deal: DealId,
    sight: Option<Sight>,
    seller: &sale::Seller,
) -> Result<serde_json::Value, Stop> {
    let none = || Stop::Say(say!(words::NO_SUCH_DEAL_OR_UNIT, text = deal), 1);
    desk.deal(deal)?.ok_or_else(none)?;
    let sheet = match form {
        Form::Voucher => {
            let receipts = desk.receipts()?;
            let own = receipts.iter().filter(|(_, r)| r.deal == deal && r.method == Some(Method::Voucher));
            let Some((id, _)) = own.max_by_key(|(id, _)| *id) else {
                return Err(say!(changed::NO_VOUCHER_OF, deal = deal).into());
            };
            serde_json::to_value(voucher::sheet(desk, *id, sight, seller)?)
        }
        Form::Receipt => {
            let receipts = desk.receipts()?;
            let own = receipts.iter().filter(|(_, r)| r.deal == deal && r.method != Some(Method::Voucher));
            let Some(id) = own.map(|(id, _)| *id).max() else {
                return Err(say!(words::NO_RECEIPT_YET, deal = deal).into());
            };
            serde_json::to_value(sale::receipt(desk, id, sight, seller)?)
        }
        Form::PurchasePlan => {
            let wanted = sale::Wanted::default();
            serde_json::to_value(sale::plan_of_deal(desk, &deal.to_string(), &wanted, sight, seller)?)
        }
        _ => serde_json::to_value(sale::sheet(desk, form, deal, sight, seller)?),
    };
    sheet.map_err(|wrong| not_so(form, &wrong))
}

fn plan(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let (form, seller) = (Form::PurchasePlan, &shell.seller);
    let wanted = wanted(desk, matches)?;
    let deal = typed(matches, "deal");
    if !deal.is_empty() {
        let (id, found) = sale::find_deal(desk, deal)?;
        let seen = Seen::of(shell, desk, matches, form, &sale::people_of(desk, &found)?)?;
        let sheet = || Ok(sale::plan_of_deal(desk, &id.to_string(), &wanted, seen.sight(), seller)?);
        return print(shell, desk, matches, form, &id.to_string(), sheet);
    }
    let text = typed(matches, "unit");
    if text.is_empty() {
        return Err(crate::text::Say::from(words::PLAN_OF_WHAT).into());
    }
    let none = || Stop::Say(say!(words::NO_SUCH_UNIT, text = text), 1);
    let id: UnitId = text.parse().map_err(|_| none())?;
    let row = desk.unit(&id)?.ok_or_else(none)?;
    let guest = match typed(matches, "guest") {
        "" => None,
        text => Some(one_guest(desk, text)?.guest.id),
    };
    let people: Vec<GuestRow> = guest.map(|id| desk.guest(id)).transpose()?.flatten().into_iter().collect();
    let seen = Seen::of(shell, desk, matches, form, &people)?;
    let sheet = || Ok(sale::plan_of_unit(desk, &row, guest, &wanted, seen.sight(), seller)?);
    print(shell, desk, matches, form, &id.to_string(), sheet)
}

fn wanted(desk: &Desk, matches: &ArgMatches) -> Result<sale::Wanted, Stop> {
    fn read<T>(
        matches: &ArgMatches,
        name: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Stop> {
        let Some(text) = matches.get_one::<String>(name) else { return Ok(None) };
        let wrong = || Stop::from(say!(words::NOT_SO, text = text, arg = format!("--{name}")));
        read(text).map(Some).ok_or_else(wrong)
    }
    let today = desk.today();
    let named = fold_width(typed(matches, "discounts"));
    let discounts = named.split([',', '、', ';']).map(str::trim).filter(|text| !text.is_empty());
    Ok(sale::Wanted {
        down: read(matches, "down", Ppm::parse)?,
        years: matches.get_one::<u32>("years").copied(),
        fund: read(matches, "fund", Fen::parse)?,
        holding: read(matches, "holding", Holding::from_code)?,
        valid: read(matches, "valid", |text| Date::parse(text)?.ahead(today))?,
        discounts: discounts.map(str::to_owned).collect(),
        owners: 1,
    })
}
