//! stub
use super::*;
use std::collections::BTreeMap;
use crate::domain::moment::Millis;
pub struct Draft { pub typed: BTreeMap<String,String>, pub at: Millis }
impl Desk {
    pub fn undo_of(&self, _a: &Action, _f: &Filled, _d: &Done) -> Option<(&'static Action, Filled)> { None }
    pub fn draft(&self, _s: StaffId, _k: &str) -> Option<Draft> { None }
    pub fn keep_draft(&self, _s: StaffId, _k: &str, _m: &BTreeMap<String,String>) -> Result<(), StoreError> { Ok(()) }
    pub fn drop_draft(&self, _s: StaffId, _k: &str) -> Result<(), StoreError> { Ok(()) }
}
