//! What an employer promises before anything of theirs is shown: versions of the pledge, who accepted them, and whether
//! an employer stands by the present one.
pub mod model;
pub mod pages;
pub mod policy;
pub mod service;
