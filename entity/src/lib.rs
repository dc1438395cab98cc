//! Tables as `SeaORM` entities, in zones. No behaviour lives here.

#![allow(clippy::disallowed_methods, reason = "the derive of an entity calls `begin` itself; nobody here does")]
#![allow(clippy::module_inception, reason = "a room may be called like its table")]

pub mod public;
pub mod registry;
pub mod values;
pub mod vault;
