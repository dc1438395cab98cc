//! Telling people of openings: who is told is found when an opening opens or changes, beside every request, so that no
//! employer can learn from an answer or its time how many there were.
pub mod service;
