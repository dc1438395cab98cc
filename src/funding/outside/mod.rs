//! Schemes outside the site, as a group follows them by hand: which line of work, which office, under which number, until
//! when, and what has happened since. Everything is the group's own word and nobody else reads it: no office, no register,
//! no figure.
pub mod model;
pub mod pages;
pub mod service;
