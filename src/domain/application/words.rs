//! Applications in words.

use super::{AppEvent, Request};
use crate::domain::event::Meta;
use crate::domain::words::{InWords, noted};
use crate::say;
use crate::text::{Arg, Say, change, sale as words};

impl Request {
    /// What is asked for, as a sentence.
    pub fn say(&self) -> Say {
        match self {
            Self::Subscription { price, share, deposit, .. } => {
                say!(words::ASKS_SUBSCRIPTION, price = *price, share = *share, deposit = *deposit)
            }
            Self::Discount { reduction, evidence, leader, valid_until, .. } => say!(
                words::ASKS_DISCOUNT,
                what = reduction.say(),
                evidence = evidence,
                leader = *leader,
                until = *valid_until
            ),
            Self::Extension { from, to, nth, total, evidence, lost, keep, .. } => {
                let what = say!(
                    change::ASKS_EXTENSION,
                    from = *from,
                    to = *to,
                    nth = *nth,
                    total = *total,
                    evidence = evidence
                );
                match lost {
                    None => what,
                    Some(l) if *keep => {
                        say!(change::ASKS_KEEPS, what = what, names = l.listed(), off = l.off)
                    }
                    Some(l) => {
                        say!(
                            change::ASKS_LOSES,
                            what = what,
                            names = l.listed(),
                            off = l.off,
                            price = l.price
                        )
                    }
                }
            }
            Self::Release { cause, settlement, evidence } => say!(
                change::ASKS_RELEASE,
                cause = cause.text(),
                forfeit = settlement.forfeit,
                refund = settlement.refund,
                on_top = settlement.on_top,
                evidence = evidence
            ),
            Self::Swap { to, to_unit, difference, evidence } => say!(
                change::ASKS_SWAP,
                to = *to,
                unit = to_unit,
                difference = *difference,
                evidence = evidence
            ),
            Self::Plan { before, make_up, plan, lose, take, evidence } => {
                let changes = [(change::PLAN_LOSES, lose), (change::PLAN_TAKES, take)];
                let told = changes.into_iter().filter(|(_, names)| !names.is_empty());
                let told = told.map(|(text, names)| {
                    let names: Vec<Arg> = names.iter().map(|name| name.clone().into()).collect();
                    say!(text, names = names).into()
                });
                let price: Arg = if make_up.deal == *before {
                    say!(change::PLAN_PRICE_STAYS, price = *before).into()
                } else {
                    say!(change::PLAN_PRICE, before = *before, price = make_up.deal).into()
                };
                let told: Vec<Arg> = std::iter::once(price).chain(told).collect();
                say!(change::ASKS_PLAN, plan = plan.kind().text(), told = told, evidence = evidence)
            }
            Self::Buyers { buyers, evidence, .. } => {
                let buyers: Vec<Arg> = buyers.iter().map(|b| b.guest.into()).collect();
                say!(change::ASKS_BUYERS, buyers = buyers, evidence = evidence)
            }
        }
    }
}

impl InWords for AppEvent {
    fn say(&self, _: &Meta) -> Say {
        match self {
            Self::Made { request, reason, .. } => say!(
                words::EV_APP_MADE,
                kind = request.kind().text(),
                what = request.say(),
                note = noted(reason)
            ),
            Self::Decided { role, who, decision, reason } => say!(
                words::EV_APP_DECIDED,
                role = role.text(),
                who = *who,
                decision = decision.text(),
                note = noted(reason)
            ),
            Self::Withdrawn { reason } => say!(words::EV_APP_WITHDRAWN, note = noted(reason)),
            Self::Taken { deal } => say!(words::EV_DISCOUNT_TAKEN, deal = *deal),
            Self::Freed { deal } => say!(words::EV_DISCOUNT_FREED, deal = *deal),
            Self::Executed { note } => say!(words::EV_APP_EXECUTED, note = noted(note)),
            Self::Archived { place } => say!(words::EV_APP_ARCHIVED, place = place),
        }
    }
}
