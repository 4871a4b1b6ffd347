//! What happens to paper, in words.

use super::{PaperEvent, StockEvent};
use crate::domain::event::Meta;
use crate::domain::words::InWords;
use crate::say;
use crate::text::{Say, sale as words};

impl InWords for StockEvent {
    fn say(&self, _: &Meta) -> Say {
        match self {
            Self::Added { from, to, copies } => {
                say!(words::EV_STOCK_ADDED, from = *from, to = *to, copies = u32::from(*copies))
            }
            Self::Drawn { number } => say!(words::EV_STOCK_DRAWN, number = *number),
        }
    }
}

impl InWords for PaperEvent {
    fn say(&self, _: &Meta) -> Say {
        match self {
            Self::Drawn { deal, copies } => {
                say!(words::EV_PAPER_DRAWN, deal = *deal, copies = u32::from(*copies))
            }
            Self::Stamped {} => words::EV_PAPER_STAMPED.into(),
            Self::Handed { copy, to } => {
                say!(words::EV_PAPER_HANDED, copy = u32::from(*copy), to = to.text())
            }
            Self::Recalled { copy } => say!(words::EV_PAPER_RECALLED, copy = u32::from(*copy)),
            Self::Lost { copy, statement } => {
                say!(words::EV_PAPER_LOST, copy = u32::from(*copy), statement = statement)
            }
            Self::Voided { reason } => say!(words::EV_PAPER_VOIDED, reason = reason),
        }
    }
}
