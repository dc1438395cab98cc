//! Numbers and days of offices elsewhere, recorded beside a proposal: they change what its stage is called, never where
//! it stands.
pub mod desk;
pub mod model;
pub mod pages;
pub mod service;
