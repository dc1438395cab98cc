//! Skills meet openings: the vocabulary, what a person wishes for, ranking with reasons. Pure: it reads no table
//! and knows no employer; matching runs from a person to openings, never the other way.
pub mod explanation;
pub mod feedback;
pub mod postings;
pub mod ranking;
pub mod seeker;
pub mod vocabulary;

pub use explanation::{Band, Explanation, How, Part};
pub use ranking::{Candidate, Item, Match, Place, Weights, rank};
pub use seeker::Seeker;
