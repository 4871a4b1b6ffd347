//! Vouchers 转账单, 换票单 (RULES 1.8): money that moves within the office, every movement of one step on one sheet.

use serde::Serialize;

use super::Sight;
use super::sale::{LANG, Person, Seller, buyers};
use crate::desk::{Desk, Failure};
use crate::domain::capital::capital;
use crate::domain::receipt::{Method, Receipt, ReceiptId};
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::{change, changed as words, forms};

/// The sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    title: &'static str,
    number: String,
    day: String,
    at: String,
    by: String,
    note: String,
    deal: String,
    seller: Seller,
    masked: bool,
    buyers: Vec<Person>,
    lines: Vec<Line>,
    /// Old receipts are taken in and new ones written, and no money moves.
    exchange: bool,
}

/// A movement.
#[derive(Debug, Clone, Serialize)]
struct Line {
    number: String,
    deal: String,
    unit: String,
    from: &'static str,
    to: &'static str,
    amount: String,
    capital: String,
    void: String,
}

/// The voucher with this number and those of the same step.
///
/// # Errors
/// No such receipt, one that is no voucher, or what the store says.
pub fn of(desk: &Desk, id: ReceiptId) -> Result<(Receipt, Vec<(ReceiptId, Receipt)>), Failure> {
    let refuse = |say| Failure::from(Refusal::new("RULES 1.8", say).at("receipt"));
    let all = desk.receipts()?;
    let found = all.iter().find(|(number, _)| *number == id);
    let (_, receipt) = found.ok_or_else(|| refuse(say!(forms::NO_SUCH_RECEIPT, text = id)))?;
    if receipt.method != Some(Method::Voucher) {
        return Err(refuse(say!(words::NO_VOUCHER, receipt = id)));
    }
    let receipt = receipt.clone();
    // One step writes all of its vouchers at one moment.
    let same = |other: &Receipt| {
        other.method == Some(Method::Voucher) && other.at == receipt.at && other.note == receipt.note
    };
    let step = all.iter().filter(|(_, other)| same(other)).cloned().collect();
    Ok((receipt, step))
}

/// The sheet of a voucher.
///
/// # Errors
/// As [`of`].
pub fn sheet(desk: &Desk, id: ReceiptId, sight: Option<Sight>, seller: &Seller) -> Result<Sheet, Failure> {
    let (receipt, step) = of(desk, id)?;
    let (names, (_, tz_min)) = (desk.names()?, desk.now());
    let deal = desk.deal(receipt.deal)?.unwrap_or_default();
    let mut lines = Vec::new();
    for (number, one) in step {
        let Some(movement) = one.movement else { continue };
        let unit = desk.deal(one.deal)?.and_then(|deal| deal.unit);
        lines.push(Line {
            number: number.to_string(),
            deal: one.deal.to_string(),
            unit: unit.map(|unit| unit.to_string()).unwrap_or_default(),
            from: movement.from.text().get(LANG),
            to: movement.to.text().get(LANG),
            amount: movement.amount.to_string(),
            capital: capital(movement.amount),
            void: one.voided_by.map(|by| by.to_string()).unwrap_or_default(),
        });
    }
    let exchange = receipt.note == change::EXCHANGE_OF_RECEIPTS.zh;
    Ok(Sheet {
        title: if exchange { words::EXCHANGE_SLIP } else { words::TRANSFER_SLIP }.get(LANG),
        number: id.to_string(),
        day: receipt.day.to_string(),
        at: receipt.at.local(tz_min).to_string(),
        by: names.staff(receipt.by).unwrap_or_default().to_owned(),
        note: receipt.note.clone(),
        deal: receipt.deal.to_string(),
        seller: seller.clone(),
        masked: sight.is_none(),
        buyers: buyers(desk, &deal, sight)?,
        lines,
        exchange,
    })
}
