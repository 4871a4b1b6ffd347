//! Subscription 认购 (RULES 1.3, 1.4, 1.6, 1.15, 1.16, 2 rows 1-9 and 20, 3.1; atlas 三.3, 三.5), below the screens.

mod approvals;
mod buyers;
mod counter;
mod discounts;
mod ending;
mod money;
mod order;
mod papers;
mod price;
mod privacy;
mod properties;
mod walk;
