//! Goods on their way home: asked for by either side, set aside by the outlet, fetched by the maker.
pub mod model;
pub mod service;
pub mod workflow;
