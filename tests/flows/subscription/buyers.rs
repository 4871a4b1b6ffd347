//! buyers
