//! `routes`: every address the site answers.
use super::Outcome;
use crate::site;

pub fn run() -> Outcome {
    for address in site::routes().list() {
        println!("{:4} {}", address.method, address.pattern);
    }
    Outcome::Done
}
