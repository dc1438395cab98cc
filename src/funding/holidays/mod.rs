//! Days on which offices rest: the list the operator keeps, year by year. A call that reaches into a year without a list
//! is not published.
pub mod model;
pub mod pages;
pub mod service;
