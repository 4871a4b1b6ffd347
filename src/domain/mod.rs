//! PURE rules of the trade: no input or output, no clock, no randomness, no SQL, no terminal.
//!
//! An aggregate is a struct with `decide_…` functions (all rules; they return events or a [`refusal::Refusal`]) and
//! [`event::Aggregate::evolve`] (total: a stored event never fails). What people read comes from [`crate::text`].

pub mod alert;
pub mod application;
pub mod area;
pub mod area_gap;
pub mod attribution;
pub mod book;
pub mod buyer_file;
pub mod calendar;
pub mod capital;
pub mod choice;
pub mod clean;
pub mod close;
pub mod complaint;
pub mod ctx;
pub mod day;
pub mod deal;
pub mod deposit;
pub mod discount;
pub mod due;
pub mod event;
pub mod find;
pub mod flow;
pub mod guest;
pub mod hex;
pub mod identity;
pub mod loan;
pub mod make_up;
pub mod moment;
pub mod money;
pub mod paper;
pub mod pay_plan;
pub mod permission;
pub mod person;
pub mod policy;
pub mod ppm;
pub mod price_list;
pub mod project;
pub mod receipt;
pub mod refusal;
pub mod register;
pub mod roster;
pub mod staff;
pub mod tax;
pub mod unit;
pub mod unit_id;
pub mod words;
