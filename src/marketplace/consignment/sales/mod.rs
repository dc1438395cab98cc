//! What an outlet sells. The outlet says what and how many; the price, the maker and the lot come from the shelf.
pub mod counter;
pub mod model;
pub mod service;
pub mod workflow;
