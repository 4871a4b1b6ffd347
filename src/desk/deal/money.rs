//! Deposits in, receipts back: every movement with a receipt of its own (RULES 1.4 ⑦).

use super::{Deal, DealId, Deed, Failure, Filled, on_deal};
use crate::desk::deed::about;
use crate::domain::deal::Received;
use crate::domain::permission::Role;
use crate::domain::receipt::{Method, Movement, Receipt, ReceiptEvent, ReceiptId};
use crate::domain::refusal::Refusal;
use crate::domain::unit::Unit;
use crate::store::Tracked;
use crate::text::sale as words;

/// Takes deposit money in: what is due now where no amount is said.
pub(super) fn receive(deed: &mut Deed, id: DealId, f: &Filled) -> Result<(), Failure> {
    let deal: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    let due = deal.state.deposit_due();
    let amount = f.money("amount").copied().unwrap_or(due);
    let method = Filled::need(f.choice("method").and_then(|code| Method::from_code(code)), "method")?;
    let receipt = ReceiptId(deed.work.next_key::<Receipt>()?);
    if method == Method::Voucher {
        // No money changes hands by one: it moves between deals.
        let refusal = Refusal::new("RULES 1.4", words::VOUCHER_IS_NO_MONEY).at("method");
        return Err(refusal.try_this(words::VOUCHER_IS_NO_MONEY_REMEDY).into());
    }
    if let Some(unit) = &deal.state.unit {
        let state = deed.work.load::<Unit>(&unit.to_string())?.state;
        state.decide_take_money().map_err(|refusal| about(unit, refusal.at("deal")))?;
    }
    let (events, movement) = deal.state.decide_receive(id, Received { amount, receipt }, &deed.ctx())?;
    issue(deed, receipt, id, movement, method, None, f.text("note"))?;
    on_deal(deed, id, |_, _, _| Ok(events))?;
    deed.created = Some(receipt.to_string());
    Ok(())
}

/// Writes a receipt out.
pub(in crate::desk) fn issue(
    deed: &mut Deed,
    id: ReceiptId,
    deal: DealId,
    movement: Movement,
    method: Method,
    voids: Option<ReceiptId>,
    note: &str,
) -> Result<(), Failure> {
    let mut receipt: Tracked<Receipt> = deed.work.load(&id.0.to_string())?;
    let day = deed.today();
    let note = note.to_owned();
    let event = ReceiptEvent::Issued { deal, movement, method, voids, day, note };
    Ok(deed.work.record(&mut receipt, &[event])?)
}

/// Takes a receipt back by a counter-receipt: finance and the manager together, so that whoever took the money is never
/// the only one who takes it back (RULES 1.0: 更正(冲销)事件, manager 双人, finance 涉款).
pub(super) fn void(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let both = [Role::Finance, Role::Manager];
    if !both.iter().all(|role| deed.takes_part(*role)) {
        let refusal = Refusal::new("RULES 1.0", words::VOID_BOTH).at("approver");
        return Err(refusal.try_this(words::VOID_BOTH_REMEDY).into());
    }
    deed.wait_for_others(&both);
    let voids = ReceiptId(*Filled::need(f.number("receipt"), "receipt")?);
    let mut receipt: Tracked<Receipt> = deed.work.load(&voids.0.to_string())?;
    let movement = receipt.state.decide_void(voids)?;
    let (deal, method) = (receipt.state.deal, receipt.state.method.unwrap_or(Method::Voucher));
    let by = ReceiptId(deed.work.next_key::<Receipt>()?);
    let reason = f.text("reason");
    issue(deed, by, deal, movement, method, Some(voids), reason)?;
    let voided = ReceiptEvent::Voided { by, reason: reason.to_owned() };
    deed.work.record(&mut receipt, &[voided])?;
    on_deal(deed, deal, |deal, id, ctx| deal.decide_void(id, by, voids, movement, ctx))?;
    deed.created = Some(by.to_string());
    Ok(())
}
