//! Enquiries and quotations: a list of goods becomes one enquiry for each maker, and each goes its own way from the
//! first question to the goods and the payment.
pub mod acts;
pub mod capacity;
pub mod list;
pub mod masking;
pub mod model;
pub mod pages;
pub mod policy;
pub mod promise;
pub mod sending;
pub mod views;
pub mod workflow;
