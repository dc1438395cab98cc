//! At the end of a period: the statement of what was sold and is owed, how it is answered, and how it is paid.
pub mod disputes;
pub mod figures;
pub mod overview;
pub mod paper;
pub mod payouts;
pub mod service;
pub mod workflow;
