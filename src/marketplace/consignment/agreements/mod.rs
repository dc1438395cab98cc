//! What an enterprise and an outlet agree on before goods move: the terms, version by version. A version never changes
//! once both have agreed; goods keep the terms they came with.
pub mod model;
pub mod service;
pub mod workflow;
