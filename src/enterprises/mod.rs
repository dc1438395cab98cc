//! Small businesses: their public face, and what stands behind the trade name, which is never public.
pub mod model;
pub mod pages;
pub mod policy;
pub mod service;
