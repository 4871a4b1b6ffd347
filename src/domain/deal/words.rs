//! What happens to a deal, in words.

use super::DealEvent;
use crate::domain::event::Meta;
use crate::domain::receipt::{Movement, Pocket, ReceiptEvent};
use crate::domain::words::{InWords, clock, noted};
use crate::say;
use crate::text::{Arg, Say, change, sale as words};

impl Movement {
    /// What it is for and how much, as a sentence.
    pub fn say(&self) -> Say {
        say!(words::MOVES, what = self.purpose(), amount = self.amount)
    }

    /// What it is for, as a receipt names it 款项: `定金`, `退还定金`, `定金转房款`.
    pub fn purpose(&self) -> Say {
        match (self.from, self.to) {
            (Pocket::Buyer, to) => to.text().into(),
            (from, Pocket::Buyer) => say!(words::GIVEN_BACK, from = from.text()),
            (from, to) => say!(words::MOVED_ON, from = from.text(), to = to.text()),
        }
    }
}

impl InWords for DealEvent {
    fn say(&self, meta: &Meta) -> Say {
        match self {
            Self::Begun { unit, consultant, guest, expires } => say!(
                words::EV_BEGUN,
                unit = unit,
                who = *consultant,
                guest = *guest,
                until = clock(*expires, meta)
            ),
            Self::Filled { terms } => say!(
                words::EV_FILLED,
                price = terms.price(),
                share = terms.make_up.share(),
                deposit = terms.deposit,
                plan = terms.plan.kind().text(),
                day = terms.sign_by
            ),
            Self::Signed { paper, application } => {
                say!(words::EV_SIGNED, paper = *paper, application = *application)
            }
            Self::Approved { application } => say!(words::EV_APPROVED, application = *application),
            Self::SentBack { application } => say!(words::EV_SENT_BACK, application = *application),
            Self::Confirmed {} => words::EV_CONFIRMED.into(),
            Self::Posted { receipt, movement, voids } => {
                let what = movement.say();
                match voids {
                    Some(voids) => {
                        say!(words::EV_POSTED_BACK, receipt = *receipt, voids = *voids, what = what)
                    }
                    None => say!(words::EV_POSTED, receipt = *receipt, what = what),
                }
            }
            Self::Renewed { expires } => say!(words::EV_RENEWED, until = clock(*expires, meta)),
            Self::BalanceMoved { from, to, reason } => {
                say!(words::EV_BALANCE_MOVED, from = *from, to = *to, note = noted(reason))
            }
            Self::Stamped {} => words::EV_STAMPED.into(),
            Self::PaperExchanged { paper } => say!(words::EV_EXCHANGED, paper = *paper),
            Self::Filed {} => words::EV_FILED.into(),
            Self::Subscribed { sign_by } => say!(words::EV_SUBSCRIBED, day = *sign_by),
            Self::Archived { place } => say!(words::EV_ARCHIVED, place = place),
            Self::PapersGiven { papers } => {
                let papers: Vec<Arg> = papers.iter().map(|p| p.text().into()).collect();
                say!(words::EV_PAPERS, papers = papers)
            }
            Self::Reminded { how, reached, note } => {
                let reached = if *reached { change::REACHED } else { change::NOT_REACHED };
                say!(change::EV_REMINDED, how = how.text(), reached = reached, note = noted(note))
            }
            Self::Noticed { notice, number, cure_by, via } => match cure_by {
                Some(day) => say!(
                    change::EV_NOTICED_UNTIL,
                    notice = notice.text(),
                    number = number,
                    via = via.text(),
                    day = *day
                ),
                None => {
                    say!(change::EV_NOTICED, notice = notice.text(), number = number, via = via.text())
                }
            },
            Self::Delivered { notice, on, proof, .. } => {
                say!(change::EV_DELIVERED, notice = notice.text(), on = *on, proof = proof)
            }
            Self::ChangeAsked { application } => say!(change::EV_CHANGE_ASKED, application = *application),
            Self::ChangeDropped { application } => {
                say!(change::EV_CHANGE_DROPPED, application = *application)
            }
            Self::Extended { from, to, .. } => {
                say!(change::EV_EXTENDED, from = *from, to = *to, days = from.until(*to))
            }
            Self::Settled { cause, settlement, .. } => say!(
                change::EV_SETTLED,
                cause = cause.text(),
                forfeit = settlement.forfeit,
                refund = settlement.refund,
                on_top = settlement.on_top
            ),
            Self::DiscountsLost { lost } => lost.say(),
            Self::Owed { owed, by } => say!(change::EV_OWED, owed = *owed, day = *by),
            Self::Revived { sign_by, reason } => {
                say!(change::EV_REVIVED, day = *sign_by, note = noted(reason))
            }
            Self::PlanChanged { make_up, plan, .. } => {
                say!(change::EV_PLAN_CHANGED, plan = plan.kind().text(), price = make_up.deal)
            }
            Self::BuyersChanged { buyers, .. } => {
                let buyers: Vec<Arg> = buyers.iter().map(|b| b.guest.into()).collect();
                say!(change::EV_BUYERS_CHANGED, buyers = buyers)
            }
            Self::Swapped { other, .. } => say!(change::EV_SWAPPED, other = *other),
            Self::Ended { how, reason } => say!(words::EV_ENDED, how = how.text(), note = noted(reason)),
        }
    }
}

impl InWords for ReceiptEvent {
    fn say(&self, _: &Meta) -> Say {
        match self {
            Self::Issued { deal, movement, method, note, .. } => say!(
                words::EV_RECEIPT,
                deal = *deal,
                what = movement.say(),
                method = method.text(),
                note = noted(note)
            ),
            Self::Voided { by, reason } => say!(words::EV_RECEIPT_VOIDED, by = *by, note = noted(reason)),
        }
    }
}
