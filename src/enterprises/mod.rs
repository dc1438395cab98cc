//! Small businesses: their public face. What stands behind the trade name is not here.
pub mod model;
pub mod service;
