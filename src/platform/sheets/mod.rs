//! Tables people bring and take away: CSV, XLSX and ODS in, CSV and XLSX out, and figures as people write them.
//! Nothing here knows what a table is about, touches a disk or asks the time.
#[cfg_attr(not(test), expect(dead_code, reason = "what takes the apostrophe off again comes with reading"))]
mod formulas;
pub mod write;
