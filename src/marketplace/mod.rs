//! Goods, the outlets on whose shelves they stand, consignment, and what buyers ask makers for.
pub mod consignment;
pub mod enquiries;
pub mod goods;
pub mod outlets;
