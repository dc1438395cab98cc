//! Tables as SeaORM entities, in zones. No behaviour lives here.

pub mod public;
pub mod registry;
pub mod values;
