//! Employers: registering, the public face, and the papers somebody checks before anything is posted.
pub mod model;
pub mod pages;
pub mod policy;
pub mod service;
