//! A receipt 定金收据 (RULES 1.4 ⑦, 1.16: figures and capitals).

use serde::Serialize;

use super::people::{Person, buyers};
use super::{LANG, Seller, Sight};
use crate::desk::{Desk, Failure};
use crate::domain::capital::capital;
use crate::domain::deal::Account;
use crate::domain::money::Fen;
use crate::domain::receipt::{Method, Pocket, ReceiptId};
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::{changed, forms as words};

/// A receipt, filled in.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    number: String,
    day: String,
    at: String,
    deal: String,
    unit: String,
    seller: Seller,
    masked: bool,
    buyers: Vec<Person>,
    amount: String,
    capital: String,
    /// 款项
    what: String,
    from: &'static str,
    to: &'static str,
    method: &'static str,
    /// It was taken back by this one.
    voided_by: String,
    /// It takes this one back.
    voids: String,
    note: String,
    by: String,
    form_no: String,
    deposit: String,
    deposit_capital: String,
    paid: String,
    missing: String,
    rest_by: String,
    /// The money goes to the buyer.
    to_buyer: bool,
    /// It is paid back 退款, and takes no receipt back.
    back: bool,
}

/// The sheet of one receipt.
///
/// # Errors
/// No such receipt, or what the store says.
pub fn receipt(desk: &Desk, id: ReceiptId, sight: Option<Sight>, seller: &Seller) -> Result<Sheet, Failure> {
    let none = || Failure::from(Refusal::new("RULES 1.4", say!(words::NO_SUCH_RECEIPT, text = id)));
    let found = desk.receipts()?.into_iter().find(|(number, _)| *number == id);
    let (_, receipt) = found.ok_or_else(none)?;
    let movement = receipt.movement.ok_or_else(none)?;
    if receipt.method == Some(Method::Voucher) {
        let refusal = Refusal::new("RULES 1.8", say!(changed::IS_VOUCHER, receipt = id)).at("receipt");
        return Err(refusal.typed(say!(changed::PRINT_VOUCHER, receipt = id)).into());
    }
    let deal = desk.deal(receipt.deal)?.ok_or_else(none)?;
    let (names, (_, tz_min)) = (desk.names()?, desk.now());
    // As it was when it was written, however often it is printed.
    let upto = deal.account.postings.iter().take_while(|posting| posting.receipt <= id).copied().collect();
    let deposited = Account { postings: upto }.deposited();
    let agreed = deal.terms.as_ref().map(|terms| terms.deposit).unwrap_or_default();
    let pocket = |pocket: Pocket| pocket.text().get(LANG);
    Ok(Sheet {
        number: id.to_string(),
        day: receipt.day.to_string(),
        at: receipt.at.local(tz_min).to_string(),
        deal: receipt.deal.to_string(),
        unit: deal.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        seller: seller.clone(),
        masked: sight.is_none(),
        buyers: buyers(desk, &deal, sight)?,
        amount: movement.amount.to_string(),
        capital: capital(movement.amount),
        what: movement.purpose().in_lang(LANG),
        from: pocket(movement.from),
        to: pocket(movement.to),
        method: receipt.method.map(|method| method.text().get(LANG)).unwrap_or_default(),
        voided_by: receipt.voided_by.map(|by| by.to_string()).unwrap_or_default(),
        voids: receipt.voids.map(|voids| voids.to_string()).unwrap_or_default(),
        note: receipt.note,
        by: names.staff(receipt.by).unwrap_or_default().to_owned(),
        form_no: deal.paper.map(|paper| paper.to_string()).unwrap_or_default(),
        deposit: agreed.to_string(),
        deposit_capital: capital(agreed),
        paid: deposited.to_string(),
        missing: (agreed - deposited).max(Fen::ZERO).to_string(),
        rest_by: deal.balance_by.map(|day| day.to_string()).unwrap_or_default(),
        to_buyer: movement.to == Pocket::Buyer,
        back: movement.to == Pocket::Buyer && receipt.voids.is_none(),
    })
}
