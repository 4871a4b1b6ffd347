//! Price lists from files: the published one, the same prices drawn as matrices, every problem by cell, hostile files.

mod files;
mod lists;
mod matrices;
mod properties;
mod support;
mod timing;
