//! Changes before the contract (RULES 1.3.3, 1.5, 1.7, 1.8, 1.12, 2, 3.4; atlas 三.4, 三.6, 四.3), below the screens.

mod alerts;
mod buyers;
mod close;
mod complaints;
mod ending;
mod extension;
mod house;
mod month;
mod notices;
mod plan;
mod revive;
mod swap;
