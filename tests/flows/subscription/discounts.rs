//! discounts
