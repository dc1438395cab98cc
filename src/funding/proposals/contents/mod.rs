//! Questions on what a group wrote: asked once, for some sections alone, while its proposal is reviewed.
pub mod desk;
pub mod model;
pub mod pages;
pub mod service;
