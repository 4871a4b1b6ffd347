//! The waiver of a lost paper 遗失声明 (RULES 1.8): declared in writing, signed by the manager, the number void.

use serde::Serialize;

use super::people::{Person, buyers};
use super::{LANG, Seller, Sight};
use crate::desk::{Desk, Failure};
use crate::domain::paper::{Keeper, PaperId, Place};
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::{forms as words, sale};

/// The waiver of one copy.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    day: String,
    paper: String,
    kind: &'static str,
    copy: usize,
    label: String,
    keeper: String,
    /// The number of the declaration, once it is recorded.
    statement: String,
    void: String,
    deal: String,
    unit: String,
    price: String,
    seller: Seller,
    masked: bool,
    buyers: Vec<Person>,
}

/// The sheet for one copy of a numbered form, from 1.
///
/// # Errors
/// No such form or copy, or what the store says.
pub fn waiver(
    desk: &Desk,
    id: PaperId,
    copy: usize,
    sight: Option<Sight>,
    seller: &Seller,
) -> Result<Sheet, Failure> {
    let none = || Failure::from(Refusal::new("RULES 1.8", say!(words::NO_SUCH_PAPER, text = id)));
    let (_, paper) = desk.papers()?.into_iter().find(|(number, _)| *number == id).ok_or_else(none)?;
    let number = paper.deal.ok_or_else(none)?;
    let deal = desk.deal(number)?.ok_or_else(none)?;
    let place = copy.checked_sub(1).and_then(|at| paper.copies.get(at)).ok_or_else(|| {
        Refusal::new("RULES 1.8", say!(sale::NO_SUCH_COPY, paper = id, most = paper.copies.len()))
    })?;
    let (keeper, statement) = match place {
        Place::With(keeper) => (Some(*keeper), String::new()),
        Place::Lost(statement) => (Keeper::ALL.get(copy - 1).copied(), statement.clone()),
        Place::Drawn | Place::Recalled => (None, String::new()),
    };
    Ok(Sheet {
        day: desk.today().to_string(),
        paper: id.to_string(),
        kind: id.kind.text().get(LANG),
        copy,
        label: say!(words::COPY_OF, no = copy, of = paper.copies.len()).in_lang(LANG),
        keeper: keeper.map(|keeper| keeper.text().get(LANG).to_owned()).unwrap_or_default(),
        statement,
        void: paper.void.clone().unwrap_or_default(),
        deal: number.to_string(),
        unit: deal.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        price: deal.terms.as_ref().map(|_| deal.price().to_string()).unwrap_or_default(),
        seller: seller.clone(),
        masked: sight.is_none(),
        buyers: buyers(desk, &deal, sight)?,
    })
}
