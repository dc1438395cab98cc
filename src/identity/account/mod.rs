//! One's own account: names and addresses, password, second factor, devices, and everything the law lets a person ask.
pub mod applications;
pub mod consents;
pub mod factors;
pub mod pages;
pub mod rights;
pub mod service;
