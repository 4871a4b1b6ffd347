//! Tests of the store with its inside in view.
