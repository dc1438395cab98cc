//! The check of texts before they become public: what the guard refuses is refused here, what it is not sure of waits
//! for a moderator. One queue for everybody, in the order of arrival; it knows nothing of who an author is.
pub mod model;
pub mod pages;
pub mod policy;
pub mod service;
