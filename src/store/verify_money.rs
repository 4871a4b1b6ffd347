//! The part of a verification that is about money and sales: units against deals, deals against receipts (DESIGN 4).

use super::replay::World;
use super::verify::Check;
use crate::domain::deal::DealId;
use crate::text::log as words;

impl Check<'_> {
    /// A unit that a deal has and a live deal name each other; every receipt stands in its deal's account with the same
    /// amount, and no account has one more; every account balances; receipts are numbered without a gap.
    pub(super) fn cross(&mut self, world: &World) {
        let unit_of = |deal: DealId| {
            world
                .deals
                .get(&deal.0.to_string())
                .filter(|t| t.state.is_live())
                .and_then(|t| t.state.unit.clone())
        };
        for (key, unit) in &world.units {
            let Some(sale) = unit.state.sale else { continue };
            if unit_of(sale.deal).is_none_or(|named| named.to_string() != *key) {
                self.find(words::SALE_DIFFERS, &[("what", format!("unit:{key}"))], false);
            }
        }
        for (key, deal) in world.deals.iter().filter(|(_, t)| t.state.is_live()) {
            let unit = deal.state.unit.as_ref().and_then(|unit| world.units.get(&unit.to_string()));
            if unit.is_none_or(|unit| unit.state.sale.is_none_or(|sale| sale.deal.0.to_string() != *key)) {
                self.find(words::SALE_DIFFERS, &[("what", format!("deal:{key}"))], false);
            }
        }
        let mut posted = 0;
        for (key, deal) in &world.deals {
            let account = &deal.state.account;
            posted += account.postings.len();
            let differs = account.postings.iter().any(|p| {
                world.receipts.get(&p.receipt.0.to_string()).is_none_or(|receipt| {
                    receipt.state.movement != Some(p.movement)
                        || receipt.state.deal.0.to_string() != *key
                        || receipt.state.voids != p.voids
                })
            });
            if differs || !account.balances() {
                self.find(words::ACCOUNT_DIFFERS, &[("what", format!("deal:{key}"))], false);
            }
        }
        let numbers = (1..=world.receipts.len()).all(|n| world.receipts.contains_key(&n.to_string()));
        if posted != world.receipts.len() || !numbers {
            self.find(words::ACCOUNT_DIFFERS, &[("what", "receipt".to_owned())], false);
        }
    }
}
