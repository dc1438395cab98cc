//! Tables people bring and take away: CSV, XLSX and ODS in, CSV and XLSX out, and figures as people write them.
//! Nothing here knows what a table is about, touches a disk or asks the time.
mod archive;
mod formulas;
mod grid;
mod ods;
pub mod read;
mod separated;
#[cfg(test)]
mod tests;
pub mod values;
pub mod write;
mod xlsx;
pub(super) mod xml;
