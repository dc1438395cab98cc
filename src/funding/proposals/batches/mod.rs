//! What goes to the budget team of the local government: the covering list of a call, which names nobody, and the sheet
//! with names, which takes two officers.
pub mod pages;
pub mod service;
pub mod tables;
