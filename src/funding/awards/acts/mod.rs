//! Steps of awards, instalments and reports, carried out.
pub mod model;
pub mod service;
