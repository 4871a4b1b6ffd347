//! Words.
use super::texts;

texts! {}
