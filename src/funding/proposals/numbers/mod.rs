//! Proposals of an office in numbers: where they stand, when and from where they came, how long each step took. An
//! officer's numbers are of the files that stand in the officer's list: a file somebody is tied to is in none of them.
pub mod model;
pub mod pages;
