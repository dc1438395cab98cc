//! Complaints about an employer or an opening: made without an account, answered by the ethics officer, read again with
//! a code. Nothing that is kept says who made one.
pub mod model;
pub mod pages;
pub mod service;
