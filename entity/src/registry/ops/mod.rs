//! Operations: settings, queues, imported files.
pub mod assisted_reset;
pub mod audit_event;
pub mod consent;
pub mod credential;
pub mod imported_opening;
pub mod invite;
pub mod limit_counter;
pub mod membership;
pub mod moderation_review;
pub mod outbox;
pub mod person;
pub mod private_change;
pub mod product_review;
pub mod recovery_code;
pub mod session;
pub mod setting;
pub mod sign_in_attempt;
