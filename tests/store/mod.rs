//! Tests of the store with its inside in view: kills, races, damage, tampering, full and foreign disks.
//!
//! Every check here is also run on a build that is broken on purpose (`store/sabotage.rs`) and must find the fault
//! there. `ANCHANG_FAULT_ROUNDS` sets how many kills, flips and rounds there are; without it they fit a merge.

mod append_only;
mod backups;
mod child;
mod claims;
mod clock;
mod damage;
mod deals;
mod disk_full;
mod forget;
mod golden;
mod kill;
mod layers;
mod locks;
mod migrate;
mod race;
#[cfg(unix)]
mod refuse;
mod settings;
mod support;
mod tamper;
mod windows;
