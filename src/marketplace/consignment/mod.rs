//! Goods on consignment: what an enterprise and an outlet agree on, what moves between them, what was sold and what is
//! owed. No money moves here; the ledgers record what happened, and both sides read the same rows.
pub mod agreements;
pub mod documents;
pub mod ledger;
pub mod losses;
pub mod notes;
pub mod pages;
pub mod party;
pub mod policy;
pub mod shelf;
