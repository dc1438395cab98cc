//! Goods a maker brings as a table, and takes away as one. A table is looked at first and written only after a yes; the
//! same table brought twice changes nothing the second time.
pub mod columns;
pub mod limits;
pub mod pages;
pub mod reading;
pub mod service;
#[cfg(test)]
mod tests;
