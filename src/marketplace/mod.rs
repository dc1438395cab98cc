//! Goods, the outlets on whose shelves they stand, and what buyers ask makers for.
pub mod enquiries;
pub mod goods;
pub mod outlets;
