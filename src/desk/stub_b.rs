//! stub
use super::*;
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::moment::Millis;
use crate::domain::unit_id::UnitId;
use std::collections::BTreeMap;
pub struct FoundGuest { pub id: GuestId, pub masked: String, pub consultant: Option<StaffId> }
#[derive(Debug, Clone)]
pub struct GridFacts { pub unit_price: Fen, pub layout: Option<String>, pub orientation: Option<String>, pub holder: Option<StaffId>, pub guest: Option<GuestId> }
pub struct Draft { pub typed: BTreeMap<String,String>, pub at: Millis }
impl Desk {
    pub fn find_guests(&self, _t: &str, _m: usize) -> Result<Vec<FoundGuest>, StoreError> { Ok(Vec::new()) }
    pub fn grid_facts(&self) -> Result<Vec<GridFacts>, StoreError> { Ok(self.units()?.into_iter().map(|u| GridFacts { unit_price: u.unit.price.quote.unit_price, layout: u.unit.facts.layout, orientation: u.unit.facts.orientation, holder: None, guest: None}).collect()) }
    pub fn grid_as_of(&self, at: Millis) -> Result<Vec<(GridRow, GridFacts)>, StoreError> { Ok(self.units_as_of(at)?.into_iter().map(|u| (GridRow { id: u.id, status: u.unit.status, floor: u.unit.facts.floor, gross_area: u.unit.facts.gross_area, total: u.unit.price.quote.total }, GridFacts { unit_price: u.unit.price.quote.unit_price, layout: u.unit.facts.layout, orientation: u.unit.facts.orientation, holder: None, guest: None})).collect()) }
    pub fn unit_as_of(&self, id: &UnitId, at: Millis) -> Result<Option<UnitRow>, StoreError> { Ok(self.units_as_of(at)?.into_iter().find(|u| u.id == *id)) }
    pub fn undo_of(&self, _a: &Action, _f: &Filled, _d: &Done) -> Option<(&'static Action, Filled)> { None }
    pub fn draft(&self, _s: StaffId, _k: &str) -> Option<Draft> { None }
    pub fn keep_draft(&self, _s: StaffId, _k: &str, _m: &BTreeMap<String,String>) -> Result<(), StoreError> { Ok(()) }
    pub fn drop_draft(&self, _s: StaffId, _k: &str) -> Result<(), StoreError> { Ok(()) }
}
