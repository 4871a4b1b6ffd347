//! The rotation 带客轮班, RULES 1.1: the order after each thing that can happen, worked out by hand.

mod absence;
mod arrivals;
mod day;
mod desk;
mod explained;
mod properties;
mod saturday;
mod sheet;
mod switches;
