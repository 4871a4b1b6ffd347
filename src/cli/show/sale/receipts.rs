//! Receipts.

use clap::ArgMatches;
use serde_json::json;

use super::super::given;
use super::{Whom, fen};
use crate::cli::output::{Columns, Format};
use crate::cli::{Shell, Stop, output};
use crate::desk::Desk;
use crate::domain::receipt::{Receipt, ReceiptId};
use crate::paper::sale::{find_deal, people_of};
use crate::text::{listed as words, sale, shell};

struct ReceiptLine {
    id: ReceiptId,
    receipt: Receipt,
    unit: String,
    buyers: Vec<String>,
    by: String,
}

pub(in crate::cli::show) fn receipts(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let only = given(matches, "deal").map(|text| find_deal(desk, text)).transpose()?.map(|(id, _)| id);
    let mut all = desk.receipts()?;
    all.retain(|(_, receipt)| only.is_none_or(|only| receipt.deal == only));
    let mut people = Vec::new();
    let mut deals = std::collections::BTreeMap::new();
    for (_, receipt) in &all {
        if let Some(deal) = desk.deal(receipt.deal)? {
            people.extend(people_of(desk, &deal)?);
            deals.insert(receipt.deal, deal);
        }
    }
    let whom = Whom::of(shell, desk, matches, "receipts", &people)?;
    let names = desk.names()?;
    let line = |(id, receipt): (ReceiptId, Receipt)| {
        let deal = deals.get(&receipt.deal);
        ReceiptLine {
            id,
            unit: deal.and_then(|d| d.unit.as_ref()).map(ToString::to_string).unwrap_or_default(),
            buyers: deal.map(|deal| whom.buyers(&names, deal)).unwrap_or_default(),
            by: names.staff(receipt.by).unwrap_or_default().to_owned(),
            receipt,
        }
    };
    let lines: Vec<ReceiptLine> = all.into_iter().map(line).collect();
    let moved = |l: &ReceiptLine| l.receipt.movement;
    let columns = Columns::<ReceiptLine>::default()
        .text("receipt", sale::F_RECEIPT, |l: &ReceiptLine| l.id.to_string())
        .text("day", words::H_DAY, |l: &ReceiptLine| l.receipt.day.to_string())
        .text("deal", sale::F_DEAL, |l: &ReceiptLine| l.receipt.deal.to_string())
        .text("unit", shell::H_UNIT, |l: &ReceiptLine| l.unit.clone())
        .both("buyers", words::H_BUYERS, |l| json!(l.buyers), |l| l.buyers.join(", "))
        .both(
            "from",
            words::H_FROM,
            move |l| json!(moved(l).map(|m| m.from.code())),
            move |l| moved(l).map_or("", |m| m.from.text().get(lang)).to_owned(),
        )
        .both(
            "to",
            words::H_TO,
            move |l| json!(moved(l).map(|m| m.to.code())),
            move |l| moved(l).map_or("", |m| m.to.text().get(lang)).to_owned(),
        )
        .both(
            "amount_fen",
            sale::F_AMOUNT,
            move |l| json!(moved(l).map(|m| m.amount.0)),
            move |l| fen(moved(l).map(|m| m.amount)),
        )
        .both(
            "method",
            sale::F_METHOD,
            |l| json!(l.receipt.method.map(crate::domain::receipt::Method::code)),
            move |l| l.receipt.method.map_or("", |m| m.text().get(lang)).to_owned(),
        )
        .both(
            "voids",
            words::H_VOIDS,
            |l| json!(l.receipt.voids.map(|id| id.to_string())),
            |l| l.receipt.voids.map(|id| id.to_string()).unwrap_or_default(),
        )
        .both(
            "voided_by",
            words::H_VOIDED_BY,
            |l| json!(l.receipt.voided_by.map(|id| id.to_string())),
            |l| l.receipt.voided_by.map(|id| id.to_string()).unwrap_or_default(),
        )
        .text("by", words::H_WRITTEN_BY, |l: &ReceiptLine| l.by.clone())
        .text("note", words::H_NOTE, |l: &ReceiptLine| l.receipt.note.clone());
    output::list(&lines, &columns, Format::of(matches), words::NO_RECEIPTS, lang)
}
