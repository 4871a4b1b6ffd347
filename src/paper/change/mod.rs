//! The forms of changes before the contract 变更 (RULES 1.5, 1.8, 3.1): one sheet is filled from a deal and an application
//! about it, and each template shows of it what its form asks. Without an application the form is printed with what is
//! known and spaces for the rest: the buyer fills and signs it first.

mod list;
mod sheet;
mod story;

use super::Form;
use super::sale;
use crate::desk::{Desk, Failure, GuestRow, Which};
use crate::domain::application::{AppId, AppKind, Request};
use crate::domain::clean::fold_width;
use crate::domain::deal::{Buyer, DealId};
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::changed as words;
use story::Story;

pub use list::{changes, people as people_of_changes};
pub use sheet::{Sheet, sheet};

/// Which applications a form is about; `None` for the notices.
const fn kind_of(form: Form) -> Option<AppKind> {
    match form {
        Form::Extension | Form::ExtensionAnswer => Some(AppKind::Extension),
        Form::Release | Form::Forfeit => Some(AppKind::Release),
        Form::Swap => Some(AppKind::Swap),
        Form::Rename => Some(AppKind::Buyers),
        Form::Replan => Some(AppKind::Plan),
        _ => None,
    }
}

/// Whether a form tells of an application that changes or ends a subscription.
pub const fn is_of_change(form: Form) -> bool {
    kind_of(form).is_some()
}

/// What a form is about, as typed: `SP-0031`, or a deal or its unit with the application of this kind that runs, else the
/// last one. `anew` leaves earlier applications out: a form to be filled.
///
/// # Errors
/// There is none such, it is about something else, or what the store says.
pub fn find(desk: &Desk, form: Form, typed: &str, anew: bool) -> Result<(DealId, Option<AppId>), Failure> {
    let kind = kind_of(form);
    if fold_width(typed).trim().to_uppercase().starts_with("SP") {
        let refuse = |say| Failure::from(Refusal::new("RULES 1.8", say).at("application"));
        let none = || refuse(say!(words::NO_SUCH_APPLICATION, text = typed));
        let id = AppId::parse(typed).ok_or_else(none)?;
        let app = desk.application(id)?.ok_or_else(none)?;
        let fits = kind.is_none() || app.request.as_ref().map(Request::kind) == kind;
        let Some(deal) = app.deal.filter(|_| fits) else {
            return Err(refuse(say!(words::APPLICATION_OF_ANOTHER, application = id, form = form.text())));
        };
        return Ok((deal, Some(id)));
    }
    let (id, deal) = sale::find_deal(desk, typed)?;
    let Some(kind) = kind.filter(|_| !anew) else { return Ok((id, None)) };
    let mut of_kind: Vec<AppId> = Vec::new();
    for (app, state) in desk.applications(Which::All)? {
        if state.deal == Some(id) && state.request.as_ref().is_some_and(|request| request.kind() == kind) {
            of_kind.push(app);
        }
    }
    let running = deal.change.filter(|app| of_kind.contains(app));
    Ok((id, running.or(of_kind.into_iter().max())))
}

/// Everybody whom the sheet would name.
///
/// # Errors
/// What the store says.
pub fn people(desk: &Desk, id: DealId, application: Option<AppId>) -> Result<Vec<GuestRow>, Failure> {
    let mut rows = match desk.deal(id)? {
        Some(deal) => sale::people_of(desk, &deal)?,
        None => Vec::new(),
    };
    let Some(id) = application else { return Ok(rows) };
    let app = desk.application(id)?.unwrap_or_default();
    let mut more: Vec<Buyer> = Vec::new();
    if let (Some(Request::Buyers { buyers, .. }), Some(deal)) = (app.request, app.deal) {
        more.extend(buyers);
        more.extend(Story::of(desk, deal, &desk.names()?, Some(id))?.buyers);
    }
    for buyer in more {
        for guest in [Some(buyer.guest), buyer.guardian].into_iter().flatten() {
            if !rows.iter().any(|row| row.id == guest) {
                rows.extend(sale::now(desk, guest)?);
            }
        }
    }
    Ok(rows)
}
