//! Pieces that are gone or spoilt: who bears what of them is settled by a document of its own, once, whatever happens
//! to the goods afterwards.
pub mod disputes;
pub mod found;
pub mod proposals;
pub mod service;
pub mod workflow;
