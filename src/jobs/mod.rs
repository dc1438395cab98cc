//! Employers and the jobs they offer.
pub mod api;
pub mod applications;
pub mod desk;
pub mod employers;
pub mod feed;
pub mod import;
pub mod index;
pub mod json_ld;
pub mod lint;
pub mod model;
pub mod pages;
pub mod pledge;
pub mod seekers;
pub mod service;
pub mod skills;
pub mod wages;
pub mod words;
