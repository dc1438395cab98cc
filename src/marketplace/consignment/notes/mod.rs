//! Goods on their way to an outlet: the offer, the delivery note it becomes, the receipt. One document in three ages.
pub mod model;
mod rows;
pub mod service;
pub mod workflow;

pub use rows::goods_name;
