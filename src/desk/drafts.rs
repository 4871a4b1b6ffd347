//! Drafts 草稿: what is typed into a form and not sent survives a crash.

use std::collections::BTreeMap;

use super::field::Kind;
use super::{ACTIONS, Desk, StoreError};
use crate::domain::staff::StaffId;
use crate::store::Draft;

impl Desk {
    /// What this person typed into the form `key` less than a day ago and did not send.
    pub fn draft(&self, staff: StaffId, key: &str) -> Option<Draft> {
        self.store.draft(staff, key, self.clock.now().0)
    }

    /// Under which names this person's drafts are kept, the newest first.
    pub fn drafts(&self, staff: StaffId) -> Vec<String> {
        self.store.drafts_of(staff, self.clock.now().0)
    }

    /// Keeps what is typed so far. `key` names the form: an action's id, with a unit where that matters. `typed` is by
    /// name of the field and must hold no PIN; a field that takes one in any action is left out here as well.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_draft(
        &self,
        staff: StaffId,
        key: &str,
        typed: &BTreeMap<String, String>,
    ) -> Result<(), StoreError> {
        let mut open = typed.clone();
        open.retain(|name, _| !takes_a_pin(name));
        self.store.keep_draft(staff, key, &open, self.clock.now().0)
    }

    /// Deletes every draft that is older than a day.
    pub fn sweep_drafts(&self) {
        self.store.sweep_drafts(self.clock.now().0);
    }

    /// Deletes a draft: the form was sent, or what was typed was given up.
    ///
    /// # Errors
    /// The file is there and cannot be deleted.
    pub fn drop_draft(&self, staff: StaffId, key: &str) -> Result<(), StoreError> {
        self.store.drop_draft(staff, key)
    }
}

fn takes_a_pin(name: &str) -> bool {
    let mut fields = ACTIONS.iter().flat_map(|action| action.fields);
    fields.any(|field| field.name == name && matches!(field.kind, Kind::Pin))
}
