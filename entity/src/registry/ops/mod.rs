//! Operations: settings, queues, imported files.
pub mod imported_opening;
pub mod outbox;
pub mod private_change;
pub mod setting;
