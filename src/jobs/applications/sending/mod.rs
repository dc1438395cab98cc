//! From the ticks of an applicant to an application that was sent.
pub mod service;
