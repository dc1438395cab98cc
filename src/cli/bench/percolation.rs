//! `bench-percolation`: one opening against many invented profiles, in memory.
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use clap::Args;

use crate::{
    cli::Outcome,
    demo::dice::Dice,
    matching::{
        postings::{Area, Asked, Key, Postings, closed},
        vocabulary::{SkillId, vocabulary},
    },
    regions,
};

#[derive(Args)]
pub struct Arguments {
    /// People who want to be told
    #[arg(long, default_value_t = 100_000)]
    profiles: u64,
    /// Openings held against them
    #[arg(long, default_value_t = 1_000)]
    openings: usize,
    /// Begins the same world each time
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Skills of a profile, before those that follow from them.
const SKILLS: usize = 8;

/// Fills the lists, holds the openings against them, and prints the figures.
pub fn run(arguments: &Arguments) -> Outcome {
    let skills: Vec<SkillId> = vocabulary().skills().iter().map(|skill| skill.id).collect();
    let provinces: Vec<u8> = regions::provinces().filter_map(|province| province.code.parse().ok()).collect();
    let mut dice = Dice::new(arguments.seed);
    let begun = Instant::now();
    let mut postings = Postings::default();
    for no in 1..=arguments.profiles {
        let own = closed(dice.some(&skills, SKILLS).into_iter().copied());
        let area = Area::Province(dice.one(&provinces).copied().unwrap_or_default());
        postings.put(no, Key::all(&[area], &own));
    }
    println!("{} profiles in memory after {:.1} s", postings.len(), begun.elapsed().as_secs_f32());
    let mut times = Vec::with_capacity(arguments.openings);
    let mut found = 0;
    for _ in 0..arguments.openings.max(1) {
        let required = dice.below(8) + 3;
        let asked = Asked {
            province: dice.one(&provinces).copied(),
            remote: false,
            required: dice.some(&skills, required).into_iter().map(|skill| BTreeSet::from([*skill])).collect(),
            preferred: Vec::new(),
        };
        let begun = Instant::now();
        found += postings.find(&asked).len();
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(Duration::ZERO);
    println!("{} openings found {found} people", times.len());
    println!("an opening: p50 {:.1?}, p99 {:.1?}", at(50), at(99));
    Outcome::Done
}
