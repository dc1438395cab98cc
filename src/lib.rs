//! Tanggui: goods on consignment, openings, skill matching and funding for small enterprises.
//!
//! `main` parses the command line and hands it to `cli`; `site` is the whole router, used by the server and the
//! tests; each slice (`enterprises`, `marketplace`, `jobs`, `funding`) has its model, service and pages; `matching`,
//! `language`, `regions` and `disclosure` are pure; `platform` is what all of them stand on. See
//! `docs/ARCHITECTURE.md`.
pub mod app;
pub mod cli;
pub mod complaints;
pub mod config;
pub mod demo;
pub mod disclosure;
pub mod enterprises;
pub mod error;
pub mod funding;
pub mod identity;
pub mod indexing;
pub mod jobs;
pub mod language;
pub mod marketplace;
pub mod matching;
pub mod moderation;
pub mod network;
pub mod operation;
pub mod platform;
pub mod reference;
pub mod regions;
pub mod retention;
pub mod site;
pub mod web;
pub mod worker;
