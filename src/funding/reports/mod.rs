//! Reports of what was done with an instalment (laporan pertanggungjawaban).
pub mod account;
pub mod workflow;
