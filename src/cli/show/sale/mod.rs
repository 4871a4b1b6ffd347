//! Subscriptions, applications, receipts, numbered forms and discounts as lists: what the lists share.

pub(super) mod applications;
pub(super) mod deals;
pub(super) mod discounts;
pub(super) mod papers;
pub(super) mod receipts;

use clap::ArgMatches;

use super::given;
use crate::cli::looker::Looker;
use crate::cli::{Shell, Stop};
use crate::desk::{Desk, Names};
use crate::domain::choice::Choice;
use crate::domain::clean::fold_width;
use crate::domain::deal::Deal;
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::permission::Role;
use crate::say;
use crate::text::{Arg, shell};

/// One of a closed list, by its code or its words in either language.
fn chosen(arg: &'static str, text: &str, known: &[Choice]) -> Result<&'static str, Stop> {
    let folded = fold_width(text).trim().to_lowercase();
    let fits = |c: &&Choice| c.code == folded || c.text.zh == folded || c.text.en.to_lowercase() == folded;
    known.iter().find(fits).map(|c| c.code).ok_or_else(|| {
        let codes: Vec<Arg> = known.iter().map(|c| c.code.into()).collect();
        say!(shell::INVALID_VALUE_OF, arg = arg, value = text, valid = codes).into()
    })
}

fn role(matches: &ArgMatches) -> Result<Option<Role>, Stop> {
    let Some(text) = given(matches, "waits-for") else { return Ok(None) };
    let known: Vec<Choice> = Role::ALL.iter().map(|r| Choice { code: r.code(), text: r.text() }).collect();
    let code = chosen("--waits-for", text, &known)?;
    Ok(Role::ALL.into_iter().find(|role| role.code() == code))
}

/// Names in full for whoever may see them, once that is logged; masked otherwise.
pub(in crate::cli::show) struct Whom {
    full: std::collections::HashMap<GuestId, String>,
}

impl Whom {
    pub(in crate::cli::show) fn of(
        shell: &Shell,
        desk: &Desk,
        matches: &ArgMatches,
        what: &'static str,
        rows: &[crate::desk::GuestRow],
    ) -> Result<Self, Stop> {
        let mut full = std::collections::HashMap::new();
        if let Some(looker) = Looker::of(shell, desk, matches)? {
            let seen: std::collections::BTreeMap<GuestId, _> =
                rows.iter().filter(|row| looker.may_see(row)).map(|row| (row.id, row)).collect();
            let right = looker.reveal(shell, desk, what, seen.len())?;
            for (id, row) in seen {
                let Some(person) = &row.person else { continue };
                let phone =
                    person.phone.as_ref().map(|phone| phone.expose(&right).as_str()).unwrap_or_default();
                full.insert(id, format!("{} {phone}", person.name.expose(&right)).trim_end().to_owned());
            }
        }
        Ok(Self { full })
    }

    pub(in crate::cli::show) fn called(&self, names: &Names, id: GuestId) -> String {
        self.full.get(&id).cloned().unwrap_or_else(|| names.guest(id))
    }

    /// The buyers of a deal, first to last.
    pub(in crate::cli::show) fn buyers(&self, names: &Names, deal: &Deal) -> Vec<String> {
        match &deal.terms {
            Some(terms) => terms.buyers.iter().map(|buyer| self.called(names, buyer.guest)).collect(),
            None => vec![self.called(names, deal.guest)],
        }
    }
}

fn fen(fen: Option<Fen>) -> String {
    fen.map(|fen| fen.to_string()).unwrap_or_default()
}
