//! Goods and the outlets on whose shelves they stand.
pub mod consignment;
pub mod goods;
pub mod outlets;
