//! Letters as they are issued: kept as their data, typeset whenever somebody asks, and verified by their code.
pub mod pages;
pub mod service;
