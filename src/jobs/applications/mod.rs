//! Applications: a card that names nobody answers an opening, and the applicant decides what else is shown.
pub mod acts;
pub mod card;
pub mod coverage;
pub mod model;
pub mod pages;
pub mod policy;
pub mod relay;
pub mod release;
pub mod sending;
pub mod service;
pub mod views;
pub mod workflow;
